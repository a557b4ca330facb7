"""Scans on their way to the screen that takes them: in order, one at a time, never behind a dialog, never twice."""

from collections.abc import Callable
from random import Random

import pytest
import shiboken6
from PySide6.QtCore import SIGNAL, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.scanning.burst import Scan
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.scans import AskedTwice, Refusal, Scans
from warehouse_app.ui.words.scanner import ScanWord
from warehouse_app.ui.words.window import Frame


class Page(QWidget):
    """A page that takes scans, and answers them when it is told to, or at once."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.waiting: list[Callable[[], None]] = []
        self.at_once = True

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        self.taken.append(text)
        if self.at_once:
            done()
        else:
            self.waiting.append(done)

    def answer(self) -> None:
        """Answer the scan that waits longest."""
        self.waiting.pop(0)()


class TakingDialog(QDialog):
    """A dialog that takes scans."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        self.taken.append(text)
        done()


class Bench:
    """A queue to a page, and a clock; everything that the queue said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.page = Page()
        qtbot.addWidget(self.page)
        self.scans = Scans(lambda: self.page, guard_ms=400)
        self.time = 1_000_000
        self.said: list[AskedTwice | Refusal | str] = []
        self.delivered: list[str] = []
        self.scans.asked_twice.connect(self.said.append)
        self.scans.refused.connect(self.said.append)
        self.scans.settled.connect(lambda: self.said.append("settled"))
        self.scans.taken.connect(self.delivered.append)

    def scan(self, *texts: str, after: int = 1000, whole: bool = True) -> None:
        """Let scans come in, each so many milliseconds after the end of the one before."""
        for text in texts:
            began = self.time + after
            self.time = began + 20
            self.scans.scanned(Scan(text, began, self.time, whole))

    def open(self, dialog: QDialog) -> None:
        """Open a modal dialog."""
        self.qtbot.addWidget(dialog)
        self.dialog = dialog  # or it would be gone at once
        dialog.setModal(True)
        dialog.show()
        assert QApplication.activeModalWidget() is dialog


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_each_scan_goes_to_the_page_once_and_in_order(bench: Bench) -> None:
    texts = [f"SCAN-{number:04}" for number in range(2000)]
    bench.scan(*texts)
    assert bench.page.taken == texts
    assert bench.delivered == texts


def test_what_somebody_takes_first_never_gets_to_the_page_nor_to_a_dialog_that_takes_scans(bench: Bench) -> None:
    first = Page()
    bench.qtbot.addWidget(first)
    page = bench.page
    bench.scans = Scans(lambda: page, guard_ms=400, first=lambda text: first if text == "U-anna" else None)
    bench.scans.refused.connect(bench.said.append)
    bench.scan("A", "U-anna", "B")
    assert (page.taken, first.taken) == (["A", "B"], ["U-anna"])
    dialog = TakingDialog()
    bench.open(dialog)
    bench.scan("C", "U-anna", "D")
    assert (dialog.taken, first.taken) == (["C", "D"], ["U-anna"])
    assert bench.said == [Refusal(Frame.DIALOG_OPEN, "U-anna")]
    dialog.close()


def test_the_next_scan_waits_for_the_answer_to_the_last(bench: Bench) -> None:
    bench.page.at_once = False
    bench.scan("A", "B", "C")
    assert bench.page.taken == ["A"]
    bench.page.answer()
    assert bench.page.taken == ["A", "B"]
    bench.page.answer()
    bench.page.answer()
    assert bench.page.taken == ["A", "B", "C"]


def test_many_scans_may_wait_for_one_answer(bench: Bench) -> None:
    texts = [f"SCAN-{number:04}" for number in range(2000)]
    bench.page.at_once = False
    bench.scan(*texts)
    bench.page.at_once = True
    bench.page.answer()
    assert bench.page.taken == texts


def test_a_page_is_not_watched_any_longer_than_it_answers(bench: Bench) -> None:
    def watching() -> int:
        return bench.page.receivers(SIGNAL("destroyed()")) + bench.page.receivers(SIGNAL("destroyed(QObject*)"))

    bench.scan("A")
    before = watching()
    bench.page.at_once = False
    bench.scan("B", "C")
    assert watching() > before
    bench.page.answer()
    bench.page.answer()
    assert watching() == before


def test_a_scan_goes_to_the_page_that_is_shown_when_its_turn_comes(bench: Bench) -> None:
    first, second = bench.page, Page()
    bench.qtbot.addWidget(second)
    first.at_once = False
    bench.scan("A", "B")
    bench.page = second
    first.answer()
    assert (first.taken, second.taken) == (["A"], ["B"])


def test_an_answer_counts_once(bench: Bench) -> None:
    bench.page.at_once = False
    bench.scan("A", "B")
    done = bench.page.waiting[0]
    done()
    with pytest.raises(RuntimeError, match="answered twice"):
        done()
    assert bench.page.taken == ["A", "B"]


def test_a_page_that_is_gone_holds_up_nothing(bench: Bench) -> None:
    gone, here = Page(), bench.page
    gone.at_once = False
    bench.page = gone
    bench.scan("A", "B")
    late, bench.page = gone.waiting[0], here
    assert gone.taken == ["A"]
    shiboken6.delete(gone)
    bench.qtbot.waitUntil(lambda: here.taken == ["B"], timeout=1000)
    late()
    bench.scan("C")
    assert here.taken == ["B", "C"]


def test_a_page_with_a_bug_holds_up_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, done: Callable[[], None]) -> None:
        monkeypatch.undo()
        raise ValueError(text)

    monkeypatch.setattr(bench.page, "take_scan", broken)
    with pytest.raises(ValueError, match="A"):
        bench.scan("A")
    bench.scan("B")
    assert bench.page.taken == ["B"]


def test_a_modal_dialog_refuses_scans(bench: Bench) -> None:
    dialog = QDialog()
    bench.open(dialog)
    bench.scan("A")
    assert (bench.page.taken, bench.said, bench.delivered) == ([], [Refusal(Frame.DIALOG_OPEN, "A")], [])
    dialog.close()
    bench.scan("A", after=10)
    assert bench.page.taken == ["A"]


def test_a_modal_dialog_that_takes_scans_gets_them(bench: Bench) -> None:
    dialog = TakingDialog()
    bench.open(dialog)
    bench.scan("A")
    assert (dialog.taken, bench.page.taken, bench.said) == (["A"], [], [])


def test_a_dialog_that_opens_with_an_answer_refuses_the_scans_that_waited(bench: Bench) -> None:
    bench.page.at_once = False
    bench.scan("A", "B")
    bench.open(QDialog())
    bench.page.answer()
    assert (bench.page.taken, bench.said) == (["A"], [Refusal(Frame.DIALOG_OPEN, "B")])


def test_a_typed_code_is_refused_by_a_dialog_as_well(bench: Bench) -> None:
    bench.open(QDialog())
    bench.scans.typed("A")
    assert (bench.page.taken, bench.said) == ([], [Refusal(Frame.DIALOG_OPEN, "A")])


def test_a_scan_that_is_not_whole_is_refused(bench: Bench) -> None:
    bench.scan("7", whole=False)
    assert (bench.page.taken, bench.said) == ([], [Refusal(ScanWord.BROKEN, "7")])


@pytest.mark.parametrize(("after", "taken"), [(0, ["A"]), (400, ["A"]), (401, ["A", "A"]), (-900, ["A", "A"])])
def test_the_same_scan_twice_in_a_moment_is_asked_about(bench: Bench, after: int, taken: list[str]) -> None:
    bench.scan("A")
    bench.scan("A", after=after)
    assert bench.page.taken == taken
    assert bench.said == ([AskedTwice("A")] if len(taken) == 1 else [])


def test_the_moment_is_measured_by_the_keys_and_not_by_the_answers(bench: Bench) -> None:
    bench.page.at_once = False
    bench.scan("A")
    bench.scan("A", after=5000)
    bench.scan("A", after=100)
    bench.page.answer()
    bench.page.answer()
    assert (bench.page.taken, bench.said) == (["A", "A"], [AskedTwice("A")])


def test_the_same_scan_after_another_is_no_repetition(bench: Bench) -> None:
    bench.scan("A", "B", "A", after=10)
    assert (bench.page.taken, bench.said) == (["A", "B", "A"], [])


@pytest.mark.parametrize("yes", ["WXYES", "wxyes", "]C0WXYES"])
def test_a_scanned_yes_takes_the_repetition(bench: Bench, yes: str) -> None:
    bench.scan("A", "A", after=100)
    bench.scan(yes)
    assert (bench.page.taken, bench.said) == (["A", "A"], [AskedTwice("A"), "settled"])
    bench.scan(yes)
    assert bench.page.taken == ["A", "A", yes]


def test_a_scanned_no_drops_the_repetition(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.scan("WXNO")
    assert (bench.page.taken, bench.said) == (["A"], [AskedTwice("A"), "settled"])


def test_any_other_scan_drops_the_repetition_and_is_taken(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.scan("B")
    assert (bench.page.taken, bench.said) == (["A", "B"], [AskedTwice("A"), "settled"])


def test_the_same_scan_on_purpose_a_while_later_is_taken(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.scan("A", after=2000)
    assert (bench.page.taken, bench.said) == (["A", "A"], [AskedTwice("A"), "settled"])


def test_a_scanner_that_never_stops_is_asked_about_once_and_then_refused(bench: Bench) -> None:
    bench.scan(*["A"] * 20, after=100)
    again = Refusal(ScanWord.STILL_ASKED, "A", Tone.WARN)
    assert (bench.page.taken, bench.said) == (["A"], [AskedTwice("A"), *[again] * 18])
    bench.scans.confirm()
    # However often it came, the yes takes it once.
    assert (bench.page.taken, bench.said[19:]) == (["A", "A"], ["settled"])


@pytest.mark.parametrize(("answer", "taken"), [("WXYES", ["A", "A"]), ("WXNO", ["A"])])
def test_the_card_with_the_answer_read_again_answers_once(bench: Bench, answer: str, taken: list[str]) -> None:
    bench.scan("A", "A", *[answer] * 3, after=100)
    again = Refusal(ScanWord.ANSWERED_ONCE, answer, Tone.WARN)
    assert (bench.page.taken, bench.said) == (taken, [AskedTwice("A"), "settled", again, again])


@pytest.mark.parametrize("seed", range(20))
def test_no_scan_is_dropped_in_silence(bench: Bench, seed: int) -> None:
    chance = Random(seed)
    for number in range(1, 100):
        before = len(bench.page.taken) + len(bench.said)
        text, after = chance.choice(["A", "B", "WXYES", "WXNO"]), chance.choice([100, 1000])
        bench.scan(text, after=after, whole=chance.random() < 0.9)
        # It was delivered, asked about, refused, or the answer that settled a question.
        assert len(bench.page.taken) + len(bench.said) > before, f"{text}, scan {number}, {after} ms after the last"


def test_scans_wait_until_their_turn_has_come(bench: Bench) -> None:
    bench.page.at_once = False
    waiting = list[bool]()
    moves: list[Callable[[], None]] = [lambda: bench.scan("A"), lambda: bench.scan("B"), *[bench.page.answer] * 2]
    for move in moves:
        move()
        waiting.append(bench.scans.waiting)
    assert waiting == [False, True, False, False]


def test_the_buttons_answer_too(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.scans.confirm()
    assert (bench.page.taken, bench.said) == (["A", "A"], [AskedTwice("A"), "settled"])
    bench.scan("B", "B", after=100)
    bench.scans.dismiss()
    assert (bench.page.taken, bench.said[2:]) == (["A", "A", "B"], [AskedTwice("B"), "settled"])
    bench.scans.confirm()
    bench.scans.dismiss()
    assert (bench.page.taken, len(bench.said)) == (["A", "A", "B"], 4)


def test_a_confirmed_scan_waits_for_the_answer_to_the_last_and_goes_before_the_next(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.page.at_once = False
    bench.scans.confirm()
    bench.scan("B", after=1000)
    assert bench.page.taken == ["A", "A"]
    bench.page.answer()
    assert bench.page.taken == ["A", "A", "B"]


def test_a_scan_that_is_confirmed_at_once_goes_before_those_that_wait(bench: Bench) -> None:
    bench.scans.asked_twice.connect(bench.scans.confirm)
    bench.page.at_once = False
    bench.scan("A")
    bench.scan("A", after=100)
    bench.scan("B")
    for _ in range(3):
        bench.page.answer()
    assert bench.page.taken == ["A", "A", "B"]


def test_without_a_question_yes_and_no_are_scans_like_others(bench: Bench) -> None:
    bench.scan("WXYES", "WXNO")
    assert bench.page.taken == ["WXYES", "WXNO"]


def test_typed_codes_are_not_guarded(bench: Bench) -> None:
    bench.scans.typed("A")
    bench.scans.typed("A")
    bench.scan("A", after=0)
    bench.scans.typed("A")
    assert (bench.page.taken, bench.said) == (["A"] * 4, [])


def test_the_same_scan_after_a_typed_code_is_no_repetition(bench: Bench) -> None:
    bench.scan("A")
    bench.scans.typed("B")
    bench.scan("A", after=10)
    assert (bench.page.taken, bench.said) == (["A", "B", "A"], [])


def test_a_typed_yes_answers_too(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.scans.typed("WXYES")
    assert bench.page.taken == ["A", "A"]


def test_a_refused_scan_is_no_repetition_of_itself(bench: Bench) -> None:
    dialog = QDialog()
    bench.open(dialog)
    bench.scan("A", "A", after=10)
    assert bench.said == [Refusal(Frame.DIALOG_OPEN, "A")] * 2


def test_a_broken_scan_drops_the_question(bench: Bench) -> None:
    bench.scan("A", "A", after=100)
    bench.scan("A", whole=False, after=100)
    bench.scan("A", after=100)
    assert bench.page.taken == ["A", "A"]
    assert bench.said == [AskedTwice("A"), "settled", Refusal(ScanWord.BROKEN, "A")]


def test_a_scan_that_comes_while_a_page_asks_about_the_last_waits_for_the_answer(bench: Bench) -> None:
    told: list[str] = []

    class Asking(Page):
        def take_scan(self, text: str, done: Callable[[], None]) -> None:
            told.append(f"{text} taken")
            if text == "A":
                dialog = QDialog(self)
                QTimer.singleShot(0, lambda: bench.scan("B"))
                QTimer.singleShot(50, dialog.reject)
                dialog.exec()
            told.append(f"{text} answered")
            done()

    bench.page = page = Asking()
    bench.qtbot.addWidget(page)
    bench.scan("A")
    assert told == ["A taken", "A answered", "B taken", "B answered"]
