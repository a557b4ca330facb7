"""What is read for the pages of the stations and of stock work, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, opening, order, send, take
from warehouse_app.domain.statuses import Role, StockStatus
from warehouse_app.queries.carried import ToClear, last_carried, places_to_clear
from warehouse_app.queries.counts_to_approve import counts_to_approve
from warehouse_app.queries.order_work import Mergeable, coming_back, mergeable
from warehouse_app.queries.people import may_lead
from warehouse_app.queries.stock_work import stock_of_item
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.counting import begin_count, finish_count, tally
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock, undo_move
from warehouse_app.services.setting_aside import quarantine
from warehouse_app.store.tables import Person

house = pytest.fixture(furnished)


def test_moves_of_a_workstation_are_told_the_latest_first_and_whether_they_were_undone(house: Desk) -> None:
    take(house, opening("LAMP", 9), opening("CORD", 5))
    first, second = house.act(), house.act()
    move_stock(house.store, first, Named("LAMP", "A-1", 4), "B-1")
    move_stock(house.store, second, Named("CORD", "A-1", 2), "A-2")
    move_stock(house.store, replace(house.act(), workstation="desk-2"), Named("LAMP", "A-1", 1), "B-2")
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 1), why="wet", to="QUAR")
    undo_move(house.store, house.act(), first.action_id)
    with house.store.snapshot():
        found = last_carried(house.store, "desk-1", most=9)
        assert [each[:7] for each in found] == [
            (second.action_id, "CORD", "Cord", "", 2, "A-1", "A-2"),
            (first.action_id, "LAMP", "Lamp", "", 4, "A-1", "B-1"),
        ]
        assert [(each.actor, each.at, each.is_undone) for each in found] == [
            ("anna", second.now, False),
            ("anna", first.now, True),
        ]
        assert [each.action_id for each in last_carried(house.store, "desk-1", most=1)] == [second.action_id]
        assert len(last_carried(house.store, "desk-2", most=9)) == 1


def test_docks_and_staging_places_with_goods_are_to_be_cleared(house: Desk) -> None:
    take(house, opening("LAMP", 9, "DOCK"), opening("CORD", 5, "DOCK"), opening("PLUG", 1, "STAGE"), opening("SALT", 1))
    with house.store.snapshot():
        assert places_to_clear(house.store, most=9) == [ToClear("DOCK", 2, 14), ToClear("STAGE", 1, 1)]
        assert places_to_clear(house.store, most=1) == [ToClear("DOCK", 2, 14)]


def test_counts_that_wait_are_told_with_their_differences_and_their_worth(house: Desk) -> None:
    take(house, opening("LAMP", 9), opening("CORD", 5), opening("PLUG", 3))
    house.store.sql("UPDATE item SET cost = 150 WHERE sku = 'LAMP'")
    begin_count(house.store, house.act(), "A-1")
    for sku, units in (("LAMP", 7), ("CORD", 6), ("PLUG", 3)):
        tally(house.store, house.act(), "CS-1", sku, units)
    done = finish_count(house.store, house.act(), "CS-1")
    with house.store.snapshot():
        [count] = counts_to_approve(house.store)
    assert (count.number, count.place, count.counted_by, count.is_second, count.recount_open) == (
        *("CS-1", "A-1", "anna"),
        False,
        True,
    )
    assert [(line.sku, line.expected, line.counted, line.difference, line.value) for line in count.lines] == [
        ("CORD", 5, 6, 1, None),
        ("LAMP", 9, 7, -2, -300),
    ]
    assert count.value == -300
    finish_count(house.store, house.act(), done.again)
    with house.store.snapshot():
        [second] = counts_to_approve(house.store)
    assert (second.number, second.is_second, second.recount_open, len(second.lines)) == ("CS-2", True, False, 3)


def test_who_may_lead(house: Desk) -> None:
    assert may_lead(house.store, "anna")
    house.store.insert(Person, ("name", "role"), [("anna", Role.CLERK), ("lea", Role.LEAD), ("ada", Role.ADMIN)])
    assert [may_lead(house.store, each) for each in ("anna", "lea", "ada", "nobody")] == [False, True, True, False]


def test_what_lies_of_an_item_is_told_with_its_state(house: Desk) -> None:
    expiry = datetime(2026, 9, 30, tzinfo=UTC).date()
    take(house, opening("MILK", 6, lot="L7", expiry=expiry), opening("MILK", 3, "B-1", lot="L8", expiry=expiry))
    block_lot(house.store, house.act(), "MILK", "L7", why="complaint")
    with house.store.snapshot():
        stock = stock_of_item(house.store, "MILK")
        assert stock_of_item(house.store, "NONE") is None
    assert stock is not None
    assert [(each.place, each.lot, each.quantity, each.status, each.blocked) for each in stock.goods] == [
        ("A-1", "L7", 6, StockStatus.QUARANTINED, True),
        ("B-1", "L8", 3, StockStatus.AVAILABLE, False),
    ]
    assert stock.places[0] == "A-1"


def test_what_may_come_back_and_what_may_be_merged(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 8),
        *order("O1", "ANN", 1, ("LAMP", 8)),
        *order("O2", "ANN", 3, ("LAMP", 2), ("CORD", 1)),
        *order("O3", "ANN", 2, ("MILK", 4)),
        *order("O4", "BEN", 2, ("MILK", 4)),
    )
    send(house, "O1", 8)
    with house.store.snapshot():
        back = coming_back(house.store, "O1", 1)
        milk = coming_back(house.store, "O3", 1)
        assert coming_back(house.store, "O1", 9) is None
        found = mergeable(house.store, "O2")
    assert back is not None
    assert (back.sku, back.most, back.needs_lot, back.needs_expiry) == ("LAMP", 8, False, False)
    assert milk is not None
    assert (milk.most, milk.needs_lot, milk.needs_expiry) == (0, True, True)
    assert [each.number for each in found] == ["O3"]
    assert isinstance(found[0], Mergeable)
    assert found[0].units == 4
