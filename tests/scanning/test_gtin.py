"""Check digits and the one form of a trade item number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.scanning.gtin import (
    expected_check_digit,
    gtin14,
    is_digits,
    likely_check_digit,
    likely_gtin14,
    numbers_in,
    unit_gtin,
    upc_a_of,
)


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("4006381333931", "04006381333931"),
        ("14006381333938", "14006381333938"),
        ("00000017", "00000000000017"),
        ("4006381333930", None),
        ("400638133393", None),
        ("0400638133393", None),
        ("123456789012345675", None),
        ("", None),
        ("400638133393x", None),
        ("٤006381333931", None),
        ("400638133393¹", None),
    ],
)
def test_gtin_of_each_length_has_one_form(text: str, gtin: str | None) -> None:
    assert gtin14(text) == gtin


@pytest.mark.parametrize(
    ("pack", "unit"),
    [
        ("04006381333931", "04006381333931"),
        ("14006381333938", "04006381333931"),
        ("84006381333937", "04006381333931"),
        ("94006381333934", None),
    ],
)
def test_the_indicator_leads_from_pack_to_unit(pack: str, unit: str | None) -> None:
    assert gtin14(pack) == pack
    assert unit_gtin(pack) == unit


@pytest.mark.parametrize(
    ("upc_e", "upc_a"),
    [
        ("04252614", "042100005264"),
        ("02345673", "023456000073"),
        ("02345147", "023450000017"),
        ("06397126", "063200009716"),
        ("08679339", "086700000939"),
        ("14252611", "142100005261"),
        ("24252614", None),
    ],
)
def test_upc_e_is_written_out(upc_e: str, upc_a: str | None) -> None:
    assert upc_a_of(upc_e) == upc_a


@pytest.mark.parametrize(
    ("digits", "numbers", "expected"),
    [
        ("00357586", ("003575000086", "00357586"), 6),
        ("12345670", ("12345670", "123456000070"), 0),
        ("04252614", ("042100005264",), 4),
        ("04252615", (), 4),
        ("14252612", (), 7),
        ("96385074", ("96385074",), 4),
        ("036000291452", ("036000291452",), 2),
    ],
)
def test_eight_digits_are_two_numbers_where_both_check_digits_are_right(
    digits: str, numbers: tuple[str, ...], expected: int
) -> None:
    assert numbers_in(digits) == numbers
    assert likely_check_digit(digits) == expected


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("04252614", "00042100005264"),
        ("14252611", "00142100005261"),
        ("00357586", "00003575000086"),
        ("12345670", "00000012345670"),
        ("96385074", "00000096385074"),
        ("042100005264", "00042100005264"),
        ("0042100005264", "00042100005264"),
        ("00042100005264", "00042100005264"),
        ("00000000357586", "00000000357586"),
        ("04252615", None),
        ("4252614", None),
        ("0425261X", None),
        ("٠٤٢٥٢٦١٤", None),
        ("", None),
    ],
)
def test_digits_of_which_nothing_else_is_known_are_the_likelier_number(text: str, gtin: str | None) -> None:
    assert likely_gtin14(text) == gtin


def test_digits_are_those_of_ascii_only() -> None:
    assert is_digits("0123456789")
    assert [text for text in ("", "1 2", "-1", "²", "٣", "1.0") if is_digits(text)] == []


@given(st.sampled_from([7, 11, 12, 13]).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length)))
def test_only_one_check_digit_is_right(payload: str) -> None:
    expected = expected_check_digit(f"{payload}0")
    accepted = [digit for digit in range(10) if gtin14(f"{payload}{digit}") is not None]
    assert accepted == [expected]
