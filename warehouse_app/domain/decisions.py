"""What a run decided about the lines of one item, in rank order, packed into one small row.

A run over a million lines must not write a novel: a line costs 21 bytes, and what its sentence says of those ahead of
it is read from those ahead of it. Layout: the number of lines (uint32), then the columns line (int64), asked, had, gets
(int32 each) and reason (uint8, its highest bit set where the line was lifted), little-endian, then, where there are
facts that cannot be derived, JSON `{"position": {"item": units short}, "classes": [[position, class from there on,
...how it shared]]}`.
"""

from __future__ import annotations  # an array has no type parameter while Python 3.11 runs

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple


class Reason(StrEnum):
    """Why a considered line got what it got."""

    FILLED = "filled"
    PARTLY_FILLED = "partly-filled"
    OUT_OF_STOCK = "out-of-stock"
    NOT_BEFORE = "not-before"
    LINE_INCOMPLETE = "line-must-ship-complete"
    ORDER_INCOMPLETE = "order-must-ship-complete"
    PACK = "pack-does-not-fit"
    PROTECTED = "only-protected-stock-left"
    CUT = "stock-was-lost"
    GIVEN_BACK = "given-back"
    ON_HOLD = "on-hold"
    BEYOND_HORIZON = "beyond-the-horizon"
    LIFE = "lots-expire-too-soon"
    FAIR_SHARE = "fair-share"
    EQUAL_SHARE = "equal-share"
    KEPT_FOR_PACK = "kept-for-a-larger-pack"
    GATHERS = "gathers-its-stock"
    PINNED = "only-what-is-pinned"
    GIVEN_TO_OTHERS = "given-to-others"
    UNDONE = "run-undone"
    PAUSED = "paused-after-an-undo"
    KEPT_AT_MOST = "may-not-gain"
    AWAITS_RECEIPT = "rest-is-announced"
    KEPT_FOR_RECEIPT = "kept-until-a-receipt-closes"


NOT_DUE = frozenset({Reason.ON_HOLD, Reason.NOT_BEFORE, Reason.BEYOND_HORIZON})
"""Why lines are not to be served now, whatever there is: nobody is short because of them."""

# Stored as numbers: never renumber, only append.
_NUMBERED = (
    Reason.FILLED,
    Reason.PARTLY_FILLED,
    Reason.OUT_OF_STOCK,
    Reason.NOT_BEFORE,
    Reason.LINE_INCOMPLETE,
    Reason.ORDER_INCOMPLETE,
    Reason.PACK,
    Reason.PROTECTED,
    Reason.CUT,
    Reason.GIVEN_BACK,
    Reason.ON_HOLD,
    Reason.BEYOND_HORIZON,
    Reason.LIFE,
    Reason.FAIR_SHARE,
    Reason.EQUAL_SHARE,
    Reason.KEPT_FOR_PACK,
    Reason.GATHERS,
    Reason.PINNED,
    Reason.GIVEN_TO_OTHERS,
    Reason.UNDONE,
    Reason.PAUSED,
    Reason.KEPT_AT_MOST,
    Reason.AWAITS_RECEIPT,
    Reason.KEPT_FOR_RECEIPT,
)
_NUMBER = {reason: number for number, reason in enumerate(_NUMBERED)}
_LIFTED = 0x80
"""Added to the number of the reason."""


class LineDecision(NamedTuple):
    """One considered line: what it was short of (`asked`), had and `gets` (negative where it lost), in base units."""

    line: int
    asked: int
    had: int
    gets: int
    reason: Reason
    short_items: tuple[tuple[int, int], ...] = ()
    """Under an all-or-nothing order: (item, units short) for each item that it failed on."""
    lifted: bool = False
    """The starvation guard had put it at the head of its class."""
    rank_class: str = ""
    """Where the lines of a class shared: that class; else ''."""
    shared: tuple[int, ...] = ()
    """How it did, of all its customers and after the run: the lowest and the highest fill rate in whole percent,
    rounded down, and the most units that one has. Empty where nothing was scarce, and in runs that did not note it yet.
    """


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def pack(decisions: Sequence[LineDecision]) -> bytes:
    """Return `decisions`, in rank order, as the bytes that `unpack` reads."""
    if not decisions:
        return bytes(4)
    lines, asked, had, gets, reasons, shorts, lifted, classes, shared = zip(*decisions, strict=True)
    numbers = bytes(map(_NUMBER.__getitem__, reasons))
    if any(lifted):
        numbers = bytes(number | _LIFTED if is_so else number for number, is_so in zip(numbers, lifted, strict=True))
    facts: dict[str, object] = {}
    if any(shorts):
        facts = {str(place): dict(short) for place, short in enumerate(shorts) if short}
    if any(classes):
        facts["classes"] = [
            (place, name, *how)
            for place, (name, how) in enumerate(zip(classes, shared, strict=True))
            if not place or (classes[place - 1], shared[place - 1]) != (name, how)
        ]
    return b"".join(
        (
            _little(array("I", (len(lines),))),
            _little(array("q", lines)),
            _little(array("i", asked)),
            _little(array("i", had)),
            _little(array("i", gets)),
            numbers,
            json.dumps(facts, separators=(",", ":")).encode() if facts else b"",
        )
    )


def _column(code: str, packed: memoryview) -> array[int]:
    column: array[int] = array(code)
    column.frombytes(packed)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def unpack(packed: bytes | memoryview) -> list[LineDecision]:
    """Return what `pack` was given."""
    view = memoryview(packed)
    count = _column("I", view[:4])[0]
    ends = [4 + 8 * count, 4 + 12 * count, 4 + 16 * count, 4 + 20 * count, 4 + 21 * count]
    tail = bytes(view[ends[4] :])
    facts: dict[str, Any] = json.loads(tail) if tail else {}
    starts = facts.pop("classes", [])
    shorts = {int(place): tuple((int(item), units) for item, units in short.items()) for place, short in facts.items()}
    classes: list[tuple[str, tuple[int, ...]]] = [] if starts else [("", ())] * count
    for (place, name, *how), (end, *_) in pairwise([*starts, (count, "")]):
        classes += [(name, tuple(how))] * (end - place)
    columns = zip(
        _column("q", view[4 : ends[0]]),
        _column("i", view[ends[0] : ends[1]]),
        _column("i", view[ends[1] : ends[2]]),
        _column("i", view[ends[2] : ends[3]]),
        view[ends[3] : ends[4]],
        strict=True,
    )
    return [
        LineDecision(
            line,
            asked,
            had,
            gets,
            _NUMBERED[number & ~_LIFTED],
            shorts.get(place, ()),
            bool(number & _LIFTED),
            *classes[place],
        )
        for place, (line, asked, had, gets, number) in enumerate(columns)
    ]


def among(packed: bytes | memoryview, lines: Iterable[int]) -> set[int]:
    """Return those of `lines` that `packed` has a decision about, without unpacking it."""
    view = memoryview(packed)
    count = _column("I", view[:4])[0]
    return set(lines).intersection(_column("q", view[4 : 4 + 8 * count]))


def sums(packed: bytes | memoryview) -> tuple[int, int, int]:
    """Return how many lines `packed` is about, and the units that they gained and lost, without unpacking it."""
    view = memoryview(packed)
    count = _column("I", view[:4])[0]
    gets = _column("i", view[4 + 16 * count : 4 + 20 * count])
    gained = sum(units for units in gets if units > 0)
    return count, gained, gained - sum(gets)


def moved(packed: bytes | memoryview) -> list[tuple[int, int, int]]:
    """Return (line, asked, gets) of the lines that `packed` says gained or lost, without unpacking the rest."""
    view = memoryview(packed)
    count = _column("I", view[:4])[0]
    lines, asked = _column("q", view[4 : 4 + 8 * count]), _column("i", view[4 + 8 * count : 4 + 12 * count])
    gets = _column("i", view[4 + 16 * count : 4 + 20 * count])
    return [row for row in zip(lines, asked, gets, strict=True) if row[2]]
