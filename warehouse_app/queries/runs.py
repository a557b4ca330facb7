"""What a run decided, or would decide: its lines in words that people know, and how even it was."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, unpack
from warehouse_app.domain.fairness import Claim, Fairness, fairness
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.reasons import Part, item_words, with_reasons
from warehouse_app.queries.waiting import (
    WAITING,
    StockLevel,
    considered_lines,
    items_of_whole_orders,
    rules_of,
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
    more: Mapping[int, int] | None = None,
) -> dict[int, tuple[int, list[LineDecision]]]:
    """Return, for each item, what a fill could give now and what it would decide about every waiting line.

    `more` are units of items that are about to come to lie in an allocatable place.
    """
    scope = {*items, *items_of_whole_orders(store, items)}
    supplies = supplies_of(_levels(scope))
    for item, units in (more or {}).items():
        supplies[item] = supplies[item]._replace(free=supplies[item].free + units)
    lines = considered_lines(store, supplies, EVERY_LINE)
    decided = fill(supplies, lines, rules_of(settings, policy))
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


def run_lines(store: Store, item: int, free: int, decisions: Sequence[LineDecision]) -> Iterator[RunLine]:
    """Yield the lines of one item's decisions in words."""
    others = {other for row in decisions for other, _ in row.short_items}
    words = item_words({item, *others})
    whom = recipients(store, (row.line for row in decisions))
    for row, reason in with_reasons(decisions, free, item, words, whom):
        to = whom[row.line]
        yield RunLine(
            to.order, to.order_line, words[item].sku, to.customer_code, to.customer, row.had, row.gets, reason
        )


def fairness_of(lines: Sequence[RunLine], decisions: Sequence[LineDecision]) -> Fairness | None:
    """Return how evenly the customers of one item were served; None where nobody went short."""
    wanted: dict[str, int] = defaultdict(int)
    has: dict[str, int] = defaultdict(int)
    for line, row in zip(lines, decisions, strict=True):
        wanted[line.customer_code] += row.had + row.asked
        has[line.customer_code] += row.had + row.gets
    return fairness([Claim(units, has[customer]) for customer, units in wanted.items()])
