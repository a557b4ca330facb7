"""What a count found, compared with the books, and the goods that come and go when it is booked.

What was tallied of a lot is compared with what the books said as the last of it was tallied. Of goods that were moved
while it was tallied nobody knows whether they were seen: it agrees too if it is what they said as the first were. Where
it does not agree, and goods of it were moved since its first were tallied, the place is counted again, however small
the difference.
"""

from collections import defaultdict
from collections.abc import Sequence

from warehouse_app.domain.counting import Books, Moved, Tallies, compared, moved_while
from warehouse_app.domain.statuses import LocationKind, StockStatus
from warehouse_app.queries.counts import Difference, StoredCount, count_lines, moves_since, when_tallied
from warehouse_app.services.blocking import usable_status
from warehouse_app.services.booking import Arrival, lock_items
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import CountLine


def compare(work: Work, count: StoredCount) -> list[Difference]:
    """Write beside what was counted what the books say now; return where they differ."""
    tallied = {each.lot: each for each in count_lines(work.store, count.row)}
    lying = "SELECT DISTINCT lot.item_id FROM balance b JOIN lot ON lot.id = b.lot_id WHERE b.location_id = ?"
    items = {each.item for each in tallied.values()} | {item for (item,) in work.store.sql(lying, (count.location,))}
    lock_items(work, items)
    books = _books(work, count.location)
    when = when_tallied(work.store, count.number)
    moves = moves_since(work.store, count.location, items, when.first)
    finds_aside = count.kind is LocationKind.QUARANTINE
    rows: list[tuple[object, ...]] = []
    moved: dict[int, Moved] = {}
    for lot in sorted({*tallied, *books}):
        line = tallied.get(lot)
        tallies = when.of(line.sku, line.lot_code) if line else Tallies(when.first, None)
        moved[lot] = moved_while(moves.get(lot, ()), tallies)
        counted, by_books = line.counted if line else 0, books.get(lot, Books())
        rows += [(count.row, lot, *each) for each in compared(counted, by_books, moved[lot], finds_aside=finds_aside)]
    work.store.sql("DELETE FROM count_line WHERE count_id = ?", (count.row,))
    work.store.insert(CountLine, ("count_id", "lot_id", "status", "expected", "counted"), rows)
    lines = [each for each in count_lines(work.store, count.row) if each.differs]
    return [each.moved(moved[each.lot].moved_in, moved[each.lot].moved_out) for each in lines]


def _books(work: Work, location: int) -> dict[int, Books]:
    """Return what the books say of each lot that lies in a place."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for lot, status, units in work.store.sql(
        "SELECT lot_id, status, quantity FROM balance WHERE location_id = ? AND quantity > 0", (location,)
    ):
        found[lot][status == StockStatus.QUARANTINED] = int(units)
    return {lot: Books(*units) for lot, units in found.items()}


def is_tolerated(work: Work, difference: Difference) -> bool:
    """Return whether the house books such a difference without anybody's approval."""
    if difference.was_moved:
        return False
    off = abs(difference.counted - difference.expected)
    return off * 100 <= difference.expected * work.settings.count_tolerance_percent


def found_by(work: Work, count: StoredCount, differences: Sequence[Difference]) -> tuple[list[Arrival], list[Arrival]]:
    """Return the goods that are not where the books have them, and those that are there without them."""
    leaving: list[Arrival] = []
    coming: list[Arrival] = []
    for each in differences:
        units = each.counted - each.expected
        status = each.status if units < 0 else usable_status(work, each.lot, count.kind, each.status)
        goods = Arrival(each.item, each.lot, each.expiry, count.location, count.kind, status, abs(units))
        (coming if units > 0 else leaving).append(goods)
    return leaving + _found_here(work, coming), coming


def _found_here(work: Work, coming: Sequence[Arrival]) -> list[Arrival]:
    """Return serial-numbered goods that were found, as they lie elsewhere by the books: one lies at one place only."""
    came = {each.lot: each for each in coming}
    return [
        came[lot]._replace(location=place, kind=LocationKind(kind), status=StockStatus(status), quantity=int(units))
        for some in chunks(came)
        for lot, place, kind, status, units in work.store.sql(
            "SELECT b.lot_id, p.id, p.kind, b.status, b.quantity FROM balance b "
            "JOIN location p ON p.id = b.location_id JOIN lot l ON l.id = b.lot_id JOIN item i ON i.id = l.item_id "
            f"WHERE b.lot_id IN ({marks(some)}) AND b.quantity > 0 AND i.serial_tracked ORDER BY b.lot_id",
            some,
        )
        if place != came[lot].location
    ]
