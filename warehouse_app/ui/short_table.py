"""A short table of rows that are at hand, such as the lines of one order; below a row may stand a sentence about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import ROW_HEIGHT, TONE_ICONS, Ink, Look, Space, Text
from warehouse_app.ui.look.icons import paint
from warehouse_app.ui.widgets.text import heading_data, tip

Index = QModelIndex | QPersistentModelIndex

TONE_INKS = {Tone.OK: Ink.OK, Tone.ASK: Ink.ASK, Tone.WARN: Ink.WARN, Tone.ERROR: Ink.ERROR}
_SIGN = 14
_LEAST = 3
"""So many rows are in sight where the room is scarce; with all of Qt's own wish the buttons below would be cut."""
_MOST_FITTED = 200
"""In longer tables every note has one line: to measure each would be felt."""


@dataclass(frozen=True, slots=True)
class ShortColumn:
    """A column: its heading, its width in characters, and whether numbers stand in it. One may `stretch`, and has that
    width at least; a `spare` one is left out where no row has anything in it.
    """

    heading: str
    chars: int
    number: bool = False
    stretch: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class ShortRow:
    """A row: what it stands for, its texts, and below it a sentence in a tone."""

    key: object
    texts: tuple[str, ...]
    note: str = ""
    tone: Tone | None = None
    faint: bool = False
    """Whether it is told in grey, as what is over and done."""


@dataclass(frozen=True, slots=True)
class RowPicked:
    """The row that is chosen now; without one, none is."""

    row: ShortRow | None


class _Rows(QAbstractTableModel):
    """The rows. Where there are notes, every second row of the table is the note of the one above it."""

    def __init__(self, columns: Sequence[ShortColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[ShortRow, ...] = ()
        self.noted = False

    def show(self, rows: Sequence[ShortRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.noted = any(row.note for row in rows)
        self.endResetModel()

    def replace(self, rows: Sequence[ShortRow]) -> None:
        new = {row.key: row for row in rows}
        self.rows = tuple(new.get(row.key, row) for row in self.rows)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def at(self, row: int) -> tuple[ShortRow, bool]:
        """Return the row at a place of the table, and whether its note stands there."""
        return (self.rows[row // 2], row % 2 == 1) if self.noted else (self.rows[row], False)

    def place(self, row: int) -> int:
        """Return at which place of the table a row stands."""
        return row * 2 if self.noted else row

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else self.place(len(self.rows))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return heading_data(self.columns[section].heading, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        noted = self.at(index.row())[1]
        return Qt.ItemFlag.NoItemFlags if noted else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, noted = self.at(index.row())
        text = (row.note if index.column() == 0 else "") if noted else row.texts[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return tip(text) or None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.note
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self.columns[index.column()])
        return None


class ShortTable(QTableView):
    """The table. It keeps the row that is chosen when it is shown anew; `empty` stands where there is no row."""

    picked = Signal(object)
    """RowPicked."""

    def __init__(self, columns: Sequence[ShortColumn], name: str, empty: str = "") -> None:
        super().__init__()
        self._rows = _Rows(columns)
        self._empty = empty
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, self._rows))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        Look.current().changed.connect(self._look_again)
        self._look_again()

    @property
    def rows(self) -> tuple[ShortRow, ...]:
        """What is shown."""
        return self._rows.rows

    @property
    def current(self) -> ShortRow | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self._rows.at(index.row())[0] if index.isValid() else None

    def show_rows(self, rows: Sequence[ShortRow]) -> None:
        """Show these rows; the one that was chosen stays so, else the first is."""
        if tuple(rows) == self.rows:
            return
        before, scrolled = self.current, self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own
        self._rows.show(rows)
        self.clearSpans()
        if self._rows.noted:
            for row in range(len(rows)):
                self.setSpan(row * 2 + 1, 0, 1, len(self._rows.columns))
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, column.spare and not any(row.texts[place] for row in rows))
        self._fit_columns()
        self.selectionModel().blockSignals(False)  # noqa: FBT003
        self._fit_notes()
        keys = [row.key for row in rows]
        if keys:
            self.choose(before.key if before is not None and before.key in keys else keys[0])
        self.verticalScrollBar().setValue(scrolled)
        self._tell()

    def replace_rows(self, rows: Sequence[ShortRow]) -> None:
        """Show rows in place of those with the same keys; a note only where there was one."""
        self._rows.replace(rows)
        self._fit_notes()

    def choose(self, key: object) -> None:
        """Choose the row of a key."""
        place = self._rows.place([row.key for row in self.rows].index(key))
        self.setCurrentIndex(self._rows.index(place, 0))

    def _tell(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self._rows.noted:
            # The note of the row that is chosen is in sight too, and the row itself above all.
            self.scrollTo(self._rows.index(index.row() + 1, 0))
            self.scrollTo(index)
        self.viewport().update()
        self.picked.emit(RowPicked(self.current))

    def _look_again(self) -> None:
        for place, column in enumerate(self._rows.columns):
            if not column.stretch:
                self.setColumnWidth(place, self._wide(column))
        self._fit_columns()
        self.verticalHeader().setDefaultSectionSize(Look.current().px(ROW_HEIGHT))

    def _wide(self, column: ShortColumn) -> int:
        """Return how wide a column is, or at least where it stretches."""
        look = Look.current()
        heading = QFontMetrics(look.font(Text.STRONG)).horizontalAdvance(column.heading)
        return max(self.fontMetrics().averageCharWidth() * column.chars, heading) + look.px(Space.XL)

    def _fit_columns(self) -> None:
        """Stretch the columns that do while there is room for them; else the table scrolls sideways."""
        columns = [(place, each) for place, each in enumerate(self._rows.columns) if not self.isColumnHidden(place)]
        stretching = {place: self._wide(each) for place, each in columns if each.stretch}
        fixed = sum(self.columnWidth(place) for place, each in columns if not each.stretch)
        fits = fixed + sum(stretching.values()) <= self.viewport().width()
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        for place, least in stretching.items():
            self.horizontalHeader().setSectionResizeMode(place, mode)
            if not fits:
                self.setColumnWidth(place, least)

    def _fit_notes(self) -> None:
        """Give each note the height that it needs."""
        if not self._rows.noted or len(self.rows) > _MOST_FITTED:
            return
        look = Look.current()
        metrics, one = QFontMetrics(look.font()), look.px(ROW_HEIGHT)
        room = self.viewport().width() - 2 * look.px(Space.S) - look.px(_SIGN + Space.XS)
        for row, shown in enumerate(self.rows):
            needed = metrics.boundingRect(0, 0, room, 0, Qt.TextFlag.TextWordWrap, shown.note).height()
            self.setRowHeight(row * 2 + 1, max(one, needed + one - metrics.height()))

    def sizeHint(self) -> QSize:
        rows = self.horizontalHeader().sizeHint().height() + _LEAST * Look.current().px(ROW_HEIGHT)
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()
            self._fit_notes()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows and self._empty:
            look = Look.current()
            painter = QPainter(self.viewport())
            painter.setPen(look.colour(Ink.MUTED))
            painter.setFont(look.font())
            room = self.viewport().rect().adjusted(look.px(Space.M), 0, -look.px(Space.M), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()


class _Painter(QStyledItemDelegate):
    """Paints a row and its note as one."""

    def __init__(self, view: ShortTable, rows: _Rows) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = Look.current()
        row, noted = self._rows.at(index.row())
        rect = QRectF(option.rect)
        painter.save()
        chosen = row is self._view.current
        painter.fillRect(rect, look.theme.colours.selection if chosen else look.theme.colours.surface)
        if noted or not self._rows.noted:
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), look.theme.colours.line)
        rect.adjust(look.px(Space.S), 0, -look.px(Space.S), 0)
        if noted:
            self._paint_note(painter, row, rect)
        else:
            painter.setPen(look.colour(Ink.MUTED if row.faint else Ink.TEXT))
            painter.setFont(look.font(tabular=True))
            alignment = Qt.AlignmentFlag(_alignment(self._rows.columns[index.column()]))
            self._paint_text(painter, row.texts[index.column()], rect, alignment)
            if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
                painter.setPen(look.colour(Ink.ACCENT))
                painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -1.5, -1.5))
        painter.restore()

    def _paint_note(self, painter: QPainter, row: ShortRow, rect: QRectF) -> None:
        look = Look.current()
        rect.adjust(0, -look.px(Space.XS), 0, -look.px(Space.XS))
        if row.tone is not None:
            side = look.px(_SIGN)
            middle = rect.top() + look.px(ROW_HEIGHT) / 2
            paint(
                painter,
                TONE_ICONS[row.tone],
                look.tone(row.tone).ink,
                QRectF(rect.left(), middle - side / 2, side, side),
            )
            rect.adjust(side + look.px(Space.XS), 0, 0, 0)
        painter.setPen(look.colour(Ink.MUTED))
        painter.setFont(look.font())
        if rect.height() >= 2 * painter.fontMetrics().height():
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, row.note)
        else:
            self._paint_text(painter, row.note, rect, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def _paint_text(self, painter: QPainter, text: str, rect: QRectF, alignment: Qt.AlignmentFlag) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, alignment, shown)


def _alignment(column: ShortColumn) -> int:
    horizontal = Qt.AlignmentFlag.AlignTrailing if column.number else Qt.AlignmentFlag.AlignLeading
    return int(horizontal | Qt.AlignmentFlag.AlignVCenter)
