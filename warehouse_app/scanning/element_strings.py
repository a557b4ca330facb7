"""From the text of a GS1 symbol to its fields: where each one ends, and whether what stands in it may stand there.

Every identifier is checked as its form in `identifiers` says, those too that nothing here uses: a symbol with one wrong
field is misread, and then the right-looking fields beside it are not to be trusted either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.scanning.components import Charset, Check, holds, stranger
from warehouse_app.scanning.gtin import expected_check_digit
from warehouse_app.scanning.identifiers import FORMS, Component, identifier_of
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
    CHECK_CHARACTERS = "gs1-check-characters"
    DATE = "gs1-date"
    TIME = "gs1-time"
    COUNTRY = "gs1-country"
    CURRENCY = "gs1-currency"
    COMPANY_PREFIX = "gs1-company-prefix"
    COUPON = "gs1-coupon"
    VALUE = "gs1-value"
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


_REASONS = {
    Check.CHECK_DIGIT: Gs1Reason.CHECK_DIGIT,
    **dict.fromkeys((Check.CHECK_PAIR, Check.IBAN), Gs1Reason.CHECK_CHARACTERS),
    **dict.fromkeys((Check.DAY, Check.DAY_OR_MONTH, Check.DAY_OF_CENTURY), Gs1Reason.DATE),
    **dict.fromkeys((Check.HOUR, Check.HOUR_MINUTE, Check.MINUTE, Check.SECOND), Gs1Reason.TIME),
    **dict.fromkeys((Check.COUNTRY, Check.COUNTRY_OR_999, Check.COUNTRY_LETTERS), Gs1Reason.COUNTRY),
    Check.CURRENCY: Gs1Reason.CURRENCY,
    Check.COMPANY_PREFIX: Gs1Reason.COMPANY_PREFIX,
    Check.COUPON: Gs1Reason.COUPON,
}
"""What a broken rule is called; the others are a VALUE that may not stand there."""


def split(text: str, *, year: int) -> tuple[Element, ...] | Gs1Fault:
    """Return the fields of a GS1 element string, each of them checked, or the first thing wrong with it.

    `text` comes without AIM identifier; a separator may stand first (some readers send the leading FNC1 too), last,
    and after fields that need none. `year` is the year of the scan.
    """
    elements = []
    for group in text.split(GS):
        rest = group
        while rest:
            ai = identifier_of(rest)
            if not ai:
                return Gs1Fault(Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": rest[:4]})
            form = FORMS[ai]
            end = len(ai) + form.longest if form.predefined else len(rest)
            value, rest = rest[len(ai) : end], rest[end:]
            fault = fault_of(ai, value, year=year)
            if fault is not None:
                return fault
            elements.append(Element(ai, value))
    return tuple(elements) or Gs1Fault(Gs1Reason.EMPTY)


def fault_of(ai: str, value: str, *, year: int) -> Gs1Fault | None:
    """Return what is wrong with the whole content of one field of a known identifier, or None."""
    form = FORMS[ai]
    if len(value) > form.longest:
        return Gs1Fault(Gs1Reason.TOO_LONG, {"ai": ai, "maximum": form.longest})
    start = 0
    for component in form.components:
        if component.optional and start == len(value):
            break
        part = value[start : start + component.longest]
        if len(part) < component.shortest:
            # What may be left out must be whole where it is there.
            minimum = max(start + component.shortest, form.shortest)
            return Gs1Fault(Gs1Reason.TOO_SHORT, {"ai": ai, "minimum": minimum})
        fault = _fault_in(ai, part, component, year=year)
        if fault is not None:
            return fault
        start += len(part)
    return None


def _fault_in(ai: str, part: str, component: Component, *, year: int) -> Gs1Fault | None:
    character = stranger(component.charset, part)
    if character:
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        reason = Gs1Reason.NOT_DIGITS if component.charset is Charset.DIGITS else Gs1Reason.CHARACTER
        return Gs1Fault(reason, {"ai": ai, "character": shown})
    for check in component.checks:
        if not holds(check, part, year=year):
            reason = _REASONS.get(check, Gs1Reason.VALUE)
            facts: dict[str, str | int] = {"ai": ai, "value": part}
            if reason is Gs1Reason.CHECK_DIGIT:
                facts["expected"] = expected_check_digit(part)
            return Gs1Fault(reason, facts)
    return None
