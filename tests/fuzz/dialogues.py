"""A hundred thousand texts that nobody printed, scanned at every step of every station: nothing is booked by them.

    python -m tests.fuzz.dialogues [--inputs 100000] [--seed 1] [--station receive …]

The texts are those of `tests.fuzz.codes`, and labels of goods of the house with something wrong in them. They are
thrown into each station, some at its first step and some at each other that its table of codes leads to, in turn. Of
each scan is asserted that it raises nothing, takes less than 100 ms of the processor, is answered in words, and changes
not one row of any table unless the reply says that it booked or noted something; of the malformed labels, that they
neither book nor note anything. Printed are the scans per second and what was answered.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.conftest import Desk, founded
from tests.fuzz.scans import GS, damaged, noise, valid
from tests.fuzz.trying import WrongError, try_stations
from tests.stations.every_code import State, changing
from tests.stations.house import CLOCK_GTIN, CUP_EAN, SSCC, TEA_GTIN, TEA_LABEL, build, receipt_of_25, stock
from tests.stations.receive_codes import REACHED as RECEIVE
from tests.stations.test_count_every_code import REACHED as COUNT
from tests.stations.test_lookup_every_code import REACHED as LOOK_UP
from tests.stations.test_move_every_code import REACHED as MOVE
from warehouse_app.stations.count.steps import Said as Counting
from warehouse_app.stations.floor import STATIONS, StationName
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.steps import Said as Receiving
from warehouse_app.stations.reply import Reply, Station, Tone

MOST_SECONDS = 0.100
_TRIES = 3
"""How often a slow answer is measured again: a machine under load is slow once, a bad pattern each time."""
AT_ONE_STEP = 20
"""How many texts are scanned at one step before the next one is tried."""
STATES: Mapping[StationName, Mapping[str, State]] = {
    StationName.RECEIVE: RECEIVE,
    StationName.MOVE: MOVE,
    StationName.LOOK_UP: LOOK_UP,
    StationName.COUNT: COUNT,
}
NOTED = {
    *(Counting.TALLIED, Counting.TALLIED_LOT, Counting.TALLIED_DAY, Counting.TALLIED_SERIAL, Counting.AGAIN),
    *(Counting.STARTED, Counting.DROPPED, Counting.TAKEN_OFF, Counting.TAKEN_OFF_LOT),
    *(Receiving.TAUGHT, Closing.CLOSED),
}
"""What is said of what is written down though no goods are booked by it."""
_NO_CHARACTER = "#$@[\\]^`{|}~ \x1bäß€"
"""What may not stand in any field of a label."""
_AIMS = ("]C1", "]d2", "]Q3", "]e0")


class Text(NamedTuple):
    """What is scanned, and whether it is a label by which nothing may be done."""

    text: str
    is_malformed: bool = False


def malformed(random: Random) -> str:
    """Return a label of goods of the house that a scanner read well and that is wrong by the rules of GS1."""
    gtin = random.choice((TEA_GTIN, CUP_EAN.zfill(14), CLOCK_GTIN))
    year, month, day = random.randrange(100), random.randrange(1, 13), random.randrange(1, 29)
    lot = f"10L{random.randrange(100)}"
    wrong = (
        f"01{gtin[:-1]}{(int(gtin[-1]) + random.randint(1, 9)) % 10}{lot}",
        f"01{gtin}17{year:02}{random.randrange(13, 100)}{day:02}{lot}",
        f"01{gtin}17{year:02}{month:02}{random.randrange(32, 100)}{lot}",
        f"01{gtin}17{year:02}0230{lot}",
        f"{lot}{GS}01{gtin[: random.randrange(1, 14)]}",
        f"01{gtin}10L{random.choice(_NO_CHARACTER)}7",
        f"01{gtin}10{'L' * random.randint(21, 40)}",
        f"01{gtin}30{random.choice('xX-.')}{GS}{lot}",
        f"01{gtin}{lot}{GS}01{TEA_GTIN if gtin == CLOCK_GTIN else CLOCK_GTIN}",
        f"01{gtin}02{gtin}37{random.randrange(1, 99)}",
        f"00{SSCC[:-1]}{(int(SSCC[-1]) + random.randint(1, 9)) % 10}",
        f"02{gtin}{lot}",
    )
    return random.choice(_AIMS) + random.choice(wrong)


def texts(random: Random) -> Iterator[Text]:
    """Yield texts without end."""
    while True:
        right = valid(random)
        yield Text(right)
        yield Text(damaged(right, valid(random), random))
        yield Text(damaged(TEA_LABEL, right, random))
        yield Text(noise(random))
        yield Text(noise(random))
        yield Text(malformed(random), is_malformed=True)
        yield Text(malformed(random), is_malformed=True)


def scanned(desk: Desk, reach: Callable[[], Station], station: Station, each: Text, step: str) -> Reply:
    """Scan a text at a station, and take back whatever it did; raise WrongError where it must not have done that.

    `reach` makes a station that stands where this one does, at `step`.
    """
    connection = desk.store.database.connection()
    for _ in range(_TRIES):
        with desk.store.database.atomic() as taken_back:
            written, began = connection.total_changes, time.thread_time()
            try:
                reply = station.scan(each.text)
            except Exception as raised:
                raise WrongError(f"{each.text!r} at {step} raised {raised!r}") from raised
            seconds = time.thread_time() - began
            is_written = connection.total_changes != written
            taken_back.rollback()
        if seconds < MOST_SECONDS:
            break
        station = reach()
    else:
        raise WrongError(f"{each.text!r} at {step} took {seconds * 1000:.0f} ms")
    if not reply.message(language="en", zone=UTC):
        raise WrongError(f"{each.text!r} at {step} was answered without a word")
    says = reply.booked or reply.code in NOTED
    if says is not bool(reply.changes):
        raise WrongError(f"{each.text!r} at {step} was answered by {reply.code} with {reply.changes}")
    if each.is_malformed and (says or reply.tone is Tone.OK):
        raise WrongError(f"{each.text!r} at {step} is malformed and was answered by {reply.code}")
    if is_written and not says:
        # It may all have been taken back by the service that refused it.
        with desk.store.database.atomic() as taken_back:
            _, changed = changing(desk, partial(reach().scan, each.text))
            taken_back.rollback()
        if changed:
            raise WrongError(f"{each.text!r} at {step} was answered by {reply.code}, and changed {sorted(changed)}")
    return reply


def thrown(desk: Desk, name: StationName, inputs: int, random: Random) -> Counter[str]:
    """Scan so many texts at the steps of a station, in turn; return how often it said what."""
    said: Counter[str] = Counter()
    source = texts(random)

    def reached(state: State) -> Station:
        station = STATIONS[name].make(desk.store, desk.act, None)
        for text in state.scans:
            station.scan(text)
        return station

    for state in cycle(STATES[name].values()):
        with desk.store.database.atomic() as taken_back:
            state.prepare(desk)
            reach = partial(reached, state)
            station = reach()
            for _ in range(min(AT_ONE_STEP, inputs - said.total())):
                reply = scanned(desk, reach, station, next(source), f"{name.value} {state.step}")
                said[reply.code] += 1
                if reply.changes or reply.step != state.step:
                    station = reach()
            taken_back.rollback()
        if said.total() >= inputs:
            return said
    raise AssertionError  # the steps go round without end


def tried(folder: Path, name: StationName, inputs: int, seed: int) -> Counter[str]:
    """Scan so many texts at one station of a new house, in `folder`."""
    desk = founded(str(folder / f"{name.value}.db"))
    try:
        build(desk)
        if name is not StationName.RECEIVE:
            stock(desk)
        receipt_of_25(desk)
        return thrown(desk, name, inputs, Random(seed))
    finally:
        desk.store.close()


if __name__ == "__main__":
    try_stations(__doc__ or "", tried, "inputs", 100_000, shared=True)
