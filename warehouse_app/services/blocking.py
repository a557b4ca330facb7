"""Lots that must not reach anybody: blocked wherever they lie and whatever comes of them later, and let go again."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import msgspec

from warehouse_app.domain.blocked_goods import Change, Step, set_aside_by_block
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import ALLOCATABLE, HOLDS_PICKED, LocationKind, MoveReason, Role, StockStatus
from warehouse_app.queries.goods import ItemFacts
from warehouse_app.queries.picked import missed_by, picked_of
from warehouse_app.services.because import because
from warehouse_app.services.booking import Arrival
from warehouse_app.services.changes import Area, Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss, rebook
from warehouse_app.services.lying import locked_item
from warehouse_app.store.database import chunks, day, marks
from warehouse_app.store.tables import LotBlock


class BlockFault(StrEnum):
    """Why a lot cannot be blocked, or what is blocked not be used; each has a sentence in `texts.refusals`."""

    NO_LOT = "lot-unknown"
    BLOCKED = "lot-blocked"
    NOT_BLOCKED = "lot-not-blocked"


@dataclass(frozen=True)
class Blocked:
    """A lot that is blocked, or no longer: `units` of it changed their state, `quarantined` units are in quarantine.

    `picked` units lie in totes and at packing places, for `orders`: people must take them out before they are sent.
    Some that may be used again lie at places where orders cannot have them from: `out_of_reach_at`. `shares`: who got
    stock by that.
    """

    sku: str
    lot: str
    units: int
    quarantined: int
    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    changes: Changes
    picked: int = 0
    orders: tuple[str, ...] = ()
    out_of_reach_at: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()


class _Lot(NamedTuple):
    item: ItemFacts
    row: int
    code: str
    block: int | None
    since: int | None


@service(Role.LEAD)
def block_lot(work: Work, sku: str, lot: str, *, why: str) -> Blocked:
    """Let nothing of a lot be given to orders, picked or shipped: all of it goes into quarantine where it lies.

    What comes in of it later goes there too. What is picked stays in its tote, and is told. Raises Refused (StockFault,
    BlockFault, ReasonFault).
    """
    because(work, why)
    found = _locked_lot(work, sku, lot)
    if found.block is not None:
        raise Refused(BlockFault.BLOCKED, sku=sku, lot=lot)
    LotBlock.insert(lot=found.row, action=work.row).execute()
    lying = _lying(work, found, StockStatus.AVAILABLE)
    picked = picked_of(work.store, found.item.id, found.row)
    loose = _besides(work, found, lying, sum(picked.values()))
    done = _change_state(work, found, loose, StockStatus.QUARANTINED)
    return replace(done, picked=sum(picked.values()), orders=tuple(picked))


@service(Role.LEAD)
def unblock_lot(work: Work, sku: str, lot: str, *, why: str) -> Blocked:
    """Let a lot be used again: what its block has set aside is released, wherever it was carried since.

    What was in quarantine for another reason stays there, or was set aside anew since. Raises Refused (StockFault,
    BlockFault, ReasonFault).
    """
    because(work, why)
    found = _locked_lot(work, sku, lot)
    if found.block is None:
        raise Refused(BlockFault.NOT_BLOCKED, sku=sku, lot=lot)
    work.store.sql("UPDATE lot_block SET lifted_id = ? WHERE id = ?", (work.row, found.block))
    set_aside = _set_aside_by_block(work, found.item.id, found.item.sku, found.row, found.since or 0)
    lying = [
        each._replace(quantity=min(each.quantity, set_aside[each.location]))
        for each in _lying(work, found, StockStatus.QUARANTINED)
    ]
    released = [each for each in lying if each.quantity]
    done = _change_state(work, found, released, StockStatus.AVAILABLE)
    places = [each.location for each in released if each.kind not in ALLOCATABLE]
    return replace(done, out_of_reach_at=_codes(work, places))


class _Goods(msgspec.Struct):
    sku: str
    aside: str | None = None


class _Answer(msgspec.Struct):
    """What the answers tell of verbs that book goods in, or take them back."""

    booked: tuple[_Goods, ...] = ()
    condition: str = ""


_LAID_DOWN = (
    "(m.reason IN ('return', 'count', 'adjustment', 'pick') "
    "AND m.location_id NOT IN (SELECT id FROM location WHERE kind = 'quarantine'))"
)
"""True of a move `m` of a blocked lot by which goods came back, turned up, or were put back, but where they are set
aside anyway.
"""

_ASIDE = "aside-lot-blocked"
"""What the answer to a receipt says of goods that only a block set aside (`Aside` of `services.incoming`)."""


def only_blocked(work: Work, item: int, lot: int) -> Counter[int]:
    """Return the units of a lot (id) that are in quarantine for no other reason than its block, by place (id)."""
    found = work.store.sql("SELECT action_id FROM lot_block WHERE lot_id = ? AND lifted_id IS NULL", (lot,)).fetchone()
    if found is None:
        return Counter()
    [(sku,)] = work.store.sql("SELECT sku FROM item WHERE id = ?", (item,))
    return _set_aside_by_block(work, item, sku, lot, found[0])


def _set_aside_by_block(work: Work, item: int, sku: str, lot: int, since: int) -> Counter[int]:
    """Return the units in quarantine for no other reason than the block of a lot since an action (its row), by place.

    Left out is what was taken back since: what never came, was never carried, or was missed by a count and is explained
    by a receipt.
    """
    by_block = _moves_by_block(work, item, sku, lot, since)
    moves = work.store.sql(
        "SELECT id, action_id, location_id, quantity, reason, corrects_id FROM move "
        "WHERE item_id = ? AND lot_id = ? AND status = 'quarantined' ORDER BY seq",
        (item, lot),
    ).fetchall()
    booked_by = {move: action for move, action, _, _, reason, _ in moves if reason == MoveReason.RECEIPT}
    order: dict[int, int] = {}
    taken_back: Counter[int] = Counter()
    came_by: dict[int, int] = {}
    for _, action, _, units, _, corrects in moves:
        order.setdefault(action, len(order))
        if corrects is not None:
            taken_back[corrects] += int(units)
        if corrects in booked_by:
            came_by[action] = came_by.get(booked_by[corrects], booked_by[corrects])
    changes: list[Change] = []
    for move, action, place, units, reason, corrects in moves:
        stand = int(units) + taken_back[move]
        if corrects is not None or not stand:
            continue
        gone = Step.MISSING if reason == MoveReason.COUNT else Step.GONE
        step = gone if stand < 0 else Step.CARRIED if reason == MoveReason.MOVE else Step.OTHER
        # What a receipt was put right to has been there since it came.
        came_with = came_by.get(action, action) if reason == MoveReason.RECEIPT else action
        changes.append(Change(came_with, place, Step.BLOCK if move in by_block else step, abs(stand)))
    changes.sort(key=lambda change: order[change.action])
    return set_aside_by_block(changes)


def _moves_by_block(work: Work, item: int, sku: str, lot: int, since: int) -> set[int]:
    """Return the moves (ids) by which goods of a lot came into quarantine only because it was blocked."""
    moves: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for action, of_lot, move, reason in work.store.sql(
        "SELECT m.action_id, m.lot_id, m.id, m.reason FROM move m WHERE m.item_id = ? "
        "AND m.action_id IN (SELECT action_id FROM move WHERE item_id = ? AND lot_id = ? AND action_id >= ?) "
        f"AND m.quantity > 0 AND (m.action_id = ? OR m.reason = 'receipt' OR {_LAID_DOWN}) ORDER BY m.seq",
        (item, item, lot, since, since),
    ):
        moves[action].append((of_lot, move, reason))
    found: set[int] = set()
    for some in chunks(moves):
        for action, result in work.store.sql(f"SELECT id, result FROM action WHERE id IN ({marks(some)})", some):
            answer = msgspec.json.decode(result or "{}", type=_Answer)
            # As the goods of an answer are booked, one after the other.
            goods = iter([each.aside == _ASIDE for each in answer.booked if each.sku == sku])
            is_sound = answer.condition in _SOUND
            for of_lot, move, reason in moves[action]:
                by_block = next(goods, True) if reason == MoveReason.RECEIPT else is_sound
                if by_block and of_lot == lot:
                    found.add(move)
    return found


_SOUND = {"", "stock"}
"""What is said of the condition of goods that come back and may be used again, and of those that do not come back."""


def usable_status(work: Work, lot: int, kind: LocationKind, status: StockStatus) -> StockStatus:
    """Return the state in which goods of a lot come to lie in a place of a kind: in `status`, unless the lot is blocked
    or the place is for quarantine.
    """
    is_aside = kind is LocationKind.QUARANTINE or is_blocked(work, lot)
    return StockStatus.QUARANTINED if is_aside else status


def is_blocked(work: Work, lot: int) -> bool:
    """Return whether nothing of a lot may be used."""
    return bool(blocked_lots(work, [lot]))


def blocked_lots(work: Work, lots: Collection[int]) -> set[int]:
    """Return those of some lots (ids) of which nothing may be used."""
    live = "SELECT lot_id FROM lot_block WHERE lifted_id IS NULL AND lot_id IN"
    return {lot for some in chunks(lots) for (lot,) in work.store.sql(f"{live} ({marks(some)})", some)}


def refuse_blocked(work: Work, sku: str, lot: int, code: str) -> None:
    """Raise Refused (BlockFault) where nothing of a lot may be used."""
    if is_blocked(work, lot):
        raise Refused(BlockFault.BLOCKED, sku=sku, lot=code)


def _locked_lot(work: Work, sku: str, code: str) -> _Lot:
    item = locked_item(work, sku)
    found = work.store.sql(
        "SELECT lot.id, b.id, b.action_id FROM lot LEFT JOIN lot_block b ON b.lot_id = lot.id AND b.lifted_id IS NULL "
        "WHERE lot.item_id = ? AND lot.code = ?",
        (item.id, code),
    ).fetchone()
    if found is None:
        raise Refused(BlockFault.NO_LOT, sku=sku, lot=code)
    return _Lot(item, found[0], code, found[1], found[2])


def _codes(work: Work, places: Sequence[int]) -> tuple[str, ...]:
    if not places:
        return ()
    found = work.store.sql(f"SELECT code FROM location WHERE id IN ({marks(places)}) ORDER BY code", places)
    return tuple(code for (code,) in found)


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


def _besides(work: Work, lot: _Lot, lying: Sequence[Arrival], picked: int) -> list[Arrival]:
    """Return what lies of a lot but for the units that are picked: those where they were picked into.

    What was carried to another tote since is looked for in the others, in the order of their ids.
    """
    stays: Counter[int] = Counter()
    in_totes = [each for each in lying if each.kind in HOLDS_PICKED]
    for most in (_picked_into(work, lot) if in_totes and picked else Counter(), None):
        for each in in_totes:
            room = each.quantity - stays[each.location]
            units = min(picked - stays.total(), room if most is None else min(room, most[each.location]))
            stays[each.location] += max(0, units)
    left = [each._replace(quantity=each.quantity - stays[each.location]) for each in lying]
    return [each for each in left if each.quantity]


def _picked_into(work: Work, lot: _Lot) -> Counter[int]:
    """Return the units of a lot that were picked into places (ids), less those by mistake, put back or missed since."""
    found = work.store.sql(
        "SELECT m.location_id, SUM(m.quantity) FROM move m LEFT JOIN move was ON was.id = m.corrects_id "
        "WHERE m.item_id = ? AND m.lot_id = ? AND (m.reason = 'pick' OR was.reason = 'pick') GROUP BY m.location_id",
        (lot.item.id, lot.row),
    )
    into = Counter({place: int(units) for place, units in found})
    counted = work.store.sql(
        "SELECT DISTINCT action_id, location_id FROM move WHERE item_id = ? AND lot_id = ? AND reason = 'count' "
        "AND quantity < 0",
        (lot.item.id, lot.row),
    )
    for action, place in counted.fetchall():
        into[place] -= missed_by(work.store, action, lot.row, place).total()
    return into


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
        shares=done.shares,
    )
