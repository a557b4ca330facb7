"""The view of a table: its keys, its headings, and what of its layout is remembered."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from warehouse_app.queries.listing import Sort
from warehouse_app.ui.look import ROW_HEIGHT, Look, Space, Text
from warehouse_app.ui.tables.model import RowsModel
from warehouse_app.ui.tables.painting import RowPainter
from warehouse_app.ui.widgets.text import tip

_NARROWEST = 3
_GIVES = 0.4
"""How much of its own width the column that grows gives at most."""
_SIGN = 16
"""Room for the sort indicator, in pixels at 100 %."""


class Grid(QTableView):
    """Rows of a RowsModel, selected whole."""

    opened = Signal()
    """Enter was pressed, or a row double-clicked."""
    copied = Signal()
    """The selected rows are to be copied."""
    copied_with_headings = Signal()
    typed = Signal(str)
    """Letters were typed: somebody looks for something."""
    sorted_by = Signal(object)
    """A heading was clicked: the Sort it asks for, or None for the listing's own order."""
    arranged = Signal()
    """Columns were moved, hidden or resized."""

    def __init__(self, model: RowsModel, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._grown, self._spare, self._fitting = -1, 0, False
        self._worn = 0
        """How wide a character was when the columns got their widths."""
        self.setModel(model)
        self._painter = RowPainter(self, model)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # scrolling paints what is new only
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_headings()
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _set_up_headings(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setHighlightSections(False)
        # With the selection of the rows it would ask of every row, at each paint, whether its column is selected whole.
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._clicked)
        header.sectionMoved.connect(lambda *_: self.arranged.emit())
        header.sectionResized.connect(lambda *_: self._resized())

    def _look_again(self) -> None:
        look = Look.current()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(self._pixels(_NARROWEST))
        before, self._worn = self._worn, self._character()
        if before and self._worn != before:
            self._give_back()
            for place in self.shown_columns():
                self._resize(place, round(self.horizontalHeader().sectionSize(place) * self._worn / before))
            self._fit()

    def _pixels(self, characters: float) -> int:
        return round(characters * self._character()) + 2 * Look.current().px(Space.S)

    def _character(self) -> int:
        return self.fontMetrics().horizontalAdvance("0")

    # Columns

    def fields(self) -> list[str]:
        """Return the fields of the columns, in the order of the model."""
        return [column.field for column in self.rows.columns]

    def arrange(self, layout: Mapping[str, Any]) -> None:
        """Put the columns as they were remembered; those that are new since then follow."""
        header = self.horizontalHeader()
        self._give_back()
        columns = self.rows.columns
        kept_columns = layout.get("columns")
        kept_columns = kept_columns if isinstance(kept_columns, list) else []
        remembered = {str(each.get("field")): each for each in kept_columns if isinstance(each, dict)}
        order = [name for name in remembered if name in {column.field for column in columns}]
        order += [column.field for column in columns if column.field not in remembered]
        headings = QFontMetrics(Look.current().font(Text.STRONG))
        places = {column.field: place for place, column in enumerate(columns)}
        for visual, name in enumerate(order):
            place = places[name]
            column = columns[place]
            kept = remembered.get(name, {})
            heading = headings.horizontalAdvance(column.heading) + Look.current().px(_SIGN + 2 * Space.S)
            width = kept.get("width")
            pixels = (
                self._pixels(width) if isinstance(width, (int, float)) else max(self._pixels(column.width), heading)
            )
            header.moveSection(header.visualIndex(place), visual)
            header.resizeSection(place, pixels)
            header.setSectionHidden(place, bool(kept.get("hidden", column.hidden)))
        self._fit()

    def arrangement(self) -> list[dict[str, Any]]:
        """Return the columns in their order, with what JSON can hold."""
        header = self.horizontalHeader()
        room = 2 * Look.current().px(Space.S)
        found: list[dict[str, Any]] = []
        for visual in range(header.count()):
            place = header.logicalIndex(visual)
            hidden = header.isSectionHidden(place)
            pixels = self._hidden_width(place) if hidden else header.sectionSize(place)
            pixels -= self._spare if place == self._grown else 0
            width = round((pixels - room) / self._character(), 1)
            found.append({"field": self.rows.columns[place].field, "width": width, "hidden": hidden})
        return found

    def _hidden_width(self, place: int) -> int:
        return self._pixels(self.rows.columns[place].width)

    def shown_columns(self) -> list[int]:
        """Return the places of the columns that are not hidden, in the order in which they stand."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(visual) for visual in range(header.count())]
        return [place for place in places if not header.isSectionHidden(place)]

    def show_column(self, place: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or len(self.shown_columns()) > 1:
            self._give_back()
            self.horizontalHeader().setSectionHidden(place, not shown)
            self._fit()
            self.arranged.emit()

    def _resized(self) -> None:
        if not self._fitting:
            self._fit()
            self.arranged.emit()

    def _fit(self) -> None:
        """Give the room that is left to the column that grows; without one the last column has it.

        Where a little is missing it is that column which gives it, so that nothing is pushed out of sight.
        """
        self._give_back()
        header = self.horizontalHeader()
        growing = next((place for place in self.shown_columns() if self.rows.columns[place].grows), -1)
        if header.stretchLastSection() != (growing < 0):  # Qt lays out anew even where nothing changes
            header.setStretchLastSection(growing < 0)
        left = self.viewport().width() - header.length()
        if growing >= 0 and left and left > -_GIVES * header.sectionSize(growing):
            self._grown, self._spare = growing, left
            self._resize(growing, header.sectionSize(growing) + left)

    def _give_back(self) -> None:
        if self._grown >= 0:
            size = self.horizontalHeader().sectionSize(self._grown) - self._spare
            grown, self._grown, self._spare = self._grown, -1, 0
            self._resize(grown, size)

    def _resize(self, place: int, size: int) -> None:
        self._fitting = True
        self.horizontalHeader().resizeSection(place, size)
        self._fitting = False

    # Sorting

    def _clicked(self, place: int) -> None:
        field = self.rows.columns[place].field
        match self.rows.view.sort:
            case Sort(name, descending) if name == field:
                self.sorted_by.emit(None if descending else Sort(field, descending=True))
            case _:
                self.sorted_by.emit(Sort(field))

    def show_sort(self, sort: Sort | None) -> None:
        """Mark the heading by which the rows are sorted."""
        order = Qt.SortOrder.DescendingOrder if sort is not None and sort.descending else Qt.SortOrder.AscendingOrder
        place = self.fields().index(sort.field) if sort is not None and sort.field in self.fields() else -1
        self.horizontalHeader().setSortIndicator(place, order)

    # Rows

    def top(self) -> int:
        """Return the number of the first row in sight."""
        return max(0, self.rowAt(0))

    def scroll_by_rows(self, position: int, rows: int) -> None:
        """Stand where the scroll bar stood, and some rows further on."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(position + rows * self.verticalHeader().defaultSectionSize())

    def select_row(self, row: int) -> None:
        """Select one row without moving what is in sight; -1 selects none."""
        if row < 0:
            self.clearSelection()
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        column = self.shown_columns()[0]
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        scrolls = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), flags)
        self.setAutoScroll(scrolls)

    def select_also(self, rows: Sequence[int]) -> None:
        """Select some rows besides the current one."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            self.selectionModel().select(self.rows.index(row, 0), flags)

    def selected_ranges(self) -> list[range]:
        """Return the selected rows as ranges of row numbers, from the top; all rows may be one."""
        selection = self.selectionModel().selection()
        parts = sorted({(part.top(), part.bottom()) for part in map(selection.at, range(selection.count()))})
        found: list[range] = []
        for top, bottom in parts:
            start = max(top, found[-1].stop) if found else top
            if start <= bottom:
                found.append(range(start, bottom + 1))
        return found

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        current, before = self.currentIndex(), event.oldSize().height()
        if event.size().height() < before and 0 <= self.rowViewportPosition(current.row()) < before:
            # What is said above the page makes less room for it; the chosen row stays in sight.
            self.scrollTo(current)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == _CONTROL_SHIFT:
            self.copied_with_headings.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self.rows.rowCount() - 1
        if last >= 0 and action in {QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd}:
            row = 0 if action == QAbstractItemView.CursorAction.MoveHome else last
            return self.rows.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        # Qt's own would walk through every row there is.
        if search.strip():
            self.typed.emit(search)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell_what_is_cut(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _tell_what_is_cut(self, at: QPoint, on_screen: QPoint) -> None:
        index = self.indexAt(at)
        text = str(index.data() or "") if index.isValid() else ""
        cut = text and not self._painter.fits(text, self.visualRect(index).width())
        QToolTip.showText(on_screen, tip(text) if cut else "", self)


_CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
