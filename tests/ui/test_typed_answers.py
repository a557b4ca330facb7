"""What is typed in the line of a station page goes the way of a scan: in its turn, and to whoever takes such a code."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.stations.house import balances
from tests.ui.conftest import Window
from tests.ui.test_lent_badges import Shift
from warehouse_app.scanning.burst import Scan


def typed(shift: Shift, text: str) -> None:
    """Type an answer on the page of receiving, and send it off."""
    line = shift.receiving.buttons.line
    line.insert(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_it_waits_for_the_scans_that_came_before(at_window: Window) -> None:
    shift = Shift(at_window)
    before = balances(at_window.house)
    for text in ("PO-7", "CUP", "A-02"):
        shift.window.scans.typed(text)
    typed(shift, "PEN")
    shift.settle()
    # The cup lies in its place before the pen is in anybody's hand.
    assert balances(at_window.house) == before | {("CUP", "", "A-02"): before.get(("CUP", "", "A-02"), 0) + 1}
    assert shift.headline == "Next: 1 × PEN"
    assert shift.doers == [("receive", "anna")]


def test_it_answers_whether_the_same_was_scanned_twice(at_window: Window) -> None:
    shift = Shift(at_window)
    shift.scan("PO-7", "CUP")
    asked: list[str] = []
    shift.window.scans.asked_twice.connect(lambda twice: asked.append(twice.text))
    shift.window.scans.settled.connect(lambda: asked.append("settled"))
    shift.window.scans.scanned(Scan("A-02", began=1_000, ended=1_010))
    shift.settle()
    shift.window.scans.scanned(Scan("A-02", began=1_100, ended=1_110))
    assert asked == ["A-02"]
    said = shift.headline
    typed(shift, "WXNO")
    shift.settle()
    assert (asked, shift.headline, shift.doers) == (["A-02", "settled"], said, [("receive", "anna")])


def test_a_name_signs_in_there_too(at_window: Window) -> None:
    shift = Shift(at_window)
    typed(shift, "U-bert")
    shift.settle()
    assert (shift.actor, shift.changes) == ("bert", ["bert"])
