"""What waits at this workstation is handed over by the window, beside all other work, and nothing of it twice."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from tests.services.papers import LASER, job, paper, queue, state
from tests.spooler import Spooler, needs_shell
from tests.ui.conftest import Window
from tests.ui.papers import PRINT_JOBS, furnish
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import PrintState, Sides
from warehouse_app.printers import PrinterFault
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Action
from warehouse_app.services.printing import begin_print, queue_print, retry_print
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Told
from warehouse_app.ui.printing.delivery import Delivery, Unsettled

AWAY = Refused(PrinterFault.AWAY, printer=LASER, reason="no paper")
AWAY_TOLD = Told(
    Tone.WARN,
    "Laser did not take the document (no paper). Check that it is switched on and connected, and that its name is "
    "right.",
)


class Post:
    """A delivery under test, with a printer that keeps what it gets, refuses, or waits for `gate`."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.sent: list[tuple[str, str, str]] = []
        self.refusal: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.unsettled: list[Unsettled] = []
        self.delivery = Delivery(window.desk, self._send)
        self.delivery.unsettled.connect(self.unsettled.append)

    def _send(self, _pdf: bytes, printer: str, title: str, _sides: Sides) -> None:
        self.gate.wait(10)
        if self.refusal is not None:
            raise self.refusal
        self.sent.append((printer, title, threading.current_thread().name))

    def wait_for(self, number: int, wanted: PrintState) -> None:
        """Wait until a job is in a state."""
        self.window.qtbot.waitUntil(lambda: state(self.window.house, number) is wanted, timeout=10_000)
        self.window.settle()


@pytest.fixture
def post(at_window: Window) -> Iterator[Post]:
    """Return a delivery in a house with a pick list."""
    furnish(at_window)
    post = Post(at_window)
    yield post
    post.gate.set()
    post.delivery.stop()
    at_window.settle()


def test_what_waits_at_the_start_is_handed_over_in_its_order(post: Post, at_window: Window) -> None:
    first, second = queue(at_window.house), queue(at_window.house)
    post.delivery.start()
    post.wait_for(second, PrintState.HANDED_OVER)
    assert state(at_window.house, first) is PrintState.HANDED_OVER
    assert post.sent == [(LASER, "Pick list PL-1", "lane-prints")] * 2
    assert (at_window.told, post.unsettled) == ([], [])


def test_what_is_queued_later_is_handed_over_and_announced(post: Post, at_window: Window) -> None:
    post.delivery.start()
    at_window.settle()
    announced: list[Changes] = []
    at_window.desk.changed.connect(announced.append)
    queued = queue(at_window.house)
    at_window.desk.announce(PRINT_JOBS)
    post.wait_for(queued, PrintState.HANDED_OVER)
    assert announced == [PRINT_JOBS, PRINT_JOBS]
    assert len(post.sent) == 1


def test_other_changes_are_none_of_its_business(post: Post, at_window: Window) -> None:
    post.delivery.start()
    at_window.settle()
    queue(at_window.house)
    at_window.desk.announce(Changes())
    assert not at_window.desk.background.busy(Lane.PRINTS)
    assert post.sent == []


def test_a_printer_that_is_away_is_told_once_and_tried_again_when_it_is_due(post: Post, at_window: Window) -> None:
    post.refusal = AWAY
    queued = queue(at_window.house)
    post.delivery.start()
    post.wait_for(queued, PrintState.FAILED)
    assert at_window.told == [AWAY_TOLD]
    at_window.desk.announce(PRINT_JOBS)
    at_window.settle()
    assert job(at_window.house, queued).attempts == 1
    at_window.house.now += timedelta(minutes=1)
    at_window.desk.announce(PRINT_JOBS)
    at_window.settle()
    assert job(at_window.house, queued).attempts == 2
    assert at_window.told == [AWAY_TOLD]
    post.refusal = None
    at_window.house.now += timedelta(minutes=1)
    at_window.desk.announce(PRINT_JOBS)
    post.wait_for(queued, PrintState.HANDED_OVER)
    assert len(post.sent) == 1


def test_it_wakes_by_itself_when_a_failed_job_is_due(post: Post, at_window: Window) -> None:
    post.refusal = AWAY
    queued = queue(at_window.house)
    post.delivery.start()
    post.wait_for(queued, PrintState.FAILED)
    post.refusal = None
    at_window.house.now = job(at_window.house, queued).due_at - timedelta(seconds=2)
    at_window.desk.announce(PRINT_JOBS)
    post.wait_for(queued, PrintState.HANDED_OVER)
    assert job(at_window.house, queued).attempts == 2


def test_one_printer_that_is_away_does_not_keep_the_other_from_printing(post: Post, at_window: Window) -> None:
    post.refusal = AWAY
    away = queue(at_window.house)
    post.delivery.start()
    post.wait_for(away, PrintState.FAILED)
    post.refusal = None
    other = queue(at_window.house, printer="Label")
    at_window.desk.announce(PRINT_JOBS)
    post.wait_for(other, PrintState.HANDED_OVER)
    assert [printer for printer, *_ in post.sent] == ["Label"]
    assert state(at_window.house, away) is PrintState.FAILED


def test_a_retry_is_taken_up_at_once(post: Post, at_window: Window) -> None:
    post.refusal = AWAY
    queued = queue(at_window.house)
    post.delivery.start()
    post.wait_for(queued, PrintState.FAILED)
    post.refusal = None
    at_window.desk.announce(retry_print(at_window.house.store, at_window.house.act(), queued).changes)
    post.wait_for(queued, PrintState.HANDED_OVER)


def test_a_printer_without_an_answer_leaves_it_to_a_person_and_is_told_in_red(post: Post, at_window: Window) -> None:
    post.refusal = Refused(PrinterFault.NO_ANSWER, printer=LASER)
    queued = queue(at_window.house)
    post.delivery.start()
    post.wait_for(queued, PrintState.UNCERTAIN)
    assert at_window.told == [
        Told(
            Tone.ERROR,
            "Laser did not answer, so that the document may come out or not. Look at the printer, then say whether it "
            "was printed.",
        )
    ]
    at_window.house.now += timedelta(hours=1)
    at_window.desk.announce(PRINT_JOBS)
    at_window.settle()
    assert job(at_window.house, queued).attempts == 1


def test_what_a_kill_left_uncertain_is_told_at_the_start_and_not_printed(post: Post, at_window: Window) -> None:
    killed = queue(at_window.house)
    begin_print(at_window.house.store, at_window.house.act(), killed)
    post.delivery.start()
    at_window.settle()
    assert post.unsettled == [Unsettled(1)]
    assert at_window.told == [
        Told(
            Tone.WARN,
            "1 document was being printed when the program ended. Say in the print queue whether it came out.",
        )
    ]
    assert (post.sent, state(at_window.house, killed)) == ([], PrintState.UNCERTAIN)


def test_what_waits_at_another_workstation_stays_there(post: Post, at_window: Window) -> None:
    elsewhere = Action("anna", "desk-2", "at-desk-2", at_window.house.now)
    other = queue_print(at_window.house.store, elsewhere, paper(at_window.house), LASER).job
    mine = queue(at_window.house, printer="Label")
    post.delivery.start()
    post.wait_for(mine, PrintState.HANDED_OVER)
    assert [printer for printer, *_ in post.sent] == ["Label"]
    assert state(at_window.house, other) is PrintState.QUEUED


def test_stock_work_and_pages_go_on_while_a_printer_keeps_one_waiting(post: Post, at_window: Window) -> None:
    post.gate.clear()
    queued = queue(at_window.house)
    post.delivery.start()
    at_window.qtbot.waitUntil(lambda: post.delivery.handing == queued, timeout=10_000)
    answers: list[str] = []
    for lane in (Lane.SCANS, Lane.READS, Lane.LONG):
        at_window.desk.background.run(lane, at_window.desk, partial(str, lane), answers.append)
    at_window.qtbot.waitUntil(lambda: len(answers) == 3, timeout=10_000)
    assert state(at_window.house, queued) is PrintState.UNCERTAIN
    post.gate.set()
    post.wait_for(queued, PrintState.HANDED_OVER)
    assert post.delivery.handing is None


def test_two_windows_hand_a_job_over_once(post: Post, at_window: Window) -> None:
    other = Post(at_window)
    for _ in range(3):
        queue(at_window.house)
    post.delivery.start()
    other.delivery.start()
    post.wait_for(3, PrintState.HANDED_OVER)
    other.delivery.stop()
    at_window.settle()
    assert len(post.sent) + len(other.sent) == 3
    assert at_window.told == []


def test_after_the_end_nothing_is_taken_up_any_more(post: Post, at_window: Window) -> None:
    post.delivery.start()
    at_window.settle()
    post.delivery.stop()
    queued = queue(at_window.house)
    at_window.desk.announce(PRINT_JOBS)
    at_window.settle()
    assert (post.sent, state(at_window.house, queued)) == ([], PrintState.QUEUED)


def test_trouble_with_the_database_is_told_once_and_printing_goes_on_later(
    post: Post, at_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Refused(PrinterFault.UNKNOWN, printer="any trouble of the world's making")
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise fault

        patch.setattr("warehouse_app.ui.printing.delivery.next_due", fail)
        post.delivery.start()
        at_window.settle()
        at_window.desk.announce(PRINT_JOBS)
        at_window.settle()
    assert [told.tone for told in at_window.told] == [Tone.ERROR]
    queued = queue(at_window.house)
    at_window.desk.announce(PRINT_JOBS)
    post.wait_for(queued, PrintState.HANDED_OVER)


@needs_shell
def test_cups_gets_the_document_and_closing_does_not_wait_for_its_answer(
    at_window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups = Spooler(tmp_path, monkeypatch)
    furnish(at_window)
    delivery = Delivery(at_window.desk)
    first = queue(at_window.house)
    delivery.start()
    at_window.qtbot.waitUntil(lambda: state(at_window.house, first) is PrintState.HANDED_OVER, timeout=10_000)
    assert [handed.words[:2] for handed in cups.handed] == [["-d", LASER]]
    cups.hangs()
    second = queue(at_window.house)
    at_window.desk.announce(PRINT_JOBS)
    at_window.qtbot.waitUntil(lambda: len(cups.handed) == 2, timeout=10_000)
    began = monotonic()
    delivery.stop()
    at_window.settle()
    assert monotonic() - began < 5
    assert state(at_window.house, second) is PrintState.UNCERTAIN
