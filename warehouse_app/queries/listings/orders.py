"""Orders with how far they are, the lines of one order, and the customers."""

from enum import StrEnum

from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.listing import EVERYTHING, FieldKind, Join, ListField, Listing, Lookup, Sql, Term, Total
from warehouse_app.queries.waiting import OPEN, WAITING, of_alias


class OrderState(StrEnum):
    """How far an order is; each has a word in `texts.window.tables`."""

    WAITING = "order-state-waiting"
    """Something that is still wanted is not held for it."""
    ALLOCATED = "order-state-allocated"
    """All that is still wanted is held for it."""
    SHIPPED = "order-state-shipped"
    CANCELLED = "order-state-cancelled"


def _of_lines(what: str) -> str:
    return f"COALESCE((SELECT {what} FROM order_line w WHERE w.order_id = o.id), 0)"


def _some_line(rule: str) -> str:
    return f"EXISTS (SELECT 1 FROM order_line w WHERE w.order_id = o.id AND {rule})"


_STATE = (
    f"CASE WHEN {_some_line(of_alias('w', WAITING))} THEN '{OrderState.WAITING}' "
    f"WHEN {_some_line(of_alias('w', OPEN))} THEN '{OrderState.ALLOCATED}' "
    f"WHEN {_some_line('w.shipped > 0')} THEN '{OrderState.SHIPPED}' ELSE '{OrderState.CANCELLED}' END"
)
_EVERY = Join("every", "JOIN order_line every ON every.order_id = o.id")
_BY_CUSTOMER = "o.customer_id IN (SELECT f.id FROM customer f WHERE {})"


def _orders(which: Sql) -> Listing:
    return Listing(
        name="orders",
        table="sales_order o",
        joins=(Join("c", "JOIN customer c ON c.id = o.customer_id"), _EVERY),
        key="o.id",
        fields=(
            ListField("order", "o.number", unique=True),
            ListField("placed", "o.placed_at", FieldKind.INSTANT, indexed=True),
            ListField("customer_code", "c.code", lookup=Lookup(_BY_CUSTOMER, "f.code")),
            ListField("customer", "c.name", lookup=Lookup(_BY_CUSTOMER, "f.name")),
            ListField("rank_class", "COALESCE(NULLIF(o.priority_class, ''), c.priority_class)"),
            ListField("ship_policy", "COALESCE(o.ship_policy, c.ship_policy)"),
            ListField("reference", "o.customer_reference"),
            ListField("carrier", "o.carrier"),
            ListField("lines", _of_lines("COUNT(*)"), FieldKind.NUMBER),
            ListField("ordered", _of_lines("SUM(w.quantity - w.cancelled)"), FieldKind.NUMBER),
            ListField("open", _of_lines("SUM(w.quantity - w.cancelled - w.shipped)"), FieldKind.NUMBER),
            ListField("allocated", _of_lines("SUM(w.allocated)"), FieldKind.NUMBER),
            ListField("short", _of_lines("SUM(w.quantity - w.cancelled - w.shipped - w.allocated)"), FieldKind.NUMBER),
            ListField("state", _STATE),
        ),
        order=(Term("o.placed_at", descending=True), Term("o.id", descending=True)),
        where=which,
        search=("order", "customer_code", "customer", "reference"),
        totals=(
            Total("open", "every.quantity - every.cancelled - every.shipped"),
            Total("allocated", "every.allocated"),
            Total("short", "every.quantity - every.cancelled - every.shipped - every.allocated"),
        ),
    )


def orders() -> Listing:
    """Return all orders, the newest first."""
    return _orders(EVERYTHING)


def orders_of(customer: str) -> Listing:
    """Return the orders of a customer (its code), the newest first."""
    return _orders(Sql("o.customer_id = (SELECT one.id FROM customer one WHERE one.code = ?)", (customer,)))


def order_lines(settings: HouseSettings, order: str) -> Listing:
    """Return the lines of an order (its number)."""
    early = "i.release_date > ?"
    short = "ol.quantity - ol.cancelled - ol.shipped - ol.allocated"
    return Listing(
        name="order-lines",
        table="order_line ol",
        joins=(Join("i", "JOIN item i ON i.id = ol.item_id"),),
        key="ol.id",
        fields=(
            ListField("line", "ol.line", FieldKind.NUMBER, indexed=True),
            ListField("sku", "i.sku"),
            ListField("item", "i.name"),
            ListField("quantity", "ol.quantity", FieldKind.NUMBER),
            ListField("cancelled", "ol.cancelled", FieldKind.NUMBER),
            ListField("open", "ol.quantity - ol.cancelled - ol.shipped", FieldKind.NUMBER),
            ListField("allocated", "ol.allocated", FieldKind.NUMBER),
            ListField("short", f"CASE WHEN {early} THEN 0 ELSE {short} END", FieldKind.NUMBER, (settings.house_day,)),
            ListField("picked", "ol.picked", FieldKind.NUMBER),
            ListField("shipped", "ol.shipped", FieldKind.NUMBER),
            ListField("returned", "ol.returned", FieldKind.NUMBER),
            ListField("lifted", "ol.lifted", FieldKind.FLAG),
            ListField("need_by", "ol.need_by", FieldKind.DAY, nullable=True),
            ListField("promised", "ol.first_promise", FieldKind.DAY, nullable=True),
            ListField("price", "ol.price", FieldKind.MONEY, nullable=True),
            ListField("note", "ol.note"),
        ),
        order=(Term("ol.line"),),
        where=Sql("ol.order_id = (SELECT one.id FROM sales_order one WHERE one.number = ?)", (order,)),
        search=("sku", "item", "note"),
        totals=(
            Total("quantity"),
            Total("open"),
            Total("allocated"),
            Total("short"),
            Total("shipped"),
        ),
    )


def customers() -> Listing:
    """Return the customers."""
    return Listing(
        name="customers",
        table="customer c",
        joins=(),
        key="c.id",
        fields=(
            ListField("customer_code", "c.code", unique=True),
            ListField("customer", "c.name"),
            ListField("rank_class", "c.priority_class"),
            ListField("ship_policy", "c.ship_policy"),
            ListField("weight", "c.weight", FieldKind.NUMBER),
            ListField("minimum_shelf_life_days", "c.minimum_shelf_life_days", FieldKind.NUMBER),
            ListField("email", "c.email"),
            ListField("phone", "c.phone"),
            ListField("street", "c.street"),
            ListField("postcode", "c.postcode"),
            ListField("city", "c.city"),
            ListField("country", "c.country"),
            ListField("language", "c.language"),
            ListField("orders", "(SELECT COUNT(*) FROM sales_order o WHERE o.customer_id = c.id)", FieldKind.NUMBER),
        ),
        order=(Term("c.code"),),
        search=("customer_code", "customer", "city", "email"),
    )
