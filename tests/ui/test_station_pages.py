"""What the pages of all stations have in common: scans that come as keys at the window, and room on any screen."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from tests.stations.house import CUP_EAN, PEN_EAN, balances, build, moves, stock
from tests.ui.conftest import Window
from tests.ui.keyboard import CTRL, SHIFT, Keyboard
from warehouse_app.scanning.codes import Command
from warehouse_app.scanning.profile import HOLD_MS, ScannerProfile
from warehouse_app.settings import Scheme
from warehouse_app.ui.look import Look
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.pages.count import CountPage
from warehouse_app.ui.pages.move import MovePage
from warehouse_app.ui.pages.receive import ReceivePage
from warehouse_app.ui.pages.station import StationPage
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.window import MainWindow

STATIONS = (PageName.RECEIVE, PageName.MOVE, PageName.COUNT, PageName.LOOK_UP)


class Windows(QObject):
    """Writes down which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWindow):
            self.shown.append(watched.objectName())
        return False


@dataclass
class Scanning:
    """Somebody with a scanner at the whole window."""

    at: Window
    window: MainWindow
    keyboard: Keyboard

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.keyboard.time += 10_000  # an arm's length later, so that it is no scan that came twice
            self.keyboard.type(f"{text}\r")
            self.at.qtbot.wait(HOLD_MS * 3)
            self.at.settle()
            self.at.qtbot.wait(1)
            self.at.settle()

    def type(self, text: str) -> None:
        """Type as a person does, key by key ("\r" is Enter), and wait for what comes of it."""
        for character in text:
            self.keyboard.time += 10_000
            self.keyboard.type(character)
            self.at.qtbot.wait(HOLD_MS * 2)
        self.settle()

    def stroke(self, key: Qt.Key, *, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key that writes nothing."""
        self.keyboard.time += 10_000
        self.keyboard.stroke(key.value, modifiers=modifiers)
        self.at.qtbot.wait(HOLD_MS * 2)
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            self.at.settle()
            self.at.qtbot.wait(1)
        self.at.settle()


@pytest.fixture
def scanning(at_window: Window, qapp: QApplication) -> Iterator[Scanning]:
    stock(build(at_window.house))
    window = MainWindow(at_window.desk, page_makers())
    at_window.qtbot.addWidget(window)
    window.resize(1_280, 800)
    window.show()
    window.activateWindow()
    at_window.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    keys = ScanFilter(ScannerProfile())
    keys.scanned.connect(window.scans.scanned)
    qapp.installEventFilter(keys)
    yield Scanning(at_window, window, Keyboard(window.windowHandle()))
    qapp.removeEventFilter(keys)
    at_window.settle()


def test_goods_are_moved_by_scans_that_come_as_keys(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.MOVE)
    assert isinstance(page, MovePage)
    scanning.scan("L-D-01", "WXQTY5", CUP_EAN, "L-A-02")
    assert page.prompt.band.headline.text() == "Moved: 5 × CUP to A-02"
    assert balances(scanning.at.house)["CUP", "", "A-02"] == 5


def test_a_scan_never_lands_in_the_line_for_answers_nor_presses_a_button(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.COUNT)
    assert isinstance(page, CountPage)
    scanning.scan("L-A-02")
    line = page.buttons.line
    line.setFocus()
    scanning.scan(PEN_EAN)
    assert (line.text(), page.so_far.lines.shown()) == ("", [("PEN", "Pen", "", "1")])
    page.buttons.of["WXDONE"].setFocus()  # type: ignore[index]  # commands are their texts
    scanning.scan(PEN_EAN)
    assert page.so_far.lines.shown() == [("PEN", "Pen", "", "2")]
    assert page.prompt.prompt.text() == "Scan an item at A-02"


def test_what_is_typed_in_a_delivery_is_an_answer_and_never_chooses_another_delivery(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.RECEIVE)
    assert isinstance(page, ReceivePage)
    scanning.settle()
    assert [row[1] for row in page.choosing.expected.table.shown()] == ["AN-7", "PO-7", "8"]
    scanning.stroke(Qt.Key.Key_Down)
    assert page.choosing.expected.table.hasFocus()
    scanning.stroke(Qt.Key.Key_Down)
    scanning.stroke(Qt.Key.Key_Return)
    assert page.prompt.band.headline.text().startswith("PO-7")
    assert page.buttons.line.hasFocus()
    scanning.window.show_page(PageName.RECEIVE)  # as its key does
    scanning.type("3\r")
    assert page.prompt.prompt.text() == "Scan the item (3 of them)"
    assert page.buttons.line.text() == ""
    scanning.scan(CUP_EAN)
    assert page.prompt.band.headline.text() == "3 × CUP"


def test_a_reason_is_typed_where_one_is_asked_for(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.RECEIVE)
    assert isinstance(page, ReceivePage)
    scanning.scan("PO-7", "WXQTY20", "CUP", "WXNO", "L-Q-01")
    assert page.prompt.prompt.text() == "Why are they set aside?"
    scanning.type("cut open\r")
    assert page.prompt.prompt.text() == "Scan an item"
    assert page.prompt.band.headline.text() == "Booked: 11 × CUP in Q-01"
    assert "cut open" in page.notes.text() + page.prompt.notes.text()


@pytest.mark.parametrize("name", page_makers())
def test_nothing_is_a_window_of_its_own_while_a_page_is_made(
    scanning: Scanning, qapp: QApplication, name: PageName
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    scanning.window.show_page(name)
    scanning.settle()
    qapp.removeEventFilter(windows)
    assert windows.shown == []


@pytest.mark.parametrize("name", STATIONS)
def test_typing_goes_to_the_line_for_answers_from_wherever_the_focus_is(scanning: Scanning, name: PageName) -> None:
    page = scanning.window.show_page(name)
    assert isinstance(page, StationPage)
    scanning.settle()
    assert page.buttons.line.hasFocus()
    scanning.type(" ")
    assert page.buttons.line.text() == " "
    page.buttons.line.setText("")
    scanning.scan("A-02")
    for button in page.buttons.of.values():
        if button.isVisible():
            button.setFocus()
            assert button.hasFocus()
            scanning.type("x")
            assert page.buttons.line.hasFocus()
            assert page.buttons.line.text() == "x"
            page.buttons.line.setText("")


def test_what_was_typed_for_another_step_is_replaced_by_what_is_typed_next(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.MOVE)
    assert isinstance(page, MovePage)
    scanning.type("99")
    scanning.scan("L-D-01")
    assert page.buttons.line.text() == "99"
    scanning.type("5\r")
    assert page.prompt.prompt.text() == "Scan the item (5 of them)"


def test_the_last_booking_is_undone_by_its_key_while_nothing_is_typed(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.COUNT)
    assert isinstance(page, CountPage)
    scanning.scan("L-A-02", PEN_EAN)
    page.buttons.line.setText("12")
    scanning.stroke(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert page.so_far.lines.shown() == [("PEN", "Pen", "", "1")]
    page.buttons.line.setText("")
    scanning.stroke(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert page.so_far.lines.shown() == []


def test_goods_are_chosen_from_their_place_with_the_key_down_and_a_quantity_typed_there(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.MOVE)
    assert isinstance(page, MovePage)
    scanning.scan("L-D-01")
    assert page.buttons.line.hasFocus()
    scanning.stroke(Qt.Key.Key_Down)
    assert (page.lying.lines.hasFocus(), page.lying.lines.currentIndex().row()) == (True, 0)
    scanning.stroke(Qt.Key.Key_Return)
    assert page.prompt.band.headline.text().endswith("× CUP")
    assert page.buttons.line.hasFocus()
    page.lying.lines.setFocus()
    scanning.type("5\r")
    assert page.prompt.band.headline.text() == "5 × CUP"


def test_the_card_of_a_station_leads_from_page_to_page(scanning: Scanning) -> None:
    scanning.window.show_page(PageName.RECEIVE)
    for card, name in (("WXMOVE", PageName.MOVE), ("WXCOUNT", PageName.COUNT), ("WXLOOKUP", PageName.LOOK_UP)):
        scanning.scan(card)
        page = scanning.window.page
        assert page is not None
        assert page.name is name
    before = moves(scanning.at.house)
    scanning.scan(CUP_EAN, "WXRECEIVE")
    assert scanning.window.page is scanning.window.show_page(PageName.RECEIVE)
    assert moves(scanning.at.house) == before


@pytest.mark.parametrize("name", STATIONS)
def test_a_page_has_room_on_a_small_screen_and_scrolls_at_large_text(scanning: Scanning, name: PageName) -> None:
    page = scanning.window.show_page(name)
    scanning.scan(*{PageName.MOVE: ("A-02",), PageName.COUNT: ("A-02", PEN_EAN)}.get(name, (CUP_EAN,)))
    assert page.minimumSizeHint().width() <= 1_280 - 190
    assert page.minimumSizeHint().height() <= 800 - 90
    Look.current().wear(Scheme.LIGHT, 2.0)
    scanning.at.qtbot.wait(1)
    assert page.minimumSizeHint().height() <= 1_080 - 140
    assert scanning.window.minimumSizeHint().height() <= 1_040


def test_all_that_can_be_typed_into_says_what_it_is(scanning: Scanning) -> None:
    for name in STATIONS:
        page = scanning.window.show_page(name)
        assert all(line.accessibleName() for line in page.findChildren(QLineEdit))


@dataclass
class Narrow:
    """Somebody at a delivery on a page so narrow that only the first of its commands has room beside “More answers”."""

    scanning: Scanning
    page: ReceivePage

    def open_more(self) -> QMenu:
        """Go from the line for answers to “More” with Tab, press it, and return the menu."""
        buttons = self.page.buttons
        assert buttons.line.hasFocus()
        self.scanning.stroke(Qt.Key.Key_Tab)
        assert buttons.of[Command.DONE].hasFocus()
        self.scanning.stroke(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() == "More answers"
        self.scanning.stroke(Qt.Key.Key_Space)
        [menu] = self.menus()
        return menu

    def menus(self) -> list[QMenu]:
        """Return what is open of “More answers”."""
        return [menu for menu in self.page.findChildren(QMenu) if menu.isVisible()]


@pytest.fixture
def narrow(scanning: Scanning) -> Narrow:
    page = scanning.window.show_page(PageName.RECEIVE)
    assert isinstance(page, ReceivePage)
    Look.current().wear(Scheme.LIGHT, 1.5)
    scanning.scan("PO-7")
    buttons = page.buttons
    assert buttons.offered == (Command.DONE, Command.SHORT, Command.BACK)
    assert [buttons.is_folded(command) for command in buttons.offered] == [False, True, True]
    assert [buttons.of[command].isVisible() for command in buttons.offered] == [True, False, False]
    return Narrow(scanning, page)


def test_what_is_folded_away_is_reached_with_tab_and_answers_as_its_key_does(narrow: Narrow) -> None:
    scanning, page = narrow.scanning, narrow.page
    menu = narrow.open_more()
    assert [action.text() for action in menu.actions()] == ["Will not come\tCtrl+Shift+X", "Step back\tEsc"]
    scanning.stroke(Qt.Key.Key_Down)
    scanning.stroke(Qt.Key.Key_Return)
    by_menu = (page.prompt.band.headline.text(), page.prompt.prompt.text(), page.buttons.offered)
    assert by_menu[1:] == ("Of which item will no more come?", (Command.BACK,))
    assert narrow.menus() == []
    assert page.buttons.line.hasFocus()
    scanning.stroke(Qt.Key.Key_Escape)
    assert page.prompt.prompt.text() == "Scan an item"
    scanning.stroke(Qt.Key.Key_X, modifiers=CTRL | SHIFT)
    assert (page.prompt.band.headline.text(), page.prompt.prompt.text(), page.buttons.offered) == by_menu


def test_the_key_esc_leaves_the_menu_and_then_goes_back_a_step(narrow: Narrow) -> None:
    scanning, page = narrow.scanning, narrow.page
    narrow.open_more()
    scanning.stroke(Qt.Key.Key_Escape)
    assert (narrow.menus(), page.prompt.prompt.text()) == ([], "Scan an item")
    scanning.stroke(Qt.Key.Key_Escape)
    assert page.prompt.prompt.text() == "Scan the delivery"


def test_a_scan_over_the_open_menu_is_an_answer_and_the_menu_of_the_step_before_is_gone(narrow: Narrow) -> None:
    scanning, page = narrow.scanning, narrow.page
    narrow.open_more()
    scanning.scan(CUP_EAN)
    assert page.prompt.band.headline.text() == "1 × CUP"
    assert narrow.menus() == []
    assert page.buttons.line.text() == ""
