"""Who may win or lose by a run that allocates afresh: customers and classes, each with a strategy."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import Strategy
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import ChoiceField
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.pickers import Picker, customer_finder
from warehouse_app.ui.widgets import Caption, Field, Heading, IconButton
from warehouse_app.ui.words.allocating import STRATEGY_WORDS, Allocate


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose strategy it is: a customer's by its code, or else a class's."""

    customer: str = ""
    rank_class: str = ""


class StrategyRow(QWidget):
    """One customer or class with its strategy, and a button that takes it out."""

    removed = Signal()

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        words = [(strategy, desk.say(word)) for strategy, word in STRATEGY_WORDS.items()]
        self.strategy = ChoiceField(name, words)
        self.strategy.set(Strategy.FREE)
        self.strategy.be_narrow()
        self.remove = IconButton(Icon.CLOSE, desk.say(Allocate.REMOVE, name=name))
        self.remove.clicked.connect(lambda _on: self.removed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.strategy, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)


class Strategies(QWidget):
    """The rows, and what adds one. Tab comes to them from `after`."""

    edited = Signal()

    def __init__(self, desk: Desk, after: QWidget) -> None:
        super().__init__()
        self._desk, self._after = desk, after
        self.rows: dict[Whose, StrategyRow] = {}
        say = desk.say
        self.picker = Picker(desk, customer_finder(desk))
        self.picker.picked.connect(self._picked)
        self.classes = QComboBox()
        self.classes.activated.connect(self._chose)
        self._below = QVBoxLayout()
        self._below.setSpacing(Look.current().px(Space.S))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Look.current().px(Space.S))
        column.addWidget(Heading(say(Allocate.STRATEGIES)))
        column.addWidget(Caption(say(Allocate.STRATEGIES_ABOUT), wraps=True))
        column.addLayout(self._below)
        column.addWidget(Field(say(Allocate.ADD_CUSTOMER), self.picker))
        column.addWidget(Field(say(Allocate.ADD_CLASS), self.classes))
        self.offer_classes([])

    def offer_classes(self, classes: Sequence[str]) -> None:
        """Offer these classes."""
        self.classes.clear()
        self.classes.addItems([self._desk.say(Allocate.CHOOSE_CLASS), *classes])

    def add_customer(self, code: str, name: str) -> None:
        """Add a customer, if it is not there."""
        self._add(Whose(customer=code), self._desk.say(Allocate.OF_CUSTOMER, customer=name, code=code))

    def add_class(self, rank_class: str) -> None:
        """Add a class, if it is not there."""
        self._add(Whose(rank_class=rank_class), self._desk.say(Allocate.OF_CLASS, rank_class=rank_class))

    @property
    def of_customer(self) -> dict[str, Strategy]:
        """The strategies of customers, by their codes."""
        return {whose.customer: row.strategy.value for whose, row in self.rows.items() if whose.customer}

    @property
    def of_class(self) -> dict[str, Strategy]:
        """The strategies of classes."""
        return {whose.rank_class: row.strategy.value for whose, row in self.rows.items() if whose.rank_class}

    def _add(self, whose: Whose, name: str) -> None:
        if whose not in self.rows:
            row = StrategyRow(self._desk, name)
            row.strategy.edited.connect(self.edited)
            row.removed.connect(lambda: self._remove(whose))
            self.rows[whose] = row
            self._below.addWidget(row)
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the rows before it comes to what adds one."""
        parts = [part for row in self.rows.values() for part in (row.strategy.editor, row.remove)]
        for before, after in pairwise([self._after, *parts, self.picker, self.classes]):
            QWidget.setTabOrder(before, after)

    def _remove(self, whose: Whose) -> None:
        row = self.rows.pop(whose)
        row.hide()
        row.deleteLater()
        self.edited.emit()

    def _picked(self) -> None:
        choice = self.picker.choice
        if choice is not None:
            self.add_customer(choice.code, choice.name)
            self.picker.show_code("")
            self.edited.emit()

    def _chose(self, place: int) -> None:
        if place > 0:
            self.add_class(self.classes.itemText(place))
            self.classes.setCurrentIndex(0)
            self.edited.emit()
