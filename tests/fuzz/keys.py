"""A million keys that a person, a scanner or a madman presses: each is typed once or part of a scan, none is lost.

    python -m tests.fuzz.keys [--keys 1000000] [--seed 1]

Bursts of valid scans, damaged ones, typing at any pace, shortcuts, dead keys and control characters go through the
wedge, under a profile that changes now and then. Of each run of keys is asserted that nothing raises, that no key takes
50 ms of the processor, that every key goes on once and in order unless it belongs to a scan, that a key comes up where
it went down, and that whatever comes out as a scan is read without raising. Printed are what came out and the keys per
second.
"""

import argparse
import sys
import time
from collections import Counter
from random import Random

from tests.fuzz.scans import damaged, noise, valid
from tests.scanning.keystrokes import START, control, enter, place_of, stroke, tab, typed
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.codes import read
from warehouse_app.scanning.keyboard import Key, KeyName, Modifier
from warehouse_app.scanning.profile import ScannerProfile, Separator, Terminator
from warehouse_app.scanning.wedge import Typed, Wedge

_NAMES = (KeyName.OTHER, KeyName.OTHER, KeyName.F8, KeyName.MODIFIER, KeyName.ALT)
MOST_SECONDS = 0.050
_TRIES = 3
"""How often slow keys are measured again: a machine under load is slow once, a bad burst each time."""
_LONGEST = 200
_YEAR = 2026


class WrongError(AssertionError):
    """Something that must not come out of a wedge."""


def profile(random: Random) -> ScannerProfile:
    """Return how some scanner is set."""
    return ScannerProfile(
        terminator=random.choice(list(Terminator)),
        prefix=random.choice(["", "", "", "a", "\x02"]),
        suffix=random.choice(["", "", "", "X", "\x03"]),
        separator=random.choice(list(Separator)),
        us_keys=random.random() < 0.5,
    )


def pressed(random: Random, began: int) -> list[Key]:
    """Return some keys in the order in which they are pressed, the first not before `began`."""
    now = began + random.randrange(400)
    match random.randrange(8):
        case 0 | 1:
            return _scanned(valid(random), now, random)
        case 2:
            return _scanned(damaged(valid(random), valid(random), random), now, random)
        case 3:
            return _scanned(noise(random), now, random)
        case 4:
            return typed(
                "".join(random.choices("abc 019-]/", k=random.randint(1, 12))), now, every=random.randint(30, 200)
            )
        case 5:
            return control(random.choice("]abc"), now)
        case 6:
            return random.choice((enter, tab))(now)
    text = random.choice(("", "", "a", "é", "\x1d", "\x02", "\x03", "\t"))
    place, modifiers = random.randrange(1, 90), random.choice((Modifier.NONE, Modifier.CTRL, Modifier.ALT))
    return stroke(text, now, place=place, name=random.choice(_NAMES), modifiers=modifiers)


def _scanned(text: str, now: int, random: Random) -> list[Key]:
    # What no American keyboard has is typed by no scanner.
    shown = "".join(
        letter for letter in text[:_LONGEST] if letter == "\x1d" or (letter.isascii() and place_of(letter)[0])
    )
    keys = typed(shown, now, every=random.choice((0, 1, 2, 5, 20)))
    end = keys[-1].time if keys else now
    return [*keys, *random.choice((enter, tab))(end + random.randrange(40))]


def listened(wedge: Wedge, shape: ScannerProfile, keys: list[Key], random: Random) -> Counter[str]:
    """Let a wedge of that profile decide about keys; return how many of what came out.

    Raises WrongError where that must not have come out, or where it took too long.
    """
    out, seconds = _decided(wedge, keys, random)
    for again in range(1, _TRIES):
        if seconds < MOST_SECONDS:
            break
        _, seconds = _decided(Wedge(shape), keys, Random(again))
    if seconds >= MOST_SECONDS:
        raise WrongError(f"a key took {seconds * 1000:.0f} ms: {keys}")
    numbers = {id(key): number for number, key in enumerate(keys)}
    order = [numbers[id(each)] for each in out if isinstance(each, Key)]
    if order != sorted(set(order)):
        raise WrongError(f"keys came out twice or turned round: {keys}")
    scans = [each for each in out if isinstance(each, Scan)]
    if not scans and len(order) != len(keys):
        raise WrongError(f"keys were lost: {keys}")
    for place in {key.place for key in keys}:
        moves = [each.down for each in out if isinstance(each, Key) and each.place == place]
        if len(moves) % 2 or any(down != (number % 2 == 0) for number, down in enumerate(moves)):
            raise WrongError(f"the key at {place} came up without going down, or the other way: {keys}")
    said = Counter[str]()
    for scan in scans:
        kind = type(read(scan.text, year=_YEAR)[0]).__name__ if scan.whole else "broken scan"
        said[kind] += 1
    said["typed keys"] = len(order)
    return said


def _decided(wedge: Wedge, keys: list[Key], random: Random) -> tuple[list[Key | Scan], float]:
    """Return what comes out of a wedge, and the seconds of the processor that the slowest key took."""
    out: list[Key | Scan] = []
    slowest = 0.0
    for key in keys:
        began = time.thread_time()
        if random.random() < 0.01:
            _give(out, wedge.interrupt())
        ruling = wedge.feed(key)
        slowest = max(slowest, time.thread_time() - began)
        _give(out, ruling.outcomes)
        if not ruling.taken:
            out.append(key)
    began = time.thread_time()
    _give(out, wedge.expire())
    return out, max(slowest, time.thread_time() - began)


def _give(out: list[Key | Scan], outcomes: tuple[Typed | Scan, ...]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Typed):
            out += outcome.keys
        else:
            out.append(outcome)


def run(count: int, *, seed: int) -> Counter[str]:
    """Press at least so many keys and return what came out; raise WrongError at the first thing that must not."""
    random = Random(seed)
    said: Counter[str] = Counter()
    done, now = 0, START
    while done < count:
        shape = profile(random)
        wedge = Wedge(shape)
        for _ in range(20):
            keys: list[Key] = []
            for _ in range(random.randint(1, 3)):
                keys += pressed(random, keys[-1].time if keys else now)
            said += listened(wedge, shape, keys, random)
            done += len(keys)
            now = keys[-1].time + 1_000
    said["keys"] = done
    return said


def main() -> None:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description="Press made-up keys and judge what comes out of the wedge.")
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.perf_counter()
    try:
        said = run(asked.keys, seed=asked.seed)
    except WrongError as wrong:
        sys.exit(f"Wrong: {wrong}")
    seconds = time.perf_counter() - began
    for what, times in said.most_common():
        print(f"{times:>10,}  {what}")
    print(f"{said['keys']:,} keys in {seconds:.1f} s, {said['keys'] / seconds:,.0f} a second: nothing wrong")


if __name__ == "__main__":
    main()
