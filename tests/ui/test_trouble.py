"""Errors that nobody caught: in the log, in one dialog, in a report; and the window lives on."""

import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from warehouse_app.texts import say
from warehouse_app.ui.log import Log
from warehouse_app.ui.trouble import Trouble
from warehouse_app.ui.trouble.dialog import ErrorDialog
from warehouse_app.ui.trouble.report import Happened, report

SECRET = "hunter2"


class Program:
    """A program with its log, its trouble, and a clock of its own."""

    def __init__(self, folder: Path) -> None:
        self.now = 100.0
        self.left = 0
        self.log = Log(folder)
        self.log.hide(SECRET)
        self.trouble = Trouble(
            self.log,
            lambda code, **facts: say(code, facts),
            database=lambda: "sqlite",
            leave=self.leave,
            clock=self.clock,
        )
        self.trouble.install()

    def clock(self) -> float:
        return self.now

    def leave(self) -> None:
        self.left += 1

    @property
    def dialog(self) -> ErrorDialog:
        """The dialog on show."""
        dialog = self.trouble._open_dialog()
        assert dialog is not None
        return dialog

    @property
    def silent(self) -> bool:
        """Whether no dialog is on show."""
        return self.trouble._open_dialog() is None


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    program = Program(tmp_path / "logs")
    yield program
    program.trouble.uninstall()
    program.log.close()
    if not program.silent:
        program.dialog.accept()


def fail() -> None:
    raise ValueError(f"it does not add up: {SECRET}")


def fail_otherwise() -> None:
    raise KeyError("missing")


def later(qtbot: QtBot, *work: Callable[[], None]) -> None:
    """Let the window's loop run each of `work` by itself, as a slot."""
    for each in work:
        QTimer.singleShot(0, each)
    qtbot.wait(30)


def words(dialog: ErrorDialog) -> list[str]:
    """Return all that the dialog says now."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def test_an_error_in_a_slot_opens_the_dialog_and_the_window_lives_on(program: Program, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    button, pressed = QPushButton("Book"), []
    button.clicked.connect(fail)
    button.clicked.connect(lambda: pressed.append(1))
    window.setCentralWidget(button)
    window.show()
    button.click()
    qtbot.wait(30)
    assert words(program.dialog) == [
        "Something in this program went wrong",
        (
            "Everything that was confirmed on the screen is stored. What you did last may not have been done: look "
            "before you repeat it."
        ),
        "You can go on working. If it happens again, save the report and send it to whoever looks after this program.",
        (
            "The report names versions, the error and the last lines of the log. No password is in it, but numbers of "
            "orders or items may be: read it before you pass it on."
        ),
    ]
    program.dialog.continue_button.click()
    assert program.silent
    assert window.isVisible()
    button.clicked.disconnect(fail)
    button.click()
    assert (pressed, program.left) == ([1, 1], 0)


def test_an_error_in_another_thread_is_told_in_the_windows_own(program: Program, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail, name="lane-long")
    thread.start()
    thread.join()
    assert program.silent
    qtbot.wait(30)
    assert "1. lane-long, 1 time\n" in program.dialog.details.toPlainText()


class Broken:
    """Fails when it is thrown away."""

    def __del__(self) -> None:
        fail()


def test_an_error_while_something_is_thrown_away_is_told(program: Program, qtbot: QtBot) -> None:
    Broken()
    qtbot.wait(30)
    assert "it does not add up" in program.dialog.details.toPlainText()


def test_what_qt_calls_critical_is_told(program: Program, qtbot: QtBot) -> None:
    program.trouble.serious("no more handles")
    qtbot.wait(30)
    assert "1. MainThread, 1 time\nno more handles\n" in program.dialog.details.toPlainText()


def test_an_error_that_was_caught_and_handed_over_is_told(program: Program, qtbot: QtBot) -> None:
    try:
        fail()
    except ValueError as error:
        program.trouble.report(error)
    qtbot.wait(30)
    assert 'raise ValueError(f"it does not add up: {SECRET}")' in program.dialog.details.toPlainText()


def test_the_same_error_again_is_counted_and_opens_no_second_dialog(program: Program, qtbot: QtBot) -> None:
    later(qtbot, *[fail] * 4)
    first = program.dialog
    assert words(first)[1] == "It has happened 4 times."
    later(qtbot, fail)
    assert program.dialog is first
    assert words(first)[1] == "It has happened 5 times."


def test_other_errors_meanwhile_go_into_the_same_dialog_and_report(program: Program, qtbot: QtBot) -> None:
    later(qtbot, fail, fail_otherwise, fail_otherwise)
    assert words(program.dialog)[1] == "1 other error happened meanwhile; it is in the report too."
    text = program.dialog.details.toPlainText()
    assert "\n2 errors\n" in text
    assert "1. MainThread, 1 time\n" in text
    assert "2. MainThread, 2 times\n" in text


def test_a_storm_is_told_once_and_again_only_after_it_was_quiet(program: Program, qtbot: QtBot) -> None:
    later(qtbot, *[fail] * 3)
    program.dialog.accept()
    for _ in range(20):
        program.now += 1
        later(qtbot, fail)
        assert program.silent
    program.now += 5
    later(qtbot, fail)
    assert words(program.dialog)[0] == "Something in this program went wrong"


def test_whoever_tries_again_is_told_again(program: Program, qtbot: QtBot) -> None:
    for _ in range(2):
        later(qtbot, fail)
        program.dialog.accept()
        program.now += 1
    program.now += 4
    later(qtbot, fail)
    assert not program.silent


def test_another_error_in_the_midst_of_a_storm_is_told(program: Program, qtbot: QtBot) -> None:
    later(qtbot, *[fail] * 3)
    program.dialog.accept()
    later(qtbot, fail, fail_otherwise)
    assert "KeyError" in program.dialog.details.toPlainText()
    assert "ValueError: it" not in program.dialog.details.toPlainText().partition("Last lines")[0]


def test_an_error_of_the_dialog_itself_ends_in_the_log(program: Program, qtbot: QtBot) -> None:
    program.trouble._say = lambda _code, **_facts: str(int("no words"))
    later(qtbot, fail, fail)
    assert program.silent
    errors = [line for line in program.log.last_lines() if line.endswith("MainThread")]
    assert len(errors) == 3


def test_quit_ends_the_program_and_continue_does_not(program: Program, qtbot: QtBot) -> None:
    later(qtbot, fail)
    program.dialog.quit_button.click()
    assert (program.silent, program.left) == (True, 1)


def test_no_button_is_pressed_by_the_enter_of_a_scanner(program: Program, qtbot: QtBot) -> None:
    later(qtbot, fail)
    buttons = program.dialog.findChildren(QPushButton)
    assert len(buttons) == 5
    assert not [button.text() for button in buttons if button.autoDefault() or button.isDefault()]


def test_every_error_is_in_the_log_without_a_password(program: Program, qtbot: QtBot) -> None:
    later(qtbot, *[fail] * 4)
    lines = program.log.last_lines()
    assert lines.count("ValueError: it does not add up: …") == 4
    assert SECRET not in "\n".join(lines)


def test_the_report_is_saved_without_a_password(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logging.getLogger("store").info("opened postgresql://anna:other@server/stock")
    later(qtbot, fail)
    path = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    program.dialog.save_button.click()
    saved = path.read_text("utf-8")
    fixed = re.sub(r"(?m)^(Time|Program|Python|Qt|System): .+$", r"\1: …", saved)
    head, _, rest = fixed.partition("Traceback (most recent call last):\n")
    assert head == (
        "Report of an error in Warehouse App\n\n"
        "Time: …\nProgram: …\nPython: …\nQt: …\nSystem: …\nDatabase: sqlite\n\n"
        "1 error\n\n1. MainThread, 1 time\n"
    )
    trace, _, log = rest.partition("\n\nLast lines of the log\n")
    assert trace.endswith("ValueError: it does not add up: …")
    assert log.splitlines()[0].endswith("INFO store: opened postgresql://anna:…@server/stock")
    assert log.splitlines()[-1] == "ValueError: it does not add up: …"
    assert not [secret for secret in (SECRET, "other") if secret in saved]
    assert words(program.dialog)[-1] == f"The report is in {path}."


def test_a_report_that_cannot_be_written_is_told(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(qtbot, fail)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path), ""))
    program.dialog.save_button.click()
    said = f"The report cannot be written to {tmp_path} (Is a directory). Choose another folder."
    assert words(program.dialog)[-1] == said


def test_whoever_names_no_file_saves_none(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    later(qtbot, fail)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    program.dialog.save_button.click()
    assert len(words(program.dialog)) == 4


def test_the_report_can_be_copied_and_read_in_the_dialog(program: Program, qtbot: QtBot) -> None:
    later(qtbot, fail)
    dialog = program.dialog
    assert not dialog.details.isVisible()
    dialog.show_button.click()
    assert dialog.details.isVisible()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Report of an error in Warehouse App\n")
    assert "ValueError: it does not add up: …" in copied
    assert words(dialog)[-1] == "The report is on the clipboard."


def test_the_hooks_are_given_back(program: Program) -> None:
    ours = sys.excepthook
    program.trouble.uninstall()
    assert sys.excepthook != ours
    assert sys.unraisablehook != program.trouble._from_finaliser
    assert threading.excepthook != program.trouble._from_thread


def test_a_report_tells_of_every_error_with_how_often_it_happened() -> None:
    errors = [Happened("MainThread", "Traceback\nA: a\n", 3), Happened("lane-reads", "B: b")]
    text = report(errors, database="postgresql", log=["one", "two"], now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    assert text.splitlines()[2] == "Time: 2026-03-02T09:00:00Z"
    assert text.splitlines()[7:] == [
        "Database: postgresql",
        "",
        "2 errors",
        "",
        "1. MainThread, 3 times",
        "Traceback",
        "A: a",
        "",
        "2. lane-reads, 1 time",
        "B: b",
        "",
        "Last lines of the log",
        "one",
        "two",
    ]
