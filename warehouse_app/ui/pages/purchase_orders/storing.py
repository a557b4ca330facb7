"""What Save does with a purchase order that was written by hand; it runs in the background."""

from collections.abc import Sequence
from typing import NamedTuple

from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.queries.next_number import PURCHASE_ORDERS
from warehouse_app.queries.purchase_view import PurchaseView, purchase_view
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.gains import Share
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.saving import Stored
from warehouse_app.ui.forms import refuse_changed, under_new_number


class StoredPurchase(NamedTuple):
    """A purchase order as it stands once it is stored, and who got stock that was kept for who counted on it."""

    view: PurchaseView
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    shares: tuple[Share, ...] = ()


def store_new(store: Store, action: Action, records: Sequence[PurchaseLineRecord]) -> StoredPurchase:
    """Store a new purchase order. Raises Refused (DocumentFault, RowFault)."""
    number = records[0].number
    with under_new_number(store, action, PURCHASE_ORDERS, number):
        saved = save_purchase_order(store, action, records, update=False)
    return _stored(store, number, saved)


def store_edited(
    store: Store, action: Action, before: PurchaseView, records: Sequence[PurchaseLineRecord]
) -> StoredPurchase:
    """Store what differs from the purchase order as it was `before`. Raises Refused (DocumentFault, RowFault)."""
    with store.snapshot():
        now = purchase_view(store, before.number)
    refuse_changed(store, action, before.number, _as_written(before), None if now is None else _as_written(now))
    return _stored(store, before.number, save_purchase_order(store, action, records, update=True))


def _as_written(view: PurchaseView) -> tuple[object, ...]:
    """Return what a person writes of a purchase order; goods go on coming while somebody does."""
    return (
        view.ordered_on,
        tuple(
            (line.line, line.sku, line.quantity, line.due_on, line.price, line.over_receipt_percent)
            for line in view.lines
        ),
    )


def _stored(store: Store, number: str, saved: Stored) -> StoredPurchase:
    with store.snapshot():
        view = purchase_view(store, number)
    assert view is not None, "it was stored just now, and nobody deletes a purchase order"
    return StoredPurchase(view, saved.changes, saved.stops, saved.shares)
