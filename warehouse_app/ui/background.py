"""The one door to the background: work is handed in with what to do with its answer, in the window's own thread.

There are four lanes, each a thread with a connection of its own, and each in order: a page that is being read never
holds up a scan, nor does an import, nor a printer that does not answer.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from queue import SimpleQueue
from time import monotonic
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from warehouse_app.domain.errors import Refused

R = TypeVar("R")

_TOLD_EVERY_SECONDS = 0.05
_MOMENT_SECONDS = 2.0
"""After this long a lane that does not end may be waiting for a database that is gone."""
_READS_SECONDS = 5.0
"""How long the end waits for what is only read."""
_PATIENCE_SECONDS = 40.0
"""How long the end waits for a booking: longer than one waits for another that holds the lock."""
_BROKEN_OFF_SECONDS = 6.0
"""How long a lane may take to see that its connection is broken off, or that no new one is made."""
_LOGGER = logging.getLogger("background")


class Lane(StrEnum):
    """Which work waits for which: only what is in the same lane."""

    SCANS = "scans"
    READS = "reads"
    LONG = "long"
    PRINTS = "prints"


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The person does not want the work any more; raised where it tells how far it is."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a long work is: `done` of `total` (None where nobody knows), and at `what` (a file, a phase)."""

    what: str
    done: int
    total: int | None


@dataclass(eq=False)
class Task:
    """Work that was handed in. Once it is cancelled its answer is dropped, and it ends where it next tells progress."""

    owner: QObject
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Drop the answer."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the answer any more."""
        return self._cancelled.is_set()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a lane sends to the window's thread: an answer, an error, or how far the work is."""

    task: Task
    deliver: Callable[[], None]
    final: Lane | None
    error: Exception | None


class Progress:
    """What a long work tells while it runs."""

    def __init__(self, task: Task, tell: Callable[[Progressed], None]) -> None:
        self._task = task
        self._tell = tell
        self._told_at = 0.0

    def told(self, what: str, done: int, total: int | None = None) -> None:
        """Tell how far the work is, as often as it likes. Raises Cancelled where the person has cancelled it."""
        if self._task.cancelled:
            raise Cancelled
        now = monotonic()
        if now - self._told_at >= _TOLD_EVERY_SECONDS or done == total:
            self._told_at = now
            self._tell(Progressed(what, done, total))


class Connections(Protocol):
    """The database as the lanes use it; each of them has a connection of its own."""

    def close(self) -> None:
        """Close this thread's connection."""

    def answers(self) -> bool:
        """Return whether the database answers, after a few seconds at most."""

    def hang_up(self) -> None:
        """Let fail at once what waits for an answer, in whichever thread, and make no connection any more."""


class Background(QObject):
    """The lanes. `connections` is what each closes at its end; None where no work leaves a connection open.

    `trouble` gets the error of work that was handed in without a `failed` of its own.
    """

    _arrived = Signal(object)
    idle = Signal(str)
    """A lane has no work any more: its name."""

    def __init__(self, connections: Connections | None, trouble: Callable[[Exception], None]) -> None:
        super().__init__()
        self._connections = connections
        self._closing = threading.Event()
        self._given_up = threading.Event()
        self._trouble = trouble
        self._queues: dict[Lane, SimpleQueue[Callable[[], None] | None]] = {lane: SimpleQueue() for lane in Lane}
        self._waiting = dict.fromkeys(Lane, 0)
        self._long: list[Task] = []
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        # They are no reason for the program to stay: `close` says how long it waits for them.
        self._threads = {
            lane: threading.Thread(target=self._serve, args=(lane,), name=f"lane-{lane}", daemon=True) for lane in Lane
        }
        for thread in self._threads.values():
            thread.start()

    def run(
        self,
        lane: Lane,
        owner: QObject,
        work: Callable[[], R],
        then: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Do `work` in a lane, and give its answer to `then`, or its error to `failed`, in the window's thread.

        Neither is called once `owner` is destroyed or the task cancelled.
        """
        task = Task(owner, then, failed or self._trouble)
        self._hand_in(lane, task, work)
        return task

    def long(
        self,
        owner: QObject,
        work: Callable[[Progress], R],
        then: Callable[[R], None],
        *,
        progressed: Callable[[Progressed], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Do long `work`, which tells how far it is. A cancelled one gets its Cancelled raised and answers nobody."""
        task = Task(owner, then, failed or self._trouble)
        self._long.append(task)
        progress = Progress(task, lambda step: self._send(task, lambda: progressed(step)))
        self._hand_in(Lane.LONG, task, lambda: work(progress))
        return task

    def busy(self, lane: Lane) -> bool:
        """Return whether a lane has work that is not answered yet."""
        return self._waiting[lane] > 0

    def close(self) -> None:
        """Let every lane do what was handed in, and end it; no answer arrives any more.

        Long work is cancelled, and what was only to be read is left. A database that does not answer is waited for a
        few seconds; then it is given up, and the log says what was under way. What is committed stays so.
        """
        self._closing.set()
        for task in self._long:
            task.cancel()
        for queue in self._queues.values():
            queue.put(None)
        if not self._ended(_MOMENT_SECONDS, Lane):
            self._end_patiently()

    def _end_patiently(self) -> None:
        if self._connections is None or self._connections.answers():
            began = monotonic()
            self._ended(_PATIENCE_SECONDS, set(Lane) - {Lane.READS})
            self._ended(_READS_SECONDS - (monotonic() - began), Lane)
        else:
            _LOGGER.warning("the database does not answer; the program ends without it")
        if self._running(Lane):
            self._give_up()

    def _give_up(self) -> None:
        self._given_up.set()
        for lane in self._running(Lane):
            _LOGGER.warning("lane %s: given up while work was under way", lane.value)
        if self._connections is not None:
            self._connections.hang_up()
        if not self._ended(_BROKEN_OFF_SECONDS, Lane):
            _LOGGER.warning("still under way at the end: %s", ", ".join(lane.value for lane in self._running(Lane)))

    def _ended(self, seconds: float, lanes: Iterable[Lane]) -> bool:
        """Return whether these lanes have ended, within so many seconds."""
        until = monotonic() + seconds
        for lane in lanes:
            self._threads[lane].join(max(0.0, until - monotonic()))
        return not self._running(lanes)

    def _running(self, lanes: Iterable[Lane]) -> list[Lane]:
        return [lane for lane in lanes if self._threads[lane].is_alive()]

    def _hand_in(self, lane: Lane, task: Task, work: Callable[[], Any]) -> None:
        self._waiting[lane] += 1
        self._queues[lane].put(lambda: self._do(lane, task, work))

    def _do(self, lane: Lane, task: Task, work: Callable[[], Any]) -> None:
        deliver: Callable[[], None] = _nothing
        caught: Exception | None = None
        if self._wanted(lane, task):
            try:
                answer = work()
                deliver = partial(task.then, answer)
            except Cancelled:
                pass
            except Exception as error:  # noqa: BLE001 - carried to the window's thread, which tells or reports it
                caught = error
                deliver = partial(task.failed, error)
                if self._closing.is_set() and lane is not Lane.READS:
                    _LOGGER.warning("lane %s: failed after the window had closed: %r", lane.value, error)
        self._send(task, deliver, final=lane, error=caught)

    def _wanted(self, lane: Lane, task: Task) -> bool:
        """Return whether work is to be done at all, now that its turn has come."""
        if lane is Lane.SCANS:
            # A booking that was asked for is done, whether or not anybody still waits for its answer.
            if self._given_up.is_set():
                _LOGGER.warning("lane %s: a booking was not begun", lane.value)
            return not self._given_up.is_set()
        left = self._closing if lane is Lane.READS else self._given_up
        return not task.cancelled and not left.is_set()

    def _send(
        self, task: Task, deliver: Callable[[], None], *, final: Lane | None = None, error: Exception | None = None
    ) -> None:
        if shiboken6.isValid(self):
            self._arrived.emit(_Answer(task, deliver, final, error))

    def _take(self, answer: _Answer) -> None:
        if answer.final is not None:
            self._waiting[answer.final] -= 1
        if answer.final is Lane.LONG and answer.task in self._long:
            self._long.remove(answer.task)
        try:
            if not answer.task.cancelled and shiboken6.isValid(answer.task.owner):
                answer.deliver()
            elif answer.error is not None and not isinstance(answer.error, Refused):
                self._trouble(answer.error)  # nobody waits for it any more, but a bug is a bug
        finally:
            if answer.final is not None and not self._waiting[answer.final]:
                self.idle.emit(answer.final.value)

    def _serve(self, lane: Lane) -> None:
        queue = self._queues[lane]
        while (work := queue.get()) is not None:
            work()
            del work  # what it belongs to must not be kept until the next comes, and then be destroyed in this thread
        if self._connections is not None:
            self._connections.close()


def _nothing() -> None:
    """Deliver nothing: the work was cancelled."""
