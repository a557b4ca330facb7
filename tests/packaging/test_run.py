"""The commands that set this checkout up: what each prepares first, and what it then starts."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import machine
import pytest
import run

from tests.xserver.hands import ALL_TESTS

LIBRARY = {"libGL.so.1": "libgl1"}
PROGRAM = {"Xvfb": "xvfb"}


class Trial:
    """A machine that lacks a library and a program; nothing is installed or started, only noted down."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[object] = []
        self.promised: list[str | None] = []
        self.status = 0
        monkeypatch.setattr(machine, "missing_for_the_window", lambda: LIBRARY)
        monkeypatch.setattr(machine, "missing_for_the_tests", lambda: PROGRAM)
        monkeypatch.setattr(run, "prepare", self.prepare)
        monkeypatch.setattr(subprocess, "run", self.start)

    def prepare(self, lock: Path, missing: Mapping[str, str]) -> None:
        """Note down from which lock, and with what, the environment was prepared."""
        self.done.append((lock.name, dict(missing)))

    def start(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        """Note down a program that would have been started, and where."""
        self.done.append((Path(command[0]).stem, command[1:], options.get("cwd")))
        environment = options.get("env")
        self.promised.append(environment.get(ALL_TESTS) if isinstance(environment, dict) else None)
        return subprocess.CompletedProcess(command, self.status)


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Trial:
    """Return a machine to set up, whose window needs no screen."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return Trial(monkeypatch)


def test_demo_sets_the_window_up_and_opens_it_on_the_demo_warehouse(trial: Trial) -> None:
    assert run.main(["demo"]) == 0
    assert trial.done == [("requirements.txt", LIBRARY), ("warehouse-app", ["demo"], None)]


def test_start_opens_the_window_where_the_person_is_on_the_warehouse_they_name(trial: Trial) -> None:
    trial.status = 3
    assert run.main(["start", "--database", "north.db"]) == 3
    assert trial.done == [("requirements.txt", LIBRARY), ("warehouse-app", ["--database", "north.db"], None)]


@pytest.mark.skipif(not Path("/proc").exists(), reason="Windows and macOS have a screen")
def test_without_a_screen_everything_is_set_up_and_nothing_is_opened(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit) as stopped:
        run.main(["demo"])
    assert stopped.value.code == machine.without_a_screen({}, "linux")
    assert trial.done == [("requirements.txt", LIBRARY)]


def test_setup_asks_for_nothing_that_only_the_window_needs(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["setup"]) == 0
    assert trial.done == [("requirements.txt", {})]
    assert f"{Path('.venv') / run.BIN.name / 'warehouse-app'} --help" in capsys.readouterr().out


def test_tests_set_up_the_window_and_what_types_into_it_and_run_every_check(
    trial: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["tests", "-k", "scan"]) == 0
    assert trial.done[0] == ("requirements-tests.txt", LIBRARY | PROGRAM)
    assert trial.done[1:] == [
        ("python", ["-m", *check], run.ROOT)
        for check in (
            ["ruff", "check", "."],
            ["ruff", "format", "--check", "."],
            ["mypy"],
            ["pytest", "--numprocesses=2", "--dist=loadfile", "-k", "scan"],
        )
    ]
    assert capsys.readouterr().out.endswith("Passed: ruff check, ruff format --check, mypy, pytest.\n")


@pytest.mark.parametrize(("system", "promised"), [("linux", "1"), ("darwin", None)])
def test_tests_may_skip_nothing_where_what_they_start_was_installed(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, system: str, promised: str | None
) -> None:
    monkeypatch.delenv(ALL_TESTS, raising=False)
    monkeypatch.setattr(sys, "platform", system)
    assert run.main(["tests"]) == 0
    assert trial.promised == [promised] * 4


def test_the_first_check_that_fails_is_the_last_that_runs(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    trial.status = 1
    assert run.main(["tests"]) == 1
    assert len(trial.done) == 2
    assert capsys.readouterr().out.endswith("Failed: ruff check (exit status 1). Passed before it: nothing.\n")


@pytest.mark.parametrize("arguments", [[], ["open"]])
def test_any_other_command_is_answered_by_the_list_of_commands(trial: Trial, arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"python3 packaging/run.py demo"):
        run.main(arguments)
    assert trial.done == []


def test_an_environment_is_made_anew_only_for_another_lock_or_another_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    lock = tmp_path / "requirements.txt"
    lock.write_text("click==8.2.1\n", "utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    before = run.recipe(lock)
    assert run.recipe(lock) == before
    lock.write_text("click==8.2.2\n", "utf-8")
    assert run.recipe(lock) != before
    lock.write_text("click==8.2.1\n", "utf-8")
    moved = tmp_path / "moved"
    moved.mkdir()
    (tmp_path / "pyproject.toml").rename(moved / "pyproject.toml")
    monkeypatch.setattr(run, "ROOT", moved)
    assert run.recipe(lock) != before


def test_a_ready_environment_is_left_as_it_is_and_the_system_is_still_completed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    completed: list[Mapping[str, str]] = []
    installed: list[str] = []
    monkeypatch.setattr(machine, "complete", completed.append)
    monkeypatch.setattr(machine, "missing_for_the_environment", lambda: {"ensurepip": "python3.11-venv"})
    monkeypatch.setattr(run, "environment_works", lambda: True)
    monkeypatch.setattr(run, "install", lambda lock, *, anew: installed.append(lock.name))
    monkeypatch.setattr(run, "INSTALLED", tmp_path / "installed-from.txt")

    run.prepare(run.RUN_TIME_LOCK, LIBRARY)
    assert (completed.pop(), installed.pop()) == ({"ensurepip": "python3.11-venv"} | LIBRARY, "requirements.txt")

    run.INSTALLED.write_text(run.recipe(run.RUN_TIME_LOCK), "utf-8")
    run.prepare(run.RUN_TIME_LOCK, LIBRARY)
    assert (completed, installed) == ([LIBRARY], [])
