"""All orders, the chosen one below or beside them, and what can be done with it."""

from datetime import datetime
from typing import ClassVar

from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.listing import Filter, How, Listing, Value
from warehouse_app.queries.listings.orders import OrderState, orders
from warehouse_app.queries.next_number import ORDERS, next_number
from warehouse_app.services.changes import Area
from warehouse_app.services.ordering import OrderCancelled, OrderFault, cancel_order
from warehouse_app.services.releasing import Released, release
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.listed_page import ListedPage
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages.orders.details import Cancelling, OrderDetails, OrderRead, read_order
from warehouse_app.ui.pages.orders.form import OrderForm
from warehouse_app.ui.tables import Column, Preset, RowsTable, day_width
from warehouse_app.ui.widgets import KeyButton, Weight
from warehouse_app.ui.words.forms import SHIP_WORDS
from warehouse_app.ui.words.orders import OrderTold, OrderWord

_OPEN = Filter("state", How.ONE_OF, (OrderState.WAITING, OrderState.ALLOCATED))
_WAITING = Filter("state", How.EQUALS, (OrderState.WAITING,))
_TONES: dict[str, Tone] = {OrderState.WAITING: Tone.WARN, OrderState.ALLOCATED: Tone.OK}


class OrdersPage(ListedPage[OrderRead, OrderDetails, OrderForm]):
    """Who ordered what, how far it is, and orders made and edited by hand."""

    name = PageName.ORDERS
    field = "order"
    thing = Thing.ORDER
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.ORDERS, Area.QUEUE, Area.STOCK, Area.PICK_LISTS, Area.PURCHASE_ORDERS, Area.CUSTOMERS, Area.ITEMS}
    )

    def __init__(self, desk: Desk) -> None:
        details = OrderDetails(desk)
        new_button = KeyButton(desk.say(OrderWord.NEW), "Ctrl+N", icon=Icon.ADD, weight=Weight.PRIMARY)
        super().__init__(desk, _table(desk), details, new_button)
        self.table.filter_by(_OPEN)
        details.cancel.connect(self._cancel)
        details.release.connect(self._release)

    def listing(self) -> Listing:
        return orders()

    def read_one(self, number: str) -> OrderRead | None:
        return read_order(self.desk.house.store, self.desk.house_settings, number)

    def key_of(self, read: OrderRead) -> int:
        return read.view.id

    def tell_unknown(self, number: str) -> None:
        self.desk.tell(Tone.ERROR, OrderFault.UNKNOWN, order=number)

    def next_number(self) -> str:
        store = self.desk.house.store
        with store.snapshot():
            return next_number(store, ORDERS)

    def open_new(self, number: str) -> OrderForm:
        form = OrderForm(self.desk)
        form.set_new(number)
        return form

    def open_edit(self, read: OrderRead) -> OrderForm:
        form = OrderForm(self.desk)
        form.set_stored(read.view)
        return form

    def _cancel(self, cancelling: Cancelling) -> None:
        house = self.desk.house
        order, line = cancelling.order, cancelling.line
        self.act(order, lambda: cancel_order(house.store, house.act(), order, line=line), self._cancelled)

    def _cancelled(self, done: OrderCancelled) -> None:
        units, freed = sum(line.units for line in done.lines), sum(line.freed for line in done.lines)
        told = OrderTold.CANCELLED_FREED if freed else OrderTold.CANCELLED
        said = self.desk.say(told, order=done.order, units=units, freed=freed)
        tell_followed(self.desk, said, done.stops, (), done.shares)
        self.desk.announce(done.changes)

    def _release(self) -> None:
        house = self.desk.house
        if self.chosen is not None:
            number = self.chosen.view.number
            self.act(
                number,
                lambda: release(house.store, house.act(), orders=[number]),
                lambda done: self._released(number, done),
            )

    def _released(self, order: str, done: Released) -> None:
        tell = self.desk.tell
        for made in done.lists:
            tell(Tone.OK, OrderTold.RELEASED, number=made.number, order=order, stops=made.stops, units=made.units)
        for left in done.left:
            tell(Tone.WARN, OrderTold.OUT_OF_REACH, order=order, units=left.units)
        if not done.lists and not done.left:
            tell(Tone.WARN, OrderTold.NOTHING_RELEASED, order=order)
        self.desk.announce(done.changes)


def _table(desk: Desk) -> RowsTable:
    say = desk.say
    ships: dict[str, str] = {policy: say(SHIP_WORDS[policy]) for policy in ShipPolicy}
    states: dict[str, str] = {state: say(state) for state in OrderState}

    def day(value: Value) -> str:
        assert isinstance(value, datetime)
        return desk.text(value.astimezone(desk.zone).date())

    return RowsTable(
        desk,
        [
            Column("order", say(OrderWord.NUMBER), 9),
            Column("customer", say(OrderWord.CUSTOMER), 16, grows=True),
            Column("customer_code", say(OrderWord.CUSTOMER_CODE), 12, hidden=True),
            Column("placed", say(OrderWord.PLACED), day_width(desk), text=day),
            Column("rank_class", say(OrderWord.RANK_CLASS), 5),
            Column("ship_policy", say(OrderWord.SHIP_POLICY), 10, words=ships),
            Column("lines", say(OrderWord.LINES), 5),
            Column("open", say(OrderWord.OPEN), 6),
            Column("allocated", say(OrderWord.ALLOCATED), 9, hidden=True),
            Column("short", say(OrderWord.SHORT), 6),
            Column("state", say(OrderWord.STATE), 12, words=states, tones=_TONES),
            Column("reference", say(OrderWord.REFERENCE), 18, hidden=True),
            Column("carrier", say(OrderWord.CARRIER), 10, hidden=True),
        ],
        name="orders",
        title=say(PageName.ORDERS),
        empty=(say(OrderWord.EMPTY), say(OrderWord.EMPTY_HELP)),
        icon=Icon.ORDERS,
        presets=[Preset(say(OrderWord.OPEN_ONLY), _OPEN), Preset(say(OrderWord.WAITING_ONLY), _WAITING)],
    )
