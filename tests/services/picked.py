"""Goods that were picked for an order, as picking leaves the books."""

from tests.conftest import Desk
from tests.queries.houses import the_line
from warehouse_app.domain.statuses import LocationKind, MoveReason, Role, StockStatus
from warehouse_app.services.booking import Arrival, book, book_out, lock_items
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.store.database import day


@service(Role.ADMIN)
def _pick(work: Work, order: str, line: int, units: int) -> Changes:
    row = the_line(order, line)
    [(allocation, item, lot, expiry, place, kind, tote)] = work.store.sql(
        "SELECT a.id, lot.item_id, lot.id, lot.expiry, p.id, p.kind, (SELECT id FROM location WHERE code = 'TOTE') "
        "FROM allocation a JOIN lot ON lot.id = a.lot_id JOIN location p ON p.id = a.location_id "
        f"WHERE a.order_line_id = {row} AND a.quantity - a.picked - a.returned > 0"
    )
    lock_items(work, [item])
    goods = Arrival(item, lot, day(expiry), place, LocationKind(kind), StockStatus.AVAILABLE, units)
    work.store.sql("UPDATE allocation SET picked = picked + ? WHERE id = ?", (units, allocation))
    work.store.sql(f"UPDATE order_line SET picked = picked + ? WHERE id = {row}", (units,))
    work.store.sql("UPDATE item_stock SET allocated = allocated - ? WHERE item_id = ?", (units, item))
    into = goods._replace(location=tote, kind=LocationKind.TOTE)
    book(work, [into], reason=MoveReason.PICK, document=order)
    book_out(work, [goods], reason=MoveReason.PICK, document=order)
    return work.changes


def pick(desk: Desk, order: str, units: int, *, line: int = 1) -> None:
    """Pick `units` into TOTE of what one bin holds for a line that is on a list."""
    _pick(desk.store, desk.act(), order, line, units)
