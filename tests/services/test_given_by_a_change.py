"""Whoever gets stock by what is done to stock, to an order, or to how it is served, is named by the answer."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import CUSTOMERS, furnished, held, opening, order, purchase, send, take
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.changes import Area
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.counting import approve_count, begin_count, finish_count, tally
from warehouse_app.services.gains import Share
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock, undo_move
from warehouse_app.services.ordering import cancel_order, save_order, save_purchase_order
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.receiving import receive
from warehouse_app.services.regrouping import merge_orders, split_order
from warehouse_app.services.releasing import release, unrelease
from warehouse_app.services.returning import Back, Condition, take_back_goods
from warehouse_app.services.serving import classify, hold, pin, unhold, unpin
from warehouse_app.services.setting_aside import (
    Surplus,
    quarantine,
    release_from_quarantine,
    scrap,
    write_off,
    write_on,
)

FAR = date(2027, 5, 1)
Told = tuple[str, int, str, int, int]


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def told(shares: tuple[Share, ...]) -> list[Told]:
    """Return (order, line, item, units, what it still waits for) of who got stock."""
    return [(share.order, share.line, share.sku, share.units, share.short) for share in shares]


def two_wait(desk: Desk) -> None:
    """Let SO-1 wait for three lamps and SO-2, behind it, for four; none are there."""
    take(desk, *order("SO-1", "ANN", 1, ("LAMP", 3)), *order("SO-2", "BEN", 2, ("LAMP", 4)))


def test_whoever_gets_what_turned_up_is_named_in_the_order_of_the_queue(house: Desk) -> None:
    two_wait(house)
    done = write_on(house.store, house.act(), Surplus("LAMP", "A-1", 5), why="found")
    assert told(done.shares) == [("SO-1", 1, "LAMP", 3, 0), ("SO-2", 1, "LAMP", 2, 2)]
    assert [(share.customer, share.rank_class) for share in done.shares] == [("Ann", "A"), ("Ben", "B")]
    assert write_on(house.store, house.act(), Surplus("LAMP", "QUAR", 1), why="found").shares == ()
    more = house.act()
    again = write_on(house.store, more, Surplus("LAMP", "A-1", 3), why="found")
    assert told(again.shares) == [("SO-2", 1, "LAMP", 2, 0)]
    assert write_on(house.store, more, Surplus("LAMP", "A-1", 3), why="found") == again
    # Nobody waits any more.
    assert write_on(house.store, house.act(), Surplus("LAMP", "A-1", 1), why="found").shares == ()


def test_whoever_gets_what_is_released_moved_or_counted_is_named(house: Desk) -> None:
    take(house, opening("LAMP", 6, "QUAR"))
    two_wait(house)
    there = move_stock(house.store, house.act(), Named("LAMP", "QUAR", 2), "A-1")
    assert told(there.shares) == [("SO-1", 1, "LAMP", 2, 1)]
    back = undo_move(house.store, house.act(), house.acted[-2].action_id)
    assert ([(loss.order, loss.units) for loss in back.losses], back.shares) == ([("SO-1", 2)], ())
    aside = quarantine(house.store, house.act(), Named("LAMP", "QUAR", 5), why="wet")
    assert aside.shares == ()
    out = release_from_quarantine(house.store, house.act(), Named("LAMP", "QUAR", 4), why="dry", to="A-1")
    assert told(out.shares) == [("SO-1", 1, "LAMP", 3, 0), ("SO-2", 1, "LAMP", 1, 3)]
    count = begin_count(house.store, house.act(), "A-1").number
    tally(house.store, house.act(), count, "LAMP", 6)
    again = finish_count(house.store, house.act(), count).again
    tally(house.store, house.act(), again, "LAMP", 6)
    finish_count(house.store, house.act(), again)
    assert told(approve_count(house.store, house.act(), again).shares) == [("SO-2", 1, "LAMP", 2, 1)]


def test_whoever_gets_what_a_block_held_is_named(house: Desk) -> None:
    take(house, opening("MILK", 5, lot="L1", expiry=FAR), *order("SO-1", "ANN", 1, ("MILK", 3)))
    assert block_lot(house.store, house.act(), "MILK", "L1", why="recalled").shares == ()
    done = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert told(done.shares) == [("SO-1", 1, "MILK", 3, 0)]


def test_whoever_gets_what_comes_back_from_a_customer_is_named(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("SO-0", "ANN", 1, ("LAMP", 4)))
    send(house, "SO-0", 4)
    two_wait(house)

    def back(units: int, condition: Condition) -> list[Told]:
        goods = Back("SO-0", 1, units, "A-1", condition=condition)
        return told(take_back_goods(house.store, house.act(), goods, why="too large").shares)

    assert back(2, Condition.STOCK) == [("SO-1", 1, "LAMP", 2, 1)]
    assert (back(1, Condition.QUARANTINE), back(1, Condition.SCRAP)) == ([], [])


def test_whoever_gets_what_an_order_gives_up_is_named_and_who_loses_it_is_not(house: Desk) -> None:
    take(house, opening("LAMP", 5), opening("CORD", 2), *order("SO-0", "ANN", 1, ("LAMP", 5), ("CORD", 2)))
    two_wait(house)
    less = order("SO-0", "ANN", 1, ("LAMP", 3), ("CORD", 2))
    stored = save_order(house.store, house.act(), less, update=True)
    assert told(stored.shares) == [("SO-1", 1, "LAMP", 2, 1)]
    assert told(cancel_order(house.store, house.act(), "SO-0", line=1).shares) == [
        ("SO-1", 1, "LAMP", 1, 0),
        ("SO-2", 1, "LAMP", 2, 2),
    ]
    # Nobody waits for cords.
    assert cancel_order(house.store, house.act(), "SO-0").shares == ()


def test_an_order_that_is_of_no_use_in_parts_gives_to_others_and_they_are_named(house: Desk) -> None:
    whole = order("SO-1", "ANN", 1, ("LAMP", 6), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, *whole, *order("SO-2", "BEN", 2, ("LAMP", 4)), *purchase("PO-1", ("LAMP", 6)))
    receive(house.store, house.act(), [Goods("LAMP", 6, "TOTE", for_order="SO-1")], purchase_order="PO-1")
    done = put_back(house.store, house.act(), "SO-1", "LAMP", "TOTE", 3, "A-1", why="wrong tote")
    assert (done.losses, done.shares) == ((), ())
    done = put_back(house.store, house.act(), "SO-1", "LAMP", "TOTE", 1, "QUAR", why="broken")
    assert [(loss.order, loss.units) for loss in done.losses] == [("SO-1", 4)]
    assert told(done.shares) == [("SO-2", 1, "LAMP", 3, 1)]
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 3}
    assert write_off(house.store, house.act(), Named("LAMP", "A-1", 1), why="gone").shares == ()
    assert scrap(house.store, house.act(), Named("LAMP", "A-1", 1), why="broken").shares == ()


def test_whoever_gets_stock_by_a_word_on_how_orders_are_served_is_named(house: Desk) -> None:
    take(house, opening("SALT", 6), opening("LAMP", 2))
    take(house, *order("SO-1", "BEN", 1, ("SALT", 5)), *order("SO-2", "CAT", 2, ("LAMP", 2), not_before=FAR))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 0}
    assert told(classify(house.store, house.act(), "SO-1", "A", why="a fair").shares) == [("SO-1", 1, "SALT", 3, 0)]
    assert told(pin(house.store, house.act(), "SO-2", 1, 1, why="promised").shares) == [("SO-2", 1, "LAMP", 1, 1)]
    take(house, *order("SO-3", "BEN", 3, ("LAMP", 2)))
    assert held(house, "SO-3") == {"SO-3/1": 1}
    assert told(unpin(house.store, house.act(), "SO-2", 1).shares) == [("SO-3", 1, "LAMP", 1, 0)]
    assert hold(house.store, house.act(), "SO-3", why="credit").shares == ()
    cancel_order(house.store, house.act(), "SO-3")
    take(house, *order("SO-4", "BEN", 4, ("LAMP", 1)), *order("SO-5", "BEN", 5, ("LAMP", 2)))
    hold(house.store, house.act(), "SO-5", why="credit")
    cancel_order(house.store, house.act(), "SO-4")
    assert told(unhold(house.store, house.act(), "SO-5").shares) == [("SO-5", 1, "LAMP", 1, 0)]


def test_an_order_that_is_complete_once_a_part_is_split_off_is_named(house: Desk) -> None:
    whole = order("SO-1", "ANN", 1, ("LAMP", 9), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, opening("LAMP", 6), *whole)
    done = split_order(house.store, house.act(), "SO-1", {1: 3}, "SO-2", why="two addresses")
    assert told(done.shares) == [("SO-1", 1, "LAMP", 6, 0)]
    again = merge_orders(house.store, house.act(), "SO-1", ["SO-2"], why="one after all")
    assert again.shares == ()


def test_whoever_gets_more_than_was_booked_at_first_is_named(house: Desk) -> None:
    two_wait(house)
    take(house, *purchase("PO-1", ("LAMP", 9)))
    receive(house.store, house.act(), [Goods("LAMP", 2, "A-1")], purchase_order="PO-1")
    wrong = house.acted[-1].action_id
    truth = Truth(quantity=5)
    right = correct_receipt(house.store, house.act(), wrong, Came("LAMP"), truth, why="counted again")
    assert told(right.shares) == [("SO-1", 1, "LAMP", 1, 0), ("SO-2", 1, "LAMP", 2, 2)]
    assert undo_receipt(house.store, house.act(), house.acted[-2].action_id).shares == ()


def test_what_a_customers_other_class_gives_is_named(house: Desk) -> None:
    take(house, opening("SALT", 6), *order("SO-1", "BEN", 1, ("SALT", 5)))
    [ben] = [each for each in CUSTOMERS if each.code == "BEN"]
    done = save_customer(house.store, house.act(), ben._replace(priority_class="A"), update=True)
    assert told(done.shares) == [("SO-1", 1, "SALT", 3, 0)]


def test_whoever_gets_what_was_kept_for_an_order_is_named_when_less_is_to_come(house: Desk) -> None:
    [announced] = purchase("PO-1", ("LAMP", 12))
    whole = order("SO-1", "ANN", 1, ("LAMP", 10), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, announced, *whole, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    receive(house.store, house.act(), [Goods("LAMP", 6, "A-1")], purchase_order="PO-1")

    def say(units: int) -> tuple[list[Told], set[Area]]:
        done = save_purchase_order(house.store, house.act(), [announced._replace(quantity=units)], update=True)
        return told(done.shares), set(done.changes.areas)

    assert say(10) == ([], {Area.PURCHASE_ORDERS})
    assert say(9) == ([("SO-2", 1, "LAMP", 5, 0)], {Area.PURCHASE_ORDERS, Area.QUEUE, Area.ORDERS, Area.STOCK})


def test_who_gets_what_an_incomplete_order_gives_back_with_its_list_is_named_and_who_loses_it(house: Desk) -> None:
    whole = order("SO-1", "ANN", 1, ("LAMP", 6), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, opening("LAMP", 6), *whole, *order("SO-2", "BEN", 2, ("LAMP", 4)))
    release(house.store, house.act())
    write_off(house.store, house.act(), Named("LAMP", "A-1", 1), why="gone")
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 0}
    done = unrelease(house.store, house.act(), "PL-1")
    assert [(loss.order, loss.line, loss.sku, loss.units) for loss in done.losses] == [("SO-1", 1, "LAMP", 5)]
    assert (told(done.shares), held(house)) == ([("SO-2", 1, "LAMP", 4, 0)], {"SO-1/1": 0, "SO-2/1": 4})


def test_a_list_that_is_taken_back_gives_nobody_anything_where_all_is_complete(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "ANN", 1, ("LAMP", 6)), *order("SO-2", "BEN", 2, ("LAMP", 4)))
    release(house.store, house.act())
    done = unrelease(house.store, house.act(), "PL-1")
    assert (done.losses, done.shares) == ((), ())


def test_an_import_names_who_waited_before_and_gets_some_but_not_what_is_new_in_it(house: Desk) -> None:
    [first] = order("SO-0", "ANN", 1, ("LAMP", 6))
    take(house, opening("LAMP", 6), first)
    two_wait(house)
    new = order("SO-3", "CAT", 3, ("LAMP", 1))
    done = take(house, first._replace(quantity=1), *new, update=True)
    assert told(done.shares) == [("SO-1", 1, "LAMP", 3, 0), ("SO-2", 1, "LAMP", 2, 2)]
    assert (done.lines, done.units, done.unnamed) == (2, 5, 0)
    # One that gets more by its own edit is named too, and one that only gets back what it gave is not.
    far = order("SO-2", "BEN", 2, ("LAMP", 4), sell_multiple=4)
    done = take(house, first._replace(quantity=3), *far, update=True)
    assert (told(done.shares), held(house)) == (
        [("SO-0", 1, "LAMP", 2, 0)],
        {"SO-0/1": 3, "SO-1/1": 3, "SO-2/1": 0, "SO-3/1": 0},
    )


def test_of_many_lines_that_get_some_by_an_import_the_first_are_named_and_the_others_counted(house: Desk) -> None:
    take(house, *(line for at in range(1, 104) for line in order(f"SO-{at:03}", "BEN", 1, ("LAMP", 1))))
    done = take(house, opening("LAMP", 102))
    assert (len(done.shares), done.unnamed, done.lines) == (100, 2, 102)
    assert told(done.shares)[::99] == [("SO-001", 1, "LAMP", 1, 0), ("SO-100", 1, "LAMP", 1, 0)]
