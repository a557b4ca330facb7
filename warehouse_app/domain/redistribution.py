"""Allocating afresh: what is not fixed goes back into the pool, and strategies say who may win or lose by it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from warehouse_app.domain.allocation import Filling
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules, queue_key
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import ShipPolicy, Strategy
from warehouse_app.domain.supply import Demand, ShareKey, Supply


class ScopedLine(NamedTuple):
    """An open line in the scope of a run: `fixed` is the part of what it has that is pinned, on a list or picked."""

    queued: QueuedLine
    fixed: int


class Redistributed(NamedTuple):
    """Each item's decisions in rank order; the (line, units) by which lines that must win and are due stay short."""

    decisions: dict[int, list[LineDecision]]
    unmet: tuple[tuple[int, int], ...]


def redistribute(
    supplies: Mapping[int, Supply],
    lines: Iterable[ScopedLine],
    rules: Rules,
    demands: Mapping[ShareKey, Demand] = MappingProxyType({}),
    strategy_of: Callable[[QueuedLine], Strategy] = lambda _: Strategy.FREE,
) -> Redistributed:
    """Return every allocation that is not fixed to the pool, then allocate afresh.

    Pins come first; then lines that must win, all others, and those that give everything back. An all-or-nothing order
    is given whole or not at all, but what is fixed or must not get less stays. The lines of one order have one
    strategy. What must win and is on hold or not due keeps what it has. A line that keeps its units and stays full is
    not among the decisions. `supplies` and `demands` are those
    of a fill; the demands count all `lines`, also those that are full.
    """
    key = queue_key(rules)
    scope = sorted(lines, key=lambda line: key(line.queued))
    strategies = {line.queued.line: strategy_of(line.queued) for line in scope}
    rows = [line.queued for line in scope]
    obstacle = Filling(supplies, rules, {}).obstacle
    floors = {line.queued.line: _floor(line, strategies[line.queued.line], obstacle) for line in scope}
    pooled = {row.line: row.had - floors[row.line] for row in rows}
    run = Filling(_with_pool(supplies, rows, pooled), rules, _without_pool(demands, rows, pooled))
    capped = [row for row in rows if strategies[row.line] is Strategy.KEEP_AT_MOST]
    wants = {row.line: row.short + pooled[row.line] for row in rows}
    wants.update({row.line: pooled[row.line] for row in capped})
    wants.update(dict.fromkeys(_never_whole(capped, run), 0))
    afresh = [row._replace(short=wants[row.line], had=floors[row.line]) for row in rows if wants[row.line]]
    queue = run.serve_pins(afresh)
    for chosen in _PHASES:
        run.serve([row for row in queue if strategies[row.line] in chosen])
    decisions: dict[int, list[LineDecision]] = defaultdict(list)
    unmet: list[tuple[int, int]] = []
    for row in rows:
        made = run.made.get(row.line) or _wants_nothing(row, run)
        gets = made.gets - pooled[row.line]
        if strategies[row.line] is Strategy.WIN and gets < row.short and not run.obstacle(row):
            unmet.append((row.line, row.short - gets))
        if row.short or gets:
            reason = _reason(made.reason, row, gets)
            decisions[row.item].append(made._replace(asked=row.short, had=row.had, gets=gets, reason=reason))
    return Redistributed(dict(decisions), tuple(unmet))


_PHASES = (
    {Strategy.WIN},
    {Strategy.GAIN, Strategy.FREE, Strategy.KEEP_AT_MOST},
    {Strategy.LOSE},
)


def _floor(line: ScopedLine, strategy: Strategy, obstacle: Callable[[QueuedLine], Reason | None]) -> int:
    """Return what a line keeps whatever happens: all that it has where it may not lose, or must win and cannot now."""
    keeps = strategy is Strategy.GAIN or (strategy is Strategy.WIN and obstacle(line.queued))
    return line.queued.had if keeps else min(line.queued.had, line.fixed)


def _never_whole(capped: Sequence[QueuedLine], run: Filling) -> Iterator[int]:
    """Yield the all-or-nothing lines among `capped`, which may not gain, that are short or whose order is."""
    short = [row for row in capped if row.short and row.all_or_nothing and not run.obstacle(row)]
    lines = {row.line for row in short}
    orders = {row.order for row in short if row.ship_policy is ShipPolicy.ORDER_COMPLETE}
    for row in capped:
        if row.line in lines or (row.order in orders and row.ship_policy is ShipPolicy.ORDER_COMPLETE):
            yield row.line


def _wants_nothing(row: QueuedLine, run: Filling) -> LineDecision:
    """Return the decision about a line that is full or may have no more."""
    return LineDecision(row.line, 0, 0, 0, run.obstacle(row) or Reason.KEPT_AT_MOST, (), row.lifted)


def _with_pool(
    supplies: Mapping[int, Supply], rows: Iterable[QueuedLine], pooled: Mapping[int, int]
) -> dict[int, Supply]:
    """Return what there is to give once the lines have given back their part of it; a run by hand ends a pause."""
    returned: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if pooled[row.line]:
            returned[row.item].append((row.life, pooled[row.line]))
    grown = {item: supply._replace(paused=False) for item, supply in supplies.items()}
    for item, back in returned.items():
        supply = grown[item]
        lives = [
            Offer(life, left + sum(units for asked, units in back if asked >= life)) for life, left in supply.lives
        ]
        grown[item] = supply._replace(free=supply.free + sum(units for _, units in back), lives=tuple(lives))
    return grown


def _without_pool(
    demands: Mapping[ShareKey, Demand], rows: Sequence[QueuedLine], pooled: Mapping[int, int]
) -> Mapping[ShareKey, Demand]:
    """Return what customers have received without what they give back."""
    less = dict(demands)
    for row in rows:
        key = ShareKey(row.item, row.rank_class, row.customer)
        if pooled[row.line] and key in less:
            less[key] = less[key]._replace(received=less[key].received - pooled[row.line])
    return less


_TAKEN = frozenset(
    {Reason.OUT_OF_STOCK, Reason.PARTLY_FILLED, Reason.FAIR_SHARE, Reason.EQUAL_SHARE, Reason.GATHERS, Reason.PINNED}
)
"""Where a line lost by it, these say less than that others have its units now."""


def _reason(reason: Reason, row: QueuedLine, gets: int) -> Reason:
    """Return why a line gains or loses, from why it was given what it was given afresh."""
    if gets >= row.short:
        return Reason.FILLED
    if gets < 0 and reason in _TAKEN:
        return Reason.GIVEN_TO_OTHERS
    if reason is Reason.FILLED:
        return Reason.KEPT_AT_MOST
    return Reason.OUT_OF_STOCK if not gets and reason is Reason.PARTLY_FILLED else reason
