"""Lots: goods of one item that share a number and an expiry day."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from peewee import fn

from warehouse_app.services.contract import Work
from warehouse_app.services.references import RowFault, Tracking
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import Balance, Lot


class LotKey(NamedTuple):
    """An item's id and a lot number; goods with an expiry day and no number go by that day."""

    item: int
    code: str


def lot_code(code: str, expiry: date | None) -> str:
    """Return the number under which goods are kept that say `code` and `expiry` of themselves."""
    return code or (expiry.isoformat() if expiry else "")


def lot_problem(tracking: Tracking, code: str, expiry: date | None, quantity: int) -> tuple[RowFault, str] | None:
    """Return what goods do not say that their item needs, and the column it is missing from; None where all is well."""
    if (tracking.lot or tracking.serial) and not code:
        return RowFault.LOT_NEEDED, "lot"
    if tracking.expiry and expiry is None:
        return RowFault.EXPIRY_NEEDED, "expiry"
    if tracking.serial and quantity != 1:
        return RowFault.SERIAL_IS_ONE, "quantity"
    return None


def stored_lots(items: Iterable[int]) -> dict[LotKey, tuple[int, date | None]]:
    """Return (id, expiry) of every lot of `items`."""
    found: dict[LotKey, tuple[int, date | None]] = {}
    for some in chunks(items):
        query = Lot.select(Lot.item, Lot.code, Lot.id, Lot.expiry).where(Lot.item.in_(some))
        found.update((LotKey(item, code), (lot, expiry)) for item, code, lot, expiry in rows(query))
    return found


def expiry_problem(stored: tuple[int, date | None] | None, given: date | None) -> dict[str, date] | None:
    """Return the facts where a lot (id, expiry) is said to expire on another day than it was first said to.

    There is no day `stored` among them where the lot was first said to have none.
    """
    if stored is None or given is None or given == stored[1]:
        return None
    return {"given": given} if stored[1] is None else {"stored": stored[1], "given": given}


def ensure_lots(work: Work, wanted: Iterable[tuple[LotKey, date | None]]) -> dict[LotKey, tuple[int, date | None]]:
    """Return (id, expiry) of each wanted lot, making those that are new."""
    days: dict[LotKey, date | None] = {}
    for key, expiry in wanted:
        days[key] = days.get(key) or expiry
    stored = stored_lots(key.item for key in days)
    new = [(*key, expiry) for key, expiry in days.items() if key not in stored]
    work.store.insert(Lot, ("item_id", "code", "expiry"), new)
    return stored_lots(key.item for key in days) if new else stored


def redate(work: Work, lot: int, expiry: date | None) -> None:
    """Let a lot expire on another day of which nothing true is known (`queries.lots.is_void`), or nothing lies."""
    work.store.sql("UPDATE lot SET expiry = ? WHERE id = ?", (expiry, lot))


def lots_of_several(item: int) -> list[tuple[str, int]]:
    """Return the first lot of an item (id) of which several units are there, so that it is no serial number."""
    units = fn.SUM(Balance.quantity)
    of_item = Balance.select(Lot.code, units).join(Lot).where(Lot.item == item, Lot.code != "")
    found = of_item.group_by(Lot.code).having(units > 1).order_by(Lot.code).limit(1)
    return [(lot, int(held)) for lot, held in rows(found)]
