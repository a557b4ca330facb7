"""From a label with data identifiers to what it says about goods, as suppliers of electronics and car parts print it.

The envelope is format 06 of ISO/IEC 15434: `[)>` RS `06` GS, then fields with a GS between them, then RS EOT. Each
field begins with its data identifier (ANSI MH10.8.2): a letter, after up to three digits. Those that receiving uses are
checked; the content of the others is agreed between the partners, and nobody else can say what is right there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from warehouse_app.scanning.components import is_far
from warehouse_app.scanning.element_strings import Element
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.separator import GS

RS = "\x1e"
EOT = "\x04"
CONTROLS = GS + RS + EOT
"""The control characters of such a label."""


class LabelReason(StrEnum):
    """Why a label with data identifiers cannot be used."""

    FORMAT = "label-format"
    FIELD = "label-field"
    TOO_LONG = "label-too-long"
    CHARACTER = "label-character"
    QUANTITY = "label-quantity"
    DATE = "label-date"
    DATE_FAR = "label-date-far"
    DIFFERENT_VALUES = "label-different-values"


@dataclass(frozen=True, slots=True)
class LabelFault:
    """Not a usable label: `code` says why, `facts` where. `di` is always the data identifier concerned."""

    code: LabelReason
    facts: Mapping[str, str | int] = field(default_factory=dict)


_HEADER = "[)>"
# Keyboards lose the record separators, and the end with them. But where the first one came, the last must have come
# too: without it the label is cut short, and "Q5000" may have become "Q50".
_ENVELOPE = re.compile(rf"\[\)>(?:{RS}06{GS}([^{RS}{EOT}]+){RS}|06{GS}([^{RS}{EOT}]+)){EOT}?")
_FIELD = re.compile(r"(\d{0,3}[A-Z])(.+)", re.ASCII)
_LONGEST = {"P": 50, "1P": 50, "1T": 50, "S": 50, "K": 50, "Q": 9, "14D": 8, "16D": 8}
_DAYS = ("14D", "16D")
_PIECES = re.compile(r"(\d{1,9}) ?(?:PC|EA)", re.ASCII)
"""An amount whose unit says that it is a number of pieces (ANSI X12.3, data element 355)."""


def is_label(text: str) -> bool:
    """Say whether `text` (without AIM identifier) is meant as a label in an envelope of ISO/IEC 15434."""
    return text.startswith(_HEADER)


def parse(text: str, *, year: int) -> Gs1Message | LabelFault:
    """Return what a label says, under the names of GS1, or the first thing wrong with it; `year` is that of the scan.

    P is our number of the item, 1P the supplier's, Q how many base units, 7Q how much in a unit of its own, 1T the
    supplier's lot, S a serial number, K our order, 14D the last day of use, 16D the day of production.
    """
    envelope = _ENVELOPE.fullmatch(text)
    if envelope is None:
        return LabelFault(LabelReason.FORMAT)
    fields: dict[str, str] = {}
    for part in filter(None, (envelope[1] or envelope[2]).split(GS)):
        match = _FIELD.fullmatch(part)
        if match is None:
            return LabelFault(LabelReason.FIELD, {"text": part[:20]})
        di, value = match.groups()
        fault = _fault_of(di, value.strip(), year=year)
        if fault is not None:
            return fault
        if fields.setdefault(di, value.strip()) != value.strip():
            return LabelFault(LabelReason.DIFFERENT_VALUES, {"di": di})
    pieces = _pieces(fields)
    if pieces is not None and int(fields.get("Q", pieces)) != pieces:
        return LabelFault(LabelReason.DIFFERENT_VALUES, {"di": "7Q"})
    return _message(fields)


def _fault_of(di: str, value: str, *, year: int) -> LabelFault | None:
    longest = _LONGEST.get(di)
    if longest is None:
        return None
    if not value:
        return LabelFault(LabelReason.FIELD, {"text": di})
    if not (value.isascii() and value.isprintable()):
        return LabelFault(LabelReason.CHARACTER, {"di": di})
    if di == "Q" and not (value.isdigit() and len(value) <= longest):
        return LabelFault(LabelReason.QUANTITY, {"di": di, "text": value[:20]})
    if di in _DAYS:
        day = _day(value)
        if day is None or is_far(day, year=year):
            return LabelFault(LabelReason.DATE_FAR if day else LabelReason.DATE, {"di": di, "text": value[:20]})
    return LabelFault(LabelReason.TOO_LONG, {"di": di, "maximum": longest}) if len(value) > longest else None


def _message(fields: dict[str, str]) -> Gs1Message:
    rest = dict(fields)
    quantity = rest.pop("Q", None)
    count = _pieces(fields) if quantity is None else int(quantity)
    return Gs1Message(
        lot=rest.pop("1T", None),
        serial=rest.pop("S", None),
        quantity=count,
        uncounted=rest.pop("7Q", None) is not None and count is None,
        customer_part=rest.pop("P", None),
        supplier_part=rest.pop("1P", None),
        purchase_order=rest.pop("K", None),
        expiry=_day(rest.pop("14D", "")),
        production_date=_day(rest.pop("16D", "")),
        # Last, because arguments are worked out in this order: by now only what nobody asked for is left.
        other=tuple(Element(di, value) for di, value in rest.items()),
    )


def _pieces(fields: Mapping[str, str]) -> int | None:
    match = _PIECES.fullmatch(fields.get("7Q", ""))
    return int(match[1]) if match else None


def _day(yyyymmdd: str) -> date | None:
    if len(yyyymmdd) != 8 or not yyyymmdd.isdigit():
        return None
    try:
        return date(int(yyyymmdd[:4]), int(yyyymmdd[4:6]), int(yyyymmdd[6:]))
    except ValueError:
        return None
