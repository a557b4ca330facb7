"""Goods that nobody is to be given for now, or ever: into quarantine and out of it, adjusted, and scrapped."""

from dataclasses import dataclass, replace
from datetime import date

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import ALLOCATABLE, MoveReason, Role, StockStatus
from warehouse_app.queries.goods import PlaceFacts
from warehouse_app.services.arriving import arrival, known_lot
from warehouse_app.services.because import because
from warehouse_app.services.blocking import refuse_blocked
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss, Rebooked, rebook
from warehouse_app.services.lying import Found, Named, StockFault, check_quantity, found, holding_place, locked_item
from warehouse_app.services.picked_goods import refuse_unpicked


@dataclass(frozen=True)
class Changed:
    """Goods whose state or number changed: `quantity` units of a lot at a place; `left` lie there now as `status`.

    Where they may be used again and lie where orders cannot have them from, that is `out_of_reach_at`. `shares`: who
    got stock by that.
    """

    sku: str
    name: str
    unit: str
    lot: str
    place: str
    quantity: int
    status: StockStatus
    left: int
    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    changes: Changes
    out_of_reach_at: str = ""
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True)
class Surplus:
    """`quantity` base units that lie at a place without being in the books."""

    sku: str
    place: str
    quantity: int
    lot: str = ""
    expiry: date | None = None


@service(Role.CLERK)
def quarantine(work: Work, goods: Named, *, why: str, to: str = "") -> Changed:
    """Set goods aside, in their place or at `to`: no order gets them until somebody releases them.

    Raises Refused (StockFault, ReasonFault).
    """
    because(work, why)
    return _set(work, found(work, goods), StockStatus.QUARANTINED, to, cause="quarantine")


@service(Role.LEAD)
def release_from_quarantine(work: Work, goods: Named, *, why: str, to: str = "") -> Changed:
    """Let goods be used again that were set aside; they find whoever waits. `goods.status` does not matter.

    Raises Refused (StockFault, BlockFault, ReasonFault).
    """
    because(work, why)
    aside = Named(goods.sku, goods.place, goods.quantity, goods.lot, StockStatus.QUARANTINED)
    released = found(work, aside)
    refuse_blocked(work, released.item.sku, released.lying.lot, released.lying.code)
    return _set(work, released, StockStatus.AVAILABLE, to, cause="quarantine-release")


@service(Role.LEAD)
def scrap(work: Work, goods: Named, *, why: str) -> Changed:
    """Take goods out of the books that are thrown away. Raises Refused (StockFault, ReasonFault)."""
    because(work, why)
    return _lose(work, found(work, goods), MoveReason.SCRAP, cause="scrap")


@service(Role.LEAD)
def write_off(work: Work, goods: Named, *, why: str) -> Changed:
    """Take goods out of the books that are not there, for a reason. Raises Refused (StockFault, ReasonFault)."""
    because(work, why)
    return _lose(work, found(work, goods), MoveReason.ADJUSTMENT, cause="adjustment")


@service(Role.LEAD)
def write_on(work: Work, goods: Surplus, *, why: str) -> Changed:
    """Put goods into the books that are there, for a reason; in a quarantine place, they are set aside.

    Raises Refused (StockFault, GoodsFault, ReasonFault).
    """
    because(work, why)
    item, place = locked_item(work, goods.sku), holding_place(work, goods.place)
    refuse_unpicked(item.sku, place)
    check_quantity(item.sku, goods.quantity)
    lot = known_lot(work, item, goods.lot, goods.expiry, goods.quantity)
    coming = arrival(work, item, lot, place, goods.quantity, StockStatus.AVAILABLE)
    done = rebook(
        work,
        [],
        [coming],
        reason=MoveReason.ADJUSTMENT,
        document="",
        cause="adjustment",
        skus={item.id: item.sku},
    )
    [(left,)] = work.store.sql(
        "SELECT quantity FROM balance WHERE lot_id = ? AND location_id = ? AND status = ?",
        (lot.row, place.id, coming.status),
    )
    return Changed(
        item.sku,
        item.name,
        item.unit,
        lot.code,
        place.code,
        goods.quantity,
        coming.status,
        int(left),
        done.stops,
        done.losses,
        work.changes,
        shares=done.shares,
    )


def _set(work: Work, goods: Found, status: StockStatus, to: str, *, cause: str) -> Changed:
    place = holding_place(work, to) if to else goods.place
    if (place.id, status) == (goods.place.id, goods.lying.status):
        raise Refused(StockFault.SAME_PLACE, sku=goods.item.sku, place=place.code)
    # What is set aside in a tote is picked for nobody.
    refuse_unpicked(goods.item.sku, place, None if status is StockStatus.AVAILABLE else goods.place)
    done = rebook(
        work,
        [goods.arrival()],
        [goods.arrival(place, status)],
        reason=MoveReason.QUARANTINE,
        document="" if place == goods.place else f"{goods.place.code} > {place.code}"[:100],
        cause=cause,
        skus={goods.item.id: goods.item.sku},
    )
    return replace(_changed(work, goods, done), out_of_reach_at=_out_of_reach(place, status))


def _out_of_reach(place: PlaceFacts, status: StockStatus) -> str:
    return place.code if status is StockStatus.AVAILABLE and place.kind not in ALLOCATABLE else ""


def _lose(work: Work, goods: Found, reason: MoveReason, *, cause: str) -> Changed:
    skus = {goods.item.id: goods.item.sku}
    done = rebook(work, [goods.arrival()], [], reason=reason, document="", cause=cause, skus=skus)
    return _changed(work, goods, done)


def _changed(work: Work, goods: Found, done: Rebooked) -> Changed:
    return Changed(
        goods.item.sku,
        goods.item.name,
        goods.item.unit,
        goods.lying.code,
        goods.place.code,
        goods.quantity,
        goods.lying.status,
        goods.lying.quantity - goods.quantity,
        done.stops,
        done.losses,
        work.changes,
        shares=done.shares,
    )
