"""Orders and purchase orders by hand: made and edited by the savers that an import uses, and cancelled."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, OrderLineRecord, PurchaseLineRecord
from warehouse_app.domain.statuses import Role
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_items, lock_scope
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.lines import Cancelled, Shrink, cancel_units, give_back
from warehouse_app.services.order_entry import OrderSaver
from warehouse_app.services.purchase_entry import PurchaseSaver
from warehouse_app.services.references import References, RowFault
from warehouse_app.services.saving import Given, Saver, Stored, store_one
from warehouse_app.store.database import rows
from warehouse_app.store.tables import OrderLine, PurchaseLine, PurchaseOrder, SalesOrder


class OrderFault(StrEnum):
    """Why an order could not be touched."""

    UNKNOWN = "order-unknown"
    LINE_UNKNOWN = "order-line-unknown"
    NOTHING_LEFT = "order-nothing-to-cancel"


@dataclass(frozen=True)
class CancelledLine:
    """`units` of one line that are no longer wanted; `freed` of them had stock, which went to whoever waits."""

    line: int
    sku: str
    units: int
    freed: int


@dataclass(frozen=True)
class OrderCancelled:
    """What was cancelled, where less is picked by that, and who got stock; what is picked or shipped stays."""

    order: str
    lines: tuple[CancelledLine, ...]
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    shares: tuple[Share, ...] = ()


@service(Role.LEAD)
def save_order(work: Work, records: Sequence[OrderLineRecord], *, update: bool) -> Stored:
    """Store lines of one order: new ones, and with `update` those that differ; a line without a number gets the next.

    Raises Refused (RowFault).
    """
    names = {Kind.CUSTOMERS: {row.customer for row in records}, Kind.ITEMS: {row.sku for row in records}}
    stored = OrderLine.select(OrderLine.line).join(SalesOrder).where(SalesOrder.number.in_(_numbers(records)))
    saver = OrderSaver(_given(OrderLineRecord._fields, names, update=update))
    return _save(work, saver, records, stored)


@service(Role.LEAD)
def save_purchase_order(work: Work, records: Sequence[PurchaseLineRecord], *, update: bool) -> Stored:
    """Store a purchase order's lines, in the manner of `save_order`. Raises Refused (RowFault).

    Where less is to come, who got what was kept for orders that counted on it is told.
    """
    names = {Kind.SUPPLIERS: {row.supplier for row in records}, Kind.ITEMS: {row.sku for row in records}}
    lines = PurchaseLine.select(PurchaseLine.line).join(PurchaseOrder)
    stored = lines.where(PurchaseOrder.number.in_(_numbers(records)))
    saver = PurchaseSaver(_given(PurchaseLineRecord._fields, names, update=update))
    return _save(work, saver, records, stored)


_ONLY_IMPORTED = {"shipped", "cancelled", "received", "not_before", "minimum_shelf_life_days"}
"""What a form does not ask for, and so cannot edit: history, and what only files say of a line."""


def _given(fields: Sequence[str], names: Mapping[Kind, Collection[str]], *, update: bool) -> Given:
    return Given(frozenset(fields) - _ONLY_IMPORTED, update, References(names))


def _numbers(records: Sequence[OrderLineRecord | PurchaseLineRecord]) -> list[str]:
    return list({record.number for record in records})


def _save(
    work: Work, saver: Saver, records: Sequence[OrderLineRecord | PurchaseLineRecord], stored_lines: Any
) -> Stored:
    highest = max([record.line or 0 for record in records] + [line for (line,) in rows(stored_lines)], default=0)
    numbered: list[tuple[int, OrderLineRecord | PurchaseLineRecord]] = []
    for place, given in enumerate(records, start=1):
        record = given
        if record.line is None:
            highest += 1
            record = record._replace(line=highest)
        if any(other.line == record.line for _, other in numbered):
            raise Refused(RowFault.LINE_TWICE, key=record.number, line=record.line)
        numbered.append((place, record))
    saved = store_one(work, saver, numbered, cause="order")
    return Stored(tuple(work.stops), work.changes, saved.shares)


class _Line(NamedTuple):
    row: int
    item: int
    line: int
    sku: str
    quantity: int
    cancelled: int
    picked: int
    shipped: int
    allocated: int


@service(Role.LEAD)
def cancel_order(work: Work, order: str, *, line: int | None = None) -> OrderCancelled:
    """Cancel what of an order (or of one of its lines) is not picked yet; its stock goes to whoever waits.

    Raises Refused (OrderFault): no such order or line, or nothing of it is left to cancel.
    """
    lines = _lines_of(work, order, line)
    wanted = [(row, row.quantity - row.cancelled - row.picked) for row in lines]
    wanted = [(row, units) for row, units in wanted if units > 0]
    if not wanted:
        raise Refused(OrderFault.NOTHING_LEFT, order=order)
    shrinks = [
        Shrink(row.row, row.item, units, row.quantity - row.cancelled - row.shipped, row.allocated)
        for row, units in wanted
    ]
    give_back(work, shrinks)
    cancel_units(work, [Cancelled(work.action.action_id, row.line, row.row, units, 0) for row, units in wanted])
    # What is left of an order that must ship complete may be complete now.
    items, edited = {row.item for row, _ in wanted}, [row.row for row, _ in wanted]
    filled = fill_items(work, items, cause="cancellation", edited=edited)
    cancelled = tuple(
        CancelledLine(row.line, row.sku, units, min(units, max(0, row.allocated - (row.picked - row.shipped))))
        for row, units in wanted
    )
    return OrderCancelled(order, cancelled, work.changes, tuple(work.stops), shares_of(work, filled))


def _lines_of(work: Work, order: str, line: int | None) -> list[_Line]:
    found = rows(SalesOrder.select(SalesOrder.id).where(SalesOrder.number == order))
    if not found:
        raise Refused(OrderFault.UNKNOWN, order=order)
    # Locked in the order in which every run locks: the items' stock first, then their lines.
    statement = (
        "SELECT l.id, l.item_id, l.line, i.sku, l.quantity, l.cancelled, l.picked, l.shipped, l.allocated "
        "FROM order_line l JOIN item i ON i.id = l.item_id WHERE l.order_id = ? ORDER BY l.line"
    )
    items = rows(OrderLine.select(OrderLine.item).where(OrderLine.order == found[0][0]))
    lock_scope(work, {item for (item,) in items})
    lines = [_Line(*row) for row in work.store.sql(statement, (found[0][0],))]
    if line is not None:
        lines = [row for row in lines if row.line == line]
        if not lines:
            raise Refused(OrderFault.LINE_UNKNOWN, order=order, line=line)
    return lines
