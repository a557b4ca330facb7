"""The page of moving: what waits to be put away, what lies where goods come from, and what was carried last."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.stations.house import balances, build, moves, stock
from tests.ui.conftest import Window
from tests.ui.station_pages import AtStation, shown
from warehouse_app.scanning.codes import Command
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.releasing import release
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages.move import MovePage

At = AtStation[MovePage]
LABEL = "Print label  Ctrl+P"


@pytest.fixture
def mover(at_window: Window) -> At:
    stock(build(at_window.house))
    return shown(at_window, MovePage(at_window.desk))


def choose(table: object, row: int) -> None:
    """Take a row of a table with the keys."""
    table.selectRow(row)  # type: ignore[attr-defined]
    QTest.keyClick(table, Qt.Key.Key_Return)  # type: ignore[call-overload]


def test_before_anything_is_scanned_it_offers_what_waits_to_be_put_away(mover: At) -> None:
    assert (mover.headline, mover.prompt, mover.offered) == ("", "Scan the place they come from", [])
    assert mover.page.to_clear.table.shown() == [("D-01", "2", "28")]
    assert not mover.page.lying.isVisible()
    assert mover.page.bookings.nothing.text() == "Nothing has been moved at this workstation yet."


def test_where_nothing_waits_it_says_what_can_be_done(at_window: Window) -> None:
    build(at_window.house)
    page = shown(at_window, MovePage(at_window.desk)).page
    assert page.to_clear.nothing.isVisible()
    assert page.to_clear.nothing.title.text() == "Nothing waits to be put away"


def test_a_place_is_begun_from_the_keyboard_and_shows_what_lies_there(mover: At) -> None:
    choose(mover.page.to_clear.table, 0)
    mover.settle()
    assert (mover.headline, mover.prompt) == ("Next: From D-01.", "Scan an item at D-01")
    assert mover.offered == ["Done at D-01  Ctrl+Shift+D", LABEL, "Step back  Esc"]
    assert mover.page.lying.title.text() == "What lies at D-01"
    assert mover.page.lying.lines.shown() == [
        ("CUP", "Cup", "20", "", ""),
        ("TEA", "Tea", "5", "L77", "until 30 Sep 2026"),
        ("TEA", "Tea", "3", "L78", "until 30 Oct 2026"),
    ]
    assert not mover.page.to_clear.isVisible()
    assert moves(mover.at.house) == 10  # the opening stock alone


def test_a_row_is_taken_instead_of_its_scan_and_its_lot_with_it(mover: At) -> None:
    mover.scan("D-01")
    choose(mover.page.lying.lines, 2)
    mover.settle()
    assert (mover.headline, mover.prompt) == ("Next: 1 × TEA", "Scan the place")
    assert "Lot L78." in mover.below_the_prompt
    assert mover.page.lying.lines.chosen() == "2"
    mover.scan("3", "A-02")
    assert mover.headline == "Done: Moved: 3 × TEA to A-02"
    assert balances(mover.at.house)["TEA", "L78", "A-02"] == 3
    assert [row[0:3:2] for row in mover.page.lying.lines.shown()] == [("CUP", "20"), ("TEA", "5")]


def test_several_lots_are_offered_as_a_list_to_choose_from(mover: At) -> None:
    mover.scan("D-01", "TEA")
    assert mover.prompt == "Scan the lot"
    assert mover.told == [("Which lot?", ["L77 (5)", "L78 (3)"])]
    choose(mover.page.told.lists[0], 1)
    mover.settle()
    assert (mover.prompt, mover.told) == ("Scan the place", [])
    assert "Lot L78." in mover.below_the_prompt


def test_an_item_that_was_scanned_first_says_where_it_lies_and_a_place_is_begun_there(mover: At) -> None:
    mover.scan("MILK")
    assert mover.headline == "Look: This is item MILK, Milk."
    assert mover.told == [("Where it lies", ["A-02: 6 (until 1 May 2026)"])]
    choose(mover.page.told.lists[0], 0)
    mover.settle()
    assert mover.prompt == "Scan an item at A-02"


def test_the_proposed_place_is_taken_by_a_key_and_the_last_move_is_carried_back(mover: At) -> None:
    mover.scan("D-01", "2", "CUP")
    assert mover.prompt == "Put them in A-01"
    assert mover.offered == ["They are in A-01  Ctrl+Return", "Another place  Ctrl+Shift+S", LABEL, "Step back  Esc"]
    assert "Scan the place where you put them, or press “They are in A-01”." in mover.below_the_prompt
    mover.press(next(iter(mover.page.buttons.of.values())))
    assert mover.headline == "Done: Moved: 2 × CUP to A-01"
    assert mover.bookings == [("2 × CUP, Cup", "Undo")]
    assert mover.rows[0].where.text() == "D-01 → A-01 · 2 Mar 2026, 09:00 · anna"
    assert mover.rows[0].undo.accessibleName() == "Undo: 2 × CUP, Cup, A-01"
    assert balances(mover.at.house)["CUP", "", "A-01"] == 2
    mover.page.undo()
    mover.settle()
    assert mover.headline == "Done: Moved back: 2 × CUP to D-01"
    assert mover.bookings == [("2 × CUP, Cup", "Taken back")]
    assert balances(mover.at.house)["CUP", "", "A-01"] == 0
    assert balances(mover.at.house)["CUP", "", "D-01"] == 20


def test_any_move_is_carried_back_by_its_own_button_after_a_restart_too(mover: At) -> None:
    mover.scan("D-01", "2", "CUP", "A-01", "CUP", "A-02")
    again = shown(mover.at, MovePage(mover.at.desk))
    assert again.bookings == [("1 × CUP, Cup", "Undo"), ("2 × CUP, Cup", "Undo")]
    again.press(again.rows[1].undo)
    assert again.headline == "Done: Moved back: 2 × CUP to D-01"
    assert again.bookings == [("1 × CUP, Cup", "Undo"), ("2 × CUP, Cup", "Taken back")]
    assert balances(again.at.house)["CUP", "", "A-02"] == 1


def test_moves_of_another_workstation_are_not_listed(mover: At) -> None:
    house = mover.at.house
    move_stock(house.store, replace(house.act(), workstation="dock-9"), Named("CUP", "D-01", 1), "A-01")
    mover.scan("D-01", "2", "CUP", "A-01")
    assert mover.bookings == [("2 × CUP, Cup", "Undo")]


def test_what_became_of_pick_lists_and_who_waits_again_is_never_in_small(mover: At) -> None:
    release(mover.at.house.store, mover.at.house.act())
    mover.scan("A-02", "7", "PEN", "Q-01", "1")
    assert mover.headline == "Done: Moved: 7 × PEN to Q-01"
    assert mover.below_the_prompt[:3] == [
        "They are in quarantine now: no order gets them.",
        "Pick lists: PL-2 fetches 3 × PEN less for 77 at A-02.",
        "Waits again: 77 for 3 × PEN (class B).",
    ]


def test_goods_in_quarantine_beside_usable_ones_are_taken_by_their_row(mover: At) -> None:
    mover.scan("A-02")
    rows = mover.page.lying.lines.shown()
    aside = rows.index(("PEN", "Pen", "2", "", "in quarantine"))
    usable = rows.index(("PEN", "Pen", "7", "", ""))
    choose(mover.page.lying.lines, aside)
    mover.settle()
    assert (mover.headline, mover.prompt) == ("Next: 1 × PEN", "Scan the place")
    assert "They are in quarantine, and stay in it." in mover.below_the_prompt
    assert mover.page.lying.lines.chosen() == str(aside)
    mover.scan("Q-01")
    assert mover.headline == "Done: Moved: 1 × PEN to Q-01"
    assert ("PEN", "Pen", "1", "", "in quarantine") in mover.page.lying.lines.shown()
    assert ("PEN", "Pen", "7", "", "") in mover.page.lying.lines.shown()
    choose(mover.page.lying.lines, usable)
    mover.settle()
    assert "They are in quarantine, and stay in it." not in mover.below_the_prompt
    assert mover.page.lying.lines.chosen() == str(usable)


def test_the_label_of_the_place_or_of_the_item_in_hand_is_printed_by_its_key(mover: At) -> None:
    mover.at.desk.keep(replace(mover.at.desk.workstation, printers={"single-labels": "Zebra"}))
    for scans, number, title in [
        (("D-01",), "location:D-01", "Label of place D-01"),
        (("CUP",), "item:CUP", "Label of item CUP"),
    ]:
        mover.scan(*scans)
        mover.press(mover.page.buttons.of[Command.PRINT])
        assert mover.headline == f"Done: On the way to the printer Zebra: {title}."
        assert LABEL in mover.offered
        found = mover.at.house.store.sql("SELECT kind, number FROM print_job ORDER BY id DESC LIMIT 1")
        assert [tuple(row) for row in found] == [("single-labels", number)]
    mover.scan("WXBACK", "WXDONE")
    assert (mover.offered, moves(mover.at.house)) == ([], 10)


def test_another_place_than_the_proposed_one_is_asked_for_by_a_key(mover: At) -> None:
    mover.scan("D-01", "CUP")
    mover.press(mover.page.buttons.of[Command.SKIP])
    assert (mover.headline, mover.prompt) == (
        "Look: Not to A-01; no other place with room for them is known.",
        "Scan the place",
    )
    assert mover.offered == [LABEL, "Step back  Esc"]


def test_a_row_that_is_chosen_with_goods_in_hand_is_answered_and_changes_nothing(mover: At) -> None:
    mover.scan("D-01", "TEA")
    choose(mover.page.lying.lines, 0)
    mover.settle()
    assert (mover.headline, mover.prompt) == ("Look: This is item CUP, Cup.", "Scan the lot")


def test_an_answer_is_typed_at_its_key(mover: At) -> None:
    mover.scan("D-01")
    page = mover.page
    page.activateWindow()
    mover.qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.buttons.line.hasFocus()
    QTest.keyClicks(page.buttons.line, "12")
    QTest.keyClick(page.buttons.line, Qt.Key.Key_Return)
    mover.settle()
    assert mover.prompt == "Scan the item (12 of them)"
    assert page.buttons.line.text() == ""
    mover.scan("CUP", "A-02")
    assert balances(mover.at.house)["CUP", "", "A-02"] == 12


def test_a_place_that_another_page_names_is_begun(mover: At) -> None:
    mover.page.show_thing(Target(Thing.LOCATION, "A-02"))
    mover.settle()
    assert mover.prompt == "Scan an item at A-02"


def test_the_card_of_another_station_opens_its_page_once_nothing_is_begun(mover: At) -> None:
    opened: list[object] = []
    mover.at.desk.opened.connect(opened.append)
    mover.scan("D-01", "WXCOUNT")
    assert mover.headline == (
        "Look: Something is begun here: finish it, or scan WXBACK until the first step; then scan WXCOUNT again."
    )
    assert opened == []
    mover.scan("WXDONE", "WXCOUNT")
    assert opened == [Target(Thing.PAGE, PageName.COUNT)]
    mover.scan("WXMOVE")
    assert len(opened) == 1


def test_asking_tells_nobody_anything_and_each_tone_sounds(mover: At) -> None:
    told: list[object] = []
    mover.at.desk.changed.connect(told.append)
    mover.scan("D-01", "CUP", "nonsense", "WXBACK")
    assert (told, mover.sounded) == ([], [Tone.ASK, Tone.ASK, Tone.ERROR, Tone.ASK])
