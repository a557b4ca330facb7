"""Some hundred scans, likely ones and nonsense, thrown at the real command, a process of its own, on both databases."""

import json
import subprocess
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.cli.running import Line
from tests.cli.test_processes import PROGRAM, environment
from tests.conftest import DIALECTS, NOW, Desk
from tests.fuzz.stations import COUNTS, REPLY, TO_THE_FIRST_STEP, scans
from tests.services.stock import set_house
from tests.stations.house import build, moves, stock
from warehouse_app.house import found
from warehouse_app.queries.check import findings
from warehouse_app.stations.floor import STATIONS, StationName

AT_EACH = 50
BEGUN = {StationName.RECEIVE: ("PO-7", "3", "CUP", "A-02"), StationName.MOVE: ("D-01", "2", "CUP", "A-02")}
"""What is scanned first at a station by somebody who knows how."""
LEAST = {
    **dict.fromkeys(["receive-booked", "move-moved", "lookup-item"], 1),
    **dict.fromkeys(["count-tallied", "count-booked", "count-again", "count-lead-decides"], 1),
}
"""How often each of these must at least have been said, so that the scans are known to reach all stations."""


def shift() -> list[str]:
    """Return what is scanned: each station's card, what is thrown at it, and the way back; at last, whole counts."""
    thrown: list[str] = []
    for seed, name in enumerate(StationName):
        some = islice((text for text in scans(Random(seed), name) if not is_leaving(text)), AT_EACH)
        thrown += [STATIONS[name].card.value, *BEGUN.get(name, ()), *some, *TO_THE_FIRST_STEP]
    for whole in COUNTS:
        thrown += [*TO_THE_FIRST_STEP, *whole]
    return thrown


def is_leaving(text: str) -> bool:
    return text in {kind.card.value for kind in STATIONS.values()}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_scan_is_answered_and_the_books_are_sound(
    dialect: str, request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_file = dialect == "sqlite"
    url: str = str(folder / "thrown.db") if is_file else request.getfixturevalue("new_database")("template1")
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(folder / "thrown.key"))
    house = found(url, name="Thrown at", time_zone="UTC", currency="EUR")
    try:
        desk = Desk(house.store, url, NOW)
        stock(build(desk))
        set_house(desk, count_tolerance_percent=30)
        before, thrown = moves(desk), shift()
        ran = subprocess.run(
            [*PROGRAM, "--database", url, "scan", "--station", "count", "--json"],
            input="".join(f"{text}\n" for text in thrown).encode(),
            capture_output=True,
            env=environment(),
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")
        replies = [json.loads(line) for line in ran.stdout.split(b"\n")[:-1]]
        assert len(replies) == len(thrown)
        assert all(reply.keys() >= REPLY and reply["message"] for reply in replies)
        said = Counter(reply["code"] for reply in replies)
        assert {code: said[code] for code in LEAST if said[code] < LEAST[code]} == {}
        assert moves(desk) >= before + sum(reply["booked"] for reply in replies) > before
        assert list(findings(house.store)) == []
    finally:
        house.close()
    assert Line(url).json("check") == {"findings": []}
