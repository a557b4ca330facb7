"""Goods that were put into totes of orders as they came, and were booked wrongly: what is true of them stays there."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import broken, furnished, held, level, order, purchase, refusal, take, turn_to
from tests.services.test_putting_back import back, come, in_hand, lamps_in_a_tote, there
from tests.services.test_setting_aside import states
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.domain.totes import Tote
from warehouse_app.queries.booked_goods import booked_on_receipt
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.correcting import Corrected, correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.setting_aside import scrap

EARLY, LATE = date(2026, 12, 1), date(2026, 12, 31)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def right(desk: Desk, booking: str, truth: Truth, sku: str = "LAMP") -> Corrected:
    return correct_receipt(desk.store, desk.act(), booking, Came(sku), truth, why="miscounted")


def put(done: Corrected) -> list[tuple[str, int, str, str]]:
    """Return (SKU, units, place, order) of what is booked now."""
    return [(each.sku, each.quantity, each.location, each.tote.order if each.tote else "") for each in done.booked]


def came_in(desk: Desk) -> list[tuple[str, int, list[tuple[str, str, int]]]]:
    """Return (SKU, units, totes) of what counts on the receipt."""
    found = booked_on_receipt(desk.store, "GR-1")
    return [(g.sku, g.quantity, [(tote.place, tote.order, units) for tote, units in g.totes]) for g in found]


def test_of_a_booking_that_went_into_a_tote_only_what_never_came_is_taken_out(house: Desk) -> None:
    booking = lamps_in_a_tote(house)
    [before] = house.store.sql("SELECT id, location_id, lot_id FROM allocation").fetchall()
    done = right(house, booking, Truth(5))
    assert done.totes == ((Tote("TOTE", LocationKind.TOTE, "SO-1"), 6),)
    assert put(done) == [("LAMP", 5, "TOTE", "SO-1")]
    assert [(loss.order, loss.units) for loss in done.losses] == [("SO-1", 1)]
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 5}, {"SO-1": 5})
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 5, "SO-2/1": 0}, (0, 0))
    assert came_in(house) == [("LAMP", 5, [("TOTE", "SO-1", 5)])]
    # It is the same reservation as before, of one unit less.
    assert house.store.sql("SELECT id, location_id, lot_id FROM allocation").fetchall() == [before]


def test_what_stayed_in_a_tote_is_put_right_again_and_taken_back(house: Desk) -> None:
    right(house, lamps_in_a_tote(house), Truth(5))
    assert put(right(house, house.acted[-1].action_id, Truth(3))) == [("LAMP", 3, "TOTE", "SO-1")]
    assert (there(house, "LAMP"), in_hand(house), held(house)) == ({"TOTE": 3}, {"SO-1": 3}, {"SO-1/1": 3, "SO-2/1": 0})
    # What came besides lies at the dock, and is taken first.
    assert put(right(house, house.acted[-1].action_id, Truth(4))) == [
        ("LAMP", 3, "TOTE", "SO-1"),
        ("LAMP", 1, "DOCK", ""),
    ]
    assert came_in(house) == [("LAMP", 4, [("TOTE", "SO-1", 3)])]
    assert put(right(house, house.acted[-1].action_id, Truth(3))) == [("LAMP", 3, "TOTE", "SO-1")]
    assert there(house, "LAMP") == {"TOTE": 3}
    last = house.acted[-1].action_id
    done = undo_receipt(house.store, house.act(), last)
    assert [(each.location, each.quantity) for each in done.goods] == [("TOTE", 3)]
    assert (there(house, "LAMP"), in_hand(house), held(house)) == ({}, {}, {"SO-1/1": 0, "SO-2/1": 0})


def test_what_was_set_aside_beside_a_tote_is_told_once_as_all_is_taken_back(house: Desk) -> None:
    booking = lamps_in_a_tote(house)
    block_lot(house.store, house.act(), "LAMP", "", why="recall")
    assert put(right(house, booking, Truth(9))) == [("LAMP", 6, "TOTE", "SO-1"), ("LAMP", 3, "DOCK", "")]
    last = house.acted[-1].action_id
    done = undo_receipt(house.store, house.act(), last)
    assert [(each.location, each.quantity) for each in done.goods] == [("TOTE", 6), ("DOCK", 3)]
    assert there(house, "LAMP") == {}


def test_what_others_booked_at_the_dock_is_not_taken_for_what_is_missing_in_a_tote(house: Desk) -> None:
    booking = lamps_in_a_tote(house)
    come(house, Goods("LAMP", 10, "DOCK"))
    assert put(right(house, booking, Truth(5))) == [("LAMP", 5, "TOTE", "SO-1")]
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 5, "DOCK": 10}, {"SO-1": 5})
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 4}
    last = house.acted[-1].action_id
    undo_receipt(house.store, house.act(), last)
    assert (there(house, "LAMP"), in_hand(house)) == ({"DOCK": 10}, {})


def test_the_goods_of_a_booking_that_lie_at_the_dock_are_taken_before_those_in_totes(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 20)))
    booking = come(house, Goods("LAMP", 4, "TOTE", for_order="SO-1"), Goods("LAMP", 3, "DOCK"))
    done = right(house, booking, Truth(5))
    assert put(done) == [("LAMP", 4, "TOTE", "SO-1"), ("LAMP", 1, "DOCK", "")]
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 4, "DOCK": 1}, {"SO-1": 4})
    done = right(house, house.acted[-1].action_id, Truth(2))
    assert put(done) == [("LAMP", 2, "TOTE", "SO-1")]
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 2}, {"SO-1": 2})


@pytest.mark.parametrize(("first", "second"), [("SO-1", "SO-2"), ("SO-2", "SO-1")])
def test_the_end_of_the_queue_gives_first_what_is_taken_out_of_totes(house: Desk, first: str, second: str) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 3)),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
        *purchase("P-1", ("LAMP", 20)),
    )
    units, place = {"SO-1": 3, "SO-2": 4}, {first: "TOTE", second: "PACK"}
    booking = come(
        house,
        Goods("LAMP", units[first], "TOTE", for_order=first),
        Goods("LAMP", units[second], "PACK", for_order=second),
    )
    done = right(house, booking, Truth(5))
    assert put(done) == [("LAMP", 3, place["SO-1"], "SO-1"), ("LAMP", 2, place["SO-2"], "SO-2")]
    assert [(loss.order, loss.units) for loss in done.losses] == [("SO-2", 2)]
    assert in_hand(house) == {"SO-1": 3, "SO-2": 2}
    assert put(right(house, house.acted[-1].action_id, Truth(1))) == [("LAMP", 1, place["SO-1"], "SO-1")]
    assert (there(house, "LAMP"), in_hand(house)) == ({place["SO-1"]: 1}, {"SO-1": 1})


def test_goods_in_a_tote_that_are_of_another_item_leave_it_and_the_rest_stays(house: Desk) -> None:
    booking = lamps_in_a_tote(house)
    take(house, *purchase("P-1", ("LAMP", 20), ("CORD", 5)))
    done = correct_receipt(
        house.store, house.act(), booking, Came("LAMP"), Truth(2, sku="CORD"), why="mixed up", accept_over=True
    )
    assert put(done) == [("LAMP", 4, "TOTE", "SO-1"), ("CORD", 2, "DOCK", "")]
    assert (there(house, "LAMP"), there(house, "CORD")) == ({"TOTE": 4}, {"DOCK": 2})
    assert (in_hand(house), held(house)) == ({"SO-1": 4}, {"SO-1/1": 4, "SO-2/1": 0})


def test_goods_in_a_tote_that_are_of_another_lot_leave_it(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("MILK", 6)), *purchase("P-1", ("MILK", 20)))
    booking = come(house, Goods("MILK", 6, "TOTE", "L1", EARLY, for_order="SO-1"))
    done = right(house, booking, Truth(lot="L2"), "MILK")
    assert put(done) == [("MILK", 6, "DOCK", "")]
    assert (there(house, "MILK"), in_hand(house)) == ({"DOCK@L2": 6}, {})
    assert (held(house), done.losses) == ({"SO-1/1": 6}, ())
    # As those are of which only the day was wrong.
    other = come(house, Goods("MILK", 2, "DOCK", "L3", EARLY))
    assert put(right(house, other, Truth(expiry=LATE), "MILK")) == [("MILK", 2, "DOCK", "")]


def test_goods_in_a_tote_that_last_to_another_day_leave_it(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("MILK", 6)), *purchase("P-1", ("MILK", 20)))
    booking = come(house, Goods("MILK", 6, "TOTE", "L1", EARLY, for_order="SO-1"))
    done = right(house, booking, Truth(expiry=LATE), "MILK")
    assert [(each.expiry, each.location) for each in done.booked] == [(LATE, "DOCK")]
    assert (there(house, "MILK"), in_hand(house), held(house)) == ({"DOCK@L1": 6}, {}, {"SO-1/1": 6})


def test_what_is_put_back_from_a_tote_is_taken_before_what_is_still_in_it(house: Desk) -> None:
    booking = lamps_in_a_tote(house)
    back(house, "SO-1", 4, "A-1")
    done = right(house, booking, Truth(5))
    assert put(done) == [("LAMP", 2, "TOTE", "SO-1"), ("LAMP", 3, "DOCK", "")]
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 2, "A-1": 3}, {"SO-1": 2})
    back(house, "SO-1", 1, "A-1")
    done = right(house, house.acted[-2].action_id, Truth(4))
    assert put(done) == [("LAMP", 1, "TOTE", "SO-1"), ("LAMP", 3, "DOCK", "")]
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 1, "A-1": 3}, {"SO-1": 1})
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0}


def milk_put_back(desk: Desk) -> str:
    """Let six units of milk go into the tote of O-1, four of which are put back to A-1; return the booking."""
    take(desk, *order("O-1", "ANN", 1, ("MILK", 6)), *purchase("P-1", ("MILK", 10)))
    booking = come(desk, Goods("MILK", 6, "TOTE", "L1", EARLY, for_order="O-1"))
    put_back(desk.store, desk.act(), "O-1", "MILK", "TOTE", 4, "A-1", why="too heavy")
    return booking


def test_a_booking_of_which_some_was_put_back_is_taken_back_as_a_whole(house: Desk) -> None:
    booking = milk_put_back(house)
    done = undo_receipt(house.store, house.act(), booking)
    assert [(each.location, each.quantity) for each in done.goods] == [("TOTE", 2), ("DOCK", 4)]
    assert (there(house, "MILK"), in_hand(house), held(house)) == ({}, {}, {"O-1/1": 0})
    assert level(house, "MILK") == (0, 0)
    [(received,)] = house.store.sql("SELECT received FROM purchase_line")
    assert received == 0


@pytest.mark.parametrize(
    ("units", "lying", "picked"),
    [
        (5, {"TOTE@L1": 2, "A-1@L1": 3}, {"O-1": 2}),
        (2, {"TOTE@L1": 2}, {"O-1": 2}),
        (1, {"TOTE@L1": 1}, {"O-1": 1}),
        (0, {}, {}),
    ],
)
def test_only_what_is_missing_beyond_what_was_put_back_is_taken_out_of_the_tote(
    house: Desk, units: int, lying: dict[str, int], picked: dict[str, int]
) -> None:
    done = right(house, milk_put_back(house), Truth(units), "MILK")
    assert (there(house, "MILK"), in_hand(house), held(house)) == (lying, picked, {"O-1/1": units})
    assert sum(each.quantity for each in done.booked) == units
    assert [(loss.order, loss.units) for loss in done.losses] == [("O-1", 6 - units)]
    assert level(house, "MILK") == (max(0, units - 2), max(0, units - 2))


def test_goods_of_another_lot_are_so_in_the_tote_and_where_they_were_put_back(house: Desk) -> None:
    done = right(house, milk_put_back(house), Truth(lot="L2"), "MILK")
    assert put(done) == [("MILK", 2, "DOCK", ""), ("MILK", 4, "A-1", "")]
    assert (there(house, "MILK"), in_hand(house)) == ({"DOCK@L2": 2, "A-1@L2": 4}, {})
    assert (held(house), done.losses) == ({"O-1/1": 6}, ())


def test_what_was_put_back_and_scrapped_since_is_not_taken_out_of_the_tote_instead(house: Desk) -> None:
    booking = milk_put_back(house)
    scrap(house.store, house.act(), Named("MILK", "A-1", 1), why="broken")
    assert refusal(house, lambda: undo_receipt(house.store, house.act(), booking)) == (
        CorrectingFault.GONE,
        {"sku": "MILK", "place": "DOCK", "quantity": 6, "there": 5},
    )
    assert (there(house, "MILK"), in_hand(house)) == ({"TOTE@L1": 2, "A-1@L1": 3}, {"O-1": 2})


@pytest.mark.parametrize("is_blocked", [True, False])
@pytest.mark.parametrize(
    ("units", "lying"),
    [
        (8, {("TOTE", "available"): 6, ("DOCK", "quarantined"): 2}),
        (12, {("TOTE", "available"): 6, ("DOCK", "quarantined"): 6}),
        (5, {("TOTE", "available"): 5}),
    ],
)
def test_what_was_blocked_or_expired_since_stays_in_its_tote(
    house: Desk, units: int, lying: dict[tuple[str, str], int], *, is_blocked: bool
) -> None:
    day = date(2026, 3, 3)
    take(house, *order("SO-1", "ANN", 1, ("MILK", 6)), *purchase("P-1", ("MILK", 20)))
    loose = Goods("MILK", 4, "DOCK", "L1", day)
    booking = come(house, Goods("MILK", 6, "TOTE", "L1", day, for_order="SO-1"), loose)
    if is_blocked:
        block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    else:
        turn_to(house, date(2026, 3, 5))
    done = correct_receipt(house.store, house.act(), booking, Came("MILK"), Truth(units), why="miscounted")
    assert (states(house, "MILK"), in_hand(house)) == (lying, {"SO-1": min(6, units)})
    assert (done.totes, broken(house)) == (((Tote("TOTE", LocationKind.TOTE, "SO-1"), 6),), [])
