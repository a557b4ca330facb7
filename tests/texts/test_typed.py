"""What people type is read as their language writes it, and what nobody can be sure of is not read at all."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from warehouse_app.texts import fact_text
from warehouse_app.texts.typed import cents_of, day_of, instant_of, quantity_of, whole_of, written_cents

TODAY = date(2026, 3, 2)
BERLIN = ZoneInfo("Europe/Berlin")
LANGUAGES = ("en", "en-US", "en-GB", "de", "fr", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_day_and_instant_that_is_shown_is_read_back(language: str) -> None:
    for number in (0, 7, 999, 1_000, 12_345, 999_999_999):
        assert whole_of(fact_text(number, language=language), language=language) == number
    for far in range(0, 800, 3):
        day = TODAY + timedelta(days=far)
        assert day_of(fact_text(day, language=language), TODAY, language=language) == day
        moment = datetime(2026, 1, 1, 0, 0, 7, tzinfo=UTC) + timedelta(days=far, minutes=83 * far)
        shown = fact_text(moment, language=language, zone=BERLIN)
        assert instant_of(shown, TODAY, language=language, zone=BERLIN) == moment


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("12", "en", 12),
        ("1,200", "en", 1_200),
        ("1.200", "de", 1_200),
        ("1 200", "fr", 1_200),
        ("1'200", "en", 1_200),
        ("1.200", "en", None),
        ("1,20", "en", None),
        ("12.0", "en", None),
        ("-3", "en", None),
        ("+3", "en", None),
        ("1e3", "en", None),
        ("12a", "en", None),
        ("", "en", None),
        ("١٢", "en", None),
        ("12 x 2", "en", None),
    ],
)
def test_whole_numbers(text: str, language: str, number: int | None) -> None:
    assert whole_of(text, language=language) == number


@pytest.mark.parametrize(
    ("text", "units"),
    [("2 x 12", 24), ("2x12", 24), ("2×12", 24), ("2 * 12", 24), ("1,000 x 3", 3_000), ("7", 7), ("2 x", None)],
)
def test_quantities_in_packs(text: str, units: int | None) -> None:
    assert quantity_of(text, language="en") == units


@pytest.mark.parametrize(
    ("text", "language", "cents"),
    [
        ("12", "en", 1_200),
        ("12.5", "en", 1_250),
        ("12.50", "en", 1_250),
        ("12,50", "en", 1_250),
        ("1,250", "en", 125_000),
        ("1,250.05", "en", 125_005),
        ("12,5", "de", 1_250),
        ("12.50", "de", 1_250),
        ("1.250", "de", 125_000),
        ("1.250,05", "de", 125_005),
        ("0.29", "en", 29),
        ("1.250", "en", None),
        ("12.", "en", None),
        (".50", "en", None),
        ("-1", "en", None),
        ("1.2.3", "en", None),
        ("ten", "en", None),
    ],
)
def test_amounts(text: str, language: str, cents: int | None) -> None:
    assert cents_of(text, language=language) == cents


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_is_written_as_it_is_read(language: str) -> None:
    for cents in (0, 5, 50, 1_999, 12_345_678):
        assert cents_of(written_cents(cents, language=language), language=language) == cents
    assert written_cents(123_450, language="de") == "1234,50"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2026-11-27", "en", date(2026, 11, 27)),
        ("27.11.2026", "de", date(2026, 11, 27)),
        ("27.11.26", "de", date(2026, 11, 27)),
        ("27.11.", "de", date(2026, 11, 27)),
        ("27/11", "fr", date(2026, 11, 27)),
        ("1.3.", "de", date(2027, 3, 1)),
        ("2.3.", "de", TODAY),
        ("3/4/2026", "en", date(2026, 4, 3)),
        ("3/4/2026", "en-US", date(2026, 3, 4)),
        ("2026/11/27", "en", date(2026, 11, 27)),
        ("20261127", "de", date(2026, 11, 27)),
        ("20112026", "de", None),
        ("20261131", "en", None),
        ("261127", "en", None),
        ("27 Nov", "en", date(2026, 11, 27)),
        ("nov 27, 2027", "en", date(2027, 11, 27)),
        ("27 november", "en", date(2026, 11, 27)),
        ("27. März 2026", "de", date(2026, 3, 27)),
        ("27 de noviembre de 2026", "es", date(2026, 11, 27)),
        ("+7", "en", date(2026, 3, 9)),
        ("29 Feb", "en", date(2028, 2, 29)),
        ("29 Feb 2027", "en", None),
        ("31.4.2026", "de", None),
        ("27", "en", None),
        ("Nov", "en", None),
        ("27 Ju", "en", None),
        ("soon", "en", None),
        ("27 Nov Dec", "en", None),
        ("", "en", None),
    ],
)
def test_days(text: str, language: str, day: date | None) -> None:
    assert day_of(text, TODAY, language=language) == day


def test_a_day_that_has_been() -> None:
    assert day_of("27 Nov", TODAY, language="en", past=True) == date(2025, 11, 27)
    assert day_of("2 Mar", TODAY, language="en", past=True) == TODAY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1 Mar 2026, 14:05", datetime(2026, 3, 1, 13, 5, tzinfo=UTC)),
        ("1 Mar 14:05:09", datetime(2026, 3, 1, 13, 5, 9, tzinfo=UTC)),
        ("2026-03-01T14:05", datetime(2026, 3, 1, 13, 5, tzinfo=UTC)),
        ("9:30", datetime(2026, 3, 2, 8, 30, tzinfo=UTC)),
        ("9:30 pm", datetime(2026, 3, 2, 20, 30, tzinfo=UTC)),
        ("12:15 AM", datetime(2026, 3, 1, 23, 15, tzinfo=UTC)),
        ("1 Mar", datetime(2026, 2, 28, 23, 0, tzinfo=UTC)),
        ("24:00", None),
        ("13:00 pm", None),
        ("soon 9:30", None),
        ("9:61", None),
    ],
)
def test_instants(text: str, moment: datetime | None) -> None:
    assert instant_of(text, TODAY, language="en", zone=BERLIN) == moment
