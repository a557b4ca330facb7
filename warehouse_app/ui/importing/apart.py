"""The process that reads and stores, as the window sees it: requests, answers, progress, and the word to stop."""

import multiprocessing
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection
from threading import Event
from typing import TypeVar, cast

from warehouse_app.domain.errors import Refused
from warehouse_app.ui.importing.plan import Bug, HouseAddress, Refusal, Request, Step
from warehouse_app.ui.importing.reader import STOP, serve

R = TypeVar("R")

_LOOK_EVERY_SECONDS = 0.03
_LEAVE_SECONDS = 10.0


class ApartFault(StrEnum):
    """Why the process did not answer."""

    ENDED = "importing-process-ended"


class FailedApartError(RuntimeError):
    """An error of the program's own in the process: its traceback there."""


class Apart:
    """One such process, begun at the first request, and asked from one thread at a time."""

    def __init__(self, address: HouseAddress) -> None:
        self._address = address
        # Not a fork, which would take the window's threads and locks along in the middle of their work.
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None

    def ask(
        self, request: Request[R], *, told: Callable[[Step], None] = lambda _step: None, stop: Event | None = None
    ) -> R:
        """Return the answer to a request; `told` hears how far it is.

        Once `stop` is set it ends as soon as it can; the answer says whether that was in time. Raises Refused.
        """
        connection = self._begun()
        try:
            answer = _answer(connection, request, told, stop)
        except (EOFError, OSError) as error:
            self.close()
            raise Refused(ApartFault.ENDED) from error
        except BaseException:  # of `told`: nobody waits for the answer any more
            self.close()
            raise
        match answer:
            case Refusal(code, facts):
                raise Refused(code, **facts)
            case Bug(trace):
                raise FailedApartError(trace)
        return cast("R", answer)

    def close(self) -> None:
        """End the process; what it has not stored by then is not stored. Not while it is being asked."""
        process, self._process = self._process, None
        if process is None:
            return
        self._connection.close()  # it reads that nobody is there
        process.join(_LEAVE_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
        process.close()

    def _begun(self) -> Connection:
        if self._process is None:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=serve, args=(theirs, self._address), name="reader", daemon=True)
            process.start()
            theirs.close()
            self._process, self._connection = process, ours
        return self._connection


def _answer(connection: Connection, request: object, told: Callable[[Step], None], stop: Event | None) -> object:
    connection.send(request)
    stopped = False
    while True:
        while not connection.poll(_LOOK_EVERY_SECONDS):
            if stop is not None and stop.is_set() and not stopped:
                connection.send(STOP)
                stopped = True
        answer = connection.recv()
        if not isinstance(answer, Step):
            return answer
        told(answer)
