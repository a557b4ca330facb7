"""A toolbar that folds buttons away: what fits is in the line, the rest is in the menu, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.seeing import presses
from warehouse_app.settings import Scheme
from warehouse_app.ui.look import Look
from warehouse_app.ui.widgets import IconButton, SearchBox, Toolbar

NAMES = ("Short of stock", "Pre-orders", "Held & late")


def button(name: str) -> QPushButton:
    made = QPushButton(name.replace("&", "&&"))
    made.setCheckable(True)
    made.setAccessibleName(name)
    return made


class Folding:
    """A toolbar with a search, three buttons that fold, and a button at the end, shown at a width."""

    def __init__(self, qtbot: QtBot) -> None:
        self.search, self.end = SearchBox("Find"), QPushButton("End")
        self.buttons = [button(name) for name in NAMES]
        self.bar = Toolbar(self.search, right=(self.end,), folding=self.buttons, more="More")
        self.more: IconButton = self.bar.more_button
        self.told: list[list[str]] = []
        self.bar.folded.connect(lambda: self.told.append(self.folded()))
        self.wide = self.bar.sizeHint().width()
        qtbot.addWidget(self.bar)
        self.at(self.wide)
        self.bar.show()

    def at(self, width: int) -> None:
        self.bar.resize(width, self.bar.heightForWidth(width))
        QTest.qWait(1)

    def folded(self) -> list[str]:
        return [each.accessibleName() for each in self.buttons if self.bar.is_folded(each)]

    def in_line(self) -> list[str]:
        return [each.accessibleName() for each in self.buttons if each.isVisible()]

    def in_menu(self) -> list[str]:
        return [action.text() for action in self.bar.menu().actions()]


@pytest.fixture
def folding(qtbot: QtBot) -> Folding:
    Look.current().wear(Scheme.LIGHT, 1.0)
    return Folding(qtbot)


def test_where_there_is_room_all_are_in_the_line(folding: Folding) -> None:
    assert folding.in_line() == list(NAMES)
    assert not folding.more.isVisible()
    assert folding.told == []


def test_the_last_ones_fold_before_the_search_is_squeezed(folding: Folding) -> None:
    one_line = folding.bar.height()
    folding.at(folding.wide - 1)
    assert folding.in_line() == list(NAMES[:2])
    assert folding.in_menu() == ["Held && late"]
    assert folding.more.isVisible()
    assert folding.more.accessibleName() == "More"
    assert folding.search.width() >= folding.search.sizeHint().width()
    assert (folding.bar.height(), folding.told) == (one_line, [["Held & late"]])
    folding.at(folding.wide)
    assert folding.in_line() == list(NAMES)
    assert folding.told[1:] == [[]]


def test_at_every_width_each_is_at_one_place_and_the_bar_as_high_as_it_says(folding: Folding) -> None:
    for width in range(folding.wide + 10, folding.bar.minimumSizeHint().width(), -7):
        folding.at(width)
        assert folding.in_line() + folding.folded() == list(NAMES)
        assert folding.more.isVisible() is bool(folding.folded())
        shown = [folding.search, folding.end, folding.more, *folding.buttons]
        assert all(folding.bar.rect().contains(each.geometry()) for each in shown if each.isVisible()), width
    assert folding.folded() == list(NAMES)


def test_what_is_folded_is_pressed_in_the_menu(folding: Folding) -> None:
    folding.at(folding.wide - 1)
    pressed = presses(folding.buttons[2])
    [action] = folding.bar.menu().actions()
    assert (action.isCheckable(), action.isChecked()) == (True, False)
    action.trigger()
    assert (pressed, folding.buttons[2].isChecked()) == (["pressed"], True)
    folding.buttons[2].setEnabled(False)
    [action] = folding.bar.menu().actions()
    assert (action.isChecked(), action.isEnabled()) == (True, False)


def test_the_menu_opens_by_the_keyboard(folding: Folding, qtbot: QtBot) -> None:
    folding.at(folding.wide - 1)
    QTest.keyClick(folding.more, Qt.Key.Key_Space)
    [menu] = [each for each in folding.bar.findChildren(QMenu) if each.isVisible()]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert folding.buttons[2].isChecked()
    assert not menu.isVisible()


def test_without_room_for_any_the_rest_goes_on_in_the_next_line(folding: Folding) -> None:
    one_line = folding.bar.height()
    folding.at(folding.search.minimumSizeHint().width() + folding.more.sizeHint().width() + 8)
    assert folding.in_line() == []
    assert folding.bar.height() == 2 * one_line + 8
    assert folding.end.y() == one_line + 8
