"""One window for each database and person: real processes, one of them killed."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.ui.one_instance import OneInstance, Wanted, bring_to_front, place_of

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from warehouse_app.ui.one_instance import OneInstance, Wanted

folder, user, place, page = sys.argv[1:]
app = QCoreApplication([])
one = OneInstance(user, place, Path(folder))
def say(text):
    print(text, flush=True)
if not one.claim():
    say("handed over" if one.hand_over(Wanted(page)) else "no answer")
    sys.exit(0)
one.asked.connect(lambda wanted: say(f"asked for {wanted.page}"))
say("first")
sys.exit(app.exec())
"""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program."""
    running: list[subprocess.Popen[str]] = []

    def start(*, user: str = "anna", place: str = "stock.db", page: str = "") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, str(tmp_path), user, place, page]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a program says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_hands_over_what_it_was_asked_for_and_ends_well(start: Start) -> None:
    first = start()
    assert line(first) == "first"
    for page in ("page-orders", ""):
        second = start(page=page)
        assert line(second) == "handed over"
        assert second.wait(timeout=20) == 0
        assert line(first) == f"asked for {page}".strip()
    assert first.poll() is None


def test_another_database_or_person_has_a_window_of_its_own(start: Start) -> None:
    processes = [start(), start(place="other.db"), start(user="ben")]
    assert [line(process) for process in processes] == ["first"] * 3


def test_after_a_kill_the_next_start_is_the_first_again(start: Start) -> None:
    first = start()
    assert line(first) == "first"
    first.kill()
    first.wait(timeout=20)
    second = start()
    assert line(second) == "first"
    assert line(start()) == "handed over"
    assert line(second) == "asked for"


def test_one_that_hangs_is_told_as_such_and_keeps_its_place(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("a process cannot be stopped by a signal")
    import signal  # noqa: PLC0415 - only where it has these signals

    first = start()
    assert line(first) == "first"
    first.send_signal(signal.SIGSTOP)
    assert line(start()) == "no answer"
    first.send_signal(signal.SIGCONT)
    assert line(start(page="page-orders")) == "handed over"


@pytest.fixture
def one(tmp_path: Path, qapp: object) -> Iterator[OneInstance]:
    one = OneInstance("anna", "stock.db", tmp_path)
    assert one.claim()
    yield one
    one.release()


def test_what_is_released_can_be_claimed(one: OneInstance, tmp_path: Path) -> None:
    another = OneInstance("anna", "stock.db", tmp_path)
    assert not another.claim()
    one.release()
    assert another.claim()
    another.release()


@pytest.mark.parametrize("sent", [b"rubbish\n", b'{"page": 7}\n', b"[]\n", b"\xff\n", b"x" * 20_000])
def test_what_is_not_understood_is_hung_up_on(one: OneInstance, qtbot: QtBot, sent: bytes) -> None:
    asked: list[Wanted] = []
    one.asked.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(one._name)
    assert socket.waitForConnected(2_000)
    socket.write(sent)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert (asked, socket.readAll().data()) == ([], b"")


def test_a_place_where_no_lock_can_be_written_does_not_keep_the_window_shut(tmp_path: Path, qapp: object) -> None:
    one = OneInstance("anna", "stock.db", tmp_path / "missing")
    assert one.claim()


def test_all_spellings_of_a_database_are_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.db").symlink_to(tmp_path / "stock.db")
    spellings = ("stock.db", "./stock.db", "sqlite:///stock.db", "link.db", str(tmp_path / "stock.db"))
    assert {place_of(spelling) for spelling in spellings} == {str((tmp_path / "stock.db").resolve())}


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql://anna:secret@Server/stock", "postgresql://anna@server/stock?"),
        ("postgresql://anna:se/cr@t@server/stock", "postgresql://anna@server/stock?"),
        ("postgres://anna@server:5432/stock", "postgresql://anna@server/stock?"),
        ("postgres://one:5432,two:5433/stock", "postgresql://@one,two:5433/stock?"),
        ("postgresql://server/stock?password=secret&service=x", "postgresql://@server/stock?service=x"),
    ],
)
def test_a_server_is_one_place_whatever_its_password(url: str, place: str) -> None:
    assert place_of(url) == place


def test_a_minimised_window_comes_to_the_front(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
