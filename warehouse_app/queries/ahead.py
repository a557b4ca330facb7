"""What others wait for in the queues that a line stands in: summed in bundles, so that long queues are quickly told."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine, queue_key
from warehouse_app.queries.listing import Sql
from warehouse_app.queries.listing_sql import any_of, beyond, columns_of, order_by
from warehouse_app.queries.queue_order import queue_terms
from warehouse_app.queries.waiting import (
    QUEUE_COLUMNS,
    WAITING,
    of_alias,
    queued,
    queued_lines,
    rules_of,
    waiting_of_order,
)
from warehouse_app.store.database import Store, marks


class Bundle(NamedTuple):
    """Waiting lines of an item that are alike in all that decides whether, and in which turn, they are served.

    `row` stands for all of them: it is short of what they are together. Of what is pinned to a line it takes no more
    than it is short of, so that such a line is a bundle of its own. `is_before`: were they of the class of the line
    that was asked about, they would stand before it. `lines`: how many they are.
    """

    row: QueuedLine
    is_before: bool
    lines: int


class Queues(Protocol):
    """The queues of some items. `lines`: those that may be asked about, with all that are served together with them."""

    lines: Sequence[QueuedLine]

    def bundles(self, first: QueuedLine, item: int, mine: Sequence[QueuedLine]) -> Sequence[Bundle]:
        """Return what waits for an item but for `mine`, as seen from a line, which may be of another item."""
        ...

    def each(self, item: int) -> Iterator[QueuedLine]:
        """Yield what waits for an item, in the order of the queue."""
        ...


class WholeQueues:
    """All that waits for some items, for those who ask about many of the lines: read once, summed along the queue."""

    def __init__(self, store: Store, settings: HouseSettings, items: Collection[int]) -> None:
        self._by_horizon = settings.horizon_days is not None
        self._key = queue_key(rules_of(settings))
        self.lines: Sequence[QueuedLine] = sorted(queued_lines(store, items), key=self._key)
        alike: dict[int, dict[tuple[object, ...], list[QueuedLine]]] = defaultdict(lambda: defaultdict(list))
        for row in self.lines:
            alike[row.item][self._kind(row)].append(row)
        self._alike = {
            item: {kind: _Alike(rows[0], [*map(self._place, rows)], [*_summed(rows)]) for kind, rows in of_item.items()}
            for item, of_item in alike.items()
        }

    def bundles(self, first: QueuedLine, item: int, mine: Sequence[QueuedLine]) -> list[Bundle]:
        """Return what waits for an item but for `mine`, as seen from a line, which may be of another item."""
        place = self._place(first)
        less: dict[tuple[tuple[object, ...], bool], list[int]] = defaultdict(list)
        for row in mine:
            less[self._kind(row), self._place(row) < place].append(row.short)
        bundles: list[Bundle] = []
        for kind, alike in self._alike.get(item, {}).items():
            lines = bisect_left(alike.places, place)
            units = alike.sums[lines]
            rest = (False, len(alike.places) - lines, alike.sums[-1] - units)
            for is_before, some, short in ((True, lines, units), rest):
                but = less[kind, is_before]
                if some > len(but):
                    bundles.append(Bundle(alike.row._replace(short=short - sum(but)), is_before, some - len(but)))
        return bundles

    def each(self, item: int) -> Iterator[QueuedLine]:
        """Yield what waits for an item, in the order of the queue."""
        return (row for row in self.lines if row.item == item)

    def _place(self, row: QueuedLine) -> tuple[Any, ...]:
        """Return the place of a line within its class."""
        return self._key(row)[1:]

    def _kind(self, row: QueuedLine) -> tuple[object, ...]:
        alone = row.line if row.pinned > row.had else 0
        due = row.due if self._by_horizon else None
        return (row.rank_class, row.lifted, due, row.ship_policy, row.life, row.on_hold, row.not_before, alone)


class _Alike(NamedTuple):
    """Lines of one kind: their places within the class, ascending, and the units that the first 0, 1, … are short of.

    `row` stands for them.
    """

    row: QueuedLine
    places: list[tuple[Any, ...]]
    sums: list[int]


def _summed(rows: Sequence[QueuedLine]) -> Iterator[int]:
    return accumulate((row.short for row in rows), initial=0)


_QUEUE = f"FROM order_line ol WHERE ol.item_id = ? AND {of_alias('ol', WAITING)}"
_FIRST_READ = 50
_SHORT = "ol.quantity - ol.cancelled - ol.shipped - ol.allocated"


class OrderQueues:
    """What waits for some items, for those who ask about the lines of one order (id): summed by the database."""

    def __init__(self, store: Store, settings: HouseSettings, order: int, items: Collection[int]) -> None:
        self._store = store
        self._terms = queue_terms(store, settings)
        self._by_horizon = settings.horizon_days is not None
        self.lines: Sequence[QueuedLine] = [row for row in waiting_of_order(store, order) if row.item in items]

    def each(self, item: int) -> Iterator[QueuedLine]:
        """Yield what waits for an item, in the order of the queue: read in parts that grow."""
        order = order_by(self._terms, backwards=False)
        select = f"SELECT {QUEUE_COLUMNS} {_QUEUE} {order.text} LIMIT ? OFFSET ?"
        read, limit = 0, _FIRST_READ
        while rows := list(queued(self._store.sql(select, (item, *order.values, limit, read)))):
            yield from rows
            read += limit
            limit *= 4

    def bundles(self, first: QueuedLine, item: int, mine: Sequence[QueuedLine]) -> list[Bundle]:
        """Return what waits for an item but for `mine`, as seen from a line, which may be of another item."""
        but = [row.line for row in mine]
        before = self._before(first.line, within_class=True)
        due = "COALESCE(ol.first_promise, ol.need_by)" if self._by_horizon else "NULL"
        lines = (
            f"SELECT ol.id, ol.item_id, ol.rank_class, ol.lifted, ol.placed_at, {due} AS due, {_SHORT} AS short, "
            "ol.ship_policy, ol.shelf_life_days, ol.pinned - ol.allocated AS pinned, ol.on_hold, ol.not_before, "
            "CASE WHEN ol.pinned > ol.allocated THEN ol.id END AS alone, "
            f"CASE WHEN {before.text} THEN 1 ELSE 0 END AS is_before {_QUEUE} AND ol.id NOT IN ({marks(but)})"
        )
        found = self._store.sql(
            "SELECT MIN(id), 0, item_id, rank_class, lifted, MIN(placed_at), due, CAST(SUM(short) AS BIGINT), 0, 1, "
            "ship_policy, 0, shelf_life_days, MAX(pinned), on_hold, not_before, 0, is_before, COUNT(*) "
            f"FROM ({lines}) AS waiting GROUP BY item_id, rank_class, lifted, due, ship_policy, shelf_life_days, "
            "on_hold, not_before, alone, is_before",
            (*before.values, item, *but),
        ).fetchall()
        rows = queued(columns for *columns, _, _ in found)
        return [Bundle(row, bool(is_before), lines) for row, (*_, is_before, lines) in zip(rows, found, strict=True)]

    def _before(self, line: int, *, within_class: bool = False) -> Sql:
        """Return the rule of the lines that stand before a line, or would if they were of its class."""
        terms = self._terms[1:] if within_class else self._terms
        columns = columns_of(terms)
        anchor = self._store.sql(
            f"SELECT {columns.text} FROM order_line ol WHERE ol.id = ?", (*columns.values, line)
        ).fetchone()
        return any_of(beyond(terms, anchor, backwards=True))
