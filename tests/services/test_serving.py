"""A person's word about how an order is served: its class, a hold, what is kept of it and what is refused."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    come,
    counts,
    decisions,
    furnished,
    held,
    last_run,
    opening,
    order,
    redistributed,
    refusal,
    runs,
    take,
)
from tests.services.test_pinning import pinned, pins, three_short
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.changes import Area
from warehouse_app.services.ordering import OrderFault, save_order
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import LONGEST_HOLD_REASON, Served, ServingFault, classify, hold, pin, unhold, unpin
from warehouse_app.store.tables import SalesOrder

WHOLE = ShipPolicy.ORDER_COMPLETE
TOLD = {Area.ORDERS, Area.QUEUE}


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def said(desk: Desk) -> list[tuple[object, ...]]:
    """Return (order, line, kind, value, why, verb) of all that persons said."""
    found = desk.store.sql(
        "SELECT o.number, l.line, v.kind, v.value, v.why, a.verb FROM intervention v "
        "JOIN sales_order o ON o.id = v.order_id LEFT JOIN order_line l ON l.id = v.order_line_id "
        "JOIN action a ON a.id = v.action_id ORDER BY v.id"
    )
    return [tuple(row) for row in found]


def test_what_a_person_says_is_kept_with_the_reason(house: Desk) -> None:
    three_short(house)
    pinned(house, "SO-2", 4, why="  promised \n by phone ")
    pinned(house, "SO-2", 2, why="a mistake")
    unpin(house.store, house.act(), "SO-2", 1, why=" settled ")
    pinned(house, "SO-3", 1)
    unpin(house.store, house.act(), "SO-3", 1)
    classify(house.store, house.act(), "SO-3", "A", why="new shop")
    classify(house.store, house.act(), "SO-3", "", why="opened")
    hold(house.store, house.act(), "SO-1", why="credit")
    unhold(house.store, house.act(), "SO-1", why="paid")
    assert said(house) == [
        ("SO-2", 1, "pin", "4", "promised by phone", "pin"),
        ("SO-2", 1, "pin", "2", "a mistake", "pin"),
        ("SO-2", 1, "pin", "0", "settled", "unpin"),
        ("SO-3", 1, "pin", "1", "promised", "pin"),
        ("SO-3", 1, "pin", "0", "", "unpin"),
        ("SO-3", None, "class", "A", "new shop", "classify"),
        ("SO-3", None, "class", "", "opened", "classify"),
        ("SO-1", None, "hold", "on", "credit", "hold"),
        ("SO-1", None, "hold", "", "paid", "unhold"),
    ]


def test_without_a_reason_nothing_is_pinned_classified_or_held(house: Desk) -> None:
    three_short(house)
    for call in (
        partial(pinned, house, "SO-1", 3, why=" \t"),
        partial(classify, house.store, house.act(), "SO-1", "C", why=""),
        partial(hold, house.store, house.act(), "SO-1", why="  "),
    ):
        assert refusal(house, call) == (ServingFault.NO_REASON, {})
    assert said(house) == []


def test_a_reason_that_is_too_long_for_a_hold_is_refused_and_never_cut(house: Desk) -> None:
    three_short(house)
    longest = "é" * LONGEST_HOLD_REASON
    assert LONGEST_HOLD_REASON == SalesOrder.hold_reason.max_length == 200
    refused = refusal(house, partial(hold, house.store, house.act(), "SO-1", why=f" {longest}x"))
    assert refused == (ServingFault.LONG_REASON, {"length": 201, "most": 200})
    assert said(house) == []
    assert hold(house.store, house.act(), "SO-1", why=f"  {longest}\n").after == longest
    assert house.store.sql("SELECT hold_reason FROM sales_order WHERE number = 'SO-1'").fetchall() == [(longest,)]
    assert [(kind, value, why) for _, _, kind, value, why, _ in said(house)] == [("hold", "on", longest)]


def test_an_order_of_a_class_of_its_own_is_served_by_it_at_once(house: Desk) -> None:
    take(
        house,
        opening("SALT", 6),
        *order("SO-1", "BEN", 1, ("SALT", 5), ("LAMP", 1)),
        *order("SO-2", "ANN", 2, ("LAMP", 1)),
    )
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0, "SO-2/1": 0}
    before = last_run(house)
    answer = classify(house.store, house.act(), "SO-1", "A", why="new shop")
    assert answer == Served("SO-1", "", "A", answer.changes, shares=answer.shares)
    assert [(each.order, each.line, each.units, each.short) for each in answer.shares] == [("SO-1", 1, 3, 0)]
    assert answer.changes.areas == TOLD | {Area.STOCK}
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 0, "SO-2/1": 0}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "class")]
    assert decisions(house, before + 1) == {
        "SALT": (4, [("SO-1/1", 3, 2, 3, "filled")]),
        "LAMP": (0, [("SO-1/2", 1, 0, 0, "out-of-stock")]),
    }
    come(house, "LAMP", 1)
    assert held(house, "SO-1") == {"SO-1/1": 5, "SO-1/2": 1}
    back = classify(house.store, house.act(), "SO-1", "", why="opened")
    assert back == Served("SO-1", "A", "", back.changes)
    found = house.store.sql("SELECT rank_class FROM order_line ORDER BY id").fetchall()
    assert [rank for (rank,) in found] == ["B", "B", "A"]


def test_a_class_that_is_none_or_the_same_is_refused(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 1, ("LAMP", 4), priority_class="C"))
    for number, given, refused in (
        ("SO-1", "a", (ServingFault.CLASS, {"given": "a"})),
        ("SO-1", "AB", (ServingFault.CLASS, {"given": "AB"})),
        ("SO-1", "Ä", (ServingFault.CLASS, {"given": "Ä"})),
        ("SO-1", "", (ServingFault.SAME_CLASS, {"order": "SO-1", "rank_class": "B"})),
        ("SO-2", "C", (ServingFault.SAME_CLASS, {"order": "SO-2", "rank_class": "C"})),
        ("SO-9", "C", (OrderFault.UNKNOWN, {"order": "SO-9"})),
    ):
        assert refusal(house, partial(classify, house.store, house.act(), number, given, why="so")) == refused
    # Its customer's class, but its own: it stays when the customer's changes.
    assert classify(house.store, house.act(), "SO-1", "B", why="so").after == "B"


def test_an_order_on_hold_keeps_its_place_and_stock_and_gets_none(house: Desk) -> None:
    take(house, opening("LAMP", 2), *order("SO-1", "BEN", 1, ("LAMP", 6)), *order("SO-2", "BEN", 2, ("LAMP", 6)))
    before = last_run(house)
    answer = hold(house.store, house.act(), "SO-1", why=" credit\n limit ")
    assert answer == Served("SO-1", "", "credit limit", answer.changes)
    assert runs(house, before) == [(before + 1, "fill", "first-come", "hold")]
    assert decisions(house, before + 1) == {"LAMP": (0, [("SO-1/1", 4, 2, 0, "on-hold")])}
    assert release(house.store, house.act()).lists == ()
    come(house, "LAMP", 3)
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 3}
    freed = unhold(house.store, house.act(), "SO-1", why="paid")
    assert freed == Served("SO-1", "credit limit", "", freed.changes)
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 3}
    come(house, "LAMP", 5)
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 4}
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-1", "SO-2"]


def test_a_redistribution_gives_to_others_what_an_order_on_hold_has(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "BEN", 1, ("LAMP", 5)), *order("SO-2", "BEN", 2, ("LAMP", 2)))
    hold(house.store, house.act(), "SO-1", why="credit")
    redistributed(house)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}
    made = [("SO-1/1", 0, 5, -5, "on-hold"), ("SO-2/1", 2, 0, 2, "filled")]
    assert decisions(house, last_run(house)) == {"LAMP": (0, made)}


def test_a_new_line_of_an_order_on_hold_is_on_hold(house: Desk) -> None:
    take(house, opening("CORD", 5), *order("SO-1", "BEN", 1, ("LAMP", 6)))
    hold(house.store, house.act(), "SO-1", why="address")
    save_order(house.store, house.act(), order("SO-1", "BEN", 1, ("LAMP", 6), ("CORD", 2)), update=False)
    assert decisions(house, last_run(house)) == {"CORD": (5, [("SO-1/2", 2, 0, 0, "on-hold")])}
    unhold(house.store, house.act(), "SO-1")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2}


def test_an_order_that_must_ship_complete_is_held_and_served_whole(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 2),
        *order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("CORD", 1)),
    )
    hold(house.store, house.act(), "SO-1", why="credit")
    come(house, "CORD", 3)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 1}
    unhold(house.store, house.act(), "SO-1")
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 2, "SO-2/1": 1}
    hold(house.store, house.act(), "SO-1", why="credit again")
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 2, "SO-2/1": 1}
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-2"]


def test_what_is_not_there_or_so_already_is_refused(house: Desk) -> None:
    three_short(house)
    hold(house.store, house.act(), "SO-2", why="credit")
    store, act = house.store, house.act
    for call, refused in (
        (partial(pinned, house, "SO-9", 1), (OrderFault.UNKNOWN, {"order": "SO-9"})),
        (partial(pinned, house, "SO-1", 1, 2), (OrderFault.LINE_UNKNOWN, {"order": "SO-1", "line": 2})),
        (partial(unpin, store, act(), "SO-9", 1), (OrderFault.UNKNOWN, {"order": "SO-9"})),
        (partial(unpin, store, act(), "SO-1", 1), (ServingFault.NOT_PINNED, {"order": "SO-1", "line": 1})),
        (partial(hold, store, act(), "SO-9", why="so"), (OrderFault.UNKNOWN, {"order": "SO-9"})),
        (partial(hold, store, act(), "SO-2", why="so"), (ServingFault.ON_HOLD, {"order": "SO-2", "reason": "credit"})),
        (partial(unhold, store, act(), "SO-9"), (OrderFault.UNKNOWN, {"order": "SO-9"})),
        (partial(unhold, store, act(), "SO-1"), (ServingFault.NOT_ON_HOLD, {"order": "SO-1"})),
    ):
        assert refusal(house, call) == refused


def test_the_same_word_again_answers_the_same_and_is_kept_once(house: Desk) -> None:
    three_short(house)
    action = house.act()
    first = pin(house.store, action, "SO-2", 1, 3, why="promised")
    before = counts(house)
    assert pin(house.store, action, "SO-2", 1, 3, why="promised") == first
    assert (counts(house), len(said(house))) == (before, 1)


def test_a_clerk_may_not_say_who_is_served(house: Desk) -> None:
    three_short(house)
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    store, act = house.store, house.act
    for call in (
        partial(pinned, house, "SO-1", 1),
        partial(unpin, store, act(), "SO-1", 1),
        partial(classify, store, act(), "SO-1", "C", why="so"),
        partial(hold, store, act(), "SO-1", why="so"),
        partial(unhold, store, act(), "SO-1"),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.facts == {"person": "anna", "role": "lead"}
    assert (pins(house), said(house)) == ({}, [])
