"""What hands do at a window: keys that arrive at the window itself, as those of a keyboard do, and shown widgets."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import Window

_MODIFIERS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier}


class Hands:
    """Somebody who types at a window and never takes the mouse."""

    def __init__(self, window: Window, widget: QWidget) -> None:
        self._window = window
        self.widget = widget

    def type(self, text: str) -> None:
        """Type letters; “⏎” is Enter, “⇥” is Tab."""
        for sign in text:
            if sign == "⏎":
                self.press("Return")
            elif sign == "⇥":
                self.press("Tab")
            else:
                self._letter(sign)

    def _letter(self, sign: str) -> None:
        key = Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self._handle(), QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign))
        QCoreApplication.processEvents()

    def press(self, *keys: str) -> None:
        """Press keys by their name in Qt, such as "Ctrl+S" and "Escape"."""
        for each in keys:
            *held, name = each.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                modifiers |= _MODIFIERS[modifier]
            QTest.keyClick(self._handle(), Qt.Key[f"Key_{name}"], modifiers)
            QCoreApplication.processEvents()

    def settle(self) -> None:
        """Wait until everything that was handed to the background is done."""
        self._window.settle()
        QCoreApplication.processEvents()

    def focus(self) -> QWidget | None:
        """Return what has the focus."""
        return QApplication.focusWidget()

    def _handle(self) -> QWindow:
        return self.widget.window().windowHandle()


def shown(window: Window, widget: QWidget, width: int = 1080, height: int = 690) -> Hands:
    """Show a widget as a window of its own that has the focus."""
    window.qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    window.qtbot.waitActive(widget)
    widget.activateWindow()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    return Hands(window, widget)
