"""Selected rows as text for the clipboard: a row a line, columns apart by tabs, as they are shown."""

from collections.abc import Iterable, Sequence
from itertools import chain

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from warehouse_app.queries.reader import Page
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.tables.grid import Grid
from warehouse_app.ui.tables.pages import PAGE
from warehouse_app.ui.words.tables import Tables

MOST = 20_000
"""More rows than this are exported rather than copied."""

_BREAKS = frozenset("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as lines; what would break a line or a cell apart is a space."""
    return "\n".join("\t".join(map(_cell, row)) for row in rows)


def _cell(text: str) -> str:
    return " ".join(text.split()) if _BREAKS & set(text) else text


class Copier(QObject):
    """Copies what is selected in a grid. Rows that were never looked at are read first."""

    def __init__(self, desk: Desk, grid: Grid) -> None:
        super().__init__(grid)
        self._desk = desk
        self._grid = grid

    def copy(self) -> None:
        """Copy the selected rows."""
        self._copy([])

    def copy_with_headings(self) -> None:
        """Copy the selected rows below the headings of their columns."""
        model = self._grid.rows
        self._copy([[model.columns[place].heading for place in self._grid.shown_columns()]])

    def _copy(self, headings: list[list[str]]) -> None:
        ranges = self._grid.selected_ranges()
        if sum(map(len, ranges)) > MOST:
            self._desk.tell(Tone.WARN, Tables.TOO_MANY_TO_COPY, most=MOST)
            return
        model, columns, rows = self._grid.rows, self._grid.shown_columns(), list(chain(*ranges))
        texts = {row: found for row in rows if (found := model.texts(row)) is not None}
        missing = sorted({row // PAGE for row in rows if row not in texts})
        reader = model.reader
        if not rows or reader is None:
            return

        def put(pages: Sequence[Page]) -> None:
            for page in pages:
                texts.update(enumerate(map(model.written, page.rows), start=page.start))
            cells = [[texts[row][place] for place in columns] for row in rows if row in texts]
            QGuiApplication.clipboard().setText(as_text([*headings, *cells]))

        if not missing:
            put(())
            return
        self._desk.background.run(
            Lane.READS,
            self,
            lambda: [reader.read(number * PAGE, PAGE) for number in missing],
            put,
        )
