"""From which lot and place a line is picked: first expired first out, then the fewest stops."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.release import Place, choose
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
    assert [(chosen.location, units) for chosen, units in choose(quantity, places)] == stops


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
    chosen = choose(quantity, places)
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
    assert len(choose(quantity, places)) == needed


@given(st.integers(0, 40), PLACES, st.randoms(use_true_random=False))
def test_the_order_in_which_places_are_listed_changes_nothing(
    quantity: int, places: list[Place], chance: object
) -> None:
    shuffled = places.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(quantity, shuffled) == choose(quantity, places)
