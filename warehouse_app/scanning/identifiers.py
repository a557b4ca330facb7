"""All application identifiers of GS1: the form of each field, what may not stand beside it, and its place in a link.

Source of the facts: GS1 General Specifications, and the GS1 Barcode Syntax Dictionary of 2026-01-27 (Apache-2.0), in an
arrangement of our own: by form. What the dictionary asks for across all symbols of one label ("req": a GTIN beside a
lot) is not here, since a scan brings one symbol.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from warehouse_app.scanning.components import Charset, Check


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a field: so many characters of a set, and the rules that they follow."""

    charset: Charset
    shortest: int
    longest: int
    checks: tuple[Check, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a field: its components, and the sums of their lengths."""

    components: tuple[Component, ...]
    shortest: int
    longest: int
    predefined: bool
    """Whether the next field follows without a separator (GS1 General Specifications, figure 7.8.5-2)."""

    @property
    def is_any_text(self) -> bool:
        """Whether any characters may stand in the field."""
        [first, *others] = self.components
        return not (others or first.checks) and first.charset is not Charset.DIGITS


_PREDEFINED = re.compile(r"0[0-4]|1[1-9]|20|3[1-6]|41")
_MEASURES = "310-316 320-329 330-337 340-349 350-357 360-369"

_FORMS = (
    # Keys and what is numbered within them.
    ("N18,csum", "00 8017 8018"),
    ("N14,csum", "01-03"),
    ("N13,csum", "410-417"),
    ("N13,csum [X..17]", "253"),
    ("N13,csum [N..12]", "255"),
    ("X..30,gcppos1", "401 7023 8004"),
    ("N17,csum", "402"),
    ("N1,zero N13,csum [X..16]", "8003"),
    ("N14,csum N4,pieceoftotal", "8006 8026"),
    ("Y..30,gcppos1", "8010"),
    ("N..12,nozeroprefix", "8011"),
    ("X..25,csumalpha,gcppos1", "8013"),
    ("X..25,csumalpha,gcppos1,hasnondigit", "8014"),
    # Texts and numbers.
    ("X..2", "7010"),
    ("X..3", "427 7008"),
    ("X..10", "7009 7255"),
    ("X..12", "7005"),
    ("X..20", "10 21 22 243 254 420 4318 7020-7022 710-717 7240 8002 8012"),
    ("X..25", "7242 8020"),
    ("X..28", "235"),
    ("X..30", "240 241 250 251 400 403 4308 4319 7002 90"),
    ("X..50", "8009"),
    ("X..70", "8200"),
    ("X..90", "91-99"),
    ("X2 X..28", "7230-7239"),
    ("Z..90,cset64", "8030"),
    ("N2", "20"),
    ("N4", "3940-3943 8111"),
    ("N6", "3950-3955 8005"),
    ("N13", "7001"),
    ("N15", "8040 8041"),
    ("N32", "8042"),
    ("N18 [N..2]", "8043"),
    ("N..4", "7004"),
    ("N..6", "242"),
    ("N..8", "30 37"),
    ("N..10", "8019"),
    ("N..15", "3900-3909 3920-3929"),
    ("N3,iso4217 N..15", "3910-3919 3930-3939"),
    ("N4,nonzero N5,nonzero N3,nonzero N1,winding N1", "8001"),
    # Days and times.
    ("N6,yymmd0", "11-13 15-17"),
    ("N6,yymmd0 N4,hhmi", "4324 4325"),
    ("N6,yymmdd", "4326 7006"),
    ("N6,yymmdd N4,hhmi", "7003"),
    ("N6,yymmdd [N6],yymmdd", "7007"),
    ("N6,yymmdd [N4],hhmi", "7011"),
    ("N6,yymmdd N2,hh [N2],mi [N2],ss", "8008"),
    # Countries, addresses, transport.
    ("N3,iso3166", "422 424 426"),
    ("N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166", "423 425"),
    ("N3,iso3166 X..9", "421"),
    ("N3,iso3166999 X..27", "7030-7039"),
    ("X2,iso3166alpha2", "4307 4317"),
    ("X..35,pcenc", "4300 4301 4310 4311 4320"),
    ("X..70,pcenc", "4302-4306 4312-4316 7257"),
    ("N10,latitude N10,longitude", "4309"),
    ("N1,yesno", "4321-4323"),
    ("N6 [X1],hyphen", "4330-4333"),
    ("N1 X1 X1 X1,importeridx", "7040"),
    ("X..4,packagetype", "7041"),
    # People, money.
    ("N2,mediatype", "7241"),
    ("N8,yyyymmdd", "7250"),
    ("N8,yyyymmdd N4,hhmi", "7251"),
    ("N1,iso5218", "7252"),
    ("X..40,pcenc", "7253 7254 7259"),
    ("X..90,pcenc", "7256"),
    ("X3,posinseqslash", "7258"),
    ("X..34,iban", "8007"),
    ("X..70,couponcode", "8110 8112"),
)
"""Forms in the dictionary's notation (type and length, then checks; brackets: may be left out), and who has them."""

_COMPONENT = re.compile(r"(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)")


def _series(text: str) -> Iterator[str]:
    for part in text.split():
        first, _, last = part.partition("-")
        yield from (str(number).zfill(len(first)) for number in range(int(first), int(last or first) + 1))


def _component(text: str) -> Component:
    match = _COMPONENT.fullmatch(text)
    assert match is not None
    bracket, charset, variable, longest, checks = match.groups()
    rules = tuple(Check(name) for name in checks.split(",")[1:])
    return Component(Charset(charset), 1 if variable else int(longest), int(longest), rules, bool(bracket))


def _form(text: str, *, predefined: bool) -> Form:
    components = tuple(_component(part) for part in text.split())
    shortest = sum(each.shortest for each in components if not each.optional)
    return Form(components, shortest, sum(each.longest for each in components), predefined)


FORMS: dict[str, Form] = {
    **{
        ai: _form(form, predefined=_PREDEFINED.match(ai) is not None)
        for form, identifiers in _FORMS
        for ai in _series(identifiers)
    },
    **{f"{head}{decimals}": _form("N6", predefined=True) for head in _series(_MEASURES) for decimals in range(6)},
}
"""The form of each field by its application identifier of two to four digits; none begins another."""

_CONTRADICTIONS = {
    "01": "02 03 255 37 8006",
    "02": "03 255 8026",
    "03": "37",
    "21": "235",
    "255": "415 8006 8020 8026",
    "37": "8006",
    "390": "390 391 394 8111",
    "391": "391",
    "392": "392 393 395",
    "393": "393 395",
    "394": "394 8111",
    "395": "395 8005",
    "420": "421",
    "421": "4307",
    "422": "426",
    **dict.fromkeys(("423", "424", "425"), "426"),
    "4330": "4331",
    "4332": "4333",
    "7250": "7251",
    **dict.fromkeys(("7253", "7254", "7255"), "7256 7259"),
    "7256": "7259",
    "8006": "8026",
    "8017": "8018",
    **{head: head for head in _series(_MEASURES)},
}
"""Fields that contradict each other, by their first digits; one head twice: the same amount with other decimals."""

_EXCLUSIVE = {head: tuple(others.split()) for head, others in _CONTRADICTIONS.items()}

LINK_KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(("00", "253", "255", "401", "402", "8003", "8013"), ((),)),
    "01": (("22", "10", "21"), ("235",)),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    **dict.fromkeys(("417", "8004"), (("7040",),)),
    "8006": (("22", "10", "21"),),
    "8010": (("8011",),),
    **dict.fromkeys(("8017", "8018"), (("8019",),)),
}
"""The keys that a GS1 Digital Link may name, each with the sequences of qualifiers that may follow it, in order."""

PATH_ONLY = frozenset(_series("03 21 22 235 254 7040 7041 8011 8014 8019 8020 8040-8043 8200"))
"""Fields that may not stand in the query of a GS1 Digital Link."""


def identifier_of(text: str) -> str:
    """Return the application identifier with which `text` begins, or ''."""
    return next((text[:length] for length in (2, 3, 4) if text[:length] in FORMS), "")


def contradiction(present: Collection[str]) -> tuple[str, str] | None:
    """Return two of the different fields of one symbol that contradict each other, or None."""
    begins: dict[str, list[str]] = {}
    for ai in present:
        for length in (2, 3, 4):
            begins.setdefault(ai[:length], []).append(ai)
    for ai in present:
        for head in dict.fromkeys((ai, ai[:3])):
            for other in chain.from_iterable(begins.get(beginning, ()) for beginning in _EXCLUSIVE.get(head, ())):
                if other != ai:
                    return ai, other
    return None
