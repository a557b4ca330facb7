"""What can be answered at each step without a scanner: buttons with their keys, which send the same commands."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.scanning.codes import Command
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets import Caption, KeyButton, Toolbar, Weight
from warehouse_app.ui.words.station import Press

QUANTITY_KEY = "Ctrl+Shift+Q"
_DIGITS = 10
"""So many digits are in sight."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A command was given by a button: its text, as a card would say it."""

    text: str


class Answers(QWidget):
    """The commands that mean something at the present step, and a field for a quantity where one may stand."""

    pressed = Signal(object)
    """Pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.of: Mapping[Command, KeyButton] = {
            Command.YES: KeyButton("", "Ctrl+Return", icon=Icon.CHECK, weight=Weight.PRIMARY),
            Command.NO: KeyButton("", "Ctrl+Shift+N", icon=Icon.CLOSE),
            Command.SKIP: KeyButton("", "Ctrl+Shift+S", icon=Icon.CHEVRON_RIGHT),
            Command.PRINT: KeyButton("", "Ctrl+P", icon=Icon.PRINT),
            Command.DONE: KeyButton("", "Ctrl+Shift+D", icon=Icon.CHECK),
            Command.SHORT: KeyButton("", "Ctrl+Shift+X", icon=Icon.CLOSE),
            Command.UNDO: KeyButton("", icon=Icon.UNDO),
            Command.BACK: KeyButton("", "Esc", icon=Icon.CHEVRON_LEFT),
        }
        for command, button in self.of.items():
            button.clicked.connect(lambda _checked=False, command=command: self.pressed.emit(Pressed(command.value)))
        self.quantity = _Quantity(desk)
        self.quantity.line.returnPressed.connect(self._send_quantity)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Toolbar(*self.of.values(), self.quantity))
        self.show_answers({}, takes_quantity=False)

    def show_answers(self, words: Mapping[Command, str], *, takes_quantity: bool) -> None:
        """Offer these commands in these words, and whether a quantity may be typed."""
        for command, button in self.of.items():
            if word := words.get(command):
                button.set_text(word)
            button.setVisible(command in words)
        self.quantity.setVisible(takes_quantity)
        self.setVisible(bool(words) or takes_quantity)

    def _send_quantity(self) -> None:
        number = self.quantity.line.text()
        self.quantity.line.clear()
        self.pressed.emit(Pressed(f"{Command.QUANTITY}{number}"))


class _Quantity(QWidget):
    """A number of packs or units, sent by Enter; its key leads to it from anywhere on the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.say(Press.QUANTITY)
        self.line = QLineEdit()
        self.line.setValidator(QIntValidator(1, MAX_QUANTITY, self.line))
        self.line.setAccessibleName(words)
        key = QShortcut(QKeySequence(QUANTITY_KEY), self)
        key.activated.connect(self.line.setFocus)
        self._key = key.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.line.setPlaceholderText(self._key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Caption(words))
        self._row.addWidget(self.line)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self._row.setSpacing(look.px(Space.S))
        self._row.setContentsMargins(look.px(Space.S), 0, 0, 0)
        metrics = self.line.fontMetrics()
        wide = max(metrics.horizontalAdvance(self._key), metrics.averageCharWidth() * _DIGITS)
        self.line.setFixedWidth(wide + 2 * look.px(Space.L))
