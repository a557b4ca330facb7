"""The page of looking up: what anything is, in lists of which every row opens what it is about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.stations.house import build, moves, receipt_of_25, stock
from tests.ui.conftest import Window
from tests.ui.station_pages import AtStation, shown
from warehouse_app.services.releasing import release
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.pages.lookup import LookUpPage

At = AtStation[LookUpPage]


@pytest.fixture
def looker(at_window: Window) -> At:
    stock(build(at_window.house))
    return shown(at_window, LookUpPage(at_window.desk))


@pytest.fixture
def opened(looker: At) -> list[object]:
    found: list[object] = []
    looker.at.desk.opened.connect(found.append)
    return found


def test_at_first_it_says_what_can_be_scanned(looker: At) -> None:
    assert (looker.headline, looker.prompt, looker.told, looker.offered) == ("", "Scan anything", [], [])
    assert looker.page.nothing.isVisible()
    assert not looker.page.open_button.isVisible()


def test_an_item_is_told_with_where_it_lies_who_waits_and_what_comes(looker: At) -> None:
    looker.scan("CUP")
    assert looker.headline == "Done: CUP: 20 on hand, 14 free"
    assert looker.below_the_prompt == ["Item CUP, Cup: 20 on hand, 6 allocated, 14 free.", "Nobody waits for it."]
    assert looker.told == [
        ("Where it lies", ["D-01: 20"]),
        ("To come", ["10 on PO-7 (no date)", "5 on 8 (no date)"]),
    ]
    assert not looker.page.nothing.isVisible()
    assert looker.page.scanned.text() == "Scanned: “CUP”"


@pytest.mark.parametrize(
    ("text", "which", "row", "target"),
    [
        ("CUP", 0, 0, Target(Thing.LOCATION, "D-01")),
        ("CUP", 1, 1, Target(Thing.PURCHASE_ORDER, "8")),
        ("L-A-02", 0, 1, Target(Thing.ITEM, "CLOCK")),
        ("SO-1042", 0, 0, Target(Thing.ITEM, "CUP")),
        ("PO-7", 0, 1, Target(Thing.ITEM, "TEA")),
        ("PL-2", 0, 0, Target(Thing.ORDER, "77")),
    ],
)
def test_a_row_opens_what_it_is_about(
    looker: At, opened: list[object], text: str, which: int, row: int, target: Target
) -> None:
    release(looker.at.house.store, looker.at.house.act())
    looker.scan(text)
    table = looker.page.told.lists[which]
    table.selectRow(row)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [target]


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("CUP", "Open CUP  Ctrl+O", Target(Thing.ITEM, "CUP")),
        ("A-02", "Open A-02  Ctrl+O", Target(Thing.LOCATION, "A-02")),
        ("SO-1042", "Open SO-1042  Ctrl+O", Target(Thing.ORDER, "SO-1042")),
        ("PO-7", "Open PO-7  Ctrl+O", Target(Thing.PURCHASE_ORDER, "PO-7")),
        ("PA-1", "Open O1  Ctrl+O", Target(Thing.ORDER, "O1")),
        ("S1", "Open S1  Ctrl+O", Target(Thing.SUPPLIER, "S1")),
        ("GR-1/1", "Open 25  Ctrl+O", Target(Thing.ITEM, "25")),
    ],
)
def test_what_was_scanned_is_opened_by_a_key(
    looker: At, opened: list[object], text: str, words: str, target: Target
) -> None:
    receipt_of_25(looker.at.house)
    looker.scan(text)
    assert looker.page.open_button.text() == words
    looker.press(looker.page.open_button)
    assert opened == [target]


def test_a_receipt_and_the_label_of_its_goods_are_told_and_printed(looker: At) -> None:
    receipt_of_25(looker.at.house)
    looker.scan("GR-1/1")
    assert looker.headline == "Done: GR-1/1: 5 × 25"
    assert looker.told == [("Where it lies", ["A-02: 5"]), ("It came with", ["GR-1 from Potter (2 Mar 2026)"])]
    assert looker.offered == ["Print label  Ctrl+P"]
    looker.scan("GR-1")
    assert looker.headline == "Done: Receipt GR-1 from Potter, begun on 2 Mar 2026: 5 units came."
    assert looker.told == [("It took in", ["5 × 25"])]
    assert looker.below_the_prompt == ["It was closed on 2 Mar 2026."]
    assert looker.offered == ["Print goods received note  Ctrl+P"]
    assert not looker.page.open_button.isVisible()


def test_a_code_of_nothing_leaves_no_list_and_nothing_to_open(looker: At) -> None:
    looker.scan("CUP", "nonsense")
    assert looker.headline.startswith("Stop: ")
    assert (looker.told, looker.page.open_button.isVisible()) == ([], False)


def test_a_long_row_is_broken_and_never_cut_off(looker: At) -> None:
    looker.at.house.store.sql("UPDATE location SET code = ? WHERE code = 'D-01'", ("D " + "0123456789 " * 7,))
    looker.scan("CUP")
    places, coming = looker.page.told.lists[:2]
    assert places.rowHeight(0) >= 2 * coming.rowHeight(0) * 0.8
    assert looker.page.minimumSizeHint().width() <= 1_280 - 190


def test_nothing_is_booked_and_nothing_can_be_undone(looker: At) -> None:
    before = moves(looker.at.house)
    looker.scan("CUP", "A-02", "WXUNDO", "WXDONE")
    assert moves(looker.at.house) == before
    assert looker.headline == "Look: WXDONE means nothing at this point."
