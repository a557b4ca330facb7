"""Weights and measures become units exactly, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.measures import Dimension, Measured, is_measured_in, pieces_of, units_of

WEIGHT, LENGTH, AREA, VOLUME = Dimension.WEIGHT, Dimension.LENGTH, Dimension.AREA, Dimension.VOLUME


def kg(scaled: int, decimals: int = 3) -> Measured:
    """Return a weight as a label says it in kilograms."""
    return Measured(WEIGHT, scaled * 1_000, decimals)


@pytest.mark.parametrize(
    ("unit", "measure", "units"),
    [
        ("g", kg(1_250), 1_250),
        ("Gram", kg(1_250), 1_250),
        ("kg", kg(2_000), 2),
        ("KG", kg(2, 0), 2),
        ("kg.", kg(2, 0), 2),
        (" kilo ", kg(200_000, 5), 2),
        ("kg", kg(1_250), None),
        ("t", kg(3_000, 0), 3),
        ("t", kg(3_001, 0), None),
        ("g", kg(100_000, 5), 1_000),
        ("g", kg(100_001, 5), None),
        ("g", kg(0), None),
        ("mm", Measured(LENGTH, 2_500_000, 3), 2_500),
        ("cm", Measured(LENGTH, 2_500_000, 3), 250),
        ("cm", Measured(LENGTH, 2_501_000, 3), None),
        ("m", Measured(LENGTH, 50_000, 0), 50),
        ("metre", Measured(LENGTH, 50_000, 0), 50),
        ("m²", Measured(AREA, 120_000_000, 1), 12),
        ("M2", Measured(AREA, 125_000_000, 1), None),
        ("cm2", Measured(AREA, 12_500_000, 1), 12_500),
        ("l", Measured(VOLUME, 15_000_000, 1), None),
        ("ml", Measured(VOLUME, 15_000_000, 1), 1_500),
        ("cl", Measured(VOLUME, 15_000_000, 1), 150),
        ("Litre", Measured(VOLUME, 2 * 10**9, 0), 2_000),
        ("m3", Measured(VOLUME, 2 * 10**9, 0), 2),
        ("kg", Measured(LENGTH, 1_000, 0), None),
        ("piece", kg(2_000), None),
        ("", kg(2_000), None),
        ("k g", kg(2_000), None),
        ("pound", kg(2_000), None),
    ],
)
def test_a_measure_is_so_many_units_or_none(unit: str, measure: Measured, units: int | None) -> None:
    assert units_of(unit, [measure]) == units


def test_only_what_is_weighed_or_measured_is_so() -> None:
    assert all(is_measured_in(unit) for unit in ("kg", "M", "sq  m"))
    assert not any(is_measured_in(unit) for unit in ("piece", "box", ""))


def test_two_measures_that_differ_say_nothing_and_others_are_left_alone() -> None:
    length = Measured(LENGTH, 3_000, 0)
    assert units_of("kg", []) is None
    assert units_of("kg", [kg(2_000), length]) == 2
    assert units_of("m", [kg(2_000), length]) == 3
    assert units_of("kg", [kg(2_000), kg(2, 0)]) == 2
    assert units_of("kg", [kg(2_000), kg(3, 0)]) is None
    # One of them is no whole number, so nothing of them is believed.
    assert units_of("kg", [kg(2_000), kg(2_001)]) is None


@pytest.mark.parametrize(
    ("weight_g", "pieces"), [(250, 5), (1_250, 1), (1, 1_250), (2_500, None), (240, None), (0, None), (None, None)]
)
def test_a_weight_is_a_number_of_pieces_where_it_is_a_whole_one(weight_g: int | None, pieces: int | None) -> None:
    assert pieces_of(weight_g, [kg(1_250)]) == pieces
    assert pieces_of(weight_g, [Measured(LENGTH, 1_250, 0)]) is None


@given(scaled=st.integers(0, 999_999), decimals=st.integers(0, 5), unit=st.sampled_from(["g", "kg", "t"]))
def test_what_is_said_weighs_exactly_what_the_label_says(scaled: int, decimals: int, unit: str) -> None:
    units = units_of(unit, [kg(scaled, decimals)])
    size = {"g": 1, "kg": 1_000, "t": 1_000_000}[unit]
    if units is None:
        assert scaled == 0 or scaled * 1_000 % (size * 10**decimals)
    else:
        assert units * size * 10**decimals == scaled * 1_000
