"""Against the cases of biip's own tests: GTIN, UPC, SSCC, shops' own numbers, fields, symbols and web addresses.

Every case is run or set aside by the name of its test, or by itself, with the reason beside it; the numbers of both are
asserted. Where biip finds an error inside of something that it still returns, we refuse the whole.
"""

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.scanning.test_gs1_data import DATA, YEAR, load, message_of
from warehouse_app.scanning import digital_link, element_strings
from warehouse_app.scanning.codes import Gs1Code, GtinCode, ItemCode, UnknownCode, read
from warehouse_app.scanning.components import day_of
from warehouse_app.scanning.element_strings import Gs1Fault, Gs1Reason, fault_of
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.gtin import GTIN_LENGTHS, expected_check_digit, gtin14, is_digits, is_shop_number, upc_a_of
from warehouse_app.scanning.identifiers import identifier_of
from warehouse_app.scanning.separator import GS

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the folder shared/data/gs1 is not beside the checkout"),
]

Case = dict[str, Any]
Fields = list[tuple[str, str]]

_API = "asks biip for something that nothing here has: lists of elements by title, forms to print, its own types"
_COMPANIES = "asks whose company prefix a number has; nothing here asks that"
_SHORTER = "asks for a GTIN in fewer digits than it has; here all have 14"
_REGION = "asks where in the world a shop is; nothing here reads weights out of shops' own numbers"
_WEIGHT_CHECK = "is the check digit inside of a shop's own number, of which nothing here reads the weight"

TESTS_ASIDE = {
    "gtin/test_encode.py::test_as_gtin_13_fails_for_too_long_values": _SHORTER,
    "gtin/test_encode.py::test_as_gtin_12_fails_for_too_long_values": _SHORTER,
    "gtin/test_encode.py::test_as_gtin_8_fails_for_too_long_values": _SHORTER,
    "rcn/test_rcn.py::test_rcn_region_can_be_specified_as_string": _REGION,
    "rcn/test_without_variable_measure.py::test_without_variable_measure_keeps_nonvariable_rcn_unchanged": _REGION,
    "test_checksums.py::test_gs1_price_weight_check_digit_with_nonnumeric_value": _WEIGHT_CHECK,
    "test_checksums.py::test_gs1_price_weight_check_digit_on_values_with_wrong_length": _WEIGHT_CHECK,
    "test_checksums.py::test_gs1_price_weight_check_digit": _WEIGHT_CHECK,
    "test_gs1_digital_link_uris.py::test_filter_element_strings_by_ai": _API,
    "test_gs1_digital_link_uris.py::test_filter_element_strings_by_data_title": _API,
    "test_gs1_digital_link_uris.py::test_get_element_strings_by_ai": _API,
    "test_gs1_digital_link_uris.py::test_get_element_strings_by_data_title": _API,
    "test_gs1_element_strings.py::test_as_hri": _API,
    "test_gs1_element_strings.py::test_list_filter_element_strings_by_ai": _API,
    "test_gs1_element_strings.py::test_list_filter_element_strings_by_data_title": _API,
    "test_gs1_element_strings.py::test_list_get_element_strings_by_ai": _API,
    "test_gs1_element_strings.py::test_list_get_element_strings_by_data_title": _API,
    "test_gs1_messages.py::test_filter_element_strings_by_ai": _API,
    "test_gs1_messages.py::test_filter_element_strings_by_data_title": _API,
    "test_gs1_messages.py::test_get_element_string_by_ai": _API,
    "test_gs1_messages.py::test_get_element_string_by_data_title": _API,
    "test_gs1_prefixes.py::test_invalid_gs1_prefix": _COMPANIES,
    "test_gs1_prefixes.py::test_gs1_prefix": _COMPANIES,
    "test_gs1_prefixes.py::test_invalid_gs1_8_prefix": _COMPANIES,
    "test_gs1_prefixes.py::test_gs1_8_prefix": _COMPANIES,
    "test_gs1_prefixes.py::test_invalid_gs1_company_prefix": _COMPANIES,
    "test_gs1_prefixes.py::test_gs1_company_prefix": _COMPANIES,
    "test_symbology.py::test_len": _API,
    "test_symbology.py::test_str": _API,
}

_NO_TIME = "has 9999 for a time that is not said, which the dictionary of 2026-01-27 does not allow"
_NUMBER = "is a bare number before anything else: six digits may be an order, eighteen without (00) no SSCC"
_ASSET = "has a number of an asset (8003) whose check digit is wrong, which biip does not look at"
CASES_ASIDE = {
    "test_gs1_element_strings.py::test_extract_date_and_datetime[6]": _NO_TIME,
    "test_gs1_element_strings.py::test_extract_date_and_datetime[8]": _NO_TIME,
    "test_gs1_element_strings.py::test_extract[8]": _ASSET,
    "test_gs1_messages.py::test_parse[1]": _ASSET,
    "test_parse.py::test_parse[9]": _NUMBER,
    "test_parse.py::test_parse[10]": _NUMBER,
}


def fields(text: str) -> Fields:
    """Return the fields of an element string or web address, each of them checked."""
    elements = (digital_link if digital_link.is_link(text) else element_strings).split(text, year=YEAR)
    assert not isinstance(elements, Gs1Fault), elements
    return [(ai, value) for ai, value in elements]


def printed(text: str) -> Fields:
    """Return the fields of a text as it is printed below a symbol."""
    return re.findall(r"\((\d+)\)([^(]*)", text)


def listed(expected: Case) -> Fields:
    return [(each["ai"], each["value"]) for each in expected.get("element_strings", [expected])]


def refused(text: str) -> bool:
    """Say whether nothing of a text is taken for goods."""
    return not any(isinstance(each, Gs1Code | GtinCode) for each in read(text, year=YEAR))


# --- one judgement for each of biip's tests ---------------------------------------------------------------------------


def _same_gtin(case: Case) -> None:
    assert gtin14(case["value"]) == gtin14(case["expected"]) == case["expected"].zfill(14)


def _gtin(case: Case) -> None:
    assert GtinCode(case["value"].zfill(14)) in read(case["value"], year=YEAR)


def _shop_number(case: Case) -> None:
    """The number is read; what a shop has put into it is not, and whoever scans it is told."""
    gtin = case["value"].zfill(14)
    # Eight digits are that where their symbology says that they are no UPC-E.
    text = f"]E4{case['value']}" if len(case["value"]) == 8 else case["value"]
    last = read(text, year=YEAR)[-1]
    assert gtin14(case["value"]) == gtin
    assert is_shop_number(gtin)
    assert isinstance(last, UnknownCode)
    assert last.code is ScanFault.SHOP_NUMBER


def _no_shop_number(case: Case) -> None:
    _gtin(case)
    assert not is_shop_number(case["value"].zfill(14))


def _no_number(case: Case) -> None:
    assert gtin14(case["value"]) is None
    assert fault_of("00", case["value"], year=YEAR) is not None
    assert fault_of("410", case["value"], year=YEAR) is not None
    assert refused(case["value"])
    assert not is_digits(case["value"])


def _check_digit(case: Case) -> None:
    assert expected_check_digit(f"{case['value']}0") == case["expected"]


def _unknown_identifier(case: Case) -> None:
    assert identifier_of(case["unknown_ai"]) == ""


def _identifier(case: Case) -> None:
    assert identifier_of(case["value"]) == case["expected"]


def _fields_listed(case: Case) -> None:
    text = case["expected"]["value"] if isinstance(case["value"], list) else case["value"]
    assert sorted(fields(text)) == sorted(listed(case["expected"]))


def _fields_printed(case: Case) -> None:
    value, separators = case["value"], case.get("separator_chars", [GS])
    for separator in separators:
        value = value.replace(separator, GS)
    assert fields(value) == printed(case.get("expected_hri") or case["expected"])


def _same_fields(case: Case) -> None:
    assert sorted(fields(case["value"])) == sorted(fields(case["expected"]))


def _refused(case: Case) -> None:
    text = case["value"]
    assert refused(text if digital_link.is_link(text) else f"]C1{text}")


def _no_link(case: Case) -> None:
    text = case["value"]
    assert refused(text) if digital_link.is_link(text) else not text.startswith("http")


def _refused_as_printed(case: Case) -> None:
    if "expected" in case:
        assert fields(case["expected"]["value"]) == listed(case["expected"])
    assert refused(case["value"])
    assert refused(f"]C1{case['value']}") or not case["value"].startswith("(")


def _wrong_field(case: Case) -> None:
    fault = element_strings.split(case["value"], year=YEAR)
    assert isinstance(fault, Gs1Fault)
    assert fault.code is Gs1Reason.CHECK_DIGIT


def _bad_value(case: Case) -> None:
    # biip writes the identifier into the value where it does not fit.
    value = case["bad_value"].removeprefix(case["ai_code"]) if len(case["bad_value"]) != 6 else case["bad_value"]
    assert fault_of(case["ai_code"], value, year=YEAR) is not None


def _day(case: Case) -> None:
    expected = case["expected"]["date"] if isinstance(case["expected"], dict) else case["expected"]
    assert str(day_of(fields(case["value"])[0][1], year=YEAR)) == expected


def _day_and_time(case: Case) -> None:
    [(_, value)] = fields(case["value"])
    assert str(day_of(value[:6], year=YEAR)) == case["expected_date"]
    time = (case["expected_datetime"] or "T00:00:00").partition("T")[2].replace(":", "")
    assert value[6:].ljust(6, "0") == time


def _amount(case: Case) -> None:
    [(ai, value)] = fields(case["value"])
    digits = value[3:] if "expected_currency" in case else value
    assert Decimal(digits).scaleb(-int(ai[3])) == Decimal(case.get("expected_decimal") or case["expected"])


def _sscc(case: Case) -> None:
    message = message_of(f"]C100{case['value']}")
    assert message is not None
    assert message.sscc == case["expected"].replace(" ", "") == case["value"]


def _symbology(case: Case) -> None:
    aim = case["value"][:3]
    assert case["expected"]["value"].startswith(aim)
    assert ItemCode(case["value"][3:]) in read(case["value"], year=YEAR)


def _upc(case: Case) -> None:
    """Six digits lack number system and check digit, seven the latter; twelve are written out already."""
    value: str = case["value"]
    expected: str = case["expected"]
    eight = {6: f"0{value}?", 7: f"{value}?"}.get(len(value), value)
    twelve = eight if len(value) == 12 else upc_a_of(eight)
    assert twelve is not None
    written = upc_a_of(expected) if len(expected) == 8 else expected
    assert written is not None
    assert twelve.zfill(14) == written.zfill(14)
    assert len(value) != 8 or twelve[-1] == value[-1]


def _upc_e(case: Case) -> None:
    _upc({"value": case["value"], "expected": f"{case['expected']['payload']}{case['expected']['check_digit']}"})


def _no_upc_e(case: Case) -> None:
    assert upc_a_of(f"{case['number_system']}4252610") is None


def _anything(case: Case) -> None:
    expected = case["expected"]
    candidates = read(case["value"], year=YEAR)
    message = next((each.message for each in candidates if isinstance(each, Gs1Code)), None)
    gtin = next((each.gtin for each in candidates if isinstance(each, GtinCode)), message and message.gtin)
    assert gtin == ((expected.get("gtin") or {}).get("value", "").zfill(14) if expected.get("gtin") else None)
    assert (message and message.sscc) == (expected.get("sscc") or {}).get("value")
    theirs = expected.get("gs1_message") or expected.get("gs1_digital_link_uri")
    wrong = theirs and any(key.endswith("_error") for each in theirs["element_strings"] for key in each)
    plain = len(case["value"]) in GTIN_LENGTHS and is_digits(case["value"])
    assert (message is not None) is bool(theirs and not wrong and not plain)
    if message is not None:
        text = case["value"].removeprefix("]C1").removeprefix("]e0").removeprefix("]Q3")
        assert fields(text) == listed(theirs)


_GTIN, _UPC = "gtin/test_parse.py::test_parse_", "upc/test_encode.py::test_as_"
_LINK, _MESSAGE = "test_gs1_digital_link_uris.py::test_", "test_gs1_messages.py::test_"
_FIELD, _VARIABLE = "test_gs1_element_strings.py::test_extract", "rcn/test_without_variable_measure.py::test_without_"
JUDGEMENTS: dict[str, Callable[[Case], None]] = {
    **{f"gtin/test_encode.py::test_as_gtin_{length}": _same_gtin for length in GTIN_LENGTHS},
    f"{_GTIN}nonnumeric_value": _no_number,
    f"{_GTIN}gtin_8": _gtin,
    f"{_GTIN}gtin_8_with_leading_zeros": _gtin,
    f"{_GTIN}gtin_12_without_leading_zero": _gtin,
    **{f"{_GTIN}gtin_12_with_{zeros}_leading_zero": _gtin for zeros in (1, 2, 3)},
    f"{_GTIN}gtin_13": _gtin,
    "rcn/test_rcn.py::test_parse_rcn": _shop_number,
    **{
        f"rcn/test_rules.py::test_region_{region}": _shop_number
        for region in ("baltics", "denmark", "finland", "germany", "great_britain", "norway", "sweden")
    },
    f"{_VARIABLE}variable_measure_strips_variable_parts": _shop_number,
    f"{_VARIABLE}variable_measure_keeps_company_rcn_unchanged": _shop_number,
    f"{_VARIABLE}variable_measure_keeps_gtin_unchanged": _no_shop_number,
    "test_checksums.py::test_gs1_standard_check_digit_with_nonnumeric_value": _no_number,
    "test_checksums.py::test_gs1_standard_check_digit": _check_digit,
    "test_gln.py::test_parse_nonnumeric_value": _no_number,
    "test_gs1_application_identifiers.py::test_extract_unknown_gs1_ai": _unknown_identifier,
    "test_gs1_application_identifiers.py::test_extract_gs1_ai": _identifier,
    f"{_LINK}parse": _fields_listed,
    f"{_LINK}parse_with_invalid_element_values": _refused,
    f"{_LINK}parse_error": _no_link,
    f"{_LINK}from_element_strings": _fields_listed,
    f"{_LINK}as_uri": _same_fields,
    f"{_LINK}as_canonical_uri": _same_fields,
    f"{_LINK}as_gs1_message": _fields_printed,
    _FIELD: _fields_listed,
    f"{_FIELD}_with_nested_error": _wrong_field,
    f"{_FIELD}_fails_when_not_matching_pattern": _bad_value,
    f"{_FIELD}_date_and_datetime": _day_and_time,
    f"{_FIELD}_fails_with_invalid_date": _bad_value,
    f"{_FIELD}_handles_min_and_max_year_correctly": _day,
    f"{_FIELD}_handles_zero_day_as_last_day_of_month": _day,
    f"{_FIELD}_variable_measures": _amount,
    f"{_FIELD}_amount_payable": _amount,
    f"{_FIELD}_amount_payable_and_currency": _amount,
    f"{_FIELD}_percentage_discount": _amount,
    f"{_MESSAGE}parse": _fields_listed,
    f"{_MESSAGE}parse_with_separator_char": _fields_printed,
    f"{_MESSAGE}parse_with_invalid_element_values": _refused,
    f"{_MESSAGE}parse_fails_if_unparsed_data_left": _refused,
    f"{_MESSAGE}parse_ignores_redundant_separator_chars": _fields_printed,
    f"{_MESSAGE}from_element_strings": _fields_listed,
    f"{_MESSAGE}parse_hri": _refused_as_printed,
    f"{_MESSAGE}parse_hri_fails_if_not_starting_with_parenthesis": _refused_as_printed,
    f"{_MESSAGE}parse_hri_fails_if_no_pattern_matches": _refused_as_printed,
    f"{_MESSAGE}parse_hri_fails_if_ai_is_unknown": _refused_as_printed,
    f"{_MESSAGE}as_hri": _fields_printed,
    f"{_MESSAGE}as_gs1_digital_link_uri": _same_fields,
    "test_parse.py::test_parse": _anything,
    "test_sscc.py::test_parse_nonnumeric_value": _no_number,
    "test_sscc.py::test_as_hri": _sscc,
    "test_symbology.py::test_extract": _symbology,
    **{f"{_UPC}{form}": _upc for form in ("upc_a", "upc_e", "gtin_12", "gtin_13", "gtin_14")},
    "upc/test_parse.py::test_parse_upc_e": _upc_e,
    "upc/test_parse.py::test_parse_nonnumeric_value": _no_number,
    "upc/test_parse.py::test_parse_upc_e_with_invalid_number_system": _no_upc_e,
}


def test_the_cases_of_biip() -> None:
    cases = load("biip_cases.json")
    run: Counter[str] = Counter()
    aside = 0
    for case in cases:
        source = case["source"].removeprefix("biip tests/")
        name = source.partition("[")[0]
        if name in TESTS_ASIDE or source in CASES_ASIDE:
            aside += 1
            continue
        run[name] += 1
        try:
            JUDGEMENTS[name](case["args"])
        except AssertionError as wrong:
            raise AssertionError(f"{source}: {case['args']}") from wrong
    assert {*run} == {*JUDGEMENTS}
    assert (run.total(), aside, len(cases)) == (325, 140, 465)


def test_what_is_set_aside_is_refused_or_a_number() -> None:
    cases = {case["source"].removeprefix("biip tests/"): case["args"] for case in load("biip_cases.json")}
    assert {source.partition("[")[0] for source in cases} == {*JUDGEMENTS, *TESTS_ASIDE}
    codes = {_NO_TIME: Gs1Reason.TIME, _ASSET: Gs1Reason.CHECK_DIGIT}
    for source, reason in CASES_ASIDE.items():
        text = cases[source]["value"]
        assert refused(text)
        if reason in codes:
            fault = element_strings.split(text, year=YEAR)
            assert isinstance(fault, Gs1Fault)
            assert fault.code is codes[reason]
