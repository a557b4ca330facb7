"""The page of counting: blind for whoever counts; a lead decides about what differs from the books."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.services.stock import order, take
from tests.stations.house import build, stock
from tests.ui.conftest import Window
from tests.ui.station_pages import AtStation, shown
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import count_of
from warehouse_app.scanning.codes import Command
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.pages.count import CountPage

At = AtStation[CountPage]
SHEET = "Print count sheet  Ctrl+P"


@pytest.fixture
def counter(at_window: Window) -> At:
    stock(build(at_window.house))
    return shown(at_window, CountPage(at_window.desk))


def status(counter: At, number: str) -> str:
    with counter.at.house.store.snapshot():
        count = count_of(counter.at.house.store, number)
    assert count is not None
    return count.status


def pens(counter: At) -> int:
    """Return how many pens lie at A-02 that may be used."""
    [(units,)] = counter.at.house.store.sql(
        "SELECT b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i ON i.id = lot.item_id "
        "JOIN location p ON p.id = b.location_id WHERE i.sku = 'PEN' AND p.code = 'A-02' AND b.status = 'available'"
    )
    return int(units)


def count_short(counter: At) -> None:
    """Count pens at A-02, four of seven, twice; all else there agrees with the books."""
    for _ in range(2):
        counter.scan("A-02" if counter.prompt == "Scan the place to count" else "WXHELP")
        counter.scan("6", "MILK", "2026-05-01", "CLOCK", "SN1", "CLOCK", "SN2", "6", "PEN", "WXQTY30", "24", "WXDONE")


def texts(counter: At) -> str:
    """Return all that stands anywhere on the page."""
    return " ".join(label.text() for label in counter.page.findChildren(QLabel) if label.isVisible())


def test_before_anything_is_scanned_it_says_what_to_do(counter: At) -> None:
    assert (counter.headline, counter.prompt, counter.offered) == ("", "Scan the place to count", [])
    assert counter.page.open_counts.nothing.isVisible()
    assert not counter.page.so_far.isVisible()


def test_what_was_counted_is_listed_and_what_the_books_say_is_nowhere(counter: At) -> None:
    counter.scan("A-02")
    assert (counter.headline, counter.prompt) == ("Next: Count of A-02", "Scan an item at A-02")
    done, leave = "All is counted  Ctrl+Shift+D", "Leave it open  Esc"
    assert counter.offered == [done, SHEET, leave, "Throw it away  Ctrl+Shift+Del"]
    step = [done, SHEET, "Take the last one off  Ctrl+Z", leave]
    assert counter.page.so_far.lines.shown() == []
    assert counter.page.so_far.total.text() == "Nothing yet. What is not scanned counts as not there."
    counter.scan("2", "PEN", "CLOCK", "SN1")
    assert (counter.headline, counter.offered) == ("Done: CLOCK, SN1", step)
    assert counter.page.so_far.title.text() == "Counted so far at A-02"
    assert counter.page.so_far.lines.shown() == [("CLOCK", "Clock", "SN1", "1"), ("PEN", "Pen", "", "2")]
    assert counter.page.so_far.total.text() == "3 units in all"
    assert (
        "Scan an item at A-02, or a quantity first; “All is counted” when all is counted." in counter.below_the_prompt
    )
    assert "7" not in texts(counter)


def test_the_sheet_of_the_place_is_printed_by_its_key(counter: At) -> None:
    counter.at.desk.keep(replace(counter.at.desk.workstation, printers={"count-sheet": "Laser"}))
    counter.scan("A-02", "2", "PEN")
    counter.press(counter.page.buttons.of[Command.PRINT])
    assert counter.headline == "Done: On the way to the printer Laser: Count sheet · A-02."
    found = counter.at.house.store.sql("SELECT kind, number FROM print_job")
    assert [tuple(row) for row in found] == [("count-sheet", "location:A-02")]
    counter.scan("WXBACK")
    assert counter.offered == []


def test_the_last_one_is_taken_off_by_its_button_and_by_the_key(counter: At) -> None:
    counter.scan("A-02", "2", "PEN", "CLOCK", "SN1")
    [undo] = [button for button in counter.page.buttons.of.values() if button.text() == "Take the last one off  Ctrl+Z"]
    counter.press(undo)
    assert counter.headline == "Done: Taken off: 1 × CLOCK"
    counter.page.undo()
    counter.settle()
    assert counter.headline == "Done: Taken off: 2 × PEN"
    assert counter.page.so_far.lines.shown() == []


def test_an_open_count_is_gone_on_with_from_the_keyboard(counter: At) -> None:
    counter.scan("A-02", "2", "PEN", "WXBACK")
    assert counter.headline == "Next: Count CS-1 stays open: scan A-02 again to go on with it."
    table = counter.page.open_counts.table
    assert table.shown() == [("A-02", "CS-1", "1", "anna", "2 Mar 2026, 09:00")]
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    counter.settle()
    assert (counter.headline, counter.prompt) == ("Next: Count of A-02", "Scan an item at A-02")
    assert counter.page.so_far.lines.shown() == [("PEN", "Pen", "", "2")]


def test_an_empty_place_is_asked_about_before_its_count_ends(counter: At) -> None:
    counter.scan("A-01", "WXDONE")
    assert counter.prompt == "Is A-01 empty?"
    assert counter.offered == ["It is empty  Ctrl+Return", "Go on counting  Ctrl+Shift+N", SHEET, "Step back  Esc"]
    assert "“It is empty” ends the count, “Go on counting” goes on with it." in counter.below_the_prompt
    counter.press(next(iter(counter.page.buttons.of.values())))
    assert counter.headline == "Done: Count CS-1 of A-01 is booked."
    assert counter.page.approving.counts.rows == ()


def test_a_count_that_was_opened_by_mistake_is_thrown_away_by_its_button(counter: At) -> None:
    counter.scan("A-02", "PEN")
    drop = counter.page.buttons.of[Command.CANCEL]
    assert not drop.isVisible()
    counter.scan("WXUNDO")
    assert drop.text() == "Throw it away  Ctrl+Shift+Del"
    # Packs of what is still to be scanned.
    counter.scan("3")
    assert not drop.isVisible()
    counter.scan("WXBACK")
    counter.press(drop)
    assert counter.headline == "Done: Count CS-1 of A-02 is thrown away: nothing was counted in it."
    assert (counter.prompt, status(counter, "CS-1"), pens(counter)) == ("Scan the place to count", "rejected", 7)
    assert (counter.page.open_counts.table.shown(), counter.offered) == ([], [])


def test_a_second_count_is_left_open_and_not_thrown_away(counter: At) -> None:
    counter.scan("A-02", "PEN", "WXDONE")
    assert (counter.headline, counter.offered[-1]) == ("Look: Count A-02 once more", "Leave it open  Esc")
    assert not counter.page.buttons.of[Command.CANCEL].isVisible()


def test_a_lead_sees_what_was_moved_while_it_was_counted(counter: At) -> None:
    store, act = counter.at.house.store, counter.at.house.act
    counter.scan("A-02", "6", "MILK", "2026-05-01", "CLOCK", "SN1", "CLOCK", "SN2", "8", "PEN", "WXQTY30", "24")
    move_stock(store, act(), Named("PEN", "A-02", 3), "A-01")
    move_stock(store, act(), Named("PEN", "A-01", 1), "A-02")
    counter.scan("WXDONE")
    assert counter.headline == "Look: Count A-02 once more"
    counter.page.tabs.setCurrentIndex(1)
    approving = counter.page.approving
    assert [(*row.texts, row.note) for row in approving.lines.rows] == [("PEN", "", "", "7", "6", "-1", "", "Pen")]
    assert approving.moved.text() == "PEN moved while it was counted: +1/−3."
    assert approving.moved.isVisible()
    counter.scan("WXBACK", "A-01", "CUP", "WXDONE")
    counter.page.tabs.setCurrentIndex(1)
    approving.counts.selectRow(1)
    assert (approving.title.text(), approving.moved.text(), approving.moved.isVisible()) == (
        *("What differs at A-01", ""),
        False,
    )


def test_what_differs_is_counted_again_and_then_waits_for_a_lead(counter: At) -> None:
    count_short(counter)
    assert counter.headline == "Done: A-02: a lead decides"
    assert (status(counter, "CS-1"), status(counter, "CS-2")) == ("rejected", "to-approve")
    assert counter.page.tabs.tabText(1) == "To approve (1)"


def test_a_lead_sees_what_differs_and_books_it(counter: At) -> None:
    counter.at.house.store.sql("UPDATE item SET cost = 250 WHERE sku = 'PEN'")
    release(counter.at.house.store, counter.at.house.act())
    count_short(counter)
    page = counter.page
    page.activateWindow()
    counter.qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    approving = page.approving
    assert [row.texts for row in approving.counts.rows] == [("A-02, second count", "CS-2", "1", "-€7.50")]
    assert approving.counted.text() == "Counted by anna, 2 Mar 2026, 09:00."
    assert approving.title.text() == "What differs at A-02"
    # Two of the nine are in quarantine; nobody can see which.
    assert [row.texts for row in approving.lines.rows] == [("PEN", "", "", "7", "4", "-3", "-€7.50")]
    assert [row.note for row in approving.lines.rows] == ["Pen"]
    assert approving.total.text() == "In all: -€7.50"
    assert approving.counts.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    assert approving.outcome.text == "Count CS-2 of A-02 is booked."
    assert (status(counter, "CS-2"), pens(counter)) == ("booked", 4)
    assert approving.nothing.isVisible()
    assert page.tabs.tabText(1) == "To approve"
    with counter.at.house.store.snapshot():
        assert list(findings(counter.at.house.store)) == []


def test_after_approval_it_says_what_became_of_pick_stops_and_who_lost_stock(counter: At) -> None:
    release(counter.at.house.store, counter.at.house.act())
    for _ in range(2):
        counter.scan("A-02" if counter.prompt == "Scan the place to count" else "WXHELP")
        counter.scan("6", "MILK", "2026-05-01", "CLOCK", "SN1", "CLOCK", "SN2", "3", "PEN", "WXQTY30", "24", "WXDONE")
    counter.page.tabs.setCurrentIndex(1)
    counter.press(counter.page.approving.approve_button)
    assert counter.page.approving.outcome.text == (
        "Count CS-2 of A-02 is booked. Pick lists: PL-2 fetches 2 × PEN less for 77 at A-02. Waits again: 77 for 2 × "
        "PEN (class B)."
    )
    assert counter.sounded[-1] is Tone.WARN


def test_after_approval_it_says_whose_picked_goods_are_missing(counter: At) -> None:
    house = counter.at.house
    take(house, *order("O2", "C2", 3, ("PEN", 9)))
    receive(house.store, house.act(), [Goods("PEN", 5, "T-01", for_order="O2")], supplier="S1", close=True)
    for _ in range(2):
        counter.scan("T-01" if counter.prompt == "Scan the place to count" else "WXHELP", "3", "PEN", "WXDONE")
    counter.page.tabs.setCurrentIndex(1)
    counter.press(counter.page.approving.approve_button)
    assert counter.page.approving.outcome.text == (
        "Count CS-2 of T-01 is booked. 2 × PEN that were picked for O2 are missing at T-01, so they are picked for it "
        "no more. Waits again: 77 for 2 × PEN (class B)."
    )
    assert counter.sounded[-1] is Tone.WARN


def test_a_count_is_rejected_with_a_reason_and_the_books_stay(counter: At) -> None:
    count_short(counter)
    counter.page.tabs.setCurrentIndex(1)
    counter.press(counter.page.approving.reject_button)
    [dialog] = counter.page.findChildren(ReasonDialog)
    dialog.do()
    assert dialog.reason.error == "Fill this in."
    dialog.reason.editor.setText("The shelf was being rebuilt")  # type: ignore[attr-defined]
    dialog.reason._edited()
    dialog.do()
    counter.settle()
    assert counter.page.approving.outcome.text == "Count CS-2 of A-02 is thrown away; nothing was booked."
    assert (status(counter, "CS-2"), pens(counter)) == ("rejected", 7)
    found = counter.at.house.store.sql("SELECT why FROM action_reason").fetchall()
    assert [why for (why,) in found] == ["The shelf was being rebuilt"]


def test_who_is_no_lead_sees_nothing_of_what_waits(counter: At) -> None:
    count_short(counter)
    counter.at.house.store.insert(Person, ("name", "role"), [("anna", Role.CLERK)])
    counter.page.refresh()
    counter.settle()
    assert not counter.page.tabs.tabBar().isVisible()
    assert counter.page.approving.counts.rows == ()
    counter.page.activateWindow()
    counter.qtbot.waitUntil(counter.page.isActiveWindow)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(counter.page, Qt.Key.Key_A, modifiers)
    assert counter.page.tabs.currentIndex() == 0


def test_a_scan_goes_to_the_count_while_the_other_tab_is_shown(counter: At) -> None:
    counter.page.tabs.setCurrentIndex(1)
    counter.page.undo()
    assert counter.at.told[-1].text == "There is nothing on this page to undo."
    counter.scan("A-01")
    assert (counter.page.tabs.currentIndex(), counter.prompt) == (0, "Scan an item at A-01")


def test_the_mistake_of_scanning_a_number_that_is_an_item_names_the_button(counter: At) -> None:
    counter.scan("A-02", "24")
    assert counter.headline == "Done: 1 × 24: 1 by now"
    assert counter.below_the_prompt[0] == (
        "24 was taken for the item; if you meant a quantity, press “Take the last one off”, then scan WXQTY24."
    )
