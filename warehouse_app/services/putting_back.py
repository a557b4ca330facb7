"""Goods that were picked for an order are taken out of their tote again: by mistake, broken, or for somebody else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import HOLDS_PICKED, MoveReason, Role, StockStatus
from warehouse_app.queries.picked import in_totes, picked_of
from warehouse_app.services.because import because
from warehouse_app.services.blocking import usable_status
from warehouse_app.services.booking import Arrival, book, book_out
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.cutting import needs_stock
from warehouse_app.services.filling import Decided, all_or_nothing, fill_items
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.losing import Loss, losses_of
from warehouse_app.services.lying import Found, Named, StockFault, found, holding_place
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.unpicking import unpick


class PuttingBackFault(StrEnum):
    """Why goods are not put back; each has a sentence in `texts.stock`."""

    NO_TOTE = "put-back-from-no-tote"
    TO_TOTE = "put-back-into-a-tote"
    NOT_PICKED = "put-back-more-than-picked"


@dataclass(frozen=True)
class PutBack:
    """Goods that are picked for an order no more, and lie at `target` now; `left` of the lot stayed in the tote.

    `shares`: who got stock by that.
    """

    order: str
    sku: str
    name: str
    unit: str
    lot: str
    quantity: int
    source: str
    target: str
    status: StockStatus
    left: int
    losses: tuple[Loss, ...]
    changes: Changes
    shares: tuple[Share, ...] = ()


class Back(NamedTuple):
    """What it led to that goods are back: the lines (ids) that had picked them, and who lost stock by it."""

    lines: set[int]
    lost: Decided


@service(Role.CLERK)
def put_back(
    work: Work, order: str, sku: str, tote: str, quantity: int, to: str, *, why: str, lot: str | None = None
) -> PutBack:
    """Take goods that are picked for an order out of their tote, or off their packing place, and put them at `to`.

    At a quarantine place they are set aside. The order holds as much of the item as before, of whichever lot it is
    picked next. Where the goods may be given to nobody as they lie then, what is missing is taken from the end of the
    queue. Raises Refused (PuttingBackFault, StockFault, OrderFault, ReasonFault).
    """
    because(work, why)
    goods, target = found(work, Named(sku, tote, quantity, lot)), holding_place(work, to)
    if goods.place.kind not in HOLDS_PICKED:
        raise Refused(PuttingBackFault.NO_TOTE, place=goods.place.code)
    if target.kind in HOLDS_PICKED:
        raise Refused(PuttingBackFault.TO_TOTE, place=target.code)
    left = _left(work, goods, order)
    status = usable_status(work, goods.lying.lot, target.kind, StockStatus.AVAILABLE)
    coming = goods.arrival(target, status)
    back = bring_back(work, goods.arrival(), coming, order, reason=MoveReason.PICK, cause="put-back")
    edited = all_or_nothing(work, back.lines)
    filled = fill_items(work, {goods.item.id} | back.lost.keys(), cause="put-back", edited=edited)
    work.touched(Area.ORDERS, Area.STOCK)
    return PutBack(
        order,
        goods.item.sku,
        goods.item.name,
        goods.item.unit,
        goods.lying.code,
        quantity,
        goods.place.code,
        target.code,
        status,
        left,
        losses_of(work, back.lost, filled),
        work.changes,
        shares_of(work, back.lost, filled),
    )


def bring_back(work: Work, goods: Arrival, to: Arrival, order: str, *, reason: MoveReason, cause: str) -> Back:
    """Let goods that are picked for an order lie elsewhere (`to`), picked for it no more.

    What its lines hold counts again among what is given of the stock that can be. The caller has locked the items, has
    seen that so much is picked for the order and lies there, and fills the items of the answer.
    """
    lines = unpick(work, goods, order)
    book(work, [to], reason=reason, document=order)
    book_out(work, [goods], reason=reason, document=order)
    return Back(lines, needs_stock(work, {goods.item: goods.quantity}, cause=cause))


def _left(work: Work, goods: Found, order: str) -> int:
    """Return how much of the lot stays in the tote. Raises Refused where not so much lies there, or is picked."""
    sku, place, quantity = goods.item.sku, goods.place.code, goods.quantity
    if work.store.sql("SELECT 1 FROM sales_order WHERE number = ?", (order,)).fetchone() is None:
        raise Refused(OrderFault.UNKNOWN, order=order)
    there = in_totes(work.store, goods.lying.lot).get(goods.place.id, 0)
    if there < quantity:
        raise Refused(StockFault.NOT_THERE, sku=sku, place=place, quantity=quantity, there=there)
    picked = picked_of(work.store, goods.item.id, goods.lying.lot).get(order, 0)
    if picked < quantity:
        raise Refused(PuttingBackFault.NOT_PICKED, order=order, sku=sku, place=place, quantity=quantity, picked=picked)
    return there - quantity
