"""Goods that nobody gets since they are kept: as safety stock, or for an order that is to be complete."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, order, purchase, set_house, take
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.goods import delivery_of, item_of
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


def kept_for(desk: Desk, units: int, sku: str = "LAMP") -> tuple[str, ...]:
    """Let goods come on P-1; return the orders for which what nobody got of them is kept."""
    item, on = item_of(desk.store, sku), delivery_of(desk.store, "P-1")
    assert item is not None
    assert on is not None
    planned = planned_shares(desk.store, house_settings(), item.id, units, on.purchase_order)
    booked = receive(desk.store, desk.act(), [Goods(sku, units, "A-1")], purchase_order="P-1")
    assert booked.kept_for == ({sku: planned.kept_for} if planned.kept_for else {})
    return planned.kept_for


def test_goods_are_kept_for_an_order_that_an_open_receipt_completes(house: Desk) -> None:
    whole = {"ship_policy": ShipPolicy.LINE_COMPLETE}
    take(
        house,
        *order("SO-2", "ANN", 1, ("LAMP", 4)),
        *order("SO-0", "BEN", 2, ("LAMP", 12), **whole),
        *order("SO-3", "CAT", 3, ("LAMP", 1)),
        *purchase("P-1", ("LAMP", 20)),
    )
    assert kept_for(house, 4) == ()
    assert kept_for(house, 6) == ("SO-0",)
    assert held(house) == {"SO-0/1": 0, "SO-2/1": 4, "SO-3/1": 0}
    # When it is complete, nothing is kept any more.
    assert kept_for(house, 7) == ()
    assert held(house) == {"SO-0/1": 12, "SO-2/1": 4, "SO-3/1": 1}


def test_what_is_kept_as_safety_stock_is_not_kept_for_an_order(house: Desk) -> None:
    whole = {"ship_policy": ShipPolicy.LINE_COMPLETE}
    take(house, *order("SO-0", "BEN", 1, ("SALT", 9), **whole), *purchase("P-1", ("SALT", 20)))
    assert kept_for(house, 4, "SALT") == ()
    assert kept_for(house, 1, "SALT") == ("SO-0",)
