"""The customers, and beside them the chosen one with its orders."""

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.cards import CustomerCard, customer_card
from warehouse_app.queries.listings.orders import OrderState, customers, orders_of
from warehouse_app.services.changes import Area
from warehouse_app.ui.chosen_card import ChosenCard
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.form_stack import FormStack
from warehouse_app.ui.forms import Closed
from warehouse_app.ui.look import Icon, Look, Space, Text
from warehouse_app.ui.page import Page, PageColumn, PageName
from warehouse_app.ui.pages.customers.form import CustomerForm
from warehouse_app.ui.split import Split
from warehouse_app.ui.tables import Column, RowOpened, RowsTable, moment_width
from warehouse_app.ui.widgets import EmptyState, Facts, FlowingText, KeyButton, Scrolled, Title, Toolbar, Weight
from warehouse_app.ui.words.customers import CustomerWord
from warehouse_app.ui.words.forms import SHIP_WORDS
from warehouse_app.ui.words.orders import OrderWord

_SIZES = (440, 560)


class CustomersPage(Page):
    """Who orders, and how each is served."""

    name = PageName.CUSTOMERS
    shows: ClassVar[frozenset[Area]] = frozenset({Area.CUSTOMERS, Area.ORDERS, Area.QUEUE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = False
        self._card: CustomerCard | None = None
        say = desk.say
        self.new_button = KeyButton(say(CustomerWord.NEW), "Ctrl+N", icon=Icon.ADD, weight=Weight.PRIMARY)
        self.edit_button = KeyButton(say(CustomerWord.EDIT), "Ctrl+E", icon=Icon.EDIT)
        self.table = RowsTable(
            desk,
            self._columns(),
            name="customers",
            title=say(self.name),
            empty=(say(CustomerWord.EMPTY), say(CustomerWord.EMPTY_HELP)),
            icon=Icon.CUSTOMERS,
        )
        self.title = FlowingText(step=Text.HEADING)
        self.facts = Facts(columns=2)
        self.orders = RowsTable(
            desk,
            self._order_columns(),
            name="customer-orders",
            title=say(CustomerWord.ORDERS),
            empty=(say(CustomerWord.NO_ORDERS), say(CustomerWord.NO_ORDERS_HELP)),
            icon=Icon.ORDERS,
        )
        self._cards = ChosenCard(desk, self.table, "customer_code", self._read_card, self._show_card)
        self._lay_out()
        self.new_button.clicked.connect(self.write_new)
        self.edit_button.clicked.connect(self.edit_chosen)
        self.table.opened.connect(lambda _: self.edit_chosen())
        self.orders.opened.connect(self._open_order)

    def _columns(self) -> list[Column]:
        say = self.desk.say
        ships = {policy.value: say(word) for policy, word in SHIP_WORDS.items()}
        return [
            Column("customer_code", say(CustomerWord.CODE), 8),
            Column("customer", say(CustomerWord.NAME), 20, grows=True),
            Column("rank_class", say(CustomerWord.CLASS), 6),
            Column("ship_policy", say(CustomerWord.SHIP_POLICY), 12, words=ships),
            Column("city", say(CustomerWord.CITY), 16),
            Column("country", say(CustomerWord.COUNTRY), 14, hidden=True),
        ]

    def _order_columns(self) -> list[Column]:
        say = self.desk.say
        return [
            Column("order", say(OrderWord.NUMBER), 8),
            Column("placed", say(OrderWord.PLACED), moment_width(self.desk)),
            Column("open", say(OrderWord.OPEN), 5),
            Column("short", say(OrderWord.SHORT), 5),
            Column("state", say(OrderWord.STATE), 10, words={state.value: say(state) for state in OrderState}),
        ]

    def _lay_out(self) -> None:
        whole = QWidget()
        self._inner = QVBoxLayout(whole)
        self._inner.addWidget(self.title)
        self._inner.addWidget(Toolbar(self.edit_button))
        self._inner.addWidget(self.facts)
        self._inner.addWidget(self.orders, 1)
        say = self.desk.say
        self.details = QStackedWidget()
        self.details.addWidget(
            EmptyState(Icon.CUSTOMERS, say(CustomerWord.NOTHING_CHOSEN), say(CustomerWord.NOTHING_CHOSEN_HELP))
        )
        self.details.addWidget(whole)
        listed = QWidget()
        column = PageColumn(listed)
        column.addWidget(Toolbar(Title(say(self.name)), right=(self.new_button,)))
        scrolled = Scrolled(self.details, takes_focus=False)
        column.addWidget(Split(self.desk, "customers", self.table, scrolled, _SIZES), 1)
        self.forms: FormStack[CustomerForm] = FormStack(listed)
        self.forms.closed.connect(self._form_closed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.forms)
        self.setFocusProxy(self.table)
        look = Look.current()
        look.changed.connect(self._look_again)
        self._look_again()

    # What is shown

    def refresh(self) -> None:
        if self._read:
            self.table.reload()
        else:
            self._read = True
            self.table.show_listing(customers)
        self._cards.soon()

    def show_thing(self, target: Target) -> None:
        """Choose a customer by its code, though the table may be searched for others."""
        self._cards.seek(target.key)

    def _read_card(self, code: str) -> CustomerCard | None:
        return customer_card(self.desk.house.store, code)

    def _show_card(self, card: CustomerCard | None) -> None:
        before, self._card = self._card, card
        self.details.setCurrentIndex(card is not None)
        if card is None:
            return
        self.title.setText(card.customer.name)
        self.facts.show_facts(self._facts(card))
        if before is not None and before.key == card.key:
            self.orders.reload()
        else:
            code = card.customer.code
            self.orders.show_listing(lambda: orders_of(code))

    def _facts(self, card: CustomerCard) -> Iterator[tuple[str, str]]:
        say, customer = self.desk.say, card.customer
        yield say(CustomerWord.CODE), customer.code
        yield say(CustomerWord.OPEN_ORDERS), self.desk.text(card.open_orders)
        yield say(CustomerWord.CLASS), customer.priority_class
        yield say(CustomerWord.SHIP_POLICY), say(SHIP_WORDS[ShipPolicy(customer.ship_policy)])
        for word, value in (
            (CustomerWord.STREET, customer.street or customer.address),
            (CustomerWord.CITY, f"{customer.postcode} {customer.city}".strip()),
            (CustomerWord.COUNTRY, customer.country),
            (CustomerWord.EMAIL, customer.email),
            (CustomerWord.PHONE, customer.phone),
        ):
            if value:
                yield say(word), value

    def _open_order(self, opened: RowOpened) -> None:
        self.desk.open(Thing.ORDER, str(opened.values["order"]))

    # Writing

    def write_new(self) -> None:
        """Open the form for a new customer."""
        if self.form is None:
            self.forms.open(CustomerForm(self.desk)).begin_new()

    def edit_chosen(self) -> None:
        """Open the form for the chosen customer."""
        if self.form is None and self._card is not None:
            self.forms.open(CustomerForm(self.desk)).begin_edit(self._card.customer)

    def unsaved(self) -> bool:
        return self.forms.unsaved

    @property
    def form(self) -> CustomerForm | None:
        """The form that is open."""
        return self.forms.form

    def _form_closed(self, closed: Closed) -> None:
        self.table.setFocus()
        if closed.key:
            self.show_thing(Target(Thing.CUSTOMER, closed.key))

    def _look_again(self) -> None:
        look = Look.current()
        self._inner.setContentsMargins(look.px(Space.M), 0, 0, 0)
        self._inner.setSpacing(look.px(Space.M))
