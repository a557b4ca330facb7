"""Scopes of runs that allocate afresh, and what there is to give when all that may be has been given back."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from tests.domain.fill_reference import Shelf
from tests.domain.queues import (
    DUE_DATE,
    FIRST_COME,
    Shared,
    afterwards,
    demands_afterwards,
    queues,
    shared,
)
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.redistribution import Redistributed, ScopedLine
from warehouse_app.domain.statuses import Policy, ShipPolicy, Strategy
from warehouse_app.domain.supply import Demand, ShareKey, Supply

FAIR = replace(FIRST_COME, policy=Policy.FAIR_SHARE)
RULES = st.sampled_from(
    [FIRST_COME, replace(DUE_DATE, horizon=4), FAIR, replace(FIRST_COME, policy=Policy.EQUAL_SHARE)]
)
STRATEGIES = st.fixed_dictionaries(dict.fromkeys((1, 2, 3), st.sampled_from(Strategy)))
"""By customer."""
Scope = tuple[dict[int, Supply], list[ScopedLine], dict[ShareKey, Demand]]


CASES = shared(queues())


@st.composite
def scopes(draw: st.DrawFn, cases: st.SearchStrategy[Shared] = CASES, *, most_fixed: int = 9) -> Scope:
    """Draw open lines, some of them full, with what of it is fixed."""
    supplies, lines, demands = draw(cases)
    scope = []
    for row in lines:
        full = row.had > 0 and draw(st.booleans())
        fixed = min(row.had, max(row.pinned, draw(st.sampled_from([0, 0, 1, most_fixed])))) if most_fixed else 0
        scope.append(ScopedLine(row._replace(short=0) if full else row, fixed))
    return supplies, scope, demands


def by(strategies: Mapping[int, Strategy]) -> Callable[[QueuedLine], Strategy]:
    return lambda row: strategies[row.customer]


def net(made: Redistributed, lines: Sequence[ScopedLine]) -> Counter[int]:
    """Return what each line gains or loses."""
    gets = Counter({row.queued.line: 0 for row in lines})
    gets.update({row.line: row.gets for some in made.decisions.values() for row in some})
    return gets


def by_hand(supplies: Mapping[int, Supply]) -> dict[int, Supply]:
    """Return what there is to give to a run by hand: for such a one nothing is paused."""
    return {item: supply._replace(paused=False) for item, supply in supplies.items()}


def returned(row: ScopedLine, strategy: Strategy, shelf: Shelf) -> int:
    """Return what a line puts into the pool: nothing where it may not lose, or must win and cannot be served now."""
    stays = strategy is Strategy.GAIN or (strategy is Strategy.WIN and shelf.obstacle(row.queued) is not None)
    return 0 if stays else max(0, row.queued.had - row.fixed)


def pooled(
    scope: Scope, strategies: Mapping[int, Strategy], rules: Rules
) -> tuple[dict[int, Supply], list[QueuedLine], dict[ShareKey, Demand]]:
    """Return the case of a fill that stands when everything has been given back."""
    supplies, lines, demands = scope
    shelf = Shelf(supplies, rules)
    back = {row.queued.line: returned(row, strategies[row.queued.customer], shelf) for row in lines}
    negative = {number: -units for number, units in back.items()}
    rows = [row.queued for row in lines]
    pool, _ = afterwards(supplies, rows, negative)
    capped = [row for row in rows if strategies[row.customer] is Strategy.KEEP_AT_MOST]

    def stays_short(row: QueuedLine) -> bool:
        """Return whether it may not gain what it would need to be whole."""
        return row in capped and row.short > 0 and not shelf.obstacle(row) and not row.gathers

    afresh = []
    for row in rows:
        wants = back[row.line] if row in capped else row.short + back[row.line]
        of_order = [
            other for other in rows if (other.order, other.ship_policy) == (row.order, ShipPolicy.ORDER_COMPLETE)
        ]
        never_whole = stays_short(row) if row.ship_policy is not ShipPolicy.PARTIAL else False
        if row.ship_policy is ShipPolicy.ORDER_COMPLETE:
            never_whole = any(map(stays_short, of_order))
        afresh.append(row._replace(short=0 if never_whole else wants, had=row.had - back[row.line]))
    return by_hand(pool), afresh, demands_afterwards(demands, rows, negative)


def why(afresh: LineDecision, row: QueuedLine, gets: int, *, capped: bool) -> Reason:
    """Return the reason of what a line gains or loses in the end."""
    nobody_took_it = {
        *(Reason.ON_HOLD, Reason.NOT_BEFORE, Reason.BEYOND_HORIZON, Reason.LINE_INCOMPLETE, Reason.ORDER_INCOMPLETE),
        *(Reason.PACK, Reason.PROTECTED, Reason.LIFE, Reason.KEPT_FOR_PACK, Reason.KEPT_AT_MOST, Reason.PAUSED),
        *(Reason.AWAITS_RECEIPT, Reason.KEPT_FOR_RECEIPT),
    }
    if gets == row.short:
        return Reason.FILLED
    if capped and afresh.reason is Reason.FILLED:
        return Reason.KEPT_AT_MOST
    if gets < 0 and afresh.reason not in nobody_took_it:
        return Reason.GIVEN_TO_OTHERS
    return Reason.OUT_OF_STOCK if (gets, afresh.reason) == (0, Reason.PARTLY_FILLED) else afresh.reason
