"""The order of the queue as SQL: what `domain.queue.queue_key` sorts by, of an order line `ol`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.listing import Term
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant, instant_number


def queue_terms(store: Store, settings: HouseSettings) -> tuple[Term, ...]:
    """Return what the queue is sorted by under the policy of the house: the class, lifted or not, ..., the line."""
    by_due = (due_term(store, settings),) if settings.policy is Policy.DUE_DATE else ()
    ranked = (Term("ol.rank_class"), Term("ol.lifted", descending=True))
    return (*ranked, *by_due, Term("ol.placed_at"), Term("ol.id"))


_DAY_US = 86_400_000_000
_DAYS_BEFORE_1970 = 1_000_000
"""More than there can be, so that no number is negative: the databases cut those towards zero."""
_LAST_YEAR = 9_997
"""Up to which Python can tell what the clocks say everywhere."""


def due_term(store: Store, settings: HouseSettings) -> Term:
    """Return the day a line is due: promised, else needed, else some days after it was placed in the house's zone."""
    first, last = store.sql("SELECT MIN(placed_at), MAX(placed_at) FROM sales_order").fetchone()
    years = (1970, 1970) if first is None else (instant(first).year, min(instant(last).year, _LAST_YEAR))
    local = f"ol.placed_at + {_offset(settings.time_zone, *years)} + {_DAYS_BEFORE_1970 * _DAY_US}"
    days = f"({local}) / {_DAY_US} - {_DAYS_BEFORE_1970 - settings.due_days}"
    if store.dialect == "sqlite":
        day = f"date(({days}) * 86400, 'unixepoch')"
    else:
        day = f"DATE '1970-01-01' + CAST({days} AS INTEGER)"
    return Term(f"COALESCE(ol.first_promise, ol.need_by, {day})")


@cache
def _offset(time_zone: str, first_year: int, last_year: int) -> str:
    """Return the expression of what a zone's clocks were ahead of UTC when a line was placed, in microseconds.

    SQL knows no zones that both databases agree on, and the domain decides by Python's.
    """
    starts: list[tuple[int, int]] = []
    for year in range(first_year, last_year + 1):
        for at, offset in _offsets_of_year(time_zone, year):
            if not starts or starts[-1][1] != offset:
                starts.append((at, offset))
    return _chosen(starts)


def _chosen(starts: list[tuple[int, int]]) -> str:
    """Return the CASE that finds the last start before a line was placed in as few comparisons as can be."""
    if len(starts) == 1:
        return str(starts[0][1])
    middle = len(starts) // 2
    earlier, later = _chosen(starts[:middle]), _chosen(starts[middle:])
    return f"CASE WHEN ol.placed_at < {starts[middle][0]} THEN {earlier} ELSE {later} END"


@cache
def _offsets_of_year(time_zone: str, year: int) -> list[tuple[int, int]]:
    """Return from when on (microseconds since 1970) the clocks of a zone were how far ahead of UTC, within a year."""
    zone = ZoneInfo(time_zone)

    def offset(at: int) -> int:
        ahead = instant(at).astimezone(zone).utcoffset()
        assert ahead is not None
        return ahead // timedelta(microseconds=1)

    at, end = (instant_number(datetime(of, 1, 1, tzinfo=UTC)) for of in (year, year + 1))
    found = [(at, offset(at))]
    for later in range(at + _DAY_US, end + 1, _DAY_US):
        if offset(later) != found[-1][1]:
            found.append((_change(offset, later - _DAY_US, later), offset(later)))
    return found


def _change(offset: Callable[[int], int], before: int, after: int) -> int:
    """Return the first moment from which on the offset is that of `after`."""
    while after - before > 1:
        middle = (before + after) // 2
        if offset(middle) == offset(after):
            after = middle
        else:
            before = middle
    return after
