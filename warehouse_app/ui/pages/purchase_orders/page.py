"""All purchase orders, the chosen one below or beside them, and what can be done with it."""

from typing import ClassVar

from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Filter, How, Listing
from warehouse_app.queries.next_number import PURCHASE_ORDERS, next_number
from warehouse_app.queries.overdue import purchase_orders_by_day
from warehouse_app.queries.purchase_view import PurchaseView, purchase_view
from warehouse_app.services.changes import Area
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.listed_page import ListedPage
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages.purchase_orders.details import PurchaseDetails
from warehouse_app.ui.pages.purchase_orders.form import PurchaseForm
from warehouse_app.ui.tables import Column, Preset, RowsTable, day_width
from warehouse_app.ui.widgets import KeyButton, Weight
from warehouse_app.ui.words.purchase_orders import PurchaseTold, PurchaseWord

_TO_COME = Filter("to_come", How.AT_LEAST, (1,))
_OVERDUE = Filter("overdue", How.EQUALS, (True,))


class PurchaseOrdersPage(ListedPage[PurchaseView, PurchaseDetails, PurchaseForm]):
    """What was ordered of whom, what came of it, and who waits for the rest."""

    name = PageName.PURCHASE_ORDERS
    field = "purchase_order"
    thing = Thing.PURCHASE_ORDER
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.PURCHASE_ORDERS, Area.RECEIPTS, Area.SUPPLIERS, Area.QUEUE, Area.ITEMS, Area.STOCK, Area.SETTINGS}
    )

    def __init__(self, desk: Desk) -> None:
        new_button = KeyButton(desk.say(PurchaseWord.NEW), "Ctrl+N", icon=Icon.ADD, weight=Weight.PRIMARY)
        super().__init__(desk, _table(desk), PurchaseDetails(desk), new_button)
        self.table.filter_by(_TO_COME)

    def show_thing(self, target: Target) -> None:
        """Choose a purchase order; of a supplier, show what it was ordered of."""
        if target.thing is Thing.SUPPLIER:
            self.make_way(target.key)
            self.table.filter_by(Filter("supplier_code", How.EQUALS, (target.key,)))
        else:
            super().show_thing(target)

    def listing(self) -> Listing:
        with self.desk.house.store.snapshot():
            return purchase_orders_by_day(house_settings())

    def read_one(self, number: str) -> PurchaseView | None:
        store = self.desk.house.store
        with store.snapshot():
            return purchase_view(store, number)

    def key_of(self, read: PurchaseView) -> int:
        return read.id

    def tell_unknown(self, number: str) -> None:
        self.desk.tell(Tone.ERROR, PurchaseTold.UNKNOWN, number=number)

    def next_number(self) -> str:
        store = self.desk.house.store
        with store.snapshot():
            return next_number(store, PURCHASE_ORDERS)

    def open_new(self, number: str) -> PurchaseForm:
        form = PurchaseForm(self.desk)
        form.set_new(number)
        return form

    def open_edit(self, read: PurchaseView) -> PurchaseForm:
        form = PurchaseForm(self.desk)
        form.set_stored(read)
        return form


def _table(desk: Desk) -> RowsTable:
    say, days = desk.say, day_width(desk)

    return RowsTable(
        desk,
        [
            Column("purchase_order", say(PurchaseWord.NUMBER), 8),
            Column("supplier", say(PurchaseWord.SUPPLIER), 14, grows=True),
            Column("supplier_code", say(PurchaseWord.SUPPLIER_CODE), 12, hidden=True),
            Column("ordered_on", say(PurchaseWord.ORDERED_ON), days, hidden=True),
            Column("next_due", say(PurchaseWord.NEXT_DUE), days),
            Column(
                "overdue", "", 10, words={"True": say(PurchaseWord.OVERDUE), "False": ""}, tones={"True": Tone.WARN}
            ),
            Column("lines", say(PurchaseWord.LINES), 4, hidden=True),
            Column("ordered", say(PurchaseWord.ORDERED), 6),
            Column("received", say(PurchaseWord.RECEIVED), 6),
            Column("to_come", say(PurchaseWord.TO_COME), 6),
        ],
        name="purchase-orders",
        title=say(PageName.PURCHASE_ORDERS),
        empty=(say(PurchaseWord.EMPTY), say(PurchaseWord.EMPTY_HELP)),
        icon=Icon.PURCHASING,
        presets=[Preset(say(PurchaseWord.TO_COME_ONLY), _TO_COME), Preset(say(PurchaseWord.OVERDUE_ONLY), _OVERDUE)],
    )
