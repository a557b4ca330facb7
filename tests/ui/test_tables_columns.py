"""Columns: how values are written, how they are sorted by a click, hidden, moved and remembered."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.queries.listed import fill
from tests.ui.conftest import Window
from tests.ui.tables import COLUMNS, Tried, actions
from warehouse_app.queries.listing import Sort
from warehouse_app.queries.listings.stock import items
from warehouse_app.settings import Scheme
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.short_table import ShortColumn, ShortTable
from warehouse_app.ui.tables import Column, day_length, day_width, moment_width


@pytest.fixture
def tried(at_window: Window) -> Tried:
    return Tried(at_window).fill()


def kept(tried: Tried) -> dict[str, Any]:
    """Return what is remembered of the table, once that is done."""
    tried.window.qtbot.waitUntil(lambda: not tried.table._keep_soon.isActive())
    found = tried.window.desk.workstation.layout.get("table:tried")
    assert isinstance(found, dict)
    return found


def test_values_are_written_as_the_person_writes_them(at_window: Window) -> None:
    columns = [Column(name, name) for name in ("sku", "price", "release_date", "lot_tracked", "on_hand", "home")]
    fill(at_window.house)
    tried = Tried(at_window, columns)
    tried.window.house.store.sql(
        "UPDATE item SET price = 123450, release_date = '2026-03-03', lot_tracked = 1, home_location_id = NULL "
        "WHERE sku = 'I00'"
    )
    tried.window.house.store.sql("UPDATE item SET price = NULL, release_date = NULL, lot_tracked = 0 WHERE sku = 'I01'")
    tried.window.house.store.sql("UPDATE balance SET quantity = 1234567 WHERE lot_id = 1")
    tried.table.show_listing(lambda: items(tried.house.settings))
    tried.settle()
    count = tried.window.house.store.sql("SELECT SUM(quantity) FROM balance WHERE lot_id = 1").fetchone()[0]
    assert tried.model.texts(0) == ["I00", "€1,234.50", "3 Mar 2026", "yes", f"{count:,}", ""]
    assert (tried.model.texts(1) or [])[:4] == ["I01", "", "", ""]


def test_an_instant_is_written_in_the_zone_of_the_house(tried: Tried) -> None:
    assert tried.text(0, "placed") == tried.window.desk.moment(tried.wanted()[1][0]["placed"])


def test_numbers_stand_at_the_end_and_so_do_their_headings(tried: Tried) -> None:
    trailing = {"line", "open", "short"}
    for place, field in enumerate(tried.grid.fields()):
        wanted = Qt.AlignmentFlag.AlignTrailing if field in trailing else Qt.AlignmentFlag.AlignLeading
        role = Qt.ItemDataRole.TextAlignmentRole
        assert tried.model.index(0, place).data(role) & wanted
        assert tried.model.headerData(place, Qt.Orientation.Horizontal, role) & wanted


def test_a_code_is_called_by_its_word_and_may_be_a_badge(at_window: Window) -> None:
    words = {"A": "first", "B": "second"}
    column = Column("rank_class", "Class", words=words, tones={"A": Tone.OK})
    own = Column("line", "Line", text=lambda value: f"no. {value}")
    tried = Tried(at_window, [column, own]).fill()
    classes = [row["rank_class"] for row in tried.wanted()[1][:60]]
    assert tried.texts("rank_class", 60) == [words.get(each, each) for each in classes]
    tones = [tried.model.tone(row, 0) for row in range(60)]
    assert tones == [Tone.OK if each == "A" else None for each in classes]
    assert tried.text(0, "line") == f"no. {tried.wanted()[1][0]['line']}"
    picture = tried.grid.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert Look.current().tone(Tone.OK).soft in seen


def test_a_heading_sorts_up_then_down_then_as_the_list_stands(tried: Tried) -> None:
    own = tried.texts("order", 20)
    header = tried.grid.horizontalHeader()
    assert header.sortIndicatorSection() == -1
    views: list[Sort | None] = []
    for _ in range(3):
        tried.click_heading("item")
        views.append(tried.model.view.sort)
        assert tried.texts("order", 20) == [row["order"] for row in tried.wanted()[1][:20]]
        place = tried.grid.fields().index("item") if tried.model.view.sort else -1
        assert header.sortIndicatorSection() == place
    assert views == [Sort("item"), Sort("item", descending=True), None]
    assert tried.texts("order", 20) == own


def test_another_heading_begins_anew(tried: Tried) -> None:
    tried.click_heading("item").click_heading("line")
    assert tried.model.view.sort == Sort("line")


def test_columns_that_are_hidden_moved_and_resized_are_so_again_next_time(tried: Tried) -> None:
    header = tried.grid.horizontalHeader()
    header.moveSection(header.visualIndex(tried.grid.fields().index("item")), 0)
    tried.grid.show_column(tried.grid.fields().index("rank_class"), shown=False)
    tried.grid.show_column(tried.grid.fields().index("customer"), shown=True)
    header.resizeSection(tried.grid.fields().index("order"), tried.grid._pixels(30))
    tried.table.sort_by(Sort("short", descending=True))
    layout = kept(tried)
    assert layout["sort"] == {"field": "short", "descending": True}
    assert next(each["field"] for each in layout["columns"]) == "item"
    again = Tried(tried.window).show()
    fields = again.grid.fields()
    assert [fields[place] for place in again.grid.shown_columns()] == [
        *("item", "order", "line", "placed", "promised", "lifted", "open", "short", "customer"),
    ]
    assert again.grid.horizontalHeader().sectionSize(fields.index("order")) == again.grid._pixels(30)
    assert again.model.view.sort == Sort("short", descending=True)
    assert again.grid.horizontalHeader().sortIndicatorSection() == fields.index("short")
    assert again.texts("short", 10) == [str(row["short"]) for row in again.wanted()[1][:10]]


def test_what_was_remembered_of_other_columns_does_no_harm(at_window: Window) -> None:
    broken: list[Any] = [
        {"columns": [{"field": "gone", "width": 5, "hidden": True}, {"field": "line", "width": "x"}, 7]},
        {"columns": 3, "sort": {"field": "gone", "descending": False}},
        {"sort": {"field": 1}},
        "nonsense",
    ]
    for layout in broken:
        desk = at_window.desk
        desk.keep(desk.workstation.with_layout("table:tried", layout))
        tried = Tried(at_window)
        assert len(tried.grid.shown_columns()) == len(COLUMNS) - 1
        assert tried.model.view.sort is None


def test_columns_are_remembered_for_the_right_table(tried: Tried) -> None:
    tried.grid.show_column(0, shown=False)
    kept(tried)
    assert set(tried.window.desk.workstation.layout) == {"table:tried"}


def test_the_last_column_cannot_be_hidden(tried: Tried) -> None:
    for place in range(len(COLUMNS)):
        tried.grid.show_column(place, shown=False)
    assert tried.grid.shown_columns() == [len(COLUMNS) - 2]  # the very last was hidden from the beginning
    menu = actions(tried.table.heading_menu(len(COLUMNS) - 2))
    assert not menu["Hide “Short”"].isEnabled()


def test_the_menu_of_a_heading_sorts_hides_and_shows(tried: Tried) -> None:
    place = tried.grid.fields().index("item")
    menu = tried.table.heading_menu(place)
    found = actions(menu)
    assert list(found) == [
        *("Sort from the smallest or A", "Sort from the largest or Z", "In the usual order", "Hide “Item”", "Columns"),
    ]
    assert [name for name, action in found.items() if action.isChecked()] == ["In the usual order"]
    found["Sort from the largest or Z"].trigger()
    tried.settle()
    assert tried.model.view.sort == Sort("item", descending=True)
    found["Hide “Item”"].trigger()
    assert place not in tried.grid.shown_columns()
    columns = actions(found["Columns"].menu())
    assert list(columns) == [*(column.heading for column in COLUMNS), "Show the columns as they were"]
    columns = actions(actions(tried.table.heading_menu(0))["Columns"].menu())
    assert [name for name, action in columns.items() if action.isChecked()] == [
        *("Order", "Line", "Class", "Placed", "Promised", "Lifted", "Open", "Short"),
    ]
    columns["Customer"].trigger()
    columns["Order"].trigger()
    assert [tried.grid.fields()[at] for at in tried.grid.shown_columns()] == [
        *("line", "rank_class", "placed", "promised", "lifted", "open", "short", "customer"),
    ]
    columns["Show the columns as they were"].trigger()
    assert tried.grid.shown_columns() == list(range(len(COLUMNS) - 1))


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_days_and_instants_are_never_cut_off_and_waste_no_room(at_window: Window, language: str) -> None:
    Look.current().wear(Scheme.LIGHT, 1.0)
    desk = at_window.desk
    desk.language = language
    days = [desk.text(date(2026, month, 28)) for month in range(1, 13)]
    moments = [desk.moment(datetime(2026, month, 28, 20, tzinfo=UTC)) for month in range(1, 13)]
    columns = [Column("placed", "", moment_width(desk)), Column("promised", "", day_width(desk)), Column("order", "")]
    grid = Tried(at_window, columns).grid
    for place, texts in enumerate((moments, days)):
        width = grid.horizontalHeader().sectionSize(place)
        assert all(grid._painter.fits(text, width) for text in texts)
        assert not all(grid._painter.fits(text, width - grid._character()) for text in texts)
    short = ShortTable([ShortColumn("", day_length(desk))], "Lines")
    at_window.qtbot.addWidget(short)
    room = short.columnWidth(0) - 2 * Look.current().px(Space.S)
    assert max(map(QFontMetrics(Look.current().font(tabular=True)).horizontalAdvance, days)) <= room


def test_a_text_that_is_cut_off_is_told_whole_and_only_such_a_one(tried: Tried) -> None:
    column = tried.grid.fields().index("placed")
    tried.grid.horizontalHeader().resizeSection(column, 40)
    for field, wanted in (("order", ""), ("placed", tried.text(0, "placed"))):
        where = tried.grid.visualRect(tried.model.index(0, tried.grid.fields().index(field))).center()
        event = QHelpEvent(QEvent.Type.ToolTip, where, tried.grid.viewport().mapToGlobal(where))
        QApplication.sendEvent(tried.grid.viewport(), event)
        assert QToolTip.text() == wanted


def test_the_selected_row_is_marked_by_more_than_its_colour(tried: Tried) -> None:
    tried.grid.select_row(1)
    picture = tried.grid.viewport().grab().toImage()
    middle = tried.grid.visualRect(tried.model.index(1, 0)).center().y()
    assert picture.pixelColor(1, middle).name() == Look.current().theme.colours.accent
    other = tried.grid.visualRect(tried.model.index(0, 0)).center().y()
    assert picture.pixelColor(1, other).name() != Look.current().theme.colours.accent


def test_everything_has_a_name_for_who_does_not_see_it(tried: Tried) -> None:
    assert tried.grid.accessibleName() == "Back orders"
    assert tried.table.search.accessibleName() == "Search in this table"
    assert tried.table._filter_button.accessibleName() == "Filter"
    assert tried.table._columns_button.accessibleName() == "Columns"
    assert tried.table._export_button.accessibleName() == "Export this table"
