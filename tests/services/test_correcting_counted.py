"""A receipt is put right after a count found the same: stock changes by what the count did not book, and no more."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import broken, furnished, held, level, lying, opening, order, purchase, refusal, take
from tests.services.test_correcting import undone
from tests.services.test_correcting_receipts import corrected
from tests.services.test_counting import begun, counted
from tests.services.test_counts_waiting import approved
from tests.services.test_putting_back import come, in_hand
from tests.services.test_setting_aside import states
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.correcting import Corrected
from warehouse_app.services.counted_since import AlreadyCounted
from warehouse_app.services.counting import finish_count, tally
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.setting_aside import quarantine


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def received(desk: Desk, sku: str = "LAMP") -> int:
    """Return how many units of an item count as received on purchase lines."""
    [(units,)] = desk.store.sql(
        "SELECT SUM(l.received) FROM purchase_line l JOIN item i ON i.id = l.item_id WHERE i.sku = ?", (sku,)
    )
    return int(units)


def ten_came(desk: Desk, place: str = "A-1") -> str:
    take(desk, *purchase("P-1", ("LAMP", 10), ("CORD", 10)))
    return come(desk, Goods("LAMP", 10, place))


def recounted(desk: Desk, place: str, *goods: tuple[str, int]) -> str:
    """Count a place, and let a lead approve it; return the number of the count."""
    number = counted(desk, place, *goods).number
    approved(desk, number)
    return number


def right(desk: Desk, booking: str, units: int) -> Corrected:
    return corrected(desk, booking, Came("LAMP"), Truth(units))


def counts_told(done: Corrected) -> list[tuple[str, str, int, bool]]:
    return [(each.count, each.place, each.units, each.found) for each in done.counted]


def test_what_a_count_missed_is_not_taken_again(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 6))
    done = right(house, booking, 6)
    assert done.counted == (AlreadyCounted("CS-1", "LAMP", "", "A-1", 4),)
    assert (lying(house, "LAMP"), level(house, "LAMP"), received(house)) == ({"A-1": 6}, (6, 0), 6)


@pytest.mark.parametrize(
    ("found", "came", "there", "told"),
    [
        (6, 8, 6, 2),  # two that came are gone
        (6, 4, 4, 4),  # and two more never came
        (9, 6, 6, 1),
        (10, 6, 6, 0),
        (0, 6, 0, 4),
    ],
)
def test_as_much_as_the_receipt_explains_is_made_good(
    house: Desk, found: int, came: int, there: int, told: int
) -> None:
    booking = ten_came(house)
    counted(house, "A-1", *([("LAMP", found)] if found else []))
    if found < 10:
        approved(house, "CS-1")
    done = right(house, booking, came)
    assert counts_told(done) == ([("CS-1", "A-1", told, False)] if told else [])
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": there}, came)


def test_what_is_made_good_is_so_once(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 6))
    assert counts_told(right(house, booking, 8)) == [("CS-1", "A-1", 2, False)]
    # The same booking, put right again: what the count missed of it is looked at from its beginning.
    assert counts_told(right(house, house.acted[-1].action_id, 6)) == [("CS-1", "A-1", 2, False)]
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 6}, 6)
    assert counts_told(right(house, house.acted[-1].action_id, 5)) == []
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 5}, 5)


def test_a_booking_that_was_made_twice_is_taken_back_though_a_count_has_found_it(house: Desk) -> None:
    take(house, *purchase("P-1", ("LAMP", 20)))
    come(house, Goods("LAMP", 10, "A-1"))
    again = come(house, Goods("LAMP", 10, "A-1"))
    recounted(house, "A-1", ("LAMP", 10))
    done = undone(house, again)
    assert done.counted == (AlreadyCounted("CS-1", "LAMP", "", "A-1", 10),)
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 10}, 10)


def test_what_was_counted_before_it_came_explains_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 10))
    counted(house, "A-1", ("LAMP", 6))
    booking = ten_came(house)
    approved(house, "CS-1")
    assert counts_told(right(house, booking, 6)) == []
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 12}, 6)


def test_what_came_while_its_place_was_counted_is_not_known_to_be_missed(house: Desk) -> None:
    take(house, opening("LAMP", 5))
    number = begun(house)
    tally(house.store, house.act(), number, "LAMP", 5)
    booking = ten_came(house)
    tally(house.store, house.act(), number, "LAMP", 6)
    finish_count(house.store, house.act(), number)
    approved(house, number)
    assert lying(house, "LAMP") == {"A-1": 11}
    assert counts_told(right(house, booking, 6)) == []
    assert lying(house, "LAMP") == {"A-1": 7}


def test_goods_that_were_put_away_and_counted_there_are_not_taken_again(house: Desk) -> None:
    booking = ten_came(house, "DOCK")
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 10), "A-1")
    recounted(house, "A-1", ("LAMP", 6))
    assert counts_told(right(house, booking, 5)) == [("CS-1", "A-1", 4, False)]
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 5, "DOCK": 0}, 5)


def test_a_count_where_nothing_of_it_was_brought_explains_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 10, "B-1"))
    booking = ten_came(house, "DOCK")
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 10), "A-1")
    recounted(house, "B-1", ("LAMP", 6))
    assert counts_told(right(house, booking, 6)) == []
    assert lying(house, "LAMP") == {"A-1": 6, "B-1": 6, "DOCK": 0}


def test_what_a_count_found_beyond_is_not_booked_again(house: Desk) -> None:
    booking = ten_came(house)
    take(house, *purchase("P-2", ("LAMP", 10)))
    recounted(house, "A-1", ("LAMP", 14))
    done = corrected(house, booking, Came("LAMP"), Truth(13), accept_over=True)
    assert counts_told(done) == [("CS-1", "A-1", 3, True)]
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 14}, 13)


def test_goods_that_a_count_knew_as_what_they_are_change_their_name_alone(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("CORD", 10))
    done = corrected(house, booking, Came("LAMP"), Truth(sku="CORD"))
    assert [(each.sku, each.units, each.found) for each in done.counted] == [("LAMP", 10, False), ("CORD", 10, True)]
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 0}, {"A-1": 10})


def test_what_is_missing_of_goods_that_are_of_another_item_is_missing(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 6))
    assert refusal(house, partial(corrected, house, booking, Came("LAMP"), Truth(sku="CORD"))) == (
        CorrectingFault.GONE,
        {"sku": "LAMP", "place": "A-1", "quantity": 10, "there": 6},
    )


def test_what_a_count_missed_in_a_tote_is_not_taken_out_of_it_again(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 20)))
    booking = come(house, Goods("LAMP", 6, "TOTE", for_order="SO-1"))
    recounted(house, "TOTE", ("LAMP", 5))
    assert (in_hand(house), held(house)) == ({"SO-1": 5}, {"SO-1/1": 5})
    done = right(house, booking, 5)
    assert counts_told(done) == [("CS-1", "TOTE", 1, False)]
    assert (lying(house, "LAMP"), received(house)) == ({"TOTE": 5, "DOCK": 0}, 5)
    assert (in_hand(house), held(house)) == ({"SO-1": 5}, {"SO-1/1": 5})
    assert [(each.place, each.units) for each in right(house, house.acted[-1].action_id, 4).counted] == []
    assert (lying(house, "LAMP"), in_hand(house)) == ({"TOTE": 4, "DOCK": 0}, {"SO-1": 4})


def test_of_a_tote_that_was_counted_empty_nothing_is_left_to_take(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 20)))
    booking = come(house, Goods("LAMP", 6, "TOTE", for_order="SO-1"))
    recounted(house, "TOTE")
    assert [(each.place, each.units) for each in undone(house, booking).counted] == [("TOTE", 6)]
    assert (lying(house, "LAMP"), received(house), in_hand(house)) == ({"TOTE": 0, "DOCK": 0}, 0, {})


def test_what_counts_found_in_another_bin_came_and_is_fetched_from_there(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 6))
    recounted(house, "B-1", ("LAMP", 4))
    assert undone(house, booking).counted == ()
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 0, "B-1": 0}, 0)
    assert broken(house) == []


def test_only_what_counts_found_nowhere_never_came(house: Desk) -> None:
    booking = ten_came(house, "DOCK")
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 10), "A-1")
    recounted(house, "A-1", ("LAMP", 5))
    recounted(house, "B-1", ("LAMP", 2))
    assert [(each.place, each.units) for each in undone(house, booking).counted] == [("A-1", 3)]
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 0, "B-1": 0, "DOCK": 0}, 0)


@pytest.mark.parametrize(
    ("found", "mistaken", "came", "there"),
    [
        (6, 6, 10, 6),
        (6, 6, 8, 6),
        (6, 3, 5, 5),  # one of those that were there never came
        (6, 6, 12, 8),
        (12, 12, 10, 12),
        (12, 12, 8, 10),
        (12, 11, 10, 12),
    ],
)
def test_a_correction_that_was_a_mistake_leaves_what_the_count_found(
    house: Desk, found: int, mistaken: int, came: int, there: int
) -> None:
    take(house, *purchase("P-1", ("LAMP", 20)))
    booking = come(house, Goods("LAMP", 10, "A-1"))
    recounted(house, "A-1", ("LAMP", found))
    right(house, booking, mistaken)
    right(house, house.acted[-1].action_id, came)
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": there}, came)
    assert broken(house) == []
    right(house, house.acted[-1].action_id, 4)
    # As if this had been said at once.
    assert lying(house, "LAMP") == {"A-1": found - max(0, 10 - 4 - max(0, 10 - found))}


def test_a_mistake_of_what_was_put_away_leaves_what_the_count_found(house: Desk) -> None:
    booking = ten_came(house, "DOCK")
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 10), "A-1")
    recounted(house, "A-1", ("LAMP", 6))
    right(house, booking, 6)
    right(house, house.acted[-1].action_id, 10)
    assert sum(lying(house, "LAMP").values()) == 6
    assert (received(house), broken(house)) == (10, [])


def test_goods_corrected_to_another_item_by_mistake_and_back_are_as_the_count_found_them(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 8), ("CORD", 2))
    corrected(house, booking, Came("LAMP"), Truth(sku="CORD"))
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 0}, {"A-1": 10})
    done = corrected(house, house.acted[-1].action_id, Came("CORD"), Truth(sku="LAMP"))
    assert done.counted == ()
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 8}, {"A-1": 2})
    assert (received(house), received(house, "CORD"), broken(house)) == (10, 0, [])


def test_some_that_are_corrected_to_another_item_and_back_are_as_the_count_found_them(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 8), ("CORD", 2))
    corrected(house, booking, Came("LAMP"), Truth(2, sku="CORD"))
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 8}, {"A-1": 2})
    corrected(house, house.acted[-1].action_id, Came("CORD"), Truth(sku="LAMP"))
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 8}, {"A-1": 2})
    assert (received(house), received(house, "CORD"), broken(house)) == (10, 0, [])


@pytest.mark.parametrize(
    ("lamps", "cords", "came_as", "there"),
    [
        (8, 2, 1, (8, 2)),  # the count found one more cord and one lamp fewer than came
        (8, 2, 2, (8, 2)),
        (8, 2, 4, (6, 4)),
        (6, 2, 2, (6, 2)),
    ],
)
def test_back_to_less_of_another_item_is_as_if_that_had_been_said_at_once(
    house: Desk, lamps: int, cords: int, came_as: int, there: tuple[int, int]
) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", lamps), ("CORD", cords))
    corrected(house, booking, Came("LAMP"), Truth(5, sku="CORD"))
    corrected(house, house.acted[-1].action_id, Came("CORD"), Truth(5 - came_as, sku="LAMP"))
    assert (lying(house, "LAMP")["A-1"], lying(house, "CORD")["A-1"]) == there
    assert (received(house), received(house, "CORD"), broken(house)) == (10 - came_as, came_as, [])


def test_what_was_corrected_to_another_item_and_is_taken_back_leaves_what_the_count_found_of_that(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 8), ("CORD", 2))
    corrected(house, booking, Came("LAMP"), Truth(2, sku="CORD"))
    undone(house, house.acted[-1].action_id)
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 0}, {"A-1": 2})
    assert (received(house), received(house, "CORD"), broken(house)) == (0, 0, [])


def test_a_count_is_compared_with_what_the_books_said_then(house: Desk) -> None:
    right(house, ten_came(house), 8)
    again = house.acted[-1].action_id
    recounted(house, "A-1", ("LAMP", 6))
    assert counts_told(right(house, again, 7)) == [("CS-1", "A-1", 1, False)]
    right(house, house.acted[-1].action_id, 8)
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 6}, 8)
    # Two more came than were counted: the count missed them as well.
    right(house, house.acted[-1].action_id, 10)
    assert counts_told(right(house, house.acted[-1].action_id, 8)) == []
    assert (lying(house, "LAMP"), received(house), broken(house)) == ({"A-1": 6}, 8, [])


@pytest.mark.parametrize(("lamps", "cords", "dock"), [(0, 10, {}), (4, 6, {}), (0, 10, {"DOCK": 3})])
def test_goods_that_a_count_knew_where_they_were_put_away_change_their_name_alone(
    house: Desk, lamps: int, cords: int, dock: dict[str, int]
) -> None:
    if dock:
        take(house, opening("LAMP", 3, "DOCK"))
    booking = ten_came(house, "DOCK")
    move_stock(house.store, house.act(), Named("LAMP", "DOCK", 10), "A-1")
    recounted(house, "A-1", *([("LAMP", lamps)] if lamps else []), ("CORD", cords))
    done = corrected(house, booking, Came("LAMP"), Truth(sku="CORD"))
    assert [(each.sku, each.place, each.units, each.found) for each in done.counted] == [
        ("LAMP", "A-1", cords, False),
        ("CORD", "A-1", cords, True),
    ]
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 0, "DOCK": 0} | dock, {"A-1": 10})
    assert (received(house), received(house, "CORD"), broken(house)) == (0, 10, [])
    corrected(house, house.acted[-1].action_id, Came("CORD"), Truth(sku="LAMP"))
    after = {place: units for place, units in lying(house, "LAMP").items() if units}
    assert (after, lying(house, "CORD")["A-1"]) == (({"A-1": lamps} if lamps else {}) | dock, cords)
    assert broken(house) == []


@pytest.mark.parametrize(("found", "mistaken"), [(5, 13), (6, 12), (13, 8)])
def test_two_counts_around_a_mistake_find_the_same_and_the_truth_is_that(
    house: Desk, found: int, mistaken: int
) -> None:
    take(house, *purchase("P-1", ("LAMP", 30)))
    booking = come(house, Goods("LAMP", 10, "A-1"))
    recounted(house, "A-1", ("LAMP", found))
    right(house, booking, mistaken)
    again = house.acted[-1].action_id
    recounted(house, "A-1", ("LAMP", found))
    assert lying(house, "LAMP") == {"A-1": found}
    right(house, again, found)
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": found}, found)


def test_what_two_counts_found_none_of_is_taken_back(house: Desk) -> None:
    take(house, *purchase("P-1", ("LAMP", 30)))
    booking = come(house, Goods("LAMP", 10, "A-1"))
    recounted(house, "A-1")
    right(house, booking, 14)
    again = house.acted[-1].action_id
    recounted(house, "A-1")
    undone(house, again)
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 0}, 0)


def test_what_a_receipt_explained_before_a_second_count_is_not_explained_by_it(house: Desk) -> None:
    booking = ten_came(house)
    recounted(house, "A-1", ("LAMP", 4))
    right(house, booking, 6)
    again = house.acted[-1].action_id
    recounted(house, "A-1", ("LAMP", 3))
    right(house, again, 5)
    assert (lying(house, "LAMP"), received(house)) == ({"A-1": 3}, 5)


USABLE = {("A-1", "available"): 6}
SET_ASIDE = {("A-1", "quarantined"): 6}


@pytest.mark.parametrize("is_unblocked", [False, True])
def test_what_was_a_mistake_is_said_back_though_the_lot_was_blocked_since(house: Desk, *, is_unblocked: bool) -> None:
    take(house, *purchase("P-1", ("LAMP", 30)))
    booking = come(house, Goods("LAMP", 10, "A-1"))
    recounted(house, "A-1", ("LAMP", 6))
    right(house, booking, 6)
    mistaken = house.acted[-1].action_id
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    if is_unblocked:
        unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm")
    right(house, mistaken, 10)
    assert (states(house, "LAMP"), received(house)) == (USABLE if is_unblocked else SET_ASIDE, 10)
    if not is_unblocked:
        unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm")
    assert states(house, "LAMP") == USABLE


@pytest.mark.parametrize("is_unblocked", [False, True])
def test_what_a_count_missed_after_the_lot_was_blocked_never_came(house: Desk, *, is_unblocked: bool) -> None:
    booking = ten_came(house)
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    recounted(house, "A-1", ("LAMP", 6))
    if is_unblocked:
        unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm")
    done = right(house, booking, 6)
    assert counts_told(done) == [("CS-1", "A-1", 4, False)]
    assert (states(house, "LAMP"), received(house)) == (USABLE if is_unblocked else SET_ASIDE, 6)
    # And said back: the count misses them again.
    right(house, house.acted[-1].action_id, 10)
    assert (states(house, "LAMP"), received(house)) == (USABLE if is_unblocked else SET_ASIDE, 10)


def test_what_a_count_missed_where_goods_were_set_aside_never_came(house: Desk) -> None:
    booking = ten_came(house)
    quarantine(house.store, house.act(), Named("LAMP", "A-1", quantity=10), why="wet")
    recounted(house, "A-1", ("LAMP", 6))
    right(house, booking, 6)
    assert (states(house, "LAMP"), received(house)) == (SET_ASIDE, 6)
    undone(house, house.acted[-1].action_id)
    assert (states(house, "LAMP"), received(house)) == ({}, 0)


def test_what_came_as_something_else_is_paired_though_the_lot_was_blocked_before_the_count(house: Desk) -> None:
    booking = ten_came(house)
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    recounted(house, "A-1", ("LAMP", 6), ("CORD", 4))
    corrected(house, booking, Came("LAMP"), Truth(4, "CORD"))
    assert (states(house, "LAMP"), states(house, "CORD")) == (SET_ASIDE, {("A-1", "available"): 4})
    assert (received(house), received(house, "CORD")) == (6, 4)


def test_what_a_count_missed_where_goods_were_set_aside_in_another_place_never_came(house: Desk) -> None:
    booking = ten_came(house)
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 10), why="wet", to="QUAR")
    recounted(house, "QUAR", ("LAMP", 6))
    done = right(house, booking, 6)
    assert counts_told(done) == [("CS-1", "QUAR", 4, False)]
    assert (states(house, "LAMP"), received(house)) == ({("QUAR", "quarantined"): 6}, 6)
    right(house, house.acted[-1].action_id, 10)
    assert (states(house, "LAMP"), received(house)) == ({("QUAR", "quarantined"): 6}, 10)
