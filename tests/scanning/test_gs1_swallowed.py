"""Lots in which a field may be that lost its separator: which are asked about, and how many that are whole."""

from datetime import date, timedelta

import pytest

from warehouse_app.scanning.gs1 import Gs1Message, parse

YEAR = 2026
GTIN = "0104006381333931"
DAYS = [date(2025, 1, 1) + timedelta(days) for days in range(730)]
"""Lots are mostly of the last two years."""


def is_asked_about(lot: str, ai: str = "10") -> bool:
    message = parse(f"{GTIN}17270228{ai}{lot}", year=YEAR)
    assert isinstance(message, Gs1Message)
    return message.suspect


@pytest.mark.parametrize("ai", ["10", "21"])
@pytest.mark.parametrize(
    "swallowed",
    [
        # Digits of fields that have a check digit, or that no day begins with.
        "2534006381333931",
        "2534006381333931X1",
        "2541234",
        "254AB1",
        # Any text from a letter on, and from two characters on where the identifier has four digits.
        "22AB1",
        "251AB1",
        "91AB1",
        "240AB1",
        "400PO7",
        "70201A",
        "800212",
    ],
)
def test_a_field_of_a_lot_that_no_chance_makes_is_asked_about(ai: str, swallowed: str) -> None:
    assert is_asked_about(f"X{swallowed}", ai)


@pytest.mark.parametrize(
    "lot",
    [
        # Digits as they stand in days and running numbers.
        *("L261122-01", "X22445566", "X2501311", "L250131AB", "L251231A1", "X911234", "X99123456"),
        # Too short, and without a letter first.
        *("X211", "X21123", "X240123", "X400712", "X254123", "X70201", "X22A1", "X91A1", "X250A1", "X21A1"),
        # The year of a day.
        *("31012026", "L28.02.2027", "X2021", "X2031"),
    ],
)
def test_a_lot_that_is_as_likely_whole_is_not_asked_about(lot: str) -> None:
    assert not is_asked_about(lot)


@pytest.mark.parametrize("lot", ["X2012", "X2020", "X2032"])
def test_a_variant_that_is_no_year_of_goods_is_asked_about(lot: str) -> None:
    assert is_asked_about(lot)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("02040063813339313713" + "05", 1305),
        ("0104006381333931301" + "375", 1375),
        ("02040063813339313713" + "75", 1375),
    ],
)
def test_a_count_that_may_have_swallowed_another_count_is_whole(text: str, count: int) -> None:
    message = parse(text, year=YEAR)
    assert isinstance(message, Gs1Message)
    assert ({message.count, message.quantity} - {None}, message.uncounted) == ({count}, False)


def numbers(digits: int) -> list[str]:
    """Return a thousand numbers of so many digits, spread evenly."""
    return [
        f"{(each * 10**digits) // 1_000 + (each * 7_919) % (10**digits // 1_000):0{digits}}" for each in range(1_000)
    ]


SHAPES: dict[str, tuple[list[str], int]] = {
    "YYMMDD": ([f"{day:%y%m%d}" for day in DAYS], 18),
    "YYYYMMDD": ([f"{day:%Y%m%d}" for day in DAYS], 18),
    "LYYMMDD": ([f"L{day:%y%m%d}" for day in DAYS], 18),
    "YYMMDDA": ([f"{day:%y%m%d}A" for day in DAYS], 0),
    "LYYMMDDA": ([f"L{day:%y%m%d}A" for day in DAYS], 0),
    "YYMMDD-01": ([f"{day:%y%m%d}-01" for day in DAYS], 40),
    "YYDDD": ([f"{day:%y%j}" for day in DAYS], 20),
    "LYYDDDA": ([f"L{day:%y%j}A" for day in DAYS], 0),
    "DDMMYY": ([f"{day:%d%m%y}" for day in DAYS], 54),
    "DDMMYYYY": ([f"{day:%d%m%Y}" for day in DAYS], 114),
    "5 digits": (numbers(5), 50),
    "6 digits": (numbers(6), 73),
    "8 digits": (numbers(8), 168),
    "10 digits": (numbers(10), 275),
    "AB and 5 digits": ([f"AB{number}" for number in numbers(5)], 76),
    "4 digits and AB": ([f"{number}AB" for number in numbers(4)], 0),
}
"""Lots of usual shapes, and how many of them are asked about."""


@pytest.mark.parametrize(("lots", "asked"), SHAPES.values(), ids=SHAPES)
def test_of_lots_that_are_whole_few_are_asked_about(lots: list[str], asked: int) -> None:
    assert sum(map(is_asked_about, lots)) == asked
