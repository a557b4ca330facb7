"""What may stand in one component of a GS1 field, check by check: dates that exist, check digits, codes of countries.

The names and the rules are those of the GS1 Barcode Syntax Tests (release 2026-01-27, Apache-2.0); the code is ours.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from math import isqrt

from warehouse_app.scanning.code_lists import ALPHA_2, CURRENCIES, NUMERIC_3, PACKAGES
from warehouse_app.scanning.gtin import has_check_digit, is_digits


class Charset(StrEnum):
    """The characters that a component may have, by the letter of its type."""

    DIGITS = "N"
    CSET_82 = "X"
    CSET_39 = "Y"
    CSET_64 = "Z"


class Check(StrEnum):
    """A rule that the content of a component follows, beside its length and characters."""

    CHECK_DIGIT = "csum"
    CHECK_PAIR = "csumalpha"
    COMPANY_PREFIX = "gcppos1"
    COUNTRY = "iso3166"
    COUNTRY_OR_999 = "iso3166999"
    COUNTRY_LETTERS = "iso3166alpha2"
    COUPON = "couponcode"
    CURRENCY = "iso4217"
    DAY = "yymmdd"
    DAY_OR_MONTH = "yymmd0"
    DAY_OF_CENTURY = "yyyymmdd"
    HAS_NON_DIGIT = "hasnondigit"
    HOUR = "hh"
    HOUR_MINUTE = "hhmi"
    HYPHEN = "hyphen"
    IBAN = "iban"
    IMPORTER = "importeridx"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    MEDIA = "mediatype"
    MINUTE = "mi"
    NO_ZERO_PREFIX = "nozeroprefix"
    NON_ZERO = "nonzero"
    PACKAGE = "packagetype"
    PADDING = "cset64"
    PERCENT = "pcenc"
    PIECE_OF_TOTAL = "pieceoftotal"
    POSITION = "posinseqslash"
    SECOND = "ss"
    SEX = "iso5218"
    WINDING = "winding"
    YES_NO = "yesno"
    ZERO = "zero"


_CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_STRANGERS = {
    Charset.DIGITS: re.compile(r"[^0-9]"),
    Charset.CSET_82: re.compile(f"[^{re.escape(_CSET_82)}]"),
    Charset.CSET_39: re.compile(r"[^#\-/0-9A-Z]"),
    Charset.CSET_64: re.compile(r"[^-_0-9A-Za-z=]"),
}

_PATTERNS = {
    # Without a table of the prefixes that are given out, all that is known of one is its shortest length.
    Check.COMPANY_PREFIX: r"\d{4}.*",
    # Money off in a shop: nothing that comes in with goods, so no rule of it is known here.
    Check.COUPON: r"(?!)",
    Check.HAS_NON_DIGIT: r".*\D.*",
    Check.HOUR: r"[01]\d|2[0-3]",
    Check.HOUR_MINUTE: r"(?:[01]\d|2[0-3])[0-5]\d",
    Check.HYPHEN: r"-+",
    Check.IMPORTER: r"[-0-9A-Z_a-z]",
    Check.LATITUDE: r"0\d{9}|1[0-7]\d{8}|1800000000",
    Check.LONGITUDE: r"[0-2]\d{9}|3[0-5]\d{8}|3600000000",
    Check.MEDIA: r"0[1-9]|10|[89]\d",
    Check.MINUTE: r"[0-5]\d",
    Check.NO_ZERO_PREFIX: r"(?:[1-9]\d*)?",
    Check.NON_ZERO: r"\d*[1-9]\d*",
    Check.PADDING: r"[^=]*|(?:[^=]{3})*(?:[^=]{2}=|[^=]==)",
    Check.PERCENT: r"(?:[^%]|%[0-9A-Fa-f]{2})*",
    Check.SECOND: r"[0-5]\d",
    Check.SEX: r"[0129]",
    Check.WINDING: r"[019]",
    Check.YES_NO: r"[01]",
    Check.ZERO: r"0+",
}
_LISTS = {
    Check.COUNTRY: NUMERIC_3,
    Check.COUNTRY_OR_999: NUMERIC_3 | {"999"},
    Check.COUNTRY_LETTERS: ALPHA_2,
    Check.CURRENCY: CURRENCIES,
    Check.PACKAGE: PACKAGES,
}
_IBAN = re.compile(r"([A-Z]{2})\d{2}[0-9A-Z]{1,30}")
_POSITION = re.compile(r"([1-9]\d*)/([1-9]\d*)", re.ASCII)
YEARS_BACK, YEARS_AHEAD = 49, 50
"""So far off are days whose year has two digits; what is farther off is a slip, or no day."""
_PRIMES = tuple(n for n in range(2, 510) if all(n % divisor for divisor in range(2, isqrt(n) + 1)))
_PAIR_DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def stranger(charset: Charset, value: str) -> str:
    """Return the first character of `value` that the set does not have, or ''."""
    found = _STRANGERS[charset].search(value)
    return found[0] if found else ""


def holds(check: Check, value: str, *, year: int) -> bool:
    """Say whether `value` follows a rule; `year` is the year of the scan, from which the century of days follows."""
    match check:
        case Check.DAY:
            return _is_day(value, year) and value[4:] != "00"
        case Check.DAY_OR_MONTH:
            return _is_day(value, year)
    return _CHECKS[check](value)


def day_of(yymmdd: str, *, year: int) -> date | None:
    """Return the day that six digits mean to somebody who reads them in `year`, or None where there is no such day.

    Day 00 is the last of the month. The century is the one that puts the day no more than 49 years before and 50 years
    after `year` (GS1 General Specifications, section 7.12).
    """
    short, month, day = (int(yymmdd[at : at + 2]) for at in (0, 2, 4))
    first = year - YEARS_BACK
    whole = first + (short - first) % 100
    try:
        return date(whole, month, day or calendar.monthrange(whole, month)[1])
    except ValueError:
        return None


def is_far(day: date, *, year: int) -> bool:
    """Say whether a day is farther from the year of a scan than one whose year has two digits can be."""
    return not -YEARS_BACK <= day.year - year <= YEARS_AHEAD


def _is_day(value: str, year: int) -> bool:
    return len(value) == 6 and is_digits(value) and day_of(value, year=year) is not None


def _is_day_of_century(value: str) -> bool:
    if len(value) != 8 or not is_digits(value):
        return False
    try:
        date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return False
    return True


def _has_check_digit(value: str) -> bool:
    return len(value) > 1 and is_digits(value) and has_check_digit(value)


def _has_check_pair(value: str) -> bool:
    """Two characters at the end, as of a Global Model Number (GS1 General Specifications, section 7.9.5)."""
    body, pair = value[:-2], value[-2:]
    if len(value) < 2 or len(body) > len(_PRIMES) or stranger(Charset.CSET_82, body):
        return False
    weighed = zip(reversed(body), _PRIMES, strict=False)
    total = sum(_CSET_82.index(character) * prime for character, prime in weighed) % 1021
    return pair == _PAIR_DIGITS[total >> 5] + _PAIR_DIGITS[total & 31]


def _is_iban(value: str) -> bool:
    """The number of a bank account (ISO 13616): a country, and 1 left when all of it is divided by 97."""
    account = _IBAN.fullmatch(value)
    if account is None or account[1] not in ALPHA_2:
        return False
    return int("".join(str(int(character, 36)) for character in value[4:] + value[:4])) % 97 == 1


def _is_piece_of_total(value: str) -> bool:
    half, odd = divmod(len(value), 2)
    return not odd and is_digits(value) and 0 < int(value[:half]) <= int(value[half:])


def _is_position(value: str) -> bool:
    position = _POSITION.fullmatch(value)
    return position is not None and int(position[1]) <= int(position[2])


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII | re.DOTALL)
    return lambda value: compiled.fullmatch(value) is not None


_CHECKS: dict[Check, Callable[[str], bool]] = {
    **{check: _matches(pattern) for check, pattern in _PATTERNS.items()},
    **{check: codes.__contains__ for check, codes in _LISTS.items()},
    Check.CHECK_DIGIT: _has_check_digit,
    Check.CHECK_PAIR: _has_check_pair,
    Check.DAY_OF_CENTURY: _is_day_of_century,
    Check.IBAN: _is_iban,
    Check.PIECE_OF_TOTAL: _is_piece_of_total,
    Check.POSITION: _is_position,
}
