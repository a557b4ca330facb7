"""Who gives up stock that is no longer there: the end of the queue, and nobody more than is needed."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.queues import FIRST_COME, RULES, in_order, line, queues
from warehouse_app.domain.allocation import HeldLine, QueuedLine, Rules, Supply, cut
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.statuses import ShipPolicy

Case = tuple[dict[int, Supply], list[QueuedLine]]


def held(case: Case, softness: int) -> list[HeldLine]:
    """Return the lines of a case that hold something, part of it fixed to bins."""
    return [HeldLine(row, max(0, row.had - row.line % softness)) for row in case[1] if row.had]


def reference(excess: int, lines: list[HeldLine], rules: Rules) -> dict[int, int]:
    """Take one unit after the other from the last line that has any, then what it would hold for nobody."""
    soft = {row.queued.line: row.soft for row in lines}
    lost: Counter[int] = Counter()
    for row in reversed(in_order([row.queued for row in lines], rules)):
        while excess > sum(lost.values()) and soft[row.line]:
            soft[row.line] -= 1
            lost[row.line] += 1
        if lost[row.line] and row.ship_policy is not ShipPolicy.PARTIAL:
            lost[row.line] += soft[row.line]
        while lost[row.line] and soft[row.line] and row.ship_policy is ShipPolicy.PARTIAL:
            if (row.had - lost[row.line]) % row.multiple == 0:
                break
            soft[row.line] -= 1
            lost[row.line] += 1
    return {number: units for number, units in lost.items() if units}


@settings(max_examples=300)
@given(queues(), st.integers(-1, 40), st.integers(1, 3), RULES)
def test_a_loss_is_what_taking_unit_by_unit_from_the_end_gives(
    case: Case, excess: int, softness: int, rules: Rules
) -> None:
    lines = held(case, softness)
    losers = cut(excess, lines, rules)
    assert {row.line: -row.gets for row in losers} == reference(excess, lines, rules)
    by_line = {row.queued.line: row.queued for row in lines}
    ranked = [row.line for row in in_order(list(by_line.values()), rules)]
    assert [row.line for row in losers] == [number for number in ranked if number in {row.line for row in losers}]
    for row in losers:
        assert (row.asked, row.had) == (by_line[row.line].short, by_line[row.line].had)
        assert (row.reason, row.short_items) == (Reason.CUT, ())


@given(queues(), st.integers(1, 40), st.integers(1, 3), RULES)
def test_a_loss_is_covered_as_far_as_anything_is_soft(case: Case, excess: int, softness: int, rules: Rules) -> None:
    lines = held(case, softness)
    soft = {row.queued.line: row.soft for row in lines}
    losers = cut(excess, lines, rules)
    taken = -sum(row.gets for row in losers)
    assert taken >= min(excess, sum(soft.values()))
    assert all(0 < -row.gets <= soft[row.line] for row in losers)
    spared = taken + (losers[0].gets if losers else 0)
    assert spared < excess  # without the first of them it would not be enough


def test_the_last_in_the_queue_loses_first() -> None:
    lines = [HeldLine(line(number, 2, had=5), 5) for number in (1, 2, 3)]
    assert cut(7, lines, FIRST_COME) == [
        LineDecision(2, 2, 5, -2, Reason.CUT),
        LineDecision(3, 2, 5, -5, Reason.CUT),
    ]
    assert cut(5, lines, FIRST_COME) == [LineDecision(3, 2, 5, -5, Reason.CUT)]
    assert cut(0, lines, FIRST_COME) == []
    assert cut(3, [], FIRST_COME) == []


def test_what_is_fixed_to_a_bin_is_not_taken() -> None:
    lines = [HeldLine(line(1, had=5), 5), HeldLine(line(2, had=5), 1), HeldLine(line(3, had=5), 0)]
    assert [(row.line, row.gets) for row in cut(3, lines, FIRST_COME)] == [(1, -2), (2, -1)]
    assert [(row.line, row.gets) for row in cut(99, lines, FIRST_COME)] == [(1, -5), (2, -1)]


@pytest.mark.parametrize("policy", [ShipPolicy.LINE_COMPLETE, ShipPolicy.ORDER_COMPLETE])
def test_an_all_or_nothing_line_keeps_nothing_soft(policy: ShipPolicy) -> None:
    lines = [HeldLine(line(1, had=5), 5), HeldLine(line(2, had=5, ship_policy=policy), 5)]
    assert [(row.line, row.gets) for row in cut(1, lines, FIRST_COME)] == [(2, -5)]
    assert [(row.line, row.gets) for row in cut(6, lines, FIRST_COME)] == [(1, -1), (2, -5)]


@pytest.mark.parametrize(
    ("had", "soft", "excess", "loses"),
    [(12, 12, 1, 6), (12, 12, 6, 6), (12, 12, 7, 12), (13, 13, 1, 1), (13, 13, 2, 7), (12, 4, 1, 4), (5, 5, 1, 5)],
)
def test_a_line_keeps_whole_packs(had: int, soft: int, excess: int, loses: int) -> None:
    row = line(1, 20, had=had, multiple=6)
    assert cut(excess, [HeldLine(row, soft)], FIRST_COME) == [LineDecision(1, 20, had, -loses, Reason.CUT)]
