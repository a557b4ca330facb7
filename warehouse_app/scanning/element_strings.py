"""From the text of a GS1 symbol to its fields: where each one ends, and whether what stands in it may stand there.

The identifiers that receiving uses have our own table, after the GS1 General Specifications and the GS1 Barcode Syntax
Dictionary (release 2026-01-27): biip's patterns see neither check digits nor whether a day exists, take digits of any
script, and go on after a field that is too long. All other identifiers are as good as biip's table says.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from biip import ParseConfig, ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_element_strings import GS1ElementString

from warehouse_app.scanning.gtin import expected_check_digit, is_digits
from warehouse_app.scanning.separator import GS


class Gs1Reason(StrEnum):
    """Why something that claims to be GS1 is none."""

    EMPTY = "gs1-empty"
    UNKNOWN_IDENTIFIER = "gs1-unknown-identifier"
    TOO_SHORT = "gs1-too-short"
    TOO_LONG = "gs1-too-long"
    NOT_DIGITS = "gs1-not-digits"
    CHARACTER = "gs1-character"
    CHECK_DIGIT = "gs1-check-digit"
    DATE = "gs1-date"
    MALFORMED = "gs1-malformed"
    DIFFERENT_VALUES = "gs1-different-values"
    EXCLUSIVE = "gs1-exclusive"
    INCOMPLETE = "gs1-incomplete"
    LINK_MALFORMED = "gs1-link-malformed"
    LINK_WITHOUT_KEY = "gs1-link-without-key"
    LINK_ORDER = "gs1-link-order"
    LINK_TWICE = "gs1-link-twice"


@dataclass(frozen=True, slots=True)
class Gs1Fault:
    """Not GS1: `code` says why, `facts` where. `ai` in the facts is always the application identifier concerned."""

    code: Gs1Reason
    facts: Mapping[str, str | int] = field(default_factory=dict)


class Element(NamedTuple):
    """One field: its application identifier and what stands in it."""

    ai: str
    value: str


class _Rule(StrEnum):
    CHECK_DIGIT = "check digit"
    DATE = "date"


class _Field(NamedTuple):
    shortest: int
    longest: int
    digits: bool = True
    rule: _Rule | None = None

    @property
    def predefined(self) -> bool:
        """Whether the next field follows without a separator: so for all identifiers here whose length is fixed."""
        return self.shortest == self.longest


_DATE = _Field(6, 6, rule=_Rule.DATE)
_GTIN = _Field(14, 14, rule=_Rule.CHECK_DIGIT)
_GLN = _Field(13, 13, rule=_Rule.CHECK_DIGIT)
_COUNT = _Field(1, 8)
_TEXT_20 = _Field(1, 20, digits=False)
_TEXT_30 = _Field(1, 30, digits=False)

_FIELDS: dict[str, _Field] = {
    "00": _Field(18, 18, rule=_Rule.CHECK_DIGIT),
    **dict.fromkeys(("01", "02", "03"), _GTIN),
    **dict.fromkeys(("10", "21"), _TEXT_20),
    **dict.fromkeys(("11", "12", "13", "15", "16", "17"), _DATE),
    "20": _Field(2, 2),
    **dict.fromkeys(("30", "37"), _COUNT),
    **{f"31{measure}{decimals}": _Field(6, 6) for measure in range(7) for decimals in range(6)},
    **dict.fromkeys(("240", "241", "400"), _TEXT_30),
    **{f"41{party}": _GLN for party in range(8)},
}

_CSET_82 = re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+""")
# biip would read two-digit years by the computer's clock; what it makes of dates is not used.
_BIIP = ParseConfig(gs1_element_strings_verify_date=False)


def split(text: str, *, year: int) -> tuple[Element, ...] | Gs1Fault:
    """Return the fields of a GS1 element string, each of them checked, or the first thing wrong with it.

    `text` comes without AIM identifier; a separator may stand first (some readers send the leading FNC1 too), last,
    and after fields that need none. `year` is the year of the scan.
    """
    elements = []
    for group in text.split(GS):
        rest = group
        while rest:
            element = _next(rest, year=year)
            if isinstance(element, Gs1Fault):
                return element
            elements.append(element)
            rest = rest[len(element.ai) + len(element.value) :]
    return tuple(elements) or Gs1Fault(Gs1Reason.EMPTY)


def _next(group: str, *, year: int) -> Element | Gs1Fault:
    try:
        known = GS1ApplicationIdentifier.extract(group)
    except ParseError:
        return Gs1Fault(Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": group[:4]})
    ai, value = known.ai, group[len(known) :]
    ours = _FIELDS.get(ai)
    if ours is not None and ours.predefined:
        value = value[: ours.longest]
    elif not known.separator_required:
        try:
            value = GS1ElementString.extract(group, config=_BIIP).value
        except ParseError:
            return Gs1Fault(Gs1Reason.MALFORMED, {"ai": ai})
    return fault_of(ai, value, year=year) or Element(ai, value)


def fault_of(ai: str, value: str, *, year: int) -> Gs1Fault | None:
    """Return what is wrong with the whole content of one field of a known identifier, or None."""
    if not value.isascii():
        return Gs1Fault(Gs1Reason.CHARACTER, {"ai": ai})
    ours = _FIELDS.get(ai)
    if ours is None:
        try:
            GS1ElementString.parse(f"{ai}{value}", config=_BIIP)
        except ParseError:
            return Gs1Fault(Gs1Reason.MALFORMED, {"ai": ai})
        return None
    return _fault_in_form(ai, value, ours) or _fault_by_rule(ai, value, ours.rule, year=year)


def _fault_in_form(ai: str, value: str, form: _Field) -> Gs1Fault | None:
    if len(value) < form.shortest:
        return Gs1Fault(Gs1Reason.TOO_SHORT, {"ai": ai, "minimum": form.shortest})
    if len(value) > form.longest:
        return Gs1Fault(Gs1Reason.TOO_LONG, {"ai": ai, "maximum": form.longest})
    if form.digits and not is_digits(value):
        return Gs1Fault(Gs1Reason.NOT_DIGITS, {"ai": ai})
    if not _CSET_82.fullmatch(value):
        return Gs1Fault(Gs1Reason.CHARACTER, {"ai": ai})
    return None


def _fault_by_rule(ai: str, value: str, rule: _Rule | None, *, year: int) -> Gs1Fault | None:
    match rule:
        case _Rule.CHECK_DIGIT if int(value[-1]) != (expected := expected_check_digit(value)):
            return Gs1Fault(Gs1Reason.CHECK_DIGIT, {"ai": ai, "value": value, "expected": expected})
        case _Rule.DATE if day_of(value, year=year) is None:
            return Gs1Fault(Gs1Reason.DATE, {"ai": ai, "value": value})
    return None


def day_of(yymmdd: str, *, year: int) -> date | None:
    """Return the day that six digits mean to somebody who reads them in `year`, or None where there is no such day.

    Day 00 is the last of the month. The century is the one that puts the day no more than 49 years before and 50 years
    after `year` (GS1 General Specifications, section 7.12).
    """
    short, month, day = (int(yymmdd[at : at + 2]) for at in (0, 2, 4))
    whole = year - 49 + (short - (year - 49)) % 100
    try:
        return date(whole, month, day or calendar.monthrange(whole, month)[1])
    except ValueError:
        return None
