"""All rows of a view as a file of a spreadsheet or of another program, written in the background."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, tzinfo
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from warehouse_app.exchange.writing import write_table
from warehouse_app.queries.listing import FieldKind, ListField, Listing, Value, View
from warehouse_app.queries.reader import Reader
from warehouse_app.services.contract import Store
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Progress, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.tables.columns import Column
from warehouse_app.ui.tables.grid import Grid
from warehouse_app.ui.tables.strip import ExportStrip
from warehouse_app.ui.words.tables import Tables


def export(
    store: Store,
    make: Callable[[], Listing],
    view: View,
    columns: Sequence[Column],
    path: Path,
    zone: tzinfo,
    progress: Progress,
) -> int:
    """Write every row of the view under the headings of `columns`; return how many. Values, not their texts.

    Raises Refused (FileFault) where the file cannot be written, and Cancelled: then the file is as it was.
    """
    reader = Reader(store, make(), view)
    fields = [reader.listing.field(column.field) for column in columns]
    places = [reader.listing.place(column.field) for column in columns]
    cells = [_cell(column, field, zone) for column, field in zip(columns, fields, strict=True)]

    def rows() -> Iterator[list[object]]:
        with closing(reader.all_rows()) as found:  # a cancelled one leaves its snapshot at once
            for done, row in enumerate(found, start=1):
                yield [cell(row[place]) for cell, place in zip(cells, places, strict=True)]
                progress.told(path.name, done, max(done, reader.total))

    return write_table(path, [column.heading for column in columns], rows())


def _cell(column: Column, field: ListField, zone: tzinfo) -> Callable[[Value], object]:
    if column.words is not None:
        words = column.words
        return lambda value: None if value is None else words.get(str(value), str(value))
    match field.kind:
        case FieldKind.MONEY:
            return lambda value: Decimal(value).scaleb(-2) if isinstance(value, int) else None
        case FieldKind.INSTANT:
            return lambda value: value.astimezone(zone) if isinstance(value, datetime) else None
        case _:
            return lambda value: value


class Exporter(QObject):
    """Asks for a file and writes it in the background, under a strip that tells how far it is."""

    def __init__(self, desk: Desk, grid: Grid, title: str) -> None:
        super().__init__(grid)
        self._desk = desk
        self._grid = grid
        self._title = title
        self._task: Task | None = None
        self.strip = ExportStrip(desk, self.cancel)

    def ask(self) -> None:
        """Ask where to write the table, and write it."""
        kinds = {self._desk.say(Tables.EXPORT_XLSX): ".xlsx", self._desk.say(Tables.EXPORT_CSV): ".csv"}
        name, kind = QFileDialog.getSaveFileName(
            self._grid.window(), self._desk.say(Tables.EXPORT), f"{self._title}.xlsx", ";;".join(kinds)
        )
        if name:
            path = Path(name)
            self.export_to(path if path.suffix.lower() in kinds.values() else Path(name + kinds.get(kind, ".csv")))

    def export_to(self, path: Path) -> None:
        """Write all rows of the view, with the columns that are shown, in their order."""
        model, desk = self._grid.rows, self._desk
        if model.make is None or self._task is not None:
            return
        columns = [model.columns[place] for place in self._grid.shown_columns()]
        make, view, store, zone = model.make, model.view, desk.house.store, desk.zone
        self.strip.begin(path.name)
        self._task = desk.background.long(
            self,
            lambda progress: export(store, make, view, columns, path, zone, progress),
            lambda count: self._done(count, path),
            progressed=self.strip.progressed,
            failed=self._failed,
        )

    def cancel(self) -> None:
        """End the writing; the file stays as it was before."""
        if self._task is not None:
            self._task.cancel()
        self._end()

    def _done(self, count: int, path: Path) -> None:
        self._end()
        self._desk.tell(Tone.OK, Tables.EXPORTED, count=count, file=path.name)

    def _failed(self, error: Exception) -> None:
        self._end()
        self._desk.trouble(error)

    def _end(self) -> None:
        self._task = None
        self.strip.end()
