"""Counts that wait for a lead: a newer one of the place takes their place, and no difference is booked twice."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import count, furnished, held, lying, opening, order, refusal, take
from tests.services.test_correcting import booked
from tests.services.test_correcting_receipts import corrected
from tests.services.test_counting import begun, counted, status
from tests.services.test_setting_aside import states
from warehouse_app.domain.statuses import CountStatus, StockStatus
from warehouse_app.queries.counts import counts_in
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.counting import (
    CountEnded,
    CountFault,
    approve_count,
    begin_count,
    finish_count,
    reject_count,
    tally,
)
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import (
    Surplus,
    quarantine,
    release_from_quarantine,
    scrap,
    write_off,
    write_on,
)
from warehouse_app.texts import say


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def waiting(desk: Desk) -> list[str]:
    return [each.number for each in counts_in(desk.store, CountStatus.TO_APPROVE)]


def approved(desk: Desk, number: str) -> CountEnded:
    return approve_count(desk.store, desk.act(), number)


def two_of_the_same_wait(desk: Desk) -> None:
    """Let CS-2 and CS-3 miss the same four lamps, as they could before newer counts took the place of older ones."""
    take(desk, opening("LAMP", 10))
    for _ in range(3):
        counted(desk, "A-1", ("LAMP", 6))
    desk.store.sql("UPDATE stock_count SET status = 'to-approve' WHERE number = 'CS-2'")


def test_the_same_shortage_that_is_found_three_times_is_booked_once(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    assert counted(house, "A-1", ("LAMP", 6)).again == "CS-2"
    assert counted(house, "A-1", ("LAMP", 6)).again == ""
    assert waiting(house) == ["CS-2"]
    third = counted(house, "A-1", ("LAMP", 6))
    assert (third.number, third.again, waiting(house)) == ("CS-3", "CS-4", ["CS-3"])
    assert status(house, "CS-2") is CountStatus.REJECTED
    assert refusal(house, lambda: approved(house, "CS-2")) == (CountFault.NOT_TO_APPROVE, {"number": "CS-2"})
    assert lying(house, "LAMP") == {"A-1": 10}
    approved(house, "CS-3")
    assert (lying(house, "LAMP"), waiting(house)) == ({"A-1": 6}, [])
    assert (status(house, "CS-4"), count(house, "move")) == (CountStatus.REJECTED, 2)


def test_a_count_that_agrees_throws_away_the_one_that_waits(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    for _ in range(2):
        counted(house, "A-1", ("LAMP", 6))
    done = counted(house, "A-1", ("LAMP", 10))
    assert (done.number, done.status, done.differences) == ("CS-3", CountStatus.BOOKED, ())
    assert (status(house, "CS-2"), waiting(house)) == (CountStatus.REJECTED, [])
    assert refusal(house, lambda: approved(house, "CS-2"))[0] is CountFault.NOT_TO_APPROVE
    assert lying(house, "LAMP") == {"A-1": 10}


def test_counts_of_other_places_still_wait(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("LAMP", 10, "B-1"))
    for place in ("A-1", "B-1", "A-1"):
        counted(house, place, ("LAMP", 6))
    assert waiting(house) == ["CS-2", "CS-3"]
    approved(house, "CS-3")
    assert (lying(house, "LAMP"), waiting(house)) == ({"A-1": 10, "B-1": 6}, ["CS-2"])


def test_what_waits_beside_a_newer_count_from_before_is_not_booked_twice(house: Desk) -> None:
    two_of_the_same_wait(house)
    approved(house, "CS-2")
    assert lying(house, "LAMP") == {"A-1": 6}
    refused = refusal(house, lambda: approved(house, "CS-3"))
    assert refused == (CountFault.PUT_RIGHT, {"number": "CS-3", "sku": "LAMP", "place": "A-1"})
    assert (lying(house, "LAMP"), status(house, "CS-3")) == ({"A-1": 6}, CountStatus.TO_APPROVE)
    reject_count(house.store, house.act(), "CS-3", why="booked already")
    assert waiting(house) == []


def test_the_newer_of_two_that_wait_takes_the_place_of_the_older(house: Desk) -> None:
    two_of_the_same_wait(house)
    approved(house, "CS-3")
    assert (lying(house, "LAMP"), status(house, "CS-2")) == ({"A-1": 6}, CountStatus.REJECTED)


def test_what_was_adjusted_since_is_not_booked_again(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    counted(house, "A-1", ("LAMP", 6))
    write_off(house.store, house.act(), Named("LAMP", "A-1", 4), why="not there")
    refused = refusal(house, lambda: approved(house, "CS-1"))
    assert refused == (CountFault.PUT_RIGHT, {"number": "CS-1", "sku": "LAMP", "place": "A-1"})
    # Nothing of it is done: the second count is still open.
    assert (status(house, "CS-1"), status(house, "CS-2")) == (CountStatus.TO_APPROVE, CountStatus.OPEN)
    assert lying(house, "LAMP") == {"A-1": 6}
    done = counted(house, "A-1", ("LAMP", 6))
    assert (done.number, done.status, waiting(house)) == ("CS-2", CountStatus.BOOKED, [])
    assert lying(house, "LAMP") == {"A-1": 6}


def test_a_surplus_that_was_written_on_since_is_not_booked_again(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    counted(house, "A-1", ("LAMP", 14))
    write_on(house.store, house.act(), Surplus("LAMP", "A-1", 4), why="found")
    assert refusal(house, lambda: approved(house, "CS-1"))[0] is CountFault.PUT_RIGHT
    assert lying(house, "LAMP") == {"A-1": 14}


def test_a_receipt_that_was_corrected_since_is_not_booked_again(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 10, "A-1"), on="")
    counted(house, "A-1", ("LAMP", 8))
    corrected(house, wrong, Came("LAMP"), Truth(8))
    assert refusal(house, lambda: approved(house, "CS-1"))[0] is CountFault.PUT_RIGHT
    assert lying(house, "LAMP") == {"A-1": 8}


def test_a_lot_that_was_corrected_since_is_not_booked_again(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 5, "A-1", lot="M1", expiry=date(2026, 9, 1)), on="")
    number = begun(house)
    tally(house.store, house.act(), number, "MILK", 5, lot="M2", expiry=date(2026, 9, 1))
    finish_count(house.store, house.act(), number)
    corrected(house, wrong, Came("MILK", "M1"), Truth(lot="M2", expiry=date(2026, 9, 1)))
    assert refusal(house, lambda: approved(house, number))[0] is CountFault.PUT_RIGHT
    assert states(house, "MILK") == {("A-1", "available"): 5}


def test_goods_that_were_received_as_another_item_are_not_found_twice(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    wrong = booked(house, Goods("LAMP", 2, "A-1"), on="")
    # Two lamps were mislaid there besides, so that the count has nothing to say of lamps.
    counted(house, "A-1", ("LAMP", 5), ("CORD", 2))
    corrected(house, wrong, Came("LAMP"), Truth(sku="CORD"))
    assert refusal(house, lambda: approved(house, "CS-1"))[0] is CountFault.PUT_RIGHT
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 3}, {"A-1": 2})


def test_a_receipt_of_after_the_count_that_is_corrected_is_no_hindrance(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    counted(house, "A-1", ("LAMP", 9))
    wrong = booked(house, Goods("LAMP", 10, "A-1"), on="")
    corrected(house, wrong, Came("LAMP"), Truth(8))
    approved(house, "CS-1")
    assert lying(house, "LAMP") == {"A-1": 17}


def test_what_is_adjusted_of_other_goods_elsewhere_or_before_is_no_hindrance(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("CORD", 5), opening("LAMP", 8, "B-1"))
    store = house.store
    write_off(store, house.act(), Named("LAMP", "A-1", 1), why="not there")
    number = begun(house)
    write_on(store, house.act(), Surplus("LAMP", "A-1", 1), why="there after all")
    assert counted(house, "A-1", ("LAMP", 6), ("CORD", 5)).number == number
    write_off(store, house.act(), Named("CORD", "A-1", 1), why="not there")
    write_off(store, house.act(), Named("LAMP", "B-1", 1), why="not there")
    # What becomes of goods that are there is another matter than what the books say of them.
    move_stock(store, house.act(), Named("LAMP", "A-1", 2), "B-1")
    scrap(store, house.act(), Named("LAMP", "A-1", 1), why="broken")
    approved(house, number)
    assert lying(house, "LAMP") == {"A-1": 3, "B-1": 9}


def test_what_is_found_in_a_quarantine_place_is_set_aside(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 3)))
    counted(house, "QUAR", ("LAMP", 5))
    done = approved(house, "CS-1")
    assert (done.aside, states(house, "LAMP"), held(house)) == (5, {("QUAR", "quarantined"): 5}, {"O-1/1": 0})
    move_stock(house.store, house.act(), Named("LAMP", "QUAR", 5, status=StockStatus.QUARANTINED), "A-1")
    assert (states(house, "LAMP"), held(house)) == ({("A-1", "quarantined"): 5}, {"O-1/1": 0})


def test_what_is_found_beside_goods_that_were_released_there_is_set_aside(house: Desk) -> None:
    write_on(house.store, house.act(), Surplus("LAMP", "QUAR", 4), why="found")
    release_from_quarantine(house.store, house.act(), Named("LAMP", "QUAR", 4), why="fine")
    counted(house, "QUAR", ("LAMP", 6))
    assert approved(house, "CS-1").aside == 2
    assert states(house, "LAMP") == {("QUAR", "available"): 4, ("QUAR", "quarantined"): 2}
    # What is missing is what may be used.
    counted(house, "QUAR", ("LAMP", 3))
    assert approved(house, "CS-3").aside == 0
    assert states(house, "LAMP") == {("QUAR", "available"): 1, ("QUAR", "quarantined"): 2}


def test_what_is_found_of_a_blocked_lot_in_a_quarantine_place_stays_aside_without_the_block(house: Desk) -> None:
    take(house, opening("LAMP", 1))
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    counted(house, "QUAR", ("LAMP", 2))
    assert approved(house, "CS-1").aside == 2
    assert unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm").units == 1
    assert states(house, "LAMP") == {("A-1", "available"): 1, ("QUAR", "quarantined"): 2}


def test_what_a_count_misses_of_a_blocked_lot_is_not_of_what_was_set_aside_for_another_reason(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 4), why="broken")
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    counted(house, "A-1", ("LAMP", 6))
    approved(house, "CS-1")
    counted(house, "B-1", ("LAMP", 4))
    assert approved(house, "CS-3").aside == 4
    assert unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm").units == 6
    assert states(house, "LAMP") == {("A-1", "available"): 2, ("A-1", "quarantined"): 4, ("B-1", "available"): 4}


def test_what_was_set_aside_in_place_since_cannot_be_booked_as_missing(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    counted(house, "A-1", ("LAMP", 6))
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 10), why="wet")
    code, facts = refusal(house, lambda: approved(house, "CS-1"))
    assert code is CountFault.STALE
    assert say(CountFault.STALE, facts) == (
        "Since count CS-1 was taken, LAMP has left A-1, or was set aside or released there, so what it found cannot be "
        "booked. Reject it, and count again."
    )


def test_a_serial_number_that_is_found_elsewhere_lies_there_only(house: Desk) -> None:
    take(house, opening("TOOL", 1, "B-1", lot="S1"), *order("O-1", "ANN", 1, ("TOOL", 1)))
    release(house.store, house.act())
    number = begun(house)
    tally(house.store, house.act(), number, "TOOL", 1, lot="S1")
    waits = finish_count(house.store, house.act(), number)
    assert waits.status is CountStatus.TO_APPROVE
    done = approved(house, number)
    assert lying(house, "TOOL") == {"A-1@S1": 1, "B-1@S1": 0}
    # Whoever is sent for it is sent to where it was found.
    assert [(each.order, each.place, each.replanned, each.places) for each in done.stops] == [
        ("O-1", "B-1", 1, ("A-1",))
    ]


def test_with_a_count_that_is_thrown_away_goes_the_second_one_that_is_under_way(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    first = counted(house, "A-1", ("LAMP", 6))
    tally(house.store, house.act(), first.again, "LAMP", 2)
    reject_count(house.store, house.act(), first.number, why="wrong shelf")
    assert (status(house, first.number), status(house, first.again)) == (CountStatus.REJECTED, CountStatus.REJECTED)
    assert (waiting(house), counts_in(house.store, CountStatus.OPEN)) == ([], [])
    # What was tallied into it is not gone on with.
    anew = begin_count(house.store, house.act(), "A-1")
    assert (anew.number, anew.goes_on, anew.again) == ("CS-3", False, False)
