"""A dialog that asks for a person's word and its reason: what is refused is said in it, and nothing is lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.services.contract import Action
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.fields import TypedField, ValueField, first_wrong
from warehouse_app.ui.forms.readers import NOTE, required
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.widgets import Busy, FlowingText, Form, KeyButton, Toolbar, Weight
from warehouse_app.ui.words.forms import FormWord

_WIDTH = 480


class ReasonDialog(QDialog):
    """Asks for a person's word and its reason. It closes once the word was taken; `taken` tells what the verb said.

    `of` is what it is about, which stands in it too: a Mac shows no title here.
    """

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, title: str, of: str, about: str, do: str, icon: Icon) -> None:
        super().__init__(parent)
        self.desk = desk
        self._waiting = False
        self._fields: list[ValueField[Any]] = []
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason = TypedField(
            desk, desk.say(FormWord.REASON), required(NOTE), str, hint=desk.say(FormWord.REASON_HINT)
        )
        self.trouble = FlowingText(ink=Ink.ERROR)
        self.do_button = KeyButton(do, "Ctrl+Return", icon=icon, weight=Weight.PRIMARY)
        self.cancel_button = KeyButton(desk.say(FormWord.CANCEL), "Esc")
        self._busy = Busy(do)
        self._form = Form()
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        look = Look.current()
        self.setMinimumWidth(look.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(*look.theme.margins(Space.L))
        column.setSpacing(look.px(Space.M))
        column.addWidget(FlowingText(of, step=Text.STRONG))
        column.addWidget(FlowingText(about))
        column.addWidget(self._form)
        column.addWidget(self.trouble)
        column.addStretch()
        column.addWidget(self._busy)
        column.addWidget(Toolbar(self.do_button, right=(self.cancel_button,)))
        self.trouble.hide()
        self.do_button.clicked.connect(self.do)
        self.cancel_button.clicked.connect(self.reject)

    def ask_for(self, *fields: ValueField[Any]) -> None:
        """Ask for these, from above; Enter in each does what the button does."""
        self._fields = list(fields)
        for field in fields:
            self._form.add(field)
            field.edited.connect(self._edited)
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self.do)
        fields[0].editor.setFocus()

    def verb(self) -> Callable[[Action], object]:
        """Return what is done with what was typed."""
        raise NotImplementedError

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:  # noqa: ARG002 - for the dialogs that know one
        """Return the field that a refusal is about."""
        return None

    def do(self) -> None:
        """Do it, if all that was typed can be read."""
        wrong = first_wrong(self._fields)
        if wrong is not None:
            self.desk.sound(Tone.ERROR)
            wrong.setFocus()
            self._fit_soon.start()
        elif not self._waiting:
            self._wait(waiting=True)
            verb, house = self.verb(), self.desk.house
            self.desk.background.run(Lane.SCANS, self, lambda: verb(house.act()), self._done, self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter from a list too, which leaves it to the dialog."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and isinstance(self.focusWidget(), QComboBox):
            self.do()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave it; not while it is being done."""
        if not self._waiting:
            super().reject()

    def _done(self, answer: object) -> None:
        self._wait(waiting=False)
        self.taken.emit(answer)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._wait(waiting=False)
        if not isinstance(error, Refused):
            self.desk.trouble(error)
            return
        self.desk.sound(Tone.ERROR)
        sentence, field = self.desk.say(error.code, **error.facts), self.place_of(error)
        if field is not None:
            field.set_error(sentence)
            field.editor.setFocus()
        else:
            self._say(sentence)
        self._fit_soon.start()

    def _say(self, sentence: str) -> None:
        """Say what is wrong with the whole."""
        self.trouble.setText(sentence)
        self.trouble.show()

    def _fit(self) -> None:
        """Be as high as what is said needs at this width; a dialog does not grow with its text by itself."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _edited(self) -> None:
        self.trouble.hide()

    def _wait(self, *, waiting: bool) -> None:
        self._waiting = waiting
        self.do_button.setEnabled(not waiting)
        (self._busy.start if waiting else self._busy.stop)()
