"""Whose wait a receipt has ended is noted with it, in one row, and told only as far as it still holds."""

import json
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.picked import pick
from tests.services.stock import (
    ITEMS,
    come,
    furnished,
    held,
    last_run,
    opening,
    order,
    purchase,
    send,
    set_house,
    take,
    turn_to,
)
from tests.services.test_correcting import booked, undone
from tests.services.test_statement_counts import plan, statements
from warehouse_app.domain.decisions import LineDecision, Reason, pack
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Mode, NoticeKind, NoticeStatus, Policy, ShipPolicy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.notices import Notice, NoticedLine, NoticedOrder, ended_waits, notices, waiting_notices
from warehouse_app.queries.runs import planned_fill, waiting_items
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.correcting import correct_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import hold, pin, unhold
from warehouse_app.services.undoing import undo_run
from warehouse_app.store.tables import Decision, Run

WHOLE = ShipPolicy.ORDER_COMPLETE
WAITING, WITHDRAWN = NoticeStatus.WAITING, NoticeStatus.WITHDRAWN


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def read(desk: Desk, *, withdrawn: bool = False) -> list[Notice]:
    with desk.store.snapshot():
        return notices(desk.store, house_settings(), withdrawn=withdrawn)


def told(desk: Desk) -> list[tuple[str, list[str]]]:
    """Return, of each notice that waits, its receipt and what it tells: "ORDER/LINE SKU UNITS", "!" where complete."""
    return [
        (
            each.subject,
            [
                f"{of.order}/{line.line} {line.sku} {line.units}{'!' * of.is_complete}"
                for of in each.orders
                for line in of.lines
            ],
        )
        for each in read(desk)
    ]


def outbox(desk: Desk) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in desk.store.sql("SELECT kind, subject, status FROM outbox ORDER BY id")]


def correct(desk: Desk, booking: str, sku: str, units: int) -> None:
    correct_receipt(desk.store, desk.act(), booking, Came(sku), Truth(units), why="counted again")


def test_a_receipt_that_ends_waits_notes_them_in_one_row(house: Desk) -> None:
    ann = CustomerRecord("EVE", "Eve", "eve@example.org", "A", language="de")
    take(
        house,
        ann,
        *order("SO-1", "EVE", 1, ("LAMP", 4), ("CORD", 3)),
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
        *order("SO-3", "CAT", 3, ("LAMP", 9), ("PLUG", 1)),
    )
    assert (outbox(house), read(house), waiting_notices(house.store)) == ([], [], 0)
    booking = booked(house, Goods("LAMP", 10, "A-1"), Goods("PLUG", 1, "A-1"))
    run = last_run(house)
    [(kind, subject, payload, status, made_by)] = house.store.sql(
        "SELECT o.kind, o.subject, o.payload, o.status, a.action_id FROM outbox o JOIN action a ON a.id = o.action_id"
    ).fetchall()
    assert (kind, subject, json.loads(payload), status) == ("wait-ended", "GR-1", {"runs": [run]}, "waiting")
    assert made_by == booking
    [notice] = read(house)
    # SO-3 got three of nine lamps, of which nobody is told; its plug is here, but not all of it.
    assert notice == Notice(
        1,
        NoticeKind.WAIT_ENDED,
        "GR-1",
        WAITING,
        notice.at,
        (
            NoticedOrder("SO-1", "EVE", "Eve", "de", "eve@example.org", (NoticedLine(1, "LAMP", "Lamp", 4),), False),
            NoticedOrder("SO-2", "BEN", "Ben", "", "", (NoticedLine(1, "LAMP", "Lamp", 3),), True),
            NoticedOrder("SO-3", "CAT", "Cat", "", "", (NoticedLine(2, "PLUG", "Plug", 1),), False),
        ),
    )
    assert notice.at == house.acted[-1].now
    assert waiting_notices(house.store) == 1


def test_the_lines_of_an_order_are_told_together_once_all_of_it_is_here(house: Desk) -> None:
    take(house, opening("PLUG", 2), *order("SO-1", "BEN", 1, ("LAMP", 4), ("PLUG", 2), ("CORD", 3), ("LAMP", 1)))
    booked(house, Goods("LAMP", 5, "A-1"), Goods("CORD", 3, "A-1"))
    # What it had in stock from the beginning is no news.
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!", "SO-1/3 CORD 3!", "SO-1/4 LAMP 1!"])]


@pytest.mark.parametrize(
    "event",
    [
        lambda desk: come(desk, "LAMP", 3),
        lambda desk: come(desk, "CORD", 3),
        lambda desk: come(desk, "LAMP", 4, "QUAR", quarantine="damaged"),
        lambda desk: take(desk, *order("SO-2", "ANN", 2, ("PLUG", 2))),
        lambda desk: planned_fill(desk.store, house_settings(), waiting_items(desk.store)),
    ],
    ids=["too few", "of another item", "set aside", "an order that finds stock", "a mere preview"],
)
def test_who_waits_on_is_told_nothing(house: Desk, event: Callable[[Desk], object]) -> None:
    take(house, opening("PLUG", 5), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    event(house)
    assert held(house, "SO-1")["SO-1/1"] < 4
    assert outbox(house) == []


def test_a_wait_that_ends_bit_by_bit_is_told_by_the_receipt_that_ends_it(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    come(house, "LAMP", 3)
    come(house, "LAMP", 3)
    come(house, "LAMP", 3)
    assert told(house) == [("GR-2", ["SO-1/1 LAMP 4!"])]


def test_goods_put_aside_and_picked_for_an_order_are_told_and_shipped_ones_no_more(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    goods = [Goods("LAMP", 4, "STAGE", for_order="SO-1"), Goods("LAMP", 3, "TOTE", for_order="SO-2")]
    receive(house.store, house.act(), goods, supplier="ACME", close=True)
    both = ["SO-1/1 LAMP 4!", "SO-2/1 LAMP 3!"]
    assert told(house) == [("GR-1", both)]
    take(house, *order("SO-3", "BEN", 3, ("PLUG", 5)))
    come(house, "PLUG", 5)
    assert told(house) == [("GR-1", both), ("GR-2", ["SO-3/1 PLUG 5!"])]
    send(house, "SO-3", 2)
    assert told(house) == [("GR-1", both), ("GR-2", ["SO-3/1 PLUG 3!"])]
    send(house, "SO-3", 3)
    assert told(house) == [("GR-1", both), ("GR-2", [])]


def test_who_holds_less_by_now_is_told_nothing(house: Desk) -> None:
    lot = {"lot": "L1", "expiry": date(2026, 6, 1)}
    take(house, *order("SO-1", "BEN", 1, ("MILK", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3), ("CORD", 1)))
    booked(house, Goods("MILK", 4, "A-1", **lot), Goods("LAMP", 3, "A-1"))  # type: ignore[arg-type]
    assert told(house) == [("GR-1", ["SO-1/1 MILK 4!", "SO-2/1 LAMP 3"])]
    block_lot(house.store, house.act(), "MILK", "L1", why="smells")
    assert held(house, "SO-1") == {"SO-1/1": 0}
    assert told(house) == [("GR-1", ["SO-2/1 LAMP 3"])]
    cancel_order(house.store, house.act(), "SO-2")
    assert told(house) == [("GR-1", [])]
    # It waits again, and the receipt that ends that tells it.
    booked(house, Goods("MILK", 4, "A-1", "L2", date(2026, 6, 1)))
    assert told(house) == [("GR-1", []), ("GR-1", ["SO-1/1 MILK 4!"])]
    assert outbox(house) == [("wait-ended", "GR-1", "waiting")] * 2


def test_an_order_on_hold_is_told_once_it_is_served_again(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    come(house, "LAMP", 4)
    hold(house.store, house.act(), "SO-1", why="unpaid")
    assert (held(house), told(house)) == ({"SO-1/1": 4}, [("GR-1", [])])
    unhold(house.store, house.act(), "SO-1")
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!"])]


def test_a_pre_order_is_not_told_before_its_day(house: Desk) -> None:
    day = date(2026, 3, 9)
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), not_before=day),
        *order("SO-2", "BEN", 2, ("GAME", 2)),
        *order("SO-3", "BEN", 3, ("GAME", 2)),
    )
    come(house, "LAMP", 4)
    come(house, "GAME", 2)
    assert outbox(house) == []
    # What a person fixes to it before its day is held for it, and no news.
    pin(house.store, house.act(), "SO-3", 1, 2, why="promised")
    pin(house.store, house.act(), "SO-1", 1, 4, why="promised")
    take(house, *order("SO-4", "BEN", 4, ("LAMP", 1), not_before=day))
    pin(house.store, house.act(), "SO-4", 1, 1, why="promised")
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 2, "SO-4/1": 1}
    assert told(house) == [("GR-3", [])]
    turn_to(house, day)
    assert told(house) == [("GR-3", ["SO-4/1 LAMP 1!"])]


def test_a_receipt_that_closes_tells_who_gets_what_was_kept_for_its_rest(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 20)),
        *order("SO-1", "ANN", 1, ("LAMP", 12), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 5)),
    )
    set_house(house, starved_after=1)
    for _ in range(2):
        receive(house.store, house.act(), [Goods("LAMP", 5, "A-1")], purchase_order="PO-1")
    assert (held(house), told(house)) == ({"SO-1/1": 0, "SO-2/1": 0}, [])
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (held(house), told(house)) == ({"SO-1/1": 0, "SO-2/1": 5}, [("GR-1", ["SO-2/1 LAMP 5!"])])


@pytest.mark.parametrize("policy", [Policy.FAIR_SHARE, Policy.EQUAL_SHARE])
def test_whoever_shares_is_told_only_of_what_is_whole(house: Desk, policy: Policy) -> None:
    set_house(house, policy=policy)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 9)), *order("SO-2", "CAT", 1, ("LAMP", 4), priority_class="B"))
    come(house, "LAMP", 12)
    assert held(house) == {"SO-1/1": 8, "SO-2/1": 4}
    assert told(house) == [("GR-1", ["SO-2/1 LAMP 4!"])]


def test_a_booking_taken_back_withdraws_its_notice(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    first = booked(house, Goods("LAMP", 4, "A-1"))
    second = booked(house, Goods("LAMP", 3, "A-1"))
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!"]), ("GR-1", ["SO-2/1 LAMP 3!"])]
    undone(house, second)
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!"])]
    undone(house, first)
    assert (told(house), waiting_notices(house.store)) == ([], 0)
    assert [(each.status, each.orders) for each in read(house, withdrawn=True)] == [(WITHDRAWN, ()), (WITHDRAWN, ())]


def test_a_booking_taken_back_leaves_those_told_who_still_hold_theirs(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 4)))
    first = booked(house, Goods("LAMP", 4, "A-1"))
    booked(house, Goods("LAMP", 4, "A-1"))
    # The last in the queue loses what the first booking brought: SO-2, of which the second one tells.
    undone(house, first)
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0}
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!"]), ("GR-1", [])]


def test_a_notice_that_was_sent_is_not_withdrawn(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    booking = booked(house, Goods("LAMP", 4, "A-1"))
    with house.store.transaction():
        house.store.sql("UPDATE outbox SET status = 'sent'")
    undone(house, booking)
    assert outbox(house) == [("wait-ended", "GR-1", "sent")]


def test_a_correction_withdraws_what_waits_again_and_tells_what_waits_no_more(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    booking = booked(house, Goods("LAMP", 4, "A-1"))
    correct(house, booking, "LAMP", 3)
    assert (held(house), outbox(house)) == ({"SO-1/1": 3, "SO-2/1": 0}, [("wait-ended", "GR-1", "withdrawn")])
    correct(house, house.acted[-1].action_id, "LAMP", 7)
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3}
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!", "SO-2/1 LAMP 3!"])]
    assert outbox(house) == [("wait-ended", "GR-1", "withdrawn"), ("wait-ended", "GR-1", "waiting")]


def test_a_correction_that_moves_no_allocation_leaves_the_notice(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("MILK", 4)))
    booking = booked(house, Goods("MILK", 4, "A-1", "L1", date(2026, 6, 1)))
    truth = Truth(lot="L2", expiry=date(2026, 7, 1))
    correct_receipt(house.store, house.act(), booking, Came("MILK"), truth, why="read again")
    assert (held(house), outbox(house)) == ({"SO-1/1": 4}, [("wait-ended", "GR-1", "waiting")])
    assert told(house) == [("GR-1", ["SO-1/1 MILK 4!"])]


def test_a_correction_taken_back_withdraws_the_notice_of_the_booking_that_it_put_right(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    other = booked(house, Goods("CORD", 1, "A-1"))
    booking = booked(house, Goods("LAMP", 4, "A-1"))
    for units in (6, 5):
        correct(house, booking, "LAMP", units)
        booking = house.acted[-1].action_id
        assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!"])]
    undone(house, other)
    assert outbox(house) == [("wait-ended", "GR-1", "waiting")]
    undone(house, booking)
    assert outbox(house) == [("wait-ended", "GR-1", "withdrawn")]


def test_a_correction_tells_whoever_gets_what_another_gives_back(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("CORD", 2)),
    )
    booking = booked(house, Goods("LAMP", 4, "A-1"), Goods("CORD", 2, "A-1"))
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!", "SO-1/2 CORD 2!"])]
    correct(house, booking, "LAMP", 1)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 2}
    assert told(house) == [("GR-1", ["SO-2/1 CORD 2!"])]
    assert outbox(house) == [("wait-ended", "GR-1", "withdrawn"), ("wait-ended", "GR-1", "waiting")]


Made = tuple[int, int, int]
"""The line, what it was short of, and what it got."""


@pytest.mark.parametrize(
    ("runs", "ended"),
    [
        ([[(1, 4, 4), (2, 5, 4), (3, 5, 0)]], {1: 4}),
        # What one run took and the next gave back was never waited for.
        ([[(1, 0, -4)], [(1, 4, 4)]], {}),
        ([[(1, 2, -4)], [(1, 6, 6)]], {1: 2}),
        ([[(1, 6, 2)], [(1, 4, 4)]], {1: 6}),
        ([[(1, 6, 6)], [(1, 0, -1)]], {}),
    ],
    ids=["one run", "taken and given", "taken, then all given", "in two parts", "given and taken"],
)
def test_of_several_runs_of_an_action_what_they_come_to_counts(
    desk: Desk, runs: list[list[Made]], ended: dict[int, int]
) -> None:
    take(desk, *ITEMS)
    desk.act()
    with desk.store.transaction():
        action = int(desk.store.sql("SELECT MAX(id) FROM action").fetchone()[0])
        made = [
            Run.insert(
                mode=Mode.FILL,
                policy=Policy.FIRST_COME,
                cause="receipt",
                at=1,
                house_day=date(2026, 3, 2),
                action=action,
            ).execute()
            for _ in runs
        ]
        rows = [
            (run, 1, 0, pack([LineDecision(line, asked, 9, gets, Reason.FILLED) for line, asked, gets in lines]))
            for run, lines in zip(made, runs, strict=True)
        ]
        desk.store.insert(Decision, ("run_id", "item_id", "free", "lines"), rows)
        assert ended_waits(desk.store, made) == ended
        assert ended_waits(desk.store, []) == {}


def test_a_run_undone_withdraws_the_notice_of_its_receipt(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    come(house, "LAMP", 4)
    undo_run(house.store, house.act(), last_run(house))
    assert (told(house), outbox(house)) == ([], [("wait-ended", "GR-1", "withdrawn")])
    come(house, "LAMP", 3)
    assert told(house) == [("GR-2", ["SO-1/1 LAMP 4!", "SO-2/1 LAMP 3!"])]


def test_who_is_picked_for_is_told_though_another_booking_is_taken_back(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    come(house, "LAMP", 4)
    other = booked(house, Goods("LAMP", 2, "A-2"))
    release(house.store, house.act())
    pick(house, "SO-1", 4)
    undone(house, other)
    assert told(house) == [("GR-1", ["SO-1/1 LAMP 4!"])]


def test_a_thousand_lines_served_are_one_row_and_read_with_few_statements(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for desk in furnished(file_desk):
        take(desk, *(line for number in range(1_000) for line in order(f"N-{number}", "BEN", 1, ("LAMP", 1))))
        come(desk, "LAMP", 999)
        assert outbox(desk) == [("wait-ended", "GR-1", "waiting")]
        with statements(desk.store, monkeypatch) as made:
            [notice] = read(desk)
        assert [each.order for each in notice.orders] == [f"N-{number}" for number in range(999)]
        # The settings, the outbox, its decisions, what came of the lines, these, and which orders wait for more.
        assert len(made) == 6
        whole = [step for each in made for step in plan(desk, each) if step.startswith("SCAN")]
        assert whole == ["SCAN setting", "SCAN outbox"]
