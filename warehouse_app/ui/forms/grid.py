"""The lines of a document as a table to write in by keyboard: Enter goes on, and below the last line is a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from warehouse_app.queries.choosing import Choice
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.cells import CellDelegate
from warehouse_app.ui.forms.lines import GridColumn, Index, Line, LinesModel, Written
from warehouse_app.ui.look import ROW_HEIGHT, Icon, Ink, Look, Space, Text
from warehouse_app.ui.pickers import the_one
from warehouse_app.ui.widgets.buttons import KeyButton, Weight
from warehouse_app.ui.widgets.text import FlowingText
from warehouse_app.ui.words.forms import FormWord, Wrongly

_LEAST = 14
"""So many characters a column that stretches shows at least."""


class LineGrid(QWidget):
    """A table of lines with one sentence below it: what is wrong with the cell one is at, or what to do there."""

    edited = Signal()
    known = Signal(object)
    """Line: what was looked up for it is found (or it was changed otherwise, and what is said of it may be old)."""
    settled = Signal()
    """Nothing is being looked up any more."""
    finished = Signal()
    """The person pressed Enter in the empty line below the last."""

    def __init__(self, desk: Desk, columns: Sequence[GridColumn], unknown: Wrongly, name: str) -> None:
        super().__init__()
        self._desk, self._unknown = desk, unknown
        self._looking = 0
        self.model = LinesModel(desk, columns)
        self.table = _Table(desk, self.model, name)
        self.below = FlowingText(ink=Ink.MUTED)
        self.remove_button = KeyButton(
            desk.say(FormWord.REMOVE_LINE), "Ctrl+Del", icon=Icon.REMOVE, weight=Weight.QUIET
        )
        foot = QHBoxLayout()
        foot.addWidget(self.below, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.remove_button.clicked.connect(self.table.remove)
        self.model.edited.connect(self.edited)
        self.model.written.connect(self._written)
        self.model.dataChanged.connect(lambda *_: self._say_below())
        self.model.modelReset.connect(self._say_below)
        self.table.moved.connect(self._say_below)
        self.table.finished.connect(self.finished)
        self.table.kept.connect(self._say_kept)
        self._say_below()

    @property
    def looking(self) -> bool:
        """Whether something is being looked up."""
        return self._looking > 0

    def begin(self) -> None:
        """Open the first cell of the line after the last."""
        self.table.open(len(self.model.lines), self.table.first_column)

    def check(self) -> bool:
        """Close what is being written, mark what is wrong, and go there; return whether all is well."""
        self.table.close_editor()
        wrong = self.model.check()
        if wrong is not None:
            self.table.go_to(*wrong)
        return wrong is None

    def tell_wrong(self, row: int, name: str, sentence: str) -> None:
        """Say what is wrong with a cell, and go there."""
        self.model.tell_wrong(self.model.lines[row], name, sentence)
        self.go_to(row, name)

    def go_to(self, row: int, name: str) -> None:
        """Go to the cell of that line and column."""
        self.table.go_to(row, self.model.columns.index(self.model.column(name)))

    def _written(self, written: Written) -> None:
        line = written.line
        column = self.model.column(written.column)
        text = line.cells[column.name].text
        if column.find is None or line.cells[column.name].wrong:
            self.known.emit(line)
            return
        find = column.find
        self._looking += 1

        def found(choices: Sequence[Choice]) -> None:
            self._looking -= 1
            if line in self.model.lines and line.cells[column.name].text == text:
                self._understood(line, column, the_one(choices, text), text)
            if not self._looking:
                self.settled.emit()

        def failed(error: Exception) -> None:
            self._looking -= 1
            self._desk.trouble(error)
            if not self._looking:
                self.settled.emit()

        self._desk.background.run(Lane.READS, self, lambda: find.find(text), found, failed)

    def _understood(self, line: Line, column: GridColumn, choice: Choice | None, text: str) -> None:
        if choice is None:
            self.model.tell_wrong(line, column.name, self._desk.say(self._unknown, text=text))
        else:
            cell = line.cells[column.name]
            cell.text = cell.shown = cell.kept = choice.code
            self.model.shown(line)
        self.known.emit(line)

    def _say_kept(self) -> None:
        self.below.set_ink(Ink.WARN)
        self.below.setText(self._desk.say(FormWord.LINE_STAYS))

    def _say_below(self) -> None:
        index = self.table.currentIndex()
        cell = self.model.cell(index)
        wrong, fixed = (cell.wrong, cell.fixed) if cell is not None else ("", "")
        self.below.set_ink(Ink.ERROR if wrong else Ink.MUTED)
        self.below.setText(wrong or fixed or self._spoken(index) or self._desk.say(FormWord.HOW_TO))

    def _spoken(self, index: Index) -> str:
        if not index.isValid() or index.row() >= len(self.model.lines):
            return ""
        told = self.model.lines[index.row()].told
        return " · ".join(
            told[each.name][0] for each in self.model.columns if each.spoken and told.get(each.name, ("",))[0]
        )


class _Table(QTableView):
    """The table. Enter commits and goes on to the next cell that one may write in."""

    moved = Signal()
    finished = Signal()
    kept = Signal()
    """A line was not removed, because it is stored."""

    def __init__(self, desk: Desk, model: LinesModel, name: str) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(desk, model, self))
        self.setAccessibleName(name)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsMovable(False)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    @property
    def first_column(self) -> int:
        """The first column that one may write in."""
        return next(place for place, column in enumerate(self._model.columns) if column.read)

    def open(self, row: int, column: int) -> None:
        """Go to a cell and open it for writing."""
        index = self._model.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.edit(index)

    def go_to(self, row: int, column: int) -> None:
        """Go to a cell without opening it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self._model.index(row, column))
        self.scrollTo(self.currentIndex())

    def close_editor(self) -> None:
        """Take over what is being written."""
        if self.state() == QAbstractItemView.State.EditingState:
            editor = self.indexWidget(self.currentIndex())
            if editor is not None:
                self.commitData(editor)
                super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _go_on(self) -> None:
        """Open the next cell that one may write in, on this line or the next."""
        index = self.currentIndex()
        row, places = index.row(), range(index.column() + 1, len(self._model.columns))
        while row <= len(self._model.lines):
            for place in places:
                if self._model.flags(self._model.index(row, place)) & Qt.ItemFlag.ItemIsEditable:
                    self.open(row, place)
                    return
            row, places = row + 1, range(len(self._model.columns))

    def remove(self) -> None:
        """Remove the line one is at, unless it is stored."""
        self.close_editor()
        row = self.currentIndex().row()
        if not self._model.remove(row) and row < len(self._model.lines):
            self.kept.emit()

    def _look_again(self) -> None:
        look = Look.current()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT + 2))
        self.verticalHeader().setMinimumWidth(look.px(36))
        for place, column in enumerate(self._model.columns):
            if not column.stretch:
                self.setColumnWidth(place, self._wide(column))
        self._fit_columns()

    def _wide(self, column: GridColumn) -> int:
        """Return how wide a column is, or at least where it stretches."""
        look, chars = Look.current(), min(column.chars, _LEAST) if column.stretch else column.chars
        heading = QFontMetrics(look.font(Text.STRONG)).horizontalAdvance(column.title)
        return max(self.fontMetrics().averageCharWidth() * chars, heading) + look.px(Space.XL)

    def _fit_columns(self) -> None:
        """Stretch the columns that do while there is room for them; else the table scrolls sideways."""
        columns = list(enumerate(self._model.columns))
        fixed = sum(self.columnWidth(place) for place, column in columns if not column.stretch)
        stretching = {place: self._wide(column) for place, column in columns if column.stretch}
        fits = fixed + sum(stretching.values()) <= self.viewport().width()
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Fixed
        for place, least in stretching.items():
            self.horizontalHeader().setSectionResizeMode(place, mode)
            if not fits:
                self.setColumnWidth(place, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Go to the next cell by Tab, and out of the table behind the last one or before the first."""
        here, last = self.currentIndex(), (self._model.rowCount() - 1, self._model.columnCount() - 1)
        self.setTabKeyNavigation((here.row(), here.column()) != (last if next else (0, 0)))
        moved = super().focusNextPrevChild(next)
        self.setTabKeyNavigation(True)
        return moved

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._enter()
        else:
            super().closeEditor(editor, hint)

    def _enter(self) -> None:
        if self.currentIndex().row() >= len(self._model.lines):
            self.finished.emit()
        else:
            self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.state() == self.State.NoState:
            if self._model.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
            else:
                self._go_on()
        else:
            super().keyPressEvent(event)
