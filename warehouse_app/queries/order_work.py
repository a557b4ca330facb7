"""What must be known before goods of an order come back or are put back, and before it is merged or split."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from warehouse_app.queries.cards import location_codes
from warehouse_app.queries.goods import item_of
from warehouse_app.queries.picked import LotInTote, lots_in_totes_for
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant

_MOST = 200


@dataclass(frozen=True, slots=True)
class ComingBack:
    """Up to `most` units of an item may come back of an order's line; what has to be said of them besides."""

    sku: str
    name: str
    most: int
    needs_lot: bool
    needs_expiry: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InHand:
    """What is picked for an order and not shipped, where it lies; and the codes of all places."""

    goods: tuple[LotInTote, ...]
    places: tuple[str, ...]


class Mergeable(NamedTuple):
    """An order of the same customer that still wants something."""

    number: str
    placed_at: datetime
    units: int


def coming_back(store: Store, order: str, line: int) -> ComingBack | None:
    """Return what may come back of a line; None where there is no such line."""
    found = store.sql(
        "SELECT i.sku, i.name, l.shipped - l.returned FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "JOIN item i ON i.id = l.item_id WHERE o.number = ? AND l.line = ?",
        (order, line),
    ).fetchone()
    if found is None:
        return None
    sku, name, most = found
    item = item_of(store, sku)
    assert item is not None  # the line refers to it
    return ComingBack(sku, name, int(most), item.lot or item.serial, item.expiry, tuple(location_codes()))


def in_hand(store: Store, order: str) -> InHand:
    """Return what may be put back of what is picked for an order (its number)."""
    return InHand(tuple(lots_in_totes_for(store, order)), tuple(location_codes()))


def mergeable(store: Store, order: str) -> list[Mergeable]:
    """Return the other orders of an order's customer that still want something, the oldest first."""
    found = store.sql(
        "SELECT o.number, o.placed_at, SUM(l.quantity - l.cancelled - l.shipped) FROM sales_order o "
        "JOIN order_line l ON l.order_id = o.id WHERE o.customer_id = "
        "(SELECT one.customer_id FROM sales_order one WHERE one.number = ?) AND o.number <> ? "
        "AND l.quantity - l.cancelled - l.shipped > 0 GROUP BY o.id, o.number, o.placed_at "
        "ORDER BY o.placed_at, o.id LIMIT ?",
        (order, order, _MOST),
    )
    return [Mergeable(number, instant(at), int(units)) for number, at, units in found]
