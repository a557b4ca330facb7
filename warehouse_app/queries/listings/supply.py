"""Purchase orders with what is still to come, the lines of one, receipts, and the suppliers."""

from warehouse_app.queries.listing import FieldKind, Join, ListField, Listing, Sql, Term, Total
from warehouse_app.queries.to_come import is_coming, to_come

_TO_COME = f"CASE WHEN {is_coming('w')} THEN {to_come('w')} ELSE 0 END"


def _of_lines(what: str) -> str:
    return f"COALESCE((SELECT {what} FROM purchase_line w WHERE w.purchase_order_id = p.id), 0)"


def purchase_orders() -> Listing:
    """Return the purchase orders, the newest first."""
    next_due = f"(SELECT MIN(w.due_on) FROM purchase_line w WHERE w.purchase_order_id = p.id AND {is_coming('w')})"
    return Listing(
        name="purchase-orders",
        table="purchase_order p",
        joins=(Join("s", "JOIN supplier s ON s.id = p.supplier_id"),),
        key="p.id",
        fields=(
            ListField("purchase_order", "p.number", unique=True),
            ListField("supplier_code", "s.code"),
            ListField("supplier", "s.name"),
            ListField("ordered_on", "p.ordered_on", FieldKind.DAY, nullable=True),
            ListField("next_due", next_due, FieldKind.DAY, nullable=True),
            ListField("lines", _of_lines("COUNT(*)"), FieldKind.NUMBER),
            ListField("ordered", _of_lines("SUM(w.quantity)"), FieldKind.NUMBER),
            ListField("received", _of_lines("SUM(w.received)"), FieldKind.NUMBER),
            ListField("to_come", _of_lines(f"SUM({_TO_COME})"), FieldKind.NUMBER),
        ),
        order=(Term("p.id", descending=True),),
        search=("purchase_order", "supplier_code", "supplier"),
        totals=(
            Total("ordered"),
            Total("received"),
            Total("to_come"),
        ),
    )


def purchase_lines(purchase_order: str) -> Listing:
    """Return the lines of a purchase order (its number)."""
    return Listing(
        name="purchase-lines",
        table="purchase_line w",
        joins=(Join("i", "JOIN item i ON i.id = w.item_id"),),
        key="w.id",
        fields=(
            ListField("line", "w.line", FieldKind.NUMBER, indexed=True),
            ListField("sku", "i.sku"),
            ListField("item", "i.name"),
            ListField("ordered", "w.quantity", FieldKind.NUMBER),
            ListField("received", "w.received", FieldKind.NUMBER),
            ListField("to_come", _TO_COME, FieldKind.NUMBER),
            ListField("due_on", "w.due_on", FieldKind.DAY, nullable=True),
            ListField("price", "w.price", FieldKind.MONEY, nullable=True),
        ),
        order=(Term("w.line"),),
        where=Sql(
            "w.purchase_order_id = (SELECT one.id FROM purchase_order one WHERE one.number = ?)", (purchase_order,)
        ),
        search=("sku", "item"),
        totals=(
            Total("ordered"),
            Total("received"),
            Total("to_come"),
        ),
    )


_COUNTED = (
    "FROM receipt_line rl WHERE rl.receipt_id = r.id "
    "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = rl.id)"
)


def receipts() -> Listing:
    """Return the receipts, the newest first; what was taken back does not count."""
    return Listing(
        name="receipts",
        table="receipt r",
        joins=(
            Join("s", "JOIN supplier s ON s.id = r.supplier_id"),
            Join("p", "LEFT JOIN purchase_order p ON p.id = r.purchase_order_id"),
        ),
        key="r.id",
        fields=(
            ListField("receipt", "r.number", unique=True),
            ListField("supplier_code", "s.code"),
            ListField("supplier", "s.name"),
            ListField("purchase_order", "p.number", nullable=True),
            ListField("status", "r.status"),
            ListField("opened", "r.opened_at", FieldKind.INSTANT),
            ListField("closed", "r.closed_at", FieldKind.INSTANT, nullable=True),
            ListField("lines", f"(SELECT COUNT(*) {_COUNTED})", FieldKind.NUMBER),
            ListField("units", f"COALESCE((SELECT SUM(rl.quantity) {_COUNTED}), 0)", FieldKind.NUMBER),
        ),
        order=(Term("r.id", descending=True),),
        search=("receipt", "supplier_code", "supplier", "purchase_order"),
        totals=(Total("units"),),
    )


def suppliers() -> Listing:
    """Return the suppliers."""
    return Listing(
        name="suppliers",
        table="supplier s",
        joins=(),
        key="s.id",
        fields=(
            ListField("supplier_code", "s.code", unique=True),
            ListField("supplier", "s.name"),
            ListField("email", "s.email"),
            ListField("lead_time_days", "s.lead_time_days", FieldKind.NUMBER, nullable=True),
            ListField("over_receipt_percent", "s.over_receipt_percent", FieldKind.NUMBER),
            ListField(
                "purchase_orders",
                "(SELECT COUNT(*) FROM purchase_order p WHERE p.supplier_id = s.id)",
                FieldKind.NUMBER,
            ),
        ),
        order=(Term("s.code"),),
        search=("supplier_code", "supplier", "email"),
    )
