"""The demo's dice fall the same everywhere; its calendar counts working days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.demo.days import moment, working_day, working_days
from warehouse_app.demo.dice import Dice

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_the_dice_fall_as_they_always_did() -> None:
    dice = Dice(1)
    assert [dice.below(100) for _ in range(6)] == [13, 84, 76, 25, 49, 44]


@given(st.integers(0, 2**32), st.integers(-50, 50), st.integers(0, 50))
def test_a_number_lies_between_its_limits(seed: int, lowest: int, more: int) -> None:
    assert lowest <= Dice(seed).between(lowest, lowest + more) <= lowest + more


@given(st.integers(0, 2**32), st.lists(st.integers(), max_size=12, unique=True), st.integers(0, 15))
def test_some_of_a_list_are_different_members_of_it(seed: int, choices: list[int], count: int) -> None:
    drawn = Dice(seed).some_of(choices, count)
    assert len(drawn) == len(set(drawn)) == min(count, len(choices))
    assert set(drawn) <= set(choices)


def test_favourites_stand_first() -> None:
    dice = Dice(5)
    drawn = [dice.favourite_of(range(10)) for _ in range(2_000)]
    assert set(drawn) == set(range(10))
    assert drawn.count(0) > 2 * drawn.count(4) > 4 * drawn.count(9)


@pytest.mark.parametrize(
    ("today", "offset", "day"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), -1, date(2026, 2, 27)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), -1, date(2026, 3, 6)),
        (date(2026, 3, 8), 6, date(2026, 3, 16)),
        (date(2026, 3, 8), -6, date(2026, 2, 27)),
    ],
)
def test_working_days_are_counted_from_today(today: date, offset: int, day: date) -> None:
    assert working_day(today, offset) == day


@given(DAYS, st.integers(-400, 400))
def test_each_working_day_is_the_next_after_the_one_before(today: date, offset: int) -> None:
    one, following = working_day(today, offset), working_day(today, offset + 1)
    assert one < following
    between = [one + timedelta(days=n) for n in range(1, (following - one).days)]
    assert [day for day in between if day.weekday() < 5] == []
    assert offset == 0 or one.weekday() < 5


@pytest.mark.parametrize(("days", "count"), [(0, 1), (1, 1), (7, 5), (10, 7), (28, 20)])
def test_calendar_days_hold_so_many_working_days(days: int, count: int) -> None:
    assert working_days(days) == count


def test_a_moment_is_an_instant_of_utc() -> None:
    assert moment(date(2026, 3, 2), 7 * 60 + 5) == datetime(2026, 3, 2, 7, 5, tzinfo=UTC)
