"""Who is served before a line: the one rule by which it is told who is ahead, and reckoned what the line lacks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from warehouse_app.domain.allocation import Filling
from warehouse_app.domain.queue import QueuedLine, Rules, queue_key
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Supply
from warehouse_app.queries.ahead import Bundle, Queues


class Others(NamedTuple):
    """Lines of a queue, as a bundle of so many: what they take at their turn, or before all others as it is pinned."""

    row: QueuedLine
    is_before: bool
    lines: int
    in_turn: int
    pinned: int


class Seen(NamedTuple):
    """What lines see that are served together, at the turn of the `first`: their own lines and others, by item."""

    first: QueuedLine
    mine: Mapping[int, Sequence[QueuedLine]]
    others: Mapping[int, Sequence[Others]]
    day: date
    """On which they are due: who is not due by then takes nothing from them."""


class Taken(NamedTuple):
    """The units that others take before a line gets any, and those that they get by turns with it, as they share."""

    ahead: int
    shared: int


class Next(NamedTuple):
    """A line (id) that is served before another, and what it then takes: all it wants, or what is `pinned` to it."""

    line: int
    rank_class: str
    units: int
    pinned: bool


class Turns:
    """Who is served when, in the queues of some items."""

    def __init__(self, queues: Queues, supplies: Mapping[int, Supply], rules: Rules) -> None:
        self._queues, self._supplies, self._rules = queues, supplies, rules
        self._key = queue_key(rules)
        self._of_order: dict[int, list[QueuedLine]] = defaultdict(list)
        for row in queues.lines:
            self._of_order[row.order].append(row)

    def days_of(self, row: QueuedLine) -> Iterator[date]:
        """Yield the days before which a line gets nothing that is not pinned to it, as its item or it has one."""
        yield from (day for day in (self._supplies[row.item].release_date, row.not_before) if day is not None)

    def horizon_of(self, row: QueuedLine) -> date | None:
        """Return the day on which the horizon reaches a line."""
        horizon = self._rules.horizon
        return None if horizon is None or row.due is None else row.due - timedelta(days=horizon)

    def seen(self, row: QueuedLine) -> Seen:
        """Return what a line, or the order that it must ship with, sees of the queues of its items."""
        day = self._due_on(row)
        rows = self._together(row, day)
        first = (max if all(map(is_pinned, rows)) else min)(rows, key=self._key)
        mine: dict[int, list[QueuedLine]] = {item: [] for item in sorted({row.item for row in rows})}
        for each in rows:
            mine[each.item].append(each)
        others = {item: self._others(self._queues.bundles(first, item, some), item, day) for item, some in mine.items()}
        return Seen(first, mine, others, day)

    def taken(self, others: Others, first: QueuedLine) -> Taken:
        """Return what others take before the lines that are served with `first`, and what they share with them."""
        if is_pinned(first):
            return Taken(others.pinned if _is_ahead(others, first) else 0, 0)
        other = others.row
        if other.rank_class != first.rank_class:
            return Taken(others.in_turn if other.rank_class < first.rank_class else others.pinned, 0)
        if not self._rules.policy.divides:
            # An order is tried at the rank of its first line, which may be of another item.
            by_order = self._rules.policy is Policy.DUE_DATE and other.ship_policy is ShipPolicy.ORDER_COMPLETE
            return Taken(others.in_turn if by_order or others.is_before else others.pinned, 0)
        if _before_division(first):
            is_before = _before_division(other) and others.is_before
            return Taken(others.in_turn if is_before else others.pinned, 0)
        if _before_division(other):
            return Taken(others.in_turn, 0)
        return Taken(others.pinned, others.in_turn - others.pinned)

    def first_ahead(self, seen: Seen, item: int, most: int) -> list[Next]:
        """Return the first `most` of those that are served before the lines `seen` takes: pins, then in their turn."""
        pinned: list[Next] = []
        in_turn = 0
        for others in seen.others[item]:
            units = self.taken(others, seen.first).ahead
            if units and self._is_by_pin(others, seen.first):
                pinned.append(Next(others.row.line, others.row.rank_class, units, pinned=True))
            elif units:
                in_turn += others.lines
        pinned.sort(key=lambda each: (each.rank_class, each.line))
        wanted = min(in_turn, most - len(pinned))
        return [*pinned[:most], *self._in_turn(seen, item, wanted)]

    def _in_turn(self, seen: Seen, item: int, wanted: int) -> Iterator[Next]:
        if wanted <= 0:
            return
        mine = {row.line for row in seen.mine[item]}
        place = self._key(seen.first)[1:]
        for row in self._queues.each(item):
            if row.line in mine:
                continue
            [others] = self._others([Bundle(row, self._key(row)[1:] < place, 1)], item, seen.day)
            units = self.taken(others, seen.first).ahead
            if units and not self._is_by_pin(others, seen.first):
                yield Next(row.line, row.rank_class, units, pinned=False)
                wanted -= 1
                if not wanted:
                    return

    def _is_by_pin(self, others: Others, first: QueuedLine) -> bool:
        """Return whether others come before a line only by what is pinned to them."""
        return others.pinned > 0 and not self.taken(others._replace(pinned=0), first).ahead

    def _due_on(self, row: QueuedLine) -> date:
        """Return the day on which a line is due, today at the earliest."""
        today = self._rules.today
        return today if is_pinned(row) else max([today, self.horizon_of(row) or today, *self.days_of(row)])

    def _together(self, row: QueuedLine, day: date) -> list[QueuedLine]:
        """Return the lines that are served with a line or not at all: it alone, or what is due of its order."""
        if row.ship_policy is not ShipPolicy.ORDER_COMPLETE or row.gathers:
            return [row]
        rows = self._of_order[row.order]
        by_day = self._on({other.item for other in rows}, day)
        return [other for other in rows if other.line == row.line or not by_day.obstacle(other)]

    def _others(self, bundles: Sequence[Bundle], item: int, day: date) -> list[Others]:
        by_day = self._on({item}, day)
        found = []
        for row, is_before, lines in bundles:
            pinned = 0 if row.on_hold else max(0, min(row.pinned - row.had, row.short))
            found.append(Others(row, is_before, lines, pinned if by_day.obstacle(row) else row.short, pinned))
        return found

    def _on(self, items: set[int], day: date) -> Filling:
        """Return what knows who is not to be served on a day."""
        return Filling({item: self._supplies[item] for item in items}, replace(self._rules, today=day), {})


def is_pinned(row: QueuedLine) -> bool:
    """Return whether all that a line wants is pinned to it: it is served before all others, on whatever day."""
    return row.pinned - row.had >= row.short


def _is_ahead(others: Others, first: QueuedLine) -> bool:
    """Return whether lines stand before another in the queue."""
    if others.row.rank_class != first.rank_class:
        return others.row.rank_class < first.rank_class
    return others.is_before


def standing_before(others: Others, first: QueuedLine) -> int:
    """Return how many of some lines stand before another in the queue, whether or not they are served before it."""
    return others.lines if _is_ahead(others, first) else 0


def _before_division(row: QueuedLine) -> bool:
    """Return whether a line is served before its class shares the rest."""
    return row.lifted or row.ship_policy is not ShipPolicy.PARTIAL
