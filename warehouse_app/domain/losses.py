"""Who gives up stock that is no longer there: the end of the queue, and nobody more than is needed."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules, queue_key
from warehouse_app.domain.shares import Offer


class HeldLine(NamedTuple):
    """An allocated line as a loss sees it: `soft` is the part that no pick list or tote has fixed yet."""

    queued: QueuedLine
    soft: int


def cut(excess: Iterable[Offer], lines: Iterable[HeldLine], rules: Rules) -> list[LineDecision]:
    """Take what stock of one item no longer covers from the end of the queue; return the losers in rank order.

    `excess` says for shelf lives in days how many units lines asking for it or more hold too much together; life 0
    stands for all lines. All-or-nothing lines lose all that is soft and not pinned, others whole packs: part of them
    would be held for nobody. What is pinned goes last, and no more of it than is needed.
    """
    key = queue_key(rules)
    last_first = sorted(lines, key=lambda held: key(held.queued), reverse=True)
    lost: Counter[int] = Counter()
    for life, units in sorted(excess, reverse=True):
        asking = [held for held in last_first if held.queued.life >= life]
        need = units - sum(lost[held.queued.line] for held in asking)
        for takes_of in (_loose, _pinned):
            for held in asking:
                if need > 0:
                    takes = takes_of(held, lost[held.queued.line], need)
                    lost[held.queued.line] += takes
                    need -= takes
    return [
        LineDecision(row.line, row.short, row.had, -lost[row.line], Reason.CUT, (), row.lifted)
        for row, _ in reversed(last_first)
        if lost[row.line]
    ]


def _loose(held: HeldLine, lost: int, need: int) -> int:
    """Return what a line, which has lost some already, loses of what is not pinned so that `need` units are free."""
    row = held.queued
    loose = max(0, min(held.soft, row.had - row.pinned) - lost)
    if row.all_or_nothing:
        return loose
    has = row.had - lost
    return min(loose, has - max(0, has - need) // row.multiple * row.multiple)


def _pinned(held: HeldLine, lost: int, need: int) -> int:
    """Return what a line, which has lost all that is not pinned, loses of the rest."""
    return min(held.soft - lost, need)
