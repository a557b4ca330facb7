"""What the program writes down about itself: a log that rotates, and a file of its own for crashes of the interpreter.

No password reaches either: every line passes `without_passwords`, which also knows the ones that are in use.
"""

import faulthandler
import logging
import os
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import msgspec
import platformdirs
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from warehouse_app.domain.errors import Refused

_APPLICATION = "warehouse-app"
_FILES = 5
_BYTES = 1_000_000
_RECENT = 200
"""How many of the last lines a report gets."""

LOG_NAME, CRASH_NAME, LAST_CRASH_NAME = "window.log", "crash.log", "crash-before.log"

_IN_ADDRESS = re.compile(r"(://[^\s:/@?]*):[^\s/?]*@")
_NAMED = re.compile(r"((?:password|passwd|pwd)['\"]?\s*[=:]\s*)('[^']*'|\"[^\"]*\"|[^\s&,;)]+)", re.IGNORECASE)

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_folder() -> Path:
    """Return where the log of whoever works here lies: where WAREHOUSE_LOG says, or in her own folder."""
    told = os.environ.get("WAREHOUSE_LOG")
    return Path(told) if told else Path(platformdirs.user_log_dir(_APPLICATION, appauthor=False))


def without_passwords(text: str) -> str:
    """Return running text such that no password of an address, or behind the word, can be read in it."""
    return _NAMED.sub(r"\1…", _IN_ADDRESS.sub(r"\1:…@", text))


class Log:
    """The log of this process, from when it is made until `close`.

    Where its folder cannot be written to, the last lines are still kept for a report; `path` is None then.
    """

    def __init__(self, folder: Path) -> None:
        self._secrets: set[str] = set()
        self._recent: deque[str] = deque(maxlen=_RECENT)
        formatter = _Formatter(self.hidden)
        self._handlers: list[logging.Handler] = [_Recent(self._recent)]
        self.path: Path | None = folder / LOG_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handlers.append(_Rotating(self.path, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8"))
        except OSError:
            self.path = None
        root = logging.getLogger()
        self._level = root.level
        root.setLevel(logging.INFO)
        for handler in self._handlers:
            handler.setFormatter(formatter)
            root.addHandler(handler)

    def hide(self, secret: str) -> None:
        """Let this text, a password in use, appear nowhere."""
        if secret:
            self._secrets.add(secret)

    def hidden(self, text: str) -> str:
        """Return `text` without any password."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, "…")
        return without_passwords(text)

    def last_lines(self) -> list[str]:
        """Return the last lines that were written, oldest first."""
        return list(self._recent)

    def close(self) -> None:
        """Stop writing."""
        root = logging.getLogger()
        root.setLevel(self._level)
        for handler in self._handlers:
            root.removeHandler(handler)
            handler.close()


def log_refusal(refusal: Refused) -> None:
    """Write down that something was refused: the code and its facts, never a sentence."""
    facts = msgspec.json.encode(dict(refusal.facts)).decode()
    logging.getLogger("refused").info("%s %s", refusal.code.value, facts)


def log_qt_messages(serious: Callable[[str], None]) -> None:
    """Write down what Qt says; `serious` gets, in whatever thread, what it calls critical."""
    logger = logging.getLogger("qt")

    def take(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        logger.log(_QT_LEVELS[kind], "%s: %s", context.category, text)
        if kind is QtMsgType.QtCriticalMsg:
            serious(text)

    qInstallMessageHandler(take)


def log_crashes(folder: Path) -> Path | None:
    """Let a crash of the interpreter itself, which no Python code survives, write where it was into a file of its own.

    Return the file of the crash before, if the last run ended in one.
    """
    path, before = folder / CRASH_NAME, folder / LAST_CRASH_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        crashed = path.exists() and path.stat().st_size > 0
        if crashed:
            path.replace(before)
        file = path.open("a", encoding="utf-8")  # open as long as the process: a crash cannot open it
    except OSError:
        return None
    faulthandler.enable(file, all_threads=True)
    return before if crashed else None


class _Formatter(logging.Formatter):
    """Lines with the time in UTC, the level and the part of the program, and without passwords."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, hidden: Callable[[str], str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._hidden = hidden

    def format(self, record: logging.LogRecord) -> str:
        return self._hidden(super().format(record))


class _Recent(logging.Handler):
    """Keeps the last lines in memory."""

    def __init__(self, lines: deque[str]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.extend(self.format(record).splitlines())


class _Rotating(RotatingFileHandler):
    """A rotating file that goes on where another window of the same person keeps it from being renamed."""

    def rotate(self, source: str, dest: str) -> None:
        with suppress(OSError):
            super().rotate(source, dest)
