"""What Save does with an order that was written by hand; it runs in the background."""

from collections.abc import Sequence
from typing import NamedTuple

from warehouse_app.domain.records import OrderLineRecord
from warehouse_app.queries.next_number import ORDERS
from warehouse_app.queries.order_view import OrderView, order_view
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.gains import Share
from warehouse_app.services.ordering import save_order
from warehouse_app.services.saving import Stored
from warehouse_app.ui.forms import refuse_changed, under_new_number


class StoredOrder(NamedTuple):
    """An order as it stands once it is stored and stock has found it; at `stops` less is fetched for it since.

    `others` are those who got stock by that, besides the order itself.
    """

    view: OrderView
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    others: tuple[Share, ...] = ()


def store_new(store: Store, action: Action, records: Sequence[OrderLineRecord]) -> StoredOrder:
    """Store a new order. Raises Refused (DocumentFault, RowFault)."""
    number = records[0].number
    # Said in full, so that an order of that number which another desk stores at this moment can never be the same.
    placed = [record._replace(placed_at=record.placed_at or action.now) for record in records]
    with under_new_number(store, action, ORDERS, number):
        saved = save_order(store, action, placed, update=False)
    return _stored(store, number, saved)


def store_edited(store: Store, action: Action, before: OrderView, records: Sequence[OrderLineRecord]) -> StoredOrder:
    """Store what differs from the order as it was `before`. Raises Refused (DocumentFault, RowFault)."""
    with store.snapshot():
        now = order_view(store, before.number)
    refuse_changed(store, action, before.number, _as_written(before), None if now is None else _as_written(now))
    return _stored(store, before.number, save_order(store, action, records, update=True))


def _as_written(view: OrderView) -> tuple[object, ...]:
    """Return what a person writes of an order; what happens to it, such as picking, goes on while somebody does."""
    lines = tuple(
        (line.line, line.sku, line.quantity, line.need_by, line.price, line.note, line.sell_multiple)
        for line in view.lines
    )
    return (view.priority_class, view.ship_policy, view.customer_reference, view.carrier, lines)


def _stored(store: Store, number: str, saved: Stored) -> StoredOrder:
    with store.snapshot():
        view = order_view(store, number)
    assert view is not None, "it was stored just now, and nobody deletes an order"
    others = tuple(share for share in saved.shares if share.order != number)
    return StoredOrder(view, saved.changes, saved.stops, others)
