"""Files taken in from the command line: every kind from CSV and XLSX, wrong rows, trials, edits, whole folders."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.running import FILES, KINDS, Line, write_files

COUNTS = {
    "suppliers": 2,
    "locations": 6,
    "items": 5,
    "barcodes": 2,
    "substitutes": 1,
    "customers": 3,
    "stock": 2,
    "purchase-orders": 6,
    "advance-notices": 2,
    "orders": 5,
    "deliveries": 1,
}


def table(lines: list[str]) -> list[list[str]]:
    """Return the cells of a table's rows, below its headings."""
    return [line.split() for line in lines[2:]]


def as_workbook(path: Path, text: str) -> None:
    """Write the CSV `text` as a spreadsheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in csv.reader(text.splitlines()):
        sheet.append(row)
    book.save(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_kind_is_taken_in_once_and_unchanged_again(empty: Line, folder: Path, ending: str) -> None:
    for kind in KINDS:
        path = folder / f"{kind}.{ending}"
        if ending == "csv":
            path.write_text(FILES[kind], encoding="utf-8")
        else:
            as_workbook(path, FILES[kind])
        new = str(COUNTS[kind])
        said = empty.did("import", kind, str(path))
        assert said[0].split() == ["Kind", "File", "New", "Changed", "Unchanged"]
        assert said[2].split() == [kind, path.name, new, "0", "0"]
        filled = ["Stock given to waiting orders: 9 units to 3 lines."] if kind == "orders" else []
        assert said[3:] == filled
        assert table(empty.did("import", kind, str(path))) == [[kind, path.name, "0", "0", new]]
    assert len(empty.json("queue")) == 5
    assert empty.json("check") == {"findings": []}


def test_one_wrong_row_stores_nothing_and_is_named_by_line_and_column(small: Line) -> None:
    Path("more.csv").write_text("sku,name,pack_quantity\nNEW,New,1\nBAD,Bad,1.5\n")
    before = small.dump()
    ran = small.run("import", "items", "more.csv")
    assert (ran.status, ran.out) == (1, [])
    assert ran.err == [
        "more.csv, line 3, pack_quantity: 1.5 is no whole number. Write digits only, such as 12.",
        "1 row is wrong, so nothing was stored. Mend it and import again.",
    ]
    assert small.dump() == before
    assert not Path("more-problems.csv").exists()


def test_a_wrong_row_without_a_column_is_named_by_its_line(small: Line) -> None:
    Path("more.csv").write_text("sku,name\nNEW,New,x,y\n")
    ran = small.run("import", "items", "more.csv")
    assert (ran.status, ran.out) == (1, [])
    assert ran.err[0].startswith("more.csv, line 2: This row has 4 cells, but the first row names 2 columns.")


def test_of_150_wrong_rows_100_are_listed_and_all_are_in_a_file(small: Line, folder: Path) -> None:
    rows = [f"P-{number},ACME,NONE,1" for number in range(1, 151)]
    (folder / "wrong.csv").write_text("\n".join(["number,supplier,sku,quantity", *rows]) + "\n")
    before = small.dump()
    ran = small.run("import", "purchase-orders", "wrong.csv")
    assert (ran.status, ran.out, len(ran.err)) == (1, [], 102)
    sentence = "There is no item NONE. Correct the number, or import the items first."
    assert ran.err[0] == f"wrong.csv, line 2, sku: {sentence}"
    assert ran.err[99] == f"wrong.csv, line 101, sku: {sentence}"
    assert ran.err[100:] == [
        "150 rows are wrong, so nothing was stored. Mend them and import again.",
        "All of them are listed in wrong-problems.csv.",
    ]
    with (folder / "wrong-problems.csv").open(encoding="utf-8", newline="") as text:
        listed = list(csv.reader(text))
    assert listed == [
        ["File", "Line", "Column", "What is wrong"],
        *(["wrong.csv", str(line), "sku", sentence] for line in range(2, 152)),
    ]
    assert small.dump() == before


def test_the_file_of_wrong_rows_may_be_named_and_must_be_writable(small: Line, folder: Path) -> None:
    rows = [f"P-{number},ACME,NONE,1" for number in range(1, 102)]
    (folder / "wrong.csv").write_text("\n".join(["number,supplier,sku,quantity", *rows]) + "\n")
    named = small.run("import", "purchase-orders", "wrong.csv", "--problems", "todo.xlsx")
    assert (named.status, named.err[-1]) == (1, "All of them are listed in todo.xlsx.")
    assert (folder / "todo.xlsx").read_bytes()[:2] == b"PK"
    nowhere = small.run("import", "purchase-orders", "wrong.csv", "--problems", "none/todo.csv")
    assert (nowhere.status, len(nowhere.err)) == (1, 102)
    assert nowhere.err[-1].startswith("todo.csv cannot be written (No such file or directory)")


def test_a_folder_without_a_name_names_its_wrong_rows_all_the_same(small: Line, folder: Path) -> None:
    header = "CustomerID,CompanyName"
    (folder / "own.toml").write_text(
        'title = "Own"\n[[source]]\nkind = "customers"\nfile = ["c.csv"]\n'
        '[source.fields]\ncode = "CustomerID"\nname = "CompanyName"\n'
    )
    (folder / "c.csv").write_text("\n".join([header, *["X,"] * 101]) + "\n")
    ran = small.run("import", "all", ".", "--map", "own.toml")
    assert (ran.status, ran.err[-1]) == (1, "All of them are listed in work-problems.csv.")
    assert (folder / "work-problems.csv").is_file()


def test_a_trial_counts_the_rows_and_stores_nothing(small: Line, folder: Path) -> None:
    (folder / "more.csv").write_text("sku,name,colour\nNEW,New,red\nNEW-2,New too,blue\n")
    before = small.dump()
    assert small.did("import", "items", "more.csv", "--dry-run") == [
        "Kind   File      Rows",
        "─────  ────────  ────",
        "items  more.csv     2",
        "more.csv: these columns mean nothing here and were not read: colour.",
        "Nothing was stored: this was a trial. The files are right.",
    ]
    assert small.dump() == before
    assert small.did("import", "items", "more.csv")[-1] == (
        "more.csv: these columns mean nothing here and were not read: colour."
    )


def test_a_row_that_differs_is_an_edit_only_where_one_says_so(small: Line, folder: Path) -> None:
    (folder / "items.csv").write_text("sku,name\nLAMP,Table lamp\nCORD,Cord\n")
    before = small.dump()
    ran = small.run("import", "items", "items.csv")
    assert (ran.status, ran.out) == (1, [])
    assert ran.err == [
        (
            "items.csv, line 2, name: LAMP is stored with “Lamp” here, but this row says “Table lamp”. Correct the "
            "row, or use --update if that is to change."
        ),
        "1 row is wrong, so nothing was stored. Mend it and import again.",
    ]
    assert small.dump() == before
    assert table(small.did("import", "items", "items.csv", "--update")) == [["items", "items.csv", "0", "1", "1"]]
    assert small.rows("SELECT name, price FROM item WHERE sku = 'LAMP'") == [("Table lamp", 1250)]


def test_an_order_edited_down_gives_its_stock_back(small: Line, folder: Path) -> None:
    (folder / "orders.csv").write_text(FILES["orders"].replace("SO-2,ANN,LAMP,3", "SO-2,ANN,LAMP,1"))
    said = small.did("import", "orders", "orders.csv", "--update")
    assert said[2].split() == ["orders", "orders.csv", "0", "1", "4"]
    assert said[3:] == [
        "Stock given to waiting orders: 2 units to 1 line.",
        "Now given:",
        "  2 × LAMP → SO-1 for Ben & Sons (class B)",
    ]
    assert [row["allocated"] for row in small.json("queue", "--item", "LAMP")] == [1, 4, 0]


def test_where_many_get_some_the_first_are_named_and_the_others_counted(small: Line, folder: Path) -> None:
    waits = "".join(f"SO-{at},CAT,TOOL,1,2026-02-05 09:00\n" for at in range(200, 301))
    (folder / "orders.csv").write_text(f"number,customer,sku,quantity,placed_at\n{waits}")
    (folder / "stock.csv").write_text(
        "sku,location,quantity,lot\n" + "".join(f"TOOL,B-1,1,T{at}\n" for at in range(101))
    )
    assert small.did("import", "orders", "orders.csv")[3:] == []
    said = small.did("import", "stock", "stock.csv")[3:]
    assert said[:3] == [
        "Stock given to waiting orders: 101 units to 101 lines.",
        "Now given:",
        "  1 × TOOL → SO-200 for Cat (class C)",
    ]
    assert said[101:] == ["  1 × TOOL → SO-299 for Cat (class C)", "  and 1 more line"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["items", "none.csv"], "There is no file none.csv. Check its name and its folder."),
        (["items", "."], ". is a folder. Name a file in it."),
        (["all", "none", "--map", "northwind"], "There is no folder none. Check its name."),
        (
            ["items", "items.csv", "--map", "sap"],
            (
                "There is no mapping sap. Those that come with the program are: northwind, online_retail. For your "
                "own, name its file, which ends in .toml."
            ),
        ),
        (
            ["barcodes", "items.csv"],
            "items.csv has no column for: barcode. Add it, and name it in the first row.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(small: Line, folder: Path, words: list[str], sentence: str) -> None:
    write_files(folder)
    before = small.dump()
    assert small.refused("import", *words) == sentence
    assert small.dump() == before


def test_what_import_does_not_know_is_wrong_usage(small: Line) -> None:
    assert small.misused("import", "all", ".") == (
        "“import all” needs --map NAME, which says what the files of the folder are."
    )
    history = (
        "--orders-as goes with orders (or all) that are read through --map NAME. In files with our own columns the "
        "column “shipped” says it."
    )
    assert small.misused("import", "orders", "orders.csv", "--orders-as", "history") == history
    assert small.misused("import", "items", "i.csv", "--map", "northwind", "--orders-as", "open") == history
    assert small.misused("import", "poems", "poems.csv").startswith("Invalid value for")
    assert small.misused("import", "items") == "Missing argument 'FILE'."


RETAIL = (
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
    "C536379,85123A,HOLDER,-2,2010-12-01 09:41:00,2.55,17850,United Kingdom\n"
)


def retail(line: Line, folder: Path, *words: str) -> tuple[int, int, int]:
    """Take in a shop's items, customers and orders; return what its one line says is ordered, cancelled and shipped."""
    (folder / "online_retail.csv").write_text(RETAIL)
    for kind in ("items", "customers"):
        line.did("import", kind, "online_retail.csv", "--map", "online_retail")
    line.did("import", "orders", "online_retail.csv", "--map", "online_retail", *words)
    [counts] = line.rows("SELECT quantity, cancelled, shipped FROM order_line")
    quantity, cancelled, shipped = counts
    return quantity, cancelled, shipped


def test_orders_of_one_file_are_open_or_history_as_one_says(empty: Line, folder: Path) -> None:
    assert retail(empty, folder, "--orders-as", "open") == (6, 2, 0)
    assert [(row["open"], row["short"]) for row in empty.json("queue")] == [(4, 4)]


def test_orders_as_history_are_shipped_and_nobody_waits(empty: Line, folder: Path) -> None:
    assert retail(empty, folder, "--orders-as", "history") == (6, 0, 6)
    assert empty.json("queue") == []
    assert empty.json("check") == {"findings": []}


@pytest.mark.data
def test_a_whole_trading_house_comes_in_with_one_command(empty: Line, data: Path) -> None:
    said = empty.did("import", "all", str(data / "northwind"), "--map", "northwind")
    assert [line.split()[:1] + line.split()[2:] for line in said[2:9]] == [
        ["suppliers", "29", "0", "0"],
        ["locations", "125", "0", "0"],
        ["items", "77", "0", "0"],
        ["customers", "93", "0", "0"],
        ["stock", "72", "0", "0"],
        ["purchase-orders", "17", "0", "0"],
        ["orders", "2,155", "0", "0"],
    ]
    assert said[9:] == [
        "stock: 5 rows were left out by the rule “nothing in stock”.",
        "purchase-orders: 60 rows were left out by the rule “nothing on order”.",
        "orders: 2,082 rows were changed by the rule “shipped”.",
        "Stock given to waiting orders: 727 units to 55 lines.",
    ]
    assert len({row["order"] for row in empty.json("queue")}) == 21
    again = empty.did("import", "all", str(data / "northwind"), "--map", "northwind")
    assert [line.split()[-3:-1] for line in again[2:9]] == [["0", "0"]] * 7


def test_an_advance_notice_with_a_wrong_pallet_or_order_is_refused(small: Line) -> None:
    head = "number,supplier,sku,quantity,purchase_order,sscc\n"
    Path("wrong.csv").write_text(f"{head}AN-2,ACME,LAMP,1,PO-1,340123450000000018\nAN-2,EASY,LAMP,1,PO-1,\n")
    before = small.dump()
    ran = small.run("import", "advance-notices", "wrong.csv")
    assert (ran.status, small.dump()) == (1, before)
    assert any("is no number of a pallet (SSCC)" in line for line in ran.err)
    Path("wrong.csv").write_text(f"{head}AN-2,EASY,LAMP,1,PO-1,\n")
    assert any("is of ACME, not of EASY" in line for line in small.run("import", "advance-notices", "wrong.csv").err)


def test_advance_notices_go_out_as_they_came_in(small: Line) -> None:
    assert small.did("export", "advance-notices", "out.csv") == ["2 rows are written to out.csv."]
    assert table(small.did("import", "advance-notices", "out.csv")) == [["advance-notices", "out.csv", "0", "0", "2"]]
