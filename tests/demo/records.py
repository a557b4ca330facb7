"""What the tests of the demo share: the house of one day, and its queue as the rules of allocation see it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from warehouse_app.demo import demo_records
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.records import Kind, OrderLineRecord, StockRecord
from warehouse_app.domain.statuses import ALLOCATABLE, Policy, StockStatus
from warehouse_app.domain.supply import Supply

TODAY = date(2026, 3, 2)
"""A Monday."""

Records = Mapping[Kind, Sequence[Any]]


@cache
def house(today: date = TODAY) -> Records:
    """Return the demo house of a day, made once."""
    return demo_records(today)


def of(kind: Kind) -> Sequence[Any]:
    """Return the records of one kind on `TODAY`."""
    return house()[kind]


def open_quantity(line: OrderLineRecord) -> int:
    """Return what a line still wants."""
    return line.quantity - line.cancelled - line.shipped


def classes() -> dict[str, str]:
    """Return the priority class of each customer."""
    return {customer.code: customer.priority_class for customer in of(Kind.CUSTOMERS)}


def allocatable() -> dict[str, int]:
    """Return the units of each SKU that may be given to orders on `TODAY`."""
    kinds = {place.code: place.kind for place in of(Kind.LOCATIONS)}
    units = {item.sku: 0 for item in of(Kind.ITEMS)}
    for row in of(Kind.STOCK):
        assert isinstance(row, StockRecord)
        lasts = row.expiry is None or row.expiry >= TODAY
        if lasts and kinds[row.location] in ALLOCATABLE and row.status is StockStatus.AVAILABLE:
            units[row.sku] += row.quantity
    return units


class Decided(NamedTuple):
    """An open line and what the first fill gives it."""

    line: OrderLineRecord
    gets: int
    reason: Reason

    @property
    def short(self) -> int:
        return open_quantity(self.line) - self.gets


@cache
def first_fill() -> tuple[Decided, ...]:
    """Return what the rules of allocation decide about every open line on `TODAY`."""
    skus = [item.sku for item in of(Kind.ITEMS)]
    stock = allocatable()
    supplies = {
        number: Supply(stock[item.sku], item.safety_stock, item.safety_stock_open_to, item.release_date)
        for number, item in enumerate(of(Kind.ITEMS))
    }
    lines = [line for line in of(Kind.ORDERS) if open_quantity(line)]
    rules = Rules(Policy.FIRST_COME, TODAY, 14, UTC)
    decided = fill(supplies, [_queued(number, line, skus) for number, line in enumerate(lines)], rules)
    return tuple(Decided(lines[made.line], made.gets, made.reason) for some in decided.values() for made in some)


def _queued(number: int, line: OrderLineRecord, skus: Sequence[str]) -> QueuedLine:
    [customer] = [customer for customer in of(Kind.CUSTOMERS) if customer.code == line.customer]
    assert line.placed_at is not None
    return QueuedLine(
        line=number,
        order=int(line.number.removeprefix("SO-")),
        item=skus.index(line.sku),
        rank_class=line.priority_class or customer.priority_class,
        lifted=False,
        placed_at=(line.placed_at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1),
        due=line.need_by,
        short=open_quantity(line),
        had=0,
        multiple=line.sell_multiple,
        ship_policy=line.ship_policy or customer.ship_policy,
    )
