"""The dialogs that change how a line or its order is served: what is refused is said in them, and nothing is lost."""

from collections.abc import Callable
from string import ascii_uppercase
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.standing import Standing
from warehouse_app.services.contract import Action
from warehouse_app.services.serving import classify, hold, pin
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import NOTE, ChoiceField, Readers, TypedField, ValueField, required
from warehouse_app.ui.forms.fields import first_wrong
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.pages.back_orders.chosen import ChosenLine
from warehouse_app.ui.widgets import Busy, FlowingText, Form, KeyButton, Toolbar, Weight
from warehouse_app.ui.words.back_orders import Queue, Serving, Told

_WIDTH = 480


class ServingDialog(QDialog):
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
            desk, desk.say(Serving.REASON), required(NOTE), str, hint=desk.say(Serving.REASON_HINT)
        )
        self.trouble = FlowingText(ink=Ink.ERROR)
        self.do_button = KeyButton(do, "Ctrl+Return", icon=icon, weight=Weight.PRIMARY)
        self.cancel_button = KeyButton(desk.say(Serving.CANCEL), "Esc")
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
            self.trouble.setText(sentence)
            self.trouble.show()
        self._fit_soon.start()

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


class PinDialog(ServingDialog):
    """How much is pinned to a line: all that is open, unless somebody says less."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: ChosenLine) -> None:
        say = desk.say
        title = say(Serving.PIN_TITLE, order=chosen.order, line=chosen.line)
        of = say(Serving.OF_LINE, order=chosen.order, line=chosen.line, sku=chosen.sku, customer=chosen.customer)
        super().__init__(desk, parent, title, of, say(Serving.PIN_ABOUT), say(Serving.PIN_DO), Icon.PIN)
        self._chosen, readers = chosen, Readers(desk)
        short = chosen.open - chosen.allocated
        hint = say(Told.QUANTITIES, open=chosen.open, allocated=chosen.allocated, short=short)
        self.quantity = TypedField(desk, say(Serving.QUANTITY), required(readers.quantity), readers.write, hint=hint)
        self.quantity.set(chosen.open)
        self.ask_for(self.quantity, self.reason)
        line = self.quantity.editor
        assert isinstance(line, QLineEdit)
        line.selectAll()

    def verb(self) -> Callable[[Action], object]:
        store, chosen = self.desk.house.store, self._chosen
        quantity, why = self.quantity.value, self.reason.value
        return lambda action: pin(store, action, chosen.order, chosen.line, quantity, why=why)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        return self.quantity if "quantity" in refusal.facts else None


class ClassDialog(ServingDialog):
    """Which class an order has: one of its own, or its customer's."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: ChosenLine, standing: Standing) -> None:
        say = desk.say
        title, do = say(Serving.CLASS_TITLE, order=chosen.order), say(Serving.CLASS_DO)
        super().__init__(desk, parent, title, _of_order(desk, chosen), say(Serving.CLASS_ABOUT), do, Icon.PRIORITY)
        self._order = chosen.order
        usual = say(Serving.CLASS_USUAL, rank_class=standing.usual_class)
        choices = [("", usual), *((letter, letter) for letter in ascii_uppercase)]
        self.rank_class = ChoiceField(say(Queue.CLASS), choices)
        self.rank_class.set(standing.own_class)
        self.ask_for(self.rank_class, self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, order, rank_class, why = self.desk.house.store, self._order, self.rank_class.value, self.reason.value
        return lambda action: classify(store, action, order, rank_class, why=why)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        return self.rank_class if "rank_class" in refusal.facts else None


class HoldDialog(ServingDialog):
    """Why an order is put on hold."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: ChosenLine) -> None:
        say = desk.say
        title, about = say(Serving.HOLD_TITLE, order=chosen.order), say(Serving.HOLD_ABOUT)
        super().__init__(desk, parent, title, _of_order(desk, chosen), about, say(Serving.HOLD_DO), Icon.CLOCK)
        self._order = chosen.order
        self.ask_for(self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, order, why = self.desk.house.store, self._order, self.reason.value
        return lambda action: hold(store, action, order, why=why)


def _of_order(desk: Desk, chosen: ChosenLine) -> str:
    return desk.say(Serving.OF_ORDER, order=chosen.order, customer=chosen.customer)
