"""What a scan sounds like in a whole window: the tone of its reply, on a page and behind a dialog."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.conftest import Desk as HouseDesk
from tests.stations.house import build, moves
from tests.ui.conftest import HouseOfTests
from tests.ui.test_sounds import Recorder
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.settings import Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.page import PageName
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds


class Heard:
    """A window on the house of the stations' tests, and what is played there."""

    def __init__(self, qtbot: QtBot, desk: HouseDesk) -> None:
        build(desk)
        house = HouseOfTests(desk.store, "anna", "desk-1")
        house.clock = desk
        self.qtbot = qtbot
        self.reported: list[Exception] = []
        self.player = Recorder()
        self.keys = ScanFilter(ScannerProfile())
        self.session = Session(
            house,
            Workstation(last_page=PageName.RECEIVE, volume=100),
            self.keys,
            Sounds(self.player),
            language="en",
            save=lambda _: None,
            report=self.reported.append,
        )
        self.session.window.show()
        self._time = 0
        self.settle()

    def settle(self) -> None:
        """Wait until every lane has done and delivered what it was given."""
        self.qtbot.wait(1)
        background = self.session.desk.background
        self.qtbot.waitUntil(lambda: not any(map(background.busy, Lane)), timeout=10_000)
        self.qtbot.wait(1)

    def at(self, text: str) -> list[str]:
        """Scan a code, a second after the one before; return the files that are played at it."""
        self.player.played.clear()
        self._time += 1_000
        self.keys.scanned.emit(Scan(text, began=self._time, ended=self._time + 10))
        self.settle()
        return [file.name for file in self.player.played]


@pytest.fixture
def heard(qtbot: QtBot, file_desk: HouseDesk) -> Iterator[Heard]:
    heard = Heard(qtbot, file_desk)
    yield heard
    heard.session.close()
    assert heard.reported == []


def test_each_scan_sounds_like_its_reply(heard: Heard, file_desk: HouseDesk) -> None:
    assert heard.at("L-A-01") == ["check.wav"], "a place where a delivery is asked for"
    assert heard.at("NEVER-SEEN") == ["refused.wav"]
    assert heard.at("PO-7") == [], "a question"
    assert heard.at("CUP") == [], "a question"
    assert moves(file_desk) == 0
    assert heard.at("L-A-01") == ["done.wav"]
    assert moves(file_desk) == 1


def test_a_scan_is_refused_by_its_sound_behind_a_dialog_that_takes_none(heard: Heard) -> None:
    dialog = QDialog(heard.session.window)
    dialog.setModal(True)
    dialog.show()
    assert heard.at("PO-7") == ["refused.wav"]
    dialog.close()
    assert heard.at("L-A-01") == ["check.wav"], "the delivery is still asked for"
