"""What is told to be booked in already under the number of a pallet that nobody announced."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished
from warehouse_app.queries.booked_labels import BookedLabel, booked_under
from warehouse_app.services.correcting import correct_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive

PALLET, OTHER = "106141412345678908", "106141412345678915"


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def booked(desk: Desk, *goods: Goods) -> str:
    """Book goods in; return the id of that action."""
    receive(desk.store, desk.act(), goods, supplier="ACME")
    return desk.acted[-1].action_id


def test_only_the_units_of_the_pallet_are_told_not_others_of_the_same_booking(house: Desk) -> None:
    lamps = Goods("LAMP", 10, "A-1", label_sscc=PALLET)
    booked(house, lamps, Goods("CORD", 7, "A-1"), Goods("PLUG", 4, "A-1", label_sscc=OTHER))
    assert booked_under(house.store, PALLET) == BookedLabel("GR-1", 10)
    assert booked_under(house.store, OTHER) == BookedLabel("GR-1", 4)


def test_goods_that_were_taken_back_are_told_no_more_though_others_of_the_booking_count(house: Desk) -> None:
    lamps = Goods("LAMP", 10, "A-1", label_sscc=PALLET)
    first = booked(house, lamps, Goods("CORD", 7, "A-1"))
    correct_receipt(house.store, house.act(), first, Came("CORD"), Truth(6), why="counted again")
    assert booked_under(house.store, PALLET) == BookedLabel("GR-1", 10)
    correct_receipt(house.store, house.act(), first, Came("LAMP"), Truth(0), why="none came")
    assert booked_under(house.store, PALLET) is None
