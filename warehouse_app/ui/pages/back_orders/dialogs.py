"""The dialogs that change how a line or its order is served."""

from collections.abc import Callable
from string import ascii_uppercase
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.standing import Standing
from warehouse_app.services.contract import Action
from warehouse_app.services.serving import classify, hold, pin
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import ChoiceField, Readers, ReasonDialog, TypedField, ValueField, required
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pages.back_orders.chosen import ChosenLine
from warehouse_app.ui.words.back_orders import Queue, Serving, Told


class PinDialog(ReasonDialog):
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


class ClassDialog(ReasonDialog):
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


class HoldDialog(ReasonDialog):
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
