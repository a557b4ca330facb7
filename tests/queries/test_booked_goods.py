"""What was booked in and still counts, goods by goods, with the number of its booking."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import NOW, Desk
from tests.services.stock import furnished, order, purchase, take
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.domain.totes import Tote
from warehouse_app.queries.booked_goods import BookedGoods, booked_on_order, booked_on_receipt
from warehouse_app.services.contract import Action
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt, receive


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def booked(desk: Desk, *goods: Goods, on: str = "") -> Action:
    action = desk.act()
    receive(desk.store, action, goods, purchase_order=on, supplier="" if on else "ACME")
    return action


def on_receipt(desk: Desk, receipt: str) -> list[BookedGoods]:
    with desk.store.snapshot():
        return booked_on_receipt(desk.store, receipt)


def on_order(desk: Desk, number: str) -> list[tuple[str, int, str, int]]:
    """Return (receipt, number of the booking, SKU, units) of what counts on a purchase order."""
    with desk.store.snapshot():
        found = booked_on_order(desk.store, number)
    return [(each.receipt, each.number, each.sku, each.quantity) for each in found]


def test_goods_say_where_they_are_what_they_are_and_who_booked_them(house: Desk) -> None:
    day = date(2026, 9, 30)
    action = booked(
        house,
        Goods("LAMP", 4, "A-1"),
        Goods("MILK", 3, "A-2", lot="L7", expiry=day),
        Goods("CORD", 2, "A-1", quarantine="wet"),
    )
    one, at = action.action_id, action.now
    assert on_receipt(house, "GR-1") == [
        BookedGoods(one, "GR-1", 1, at, "anna", "LAMP", "Lamp", 4, "A-1", "", None, is_aside=False),
        BookedGoods(one, "GR-1", 1, at, "anna", "MILK", "Milk", 3, "A-2", "L7", day, is_aside=False),
        BookedGoods(one, "GR-1", 1, at, "anna", "CORD", "Cord", 2, "A-1", "", None, is_aside=True),
    ]
    assert on_receipt(house, "GR-2") == []


def test_goods_that_count_on_several_lines_are_one_and_those_of_two_bookings_are_two(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 6), ("LAMP", 6)), *purchase("PO-2", ("LAMP", 6)))
    booked(house, Goods("LAMP", 8, "A-1"), on="PO-1")
    booked(house, Goods("LAMP", 2, "A-1"), on="PO-1")
    booked(house, Goods("LAMP", 5, "A-1"), on="PO-2")
    assert on_order(house, "PO-1") == [("GR-1", 1, "LAMP", 8), ("GR-1", 2, "LAMP", 2)]
    assert on_order(house, "PO-2") == [("GR-2", 1, "LAMP", 5)]
    assert on_order(house, "PO-9") == []


def test_what_was_taken_back_is_left_out_and_the_numbers_of_the_others_stay(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5)))
    first = booked(house, Goods("LAMP", 3, "A-1"), on="PO-1")
    second = booked(house, Goods("LAMP", 4, "A-1"), Goods("CORD", 1, "A-1"), on="PO-1")
    undo_receipt(house.store, house.act(), first.action_id)
    correct_receipt(house.store, house.act(), second.action_id, Came("LAMP"), Truth(7), why="counted again")
    assert on_order(house, "PO-1") == [("GR-1", 2, "CORD", 1), ("GR-1", 3, "LAMP", 7)]
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    booked(house, Goods("CORD", 2, "A-1"), on="PO-1")
    assert on_order(house, "PO-1")[-1] == ("GR-2", 1, "CORD", 2)


def test_goods_that_were_put_into_totes_of_orders_say_which(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 6)),
        *order("SO-2", "BEN", 2, ("LAMP", 4), ("CORD", 1)),
        *purchase("PO-1", ("LAMP", 30), ("CORD", 9)),
    )
    booked(
        house,
        Goods("LAMP", 4, "TOTE", for_order="SO-1"),
        Goods("LAMP", 3, "DOCK"),
        Goods("LAMP", 2, "TOTE", for_order="SO-1"),
        Goods("LAMP", 1, "PACK", for_order="SO-2"),
        Goods("CORD", 2, "DOCK"),
        on="PO-1",
    )
    booked(house, Goods("LAMP", 3, "STAGE", for_order="SO-2"), on="PO-1")
    tote, bench = Tote("TOTE", LocationKind.TOTE, "SO-1"), Tote("PACK", LocationKind.PACKING, "SO-2")
    assert [(each.sku, each.quantity, each.place, each.totes) for each in on_receipt(house, "GR-1")] == [
        ("LAMP", 10, "DOCK", ((tote, 6), (bench, 1))),
        ("CORD", 2, "DOCK", ()),
        ("LAMP", 3, "STAGE", ()),
    ]


def test_goods_that_were_put_right_say_which_are_still_in_their_tote(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *purchase("PO-1", ("LAMP", 30), ("CORD", 9)))
    first = booked(house, Goods("LAMP", 6, "TOTE", for_order="SO-1"), on="PO-1")
    correct_receipt(house.store, house.act(), first.action_id, Came("LAMP"), Truth(5), why="counted again")
    second = house.acted[-1].action_id
    in_tote = ((Tote("TOTE", LocationKind.TOTE, "SO-1"), 5),)
    assert [(each.quantity, each.place, each.totes) for each in on_receipt(house, "GR-1")] == [(5, "DOCK", in_tote)]
    correct_receipt(house.store, house.act(), second, Came("LAMP"), Truth(5, sku="CORD"), why="mixed up")
    found = [(each.sku, each.quantity, each.place, each.totes) for each in on_receipt(house, "GR-1")]
    assert found == [("CORD", 5, "DOCK", ())]


@pytest.mark.parametrize(
    ("lot", "expiry", "named"),
    [("L7", None, "L7"), ("", None, ""), ("2026-09-30", date(2026, 9, 30), ""), ("L7", date(2026, 9, 30), "L7")],
)
def test_a_lot_that_is_only_its_day_has_no_name(lot: str, expiry: date | None, named: str) -> None:
    goods = BookedGoods("", "GR-1", 1, NOW, "anna", "MILK", "Milk", 3, "A-2", lot, expiry, is_aside=False)
    assert goods.named_lot == named
