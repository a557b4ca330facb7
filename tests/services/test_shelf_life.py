"""Lines hold only goods that last as long as they ask, also after the asking, or the days, have changed."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.saving import keep
from tests.services.stock import come, decisions, furnished, held, last_run, opening, order, runs, take, turn_to
from warehouse_app.domain.records import CustomerRecord, Kind
from warehouse_app.services.releasing import release

SOON, LATE = date(2026, 3, 12), date(2026, 6, 1)
"""Ten days, and three months, after the day of the house."""


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house with 6 units of milk that go off soon; Ben holds 4 of it, and Cat the other 2."""
    for made in furnished(desk):
        take(made, opening("MILK", 6, lot="L1", expiry=SOON))
        take(made, *order("SO-1", "BEN", 1, ("MILK", 4)), *order("SO-2", "CAT", 2, ("MILK", 5)))
        assert held(made) == {"SO-1/1": 4, "SO-2/1": 2}
        yield made


def milk(life: int | None) -> dict[str, object]:
    return {"minimum_shelf_life_days": life}


@pytest.mark.parametrize(("life", "bens", "cats"), [(10, 4, 2), (11, 0, 5), (0, 4, 2)])
def test_a_line_that_asks_for_more_gives_up_what_does_not_last(house: Desk, life: int, bens: int, cats: int) -> None:
    keep(house, Kind.ORDERS, *order("SO-1", "BEN", 1, ("MILK", 4), **milk(life)), update=True)
    assert held(house) == {"SO-1/1": bens, "SO-2/1": cats}


def test_what_was_taken_is_said_and_who_waits_is_served(house: Desk) -> None:
    before = last_run(house)
    keep(house, Kind.ORDERS, *order("SO-1", "BEN", 1, ("MILK", 4), **milk(11)), update=True)
    assert [made[1:4] for made in runs(house, before)] == [("cut", "first-come", "edit"), ("fill", "first-come", "try")]
    assert decisions(house, before + 1) == {"MILK": (0, [("SO-1/1", 0, 4, -4, "stock-was-lost")])}
    assert decisions(house, before + 2) == {
        "MILK": (4, [("SO-1/1", 4, 0, 0, "lots-expire-too-soon"), ("SO-2/1", 3, 2, 3, "filled")])
    }


def test_a_line_that_asks_for_less_is_served(house: Desk) -> None:
    keep(house, Kind.ORDERS, *order("SO-0", "ANN", 1, ("MILK", 3), **milk(30)))
    come(house, "MILK", 3, "A-2", lot="L1", expiry=SOON)
    assert held(house) == {"SO-0/1": 0, "SO-1/1": 4, "SO-2/1": 5}
    come(house, "MILK", 3, "B-1", lot="L1", expiry=SOON)
    keep(house, Kind.ORDERS, *order("SO-0", "ANN", 1, ("MILK", 3), **milk(None)), update=True)
    assert held(house) == {"SO-0/1": 3, "SO-1/1": 4, "SO-2/1": 5}


def test_a_customer_that_asks_for_more_gives_up_what_does_not_last(house: Desk) -> None:
    come(house, "MILK", 3, "A-2", lot="L1", expiry=SOON)
    keep(house, Kind.ORDERS, *order("SO-3", "BEN", 3, ("MILK", 1), **milk(0)))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 5, "SO-3/1": 0}
    ben = CustomerRecord("BEN", "Ben", minimum_shelf_life_days=11)
    keep(house, Kind.CUSTOMERS, ben, update=True)
    # The third order has a word of its own.
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5, "SO-3/1": 1}
    keep(house, Kind.CUSTOMERS, ben._replace(minimum_shelf_life_days=10), update=True)
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 5, "SO-3/1": 1}


def test_a_file_that_says_only_the_shelf_life_leaves_class_and_ship_policy(house: Desk) -> None:
    cat = CustomerRecord("CAT", "Cat", minimum_shelf_life_days=3)
    assert cat.priority_class == "B"
    keep(house, Kind.CUSTOMERS, cat, update=True, columns={"code", "minimum_shelf_life_days"})
    found = house.store.sql("SELECT rank_class, shelf_life_days FROM order_line ORDER BY id").fetchall()
    assert found == [("B", 0), ("C", 3)]


def test_what_grows_too_old_is_taken_on_that_day(house: Desk) -> None:
    keep(house, Kind.ORDERS, *order("SO-1", "BEN", 1, ("MILK", 4), **milk(9)), update=True)
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 2}
    turn_to(house, date(2026, 3, 4))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5}


def test_what_grows_too_old_is_not_picked_and_what_lasts_is(house: Desk) -> None:
    keep(house, Kind.ORDERS, *order("SO-1", "BEN", 1, ("MILK", 4), **milk(9)), update=True)
    release(house.store, house.act(), orders=["SO-1"])
    release(house.store, house.act(), orders=["SO-2"])
    come(house, "MILK", 1, "A-2", lot="L2", expiry=LATE)
    live = "SELECT order_line_id, quantity FROM allocation WHERE quantity - picked - returned > 0 ORDER BY id"
    assert house.store.sql(live).fetchall() == [(1, 4), (2, 2)]
    turn_to(house, date(2026, 3, 4))
    # Ben keeps what the new lot has, and Cat, who asks for nothing, what is on her list already.
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 5}
    assert house.store.sql(live).fetchall() == [(2, 2)]
    lists = house.store.sql("SELECT number, status FROM pick_list ORDER BY id").fetchall()
    assert lists == [("PL-1", "unreleased"), ("PL-2", "released")]
