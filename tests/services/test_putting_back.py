"""What is picked is counted by lot, stays in its tote, and is put back where somebody says why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from tests.conftest import NOW, Desk
from tests.services.stock import furnished, held, level, lying, opening, order, purchase, refusal, take, turn_to
from warehouse_app.domain.records import LocationRecord
from warehouse_app.domain.statuses import LocationKind, ShipPolicy, StockStatus
from warehouse_app.queries.picked import InTote, in_totes_for
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import move_stock
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.picked_goods import ToteFault
from warehouse_app.services.putting_back import PutBack, PuttingBackFault, put_back
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import scrap

EARLY, LATE = date(2026, 12, 1), date(2026, 12, 31)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def come(desk: Desk, *goods: Goods) -> str:
    """Receive goods on P-1; return the id of the action."""
    receive(desk.store, desk.act(), goods, purchase_order="P-1")
    return desk.acted[-1].action_id


def back(desk: Desk, order: str, quantity: int, to: str, *, sku: str = "LAMP", why: str = "wrong tote") -> PutBack:
    return put_back(desk.store, desk.act(), order, sku, "TOTE", quantity, to, why=why)


def there(desk: Desk, sku: str) -> dict[str, int]:
    return {place: units for place, units in lying(desk, sku).items() if units}


def in_hand(desk: Desk) -> dict[str, int]:
    """Return what is picked for orders, by line and by allocation the same."""
    found = desk.store.sql(
        "SELECT o.number, l.picked - l.shipped, (SELECT COALESCE(SUM(a.picked), 0) FROM allocation a "
        "WHERE a.order_line_id = l.id) FROM order_line l JOIN sales_order o ON o.id = l.order_id ORDER BY o.number"
    ).fetchall()
    assert all(of_line == of_lots for _, of_line, of_lots in found)
    return {number: units for number, units, _ in found if units}


def lamps_in_a_tote(desk: Desk) -> str:
    """Let SO-1 wait for six lamps of which all are in TOTE, and SO-2 for four; return the booking."""
    take(
        desk,
        *order("SO-1", "ANN", 1, ("LAMP", 6)),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
        *purchase("P-1", ("LAMP", 20)),
    )
    return come(desk, Goods("LAMP", 6, "TOTE", for_order="SO-1"))


def test_of_each_lot_as_much_stays_in_totes_as_is_picked_of_it(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("MILK", 5)),
        *order("SO-2", "BEN", 2, ("MILK", 4)),
        *purchase("P-1", ("MILK", 20)),
    )
    come(
        house,
        Goods("MILK", 5, "TOTE", "L1", EARLY, for_order="SO-1"),
        Goods("MILK", 4, "PACK", "L2", LATE, for_order="SO-2"),
    )

    def away(lot: str, place: str) -> object:
        return refusal(house, lambda: scrap(house.store, house.act(), Named("MILK", place, 1, lot), why="broken"))

    # As much of the other lot lies in a tote and would do for both.
    assert away("L1", "TOTE") == (StockFault.PICKED, {"sku": "MILK", "place": "TOTE", "orders": ("SO-1",)})
    assert away("L2", "PACK") == (StockFault.PICKED, {"sku": "MILK", "place": "PACK", "orders": ("SO-2",)})
    assert in_hand(house) == {"SO-1": 5, "SO-2": 4}


def test_goods_of_another_lot_that_lie_loose_in_a_tote_are_no_picked_goods(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("MILK", 5)), *purchase("P-1", ("MILK", 20)))
    take(house, opening("MILK", 5, "PACK", lot="L2", expiry=LATE))
    come(house, Goods("MILK", 5, "TOTE", "L1", EARLY, for_order="SO-1"))
    picked, loose = Named("MILK", "TOTE", 5, "L1"), Named("MILK", "PACK", 5, "L2")
    refused = refusal(house, lambda: scrap(house.store, house.act(), picked, why="broken"))
    assert refused == (StockFault.PICKED, {"sku": "MILK", "place": "TOTE", "orders": ("SO-1",)})
    scrap(house.store, house.act(), loose, why="broken")
    assert there(house, "MILK") == {"TOTE@L1": 5}


def test_orders_are_named_by_the_tote_that_their_goods_were_picked_into(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 3)),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
        *purchase("P-1", ("LAMP", 20)),
    )
    come(house, Goods("LAMP", 3, "TOTE", for_order="SO-1"), Goods("LAMP", 4, "PACK", for_order="SO-2"))

    def orders(place: str) -> object:
        lamp = Named("LAMP", place, 1)
        return refusal(house, lambda: move_stock(house.store, house.act(), lamp, "A-1"))[1]["orders"]

    assert (orders("TOTE"), orders("PACK")) == (("SO-1",), ("SO-2",))


def test_picked_goods_are_put_back_and_their_order_is_served_from_stock_again(house: Desk) -> None:
    lamps_in_a_tote(house)
    done = back(house, "SO-1", 4, "A-1")
    assert (done.order, done.lot, done.source, done.target, done.status) == (
        *("SO-1", "", "TOTE", "A-1"),
        StockStatus.AVAILABLE,
    )
    assert (done.quantity, done.left, done.losses) == (4, 2, ())
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 2, "A-1": 4}, {"SO-1": 2})
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 6, "SO-2/1": 0}, (4, 4))
    moved = house.store.sql(
        "SELECT p.code, m.quantity, m.reason, m.document FROM move m JOIN location p ON p.id = m.location_id "
        "ORDER BY m.id DESC LIMIT 2"
    ).fetchall()
    assert [tuple(row) for row in moved] == [("TOTE", -4, "pick", "SO-1"), ("A-1", 4, "pick", "SO-1")]
    assert [(each.order, each.units) for each in release(house.store, house.act()).lists] == [("SO-1", 4)]
    [(why,)] = house.store.sql("SELECT why FROM action_reason").fetchall()
    assert why == "wrong tote"


def test_what_is_put_back_where_nobody_may_have_it_is_taken_from_the_end_of_the_queue(house: Desk) -> None:
    lamps_in_a_tote(house)
    come(house, Goods("LAMP", 3, "A-1"))
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 3}
    done = back(house, "SO-1", 5, "QUAR", why="broken")
    assert [(loss.order, loss.units) for loss in done.losses] == [("SO-1", 2), ("SO-2", 3)]
    assert (held(house), in_hand(house)) == ({"SO-1/1": 4, "SO-2/1": 0}, {"SO-1": 1})
    assert (level(house, "LAMP"), there(house, "LAMP")) == ((3, 3), {"TOTE": 1, "A-1": 3, "QUAR": 5})
    # Now they can be scrapped.
    assert done.status is StockStatus.QUARANTINED
    scrap(house.store, house.act(), Named("LAMP", "QUAR", 5, status=StockStatus.QUARANTINED), why="broken")
    assert there(house, "LAMP") == {"TOTE": 1, "A-1": 3}


def test_an_order_of_no_use_in_parts_gives_back_the_rest_too(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 6), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
        *purchase("P-1", ("LAMP", 6)),
    )
    come(house, Goods("LAMP", 6, "TOTE", for_order="SO-1"))
    back(house, "SO-1", 5, "A-1")
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 0}
    scrap(house.store, house.act(), Named("LAMP", "A-1", 1), why="broken")
    # One is picked for it and stays; what is loose is of no use to it.
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 4}


def test_who_may_put_back_what(house: Desk) -> None:
    lamps_in_a_tote(house)
    come(house, Goods("LAMP", 4, "A-1"))
    for act, why in (
        (lambda: back(house, "SO-1", 7, "A-1"), StockFault.NOT_THERE),
        (lambda: back(house, "SO-2", 1, "A-1"), PuttingBackFault.NOT_PICKED),
        (lambda: back(house, "SO-9", 1, "A-1"), OrderFault.UNKNOWN),
        (lambda: back(house, "SO-1", 1, "PACK"), PuttingBackFault.TO_TOTE),
        (lambda: back(house, "SO-1", 1, "A-1", why=" "), ReasonFault.MISSING),
        (
            lambda: put_back(house.store, house.act(), "SO-1", "LAMP", "A-1", 1, "B-1", why="so"),
            PuttingBackFault.NO_TOTE,
        ),
    ):
        assert refusal(house, act)[0] is why
    assert refusal(house, lambda: back(house, "SO-2", 1, "A-1"))[1] == {
        "order": "SO-2",
        "sku": "LAMP",
        "place": "TOTE",
        "quantity": 1,
        "picked": 0,
    }
    assert (there(house, "LAMP"), in_hand(house)) == ({"TOTE": 6, "A-1": 4}, {"SO-1": 6})


def test_a_booking_that_was_put_back_is_taken_back_from_both_places(house: Desk) -> None:
    booking = lamps_in_a_tote(house)
    back(house, "SO-1", 4, "A-1")
    back(house, "SO-1", 2, "DOCK")
    undo_receipt(house.store, house.act(), booking)
    assert (there(house, "LAMP"), held(house)) == ({}, {"SO-1/1": 0, "SO-2/1": 0})


def test_the_tote_is_named_from_which_a_booking_is_taken_back(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 20)))
    booking = come(
        house,
        Goods("LAMP", 4, "TOTE", for_order="SO-1"),
        Goods("LAMP", 2, "PACK", for_order="SO-1"),
        Goods("LAMP", 3, "DOCK"),
    )
    done = undo_receipt(house.store, house.act(), booking)
    assert [(each.location, each.quantity) for each in done.goods] == [("TOTE", 4), ("PACK", 2), ("DOCK", 3)]
    assert there(house, "LAMP") == {}


def test_goods_in_a_tote_that_expired_are_taken_back_and_put_back(house: Desk) -> None:
    soon = NOW.date() + timedelta(days=1)
    take(house, *order("SO-1", "ANN", 1, ("MILK", 6)), *purchase("P-1", ("MILK", 20)))
    booking = come(house, Goods("MILK", 4, "TOTE", "L1", soon, for_order="SO-1"))
    other = come(house, Goods("MILK", 2, "TOTE", "L2", soon, for_order="SO-1"))
    turn_to(house, soon + timedelta(days=1))
    assert held(house) == {"SO-1/1": 6}
    done = undo_receipt(house.store, house.act(), other)
    assert [(loss.order, loss.units) for loss in done.losses] == [("SO-1", 2)]
    lost = back(house, "SO-1", 4, "A-1", sku="MILK").losses
    assert [(loss.order, loss.units) for loss in lost] == [("SO-1", 4)]
    assert (held(house), level(house, "MILK"), there(house, "MILK")) == ({"SO-1/1": 0}, (0, 0), {"A-1@L1": 4})
    undo_receipt(house.store, house.act(), booking)
    assert there(house, "MILK") == {}


def test_what_is_picked_of_a_blocked_lot_is_put_into_quarantine_and_released_with_it(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("MILK", 3)), *purchase("P-1", ("MILK", 20)))
    come(house, Goods("MILK", 3, "TOTE", "L1", LATE, for_order="SO-1"))
    done = block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    assert (done.units, done.picked, done.orders) == (0, 3, ("SO-1",))
    put = back(house, "SO-1", 2, "A-2", sku="MILK", why="recalled")
    assert (put.status, [(loss.order, loss.units) for loss in put.losses]) == (
        StockStatus.QUARANTINED,
        [("SO-1", 2)],
    )
    back(house, "SO-1", 1, "QUAR", sku="MILK", why="broken")
    # What is set aside by itself stays so.
    again = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert (again.units, again.quarantined, held(house)) == (2, 1, {"SO-1/1": 2})


def test_what_lies_in_a_tote_besides_what_is_picked_is_blocked_with_its_lot(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("MILK", 3)), *purchase("P-1", ("MILK", 20)))
    # As an opening balance may say.
    take(house, opening("MILK", 2, "PACK", lot="L1", expiry=LATE), opening("MILK", 4, "TOTE", lot="L2", expiry=LATE))
    come(house, Goods("MILK", 3, "TOTE", "L1", LATE, for_order="SO-1"))
    done = block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    assert (done.units, done.quarantined, done.picked, done.orders) == (2, 2, 3, ("SO-1",))
    other = block_lot(house.store, house.act(), "MILK", "L2", why="recalled")
    assert (other.units, other.picked, other.orders) == (4, 0, ())
    balances = (
        "SELECT p.code, b.status, SUM(b.quantity) FROM balance b JOIN location p ON p.id = b.location_id "
        "WHERE b.quantity > 0 GROUP BY p.code, b.status ORDER BY p.code, b.status"
    )
    assert [(place, state, int(units)) for place, state, units in house.store.sql(balances)] == [
        ("PACK", "quarantined", 2),
        ("TOTE", "available", 3),
        ("TOTE", "quarantined", 4),
    ]
    # They lie there as before, and what is picked stays picked, once it is a false alarm.
    again = [unblock_lot(house.store, house.act(), "MILK", lot, why="false alarm") for lot in ("L1", "L2")]
    assert [(each.units, each.quarantined) for each in again] == [(2, 0), (4, 0)]
    assert [(place, state, int(units)) for place, state, units in house.store.sql(balances)] == [
        ("PACK", "available", 2),
        ("TOTE", "available", 7),
    ]
    assert (in_hand(house), held(house)) == ({"SO-1": 3}, {"SO-1/1": 3})


def test_what_is_put_back_of_one_order_is_not_taken_from_the_other_at_its_place(house: Desk) -> None:
    lamps_in_a_tote(house)
    move_stock(house.store, house.act(), Named("LAMP", "TOTE", 6), "PACK")
    come(house, Goods("LAMP", 4, "PACK", for_order="SO-2"))
    put_back(house.store, house.act(), "SO-1", "LAMP", "PACK", 6, "A-1", why="wrong tote")
    assert (in_totes_for(house.store, "SO-1"), in_totes_for(house.store, "SO-2")) == ([], [InTote("LAMP", "PACK", 4)])


def lamps_at_packing(desk: Desk, of_first: int, of_second: int) -> None:
    """Let so many lamps for SO-1 and SO-2 lie at PACK, and wait for a few more."""
    take(desk, LocationRecord("TOTE2", kind=LocationKind.TOTE), *purchase("P-1", ("LAMP", 20), ("CORD", 5)))
    take(desk, *order("SO-1", "ANN", 1, ("LAMP", 5)), *order("SO-2", "BEN", 2, ("LAMP", 3), ("CORD", 5)))
    one, two = (Goods("LAMP", units, "PACK") for units in (of_first, of_second))
    come(desk, replace(one, for_order="SO-1"), replace(two, for_order="SO-2"))


def test_goods_of_several_orders_are_not_carried_into_one_tote(house: Desk) -> None:
    lamps_at_packing(house, 5, 3)
    mixed = (ToteFault.OF_SEVERAL, {"place": "TOTE", "orders": ("SO-1", "SO-2")})
    for units in (8, 6):
        carry = partial(move_stock, house.store, house.act(), Named("LAMP", "PACK", units), "TOTE")
        assert refusal(house, carry) == mixed
    move_stock(house.store, house.act(), Named("LAMP", "PACK", 5), "TOTE")
    of_another = (ToteFault.OF_ANOTHER, {"place": "TOTE", "order": "SO-2", "orders": ("SO-1",)})
    assert refusal(house, partial(move_stock, house.store, house.act(), Named("LAMP", "PACK", 3), "TOTE")) == of_another
    move_stock(house.store, house.act(), Named("LAMP", "PACK", 3), "TOTE2")
    assert in_totes_for(house.store, "SO-1") == [InTote("LAMP", "TOTE", 5)]
    assert in_totes_for(house.store, "SO-2") == [InTote("LAMP", "TOTE2", 3)]


def test_goods_carried_into_a_tote_are_those_of_the_order_that_has_some_there(house: Desk) -> None:
    lamps_at_packing(house, 5, 2)
    come(house, Goods("LAMP", 1, "TOTE", for_order="SO-2"))
    three = partial(move_stock, house.store, house.act(), Named("LAMP", "PACK", 3), "TOTE")
    of_another = (ToteFault.OF_ANOTHER, {"place": "TOTE", "order": "SO-1", "orders": ("SO-2",)})
    assert refusal(house, three) == of_another
    move_stock(house.store, house.act(), Named("LAMP", "PACK", 2), "TOTE")
    assert in_totes_for(house.store, "SO-1") == [InTote("LAMP", "PACK", 5)]
    assert in_totes_for(house.store, "SO-2") == [InTote("LAMP", "TOTE", 3)]


def test_into_a_tote_with_other_goods_of_an_order_go_none_that_may_be_anothers(house: Desk) -> None:
    lamps_at_packing(house, 5, 2)
    come(house, Goods("CORD", 5, "TOTE", for_order="SO-2"))
    carry = partial(move_stock, house.store, house.act(), Named("LAMP", "PACK", 2), "TOTE")
    assert refusal(house, carry) == (ToteFault.OF_ANOTHER, {"place": "TOTE", "order": "SO-1", "orders": ("SO-2",)})
