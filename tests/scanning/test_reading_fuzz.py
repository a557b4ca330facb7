"""A short run of the made-up scans, always the same ones; and the second judgement finds what it is there for."""

from datetime import date

import pytest

from tests.fuzz.codes import WrongError, judged, run
from tests.fuzz.rejudging import objection
from warehouse_app.scanning import gs1
from warehouse_app.scanning.codes import Gs1Code, GtinCode
from warehouse_app.scanning.gs1 import Gs1Message, Party, PartyRole
from warehouse_app.scanning.separator import GS

GTIN = "04006381333931"


def test_made_up_scans_are_read_or_refused() -> None:
    answers = run(8_000, seed=20, year=2026)
    assert answers.total() == 8_000
    assert answers["Gs1Code"] > 1_000
    assert answers["GtinCode"] > 300
    assert len(answers) > 25


@pytest.mark.parametrize(
    ("text", "code", "wrong"),
    [
        ("4006381333930", GtinCode("04006381333930"), "the check digit of 04006381333930"),
        ("4006381333931", GtinCode("00000096385074"), "other digits than were scanned"),
        ("00357586", GtinCode("00000096385074"), "other digits than were scanned"),
        ("00357586", GtinCode("00003575000086"), ""),
        ("00357586", GtinCode("00000000357586"), ""),
        ("]E000357586", GtinCode("00003575000086"), ""),
        ("]E000357586", GtinCode("00000000357586"), "other digits than were scanned"),
        ("]E400357586", GtinCode("00000000357586"), ""),
        ("]E400357586", GtinCode("00003575000086"), "other digits than were scanned"),
        ("]C10104006381333930", Gs1Code(Gs1Message(gtin="04006381333930")), "the check digit of 04006381333930"),
        ("]C1011", Gs1Code(Gs1Message(gtin="1")), "the check digit of 1"),
        (
            "]C14104000001000004",
            Gs1Code(Gs1Message(parties=(Party(PartyRole.SHIP_TO, "4000001000004"),))),
            "the check digit of 4000001000004",
        ),
        (f"]C101{GTIN}10ABC", Gs1Code(Gs1Message(gtin=GTIN)), "'10ABC' is left over"),
        (f"]C101{GTIN}10ABC", Gs1Code(Gs1Message(gtin=GTIN, lot="AB")), "'C' is left over"),
        (f"]C110A{GS}17261231", Gs1Code(Gs1Message(lot="A", expiry=date(2026, 12, 30))), "'17261231' is left over"),
        ("]C110A#", Gs1Code(Gs1Message(lot="A#")), "lot is 'A#'"),
        (f"]C102{GTIN}", Gs1Code(Gs1Message(content_gtin=GTIN)), "a content or its count alone"),
        ("[)>06\x1dPA", Gs1Code(Gs1Message(customer_part="B")), "another part than was scanned"),
        (f"]C101{GTIN}10ABC", Gs1Code(Gs1Message(gtin=GTIN, lot="ABC")), ""),
        (f"]C110A{GS}17261200", Gs1Code(Gs1Message(lot="A", expiry=date(2026, 12, 31))), ""),
        ("4006381333931", GtinCode(GTIN), ""),
    ],
)
def test_the_second_judgement_finds_a_wrong_reading(text: str, code: Gs1Code | GtinCode, wrong: str) -> None:
    assert objection(text, code) == wrong


def test_a_reading_that_raises_or_takes_less_than_the_whole_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(f"]C101{GTIN}", year=2026, must_read=True) == "Gs1Code"
    with pytest.raises(WrongError, match="is valid, but"):
        judged("4006381333930", year=2026, must_read=True)
    monkeypatch.setattr(gs1, "_message", lambda elements, *, suspect, uncounted, year: Gs1Message())
    with pytest.raises(WrongError, match="left over"):
        judged(f"]C101{GTIN}", year=2026, must_read=False)
    monkeypatch.setattr(gs1, "_message", lambda elements, *, suspect, uncounted, year: 1 // 0)
    with pytest.raises(WrongError, match="raised ZeroDivisionError"):
        judged(f"]C101{GTIN}", year=2026, must_read=False)
