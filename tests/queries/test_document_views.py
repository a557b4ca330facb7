"""An order and a purchase order as their pages show them, what an item offers, and the next free number."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import at, furnished, opening, order, purchase, take
from warehouse_app.domain.statuses import PickListStatus, ReceiptStatus, ShipPolicy
from warehouse_app.queries.availability import Availability, availability
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.next_number import ORDERS, PURCHASE_ORDERS, next_number, number_taken
from warehouse_app.queries.order_view import ListView, OrderLineView, OrderView, order_view
from warehouse_app.queries.picked import InTote
from warehouse_app.queries.purchase_view import (
    MOST_WAITING,
    PurchaseLineView,
    Waiting,
    purchase_view,
    waiting_for,
)
from warehouse_app.queries.reasons import Coming
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release, unrelease

DUE = date(2026, 3, 9)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_an_order_with_its_lines(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        *order(
            *("SO-1", "ANN", 1, ("LAMP", 5), ("CORD", 2)),
            need_by=DUE,
            price=1_250,
            note="blue",
            customer_reference="4711",
            carrier="DHL",
            sell_multiple=1,
            cancelled=1,
        ),
    )
    seen = order_view(house.store, "SO-1")
    lamp = OrderLineView(1, "LAMP", "Lamp", "piece", 1, 5, 1, 0, 0, 3, 1, DUE, None, 1_250, "blue")
    cord = OrderLineView(2, "CORD", "Cord", "piece", 1, 2, 1, 0, 0, 0, 1, DUE, None, 1_250, "blue")
    partial = ShipPolicy.PARTIAL
    assert seen == OrderView(1, "SO-1", "ANN", "Ann", "A", partial, "", None, at(1), "4711", "DHL", (lamp, cord), ())
    assert [(line.open, line.short, line.left_to_cancel) for line in (lamp, cord)] == [(4, 1, 4), (1, 1, 1)]


def test_an_order_that_says_its_class_and_policy_itself(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5), priority_class="A", ship_policy=ShipPolicy.LINE_COMPLETE))
    seen = order_view(house.store, "SO-1")
    assert seen is not None
    assert (seen.usual_class, seen.priority_class) == ("B", "A")
    assert (seen.usual_policy, seen.ship_policy) == (ShipPolicy.PARTIAL, ShipPolicy.LINE_COMPLETE)
    assert order_view(house.store, "SO-2") is None


def test_where_goods_lie_that_are_picked_for_an_order(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 5), ("CORD", 2)), *order("SO-2", "BEN", 2, ("LAMP", 1)))
    take(house, *purchase("PO-1", ("LAMP", 9), ("CORD", 2)))
    goods = [Goods("LAMP", 3, "TOTE", for_order="SO-1"), Goods("LAMP", 1, "PACK", for_order="SO-1")]
    receive(house.store, house.act(), [*goods, Goods("CORD", 2, "TOTE", for_order="SO-1")], purchase_order="PO-1")
    seen, other = order_view(house.store, "SO-1"), order_view(house.store, "SO-2")
    assert seen is not None
    assert seen.in_totes == (InTote("CORD", "TOTE", 2), InTote("LAMP", "PACK", 1), InTote("LAMP", "TOTE", 3))
    assert other is not None
    assert other.in_totes == ()


def test_the_pick_lists_of_an_order_but_not_those_that_were_taken_back(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "ANN", 1, ("LAMP", 5)), *order("SO-2", "BEN", 1, ("LAMP", 1)))
    [first, _] = release(house.store, house.act()).lists
    unrelease(house.store, house.act(), first.number)
    assert _lists(house, "SO-1") == ()
    [again] = release(house.store, house.act()).lists
    assert _lists(house, "SO-1") == (ListView(again.number, PickListStatus.RELEASED),)


def _lists(house: Desk, number: str) -> tuple[ListView, ...]:
    seen = order_view(house.store, number)
    assert seen is not None
    return seen.pick_lists


def test_a_purchase_order_with_what_came_and_what_its_items_are_waited_for(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 20), ("CORD", 5), due_on=DUE, ordered_on=date(2026, 3, 1), price=300),
        *order("SO-1", "ANN", 1, ("LAMP", 7)),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
    )
    receive(house.store, house.act(), [Goods("LAMP", 5)], purchase_order="PO-1")
    seen = purchase_view(house.store, "PO-1")
    assert seen is not None
    assert seen[:5] == (1, "PO-1", "ACME", "Acme", date(2026, 3, 1))
    lamp = PurchaseLineView(1, "LAMP", "Lamp", "piece", 1, 20, 5, DUE, 300, 6)
    cord = PurchaseLineView(2, "CORD", "Cord", "piece", 1, 5, 0, DUE, 300, 0)
    assert seen.lines == (lamp, cord)
    assert (lamp.to_come, cord.to_come) == (15, 5)
    [receipt] = seen.receipts
    assert (receipt.units, receipt.status, receipt.closed_at) == (5, ReceiptStatus.OPEN, None)
    assert purchase_view(house.store, "PO-2") is None


def test_who_waits_for_an_item_in_queue_order_and_not_all_of_many(house: Desk) -> None:
    orders = [order(f"SO-{number:02}", "BEN", 2, ("LAMP", number)) for number in range(1, 60)]
    take(house, *(line for lines in orders for line in lines), *order("SO-0", "ANN", 3, ("LAMP", 9)))
    waiting = waiting_for(house.store, house_settings(), "LAMP")
    assert waiting[:3] == (
        Waiting("SO-0", 1, "Ann", "A", 9),
        Waiting("SO-01", 1, "Ben", "B", 1),
        Waiting("SO-02", 1, "Ben", "B", 2),
    )
    assert len(waiting) == MOST_WAITING
    assert waiting_for(house.store, house_settings(), "CORD") == ()
    assert waiting_for(house.store, house_settings(), "NONE") == ()


def test_what_there_is_of_items(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9),
        *order("SO-1", "ANN", 1, ("LAMP", 4), ("GAME", 3)),
        *purchase("PO-2", ("LAMP", 8)),
        *purchase("PO-1", ("LAMP", 6), due_on=DUE),
    )
    assert availability(house.store, ["LAMP", "GAME", "NONE"]) == {
        "LAMP": Availability(
            "LAMP", "Lamp", "piece", 1, None, None, 5, 0, (Coming("PO-1", DUE, 6), Coming("PO-2", None, 8))
        ),
        "GAME": Availability("GAME", "Game", "piece", 1, None, date(2026, 4, 1), 0, 3, ()),
    }
    assert availability(house.store, []) == {}


def test_the_next_number_goes_on_from_the_last_document(house: Desk) -> None:
    assert next_number(house.store, ORDERS) == "SO-1001"
    assert next_number(house.store, PURCHASE_ORDERS) == "PO-1001"
    take(house, *order("2026/0099", "ANN", 1, ("LAMP", 1)), *purchase("Q7", ("LAMP", 1)))
    assert next_number(house.store, ORDERS) == "2026/0100"
    assert next_number(house.store, PURCHASE_ORDERS) == "Q8"
    assert number_taken(house.store, ORDERS, "2026/0099")
    assert not number_taken(house.store, ORDERS, "2026/0100")
    assert not number_taken(house.store, PURCHASE_ORDERS, "2026/0099")


def test_numbers_that_are_taken_are_passed_over(house: Desk) -> None:
    numbers = [*range(101, 131), 100]
    take(house, *(line for number in numbers for line in order(f"A{number}", "ANN", 1, ("LAMP", 1))))
    assert next_number(house.store, ORDERS) == "A131"


def test_a_last_number_that_cannot_be_counted_on_starts_our_own(house: Desk) -> None:
    take(house, *order("Monday", "ANN", 1, ("LAMP", 1)))
    assert next_number(house.store, ORDERS) == "SO-1001"
    take(house, *order("SO-1001", "ANN", 1, ("LAMP", 1)), *order("Tuesday", "ANN", 1, ("LAMP", 1)))
    assert next_number(house.store, ORDERS) == "SO-1002"
