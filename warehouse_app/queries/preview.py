"""What a desk that receives sees before it books: what is open, what is still to come, and who would get the goods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import ReceiptStatus
from warehouse_app.queries.goods import Delivery, Expected, recipients
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.queries.runs import planned_fill
from warehouse_app.queries.waiting import Arriving
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant


class PlannedShare(NamedTuple):
    """`units` that would go to a line of an order; `short` is what it would still wait for."""

    order: str
    line: int
    customer: str
    rank_class: str
    placed_at: datetime
    units: int
    short: int


def planned_shares(
    store: Store,
    settings: HouseSettings,
    item: int,
    quantity: int,
    purchase_order: int | None = None,
    expiry: date | None = None,
) -> list[PlannedShare]:
    """Return who would get `quantity` more units of an item if they came to lie in an allocatable place now.

    They are booked on a purchase order (id), of which the rest is then announced; None: on none. `expiry` is the last
    day on which they may be used; None: they last for ever. Nobody gets what has expired.
    In the order of the queue; nothing is booked or locked. What else is free of the item goes along.
    """
    if expiry is not None and expiry < settings.house_day:
        return []
    arriving = Arriving({item: quantity}, purchase_order, expiry)
    _, decided = planned_fill(store, settings, [item], arriving=arriving).get(item, (0, []))
    gains = [row for row in decided if row.gets > 0]
    whom = recipients(store, [row.line for row in gains])
    return [
        PlannedShare(
            whom[row.line].order,
            whom[row.line].order_line,
            whom[row.line].customer,
            whom[row.line].rank_class,
            instant(whom[row.line].placed_at),
            row.gets,
            row.asked - row.gets,
        )
        for row in gains
    ]


@dataclass(frozen=True)
class Progress:
    """Units of one item on a purchase order: `ordered`, `received` so far, and the `most` that passes unasked."""

    ordered: int
    received: int
    to_come: int
    most: int

    def is_too_much(self, quantity: int) -> bool:
        """Return whether `quantity` more are beyond what was ordered and what is tolerated."""
        return quantity > self.to_come and self.received + quantity > self.most


def progress_of(delivery: Delivery, expected: Iterable[Expected], item: int) -> Progress | None:
    """Return how far an item of a purchase order has come; None where it was not ordered."""
    mine = [row for row in expected if row.item == item]
    if not mine:
        return None
    ordered = sum(row.ordered for row in mine)
    return Progress(
        ordered,
        sum(row.received for row in mine),
        sum(row.to_come for row in mine),
        ordered + ordered * delivery.tolerance // 100,
    )


class OpenReceipt(NamedTuple):
    """A receipt that somebody began: `units` booked on it. `purchase_order` is '' for a blind one."""

    number: str
    purchase_order: str
    supplier: str
    units: int


_OPEN_RECEIPTS = (
    "SELECT r.number, COALESCE(p.number, ''), s.code, "
    f"(SELECT COALESCE(SUM(l.quantity), 0) {COUNTED_LINES} AND l.receipt_id = r.id) FROM receipt r "
    "JOIN supplier s ON s.id = r.supplier_id LEFT JOIN purchase_order p ON p.id = r.purchase_order_id "
    f"WHERE r.status = '{ReceiptStatus.OPEN.value}'"
)


def open_receipts(store: Store, *, most: int) -> list[OpenReceipt]:
    """Return the open receipts, the latest first, `most` of them at most."""
    return _open(store, "ORDER BY r.id DESC LIMIT ?", most)


def open_receipt_of(store: Store, delivery: Delivery) -> OpenReceipt | None:
    """Return the open receipt of a delivery."""
    if delivery.purchase_order is not None:
        found = _open(store, "AND r.purchase_order_id = ? ORDER BY r.id LIMIT 1", delivery.purchase_order)
    else:
        rule = "AND r.purchase_order_id IS NULL AND r.supplier_id = ? ORDER BY r.id LIMIT 1"
        found = _open(store, rule, delivery.supplier)
    return found[0] if found else None


def _open(store: Store, rule: str, value: int) -> list[OpenReceipt]:
    found = store.sql(f"{_OPEN_RECEIPTS} {rule}", (value,))
    return [OpenReceipt(number, order, supplier, int(units)) for number, order, supplier, units in found]
