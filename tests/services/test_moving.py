"""Goods are carried elsewhere: balances follow, stops are re-planned, and nobody loses what the house still has."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    come,
    counts,
    furnished,
    held,
    level,
    lying,
    opening,
    order,
    take,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import StockRecord
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.losing import Loss
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import Carried, move_stock
from warehouse_app.services.releasing import release

FAR = date(2027, 5, 1)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def carry(desk: Desk, sku: str, units: int, source: str, target: str, lot: str | None = None) -> Carried:
    why = "wet" if target == "QUAR" else ""
    return move_stock(desk.store, desk.act(), Named(sku, source, units, lot), target, why=why)


def refusal(desk: Desk, *carried: object) -> tuple[object, object]:
    before = counts(desk)
    with pytest.raises(Refused) as refused:
        carry(desk, *carried)  # type: ignore[arg-type]
    assert counts(desk) == before
    return refused.value.code, refused.value.facts


def stops(desk: Desk, number: str = "PL-1") -> list[tuple[object, ...]]:
    """Return (bin, units still to fetch) of the stops of a list, in its order."""
    found = desk.store.sql(
        "SELECT p.code, a.quantity - a.picked - a.returned FROM pick_list l JOIN pick_stop s ON s.pick_list_id = l.id "
        "JOIN allocation a ON a.id = s.allocation_id JOIN location p ON p.id = a.location_id WHERE l.number = ? "
        "ORDER BY s.position",
        (number,),
    )
    return [tuple(row) for row in found]


def test_goods_lie_where_they_were_carried(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    done = carry(house, "LAMP", 4, "A-1", "B-1")
    assert (done.sku, done.quantity, done.source, done.target, done.left) == ("LAMP", 4, "A-1", "B-1", 6)
    assert (done.stops, done.losses) == ((), ())
    assert lying(house, "LAMP") == {"A-1": 6, "B-1": 4}
    assert level(house, "LAMP") == (10, 0)


def test_whoever_holds_stock_keeps_it_when_goods_are_carried_to_another_bin(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 10)))
    done = carry(house, "LAMP", 10, "A-1", "B-1")
    assert done.losses == ()
    assert held(house) == {"O-1/1": 10}
    assert level(house, "LAMP") == (10, 10)


def test_a_stop_follows_the_goods_to_their_new_bin(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 7)))
    release(house.store, house.act())
    done = carry(house, "LAMP", 6, "A-1", "B-1")
    # Four stay, seven were to be fetched: three are fetched from the new bin.
    assert done.stops == (StopMoved("PL-1", "O-1", 1, "LAMP", "A-1", 3, 3, ("B-1",)),)
    assert done.losses == ()
    assert stops(house) == [("A-1", 4), ("B-1", 3)]
    assert held(house) == {"O-1/1": 7}


def test_a_stop_is_shortened_where_nothing_is_left_to_fetch(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 7)))
    release(house.store, house.act())
    done = carry(house, "LAMP", 5, "A-1", "QUAR")
    assert done.stops == (StopMoved("PL-1", "O-1", 1, "LAMP", "A-1", 2, 0, ()),)
    assert [(loss.order, loss.line, loss.units) for loss in done.losses] == [("O-1", 1, 2)]
    assert stops(house) == [("A-1", 5)]
    assert held(house) == {"O-1/1": 5}
    assert level(house, "LAMP") == (5, 5)


def test_the_loss_comes_from_the_end_of_the_queue_and_the_list_is_served_from_there(house: Desk) -> None:
    take(house, opening("LAMP", 5, "A-1"), opening("LAMP", 5, "B-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 5)), *order("O-2", "CAT", 2, ("LAMP", 5)))
    release(house.store, house.act(), orders=["O-1"])
    [(bin_, _)] = stops(house)
    done = carry(house, "LAMP", 5, str(bin_), "QUAR")
    other = "B-1" if bin_ == "A-1" else "A-1"
    assert [(each.units, each.replanned, each.places) for each in done.stops] == [(5, 5, (other,))]
    assert [(type(loss), loss.order, loss.units) for loss in done.losses] == [(Loss, "O-2", 5)]
    assert held(house) == {"O-1/1": 5, "O-2/1": 0}


def test_a_list_of_which_nothing_is_left_is_taken_back(house: Desk) -> None:
    take(house, opening("LAMP", 5, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 5)))
    release(house.store, house.act())
    carry(house, "LAMP", 5, "A-1", "QUAR")
    assert house.store.sql("SELECT status FROM pick_list").fetchall() == [("unreleased",)]
    assert held(house) == {"O-1/1": 0}


def test_goods_that_come_to_where_orders_may_have_them_find_whoever_waits(house: Desk) -> None:
    take(house, opening("LAMP", 5, "QUAR"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 3)))
    assert held(house) == {"O-1/1": 0}
    carry(house, "LAMP", 4, "QUAR", "A-1")
    assert held(house) == {"O-1/1": 3}
    assert level(house, "LAMP") == (4, 3)


def test_one_lot_of_several_has_to_be_named(house: Desk) -> None:
    take(
        house,
        StockRecord("MILK", "A-1", 5, lot="L1", expiry=house.now.date().replace(year=2027)),
        StockRecord("MILK", "A-1", 6, lot="L2", expiry=house.now.date().replace(year=2028)),
    )
    assert refusal(house, "MILK", 2, "A-1", "A-2") == (
        StockFault.WHICH_LOT,
        {"sku": "MILK", "place": "A-1", "lots": ("L1", "L2")},
    )
    assert refusal(house, "MILK", 2, "A-1", "A-2", "L3")[0] is StockFault.NO_LOT
    assert carry(house, "MILK", 2, "A-1", "A-2", "L2").left == 4


def test_what_cannot_be_carried_stays_where_it_is(house: Desk) -> None:
    take(house, opening("LAMP", 5, "A-1"))
    assert refusal(house, "LAMP", 6, "A-1", "A-2") == (
        StockFault.NOT_THERE,
        {"sku": "LAMP", "place": "A-1", "quantity": 6, "there": 5},
    )
    assert refusal(house, "LAMP", 0, "A-1", "A-2")[0] is StockFault.QUANTITY
    assert refusal(house, "LAMP", 1, "A-2", "A-1")[0] is StockFault.NOTHING_THERE
    assert refusal(house, "LAMP", 1, "A-1", "A-1")[0] is StockFault.SAME_PLACE
    assert refusal(house, "LAMP", 1, "A-1", "GATE")[0] is StockFault.HOLDS_NOTHING
    assert refusal(house, "LAMP", 1, "A-1", "Z-9")[0] is StockFault.NO_PLACE
    assert refusal(house, "NONE", 1, "A-1", "A-2")[0] is StockFault.NO_ITEM


def test_who_is_sent_elsewhere_is_sent_for_nothing_that_does_not_last_as_long_as_the_line_asks(house: Desk) -> None:
    come(house, "MILK", 5, "A-1", lot="L1", expiry=FAR)
    take(house, *order("O-1", "BEN", 1, ("MILK", 5), minimum_shelf_life_days=90))
    release(house.store, house.act())
    come(house, "MILK", 5, "B-1", lot="SHORT", expiry=date(2026, 4, 1))
    come(house, "MILK", 5, "DOCK", lot="L2", expiry=FAR)
    done = carry(house, "MILK", 5, "A-1", "QUAR")
    # It keeps its goods: those at the dock last, but nobody is sent there.
    assert (done.losses, held(house)) == ((), {"O-1/1": 5})
    assert done.stops == (StopMoved("PL-1", "O-1", 1, "MILK", "A-1", 5, 0, ()),)
    assert stops(house) == [("A-1", 0)]


def test_who_lost_the_goods_is_not_sent_for_those_of_another(house: Desk) -> None:
    take(house, opening("LAMP", 5, "A-1"), *order("O-1", "CAT", 1, ("LAMP", 5)))
    release(house.store, house.act())
    come(house, "LAMP", 5, "B-1")
    take(house, *order("O-2", "ANN", 2, ("LAMP", 5)))
    done = carry(house, "LAMP", 5, "A-1", "QUAR")
    assert [(loss.order, loss.units) for loss in done.losses] == [("O-1", 5)]
    assert done.stops == (StopMoved("PL-1", "O-1", 1, "LAMP", "A-1", 5, 0, ()),)
    assert (stops(house), held(house)) == ([("A-1", 0)], {"O-1/1": 0, "O-2/1": 5})


def test_two_who_are_sent_elsewhere_are_not_sent_for_the_same_goods(house: Desk) -> None:
    take(house, opening("LAMP", 8, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 4)), *order("O-2", "BEN", 2, ("LAMP", 4)))
    release(house.store, house.act())
    come(house, "LAMP", 6, "B-1")
    come(house, "LAMP", 2, "DOCK")
    done = carry(house, "LAMP", 8, "A-1", "QUAR")
    # Nobody loses any; what lies at the dock is not fetched from there, and the first in the queue goes first.
    assert (done.losses, held(house)) == ((), {"O-1/1": 4, "O-2/1": 4})
    assert (stops(house, "PL-1"), stops(house, "PL-2")) == ([("A-1", 0), ("B-1", 4)], [("A-1", 0), ("B-1", 2)])
    assert sorted((each.order, each.units, each.replanned, each.places) for each in done.stops) == [
        ("O-1", 4, 4, ("B-1",)),
        ("O-2", 4, 2, ("B-1",)),
    ]


def test_who_is_sent_for_goods_that_last_leaves_to_the_next_what_nobody_needs_of_them(house: Desk) -> None:
    come(house, "MILK", 8, "A-1", lot="L1", expiry=FAR)
    take(house, *order("O-1", "ANN", 1, ("MILK", 4), minimum_shelf_life_days=90))
    take(house, *order("O-2", "BEN", 2, ("MILK", 4)))
    release(house.store, house.act())
    come(house, "MILK", 8, "B-1", lot="L2", expiry=FAR)
    done = carry(house, "MILK", 8, "A-1", "QUAR")
    assert sorted((each.order, each.units, each.replanned) for each in done.stops) == [("O-1", 4, 4), ("O-2", 4, 4)]
    assert (stops(house, "PL-1"), stops(house, "PL-2")) == ([("A-1", 0), ("B-1", 4)], [("A-1", 0), ("B-1", 4)])
