"""The tables beside the prompt: each column has the room that its heading and its rows need."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from warehouse_app.settings import Scheme
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.pages.station.listed import Heading, Listed, Opened, Row

HEADINGS = [
    Heading("Units", at_end=True),
    Heading("Goes to", has_icon=True),
    Heading("Customer", wide=True),
    Heading("Waits since"),
]
ROWS = [
    Row("1", ("2 →", "SO-10329", "De Veldfles", "21 Oct 2026")),
    Row("2", ("12,000 →", "WWWW-WWWW-1", "Rifugio", "2 Nov 2026")),
    Row("3", ("2 →", "A-02-2", "No order gets these", ""), Icon.BIN, Ink.MUTED, is_faint=True),
    Row("4", ("1 →", "WWWW-WWWW-22", "Rifugio", "Wednesday 30 September 2026"), Icon.CHECK),
]


def shown(qtbot: QtBot, text: Text) -> Listed:
    listed = Listed("Who gets it", HEADINGS, text=text)
    qtbot.addWidget(listed)
    listed.resize(900, 300)
    listed.show()
    return listed


def needed(listed: Listed, column: int) -> int:
    """Return how wide Qt itself would make a column, and what our cells leave free on both sides besides."""
    frame = listed.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
    return listed.sizeHintForColumn(column) + 2 * (Look.current().px(Space.S) - frame)


@pytest.mark.parametrize("text", [Text.BODY, Text.LARGE])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_text_is_cut_off_and_no_room_is_wasted(qtbot: QtBot, text: Text, scale: float) -> None:
    Look.current().wear(Scheme.LIGHT, scale)
    listed = shown(qtbot, text)
    listed.show_rows(ROWS)
    for column in (0, 1, 3):
        least = max(needed(listed, column), listed.horizontalHeader().sectionSizeHint(column))
        assert least <= listed.columnWidth(column) <= least + 8, HEADINGS[column].words


def test_columns_that_yield_leave_their_room_to_the_wide_one(qtbot: QtBot) -> None:
    headings = [HEADINGS[0], HEADINGS[2], Heading("Class", yields=1), Heading("Waits since", yields=2)]
    listed = Listed("Who gets it", headings)
    qtbot.addWidget(listed)
    listed.show()
    listed.show_rows([Row("1", ("2 →", "Compass & Wave Instruments A/S", "A", "21 Oct 2026"))])
    for width, hidden in ((600, []), (330, [3]), (220, [2, 3]), (600, [])):
        listed.resize(width, 200)
        assert [column for column in range(4) if listed.isColumnHidden(column)] == hidden, width
    listed.setColumnHidden(3, True)
    listed.show_rows([])
    assert listed.columnWidth(3) >= listed.horizontalHeader().sectionSizeHint(3) > 0


def test_a_column_that_yields_is_left_out_where_no_row_has_anything_in_it(qtbot: QtBot) -> None:
    listed = Listed("What is expected", [Heading("Supplier", wide=True), Heading("Pallets", at_end=True, yields=1)])
    qtbot.addWidget(listed)
    listed.resize(900, 200)
    listed.show()
    listed.show_rows([Row("1", ("Potter", "")), Row("2", ("Weaver", ""))])
    assert listed.isColumnHidden(1)
    assert listed.columnWidth(0) == listed.viewport().width()
    listed.show_rows([Row("1", ("Potter", "")), Row("2", ("Weaver", "2"))])
    assert not listed.isColumnHidden(1)
    assert listed.columnWidth(1) >= listed.horizontalHeader().sectionSizeHint(1) > 0


def test_columns_follow_their_rows_their_heading_and_the_scale(qtbot: QtBot) -> None:
    listed = shown(qtbot, Text.BODY)
    listed.show_rows(ROWS[:1])
    narrow = listed.columnWidth(3)
    listed.show_rows(ROWS)
    assert listed.columnWidth(3) > narrow
    listed.show_rows(ROWS[:1])
    assert listed.columnWidth(3) == narrow
    listed.set_heading(3, "Waits for its goods since the day")
    assert listed.columnWidth(3) == listed.horizontalHeader().sectionSizeHint(3) > narrow
    Look.current().wear(Scheme.LIGHT, 2.0)
    assert listed.columnWidth(0) > 40


def test_the_same_rows_are_not_shown_anew(qtbot: QtBot) -> None:
    listed = shown(qtbot, Text.BODY)
    assert listed.show_rows(ROWS) is True
    assert listed.show_rows(list(ROWS)) is False
    assert listed.show_rows(ROWS[:2]) is True
    assert [texts[1] for texts in listed.shown()] == ["SO-10329", "WWWW-WWWW-1"]


@pytest.mark.parametrize("rows_first", [True, False])
def test_nothing_is_opened_that_nobody_chose_and_an_arrow_begins_at_the_first_row(
    qtbot: QtBot, rows_first: bool
) -> None:
    listed = shown(qtbot, Text.BODY)
    opened: list[object] = []
    listed.opened.connect(opened.append)
    if rows_first:
        listed.show_rows(ROWS)
    QApplication.sendEvent(listed, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    if not rows_first:
        listed.show_rows(ROWS)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert (listed.chosen(), opened) == ("", [])
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert (listed.chosen(), opened) == ("1", [Opened("1")])
