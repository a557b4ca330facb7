"""Fields of one row that contradict each other."""

from datetime import date
from pathlib import Path

from tests.exchange.files import problems, read, records, written
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.faults import RowFault


def test_a_depot_needs_both_coordinates_and_a_cross_aisle_its_own(tmp_path: Path) -> None:
    rows = "D1,depot,,\nD2,depot,0,0\nX1,cross-aisle,,\nX2,cross-aisle,,5\nS1,storage,,\nD3,depot,,0\n"
    found = read(Kind.LOCATIONS, written(tmp_path, f"code,kind,x_m,Y M\n{rows}"))
    assert problems(found) == [
        Problem(2, "Y M", RowFault.COORDINATE_NEEDED, {"kind": "depot"}),
        Problem(2, "x_m", RowFault.COORDINATE_NEEDED, {"kind": "depot"}),
        Problem(4, "Y M", RowFault.COORDINATE_NEEDED, {"kind": "cross-aisle"}),
        Problem(7, "x_m", RowFault.COORDINATE_NEEDED, {"kind": "depot"}),
    ]
    assert [row[0] for row in found if isinstance(row, tuple)] == [3, 5, 6]


def test_nothing_stands_in_for_itself(tmp_path: Path) -> None:
    found = read(Kind.SUBSTITUTES, written(tmp_path, "sku,substitute\nA,A\nA,B\nB,A\n"))
    assert problems(found) == [Problem(2, "substitute", RowFault.OWN_SUBSTITUTE, {"sku": "A"})]
    assert len(found) == 3


def test_no_more_is_shipped_or_cancelled_than_was_ordered(tmp_path: Path) -> None:
    rows = "1,C,A,5,0,5\n2,C,A,5,5,0\n3,C,A,5,6,0\n4,C,A,5,2,4\n5,C,A,5,0,6\n6,C,A,5,2,3\n"
    found = read(Kind.ORDERS, written(tmp_path, f"number,customer,sku,quantity,cancelled,shipped\n{rows}"))
    assert problems(found) == [
        Problem(4, "cancelled", RowFault.CANCELLED_TOO_MUCH, {"cancelled": 6, "quantity": 5}),
        Problem(5, "shipped", RowFault.SHIPPED_TOO_MUCH, {"shipped": 4, "most": 3}),
        Problem(6, "shipped", RowFault.SHIPPED_TOO_MUCH, {"shipped": 6, "most": 5}),
    ]
    assert [row[0] for row in found if isinstance(row, tuple)] == [2, 3, 7]


def test_what_a_line_asks_of_its_goods_is_a_day_and_a_number_of_days(tmp_path: Path) -> None:
    rows = "1,C,A,5,2026-03-31,60\n2,C,A,5,,\n3,C,A,5,31.2026,-1\n4,C,A,5,soon,1.5\n5,C,A,5,,3651\n6,C,A,5,,0\n"
    found = read(
        Kind.ORDERS, written(tmp_path, f"number,customer,sku,quantity,not_before,minimum_shelf_life_days\n{rows}")
    )
    assert [(row.line, row.column) for row in problems(found)] == [
        (4, "not_before"),
        (4, "minimum_shelf_life_days"),
        (5, "not_before"),
        (5, "minimum_shelf_life_days"),
        (6, "minimum_shelf_life_days"),
    ]
    made = [row[1] for row in found if isinstance(row, tuple)]
    assert [(row.not_before, row.minimum_shelf_life_days) for row in made] == [  # type: ignore[union-attr]
        (date(2026, 3, 31), 60),
        (None, None),
        (None, 0),
    ]


def test_nothing_is_received_before_it_was_ordered(tmp_path: Path) -> None:
    rows = "S,2026-01-02,2026-01-09,2026-01-01\nS,2026-01-02,2026-01-01,2026-01-02\n"
    found = read(Kind.DELIVERIES, written(tmp_path, f"supplier,ordered_on,due_on,received_on\n{rows}"))
    facts = {"received": date(2026, 1, 1), "ordered": date(2026, 1, 2)}
    assert problems(found) == [Problem(2, "received_on", RowFault.RECEIVED_BEFORE_ORDERED, facts)]
    assert len(found) == 2


def test_every_wrong_cell_of_every_row_is_told_by_line(tmp_path: Path) -> None:
    rows = "A,Nail,2.999,maybe\n,,1,yes\nB,Screw,1,yes\nC,Nut,1;5,no\n"
    found = read(Kind.ITEMS, written(tmp_path, f"sku,name,Price,lot_tracked\n{rows}"))
    assert [(row.line, row.column, row.code) for row in problems(found)] == [
        (2, "lot_tracked", RowFault.NOT_YES_OR_NO),
        (2, "Price", RowFault.DECIMALS),
        (3, "sku", RowFault.REQUIRED),
        (3, "name", RowFault.REQUIRED),
        (5, "Price", RowFault.NOT_A_NUMBER),
    ]
    assert [row[0] for row in found if isinstance(row, tuple)] == [4]


def test_a_file_of_a_header_only_has_no_rows(tmp_path: Path) -> None:
    for kind, header in ((Kind.ITEMS, "sku,name"), (Kind.ORDERS, "number,customer,sku,quantity,line,shipped")):
        assert records(read(kind, written(tmp_path, f"{header}\n"))) == []
