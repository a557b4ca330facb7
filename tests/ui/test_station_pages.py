"""What the pages of all stations have in common: scans that come as keys at the window, and room on any screen."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.stations.house import CUP_EAN, PEN_EAN, balances, build, moves, stock
from tests.ui.conftest import Window
from tests.ui.keyboard import Keyboard
from warehouse_app.scanning.profile import HOLD_MS, ScannerProfile
from warehouse_app.settings import Scheme
from warehouse_app.ui.look import Look
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.pages.count import CountPage
from warehouse_app.ui.pages.move import MovePage
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.window import MainWindow

STATIONS = (PageName.RECEIVE, PageName.MOVE, PageName.COUNT, PageName.LOOK_UP)


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


def test_a_scan_never_lands_in_the_field_for_a_quantity_nor_presses_a_button(scanning: Scanning) -> None:
    page = scanning.window.show_page(PageName.COUNT)
    assert isinstance(page, CountPage)
    scanning.scan("L-A-02")
    line = page.buttons.quantity.line
    line.setFocus()
    scanning.scan(PEN_EAN)
    assert (line.text(), page.so_far.lines.shown()) == ("", [("PEN", "Pen", "", "1")])
    page.buttons.of["WXDONE"].setFocus()  # type: ignore[index]  # commands are their texts
    scanning.scan(PEN_EAN)
    assert page.so_far.lines.shown() == [("PEN", "Pen", "", "2")]
    assert page.prompt.prompt.text() == "Scan an item at A-02"


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
