"""The queue of what is printed: documents are queued as they are and handed over afterwards.

A job is `uncertain` from the moment before it is handed over: whoever is killed in the middle leaves it so, and a
person looks whether the paper came out. Only `printed` or `print_failed` of the same attempt, or that person, ends it.

The row of a job stays for ever, its bytes only while it is not over, and for `KEPT` after it was handed over, so that
one can look at what was printed.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, PrintState, Role, Sides
from warehouse_app.queries.print_jobs import PrintJobFault, Why, copy_mark
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.store.database import rows
from warehouse_app.store.tables import PrintJob
from warehouse_app.store.tables.base import instant_number

KEPT = timedelta(days=7)
_FIRST_PAUSE = timedelta(seconds=15)
_LONGEST_PAUSE = timedelta(minutes=30)
_LONGEST_NAME = 255

_ON_ITS_WAY = (PrintState.QUEUED, PrintState.FAILED)
_SAY_THEIR_COPY = frozenset({DocumentKind.PICK_LIST})
"""Of these no two alike must lie about; others may be printed again as they are."""


class PrintFault(StrEnum):
    """Why a job could not be queued or changed."""

    PRINTER = "print-printer-name"
    COPY_TAKEN = "print-copy-taken"
    ELSEWHERE = "print-elsewhere"
    NOT_WAITING = "print-not-waiting"
    OVER = "print-over"


@dataclass(frozen=True)
class Paper:
    """A finished document: which copy it is marked as (0: none), and how many pages it has."""

    kind: DocumentKind
    number: str
    copy: int
    title: str
    pages: int
    pdf: bytes


@dataclass(frozen=True)
class Queued:
    """A job that waits to be handed over."""

    job: int
    changes: Changes


@dataclass(frozen=True)
class Begun:
    """A job that is being handed over, for the `attempt`-th time."""

    job: int
    attempt: int
    changes: Changes


@dataclass(frozen=True)
class Settled:
    """What a job is now."""

    job: int
    state: PrintState
    changes: Changes


class _Job(NamedTuple):
    number: str
    workstation: str
    state: PrintState
    attempts: int


@service(Role.CLERK)
def queue_print(work: Work, paper: Paper, printer: str, sides: Sides = Sides.AS_SET) -> Queued:
    """Queue a document for a printer of this workstation, its bytes as they are now.

    Raises Refused (PrintFault.COPY_TAKEN) where it says which copy it is, and was printed since it was made.
    """
    if not 0 < len(printer) <= _LONGEST_NAME or not printer.isprintable():
        raise Refused(PrintFault.PRINTER, printer=printer)
    mark = copy_mark(work.store, paper.kind, paper.number)
    copy = mark.copy if mark else 0
    if paper.copy != copy and paper.kind in _SAY_THEIR_COPY:
        raise Refused(PrintFault.COPY_TAKEN, number=paper.number)
    _forget(work)
    job = PrintJob.insert(
        kind=paper.kind,
        number=paper.number,
        copy=copy,
        title=paper.title,
        pages=paper.pages,
        printer=printer,
        sides=sides,
        workstation=work.action.workstation,
        due_at=work.action.now,
        action=work.row,
        pdf=paper.pdf,
    ).execute()
    work.touched(Area.PRINT_JOBS)
    return Queued(int(job), work.changes)


@service(Role.CLERK)
def begin_print(work: Work, job: int) -> Begun:
    """Take a waiting job of this workstation to hand it over now; from here on nobody knows, until it is settled.

    Raises Refused (PrintFault) where it waits at another workstation, or does not wait any more.
    """
    found = _locked(work, job)
    if found.workstation != work.action.workstation:
        raise Refused(PrintFault.ELSEWHERE, number=found.number, workstation=found.workstation)
    if found.state not in _ON_ITS_WAY:
        raise Refused(PrintFault.NOT_WAITING, number=found.number)
    _set(work, job, state=PrintState.UNCERTAIN, attempts=found.attempts + 1, why=None)
    return Begun(job, found.attempts + 1, work.changes)


@service(Role.CLERK)
def printed(work: Work, job: int, attempt: int) -> Settled:
    """Keep that an attempt handed the job over, or that somebody has found its paper."""
    _uncertain(work, job, attempt)
    _set(work, job, state=PrintState.HANDED_OVER, handed_at=work.action.now, why=None)
    return Settled(job, PrintState.HANDED_OVER, work.changes)


@service(Role.CLERK)
def print_failed(work: Work, job: int, attempt: int, why: Why, *, in_doubt: bool = False) -> Settled:
    """Keep why an attempt failed; it is tried again after a pause that grows with every attempt.

    Where it is `in_doubt` whether something came out, it is not tried again by itself.
    """
    _uncertain(work, job, attempt)
    state = PrintState.UNCERTAIN if in_doubt else PrintState.FAILED
    told = msgspec.json.encode(why).decode()
    _set(work, job, state=state, why=told, due_at=work.action.now + pause_after(attempt))
    return Settled(job, state, work.changes)


@service(Role.CLERK)
def retry_print(work: Work, job: int) -> Settled:
    """Hand a job over as soon as possible: one that waits or failed, or an uncertain one whose paper is not there.

    Raises Refused (PrintFault.OVER) where it is over.
    """
    _refuse_over(_locked(work, job))
    _set(work, job, state=PrintState.QUEUED, due_at=work.action.now, why=None)
    return Settled(job, PrintState.QUEUED, work.changes)


@service(Role.CLERK)
def cancel_print(work: Work, job: int) -> Settled:
    """Give a job up that is not over; the next print of its document is no copy of it. Raises Refused as above."""
    _refuse_over(_locked(work, job))
    _set(work, job, state=PrintState.CANCELLED, why=None, pdf=None)
    return Settled(job, PrintState.CANCELLED, work.changes)


def pause_after(attempt: int) -> timedelta:
    """Return how long to wait after the `attempt`-th failure (from 1)."""
    doublings = min(attempt - 1, 20)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def _locked(work: Work, job: int) -> _Job:
    columns = (PrintJob.number, PrintJob.workstation, PrintJob.state, PrintJob.attempts)
    found = rows(work.store.locked(PrintJob.select(*columns).where(PrintJob.id == job)))
    if not found:
        raise Refused(PrintJobFault.UNKNOWN, job=job)
    number, workstation, state, attempts = found[0]
    return _Job(number, workstation, PrintState(state), attempts)


def _uncertain(work: Work, job: int, attempt: int) -> None:
    found = _locked(work, job)
    if found.state is not PrintState.UNCERTAIN or found.attempts != attempt:
        # Somebody has settled it meanwhile, and perhaps it is being handed over again.
        raise Refused(PrintFault.NOT_WAITING, number=found.number)


def _refuse_over(found: _Job) -> None:
    if found.state in {PrintState.HANDED_OVER, PrintState.CANCELLED}:
        raise Refused(PrintFault.OVER, number=found.number)


def _set(work: Work, job: int, **values: Any) -> None:
    PrintJob.update(**values).where(PrintJob.id == job).execute()
    work.touched(Area.PRINT_JOBS)


def _forget(work: Work) -> None:
    """Drop the bytes of what was handed over long ago."""
    work.store.sql(
        "UPDATE print_job SET pdf = NULL WHERE pdf IS NOT NULL AND handed_at < ?",
        (instant_number(work.action.now - KEPT),),
    )
