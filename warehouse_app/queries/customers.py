"""A customer as whoever looks it up sees it: its name, and what it still waits for."""

from typing import NamedTuple

from warehouse_app.queries.spelling import Called, exactly_or_alone
from warehouse_app.queries.waiting import OPEN
from warehouse_app.store.database import Store


class OpenOrder(NamedTuple):
    """An order of which `units` are still to be shipped."""

    number: str
    units: int


class FoundCustomer(NamedTuple):
    """A customer with its open orders, those placed first first."""

    code: str
    name: str
    rank_class: str
    orders: tuple[OpenOrder, ...]


def customer_called(store: Store, text: str) -> FoundCustomer | None:
    """Return the customer with a code, however its letters are written where that is but one; None: there is none."""
    code = exactly_or_alone(store, Called.CUSTOMER, text) if text else None
    if code is None:
        return None
    [(row, name, rank_class)] = store.sql("SELECT id, name, priority_class FROM customer WHERE code = ?", (code,))
    found = store.sql(
        "SELECT o.number, SUM(l.quantity - l.cancelled - l.shipped) FROM sales_order o "
        f"JOIN order_line l ON l.order_id = o.id WHERE o.customer_id = ? AND {OPEN} "
        "GROUP BY o.id, o.number, o.placed_at ORDER BY o.placed_at, o.id",
        (row,),
    )
    return FoundCustomer(code, name, rank_class, tuple(OpenOrder(number, int(units)) for number, units in found))
