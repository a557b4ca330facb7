"""Counts of places at which goods are moved meanwhile, and counts that are thrown away again."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import count, furnished, lying, opening, refusal, take
from tests.services.test_correcting import booked
from tests.services.test_correcting_receipts import corrected
from tests.services.test_counting import begun, status
from tests.services.test_setting_aside import states
from warehouse_app.domain.statuses import CountStatus, Role, StockStatus
from warehouse_app.queries.counts import count_lines, count_of, differing_lines, open_counts
from warehouse_app.queries.counts_to_approve import counts_to_approve
from warehouse_app.services.counting import (
    CountEnded,
    CountFault,
    approve_count,
    begin_count,
    drop_count,
    finish_count,
    tally,
    undo_tally,
)
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock, undo_move
from warehouse_app.services.setting_aside import quarantine, write_off
from warehouse_app.store.tables import Person

AVAILABLE, ASIDE = StockStatus.AVAILABLE, StockStatus.QUARANTINED


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def seen(desk: Desk, units: int, sku: str = "LAMP", number: str = "CS-1") -> str:
    """Tally units into a count; return the id of the action."""
    action = desk.act()
    tally(desk.store, action, number, sku, units)
    return action.action_id


def moved(desk: Desk, units: int, source: str, target: str, status: StockStatus = AVAILABLE) -> str:
    """Carry lamps; return the id of the action."""
    action = desk.act()
    move_stock(desk.store, action, Named("LAMP", source, units, status=status), target)
    return action.action_id


def ended(desk: Desk, number: str = "CS-1") -> CountEnded:
    return finish_count(desk.store, desk.act(), number)


def told(done: CountEnded) -> list[tuple[str, int, int, int, int]]:
    return [(each.sku, each.expected, each.counted, each.moved_in, each.moved_out) for each in done.differences]


def lines(desk: Desk, number: str = "CS-1") -> list[tuple[str, StockStatus, int, int]]:
    found = count_of(desk.store, number)
    assert found is not None
    return [(each.sku, each.status, each.expected, each.counted) for each in count_lines(desk.store, found.row)]


def test_goods_that_come_after_they_were_counted_are_no_difference(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("LAMP", 3, "B-1"))
    begun(house)
    seen(house, 10)
    moved(house, 3, "B-1", "A-1")
    done = ended(house)
    assert (done.status, done.again, done.differences) == (CountStatus.BOOKED, "", ())
    assert lines(house) == [("LAMP", AVAILABLE, 10, 10)]
    assert (lying(house, "LAMP"), count(house, "move")) == ({"A-1": 13, "B-1": 0}, 4)


def test_goods_that_go_after_they_were_counted_are_no_difference(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("CORD", 2))
    begun(house)
    seen(house, 10)
    moved(house, 10, "A-1", "B-1")
    seen(house, 2, "CORD")
    assert ended(house).status is CountStatus.BOOKED
    assert lines(house) == [("CORD", AVAILABLE, 2, 2), ("LAMP", AVAILABLE, 10, 10)]
    assert lying(house, "LAMP") == {"A-1": 0, "B-1": 10}


def test_goods_that_were_counted_after_they_came_are_no_difference(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("CORD", 2), opening("LAMP", 3, "B-1"))
    begun(house)
    seen(house, 2, "CORD")
    moved(house, 3, "B-1", "A-1")
    seen(house, 13)
    assert ended(house).differences == ()
    assert lines(house) == [("CORD", AVAILABLE, 2, 2), ("LAMP", AVAILABLE, 13, 13)]


def test_goods_that_came_to_a_place_that_was_seen_empty_are_no_difference(house: Desk) -> None:
    take(house, opening("LAMP", 4))
    begun(house, "B-1")
    moved(house, 4, "A-1", "B-1")
    done = ended(house)
    assert (done.status, done.differences) == (CountStatus.BOOKED, ())
    assert (lines(house), lying(house, "LAMP")) == ([("LAMP", AVAILABLE, 0, 0)], {"A-1": 0, "B-1": 4})


def test_what_is_set_aside_and_leaves_is_counted_by_the_books_of_the_beginning(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 4), why="wet")
    begun(house)
    seen(house, 10)
    moved(house, 4, "A-1", "QUAR", ASIDE)
    assert ended(house).differences == ()
    assert lines(house) == [("LAMP", AVAILABLE, 6, 6), ("LAMP", ASIDE, 4, 4)]
    assert states(house, "LAMP") == {("A-1", "available"): 6, ("QUAR", "quarantined"): 4}


def test_any_other_difference_of_goods_that_were_moved_is_counted_again_and_a_lead_is_told(house: Desk) -> None:
    take(house, opening("LAMP", 1_000), opening("LAMP", 9, "B-1"), opening("CORD", 100))
    begun(house)
    seen(house, 100, "CORD")
    seen(house, 600)
    moved(house, 7, "A-1", "B-1")
    moved(house, 2, "B-1", "A-1")
    seen(house, 390)
    moves = count(house, "move")
    done = ended(house)
    # 5 of 995 would be tolerated.
    assert (done.status, done.again, told(done)) == (CountStatus.TO_APPROVE, "CS-2", [("LAMP", 995, 990, 2, 7)])
    assert (lying(house, "LAMP"), count(house, "move")) == ({"A-1": 995, "B-1": 14}, moves)
    with house.store.snapshot():
        found = count_of(house.store, "CS-1")
        assert found is not None
        assert differing_lines(house.store, found) == list(done.differences)
        [waiting] = counts_to_approve(house.store)
    assert [(each.sku, each.difference, each.moved_in, each.moved_out) for each in waiting.lines] == [
        ("LAMP", -5, 2, 7)
    ]
    # What moves after the end is not told, and what it found is booked as it was then.
    moved(house, 1, "B-1", "A-1")
    approved = approve_count(house.store, house.act(), "CS-1")
    assert (told(approved), lying(house, "LAMP")) == ([("LAMP", 995, 990, 2, 7)], {"A-1": 991, "B-1": 13})


def test_the_second_count_asks_only_for_what_is_moved_while_it_is_taken(house: Desk) -> None:
    take(house, opening("LAMP", 1_000), opening("CORD", 100))
    begun(house)
    for sku, units in (("LAMP", 990), ("CORD", 100)):
        seen(house, units, sku)
    moved(house, 5, "A-1", "B-1")
    assert ended(house).again == "CS-2"
    for sku, units in (("LAMP", 990), ("CORD", 100)):
        seen(house, units, sku, "CS-2")
    done = ended(house, "CS-2")
    assert (done.status, told(done)) == (CountStatus.BOOKED, [("LAMP", 995, 990, 0, 0)])
    assert (lying(house, "LAMP"), status(house, "CS-1")) == ({"A-1": 990, "B-1": 5}, CountStatus.REJECTED)


def test_a_second_count_that_nobody_can_be_sure_of_either_waits_for_a_lead(house: Desk) -> None:
    take(house, opening("LAMP", 1_000))
    begun(house)
    seen(house, 900)
    ended(house)
    seen(house, 990, number="CS-2")
    moved(house, 5, "A-1", "B-1")
    done = ended(house, "CS-2")
    assert (done.status, done.again, told(done)) == (CountStatus.TO_APPROVE, "", [("LAMP", 1_000, 990, 0, 5)])


def test_goods_that_agree_only_by_accident_after_some_went_are_counted_again(house: Desk) -> None:
    take(house, opening("LAMP", 20))
    begun(house)
    seen(house, 15)
    moved(house, 5, "A-1", "B-1")
    done = ended(house)
    assert (done.status, done.again, told(done)) == (CountStatus.TO_APPROVE, "CS-2", [("LAMP", 20, 15, 0, 5)])
    assert lying(house, "LAMP") == {"A-1": 15, "B-1": 5}
    # Five were missing before five went.
    approve_count(house.store, house.act(), "CS-1")
    assert lying(house, "LAMP") == {"A-1": 10, "B-1": 5}


def test_goods_that_agree_only_by_accident_with_what_lay_there_before_others_came_are_off(house: Desk) -> None:
    take(house, opening("LAMP", 10), opening("CORD", 2), opening("LAMP", 3, "B-1"))
    begun(house)
    seen(house, 2, "CORD")
    moved(house, 3, "B-1", "A-1")
    seen(house, 10)
    done = ended(house)
    # Nothing of the lot was moved while it was tallied: it is as off as any other.
    assert (done.status, told(done)) == (CountStatus.TO_APPROVE, [("LAMP", 13, 10, 0, 0)])


@pytest.mark.parametrize(("second", "is_off"), [(10, False), (7, False), (8, True)])
def test_goods_that_were_moved_between_their_tallies_agree_with_the_books_of_before_or_after(
    house: Desk, second: int, *, is_off: bool
) -> None:
    take(house, opening("LAMP", 20))
    begun(house)
    seen(house, 10)
    moved(house, 3, "A-1", "B-1")
    seen(house, second)
    moved(house, 4, "A-1", "B-1")
    done = ended(house)
    assert told(done) == ([("LAMP", 17, 18, 0, 7)] if is_off else [])
    assert done.status is (CountStatus.TO_APPROVE if is_off else CountStatus.BOOKED)
    assert lying(house, "LAMP") == {"A-1": 13, "B-1": 7}


def test_what_was_put_right_by_taking_some_off_after_they_went_is_counted_after(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    begun(house)
    seen(house, 10)
    moved(house, 1, "A-1", "B-1")
    seen(house, -1)
    assert ended(house).differences == ()


def test_books_that_were_put_right_while_goods_were_counted_were_wrong_all_along(house: Desk) -> None:
    take(house, opening("LAMP", 1_000), opening("CORD", 1_000))
    begun(house)
    seen(house, 990)
    seen(house, 1_000, "CORD")
    for sku in ("LAMP", "CORD"):
        write_off(house.store, house.act(), Named(sku, "A-1", 10), why="not there")
    done = ended(house)
    # What is as the books were before may be wrong now, though it would be tolerated.
    assert (done.status, told(done)) == (CountStatus.TO_APPROVE, [("CORD", 990, 1_000, 0, 10)])


def test_a_receipt_that_is_corrected_while_goods_are_counted_was_wrong_all_along(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 1_000, "A-1"))
    begun(house)
    seen(house, 990)
    corrected(house, wrong, Came("LAMP"), Truth(990))
    done = ended(house)
    assert (done.status, done.differences) == (CountStatus.BOOKED, ())
    # Had ten been carried away, it would be open which of them were counted.
    assert lying(house, "LAMP") == {"A-1": 990}


def test_an_older_count_that_is_approved_meanwhile_is_not_found_again(house: Desk) -> None:
    take(house, opening("LAMP", 100))
    for _ in range(2):
        number = begun(house)
        seen(house, 60, number=number)
        ended(house, number)
    number = begun(house)
    seen(house, 60, number=number)
    approve_count(house.store, house.act(), "CS-2")
    done = ended(house, number)
    assert (done.status, done.differences, lying(house, "LAMP")) == (CountStatus.BOOKED, (), {"A-1": 60})


def test_what_was_moved_before_anything_was_counted_is_as_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 1_000))
    begun(house)
    moved(house, 5, "A-1", "B-1")
    seen(house, 990)
    done = ended(house)
    assert (done.status, told(done)) == (CountStatus.BOOKED, [("LAMP", 995, 990, 0, 0)])
    assert lying(house, "LAMP") == {"A-1": 990, "B-1": 5}


def test_what_was_taken_off_again_is_no_beginning(house: Desk) -> None:
    take(house, opening("LAMP", 1_000))
    begun(house)
    mistake = seen(house, 3, "CORD")
    moved(house, 5, "A-1", "B-1")
    seen(house, 990)
    undo_tally(house.store, house.act(), mistake)
    done = ended(house)
    assert (done.status, told(done)) == (CountStatus.BOOKED, [("LAMP", 995, 990, 0, 0)])


def test_goods_that_only_changed_their_state_were_not_moved(house: Desk) -> None:
    take(house, opening("LAMP", 1_000))
    begun(house)
    seen(house, 990)
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 4), why="wet")
    done = ended(house)
    assert (done.status, told(done)) == (CountStatus.BOOKED, [("LAMP", 996, 986, 0, 0)])
    assert states(house, "LAMP") == {("A-1", "available"): 986, ("A-1", "quarantined"): 4}


def test_goods_that_went_and_came_back_are_doubtful_too(house: Desk) -> None:
    take(house, opening("LAMP", 1_000))
    begun(house)
    seen(house, 995)
    away = moved(house, 5, "A-1", "B-1")
    undo_move(house.store, house.act(), away)
    done = ended(house)
    assert (done.status, told(done)) == (CountStatus.TO_APPROVE, [("LAMP", 1_000, 995, 5, 5)])


def test_moves_at_other_places_and_of_other_goods_are_none(house: Desk) -> None:
    take(house, opening("LAMP", 1_000), opening("CORD", 1_000), opening("LAMP", 9, "B-1"))
    begun(house)
    seen(house, 990, "CORD")
    seen(house, 1_000)
    moved(house, 4, "B-1", "B-2")
    moved(house, 1, "A-1", "B-1")
    done = ended(house)
    # The lamps agree with the books of the beginning, and of the cords none was moved.
    assert (done.status, told(done)) == (CountStatus.BOOKED, [("CORD", 1_000, 990, 0, 0)])
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 999, "B-1": 6, "B-2": 4}, {"A-1": 990})


def test_a_count_that_was_opened_by_mistake_is_thrown_away_by_whoever_counts(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    store, moves = house.store, count(house, "move")
    store.insert(Person, ("name", "role"), [("anna", Role.CLERK)])
    number = begun(house)
    action = house.act()
    done = drop_count(store, action, number)
    assert (done.number, done.place, done.status, done.again, done.differences) == (
        *(number, "A-1"),
        *(CountStatus.REJECTED, "", ()),
    )
    assert drop_count(store, action, number) == done
    assert (status(house, number), open_counts(store)) == (CountStatus.REJECTED, [])
    assert (lying(house, "LAMP"), count(house, "move")) == ({"A-1": 3}, moves)
    assert refusal(house, lambda: drop_count(store, house.act(), number)) == (CountFault.NOT_OPEN, {"number": number})
    assert refusal(house, lambda: drop_count(store, house.act(), "CS-9")) == (CountFault.UNKNOWN, {"number": "CS-9"})
    assert begin_count(store, house.act(), "A-1").goes_on is False


def test_a_count_with_goods_in_it_is_not_thrown_away_by_whoever_counts(house: Desk) -> None:
    number = begun(house)
    seen(house, 2)
    assert refusal(house, lambda: drop_count(house.store, house.act(), number)) == (
        CountFault.NOT_EMPTY,
        {"number": number, "place": "A-1"},
    )
    assert status(house, number) is CountStatus.OPEN
    seen(house, -2)
    assert drop_count(house.store, house.act(), number).status is CountStatus.REJECTED


def test_a_second_count_is_not_thrown_away_by_whoever_counts(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    begun(house)
    again = ended(house).again
    assert refusal(house, lambda: drop_count(house.store, house.act(), again)) == (
        CountFault.SECOND,
        {"number": again, "place": "A-1"},
    )
    assert (status(house, "CS-1"), status(house, again)) == (CountStatus.TO_APPROVE, CountStatus.OPEN)
