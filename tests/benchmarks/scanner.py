"""A scanner that types into the real window by key events with times of its own."""

from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from warehouse_app.ui.session import Session

KEY_MS = 3


class Scanner:
    """Types into the window as a scanner does: a key every three milliseconds by the time that the event carries."""

    def __init__(self, window: Session) -> None:
        self._handle = window.window.windowHandle()
        self._clock = 1_000

    def type(self, text: str) -> float:
        """Type a text and its end; return when the last key was handed over."""
        for letter in text:
            self._press(0, letter)
        began = perf_counter()
        self._press(Qt.Key.Key_Return, "\r")
        return began

    def _press(self, key: int, text: str) -> None:
        self._clock += KEY_MS
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key or ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._clock)
            QCoreApplication.sendEvent(self._handle, event)

    def pause(self) -> None:
        """Let time pass between two scans."""
        self._clock += 1_000
