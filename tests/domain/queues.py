"""Generated queues, and the order they stand in, said step by step rather than as a sort key."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from functools import cmp_to_key

from hypothesis import strategies as st

from warehouse_app.domain.allocation import QueuedLine, Rules, Supply
from warehouse_app.domain.statuses import Policy, ShipPolicy

TODAY = date(2026, 3, 2)
DAY = 86_400_000_000
"""Microseconds."""
PLACED = (date(2026, 2, 20) - date(1970, 1, 1)).days * DAY
FIRST_COME = Rules(Policy.FIRST_COME, TODAY, 14, UTC)
DUE_DATE = Rules(Policy.DUE_DATE, TODAY, 14, UTC)
RULES = st.sampled_from([FIRST_COME, DUE_DATE, Rules(Policy.DUE_DATE, TODAY, 0, UTC)])


def line(number: int, short: int = 1, **more: object) -> QueuedLine:
    """Return a waiting line of class B, item 1, in an order of its own, placed in the order of the numbers."""
    plain = QueuedLine(number, number, 1, "B", False, PLACED + number, None, short, 0, 1, ShipPolicy.PARTIAL)
    return plain._replace(**more)  # type: ignore[arg-type]


@st.composite
def queues(
    draw: st.DrawFn, policies: Sequence[ShipPolicy] = tuple(ShipPolicy)
) -> tuple[dict[int, Supply], list[QueuedLine]]:
    """Draw what some items have to give, and the lines that wait for them."""
    days = st.sampled_from([None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1)])
    supply = st.builds(Supply, st.integers(-2, 30), st.integers(0, 8), st.sampled_from(["", "A", "B"]), days)
    items = draw(st.integers(1, 3))
    supplies = {item: draw(supply) for item in range(1, items + 1)}
    order = st.tuples(st.sampled_from("ABC"), st.integers(0, 3), st.sampled_from(policies))
    orders = draw(st.lists(order, min_size=1, max_size=5))
    lines = []
    for number in range(1, draw(st.integers(0, 9)) + 1):
        of = draw(st.integers(0, len(orders) - 1))
        rank_class, placed, policy = orders[of]
        multiple = draw(st.sampled_from([1, 1, 2, 3, 6]))
        lines.append(
            QueuedLine(
                number,
                of,
                draw(st.integers(1, items)),
                rank_class,
                draw(st.booleans()),
                PLACED + placed * DAY // 2,
                draw(st.sampled_from([None, date(2026, 2, 20), date(2026, 3, 6), date(2026, 3, 7)])),
                draw(st.integers(1, 13)),
                draw(st.integers(0, 7)),
                multiple,
                policy,
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
