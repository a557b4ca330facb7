"""How one order line is served by people's word: its pin, class, hold and dates, and who changed them when and why."""

from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.statuses import InterventionKind
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant

_LATEST = 20


class Intervened(NamedTuple):
    """What a person changed, to which `value`: a pinned quantity, a class or "on"; '' or "0" takes it back."""

    kind: InterventionKind
    value: str
    why: str
    who: str
    at: datetime


class Standing(NamedTuple):
    """How a line is served. `own_class` is '' where the customer's (`usual_class`) counts; `hold_reason` '' = no hold.

    `interventions`: the latest, the newest first; those of its whole order too.
    """

    pinned: int
    own_class: str
    usual_class: str
    hold_reason: str
    not_before: date | None
    lifted_on: date | None
    gathers: bool
    interventions: tuple[Intervened, ...]


def standing(store: Store, order: str, line: int) -> Standing | None:
    """Return how a line of `order` is served; None where there is none."""
    found = store.sql(
        "SELECT l.id, o.id, l.pinned, o.priority_class, c.priority_class, o.hold_reason, l.not_before, l.lifted_on, "
        "l.lifted, l.gathers FROM sales_order o JOIN order_line l ON l.order_id = o.id "
        "JOIN customer c ON c.id = o.customer_id WHERE o.number = ? AND l.line = ?",
        (order, line),
    ).fetchone()
    if found is None:
        return None
    row, order_row, pinned, own, usual, hold_reason, not_before, lifted_on, lifted, gathers = found
    return Standing(
        pinned,
        own,
        usual,
        hold_reason,
        day(not_before),
        day(lifted_on) if lifted else None,
        bool(gathers),
        tuple(_interventions(store, order_row, row)),
    )


def _interventions(store: Store, order: int, line: int) -> list[Intervened]:
    found = store.sql(
        "SELECT v.kind, v.value, v.why, a.actor, a.at FROM intervention v JOIN action a ON a.id = v.action_id "
        f"WHERE v.order_id = ? AND (v.order_line_id IS NULL OR v.order_line_id = ?) ORDER BY v.id DESC LIMIT {_LATEST}",
        (order, line),
    )
    return [Intervened(InterventionKind(kind), value, why, who, instant(at)) for kind, value, why, who, at in found]
