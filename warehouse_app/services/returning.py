"""Goods come back from a customer: to stock, into quarantine, or to be scrapped."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import MoveReason, Role, StockStatus
from warehouse_app.services.arriving import arrival, known_lot
from warehouse_app.services.because import because
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.gains import Share
from warehouse_app.services.incoming import is_expired
from warehouse_app.services.lines import Cancelled, cancel_units
from warehouse_app.services.losing import rebook
from warehouse_app.services.lying import check_quantity, holding_place, locked_item
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.picked_goods import refuse_unpicked


class Condition(StrEnum):
    """What becomes of goods that come back."""

    STOCK = "stock"
    QUARANTINE = "quarantine"
    SCRAP = "scrap"


class ReturnFault(StrEnum):
    """Why goods are not taken back; each has a sentence in `texts.stock`."""

    TOO_MANY = "return-more-than-shipped"


@dataclass(frozen=True)
class Back:
    """`quantity` base units of an order's line that came back, and where they are put."""

    order: str
    line: int
    quantity: int
    place: str
    lot: str = ""
    expiry: date | None = None
    condition: Condition = Condition.QUARANTINE


@dataclass(frozen=True)
class Returned:
    """Goods that came back; of `shipped` units of the line `returned` have come back by now.

    `aside`: no order gets them. `shares`: who got stock by that.
    """

    document: str
    order: str
    line: int
    sku: str
    lot: str
    quantity: int
    condition: Condition
    place: str
    shipped: int
    returned: int
    changes: Changes
    aside: bool = False
    shares: tuple[Share, ...] = ()


@service(Role.CLERK)
def take_back_goods(work: Work, back: Back, *, why: str) -> Returned:
    """Take goods back that were shipped. The order does not ask for them again; good ones find whoever waits.

    They are set aside where they have expired, are of a blocked lot, or are put into a quarantine place. Scrapped goods
    are in the ledger as having come and gone. Raises Refused (OrderFault, ReturnFault, StockFault, GoodsFault,
    ReasonFault).
    """
    because(work, why)
    found = work.store.sql(
        "SELECT l.id, i.sku FROM order_line l JOIN sales_order o ON o.id = l.order_id JOIN item i ON i.id = l.item_id "
        "WHERE o.number = ? AND l.line = ?",
        (back.order, back.line),
    ).fetchone()
    if found is None:
        raise Refused(OrderFault.LINE_UNKNOWN, order=back.order, line=back.line)
    row, sku = found
    item, place = locked_item(work, sku), holding_place(work, back.place)
    refuse_unpicked(sku, place)
    check_quantity(sku, back.quantity)
    lot = known_lot(work, item, back.lot, back.expiry, back.quantity)
    is_sound = back.condition is Condition.STOCK and not is_expired(work, lot.expiry)
    status = StockStatus.AVAILABLE if is_sound else StockStatus.QUARANTINED
    document = f"RT-{work.row}"
    goods = [arrival(work, item, lot, place, back.quantity, status)]
    skus = {item.id: sku}
    done = rebook(work, [], goods, reason=MoveReason.RETURN, document=document, cause="return", skus=skus)
    if back.condition is Condition.SCRAP:
        rebook(work, goods, [], reason=MoveReason.SCRAP, document=document, cause="scrap", skus=skus)
    [(shipped, returned)] = work.store.sql("SELECT shipped, returned FROM order_line WHERE id = ?", (row,))
    if back.quantity > shipped - returned:
        most = shipped - returned
        raise Refused(ReturnFault.TOO_MANY, order=back.order, line=back.line, quantity=back.quantity, most=most)
    cancel_units(work, [Cancelled(document, back.line, row, 0, back.quantity)])
    return Returned(
        document,
        back.order,
        back.line,
        sku,
        lot.code,
        back.quantity,
        back.condition,
        place.code,
        shipped,
        returned + back.quantity,
        work.changes,
        back.condition is not Condition.SCRAP and goods[0].status is StockStatus.QUARANTINED,
        done.shares,
    )
