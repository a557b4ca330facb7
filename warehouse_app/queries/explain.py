"""Why an order has or has not got stock.

The last decision about each line, what would change it, who is ahead of it, and what is coming.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.ahead import OrderQueues
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.outlook import Outlook
from warehouse_app.queries.reasons import Coming, Part, ReasonPart, coming
from warehouse_app.queries.turns import Next
from warehouse_app.queries.waiting_reasons import NOBODY, last_reasons, waiting_reason
from warehouse_app.store.database import Store, rows
from warehouse_app.store.tables import SalesOrder


class ExplainFault(StrEnum):
    """Why there is nothing to explain."""

    UNKNOWN = "order-unknown"


MOST_NAMED = 20
"""So many of those that are ahead of a line are named."""


class Ahead(NamedTuple):
    """A line that is served before this one, and what it then takes: all it waits for, or what is `pinned` to it."""

    order: str
    line: int
    customer_code: str
    customer: str
    rank_class: str
    short: int
    pinned: bool = False
    """It comes first only by its pin."""


class ExplainedLine(NamedTuple):
    """A line of an order with the reason for what it holds. Quantities in base units."""

    line: int
    sku: str
    name: str
    quantity: int
    cancelled: int
    shipped: int
    open: int
    allocated: int
    short: int
    reason: tuple[Part, ...]
    changes: tuple[Part, ...]
    """What would change it, where it waits."""
    lines_ahead: int
    ahead: tuple[Ahead, ...]
    """The first of those, in the order in which they are served, `MOST_NAMED` at most."""
    coming: tuple[Coming, ...]
    sharing_lines: int = 0
    """So many lines of its class share with it, neither ahead of it nor behind."""


class Explained(NamedTuple):
    """An order with every one of its lines."""

    order: str
    customer_code: str
    customer: str
    rank_class: str
    lines: tuple[ExplainedLine, ...]


class _Row(NamedTuple):
    id: int
    line: int
    item: int
    sku: str
    name: str
    quantity: int
    cancelled: int
    shipped: int
    allocated: int
    ship_policy: str

    @property
    def open(self) -> int:
        return self.quantity - self.cancelled - self.shipped

    @property
    def short(self) -> int:
        return self.open - self.allocated


def explain(store: Store, settings: HouseSettings, order: str, *, line: int | None = None) -> Explained:
    """Return why each line of `order`, or the one numbered `line`, has what it has.

    Raises Refused where there is no such order.
    """
    found = rows(SalesOrder.select(SalesOrder.id).where(SalesOrder.number == order))
    if not found:
        raise Refused(ExplainFault.UNKNOWN, order=order)
    all_lines = [
        _Row(*row)
        for row in store.sql(
            "SELECT l.id, l.line, l.item_id, i.sku, i.name, l.quantity, l.cancelled, l.shipped, l.allocated, "
            "l.ship_policy FROM order_line l JOIN item i ON i.id = l.item_id WHERE l.order_id = ? ORDER BY l.line",
            (found[0][0],),
        )
    ]
    lines = [row for row in all_lines if line is None or row.line == line]
    if not lines:
        raise Refused(ExplainFault.UNKNOWN, order=order)
    waiting = {row.item for row in lines if row.short}
    # What must ship complete depends on all its items.
    if waiting and any(row.ship_policy == ShipPolicy.ORDER_COMPLETE for row in lines):
        waiting |= {row.item for row in all_lines if row.short}
    supplies = coming(store, {row.item for row in lines} | waiting)
    queues = OrderQueues(store, settings, found[0][0], waiting)
    outlook = Outlook(store, settings, waiting, supplies, queues)
    whom = recipients(store, [row.id for row in lines])
    explained = tuple(_explained(store, settings, row, outlook, supplies.get(row.item, [])) for row in lines)
    first = whom[lines[0].id]
    return Explained(order, first.customer_code, first.customer, first.rank_class, explained)


def _explained(
    store: Store,
    settings: HouseSettings,
    row: _Row,
    outlook: Outlook,
    supplies: Sequence[Coming],
) -> ExplainedLine:
    reason = _reason(store, settings, row)
    before, ahead = NOBODY, list[Next]()
    if row.short:
        before = outlook.in_front(row.id, row.item)
        ahead = outlook.first_ahead(row.id, row.item, MOST_NAMED)
        reason = waiting_reason(reason, before, outlook.now(row.id, row.item), supplies, settings.house_day)
    return ExplainedLine(
        row.line,
        row.sku,
        row.name,
        row.quantity,
        row.cancelled,
        row.shipped,
        row.open,
        row.allocated,
        row.short,
        reason,
        outlook.changes(row.id, row.item, kept=reason[0].code is Reason.KEPT_FOR_RECEIPT) if row.short else (),
        before.lines,
        _named(store, ahead),
        tuple(supplies),
        before.sharing_lines,
    )


def _named(store: Store, queue: Sequence[Next]) -> tuple[Ahead, ...]:
    whom = recipients(store, [line.line for line in queue])
    return tuple(
        Ahead(to.order, to.order_line, to.customer_code, to.customer, row.rank_class, row.units, row.pinned)
        for row in queue
        for to in [whom[row.line]]
    )


def _reason(store: Store, settings: HouseSettings, row: _Row) -> tuple[Part, ...]:
    if row.quantity == row.cancelled:
        return (Part(ReasonPart.CANCELLED, {"units": row.cancelled}),)
    if row.shipped == row.quantity - row.cancelled:
        return (Part(ReasonPart.SHIPPED, {"units": row.shipped}),)
    if not row.short:
        # Whatever was decided when it had less: it has all of it now.
        return (Part(Reason.FILLED, {"sku": row.sku}),)
    decided = last_reasons(store, settings, row.item, {row.id})
    return decided.get(row.id) or (Part(ReasonPart.NOT_CONSIDERED, {"sku": row.sku}),)
