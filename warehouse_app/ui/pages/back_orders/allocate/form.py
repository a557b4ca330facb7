"""What is asked about a run: its mode, its policy, whom it may touch, and who may win or lose."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.queries.differences import Asked
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import ChoiceField, Readers, TypedField, ValueField, optional
from warehouse_app.ui.forms.fields import first_wrong
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.pages.back_orders.allocate.strategies import Strategies
from warehouse_app.ui.pages.back_orders.chosen import ChosenLine
from warehouse_app.ui.widgets import Form, Heading
from warehouse_app.ui.words.allocating import Allocate
from warehouse_app.ui.words.policies import POLICY_MEANINGS, POLICY_NAMES

_MODES = {Mode.FILL: Allocate.FILL, Mode.REDISTRIBUTE: Allocate.AFRESH}
_MODE_MEANINGS = {Mode.FILL: Allocate.FILL_MEANS, Mode.REDISTRIBUTE: Allocate.AFRESH_MEANS}


class AskForm(QWidget):
    """The form. What is `chosen` in the queue is offered as the scope, and its customers as those with a strategy."""

    edited = Signal()

    def __init__(self, desk: Desk, chosen: Sequence[ChosenLine]) -> None:
        super().__init__()
        self._desk = desk
        say, readers = desk.say, Readers(desk)
        self.mode = ChoiceField(say(Allocate.MODE), [(mode, say(word)) for mode, word in _MODES.items()], hint=" ")
        self.policy = ChoiceField(say(Allocate.POLICY), self._policies(), hint=" ")
        self.policy.set(desk.house_settings.policy)
        self.items = ChoiceField(say(Allocate.ITEMS), self._item_scopes(chosen))
        self.customers = ChoiceField(say(Allocate.CUSTOMERS), self._customer_scopes(chosen))
        self.classes = ChoiceField(say(Allocate.CLASSES), self._class_scopes([]))
        day = optional(readers.day, None)
        self.due_from = TypedField(desk, say(Allocate.DUE_FROM), day, readers.write, empty=say(Allocate.ANY_DAY))
        self.due_to = TypedField(desk, say(Allocate.DUE_TO), day, readers.write, empty=say(Allocate.ANY_DAY))
        self.strategies = Strategies(desk, self.due_to.editor)
        self._lay_out()
        for line in chosen:
            self.strategies.add_customer(line.customer_code, line.customer)
        for field in (self.mode, self.policy, self.items, self.customers, self.classes, self.due_from, self.due_to):
            field.edited.connect(self._edited)
        self.strategies.edited.connect(self.edited)
        self._show_meanings()

    def offer_classes(self, classes: Sequence[str]) -> None:
        """Offer the classes in which lines are open."""
        self.classes.set_choices(self._class_scopes(classes))
        self.strategies.offer_classes(classes)

    def asked(self) -> Asked | None:
        """Return what is asked for; None where something cannot be read, which is marked."""
        days: list[ValueField[Any]] = [self.due_from, self.due_to]
        wrong = first_wrong(days)
        if wrong is None and self._ends_before_it_begins():
            self.due_to.set_error(self._desk.say(Allocate.DUE_ORDER))
            wrong = self.due_to.editor
        if wrong is not None:
            wrong.setFocus()
            return None
        afresh = self.mode.value is Mode.REDISTRIBUTE
        return Asked(
            self.mode.value,
            self.policy.value,
            self.items.value,
            self.customers.value,
            frozenset(self.classes.value),
            (self.due_from.value, self.due_to.value),
            self.strategies.of_customer if afresh else {},
            self.strategies.of_class if afresh else {},
        )

    def _ends_before_it_begins(self) -> bool:
        first, last = self.due_from.value, self.due_to.value
        return first is not None and last is not None and last < first

    def _edited(self) -> None:
        self._show_meanings()
        self.edited.emit()

    def _show_meanings(self) -> None:
        say, mode, policy = self._desk.say, self.mode.value, self.policy.value
        self.mode.set_label(say(Allocate.MODE), say(_MODE_MEANINGS[mode]))
        meaning = say(POLICY_MEANINGS[policy], days=self._desk.house_settings.due_days)
        self.policy.set_label(say(Allocate.POLICY), meaning)
        self.strategies.setVisible(mode is Mode.REDISTRIBUTE)

    def _policies(self) -> list[tuple[Policy, str]]:
        say, house = self._desk.say, self._desk.house_settings.policy
        return [
            (policy, say(Allocate.HOUSE_POLICY, policy=say(word)) if policy is house else say(word))
            for policy, word in POLICY_NAMES.items()
        ]

    def _item_scopes(self, chosen: Sequence[ChosenLine]) -> list[tuple[tuple[str, ...], str]]:
        say, skus = self._desk.say, tuple(dict.fromkeys(line.sku for line in chosen))
        scopes: list[tuple[tuple[str, ...], str]] = [((), say(Allocate.ALL_ITEMS))]
        if len(skus) == 1:
            scopes.append((skus, say(Allocate.ONE_ITEM, sku=skus[0])))
        elif skus:
            scopes.append((skus, say(Allocate.SOME_ITEMS, count=len(skus))))
        return scopes

    def _customer_scopes(self, chosen: Sequence[ChosenLine]) -> list[tuple[tuple[str, ...], str]]:
        say, names = self._desk.say, {line.customer_code: line.customer for line in chosen}
        scopes: list[tuple[tuple[str, ...], str]] = [((), say(Allocate.ALL_CUSTOMERS))]
        if len(names) == 1:
            [(code, name)] = names.items()
            scopes.append(((code,), say(Allocate.ONE_CUSTOMER, customer=name)))
        elif names:
            scopes.append((tuple(names), say(Allocate.SOME_CUSTOMERS, count=len(names))))
        return scopes

    def _class_scopes(self, classes: Sequence[str]) -> list[tuple[tuple[str, ...], str]]:
        say = self._desk.say
        scopes: list[tuple[tuple[str, ...], str]] = [((), say(Allocate.ALL_CLASSES))]
        return [*scopes, *(((each,), say(Allocate.ONE_CLASS, rank_class=each)) for each in classes)]

    def _lay_out(self) -> None:
        look = Look.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, look.px(Space.M), 0)
        column.setSpacing(look.px(Space.M))
        column.addWidget(Form((self.mode, self.policy)))
        column.addWidget(Heading(self._desk.say(Allocate.SCOPE)))
        column.addWidget(Form((self.items, self.customers, self.classes)))
        column.addWidget(Form((self.due_from, self.due_to), 2))
        column.addWidget(self.strategies)
        column.addStretch()
        for field in (self.mode, self.policy, self.items, self.customers, self.classes):
            field.be_narrow()
