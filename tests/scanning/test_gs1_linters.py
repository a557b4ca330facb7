"""Against the GS1 Barcode Syntax Dictionary and the cases of its linters: what may stand in a field, and beside it.

Every case is run or set aside by the name of its linter with the reason beside it, and the numbers are asserted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.scanning.test_gs1_data import DATA, YEAR, load
from warehouse_app.scanning.components import Charset, Check, holds, stranger
from warehouse_app.scanning.identifiers import FORMS, LINK_KEYS, PATH_ONLY, contradiction

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the folder shared/data/gs1 is not beside the checkout"),
]

# --- the component linters --------------------------------------------------------------------------------------------

_CHARSETS = {"cset39": Charset.CSET_39, "cset82": Charset.CSET_82, "csetnumeric": Charset.DIGITS}
_PREFIXES = "asks whoever calls it for a table of the company prefixes given out, which nobody has here"
_COUPONS = "reads coupons of North American shops, which are refused as a whole"
LINTERS_ASIDE = {
    "gcppos1": _PREFIXES,  # what is left of it without the table, four digits at the start, is Check.COMPANY_PREFIX
    "gcppos2": _PREFIXES,
    "couponcode": _COUPONS,
    "couponposoffer": _COUPONS,
    "yyyymmd0": "belongs to no identifier",
}


def accepts(linter: str, value: str) -> bool:
    """Say whether our check accepts the component that the linter of this name is for."""
    if linter in _CHARSETS:
        return not stranger(_CHARSETS[linter], value)
    if linter == "cset64":
        return not stranger(Charset.CSET_64, value) and holds(Check.PADDING, value, year=YEAR)
    return holds(Check(linter), value, year=YEAR)


def test_the_component_linters() -> None:
    cases = load("gs1_component_linters.json")
    run: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    for case in cases:
        if case["linter"] in LINTERS_ASIDE:
            aside[case["linter"]] += 1
            continue
        run[case["linter"]] += 1
        assert accepts(case["linter"], case["value"]) is case["valid"], case
    assert {*run} == {check.value for check in Check} - {*LINTERS_ASIDE} | {*_CHARSETS}
    assert aside == {"couponcode": 397, "couponposoffer": 71, "gcppos1": 2, "gcppos2": 2, "yyyymmd0": 73}
    assert (run.total(), aside.total(), len(cases)) == (5126, 545, 5671)


def test_no_coupon_is_goods() -> None:
    coupons = [case["value"] for case in load("gs1_component_linters.json") if case["linter"].startswith("coupon")]
    assert len(coupons) == 468
    assert not any(holds(Check.COUPON, value, year=YEAR) for value in coupons)


# --- the dictionary ---------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """What the dictionary says of one identifier."""

    flags: str
    components: list[str]
    attributes: list[str]


def dictionary() -> dict[str, Entry]:
    """Return the dictionary, read by itself, so that a slip in our arrangement of it cannot hide."""
    entries = {}
    for line in (DATA / "gs1-syntax-dictionary.txt").read_text("utf-8").splitlines():
        if line[:1].isdigit():
            identifiers, *words = line.partition("#")[0].split()
            flags = words.pop(0) if words[0][0] in "*?" else ""
            components = [word for word in words if re.match(r"\[?[NXYZ](\.\.)?\d", word)]
            entry = Entry(flags, components, words[len(components) :])
            entries.update(dict.fromkeys(_range(identifiers), entry))
    return entries


def _range(text: str) -> Iterator[str]:
    first, _, last = text.partition("-")
    return (str(number).zfill(len(first)) for number in range(int(first), int(last or first) + 1))


def test_the_forms_are_those_of_the_dictionary() -> None:
    entries = dictionary()
    assert {*FORMS} == {*entries}
    for ai, entry in entries.items():
        assert FORMS[ai].predefined is ("*" in entry.flags), ai
        assert (ai in PATH_ONLY) is ("?" not in entry.flags), ai
        assert len(FORMS[ai].components) == len(entry.components), ai
        for ours, theirs in zip(FORMS[ai].components, entry.components, strict=True):
            match = re.fullmatch(r"(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)", theirs)
            assert match is not None
            bracket, charset, variable, longest, linters = match.groups()
            assert (ours.charset, ours.longest, ours.optional) == (charset, int(longest), bool(bracket)), ai
            assert ours.shortest == (1 if variable else ours.longest), ai
            names = {name for name in linters.split(",")[1:] if name not in LINTERS_ASIDE}
            assert {check.value for check in ours.checks} - {*LINTERS_ASIDE} - {Check.PADDING} == names, ai
            # Numbers begin with digits anyway, so only texts are asked for four of them.
            assert (Check.COMPANY_PREFIX in ours.checks) is ("gcppos1" in linters and charset != "N"), ai
            assert (Check.COUPON in ours.checks) is ("coupon" in linters), ai


def test_what_contradicts_each_other_is_what_the_dictionary_says() -> None:
    entries = dictionary()
    excluded = {
        ai: [
            re.compile(pattern.replace("n", r"\d"))
            for word in entry.attributes
            if word.startswith("ex=")
            for pattern in word[3:].split(",")
        ]
        for ai, entry in entries.items()
    }
    pairs = 0
    for ai, other in ((ai, other) for ai in entries for other in entries if ai < other):
        theirs = any(pattern.fullmatch(other) for pattern in excluded[ai]) or any(
            pattern.fullmatch(ai) for pattern in excluded[other]
        )
        assert (contradiction((ai, other)) is not None) is theirs, (ai, other)
        pairs += theirs
    assert pairs == 1409


def test_the_keys_of_links_are_those_of_the_dictionary() -> None:
    keys = {}
    for ai, entry in dictionary().items():
        for word in entry.attributes:
            if word.startswith("dlpkey"):
                orders = word.partition("=")[2].split("|")
                keys[ai] = tuple(tuple(order.split(",")) if order else () for order in orders)
    assert keys == LINK_KEYS
    assert len(keys) == 16
