"""One whole journey on a server, from an empty database to a checked house with a printed list."""

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.cli.conftest import Clock
from tests.cli.running import KINDS, Line, write_files
from tests.documents.rendering import read_texts


def test_a_house_on_a_server_from_its_files_to_a_list_in_hand(
    folder: Path, new_database: Callable[[str], str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = folder / "keys" / "house.key"
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(key))
    line = Line(new_database("template1"))
    assert line.refused("queue").startswith("There is no warehouse in postgresql://")
    assert line.did("init", "--name", "Small", "--time-zone", "UTC")[0].startswith("“Small” is ready in postgresql://")
    assert key.is_file()
    assert line.refused("init").startswith("postgresql://")
    write_files(folder)
    new = {kind: line.did("import", kind, f"{kind}.csv")[2].split()[2] for kind in KINDS}
    assert list(new.values()) == ["2", "6", "5", "2", "1", "3", "2", "6", "2", "5", "1"]

    def waiting() -> list[tuple[str, int, int]]:
        return [(row["order"], row["allocated"], row["short"]) for row in line.json("queue", "--item", "LAMP")]

    assert waiting() == [("SO-2", 3, 0), ("SO-1", 2, 2), ("SO-3", 0, 6)]
    assert line.did("receive", "PO-1", "LAMP=7", "MILK=1@L2:2026-05-01") == [
        "GR-1: 7 × LAMP (Lamp) → A-1; 7 of 20 have come.",
        "  2 → SO-1 for Ben & Sons (class B, waits since 2 Feb 2026); still short: 0",
        "  5 → SO-3 for Cat (class C, waits since 1 Feb 2026); still short: 1",
        "GR-1: 1 × MILK (Milk), lot L2 → A-2; 1 of 12 have come.",
        "  Nobody waits for it: 1 stays free",
    ]
    assert waiting() == [("SO-2", 3, 0), ("SO-1", 4, 0), ("SO-3", 5, 1)]
    assert line.json("allocate", "--preview")["lines"][0]["order"] == "SO-3"
    assert [row[2] for row in map(str.split, line.did("release", "--limit", "2")[2:])] == ["SO-2", "SO-1"]
    assert line.did("print", "pick-list", "PL-2") == ["“Pick list PL-2” is written to PL-2.pdf."]
    assert sorted(read_texts((folder / "PL-2.pdf").read_bytes())[0]) == ["L-A-1", "PL-2", "SO-1"]
    clock.on(days=9)
    assert line.did("daily")[0].startswith("It is 11 Mar 2026 now. Lots that expired: 1.")
    assert line.did("check") == ["Everything adds up: all invariants hold and the ledger's chain is whole."]

    assert line.did("pin", "SO-4", "1", "2", "--why", "promised") == ["SO-4, line 1: 2 × MILK pinned; it holds 1 of 4."]
    assert line.did("hold", "SO-3", "--why", "credit")[0].startswith("SO-3 is on hold (credit): ")
    classified = line.json("classify", "SO-3", "A", "--why", "fair")
    assert classified == {"order": "SO-3", "class": "A", "before": None, "gets": []}
    assert [row["order"] for row in line.json("queue") if row["on_hold"]] == ["SO-3", "SO-3"]
    assert line.json("settings", "--horizon", "30", "--packs", "strict")["horizon_days"] == 30
    afresh = ("allocate", "--mode", "redistribute", "--strategy", "class:A=keep-at-most", "--due-to", "2026-12-31")
    assert line.json(*afresh, "--preview")["gains"] == []
    assert line.did("unhold", "SO-3") == ["SO-3 is served again; it was on hold (credit)."]
    ran = line.json("allocate", "--mode", "redistribute", "--item", "LAMP", "--strategy", "CAT=lose")
    latest = line.json("runs", "--item", "LAMP", "--limit", "1")
    assert [(run["run"], run["mode"], run["lines"]) for run in latest] == [(ran["run"], "redistribute", 1)]
    assert line.refused("undo", str(ran["run"])).startswith(f"Run {ran['run']} cannot be undone")
    assert line.did("check") == ["Everything adds up: all invariants hold and the ledger's chain is whole."]

    # The same house goes out and into a file.
    for kind in KINDS:
        line.did("export", kind, f"{kind}.csv")
    monkeypatch.delenv("WAREHOUSE_KEY_FILE")
    shutil.rmtree(key.parent)
    twin = Line("twin.db")
    twin.did("init", "--time-zone", "UTC")
    for kind in KINDS:
        twin.did("import", kind, f"{kind}.csv")
        twin.did("export", kind, f"twin-{kind}.csv")
        assert (folder / f"twin-{kind}.csv").read_bytes() == (folder / f"{kind}.csv").read_bytes()
    # Without a key of its own the house on the server is not opened any more.
    assert line.refused("queue").startswith("The key of this warehouse's ledger is not at ")


def test_a_name_too_long_for_a_server_is_cut(
    folder: Path, new_database: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(folder / "house.key"))
    line = Line(new_database("template1"))
    line.did("--user", "Anna " * 60, "init", "--time-zone", "UTC")
    with psycopg.connect(line.url) as connection:
        [actor] = connection.execute("SELECT actor FROM action").fetchone() or ("",)
    assert actor == ("Anna " * 60)[:80]
