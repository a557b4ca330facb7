"""The report of errors: versions, tracebacks and the last lines of the log, as text; in English, as the log is."""

import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from warehouse_app.texts import say
from warehouse_app.texts.messages import Fact
from warehouse_app.ui.words.trouble import TroubleWord


@dataclass
class Happened:
    """One error, however often it happened: its traceback, and the thread that it was in."""

    thread: str
    text: str
    count: int = 1


def report(errors: Sequence[Happened], *, database: str, log: Sequence[str], now: datetime) -> str:
    """Return the report as text. `database` says of which kind it is, and nothing more."""
    lines = [
        _say(TroubleWord.REPORT),
        "",
        f"{_say(TroubleWord.AT)}: {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"{_say(TroubleWord.PROGRAM)}: {version('warehouse-app')}",
        f"{_say(TroubleWord.PYTHON)}: {platform.python_implementation()} {platform.python_version()}, {sys.platform}",
        f"{_say(TroubleWord.QT)}: {qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}",
        f"{_say(TroubleWord.SYSTEM)}: {platform.platform()}",
        f"{_say(TroubleWord.DATABASE)}: {database}",
        "",
        _say(TroubleWord.ERRORS, count=len(errors)),
    ]
    for number, error in enumerate(errors, start=1):
        lines += ["", _say(TroubleWord.ERROR, number=number, thread=error.thread, count=error.count)]
        lines += error.text.rstrip().splitlines()
    lines += ["", _say(TroubleWord.LOG), *log, ""]
    return "\n".join(lines)


def _say(code: TroubleWord, **facts: Fact) -> str:
    return say(code, facts)
