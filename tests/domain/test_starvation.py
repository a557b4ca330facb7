"""Who was passed over in a receipt: told from its decisions, in rank order."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.queues import DUE_DATE, FIRST_COME, Shared, queues, shared
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import Rules
from warehouse_app.domain.starvation import passed_over
from warehouse_app.domain.statuses import Policy


def test_who_got_nothing_while_a_later_line_of_the_class_did_is_passed_over() -> None:
    decisions = [
        LineDecision(1, 9, 0, 0, Reason.LINE_INCOMPLETE),
        LineDecision(2, 9, 0, 3, Reason.PARTLY_FILLED),
        LineDecision(3, 9, 0, 0, Reason.PACK),
        LineDecision(4, 2, 0, 2, Reason.FILLED),
        LineDecision(5, 9, 0, 0, Reason.OUT_OF_STOCK),
    ]
    one_class = dict.fromkeys(range(1, 6), "B")
    assert passed_over(decisions, one_class) == {1, 3}
    assert passed_over(iter(decisions), one_class | {2: "C", 4: "C"}) == frozenset()
    assert passed_over([], {}) == frozenset()


@pytest.mark.parametrize("reason", [Reason.ON_HOLD, Reason.NOT_BEFORE, Reason.BEYOND_HORIZON, Reason.AWAITS_RECEIPT])
def test_who_waits_for_something_else_is_not_starved(reason: Reason) -> None:
    decisions = [LineDecision(1, 9, 0, 0, reason), LineDecision(2, 9, 0, 3, Reason.FILLED)]
    assert passed_over(decisions, {1: "B", 2: "B"}) == frozenset()


def test_who_loses_passes_nobody_over() -> None:
    decisions = [LineDecision(1, 9, 0, 0, Reason.OUT_OF_STOCK), LineDecision(2, 0, 3, -3, Reason.CUT)]
    assert passed_over(decisions, {1: "B", 2: "B"}) == frozenset()


def later(decisions: Sequence[LineDecision], place: int, class_of: dict[int, str]) -> list[LineDecision]:
    """Return the decisions about later lines of the same class."""
    own = class_of[decisions[place].line]
    return [row for row in decisions[place + 1 :] if class_of[row.line] == own]


@given(shared(queues()), st.sampled_from([FIRST_COME, DUE_DATE, replace(FIRST_COME, policy=Policy.FAIR_SHARE)]))
def test_of_any_fill_those_are_passed_over_who_wait_for_stock_and_saw_it_go_to_later_ones(
    case: Shared, rules: Rules
) -> None:
    supplies, lines, demands = case
    class_of = {row.line: row.rank_class for row in lines}
    on_hold = {row.line for row in lines if row.on_hold}
    elsewhere = {Reason.ON_HOLD, Reason.NOT_BEFORE, Reason.BEYOND_HORIZON, Reason.AWAITS_RECEIPT}
    for decisions in fill(supplies, lines, rules, demands).values():
        found = passed_over(decisions, class_of)
        for place, row in enumerate(decisions):
            happier = any(other.gets > 0 for other in later(decisions, place, class_of))
            assert (row.line in found) is (row.gets == 0 and happier and row.reason not in elsewhere)
        assert not found & on_hold
