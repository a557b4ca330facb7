"""The window: its pages and keys, where a scan goes, what is said, and what it asks before it closes."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, take
from tests.ui.conftest import Window
from warehouse_app.domain.records import OrderLineRecord
from warehouse_app.services.changes import Area, Changes
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.page import Page, PageName
from warehouse_app.ui.scans import Refusal
from warehouse_app.ui.window import MainWindow
from warehouse_app.ui.words.window import Frame


class Plain(Page):
    """A page that takes no scans, and remembers what it was asked to show."""

    name = PageName.ORDERS
    shows: ClassVar[frozenset[Area]] = frozenset({Area.ORDERS})

    def __init__(self, desk: object) -> None:
        super().__init__(desk)  # type: ignore[arg-type]
        self.shown: list[Target] = []
        self.reads = 0
        self.typed = False

    def refresh(self) -> None:
        self.reads += 1

    def show_thing(self, target: Target) -> None:
        self.shown.append(target)

    def unsaved(self) -> bool:
        return self.typed


class Taking(Plain):
    """A page with a task in hand: scans answer it."""

    name = PageName.RECEIVE
    shows: ClassVar[frozenset[Area]] = frozenset({Area.STOCK})

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.scans: list[str] = []
        self.waiting: list[Callable[[], None]] = []
        self.at_once = True
        self.undone = 0

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        self.scans.append(text)
        if self.at_once:
            done()
        else:
            self.waiting.append(done)

    def undo(self) -> None:
        self.undone += 1


class Frames:
    """A window with these two pages, on a house with an order."""

    def __init__(self, at_window: Window) -> None:
        take(at_window.house, *SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS, OrderLineRecord("O1", "ANN", "LAMP", 3, line=1))
        self.at = at_window
        self.window = MainWindow(at_window.desk, {PageName.RECEIVE: Taking, PageName.ORDERS: Plain})
        at_window.qtbot.addWidget(self.window)
        self.window.show()

    def page(self, name: PageName) -> Taking:
        page = self.window.show_page(name)
        assert isinstance(page, Plain)
        return page  # type: ignore[return-value]

    def scan(self, text: str) -> None:
        self.window.scans.typed(text)
        self.at.settle()

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.window, key, held)


@pytest.fixture
def frames(at_window: Window) -> Frames:
    return Frames(at_window)


def test_it_opens_on_its_first_page_whose_name_stands_in_the_title(frames: Frames) -> None:
    assert frames.window.page is not None
    assert frames.window.page.name is PageName.RECEIVE
    assert frames.window.windowTitle() == "Receive – Test house – Warehouse App"


def test_a_key_of_the_rail_shows_its_page_and_a_page_is_made_once(frames: Frames) -> None:
    first = frames.page(PageName.ORDERS)
    frames.page(PageName.RECEIVE)
    frames.press(Qt.Key.Key_F7)
    assert frames.window.page is first
    assert first.reads == 1


def test_a_menu_does_not_outlive_its_page(frames: Frames) -> None:
    menu = QMenu(frames.window)
    menu.addAction("Lifted")
    menu.popup(frames.window.mapToGlobal(QPoint(20, 20)))
    assert QApplication.activePopupWidget() is menu
    frames.window.show_page(PageName.ORDERS)
    assert (QApplication.activePopupWidget(), menu.isVisible()) == (None, False)


def test_a_scan_answers_the_task_in_hand(frames: Frames) -> None:
    page = frames.page(PageName.RECEIVE)
    frames.scan("PO-77")
    assert page.scans == ["PO-77"]
    assert frames.window.banner.text == ""


def test_with_no_task_in_hand_a_scan_opens_the_thing(frames: Frames) -> None:
    page = frames.page(PageName.ORDERS)
    frames.scan("SO-O1")
    assert page.shown == [Target(Thing.ORDER, "O1")]
    frames.scan("WXRECEIVE")
    assert frames.window.page is not None
    assert frames.window.page.name is PageName.RECEIVE


def test_a_code_that_is_nothing_is_said_and_sounded_as_an_error(frames: Frames) -> None:
    tones: list[Tone] = []
    frames.at.desk.sounded.connect(tones.append)
    page = frames.page(PageName.ORDERS)
    frames.scan("NEVER-SEEN")
    assert tones == [Tone.ERROR]
    assert frames.window.banner.text.startswith("Stop · ")
    assert "NEVER-SEEN" in frames.window.banner.text
    assert page.shown == []


def test_a_command_of_another_page_says_that_it_does_nothing_here(frames: Frames) -> None:
    frames.page(PageName.ORDERS)
    frames.scan("WXDONE")
    assert frames.window.banner.text == "Look · The command WXDONE does nothing on this page."


def test_what_is_typed_into_the_scan_box_goes_the_way_of_a_scan(frames: Frames) -> None:
    page = frames.page(PageName.RECEIVE)
    frames.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    box = frames.window.scan_bar.box
    QTest.keyClicks(box, " 4006381333931 ")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert page.scans == ["4006381333931"]
    assert box.text() == ""


def test_undo_asks_the_page_and_a_page_without_says_so(frames: Frames) -> None:
    page = frames.page(PageName.RECEIVE)
    frames.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.undone == 1
    frames.page(PageName.ORDERS)
    frames.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.undone == 1
    assert frames.window.banner.text == f"Look · {frames.at.desk.say(Frame.NOTHING_TO_UNDO)}"


def test_undo_takes_a_booking_back_and_not_the_code_that_was_sent_from_the_scan_bar(frames: Frames) -> None:
    page = frames.page(PageName.RECEIVE)
    box = frames.window.scan_bar.box
    frames.window.activateWindow()
    frames.at.qtbot.waitUntil(frames.window.isActiveWindow)
    box.setFocus()
    QTest.keyClicks(box, "O1")
    QTest.keyClick(box, Qt.Key.Key_Return)
    frames.at.settle()
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.undone, box.text()) == (1, "")
    QTest.keyClicks(box, "O")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.undone, box.text()) == (1, "")
    # What was typed and wiped out again comes back.
    QTest.keyClicks(box, "A-0")
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.undone, box.text()) == (1, "A-0")


def test_pages_are_read_again_by_what_changed(frames: Frames) -> None:
    orders, receive = frames.page(PageName.ORDERS), frames.page(PageName.RECEIVE)
    frames.at.desk.announce(Changes(frozenset({Area.ORDERS})))
    assert (orders.reads, receive.reads) == (1, 1)
    frames.at.desk.announce(Changes(frozenset({Area.STOCK})))
    assert (orders.reads, receive.reads) == (1, 2)
    frames.page(PageName.ORDERS)
    assert orders.reads == 2


def test_it_asks_before_it_closes_over_scans_that_wait(frames: Frames) -> None:
    closed: list[str] = []
    frames.window.closed.connect(lambda: closed.append("closed"))
    page = frames.page(PageName.RECEIVE)
    page.at_once = False
    frames.scan("A")
    frames.scan("B")
    assert not frames.window.close()
    assert (closed, frames.window._asking.words.text()) == ([], frames.at.desk.say(Frame.SCANS_WAIT))
    page.waiting[0]()
    assert page.scans == ["A", "B"]
    assert frames.window.close()
    assert closed == ["closed"]


def test_it_asks_before_it_closes_over_what_is_not_saved(frames: Frames) -> None:
    closed: list[str] = []
    frames.window.closed.connect(lambda: closed.append("closed"))
    frames.page(PageName.ORDERS).typed = True
    frames.page(PageName.RECEIVE)
    assert not frames.window.close()
    assert closed == []
    assert frames.window.page is not None
    assert frames.window.page.name is PageName.ORDERS
    frames.window._asking.no.click()
    assert not frames.window.close()
    frames.window._asking.yes.click()
    assert closed == ["closed"]


def test_it_remembers_where_it_was_and_what_it_showed(frames: Frames) -> None:
    kept: list[Workstation] = []
    frames.at.desk.settings_saved.connect(kept.append)
    frames.page(PageName.ORDERS)
    frames.window.resize(780, 600)
    assert frames.window.close()
    assert kept[-1].last_page == PageName.ORDERS
    again = MainWindow(frames.at.desk, {PageName.RECEIVE: Taking, PageName.ORDERS: Plain})
    frames.at.qtbot.addWidget(again)
    assert again.page is not None
    assert again.page.name is PageName.ORDERS
    # The screen of the tests may be narrower than the window can be: its height tells that it was put back.
    assert again.height() == 600


def test_a_narrow_window_leaves_the_names_of_the_pages_out_and_a_wide_one_shows_them(frames: Frames) -> None:
    button = frames.window._rail._pages[PageName.ORDERS]
    frames.window.resize(900, 600)
    narrow = button.sizeHint().width()
    assert button.toolTip() == "Orders  F7"
    frames.window.resize(1_100, 600)
    assert button.sizeHint().width() > 2 * narrow
    assert button.toolTip() == ""


def test_that_a_scan_was_refused_is_said_until_the_next_one_is_taken(frames: Frames) -> None:
    banner = frames.window.banner
    frames.window.scans.refused.emit(Refusal(Frame.DIALOG_OPEN, "A"))
    assert banner.text.startswith("Stop · “A” was not taken")
    frames.window.scans.taken.emit("B")
    assert banner.text == ""
    frames.at.desk.tell(Tone.ERROR, Frame.RECONNECTING)
    frames.window.scans.taken.emit("B")
    assert banner.text == "Stop · Reconnecting…"
