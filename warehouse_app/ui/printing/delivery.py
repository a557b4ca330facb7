"""Hands over what waits to be printed at this workstation, one job after the other, in a lane of its own.

It looks when something was queued, when a job that failed is due again, and now and then, since others may print here
too (the command line, a second person). A printer that is away holds up nothing but paper.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from warehouse_app import printers
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import PrintState, Sides
from warehouse_app.queries.print_jobs import PrintJobRow, Why, next_due, waiting_prints
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.printing import PrintFault
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.printing import QueueWord

Send = Callable[[bytes, str, str, Sides], None]

LOOK_AGAIN = timedelta(minutes=1)
_MOMENT = timedelta(milliseconds=50)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """So many documents were being handed over when the program ended; a person must say what became of them."""

    count: int


@dataclass(frozen=True, slots=True)
class _Step:
    """What one look did: the job that was handed over or failed, or how long there is nothing to do."""

    job: PrintJobRow | None = None
    why: Why | None = None
    changes: Changes = field(default_factory=Changes)
    rest: timedelta = timedelta()


class Delivery(QObject):
    """The postman of this workstation. `unsettled` is told at the start where somebody must look at a printer."""

    unsettled = Signal(object)
    """Unsettled."""

    def __init__(self, desk: Desk, send: Send | None = None) -> None:
        super().__init__(desk)
        self._desk = desk
        self._stopped = threading.Event()
        self._send = send or self._send_here
        self._handing: int | None = None
        self._busy = False
        self._once_more = False
        self._trouble: tuple[type[Exception], str] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    @property
    def handing(self) -> int | None:
        """The job that is being handed over at this moment, by this window."""
        return self._handing

    def start(self) -> None:
        """Begin: with what nobody knows since the last time, then with what waits."""
        house = self._desk.house
        self._desk.changed.connect(self._changed)

        def left() -> int:
            with house.store.snapshot():
                return waiting_prints(house.store, house.workstation).uncertain

        self._desk.background.run(Lane.PRINTS, self, left, self._began)

    def stop(self) -> None:
        """Take nothing up any more; a printer that does not answer is not waited for, and its job is uncertain."""
        self._stopped.set()
        self._timer.stop()

    def _began(self, uncertain: int) -> None:
        if uncertain:
            self._desk.tell(Tone.WARN, QueueWord.LEFT_UNCERTAIN, count=uncertain)
            self.unsettled.emit(Unsettled(uncertain))
        self._look()

    def _changed(self, changes: Changes) -> None:
        if Area.PRINT_JOBS in changes.areas:
            self._look()

    def _look(self) -> None:
        if self._stopped.is_set():
            return
        if self._busy:
            self._once_more = True
            return
        self._busy = True
        self._once_more = False
        self._timer.stop()
        self._desk.background.run(Lane.PRINTS, self, self._step, self._stepped, self._failed)

    def _step(self) -> _Step:
        """Hand over the next job that is due; runs in the lane."""
        from warehouse_app.services.papers import deliver  # noqa: PLC0415 - the window opens sooner without ReportLab

        house = self._desk.house
        with house.store.snapshot():
            due = next_due(house.store, house.workstation)
        if due is None or self._stopped.is_set():
            return _Step(rest=LOOK_AGAIN)
        early = due.due_at - house.act().now
        if early > timedelta():
            return _Step(rest=early)
        self._handing = due.job
        try:
            done = deliver(house.store, house.act, due.job, self._send)
        except Refused as refused:
            if refused.code in {PrintFault.NOT_WAITING, PrintFault.ELSEWHERE}:
                return _Step()  # somebody else was faster, or has settled it
            raise
        finally:
            self._handing = None
        return _Step(done.job, done.why, done.changes)

    def _stepped(self, step: _Step) -> None:
        self._trouble = None
        if step.job is not None and step.why is not None:
            self._tell(step.job, step.why)
        self._desk.announce(step.changes)
        self._rest(step.rest)

    def _tell(self, job: PrintJobRow, why: Why) -> None:
        """Say why a print failed: each time where a person must look, else only the first."""
        if job.state is PrintState.UNCERTAIN:
            self._desk.tell(Tone.ERROR, why.code, **why.facts)
        elif job.attempts == 1:
            self._desk.tell(Tone.WARN, why.code, **why.facts)

    def _failed(self, error: Exception) -> None:
        same = (type(error), str(error))
        if self._trouble != same:
            # What goes on is told once, not with every look.
            self._trouble = same
            self._desk.trouble(error)
        self._rest(LOOK_AGAIN)

    def _rest(self, time: timedelta) -> None:
        self._busy = False
        if self._once_more:
            self._look()
        elif not self._stopped.is_set():
            pause = min(max(time, _MOMENT), LOOK_AGAIN)
            self._timer.start(round(pause.total_seconds() * 1000))

    def _send_here(self, pdf: bytes, printer: str, title: str, sides: Sides) -> None:
        if printers.spooler() is not None:
            printers.send(pdf, printer, title, sides, given_up=self._stopped.is_set)
        else:
            from warehouse_app.ui.printing import qt_printer  # noqa: PLC0415 - only where the system takes no PDF

            qt_printer.send(pdf, printer, title, sides)
