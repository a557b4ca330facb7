"""The difference that a planned run would make: who gains, who loses, and how fair it was and would be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from warehouse_app.domain.decisions import NOT_DUE, LineDecision
from warehouse_app.domain.fairness import Claim, Fairness, fairness
from warehouse_app.queries.plans import Plan
from warehouse_app.store.database import Store, chunks, marks


class Moved(NamedTuple):
    """A line that would have more or less: it `had`, and would have `units` more (negative: less)."""

    order: str
    line: int
    sku: str
    customer_code: str
    customer: str
    rank_class: str
    had: int
    units: int
    short: int
    """What it would still wait for."""


class ItemFairness(NamedTuple):
    """How even the fill rates of the customers of one item and class were, and would be; None: nobody was short."""

    sku: str
    rank_class: str
    before: Fairness | None
    after: Fairness | None
    empty_handed: int
    """Customers who would have nothing: their share rounds to zero."""


class Preview(NamedTuple):
    """The complete difference that a plan would make. `released` is money in cents: what more of could be shipped."""

    gains: tuple[Moved, ...]
    losses: tuple[Moved, ...]
    complete: tuple[str, ...]
    """Orders that would have all that they wait for."""
    incomplete: tuple[str, ...]
    """Orders that would no longer have it."""
    released: int
    fairness: tuple[ItemFairness, ...]
    unmet: tuple[Moved, ...]
    """Lines that must win and would stay short."""


class _Words(NamedTuple):
    order: int
    number: str
    line: int
    sku: str
    customer_code: str
    customer: str
    rank_class: str
    price: int


def preview(store: Store, planned: Plan) -> Preview:
    """Return what a plan would change, in words that people know."""
    decisions = [row for made in planned.decisions.values() for row in made]
    words = _words(store, (row.line for row in decisions))
    moved = [_moved(row, words[row.line]) for row in decisions if row.gets]
    complete, incomplete = _completed(store, decisions, words)
    unmet = dict(planned.unmet)
    return Preview(
        tuple(row for row in moved if row.units > 0),
        tuple(row for row in moved if row.units < 0),
        complete,
        incomplete,
        sum(row.gets * words[row.line].price for row in decisions if row.gets),
        tuple(_fairness(planned, words)),
        tuple(_moved(row, words[row.line]) for row in decisions if row.line in unmet),
    )


def _moved(row: LineDecision, words: _Words) -> Moved:
    return Moved(
        words.number,
        words.line,
        words.sku,
        words.customer_code,
        words.customer,
        words.rank_class,
        row.had,
        row.gets,
        row.asked - row.gets,
    )


def _words(store: Store, lines: Iterable[int]) -> dict[int, _Words]:
    found: dict[int, _Words] = {}
    for some in chunks(lines):
        for line, *words in store.sql(
            "SELECT l.id, o.id, o.number, l.line, i.sku, c.code, c.name, l.rank_class, COALESCE(l.price, i.price, 0) "
            "FROM order_line l JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = l.customer_id "
            f"JOIN item i ON i.id = l.item_id WHERE l.id IN ({marks(some)})",
            some,
        ):
            found[line] = _Words(*words)
    return found


def _completed(
    store: Store, decisions: Iterable[LineDecision], words: Mapping[int, _Words]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers of the orders that would have all they want and did not, and the other way round."""
    gets: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for row in decisions:
        if row.gets:
            gets[words[row.line].order] += row.gets
            names[words[row.line].order] = words[row.line].number
    complete: list[str] = []
    incomplete: list[str] = []
    for some in chunks(names):
        for order, short in store.sql(
            "SELECT order_id, SUM(quantity - cancelled - shipped - allocated) FROM order_line "
            f"WHERE order_id IN ({marks(some)}) GROUP BY order_id",
            some,
        ):
            after = int(short) - gets[order]
            if short and not after:
                complete.append(names[order])
            elif after and not short:
                incomplete.append(names[order])
    return tuple(sorted(complete)), tuple(sorted(incomplete))


def _fairness(planned: Plan, words: Mapping[int, _Words]) -> Iterable[ItemFairness]:
    for made in planned.decisions.values():
        by_class: dict[str, list[LineDecision]] = defaultdict(list)
        for row in made:
            if row.reason in NOT_DUE:
                continue
            by_class[words[row.line].rank_class].append(row)
        for rank_class, rows in sorted(by_class.items()):
            wanted: dict[str, int] = defaultdict(int)
            has: dict[str, int] = defaultdict(int)
            gets: dict[str, int] = defaultdict(int)
            for row in rows:
                customer = words[row.line].customer_code
                wanted[customer] += row.had + row.asked
                has[customer] += row.had
                gets[customer] += row.gets
            before = fairness([Claim(units, has[customer]) for customer, units in wanted.items()])
            after = fairness([Claim(units, has[customer] + gets[customer]) for customer, units in wanted.items()])
            empty = sum(1 for customer in wanted if not has[customer] + gets[customer])
            yield ItemFairness(words[rows[0].line].sku, rank_class, before, after, empty if after else 0)
