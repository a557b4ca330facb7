"""The small window in which a filter is put together: of which column, how it compares, and with what."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QFrame,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from warehouse_app.queries.listing import FieldKind, Filter, How, ListField, Value
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.tables.columns import Column
from warehouse_app.ui.widgets import Field, KeyButton, Weight
from warehouse_app.ui.words.tables import HowWord, Tables

_MOST = 999_999_999
_MICROSECOND = timedelta(microseconds=1)
_NUMBERS = (How.AT_LEAST, How.AT_MOST, How.BETWEEN, How.EQUALS)
_DAYS = (How.AT_LEAST, How.AT_MOST, How.BETWEEN)
_WORDS = {
    How.CONTAINS: HowWord.CONTAINS,
    How.EQUALS: HowWord.EQUALS,
    How.AT_LEAST: HowWord.AT_LEAST,
    How.AT_MOST: HowWord.AT_MOST,
    How.BETWEEN: HowWord.BETWEEN,
    How.EMPTY: HowWord.EMPTY,
    How.GIVEN: HowWord.GIVEN,
}


def ways(column: Column, field: ListField) -> tuple[How, ...]:
    """Return how a column can be filtered, the way that is wanted most often first."""
    nothing = (How.EMPTY, How.GIVEN) if field.nullable else ()
    match field.kind:
        case FieldKind.FLAG:
            return (How.EQUALS,)
        case FieldKind.TEXT if column.words is not None:
            return (How.EQUALS, *nothing)
        case FieldKind.TEXT:
            return (How.CONTAINS, How.EQUALS, How.EMPTY, How.GIVEN)
        case FieldKind.NUMBER | FieldKind.MONEY:
            return (*_NUMBERS, *nothing)
        case FieldKind.DAY:
            return (*_DAYS, How.EQUALS, *nothing)
        case FieldKind.INSTANT:
            return (*_DAYS, *nothing)


class ValueEdit(QWidget):
    """An editor for one value of a field; `value` is what the filter takes."""

    def __init__(self, desk: Desk, column: Column, field: ListField) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.edit, self.value = _editor(desk, column, field)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)


def _editor(desk: Desk, column: Column, field: ListField) -> tuple[QWidget, Callable[[], Value]]:
    words = column.words
    if field.kind is FieldKind.FLAG:
        words = {"1": desk.say(Tables.YES), "": desk.say(Tables.NO)}
    if words is not None:
        choice = QComboBox()
        for code, word in words.items():
            choice.addItem(word, code)
        if field.kind is FieldKind.FLAG:
            return choice, lambda: bool(choice.currentData())
        return choice, lambda: str(choice.currentData())
    match field.kind:
        case FieldKind.NUMBER:
            number = QSpinBox(minimum=-_MOST, maximum=_MOST)
            return number, number.value
        case FieldKind.MONEY:
            money = QDoubleSpinBox(minimum=-_MOST, maximum=_MOST, decimals=2)
            return money, lambda: round(money.value() * 100)
        case FieldKind.DAY | FieldKind.INSTANT:
            today = desk.house_settings.house_day
            day = QDateEdit(QDate(today.year, today.month, today.day))
            day.setCalendarPopup(True)
            return day, lambda: date(day.date().year(), day.date().month(), day.date().day())
        case _:
            text = QLineEdit()
            return text, text.text


class FilterEditor(QFrame):
    """A popup with a form. It tells the filter and closes; a click elsewhere or Esc closes it."""

    made = Signal(object)
    """Filter."""

    def __init__(self, desk: Desk, columns: Sequence[tuple[Column, ListField]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._desk = desk
        self._columns = columns
        self._values: list[ValueEdit] = []
        self._fields: list[Field] = []
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field, self.how = QComboBox(), QComboBox()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*Look.current().theme.margins(Space.L))
        self.add = KeyButton(desk.say(Tables.FILTER_ADD), "Return", weight=Weight.PRIMARY)
        for label, editor in ((Tables.FILTER_FIELD, self.field), (Tables.FILTER_HOW, self.how)):
            self._layout.addWidget(Field(desk.say(label), editor))
        self._layout.addWidget(self.add)
        for column, _ in columns:
            self.field.addItem(column.heading)
        self.field.currentIndexChanged.connect(self._show_ways)
        self.how.currentIndexChanged.connect(self._show_values)
        self.add.clicked.connect(self._make)
        self._show_ways()

    @property
    def _column(self) -> tuple[Column, ListField]:
        return self._columns[max(0, self.field.currentIndex())]

    @property
    def _how(self) -> How:
        found = ways(*self._column)
        return found[max(0, self.how.currentIndex())]

    def choose(self, field: str) -> None:
        """Begin with a column."""
        self.field.setCurrentIndex([column.field for column, _ in self._columns].index(field))

    def _show_ways(self) -> None:
        self.how.blockSignals(True)  # noqa: FBT003 - Qt takes no keyword here
        self.how.clear()
        for how in ways(*self._column):
            self.how.addItem(self._desk.say(_WORDS[how]))
        self.how.blockSignals(False)  # noqa: FBT003
        self._show_values()

    def _show_values(self) -> None:
        for field in self._fields:
            field.hide()
            field.deleteLater()
        wanted = {How.BETWEEN: 2, How.EMPTY: 0, How.GIVEN: 0}.get(self._how, 1)
        self._values = [ValueEdit(self._desk, *self._column) for _ in range(wanted)]
        labels = [Tables.FILTER_VALUE, Tables.FILTER_AND]
        self._fields = [Field(self._desk.say(label), edit) for label, edit in zip(labels, self._values, strict=False)]
        for at, field in enumerate(self._fields):
            self._layout.insertWidget(2 + at, field)
        if self._values and self.isVisible():
            self._values[0].setFocus()
        self.adjustSize()

    @property
    def editors(self) -> list[QWidget]:
        """The editors of the values."""
        return [value.edit for value in self._values]

    def _make(self) -> None:
        column, field = self._column
        for edit in self.editors:
            if isinstance(edit, QAbstractSpinBox):
                edit.interpretText()
        values = tuple(value.value() for value in self._values)
        if self._how in {How.CONTAINS, How.EQUALS} and values == ("",):
            self._values[0].setFocus()
            return
        if field.kind is FieldKind.INSTANT:
            values = _instants(self._how, values, self._desk.zone)
        self.made.emit(Filter(column.field, self._how, values))
        self.close()


def _instants(how: How, days: Sequence[Value], zone: tzinfo) -> tuple[Value, ...]:
    """Return the first and last moments of days, as the way of comparing needs them."""
    starts = [datetime.combine(day, time(), zone) for day in days if isinstance(day, date)]
    ends = [
        datetime.combine(day + timedelta(days=1), time(), zone) - _MICROSECOND for day in days if isinstance(day, date)
    ]
    match how:
        case How.AT_LEAST:
            return (starts[0],)
        case How.AT_MOST:
            return (ends[0],)
        case How.BETWEEN:
            return (starts[0], ends[1])
        case _:
            return ()
