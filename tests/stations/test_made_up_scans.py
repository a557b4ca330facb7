"""A sample of the texts that `tests.fuzz.dialogues` scans at every step, always the same; and it sees what is wrong."""

from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.conftest import Desk
from tests.fuzz import dialogues
from tests.fuzz.dialogues import AT_ONE_STEP, STATES, Text, malformed, scanned, tried
from tests.fuzz.trying import WrongError
from tests.stations.house import TEA_LABEL, mover_at, station_at
from tests.stations.test_count import counter_at
from warehouse_app.scanning.codes import Gs1Code, GtinCode, read
from warehouse_app.stations.floor import StationName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.reply import Reply

INPUTS = {name: max(200, AT_ONE_STEP * len(states)) for name, states in STATES.items()}
"""Enough to come to each step of a station."""


@pytest.mark.parametrize("name", StationName)
def test_made_up_texts_change_nothing_at_any_step_unless_the_reply_says_so(name: StationName, tmp_path: Path) -> None:
    said = tried(tmp_path, name, INPUTS[name], seed=3)
    assert said.total() == INPUTS[name]
    assert len(said) > 15
    assert sum(times for code, times in said.items() if code.startswith("gs1-")) > INPUTS[name] / 4


def test_what_is_made_malformed_is_taken_for_goods_by_nobody() -> None:
    random = Random(4)
    for _ in range(500):
        text = malformed(random)
        assert not any(isinstance(each, Gs1Code | GtinCode) for each in read(text, year=2026)), text


class Sly:
    """A station that does something before it answers as looking up does."""

    def __init__(self, desk: Desk, does: str) -> None:
        self._desk, self._does = desk, does
        self._station = LookUpStation(desk.store, desk.act)

    def scan(self, text: str) -> Reply:
        """Do it, and answer."""
        self._desk.store.sql(self._does)
        return self._station.scan(text)


def test_what_is_changed_and_not_said_is_seen(stocked: Desk) -> None:
    sly = partial(Sly, stocked, "UPDATE item SET name = 'Mug' WHERE sku = 'CUP'")
    with pytest.raises(WrongError, match=r"answered by lookup-item, and changed \['item'\]"):
        scanned(stocked, sly, sly(), Text("CUP"), "anything")
    # Rows that are written as they were are no change.
    same = partial(Sly, stocked, "UPDATE item SET name = name")
    assert scanned(stocked, same, same(), Text("CUP"), "anything").code == "lookup-item"


def test_a_scan_that_raises_or_takes_too_long_is_seen(stocked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = partial(Sly, stocked, "SELECT nonsense")
    with pytest.raises(WrongError, match="'CUP' at anything raised OperationalError"):
        scanned(stocked, broken, broken(), Text("CUP"), "anything")
    monkeypatch.setattr(dialogues, "MOST_SECONDS", 0.0)
    move = partial(mover_at, stocked)
    with pytest.raises(WrongError, match=r"'CUP' at source took [0-9]+ ms"):
        scanned(stocked, move, move(), Text("CUP"), "source")


def test_what_a_malformed_label_does_is_seen(stocked: Desk) -> None:
    label = Text(TEA_LABEL, is_malformed=True)
    count = partial(counter_at, stocked, "A-02")
    with pytest.raises(WrongError, match="at item is malformed and was answered by count-tallied-lot"):
        scanned(stocked, count, count(), label, "item")
    receive = partial(station_at, stocked, "PO-7", TEA_LABEL)
    with pytest.raises(WrongError, match="'L-A-02' at location is malformed and was answered by receive-booked"):
        scanned(stocked, receive, receive(), Text("L-A-02", is_malformed=True), "location")
    # All of it was taken back.
    assert stocked.store.sql("SELECT COUNT(*) FROM receipt").fetchone()[0] == 0
