"""A file as a table, by what is in it rather than by its name; and the check of its header."""

from collections import Counter
from collections.abc import Container
from pathlib import Path

from warehouse_app.domain.errors import Refused
from warehouse_app.exchange.blocks import Table
from warehouse_app.exchange.cells import plain, shown
from warehouse_app.exchange.csv_file import csv_table, open_bytes
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.kinds import heading_key
from warehouse_app.exchange.xlsx_file import ZIP_MAGIC, xlsx_table

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_table(path: Path, known: Container[str]) -> Table:
    """Open a CSV or XLSX file; `known` are the `heading_key`s that are looked for, by which a delimiter is recognised.

    Raises Refused with a FileFault: the file cannot be read at all, or names one column twice.
    """
    file = path.name or str(path)
    with open_bytes(path, file) as raw:
        start = raw.peek(8)[:8]
    if start.startswith(_OLE_MAGIC):
        raise Refused(FileFault.OLD_SPREADSHEET, file=file)
    if start.startswith(ZIP_MAGIC):
        table = xlsx_table(path, file)
    else:
        table = csv_table(path, file, lambda headers: max(headers, key=lambda header: _sense(header, known)))
    header = tuple(shown(plain(heading.strip())) for heading in table.header)
    counts = Counter(heading_key(heading) for heading in header)
    twice = next((heading for heading in header if heading_key(heading) and counts[heading_key(heading)] > 1), None)
    if twice is not None:
        raise Refused(FileFault.COLUMN_TWICE, file=file, column=twice)
    return Table(file, header, table.blocks)


def _sense(header: list[str], known: Container[str]) -> tuple[int, int]:
    return sum(heading_key(heading.strip()) in known for heading in header), len(header)
