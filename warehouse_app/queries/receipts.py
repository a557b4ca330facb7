"""What receipts took in and what is still to come, as people at the dock look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, NamedTuple

from warehouse_app.domain.totes import Totes
from warehouse_app.queries.advance_notices import announced_lines, expected_notices
from warehouse_app.queries.goods import Delivery, expected_lines
from warehouse_app.queries.to_come import is_coming, to_come
from warehouse_app.queries.toted import Received, booked_as, totes_of
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant

COUNTED_LINES = "FROM receipt_line l WHERE NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id)"
"""The lines of receipts that were not taken back."""

_LOOKED_BACK = 500
"""How many lines of receipts are looked at for the last bookings of one workstation, however old its own are."""


class DeliveryLine(NamedTuple):
    """What came of an item on a delivery; `ordered` is None where nothing was announced."""

    sku: str
    name: str
    ordered: int | None
    received: int
    due: date | None = None
    closed: int = 0

    @property
    def to_come(self) -> int:
        """Units still to come: what was closed short is not."""
        return max(0, (self.ordered or 0) - self.received - self.closed)


class BookedGoods(NamedTuple):
    """Goods of one booking that were received in one place; `totes`: into which of them they were put at once."""

    sku: str
    name: str
    quantity: int
    place: str
    lot: str
    totes: Totes = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """One confirmed booking of goods that came, by the id of its action."""

    action_id: str
    receipt: str
    delivery: str
    actor: str
    at: datetime
    goods: tuple[BookedGoods, ...]
    is_undone: bool


class ExpectedDelivery(NamedTuple):
    """A purchase order or an advance notice with units to come; `due` is the first day that one of its lines says.

    The lines of a notice are on so many `pallets`, or loose.
    """

    number: str
    supplier: str
    due: date | None
    lines: int
    units: int
    pallets: int = 0
    is_notice: bool = False


def delivery_lines(store: Store, on: Delivery) -> list[DeliveryLine]:
    """Return what a notice announces by item, else the lines of a purchase order; without one, what came so far on the
    supplier's open receipt.
    """
    if on.notice is not None:
        return announced_items(store, on.notice)
    if on.purchase_order is not None:
        expected = expected_lines(store, on.purchase_order)
        return [DeliveryLine(row.sku, row.name, row.ordered, row.received, row.due, row.closed) for row in expected]
    found = store.sql(
        "SELECT i.sku, i.name, SUM(l.quantity) FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id WHERE r.supplier_id = ? "
        "AND r.purchase_order_id IS NULL AND r.advance_notice_id IS NULL AND r.status = 'open' "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "GROUP BY i.sku, i.name ORDER BY MIN(l.id)",
        (on.supplier,),
    )
    return [DeliveryLine(sku, name, None, int(units)) for sku, name, units in found]


def announced_items(store: Store, notice: int) -> list[DeliveryLine]:
    """Return what a notice (id) announces, one line for each item, and what came besides on its receipts."""
    lines: dict[str, DeliveryLine] = {}
    for each in announced_lines(store, notice):
        before = lines.get(each.sku, DeliveryLine(each.sku, each.name, 0, 0))
        ordered, received = (before.ordered or 0) + each.quantity, before.received + each.received
        lines[each.sku] = before._replace(ordered=ordered, received=received)
    for sku, name, units in store.sql(
        "SELECT i.sku, i.name, SUM(l.quantity) FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id WHERE r.advance_notice_id = ? "
        "AND l.advance_notice_line_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "GROUP BY i.sku, i.name ORDER BY MIN(l.id)",
        (notice,),
    ):
        before = lines.get(sku, DeliveryLine(sku, name, 0, 0))
        lines[sku] = before._replace(received=before.received + int(units))
    return list(lines.values())


def last_bookings(store: Store, workstation: str, *, most: int) -> list[Booking]:
    """Return what was booked in at a workstation, the latest first, `most` of them at most."""
    found = store.sql(
        "SELECT a.action_id, r.number, COALESCE(an.number, po.number, s.name), a.actor, a.at, v.id IS NOT NULL, i.sku, "
        "i.name, l.quantity, p.code, lot.code, a.id, i.id, l.lot_id, l.location_id "
        "FROM (SELECT * FROM receipt_line ORDER BY id DESC LIMIT ?) AS l "
        "JOIN action a ON a.id = l.action_id JOIN receipt r ON r.id = l.receipt_id "
        "JOIN supplier s ON s.id = r.supplier_id LEFT JOIN purchase_order po ON po.id = r.purchase_order_id "
        "LEFT JOIN advance_notice an ON an.id = r.advance_notice_id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = l.location_id "
        "LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id WHERE a.workstation = ? ORDER BY l.id DESC",
        (_LOOKED_BACK, workstation),
    ).fetchall()
    by_action = groupby(found, key=lambda row: tuple(row[:6]))
    last = [(booking, [row[6:] for row in rows]) for booking, rows in islice(by_action, most)]
    received = {_received(row) for _, rows in last for row in rows}
    totes = totes_of(store, received, booked_as(store, {each.action for each in received}))
    return [
        Booking(action_id, receipt, delivery, actor, instant(at), _together(rows, totes), bool(undone))
        for (action_id, receipt, delivery, actor, at, undone), rows in last
    ]


def _received(row: Sequence[Any]) -> Received:
    *_, place, _, action, item, lot, location = row
    return Received(action, item, lot, location, place)


def _together(rows: Sequence[Sequence[Any]], totes: Mapping[tuple[int, int, int], Totes]) -> tuple[BookedGoods, ...]:
    """Return goods in the order in which they were booked, those that counted on several purchase lines as one."""
    merged: dict[tuple[str, str, str], BookedGoods] = {}
    for row in reversed(rows):
        sku, name, quantity, place, lot, *_ = row
        before = merged.get((sku, place, lot))
        units = int(quantity) + (before.quantity if before else 0)
        merged[sku, place, lot] = BookedGoods(sku, name, units, place, lot, totes.get(_received(row).at, ()))
    return tuple(merged.values())


def expected_of_all_kinds(store: Store, *, most: int) -> list[ExpectedDelivery]:
    """Return the advance notices and the purchase orders with units to come, as `expected_deliveries` does.

    What is announced for a day stands before what is ordered for it.
    """
    announced = [
        ExpectedDelivery(row.number, row.supplier, row.due, row.lines, row.units, row.pallets, is_notice=True)
        for row in expected_notices(store, most=most)
    ]
    both = [*announced, *expected_deliveries(store, most=most)]
    return sorted(both, key=lambda row: (row.due is None, row.due or date.max))[:most]


def expected_deliveries(store: Store, *, most: int) -> list[ExpectedDelivery]:
    """Return the purchase orders with units to come, those due first first, `most` of them at most."""
    found = store.sql(
        f"SELECT po.number, s.name, MIN(l.due_on), COUNT(*), SUM({to_come('l')}) FROM purchase_line l "
        "JOIN purchase_order po ON po.id = l.purchase_order_id JOIN supplier s ON s.id = po.supplier_id "
        f"WHERE {is_coming('l')} GROUP BY po.id, po.number, s.name "
        "ORDER BY CASE WHEN MIN(l.due_on) IS NULL THEN 1 ELSE 0 END, MIN(l.due_on), po.id LIMIT ?",
        (most,),
    )
    return [ExpectedDelivery(row[0], row[1], day(row[2]), row[3], int(row[4])) for row in found]
