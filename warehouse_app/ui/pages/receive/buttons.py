"""What can be answered at each step without a scanner: buttons with their keys, which send the same commands."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.scanning.codes import Command
from warehouse_app.stations.receive_steps import AskDelivery, AskItem, AskLocation, AskLot, AskOver, Step
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.widgets import KeyButton, Toolbar, Weight
from warehouse_app.ui.words.receive import Press


@dataclass(frozen=True, slots=True)
class Pressed:
    """A command was given by a button."""

    command: Command


class Buttons(QWidget):
    """The commands that mean something at the present step."""

    pressed = Signal(object)
    """Pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.of: Mapping[Command, KeyButton] = {
            Command.YES: KeyButton("", "Ctrl+Return", icon=Icon.CHECK, weight=Weight.PRIMARY),
            Command.NO: KeyButton("", "Ctrl+Shift+N", icon=Icon.CLOSE),
            Command.DONE: KeyButton(desk.say(Press.DONE), "Ctrl+Shift+D", icon=Icon.CHECK),
            Command.BACK: KeyButton(desk.say(Press.BACK), "Esc", icon=Icon.CHEVRON_LEFT),
        }
        for command, button in self.of.items():
            button.clicked.connect(lambda _checked=False, command=command: self.pressed.emit(Pressed(command)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Toolbar(*self.of.values()))
        self.show_step(AskDelivery())

    def show_step(self, step: Step) -> None:
        """Offer what the step can be answered with."""
        words = self._words(step)
        for command, button in self.of.items():
            if word := words.get(command):
                button.set_text(word)
            button.setVisible(command in words)
        self.setVisible(bool(words))

    def _words(self, step: Step) -> dict[Command, str]:
        say = self._desk.say
        back = {Command.BACK: say(Press.BACK)}
        match step:
            case AskDelivery():
                return {}
            case AskItem():
                return {Command.DONE: say(Press.DONE), **back}
            case AskOver():
                return {Command.YES: say(Press.ACCEPT), Command.NO: say(Press.SET_ASIDE), **back}
            case AskLot() if step.doubted:
                return {Command.YES: say(Press.TAKE_LOT), Command.NO: say(Press.OTHER_LOT), **back}
            case AskLocation(proposed=place) if place:
                return {Command.YES: say(Press.PUT_IN, place=place), **back}
        return back
