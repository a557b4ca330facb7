"""At the window: goods that do not last, goods that are weighed, another place, and what will not come."""

import pytest

from tests.queries.houses import keep
from tests.stations.house import SIX_CUPS, balances, moves
from tests.ui.conftest import Window
from tests.ui.receiving import Dock, dock
from warehouse_app.domain.records import Kind, OrderLineRecord, StockRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.scanning.codes import Command


@pytest.fixture
def at_dock(at_window: Window) -> Dock:
    return dock(at_window)


def press(at_dock: Dock, command: Command) -> None:
    at_dock.press(at_dock.page.buttons.of[command])


def test_short_dated_goods_are_asked_about_in_large_and_can_be_set_aside(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "3", "MILK", "2026-03-11")
    assert (at_dock.headline, at_dock.prompt) == ("Next: 3 × MILK", "Too short-dated. Accept them?")
    told = "To be used until 11 Mar 2026: they last only 9 days, and 10 are asked for."
    assert at_dock.below_the_prompt[0] == told
    assert at_dock.offered == ["Accept  Ctrl+Return", "Do not take them in  Ctrl+Shift+N", "Step back  Esc"]
    at_dock.scan("Q-01")
    assert at_dock.headline == "Done: Booked: 3 × MILK in Q-01"
    at_dock.scan("3", "MILK", "2026-03-11")
    press(at_dock, Command.YES)
    assert at_dock.prompt.startswith("Put them in ")


def test_another_place_is_proposed_by_a_button(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "8", "CUP")
    assert at_dock.prompt == "Put them in A-01"
    press(at_dock, Command.SKIP)
    assert at_dock.prompt == "Put them in D-01"
    assert at_dock.who[-1][:3] == ("2 →", "", "D-01")
    press(at_dock, Command.SKIP)
    assert at_dock.headline == "Look: There is no other place to propose. Scan any place that has room."


def test_pieces_are_taken_as_they_weigh(at_dock: Dock) -> None:
    at_dock.scan("PO-7", SIX_CUPS)
    assert (at_dock.headline, at_dock.prompt) == ("Next: CUP", "Are they 6?")
    press(at_dock, Command.YES)
    assert (at_dock.headline, moves(at_dock.at.house)) == ("Next: 6 × CUP", 0)


def test_what_will_not_come_is_closed_and_the_delivery_shows_it(at_dock: Dock) -> None:
    at_dock.scan("S2")
    assert not at_dock.page.buttons.of[Command.SHORT].isVisible()
    at_dock.scan("WXBACK", "PO-7")
    press(at_dock, Command.SHORT)
    assert at_dock.prompt == "Of which item will no more come?"
    at_dock.scan("CUP")
    assert at_dock.prompt == "Why will they not come?"
    at_dock.scan("1")
    assert (at_dock.headline, at_dock.prompt) == ("Done: Closed short: 10 × CUP", "Scan an item")
    assert next(row for row in at_dock.lines if row[0] == "CUP")[-1] == "0"


def test_what_is_given_besides_stands_among_who_gets_the_goods(at_dock: Dock) -> None:
    house = at_dock.at.house
    keep(house.store, house.act(), Kind.STOCK, [StockRecord("PEN", "A-02", 7)])
    lines = [
        OrderLineRecord("O9", "C1", sku, 2, house.now, line=line, ship_policy=ShipPolicy.ORDER_COMPLETE)
        for line, sku in enumerate(("24", "PEN"), 1)
    ]
    keep(house.store, house.act(), Kind.ORDERS, lines)
    at_dock.scan("PO-7", "3", "24", "A-02")
    assert [row[:3] for row in at_dock.who] == [("2 →", "", "O9"), ("1 →", "", "A-02"), ("2 →", "PEN", "O9")]
    assert balances(house)["24", "", "A-02"] == 3
