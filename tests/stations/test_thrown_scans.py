"""Ten thousand scans thrown at each station through the console: one answer each, and sound books at the end."""

from pathlib import Path
from random import Random

import pytest

from tests.conftest import Desk
from tests.fuzz.stations import scans, thrown, tried
from tests.fuzz.trying import WrongError
from warehouse_app.stations.floor import StationName

BOOKED = {
    StationName.RECEIVE: {"receive-booked": 100, "receive-undone": 30, "receive-closed": 5},
    StationName.MOVE: {"move-moved": 50, "move-moved-back": 10},
    StationName.LOOK_UP: {"lookup-item": 500},
    StationName.COUNT: {"count-tallied": 300, "count-booked": 5, "count-again": 10, "count-lead-decides": 10},
}
"""How often each station must at least have said what it is there for, so that the scans are known to reach it."""
OF_PEOPLE = {"floor-signed-in": 100, "floor-signed-out": 80, "floor-nobody-here": 20, "floor-finish-first": 1}
"""The same for who works there, and for going to another station."""


@pytest.mark.slow
@pytest.mark.parametrize("station", StationName)
def test_no_scan_goes_unanswered_and_the_books_stay_sound(station: StationName, tmp_path: Path) -> None:
    said = tried(tmp_path, station, 10_000, seed=1)
    assert sum(said.values()) == 10_000
    least = BOOKED[station] | OF_PEOPLE
    assert [code for code in least if said[code] < least[code]] == []
    # Most of them are answered by a station.
    assert said["floor-nobody-here"] < 1_000


def test_an_answer_that_must_not_be_is_seen(stocked: Desk) -> None:
    stocked.store.sql("UPDATE balance SET quantity = quantity + 1")
    with pytest.raises(WrongError, match="the books are wrong"):
        thrown(stocked, StationName.LOOK_UP, ["CUP"], Random(1))


def test_the_same_seed_makes_the_same_scans() -> None:
    some, again = (list(zip(range(200), scans(Random(7), StationName.COUNT), strict=False)) for _ in range(2))
    assert some == again
