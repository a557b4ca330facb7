"""Text files: encodings, line ends, delimiters, quotes, and the line on which a row starts."""

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.files import problems, read, records, refusal, source_of, written
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import BarcodeRecord, Kind
from warehouse_app.exchange import csv_file
from warehouse_app.exchange.csv_file import _Rows
from warehouse_app.exchange.faults import FileFault, RowFault

TEXT = "sku,barcode\r\nä1,111\r\nb2,222\r\n"
EXPECTED = [(2, BarcodeRecord("ä1", "111")), (3, BarcodeRecord("b2", "222"))]
KIND = Kind.BARCODES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_encoding_and_line_end_gives_the_same_rows(tmp_path: Path, encoding: str, end: str) -> None:
    path = written(tmp_path, TEXT.replace("\r\n", end).encode(encoding))
    assert read(KIND, path) == EXPECTED


@pytest.mark.parametrize("start", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_known_by_its_mark_in_either_order(tmp_path: Path, start: bytes) -> None:
    text = TEXT.encode("utf-16-le" if start == b"\xff\xfe" else "utf-16-be")
    assert read(KIND, written(tmp_path, start + text)) == EXPECTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_finds_most_columns(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["sku", "barcode", '"a, b; c"'])
    path = written(tmp_path, f"{header}\nA{delimiter}1{delimiter}\n")
    source = source_of(KIND, path)
    assert list(source.rows()) == [(2, BarcodeRecord("A", "1"))]
    assert source.unknown == ("a, b; c",)


def test_a_last_line_needs_no_end_and_empty_lines_count_as_lines_only(tmp_path: Path) -> None:
    path = written(tmp_path, "\n\nsku,barcode\n\nA,1\n , \n\nB,2")
    assert read(KIND, path) == [(5, BarcodeRecord("A", "1")), (8, BarcodeRecord("B", "2"))]


def test_a_row_stands_on_the_line_it_starts_on(tmp_path: Path) -> None:
    path = written(tmp_path, 'sku,barcode,x\nA,1,"two\nlines"\nB,2,"a\r\nb\rc"\nC,3,\n')
    assert [row[0] for row in read(KIND, path) if not isinstance(row, Problem)] == [2, 4, 7]


def test_quotes_hold_delimiters_and_quotes(tmp_path: Path) -> None:
    path = written(tmp_path, 'sku,barcode\n"a ""b"", c",1\n5" nail,2\n')
    assert records(read(KIND, path)) == [BarcodeRecord('a "b", c', "1"), BarcodeRecord('5" nail', "2")]


def test_an_open_quote_costs_its_line_and_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, 'sku,barcode\nA,1\n"B,2\nC,3\nD,4\n')
    assert read(KIND, path) == [
        (2, BarcodeRecord("A", "1")),
        Problem(3, "", RowFault.QUOTE_OPEN),
        (4, BarcodeRecord("C", "3")),
        (5, BarcodeRecord("D", "4")),
    ]


def test_an_open_quote_in_the_last_line_is_found(tmp_path: Path) -> None:
    found = read(KIND, written(tmp_path, 'sku,barcode\nA,1\nB,"2'))
    assert found == [(2, BarcodeRecord("A", "1")), Problem(3, "", RowFault.QUOTE_OPEN)]


def test_text_after_a_quote_costs_its_line_and_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, 'sku,barcode\n"x\ny",1\n"B"x,2\nC,3\n"D"y,4\nE,5\n')
    assert read(KIND, path) == [
        (2, BarcodeRecord("x y", "1")),
        Problem(4, "", RowFault.TEXT_AFTER_QUOTE),
        (5, BarcodeRecord("C", "3")),
        Problem(6, "", RowFault.TEXT_AFTER_QUOTE),
        (7, BarcodeRecord("E", "5")),
    ]


def test_lines_are_counted_beyond_the_first_block(tmp_path: Path) -> None:
    rows = "".join(f"A{number},{number}\n" for number in range(5_000))
    found = read(KIND, written(tmp_path, f'sku,barcode\n{rows}"x,y\n{rows}'))
    assert problems(found)[0] == Problem(5_002, "", RowFault.QUOTE_OPEN)
    assert found[4_999] == (5_001, BarcodeRecord("A4999", "4999"))
    assert {problem.code for problem in problems(found)[1:]} == {RowFault.REPEATED}
    assert problems(found)[-1].line == 10_002


def test_a_cell_without_measure_costs_its_line_and_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, f"sku,barcode\nA,1\nB,{'2' * 140_000}\nC,3\n")
    assert read(KIND, path) == [
        (2, BarcodeRecord("A", "1")),
        Problem(3, "", RowFault.CELL_TOO_LONG),
        (4, BarcodeRecord("C", "3")),
    ]


def test_rows_of_another_width_are_told_with_both_widths(tmp_path: Path) -> None:
    assert read(KIND, written(tmp_path, "sku,barcode\nA\nB,2,3\nC,4,,\nD,5\n")) == [
        Problem(2, "", RowFault.TOO_FEW_CELLS, {"found": 1, "expected": 2}),
        Problem(3, "", RowFault.TOO_MANY_CELLS, {"found": 3, "expected": 2}),
        (4, BarcodeRecord("C", "4")),
        (5, BarcodeRecord("D", "5")),
    ]


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    endless = b"x" * (csv_file.MAX_LINE_BYTES + 200_000)
    for content in (endless, b"sku,barcode\nA,1\n" + endless):
        path = written(tmp_path, content)
        assert refusal(lambda path=path: read(KIND, path), FileFault.LINE_TOO_LONG) == {"file": "file.csv"}  # type: ignore[misc]


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    assert read(KIND, written(tmp_path, gzip.compress(TEXT.encode()), "file.csv.gz")) == EXPECTED


def test_a_packed_file_that_is_cut_short_or_damaged_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(50_000).hex().encode())
    for content in (packed[:-9], packed[:9], packed[:500] + b"\0" * 100 + packed[600:]):
        path = written(tmp_path, content, "file.csv.gz")
        assert refusal(lambda path=path: read(KIND, path), FileFault.DAMAGED) == {"file": "file.csv.gz"}  # type: ignore[misc]


def test_damage_far_into_a_packed_file_is_found_while_reading(tmp_path: Path) -> None:
    rows = "".join(f"{os.urandom(9).hex()},{number}\n" for number in range(20_000))
    packed = gzip.compress(f"sku,barcode\n{rows}".encode())
    source = source_of(KIND, written(tmp_path, packed[: len(packed) // 2], "file.csv.gz"))
    assert refusal(lambda: list(source.rows()), FileFault.DAMAGED) == {"file": "file.csv.gz"}


def test_a_packed_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MAX_UNPACKED", 1024**2)
    path = written(tmp_path, gzip.compress(b"sku,barcode\n" + b"A,1\n" * 300_000), "bomb.gz")
    assert refusal(lambda: read(KIND, path), FileFault.TOO_LARGE) == {"file": "bomb.gz", "most_mb": 1}


@pytest.mark.parametrize(
    ("content", "line", "encoding"),
    [
        ("sku,barcode\nA,1\nMünze,2\n".encode("latin-1"), 3, "UTF-8"),
        (b"sku,barcode\r\nA,1\r\n" + b"B,2\r\n" * 30_000 + b"\xe4,3\r\n", 30_003, "UTF-8"),
        (b"sku,barcode\rA,1\r\x80,2\r", 3, "UTF-8"),
        (b"\xff\xfe" + "sku,barcode\n".encode("utf-16-le") + b"\x00\xd8\x00\x00\n\x00", 2, "UTF-16"),
    ],
)
def test_another_encoding_is_refused_with_the_line(tmp_path: Path, content: bytes, line: int, encoding: str) -> None:
    facts = refusal(lambda: read(KIND, written(tmp_path, content)), FileFault.ENCODING)
    assert facts == {"file": "file.csv", "line": line, "encoding": encoding}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf", FileFault.EMPTY),
        (b"\n \n\r\n", FileFault.EMPTY),
        (b"%PDF-1.4\n\0\0\0\n", FileFault.NOT_TEXT),
        ("sku,barcode\n".encode("utf-16-le"), FileFault.NOT_TEXT),
        (b'sku,"barcode"x\nA,1\n', FileFault.HEADER_BROKEN),
        (b'"sku,barcode\nA,1\n', FileFault.HEADER_BROKEN),
    ],
)
def test_what_has_no_header_is_refused(tmp_path: Path, content: bytes, code: FileFault) -> None:
    assert refusal(lambda: read(KIND, written(tmp_path, content)), code) == {"file": "file.csv"}


def test_a_nul_further_down_is_the_problem_of_its_cell(tmp_path: Path) -> None:
    found = read(KIND, written(tmp_path, "sku,barcode\n" + "".join(f"A,{n}\n" for n in range(60)) + "B\0,x\n"))
    assert problems(found) == [
        Problem(62, "sku", RowFault.CONTROL_CHARACTER, {"text": "B\ufffd", "character": "U+0000"})
    ]


def test_a_file_that_changes_between_two_passes_is_refused(tmp_path: Path) -> None:
    source = source_of(KIND, written(tmp_path, TEXT))
    assert list(source.rows()) == EXPECTED
    written(tmp_path, "barcode,sku\n111,A\n")
    assert refusal(lambda: list(source.rows()), FileFault.CHANGED) == {"file": "file.csv"}


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: read(KIND, tmp_path / "none.csv"), FileFault.MISSING) == {"file": "none.csv"}
    assert refusal(lambda: read(KIND, tmp_path), FileFault.FOLDER) == {"file": tmp_path.name}
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(lambda: read(KIND, pipe), FileFault.NOT_A_FILE) == {"file": "pipe"}


def test_a_file_that_cannot_be_opened_is_refused_with_the_reason(tmp_path: Path) -> None:
    facts = refusal(lambda: read(KIND, tmp_path / ("x" * 300)), FileFault.UNREADABLE)
    assert facts == {"file": "x" * 300, "reason": "File name too long"}
    assert refusal(lambda: read(KIND, tmp_path / "a\0b"), FileFault.UNREADABLE)["reason"] == "embedded null byte"


@given(st.lists(st.text(st.sampled_from('a,;"\n\r \t'), max_size=12), max_size=12))
def test_no_text_stops_the_reader_and_no_line_is_lost(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    # The lines of a text file, as a file that is opened with newline="" gives them.
    physical = (
        text.replace("\r\n", "\0").replace("\r", "\r\1").replace("\n", "\n\1").replace("\0", "\r\n\1").split("\1")
    )
    rows = _Rows(iter(physical[:-1]), ",")
    seen: list[int] = []
    while (taken := rows.take(3)) is not None:
        starts, found, broken = taken
        assert len(starts) == len(found)
        seen += [*starts, *(problem.line for problem in broken)]
    assert seen == sorted(set(seen))
    assert all(1 <= line < len(physical) for line in seen)
    assert not seen or seen[0] == 1
