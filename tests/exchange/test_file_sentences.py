"""Everything that can be wrong with a file is said in words, with the facts it is really told with."""

import gzip
import os
import tempfile
from collections.abc import Callable
from datetime import UTC
from enum import StrEnum
from pathlib import Path

import pytest

from tests.exchange.files import mapping_of, problems, read, source_of, written
from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.domain.records import Kind
from warehouse_app.exchange import csv_file, writing
from warehouse_app.exchange.faults import FileFault, FileWord, RowFault
from warehouse_app.exchange.mapping import load_mapping
from warehouse_app.exchange.reading import open_folder
from warehouse_app.exchange.spool import Spool
from warehouse_app.exchange.writing import write_table
from warehouse_app.texts import say
from warehouse_app.texts.files import SENTENCES

ORDER = "number,customer,sku,quantity,line,placed_at,need_by,ship_policy,priority_class,cancelled,shipped,price\n"
DELIVERY = "supplier,ordered_on,due_on,received_on\n"

ROWS: dict[RowFault, tuple[Kind, str]] = {
    RowFault.TOO_MANY_CELLS: (Kind.BARCODES, "sku,barcode\nA,1,2\n"),
    RowFault.TOO_FEW_CELLS: (Kind.BARCODES, "sku,barcode\nA\n"),
    RowFault.QUOTE_OPEN: (Kind.BARCODES, 'sku,barcode\n"A,1\n'),
    RowFault.TEXT_AFTER_QUOTE: (Kind.BARCODES, 'sku,barcode\n"A"x,1\n'),
    RowFault.CELL_TOO_LONG: (Kind.BARCODES, f"sku,barcode\n{'A' * 140_000},1\n"),
    RowFault.NOT_JOINED: (Kind.ORDERS, "OrderID,ProductID,UnitPrice,Quantity\n9,1,1,1\n"),
    RowFault.REQUIRED: (Kind.BARCODES, "sku,barcode\nA,\n"),
    RowFault.TEXT_TOO_LONG: (Kind.BARCODES, f"sku,barcode\n{'A' * 81},1\n"),
    RowFault.CONTROL_CHARACTER: (Kind.BARCODES, "sku,barcode\nA\x07,1\n"),
    RowFault.NOT_ASCII: (Kind.LOCATIONS, "code\nÄ-1\n"),
    RowFault.NOT_WHOLE: (Kind.ORDERS, f"{ORDER}1,C,A,1.5,,,,,,,,\n"),
    RowFault.OUT_OF_RANGE: (Kind.ORDERS, f"{ORDER}1,C,A,0,,,,,,,,\n"),
    RowFault.DECIMAL_COMMA: (Kind.ORDERS, f'{ORDER}1,C,A,1,,,,,,,,"1,50"\n'),
    RowFault.NOT_A_NUMBER: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,,,,,,x\n"),
    RowFault.DECIMALS: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,,,,,,1.505\n"),
    RowFault.NOT_YES_OR_NO: (Kind.ITEMS, "sku,name,lot_tracked\nA,B,maybe\n"),
    RowFault.NOT_A_DAY: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,31.3.2026,,,,,\n"),
    RowFault.NOT_AN_INSTANT: (Kind.ORDERS, f"{ORDER}1,C,A,1,,noon,,,,,,\n"),
    RowFault.NO_SUCH_DAY: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,2026-02-30,,,,,\n"),
    RowFault.NOT_ONE_OF: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,,all,,,,\n"),
    RowFault.NOT_A_CLASS: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,,,7,,,\n"),
    RowFault.NOT_AN_EMAIL: (Kind.CUSTOMERS, "code,name,email\nC,N,x\n"),
    RowFault.NOT_A_LANGUAGE: (Kind.CUSTOMERS, "code,name,language\nC,N,german\n"),
    RowFault.NOT_AN_SSCC: (Kind.ADVANCE_NOTICES, "number,supplier,sku,quantity,sscc\nAN,S,A,1,340123450000000018\n"),
    RowFault.REPEATED: (Kind.BARCODES, "sku,barcode\nA,1\nB,1\n"),
    RowFault.LINE_REPEATED: (Kind.ORDERS, f"{ORDER}1,C,A,1,7,,,,,,,\n1,C,A,1,7,,,,,,,\n"),
    RowFault.DISAGREES: (Kind.ORDERS, f"{ORDER}1,C,A,1,,,,,,,,\n1,D,A,1,,,,,,,,\n"),
    RowFault.OWN_SUBSTITUTE: (Kind.SUBSTITUTES, "sku,substitute\nA,A\n"),
    RowFault.COORDINATE_NEEDED: (Kind.LOCATIONS, "code,kind,y_m\nX,cross-aisle,\n"),
    RowFault.SHIPPED_TOO_MUCH: (Kind.ORDERS, f"{ORDER}1,C,A,5,,,,,,2,4,\n"),
    RowFault.CANCELLED_TOO_MUCH: (Kind.ORDERS, f"{ORDER}1,C,A,5,,,,,,6,,\n"),
    RowFault.RECEIVED_BEFORE_ORDERED: (Kind.DELIVERIES, f"{DELIVERY}S,2026-01-02,2026-01-02,2026-01-01\n"),
}


def barcodes(content: str | bytes) -> Callable[[Path], object]:
    return lambda folder: read(Kind.BARCODES, written(folder, content))


def no_file(folder: Path) -> object:
    os.mkfifo(folder / "pipe")
    return read(Kind.BARCODES, folder / "pipe")


def changed(folder: Path) -> object:
    source = source_of(Kind.BARCODES, written(folder, "sku,barcode\n"))
    written(folder, "barcode,sku\n")
    return list(source.rows())


def joined(orders: str) -> Callable[[Path], object]:
    def act(folder: Path) -> object:
        lines = written(folder, "OrderID,ProductID,UnitPrice,Quantity\n1,1,1,1\n")
        northwind(folder, orders)
        return read(Kind.ORDERS, lines, mapping=load_mapping("northwind"))

    return act


def northwind(folder: Path, orders: str) -> None:
    header = "OrderID,CustomerID,OrderDate,RequiredDate,ShippedDate,ShipVia\n"
    written(folder, header + orders, "Orders.csv")
    written(folder, "ShipperID,CompanyName\n1,Post\n", "Shippers.csv")


FILES: dict[FileFault, Callable[[Path], object]] = {
    FileFault.MISSING: lambda folder: read(Kind.ITEMS, folder / "none.csv"),
    FileFault.FOLDER: lambda folder: read(Kind.ITEMS, folder),
    FileFault.FOLDER_MISSING: lambda folder: open_folder(folder / "none", load_mapping("northwind"), zone=UTC),
    FileFault.NOT_A_FILE: no_file,
    FileFault.UNREADABLE: lambda folder: read(Kind.ITEMS, folder / ("x" * 300)),
    FileFault.EMPTY: barcodes(""),
    FileFault.NOT_TEXT: barcodes("a\0b\n"),
    FileFault.OLD_SPREADSHEET: barcodes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    FileFault.ENCODING: barcodes(b"sku,barcode\n\xe4,1\n"),
    FileFault.DAMAGED: barcodes(gzip.compress(b"sku,barcode\n")[:-9]),
    FileFault.TOO_LARGE: barcodes(gzip.compress(b"sku,barcode\n" + b"A,1\n" * 300_000)),
    FileFault.LINE_TOO_LONG: barcodes("x" * (csv_file.MAX_LINE_BYTES + 100_000)),
    FileFault.HEADER_BROKEN: barcodes('"sku,barcode\nA,1\n'),
    FileFault.NO_HEADER: barcodes("A,1\n"),
    FileFault.COLUMN_MISSING: barcodes("sku\nA\n"),
    FileFault.COLUMN_TWICE: barcodes("sku,barcode,SKU\nA,1,A\n"),
    FileFault.CHANGED: changed,
    FileFault.ENDING: lambda folder: write_table(folder / "list.txt", ["a"], []),
    FileFault.NOT_WRITTEN: lambda folder: write_table(folder / "none" / "list.csv", ["a"], []),
    FileFault.NO_ROOM: lambda _folder: Spool(),
    FileFault.TOO_MANY_ROWS: lambda folder: write_table(folder / "list.xlsx", ["a"], [[1]] * 5),
    FileFault.JOIN_BROKEN: joined('1,"C"x,,,,1\n'),
    FileFault.JOIN_KEY_TWICE: joined("1,C,,,,1\n1,D,,,,1\n"),
    FileFault.MAPPING_UNKNOWN: lambda _folder: load_mapping("none"),
    FileFault.MAPPING_WRONG: lambda folder: mapping_of(folder, "title = 1\n"),
    FileFault.MAPPING_WITHOUT_KIND: lambda folder: read(
        Kind.BARCODES, written(folder, "a\n"), mapping=load_mapping("northwind")
    ),
}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert sorted(FILES) == sorted(FileFault)
    assert sorted(ROWS) == sorted(RowFault)
    assert [*SENTENCES] == [code.value for enum in (FileFault, RowFault, FileWord) for code in enum]


def checked(code: StrEnum, facts: Facts) -> str:
    """Return the sentence; it has all that it needs, and uses all that it is given."""
    sentence = say(code, facts)
    assert sentence[-1] == "."
    assert "{" not in sentence
    message = SENTENCES[code.value]
    template = message if isinstance(message, str) else message.many
    assert [name for name in facts if f"{{{name}}}" not in template] == []
    return sentence


@pytest.mark.parametrize("code", [*ROWS])
def test_everything_wrong_with_a_row_can_be_said(tmp_path: Path, code: RowFault) -> None:
    kind, content = ROWS[code]
    path = written(tmp_path, content)
    northwind(tmp_path, "1,C,,,,1\n")
    mapping = load_mapping("northwind") if code is RowFault.NOT_JOINED else None
    (found,) = problems(read(kind, path, mapping=mapping))
    assert found.code is code
    checked(found.code, found.facts)


@pytest.mark.parametrize("code", [*FILES])
def test_everything_wrong_with_a_file_can_be_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: FileFault
) -> None:
    monkeypatch.setattr(csv_file, "MAX_UNPACKED", 1024**2)
    monkeypatch.setattr(writing, "MAX_ROWS", 3)
    if code is FileFault.NO_ROOM:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(Refused) as caught:
        FILES[code](tmp_path)
    assert caught.value.code is code
    checked(code, caught.value.facts)


def said(kind: Kind, folder: Path, content: str) -> str:
    (found,) = problems(read(kind, written(folder, content)))
    return say(found.code, found.facts)


def test_sentences_say_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    assert said(Kind.ORDERS, tmp_path, f"{ORDER}1,C,A,1000000000,,,,,,,,\n") == (
        "1000000000 is not between 1 and 999,999,999. Correct the number."
    )
    assert said(Kind.ORDERS, tmp_path, f"{ORDER}1,C,A,1,,,,all,,,,\n") == (
        "all is not allowed here. Use one of: partial, line-complete, order-complete."
    )
    assert said(Kind.DELIVERIES, tmp_path, f"{DELIVERY}S,2026-01-02,2026-01-02,2026-01-01\n") == (
        "The goods are said to be received on 1 Jan 2026, before they were ordered on 2 Jan 2026. Correct one of the "
        "days."
    )
    assert said(Kind.BARCODES, tmp_path, "sku,barcode\nA\n") == (
        "This row has 1 cell, but the first row names 2 columns. Perhaps a line break stands where none belongs."
    )
    with pytest.raises(Refused) as caught:
        barcodes("4006381333931;x\n")(tmp_path)
    assert say(caught.value.code, caught.value.facts) == (
        "The first row of file.csv names no column that is known here. It must name at least: sku, barcode."
    )


def test_a_name_with_braces_is_only_text(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read(Kind.ITEMS, tmp_path / "{reason}.csv")
    assert say(caught.value.code, caught.value.facts) == (
        "There is no file {reason}.csv. Check its name and its folder."
    )


def test_headings_are_words() -> None:
    assert [say(word, {}) for word in FileWord] == ["File", "Line", "Column", "What is wrong"]
