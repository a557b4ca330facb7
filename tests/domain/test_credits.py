"""Which lines a credit that names no order is taken from."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.credits import Credit, CreditLine, Taken, match_credits


def test_the_latest_line_placed_before_the_credit_comes_first() -> None:
    lines = [CreditLine(1, 10, 5, 0), CreditLine(2, 20, 5, 0), CreditLine(3, 31, 5, 0)]
    assert match_credits([Credit(7, 30)], lines) == [Taken(0, 2, 5, 0), Taken(0, 1, 2, 0)]
    assert match_credits([Credit(7, 31)], lines) == [Taken(0, 3, 5, 0), Taken(0, 2, 2, 0)]
    assert match_credits([Credit(2, 9)], lines) == [Taken(0, None, 2, 0)]


def test_of_lines_placed_together_the_one_stored_last_comes_first() -> None:
    assert match_credits([Credit(1, 10)], [CreditLine(8, 10, 5, 0), CreditLine(9, 10, 5, 0)]) == [Taken(0, 9, 1, 0)]


def test_what_is_not_picked_is_cancelled_and_what_was_shipped_comes_back() -> None:
    assert match_credits([Credit(6, 10)], [CreditLine(1, 10, 2, 3)]) == [Taken(0, 1, 2, 3), Taken(0, None, 1, 0)]
    # Goods that are picked and not shipped are neither: somebody has them in hand.
    assert match_credits([Credit(6, 10)], [CreditLine(1, 10, 0, 0)]) == [Taken(0, None, 6, 0)]


def test_one_credit_after_the_other_finds_what_is_left() -> None:
    lines = [CreditLine(1, 10, 5, 2)]
    taken = match_credits([Credit(4, 10), Credit(2, 10), Credit(3, 10)], lines)
    assert taken == [Taken(0, 1, 4, 0), Taken(1, 1, 1, 1), Taken(2, 1, 0, 1), Taken(2, None, 2, 0)]
    assert match_credits([], lines) == []


CREDITS = st.lists(st.builds(Credit, st.integers(1, 9), st.integers(0, 5)), max_size=5)
LINES = st.lists(
    st.builds(CreditLine, st.integers(1, 99), st.integers(0, 5), st.integers(0, 6), st.integers(0, 6)),
    max_size=5,
    unique_by=lambda line: line.line,
)


@given(CREDITS, LINES)
def test_every_unit_of_a_credit_is_taken_once_and_no_line_gives_more_than_it_has(
    wanted: list[Credit], lines: list[CreditLine]
) -> None:
    taken = match_credits(wanted, lines)
    by_line = {line.line: line for line in lines}
    per_credit: Counter[int] = Counter()
    cancelled: Counter[int] = Counter()
    returned: Counter[int] = Counter()
    for row in taken:
        per_credit[row.credit] += row.cancelled + row.returned
        if row.line is not None:
            assert row.cancelled + row.returned > 0
            assert by_line[row.line].placed_at <= wanted[row.credit].at
            cancelled[row.line] += row.cancelled
            returned[row.line] += row.returned
    assert per_credit == Counter({number: credit.quantity for number, credit in enumerate(wanted)})
    for line in lines:
        assert cancelled[line.line] <= line.unpicked
        assert returned[line.line] <= line.shipped
    for number in {row.credit for row in taken if row.line is None}:
        open_to_it = [line for line in lines if line.placed_at <= wanted[number].at]
        assert all((cancelled[line.line], returned[line.line]) == (line.unpicked, line.shipped) for line in open_to_it)
