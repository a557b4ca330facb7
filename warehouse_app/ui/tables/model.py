"""The rows of a view as a model: it shows what was read and asks for what is missing, and never reads by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from warehouse_app.queries.listing import Key, ListField, Listing, Row, Value, View
from warehouse_app.queries.reader import Page, Reader
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.tables.columns import NUMERIC, Column, alignment, writer
from warehouse_app.ui.tables.pages import PAGE, Pages, pages_around
from warehouse_app.ui.tables.places import Place, found_again, row_of
from warehouse_app.ui.widgets.text import heading_data
from warehouse_app.ui.words.tables import Tables

_REST_MS = 200
"""Totals look at every row, so they are read once nobody scrolls."""

ELLIPSIS = "…"
"""Stands for what was not read yet."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The view was read: where the place is now that was to be found again."""

    place: Place


@dataclass(frozen=True, slots=True)
class Found:
    """A row that was looked for by its key: its number, -1 where the view does not show it."""

    key: Key
    row: int


@dataclass(frozen=True, slots=True)
class _Read:
    reader: Reader
    pages: Sequence[Page]
    place: Place


class RowsModel(QAbstractTableModel):
    """A listing of any size. `show_listing`, `set_view` and `reload` read anew; until then the old rows stay."""

    began = Signal()
    """The view is being read anew."""
    ended = Signal()
    """It was read, or could not be."""
    arriving = Signal()
    """The rows are about to be changed for those that were read."""
    loaded = Signal(object)
    """Loaded."""
    arrived = Signal(object)
    """The Page of rows that somebody looked at before they were there."""
    summed = Signal(object)
    """The totals of the view, by field, as a mapping."""
    found = Signal(object)
    """Found."""
    stale = Signal()
    """Rows have come or gone since the view was read."""

    def __init__(self, desk: Desk, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.view = View()
        self.make: Callable[[], Listing] | None = None
        self.reader: Reader | None = None
        self.fields: tuple[ListField, ...] = ()
        """The field of each column, once a listing was read."""
        self._desk = desk
        self._reading: Task | None = None
        self._fetching: Task | None = None
        self._summing: Task | None = None
        self._pages = Pages()
        self._wanted: list[int] = []
        self._count = 0
        self._out_of_reach = False
        self._places: list[int] = []
        self._writers: list[Callable[[Value], str]] = []
        self._fetch_soon = QTimer(self, singleShot=True, interval=0)
        self._fetch_soon.timeout.connect(self._fetch)
        self._sum_soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._sum_soon.timeout.connect(self._sum)

    # What is shown

    def show_listing(self, make: Callable[[], Listing]) -> None:
        """Show another listing, made in the background. The rows of the one before go at once."""
        self.make = make
        self.reader = None
        self._forget()
        self._set_count(0)
        self.reload(Place())

    def set_view(self, view: View, place: Place) -> None:
        """Sort, filter and search the listing otherwise."""
        self.view = view
        self.reload(place)

    def reload(self, place: Place) -> None:
        """Read the rows anew, and find the `place` again."""
        make, view, store = self.make, self.view, self._desk.house.store
        if make is None:
            return
        self._out_of_reach = False
        for task in (self._reading, self._summing):
            if task is not None:
                task.cancel()

        def work() -> _Read:
            reader = Reader(store, make(), view)
            found = found_again(reader, place)
            pages = [reader.read(number * PAGE, PAGE) for number in pages_around(found.top, reader.total)]
            return _Read(reader, pages, found)

        self.began.emit()
        self._reading = self._desk.background.run(Lane.READS, self, work, self._take, self._failed)

    def find(self, key: Key) -> None:
        """Look for a row in the background; `found` tells where it is."""
        reader = self.reader
        if reader is not None:
            run = self._desk.background.run
            run(Lane.READS, self, lambda: Found(key, row_of(reader, key)), self.found.emit, self._failed)

    def _take(self, read: _Read) -> None:
        self._reading = None
        self.arriving.emit()
        self.reader = read.reader
        self._understand(read.reader.listing)
        self._forget()
        for page in read.pages:
            self._pages.keep(page)
        self._set_count(read.reader.total)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))
        self.ended.emit()
        self.loaded.emit(Loaded(read.place))
        self._sum_soon.start()
        self._look_for_gaps(read.pages)

    def _sum(self) -> None:
        if self.reader is not None and self.reader.listing.totals:
            run = self._desk.background.run
            self._summing = run(Lane.READS, self, self.reader.totals, self.summed.emit, self._failed)

    def _failed(self, error: Exception) -> None:
        self._reading = self._fetching = self._summing = None
        self.ended.emit()
        self._desk.trouble(error)

    def _forget(self) -> None:
        self._pages.clear()
        self._wanted.clear()
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def _understand(self, listing: Listing) -> None:
        fields = tuple(listing.field(column.field) for column in self.columns)
        kinds = [field.kind for field in fields]
        if kinds != [field.kind for field in self.fields]:
            yes = self._desk.say(Tables.YES)
            self._writers = [writer(*pair, self._desk, yes) for pair in zip(self.columns, fields, strict=True)]
        self.fields = fields
        self._places = [listing.place(column.field) for column in self.columns]

    def _set_count(self, count: int) -> None:
        """Let rows appear or go at the end: a reset would take the selection and the place with it."""
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    # Asking for rows that are missing

    def want(self, row: int) -> None:
        """Ask for the page of a row that is not at hand, soon: whoever paints must not wait."""
        number = row // PAGE
        if number not in self._pages and number not in self._wanted and not self._out_of_reach:
            self._wanted.append(number)
            if self._fetching is None:
                self._fetch_soon.start()

    def _fetch(self) -> None:
        wanted = [number for number in self._wanted if number not in self._pages]
        self._wanted.clear()
        reader = self.reader
        if not wanted or reader is None or self._fetching is not None:
            return
        # What was asked for last is in sight. A page more on each side, so that scrolling on finds it there.
        near = [number for number in wanted if abs(number - wanted[-1]) <= 1]
        around = range(max(0, min(near) - 1), max(near) + 2)
        starts = [number * PAGE for number in around if number not in self._pages and number * PAGE < reader.total]
        self._fetching = self._desk.background.run(
            Lane.READS,
            self,
            lambda: [reader.read(start, PAGE) for start in starts],
            self._take_pages,
            self._not_fetched,
        )

    def _not_fetched(self, error: Exception) -> None:
        """Tell it once: every repaint would ask again for the cells that are empty, until the rows are read anew."""
        self._out_of_reach = True
        self._failed(error)

    def _take_pages(self, pages: Sequence[Page]) -> None:
        self._fetching = None
        for page in pages:
            self._pages.keep(page)
            last = min(page.start + PAGE, self._count) - 1
            self.dataChanged.emit(self.index(page.start, 0), self.index(last, len(self.columns) - 1))
            self.arrived.emit(page)
        if self._wanted:
            self._fetch_soon.start()
        if self._sum_soon.isActive():
            self._sum_soon.start()
        self._look_for_gaps(pages)

    def _look_for_gaps(self, pages: Sequence[Page]) -> None:
        for page in pages:
            if len(page.rows) < min(PAGE, self._count - page.start) or self._pages.disagree(page.start // PAGE):
                self.stale.emit()
                return

    # Rows at hand

    def key(self, row: int) -> Key | None:
        """Return the key of a row, if it is at hand."""
        held = self._pages.row(row)
        return None if held is None else held.key

    def values(self, row: int) -> Mapping[str, Value] | None:
        """Return the values of a row by field, if it is at hand."""
        held = self._pages.row(row)
        if held is None or self.reader is None:
            return None
        return dict(zip((each.name for each in self.reader.listing.fields), held.values, strict=True))

    def keys_at_hand(self) -> Iterator[tuple[int, Key]]:
        """Yield the number and key of every row that is at hand."""
        return self._pages.keys()

    def pages_at_hand(self) -> int:
        """Return how many pages are held."""
        return len(self._pages)

    def texts(self, row: int) -> list[str] | None:
        """Return what stands in each column of a row, if it is at hand."""
        return self._pages.texts(row, self.written)

    def written(self, values: Row) -> list[str]:
        """Return what stands in each column of a row with these values."""
        return [write(values[place]) for write, place in zip(self._writers, self._places, strict=True)]

    def described(self) -> dict[str, tuple[Column, ListField]]:
        """Return the columns with their fields, by the field's name; none before a listing was read."""
        return {column.field: (column, field) for column, field in zip(self.columns, self.fields, strict=False)}

    def value(self, row: int, column: int) -> Value:
        """Return the value of a cell; None too where it is not at hand."""
        held = self._pages.row(row)
        return None if held is None else held.values[self._places[column]]

    def tone(self, row: int, column: int) -> Tone | None:
        """Return the tone of a value that is shown as a badge."""
        tones = self.columns[column].tones
        return None if tones is None else tones.get(str(self.value(row, column)))

    def is_numeric(self, column: int) -> bool:
        """Return whether the digits of a column stand below each other at its end."""
        return bool(self.fields) and self.fields[column].kind in NUMERIC

    # Qt's own

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            texts = self.texts(index.row())
            if texts is None:
                self.want(index.row())
                return ELLIPSIS
            return texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(self.is_numeric(index.column()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(self.is_numeric(section))
        return heading_data(self.columns[section].heading, role)
