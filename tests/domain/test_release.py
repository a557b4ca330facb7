"""From which lot and place a line is picked: first expired first out of what lasts, and nobody is left without."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.release import Goods, Place, choose, without
from warehouse_app.domain.statuses import PICKABLE, LocationKind

FACE, STORAGE, BULK = LocationKind.PICK_FACE, LocationKind.STORAGE, LocationKind.BULK
DAY = date(2026, 3, 2)


def place(location: int, free: int, lot: int = 1, kind: LocationKind = STORAGE, expiry: date | None = None) -> Place:
    return Place(lot, location, kind, expiry, free)


@pytest.mark.parametrize(
    ("quantity", "places", "stops"),
    [
        (5, [], []),
        (0, [place(1, 5)], []),
        (5, [place(1, 3)], [(1, 3)]),
        (5, [place(1, 0), place(2, -3), place(3, 9)], [(3, 5)]),
        # First expired, first out, whatever the number of stops; what does not expire comes last.
        (
            5,
            [place(1, 9), place(2, 3, 2, expiry=DAY + timedelta(9)), place(3, 1, 3, expiry=DAY)],
            [(3, 1), (2, 3), (1, 1)],
        ),
        # Of lots that expire together, or never, the first received.
        (5, [place(1, 9, lot=2), place(2, 4, lot=1)], [(2, 4), (1, 1)]),
        (5, [place(1, 9, 2, expiry=DAY), place(2, 4, 1, expiry=DAY)], [(2, 4), (1, 1)]),
        # One stop where one place holds all: the pick face before storage before bulk, then the smallest.
        (5, [place(1, 4, kind=FACE), place(2, 6)], [(2, 5)]),
        (5, [place(1, 5, kind=BULK), place(2, 6), place(3, 7, kind=FACE)], [(3, 5)]),
        (5, [place(1, 5, kind=BULK), place(2, 6)], [(2, 5)]),
        (5, [place(1, 9), place(2, 7), place(3, 8)], [(2, 5)]),
        (5, [place(2, 7), place(1, 7)], [(1, 5)]),
        # Else the fullest first, and the rest from where it fits.
        (9, [place(1, 3, kind=FACE), place(2, 5), place(3, 6, kind=BULK)], [(3, 6), (1, 3)]),
        (9, [place(1, 2), place(2, 2), place(3, 6)], [(3, 6), (1, 2), (2, 1)]),
        (9, [place(1, 4, kind=BULK), place(2, 4, kind=FACE), place(3, 4)], [(2, 4), (3, 4), (1, 1)]),
    ],
)
def test_examples(quantity: int, places: list[Place], stops: list[tuple[int, int]]) -> None:
    assert [(chosen.location, units) for chosen, units in choose(quantity, Goods(tuple(places)))] == stops


PLACES = st.lists(
    st.builds(
        Place,
        st.integers(1, 3),
        st.integers(1, 50),
        st.sampled_from(sorted(PICKABLE)),
        st.just(None),
        st.integers(-1, 9),
    ),
    max_size=8,
    unique_by=lambda made: made.location,
).flatmap(
    lambda made: st.tuples(*[st.sampled_from([None, DAY, DAY + timedelta(1)])] * 3).map(
        lambda days: [row._replace(expiry=days[row.lot - 1]) for row in made]
    )
)


def age(row: Place) -> tuple[date, int]:
    return (row.expiry or date.max, row.lot)


@given(st.integers(0, 40), PLACES)
def test_as_much_as_there_is_is_chosen_oldest_first_and_never_more_than_is_free(
    quantity: int, places: list[Place]
) -> None:
    chosen = choose(quantity, Goods(tuple(places)))
    there = sum(max(0, row.free) for row in places)
    assert sum(units for _, units in chosen) == min(quantity, there)
    assert all(0 < units <= row.free for row, units in chosen)
    assert max(Counter(row.location for row, _ in chosen).values(), default=1) == 1
    ages = [age(row) for row, _ in chosen]
    assert ages == sorted(ages)
    taken = Counter({row.location: units for row, units in chosen})
    left = [age(row) for row in places if row.free > taken[row.location]]
    assert not ages or not left or ages[-1] <= min(left)


@given(st.integers(1, 40), PLACES.map(lambda places: [row._replace(lot=1, expiry=None) for row in places]))
def test_inside_a_lot_there_are_no_more_stops_than_needed(quantity: int, places: list[Place]) -> None:
    fullest = sorted((row.free for row in places if row.free > 0), reverse=True)
    needed = next((n for n in range(len(fullest) + 1) if sum(fullest[:n]) >= quantity), len(fullest))
    assert len(choose(quantity, Goods(tuple(places)))) == needed


@given(st.integers(0, 40), PLACES, st.randoms(use_true_random=False))
def test_the_order_in_which_places_are_listed_changes_nothing(
    quantity: int, places: list[Place], chance: object
) -> None:
    shuffled = places.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(quantity, Goods(tuple(shuffled))) == choose(quantity, Goods(tuple(places)))


WEEK, MONTH = DAY + timedelta(7), DAY + timedelta(30)


@pytest.mark.parametrize(
    ("last_to", "spare", "stops"),
    [
        (DAY, (), [(1, 4), (2, 4)]),
        # Only what lasts as long as the line asks, to the day; what does not expire lasts longest.
        (WEEK, (), [(1, 4), (2, 4)]),
        (WEEK + timedelta(1), (), [(2, 4), (3, 4)]),
        (MONTH + timedelta(1), (), [(3, 8)]),
        # Of what lasts longer than the line asks, no more than those spare who ask for it.
        (DAY, ((MONTH, 3),), [(1, 4), (2, 3)]),
        (DAY, ((WEEK, 5), (MONTH, 3)), [(1, 4), (2, 1)]),
        (DAY, ((WEEK, 2), (MONTH, 9)), [(1, 2)]),
        (DAY, ((WEEK, 0),), []),
        (DAY, ((WEEK, -1),), []),
        (WEEK, ((WEEK, 0), (MONTH, 3)), [(1, 4), (2, 3)]),
        (MONTH, ((WEEK, 0), (MONTH, 0)), [(2, 4), (3, 4)]),
        (DAY, ((MONTH + timedelta(1), 0),), [(1, 4), (2, 4)]),
    ],
)
def test_examples_of_shelf_life(
    last_to: date, spare: tuple[tuple[date, int], ...], stops: list[tuple[int, int]]
) -> None:
    places = (place(1, 4, 1, expiry=WEEK), place(2, 4, 2, expiry=MONTH), place(3, 9, 3))
    chosen = choose(8, Goods(places, spare), last_to)
    assert [(row.location, units) for row, units in chosen] == stops


def test_what_is_taken_is_neither_there_nor_spared_any_more() -> None:
    places = (place(1, 4, 1, expiry=WEEK), place(2, 4, 2, expiry=MONTH), place(3, 9, 3))
    goods = Goods(places, ((WEEK, 6), (MONTH, 3), (MONTH + timedelta(1), 5)))
    taken = choose(5, goods, DAY)
    assert [(row.location, units) for row, units in taken] == [(1, 4), (2, 1)]
    assert without(goods, taken, DAY) == Goods(
        (places[0]._replace(free=0), places[1]._replace(free=3), places[2]),
        ((WEEK, 1), (MONTH, 2), (MONTH + timedelta(1), 5)),
    )
    # Who asks for a week or more is one of those for whom the week was spared.
    assert without(goods, taken, WEEK).spare == ((WEEK, 6), (MONTH, 2), (MONTH + timedelta(1), 5))


class Floor(NamedTuple):
    """What lies where a picker can go, what lies elsewhere by its expiry, and (last to, units) of lines holding it."""

    places: list[Place]
    elsewhere: list[tuple[date, int]]
    lines: list[tuple[date, int]]


DAYS = [DAY + timedelta(days) for days in (0, 1, 2, 3)]


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    """Draw stock and lines that it covers, whatever each asks for."""
    days = draw(st.tuples(*[st.sampled_from([None, *DAYS])] * 4))
    places = [
        place(location, draw(st.integers(0, 6)), lot, expiry=days[lot - 1])
        for location, lot in enumerate(draw(st.lists(st.integers(1, 4), max_size=5)), start=1)
    ]
    elsewhere = draw(st.lists(st.tuples(st.sampled_from([*DAYS, date.max]), st.integers(0, 6)), max_size=3))
    lines: list[tuple[date, int]] = []
    for last_to, wanted in draw(st.lists(st.tuples(st.sampled_from(DAYS), st.integers(1, 9)), max_size=6)):
        room = min(lasting(places, elsewhere, day) - needed(lines, day) for day in DAYS if day <= last_to)
        if units := min(wanted, room):
            lines.append((last_to, units))
    return Floor(places, elsewhere, draw(st.permutations(lines)))


def lasting(places: Sequence[Place], elsewhere: Sequence[tuple[date, int]], day: date) -> int:
    here = sum(row.free for row in places if (row.expiry or date.max) >= day)
    return here + sum(units for expiry, units in elsewhere if expiry >= day)


def needed(lines: Sequence[tuple[date, int]], day: date) -> int:
    return sum(units for last_to, units in lines if last_to >= day)


@given(floors())
def test_in_whatever_order_lines_are_released_the_others_can_still_be_served(floor: Floor) -> None:
    def covered(places: Sequence[Place], lines: Sequence[tuple[date, int]]) -> bool:
        return all(lasting(places, floor.elsewhere, day) >= needed(lines, day) for day in DAYS)

    spare = tuple((day, lasting(floor.places, floor.elsewhere, day) - needed(floor.lines, day)) for day in DAYS[1:])
    goods = Goods(tuple(floor.places), spare)
    held = list(floor.lines)
    for turn, (last_to, wanted) in enumerate(floor.lines):
        taken = choose(wanted, goods, last_to)
        assert all((row.expiry or date.max) >= last_to for row, _ in taken)
        goods = without(goods, taken, last_to)
        left = wanted - sum(units for _, units in taken)
        held[turn] = (last_to, left)
        assert covered(goods.places, held)
        # Nothing more could have been taken: any unit that lasts for the line is needed by others.
        for row in goods.places if left else ():
            if row.free and (row.expiry or date.max) >= last_to:
                one_less = [other._replace(free=other.free - (other == row)) for other in goods.places]
                held[turn] = (last_to, left - 1)
                assert not covered(one_less, held)
                held[turn] = (last_to, left)


@given(floors())
def test_where_a_picker_can_reach_everything_every_line_gets_all_that_it_holds(floor: Floor) -> None:
    everywhere = [
        place(10 + number, units, 10 + number, expiry=None if expiry == date.max else expiry)
        for number, (expiry, units) in enumerate(floor.elsewhere)
    ]
    places = [*floor.places, *everywhere]
    goods = Goods(tuple(places), tuple((day, lasting(places, [], day) - needed(floor.lines, day)) for day in DAYS[1:]))
    for last_to, wanted in floor.lines:
        taken = choose(wanted, goods, last_to)
        assert sum(units for _, units in taken) == wanted
        goods = without(goods, taken, last_to)
