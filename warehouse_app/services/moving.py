"""Goods are carried from one place to another; nobody's order loses by that what the house still has."""

from dataclasses import dataclass

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import MoveReason, Role
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.losing import Loss, StopMoved, rebook
from warehouse_app.services.lying import Named, StockFault, found, holding_place


@dataclass(frozen=True)
class Carried:
    """Goods that lie elsewhere now: `left` units of the lot stayed where they were taken from."""

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


@service(Role.CLERK)
def move_stock(work: Work, goods: Named, to: str) -> Carried:
    """Carry goods to the place `to`, in the state in which they are.

    Who was to fetch them from where they lay is sent to another bin. Goods that are carried to where orders may not
    have them from are taken from the end of the queue. Raises Refused (StockFault).
    """
    moved = found(work, goods)
    target = holding_place(work, to)
    if target.id == moved.place.id:
        raise Refused(StockFault.SAME_PLACE, sku=moved.item.sku, place=target.code)
    done = rebook(
        work,
        [moved.arrival()],
        [moved.arrival(target)],
        reason=MoveReason.MOVE,
        document=f"{moved.place.code} > {target.code}"[:100],
        cause="move",
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
    )
