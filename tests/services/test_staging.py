"""Cross-dock: goods that came go straight to the order that waits, and are fixed to it from that moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, level, lying, opening, order, purchase, refusal, take, turn_to
from warehouse_app.domain.records import CustomerRecord, LocationRecord, Record
from warehouse_app.domain.statuses import LocationKind, Policy, ShipPolicy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.picked import InTote, in_totes_for
from warehouse_app.queries.preview import first_share, planned_shares
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.house_rules import RuleChange, choose_rules
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import move_stock, undo_move
from warehouse_app.services.picked_goods import ToteFault
from warehouse_app.services.receiving import Received, receive
from warehouse_app.services.releasing import ReleasedList, release
from warehouse_app.services.serving import hold, pin, unhold
from warehouse_app.services.setting_aside import Surplus, quarantine, scrap, write_on
from warehouse_app.services.staging import StagingFault


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def come(desk: Desk, *goods: Goods, on: str = "P-1") -> Received:
    return receive(desk.store, desk.act(), goods, purchase_order=on)


def fixed(desk: Desk) -> list[tuple[object, ...]]:
    """Return (order, place, units, picked) of the hard allocations."""
    found = desk.store.sql(
        "SELECT o.number, p.code, a.quantity, a.picked FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
        "JOIN sales_order o ON o.id = l.order_id JOIN location p ON p.id = a.location_id ORDER BY a.id"
    )
    return [tuple(row) for row in found]


def live(desk: Desk) -> dict[tuple[str, str], int]:
    """Return the units that are fixed to orders in places and not picked."""
    found = desk.store.sql(
        "SELECT o.number, p.code, SUM(a.quantity - a.picked - a.returned) FROM allocation a JOIN order_line l "
        "ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id JOIN location p ON p.id = a.location_id "
        "WHERE a.quantity - a.picked - a.returned > 0 GROUP BY o.number, p.code"
    )
    return {(order, place): int(units) for order, place, units in found}


def moves(desk: Desk) -> list[tuple[object, ...]]:
    found = desk.store.sql(
        "SELECT p.code, m.quantity, m.reason FROM move m JOIN location p ON p.id = m.location_id ORDER BY m.id"
    )
    return [tuple(row) for row in found]


def test_a_lot_of_which_some_is_picked_is_blocked_and_the_orders_are_named(house: Desk) -> None:
    take(
        house,
        *order("O-1", "ANN", 1, ("MILK", 3)),
        *order("O-2", "BEN", 2, ("MILK", 4)),
        *purchase("P-1", ("MILK", 20)),
    )
    milk = Goods("MILK", 3, "TOTE", "L1", date(2026, 12, 31))
    come(house, replace(milk, for_order="O-1"), replace(milk, quantity=9, location="A-2"))
    assert held(house) == {"O-1/1": 3, "O-2/1": 4}
    done = block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    assert (done.units, done.quarantined, done.picked, done.orders) == (9, 9, 3, ("O-1",))
    assert held(house) == {"O-1/1": 3, "O-2/1": 0}
    assert lying(house, "MILK") == {"DOCK@L1": 0, "TOTE@L1": 3, "A-2@L1": 9}
    carried = Named("MILK", "TOTE", 3, "L1")
    assert refusal(house, lambda: move_stock(house.store, house.act(), carried, "A-2"))[0] is StockFault.PICKED
    again = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert (again.units, again.quarantined, again.picked, again.orders) == (9, 0, 0, ())
    assert held(house) == {"O-1/1": 3, "O-2/1": 4}


def test_goods_at_a_staging_place_are_fixed_to_the_order(house: Desk) -> None:
    take(
        house,
        *order("O-1", "ANN", 1, ("LAMP", 6)),
        *order("O-2", "BEN", 2, ("LAMP", 9)),
        *purchase("P-1", ("LAMP", 10)),
    )
    done = come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"), Goods("LAMP", 4, "A-1"))
    assert [(share.order, share.units) for share in done.shares] == [("O-1", 6), ("O-2", 4)]
    assert (held(house), fixed(house)) == ({"O-1/1": 6, "O-2/1": 4}, [("O-1", "STAGE", 6, 0)])
    assert (lying(house, "LAMP"), level(house, "LAMP")) == ({"STAGE": 6, "A-1": 4}, (10, 10))
    # Nobody is sent to fetch what is put aside already.
    assert [(each.order, each.units) for each in release(house.store, house.act()).lists] == [("O-2", 4)]


def test_goods_in_a_tote_are_received_and_picked_by_one_scan(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 10)))
    come(house, Goods("LAMP", 6, "TOTE", for_order="O-1"))
    assert fixed(house) == [("O-1", "DOCK", 6, 6)]
    assert moves(house) == [("DOCK", 6, "receipt"), ("TOTE", 6, "pick"), ("DOCK", -6, "pick")]
    assert {place: units for place, units in lying(house, "LAMP").items() if units} == {"TOTE": 6}
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 6}, (0, 0))
    [picked] = house.store.sql("SELECT picked FROM order_line").fetchall()
    assert tuple(picked) == (6,)
    # What comes next is for others.
    come(house, Goods("LAMP", 4, "A-1"))
    assert level(house, "LAMP") == (4, 0)


def test_what_is_picked_for_an_order_is_not_taken_out_of_its_tote(house: Desk) -> None:
    take(house, opening("LAMP", 2, "TOTE"), *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 10)))
    come(house, Goods("LAMP", 6, "TOTE", for_order="O-1"))
    store = house.store
    for away in (
        lambda: move_stock(store, house.act(), Named("LAMP", "TOTE", 3), "A-1"),
        lambda: scrap(store, house.act(), Named("LAMP", "TOTE", 3), why="broken"),
        lambda: quarantine(store, house.act(), Named("LAMP", "TOTE", 8), why="wet"),
    ):
        assert refusal(house, away) == (
            StockFault.PICKED,
            {"sku": "LAMP", "place": "TOTE", "orders": ("O-1",)},
        )
    # What lies there besides may go, and all of it to another such place.
    move_stock(store, house.act(), Named("LAMP", "TOTE", 6), "PACK")
    found = Surplus("LAMP", "TOTE", 1)
    assert refusal(house, lambda: write_on(store, house.act(), found, why="found"))[0] is StockFault.NOT_PICKED
    move_stock(store, house.act(), Named("LAMP", "TOTE", 2), "A-1")
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 6}, (2, 0))
    assert (
        refusal(house, lambda: move_stock(store, house.act(), Named("LAMP", "PACK", 1), "A-1"))[0] is StockFault.PICKED
    )


def test_an_order_gets_no_more_than_the_queue_gives_it(house: Desk) -> None:
    take(
        house,
        *order("O-1", "ANN", 1, ("LAMP", 6)),
        *order("O-2", "BEN", 2, ("LAMP", 9)),
        *purchase("P-1", ("LAMP", 10)),
    )
    assert refusal(house, lambda: come(house, Goods("LAMP", 8, "STAGE", for_order="O-2"))) == (
        StagingFault.NOT_FOR_IT,
        {"order": "O-2", "sku": "LAMP", "quantity": 8, "gets": 2},
    )
    assert fixed(house) == []


def scarce_salt(house: Desk, *more: Record) -> None:
    """Let BEN wait for 4 and CAT for 24 of what 4 are kept of as safety stock that is for class A alone."""
    orders = (*order("O-1", "BEN", 1, ("SALT", 4)), *order("O-2", "CAT", 2, ("SALT", 24)))
    take(house, *orders, *purchase("P-1", ("SALT", 30)), *more)


def test_safety_stock_takes_nothing_of_what_an_order_gets_of_all_that_is_in_hand(house: Desk) -> None:
    scarce_salt(house)
    # Of four bags alone all would be kept.
    first = Goods("SALT", 4, "STAGE", for_order="O-1")
    assert refusal(house, lambda: come(house, first)) == (
        StagingFault.NOT_FOR_IT,
        {"order": "O-1", "sku": "SALT", "quantity": 4, "gets": 0},
    )
    done = come(house, replace(first, to_follow=26))
    assert [(each.order, each.units, each.short) for each in done.shares] == [("O-1", 4, 0)]
    assert (held(house), fixed(house)) == ({"O-1/1": 4, "O-2/1": 0}, [("O-1", "STAGE", 4, 0)])
    assert level(house, "SALT") == (4, 4)
    come(house, Goods("SALT", 22, "TOTE", for_order="O-2", to_follow=4))
    come(house, Goods("SALT", 4, "A-1"))
    assert (held(house), level(house, "SALT")) == ({"O-1/1": 4, "O-2/1": 22}, (8, 4))
    assert fixed(house) == [("O-1", "STAGE", 4, 0), ("O-2", "DOCK", 22, 22)]


def test_nobody_gets_what_follows_before_those_who_come_first(house: Desk) -> None:
    scarce_salt(house)
    second = Goods("SALT", 22, "STAGE", for_order="O-2", to_follow=8)
    assert refusal(house, lambda: come(house, second)) == (
        StagingFault.NOT_FOR_IT,
        {"order": "O-2", "sku": "SALT", "quantity": 22, "gets": 0},
    )
    more = Goods("SALT", 5, "STAGE", for_order="O-1", to_follow=25)
    assert refusal(house, lambda: come(house, more))[1]["gets"] == 4
    # What follows is enough for nobody but class A.
    few = Goods("SALT", 3, "STAGE", for_order="O-1", to_follow=1)
    assert refusal(house, lambda: come(house, few))[1]["gets"] == 0
    assert (held(house), fixed(house)) == ({"O-1/1": 0, "O-2/1": 0}, [])


def test_an_order_is_served_twice_where_another_stands_between_its_lines(house: Desk) -> None:
    choose_rules(house.store, house.act(), RuleChange(policy=Policy.DUE_DATE))
    first, last = order("O-1", "BEN", 1, ("SALT", 4), ("SALT", 3))
    take(
        house,
        *(first._replace(need_by=date(2026, 3, 1)), last._replace(need_by=date(2026, 3, 9))),
        *order("O-2", "BEN", 2, ("SALT", 5), need_by=date(2026, 3, 5)),
        *purchase("P-1", ("SALT", 16)),
    )
    assert refusal(house, lambda: come(house, Goods("SALT", 7, "STAGE", for_order="O-1", to_follow=9)))[1]["gets"] == 4
    for units, number, follow in ((4, "O-1", 12), (5, "O-2", 7), (3, "O-1", 4)):
        come(house, Goods("SALT", units, "STAGE", for_order=number, to_follow=follow))
    assert held(house) == {"O-1/1": 4, "O-1/2": 3, "O-2/1": 5}


def test_goods_of_an_order_that_must_be_complete_complete_it_though_more_follow(house: Desk) -> None:
    whole = order("O-1", "BEN", 1, ("SALT", 4), ("CORD", 2), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(house, opening("CORD", 5), *whole, *order("O-2", "CAT", 2, ("SALT", 9)), *purchase("P-1", ("SALT", 20)))
    come(house, Goods("SALT", 4, "STAGE", for_order="O-1", to_follow=16))
    assert held(house) == {"O-1/1": 4, "O-1/2": 2, "O-2/1": 0}
    assert fixed(house) == [("O-1", "STAGE", 4, 0)]


@pytest.mark.parametrize("policy", [Policy.FAIR_SHARE, Policy.EQUAL_SHARE])
def test_who_shares_gets_a_share_of_all_that_is_in_hand(house: Desk, policy: Policy) -> None:
    choose_rules(house.store, house.act(), RuleChange(policy=policy))
    take(
        house,
        *order("O-1", "ANN", 1, ("LAMP", 10)),
        *order("O-2", "DAN", 2, ("LAMP", 10)),
        CustomerRecord("DAN", "Dan", priority_class="A"),
        *purchase("P-1", ("LAMP", 8)),
    )
    come(house, Goods("LAMP", 4, "STAGE", for_order="O-1", to_follow=4))
    assert held(house) == {"O-1/1": 4, "O-2/1": 0}
    come(house, Goods("LAMP", 4, "STAGE", for_order="O-2"))
    assert held(house) == {"O-1/1": 4, "O-2/1": 4}


def test_an_order_that_must_be_complete_is_staged_when_the_goods_complete_it(house: Desk) -> None:
    take(
        house,
        *order("O-1", "ANN", 1, ("LAMP", 6), ("CORD", 1), ship_policy=ShipPolicy.ORDER_COMPLETE),
        *purchase("P-1", ("LAMP", 6), ("CORD", 1)),
    )
    assert refusal(house, lambda: come(house, Goods("LAMP", 6, "STAGE", for_order="O-1")))[1]["gets"] == 0
    come(house, Goods("CORD", 1, "A-1"))
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"))
    assert (held(house), fixed(house)) == ({"O-1/1": 6, "O-1/2": 1}, [("O-1", "STAGE", 6, 0)])


def test_who_gives_back_what_was_put_aside_since_the_order_is_incomplete_is_told(house: Desk) -> None:
    whole = {"ship_policy": ShipPolicy.ORDER_COMPLETE}
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), **whole), *purchase("P-1", ("LAMP", 6)))
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), ("CORD", 1), **whole))
    # What is put aside stays so, though the order lacks something now.
    assert (held(house), fixed(house)) == ({"O-1/1": 6, "O-1/2": 0}, [("O-1", "STAGE", 6, 0)])
    write_on(house.store, house.act(), Surplus("LAMP", "A-1", 2), why="found")
    done = quarantine(house.store, house.act(), Named("LAMP", "STAGE", 2), why="wet", to="QUAR")
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 4, "O-1/2": 0}, (6, 4))
    assert done.stops == (StopMoved("", "O-1", 1, "LAMP", "STAGE", 2, 0, ()),)
    assert [(loss.order, loss.line, loss.sku, loss.units) for loss in done.losses] == [("O-1", 1, "LAMP", 2)]


@pytest.mark.parametrize("target", ["STAGE-2", "DOCK"])
def test_what_is_put_aside_stays_so_where_it_is_carried(house: Desk, target: str) -> None:
    take(
        house,
        LocationRecord("STAGE-2", kind=LocationKind.STAGING),
        *order("O-1", "ANN", 1, ("LAMP", 6)),
        *order("O-2", "BEN", 2, ("LAMP", 9)),
        *purchase("P-1", ("LAMP", 10)),
    )
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"))
    done = move_stock(house.store, house.act(), Named("LAMP", "STAGE", 4), target)
    assert (done.stops, done.losses) == ((), ())
    assert live(house) == {("O-1", "STAGE"): 2, ("O-1", target): 4}
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 6, "O-2/1": 0}, (6, 6))
    assert release(house.store, house.act()).lists == ()
    back = move_stock(house.store, house.act(), Named("LAMP", target, 4), "STAGE")
    assert (back.stops, live(house)) == ((), {("O-1", "STAGE"): 6})


def put_away(house: Desk, units: int = 4) -> None:
    """Let so many of the 6 lamps that are put aside for O-1 be put away at A-1; O-2 waits for lamps."""
    take(
        house,
        *order("O-1", "ANN", 1, ("LAMP", 6)),
        *order("O-2", "BEN", 2, ("LAMP", 9)),
        *purchase("P-1", ("LAMP", 10)),
    )
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"))
    done = move_stock(house.store, house.act(), Named("LAMP", "STAGE", units), "A-1")
    assert (done.stops, done.losses) == ((), ())
    assert live(house) == {("O-1", "STAGE"): 6 - units, ("O-1", "A-1"): units}


def test_what_was_put_aside_and_put_away_since_is_fetched_from_there_for_its_order(house: Desk) -> None:
    put_away(house)
    # Others get none of it meanwhile, wherever they may be fetched from.
    assert release(house.store, house.act(), orders=["O-2"]).lists == ()
    done = release(house.store, house.act())
    assert (done.lists, done.left) == ((ReleasedList("PL-1", "O-1", 1, 4),), ())
    assert live(house) == {("O-1", "STAGE"): 2, ("O-1", "A-1"): 4}
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 6, "O-2/1": 0}, (6, 6))
    assert release(house.store, house.act()).lists == ()
    # On a list it is like anything else: nobody walks to a staging place.
    back = move_stock(house.store, house.act(), Named("LAMP", "A-1", 4), "STAGE")
    assert back.stops == (StopMoved("PL-1", "O-1", 1, "LAMP", "A-1", 4, 0, ()),)
    assert (live(house), held(house)) == ({("O-1", "STAGE"): 2}, {"O-1/1": 6, "O-2/1": 0})


def test_what_was_put_away_by_mistake_is_put_aside_again_when_that_is_undone(house: Desk) -> None:
    put_away(house)
    booking = house.acted[-1].action_id
    undo_move(house.store, house.act(), booking)
    assert live(house) == {("O-1", "STAGE"): 6}
    assert release(house.store, house.act()).lists == ()


def test_what_was_put_away_is_on_one_list_with_the_rest_of_its_order(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), ("CORD", 3)), *purchase("P-1", ("LAMP", 6), ("CORD", 3)))
    come(house, Goods("LAMP", 4, "STAGE", for_order="O-1"), Goods("LAMP", 2, "B-1"), Goods("CORD", 3, "B-1"))
    move_stock(house.store, house.act(), Named("LAMP", "STAGE", 4), "A-1")
    assert release(house.store, house.act(), limit=1).lists == (ReleasedList("PL-1", "O-1", 2, 6),)
    assert live(house) == {("O-1", "A-1"): 4, ("O-1", "B-1"): 2}
    assert release(house.store, house.act()).lists == (ReleasedList("PL-2", "O-1", 1, 3),)


def test_an_order_that_must_be_complete_keeps_what_was_put_away_and_is_not_sent_for(house: Desk) -> None:
    whole = {"ship_policy": ShipPolicy.ORDER_COMPLETE}
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), **whole), *purchase("P-1", ("LAMP", 6), ("CORD", 1)))
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), ("CORD", 1), **whole))
    move_stock(house.store, house.act(), Named("LAMP", "STAGE", 6), "A-1")
    assert release(house.store, house.act()).lists == ()
    assert (held(house), live(house)) == ({"O-1/1": 6, "O-1/2": 0}, {("O-1", "A-1"): 6})
    come(house, Goods("CORD", 1, "A-2"))
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "O-1", 2, 7),)


def test_what_is_free_is_carried_before_what_is_put_aside(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 10)))
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"), Goods("LAMP", 3, "STAGE"))
    move_stock(house.store, house.act(), Named("LAMP", "STAGE", 3), "A-1")
    assert live(house) == {("O-1", "STAGE"): 6}
    move_stock(house.store, house.act(), Named("LAMP", "STAGE", 1), "A-1")
    assert live(house) == {("O-1", "STAGE"): 5, ("O-1", "A-1"): 1}


def test_who_has_goods_put_aside_no_more_is_told_also_where_the_order_loses_none(house: Desk) -> None:
    take(house, opening("LAMP", 4, "A-1"), *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 10)))
    take(house, *order("O-2", "BEN", 2, ("LAMP", 4)))
    come(house, Goods("LAMP", 2, "STAGE", for_order="O-1"), Goods("LAMP", 5, "A-2"))
    done = quarantine(house.store, house.act(), Named("LAMP", "STAGE", 1), why="wet")
    assert (done.stops, done.losses) == ((StopMoved("", "O-1", 1, "LAMP", "STAGE", 1, 0, ()),), ())
    assert (live(house), held(house)) == ({("O-1", "STAGE"): 1}, {"O-1/1": 6, "O-2/1": 4})
    assert house.store.sql("SELECT COUNT(*) FROM stop_change").fetchone()[0] == 0


def test_an_order_that_is_incomplete_keeps_nothing_else_when_what_was_put_aside_for_it_expires(house: Desk) -> None:
    whole = {"ship_policy": ShipPolicy.ORDER_COMPLETE}
    take(
        house,
        opening("MILK", 3, "A-1", lot="L9", expiry=date(2027, 1, 1)),
        *order("O-2", "BEN", 2, ("MILK", 3)),
        *order("O-1", "ANN", 1, ("MILK", 3), **whole),
        *purchase("P-1", ("MILK", 3)),
    )
    come(house, Goods("MILK", 3, "STAGE", "L1", date(2026, 3, 2), for_order="O-1"))
    take(house, *order("O-1", "ANN", 1, ("MILK", 3), ("CORD", 1), **whole))
    assert held(house) == {"O-1/1": 3, "O-1/2": 0, "O-2/1": 3}
    turn_to(house, date(2026, 3, 3))
    assert (held(house), level(house, "MILK")) == ({"O-1/1": 0, "O-1/2": 0, "O-2/1": 3}, (3, 3))


def test_goods_that_expire_too_soon_for_a_line_are_not_put_aside_for_it(house: Desk) -> None:
    take(
        house,
        opening("MILK", 5, "A-1", lot="L9", expiry=date(2027, 1, 1)),
        *order("O-1", "ANN", 1, ("MILK", 5), minimum_shelf_life_days=90),
        *purchase("P-1", ("MILK", 5)),
    )
    soon = Goods("MILK", 5, "STAGE", "L1", date(2026, 3, 20), for_order="O-1")
    assert refusal(house, lambda: come(house, soon))[0] is StagingFault.NOT_FOR_IT
    # It holds stock that lasts; goods that last as long may take its place.
    come(house, Goods("MILK", 5, "STAGE", "L2", date(2027, 1, 1), for_order="O-1"))
    assert fixed(house) == [("O-1", "STAGE", 5, 0)]


@pytest.mark.parametrize("place", ["STAGE", "TOTE"])
def test_goods_that_last_are_not_put_aside_for_another_than_gets_them_for_that(house: Desk, place: str) -> None:
    take(
        house,
        opening("MILK", 3, "A-1", lot="L1", expiry=date(2026, 3, 20)),
        *order("O-1", "ANN", 1, ("MILK", 3), minimum_shelf_life_days=90),
        *order("O-2", "BEN", 2, ("MILK", 4)),
        *purchase("P-1", ("MILK", 4)),
    )
    assert held(house) == {"O-1/1": 0, "O-2/1": 3}
    lasting = Goods("MILK", 4, place, "L2", date(2027, 1, 1), for_order="O-2")
    # O-2 holds four then, but three of them do not last: those that do are for O-1.
    fault, facts = refusal(house, lambda: come(house, lasting))
    assert (fault, facts["gets"]) == (StagingFault.NOT_FOR_IT, 1)
    come(house, replace(lasting, quantity=1), replace(lasting, quantity=3, location="A-2", for_order=""))
    assert held(house) == {"O-1/1": 3, "O-2/1": 4}
    assert [(order, units) for order, _, units, _ in fixed(house)] == [("O-2", 1)]


@pytest.mark.parametrize("place", ["STAGE", "TOTE"])
def test_no_more_that_lasts_is_put_aside_for_all_lines_of_an_order_than_for_one(house: Desk, place: str) -> None:
    take(
        house,
        opening("MILK", 3, "A-1", lot="L1", expiry=date(2026, 3, 20)),
        *order("O-1", "ANN", 1, ("MILK", 3), minimum_shelf_life_days=90),
        *order("O-2", "BEN", 2, ("MILK", 2), ("MILK", 2)),
        *purchase("P-1", ("MILK", 4)),
    )
    rest = Goods("MILK", 2, "A-2", "L2", date(2027, 1, 1))
    lasting = replace(rest, location=place, for_order="O-2")
    fault, facts = refusal(house, lambda: come(house, rest, lasting))
    assert (fault, facts["gets"]) == (StagingFault.NOT_FOR_IT, 1)
    come(house, replace(rest, quantity=3), replace(lasting, quantity=1))
    assert held(house) == {"O-1/1": 3, "O-2/1": 2, "O-2/2": 2}
    assert [(order, units) for order, _, units, _ in fixed(house)] == [("O-2", 1)]


def test_where_and_for_whom_nothing_is_put_aside(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 10)))

    def fault(goods: Goods) -> object:
        return refusal(house, lambda: come(house, goods))[0]

    assert fault(Goods("LAMP", 6, "A-1", for_order="O-1")) is StagingFault.PLACE
    assert fault(Goods("LAMP", 6, "STAGE", for_order="O-7")) is StagingFault.NO_ORDER
    assert fault(Goods("LAMP", 6, "STAGE", quarantine="broken", for_order="O-1")) is StagingFault.ASIDE
    house.store.sql("UPDATE location SET kind = 'storage' WHERE code = 'DOCK'")
    assert fault(Goods("LAMP", 6, "TOTE", for_order="O-1")) is StagingFault.NO_DOCK


def test_a_tote_holds_goods_of_one_order_wherever_they_were_carried(house: Desk) -> None:
    take(
        house,
        LocationRecord("TOTE-2", kind=LocationKind.TOTE),
        *order("O-1", "ANN", 1, ("LAMP", 6), ("CORD", 2)),
        *order("O-2", "BEN", 2, ("LAMP", 4)),
        *purchase("P-1", ("LAMP", 10), ("CORD", 2)),
    )
    one, two = Goods("LAMP", 6, "TOTE", for_order="O-1"), Goods("LAMP", 4, "TOTE", for_order="O-2")
    told = (ToteFault.OF_ANOTHER, {"place": "TOTE", "order": "O-2", "orders": ("O-1",)})
    assert refusal(house, lambda: come(house, one, two)) == told
    assert moves(house) == []
    come(house, one)
    come(house, Goods("CORD", 2, "TOTE", for_order="O-1"))
    assert refusal(house, lambda: come(house, two)) == told
    move_stock(house.store, house.act(), Named("LAMP", "TOTE", 6), "TOTE-2")
    carried = house.acted[-1].action_id
    assert refusal(house, lambda: come(house, two)) == told
    move_stock(house.store, house.act(), Named("CORD", "TOTE", 2), "TOTE-2")
    elsewhere = refusal(house, lambda: come(house, replace(two, location="TOTE-2")))
    assert elsewhere == (ToteFault.OF_ANOTHER, {"place": "TOTE-2", "order": "O-2", "orders": ("O-1",)})
    come(house, two)
    assert in_totes_for(house.store, "O-1") == [InTote("CORD", "TOTE-2", 2), InTote("LAMP", "TOTE-2", 6)]
    assert in_totes_for(house.store, "O-2") == [InTote("LAMP", "TOTE", 4)]
    mixed = (ToteFault.OF_ANOTHER, {"place": "TOTE-2", "order": "O-2", "orders": ("O-1",)})
    before = moves(house)
    assert refusal(house, lambda: move_stock(house.store, house.act(), Named("LAMP", "TOTE", 4), "TOTE-2")) == mixed
    back = (ToteFault.OF_ANOTHER, {"place": "TOTE", "order": "O-1", "orders": ("O-2",)})
    assert refusal(house, lambda: undo_move(house.store, house.act(), carried)) == back
    assert moves(house) == before
    # A packing place is for several.
    move_stock(house.store, house.act(), Named("LAMP", "TOTE-2", 6), "PACK")
    move_stock(house.store, house.act(), Named("LAMP", "TOTE", 4), "PACK")
    assert in_totes_for(house.store, "O-2") == [InTote("LAMP", "PACK", 4)]
    # Goods of one lot for both lie there: they may be those of the tote's own order.
    move_stock(house.store, house.act(), Named("CORD", "TOTE-2", 2), "PACK")
    move_stock(house.store, house.act(), Named("LAMP", "PACK", 4), "TOTE-2")
    assert in_totes_for(house.store, "O-1") == [
        InTote("CORD", "PACK", 2),
        InTote("LAMP", "PACK", 2),
        InTote("LAMP", "TOTE-2", 4),
    ]


def the_row(desk: Desk, sku: str) -> int:
    """Return the id of an item."""
    [(row,)] = desk.store.sql("SELECT id FROM item WHERE sku = ?", (sku,))
    return int(row)


def test_who_has_a_pin_comes_first_of_what_is_in_hand(house: Desk) -> None:
    take(
        house,
        *order("O-A", "ANN", 1, ("SALT", 6)),
        *order("O-P", "BEN", 2, ("SALT", 3)),
        *purchase("P-1", ("SALT", 10)),
    )
    pin(house.store, house.act(), "O-P", 1, 3, why="promised by the lead")
    planned = planned_shares(house.store, house_settings(), the_row(house, "SALT"), 9)
    assert [(each.order, each.units) for each in planned.shares] == [("O-A", 6), ("O-P", 3)]
    first = first_share(house.store, house_settings(), the_row(house, "SALT"), 9)
    assert first is not None
    assert (first.order, first.units) == ("O-P", 3)


def test_who_cannot_have_these_goods_is_not_first_of_them(house: Desk) -> None:
    receive(house.store, house.act(), [Goods("MILK", 4, "A-1", "LONG", date(2027, 9, 1))], supplier="ACME", close=True)
    take(
        house,
        *order("O-L", "ANN", 1, ("MILK", 3), minimum_shelf_life_days=100),
        *order("O-N", "BEN", 2, ("MILK", 5)),
    )
    soon = date(2026, 4, 30)
    first = first_share(house.store, house_settings(), the_row(house, "MILK"), 8, expiry=soon, lot="SHORT")
    assert first is not None
    assert first.order == "O-N"


def test_an_order_that_must_be_complete_gives_back_what_it_has_no_goods_for_and_lacks_something(house: Desk) -> None:
    whole = {"ship_policy": ShipPolicy.ORDER_COMPLETE}
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), **whole), *purchase("P-1", ("LAMP", 8)))
    come(house, Goods("LAMP", 6, "STAGE", for_order="O-1"), Goods("LAMP", 2, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6), ("CORD", 1), **whole), *order("O-2", "BEN", 2, ("LAMP", 2)))
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 6, "O-1/2": 0, "O-2/1": 2}, (8, 8))
    done = quarantine(house.store, house.act(), Named("LAMP", "STAGE", 2), why="wet", to="QUAR")
    # The lamps that are wet are taken from O-2 first, which is the last in the queue; then O-1 gives it two others.
    assert (held(house), live(house)) == ({"O-1/1": 4, "O-1/2": 0, "O-2/1": 2}, {("O-1", "STAGE"): 4})
    assert [(loss.order, loss.line, loss.units) for loss in done.losses] == [("O-1", 1, 2)]


def test_an_order_that_would_get_more_of_what_follows_is_given_no_more_than_came(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 10)))
    done = come(house, Goods("LAMP", 4, "STAGE", for_order="O-1", to_follow=6))
    assert [(each.order, each.units, each.short) for each in done.shares] == [("O-1", 4, 2)]
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 4}, (4, 4))
    assert fixed(house) == [("O-1", "STAGE", 4, 0)]


def test_an_order_that_gets_more_of_all_that_is_in_hand_than_came_yet_gets_what_came(house: Desk) -> None:
    take(house, *order("O-1", "BEN", 1, ("SALT", 7)), *purchase("P-1", ("SALT", 20)))
    # Of ten bags four are kept for class A: it gets six, and of these the first four.
    done = come(house, Goods("SALT", 4, "STAGE", for_order="O-1", to_follow=6))
    assert [(each.order, each.units, each.short) for each in done.shares] == [("O-1", 4, 3)]
    assert (held(house), fixed(house), level(house, "SALT")) == ({"O-1/1": 4}, [("O-1", "STAGE", 4, 0)], (4, 4))
    come(house, Goods("SALT", 2, "STAGE", for_order="O-1", to_follow=4))
    more = Goods("SALT", 1, "STAGE", for_order="O-1", to_follow=3)
    assert refusal(house, lambda: come(house, more))[1]["gets"] == 0
    assert (held(house), level(house, "SALT")) == ({"O-1/1": 6}, (6, 6))


def test_lines_that_must_be_complete_are_given_the_first_though_the_rest_follows(house: Desk) -> None:
    lines = order("O-1", "BEN", 1, ("SALT", 4), ("SALT", 6), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, *lines, *purchase("P-1", ("SALT", 20)))
    come(house, Goods("SALT", 4, "STAGE", for_order="O-1", to_follow=10))
    assert (held(house), fixed(house)) == ({"O-1/1": 4, "O-1/2": 0}, [("O-1", "STAGE", 4, 0)])
    come(house, Goods("SALT", 6, "STAGE", for_order="O-1", to_follow=4))
    assert held(house) == {"O-1/1": 4, "O-1/2": 6}


@pytest.mark.parametrize(
    ("rule", "gets"),
    [
        ({"sell_multiple": 3}, 0),
        ({"sell_multiple": 2}, 4),
        ({"ship_policy": ShipPolicy.LINE_COMPLETE}, 0),
        ({"ship_policy": ShipPolicy.ORDER_COMPLETE}, 0),
    ],
)
def test_what_is_of_no_use_in_parts_is_not_given_in_parts_though_the_rest_follows(
    house: Desk, rule: dict[str, object], gets: int
) -> None:
    take(house, *order("O-1", "BEN", 1, ("SALT", 6), **rule), *purchase("P-1", ("SALT", 20)))
    goods = Goods("SALT", 4, "STAGE", for_order="O-1", to_follow=6)
    if gets:
        come(house, goods)
    else:
        assert refusal(house, lambda: come(house, goods))[1]["gets"] == 0
    assert held(house) == {"O-1/1": gets}


@pytest.mark.parametrize("place", ["STAGE", "TOTE"])
def test_nothing_is_put_aside_for_an_order_on_hold_though_it_holds_as_much(house: Desk, place: str) -> None:
    take(house, opening("LAMP", 6), *order("O-1", "ANN", 1, ("LAMP", 6)), *purchase("P-1", ("LAMP", 6)))
    hold(house.store, house.act(), "O-1", why="unpaid")
    assert held(house) == {"O-1/1": 6}
    goods = Goods("LAMP", 6, place, for_order="O-1")
    told = {"order": "O-1", "sku": "LAMP", "quantity": 6, "gets": 0}
    assert refusal(house, lambda: come(house, goods)) == (StagingFault.NOT_FOR_IT, told)
    unhold(house.store, house.act(), "O-1")
    come(house, goods)
    assert held(house) == {"O-1/1": 6}
