"""The lines of a receipt as one action booked them, read again to be taken back or put right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from warehouse_app.domain.statuses import LocationKind, StockStatus
from warehouse_app.queries.goods import Delivery, expected_lines
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.services.booking import Arrival
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import CheckedGoods, OnOrder, Parts, on_lines
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


def moves_of(work: Work, action: int, moves: Mapping[str, int], lines: Iterable[ReceivedLine]) -> list[Arrival]:
    """Return the goods of moves by which an action (its row) booked lines in, naming these moves.

    They are read from the end of each item's chain, where late bookings are; so many `moves` are of an item (number).
    """
    leaving: list[Arrival] = []
    at = {line.at: line for line in lines}
    for item, sku in sorted({(line.item, line.sku) for line in lines}):
        found = work.store.sql(
            "SELECT id, lot_id, location_id, status, quantity FROM move WHERE item_id = ? AND action_id = ? "
            "AND reason = 'receipt' ORDER BY seq DESC LIMIT ?",
            (item, action, moves[sku]),
        )
        for move, lot, location, status, units in found.fetchall():
            line = at.get((lot, location, StockStatus(status)))
            if line is not None:
                leaving.append(Arrival(item, lot, line.expiry, location, line.kind, line.status, units, move))
    return leaving


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


def parts_in_place_of(
    work: Work, on: Delivery, was: ReceivedLine, right: Sequence[CheckedGoods], *, accept_over: bool
) -> Parts:
    """Return on which purchase lines goods count that were put right; what is no more than before needs no lead."""
    expected = expected_lines(work.store, on.purchase_order) if on.purchase_order else []
    mine = [line for line in right if line.item.id == was.item]
    is_less = sum(line.goods.quantity for line in mine) <= was.quantity
    parts = dict(zip(mine, on_lines(on, expected, mine, accept_over=is_less or accept_over), strict=True))
    others = [line for line in right if line.item.id != was.item]
    parts |= zip(others, on_lines(on, expected, others, accept_over=accept_over), strict=True)
    return [parts[line] for line in right]


def mark_reversed(work: Work, lines: Iterable[ReceivedLine]) -> None:
    """Write down that lines of receipts count no more, on their purchase lines neither."""
    work.store.insert(ReceiptReversal, ("receipt_line_id", "action_id"), [(line.row, work.row) for line in lines])
    on_line: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.purchase_line is not None:
            on_line[line.purchase_line] -= line.quantity
    count_received(work, on_line)
    work.touched(Area.RECEIPTS)
