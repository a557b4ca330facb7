"""Pallets that are booked as a whole: what stands on one is never booked twice."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import count, furnished, held, opening, order, purchase, take
from tests.services.test_notices_received import FIRST, SECOND, came, notice, refused, scan
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.advance_notices import announced_lines, lines_on
from warehouse_app.queries.goods import item_of, notice_delivery_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import Planned, pallet_shares
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.incoming import Goods, Pallet, ReceivingFault
from warehouse_app.services.receiving import Received, receive

LASTS = date(2027, 1, 1)


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


def milk_announced(desk: Desk, *lots: tuple[str, int]) -> None:
    """Let lot L1 be blocked, O-1 wait for all of eight units of milk, O-2 for five, and lots come on a pallet."""
    take(desk, opening("MILK", 1, "QUAR", lot="L1", expiry=LASTS))
    block_lot(desk.store, desk.act(), "MILK", "L1", why="recall")
    take(
        desk,
        *order("O-1", "BEN", 1, ("MILK", 8), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("O-2", "BEN", 2, ("MILK", 5)),
    )
    lines = notice("AN-2", *(("MILK", units, FIRST) for _, units in lots), order="")
    take(desk, *(line._replace(lot=lot, expiry=LASTS) for line, (lot, _) in zip(lines, lots, strict=True)))


def milk_planned(desk: Desk) -> Planned | None:
    """Return who would get what is to come of the milk on the pallet."""
    on, milk = notice_delivery_of(desk.store, "AN-2"), item_of(desk.store, "MILK")
    assert on is not None
    assert on.notice is not None
    assert milk is not None
    lines = lines_on(announced_lines(desk.store, on.notice), FIRST)
    return pallet_shares(desk.store, house_settings(), on, lines).get(milk.id)


def milk_booked(desk: Desk) -> Received:
    return receive(desk.store, desk.act(), [], advance_notice="AN-2", pallets=[Pallet(FIRST, "A-1")])


def test_what_is_set_aside_of_a_pallet_is_not_counted_on_as_still_to_come(house: Desk) -> None:
    milk_announced(house, ("L1", 5), ("L2", 3))
    planned = milk_planned(house)
    assert planned is not None
    shares = [("O-2", 3, 2)]
    assert ([(each.order, each.units, each.short) for each in planned.shares], planned.kept_for) == (shares, ())
    done = milk_booked(house)
    assert [(each.order, each.units, each.short) for each in done.shares] == shares
    assert (held(house), done.kept_for) == ({"O-1/1": 0, "O-2/1": 3}, {})


def test_what_was_kept_goes_to_others_when_all_that_was_to_come_is_set_aside(house: Desk) -> None:
    milk_announced(house, ("L1", 5))
    # Nothing is to be had of it alone.
    assert milk_planned(house) is None
    take(house, *(line._replace(line=2, lot="L2", expiry=LASTS) for line in notice("AN-2", ("MILK", 3, ""), order="")))
    loose = receive(house.store, house.act(), [Goods("MILK", 3, "A-1", "L2", LASTS)], advance_notice="AN-2")
    assert (loose.shares, loose.kept_for) == ((), {"MILK": ("O-1",)})
    planned = milk_planned(house)
    assert planned is not None
    assert [(each.order, each.units, each.short) for each in planned.shares] == [("O-2", 3, 2)]
    assert [(each.order, each.units, each.short) for each in milk_booked(house).shares] == [("O-2", 3, 2)]
    assert held(house) == {"O-1/1": 0, "O-2/1": 3}
