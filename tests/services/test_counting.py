"""Counts: blind, again where they differ too much, approved by a lead, and what the books make of them."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import count, furnished, held, level, lying, opening, order, refusal, set_house, take
from tests.services.test_moving import stops
from tests.services.test_setting_aside import states
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import CountStatus, StockStatus
from warehouse_app.queries.counts import Difference, count_lines, count_of, counted_in, counts_in, tallies_in
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.counting import (
    CountEnded,
    CountFault,
    approve_count,
    begin_count,
    finish_count,
    reject_count,
    tally,
    undo_tally,
)
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import move_stock
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import quarantine
from warehouse_app.store.database import day

FAR = date(2027, 5, 1)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def begun(desk: Desk, place: str = "A-1") -> str:
    return begin_count(desk.store, desk.act(), place).number


def counted(desk: Desk, place: str, *goods: tuple[str, int]) -> CountEnded:
    """Count a place from beginning to end."""
    number = begun(desk, place)
    for sku, units in goods:
        tally(desk.store, desk.act(), number, sku, units)
    return finish_count(desk.store, desk.act(), number)


def status(desk: Desk, number: str) -> CountStatus:
    found = count_of(desk.store, number)
    assert found is not None
    return found.status


def test_a_count_that_agrees_with_the_books_changes_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("CORD", 4))
    moves = count(house, "move")
    done = counted(house, "A-1", ("LAMP", 6), ("CORD", 4), ("LAMP", 4))
    assert (done.status, done.again, done.differences) == (CountStatus.BOOKED, "", ())
    assert count(house, "move") == moves
    assert [(each.sku, each.expected, each.counted) for each in _lines(house, done.number)] == [
        ("CORD", 4, 4),
        ("LAMP", 10, 10),
    ]


def _lines(desk: Desk, number: str) -> list[Difference]:
    found = count_of(desk.store, number)
    assert found is not None
    return count_lines(desk.store, found.row)


def test_a_small_difference_is_booked_at_once(house: Desk) -> None:
    take(house, opening("LAMP", 100), *order("O-1", "BEN", 1, ("LAMP", 100)))
    done = counted(house, "A-1", ("LAMP", 98))
    assert (done.status, [(loss.order, loss.units) for loss in done.losses]) == (CountStatus.BOOKED, [("O-1", 2)])
    assert (lying(house, "LAMP"), level(house, "LAMP"), held(house)) == ({"A-1": 98}, (98, 98), {"O-1/1": 98})
    found = house.store.sql("SELECT quantity, reason, document FROM move WHERE reason = 'count'").fetchall()
    assert [tuple(row) for row in found] == [(-2, "count", done.number)]


def test_a_large_difference_is_counted_again_and_then_approved(house: Desk) -> None:
    take(house, opening("LAMP", 100))
    first = counted(house, "A-1", ("LAMP", 97))
    assert (first.status, first.stops, first.losses) == (CountStatus.TO_APPROVE, (), ())
    assert lying(house, "LAMP") == {"A-1": 100}
    again = begin_count(house.store, house.act(), "A-1")
    assert (again.number, again.goes_on, again.again) == (first.again, True, True)
    tally(house.store, house.act(), again.number, "LAMP", 96)
    second = finish_count(house.store, house.act(), again.number)
    assert (second.status, second.again) == (CountStatus.TO_APPROVE, "")
    assert status(house, first.number) is CountStatus.REJECTED
    assert [each.number for each in counts_in(house.store, CountStatus.TO_APPROVE)] == [second.number]
    done = approve_count(house.store, house.act(), second.number)
    assert [(each.expected, each.counted) for each in done.differences] == [(100, 96)]
    assert lying(house, "LAMP") == {"A-1": 96}
    assert refusal(house, lambda: approve_count(house.store, house.act(), second.number))[0] is (
        CountFault.NOT_TO_APPROVE
    )


def test_a_second_count_that_agrees_with_the_books_ends_the_matter(house: Desk) -> None:
    take(house, opening("LAMP", 100))
    first = counted(house, "A-1", ("LAMP", 60))
    second = counted(house, "A-1", ("LAMP", 100))
    assert second.number == first.again
    assert second.status is CountStatus.BOOKED
    assert status(house, first.number) is CountStatus.REJECTED
    assert lying(house, "LAMP") == {"A-1": 100}


def test_a_lead_may_approve_the_first_count_without_a_second(house: Desk) -> None:
    take(house, opening("LAMP", 100))
    first = counted(house, "A-1", ("LAMP", 60))
    approve_count(house.store, house.act(), first.number)
    assert lying(house, "LAMP") == {"A-1": 60}
    assert status(house, first.again) is CountStatus.REJECTED


def test_what_nobody_tallied_is_not_there_and_what_turned_up_is(house: Desk) -> None:
    take(house, opening("LAMP", 5), opening("CORD", 5), *order("O-1", "ANN", 1, ("PLUG", 2)))
    set_house(house, count_tolerance_percent=100)
    done = counted(house, "A-1", ("LAMP", 5), ("PLUG", 3))
    # What the books did not have at all is no tolerable difference.
    assert done.status is CountStatus.TO_APPROVE
    assert [(each.sku, each.expected, each.counted) for each in done.differences] == [("CORD", 5, 0), ("PLUG", 0, 3)]
    approve_count(house.store, house.act(), done.number)
    assert (level(house, "CORD"), level(house, "PLUG"), held(house)) == ((0, 0), (3, 2), {"O-1/1": 2})


def test_the_picker_of_what_is_missing_is_sent_elsewhere(house: Desk) -> None:
    take(house, opening("LAMP", 6, "A-1"), opening("LAMP", 6, "B-1"), *order("O-1", "ANN", 1, ("LAMP", 6)))
    release(house.store, house.act())
    [(place, _)] = stops(house)
    other = "B-1" if place == "A-1" else "A-1"
    done = counted(house, str(place), ("LAMP", 2))
    ended = approve_count(house.store, house.act(), done.number)
    assert [(each.place, each.units, each.replanned, each.places) for each in ended.stops] == [(place, 4, 4, (other,))]
    assert (ended.losses, stops(house)) == ((), [(place, 2), (other, 4)])


def test_goods_that_are_set_aside_are_counted_first(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 4), why="wet")
    done = counted(house, "A-1", ("LAMP", 3))
    assert [(each.status, each.expected, each.counted) for each in done.differences] == [
        (StockStatus.AVAILABLE, 6, 0),
        (StockStatus.QUARANTINED, 4, 3),
    ]
    approve_count(house.store, house.act(), done.number)
    assert states(house, "LAMP") == {("A-1", "quarantined"): 3}


def test_what_was_moved_since_is_not_booked_away_twice(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    done = counted(house, "A-1", ("LAMP", 4))
    move_stock(house.store, house.act(), Named("LAMP", "A-1", 3), "B-1")
    approve_count(house.store, house.act(), done.number)
    assert lying(house, "LAMP") == {"A-1": 1, "B-1": 3}
    again = counted(house, "B-1")
    move_stock(house.store, house.act(), Named("LAMP", "B-1", 1), "A-2")
    assert refusal(house, lambda: approve_count(house.store, house.act(), again.number)) == (
        CountFault.STALE,
        {"number": again.number, "sku": "LAMP", "place": "B-1", "quantity": 3, "there": 2},
    )


def test_a_tally_can_be_taken_off_again(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    number = begun(house)
    assert tally(house.store, house.act(), number, "LAMP", 5).counted == 5
    assert tally(house.store, house.act(), number, "LAMP", -2).counted == 3
    assert refusal(house, lambda: tally(house.store, house.act(), number, "LAMP", -4)) == (
        CountFault.TOO_FEW,
        {"sku": "LAMP", "place": "A-1", "quantity": 4, "counted": 3},
    )
    assert finish_count(house.store, house.act(), number).differences == ()


def test_what_one_action_tallied_is_taken_off_once(house: Desk) -> None:
    store, number, other = house.store, begun(house), begun(house, "A-2")
    acts = [house.act() for _ in range(4)]
    tally(store, acts[0], number, "LAMP", 5)
    tally(store, acts[1], number, "MILK", 2, lot="L1", expiry=FAR)
    tally(store, acts[2], other, "LAMP", 9)
    tally(store, acts[3], number, "TOOL", 1, lot="S1")
    assert tallies_in(store, number) == [acts[each].action_id for each in (0, 1, 3)]
    again = house.act()
    off = undo_tally(store, again, acts[1].action_id)
    assert (off.number, off.sku, off.lot, off.quantity, off.counted) == (number, "MILK", "L1", -2, 0)
    assert undo_tally(store, again, acts[1].action_id) == off
    assert refusal(house, lambda: undo_tally(store, house.act(), acts[1].action_id)) == (
        CountFault.TAKEN_OFF,
        {"sku": "MILK", "place": "A-1"},
    )
    assert undo_tally(store, house.act(), acts[3].action_id).counted == 0
    assert tallies_in(store, number) == [acts[0].action_id]
    # Neither the taking off of a tally, nor what is no tally, nor what never was one, is taken off.
    for booking in (again.action_id, house.acted[0].action_id, "never"):
        refused = refusal(house, partial(undo_tally, store, house.act(), booking))
        assert refused == (CountFault.NEVER_TALLIED, {"booking": booking})
    tally(store, house.act(), number, "LAMP", -3)
    assert refusal(house, lambda: undo_tally(store, house.act(), acts[0].action_id))[0] is CountFault.TOO_FEW
    finish_count(store, house.act(), other)
    assert refusal(house, lambda: undo_tally(store, house.act(), acts[2].action_id))[0] is CountFault.NOT_OPEN
    assert [(each.sku, each.units) for each in counted_in(store, number)] == [("LAMP", 2)]


def test_lots_and_serial_numbers_are_counted_one_by_one(house: Desk) -> None:
    take(house, opening("MILK", 3, lot="L1", expiry=FAR), opening("TOOL", 1, lot="S1"))
    number = begun(house)
    store = house.store
    assert refusal(house, lambda: tally(store, house.act(), number, "MILK", 1))[0] is GoodsFault.LOT
    assert tally(store, house.act(), number, "MILK", 3, lot="L1").counted == 3
    assert refusal(house, lambda: tally(store, house.act(), number, "MILK", 1, lot="L2"))[0] is GoodsFault.EXPIRY
    tally(store, house.act(), number, "TOOL", 1, lot="S1")
    assert refusal(house, lambda: tally(store, house.act(), number, "TOOL", 1, lot="S1"))[0] is GoodsFault.SERIAL
    assert refusal(house, lambda: tally(store, house.act(), number, "TOOL", 2, lot="S2"))[0] is GoodsFault.SERIAL
    assert finish_count(store, house.act(), number).differences == ()


def test_a_count_goes_on_after_a_restart_and_can_be_thrown_away(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    number = begun(house)
    tally(house.store, house.act(), number, "LAMP", 1)
    on = begin_count(house.store, house.act(), "A-1")
    assert (on.number, on.goes_on, on.again) == (number, True, False)
    assert refusal(house, lambda: reject_count(house.store, house.act(), number, why=" "))[0] is ReasonFault.MISSING
    assert reject_count(house.store, house.act(), number, why="wrong aisle").status is CountStatus.REJECTED
    assert lying(house, "LAMP") == {"A-1": 3}
    assert begun(house) != number


def test_what_cannot_be_counted(house: Desk) -> None:
    store = house.store
    assert refusal(house, lambda: begin_count(store, house.act(), "Z-9"))[0] is StockFault.NO_PLACE
    assert refusal(house, lambda: begin_count(store, house.act(), "GATE"))[0] is StockFault.HOLDS_NOTHING
    assert refusal(house, lambda: tally(store, house.act(), "CS-9", "LAMP", 1))[0] is CountFault.UNKNOWN
    number = begun(house)
    assert refusal(house, lambda: tally(store, house.act(), number, "NONE", 1))[0] is StockFault.NO_ITEM
    assert refusal(house, lambda: tally(store, house.act(), number, "LAMP", 0))[0] is StockFault.QUANTITY
    finish_count(store, house.act(), number)
    assert refusal(house, lambda: tally(store, house.act(), number, "LAMP", 1))[0] is CountFault.NOT_OPEN
    store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    again = begun(house)
    assert refusal(house, lambda: approve_count(store, house.act(), again))[0] is ContractFault.ROLE


def test_a_day_that_only_a_tally_said_that_was_taken_off_is_not_known(house: Desk) -> None:
    number, action = begun(house), house.act()
    tally(house.store, action, number, "MILK", 3, lot="L9", expiry=date(2072, 5, 1))
    with pytest.raises(Refused):
        tally(house.store, house.act(), number, "MILK", 1, lot="L9", expiry=date(2027, 5, 1))
    undo_tally(house.store, house.act(), action.action_id)
    tally(house.store, house.act(), number, "MILK", 3, lot="L9", expiry=date(2027, 5, 1))
    days = house.store.sql("SELECT expiry FROM lot WHERE code = 'L9'").fetchall()
    assert [day(expiry) for (expiry,) in days] == [date(2027, 5, 1)]
