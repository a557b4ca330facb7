"""Taking a booking back: what comes back, who loses by it, what stays as it was, and when it cannot be."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Desk, fresh_desk
from tests.services.stock import (
    counts,
    decisions,
    furnished,
    held,
    last_run,
    level,
    lying,
    opening,
    order,
    purchase,
    runs,
    take,
)
from tests.services.test_statement_counts import LARGE, SMALL, counted, furnish, plan
from tests.services.test_two_desks import DESKS, at_once
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.changes import Area, StopMoved
from warehouse_app.services.contract import Action, ContractFault
from warehouse_app.services.correcting import Undone, undo_receipt
from warehouse_app.services.founding import turn_day
from warehouse_app.services.in_truth import CorrectingFault
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.losing import Loss
from warehouse_app.services.lying import Named
from warehouse_app.services.receiving import Booked, Received, close_receipt, receive
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import scrap
from warehouse_app.store.database import day as calendar_day


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def booked(desk: Desk, *goods: Goods, on: str = "") -> str:
    """Book goods in, on a purchase order or else without one; return the id of that booking."""
    action = desk.act()
    receive(desk.store, action, goods, purchase_order=on, supplier="" if on else "ACME")
    return action.action_id


def undone(desk: Desk, booking: str) -> Undone:
    return undo_receipt(desk.store, desk.act(), booking)


def refusal(desk: Desk, booking: str) -> tuple[object, object]:
    """Try to take a booking back, which must be refused and change nothing; return why."""
    before = counts(desk)
    with pytest.raises(Refused) as refused:
        undone(desk, booking)
    assert counts(desk) == before
    return refused.value.code, refused.value.facts


def received_on(desk: Desk, number: str) -> list[int]:
    found = desk.store.sql(
        "SELECT l.received FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "WHERE p.number = ? ORDER BY l.line",
        (number,),
    )
    return [units for (units,) in found]


def moves_of(desk: Desk, sku: str) -> list[tuple[object, ...]]:
    """Return (number, units, reason, document, number of the move that it corrects) of an item's moves."""
    found = desk.store.sql(
        "SELECT m.seq, m.quantity, m.reason, m.document, c.seq FROM move m JOIN item i ON i.id = m.item_id "
        "LEFT JOIN move c ON c.id = m.corrects_id WHERE i.sku = ? ORDER BY m.seq",
        (sku,),
    )
    return [tuple(row) for row in found]


def test_goods_that_nobody_waits_for_are_taken_back_and_nothing_else_changes(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5)), *order("SO-1", "BEN", 1, ("CORD", 2)))
    booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    booked(house, Goods("CORD", 3, "A-1"), on="PO-1")
    wrong = booked(house, Goods("LAMP", 6, "A-1"), on="PO-1")
    before, no_run_since = counts(house), last_run(house)
    answer = undone(house, wrong)
    assert (answer.receipt, answer.purchase_order, answer.supplier) == ("GR-1", "PO-1", "Acme")
    assert answer.goods == (Booked("LAMP", "Lamp", "piece", 6, "A-1", "", None, 20, 4),)
    assert answer.losses == ()
    assert answer.changes.areas == {Area.STOCK, Area.RECEIPTS, Area.PURCHASE_ORDERS}
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 4}, {"A-1": 3})
    assert (level(house, "LAMP"), level(house, "CORD")) == ((4, 0), (3, 2))
    assert received_on(house, "PO-1") == [4, 3]
    assert held(house) == {"SO-1/1": 2}
    assert runs(house, no_run_since) == []
    assert counts(house) == {**before, "move": before["move"] + 1, "action": before["action"] + 1}
    assert house.store.sql("SELECT status FROM receipt").fetchall() == [("open",)]


def test_the_new_move_names_the_one_it_corrects_which_stays_as_it_was(house: Desk) -> None:
    booked(house, Goods("LAMP", 4, "A-1"))
    wrong = booked(house, Goods("LAMP", 6, "A-2"), Goods("LAMP", 7, "A-1"))
    before = house.store.sql("SELECT * FROM move ORDER BY id").fetchall()
    undone(house, wrong)
    assert house.store.sql("SELECT * FROM move ORDER BY id LIMIT 3").fetchall() == before
    assert moves_of(house, "LAMP")[:3] == [
        (1, 4, "receipt", "GR-1", None),
        (2, 6, "receipt", "GR-1", None),
        (3, 7, "receipt", "GR-1", None),
    ]
    assert sorted(moves_of(house, "LAMP")[3:], key=str) == [
        (4, -7, "correction", "GR-1", 3),
        (5, -6, "correction", "GR-1", 2),
    ]
    found = house.store.sql(
        "SELECT m.actor, m.workstation, m.at, m.effective_on, a.verb FROM move m JOIN action a ON a.id = m.action_id "
        "WHERE m.seq = 4"
    ).fetchone()
    assert (*found[:3], calendar_day(found[3]), found[4]) == (
        "anna",
        "desk-1",
        int(house.now.timestamp() * 1_000_000),
        date(2026, 3, 2),
        "undo_receipt",
    )
    assert lying(house, "LAMP") == {"A-1": 4, "A-2": 0}


def test_what_is_missing_then_is_taken_from_the_end_of_the_queue_and_kept_as_a_decision(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4)),
        *order("SO-2", "ANN", 9, ("LAMP", 3)),
        *order("SO-3", "BEN", 5, ("LAMP", 6)),
        opening("LAMP", 2, "B-1"),
    )
    wrong = booked(house, Goods("LAMP", 9, "A-1"))
    booked(house, Goods("LAMP", 2, "A-1"))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3, "SO-3/1": 6}
    since = last_run(house)
    answer = undone(house, wrong)
    placed = datetime(2026, 2, 5, 8, tzinfo=UTC)
    assert answer.losses == (
        Loss("SO-1", 1, "LAMP", "Ben", "B", placed.replace(day=1), 3),
        Loss("SO-3", 1, "LAMP", "Ben", "B", placed, 6),
    )
    assert answer.changes.areas == {Area.STOCK, Area.RECEIPTS, Area.QUEUE, Area.ORDERS}
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 3, "SO-3/1": 0}
    assert (level(house, "LAMP"), lying(house, "LAMP")) == ((4, 4), {"A-1": 2, "B-1": 2})
    [(run, mode, policy, cause)] = runs(house, since)
    assert (mode, policy, cause) == ("cut", "first-come", "undo")
    assert decisions(house, run) == {
        "LAMP": (0, [("SO-1/1", 0, 4, -3, "stock-was-lost"), ("SO-3/1", 0, 6, -6, "stock-was-lost")]),
    }
    # The right number, booked now, goes to them again.
    booked(house, Goods("LAMP", 5, "A-1"))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3, "SO-3/1": 2}


def test_stock_that_was_free_covers_the_loss_first(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), opening("LAMP", 10, "B-1"))
    wrong = booked(house, Goods("LAMP", 9, "A-1"))
    since = last_run(house)
    assert undone(house, wrong).losses == ()
    assert (held(house), level(house, "LAMP"), runs(house, since)) == ({"SO-1/1": 4}, (10, 4), [])


def test_an_order_that_must_ship_complete_gives_back_its_other_items_which_go_to_the_next(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 5), ship_policy=ShipPolicy.ORDER_COMPLETE),
        opening("CORD", 6, "B-1"),
        opening("LAMP", 1, "B-1"),
    )
    wrong = booked(house, Goods("LAMP", 3, "A-1"))
    take(house, *order("SO-2", "CAT", 2, ("CORD", 3)))
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 5, "SO-2/1": 1}
    since = last_run(house)
    answer = undone(house, wrong)
    assert [(loss.order, loss.line, loss.sku, loss.units) for loss in answer.losses] == [
        ("SO-1", 1, "LAMP", 4),
        ("SO-1", 2, "CORD", 5),
    ]
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3}
    assert (level(house, "LAMP"), level(house, "CORD")) == ((1, 0), (6, 3))
    [(cut, *how), (fill, *then)] = runs(house, since)
    assert (how, then) == (["cut", "first-come", "undo"], ["fill", "first-come", "undo"])
    assert decisions(house, cut) == {
        "LAMP": (0, [("SO-1/1", 0, 4, -4, "stock-was-lost")]),
        "CORD": (0, [("SO-1/2", 0, 5, -5, "given-back")]),
    }
    assert decisions(house, fill)["CORD"][1][-1] == ("SO-2/1", 2, 1, 2, "filled")


def test_goods_that_counted_on_two_purchase_lines_are_to_come_on_both_again(house: Desk) -> None:
    take(
        house,
        PurchaseLineRecord("PO-1", "EASY", "LAMP", 10, line=1, received=2),
        PurchaseLineRecord("PO-1", "EASY", "LAMP", 10, line=2),
    )
    right = booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    wrong = booked(house, Goods("LAMP", 8, "A-1"), on="PO-1")
    assert received_on(house, "PO-1") == [10, 5]
    [goods] = undone(house, wrong).goods
    assert (goods.quantity, goods.ordered, goods.received) == (8, 20, 7)
    assert received_on(house, "PO-1") == [7, 0]
    lines = house.store.sql(
        "SELECT l.quantity, a.action_id, v.receipt_line_id IS NOT NULL FROM receipt_line l "
        "JOIN action a ON a.id = l.action_id LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id ORDER BY l.id"
    ).fetchall()
    assert [(units, booking, bool(back)) for units, booking, back in lines] == [
        (5, right, False),
        (3, wrong, True),
        (5, wrong, True),
    ]
    undone(house, right)
    assert received_on(house, "PO-1") == [2, 0]


def test_a_closed_receipt_counts_what_was_not_taken_back(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    booked(house, Goods("LAMP", 4), on="PO-1")
    wrong = booked(house, Goods("LAMP", 6), on="PO-1")
    late = booked(house, Goods("LAMP", 1), on="PO-1")
    undone(house, wrong)
    closed = close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (closed.receipt, closed.units, closed.lines_to_come) == ("GR-1", 5, 1)
    # Somebody looks at the total, and finds the mistake only now.
    assert undone(house, late).receipt == "GR-1"
    assert (received_on(house, "PO-1"), level(house, "LAMP")) == ([4], (4, 0))
    assert house.store.sql("SELECT number, status FROM receipt").fetchall() == [("GR-1", "closed")]


def test_the_same_action_again_takes_back_nothing_more(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    booked(house, Goods("LAMP", 6, "A-1"))
    action = house.act()
    first = undo_receipt(house.store, action, wrong)
    assert undo_receipt(house.store, action, wrong) == first
    assert lying(house, "LAMP") == {"A-1": 6}


def test_a_booking_is_taken_back_once(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    booked(house, Goods("LAMP", 6, "A-1"))
    undone(house, wrong)
    assert refusal(house, wrong) == (CorrectingFault.UNDONE, {"receipt": "GR-1"})
    assert (lying(house, "LAMP"), level(house, "LAMP")) == ({"A-1": 6}, (6, 0))


def test_of_desks_that_take_the_same_booking_back_at_once_one_does(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)))
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    booked(house, Goods("LAMP", 6, "A-1"))

    def undo(action: Action) -> object:
        try:
            return undo_receipt(house.store, action, wrong).receipt
        except Refused as refused:
            return refused.code

    answers = at_once(house, [partial(undo, house.act()) for _ in range(DESKS)])
    assert sorted(answers, key=str) == ["GR-1", *[CorrectingFault.UNDONE] * (DESKS - 1)]
    assert (lying(house, "LAMP"), level(house, "LAMP"), held(house)) == ({"A-1": 6}, (6, 6), {"SO-1/1": 6})


def test_goods_that_are_sent_for_and_taken_back_at_once_are_fetched_by_nobody(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 6)))
    wrong = booked(house, Goods("LAMP", 6, "A-1"))

    def undo(action: Action) -> object:
        try:
            return len(undo_receipt(house.store, action, wrong).losses)
        except Refused as refused:
            return refused.code

    def send(action: Action) -> object:
        return len(release(house.store, action).lists)

    answers = at_once(house, [partial(undo, house.act()), partial(send, house.act())])
    # Whichever comes first: in the end nothing is held, and nobody is sent for what is not there.
    assert answers in ([1, 0], [1, 1])
    assert (level(house, "LAMP"), held(house)) == ((0, 0), {"SO-1/1": 0})
    assert house.store.sql("SELECT COALESCE(SUM(quantity - picked - returned), 0) FROM allocation").fetchone()[0] == 0


def test_only_bookings_of_goods_that_came_are_taken_back(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    closing = house.act()
    close_receipt(house.store, closing, supplier="ACME")
    undoing = house.act()
    undo_receipt(house.store, undoing, wrong)
    for other in (closing.action_id, undoing.action_id, "no-such-action", ""):
        assert refusal(house, other) == (CorrectingFault.UNKNOWN, {"booking": other})


def test_goods_that_are_not_in_the_house_any_more_are_not_taken_back(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 6, "A-1"), Goods("CORD", 2, "A-1"))
    scrap(house.store, house.act(), Named("LAMP", "A-1", 1), why="broken")
    facts = {"sku": "LAMP", "place": "A-1", "quantity": 6, "there": 5}
    assert refusal(house, wrong) == (CorrectingFault.GONE, facts)
    assert lying(house, "CORD") == {"A-1": 2}


def test_goods_that_a_pick_list_fetches_are_taken_back_and_the_list_with_them(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    booked(house, Goods("LAMP", 4, "A-2"))
    wrong = booked(house, Goods("LAMP", 3, "A-1"), Goods("LAMP", 2, "A-1"))
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-1", "SO-2"]
    answer = undone(house, wrong)
    assert answer.stops == (StopMoved("PL-2", "SO-2", 1, "LAMP", "A-1", 3, 0, ()),)
    assert [(loss.order, loss.units) for loss in answer.losses] == [("SO-2", 3)]
    lists = house.store.sql("SELECT number, status FROM pick_list ORDER BY number").fetchall()
    assert lists == [("PL-1", "released"), ("PL-2", "unreleased")]
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 4, "SO-2/1": 0}, (4, 4))


def test_units_beside_those_that_a_list_fetches_are_taken_back(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    booked(house, Goods("LAMP", 4, "A-1"))
    [made] = release(house.store, house.act()).lists
    wrong = booked(house, Goods("LAMP", 9, "A-1"))
    assert undone(house, wrong).losses == ()
    assert (level(house, "LAMP"), held(house)) == ((4, 4), {"SO-1/1": 4})
    assert house.store.sql("SELECT number, status FROM pick_list").fetchall() == [(made.number, "released")]


def test_goods_that_were_never_allocatable_take_nothing_from_anybody(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("MILK", 5), ("LAMP", 5)))
    booked(house, Goods("LAMP", 5, "A-1"), Goods("MILK", 5, "A-1", "GOOD", date(2026, 5, 1)))
    aside = booked(
        house, Goods("LAMP", 6, "QUAR", quarantine="dented"), Goods("MILK", 5, "A-1", "OLD", date(2026, 3, 1))
    )
    since = last_run(house)
    assert undone(house, aside).losses == ()
    assert runs(house, since) == []
    assert (lying(house, "LAMP"), lying(house, "MILK")) == ({"A-1": 5, "QUAR": 0}, {"A-1@GOOD": 5, "A-1@OLD": 0})
    assert (level(house, "LAMP"), level(house, "MILK"), held(house)) == ((5, 5), (5, 5), {"SO-1/1": 5, "SO-1/2": 5})


def test_goods_that_expired_since_are_taken_back_from_where_they_lie_only(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 5, "A-1", "L1", date(2026, 3, 2)))
    booked(house, Goods("MILK", 3, "A-1", "L2", date(2026, 5, 1)))
    house.now += timedelta(days=1)
    turn_day(house.store, house.act())
    assert level(house, "MILK") == (3, 0)
    undone(house, wrong)
    assert (lying(house, "MILK"), level(house, "MILK")) == ({"A-1@L1": 0, "A-1@L2": 3}, (3, 0))


def test_a_lot_that_was_named_by_mistake_may_come_with_its_right_day(house: Desk) -> None:
    wrong = booked(house, Goods("MILK", 5, "A-1", "L1", date(2026, 5, 1)))
    undone(house, wrong)
    right = booked(house, Goods("MILK", 5, "A-1", "L1", date(2026, 6, 1)))
    [(expiry,)] = house.store.sql("SELECT expiry FROM lot WHERE code = 'L1'")
    assert calendar_day(expiry) == date(2026, 6, 1)
    # From now on something true is known of it again.
    other = Goods("MILK", 5, "A-1", "L1", date(2026, 5, 1))
    with pytest.raises(Refused) as refused:
        booked(house, other)
    assert refused.value.code is ReceivingFault.EXPIRY_OTHER
    undone(house, right)
    for first in (date(2026, 7, 1), date(2026, 6, 1)):
        with pytest.raises(Refused) as refused:
            booked(house, Goods("MILK", 1, "A-1", "L1", first), other)
        days = {"stored": first, "given": date(2026, 5, 1)}
        assert refused.value.facts == {"sku": "MILK", "lot": "L1", **days}
    [(expiry,)] = house.store.sql("SELECT expiry FROM lot WHERE code = 'L1'")
    assert calendar_day(expiry) == date(2026, 6, 1)


def test_a_lot_of_which_some_did_come_keeps_its_day(house: Desk) -> None:
    booked(house, Goods("MILK", 1, "A-1", "L1", date(2026, 5, 1)))
    undone(house, booked(house, Goods("MILK", 5, "A-1", "L1", date(2026, 5, 1))))
    with pytest.raises(Refused) as refused:
        booked(house, Goods("MILK", 5, "A-1", "L1", date(2026, 6, 1)))
    assert refused.value.code is ReceivingFault.EXPIRY_OTHER


def test_a_serial_number_that_was_taken_back_may_come_again(house: Desk) -> None:
    undone(house, booked(house, Goods("TOOL", 1, "A-1", lot="N1")))
    assert lying(house, "TOOL") == {"A-1@N1": 0}
    booked(house, Goods("TOOL", 1, "A-2", lot="N1"))
    assert lying(house, "TOOL") == {"A-1@N1": 0, "A-2@N1": 1}


def test_a_clerk_may_take_back_and_whoever_is_nobody_may_not(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 6, "A-1"))
    house.store.sql("INSERT INTO person (name, role) VALUES ('bert', 1)")
    with pytest.raises(Refused) as refused:
        undone(house, wrong)
    assert refused.value.code is ContractFault.NOBODY
    assert level(house, "LAMP") == (6, 0)
    undo_receipt(house.store, house.act("bert"), wrong)
    assert level(house, "LAMP") == (0, 0)


def test_taking_back_costs_the_same_in_a_house_of_any_size_and_reads_no_table_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    def undo_last(desk: Desk) -> None:
        undone(desk, wrong)

    texts: list[list[str]] = []
    for others in (SMALL, LARGE):
        folder = tmp_path / str(others)
        folder.mkdir()
        desk = fresh_desk("sqlite", request, folder)
        furnish(desk, others)
        wrong = booked(desk, Goods("LAMP", 10), on="PO-1")
        read = counted(desk, undo_last, monkeypatch)
        assert held(desk, "SO-1", "SO-2", "SO-3") == {"SO-1/1": 0, "SO-2/1": 0, "SO-3/1": 0}
        texts.append([each.text for each in read])
        selects = [each for each in read if each.text.startswith("SELECT")]
        whole = [each.text for each in selects if any(step.startswith("SCAN") for step in plan(desk, each))]
        assert [text for text in whole if not re.search(r'FROM "?(person|setting)\b| LIMIT ', text)] == []
        desk.store.close()
    assert texts[0] == texts[1]
    # Six of them withdraw the notice: of which runs it is, of whom, what came of their lines since, what they still
    # hold, that it is withdrawn, and whether the booking had put another one right. One asks what was put into totes,
    # and two what counts have booked since it came.
    assert len(texts[0]) == 55


def test_what_all_to_come_booked_is_taken_back_as_one(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5)))
    action = house.act()
    answer: Received = receive(house.store, action, [], purchase_order="PO-1", all_to_come=True, close=True)
    assert answer.closed
    goods = undone(house, action.action_id).goods
    assert [(each.sku, each.quantity, each.location, each.received) for each in goods] == [
        ("LAMP", 20, "DOCK", 0),
        ("CORD", 5, "DOCK", 0),
    ]
    assert (received_on(house, "PO-1"), level(house, "LAMP"), level(house, "CORD")) == ([0, 0], (0, 0), (0, 0))
