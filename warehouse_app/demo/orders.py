"""What customers ordered: months of shipped orders, what is to be picked, and those who wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from warehouse_app.demo.catalogue import is_cheap
from warehouse_app.demo.days import moment, working_day
from warehouse_app.demo.dice import Dice
from warehouse_app.demo.story import CARRIERS, ORDER_NOTES, PRE_ORDER, PRE_ORDER_BUYERS, SHORTAGES, Shortage
from warehouse_app.demo.words import Good
from warehouse_app.domain.records import CustomerRecord, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy

_FIRST_NUMBER = 10_101
_SHIPPED_ORDERS = 270
_READY_ORDERS = 70
_ORDERS_AS_OFTEN = {"A": 5, "B": 2, "C": 1}
"""How often customers of a class order, against each other."""
_USUAL_MOST = ((20_000, 2), (8_000, 3), (3_000, 6), (0, 10))
"""From this price in cents on, at most so many on a line."""
_REFERENCES = ("PO {}", "45000{}", "B-{}", "Ref. {}", "{}/2")


class Wanted(NamedTuple):
    """A line of a draft."""

    good: Good
    quantity: int
    shipped: int = 0
    cancelled: int = 0
    sell_multiple: int = 1
    note: str = ""


@dataclass
class Draft:
    """An order before it has a number; `day` and `need_by` are working days from today."""

    customer: CustomerRecord
    day: int
    minute: int
    need_by: int | None
    reference: str
    carrier: str
    priority_class: str = ""
    ship_policy: ShipPolicy | None = None
    lines: dict[str, Wanted] = field(default_factory=dict)

    def add(self, line: Wanted) -> None:
        """Add a line, unless the order has one of the same item."""
        self.lines.setdefault(line.good.record.sku, line)


def make_orders(
    today: date, dice: Dice, goods: Sequence[Good], customers: Sequence[CustomerRecord]
) -> list[OrderLineRecord]:
    """Return the lines of all orders, numbered in the order in which they were placed."""
    drafts = list(_Drafts(dice, goods, customers).all())
    drafts.sort(key=lambda draft: (draft.day, draft.minute))
    return [
        record
        for number, draft in enumerate(drafts, start=_FIRST_NUMBER)
        for record in _records(today, f"SO-{number}", draft)
    ]


def open_units(lines: Sequence[OrderLineRecord]) -> dict[str, int]:
    """Return what is still wanted of each item."""
    wanted: dict[str, int] = {}
    for line in lines:
        wanted[line.sku] = wanted.get(line.sku, 0) + line.quantity - line.cancelled - line.shipped
    return wanted


def _records(today: date, number: str, draft: Draft) -> Iterator[OrderLineRecord]:
    for place, line in enumerate(draft.lines.values(), start=1):
        price = line.good.record.price or 0
        yield OrderLineRecord(
            number=number,
            customer=draft.customer.code,
            sku=line.good.record.sku,
            quantity=line.quantity,
            placed_at=moment(working_day(today, draft.day), draft.minute),
            need_by=None if draft.need_by is None else working_day(today, draft.need_by),
            priority_class=draft.priority_class,
            ship_policy=draft.ship_policy,
            price=price * 9 // 10 if draft.customer.priority_class == "A" else price,
            line=place,
            note=line.note,
            customer_reference=draft.reference,
            carrier=draft.carrier,
            sell_multiple=line.sell_multiple,
            cancelled=line.cancelled,
            shipped=line.shipped,
        )


class _Drafts:
    """Makes up the orders, one chapter of the story after the other."""

    def __init__(self, dice: Dice, goods: Sequence[Good], customers: Sequence[CustomerRecord]) -> None:
        self._dice = dice
        self._by_name = {good.record.name: good for good in goods}
        told = {PRE_ORDER, *(shortage.item for shortage in SHORTAGES)}
        self._sold = dice.some_of([good for good in goods if good.record.name != PRE_ORDER], len(goods))
        self._plenty = [good for good in self._sold if good.record.name not in told]
        self._customers = customers
        self._buyers = [buyer for buyer in customers for _ in range(_ORDERS_AS_OFTEN[buyer.priority_class])]
        self._waiting: list[Draft] = []

    def all(self) -> Iterator[Draft]:
        """Yield every order, not in the order of time."""
        for _ in range(_SHIPPED_ORDERS):
            yield self._shipped()
        for _ in range(_READY_ORDERS):
            yield self._ready()
        for shortage in SHORTAGES:
            self._wait(shortage)
        yield from self._waiting
        yield from self._pre_orders()

    def _draft(self, customer: CustomerRecord, day: int) -> Draft:
        dice = self._dice
        return Draft(
            customer,
            day,
            minute=dice.between(6 * 60, 16 * 60),
            need_by=day + dice.between(6, 22) if dice.chance(40) else None,
            reference=dice.one_of(_REFERENCES).format(dice.between(10_000, 99_999)) if dice.chance(65) else "",
            carrier=dice.one_of(CARRIERS) if dice.chance(80) else "",
        )

    def _line(self, good: Good, customer: CustomerRecord) -> Wanted:
        dice, item = self._dice, good.record
        times = 2 if customer.priority_class == "A" else 1
        note = dice.one_of(ORDER_NOTES) if dice.chance(5) else ""
        if is_cheap(item) and item.pack_quantity > 1 and dice.chance(60):
            multiple = item.pack_quantity if dice.chance(35) else 1
            return Wanted(good, item.pack_quantity * dice.between(1, 3) * times, sell_multiple=multiple, note=note)
        most = next(most for price, most in _USUAL_MOST if (item.price or 0) >= price)
        return Wanted(good, dice.between(1, most) * times, note=note)

    def _shipped(self) -> Draft:
        dice = self._dice
        draft = self._draft(dice.one_of(self._buyers), -dice.between(6, 130))
        for _ in range(dice.between(1, 5)):
            line = self._line(dice.favourite_of(self._sold), draft.customer)
            cancelled = dice.between(1, line.quantity) if line.sell_multiple == 1 and dice.chance(4) else 0
            draft.add(line._replace(cancelled=cancelled, shipped=line.quantity - cancelled))
        return draft

    def _ready(self) -> Draft:
        dice = self._dice
        draft = self._draft(dice.one_of(self._buyers), -dice.between(1, 5))
        if draft.customer.priority_class != "A" and dice.chance(12):
            draft.priority_class = "A"
        if dice.chance(8):
            draft.ship_policy = ShipPolicy.LINE_COMPLETE
        for _ in range(dice.between(1, 6)):
            draft.add(self._line(dice.favourite_of(self._plenty), draft.customer))
        return draft

    def _wait(self, shortage: Shortage) -> None:
        """Let customers of the classes told ask for the item, one about every four days."""
        dice, good = self._dice, self._by_name[shortage.item]
        asked: set[str] = set()
        for place, priority_class in enumerate(shortage.waiting):
            known = [draft for draft in self._waiting if draft.customer.priority_class == priority_class]
            known = [draft for draft in known if draft.customer.code not in asked]
            if known and dice.chance(20):
                draft = dice.one_of(known)
            else:
                alike = [buyer for buyer in self._customers if buyer.priority_class == priority_class]
                customer = dice.one_of([buyer for buyer in alike if buyer.code not in asked])
                draft = self._draft(customer, 4 * place - 26 + dice.below(3))
                self._accompany(draft)
                self._waiting.append(draft)
            asked.add(draft.customer.code)
            draft.add(self._some_shipped(self._line(good, draft.customer), draft.customer.ship_policy))

    def _accompany(self, draft: Draft) -> None:
        """Add what was ordered with it; where that may go ahead, it often has."""
        gone = draft.customer.ship_policy is not ShipPolicy.ORDER_COMPLETE and self._dice.chance(65)
        for _ in range(self._dice.below(4)):
            line = self._line(self._dice.favourite_of(self._plenty), draft.customer)
            draft.add(line._replace(shipped=line.quantity if gone else 0))

    def _some_shipped(self, line: Wanted, ship_policy: ShipPolicy) -> Wanted:
        if ship_policy is ShipPolicy.PARTIAL and line.sell_multiple == 1 and self._dice.chance(15):
            return line._replace(shipped=line.quantity // 3)
        return line

    def _pre_orders(self) -> Iterator[Draft]:
        good = self._by_name[PRE_ORDER]
        asked: set[str] = set()
        for priority_class in PRE_ORDER_BUYERS:
            alike = [buyer for buyer in self._customers if buyer.priority_class == priority_class]
            customer = self._dice.one_of([buyer for buyer in alike if buyer.code not in asked])
            asked.add(customer.code)
            draft = self._draft(customer, -self._dice.between(2, 18))
            draft.add(self._line(good, customer))
            yield draft
