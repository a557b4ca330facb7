"""Generated queues, and the order they stand in, said step by step rather than as a sort key."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import cmp_to_key

from hypothesis import strategies as st

from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey, Supply

TODAY = date(2026, 3, 2)
DAY = 86_400_000_000
"""Microseconds."""
PLACED = (date(2026, 2, 20) - date(1970, 1, 1)).days * DAY
FIRST_COME = Rules(Policy.FIRST_COME, TODAY, 14, UTC)
DUE_DATE = Rules(Policy.DUE_DATE, TODAY, 14, UTC)
RULES = st.sampled_from(
    [
        FIRST_COME,
        DUE_DATE,
        replace(DUE_DATE, due_days=0),
        replace(FIRST_COME, horizon=4),
        replace(DUE_DATE, horizon=5),
    ]
)
LIVES = (30, 60)
"""The shelf lives that lines of these queues may ask for, in days."""


def line(number: int, short: int = 1, **more: object) -> QueuedLine:
    """Return a waiting line of class B, item 1, in an order of its own, placed in the order of the numbers."""
    plain = QueuedLine(number, number, 1, "B", False, PLACED + number, None, short, 0, 1, ShipPolicy.PARTIAL)
    return plain._replace(**more)  # type: ignore[arg-type]


@st.composite
def queues(
    draw: st.DrawFn, policies: Sequence[ShipPolicy] = tuple(ShipPolicy), *, plain: bool = False
) -> tuple[dict[int, Supply], list[QueuedLine]]:
    """Draw what some items have to give, and the lines that wait for them.

    Where they are `plain`, nothing is pinned or held, no line has a day of its own, gathers or asks for shelf life.
    """
    seldom = st.just(False) if plain else st.sampled_from([False, False, False, True])
    days = st.sampled_from([None, None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1)])
    offers = st.tuples(*[st.integers(-2, 30)] * len(LIVES)).map(lambda left: tuple(map(Offer, LIVES, left)))
    supply = st.builds(
        Supply,
        st.integers(-2, 30),
        st.integers(0, 8),
        st.sampled_from(["", "A", "B"]),
        days,
        st.just(()) if plain else offers,
        seldom,
    )
    items = draw(st.integers(1, 3))
    supplies = {item: draw(supply) for item in range(1, items + 1)}
    order = st.tuples(st.sampled_from("ABC"), st.integers(0, 3), st.sampled_from(policies), st.integers(1, 3), seldom)
    orders = draw(st.lists(order, min_size=1, max_size=5))
    dues = st.sampled_from([None, date(2026, 2, 20), date(2026, 3, 6), date(2026, 3, 7)])
    pins = st.just(0) if plain else st.sampled_from([0, 0, 0, 1, 3, 6, 12])
    lines = []
    for number in range(1, draw(st.integers(0, 9)) + 1):
        of = draw(st.integers(0, len(orders) - 1))
        rank_class, placed, policy, customer, on_hold = orders[of]
        gathers = policy is not ShipPolicy.PARTIAL and draw(seldom)
        lines.append(
            QueuedLine(
                number,
                of,
                draw(st.integers(1, items)),
                rank_class,
                gathers or draw(st.booleans()),
                PLACED + placed * DAY // 2,
                draw(dues),
                draw(st.integers(1, 13)),
                draw(st.integers(0, 7)),
                draw(st.sampled_from([1, 1, 2, 3, 6])),
                policy,
                customer,
                0 if plain else draw(st.sampled_from([0, 0, *LIVES])),
                draw(pins),
                on_hold,
                None if plain else draw(days),
                gathers,
            )
        )
    return supplies, draw(st.permutations(lines))


def stands_before(one: QueuedLine, other: QueuedLine, rules: Rules) -> bool:
    """Return whether `one` is served before `other`."""
    if one.rank_class != other.rank_class:
        return one.rank_class < other.rank_class
    if one.lifted != other.lifted:
        return one.lifted
    if rules.policy is Policy.DUE_DATE and due_day(one, rules) != due_day(other, rules):
        return due_day(one, rules) < due_day(other, rules)
    if one.placed_at != other.placed_at:
        return one.placed_at < other.placed_at
    return one.line < other.line


def due_day(row: QueuedLine, rules: Rules) -> date:
    """Return the day by which a line is ranked under `due-date`."""
    if row.due is not None:
        return row.due
    return date(1970, 1, 1) + timedelta(days=row.placed_at // DAY + rules.due_days)


def in_order(lines: Sequence[QueuedLine], rules: Rules) -> list[QueuedLine]:
    """Return `lines` as the queue has them."""

    def compare(one: QueuedLine, other: QueuedLine) -> int:
        return -1 if stands_before(one, other, rules) else 1

    return sorted(lines, key=cmp_to_key(compare))


def afterwards(
    supplies: Mapping[int, Supply], lines: Sequence[QueuedLine], gets: Mapping[int, int]
) -> tuple[dict[int, Supply], list[QueuedLine]]:
    """Return what there is to give, and the lines that still wait, once each line (id) has got its units."""
    less = dict(supplies)
    for row in lines:
        units, supply = gets[row.line], less[row.item]
        lives = tuple(Offer(days, left - units * (row.life >= days)) for days, left in supply.lives)
        less[row.item] = supply._replace(free=supply.free - units, lives=lives)
    still = [row._replace(short=row.short - gets[row.line], had=row.had + gets[row.line]) for row in lines]
    return less, [row for row in still if row.short]


Shared = tuple[dict[int, Supply], list[QueuedLine], dict[ShareKey, Demand]]


@st.composite
def shared(draw: st.DrawFn, cases: st.SearchStrategy[tuple[dict[int, Supply], list[QueuedLine]]]) -> Shared:
    """Draw what the customers of a queue have ordered and received, at least what their lines say."""
    supplies, lines = draw(cases)
    demands: dict[ShareKey, Demand] = {}
    for row in lines:
        key = ShareKey(row.item, row.rank_class, row.customer)
        if key not in demands:
            shipped = draw(st.sampled_from([0, 0, 5, 20]))
            demands[key] = Demand(draw(st.sampled_from([1, 1, 2, 7])), shipped, shipped)
        weight, ordered, received = demands[key]
        demands[key] = Demand(weight, ordered + row.short + row.had, received + row.had)
    return supplies, lines, demands


def demands_afterwards(
    demands: Mapping[ShareKey, Demand], lines: Sequence[QueuedLine], gets: Mapping[int, int]
) -> dict[ShareKey, Demand]:
    """Return the demands once each line (id) has got its units."""
    more = dict(demands)
    for row in lines:
        key = ShareKey(row.item, row.rank_class, row.customer)
        more[key] = more[key]._replace(received=more[key].received + gets[row.line])
    return more
