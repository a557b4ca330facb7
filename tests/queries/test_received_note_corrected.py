"""The goods received note once bookings were put right: who has the goods that count, and why some are set aside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, opening, order, take
from warehouse_app.documents.goods_sheets import GivenTo, ReceivedNoteSheet
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.received_note import received_note_sheet
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.receiving import receive
from warehouse_app.services.setting_aside import quarantine

WHY = "counted again"


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def booked(desk: Desk, *goods: Goods) -> str:
    """Book goods in; return the id of that action."""
    action = desk.act()
    receive(desk.store, action, goods, supplier="ACME")
    return action.action_id


def put_right(desk: Desk, booking: str, goods: Came, truth: Truth, why: str = WHY) -> str:
    """Put a booking right; return the id of that action."""
    action = desk.act()
    correct_receipt(desk.store, action, booking, goods, truth, why=why)
    return action.action_id


def note(desk: Desk) -> ReceivedNoteSheet:
    with desk.store.snapshot():
        return received_note_sheet(desk.store, house_settings(), "GR-1", now=desk.now, language="en")


def test_who_was_given_goods_is_told_when_they_were_put_right(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *order("SO-2", "BEN", 2, ("LAMP", 2)))
    first = booked(house, Goods("LAMP", 10, "A-1"))
    ann, ben = GivenTo("SO-1", 1, "Ann", "LAMP", 6), GivenTo("SO-2", 1, "Ben", "LAMP", 2)
    assert note(house).given == (ann, ben)
    second = put_right(house, first, Came("LAMP"), Truth(9))
    assert note(house).given == (ann, ben)
    third = put_right(house, second, Came("LAMP"), Truth(7))
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 1}
    assert note(house).given == (ann, replace(ben, units=1))
    put_right(house, third, Came("LAMP"), Truth(12))
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 2}
    assert note(house).given == (ann, ben)


def test_who_lost_goods_that_came_before_is_not_told(house: Desk) -> None:
    take(house, opening("LAMP", 3, "A-1"), *order("SO-1", "CAT", 1, ("LAMP", 3)))
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 5)))
    first = booked(house, Goods("LAMP", 5, "A-1"))
    put_right(house, first, Came("LAMP"), Truth(4))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 5}
    assert note(house).given == (GivenTo("SO-2", 1, "Ann", "LAMP", 5),)


def test_goods_of_another_item_are_given_to_who_waits_for_that(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *order("SO-2", "BEN", 2, ("CORD", 2)))
    first = booked(house, Goods("LAMP", 4, "A-1"), Goods("LAMP", 5, "A-2"))
    assert note(house).given == (GivenTo("SO-1", 1, "Ann", "LAMP", 6),)
    put_right(house, first, Came("LAMP", place="A-1"), Truth(sku="CORD"))
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 2}
    lamps, cords = GivenTo("SO-1", 1, "Ann", "LAMP", 5), GivenTo("SO-2", 1, "Ben", "CORD", 2)
    assert note(house).given == (lamps, cords)
    # What is left of the booking is taken back, and with it who was given that.
    undo_receipt(house.store, house.act(), first)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}
    assert note(house).given == (cords,)


def test_a_booking_that_was_taken_back_in_part_gave_the_rest(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 8)))
    first = booked(house, Goods("LAMP", 4, "A-1"), Goods("LAMP", 5, "A-2"))
    second = put_right(house, first, Came("LAMP", place="A-1"), Truth(3))
    undo_receipt(house.store, house.act(), first)
    assert held(house) == {"SO-1/1": 3}
    assert note(house).given == (GivenTo("SO-1", 1, "Ann", "LAMP", 3),)
    undo_receipt(house.store, house.act(), second)
    assert (held(house), note(house).given) == ({"SO-1/1": 0}, ())


def test_what_was_set_aside_since_it_came_is_so_for_that_reason_when_it_was_put_right(house: Desk) -> None:
    may, soon = date(2026, 5, 31), date(2026, 3, 11)
    first = booked(house, Goods("MILK", 3, "DOCK", "L90", may))
    quarantine(house.store, house.act(), Named("MILK", "DOCK", 2, "L90"), why="Leaking")
    put_right(house, first, Came("MILK"), Truth(2, lot="L9", expiry=soon), "Two are L9")
    assert [(g.lot, g.quantity, g.aside, g.why) for g in note(house).goods] == [
        ("L90", 1, False, ()),
        ("L9", 1, False, ()),
        ("L9", 1, True, ("Leaking",)),
    ]
    [back] = note(house).taken_back
    assert (back.goods.lot, back.goods.quantity, back.why) == ("L90", 3, ("Two are L9",))


def test_who_lost_goods_as_another_booking_of_the_receipt_was_taken_back_has_them_no_more(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 10)))
    booked(house, Goods("LAMP", 10, "A-1"))
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 5)), *order("SO-3", "CAT", 3, ("CORD", 3)))
    second = booked(house, Goods("LAMP", 5, "A-1"), Goods("CORD", 3, "A-1"))
    ben, ann = GivenTo("SO-1", 1, "Ben", "LAMP", 10), GivenTo("SO-2", 1, "Ann", "LAMP", 5)
    assert note(house).given == (ben, ann, GivenTo("SO-3", 1, "Cat", "CORD", 3))
    undo_receipt(house.store, house.act(), second)
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 5, "SO-3/1": 0}
    assert note(house).given == (replace(ben, units=5), ann)
