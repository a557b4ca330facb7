"""Whoever no longer waits is to be told: noted in the transaction that ends the wait, and sent after it."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from warehouse_app.domain.statuses import NoticeKind, NoticeStatus
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.notices import Payload, ended_waits, still_ended
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import Decided
from warehouse_app.store.tables import Outbox
from warehouse_app.store.tables.base import instant_number


def note_ended_waits(work: Work, delivery: str, filled: Decided) -> None:
    """Let the customers be told whose lines lack nothing since a delivery `filled` them: the number of its receipt.

    Where none is begun yet, that of the purchase order of which less is to come.

    It is one row of the outbox however many they are; who they are is read from the runs of this action.
    """
    if not any(0 < row.gets == row.asked for made in filled.values() for row in made):
        return
    lost = +_lost(work, _TAKEN_BACK, delivery)
    given_back: set[int] = set()
    # Of several runs, one may only have given back what another took.
    if lost or len(work.runs) > 1:
        ended = ended_waits(work.store, work.runs)
        given_back = _given_back(work, delivery, ended, lost) if lost else set()
        if not ended.keys() - given_back:
            return
    payload = msgspec.json.encode(Payload(tuple(work.runs), tuple(sorted(given_back)))).decode()
    row = (NoticeKind.WAIT_ENDED, delivery, payload, NoticeStatus.WAITING, instant_number(work.action.now), work.row)
    work.store.insert(Outbox, ("kind", "subject", "payload", "status", "created_at", "action_id"), [row])


class _Part(msgspec.Struct):
    """What one line of an order got, or lost."""

    order: str
    line: int
    units: int


class _Answer(msgspec.Struct):
    """What the answers of all verbs that book goods in, or take them back, tell of who got and lost some."""

    losses: tuple[_Part, ...] = ()
    shares: tuple[_Part, ...] = ()
    also: tuple[_Part, ...] = ()


_Units = Counter[tuple[str, int]]
"""Units of lines: by the number of the order, and the line."""

_CAME = "SELECT l.action_id FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id WHERE r.number = ?"
_TAKEN_BACK = (
    "SELECT v.action_id FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id "
    "JOIN receipt_reversal v ON v.receipt_line_id = l.id WHERE r.number = ?"
)


def _given_back(work: Work, receipt: str, ended: Mapping[int, int], lost: _Units) -> set[int]:
    """Return those of some lines (ids, with what they lacked) that lacked nothing before a receipt (its number) began.

    `lost` are those that lost some as bookings on it were taken back.
    """
    whose = {line: (whom.order, whom.order_line) for line, whom in recipients(work.store, ended).items()}
    if not lost.keys() & set(whose.values()):
        return set()
    since = _lost(work, f"{_CAME} UNION {_TAKEN_BACK}", receipt, receipt)
    return {line for line, at in whose.items() if ended[line] <= since[at]}


def _lost(work: Work, actions: str, *parameters: str) -> _Units:
    """Return what lines lost, on balance, by some actions before this one."""
    lost: _Units = Counter()
    for (result,) in work.store.sql(
        f"SELECT result FROM action WHERE id IN ({actions}) AND result IS NOT NULL", parameters
    ):
        answer = msgspec.json.decode(result, type=_Answer)
        lost.update({(part.order, part.line): part.units for part in answer.losses})
        lost.subtract({(part.order, part.line): part.units for part in (*answer.shares, *answer.also)})
    return lost


def withdraw_notices(work: Work, action: int) -> None:
    """Let nobody be told of what an action (its row) had done, where all whose wait it ended wait again."""
    for notice, payload in work.store.sql(
        "SELECT id, payload FROM outbox WHERE action_id = ? AND status = ?", (action, NoticeStatus.WAITING)
    ).fetchall():
        if not still_ended(work.store, payload, action):
            work.store.sql("UPDATE outbox SET status = ? WHERE id = ?", (NoticeStatus.WITHDRAWN, notice))


def withdraw_notices_of_booking(work: Work, receipt: int, booking: int) -> None:
    """Do so for what an action (its row) had booked in on a receipt (its id), and for the bookings it had put right."""
    bookings = [booking]
    for action in bookings:
        withdraw_notices(work, action)
        bookings += [
            before
            for (before,) in work.store.sql(
                "SELECT DISTINCT l.action_id FROM receipt_line l JOIN receipt_reversal v ON v.receipt_line_id = l.id "
                "WHERE l.receipt_id = ? AND v.action_id = ?",
                (receipt, action),
            )
        ]
