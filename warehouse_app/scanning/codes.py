"""From the text of a scan to typed candidates: what it may mean, in order of reading, before anyone looks or acts.

`read` asks no table. Whoever does takes the candidates in order and the first that exists; the order is

1. commands, since they must work whatever the tables hold;
2. own documents and places: by prefix, then as a bare number. Before goods, because a bare order number such as
   "10-5566" also reads as a GS1 lot, and people type bare numbers;
3. the text exactly as scanned, in the table of barcodes and the list of items: what the house entered beats any rule;
4. the label of received goods ("GR-1/3"), which is longer than any number that people give;
5. GTIN or GS1, by AIM identifier (ISO/IEC 15424) or structure; labels with data identifiers (ISO/IEC 15434).

Two kinds of text are never bare numbers: GS1 symbols, and 8, 12, 13 or 14 digits without an AIM identifier, which are
GTINs (a UPC-E written out) or nothing beside an exact entry. Nothing here raises: what cannot be read is an
`UnknownCode`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from warehouse_app.scanning import data_identifiers, digital_link, gs1
from warehouse_app.scanning.data_identifiers import LabelFault, LabelReason
from warehouse_app.scanning.element_strings import Gs1Fault, Gs1Reason
from warehouse_app.scanning.faults import MAX_QUANTITY, ScanFault, fault_of, shown
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.gtin import (
    GTIN_LENGTHS,
    expected_check_digit,
    is_digits,
    is_shop_number,
    likely_check_digit,
    numbers_in,
    upc_a_of,
)
from warehouse_app.scanning.separator import GS

MAX_LENGTH = 4096
"""The longest text that is looked at; a QR code holds 4,296 letters and digits, no label of goods comes near it."""


class Command(StrEnum):
    """What a command card says; letters and digits only, which every symbology and keyboard layout carries."""

    OK = "WXOK"
    CANCEL = "WXCANCEL"
    UNDO = "WXUNDO"
    SHORT = "WXSHORT"
    SKIP = "WXSKIP"
    DONE = "WXDONE"
    PRINT = "WXPRINT"
    QUANTITY = "WXQTY"
    BACK = "WXBACK"
    YES = "WXYES"
    NO = "WXNO"
    OUT = "WXOUT"
    HELP = "WXHELP"
    RECEIVE = "WXRECEIVE"
    MOVE = "WXMOVE"
    PICK = "WXPICK"
    PACK = "WXPACK"
    COUNT = "WXCOUNT"
    LOOK_UP = "WXLOOKUP"


@dataclass(frozen=True, slots=True)
class CommandCode:
    """A command card; `quantity` (1 to MAX_QUANTITY) with Command.QUANTITY only."""

    command: Command
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class LocationCode:
    """Perhaps a location. `bare`: nothing says so but the number, so it counts only where no other kind has it too."""

    code: str
    bare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class OrderCode:
    """Perhaps a customer's order; `bare` as for LocationCode."""

    number: str
    bare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class PurchaseOrderCode:
    """Perhaps a purchase order; `bare` as for LocationCode."""

    number: str
    bare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class AdvanceNoticeCode:
    """Perhaps an advance notice; `bare` as for LocationCode."""

    number: str
    bare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class PickListCode:
    """Perhaps a pick list; `bare` as for LocationCode."""

    number: str
    bare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ParcelCode:
    """Perhaps a parcel or tote; `bare` as for LocationCode."""

    number: str
    bare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ReceivedCode:
    """Perhaps a receipt, or the label of goods that were booked in on it: the goods of a `booking`, counted from 1.

    `goods` is which of those, where there are several; 0: all of them. `booking` is 0 for the receipt itself.
    """

    receipt: str
    booking: int = 0
    goods: int = 0


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """Somebody's badge: the token after the prefix. A secret, so it is never shown, logged or put into facts."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ItemCode:
    """Perhaps a barcode of the table, or an item's number, exactly as scanned."""

    text: str


@dataclass(frozen=True, slots=True)
class GtinCode:
    """A GTIN in 14 digits, its check digit right."""

    gtin: str

    @property
    def indicator(self) -> int:
        """The pack: 0 the item itself, 1 to 8 a pack of it, 9 a measured pack."""
        return int(self.gtin[0])


@dataclass(frozen=True, slots=True)
class Gs1Code:
    """A GS1 symbol or web address, or a label that says the same with data identifiers."""

    message: Gs1Message


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """No meaning, and why: the answer where no candidate before it exists."""

    code: ScanFault | Gs1Reason | LabelReason
    facts: Mapping[str, str | int] = field(default_factory=dict)


Candidate = (
    CommandCode
    | LocationCode
    | OrderCode
    | PurchaseOrderCode
    | AdvanceNoticeCode
    | PickListCode
    | ParcelCode
    | BadgeCode
    | ItemCode
    | ReceivedCode
    | GtinCode
    | Gs1Code
    | UnknownCode
)

_OWN: dict[str, type[LocationCode | OrderCode | PurchaseOrderCode | AdvanceNoticeCode | PickListCode | ParcelCode]] = {
    "L-": LocationCode,
    "SO-": OrderCode,
    "PO-": PurchaseOrderCode,
    "AN-": AdvanceNoticeCode,
    "PL-": PickListCode,
    "PA-": ParcelCode,
}
_RECEIPT = "GR-"
_PART = re.compile(r"(.+)/([1-9][0-9]{0,5})")
BADGE = "U-"
"""What stands before a name on its badge."""
_AIM = re.compile(r"\][A-Za-z][A-Za-z0-9]")
_GS1_SYMBOLS = frozenset({"]C1", "]e0", "]d2", "]Q3", "]J1"})
"""GS1-128, GS1 DataBar, GS1 DataMatrix, GS1 QR and GS1 DotCode (GS1 General Specifications, figure 5.1.2-2)."""
_EAN = {
    "]E0": re.compile(r"(\d{13}|\d{8})", re.ASCII),
    "]E3": re.compile(r"(\d{13})(?:\d{2}|\d{5})", re.ASCII),
    "]E4": re.compile(r"(\d{8})", re.ASCII),
}
"""What follows: EAN-13, which UPC-A is with its leading zero, or UPC-E not written out; one with an add-on; EAN-8."""
_UPC_A = re.compile(r"\d{12}", re.ASCII)
_KEYED = re.compile(r"00\d{18}|0[12]\d{14}", re.ASCII)
_QUANTITY = re.compile(r"[1-9][0-9]{0,5}")
_ENDS = " \t\r\n\u00a0\u2007\u202f"
"""Blanks, those at which no line is broken among them, and ends of lines."""


def read(text: str, *, year: int) -> tuple[Candidate, ...]:
    """Return what `text` may mean, in order of reading. Never raises.

    A command stands alone; everything else ends in one UnknownCode. Spaces and line ends around the text are no part
    of it. `year` is the year of the scan, from which the century of GS1 days follows.
    """
    text = text.strip(_ENDS)
    # A text that is too long is refused, so no more of it is looked at.
    aim, body = _without_aim(text[: MAX_LENGTH + 1])
    fault = _unreadable(text, controls=data_identifiers.CONTROLS if data_identifiers.is_label(body) else GS)
    if fault is not None:
        return (fault,)
    if not body:
        return (UnknownCode(ScanFault.EMPTY),)
    items = (ItemCode(text), ItemCode(body)) if aim else (ItemCode(text),)
    if data_identifiers.is_label(body):
        return (*items, *_gs1(data_identifiers.parse(body, year=year), body))
    if aim in _GS1_SYMBOLS or (not aim and body.startswith(GS)):
        return (*items, *_gs1(gs1.parse(body, year=year), body))
    if aim in _EAN:
        return (*items, *_ean(aim, body))
    if not aim and len(body) in GTIN_LENGTHS and is_digits(body):
        return (*items, *_digits(body))
    return _command(body) or (*_own(body), *items, *_received(body), *_by_structure(body, year=year))


def quantity(text: str) -> int | None:
    """Return the quantity that digits mean where one may stand: 1 to 999,999, else None.

    Six digits at most, so that no GTIN (eight digits or more) is ever taken for a quantity, not even one that lost a
    digit; larger quantities come from a quantity card. A leading zero makes a code, not a count.
    """
    aim, body = _without_aim(text.strip(_ENDS)[:MAX_LENGTH])
    if aim in _GS1_SYMBOLS or aim in _EAN or not _QUANTITY.fullmatch(body):
        return None
    return int(body)


def label_of(candidates: Iterable[Candidate]) -> Gs1Message | None:
    """Return what a label says of goods, where the scan was one that can be read."""
    return next((each.message for each in candidates if isinstance(each, Gs1Code)), None)


def is_marked(text: str, unknown: UnknownCode) -> bool:
    """Say whether a text that means nothing here, for the reason `unknown`, is certainly some code with a slip in it.

    It is a GS1 or EAN symbol or what is printed below one, a web address, a label with data identifiers, or a badge, so
    that it cannot stand for itself, as the text of a lot does: digits that only begin like a GS1 symbol can.
    """
    aim, body = _without_aim(text.strip(_ENDS)[:MAX_LENGTH])
    if isinstance(unknown.code, LabelReason):
        return True
    if isinstance(unknown.code, Gs1Reason):
        return aim in _GS1_SYMBOLS or GS in body or digital_link.is_link(body)
    return aim in _EAN or unknown.code in {ScanFault.BRACKETS, ScanFault.UNKNOWN_BADGE}


def _unreadable(text: str, *, controls: str) -> UnknownCode | None:
    if len(text) > MAX_LENGTH:
        return UnknownCode(ScanFault.TOO_LONG, {"length": len(text), "maximum": MAX_LENGTH})
    for position, character in enumerate(text, start=1):
        if not character.isprintable() and character not in controls:
            fault = _fault_of_character(character)
            return UnknownCode(fault, {"position": position, "character": f"U+{ord(character):04X}"})
    return None


def _fault_of_character(character: str) -> ScanFault:
    match unicodedata.category(character):
        case "Cs":
            return ScanFault.UNDECODABLE
        case "Zs":
            return ScanFault.SPACE
    return ScanFault.UNPRINTABLE


def _without_aim(text: str) -> tuple[str, str]:
    aim = _AIM.match(text)
    return (aim[0], text[aim.end() :]) if aim else ("", text)


def _command(body: str) -> tuple[Candidate, ...]:
    text = body.upper()
    number = text.removeprefix(Command.QUANTITY)
    if text == Command.QUANTITY or (number != text and is_digits(number)):
        # Compared as text first: a number of 4,000 digits is not worth working out.
        digits = number.lstrip("0")
        if not digits or len(digits) > len(str(MAX_QUANTITY)):
            return (UnknownCode(ScanFault.QUANTITY, {"text": shown(body), "maximum": MAX_QUANTITY}),)
        return (CommandCode(Command.QUANTITY, int(digits)),)
    try:
        return (CommandCode(Command(text)),)
    except ValueError:
        return ()


def _own(body: str) -> tuple[Candidate, ...]:
    if GS in body or digital_link.is_link(body):
        return ()
    named: list[Candidate] = [BadgeCode(body[len(BADGE) :])] if _is_badge(body) else []
    bare: list[Candidate] = []
    for prefix, kind in _OWN.items():
        rest = body[len(prefix) :]
        if not rest or body[: len(prefix)].upper() != prefix:
            bare.append(kind(body, bare=True))
            continue
        # The number itself may begin with the prefix; typed by hand, the prefix may be in small letters.
        named += dict.fromkeys((kind(body), kind(f"{prefix}{rest}"), kind(rest)))
    return (*named, *bare)


def _received(body: str) -> tuple[Candidate, ...]:
    number = body[: len(_RECEIPT)].upper() + body[len(_RECEIPT) :]
    if not number.startswith(_RECEIPT):
        return ()
    found = [ReceivedCode(number)]
    if part := _PART.fullmatch(number):
        found.append(ReceivedCode(part[1], int(part[2])))
        if whole := _PART.fullmatch(part[1]):
            found.append(ReceivedCode(whole[1], int(whole[2]), int(part[2])))
    return tuple(found)


def _is_badge(body: str) -> bool:
    return len(body) > len(BADGE) and body[: len(BADGE)].upper() == BADGE


def _by_structure(body: str, *, year: int) -> tuple[Candidate, ...]:
    if _is_badge(body):
        return (UnknownCode(ScanFault.UNKNOWN_BADGE),)
    if len(body) in GTIN_LENGTHS and is_digits(body):
        return _digits(body)
    message = gs1.parse(body, year=year)
    # A text that merely can be read as GS1 ("10-5566", a lot) is taken for it only where it names goods.
    names_goods = isinstance(message, Gs1Message) and (message.sscc or message.gtin or message.content_gtin)
    if names_goods or GS in body or _KEYED.match(body) or digital_link.is_link(body):
        return _gs1(message, body)
    return (UnknownCode(*fault_of(body)),)


def _gs1(message: Gs1Message | Gs1Fault | LabelFault, body: str) -> tuple[Candidate, ...]:
    if isinstance(message, Gs1Fault | LabelFault):
        return (UnknownCode(message.code, message.facts),)
    if message.sscc and not (message.gtin or message.content_gtin or message.our_sku):
        # Whoever taught it to an item would teach a number that never comes again.
        return (Gs1Code(message), UnknownCode(ScanFault.UNKNOWN_PALLET, {"sscc": message.sscc}))
    return (Gs1Code(message), UnknownCode(ScanFault.UNKNOWN_GS1, {"text": shown(body)}))


def _ean(aim: str, body: str) -> tuple[Candidate, ...]:
    match = _EAN[aim].fullmatch(body)
    digits = match[1] if match else ""
    number = upc_a_of(digits) if aim == "]E0" and len(digits) == 8 else digits
    if not number:
        # Under ]E0 a UPC-A has 13 digits (ISO/IEC 15424): cut short, a longer one may be a good number of 12 by chance.
        fault = ScanFault.UPC_A_CUT if aim == "]E0" and _UPC_A.fullmatch(body) else ScanFault.NOT_A_GTIN
        return (UnknownCode(fault, {"text": shown(body)}),)
    expected = expected_check_digit(number)
    if int(digits[-1]) != expected:
        return (UnknownCode(ScanFault.CHECK_DIGIT, {"text": digits, "expected": expected}),)
    return _gtins(number)


def _digits(digits: str) -> tuple[Candidate, ...]:
    if numbers := numbers_in(digits):
        return _gtins(*numbers)
    return (UnknownCode(ScanFault.CHECK_DIGIT, {"text": digits, "expected": likely_check_digit(digits)}),)


def _gtins(*numbers: str) -> tuple[Candidate, ...]:
    """Return what numbers with right check digits are; of one that nothing has, what is said is said of the first."""
    gtins = list(dict.fromkeys(number.zfill(14) for number in numbers))
    fault = ScanFault.SHOP_NUMBER if is_shop_number(gtins[0]) else ScanFault.UNKNOWN_GTIN
    return (*map(GtinCode, gtins), UnknownCode(fault, {"gtin": numbers[0]}))
