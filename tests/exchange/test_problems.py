"""Everything wrong with some files, as a file."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import openpyxl

from tests.exchange.files import refusal
from warehouse_app.domain.errors import Facts, Problem
from warehouse_app.exchange.faults import FileFault, RowFault
from warehouse_app.exchange.problems import write_problems
from warehouse_app.texts import say

FOUND = [
    ("=items.csv", Problem(3, "price", RowFault.DECIMALS, {"text": "-1.999", "places": 2})),
    ("orders.csv", Problem(12_345, "", RowFault.QUOTE_OPEN)),
]


def said(code: StrEnum, facts: Facts) -> str:
    return say(code, facts)


def test_each_problem_is_a_row_with_its_place_and_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("old")
    assert write_problems(path, iter(FOUND), said) == 2
    assert path.read_text(encoding="utf-8").splitlines() == [
        "File,Line,Column,What is wrong",
        "'=items.csv,3,price,'-1.999 has more than 2 decimals. Round it.",
        'orders.csv,12345,,"A quotation mark in this row is never closed. Close it, or double it where it is text."',
    ]


def test_the_list_may_be_a_workbook_in_another_language(tmp_path: Path) -> None:
    words: Mapping[str, str] = {"file-word-line": "Zeile"}
    path = tmp_path / "wrong.xlsx"
    assert write_problems(path, FOUND, lambda code, _facts: words.get(code, "=x")) == 2
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert rows == [
        ("'=x", "Zeile", "'=x", "'=x"),
        ("'=items.csv", 3, "price", "'=x"),
        ("orders.csv", 12_345, None, "'=x"),
    ]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    facts = refusal(lambda: write_problems(tmp_path / "wrong.txt", FOUND, said), FileFault.ENDING)
    assert facts == {"file": "wrong.txt"}
