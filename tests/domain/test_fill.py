"""Who gets free stock in a sequence: against a slow reference that hands out pack by pack, and as examples."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.fill_reference import Shelf, reference
from tests.domain.queues import DAY, DUE_DATE, FIRST_COME, PLACED, RULES, TODAY, afterwards, in_order, line, queues
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules, queue_key
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Supply

Case = tuple[dict[int, Supply], list[QueuedLine]]
WHOLE = ShipPolicy.ORDER_COMPLETE
LINE = ShipPolicy.LINE_COMPLETE


@given(queues(), RULES)
def test_filling_is_what_handing_out_pack_by_pack_gives(case: Case, rules: Rules) -> None:
    supplies, lines = case
    assert fill(supplies, lines, rules) == reference(supplies, lines, rules)


@given(queues(), RULES)
def test_nobody_gets_more_than_asked_and_no_item_gives_more_than_it_has(case: Case, rules: Rules) -> None:
    supplies, lines = case
    decided = fill(supplies, lines, rules)
    by_line = {row.line: row for row in lines}
    for item, made in decided.items():
        assert sum(row.gets for row in made) <= max(0, supplies[item].free)
        for row in made:
            assert 0 <= row.gets <= row.asked == by_line[row.line].short
            assert row.had == by_line[row.line].had
            assert by_line[row.line].item == item
    assert Counter(row.line for made in decided.values() for row in made) == Counter(by_line.keys())


@given(queues(), RULES)
def test_no_line_takes_goods_that_expire_too_soon_or_are_protected_from_its_class(case: Case, rules: Rules) -> None:
    supplies, lines = case
    gets = {row.line: row.gets for made in fill(supplies, lines, rules).values() for row in made}
    for item, supply in supplies.items():
        for days, offered in supply.lives:
            taken = sum(gets[row.line] for row in lines if row.item == item and row.life >= days)
            assert taken <= max(0, offered)
        shut_out = [row for row in lines if row.item == item and supply.open_to and row.rank_class > supply.open_to]
        assert sum(gets[row.line] for row in shut_out) <= max(0, supply.free - supply.protected)


@given(queues(), RULES)
def test_only_what_is_pinned_passes_a_day_and_nothing_passes_a_hold(case: Case, rules: Rules) -> None:
    supplies, lines = case
    gets = {row.line: row.gets for made in fill(supplies, lines, rules).values() for row in made}
    shelf = Shelf(supplies, rules)
    for row in lines:
        if row.on_hold:
            assert gets[row.line] == 0
        elif shelf.obstacle(row):
            assert gets[row.line] <= max(0, row.pinned - row.had)


@given(queues(plain=True), RULES)
def test_whole_lines_and_orders_get_all_or_nothing_and_packs_stay_whole(case: Case, rules: Rules) -> None:
    supplies, lines = case
    gets = {row.line: row.gets for made in fill(supplies, lines, rules).values() for row in made}
    shelf = Shelf(supplies, rules)
    early = {row.line for row in lines if shelf.obstacle(row)}
    for row in lines:
        if row.line in early:
            assert gets[row.line] == 0
        elif row.ship_policy is ShipPolicy.PARTIAL and 0 < gets[row.line] < row.short:
            assert (row.had + gets[row.line]) % row.multiple == 0
        elif row.ship_policy is not ShipPolicy.PARTIAL:
            assert gets[row.line] in {0, row.short}
    for order in {row.order for row in lines if row.ship_policy is WHOLE}:
        due = [row for row in lines if row.order == order and row.line not in early]
        assert len({gets[row.line] == row.short for row in due}) <= 1


@given(queues([ShipPolicy.PARTIAL], plain=True), st.sampled_from([FIRST_COME, DUE_DATE]))
def test_partial_lines_are_served_in_the_order_of_the_queue(case: Case, rules: Rules) -> None:
    supplies, lines = case
    single = [row._replace(multiple=1) for row in lines]
    open_to_all = {item: supply._replace(open_to="", release_date=None) for item, supply in supplies.items()}
    for made in fill(open_to_all, single, rules).values():
        served = [row.gets > 0 for row in made]
        assert served == sorted(served, reverse=True)
        assert all(row.gets == row.asked for row in made[: max(0, served.count(True) - 1)])


@given(queues(), RULES)
def test_a_second_fill_right_after_the_first_gives_nothing(case: Case, rules: Rules) -> None:
    supplies, lines = case
    decided = fill(supplies, lines, rules)
    gets = {row.line: row.gets for made in decided.values() for row in made}
    again = fill(*afterwards(supplies, lines, gets), rules)
    assert [row for made in again.values() for row in made if row.gets] == []


@given(queues(), RULES, st.randoms(use_true_random=False))
def test_the_order_in_which_lines_are_listed_changes_nothing(case: Case, rules: Rules, chance: Random) -> None:
    supplies, lines = case
    shuffled = lines.copy()
    chance.shuffle(shuffled)
    assert fill(supplies, shuffled, rules) == fill(supplies, lines, rules)


@given(queues(), RULES)
def test_the_queue_is_one_total_order(case: Case, rules: Rules) -> None:
    _, lines = case
    key = queue_key(rules)
    assert len({key(row) for row in lines}) == len(lines)
    assert sorted(lines, key=key) == in_order(lines, rules)


def test_days_are_those_of_the_house() -> None:
    auckland = Rules(Policy.DUE_DATE, TODAY, 14, ZoneInfo("Pacific/Auckland"))
    # 20:00 UTC on 9 March is 9:00 on 10 March there, so that line is due on the 24th, after the other.
    placed = (date(2026, 3, 9) - date(1970, 1, 1)).days * DAY + 20 * DAY // 24
    late = line(1, placed_at=placed)
    dated = line(2, placed_at=placed + DAY, due=date(2026, 3, 23))
    assert sorted([late, dated], key=queue_key(auckland)) == [dated, late]
    assert sorted([late, dated], key=queue_key(DUE_DATE)) == [late, dated]


def test_class_comes_before_lifted_before_the_rule_before_placing_before_number() -> None:
    rows = [
        line(1, rank_class="C", lifted=True, placed_at=PLACED - DAY, due=date(2026, 1, 1)),
        line(2, placed_at=PLACED, due=date(2026, 3, 9)),
        line(3, placed_at=PLACED, due=date(2026, 3, 8)),
        line(4, placed_at=PLACED - 1, due=date(2026, 3, 9)),
        line(5, lifted=True, placed_at=PLACED + DAY),
        line(6, rank_class="A", placed_at=PLACED + 9 * DAY),
        line(7, placed_at=PLACED),
    ]
    assert [row.line for row in sorted(rows, key=queue_key(FIRST_COME))] == [6, 5, 4, 2, 3, 7, 1]
    # Line 7 names no day: it is due 14 days after 20 February, on 6 March.
    assert [row.line for row in sorted(rows, key=queue_key(DUE_DATE))] == [6, 5, 7, 3, 4, 2, 1]


def decided(free: int, *rows: QueuedLine, **supply: object) -> list[tuple[int, int, str]]:
    """Return (line, gets, reason) of a fill of item 1."""
    made = fill({1: Supply(free, **supply)}, rows, FIRST_COME)  # type: ignore[arg-type]
    return [(row.line, row.gets, row.reason.value) for row in made.get(1, [])]


@pytest.mark.parametrize(
    ("free", "rows", "expected"),
    [
        (5, [line(1, 3), line(2, 4), line(3, 1)], [(1, 3, "filled"), (2, 2, "partly-filled"), (3, 0, "out-of-stock")]),
        (0, [line(1, 3)], [(1, 0, "out-of-stock")]),
        (-4, [line(1, 3)], [(1, 0, "out-of-stock")]),
        (10, [line(1, 13, multiple=6)], [(1, 6, "partly-filled")]),
        (13, [line(1, 13, multiple=6)], [(1, 13, "filled")]),
        (5, [line(1, 12, multiple=6), line(2, 5)], [(1, 0, "pack-does-not-fit"), (2, 5, "filled")]),
        (2, [line(1, 9, had=4, multiple=6)], [(1, 2, "partly-filled")]),
        (1, [line(1, 9, had=4, multiple=6)], [(1, 0, "pack-does-not-fit")]),
        (3, [line(1, 4, ship_policy=LINE), line(2, 3)], [(1, 0, "line-must-ship-complete"), (2, 3, "filled")]),
        (4, [line(1, 4, ship_policy=LINE), line(2, 3)], [(1, 4, "filled"), (2, 0, "out-of-stock")]),
        (1, [line(2, 1, rank_class="A"), line(1, 1)], [(2, 1, "filled"), (1, 0, "out-of-stock")]),
        (9, [], []),
    ],
)
def test_one_item_is_given_out(free: int, rows: list[QueuedLine], expected: list[tuple[int, int, str]]) -> None:
    assert decided(free, *rows) == expected


def test_protected_stock_is_for_the_classes_it_is_open_to() -> None:
    rows = [line(1, 2, rank_class="A"), line(2, 5, rank_class="B"), line(3, 5, rank_class="C")]
    only = "only-protected-stock-left"
    assert decided(8, *rows, protected=4, open_to="A") == [(1, 2, "filled"), (2, 2, "partly-filled"), (3, 0, only)]
    assert decided(8, *rows, protected=4, open_to="B") == [(1, 2, "filled"), (2, 5, "filled"), (3, 0, only)]
    assert decided(8, *rows, protected=4) == [(1, 2, "filled"), (2, 5, "filled"), (3, 1, "partly-filled")]


def test_nothing_is_given_before_its_day() -> None:
    for ahead, expected in ((1, (1, 0, "not-before")), (0, (1, 3, "filled")), (-1, (1, 3, "filled"))):
        assert decided(9, line(1, 3), release_date=TODAY + timedelta(ahead)) == [expected]


def test_an_order_that_ships_whole_waits_for_all_its_items_and_says_which_are_short() -> None:
    order = [line(1, 4, order=9, ship_policy=WHOLE), line(2, 5, order=9, item=2, ship_policy=WHOLE)]
    later = [line(3, 2), line(4, 2, item=2)]
    made = fill({1: Supply(9), 2: Supply(3)}, [*order, *later], FIRST_COME)
    assert [(row.line, row.gets, row.reason, row.short_items) for row in made[1] + made[2]] == [
        (1, 0, Reason.ORDER_INCOMPLETE, ((2, 2),)),
        (3, 2, Reason.FILLED, ()),
        (2, 0, Reason.ORDER_INCOMPLETE, ((2, 2),)),
        (4, 2, Reason.FILLED, ()),
    ]
    made = fill({1: Supply(4), 2: Supply(6)}, [*order, *later], FIRST_COME)
    assert [(row.line, row.gets) for row in made[1] + made[2]] == [(1, 4), (3, 0), (2, 5), (4, 1)]


def test_an_order_is_tried_at_the_rank_of_its_first_line() -> None:
    order = [
        line(1, 4, order=9, ship_policy=WHOLE),
        line(7, 4, order=9, item=2, placed_at=PLACED + 7, ship_policy=WHOLE),
    ]
    made = fill({1: Supply(4), 2: Supply(4)}, [*order, line(3, 4, item=2)], FIRST_COME)
    assert [(row.line, row.gets) for row in made[2]] == [(3, 0), (7, 4)]


def test_a_pre_order_in_a_whole_order_does_not_hold_up_the_rest() -> None:
    order = [line(1, 4, order=9, ship_policy=WHOLE), line(2, 4, order=9, item=2, ship_policy=WHOLE)]
    made = fill({1: Supply(4), 2: Supply(9, release_date=TODAY + timedelta(1))}, order, FIRST_COME)
    assert [(row.line, row.gets, row.reason) for row in made[1] + made[2]] == [
        (1, 4, Reason.FILLED),
        (2, 0, Reason.NOT_BEFORE),
    ]


def test_only_the_quantity_that_is_pinned_comes_first() -> None:
    pinned = line(3, 6, rank_class="C", pinned=2)
    ahead = [line(1, 4, rank_class="A"), line(2, 4)]
    expected = [(1, 4, "filled"), (2, 4, "filled"), (3, 4, "partly-filled")]
    assert decided(12, *ahead, pinned) == expected
    assert decided(7, *ahead, pinned) == [(1, 4, "filled"), (2, 1, "partly-filled"), (3, 2, "only-what-is-pinned")]
    assert decided(1, *ahead, pinned) == [(1, 0, "out-of-stock"), (2, 0, "out-of-stock"), (3, 1, "only-what-is-pinned")]
    assert decided(0, pinned) == [(3, 0, "out-of-stock")]
    # What it holds already is the pinned part; of what is pinned beyond what it wants there is nothing to give.
    assert decided(8, *ahead, pinned._replace(had=2))[2] == (3, 0, "out-of-stock")
    assert decided(9, *ahead, line(3, 1, pinned=5)) == [(1, 4, "filled"), (2, 4, "filled"), (3, 1, "filled")]


def test_a_pin_passes_days_and_the_horizon_but_no_hold_and_takes_nobody_elses_stock() -> None:
    tomorrow, near = TODAY + timedelta(1), replace(FIRST_COME, horizon=0)
    row = line(1, 5, pinned=2, not_before=tomorrow, due=tomorrow)
    for supply, rules in ((Supply(9), near), (Supply(9, release_date=tomorrow), FIRST_COME)):
        assert fill({1: supply}, [row], rules) == {1: [LineDecision(1, 5, 0, 2, Reason.PINNED)]}
        assert fill({1: supply}, [row._replace(short=2)], rules) == {1: [LineDecision(1, 2, 0, 2, Reason.FILLED)]}
        assert fill({1: supply}, [row._replace(on_hold=True)], rules) == {1: [LineDecision(1, 5, 0, 0, Reason.ON_HOLD)]}
    assert decided(-3, line(1, 5, pinned=5)) == [(1, 0, "out-of-stock")]
    assert decided(4, line(1, 5, pinned=5), protected=4, open_to="A") == [(1, 0, "only-protected-stock-left")]


def test_a_pinned_part_takes_no_heed_of_packs_and_of_the_rest_of_its_order() -> None:
    assert decided(4, line(1, 12, multiple=6, pinned=4)) == [(1, 4, "only-what-is-pinned")]
    # With what is pinned the line stands at 4: two more make a whole pack.
    assert decided(7, line(1, 12, multiple=6, pinned=4)) == [(1, 6, "partly-filled")]
    order = [line(1, 4, order=9, ship_policy=WHOLE, pinned=4), line(2, 5, order=9, item=2, ship_policy=WHOLE, pinned=1)]
    assert fill({1: Supply(9), 2: Supply(4)}, order, FIRST_COME) == {
        1: [LineDecision(1, 4, 0, 4, Reason.FILLED)],
        2: [LineDecision(2, 5, 0, 1, Reason.PINNED, ((2, 1),))],
    }


def test_a_line_waits_for_its_own_day_and_for_the_horizon() -> None:
    for ahead, gets in ((-1, 3), (0, 3), (1, 0)):
        why = "filled" if gets else "not-before"
        assert decided(9, line(1, 3, not_before=TODAY + timedelta(ahead))) == [(1, gets, why)]
    waiting = [line(1, 3, due=TODAY + timedelta(5)), line(2, 3, due=TODAY + timedelta(4)), line(3, 3)]
    made = fill({1: Supply(4)}, waiting, replace(FIRST_COME, horizon=4))
    assert [(row.line, row.gets, row.reason) for row in made[1]] == [
        (1, 0, Reason.BEYOND_HORIZON),
        (2, 3, Reason.FILLED),
        (3, 1, Reason.PARTLY_FILLED),
    ]
    assert decided(4, *waiting)[0] == (1, 3, "filled")


def test_while_an_item_is_paused_nobody_gets_it_but_who_is_pinned() -> None:
    """A pin is a person's word: what is given by it is not given by itself."""
    rows = [line(1, 3), line(2, 3, pinned=3), line(3, 3, ship_policy=LINE), line(4, 3, on_hold=True, pinned=3)]
    paused = "paused-after-an-undo"
    assert decided(9, *rows, paused=True) == [(1, 0, paused), (2, 3, "filled"), (3, 0, paused), (4, 0, "on-hold")]
    part = line(2, 7, pinned=4)
    assert decided(9, rows[0], part, paused=True) == [(1, 0, paused), (2, 4, "only-what-is-pinned")]
    assert decided(3, rows[0], part, paused=True) == [(1, 0, paused), (2, 3, "only-what-is-pinned")]
    assert decided(0, part, paused=True) == [(2, 0, paused)]
    order = [line(1, 4, order=9, ship_policy=WHOLE), line(2, 4, order=9, item=2, ship_policy=WHOLE)]
    made = fill({1: Supply(9), 2: Supply(9, paused=True)}, order, FIRST_COME)
    assert [(row.gets, row.short_items) for row in made[1] + made[2]] == [(0, ((2, 4),))] * 2


def test_an_order_on_hold_keeps_its_place_and_gets_no_stock() -> None:
    held = line(1, 3, on_hold=True)
    assert decided(4, held, line(2, 3)) == [(1, 0, "on-hold"), (2, 3, "filled")]
    assert decided(4, held._replace(on_hold=False), line(2, 3)) == [(1, 3, "filled"), (2, 1, "partly-filled")]


def test_rank_decides_but_a_line_takes_only_what_lasts_as_long_as_it_asks() -> None:
    lives = (Offer(30, 5), Offer(60, 2))
    rows = [line(1, 4, life=60), line(2, 4, life=30), line(3, 4)]
    assert decided(9, *rows, lives=lives) == [(1, 2, "partly-filled"), (2, 3, "partly-filled"), (3, 4, "filled")]
    # The first line takes what would last long enough for the others too.
    assert decided(9, *rows[1:], rows[0]._replace(line=9, placed_at=PLACED + 9), lives=lives) == [
        (2, 4, "filled"),
        (3, 4, "filled"),
        (9, 1, "partly-filled"),
    ]
    too_soon = "lots-expire-too-soon"
    assert decided(9, line(1, 4, life=60), lives=(Offer(30, 5), Offer(60, 0))) == [(1, 0, too_soon)]
    assert decided(9, line(1, 4, life=60), lives=(Offer(30, -1), Offer(60, 3))) == [(1, 0, too_soon)]
    assert decided(2, line(1, 2), line(2, 4, life=60), lives=(Offer(60, 4),))[1] == (2, 0, "out-of-stock")
    assert decided(9, line(1, 4, life=60, ship_policy=LINE), lives=lives) == [(1, 0, "line-must-ship-complete")]


def test_a_whole_order_takes_what_lasts_long_enough_or_says_what_is_short_of_that() -> None:
    order = [line(1, 3, order=9, life=60, ship_policy=WHOLE), line(2, 3, order=9, life=30, ship_policy=WHOLE)]
    made = fill({1: Supply(9, lives=(Offer(30, 5), Offer(60, 3)))}, order, FIRST_COME)[1]
    assert [(row.gets, row.short_items) for row in made] == [(0, ((1, 1),)), (0, ((1, 1),))]
    made = fill({1: Supply(9, lives=(Offer(30, 6), Offer(60, 3)))}, order, FIRST_COME)[1]
    assert [(row.gets, row.reason) for row in made] == [(3, Reason.FILLED), (3, Reason.FILLED)]


@pytest.mark.parametrize("policy", [LINE, WHOLE])
def test_a_lifted_line_that_may_gather_takes_parts_until_it_is_full(policy: ShipPolicy) -> None:
    row = line(9, 12, ship_policy=policy, lifted=True, gathers=True, multiple=4)
    assert decided(10, line(1, 4), row) == [(9, 8, "gathers-its-stock"), (1, 2, "partly-filled")]
    assert decided(3, row) == [(9, 0, "gathers-its-stock")]
    assert decided(12, row) == [(9, 12, "filled")]
    assert decided(10, row._replace(gathers=False))[0][1] == 0
