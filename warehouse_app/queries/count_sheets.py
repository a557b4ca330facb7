"""The sheet to count on: the places of a zone, or one place, with what lies there by the books, but not how much."""

from collections import defaultdict
from datetime import date, datetime
from enum import StrEnum

from warehouse_app.documents.floor_sheets import CountPlace, CountRow, CountSheet
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import HOLDS_STOCK, LocationKind
from warehouse_app.queries.paper_keys import find, number_of
from warehouse_app.store.database import Store, chunks, day, marks


class CountSheetFault(StrEnum):
    """Why there is no such sheet; it has a sentence in `texts.refusals`."""

    UNKNOWN = "count-sheet-unknown"


class CountOf(StrEnum):
    """What is counted; the number of the sheet begins so."""

    LOCATION = "location"
    ZONE = "zone"


_KEYS = {
    CountOf.LOCATION: "SELECT id, code FROM location WHERE code = ?",
    CountOf.ZONE: "SELECT MIN(id), zone FROM location WHERE zone = ? GROUP BY zone",
}


def count_sheet(store: Store, settings: HouseSettings, number: str, *, now: datetime, language: str) -> CountSheet:
    """Return the sheet of `location:CODE` or `zone:ZONE`, or of one of those keys alone, as it is `now`.

    Places in which nothing can lie are left out. Raises Refused (CountSheetFault).
    """
    found = find(store, _KEYS, number)
    if found is None:
        raise Refused(CountSheetFault.UNKNOWN, number=number)
    of, named = found
    rule, value = ("zone = ?", named.key) if of is CountOf.ZONE else ("id = ?", named.row)
    places = store.sql(f"SELECT code, id, kind, zone FROM location WHERE {rule}", (value,)).fetchall()
    holding = sorted(place for place in places if LocationKind(place[2]) in HOLDS_STOCK)
    rows = _rows(store, [row for _, row, _, _ in holding])
    return CountSheet(
        settings.name,
        number_of(of, named.key),
        named.key,
        of is CountOf.ZONE,
        now,
        settings.time_zone,
        tuple(CountPlace(code, LocationKind(kind), zone, tuple(rows[row])) for code, row, kind, zone in holding),
        language,
    )


def _rows(store: Store, places: list[int]) -> dict[int, list[CountRow]]:
    """Return the lots that lie in places (ids), whatever their state: by item, what expires first comes first."""
    found: dict[int, list[CountRow]] = defaultdict(list)
    for some in chunks(places):
        for place, sku, name, lot, expiry, unit in store.sql(
            "SELECT DISTINCT b.location_id, i.sku, i.name, lot.code, lot.expiry, i.unit FROM balance b "
            "JOIN lot ON lot.id = b.lot_id JOIN item i ON i.id = lot.item_id "
            f"WHERE b.location_id IN ({marks(some)}) AND b.quantity > 0",
            some,
        ):
            found[place].append(CountRow(sku, name, lot, day(expiry), unit))
    for rows in found.values():
        rows.sort(key=lambda row: (row.sku, row.expiry or date.max, row.lot))
    return found
