"""Receiving what was announced at the window: a notice is chosen, a pallet is put away whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.stations.house import PALLET, balances, moves
from tests.stations.receive_codes import ANNOUNCED
from tests.ui.conftest import Window
from tests.ui.receiving import Dock, dock
from warehouse_app.scanning.codes import Command


@pytest.fixture
def at_dock(at_window: Window) -> Dock:
    return dock(at_window)


def test_a_notice_is_chosen_like_a_purchase_order_and_its_pallet_put_away(at_dock: Dock) -> None:
    QTest.keyClick(at_dock.page.choosing.expected.table, Qt.Key.Key_Down)
    QTest.keyClick(at_dock.page.choosing.expected.table, Qt.Key.Key_Return)
    at_dock.settle()
    assert at_dock.headline == "Next: AN-7: 9 units to come"
    assert at_dock.page.delivery.of.text() == "AN-7 from Potter"
    assert at_dock.page.delivery.total.text() == "0 of 9 units received"
    assert at_dock.lines == [("CUP", "Cup", "0 of 4", "4"), ("TEA", "Tea", "0 of 5", "5")]
    at_dock.scan(PALLET)
    assert (at_dock.prompt, at_dock.offered) == (
        "Put the whole pallet in A-01",
        ["They are in A-01  Ctrl+Return", "Another place  Ctrl+Shift+S", "Step back  Esc"],
    )
    at_dock.press(at_dock.page.buttons.of[Command.SKIP])
    assert at_dock.prompt == "Put the whole pallet in D-01"
    at_dock.scan("WXBACK", PALLET)
    assert moves(at_dock.at.house) == 0
    at_dock.scan("WXYES")
    assert at_dock.headline == "Done: Booked: pallet 340123450000000017 in A-01"
    assert at_dock.page.delivery.total.text() == "4 of 9 units received"
    assert balances(at_dock.at.house) == {("CUP", "", "A-01"): 4}


def test_the_lot_and_the_day_of_the_notice_are_taken_by_a_button(at_dock: Dock) -> None:
    at_dock.at.house.store.sql(ANNOUNCED)
    at_dock.scan("AN-7", "TEA")
    offered = ["Yes, as announced  Ctrl+Return", "Step back  Esc"]
    assert (at_dock.prompt, at_dock.offered) == ("Is the lot L7, until 3 Mar 2027?", offered)
    at_dock.scan("L7")
    assert (at_dock.prompt, at_dock.offered) == ("Is it until 3 Mar 2027?", offered)
    at_dock.scan("WXBACK", "L-A-02")
    assert (at_dock.prompt, at_dock.offered[:2]) == (
        "Is the lot really L-A-02?",
        ["Yes, it is  Ctrl+Return", "No, scan it again  Ctrl+Shift+N"],
    )
    at_dock.scan("WXNO")
    at_dock.press(at_dock.page.buttons.of[Command.YES])
    assert at_dock.offered[0].startswith("They are in")
    assert moves(at_dock.at.house) == 0
    at_dock.scan("A-02")
    assert balances(at_dock.at.house) == {("TEA", "L7", "A-02"): 1}


def test_a_lot_without_a_day_and_a_serial_number_are_proposed_too(at_dock: Dock) -> None:
    store = at_dock.at.house.store
    store.sql("UPDATE advance_notice_line SET lot = 'L7' WHERE line = 2")
    at_dock.scan("AN-7", "TEA")
    assert at_dock.prompt == "Is the lot L7?"
    store.sql("UPDATE item SET lot_tracked = false, serial_tracked = true WHERE sku = 'TEA'")
    at_dock.scan("WXBACK", "TEA")
    assert at_dock.prompt == "Is the serial number L7?"


def test_an_open_notice_is_gone_on_with_by_a_key(at_dock: Dock) -> None:
    at_dock.scan("AN-7", PALLET, "A-01", "WXBACK")
    buttons = at_dock.page.choosing.buttons
    assert [button.text() for button in buttons if button.isVisible()] == ["AN-7  Ctrl+1"]
    at_dock.press(buttons[0])
    assert at_dock.page.delivery.of.text() == "AN-7 from Potter"
    assert at_dock.lines == [("CUP", "Cup", "4 of 4", "0"), ("TEA", "Tea", "0 of 5", "5")]
