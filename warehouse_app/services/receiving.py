"""Goods come in: booked where they are put, and in the same moment given to whoever waits for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import MoveReason, ReceiptStatus, Role
from warehouse_app.queries.goods import Delivery, blind_delivery_of, delivery_of, expected_lines, recipients
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.services.because import because
from warehouse_app.services.booking import book
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, require, service
from warehouse_app.services.filling import Decided, fill_items, lock_scope
from warehouse_app.services.incoming import (
    Aside,
    CheckedGoods,
    Goods,
    ReceivingFault,
    check_all,
    counted,
    on_lines,
)
from warehouse_app.services.lots import lot_code
from warehouse_app.services.numbering import numbered
from warehouse_app.services.receipt_lines import arrivals, note_lines
from warehouse_app.services.staging import put_aside, where_received
from warehouse_app.store.database import Store
from warehouse_app.store.tables import Receipt
from warehouse_app.store.tables.base import instant, instant_number


class Share(msgspec.Struct, frozen=True, gc=False):
    """Somebody who waited gets `units` of what came; `short` is what the line still waits for."""

    order: str
    line: int
    sku: str
    customer: str
    rank_class: str
    placed_at: datetime
    units: int
    short: int


@dataclass(frozen=True)
class Booked:
    """Goods that were booked in. `received` of `ordered` units of the item have come on this purchase order so far.

    `closed` units of it will not come any more. `aside`: why the goods are in quarantine; `why`: the reason in words.
    """

    sku: str
    name: str
    unit: str
    quantity: int
    location: str
    lot: str
    expiry: date | None
    ordered: int
    received: int
    closed: int = 0
    aside: Aside | None = None
    why: str = ""

    @property
    def to_come(self) -> int:
        """Units of the item that are still to come on this purchase order."""
        return max(0, self.ordered - self.received - self.closed)


@dataclass(frozen=True)
class Received:
    """What one confirmed receipt booked, and who gets it."""

    receipt: str
    purchase_order: str
    supplier: str
    booked: tuple[Booked, ...]
    shares: tuple[Share, ...]
    closed: bool
    changes: Changes

    def rest(self, sku: str) -> int:
        """Return how many units of an item that came nobody waited for; what is set aside is none of them."""
        came = sum(each.quantity for each in self.booked if each.sku == sku and each.aside is None)
        return max(0, came - sum(share.units for share in self.shares if share.sku == sku))


@dataclass(frozen=True)
class ReceiptClosed:
    """A receipt that is closed: units received on it, and lines of its purchase order with units still to come."""

    receipt: str
    purchase_order: str
    units: int
    lines_to_come: int
    changes: Changes


@service(Role.CLERK)
def receive(
    work: Work,
    goods: Sequence[Goods],
    *,
    purchase_order: str = "",
    supplier: str = "",
    all_to_come: bool = False,
    accept_over: bool = False,
    into: str = "",
    close: bool = False,
) -> Received:
    """Book goods in, on a purchase order or, blind, from a supplier; stock finds whoever waits at once.

    `all_to_come` books, besides `goods`, the rest of what the purchase order expects; `into` is the place of goods that
    name none; `accept_over`, which needs a lead, accepts more than the supplier's tolerance; `close` ends the receipt,
    unless somebody else has begun it and is still at it. Raises Refused (ReceivingFault), and nothing is booked.
    """
    delivery = find_delivery(work.store, purchase_order, supplier)
    lock_delivery(work, delivery)
    if accept_over:
        require(work.store, work.action, Role.LEAD)
    wanted = list(goods)
    if all_to_come:
        wanted += _rest_to_come(work, delivery, goods)
    if not wanted:
        raise Refused(ReceivingFault.NOTHING, delivery=delivery.number or delivery.supplier_code)
    lines = check_all(work, wanted, into)
    lock_scope(work, {line.item.id for line in lines})
    expected = expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []
    parts = on_lines(delivery, expected, lines, accept_over=accept_over)
    others = _find_open(work.store, delivery)
    receipt, number = others or _begin_receipt(work, delivery)
    coming, aside = arrivals(work, where_received(work, lines))
    for why in dict.fromkeys(each.quarantine for each in wanted if each.quarantine):
        because(work, why)
    book(work, coming, reason=MoveReason.RECEIPT, document=number)
    note_lines(work, receipt, coming, parts)
    closed = close and others is None
    if closed:
        _close(work, receipt)
    decided = fill_items(work, {line.item.id for line in lines}, cause="receipt", receipt=receipt)
    put_aside(work, lines, coming)
    booked = told(lines, aside, counted(expected, parts))
    shares = _shares(work, decided, {line.item.id: line.item.sku for line in lines})
    return Received(number, delivery.number, delivery.supplier_name, booked, shares, closed, work.changes)


@service(Role.CLERK)
def close_receipt(work: Work, *, purchase_order: str = "", supplier: str = "") -> ReceiptClosed:
    """End the open receipt of a delivery; what did not come stays expected. Raises Refused where none is open."""
    delivery = find_delivery(work.store, purchase_order, supplier)
    lock_delivery(work, delivery)
    open_one = _find_open(work.store, delivery)
    if open_one is None:
        raise Refused(ReceivingFault.NOT_OPEN, delivery=purchase_order or supplier)
    receipt, number = open_one
    _close(work, receipt)
    # What was kept for orders that counted on the rest finds whoever waits.
    fill_items(work, _items_of(work.store, delivery), cause="receipt-closed")
    [(units,)] = work.store.sql(f"SELECT COALESCE(SUM(l.quantity), 0) {COUNTED_LINES} AND l.receipt_id = ?", (receipt,))
    expected = expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []
    to_come = sum(1 for line in expected if line.to_come)
    return ReceiptClosed(number, delivery.number, int(units), to_come, work.changes)


def _items_of(store: Store, delivery: Delivery) -> set[int]:
    """Return the items of a purchase order of which something is still to come; none of a blind delivery."""
    expected = expected_lines(store, delivery.purchase_order) if delivery.purchase_order else []
    return {line.item for line in expected if line.to_come}


def find_delivery(store: Store, purchase_order: str, supplier: str) -> Delivery:
    """Return a purchase order, or a supplier alone where none is named. Raises Refused where nobody knows it."""
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


def _rest_to_come(work: Work, delivery: Delivery, goods: Iterable[Goods]) -> list[Goods]:
    """Return what a purchase order expects besides `goods`."""
    expected = expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []
    if not any(line.to_come for line in expected):
        raise Refused(ReceivingFault.ALL_HERE, number=delivery.number)
    here: dict[str, int] = defaultdict(int)
    for each in goods:
        here[each.sku] += each.quantity
    rest: list[Goods] = []
    for line in expected:
        counted_already = min(line.to_come, here[line.sku])
        here[line.sku] -= counted_already
        if line.to_come > counted_already:
            rest.append(Goods(line.sku, line.to_come - counted_already))
    return rest


def _find_open(store: Store, delivery: Delivery) -> tuple[int, str] | None:
    is_blind = delivery.purchase_order is None
    of_it, row = (
        ("purchase_order_id IS NULL AND supplier_id = ?", delivery.supplier)
        if is_blind
        else ("purchase_order_id = ?", delivery.purchase_order)
    )
    found: tuple[int, str] | None = store.sql(
        f"SELECT id, number FROM receipt WHERE {of_it} AND status = ? ORDER BY id LIMIT 1", (row, ReceiptStatus.OPEN)
    ).fetchone()
    return found


def _begin_receipt(work: Work, delivery: Delivery) -> tuple[int, str]:
    """Return the id and number of a new open receipt."""
    work.touched(Area.RECEIPTS)
    return numbered(
        work,
        Receipt,
        "GR-",
        purchase_order=delivery.purchase_order,
        supplier=delivery.supplier,
        opened_at=instant_number(work.action.now),
    )


def _close(work: Work, receipt: int) -> None:
    Receipt.update(status=ReceiptStatus.CLOSED, closed_at=instant_number(work.action.now)).where(
        Receipt.id == receipt
    ).execute()
    work.touched(Area.RECEIPTS)


def told(
    lines: Iterable[CheckedGoods], aside: Iterable[Aside | None], came: Mapping[int, tuple[int, int, int]]
) -> tuple[Booked, ...]:
    """Return goods that were booked in as the answer names them; `came` is what `counted` gives."""
    return tuple(
        Booked(
            line.item.sku,
            line.item.name,
            line.item.unit,
            line.goods.quantity,
            line.place.code,
            lot_code(line.goods.lot, line.goods.expiry),
            line.goods.expiry,
            *came.get(line.item.id, (0, line.goods.quantity, 0)),
            why,
            " ".join(line.goods.quarantine.split()),
        )
        for line, why in zip(lines, aside, strict=True)
    )


def _shares(work: Work, decided: Decided, skus: dict[int, str]) -> tuple[Share, ...]:
    gains = [(skus[item], row) for item, made in decided.items() if item in skus for row in made if row.gets > 0]
    whom = recipients(work.store, [row.line for _, row in gains])
    shares: list[Share] = []
    for sku, row in gains:
        _, order, line, _, customer, rank_class, placed, _ = whom[row.line]
        shares.append(Share(order, line, sku, customer, rank_class, instant(placed), row.gets, row.asked - row.gets))
    return tuple(shares)
