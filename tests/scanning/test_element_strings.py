"""The fields of a GS1 symbol: where they end, and what is refused in each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.scanning.components import day_of
from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason, fault_of, split
from warehouse_app.scanning.identifiers import FORMS, identifier_of
from warehouse_app.scanning.separator import GS

YEAR = 2026
GTIN = "0104006381333931"


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (GTIN, [("01", "04006381333931")]),
        (f"{GTIN}1726123110ABC", [("01", "04006381333931"), ("17", "261231"), ("10", "ABC")]),
        (f"{GTIN}10ABC{GS}17261231", [("01", "04006381333931"), ("10", "ABC"), ("17", "261231")]),
        # Separators are taken first, last, doubled, and where none is needed (General Specifications, 7.8.6).
        (f"{GS}{GTIN}{GS}{GS}10ABC{GS}", [("01", "04006381333931"), ("10", "ABC")]),
        ("00340123450000000000", [("00", "340123450000000000")]),
        (f"0204006381333931{GS}3748", [("02", "04006381333931"), ("37", "48")]),
        ("3103001500", [("3103", "001500")]),
        ("4104000001000005", [("410", "4000001000005")]),
        (f"400PO-7{GS}241SKU/1", [("400", "PO-7"), ("241", "SKU/1")]),
        ("2042", [("20", "42")]),
        # What nothing here uses, fixed and variable, with parts left out or not.
        (f"253{'4000001000005'}ABC{GS}255{'4000001000005'}", [("253", "4000001000005ABC"), ("255", "4000001000005")]),
        (
            f"423004276{GS}7007260101{GS}8008260131121314",
            [("423", "004276"), ("7007", "260101"), ("8008", "260131121314")],
        ),
        (f"4330000123-{GS}4309{'0' * 20}", [("4330", "000123-"), ("4309", "0" * 20)]),
        (f"{GTIN}3303001500", [("01", "04006381333931"), ("3303", "001500")]),
        (f"99ABC{GS}43211{GS}2421", [("99", "ABC"), ("4321", "1"), ("242", "1")]),
    ],
)
def test_fields_end_where_they_should(text: str, elements: list[tuple[str, str]]) -> None:
    assert split(text, year=YEAR) == tuple(Element(*element) for element in elements)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", Gs1Reason.EMPTY, {}),
        (GS, Gs1Reason.EMPTY, {}),
        ("89123", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "8912"}),
        ("3106001500", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "3106"}),
        (f"{GTIN}2", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "2"}),
        ("010400638133393", Gs1Reason.TOO_SHORT, {"ai": "01", "minimum": 14}),
        (f"010400638133393{GS}1", Gs1Reason.TOO_SHORT, {"ai": "01", "minimum": 14}),
        (f"10{GS}{GTIN}", Gs1Reason.TOO_SHORT, {"ai": "10", "minimum": 1}),
        ("30", Gs1Reason.TOO_SHORT, {"ai": "30", "minimum": 1}),
        ("10" + "L" * 21, Gs1Reason.TOO_LONG, {"ai": "10", "maximum": 20}),
        # Twenty characters of lot, and what comes then is no field of its own: no separator ended the lot.
        ("10" + "L" * 20 + "21S", Gs1Reason.TOO_LONG, {"ai": "10", "maximum": 20}),
        ("21" + "S" * 21, Gs1Reason.TOO_LONG, {"ai": "21", "maximum": 20}),
        ("241" + "S" * 31, Gs1Reason.TOO_LONG, {"ai": "241", "maximum": 30}),
        ("37123456789", Gs1Reason.TOO_LONG, {"ai": "37", "maximum": 8}),
        ("010400638133393X", Gs1Reason.NOT_DIGITS, {"ai": "01", "character": "X"}),
        ("371X", Gs1Reason.NOT_DIGITS, {"ai": "37", "character": "X"}),
        ("20-1", Gs1Reason.NOT_DIGITS, {"ai": "20", "character": "-"}),
        ("3103-00150", Gs1Reason.NOT_DIGITS, {"ai": "3103", "character": "-"}),
        ("10AB C", Gs1Reason.CHARACTER, {"ai": "10", "character": " "}),
        ("10AB#C", Gs1Reason.CHARACTER, {"ai": "10", "character": "#"}),
        ("10ABß", Gs1Reason.CHARACTER, {"ai": "10", "character": "ß"}),
        ("01٠4006381333931", Gs1Reason.NOT_DIGITS, {"ai": "01", "character": "٠"}),
        ("9912\u0663", Gs1Reason.CHARACTER, {"ai": "99", "character": "\u0663"}),
        (
            "0104006381333930",
            Gs1Reason.CHECK_DIGIT,
            {"ai": "01", "value": "04006381333930", "expected": 1},
        ),
        (
            "00340123450000000001",
            Gs1Reason.CHECK_DIGIT,
            {"ai": "00", "value": "340123450000000001", "expected": 0},
        ),
        (
            "4174000001000004",
            Gs1Reason.CHECK_DIGIT,
            {"ai": "417", "value": "4000001000004", "expected": 5},
        ),
        ("17261301", Gs1Reason.DATE, {"ai": "17", "value": "261301"}),
        ("11260001", Gs1Reason.DATE, {"ai": "11", "value": "260001"}),
        ("13260431", Gs1Reason.DATE, {"ai": "13", "value": "260431"}),
        ("15250229", Gs1Reason.DATE, {"ai": "15", "value": "250229"}),
        ("17000000", Gs1Reason.DATE, {"ai": "17", "value": "000000"}),
        # Fields that nothing here uses are checked alike.
        ("253123", Gs1Reason.TOO_SHORT, {"ai": "253", "minimum": 13}),
        ("3303X01500", Gs1Reason.NOT_DIGITS, {"ai": "3303", "character": "X"}),
        ("2421234567", Gs1Reason.TOO_LONG, {"ai": "242", "maximum": 6}),
        ("2531234567890120", Gs1Reason.CHECK_DIGIT, {"ai": "253", "value": "1234567890120", "expected": 8}),
        ("800312345678901234", Gs1Reason.VALUE, {"ai": "8003", "value": "1"}),
        ("4230040", Gs1Reason.TOO_SHORT, {"ai": "423", "minimum": 6}),
        ("423004999", Gs1Reason.COUNTRY, {"ai": "423", "value": "999"}),
        ("4307XX", Gs1Reason.COUNTRY, {"ai": "4307", "value": "XX"}),
        ("7030998A", Gs1Reason.COUNTRY, {"ai": "7030", "value": "998"}),
        ("39109871", Gs1Reason.CURRENCY, {"ai": "3910", "value": "987"}),
        ("3910978", Gs1Reason.TOO_SHORT, {"ai": "3910", "minimum": 4}),
        ("4326260100", Gs1Reason.DATE, {"ai": "4326", "value": "260100"}),
        ("725020260230", Gs1Reason.DATE, {"ai": "7250", "value": "20260230"}),
        ("43242601002400", Gs1Reason.TIME, {"ai": "4324", "value": "2400"}),
        ("80082601312460", Gs1Reason.TIME, {"ai": "8008", "value": "24"}),
        ("8008260131126", Gs1Reason.TOO_SHORT, {"ai": "8008", "minimum": 10}),
        ("401A1", Gs1Reason.COMPANY_PREFIX, {"ai": "401", "value": "A1"}),
        ("8007BE71096123456760", Gs1Reason.CHECK_CHARACTERS, {"ai": "8007", "value": "BE71096123456760"}),
        ("8010123_4", Gs1Reason.CHARACTER, {"ai": "8010", "character": "_"}),
        ("8030AB=C", Gs1Reason.VALUE, {"ai": "8030", "value": "AB=C"}),
        ("4300100%", Gs1Reason.VALUE, {"ai": "4300", "value": "100%"}),
        ("8110106141416543213150110120", Gs1Reason.COUPON, {"ai": "8110", "value": "106141416543213150110120"}),
    ],
)
def test_wrong_fields_are_refused(text: str, code: Gs1Reason, facts: dict[str, str | int]) -> None:
    assert split(text, year=YEAR) == Gs1Fault(code, facts)


@pytest.mark.parametrize(
    ("yymmdd", "year", "day"),
    [
        ("261231", 2026, date(2026, 12, 31)),
        ("760526", 2026, date(2076, 5, 26)),
        ("770526", 2026, date(1977, 5, 26)),
        ("000229", 2026, date(2000, 2, 29)),
        ("010101", 2060, date(2101, 1, 1)),
        ("110101", 2060, date(2011, 1, 1)),
        ("991231", 2060, date(2099, 12, 31)),
        ("200200", 2026, date(2020, 2, 29)),
        ("210200", 2026, date(2021, 2, 28)),
        ("261200", 2026, date(2026, 12, 31)),
        ("210229", 2026, None),
        ("260000", 2026, None),
        ("261300", 2026, None),
        ("260132", 2026, None),
        # 1900 had no 29 February; from 1949 on, 00 is 2000.
        ("000229", 1940, None),
    ],
)
def test_days_have_a_century_and_exist(yymmdd: str, year: int, day: date | None) -> None:
    assert day_of(yymmdd, year=year) == day


@given(st.integers(1990, 2100), st.integers(-49, 50), st.integers(1, 12), st.integers(1, 28))
def test_a_day_within_the_window_is_read_as_itself(year: int, distance: int, month: int, day: int) -> None:
    meant = date(year + distance, month, day)
    assert day_of(meant.strftime("%y%m%d"), year=year) == meant


def test_a_field_from_elsewhere_must_be_whole() -> None:
    assert fault_of("20", "12", year=YEAR) is None
    assert fault_of("20", "123", year=YEAR) == Gs1Fault(Gs1Reason.TOO_LONG, {"ai": "20", "maximum": 2})
    assert fault_of("235", "ABC", year=YEAR) is None
    assert fault_of("235", "", year=YEAR) == Gs1Fault(Gs1Reason.TOO_SHORT, {"ai": "235", "minimum": 1})


def test_what_a_day_is_follows_from_the_year_of_the_scan_in_every_field() -> None:
    assert fault_of("7006", "000229", year=YEAR) is None
    assert fault_of("7006", "000229", year=1940) == Gs1Fault(Gs1Reason.DATE, {"ai": "7006", "value": "000229"})


def test_no_identifier_begins_another_and_all_are_found() -> None:
    assert len(FORMS) == 541
    assert {identifier_of(f"{ai}{rest}") for ai in FORMS for rest in ("", "0", "9999", "A")} == {*FORMS}
    assert [
        text for text in ("", "1", "A1", "04", "18", "31", "3106", "394", "3944", "٠1") if identifier_of(text)
    ] == []


@given(st.sampled_from(sorted(FORMS)), st.text(max_size=60), st.integers(1960, 2100))
def test_any_content_of_any_field_has_a_verdict(ai: str, value: str, year: int) -> None:
    fault = fault_of(ai, value, year=year)
    assert fault is None or fault.facts["ai"] == ai
    whole = split(f"{ai}{value}", year=year)
    if fault is None:
        assert whole == (Element(ai, value),)
    elif not FORMS[ai].predefined and GS not in value and value:
        assert whole == fault
