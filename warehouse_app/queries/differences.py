"""A run planned and looked at: what was asked for by the names that people know, and the whole difference it makes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Mode, Policy, Strategy
from warehouse_app.queries.collecting import collector_paused
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plan_preview import Preview, preview
from warehouse_app.queries.plans import Plan, Request, Stage, Told, plan, untold
from warehouse_app.queries.reason_words import RunWords, words_of
from warehouse_app.queries.reasons import Part, with_reasons
from warehouse_app.queries.runs import items_of_skus
from warehouse_app.queries.waiting import OPEN
from warehouse_app.store.database import Store, chunks, marks

REASONED = 500
"""Of so many lines that gain, and of as many that lose, the reason is told."""


@dataclass(frozen=True)
class Asked:
    """What a run may touch, and how, by numbers and codes; otherwise as `plans.Request`."""

    mode: Mode
    policy: Policy
    skus: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    due: tuple[date | None, date | None] = (None, None)
    of_customer: Mapping[str, Strategy] = field(default_factory=dict)
    of_class: Mapping[str, Strategy] = field(default_factory=dict)


class Difference(NamedTuple):
    """A plan, what it changes, and why, by (order, line), for the first of those that it changes something for.

    `given` and `taken` in base units.
    """

    planned: Plan
    shown: Preview
    given: int
    taken: int
    reasons: Mapping[tuple[str, int], tuple[Part, ...]]


def difference(store: Store, asked: Asked, told: Told = untold) -> Difference:
    """Plan what was asked for; nothing is changed. What `told` raises ends it."""
    settings = house_settings()
    with collector_paused():
        planned = plan(store, settings, _request(store, asked), told)
        shown = preview(store, planned, told)
        reasons = _reasons(store, settings, planned, told)
    given, taken = sum(row.units for row in shown.gains), -sum(row.units for row in shown.losses)
    return Difference(planned, shown, given, taken, reasons)


def _reasons(
    store: Store, settings: HouseSettings, planned: Plan, told: Told
) -> dict[tuple[str, int], tuple[Part, ...]]:
    """Return the reasons, by (order, line), of the first lines that the plan makes a difference to."""
    reasons: dict[tuple[str, int], tuple[Part, ...]] = {}
    wanted: dict[int, set[int]] = defaultdict(set)
    for item, row in _first_moved(planned):
        wanted[item].add(row.line)
    told(Stage.EXPLAINING, 0, len(wanted))
    for done, (item, lines) in enumerate(wanted.items(), start=1):
        made = planned.decisions[item]
        words = words_of(store, settings, item, made, run=RunWords(planned.request.mode), lines=lines)
        found = {row.line: parts for row, parts in with_reasons(made, planned.supplies[item].free, item, words)}
        reasons.update({name: found[line] for line, name in _names(store, found)})
        told(Stage.EXPLAINING, done, len(wanted))
    return reasons


def waiting_classes(store: Store) -> list[str]:
    """Return the priority classes of the open lines."""
    found = store.sql(f"SELECT DISTINCT rank_class FROM order_line WHERE {OPEN} ORDER BY rank_class")
    return [rank_class for (rank_class,) in found]


def _request(store: Store, asked: Asked) -> Request:
    items = items_of_skus(asked.skus)
    customers = _customers(store, {*asked.customers, *asked.of_customer})
    return Request(
        asked.mode,
        asked.policy,
        frozenset(items[sku] for sku in asked.skus),
        frozenset(customers[code] for code in asked.customers),
        asked.classes,
        asked.due,
        {customers[code]: strategy for code, strategy in asked.of_customer.items()},
        asked.of_class,
    )


def _customers(store: Store, codes: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(codes):
        found.update(store.sql(f"SELECT code, id FROM customer WHERE code IN ({marks(some)})", some))
    return found


def _first_moved(planned: Plan) -> Iterator[tuple[int, LineDecision]]:
    """Yield the first lines that gain, that lose, and that must win and would not, each with its item."""
    unmet = {line for line, _ in planned.unmet}

    def first(which: Callable[[LineDecision], bool]) -> Iterable[tuple[int, LineDecision]]:
        return islice(((item, row) for item, made in planned.decisions.items() for row in made if which(row)), REASONED)

    yield from first(lambda row: row.gets > 0)
    if planned.request.mode is Mode.REDISTRIBUTE:
        yield from first(lambda row: row.gets < 0)
        yield from first(lambda row: row.line in unmet)


def _names(store: Store, lines: Iterable[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    for some in chunks(lines):
        for row, order, line in store.sql(
            "SELECT l.id, o.number, l.line FROM order_line l JOIN sales_order o ON o.id = l.order_id "
            f"WHERE l.id IN ({marks(some)})",
            some,
        ).fetchall():
            yield row, (order, line)
