"""One text to one value: a function for each type of cell, that returns the value or says what is `Wrong` with it.

The functions take a text that is stripped and not empty. Nothing here passes through a float: money becomes whole cents
and metres whole millimetres by their digits.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Fact, Facts
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.exchange.faults import RowFault
from warehouse_app.scanning.gtin import sscc_of

IDENTIFIER_LENGTH = 80
NAME_LENGTH = 200
NOTE_LENGTH = 2_000
MAX_DAYS = 3_650
MAX_PERCENT = 1_000
MAX_WEIGHT = 1_000_000
"""The largest share weight of a customer: beyond it every other customer's share rounds to nothing."""
_MAX_METRES = 100_000
_SHOWN = 60


class Wrong(NamedTuple):
    """What is wrong with one cell."""

    code: RowFault
    facts: Facts


Convert = Callable[[str], object]
"""Returns the value of a text, or a `Wrong`."""


def shown(text: str) -> str:
    """Return `text` as a message may show it: on one line, without control characters, not endless."""
    return on_one_line(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def wrong(code: RowFault, text: str, **facts: Fact) -> Wrong:
    return Wrong(code, {"text": shown(text), **facts})


# Texts

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_PLAIN = re.compile("[\x20-\x7e\xa0-\u2027\u202a-\ud7ff]*")
"""The common case of a text without anything to refuse, decided in one go."""
_ADDED_APOSTROPHE = re.compile(r"'+(?:[=+\-@\t\r]|#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)\Z)")
_RISKY = re.compile(r"'*(?:[=+\-@\t\r]|#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)\Z)")


def neutral(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: with an apostrophe before it where it would.

    A text that would look as if it had been given one gets another, so that `plain` always gives back the original.
    OWASP, "CSV Injection", names the characters; a spreadsheet also turns the text of an error value into that error.
    """
    return f"'{text}" if _RISKY.match(text) else text


def plain(text: str) -> str:
    """Return what `neutral` was given."""
    return text[1:] if _ADDED_APOSTROPHE.match(text) else text


def on_one_line(text: str) -> str:
    """Return `text` with a space for each line break and a mark for each character that no file may hold."""
    if _PLAIN.fullmatch(text):
        return text
    text = _LINE_BREAK.sub(" ", text)
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_refused(character) else character for character in text)


def _is_refused(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) & 0xFFFE == 0xFFFE


def text_of(most: int) -> Convert:
    """Return a converter of texts of at most `most` characters; a line break in one becomes a space."""

    def convert(text: str) -> str | Wrong:
        if not _PLAIN.fullmatch(text):
            text = _LINE_BREAK.sub(" ", text)
            refused = next(filter(_is_refused, text), None)
            if refused is not None:
                return wrong(RowFault.CONTROL_CHARACTER, text, character=f"U+{ord(refused):04X}")
        if len(text) > most:
            return wrong(RowFault.TEXT_TOO_LONG, text, length=len(text), most=most)
        return text

    return convert


identifier = text_of(IDENTIFIER_LENGTH)
name = text_of(NAME_LENGTH)
note = text_of(NOTE_LENGTH)


def ascii_identifier(text: str) -> object:
    """Return a code that can be printed as Code 128, which drops every other character without a word."""
    if not all(" " <= character <= "~" for character in text):
        return wrong(RowFault.NOT_ASCII, text)
    return identifier(text)


def pallet(text: str) -> object:
    """Return the number of a pallet in 18 digits."""
    return sscc_of(text) or wrong(RowFault.NOT_AN_SSCC, text)


_EMAIL = re.compile(r"[^@\s,;<>\"\x00-\x1f]+@[^@\s,;<>\"\x00-\x1f]+")


def email(text: str) -> object:
    """Return an address that could be one (RFC 5321 allows 254 characters); only a mail that arrives proves more."""
    if len(text) > 254 or not _EMAIL.fullmatch(text) or not text.isprintable():
        return wrong(RowFault.NOT_AN_EMAIL, text)
    return text


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def language(text: str) -> object:
    """Return a language code such as "de" or "pt-BR" (the shape of BCP 47, not its register)."""
    return text if _LANGUAGE.fullmatch(text) and len(text) <= 35 else wrong(RowFault.NOT_A_LANGUAGE, text)


def priority_class(text: str) -> object:
    letter = text.upper()
    return letter if len(letter) == 1 and "A" <= letter <= "Z" else wrong(RowFault.NOT_A_CLASS, text)


def one_of(enum: type[StrEnum]) -> Convert:
    """Return a converter to a member of `enum`, whatever the case; a space or underscore counts as its hyphen."""
    members = {member.value: member for member in enum}

    def convert(text: str) -> StrEnum | Wrong:
        member = members.get(re.sub("[ _]", "-", text.lower()))
        return member if member is not None else wrong(RowFault.NOT_ONE_OF, text, choices=tuple(members))

    return convert


_FLAGS = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}


def flag(text: str) -> object:
    answer = _FLAGS.get(text.lower())
    return answer if answer is not None else wrong(RowFault.NOT_YES_OR_NO, text)


# Numbers

# Up to two zeros after the point, since other programs write 5.0 for 5; with three, "1.000" may mean a thousand.
_WHOLE = re.compile(r"(-?[0-9]{1,18})(?:\.0{1,2})?")
_DECIMAL = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,12}))?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")


def whole(lowest: int = 1, highest: int = MAX_QUANTITY) -> Convert:
    """Return a converter of whole numbers in ASCII digits, without sign, exponent or separators."""

    def convert(text: str) -> int | Wrong:
        match = _WHOLE.fullmatch(text)
        if match is None:
            return wrong(RowFault.NOT_WHOLE, text)
        number = int(match[1])
        if not lowest <= number <= highest:
            return wrong(RowFault.OUT_OF_RANGE, text, lowest=lowest, highest=highest)
        return number

    return convert


def _decimal(places: int, lowest: int, highest: int) -> Convert:
    """Return a converter to whole 10^-places; the limits are whole units."""
    scale: int = 10**places

    def convert(text: str) -> int | Wrong:
        match = _DECIMAL.fullmatch(text)
        if match is None:
            return wrong(RowFault.DECIMAL_COMMA if _COMMA.fullmatch(text) else RowFault.NOT_A_NUMBER, text)
        sign, units, decimals = match[1], match[2], match[3] or ""
        if len(decimals) > places:
            return wrong(RowFault.DECIMALS, text, places=places)
        number = int(units) * scale + int(decimals.ljust(places, "0"))
        number = -number if sign else number
        if not lowest * scale <= number <= highest * scale:
            return wrong(RowFault.OUT_OF_RANGE, text, lowest=lowest, highest=highest)
        return number

    return convert


money = _decimal(2, 0, MAX_QUANTITY)
"""Currency units with at most two decimals, to whole cents."""
metres = _decimal(3, -_MAX_METRES, _MAX_METRES)
"""Metres with at most three decimals, to whole millimetres."""


def unsigned_quantity(text: str) -> object:
    """Return the quantity of a credit line, which other systems write with a minus."""
    number = whole(-MAX_QUANTITY)(text)
    if isinstance(number, int):
        return abs(number) if number else wrong(RowFault.OUT_OF_RANGE, text, lowest=1, highest=MAX_QUANTITY)
    return number


# Days and instants

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]00:00(?::00(?:\.0{1,6})?)?)?")
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def day(text: str) -> object:
    """Return a calendar day of ISO 8601; a midnight behind it, as databases write one, is no time of day."""
    match = _DAY.fullmatch(text)
    if match is None:
        return wrong(RowFault.NOT_A_DAY, text)
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return wrong(RowFault.NO_SUCH_DAY, text)


def instant(zone: tzinfo) -> Convert:
    """Return a converter of ISO 8601 instants to UTC; without an offset they are of `zone`, a day is its midnight."""

    def convert(text: str) -> datetime | Wrong:
        match = _INSTANT.fullmatch(text)
        if match is None:
            return wrong(RowFault.NOT_AN_INSTANT, text)
        clock = match[2] or "00:00"
        if "." in clock:
            clock = clock.ljust(len("00:00:00.000000"), "0")
        try:
            moment = datetime.fromisoformat(f"{match[1]}T{clock}{match[3] or ''}")
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            return wrong(RowFault.NO_SUCH_DAY, text)

    return convert


class Column(dict[str, object]):
    """Converts the cells of one column, each distinct text once: a mapping from a cell's text to value or `Wrong`.

    `found_wrong` tells whether any was wrong so far, so that the values of a clean file are never looked at.
    """

    _MOST = 30_000  # of order numbers, which hardly repeat, no more than this is remembered

    def __init__(self, convert: Convert, *, default: object, required: bool) -> None:
        super().__init__()
        self._convert = convert
        self._empty = Wrong(RowFault.REQUIRED, {}) if required else default
        self.found_wrong = False

    def __missing__(self, raw: str) -> object:
        text = plain(raw.strip()).strip()
        value = self._convert(text) if text else self._empty
        if isinstance(value, Wrong):
            self.found_wrong = True
        if len(self) >= self._MOST:
            self.clear()
        self[raw] = value
        return value
