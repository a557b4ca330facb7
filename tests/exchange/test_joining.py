"""A table with the columns of other tables beside its own."""

from pathlib import Path

from tests.exchange.files import mapping_of, read, records, refusal, table, written
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind, OrderLineRecord
from warehouse_app.exchange.blocks import Block, Table
from warehouse_app.exchange.faults import FileFault, RowFault
from warehouse_app.exchange.joining import JoinedTable
from warehouse_app.exchange.mapping import Join

LINES = table(("Order", "Item"), ("1", "A"), (" 2 ", "B"), ("", "C"), ("9", "D"), ("1", "E"), file="lines.csv")
ORDERS = table(("Id", "Via"), ("1", "x"), ("2", "y"), file="orders.csv")
SHIPPERS = table(("Id", "Name"), ("x", "Express"), ("y", "Post"), file="shippers.csv")
TO_ORDERS = Join(name="orders", file=("orders.csv",), on="Order", key="Id")
TO_SHIPPERS = Join(name="shippers", file=("shippers.csv",), on="orders.Via", key="Id")


def rows_of(joined: JoinedTable) -> tuple[list[tuple[int, tuple[str, ...]]], list[Problem]]:
    (block,) = joined.blocks()
    rows = list(zip(block.lines, zip(*block.columns, strict=True), strict=True))
    return rows, list(block.problems)


def test_each_row_gets_the_row_that_its_key_names_and_a_join_may_go_on_from_there() -> None:
    joined = JoinedTable(LINES, [(TO_ORDERS, ORDERS), (TO_SHIPPERS, SHIPPERS)])
    rows, problems = rows_of(joined)
    assert rows == [
        (2, ("1", "A", "1", "x", "x", "Express")),
        (3, (" 2 ", "B", "2", "y", "y", "Post")),
        (4, ("", "C", "", "", "", "")),
        (6, ("1", "E", "1", "x", "x", "Express")),
    ]
    facts = {"text": "9", "column": "Order", "file": "orders.csv"}
    assert problems == [Problem(5, "Order", RowFault.NOT_JOINED, facts)]
    assert joined.position("orders.via") == 3
    assert joined.position("Shippers.Name") == 5


def test_a_table_without_joins_is_itself() -> None:
    rows, problems = rows_of(JoinedTable(ORDERS, []))
    assert rows == [(2, ("1", "x")), (3, ("2", "y"))]
    assert problems == []


def test_a_column_that_is_nowhere_is_refused() -> None:
    joined = JoinedTable(LINES, [(TO_ORDERS, ORDERS)])
    facts = refusal(lambda: joined.position("orders.Name"), FileFault.COLUMN_MISSING)
    assert facts == {"file": "lines.csv", "columns": ("orders.Name",)}
    other = table(("Number",), file="orders.csv")
    facts = refusal(lambda: JoinedTable(LINES, [(TO_ORDERS, other)]), FileFault.COLUMN_MISSING)
    assert facts == {"file": "orders.csv", "columns": ("Id",)}
    facts = refusal(lambda: JoinedTable(LINES, [(TO_SHIPPERS, SHIPPERS)]), FileFault.COLUMN_MISSING)
    assert facts == {"file": "lines.csv", "columns": ("orders.Via",)}


def test_a_key_that_stands_twice_is_refused() -> None:
    twice = table(("Id", "Via"), ("1", "x"), (" 1", "y"), file="orders.csv")
    facts = refusal(lambda: rows_of(JoinedTable(LINES, [(TO_ORDERS, twice)])), FileFault.JOIN_KEY_TWICE)
    assert facts == {"file": "orders.csv", "column": "Id", "text": " 1", "line": 3}


def test_a_broken_line_of_the_other_table_is_refused() -> None:
    block = Block([2], [["1"], ["x"]], [Problem(3, "", RowFault.QUOTE_OPEN)])
    broken = Table("orders.csv", ("Id", "Via"), lambda: iter([block]))
    facts = refusal(lambda: rows_of(JoinedTable(LINES, [(TO_ORDERS, broken)])), FileFault.JOIN_BROKEN)
    assert facts == {"file": "orders.csv", "line": 3}


def test_files_of_different_delimiters_are_joined(tmp_path: Path) -> None:
    mapping = mapping_of(
        tmp_path,
        """
        title = "x"
        [[source]]
        kind = "orders"
        file = ["lines.csv"]
        join = [{ name = "orders", file = ["none.csv", "orders.csv"], on = "Order", key = "Id" }]
        fields = { number = "Order", customer = "orders.Customer", sku = "Item", quantity = "Count" }
        """,
    )
    lines = written(tmp_path, "Order,Item,Count\n1,A,2\n1,B,3\n", "lines.csv")
    written(tmp_path, 'Id;Customer\n1;"C; Ltd, London"\n', "orders.csv")
    assert records(read(Kind.ORDERS, lines, mapping=mapping)) == [
        OrderLineRecord("1", "C; Ltd, London", "A", 2, line=1),
        OrderLineRecord("1", "C; Ltd, London", "B", 3, line=2),
    ]
