"""Every way in which an error can escape, led to the log and to one dialog in the window's thread."""

import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from warehouse_app.ui.log import Log
from warehouse_app.ui.trouble.dialog import ErrorDialog
from warehouse_app.ui.trouble.report import Happened, report

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_MOST_ERRORS = 20
"""How many different errors one dialog and its report tell of; the others are in the log."""
_STORM, _STORM_SECONDS = 3, 5.0
"""An error that was told, and comes this often within these seconds, is only written down."""


@dataclass(frozen=True, slots=True)
class _Escaped:
    """An error on its way to the window's thread. `mark` is the same for the same error at the same place."""

    mark: str
    thread: str
    text: str


class Trouble(QObject):
    """Takes every error that nobody caught, once `install` was called. One is made for the program.

    `say` says the dialog's words, `database` of which kind the open database is, and `leave` ends the program.
    """

    _escaped = Signal(object)

    def __init__(
        self,
        log: Log,
        say: Callable[..., str],
        *,
        database: Callable[[], str],
        leave: Callable[[], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._log, self._say, self._database, self._leave, self._clock = log, say, database, leave, clock
        self._logger = logging.getLogger("trouble")
        self._errors: dict[str, Happened] = {}
        self._times: dict[str, deque[float]] = {}
        self._told: set[str] = set()
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._telling = False
        self.dialog: ErrorDialog | None = None
        # Queued, since a dialog inside a paint or a slot would run the window's loop in the middle of it.
        self._escaped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the one that is told of errors which nobody caught."""
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        sys.unraisablehook = self._from_finaliser

    def uninstall(self) -> None:
        """Put back who was told before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks

    def report(self, error: BaseException) -> None:
        """Take an error that was caught where nothing could be done about it."""
        self._take(error, error.__traceback__, threading.current_thread().name)

    def serious(self, text: str) -> None:
        """Take what Qt calls critical, from any thread."""
        self._send(_Escaped(f"qt {text}", threading.current_thread().name, text))

    def _from_python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._take(error, trace, threading.current_thread().name)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._take(args.exc_value, args.exc_traceback, args.thread.name if args.thread else "?")

    def _from_finaliser(self, args: "UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            self._take(args.exc_value, args.exc_traceback, threading.current_thread().name)

    def _take(self, error: BaseException, trace: TracebackType | None, thread: str) -> None:
        text = "".join(traceback.format_exception(type(error), error, trace))
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
        self._logger.error("%s\n%s", thread, text.rstrip())
        self._send(_Escaped(" ".join([type(error).__qualname__, *places]), thread, self._log.hidden(text)))

    def _send(self, escaped: _Escaped) -> None:
        # Before there is a window, and after it, the log is all there is.
        if shiboken6.isValid(self) and QApplication.instance() is not None:
            self._escaped.emit(escaped)

    def _tell(self, escaped: _Escaped) -> None:
        if self._telling:
            return  # telling an error has raised another: what is left is the log
        self._telling = True
        self._count(escaped)
        self._telling = False

    def _count(self, escaped: _Escaped) -> None:
        times = self._times.setdefault(escaped.mark, deque(maxlen=_STORM))
        times.append(self._clock())
        if self._open_dialog() is None:
            storms = len(times) == _STORM and times[-1] - times[0] < _STORM_SECONDS
            if storms and escaped.mark in self._told:
                return
            self._errors.clear()
        known = self._errors.get(escaped.mark)
        if known is not None:
            known.count += 1
        elif len(self._errors) < _MOST_ERRORS:
            self._errors[escaped.mark] = Happened(escaped.thread, escaped.text)
        else:
            return
        self._told.add(escaped.mark)
        self._show()

    def _open_dialog(self) -> ErrorDialog | None:
        dialog = self.dialog
        return dialog if dialog is not None and shiboken6.isValid(dialog) and dialog.isVisible() else None

    def _show(self) -> None:
        dialog = self._open_dialog()
        if dialog is None:
            dialog = self.dialog = ErrorDialog(self._say, self._text, QApplication.activeWindow())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.quit_wanted.connect(self._leave)
            dialog.open()
        dialog.show_errors(list(self._errors.values()))

    def _text(self) -> str:
        log = self._log.last_lines()
        made = report(list(self._errors.values()), database=self._database(), log=log, now=datetime.now(UTC))
        return self._log.hidden(made)
