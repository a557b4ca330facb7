"""A file by its content, and its header."""

from pathlib import Path

import pytest

from tests.exchange.files import read, refusal, source_of, workbook, written
from warehouse_app.domain.records import BarcodeRecord, Kind, LocationRecord, OrderLineRecord, StockRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.kinds import FIELDS

ROWS = [["sku", "barcode"], ["A", "1"]]


def test_a_file_is_what_its_content_says_whatever_its_name(tmp_path: Path) -> None:
    assert read(Kind.BARCODES, workbook(tmp_path, ROWS, "list.csv")) == [(2, BarcodeRecord("A", "1"))]
    assert read(Kind.BARCODES, written(tmp_path, "sku,barcode\nA,1\n", "list.xlsx")) == [(2, BarcodeRecord("A", "1"))]


def test_case_underscores_and_order_of_headings_do_not_count(tmp_path: Path) -> None:
    path = written(tmp_path, "Placed At,QUANTITY,sku,CUSTOMER,number,'=odd\n2026-03-01,5,A,C,1,x\n")
    source = source_of(Kind.ORDERS, path)
    ((line, record),) = [row for row in source.rows() if isinstance(row, tuple)]
    assert (line, type(record)) == (2, OrderLineRecord)
    assert source.columns == {"number", "customer", "sku", "quantity", "placed_at"}
    assert source.unknown == ("=odd",)
    assert source.file == "file.csv"
    assert (dict(source.left_out), dict(source.effects)) == ({}, {})


def test_missing_columns_are_all_named(tmp_path: Path) -> None:
    path = written(tmp_path, "sku,note\nA,x\n")
    facts = refusal(lambda: read(Kind.ORDERS, path), FileFault.COLUMN_MISSING)
    assert facts == {"file": "file.csv", "columns": ("number", "customer", "quantity")}


def test_a_header_that_names_nothing_known_is_told_what_is_needed(tmp_path: Path) -> None:
    path = written(tmp_path, "4006381333931;12\n4006381333948;3\n")
    facts = refusal(lambda: read(Kind.STOCK, path), FileFault.NO_HEADER)
    assert facts == {"file": "file.csv", "columns": ("sku", "location", "quantity")}


def test_a_column_may_stand_once_only(tmp_path: Path) -> None:
    path = written(tmp_path, "sku,barcode,S_K_U,,\nA,1,B,,\n")
    facts = refusal(lambda: read(Kind.BARCODES, path), FileFault.COLUMN_TWICE)
    assert facts == {"file": "file.csv", "column": "sku"}
    assert read(Kind.BARCODES, written(tmp_path, "sku,barcode,,\nA,1,,\n")) == [(2, BarcodeRecord("A", "1"))]


def test_coordinates_are_metres_in_a_file_and_millimetres_in_a_record(tmp_path: Path) -> None:
    path = written(tmp_path, "code,x_m,y_m,kind\nA-1,1.5,-0.002,Pick_Face\n")
    expected = LocationRecord("A-1", x_mm=1_500, y_mm=-2, kind=LocationKind.PICK_FACE)
    assert read(Kind.LOCATIONS, path) == [(2, expected)]


def test_empty_cells_are_the_defaults(tmp_path: Path) -> None:
    path = written(tmp_path, "sku,location,quantity,lot,expiry,status\nA,A-1,5,,,\n")
    assert read(Kind.STOCK, path) == [(2, StockRecord("A", "A-1", 5))]


@pytest.mark.parametrize("kind", [*Kind])
def test_the_columns_are_those_of_the_command_line(kind: Kind) -> None:
    headings = [field.heading for field in FIELDS[kind]]
    required = [field.heading for field in FIELDS[kind] if field.required]
    assert headings[: len(required)] == required
    assert len(set(headings)) == len(headings)
    assert ("x_mm" in headings) is False
