"""The printers of this workstation, chosen without a window."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.running import Line
from warehouse_app.stations.paper import STATION_PAPERS
from warehouse_app.ui.pages.settings.printers import KINDS

NONE: Mapping[str, str | None] = dict.fromkeys(map(str, STATION_PAPERS))
SHEETS = ("labels", "goods-received-note", "count-sheet", "pick-list")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the settings of the workstation are; there are none yet."""
    path = tmp_path / "workstation.json"
    monkeypatch.setenv("WAREHOUSE_SETTINGS", str(path))
    return path


def chosen(line: Line, *words: str) -> object:
    """Return which printer prints what after the command."""
    return line.json("printers", *words)["printers"]


def test_they_are_those_that_the_window_asks_for() -> None:
    assert tuple(KINDS) == STATION_PAPERS


def test_they_are_shown_and_chosen_one_by_one_and_forgotten(small: Line, settings: Path) -> None:
    assert chosen(small) == NONE
    assert not settings.exists()
    assert chosen(small, "--labels", "Zebra") == {**NONE, "single-labels": "Zebra"}
    both = {"single-labels": "Zebra", **dict.fromkeys(SHEETS, "Laser")}
    assert chosen(small, "--sheets", "Laser") == both
    assert json.loads(settings.read_text("utf-8"))["printers"] == both
    assert small.did("printers") == [
        "Kind                 Printer",
        "───────────────────  ───────",
        "single-labels        Zebra",
        "labels               Laser",
        "goods-received-note  Laser",
        "count-sheet          Laser",
        "pick-list            Laser",
    ]
    assert chosen(small, "--labels", "") == {**both, "single-labels": None}
    assert chosen(small, "--none", "--labels", "Toshiba") == {**NONE, "single-labels": "Toshiba"}
    assert chosen(small, "--none") == NONE


def test_what_else_the_workstation_remembers_stays(small: Line, settings: Path) -> None:
    settings.write_text(json.dumps({"volume": 30, "printers": {"badges": "Old", "labels": "Old"}, "newer": 1}))
    chosen(small, "--sheets", "Laser")
    kept = json.loads(settings.read_text("utf-8"))
    assert (kept["volume"], kept["newer"]) == (30, 1)
    assert kept["printers"] == {"badges": "Old", **dict.fromkeys(SHEETS, "Laser")}


def test_it_needs_no_database(small: Line, settings: Path) -> None:
    settings.write_text("{}")
    assert small.run("--database", "/nowhere/at/all.db", "printers", "--labels", "Zebra").status == 0


def test_settings_that_are_not_understood_are_told_of(small: Line, settings: Path) -> None:
    settings.write_text("nonsense")
    ran = small.run("printers")
    assert (ran.status, len(ran.err)) == (0, 1)
    assert settings.with_name("workstation.json.broken").exists()
