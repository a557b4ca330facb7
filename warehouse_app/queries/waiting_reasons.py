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
    Reason.KEPT_FOR_RECEIPT,
}
"""After these it is told who is ahead, and who shares with it."""
_SHARED: Collection[StrEnum] = {Reason.FAIR_SHARE, Reason.EQUAL_SHARE}
_WANTS_GOODS: Collection[StrEnum] = {
    *_IN_TURN,
    *_SHARED,
    Reason.KEPT_FOR_PACK,
    Reason.GATHERS,
    Reason.UNDONE,
    Reason.PAUSED,
    Reason.AWAITS_RECEIPT,
}
"""After these it is told what comes next."""


class InFront(NamedTuple):
    """Who is served before a line of an item, and takes how many units; and who shares with it.

    `standing`: lines stand before it in the queue, though they may be served later, as they are on hold or not due.
    """

    lines: int
    units: int
    sharing_lines: int
    sharing_units: int
    standing: bool
    safety: int
    """Units that must come before it to fill up the safety stock that is kept from it."""


NOBODY = InFront(0, 0, 0, 0, standing=False, safety=0)


class Now(NamedTuple):
    """What a line sees now, where its reason is of the moment of a run: the units that are left for it, and what it, or
    the order that it must ship with, is short of ("3 × SKU").
    """

    left: int
    short: tuple[str, ...]


def waiting_reason(
    reason: tuple[Part, ...], ahead: InFront, now: Now, supplies: Sequence[Coming], house_day: date
) -> tuple[Part, ...]:
    """Return the reason of a line that still waits with what is otherwise now, who is ahead of it, and what comes next,
    where that matters.
    """
    first = reason[0].code
    if first in _OF_A_MOMENT:
        reason = (*(_then_and_now(part, now) for part in reason), *_short_now(reason[0], now))
    if first in _IN_TURN or (first in _SHARED and ahead.lines):
        reason = (*reason, *_in_front(ahead, tells_sharing=first in _IN_TURN))
    if first in _WANTS_GOODS:
        reason = (*reason, receipt_part(supplies, house_day))
    return reason


_OF_A_MOMENT: Collection[StrEnum] = {Reason.LINE_INCOMPLETE, Reason.ORDER_INCOMPLETE, Reason.PACK}
"""What these failed by may have gone to others since, of the same run too."""


def _then_and_now(part: Part, now: Now) -> Part:
    if part.code is ReasonPart.LEFT and part.facts["left"] != now.left:
        return Part(ReasonPart.LEFT_THEN, {"left": part.facts["left"], "now": now.left})
    return part


def _short_now(first: Part, now: Now) -> Iterator[Part]:
    if now.short and first.facts.get("short", now.short) != now.short:
        yield Part(ReasonPart.SHORT_NOW, {"short": now.short})


def _in_front(ahead: InFront, *, tells_sharing: bool) -> Iterator[Part]:
    if ahead.lines:
        yield Part(ReasonPart.AHEAD, {"units": ahead.units, "lines": ahead.lines})
    if tells_sharing and ahead.sharing_lines:
        yield Part(ReasonPart.SHARES, {"units": ahead.sharing_units, "lines": ahead.sharing_lines})
    if not ahead.lines and not ahead.sharing_lines:
        yield Part(ReasonPart.NEXT if ahead.standing else ReasonPart.FIRST, {})
    if ahead.safety:
        yield Part(ReasonPart.SAFETY, {"units": ahead.safety})


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
            "SELECT d.run_id, r.mode, r.undoes_id, r.cause, d.free, d.lines "
            "FROM decision d JOIN run r ON r.id = d.run_id "
            "WHERE d.item_id = ? AND d.run_id < ? ORDER BY d.run_id DESC LIMIT ?",
            (item, before, _PAGE),
        ).fetchall()
    ):
        for run, mode, undoes, cause, free, packed in page:
            if about := among(packed, left):
                left -= about
                yield RunWords(Mode(mode), run, undoes, cause), int(free), unpack(packed), about
        before = page[-1][0]
