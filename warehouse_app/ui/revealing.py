"""Bringing a row of a table into sight that somebody asked for, though a search or a filter may hide it."""

from PySide6.QtCore import QObject

from warehouse_app.queries.listing import Key
from warehouse_app.ui.tables import RowsTable
from warehouse_app.ui.tables.model import Found


class Revealing(QObject):
    """Selects a row by its key. Where the table does not show it, its search and its filters are taken away."""

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table)
        self._table = table
        self._key: Key | None = None
        table.model.found.connect(self._found)
        table.model.loaded.connect(lambda _: self._look())

    def reveal(self, key: Key) -> None:
        """Select the row of `key`, and show it."""
        self._key = key
        self._look()

    def _look(self) -> None:
        if self._key is not None:
            self._table.select_key(self._key)

    def _found(self, found: Found) -> None:
        if found.key != self._key:
            return
        view = self._table.model.view
        if found.row >= 0 or not (view.search or view.filters):
            self._key = None
            return
        self._table.filter_by()
        self._table.search.clear()
