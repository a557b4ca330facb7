"""What a run decided, or would decide: its lines in words that people know, and how even it was."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import NOT_DUE, LineDecision, unpack
from warehouse_app.domain.fairness import Claim, Fairness, fairness
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.reason_words import PLANNED_FILL, RunWords, words_of
from warehouse_app.queries.reasons import Part, with_reasons
from warehouse_app.queries.waiting import (
    WAITING,
    Arriving,
    StockLevel,
    considered_lines,
    demands_of,
    items_of_whole_orders,
    rules_of,
    supplied,
    supplies_of,
)
from warehouse_app.store.database import Store, chunks, rows
from warehouse_app.store.tables import Item, ItemStock

EVERY_LINE = range(1 << 62)
"""As `fresh` lines of a fill: all that wait, also those of items with nothing to give."""


class RunLine(NamedTuple):
    """A line that a run considered. Quantities in base units."""

    order: str
    line: int
    sku: str
    customer_code: str
    customer: str
    had: int
    gets: int
    reason: tuple[Part, ...]


def waiting_items(store: Store) -> list[int]:
    """Return the items that somebody waits for."""
    found = store.sql(f"SELECT DISTINCT item_id FROM order_line WHERE {WAITING} ORDER BY item_id")
    return [item for (item,) in found]


def items_of_skus(skus: Sequence[str]) -> dict[str, int]:
    """Return the ids of the items of these numbers; one that nobody knows is missing."""
    found: dict[str, int] = {}
    for some in chunks(skus):
        found.update(rows(Item.select(Item.sku, Item.id).where(Item.sku.in_(some))))
    return found


def planned_fill(
    store: Store,
    settings: HouseSettings,
    items: Sequence[int],
    *,
    policy: Policy | None = None,
    arriving: Arriving | None = None,
) -> dict[int, tuple[int, list[LineDecision]]]:
    """Return, for each item, what a fill could give now and what it would decide about every waiting line.

    `arriving` goods are about to come to lie in an allocatable place.
    """
    scope = {*items, *items_of_whole_orders(store, items)}
    supplies = supplies_of(_levels(scope))
    coming = arriving or Arriving({}, None)
    for item, units in coming.units.items():
        supplies[item] = supplies[item]._replace(free=supplies[item].free + units)
    lines = considered_lines(store, supplies, EVERY_LINE)
    rules = rules_of(settings, policy)
    supplies = supplied(store, supplies, lines, rules.today, coming)
    decided = fill(supplies, lines, rules, demands_of(store, lines, rules) if rules.policy.divides else {})
    return {item: (supplies[item].free, made) for item, made in decided.items()}


def _levels(items: set[int]) -> dict[int, StockLevel]:
    levels: dict[int, StockLevel] = {}
    columns = (ItemStock.item, ItemStock.allocatable, ItemStock.allocated)
    for some in chunks(items):
        for item, *level in rows(ItemStock.select(*columns).where(ItemStock.item.in_(some))):
            levels[item] = StockLevel(*level)
    return levels


def decisions_of(store: Store, run: int) -> Iterator[tuple[int, int, list[LineDecision]]]:
    """Yield (item, what could be given, decisions in rank order) of a run."""
    for item, free, packed in store.sql(
        "SELECT item_id, free, lines FROM decision WHERE run_id = ? ORDER BY item_id", (run,)
    ):
        yield item, int(free), unpack(packed)


def run_lines(
    store: Store,
    settings: HouseSettings,
    item: int,
    free: int,
    decisions: Sequence[LineDecision],
    *,
    run: RunWords = PLANNED_FILL,
) -> Iterator[RunLine]:
    """Yield the lines of one item's decisions in words. `run` tells which run decided; else a fill is only planned."""
    words = words_of(store, settings, item, decisions, run=run)
    whom = recipients(store, (row.line for row in decisions))
    sku = words.items[item].sku
    for row, reason in with_reasons(decisions, free, item, words):
        to = whom[row.line]
        yield RunLine(to.order, to.order_line, sku, to.customer_code, to.customer, row.had, row.gets, reason)


def run_words(store: Store, run: int) -> RunWords:
    """Return what reasons say of a run that was made."""
    [(mode, undoes)] = store.sql("SELECT mode, undoes_id FROM run WHERE id = ?", (run,))
    return RunWords(Mode(mode), run, undoes)


class Evenness(NamedTuple):
    """How evenly customers were served before and after a run; None: nobody was short."""

    before: Fairness | None
    after: Fairness | None
    empty_handed: int
    """Customers who have nothing though something is shared out: their share rounds to zero."""


def evenness(decisions: Iterable[tuple[Hashable, LineDecision]]) -> Evenness:
    """Return how evenly those were served whose lines of one item these are, each with its customer."""
    wanted: dict[Hashable, int] = defaultdict(int)
    had: dict[Hashable, int] = defaultdict(int)
    gets: dict[Hashable, int] = defaultdict(int)
    for customer, row in decisions:
        if row.reason in NOT_DUE:
            continue
        wanted[customer] += row.had + row.asked
        had[customer] += row.had
        if row.gets:
            gets[customer] += row.gets
    before = after = fairness([Claim(units, had[customer]) for customer, units in wanted.items()])
    if gets:
        after = fairness([Claim(units, had[customer] + gets[customer]) for customer, units in wanted.items()])
    return Evenness(before, after, sum(not had[each] + gets[each] for each in wanted) if after else 0)
