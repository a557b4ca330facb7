"""The back-order queue as people read it: every open line in its order, with the keys it sorts by."""

from datetime import date, datetime
from typing import NamedTuple

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine, Rules, due_day, in_order
from warehouse_app.queries.waiting import OPEN, queued_lines, rules_of
from warehouse_app.store.database import Store, chunks, day, marks
from warehouse_app.store.tables.base import instant


class QueueRow(NamedTuple):
    """An open line. `rank` counts from 1 in the order shown.

    `short` is 0 for a pre-order, whose item is released later. `not_before` is the later of the days before which the
    item, or the line by itself, gets no stock, as long as it lies ahead. `pinned`: the units that a person has fixed
    to it. `due` is the day that `due-date` ranks by, under whatever policy.
    """

    rank: int
    order: str
    line: int
    sku: str
    customer_code: str
    customer: str
    rank_class: str
    placed: datetime
    promised: date | None
    need_by: date | None
    open: int
    allocated: int
    short: int
    not_before: date | None
    due: date
    pinned: int = 0
    on_hold: bool = False
    lifted: bool = False


class _Words(NamedTuple):
    order: str
    line: int
    sku: str
    customer_code: str
    customer: str
    promised: date | None
    need_by: date | None
    release_date: date | None


def queue(store: Store, settings: HouseSettings, *, items: tuple[int, ...] = ()) -> list[QueueRow]:
    """Return the open lines (of all items, or these) in the order in which the house's policy serves them."""
    wanted = items or tuple(item for (item,) in store.sql(f"SELECT DISTINCT item_id FROM order_line WHERE {OPEN}"))
    rules = rules_of(settings)
    lines = in_order(queued_lines(store, wanted, OPEN), rules)
    words = _words(store, lines)
    return [_row(rank, row, words[row.line], rules) for rank, row in enumerate(lines, start=1)]


def _row(rank: int, row: QueuedLine, words: _Words, rules: Rules) -> QueueRow:
    today = rules.today
    early = words.release_date is not None and words.release_date > today
    ahead = [each for each in (words.release_date, row.not_before) if each is not None and each > today]
    return QueueRow(
        rank,
        words.order,
        words.line,
        words.sku,
        words.customer_code,
        words.customer,
        row.rank_class,
        instant(row.placed_at),
        words.promised,
        words.need_by,
        row.short + row.had,
        row.had,
        0 if early else row.short,
        max(ahead, default=None),
        due_day(row, rules),
        row.pinned,
        row.on_hold,
        row.lifted,
    )


def _words(store: Store, lines: list[QueuedLine]) -> dict[int, _Words]:
    found: dict[int, _Words] = {}
    for some in chunks(row.line for row in lines):
        for line, order, number, sku, code, customer, promised, need_by, release_date in store.sql(
            "SELECT l.id, o.number, l.line, i.sku, c.code, c.name, l.first_promise, l.need_by, i.release_date "
            "FROM order_line l JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id "
            f"JOIN item i ON i.id = l.item_id WHERE l.id IN ({marks(some)})",
            some,
        ):
            found[line] = _Words(order, number, sku, code, customer, day(promised), day(need_by), day(release_date))
    return found
