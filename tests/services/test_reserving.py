"""Whoever walks a list is told of every stop that falls away, whatever it was that made it: the list keeps a note."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import CUSTOMERS, ITEMS, furnished, held, opening, order, purchase, take, turn_to
from tests.services.test_loosening import changed, fixed, staged, status
from warehouse_app.queries.stop_changes import StopChanged
from warehouse_app.services.catalogue import save_customer, save_item
from warehouse_app.services.changes import Area, StopMoved
from warehouse_app.services.founding import turn_day
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release, unrelease
from warehouse_app.services.serving import pin, unpin

NEXT_WEEK = date(2026, 3, 9)
SOON, LATE = date(2026, 3, 12), date(2027, 1, 1)
"""Ten days after the day of the house, and long after it."""


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house in which PL-1 fetches 4 × LAMP at A-1 and 3 × MILK at A-2 for O-1, of Ben."""
    for made in furnished(desk):
        take(
            made,
            opening("LAMP", 4, "A-1"),
            opening("MILK", 3, "A-2", lot="L1", expiry=SOON),
            *order("O-1", "BEN", 1, ("LAMP", 4), ("MILK", 3)),
        )
        release(made.store, made.act())
        assert fixed(made) == {("O-1", "A-1"): 4, ("O-1", "A-2"): 3}
        yield made


LAMPS = StopMoved("PL-1", "O-1", 1, "LAMP", "A-1", 4, 0, ())
MILK = StopMoved("PL-1", "O-1", 2, "MILK", "A-2", 3, 0, ())


def noted(*stops: StopMoved) -> list[StopChanged]:
    return [StopChanged(stop.order, stop.sku, stop.place, stop.units, ()) for stop in stops]


def put_off(desk: Desk) -> tuple[StopMoved, ...]:
    lines = order("O-1", "BEN", 1, ("LAMP", 4), ("MILK", 3))
    return take(desk, lines[0]._replace(not_before=NEXT_WEEK), lines[1], update=True).stops


def released_later(desk: Desk) -> tuple[StopMoved, ...]:
    lamp = next(item for item in ITEMS if item.sku == "LAMP")
    return save_item(desk.store, desk.act(), lamp._replace(release_date=NEXT_WEEK), update=True).stops


def released_later_by_file(desk: Desk) -> tuple[StopMoved, ...]:
    lamp = next(item for item in ITEMS if item.sku == "LAMP")
    return take(desk, lamp._replace(release_date=NEXT_WEEK), update=True).stops


def unpinned(desk: Desk) -> tuple[StopMoved, ...]:
    pin(desk.store, desk.act(), "O-1", 1, 4, why="promised")
    assert put_off(desk) == ()
    return unpin(desk.store, desk.act(), "O-1", 1).stops


@pytest.mark.parametrize("change", [put_off, released_later, released_later_by_file, unpinned])
def test_a_line_whose_day_lies_ahead_is_not_fetched_and_the_list_says_so(
    house: Desk, change: Callable[[Desk], tuple[StopMoved, ...]]
) -> None:
    assert change(house) == (LAMPS,)
    assert changed(house, "PL-1") == noted(LAMPS)
    assert (fixed(house), held(house)) == ({("O-1", "A-2"): 3}, {"O-1/1": 0, "O-1/2": 3})
    assert status(house) == {"PL-1": "released"}
    last = "SELECT MAX(id) FROM action"
    assert house.store.sql(f"SELECT COUNT(*) FROM stop_change WHERE action_id = ({last})").fetchone() == (1,)


def asked_by_the_line(desk: Desk) -> tuple[StopMoved, ...]:
    lines = order("O-1", "BEN", 1, ("LAMP", 4), ("MILK", 3))
    return take(desk, lines[0], lines[1]._replace(minimum_shelf_life_days=11), update=True).stops


def asked_by_the_customer(desk: Desk) -> tuple[StopMoved, ...]:
    ben = next(customer for customer in CUSTOMERS if customer.code == "BEN")
    done = save_customer(desk.store, desk.act(), ben._replace(minimum_shelf_life_days=11), update=True)
    assert Area.PICK_LISTS in done.changes.areas
    return done.stops


@pytest.mark.parametrize("change", [asked_by_the_line, asked_by_the_customer])
def test_goods_that_must_last_longer_are_not_fetched_and_the_list_says_so(
    house: Desk, change: Callable[[Desk], tuple[StopMoved, ...]]
) -> None:
    assert change(house) == (MILK,)
    assert changed(house, "PL-1") == noted(MILK)
    assert (fixed(house), held(house)) == ({("O-1", "A-1"): 4}, {"O-1/1": 4, "O-1/2": 0})


def test_a_day_turn_names_what_expired_on_a_list_and_what_was_put_aside(house: Desk) -> None:
    take(house, *order("O-2", "ANN", 2, ("MILK", 2)), *purchase("P-1", ("MILK", 2)))
    goods = Goods("MILK", 2, "STAGE", "L1", SOON, for_order="O-2")
    receive(house.store, house.act(), [goods], purchase_order="P-1")
    assert fixed(house) == {("O-1", "A-1"): 4, ("O-1", "A-2"): 3, ("O-2", "STAGE"): 2}
    house.now = house.now.replace(month=3, day=13)
    turned = turn_day(house.store, house.act())
    assert (turned.expired_lots, turned.stops) == (1, (MILK, StopMoved("", "O-2", 1, "MILK", "STAGE", 2, 0, ())))
    assert (changed(house, "PL-1"), status(house)) == (noted(MILK), {"PL-1": "released"})
    assert held(house) == {"O-1/1": 4, "O-1/2": 0, "O-2/1": 0}


def test_a_day_turn_names_what_will_not_last_any_more(house: Desk) -> None:
    lines = order("O-1", "BEN", 1, ("LAMP", 4), ("MILK", 3))
    assert take(house, lines[0], lines[1]._replace(minimum_shelf_life_days=9), update=True).stops == ()
    turn_to(house, date(2026, 3, 3))
    assert changed(house, "PL-1") == []
    house.now = house.now.replace(day=4)
    assert turn_day(house.store, house.act()).stops == (MILK,)
    assert changed(house, "PL-1") == noted(MILK)


def test_a_list_that_is_taken_back_as_nothing_is_left_on_it_keeps_its_note(house: Desk) -> None:
    lines = order("O-1", "BEN", 1, ("LAMP", 4), ("MILK", 3), not_before=NEXT_WEEK)
    assert set(take(house, *lines, update=True).stops) == {LAMPS, MILK}
    assert (status(house), fixed(house)) == ({"PL-1": "unreleased"}, {})
    assert sorted(changed(house, "PL-1")) == sorted(noted(LAMPS, MILK))


def test_a_list_that_is_called_back_is_told_by_its_number(house: Desk) -> None:
    done = unrelease(house.store, house.act(), "PL-1")
    assert (done.number, done.stops, fixed(house)) == ("PL-1", 2, {})
    assert held(house) == {"O-1/1": 4, "O-1/2": 3}


def test_what_is_put_aside_in_another_place_is_told_when_its_day_is_put_off(house: Desk) -> None:
    take(house, *order("O-2", "BEN", 2, ("CORD", 5)), *purchase("P-1", ("CORD", 5)))
    staged(house, "O-2", 5, "CORD")
    done = take(house, *order("O-2", "BEN", 2, ("CORD", 5), not_before=NEXT_WEEK), update=True)
    assert done.stops == (StopMoved("", "O-2", 1, "CORD", "STAGE", 5, 0, ()),)
    assert house.store.sql("SELECT COUNT(*) FROM stop_change").fetchone() == (0,)
