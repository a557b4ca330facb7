"""What a run decided, or would decide: its lines in words that people know, and how even it was."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, unpack
from warehouse_app.domain.fairness import Claim, Fairness, fairness
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.domain.supply import Demand, ShareKey
from warehouse_app.queries.arriving import Arriving
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.reason_words import PLANNED_FILL, RunWords, words_of
from warehouse_app.queries.reasons import Part, with_reasons
from warehouse_app.queries.waiting import (
    WAITING,
    StockLevel,
    considered_lines,
    demands_of,
    items_of_whole_orders,
    rules_of,
    supplied,
    supplies_of,
)
from warehouse_app.store.database import Store, chunks, marks, rows
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

    `arriving` goods are about to come to lie in an allocatable place. As a receipt and a run by hand do, it ends the
    pause of `items` after an undo, not that of items which orders tie to them.
    """
    levels = _levels({*items, *items_of_whole_orders(store, items)})
    levels |= {item: levels[item]._replace(paused=False) for item in items if item in levels}
    supplies = supplies_of(levels)
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
    columns = (ItemStock.item, ItemStock.allocatable, ItemStock.allocated, ItemStock.fill_paused)
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
    [(mode, undoes, cause)] = store.sql("SELECT mode, undoes_id, cause FROM run WHERE id = ?", (run,))
    return RunWords(Mode(mode), run, undoes, cause)


class Evenness(NamedTuple):
    """How evenly customers were served before and after a run; None: nobody was short."""

    before: Fairness | None
    after: Fairness | None
    empty_handed: int
    """Customers who have nothing though something is shared out: their share rounds to zero."""


def evenness(claims: Mapping[int, Demand], gets: Mapping[int, int]) -> Evenness:
    """Return how evenly customers (ids) are served who have claimed some of an item, those who are full too, and how
    evenly they are once they have got more or less.
    """
    wanted = {customer: demand for customer, demand in claims.items() if demand.ordered}
    had = [Claim(demand.ordered, demand.received) for demand in wanted.values()]
    has = [Claim(demand.ordered, demand.received + gets.get(customer, 0)) for customer, demand in wanted.items()]
    after = fairness(has)
    return Evenness(fairness(had) if has != had else after, after, sum(not claim.has for claim in has) if after else 0)


def claims_by_item(demands: Mapping[ShareKey, Demand]) -> dict[int, dict[int, Demand]]:
    """Return for each item what its customers have claimed and received, in all classes."""
    claims: dict[int, dict[int, Demand]] = defaultdict(dict)
    for (item, _, customer), demand in demands.items():
        other = claims[item].get(customer, Demand(1, 0, 0))
        claims[item][customer] = Demand(1, other.ordered + demand.ordered, other.received + demand.received)
    return claims


def evenness_of_item(
    store: Store, decisions: Iterable[LineDecision], claims: Mapping[int, Demand], *, made: bool = False
) -> Evenness:
    """Return how evenly the customers (ids) of an item were served before some decisions, and after them.

    `claims` are of before, or of after where the run is `made`.
    """
    units = {row.line: row.gets for row in decisions if row.gets}
    gets: dict[int, int] = defaultdict(int)
    for some in chunks(units):
        for line, customer in store.sql(f"SELECT id, customer_id FROM order_line WHERE id IN ({marks(some)})", some):
            gets[customer] += units[line]
    if made:
        claims = {who: demand._replace(received=demand.received - gets[who]) for who, demand in claims.items()}
    return evenness(claims, gets)
