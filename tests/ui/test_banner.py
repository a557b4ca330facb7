"""The band above the page: how long it stays by itself, and where it does not go from under a hand."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.conftest import Window
from tests.ui.seeing import shown
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.banner import Banner
from warehouse_app.ui.desk import Told
from warehouse_app.ui.words.window import Frame

STAYS_MS, STAYS_WITH_UNDO_MS, ONE_HOUR_MS = 8_000, 30_000, 3_600_000


class Band:
    """The band above a field that has the focus."""

    def __init__(self, at: Window) -> None:
        self._at = at
        self.undone: list[str] = []
        self.banner, self.field = Banner(at.desk), QLineEdit()
        self.window = shown(at.qtbot, self.banner, self.field)
        self.field.setFocus()

    def tell(self, tone: Tone = Tone.OK) -> None:
        self._at.desk.tell(tone, Frame.CONNECTED)

    def tell_done(self) -> None:
        self._at.desk.told.emit(Told(Tone.OK, "Put on hold", lambda: self.undone.append("undone")))

    def after(self, moment_ms: int) -> str:
        """Return what is said once the time of what stays no longer than that is over."""
        self._at.rest(moment_ms)
        return self.banner.text

    def run_out(self) -> None:
        """Let the time of what is said be over once, whichever it is."""
        timer = self.banner._timer
        with self._at.qtbot.waitSignal(timer.timeout):
            timer.setInterval(0)
        timer.setInterval(ONE_HOUR_MS)


@pytest.fixture
def band(at_window: Window) -> Band:
    return Band(at_window)


@pytest.mark.parametrize(("tone", "word"), [(Tone.OK, "Done"), (Tone.ASK, "Next")])
def test_good_news_stays_eight_seconds(band: Band, tone: Tone, word: str) -> None:
    band.tell(tone)
    assert band.after(STAYS_MS - 1) == f"{word} · Connected"
    assert band.after(STAYS_MS) == ""


def test_what_can_be_taken_back_stays_thirty_seconds(band: Band) -> None:
    band.tell_done()
    assert band.banner.undo.isVisible()
    assert band.after(STAYS_WITH_UNDO_MS - 1) == "Done · Put on hold"
    assert band.after(STAYS_WITH_UNDO_MS) == ""
    assert band.undone == []


@pytest.mark.parametrize(("tone", "word"), [(Tone.WARN, "Look"), (Tone.ERROR, "Stop")])
def test_bad_news_does_not_go_by_itself(band: Band, tone: Tone, word: str) -> None:
    band.tell(tone)
    assert band.after(ONE_HOUR_MS) == f"{word} · Connected"


def test_what_is_said_next_has_its_own_time(band: Band) -> None:
    band.tell()
    band.tell_done()
    assert band.after(STAYS_MS) == "Done · Put on hold"
    band.tell()
    assert not band.banner.undo.isVisible()
    assert band.after(STAYS_MS - 1) == "Done · Connected"
    assert band.after(STAYS_MS) == ""
    band.tell_done()
    band.tell(Tone.ERROR)
    assert band.after(ONE_HOUR_MS) == "Stop · Connected"


def test_it_stays_while_the_focus_is_in_it(band: Band) -> None:
    band.tell_done()
    QTest.keyClick(band.field, Qt.Key.Key_Backtab)
    QTest.keyClick(band.window, Qt.Key.Key_Backtab)
    assert band.banner.undo.hasFocus()
    for _ in range(3):
        band.run_out()
        assert band.banner.text == "Done · Put on hold"
    QTest.keyClick(band.banner.undo, Qt.Key.Key_Space)
    assert (band.undone, band.banner.text) == (["undone"], "")


def test_it_goes_once_the_focus_has_left_it(band: Band) -> None:
    band.tell_done()
    band.banner.undo.setFocus()
    band.run_out()
    band.field.setFocus()
    band.run_out()
    assert (band.undone, band.banner.text) == ([], "")


def test_it_stays_under_the_pointer(band: Band, monkeypatch: pytest.MonkeyPatch) -> None:
    band.tell()
    QTest.mouseMove(band.window.windowHandle(), band.banner.mapTo(band.window, QPoint(5, 5)))
    QTest.qWait(1)
    band.run_out()
    assert band.banner.text == "Done · Connected"
    QTest.mouseMove(band.window.windowHandle(), band.field.geometry().center())
    QTest.qWait(1)
    band.run_out()
    assert band.banner.text == ""
