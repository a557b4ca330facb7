"""What the house ordered from its suppliers: a year of receipts, and the purchase orders that are open now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from warehouse_app.demo.days import working_day, working_days
from warehouse_app.demo.dice import Dice
from warehouse_app.demo.partners import LATE, PARTNERS, Partner
from warehouse_app.demo.story import PRE_ORDER, SHORTAGES, Coming
from warehouse_app.demo.words import Good
from warehouse_app.domain.records import DeliveryRecord, PurchaseLineRecord

_FIRST_NUMBER = 1_801
_HISTORY = 255
"""Working days back to the first purchase order."""


class Bought(NamedTuple):
    """A line of a purchase order; `received` units came on working day `came`."""

    good: Good
    quantity: int
    received: int = 0
    came: int = 0


@dataclass
class Purchase:
    """A purchase order before it has a number; days are working days from today."""

    partner: Partner
    ordered: int
    due: int
    lines: list[Bought]
    open: bool


class Bookings(NamedTuple):
    """What the purchase orders leave: open lines, past receipts, and the units of each SKU that are still at the
    dock.
    """

    lines: list[PurchaseLineRecord]
    deliveries: list[DeliveryRecord]
    at_dock: dict[str, int]


def make_purchases(today: date, dice: Dice, goods: Sequence[Good], wanted: Mapping[str, int]) -> Bookings:
    """Return all purchase orders, numbered in the order in which they were placed."""
    buying = _Buying(dice, goods, wanted)
    purchases = [*buying.past(), *buying.for_those_who_wait(), *buying.routine()]
    purchases.sort(key=lambda purchase: (purchase.ordered, purchase.partner.code, purchase.due))
    bookings = Bookings([], [], {})
    for number, purchase in enumerate(purchases, start=_FIRST_NUMBER):
        _book(today, f"PO-{number}", purchase, bookings)
    bookings.deliveries.sort(key=lambda delivery: delivery.received_on)
    return bookings


def _book(today: date, number: str, purchase: Purchase, bookings: Bookings) -> None:
    ordered_on, due_on = working_day(today, purchase.ordered), working_day(today, purchase.due)
    code = purchase.partner.code
    for place, line in enumerate(purchase.lines, start=1):
        item = line.good.record
        if purchase.open:
            bookings.lines.append(
                PurchaseLineRecord(
                    number, code, item.sku, line.quantity, ordered_on, due_on, item.cost, place, line.received
                )
            )
        if line.received:
            came_on = working_day(today, line.came)
            bookings.deliveries.append(
                DeliveryRecord(code, ordered_on, due_on, came_on, item.sku, line.received, number)
            )
        if line.came == -1 and purchase.open and line.received == line.quantity:
            bookings.at_dock[item.sku] = line.received


class _Buying:
    """Makes up the purchase orders, one chapter of the story after the other."""

    def __init__(self, dice: Dice, goods: Sequence[Good], wanted: Mapping[str, int]) -> None:
        self._dice = dice
        self._wanted = wanted
        self._short = {shortage.item for shortage in SHORTAGES}
        self._by_name = {good.record.name: good for good in goods}
        self._range: dict[str, list[Good]] = {partner.code: [] for partner in PARTNERS}
        for good in goods:
            if good.record.name != PRE_ORDER:
                self._range[good.record.supplier].append(good)
        # An item is on one open purchase order at most, so that a receipt of it is easy to tell apart.
        self._ordered: set[str] = set()

    def past(self) -> Iterator[Purchase]:
        """Yield a year of purchase orders that came, each supplier's in its rhythm and with its delays."""
        dice = self._dice
        for partner in PARTNERS:
            day = -_HISTORY + dice.below(partner.rhythm)
            while day < -1:
                due = day + working_days(partner.lead_days)
                came = due + dice.one_of(partner.delays)
                lines = [self._come(good, came) for good in dice.some_of(self._range[partner.code], dice.between(2, 4))]
                lines = [line for line in lines if line.came < 0]
                if lines:
                    yield Purchase(partner, day, due, lines, open=False)
                day += partner.rhythm + dice.between(-3, 8)

    def for_those_who_wait(self) -> Iterator[Purchase]:
        """Yield what is coming, or should have come, of the items that are short."""
        groups: dict[tuple[str, Coming], list[Good]] = {}
        for shortage in SHORTAGES:
            good = self._by_name[shortage.item]
            if shortage.coming is not Coming.NOTHING:
                groups.setdefault((good.record.supplier, shortage.coming), []).append(good)
        partners = {partner.code: partner for partner in PARTNERS}
        for (code, coming), goods in groups.items():
            yield self._open(partners[code], coming, goods, others=self._dice.between(1, 3))

    def routine(self) -> Iterator[Purchase]:
        """Yield the purchase orders that any week brings; suppliers known for it owe one more."""
        for partner in PARTNERS:
            yield self._open(partner, Coming.SOON, [], others=self._dice.between(2, 5))
            if partner.delays == LATE:
                yield self._open(partner, Coming.LATE, [], others=self._dice.between(2, 3))

    def _amount(self, good: Good) -> int:
        item = good.record
        return item.pack_quantity * self._dice.between(4, 12) if item.pack_quantity > 1 else self._dice.between(4, 15)

    def _come(self, good: Good, came: int) -> Bought:
        """Return a line that came with the others, or, now and then, with a later truck."""
        if self._dice.chance(12):
            came += self._dice.between(2, 8)
        amount = self._amount(good)
        return Bought(good, amount, amount, came)

    def _open(self, partner: Partner, coming: Coming, goods: Sequence[Good], *, others: int) -> Purchase:
        dice = self._dice
        due = {
            Coming.LATE: -dice.between(2, 14),
            Coming.PART: -dice.between(2, 7),
            Coming.SOON: dice.between(1, 16),
        }[coming]
        rest = [
            good
            for good in self._range[partner.code]
            if good.record.name not in self._short and good.record.sku not in self._ordered
        ]
        more = dice.some_of(rest, others)
        self._ordered.update(good.record.sku for good in more)
        lines = [self._awaited(good, coming) for good in goods]
        for good in more:
            amount = self._amount(good)
            came = coming is Coming.PART and dice.chance(60)
            lines.append(Bought(good, amount, amount if came else 0, -1 if came else 0))
        return Purchase(partner, min(due - working_days(partner.lead_days), -dice.between(1, 3)), due, lines, open=True)

    def _awaited(self, good: Good, coming: Coming) -> Bought:
        """Return a line that some of those who wait will be served from, seldom all."""
        pack = good.record.pack_quantity
        needed = self._wanted[good.record.sku] * self._dice.between(50, 140) // 100
        amount = max(3, -(-needed // pack)) * pack
        if coming is Coming.PART:
            return Bought(good, amount, amount // pack // 3 * pack, -2)
        return Bought(good, amount)
