"""How evenly the customers of an item were served: exact values, and what always holds."""

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.fairness import Claim, Fairness, fairness


def test_where_nobody_was_short_nothing_was_shared_out() -> None:
    assert fairness([Claim(3, 3), Claim(5, 5)]) is None
    assert fairness([Claim(3, 4)]) is None
    assert fairness([]) is None


def test_the_index_is_that_of_jain_chiu_and_hawe() -> None:
    assert fairness([Claim(10, 5), Claim(10, 10)]) == Fairness(0.9, 0.5, 1.0)
    assert fairness([Claim(3, 1), Claim(3, 2), Claim(3, 3)]) == Fairness(0.8571, 0.3333, 1.0)
    assert fairness([Claim(100, 50), Claim(2, 1)]) == Fairness(1.0, 0.5, 0.5)


def test_one_of_four_who_gets_all_is_as_uneven_as_four_can_be() -> None:
    assert fairness([Claim(8, 8), Claim(8, 0), Claim(8, 0), Claim(8, 0)]) == Fairness(0.25, 0.0, 1.0)


def test_nothing_for_anybody_is_even() -> None:
    assert fairness([Claim(3, 0), Claim(7, 0)]) == Fairness(1.0, 0.0, 0.0)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    wanted = draw(st.lists(st.integers(1, 999_999_999), min_size=1, max_size=30))
    return [Claim(units, draw(st.integers(0, units))) for units in wanted]


@given(claims())
def test_the_index_lies_between_one_share_and_one_and_the_order_of_claims_does_not_matter(made: list[Claim]) -> None:
    told = fairness(made)
    assert (told is None) == all(claim.has == claim.wanted for claim in made)
    assert told == fairness(made[::-1])
    if told is not None:
        assert round(1 / len(made), 4) <= told.jain <= 1
        assert 0 <= told.lowest <= told.highest <= 1


@given(claims(), st.integers(2, 1_000))
def test_larger_units_change_nothing(made: list[Claim], times: int) -> None:
    assert fairness([Claim(claim.wanted * times, claim.has * times) for claim in made]) == fairness(made)
