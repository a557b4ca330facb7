"""Small tables of some dozen rows that are read whole: those of the stations beside the prompt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from warehouse_app.ui.look import ROW_HEIGHT, Icon, Ink, Look, Space, Text
from warehouse_app.ui.pages.station.answers import is_typing
from warehouse_app.ui.widgets.text import heading_data, tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AT_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_AT_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_MEASURED = 30
"""So many rows say how wide a column is: to measure each would be felt when the window opens."""
_SLACK = 2
"""A text may be a fraction of a pixel wider than its metrics say."""
_WIDE = 150
"""So much room the wide column has, or as much as it needs, before columns that yield have any."""
_BELOW = 240
"""The same where its words stand below those of the first column."""
_BAR = 3
"""Width of the bar before the selected row."""
_MOST_LINES = 2
"""So many lines the words of the wide column have below those of the first one, at most."""
_ANY_HEIGHT = 1 << 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its words; `at_end` for numbers, `wide` for the one that takes the room, `has_icon` for rows' signs.

    A `spare` one is left out where no row has anything in it. One that `yields` is so too, and besides where the wide
    one has too little room for its words: the one with the highest number first.
    """

    words: str
    at_end: bool = False
    wide: bool = False
    has_icon: bool = False
    spare: bool = False
    yields: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is about, a text for each column, and perhaps a sign; `is_faint` for what is settled."""

    key: str
    texts: tuple[str, ...]
    icon: Icon | None = None
    ink: Ink = Ink.TEXT
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A row was chosen by Enter or a double click: what it is about."""

    key: str


class _Rows(QAbstractTableModel):
    def __init__(self, headings: Sequence[Heading], text: Text) -> None:
        super().__init__()
        self.headings = tuple(headings)
        self.rows: tuple[Row, ...] = ()
        self.text = text
        self.fonts: dict[bool, QFont] = {}
        self.below: int | None = None
        """The column whose texts stand below those of the first one."""

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == 0 and self.below is not None:
                return f"{row.texts[0]}\n{row.texts[self.below]}"
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(str(self.data(index)))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case Qt.ItemDataRole.FontRole:
                return self.fonts[self.headings[index.column()].at_end]
            case Qt.ItemDataRole.ForegroundRole if row.is_faint:
                return Look.current().colour(Ink.MUTED)
            case Qt.ItemDataRole.DecorationRole if row.icon is not None and self.headings[index.column()].has_icon:
                return Look.current().icon(row.icon, row.ink)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return heading_data(self.headings[section].words, role)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _AT_END if self.headings[column].at_end else _AT_START


class _Cells(QStyledItemDelegate):
    """Paints cells as far from their borders as headings are, and the selected row as one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._room = 0
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        # What the style leaves out of the room beside a heading.
        margin = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin)
        self._room = Look.current().px(Space.S) - margin - 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = Look.current()
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self._room, 0, -self._room, 0)
        inside.state &= ~QStyle.StateFlag.State_HasFocus
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.theme.colours.selection)
            if index.column() == 0:
                mirrored = option.direction == Qt.LayoutDirection.RightToLeft
                left = option.rect.right() + 1 - look.px(_BAR) if mirrored else option.rect.left()
                painter.fillRect(left, option.rect.top(), look.px(_BAR), option.rect.height(), look.colour(Ink.ACCENT))
        super().paint(painter, inside, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self._room, 0, -self._room, 0)
        size = super().sizeHint(inside, index)
        return QSize(size.width(), size.height() + self._room)


class Listed(QTableView):
    """A table that shows the rows it is given, at `least` so many of them in sight, and more where there is room.

    It `fills` its room, or is only as high as its rows. A table of one column that `wraps` gives each row the lines
    that its text needs, and is as high as they are. In one that `stacks`, the words of the wide column stand below
    those of the first one where they have too little room beside them.
    """

    opened = Signal(object)
    """Opened."""

    def __init__(
        self,
        words: str,
        headings: Sequence[Heading],
        *,
        text: Text = Text.BODY,
        least: int = 3,
        fills: bool = True,
        wraps: bool = False,
        stacks: bool = False,
    ) -> None:
        super().__init__()
        self._rows = _Rows(headings, text)
        self._least, self._fills, self._wraps, self._stacks = least, fills, wraps, stacks
        self._lines, self._highest = 1, _ANY_HEIGHT
        self.setModel(self._rows)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(words)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(wraps)
        if wraps:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(False)
        for column, heading in enumerate(headings):
            mode = QHeaderView.ResizeMode.Stretch if heading.wide else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
        self.doubleClicked.connect(self._open)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_rows(self, rows: Sequence[Row]) -> bool:
        """Show these rows instead of those before; the selected one stays selected. Return whether they are others."""
        if tuple(rows) == self._rows.rows:
            return False
        chosen = self.chosen()
        self._rows.beginResetModel()
        self._rows.rows = tuple(rows)
        self._rows.endResetModel()
        kept = next((number for number, row in enumerate(rows) if row.key == chosen), None)
        if kept is not None:
            self.selectRow(kept)
        self._take_the_room()
        return True

    def limit(self, height: int) -> None:
        """Be at most so high, whatever the number of rows: they scroll then."""
        if height != self._highest:
            self._highest = height
            self._take_the_height()

    def set_heading(self, column: int, words: str) -> None:
        """Change the words of a column."""
        headings = self._rows.headings
        if headings[column].words == words:
            return
        self._rows.headings = (*headings[:column], replace(headings[column], words=words), *headings[column + 1 :])
        self._rows.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)
        self._take_the_widths()

    def shown(self) -> list[tuple[str, ...]]:
        """Return the texts of all rows."""
        return [row.texts for row in self._rows.rows]

    def chosen(self) -> str:
        """Return what the selected row is about; '' where none is."""
        at = self.currentIndex().row()
        return self._rows.rows[at].key if 0 <= at < len(self._rows.rows) else ""

    def mark(self, key: str) -> None:
        """Select the first row that is about something and scroll to it; none where there is no such row."""
        for number, row in enumerate(self._rows.rows):
            if row.key == key:
                self.selectRow(number)
                self.scrollTo(self._rows.index(number, 0))
                return
        self.setCurrentIndex(QModelIndex())

    def _open(self, index: _Index) -> None:
        if index.isValid():
            self.opened.emit(Opened(self._rows.rows[index.row()].key))

    def _look_again(self) -> None:
        look = Look.current()
        self._rows.fonts = {tabular: look.font(self._rows.text, tabular=tabular) for tabular in (False, True)}
        self._take_the_room()

    def needed(self, column: int, rows: int = _MEASURED) -> int:
        """Return how wide a column is with its heading and the first rows whole."""
        look, style, heading = Look.current(), self.style(), self._rows.headings[column]
        space = 2 * look.px(Space.S) + _SLACK
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        beside_a_sign = style.pixelMetric(QStyle.PixelMetric.PM_SmallIconSize) + 2 * margin
        metrics = QFontMetrics(self._rows.fonts[heading.at_end])
        # Qt knows no width of a column that is hidden: it would come back without its heading.
        if self.isColumnHidden(column):
            needed = QFontMetrics(look.font(Text.STRONG)).horizontalAdvance(heading.words) + space + 2 * _SLACK
        else:
            needed = self.horizontalHeader().sectionSizeHint(column)
        for row in self._rows.rows[:rows]:
            sign = beside_a_sign if heading.has_icon and row.icon is not None else 0
            needed = max(needed, metrics.horizontalAdvance(row.texts[column]) + space + sign)
        return needed

    def _take_the_room(self) -> None:
        self._take_the_widths()
        self._fit()
        self._take_the_height()

    def _take_the_widths(self) -> None:
        """Give each column what its heading and the first rows need. Qt asks for every cell, more than once a reply."""
        for column, heading in enumerate(self._rows.headings):
            if not heading.wide and not (column == 0 and self._rows.below is not None):
                self.horizontalHeader().resizeSection(column, self.needed(column))

    def _fit(self) -> None:
        """Leave columns out that are spare, and those that yield as far as the wide one needs their room."""
        headings, rows = self._rows.headings, self._rows.rows
        for column, heading in enumerate(headings):
            if heading.spare or heading.yields:
                self.setColumnHidden(column, bool(rows) and not any(row.texts[column] for row in rows))
        yielding = [column for column, heading in enumerate(headings) if heading.yields]
        if not yielding and not self._stacks:
            return
        wide = next(column for column, heading in enumerate(headings) if heading.wide)
        words = self.needed(wide)
        shown = [column for column in range(len(headings)) if column != wide and not self.isColumnHidden(column)]
        room = self.viewport().width() - sum(map(self.needed, shown))
        below = self._stacks and bool(rows) and room < words
        if below:
            room += self.needed(0)
        least = Look.current().px(_BELOW) if below else max(Look.current().px(_WIDE), self.needed(wide, rows=0))
        for column in sorted(yielding, key=lambda column: -headings[column].yields):
            if room < min(words, least) and column in shown:
                room += self.needed(column)
                self.setColumnHidden(column, True)  # noqa: FBT003 - Qt's own
        if self._stacks:
            self._stack(wide, below=below)
            self._lines = 1 + min(_MOST_LINES, ceil(words / max(1, room))) if below else 1

    def _stack(self, wide: int, *, below: bool) -> None:
        """Let the words of the wide column stand below those of the first one, or beside them."""
        mode = QHeaderView.ResizeMode.Stretch if below else QHeaderView.ResizeMode.Fixed
        self._rows.below = wide if below else None
        self.setWordWrap(below)
        self.horizontalHeader().setSectionResizeMode(0, mode)
        self.setColumnHidden(wide, below)
        if not below:
            self.horizontalHeader().resizeSection(0, self.needed(0))
        self.viewport().update()

    def _take_the_height(self) -> None:
        look, rows = Look.current(), self._rows
        extra = look.theme.points(rows.text) - look.theme.points(Text.BODY)
        further = (self._lines - 1) * QFontMetrics(rows.fonts[False]).lineSpacing()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT) + round(extra) + further)
        if self._wraps:
            self.resizeRowsToContents()
            self.setFixedHeight(self._height(0) + self.verticalHeader().length())
            return
        count = max(1, rows.rowCount())
        self.setMinimumHeight(self._height(min(self._least, count)))
        if not self._fills:
            self.setMaximumHeight(max(self.minimumHeight(), min(self._highest, self._height(count))))
            self.updateGeometry()

    def _height(self, rows: int) -> int:
        heading = self.horizontalHeader().sizeHint().height()
        return heading + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        self._fit()
        self._take_the_height()

    def sizeHint(self) -> QSize:
        # One that fills its room wishes for no more than it must have, else what stands below would be out of sight.
        return QSize(super().sizeHint().width(), self.minimumHeight() if self._fills else self.maximumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes the first row the current one and shows nothing of it: Enter would open what nobody chose, and the
        # first press of an arrow would pass it over, but only where the rows came before the focus.
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._open(self.currentIndex())
            return
        if is_typing(event):
            event.ignore()  # an answer to what the page asks, not a row to be looked for
            return
        super().keyPressEvent(event)
