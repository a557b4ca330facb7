"""Who gives up stock that is no longer there: the end of the queue, and nobody more than is needed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules, queue_key
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import ShipPolicy


class HeldLine(NamedTuple):
    """An allocated line as a loss sees it: `soft` is the part that no pick list or tote has fixed yet."""

    queued: QueuedLine
    soft: int


def cut(excess: Sequence[Offer], lines: Iterable[HeldLine], rules: Rules) -> list[LineDecision]:
    """Take what stock of one item no longer covers from the end of the queue; return the losers in rank order.

    `excess` says for shelf lives in days how many units lines asking for it or more hold too much together; life 0,
    which is always among them, stands for all lines. All-or-nothing lines lose all that is soft and not pinned, others
    whole packs: part of them would be held for nobody. What is pinned goes last, and no more of it than is needed. What
    was taken beyond the need goes back to those who come first in the queue and can use it.
    """
    ranked = _in_order(lines, rules)
    lost: Counter[int] = Counter()
    for life, units in sorted(excess, reverse=True):
        asking = [held for held in reversed(ranked) if held.queued.life >= life]
        need = units - sum(lost[held.queued.line] for held in asking)
        for takes_of in (_loose, _pinned):
            for held in asking:
                if need > 0:
                    takes = takes_of(held, lost[held.queued.line], need)
                    lost[held.queued.line] += takes
                    need -= takes
    _give_back(excess, ranked, ranked, lost)
    return [
        LineDecision(row.line, row.short, row.had, -lost[row.line], Reason.CUT, (), row.lifted)
        for row, _ in ranked
        if lost[row.line]
    ]


def reprieve(
    excess: Sequence[Offer], lines: Iterable[HeldLine], losers: Iterable[LineDecision], rules: Rules
) -> list[LineDecision]:
    """Return the losers that `cut` found when some more give back what they hold: others lose the less for it.

    `losers` are all of them. What orders that must ship complete lose stays lost, since they lack something else.
    """
    ranked = _in_order(lines, rules)
    lost = Counter({row.line: -row.gets for row in losers})
    others = [
        held for held in ranked if held.queued.gathers or held.queued.ship_policy is not ShipPolicy.ORDER_COMPLETE
    ]
    _give_back(excess, ranked, others, lost)
    return [row._replace(gets=-lost[row.line]) for row in losers if lost[row.line]]


def _in_order(lines: Iterable[HeldLine], rules: Rules) -> list[HeldLine]:
    key = queue_key(rules)
    return sorted(lines, key=lambda held: key(held.queued))


def _give_back(
    excess: Iterable[Offer], lines: Sequence[HeldLine], losers: Iterable[HeldLine], lost: Counter[int]
) -> None:
    """Let `losers`, one after the other, keep what they can use of what `lines` lost beyond the need."""
    beyond = {
        life: sum(lost[held.queued.line] for held in lines if held.queued.life >= life) - units
        for life, units in excess
    }
    for held in losers:
        row = held.queued
        loses = lost[row.line]
        need = loses - min(units for life, units in beyond.items() if life <= row.life)
        if loses and need < loses:
            lost[row.line] = _loose(held, 0, need) if need > 0 else 0
            for life in beyond:
                if life <= row.life:
                    beyond[life] -= loses - lost[row.line]


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
