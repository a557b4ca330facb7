"""Items and what is known of their stock, what lies where, every move of it, and the places of the house."""

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import HOLDS_PICKED
from warehouse_app.queries.listing import FieldKind, Join, ListField, Listing, Lookup, Sql, Term, Total
from warehouse_app.queries.to_come import is_coming, to_come
from warehouse_app.queries.waiting import WAITING, of_alias

_LYING = "COALESCE((SELECT SUM(b.quantity) FROM lot l JOIN balance b ON b.lot_id = l.id WHERE l.item_id = i.id), 0)"
_SHORT = (
    "COALESCE((SELECT SUM(w.quantity - w.cancelled - w.shipped - w.allocated) FROM order_line w "
    f"WHERE w.item_id = i.id AND {of_alias('w', WAITING)}), 0)"
)
_COMING = f"COALESCE((SELECT SUM({to_come('p')}) FROM purchase_line p WHERE p.item_id = i.id AND {is_coming('p')}), 0)"


def items(settings: HouseSettings) -> Listing:
    """Return the items with their stock: what lies in the house, may be given away, is given, waits and is coming."""
    return Listing(
        name="items",
        table="item i",
        joins=(
            Join("st", "LEFT JOIN item_stock st ON st.item_id = i.id"),
            Join("loc", "LEFT JOIN location loc ON loc.id = i.home_location_id"),
            Join("s", "LEFT JOIN supplier s ON s.id = i.supplier_id"),
        ),
        key="i.id",
        fields=(
            ListField("sku", "i.sku", unique=True),
            ListField("item", "i.name"),
            ListField("category", "i.category"),
            ListField("unit", "i.unit"),
            ListField("on_hand", _LYING, FieldKind.NUMBER),
            ListField("allocatable", "COALESCE(st.allocatable, 0)", FieldKind.NUMBER),
            ListField("allocated", "COALESCE(st.allocated, 0)", FieldKind.NUMBER),
            ListField("free", "COALESCE(st.allocatable - st.allocated, 0)", FieldKind.NUMBER),
            ListField(
                "waiting",
                f"CASE WHEN i.release_date > ? THEN 0 ELSE {_SHORT} END",
                FieldKind.NUMBER,
                (settings.house_day,),
            ),
            ListField("coming", _COMING, FieldKind.NUMBER),
            ListField("safety_stock", "i.safety_stock", FieldKind.NUMBER),
            ListField("reorder_point", "i.reorder_point", FieldKind.NUMBER, nullable=True),
            ListField("home", "loc.code", nullable=True),
            ListField("supplier", "s.name", nullable=True),
            ListField("price", "i.price", FieldKind.MONEY, nullable=True),
            ListField("cost", "i.cost", FieldKind.MONEY, nullable=True),
            ListField("release_date", "i.release_date", FieldKind.DAY, nullable=True),
            ListField("lot_tracked", "i.lot_tracked", FieldKind.FLAG),
            ListField("expiry_tracked", "i.expiry_tracked", FieldKind.FLAG),
            ListField("serial_tracked", "i.serial_tracked", FieldKind.FLAG),
        ),
        order=(Term("i.sku"),),
        search=("sku", "item", "category"),
        totals=(
            Total("on_hand"),
            Total("allocatable"),
            Total("allocated"),
            Total("free"),
        ),
    )


_FIXED = (
    "COALESCE((SELECT SUM(a.quantity - a.picked - a.returned) FROM allocation a WHERE a.lot_id = b.lot_id "
    "AND a.location_id = b.location_id AND a.quantity - a.picked - a.returned > 0), 0)"
)

_BLOCKED = "EXISTS (SELECT 1 FROM lot_block k WHERE k.lot_id = b.lot_id AND k.lifted_id IS NULL)"


_PICKED_OF_LOT = (
    "SELECT CASE WHEN COUNT(*) > 1 THEN MIN(o.number) || ' +' || (COUNT(*) - 1) ELSE MIN(o.number) END "
    "FROM sales_order o WHERE o.id IN (SELECT w.order_id FROM allocation a JOIN order_line w ON w.id = a.order_line_id "
    "WHERE a.lot_id = b.lot_id AND a.picked > 0 AND w.picked > w.shipped)"
)
_PICKED_INTO_IT = (
    "EXISTS (SELECT 1 FROM move m WHERE m.item_id = l.item_id AND m.lot_id = b.lot_id "
    "AND m.location_id = b.location_id AND m.document = o.number AND m.reason = 'pick')"
)
_KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(HOLDS_PICKED))
_ORDER = (
    f"CASE WHEN b.status = 'available' AND loc.kind IN ({_KINDS}) "
    f"THEN COALESCE(({_PICKED_OF_LOT} AND {_PICKED_INTO_IT}), ({_PICKED_OF_LOT})) END"
)
"""The order for which goods in a tote are picked, and how many others: those picked into it; where they were carried
there, all for which some of the lot is picked."""


def _balances(which: Sql) -> Listing:
    return Listing(
        name="balances",
        table="balance b",
        joins=(
            Join("l", "JOIN lot l ON l.id = b.lot_id"),
            Join("i", "JOIN item i ON i.id = l.item_id"),
            Join("loc", "JOIN location loc ON loc.id = b.location_id"),
        ),
        key="(b.lot_id || ':' || b.location_id || ':' || b.status)",
        fields=(
            ListField("sku", "i.sku"),
            ListField("item", "i.name"),
            ListField("location", "loc.code"),
            ListField("kind", "loc.kind"),
            ListField("lot", "l.code"),
            ListField("expiry", "l.expiry", FieldKind.DAY, nullable=True),
            ListField("status", "b.status"),
            ListField("quantity", "b.quantity", FieldKind.NUMBER),
            ListField("reserved", f"CASE WHEN b.status = 'available' THEN {_FIXED} ELSE 0 END", FieldKind.NUMBER),
            ListField("blocked", _BLOCKED, FieldKind.FLAG),
            ListField("order", _ORDER, nullable=True),
        ),
        order=(Term("loc.code"), Term("i.sku"), Term("l.code")),
        where=Sql(f"b.quantity > 0 AND {which.text}", which.values),
        search=("sku", "item", "location", "lot"),
        totals=(
            Total("quantity"),
            Total("reserved"),
        ),
        indexed=False,
    )


def balances_of(sku: str) -> Listing:
    """Return where an item lies: place, lot, status, and how much of it pick lists have fixed."""
    return _balances(Sql("l.item_id = (SELECT one.id FROM item one WHERE one.sku = ?)", (sku,)))


def balances_in(location: str) -> Listing:
    """Return what lies in a place."""
    return _balances(Sql("b.location_id = (SELECT one.id FROM location one WHERE one.code = ?)", (location,)))


def _ledger(which: Sql, order: tuple[Term, ...], totals: tuple[Total, ...]) -> Listing:
    by_item = "m.item_id IN (SELECT f.id FROM item f WHERE {})"
    by_location = "m.location_id IN (SELECT f.id FROM location f WHERE {})"
    return Listing(
        name="ledger",
        table="move m",
        joins=(
            Join("i", "JOIN item i ON i.id = m.item_id"),
            Join("l", "JOIN lot l ON l.id = m.lot_id"),
            Join("loc", "JOIN location loc ON loc.id = m.location_id"),
        ),
        key="m.id",
        fields=(
            ListField("at", "m.at", FieldKind.INSTANT),
            ListField("effective_on", "m.effective_on", FieldKind.DAY),
            ListField("reason", "m.reason"),
            ListField("sku", "i.sku", lookup=Lookup(by_item, "f.sku")),
            ListField("item", "i.name", lookup=Lookup(by_item, "f.name")),
            ListField("quantity", "m.quantity", FieldKind.NUMBER),
            ListField("location", "loc.code", lookup=Lookup(by_location, "f.code")),
            ListField("lot", "l.code"),
            ListField("status", "m.status"),
            ListField("document", "m.document"),
            ListField("actor", "m.actor"),
            ListField("workstation", "m.workstation"),
            ListField("seq", "m.seq", FieldKind.NUMBER),
        ),
        order=order,
        where=which,
        search=("sku", "item", "location", "lot", "document", "actor"),
        totals=totals,
    )


def ledger() -> Listing:
    """Return every move of the house, the newest first."""
    return _ledger(Sql("1 = 1"), (Term("m.id", descending=True),), ())


def ledger_of(sku: str) -> Listing:
    """Return the moves of an item, the newest first; their sum is what lies in the house."""
    which = Sql("m.item_id = (SELECT one.id FROM item one WHERE one.sku = ?)", (sku,))
    return _ledger(which, (Term("m.seq", descending=True),), (Total("quantity"),))


_UNITS_THERE = "COALESCE((SELECT SUM(b.quantity) FROM balance b WHERE b.location_id = loc.id), 0)"


def locations() -> Listing:
    """Return the places of the house and how much lies there."""
    return Listing(
        name="locations",
        table="location loc",
        joins=(),
        key="loc.id",
        fields=(
            ListField("location", "loc.code", unique=True),
            ListField("kind", "loc.kind"),
            ListField("zone", "loc.zone"),
            ListField("aisle", "loc.aisle"),
            ListField("bay", "loc.bay"),
            ListField("level", "loc.level"),
            ListField("capacity", "loc.capacity", FieldKind.NUMBER, nullable=True),
            ListField("quantity", _UNITS_THERE, FieldKind.NUMBER),
            ListField(
                "items",
                "(SELECT COUNT(DISTINCT l.item_id) FROM balance b JOIN lot l ON l.id = b.lot_id "
                "WHERE b.location_id = loc.id AND b.quantity > 0)",
                FieldKind.NUMBER,
            ),
        ),
        order=(Term("loc.code"),),
        search=("location", "zone", "aisle"),
        totals=(Total("quantity"),),
    )
