"""What is known of lots, whatever lies there of them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from warehouse_app.store.database import Store, day, marks


class LotState(NamedTuple):
    """A lot that the house knows: its last day of use, where it has one, and whether goods of it lie here.

    `is_void`: all goods that ever came into it were taken back.
    """

    day: date | None
    is_void: bool
    lies: bool

    @property
    def needs_day(self) -> bool:
        """Whether goods of it that turn up must say until when they may be used, where their item expires.

        Those that lie here without a day are known as they are.
        """
        return self.is_void or (self.day is None and not self.lies)

    @property
    def is_without_day(self) -> bool:
        """Whether goods of it lie here of which nobody said until when they may be used: they stay so."""
        return self.lies and self.day is None


def lot_known(store: Store, item: int, code: str) -> LotState | None:
    """Return what is known of a lot of an item (id); None where there is none of that number."""
    found = store.sql("SELECT id, expiry FROM lot WHERE item_id = ? AND code = ?", (item, code)).fetchone()
    if found is None:
        return None
    lot, expiry = found
    return LotState(day(expiry), is_void(store, item, lot), lies(store, lot))


def is_lot_known(store: Store, item: int, code: str | None) -> bool:
    """Return whether the house has a lot, or serial number, of an item (id) that is called so, and in truth."""
    known = lot_known(store, item, code) if code else None
    return known is not None and not known.is_void


def is_lot_blocked(store: Store, item: int, code: str) -> bool:
    """Return whether nothing of a lot of an item (id) may be used for now."""
    found = store.sql(
        "SELECT 1 FROM lot JOIN lot_block k ON k.lot_id = lot.id AND k.lifted_id IS NULL "
        "WHERE lot.item_id = ? AND lot.code = ?",
        (item, code),
    )
    return found.fetchone() is not None


class OfLot(NamedTuple):
    """A lot, or serial number, and its item."""

    code: str
    sku: str
    name: str


def lots_called(store: Store, codes: Sequence[str]) -> list[OfLot]:
    """Return the lots and serial numbers of that code, or any of several spellings of it, by SKU.

    Goods that go by the day on which they expire have none.
    """
    found = store.sql(
        "SELECT l.code, i.sku, i.name, l.expiry FROM item i JOIN lot l ON l.item_id = i.id "
        f"AND l.code IN ({marks(codes)}) ORDER BY i.sku, l.code",
        tuple(codes),
    )
    return [OfLot(code, sku, name) for code, sku, name, expiry in found if code and code != str(expiry)]


def lies(store: Store, lot: int) -> bool:
    """Return whether goods of a lot (id) lie in the house."""
    return store.sql("SELECT 1 FROM balance WHERE lot_id = ? AND quantity > 0", (lot,)).fetchone() is not None


def is_void(store: Store, item: int, lot: int) -> bool:
    """Return whether all goods that ever came into a lot were taken back, so that nothing true is known of it.

    Nor is it of goods that were only counted, where no count has them any more.
    """
    moves = "FROM move m WHERE m.item_id = ? AND m.lot_id = ? AND m.corrects_id IS NULL"
    corrected = "EXISTS (SELECT 1 FROM move c WHERE c.item_id = m.item_id AND c.seq > m.seq AND c.corrects_id = m.id)"
    counted = (
        "SELECT 1 FROM stock_count c JOIN count_line l ON l.count_id = c.id "
        "WHERE c.status IN ('open', 'to-approve') AND l.lot_id = ? AND l.counted > 0"
    )
    [(is_true,)] = store.sql(
        f"SELECT EXISTS (SELECT 1 {moves} AND NOT {corrected}) OR EXISTS ({counted})", (item, lot, lot)
    )
    return not is_true
