"""Why an order has or has not got stock: the last decision about each line, who is ahead of it, and what is coming."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.allocation import QueuedLine, queue_key
from warehouse_app.domain.decisions import LineDecision, Reason, contains, unpack
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.goods import Recipient, recipients
from warehouse_app.queries.reasons import (
    Coming,
    ItemWords,
    Part,
    ReasonPart,
    coming,
    item_words,
    receipt_part,
    with_reasons,
)
from warehouse_app.queries.waiting import WAITING, queued_lines, rules_of
from warehouse_app.store.database import Store, rows
from warehouse_app.store.tables import SalesOrder


class ExplainFault(StrEnum):
    """Why there is nothing to explain."""

    UNKNOWN = "order-unknown"


class Ahead(NamedTuple):
    """A line that is served before this one, and the units it waits for."""

    order: str
    line: int
    customer_code: str
    customer: str
    rank_class: str
    short: int


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
    ahead: tuple[Ahead, ...]
    coming: tuple[Coming, ...]


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


def explain(store: Store, settings: HouseSettings, order: str) -> Explained:
    """Return why each line of `order` has what it has. Raises Refused where there is no such order."""
    found = rows(SalesOrder.select(SalesOrder.id).where(SalesOrder.number == order))
    if not found:
        raise Refused(ExplainFault.UNKNOWN, order=order)
    lines = [
        _Row(*row)
        for row in store.sql(
            "SELECT l.id, l.line, l.item_id, i.sku, i.name, l.quantity, l.cancelled, l.shipped, l.allocated "
            "FROM order_line l JOIN item i ON i.id = l.item_id WHERE l.order_id = ? ORDER BY l.line",
            (found[0][0],),
        )
    ]
    items = {row.item for row in lines}
    supplies = coming(store, items)
    words = item_words(items)
    whom = recipients(store, [row.id for row in lines])
    explained = tuple(
        _explained(store, settings, row, words, whom[row.id], supplies.get(row.item, [])) for row in lines
    )
    first = whom[lines[0].id]
    return Explained(order, first.customer_code, first.customer, first.rank_class, explained)


def _explained(
    store: Store,
    settings: HouseSettings,
    row: _Row,
    words: dict[int, ItemWords],
    whom: Recipient,
    supplies: Sequence[Coming],
) -> ExplainedLine:
    open_units = row.quantity - row.cancelled - row.shipped
    short = open_units - row.allocated
    queue = _queue_ahead(store, settings, row) if short else []
    reason = _reason(store, row, words, whom, short)
    if short and reason[0].code in _WAITING_REASONS:
        ahead_part = (
            Part(ReasonPart.AHEAD, {"units": sum(line.short for line in queue), "lines": len(queue)})
            if queue
            else Part(ReasonPart.FIRST, {})
        )
        reason = (*reason, ahead_part, receipt_part(supplies, settings.house_day))
    return ExplainedLine(
        row.line,
        row.sku,
        row.name,
        row.quantity,
        row.cancelled,
        row.shipped,
        open_units,
        row.allocated,
        short,
        reason,
        _named(store, queue),
        tuple(supplies),
    )


_WAITING_REASONS: Collection[StrEnum] = {
    Reason.OUT_OF_STOCK,
    Reason.PARTLY_FILLED,
    Reason.LINE_INCOMPLETE,
    Reason.PACK,
    Reason.PROTECTED,
    Reason.CUT,
    Reason.GIVEN_BACK,
}


def _queue_ahead(store: Store, settings: HouseSettings, row: _Row) -> list[QueuedLine]:
    key = queue_key(rules_of(settings))
    waiting = sorted(queued_lines(store, [row.item], WAITING), key=key)
    place = next((at for at, line in enumerate(waiting) if line.line == row.id), len(waiting))
    return waiting[:place]


def _named(store: Store, queue: Sequence[QueuedLine]) -> tuple[Ahead, ...]:
    whom = recipients(store, [line.line for line in queue])
    return tuple(
        Ahead(to.order, to.order_line, to.customer_code, to.customer, row.rank_class, row.short)
        for row in queue
        for to in [whom[row.line]]
    )


def _reason(store: Store, row: _Row, words: dict[int, ItemWords], whom: Recipient, short: int) -> tuple[Part, ...]:
    if row.quantity == row.cancelled:
        return (Part(ReasonPart.CANCELLED, {"units": row.cancelled}),)
    if row.shipped == row.quantity - row.cancelled:
        return (Part(ReasonPart.SHIPPED, {"units": row.shipped}),)
    if not short:
        # Whatever was decided when it had less: it has all of it now.
        return (Part(Reason.FILLED, {"sku": row.sku}),)
    decided = _last_decision(store, row)
    if decided is None:
        return (Part(ReasonPart.NOT_CONSIDERED, {"sku": row.sku}),)
    free, decisions = decided
    others = {other for made in decisions for other, _ in made.short_items if made.line == row.id}
    [(_, reason)] = with_reasons(decisions, free, row.item, words | item_words(others), {row.id: whom})
    return reason


def _last_decision(store: Store, row: _Row) -> tuple[int, list[LineDecision]] | None:
    """Return what could be given and the decisions about the item, of the last run that considered the line."""
    for free, packed in store.sql(
        "SELECT free, lines FROM decision WHERE item_id = ? ORDER BY run_id DESC", (row.item,)
    ):
        if contains(packed, row.id):
            return int(free), unpack(packed)
    return None
