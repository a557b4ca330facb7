"""What a waiting order is told about time, which delivery brings it and when, is as the last receipt left it."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, order, purchase, take, turn_to
from tests.stations.house import said
from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.services.closing_short import close_short, reopen_short
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.texts import say

MARCH_5, MARCH_6, MARCH_9, APRIL_1 = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9), date(2026, 4, 1)
SOON, LATER = (
    PurchaseLineRecord("PO-1", "ACME", "LAMP", 10, due_on=MARCH_9, line=1),
    PurchaseLineRecord("PO-2", "ACME", "LAMP", 20, due_on=APRIL_1, line=1),
)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Let SO-1 wait for eight lamps and SO-2, behind it, for six, while ten are due soon and twenty later."""
    for made in furnished(desk):
        take(made, SOON, LATER, *order("SO-1", "BEN", 1, ("LAMP", 8)), *order("SO-2", "BEN", 2, ("LAMP", 6)))
        yield made


def told(desk: Desk, number: str) -> str:
    """Return what an order is told last of why it waits, at the station too, and what would change that."""
    [line] = explain(desk.store, house_settings(), number).lines
    last = say(line.reason[-1].code, line.reason[-1].facts)
    assert f"{last})" in said(LookUpStation(desk.store, desk.act).scan(number))
    return " / ".join([last, *(say(part.code, part.facts) for part in line.changes)])


def both(desk: Desk) -> tuple[str, str]:
    return told(desk, "SO-1"), told(desk, "SO-2")


def come(desk: Desk, units: int, *, on: str = "PO-1") -> str:
    """Receive lamps; return the id of the action."""
    receive(desk.store, desk.act(), [Goods("LAMP", units, "A-1")], purchase_order=on, accept_over=True)
    return desk.acted[-1].action_id


BEFORE = (
    "next receipt PO-1 (10 units) on 9 Mar 2026 / 8 more of LAMP / PO-1 due 9 Mar 2026",
    "next receipt PO-1 (10 units) on 9 Mar 2026 / 14 more of LAMP / PO-2 due 1 Apr 2026",
)
AFTER_SIX = (
    "next receipt PO-1 (4 units) on 9 Mar 2026 / 2 more of LAMP / PO-1 due 9 Mar 2026",
    "next receipt PO-1 (4 units) on 9 Mar 2026 / 8 more of LAMP / PO-2 due 1 Apr 2026",
)


def test_a_part_that_came_leaves_less_to_wait_for_and_undone_all_is_as_before(house: Desk) -> None:
    assert both(house) == BEFORE
    first = come(house, 6)
    assert (held(house), both(house)) == ({"SO-1/1": 6, "SO-2/1": 0}, AFTER_SIX)
    undo_receipt(house.store, house.act(), first)
    assert (held(house), both(house)) == ({"SO-1/1": 0, "SO-2/1": 0}, BEFORE)


def test_with_what_fills_the_first_in_the_queue_the_next_is_told_an_earlier_day(house: Desk) -> None:
    come(house, 8)
    assert both(house) == (
        "filled",
        "next receipt PO-1 (2 units) on 9 Mar 2026 / 6 more of LAMP / PO-2 due 1 Apr 2026",
    )
    come(house, 1, on="PO-2")
    save_purchase_order(house.store, house.act(), [SOON._replace(quantity=13)], update=True)
    assert told(house, "SO-2") == "next receipt PO-1 (5 units) on 9 Mar 2026 / 5 more of LAMP / PO-1 due 9 Mar 2026"


def test_more_than_was_ordered_leaves_the_next_delivery_alone(house: Desk) -> None:
    come(house, 12)
    assert held(house) == {"SO-1/1": 8, "SO-2/1": 4}
    later = "next receipt PO-2 (20 units) on 1 Apr 2026 / 2 more of LAMP / PO-2 due 1 Apr 2026"
    assert both(house) == ("filled", later)
    wrong = come(house, 25, on="PO-2")
    assert both(house) == ("filled", "filled")
    undo_receipt(house.store, house.act(), wrong)
    assert told(house, "SO-2") == later


def test_a_receipt_that_is_put_right_moves_it_too(house: Desk) -> None:
    first = come(house, 3)
    correct_receipt(house.store, house.act(), first, Came("LAMP"), Truth(quantity=6), why="counted again")
    assert both(house) == AFTER_SIX
    # Of what is set aside nothing more is to come, and nobody has it.
    receive(house.store, house.act(), [Goods("LAMP", 3, "QUAR", quarantine="wet")], purchase_order="PO-1")
    assert both(house) == (
        "next receipt PO-1 (1 unit) on 9 Mar 2026 / 2 more of LAMP / PO-2 due 1 Apr 2026",
        "next receipt PO-1 (1 unit) on 9 Mar 2026 / 8 more of LAMP / PO-2 due 1 Apr 2026",
    )


def test_a_receipt_that_is_closed_leaves_the_rest_expected_and_a_line_that_is_closed_short_does_not(
    house: Desk,
) -> None:
    come(house, 6)
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert both(house) == AFTER_SIX
    close_short(house.store, house.act(), "PO-1", 1, why="discontinued")
    assert both(house) == (
        "next receipt PO-2 (20 units) on 1 Apr 2026 / 2 more of LAMP / PO-2 due 1 Apr 2026",
        "next receipt PO-2 (20 units) on 1 Apr 2026 / 8 more of LAMP / PO-2 due 1 Apr 2026",
    )
    close_short(house.store, house.act(), "PO-2", 1, why="discontinued")
    assert both(house) == ("nothing is on order / 2 more of LAMP", "nothing is on order / 8 more of LAMP")
    reopen_short(house.store, house.act(), "PO-2", 1, why="they have some")
    reopen_short(house.store, house.act(), "PO-1", 1, why="they have some")
    assert both(house) == AFTER_SIX


def test_another_day_is_told_at_once(house: Desk) -> None:
    come(house, 6)
    save_purchase_order(house.store, house.act(), [LATER._replace(due_on=MARCH_5)], update=True)
    assert both(house) == (
        "next receipt PO-2 (20 units) on 5 Mar 2026 / 2 more of LAMP / PO-2 due 5 Mar 2026",
        "next receipt PO-2 (20 units) on 5 Mar 2026 / 8 more of LAMP / PO-2 due 5 Mar 2026",
    )
    turn_to(house, MARCH_6)
    overdue = "PO-2 (20 units) was due on 5 Mar 2026 and is overdue"
    assert told(house, "SO-1") == f"{overdue} / 2 more of LAMP / PO-2, overdue since 5 Mar 2026"
    for line in (LATER, SOON):
        save_purchase_order(house.store, house.act(), [line._replace(due_on=None)], update=True)
    without = "PO-1 (4 units) is on order, without a date"
    assert told(house, "SO-1") == f"{without} / 2 more of LAMP / PO-1, on order without a date"


def test_what_comes_unannounced_takes_nothing_off_what_is_on_order(house: Desk) -> None:
    receive(house.store, house.act(), [Goods("LAMP", 9, "A-1")], supplier="ACME")
    assert both(house) == (
        "filled",
        "next receipt PO-1 (10 units) on 9 Mar 2026 / 5 more of LAMP / PO-1 due 9 Mar 2026",
    )


def test_an_order_that_must_be_complete_is_told_of_the_last_delivery_that_it_needs(house: Desk) -> None:
    whole = order("SO-9", "ANN", 1, ("CORD", 2), ("PLUG", 2), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(house, *whole, *purchase("PO-3", ("CORD", 2), due_on=MARCH_5), *purchase("PO-4", ("PLUG", 2), due_on=MARCH_9))

    def changes() -> list[str]:
        found = explain(house.store, house_settings(), "SO-9").lines
        return [" / ".join(say(part.code, part.facts) for part in line.changes) for line in found]

    assert changes() == ["more of each: 2 × CORD, 2 × PLUG / PO-4 due 9 Mar 2026"] * 2
    receive(house.store, house.act(), [Goods("PLUG", 2, "A-1")], purchase_order="PO-4", close=True)
    assert changes() == ["2 more of CORD / PO-3 due 5 Mar 2026"] * 2
    receive(house.store, house.act(), [Goods("CORD", 2, "A-1")], purchase_order="PO-3")
    assert (changes(), held(house, "SO-9")) == (["", ""], {"SO-9/1": 2, "SO-9/2": 2})
