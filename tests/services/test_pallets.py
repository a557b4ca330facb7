"""Pallets that are booked as a whole: what stands on one is never booked twice."""

from collections.abc import Iterator, Sequence

import pytest

from tests.conftest import Desk
from tests.services.stock import count, furnished, purchase, take
from tests.services.test_notices_received import FIRST, SECOND, came, notice, refused, scan
from warehouse_app.services.incoming import Goods, Pallet, ReceivingFault


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for each in furnished(desk):
        take(each, *purchase("PO-1", ("LAMP", 40), ("CORD", 20)))
        take(each, *notice("AN-1", ("LAMP", 12, FIRST), ("CORD", 6, FIRST), ("LAMP", 8, SECOND)))
        yield each


@pytest.mark.parametrize(
    ("twice", "goods", "pallets"),
    [
        (FIRST, (), [Pallet(FIRST, "A-1"), Pallet(FIRST, "A-1")]),
        (FIRST, (), [Pallet(FIRST, "A-1"), Pallet(SECOND, "A-1"), Pallet(FIRST, "QUAR", "damaged")]),
        (FIRST, [Goods("LAMP", 5, "A-1", sscc=FIRST)], [Pallet(FIRST, "A-1")]),
        (SECOND, [Goods("GAME", 1, "A-1", sscc=SECOND)], [Pallet(FIRST, "A-1"), Pallet(SECOND, "A-1")]),
    ],
)
def test_a_pallet_that_is_named_twice_is_not_booked_twice(
    house: Desk, twice: str, goods: Sequence[Goods], pallets: Sequence[Pallet]
) -> None:
    assert refused(house, *goods, pallets=pallets) == (ReceivingFault.PALLET_TWICE, {"sscc": twice})
    assert (came(house), count(house, "receipt"), count(house, "move")) == ([0, 0, 0], 0, 0)


def test_a_pallet_is_booked_beside_goods_of_another_one(house: Desk) -> None:
    scan(house, Goods("LAMP", 2, "A-1", sscc=SECOND), Goods("LAMP", 1, "A-1", sscc=SECOND), pallets=[Pallet(FIRST)])
    assert came(house) == [12, 6, 3]
