"""The help: it opens at what is on show, every link leads somewhere, and what it names is called so in the program."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Window
from warehouse_app.texts import say
from warehouse_app.ui.help import _OF_PAGE, HelpWindow, help_folder
from warehouse_app.ui.look import Look
from warehouse_app.ui.page import PageName
from warehouse_app.ui.words.back_orders import Serving

PAGES = sorted(help_folder("en").glob("*.md"))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(at_window: Window, parent: QWidget) -> HelpWindow:
    window = HelpWindow(at_window.desk, parent)
    window.show()
    return window


def heading(shown: HelpWindow) -> str:
    return shown.browser.document().firstBlock().text()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (None, "First steps"),
        (PageName.BACK_ORDERS, "The queue of back orders"),
        (PageName.RECEIVE, "Receiving"),
        (PageName.MOVE, "Putting away and moving"),
        (PageName.COUNT, "Counting"),
        (PageName.LOOK_UP, "Looking up"),
        (PageName.ITEMS, "Stock work"),
        (PageName.SETTINGS, "Files, sharing, backing up"),
        (PageName.ORDERS, "Orders"),
        (PageName.PURCHASE_ORDERS, "Purchase orders"),
        (PageName.CUSTOMERS, "Customers"),
    ],
)
def test_it_opens_at_what_is_on_show(shown: HelpWindow, page: PageName | None, title: str) -> None:
    shown.show_page(page)
    assert heading(shown) == title


def test_the_way_back_leads_to_what_was_read_before(shown: HelpWindow) -> None:
    shown.show_page(PageName.BACK_ORDERS)
    shown.activateWindow()
    QTest.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert heading(shown) == "First steps"


def test_escape_closes_it(shown: HelpWindow) -> None:
    QTest.keyClick(shown.browser, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_it_is_no_larger_than_the_screen(at_window: Window, parent: QWidget) -> None:
    Look.current().wear(at_window.desk.workstation.scheme, 2.0)
    window = HelpWindow(at_window.desk, parent)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_page_that_is_there_and_one_leads_home(page: Path) -> None:
    text = page.read_text("utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", text))
    assert links - {each.name for each in PAGES} == set()
    assert "start.md" in links or text.startswith("# First steps")


def test_the_pages_of_the_program_have_their_help() -> None:
    assert set(_OF_PAGE) == set(PageName)
    assert set(_OF_PAGE.values()) <= {each.name for each in PAGES}


@pytest.mark.parametrize(
    ("word", "key"),
    [
        (Serving.PIN, "Ctrl+P"),
        (Serving.UNPIN, "Ctrl+Shift+P"),
        (Serving.CLASS, "Ctrl+E"),
        (Serving.HOLD, "Ctrl+H"),
    ],
)
def test_the_page_on_back_orders_names_what_can_be_done_as_its_button_does(word: Serving, key: str) -> None:
    text = (help_folder("en") / "back-orders.md").read_text("utf-8")
    button = say(word, {}, language="en").removesuffix("…")
    assert re.search(rf"\*{button}\*[,\s(]+{re.escape(key)}", text)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("out-of-stock", "out of stock"),
        ("on-hold", "on hold"),
        ("beyond-the-horizon", "beyond the horizon"),
        ("lots-expire-too-soon", "lots expire too soon"),
        ("fair-share", "fair share"),
        ("equal-share", "equal share"),
    ],
)
def test_the_reasons_are_explained_by_the_words_that_the_story_says(code: str, said: str) -> None:
    text = (help_folder("en") / "back-orders.md").read_text("utf-8")
    assert say(code, {}, language="en") == said
    assert re.search(rf"^\|[^|]*{said}[^|]*\|", text, re.MULTILINE)
