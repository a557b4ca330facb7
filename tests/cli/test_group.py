"""The command itself: its help, what it loads, wrong usage, and terminals of all kinds."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from tests.cli.running import Line
from warehouse_app.cli import group, main
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading

COMMANDS = [
    *("adjust", "allocate", "block", "cancel", "check", "classify", "close-books", "close-short", "correct", "count"),
    *("daily", "demo", "explain", "export", "hold", "import", "init", "merge", "move", "notices", "pin", "print"),
    *("printers", "put-back"),
    *("quarantine", "queue", "receive", "release", "return", "runs", "scan", "scrap", "settings", "split"),
    *("suppliers", "trace", "unblock", "undo", "unhold", "unpin", "unrelease", "user"),
]


def shown(words: list[str]) -> list[str]:
    """Return the lines of a command that must be done."""
    result = CliRunner().invoke(main, words, catch_exceptions=False, prog_name="warehouse-app")
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def test_the_help_tells_what_each_command_does_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(["--help"])
    listed = [line.split(maxsplit=1) for line in lines[lines.index("Commands:") + 1 :]]
    assert [name for name, _ in listed] == COMMANDS
    assert all(line.endswith(".") and not line.endswith("...") for _, line in listed)
    assert shown(["-h"]) == lines


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_where_the_help_looks_for_it(name: str) -> None:
    module, _ = group._COMMANDS[name]
    import_module(f"warehouse_app.cli.{module}")
    assert main.commands[name].callback.__module__ == f"warehouse_app.cli.{module}"
    assert shown([name, "--help"])[0].startswith(f"Usage: warehouse-app {name} [OPTIONS]")


def test_no_command_is_without_its_line_in_the_help() -> None:
    assert main.list_commands(click.Context(main)) == COMMANDS
    for name in COMMANDS:
        main.get_command(click.Context(main), name)
    assert sorted(main.commands) == COMMANDS


def test_the_version_is_that_of_the_package() -> None:
    assert shown(["--version"]) == ["warehouse-app, version 0.1.0"]


def loaded(*words: str) -> set[str]:
    """Return the heavy modules that a command line loads in a new process."""
    code = (
        "import sys\n"
        "from warehouse_app.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "heavy = ('reportlab', 'openpyxl', 'peewee', 'babel', 'warehouse_app.demo')\n"
        "print(*(name for name in heavy if name in sys.modules), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(ran.stderr.splitlines()[-1].split())


def test_the_help_is_told_without_loading_the_warehouse() -> None:
    assert loaded("--help") == set()


@pytest.mark.parametrize(
    ("name", "heavy"),
    [("queue", set()), ("receive", set()), ("release", set()), ("scan", set()), ("print", {"reportlab"})],
)
def test_a_command_loads_what_it_needs(name: str, heavy: set[str]) -> None:
    assert loaded(name, "--help") == {"peewee", "babel", *heavy}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["alocate"], "No such command 'alocate'. Did you mean 'allocate'?"),
        (["--colour", "queue"], "No such option '--colour'."),
        (["queue", "--colour"], "No such option '--colour'."),
        (
            ["scan", "--station", "moon"],
            "Invalid value for '--station': 'moon' is not one of 'receive', 'move', 'lookup', 'count'.",
        ),
    ],
)
def test_wrong_usage_is_status_2_and_told_on_standard_error(small: Line, words: list[str], said: str) -> None:
    assert small.misused(*words).startswith(said.removesuffix("."))


def printed(capsys: pytest.CaptureFixture[str], rows: list[tuple[str | int | None, ...]]) -> list[str]:
    """Return a table of customers with its lines."""
    print_table((Heading.CUSTOMER, Heading.OPEN, Heading.WHY), rows, shorten=Heading.CUSTOMER)
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function that makes standard output a terminal of some width."""

    def make(columns: int) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setattr("shutil.get_terminal_size", lambda *_fallback, **_named: os.terminal_size((columns, 24)))

    return make


LONG = [("Outfitters of the Lakes Ltd", 1_200, "filled"), ("Cat", None, "out of stock")]


def test_a_table_is_as_wide_as_its_cells_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, [*LONG]) == [
        "Customer                      Open  Why",
        "───────────────────────────  ─────  ────────────",
        "Outfitters of the Lakes Ltd  1,200  filled",
        "Cat                                 out of stock",
    ]


def test_names_are_cut_on_a_narrow_terminal_and_numbers_never(
    capsys: pytest.CaptureFixture[str], terminal: Callable[[int], None]
) -> None:
    terminal(42)
    assert printed(capsys, [*LONG]) == [
        "Customer                Open  Why",
        "─────────────────────  ─────  ────────────",
        "Outfitters of the La…  1,200  filled",
        "Cat                           out of stock",
    ]
    terminal(10)
    assert printed(capsys, [*LONG])[2] == "Outfitters …  1,200  filled"
    assert printed(capsys, [("Cat", 1, "")])[2] == "Cat          1"
    terminal(48)
    assert printed(capsys, [*LONG])[2] == "Outfitters of the Lakes Ltd  1,200  filled"


def test_a_table_without_rows_is_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, []) == ["Customer  Open  Why", "────────  ────  ───"]


@pytest.mark.parametrize(
    ("encoding", "shows"),
    [
        ("utf-8", "“a” → b · c ─ 3 × … Ä"),
        ("latin-1", '"a" -> b · c - 3 × ... Ä'),
        ("cp1252", "“a” -> b · c - 3 × … Ä"),
        ("ascii", '"a" -> b - c - 3 x ... ?'),
    ],
)
def test_letters_that_a_terminal_has_not_are_shown_as_others(encoding: str, shows: str) -> None:
    assert "“a” → b · c ─ 3 × … Ä".encode(encoding, "plainly").decode(encoding) == shows


def test_without_a_command_the_window_opens_on_the_database_that_was_named() -> None:
    opened: list[tuple[str, str, bool]] = []

    def open_window(database: str, user: str, *, demo: bool) -> int:
        opened.append((database, user, demo))
        return 3

    runner = CliRunner()
    assert runner.invoke(main, ["--database", "house.db", "--user", "anna"], obj=open_window).exit_code == 3
    assert runner.invoke(main, ["demo"], obj=open_window, env={"WAREHOUSE_DATABASE": None}).exit_code == 3
    assert opened == [("house.db", "anna", False), ("", "", True)]


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a program see whether there is a screen")
def test_where_there_is_no_screen_the_window_is_refused_with_a_sentence() -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    ran = subprocess.run(
        [sys.executable, "-m", "warehouse_app"], capture_output=True, text=True, env=environment, check=False
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        "There is no screen to open a window on. Sign in at the computer itself, or use a command "
        "(“warehouse-app --help” lists them).\n"
    )
