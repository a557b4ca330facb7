"""What was printed and what waits to be: single jobs, what a workstation has to do, and which copy comes next.

`listings.printing` has them all.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from warehouse_app.documents.sheets import CopyMark
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, PrintState, Sides
from warehouse_app.store.database import Store, rows
from warehouse_app.store.tables import Action, PrintJob
from warehouse_app.store.tables.base import instant

WAITING = "state IN ('queued', 'uncertain', 'failed')"
"""Jobs that are not over, as their index says it."""


class PrintJobFault(StrEnum):
    """Why a job cannot be shown."""

    UNKNOWN = "print-unknown"
    NOT_KEPT = "print-not-kept"


class Why(NamedTuple):
    """Why a print failed: a code that has a sentence, and its facts."""

    code: str
    facts: Mapping[str, str]


class PrintJobRow(NamedTuple):
    """A job without its bytes, which may be `kept`; `copy` is 0 for the first print of a document."""

    id: int
    kind: DocumentKind
    number: str
    copy: int
    title: str
    pages: int
    printer: str
    sides: Sides
    workstation: str
    state: PrintState
    attempts: int
    due_at: datetime
    handed_at: datetime | None
    why: Why | None
    queued_at: datetime
    queued_by: str
    kept: bool


class WaitingPrints(NamedTuple):
    """How many jobs of a workstation are not over: waiting for their first try, failed, or nobody knows."""

    queued: int
    failed: int
    uncertain: int

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self)


class Due(NamedTuple):
    """The job that is handed over next, and from when."""

    job: int
    due_at: datetime


def print_job(job: int) -> PrintJobRow:
    """Return one job. Raises Refused (PrintJobFault.UNKNOWN)."""
    columns = (
        *(PrintJob.id, PrintJob.kind, PrintJob.number, PrintJob.copy, PrintJob.title, PrintJob.pages),
        *(PrintJob.printer, PrintJob.sides, PrintJob.workstation, PrintJob.state, PrintJob.attempts),
        *(PrintJob.due_at, PrintJob.handed_at, PrintJob.why, Action.at, Action.actor),
        PrintJob.pdf.is_null(False),  # noqa: FBT003 - peewee's way
    )
    found = rows(PrintJob.select(*columns).join(Action).where(PrintJob.id == job))
    if not found:
        raise Refused(PrintJobFault.UNKNOWN, job=job)
    return _row(*found[0])


def print_job_pdf(job: int) -> bytes:
    """Return the document of a job as it was queued. Raises Refused (PrintJobFault) where it is not kept any more."""
    found = rows(PrintJob.select(PrintJob.pdf).where(PrintJob.id == job))
    if not found:
        raise Refused(PrintJobFault.UNKNOWN, job=job)
    if found[0][0] is None:
        raise Refused(PrintJobFault.NOT_KEPT, number=print_job(job).number)
    return bytes(found[0][0])


def waiting_prints(store: Store, workstation: str) -> WaitingPrints:
    """Return how many jobs of a workstation are not over, by what became of them so far."""
    counted = store.sql(
        f"SELECT state, COUNT(*) FROM print_job WHERE workstation = ? AND {WAITING} GROUP BY state", (workstation,)
    )
    counts = {PrintState(state): int(count) for state, count in counted}
    return WaitingPrints(
        queued=counts.get(PrintState.QUEUED, 0),
        failed=counts.get(PrintState.FAILED, 0),
        uncertain=counts.get(PrintState.UNCERTAIN, 0),
    )


def waiting_count(store: Store, workstation: str) -> int:
    """Return how many jobs of a workstation are not over."""
    return waiting_prints(store, workstation).all


def next_due(store: Store, workstation: str) -> Due | None:
    """Return the job of a workstation that comes next: the one that was due first; None where none waits."""
    found = store.sql(
        "SELECT id, due_at FROM print_job "
        f"WHERE workstation = ? AND {WAITING} AND state <> 'uncertain' ORDER BY due_at, id LIMIT 1",
        (workstation,),
    ).fetchone()
    return None if found is None else Due(int(found[0]), instant(int(found[1])))


def job_on_its_way(store: Store, kind: DocumentKind, number: str, printer: str, workstation: str) -> int | None:
    """Return the job of a document that waits for this printer at a workstation; None where none does."""
    found = store.sql(
        "SELECT id FROM print_job WHERE kind = ? AND number = ? AND state <> 'cancelled' "
        "AND state IN ('queued', 'failed') AND printer = ? AND workstation = ? ORDER BY id LIMIT 1",
        (kind, number, printer, workstation),
    ).fetchone()
    return None if found is None else int(found[0])


def copy_mark(store: Store, kind: DocumentKind, number: str) -> CopyMark | None:
    """Return which copy of a document the next print is; None where it is the first.

    What was cancelled never came out. What failed counts: it is tried again, and comes out as it was queued.
    """
    printed = store.sql(
        "SELECT j.copy, a.at, a.actor FROM print_job j JOIN action a ON a.id = j.action_id "
        "WHERE j.kind = ? AND j.number = ? AND j.state <> 'cancelled' ORDER BY j.copy",
        (kind, number),
    ).fetchall()
    if not printed:
        return None
    _, first_at, first_by = printed[0]
    return CopyMark(int(printed[-1][0]) + 1, instant(int(first_at)), first_by)


def _row(*found: Any) -> PrintJobRow:
    row = PrintJobRow(*found)
    return row._replace(
        kind=DocumentKind(row.kind),
        sides=Sides(row.sides),
        state=PrintState(row.state),
        kept=bool(row.kept),
        why=None if row.why is None else msgspec.json.decode(str(row.why), type=Why),
    )
