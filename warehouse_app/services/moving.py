"""Goods are carried from one place to another; nobody's order loses by that what the house still has."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind, MoveReason, Role, StockStatus
from warehouse_app.queries.goods import Overfull, overfull
from warehouse_app.services.because import because
from warehouse_app.services.blocking import refuse_blocked
from warehouse_app.services.booking import Arrival
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import lock_scope
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss, rebook
from warehouse_app.services.lying import Named, StockFault, found, holding_place
from warehouse_app.services.picked_goods import refuse_mixed_tote, refuse_unpicked
from warehouse_app.services.setting_aside import release_from_quarantine
from warehouse_app.store.database import day, rows
from warehouse_app.store.tables import Action


class MovingFault(StrEnum):
    """Why goods are not carried back; each has a sentence in `texts.stock`."""

    UNKNOWN = "undo-move-unknown"
    UNDONE = "undo-move-undone"
    GONE = "undo-move-goods-gone"
    RELEASED = "undo-move-goods-released"


@dataclass(frozen=True)
class Carried:
    """Goods that lie elsewhere now: `left` units of the lot stayed where they were taken from.

    `aside`: they were set aside by that, or carried back may be used again. `shares`: who got stock by that.
    `overfull`: the place to which they were carried, where it has more by now than it is meant to.
    """

    sku: str
    name: str
    unit: str
    lot: str
    quantity: int
    source: str
    target: str
    left: int
    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    changes: Changes
    aside: bool = False
    shares: tuple[Share, ...] = ()
    overfull: tuple[Overfull, ...] = ()


@service(Role.CLERK)
def move_stock(work: Work, goods: Named, to: str, *, why: str = "") -> Carried:
    """Carry goods to the place `to`, in the state in which they are; to a quarantine place, they are set aside there.

    For that a reason must be given (`why`); of any other move it is kept where there is one. Who was to fetch them from
    where they lay is sent to another bin. Goods that are carried to where orders may not have them from are taken from
    the end of the queue. Raises Refused (StockFault, ReasonFault); (ToteFault) where a tote would hold goods of several
    orders.
    """
    moved = found(work, goods)
    target = holding_place(work, to)
    if target.id == moved.place.id:
        raise Refused(StockFault.SAME_PLACE, sku=moved.item.sku, place=target.code)
    refuse_unpicked(moved.item.sku, target, moved.place)
    refuse_mixed_tote(work, moved.arrival(), target)
    aside = target.kind is LocationKind.QUARANTINE and moved.lying.status is StockStatus.AVAILABLE
    if aside and not why:
        raise Refused(StockFault.ASIDE_WHY, sku=moved.item.sku, place=target.code)
    if why:
        because(work, why)
    done = rebook(
        work,
        [moved.arrival()],
        [moved.arrival(target, StockStatus.QUARANTINED if aside else None)],
        reason=MoveReason.QUARANTINE if aside else MoveReason.MOVE,
        document=f"{moved.place.code} > {target.code}"[:100],
        cause="quarantine" if aside else "move",
        skus={moved.item.id: moved.item.sku},
    )
    return Carried(
        moved.item.sku,
        moved.item.name,
        moved.item.unit,
        moved.lying.code,
        moved.quantity,
        moved.place.code,
        target.code,
        moved.lying.quantity - moved.quantity,
        done.stops,
        done.losses,
        work.changes,
        aside,
        done.shares,
        overfull(work.store, [target]),
    )


class _Half(NamedTuple):
    """One of the two moves by which goods were carried: from their place, or to the other one."""

    move: int
    seq: int
    place: str
    goods: Arrival


@service(Role.CLERK)
def undo_move(work: Work, booking: str) -> Carried:
    """Carry back what one action carried (`booking` is its id), by moves that name the ones they correct.

    Whoever is to fetch them follows them back. Raises Refused (MovingFault) where they are no longer where they were
    carried to, in the state in which they came there; (BlockFault) where they were set aside by that and are blocked;
    (ToteFault) where a tote would hold goods of several orders.
    """
    row, carried = _booking(booking)
    away, there = _halves(work, row, carried)
    lock_scope(work, [there.goods.item])
    corrected = "SELECT 1 FROM move WHERE item_id = ? AND seq > ? AND corrects_id = ?"
    if work.store.sql(corrected, (there.goods.item, there.seq, there.move)).fetchone():
        raise Refused(MovingFault.UNDONE, sku=carried.sku, place=there.place)
    if carried.aside:
        refuse_blocked(work, carried.sku, there.goods.lot, carried.lot)
        _refuse_released(work, carried, there)
    if away.goods.kind is LocationKind.TOTE:
        refuse_mixed_tote(work, there.goods, holding_place(work, away.place))
    try:
        done = rebook(
            work,
            [there.goods._replace(corrects=there.move)],
            [away.goods._replace(corrects=away.move)],
            reason=MoveReason.CORRECTION,
            document=f"{there.place} > {away.place}"[:100],
            cause="undo",
            skus={there.goods.item: carried.sku},
        )
    except Refused as refused:
        if refused.code is not StockFault.NOT_THERE:
            raise
        units = {"quantity": carried.quantity, "there": refused.facts["there"]}
        raise Refused(MovingFault.GONE, sku=carried.sku, place=there.place, **units) from refused
    [(left,)] = work.store.sql(
        "SELECT quantity FROM balance WHERE lot_id = ? AND location_id = ? AND status = ?",
        (there.goods.lot, there.goods.location, there.goods.status),
    )
    return Carried(
        carried.sku,
        carried.name,
        carried.unit,
        carried.lot,
        carried.quantity,
        there.place,
        away.place,
        int(left),
        done.stops,
        done.losses,
        work.changes,
        carried.aside,
        done.shares,
    )


def _refuse_released(work: Work, carried: Carried, there: _Half) -> None:
    """Raise Refused (MovingFault) where a lead has released some of the lot since: what lies there may be the rest."""
    released = (
        "SELECT 1 FROM move m JOIN action a ON a.id = m.action_id WHERE m.item_id = ? AND m.seq > ? AND m.lot_id = ? "
        "AND m.location_id = ? AND m.status = 'quarantined' AND a.verb = ?"
    )
    about = (there.goods.item, there.seq, there.goods.lot, there.goods.location, release_from_quarantine.__name__)
    if work.store.sql(released, about).fetchone():
        raise Refused(MovingFault.RELEASED, sku=carried.sku, place=there.place)


def _booking(action_id: str) -> tuple[int, Carried]:
    """Return the row of the action that carried goods, and what it answered."""
    stored = rows(Action.select(Action.id, Action.verb, Action.result).where(Action.action_id == action_id))
    if not stored or stored[0][1] != move_stock.__name__:
        raise Refused(MovingFault.UNKNOWN, booking=action_id)
    [(row, _, result)] = stored
    return row, msgspec.json.decode(result, type=Carried)


def _halves(work: Work, action: int, carried: Carried) -> tuple[_Half, _Half]:
    """Return how goods left their place and came to the other, read from the end of the item's chain."""
    halves: dict[bool, _Half] = {}
    for move, seq, place, units, item, lot, expiry, location, kind, status in work.store.sql(
        "SELECT m.id, m.seq, p.code, m.quantity, m.item_id, m.lot_id, lot.expiry, m.location_id, p.kind, m.status "
        "FROM move m JOIN lot ON lot.id = m.lot_id JOIN location p ON p.id = m.location_id "
        "WHERE m.item_id = (SELECT id FROM item WHERE sku = ?) AND m.action_id = ? ORDER BY m.seq DESC LIMIT 2",
        (carried.sku, action),
    ):
        goods = Arrival(item, lot, day(expiry), location, LocationKind(kind), StockStatus(status), abs(units))
        halves[units > 0] = _Half(move, seq, place, goods)
    return halves[False], halves[True]
