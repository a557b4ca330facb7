"""The whole program as a process: it opens a house, is the only window on it, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from warehouse_app.house import found

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


def test_the_demo_leaves_nothing_behind_and_the_persons_settings_as_they_were(programs: Programs) -> None:
    programs.settings.write_text('{"scheme": "dark", "last_page": "page-orders"}')
    demo = programs.start("demo")
    wait_until(lambda: list((programs.folder / "tmp").glob("warehouse-demo-*/demo.db")))
    assert programs.stop(demo) == (0, "")
    assert list((programs.folder / "tmp").glob("warehouse-demo-*")) == []
    assert programs.settings.read_text() == '{"scheme": "dark", "last_page": "page-orders"}'
