"""Goods that nobody gets since they are kept as safety stock: how many orders wait all the same, planned and booked."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, order, set_house, take
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.goods import item_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import planned_shares
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def kept_from(desk: Desk, units: int, lot: str = "", place: str = "A-1") -> int:
    """Let salt come, of which four are kept for class A; return how many orders wait for what nobody got of it."""
    salt = item_of(desk.store, "SALT")
    assert salt is not None
    planned = planned_shares(desk.store, house_settings(), salt.id, units, lot=lot)
    booked = receive(desk.store, desk.act(), [Goods("SALT", units, place, lot)], supplier="ACME")
    assert booked.kept_from == ({"SALT": planned.kept_from} if planned.kept_from else {})
    return planned.kept_from


def test_orders_are_counted_that_wait_for_what_is_kept(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("SALT", 5), ("SALT", 5)), *order("SO-2", "CAT", 2, ("SALT", 1)))
    assert kept_from(house, 4) == 2
    # What is more than the safety stock is given, all of it.
    assert kept_from(house, 2) == 0
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0, "SO-2/1": 0}


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.FAIR_SHARE, Policy.EQUAL_SHARE])
def test_whoever_got_some_waits_for_the_rest_that_is_kept(house: Desk, policy: Policy) -> None:
    set_house(house, policy=policy)
    take(house, *order("SO-1", "BEN", 1, ("SALT", 10)))
    assert kept_from(house, 6) == 1
    assert held(house) == {"SO-1/1": 2}


def test_who_may_have_the_safety_stock_is_not_kept_from_it(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("SALT", 9), ship_policy=ShipPolicy.LINE_COMPLETE))
    assert kept_from(house, 3) == 0
    take(house, *order("SO-2", "BEN", 2, ("SALT", 1)))
    assert kept_from(house, 1) == 1


def test_where_nobody_waits_or_more_is_left_nothing_is_kept_from_anybody(house: Desk) -> None:
    assert kept_from(house, 3) == 0
    take(house, *order("SO-1", "BEN", 1, ("SALT", 9), ship_policy=ShipPolicy.LINE_COMPLETE))
    assert kept_from(house, 5) == 0


def test_goods_that_nobody_may_have_are_no_safety_stock(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("SALT", 9)))
    assert kept_from(house, 2, "L1") == 1
    block_lot(house.store, house.act(), "SALT", "L1", why="wet")
    assert kept_from(house, 3, "L2") == 1
    assert kept_from(house, 5, "L1") == 0
