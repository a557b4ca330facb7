"""Goods that lay kept for an order that must ship complete, given once the last of it comes or will not: told."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, opening, order, purchase, take
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.closing_short import close_item_short, close_short, reopen_short, take_back_closing
from warehouse_app.services.gains import Share
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import Received, close_receipt, receive


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


def kept_for_the_first(house: Desk, sku: str = "LAMP") -> None:
    """Let six of twelve come, which are kept for an order of ten that must be complete; two others wait behind it."""
    whole = order("SO-1", "BEN", 1, (sku, 10), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, *purchase("PO-1", (sku, 12), ("PLUG", 3)), *whole, *order("SO-2", "BEN", 2, (sku, 5)))
    take(house, *order("SO-3", "CAT", 3, (sku, 2)))
    answer = come(house, Goods(sku, 6, "A-1"))
    assert (told(answer.shares), held(house)) == ([], {"SO-1/1": 0, "SO-2/1": 0, "SO-3/1": 0})


OTHERS = [("SO-2", 1, "LAMP", 5, 0), ("SO-3", 1, "LAMP", 1, 1)]
"""Who gets the six once nobody counts on more."""


def test_who_gets_what_was_kept_is_told_when_the_receipt_is_closed(house: Desk) -> None:
    kept_for_the_first(house)
    answer = close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (answer.units, answer.lines_to_come, told(answer.shares)) == (6, 2, OTHERS)
    assert (answer.shares[0].customer, answer.shares[0].rank_class) == ("Ben", "B")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5, "SO-3/1": 1}


def test_who_gets_what_was_kept_is_told_when_the_rest_is_closed_short(house: Desk) -> None:
    kept_for_the_first(house)
    answer = close_short(house.store, house.act(), "PO-1", 1, why="sold out")
    assert (answer.units, told(answer.shares)) == (6, OTHERS)
    assert reopen_short(house.store, house.act(), "PO-1", 1, why="it comes").shares == ()
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5, "SO-3/1": 1}


def test_who_gets_what_was_kept_is_told_when_the_item_is_closed_short(house: Desk) -> None:
    kept_for_the_first(house)
    action = house.act()
    # As long as the rest that is in hand completes the first order, nothing is given.
    assert close_item_short(house.store, action, "PO-1", "LAMP", why="sold out", in_hand=4).shares == ()
    last = house.act()
    assert told(close_item_short(house.store, last, "PO-1", "LAMP", why="sold out").shares) == OTHERS
    assert take_back_closing(house.store, house.act(), last.action_id, why="it comes").shares == ()


def test_where_nobody_waited_for_the_rest_nobody_gets_anything_at_the_end(house: Desk) -> None:
    take(house, opening("PLUG", 2), *purchase("PO-1", ("LAMP", 12)), *order("SO-1", "ANN", 1, ("LAMP", 8)))
    come(house, Goods("LAMP", 6, "A-1"))
    assert close_short(house.store, house.act(), "PO-1", 1, why="sold out").shares == ()
    assert close_receipt(house.store, house.act(), purchase_order="PO-1").shares == ()
