"""What happens without this window: others act, the database goes away, midnight passes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.services.stock import CUSTOMERS, ITEMS, take
from tests.ui.conftest import Window
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.house import House
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.founding import DayTurned, rename_house
from warehouse_app.stations.reply import Tone
from warehouse_app.store.faults import StoreFault
from warehouse_app.ui.desk import Told
from warehouse_app.ui.refresh import EVERYTHING
from warehouse_app.ui.watch import Connection, Watch


class Watched:
    """A watch that looks when the test says so, and what it told."""

    def __init__(self, at: Window) -> None:
        self.at = at
        self.changes: list[Changes] = []
        self.links: list[Connection] = []
        take(at.house, *ITEMS, *CUSTOMERS)
        self.watch = Watch(at.desk)
        self.watch._look_timer.stop()
        self.watch._day_timer.stop()
        at.desk.changed.connect(self.changes.append)
        self.watch.connection.connect(self.links.append)
        self.look()

    def look(self) -> None:
        self.watch.look()
        self.at.settle()


@pytest.fixture
def watched(at_window: Window) -> Watched:
    return Watched(at_window)


def test_what_somebody_else_did_concerns_every_page(watched: Watched) -> None:
    at = watched.at
    save_customer(at.house.store, at.house.act("ben"), CustomerRecord("DAN", "Dan"), update=False)
    watched.look()
    assert watched.changes == [EVERYTHING]
    watched.look()
    assert watched.changes == [EVERYTHING]


def test_what_somebody_did_before_the_first_two_seconds_were_over_is_not_missed(at_window: Window) -> None:
    changes: list[Changes] = []
    at_window.desk.changed.connect(changes.append)
    watch = Watch(at_window.desk)
    at_window.settle()
    save_customer(at_window.house.store, at_window.house.act("ben"), CustomerRecord("DAN", "Dan"), update=False)
    watch.look()
    at_window.settle()
    assert changes == [EVERYTHING]


def test_what_this_window_did_itself_is_not_told_again(watched: Watched) -> None:
    house = watched.at.desk.house
    save_customer(house.store, house.act(), CustomerRecord("DAN", "Dan"), update=False)
    watched.look()
    assert watched.changes == []


def test_a_house_that_somebody_renamed_is_known_by_its_new_name(watched: Watched) -> None:
    renewed: list[str] = []
    watched.at.desk.house_settings_renewed.connect(lambda: renewed.append(watched.at.desk.house_settings.name))
    rename_house(watched.at.house.store, watched.at.house.act("ben"), "Kestrel")
    watched.look()
    watched.look()
    assert renewed == ["Kestrel"]


def test_a_database_that_goes_away_and_comes_back_is_told_once_each_and_all_is_read_again(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_store: object) -> int:
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as without:
        without.setattr("warehouse_app.ui.watch.last_action", away)
        watched.look()
        watched.look()
    assert watched.links == [Connection(stands=False)]
    assert watched.changes == []
    watched.look()
    watched.look()
    assert watched.links == [Connection(stands=False), Connection(stands=True)]
    assert watched.changes == [EVERYTHING]
    assert watched.at.told == []


def test_the_day_is_turned_in_the_lane_of_the_scans_and_the_new_day_is_known(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = watched.at
    before = at.desk.house_settings.house_day
    tomorrow = replace(at.desk.house_settings, house_day=before.replace(day=before.day + 1))
    turned: list[Callable[..., object]] = []

    def turn(house: House) -> None:
        turned.append(type(house).turn_day_if_due)
        house.store.sql("UPDATE setting SET value = ? WHERE name = 'house_day'", (f'"{tomorrow.house_day}"',))

    monkeypatch.setattr(type(at.desk.house), "turn_day_if_due", turn)
    watched.watch.turn_day()
    at.settle()
    assert len(turned) == 1
    assert at.desk.house_settings.house_day == tomorrow.house_day


def test_a_new_day_on_which_lists_fetch_less_says_which(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    at = watched.at
    told: list[Told] = []
    at.desk.told.connect(told.append)
    today = at.desk.house_settings.house_day
    stops = (StopMoved("PL-1", "O-1", 1, "MILK", "A-2", 3, 0, ()),)
    turned = [DayTurned(today, 1, 1, 0, Changes(), stops), DayTurned(today, 1, 0, 0, Changes()), None]
    monkeypatch.setattr(type(at.desk.house), "turn_day_if_due", lambda _house: turned.pop(0))
    for _ in range(3):
        watched.watch.turn_day()
        at.settle()
    assert (turned, told) == ([], [Told(Tone.WARN, "Pick lists: PL-1 fetches 3 × MILK less for O-1 at A-2.")])
