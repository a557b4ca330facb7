"""The difference that a planned run would make: who gains, who loses, and how fair it was and would be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from warehouse_app.domain.decisions import NOT_DUE, LineDecision
from warehouse_app.domain.fairness import Fairness
from warehouse_app.domain.supply import Demand, ShareKey
from warehouse_app.queries.collecting import collector_paused
from warehouse_app.queries.plans import LOOK_EVERY, Plan, Stage, Told, untold
from warehouse_app.queries.runs import evenness
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


_Lines = Mapping[int, tuple[int, int, str, int, int, int | None]]
"""Of every line (id) that was decided about, itself first: its customer, class, order, number in it, and own price.

Left as the database gives it, for it is read of a million lines; names are read of those only that get more or less.
"""


class _Item(NamedTuple):
    sku: str
    price: int


class _Customer(NamedTuple):
    code: str
    name: str


def preview(store: Store, planned: Plan, told: Told = untold) -> Preview:
    """Return what a plan would change, in words that people know. What `told` raises ends it."""
    with collector_paused():
        return _preview(store, planned, told)


def _preview(store: Store, planned: Plan, told: Told) -> Preview:
    work = _Comparing(store, dict(planned.unmet), planned.demands)
    total, done = sum(map(len, planned.decisions.values())), 0
    told(Stage.COMPARING, done, total)
    for some in _batches(planned.decisions):
        work.compare(some)
        done += sum(map(len, some.values()))
        told(Stage.COMPARING, done, total)
    complete, incomplete = work.completed(lambda: told(Stage.COMPARING, done, total))
    return Preview(
        tuple(work.gains),
        tuple(work.losses),
        complete,
        incomplete,
        work.released,
        tuple(work.fairness),
        tuple(work.unmet),
    )


def _batches(decisions: Mapping[int, Sequence[LineDecision]]) -> Iterator[dict[int, Sequence[LineDecision]]]:
    """Yield the decisions in parts of some thousand lines; those about one item may be in several."""
    some: dict[int, Sequence[LineDecision]] = {}
    lines = 0
    for item, made in decisions.items():
        some[item] = made
        lines += len(made)
        if lines >= LOOK_EVERY:
            yield some
            some, lines = {}, 0
    if some:
        yield some


class _Comparing:
    """What was found so far of the difference."""

    def __init__(self, store: Store, unmet: Mapping[int, int], demands: Mapping[ShareKey, Demand]) -> None:
        self.gains: list[Moved] = []
        self.losses: list[Moved] = []
        self.unmet: list[Moved] = []
        self.fairness: list[ItemFairness] = []
        self.released = 0
        self._store, self._unmet = store, unmet
        self._customers: dict[int, _Customer] = {}
        self._gets: dict[int, int] = defaultdict(int)
        self._numbers: dict[int, str] = {}
        self._claims: dict[tuple[int, str], dict[int, Demand]] = defaultdict(dict)
        for (item, rank_class, customer), demand in demands.items():
            self._claims[item, rank_class][customer] = demand

    def compare(self, decisions: Mapping[int, Sequence[LineDecision]]) -> None:
        """Take in what was decided about some items."""
        lines, items, unmet = self._lines(decisions), self._items(decisions), self._unmet
        moved = [
            (item, row) for item, made in decisions.items() for row in made if row.gets or (unmet and row.line in unmet)
        ]
        self._name([lines[row.line] for _, row in moved])
        for item, row in moved:
            _, customer, rank_class, order, number, price = lines[row.line]
            of_item, whom, gets = items[item], self._customers[customer], row.gets
            told = Moved(
                self._numbers[order],
                number,
                of_item.sku,
                whom.code,
                whom.name,
                rank_class,
                row.had,
                gets,
                row.asked - gets,
            )
            if gets:
                self.released += gets * (of_item.price if price is None else price)
                self._gets[order] += gets
                (self.gains if gets > 0 else self.losses).append(told)
            if row.line in unmet:
                self.unmet.append(told)
        for item, made in decisions.items():
            self.fairness += self._fairness(item, items[item].sku, made, lines)

    def _fairness(self, item: int, sku: str, made: Iterable[LineDecision], lines: _Lines) -> Iterator[ItemFairness]:
        """Yield how even it is in each class of which a line is due."""
        gets: dict[str, dict[int, int]] = {}
        for row in made:
            if row.reason in NOT_DUE and not row.gets:
                continue
            _, customer, rank_class, *_ = lines[row.line]
            of_class = gets.setdefault(rank_class, {})
            of_class[customer] = of_class.get(customer, 0) + row.gets
        for rank_class, of_class in sorted(gets.items()):
            yield ItemFairness(sku, rank_class, *evenness(self._claims[item, rank_class], of_class))

    def completed(self, look: Callable[[], None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the numbers of the orders that would have all they want and did not, and the other way round."""
        complete: list[str] = []
        incomplete: list[str] = []
        for some in chunks(self._gets):
            look()
            for order, short in self._store.sql(
                "SELECT order_id, SUM(quantity - cancelled - shipped - allocated) FROM order_line "
                f"WHERE order_id IN ({marks(some)}) GROUP BY order_id",
                some,
            ):
                after = int(short) - self._gets[order]
                if short and not after:
                    complete.append(self._numbers[order])
                elif after and not short:
                    incomplete.append(self._numbers[order])
        return tuple(sorted(complete)), tuple(sorted(incomplete))

    def _lines(self, decisions: Mapping[int, Sequence[LineDecision]]) -> _Lines:
        found: dict[int, Any] = {}
        for some in chunks(row.line for made in decisions.values() for row in made):
            for line in self._store.sql(
                "SELECT id, customer_id, rank_class, order_id, line, price FROM order_line "
                f"WHERE id IN ({marks(some)})",
                some,
            ):
                found[line[0]] = line
        return found

    def _items(self, items: Iterable[int]) -> dict[int, _Item]:
        found: dict[int, _Item] = {}
        for some in chunks(items):
            for item, sku, price in self._store.sql(
                f"SELECT id, sku, COALESCE(price, 0) FROM item WHERE id IN ({marks(some)})", some
            ):
                found[item] = _Item(sku, price)
        return found

    def _name(self, lines: Sequence[tuple[int, int, str, int, int, int | None]]) -> None:
        """Read the names of the customers and orders of `lines` that are not known yet."""
        for some in chunks({line[1] for line in lines} - self._customers.keys()):
            for customer, code, name in self._store.sql(
                f"SELECT id, code, name FROM customer WHERE id IN ({marks(some)})", some
            ):
                self._customers[customer] = _Customer(code, name)
        for some in chunks({line[3] for line in lines} - self._numbers.keys()):
            self._numbers.update(
                self._store.sql(f"SELECT id, number FROM sales_order WHERE id IN ({marks(some)})", some)
            )
