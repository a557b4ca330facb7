"""What is taken out of a table: copied rows as text, and the whole view as a file."""

import csv
import threading
from datetime import UTC
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.queries.listed import fill
from tests.ui.conftest import Window
from tests.ui.tables import COLUMNS, Tried, listing_of
from warehouse_app.queries.listing import Filter, How, Listing, Sort
from warehouse_app.queries.listings.stock import items
from warehouse_app.queries.reader import Reader
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Progress, Task
from warehouse_app.ui.desk import Told
from warehouse_app.ui.tables import Column, copying
from warehouse_app.ui.tables.copying import as_text
from warehouse_app.ui.tables.exporting import export

SMALL = 8
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SHOWN = [column for column in COLUMNS if not column.hidden]


@pytest.fixture
def tried(at_window: Window, monkeypatch: pytest.MonkeyPatch) -> Tried:
    for module in ("pages", "places", "model", "copying"):
        monkeypatch.setattr(f"warehouse_app.ui.tables.{module}.PAGE", SMALL)
    QGuiApplication.clipboard().clear()
    return Tried(at_window).fill()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def line(tried: Tried, row: dict[str, Any]) -> str:
    """Return a row as the clipboard must have it."""
    text = tried.window.desk.text
    return "\t".join(
        [
            *(row["order"], str(row["line"]), row["rank_class"], row["item"], tried.window.desk.moment(row["placed"])),
            "" if row["promised"] is None else text(row["promised"]),
            *("yes" if row["lifted"] else "", str(row["open"]), str(row["short"])),
        ]
    )


def test_selected_rows_are_copied_as_they_are_shown(tried: Tried) -> None:
    _, rows = tried.wanted()
    tried.grid.select_row(1)
    tried.grid.select_also([3, 4])
    tried.press(Qt.Key.Key_C, CONTROL)
    assert clipboard() == "\n".join(line(tried, rows[at]) for at in (1, 3, 4))


def test_with_headings_where_they_are_asked_for(tried: Tried) -> None:
    _, rows = tried.wanted()
    tried.grid.select_row(2)
    tried.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert clipboard() == "\t".join(column.heading for column in SHOWN) + "\n" + line(tried, rows[2])


def test_columns_are_copied_in_the_order_in_which_they_stand(tried: Tried) -> None:
    header = tried.grid.horizontalHeader()
    for place in range(3, len(COLUMNS)):
        tried.grid.show_column(place, shown=False)
    header.moveSection(0, 2)
    tried.grid.select_row(0)
    tried.press(Qt.Key.Key_C, CONTROL | SHIFT)
    row = tried.wanted()[1][0]
    assert clipboard() == f"Line\tClass\tOrder\n{row['line']}\t{row['rank_class']}\t{row['order']}"


def test_rows_that_were_never_looked_at_are_read_for_it(tried: Tried) -> None:
    _, rows = tried.wanted()
    tried.grid.selectAll()
    tried.press(Qt.Key.Key_C, CONTROL)
    tried.settle()
    assert clipboard() == "\n".join(line(tried, row) for row in rows)
    assert tried.window.told == []


def test_too_many_rows_are_not_copied_but_told(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MOST", 3)
    tried.grid.select_row(0)
    tried.grid.select_also([1, 2, 3])
    tried.press(Qt.Key.Key_C, CONTROL)
    assert clipboard() == ""
    assert tried.window.told == [
        Told(Tone.WARN, "That is too much to copy at once: at most 3 rows. Export the table instead.")
    ]


def test_without_a_selection_nothing_is_copied(tried: Tried) -> None:
    QGuiApplication.clipboard().setText("before")
    tried.press(Qt.Key.Key_C, CONTROL)
    tried.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert clipboard() == "before"


@pytest.mark.parametrize("sign", ["\t", "\n", "\r\n", "\v", "\x85", "\u2028"])
def test_what_would_break_a_line_or_a_cell_apart_is_a_space(sign: str) -> None:
    assert as_text([["a", f"b{sign}c"], [" d ", ""]]) == "a\tb c\n d \t"


# Export

EXPORT = (
    Column("sku", "SKU"),
    Column("item", "Name"),
    Column("category", "Kind", words={"a": "Small", "B": "=Big"}),
    Column("price", "Price"),
    Column("release_date", "From"),
    Column("lot_tracked", "Lots"),
    Column("on_hand", "On hand"),
    Column("cost", "Cost", hidden=True),
)


@pytest.fixture
def goods(at_window: Window) -> Tried:
    fill(at_window.house)
    tried = Tried(at_window, EXPORT)
    tried.window.house.store.sql("UPDATE item SET name = '=HYPERLINK(1)' WHERE sku = 'I03'")
    tried.table.show_listing(lambda: items(tried.house.settings))
    return tried.settle()


def values(tried: Tried) -> list[dict[str, Any]]:
    listing = items(tried.house.settings)
    rows = Reader(tried.house.store, listing, tried.model.view).all_rows()
    return [dict(zip((each.name for each in listing.fields), row, strict=True)) for row in rows]


def exported(tried: Tried, path: Path) -> None:
    tried.table.exporter.export_to(path)
    tried.settle()


def test_the_view_is_written_as_text(goods: Tried, tmp_path: Path) -> None:
    goods.table.filter_by(Filter("on_hand", How.AT_LEAST, (1,)))
    goods.table.sort_by(Sort("price", descending=True))
    goods.settle()
    exported(goods, tmp_path / "goods.csv")
    found = list(csv.reader((tmp_path / "goods.csv").read_text("utf-8").splitlines()))
    assert found[0] == ["SKU", "Name", "Kind", "Price", "From", "Lots", "On hand"]
    assert found[1:] == [
        [
            row["sku"],
            "'=HYPERLINK(1)" if row["sku"] == "I03" else row["item"],
            {"a": "Small", "B": "'=Big"}[row["category"]],
            "" if row["price"] is None else str(Decimal(row["price"]) / 100 + Decimal("0.00")),
            "" if row["release_date"] is None else row["release_date"].isoformat(),
            "yes" if row["lot_tracked"] else "no",
            str(row["on_hand"]),
        ]
        for row in values(goods)
    ]
    assert len(found) > 5
    count = len(found) - 1
    assert goods.window.told == [Told(Tone.OK, f"{count} rows written to goods.csv.")]


def test_the_view_is_written_as_a_spreadsheet_with_real_numbers(goods: Tried, tmp_path: Path) -> None:
    exported(goods, tmp_path / "goods.xlsx")
    sheet = load_workbook(tmp_path / "goods.xlsx").active
    assert sheet is not None
    rows = values(goods)
    found: list[tuple[Any, ...]] = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in found] == ["SKU", *(row["sku"] for row in rows)]
    assert [row[6] for row in found[1:]] == [row["on_hand"] for row in rows]
    assert [None if row[3] is None else round(float(row[3]) * 100) for row in found[1:]] == [
        row["price"] for row in rows
    ]


def test_an_instant_is_written_in_the_zone_of_the_house(tried: Tried, tmp_path: Path) -> None:
    exported(tried, tmp_path / "lines.csv")
    with (tmp_path / "lines.csv").open(encoding="utf-8", newline="") as text:
        found = list(csv.DictReader(text))
    _, rows = tried.wanted()
    assert [row["Placed"] for row in found] == [row["placed"].astimezone(UTC).isoformat() for row in rows]
    assert list(found[0]) == [column.heading for column in SHOWN]


def test_the_file_gets_the_ending_of_the_kind_that_was_chosen(
    goods: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    answers = [
        (str(tmp_path / "one"), "Text with commas (*.csv)"),
        (str(tmp_path / "two"), "Spreadsheet (*.xlsx)"),
        (str(tmp_path / "three.csv"), "Spreadsheet (*.xlsx)"),
        ("", ""),
    ]

    def ask(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append((name, kinds))
        return answers[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    for _ in answers:
        goods.table._export_button.click()
        goods.settle()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in {".csv", ".xlsx"}) == [
        *("one.csv", "three.csv", "two.xlsx"),
    ]
    assert asked == [("Back orders.xlsx", "Spreadsheet (*.xlsx);;Text with commas (*.csv)")] * 4


def test_a_file_that_cannot_be_written_is_told(goods: Tried, tmp_path: Path) -> None:
    exported(goods, tmp_path / "nowhere" / "goods.csv")
    assert [told.tone for told in goods.window.told] == [Tone.ERROR]
    assert "goods.csv" in goods.window.told[0].text
    assert not goods.table.exporter.strip.isVisible()


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tried: Tried, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("as before")
    begun, gate = threading.Event(), threading.Event()
    make = tried.model.make
    assert make is not None

    def slow() -> Listing:
        begun.set()
        gate.wait(10)
        return listing_of(tried.house)

    tried.model.make = slow
    tried.table.exporter.export_to(path)
    assert tried.table.exporter.strip.isVisible()
    assert begun.wait(10)
    tried.table.exporter.export_to(tmp_path / "second.csv")  # one at a time
    tried.table.exporter.strip.cancel.click()
    gate.set()
    tried.model.make = make
    tried.settle()
    assert path.read_text() == "as before"
    assert [each.name for each in tmp_path.iterdir() if not each.name.startswith("house.db")] == ["lines.csv"]
    assert tried.window.told == []
    assert not tried.table.exporter.strip.isVisible()
    exported(tried, path)
    assert path.read_text().startswith("Order,Line")


def test_it_tells_how_far_it_is(tried: Tried, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    task = Task(tried.table, lambda _: None, lambda _: None)
    progress = Progress(task, lambda step: told.append((step.what, step.done, step.total)))
    progress._told_at = -1e9
    total = tried.model.rowCount()
    count = export(
        tried.house.store,
        lambda: listing_of(tried.house),
        tried.model.view,
        SHOWN,
        tmp_path / "lines.csv",
        UTC,
        progress,
    )
    assert count == total
    assert told[0] == ("lines.csv", 1, total)
    assert told[-1] == ("lines.csv", total, total)


def test_the_window_reads_on_while_a_table_is_exported(tried: Tried, tmp_path: Path) -> None:
    tried.table.exporter.export_to(tmp_path / "lines.csv")
    tried.table.sort_by(Sort("item"))
    tried.settle()
    assert tried.texts("item", 8) == [row["item"] for row in tried.wanted()[1][:8]]
    assert (tmp_path / "lines.csv").exists()
