"""What lies in a place, and where an item lies: the first of it, as people ask for it who stand in front of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.queries.picked import picked_at
from warehouse_app.queries.waiting import OPEN, WAITING
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant

_RESERVED = (
    "CASE WHEN b.status = 'available' THEN COALESCE((SELECT SUM(a.quantity - a.picked - a.returned) "
    "FROM allocation a WHERE a.lot_id = b.lot_id AND a.location_id = b.location_id "
    "AND a.quantity - a.picked - a.returned > 0), 0) ELSE 0 END"
)


class Goods(NamedTuple):
    """`quantity` units of one lot ('': it has no number) in one state in one place; `reserved` are fixed to orders.

    `blocked`: nothing of the lot may be given to orders. `orders` are those for which they are picked, in a tote.
    """

    sku: str
    name: str
    place: str
    kind: LocationKind
    lot: str
    expiry: date | None
    status: StockStatus
    quantity: int
    reserved: int
    blocked: bool
    orders: tuple[str, ...] = ()


class Several(NamedTuple):
    """The first of some goods, of how many there are: so many rows, and so many units."""

    first: Sequence[Goods]
    rows: int
    units: int


def goods_in(store: Store, location: int, *, most: int) -> Several:
    """Return what lies in a place (id), by item: what expires first comes first."""
    order = "i.sku, CASE WHEN lot.expiry IS NULL THEN 1 ELSE 0 END, lot.expiry, lot.id, b.status"
    return _several(store, "b.location_id = ?", (location,), order, most)


def goods_of(store: Store, item: int, *, lot: str | None = None, most: int) -> Several:
    """Return where an item (id), or only its `lot`, lies: where most of it lies comes first."""
    rule, facts = ("lot.item_id = ?", (item,)) if lot is None else ("lot.item_id = ? AND lot.code = ?", (item, lot))
    return _several(store, rule, facts, "b.quantity DESC, loc.code, lot.id, b.status", most)


def _several(store: Store, rule: str, values: tuple[int | str, ...], order: str, most: int) -> Several:
    found = store.sql(
        f"SELECT i.sku, i.name, loc.code, loc.kind, lot.code, lot.expiry, b.status, b.quantity, {_RESERVED}, "
        "EXISTS (SELECT 1 FROM lot_block k WHERE k.lot_id = lot.id AND k.lifted_id IS NULL), "
        "lot.item_id, lot.id, loc.id, COUNT(*) OVER (), SUM(b.quantity) OVER () FROM balance b "
        "JOIN lot ON lot.id = b.lot_id JOIN item i ON i.id = lot.item_id JOIN location loc ON loc.id = b.location_id "
        f"WHERE {rule} AND b.quantity > 0 ORDER BY {order} LIMIT ?",
        (*values, most),
    ).fetchall()
    aside = {(row[10], row[11]) for row in found if row[3] in HOLDS_PICKED and row[6] == StockStatus.AVAILABLE}
    of_lot = {lot: picked_at(store, *lot) for lot in aside}
    goods = [
        Goods(
            sku,
            name,
            place,
            LocationKind(kind),
            lot,
            day(expiry),
            StockStatus(status),
            int(quantity),
            int(reserved),
            bool(blocked),
            tuple(of_lot[item, row].get(at, ())) if kind in HOLDS_PICKED and status == StockStatus.AVAILABLE else (),
        )
        for sku, name, place, kind, lot, expiry, status, quantity, reserved, blocked, item, row, at, *_ in found
    ]
    return Several(goods, int(found[0][-2]), int(found[0][-1])) if found else Several([], 0, 0)


def waiting_lines(store: Store, item: int) -> int:
    """Return how many lines of orders wait for an item (id)."""
    found = store.sql(f"SELECT COUNT(*) FROM order_line WHERE item_id = ? AND {WAITING}", (item,))
    return int(found.fetchone()[0])


def allocated_units(store: Store, item: int) -> int:
    """Return how many units of an item (id) that are on hand are given to orders, whether they are picked or not."""
    # Of lines: what an item's stock has allocated is not picked yet.
    [(units,)] = store.sql(f"SELECT COALESCE(SUM(allocated), 0) FROM order_line WHERE item_id = ? AND {OPEN}", (item,))
    return int(units)


class CameWith(NamedTuple):
    """A receipt with which goods came, from whom, and when it was opened."""

    receipt: str
    supplier: str
    opened_at: datetime


def receipts_of_lot(store: Store, item: int, lot: str) -> list[CameWith]:
    """Return the receipts with which a lot of an item (id) came, the latest first; what was taken back does not count.

    They are read from the item's moves, of which there is an index.
    """
    found = store.sql(
        "SELECT r.number, s.name, r.opened_at FROM receipt r JOIN supplier s ON s.id = r.supplier_id "
        "WHERE r.number IN (SELECT m.document FROM move m JOIN lot ON lot.id = m.lot_id "
        "WHERE m.item_id = ? AND lot.code = ? AND m.reason = 'receipt' AND NOT EXISTS (SELECT 1 FROM move c "
        "WHERE c.item_id = m.item_id AND c.seq > m.seq AND c.corrects_id = m.id)) ORDER BY r.id DESC",
        (item, lot),
    )
    return [CameWith(number, supplier, instant(opened)) for number, supplier, opened in found]


class GoesTo(NamedTuple):
    """An order that holds units of a lot: `reserved` are still to be picked for it, `picked` were taken for it."""

    order: str
    customer: str
    reserved: int
    picked: int


def orders_of_lot(store: Store, item: int, lot: str) -> list[GoesTo]:
    """Return the orders that units of a lot of an item (id) are fixed to or were picked for, the latest first.

    They are read from the item's order lines, of which there is an index.
    """
    found = store.sql(
        "SELECT o.number, c.name, SUM(a.quantity - a.picked - a.returned), SUM(a.picked) FROM order_line l "
        "JOIN allocation a ON a.order_line_id = l.id JOIN lot ON lot.id = a.lot_id "
        "JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id "
        "WHERE l.item_id = ? AND l.quantity > 0 AND lot.code = ? AND a.quantity > a.returned "
        "GROUP BY o.id, o.number, c.name ORDER BY o.id DESC",
        (item, lot),
    )
    return [GoesTo(order, customer, int(reserved), int(picked)) for order, customer, reserved, picked in found]


def order_of_parcel(store: Store, number: str) -> str:
    """Return the order that a parcel was sent for."""
    [(order,)] = store.sql(
        "SELECT o.number FROM shipment s JOIN sales_order o ON o.id = s.order_id WHERE s.number = ?", (number,)
    )
    return str(order)
