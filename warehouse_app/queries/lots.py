"""What is known of lots, whatever lies there of them."""

from typing import NamedTuple

from warehouse_app.store.database import Store


class LotState(NamedTuple):
    """A lot that the house knows: whether it has a last day of use, and whether goods of it lie here.

    `is_void`: all goods that ever came into it were taken back.
    """

    has_day: bool
    is_void: bool
    lies: bool

    @property
    def needs_day(self) -> bool:
        """Whether goods of it that turn up must say until when they may be used, where their item expires.

        Those that lie here without a day are known as they are.
        """
        return self.is_void or not (self.has_day or self.lies)

    @property
    def is_without_day(self) -> bool:
        """Whether goods of it lie here of which nobody said until when they may be used: they stay so."""
        return self.lies and not self.has_day


def lot_known(store: Store, item: int, code: str) -> LotState | None:
    """Return what is known of a lot of an item (id); None where there is none of that number."""
    found = store.sql("SELECT id, expiry FROM lot WHERE item_id = ? AND code = ?", (item, code)).fetchone()
    if found is None:
        return None
    lot, expiry = found
    return LotState(expiry is not None, is_void(store, item, lot), lies(store, lot))


def lies(store: Store, lot: int) -> bool:
    """Return whether goods of a lot (id) lie in the house."""
    return store.sql("SELECT 1 FROM balance WHERE lot_id = ? AND quantity > 0", (lot,)).fetchone() is not None


def is_void(store: Store, item: int, lot: int) -> bool:
    """Return whether all goods that ever came into a lot were taken back, so that nothing true is known of it."""
    moves = "FROM move m WHERE m.item_id = ? AND m.lot_id = ? AND m.corrects_id IS NULL"
    corrected = "EXISTS (SELECT 1 FROM move c WHERE c.item_id = m.item_id AND c.seq > m.seq AND c.corrects_id = m.id)"
    [(wrong, right)] = store.sql(
        f"SELECT EXISTS (SELECT 1 {moves}), EXISTS (SELECT 1 {moves} AND NOT {corrected})", (item, lot, item, lot)
    )
    return bool(wrong) and not right
