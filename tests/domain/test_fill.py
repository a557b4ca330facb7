"""Who gets free stock: against a slow reference that hands out one pack at a time, and as examples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.queues import DAY, DUE_DATE, FIRST_COME, PLACED, RULES, TODAY, in_order, line, queues
from warehouse_app.domain.allocation import QueuedLine, Rules, Supply, fill, queue_key
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.statuses import Policy, ShipPolicy

Case = tuple[dict[int, Supply], list[QueuedLine]]
WHOLE = ShipPolicy.ORDER_COMPLETE
LINE = ShipPolicy.LINE_COMPLETE


class Shelf:
    """What is left of each item, handed out piece by piece."""

    def __init__(self, supplies: Mapping[int, Supply], today: date) -> None:
        self.supplies, self.today = supplies, today
        self.given: Counter[int] = Counter()

    def early(self, row: QueuedLine) -> bool:
        day = self.supplies[row.item].release_date
        return day is not None and day > self.today

    def left(self, item: int) -> int:
        return max(self.supplies[item].free, 0) - self.given[item]

    def may_take(self, row: QueuedLine) -> int:
        """Return how many single units the line could take now."""
        supply = self.supplies[row.item]
        sees_all = supply.open_to == "" or row.rank_class in "ABC"[: "ABC".index(supply.open_to) + 1]
        kept_back = 0 if sees_all else supply.protected
        return len(range(kept_back, self.left(row.item)))

    def packs(self, row: QueuedLine) -> int:
        """Give the line one pack after the other while the next one fits; return the units."""
        got = 0
        while got < row.short:
            to_border = row.multiple - (row.had + got) % row.multiple
            pack = min(to_border, row.short - got)
            if pack > self.may_take(row):
                break
            self.given[row.item] += pack
            got += pack
        return got

    def all_of(self, rows: Sequence[QueuedLine]) -> bool:
        """Give every row all that it is short of, or nothing to any."""
        before = self.given.copy()
        for row in rows:
            for _ in range(row.short):
                if not self.may_take(row):
                    self.given = before
                    return False
                self.given[row.item] += 1
        return True

    def missing(self, rows: Sequence[QueuedLine]) -> tuple[tuple[int, int], ...]:
        wants: Counter[int] = Counter()
        for row in rows:
            wants[row.item] += row.short
        one_of = {row.item: row for row in rows}
        short = {item: units - self.may_take(one_of[item]) for item, units in wants.items()}
        return tuple((item, short[item]) for item in sorted(short) if short[item] > 0)


def reference(
    supplies: Mapping[int, Supply], lines: Sequence[QueuedLine], rules: Rules
) -> dict[int, list[LineDecision]]:
    """Decide as the words of the rule say, line by line."""
    shelf = Shelf(supplies, rules.today)
    tried: dict[int, tuple[tuple[int, int], ...]] = {}
    decisions: dict[int, list[LineDecision]] = {}
    for row in in_order(lines, rules):
        missing: tuple[tuple[int, int], ...] = ()
        if shelf.early(row):
            gets, why = 0, Reason.NOT_BEFORE
        elif row.ship_policy is WHOLE:
            if row.order not in tried:
                together = [r for r in lines if (r.order, r.ship_policy) == (row.order, WHOLE) and not shelf.early(r)]
                tried[row.order] = () if shelf.all_of(together) else shelf.missing(together)
            missing = tried[row.order]
            gets, why = (0, Reason.ORDER_INCOMPLETE) if missing else (row.short, Reason.FILLED)
        else:
            could, there = shelf.may_take(row), shelf.left(row.item)
            gets = row.short * shelf.all_of([row]) if row.ship_policy is LINE else shelf.packs(row)
            why = reason(row, gets, could, there)
        decisions.setdefault(row.item, []).append(LineDecision(row.line, row.short, row.had, gets, why, missing))
    return decisions


def reason(row: QueuedLine, gets: int, could: int, there: int) -> Reason:
    if gets == row.short:
        return Reason.FILLED
    if gets > 0:
        return Reason.PARTLY_FILLED
    if there == 0:
        return Reason.OUT_OF_STOCK
    if could == 0:
        return Reason.PROTECTED
    return Reason.LINE_INCOMPLETE if row.ship_policy is LINE else Reason.PACK


@settings(max_examples=400)
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
def test_whole_lines_and_orders_get_all_or_nothing_and_packs_stay_whole(case: Case, rules: Rules) -> None:
    supplies, lines = case
    gets = {row.line: row.gets for made in fill(supplies, lines, rules).values() for row in made}
    early = {item for item, supply in supplies.items() if supply.release_date and supply.release_date > TODAY}
    for row in lines:
        if row.item in early:
            assert gets[row.line] == 0
        elif row.ship_policy is ShipPolicy.PARTIAL and 0 < gets[row.line] < row.short:
            assert (row.had + gets[row.line]) % row.multiple == 0
        elif row.ship_policy is not ShipPolicy.PARTIAL:
            assert gets[row.line] in {0, row.short}
    for order in {row.order for row in lines if row.ship_policy is WHOLE}:
        due = [row for row in lines if row.order == order and row.item not in early]
        assert len({gets[row.line] == row.short for row in due}) <= 1


@given(queues([ShipPolicy.PARTIAL]), RULES)
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
    less = {
        item: supply._replace(free=supply.free - sum(row.gets for row in decided.get(item, [])))
        for item, supply in supplies.items()
    }
    still = [row._replace(short=row.short - gets[row.line], had=row.had + gets[row.line]) for row in lines]
    again = fill(less, [row for row in still if row.short], rules)
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
