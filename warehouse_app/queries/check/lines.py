"""The quantities of an order line agree with each other, and its rank with what its order and customer say."""

from datetime import date, timedelta

from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.check.rules import CheckFault, Rule
from warehouse_app.queries.waiting import MOST_PINNED, of_alias
from warehouse_app.store.tables.base import instant

LIVE = "quantity - picked - returned > 0"
"""Of a hard allocation, as the partial index of `allocation` says it."""

_WHERE = ("order", "line", "sku")
_NAMED = (
    "LEFT JOIN sales_order o ON o.id = l.order_id LEFT JOIN item i ON i.id = l.item_id "
    "LEFT JOIN customer c ON c.id = o.customer_id"
)
_OPEN = "l.quantity - l.cancelled - l.shipped > 0"
_HARD = (
    "(SELECT order_line_id, CAST(SUM(quantity - picked - returned) AS BIGINT) AS units FROM allocation "
    f"WHERE {LIVE} GROUP BY order_line_id)"
)
_SOFT = (
    "l.allocated - l.picked + l.shipped - COALESCE((SELECT CAST(SUM(a.quantity - a.picked - a.returned) AS BIGINT) "
    "FROM allocation a WHERE a.order_line_id = l.id AND a.quantity - a.picked - a.returned > 0), 0)"
)
"""What a line holds that no pick list or tote has fixed yet."""
_LOOSE = f"CASE WHEN {_SOFT} < l.allocated - l.pinned THEN {_SOFT} ELSE l.allocated - l.pinned END"
"""The part of that which is not pinned to it either."""
_CLASS = "COALESCE(NULLIF(o.priority_class, ''), c.priority_class)"
_POLICY = "COALESCE(o.ship_policy, c.ship_policy)"


def line_rules(settings: HouseSettings) -> tuple[Rule, ...]:
    """Return what must hold of order lines on the day of the house."""
    ahead = settings.horizon_days
    last_day = date.max if ahead is None else settings.house_day + timedelta(days=ahead)
    return (
        *_of_quantities(),
        *_of_logs(),
        _repeats(CheckFault.LINE_CLASS, "l.rank_class", _CLASS),
        # A line that came from another order keeps its place in the queue.
        _rule(
            CheckFault.LINE_PLACED,
            ("stored", "said"),
            "l.placed_at, o.placed_at",
            f"{_OPEN} AND l.placed_at <> o.placed_at AND NOT EXISTS (SELECT 1 FROM intervention v "
            "WHERE v.order_id = l.order_id AND v.order_line_id = l.id AND v.kind IN ('merge', 'split'))",
        ),
        _repeats(CheckFault.LINE_POLICY, "l.ship_policy", _POLICY),
        *_of_service(),
        *_of_all_or_nothing((settings.house_day, settings.house_day, last_day)),
    )


def _rule(
    code: CheckFault,
    names: tuple[str, ...],
    values: str,
    condition: str,
    *,
    more: str = "",
    parameters: tuple[object, ...] = (),
) -> Rule:
    """Return the rule that no line meets `condition`; `values` are its facts after the order, line and SKU."""
    reads = {"stored": instant, "said": instant} if code is CheckFault.LINE_PLACED else {}
    return Rule(
        code,
        (*_WHERE, *names),
        f"SELECT o.number, l.line, i.sku, {values} FROM order_line l {more} {_NAMED} WHERE {condition} ORDER BY l.id",
        parameters,
        reads,
    )


def _of_quantities() -> tuple[Rule, ...]:
    return (
        _rule(CheckFault.LINE_SHIPPED, ("shipped", "picked"), "l.shipped, l.picked", "l.shipped > l.picked"),
        _rule(
            CheckFault.LINE_PICKED,
            ("picked", "shipped", "allocated"),
            "l.picked, l.shipped, l.allocated",
            "l.picked > l.shipped + l.allocated",
        ),
        _rule(
            CheckFault.LINE_ALLOCATED,
            ("shipped", "allocated", "ordered", "cancelled"),
            "l.shipped, l.allocated, l.quantity, l.cancelled",
            "l.shipped + l.allocated > l.quantity - l.cancelled",
        ),
        _rule(CheckFault.LINE_RETURNED, ("returned", "shipped"), "l.returned, l.shipped", "l.returned > l.shipped"),
        _rule(
            CheckFault.LINE_RESERVED,
            ("reserved", "in_hand", "allocated"),
            "hard.units, l.picked - l.shipped, l.allocated",
            "hard.units + l.picked - l.shipped > l.allocated",
            more=f"JOIN {_HARD} AS hard ON hard.order_line_id = l.id",
        ),
    )


def _of_logs() -> tuple[Rule, ...]:
    """An import may say that units were cancelled elsewhere, before; every return is logged here."""
    logged = (
        "LEFT JOIN (SELECT order_line_id, CAST(SUM(cancelled) AS BIGINT) AS cancelled, "
        "CAST(SUM(returned) AS BIGINT) AS returned FROM cancellation GROUP BY order_line_id) AS logged "
        "ON logged.order_line_id = l.id"
    )
    return (
        _rule(
            CheckFault.LINE_CANCELLATIONS,
            ("cancelled", "logged"),
            "l.cancelled, COALESCE(logged.cancelled, 0)",
            "l.cancelled < COALESCE(logged.cancelled, 0)",
            more=logged,
        ),
        _rule(
            CheckFault.LINE_RETURNS,
            ("returned", "logged"),
            "l.returned, COALESCE(logged.returned, 0)",
            "l.returned <> COALESCE(logged.returned, 0)",
            more=logged,
        ),
    )


def _repeats(code: CheckFault, stored: str, said: str) -> Rule:
    """Return the rule that an open line repeats what its order says, or its customer where the order says nothing."""
    return _rule(code, ("stored", "said"), f"{stored}, {said}", f"{_OPEN} AND {stored} <> {said}")


def _of_service() -> tuple[Rule, ...]:
    """What else a line repeats, for whom it is and how it is to be served, and what is pinned to it."""
    return (
        _rule(
            CheckFault.LINE_CUSTOMER,
            ("stored", "said"),
            "own.code, c.code",
            "l.customer_id <> o.customer_id",
            more="LEFT JOIN customer own ON own.id = l.customer_id",
        ),
        _repeats(
            CheckFault.LINE_LIFE,
            "l.shelf_life_days",
            "COALESCE(l.minimum_shelf_life_days, c.minimum_shelf_life_days)",
        ),
        _rule(
            CheckFault.LINE_HOLD,
            ("reason",),
            "NULLIF(o.hold_reason, '')",
            f"{_OPEN} AND l.on_hold <> (o.hold_reason <> '')",
        ),
        _rule(
            CheckFault.LINE_PINNED,
            ("pinned", "open"),
            f"l.pinned, {of_alias('l', MOST_PINNED)}",
            f"l.pinned > {of_alias('l', MOST_PINNED)}",
        ),
    )


def _due(line: str, item: str) -> str:
    """Return the condition that nothing but stock keeps a line from being served whole.

    Its parameters: the day of the house, twice, and the last day within the horizon.
    """
    due = f"COALESCE({line}.first_promise, {line}.need_by)"
    return (
        f"NOT {line}.on_hold AND NOT {line}.gathers AND ({item}.release_date IS NULL OR {item}.release_date <= ?) "
        f"AND ({line}.not_before IS NULL OR {line}.not_before <= ?) AND ({due} IS NULL OR {due} <= ?)"
    )


def _of_all_or_nothing(days: tuple[date, ...]) -> tuple[Rule, ...]:
    """Nothing is held hostage: what cannot go out holds no stock, but what is pinned, on a list or picked already.

    Lifted lines may gather stock for some days, and an order on hold may keep what it has. `days` are those of `_due`.
    """
    short = "{0}.quantity - {0}.cancelled - {0}.shipped - {0}.allocated"
    due = (
        f"(SELECT MIN(d.line) FROM order_line d JOIN item di ON di.id = d.item_id WHERE d.order_id = l.order_id "
        f"AND d.ship_policy = 'order-complete' AND {short.format('d')} > 0 AND {_due('d', 'di')})"
    )
    return (
        _rule(
            CheckFault.LINE_HOSTAGE,
            ("held", "short"),
            f"{_LOOSE}, {short.format('l')}",
            f"l.ship_policy = 'line-complete' AND l.allocated > 0 AND {short.format('l')} > 0 AND {_LOOSE} > 0 "
            f"AND {_due('l', 'i')}",
            parameters=days,
        ),
        _rule(
            CheckFault.ORDER_HOSTAGE,
            ("held", "short_line"),
            f"{_LOOSE}, {due}",
            f"l.ship_policy = 'order-complete' AND l.allocated > 0 AND NOT l.gathers AND {_LOOSE} > 0 "
            f"AND {due} IS NOT NULL",
            parameters=(*days, *days),
        ),
    )
