"""Who gets free stock by shares: against a slow reference, by what must hold of every fill, and as examples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.fill_reference import Shelf, reference
from tests.domain.queues import FIRST_COME, TODAY, Shared, afterwards, demands_afterwards, line, queues, shared
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey, Supply

FAIR = replace(FIRST_COME, policy=Policy.FAIR_SHARE)
EQUAL = replace(FIRST_COME, policy=Policy.EQUAL_SHARE)
SPILL = st.sampled_from([FAIR, EQUAL, replace(FAIR, horizon=4)])
RULES = st.one_of(SPILL, SPILL.map(lambda rules: replace(rules, strict=True)))
PARTIAL = [ShipPolicy.PARTIAL]
ANY = shared(queues())


def in_packs_of(pack: int) -> st.SearchStrategy[Shared]:
    """Draw divisible lines that want and hold whole packs of one size, of items that are free for all."""

    def whole(case: tuple[dict[int, Supply], list[QueuedLine]]) -> tuple[dict[int, Supply], list[QueuedLine]]:
        supplies, lines = case
        free = {item: Supply(supply.free) for item, supply in supplies.items()}
        return free, [row._replace(multiple=pack, short=row.short * pack, had=row.had * pack) for row in lines]

    return shared(queues(PARTIAL, plain=True).map(whole))


def in_one_class(case: tuple[dict[int, Supply], list[QueuedLine]]) -> tuple[dict[int, Supply], list[QueuedLine]]:
    """Let all lines of a case share one item."""
    supplies, lines = case
    return supplies, [row._replace(item=1, rank_class="B", lifted=False) for row in lines]


EQUAL_PACKS = st.sampled_from([1, 2, 6]).flatmap(in_packs_of)


def units(made: Mapping[int, Sequence[LineDecision]]) -> dict[int, int]:
    """Return what each line gets."""
    return {row.line: row.gets for some in made.values() for row in some}


def totals(lines: Sequence[QueuedLine], gets: Mapping[int, int]) -> Counter[tuple[int, str, int]]:
    """Return what each customer gets of an item in a class."""
    got: Counter[tuple[int, str, int]] = Counter()
    for row in lines:
        got[row.item, row.rank_class, row.customer] += gets[row.line]
    return got


@given(ANY, RULES)
def test_filling_by_shares_is_what_handing_out_pack_by_pack_gives(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    assert fill(supplies, lines, rules, demands) == reference(supplies, lines, rules, demands)


@given(shared(queues(PARTIAL).map(in_one_class)), RULES)
def test_dividing_among_one_class_is_what_handing_out_pack_by_pack_gives(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    assert fill(supplies, lines, rules, demands) == reference(supplies, lines, rules, demands)


@given(ANY, SPILL)
def test_nothing_is_left_that_fits_a_line_which_may_use_it(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    gets = units(fill(supplies, lines, rules, demands))
    left, still = afterwards(supplies, lines, gets)
    shelf = Shelf(left, rules)
    for row in still:
        # What an open receipt still brings may have some of what is there kept for whoever counts on it.
        if row.ship_policy is ShipPolicy.PARTIAL and not shelf.obstacle(row) and not supplies[row.item].announced:
            assert shelf.may_take(row) < min(row.multiple - row.had % row.multiple, row.short)


@given(ANY, RULES)
def test_no_line_gets_more_than_asked_and_nothing_gives_more_than_it_has(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    gets = units(fill(supplies, lines, rules, demands))
    assert gets.keys() == {row.line for row in lines}
    assert all(0 <= gets[row.line] <= row.short for row in lines)
    for item, supply in supplies.items():
        of_item = [row for row in lines if row.item == item]
        assert sum(gets[row.line] for row in of_item) <= max(0, supply.free)
        for days, offered in supply.lives:
            assert sum(gets[row.line] for row in of_item if row.life >= days) <= max(0, offered)
        shut_out = [row for row in of_item if supply.open_to and row.rank_class > supply.open_to]
        assert sum(gets[row.line] for row in shut_out) <= max(0, supply.free - supply.protected)


@given(EQUAL_PACKS, SPILL)
def test_one_more_pack_leaves_no_customer_with_less(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    pack = lines[0].multiple if lines else 1
    more = {item: supply._replace(free=supply.free + pack) for item, supply in supplies.items()}
    before = totals(lines, units(fill(supplies, lines, rules, demands)))
    after = totals(lines, units(fill(more, lines, rules, demands)))
    assert all(after[who] >= got for who, got in before.items())


@given(ANY, RULES, st.permutations([1, 2, 3]), st.randoms(use_true_random=False))
def test_the_order_of_lists_and_the_names_of_customers_change_nothing(
    case: Shared, rules: Rules, names: list[int], chance: Random
) -> None:
    supplies, lines, demands = case
    renamed = [row._replace(customer=names[row.customer - 1]) for row in lines]
    chance.shuffle(renamed)
    keys = [(key._replace(customer=names[key.customer - 1]), demand) for key, demand in demands.items()]
    chance.shuffle(keys)
    assert fill(supplies, renamed, rules, dict(keys)) == fill(supplies, lines, rules, demands)


@given(EQUAL_PACKS, SPILL, st.data())
def test_cutting_a_line_at_pack_borders_changes_no_customers_total(
    case: Shared, rules: Rules, data: st.DataObject
) -> None:
    supplies, lines, demands = case
    cut = []
    for row in lines:
        first = data.draw(st.integers(1, row.short // row.multiple)) * row.multiple
        cut.append(row._replace(line=2 * row.line, short=first))
        if first < row.short:
            cut.append(row._replace(line=2 * row.line + 1, short=row.short - first, had=0))
    whole = totals(lines, units(fill(supplies, lines, rules, demands)))
    assert totals(cut, units(fill(supplies, cut, rules, demands))) == whole


@given(EQUAL_PACKS, SPILL, st.integers(0, 30))
def test_two_receipts_give_the_same_as_one_of_both(case: Shared, rules: Rules, second: int) -> None:
    supplies, lines, demands = case
    at_once = {item: Supply(max(0, supply.free) + second) for item, supply in supplies.items()}
    first = units(fill(supplies, lines, rules, demands))
    left, still = afterwards({item: Supply(max(0, supply.free)) for item, supply in supplies.items()}, lines, first)
    more = {item: Supply(supply.free + second) for item, supply in left.items()}
    then = units(fill(more, still, rules, demands_afterwards(demands, lines, first)))
    together = {number: got + then.get(number, 0) for number, got in first.items()}
    assert together == units(fill(at_once, lines, rules, demands))


@given(ANY, RULES)
def test_a_second_fill_right_after_the_first_gives_nothing(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    gets = units(fill(supplies, lines, rules, demands))
    again = units(fill(*afterwards(supplies, lines, gets), rules, demands_afterwards(demands, lines, gets)))
    assert not any(again.values())


@given(ANY, RULES)
def test_what_a_class_is_given_does_not_depend_on_those_below_it(case: Shared, rules: Rules) -> None:
    supplies, lines, demands = case
    unpinned = [row._replace(pinned=0) for row in lines]
    above = [row for row in unpinned if row.rank_class < "C"]
    all_of_them, only_above = (units(fill(supplies, some, rules, demands)) for some in (unpinned, above))
    assert only_above == {row.line: all_of_them[row.line] for row in above}


def claims(free: int, rules: Rules, *wanted: int, **supply: Any) -> list[tuple[int, str]]:
    """Return (units, reason) of customers with a line each, who have received nothing yet."""
    lines = [line(number, units, customer=number) for number, units in enumerate(wanted, 1)]
    return decided(free, rules, *lines, **supply)


def decided(
    free: int, rules: Rules, *lines: QueuedLine, received: Mapping[int, int] | None = None, **supply: object
) -> list[tuple[int, str]]:
    """Return (units, reason) of lines of item 1 in queue order; `received` is by customer, shipped."""
    demands: dict[ShareKey, Demand] = {}
    for row in lines:
        key = ShareKey(1, row.rank_class, row.customer)
        shipped = (received or {}).get(row.customer, 0)
        _, ordered, has = demands.get(key, Demand(1, shipped, shipped))
        demands[key] = Demand(1, ordered + row.short + row.had, has + row.had)
    made = fill({1: Supply(free, **supply)}, lines, rules, demands)  # type: ignore[arg-type]
    return [(row.gets, row.reason.value) for row in made[1]]


def test_claims_of_10_4_20_and_6_on_24_units() -> None:
    assert [gets for gets, _ in claims(24, FAIR, 10, 4, 20, 6)] == [6, 2, 12, 4]
    assert claims(24, EQUAL, 10, 4, 20, 6) == [(7, "equal-share"), (4, "filled"), (7, "equal-share"), (6, "filled")]


def test_claims_of_1_3_and_3_never_lose_when_stock_goes_from_3_to_4() -> None:
    three, four = ([gets for gets, _ in claims(free, FAIR, 1, 3, 3)] for free in (3, 4))
    assert (sum(three), sum(four)) == (3, 4)
    assert all(before <= after for before, after in zip(three, four, strict=True))


def test_a_share_once_shipped_does_not_renew_the_claim() -> None:
    assert claims(100, FAIR, 100, 100) == [(50, "fair-share")] * 2
    # The first ships its 50: what is open of its line is 50, all of it short; the second holds its 50.
    shipped, holding = line(1, 50, customer=1), line(2, 50, customer=2, had=50)
    assert [gets for gets, _ in decided(50, FAIR, shipped, holding, received={1: 50})] == [25, 25]
    # Without what was shipped the first would claim 50 and have nothing.
    assert [gets for gets, _ in decided(50, FAIR, shipped, holding)] == [33, 17]


def test_a_weight_multiplies_the_demand() -> None:
    lines = [line(1, 30, customer=1), line(2, 30, customer=2)]
    demands = {ShareKey(1, "B", 1): Demand(2, 30, 0), ShareKey(1, "B", 2): Demand(1, 30, 0)}
    assert units(fill({1: Supply(30)}, lines, FAIR, demands)) == {1: 20, 2: 10}
    assert units(fill({1: Supply(30)}, lines, EQUAL, demands)) == {1: 15, 2: 15}


def test_shares_that_round_to_zero_say_so_and_where_nothing_was_there_that_is_said() -> None:
    assert claims(1, FAIR, 1, 1, 1) == [(1, "filled"), (0, "fair-share"), (0, "fair-share")]
    assert claims(0, FAIR, 1, 1) == [(0, "out-of-stock")] * 2
    assert claims(3, EQUAL, 1, 1, protected=3, open_to="A") == [(0, "only-protected-stock-left")] * 2
    rows = [line(1, 4, customer=1, life=60), line(2, 4, customer=2)]
    assert decided(4, FAIR, *rows, lives=(Offer(60, 0),)) == [(0, "lots-expire-too-soon"), (4, "filled")]


def test_classes_are_served_one_after_the_other_and_never_mix() -> None:
    rows = [line(1, 4, customer=1, rank_class="A"), line(2, 4, customer=1), line(3, 4, customer=2)]
    assert decided(8, FAIR, *rows) == [(4, "filled"), (2, "fair-share"), (2, "fair-share")]
    assert decided(3, FAIR, *rows) == [(3, "fair-share"), (0, "out-of-stock"), (0, "out-of-stock")]
    kept = {"protected": 4, "open_to": "A"}
    assert decided(8, FAIR, *rows, **kept)[1:] == [(0, "only-protected-stock-left")] * 2  # type: ignore[arg-type]


def test_a_pin_a_lifted_line_and_what_goes_whole_come_before_the_division_and_count_as_received() -> None:
    rest = line(8, 8, customer=1), line(9, 8, customer=2)
    pinned = line(1, 4, customer=1, pinned=4)
    whole = line(1, 4, customer=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    # Customer 1 claims 12 and customer 2 claims 8: of 10 units that is 6 and 4, of which 4 were given before.
    for before in (pinned, pinned._replace(on_hold=False, not_before=TODAY + timedelta(1)), whole):
        assert decided(10, FAIR, before, *rest) == [(4, "filled"), (2, "fair-share"), (4, "fair-share")]
    assert decided(10, FAIR, line(1, 4, customer=1, lifted=True), *rest)[1:] == [(2, "fair-share"), (4, "fair-share")]
    assert decided(10, FAIR, whole._replace(short=11), *rest)[0] == (0, "line-must-ship-complete")
    gathers = whole._replace(short=12, lifted=True, gathers=True)
    assert decided(10, FAIR, gathers, *rest) == [(10, "gathers-its-stock"), (0, "out-of-stock"), (0, "out-of-stock")]


def test_a_class_that_shared_is_named_in_its_decisions_and_lifted_lines_are_marked() -> None:
    lines = [line(1, 2, customer=1, lifted=True), line(2, 4, customer=1), line(3, 2, on_hold=True)]
    made = fill({1: Supply(4)}, lines, FAIR, {ShareKey(1, "B", 1): Demand(1, 6, 0)})
    assert made == {
        1: [
            LineDecision(1, 2, 0, 2, Reason.FILLED, (), True),
            LineDecision(2, 4, 0, 2, Reason.FAIR_SHARE, (), False, "B", (66, 66, 4)),
            LineDecision(3, 2, 0, 0, Reason.ON_HOLD),
        ]
    }


def test_how_a_class_shared_counts_its_full_customers_and_what_came_after_the_division() -> None:
    demands = {ShareKey(1, "B", who): Demand(1, 2, 2 * (who == 3)) for who in (1, 2, 3)}
    made = fill({1: Supply(1)}, [line(1, 2, customer=1), line(2, 2, customer=2)], FAIR, demands)
    assert [(row.gets, row.shared) for row in made[1]] == [(1, (0, 100, 2)), (0, (0, 100, 2))]
    # What is kept until a receipt closes nobody has yet.
    whole = line(1, 4, customer=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    kept = fill({1: Supply(3, announced=2)}, [whole, line(2, 2, customer=2)], FAIR, demands)
    assert [(row.gets, row.reason.value, row.shared) for row in kept[1]] == [
        (0, "rest-is-announced", ()),
        (0, "kept-until-a-receipt-closes", ()),
    ]
    both = [whole._replace(short=2, multiple=1), line(2, 2, customer=2), line(3, 2, customer=3)]
    nobody = {ShareKey(1, "B", who): Demand(1, 2, 0) for who in (1, 2, 3)}
    some = fill({1: Supply(3)}, both, FAIR, nobody)
    assert [(row.gets, row.shared) for row in some[1]] == [(2, ()), (1, (0, 100, 2)), (0, (0, 100, 2))]


PACKS = [line(1, 12, customer=1, multiple=6), line(2, 4, customer=2), line(3, 4, customer=3, rank_class="C")]


def test_a_pack_that_does_not_fit_goes_to_the_next_or_where_strict_is_kept_also_from_lower_classes() -> None:
    no_pack, kept = "pack-does-not-fit", "kept-for-a-larger-pack"
    # Turns: customer 2, 1 (six), 2, 2, then 1 again.
    assert decided(9, FAIR, *PACKS) == [(6, "fair-share"), (3, "fair-share"), (0, "out-of-stock")]
    assert decided(10, FAIR, *PACKS) == [(6, no_pack), (4, "filled"), (0, "out-of-stock")]
    assert decided(5, FAIR, *PACKS) == [(0, no_pack), (4, "filled"), (1, "fair-share")]
    strict = replace(FAIR, strict=True)
    for free in (10, 14):
        assert decided(free, strict, *PACKS) == [(6, no_pack), (3, kept), (0, kept)]
    assert decided(15, strict, *PACKS) == [(12, "filled"), (3, "fair-share"), (0, "out-of-stock")]
    assert decided(4, FAIR, PACKS[0]) == [(0, no_pack)]
    assert decided(4, strict, PACKS[0]) == [(0, no_pack)]
    whole = PACKS[2]._replace(ship_policy=ShipPolicy.ORDER_COMPLETE)
    assert decided(10, strict, *PACKS[:2], whole)[2] == (0, "order-must-ship-complete")
    assert decided(10, strict, *PACKS[:2], PACKS[2]._replace(pinned=1))[2] == (1, "only-what-is-pinned")


def test_only_lines_that_would_have_more_without_the_stop_are_told_that_stock_is_kept() -> None:
    rows = [line(1, 12, customer=1, multiple=6), line(2, 4, customer=2), line(3, 4, customer=3)]
    rows.append(line(4, 12, customer=4, multiple=6))
    kept, no_pack, share = "kept-for-a-larger-pack", "pack-does-not-fit", "fair-share"
    strict = replace(FAIR, strict=True)
    for free, without, spilt, stopped in (
        # The unit that does not make a pack for customer 4 would go to customer 2, and none to 3.
        (9, (6, 2, 1, 0), (share, share, share, no_pack), (share, kept, share, no_pack)),
        (10, (6, 2, 2, 0), (share, share, share, no_pack), (share, kept, kept, no_pack)),
        (19, (6, 4, 3, 6), (no_pack, "filled", share, no_pack), (no_pack, kept, share, share)),
    ):
        assert decided(free, FAIR, *rows) == [*zip(without, spilt, strict=True)]
        units = (6, 3, 3, 6) if free == 19 else (6, 1, 1, 0)
        assert decided(free, strict, *rows) == [*zip(units, stopped, strict=True)]
    # Nothing is left that anybody may use, so that it did not matter.
    assert decided(8, strict, *rows) == decided(8, FAIR, *rows) == [(6, share), (1, share), (1, share), (0, share)]


def test_with_all_or_nothing_lines_one_more_unit_may_leave_somebody_with_less() -> None:
    rows = [line(1, 4, customer=1, ship_policy=ShipPolicy.LINE_COMPLETE), line(2, 4, customer=2)]
    assert decided(3, FAIR, *rows) == [(0, "line-must-ship-complete"), (3, "fair-share")]
    assert decided(4, FAIR, *rows) == [(4, "filled"), (0, "out-of-stock")]


def test_with_unequal_packs_one_more_unit_may_leave_somebody_with_less() -> None:
    rows = [line(1, 6, customer=1, multiple=6), line(2, 6, customer=2)]
    assert decided(8, FAIR, *rows) == [(0, "pack-does-not-fit"), (6, "filled")]
    assert decided(9, FAIR, *rows) == [(6, "filled"), (3, "fair-share")]


@pytest.mark.parametrize("policy", [FAIR, EQUAL])
def test_splitting_an_order_wins_nothing(policy: Rules) -> None:
    split = [line(number, 1, customer=1) for number in range(1, 11)]
    other = line(99, 10, customer=2)
    gets = [units for units, _ in decided(10, policy, *split, other)]
    assert (sum(gets[:-1]), gets[-1]) == (5, 5)
    assert [units for units, _ in decided(10, policy, line(1, 10, customer=1), other)] == [5, 5]
