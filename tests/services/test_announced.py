"""Goods scanned one by one do not feed lines that take parts before orders that the whole delivery completes."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import broken, decisions, furnished, held, last_run, opening, order, purchase, take
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.goods import delivery_of, item_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import planned_shares
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import save_order, save_purchase_order
from warehouse_app.services.receiving import close_receipt, receive

LINE = ShipPolicy.LINE_COMPLETE
WHOLE = ShipPolicy.ORDER_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def scan(desk: Desk, sku: str, units: int, *, on: str = "PO-1") -> None:
    """Book units on a purchase order whose receipt stays open, or, where it is '', blind."""
    supplier = "" if on else "ACME"
    receive(desk.store, desk.act(), [Goods(sku, units, "A-1")], purchase_order=on, supplier=supplier)


def test_ten_scans_of_one_complete_the_line_that_is_first(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 12)), *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    for _ in range(9):
        scan(house, "LAMP", 1)
        assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    assert decisions(house, last_run(house)) == {
        "LAMP": (9, [("SO-1/1", 10, 0, 0, "rest-is-announced"), ("SO-2/1", 5, 0, 0, "kept-until-a-receipt-closes")])
    }
    scan(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 10, "SO-2/1": 0}
    scan(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 10, "SO-2/1": 1}


def test_nobody_counts_on_what_is_not_announced(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 7)), *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    scan(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 1}
    scan(house, "LAMP", 2, on="")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}


def test_what_was_kept_finds_whoever_waits_when_the_receipt_is_closed(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 12)), *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    scan(house, "LAMP", 6)
    take(house, *order("SO-3", "BEN", 3, ("LAMP", 2)))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0, "SO-3/1": 0}
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5, "SO-3/1": 1}


def test_an_order_over_two_items_counts_on_both(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 4), ("CORD", 4)))
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 4), ship_policy=WHOLE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 9), ("CORD", 9)))
    scan(house, "LAMP", 4)
    scan(house, "CORD", 3)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 0, "SO-2/2": 0}
    scan(house, "CORD", 1)
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 4, "SO-2/1": 0, "SO-2/2": 0}


def test_a_booking_that_ends_its_own_receipt_counts_on_nothing_more(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 12)), *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    receive(house.store, house.act(), [Goods("LAMP", 6, "A-1")], purchase_order="PO-1", close=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5}


def test_who_would_get_goods_knows_what_will_be_announced(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 12)), *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    lamp, delivery = item_of(house.store, "LAMP"), delivery_of(house.store, "PO-1")
    assert lamp is not None
    assert delivery is not None

    def told(units: int, purchase_order: int | None) -> list[tuple[str, int]]:
        planned = planned_shares(house.store, house_settings(), lamp.id, units, purchase_order)
        return [(share.order, share.units) for share in planned.shares]

    assert told(6, delivery.purchase_order) == []
    assert told(6, None) == [("SO-2", 5)]
    scan(house, "LAMP", 3)
    assert told(6, delivery.purchase_order) == []
    assert told(7, delivery.purchase_order) == [("SO-1", 10)]


def test_what_grows_beyond_the_rest_gives_back_its_part_and_it_is_kept(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 12), ("CORD", 9)))
    first, second = order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE)
    take(house, first, second, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    scan(house, "CORD", 2)
    scan(house, "LAMP", 4)
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 2, "SO-2/1": 0}
    save_order(house.store, house.act(), [second._replace(quantity=5)], update=True)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 0}
    assert broken(house) == []
    scan(house, "CORD", 3)
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 5, "SO-2/1": 0}


def test_a_line_that_grows_while_others_are_kept_what_there_is_gives_back_its_part(house: Desk) -> None:
    [grows] = order("SO-2", "BEN", 2, ("LAMP", 3), ship_policy=LINE)
    take(house, *purchase("PO-1", ("LAMP", 12)), opening("LAMP", 3), grows)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    scan(house, "LAMP", 4)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}
    save_order(house.store, house.act(), [grows._replace(quantity=6)], update=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    assert decisions(house, last_run(house) - 1) == {"LAMP": (4, [("SO-2/1", 3, 3, -3, "given-back")])}
    scan(house, "LAMP", 3)
    assert held(house) == {"SO-1/1": 10, "SO-2/1": 0}
    scan(house, "LAMP", 5)
    scan(house, "LAMP", 1, on="")
    assert held(house) == {"SO-1/1": 10, "SO-2/1": 6}


def test_what_was_kept_finds_whoever_waits_when_less_is_announced(house: Desk) -> None:
    [announced] = purchase("PO-1", ("LAMP", 12))
    take(house, announced, *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=LINE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    scan(house, "LAMP", 6)
    save_purchase_order(house.store, house.act(), [announced._replace(quantity=10)], update=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    save_purchase_order(house.store, house.act(), [announced._replace(quantity=9)], update=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5}
