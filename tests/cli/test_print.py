"""A pick list printed from the command line: handed over at once, or waiting where its printer is away."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.running import Line
from tests.documents.rendering import texts
from tests.spooler import Spooler, needs_shell
from warehouse_app import printers

pytestmark = needs_shell

AWAY = [
    (
        "Laser did not take the document (no such printer). Check that it is switched on and connected, and that its "
        "name is right."
    ),
    (
        "“Pick list PL-1” waits to be printed on Laser. The window at this workstation tries it again by itself; "
        "without a window, repeat this command."
    ),
]


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    return Spooler(tmp_path, monkeypatch)


@pytest.fixture
def released(small: Line) -> Line:
    """Return the small house with the pick list PL-1."""
    small.did("release", "--limit", "1")
    return small


def jobs(line: Line) -> list[tuple[object, ...]]:
    """Return the copy, state and attempts of each print job."""
    return line.rows("SELECT copy, state, attempts FROM print_job ORDER BY id")


def test_a_list_is_handed_to_a_printer(released: Line, cups: Spooler, folder: Path) -> None:
    files = sorted(folder.iterdir())
    assert released.did("print", "pick-list", "PL-1", "--printer", "Laser") == [
        "“Pick list PL-1” is with the printer Laser: 1 page."
    ]
    [(words, pdf)] = cups.handed
    assert words == ["-d", "Laser", "-t", "Pick list PL-1"]
    assert texts(pdf)[0].startswith("Small Released")
    assert jobs(released) == [(0, "handed-over", 1)]
    assert sorted(folder.iterdir()) == files


def test_what_is_printed_again_is_a_copy_on_paper_and_in_a_file(released: Line, cups: Spooler) -> None:
    for _ in range(2):
        released.did("print", "pick-list", "PL-1", "--printer", "Laser")
    released.did("print", "pick-list", "PL-1", "--output", "list.pdf")
    first, again = (texts(pdf)[0] for _, pdf in cups.handed)
    assert "Copy" not in first
    assert again.startswith("Copy 1 of the list printed 2 Mar 2026, 09:00:00 by ")
    assert texts(Path("list.pdf").read_bytes())[0].startswith("Copy 2 of the list printed")
    assert jobs(released) == [(0, "handed-over", 1), (1, "handed-over", 1)]


def test_what_the_printer_does_not_take_waits_and_the_same_command_tries_it_again(
    released: Line, cups: Spooler
) -> None:
    command = ("print", "pick-list", "PL-1", "--printer", "Laser")
    cups.fails("lp: no such printer.")
    assert released.run(*command) == (1, [], AWAY)
    assert released.run(*command) == (1, [], AWAY)
    assert jobs(released) == [(0, "failed", 2)]
    cups.works()
    assert released.did(*command) == ["“Pick list PL-1” is with the printer Laser: 1 page."]
    assert jobs(released) == [(0, "handed-over", 3)]
    assert "Copy" not in texts(cups.handed[-1].pdf)[0]


def test_another_printer_gets_a_copy_while_the_first_one_waits(released: Line, cups: Spooler) -> None:
    cups.fails("lp: no such printer.")
    released.run("print", "pick-list", "PL-1", "--printer", "Laser")
    cups.works()
    released.did("print", "pick-list", "PL-1", "--printer", "Label")
    assert jobs(released) == [(0, "failed", 1), (1, "handed-over", 1)]


def test_a_printer_without_an_answer_leaves_it_to_a_person(
    released: Line, cups: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "ANSWER_WITHIN_SECONDS", 0.3)
    cups.hangs()
    assert released.run("print", "pick-list", "PL-1", "--printer", "Laser") == (
        1,
        [],
        [
            (
                "Laser did not answer, so that the document may come out or not. Look at the printer, then say whether "
                "it was printed."
            ),
            (
                "Look whether “Pick list PL-1” comes out of Laser, and say so in the print queue of the window at this "
                "workstation."
            ),
        ],
    )
    assert jobs(released) == [(0, "uncertain", 1)]


def test_where_there_is_no_cups_the_document_waits_for_the_window(
    released: Line, cups: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ran = released.run("print", "pick-list", "PL-1", "--printer", "Laser")
    assert (ran.status, ran.out, ran.err[1]) == (1, [], AWAY[1])
    assert ran.err[0] == (
        "No document can be handed to Laser from here: there is no “lp” (CUPS). Install CUPS, or print from the window."
    )
    assert jobs(released) == [(0, "failed", 1)]


def test_what_cannot_be_printed_is_refused_before_the_printer_is_asked(released: Line, cups: Spooler) -> None:
    assert released.refused("print", "pick-list", "PL-7", "--printer", "Laser") == (
        "There is no pick list PL-7. Check its number."
    )
    assert released.refused("print", "pick-list", "PL-1", "--printer", "") == (
        "“” is no name of a printer. Name one that this computer knows."
    )
    assert released.misused("print", "pick-list", "PL-1", "--printer", "Laser", "--output", "x.pdf") == (
        "--output and --printer exclude each other."
    )
    assert (cups.handed, jobs(released)) == ([], [])


def test_who_is_killed_while_handing_over_leaves_the_print_uncertain(released: Line, cups: Spooler) -> None:
    cups.hangs()
    words = ["--database", released.url, "print", "pick-list", "PL-1", "--printer", "Laser"]
    process = subprocess.Popen([sys.executable, "-m", "warehouse_app", *words])
    until = monotonic() + 60
    while not cups.handed and monotonic() < until:
        sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert jobs(released) == [(0, "uncertain", 1)]
    assert released.rows("SELECT length(pdf) > 1000 FROM print_job") == [(1,)]
