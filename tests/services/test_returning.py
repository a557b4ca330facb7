"""Goods come back: to stock, into quarantine, or to be scrapped; never more than were shipped."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, level, lying, opening, order, refusal, send, take
from tests.services.test_setting_aside import states
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.check import findings
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import move_stock
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.returning import Back, Condition, Returned, ReturnFault, take_back_goods


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house from which eight lamps were shipped to Ann; Ben waits for three."""
    made = furnished(desk)
    house = next(made)
    take(house, opening("LAMP", 8), *order("O-1", "ANN", 1, ("LAMP", 8)))
    send(house, "O-1", 8)
    take(house, *order("O-2", "BEN", 2, ("LAMP", 3)))
    yield house
    assert list(findings(desk.store)) == []


def back(desk: Desk, quantity: int, condition: Condition, *, why: str = "too large", line: int = 1) -> Returned:
    goods = Back("O-1", line, quantity, "A-2", condition=condition)
    return take_back_goods(desk.store, desk.act(), goods, why=why)


def returned(desk: Desk) -> list[tuple[int, int]]:
    found = desk.store.sql("SELECT shipped, returned FROM order_line ORDER BY id").fetchall()
    return [(shipped, units) for shipped, units in found]


def test_good_ones_find_whoever_waits(house: Desk) -> None:
    done = back(house, 2, Condition.STOCK)
    assert (done.sku, done.quantity, done.place, done.shipped, done.returned) == ("LAMP", 2, "A-2", 8, 2)
    assert not done.aside
    assert held(house, "O-2") == {"O-2/1": 2}
    assert (lying(house, "LAMP")["A-2"], level(house, "LAMP")) == (2, (2, 2))
    # The order of the customer who sent them back asks for nothing again.
    assert held(house, "O-1") == {"O-1/1": 0}
    assert returned(house) == [(8, 2), (0, 0)]
    found = house.store.sql("SELECT document, line, cancelled, returned FROM cancellation").fetchall()
    assert [tuple(row) for row in found] == [(done.document, 1, 0, 2)]


def test_doubtful_ones_are_set_aside(house: Desk) -> None:
    assert back(house, 3, Condition.QUARANTINE).aside
    assert states(house, "LAMP") == {("A-2", "quarantined"): 3}
    assert held(house, "O-2") == {"O-2/1": 0}


def test_good_ones_that_are_put_into_a_quarantine_place_are_set_aside(house: Desk) -> None:
    goods = Back("O-1", 1, 2, "QUAR", condition=Condition.STOCK)
    done = take_back_goods(house.store, house.act(), goods, why="too large")
    assert (done.condition, done.aside, done.place) == (Condition.STOCK, True, "QUAR")
    assert (states(house, "LAMP"), held(house, "O-2")) == ({("QUAR", "quarantined"): 2}, {"O-2/1": 0})
    move_stock(house.store, house.act(), Named("LAMP", "QUAR", 2, status=StockStatus.QUARANTINED), "A-1")
    assert (states(house, "LAMP"), held(house, "O-2")) == ({("A-1", "quarantined"): 2}, {"O-2/1": 0})


def test_good_ones_of_a_blocked_lot_in_a_quarantine_place_stay_aside_without_the_block(house: Desk) -> None:
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    for place in ("QUAR", "A-2"):
        goods = Back("O-1", 1, 2, place, condition=Condition.STOCK)
        assert take_back_goods(house.store, house.act(), goods, why="too large").aside
    assert unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm").units == 2
    assert states(house, "LAMP") == {("A-2", "available"): 2, ("QUAR", "quarantined"): 2}


def test_good_ones_that_have_expired_are_set_aside_as_they_are_at_receipt(house: Desk) -> None:
    for lot, expiry in (("OLD", date(2026, 3, 1)), ("LAST", date(2026, 3, 2))):
        goods = Back("O-1", 1, 2, "A-2", lot, expiry, Condition.STOCK)
        assert take_back_goods(house.store, house.act(), goods, why="too large").aside is (lot == "OLD")
    found = house.store.sql(
        "SELECT lot.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id WHERE b.quantity > 0 "
        "ORDER BY lot.code"
    ).fetchall()
    # On the day it expires it can still be used.
    assert [tuple(row) for row in found] == [("LAST", "available", 2), ("OLD", "quarantined", 2)]
    assert held(house, "O-2") == {"O-2/1": 2}


def test_doubtful_ones_stay_aside_when_their_lot_is_unblocked(house: Desk) -> None:
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    back(house, 2, Condition.QUARANTINE)
    back(house, 3, Condition.STOCK)
    back(house, 1, Condition.SCRAP)
    assert states(house, "LAMP") == {("A-2", "quarantined"): 5}
    done = unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm")
    assert (done.units, done.quarantined) == (3, 2)
    assert held(house, "O-2") == {"O-2/1": 3}


def test_broken_ones_come_and_go_in_the_ledger(house: Desk) -> None:
    before = house.store.sql("SELECT COUNT(*) FROM move").fetchone()[0]
    done = back(house, 1, Condition.SCRAP, why="broken")
    assert (states(house, "LAMP"), done.aside) == ({}, False)
    moves = house.store.sql("SELECT quantity, reason, document FROM move ORDER BY id").fetchall()[before:]
    assert [tuple(row) for row in moves] == [(1, "return", done.document), (-1, "scrap", done.document)]
    assert held(house, "O-2") == {"O-2/1": 0}
    assert returned(house) == [(8, 1), (0, 0)]


def test_no_more_comes_back_than_was_shipped(house: Desk) -> None:
    back(house, 6, Condition.QUARANTINE)
    assert refusal(house, lambda: back(house, 3, Condition.STOCK)) == (
        ReturnFault.TOO_MANY,
        {"order": "O-1", "line": 1, "quantity": 3, "most": 2},
    )
    assert refusal(house, lambda: back(house, 1, Condition.STOCK, line=2))[0] is OrderFault.LINE_UNKNOWN
    assert refusal(house, lambda: back(house, 0, Condition.STOCK))[0] is StockFault.QUANTITY
    assert refusal(house, lambda: back(house, 1, Condition.STOCK, why=""))[0] is ReasonFault.MISSING


def test_goods_that_need_a_lot_say_theirs(house: Desk) -> None:
    take(house, opening("TOOL", 1, lot="S1"), *order("O-3", "ANN", 3, ("TOOL", 1)))
    goods = Back("O-3", 1, 1, "A-2", condition=Condition.STOCK)
    assert refusal(house, lambda: take_back_goods(house.store, house.act(), goods, why="wrong"))[0] is GoodsFault.LOT


@pytest.mark.parametrize("condition", Condition)
def test_what_comes_back_is_not_put_where_picked_goods_lie(house: Desk, condition: Condition) -> None:
    goods = Back("O-1", 1, 2, "TOTE", condition=condition)
    code, facts = refusal(house, lambda: take_back_goods(house.store, house.act(), goods, why="too large"))
    assert (code, facts) == (StockFault.NOT_PICKED, {"sku": "LAMP", "place": "TOTE"})
