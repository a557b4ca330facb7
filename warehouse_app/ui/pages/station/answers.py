"""What can be answered at each step without a scanner: buttons that send the cards' commands, and a line to type in."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.scanning.codes import Command
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets import Caption, KeyButton, Toolbar, Weight
from warehouse_app.ui.widgets.code_line import CodeLine
from warehouse_app.ui.words.station import Press

ANSWER_KEY = "Ctrl+Shift+Q"
_WIDEST = 560
_SHARE = 0.14
"""How much of the height of a page the buttons may take: the prompt is to be seen first."""
_OTHER_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True)
class Pressed:
    """A command was given by a button: its text, as a card would say it."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer was typed: its text, to be taken as if it was scanned."""

    text: str


def is_typing(event: QKeyEvent) -> bool:
    """Return whether a key writes something that an answer may begin with; a space presses a button instead."""
    ctrl_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    held = event.modifiers() & _OTHER_KEYS
    return event.text().isprintable() and bool(event.text().strip()) and (not held or held == ctrl_alt)


class Answers(QWidget):
    """A line to type any answer in, always there, and the commands that mean something at the present step.

    The key of a command gives it at every step, as its card does: where it means nothing the station says so. Esc goes
    back where there is a step to go back to.
    """

    pressed = Signal(object)
    """Pressed."""
    typed = Signal(object)
    """Typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.of: Mapping[Command, KeyButton] = {
            Command.YES: KeyButton("", "Ctrl+Return", icon=Icon.CHECK, weight=Weight.PRIMARY),
            Command.NO: KeyButton("", "Ctrl+Shift+N", icon=Icon.CLOSE),
            Command.SKIP: KeyButton("", "Ctrl+Shift+S", icon=Icon.CHEVRON_RIGHT),
            Command.DONE: KeyButton("", "Ctrl+Shift+D", icon=Icon.CHECK),
            Command.PRINT: KeyButton("", "Ctrl+P", icon=Icon.PRINT),
            Command.SHORT: KeyButton("", "Ctrl+Shift+X", icon=Icon.CLOSE),
            Command.UNDO: KeyButton("", icon=Icon.UNDO),
            Command.BACK: KeyButton("", "Esc", icon=Icon.CHEVRON_LEFT),
            Command.CANCEL: KeyButton("", "Ctrl+Shift+Del", icon=Icon.CLOSE),
        }
        self.offered: tuple[Command, ...] = ()
        for command, button in self.of.items():
            button.clicked.connect(lambda _checked=False, command=command: self._press(command))
            button.answer_within(self)
        self.of[Command.UNDO].show_key(QKeySequence(QKeySequence.StandardKey.Undo).toString())  # the window answers it
        words = desk.say(Press.ANSWER)
        self.line = AnswerLine(words)
        self.line.returnPressed.connect(self._send)
        self._row = QHBoxLayout()
        self._row.addWidget(Caption(words))
        self._row.addWidget(self.line, 1)
        self._row.addStretch()
        self._buttons = Toolbar(folding=tuple(self.of.values()), more=desk.say(Press.MORE), kept=1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self._buttons)
        Look.current().changed.connect(self._look_again)
        self._look_again()
        self.show_answers({})

    def show_answers(self, words: Mapping[Command, str]) -> None:
        """Offer these commands in these words."""
        self.offered = tuple(command for command in self.of if words.get(command))
        for command in self.offered:
            self.of[command].set_text(words[command])
        self._buttons.offer([self.of[command] for command in self.offered])
        self._buttons.setVisible(bool(self.offered))

    def set_room(self, height: int) -> None:
        """Let the buttons take their share of a page that is so high; those that find no room are in a menu."""
        line = self.of[Command.BACK].sizeHint().height() + Look.current().px(Space.S)
        self._buttons.set_lines(max(1, int(height * _SHARE / line)))

    def is_folded(self, command: Command) -> bool:
        """Return whether a command is in the menu."""
        return self._buttons.is_folded(self.of[command])

    def _press(self, command: Command) -> None:
        if command is not Command.BACK or command in self.offered:
            self.pressed.emit(Pressed(command.value))

    def _send(self) -> None:
        text = self.line.take()
        if text:
            self.typed.emit(Typed(text))

    def _look_again(self) -> None:
        look = Look.current()
        self._row.setSpacing(look.px(Space.S))
        self._column.setSpacing(look.px(Space.S))
        self.line.setMaximumWidth(look.px(_WIDEST))


class AnswerLine(CodeLine):
    """What is typed on the page stands here until Enter; its key leads to it from anywhere there."""

    left = Signal()
    """The key Down was pressed: to the list that can be chosen from instead."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        key = QShortcut(QKeySequence(ANSWER_KEY), self)
        key.activated.connect(self.setFocus)
        self.setPlaceholderText(key.key().toString(QKeySequence.SequenceFormat.NativeText))

    def write(self, text: str) -> None:
        """Go on with what was typed elsewhere on the page."""
        self.setFocus()
        self.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)
