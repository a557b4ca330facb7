"""What the tests of widgets share: what is to be seen, and what was pressed."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def presses(button: QAbstractButton) -> list[str]:
    """Return a list that grows whenever the button is pressed."""
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("pressed"))
    return pressed


def colours_in(widget: QWidget, part: QRect | None = None) -> set[str]:
    """Return the colours that a widget, or a part of it, is painted in."""
    image = widget.grab(part or widget.rect()).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 400, height: int = 300) -> QWidget:
    """Return a window that has the keyboard, with widgets below each other; it stays for as long as it is kept."""
    window = QWidget()
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    window.resize(width, height)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
