"""The back-order report: the waiting lines of the house, an item, an order or a customer, with the reason of each."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.documents.progress import Progress, untold
from warehouse_app.documents.sheets import (
    BACK_ORDERS_NUMBER,
    BackOrderSheet,
    ComingGoods,
    ReportOf,
    WaitedFor,
    WaitingLine,
)
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.ahead import WholeQueues
from warehouse_app.queries.outlook import Outlook
from warehouse_app.queries.paper_keys import find, number_of
from warehouse_app.queries.reasons import Coming, Part, ReasonPart, coming
from warehouse_app.queries.waiting import WAITING, of_alias
from warehouse_app.queries.waiting_reasons import last_reasons, waiting_reason
from warehouse_app.store.database import Store, chunks, day, marks
from warehouse_app.store.tables.base import instant

WHOLE_HOUSE = "all"
"""What people may call the report of the whole house beside its number."""


class BackOrderReportFault(StrEnum):
    """Why there is no such report."""

    UNKNOWN = "back-order-report-unknown"


class ReportScope(NamedTuple):
    """What a report shows: `key` as people know it, `row` its id; '' and 0 for the whole house."""

    of: ReportOf
    key: str = ""
    row: int = 0

    @property
    def number(self) -> str:
        """What the print queue calls the report; `report_scope` understands it."""
        return report_number(self.of, self.key)


def report_number(of: ReportOf, key: str = "") -> str:
    """Return the number of a report."""
    return BACK_ORDERS_NUMBER if of is ReportOf.HOUSE else number_of(of, key)


_KEYS = {
    ReportOf.ORDER: "SELECT id, number FROM sales_order WHERE number = ?",
    ReportOf.ITEM: "SELECT id, sku FROM item WHERE sku = ?",
    ReportOf.CUSTOMER: "SELECT id, code FROM customer WHERE code = ?",
}
"""Tried in this order where nobody says which of them is meant."""


def report_scope(store: Store, number: str) -> ReportScope:
    """Return what `number` means: `all`, `item:SKU`, `order:NUMBER`, `customer:CODE`, or one of those keys alone.

    Raises Refused (BackOrderReportFault) where there is no such order, item or customer.
    """
    if number in {WHOLE_HOUSE, BACK_ORDERS_NUMBER}:
        return ReportScope(ReportOf.HOUSE)
    found = find(store, _KEYS, number)
    if found is None:
        raise Refused(BackOrderReportFault.UNKNOWN, number=number)
    of, named = found
    return ReportScope(of, named.key, named.row)


def back_order_sheet(
    store: Store,
    settings: HouseSettings,
    scope: ReportScope,
    *,
    now: datetime,
    language: str,
    progress: Progress = untold,
) -> BackOrderSheet:
    """Return who waits for what and why, as it is `now`; `progress` is told of the lines."""
    return BackOrderSheet(
        settings.name,
        scope.number,
        now,
        settings.time_zone,
        settings.house_day,
        settings.policy,
        scope.of,
        scope.key,
        tuple(_items(store, settings, scope, progress)),
        language,
    )


class _Item(NamedTuple):
    """What the report says of an item; `early`: it is released later, so that nobody is short of it yet."""

    id: int
    sku: str
    name: str
    free: int
    allocated: int
    early: bool

    def short(self, row: QueuedLine) -> int:
        """Return what one of its lines is short of."""
        return 0 if self.early else row.short


class _LineWords(NamedTuple):
    order: str
    line: int
    reference: str
    customer: str
    need_by: date | None


def _items(store: Store, settings: HouseSettings, scope: ReportScope, progress: Progress) -> list[WaitedFor]:
    wanted = _waited_for(store, scope)
    items = wanted | _together(store, scope)
    queues, supplies = WholeQueues(store, settings, items), coming(store, items)
    teller = _Teller(store, settings, Outlook(store, settings, items, supplies, queues), supplies)
    lines: dict[int, list[QueuedLine]] = defaultdict(list)
    for row in queues.lines:
        lines[row.item].append(row)
    found: list[WaitedFor] = []
    done, total = 0, sum(len(lines[item]) for item in wanted)
    for item in _words_of_items(store, settings, wanted):
        queue = lines[item.id]
        found.append(teller.told(item, queue, {row.line for row in queue if _is_shown(row, scope)}))
        done += len(queue)
        progress(done, total)
    return found


class _Teller:
    """Tells of items and their lines."""

    def __init__(
        self, store: Store, settings: HouseSettings, outlook: Outlook, supplies: Mapping[int, Sequence[Coming]]
    ) -> None:
        self._store, self._settings, self._outlook, self._supplies = store, settings, outlook, supplies

    def told(self, item: _Item, queue: Sequence[QueuedLine], shown: Collection[int]) -> WaitedFor:
        """Return an item with the lines of its queue that are `shown` (ids)."""
        words = _words_of_lines(self._store, shown)
        reasons = last_reasons(self._store, self._settings, item.id, shown)
        supplies = self._supplies.get(item.id, [])
        lines = []
        for rank, row in enumerate(queue, start=1):
            if row.line in shown:
                reason = reasons.get(row.line) or (Part(ReasonPart.NOT_CONSIDERED, {"sku": item.sku}),)
                ahead, now = self._outlook.in_front(row.line, row.item), self._outlook.now(row.line, row.item)
                reason = waiting_reason(reason, ahead, now, supplies, self._settings.house_day)
                kept = reason[0].code is Reason.KEPT_FOR_RECEIPT
                changes = self._outlook.changes(row.line, row.item, kept=kept)
                lines.append(_line(rank, row, words[row.line], item.short(row), reason, changes))
        return WaitedFor(
            item.sku,
            item.name,
            item.free,
            item.allocated,
            sum(map(item.short, queue)),
            len(queue),
            tuple(ComingGoods(*each) for each in supplies),
            tuple(lines),
        )


def _line(
    rank: int, row: QueuedLine, words: _LineWords, short: int, reason: tuple[Part, ...], changes: tuple[Part, ...]
) -> WaitingLine:
    return WaitingLine(
        rank,
        words.order,
        words.line,
        words.reference,
        words.customer,
        row.rank_class,
        instant(row.placed_at),
        words.need_by,
        row.short + row.had,
        row.had,
        short,
        reason,
        changes,
    )


_COLUMNS = {ReportOf.ITEM: "item_id", ReportOf.ORDER: "order_id", ReportOf.CUSTOMER: "customer_id"}


def _waited_for(store: Store, scope: ReportScope) -> set[int]:
    """Return the items that a shown line waits for."""
    statement = f"SELECT DISTINCT item_id FROM order_line WHERE {WAITING}"
    if scope.of is ReportOf.HOUSE:
        return {item for (item,) in store.sql(statement)}
    return {item for (item,) in store.sql(f"{statement} AND {_COLUMNS[scope.of]} = ?", (scope.row,))}


def _together(store: Store, scope: ReportScope) -> set[int]:
    """Return the items that are waited for by the orders of shown lines that must ship complete."""
    if scope.of is ReportOf.HOUSE:
        return set()
    found = store.sql(
        f"SELECT DISTINCT other.item_id FROM order_line other WHERE {of_alias('other', WAITING)} AND other.order_id IN "
        f"(SELECT order_id FROM order_line WHERE {WAITING} AND ship_policy = ? AND {_COLUMNS[scope.of]} = ?)",
        (ShipPolicy.ORDER_COMPLETE.value, scope.row),
    )
    return {item for (item,) in found}


def _is_shown(row: QueuedLine, scope: ReportScope) -> bool:
    match scope.of:
        case ReportOf.ORDER:
            return row.order == scope.row
        case ReportOf.CUSTOMER:
            return row.customer == scope.row
        case _:
            return True


def _words_of_items(store: Store, settings: HouseSettings, items: Collection[int]) -> list[_Item]:
    """Return what is said of `items`, by their number."""
    found = []
    for some in chunks(items):
        for item, sku, name, release_date, allocatable, allocated in store.sql(
            "SELECT i.id, i.sku, i.name, i.release_date, COALESCE(s.allocatable, 0), COALESCE(s.allocated, 0) "
            f"FROM item i LEFT JOIN item_stock s ON s.item_id = i.id WHERE i.id IN ({marks(some)})",
            some,
        ):
            released = day(release_date)
            early = released is not None and released > settings.house_day
            found.append(_Item(item, sku, name, allocatable - allocated, allocated, early))
    return sorted(found, key=lambda item: item.sku)


def _words_of_lines(store: Store, lines: Collection[int]) -> dict[int, _LineWords]:
    found = {}
    for some in chunks(lines):
        for line, order, number, reference, customer, need_by in store.sql(
            "SELECT l.id, o.number, l.line, o.customer_reference, c.name, l.need_by FROM order_line l "
            "JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id "
            f"WHERE l.id IN ({marks(some)})",
            some,
        ):
            found[line] = _LineWords(order, number, reference, customer, day(need_by))
    return found
