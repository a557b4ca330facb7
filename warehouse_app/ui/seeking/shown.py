"""The list of the finder: lines with an icon, a text, the rest in muted ink, and what each one is."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from warehouse_app.ui.look import ICON, ROW_HEIGHT, Ink, Look, Space, Text
from warehouse_app.ui.seeking.lines import Line

_ROWS_SHOWN = 14

Index = QModelIndex | QPersistentModelIndex
_TEXTS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class _Lines(QAbstractListModel):
    """What is offered, or in one line that it is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.nothing = ""

    def show(self, lines: Sequence[Line], nothing: str) -> None:
        self.beginResetModel()
        self.lines, self.nothing = lines, nothing
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.lines) or int(bool(self.nothing))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _TEXTS:
            return None
        return self.lines[index.row()].spoken if self.lines else self.nothing

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.lines else Qt.ItemFlag.NoItemFlags


class SeekList(QListView):
    """The list. It never has the focus: the field above it keeps the keys."""

    opened = Signal()
    """The marked line is to be opened."""
    marked = Signal()
    """Another line is marked, or none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = _Lines()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def lines(self) -> Sequence[Line]:
        """What is offered."""
        return self._model.lines

    @property
    def nothing(self) -> str:
        """What is said where nothing is offered."""
        return self._model.nothing

    @property
    def line(self) -> Line | None:
        """The marked line."""
        at = self.currentIndex()
        return self._model.lines[at.row()] if at.isValid() and self._model.lines else None

    def show_lines(self, lines: Sequence[Line], nothing: str, marked: Line | None = None) -> None:
        """Show other lines, with `marked` marked if it is one of them, else the first."""
        self._model.show(lines, nothing)
        self._mark(lines.index(marked) if marked in lines else 0)

    def step(self, by: int) -> None:
        """Mark the next or the previous line; behind the last comes the first."""
        if self.lines:
            self._mark((self.currentIndex().row() + by) % len(self.lines))

    def leaf(self, by: int) -> None:
        """Mark the line that is a list's height further, or the last there is."""
        if self.lines:
            rows = max(1, self.viewport().height() // Look.current().px(ROW_HEIGHT) - 1)
            self._mark(min(max(0, self.currentIndex().row() + by * rows), len(self.lines) - 1))

    def height_within(self, most: int) -> int:
        """Return how high the list is where it may be `most` pixels high: whole lines."""
        row, frame = Look.current().px(ROW_HEIGHT), 2 * self.frameWidth()
        rows = min(self._model.rowCount(), _ROWS_SHOWN, max(1, (most - frame) // row))
        return rows * row + frame if rows else 0

    def _mark(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, 0))
        self.marked.emit()

    def shown(self, row: int) -> Line | None:
        """Return the line of a row; None for the one that says that there is nothing."""
        return self._model.lines[row] if self._model.lines else None


class _Painter(QStyledItemDelegate):
    """Paints a line: icon, text and the rest from the beginning, what it is at the end."""

    def __init__(self, view: SeekList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, style = Look.current(), self._view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
        room = option.rect.adjusted(look.px(Space.S), 0, -look.px(Space.S), 0)
        line = self._view.shown(index.row())
        painter.save()
        if line is None:
            _write(painter, room, self._view.nothing, look.font(), Ink.MUTED)
        else:
            self._paint_line(painter, room, line)
        painter.restore()

    def _paint_line(self, painter: QPainter, room: QRect, line: Line) -> None:
        look = Look.current()
        whole, side, gap = QRect(room), look.px(ICON), look.px(Space.M)

        def turned(rect: QRect) -> QRect:
            return QStyle.visualRect(self._view.layoutDirection(), whole, rect)

        place = QRect(room.left(), room.top() + (room.height() - side) // 2, side, side)
        look.icon(line.icon, Ink.MUTED).paint(painter, turned(place))
        room = room.adjusted(side + gap, 0, 0, 0)
        small = look.font(Text.CAPTION)
        painter.setFont(small)
        kind = painter.fontMetrics().horizontalAdvance(line.kind)
        at_the_end = QRect(room.right() - kind, room.top(), kind + 1, room.height())
        _write(painter, turned(at_the_end), line.kind, small, Ink.MUTED)
        room = room.adjusted(0, 0, -kind - gap, 0)
        used = _write(painter, turned(room), line.text, look.font(Text.STRONG), Ink.TEXT)
        _write(painter, turned(room.adjusted(used + gap, 0, 0, 0)), line.detail, look.font(), Ink.MUTED)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Look.current().px(ROW_HEIGHT))


def _write(painter: QPainter, room: QRect, text: str, font: QFont, ink: Ink) -> int:
    """Write a text at the beginning of `room`, cut off where it is too long; return how wide it is."""
    painter.setFont(font)
    painter.setPen(Look.current().colour(ink))
    fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, fits)
    return painter.fontMetrics().horizontalAdvance(fits)
