"""What can be answered at each step without a scanner: buttons that send the cards' commands, and a line to type in."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from warehouse_app.scanning.codes import Command
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets import Caption, KeyButton, Toolbar, Weight
from warehouse_app.ui.words.station import Press

ANSWER_KEY = "Ctrl+Shift+Q"
_LONGEST = 10_000
_WIDEST = 560
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
    """A line to type any answer in, always there, and the commands that mean something at the present step."""

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
            Command.PRINT: KeyButton("", "Ctrl+P", icon=Icon.PRINT),
            Command.DONE: KeyButton("", "Ctrl+Shift+D", icon=Icon.CHECK),
            Command.SHORT: KeyButton("", "Ctrl+Shift+X", icon=Icon.CLOSE),
            Command.UNDO: KeyButton("", icon=Icon.UNDO),
            Command.BACK: KeyButton("", "Esc", icon=Icon.CHEVRON_LEFT),
            Command.CANCEL: KeyButton("", "Ctrl+Shift+Del", icon=Icon.CLOSE),
        }
        for command, button in self.of.items():
            button.clicked.connect(lambda _checked=False, command=command: self.pressed.emit(Pressed(command.value)))
        words = desk.say(Press.ANSWER)
        self.line = AnswerLine(words)
        self.line.returnPressed.connect(self._send)
        self._row = QHBoxLayout()
        self._row.addWidget(Caption(words))
        self._row.addWidget(self.line, 1)
        self._row.addStretch()
        self._buttons = Toolbar(*self.of.values())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self._buttons)
        Look.current().changed.connect(self._look_again)
        self._look_again()
        self.show_answers({})

    def show_answers(self, words: Mapping[Command, str]) -> None:
        """Offer these commands in these words."""
        for command in self.of:
            self.offer(command, words.get(command, ""))
        self._buttons.setVisible(bool(words))

    def offer(self, command: Command, word: str) -> None:
        """Offer one command more, in a word, or ('') no longer."""
        button = self.of[command]
        if word:
            button.set_text(word)
        button.setVisible(bool(word))

    def _send(self) -> None:
        text = self.line.text().strip()
        self.line.setText("")  # not `clear`, which could be undone: Ctrl+Z is the page's where nothing is typed
        if text:
            self.typed.emit(Typed(text))

    def _look_again(self) -> None:
        look = Look.current()
        self._row.setSpacing(look.px(Space.S))
        self._column.setSpacing(look.px(Space.S))
        self.line.setMaximumWidth(look.px(_WIDEST))


class AnswerLine(QLineEdit):
    """What is typed on the page stands here until Enter; its key leads to it from anywhere there."""

    left = Signal()
    """The key Down was pressed: to the list that can be chosen from instead."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(words)
        key = QShortcut(QKeySequence(ANSWER_KEY), self)
        key.activated.connect(self.setFocus)
        self.setPlaceholderText(key.key().toString(QKeySequence.SequenceFormat.NativeText))

    def write(self, text: str) -> None:
        """Go on with what was typed elsewhere on the page."""
        self.setFocus()
        self.insert(text)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)
