"""What suppliers delivered, of the house's own receipts and of the history that was imported, and what that teaches.

A delivery is what came of one purchase line on one day: pallets of a day that were booked one by one are one delivery,
and what came later is another, with its own day and units, so that a line is not punctual because its first box was.
Goods that were ordered by no purchase order teach nothing, nor does what was taken back. What was put right came when
it was booked in at first, however much later somebody saw the mistake.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from warehouse_app.domain.lead_times import Delivered, LeadTime, lead_time
from warehouse_app.store.database import Store, day


class PastDelivery(NamedTuple):
    """Something that a supplier (a code) delivered; `quantity` is None where another system did not say it."""

    supplier: str
    ordered_on: date | None
    due_on: date | None
    received_on: date
    sku: str
    quantity: int | None
    purchase_order: str


class SupplierLeadTime(NamedTuple):
    """A supplier, the days it says it takes (None: it does not), and what its deliveries say."""

    code: str
    name: str
    promised_days: int | None
    learned: LeadTime


def past_deliveries(store: Store) -> Iterator[PastDelivery]:
    """Yield all deliveries that the house knows of: those of other systems first, then its own."""
    found = store.sql(
        "SELECT supplier, ordered_on, due_on, received_on, sku, quantity, purchase_order FROM delivery ORDER BY id"
    )
    for row in found:
        ordered_on, due_on, received_on = map(day, row[1:4])
        assert received_on is not None, "the column takes none"
        yield PastDelivery(row[0], ordered_on, due_on, received_on, *row[4:])
    yield from own_deliveries(store)


def own_deliveries(store: Store) -> list[PastDelivery]:
    """Return the deliveries of the house's own receipts, by purchase line and day."""
    units: dict[tuple[int, date], int] = defaultdict(int)
    facts: dict[int, tuple[Any, ...]] = {}
    for line, received_on, is_back, quantity, *of_line in _booked(store):
        if not is_back:
            units[line, received_on] += quantity
            facts[line] = tuple(of_line)
    found = []
    for (line, received_on), quantity in sorted(units.items()):
        supplier, ordered_on, due_on, sku, number = facts[line]
        found.append(PastDelivery(supplier, day(ordered_on), day(due_on), received_on, sku, quantity, number))
    return found


def own_since(store: Store) -> dict[tuple[str, str, str], date]:
    """Return the first day on which the house itself booked in goods of a supplier, purchase order and item.

    Bookings that were taken back count: what files say of such goods from that day on is known here.
    """
    first: dict[tuple[str, str, str], date] = {}
    for _, received_on, _, _, supplier, _, _, sku, number in _booked(store):
        key = supplier, number, sku
        first[key] = min(received_on, first.get(key, received_on))
    return first


def supplier_lead_times(store: Store) -> list[SupplierLeadTime]:
    """Return all suppliers by their code, with what their deliveries teach."""
    history: dict[str, list[Delivered]] = defaultdict(list)
    for past in past_deliveries(store):
        history[past.supplier].append(Delivered(past.ordered_on, past.due_on, past.received_on))
    found = store.sql("SELECT code, name, lead_time_days FROM supplier").fetchall()
    return [SupplierLeadTime(code, name, days, lead_time(history[code])) for code, name, days in sorted(found)]


def _booked(store: Store) -> Iterator[tuple[Any, ...]]:
    """Yield (purchase line, day, whether it was taken back, units, supplier, ordered on, due on, SKU, purchase order)
    of each line of a receipt that counts, or counted, on a purchase line.
    """
    days = dict(store.sql("SELECT action_id, MIN(effective_on) FROM move WHERE reason = 'receipt' GROUP BY action_id"))
    corrected = dict(
        store.sql(
            "SELECT DISTINCT v.action_id, l.action_id FROM receipt_reversal v "
            "JOIN receipt_line l ON l.id = v.receipt_line_id"
        )
    )
    for line, action, *rest in store.sql(
        "SELECT l.purchase_line_id, l.action_id, v.id IS NOT NULL, l.quantity, s.code, po.ordered_on, p.due_on, "
        "i.sku, po.number FROM receipt_line l JOIN purchase_line p ON p.id = l.purchase_line_id "
        "JOIN purchase_order po ON po.id = p.purchase_order_id JOIN supplier s ON s.id = po.supplier_id "
        "JOIN item i ON i.id = p.item_id LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id ORDER BY l.id"
    ).fetchall():
        came = action
        while came in corrected:
            came = corrected[came]
        yield line, day(days[came]), *rest
