"""What is counted of a lot, beside the books of the end or of the beginning."""

import pytest

from warehouse_app.domain.counting import Books, CountedUnits, Moved, compared
from warehouse_app.domain.statuses import StockStatus

USABLE, ASIDE = StockStatus.AVAILABLE, StockStatus.QUARANTINED


def test_what_was_moved_adds_up_action_by_action() -> None:
    moved = Moved().and_then(3, 0).and_then(-1, -1).and_then(0, 2).and_then(4, 0)
    assert moved == Moved(moved_in=7, moved_out=1, aside=1)
    assert moved.before(Books(10, 5)) == Books(5, 4)


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
    assert compared(counted, Books(13), Moved(moved_in=3)) == rows


def test_all_that_came_after_it_was_seen_that_nothing_lies_there_is_no_difference() -> None:
    assert compared(0, Books(4, 1), Moved(moved_in=5, aside=1)) == [(USABLE, 0, 0)]


def test_all_that_went_after_it_was_counted_is_no_difference() -> None:
    assert compared(5, Books(), Moved(moved_out=5, aside=-2)) == [(ASIDE, 2, 2), (USABLE, 3, 3)]


def test_where_both_books_have_as_many_the_states_are_those_of_the_end() -> None:
    assert compared(10, Books(6, 4), Moved(3, 3, 4)) == [(ASIDE, 4, 4), (USABLE, 6, 6)]


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


def test_goods_that_are_all_set_aside_have_a_row_of_the_others_only_if_there_are_more() -> None:
    assert compared(4, Books(0, 4), Moved()) == [(ASIDE, 4, 4)]
    assert compared(5, Books(0, 4), Moved()) == [(ASIDE, 4, 4), (USABLE, 0, 1)]
