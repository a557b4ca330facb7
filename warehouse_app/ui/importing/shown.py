"""How rows of a file are shown: values as people write them, and a small table of texts."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind, Record
from warehouse_app.exchange.kinds import FIELDS
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.plan import PreviewRow
from warehouse_app.ui.look import ROW_HEIGHT, Ink, Look, Space
from warehouse_app.ui.widgets.text import tip
from warehouse_app.ui.words.importing import FieldWord, ImportWord, KindWord

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MONEY = {"price", "cost"}
_MILLIMETRES = {"x_mm", "y_mm"}
_WIDEST = 360


def field_text(desk: Desk, name: str) -> str:
    """Return what a field is called."""
    return desk.say(FieldWord(f"import-field-{name}"))


def kind_text(desk: Desk, kind: Kind) -> str:
    """Return what a kind of file is called."""
    return desk.say(KindWord(f"import-kind-{kind.value}"))


def value_text(desk: Desk, name: str, value: object) -> str:
    """Return the value of a field the way the person writes it; nothing as nothing."""
    if value is None or value == "":
        return ""
    if name in _MONEY and isinstance(value, int):
        return desk.money(value)
    if name in _MILLIMETRES and isinstance(value, int):
        return f"{Decimal(value).scaleb(-3):f}"
    return desk.text(value)  # type: ignore[arg-type]  # records hold nothing that is no fact


def problem_text(desk: Desk, problem: Problem) -> str:
    """Return the sentence of a problem."""
    return desk.say(problem.code, **problem.facts)


def preview_table(
    desk: Desk, kind: Kind, names: Sequence[str], rows: Sequence[PreviewRow]
) -> tuple[list[str], list[list[str]]]:
    """Return header and texts of a preview with the fields `names`; what is wrong has a column where something is."""
    wrong = any(row.problems for row in rows)
    header = [desk.say(ImportWord.LINE), *(field_text(desk, name) for name in names)]
    if wrong:
        header.insert(1, desk.say(ImportWord.WRONG))
    texts = []
    for row in rows:
        cells = [desk.text(row.line)]
        if wrong:
            cells.append(" ".join(_in_its_column(desk, problem) for problem in row.problems))
        cells += _values(desk, kind, names, row.record)
        texts.append(cells)
    return header, texts


def _values(desk: Desk, kind: Kind, names: Sequence[str], record: Record | None) -> list[str]:
    if record is None:
        return [""] * len(names)
    values = dict(zip((field.name for field in FIELDS[kind]), record, strict=True))
    return [value_text(desk, name, values[name]) for name in names]


def _in_its_column(desk: Desk, problem: Problem) -> str:
    text = problem_text(desk, problem)
    return f"{problem.column}: {text}" if problem.column else text


class TextModel(QAbstractTableModel):
    """A few thousand rows of texts at most."""

    def __init__(self) -> None:
        super().__init__()
        self._header: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def show_rows(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows instead of those before."""
        self.beginResetModel()
        self._header, self._rows = header, rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._rows[index.row()][index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._header[section]
        return None


class _Cell(QStyledItemDelegate):
    """One line of text with room at its sides, as the headings have it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = Look.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.theme.colours.selection)
        room = look.px(Space.S)
        inner = option.rect.adjusted(room, 0, -room, 0)
        painter.setPen(look.colour(Ink.TEXT))
        painter.setFont(option.font)
        text = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        look = Look.current()
        width = option.fontMetrics.horizontalAdvance(str(index.data())) + 2 * look.px(Space.S) + 2
        return QSize(width, look.px(ROW_HEIGHT))


class TextTable(QTableView):
    """A table of texts, to be read."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegate(_Cell(self))
        self.rows = TextModel()
        self.setModel(self.rows)

    def show_rows(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows instead of those before, each column as wide as it needs within reason."""
        self.rows.show_rows(header, rows)
        self.resizeColumnsToContents()
        for column in range(len(header)):
            self.setColumnWidth(column, min(self.columnWidth(column), Look.current().px(_WIDEST)))
