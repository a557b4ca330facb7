"""Who gives up stock that is no longer there: the end of the queue, and nobody more than is needed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.queues import FIRST_COME, LIVES, RULES, in_order, line, queues
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.losses import HeldLine, cut, reprieve
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.domain.supply import Supply

Case = tuple[dict[int, Supply], list[QueuedLine]]


def held(case: Case, softness: int) -> list[HeldLine]:
    """Return the lines of a case that hold something, part of it fixed to bins."""
    return [HeldLine(row, max(0, row.had - row.line % softness)) for row in case[1] if row.had]


def reference(excess: list[Offer], lines: list[HeldLine], rules: Rules) -> dict[int, int]:
    """Take one unit after the other from the last line that has any, then what it would hold for nobody; of what that
    takes beyond the need, let each line in its turn keep as much as it may.
    """
    soft = {held.queued: held.soft for held in lines}
    loose = {row: min(units, max(0, row.had - row.pinned)) for row, units in soft.items()}
    lost: Counter[QueuedLine] = Counter()
    for days, units in sorted(excess, reverse=True):
        last_first = [row for row in reversed(in_order(list(soft), rules)) if row.life >= days]
        for row in last_first:
            in_parts = row.ship_policy is ShipPolicy.PARTIAL or row.gathers
            began = lost[row]
            while lost[row] < loose[row]:
                useful = lost[row] == began or (in_parts and (row.had - lost[row]) % row.multiple == 0)
                if useful and sum(lost[other] for other in last_first) >= units:
                    break
                lost[row] += 1
        for row in last_first:
            while lost[row] < soft[row] and sum(lost[other] for other in last_first) < units:
                lost[row] += 1
    for row in in_order(list(soft), rules):
        lost[row] = min(_enough(row, soft[row], excess, lost), default=lost[row])
    return {row.line: units for row, units in lost.items() if units}


def _enough(row: QueuedLine, soft: int, excess: list[Offer], lost: Counter[QueuedLine]) -> list[int]:
    """Return how much less a line might have lost, by its terms and by what is needed."""
    loose = min(soft, max(0, row.had - row.pinned))
    in_parts = row.ship_policy is ShipPolicy.PARTIAL or row.gathers
    useful = [
        less for less in range(lost[row]) if less in (0, loose) or (in_parts and (row.had - less) % row.multiple == 0)
    ]
    return [
        less
        for less in useful
        if all(
            sum(units for other, units in lost.items() if other.life >= days) - (lost[row] - less) >= needed
            for days, needed in excess
            if row.life >= days
        )
    ]


UNSORTED = (LIVES[1], 0, LIVES[0])
EXCESS = st.one_of(
    st.integers(-1, 40).map(lambda units: [Offer(0, units)]),
    st.tuples(*[st.integers(-5, 15)] * len(UNSORTED)).map(lambda units: list(map(Offer, UNSORTED, units))),
)


@given(queues(), EXCESS, st.integers(1, 3), RULES)
def test_a_loss_is_what_taking_unit_by_unit_from_the_end_gives(
    case: Case, excess: list[Offer], softness: int, rules: Rules
) -> None:
    lines = held(case, softness)
    losers = cut(excess, lines, rules)
    assert {row.line: -row.gets for row in losers} == reference(excess, lines, rules)
    by_line = {row.queued.line: row.queued for row in lines}
    ranked = [row.line for row in in_order(list(by_line.values()), rules)]
    assert [row.line for row in losers] == [number for number in ranked if number in {row.line for row in losers}]
    for row in losers:
        queued = by_line[row.line]
        assert row == LineDecision(row.line, queued.short, queued.had, row.gets, Reason.CUT, (), queued.lifted)


@given(queues(), EXCESS, st.integers(1, 3), RULES)
def test_a_loss_is_covered_as_far_as_anything_is_soft(
    case: Case, excess: list[Offer], softness: int, rules: Rules
) -> None:
    lines = held(case, softness)
    lost = {row.line: -row.gets for row in cut(excess, lines, rules)}
    assert all(units > 0 for units in lost.values())
    for days, units in excess:
        asking = [row for row in lines if row.queued.life >= days]
        covered = sum(lost.get(row.queued.line, 0) for row in asking)
        assert covered >= min(units, sum(row.soft for row in asking))
    for row in lines:
        assert lost.get(row.queued.line, 0) <= row.soft


@given(queues(plain=True), st.integers(1, 40), st.integers(1, 3), RULES)
def test_nobody_loses_more_than_is_needed(case: Case, excess: int, softness: int, rules: Rules) -> None:
    losers = cut([Offer(0, excess)], held(case, softness), rules)
    taken = -sum(row.gets for row in losers)
    spared = taken + (losers[0].gets if losers else 0)
    assert spared < excess  # without the first of them it would not be enough


@given(queues(), EXCESS, st.integers(1, 3), RULES)
def test_no_loser_could_have_kept_more(case: Case, excess: list[Offer], softness: int, rules: Rules) -> None:
    lines = {row.queued.line: row for row in held(case, softness)}
    losers = cut(excess, list(lines.values()), rules)
    lost = Counter({lines[row.line].queued: -row.gets for row in losers})
    assert not any(_enough(row, lines[row.line].soft, excess, lost) for row in lost)


@given(queues(), EXCESS, st.integers(1, 3), RULES)
def test_what_is_pinned_is_lost_only_where_nothing_else_is_left(
    case: Case, excess: list[Offer], softness: int, rules: Rules
) -> None:
    lines = held(case, softness)
    lost = {row.line: -row.gets for row in cut(excess, lines, rules)}
    loose = {row.queued.line: min(row.soft, max(0, row.queued.had - row.queued.pinned)) for row in lines}
    broken = [row.queued for row in lines if lost.get(row.queued.line, 0) > loose[row.queued.line]]
    for pinned in broken:
        # For some life that it asks for, all who ask for that have lost what was not pinned, and no unit too many.
        assert any(
            sum(lost.get(row.queued.line, 0) for row in asking) <= units
            and all(lost.get(row.queued.line, 0) >= loose[row.queued.line] for row in asking)
            for days, units in excess
            if days <= pinned.life
            for asking in [[row for row in lines if row.queued.life >= days]]
        )


def test_the_last_in_the_queue_loses_first() -> None:
    lines = [HeldLine(line(number, 2, had=5), 5) for number in (1, 2, 3)]
    assert cut([Offer(0, 7)], lines, FIRST_COME) == [
        LineDecision(2, 2, 5, -2, Reason.CUT),
        LineDecision(3, 2, 5, -5, Reason.CUT),
    ]
    assert cut([Offer(0, 5)], lines, FIRST_COME) == [LineDecision(3, 2, 5, -5, Reason.CUT)]
    assert cut([Offer(0, 0)], lines, FIRST_COME) == []
    assert cut([Offer(0, 3)], [], FIRST_COME) == []


def test_what_is_fixed_to_a_bin_is_not_taken() -> None:
    lines = [HeldLine(line(1, had=5), 5), HeldLine(line(2, had=5), 1), HeldLine(line(3, had=5), 0)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 3)], lines, FIRST_COME)] == [(1, -2), (2, -1)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 99)], lines, FIRST_COME)] == [(1, -5), (2, -1)]


@pytest.mark.parametrize("policy", [ShipPolicy.LINE_COMPLETE, ShipPolicy.ORDER_COMPLETE])
def test_an_all_or_nothing_line_keeps_nothing_soft(policy: ShipPolicy) -> None:
    lines = [HeldLine(line(1, had=5), 5), HeldLine(line(2, had=5, ship_policy=policy), 5)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 1)], lines, FIRST_COME)] == [(2, -5)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 6)], lines, FIRST_COME)] == [(1, -1), (2, -5)]


@pytest.mark.parametrize(
    ("had", "soft", "excess", "loses"),
    [(12, 12, 1, 6), (12, 12, 6, 6), (12, 12, 7, 12), (13, 13, 1, 1), (13, 13, 2, 7), (12, 4, 1, 4), (5, 5, 1, 5)],
)
def test_a_line_keeps_whole_packs(had: int, soft: int, excess: int, loses: int) -> None:
    row = line(1, 20, had=had, multiple=6)
    assert cut([Offer(0, excess)], [HeldLine(row, soft)], FIRST_COME) == [LineDecision(1, 20, had, -loses, Reason.CUT)]


def test_what_the_loss_of_a_whole_line_leaves_is_kept_by_those_behind_it() -> None:
    whole = HeldLine(line(1, had=144, ship_policy=ShipPolicy.LINE_COMPLETE), 144)
    behind = [HeldLine(line(number, had=had), had) for number, had in ((2, 1), (3, 6), (4, 5))]
    assert [(row.line, row.gets) for row in cut([Offer(0, 86)], [whole, *behind], FIRST_COME)] == [(1, -144)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 140)], [whole, *behind], FIRST_COME)] == [
        (1, -144),
    ]
    # Those that come first in the queue keep theirs first.
    assert [(row.line, row.gets) for row in cut([Offer(0, 147)], [whole, *behind], FIRST_COME)] == [
        (1, -144),
        (4, -3),
    ]
    assert [(row.line, row.gets) for row in cut([Offer(0, 150)], [whole, *behind], FIRST_COME)] == [
        (1, -144),
        (3, -1),
        (4, -5),
    ]


def test_what_is_left_is_kept_in_packs_and_by_whole_lines_whole() -> None:
    whole = HeldLine(line(1, had=20, ship_policy=ShipPolicy.LINE_COMPLETE), 20)
    small = HeldLine(line(2, had=5, ship_policy=ShipPolicy.LINE_COMPLETE), 5)
    packs = HeldLine(line(3, had=12, multiple=6), 12)
    losses = {
        units: [(row.line, row.gets) for row in cut([Offer(0, units)], [whole, small, packs], FIRST_COME)]
        for units in (18, 20, 21, 25, 26, 27, 32, 33)
    }
    assert losses == {
        18: [(1, -20)],
        20: [(1, -20)],
        21: [(1, -20), (3, -6)],
        25: [(1, -20), (3, -6)],
        26: [(1, -20), (3, -6)],
        27: [(1, -20), (3, -12)],
        32: [(1, -20), (3, -12)],
        33: [(1, -20), (2, -5), (3, -12)],
    }


def test_what_is_left_is_kept_only_where_all_who_ask_for_as_long_a_life_lost_enough() -> None:
    whole = HeldLine(line(1, had=20, ship_policy=ShipPolicy.LINE_COMPLETE), 20)
    lasting = HeldLine(line(2, had=5, life=60), 5)
    # Ten are left by the whole line: of use to nobody who asks for 60 days, where those are missing.
    assert [(row.line, row.gets) for row in cut([Offer(0, 15), Offer(60, 4)], [whole, lasting], FIRST_COME)] == [
        (1, -20),
        (2, -4),
    ]
    assert [(row.line, row.gets) for row in cut([Offer(0, 15), Offer(60, 0)], [whole, lasting], FIRST_COME)] == [
        (1, -20)
    ]


def test_what_orders_give_back_besides_is_kept_by_others() -> None:
    lines = [
        HeldLine(line(1, had=4), 4),
        HeldLine(line(2, had=6, multiple=3), 6),
        HeldLine(line(3, had=5, ship_policy=ShipPolicy.ORDER_COMPLETE), 5),
        HeldLine(line(4, had=2, ship_policy=ShipPolicy.ORDER_COMPLETE), 2),
    ]
    [_, second, whole] = losers = cut([Offer(0, 12)], lines[:3], FIRST_COME)
    assert [(row.line, row.gets) for row in losers] == [(1, -1), (2, -6), (3, -5)]
    besides = LineDecision(4, 0, 2, -2, Reason.GIVEN_BACK)
    assert reprieve([Offer(0, 12)], lines, [*losers, besides], FIRST_COME) == [second, whole, besides]
    assert reprieve([Offer(0, 10)], lines, [*losers, besides], FIRST_COME) == [second._replace(gets=-3), whole, besides]
    # What lacks something else is of no use to its order, whatever is left.
    assert reprieve([Offer(0, 0)], lines, [*losers, besides], FIRST_COME) == [whole, besides]


def test_what_is_pinned_goes_last_and_no_more_of_it_than_is_needed() -> None:
    lines = [
        HeldLine(line(1, had=5), 5),
        HeldLine(line(2, had=6, pinned=4), 6),
        HeldLine(line(3, had=12, pinned=12, multiple=6), 12),
        HeldLine(line(4, had=5, pinned=3, ship_policy=ShipPolicy.LINE_COMPLETE), 5),
    ]
    losses = {units: [(row.line, row.gets) for row in cut([Offer(0, units)], lines, FIRST_COME)] for units in range(17)}
    assert losses[1] == losses[2] == [(4, -2)]
    assert losses[3] == [(2, -1), (4, -2)]
    assert losses[9] == [(1, -5), (2, -2), (4, -2)]
    assert losses[10] == [(1, -5), (2, -2), (4, -3)]
    assert losses[13] == [(1, -5), (2, -2), (3, -1), (4, -5)]


def test_what_is_on_a_pick_list_counts_for_what_is_pinned() -> None:
    lines = [HeldLine(line(1, had=5), 5), HeldLine(line(2, had=9, pinned=4), 6)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 6)], lines, FIRST_COME)] == [(1, -1), (2, -5)]
    assert [(row.line, row.gets) for row in cut([Offer(0, 11)], lines, FIRST_COME)] == [(1, -5), (2, -6)]


def test_a_line_that_gathers_keeps_whole_packs_like_any_other() -> None:
    row = line(1, 20, had=12, multiple=6, ship_policy=ShipPolicy.LINE_COMPLETE, lifted=True, gathers=True)
    assert cut([Offer(0, 1)], [HeldLine(row, 12)], FIRST_COME) == [
        LineDecision(1, 20, 12, -6, Reason.CUT, (), lifted=True)
    ]
    [whole] = cut([Offer(0, 1)], [HeldLine(row._replace(gathers=False), 12)], FIRST_COME)
    assert whole.gets == -12


def test_too_little_that_lasts_is_taken_from_those_who_ask_for_it() -> None:
    lines = [HeldLine(line(number, had=5, life=life), 5) for number, life in ((1, 60), (2, 30), (3, 60), (4, 0))]

    def losses(*excess: tuple[int, int]) -> list[tuple[int, int]]:
        return [(row.line, row.gets) for row in cut([Offer(*some) for some in excess], lines, FIRST_COME)]

    assert losses((0, 2), (30, 0), (60, -3)) == [(4, -2)]
    assert losses((0, 0), (60, 2)) == [(3, -2)]
    assert losses((0, 0), (60, 7)) == [(1, -2), (3, -5)]
    assert losses((0, 0), (30, 7)) == [(2, -2), (3, -5)]
    # What those who ask for 60 days lose covers the rest too.
    assert losses((0, 2), (30, 2), (60, 2)) == [(3, -2)]
    assert losses((0, 4), (30, 3), (60, 2)) == [(3, -3), (4, -1)]
