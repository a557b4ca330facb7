"""Goods come in: booked where they are put, and in the same moment given to whoever waits for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import HOLDS_PICKED, MoveReason, Role
from warehouse_app.domain.totes import Tote, Totes
from warehouse_app.queries.goods import Overfull, expected_lines, overfull
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.queries.safety import orders_kept_for, orders_kept_from
from warehouse_app.services.announced import (
    OfNotice,
    items_to_come,
    lines_of,
    lines_to_come,
    of_notice,
    on_notice,
    wanted_goods,
)
from warehouse_app.services.because import because
from warehouse_app.services.booking import book
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, require, service
from warehouse_app.services.filling import fill_items, lock_scope
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.incoming import (
    Aside,
    CheckedGoods,
    Goods,
    OnOrder,
    Pallet,
    ReceivingFault,
    check_all,
    counted,
    on_lines,
)
from warehouse_app.services.lots import lot_code
from warehouse_app.services.noticing import note_ended_waits
from warehouse_app.services.receipt_lines import arrivals, note_lines
from warehouse_app.services.receipts import begin_receipt, end_receipt, find_delivery, lock_delivery, open_receipt
from warehouse_app.services.staging import first_served, give_first, put_aside, where_received


@dataclass(frozen=True)
class Booked:
    """Goods that were booked in. `received` of `ordered` units of the item have come on this purchase order so far.

    `closed` units of it will not come any more; `beyond` came on lines that were full. `aside`: why the goods are in
    quarantine; `why`: the reason in words. `notice`: what the advance notice says of the item, where there is one;
    `tote`: into which they were put at once; `label_sscc` as for `Goods`.
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
    beyond: int = 0
    aside: Aside | None = None
    why: str = ""
    notice: OfNotice | None = None
    tote: Tote | None = None
    label_sscc: str = ""

    @property
    def totes(self) -> Totes:
        """The tote with the units in it, if there is one."""
        return ((self.tote, self.quantity),) if self.tote else ()

    def differs_by_day(self, other: "Booked") -> bool:
        """Whether the last day of use alone tells these goods from others: their lot has the same number."""
        return (self.sku, self.lot) == (other.sku, other.lot) and self.expiry != other.expiry

    @property
    def to_come(self) -> int:
        """Units of the item that are still to come on this purchase order: what its lines miss, each by itself."""
        return max(0, self.ordered - self.received - self.closed + self.beyond)


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
    also: tuple[Share, ...] = ()
    """Who got other goods, which lay kept for an order that must ship complete, since these came."""
    advance_notice: str = ""
    kept_from: Mapping[str, int] = field(default_factory=dict)
    """By item (its number) of which the rest is kept as safety stock: how many orders wait all the same."""
    kept_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By item of which the rest is kept until the receipt is closed: the orders that count on what is still to come."""
    overfull: tuple[Overfull, ...] = ()
    """Which of the places have more by now than they are meant to."""

    def rest(self, sku: str) -> int:
        """Return how many units of an item that came nobody waited for; what is set aside is none of them."""
        came = sum(each.quantity for each in self.booked if each.sku == sku and each.aside is None)
        return max(0, came - sum(share.units for share in self.shares if share.sku == sku))


@dataclass(frozen=True)
class ReceiptClosed:
    """A receipt that is closed: units received on it, and lines of its notice or order with units still to come."""

    receipt: str
    purchase_order: str
    units: int
    lines_to_come: int
    changes: Changes
    advance_notice: str = ""
    shares: tuple[Share, ...] = ()
    """Who got goods that lay kept for an order that counted on the rest."""


@service(Role.CLERK)
def receive(
    work: Work,
    goods: Sequence[Goods],
    *,
    purchase_order: str = "",
    supplier: str = "",
    advance_notice: str = "",
    pallets: Sequence[Pallet] = (),
    all_to_come: bool = False,
    accept_over: bool = False,
    accept_up_to: Mapping[str, int] | None = None,
    accept_short_dated: bool = False,
    into: str = "",
    close: bool = False,
) -> Received:
    """Book goods in, on a purchase order or, blind, from a supplier; stock finds whoever waits at once.

    An `advance_notice` is of a purchase order, or of its supplier, and has a receipt of its own; goods count on what it
    announces too. `pallets` are booked whole, as far as they are not here yet. `all_to_come` books, besides these, the
    rest of what the notice, else the purchase order, has to come; `into` is the place of goods that
    name none; `accept_over` and `accept_short_dated`, which need a lead, accept more than the supplier's tolerance, and
    goods that do not last as long as their item must; `accept_up_to`, which needs one too, accepts so many units of an
    item (its number) in all on the purchase order; `close` ends the receipt, unless somebody else has begun it and
    is still at it. Raises Refused (ReceivingFault), and nothing is booked.
    """
    delivery = find_delivery(work.store, purchase_order, supplier, advance_notice)
    lock_delivery(work, delivery)
    if accept_over or accept_up_to or accept_short_dated:
        require(work.store, work.action, Role.LEAD)
    wanted = wanted_goods(work, delivery, goods, pallets, all_to_come=all_to_come)
    lines = check_all(work, wanted, into)
    lock_scope(work, {line.item.id for line in lines})
    expected = expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []
    parts = on_lines(delivery, expected, lines, accept_over=accept_over, accept_up_to=accept_up_to)
    announced = lines_of(work.store, delivery)
    noticed = on_notice(announced, lines)
    others = open_receipt(work.store, delivery)
    receipt, number = others or begin_receipt(work, delivery)
    at = where_received(work, lines)
    coming, aside = arrivals(work, at, accept_short_dated=accept_short_dated, accept_other_day=True)
    first = first_served(work, delivery, lines, coming)
    for why in dict.fromkeys(each.quarantine for each in wanted if each.quarantine):
        because(work, why)
    book(work, coming, reason=MoveReason.RECEIPT, document=number)
    note_lines(work, receipt, coming, parts, noticed)
    closed = close and others is None
    if closed:
        end_receipt(work, receipt)
    given = give_first(work, first, receipt)
    fed = [row.line for made in given.values() for row in made]
    decided = fill_items(work, {line.item.id for line in lines}, cause="receipt", edited=fed, receipt=receipt)
    decided |= {item: made + decided.get(item, []) for item, made in given.items()}
    put_aside(work, lines, coming)
    note_ended_waits(work, number, decided)
    booked = told(lines, aside, counted(expected, parts), of_notice(announced, lines, noticed))
    came = {line.item.id: line.item.sku for line in lines}
    shares = shares_of(work, {item: made for item, made in decided.items() if item in came}, skus=came)
    also = shares_of(work, {item: made for item, made in decided.items() if item not in came})
    on = delivery
    changes, notice = work.changes, on.notice_number
    answer = Received(number, on.number, on.supplier_name, booked, shares, closed, changes, also, notice)
    waited_for = [(item, sku, made) for item, sku in came.items() if (made := decided.get(item))]
    kept = {sku: orders_kept_from(work.store, item, made, answer.rest(sku)) for item, sku, made in waited_for}
    whose = {sku: orders_kept_for(work.store, item, made, answer.rest(sku)) for item, sku, made in waited_for}
    return replace(
        answer,
        kept_from={sku: orders for sku, orders in kept.items() if orders},
        kept_for={sku: orders for sku, orders in whose.items() if orders},
        overfull=overfull(work.store, (line.place for line in lines)),
    )


@service(Role.CLERK)
def close_receipt(
    work: Work, *, purchase_order: str = "", supplier: str = "", advance_notice: str = ""
) -> ReceiptClosed:
    """End the open receipt of a delivery; what did not come stays expected. Raises Refused where none is open."""
    delivery = find_delivery(work.store, purchase_order, supplier, advance_notice)
    lock_delivery(work, delivery)
    open_one = open_receipt(work.store, delivery)
    if open_one is None:
        raise Refused(ReceivingFault.NOT_OPEN, delivery=delivery.name)
    receipt, number = open_one
    end_receipt(work, receipt)
    # What was kept for orders that counted on the rest finds whoever waits.
    filled = fill_items(work, items_to_come(work.store, delivery), cause="receipt-closed", receipt=receipt)
    note_ended_waits(work, number, filled)
    [(units,)] = work.store.sql(f"SELECT COALESCE(SUM(l.quantity), 0) {COUNTED_LINES} AND l.receipt_id = ?", (receipt,))
    to_come = lines_to_come(work.store, delivery)
    shares, on = shares_of(work, filled), delivery
    return ReceiptClosed(number, on.number, int(units), to_come, work.changes, on.notice_number, shares)


def told(
    lines: Iterable[CheckedGoods],
    aside: Iterable[Aside | None],
    came: Mapping[int, OnOrder],
    noticed: Iterable[OfNotice | None],
) -> tuple[Booked, ...]:
    """Return goods that were booked in as the answer names them.

    `came` is what `counted` gives, `noticed` what `of_notice` does.
    """
    return tuple(
        Booked(
            line.item.sku,
            line.item.name,
            line.item.unit,
            line.goods.quantity,
            line.place.code,
            lot_code(line.goods.lot, line.goods.expiry),
            line.goods.expiry,
            *came.get(line.item.id, OnOrder(0, line.goods.quantity)),
            why,
            " ".join(line.goods.quarantine.split()),
            notice,
            _tote(line),
            line.goods.label_sscc,
        )
        for line, why, notice in zip(lines, aside, noticed, strict=True)
    )


def _tote(line: CheckedGoods) -> Tote | None:
    order, place = line.goods.for_order, line.place
    return Tote(place.code, place.kind, order) if order and place.kind in HOLDS_PICKED else None
