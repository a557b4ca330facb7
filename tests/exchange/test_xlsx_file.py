"""Workbooks: what a cell says as text, and what is refused before it can do harm."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.files import problems, read, records, refusal, workbook, written
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import BarcodeRecord, ItemRecord, Kind, OrderLineRecord
from warehouse_app.exchange import xlsx_file
from warehouse_app.exchange.faults import FileFault, RowFault
from warehouse_app.exchange.xlsx_file import xlsx_table

KIND = Kind.BARCODES


def test_the_first_sheet_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], ["SKU", "Bar code", None], ["A", "0012"], [], ["B", 34], [None, None, None]]
    assert read(KIND, workbook(tmp_path, rows)) == [
        (3, BarcodeRecord("A", "0012")),
        (5, BarcodeRecord("B", "34")),
    ]


def test_other_sheets_do_not_count(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["sku", "barcode"])
    book.create_sheet("other").append(["X", "1"])
    book.save(tmp_path / "file.xlsx")
    assert read(KIND, tmp_path / "file.xlsx") == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        ("  x ", "  x "),
        (datetime(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 12, 30), "2026-03-01 12:30:00"),
        (date(2026, 3, 1), "2026-03-01"),
        (time(12, 30), "12:30:00"),
        ("=1+1", ""),
    ],
)
def test_a_cell_says_its_value_as_text(tmp_path: Path, value: object, text: str) -> None:
    path = workbook(tmp_path, [["a", "b"], ["x", value]])
    (block,) = xlsx_table(path, path.name).blocks()
    assert [list(column) for column in block.columns] == [["x"], [text]]


def test_numbers_days_and_flags_of_a_workbook_are_fields(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["sku", "name", "price", "lot_tracked", "release_date", "reorder_point"],
        [4711, "Nail", 2.3, True, datetime(2026, 3, 1), 12.0],
    ]
    (record,) = records(read(Kind.ITEMS, workbook(tmp_path, rows)))
    expected = ItemRecord("4711", "Nail", price=230, lot_tracked=True, release_date=date(2026, 3, 1), reorder_point=12)
    assert record == expected


def test_a_time_of_a_workbook_is_an_instant(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["number", "customer", "sku", "quantity", "placed_at"],
        ["1", "C", "A", 5, datetime(2026, 3, 1, 12, 30)],
    ]
    (record,) = records(read(Kind.ORDERS, workbook(tmp_path, rows)))
    assert isinstance(record, OrderLineRecord)
    assert record.placed_at is not None
    assert record.placed_at.isoformat() == "2026-03-01T12:30:00+00:00"


def test_a_row_with_more_cells_than_the_header_is_told(tmp_path: Path) -> None:
    found = read(KIND, workbook(tmp_path, [["sku", "barcode"], ["A", "1", "2"], ["B"]]))
    assert problems(found) == [
        Problem(2, "", RowFault.TOO_MANY_CELLS, {"found": 3, "expected": 2}),
        Problem(3, "barcode", RowFault.REQUIRED),
    ]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: read(KIND, workbook(tmp_path, [[], [" "]])), FileFault.EMPTY) == {"file": "file.xlsx"}


def archive(folder: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / "file.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return folder / "file.xlsx"


def test_another_archive_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: read(KIND, archive(tmp_path, {"a.txt": b"x"})), FileFault.NOT_TEXT) == {"file": "file.xlsx"}
    opendocument = archive(tmp_path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    assert refusal(lambda: read(KIND, opendocument), FileFault.OLD_SPREADSHEET) == {"file": "file.xlsx"}


def test_a_workbook_of_before_2007_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "file.xls")
    assert refusal(lambda: read(KIND, path), FileFault.OLD_SPREADSHEET) == {"file": "file.xls"}


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path, [["sku", "barcode"], ["A", "1"]]).read_bytes()
    for content in (whole[: len(whole) // 2], whole[:100], b"PK\x03\x04"):
        path = written(tmp_path, content, "file.xlsx")
        assert refusal(lambda path=path: read(KIND, path), FileFault.DAMAGED) == {"file": "file.xlsx"}  # type: ignore[misc]
    empty = archive(tmp_path, {"[Content_Types].xml": b"<x/>"})
    assert refusal(lambda: read(KIND, empty), FileFault.DAMAGED) == {"file": "file.xlsx"}


def replaced_sheet(folder: Path, sheet: bytes) -> Path:
    whole = workbook(folder, [["sku", "barcode"], ["A", "1"]], "whole.xlsx")
    with zipfile.ZipFile(whole) as file:
        members = {name: file.read(name) for name in file.namelist()}
    return archive(folder, {**members, "xl/worksheets/sheet1.xml": sheet})


def test_nested_entities_are_refused(tmp_path: Path) -> None:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"x" * 10) for n in range(9))
    sheet = b'<?xml version="1.0"?><!DOCTYPE x [%s]><worksheet><sheetData>&e8;</sheetData></worksheet>' % entities
    assert refusal(lambda: read(KIND, replaced_sheet(tmp_path, sheet)), FileFault.DAMAGED) == {"file": "file.xlsx"}


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MAX_SHEETS", 1024**2)
    path = replaced_sheet(tmp_path, b" " * (1024**2 + 1))
    assert refusal(lambda: read(KIND, path), FileFault.TOO_LARGE) == {"file": "file.xlsx", "most_mb": 1}
    monkeypatch.setattr(xlsx_file, "MAX_OTHER", 0)
    other = workbook(tmp_path, [["sku", "barcode"]])
    assert refusal(lambda: read(KIND, other), FileFault.TOO_LARGE) == {"file": "file.xlsx", "most_mb": 0}


def test_a_row_number_beyond_any_sheet_is_not_counted_up_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MAX_ROWS", 50)
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>sku</t></is></c></row>'
        b'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row></sheetData></worksheet>'
    )
    facts = refusal(lambda: read(KIND, replaced_sheet(tmp_path, sheet)), FileFault.TOO_MANY_ROWS)
    assert facts == {"file": "file.xlsx", "most": 50}
