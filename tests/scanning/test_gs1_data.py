"""Against published cases: the vectors of the GS1 syntax engine, its component linters, and biip's own tests.

Every case is run or set aside by name with the reason beside it, and the numbers of both are asserted.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from warehouse_app.scanning import digital_link, element_strings
from warehouse_app.scanning.codes import Gs1Code, GtinCode, read
from warehouse_app.scanning.element_strings import Element, Gs1Fault, fault_of
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.gtin import expected_check_digit, is_digits
from warehouse_app.scanning.separator import GS

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "gs1"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the folder shared/data/gs1 is not beside the checkout"),
]

YEAR = 2026
"""The year that the expected days of biip's cases suppose."""


def load(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


# --- the vectors of the syntax engine ---------------------------------------------------------------------------------

_PREDEFINED = re.compile(r"0[0-4]|1[1-9]|20|3[1-6]|41")
"""Identifiers after which no separator stands (GS1 General Specifications, figure 7.8.5-2)."""

_BRACKETS = "is a mistake in writing brackets, which no scanner sends; without them it is another text"
_OTHER_RULE = "breaks a rule of an identifier that receiving does not use, and that biip's table does not have"
_OTHER_KEY = "is a Digital Link whose key receiving does not use"
_COMPOSITE = "is a composite symbol in the engine's own notation; the linear part comes as a scan of its own"
_ALONE = "lacks the count that content needs: the engine allows it until all symbols of the label are read"

VECTORS_ASIDE = {
    "gs1-0024": _BRACKETS,
    "gs1-1273": _BRACKETS,
    "gs1-0074": _OTHER_RULE,  # 8003
    "gs1-0116": _OTHER_RULE,  # 401
    "gs1-0127": _OTHER_RULE,  # 3910
    "gs1-0230": _OTHER_RULE,  # 3940
    "gs1-0231": _OTHER_RULE,  # 3955
    "gs1-0621": _OTHER_RULE,  # 253
    "gs1-0633": _OTHER_RULE,  # 421
    "gs1-0649": _OTHER_RULE,  # 401
    "gs1-0651": _OTHER_RULE,  # 401
    "gs1-0652": _OTHER_RULE,  # 401
    "gs1-1293": _OTHER_RULE,  # 3940
    "gs1-1294": _OTHER_RULE,  # 3955
    "gs1-0391": _OTHER_KEY,  # 253
    "gs1-0392": _OTHER_KEY,  # 253
    "gs1-0398": _OTHER_KEY,  # 401
    "gs1-0326": _COMPOSITE,
    "gs1-0333": _COMPOSITE,
    "gs1-0236": _ALONE,
    "gs1-1295": _ALONE,
}


def as_scan(vector: dict[str, Any]) -> str:
    """Return the vector as a scanner sends it."""
    text: str = vector["input"]
    match vector["kind"]:
        case "scan":
            return text
        case "dl_uri":
            return f"]Q1{text}"
        case "fnc1":
            return "]C1" + text[1:].replace("^", GS)
    if not text.startswith("("):
        return f"]C1{text}"
    fields = re.findall(r"\(([^)]*)\)((?:\\\(|[^(])*)", text)
    return "]C1" + "".join(
        ai + value.replace("\\(", "(") + ("" if _PREDEFINED.match(ai) else GS) for ai, value in fields
    )


def elements_of(scan: str) -> list[list[str]]:
    body = scan[3:]
    elements = (digital_link if digital_link.is_link(body) else element_strings).split(body, year=YEAR)
    assert not isinstance(elements, Gs1Fault)
    return [[*element] for element in elements]


def message_of(scan: str) -> Gs1Message | None:
    return next((each.message for each in read(scan, year=YEAR) if isinstance(each, Gs1Code)), None)


def assert_says(message: Gs1Message, ais: list[list[str]]) -> None:
    """Assert that what `ais` lists is in the message, each in its place."""
    texts = {
        "00": message.sscc,
        "01": message.gtin,
        "02": message.content_gtin,
        "10": message.lot,
        "20": message.variant,
        "21": message.serial,
        "240": message.additional_id,
        "241": message.customer_part,
        "400": message.purchase_order,
    }
    days = {
        "11": message.production_date,
        "13": message.packaging_date,
        "15": message.best_before,
        "17": message.expiry,
    }
    numbers = {"30": message.quantity, "37": message.count}
    measures = {f"{each.kind}{each.decimals}": each.scaled for each in message.measures}
    for ai, value in ais:
        if ai in texts:
            assert texts[ai] == value
        elif ai in days:
            day = days[ai]
            assert day is not None
            assert value in (f"{day:%y%m%d}", f"{day:%y%m}00")
        elif ai in numbers:
            assert numbers[ai] == int(value)
        elif ai[:2] == "31":
            assert measures[ai] == int(value)
        elif ai[:2] == "41":
            assert value in [party.gln for party in message.parties if party.role == ai]
        else:
            assert Element(ai, value) in message.other


def test_the_vectors_of_the_engine() -> None:
    vectors = load("gs1_vectors_warehouse.json")["vectors"]
    run: Counter[tuple[str, bool]] = Counter()
    for vector in vectors:
        if vector["id"] in VECTORS_ASIDE:
            continue
        run[vector["kind"], vector["parse_ok"]] += 1
        scan = as_scan(vector)
        message = message_of(scan)
        assert (message is not None) is vector["parse_ok"], (vector["id"], scan)
        assert not any(isinstance(candidate, GtinCode) for candidate in read(scan, year=YEAR))
        if message is not None:
            assert elements_of(scan) == vector["ais"], vector["id"]
            assert_says(message, vector["ais"])
    assert run == {
        ("bracketed", True): 99,
        ("bracketed", False): 101,
        ("fnc1", True): 11,
        ("fnc1", False): 41,
        ("scan", True): 14,
        ("scan", False): 22,
        ("dl_uri", True): 50,
        ("dl_uri", False): 36,
    }
    assert run.total() + len(VECTORS_ASIDE) == len(vectors) == 395


def test_the_vectors_set_aside_because_we_are_stricter_are_refused() -> None:
    vectors = {vector["id"]: vector for vector in load("gs1_vectors_warehouse.json")["vectors"]}
    stricter = [name for name, reason in VECTORS_ASIDE.items() if reason in (_ALONE, _OTHER_KEY, _COMPOSITE)]
    assert len(stricter) == 7
    for name in stricter:
        assert vectors[name]["parse_ok"]
        assert message_of(as_scan(vectors[name])) is None


def test_the_scans_derived_from_the_vectors() -> None:
    rows = load("gs1_scan_derived.json")["rows"]
    run = 0
    refused = 0
    for row in rows:
        lacks_count = row["ais"] == [["02", "12345678901231"]]
        for prefix in row["symbology_prefixes"]:
            message = message_of(prefix + row["payload"])
            if lacks_count:  # set aside in VECTORS_ASIDE for the same reason
                assert message is None
                refused += 1
                continue
            run += 1
            assert message is not None, row["id"]
            assert not message.suspect
            assert elements_of(prefix + row["payload"]) == row["ais"]
            assert_says(message, row["ais"])
    assert (len(rows), run, refused) == (101, 396, 8)


# --- the component linters --------------------------------------------------------------------------------------------

LINTERS_RUN = {"csum": 14, "cset82": 264, "csetnumeric": 12, "yymmd0": 61}
_LINTERS_ASIDE_BECAUSE = {
    "no identifier that receiving uses has such a component": (
        *("cset39", "cset64", "couponcode", "couponposoffer", "csumalpha", "hasnondigit", "hh", "hhmi", "hyphen"),
        *("iban", "importeridx", "iso3166", "iso3166999", "iso3166alpha2", "iso4217", "iso5218", "latitude"),
        *("longitude", "mediatype", "mi", "nonzero", "nozeroprefix", "packagetype", "pcenc", "pieceoftotal"),
        *("posinseqslash", "ss", "winding", "yesno", "yymmdd", "yyyymmd0", "yyyymmdd", "zero"),
    ),
    "needs a table of company prefixes, which the engine itself leaves out by default": ("gcppos1", "gcppos2"),
}


def lints(linter: str, value: str) -> bool:
    """Say whether our check accepts the component that the linter of this name is for."""
    match linter:
        case "csum":
            return len(value) > 1 and is_digits(value) and expected_check_digit(value) == int(value[-1])
        case "cset82":
            # A component may be empty, a field may not: an empty one is tried with something before it. Ours is asked
            # piece by piece, since no field is as long as some of these values.
            pieces = [value[start : start + 19] for start in range(0, len(value), 19)]
            return all(fault_of("10", f"x{piece}", year=YEAR) is None for piece in pieces)
        case "csetnumeric":
            return all(fault_of("37", f"1{value[at : at + 7]}", year=YEAR) is None for at in range(0, len(value), 7))
        case _:
            return fault_of("17", value, year=YEAR) is None


def test_the_component_linters() -> None:
    cases = load("gs1_component_linters.json")
    aside = {linter for linters in _LINTERS_ASIDE_BECAUSE.values() for linter in linters}
    assert {case["linter"] for case in cases} == aside | set(LINTERS_RUN)
    run: Counter[str] = Counter()
    for case in cases:
        if case["linter"] in LINTERS_RUN:
            run[case["linter"]] += 1
            assert lints(case["linter"], case["value"]) is case["valid"], case
    assert run == LINTERS_RUN
    assert run.total() == 351
    assert len(cases) - run.total() == sum(case["linter"] in aside for case in cases) == 5320
