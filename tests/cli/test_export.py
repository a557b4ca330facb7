"""Files written by the command line: what goes out comes in again as the same, byte for byte."""

import csv
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import FILES, KINDS, Line
from tests.conftest import NOW
from warehouse_app.store.database import Store

HISTORY = (
    "number,customer,sku,quantity,placed_at,line,cancelled,shipped\n"
    "H-1,ANN,LAMP,10,2025-12-01 10:00,1,2,8\n"
    "H-1,ANN,CORD,4,2025-12-01 10:00,2,4,0\n"
    "H-2,BEN,LAMP,9,2025-12-02 10:00:00.123456,1,1,3\n"
)


def cells(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def exported(line: Line, folder: Path) -> dict[str, bytes]:
    """Write every kind into a new folder; return the files."""
    folder.mkdir()
    for kind in KINDS:
        line.did("export", kind, str(folder / f"{kind}.csv"))
    return {kind: (folder / f"{kind}.csv").read_bytes() for kind in KINDS}


def second_house(folder: Path, ending: str = "csv") -> Line:
    """Take the files of `folder` into a house of their own."""
    line = Line(str(folder / "second.db"))
    line.did("init", "--name", "Second", "--time-zone", "UTC", "--currency", "EUR")
    for kind in KINDS:
        line.did("import", kind, str(folder / f"{kind}.{ending}"))
    return line


@pytest.fixture(scope="module")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a demo house in which a morning's work was done."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("WAREHOUSE_KEY_FILE", raising=False)
        patch.setattr(Store, "now", lambda _store: NOW)
        line = Line(str(path))
        line.did("init", "--demo")
        late = [row["purchase_order"] for order in line.json("queue")[:12] for row in coming(line, order["order"])]
        for number in dict.fromkeys(late):
            line.run("receive", number, "--all")
        line.did("cancel", line.json("queue")[20]["order"])
        line.did("release", "--limit", "5")
        patch.setattr(Store, "now", lambda _store: NOW + timedelta(days=1))
        line.did("daily")
    return path


def coming(line: Line, order: str) -> list[dict[str, str]]:
    """Return the supplies that an order waits for."""
    return [each for row in line.json("explain", order)["lines"] for each in row["coming"]]


@pytest.fixture
def demo(demo_template: Path, folder: Path) -> Line:
    """Return the worked-in demo house."""
    for name in ("demo.db", "demo.db.key"):
        shutil.copy(demo_template.with_name(name), folder / name)
    return Line(str(folder / "demo.db"))


def test_the_demo_house_goes_out_and_comes_in_and_out_the_same(demo: Line, folder: Path) -> None:
    first = exported(demo, folder / "first")
    second = exported(second_house(folder / "first"), folder / "second")
    assert {kind: text for kind, text in second.items() if text != first[kind]} == {}
    # What this proves is in the files: lots, goods that may not be sold, history, cancelled units, late deliveries.
    stock = cells(folder / "first" / "stock.csv")
    assert stock[0] == ["sku", "location", "quantity", "lot", "expiry", "status"]
    assert {row[5] for row in stock[1:]} >= {"available", "quarantined"}
    assert any(row[3] and row[4] for row in stock[1:])
    orders = cells(folder / "first" / "orders.csv")
    place = {name: orders[0].index(name) for name in ("cancelled", "shipped", "quantity")}
    assert any(row[place["cancelled"]] != "0" for row in orders[1:])
    assert any(row[place["shipped"]] == row[place["quantity"]] for row in orders[1:])
    head, *bought = cells(folder / "first" / "purchase-orders.csv")
    assert any(int(row[head.index("received")]) > 0 for row in bought)
    few = {kind for kind, text in first.items() if len(text.splitlines()) <= 15}
    assert few == {"advance-notices"}
    assert len(first["advance-notices"].splitlines()) > 5


def test_the_second_house_holds_the_same_queue(demo: Line, folder: Path) -> None:
    exported(demo, folder / "first")
    second = second_house(folder / "first")
    keys = ("rank", "order", "line", "sku", "customer", "class", "placed", "need_by", "open", "not_before")
    mine, theirs = ([[row[key] for key in keys] for row in line.json("queue")] for line in (demo, second))
    assert theirs == mine
    assert second.json("check") == {"findings": []}


def test_lots_at_several_places_stay_in_their_order(small: Line, folder: Path) -> None:
    # The lot that came first lies at the later place, where a later one lies before it.
    small.did("receive", "PO-1", "MILK=2@L3:2026-06-01", "--into", "A-1")
    small.did("receive", "PO-1", "MILK=2@L2:2026-05-01", "--into", "A-2")
    small.did("receive", "PO-1", "MILK=2@L2:2026-05-01", "--into", "A-1")
    small.did("receive", "PO-1", "MILK=2@L3:2026-06-01", "--into", "QUAR", "--quarantine", "leaks")
    first = exported(small, folder / "first")
    assert cells(folder / "first" / "stock.csv")[1:] == [
        ["LAMP", "A-1", "5", "", "", "available"],
        ["MILK", "QUAR", "2", "L3", "2026-06-01", "quarantined"],
        ["MILK", "A-1", "2", "L2", "2026-05-01", "available"],
        ["MILK", "A-1", "2", "L3", "2026-06-01", "available"],
        ["MILK", "A-2", "10", "L1", "2026-03-10", "available"],
        ["MILK", "A-2", "2", "L2", "2026-05-01", "available"],
    ]
    assert exported(second_house(folder / "first"), folder / "second") == first


def test_history_and_cancelled_units_come_back_from_a_spreadsheet_too(small: Line, folder: Path) -> None:
    (folder / "history.csv").write_text(HISTORY)
    small.did("import", "orders", "history.csv")
    first = exported(small, folder / "first")
    for kind in KINDS:
        small.did("export", kind, str(folder / "first" / f"{kind}.xlsx"))
    assert exported(second_house(folder / "first", "xlsx"), folder / "second") == first
    header, *lines = cells(folder / "first" / "orders.csv")
    place = header.index("cancelled")
    assert header[place + 1] == "shipped"
    rows = {tuple(row[:4]): row[place : place + 2] for row in lines}
    assert rows["H-1", "ANN", "LAMP", "10"] == ["2", "8"]
    assert rows["H-1", "ANN", "CORD", "4"] == ["4", "0"]
    assert rows["H-2", "BEN", "LAMP", "9"] == ["1", "3"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_from_when_and_how_long_goods_must_last_comes_back(small: Line, folder: Path, ending: str) -> None:
    (folder / "asked.csv").write_text(
        "number,customer,sku,quantity,Not before,Minimum shelf life days\n"
        "D-1,CAT,MILK,3,2026-03-02,8\nD-2,CAT,MILK,1,,0\nD-3,CAT,CORD,2,2026-04-01,\n"
    )
    small.did("import", "orders", "asked.csv")
    small.did("receive", "PO-1", "CORD=5", "--into", "B-1")
    first = exported(small, folder / "first")
    header, *lines = cells(folder / "first" / "orders.csv")
    assert header[-2:] == ["not_before", "minimum_shelf_life_days"]
    asked = {row[0]: row[-2:] for row in lines if row[0][0] == "D"}
    assert asked == {"D-1": ["2026-03-02", "8"], "D-2": ["", "0"], "D-3": ["2026-04-01", ""]}
    assert {tuple(row[-2:]) for row in lines if row[0][0] != "D"} == {("", "")}
    # D-3 waits for April, though there are cords; the milk lasts eight days.
    mine = {f"{row['order']}/{row['sku']}": row["allocated"] for row in small.json("queue")}
    assert (mine["D-1/MILK"], mine["D-2/MILK"], mine["D-3/CORD"], mine["SO-3/CORD"]) == (3, 1, 0, 2)
    for kind in KINDS:
        small.did("export", kind, str(folder / "first" / f"{kind}.{ending}"))
    second = second_house(folder / "first", ending)
    assert exported(second, folder / "second") == first
    theirs = {f"{row['order']}/{row['sku']}": row["allocated"] for row in second.json("queue")}
    assert theirs == mine
    assert second.json("check") == {"findings": []}


def test_a_file_is_written_with_all_columns_and_its_rows_are_counted(small: Line, folder: Path) -> None:
    assert small.did("export", "substitutes", "s.csv") == ["1 row is written to s.csv."]
    assert (folder / "s.csv").read_bytes() == b"sku,substitute,ratio,note\r\nLAMP,CORD,2,if need be\r\n"
    assert small.did("export", "purchase-orders", "p.xlsx") == ["6 rows are written to p.xlsx."]
    rows = list(load_workbook(folder / "p.xlsx", read_only=False).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[1] == ("PO-1", "ACME", "LAMP", 20, None, "2026-03-09", None, 1, 0, None)


def test_an_empty_house_goes_out_as_headings_only(empty: Line, folder: Path) -> None:
    for kind in (*KINDS, "ledger", "decisions"):
        assert empty.did("export", kind, f"{kind}.csv") == [f"0 rows are written to {kind}.csv."]
        assert len((folder / f"{kind}.csv").read_text().splitlines()) == 1


def test_the_ledger_tells_every_move_in_its_order(small: Line, folder: Path) -> None:
    small.did("--user", "anna", "receive", "PO-1", "LAMP=7")
    assert small.did("export", "ledger", "ledger.csv") == ["3 rows are written to ledger.csv."]
    head, *moves = cells(folder / "ledger.csv")
    assert head == [
        *("item", "seq", "at", "effective_on", "location", "lot", "status", "quantity"),
        *("reason", "document", "actor", "workstation", "hash"),
    ]
    at = "2026-03-02T09:00:00+00:00"
    assert [move[:10] for move in moves] == [
        ["LAMP", "1", at, "2026-03-02", "A-1", "", "available", "5", "opening", "opening stock"],
        ["MILK", "1", at, "2026-03-02", "A-2", "L1", "available", "10", "opening", "opening stock"],
        ["LAMP", "2", at, "2026-03-02", "A-1", "", "available", "7", "receipt", "GR-1"],
    ]
    assert moves[2][10] == "anna"
    assert [move[12] for move in moves] == [hash_ for (hash_,) in small.rows("SELECT hash FROM move ORDER BY id")]


def test_the_decisions_tell_who_asked_for_what_and_got_it_why(small: Line, folder: Path) -> None:
    small.did("receive", "PO-1", "LAMP=4")
    small.did("export", "decisions", "decisions.csv")
    head, *rows = cells(folder / "decisions.csv")
    assert head == [
        *("run", "at", "mode", "policy", "cause", "item", "order", "line", "rank", "asked", "had", "gets", "reason")
    ]
    at = "2026-03-02T09:00:00+00:00"
    run_1, run_2 = ["1", at, "fill", "first-come", "import"], ["2", at, "fill", "first-come", "receipt"]
    assert rows == [
        [*run_1, "LAMP", "SO-2", "1", "1", "3", "0", "3", "filled"],
        [*run_1, "LAMP", "SO-1", "1", "2", "4", "0", "2", "partly-filled"],
        [*run_1, "LAMP", "SO-3", "1", "3", "6", "0", "0", "out-of-stock"],
        [*run_1, "CORD", "SO-3", "2", "1", "2", "0", "0", "out-of-stock"],
        [*run_1, "MILK", "SO-4", "1", "1", "4", "0", "4", "filled"],
        [*run_2, "LAMP", "SO-1", "1", "1", "2", "2", "2", "filled"],
        [*run_2, "LAMP", "SO-3", "1", "2", "6", "0", "2", "partly-filled"],
    ]


def test_no_cell_is_a_formula_to_a_spreadsheet_and_all_come_back(small: Line, folder: Path) -> None:
    names = ["=1+1", "+49 30 1", "-5", "@SUM(A1)", "\"=cmd|'/c calc'!A0\""]
    rows = [f"F-{number},{name}" for number, name in enumerate(names)]
    (folder / "odd.csv").write_text("\n".join(["code,name", *rows]) + "\n")
    small.did("import", "customers", "odd.csv")
    small.did("export", "customers", "out.csv")
    written = [row[1] for row in cells(folder / "out.csv") if row[0].startswith("F-")]
    assert [name[0] for name in written] == ["'"] * 5
    small.did("import", "customers", "out.csv")
    assert small.rows("SELECT name FROM customer WHERE code LIKE 'F-%' ORDER BY id") == [
        ("=1+1",),
        ("+49 30 1",),
        ("-5",),
        ("@SUM(A1)",),
        ("=cmd|'/c calc'!A0",),
    ]


def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(small: Line, folder: Path) -> None:
    (folder / "out").mkdir()
    target = folder / "out" / "items.csv"
    target.write_text("old")
    before = target.stat().st_ino
    small.did("export", "items", str(target))
    assert target.stat().st_ino != before
    assert [path.name for path in (folder / "out").iterdir()] == ["items.csv"]
    assert len(cells(target)) == 6


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("items.txt", "The name items.txt must end in .csv or .xlsx. Name the file so."),
        ("items", "The name items must end in .csv or .xlsx. Name the file so."),
        (
            "none/items.csv",
            (
                "items.csv cannot be written (No such file or directory); what was there is unchanged. Check the "
                "folder and the room on its disk, and that no other program holds the file."
            ),
        ),
        ("folder.csv", "folder.csv is a folder. Name a file in it."),
    ],
)
def test_a_place_that_cannot_be_written_to_is_a_sentence(small: Line, folder: Path, path: str, sentence: str) -> None:
    (folder / "folder.csv").mkdir()
    before = sorted(folder.rglob("*"))
    assert small.refused("export", "items", path) == sentence
    assert sorted(folder.rglob("*")) == before
    assert small.misused("export", "poems", "poems.csv").startswith("Invalid value for")


def test_the_files_of_the_small_house_come_back_with_what_they_said(small: Line, folder: Path) -> None:
    first = exported(small, folder / "first")
    for kind in KINDS:
        given = list(csv.DictReader(FILES[kind].splitlines()))
        out = list(csv.DictReader(first[kind].decode().splitlines()))
        assert len(out) == len(given)
    assert exported(second_house(folder / "first"), folder / "second") == first
