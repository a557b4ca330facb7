"""One order as its page and its form show it: what it says itself, and each of its lines."""

from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.statuses import PickListStatus, ShipPolicy
from warehouse_app.queries.picked import InTote, in_totes_for
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant


class OrderLineView(NamedTuple):
    """A line of an order, in base units; `price` in cents."""

    line: int
    sku: str
    name: str
    unit: str
    pack_quantity: int
    quantity: int
    cancelled: int
    picked: int
    shipped: int
    allocated: int
    sell_multiple: int
    need_by: date | None
    promised: date | None
    price: int | None
    note: str

    @property
    def open(self) -> int:
        """Units that are still to be shipped."""
        return self.quantity - self.cancelled - self.shipped

    @property
    def short(self) -> int:
        """Units that have no stock."""
        return self.open - self.allocated

    @property
    def left_to_cancel(self) -> int:
        """Units that nobody has picked yet."""
        return self.quantity - self.cancelled - self.picked


class ListView(NamedTuple):
    """A pick list with goods for the order; those that were taken back are not told."""

    number: str
    status: PickListStatus


class OrderView(NamedTuple):
    """An order. `priority_class` ('') and `ship_policy` (None) are the customer's, `usual_…`, where it says none.

    `in_totes` is where goods lie that are picked for it and not shipped.
    """

    id: int
    number: str
    customer_code: str
    customer: str
    usual_class: str
    usual_policy: ShipPolicy
    priority_class: str
    ship_policy: ShipPolicy | None
    placed_at: datetime
    customer_reference: str
    carrier: str
    lines: tuple[OrderLineView, ...]
    pick_lists: tuple[ListView, ...]
    in_totes: tuple[InTote, ...] = ()


def order_view(store: Store, number: str) -> OrderView | None:
    """Return the order of that number; None where there is none."""
    head = store.sql(
        "SELECT o.id, c.code, c.name, c.priority_class, c.ship_policy, o.priority_class, o.ship_policy, o.placed_at, "
        "o.customer_reference, o.carrier FROM sales_order o JOIN customer c ON c.id = o.customer_id WHERE o.number = ?",
        (number,),
    ).fetchone()
    if head is None:
        return None
    order, code, name, usual_class, usual_policy, own_class, own_policy, placed_at, reference, carrier = head
    return OrderView(
        order,
        number,
        code,
        name,
        usual_class,
        ShipPolicy(usual_policy),
        own_class,
        ShipPolicy(own_policy) if own_policy else None,
        instant(placed_at),
        reference,
        carrier,
        _lines(store, order),
        _pick_lists(store, order),
        tuple(in_totes_for(store, number)),
    )


def _lines(store: Store, order: int) -> tuple[OrderLineView, ...]:
    found = store.sql(
        "SELECT l.line, i.sku, i.name, i.unit, i.pack_quantity, l.quantity, l.cancelled, l.picked, l.shipped, "
        "l.allocated, l.sell_multiple, l.need_by, l.first_promise, l.price, l.note FROM order_line l "
        "JOIN item i ON i.id = l.item_id WHERE l.order_id = ? ORDER BY l.line",
        (order,),
    )
    return tuple(
        OrderLineView(*row)._replace(need_by=day(need_by), promised=day(promised))
        for row in found
        for need_by, promised in [row[11:13]]
    )


def _pick_lists(store: Store, order: int) -> tuple[ListView, ...]:
    found = store.sql(
        "SELECT DISTINCT p.id, p.number, p.status FROM order_line l JOIN allocation a ON a.order_line_id = l.id "
        "JOIN pick_stop s ON s.allocation_id = a.id JOIN pick_list p ON p.id = s.pick_list_id "
        "WHERE l.order_id = ? AND p.status <> ? ORDER BY p.id",
        (order, PickListStatus.UNRELEASED.value),
    )
    return tuple(ListView(number, PickListStatus(status)) for _, number, status in found)
