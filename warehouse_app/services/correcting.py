"""What was booked by mistake is taken back: by new moves that name the ones they correct, never by changing a move."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind, Role, StockStatus
from warehouse_app.queries.goods import expected_lines
from warehouse_app.services.booking import Arrival, Corrected, is_allocatable, take_back
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.cutting import Gone, cut_items
from warehouse_app.services.filling import Decided, fill_items, lock_scope
from warehouse_app.services.incoming import counted
from warehouse_app.services.losing import Loss, losses_of
from warehouse_app.services.receiving import Booked, Received, find_delivery, lock_delivery, receive
from warehouse_app.store.database import day, marks, rows
from warehouse_app.store.tables import Action, ReceiptReversal


class CorrectingFault(StrEnum):
    """Why a booking cannot be taken back; each has a sentence in `texts.refusals`."""

    UNKNOWN = "undo-booking-unknown"
    UNDONE = "undo-booking-undone"
    GONE = "undo-goods-gone"
    ON_LIST = "undo-goods-on-pick-list"


@dataclass(frozen=True)
class Undone:
    """A booking that was taken back: its goods, with what has come of them now, and who lost stock by that."""

    receipt: str
    purchase_order: str
    supplier: str
    goods: tuple[Booked, ...]
    losses: tuple[Loss, ...]
    changes: Changes


class _Line(NamedTuple):
    """A line of a receipt, as it was booked."""

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
    supplier: str


@service(Role.CLERK)
def undo_receipt(work: Work, booking: str) -> Undone:
    """Take back all that one action booked in (`booking` is its id), as far as nothing has become of it yet.

    The lines of the receipt stay, marked as taken back; their purchase lines wait for the units again. What orders hold
    beyond the stock that is left is taken from the end of the queue. Raises Refused (CorrectingFault) where goods were
    moved, picked or sent for since, and nothing is changed.
    """
    row, booked = _booking(booking)
    lines = _lines(work, row, booked.receipt)
    delivery = find_delivery(work.store, booked.purchase_order, lines[0].supplier)
    lock_delivery(work, delivery)
    items = {line.item: line.sku for line in lines}
    lock_scope(work, items)
    _refuse_undone(lines, booked.receipt)
    _refuse_gone(work, lines)
    decided = _make_room(work, lines)
    take_back(work, _moves_of(work, row, booked, lines), document=booked.receipt)
    _mark(work, lines)
    filled = fill_items(work, items.keys() | decided.keys(), cause="undo")
    expected = expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []
    return Undone(
        booked.receipt,
        delivery.number,
        delivery.supplier_name,
        _goods(lines, counted(expected, [])),
        losses_of(work, decided, filled),
        work.changes,
    )


def _booking(action_id: str) -> tuple[int, Received]:
    """Return the row of the action that booked goods in, and what it answered."""
    found = rows(Action.select(Action.id, Action.verb, Action.result).where(Action.action_id == action_id))
    if not found or found[0][1] != receive.__name__:
        raise Refused(CorrectingFault.UNKNOWN, booking=action_id)
    [(row, _, result)] = found
    return row, msgspec.json.decode(result, type=Received)


def _lines(work: Work, action: int, receipt: str) -> list[_Line]:
    found = work.store.sql(
        "SELECT l.id, l.purchase_line_id, l.quantity, i.id, i.sku, i.name, i.unit, lot.id, lot.code, lot.expiry, "
        "p.id, p.code, p.kind, s.code FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id "
        "JOIN supplier s ON s.id = r.supplier_id JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id "
        "JOIN location p ON p.id = l.location_id WHERE r.number = ? AND l.action_id = ? ORDER BY l.id",
        (receipt, action),
    )
    return [_Line(*(*row[:9], day(row[9]), *row[10:12], LocationKind(row[12]), row[13])) for row in found]


def _refuse_undone(lines: Iterable[_Line], receipt: str) -> None:
    mine = ReceiptReversal.receipt_line.in_([line.row for line in lines])
    if ReceiptReversal.select().where(mine).exists():
        raise Refused(CorrectingFault.UNDONE, receipt=receipt)


def _refuse_gone(work: Work, lines: Iterable[_Line]) -> None:
    """Refuse where goods are no longer where they were booked, or somebody is on the way to fetch them."""
    together = _together(lines)
    lots = sorted({line.lot for line in together})
    there = {
        (lot, location): units
        for lot, location, units in work.store.sql(
            "SELECT lot_id, location_id, quantity FROM balance "
            f"WHERE lot_id IN ({marks(lots)}) AND status = '{StockStatus.AVAILABLE.value}'",
            lots,
        )
    }
    fetched: dict[tuple[int, int], int] = defaultdict(int)
    lists: dict[tuple[int, int], set[str]] = defaultdict(set)
    for lot, location, units, number in work.store.sql(
        "SELECT a.lot_id, a.location_id, a.quantity - a.picked - a.returned, p.number FROM allocation a "
        "LEFT JOIN pick_stop s ON s.allocation_id = a.id LEFT JOIN pick_list p ON p.id = s.pick_list_id "
        f"WHERE a.lot_id IN ({marks(lots)}) AND a.quantity - a.picked - a.returned > 0",
        lots,
    ):
        fetched[lot, location] += units
        lists[lot, location].add(number or "")
    for line in together:
        at = line.lot, line.location
        left = there.get(at, 0)
        if left < line.quantity:
            units = line.quantity
            raise Refused(CorrectingFault.GONE, sku=line.sku, place=line.place, quantity=units, there=left)
        if left - fetched[at] < line.quantity:
            numbers = tuple(sorted(lists[at]))
            raise Refused(CorrectingFault.ON_LIST, sku=line.sku, place=line.place, lists=numbers)


def _make_room(work: Work, lines: Iterable[_Line]) -> Decided:
    """Take from orders, from the end of the queue, what the stock that is left will not cover."""
    today = work.settings.house_day
    losses: dict[int, list[Gone]] = defaultdict(list)
    for line in lines:
        if is_allocatable(line.kind, StockStatus.AVAILABLE, line.expiry, today):
            losses[line.item].append(Gone(line.quantity, line.expiry))
    return cut_items(work, losses, cause="undo") if losses else {}


def _moves_of(work: Work, action: int, booked: Received, lines: Iterable[_Line]) -> list[Corrected]:
    """Return the moves by which goods came, read from the end of each item's chain, where late bookings are."""
    wrong: list[Corrected] = []
    at = {(line.lot, line.location): line for line in lines}
    moves = Counter(each.sku for each in booked.booked)
    for item, sku in sorted({(line.item, line.sku) for line in lines}):
        found = work.store.sql(
            "SELECT id, lot_id, location_id, quantity FROM move WHERE item_id = ? AND action_id = ? "
            "ORDER BY seq DESC LIMIT ?",
            (item, action, moves[sku]),
        )
        for move, lot, location, units in found.fetchall():
            line = at[lot, location]
            status = StockStatus.AVAILABLE
            wrong.append(Corrected(move, Arrival(item, lot, line.expiry, location, line.kind, status, units)))
    return wrong


def _mark(work: Work, lines: Iterable[_Line]) -> None:
    """Write down that lines of receipts count no more, on their purchase lines neither."""
    work.store.insert(ReceiptReversal, ("receipt_line_id", "action_id"), [(line.row, work.row) for line in lines])
    on_line: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.purchase_line is not None:
            on_line[line.purchase_line] += line.quantity
    if on_line:
        work.store.many(
            "UPDATE purchase_line SET received = received - ? WHERE id = ?",
            [(units, line) for line, units in sorted(on_line.items())],
        )
        work.touched(Area.PURCHASE_ORDERS)
    work.touched(Area.RECEIPTS)


def _together(lines: Iterable[_Line]) -> list[_Line]:
    """Return lines such that goods that were split over purchase lines are one again."""
    merged: dict[tuple[int, int], _Line] = {}
    for line in lines:
        at = line.lot, line.location
        merged[at] = line._replace(quantity=line.quantity + merged[at].quantity) if at in merged else line
    return list(merged.values())


def _goods(lines: Iterable[_Line], came: Mapping[int, tuple[int, int]]) -> tuple[Booked, ...]:
    return tuple(
        Booked(
            line.sku,
            line.name,
            line.unit,
            line.quantity,
            line.place,
            line.lot_code,
            line.expiry,
            *came.get(line.item, (0, 0)),
        )
        for line in _together(lines)
    )
