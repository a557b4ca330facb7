"""What the goods of one booking were said to be, from when they came to the last time that was put right."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from warehouse_app.services.contract import Work


class _Line(NamedTuple):
    """A line of a receipt, by the actions (rows) that booked it and took it back (None: it stands)."""

    row: int
    booked_by: int
    lot: int
    units: int
    ended_by: int | None


@dataclass(frozen=True)
class Lineage:
    """Goods as they came, by an action (its row), and all `lines` in which they were booked, there and since.

    `put_right_by` are the actions that took back or put right some of them before.
    """

    received_by: int
    lines: tuple[_Line, ...]
    put_right_by: frozenset[int]

    def stood(self, lot: int, action: int) -> int:
        """Return how many units of a lot they were, by what was booked before an action."""
        return _units(lot, [one for one in self.lines if _stood(one, action)])

    def stand(self, lot: int, but: Collection[int]) -> int:
        """Return how many units of a lot they are now, without some lines (ids)."""
        return _units(lot, [one for one in self.lines if one.ended_by is None and one.row not in but])


def _units(lot: int, lines: Collection[_Line]) -> int:
    return sum(one.units for one in lines if one.lot == lot)


def _stood(line: _Line, action: int) -> bool:
    return line.booked_by < action and (line.ended_by is None or line.ended_by > action)


def lineage(work: Work, action: int, receipt: int, going: Collection[int]) -> Lineage:
    """Return the lineage of lines (ids, `going`) that an action (its row) has booked on a receipt (id)."""
    found = work.store.sql(
        "SELECT l.id, l.action_id, l.lot_id, l.quantity, v.action_id FROM receipt_line l "
        "LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id WHERE l.receipt_id = ? ORDER BY l.id",
        (receipt,),
    )
    lines = [_Line(row, by, lot, int(units), ended) for row, by, lot, units, ended in found]
    booked_by = {one.ended_by: one.booked_by for one in lines if one.ended_by is not None}
    first = action
    while booked_by.get(first) in booked_by:
        first = booked_by[first]
    if first not in booked_by:
        return Lineage(action, tuple(one for one in lines if one.row in going), frozenset())
    # What came with these goods and was put right by itself is of another lineage.
    of = {first}
    while more := {one.ended_by for one in lines if one.booked_by in of and one.ended_by is not None} - of:
        of |= more
    mine = tuple(one for one in lines if one.booked_by in of or one.ended_by == first)
    return Lineage(booked_by[first], mine, frozenset(of))
