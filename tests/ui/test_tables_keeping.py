"""What is selected and what is in sight stays, by key, while rows come, go and are sorted otherwise."""

import threading

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from tests.ui.conftest import Window
from tests.ui.tables import COLUMNS, Tried, listing_of
from warehouse_app.queries.listing import Filter, How, Key, Sort
from warehouse_app.ui.background import Lane
from warehouse_app.ui.tables import RowChosen

SMALL = 8


@pytest.fixture
def tried(at_window: Window, monkeypatch: pytest.MonkeyPatch) -> Tried:
    for module in ("pages", "places", "model", "copying"):
        monkeypatch.setattr(f"warehouse_app.ui.tables.{module}.PAGE", SMALL)
    return Tried(at_window).fill()


def ship(tried: Tried, *keys: Key) -> None:
    """Let lines leave the queue."""
    tried.window.house.store.sql(
        "UPDATE order_line SET picked = quantity - cancelled, shipped = quantity - cancelled, allocated = 0 "
        f"WHERE id IN ({', '.join(map(str, keys))})"
    )


def lift(tried: Tried, *keys: Key) -> None:
    """Let lines go to the front of their class."""
    tried.window.house.store.sql(f"UPDATE order_line SET lifted = 1 WHERE id IN ({', '.join(map(str, keys))})")


def row_on_screen(tried: Tried) -> int:
    """Return how many pixels below the top the selected row stands."""
    return tried.grid.visualRect(tried.grid.currentIndex()).top()


def stand(tried: Tried, row: int, pixels: int = 0) -> None:
    """Scroll such that a row is the first in sight, `pixels` of it cut off."""
    tried.grid.verticalScrollBar().setValue(tried.grid.verticalHeader().sectionPosition(row) + pixels)
    tried.settle()


def test_a_selected_row_is_told_with_its_key_and_values(tried: Tried) -> None:
    keys, rows = tried.wanted()
    assert tried.table.current == RowChosen()
    tried.grid.select_row(3)
    tried.grid.select_row(3)
    assert tried.chosen == [RowChosen(keys[3], rows[3])]
    tried.press(Qt.Key.Key_Down)
    assert tried.chosen[1:] == [RowChosen(keys[4], rows[4])]
    assert tried.table.current == tried.chosen[-1]


def test_a_row_that_is_not_there_yet_is_told_once_it_is(tried: Tried) -> None:
    keys, rows = tried.wanted()
    tried.press(Qt.Key.Key_End)
    assert tried.chosen == []
    tried.settle()
    assert tried.chosen == [RowChosen(keys[-1], rows[-1])]


def test_the_selected_row_stays_selected_where_rows_before_it_go(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(12)
    stand(tried, 6, pixels=5)
    before = row_on_screen(tried)
    told = len(tried.chosen)
    ship(tried, *keys[1:4])
    tried.reload()
    assert tried.table.current.key == keys[12]
    assert tried.grid.currentIndex().row() == 9
    assert [row for each in tried.grid.selected_ranges() for row in each] == [9]
    assert row_on_screen(tried) == before
    assert len(tried.chosen) == told  # it is the same row with the same values


def test_it_stays_where_it_is_on_the_screen_when_it_comes_to_stand_elsewhere(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(14)
    stand(tried, 10)
    before = row_on_screen(tried)
    lift(tried, *[key for key in keys[15:] if key != keys[14]])
    tried.reload()
    assert tried.table.current.key == keys[14]
    assert tried.grid.currentIndex().row() == tried.wanted()[0].index(keys[14]) != 14
    assert row_on_screen(tried) == before


def test_without_a_selection_the_first_row_in_sight_stays_there(tried: Tried) -> None:
    keys, _ = tried.wanted()
    stand(tried, 20, pixels=7)
    ship(tried, *keys[2:5])
    tried.reload()
    assert tried.grid.rowAt(0) == 17
    assert tried.model.key(17) == keys[20]
    assert tried.grid.verticalScrollBar().value() == tried.grid.verticalHeader().sectionPosition(17) + 7


def test_a_selection_out_of_sight_does_not_move_what_is_in_sight(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(1)
    stand(tried, 30)
    ship(tried, *keys[5:9])
    tried.reload()
    assert tried.model.key(tried.grid.rowAt(0)) == keys[30]
    assert tried.table.current.key == keys[1]


def test_who_stands_at_the_top_sees_what_is_new_there(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(2)
    ship(tried, keys[0])
    tried.reload()
    assert tried.grid.verticalScrollBar().value() == 0
    assert tried.model.key(0) == keys[1]
    assert (tried.table.current.key, tried.grid.currentIndex().row()) == (keys[2], 1)


def test_a_selected_row_that_has_gone_leaves_nothing_selected(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(5)
    ship(tried, keys[5])
    tried.reload()
    assert tried.chosen[-1] == RowChosen()
    assert tried.grid.selected_ranges() == []
    assert not tried.grid.currentIndex().isValid()


def test_new_values_of_the_selected_row_are_told(tried: Tried) -> None:
    keys, rows = tried.wanted()
    tried.grid.select_row(5)
    tried.window.house.store.sql(f"UPDATE order_line SET note = 'x', need_by = '2027-01-01' WHERE id = {keys[5]}")
    tried.reload()
    assert len(tried.chosen) == 2
    assert tried.chosen[1].key == keys[5]
    assert tried.chosen[1].values["need_by"] != rows[5]["need_by"]


def test_where_the_table_gets_short_no_other_row_is_told(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(len(keys) - 1)
    tried.settle()
    ship(tried, *keys[:-1])
    tried.reload()
    assert [each.key for each in tried.chosen] == [keys[-1]]
    assert tried.model.rowCount() == 1
    assert tried.grid.currentIndex().row() == 0


def test_sorting_keeps_the_selected_row_and_shows_the_top(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(12)
    stand(tried, 9)
    tried.table.sort_by(Sort("item", descending=True))
    tried.settle()
    assert tried.table.current.key == keys[12]
    assert tried.grid.currentIndex().row() == tried.wanted()[0].index(keys[12])
    assert tried.grid.verticalScrollBar().value() == 0
    assert [each.key for each in tried.chosen] == [keys[12]]


def test_a_filter_that_hides_the_selected_row_leaves_nothing_selected(tried: Tried) -> None:
    _, rows = tried.wanted()
    tried.grid.select_row(0)
    other = next(row["order"] for row in rows if row["order"] != rows[0]["order"])
    tried.table.filter_by(Filter("order", How.EQUALS, (other,)))
    tried.settle()
    assert tried.table.current == RowChosen()


def test_several_selected_rows_stay_selected(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(2)
    tried.grid.select_also([4, 7])
    assert [each.key for each in tried.table.selected()] == [keys[2], keys[4], keys[7]]
    assert tried.table.rows_text.text() == "3 selected"
    ship(tried, keys[0], keys[4])
    tried.reload()
    assert [each.key for each in tried.table.selected()] == [keys[2], keys[7]]
    assert tried.table.current.key == keys[2]


def test_all_rows_stay_selected(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.selectAll()
    assert tried.table.rows_text.text() == f"{len(keys)} selected"
    ship(tried, keys[0])
    tried.reload()
    assert tried.grid.selected_ranges() == [range(len(keys) - 1)]


def test_a_key_is_found_anywhere(tried: Tried) -> None:
    keys, rows = tried.wanted()
    tried.table.select_key(keys[50])
    tried.settle()
    assert tried.chosen == [RowChosen(keys[50], rows[50])]
    assert tried.grid.visualRect(tried.grid.currentIndex()).intersects(tried.grid.viewport().rect())
    tried.table.select_key(10**9)
    tried.settle()
    assert tried.table.current.key == keys[50]


def test_a_key_is_found_once_the_rows_are_there(at_window: Window) -> None:
    tried = Tried(at_window).fill()
    keys, rows = tried.wanted()
    other = Tried(at_window)
    other.table.show_listing(lambda: listing_of(other.house))
    other.table.select_key(keys[3])
    other.settle()
    assert other.chosen == [RowChosen(keys[3], rows[3])]


def test_who_chooses_another_row_while_it_reads_keeps_that_one(tried: Tried) -> None:
    keys, _ = tried.wanted()
    tried.grid.select_row(2)
    gate = threading.Event()
    tried.window.desk.background.run(Lane.READS, tried.table, lambda: gate.wait(10), lambda _: None)
    tried.table.sort_by(Sort("order", descending=True))
    tried.grid.select_row(6)
    gate.set()
    tried.settle()
    assert tried.table.current.key == keys[6]
    assert tried.model.key(tried.grid.currentIndex().row()) == keys[6]


def test_who_scrolls_on_while_it_reads_stays_there(tried: Tried) -> None:
    stand(tried, 10)
    gate = threading.Event()
    tried.window.desk.background.run(Lane.READS, tried.table, lambda: gate.wait(10), lambda _: None)
    tried.table.reload()
    bar = tried.grid.verticalScrollBar()
    bar.setValue(bar.value() + 100)
    where = bar.value()
    gate.set()
    tried.settle()
    assert bar.value() == where


def test_another_listing_selects_nothing(tried: Tried) -> None:
    tried.grid.select_row(2)
    tried.show()
    assert tried.chosen[-1] == RowChosen()
    assert tried.grid.selected_ranges() == []


def test_enter_and_a_double_click_open_the_row(tried: Tried) -> None:
    keys, rows = tried.wanted()
    tried.press(Qt.Key.Key_Return)
    assert tried.opened == []
    tried.grid.select_row(1)
    tried.press(Qt.Key.Key_Return)
    tried.press(Qt.Key.Key_Enter)
    assert [(each.key, each.values) for each in tried.opened] == [(keys[1], rows[1])] * 2
    tried.grid.doubleClicked.emit(tried.grid.currentIndex())
    assert len(tried.opened) == 3


def test_home_and_end_go_to_the_first_and_last_row(tried: Tried) -> None:
    tried.press(Qt.Key.Key_End)
    assert tried.grid.currentIndex().row() == tried.model.rowCount() - 1
    tried.press(Qt.Key.Key_Home)
    assert tried.grid.currentIndex().row() == 0
    tried.press(Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert tried.grid.selected_ranges() == [range(tried.model.rowCount())]


def test_selected_ranges_are_told_once_each(tried: Tried) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (9, 3, 4, 4, 5, 1):
        tried.grid.selectionModel().select(tried.model.index(row, 0), flags)
    assert [row for each in tried.grid.selected_ranges() for row in each] == [1, 3, 4, 5, 9]
    assert len(COLUMNS) > 1
