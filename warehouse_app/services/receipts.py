"""What goods arrive on, and its receipt: found, kept to one desk at a time, begun and ended."""

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import ReceiptStatus
from warehouse_app.queries.goods import Delivery, blind_delivery_of, delivery_of, notice_delivery_of
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.services.numbering import numbered
from warehouse_app.store.database import Store
from warehouse_app.store.tables import Receipt
from warehouse_app.store.tables.base import instant_number


def find_delivery(store: Store, purchase_order: str, supplier: str, advance_notice: str = "") -> Delivery:
    """Return an advance notice, else a purchase order, or a supplier alone where none is named.

    Raises Refused where nobody knows it.
    """
    if advance_notice:
        announced = notice_delivery_of(store, advance_notice)
        if announced is None:
            raise Refused(ReceivingFault.NO_NOTICE, number=advance_notice)
        return announced
    if purchase_order:
        delivery = delivery_of(store, purchase_order)
        if delivery is None:
            raise Refused(ReceivingFault.NO_DELIVERY, number=purchase_order)
        return delivery
    blind = blind_delivery_of(store, supplier)
    if blind is None:
        raise Refused(ReceivingFault.NO_SUPPLIER, code=supplier)
    return blind


def lock_delivery(work: Work, delivery: Delivery) -> None:
    """Let one desk at a time book on a delivery, so that it has one open receipt and no unit is expected twice."""
    is_blind = delivery.purchase_order is None
    table, row = ("supplier", delivery.supplier) if is_blind else ("purchase_order", delivery.purchase_order)
    work.store.sql(f"SELECT id FROM {table} WHERE id = ?{work.store.locking}", (row,)).fetchall()


def open_receipt(store: Store, delivery: Delivery) -> tuple[int, str] | None:
    """Return the id and number of the open receipt of a delivery; that of an advance notice is its own."""
    rule, row = delivery.receipts
    found: tuple[int, str] | None = store.sql(
        f"SELECT r.id, r.number FROM receipt r WHERE {rule} AND r.status = ? ORDER BY r.id LIMIT 1",
        (row, ReceiptStatus.OPEN),
    ).fetchone()
    return found


def begin_receipt(work: Work, delivery: Delivery) -> tuple[int, str]:
    """Return the id and number of a new open receipt."""
    work.touched(Area.RECEIPTS)
    return numbered(
        work,
        Receipt,
        "GR-",
        purchase_order=delivery.purchase_order,
        supplier=delivery.supplier,
        advance_notice=delivery.notice,
        opened_at=instant_number(work.action.now),
    )


def end_receipt(work: Work, receipt: int) -> None:
    """Close a receipt (its id)."""
    Receipt.update(status=ReceiptStatus.CLOSED, closed_at=instant_number(work.action.now)).where(
        Receipt.id == receipt
    ).execute()
    work.touched(Area.RECEIPTS)
