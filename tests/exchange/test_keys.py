"""What may stand only once in a file, and what the lines of one document must agree on."""

from pathlib import Path

from tests.exchange.files import problems, read, records, written
from warehouse_app.domain.errors import Facts, Problem
from warehouse_app.domain.records import Kind, OrderLineRecord, PurchaseLineRecord
from warehouse_app.exchange.faults import RowFault


def test_the_second_row_of_a_key_is_wrong_and_names_the_first(tmp_path: Path) -> None:
    path = written(tmp_path, "sku,name\nA,Nail\nB,Screw\n A ,Nail again\na,another\n")
    found = read(Kind.ITEMS, path)
    assert problems(found) == [Problem(4, "sku", RowFault.REPEATED, {"text": "A", "first_line": 2})]
    assert len(found) == 4


def test_a_key_of_several_columns_repeats_only_where_all_do(tmp_path: Path) -> None:
    rows = "A,A-1,1,L1,\nA,A-2,1,L1,\nA,A-1,1,L2,\nA,A-1,1,L1,quarantined\nA,A-1,9,L1,available\n"
    found = read(Kind.STOCK, written(tmp_path, f"sku,location,quantity,lot,status\n{rows}"))
    facts: Facts = {"text": "A, A-1, L1, available", "first_line": 2}
    assert problems(found) == [Problem(6, "sku", RowFault.REPEATED, facts)]


def test_a_key_is_found_again_in_another_block(tmp_path: Path) -> None:
    rows = "".join(f"A,{number}\n" for number in range(4_500))
    found = read(Kind.BARCODES, written(tmp_path, f"sku,barcode\n{rows}B,7\n"))
    assert problems(found) == [Problem(4_502, "barcode", RowFault.REPEATED, {"text": "7", "first_line": 9})]
    assert len(found) == 4_501


def test_a_row_that_is_wrong_elsewhere_uses_its_key_up_all_the_same(tmp_path: Path) -> None:
    rows = "A,Lamp,x\nB,Cord,1\nA,Lamp,2\nB,Cord,y\n,Plug,3\n"
    found = read(Kind.ITEMS, written(tmp_path, f"sku,name,price\n{rows}"))
    assert [(problem.line, problem.column, problem.code) for problem in problems(found)] == [
        (2, "price", RowFault.NOT_A_NUMBER),
        (4, "sku", RowFault.REPEATED),
        (5, "price", RowFault.NOT_A_NUMBER),
        (5, "sku", RowFault.REPEATED),
        (6, "sku", RowFault.REQUIRED),
    ]
    assert len(found) - len(problems(found)) == 1  # B of line 3


def test_past_deliveries_have_no_key(tmp_path: Path) -> None:
    row = "S,2026-01-01,2026-01-09,2026-01-10\n"
    path = written(tmp_path, f"supplier,ordered_on,due_on,received_on\n{row}{row}")
    assert len(records(read(Kind.DELIVERIES, path))) == 2


HEADER = "number,customer,sku,quantity,placed_at,carrier\n"


def order_lines(folder: Path, rows: str, header: str = HEADER) -> list[tuple[str, int | None]]:
    found = records(read(Kind.ORDERS, written(folder, header + rows)))
    return [(row.number, row.line) for row in found if isinstance(row, OrderLineRecord)]


def test_lines_are_numbered_by_their_place_in_their_document(tmp_path: Path) -> None:
    rows = "1,C,A,1,,\n2,D,A,1,,\n1,C,B,1,,\n1,C,A,2,,\n2,D,B,1,,\n"
    assert order_lines(tmp_path, rows) == [("1", 1), ("2", 1), ("1", 2), ("1", 3), ("2", 2)]


def test_lines_keep_the_numbers_that_the_file_gives_them(tmp_path: Path) -> None:
    rows = "1,C,A,1,10\n1,C,B,1,20\n1,C,C,1,\n2,C,A,1,10\n"
    assert order_lines(tmp_path, rows, "number,customer,sku,quantity,line\n") == [
        ("1", 10),
        ("1", 20),
        ("1", 3),
        ("2", 10),
    ]


def test_a_line_number_that_stands_twice_in_its_document_is_wrong(tmp_path: Path) -> None:
    path = written(tmp_path, "number,customer,sku,quantity,Line\n1,C,A,1,2\n1,C,B,1,\n2,C,A,1,2\n1,C,C,1,2\n")
    assert problems(read(Kind.ORDERS, path)) == [
        Problem(3, "Line", RowFault.LINE_REPEATED, {"number": "1", "line": 2, "first_line": 2}),
        Problem(5, "Line", RowFault.LINE_REPEATED, {"number": "1", "line": 2, "first_line": 2}),
    ]


def test_lines_that_disagree_with_the_first_of_their_document_are_wrong(tmp_path: Path) -> None:
    rows = "1,C,A,1,2026-01-01,UPS\n2,C,A,1,2026-01-02,UPS\n1,D,A,1,2026-01-01,DHL\n1,C,A,1,2026-01-01,UPS\n"
    found = read(Kind.ORDERS, written(tmp_path, HEADER + rows + "2,C,A,1,2026-01-03,UPS\n"))
    facts: Facts = {"number": "1", "first_line": 2}
    assert problems(found) == [
        Problem(4, "customer", RowFault.DISAGREES, facts),
        Problem(4, "carrier", RowFault.DISAGREES, facts),
        Problem(6, "placed_at", RowFault.DISAGREES, {"number": "2", "first_line": 3}),
    ]
    assert [row[0] for row in found if isinstance(row, tuple)] == [2, 3, 5]


def test_what_lines_may_differ_in_is_no_disagreement(tmp_path: Path) -> None:
    path = written(tmp_path, "number,supplier,sku,quantity,ordered_on,due_on\n1,S,A,1,2026-01-01,2026-02-01\n")
    path.write_text(path.read_text() + "1,S,A,2,2026-01-01,2026-03-01\n1,T,A,2,2026-01-01,\n")
    found = read(Kind.PURCHASE_ORDERS, path)
    assert problems(found) == [Problem(4, "supplier", RowFault.DISAGREES, {"number": "1", "first_line": 2})]
    lines = [row[1].line for row in found if isinstance(row, tuple) and isinstance(row[1], PurchaseLineRecord)]
    assert lines == [1, 2]


def test_a_document_is_remembered_over_blocks(tmp_path: Path) -> None:
    rows = "".join(f"{number},C,A,1,,\n" for number in range(3_000)) * 2
    numbered = order_lines(tmp_path, rows)
    assert numbered[0] == ("0", 1)
    assert {line for _, line in numbered[:3_000]} == {1}
    assert {line for _, line in numbered[3_000:]} == {2}
