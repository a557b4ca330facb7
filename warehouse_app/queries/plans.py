"""A run planned and not made: what it may touch, and what it would decide now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from warehouse_app.domain.allocation import Supply, fill
from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.redistribution import ScopedLine, redistribute
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy, Strategy
from warehouse_app.queries.waiting import (
    OPEN,
    QUEUE_COLUMNS,
    SOFT,
    StockLevel,
    demands_of,
    of_alias,
    queued,
    queued_lines,
    rules_of,
    supplied,
    supplies_of,
)
from warehouse_app.store.database import Store, chunks, marks


@dataclass(frozen=True)
class Request:
    """What a run may touch, and how. Empty means all; nobody outside is touched.

    `items` and `customers` are ids, `due` the first and last day by which lines are due. `strategies` are by customer
    (id), else by class; who has none is free.
    """

    mode: Mode = Mode.FILL
    policy: Policy | None = None
    items: frozenset[int] = frozenset()
    customers: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()
    due: tuple[date | None, date | None] = (None, None)
    of_customer: Mapping[int, Strategy] = field(default_factory=dict)
    of_class: Mapping[str, Strategy] = field(default_factory=dict)

    def covers(self, row: QueuedLine) -> bool:
        """Return whether a line of one of the items is in scope."""
        first, last = self.due
        return (
            (not self.customers or row.customer in self.customers)
            and (not self.classes or row.rank_class in self.classes)
            and (first is None or (row.due is not None and row.due >= first))
            and (last is None or (row.due is not None and row.due <= last))
        )

    def strategy_of(self, row: QueuedLine) -> Strategy:
        """Return what the run may do to what a line has."""
        own = self.of_customer.get(row.customer)
        return own or self.of_class.get(row.rank_class, Strategy.FREE)


@dataclass(frozen=True)
class Plan:
    """What a run would decide: each item's decisions in rank order, the stock it gives from, and its version then.

    `unmet` are the (line, units) that lines which must win would still be short of.
    """

    request: Request
    policy: Policy
    house_day: date
    decisions: Mapping[int, Sequence[LineDecision]]
    supplies: Mapping[int, Supply]
    versions: Mapping[int, int]
    unmet: tuple[tuple[int, int], ...] = ()


def plan(store: Store, settings: HouseSettings, request: Request) -> Plan:
    """Return what a run would decide now; nothing is locked or changed."""
    rules = rules_of(settings, request.policy)
    lines = _lines(store, request)
    supplies, versions = _supplies(store, {row.queued.item for row in lines})
    rows = [row.queued for row in lines]
    supplies = supplied(store, supplies, rows, rules.today)
    demands = demands_of(store, rows, rules) if rules.policy.divides else {}
    if request.mode is Mode.REDISTRIBUTE:
        decided, unmet = redistribute(supplies, lines, rules, demands, request.strategy_of)
    else:
        decided, unmet = fill(supplies, [row for row in rows if row.short], rules, demands), ()
    return Plan(request, rules.policy, rules.today, decided, supplies, versions, unmet)


def _lines(store: Store, request: Request) -> list[ScopedLine]:
    """Return the open lines in scope; an order that must ship complete is in it whole or not at all."""
    if request.items:
        items = _with_whole_orders(store, request)
    else:
        items = {item for (item,) in store.sql(f"SELECT DISTINCT item_id FROM order_line WHERE {OPEN}").fetchall()}
    found = queued_lines(store, items, OPEN)
    left_out = {row.order for row in found if row.ship_policy is ShipPolicy.ORDER_COMPLETE and not request.covers(row)}
    scope = [row for row in found if row.order not in left_out and request.covers(row)]
    soft = _soft(store, items) if request.mode is Mode.REDISTRIBUTE else {}
    return [ScopedLine(row, max(min(row.pinned, row.had), row.had - soft.get(row.line, 0))) for row in scope]


def _with_whole_orders(store: Store, request: Request) -> set[int]:
    """Return the items in scope with all that orders in scope which must ship complete tie to them."""
    scope: set[int] = set()
    new = set(request.items)
    while new:
        scope |= new
        new = _tied(store, request, new) - scope
    return scope


def _tied(store: Store, request: Request, items: Collection[int]) -> set[int]:
    """Return what open orders that must ship complete and are in scope want besides one of `items`."""
    whole = f"ship_policy = '{ShipPolicy.ORDER_COMPLETE.value}'"
    orders: dict[int, list[QueuedLine]] = defaultdict(list)
    for some in chunks(items):
        found = store.sql(
            f"SELECT {QUEUE_COLUMNS} FROM order_line ol WHERE ol.{whole} AND {of_alias('ol', OPEN)} AND ol.order_id IN "
            f"(SELECT order_id FROM order_line WHERE item_id IN ({marks(some)}) AND {whole} AND {OPEN})",
            some,
        )
        for row in queued(found):
            orders[row.order].append(row)
    return {row.item for rows in orders.values() if all(map(request.covers, rows)) for row in rows}


def _soft(store: Store, items: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(items):
        found.update(
            store.sql(
                f"SELECT ol.id, {SOFT} FROM order_line ol WHERE ol.item_id IN ({marks(some)}) "
                f"AND {of_alias('ol', OPEN)} AND ol.allocated > 0",
                some,
            )
        )
    return found


def _supplies(store: Store, items: Iterable[int]) -> tuple[dict[int, Supply], dict[int, int]]:
    levels: dict[int, StockLevel] = {}
    versions: dict[int, int] = {}
    for some in chunks(items):
        for item, allocatable, allocated, version in store.sql(
            f"SELECT item_id, allocatable, allocated, version FROM item_stock WHERE item_id IN ({marks(some)})", some
        ):
            levels[item], versions[item] = StockLevel(allocatable, allocated), version
    return supplies_of(levels), versions
