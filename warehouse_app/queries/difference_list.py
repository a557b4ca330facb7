"""The difference list: what a supplier is told of goods that did not come as ordered, of a receipt or a whole order."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import partial

from warehouse_app.documents.goods_sheets import Difference, DifferenceKind, DifferenceSheet
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.goods import Delivery, delivery_of, expected_lines, notice_delivery_of
from warehouse_app.queries.paper_keys import find, number_of
from warehouse_app.queries.receipt_goods import goods_of_receipts, reasons_of
from warehouse_app.queries.receipts import announced_items
from warehouse_app.queries.received_note import receipt_head
from warehouse_app.store.database import Store


class DifferenceFault(StrEnum):
    """Why there is no such list; it has a sentence in `texts.refusals`."""

    UNKNOWN = "difference-list-unknown"


class DifferencesOf(StrEnum):
    """Whose differences are told of; the number of the list begins so."""

    RECEIPT = "receipt"
    PURCHASE_ORDER = "purchase-order"


_KEYS = {
    DifferencesOf.RECEIPT: "SELECT id, number FROM receipt WHERE number = ?",
    DifferencesOf.PURCHASE_ORDER: "SELECT id, number FROM purchase_order WHERE number = ?",
}


def difference_sheet(
    store: Store, settings: HouseSettings, number: str, *, now: datetime, language: str
) -> tuple[str, DifferenceSheet]:
    """Return what the print queue calls the list that `number` means, and the list as it is `now`.

    `receipt:NUMBER` or `purchase-order:NUMBER`, or the number alone. What is missing or too much is told of the whole
    order, as far as it has come; what was set aside only of the receipt that is meant. Raises Refused
    (DifferenceFault).
    """
    found = find(store, _KEYS, number)
    if found is None:
        raise Refused(DifferenceFault.UNKNOWN, number=number)
    of, named = found
    receipts, supplier, code, order, is_open = _told_of(store, of, named.key)
    notice = order.notice if order else None
    differences = [] if order is None or order.purchase_order is None else list(_of_order(store, order.purchase_order))
    if notice is not None:
        # What its purchase order has to come besides is no difference of this delivery.
        differences = [each for each in differences if each.kind is not DifferenceKind.TO_COME]
        differences = [*_of_notice(store, notice), *differences]
    differences += _aside(store, (row for row, _ in receipts), announced=bool(order and order.purchase_order))
    sheet = DifferenceSheet(
        settings.name,
        named.key,
        supplier,
        code,
        "" if order is None else order.number,
        tuple(name for _, name in receipts),
        now,
        settings.time_zone,
        settings.house_day,
        tuple(differences),
        language,
        "" if order is None else order.notice_number,
        is_open,
    )
    return number_of(of, named.key), sheet


def _told_of(
    store: Store, of: DifferencesOf, key: str
) -> tuple[list[tuple[int, str]], str, str, Delivery | None, bool]:
    """Return the receipts (id, number), the name and code of the supplier, the purchase order or advance notice if
    there is one, and whether the receipt that is meant is still open.
    """
    if of is DifferencesOf.RECEIPT:
        head = receipt_head(store, key)
        assert head is not None, "it was found"
        order = delivery_of(store, head.purchase_order) if head.purchase_order else None
        order = notice_delivery_of(store, head.advance_notice) if head.advance_notice else order
        return [(head.id, head.number)], head.supplier, head.supplier_code, order, head.closed_at is None
    order = delivery_of(store, key)
    assert order is not None, "it was found"
    found = store.sql("SELECT id, number FROM receipt WHERE purchase_order_id = ? ORDER BY id", (order.purchase_order,))
    return [(row, name) for row, name in found], order.supplier_name, order.supplier_code, order, False


def _of_notice(store: Store, notice: int) -> Iterator[Difference]:
    """Yield what differs from what an advance notice (its id) announced, item by item."""
    for row in announced_items(store, notice):
        announced = row.ordered or 0
        differs = partial(Difference, sku=row.sku, name=row.name, ordered=announced, received=row.received)
        if row.received < announced:
            yield differs(kind=DifferenceKind.NOT_COME, units=announced - row.received)
        if row.received > announced:
            yield differs(kind=DifferenceKind.NOT_ANNOUNCED, units=row.received - announced)


def _of_order(store: Store, order: int) -> Iterator[Difference]:
    """Yield what is missing or too much of a purchase order (its id), line by line."""
    closed = dict(
        store.sql(
            "SELECT c.purchase_line_id, c.action_id FROM purchase_closing c "
            "JOIN purchase_line l ON l.id = c.purchase_line_id WHERE l.purchase_order_id = ?",
            (order,),
        )
    )
    reasons = reasons_of(store, closed.values())
    for row in expected_lines(store, order):
        short = max(0, row.ordered - row.received)
        differs = partial(Difference, sku=row.sku, name=row.name, ordered=row.ordered, received=row.received)
        if row.to_come:
            yield differs(kind=DifferenceKind.TO_COME, units=row.to_come, due=row.due)
        if short > row.to_come:
            why = reasons.get(closed.get(row.line, 0), ())
            yield differs(kind=DifferenceKind.CLOSED, units=short - row.to_come, why=why)
        if row.received > row.ordered:
            yield differs(kind=DifferenceKind.TOO_MUCH, units=row.received - row.ordered)


def _aside(store: Store, receipts: Iterable[int], *, announced: bool) -> Iterator[Difference]:
    """Yield what was set aside of receipts (ids) and was not taken back."""
    for line in goods_of_receipts(store, list(receipts)):
        if line.goods.aside and line.reversal is None:
            kind = DifferenceKind.ASIDE if line.is_ordered or not announced else DifferenceKind.NOT_ORDERED
            yield Difference(
                kind,
                line.goods.sku,
                line.goods.name,
                line.goods.quantity,
                lot=line.goods.lot,
                expiry=line.goods.expiry,
                receipt=line.receipt,
                why=line.goods.why,
                expired=line.goods.expired,
            )
