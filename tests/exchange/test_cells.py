"""One text to one value, and what is said to be wrong with it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warehouse_app.domain.statuses import LocationKind, ShipPolicy
from warehouse_app.exchange import cells
from warehouse_app.exchange.cells import Column, Convert, Wrong
from warehouse_app.exchange.faults import RowFault

BERLIN = ZoneInfo("Europe/Berlin")


def fault(value: object) -> RowFault:
    assert isinstance(value, Wrong)
    return value.code


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (cells.whole(), "1", 1),
        (cells.whole(), "999999999", 999_999_999),
        (cells.whole(), "5.0", 5),
        (cells.whole(), "5.00", 5),
        (cells.whole(), "007", 7),
        (cells.whole(0), "0", 0),
        (cells.whole(-3), "-3", -3),
        (cells.unsigned_quantity, "-12", 12),
        (cells.unsigned_quantity, "12", 12),
        (cells.money, "0", 0),
        (cells.money, "2.5", 250),
        (cells.money, "2.55", 255),
        (cells.money, "999999999.00", 99_999_999_900),
        (cells.metres, "-1.5", -1_500),
        (cells.metres, "0.001", 1),
        (cells.metres, "100000", 100_000_000),
        (cells.flag, "Yes", True),
        (cells.flag, "1", True),
        (cells.flag, "TRUE", True),
        (cells.flag, "no", False),
        (cells.flag, "0", False),
        (cells.flag, "False", False),
        (cells.priority_class, "a", "A"),
        (cells.priority_class, "Z", "Z"),
        (cells.one_of(LocationKind), "Pick_Face", LocationKind.PICK_FACE),
        (cells.one_of(ShipPolicy), "order complete", ShipPolicy.ORDER_COMPLETE),
        (cells.email, "anna@example.com", "anna@example.com"),
        (cells.language, "pt-BR", "pt-BR"),
        (cells.language, "de", "de"),
        (cells.ascii_identifier, "A-01-1", "A-01-1"),
        (cells.pallet, "340123450000000017", "340123450000000017"),
        (cells.pallet, "00340123450000000017", "340123450000000017"),
        (cells.pallet, "(00)340123450000000017", "340123450000000017"),
        (cells.pallet, "(00) 3 4012345 000000001 7", "340123450000000017"),
        (cells.identifier, "x" * 80, "x" * 80),
        (cells.name, "Chäteau\r\nLine two", "Chäteau Line two"),
        (cells.note, "a\u2028b", "a b"),
        (cells.day, "2026-02-28", date(2026, 2, 28)),
        (cells.day, "2024-02-29", date(2024, 2, 29)),
        (cells.day, "1996-07-04 00:00:00.000", date(1996, 7, 4)),
        (cells.day, "1996-07-04T00:00", date(1996, 7, 4)),
    ],
)
def test_a_text_is_read_as_its_value(convert: Convert, text: str, value: object) -> None:
    found = convert(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("convert", "text", "code"),
    [
        (cells.whole(), "0", RowFault.OUT_OF_RANGE),
        (cells.whole(), "-1", RowFault.OUT_OF_RANGE),
        (cells.whole(), "1000000000", RowFault.OUT_OF_RANGE),
        (cells.whole(), "1.5", RowFault.NOT_WHOLE),
        (cells.whole(), "1.000", RowFault.NOT_WHOLE),
        (cells.whole(), "1e3", RowFault.NOT_WHOLE),
        (cells.whole(), "+1", RowFault.NOT_WHOLE),
        (cells.whole(), "1 000", RowFault.NOT_WHOLE),
        (cells.whole(), "٣", RowFault.NOT_WHOLE),
        (cells.whole(), "9" * 19, RowFault.NOT_WHOLE),
        (cells.unsigned_quantity, "0", RowFault.OUT_OF_RANGE),
        (cells.unsigned_quantity, "x", RowFault.NOT_WHOLE),
        (cells.money, "2,50", RowFault.DECIMAL_COMMA),
        (cells.money, "2.555", RowFault.DECIMALS),
        (cells.money, "-0.01", RowFault.OUT_OF_RANGE),
        (cells.money, "999999999.01", RowFault.OUT_OF_RANGE),
        (cells.money, "€ 2", RowFault.NOT_A_NUMBER),
        (cells.money, "1e3", RowFault.NOT_A_NUMBER),
        (cells.money, "nan", RowFault.NOT_A_NUMBER),
        (cells.metres, "0.0001", RowFault.DECIMALS),
        (cells.metres, "-100000.001", RowFault.OUT_OF_RANGE),
        (cells.flag, "maybe", RowFault.NOT_YES_OR_NO),
        (cells.priority_class, "AB", RowFault.NOT_A_CLASS),
        (cells.priority_class, "Ä", RowFault.NOT_A_CLASS),
        (cells.priority_class, "ß", RowFault.NOT_A_CLASS),
        (cells.one_of(LocationKind), "shelf", RowFault.NOT_ONE_OF),
        (cells.email, "anna", RowFault.NOT_AN_EMAIL),
        (cells.email, "anna@example.com\nBcc: x@example.com", RowFault.NOT_AN_EMAIL),
        (cells.email, "a@example.com, b@example.com", RowFault.NOT_AN_EMAIL),
        (cells.email, "a" * 250 + "@b.de", RowFault.NOT_AN_EMAIL),
        (cells.language, "german", RowFault.NOT_A_LANGUAGE),
        (cells.pallet, "340123450000000018", RowFault.NOT_AN_SSCC),
        (cells.pallet, "34012345000000001", RowFault.NOT_AN_SSCC),
        (cells.pallet, "10340123450000000017", RowFault.NOT_AN_SSCC),
        (cells.pallet, "(01)340123450000000017", RowFault.NOT_AN_SSCC),
        (cells.pallet, "34012345000000001٧", RowFault.NOT_AN_SSCC),
        (cells.ascii_identifier, "Ä-01", RowFault.NOT_ASCII),
        (cells.ascii_identifier, "A" * 81, RowFault.TEXT_TOO_LONG),
        (cells.identifier, "x" * 81, RowFault.TEXT_TOO_LONG),
        (cells.identifier, "a\x00b", RowFault.CONTROL_CHARACTER),
        (cells.identifier, "a\tb", RowFault.CONTROL_CHARACTER),
        (cells.identifier, "a\udcffb", RowFault.CONTROL_CHARACTER),
        (cells.identifier, "a\ufffeb", RowFault.CONTROL_CHARACTER),
        (cells.day, "31.12.2026", RowFault.NOT_A_DAY),
        (cells.day, "2026-1-2", RowFault.NOT_A_DAY),
        (cells.day, "2026-01-02 13:00", RowFault.NOT_A_DAY),
        (cells.day, "2026-02-30", RowFault.NO_SUCH_DAY),
        (cells.day, "0000-01-01", RowFault.NO_SUCH_DAY),
        (cells.instant(UTC), "noon", RowFault.NOT_AN_INSTANT),
        (cells.instant(UTC), "2026-02-30 10:00", RowFault.NO_SUCH_DAY),
        (cells.instant(UTC), "2026-02-28 25:00", RowFault.NO_SUCH_DAY),
        (cells.instant(UTC), "0001-01-01T00:00:00+01:00", RowFault.NO_SUCH_DAY),
    ],
)
def test_a_wrong_text_is_named_for_what_is_wrong_with_it(convert: Convert, text: str, code: RowFault) -> None:
    assert fault(convert(text)) is code


def test_a_wrong_cell_says_its_limits() -> None:
    assert cells.whole(0, 10)("11") == Wrong(RowFault.OUT_OF_RANGE, {"text": "11", "lowest": 0, "highest": 10})
    assert cells.money("1.234") == Wrong(RowFault.DECIMALS, {"text": "1.234", "places": 2})
    assert cells.name("x" * 201) == Wrong(RowFault.TEXT_TOO_LONG, {"text": "x" * 59 + "…", "length": 201, "most": 200})
    assert cells.name("a\x07b") == Wrong(RowFault.CONTROL_CHARACTER, {"text": "a\ufffdb", "character": "U+0007"})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ("2026-07-01 12:30", datetime(2026, 7, 1, 10, 30, tzinfo=UTC)),
        ("2026-01-01T12:30:15.5", datetime(2026, 1, 1, 11, 30, 15, 500_000, tzinfo=UTC)),
        ("2026-01-01T12:30:15.123456Z", datetime(2026, 1, 1, 12, 30, 15, 123_456, tzinfo=UTC)),
        ("2026-01-01 12:30-05:00", datetime(2026, 1, 1, 17, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_without_an_offset_is_of_the_zone(text: str, value: datetime) -> None:
    found = cells.instant(BERLIN)(text)
    assert found == value
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@x", "'=x", "''+x", "#N/A", "#DIV/0!", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cells.neutral(text) == f"'{text}"
    assert cells.plain(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "x", "'", "'x", "''", "1=1", "#NAME", "#N/A!", "a@b.de"])
def test_what_no_spreadsheet_would_run_stays(text: str) -> None:
    assert cells.neutral(text) == text
    assert cells.plain(text) == text


@given(st.text(st.sampled_from("='+-@#N/A! x\t\r")) | st.text())
@example("'=")
def test_plain_gives_back_what_neutral_was_given(text: str) -> None:
    assert cells.plain(cells.neutral(text)) == text
    assert not cells.neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_what_is_shown_is_short_and_on_one_line(text: str) -> None:
    shown = cells.shown(text)
    assert len(shown) <= 60
    assert len(shown.splitlines()) <= 1
    assert shown == text or len(text) > 60 or not text.isprintable()


@given(st.integers(0, 99_999_999_900))
def test_every_amount_is_read_to_the_cent(cents: int) -> None:
    assert cells.money(f"{cents // 100}.{cents % 100:02}") == cents


@given(st.text(max_size=30) | st.from_regex(r"-?[0-9.,]{1,25}"))
def test_no_number_is_read_from_anything_else(text: str) -> None:
    for convert in (cells.whole(), cells.money, cells.metres, cells.unsigned_quantity):
        value = convert(text)
        assert isinstance(value, Wrong) or (isinstance(value, int) and text.isascii())


class TestColumn:
    def test_an_empty_cell_is_the_default(self) -> None:
        column = Column(cells.whole(), default=7, required=False)
        assert [column[text] for text in ("", "  ", " 3 ")] == [7, 7, 3]
        assert not column.found_wrong

    def test_an_empty_required_cell_is_wrong(self) -> None:
        column = Column(cells.whole(), default=None, required=True)
        assert column[" "] == Wrong(RowFault.REQUIRED, {})
        assert column.found_wrong

    def test_an_added_apostrophe_is_taken_away(self) -> None:
        assert Column(cells.name, default="", required=False)[" '=1+1 "] == "=1+1"

    def test_it_remembers_a_limited_number_of_texts(self) -> None:
        column = Column(cells.whole(), default=None, required=False)
        assert [column[str(number)] for number in range(1, 40_000)] == list(range(1, 40_000))
        assert len(column) < 30_001
