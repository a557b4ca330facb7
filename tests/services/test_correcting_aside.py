"""Goods that were set aside, blocked or released since they were booked in are put right, and stay what they became."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, level, order, refusal, take
from tests.services.test_correcting import booked, undone
from tests.services.test_correcting_counted import recounted
from tests.services.test_correcting_receipts import carried, corrected
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.booked_goods import booked_on_receipt
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth
from warehouse_app.services.incoming import Aside, Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.setting_aside import quarantine, release_from_quarantine, scrap

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def states_of(desk: Desk, sku: str) -> dict[tuple[str, str, str], int]:
    """Return the units of an item, by lot, place and state."""
    found = desk.store.sql(
        "SELECT lot.code, p.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN location p ON p.id = b.location_id JOIN item i ON i.id = lot.item_id WHERE i.sku = ? AND b.quantity > 0",
        (sku,),
    )
    return {(lot, place, status): units for lot, place, status, units in found}


def test_the_right_lot_of_goods_whose_wrong_lot_is_blocked_may_be_used(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("MILK", 4)))
    wrong = booked(house, Goods("MILK", 6, "A-1", "L1", MAY))
    corrected(house, wrong, Came("MILK"), Truth(5))
    second = house.acted[-1].action_id
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    assert held(house) == {"SO-1/1": 0}
    [milk] = corrected(house, second, Came("MILK"), Truth(lot="L7")).booked
    assert (milk.lot, milk.location, milk.quantity, milk.aside) == ("L7", "A-1", 5, None)
    assert (states_of(house, "MILK"), held(house)) == ({("L7", "A-1", "available"): 5}, {"SO-1/1": 4})
    # The other way round, what is of the blocked lot in truth is set aside.
    [milk] = corrected(house, house.acted[-1].action_id, Came("MILK"), Truth(lot="L1")).booked
    assert (milk.aside, states_of(house, "MILK")) == (Aside.BLOCKED, {("L1", "A-1", "quarantined"): 5})
    assert held(house) == {"SO-1/1": 0}
    unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert (states_of(house, "MILK"), held(house)) == ({("L1", "A-1", "available"): 5}, {"SO-1/1": 4})


def test_goods_that_were_set_aside_since_are_put_right_and_stay_so_for_their_reason(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("MILK", 6)))
    wrong = booked(house, Goods("MILK", 5, "DOCK", "L1", MAY))
    quarantine(house.store, house.act(), Named("MILK", "DOCK", 1, "L1"), why="torn")
    carried(house, "MILK", "DOCK", 2, "A-1", "L1")
    milk = corrected(house, wrong, Came("MILK"), Truth(lot="L7")).booked
    assert [(each.lot, each.location, each.quantity, each.aside, each.why) for each in milk] == [
        ("L7", "DOCK", 2, None, ""),
        ("L7", "A-1", 2, None, ""),
        ("L7", "DOCK", 1, Aside.SAID, "torn"),
    ]
    assert states_of(house, "MILK") == {
        ("L7", "DOCK", "available"): 2,
        ("L7", "DOCK", "quarantined"): 1,
        ("L7", "A-1", "available"): 2,
    }
    assert (held(house), level(house, "MILK")) == ({"SO-1/1": 4}, (4, 4))


def test_the_day_and_the_number_of_goods_that_were_carried_into_quarantine_are_put_right(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 6, "DOCK", "L1", JUNE))
    move_stock(house.store, house.act(), Named("MILK", "DOCK", 2, "L1"), "QUAR", why="wet")
    # Where any are missing, it is those that may be used.
    milk = corrected(house, wrong, Came("MILK"), Truth(expiry=MAY)).booked
    assert [(each.location, each.quantity, each.expiry, each.why) for each in milk] == [
        ("DOCK", 4, MAY, ""),
        ("QUAR", 2, MAY, "wet"),
    ]
    second = house.acted[-1].action_id
    corrected(house, second, Came("MILK", place="DOCK"), Truth(0))
    corrected(house, second, Came("MILK", place="QUAR"), Truth(1))
    assert states_of(house, "MILK") == {("L1", "QUAR", "quarantined"): 1}
    other = booked(house, Goods("LAMP", 6, "DOCK"))
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 2), "QUAR", why="wet")
    corrected(house, other, Came("LAMP"), Truth(0))
    assert states_of(house, "LAMP") == {}


def test_of_a_blocked_lot_what_was_set_aside_before_stays_so_under_the_right_one(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 6, "A-1", "L1", MAY))
    quarantine(house.store, house.act(), Named("MILK", "A-1", 2, "L1"), why="leaks")
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    milk = corrected(house, wrong, Came("MILK"), Truth(3, lot="L7")).booked
    # The rest of the blocked lot, and three of the right one: those that leak are never given to anybody.
    assert [(each.lot, each.quantity, each.aside, each.why) for each in milk] == [
        ("L1", 2, Aside.SAID, "leaks"),
        ("L1", 1, Aside.BLOCKED, ""),
        ("L7", 3, None, ""),
    ]
    unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert states_of(house, "MILK") == {
        ("L1", "A-1", "quarantined"): 2,
        ("L1", "A-1", "available"): 1,
        ("L7", "A-1", "available"): 3,
    }


def test_what_was_released_since_is_put_right_and_may_be_used(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 9), ("CORD", 9)))
    wrong = booked(house, Goods("LAMP", 5, "A-1", quarantine="dented"))
    release_from_quarantine(house.store, house.act(), Named("LAMP", "A-1", 3), why="fine", to="B-1")
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0}
    cords = corrected(house, wrong, Came("LAMP"), Truth(sku="CORD")).booked
    assert [(each.location, each.quantity, each.aside, each.why) for each in cords] == [
        ("A-1", 2, Aside.SAID, "dented"),
        ("B-1", 3, None, ""),
    ]
    assert states_of(house, "CORD") == {("", "A-1", "quarantined"): 2, ("", "B-1", "available"): 3}
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 3}


def test_what_was_released_where_such_goods_lie_is_put_right_there_twice(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 4, "QUAR", "L1", MAY, quarantine="torn"))
    release_from_quarantine(house.store, house.act(), Named("MILK", "QUAR", 4, "L1"), why="looked at")
    corrected(house, wrong, Came("MILK"), Truth(lot="L7"))
    assert states_of(house, "MILK") == {("L7", "QUAR", "available"): 4}
    [milk] = corrected(house, house.acted[-1].action_id, Came("MILK"), Truth(3)).booked
    assert (milk.location, milk.quantity, milk.aside) == ("QUAR", 3, None)
    assert states_of(house, "MILK") == {("L7", "QUAR", "available"): 3}


def test_what_was_received_as_damaged_stays_aside_though_its_wrong_lot_is_blocked(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 4, "A-1", "L1", MAY, quarantine="leaks"))
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    [milk] = corrected(house, wrong, Came("MILK"), Truth(lot="L7")).booked
    assert (milk.aside, milk.why, states_of(house, "MILK")) == (
        Aside.SAID,
        "leaks",
        {("L7", "A-1", "quarantined"): 4},
    )


def test_what_expired_by_a_misread_day_stays_where_such_goods_lie(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 4, "QUAR", "L1", date(2025, 5, 1)))
    [milk] = corrected(house, wrong, Came("MILK"), Truth(expiry=MAY), why="misread").booked
    assert (milk.location, milk.expiry, milk.aside, milk.why) == ("QUAR", MAY, Aside.SAID, "misread")


def test_a_booking_of_which_some_was_set_aside_is_taken_back(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 6, "A-1", "L1", MAY), Goods("MILK", 2, "A-2", "L1", MAY, quarantine="wet"))
    quarantine(house.store, house.act(), Named("MILK", "A-1", 1, "L1"), why="torn")
    move_stock(house.store, house.act(), Named("MILK", "A-1", 2, "L1"), "QUAR", why="wet")
    undone(house, wrong)
    assert (states_of(house, "MILK"), level(house, "MILK")) == ({}, (0, 0))


def test_what_was_set_aside_in_two_places_stays_so_in_each_for_its_own_reason(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 4, "DOCK", "L1", MAY))
    carried(house, "MILK", "DOCK", 2, "A-1", "L1")
    carried(house, "MILK", "DOCK", 2, "B-1", "L1")
    quarantine(house.store, house.act(), Named("MILK", "A-1", 2, "L1"), why="torn")
    quarantine(house.store, house.act(), Named("MILK", "B-1", 2, "L1"), why="wet")
    milk = corrected(house, wrong, Came("MILK"), Truth(lot="L7")).booked
    assert [(each.lot, each.location, each.quantity, each.aside, each.why) for each in milk] == [
        ("L7", "A-1", 2, Aside.SAID, "torn"),
        ("L7", "B-1", 2, Aside.SAID, "wet"),
    ]


@pytest.mark.parametrize("came", [3, 2, 1])
def test_what_a_count_missed_of_a_blocked_lot_and_a_receipt_explains_in_part_is_not_missed_twice(
    house: Desk, came: int
) -> None:
    booked(house, Goods("LAMP", 2, "A-1", quarantine="torn"))
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    wrong = booked(house, Goods("LAMP", 4, "A-1"))
    recounted(house, "A-1", ("LAMP", 3))
    assert states_of(house, "LAMP") == {("", "A-1", "quarantined"): 3}
    done = corrected(house, wrong, Came("LAMP"), Truth(came))
    assert [(each.count, each.units) for each in done.counted] == [("CS-1", 4 - came)]
    assert states_of(house, "LAMP") == {("", "A-1", "quarantined"): 3}
    unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm")
    # Nobody has seen which of them is missing: two are not to be used, for what is known.
    assert states_of(house, "LAMP") == {("", "A-1", "available"): 1, ("", "A-1", "quarantined"): 2}


def test_goods_of_a_blocked_lot_that_were_put_away_and_were_fewer_are_released_with_the_lot(house: Desk) -> None:
    undone(house, booked(house, Goods("LAMP", 1)))
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    wrong = booked(house, Goods("LAMP", 4, "DOCK"))
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 4, status=StockStatus.QUARANTINED), "A-1")
    corrected(house, wrong, Came("LAMP"), Truth(3))
    assert states_of(house, "LAMP") == {("", "A-1", "quarantined"): 3}
    unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm")
    assert states_of(house, "LAMP") == {("", "A-1", "available"): 3}


def test_of_goods_of_one_place_that_differ_by_being_set_aside_each_is_put_right(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 6, "A-1"), Goods("LAMP", 4, "A-1", quarantine="torn"))
    asked = refusal(house, partial(corrected, house, wrong, Came("LAMP"), Truth(3)))
    assert asked == (CorrectingFault.WHICH, {"sku": "LAMP", "receipt": "GR-1", "goods": ("A-1",)})
    [lamps] = corrected(house, wrong, Came("LAMP", is_aside=True), Truth(3)).booked
    assert (lamps.quantity, lamps.aside, lamps.why) == (3, Aside.SAID, "torn")
    assert states_of(house, "LAMP") == {("", "A-1", "available"): 6, ("", "A-1", "quarantined"): 3}
    [lamps] = corrected(house, wrong, Came("LAMP", is_aside=False), Truth(8)).booked
    assert (lamps.quantity, lamps.aside) == (8, None)
    assert states_of(house, "LAMP") == {("", "A-1", "available"): 8, ("", "A-1", "quarantined"): 3}


@pytest.mark.parametrize("is_blocked", [False, True])
def test_goods_that_are_gone_do_not_hinder_what_is_said_of_the_others(house: Desk, *, is_blocked: bool) -> None:
    wrong = booked(house, Goods("LAMP", 10, "A-1"))
    scrap(house.store, house.act(), Named("LAMP", "A-1", 4), why="broken")
    if is_blocked:
        block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    state = "quarantined" if is_blocked else "available"
    corrected(house, wrong, Came("LAMP"), Truth(8))
    assert states_of(house, "LAMP") == {("", "A-1", state): 4}
    # More than there are of them are not taken away: four that are gone did come.
    lines = booked_on_receipt(house.store, "GR-1")
    assert sum(line.quantity for line in lines) == 8
    for line in lines:
        came = Came("LAMP", is_aside=line.is_aside)
        if line.is_aside is is_blocked:
            corrected(house, line.booking, came, Truth(line.quantity - 4))
    assert states_of(house, "LAMP") == {}
    [rest] = booked_on_receipt(house.store, "GR-1")
    asked = refusal(house, partial(corrected, house, rest.booking, Came("LAMP"), Truth(3)))
    assert asked[0] is CorrectingFault.GONE
