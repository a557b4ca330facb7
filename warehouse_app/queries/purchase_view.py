"""One purchase order as its page and its form show it: its lines, what came of it, and who waits for the rest."""

from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import in_order
from warehouse_app.domain.statuses import ReceiptStatus
from warehouse_app.queries.availability import waiting_units
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.to_come import closed_short
from warehouse_app.queries.waiting import WAITING, queued_lines, rules_of
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant

MOST_WAITING = 50
"""How many of those who wait are named: the first in the queue."""


class PurchaseLineView(NamedTuple):
    """A line of a purchase order, in base units; `waiting` are units of its item that order lines are short of.

    `over_receipt_percent` is how much more than ordered it tolerates itself; None where its supplier's holds.
    """

    line: int
    sku: str
    name: str
    unit: str
    pack_quantity: int
    quantity: int
    received: int
    due_on: date | None
    price: int | None
    waiting: int
    closed: int = 0
    over_receipt_percent: int | None = None

    @property
    def to_come(self) -> int:
        """Units that are still to come: what was closed short is not."""
        return max(0, self.quantity - self.received - self.closed)


class ReceiptView(NamedTuple):
    """A delivery of a purchase order: when it was opened and closed, and the units that came with it; what was taken
    back does not count.
    """

    number: str
    status: ReceiptStatus
    opened_at: datetime
    closed_at: datetime | None
    units: int


class PurchaseView(NamedTuple):
    """A purchase order."""

    id: int
    number: str
    supplier_code: str
    supplier: str
    ordered_on: date | None
    lines: tuple[PurchaseLineView, ...]
    receipts: tuple[ReceiptView, ...]


class Waiting(NamedTuple):
    """Somebody who waits for an item."""

    order: str
    line: int
    customer: str
    rank_class: str
    short: int


def purchase_view(store: Store, number: str) -> PurchaseView | None:
    """Return the purchase order of that number; None where there is none."""
    head = store.sql(
        "SELECT p.id, s.code, s.name, p.ordered_on FROM purchase_order p JOIN supplier s ON s.id = p.supplier_id "
        "WHERE p.number = ?",
        (number,),
    ).fetchone()
    if head is None:
        return None
    order, code, name, ordered_on = head
    return PurchaseView(order, number, code, name, day(ordered_on), _lines(store, order), _receipts(store, order))


def _lines(store: Store, order: int) -> tuple[PurchaseLineView, ...]:
    found = store.sql(
        "SELECT l.item_id, l.line, i.sku, i.name, i.unit, i.pack_quantity, l.quantity, l.received, l.due_on, l.price, "
        f"{closed_short('l')}, l.over_receipt_percent FROM purchase_line l JOIN item i ON i.id = l.item_id "
        "WHERE l.purchase_order_id = ? ORDER BY l.line",
        (order,),
    ).fetchall()
    waiting = waiting_units(store, (row[0] for row in found))
    return tuple(
        PurchaseLineView(
            line, sku, name, unit, pack, units, received, day(due_on), price, waiting.get(item, 0), closed, over
        )
        for item, line, sku, name, unit, pack, units, received, due_on, price, closed, over in found
    )


def _receipts(store: Store, order: int) -> tuple[ReceiptView, ...]:
    found = store.sql(
        "SELECT r.number, r.status, r.opened_at, r.closed_at, COALESCE(SUM(l.quantity), 0) FROM receipt r "
        "LEFT JOIN receipt_line l ON l.receipt_id = r.id "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "WHERE r.purchase_order_id = ? "
        "GROUP BY r.id, r.number, r.status, r.opened_at, r.closed_at ORDER BY r.id",
        (order,),
    )
    return tuple(
        ReceiptView(
            number, ReceiptStatus(status), instant(opened), None if closed is None else instant(closed), int(units)
        )
        for number, status, opened, closed, units in found
    )


def waiting_for(store: Store, settings: HouseSettings, sku: str) -> tuple[Waiting, ...]:
    """Return the first of those who wait for an item, in the order in which they are served."""
    found = store.sql("SELECT id FROM item WHERE sku = ?", (sku,)).fetchone()
    if found is None:
        return ()
    queue = in_order(queued_lines(store, [found[0]], WAITING), rules_of(settings))[:MOST_WAITING]
    whom = recipients(store, [row.line for row in queue])
    return tuple(
        Waiting(to.order, to.order_line, to.customer, row.rank_class, row.short)
        for row in queue
        for to in [whom[row.line]]
    )
