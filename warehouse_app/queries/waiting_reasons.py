"""Why waiting lines have what they have: what was last decided about each of them, with who is ahead and what comes."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason, among, unpack
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Mode
from warehouse_app.queries.reason_words import RunWords, words_of
from warehouse_app.queries.reasons import Coming, Part, ReasonPart, receipt_part, with_reasons
from warehouse_app.store.database import Store

_IN_TURN: Collection[StrEnum] = {
    Reason.OUT_OF_STOCK,
    Reason.PARTLY_FILLED,
    Reason.LINE_INCOMPLETE,
    Reason.PACK,
    Reason.PROTECTED,
    Reason.CUT,
    Reason.GIVEN_BACK,
    Reason.LIFE,
    Reason.PINNED,
    Reason.GIVEN_TO_OTHERS,
    Reason.KEPT_AT_MOST,
}
"""After these it is told who is ahead; where a class shares, nobody is."""
_WANTS_GOODS: Collection[StrEnum] = {
    *_IN_TURN,
    Reason.FAIR_SHARE,
    Reason.EQUAL_SHARE,
    Reason.KEPT_FOR_PACK,
    Reason.GATHERS,
    Reason.UNDONE,
    Reason.PAUSED,
    Reason.AWAITS_RECEIPT,
}
"""After these it is told what comes next."""


class InFront(NamedTuple):
    """What stands before a line in the queue of its item: so many lines, which are short of so many units."""

    lines: int
    units: int


def waiting_reason(
    reason: tuple[Part, ...], ahead: InFront, supplies: Sequence[Coming], house_day: date
) -> tuple[Part, ...]:
    """Return the reason of a line that still waits with who is ahead of it and what comes next, where that matters."""
    first = reason[0].code
    if first in _IN_TURN:
        queue = {"units": ahead.units, "lines": ahead.lines}
        reason = (*reason, Part(ReasonPart.AHEAD, queue) if ahead.lines else Part(ReasonPart.FIRST, {}))
    if first in _WANTS_GOODS:
        reason = (*reason, receipt_part(supplies, house_day))
    return reason


def last_reasons(
    store: Store, settings: HouseSettings, item: int, lines: Collection[int]
) -> dict[int, tuple[Part, ...]]:
    """Return the reason of the last decision about each of `lines` (ids) of an item; none of whom no run considered."""
    found: dict[int, tuple[Part, ...]] = {}
    for run, free, decisions, about in _last_decisions(store, item, lines):
        words = words_of(store, settings, item, decisions, run=run, lines=about)
        found.update((row.line, reason) for row, reason in with_reasons(decisions, free, item, words))
    return found


_PAGE = 16
"""So many runs of an item are looked through at a time: their rows may be long."""
_NO_RUN_YET = 1 << 62


def _last_decisions(
    store: Store, item: int, lines: Collection[int]
) -> Iterator[tuple[RunWords, int, list[LineDecision], set[int]]]:
    """Yield each run that was the last to consider some of `lines`: what it could give, what it decided, about which.

    Runs are read from the newest backwards, by the index of the item's decisions, and no further than is needed.
    """
    left, before = set(lines), _NO_RUN_YET
    while left and (
        page := store.sql(
            "SELECT d.run_id, r.mode, r.undoes_id, d.free, d.lines FROM decision d JOIN run r ON r.id = d.run_id "
            "WHERE d.item_id = ? AND d.run_id < ? ORDER BY d.run_id DESC LIMIT ?",
            (item, before, _PAGE),
        ).fetchall()
    ):
        for run, mode, undoes, free, packed in page:
            if about := among(packed, left):
                left -= about
                yield RunWords(Mode(mode), run, undoes), int(free), unpack(packed), about
        before = page[-1][0]
