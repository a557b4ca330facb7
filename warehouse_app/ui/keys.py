"""A key of Qt as the wedge wants it, on each platform, and typed again.

X11 and Wayland say where a key is as the number of evdev plus 8, Windows as a scan code of set 1, which is the same
number for the keys that matter, and a Mac as a virtual key code. The time of a key is the system's own, so that it is
true even when the window was busy; on Windows Qt does not pass it on, so the system is asked for it.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from time import monotonic_ns

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from warehouse_app.scanning.keyboard import MAC_PLACES, Key, KeyName, Modifier

_EVDEV_OFFSET = 8
_MAC_OTHERS = 0x200
"""Added to the virtual key codes that have no place, so that a key and its release still have one number."""

_NAMES = {
    Qt.Key.Key_Return: KeyName.ENTER,
    Qt.Key.Key_Enter: KeyName.ENTER,
    Qt.Key.Key_Tab: KeyName.TAB,
    Qt.Key.Key_Backtab: KeyName.TAB,
    Qt.Key.Key_F8: KeyName.F8,
    Qt.Key.Key_Alt: KeyName.ALT,
    **dict.fromkeys(
        (
            Qt.Key.Key_Shift,
            Qt.Key.Key_Control,
            Qt.Key.Key_Meta,
            Qt.Key.Key_AltGr,
            Qt.Key.Key_CapsLock,
            Qt.Key.Key_NumLock,
            Qt.Key.Key_ScrollLock,
            Qt.Key.Key_Super_L,
            Qt.Key.Key_Super_R,
            Qt.Key.Key_Hyper_L,
            Qt.Key.Key_Hyper_R,
            Qt.Key.Key_Mode_switch,
        ),
        KeyName.MODIFIER,
    ),
}
_DEAD = {
    Qt.Key.Key_Dead_Grave: "\u0300",
    Qt.Key.Key_Dead_Acute: "\u0301",
    Qt.Key.Key_Dead_Circumflex: "\u0302",
    Qt.Key.Key_Dead_Tilde: "\u0303",
    Qt.Key.Key_Dead_Macron: "\u0304",
    Qt.Key.Key_Dead_Breve: "\u0306",
    Qt.Key.Key_Dead_Abovedot: "\u0307",
    Qt.Key.Key_Dead_Diaeresis: "\u0308",
    Qt.Key.Key_Dead_Abovering: "\u030a",
    Qt.Key.Key_Dead_Doubleacute: "\u030b",
    Qt.Key.Key_Dead_Caron: "\u030c",
    Qt.Key.Key_Dead_Cedilla: "\u0327",
    Qt.Key.Key_Dead_Ogonek: "\u0328",
}
_NAME_OF = {key.value: name for key, name in _NAMES.items()}
_DEAD_OF = {key.value: dead for key, dead in _DEAD.items()}

_SHIFT = Qt.KeyboardModifier.ShiftModifier.value
_CONTROL = Qt.KeyboardModifier.ControlModifier.value
_ALT = Qt.KeyboardModifier.AltModifier.value
_META = Qt.KeyboardModifier.MetaModifier.value
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier.value


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a key came from: its modifiers as Qt has them, and what it would have gone to."""

    modifiers: Qt.KeyboardModifier
    receiver: QWidget | None


@dataclass(frozen=True, slots=True)
class System:
    """What differs between platforms: where a key is, when it was pressed, and how Caps Lock is told."""

    place: Callable[[QKeyEvent], int]
    now: Callable[[QKeyEvent], int]
    caps_lock: int
    swaps_control: bool = False
    alt_gr_is_ctrl_alt: bool = False


def this_system(platform: str) -> System:
    """Return how keys are told by a platform of Qt (`QGuiApplication.platformName()`)."""
    match platform:
        case "windows":
            return System(QKeyEvent.nativeScanCode, _message_time, 0x100, alt_gr_is_ctrl_alt=True)
        case "cocoa":
            return System(_mac_place, QKeyEvent.timestamp, 0x10000, swaps_control=True)
        case _:
            return System(_evdev_place, QKeyEvent.timestamp, 0x2)


def key_of(event: QKeyEvent, system: System) -> Key:
    """Return a key as the wedge wants it. An event that some program made may have no time: then it is now."""
    code = event.key()
    return Key(
        time=system.now(event) or monotonic_ns() // 1_000_000,
        down=event.type() != QKeyEvent.Type.KeyRelease,
        text=event.text(),
        place=system.place(event),
        code=code,
        name=_NAME_OF.get(code, KeyName.OTHER),
        modifiers=_modifiers(event.modifiers().value, system),
        caps_lock=bool(event.nativeModifiers() & system.caps_lock),
        repeat=event.isAutoRepeat(),
        dead=_DEAD_OF.get(code, ""),
        origin=Origin(event.modifiers(), _receiver()),
    )


def is_modifier(event: QKeyEvent) -> bool:
    """Return whether a key only changes what others mean."""
    return _NAME_OF.get(event.key()) is KeyName.MODIFIER


def focus_stayed(key: Key) -> bool:
    """Return whether what gets the keys now is what would have got a key that was held."""
    return isinstance(key.origin, Origin) and key.origin.receiver == _receiver()


def type_again(key: Key, text: str, *, follow_focus: bool) -> None:
    """Type a key that was held, as if it were pressed just now; or at what had the focus then, where that has moved.

    Shortcuts come before anything else, as for every key. Qt opens one door to them, and that is in QTest; it waits for
    nothing. (What it offers for a QWindow looks more alike, but lets all other events in meanwhile.)
    """
    assert isinstance(key.origin, Origin)
    receiver = _receiver() if follow_focus else key.origin.receiver
    if receiver is not None and shiboken6.isValid(receiver):
        QTest.simulateEvent(receiver, key.down, key.code, key.origin.modifiers, text, key.repeat)


def _receiver() -> QWidget | None:
    """Return what gets the keys now, as Qt itself finds it."""
    popup = _first(QApplication.activePopupWidget())
    inside = None if popup is None else popup.focusWidget()
    focus = QGuiApplication.focusObject()
    return _first(QWidget.keyboardGrabber(), inside, popup, focus if isinstance(focus, QWidget) else None)


def _first(*widgets: QWidget | None) -> QWidget | None:
    return next((widget for widget in widgets if widget is not None), None)


@cache
def _modifiers(flags: int, system: System) -> Modifier:
    control, meta = (_META, _CONTROL) if system.swaps_control else (_CONTROL, _META)
    modifiers = Modifier.SHIFT if flags & _SHIFT else Modifier.NONE
    if flags & _GROUP or (system.alt_gr_is_ctrl_alt and flags & _CONTROL and flags & _ALT):
        return modifiers | Modifier.ALT_GR
    for flag, modifier in ((control, Modifier.CTRL), (_ALT, Modifier.ALT), (meta, Modifier.META)):
        modifiers |= modifier if flags & flag else Modifier.NONE
    return modifiers


def _evdev_place(event: QKeyEvent) -> int:
    return max(0, event.nativeScanCode() - _EVDEV_OFFSET)


def _mac_place(event: QKeyEvent) -> int:
    virtual_key = event.nativeVirtualKey()
    return MAC_PLACES.get(virtual_key, _MAC_OTHERS + virtual_key)


def _message_time(event: QKeyEvent) -> int:
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 - on Windows only

        return int(windll.user32.GetMessageTime())
    return event.timestamp()
