"""The lanes: in order within each, beside each other, answers in the window's thread, none to who is gone."""

import threading
from collections.abc import Iterator
from functools import partial
from time import monotonic, sleep
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from warehouse_app.domain.errors import Refused
from warehouse_app.store.faults import StoreFault
from warehouse_app.ui import background
from warehouse_app.ui.background import Background, Lane, Progress, Progressed

QUICK = 5_000


def ignored(_answer: object) -> None:
    """Take an answer that nobody asks about."""


class Database:
    """A database that answers or does not; whoever waits for it waits until it is hung up on."""

    def __init__(self) -> None:
        self.closed: list[str] = []
        self.there = True
        self.asked = 0
        self.hung_up = threading.Event()
        self.called = threading.Semaphore(0)

    def close(self) -> None:
        self.closed.append(threading.current_thread().name)

    def answers(self) -> bool:
        self.asked += 1
        return self.there

    def hang_up(self) -> None:
        self.hung_up.set()

    def wait(self) -> None:
        """Wait for an answer that does not come."""
        self.called.release()
        assert self.hung_up.wait(20)
        raise Refused(StoreFault.UNREACHABLE, place="the server")


class Lanes:
    """A background under test, its database, and which errors nobody took."""

    def __init__(self) -> None:
        self.database = Database()
        self.trouble: list[Exception] = []
        self.background = Background(self.database, self.trouble.append)

    @property
    def finished(self) -> list[str]:
        """The lanes that have closed their connection."""
        return self.database.closed


@pytest.fixture
def lanes(qapp: Any) -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    if not lanes.finished:
        lanes.background.close()


def test_answers_come_in_order_in_the_windows_thread(qtbot: QtBot, lanes: Lanes) -> None:
    answers: list[tuple[int, str]] = []
    owner = QObject()
    for number in range(200):
        lanes.background.run(
            Lane.SCANS,
            owner,
            partial(abs, number),
            lambda answer: answers.append((answer, threading.current_thread().name)),
        )
    qtbot.waitUntil(lambda: len(answers) == 200, timeout=QUICK)
    assert answers == [(number, threading.main_thread().name) for number in range(200)]
    assert not lanes.background.busy(Lane.SCANS)


def test_a_lane_that_is_busy_does_not_hold_up_another(qtbot: QtBot, lanes: Lanes) -> None:
    gate = threading.Event()
    owner = QObject()
    answers: list[str] = []
    lanes.background.run(Lane.LONG, owner, lambda: gate.wait(10), lambda _: answers.append("long"))
    lanes.background.run(Lane.SCANS, owner, lambda: None, lambda _: answers.append("scan"))
    qtbot.waitUntil(lambda: answers == ["scan"], timeout=QUICK)
    assert lanes.background.busy(Lane.LONG)
    gate.set()
    qtbot.waitUntil(lambda: answers == ["scan", "long"], timeout=QUICK)


def test_an_error_goes_to_who_asked_else_to_trouble(qtbot: QtBot, lanes: Lanes) -> None:
    taken: list[Exception] = []
    owner = QObject()
    lanes.background.run(Lane.READS, owner, lambda: 1 // 0, ignored, taken.append)
    lanes.background.run(Lane.READS, owner, lambda: int("x"), ignored)
    qtbot.waitUntil(lambda: not lanes.background.busy(Lane.READS), timeout=QUICK)
    assert [type(error) for error in taken] == [ZeroDivisionError]
    assert [type(error) for error in lanes.trouble] == [ValueError]


def test_no_answer_reaches_a_widget_that_is_gone_or_a_task_that_was_cancelled(qtbot: QtBot, lanes: Lanes) -> None:
    gate = threading.Event()
    answers: list[str] = []
    gone, here = QObject(), QObject()
    lanes.background.run(Lane.READS, here, lambda: gate.wait(10), lambda _: answers.append("first"))
    lanes.background.run(Lane.READS, gone, lambda: None, lambda _: answers.append("gone"))
    lanes.background.run(Lane.READS, here, lambda: None, lambda _: answers.append("cancelled")).cancel()
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: not lanes.background.busy(Lane.READS), timeout=QUICK)
    assert answers == ["first"]


def test_a_booking_is_done_though_its_answer_was_dropped(qtbot: QtBot, lanes: Lanes) -> None:
    done: list[str] = []
    owner = QObject()
    lanes.background.run(Lane.SCANS, owner, lambda: done.append("booked"), ignored).cancel()
    qtbot.waitUntil(lambda: not lanes.background.busy(Lane.SCANS), timeout=QUICK)
    assert done == ["booked"]


def test_long_work_tells_how_far_it_is_and_stops_where_it_was_cancelled(qtbot: QtBot, lanes: Lanes) -> None:
    told: list[Progressed] = []
    answers: list[str] = []
    owner = QObject()
    passed = threading.Event()

    def whole(progress: Progress) -> str:
        progress.told("items.csv", 10, 10)
        return "whole"

    def endless(progress: Progress) -> str:
        passed.set()
        while True:
            progress.told("orders.csv", 1)

    lanes.background.long(owner, whole, answers.append, progressed=told.append)
    task = lanes.background.long(owner, endless, answers.append, progressed=lambda _: None)
    qtbot.waitUntil(passed.is_set, timeout=QUICK)
    task.cancel()
    qtbot.waitUntil(lambda: not lanes.background.busy(Lane.LONG), timeout=QUICK)
    assert answers == ["whole"]
    assert told == [Progressed("items.csv", 10, 10)]
    assert lanes.trouble == []


def test_at_the_end_every_lane_does_what_it_was_given_and_closes_its_connection(lanes: Lanes) -> None:
    done: list[int] = []
    owner = QObject()
    for number in range(50):
        lanes.background.run(Lane.SCANS, owner, partial(done.append, number), ignored)
    lanes.background.close()
    assert done == list(range(50))
    assert sorted(lanes.finished) == ["lane-long", "lane-prints", "lane-reads", "lane-scans"]


ALL_LANES = ["lane-long", "lane-prints", "lane-reads", "lane-scans"]


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the end wait for less time than it does in the program."""
    for name, seconds in (("MOMENT", 0.1), ("READS", 0.3), ("PATIENCE", 5.0), ("BROKEN_OFF", 1.0)):
        monkeypatch.setattr(background, f"_{name}_SECONDS", seconds)


@pytest.mark.usefixtures("hurried")
def test_a_database_that_is_gone_does_not_hold_up_the_end(lanes: Lanes, caplog: pytest.LogCaptureFixture) -> None:
    owner = QObject()
    done: list[str] = []
    lanes.database.there = False
    for lane in (Lane.SCANS, Lane.READS):
        lanes.background.run(lane, owner, lanes.database.wait, ignored)
        assert lanes.database.called.acquire(timeout=5)
    lanes.background.run(Lane.SCANS, owner, lambda: done.append("booked"), ignored)
    lanes.background.run(Lane.READS, owner, lambda: done.append("read"), ignored)
    began = monotonic()
    lanes.background.close()
    assert monotonic() - began < 1
    assert (done, sorted(lanes.finished)) == ([], ALL_LANES)
    assert caplog.messages == [
        "the database does not answer; the program ends without it",
        "lane scans: given up while work was under way",
        "lane reads: given up while work was under way",
        "lane scans: failed after the window had closed: Refused('server-unreachable', {'place': 'the server'})",
        "lane scans: a booking was not begun",
    ]


@pytest.mark.usefixtures("hurried")
def test_a_booking_that_takes_long_is_waited_for_while_the_database_answers(
    lanes: Lanes, caplog: pytest.LogCaptureFixture
) -> None:
    owner = QObject()
    done: list[str] = []

    def book() -> None:
        sleep(0.6)
        done.append("booked")

    for _ in range(2):
        lanes.background.run(Lane.SCANS, owner, book, ignored)
    lanes.background.close()
    assert (done, lanes.database.asked, lanes.database.hung_up.is_set()) == (["booked"] * 2, 1, False)
    assert (sorted(lanes.finished), caplog.messages) == (ALL_LANES, [])


@pytest.mark.usefixtures("hurried")
def test_what_is_only_read_is_waited_for_a_moment_and_what_waits_to_be_read_is_left(
    lanes: Lanes, caplog: pytest.LogCaptureFixture
) -> None:
    owner = QObject()
    done: list[str] = []
    lanes.background.run(Lane.READS, owner, lanes.database.wait, ignored)
    assert lanes.database.called.acquire(timeout=5)
    lanes.background.run(Lane.READS, owner, lambda: done.append("read"), ignored)
    began = monotonic()
    lanes.background.close()
    assert monotonic() - began < 1
    assert (done, lanes.database.hung_up.is_set(), sorted(lanes.finished)) == ([], True, ALL_LANES)
    assert caplog.messages == ["lane reads: given up while work was under way"]


@pytest.mark.usefixtures("hurried")
def test_a_lane_that_nothing_can_end_is_left_and_told(lanes: Lanes, caplog: pytest.LogCaptureFixture) -> None:
    gate = threading.Event()
    lanes.database.there = False
    lanes.background.run(Lane.PRINTS, QObject(), lambda: gate.wait(20), ignored)
    lanes.background.close()
    assert caplog.messages[-1] == "still under way at the end: prints"
    assert sorted(lanes.finished) == [name for name in ALL_LANES if name != "lane-prints"]
    gate.set()
    while len(lanes.finished) < len(ALL_LANES):
        sleep(0.01)


def test_where_all_is_quiet_the_end_asks_nobody(lanes: Lanes) -> None:
    lanes.background.close()
    assert (lanes.database.asked, lanes.database.hung_up.is_set(), sorted(lanes.finished)) == (0, False, ALL_LANES)


def test_a_bug_in_work_for_a_widget_that_is_gone_is_reported_all_the_same(qtbot: QtBot, lanes: Lanes) -> None:
    gate = threading.Event()
    gone = QObject()
    lanes.background.run(Lane.SCANS, gone, lambda: gate.wait(10) and 1 // 0, ignored)
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: not lanes.background.busy(Lane.SCANS), timeout=QUICK)
    assert [type(error) for error in lanes.trouble] == [ZeroDivisionError]


def test_closing_cancels_long_work(lanes: Lanes) -> None:
    owner = QObject()
    began, ended = threading.Event(), threading.Event()

    def endless(progress: Progress) -> None:
        began.set()
        try:
            while True:
                progress.told("orders.csv", 1)
        finally:
            ended.set()

    lanes.background.long(owner, endless, ignored, progressed=lambda _: None)
    assert began.wait(5)
    lanes.background.close()
    assert ended.is_set()
