"""From a GS1 symbol or web address to what it says about goods: item, pack, lot, days, serial, count, measure, papers.

On top of fields that are right one by one stands what they may say together. What GS1 asks for across all symbols of
one label (an SSCC beside a count, a GTIN beside a lot) is not asked for here, since a scan brings one symbol.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from warehouse_app.scanning import digital_link, element_strings
from warehouse_app.scanning.components import day_of
from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason
from warehouse_app.scanning.identifiers import FORMS, contradiction, identifier_of
from warehouse_app.scanning.separator import GS


class MeasureKind(StrEnum):
    """What a measure measures, and its unit: the first three digits of the application identifier."""

    NET_WEIGHT_KG = "310"
    LENGTH_M = "311"
    WIDTH_M = "312"
    HEIGHT_M = "313"
    AREA_M2 = "314"
    VOLUME_L = "315"
    VOLUME_M3 = "316"


class PartyRole(StrEnum):
    """What a place or party is to the goods: the application identifier of its GLN."""

    SHIP_TO = "410"
    BILL_TO = "411"
    PURCHASED_FROM = "412"
    SHIP_FOR = "413"
    LOCATION = "414"
    PAY_TO = "415"
    PRODUCED_AT = "416"
    PARTY = "417"


@dataclass(frozen=True, slots=True)
class Measure:
    """`scaled` divided by 10 to the power of `decimals`, in the unit that `kind` names; never a float."""

    kind: MeasureKind
    scaled: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Party:
    """A place or company by its GLN of 13 digits."""

    role: PartyRole
    gln: str


@dataclass(frozen=True, slots=True)
class Besides:
    """What a symbol says of goods that nobody has to know to book them; '' or None where it does not say it."""

    production_date: date | None = None
    packaging_date: date | None = None
    variant: str = ""
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Gs1Message:
    """What one GS1 symbol says; None where it does not say it. GTINs have 14 digits, the indicator kept."""

    sscc: str | None = None
    gtin: str | None = None
    content_gtin: str | None = None
    """The item that a pallet or case holds `count` of."""
    count: int | None = None
    """How many of `content_gtin`; always there with it."""
    lot: str | None = None
    production_date: date | None = None
    packaging_date: date | None = None
    best_before: date | None = None
    expiry: date | None = None
    variant: str | None = None
    serial: str | None = None
    quantity: int | None = None
    """How many pieces are in the pack, where that varies (AI 30)."""
    measures: tuple[Measure, ...] = ()
    additional_id: str | None = None
    """AI 240: a further item number beside the GTIN, most often the maker's."""
    customer_part: str | None = None
    """AI 241: the item number of whoever ordered, so ours."""
    supplier_part: str | None = None
    """The supplier's own number of the item (data identifier 1P): never one that we gave."""
    purchase_order: str | None = None
    """AI 400: the order number of whoever ordered, so ours."""
    parties: tuple[Party, ...] = ()
    other: tuple[Element, ...] = ()
    """Fields that nothing here uses; as valid as the others."""
    suspect: bool = False
    """Lot or serial may have swallowed the fields after it: to be asked about where nobody knows it, not booked."""
    uncounted: bool = False
    """How many is to be asked for: the count may have swallowed the fields after it, or is none of pieces."""
    hides_count: bool = False
    """Another field at the end may have swallowed how many there are: to be asked for, but where it is a known lot."""

    @property
    def our_sku(self) -> str | None:
        """What may be our number of the item: AI 241, else 240."""
        return self.customer_part or self.additional_id

    @property
    def besides(self) -> Besides:
        """What is told of the goods, and asks nothing."""
        return Besides(self.production_date, self.packaging_date, self.variant or "", self.parties)


_MEASURES = frozenset(MeasureKind)
_PARTIES = frozenset(PartyRole)

_COMPANIONS = {"02": ("37",), "37": ("02", "8026")}
"""Fields that mean nothing without another one of the same symbol: a content and how many of it."""

_COUNTS = frozenset({"30", "37"})
_LOTS = frozenset({"10", "21"})
_SHORTEST_SWALLOWED = {2: 4, 3: 4, 4: 2}
"""So many characters a text must have to be one that a lot swallowed, by the digits of its identifier: two digits or
three, and a few more, are there by chance. See `_has_swallowed`.
"""
_FREE = re.compile(r"22|25[01]|9\d")
_LETTER_FIRST = re.compile(r"[A-Za-z]..")
"""Fields of few labels for any text, and how it must begin: digits like these are in many lots ("L250131A", "1992").
Any other text that begins so is long enough too.
"""
_YEARS = 5
"""So far from the year of the scan, "20" and two digits at the end of a lot are the year of its day, and no variant."""


def parse(text: str, *, year: int) -> Gs1Message | Gs1Fault:
    """Return what a GS1 element string or GS1 Digital Link says, or the first thing wrong with it.

    `text` comes without AIM identifier; `year` is the year of the scan, from which the century of its days follows.
    """
    if digital_link.is_link(text):
        elements = digital_link.split(text, year=year)
    else:
        elements = element_strings.split(text, year=year)
    if isinstance(elements, Gs1Fault):
        return elements
    unique = tuple(dict.fromkeys(elements))
    fault = _fault_together(unique)
    if fault is not None:
        return fault
    suspect, uncounted = (_has_swallowed(text, unique, within, year=year) for within in (_LOTS, _COUNTS))
    hides_count = _has_swallowed_count(text, unique, year=year)
    return replace(_message(unique, suspect=suspect, uncounted=uncounted, year=year), hides_count=hides_count)


def is_several(text: str, *, year: int) -> bool:
    """Return whether a text reads as several fields, as a second symbol of a label does; the year of a lot is none."""
    elements = element_strings.split(text, year=year)
    if isinstance(elements, Gs1Fault):
        return False
    return sum(ai != "20" or abs(int(ai + value) - year) > _YEARS for ai, value in elements) > 1


def _fault_together(elements: tuple[Element, ...]) -> Gs1Fault | None:
    present = Counter(ai for ai, _ in elements)
    for ai, times in present.items():
        if times > 1:
            return Gs1Fault(Gs1Reason.DIFFERENT_VALUES, {"ai": ai})
    pair = contradiction(present)
    if pair is not None:
        return Gs1Fault(Gs1Reason.EXCLUSIVE, {"ai": pair[0], "other": pair[1]})
    for ai, companions in _COMPANIONS.items():
        if ai in present and not any(each in present for each in companions):
            return Gs1Fault(Gs1Reason.INCOMPLETE, {"ai": ai, "other": companions[0]})
    return None


def _has_swallowed(text: str, elements: tuple[Element, ...], within: frozenset[str], *, year: int) -> bool:
    """Return whether the last field, one of those of `within`, may have others in it: no separator ended it.

    Whole lots may look like that too, none of GS1's own examples, but of days in digits 2 to 3 in 100 (YYMMDD,
    YYYYMMDD, YYDDD), with a letter behind them none, as DDMMYY or DDMMYYYY 7 to 16; of numbers 5 in 100 that have five
    digits, 7 of six, 17 of eight and 28 of ten. Most of these have what a count is ("30" or "37" and digits). What
    would add much to them is not looked for, so that these may be booked as a part of the lot:

    * digits of AI 22, 250 and 251, with which days go on: of lots like L250131A half would be asked about (22: 3 in 100
      of numbers of ten digits, 6 of days with digits behind them);
    * digits to which companies give a meaning (9n): 10 in 100 of numbers of seven digits, 29 of ten;
    * texts of less than four characters (three from a letter on, two after an identifier of four digits): 2 to 7 in 100
      of days and numbers.
    """
    ai, value = elements[-1]
    # A field ends where the web address says so; and one separator anywhere proves that the scanner sends them.
    if ai not in within or digital_link.is_link(text) or GS in text:
        return False
    # What is there already stands in the lot by chance; but a number of goods there is a second scan run into this one.
    chance = {element.ai for element in elements} - {"00", "01", "02", "03"}
    is_count = ai in _COUNTS
    chance |= _COUNTS if is_count else frozenset()
    return any(_is_field(value[start:], chance, is_count=is_count, year=year) for start in range(1, len(value)))


def _has_swallowed_count(text: str, elements: tuple[Element, ...], *, year: int) -> bool:
    """Return whether the last field, of any text, may have a count or a measure in it: no separator ended it.

    As of `_has_swallowed`, 2 to 7 in 100 whole lots look like that; whoever scans such a label is asked how many.
    """
    ai, value = elements[-1]
    if FORMS[ai].predefined or digital_link.is_link(text) or GS in text:
        return False
    present = {element.ai for element in elements}
    if present & _COUNTS or any(each[:3] in _MEASURES for each in present):
        return False
    for start in range(1, len(value)):
        rest = value[start:]
        says = identifier_of(rest)
        if (says in _COUNTS or says[:3] in _MEASURES) and _is_field(rest, present, is_count=False, year=year):
            return True
    return False


def _is_field(text: str, chance: set[str], *, is_count: bool, year: int) -> bool:
    """Return whether a text, in a lot or in a count, is a field, or one of fixed length and others after it."""
    ai = identifier_of(text)
    if not ai or ai in chance:
        return False
    form = FORMS[ai]
    end = len(ai) + form.longest if form.predefined else len(text)
    value, rest = text[len(ai) : end], text[end:]
    if element_strings.fault_of(ai, value, year=year):
        return False
    if form.predefined:
        # Two digits of a variant stand anywhere by chance, and at the end they may be those of a year.
        if ai == "20":
            return not rest and (is_count or abs(int(text) - year) > _YEARS)
        return not rest or bool(identifier_of(rest))
    if not form.is_any_text or _LETTER_FIRST.match(value):
        return True
    least = 1 if is_count else min(_SHORTEST_SWALLOWED[len(ai)], form.longest)
    return _FREE.fullmatch(ai) is None and value[0].isalnum() and len(value) >= least


def _message(elements: tuple[Element, ...], *, suspect: bool, uncounted: bool, year: int) -> Gs1Message:
    rest = dict(elements)
    measures = [(ai, rest.pop(ai)) for ai in tuple(rest) if ai[:3] in _MEASURES]
    parties = [(ai, rest.pop(ai)) for ai in tuple(rest) if ai in _PARTIES]

    def number(ai: str) -> int | None:
        return int(rest.pop(ai)) if ai in rest else None

    def day(ai: str) -> date | None:
        return day_of(rest.pop(ai), year=year) if ai in rest else None

    return Gs1Message(
        sscc=rest.pop("00", None),
        gtin=rest.pop("01", None),
        content_gtin=rest.pop("02", None),
        count=number("37"),
        lot=rest.pop("10", None),
        production_date=day("11"),
        packaging_date=day("13"),
        best_before=day("15"),
        expiry=day("17"),
        variant=rest.pop("20", None),
        serial=rest.pop("21", None),
        quantity=number("30"),
        measures=tuple(Measure(MeasureKind(ai[:3]), int(value), int(ai[3])) for ai, value in measures),
        additional_id=rest.pop("240", None),
        customer_part=rest.pop("241", None),
        purchase_order=rest.pop("400", None),
        parties=tuple(Party(PartyRole(ai), gln) for ai, gln in parties),
        # Last, because arguments are worked out in this order: by now only what nobody asked for is left.
        other=tuple(Element(ai, value) for ai, value in rest.items()),
        suspect=suspect,
        uncounted=uncounted,
    )
