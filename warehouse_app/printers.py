"""A PDF handed to a printer where there is CUPS (Linux, macOS). Standard library only.

Where there is none, as on Windows, the window prints by itself.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from time import monotonic
from typing import IO

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Sides

ANSWER_WITHIN_SECONDS = 45
_LOOK_EVERY_SECONDS = 0.1
_MOST_TOLD = 200
_SIDES = {Sides.ONE: "one-sided", Sides.LONG_EDGE: "two-sided-long-edge", Sides.SHORT_EDGE: "two-sided-short-edge"}


class PrinterFault(StrEnum):
    """Why a printer did not take a document."""

    NO_SPOOLER = "printer-no-spooler"
    UNKNOWN = "printer-unknown"
    AWAY = "printer-away"
    NOT_READY = "printer-not-ready"
    NO_ANSWER = "printer-no-answer"
    BROKE_OFF = "printer-broke-off"
    STOPPED = "printer-stopped"


IN_DOUBT = frozenset({PrinterFault.NO_ANSWER, PrinterFault.BROKE_OFF, PrinterFault.STOPPED})
"""Faults after which nobody knows whether the document comes out all the same."""


def spooler() -> str | None:
    """Return where the command is that hands documents to CUPS; None where there is none."""
    return None if sys.platform == "win32" else shutil.which("lp")


def send(pdf: bytes, printer: str, title: str, sides: Sides, *, given_up: Callable[[], bool] = lambda: False) -> None:
    """Hand a PDF to a printer; it is in the printer's own queue afterwards.

    `given_up` is asked now and then whether to stop waiting for the answer. Raises Refused (PrinterFault).
    """
    program = spooler()
    if program is None:
        raise Refused(PrinterFault.NO_SPOOLER, printer=printer)
    options = [f"-osides={_SIDES[sides]}"] if sides in _SIDES else []
    # Files, not pipes: who hangs may have children that hold its pipes open after it was killed.
    with tempfile.TemporaryFile() as document, tempfile.TemporaryFile() as said:
        document.write(pdf)
        document.seek(0)
        status = _status([program, "-d", printer, "-t", title, *options], document, said, given_up)
        if status is None:
            raise Refused(PrinterFault.NO_ANSWER, printer=printer)
        if status:
            said.seek(0)
            reason = _reason(said.read(), status)
            # A negative status is that of a signal: it may have given the document away by then.
            raise Refused(PrinterFault.AWAY if status > 0 else PrinterFault.BROKE_OFF, printer=printer, reason=reason)


def _status(command: list[str], document: IO[bytes], said: IO[bytes], given_up: Callable[[], bool]) -> int | None:
    """Return the exit status of a command; None where it did not answer in time, and was killed."""
    with subprocess.Popen(command, stdin=document, stdout=said, stderr=said) as process:  # noqa: S603 - words, no shell
        until = monotonic() + ANSWER_WITHIN_SECONDS
        while monotonic() < until and not given_up():
            try:
                return process.wait(_LOOK_EVERY_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        process.kill()
    return None


def _reason(said: bytes, status: int) -> str:
    """Return the first line that was said, without the program's name, or at least the exit status."""
    lines = said.decode("utf-8", errors="replace").splitlines()
    told = next((line.strip() for line in lines if line.strip()), "")
    told = "".join(letter for letter in told.removeprefix("lp: ") if letter.isprintable())
    return told[:_MOST_TOLD].rstrip(" .") or f"lp: {status}"
