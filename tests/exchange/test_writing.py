"""Records and tables as files: what stands in a cell, and that a file is replaced whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet import _writer

from tests.exchange.files import refusal
from warehouse_app.domain.records import ItemRecord, Kind, LocationRecord, OrderLineRecord, Record
from warehouse_app.domain.statuses import LocationKind, ShipPolicy
from warehouse_app.exchange import writing
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.writing import write_records, write_table

ITEM = ItemRecord(
    "0012", '=1+1, "x"', lot_tracked=True, price=1_205, cost=0, release_date=date(2026, 3, 1), lead_time_days=7
)
ENDINGS = pytest.mark.parametrize("ending", [".csv", ".xlsx"])


def sheet(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_a_csv_file_has_the_columns_of_the_command_line_and_plain_cells(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    assert write_records(path, Kind.ITEMS, [ITEM]) == 1
    assert path.read_bytes() == (
        b"sku,name,unit,pack_quantity,category,lot_tracked,expiry_tracked,serial_tracked,safety_stock,"
        b"safety_stock_open_to,reorder_point,price,cost,weight_g,volume_cm3,release_date,home_location,supplier,"
        b"lead_time_days,minimum_shelf_life_days\r\n"
        b'0012,"\'=1+1, ""x""",piece,1,,yes,no,no,0,,,12.05,0.00,,,2026-03-01,,,7,0\r\n'
    )


def test_history_and_line_numbers_are_written(tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 12, 30, 15, 5, tzinfo=UTC)
    order = OrderLineRecord("1", "C", "A", 5, at, line=3, cancelled=1, shipped=2, ship_policy=ShipPolicy.LINE_COMPLETE)
    write_records(tmp_path / "o.csv", Kind.ORDERS, [order])
    header, row = (tmp_path / "o.csv").read_text().splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert cells["placed_at"] == "2026-03-01T12:30:15.000005+00:00"
    assert [cells[name] for name in ("line", "cancelled", "shipped", "ship_policy")] == ["3", "1", "2", "line-complete"]


def test_millimetres_are_metres(tmp_path: Path) -> None:
    places = [LocationRecord("A", x_mm=-5, y_mm=12_000), LocationRecord("B", kind=LocationKind.DOCK)]
    write_records(tmp_path / "l.csv", Kind.LOCATIONS, places)
    assert (tmp_path / "l.csv").read_text().splitlines() == [
        "code,zone,aisle,bay,level,x_m,y_m,kind,capacity",
        "A,,,,,-0.005,12.000,storage,",
        "B,,,,,,,dock,",
    ]


def test_a_sheet_has_numbers_as_numbers_and_texts_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "items.XLSX"
    assert write_records(path, Kind.ITEMS, [ITEM]) == 1
    header, row = sheet(path)
    cells = dict(zip(header, row, strict=True))
    assert cells["sku"] == "0012"
    assert cells["name"] == '\'=1+1, "x"'
    assert (cells["price"], cells["cost"], cells["lead_time_days"], cells["weight_g"]) == (12.05, 0, 7, None)
    assert (cells["lot_tracked"], cells["release_date"]) == ("yes", "2026-03-01")


VALUES = [
    "@x",
    None,
    True,
    False,
    -3,
    10**15,
    Decimal("-1.50"),
    date(2026, 3, 1),
    datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2))),
    ShipPolicy.PARTIAL,
    "a\r\nb\x00\udcffc",
]


def test_any_table_is_written_with_safe_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    assert write_table(path, ["+a", *("x" * 10)], [VALUES, VALUES]) == 2
    row = "'@x,,yes,no,-3,1000000000000000,-1.50,2026-03-01,2026-03-01T12:00:00+02:00,partial,a b��c"
    assert path.read_text(encoding="utf-8").splitlines() == ["'+a" + ",x" * 10, row, row]
    path = tmp_path / "t.xlsx"
    assert write_table(path, ["=a", *("x" * 10)], [VALUES]) == 1
    in_sheet = ["'@x", None, "yes", "no", -3, "1000000000000000", -1.5, "2026-03-01", "2026-03-01T12:00:00+02:00"]
    assert sheet(path) == [("'=a", *("x" * 10)), (*in_sheet, "partial", "a b��c")]


def test_no_formula_reaches_a_sheet(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xlsx", ["=h"], [["=1+1"], ["#N/A"], ["+1"], ["-1"], ["@a"]])
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} == {"s"}


@pytest.mark.parametrize("value", [1.5, b"x", ("a", "b"), datetime(2026, 3, 1)])
def test_a_value_that_has_no_exact_text_is_a_bug(tmp_path: Path, value: object) -> None:
    with pytest.raises((TypeError, AssertionError)):
        write_table(tmp_path / "t.csv", ["a"], [[value]])
    assert list(tmp_path.iterdir()) == []


@ENDINGS
def test_a_table_without_rows_has_a_header(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    assert write_table(path, ["a", "b"], []) == 0
    assert (path.read_text() == "a,b\n") if ending == ".csv" else (sheet(path) == [("a", "b")])


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files of this test."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def some_then_fail(error: BaseException) -> Iterator[Record]:
    yield ITEM
    raise error


@ENDINGS
@pytest.mark.parametrize("error", [RuntimeError("bug"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_no_litter(
    tmp_path: Path, scratch: Path, ending: str, error: BaseException
) -> None:
    path = tmp_path / f"items{ending}"
    path.write_text("old")
    for first in (some_then_fail(error), some_then_fail(error)):
        with pytest.raises(type(error)):
            write_records(path, Kind.ITEMS, first)
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert list(scratch.iterdir()) == []
    assert not any(name.startswith(str(scratch)) for name in _writer.ALL_TEMP_FILES)


@ENDINGS
def test_success_replaces_the_old_file_and_leaves_no_litter(tmp_path: Path, scratch: Path, ending: str) -> None:
    path = tmp_path / f"items{ending}"
    path.write_text("old")
    assert write_records(path, Kind.ITEMS, [ITEM, ITEM]) == 2
    assert path.read_bytes() != b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert list(scratch.iterdir()) == []


@ENDINGS
def test_a_full_disk_is_refused_and_the_old_file_stays(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"items{ending}"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    facts = refusal(lambda: write_records(path, Kind.ITEMS, [ITEM]), FileFault.NOT_WRITTEN)
    assert facts == {"file": path.name, "reason": "No space left on device"}
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@ENDINGS
def test_a_disk_that_gets_full_while_rows_are_written_is_refused(tmp_path: Path, scratch: Path, ending: str) -> None:
    resource = pytest.importorskip("resource", reason="the size of a file can be limited on POSIX only")
    path = tmp_path / f"t{ending}"
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        rows = ([number, "x" * 50] for number in range(20_000))
        facts = refusal(lambda: write_table(path, ["a", "b"], rows), FileFault.NOT_WRITTEN)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert facts == {"file": path.name, "reason": "File too large"}
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert list(scratch.iterdir()) == []


@ENDINGS
def test_a_folder_that_is_not_there_or_a_name_that_cannot_be_is_refused(tmp_path: Path, ending: str) -> None:
    facts = refusal(lambda: write_records(tmp_path / "no" / f"f{ending}", Kind.ITEMS, [ITEM]), FileFault.NOT_WRITTEN)
    assert facts == {"file": f"f{ending}", "reason": "No such file or directory"}
    long = tmp_path / f"{'x' * 300}{ending}"
    assert refusal(lambda: write_table(long, ["a"], []), FileFault.NOT_WRITTEN)["reason"] == "File name too long"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.mkdir()
    assert refusal(lambda: write_table(path, ["a"], []), FileFault.FOLDER) == {"file": "f.csv"}


@pytest.mark.parametrize("name", ["items", "items.txt", "items.xls", "items.csv.gz", "csv"])
def test_another_ending_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    records = some_then_fail(RuntimeError("read"))
    assert refusal(lambda: write_records(tmp_path / name, Kind.ITEMS, records), FileFault.ENDING) == {"file": name}
    assert next(records) == ITEM
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    write_table(link, ["a"], [])
    assert link.is_symlink()
    assert target.read_text() == "a\n"


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MAX_ROWS", 4)
    path = tmp_path / "t.xlsx"
    assert write_table(path, ["a"], [[1], [2], [3]]) == 3
    before = path.read_bytes()
    facts = refusal(lambda: write_table(path, ["a"], ([number] for number in range(4))), FileFault.TOO_MANY_ROWS)
    assert facts == {"file": "t.xlsx", "most": 4}
    assert path.read_bytes() == before
    assert write_table(tmp_path / "t.csv", ["a"], ([number] for number in range(9))) == 9
