"""How the stops of a pick list were changed since its release, and where the units are fetched instead."""

import pytest

from tests.conftest import Desk
from tests.queries.test_listing_values import read
from tests.services.stock import furnished, opening, order, take
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listings.picking import pick_lists
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.queries.stop_changes import StopChanged, stop_changes
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.releasing import release

house = pytest.fixture(furnished)


def move(house: Desk, sku: str, place: str, quantity: int, to: str) -> None:
    move_stock(house.store, house.act(), Named(sku, place, quantity), to, why="wet" if to == "QUAR" else "")


def changes(house: Desk) -> list[StopChanged]:
    with house.store.snapshot():
        return stop_changes(house.store, "PL-1")


def test_a_list_that_is_walked_as_released_has_none(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("O1", "ANN", 1, ("LAMP", 5)))
    release(house.store, house.act())
    assert changes(house) == []
    with house.store.snapshot():
        assert stop_changes(house.store, "PL-9") == []


def test_each_change_names_just_the_stops_that_it_led_to(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 6),
        opening("LAMP", 1, "A-2"),
        opening("LAMP", 9, "B-1"),
        *order("O1", "ANN", 1, ("LAMP", 7)),
    )
    release(house.store, house.act())
    before = house.store.sql(
        "SELECT loc.code, a.quantity FROM allocation a JOIN location loc ON loc.id = a.location_id ORDER BY a.id"
    ).fetchall()
    assert before == [("B-1", 7)]  # all of it from one bin
    move(house, "LAMP", "B-1", 5, "QUAR")
    [first] = changes(house)
    assert (first.order, first.sku, first.place, first.units, first.lost) == ("O1", "LAMP", "B-1", 3, 0)
    assert sum(units for _, units in first.elsewhere) == 3
    move(house, "LAMP", "B-1", 4, "QUAR")
    assert changes(house)[0] == first
    second = changes(house)[1]
    assert (second.place, second.units, second.lost) == ("B-1", 4, 0)
    assert sum(units for _, units in (*first.elsewhere, *second.elsewhere)) == 7


def test_units_that_are_nowhere_else_are_lost(house: Desk) -> None:
    take(house, opening("LAMP", 6), opening("LAMP", 1, "A-2"), *order("O1", "ANN", 1, ("LAMP", 6)))
    release(house.store, house.act())
    move(house, "LAMP", "A-1", 4, "QUAR")
    assert changes(house) == [StopChanged("O1", "LAMP", "A-1", 4, (("A-2", 1),))]
    assert changes(house)[0].lost == 3


def test_what_a_list_lost_is_no_stop_and_no_units_of_it_any_more_as_on_its_paper(house: Desk) -> None:
    def listed() -> tuple[object, ...]:
        [row] = read(house, pick_lists())
        return row[8:11]

    def on_paper() -> list[tuple[str, int]]:
        sheet = pick_list_sheet(house.store, house_settings(), "PL-1", language="en")
        return [(stop.bin, stop.quantity) for stop in sheet.stops]

    take(house, opening("LAMP", 6), opening("LAMP", 1, "A-2"), *order("O1", "ANN", 1, ("LAMP", 6)))
    release(house.store, house.act())
    assert (listed(), on_paper()) == ((1, 6, 6), [("A-1", 6)])
    move(house, "LAMP", "A-1", 4, "QUAR")
    assert (listed(), on_paper()) == ((2, 3, 3), [("A-1", 2), ("A-2", 1)])
    move(house, "LAMP", "A-1", 2, "QUAR")
    assert (listed(), on_paper()) == ((1, 1, 1), [("A-2", 1)])
