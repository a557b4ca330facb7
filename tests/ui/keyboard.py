"""Keys sent to a window the way its system sends them: with their times, first as a ShortcutOverride."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from tests.scanning.keystrokes import place_of

EVDEV_OFFSET = 8
SHIFT_PLACE, ENTER_PLACE, TAB_PLACE = 42, 28, 15
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Keyboard:
    """A keyboard at a window, whose clock only goes on by itself while keys are pressed."""

    def __init__(self, window: QWindow) -> None:
        self.window = window
        self.time = 1_000_000

    def press(
        self,
        key: int,
        text: str = "",
        *,
        place: int = 0,
        modifiers: Qt.KeyboardModifier = NONE,
        native_modifiers: int = 0,
    ) -> bool:
        """Press a key, and return whether the program took it before shortcuts were asked."""
        before, after = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        accepted = self._send(before, key, text, place, modifiers, native_modifiers)
        self._send(after, key, text, place, modifiers, native_modifiers)
        return accepted

    def release(self, key: int, text: str = "", *, place: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Let a key go."""
        self._send(QEvent.Type.KeyRelease, key, text, place, modifiers, 0)

    def stroke(self, key: int, text: str = "", *, place: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key and let it go."""
        self.press(key, text, place=place, modifiers=modifiers)
        self.release(key, text, place=place, modifiers=modifiers)

    def type(self, text: str, *, every: int = 2) -> None:
        """Type a text at some pace, as an American keyboard would."""
        for character in text:
            self.time += every
            if character == "\r":
                self.stroke(Qt.Key.Key_Return.value, "\r", place=ENTER_PLACE)
                continue
            if character == "\x1d":
                self.stroke(Qt.Key.Key_BracketRight.value, "\x1d", place=27, modifiers=CTRL)
                continue
            place, shift = place_of(character)
            code = ord(character.upper())
            if shift:
                self.press(Qt.Key.Key_Shift.value, place=SHIFT_PLACE)
            self.stroke(code, character, place=place, modifiers=SHIFT if shift else NONE)
            if shift:
                self.release(Qt.Key.Key_Shift.value, place=SHIFT_PLACE)

    def scan(self, text: str, *, every: int = 2) -> None:
        """Type a text and Enter, as a scanner does, some time after what was typed before."""
        self.time += 500
        self.type(text + "\r", every=every)

    def _send(
        self, kind: QEvent.Type, key: int, text: str, place: int, modifiers: Qt.KeyboardModifier, native_modifiers: int
    ) -> bool:
        code = place + EVDEV_OFFSET if place else 0
        event = QKeyEvent(kind, key, modifiers, code, 0, native_modifiers, text)
        event.setTimestamp(self.time)
        # An event is accepted until somebody refuses it, except this kind.
        event.setAccepted(kind != QEvent.Type.ShortcutOverride)
        QCoreApplication.sendEvent(self.window, event)
        return event.isAccepted()
