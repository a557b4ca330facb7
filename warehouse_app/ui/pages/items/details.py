"""One item: what it is, where it lies, how it moved, and who waits for it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.cards import ItemCard
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Filter, How, Listing
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.queries.listings.stock import balances_of, ledger_of
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.look import Icon, Look, Space, Text
from warehouse_app.ui.pages.items.stock_menu import StockWorkButton
from warehouse_app.ui.tables import Column, RowOpened, RowsTable, day_width, moment_width
from warehouse_app.ui.widgets import EmptyState, Facts, FlowingText, KeyButton, Toolbar
from warehouse_app.ui.words.back_orders import Queue
from warehouse_app.ui.words.items import REASON_WORDS, STATUS_WORDS, ItemWord, StockWord


class ItemDetails(QStackedWidget):
    """The chosen item, or what to do to see one."""

    edit = Signal()
    """Somebody wants to edit the item."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: ItemCard | None = None
        say = desk.say
        self._nothing = EmptyState(Icon.ITEM, say(ItemWord.NOTHING_CHOSEN), say(ItemWord.NOTHING_CHOSEN_HELP))
        self.title = FlowingText(step=Text.HEADING)
        self.facts = Facts(columns=2)
        self.edit_button = KeyButton(say(ItemWord.EDIT), "Ctrl+E", icon=Icon.EDIT)
        self.edit_button.clicked.connect(self.edit)
        self.work_button = StockWorkButton(desk, self, self._stock_row)
        self.stock = self._table(
            "balances",
            ItemWord.STOCK,
            stock_columns(desk, ("location", "quantity", "lot", "expiry", "status", "blocked", "reserved", "order")),
            (ItemWord.NOTHING_LIES, ItemWord.NOTHING_LIES_HELP),
        )
        self.ledger = self._table(
            "ledger", ItemWord.LEDGER, ledger_columns(desk), (ItemWord.NO_MOVES, ItemWord.NO_MOVES_HELP)
        )
        self.queue = self._table(
            "item-queue",
            ItemWord.QUEUE,
            self._queue_columns(),
            (ItemWord.NOBODY_WAITS, ItemWord.NOBODY_WAITS_HELP),
        )
        self.stock.opened.connect(self._open_place)
        self.queue.opened.connect(self._open_order)
        self.tabs = QTabWidget()
        for table, word in ((self.stock, ItemWord.STOCK), (self.ledger, ItemWord.LEDGER), (self.queue, ItemWord.QUEUE)):
            self.tabs.addTab(table, say(word))
        self._shown = ""
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self._lay_out()

    def _table(self, name: str, title: ItemWord, columns: list[Column], empty: tuple[ItemWord, ItemWord]) -> RowsTable:
        say = self._desk.say
        told = (say(empty[0]), say(empty[1]))
        return RowsTable(self._desk, columns, name=name, title=say(title), empty=told, icon=Icon.STOCK)

    def _queue_columns(self) -> list[Column]:
        say = self._desk.say
        return [
            Column("rank_class", say(Queue.CLASS), 4),
            Column("order", say(Queue.ORDER), 8),
            Column("customer", say(Queue.CUSTOMER), 16, grows=True),
            Column("short", say(Queue.SHORT), 5),
            Column("open", say(Queue.OPEN), 5),
            Column("allocated", say(Queue.ALLOCATED), 8),
            Column("placed", say(Queue.PLACED), moment_width(self._desk)),
        ]

    def _lay_out(self) -> None:
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.addWidget(self.title)
        self._column.addWidget(Toolbar(self.edit_button, self.work_button))
        self._column.addWidget(self.facts)
        self._column.addWidget(self.tabs, 1)
        self.addWidget(self._nothing)
        self.addWidget(whole)
        look = Look.current()
        look.changed.connect(self._look_again)
        self._look_again()

    def show_nothing(self) -> None:
        """Show that no item is chosen."""
        self.card = None
        self.work_button.show_item("")
        self.setCurrentIndex(0)

    def show_card(self, card: ItemCard) -> None:
        """Show an item; the same one again reads its tables anew."""
        again = self.card is not None and self.card.item.sku == card.item.sku
        self.card = card
        self.work_button.show_item(card.item.sku)
        self.title.setText(f"{card.item.sku} · {card.item.name}")
        self.facts.show_facts(self._facts(card))
        self.setCurrentIndex(1)
        if not again:
            self._shown = ""
        self._show_tab()

    def _show_tab(self) -> None:
        """Read what the tab on show says of the item; the others are read when they are shown."""
        card, table = self.card, self.tabs.currentWidget()
        if card is None or not isinstance(table, RowsTable):
            return
        sku, mark = card.item.sku, f"{card.item.sku} {self.tabs.currentIndex()}"
        if mark == self._shown:
            table.reload()
        elif table is self.stock:
            table.show_listing(lambda: balances_of(sku))
        elif table is self.ledger:
            table.show_listing(lambda: ledger_of(sku))
        else:
            table.filter_by(Filter("sku", How.EQUALS, (sku,)))
            table.show_listing(self._queue)
        self._shown = mark

    def _queue(self) -> Listing:
        store = self._desk.house.store
        with store.snapshot():
            return back_orders(store, house_settings())

    def _facts(self, card: ItemCard) -> Iterator[tuple[str, str] | tuple[str, str, Tone | None]]:
        say, text = self._desk.say, self._desk.text
        item, free = card.item, card.allocatable - card.allocated
        yield say(ItemWord.FREE), text(free), Tone.OK if free else Tone.WARN
        yield say(ItemWord.ON_HAND), text(card.on_hand)
        yield say(ItemWord.ALLOCATED), text(card.allocated)
        yield say(ItemWord.PACK), text(item.pack_quantity)
        if item.safety_stock:
            yield say(ItemWord.SAFETY_STOCK), text(item.safety_stock)
        if item.home_location:
            yield say(ItemWord.HOME), item.home_location
        if item.supplier:
            yield say(ItemWord.SUPPLIER), item.supplier
        if item.release_date:
            yield say(ItemWord.RELEASE_DATE), text(item.release_date)
        if item.minimum_shelf_life_days:
            days = item.minimum_shelf_life_days
            yield say(ItemWord.SHELF_LIFE), say(ItemWord.SHELF_LIFE_DAYS, days=days)
        if card.barcodes:
            yield (
                say(ItemWord.BARCODES),
                ", ".join(
                    say(ItemWord.BARCODE, barcode=each.barcode)
                    if each.pack_quantity == 1
                    else say(ItemWord.BARCODE_PACK, barcode=each.barcode, pack=each.pack_quantity)
                    for each in card.barcodes
                ),
            )

    def _stock_row(self) -> tuple[str, str, str]:
        values = self.stock.current.values
        return str(values.get("location", "")), str(values.get("lot", "")), str(values.get("status", ""))

    def _open_place(self, opened: RowOpened) -> None:
        self._desk.open(Thing.LOCATION, str(opened.values["location"]))

    def _open_order(self, opened: RowOpened) -> None:
        self._desk.open(Thing.ORDER, str(opened.values["order"]))

    def _look_again(self) -> None:
        look = Look.current()
        self._column.setContentsMargins(look.px(Space.M), look.px(Space.S), 0, 0)
        self._column.setSpacing(look.px(Space.M))


def stock_columns(desk: Desk, fields: tuple[str, ...]) -> list[Column]:
    """Return those columns of what lies where that `fields` name, in that order."""
    say = desk.say
    known = {
        "sku": Column("sku", say(ItemWord.SKU), 8),
        "item": Column("item", say(ItemWord.NAME), 20, grows=True),
        "location": Column("location", say(StockWord.LOCATION), 7),
        "lot": Column("lot", say(StockWord.LOT), 10),
        "expiry": Column("expiry", say(StockWord.EXPIRY), day_width(desk)),
        "status": Column(
            "status",
            say(StockWord.STATUS),
            9,
            words={status: say(word) for status, word in STATUS_WORDS.items()},
            tones={StockStatus.QUARANTINED: Tone.WARN},
        ),
        "blocked": Column("blocked", say(StockWord.BLOCKED), 6),
        "quantity": Column("quantity", say(StockWord.QUANTITY), 6),
        "reserved": Column("reserved", say(StockWord.RESERVED), 6),
        "order": Column("order", say(StockWord.PICKED_FOR), 9),
    }
    return [known[name] for name in fields]


def ledger_columns(desk: Desk) -> list[Column]:
    """Return the columns of the ledger of one item."""
    say = desk.say
    return [
        Column("seq", say(StockWord.SEQ), 5),
        Column("at", say(StockWord.AT), moment_width(desk)),
        Column("reason", say(StockWord.REASON), 11, words={reason: say(word) for reason, word in REASON_WORDS.items()}),
        Column("quantity", say(StockWord.QUANTITY), 8),
        Column("location", say(StockWord.LOCATION), 8),
        Column("lot", say(StockWord.LOT), 10, hidden=True),
        Column("document", say(StockWord.DOCUMENT), 12),
        Column("actor", say(StockWord.ACTOR), 10),
        Column("workstation", say(StockWord.WORKSTATION), 12, hidden=True),
    ]
