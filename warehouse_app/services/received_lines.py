"""The lines of a receipt as one action booked them, read again to be taken back or put right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from warehouse_app.domain.statuses import LocationKind, StockStatus
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import OnOrder
from warehouse_app.services.receipt_lines import count_received
from warehouse_app.services.receiving import Booked
from warehouse_app.store.database import day
from warehouse_app.store.tables import ReceiptReversal


class ReceivedLine(NamedTuple):
    """A line of a receipt, as it was booked; `sscc` is the announced pallet on which it counts ('': on none)."""

    row: int
    purchase_line: int | None
    quantity: int
    item: int
    sku: str
    name: str
    unit: str
    lot: int
    lot_code: str
    expiry: date | None
    location: int
    place: str
    kind: LocationKind
    status: StockStatus
    sscc: str

    @property
    def at(self) -> tuple[int, int, StockStatus]:
        """Where the goods came to lie: the lot, the place, and their state."""
        return self.lot, self.location, self.status


def received_lines(work: Work, action: int, receipt: int) -> list[ReceivedLine]:
    """Return what an action (its row) booked in on a receipt (its id) and is not taken back."""
    found = work.store.sql(
        "SELECT l.id, l.purchase_line_id, l.quantity, i.id, i.sku, i.name, i.unit, lot.id, lot.code, lot.expiry, "
        "p.id, p.code, p.kind, l.status, COALESCE(n.sscc, '') FROM (SELECT l.* "
        f"{COUNTED_LINES} AND l.receipt_id = ? AND l.action_id = ?) AS l JOIN lot ON lot.id = l.lot_id "
        "JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = l.location_id "
        "LEFT JOIN advance_notice_line n ON n.id = l.advance_notice_line_id ORDER BY l.id",
        (receipt, action),
    )
    return [
        ReceivedLine(*(*row[:9], day(row[9]), *row[10:12], LocationKind(row[12]), StockStatus(row[13]), row[14]))
        for row in found
    ]


def together(lines: Iterable[ReceivedLine]) -> list[ReceivedLine]:
    """Return lines such that goods that were split over purchase lines are one again."""
    merged: dict[tuple[int, int, StockStatus], ReceivedLine] = {}
    for line in lines:
        before = merged.get(line.at)
        merged[line.at] = line if before is None else line._replace(quantity=line.quantity + before.quantity)
    return list(merged.values())


def as_booked(line: ReceivedLine, came: Mapping[int, OnOrder]) -> Booked:
    """Return a line as answers name goods; `came` is what `counted` gives."""
    return Booked(
        line.sku,
        line.name,
        line.unit,
        line.quantity,
        line.place,
        line.lot_code,
        line.expiry,
        *came.get(line.item, OnOrder(0, 0)),
    )


def mark_reversed(work: Work, lines: Iterable[ReceivedLine]) -> None:
    """Write down that lines of receipts count no more, on their purchase lines neither."""
    work.store.insert(ReceiptReversal, ("receipt_line_id", "action_id"), [(line.row, work.row) for line in lines])
    on_line: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.purchase_line is not None:
            on_line[line.purchase_line] -= line.quantity
    count_received(work, on_line)
    work.touched(Area.RECEIPTS)
