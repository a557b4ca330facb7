"""Why an order has or has not got stock.

The last decision about each line, what would change it, who is ahead of it, and what is coming.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason, contains, unpack
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.statuses import Mode, ShipPolicy
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.outlook import Outlook
from warehouse_app.queries.reason_words import RunWords, words_of
from warehouse_app.queries.reasons import Coming, Part, ReasonPart, coming, receipt_part, with_reasons
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
    changes: tuple[Part, ...]
    """What would change it, where it waits."""
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
    outlook = Outlook(store, settings, waiting, supplies)
    whom = recipients(store, [row.id for row in lines])
    explained = tuple(_explained(store, settings, row, outlook, supplies.get(row.item, [])) for row in lines)
    first = whom[lines[0].id]
    return Explained(order, first.customer_code, first.customer, first.rank_class, explained)


def _explained(
    store: Store, settings: HouseSettings, row: _Row, outlook: Outlook, supplies: Sequence[Coming]
) -> ExplainedLine:
    queue = outlook.ahead_of(row.id, row.item) if row.short else []
    reason = _reason(store, settings, row)
    if row.short and reason[0].code in _IN_TURN:
        ahead = {"units": sum(line.short for line in queue), "lines": len(queue)}
        reason = (*reason, Part(ReasonPart.AHEAD, ahead) if queue else Part(ReasonPart.FIRST, {}))
    if row.short and reason[0].code in _WANTS_GOODS:
        reason = (*reason, receipt_part(supplies, settings.house_day))
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
        outlook.changes(row.id, row.item) if row.short else (),
        _named(store, queue),
        tuple(supplies),
    )


_IN_TURN: Collection[StrEnum] = {
    Reason.OUT_OF_STOCK,
    Reason.PARTLY_FILLED,
    Reason.LINE_INCOMPLETE,
    Reason.PACK,
    Reason.PROTECTED,
    Reason.CUT,
    Reason.GIVEN_BACK,
    Reason.LIFE,
    Reason.PINNED,
    Reason.GIVEN_TO_OTHERS,
    Reason.KEPT_AT_MOST,
}
"""After these it is told who is ahead; where a class shares, nobody is."""
_WANTS_GOODS: Collection[StrEnum] = {
    *_IN_TURN,
    Reason.FAIR_SHARE,
    Reason.EQUAL_SHARE,
    Reason.KEPT_FOR_PACK,
    Reason.GATHERS,
    Reason.UNDONE,
    Reason.PAUSED,
    Reason.AWAITS_RECEIPT,
}
"""After these it is told what comes next."""


def _named(store: Store, queue: Sequence[QueuedLine]) -> tuple[Ahead, ...]:
    whom = recipients(store, [line.line for line in queue])
    return tuple(
        Ahead(to.order, to.order_line, to.customer_code, to.customer, row.rank_class, row.short)
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
    decided = _last_decision(store, row)
    if decided is None:
        return (Part(ReasonPart.NOT_CONSIDERED, {"sku": row.sku}),)
    run, free, decisions = decided
    words = words_of(store, settings, row.item, decisions, run=run, lines={row.id})
    [(_, reason)] = with_reasons(decisions, free, row.item, words)
    return reason


_PAGE = 16
"""So many runs of an item are looked through at a time: their rows may be long."""


def _last_decision(store: Store, row: _Row) -> tuple[RunWords, int, list[LineDecision]] | None:
    """Return the last run that considered the line, what it could give of the item, and what it decided about it.

    Runs are read from the newest backwards, by the index of the item's decisions, and no further than to that one.
    """
    before = _NO_RUN_YET
    while page := store.sql(
        "SELECT d.run_id, r.mode, r.undoes_id, d.free, d.lines FROM decision d JOIN run r ON r.id = d.run_id "
        "WHERE d.item_id = ? AND d.run_id < ? ORDER BY d.run_id DESC LIMIT ?",
        (row.item, before, _PAGE),
    ).fetchall():
        for run, mode, undoes, free, packed in page:
            if contains(packed, row.id):
                return RunWords(Mode(mode), run, undoes), int(free), unpack(packed)
        before = page[-1][0]
    return None


_NO_RUN_YET = 1 << 62
