"""Whoever no longer waits is to be told: noted in the transaction that ends the wait, and sent after it."""

import msgspec

from warehouse_app.domain.statuses import NoticeKind, NoticeStatus
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
    # Of several runs, one may only have given back what another took.
    if len(work.runs) > 1 and not ended_waits(work.store, work.runs):
        return
    payload = msgspec.json.encode(Payload(tuple(work.runs))).decode()
    row = (NoticeKind.WAIT_ENDED, delivery, payload, NoticeStatus.WAITING, instant_number(work.action.now), work.row)
    work.store.insert(Outbox, ("kind", "subject", "payload", "status", "created_at", "action_id"), [row])


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
