"""While a receipt is open, what goes all or nothing counts on its rest, and is kept what is there already."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.queues import FIRST_COME, line
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey, Supply

WHOLE = ShipPolicy.ORDER_COMPLETE
LINE = ShipPolicy.LINE_COMPLETE


def told(supplies: dict[int, Supply], *lines: QueuedLine) -> dict[int, tuple[int, Reason, tuple[tuple[int, int], ...]]]:
    """Return what each line gets, why, and what its order lacks."""
    decided = fill(supplies, lines, FIRST_COME)
    return {row.line: (row.gets, row.reason, row.short_items) for made in decided.values() for row in made}


def test_what_is_there_is_kept_for_a_line_that_the_rest_completes() -> None:
    lines = (line(1, 10, ship_policy=LINE), line(2, 5))
    assert told({1: Supply(4, announced=6)}, *lines) == {
        1: (0, Reason.AWAITS_RECEIPT, ()),
        2: (0, Reason.KEPT_FOR_RECEIPT, ()),
    }
    assert told({1: Supply(4, announced=5)}, *lines) == {
        1: (0, Reason.LINE_INCOMPLETE, ()),
        2: (4, Reason.PARTLY_FILLED, ()),
    }
    assert told({1: Supply(10, announced=5)}, *lines)[1] == (10, Reason.FILLED, ())


def test_what_is_announced_is_counted_on_once() -> None:
    lines = (line(1, 10, ship_policy=LINE), line(2, 3, ship_policy=LINE), line(3, 2))
    assert told({1: Supply(6, announced=6)}, *lines) == {
        1: (0, Reason.AWAITS_RECEIPT, ()),
        2: (0, Reason.KEPT_FOR_RECEIPT, ()),
        3: (0, Reason.KEPT_FOR_RECEIPT, ()),
    }
    assert told({1: Supply(6, announced=7)}, *lines)[2] == (0, Reason.AWAITS_RECEIPT, ())


def test_an_order_over_several_items_is_kept_its_part_of_each_or_nothing() -> None:
    lines = (
        line(1, 4, order=1, item=1, ship_policy=WHOLE),
        line(2, 4, order=1, item=2, ship_policy=WHOLE),
        line(3, 9, item=1),
        line(4, 9, item=2),
    )
    kept = told({1: Supply(3, announced=1), 2: Supply(4)}, *lines)
    assert kept == {
        1: (0, Reason.AWAITS_RECEIPT, ((1, 1),)),
        2: (0, Reason.AWAITS_RECEIPT, ((1, 1),)),
        3: (0, Reason.KEPT_FOR_RECEIPT, ()),
        4: (0, Reason.KEPT_FOR_RECEIPT, ()),
    }
    not_enough = told({1: Supply(3, announced=1), 2: Supply(3)}, *lines)
    assert not_enough == {
        1: (0, Reason.ORDER_INCOMPLETE, ((1, 1), (2, 1))),
        2: (0, Reason.ORDER_INCOMPLETE, ((1, 1), (2, 1))),
        3: (3, Reason.PARTLY_FILLED, ()),
        4: (3, Reason.PARTLY_FILLED, ()),
    }


def test_who_would_have_nothing_of_what_is_kept_is_out_of_stock() -> None:
    first = line(1, 10, ship_policy=LINE)
    kept, out = (0, Reason.KEPT_FOR_RECEIPT, ()), (0, Reason.OUT_OF_STOCK, ())
    assert told({1: Supply(4, announced=6)}, first, line(2, 3), line(3, 3), line(4, 3)) == {
        1: (0, Reason.AWAITS_RECEIPT, ()),
        2: kept,
        3: kept,
        4: out,
    }
    # Nothing is there yet, so nothing is kept from anyone.
    assert told({1: Supply(0, announced=10)}, first, line(2, 3))[2] == out
    # What is kept is safety stock, which is not for the other's class.
    safe = Supply(4, 4, "A", announced=6)
    lines = first._replace(rank_class="A"), line(2, 3)
    assert told({1: safe}, *lines)[2] == (0, Reason.OUT_OF_STOCK, ())
    assert told({1: safe._replace(free=5)}, *lines)[2] == kept


def test_under_shares_all_of_a_class_are_told_what_is_kept_from_them() -> None:
    rules = replace(FIRST_COME, policy=Policy.FAIR_SHARE)
    lines = (line(1, 10, ship_policy=LINE), line(2, 3, customer=1), line(3, 2, customer=2), line(4, 1, rank_class="C"))
    demands = {ShareKey(1, "B", customer): Demand(1, 9, 0) for customer in (0, 1, 2)}
    demands[ShareKey(1, "C", 0)] = Demand(1, 1, 0)
    [made] = fill({1: Supply(4, announced=6)}, lines, rules, demands).values()
    assert [(row.line, row.gets, row.reason) for row in made] == [
        (1, 0, Reason.AWAITS_RECEIPT),
        (2, 0, Reason.KEPT_FOR_RECEIPT),
        (3, 0, Reason.KEPT_FOR_RECEIPT),
        (4, 0, Reason.OUT_OF_STOCK),
    ]


def test_a_line_that_takes_parts_and_stands_before_is_not_kept_from_them() -> None:
    lines = (line(1, 3), line(2, 10, ship_policy=LINE))
    assert told({1: Supply(4, announced=9)}, *lines) == {
        1: (3, Reason.FILLED, ()),
        2: (0, Reason.AWAITS_RECEIPT, ()),
    }


@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([ShipPolicy.PARTIAL, LINE])), max_size=6),
    st.lists(st.integers(1, 6), min_size=1, max_size=6),
)
def test_goods_scanned_in_portions_go_where_they_go_in_one(
    wants: list[tuple[int, ShipPolicy]], portions: list[int]
) -> None:
    """Whoever takes parts and stands behind may get less on the way, never more; in the end all have the same."""
    lines = {number: line(number, short, ship_policy=ship) for number, (short, ship) in enumerate(wants, start=1)}
    at_once = {number: gets for number, (gets, _, _) in told({1: Supply(sum(portions))}, *lines.values()).items()}
    has = dict.fromkeys(lines, 0)
    free, to_come = 0, sum(portions)
    for units in portions:
        free, to_come = free + units, to_come - units
        waiting = [row._replace(short=row.short - has[row.line], had=has[row.line]) for row in lines.values()]
        for number, (gets, _, _) in told(
            {1: Supply(free, announced=to_come)}, *(r for r in waiting if r.short)
        ).items():
            has[number] += gets
            free -= gets
            assert has[number] <= at_once[number]
    assert has == at_once
