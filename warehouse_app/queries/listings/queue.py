"""The back-order queue as a listing: every open line, in the order in which the house's policy serves it."""

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.listing import FieldKind, Join, ListField, Listing, Lookup, Sql, Total
from warehouse_app.queries.queue_order import due_term, queue_terms
from warehouse_app.queries.waiting import OPEN, of_alias
from warehouse_app.store.database import Store

_OPEN = "ol.quantity - ol.cancelled - ol.shipped"
_BY_ORDER = "ol.order_id IN (SELECT f.id FROM sales_order f WHERE {})"
_BY_CUSTOMER = "ol.order_id IN (SELECT so.id FROM sales_order so JOIN customer f ON f.id = so.customer_id WHERE {})"
_BY_ITEM = "ol.item_id IN (SELECT f.id FROM item f WHERE {})"

_JOINS = (
    Join("o", "JOIN sales_order o ON o.id = ol.order_id"),
    Join("c", "JOIN customer c ON c.id = o.customer_id"),
    Join("i", "JOIN item i ON i.id = ol.item_id"),
)


def back_orders(store: Store, settings: HouseSettings) -> Listing:
    """Return the open lines, in exactly the order of `domain.queue.queue_key`.

    `short` is 0 for a pre-order before its day. `not_before` is the later of the days before which the item, or the
    line by itself, gets no stock, as long as it lies ahead. `due` is what `due-date` ranks by.
    """
    early = Sql("ol.item_id IN (SELECT e.id FROM item e WHERE e.release_date > ?)", (settings.house_day,))
    later = Sql("ol.not_before > ?", (settings.house_day,))
    due = due_term(store, settings)
    fields = (
        ListField("rank_class", "ol.rank_class"),
        ListField("lifted", "ol.lifted", FieldKind.FLAG),
        ListField("placed", "ol.placed_at", FieldKind.INSTANT),
        ListField("due", due.sql, FieldKind.DAY, due.values),
        ListField("need_by", "ol.need_by", FieldKind.DAY, nullable=True),
        ListField("promised", "ol.first_promise", FieldKind.DAY, nullable=True),
        ListField("order", "o.number", lookup=Lookup(_BY_ORDER, "f.number")),
        ListField("line", "ol.line", FieldKind.NUMBER),
        ListField("customer_code", "c.code", lookup=Lookup(_BY_CUSTOMER, "f.code")),
        ListField("customer", "c.name", lookup=Lookup(_BY_CUSTOMER, "f.name")),
        ListField("sku", "i.sku", lookup=Lookup(_BY_ITEM, "f.sku")),
        ListField("item", "i.name", lookup=Lookup(_BY_ITEM, "f.name")),
        ListField("open", _OPEN, FieldKind.NUMBER),
        ListField("allocated", "ol.allocated", FieldKind.NUMBER),
        ListField(
            "short",
            f"CASE WHEN {early.text} THEN 0 ELSE {_OPEN} - ol.allocated END",
            FieldKind.NUMBER,
            early.values,
        ),
        ListField("pinned", "ol.pinned", FieldKind.NUMBER),
        ListField("on_hold", "ol.on_hold", FieldKind.FLAG),
        ListField("hold_reason", "o.hold_reason", lookup=Lookup(_BY_ORDER, "f.hold_reason")),
        ListField("pre_order", early.text, FieldKind.FLAG, early.values),
        ListField(
            "not_before",
            f"CASE WHEN {early.text} AND (ol.not_before IS NULL OR i.release_date > ol.not_before) THEN i.release_date "
            f"WHEN {later.text} THEN ol.not_before END",
            FieldKind.DAY,
            (*early.values, *later.values),
            nullable=True,
        ),
    )
    return Listing(
        name="queue",
        table="order_line ol",
        joins=_JOINS,
        key="ol.id",
        fields=fields,
        order=queue_terms(store, settings),
        where=Sql(of_alias("ol", OPEN)),
        search=("order", "customer_code", "customer", "sku", "item"),
        totals=(
            Total("open"),
            Total("allocated"),
            Total("short"),
        ),
        indexed=settings.policy is Policy.FIRST_COME,
    )
