"""Thousands of scans, likely ones and nonsense, thrown at each station through the console: the books stay sound.

    python -m tests.fuzz.stations [--scans 10000] [--seed 1] [--station receive …]

Each station begins in the house in which the stations are tried and is started anew now and then, as after a power cut.
People sign in and out, lend their badge and go to other stations, but mostly come back at once; now and then a place is
counted from beginning to end, and where it differs by more than 30 %, again. Of each scan is asserted that it gets one
line of JSON with all that every reply has, and that the ledger moves only where the reply says so, and never while
nobody is signed in; at the end, that `check` finds nothing. Printed are the scans per second and what was answered.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import count
from pathlib import Path
from random import Random

from tests.conftest import Desk, founded
from tests.fuzz.scans import damaged, noise, valid
from tests.fuzz.trying import WrongError, try_stations
from tests.services.stock import set_house
from tests.stations.house import BOX_CASE, CLOCK_GTIN, CUP_EAN, PALLET, PEN_CASE, TEA_LABEL, build, moves, stock
from warehouse_app.console import run
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.check import findings
from warehouse_app.scanning.codes import Command
from warehouse_app.services.contract import Action
from warehouse_app.stations.floor import STATIONS, Floor, StationName, StepName

PLACES = ("A-01", "A-02", "77", "D-01", "Q-01", "L-A-01", "L-A-02", "X-01", "S-01", "T-01")
GOODS = ("CUP", CUP_EAN, "CUP-CASE", "PEN", PEN_CASE, "BOX", BOX_CASE, "TEA", TEA_LABEL, "MILK", "24", "25")
SERIALS = tuple(f"]C101{CLOCK_GTIN}21SN{number}" for number in range(5))
DOCUMENTS = ("PO-7", "PO-8", "AN-7", PALLET, "S1", "S2", "SO-1042", "O1", "PL-1", "PA-1")
ANSWERS = (
    "WXYES",
    "WXYES",
    "WXNO",
    "WXDONE",
    "WXDONE",
    "WXBACK",
    "WXUNDO",
    "L77",
    "L78",
    "SN1",
    "2026-12-31",
    "1",
    "3",
)
COUNTS = (
    ("A-01", "WXDONE", "WXYES"),
    ("Q-01", "4", "PEN", "WXDONE"),
    ("Q-01", "5", "PEN", "WXDONE"),
    ("Q-01", "9", "PEN", "WXDONE", "Q-01", "9", "PEN", "WXDONE"),
)
"""Whole counts: of an empty place, of what lies there, of about that, and twice of something quite different."""
TO_THE_FIRST_STEP = ("WXBACK",) * 5
LEAVING = {*(kind.card for kind in STATIONS.values()), Command.OUT}
"""The commands after which nothing is heard of the station that is tried."""
PEOPLE = {"anna": Role.CLERK, "bert": Role.CLERK, "lea": Role.LEAD, "root": Role.ADMIN}
BADGES = (*(f"U-{person}" for person in PEOPLE), "u-bert", "U-nobody")
COMING_BACK = 0.9
"""How often somebody comes back at once to where they were."""
REPLY = {"tone", "message", "step", "booked", "code", "facts", "notes"}


def scans(random: Random, station: StationName) -> Iterator[str]:
    """Yield scans without end, most of them such as a clerk could make who mostly stays at one station."""
    rest = [command.value for command in Command if command not in LEAVING]
    likely = (PLACES, GOODS, SERIALS, DOCUMENTS, ANSWERS, rest)
    for number in count(1):
        if station is StationName.COUNT and number % 200 == 0:
            yield from (*TO_THE_FIRST_STEP, *COUNTS[number // 200 % len(COUNTS)])
        if random.random() < 0.05:
            yield from _about_people(random, STATIONS[station].card)
        match random.randrange(20):
            case 0:
                yield _line(noise(random))
            case 1:
                yield _line(valid(random))
            case 2:
                yield _line(damaged(TEA_LABEL, valid(random), random))
            case 3:
                yield f"WXQTY{random.randrange(15)}"
            case 4:
                yield str(random.randrange(30))
            case _:
                yield random.choice(random.choice(likely))


def _about_people(random: Random, own: Command) -> Iterator[str]:
    """Yield a badge, or that somebody signs out or goes to a station, mostly to come back at once.

    Or that somebody says yes to what may take a lead, who mostly comes.
    """
    match random.randrange(5):
        case 0:
            back = random.choice(BADGES[:-1])
            yield Command.OUT.value
        case 1:
            back = own.value
            yield random.choice([kind.card.value for kind in STATIONS.values()])
        case 2:
            back = "U-lea"
            yield Command.YES.value
        case _:
            yield random.choice(BADGES)
            return
    if random.random() < COMING_BACK:
        yield back


def _line(text: str) -> str:
    # What has an end of line in it comes as two scans.
    return text.replace("\n", " ").replace("\r", " ").encode("utf-8", "replace").decode()


def thrown(desk: Desk, station: StationName, some: Iterable[str], random: Random) -> Counter[str]:
    """Let a station answer scans; return how often it said what. Raises WrongError where it must not have."""
    said: Counter[str] = Counter()

    def act(person: str) -> Action:
        return desk.act(person)

    def floor() -> Floor:
        return Floor(desk.store, act, "anna", station)

    there = floor()
    for text in some:
        if random.random() < 0.005:
            there = floor()
        before, lines = moves(desk), list[str]()
        run(there, [text], lines.append, json=True, language="en", zone=UTC)
        if len(lines) != 1 or "\n" in lines[0]:
            raise WrongError(f"{text!r} was answered by {lines}")
        reply = json.loads(lines[0])
        if not reply.keys() >= REPLY or not reply["message"]:
            raise WrongError(f"{text!r} was answered by {reply}")
        if (moves(desk) > before) != reply["booked"]:
            raise WrongError(f"{text!r} was answered by {reply}, but the ledger has {moves(desk) - before} more moves")
        if reply["booked"] and reply["step"] == StepName.BADGE:
            raise WrongError(f"{text!r} was booked for nobody")
        said[reply["code"]] += 1
    if found := list(findings(desk.store)):
        raise WrongError(f"the books are wrong: {found[:3]}")
    return said


def tried(folder: Path, station: StationName, count: int, seed: int) -> Counter[str]:
    """Throw so many scans at one station of a new house, in `folder`."""
    desk = founded(str(folder / f"{station.value}.db"))
    try:
        stock(build(desk))
        set_house(desk, count_tolerance_percent=30)
        for person, role in PEOPLE.items():
            desk.store.sql("INSERT INTO person (name, role) VALUES (?, ?)", (person, int(role)))
        random = Random(seed)
        source = scans(random, station)
        return thrown(desk, station, (next(source) for _ in range(count)), random)
    finally:
        desk.store.close()


if __name__ == "__main__":
    try_stations(__doc__ or "", tried, "scans", 10_000)
