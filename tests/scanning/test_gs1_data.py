"""Against published cases: the element strings, scans and web addresses of the GS1 syntax engine.

Every case is run or set aside by name with the reason beside it, and the numbers of both are asserted.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from warehouse_app.scanning import digital_link, element_strings
from warehouse_app.scanning.codes import Gs1Code, GtinCode, UnknownCode, read
from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.gs1 import Gs1Message
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


_PREDEFINED = re.compile(r"0[0-4]|1[1-9]|20|3[1-6]|41")
"""Identifiers after which no separator stands (GS1 General Specifications, figure 7.8.5-2)."""

_COMPOSITE = (
    "is a composite symbol in the engine's own notation (linear part, bar, second part); a scanner sends the linear "
    "part as a scan of its own, and what this one lists is the second part alone"
)
_ALONE = (
    "is content (02) without how many there are (37): the engine's own test calls it invalid, only with that check "
    "switched off it is valid; booked as it stands it would be one unit of nobody knows how many"
)

VECTORS_ASIDE = {"gs1-0326": _COMPOSITE, "gs1-0333": _COMPOSITE, "gs1-0236": _ALONE, "gs1-1295": _ALONE}
"""Valid ones that we refuse."""

_PRINTED = (
    "is a mistake in writing brackets, refused as printed; what a scanner sends has none, is another text and right"
)
AS_PRINTED = {"gs1-0024": _PRINTED, "gs1-1273": _PRINTED}
"""Invalid ones that are not judged as a scanner would send them."""


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
        if vector["id"] in {*VECTORS_ASIDE, *AS_PRINTED}:
            continue
        run[vector["kind"], vector["parse_ok"]] += 1
        scan = as_scan(vector)
        message = message_of(scan)
        assert (message is not None) is vector["parse_ok"], (vector["id"], scan)
        assert not any(isinstance(candidate, GtinCode) for candidate in read(scan, year=YEAR)), vector["id"]
        if message is not None:
            assert elements_of(scan) == vector["ais"], vector["id"]
            assert_says(message, vector["ais"])
    assert run == {
        ("bracketed", True): 99,
        ("bracketed", False): 112,
        ("fnc1", True): 11,
        ("fnc1", False): 42,
        ("scan", True): 14,
        ("scan", False): 22,
        ("dl_uri", True): 53,
        ("dl_uri", False): 36,
    }
    assert sum(count for (_, valid), count in run.items() if not valid) + len(AS_PRINTED) == 214
    assert run.total() + len(VECTORS_ASIDE) + len(AS_PRINTED) == len(vectors) == 395


def test_what_is_wrong_only_as_printed_is_right_as_a_scanner_sends_it() -> None:
    vectors = {each["id"]: each for each in load("gs1_vectors_warehouse.json")["vectors"]}
    sent = {name: as_scan(vectors[name]) for name in AS_PRINTED}
    assert sent == {"gs1-0024": f"]C1011234567890123121012345{GS}", "gs1-1273": f"]C1{GS}10ABC{GS}"}
    assert message_of(sent["gs1-0024"]) == Gs1Message(gtin="12345678901231", serial="012345")
    assert message_of(sent["gs1-1273"]) == Gs1Message(lot="ABC")
    for name in AS_PRINTED:
        assert not vectors[name]["parse_ok"]
        printed = read(vectors[name]["input"], year=YEAR)
        assert not any(isinstance(each, Gs1Code | GtinCode) for each in printed)


def test_texts_with_brackets_are_refused_whatever_they_say() -> None:
    vectors = [each for each in load("gs1_vectors_warehouse.json")["vectors"] if each["kind"] == "bracketed"]
    assert len(vectors) == 215
    assert {vector["id"] for vector in vectors} >= {*AS_PRINTED}
    with_identifier = 0
    for vector in vectors:
        for aim in ("", "]C1", "]Q3"):
            candidates = read(aim + vector["input"], year=YEAR)
            assert not any(isinstance(candidate, Gs1Code | GtinCode) for candidate in candidates), vector["id"]
        last = read(vector["input"], year=YEAR)[-1]
        assert isinstance(last, UnknownCode)
        with_identifier += last.code is ScanFault.BRACKETS
    # One is the number of a pallet, which needs no other field.
    assert with_identifier == 201


def test_the_vectors_set_aside_are_refused() -> None:
    vectors = {vector["id"]: vector for vector in load("gs1_vectors_warehouse.json")["vectors"]}
    for name, reason in VECTORS_ASIDE.items():
        assert vectors[name]["parse_ok"]
        assert message_of(as_scan(vectors[name])) is None
        assert vectors[name]["source_test_says_valid"] is (reason != _ALONE)
    lacking = read("]C10212345678901231", year=YEAR)[-1]
    assert lacking == UnknownCode(Gs1Reason.INCOMPLETE, {"ai": "02", "other": "37"})


def test_what_another_symbol_of_the_label_may_add_is_not_missed() -> None:
    """The engine's tests call these invalid because of a field that is not there: one scan is not the whole label."""
    vectors = load("gs1_vectors_warehouse.json")["vectors"]
    lacking = [each for each in vectors if each["parse_ok"] and not each["source_test_says_valid"]]
    accepted = [each["id"] for each in lacking if message_of(as_scan(each))]
    assert all("Required AIs" in each["association_error"] for each in lacking)
    assert len(lacking) == 16
    assert sorted({each["id"] for each in lacking} - {*accepted}) == ["gs1-0236", "gs1-1295"]


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
    assert run + refused == 404
