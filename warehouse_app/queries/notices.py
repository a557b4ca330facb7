"""The outbox: whose wait has ended, and what of that can still be told.

A notice of a receipt is one row, however many lines it served; who they are is in the decisions of its runs. What a
line has lost, or shipped, since then is never told: what it holds is looked at when the notice is read. Of a line that
was merged or split since, what came of it is told of too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from warehouse_app.domain.decisions import moved
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import NoticeKind, NoticeStatus
from warehouse_app.queries.regrouped import successors, with_successors
from warehouse_app.store.database import Store, chunks, marks
from warehouse_app.store.tables.base import instant


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a row of the outbox keeps: the runs (ids) of the action that asked for it, and the lines (ids) that these
    gave back only what its receipt had taken from them.
    """

    runs: tuple[int, ...]
    given_back: tuple[int, ...] = ()


class NoticedLine(NamedTuple):
    """A line of an order that has got all it waited for: the `units` are what it holds now."""

    line: int
    sku: str
    name: str
    units: int


@dataclass(frozen=True, slots=True)
class NoticedOrder:
    """What one notice tells of one order. `is_complete`: no line of it waits any more, those not told of included."""

    order: str
    customer_code: str
    customer: str
    language: str
    email: str
    lines: tuple[NoticedLine, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of the outbox; `orders`: whom it tells what as things are now.

    `subject` is the number of the receipt, or of the purchase order of which less is to come.
    """

    number: int
    kind: NoticeKind
    subject: str
    status: NoticeStatus
    at: datetime
    orders: tuple[NoticedOrder, ...]


_HOLDS_ALL = "l.allocated > 0 AND l.quantity - l.cancelled - l.shipped - l.allocated = 0"
"""A line holds all that is still wanted of it: in stock, on a pick list, or put aside or picked for its order."""


def waiting_notices(store: Store) -> int:
    """Return how many notices are still to be told."""
    return int(store.sql("SELECT COUNT(*) FROM outbox WHERE status = ?", (NoticeStatus.WAITING,)).fetchone()[0])


def notices(store: Store, settings: HouseSettings, *, withdrawn: bool = False) -> list[Notice]:
    """Return the notices that wait, the oldest first; with `withdrawn` those too that are never to be told any more.

    Each line is told of once, by the last notice that waits of those that could. None is told of that has lost some of
    its stock since, has shipped, is on hold, or is not to be served before a day ahead.
    """
    status = list(NoticeStatus) if withdrawn else [NoticeStatus.WAITING]
    found = store.sql(
        "SELECT id, kind, subject, status, created_at, action_id, payload FROM outbox "
        f"WHERE status IN ({marks(status)}) ORDER BY id",
        status,
    ).fetchall()
    waiting = {row: (by, _read(payload)) for row, _, _, state, _, by, payload in found if state == NoticeStatus.WAITING}
    told = _told(store, _lines_of(store, waiting), settings.house_day)
    return [
        Notice(number, NoticeKind(kind), subject, NoticeStatus(state), instant(at), tuple(told.get(number, ())))
        for number, kind, subject, state, at, *_ in found
    ]


def ended_waits(store: Store, runs: Collection[int]) -> dict[int, int]:
    """Return the lines (ids) that were short before some runs of one action, and lacked nothing after them; with the
    units they were short of.
    """
    return _ended(_moves_of(store, runs), runs)


def still_ended(store: Store, payload: str, action: int) -> bool:
    """Return whether a line holds all it wants of those whose wait an action (its row) has ended.

    `payload` is that of its row of the outbox.
    """
    row = _read(payload)
    ended = ended_waits(store, row.runs).keys() - {*row.given_back}
    for some in chunks(with_successors(ended, successors(store, ended), action)):
        rule = f"l.id IN ({marks(some)}) AND {_HOLDS_ALL}"
        if store.sql(f"SELECT 1 FROM order_line l WHERE {rule} LIMIT 1", some).fetchone():
            return True
    return False


def _read(payload: str) -> Payload:
    return msgspec.json.decode(payload, type=Payload)


_Moves = dict[int, list[tuple[int, int, int]]]
"""For each run, the (line, asked, gets) of those it gave something to, or took something from."""


def _moves_of(store: Store, runs: Iterable[int]) -> _Moves:
    found: _Moves = defaultdict(list)
    for some in chunks(runs):
        for run, packed in store.sql(f"SELECT run_id, lines FROM decision WHERE run_id IN ({marks(some)})", some):
            found[run] += moved(packed)
    return found


def _ended(moves: Mapping[int, Sequence[tuple[int, int, int]]], runs: Iterable[int]) -> dict[int, int]:
    lacked: dict[int, int] = {}
    got: dict[int, int] = defaultdict(int)
    for run in sorted(runs):
        for line, asked, gets in moves.get(run, ()):
            lacked.setdefault(line, asked)
            got[line] += gets
    # Who had all, lost some and got it again in the same action has waited for nothing.
    return {line: short for line, short in lacked.items() if 0 < short == got[line]}


def _lines_of(store: Store, waiting: Mapping[int, tuple[int, Payload]]) -> dict[int, int]:
    """Return the notice that tells of each line; of each that waits, the action (its row) and its payload are given."""
    moves = _moves_of(store, {run for _, row in waiting.values() for run in row.runs})
    ended = {number: _ended(moves, row.runs).keys() - {*row.given_back} for number, (_, row) in waiting.items()}
    came = successors(store, {line for lines in ended.values() for line in lines})
    return {
        line: number
        for number, (action, _) in sorted(waiting.items())
        for line in with_successors(ended[number], came, action)
    }


class _Told(NamedTuple):
    """A line that is told of, with its order and its customer."""

    noticed: NoticedLine
    order: str
    customer_code: str
    customer: str
    language: str
    email: str


def _told(store: Store, notice_of: Mapping[int, int], today: date) -> dict[int, list[NoticedOrder]]:
    """Return what each notice tells of which orders, an order's lines in their order."""
    together: dict[tuple[int, int], list[_Told]] = defaultdict(list)
    for some in chunks(notice_of):
        for line, order, place, sku, name, units, *whose in store.sql(
            "SELECT l.id, l.order_id, l.line, i.sku, i.name, l.allocated, o.number, c.code, c.name, c.language, "
            "c.email FROM order_line l JOIN item i ON i.id = l.item_id JOIN sales_order o ON o.id = l.order_id "
            f"JOIN customer c ON c.id = o.customer_id WHERE l.id IN ({marks(some)}) AND {_HOLDS_ALL} "
            "AND NOT l.on_hold AND (l.not_before IS NULL OR l.not_before <= ?) "
            "AND (i.release_date IS NULL OR i.release_date <= ?)",
            (*some, today, today),
        ):
            together[notice_of[line], order].append(_Told(NoticedLine(place, sku, name, units), *whose))
    waiting = _with_waiting_lines(store, {order for _, order in together})
    told: dict[int, list[NoticedOrder]] = defaultdict(list)
    for (number, order), rows in sorted(together.items()):
        lines = tuple(sorted(row.noticed for row in rows))
        of = rows[0]
        told[number].append(
            NoticedOrder(of.order, of.customer_code, of.customer, of.language, of.email, lines, order not in waiting)
        )
    return told


def _with_waiting_lines(store: Store, orders: Collection[int]) -> set[int]:
    """Return those of some orders of which a line still waits for something."""
    found: set[int] = set()
    for some in chunks(orders):
        found.update(
            order
            for (order,) in store.sql(
                f"SELECT DISTINCT order_id FROM order_line WHERE order_id IN ({marks(some)}) "
                "AND quantity - cancelled - shipped - allocated > 0",
                some,
            )
        )
    return found
