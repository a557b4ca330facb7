"""The rules of a mapping on the rows of a file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exchange.files import mapping_of, problems, read, records, refusal, source_of, written
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import (
    CancellationRecord,
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    StockRecord,
)
from warehouse_app.exchange.faults import FileFault, RowFault
from warehouse_app.exchange.mapping import Mapping
from warehouse_app.exchange.reading import Source, open_folder

STOCK = (
    'title = "x"\n[[source]]\nkind = "stock"\nfile = ["s.csv"]\n'
    'fields = { sku = "Item", location = { value = "A-1" }, quantity = "Count", lot = "Lot" }\n'
)
ROWS = "Item,Count,Lot\nA,5,\nB,-2,L1\nC,0,x\nD,7.125,y\nE,many,L12\nF,9,z\n"


def ruled(folder: Path, *rules: str, rows: str = ROWS) -> Source:
    text = STOCK + "".join(f'[[source.rule]]\nname = "rule {n}"\n{rule}\n' for n, rule in enumerate(rules, start=1))
    return source_of(Kind.STOCK, written(folder, rows, "s.csv"), mapping=mapping_of(folder, text))


@pytest.mark.parametrize(
    ("condition", "left_out"),
    [
        ('column = "Count"\nbelow = 0', "B"),
        ('column = "Count"\nabove = 6', "DF"),
        ('column = "Count"\nnumber = 0', "C"),
        ('column = "Count"\nmore_decimals_than = 2', "D"),
        ('column = "Count"\nmore_decimals_than = 3', ""),
        ('column = "Count"\nequals = "9"', "F"),
        ('column = "Lot"\nstarts_with = "L1"', "BE"),
        ('column = "Lot"\nempty = true', "A"),
        ('column = "Lot"\nempty = false', "BCDEF"),
        ('column = "Count"\nabove = 0\nbelow = 8', "AD"),
        ('column = "lot"\nstarts_with = "L"\nequals = "L1"', "B"),
    ],
)
def test_rows_that_meet_every_condition_are_left_out_and_counted(tmp_path: Path, condition: str, left_out: str) -> None:
    source = ruled(tmp_path, f'{condition}\neffect = "leave out"')
    lines = [row.line if isinstance(row, Problem) else row[0] for row in source.rows()]
    assert set(lines) == {"ABCDEF".index(item) + 2 for item in "ABCDEF" if item not in left_out}
    assert source.left_out == ({"rule 1": len(left_out)} if left_out else {})
    assert source.effects == {}


def test_rules_are_tried_in_their_order_and_each_row_counts_once(tmp_path: Path) -> None:
    first = 'column = "Count"\nbelow = 1\neffect = "leave out"'
    second = 'column = "Lot"\nempty = false\neffect = "leave out"'
    source = ruled(tmp_path, first, second)
    assert records(list(source.rows())) == [StockRecord("A", "A-1", 5)]
    assert source.left_out == {"rule 1": 2, "rule 2": 3}
    # Counted anew in every pass.
    assert len(list(source.rows())) == 1
    assert source.left_out == {"rule 1": 2, "rule 2": 3}


def test_a_rule_sets_fields_from_texts_and_columns(tmp_path: Path) -> None:
    source = ruled(
        tmp_path,
        'column = "Count"\nbelow = 0\neffect = "leave out"',
        'column = "Lot"\nstarts_with = "L"\neffect = "set"\nto = { quantity = "1", lot = { column = "Item" } }',
        'column = "Count"\nnumber = 0\neffect = "set"\nto = { quantity = "3", status = "quarantined" }',
        'column = "Count"\nabove = 6\neffect = "set"\nto = { quantity = "4", lot = { column = "Lot", prefix = "P-" } }',
    )
    found = records(list(source.rows()))
    assert [(row.sku, row.quantity, row.lot, row.status.value) for row in found if isinstance(row, StockRecord)] == [
        ("A", 5, "", "available"),
        ("C", 3, "x", "quarantined"),
        ("D", 4, "P-y", "available"),
        ("E", 1, "E", "available"),
        ("F", 4, "P-z", "available"),
    ]
    assert source.left_out == {"rule 1": 1}
    assert source.effects == {"rule 2": 1, "rule 3": 1, "rule 4": 2}
    assert source.columns == {"sku", "location", "quantity", "lot", "status"}


def test_a_later_rule_sees_what_was_rounded(tmp_path: Path) -> None:
    mapping = mapping_of(
        tmp_path,
        """
        title = "x"
        [[source]]
        kind = "items"
        file = ["i.csv"]
        fields = { sku = "Item", name = "Item", price = "Price" }
        rule = [
          { name = "rounded", column = "Price", more_decimals_than = 2, effect = "round" },
          { name = "none", column = "Price", number = 0, effect = "set", to = { price = "" } },
        ]
        """,
    )
    path = written(tmp_path, "Item,Price\nA,0.005\nB,0.001\nC,1.995\nD,2.5\nE,0\nF,1.0000\n")
    source = source_of(Kind.ITEMS, path, mapping=mapping)
    prices = [row.price for row in records(list(source.rows())) if isinstance(row, ItemRecord)]
    assert prices == [1, None, 200, 250, None, 100]
    assert source.effects == {"rounded": 4, "none": 2}


RETAIL = """
title = "x"
[[source]]
kind = "customers"
file = ["r.csv"]
distinct = "code"
fields = { code = "Customer", name = { column = "Name", else_field = "code" }, city = "City" }
rule = [{ name = "guest", column = "Customer", empty = true, effect = "set", to = { code = "GUEST", city = "" } }]

[[source]]
kind = "orders"
file = ["r.csv"]
first_of_document = ["placed_at"]
fields = { number = "Invoice", customer = "Customer", sku = "Item", quantity = "Count", placed_at = "At" }
rule = [
  { name = "taken back", column = "Invoice", starts_with = "C", effect = "cancellation" },
  { name = "guest", column = "Customer", empty = true, effect = "set", to = { customer = "GUEST" } },
]
"""
RETAIL_ROWS = """Invoice,Customer,Name,City,Item,Count,At
1,K1,,Bonn,A,5,2026-03-01 10:00
1,K1,Kay,Rome,B,6,2026-03-01 10:01
C9,K1,Kim,,A,-2,2026-03-02 10:00
2,,,Oslo,A,1,2026-03-03 10:00
C9,K1,,,B,-3,2026-03-02 10:00
C9,,,,B,-4,2026-03-02 10:00
1,K1,,,A,7,2026-03-01 10:00
C8,K2,Lee,Lima,A,many,2026-03-02 10:00
"""
AT = datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def retail(tmp_path: Path) -> tuple[Path, Mapping]:
    return written(tmp_path, RETAIL_ROWS, "r.csv"), mapping_of(tmp_path, RETAIL)


def test_one_record_of_each_text_takes_the_first_text_of_every_field(retail: tuple[Path, Mapping]) -> None:
    found = read(Kind.CUSTOMERS, retail[0], mapping=retail[1])
    assert found == [
        (2, CustomerRecord("K1", "Kay", city="Bonn")),
        (5, CustomerRecord("GUEST", "GUEST")),
        (9, CustomerRecord("K2", "Lee", city="Lima")),
    ]


def test_cancellations_stand_among_the_lines_and_are_numbered_within_their_number(
    retail: tuple[Path, Mapping],
) -> None:
    source = source_of(Kind.ORDERS, retail[0], mapping=retail[1])
    back = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert list(source.rows()) == [
        (2, OrderLineRecord("1", "K1", "A", 5, AT, line=1)),
        (3, OrderLineRecord("1", "K1", "B", 6, AT, line=2)),
        (4, CancellationRecord("C9", "K1", "A", 2, back, 1)),
        (5, OrderLineRecord("2", "GUEST", "A", 1, datetime(2026, 3, 3, 10, tzinfo=UTC), line=1)),
        (6, CancellationRecord("C9", "K1", "B", 3, back, 2)),
        (7, CancellationRecord("C9", "GUEST", "B", 4, back, 3)),
        (8, OrderLineRecord("1", "K1", "A", 7, AT, line=3)),
        Problem(9, "Count", RowFault.NOT_WHOLE, {"text": "many"}),
    ]
    assert source.left_out == {}
    assert source.effects == {"taken back": 4, "guest": 2, "placed_at of the first line": 1}


def folder_orders(retail: tuple[Path, Mapping], orders_as: str | None) -> tuple[Source, list[int]]:
    path, mapping = retail
    sources = open_folder(path.parent, mapping, zone=UTC, orders_as=orders_as)  # type: ignore[arg-type]
    assert [source.kind for source in sources] == [Kind.CUSTOMERS, Kind.ORDERS]
    lines = (row[1] for row in sources[1].rows() if not isinstance(row, Problem))
    return sources[1], [row.shipped for row in lines if isinstance(row, OrderLineRecord)]


def test_orders_are_taken_as_open_or_as_history(retail: tuple[Path, Mapping]) -> None:
    source, shipped = folder_orders(retail, "history")
    assert shipped == [5, 6, 1, 7]
    assert "shipped" in source.columns
    source, shipped = folder_orders(retail, "open")
    assert shipped == [0, 0, 0, 0]
    assert "shipped" not in source.columns
    assert folder_orders(retail, None)[1] == [0, 0, 0, 0]


def test_history_ships_what_was_not_cancelled_and_open_ships_nothing(tmp_path: Path) -> None:
    mapping = mapping_of(
        tmp_path,
        'title = "x"\n[[source]]\nkind = "orders"\nfile = ["o.csv"]\n'
        'fields = { number = "N", customer = "N", sku = "N", quantity = "Q", cancelled = "Off", shipped = "Sent" }\n',
    )
    written(tmp_path, "N,Q,Off,Sent\n1,5,2,1\n2,5,5,0\n", "o.csv")

    def shipped(orders_as: str | None) -> Iterator[tuple[int, int]]:
        (source,) = open_folder(tmp_path, mapping, zone=UTC, orders_as=orders_as)  # type: ignore[arg-type]
        for row in records(list(source.rows())):
            assert isinstance(row, OrderLineRecord)
            yield row.cancelled, row.shipped

    assert list(shipped(None)) == [(2, 1), (5, 0)]
    assert list(shipped("open")) == [(2, 0), (5, 0)]
    assert list(shipped("history")) == [(2, 3), (5, 0)]


def test_extra_rows_and_made_up_bins_are_records(tmp_path: Path) -> None:
    mapping = mapping_of(
        tmp_path,
        """
        title = "x"
        [[source]]
        kind = "stock"
        file = ["p.csv"]
        fields = { sku = "P", location = { bin_of = "P" }, quantity = "Q" }
        [[source]]
        kind = "locations"
        bins = true
        extra = [{ code = "DEPOT", kind = "depot", x_mm = "0", y_mm = "1.5" }, { code = "BAD", kind = "depot" }]
        [bins]
        file = ["p.csv"]
        key = "P"
        group = "G"
        bays = 1
        levels = 1
        first_x_m = "2"
        first_y_m = "3"
        aisle_pitch_m = "1"
        bay_pitch_m = "1"
        """,
    )
    path = written(tmp_path, "P,G,Q\n1,tea,5\n2,oil,6\n", "p.csv")
    places, stock = open_folder(tmp_path, mapping, zone=UTC)
    found = list(places.rows())
    assert [row[1] for row in found if isinstance(row, tuple) and isinstance(row[1], LocationRecord)] == [
        LocationRecord("DEPOT", x_mm=0, y_mm=1_500, kind=found[0][1].kind),  # type: ignore[index,union-attr]
        LocationRecord("A-01-1", "tea", "A", "01", "1", 2_000, 3_000),
        LocationRecord("B-01-1", "oil", "B", "01", "1", 3_000, 3_000),
    ]
    assert [(row.column, row.code) for row in problems(found)] == [
        ("y_mm", RowFault.COORDINATE_NEEDED),
        ("x_mm", RowFault.COORDINATE_NEEDED),
    ]
    assert records(list(stock.rows())) == [StockRecord("1", "A-01-1", 5), StockRecord("2", "B-01-1", 6)]
    # The file that is named stands for the one of its kind.
    assert len(problems(read(Kind.LOCATIONS, path, mapping=mapping))) == 2


def test_a_column_that_a_rule_names_must_be_there(tmp_path: Path) -> None:
    rule = 'column = "Colour"\nempty = true\neffect = "leave out"'
    facts = refusal(lambda: ruled(tmp_path, rule), FileFault.COLUMN_MISSING)
    assert facts == {"file": "s.csv", "columns": ("Colour",)}


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, RETAIL)
    folder = tmp_path / "none"
    facts = refusal(lambda: open_folder(folder, mapping, zone=UTC), FileFault.FOLDER_MISSING)
    assert facts == {"file": str(folder)}
    assert refusal(lambda: open_folder(tmp_path, mapping, zone=UTC), FileFault.MISSING) == {"file": "r.csv"}
