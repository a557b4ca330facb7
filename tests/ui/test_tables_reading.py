"""A table shows any part of any listing, and reads it in the background only, a page at a time."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import Window
from tests.ui.tables import COLUMNS, Tried, listing_of, statements
from warehouse_app.domain.errors import Refused
from warehouse_app.queries.listing import Filter, How, Sort, View
from warehouse_app.queries.reader import Page, Reader
from warehouse_app.store.faults import StoreFault
from warehouse_app.ui.background import Lane
from warehouse_app.ui.tables import pages
from warehouse_app.ui.tables.model import RowsModel

SMALL = 8
_HORIZONTAL = Qt.Orientation.Horizontal


@pytest.fixture
def tried(at_window: Window, monkeypatch: pytest.MonkeyPatch) -> Tried:
    """Return a table of some eighty rows, read eight at a time."""
    for module in ("pages", "places", "model", "copying"):
        monkeypatch.setattr(f"warehouse_app.ui.tables.{module}.PAGE", SMALL)
    return Tried(at_window).fill()


def test_it_shows_every_row_in_the_order_of_the_listing(tried: Tried) -> None:
    _, rows = tried.wanted()
    assert tried.model.rowCount() == len(rows) > 50
    for at in range(0, len(rows), 3):
        tried.model.index(at, 0).data()
        tried.settle()
        assert tried.text(at, "order") == rows[at]["order"]
        assert tried.text(at, "line") == str(rows[at]["line"])
    assert tried.table.rows_text.text() == f"{len(rows)} rows"


def test_a_row_that_is_not_there_yet_is_an_ellipsis_until_it_is(tried: Tried) -> None:
    last = tried.model.rowCount() - 1
    assert tried.text(last, "order") == "…"
    tried.settle()
    assert tried.text(last, "order") == tried.wanted()[1][last]["order"]


def test_painting_asks_the_database_nothing(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    with statements(tried.window, monkeypatch) as told:
        tried.table.grab()
        assert told == []
        bar = tried.grid.verticalScrollBar()
        for position in (bar.maximum(), bar.maximum() // 2, 0):
            bar.setValue(position)
            tried.table.grab()  # rows that are there, and rows that are not
            for row in range(0, tried.model.rowCount(), SMALL):
                assert tried.text(row, "order")
            assert [thread for thread, _ in told if thread == threading.current_thread().name] == []
        tried.settle()
    assert {thread for thread, _ in told} == {"lane-reads"}


def test_sorting_searching_filtering_and_jumping_leave_the_windows_thread_alone(
    tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    with statements(tried.window, monkeypatch) as told:
        tried.table.sort_by(Sort("item"))
        tried.grid.scrollToBottom()
        tried.settle()
        tried.table.filter_by(Filter("short", How.AT_LEAST, (1,)))
        tried.table.search.setText("lamp")
        tried.window.qtbot.waitUntil(lambda: tried.model.view.search == "lamp")
        tried.table.select_key(1)
        tried.settle()
        tried.table.reload()
        tried.settle()
    assert {thread for thread, _ in told} == {"lane-reads"}
    assert len(told) > 10


def test_memory_holds_some_pages_however_far_one_scrolls(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST", 4)
    for row in range(0, tried.model.rowCount(), 5):
        tried.model.index(row, 0).data()
        tried.settle()
    assert tried.model.pages_at_hand() == 4
    first = tried.wanted()[1][0]["order"]
    tried.grid.scrollToTop()
    tried.text(0, "order")
    tried.settle()
    assert tried.text(0, "order") == first


def test_a_page_beyond_what_is_in_sight_is_there_before_one_gets_there(tried: Tried) -> None:
    tried.grid.verticalScrollBar().setValue(0)
    tried.text(5 * SMALL, "order")
    tried.settle()
    texts = [tried.model.texts(row * SMALL) for row in (4, 5, 6, 8)]
    assert [text is not None for text in texts] == [True, True, True, False]


def test_only_what_was_looked_at_last_is_read_after_a_long_way(tried: Tried) -> None:
    """Who drags the bar through the whole table waits for the end of the way, not for all that lay on it."""
    for row in range(0, tried.model.rowCount(), SMALL):
        tried.text(row, "order")
    tried.window.settle()
    tried.window.qtbot.wait(20)
    tried.window.settle()
    last = tried.model.rowCount() - 1
    assert tried.model.texts(last) is not None
    assert tried.model.texts(last // 2) is None


def test_old_rows_stay_until_new_ones_are_there(tried: Tried) -> None:
    before = tried.texts("order", 8)
    gate = threading.Event()
    tried.window.desk.background.run(Lane.READS, tried.table, lambda: gate.wait(10), lambda _: None)
    tried.table.sort_by(Sort("order", descending=True))
    tried.table.grab()
    assert tried.texts("order", 8) == before
    gate.set()
    tried.settle()
    assert tried.texts("order", 8) == [row["order"] for row in tried.wanted()[1][:8]] != before


def test_the_rows_of_another_listing_go_at_once(tried: Tried) -> None:
    tried.table.show_listing(lambda: listing_of(tried.house))
    assert tried.model.rowCount() == 0
    tried.settle()
    assert tried.model.rowCount() == len(tried.wanted()[0])


def test_only_the_last_of_several_views_is_shown(tried: Tried) -> None:
    for field in ("item", "line", "order"):
        tried.table.sort_by(Sort(field))
    tried.table.filter_by(Filter("rank_class", How.EQUALS, ("A",)))
    tried.settle()
    _, rows = tried.wanted(View(Sort("order"), (Filter("rank_class", How.EQUALS, ("A",)),)))
    assert tried.model.rowCount() == len(rows)
    assert tried.texts("order", 2 * SMALL) == [row["order"] for row in rows[: 2 * SMALL]]


@pytest.mark.parametrize("from_end", [False, True])
def test_rows_that_have_gone_meanwhile_make_it_read_again(tried: Tried, from_end: bool) -> None:
    total = tried.model.rowCount()
    keys, _ = tried.wanted()
    gone = ", ".join(map(str, keys[30:33]))
    tried.window.house.store.sql(
        "UPDATE order_line SET picked = quantity - cancelled, shipped = quantity - cancelled, allocated = 0 "
        f"WHERE id IN ({gone})"
    )
    for row in sorted(range(0, total, SMALL), reverse=from_end):
        tried.text(row, "order")
        tried.settle()
    assert tried.model.rowCount() == total - 3
    assert tried.table.rows_text.text() == f"{total - 3} rows"


def test_trouble_is_told_and_the_rows_stay(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tried.texts("order", 8)

    def broken() -> None:
        raise ZeroDivisionError

    tried.model.make = broken  # type: ignore[assignment]
    tried.table.reload()
    tried.settle()
    assert [type(error) for error in tried.window.reported] == [ZeroDivisionError]
    tried.window.reported.clear()
    assert tried.texts("order", 8) == before
    tried.model.make = lambda: listing_of(tried.house)
    tried.reload()
    assert tried.texts("order", 8) == before


def test_the_model_has_a_heading_for_every_column_and_no_children(tried: Tried) -> None:
    model: RowsModel = tried.model
    assert [model.headerData(at, _HORIZONTAL) for at in range(model.columnCount())] == [
        column.heading for column in COLUMNS
    ]
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)


def test_totals_are_those_of_the_whole_view(tried: Tried) -> None:
    _, rows = tried.wanted()
    assert tried.table.total_line.accessibleName() == (
        f"Total: Open {sum(row['open'] for row in rows)}, Short {sum(row['short'] for row in rows)}"
    )
    tried.table.filter_by(Filter("rank_class", How.EQUALS, ("B",)))
    assert tried.table.total_line.accessibleName() == "Total: Open …, Short …"
    tried.settle()
    some = [row for row in rows if row["rank_class"] == "B"]
    assert tried.table.total_line.accessibleName() == (
        f"Total: Open {sum(row['open'] for row in some)}, Short {sum(row['short'] for row in some)}"
    )


def test_each_sum_stands_under_its_column(tried: Tried) -> None:
    header, line = tried.grid.horizontalHeader(), tried.table.total_line
    column = tried.grid.fields().index("open")
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: header.resizeSection(0, 300),
        lambda: header.moveSection(column, 0),
    ]
    for change in changes:
        change()
        place = line.place(column)
        assert place.x() - tried.grid.viewport().x() == header.sectionViewportPosition(column)
        assert place.width() == header.sectionSize(column)


def test_an_empty_table_says_what_that_means(at_window: Window) -> None:
    tried = Tried(at_window).show()
    assert tried.table.empty_state.isVisible()
    assert (tried.table.empty_state.title.text(), tried.table.empty_state.sentence.text()) == (
        "Nobody waits",
        "Everything was shipped.",
    )
    assert not tried.table.total_line.isVisible()
    tried.fill()
    assert tried.grid.isVisible()
    assert not tried.table.empty_state.isVisible()
    tried.table.filter_by(Filter("order", How.EQUALS, ("none",)))
    tried.settle()
    assert tried.table.empty_state.title.text() == "Nothing matches"
    assert not tried.table.total_line.isVisible()
    assert tried.table.rows_text.text() == "0 rows"


def test_a_database_that_is_away_is_told_once_and_not_asked_again_by_every_repaint(
    tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def away(_reader: Reader, start: int, _limit: int) -> Page:
        asked.append(start)
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    last = tried.model.rowCount() - 1
    with monkeypatch.context() as without:
        without.setattr(Reader, "read", away)
        for _ in range(3):
            assert tried.text(last, "order") == "…"
            tried.settle()
    assert len(asked) == 1
    assert len(tried.window.told) == 1
    tried.table.reload()
    tried.settle()
    assert tried.text(last, "order") == "…"
    tried.settle()
    assert tried.text(last, "order") == tried.wanted()[1][last]["order"]
