"""A window under test: a field, a default button, a page that takes scans. It says what happened as JSON lines.

Run as `python -m tests.xserver.program [profile as JSON]`. On standard input it takes one JSON object a line, and says
{"is": "done"} once it has done it:

    {"do": "focus", "what": "field" | "other" | "choice" | "button"}   move the focus, in the dialog if one is open
    {"do": "dialog"}                                         open a modal dialog with a field and a default button
    {"do": "busy", "ms": 150, "slices": 40}                  keep the window's thread asleep, slice after slice
    {"do": "answer", "ms": 20}                               let each scan take so long to be answered
    {"do": "record"}                                         say each key instead of doing what it does
    {"do": "state"}                                          say {"is": "state", "field": …, "clicks": …, …}
    {"do": "quit"}

What it says besides: {"is": "ready"} once it has the focus, {"is": "scan", "text": …} for each scan that was delivered,
{"is": "refused", "code": …, "text": …}, {"is": "asked", "text": …}, {"is": "sound", "tone": …}, {"is": "awake"} when it
is no longer busy, {"is": "key", …}, {"is": "faltered", "ms": …} for keys of one scan that lay further apart for the X
server than the profile lets a scanner wait: whoever typed them was held up. A program that speaks like this can be
tested in its place.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from warehouse_app.scanning.keyboard import Key
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.ui.scan_filter import ScanFilter, prepare_keyboard
from warehouse_app.ui.scans import AskedTwice, Refusal, Scans


def say(kind: str, **facts: Any) -> None:
    """Say what happened."""
    print(json.dumps({"is": kind, **facts}), flush=True)


class Form(QDialog):
    """A field, another one, a list and a default button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicks = 0
        self.shortcuts = 0
        self.field, self.other, self.choice = QLineEdit(), QLineEdit(), QComboBox()
        self.choice.addItems(["apples", "pears"])
        self.button = QPushButton("&Book it")
        self.button.setDefault(True)
        self.button.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        for widget in (self.field, self.other, self.choice, self.button):
            column.addWidget(widget)

    def _clicked(self) -> None:
        self.clicks += 1

    def reject(self) -> None:
        """Stay open, whatever is pressed."""


class Page(Form):
    """The page that takes scans, and does what standard input says."""

    def __init__(self, keys: ScanFilter) -> None:
        super().__init__()
        self._keys = keys
        self.scans = Scans(lambda: self, guard_ms=400)
        self.scans.refused.connect(self._refused)
        self.scans.asked_twice.connect(self._asked)
        self._answer_ms = 0
        self._slices = 0
        self._dialog: Form | None = None
        for shortcut in ("F8", "Ctrl+]", "Ctrl+F"):
            QShortcut(QKeySequence(shortcut), self).activated.connect(self._shortcut)

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Say a scan, and answer it after a while."""
        say("scan", text=text)
        QTimer.singleShot(self._answer_ms, self, done)

    def do(self, order: dict[str, Any]) -> None:
        """Do what was asked for."""
        match order:
            case {"do": "focus", "what": str(what)}:
                getattr(self._dialog or self, what).setFocus()
            case {"do": "dialog"}:
                self._dialog = Form(self)
                self._dialog.setModal(True)
                self._dialog.show()
                self._dialog.activateWindow()
            case {"do": "busy", "ms": int(ms), "slices": int(slices)}:
                self._slices = slices
                self._sleep(ms)
            case {"do": "answer", "ms": int(ms)}:
                self._answer_ms = ms
            case {"do": "record"}:
                self._keys.record(say_key)
            case {"do": "state"}:
                self._say_state()
            case {"do": "quit"}:
                QApplication.exit()
        say("done")

    def _sleep(self, ms: int) -> None:
        time.sleep(ms / 1000)
        self._slices -= 1
        if self._slices > 0:
            QTimer.singleShot(1, self, lambda: self._sleep(ms))
        else:
            say("awake")

    def _say_state(self) -> None:
        dialog = self._dialog
        say(
            "state",
            field=self.field.text(),
            other=self.other.text(),
            choice=self.choice.currentText(),
            clicks=self.clicks,
            shortcuts=self.shortcuts,
            dialog=None if dialog is None else {"field": dialog.field.text(), "clicks": dialog.clicks},
        )

    def _shortcut(self) -> None:
        self.shortcuts += 1

    def _refused(self, refusal: Refusal) -> None:
        say("refused", code=refusal.code, text=refusal.text)
        say("sound", tone="error")

    def _asked(self, asked: AskedTwice) -> None:
        say("asked", text=asked.text)


class Watch(QObject):
    """Looks at all keys before anybody else, and says where the scanner that typed them was held up."""

    def __init__(self, profile: ScannerProfile) -> None:
        super().__init__()
        self._profile = profile
        self._times: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QWindow) and event.type() == QEvent.Type.KeyPress:
            self._times.append(event.timestamp())
            between = self._times[-1] - self._times[max(0, len(self._times) - 2)]
            if between > self._profile.hold_ms:
                say("faltered", ms=between)
            if event.key() == Qt.Key.Key_Return:
                if self._times[-1] - self._times[0] > self._profile.average_ms * (len(self._times) - 1):
                    say("faltered", ms=self._times[-1] - self._times[0])
                self._times.clear()
        return False


def say_key(key: Key) -> None:
    """Say a key, as it was seen."""
    facts = {name: getattr(key, name) for name in ("time", "down", "text", "place", "code", "caps_lock", "dead")}
    say("key", name=key.name.name, modifiers=key.modifiers.value, **facts)


class Obeying(Protocol):
    """A program under test: it does what it is told."""

    def do(self, order: dict[str, Any]) -> None: ...


class Orders(QObject):
    """Standard input, one order a line."""

    def __init__(self, program: Obeying) -> None:
        super().__init__()
        self._program = program
        self._rest = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        got = os.read(sys.stdin.fileno(), 65536)
        if not got:
            os._exit(0)  # whoever gave the orders is gone, and nothing may keep this window alive
        *lines, self._rest = (self._rest + got).split(b"\n")
        for line in lines:
            self._program.do(json.loads(line))


def main() -> None:
    """Show the window until standard input ends."""
    prepare_keyboard()
    application = QApplication(sys.argv[:1])
    profile = msgspec.json.decode(sys.argv[1] if len(sys.argv) > 1 else "{}", type=ScannerProfile)
    keys = ScanFilter(profile)
    application.installEventFilter(keys)
    watch = Watch(profile)
    application.installEventFilter(watch)
    page = Page(keys)
    keys.scanned.connect(page.scans.scanned)
    orders = Orders(page)
    application.focusWindowChanged.connect(lambda window: say("ready") if window is page.windowHandle() else None)
    page.show()
    page.activateWindow()
    page.field.setFocus()
    application.exec()
    del orders, watch


if __name__ == "__main__":
    main()
