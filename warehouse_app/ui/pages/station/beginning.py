"""What work can be begun with, before anything is scanned."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from warehouse_app.ui.pages.station.listed import Heading, Listed, Row
from warehouse_app.ui.widgets import Caption, EmptyState, Panel


class ToBeginWith(QStackedWidget):
    """A table of what can be begun with, and how one does; or `nothing`, where there is none of it."""

    chosen = Signal(object)
    """Opened: a row."""

    def __init__(self, title: str, how: str, headings: Sequence[Heading], nothing: EmptyState) -> None:
        super().__init__()
        self.table = Listed(title, headings)
        self.table.opened.connect(self.chosen)
        self.nothing = nothing
        self._panel = Panel(title)
        self._panel.add(Caption(how, wraps=True))
        self._panel.add(self.table, stretch=1)
        self.addWidget(self._panel)
        self.addWidget(nothing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead of those before."""
        self.table.show_rows(rows)
        self.setCurrentWidget(self._panel if rows else self.nothing)
