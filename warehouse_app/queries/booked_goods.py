"""What was booked in and still counts, goods by goods, as whoever puts a receipt right looks at it."""

from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.domain.totes import Totes
from warehouse_app.queries.toted import Received, booked_as, totes_of
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant


class BookedGoods(NamedTuple):
    """Goods of one booking (the id of its action) that were received in one place.

    `number` counts the bookings of the receipt from 1, those that were taken back too, so that it stays. `totes`: into
    which of them goods were put at once for orders.
    """

    booking: str
    receipt: str
    number: int
    at: datetime
    actor: str
    sku: str
    name: str
    quantity: int
    place: str
    lot: str
    expiry: date | None
    is_aside: bool
    totes: Totes = ()

    @property
    def named_lot(self) -> str:
        """The lot as it stands on the goods: not the expiry day by which lots without a number are told apart."""
        return "" if self.expiry is not None and self.lot == self.expiry.isoformat() else self.lot


def booked_on_receipt(store: Store, receipt: str) -> list[BookedGoods]:
    """Return what counts on a receipt (its number), in the order in which it was booked."""
    return _booked(store, "r.number = ?", receipt)


def booked_on_order(store: Store, purchase_order: str) -> list[BookedGoods]:
    """Return what counts on all receipts of a purchase order (its number), in the order in which it was booked."""
    return _booked(store, "r.purchase_order_id = (SELECT id FROM purchase_order WHERE number = ?)", purchase_order)


def _booked(store: Store, which: str, of: str) -> list[BookedGoods]:
    # Goods that count on several purchase lines are one; those of each booking are numbered before any is left out.
    found = store.sql(
        "SELECT a.action_id, l.receipt, l.number, a.at, a.actor, i.sku, i.name, SUM(l.quantity), p.code, lot.code, "
        "lot.expiry, l.status, a.id, i.id, l.lot_id, l.location_id FROM (SELECT l.*, r.number AS receipt, "
        "DENSE_RANK() OVER (PARTITION BY l.receipt_id ORDER BY l.action_id) AS number "
        f"FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id WHERE {which}) AS l "
        "JOIN action a ON a.id = l.action_id JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id "
        "JOIN location p ON p.id = l.location_id "
        "WHERE NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "GROUP BY a.action_id, l.receipt, l.number, a.at, a.actor, i.sku, i.name, p.code, lot.code, lot.expiry, "
        "l.status, a.id, i.id, l.lot_id, l.location_id ORDER BY MIN(l.id)",
        (of,),
    ).fetchall()
    received = [Received._make((*row[12:], row[8])) for row in found]
    totes = totes_of(store, received, booked_as(store, (each.action for each in received)))
    return [
        BookedGoods(
            booking,
            receipt,
            number,
            instant(at),
            actor,
            sku,
            name,
            int(units),
            place,
            lot,
            day(expiry),
            is_aside=status == StockStatus.QUARANTINED,
            totes=() if status == StockStatus.QUARANTINED else totes.get(each.at, ()),
        )
        for (booking, receipt, number, at, actor, sku, name, units, place, lot, expiry, status, *_), each in zip(
            found, received, strict=True
        )
    ]
