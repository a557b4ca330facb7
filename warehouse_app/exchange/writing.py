"""Records and other tables as files: CSV or XLSX by the name's ending, replaced in one step.

What is written here is read back by `reading` as the same records. Texts are neutralised, so that no spreadsheet takes
one for a formula.
"""

import csv
import os
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import RECORD_OF, Kind, Record
from warehouse_app.exchange import cells
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.kinds import FIELDS, Field
from warehouse_app.exchange.xlsx_file import MAX_ROWS

Cell = str | int | Decimal
ToCell = Callable[[object], Cell]

_MAX_SHEET_NUMBER = 10**15
"""A spreadsheet keeps fifteen digits of a number."""


def write_records(path: Path, kind: Kind, records: Iterable[Record]) -> int:
    """Write a file of our own kind with all its columns, history included; return the number of records.

    Raises Refused with a FileFault, as `write_table` does.
    """
    fields, record_type = FIELDS[kind], RECORD_OF[kind]
    to_cells = [_to_cell(field) for field in fields]

    def rows() -> Iterator[list[Cell]]:
        for record in records:
            assert isinstance(record, record_type)
            yield [to_cell(value) for to_cell, value in zip(to_cells, record, strict=True)]

    return _write(path, [field.heading for field in fields], rows())


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table of texts, whole numbers, Decimals, yes and no, days and aware instants; return its number of rows.

    `path` is replaced when all is written; until then, and after a failure, the old file stays as it is.
    Raises Refused: `path` ends neither in .csv nor in .xlsx, or is a folder; the disk is full or the folder cannot be
    written to; a sheet cannot hold that many rows.
    """
    return _write(path, [cell_of(heading) for heading in header], (list(map(cell_of, row)) for row in rows))


def cell_of(value: object) -> Cell:
    """Return a value as a cell: None is empty, days and instants are ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            return cells.neutral(cells.on_one_line(str(value)))
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return value
        case datetime():
            assert value.tzinfo is not None
            return value.isoformat()
        case date():
            return value.isoformat()
        case _:
            raise TypeError(type(value).__name__)


def _to_cell(field: Field) -> ToCell:
    places = _PLACES.get(field.convert(UTC))
    return cell_of if places is None else lambda value: "" if value is None else _units(value, places)


_PLACES = {cells.money: 2, cells.metres: 3}
"""The decimals of what is read into whole parts of a unit."""


def _units(value: object, places: int) -> Decimal:
    assert isinstance(value, int)
    return Decimal(value).scaleb(-places)


def _write(path: Path, header: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> int:
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise Refused(FileFault.ENDING, file=path.name)
    try:
        if path.is_dir():
            raise Refused(FileFault.FOLDER, file=path.name)
        with _replaced(path) as beside:
            return write(beside, chain([header], rows), path.name) - 1
    except OSError as error:
        raise Refused(FileFault.NOT_WRITTEN, file=path.name, reason=error.strerror or str(error)) from error


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    """Give the path of a file beside `path` that takes its place at the end, or is removed where that fails."""
    # Where a link stands, what it points to is replaced.
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _write_csv(path: Path, rows: Iterable[Sequence[Cell]], _file: str) -> int:
    count = 0
    with path.open("x", encoding="utf-8", newline="") as text:
        write = csv.writer(text).writerow
        for row in rows:
            write(row)
            count += 1
    return count


def _write_xlsx(path: Path, rows: Iterable[Sequence[Cell]], file: str) -> int:
    count = 0
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    try:
        for row in _that_fit(rows, file):
            sheet.append([_sheet_cell(cell) for cell in row])
            count += 1
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).save()
    except BaseException:
        _forget(sheet)
        raise
    return count


def _that_fit(rows: Iterable[Sequence[Cell]], file: str) -> Iterator[Sequence[Cell]]:
    for place, row in enumerate(rows):
        if place == MAX_ROWS:
            raise Refused(FileFault.TOO_MANY_ROWS, file=file, most=MAX_ROWS)
        yield row


def _sheet_cell(cell: Cell) -> Cell | None:
    if isinstance(cell, int) and abs(cell) >= _MAX_SHEET_NUMBER:
        return str(cell)
    return None if cell == "" else cell


def _forget(sheet: WriteOnlyWorksheet) -> None:
    """Remove the temporary file of a sheet, which the library would keep until the process ends."""
    writer = sheet._writer  # type: ignore[attr-defined]  # noqa: SLF001 - it has no public name
    if writer is None or not Path(writer.out).exists():
        return
    with suppress(Exception):  # whatever made the sheet fail may well fail it again
        sheet.close()
    with suppress(Exception):
        writer.close()
    with suppress(OSError):
        writer.cleanup()


_WRITERS = {".csv": _write_csv, ".xlsx": _write_xlsx}
