"""The room of a table: what the columns leave goes to the one that grows, and its own width is kept all the same."""

from dataclasses import replace

import pytest

from tests.ui.conftest import Window
from tests.ui.tables import COLUMNS, Tried
from warehouse_app.ui.tables import RowsTable

ITEM = [column.field for column in COLUMNS].index("item")
PROMISED = [column.field for column in COLUMNS].index("promised")
LAST = [column.field for column in COLUMNS].index("short")


@pytest.fixture
def tried(at_window: Window) -> Tried:
    return Tried(at_window, [replace(each, grows=each.field == "item") for each in COLUMNS]).fill()


def width(tried: Tried, place: int) -> int:
    return tried.grid.horizontalHeader().sectionSize(place)


def is_full(tried: Tried) -> bool:
    """Return whether the columns end where the table ends."""
    return tried.grid.horizontalHeader().length() == tried.grid.viewport().width()


def test_the_growing_column_takes_what_is_left_and_gives_it_back(tried: Tried) -> None:
    own, last = tried.grid._pixels(14), width(tried, LAST)
    tried.table.resize(1_600, 400)
    assert is_full(tried)
    wide = width(tried, ITEM)
    assert wide > own
    tried.table.resize(1_700, 400)
    assert width(tried, ITEM) == wide + 100
    assert width(tried, LAST) == last
    tried.table.resize(500, 400)
    assert width(tried, ITEM) == own


def test_a_hidden_column_leaves_its_room_and_takes_it_again(tried: Tried) -> None:
    tried.table.resize(1_600, 400)
    before = width(tried, ITEM)
    tried.grid.show_column(PROMISED, shown=False)
    assert is_full(tried)
    assert width(tried, ITEM) == before + tried.grid._pixels(12)
    tried.grid.show_column(PROMISED, shown=True)
    assert width(tried, ITEM) == before


def test_another_column_made_wider_takes_from_the_room(tried: Tried) -> None:
    tried.table.resize(1_600, 400)
    before = width(tried, ITEM)
    tried.grid.horizontalHeader().resizeSection(PROMISED, width(tried, PROMISED) + 50)
    assert is_full(tried)
    assert width(tried, ITEM) == before - 50


def test_the_width_that_is_remembered_is_without_the_room(tried: Tried) -> None:
    tried.table.resize(1_600, 400)
    kept = {each["field"]: each["width"] for each in tried.grid.arrangement()}
    assert kept["item"] == pytest.approx(14, abs=0.1)
    assert kept["promised"] == pytest.approx(12, abs=0.1)


def test_without_a_growing_column_the_last_one_has_the_room(at_window: Window) -> None:
    tried = Tried(at_window).fill()
    tried.table.resize(1_600, 400)
    assert is_full(tried)
    assert width(tried, ITEM) == tried.grid._pixels(14)


def test_the_chosen_row_stays_in_sight_when_there_is_less_room(tried: Tried) -> None:
    tried.table.resize(900, 700)
    last = tried.grid.rowAt(tried.grid.viewport().height() - tried.grid.rowHeight(0) - 1)
    tried.grid.select_row(last)
    tried.table.resize(900, 600)
    top = tried.grid.rowViewportPosition(last)
    assert 0 <= top <= tried.grid.viewport().height() - tried.grid.rowHeight(last)


def test_a_row_that_is_out_of_sight_is_not_fetched(tried: Tried) -> None:
    tried.grid.select_row(0)
    tried.grid.scroll_by_rows(0, 20)
    before = tried.grid.verticalScrollBar().value()
    assert before > 0
    tried.table.resize(900, 300)
    assert tried.grid.verticalScrollBar().value() == before


def test_a_filter_s_window_stays_on_the_screen(tried: Tried) -> None:
    table: RowsTable = tried.table
    screen = table.screen().availableGeometry()
    table.move(screen.right() - 300, screen.top() + 20)
    editor = table.edit_filter()
    assert editor is not None
    assert screen.contains(editor.geometry())
    editor.close()
