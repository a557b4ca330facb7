"""The keys of a scanner, as the wedge's tests make them, sent to a window the way its system sends them."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from tests.scanning.keystrokes import CTRL, SHIFT
from tests.ui.keyboard import EVDEV_OFFSET
from warehouse_app.scanning.keyboard import Key, KeyName, Modifier

_CAPS_LOCK = 0x2
"""X11's mask of a Caps Lock that is on."""
_CODES = {
    KeyName.ENTER: Qt.Key.Key_Return,
    KeyName.TAB: Qt.Key.Key_Tab,
    KeyName.F8: Qt.Key.Key_F8,
    KeyName.ALT: Qt.Key.Key_Alt,
}
_DEAD = {"\u0301": Qt.Key.Key_Dead_Acute, "\u0302": Qt.Key.Key_Dead_Circumflex}
_MODIFIERS = {SHIFT: Qt.Key.Key_Shift, CTRL: Qt.Key.Key_Control}
_HELD = {
    Modifier.SHIFT: Qt.KeyboardModifier.ShiftModifier,
    Modifier.CTRL: Qt.KeyboardModifier.ControlModifier,
    Modifier.ALT: Qt.KeyboardModifier.AltModifier,
}


def send(window: QWindow, keys: Iterable[Key]) -> None:
    """Send keys to a window at their times."""
    for key in keys:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) if key.down else (QEvent.Type.KeyRelease,)
        for kind in kinds:
            event = _event(kind, key)
            event.setAccepted(kind != QEvent.Type.ShortcutOverride)
            QCoreApplication.sendEvent(window, event)


def _event(kind: QEvent.Type, key: Key) -> QKeyEvent:
    held = Qt.KeyboardModifier.NoModifier
    for modifier, flag in _HELD.items():
        held |= flag if modifier in key.modifiers else Qt.KeyboardModifier.NoModifier
    place = key.place + EVDEV_OFFSET if key.place else 0
    event = QKeyEvent(kind, _code(key), held, place, 0, _CAPS_LOCK if key.caps_lock else 0, key.text)
    event.setTimestamp(key.time)
    return event


def _code(key: Key) -> int:
    if key.name is KeyName.MODIFIER:
        return _MODIFIERS[key.place].value
    code = _DEAD[key.dead] if key.dead else _CODES.get(key.name)
    return ord(key.text.upper()[0]) if code is None and key.text >= " " else (code.value if code else key.code)
