"""What is picked for orders and not shipped: of which lots, and how much of them lies where picked goods do."""

from warehouse_app.domain.statuses import HOLDS_PICKED
from warehouse_app.queries.waiting import OPEN, of_alias
from warehouse_app.store.database import Store, marks


def picked_units(rule: str) -> str:
    """Return the statement of (lot_id, order_id, units) picked for lines `l`, not shipped, that meet a rule.

    Where a line has picked several lots and shipped some of it, which of them is not known: as much as can be is said.
    """
    return (
        "SELECT a.lot_id, l.order_id, CASE WHEN SUM(a.picked) < l.picked - l.shipped "
        "THEN CAST(SUM(a.picked) AS BIGINT) ELSE l.picked - l.shipped END AS units "
        "FROM order_line l JOIN allocation a ON a.order_line_id = l.id "
        f"WHERE a.picked > 0 AND l.picked > l.shipped AND {rule} "
        "GROUP BY a.lot_id, l.id, l.order_id, l.picked, l.shipped"
    )


def picked_of(store: Store, item: int, lot: int) -> dict[str, int]:
    """Return the units of a lot that are picked and not shipped, by order in the order of their numbers."""
    of_item = picked_units(f"l.item_id = ? AND {of_alias('l', OPEN)}")
    found = store.sql(
        f"SELECT o.number, SUM(p.units) FROM ({of_item}) AS p "
        "JOIN sales_order o ON o.id = p.order_id WHERE p.lot_id = ? GROUP BY o.number ORDER BY o.number",
        (item, lot),
    )
    return {order: int(units) for order, units in found}


def in_totes(store: Store, lot: int) -> dict[int, int]:
    """Return the units of a lot that lie where picked goods do, by place (id), and that nobody has set aside there."""
    kinds = sorted(HOLDS_PICKED)
    found = store.sql(
        "SELECT b.location_id, b.quantity FROM balance b JOIN location p ON p.id = b.location_id "
        f"WHERE b.lot_id = ? AND b.status = 'available' AND b.quantity > 0 AND p.kind IN ({marks(kinds)}) "
        "ORDER BY b.location_id",
        (lot, *kinds),
    )
    return {place: int(units) for place, units in found}
