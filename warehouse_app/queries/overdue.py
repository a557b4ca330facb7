"""Purchase orders with whether something of them should have come before today."""

from dataclasses import replace

from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.listing import FieldKind, ListField, Listing
from warehouse_app.queries.listings.supply import purchase_orders
from warehouse_app.queries.to_come import is_coming


def purchase_orders_by_day(settings: HouseSettings) -> Listing:
    """Return the purchase orders, with the field `overdue` as it is on the house's day."""
    late = (
        f"EXISTS (SELECT 1 FROM purchase_line w WHERE w.purchase_order_id = p.id AND {is_coming('w')} AND w.due_on < ?)"
    )
    listing = purchase_orders()
    overdue = ListField("overdue", late, FieldKind.FLAG, (settings.house_day,))
    return replace(listing, fields=(*listing.fields, overdue))
