"""An order written or edited by hand."""

from collections.abc import Callable

from warehouse_app.domain.errors import Fact, Refused
from warehouse_app.domain.records import OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.availability import Availability
from warehouse_app.queries.choosing import CustomerChoice
from warehouse_app.queries.order_view import OrderLineView, OrderView
from warehouse_app.services.contract import Action
from warehouse_app.services.references import RowFault
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.forms import (
    IDENTIFIER,
    NAME,
    NOTE,
    PRIORITY_CLASS,
    ChoiceField,
    DocumentForm,
    GridColumn,
    Line,
    PickField,
    Storing,
    TypedField,
    Wrong,
    optional,
)
from warehouse_app.ui.pages.orders.stock_words import stock_words
from warehouse_app.ui.pages.orders.storing import StoredOrder, store_edited, store_new
from warehouse_app.ui.pickers import Picker, customer_finder
from warehouse_app.ui.words.forms import SHIP_WORDS, DocumentWord, Wrongly
from warehouse_app.ui.words.orders import OrderFormWord, OrderTold, OrderWord

_COLUMNS = 4


class OrderForm(DocumentForm):
    """A new order, or one that is stored: then what cannot change is closed, with the reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._before: OrderView | None = None
        self._proposed: dict[Line, int | None] = {}
        read, say = self.read, desk.say
        self.customer = PickField(
            desk,
            say(OrderWord.CUSTOMER),
            Picker(desk, customer_finder(desk)),
            Wrongly.UNKNOWN_CUSTOMER,
            about=self._about_customer,
        )
        self.reference = TypedField(desk, say(OrderWord.REFERENCE), optional(NAME, ""), str)
        self.placed = TypedField(
            desk, say(OrderWord.PLACED), optional(read.instant, None), read.write, empty=say(OrderFormWord.NOW)
        )
        self.rank_class = TypedField(desk, say(OrderWord.RANK_CLASS), optional(PRIORITY_CLASS, ""), str)
        self.ship_policy = ChoiceField[ShipPolicy | None](say(OrderWord.SHIP_POLICY), self._policies(None))
        self.carrier = TypedField(desk, say(OrderWord.CARRIER), optional(IDENTIFIER, ""), str)
        ranking = (self.rank_class, self.ship_policy, self.carrier)
        self.add(self.number, self.customer, self.reference, self.placed, *ranking, columns=_COLUMNS)
        day, money = optional(read.day, None), optional(read.money, None)
        self.add_lines(
            GridColumn(
                "sell_multiple", say(OrderWord.MULTIPLE), 7, optional(read.whole(), 1), read.write, 1, number=True
            ),
            GridColumn("need_by", say(OrderWord.NEED_BY), 12, day, read.write, None, follows=True),
            GridColumn("price", say(DocumentWord.PRICE), 8, money, read.write_money, None, number=True),
            GridColumn("note", say(OrderWord.NOTE), 11, optional(NOTE, "")),
            GridColumn("stock", say(OrderWord.STOCK), 30, stretch=True, spoken=True),
        )

    # What it begins with

    def set_new(self, number: str) -> None:
        """Be a new order under a number that is proposed."""
        self.title.setText(self.desk.say(OrderFormWord.TITLE_NEW))
        self.number.set(number)

    def set_stored(self, order: OrderView) -> None:
        """Be an order that is stored."""
        say = self.desk.say
        self._before = order
        self.title.setText(say(OrderFormWord.TITLE_EDIT, order=order.number))
        self.number.set(order.number)
        self.customer.set(order.customer_code)
        self.reference.set(order.customer_reference)
        self.placed.set(order.placed_at)
        self.rank_class.set(order.priority_class)
        self.carrier.set(order.carrier)
        self.number.fix(say(DocumentWord.NUMBER_STAYS))
        self.customer.fix(say(OrderFormWord.CUSTOMER_STAYS, name=order.customer))
        self.placed.fix(say(OrderFormWord.PLACED_STAYS))
        self.ship_policy.set_choices(self._policies(order.usual_policy))
        self.ship_policy.set(order.ship_policy)
        self.rank_class.set_empty(say(OrderFormWord.AS_CUSTOMER_CLASS, rank_class=order.usual_class))
        fixed = {"sku": say(DocumentWord.ITEM_STAYS)}
        self.lines.model.set_lines([(line.line, line._asdict(), fixed) for line in order.lines])
        self.refresh()

    def begin(self) -> None:
        if self._before is None:
            self.customer.picker.setFocus()
        else:
            first_open = next((row for row, line in enumerate(self._before.lines) if line.open), 0)
            self.lines.go_to(first_open, "quantity")

    # What is known beside what is typed

    def tell_line(self, line: Line, item: Availability | None) -> None:
        model = self.lines.model
        if item is None:
            model.tell(line, "name", "")
            model.tell(line, "stock", "")
            return
        quantity = model.value(line, "quantity")
        wanted = None if isinstance(quantity, Wrong) else quantity
        words, tone = stock_words(self.desk, item, wanted, self._line_before(line), self.desk.house_settings.house_day)
        model.tell(line, "name", self.named(item))
        model.tell(line, "stock", words, tone)
        if line.key is None:
            self._propose_price(line, item.price)

    def _propose_price(self, line: Line, price: int | None) -> None:
        """Write an item's price beside it, as long as nobody has written another one."""
        cell = line.cells["price"]
        proposed = self._proposed.get(line)
        if proposed != price and cell.text == self.read.write_money(proposed):
            self._proposed[line] = price
            self.lines.model.put(line, "price", price)

    def _line_before(self, line: Line) -> OrderLineView | None:
        before = () if self._before is None else self._before.lines
        return next((each for each in before if each.line == line.key), None)

    def _about_customer(self, picker: Picker) -> str:
        choice = picker.choice
        assert isinstance(choice, CustomerChoice)
        say = self.desk.say
        self.ship_policy.set_choices(self._policies(choice.ship_policy))
        self.rank_class.set_empty(say(OrderFormWord.AS_CUSTOMER_CLASS, rank_class=choice.rank_class))
        policy = say(SHIP_WORDS[choice.ship_policy])
        return say(OrderFormWord.ABOUT_CUSTOMER, name=choice.name, rank_class=choice.rank_class, policy=policy)

    def _policies(self, usual: ShipPolicy | None) -> list[tuple[ShipPolicy | None, str]]:
        say = self.desk.say
        if usual is None:
            first = say(OrderFormWord.AS_CUSTOMER)
        else:
            first = say(OrderFormWord.AS_CUSTOMER_POLICY, policy=say(SHIP_WORDS[usual]))
        return [(None, first), *((policy, say(SHIP_WORDS[policy])) for policy in ShipPolicy)]

    # Saving

    def storing(self) -> Storing:
        store, before = self.desk.house.store, self._before
        records = tuple(self._record(row, line) for row, line in enumerate(self.lines.model.lines, start=1))
        verb: Callable[[Action], StoredOrder]
        if before is None:
            verb = lambda action: store_new(store, action, records)  # noqa: E731 - one of two ways to store
        else:
            verb = lambda action: store_edited(store, action, before, records)  # noqa: E731
        return Storing(records, verb, self._told)

    def _record(self, row: int, line: Line) -> OrderLineRecord:
        return OrderLineRecord(
            self.number.value,
            self.customer.value,
            **self.line_values(line),
            placed_at=self.placed.value,
            priority_class=self.rank_class.value,
            ship_policy=self.ship_policy.value,
            line=row if self._before is None else line.key,
            customer_reference=self.reference.value,
            carrier=self.carrier.value,
        )

    def _told(self, stored: StoredOrder) -> str:
        lines = stored.view.lines
        facts: dict[str, Fact] = {
            "order": stored.view.number,
            "open": sum(line.open for line in lines),
            "allocated": sum(line.allocated for line in lines),
            "short": sum(line.short for line in lines),
        }
        told = OrderTold.STORED_WAITS if facts["short"] else OrderTold.STORED
        said = self.desk.say(told if facts["open"] else OrderTold.STORED_OPEN, **facts)
        tell_followed(self.desk, said, stored.stops, (), stored.others)
        self.desk.announce(stored.changes)
        return stored.view.number

    def place(self, refusal: Refused) -> bool:
        if refusal.code is not RowFault.UNKNOWN_CUSTOMER:
            return super().place(refusal)
        self.customer.set_error(self.desk.say(refusal.code, **refusal.facts))
        self.customer.editor.setFocus()
        return True
