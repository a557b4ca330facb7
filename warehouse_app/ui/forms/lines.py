"""The lines of a document while they are being written: what was typed in each cell, and what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.readers import Reader, Wrong
from warehouse_app.ui.pickers import Finder
from warehouse_app.ui.widgets.text import tip
from warehouse_app.ui.words.forms import FormWord

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column. Without `read` the person does not write in it; with `find` a text stands for something known.

    `start` is what a new line has there; where it `follows`, what the line above has. What is said in one that is
    `spoken` stands in full below the table too, for the line one is at.
    """

    name: str
    title: str
    chars: int
    read: Reader[Any] | None = None
    write: Callable[[Any], str] = str
    start: Any = ""
    number: bool = False
    follows: bool = False
    find: Finder | None = None
    stretch: bool = False
    spoken: bool = False


@dataclass
class Cell:
    """One cell. `kept` is the value of `shown`; a text that differs was typed since."""

    text: str = ""
    shown: str = ""
    kept: Any = None
    wrong: str = ""
    fixed: str = ""
    """Why nobody may change it; empty where one may."""


@dataclass(eq=False)
class Line:
    """One line. `key` is the number under which it is stored; None for a new one."""

    cells: dict[str, Cell]
    key: int | None = None
    told: dict[str, tuple[str, Tone | None]] = field(default_factory=dict)
    """What is said in the columns that nobody writes in."""
    dirty: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A cell that the person has just written in: its line, and the name of its column."""

    line: Line
    column: str


class LinesModel(QAbstractTableModel):
    """The lines, and below them an empty one that becomes a line once somebody writes in it."""

    edited = Signal()
    written = Signal(object)
    """Written."""

    def __init__(self, desk: Desk, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self._desk = desk
        self.columns = tuple(columns)
        self.lines: list[Line] = []
        self._removed = False

    # What a form asks

    @property
    def dirty(self) -> bool:
        """Whether a line was added, removed or written in."""
        return self._removed or any(line.dirty for line in self.lines)

    def set_lines(self, lines: Sequence[tuple[int | None, Mapping[str, Any], Mapping[str, str]]]) -> None:
        """Show lines as they are stored: key, values, and for cells that may not change the reason."""
        self.beginResetModel()
        self.lines = []
        self._removed = False
        for key, values, fixed in lines:
            cells = {
                column.name: Cell(
                    column.write(values[column.name]),
                    column.write(values[column.name]),
                    values[column.name],
                    fixed=fixed.get(column.name, ""),
                )
                for column in self.columns
                if column.read
            }
            self.lines.append(Line(cells, key))
        self.endResetModel()

    def add(self, values: Mapping[str, Any]) -> Line:
        """Add a line at the end with these values; the others as every new line has them."""
        # The empty line becomes this one, and a new empty one follows it.
        row = len(self.lines) + 1
        self.beginInsertRows(QModelIndex(), row, row)
        line = self._new_line()
        for name, value in values.items():
            self._put(line, name, value)
        self.lines.append(line)
        self.endInsertRows()
        self.edited.emit()
        return line

    def remove(self, row: int) -> bool:
        """Remove a line that is not stored; return whether it was one."""
        if not (0 <= row < len(self.lines)) or self.lines[row].key is not None:
            return False
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.lines[row]
        self._removed = True
        self.endRemoveRows()
        self.edited.emit()
        return True

    def put(self, line: Line, name: str, value: Any) -> None:
        """Write a value into a cell for the person."""
        self._put(line, name, value)
        self.shown(line)
        self.edited.emit()

    def value(self, line: Line, name: str) -> Any:
        """Return what a cell holds, `Wrong` where that cannot be read."""
        cell, column = line.cells[name], self.column(name)
        assert column.read is not None
        return cell.kept if cell.text == cell.shown else column.read(cell.text)

    def check(self) -> tuple[int, int] | None:
        """Mark every cell that cannot be read; return row and column of the first."""
        first = None
        for row, line in enumerate(self.lines):
            for place, column in enumerate(self.columns):
                if column.read is None:
                    continue
                found = self.value(line, column.name)
                cell = line.cells[column.name]
                if isinstance(found, Wrong):
                    cell.wrong = self._desk.say(found.code, **found.facts)
                if cell.wrong and first is None:
                    first = (row, place)
            self.shown(line)
        return first

    def tell(self, line: Line, name: str, text: str, tone: Tone | None = None) -> None:
        """Say something in a column that nobody writes in."""
        if line.told.get(name) != (text, tone):
            line.told[name] = (text, tone)
            self.shown(line)

    def tell_wrong(self, line: Line, name: str, sentence: str) -> None:
        """Say what is wrong with a cell."""
        line.cells[name].wrong = sentence
        self.shown(line)

    def column(self, name: str) -> GridColumn:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)

    def cell(self, index: Index) -> Cell | None:
        """Return the cell that a person writes in at an index; None elsewhere."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        return self.lines[index.row()].cells.get(self.columns[index.column()].name)

    def shown(self, line: Line) -> None:
        """Let the view paint a line again."""
        row = self.lines.index(line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _new_line(self) -> Line:
        line = Line({column.name: Cell() for column in self.columns if column.read}, dirty=True)
        above = self.lines[-1] if self.lines else None
        for column in self.columns:
            if column.read is None:
                continue
            value = column.start
            if above is not None and column.follows:
                follows = self.value(above, column.name)
                value = column.start if isinstance(follows, Wrong) else follows
            self._put(line, column.name, value)
        return line

    def _put(self, line: Line, name: str, value: Any) -> None:
        column, cell = self.column(name), line.cells[name]
        assert column.read is not None
        text = column.write(value)
        cell.text, cell.shown, cell.wrong = text, text, ""
        cell.kept = value if text else column.read("")
        line.dirty = True

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self.columns[section])
        elif role == Qt.ItemDataRole.DisplayRole:
            new = section >= len(self.lines)
            return "+" if new else str(self.lines[section].key or section + 1)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.cell(index)
        new = index.row() == len(self.lines) and self.columns[index.column()].read is not None
        return flags | Qt.ItemFlag.ItemIsEditable if new or (cell is not None and not cell.fixed) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if index.row() >= len(self.lines):
            first = index.column() == next(place for place, each in enumerate(self.columns) if each.read)
            return self._desk.say(FormWord.ADD_ITEM) if first and role == Qt.ItemDataRole.DisplayRole else None
        line = self.lines[index.row()]
        cell = line.cells.get(column.name)
        text = line.told.get(column.name, ("", None))[0] if cell is None else cell.text
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text if cell is None else cell.wrong or cell.fixed) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and cell is not None:
            return cell.wrong or cell.fixed or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        new = index.row() >= len(self.lines)
        if role != Qt.ItemDataRole.EditRole or (new and not text):
            return False
        line = self.add({}) if new else self.lines[index.row()]
        column = self.columns[index.column()]
        cell = line.cells[column.name]
        if text == cell.text and not new:
            return False
        cell.text, cell.wrong, line.dirty = text, "", True
        self._understand(column, cell)
        self.shown(line)
        self.edited.emit()
        self.written.emit(Written(line, column.name))
        return True

    def _understand(self, column: GridColumn, cell: Cell) -> None:
        """Show how a text is understood, or what is wrong with it."""
        assert column.read is not None
        found = column.read(cell.text)
        if isinstance(found, Wrong):
            cell.wrong = self._desk.say(found.code, **found.facts)
        elif column.find is None:
            cell.text = cell.shown = column.write(found)
            cell.kept = found


def _alignment(column: GridColumn) -> int:
    horizontal = Qt.AlignmentFlag.AlignTrailing if column.number else Qt.AlignmentFlag.AlignLeading
    return int(horizontal | Qt.AlignmentFlag.AlignVCenter)
