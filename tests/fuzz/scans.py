"""Made-up scans: valid ones of every kind that names goods, damage to them, and noise."""

from collections.abc import Callable
from random import Random

from warehouse_app.scanning.components import Charset, Check
from warehouse_app.scanning.identifiers import FORMS, Component, contradiction

GS, RS, EOT = "\x1d", "\x1e", "\x04"
_AIMS = ("]C1", "]e0", "]d2", "]Q3", "]J1")
_ANY_AIMS = (*_AIMS, "]E0", "]E3", "]E4", "]C0", "]d1", "]Q1", "]I1", "]", "]X", "")
_CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_LETTERS = {
    Charset.DIGITS: "0123456789",
    Charset.CSET_82: _CSET_82,
    Charset.CSET_39: "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    Charset.CSET_64: "-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
}
_STRANGE = f"{GS}{GS}{GS}{RS}{EOT}\x00\x1b\t\r\n ^~()[]{{}}|%/?&=#äß€٣²\u202e\ud800\udcff"
_EXAMPLES = {
    Check.CHECK_PAIR: ("1987654Ad4X4bL5ttr2310c2K", "7907665Bm8v2AB"),
    Check.COUNTRY: ("276", "528", "004"),
    Check.COUNTRY_OR_999: ("276", "999"),
    Check.COUNTRY_LETTERS: ("DE", "NL"),
    Check.CURRENCY: ("978", "840"),
    Check.DAY: ("260131", "991231", "240229"),
    Check.DAY_OR_MONTH: ("260100", "991231", "240229"),
    Check.DAY_OF_CENTURY: ("20260131", "20240229"),
    Check.HOUR: ("00", "23"),
    Check.HOUR_MINUTE: ("0000", "2359"),
    Check.HYPHEN: ("-",),
    Check.IBAN: ("DE91100000000123456789", "BE71096123456769"),
    Check.IMPORTER: ("-", "a"),
    Check.LATITUDE: ("0279085848", "1800000000"),
    Check.LONGITUDE: ("3015297971", "3600000000"),
    Check.MEDIA: ("01", "99"),
    Check.MINUTE: ("00", "59"),
    Check.PACKAGE: ("PA", "200", "8"),
    Check.PERCENT: ("ACME%20Inc", "x"),
    Check.PIECE_OF_TOTAL: ("0101", "0299"),
    Check.POSITION: ("1/3", "9/9"),
    Check.SECOND: ("00", "59"),
    Check.SEX: ("0", "9"),
    Check.WINDING: ("0", "9"),
    Check.YES_NO: ("0", "1"),
    Check.ZERO: ("0",),
}
_AIS = tuple(ai for ai in FORMS if ai not in ("8110", "8112"))
_USUAL = ("00", "01", "10", "11", "15", "17", "21", "30", "240", "241", "400", "410", "3103")


def valid(random: Random) -> str:
    """Return a scan that is taken for goods."""
    match random.randrange(8):
        case 0:
            return numbered(random, random.choice((8, 12, 13, 14)))
        case 1:
            return f"]E0{numbered(random, 13)}"
        case 2:
            fields = (f"PSKU-{random.randrange(99)}", f"Q{random.randrange(1, 9999)}", f"1T{random.randrange(9**9)}")
            return f"[)>{RS}06{GS}{GS.join(fields)}{RS}{EOT}"
        case 3:
            return f"https://example.com/01/{numbered(random, 14)}/10/{random.randrange(9**9)}?17=261231"
    elements = _elements(random)
    return random.choice(_AIMS) + "".join(
        f"{ai}{value}" + ("" if FORMS[ai].predefined and random.random() < 0.9 else GS) for ai, value in elements
    )


def _elements(random: Random) -> list[tuple[str, str]]:
    source = _USUAL if random.random() < 0.5 else _AIS
    chosen: list[str] = []
    for ai in random.sample(source, random.randint(1, 5)):
        if ai not in ("02", "37") and contradiction([*chosen, ai]) is None:
            chosen.append(ai)
    elements = [(ai, _field(ai, random)) for ai in chosen]
    if random.random() < 0.1:
        elements = [("02", numbered(random, 14)), ("37", str(random.randrange(1, 99)))]
    return elements or [("01", numbered(random, 14))]


def _field(ai: str, random: Random) -> str:
    value = ""
    for component in FORMS[ai].components:
        if component.optional and random.random() < 0.5:
            break
        value += _component(component, random)
    return value


def _component(component: Component, random: Random) -> str:
    letters = _LETTERS[component.charset]
    length = random.randint(component.shortest, component.longest)
    for check in component.checks:
        if check is Check.CHECK_DIGIT:
            return numbered(random, length)
        if check in _EXAMPLES:
            fitting = [each for each in _EXAMPLES[check] if component.shortest <= len(each) <= component.longest]
            return random.choice(fitting)
    text = "".join(random.choices(letters, k=length))
    if component.checks:  # a company's prefix, or a number that is not nought and begins with none
        return f"1234{text}"[: max(length, 4) if Check.COMPANY_PREFIX in component.checks else length]
    return text


def numbered(random: Random, length: int) -> str:
    """Return a number of so many digits, the last of them its check digit."""
    digits = "".join(random.choices("0123456789", k=length - 1))
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """Return what makes the sum, each second digit from the right three times, a whole number of tens."""
    total = sum(int(digit) * (3 if (len(digits) - place) % 2 else 1) for place, digit in enumerate(digits))
    return str((10 - total % 10) % 10)


_DAMAGES: tuple[Callable[[str, int, str, Random], str], ...] = (
    lambda text, place, _other, _random: text[:place] + text[place + 1 :],
    lambda text, place, _other, random: text[:place] + random.choice("0123456789") + text[place + 1 :],
    lambda text, place, _other, random: text[:place] + random.choice(_STRANGE) + text[place:],
    lambda text, place, _other, random: text[:place] + random.choice(_CSET_82) + text[place + 1 :],
    lambda text, place, _other, _random: text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
    lambda text, place, _other, _random: text[:place],
    lambda text, _place, _other, _random: text.replace(GS, ""),
    lambda text, _place, other, _random: text + other,
    lambda text, _place, _other, random: random.choice(_ANY_AIMS) + text[3:],
    lambda text, place, _other, _random: text[:place] + text[place // 2 :],
)
"""A character lost, another digit, a strange one more, another one, two swapped, cut short, separators lost, two scans
in one, another symbology, a piece twice."""


def damaged(text: str, other: str, random: Random) -> str:
    """Return a scan as bad readers, keyboards and printers make it, one to three things wrong with it."""
    for damage in random.choices(_DAMAGES, k=random.randint(1, 3)):
        text = damage(text, random.randrange(len(text) + 1), other, random)
    return text


def noise(random: Random) -> str:
    """Return what no code is: bytes, digits, long runs, brackets."""
    match random.randrange(7):
        case 6:
            many = random.sample(_AIS, random.randint(2, 400) if random.random() < 0.1 else 8)
            return random.choice(_AIMS) + "".join(f"{ai}{_field(ai, random)}{GS}" for ai in many)[:4000]
        case 0:
            return random.randbytes(random.randrange(200)).decode("latin-1")
        case 1:
            return random.randbytes(random.randrange(60)).decode("utf-8", "surrogateescape")
        case 2:
            return "".join(random.choices("0123456789", k=random.randrange(60)))
        case 3:
            return random.choice(_ANY_AIMS) + "".join(random.choices(_CSET_82 + _STRANGE, k=random.randrange(80)))
        case 4:
            return random.choice(_AIMS) + random.choice(("10", "21", "0", "(", "01", "8010", GS)) * random.randrange(
                3000
            )
    return f"({random.choice(_AIS)}){random.randrange(10**9)}({random.choice(_AIS)}){random.randrange(10**9)}"
