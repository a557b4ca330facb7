"""Keys: no key does two things at one place, and the help names each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.ui.conftest import Window
from tests.ui.pages import filled
from warehouse_app.services.releasing import release
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.help import help_folder
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.widgets import KeyButton
from warehouse_app.ui.widgets.rail import RailButton
from warehouse_app.ui.widgets.status import StatusPiece
from warehouse_app.ui.window import MainWindow


@dataclass
class Whole:
    """The window with all its pages, on a house with something on each."""

    at: Window
    window: MainWindow

    def show(self, name: PageName) -> Any:
        page = self.window.show_page(name)
        self.settle()
        return page

    def settle(self) -> None:
        self.at.rest()

    def shortcuts(self) -> Iterator[tuple[str, QWidget]]:
        """Yield each key that works now, with the part of the window in which it does."""
        for shortcut in self.window.findChildren(QShortcut):
            part = shortcut.parent()
            assert isinstance(part, QWidget)
            inside = shortcut.context() is Qt.ShortcutContext.WidgetWithChildrenShortcut
            if part.isVisible() and not shortcut.key().isEmpty():
                text = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
                yield text, part if inside else self.window


@pytest.fixture
def whole(at_window: Window) -> Whole:
    filled(at_window)
    release(at_window.house.store, at_window.house.act())
    window = MainWindow(at_window.desk, page_makers())
    at_window.qtbot.addWidget(window)
    window.show()
    return Whole(at_window, window)


def receive(whole: Whole) -> None:
    whole.show(PageName.RECEIVE).show_thing(Target(Thing.PURCHASE_ORDER, "P7"))


def move(whole: Whole) -> None:
    whole.show(PageName.MOVE)
    whole.window.scans.typed("L-A-1")


def count(whole: Whole) -> None:
    whole.show(PageName.COUNT)
    whole.window.scans.typed("L-B-1")


def approve(whole: Whole) -> None:
    count(whole)
    whole.settle()
    whole.window.scans.typed("WXDONE")
    whole.settle()
    whole.window.scans.typed("WXYES")
    whole.show(PageName.COUNT).tabs.setCurrentIndex(1)


def look_up(whole: Whole) -> None:
    whole.show(PageName.LOOK_UP)
    whole.window.scans.typed("LAMP")


def back_orders(whole: Whole) -> None:
    whole.show(PageName.BACK_ORDERS).table.grid.selectRow(0)


def pick_lists(whole: Whole) -> None:
    whole.show(PageName.PICK_LISTS).table.grid.selectRow(0)


def items(whole: Whole) -> None:
    whole.show(PageName.ITEMS).show_thing(Target(Thing.ITEM, "LAMP"))


def an_item(whole: Whole) -> None:
    whole.show(PageName.ITEMS).write_new()


def an_order(whole: Whole) -> None:
    whole.show(PageName.ORDERS).show_thing(Target(Thing.ORDER, "O1"))


def a_new_order(whole: Whole) -> None:
    whole.show(PageName.ORDERS).write_new()


def a_purchase_order(whole: Whole) -> None:
    whole.show(PageName.PURCHASE_ORDERS).show_thing(Target(Thing.PURCHASE_ORDER, "P7"))


def a_new_purchase_order(whole: Whole) -> None:
    whole.show(PageName.PURCHASE_ORDERS).write_new()


def a_customer(whole: Whole) -> None:
    whole.show(PageName.CUSTOMERS).show_thing(Target(Thing.CUSTOMER, "ANN"))


def a_new_customer(whole: Whole) -> None:
    whole.show(PageName.CUSTOMERS).write_new()


SIGHTS = [
    receive,
    move,
    count,
    approve,
    look_up,
    back_orders,
    pick_lists,
    items,
    an_item,
    an_order,
    a_new_order,
    a_purchase_order,
    a_new_purchase_order,
    a_customer,
    a_new_customer,
]


def meeting(one: QWidget, other: QWidget) -> bool:
    """Return whether there is a place at which a key of both parts would be asked to do two things."""
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)


def in_the_help() -> set[str]:
    """Return the keys that the help lists."""
    rows = re.findall(r"^\| ([^|]+) \|", (help_folder("en") / "keys.md").read_text("utf-8"), re.MULTILINE)
    return {key for row in rows for key in row.strip().split(", ")}


@pytest.mark.parametrize("see", SIGHTS, ids=lambda see: see.__name__)
def test_no_key_means_two_things_at_one_place_and_the_help_names_each(
    whole: Whole, see: Callable[[Whole], None]
) -> None:
    see(whole)
    whole.settle()
    found = list(whole.shortcuts())
    assert [one[0] for one, other in combinations(found, 2) if one[0] == other[0] and meeting(one[1], other[1])] == []
    assert {"F2", "F10", "Shift+F1", "Ctrl+J", "Ctrl+K", "Ctrl+L", "Ctrl+Z", "Ctrl+Q"} <= {key for key, _ in found}
    assert {key for key, _ in found} - in_the_help() == set()


def stops(whole: Whole) -> set[QWidget]:
    """Return what Tab and Shift+Tab lead to, one after the other, until it comes round."""
    whole.window.activateWindow()
    whole.at.qtbot.waitUntil(whole.window.isActiveWindow)
    start = QApplication.focusWidget()
    assert start is not None
    found = {start}
    for key, held in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    ):
        here, seen = start, set[QWidget]()
        here.setFocus()
        while here not in seen:
            seen.add(here)
            QTest.keyClick(here, key, held)
            here = QApplication.focusWidget() or here
        found |= seen
    return found


@pytest.mark.parametrize("see", SIGHTS, ids=lambda see: see.__name__)
def test_tab_leads_to_every_control_that_has_no_key(whole: Whole, see: Callable[[Whole], None]) -> None:
    see(whole)
    whole.settle()
    reached = stops(whole)
    missed = [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in (*whole.window.findChildren(QAbstractButton), *whole.window.findChildren(QLineEdit))
        if each.isVisible()
        and each.isEnabled()
        and each not in reached
        and not (isinstance(each, KeyButton) and each.key_text)
        and not isinstance(each, RailButton)  # each has a key, and the arrows lead from one to the next
        and not (isinstance(each, StatusPiece) and each.focusPolicy() == Qt.FocusPolicy.NoFocus)  # it opens nothing
    ]
    assert missed == []


def test_no_key_of_the_settings_means_two_things(whole: Whole) -> None:
    page = whole.show(PageName.SETTINGS)
    for section in range(page.list.count()):
        page.list.setCurrentRow(section)
        found = list(whole.shortcuts())
        keys = [key for key, _ in found]
        assert len(keys) == len(set(keys)), page.list.item(section).text()
        assert set(keys) - in_the_help() == set()


def test_a_key_closes_the_window(whole: Whole) -> None:
    whole.show(PageName.ORDERS)
    with whole.at.qtbot.waitSignal(whole.window.closed):
        QTest.keyClick(whole.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not whole.window.isVisible()


def test_what_waits_to_be_printed_is_a_key_away(whole: Whole) -> None:
    asked: list[bool] = []
    whole.window.status.prints_wanted.connect(lambda: asked.append(True))
    whole.show(PageName.RECEIVE)
    QTest.keyClick(whole.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]
