"""Counts of places: which are open, which wait for a lead, and what they found.

Whoever counts is told of `counted_in` and no more: it says nothing of what the books expect.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec

from warehouse_app.domain.counting import Move, Tallies
from warehouse_app.domain.statuses import CountStatus, LocationKind, StockStatus
from warehouse_app.store.database import Store, chunks, day, marks
from warehouse_app.store.tables.base import instant


class StoredCount(NamedTuple):
    """A count (row id) of a place of a kind; `recounts` is the id of the count that it confirms."""

    row: int
    number: str
    location: int
    place: str
    kind: LocationKind
    status: CountStatus
    recounts: int | None
    counted_by: str
    counted_at: datetime | None


class OpenCount(NamedTuple):
    """A count that is being taken: who opened it, where and when; `lots` are those of which some are counted so far.

    `again`: it confirms an earlier count.
    """

    number: str
    place: str
    again: bool
    person: str
    workstation: str
    opened_at: datetime
    lots: int


class Counted(NamedTuple):
    """Units of a lot ('': it has no number) that were counted."""

    sku: str
    name: str
    lot: str
    units: int


class Difference(NamedTuple):
    """What a count found of one lot in one state, and what the books said then.

    `moved_in` and `moved_out` are units of the lot that were moved into the place, and out of it, while it was counted.
    """

    item: int
    sku: str
    name: str
    lot: int
    lot_code: str
    expiry: date | None
    status: StockStatus
    expected: int
    counted: int
    moved_in: int = 0
    moved_out: int = 0

    @property
    def differs(self) -> bool:
        """Whether anything else was counted than the books said."""
        return self.counted != self.expected

    @property
    def was_moved(self) -> bool:
        """Whether goods of the lot were moved into the place, or out of it, while it was counted."""
        return bool(self.moved_in or self.moved_out)

    def moved(self, moved_in: int, moved_out: int) -> "Difference":
        """Return it with what was moved while it was counted."""
        return self._replace(moved_in=moved_in, moved_out=moved_out)


_COUNT = (
    "SELECT c.id, c.number, c.location_id, p.code, p.kind, c.status, c.recounts_id, c.counted_by, "
    "c.counted_at FROM stock_count c JOIN location p ON p.id = c.location_id WHERE "
)


def _count(row: Sequence[Any]) -> StoredCount:
    at = None if row[8] is None else instant(row[8])
    return StoredCount(*(*row[:4], LocationKind(row[4]), CountStatus(row[5]), *row[6:8], at))


def count_of(store: Store, number: str) -> StoredCount | None:
    """Return the count of that number."""
    found = store.sql(f"{_COUNT} c.number = ?", (number,)).fetchone()
    return _count(found) if found else None


def open_count_at(store: Store, location: int) -> StoredCount | None:
    """Return the count of a place (id) that is being taken."""
    found = store.sql(f"{_COUNT} c.location_id = ? AND c.status = 'open' ORDER BY c.id", (location,)).fetchone()
    return _count(found) if found else None


def counts_in(store: Store, status: CountStatus) -> list[StoredCount]:
    """Return all counts in a state, the oldest first."""
    return [_count(row) for row in store.sql(f"{_COUNT} c.status = ? ORDER BY c.id", (status,))]


_OPEN = (
    "SELECT c.number, p.code, c.recounts_id, a.actor, a.workstation, c.opened_at, "
    "(SELECT COUNT(*) FROM count_line l WHERE l.count_id = c.id AND l.counted > 0) "
    "FROM stock_count c JOIN location p ON p.id = c.location_id JOIN action a ON a.id = c.action_id "
    "WHERE c.status = 'open'"
)


def open_counts(store: Store) -> list[OpenCount]:
    """Return all counts that are being taken, the oldest first."""
    return _open(store, f"{_OPEN} ORDER BY c.id")


def own_open_counts(store: Store, person: str, workstation: str, *, most: int) -> list[OpenCount]:
    """Return the counts that a person opened, or that were opened at a workstation: the latest first, `most` of them
    at most.
    """
    return _open(
        store, f"{_OPEN} AND (a.actor = ? OR a.workstation = ?) ORDER BY c.id DESC LIMIT ?", person, workstation, most
    )


def _open(store: Store, statement: str, *values: str | int) -> list[OpenCount]:
    return [
        OpenCount(number, place, recounts is not None, person, workstation, instant(at), int(lots))
        for number, place, recounts, person, workstation, at, lots in store.sql(statement, values)
    ]


def counted_in(store: Store, number: str) -> list[Counted]:
    """Return what was counted by now in the count of that number, and nothing of what the books say."""
    found = store.sql(
        "SELECT i.sku, i.name, lot.code, SUM(l.counted) FROM count_line l JOIN stock_count c ON c.id = l.count_id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id WHERE c.number = ? AND l.counted > 0 "
        "GROUP BY i.sku, i.name, lot.code ORDER BY i.sku, lot.code",
        (number,),
    )
    return [Counted(sku, name, lot, int(units)) for sku, name, lot, units in found]


class _Tally(msgspec.Struct):
    """What a tally answered, as far as it matters here; `takes_off` is the id of the action that it takes off."""

    number: str
    sku: str
    lot: str
    quantity: int
    takes_off: str = ""


def tallies_in(store: Store, number: str) -> list[str]:
    """Return the ids of the actions that tallied goods into a count and were not taken off again, the first first."""
    return [action_id for action_id, _ in _tallies(store, number)[0].values()]


class Counting(NamedTuple):
    """When goods were tallied into a count: the action (its row) from which on any were, and by item (number) and lot.

    Where none were, what is moved may be seen or not from when the count was opened.
    """

    first: int
    of_lots: Mapping[tuple[str, str], Tallies]

    def of(self, sku: str, lot: str) -> Tallies:
        """Return when goods of a lot were tallied."""
        return self.of_lots.get((sku, lot), Tallies(self.first, None))


def when_tallied(store: Store, number: str) -> Counting:
    """Return when goods were tallied into a count, but for what was taken off again."""
    left, last = _tallies(store, number)
    of_lots: dict[tuple[str, str], Tallies] = {}
    for row, (_, lot) in left.items():
        of_lots.setdefault(lot, Tallies(row, last[lot]))
    [(opened,)] = store.sql("SELECT action_id FROM stock_count WHERE number = ?", (number,))
    return Counting(next(iter(left), int(opened)), of_lots)


def _tallies(store: Store, number: str) -> tuple[dict[int, tuple[str, tuple[str, str]]], dict[tuple[str, str], int]]:
    """Return the actions (row; id, item and lot) that tallied goods into a count and were not taken off again, and the
    last by which the tally of each lot changed.
    """
    left: dict[int, tuple[str, tuple[str, str]]] = {}
    last: dict[tuple[str, str], int] = {}
    for row, action_id, result in store.sql(
        "SELECT a.id, a.action_id, a.result FROM stock_count c JOIN action a ON a.id > c.action_id "
        "WHERE c.number = ? AND a.verb IN ('tally', 'undo_tally') AND a.result IS NOT NULL ORDER BY a.id",
        (number,),
    ):
        told = msgspec.json.decode(result, type=_Tally)
        if told.number != number:
            continue
        last[told.sku, told.lot] = row
        if told.quantity > 0:
            left[row] = (action_id, (told.sku, told.lot))
        else:
            left = {at: tally for at, tally in left.items() if tally[0] != told.takes_off}
    return left, last


def _puts_right(location: int, action: int) -> tuple[str, tuple[int, ...]]:
    """Return a rule for moves `m` in a place (id) since an action (its row), with its parameters.

    It holds for those that changed only what the books say of goods that lay there already when the action was done:
    what was received wrongly lay there as it is in truth all the time; what is carried back is carried.
    """
    corrected = (
        "SELECT v.action_id FROM receipt_reversal v JOIN receipt_line l ON l.id = v.receipt_line_id "
        "WHERE l.location_id = ? AND l.action_id <= ? AND v.action_id > ?"
    )
    return f"(m.reason IN ('count', 'adjustment') OR m.action_id IN ({corrected}))", (location, action, action)


def moves_since(store: Store, location: int, items: Collection[int], action: int) -> dict[int, list[Move]]:
    """Return, by lot, what of some items (ids) was moved into a place (id) and out of it after an action (its row).

    Of goods that only changed their state there no more units are there by that.
    """
    moves: dict[int, list[Move]] = defaultdict(list)
    puts_right, told = _puts_right(location, action)
    for some in chunks(items):
        for lot, by, units, aside, others in store.sql(
            "SELECT m.lot_id, m.action_id, SUM(m.quantity), "
            "SUM(CASE WHEN m.status = 'quarantined' THEN m.quantity ELSE 0 END), "
            f"SUM(CASE WHEN {puts_right} THEN 0 ELSE 1 END) FROM move m "
            f"WHERE m.item_id IN ({marks(some)}) AND m.location_id = ? AND m.action_id > ? "
            "GROUP BY m.lot_id, m.action_id",
            (*told, *some, location, action),
        ):
            moves[lot].append(Move(by, int(units), int(aside), puts_right=not others))
    return moves


class _Ended(msgspec.Struct):
    """What the end of a count answered, as far as it matters here."""

    number: str
    differences: list[Difference]


def _end(store: Store, number: str) -> tuple[int, _Ended] | None:
    """Return the action (its row) that ended a count, and what it answered."""
    for row, result in store.sql(
        "SELECT a.id, a.result FROM stock_count c JOIN action a ON a.id > c.action_id AND a.at = c.counted_at "
        "WHERE c.number = ? AND a.verb = 'finish_count' AND a.result IS NOT NULL ORDER BY a.id",
        (number,),
    ):
        told = msgspec.json.decode(result, type=_Ended)
        if told.number == number:
            return int(row), told
    return None


def moved_while_counted(store: Store, number: str) -> dict[int, tuple[int, int]]:
    """Return, by lot that differed at the end of a count, the units that were moved into the place, and out of it."""
    end = _end(store, number)
    return {each.lot: (each.moved_in, each.moved_out) for each in end[1].differences} if end else {}


def put_right_since(store: Store, count: StoredCount, items: Collection[int]) -> set[int]:
    """Return the lots (ids) of some items (ids) whose books in a count's place were put right after it had ended.

    By another count, by an adjustment, or because a receipt was corrected that had been booked before.
    """
    end = _end(store, count.number)
    action = end[0] if end else 0
    found: set[int] = set()
    puts_right, told = _puts_right(count.location, action)
    for some in chunks(items):
        rows = store.sql(
            f"SELECT DISTINCT m.lot_id FROM move m WHERE m.item_id IN ({marks(some)}) AND m.location_id = ? "
            f"AND m.action_id > ? AND {puts_right}",
            (*some, count.location, action, *told),
        )
        found |= {lot for (lot,) in rows}
    return found


def differing_lines(store: Store, count: StoredCount) -> list[Difference]:
    """Return where a count that has ended differs from the books, by item and lot."""
    moved = moved_while_counted(store, count.number)
    return [each.moved(*moved.get(each.lot, (0, 0))) for each in count_lines(store, count.row) if each.differs]


def count_lines(store: Store, count: int) -> list[Difference]:
    """Return what a count (id) has by now, by item and lot."""
    found = store.sql(
        "SELECT i.id, i.sku, i.name, lot.id, lot.code, lot.expiry, l.status, l.expected, l.counted FROM count_line l "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id WHERE l.count_id = ? "
        "ORDER BY i.sku, lot.code, l.status",
        (count,),
    )
    return [Difference(*(*row[:5], day(row[5]), StockStatus(row[6]), *map(int, row[7:]))) for row in found]
