"""The back-order queue as a listing: every open line, in the order in which the house's policy serves it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.listing import FieldKind, Join, ListField, Listing, Lookup, Sql, Term, Total
from warehouse_app.queries.waiting import OPEN, of_alias
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant, instant_number

_OPEN = "ol.quantity - ol.cancelled - ol.shipped"
_BY_ORDER = "ol.order_id IN (SELECT f.id FROM sales_order f WHERE {})"
_BY_CUSTOMER = "ol.order_id IN (SELECT so.id FROM sales_order so JOIN customer f ON f.id = so.customer_id WHERE {})"
_BY_ITEM = "ol.item_id IN (SELECT f.id FROM item f WHERE {})"

_JOINS = (
    Join("o", "JOIN sales_order o ON o.id = ol.order_id"),
    Join("c", "JOIN customer c ON c.id = o.customer_id"),
    Join("i", "JOIN item i ON i.id = ol.item_id"),
)
_RANKED = (Term("ol.rank_class"), Term("ol.lifted", descending=True))
_PLACED = (Term("ol.placed_at"), Term("ol.id"))


def back_orders(store: Store, settings: HouseSettings) -> Listing:
    """Return the open lines, in exactly the order of `domain.queue.queue_key`.

    `short` is 0 for a pre-order before its day. `not_before` is the later of the days before which the item, or the
    line by itself, gets no stock, as long as it lies ahead. `due` is what `due-date` ranks by.
    """
    early = Sql("ol.item_id IN (SELECT e.id FROM item e WHERE e.release_date > ?)", (settings.house_day,))
    later = Sql("ol.not_before > ?", (settings.house_day,))
    due = _due(store, settings)
    by_due = (due,) if settings.policy is Policy.DUE_DATE else ()
    fields = (
        ListField("rank_class", "ol.rank_class"),
        ListField("lifted", "ol.lifted", FieldKind.FLAG),
        ListField("placed", "ol.placed_at", FieldKind.INSTANT),
        ListField("due", due.sql, FieldKind.DAY, due.values),
        ListField("need_by", "ol.need_by", FieldKind.DAY, nullable=True),
        ListField("promised", "ol.first_promise", FieldKind.DAY, nullable=True),
        ListField("order", "o.number", lookup=Lookup(_BY_ORDER, "f.number")),
        ListField("line", "ol.line", FieldKind.NUMBER),
        ListField("customer_code", "c.code", lookup=Lookup(_BY_CUSTOMER, "f.code")),
        ListField("customer", "c.name", lookup=Lookup(_BY_CUSTOMER, "f.name")),
        ListField("sku", "i.sku", lookup=Lookup(_BY_ITEM, "f.sku")),
        ListField("item", "i.name", lookup=Lookup(_BY_ITEM, "f.name")),
        ListField("open", _OPEN, FieldKind.NUMBER),
        ListField("allocated", "ol.allocated", FieldKind.NUMBER),
        ListField(
            "short",
            f"CASE WHEN {early.text} THEN 0 ELSE {_OPEN} - ol.allocated END",
            FieldKind.NUMBER,
            early.values,
        ),
        ListField("pinned", "ol.pinned", FieldKind.NUMBER),
        ListField("on_hold", "ol.on_hold", FieldKind.FLAG),
        ListField("hold_reason", "o.hold_reason", lookup=Lookup(_BY_ORDER, "f.hold_reason")),
        ListField("pre_order", early.text, FieldKind.FLAG, early.values),
        ListField(
            "not_before",
            f"CASE WHEN {early.text} AND (ol.not_before IS NULL OR i.release_date > ol.not_before) THEN i.release_date "
            f"WHEN {later.text} THEN ol.not_before END",
            FieldKind.DAY,
            (*early.values, *later.values),
            nullable=True,
        ),
    )
    return Listing(
        name="queue",
        table="order_line ol",
        joins=_JOINS,
        key="ol.id",
        fields=fields,
        order=(*_RANKED, *by_due, *_PLACED),
        where=Sql(of_alias("ol", OPEN)),
        search=("order", "customer_code", "customer", "sku", "item"),
        totals=(
            Total("open"),
            Total("allocated"),
            Total("short"),
        ),
        indexed=settings.policy is Policy.FIRST_COME,
    )


_DAY_US = 86_400_000_000
_DAYS_BEFORE_1970 = 1_000_000
"""More than there can be, so that no number is negative: the databases cut those towards zero."""
_LAST_YEAR = 9_997
"""Up to which Python can tell what the clocks say everywhere."""


def _due(store: Store, settings: HouseSettings) -> Term:
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
