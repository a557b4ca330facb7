"""Lines of a document, written with the keyboard alone, and what is wrong with them."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.services.stock import furnished
from tests.ui.conftest import Window
from tests.ui.hands import Hands, shown
from tests.ui.seeing import shown as seeing
from warehouse_app.ui.forms.grid import LineGrid
from warehouse_app.ui.forms.lines import GridColumn
from warehouse_app.ui.forms.readers import IDENTIFIER, NOTE, Readers, Wrong, optional, required
from warehouse_app.ui.pickers import item_finder
from warehouse_app.ui.words.forms import Wrongly


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    for _ in furnished(at_window.house):
        yield at_window


def unseen(window: Window) -> LineGrid:
    read = Readers(window.desk)
    columns = [
        GridColumn("sku", "Item", 12, required(IDENTIFIER), find=item_finder(window.desk)),
        GridColumn("name", "Name", 20, stretch=True),
        GridColumn("quantity", "Quantity", 8, required(read.quantity), read.write, None, number=True),
        GridColumn("due", "Due", 10, optional(read.day, None), read.write, None, follows=True),
        GridColumn("note", "Note", 20, optional(NOTE, "")),
    ]
    return LineGrid(window.desk, columns, Wrongly.UNKNOWN_ITEM, "Lines")


def grid(window: Window) -> tuple[Hands, LineGrid]:
    made = unseen(window)
    return shown(window, made), made


def texts(made: LineGrid) -> list[list[str]]:
    """Return what stands in each line, without the columns that nobody writes in."""
    return [[cell.text for cell in line.cells.values()] for line in made.model.lines]


def wrong(made: LineGrid) -> dict[str, str]:
    """Return the sentences at the cells, by "row/column"."""
    return {
        f"{row}/{name}": cell.wrong
        for row, line in enumerate(made.model.lines)
        for name, cell in line.cells.items()
        if cell.wrong
    }


def values(made: LineGrid) -> list[list[object]]:
    return [[made.model.value(line, name) for name in line.cells] for line in made.model.lines]


def at(made: LineGrid) -> tuple[int, int]:
    """Return row and column of the cell one is at."""
    index = made.table.currentIndex()
    return index.row(), index.column()


def test_enter_goes_from_cell_to_cell_and_from_the_last_to_a_new_line(window: Window) -> None:
    hands, made = grid(window)
    made.begin()
    hands.type("lamp⏎2 x 12⏎9.3.⏎with care⏎cord⏎5⏎")
    hands.settle()
    assert texts(made) == [["LAMP", "24", "9 Mar 2026", "with care"], ["CORD", "5", "9 Mar 2026", ""]]
    assert values(made) == [["LAMP", 24, date(2026, 3, 9), "with care"], ["CORD", 5, date(2026, 3, 9), ""]]
    assert at(made) == (1, 3)
    assert wrong(made) == {}
    assert made.model.dirty


def test_the_list_below_a_cell_takes_enter_and_tab_and_goes_on(window: Window) -> None:
    for key in ("⏎", "⇥"):
        hands, made = grid(window)
        made.begin()
        hands.type("plu")
        window.rest()
        hands.settle()
        hands.type(f"{key}7⏎")
        hands.settle()
        assert texts(made) == [["PLUG", "7", "", ""]]
        made.close()


def test_enter_in_the_empty_line_has_finished_and_makes_no_line(window: Window) -> None:
    hands, made = grid(window)
    finished: list[str] = []
    made.finished.connect(lambda: finished.append("finished"))
    made.begin()
    hands.type("cord⏎5⏎⏎⏎⏎")
    hands.settle()
    assert finished == ["finished"]
    assert texts(made) == [["CORD", "5", "", ""]]


def test_what_cannot_be_read_stays_as_it_was_typed_with_a_sentence(window: Window) -> None:
    hands, made = grid(window)
    made.begin()
    hands.type("nail⏎many⏎soon⏎")
    hands.settle()
    assert texts(made) == [["nail", "many", "soon", ""]]
    assert wrong(made) == {
        "0/sku": "There is no item “nail”. Choose one from the list.",
        "0/quantity": "“many” is no quantity. Write units such as 24, or packs such as 2 x 12.",
        "0/due": "“soon” is no day. Write it such as 2 Mar 2026, or +7 for in a week.",
    }
    assert not made.check()
    assert at(made) == (0, 0)
    assert made.below.text() == "There is no item “nail”. Choose one from the list."
    assert isinstance(made.model.value(made.model.lines[0], "quantity"), Wrong)


def test_a_cell_that_must_not_be_empty_is_said_when_the_lines_are_checked(window: Window) -> None:
    hands, made = grid(window)
    made.begin()
    hands.type("cord⏎")
    hands.settle()
    assert wrong(made) == {}
    assert not made.check()
    assert wrong(made) == {"0/quantity": "Fill this in."}
    assert at(made) == (0, 2)


def test_what_is_being_written_counts_when_the_lines_are_checked(window: Window) -> None:
    hands, made = grid(window)
    made.begin()
    hands.type("cord⏎7")
    hands.settle()
    assert texts(made) == [["CORD", "", "", ""]]
    assert made.check()
    assert texts(made) == [["CORD", "7", "", ""]]


def test_escape_leaves_a_cell_as_it_was(window: Window) -> None:
    hands, made = grid(window)
    made.begin()
    hands.type("cord⏎7⏎")
    hands.settle()
    made.table.open(0, 2)
    hands.type("9")
    hands.press("Escape")
    assert texts(made) == [["CORD", "7", "", ""]]


def test_control_delete_removes_a_new_line_and_keeps_a_stored_one(window: Window) -> None:
    hands, made = grid(window)
    stored = {"sku": "LAMP", "quantity": 3, "due": None, "note": ""}
    made.model.set_lines([(4, stored, {"sku": "Stays."})])
    assert not made.model.dirty
    made.begin()
    hands.type("cord⏎7⏎⏎")
    hands.settle()
    hands.press("Escape")
    made.table.go_to(1, 2)
    hands.press("Ctrl+Delete")
    assert texts(made) == [["LAMP", "3", "", ""]]
    made.table.go_to(0, 2)
    hands.press("Ctrl+Delete")
    assert texts(made) == [["LAMP", "3", "", ""]]
    assert made.below.text() == "This line is stored already. Cancel what is not wanted of it."


def test_a_cell_that_may_not_change_says_why_and_is_passed_over(window: Window) -> None:
    hands, made = grid(window)
    stored = {"sku": "LAMP", "quantity": 3, "due": date(2026, 3, 5), "note": "old"}
    made.model.set_lines([(4, stored, {"sku": "Another item is another line."})])
    made.table.go_to(0, 0)
    assert made.below.text() == "Another item is another line."
    hands.type("x")
    assert texts(made) == [["LAMP", "3", "5 Mar 2026", "old"]]
    hands.type("⏎4⏎")
    assert texts(made) == [["LAMP", "4", "5 Mar 2026", "old"]]
    assert made.model.lines[0].key == 4
    assert made.model.dirty


def test_a_value_that_nobody_touched_is_what_it_was(window: Window) -> None:
    _, made = grid(window)
    stored = {"sku": "LAMP", "quantity": 3, "due": None, "note": "  two  spaces "}
    made.model.set_lines([(1, stored, {})])
    assert values(made) == [["LAMP", 3, None, "  two  spaces "]]


def test_tab_leaves_the_table_behind_the_last_cell_and_before_the_first(window: Window) -> None:
    before, made, after = QLineEdit(), unseen(window), QLineEdit()
    whole = seeing(window.qtbot, before, made, after)
    table = made.table
    table.go_to(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert (table.hasFocus(), at(made)) == (True, (0, 1))
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert before.hasFocus()
    table.go_to(table.model().rowCount() - 1, table.model().columnCount() - 1)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert made.remove_button.hasFocus()
    QTest.keyClick(made.remove_button, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert whole.isVisible()
