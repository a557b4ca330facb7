"""Goods set aside, released, written off and on, and scrapped: what orders hold follows, and the reason is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import come, furnished, held, level, lying, opening, order, refusal, runs, take
from tests.services.test_moving import stops
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.check import findings
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.blocking import BlockFault, block_lot, unblock_lot
from warehouse_app.services.contract import Action, ContractFault
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import Carried, MovingFault, move_stock, undo_move
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import (
    Changed,
    Surplus,
    quarantine,
    release_from_quarantine,
    scrap,
    write_off,
    write_on,
)
from warehouse_app.store.database import day

FAR = date(2027, 5, 1)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def lamps(units: int, place: str = "A-1", status: StockStatus = StockStatus.AVAILABLE) -> Named:
    return Named("LAMP", place, units, status=status)


def states(desk: Desk, sku: str) -> dict[tuple[str, str], int]:
    found = desk.store.sql(
        "SELECT p.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i "
        "ON i.id = lot.item_id JOIN location p ON p.id = b.location_id WHERE i.sku = ? AND b.quantity > 0",
        (sku,),
    )
    return {(place, status): units for place, status, units in found}


def reasons(desk: Desk) -> list[tuple[str, str]]:
    """Return (verb, why) of the actions that have one."""
    found = desk.store.sql(
        "SELECT a.verb, r.why FROM action_reason r JOIN action a ON a.id = r.action_id ORDER BY r.id"
    )
    return [(verb, why) for verb, why in found]


def refused(desk: Desk, call: Callable[[Action], Changed]) -> object:
    return refusal(desk, lambda: call(desk.act()))[0]


def test_what_is_set_aside_is_taken_from_the_end_of_the_queue(house: Desk) -> None:
    take(house, opening("LAMP", 10), *order("O-1", "ANN", 1, ("LAMP", 6)), *order("O-2", "BEN", 1, ("LAMP", 4)))
    done = quarantine(house.store, house.act(), lamps(3), why="  broken \n glass ")
    assert (done.quantity, done.status, done.left, done.stops) == (3, StockStatus.AVAILABLE, 7, ())
    assert [(loss.order, loss.units) for loss in done.losses] == [("O-2", 3)]
    assert states(house, "LAMP") == {("A-1", "available"): 7, ("A-1", "quarantined"): 3}
    assert level(house, "LAMP") == (7, 7)
    assert held(house) == {"O-1/1": 6, "O-2/1": 1}
    assert reasons(house) == [("quarantine", "broken glass")]
    assert [(mode, cause) for _, mode, _, cause in runs(house)] == [("fill", "import"), ("cut", "quarantine")]


def test_what_is_released_finds_whoever_waits(house: Desk) -> None:
    take(house, opening("LAMP", 10), *order("O-1", "ANN", 1, ("LAMP", 10)))
    quarantine(house.store, house.act(), lamps(4), why="wet", to="QUAR")
    assert held(house) == {"O-1/1": 6}
    assert states(house, "LAMP") == {("A-1", "available"): 6, ("QUAR", "quarantined"): 4}
    done = release_from_quarantine(house.store, house.act(), lamps(3, "QUAR"), why="dry again", to="B-1")
    assert (done.quantity, done.left, done.losses) == (3, 1, ())
    assert held(house) == {"O-1/1": 9}
    assert states(house, "LAMP") == {("A-1", "available"): 6, ("B-1", "available"): 3, ("QUAR", "quarantined"): 1}


def test_a_release_into_a_quarantine_place_gives_nobody_anything(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("O-1", "ANN", 1, ("LAMP", 5)))
    quarantine(house.store, house.act(), lamps(5), why="wet", to="QUAR")
    release_from_quarantine(house.store, house.act(), lamps(5, "QUAR"), why="fine")
    assert held(house) == {"O-1/1": 0}
    assert level(house, "LAMP") == (0, 0)


@pytest.mark.parametrize(("to", "out_of_reach", "gets"), [("", "QUAR", 0), ("B-1", "", 2), ("STAGE", "", 2)])
def test_released_goods_that_no_order_can_have_from_where_they_lie_are_told_of(
    house: Desk, to: str, out_of_reach: str, gets: int
) -> None:
    take(house, opening("LAMP", 2), *order("O-1", "ANN", 1, ("LAMP", 2)))
    aside = quarantine(house.store, house.act(), lamps(2), why="wet", to="QUAR")
    assert aside.out_of_reach_at == ""
    done = release_from_quarantine(house.store, house.act(), Named("LAMP", "QUAR", 2), why="dry", to=to)
    assert (done.out_of_reach_at, held(house)) == (out_of_reach, {"O-1/1": gets})


def test_goods_that_are_found_in_a_quarantine_place_are_set_aside(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 2)))
    done = write_on(house.store, house.act(), Surplus("LAMP", "QUAR", 3), why="found")
    assert (done.status, done.left, done.out_of_reach_at) == (StockStatus.QUARANTINED, 3, "")
    assert (states(house, "LAMP"), held(house)) == ({("QUAR", "quarantined"): 3}, {"O-1/1": 0})
    # A clerk can carry them to where orders have goods from, but nobody gets them before a lead releases them.
    move_stock(house.store, house.act(), Named("LAMP", "QUAR", 3, status=StockStatus.QUARANTINED), "B-1")
    assert (states(house, "LAMP"), held(house)) == ({("B-1", "quarantined"): 3}, {"O-1/1": 0})
    release_from_quarantine(house.store, house.act(), Named("LAMP", "B-1", 3), why="fine")
    assert held(house) == {"O-1/1": 2}


def test_goods_of_a_blocked_lot_that_are_found_in_a_quarantine_place_stay_aside_without_the_block(house: Desk) -> None:
    take(house, opening("LAMP", 1))
    block_lot(house.store, house.act(), "LAMP", "", why="recalled")
    for place in ("QUAR", "B-1"):
        write_on(house.store, house.act(), Surplus("LAMP", place, 2), why="found")
    assert unblock_lot(house.store, house.act(), "LAMP", "", why="false alarm").units == 3
    assert states(house, "LAMP") == {("A-1", "available"): 1, ("B-1", "available"): 2, ("QUAR", "quarantined"): 2}


def test_scrapped_goods_are_gone_and_the_picker_is_told(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("O-1", "ANN", 1, ("LAMP", 6)))
    release(house.store, house.act())
    done = scrap(house.store, house.act(), lamps(2), why="crushed by a fork-lift")
    assert [(stop.pick_list, stop.units, stop.replanned) for stop in done.stops] == [("PL-1", 2, 0)]
    assert stops(house) == [("A-1", 4)]
    assert lying(house, "LAMP") == {"A-1": 4}
    found = house.store.sql("SELECT units, replanned FROM stop_change").fetchall()
    assert [tuple(row) for row in found] == [(2, 0)]
    assert (level(house, "LAMP"), held(house)) == ((4, 4), {"O-1/1": 4})


def test_quarantined_goods_are_scrapped_without_anybody_losing(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("O-1", "ANN", 1, ("LAMP", 4)))
    quarantine(house.store, house.act(), lamps(2), why="wet")
    done = scrap(house.store, house.act(), lamps(2, status=StockStatus.QUARANTINED), why="mouldy")
    assert (done.losses, done.left) == ((), 0)
    assert held(house) == {"O-1/1": 4}
    assert [row for row in runs(house) if row[3] == "scrap"] == []


def test_what_is_written_on_is_given_and_what_is_written_off_is_lost(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("O-1", "ANN", 1, ("LAMP", 9)))
    on = write_on(house.store, house.act(), Surplus("LAMP", "B-1", 3), why="found behind the shelf")
    assert (on.quantity, on.left, on.place) == (3, 3, "B-1")
    assert held(house) == {"O-1/1": 7}
    off = write_off(house.store, house.act(), lamps(4), why="not there")
    assert (off.quantity, off.left) == (4, 0)
    assert held(house) == {"O-1/1": 3}
    moves = house.store.sql("SELECT quantity, reason FROM move ORDER BY id").fetchall()
    assert [tuple(row) for row in moves] == [(4, "opening"), (3, "adjustment"), (-4, "adjustment")]
    assert reasons(house) == [("write_on", "found behind the shelf"), ("write_off", "not there")]


def test_goods_that_turn_up_must_say_what_their_item_needs(house: Desk) -> None:
    def on(surplus: Surplus) -> object:
        return refused(house, lambda action: write_on(house.store, action, surplus, why="found"))

    assert on(Surplus("MILK", "A-1", 3)) is GoodsFault.LOT
    assert on(Surplus("MILK", "A-1", 3, "L1")) is GoodsFault.EXPIRY
    assert on(Surplus("TOOL", "A-1", 2, "S1")) is GoodsFault.SERIAL
    write_on(house.store, house.act(), Surplus("MILK", "A-1", 3, "L1", FAR), why="found")
    assert on(Surplus("MILK", "A-1", 3, "L1", date(2028, 1, 1))) is GoodsFault.EXPIRY_OTHER
    write_on(house.store, house.act(), Surplus("TOOL", "A-1", 1, "S1"), why="found")
    assert on(Surplus("TOOL", "B-1", 1, "S1")) is GoodsFault.SERIAL_THERE


def test_nothing_happens_without_a_reason_or_the_goods_or_the_role(house: Desk) -> None:
    take(house, opening("LAMP", 4))
    store = house.store
    assert refused(house, lambda act: quarantine(store, act, lamps(1), why="  ")) is ReasonFault.MISSING
    assert refused(house, lambda act: scrap(store, act, lamps(1), why="x" * 501)) is ReasonFault.TOO_LONG
    assert refused(house, lambda act: scrap(store, act, lamps(5), why="gone")) is StockFault.NOT_THERE
    assert refused(house, lambda act: quarantine(store, act, lamps(1, "Z-1"), why="wet")) is StockFault.NO_PLACE
    assert refused(house, lambda act: release_from_quarantine(store, act, lamps(1), why="dry")) is StockFault.NONE_ASIDE
    store.sql("INSERT INTO person (name, role) VALUES ('anna', 1), ('lea', 2)")
    for verb in (scrap, write_off, release_from_quarantine):
        assert refused(house, lambda act, verb=verb: verb(store, act, lamps(1), why="gone")) is ContractFault.ROLE  # type: ignore[misc]
    assert quarantine(store, house.act(), lamps(1), why="wet").left == 3


def test_a_blocked_lot_reaches_nobody_until_it_is_unblocked(house: Desk) -> None:
    take(
        house,
        opening("MILK", 6, "A-1", lot="L1", expiry=FAR),
        opening("MILK", 4, "B-1", lot="L1", expiry=FAR),
        opening("MILK", 3, "A-2", lot="L2", expiry=FAR),
        *order("O-1", "ANN", 1, ("MILK", 12)),
    )
    quarantine(house.store, house.act(), Named("MILK", "A-1", 1, "L1"), why="leaks")
    done = block_lot(house.store, house.act(), "MILK", "L1", why="recalled by the dairy")
    assert (done.units, done.quarantined, [(loss.order, loss.units) for loss in done.losses]) == (9, 10, [("O-1", 9)])
    assert held(house) == {"O-1/1": 3}
    assert refusal(house, lambda: block_lot(house.store, house.act(), "MILK", "L1", why="again"))[0] is (
        BlockFault.BLOCKED
    )
    aside = Named("MILK", "A-1", 2, "L1")
    assert refusal(house, lambda: release_from_quarantine(house.store, house.act(), aside, why="no"))[0] is (
        BlockFault.BLOCKED
    )
    on = write_on(house.store, house.act(), Surplus("MILK", "F-1", 5, "L1", FAR), why="found")
    assert on.status is StockStatus.QUARANTINED
    assert held(house) == {"O-1/1": 3}
    again = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    # One was set aside before, for another reason.
    assert (again.units, again.quarantined) == (14, 1)
    assert held(house) == {"O-1/1": 12}
    assert refusal(house, lambda: unblock_lot(house.store, house.act(), "MILK", "L1", why="again"))[0] is (
        BlockFault.NOT_BLOCKED
    )
    assert refusal(house, lambda: block_lot(house.store, house.act(), "MILK", "L9", why="x"))[0] is BlockFault.NO_LOT


def test_what_is_set_aside_where_it_lies_is_not_set_aside_again(house: Desk) -> None:
    take(house, opening("LAMP", 4))
    quarantine(house.store, house.act(), lamps(3), why="wet")
    aside = lamps(2, status=StockStatus.QUARANTINED)
    assert refused(house, lambda act: quarantine(house.store, act, aside, why="wet")) is StockFault.SAME_PLACE
    assert refused(house, lambda act: quarantine(house.store, act, aside, why="wet", to="A-1")) is StockFault.SAME_PLACE
    assert quarantine(house.store, house.act(), aside, why="wet", to="QUAR").left == 1
    assert states(house, "LAMP") == {("A-1", "available"): 1, ("A-1", "quarantined"): 1, ("QUAR", "quarantined"): 2}


def test_what_came_in_damaged_stays_aside_when_its_lot_is_unblocked(house: Desk) -> None:
    take(house, opening("MILK", 2, "A-1", lot="L1", expiry=FAR), *order("O-1", "ANN", 1, ("MILK", 20)))
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    goods = [
        Goods("MILK", 5, "B-1", "L1", FAR, quarantine="leaks"),
        Goods("LAMP", 1, "B-1", quarantine="bent"),
        Goods("MILK", 3, "B-1", "L1", FAR),
        Goods("MILK", 9, "A-2", "L2", FAR),
    ]
    receive(house.store, house.act(), goods, supplier="ACME")
    assert held(house) == {"O-1/1": 9}
    done = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert (done.units, done.quarantined) == (5, 5)
    assert held(house) == {"O-1/1": 14}


def test_what_never_came_is_not_unblocked(house: Desk) -> None:
    take(house, opening("MILK", 4, "B-1", lot="L1", expiry=FAR), *order("O-1", "ANN", 1, ("MILK", 20)))
    quarantine(house.store, house.act(), Named("MILK", "B-1", 4, "L1"), why="leaks")
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    receive(house.store, house.act(action_id="mistake"), [Goods("MILK", 6, "B-1", "L1", FAR)], supplier="ACME")
    undo_receipt(house.store, house.act(), "mistake")
    done = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    assert (done.units, done.quarantined) == (0, 4)
    assert held(house) == {"O-1/1": 0}


def test_what_a_block_set_aside_is_released_wherever_it_was_carried(house: Desk) -> None:
    take(
        house,
        opening("MILK", 6, "A-1", lot="L1", expiry=FAR),
        opening("MILK", 1, "B-1", lot="L1", expiry=FAR, status=StockStatus.QUARANTINED),
        *order("O-1", "ANN", 1, ("MILK", 5)),
    )
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    blocked = Named("MILK", "A-1", 4, "L1", StockStatus.QUARANTINED)
    move_stock(house.store, house.act(), blocked, "B-1")
    back = house.act()
    move_stock(house.store, back, replace(blocked, quantity=1), "B-2")
    undo_move(house.store, house.act(), back.action_id)
    move_stock(house.store, house.act(), replace(blocked, quantity=1), "QUAR")
    quarantine(house.store, house.act(), replace(blocked, quantity=1, place="B-1"), why="torn", to="B-2")
    done = unblock_lot(house.store, house.act(), "MILK", "L1", why="false alarm")
    # At B-2 lies one that somebody has set aside, of those at B-1 first the one that was aside before.
    assert (done.units, done.quarantined, done.out_of_reach_at) == (6, 1, ("QUAR",))
    assert states(house, "MILK") == {
        ("A-1", "available"): 1,
        ("B-1", "available"): 4,
        ("B-2", "quarantined"): 1,
        ("QUAR", "available"): 1,
    }
    assert held(house) == {"O-1/1": 5}


def test_of_a_lot_that_never_came_nothing_is_known(house: Desk) -> None:
    wrong, right = date(2026, 12, 1), FAR
    receive(house.store, house.act(action_id="mistake"), [Goods("MILK", 6, "B-1", "L1", wrong)], supplier="ACME")
    on = Surplus("MILK", "A-1", 2, "L1", right)
    assert refused(house, lambda act: write_on(house.store, act, on, why="found")) is GoodsFault.EXPIRY_OTHER
    undo_receipt(house.store, house.act(), "mistake")
    unsaid = Surplus("MILK", "A-1", 2, "L1")
    assert refused(house, lambda act: write_on(house.store, act, unsaid, why="found")) is GoodsFault.EXPIRY
    assert write_on(house.store, house.act(), on, why="found").left == 2
    [(expiry,)] = house.store.sql("SELECT expiry FROM lot WHERE code = 'L1'")
    assert day(expiry) == FAR
    assert write_on(house.store, house.act(), unsaid, why="found").left == 4


@pytest.fixture(autouse=True)
def nothing_is_broken(desk: Desk) -> Iterator[None]:
    yield
    assert list(findings(desk.store)) == []


@pytest.mark.parametrize("tote", ["TOTE", "PACK"])
def test_where_picked_goods_lie_nothing_else_is_put(house: Desk, tote: str) -> None:
    store = house.store
    take(house, opening("LAMP", 6), opening("CORD", 3, tote), opening("PLUG", 2, status=StockStatus.QUARANTINED))
    plugs = Named("PLUG", "A-1", 2)
    cords = Named("CORD", tote, 2)
    for call in (
        lambda: write_on(store, house.act(), Surplus("LAMP", tote, 1), why="found"),
        lambda: quarantine(store, house.act(), lamps(1), why="wet", to=tote),
        lambda: release_from_quarantine(store, house.act(), plugs, why="dry", to=tote),
    ):
        assert refusal(house, call)[0] is StockFault.NOT_PICKED
    # What lies there is set aside there too, and let go to where orders may have it from.
    quarantine(store, house.act(), cords, why="wet")
    stays = partial(release_from_quarantine, store, house.act(), cords, why="dry")
    assert refusal(house, stays)[0] is StockFault.NOT_PICKED
    release_from_quarantine(store, house.act(), cords, why="dry", to="A-1")
    assert states(house, "CORD") == {(tote, "available"): 1, ("A-1", "available"): 2}


def _carry(desk: Desk, sku: str, units: int, source: str, target: str) -> Carried:
    return move_stock(desk.store, desk.act(), Named(sku, source, units), target)


@pytest.mark.parametrize("tote", ["TOTE", "PACK"])
def test_where_picked_goods_lie_nothing_else_is_carried(house: Desk, tote: str) -> None:
    take(house, opening("LAMP", 10, "A-1"), opening("CORD", 5, "A-1", status=StockStatus.QUARANTINED))
    facts = {"sku": "LAMP", "place": tote}
    assert refusal(house, partial(_carry, house, "LAMP", 4, "A-1", tote)) == (StockFault.NOT_PICKED, facts)
    aside = Named("CORD", "A-1", 2, status=StockStatus.QUARANTINED)
    with pytest.raises(Refused) as refused:
        move_stock(house.store, house.act(), aside, tote)
    assert refused.value.code is StockFault.NOT_PICKED
    # What lies there since before is carried between such places, and out.
    take(house, opening("PLUG", 3, "TOTE"))
    _carry(house, "PLUG", 2, "TOTE", "PACK")
    _carry(house, "PLUG", 1, "PACK", "A-1")
    assert lying(house, "PLUG") == {"TOTE": 1, "PACK": 1, "A-1": 1}


def test_into_quarantine_goods_are_carried_for_a_reason_and_set_aside(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"), *order("SO-1", "BEN", 1, ("LAMP", 8)))
    facts = {"sku": "LAMP", "place": "QUAR"}
    assert refusal(house, partial(_carry, house, "LAMP", 4, "A-1", "QUAR")) == (StockFault.ASIDE_WHY, facts)
    with pytest.raises(Refused) as refused:
        move_stock(house.store, house.act(), Named("LAMP", "A-1", 4), "QUAR", why=" ")
    assert refused.value.code is ReasonFault.MISSING
    act = house.act()
    done = move_stock(house.store, act, Named("LAMP", "A-1", 4), "QUAR", why="wet  through")
    assert (done.aside, done.left, [loss.units for loss in done.losses]) == (True, 6, [2])
    assert states(house, "LAMP") == {("A-1", "available"): 6, ("QUAR", "quarantined"): 4}
    assert reasons(house) == [("move_stock", "wet through")]
    found = house.store.sql("SELECT DISTINCT reason, document FROM move WHERE reason <> 'opening'").fetchall()
    assert [tuple(row) for row in found] == [("quarantine", "A-1 > QUAR")]
    assert level(house, "LAMP") == (6, 6)
    # On to another place they stay set aside.
    aside = Named("LAMP", "QUAR", 1, status=StockStatus.QUARANTINED)
    assert move_stock(house.store, house.act(), aside, "B-1").aside is False
    move_stock(house.store, house.act(), replace(aside, place="B-1"), "QUAR")
    assert states(house, "LAMP") == {("A-1", "available"): 6, ("QUAR", "quarantined"): 4}
    back = undo_move(house.store, house.act(), act.action_id)
    assert (back.aside, back.target, back.left) == (True, "A-1", 0)
    assert states(house, "LAMP") == {("A-1", "available"): 10}
    assert held(house, "SO-1") == {"SO-1/1": 8}


def test_what_was_set_aside_and_blocked_since_is_not_carried_back(house: Desk) -> None:
    take(house, opening("MILK", 4, "A-1", lot="L1", expiry=date(2026, 5, 1)))
    act = house.act()
    move_stock(house.store, act, Named("MILK", "A-1", 4), "QUAR", why="sour")
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    with pytest.raises(Refused) as refused:
        undo_move(house.store, house.act(), act.action_id)
    assert refused.value.code is BlockFault.BLOCKED
    assert states(house, "MILK") == {("QUAR", "quarantined"): 4}


def test_whoever_is_first_in_the_queue_is_sent_first_to_what_is_left(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 12),
        *order("O-1", "ANN", 1, ("LAMP", 4)),
        *order("O-2", "BEN", 2, ("LAMP", 4)),
        *order("O-3", "CAT", 3, ("LAMP", 4)),
    )
    release(house.store, house.act())
    come(house, "LAMP", 6, "B-1")
    answer = scrap(house.store, house.act(), lamps(12), why="fire")
    told = [(each.order, each.units, each.replanned) for each in answer.stops]
    assert sorted(told) == [("O-1", 4, 4), ("O-2", 4, 2), ("O-3", 4, 0)]
    assert held(house) == {"O-1/1": 4, "O-2/1": 2, "O-3/1": 0}


def carried_beside_broken(desk: Desk, units: int) -> str:
    """Set five of ten lamps aside as broken, and carry some there to be looked at; return the action that did."""
    take(desk, opening("LAMP", 10))
    quarantine(desk.store, desk.act(), lamps(5), why="broken", to="QUAR")
    action = desk.act()
    move_stock(desk.store, action, lamps(units), "QUAR", why="to look at")
    return action.action_id


def test_what_was_released_since_is_not_carried_back_for_the_rest(house: Desk) -> None:
    carried = carried_beside_broken(house, 5)
    good = lamps(5, "QUAR", StockStatus.QUARANTINED)
    release_from_quarantine(house.store, house.act(), good, why="good ones", to="A-1")
    told = (MovingFault.RELEASED, {"sku": "LAMP", "place": "QUAR"})
    assert refusal(house, lambda: undo_move(house.store, house.act(), carried)) == told
    assert states(house, "LAMP") == {("A-1", "available"): 5, ("QUAR", "quarantined"): 5}


def test_what_was_set_aside_elsewhere_since_is_no_hindrance_to_carrying_back(house: Desk) -> None:
    carried = carried_beside_broken(house, 2)
    broken = lamps(5, "QUAR", StockStatus.QUARANTINED)
    quarantine(house.store, house.act(), broken, why="broken", to="B-1")
    undo_move(house.store, house.act(), carried)
    assert states(house, "LAMP") == {("A-1", "available"): 5, ("B-1", "quarantined"): 5}
