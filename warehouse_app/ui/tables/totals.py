"""The line below a table that says what its columns add up to."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.look import ROW_HEIGHT, Ink, Look, Space, Text
from warehouse_app.ui.tables.grid import Grid


class TotalLine(QWidget):
    """Sums, each under its own column, wherever the columns are. Hidden where nothing is summed."""

    def __init__(self, grid: Grid, word: str) -> None:
        super().__init__()
        self._grid = grid
        self._word = word
        self._sums: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = grid.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            moved.connect(lambda *_: self.update())
        grid.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        Look.current().changed.connect(self.updateGeometry)
        self.hide()

    def show_sums(self, sums: Mapping[str, str]) -> None:
        """Show the sums, by field, as texts; old ones stay until new ones are known."""
        self._sums = sums
        self.setVisible(bool(sums))
        headings = {column.field: column.heading for column in self._grid.rows.columns}
        said = ", ".join(f"{headings[field]} {text}" for field, text in sums.items() if field in headings)
        self.setAccessibleName(f"{self._word}: {said}")
        self.update()

    def unknown(self) -> None:
        """Show that what was added up is no more what is shown."""
        self.show_sums(dict.fromkeys(self._sums, "…"))

    def place(self, column: int) -> QRect:
        """Return where the sum of a column stands."""
        header = self._grid.horizontalHeader()
        left = header.sectionViewportPosition(column) + self._grid.viewport().x()
        return QRect(left, 0, header.sectionSize(column), self.height())

    def _said(self) -> list[tuple[int, str]]:
        fields = self._grid.fields()
        shown = [(column, self._sums.get(fields[column])) for column in self._grid.shown_columns()]
        return [(column, text) for column, text in shown if text is not None]

    def sizeHint(self) -> QSize:
        return QSize(0, Look.current().px(ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = Look.current()
        colours, room = look.theme.colours, look.px(Space.S)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.raised))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.border))
        painter.setPen(look.colour(Ink.TEXT))
        painter.setFont(look.font(Text.STRONG, tabular=True))
        metrics, said = painter.fontMetrics(), self._said()
        taken = [self.place(column).right() - room - metrics.horizontalAdvance(text) for column, text in said]
        if min(taken, default=self.width()) > metrics.horizontalAdvance(self._word) + 2 * room:
            painter.drawText(self.rect().adjusted(room, 0, 0, 0), int(_AT_THE_START), self._word)
        for column, text in said:
            # A sum is longer than what it sums: it may begin under the column before.
            where = self.place(column).adjusted(-self.width(), 0, -room, 0)
            painter.drawText(where, int(_TO_THE_END), text)
        painter.end()


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_TO_THE_END = Qt.AlignmentFlag.AlignTrailing | _MIDDLE
_AT_THE_START = Qt.AlignmentFlag.AlignLeading | _MIDDLE
