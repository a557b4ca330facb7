"""No statement is ever run in the window's own thread: not in a paint, and not on the way from page to page."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Window
from tests.ui.pages import filled
from warehouse_app.ui.desk import Thing
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.seeking import Seeker
from warehouse_app.ui.window import MainWindow


class Statements:
    """How many statements each thread has run."""

    def __init__(self, at: Window, monkeypatch: pytest.MonkeyPatch) -> None:
        self.by_thread: dict[str, int] = {}
        database = at.house.store.database
        for name in ("execute_sql", "cursor"):
            monkeypatch.setattr(database, name, self._counting(getattr(database, name)))

    def _counting(self, does: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            thread = threading.current_thread().name
            self.by_thread[thread] = self.by_thread.get(thread, 0) + 1
            return does(*args, **kwargs)

        return counted

    @property
    def in_the_window(self) -> int:
        return self.by_thread.get(threading.main_thread().name, 0)


@pytest.fixture
def window(at_window: Window) -> Iterator[MainWindow]:
    window = MainWindow(filled(at_window).desk, page_makers())
    at_window.qtbot.addWidget(window)
    window.resize(1_280, 800)
    window.show()
    at_window.settle()
    yield window
    at_window.settle()


@pytest.mark.parametrize("name", list(PageName))
def test_showing_and_painting_a_page_runs_none(
    at_window: Window, window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: PageName
) -> None:
    statements = Statements(at_window, monkeypatch)
    page = window.show_page(name)
    at_window.rest()
    before = dict(statements.by_thread)
    for _ in range(5):
        page.repaint()
    assert statements.by_thread == before
    assert statements.in_the_window == 0
    # The first was read before, the second reads when it is asked, the third shows what is known.
    if name not in {PageName.RECEIVE, PageName.LOOK_UP, PageName.SETTINGS}:
        assert statements.by_thread.get("lane-reads", 0) > 0


def test_opening_things_and_scanning_runs_none(
    at_window: Window, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = Statements(at_window, monkeypatch)
    for thing, key in (
        (Thing.ITEM, "LAMP"),
        (Thing.LOCATION, "A-1"),
        (Thing.ORDER, "O1"),
        (Thing.PURCHASE_ORDER, "P7"),
        (Thing.CUSTOMER, "ANN"),
    ):
        at_window.desk.open(thing, key)
        at_window.rest()
    window.show_page(PageName.RECEIVE)
    for text in ("PO-P7", "LAMP", "L-A-1", "NOBODY-KNOWS-ME"):
        window.scans.typed(text)
        at_window.settle()
    for name, texts in (
        (PageName.MOVE, ("L-A-1", "LAMP", "L-B-2")),
        (PageName.COUNT, ("L-B-1", "CORD", "WXDONE")),
        (PageName.LOOK_UP, ("LAMP", "SO-O1", "PO-P7")),
    ):
        page = window.show_page(name)
        for text in texts:
            window.scans.typed(text)
            at_window.settle()
        page.repaint()
    assert statements.in_the_window == 0
    assert statements.by_thread["lane-scans"] > 0


def test_looking_for_anything_runs_none(at_window: Window, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.show_page(PageName.ORDERS)
    at_window.rest()
    statements = Statements(at_window, monkeypatch)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    seeker = window.findChild(Seeker)
    assert isinstance(seeker, Seeker)
    QTest.keyClick(seeker.field, Qt.Key.Key_Down)
    seeker.repaint()
    assert statements.by_thread == {}
    QTest.keyClicks(seeker.field, "lamp")
    at_window.rest()
    assert [line.text for line in seeker.list.lines] == ["LAMP"]
    seeker.repaint()
    assert statements.in_the_window == 0
    assert statements.by_thread["lane-reads"] > 0
