"""Ctrl+K: what it offers and finds, what opens, and that a scan, a click or Esc closes it and nothing else happens."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.services.stock import opening, take
from tests.ui.conftest import Window
from tests.ui.hands import Hands
from tests.ui.keyboard import Keyboard
from tests.ui.pages import filled
from warehouse_app.queries.seeking import Sought, seek
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.services.releasing import release
from warehouse_app.store.database import Store
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.look import Look, Scheme
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.seeking import Seeker
from warehouse_app.ui.window import MainWindow
from warehouse_app.ui.words.seeking import SeekWord

PAGES = [
    ("Receive", "F2"),
    ("Move", "Shift+F2"),
    ("Count", "Shift+F3"),
    ("Look up", "Shift+F4"),
    ("Back orders", "F3"),
    ("Pick lists", "F4"),
    ("Items and stock", "F6"),
    ("Orders", "F7"),
    ("Purchase orders", "F8"),
    ("Customers", "F9"),
    ("Settings", "F10"),
]


class Finding:
    """Somebody at the window of a filled house who looks for something."""

    def __init__(self, at: Window) -> None:
        self.at = at
        self.window = MainWindow(filled(at).desk, page_makers())
        at.qtbot.addWidget(self.window)
        self.window.resize(1_280, 800)
        self.window.show()
        at.qtbot.waitActive(self.window)
        self.hands = Hands(at, self.window)
        self.opened: list[Target] = []
        at.desk.opened.connect(self.opened.append)
        self.show(PageName.ORDERS)

    def show(self, name: PageName) -> None:
        self.window.show_page(name)
        self.settle()

    def settle(self) -> None:
        self.at.rest()

    def open(self) -> None:
        self.hands.press("Ctrl+K")

    def look_for(self, text: str) -> None:
        """Open the finder, type a text and wait for what is found."""
        self.open()
        self.hands.type(text)
        self.settle()

    @property
    def seeker(self) -> Seeker:
        seeker = self.window.findChild(Seeker)
        assert isinstance(seeker, Seeker)
        return seeker

    @property
    def lines(self) -> list[str]:
        return [line.spoken for line in self.seeker.list.lines]

    @property
    def marked(self) -> str:
        line = self.seeker.list.line
        assert line is not None
        return line.text

    @property
    def page(self) -> PageName:
        assert self.window.page is not None
        return self.window.page.name


class SlowDatabase:
    """A database that answers some texts only when it may."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.holds_up: set[str] = set()
        self.go_on = threading.Event()

    def seek(self, store: Store, text: str) -> Sought:
        self.asked.append(text)
        if text in self.holds_up:
            assert self.go_on.wait(10)
        return seek(store, text)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowDatabase:
    slow = SlowDatabase()
    monkeypatch.setattr("warehouse_app.ui.seeking.seeker.seek", slow.seek)
    return slow


@pytest.fixture
def finding(at_window: Window) -> Iterator[Finding]:
    finding = Finding(at_window)
    yield finding
    finding.settle()


def test_without_a_text_it_offers_the_pages_and_what_can_be_done_here(finding: Finding) -> None:
    finding.open()
    seeker = finding.seeker
    assert seeker.field.hasFocus()
    assert [(line.text, line.detail) for line in seeker.list.lines[: len(PAGES)]] == PAGES
    actions = [(line.text, line.detail) for line in seeker.list.lines[len(PAGES) :]]
    assert ("New order", "Ctrl+N") in actions
    assert ("Help", "Shift+F1") in actions
    assert ("Done with this delivery", "Ctrl+Shift+D") not in actions
    finding.hands.press("Escape")
    finding.show(PageName.CUSTOMERS)
    finding.open()
    assert "New order, Ctrl+N, Action" not in finding.lines


def test_it_stands_over_the_page_in_its_middle(finding: Finding) -> None:
    finding.open()
    seeker, area = finding.seeker, finding.window._stack
    corner = area.mapTo(finding.window, QPoint(0, 0))
    assert seeker.width() == 640
    assert seeker.x() + seeker.width() // 2 - (corner.x() + area.width() // 2) in {-1, 0, 1}
    assert corner.y() < seeker.y() < corner.y() + 40
    finding.window.resize(1_280, 400)
    QApplication.processEvents()
    assert seeker.geometry().bottom() < corner.y() + area.height()


def test_pages_and_actions_are_found_by_the_beginnings_of_their_words(finding: Finding) -> None:
    finding.at.desk.open(Thing.ORDER, "O1")
    finding.settle()
    finding.look_for("ord")
    assert finding.lines == [
        "Back orders, F3, Page",
        "Orders, F7, Page",
        "Purchase orders, F8, Page",
        "New order, Ctrl+N, Action",
        "Cancel order, Ctrl+Shift+Del, Action",
        "CORD, Cord · 5 free, Item",
    ]
    finding.seeker.field.setText("ORD back")
    finding.settle()
    assert finding.lines == ["Back orders, F3, Page"]


def test_a_lot_is_found_by_all_of_its_number_and_opens_its_item(finding: Finding) -> None:
    take(finding.at.house, opening("GAME", 1, "A-1", lot="TM-26A"))
    finding.look_for("tm-26")
    assert finding.lines == []
    finding.hands.type("a")
    finding.settle()
    [line] = finding.lines
    assert line.startswith("TM-26A, GAME · ")
    assert line.endswith(", Lot or serial number")
    finding.hands.press("Return")
    finding.settle()
    assert (finding.opened, finding.page) == ([Target(Thing.ITEM, "GAME")], PageName.ITEMS)


def test_things_are_found_by_kind_with_what_is_known_of_them(finding: Finding) -> None:
    release(finding.at.house.store, finding.at.house.act())
    finding.look_for("o")
    assert [line for line in finding.lines if line.endswith(", Order")] == [
        "O1, Ben · Waiting, Order",
        "O2, Ann · Allocated, Order",
        "O3, Cat · Waiting, Order",
    ]
    for text, expected in (
        ("lamp", ["LAMP, Lamp · 0 free, Item"]),
        ("P7", ["P7, Acme · 10 units to come, Purchase order"]),
        ("pl-", ["PL-1, Ann · Released, Pick list", "PL-2, Ben · Released, Pick list"]),
        ("ann", ["ANN, Ann, Customer"]),
        ("easy", ["EASY, Easy-going, Supplier"]),
        ("gate", ["GATE, depot, Place"]),
    ):
        finding.seeker.field.setText(text)
        finding.settle()
        assert finding.lines == expected, text


@pytest.mark.parametrize(
    ("text", "target", "page"),
    [
        ("o2", Target(Thing.ORDER, "O2"), PageName.ORDERS),
        ("game", Target(Thing.ITEM, "GAME"), PageName.ITEMS),
        ("b-2", Target(Thing.LOCATION, "B-2"), PageName.ITEMS),
        ("p7", Target(Thing.PURCHASE_ORDER, "P7"), PageName.PURCHASE_ORDERS),
        ("cat", Target(Thing.CUSTOMER, "CAT"), PageName.CUSTOMERS),
        ("settings", Target(Thing.PAGE, PageName.SETTINGS), PageName.SETTINGS),
    ],
)
def test_enter_opens_what_is_marked(finding: Finding, text: str, target: Target, page: PageName) -> None:
    finding.look_for(text)
    finding.hands.press("Return")
    finding.settle()
    assert finding.opened == [target]
    assert finding.page is page
    assert not finding.seeker.isVisible()


def test_enter_right_after_the_last_letter_opens_the_best_once_it_is_known(
    finding: Finding, slow: SlowDatabase
) -> None:
    slow.holds_up.add("o3")
    finding.open()
    finding.hands.type("o3⏎")
    assert finding.opened == []
    assert finding.seeker.isVisible()
    slow.go_on.set()
    finding.settle()
    assert slow.asked[-1] == "o3"
    assert finding.opened == [Target(Thing.ORDER, "O3")]


def test_an_action_presses_its_button_after_the_focus_has_gone_back(finding: Finding) -> None:
    seen: list[tuple[bool, QWidget | None]] = []
    before = finding.hands.focus()
    button = finding.window.page.new_button  # type: ignore[union-attr]
    button.clicked.connect(lambda: seen.append((finding.seeker.isVisible(), QApplication.focusWidget())))
    finding.look_for("new ord")
    finding.hands.press("Return")
    assert seen == [(False, before)]
    finding.settle()
    assert finding.window.page.form is not None  # type: ignore[union-attr]
    assert finding.opened == []


def test_esc_gives_the_focus_back_and_opens_nothing(finding: Finding) -> None:
    box = finding.window.scan_bar.box
    box.setFocus()
    box.setText("half a co")
    finding.look_for("o1")
    assert finding.marked == "O1"
    finding.hands.press("Escape")
    finding.settle()
    assert not finding.seeker.isVisible()
    assert box.hasFocus()
    assert box.text() == "half a co"
    assert (finding.opened, finding.page) == ([], PageName.ORDERS)
    finding.open()
    assert finding.seeker.field.text() == ""


def test_the_same_key_closes_it(finding: Finding) -> None:
    before = finding.hands.focus()
    finding.open()
    assert finding.seeker.isVisible()
    finding.open()
    assert not finding.seeker.isVisible()
    assert finding.hands.focus() is before


def test_keys_move_in_the_list_while_the_field_keeps_the_focus(finding: Finding) -> None:
    finding.open()
    last = finding.seeker.list.lines[-1].text
    marks = []
    for key in ("Down", "Tab", "Up", "Up", "Up"):
        finding.hands.press(key)
        marks.append(finding.marked)
    assert marks == ["Move", "Count", "Move", "Receive", last]
    for key, end in (("PageUp", "Receive"), ("PageDown", last)):
        finding.hands.press(key)
        finding.hands.press(key)
        assert finding.marked == end
    assert finding.seeker.field.hasFocus()
    assert finding.seeker.field.accessibleDescription() == finding.lines[-1]


def test_a_double_click_opens_and_a_click_only_marks(finding: Finding) -> None:
    finding.look_for("o")
    shown = finding.seeker.list
    row = finding.lines.index("O2, Ann · Allocated, Order")
    at = shown.visualRect(shown.model().index(row, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (finding.marked, finding.opened) == ("O2", [])
    QTest.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert finding.opened == [Target(Thing.ORDER, "O2")]


def test_a_click_beside_it_closes_it(finding: Finding) -> None:
    finding.look_for("o1")
    QTest.mouseClick(finding.window.status, Qt.MouseButton.LeftButton)
    assert not finding.seeker.isVisible()
    assert finding.opened == []


def test_a_key_of_the_page_works_and_closes_it(finding: Finding) -> None:
    finding.open()
    finding.hands.press("F9")
    finding.settle()
    assert finding.page is PageName.CUSTOMERS
    assert not finding.seeker.isVisible()
    assert not finding.seeker.field.hasFocus()


def test_nothing_is_said_to_be_found_only_once_that_is_known(finding: Finding, slow: SlowDatabase) -> None:
    slow.holds_up.add("qqq")
    finding.open()
    finding.seeker.field.setText("qqq")
    finding.at.qtbot.waitUntil(lambda: slow.asked == ["qqq"])
    assert (finding.lines, finding.seeker.list.nothing) == ([], "")
    slow.go_on.set()
    finding.settle()
    said = finding.at.desk.say(SeekWord.NOTHING, text="qqq")
    assert (finding.lines, finding.seeker.list.nothing) == ([], said)
    assert finding.seeker.list.model().index(0, 0).data() == said
    finding.hands.press("Return")
    assert finding.seeker.isVisible()
    assert finding.opened == []


def test_an_answer_to_an_older_text_is_dropped(finding: Finding, slow: SlowDatabase) -> None:
    slow.holds_up.add("lamp")
    finding.open()
    finding.seeker.field.setText("lamp")
    finding.at.qtbot.waitUntil(lambda: slow.asked == ["lamp"])
    finding.seeker.field.setText("cord")
    shown: list[list[str]] = []
    finding.seeker.list.marked.connect(lambda: shown.append(finding.lines))
    slow.go_on.set()
    finding.settle()
    assert slow.asked == ["lamp", "cord"]
    assert shown == [["CORD, Cord · 5 free, Item"]]


def test_a_database_that_fails_is_told_and_the_finder_goes(finding: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_store: object, _text: str) -> Sought:
        raise ValueError("broken")

    monkeypatch.setattr("warehouse_app.ui.seeking.seeker.seek", fails)
    finding.look_for("lamp")
    assert [str(error) for error in finding.at.reported] == ["broken"]
    finding.at.reported.clear()
    assert not finding.seeker.isVisible()


@pytest.fixture
def keys(qapp: QApplication) -> Iterator[ScanFilter]:
    keys = ScanFilter(ScannerProfile())
    qapp.installEventFilter(keys)
    yield keys
    qapp.removeEventFilter(keys)


def test_a_scan_goes_where_scans_go_and_the_finder_closes(finding: Finding, keys: ScanFilter) -> None:
    keys.scanned.connect(finding.window.scans.scanned)
    taken: list[str] = []
    finding.window.scans.taken.connect(taken.append)
    typed: list[str] = []
    finding.open()
    finding.seeker.field.textChanged.connect(typed.append)
    Keyboard(finding.window.windowHandle()).scan("SO-O2")
    finding.settle()
    assert taken == ["SO-O2"]
    assert finding.opened == []
    assert finding.window.page.chosen.view.number == "O2"  # type: ignore[union-attr]
    assert (typed, finding.seeker.field.text(), finding.seeker.isVisible()) == ([], "", False)


def test_a_scan_that_nobody_takes_closes_it_too(finding: Finding) -> None:
    finding.open()
    finding.window.scans.typed("NEVER-SEEN")
    assert not finding.seeker.isVisible()
    finding.settle()
    assert "NEVER-SEEN" in finding.window.banner.text


def test_a_scan_that_is_asked_about_closes_it_too(finding: Finding) -> None:
    finding.window.scans.scanned(Scan("SO-O2", began=1_000, ended=1_010))
    finding.settle()
    finding.open()
    finding.window.scans.scanned(Scan("SO-O2", began=1_050, ended=1_060))
    assert not finding.seeker.isVisible()
    assert finding.window.scan_bar._question.isVisible()


def test_the_button_in_the_scan_bar_says_the_key_and_opens_it(finding: Finding) -> None:
    button = finding.window.scan_bar.finder
    assert button.toolTip() == "Find anything  Ctrl+K"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert finding.seeker.field.hasFocus()


def test_a_screen_reader_knows_the_field_and_the_list(finding: Finding) -> None:
    finding.open()
    seeker = finding.seeker
    assert (seeker.field.accessibleName(), seeker.list.accessibleName()) == ("Find anything", "What fits")
    index = seeker.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Receive, F2, Page"


def test_the_focus_goes_back_to_the_table_whose_cell_was_edited(finding: Finding) -> None:
    outer = QWidget(finding.window.page)
    outer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    outer.resize(100, 40)
    outer.show()
    inner = QLineEdit(outer)
    inner.show()
    inner.setFocus()
    finding.open()
    inner.hide()
    finding.hands.press("Escape")
    assert finding.hands.focus() is outer


def test_it_grows_with_the_letters(finding: Finding) -> None:
    finding.open()
    low = finding.seeker.field.height()
    Look.current().wear(Scheme.DARK, 1.5)
    QApplication.processEvents()
    assert finding.seeker.field.height() > low
    area = finding.window._stack
    assert finding.seeker.width() == min(960, area.width() - 36)
