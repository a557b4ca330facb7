"""A run planned and not made: what it may touch, and what it would decide now."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine, Rules, queue_key
from warehouse_app.domain.redistribution import ScopedLine, redistribute
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy, Strategy
from warehouse_app.domain.supply import Demand, ShareKey, Supply
from warehouse_app.queries.collecting import collector_paused
from warehouse_app.queries.waiting import (
    OPEN,
    QUEUE_COLUMNS,
    SOFT,
    StockLevel,
    demands_of,
    of_alias,
    queued,
    rules_of,
    supplied,
    supplies_of,
)
from warehouse_app.store.database import Store, chunks, marks

LOOK_EVERY = 2_000
"""After so many lines it is told how far it is: a few hundredths of a second."""


class Stage(StrEnum):
    """What is done of a run that is planned and looked at; each has a sentence in `texts.window.allocating`."""

    READING = "difference-reading"
    DECIDING = "difference-deciding"
    COMPARING = "difference-comparing"
    EXPLAINING = "difference-explaining"


Told = Callable[[Stage, int, int], None]
"""Told now and then how many of how many are done. What it raises ends the work, which has changed nothing."""


def untold(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""


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

    @property
    def covers_all(self) -> bool:
        """Whether every line of one of the items is in scope."""
        return not self.customers and not self.classes and self.due == (None, None)

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

    `rules` are those of that moment, `demands` what customers have claimed and received by then. `unmet` are the (line,
    units) that lines which must win would still be short of.
    """

    request: Request
    rules: Rules
    decisions: Mapping[int, Sequence[LineDecision]]
    supplies: Mapping[int, Supply]
    versions: Mapping[int, int]
    demands: Mapping[ShareKey, Demand]
    unmet: tuple[tuple[int, int], ...] = ()

    @property
    def policy(self) -> Policy:
        """By which it was decided."""
        return self.rules.policy


def plan(store: Store, settings: HouseSettings, request: Request, told: Told = untold) -> Plan:
    """Return what a run would decide now; nothing is locked or changed.

    What `told` raises ends it. Items are decided about a few at a time, with all that orders which must ship complete
    tie to them, so that no step takes long.
    """
    with collector_paused():
        return _plan(store, rules_of(settings, request.policy), request, told)


def _plan(store: Store, rules: Rules, request: Request, told: Told) -> Plan:
    groups = _groups(_read(store, request, told))
    total, done = sum(map(len, groups)), 0
    made = _Made({}, {}, {}, {}, {}, [])
    while groups:
        rows = groups.pop()
        _decide(store, request, rules, rows, made)
        done += len(rows)
        told(Stage.DECIDING, done, total)
    decisions = {item: made.decisions[item] for item in sorted(made.decisions, key=made.places.__getitem__)}
    unmet = tuple(line for _, line in sorted(made.unmet))
    return Plan(request, rules, decisions, made.supplies, made.versions, made.demands, unmet)


class _Made(NamedTuple):
    """What is decided so far. `places` are what items are sorted by, and lines that stay unmet come with theirs."""

    decisions: dict[int, Sequence[LineDecision]]
    places: dict[int, tuple[Any, ...]]
    supplies: dict[int, Supply]
    versions: dict[int, int]
    demands: dict[ShareKey, Demand]
    unmet: list[tuple[tuple[Any, ...], tuple[int, int]]]


def _decide(store: Store, request: Request, rules: Rules, found: Sequence[QueuedLine], made: _Made) -> None:
    """Decide about those of some open lines that are in scope."""
    rows = [row for row in found if request.covers(row)]
    supplies, versions = _supplies(store, {row.item for row in rows})
    supplies = supplied(store, supplies, rows, rules.today)
    made.supplies.update(supplies)
    made.versions.update(versions)
    if request.mode is not Mode.REDISTRIBUTE:
        rows = [row for row in rows if row.short]
        demands = demands_of(store, rows, rules)
        made.demands.update(demands)
        made.decisions.update(fill(supplies, rows, rules, demands))
        made.places.update((item, (item,)) for item in supplies)
        return
    demands = demands_of(store, rows, rules)
    made.demands.update(demands)
    soft = _soft(store, supplies)
    scope = [ScopedLine(row, max(min(row.pinned, row.had), row.had - soft.get(row.line, 0))) for row in rows]
    decided, unmet = redistribute(supplies, scope, rules, demands, request.strategy_of)
    key, first, short = queue_key(rules), {some[0].line for some in decided.values()}, dict(unmet)
    made.decisions.update(decided)
    made.places.update((row.item, key(row)) for row in rows if row.line in first)
    made.unmet.extend((key(row), (row.line, short[row.line])) for row in rows if row.line in short)


def _left_out(store: Store, request: Request, found: Iterable[QueuedLine]) -> set[int]:
    """Return those orders (ids) of some lines that must ship complete and of which a line of any item is not in scope:
    such an order is in it whole or not at all.
    """
    if request.covers_all:
        return set()
    left_out: set[int] = set()
    for some in chunks({row.order for row in found if row.ship_policy is ShipPolicy.ORDER_COMPLETE}):
        rule = f"ol.order_id IN ({marks(some)}) AND {of_alias('ol', OPEN)}"
        rows = queued(store.sql(f"SELECT {QUEUE_COLUMNS} FROM order_line ol WHERE {rule}", some))
        left_out.update(row.order for row in rows if not request.covers(row))
    return left_out


def _read(store: Store, request: Request, told: Told) -> list[QueuedLine]:
    """Return the open lines of the items in scope, as the index of the queue has them: hardly any sorting is left."""
    parts: list[tuple[str, list[int]]] = [("", [])]
    if request.items:
        parts = [(f" AND ol.item_id IN ({marks(some)})", some) for some in chunks(_with_whole_orders(store, request))]
    where = f"FROM order_line ol WHERE {of_alias('ol', OPEN)}"
    total = sum(store.sql(f"SELECT COUNT(*) {where}{rule}", items).fetchone()[0] for rule, items in parts)
    found: list[QueuedLine] = []
    for rule, items in parts:
        select = f"SELECT {QUEUE_COLUMNS} {where}{rule} ORDER BY ol.rank_class, ol.lifted DESC, ol.placed_at, ol.id"
        lines = queued(store.sql(select, items))
        while some := list(islice(lines, LOOK_EVERY)):
            found += some
            told(Stage.READING, len(found), total)
    left_out = _left_out(store, request, found)
    return [row for row in found if row.order not in left_out] if left_out else found


def _groups(found: Sequence[QueuedLine]) -> list[list[QueuedLine]]:
    """Return lines in groups that can be decided about one after the other, each in the order in which it was found."""
    roots = _roots(found)
    sizes = Counter(roots[row.item] for row in found)
    groups: list[list[QueuedLine]] = []
    group_of: dict[int, list[QueuedLine]] = {}
    room = 0
    for root, lines in sizes.items():
        room -= lines
        if room < 0:
            groups.append([])
            room = LOOK_EVERY - lines
        group_of[root] = groups[-1]
    for row in found:
        group_of[roots[row.item]].append(row)
    return groups


def _roots(found: Iterable[QueuedLine]) -> dict[int, int]:
    """Return for each item the one that stands for all that orders which must ship complete tie together."""
    parents: dict[int, int] = {}
    item_of_order: dict[int, int] = {}

    def root(item: int) -> int:
        while (parent := parents.setdefault(item, item)) != item:
            parents[item] = item = parents[parent]
        return item

    for row in found:
        if row.ship_policy is ShipPolicy.ORDER_COMPLETE:
            parents[root(row.item)] = root(item_of_order.setdefault(row.order, row.item))
        else:
            parents.setdefault(row.item, row.item)
    return {item: root(item) for item in [*parents]}


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
