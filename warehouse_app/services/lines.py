"""What may happen to an order line that is there already: less of it, or none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.queries.waiting import MOST_PINNED, WAITING, due_days_of, rules_of
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import Decided, change_allocated, hold_back, keep_held_back
from warehouse_app.services.loosening import loosen
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import Cancellation


class Shrink(NamedTuple):
    """A line that is about to want `units` less; `open` is what it wants and holds before that."""

    line: int
    item: int
    units: int
    open: int
    allocated: int


def give_back(work: Work, shrinks: Sequence[Shrink]) -> None:
    """Take from lines the stock that they will no longer have a claim to, before their quantities change.

    What is fixed to bins goes last, and no more of it than is too much.
    """
    losing: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in shrinks:
        too_much = row.allocated - (row.open - row.units)
        if too_much > 0:
            losing[row.item].append((-too_much, row.line))
    work.stops += loosen(work, {line: -units for some in losing.values() for units, line in some}).stops
    change_allocated(work, losing)


def hold_back_edited(work: Work, edits: Mapping[int, set[str]]) -> Decided:
    """Take back what lines (ids), of which these fields were edited, hold and would not be given as they are now: due
    beyond the horizon, or no whole packs. What is pinned or picked stays; return the decisions that took the rest.
    """
    last_day = due_days_of(rules_of(work.settings))[-1]
    redated = [line for line, fields in edits.items() if "need_by" in fields]
    rule = "COALESCE(ol.first_promise, ol.need_by) > ?"
    held = hold_back(work, redated, rule, (last_day,), Reason.BEYOND_HORIZON)
    odd = _odd_units(work, [line for line, fields in edits.items() if fields & {"quantity", "sell_multiple"}])
    work.stops += loosen(work, {row.line: -row.gets for made in odd.values() for row in made}).stops
    keep_held_back(work, odd)
    for item, made in odd.items():
        held.setdefault(item, []).extend(made)
    return held


def _odd_units(work: Work, lines: Iterable[int]) -> Decided:
    """Return, as decisions that take it, what lines (ids) that wait for more hold beyond whole packs."""
    odd: Decided = defaultdict(list)
    for some in chunks(lines):
        for line, item, short, had, pack, stays in work.store.sql(
            "SELECT id, item_id, quantity - cancelled - shipped - allocated, allocated, sell_multiple, "
            "CASE WHEN pinned > picked - shipped THEN pinned ELSE picked - shipped END "
            f"FROM order_line WHERE id IN ({marks(some)}) AND {WAITING} ORDER BY id",
            some,
        ):
            units = min(had % pack, had - stays)
            if units > 0:
                odd[item].append(LineDecision(line, short, had, -units, Reason.PACK))
    return dict(odd)


def trim_pins(work: Work, lines: Iterable[int]) -> None:
    """Let no more be pinned to lines (ids) than is open of them, after their quantities changed."""
    work.store.many(
        f"UPDATE order_line SET pinned = {MOST_PINNED} WHERE id = ? AND pinned > {MOST_PINNED}",
        [(line,) for line in lines],
    )


class Cancelled(NamedTuple):
    """Units of a line (None: of no line that we know) that are cancelled, or returned where they were shipped."""

    document: str
    number: int
    line: int | None
    cancelled: int
    returned: int


def cancel_units(work: Work, cancellations: Sequence[Cancelled]) -> None:
    """Write and log `cancellations`, after the lines gave back what they held."""
    if not cancellations:
        return
    work.store.insert(
        Cancellation,
        ("document", "line", "order_line_id", "cancelled", "returned", "action_id"),
        [(*row, work.row) for row in cancellations],
    )
    work.store.many(
        "UPDATE order_line SET cancelled = cancelled + ?, returned = returned + ? WHERE id = ?",
        [(row.cancelled, row.returned, row.line) for row in cancellations if row.line is not None],
    )
    trim_pins(work, [row.line for row in cancellations if row.line is not None])
    work.touched(Area.ORDERS, Area.QUEUE)
