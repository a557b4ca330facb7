"""The pages in a window of 1280 × 800: nothing that one reads or presses there is cut."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from tests.services.stock import opening, order, purchase, take
from tests.ui.conftest import Window
from tests.ui.pages import filled
from warehouse_app.domain.records import ItemRecord, SupplierRecord
from warehouse_app.settings import Scheme
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.look import Look, Space, Text
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.window import MainWindow

LONGEST_SUPPLIER = "Compass & Wave Instruments A/S"
LONGEST_ITEM = "Children's sleeping bag, red fox, 140 cm"

Open = Callable[..., Any]


@pytest.fixture
def opened(at_window: Window) -> Open:
    """Return what opens a page of the window, with something chosen on it."""
    filled(at_window)
    made: list[MainWindow] = []

    def open_page(name: PageName, chosen: Target | None = None, scale: float = 1.0) -> Any:
        Look.current().wear(Scheme.LIGHT, scale)
        window = MainWindow(at_window.desk, page_makers())
        made.append(window)
        at_window.qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        page = window.show_page(name)
        if chosen is not None:
            page.show_thing(chosen)
        at_window.rest()
        QTest.qWait(20)
        assert (window.width(), window.height()) == (1280, 800)
        return page

    return open_page


def is_whole(widget: QWidget) -> bool:
    """Return whether all of a widget is in sight, whatever it stands in."""
    within = widget.window()
    seen = QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if not QRect(parent.mapTo(within, QPoint(0, 0)), parent.size()).contains(seen):
            return False
        parent = parent.parentWidget()
    return True


def cut_headings(header: QHeaderView) -> list[str]:
    """Return the headings that are wider than their columns."""
    metrics, model = QFontMetrics(Look.current().font(Text.STRONG)), header.model()
    found = []
    for section in range(header.count()):
        words = str(model.headerData(section, header.orientation()) or "")
        room = header.sectionSize(section) - 2 * Look.current().px(Space.S)
        if not header.isSectionHidden(section) and metrics.horizontalAdvance(words) > room:
            found.append(words)
    return found


def text_room(table: QTableView, column: int) -> int:
    """Return how wide a text of a column may be."""
    return table.columnWidth(column) - 2 * Look.current().px(Space.S)


def test_the_buttons_below_an_order_are_whole_though_its_facts_take_two_lines(opened: Open, at_window: Window) -> None:
    lines = [("LAMP", 1), ("CORD", 1)] * 4
    more = {"customer_reference": "PO 19687 of the autumn catalogue, second part", "carrier": "Swift Parcel Overnight"}
    take(at_window.house, *order("O9", "BEN", 5, *lines, **more))
    page = opened(PageName.ORDERS, Target(Thing.ORDER, "O9"))
    facts = page.details.facts
    assert facts.height() >= 2 * facts.fontMetrics().height()
    for button in (page.details.cancel_line_button, page.details.cancel_button, page.details.item_button):
        assert is_whole(button)


def test_the_names_of_suppliers_are_whole_beside_the_badge(opened: Open, at_window: Window) -> None:
    take(at_window.house, SupplierRecord("CW", LONGEST_SUPPLIER))
    grid = opened(PageName.PURCHASE_ORDERS).table.grid
    place = grid.fields().index("supplier")
    assert not grid.isColumnHidden(grid.fields().index("overdue"))
    scroll_bar = grid.verticalScrollBar().sizeHint().width()  # where there are more rows than room
    assert text_room(grid, place) - scroll_bar >= grid.fontMetrics().horizontalAdvance(LONGEST_SUPPLIER)


def test_a_purchase_order_is_seen_without_scrolling(opened: Open, at_window: Window) -> None:
    take(at_window.house, *purchase("P8", *[("LAMP", 10), ("CORD", 5)] * 5, price=1_250))
    page = opened(PageName.PURCHASE_ORDERS, Target(Thing.PURCHASE_ORDER, "P8"))
    assert is_whole(page.details.item_button)
    assert page.details.lines.horizontalScrollBar().maximum() == 0
    bar = page.details.tabs.tabBar()
    for tab in range(bar.count()):
        assert bar.tabRect(tab).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(tab)) + Look.current().px(16)


@pytest.mark.parametrize("name", [PageName.ORDERS, PageName.PURCHASE_ORDERS])
def test_the_headings_of_a_form_are_whole(opened: Open, at_window: Window, name: PageName) -> None:
    page = opened(name)
    page.write_new()
    at_window.rest()
    assert page.form is not None
    assert cut_headings(page.form.lines.table.horizontalHeader()) == []


@pytest.mark.parametrize(("scale", "name"), [(1.0, LONGEST_ITEM), (1.5, "Curlew family tent, 5 persons")])
def test_the_names_of_a_delivery_are_read_though_the_panel_is_narrow(
    opened: Open, at_window: Window, scale: float, name: str
) -> None:
    take(at_window.house, ItemRecord("BAG-1012", name), *purchase("P8", ("BAG-1012", 10), ("LAMP", 120)))
    page = opened(PageName.RECEIVE, Target(Thing.PURCHASE_ORDER, "P8"), scale)
    lines = page.delivery.lines
    model = lines.model()
    assert [model.index(row, 0).data() for row in range(2)] == [f"BAG-1012\n{name}", "LAMP\nLamp"]
    assert (lines.isColumnHidden(1), lines.isColumnHidden(2)) == (True, False)
    # In so many lines as stand there, Qt wraps it between words.
    within = QRect(0, 0, text_room(lines, 0), 10_000)
    wrapped = lines.fontMetrics().boundingRect(within, Qt.TextFlag.TextWordWrap, f"BAG-1012\n{name}")
    assert (wrapped.width() <= within.width(), lines.wordWrap()) == (True, True)
    assert lines.rowHeight(0) >= wrapped.height()
    assert lines.horizontalScrollBar().maximum() == 0
    assert lines.shown()[0][:2] == ("BAG-1012", name)


def test_a_name_that_does_not_fit_beside_its_item_is_not_cut(opened: Open, at_window: Window) -> None:
    """Nobody has a sign before the item yet, so that there is almost room enough."""
    name = "Hut soup, 1 l, green peas"
    take(at_window.house, ItemRecord("DRY-1162", name), *purchase("P8", ("DRY-1162", 72)))
    lines = opened(PageName.RECEIVE, Target(Thing.PURCHASE_ORDER, "P8")).delivery.lines
    assert lines.model().index(0, 0).data() == f"DRY-1162\n{name}"


def test_what_is_said_below_the_expected_deliveries_is_whole_after_a_wrong_scan(
    opened: Open, at_window: Window
) -> None:
    take(at_window.house, *(line for number in range(30) for line in purchase(f"P-{number}", ("LAMP", 10))))
    page = opened(PageName.RECEIVE)
    page.window().scans.typed("ZZZ-9")
    at_window.rest()
    assert page.choosing.isVisible()
    assert page.notes.text() != ""
    assert (is_whole(page.scanned), is_whole(page.notes)) == (True, True)


def test_a_name_stands_beside_its_item_where_there_is_room(opened: Open) -> None:
    page = opened(PageName.RECEIVE, Target(Thing.PURCHASE_ORDER, "P7"))
    page.window().resize(1920, 1080)
    QTest.qWait(20)
    lines = page.delivery.lines
    assert [lines.model().index(0, column).data() for column in (0, 1)] == ["LAMP", "Lamp"]
    assert not lines.isColumnHidden(1)
    assert (lines.rowHeight(0) < 2 * lines.fontMetrics().height(), lines.wordWrap()) == (True, False)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_last_booking_and_its_undo_are_in_sight_below_a_long_delivery(
    opened: Open, at_window: Window, scale: float
) -> None:
    items = [f"BAG-{number}" for number in range(30)]
    take(at_window.house, *(ItemRecord(sku, LONGEST_ITEM) for sku in items))
    take(at_window.house, *purchase("P8", *((sku, 10) for sku in items)))
    page = opened(PageName.RECEIVE, Target(Thing.PURCHASE_ORDER, "P8"), scale)
    for code in ("BAG-3", "L-A-1"):
        page.window().scans.typed(code)
        at_window.rest()
    [booking] = [row for row in page.bookings.rows if row.isVisible()]
    assert booking.goods.text() == f"1 × BAG-3, {LONGEST_ITEM}"
    assert is_whole(page.bookings.title)
    assert scale > 1 or is_whole(booking.undo)
    assert page.delivery.lines.rowHeight(0) * 2 <= page.delivery.lines.viewport().height()


def test_the_last_move_and_its_undo_are_in_sight_below_a_full_dock(opened: Open, at_window: Window) -> None:
    items = [f"BAG-{number}" for number in range(60)]
    take(at_window.house, *(ItemRecord(sku, LONGEST_ITEM) for sku in items))
    take(at_window.house, *(opening(sku, 10, "A-1") for sku in items))
    page = opened(PageName.MOVE, Target(Thing.LOCATION, "A-1"))
    for code in ("BAG-3", "L-B-1"):
        page.window().scans.typed(code)
        at_window.rest()
    [booking] = [row for row in page.bookings.rows if row.isVisible()]
    assert (is_whole(booking.goods), is_whole(booking.undo)) == (True, True)


def test_what_a_count_found_and_what_it_is_worth_is_seen_without_scrolling(opened: Open, at_window: Window) -> None:
    take(at_window.house, ItemRecord("BAG-1012", LONGEST_ITEM), opening("BAG-1012", 1_200, "A-1"))
    at_window.house.store.sql("UPDATE item SET cost = 12921")
    page = opened(PageName.COUNT)
    for code in ("L-A-1", "1", "BAG-1012", "WXDONE", "1", "BAG-1012", "WXDONE"):
        page.window().scans.typed(code)
        at_window.rest()
    page.tabs.setCurrentIndex(1)
    at_window.rest()
    approving = page.approving
    assert [row.texts[0] for row in approving.lines.rows] == ["BAG-1012", "LAMP"]
    assert approving.lines.rows[0].note == LONGEST_ITEM
    for table in (approving.counts, approving.lines):
        assert table.horizontalScrollBar().maximum() == 0
        assert cut_headings(table.horizontalHeader()) == []
        value = table.rows[0].texts[-1]
        assert text_room(table, len(table.rows[0].texts) - 1) >= table.fontMetrics().horizontalAdvance(value)


def test_the_title_of_an_item_does_not_touch_the_line_above_it(opened: Open) -> None:
    page = opened(PageName.ITEMS, Target(Thing.ITEM, "LAMP"))
    title = page.details.title
    assert title.mapTo(page.details, QPoint(0, 0)).y() >= Look.current().px(Space.S)


@pytest.mark.parametrize("name", [PageName.ORDERS, PageName.PURCHASE_ORDERS])
def test_the_columns_of_a_form_can_be_read_at_large_text(opened: Open, at_window: Window, name: PageName) -> None:
    page = opened(name, scale=1.5)
    page.write_new()
    at_window.rest()
    table = page.form.lines.table
    assert cut_headings(table.horizontalHeader()) == []
    names = [column.name for column in page.form.lines.model.columns]
    for column in ("name", "stock"):
        assert text_room(table, names.index(column)) >= 12 * table.fontMetrics().averageCharWidth()


def test_a_long_name_of_an_item_is_whole_at_large_text_and_so_are_its_buttons(opened: Open, at_window: Window) -> None:
    take(at_window.house, ItemRecord("BAG-1012", LONGEST_ITEM))
    details = opened(PageName.ITEMS, Target(Thing.ITEM, "BAG-1012"), 1.5).details
    assert details.title.text() == f"BAG-1012 · {LONGEST_ITEM}"
    for widget in (details.title, details.edit_button, details.work_button):
        assert is_whole(widget)
