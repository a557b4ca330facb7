"""The sheet of every form: a title, fields, Save and Discard. What was typed stays until it is stored or discarded."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.services.contract import Action
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.fields import PickField, ValueField, first_wrong
from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.widgets.busy import Busy
from warehouse_app.ui.widgets.buttons import KeyButton, Weight
from warehouse_app.ui.widgets.form import Form
from warehouse_app.ui.widgets.text import FlowingText, Heading, Title
from warehouse_app.ui.words.forms import FormWord


@dataclass(frozen=True, slots=True)
class Closed:
    """A form was left. `key`: what was stored; empty where it was discarded."""

    key: str


@dataclass(frozen=True, slots=True)
class Storing:
    """What Save does: `verb` in the background, then `then` with its answer, which returns the key of what was stored.

    `content` is what is handed in: the same again is the same action, should the first answer have been lost.
    """

    content: object
    verb: Callable[[Action], Any]
    then: Callable[[Any], str]


class FormSheet(QWidget):
    """A form. A kind of form derives from it, adds its fields, and says in `storing` what Save does."""

    closed = Signal(object)
    """Closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.fields: list[ValueField[Any]] = []
        self._action: tuple[str, object] = ("", None)
        self._saving = False
        self._save_once_settled = False
        self.title = Title()
        self.save_button = KeyButton(desk.say(FormWord.SAVE), "Ctrl+S", icon=Icon.SAVE, weight=Weight.PRIMARY)
        self.discard_button = KeyButton(desk.say(FormWord.DISCARD), "Esc")
        self.trouble = FlowingText(ink=Ink.ERROR)
        self._busy = Busy(desk.say(FormWord.SAVE))
        self.question = Asking(desk, "unsaved")
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    # What a kind of form says

    def storing(self) -> Storing:
        """Return what Save does, once everything that was typed can be read."""
        raise NotImplementedError

    def place(self, refusal: Refused) -> bool:  # noqa: ARG002 - for the kinds of form that can
        """Show a refusal at the field it is about; return whether there is one."""
        return False

    def check(self) -> bool:
        """Mark all that cannot be read and go to the first; return whether all is well."""
        wrong = first_wrong(self.fields)
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return any(field.dirty for field in self.fields)

    @property
    def settled(self) -> bool:
        """Whether nothing is being looked up."""
        return all(field.settled for field in self.fields)

    # What it does

    def add(self, *fields: ValueField[Any], columns: int = 2, heading: str = "") -> None:
        """Add fields in columns, below a heading."""
        if heading:
            self.body.addWidget(Heading(heading))
        self.body.addWidget(Form(fields, columns))
        for field in fields:
            self.fields.append(field)
            field.edited.connect(self.changed)
            if isinstance(field, PickField):
                field.picker.was_settled.connect(self.save_if_waiting)

    def changed(self) -> None:
        """Take in that the person wrote something."""
        self.say_trouble("")
        self.question.leave()

    def save(self) -> None:
        """Store what was typed, if it can be read; as soon as all that is being looked up is known."""
        if self._saving:
            return
        for field in self.fields:
            if isinstance(field, PickField):
                field.picker.settle()
        self._save_once_settled = True
        self.save_if_waiting()

    def save_if_waiting(self) -> None:
        """Go on with a Save that waits for what is being looked up."""
        if not self._save_once_settled or not self.settled:
            return
        self._save_once_settled = False
        self.say_trouble("")
        if not self.check():
            self.desk.sound(Tone.ERROR)
            return
        storing = self.storing()
        house, action_id = self.desk.house, self._action_id(storing.content)
        self._set_saving(saving=True)
        self.desk.background.run(
            Lane.SCANS,
            self,
            lambda: storing.verb(house.act(action_id)),
            lambda answer: self._stored(storing, answer),
            self._failed,
        )

    def discard(self) -> None:
        """Leave the form; where something would be lost, ask first."""
        if not self.dirty:
            self.closed.emit(Closed(""))
            return
        # Esc answers the question now.
        self.discard_button.hide()
        self.question.ask(
            self.desk.say(FormWord.UNSAVED),
            yes=(self.desk.say(FormWord.DISCARD_IT), "Ctrl+D"),
            no=self.desk.say(FormWord.KEEP),
            do=lambda: self.closed.emit(Closed("")),
            leave=self.discard_button.show,
        )

    def say_trouble(self, sentence: str) -> None:
        """Say what is wrong with the whole; empty for nothing."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _action_id(self, content: object) -> str:
        if self._action[1] != content:
            self._action = (uuid.uuid4().hex, content)
        return self._action[0]

    def _stored(self, storing: Storing, answer: Any) -> None:
        self._set_saving(saving=False)
        self.closed.emit(Closed(storing.then(answer)))

    def _failed(self, error: Exception) -> None:
        self._set_saving(saving=False)
        if not isinstance(error, Refused):
            self.desk.trouble(error)
        else:
            self.desk.sound(Tone.ERROR)
            if not self.place(error):
                self.say_trouble(self.desk.say(error.code, **error.facts))

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        self.save_button.setEnabled(not saving)
        (self._busy.start if saving else self._busy.stop)()

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.save_button)
        self._foot.addWidget(self.discard_button)
        self._foot.addWidget(self.trouble, 1)
        self._foot.addStretch()
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.title)
        self._whole.addWidget(area, 1)
        self._whole.addWidget(self.question)
        self._whole.addWidget(self._busy)
        self._whole.addLayout(self._foot)
        self.say_trouble("")

    def _look_again(self) -> None:
        look = Look.current()
        self._whole.setContentsMargins(*look.theme.margins(Space.L))
        self._whole.setSpacing(look.px(Space.M))
        self._foot.setSpacing(look.px(Space.M))
        self.body.setContentsMargins(0, 0, look.px(Space.S), 0)
        self.body.setSpacing(look.px(Space.L))
