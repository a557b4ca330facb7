"""A document handed to CUPS: what is handed over, and what is known where it was not taken."""

from pathlib import Path
from time import monotonic

import pytest

from tests.spooler import Spooler, needs_shell
from warehouse_app import printers
from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.domain.statuses import Sides
from warehouse_app.printers import IN_DOUBT, PrinterFault, send, spooler

pytestmark = needs_shell
PDF = b"%PDF-1.4 \x00\xff whatever"


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    return Spooler(tmp_path, monkeypatch)


def refusal(printer: str = "Laser") -> tuple[object, Facts]:
    """Hand a document over, which must be refused; return why."""
    with pytest.raises(Refused) as refused:
        send(PDF, printer, "Pick list PL-1", Sides.AS_SET)
    return refused.value.code, refused.value.facts


def test_the_document_is_handed_over_as_it_is_under_its_title(cups: Spooler) -> None:
    send(PDF, "Laser", "Pick list PL-1", Sides.AS_SET)
    assert cups.handed == [(["-d", "Laser", "-t", "Pick list PL-1"], PDF)]


@pytest.mark.parametrize(
    ("sides", "word"),
    [(Sides.ONE, "one-sided"), (Sides.LONG_EDGE, "two-sided-long-edge"), (Sides.SHORT_EDGE, "two-sided-short-edge")],
)
def test_the_sides_of_the_paper_are_said_in_the_words_of_cups(cups: Spooler, sides: Sides, word: str) -> None:
    send(PDF, "Laser", "List", sides)
    assert cups.handed[0].words == ["-d", "Laser", "-t", "List", f"-osides={word}"]


def test_a_name_with_blanks_quotes_and_dashes_is_one_word(cups: Spooler) -> None:
    send(PDF, "-o 'x'; exit", "$(true) `list`", Sides.AS_SET)
    assert cups.handed[0].words == ["-d", "-o 'x'; exit", "-t", "$(true) `list`"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("lp: Error - The printer or class does not exist.", "Error - The printer or class does not exist"),
        ("\n  lp: Bad file descriptor\nmore", "Bad file descriptor"),
        ("\033[31mred", "[31mred"),
        ("x" * 999, "x" * 200),
        ("", "lp: 1"),
    ],
)
def test_a_printer_that_takes_nothing_says_why(cups: Spooler, said: str, reason: str) -> None:
    cups.fails(said)
    assert refusal() == (PrinterFault.AWAY, {"printer": "Laser", "reason": reason})
    assert PrinterFault.AWAY not in IN_DOUBT


def test_where_there_is_no_cups_nothing_is_handed_over(cups: Spooler, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spooler() is not None
    cups.is_missing()
    monkeypatch.setenv("PATH", "/nowhere")
    assert spooler() is None
    assert refusal() == (PrinterFault.NO_SPOOLER, {"printer": "Laser"})
    assert cups.handed == []


def test_who_does_not_answer_is_left_after_a_while_with_the_outcome_unknown(
    cups: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "ANSWER_WITHIN_SECONDS", 0.3)
    cups.hangs()
    began = monotonic()
    assert refusal() == (PrinterFault.NO_ANSWER, {"printer": "Laser"})
    assert monotonic() - began < 5
    assert PrinterFault.NO_ANSWER in IN_DOUBT


def test_who_wants_to_stop_does_not_wait_for_the_answer(cups: Spooler) -> None:
    cups.hangs()
    began = monotonic()
    with pytest.raises(Refused) as refused:
        send(PDF, "Laser", "List", Sides.AS_SET, given_up=lambda: bool(cups.handed))
    assert refused.value.code is PrinterFault.NO_ANSWER
    assert monotonic() - began < 5


def test_who_is_killed_in_the_middle_leaves_the_outcome_unknown(cups: Spooler) -> None:
    cups.dies()
    assert refusal() == (PrinterFault.BROKE_OFF, {"printer": "Laser", "reason": "lp: -9"})
    assert PrinterFault.BROKE_OFF in IN_DOUBT
