"""Lots that must not reach anybody: blocked wherever they lie, and traced from whom they came and to whom they went."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind, MoveReason, Role, StockStatus
from warehouse_app.queries.goods import ItemFacts
from warehouse_app.services.because import because
from warehouse_app.services.booking import Arrival, lock_items
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.losing import Loss, StopMoved, rebook
from warehouse_app.services.lying import known_item
from warehouse_app.store.database import day
from warehouse_app.store.tables import LotBlock


class BlockFault(StrEnum):
    """Why a lot cannot be blocked, or what is blocked not be used; each has a sentence in `texts.refusals`."""

    NO_LOT = "lot-unknown"
    BLOCKED = "lot-blocked"
    NOT_BLOCKED = "lot-not-blocked"


@dataclass(frozen=True)
class Blocked:
    """A lot that is blocked, or no longer: `units` of it changed their state, `quarantined` units are in quarantine."""

    sku: str
    lot: str
    units: int
    quarantined: int
    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    changes: Changes


class _Lot(NamedTuple):
    item: ItemFacts
    row: int
    code: str
    block: int | None
    since: int | None


@service(Role.LEAD)
def block_lot(work: Work, sku: str, lot: str, *, why: str) -> Blocked:
    """Let nothing of a lot be given to orders, picked or shipped: all of it goes into quarantine where it lies.

    What comes in of it later goes there too. Raises Refused (StockFault, BlockFault, ReasonFault).
    """
    because(work, why)
    found = _locked_lot(work, sku, lot)
    if found.block is not None:
        raise Refused(BlockFault.BLOCKED, sku=sku, lot=lot)
    LotBlock.insert(lot=found.row, action=work.row).execute()
    return _change_state(work, found, _lying(work, found, StockStatus.AVAILABLE), StockStatus.QUARANTINED)


@service(Role.LEAD)
def unblock_lot(work: Work, sku: str, lot: str, *, why: str) -> Blocked:
    """Let a lot be used again: what its block has set aside is released, as far as it still lies there.

    What was in quarantine for another reason stays there. Raises Refused (StockFault, BlockFault, ReasonFault).
    """
    because(work, why)
    found = _locked_lot(work, sku, lot)
    if found.block is None:
        raise Refused(BlockFault.NOT_BLOCKED, sku=sku, lot=lot)
    work.store.sql("UPDATE lot_block SET lifted_id = ? WHERE id = ?", (work.row, found.block))
    set_aside = dict(
        work.store.sql(
            "SELECT m.location_id, SUM(m.quantity) FROM move m WHERE m.item_id = ? AND m.lot_id = ? "
            "AND m.action_id >= ? AND m.status = 'quarantined' AND m.quantity > 0 AND (m.action_id = ? "
            "OR m.reason IN ('receipt', 'return', 'count', 'adjustment')) GROUP BY m.location_id",
            (found.item.id, found.row, found.since, found.since),
        ).fetchall()
    )
    lying = [
        each._replace(quantity=min(each.quantity, int(set_aside.get(each.location, 0))))
        for each in _lying(work, found, StockStatus.QUARANTINED)
    ]
    return _change_state(work, found, [each for each in lying if each.quantity], StockStatus.AVAILABLE)


def usable_status(work: Work, lot: int, status: StockStatus) -> StockStatus:
    """Return the state in which goods of a lot come to lie that would have `status` if nobody had blocked it."""
    return StockStatus.QUARANTINED if is_blocked(work, lot) else status


def is_blocked(work: Work, lot: int) -> bool:
    """Return whether nothing of a lot may be used."""
    live = "SELECT 1 FROM lot_block WHERE lot_id = ? AND lifted_id IS NULL"
    return work.store.sql(live, (lot,)).fetchone() is not None


def refuse_blocked(work: Work, sku: str, lot: int, code: str) -> None:
    """Raise Refused (BlockFault) where nothing of a lot may be used."""
    if is_blocked(work, lot):
        raise Refused(BlockFault.BLOCKED, sku=sku, lot=code)


def _locked_lot(work: Work, sku: str, code: str) -> _Lot:
    item = known_item(work, sku)
    lock_items(work, [item.id])
    found = work.store.sql(
        "SELECT lot.id, b.id, b.action_id FROM lot LEFT JOIN lot_block b ON b.lot_id = lot.id AND b.lifted_id IS NULL "
        "WHERE lot.item_id = ? AND lot.code = ?",
        (item.id, code),
    ).fetchone()
    if found is None:
        raise Refused(BlockFault.NO_LOT, sku=sku, lot=code)
    return _Lot(item, found[0], code, found[1], found[2])


def _lying(work: Work, lot: _Lot, status: StockStatus) -> list[Arrival]:
    found = work.store.sql(
        "SELECT lot.expiry, p.id, p.kind, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN location p ON p.id = b.location_id WHERE b.lot_id = ? AND b.status = ? AND b.quantity > 0 ORDER BY p.id",
        (lot.row, status),
    ).fetchall()
    return [
        Arrival(lot.item.id, lot.row, day(expiry), place, LocationKind(kind), status, int(units))
        for expiry, place, kind, units in found
    ]


def _change_state(work: Work, lot: _Lot, goods: Sequence[Arrival], status: StockStatus) -> Blocked:
    done = rebook(
        work,
        goods,
        [each._replace(status=status) for each in goods],
        reason=MoveReason.QUARANTINE,
        document=f"lot {lot.code}"[:100],
        cause="quarantine" if status is StockStatus.QUARANTINED else "quarantine-release",
        skus={lot.item.id: lot.item.sku},
    )
    work.touched(Area.STOCK)
    [(quarantined,)] = work.store.sql(
        "SELECT COALESCE(SUM(quantity), 0) FROM balance WHERE lot_id = ? AND status = 'quarantined'", (lot.row,)
    )
    return Blocked(
        lot.item.sku,
        lot.code,
        sum(each.quantity for each in goods),
        int(quarantined),
        done.stops,
        done.losses,
        work.changes,
    )
