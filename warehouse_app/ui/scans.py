"""Scans on their way to the screen that takes them: one after the other, first in, first out.

The next scan is delivered only when the answer to the one before stands. A dialog that is open takes scans, or they are
refused; they never wait behind it. The same scan twice in a moment is asked about, not delivered, and what comes again
meanwhile is refused. So each scan is delivered, asked about or refused; none is dropped in silence.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QMetaObject, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.codes import Command, CommandCode, read
from warehouse_app.scanning.keyboard import gap
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Words
from warehouse_app.ui.words.scanner import ScanWord
from warehouse_app.ui.words.window import Frame

R = TypeVar("R")


@runtime_checkable
class ScanTaker(Protocol):
    """A screen that takes scans."""

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Take a scan, and call `done` once when its answer stands: the next scan waits for it."""


@runtime_checkable
class Attended(ScanTaker, Protocol):
    """A screen at which a lead's badge may answer what somebody else was refused.

    Both are called in the lane of the scans, and return what then shows the reply in the window's thread.
    """

    def answered_by(self, badge: str) -> Callable[[], None] | None:
        """Let a lead (a name) answer what the last reply asks of one; None where it asks nothing of them."""

    def said_instead(self, words: Words) -> Callable[[], None] | None:
        """Say this in place of a reply that asks for a lead, who is not to answer it any more; None where none does."""


def answering(answer: Callable[[R], None], done: Callable[[], None]) -> Callable[[R], None]:
    """Return `answer` with `done` after it, whatever becomes of it: else one bug would hold up all scans after it."""

    def answered(value: R) -> None:
        try:
            answer(value)
        finally:
            done()

    return answered


@dataclass(frozen=True, slots=True)
class AskedTwice:
    """A scan that came twice in a moment, and that waits for a yes or a no."""

    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A scan that nobody takes, why (the sentence may hold the fact "text"), and the tone in which that is said."""

    code: StrEnum
    text: str
    tone: Tone = Tone.ERROR


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question that was answered with yes by a button."""

    text: str


@dataclass(eq=False, slots=True)
class _Delivery:
    """A scan that is being answered; `gone`: its page is no more, so that nobody will."""

    connection: QMetaObject.Connection | None = None
    gone: bool = False


class Scans(QObject):
    """The queue. `taker` says who takes scans when no dialog is open, unless somebody takes the scan `first`.

    What is taken `first`, such as a badge, is no matter of a dialog: it is refused there, even where the dialog takes
    scans.

    `guard_ms` is the time, by the times of the keys, within which the same scan again is asked about; any other scan
    answers the question with no. Typed codes are not guarded.
    """

    taken = Signal(str)
    """A scan was delivered: its text."""
    asked_twice = Signal(object)
    """AskedTwice: a question to be shown until `settled`."""
    settled = Signal()
    refused = Signal(object)
    """Refusal: to be said and sounded."""

    def __init__(
        self,
        taker: Callable[[], ScanTaker],
        *,
        guard_ms: int,
        first: Callable[[str], ScanTaker | None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._first = first
        self.guard_ms = guard_ms
        self._taker = taker
        self._queue: deque[Scan | str | _Answered] = deque()
        self._delivery: _Delivery | None = None
        self._going_on = False
        self._last: Scan | None = None
        self._last_answered = False
        self._asked: AskedTwice | None = None

    @property
    def waiting(self) -> bool:
        """Whether there are scans whose turn has not come yet."""
        return bool(self._queue)

    def scanned(self, scan: Scan) -> None:
        """Take in a scan."""
        self._queue.append(scan)
        self._go_on()

    def typed(self, text: str) -> None:
        """Take in a code that somebody typed."""
        self._queue.append(text)
        self._go_on()

    def confirm(self) -> None:
        """Deliver the scan that is asked about."""
        asked = self._settle()
        if asked is not None:
            self._queue.appendleft(_Answered(asked.text))
            self._go_on()

    def dismiss(self) -> None:
        """Drop the scan that is asked about."""
        self._settle()

    def _go_on(self) -> None:
        if self._going_on:
            return
        self._going_on = True
        try:
            while self._queue and self._delivery is None:
                self._consider(self._queue.popleft())
        finally:
            self._going_on = False

    def _consider(self, item: Scan | str | _Answered) -> None:
        if isinstance(item, _Answered):
            self._deliver(item.text)
            return
        if isinstance(item, str):
            self._last = None
            self._answer_or_deliver(item)
            return
        repeated = self._is_repeated(item)
        self._last = item
        if not item.whole:
            self._settle()
            self._refuse(ScanWord.BROKEN, item.text)
        elif not repeated:
            self._answer_or_deliver(item.text)
        else:
            self._ask_or_refuse(item.text)

    def _ask_or_refuse(self, text: str) -> None:
        """Ask about a scan that came again in a moment, unless it was the answer, or is asked about already."""
        if self._asked is not None:
            self.refused.emit(Refusal(ScanWord.STILL_ASKED, text, Tone.WARN))
        elif self._last_answered:
            self.refused.emit(Refusal(ScanWord.ANSWERED_ONCE, text, Tone.WARN))
        else:
            self._asked = AskedTwice(text)
            self.asked_twice.emit(self._asked)

    def _is_repeated(self, scan: Scan) -> bool:
        last = self._last
        return last is not None and last.text == scan.text and 0 <= gap(last.ended, scan.began) <= self.guard_ms

    def _answer_or_deliver(self, text: str) -> None:
        asked = self._settle()
        command = _command(text) if asked is not None else None
        # A card with the answer that is read twice answers once.
        self._last_answered = command in {Command.YES, Command.NO}
        if asked is not None and command is Command.YES:
            self._deliver(asked.text)
        elif not self._last_answered:
            self._deliver(text)

    def _settle(self) -> AskedTwice | None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self.settled.emit()
        return asked

    def _deliver(self, text: str) -> None:
        dialog, first = QApplication.activeModalWidget(), self._first(text)
        if dialog is not None and (first is not None or not isinstance(dialog, ScanTaker)):
            self._refuse(Frame.DIALOG_OPEN, text)
            return
        taker = dialog if isinstance(dialog, ScanTaker) else first or self._taker()
        delivery = self._delivery = _Delivery()
        if isinstance(taker, QObject):
            delivery.connection = taker.destroyed.connect(lambda: self._abandon(delivery))
        self.taken.emit(text)
        try:
            taker.take_scan(text, lambda: self._done(delivery))
        except Exception:
            self._abandon(delivery)
            raise

    def _refuse(self, code: StrEnum, text: str) -> None:
        self._last = None
        self.refused.emit(Refusal(code, text))

    def _done(self, delivery: _Delivery) -> None:
        if delivery.gone:
            return
        if self._delivery is not delivery:
            raise RuntimeError("a scan was answered twice")
        self._delivery = None
        if delivery.connection is not None:
            QObject.disconnect(delivery.connection)
        self._go_on()

    def _abandon(self, delivery: _Delivery) -> None:
        """Go on with the next scan though nobody answers this one: its page is gone or broken."""
        if self._delivery is delivery:
            delivery.gone = True
            self._delivery = None
            QTimer.singleShot(0, self, self._go_on)


def _command(text: str) -> Command | None:
    first = read(text, year=1)[0]  # no command has a year in it
    return first.command if isinstance(first, CommandCode) else None
