"""Counts of places: which are open, which wait for a lead, and what they found."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from warehouse_app.domain.statuses import CountStatus, StockStatus
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant


class StoredCount(NamedTuple):
    """A count (row id) of a place; `recounts` is the id of the count that it confirms."""

    row: int
    number: str
    location: int
    place: str
    status: CountStatus
    recounts: int | None
    cause: str
    counted_by: str
    counted_at: datetime | None


class Difference(NamedTuple):
    """What a count found of one lot in one state, and what the books said then."""

    item: int
    sku: str
    name: str
    lot: int
    lot_code: str
    expiry: date | None
    status: StockStatus
    expected: int
    counted: int


_COUNT = (
    "SELECT c.id, c.number, c.location_id, p.code, c.status, c.recounts_id, c.cause, c.counted_by, c.counted_at "
    "FROM stock_count c JOIN location p ON p.id = c.location_id WHERE "
)


def _count(row: Sequence[Any]) -> StoredCount:
    at = None if row[8] is None else instant(row[8])
    return StoredCount(*(*row[:4], CountStatus(row[4]), *row[5:8], at))


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


def count_lines(store: Store, count: int) -> list[Difference]:
    """Return what a count (id) has by now, by item and lot."""
    found = store.sql(
        "SELECT i.id, i.sku, i.name, lot.id, lot.code, lot.expiry, l.status, l.expected, l.counted FROM count_line l "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id WHERE l.count_id = ? "
        "ORDER BY i.sku, lot.code, l.status",
        (count,),
    )
    return [Difference(*(*row[:5], day(row[5]), StockStatus(row[6]), *map(int, row[7:]))) for row in found]
