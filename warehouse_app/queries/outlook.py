"""What would change what a waiting line has: which units it lacks, what brings them, and what stands in its way.

All of it is reckoned so that it is enough, by adding up what is served before the line: a line that does not take its
turn in the end (an order ahead that stays incomplete, a share that is smaller) may let it be served with less.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from warehouse_app.domain.allocation import Filling
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine, queue_key
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.ahead import Bundle, Queues, WholeQueues
from warehouse_app.queries.reason_words import item_words
from warehouse_app.queries.reasons import Change, Coming, Part
from warehouse_app.queries.waiting import StockLevel, lives_held, rules_of, spare_by_life, supplies_of
from warehouse_app.store.database import Store, chunks, marks

_MOST = 3
"""So many changes are told of one line."""


class _Others(NamedTuple):
    """Lines of a queue, as a bundle: what they take at their turn, or before all others as it is pinned."""

    row: QueuedLine
    is_before: bool
    in_turn: int
    pinned: int


class _Seen(NamedTuple):
    """What lines see that are served together, at the turn of the `first`: their own lines and others, by item."""

    first: QueuedLine
    mine: Mapping[int, Sequence[QueuedLine]]
    others: Mapping[int, Sequence[_Others]]


class Outlook:
    """The queues of some items as they are now, with what the items have to give and what is coming of them.

    `queues` are those of one order where only its lines are asked about; else all that waits for the items is read.
    """

    def __init__(
        self,
        store: Store,
        settings: HouseSettings,
        items: Collection[int],
        coming: Mapping[int, Sequence[Coming]],
        queues: Queues | None = None,
    ) -> None:
        self._store, self._settings, self._coming = store, settings, coming
        self._queues = queues or WholeQueues(store, settings, items)
        self._rules = rules_of(settings)
        self._key = queue_key(self._rules)
        self._rows = {(row.item, row.line): row for row in self._queues.lines}
        self._of_order: dict[int, list[QueuedLine]] = defaultdict(list)
        for row in self._queues.lines:
            self._of_order[row.order].append(row)
        self._supplies = supplies_of(_levels(store, items))
        self._obstacle = Filling(self._supplies, self._rules, {}).obstacle
        self._skus = {item: words.sku for item, words in item_words(items).items()}
        self._lives: dict[int, dict[int, int]] = {}

    def changes(self, line: int, item: int) -> tuple[Part, ...]:
        """Return what would change what a waiting line (id) has, three at most.

        What stands in its way must go; of the rest any one serves it. New goods are taken to last as long as it asks.
        A better class is told only where free stock or the next receipt would then reach the line, and would not now.
        """
        row = self._rows.get((item, line))
        if row is None:
            return ()
        found = list(self._in_the_way(row))
        seen = self._seen(self._together(row))
        lack = {item: units for item, units in self._lacking(seen, seen.first.rank_class).items() if units > 0}
        if lack:
            better = () if found else self._better_class(seen, lack)
            found += [self._units(lack), *self._receipt(lack), *better]
        elif not found:
            found.append(Part(Change.BY_HAND, {}))
        return tuple(found[:_MOST])

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
        return [other for other in self._of_order[row.order] if other.line == row.line or not self._obstacle(other)]

    def _seen(self, rows: Sequence[QueuedLine]) -> _Seen:
        """Return what lines that are served together see of the queues of their items."""
        first = (max if all(map(_is_pinned, rows)) else min)(rows, key=self._key)
        mine: dict[int, list[QueuedLine]] = {item: [] for item in sorted({row.item for row in rows})}
        for row in rows:
            mine[row.item].append(row)
        bundles = {item: self._queues.bundles(first, item, some) for item, some in mine.items()}
        return _Seen(first, mine, {item: [*map(self._taking, some)] for item, some in bundles.items()})

    def _taking(self, bundle: Bundle) -> _Others:
        row = bundle.row
        pinned = 0 if row.on_hold else max(0, min(row.pinned - row.had, row.short))
        return _Others(row, bundle.is_before, pinned if self._obstacle(row) else row.short, pinned)

    def _lacking(self, seen: _Seen, rank_class: str) -> dict[int, int]:
        """Return, by item, the units that must come for lines that are served together, in a class, to be full."""
        first = seen.first._replace(rank_class=rank_class)
        lacking: dict[int, int] = {}
        for item, mine in seen.mine.items():
            supply, others = self._supplies[item], seen.others[item]
            before = list(self._before(others, first))
            protected = supply.protected if supply.open_to and rank_class > supply.open_to else 0
            needs = [_asked(mine, before, 0) + protected - supply.free]
            longest = max(row.life for row in mine)
            if longest:
                lives = self._spare(item, {row.life for row in (*mine, *(each.row for each in others))})
                needs += [_asked(mine, before, life) - left for life, left in lives.items() if life <= longest]
            lacking[item] = max(needs)
        return lacking

    def _spare(self, item: int, asked: Collection[int]) -> dict[int, int]:
        """Return what is left for each shelf life that lines which wait for an item ask for, or lines that hold some.

        What a line takes must also be left for those that hold some, asking for less than it does.
        """
        if item not in self._lives:
            lives = {life for life in asked if life}.union(lives_held(self._store, item))
            self._lives[item] = spare_by_life(self._store, item, lives, self._rules.today)
        return self._lives[item]

    def _before(self, others: Iterable[_Others], first: QueuedLine) -> Iterator[tuple[int, int]]:
        """Yield (shelf life, units) of what others take before the lines that are served with `first`."""
        pinned = _is_pinned(first)
        for each in others:
            if pinned:
                units = each.pinned if _is_ahead(each, first) else 0
            else:
                units = each.in_turn if self._is_served_before(each, first) else each.pinned
            if units:
                yield each.row.life, units

    def _is_served_before(self, others: _Others, first: QueuedLine) -> bool:
        other = others.row
        if other.rank_class != first.rank_class:
            return other.rank_class < first.rank_class
        if not self._rules.policy.divides:
            # An order is tried at the rank of its first line, which may be of another item.
            by_order = self._rules.policy is Policy.DUE_DATE and other.ship_policy is ShipPolicy.ORDER_COMPLETE
            return by_order or others.is_before
        return not _before_division(first) or (_before_division(other) and others.is_before)

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

    def _better_class(self, seen: _Seen, lack: Mapping[int, int]) -> Iterator[Part]:
        """Yield the nearest class that would bring the lines within reach of what is free or comes next."""
        reach = {item: _next_units(self._coming.get(item, ())) for item in seen.mine}
        supplies = [self._supplies[item] for item in reach]
        if all(units <= reach[item] for item, units in lack.items()) or any(supply.paused for supply in supplies):
            return
        classes = {others.row.rank_class for item in reach for others in seen.others[item]}
        classes |= {supply.open_to for supply in supplies if supply.open_to}
        for rank_class in sorted((name for name in classes if name < seen.first.rank_class), reverse=True):
            lacking = self._lacking(seen, rank_class)
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


def _is_ahead(others: _Others, first: QueuedLine) -> bool:
    """Return whether lines stand before another in the queue."""
    if others.row.rank_class != first.rank_class:
        return others.row.rank_class < first.rank_class
    return others.is_before


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
