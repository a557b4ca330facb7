"""Orders by hand: made, edited and cancelled, and what that gives to and takes from those who wait."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import pick
from tests.services.stock import (
    count,
    counts,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    purchase,
    runs,
    take,
    versions,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import CancellationRecord, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.changes import Area
from warehouse_app.services.importing import ImportRefused
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import (
    CancelledLine,
    OrderFault,
    cancel_order,
    save_order,
    save_purchase_order,
)
from warehouse_app.services.receiving import receive
from warehouse_app.services.references import RowFault
from warehouse_app.services.releasing import release
from warehouse_app.texts import say

WHOLE = ShipPolicy.ORDER_COMPLETE
LINE = ShipPolicy.LINE_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def edit(desk: Desk, *records: OrderLineRecord) -> None:
    save_order(desk.store, desk.act(), records, update=True)


def come(desk: Desk, sku: str, quantity: int) -> list[tuple[str, int, int]]:
    """Receive goods; return who got them."""
    answer = receive(desk.store, desk.act(), [Goods(sku, quantity)], supplier="ACME")
    return [(share.order, share.line, share.units) for share in answer.shares]


def test_a_new_order_gets_its_numbers_and_its_stock_at_once(house: Desk) -> None:
    take(house, opening("LAMP", 5))
    before = last_run(house)
    lines = [OrderLineRecord("SO-1", "BEN", "LAMP", 3), OrderLineRecord("SO-1", "BEN", "CORD", 2)]
    changes = save_order(house.store, house.act(), lines, update=False).changes
    assert changes.areas == {Area.ORDERS, Area.QUEUE, Area.STOCK}
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "order")]
    assert decisions(house, before + 1) == {
        "LAMP": (5, [("SO-1/1", 3, 0, 3, "filled")]),
        "CORD": (0, [("SO-1/2", 2, 0, 0, "out-of-stock")]),
    }
    [(order_class, line_class, placed, line_placed)] = house.store.sql(
        "SELECT DISTINCT o.priority_class, l.rank_class, o.placed_at, l.placed_at FROM sales_order o "
        "JOIN order_line l ON l.order_id = o.id"
    ).fetchall()
    assert (order_class, line_class, placed) == ("", "B", line_placed)


def test_a_line_without_a_number_gets_the_next_of_those_handed_in(house: Desk) -> None:
    lines = [
        OrderLineRecord("SO-1", "BEN", "LAMP", 3),
        OrderLineRecord("SO-1", "BEN", "CORD", 2, line=7),
        OrderLineRecord("SO-1", "BEN", "PLUG", 1),
    ]
    edit(house, *lines)
    found = house.store.sql("SELECT i.sku, l.line FROM order_line l JOIN item i ON i.id = l.item_id ORDER BY l.id")
    assert [tuple(row) for row in found] == [("LAMP", 8), ("CORD", 7), ("PLUG", 9)]


def test_a_line_added_to_a_stored_order_gets_the_next_number(house: Desk) -> None:
    edit(house, OrderLineRecord("SO-1", "BEN", "LAMP", 3), OrderLineRecord("SO-1", "BEN", "CORD", 2))
    edit(house, OrderLineRecord("SO-1", "BEN", "PLUG", 1))
    query = "SELECT i.sku, l.line, l.quantity FROM order_line l JOIN item i ON i.id = l.item_id ORDER BY l.id"
    assert [tuple(row) for row in house.store.sql(query)] == [("LAMP", 1, 3), ("CORD", 2, 2), ("PLUG", 3, 1)]


def test_the_export_that_made_an_order_is_the_same_after_a_cancellation_here(house: Desk) -> None:
    line = OrderLineRecord("SO-1", "BEN", "LAMP", 10, placed_at=house.now, line=1, cancelled=2)
    take(house, line)
    cancel_order(house.store, house.act(), "SO-1")
    for same in (line, line._replace(cancelled=10)):
        [kind] = take(house, same).kinds
        assert (kind.new, kind.changed, kind.unchanged) == (0, 0, 1)
    with pytest.raises(ImportRefused) as refused:
        take(house, line._replace(cancelled=3))
    [(_, problem)] = refused.value.problems
    assert (problem.column, problem.code) == ("cancelled", RowFault.DIFFERS)


@pytest.mark.parametrize(
    ("wrong", "code", "facts"),
    [
        (OrderLineRecord("SO-1", "NOBODY", "LAMP", 1), RowFault.UNKNOWN_CUSTOMER, {"code": "NOBODY"}),
        (OrderLineRecord("SO-1", "BEN", "NONE", 1), RowFault.UNKNOWN_ITEM, {"code": "NONE"}),
        (OrderLineRecord("SO-1", "BEN", "CORD", 1, line=1), RowFault.LINE_TWICE, {"key": "SO-1", "line": 1}),
    ],
)
def test_a_wrong_line_stores_nothing_of_its_order(
    house: Desk, wrong: OrderLineRecord, code: RowFault, facts: dict[str, object]
) -> None:
    before = counts(house)
    with pytest.raises(Refused) as refused:
        save_order(house.store, house.act(), [*order("SO-1", "BEN", 1, ("LAMP", 2)), wrong], update=False)
    assert (refused.value.code, refused.value.facts) == (code, facts)
    assert (counts(house), count(house, "sales_order")) == (before, 0)


def test_the_same_again_is_no_edit_and_what_differs_must_be_asked_for(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 2))
    take(house, *lines)
    before = counts(house)
    assert not save_order(house.store, house.act(), lines, update=False).changes
    assert counts(house) == before | {"action": before["action"] + 1}
    with pytest.raises(Refused) as refused:
        save_order(house.store, house.act(), [lines[0]._replace(quantity=9)], update=False)
    assert (refused.value.code, refused.value.facts) == (
        RowFault.DIFFERS,
        {"key": "SO-1/1", "stored": 2, "given": 9},
    )
    assert counts(house) == before | {"action": before["action"] + 1}


def test_more_gets_what_is_free_and_less_gives_it_to_others(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 3))
    take(house, opening("LAMP", 7), line)
    edit(house, line._replace(quantity=9))
    assert held(house) == {"SO-1/1": 7}
    assert decisions(house, last_run(house)) == {"LAMP": (4, [("SO-1/1", 6, 3, 4, "partly-filled")])}
    take(house, *order("SO-2", "CAT", 2, ("LAMP", 2)), *order("SO-3", "BEN", 3, ("LAMP", 3)))
    edit(house, line._replace(quantity=3))
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 1, "SO-3/1": 3}
    assert level(house, "LAMP") == (7, 7)
    edit(house, line._replace(quantity=2, note="two will do"))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 2, "SO-3/1": 3}


def test_an_edit_of_a_line_without_stock_is_decided_anew(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 3))
    take(house, line, *order("SO-2", "BEN", 2, ("LAMP", 3)))
    before = last_run(house)
    edit(house, line._replace(quantity=9))
    assert runs(house, before) == [(before + 1, "fill", "first-come", "order")]
    assert decisions(house, before + 1) == {"LAMP": (0, [("SO-1/1", 9, 0, 0, "out-of-stock")])}


def test_an_edit_below_what_is_picked_is_refused(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 9), shipped=3, cancelled=2)
    take(house, line)
    for quantity in (1, 4):
        with pytest.raises(Refused) as refused:
            edit(house, line._replace(quantity=quantity))
        assert (refused.value.code, refused.value.facts) == (RowFault.BELOW_PICKED, {"key": "SO-1/1", "picked": 3})
    edit(house, line._replace(quantity=5))
    found = house.store.sql("SELECT quantity, cancelled, picked, shipped FROM order_line").fetchall()
    assert [tuple(row) for row in found] == [(5, 2, 3, 3)]


def test_an_edit_below_what_is_cancelled_is_refused(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 8), cancelled=5)
    take(house, line)
    with pytest.raises(Refused) as refused:
        edit(house, line._replace(quantity=3))
    assert (refused.value.code, refused.value.facts) == (RowFault.BELOW_CANCELLED, {"key": "SO-1/1", "cancelled": 5})
    assert say(refused.value.code, refused.value.facts) == (
        "The quantity of SO-1/1 is below what is cancelled of it already (5). Raise it to at least that."
    )
    edit(house, line._replace(quantity=5))
    found = house.store.sql("SELECT quantity, cancelled, picked, shipped FROM order_line").fetchall()
    assert [tuple(row) for row in found] == [(5, 5, 0, 0)]


@pytest.mark.parametrize("change", [{"sku": "CORD"}, {"customer": "ANN"}])
def test_another_item_or_customer_is_another_line(house: Desk, change: dict[str, str]) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 9))
    take(house, line)
    with pytest.raises(Refused) as refused:
        edit(house, line._replace(**change))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.facts) == (RowFault.FIXED, {"key": "SO-1/1"})


def test_another_class_moves_an_order_in_the_queue_and_takes_nothing_from_others(house: Desk) -> None:
    late = order("SO-2", "BEN", 2, ("LAMP", 4), ("CORD", 1))
    take(house, opening("LAMP", 2), *order("SO-1", "BEN", 1, ("LAMP", 4)), *late)
    edit(house, *(line._replace(priority_class="A") for line in late))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 0, "SO-2/2": 0}
    assert come(house, "LAMP", 3) == [("SO-2", 1, 3)]
    edit(house, *late)
    found = house.store.sql("SELECT DISTINCT rank_class FROM order_line").fetchall()
    assert [tuple(row) for row in found] == [("B",)]
    assert come(house, "LAMP", 3) == [("SO-1", 1, 2), ("SO-2", 1, 1)]


def test_a_cancelled_order_gives_its_stock_to_who_waits(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 5),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 6)),
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
        *order("SO-3", "ANN", 3, ("LAMP", 2)),
    )
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0, "SO-2/1": 0, "SO-3/1": 2}
    before = last_run(house)
    answer = cancel_order(house.store, house.act(), "SO-1")
    assert answer.lines == (CancelledLine(1, "LAMP", 4, 3), CancelledLine(2, "CORD", 6, 0))
    assert answer.changes.areas == {Area.ORDERS, Area.QUEUE, Area.STOCK}
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3, "SO-3/1": 2}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "cancellation")]
    assert decisions(house, before + 1) == {"LAMP": (3, [("SO-2/1", 3, 0, 3, "filled")])}
    found = house.store.sql("SELECT line, cancelled, returned FROM cancellation ORDER BY id").fetchall()
    assert [tuple(row) for row in found] == [(1, 4, 0), (2, 6, 0)]


def test_one_line_of_an_order_can_be_cancelled(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 6)))
    answer = cancel_order(house.store, house.act(), "SO-1", line=2)
    assert answer.lines == (CancelledLine(2, "CORD", 6, 0),)
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 0}


def test_what_is_shipped_stays_when_the_rest_is_cancelled(house: Desk) -> None:
    take(house, opening("LAMP", 1), *order("SO-1", "BEN", 1, ("LAMP", 9), shipped=3, cancelled=2))
    answer = cancel_order(house.store, house.act(), "SO-1")
    assert answer.lines == (CancelledLine(1, "LAMP", 4, 1),)
    found = house.store.sql("SELECT quantity, cancelled, picked, shipped, allocated FROM order_line").fetchall()
    assert [tuple(row) for row in found] == [(9, 6, 3, 3, 0)]


def test_what_is_picked_stays_when_the_rest_is_cancelled(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "BEN", 1, ("LAMP", 8)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    release(house.store, house.act(), orders=["SO-1"])
    pick(house.store, house.act(), "SO-1", 1, out_of="A-1", into="TOTE", units=2)
    answer = cancel_order(house.store, house.act(), "SO-1")
    assert answer.lines == (CancelledLine(1, "LAMP", 6, 4),)
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 3}
    assert level(house, "LAMP") == (4, 3)


def test_what_is_not_there_cannot_be_cancelled(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 1, ("LAMP", 3), shipped=3))
    cancel_order(house.store, house.act(), "SO-1")
    before = counts(house)
    for number, line, code, facts in (
        ("SO-9", None, OrderFault.UNKNOWN, {"order": "SO-9"}),
        ("SO-1", 2, OrderFault.LINE_UNKNOWN, {"order": "SO-1", "line": 2}),
        ("SO-1", 1, OrderFault.NOTHING_LEFT, {"order": "SO-1"}),
        ("SO-1", None, OrderFault.NOTHING_LEFT, {"order": "SO-1"}),
        ("SO-2", None, OrderFault.NOTHING_LEFT, {"order": "SO-2"}),
    ):
        with pytest.raises(Refused) as refused:
            cancel_order(house.store, house.act(), number, line=line)
        assert (refused.value.code, refused.value.facts) == (code, facts)
    assert counts(house) == before


def test_a_repeated_cancellation_cancels_once(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    action = house.act()
    first = cancel_order(house.store, action, "SO-1")
    assert cancel_order(house.store, action, "SO-1") == first
    assert (count(house, "cancellation"), level(house, "LAMP")) == (1, (5, 0))


def test_an_order_that_must_ship_complete_gains_all_or_nothing(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
    )
    assert come(house, "LAMP", 5) == [("SO-2", 1, 4)]
    assert come(house, "CORD", 2) == []
    assert decisions(house, last_run(house)) == {
        "LAMP": (1, [("SO-1/1", 3, 0, 0, "order-must-ship-complete")]),
        "CORD": (2, [("SO-1/2", 2, 0, 0, "order-must-ship-complete")]),
    }
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 4}
    assert come(house, "LAMP", 2) == [("SO-1", 1, 3)]
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 2, "SO-2/1": 4}


def complete_order(house: Desk, ship_policy: ShipPolicy = WHOLE) -> list[OrderLineRecord]:
    """Take in SO-1, which has all of its lamps and cords, and SO-2, which waits for lamps."""
    lines = order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=ship_policy)
    take(house, opening("LAMP", 3), opening("CORD", 2), *lines, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 2, "SO-2/1": 0}
    return lines


def test_an_edit_that_makes_an_order_incomplete_frees_what_it_held(house: Desk) -> None:
    lines = complete_order(house)
    before = last_run(house)
    edit(house, lines[0], lines[1]._replace(quantity=4))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3}
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [
        ("fill", "order"),
        ("cut", "incomplete"),
        ("fill", "order"),
    ]
    assert decisions(house, before + 2) == {
        "LAMP": (0, [("SO-1/1", 0, 3, -3, "given-back")]),
        "CORD": (0, [("SO-1/2", 2, 2, -2, "given-back")]),
    }
    assert decisions(house, before + 3) == {
        "LAMP": (3, [("SO-1/1", 3, 0, 0, "order-must-ship-complete"), ("SO-2/1", 5, 0, 3, "partly-filled")]),
        "CORD": (2, [("SO-1/2", 4, 0, 0, "order-must-ship-complete")]),
    }
    assert (level(house, "LAMP"), level(house, "CORD")) == ((3, 3), (2, 0))


def test_a_new_line_without_stock_makes_an_order_incomplete_too(house: Desk) -> None:
    lines = complete_order(house)
    edit(house, lines[0]._replace(sku="PLUG", quantity=1, line=3))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-1/3": 0, "SO-2/1": 3}


def test_an_edit_that_leaves_an_order_complete_keeps_what_it_holds(house: Desk) -> None:
    lines = complete_order(house)
    edit(house, lines[0]._replace(quantity=1), lines[1])
    assert held(house) == {"SO-1/1": 1, "SO-1/2": 2, "SO-2/1": 2}
    edit(house, lines[0]._replace(quantity=1, note="no wrapping"), lines[1])
    assert held(house) == {"SO-1/1": 1, "SO-1/2": 2, "SO-2/1": 2}


def test_what_is_on_a_pick_list_already_is_kept(house: Desk) -> None:
    lines = complete_order(house)
    release(house.store, house.act(), orders=["SO-1"])
    edit(house, lines[0], lines[1]._replace(quantity=4))
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 2, "SO-2/1": 0}
    assert come(house, "CORD", 5) == [("SO-1", 2, 2)]


def test_an_order_that_is_told_to_ship_complete_frees_what_it_held(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2))
    take(house, opening("LAMP", 3), *lines, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0, "SO-2/1": 0}
    edit(house, *(line._replace(ship_policy=WHOLE) for line in lines))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3}


def test_a_line_that_must_be_complete_frees_what_it_held_when_it_wants_more(house: Desk) -> None:
    lines = complete_order(house, LINE)
    edit(house, lines[0]._replace(quantity=4), lines[1])
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2, "SO-2/1": 3}
    assert come(house, "LAMP", 4) == [("SO-1", 1, 4)]


def test_without_the_line_that_was_missing_an_order_is_complete(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=WHOLE))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0}
    cancel_order(house.store, house.act(), "SO-1", line=2)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0}


def test_a_credit_for_the_line_that_was_missing_completes_an_order(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=WHOLE)
    take(house, opening("LAMP", 3), *lines)
    credit = CancellationRecord("C-1", "BEN", "CORD", 2, house.now, line=1)
    answer = take(house, credit)
    assert (answer.unmatched, answer.lines, answer.units) == (0, 1, 3)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0}


def test_nobody_outside_the_items_of_an_order_is_touched(house: Desk) -> None:
    take(house, opening("LAMP", 9), opening("PLUG", 9), *order("SO-1", "BEN", 1, ("LAMP", 3), ("PLUG", 4)))
    before = versions(house)
    save_order(house.store, house.act(), order("SO-2", "BEN", 2, ("LAMP", 3)), update=False)
    cancel_order(house.store, house.act(), "SO-2")
    # Somebody asks for lamps, is given some, gives them back, and asks for none.
    assert versions(house) == before | {"LAMP": before["LAMP"] + 4}


def test_a_purchase_order_is_made_and_edited_in_the_same_manner(house: Desk) -> None:
    [line] = purchase("PO-1", ("LAMP", 20), due_on=date(2026, 4, 1))
    changes = save_purchase_order(house.store, house.act(), [line._replace(line=None)], update=False).changes
    assert changes.areas == {Area.PURCHASE_ORDERS}
    receive(house.store, house.act(), [Goods("LAMP", 6)], purchase_order="PO-1")
    with pytest.raises(Refused) as refused:
        save_purchase_order(house.store, house.act(), [line._replace(quantity=5)], update=True)
    assert (refused.value.code, refused.value.facts) == (RowFault.BELOW_RECEIVED, {"key": "PO-1/1", "received": 6})
    save_purchase_order(house.store, house.act(), [line._replace(quantity=6, due_on=None)], update=True)
    found = house.store.sql("SELECT quantity, received, due_on FROM purchase_line").fetchall()
    assert [tuple(row) for row in found] == [(6, 6, None)]
