"""Pick lists: for whom they are and how much is on them."""

from warehouse_app.queries.listing import FieldKind, ListField, Listing, Term, Total


def _of_stops(what: str, joined: str = "") -> str:
    return (
        f"(SELECT {what} FROM pick_stop ps JOIN allocation a ON a.id = ps.allocation_id {joined} "
        "WHERE ps.pick_list_id = pl.id)"
    )


_LINE = "JOIN order_line ol ON ol.id = a.order_line_id"
_ORDER = f"{_LINE} JOIN sales_order o ON o.id = ol.order_id"
_CUSTOMER = f"{_ORDER} JOIN customer c ON c.id = o.customer_id"


def pick_lists() -> Listing:
    """Return the pick lists, the newest first. Of a list for several orders, `order` is the first by its number.

    What was taken off a list again, as goods were not there, is no stop and no units of it any more, as on its paper.
    """
    return Listing(
        name="pick-lists",
        table="pick_list pl",
        joins=(),
        key="pl.id",
        fields=(
            ListField("pick_list", "pl.number", unique=True),
            ListField("status", "pl.status"),
            ListField("released_at", "pl.released_at", FieldKind.INSTANT),
            ListField("released_by", "pl.released_by"),
            ListField("order", _of_stops("MIN(o.number)", _ORDER), nullable=True),
            ListField("orders", _of_stops("COUNT(DISTINCT ol.order_id)", _LINE), FieldKind.NUMBER),
            ListField("customer", _of_stops("MIN(c.name)", _CUSTOMER), nullable=True),
            ListField("rank_class", _of_stops("MIN(ol.rank_class)", _LINE), nullable=True),
            ListField("stops", _of_stops("COUNT(CASE WHEN a.quantity > a.returned THEN 1 END)"), FieldKind.NUMBER),
            ListField("units", f"COALESCE({_of_stops('SUM(a.quantity - a.returned)')}, 0)", FieldKind.NUMBER),
            ListField(
                "to_pick",
                f"COALESCE({_of_stops('SUM(a.quantity - a.picked - a.returned)')}, 0)",
                FieldKind.NUMBER,
            ),
            ListField("distance_mm", "pl.distance_mm", FieldKind.NUMBER, nullable=True),
        ),
        order=(Term("pl.id", descending=True),),
        search=("pick_list", "order", "customer", "released_by"),
        totals=(
            Total("stops"),
            Total("units"),
            Total("to_pick"),
        ),
    )
