"""What a run decided about the lines of one item, in rank order, packed into one small row.

A run over a million lines must not write a novel: a line costs 21 bytes, and what its sentence says of those ahead of
it is read from those ahead of it. Layout: the number of lines (uint32), then the columns line (int64), asked, had, gets
(int32 each) and reason (uint8), little-endian, then, where a reason needs facts that cannot be derived, JSON
`{"position": {"fact": value}}`.
"""

from __future__ import annotations  # an array has no type parameter while Python 3.11 runs

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


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
)
_NUMBER = {reason: number for number, reason in enumerate(_NUMBERED)}


class LineDecision(NamedTuple):
    """One considered line: what it was short of (`asked`), had and `gets` (negative where it lost), in base units."""

    line: int
    asked: int
    had: int
    gets: int
    reason: Reason
    short_items: tuple[tuple[int, int], ...] = ()
    """Under an all-or-nothing order: (item, units short) for each item that it failed on."""


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def pack(decisions: Sequence[LineDecision]) -> bytes:
    """Return `decisions`, in rank order, as the bytes that `unpack` reads."""
    if not decisions:
        return bytes(4)
    lines, asked, had, gets, reasons, shorts = zip(*decisions, strict=True)
    facts = {str(place): dict(short) for place, short in enumerate(shorts) if short}
    return b"".join(
        (
            _little(array("I", (len(lines),))),
            _little(array("q", lines)),
            _little(array("i", asked)),
            _little(array("i", had)),
            _little(array("i", gets)),
            bytes(map(_NUMBER.__getitem__, reasons)),
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
    facts: Mapping[str, Mapping[str, int]] = json.loads(tail) if tail else {}
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
            _NUMBERED[reason],
            tuple((int(item), short) for item, short in facts.get(str(place), {}).items()),
        )
        for place, (line, asked, had, gets, reason) in enumerate(columns)
    ]


def contains(packed: bytes | memoryview, line: int) -> bool:
    """Return whether `packed` has a decision about `line`, without unpacking it."""
    view = memoryview(packed)
    count = _column("I", view[:4])[0]
    return line in _column("q", view[4 : 4 + 8 * count])
