"""The whole program: it opens a house, is the only window on it, hears the scanner, and leaves nothing behind."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.keyboard import Keyboard
from warehouse_app.app import run
from warehouse_app.house import found
from warehouse_app.ui.pages.receive import ReceivePage
from warehouse_app.ui.window import MainWindow

LONG_S = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be asked there to end as by Ctrl+C")


class Programs:
    """Programs that are started with a folder of their own for what they keep, and stopped in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "workstation.json"
        self._running: list[subprocess.Popen[str]] = []
        (folder / "tmp").mkdir()

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start the program without a screen."""
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "WAREHOUSE_SETTINGS": str(self.settings),
            "WAREHOUSE_LOG": str(self.folder / "log"),
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_RUNTIME_DIR": str(self.folder),
        }
        command = [sys.executable, "-m", "warehouse_app", *arguments]
        program = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        self._running.append(program)
        return program

    def stop(self, program: "subprocess.Popen[str]") -> tuple[int, str]:
        """Press Ctrl+C as in a terminal, again if it was too early; return its exit status and its complaints."""
        for _ in range(5):
            program.send_signal(signal.SIGINT)
            try:
                _, errors = program.communicate(timeout=LONG_S / 5)
            except subprocess.TimeoutExpired:
                continue
            return program.returncode, errors
        raise AssertionError("it does not end")

    def close(self) -> None:
        for program in self._running:
            if program.poll() is None:
                program.kill()
            program.communicate()


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait for something that another process does."""
    until = time.monotonic() + LONG_S
    while not is_so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


@pytest.fixture
def programs() -> Iterator[Programs]:
    # Not in pytest's own folder: no socket may have so long a name.
    with tempfile.TemporaryDirectory(prefix="app-") as folder:
        programs = Programs(Path(folder))
        yield programs
        programs.close()


@pytest.fixture
def house(tmp_path: Path) -> str:
    url = str(tmp_path / "house.db")
    found(url, name="Kestrel", time_zone="UTC", currency="EUR").close()
    return url


def remembered(programs: Programs) -> list[str]:
    """Return the databases that the settings remember, once there are settings."""
    if not programs.settings.exists():
        return []
    stored: dict[str, list[str]] = msgspec.json.decode(programs.settings.read_bytes())
    return stored["recent_databases"]


def test_a_second_start_shows_the_first_window_and_ends(programs: Programs, house: str) -> None:
    first = programs.start("--database", house)
    wait_until(lambda: remembered(programs) == [house])
    second = programs.start("--database", house)
    assert second.wait(LONG_S) == 0
    assert first.poll() is None
    time.sleep(1)
    assert programs.stop(first) == (0, "")
    again = programs.start("--database", house)
    wait_until(lambda: list(programs.folder.glob("*.lock")))
    time.sleep(1)
    assert again.poll() is None
    assert programs.stop(again) == (0, "")


@dataclass
class Scanned:
    """What a scan did to a window: which codes were delivered, what the page says, and what stands in the scan box."""

    begun: bool = False
    delivered: list[str] = field(default_factory=list)
    said: str = ""
    box: str = ""


def scan_once_there_is_a_window(text: str) -> Scanned:
    """Type a code as a scanner does into the window that is going to open, and close it once the answer stands."""
    seen, look = Scanned(), QTimer(QApplication.instance(), interval=20)
    until = time.monotonic() + LONG_S

    def go_on() -> None:
        # No error may leave here: the program that is tried would tell it in a dialog, and go on.
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        page = windows[0].page if windows else None
        if time.monotonic() > until:
            QApplication.closeAllWindows()
            look.deleteLater()
        elif not isinstance(page, ReceivePage) or not page.isVisible():
            return
        elif not seen.begun:
            seen.begun = True
            windows[0].scans.taken.connect(seen.delivered.append)
            windows[0].scan_bar.box.setText("5")
            windows[0].scan_bar.box.setFocus()
            Keyboard(windows[0].windowHandle()).scan(text)
        elif page.prompt.band.isVisible():
            seen.said, seen.box = page.prompt.band.headline.text(), windows[0].scan_bar.box.text()
            look.deleteLater()
            windows[0].close()

    look.timeout.connect(go_on)
    look.start()
    return seen


@pytest.fixture
def at_home(programs: Programs, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let the program run in this process as in one of its own; return which input method it was made with."""
    made: list[str] = []

    def make(_: list[str]) -> QApplication:
        made.append(os.environ["QT_IM_MODULE"])
        return qapp

    monkeypatch.setattr("warehouse_app.app.QApplication", make)
    # Crashes, and what Qt says, are matters of whoever runs the tests.
    monkeypatch.setattr("warehouse_app.app.log_crashes", lambda _: None)
    monkeypatch.setattr("warehouse_app.app.log_qt_messages", lambda _: None)
    monkeypatch.setenv("WAREHOUSE_SETTINGS", str(programs.settings))
    monkeypatch.setenv("WAREHOUSE_LOG", str(programs.folder / "log"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(programs.folder))
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    monkeypatch.setenv("QT_IM_MODULES", "ibus")
    interrupted, named, file = signal.getsignal(signal.SIGINT), qapp.applicationName(), qapp.desktopFileName()
    yield made
    gc.disable()
    signal.signal(signal.SIGINT, interrupted)
    qapp.setApplicationName(named)
    qapp.setDesktopFileName(file)


def test_the_keys_of_a_scanner_arrive_as_a_scan_at_the_page(at_home: list[str], house: str) -> None:
    seen = scan_once_there_is_a_window("PO-4711")
    assert run(house, "anna") == 0
    assert at_home == ["none"]
    # It was typed nowhere: not even behind what stands in the box that had the focus.
    assert (seen.delivered, seen.box) == (["PO-4711"], "5")
    assert "PO-4711" in seen.said


def test_the_demo_leaves_nothing_behind_and_the_persons_settings_as_they_were(programs: Programs) -> None:
    programs.settings.write_text('{"scheme": "dark", "last_page": "page-orders"}')
    demo = programs.start("demo")
    wait_until(lambda: list((programs.folder / "tmp").glob("warehouse-demo-*/demo.db")))
    assert programs.stop(demo) == (0, "")
    assert list((programs.folder / "tmp").glob("warehouse-demo-*")) == []
    assert programs.settings.read_text() == '{"scheme": "dark", "last_page": "page-orders"}'
