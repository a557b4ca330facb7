"""The log: rotated, in UTC, without passwords; and the file that a crash of the interpreter writes itself."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import qCritical, qInstallMessageHandler, qWarning

from warehouse_app.domain.errors import Refused
from warehouse_app.services.ordering import OrderFault
from warehouse_app.ui.log import Log, log_crashes, log_folder, log_qt_messages, log_refusal, without_passwords

CRASH = """
import ctypes, sys
from pathlib import Path
from warehouse_app.ui.log import log_crashes
print(log_crashes(Path(sys.argv[1])))
if sys.argv[2] == "crash":
    ctypes.string_at(0)
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "logs")
    yield log
    log.close()


def written(log: Log) -> str:
    """Return what the log's file holds."""
    assert log.path is not None
    return log.path.read_text("utf-8")


def test_a_line_says_when_how_bad_and_who(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 1_772_442_000_250_000_000)
    monkeypatch.setattr("time.time", lambda: 1_772_442_000.25)
    logging.getLogger("printing").warning("no paper in %s", "Laser 2")
    assert written(log) == "2026-03-02T09:00:00.250Z WARNING printing: no paper in Laser 2\n"
    assert log.last_lines() == ["2026-03-02T09:00:00.250Z WARNING printing: no paper in Laser 2"]


def test_a_refusal_is_written_as_code_and_facts(log: Log) -> None:
    log_refusal(Refused(OrderFault.UNKNOWN, order="SO-1\nINFO", day=date(2026, 3, 2), names=("a", "b"), none=None))
    [line] = log.last_lines()
    facts = '{"order":"SO-1\\nINFO","day":"2026-03-02","names":["a","b"],"none":null}'
    assert line.partition("Z ")[2] == f"INFO refused: order-unknown {facts}"


def test_five_files_of_a_megabyte_are_kept(log: Log) -> None:
    logger = logging.getLogger("long")
    for number in range(60):
        logger.info("%d %s", number, "x" * 100_000)
    assert log.path is not None
    files = sorted(log.path.parent.iterdir())
    assert [file.name for file in files] == ["window.log", *(f"window.log.{number}" for number in range(1, 5))]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert "long: 59 " in written(log)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://anna:secret@server/stock", "postgresql://anna:…@server/stock"),
        ("to postgresql://anna:se@cr@server/stock, twice", "to postgresql://anna:…@server/stock, twice"),
        (
            "postgresql://server/stock?user=anna&password=secret&x=1",
            "postgresql://server/stock?user=anna&password=…&x=1",
        ),
        ("host=server password='my secret' user=anna", "host=server password=… user=anna"),
        ("Password: secret", "Password: …"),
        ('{"password": "secret", "user": "anna"}', '{"password": …, "user": "anna"}'),
        ("sqlite:///stock.db at 09:00", "sqlite:///stock.db at 09:00"),
        ("https://example.org:8080/a@b", "https://example.org:8080/a@b"),
        ("a password is needed", "a password is needed"),
    ],
)
def test_a_password_cannot_be_read_in_any_text(text: str, shown: str) -> None:
    assert without_passwords(text) == shown


def test_no_password_reaches_the_file_or_the_last_lines(log: Log) -> None:
    log.hide("hunter2")
    log.hide("")
    try:
        int("login of anna with hunter2")
    except ValueError:
        logging.getLogger("store").exception("postgresql://anna:other@server/stock")
    assert "hunter2" not in written(log)
    assert "other" not in written(log)
    assert "ValueError: invalid literal for int() with base 10: 'login of anna with …'" in written(log)
    assert not [line for line in log.last_lines() if "hunter2" in line or "other" in line]


def test_only_the_last_two_hundred_lines_are_at_hand(log: Log) -> None:
    for number in range(250):
        logging.getLogger("x").info("%d", number)
    assert [line.rpartition(" ")[2] for line in log.last_lines()] == [str(number) for number in range(50, 250)]


def test_a_folder_that_cannot_be_made_costs_the_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file, no folder")
    log = Log(tmp_path / "logs")
    logging.getLogger("x").info("kept")
    log.close()
    assert log.path is None
    assert [line.rpartition(" ")[2] for line in log.last_lines()] == ["kept"]


def test_a_closed_log_is_written_no_more(log: Log) -> None:
    logging.getLogger("x").info("before")
    log.close()
    logging.getLogger("x").warning("after")
    assert "before" in written(log)
    assert "after" not in written(log)


def test_what_qt_says_is_written_and_only_what_is_critical_is_handed_on(log: Log, qapp: object) -> None:
    serious: list[str] = []
    log_qt_messages(serious.append)
    qWarning("a warning of Qt")
    qCritical("a critical message of Qt")
    qInstallMessageHandler(None)
    assert [line.partition("Z ")[2] for line in log.last_lines()] == [
        "WARNING qt: default: a warning of Qt",
        "ERROR qt: default: a critical message of Qt",
    ]
    assert serious == ["a critical message of Qt"]


def started(folder: Path, how: str) -> subprocess.CompletedProcess[str]:
    """Run a program that watches for crashes in `folder`, and crashes or not."""
    return subprocess.run(
        [sys.executable, "-c", CRASH, str(folder), how], capture_output=True, text=True, check=False, timeout=60
    )


def test_a_crash_of_the_interpreter_is_found_at_the_next_start_and_told_once(tmp_path: Path) -> None:
    first = started(tmp_path, "crash")
    assert first.returncode != 0
    assert first.stdout == "None\n"
    assert (tmp_path / "crash.log").read_text().startswith(("Fatal Python error", "Windows fatal exception"))
    assert started(tmp_path, "well").stdout == f"{tmp_path / 'crash-before.log'}\n"
    assert "string_at" in (tmp_path / "crash-before.log").read_text()
    assert started(tmp_path, "well").stdout == "None\n"


def test_where_no_file_can_be_made_a_crash_is_not_watched_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert log_crashes(tmp_path / "file") is None


def test_the_log_lies_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAREHOUSE_LOG", str(tmp_path))
    assert log_folder() == tmp_path
    monkeypatch.delenv("WAREHOUSE_LOG")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if sys.platform == "linux":
        assert log_folder() == tmp_path / "state" / "warehouse-app" / "log"
