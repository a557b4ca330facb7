"""The books are closed for a day: what is booked afterwards counts from the day after."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import come, furnished, level, lying, opening, refusal, take, turn_to
from tests.services.test_counting import counted
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault
from warehouse_app.domain.statuses import CountStatus, Role
from warehouse_app.queries.house import house_settings
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.counting import approve_count
from warehouse_app.services.founding import BooksClosed, close_books
from warehouse_app.services.lying import Named
from warehouse_app.services.setting_aside import write_off
from warehouse_app.store.database import day as calendar_day
from warehouse_app.store.tables.base import instant

TODAY = date(2026, 3, 2)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def closed(desk: Desk, until: date) -> BooksClosed:
    return close_books(desk.store, desk.act(), until)


def days(desk: Desk) -> list[tuple[str, date | None]]:
    """Return why stock changed, and from which day that counts."""
    found = desk.store.sql("SELECT reason, effective_on FROM move ORDER BY id").fetchall()
    return [(reason, calendar_day(day)) for reason, day in found]


def test_what_is_booked_after_the_close_counts_from_the_day_after(house: Desk) -> None:
    take(house, opening("LAMP", 5))
    answer = closed(house, TODAY)
    assert answer == BooksClosed(TODAY, None, answer.changes)
    assert answer.changes.areas == {Area.SETTINGS}
    come(house, "LAMP", 3)
    write_off(house.store, house.act(), Named("LAMP", "A-1", 1), why="broken")
    # Milk that expires today is still good today, whatever day it is in the books.
    come(house, "MILK", 2, lot="L1", expiry=TODAY)
    tomorrow = date(2026, 3, 3)
    assert days(house) == [
        ("opening", TODAY),
        ("receipt", tomorrow),
        ("adjustment", tomorrow),
        ("receipt", tomorrow),
    ]
    assert (level(house, "MILK"), house_settings().house_day) == ((2, 0), TODAY)
    turn_to(house, date(2026, 3, 5))
    come(house, "LAMP", 1)
    assert days(house)[-1] == ("receipt", date(2026, 3, 5))


def test_counts_count_from_the_day_after_the_close_at_once_and_once_approved(house: Desk) -> None:
    take(house, opening("LAMP", 100), opening("CORD", 100, "A-2"))
    # Counted before the close, and approved after it.
    late = counted(house, "A-2", ("CORD", 60))
    assert (late.status, days(house)) == (CountStatus.TO_APPROVE, [("opening", TODAY)] * 2)
    closed(house, TODAY)
    at_once = counted(house, "A-1", ("LAMP", 98))
    assert at_once.status is CountStatus.BOOKED
    tomorrow = date(2026, 3, 3)
    assert days(house)[2:] == [("count", tomorrow)]
    approve_count(house.store, house.act(), late.number)
    assert days(house)[2:] == [("count", tomorrow)] * 2
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 98}, {"A-2": 60})
    # When it was booked stays what it was.
    found = house.store.sql("SELECT reason, at, quantity, document FROM move ORDER BY id").fetchall()
    assert [(reason, instant(at).date(), units, number) for reason, at, units, number in found][2:] == [
        ("count", TODAY, -2, at_once.number),
        ("count", TODAY, -40, late.number),
    ]


def test_a_close_long_ago_changes_nothing(house: Desk) -> None:
    closed(house, date(2026, 2, 28))
    come(house, "LAMP", 3)
    assert days(house) == [("receipt", TODAY)]


def test_books_are_never_opened_again_nor_closed_ahead(house: Desk) -> None:
    before = date(2026, 3, 1)
    closed(house, before)
    assert closed(house, before) == BooksClosed(before, before, closed(house, before).changes)
    facts = {"until": date(2026, 2, 28), "before": before}
    assert refusal(house, partial(closed, house, date(2026, 2, 28))) == (HouseFault.BOOKS_BACK, facts)
    ahead = date(2026, 3, 3)
    facts = {"until": ahead, "today": TODAY}
    assert refusal(house, partial(closed, house, ahead)) == (HouseFault.BOOKS_AHEAD, facts)
    house.store.sql("INSERT INTO person (name, role) VALUES ('lea', ?)", (Role.LEAD,))
    with pytest.raises(Refused) as refused:
        close_books(house.store, house.act("lea"), TODAY)
    assert refused.value.code is ContractFault.ROLE
    assert house_settings().books_closed_until == before
