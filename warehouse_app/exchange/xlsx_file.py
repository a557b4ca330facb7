"""The first sheet of a workbook as texts: a number as its digits, a day in ISO 8601, yes and no as true and false.

A workbook is untrusted: its XML is read through defusedxml, which openpyxl uses where it is installed, and its unpacked
size is limited before anything is unpacked (`zipfile` never unpacks more than a member says it holds).
"""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path

import openpyxl
from openpyxl import DEFUSEDXML

from warehouse_app.domain.errors import Refused
from warehouse_app.exchange.blocks import BLOCK_ROWS, Block, Table, block_of
from warehouse_app.exchange.faults import FileFault

assert DEFUSEDXML, "openpyxl must find defusedxml, or a workbook could exhaust the memory by nested entities"

ZIP_MAGIC = b"PK\x03\x04"
MAX_SHEETS = 1024**3
MAX_OTHER = 64 * 1024**2
"""The unpacked size allowed for the sheets, which are streamed, and for all else, which is held in memory."""
MAX_ROWS = 1_048_576
"""What a spreadsheet can hold; a row number beyond it would be counted up to."""


def xlsx_table(path: Path, file: str) -> Table:
    """Open the first sheet of a workbook as a table.

    Raises Refused: damaged, not a workbook, too large, empty. The table's blocks raise it where that shows later.
    """
    _check_size(path, file)
    header: tuple[str, ...] | None = None
    for _line, row in _rows(path, file):
        if "".join(row).strip():
            header = row
            break
    if header is None:
        raise Refused(FileFault.EMPTY, file=file)
    while not header[-1].strip():
        header = header[:-1]
    found = header
    return Table(file, found, lambda: _blocks(path, file, found))


def _blocks(path: Path, file: str, header: tuple[str, ...]) -> Iterator[Block]:
    rows = _rows(path, file)
    for _line, row in rows:
        if "".join(row).strip():
            break
    width = len(header)
    while block := list(islice(rows, BLOCK_ROWS)):
        padded = [row if len(row) >= width else row + ("",) * (width - len(row)) for _, row in block]
        yield block_of([line for line, _ in block], padded, width, [])


def _check_size(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise Refused(FileFault.DAMAGED, file=file) from error
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names:
        # An OpenDocument sheet, or any other archive.
        raise Refused(FileFault.OLD_SPREADSHEET if "mimetype" in names else FileFault.NOT_TEXT, file=file)
    sheets = sum(member.file_size for member in members if member.filename.startswith("xl/worksheets/"))
    others = sum(member.file_size for member in members) - sheets
    for size, most in ((sheets, MAX_SHEETS), (others, MAX_OTHER)):
        if size > most:
            raise Refused(FileFault.TOO_LARGE, file=file, most_mb=most // 1024**2)


def _rows(path: Path, file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each row of the first sheet with its number."""
    rows = _values(path, file)
    line = 0
    while True:
        # Between two blocks others may run, so the filters are put back each time.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            block = list(islice(rows, BLOCK_ROWS))
        if not block:
            return
        if line + len(block) > MAX_ROWS:
            raise Refused(FileFault.TOO_MANY_ROWS, file=file, most=MAX_ROWS)
        for row in block:
            line += 1
            yield line, tuple(map(_text, row))


def _values(path: Path, file: str) -> Iterator[Sequence[object]]:
    try:
        with path.open("rb") as raw:
            book = openpyxl.load_workbook(raw, read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            # What a sheet says about its size need not be true.
            sheet.reset_dimensions()
            yield from islice(sheet.iter_rows(values_only=True), MAX_ROWS + 1)
    except MemoryError:
        raise
    except Exception as error:  # the library raises anything at all for a workbook that is damaged
        raise Refused(FileFault.DAMAGED, file=file) from error


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            # Fifteen digits are what a spreadsheet shows and keeps; the binary digits behind them are noise.
            digits = f"{value:.15g}"
            return f"{Decimal(digits):f}" if "e" in digits else digits
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
