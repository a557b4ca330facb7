"""Goods that lay kept for an order that must ship complete, given once the last of it comes: told with the receipt."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, opening, order, purchase, take
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import Received, Share, receive


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def come(desk: Desk, *goods: Goods) -> Received:
    return receive(desk.store, desk.act(), goods, purchase_order="PO-1")


def told(shares: tuple[Share, ...]) -> list[tuple[str, int, str, int, int]]:
    return [(share.order, share.line, share.sku, share.units, share.short) for share in shares]


def test_what_an_order_gets_besides_the_goods_that_complete_it_is_told(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9),
        opening("PLUG", 2),
        *purchase("PO-1", ("CORD", 10)),
        *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 3), ("PLUG", 2), ship_policy=ShipPolicy.ORDER_COMPLETE),
    )
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-1/3": 0}
    first = come(house, Goods("CORD", 2, "A-1"))
    assert (told(first.shares), told(first.also), first.rest("CORD")) == ([], [], 2)
    last = come(house, Goods("CORD", 2, "A-1"))
    assert told(last.shares) == [("SO-1", 2, "CORD", 3, 0)]
    assert told(last.also) == [("SO-1", 1, "LAMP", 4, 0), ("SO-1", 3, "PLUG", 2, 0)]
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 3, "SO-1/3": 2}


def test_what_somebody_gets_of_the_goods_themselves_is_nothing_besides(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 1),
        *purchase("PO-1", ("CORD", 10), ("LAMP", 5)),
        *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 3)),
    )
    answer = come(house, Goods("CORD", 3, "A-1"), Goods("LAMP", 3, "A-1"))
    assert (sorted(told(answer.shares)), answer.also) == (
        [("SO-1", 1, "LAMP", 3, 0), ("SO-1", 2, "CORD", 3, 0)],
        (),
    )
