"""A desk for each test: a house in a file, and no screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_IM_MODULE"] = "none"

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import Desk as HouseDesk
from warehouse_app.house import House
from warehouse_app.services.contract import Action
from warehouse_app.settings import Scheme, Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.look import Look

MOMENT_MS = 200
"""How long something may wait before it reads what it shows, so that it does not read at every key."""


class HouseOfTests(House):
    """The house of a test, whose clock the test moves."""

    clock: HouseDesk

    def act(self, action_id: str | None = None) -> Action:
        """Return a new action at the test's own time, of whoever works there."""
        action = self.clock.act(self.actor, action_id=action_id)
        self.acted.append(action.action_id)
        return action

    def turn_day_if_due(self) -> None:
        """Stay at the day that the test is at."""


@dataclass
class Window:
    """A desk at a window, with what it said and which bugs it reported."""

    desk: Desk
    house: HouseDesk
    qtbot: QtBot
    told: list[Told] = field(default_factory=list)
    reported: list[Exception] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until every lane has done and delivered what it was given."""
        self.qtbot.waitUntil(lambda: not self._busy(), timeout=10_000)

    def rest(self, moment_ms: int = MOMENT_MS) -> None:
        """Let a moment pass, so that whatever a window waits for before it reads is over, and wait until it has read.

        Nobody sits the moment out: the timers that would let it pass go off at once.
        """
        QTest.qWait(1)
        while self._busy() or self._soon(moment_ms):  # what was read may be a reason to wait for another moment
            for timer, moment in self._soon(moment_ms):
                timer.setInterval(0)
                QTest.qWait(1)
                if shiboken6.isValid(timer):
                    timer.setInterval(moment)
            self.settle()
            QTest.qWait(1)

    def _busy(self) -> bool:
        return any(map(self.desk.background.busy, Lane))

    @staticmethod
    def _soon(moment_ms: int) -> list[tuple[QTimer, int]]:
        """Return the timers that let a moment pass, with how long it is: nobody would notice it as a wait."""
        return [
            (timer, timer.interval())
            for window in QApplication.topLevelWidgets()
            for timer in window.findChildren(QTimer)
            if timer.isActive() and timer.isSingleShot() and timer.interval() <= moment_ms
        ]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Destroy every window that a test leaves: whatever dresses the application anew would dress all of them too.

    From here on no thread collects garbage, as in the program itself: what Qt has made must not be destroyed in one of
    a lane, nor in the one by which pytest-xdist listens. The next fixture further up does it instead.
    """
    gc.disable()
    yield
    if isinstance(QApplication.instance(), QApplication):
        for widget in QApplication.topLevelWidgets():
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        Look.current().wear(Scheme.LIGHT, 1.0)
    gc.disable()


@pytest.fixture
def at_window(qtbot: QtBot, file_desk: HouseDesk) -> Iterator[Window]:
    """Return a desk on an empty house, whose background really runs."""
    house = HouseOfTests(file_desk.store, "anna", "desk-1")
    house.clock = file_desk
    reported: list[Exception] = []
    desk = Desk(house, Workstation(), language="en", save=lambda _: None, report=reported.append)
    window = Window(desk, file_desk, qtbot, reported=reported)
    desk.told.connect(window.told.append)
    yield window
    desk.background.close()
    assert reported == []
