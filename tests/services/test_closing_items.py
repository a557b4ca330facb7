"""An item of a purchase order closed short on all of its lines by one action, and what takes that back."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, order, purchase, refusal, take
from tests.services.test_closing_short import to_come
from tests.services.test_correcting import booked, received_on
from tests.services.test_correcting_receipts import corrected
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role, ShipPolicy
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.changes import Area
from warehouse_app.services.closing_short import (
    ClosingFault,
    ItemClosed,
    close_item_short,
    close_short,
    take_back_closing,
)
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods, ReceivingFault

WHY = "discontinued"


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for house in furnished(desk):
        take(house, *purchase("PO-1", ("LAMP", 10), ("CORD", 5), ("LAMP", 7)))
        yield house


def closed(desk: Desk, in_hand: int = 0, sku: str = "LAMP", number: str = "PO-1") -> tuple[str, ItemClosed]:
    """Return the id of the action that closed an item short, and its answer."""
    action = desk.act()
    return action.action_id, close_item_short(desk.store, action, number, sku, why=WHY, in_hand=in_hand)


def opened(desk: Desk, closing: str) -> ItemClosed:
    return take_back_closing(desk.store, desk.act(), closing, why="by mistake")


def test_all_that_is_still_to_come_of_it_is_closed_and_opened_again(house: Desk) -> None:
    booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    closing, answer = closed(house)
    assert answer == ItemClosed("PO-1", "LAMP", 13, answer.changes)
    assert Area.PURCHASE_ORDERS in answer.changes.areas
    assert to_come(house) == [0, 5, 0]
    again = opened(house, closing)
    assert again == ItemClosed("PO-1", "LAMP", 13, again.changes)
    assert to_come(house) == [6, 5, 7]
    assert refusal(house, partial(opened, house, closing)) == (ClosingFault.TAKEN_BACK, {})


@pytest.mark.parametrize(("in_hand", "units", "left"), [(4, 13, [4, 5, 0]), (12, 5, [10, 5, 2]), (16, 1, [10, 5, 6])])
def test_what_is_in_hand_stays_expected_on_the_earliest_lines(
    house: Desk, in_hand: int, units: int, left: list[int]
) -> None:
    assert closed(house, in_hand)[1].units == units
    assert to_come(house) == left
    booked(house, Goods("LAMP", in_hand, "A-1"), on="PO-1")
    assert to_come(house) == [0, 5, 0]


def test_what_was_closed_since_is_not_taken_back_by_halves(house: Desk) -> None:
    closing, _ = closed(house, 3)
    later, _ = closed(house)
    # The first line was closed further; the other is opened again by the first action alone.
    assert opened(house, closing).units == 7
    assert to_come(house) == [0, 5, 7]
    assert opened(house, later).units == 10
    assert to_come(house) == [10, 5, 7]


def test_of_an_item_that_was_closed_short_no_line_is_opened_by_what_is_put_right(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 10, "A-1"), on="PO-1")
    booked(house, Goods("LAMP", 2, "A-1"), Goods("CORD", 1, "A-1"), on="PO-1")
    closing, _ = closed(house)
    # The first line had come in full, so that nothing of it was left to be closed.
    corrected(house, wrong, Came("LAMP"), Truth(9))
    assert (received_on(house, "PO-1"), to_come(house)) == ([9, 1, 2], [0, 4, 0])
    assert opened(house, closing).units == 6
    assert to_come(house) == [1, 4, 5]


def test_a_line_beside_one_that_was_closed_short_waits_for_what_did_not_come(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 10, "A-1"), on="PO-1")
    close_short(house.store, house.act(), "PO-1", 3, why=WHY)
    corrected(house, wrong, Came("LAMP"), Truth(9))
    assert to_come(house) == [1, 5, 0]


def test_who_waited_for_the_rest_is_decided_about_anew(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("CORD", 5), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-2", "BEN", 2, ("CORD", 2)),
    )
    booked(house, Goods("CORD", 3, "A-1"), on="PO-1")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    closed(house, sku="CORD")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}


def test_what_cannot_be_closed_is_refused(house: Desk) -> None:
    for in_hand, sku in ((17, "LAMP"), (20, "LAMP"), (0, "PLUG"), (0, "NONE")):
        facts = {"number": "PO-1", "sku": sku}
        assert refusal(house, partial(closed, house, in_hand, sku)) == (ClosingFault.NOTHING_OF, facts)
    assert refusal(house, partial(closed, house, number="PO-9"))[0] is ReceivingFault.NO_DELIVERY
    nothing_said = partial(close_item_short, house.store, house.act(), "PO-1", "LAMP", why=" ")
    assert refusal(house, nothing_said)[0] is ReasonFault.MISSING
    for other in ("", "no such action", house.acted[0].action_id):
        assert refusal(house, partial(opened, house, other)) == (ClosingFault.TAKEN_BACK, {})


def test_one_line_closed_by_itself_is_opened_in_the_same_way(house: Desk) -> None:
    action = house.act()
    close_short(house.store, action, "PO-1", 3, why=WHY)
    assert opened(house, action.action_id).units == 7
    assert to_come(house) == [10, 5, 7]


def test_both_take_a_lead(house: Desk) -> None:
    closing, _ = closed(house)
    house.store.sql("INSERT INTO person (name, role) VALUES ('bert', ?)", (int(Role.CLERK),))
    close = partial(close_item_short, house.store, house.act("bert"), "PO-1", "CORD", why=WHY)
    take_back = partial(take_back_closing, house.store, house.act("bert"), closing, why=WHY)
    for refused in (close, take_back):
        with pytest.raises(Refused) as fault:
            refused()
        assert fault.value.code is ContractFault.ROLE
    house.store.sql("DELETE FROM person")
