"""Keeps what is selected and what is in sight, by key, while rows come and go below it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from warehouse_app.queries.listing import Key
from warehouse_app.queries.reader import Page
from warehouse_app.ui.tables.events import RowChosen
from warehouse_app.ui.tables.grid import Grid
from warehouse_app.ui.tables.model import Found, Loaded
from warehouse_app.ui.tables.places import Place


class Keeper(QObject):
    """The selection of a grid. `before_reload` and `before_view` say what is to be found again once rows were read."""

    chosen = Signal(object)
    """RowChosen."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.current = RowChosen()
        self._grid = grid
        self._asked = Place()
        self._stays = False
        self._keys: set[Key] = set()
        self._all = False
        self._looked_for: Key | None = None
        self._arriving = False
        self._scrolled = 0
        model = grid.rows
        model.arriving.connect(self._before_rows)
        model.loaded.connect(self._after_rows)
        model.arrived.connect(self._arrived)
        model.found.connect(self._found)
        grid.selectionModel().currentRowChanged.connect(lambda *_: self._tell_current())

    def selected(self) -> list[RowChosen]:
        """Return all selected rows that are at hand, from the top."""
        model, found = self._grid.rows, list[RowChosen]()
        for row, key in sorted(self._selected_at_hand()):
            values = model.values(row)
            assert values is not None
            found.append(RowChosen(key, values))
        return found

    def forget(self) -> None:
        """Select nothing, in other rows that are to come."""
        self._looked_for, self._stays, self._asked = None, False, Place()
        self._keys, self._all = set(), False
        self._grid.select_row(-1)
        self._tell(RowChosen())

    def look_for(self, key: Key) -> None:
        """Select the row of a key and bring it into sight, as soon as it was found."""
        self._looked_for = key
        self._grid.rows.find(key)

    def before_reload(self) -> Place:
        """Return the place to find again: the same rows, maybe changed."""
        self._remember()
        top, current = self._grid.top(), self._grid.currentIndex().row()
        self._asked, self._stays = Place(top, self._grid.rows.key(top), current, self.current.key), True
        return self._asked

    def before_view(self) -> Place:
        """Return the place to find again: the first rows of another view, with the same row selected."""
        self._remember()
        self._asked, self._stays = Place(current_key=self.current.key), False
        return self._asked

    def _remember(self) -> None:
        ranges = self._grid.selected_ranges()
        self._all = len(ranges) == 1 and len(ranges[0]) == self._grid.rows.rowCount() > 1
        self._keys = {key for _, key in self._selected_at_hand()}

    def _selected_at_hand(self) -> Sequence[tuple[int, Key]]:
        ranges = self._grid.selected_ranges()
        return [(row, key) for row, key in self._grid.rows.keys_at_hand() if any(row in each for each in ranges)]

    # While rows come

    def _before_rows(self) -> None:
        self._arriving = True
        self._scrolled = self._grid.verticalScrollBar().value()

    def _after_rows(self, loaded: Loaded) -> None:
        self._arriving = False
        moved = loaded.place.top - self._asked.top
        self._grid.scroll_by_rows(self._scrolled if self._stays else 0, moved if self._stays else 0)
        if self._looked_for is not None:
            self._grid.rows.find(self._looked_for)
        elif self.current.key == self._asked.current_key:
            self._select_again(loaded.place.current)
        elif self.current.key is not None:  # somebody chose another row meanwhile
            self.look_for(self.current.key)

    def _select_again(self, row: int) -> None:
        self._grid.select_row(row)
        if self._all:
            self._grid.selectAll()
        elif len(self._keys) > 1:
            self._grid.select_also([at for at, key in self._grid.rows.keys_at_hand() if key in self._keys])
        self._tell_current()

    def _found(self, found: Found) -> None:
        if found.key == self._looked_for:
            self._looked_for = None
            if found.row >= 0:
                self._grid.select_row(found.row)
                self._grid.scrollTo(self._grid.currentIndex())

    def _arrived(self, page: Page) -> None:
        if page.start <= self._grid.currentIndex().row() < page.start + len(page.rows):
            self._tell_current()

    def _tell_current(self) -> None:
        if self._arriving:
            return
        model, row = self._grid.rows, self._grid.currentIndex().row()
        key, values = model.key(row), model.values(row)
        if row < 0:
            self._tell(RowChosen())
        elif key is not None and values is not None:
            self._tell(RowChosen(key, values))
        else:
            model.want(row)

    def _tell(self, chosen: RowChosen) -> None:
        if chosen != self.current:
            self.current = chosen
            self.chosen.emit(chosen)
