"""Files of tests, and what is found in them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, tzinfo
from enum import StrEnum
from pathlib import Path

import openpyxl
import pytest

from warehouse_app.domain.errors import Fact, Problem, Refused
from warehouse_app.domain.records import Kind, Record
from warehouse_app.exchange.blocks import Block, Table
from warehouse_app.exchange.mapping import Mapping, load_mapping
from warehouse_app.exchange.reading import Source, open_file

Found = list[tuple[int, Record] | Problem]


def written(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(folder: Path, rows: Iterable[Iterable[object]], name: str = "file.xlsx") -> Path:
    path = folder / name
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def mapping_of(folder: Path, text: str, name: str = "own.toml") -> Mapping:
    return load_mapping(str(written(folder, text, name)))


def source_of(kind: Kind, path: Path, *, mapping: Mapping | None = None, zone: tzinfo = UTC) -> Source:
    return open_file(kind, path, mapping=mapping, zone=zone)


def read(kind: Kind, path: Path, *, mapping: Mapping | None = None, zone: tzinfo = UTC) -> Found:
    return list(source_of(kind, path, mapping=mapping, zone=zone).rows())


def records(found: Found) -> list[Record]:
    """Return the records; fail where anything was wrong."""
    assert [row for row in found if isinstance(row, Problem)] == []
    return [row[1] for row in found if not isinstance(row, Problem)]


def problems(found: Found) -> list[Problem]:
    return [row for row in found if isinstance(row, Problem)]


def refusal(act: Callable[[], object], code: StrEnum) -> dict[str, Fact]:
    """Return the facts with which `act` is refused for `code`."""
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code is code
    return dict(caught.value.facts)


def table(header: Sequence[str], *rows: Sequence[str], file: str = "table.csv") -> Table:
    """Return a table as if it had been read from a file; its first row stands in line 2."""

    def block() -> Block:
        return Block(range(2, len(rows) + 2), list(zip(*rows, strict=True)) if rows else [()] * len(header))

    return Table(file, tuple(header), lambda: iter([block()]))
