"""What would change what a waiting line has: which units it lacks, what brings them, and what stands in its way.

All of it is reckoned so that it is enough, by adding up what is served before the line: a line that does not take its
turn in the end (an order ahead that stays incomplete, a share that is smaller) may let it be served with less.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from warehouse_app.domain.allocation import Filling
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine, queue_key
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.reason_words import item_words
from warehouse_app.queries.reasons import Change, Coming, Part
from warehouse_app.queries.waiting import StockLevel, queued_lines, rules_of, supplied, supplies_of
from warehouse_app.store.database import Store, chunks, marks

_MOST = 3
"""So many changes are told of one line."""


class _Waiting(NamedTuple):
    """A line of the queue: its place in it, and what it takes at its turn, or before all others as it is pinned."""

    key: tuple[Any, ...]
    row: QueuedLine
    in_turn: int
    pinned: int


class Outlook:
    """The queues of some items as they are now, with what the items have to give and what is coming of them."""

    def __init__(
        self, store: Store, settings: HouseSettings, items: Collection[int], coming: Mapping[int, Sequence[Coming]]
    ) -> None:
        self._settings, self._coming = settings, coming
        self._rules = rules_of(settings)
        self._key = queue_key(self._rules)
        lines = queued_lines(store, items)
        self._supplies = supplied(store, supplies_of(_levels(store, items)), lines, self._rules.today)
        self._obstacle = Filling(self._supplies, self._rules, {}).obstacle
        self._queues: dict[int, list[_Waiting]] = {item: [] for item in items}
        for row in sorted(lines, key=self._key):
            self._queues[row.item].append(self._waiting(row))
        self._skus = {item: words.sku for item, words in item_words(items).items()}

    def ahead_of(self, line: int, item: int) -> list[QueuedLine]:
        """Return the lines that stand before `line` (an id) in the queue of its item."""
        rows = [waiting.row for waiting in self._queues[item]]
        place = next((at for at, row in enumerate(rows) if row.line == line), len(rows))
        return rows[:place]

    def changes(self, line: int, item: int) -> tuple[Part, ...]:
        """Return what would change what a waiting line (id) has, three at most.

        What stands in its way must go; of the rest any one serves it. New goods are taken to last as long as it asks.
        A better class is told only where free stock or the next receipt would then reach the line, and would not now.
        """
        row = next((waiting.row for waiting in self._queues[item] if waiting.row.line == line), None)
        if row is None:
            return ()
        found = list(self._in_the_way(row))
        together = self._together(row)
        lack = {item: units for item, units in self._lacking(together).items() if units > 0}
        if lack:
            better = () if found else self._better_class(together, lack)
            found += [self._units(lack), *self._receipt(lack), *better]
        elif not found:
            found.append(Part(Change.BY_HAND, {}))
        return tuple(found[:_MOST])

    def _waiting(self, row: QueuedLine) -> _Waiting:
        pinned = 0 if row.on_hold else max(0, min(row.pinned - row.had, row.short))
        return _Waiting(self._key(row), row, pinned if self._obstacle(row) else row.short, pinned)

    def _in_the_way(self, row: QueuedLine) -> Iterator[Part]:
        today = self._rules.today
        if row.on_hold:
            yield Part(Change.OFF_HOLD, {})
        if _is_pinned(row):
            return
        days = [day for day in (self._supplies[row.item].release_date, row.not_before) if day is not None]
        if days and max(days) > today:
            yield Part(Change.RELEASE_DATE, {"day": max(days)})
        horizon = self._rules.horizon
        if horizon is not None and row.due is not None and row.due > today + timedelta(days=horizon):
            yield Part(Change.HORIZON, {"day": row.due - timedelta(days=horizon)})

    def _together(self, row: QueuedLine) -> list[QueuedLine]:
        """Return the lines that are served with a line or not at all: it alone, or what is due of its order."""
        if row.ship_policy is not ShipPolicy.ORDER_COMPLETE or row.gathers:
            return [row]
        rows = [waiting.row for queue in self._queues.values() for waiting in queue if waiting.row.order == row.order]
        return [other for other in rows if other.line == row.line or not self._obstacle(other)]

    def _lacking(self, rows: Sequence[QueuedLine]) -> dict[int, int]:
        """Return, by item, the units that must come for all `rows`, which are served together, to be full."""
        first = (max if all(map(_is_pinned, rows)) else min)(rows, key=self._key)
        lacking: dict[int, int] = {}
        for item in sorted({row.item for row in rows}):
            supply = self._supplies[item]
            mine = [row for row in rows if row.item == item]
            before = list(self._before(item, first, {row.line for row in mine}))
            protected = supply.protected if supply.open_to and first.rank_class > supply.open_to else 0
            needs = [_asked(mine, before, 0) + protected - supply.free]
            longest = max(row.life for row in mine)
            needs += [_asked(mine, before, life) - left for life, left in supply.lives if life <= longest]
            lacking[item] = max(needs)
        return lacking

    def _before(self, item: int, first: QueuedLine, mine: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield (shelf life, units) of what others take of an item before the lines that are served with `first`."""
        key, pinned = self._key(first), _is_pinned(first)
        for waiting in self._queues[item]:
            if waiting.row.line not in mine:
                if pinned:
                    units = waiting.pinned if waiting.key < key else 0
                else:
                    units = waiting.in_turn if self._is_before(waiting, first, key) else waiting.pinned
                if units:
                    yield waiting.row.life, units

    def _is_before(self, waiting: _Waiting, first: QueuedLine, key: tuple[Any, ...]) -> bool:
        other = waiting.row
        if other.rank_class != first.rank_class:
            return other.rank_class < first.rank_class
        if not self._rules.policy.divides:
            # An order is tried at the rank of its first line, which may be of another item.
            by_order = self._rules.policy is Policy.DUE_DATE and other.ship_policy is ShipPolicy.ORDER_COMPLETE
            return by_order or waiting.key < key
        return not _before_division(first) or (_before_division(other) and waiting.key < key)

    def _units(self, lack: Mapping[int, int]) -> Part:
        if len(lack) == 1:
            [(item, units)] = lack.items()
            return Part(Change.UNITS, {"units": units, "sku": self._skus[item]})
        return Part(Change.SEVERAL, {"short": tuple(f"{units} × {self._skus[item]}" for item, units in lack.items())})

    def _receipt(self, lack: Mapping[int, int]) -> Iterator[Part]:
        """Yield what is on order that brings enough, of several items the last; nothing where too little is."""
        found = [_bringing(self._coming.get(item, ()), units) for item, units in lack.items()]
        enough = [each for each in found if each is not None]
        if len(enough) < len(found):
            return
        last = max(enough, key=lambda each: (each.due is None, each.due))
        if last.due is None:
            yield Part(Change.UNDATED_RECEIPT, {"number": last.number})
        else:
            code = Change.LATE_RECEIPT if last.due < self._rules.today else Change.RECEIPT
            yield Part(code, {"number": last.number, "due": last.due})

    def _better_class(self, rows: Sequence[QueuedLine], lack: Mapping[int, int]) -> Iterator[Part]:
        """Yield the nearest class that would bring `rows` within reach of what is free or comes next."""
        reach = {row.item: _next_units(self._coming.get(row.item, ())) for row in rows}
        supplies = [self._supplies[item] for item in reach]
        if all(units <= reach[item] for item, units in lack.items()) or any(supply.paused for supply in supplies):
            return
        classes = {waiting.row.rank_class for item in reach for waiting in self._queues[item]}
        classes |= {supply.open_to for supply in supplies if supply.open_to}
        for rank_class in sorted((name for name in classes if name < rows[0].rank_class), reverse=True):
            lacking = self._lacking([row._replace(rank_class=rank_class) for row in rows])
            if all(units <= max(0, reach[item]) for item, units in lacking.items()):
                yield Part(Change.RANK_CLASS, {"rank_class": rank_class})
                return


def _levels(store: Store, items: Iterable[int]) -> dict[int, StockLevel]:
    levels: dict[int, StockLevel] = {}
    for some in chunks(items):
        for item, allocatable, allocated, paused in store.sql(
            f"SELECT item_id, allocatable, allocated, fill_paused FROM item_stock WHERE item_id IN ({marks(some)})",
            some,
        ):
            levels[item] = StockLevel(allocatable, allocated, bool(paused))
    return levels


def _asked(mine: Iterable[QueuedLine], before: Iterable[tuple[int, int]], life: int) -> int:
    """Return the units that lines which ask for `life` days or more want."""
    return sum(row.short for row in mine if row.life >= life) + sum(units for days, units in before if days >= life)


def _is_pinned(row: QueuedLine) -> bool:
    """Return whether all that a line wants is pinned to it: it is served before all others, on whatever day."""
    return row.pinned - row.had >= row.short


def _before_division(row: QueuedLine) -> bool:
    """Return whether a line is served before its class shares the rest."""
    return row.lifted or row.ship_policy is not ShipPolicy.PARTIAL


def _bringing(coming: Iterable[Coming], units: int) -> Coming | None:
    """Return the first of what is on order with which, and with what comes before it, `units` have come."""
    for each in coming:
        units -= each.units
        if units <= 0:
            return each
    return None


def _next_units(coming: Sequence[Coming]) -> int:
    """Return how many units the next receipt brings."""
    return sum(each.units for each in coming if (each.number, each.due) == (coming[0].number, coming[0].due))
