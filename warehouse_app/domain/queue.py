"""The queue: one total order of the lines that are open, the same everywhere it is shown, printed or used.

Priority class, lifted lines first, the policy's own key, the instant the order was placed, the line's id.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from operator import itemgetter
from typing import NamedTuple

from warehouse_app.domain.statuses import Policy, ShipPolicy

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class QueuedLine(NamedTuple):
    """An open line as the queue sees it. Quantities in base units; `placed_at` in microseconds since 1970, UTC.

    `due` is what `due-date` ranks by and the horizon looks at: the first promised day, else the need-by day; None where
    there is neither. `life` is the remaining shelf life in days that it asks for, 0 = none.
    """

    line: int
    order: int
    item: int
    rank_class: str
    lifted: bool
    placed_at: int
    due: date | None
    short: int
    had: int
    multiple: int
    ship_policy: ShipPolicy
    customer: int = 0
    life: int = 0
    pinned: int = 0
    """The quantity that a person has fixed to it."""
    on_hold: bool = False
    not_before: date | None = None
    """The line's own release date."""
    gathers: bool = False
    """Lifted, and all or nothing: it may gather stock in parts for some days, with all lines of its order."""

    @property
    def all_or_nothing(self) -> bool:
        """Whether the line is of no use in parts."""
        return self.ship_policy is not ShipPolicy.PARTIAL and not self.gathers


@dataclass(frozen=True, slots=True)
class Rules:
    """By which policy, and on which day of the house, a run decides; `zone` tells on which day an order was placed.

    Lines due more than `horizon` days ahead wait without stock; None: all are served. `strict`: where shares come in
    unequal packs, a division stops at the first that does not fit.
    """

    policy: Policy
    today: date
    due_days: int
    zone: tzinfo
    horizon: int | None = None
    strict: bool = False


def due_day(row: QueuedLine, rules: Rules) -> date:
    """Return the day that `due-date` ranks a line by: promised or needed, else some days after it was placed."""
    return row.due or _placed_on(row, rules) + timedelta(days=rules.due_days)


def _placed_on(row: QueuedLine, rules: Rules) -> date:
    return (_EPOCH + timedelta(microseconds=row.placed_at)).astimezone(rules.zone).date()


def queue_key(rules: Rules) -> Callable[[QueuedLine], tuple[object, ...]]:
    """Return the sort key of the queue under `rules`; no two lines share one."""
    if rules.policy is not Policy.DUE_DATE:
        return lambda row: (row.rank_class, not row.lifted, row.placed_at, row.line)
    return lambda row: (row.rank_class, not row.lifted, due_day(row, rules), row.placed_at, row.line)


_places = QueuedLine._fields.index
_LIFTED = itemgetter(_places("lifted"))
_IF_NOBODY_IS_LIFTED = itemgetter(*map(_places, ("rank_class", "placed_at", "line")))


def in_order(lines: Iterable[QueuedLine], rules: Rules) -> list[QueuedLine]:
    """Return `lines` in the order of the queue."""
    found = list(lines)
    if rules.policy is Policy.DUE_DATE or any(map(_LIFTED, found)):
        found.sort(key=queue_key(rules))
    else:  # the same order, three times as fast to tell
        found.sort(key=_IF_NOBODY_IS_LIFTED)
    return found
