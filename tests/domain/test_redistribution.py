"""Allocating afresh: against a slow reference, by what no such run may do, and as examples."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from tests.domain.fill_reference import Reference, Shelf
from tests.domain.queues import (
    FIRST_COME,
    TODAY,
    afterwards,
    demands_afterwards,
    in_order,
    line,
    queues,
    shared,
)
from tests.domain.redistribution_reference import (
    FAIR,
    RULES,
    STRATEGIES,
    Scope,
    by,
    by_hand,
    net,
    pooled,
    returned,
    scopes,
    why,
)
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.redistribution import Redistributed, ScopedLine, redistribute
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import ShipPolicy, Strategy
from warehouse_app.domain.supply import Demand, ShareKey, Supply


@given(scopes(), RULES, STRATEGIES)
def test_allocating_afresh_is_a_fill_in_three_parts_of_what_was_given_back(
    scope: Scope, rules: Rules, strategies: dict[int, Strategy]
) -> None:
    supplies, lines, demands = scope
    made = redistribute(supplies, lines, rules, demands, by(strategies))
    pool, afresh, less = pooled(scope, strategies, rules)

    def is_one_of(*some: Strategy) -> Callable[[QueuedLine], bool]:
        return lambda row: strategies[row.customer] in some

    middle = is_one_of(Strategy.GAIN, Strategy.FREE, Strategy.KEEP_AT_MOST)
    waiting = [row for row in afresh if row.short]
    filled = Reference(pool, waiting, rules, less, (is_one_of(Strategy.WIN), middle, is_one_of(Strategy.LOSE)))
    outcome = {row.line: filled.decision(row) for row in filled.queue}
    expected: dict[int, list[LineDecision]] = {}
    unmet = []
    for row in in_order([row.queued for row in lines], rules):
        [scoped] = [some for some in lines if some.queued == row]
        strategy = strategies[row.customer]
        reason = Shelf(supplies, rules).obstacle(row) or Reason.KEPT_AT_MOST
        nothing = LineDecision(row.line, 0, 0, 0, reason, (), row.lifted)
        new = outcome.get(row.line, nothing)
        gets = new.gets - returned(scoped, strategy, Shelf(supplies, rules))
        if strategy is Strategy.WIN and gets < row.short and not Shelf(supplies, rules).obstacle(row):
            unmet.append((row.line, row.short - gets))
        if row.short or gets:
            reason = why(new, row, gets, capped=strategy is Strategy.KEEP_AT_MOST)
            expected.setdefault(row.item, []).append(
                new._replace(asked=row.short, had=row.had, gets=gets, reason=reason)
            )
    assert made == Redistributed(expected, tuple(unmet))


@given(scopes(), RULES, STRATEGIES)
def test_no_unit_is_made_or_lost_and_what_is_fixed_stays(
    scope: Scope, rules: Rules, strategies: dict[int, Strategy]
) -> None:
    supplies, lines, demands = scope
    gets = net(redistribute(supplies, lines, rules, demands, by(strategies)), lines)
    for row in lines:
        has = row.queued.had + gets[row.queued.line]
        assert has >= min(row.queued.had, row.fixed)
        assert gets[row.queued.line] <= row.queued.short
    shelf = Shelf(supplies, rules)
    for item, supply in supplies.items():
        of_item = [row for row in lines if row.queued.item == item]
        back = sum(returned(row, strategies[row.queued.customer], shelf) for row in of_item)
        # Where more was allocated than there is, what comes back covers that first.
        assert sum(gets[row.queued.line] for row in of_item) <= max(supply.free, -back)
        for days, offered in supply.lives:
            asking = [row for row in of_item if row.queued.life >= days]
            back = sum(returned(row, strategies[row.queued.customer], shelf) for row in asking)
            assert sum(gets[row.queued.line] for row in asking) <= max(offered, -back)


@given(scopes(), RULES, STRATEGIES)
def test_every_strategy_keeps_its_promise(scope: Scope, rules: Rules, strategies: dict[int, Strategy]) -> None:
    supplies, lines, demands = scope
    made = redistribute(supplies, lines, rules, demands, by(strategies))
    gets = net(made, lines)
    unmet = dict(made.unmet)
    for row, _ in lines:
        strategy = strategies[row.customer]
        if strategy is Strategy.WIN:
            is_due = Shelf(supplies, rules).obstacle(row) is None
            assert unmet.pop(row.line, 0) == (row.short - gets[row.line] if is_due else 0)
            assert is_due or gets[row.line] >= 0
        elif strategy is Strategy.GAIN:
            assert gets[row.line] >= 0
        elif strategy is Strategy.KEEP_AT_MOST:
            assert gets[row.line] <= 0
    assert unmet == {}


@given(scopes(shared(queues([ShipPolicy.PARTIAL], plain=True))), RULES, STRATEGIES)
def test_nobody_who_gives_all_back_is_served_before_the_others_and_winners_come_first(
    scope: Scope, rules: Rules, strategies: dict[int, Strategy]
) -> None:
    supplies, lines, demands = scope
    open_to_all = {item: Supply(supply.free) for item, supply in supplies.items()}
    singles = [ScopedLine(row._replace(multiple=1, due=None), fixed) for row, fixed in lines]
    gets = net(redistribute(open_to_all, singles, rules, demands, by(strategies)), singles)
    ends = {row.queued.line: row.queued.had + gets[row.queued.line] for row in singles}
    free_of = {Strategy.WIN: 0, Strategy.GAIN: 1, Strategy.FREE: 1, Strategy.LOSE: 2}
    for row, fixed in singles:
        served = ends[row.line] > (row.had if strategies[row.customer] is Strategy.GAIN else fixed)
        part = free_of.get(strategies[row.customer], 1)
        for other, _ in singles:
            before = free_of.get(strategies[other.customer])
            if served and other.item == row.item and before is not None and before < part:
                assert ends[other.line] == other.had + other.short


@given(scopes(), RULES)
def test_an_order_that_ships_whole_ends_whole_or_with_what_is_fixed(scope: Scope, rules: Rules) -> None:
    supplies, lines, demands = scope
    gets = net(redistribute(supplies, lines, rules, demands), lines)
    shelf = Shelf(supplies, rules)
    full: dict[int, set[bool]] = {}
    for row, fixed in lines:
        if row.ship_policy is not ShipPolicy.PARTIAL and not row.gathers and not shelf.obstacle(row):
            has = row.had + gets[row.line]
            assert has == row.had + row.short or has == fixed or fixed < has <= row.pinned
            if row.ship_policy is ShipPolicy.ORDER_COMPLETE and has > max(fixed, row.pinned):
                full.setdefault(row.order, set()).add(True)
            elif row.ship_policy is ShipPolicy.ORDER_COMPLETE and has < row.had + row.short:
                full.setdefault(row.order, set()).add(False)
    assert all(len(outcomes) == 1 for outcomes in full.values())


@given(scopes(), RULES, STRATEGIES)
def test_a_line_that_stays_full_and_keeps_its_units_is_not_among_the_decisions(
    scope: Scope, rules: Rules, strategies: dict[int, Strategy]
) -> None:
    supplies, lines, demands = scope
    decisions = redistribute(supplies, lines, rules, demands, by(strategies)).decisions
    decided = {row.line for some in decisions.values() for row in some}
    assert all(some for some in decisions.values())
    for row, fixed in lines:
        if row.short:
            assert row.line in decided
        elif fixed == row.had:
            assert row.line not in decided
    assert all(row.asked or row.gets for some in decisions.values() for row in some)


@given(scopes(), RULES, STRATEGIES)
def test_a_second_run_right_after_the_first_changes_nothing(
    scope: Scope, rules: Rules, strategies: dict[int, Strategy]
) -> None:
    supplies, lines, demands = scope
    gets = net(redistribute(supplies, lines, rules, demands, by(strategies)), lines)
    rows = [row for row, _ in lines]
    less, _ = afterwards(supplies, rows, gets)
    moved = [
        ScopedLine(row._replace(short=row.short - gets[row.line], had=row.had + gets[row.line]), fixed)
        for row, fixed in lines
    ]
    more = demands_afterwards(demands, rows, gets)
    assert not any(net(redistribute(less, moved, rules, more, by(strategies)), moved).values())


@given(scopes(most_fixed=0), RULES)
def test_where_nothing_is_fixed_it_is_a_fill_from_scratch(scope: Scope, rules: Rules) -> None:
    supplies, lines, demands = scope
    gets = net(redistribute(supplies, lines, rules, demands), lines)
    rows = [row for row, _ in lines]
    nothing = {row.line: -row.had for row in rows}
    pool, _ = afterwards(supplies, rows, nothing)
    empty = [row._replace(short=row.short + row.had, had=0) for row in rows]
    filled = fill(by_hand(pool), empty, rules, demands_afterwards(demands, rows, nothing))
    scratch = {row.line: row.gets for some in filled.values() for row in some}
    assert {row.line: row.had + gets[row.line] for row in rows} == scratch


def afresh(
    free: int, *lines: ScopedLine, rules: Rules = FIRST_COME, strategies: Mapping[int, Strategy] | None = None
) -> list[tuple[int, int, str]]:
    """Return (line, gets, reason) of item 1; a line is its own customer, and free unless its strategy is given."""
    rows = [ScopedLine(row._replace(customer=row.line), fixed) for row, fixed in lines]
    demands = {ShareKey(1, row.rank_class, row.line): Demand(1, row.short + row.had, row.had) for row, _ in rows}
    made = redistribute(
        {1: Supply(free)}, rows, rules, demands, lambda row: (strategies or {}).get(row.line, Strategy.FREE)
    )
    return [(row.line, row.gets, row.reason.value) for row in made.decisions.get(1, [])]


FIRST = ScopedLine(line(1, 6), 0)
LATER = ScopedLine(line(2, 0, had=6), 1)
LAST = ScopedLine(line(3, 2, had=4), 0)


def test_an_earlier_line_takes_what_is_not_fixed_from_later_ones() -> None:
    assert afresh(0, FIRST, LATER, LAST) == [
        (1, 6, "filled"),
        (2, -2, "given-to-others"),
        (3, -4, "given-to-others"),
    ]
    assert afresh(8, FIRST, LATER, LAST) == [(1, 6, "filled"), (3, 2, "filled")]
    assert afresh(7, FIRST, LATER, LAST) == [(1, 6, "filled"), (3, 1, "partly-filled")]
    assert afresh(6, FIRST, LATER, LAST) == [(1, 6, "filled"), (3, 0, "out-of-stock")]
    assert afresh(0, LATER, ScopedLine(line(9, 0, had=3), 3)) == []


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (Strategy.WIN, [(1, 3, "partly-filled"), (2, -5, "given-to-others"), (3, 2, "filled")]),
        (Strategy.GAIN, [(1, 5, "partly-filled"), (2, -5, "given-to-others"), (3, 0, "out-of-stock")]),
        (Strategy.KEEP_AT_MOST, [(1, 6, "filled"), (2, -2, "given-to-others"), (3, -4, "given-to-others")]),
        (Strategy.LOSE, [(1, 6, "filled"), (2, -2, "given-to-others"), (3, -4, "given-to-others")]),
    ],
)
def test_what_the_last_line_may_win_or_lose(strategy: Strategy, expected: list[tuple[int, int, str]]) -> None:
    assert afresh(0, FIRST, LATER, LAST, strategies={3: strategy}) == expected


def test_a_winner_who_cannot_be_full_is_named_with_what_it_lacks() -> None:
    supplies = {1: Supply(3)}
    lines = [ScopedLine(line(1, 9, customer=1), 0), ScopedLine(line(2, 0, had=4, customer=2), 2)]
    winner = by({1: Strategy.WIN, 2: Strategy.FREE})
    made = redistribute(supplies, lines, FIRST_COME, strategy_of=winner)
    assert made.unmet == ((1, 4),)
    assert [(row.line, row.gets) for row in made.decisions[1]] == [(1, 5), (2, -2)]
    assert redistribute({1: Supply(7)}, lines, FIRST_COME, strategy_of=winner).unmet == ()
    held = [ScopedLine(line(1, 9, customer=1, on_hold=True), 0)]
    assert redistribute(supplies, held, FIRST_COME, strategy_of=winner).unmet == ()  # for want of stock it is not


def test_who_keeps_at_most_what_it_has_gains_nothing_though_there_is_enough() -> None:
    assert afresh(9, LAST, strategies={3: Strategy.KEEP_AT_MOST}) == [(3, 0, "may-not-gain")]
    whole = ScopedLine(line(3, 2, had=4, ship_policy=ShipPolicy.LINE_COMPLETE), 1)
    # It cannot become whole, so it gives back what nothing fixes.
    assert afresh(9, whole, strategies={3: Strategy.KEEP_AT_MOST}) == [(3, -3, "may-not-gain")]
    assert afresh(9, whole) == [(3, 2, "filled")]


def test_a_whole_order_that_may_not_gain_gives_back_its_other_lines_too() -> None:
    order = [
        ScopedLine(line(1, 0, had=4, order=9, customer=1, ship_policy=ShipPolicy.ORDER_COMPLETE), 0),
        ScopedLine(line(2, 3, item=2, order=9, customer=1, ship_policy=ShipPolicy.ORDER_COMPLETE), 0),
    ]
    supplies = {1: Supply(0), 2: Supply(9)}
    capped = by({1: Strategy.KEEP_AT_MOST})
    made = redistribute(supplies, order, FIRST_COME, strategy_of=capped)
    assert [(row.line, row.gets) for some in made.decisions.values() for row in some] == [(1, -4), (2, 0)]
    # A line that is not due yet keeps nobody from staying whole.
    order[1] = ScopedLine(order[1].queued._replace(not_before=TODAY + timedelta(1)), 0)
    made = redistribute(supplies, order, FIRST_COME, strategy_of=capped)
    assert made.decisions == {2: [LineDecision(2, 3, 0, 0, Reason.NOT_BEFORE)]}


def test_pins_come_before_winners() -> None:
    pinned = ScopedLine(line(3, 5, had=1, pinned=4), 1)
    assert afresh(2, FIRST, pinned, strategies={1: Strategy.WIN}) == [
        (1, 0, "out-of-stock"),
        (3, 2, "only-what-is-pinned"),
    ]
    assert afresh(5, FIRST, pinned, strategies={1: Strategy.WIN}) == [
        (1, 2, "partly-filled"),
        (3, 3, "only-what-is-pinned"),
    ]


def test_shares_are_divided_afresh_by_what_is_left_to_each() -> None:
    one, two = ScopedLine(line(1, 0, had=12), 2), ScopedLine(line(2, 12), 0)
    assert afresh(0, one, two, rules=FAIR) == [(1, -6, "given-to-others"), (2, 6, "fair-share")]
    assert afresh(0, one._replace(fixed=9), two, rules=FAIR) == [(1, -3, "given-to-others"), (2, 3, "fair-share")]


def test_who_is_on_hold_or_not_due_gives_back_what_is_not_fixed() -> None:
    held = ScopedLine(line(1, 2, had=4, on_hold=True), 1)
    early = ScopedLine(line(2, 0, had=4, not_before=TODAY + timedelta(1)), 0)
    assert afresh(0, held, early) == [(1, -3, "on-hold"), (2, -4, "not-before")]


def test_who_must_win_and_is_on_hold_or_not_due_keeps_what_it_has() -> None:
    held = ScopedLine(line(1, 2, had=4, on_hold=True), 1)
    early = ScopedLine(line(2, 0, had=4, not_before=TODAY + timedelta(1)), 0)
    far = ScopedLine(line(3, 3, had=2, due=TODAY + timedelta(5)), 0)
    rules = replace(FIRST_COME, horizon=4)
    wins = dict.fromkeys((1, 2, 3), Strategy.WIN)
    assert afresh(0, held, early, far, ScopedLine(line(4, 9), 0), strategies=wins, rules=rules) == [
        (1, 0, "on-hold"),
        (3, 0, "beyond-the-horizon"),
        (4, 0, "out-of-stock"),
    ]
    assert afresh(0, held, strategies={1: Strategy.LOSE}) == [(1, -3, "on-hold")]


def test_where_more_is_allocated_than_there_is_what_comes_back_covers_that_first() -> None:
    assert afresh(-3, FIRST, LATER) == [(1, 2, "partly-filled"), (2, -5, "given-to-others")]
    assert afresh(-9, FIRST, LATER) == [(1, 0, "out-of-stock"), (2, -5, "given-to-others")]


def test_goods_that_last_come_back_to_those_who_ask_for_them() -> None:
    lines = [ScopedLine(line(1, 4, life=60), 0), ScopedLine(line(2, 0, had=3, life=60), 0), ScopedLine(line(3, 2), 0)]
    made = redistribute({1: Supply(2, lives=(Offer(30, 2), Offer(60, 0)))}, lines, FIRST_COME)
    assert [(row.line, row.gets, row.reason) for row in made.decisions[1]] == [
        (1, 3, Reason.PARTLY_FILLED),
        (2, -3, Reason.LIFE),
        (3, 2, Reason.FILLED),
    ]
