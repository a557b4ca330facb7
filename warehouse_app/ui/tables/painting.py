"""How rows are painted: all cells in sight in one pass, since a call of the model and a delegate for each is too slow.

One line of text with room at its sides; the selected rows marked by a colour and a bar; badges for what has a tone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Ink, Look, Space, Text
from warehouse_app.ui.tables.model import ELLIPSIS, RowsModel
from warehouse_app.ui.widgets import badge_size, paint_badge

_BAR = 3
_REMEMBERED = 20_000
"""How many texts are remembered as they were cut and measured."""


class _Cut(NamedTuple):
    text: str
    width: int


class _Row(NamedTuple):
    number: int
    top: int
    selected: bool
    texts: Sequence[str] | None


class RowPainter:
    """Paints the rows of a table, and remembers what their texts measure."""

    def __init__(self, view: QTableView, model: RowsModel) -> None:
        self._view = view
        self._model = model
        self._cuts: dict[tuple[str, int, bool], _Cut] = {}
        self._fonts: tuple[QFont, QFont] = (QFont(), QFont())
        self._metrics: tuple[QFontMetrics, QFontMetrics] = (QFontMetrics(QFont()), QFontMetrics(QFont()))
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self._fonts = (look.font(Text.BODY), look.font(Text.BODY, tabular=True))
        self._metrics = (QFontMetrics(self._fonts[0]), QFontMetrics(self._fonts[1]))
        self._cuts.clear()

    def fits(self, text: str, width: int) -> bool:
        """Return whether a text is shown whole in a column of that width."""
        return self._cut(text, self._inner(width), numeric=False).text == text

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Paint what lies in a rectangle of the viewport."""
        look = Look.current()
        colours = look.theme.colours
        painter.fillRect(rect, QColor(colours.surface))
        rows = self._rows(rect)
        height = self._view.verticalHeader().defaultSectionSize()
        for row in rows:
            if row.selected or row.number % 2:
                colour = colours.selection if row.selected else colours.zebra
                painter.fillRect(rect.left(), row.top, rect.width(), height, QColor(colour))
        painter.setPen(look.colour(Ink.TEXT))
        for column in self._columns(rect):
            self._paint_column(painter, column, rows, height)
        self._mark(painter, [row for row in rows if row.selected], height)

    def _rows(self, rect: QRect) -> list[_Row]:
        view, model = self._view, self._model
        first = view.rowAt(rect.top())
        if first < 0:
            return []
        last = view.rowAt(rect.bottom())
        last = last if last >= 0 else model.rowCount() - 1
        selection = view.selectionModel().selection()
        ranges = [(part.top(), part.bottom()) for part in map(selection.at, range(selection.count()))]
        rows: list[_Row] = []
        for number in range(first, last + 1):
            selected = any(top <= number <= bottom for top, bottom in ranges)
            texts = model.texts(number)
            if texts is None:
                model.want(number)
            rows.append(_Row(number, view.rowViewportPosition(number), selected, texts))
        return rows

    def _columns(self, rect: QRect) -> list[int]:
        header = self._view.horizontalHeader()
        places = [header.logicalIndex(visual) for visual in range(header.count())]
        return [
            place
            for place in places
            if not header.isSectionHidden(place)
            and header.sectionViewportPosition(place) <= rect.right()
            and header.sectionViewportPosition(place) + header.sectionSize(place) > rect.left()
        ]

    def _inner(self, width: int) -> int:
        return width - 2 * Look.current().px(Space.S)

    def _paint_column(self, painter: QPainter, column: int, rows: Sequence[_Row], height: int) -> None:
        header, room = self._view.horizontalHeader(), Look.current().px(Space.S)
        inner = self._inner(header.sectionSize(column))
        left = header.sectionViewportPosition(column) + room
        numeric = self._model.is_numeric(column)
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        metrics = self._metrics[numeric]
        below = (height + metrics.ascent() - metrics.descent()) // 2
        painter.setFont(self._fonts[numeric])
        for row in rows:
            text = ELLIPSIS if row.texts is None else row.texts[column]
            if not text:
                continue
            tone = self._model.tone(row.number, column)
            if tone is not None:
                self._paint_badge(painter, text, tone, QRect(left, row.top, inner + room, height))
                continue
            cut = self._cut(text, inner, numeric=numeric)
            at = left + inner - cut.width if numeric != mirrored else left
            painter.drawText(at, row.top + below, cut.text)

    def _cut(self, text: str, width: int, *, numeric: bool) -> _Cut:
        key = (text, width, numeric)
        found = self._cuts.get(key)
        if found is None:
            metrics = self._metrics[numeric]
            advance = metrics.horizontalAdvance(text)
            if advance > width:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                advance = metrics.horizontalAdvance(text)
            if len(self._cuts) >= _REMEMBERED:
                self._cuts.clear()
            self._cuts[key] = found = _Cut(text, advance)
        return found

    def _paint_badge(self, painter: QPainter, text: str, tone: Tone, cell: QRect) -> None:
        size = badge_size(text, tone)
        painter.save()
        painter.setClipRect(cell)
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = cell.right() - size.width() if mirrored else cell.left()
        paint_badge(painter, QPointF(left, cell.center().y() - size.height() / 2), text, tone)
        painter.restore()

    def _mark(self, painter: QPainter, rows: Sequence[_Row], height: int) -> None:
        """Paint a bar before selected rows, since colour alone is no sign."""
        look = Look.current()
        width, viewport = look.px(_BAR), self._view.viewport()
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for row in rows:
            painter.fillRect(
                viewport.width() - width if mirrored else 0, row.top, width, height, look.colour(Ink.ACCENT)
            )
