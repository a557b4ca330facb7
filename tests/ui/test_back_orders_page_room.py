"""The page of back orders in a window of 1280 × 800: each bar is one line, in longer languages too."""

from typing import Any

import pytest
from PySide6.QtTest import QTest

from tests.ui.conftest import Window
from tests.ui.pages import Shown, filled
from warehouse_app.services.serving import hold
from warehouse_app.settings import Scheme
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Look
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.widgets import Toolbar
from warehouse_app.ui.window import MainWindow
from warehouse_app.ui.words.back_orders import Serving

LONGER = 1.3
"""So much longer than in English are words in German, French or Spanish."""


@pytest.fixture(params=[1.0, LONGER], ids=["English", "longer"])
def page(at_window: Window, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> BackOrdersPage:
    english = Desk.say

    def longer(desk: Desk, code: str, /, **facts: Any) -> str:
        text = english(desk, code, **facts)
        return text + text[: round(len(text) * (request.param - 1))]

    monkeypatch.setattr(Desk, "say", longer)
    Look.current().wear(Scheme.LIGHT, 1.0)
    window = MainWindow(filled(at_window).desk, page_makers())
    at_window.qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    shown = window.show_page(PageName.BACK_ORDERS)
    assert isinstance(shown, BackOrdersPage)
    at_window.settle()
    QTest.qWait(50)
    assert window.width() == 1280
    return shown


def lines(bar: Toolbar) -> tuple[int, int]:
    """Return how high a bar is, and how high it were in one line."""
    return bar.height(), bar.heightForWidth(10_000)


def test_each_bar_of_the_page_is_one_line(page: BackOrdersPage) -> None:
    bars = [bar for bar in page.findChildren(Toolbar) if bar.isVisible() and not page.story.isAncestorOf(bar)]
    assert page.table.bar in bars
    page.serving.hold_button.set_text(page.desk.say(Serving.UNHOLD))  # the longer of its words
    QTest.qWait(20)
    assert [high for high, _ in map(lines, bars)] == [one for _, one in map(lines, bars)]
    assert page.table.search.width() >= page.table.search.sizeHint().width()
    assert [each for each in page.table.presets.values() if page.table.bar.is_folded(each)] != []


def test_the_rule_of_the_house_is_whole_where_one_points(page: BackOrdersPage) -> None:
    assert page.rule.toolTip() == page.rule.text() != ""


@pytest.fixture
def narrow(at_window: Window) -> Shown[BackOrdersPage]:
    """Return the page as wide as it is in a window of 1280, with one order on hold."""
    Look.current().wear(Scheme.LIGHT, 1.0)
    filled(at_window)
    hold(at_window.house.store, at_window.house.act(), "O1", why="credit")
    return Shown(at_window, BackOrdersPage(at_window.desk))


def test_a_filter_out_of_the_menu_is_a_chip_while_it_is_in_the_menu(narrow: Shown[BackOrdersPage]) -> None:
    table = narrow.page.table
    [on_hold] = [each for each in table.presets.values() if each.text() == "On hold"]
    assert table.bar.is_folded(on_hold)
    [action] = [each for each in table.bar.menu().actions() if each.text() == "On hold"]
    action.trigger()
    narrow.settle()
    assert table.model.rowCount() == 1
    assert [chip.text() for chip in table.filter_bar.chips] == ["On hold"]
    narrow.page.resize(1_800, 700)
    QTest.qWait(20)
    assert not table.bar.is_folded(on_hold)
    assert table.filter_bar.chips == []
    assert on_hold.isChecked()
    narrow.page.resize(1_000, 700)
    QTest.qWait(20)
    [chip] = table.filter_bar.chips
    chip.click()
    narrow.settle()
    assert (table.model.rowCount(), on_hold.isChecked()) == (5, False)


def test_the_numbers_of_orders_and_items_fit_at_twice_the_size(narrow: Shown[BackOrdersPage]) -> None:
    Look.current().wear(Scheme.LIGHT, 2.0)
    page = BackOrdersPage(narrow.at.desk)
    narrow.at.qtbot.addWidget(page)
    grid, room = page.table.grid, 2 * Look.current().px(8)
    for field, text in (("order", "SO-10365"), ("sku", "DRW-1042")):
        place = grid.fields().index(field)
        assert grid.columnWidth(place) - room >= grid.fontMetrics().horizontalAdvance(text), field
