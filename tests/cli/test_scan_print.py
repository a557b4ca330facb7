"""The card “Print” at the command line: handed over at once, to the printers that this workstation has chosen."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Line
from tests.documents.rendering import read_texts
from tests.spooler import Spooler, needs_shell

pytestmark = needs_shell

LABEL_PRINTER = {"printers": {"single-labels": "Zebra"}}


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    return Spooler(tmp_path, monkeypatch)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the settings of the workstation are; there are none yet."""
    path = tmp_path / "workstation.json"
    monkeypatch.setenv("WAREHOUSE_SETTINGS", str(path))
    return path


def scanned(line: Line, *scans: str, station: str = "move") -> list[str]:
    ran = line.run("scan", "--station", station, stdin="".join(f"{text}\n" for text in scans))
    assert (ran.status, len(ran.out)) == (0, len(scans))
    return ran.out


def jobs(line: Line) -> list[tuple[object, ...]]:
    return line.rows("SELECT kind, number, printer, state FROM print_job ORDER BY id")


def test_a_label_is_handed_to_the_printer_of_this_workstation(small: Line, cups: Spooler, settings: Path) -> None:
    settings.write_text(json.dumps(LABEL_PRINTER))
    assert scanned(small, "A-1", "WXPRINT")[1].startswith("On the way to the printer Zebra: Label of place A-1. ")
    assert jobs(small) == [("single-labels", "location:A-1", "Zebra", "handed-over")]
    [(words, pdf)] = cups.handed
    assert words[:2] == ["-d", "Zebra"]
    assert read_texts(pdf) == [["L-A-1"]]


def test_the_label_of_goods_put_aside_comes_by_itself(small: Line, cups: Spooler, settings: Path) -> None:
    settings.write_text(json.dumps(LABEL_PRINTER))
    small.tamper("UPDATE location SET kind = 'staging' WHERE code = 'A-2'")
    said = scanned(small, "PO-1", "2", "LAMP", "SO-1", "A-2", station="receive")
    assert "On the way to the printer Zebra: Label for order SO-1." in said[-1]
    [(_, pdf)] = cups.handed
    assert read_texts(pdf) == [["SO-1"]]


def test_what_the_printer_does_not_take_stays_in_the_queue(small: Line, cups: Spooler, settings: Path) -> None:
    settings.write_text(json.dumps(LABEL_PRINTER))
    cups.fails()
    said = scanned(small, "A-1", "WXPRINT")[1]
    assert said.startswith("Zebra did not take the document (Error - The printer or class does not exist). ")
    assert "It stays in the print queue. Scan an item at A-1" in said
    assert jobs(small) == [("single-labels", "location:A-1", "Zebra", "failed")]


def test_without_settings_nothing_is_printed(small: Line, cups: Spooler, settings: Path) -> None:
    said = scanned(small, "A-1", "WXPRINT")[1]
    assert said.startswith("Nothing was printed, since no printer for labels is chosen at this workstation.")
    assert (cups.handed, jobs(small), settings.exists()) == ([], [], False)


def test_settings_that_cannot_be_read_are_told_of_beside_the_reply(small: Line, cups: Spooler, settings: Path) -> None:
    settings.write_text("{broken")
    ran = small.run("scan", "--station", "move", stdin="A-1\nWXPRINT\n")
    assert (len(ran.out), len(ran.err), cups.handed) == (2, 1, [])
    assert str(settings) in ran.err[0]
