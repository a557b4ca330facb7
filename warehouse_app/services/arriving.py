"""Goods that turn up without a delivery say what their item needs, and become a lot that the books know."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.goods import ItemFacts, PlaceFacts
from warehouse_app.queries.lots import lot_known
from warehouse_app.services.blocking import usable_status
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import lock_scope
from warehouse_app.services.lots import (
    LotKey,
    ensure_lots,
    expiry_problem,
    lot_code,
    lot_problem,
    redate,
)
from warehouse_app.services.references import Tracking


class GoodsFault(StrEnum):
    """Why goods that turn up do not say enough of themselves; each has a sentence in `texts.stock`."""

    LOT = "goods-lot-needed"
    EXPIRY = "goods-expiry-needed"
    EXPIRY_OTHER = "goods-lot-has-other-expiry"
    EXPIRY_NONE = "goods-lot-has-no-expiry"
    SERIAL = "goods-serial-is-one"
    SERIAL_THERE = "goods-serial-there"


class KnownLot(NamedTuple):
    """A lot of goods that turned up."""

    row: int
    code: str
    expiry: date | None


def known_lot(work: Work, item: ItemFacts, lot: str, expiry: date | None, quantity: int) -> KnownLot:
    """Return the lot of goods, made where it is new; goods of a known lot need not say its expiry again.

    Raises Refused (GoodsFault).
    """
    key = LotKey(item.id, lot_code(lot, expiry))
    before = lot_known(work.store, item.id, key.code)
    if before is not None and before.needs_day:
        # Another desk may be booking some of it by the day that is known: it is what is true then.
        lock_scope(work, {item.id})
        before = lot_known(work.store, item.id, key.code)
    # Of goods that never came in truth nothing is known, whatever was said of them.
    needs_day = before is None or before.needs_day
    said = expiry or (before.day if before and not needs_day else None)
    problem = lot_problem(Tracking(item.lot, item.expiry and needs_day, item.serial), lot, said, quantity)
    if problem:
        fault = {"lot": GoodsFault.LOT, "expiry": GoodsFault.EXPIRY, "quantity": GoodsFault.SERIAL}
        raise Refused(fault[problem[1]], sku=item.sku)
    row, known = ensure_lots(work, [(key, expiry)])[key]
    if before is not None and needs_day and expiry != known:
        redate(work, row, expiry)
        known = expiry
    elif other := expiry_problem((row, known), expiry):
        wrong = GoodsFault.EXPIRY_OTHER if "stored" in other else GoodsFault.EXPIRY_NONE
        raise Refused(wrong, sku=item.sku, lot=key.code, **other)
    return KnownLot(row, key.code, known)


def arrival(
    work: Work, item: ItemFacts, lot: KnownLot, place: PlaceFacts, quantity: int, status: StockStatus
) -> Arrival:
    """Return goods as they come to lie in a place: of a blocked lot, and in a quarantine place, they are set aside,
    whatever `status` says.

    Raises Refused (GoodsFault) where a serial number lies in the house already.
    """
    there = "SELECT 1 FROM balance WHERE lot_id = ? AND quantity > 0"
    if item.serial and work.store.sql(there, (lot.row,)).fetchone():
        raise Refused(GoodsFault.SERIAL_THERE, sku=item.sku, serial=lot.code)
    status = usable_status(work, lot.row, place.kind, status)
    return Arrival(item.id, lot.row, lot.expiry, place.id, place.kind, status, quantity)
