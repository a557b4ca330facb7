"""What one desk decides while another is at it: it waits for the locks, and looks again under them.

On SQLite a writer has the file to itself; these tests are about a server.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import psycopg
import pytest

from tests.conftest import Desk, fresh_desk
from tests.services.stock import furnished, held, level, order, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.picked import orders_in
from warehouse_app.services import picked_goods, receiving, serving, staging
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.blocking import BlockFault, block_lot
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.counting import begin_count, tally
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.ordering import save_order
from warehouse_app.services.picked_goods import ToteFault
from warehouse_app.services.receiving import receive
from warehouse_app.services.regrouping import Regrouped, RegroupFault, merge_orders, split_order
from warehouse_app.services.returning import Back, Condition, take_back_goods
from warehouse_app.services.saving import Stored
from warehouse_app.services.serving import Served, ServingFault, classify, hold
from warehouse_app.services.setting_aside import Surplus, quarantine, release_from_quarantine, write_off, write_on
from warehouse_app.store.database import day

APRIL = date(2026, 4, 1)
SECONDS = 20
"""How long a desk may take to come to a lock, on a machine that is busy with other work."""

Work = Callable[[], object]


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = fresh_desk("postgresql", request, tmp_path)
    yield from furnished(desk)
    desk.store.close()


def waiting(house: Desk) -> int:
    """Return how many desks wait for a lock."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with closing(psycopg.connect(house.url, autocommit=True)) as connection:
        row = connection.execute(asked).fetchone()
    assert row is not None
    return int(row[0])


def wait_until(true: Callable[[], bool]) -> None:
    last = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < last
        time.sleep(0.02)


def answer_of(house: Desk, work: Work) -> object:
    try:
        return work()
    except Refused as refused:
        return refused.code
    finally:
        house.store.close()


def one_after_the_other(house: Desk, sku: str, *works: Work) -> list[object]:
    """Let desks come to the lock of an item in that order while somebody has it, and then have it.

    Return what they answer, or why they were refused.
    """
    lock = "SELECT 1 FROM item_stock WHERE item_id = (SELECT id FROM item WHERE sku = %s) FOR UPDATE"
    with psycopg.connect(house.url) as blocker, ThreadPoolExecutor(len(works)) as pool:
        blocker.execute(lock, (sku,))
        done: list[Future[object]] = []
        for work in works:
            done.append(pool.submit(answer_of, house, work))
            wait_until(lambda: waiting(house) == len(done))
        blocker.commit()
        return [each.result() for each in done]


def lying(house: Desk) -> list[tuple[object, ...]]:
    """Return (lot, place, state, units) of all that lies in the house."""
    found = house.store.sql(
        "SELECT lot.code, p.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN location p ON p.id = b.location_id WHERE b.quantity > 0 ORDER BY lot.code, p.code, b.status"
    )
    return list(found.fetchall())


def while_waiting(
    house: Desk, monkeypatch: pytest.MonkeyPatch, step: tuple[Any, str], first: Work, then: Work
) -> list[object]:
    """Let one desk stop before a step of its work until another has done its own, or waits for a lock.

    Return what they answer, or why they were refused.
    """
    real: Any = getattr(*step)
    stopped, go_on = Event(), Event()

    def when_told(*args: Any, **more: Any) -> Any:
        stopped.set()
        assert go_on.wait(SECONDS)
        return real(*args, **more)

    with ThreadPoolExecutor(2) as pool:
        monkeypatch.setattr(*step, when_told)
        one = pool.submit(answer_of, house, first)
        assert stopped.wait(SECONDS)
        monkeypatch.undo()
        other = pool.submit(answer_of, house, then)
        wait_until(lambda: other.done() or waiting(house) > 0)
        go_on.set()
        return [one.result(), other.result()]


def milk(house: Desk, quantity: int) -> None:
    goods = Goods("MILK", quantity, "A-1", "L1", APRIL)
    receive(house.store, house.act(), [goods], supplier="ACME")


def blocking(house: Desk) -> Work:
    return partial(block_lot, house.store, house.act(), "MILK", "L1", why="recall")


def test_a_lot_that_is_being_blocked_is_not_released(house: Desk) -> None:
    milk(house, 5)
    aside = Named("MILK", "A-1", 5, "L1")
    quarantine(house.store, house.act(), aside, why="look at it")
    take(house, *order("SO-1", "ANN", 1, ("MILK", 5)))
    let_go = partial(release_from_quarantine, house.store, house.act(), aside, why="fine")
    _, refused = one_after_the_other(house, "MILK", blocking(house), let_go)
    assert refused is BlockFault.BLOCKED
    assert lying(house) == [("L1", "A-1", StockStatus.QUARANTINED, 5)]
    assert (level(house, "MILK"), held(house)) == ((0, 0), {"SO-1/1": 0})


def test_what_turns_up_of_a_lot_that_is_being_blocked_is_set_aside(house: Desk) -> None:
    milk(house, 5)
    found = partial(write_on, house.store, house.act(), Surplus("MILK", "A-2", 2, "L1"), why="found")
    _, answer = one_after_the_other(house, "MILK", blocking(house), found)
    assert getattr(answer, "status", answer) is StockStatus.QUARANTINED
    assert lying(house) == [("L1", place, StockStatus.QUARANTINED, units) for place, units in (("A-1", 5), ("A-2", 2))]


def sent_milk(house: Desk, units: int) -> None:
    """Let units of a lot have gone to Ann."""
    take(house, *order("SO-1", "ANN", 1, ("MILK", units), shipped=units))


def test_what_comes_back_of_a_lot_that_is_being_blocked_is_set_aside(house: Desk) -> None:
    milk(house, 5)
    sent_milk(house, 2)
    goods = Back("SO-1", 1, 2, "A-2", "L1", condition=Condition.STOCK)
    back = partial(take_back_goods, house.store, house.act(), goods, why="not wanted")
    _, answer = one_after_the_other(house, "MILK", blocking(house), back)
    assert getattr(answer, "aside", answer) is True
    assert lying(house) == [("L1", place, StockStatus.QUARANTINED, units) for place, units in (("A-1", 5), ("A-2", 2))]


def test_a_move_tells_how_many_stayed_when_another_was_faster(house: Desk) -> None:
    milk(house, 5)
    works = [
        partial(move_stock, house.store, house.act(), Named("MILK", "A-1", units), to)
        for units, to in ((3, "B-1"), (1, "A-2"))
    ]
    answers = one_after_the_other(house, "MILK", *works)
    assert [getattr(each, "left", each) for each in answers] == [2, 1]


def tool_came(house: Desk) -> Work:
    return partial(receive, house.store, house.act(), [Goods("TOOL", 1, "A-1", "S1")], supplier="ACME")


def tool_found(house: Desk, place: str = "B-1") -> Work:
    return partial(write_on, house.store, house.act(), Surplus("TOOL", place, 1, "S1"), why="found")


def tool_is_back(house: Desk) -> Work:
    return partial(take_back_goods, house.store, house.act(), Back("SO-1", 1, 1, "A-2", "S1"), why="broken")


@pytest.mark.parametrize(
    ("first", "then", "fault"),
    [
        (tool_found, tool_found, GoodsFault.SERIAL_THERE),
        (tool_found, tool_is_back, GoodsFault.SERIAL_THERE),
        (tool_is_back, tool_found, GoodsFault.SERIAL_THERE),
        (tool_came, tool_found, GoodsFault.SERIAL_THERE),
        (tool_came, tool_is_back, GoodsFault.SERIAL_THERE),
        (tool_found, tool_came, ReceivingFault.SERIAL_THERE),
    ],
)
def test_one_serial_number_is_booked_at_one_place_by_one_desk(
    house: Desk, first: Callable[[Desk], Work], then: Callable[[Desk], Work], fault: object
) -> None:
    take(house, *order("SO-1", "ANN", 1, ("TOOL", 1), shipped=1))
    tool_came(house)()
    write_off(house.store, house.act(), Named("TOOL", "A-1", 1, "S1"), why="not there")
    _, refused = one_after_the_other(house, "TOOL", first(house), then(house))
    assert refused is fault
    assert [units for *_, units in lying(house)] == [1]


def two_orders(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 2)), *order("SO-2", "ANN", 2, ("LAMP", 3)))


def merging(house: Desk) -> Work:
    return partial(merge_orders, house.store, house.act(), "SO-1", ["SO-2"], why="one parcel")


def served(house: Desk) -> dict[str, tuple[str, bool, int]]:
    """Return the class of each line, whether it is on hold, and what it wants."""
    found = house.store.sql(
        "SELECT o.number, l.line, l.rank_class, l.on_hold, l.quantity - l.cancelled FROM order_line l "
        "JOIN sales_order o ON o.id = l.order_id ORDER BY o.number, l.line"
    )
    return {f"{number}/{line}": (of, bool(on_hold), int(wants)) for number, line, of, on_hold, wants in found}


@pytest.mark.parametrize("which", ["SO-1", "SO-2"])
def test_orders_are_not_merged_while_one_is_put_on_hold(house: Desk, which: str) -> None:
    two_orders(house)
    on_hold = partial(hold, house.store, house.act(), which, why="credit")
    _, refused = one_after_the_other(house, "LAMP", on_hold, merging(house))
    assert refused is RegroupFault.ON_HOLD
    assert served(house) == {f"{number}/1": ("A", number == which, n) for number, n in (("SO-1", 2), ("SO-2", 3))}


def test_what_is_merged_into_an_order_takes_the_class_that_it_is_given_meanwhile(house: Desk) -> None:
    two_orders(house)
    other = partial(classify, house.store, house.act(), "SO-1", "Z", why="late")
    _, merged = one_after_the_other(house, "LAMP", other, merging(house))
    assert isinstance(merged, Regrouped)
    assert served(house) == {"SO-1/1": ("Z", False, 2), "SO-1/2": ("Z", False, 3), "SO-2/1": ("A", False, 0)}


def test_what_is_split_from_an_order_that_is_put_on_hold_is_on_hold(house: Desk) -> None:
    two_orders(house)
    on_hold = partial(hold, house.store, house.act(), "SO-2", why="credit")
    split = partial(split_order, house.store, house.act(), "SO-2", {1: 1}, "SO-3", why="sooner")
    one_after_the_other(house, "LAMP", on_hold, split)
    assert served(house) == {"SO-1/1": ("A", False, 2), "SO-2/1": ("A", True, 2), "SO-3/1": ("A", True, 1)}


def test_an_order_is_put_on_hold_once(house: Desk) -> None:
    two_orders(house)
    works = [partial(hold, house.store, house.act(), "SO-1", why=why) for why in ("credit", "address")]
    _, refused = one_after_the_other(house, "LAMP", *works)
    assert refused is ServingFault.ON_HOLD
    assert house.store.sql("SELECT hold_reason FROM sales_order WHERE number = 'SO-1'").fetchone() == ("credit",)


def test_a_line_that_joins_an_order_while_it_is_put_on_hold_is_on_hold(
    house: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_orders(house)
    on_hold, joins = house.act(), house.act()
    [cord] = order("SO-1", "ANN", 1, ("CORD", 4))
    answers = while_waiting(
        house,
        monkeypatch,
        (serving, "fill_items"),
        partial(hold, house.store, on_hold, "SO-1", why="credit"),
        partial(save_order, house.store, joins, [cord._replace(line=2)], update=False),
    )
    assert [type(each) for each in answers] == [Served, Stored]
    assert {line: on_hold for line, (_, on_hold, _) in served(house).items()} == {
        "SO-1/1": True,
        "SO-1/2": True,
        "SO-2/1": False,
    }


def test_a_lot_keeps_the_day_by_which_another_desk_is_booking_it(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    milk(house, 5)
    booking = house.acted[-1].action_id
    undo_receipt(house.store, house.act(), booking)
    place = begin_count(house.store, house.act(), "B-1").number
    comes, counts = house.act(), house.act()
    goods = [Goods("MILK", 5, "A-1", "L1", APRIL)]
    tallied = partial(tally, house.store, counts, place, "MILK", 1, lot="L1", expiry=date(2026, 2, 1))
    came, refused = while_waiting(
        house,
        monkeypatch,
        (receiving, "book"),
        partial(receive, house.store, comes, goods, supplier="ACME"),
        tallied,
    )
    assert (getattr(came, "receipt", came), refused) == ("GR-1", GoodsFault.EXPIRY_OTHER)
    assert [day(expiry) for (expiry,) in house.store.sql("SELECT expiry FROM lot WHERE code = 'L1'")] == [APRIL]
    assert level(house, "MILK") == (5, 0)


def both_at_the_tote(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Let two desks come to the lock of a tote before either of them has it."""
    start, real = Barrier(2), module.lock_totes

    def together(*args: Any) -> None:
        start.wait(SECONDS)
        real(*args)

    monkeypatch.setattr(module, "lock_totes", together)


def at_once(house: Desk, *works: Work) -> list[object]:
    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result() for each in [pool.submit(answer_of, house, work) for work in works]]


def in_the_tote(house: Desk) -> list[str]:
    [(place,)] = house.store.sql("SELECT id FROM location WHERE code = 'TOTE'")
    return orders_in(house.store, place)


def test_a_tote_gets_the_goods_of_one_order_though_two_desks_come_at_once(
    house: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 2)), *order("SO-2", "BEN", 2, ("CORD", 3)))
    both_at_the_tote(monkeypatch, staging)
    lamps, cords = Goods("LAMP", 2, "TOTE", for_order="SO-1"), Goods("CORD", 3, "TOTE", for_order="SO-2")
    works = [
        partial(receive, house.store, house.act(), [goods], supplier=supplier)
        for goods, supplier in ((lamps, "ACME"), (cords, "EASY"))
    ]
    answers = at_once(house, *works)
    assert answers.count(ToteFault.OF_ANOTHER) == 1
    assert in_the_tote(house) == [("SO-1", "SO-2")[answers[0] is ToteFault.OF_ANOTHER]]


def test_two_desks_carry_the_goods_of_one_order_into_a_tote(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 2)), *order("SO-2", "BEN", 2, ("CORD", 3)))
    for sku, units, number in (("LAMP", 2, "SO-1"), ("CORD", 3, "SO-2")):
        receive(house.store, house.act(), [Goods(sku, units, "PACK", for_order=number)], supplier="ACME")
    both_at_the_tote(monkeypatch, picked_goods)
    works = [
        partial(move_stock, house.store, house.act(), Named(sku, "PACK", units), "TOTE")
        for sku, units in (("LAMP", 2), ("CORD", 3))
    ]
    answers = at_once(house, *works)
    assert answers.count(ToteFault.OF_ANOTHER) == 1
    assert in_the_tote(house) == [("SO-1", "SO-2")[answers[0] is ToteFault.OF_ANOTHER]]
