"""What lies where, lot by lot."""

from datetime import date
from typing import NamedTuple

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.store.database import Store, day


class Lying(NamedTuple):
    """`quantity` units of one lot in one state in one place; `reserved` of them are fixed to orders."""

    lot: int
    code: str
    expiry: date | None
    status: StockStatus
    quantity: int
    reserved: int


def lying_at(store: Store, item: int, location: int) -> list[Lying]:
    """Return what lies of an item in a place: what expires first comes first, what may be used before what may not."""
    found = store.sql(
        "SELECT lot.id, lot.code, lot.expiry, b.status, b.quantity, CASE WHEN b.status = 'available' THEN COALESCE(("
        "SELECT SUM(a.quantity - a.picked - a.returned) FROM allocation a WHERE a.lot_id = lot.id "
        "AND a.location_id = b.location_id AND a.quantity - a.picked - a.returned > 0), 0) ELSE 0 END "
        "FROM lot JOIN balance b ON b.lot_id = lot.id WHERE lot.item_id = ? AND b.location_id = ? AND b.quantity > 0 "
        "ORDER BY b.status, CASE WHEN lot.expiry IS NULL THEN 1 ELSE 0 END, lot.expiry, lot.id",
        (item, location),
    )
    return [
        Lying(lot, code, day(expiry), StockStatus(status), int(units), int(reserved))
        for lot, code, expiry, status, units, reserved in found
    ]
