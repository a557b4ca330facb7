"""What the dock sees: lines of a delivery, the last bookings of a workstation, and what is expected."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.conftest import NOW, Desk
from tests.services.stock import furnished, order, purchase, take
from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.domain.totes import Tote
from warehouse_app.queries.goods import blind_delivery_of, delivery_of
from warehouse_app.queries.preview import OpenReceipt, open_receipts
from warehouse_app.queries.receipts import (
    BookedGoods,
    Booking,
    DeliveryLine,
    ExpectedDelivery,
    delivery_lines,
    expected_deliveries,
    last_bookings,
)
from warehouse_app.services.contract import Action
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt, receive


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def booked(desk: Desk, *goods: Goods, on: str = "") -> Action:
    action = desk.act()
    receive(desk.store, action, goods, purchase_order=on, supplier="" if on else "ACME")
    return action


def lines(desk: Desk, number: str = "") -> list[DeliveryLine]:
    with desk.store.snapshot():
        on = delivery_of(desk.store, number) if number else blind_delivery_of(desk.store, "ACME")
        assert on is not None
        return delivery_lines(desk.store, on)


def bookings(desk: Desk, workstation: str = "desk-1", most: int = 20) -> list[Booking]:
    with desk.store.snapshot():
        return last_bookings(desk.store, workstation, most=most)


def test_the_lines_of_a_purchase_order_say_what_came_and_what_is_to_come(house: Desk) -> None:
    due = date(2026, 3, 9)
    take(house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5), due_on=due))
    booked(house, Goods("LAMP", 4), on="PO-1")
    wrong = booked(house, Goods("LAMP", 6), on="PO-1")
    undo_receipt(house.store, house.act(), wrong.action_id)
    booked(house, Goods("CORD", 5), on="PO-1")
    found = lines(house, "PO-1")
    assert found == [DeliveryLine("LAMP", "Lamp", 20, 4, due), DeliveryLine("CORD", "Cord", 5, 5, due)]
    assert [line.to_come for line in found] == [16, 0]


def test_without_a_purchase_order_there_is_what_came_on_the_open_receipt(house: Desk) -> None:
    booked(house, Goods("PLUG", 9))
    close_receipt(house.store, house.act(), supplier="ACME")
    assert lines(house) == []
    booked(house, Goods("CORD", 2), Goods("LAMP", 1))
    booked(house, Goods("CORD", 3))
    wrong = booked(house, Goods("LAMP", 7))
    undo_receipt(house.store, house.act(), wrong.action_id)
    found = lines(house)
    assert found == [DeliveryLine("CORD", "Cord", None, 5), DeliveryLine("LAMP", "Lamp", None, 1)]
    assert [line.to_come for line in found] == [0, 0]
    with house.store.snapshot():
        assert open_receipts(house.store, most=5) == [OpenReceipt("GR-2", "", "ACME", 6)]


def test_the_last_bookings_are_those_of_the_workstation_the_latest_first(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 2), ("LAMP", 5), ("CORD", 5)))
    first = booked(house, Goods("MILK", 3, "A-2", "L1", date(2026, 5, 1)))
    receive(
        house.store,
        Action("bert", "desk-2", "elsewhere", NOW + timedelta(seconds=9)),
        [Goods("PLUG", 1)],
        supplier="ACME",
    )
    second = booked(house, Goods("LAMP", 4, "A-1"), Goods("CORD", 1, "A-1"), on="PO-1")
    undo_receipt(house.store, house.act(), first.action_id)
    assert bookings(house) == [
        Booking(
            second.action_id,
            "GR-2",
            "PO-1",
            "anna",
            second.now,
            (BookedGoods("LAMP", "Lamp", 4, "A-1", ""), BookedGoods("CORD", "Cord", 1, "A-1", "")),
            is_undone=False,
        ),
        Booking(
            first.action_id,
            "GR-1",
            "Acme",
            "anna",
            first.now,
            (BookedGoods("MILK", "Milk", 3, "A-2", "L1"),),
            is_undone=True,
        ),
    ]
    assert [booking.action_id for booking in bookings(house, most=1)] == [second.action_id]
    assert [(booking.actor, booking.action_id) for booking in bookings(house, "desk-2")] == [("bert", "elsewhere")]
    assert bookings(house, "desk-3") == []


def test_a_booking_into_a_tote_says_that_also_when_it_is_taken_back(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)))
    first = booked(house, Goods("LAMP", 2, "TOTE", for_order="SO-1"), Goods("CORD", 1, "DOCK"))
    goods = (
        BookedGoods("LAMP", "Lamp", 2, "DOCK", "", ((Tote("TOTE", LocationKind.TOTE, "SO-1"), 2),)),
        BookedGoods("CORD", "Cord", 1, "DOCK", ""),
    )
    assert [(booking.goods, booking.is_undone) for booking in bookings(house)] == [(goods, False)]
    undo_receipt(house.store, house.act(), first.action_id)
    assert [(booking.goods, booking.is_undone) for booking in bookings(house)] == [(goods, True)]


def test_expected_are_the_purchase_orders_with_units_to_come_in_the_order_in_which_they_are_due(house: Desk) -> None:
    soon, late = date(2026, 3, 3), date(2026, 4, 1)
    take(
        house,
        *purchase("PO-1", ("LAMP", 20), due_on=None),
        *purchase("PO-2", ("LAMP", 5), ("CORD", 5), ("PLUG", 5), due_on=late),
        PurchaseLineRecord("PO-3", "EASY", "LAMP", 7, line=1, due_on=late),
        PurchaseLineRecord("PO-3", "EASY", "CORD", 7, line=2, due_on=soon),
        *purchase("PO-4", ("LAMP", 3), due_on=soon),
    )
    booked(house, Goods("LAMP", 3), on="PO-4")
    booked(house, Goods("LAMP", 2), Goods("PLUG", 5), on="PO-2")
    with house.store.snapshot():
        assert expected_deliveries(house.store, most=9) == [
            ExpectedDelivery("PO-3", "Easy-going", soon, 2, 14),
            ExpectedDelivery("PO-2", "Acme", late, 2, 8),
            ExpectedDelivery("PO-1", "Acme", None, 1, 20),
        ]
        assert [each.number for each in expected_deliveries(house.store, most=1)] == ["PO-3"]
