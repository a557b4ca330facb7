"""Who gets the stock: pure decisions on plain values, the same everywhere they are shown, printed or used.

Two verbs: `fill` gives free stock to waiting lines and takes nothing from anyone; `cut` takes what stock no longer
covers from the end of the queue. The queue is one total order: priority class, lifted lines first, the policy's own
key, the instant the order was placed, the line's id.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.statuses import Policy, ShipPolicy

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class QueuedLine(NamedTuple):
    """An open line as the queue sees it. Quantities in base units; `placed_at` in microseconds since 1970, UTC.

    `due` is what `due-date` ranks by: the first promised day, else the need-by day; None where there is neither.
    """

    line: int
    order: int
    item: int
    rank_class: str
    lifted: bool
    placed_at: int
    due: date | None
    short: int
    had: int
    multiple: int
    ship_policy: ShipPolicy


class Supply(NamedTuple):
    """What an item has to give: `free` units, of which `protected` are kept from classes below `open_to` ('' =
    none).
    """

    free: int
    protected: int = 0
    open_to: str = ""
    release_date: date | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """By which policy, and on which day of the house, a run decides; `zone` tells on which day an order was placed."""

    policy: Policy
    today: date
    due_days: int
    zone: tzinfo


def queue_key(rules: Rules) -> Callable[[QueuedLine], tuple[object, ...]]:
    """Return the sort key of the queue under `rules`; no two lines share one."""
    if rules.policy is Policy.FIRST_COME:
        return lambda row: (row.rank_class, not row.lifted, row.placed_at, row.line)
    after = timedelta(days=rules.due_days)

    def by_due_date(row: QueuedLine) -> tuple[object, ...]:
        due = row.due or (_EPOCH + timedelta(microseconds=row.placed_at)).astimezone(rules.zone).date() + after
        return (row.rank_class, not row.lifted, due, row.placed_at, row.line)

    return by_due_date


def fill(supplies: Mapping[int, Supply], lines: Iterable[QueuedLine], rules: Rules) -> dict[int, list[LineDecision]]:
    """Give free stock to waiting lines in the order of the queue; return each item's decisions in rank order.

    `lines` are all waiting lines of the items of `supplies`. An order that must ship complete is tried at the rank of
    its first line, and succeeds only where all its due lines are among `lines` and can be met; the caller sees to that.
    """
    queue = sorted(lines, key=queue_key(rules))
    run = _Run(supplies, rules.today)
    whole: dict[int, list[QueuedLine]] = defaultdict(list)
    for row in queue:
        if row.ship_policy is ShipPolicy.ORDER_COMPLETE and not run.is_early(row):
            whole[row.order].append(row)
    verdicts: dict[int, tuple[tuple[int, int], ...]] = {}
    decisions: dict[int, list[LineDecision]] = {item: [] for item in supplies}
    for row in queue:
        if row.order in whole and row.ship_policy is ShipPolicy.ORDER_COMPLETE and not run.is_early(row):
            if row.order not in verdicts:
                verdicts[row.order] = run.try_whole(whole[row.order])
            decision = run.of_whole(row, verdicts[row.order])
        else:
            decision = run.one(row)
        decisions[row.item].append(decision)
    return {item: made for item, made in decisions.items() if made}


class _Run:
    """The stock that is left while a run goes down the queue."""

    def __init__(self, supplies: Mapping[int, Supply], today: date) -> None:
        self.supplies = supplies
        self.left = {item: max(0, supply.free) for item, supply in supplies.items()}
        self.today = today

    def is_early(self, row: QueuedLine) -> bool:
        released = self.supplies[row.item].release_date
        return released is not None and released > self.today

    def usable(self, item: int, rank_class: str) -> int:
        supply = self.supplies[item]
        open_to_all = not supply.open_to or rank_class <= supply.open_to
        return self.left[item] if open_to_all else max(0, self.left[item] - supply.protected)

    def one(self, row: QueuedLine) -> LineDecision:
        """Decide a line that depends on no other."""
        if self.is_early(row):
            return LineDecision(row.line, row.short, row.had, 0, Reason.NOT_BEFORE)
        usable = self.usable(row.item, row.rank_class)
        gets = row.short
        reason = Reason.FILLED
        if usable < row.short:
            gets = 0 if row.ship_policy is ShipPolicy.LINE_COMPLETE else _in_packs(row, usable)
            reason = self._why_less(row, usable, gets)
        self.left[row.item] -= gets
        return LineDecision(row.line, row.short, row.had, gets, reason)

    def _why_less(self, row: QueuedLine, usable: int, gets: int) -> Reason:
        if gets:
            return Reason.PARTLY_FILLED
        if usable:
            return Reason.LINE_INCOMPLETE if row.ship_policy is ShipPolicy.LINE_COMPLETE else Reason.PACK
        return Reason.PROTECTED if self.left[row.item] else Reason.OUT_OF_STOCK

    def try_whole(self, rows: Sequence[QueuedLine]) -> tuple[tuple[int, int], ...]:
        """Take what all `rows` of one order are short of, or nothing; return (item, missing) of each item that
        failed.
        """
        needs: dict[int, int] = defaultdict(int)
        for row in rows:
            needs[row.item] += row.short
        rank_class = rows[0].rank_class
        missing = tuple(
            (item, need - self.usable(item, rank_class))
            for item, need in sorted(needs.items())
            if need > self.usable(item, rank_class)
        )
        if not missing:
            for item, need in needs.items():
                self.left[item] -= need
        return missing

    def of_whole(self, row: QueuedLine, missing: tuple[tuple[int, int], ...]) -> LineDecision:
        if missing:
            return LineDecision(row.line, row.short, row.had, 0, Reason.ORDER_INCOMPLETE, missing)
        return LineDecision(row.line, row.short, row.had, row.short, Reason.FILLED)


def _in_packs(row: QueuedLine, usable: int) -> int:
    """Return how much of `usable`, which is less than the line is short of, leaves it with whole packs."""
    return max(0, (row.had + usable) // row.multiple * row.multiple - row.had)


def _to_free(row: QueuedLine, units: int) -> int:
    """Return what the line must lose so that `units` are free and it keeps whole packs."""
    keeps = max(0, row.had - units)
    return row.had - keeps // row.multiple * row.multiple


class HeldLine(NamedTuple):
    """An allocated line as a loss sees it: `soft` is the part that no pick list or tote has fixed yet."""

    queued: QueuedLine
    soft: int


def cut(excess: int, lines: Iterable[HeldLine], rules: Rules) -> list[LineDecision]:
    """Take `excess` units of one item from the soft allocations at the end of the queue; return the losers in rank
    order.

    All-or-nothing lines lose all that is soft, others whole packs: part of them would be held for nobody.
    """
    key = queue_key(rules)
    losers: list[LineDecision] = []
    for held in sorted(lines, key=lambda line: key(line.queued), reverse=True):
        if excess <= 0:
            break
        row = held.queued
        takes = held.soft if row.ship_policy is not ShipPolicy.PARTIAL else min(held.soft, _to_free(row, excess))
        if takes:
            excess -= takes
            losers.append(LineDecision(row.line, row.short, row.had, -takes, Reason.CUT))
    return losers[::-1]
