"""Items with their stock, and places with what lies there; beside them the chosen one."""

from typing import ClassVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from warehouse_app.queries.cards import ItemCard, item_card, location_key
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Listing
from warehouse_app.queries.listings.stock import balances_in, items, locations
from warehouse_app.services.changes import Area
from warehouse_app.ui.background import Lane
from warehouse_app.ui.chosen_card import ChosenCard
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.form_stack import FormStack
from warehouse_app.ui.forms import Closed
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import Page, PageColumn, PageName
from warehouse_app.ui.pages.items.details import ItemDetails, stock_columns
from warehouse_app.ui.pages.items.form import ItemForm
from warehouse_app.ui.revealing import Revealing
from warehouse_app.ui.split import Split
from warehouse_app.ui.tables import Column, RowChosen, RowOpened, RowsTable, day_width
from warehouse_app.ui.widgets import KeyButton, Scrolled, Title, Toolbar, Weight
from warehouse_app.ui.words.items import KIND_WORDS, ItemWord, StockWord

_SIZES = (540, 460)


class ItemsPage(Page):
    """What there is, and where."""

    name = PageName.ITEMS
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.ITEMS, Area.STOCK, Area.QUEUE, Area.LOCATIONS, Area.PURCHASE_ORDERS, Area.PICK_LISTS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read: set[QWidget] = set()
        say = desk.say
        self.new_button = KeyButton(say(ItemWord.NEW), "Ctrl+N", icon=Icon.ADD, weight=Weight.PRIMARY)
        self.new_button.clicked.connect(self.write_new)
        self.items = RowsTable(
            desk,
            self._item_columns(),
            name="items",
            title=say(ItemWord.ITEMS),
            empty=(say(ItemWord.EMPTY), say(ItemWord.EMPTY_HELP)),
            icon=Icon.ITEM,
        )
        self.details = ItemDetails(desk)
        self.details.edit.connect(self.edit_chosen)
        self.places = RowsTable(
            desk,
            self._place_columns(),
            name="places",
            title=say(ItemWord.PLACES),
            empty=(say(ItemWord.NO_PLACES), say(ItemWord.NO_PLACES_HELP)),
            icon=Icon.BIN,
        )
        self.content = RowsTable(
            desk,
            stock_columns(desk, ("sku", "item", "quantity", "lot", "expiry", "order", "status", "blocked", "reserved")),
            name="place-content",
            title=say(ItemWord.STOCK),
            empty=(say(ItemWord.NOTHING_LIES), say(ItemWord.NOTHING_LIES_HELP)),
            icon=Icon.BIN,
        )
        self._cards = ChosenCard(desk, self.items, "sku", self._read_card, self._show_card)
        self._reveal_place = Revealing(self.places)
        self.content.show_nothing(say(ItemWord.NO_PLACE_CHOSEN), say(ItemWord.NO_PLACE_CHOSEN_HELP))
        self._lay_out()
        self.items.opened.connect(lambda _: self.edit_chosen())
        self.places.chosen.connect(self._show_content)
        self.content.opened.connect(self._open_item)
        self.tabs.currentChanged.connect(self._show_tab)

    def _item_columns(self) -> list[Column]:
        say = self.desk.say
        return [
            Column("sku", say(ItemWord.SKU), 8),
            Column("item", say(ItemWord.NAME), 20, grows=True),
            Column("on_hand", say(ItemWord.ON_HAND), 6),
            Column("free", say(ItemWord.FREE), 5),
            Column("waiting", say(ItemWord.WAITING), 6),
            Column("coming", say(ItemWord.COMING), 6),
            Column("allocated", say(ItemWord.ALLOCATED), 8),
            Column("allocatable", say(ItemWord.ALLOCATABLE), 10, hidden=True),
            Column("safety_stock", say(ItemWord.SAFETY_STOCK), 8, hidden=True),
            Column("category", say(ItemWord.CATEGORY), 14, hidden=True),
            Column("unit", say(ItemWord.UNIT), 7, hidden=True),
            Column("home", say(ItemWord.HOME), 9, hidden=True),
            Column("supplier", say(ItemWord.SUPPLIER), 18, hidden=True),
            Column("price", say(ItemWord.PRICE), 10, hidden=True),
            Column("cost", say(ItemWord.COST), 10, hidden=True),
            Column("reorder_point", say(ItemWord.REORDER_POINT), 9, hidden=True),
            Column("release_date", say(ItemWord.RELEASE_DATE), day_width(self.desk), hidden=True),
        ]

    def _place_columns(self) -> list[Column]:
        say = self.desk.say
        return [
            Column("location", say(StockWord.LOCATION), 8),
            Column("kind", say(StockWord.KIND), 10, words={kind: say(word) for kind, word in KIND_WORDS.items()}),
            Column("zone", say(StockWord.ZONE), 9),
            Column("quantity", say(StockWord.QUANTITY), 9),
            Column("items", say(StockWord.ITEMS), 7),
            Column("capacity", say(StockWord.CAPACITY), 9),
        ]

    def _lay_out(self) -> None:
        scrolled = Scrolled(self.details, takes_focus=False)
        self.tabs = QTabWidget()
        self.tabs.addTab(Split(self.desk, "items", self.items, scrolled, _SIZES), self.desk.say(ItemWord.ITEMS))
        self.tabs.addTab(Split(self.desk, "places", self.places, self.content, _SIZES), self.desk.say(ItemWord.PLACES))
        listed = QWidget()
        column = PageColumn(listed)
        column.addWidget(Toolbar(Title(self.desk.say(self.name)), right=(self.new_button,)))
        column.addWidget(self.tabs, 1)
        self.forms: FormStack[ItemForm] = FormStack(listed)
        self.forms.closed.connect(self._form_closed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.forms)
        self.setFocusProxy(self.items)

    # What is shown

    def _show_tab(self, at: int) -> None:
        self.refresh()
        if not self.tabs.tabBar().hasFocus():
            (self.items, self.places)[at].setFocus()

    def refresh(self) -> None:
        if self.tabs.currentIndex() == 0:
            self._show(self.items)
            self._cards.soon()
        else:
            self._show(self.places)
            if self.places.current.key is not None:
                self.content.reload()

    def _show(self, table: RowsTable) -> None:
        if table in self._read:
            table.reload()
            return
        self._read.add(table)
        table.show_listing(self._items if table is self.items else locations)

    def _items(self) -> Listing:
        with self.desk.house.store.snapshot():
            return items(house_settings())

    def show_thing(self, target: Target) -> None:
        """Choose an item by its number, or a place by its code, though the table may be searched for others."""
        if target.thing is Thing.LOCATION:
            self.tabs.setCurrentIndex(1)
            self._find_place(target.key)
        else:
            self.tabs.setCurrentIndex(0)
            self._cards.seek(target.key)

    def _find_place(self, code: str) -> None:
        store = self.desk.house.store

        def find() -> int | None:
            with store.snapshot():
                return location_key(code)

        def show(key: int | None) -> None:
            if key is not None:
                self._reveal_place.reveal(key)

        self.desk.background.run(Lane.READS, self, find, show)

    def _read_card(self, sku: str) -> ItemCard | None:
        return item_card(self.desk.house.store, sku)

    def _show_card(self, card: ItemCard | None) -> None:
        if card is None:
            self.details.show_nothing()
        else:
            self.details.show_card(card)

    def _show_content(self, chosen: RowChosen) -> None:
        code = chosen.values.get("location")
        if isinstance(code, str):
            self.content.show_listing(lambda: balances_in(code))

    def _open_item(self, opened: RowOpened) -> None:
        self.desk.open(Thing.ITEM, str(opened.values["sku"]))

    # Writing

    def write_new(self) -> None:
        """Open the form for a new item."""
        if self.form is None:
            self.forms.open(ItemForm(self.desk)).begin_new()

    def edit_chosen(self) -> None:
        """Open the form for the chosen item."""
        if self.form is None and self.details.card is not None:
            self.forms.open(ItemForm(self.desk)).begin_edit(self.details.card.item)

    def unsaved(self) -> bool:
        return self.forms.unsaved

    @property
    def form(self) -> ItemForm | None:
        """The form that is open."""
        return self.forms.form

    def _form_closed(self, closed: Closed) -> None:
        self.items.setFocus()
        if closed.key:
            self.show_thing(Target(Thing.ITEM, closed.key))
