"""What is counted of a lot, beside the books of when it was tallied."""

import pytest

from warehouse_app.domain.counting import Books, CountedUnits, Move, Moved, Tallies, compared, moved_while
from warehouse_app.domain.statuses import StockStatus

USABLE, ASIDE = StockStatus.AVAILABLE, StockStatus.QUARANTINED


MOVES = [Move(3, 5, 0), Move(5, -2, -1), Move(7, 0, 2), Move(9, 4, 1, puts_right=True), Move(11, 1, 0)]


def test_what_was_moved_counts_from_the_first_tally_of_the_lot_and_apart_from_the_last() -> None:
    moved = moved_while(MOVES, Tallies(4, 10))
    assert moved == Moved(5, 2, since_first=Books(-2, 1), since_last=Books(1, 0))
    assert moved_while(MOVES, Tallies(4, 6)) == Moved(5, 2, Books(-2, 1), since_last=Books(-1, 2))
    assert moved_while(MOVES, Tallies(12, 13)) == Moved()


def test_of_a_lot_that_was_not_tallied_nothing_was_moved_after_its_last_tally() -> None:
    assert moved_while(MOVES, Tallies(0, None)) == Moved(10, 2, since_first=Books(3, 1))


def at_any_time(usable: int, aside: int = 0) -> Moved:
    """Return that so many came while the lot was tallied."""
    return Moved(since_first=Books(usable, aside))


def after(usable: int, aside: int = 0) -> Moved:
    """Return that so many came when the lot was tallied."""
    return Moved(since_first=Books(usable, aside), since_last=Books(usable, aside))


@pytest.mark.parametrize(
    ("counted", "rows"),
    [
        (13, [(USABLE, 13, 13)]),
        (10, [(USABLE, 10, 10)]),
        (12, [(USABLE, 13, 12)]),
        (14, [(USABLE, 13, 14)]),
        (0, [(USABLE, 13, 0)]),
    ],
)
def test_units_that_agree_with_either_books_are_no_difference(counted: int, rows: list[CountedUnits]) -> None:
    assert compared(counted, Books(13), at_any_time(3)) == rows


@pytest.mark.parametrize("counted", [9, 10, 13])
def test_only_what_lay_there_before_counts_where_all_was_tallied_before(counted: int) -> None:
    assert compared(counted, Books(13), after(3)) == [(USABLE, 10, counted)]


def test_all_that_came_after_it_was_seen_that_nothing_lies_there_is_no_difference() -> None:
    assert compared(0, Books(4, 1), at_any_time(4, 1)) == [(USABLE, 0, 0)]


def test_all_that_went_after_it_was_counted_is_no_difference() -> None:
    assert compared(5, Books(), after(-3, -2)) == [(ASIDE, 2, 2), (USABLE, 3, 3)]


def test_where_both_books_have_as_many_the_states_are_those_of_the_end() -> None:
    assert compared(10, Books(6, 4), after(-4, 4)) == [(ASIDE, 4, 4), (USABLE, 6, 6)]


def test_books_never_said_that_less_than_nothing_lay_there() -> None:
    assert compared(3, Books(2), after(5)) == [(USABLE, 0, 3)]


@pytest.mark.parametrize(
    ("counted", "rows"),
    [
        (10, [(ASIDE, 4, 4), (USABLE, 6, 6)]),
        (3, [(ASIDE, 4, 3), (USABLE, 6, 0)]),
        (11, [(ASIDE, 4, 4), (USABLE, 6, 7)]),
    ],
)
def test_what_is_set_aside_is_seen_first(counted: int, rows: list[CountedUnits]) -> None:
    assert compared(counted, Books(6, 4), Moved()) == rows


@pytest.mark.parametrize(
    ("counted", "books", "rows"),
    [
        (6, Books(0, 4), [(ASIDE, 4, 6)]),
        (6, Books(3, 1), [(ASIDE, 1, 3), (USABLE, 3, 3)]),
        (3, Books(3, 1), [(ASIDE, 1, 1), (USABLE, 3, 2)]),
        (5, Books(), [(ASIDE, 0, 5)]),
        (0, Books(), [(USABLE, 0, 0)]),
    ],
)
def test_what_is_there_beyond_the_books_is_set_aside_where_goods_are(
    counted: int, books: Books, rows: list[CountedUnits]
) -> None:
    assert compared(counted, books, Moved(), finds_aside=True) == rows


def test_goods_that_are_all_set_aside_have_a_row_of_the_others_only_if_there_are_more() -> None:
    assert compared(4, Books(0, 4), Moved()) == [(ASIDE, 4, 4)]
    assert compared(5, Books(0, 4), Moved()) == [(ASIDE, 4, 4), (USABLE, 0, 1)]
