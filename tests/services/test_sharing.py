"""Scarce goods shared among the customers of a class: by their demand, or the same for each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    come,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    redistributed,
    runs,
    send,
    set_house,
    take,
    turn_to,
)
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.allocating import allocate
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.serving import classify, hold, unhold

FAIR, EQUAL = Policy.FAIR_SHARE, Policy.EQUAL_SHARE
CODES = ("K-1", "K-2", "K-3", "K-4")


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house that shares, with four more customers of class B."""
    for made in furnished(desk):
        set_house(made, policy=FAIR)
        take(made, *(CustomerRecord(code, "Name") for code in CODES))
        yield made


def claimed(desk: Desk, *quantities: int, **more: object) -> None:
    """Let each customer order so many lamps, in orders SO-1, SO-2, and so on."""
    for number, units in enumerate(quantities, start=1):
        take(desk, *order(f"SO-{number}", CODES[number - 1], number, ("LAMP", units), **more))


def lamps(desk: Desk) -> tuple[int, ...]:
    """Return what the lines hold, in the order of their numbers."""
    return tuple(held(desk).values())


@pytest.mark.parametrize(
    ("policy", "claims", "receipts", "shares"),
    [
        (FAIR, (10, 4, 20, 6), (24,), [(6, 2, 12, 4)]),
        (EQUAL, (10, 4, 20, 6), (24,), [(7, 4, 7, 6)]),
        (FAIR, (10, 4, 20, 6), (9, 15), [(2, 1, 5, 1), (6, 2, 12, 4)]),
        (EQUAL, (10, 4, 20, 6), (1, 22, 1), [(1, 0, 0, 0), (7, 4, 6, 6), (7, 4, 7, 6)]),
        (FAIR, (1, 3, 3), (3, 1), [(1, 1, 1), (1, 2, 1)]),
        (FAIR, (1, 3, 3), (4,), [(1, 2, 1)]),
        (FAIR, (100, 100), (100,), [(50, 50)]),
        (FAIR, (3, 2), (9,), [(3, 2)]),
    ],
)
def test_worked_examples(
    house: Desk, policy: Policy, claims: Sequence[int], receipts: Sequence[int], shares: Sequence[tuple[int, ...]]
) -> None:
    set_house(house, policy=policy)
    claimed(house, *claims)
    had: tuple[int, ...] = (0,) * len(claims)
    for units, share in zip(receipts, shares, strict=True):
        come(house, "LAMP", units)
        assert lamps(house) == share
        assert all(now >= before for now, before in zip(share, had, strict=True))
        had = share


def test_a_share_says_that_it_is_one(house: Desk) -> None:
    claimed(house, 10, 4, 20, 6)
    come(house, "LAMP", 24)
    run = last_run(house)
    assert runs(house, run - 1) == [(run, "fill", "fair-share", "receipt")]
    assert decisions(house, run) == {
        "LAMP": (
            24,
            [
                ("SO-1/1", 10, 0, 6, "fair-share"),
                ("SO-2/1", 4, 0, 2, "fair-share"),
                ("SO-3/1", 20, 0, 12, "fair-share"),
                ("SO-4/1", 6, 0, 4, "fair-share"),
            ],
        )
    }


def test_what_was_shipped_of_a_claim_does_not_renew_it(house: Desk) -> None:
    claimed(house, 100, 100)
    come(house, "LAMP", 100)
    assert lamps(house) == (50, 50)
    send(house, "SO-1", 50)
    assert lamps(house) == (0, 50)
    come(house, "LAMP", 50)
    assert lamps(house) == (25, 75)
    come(house, "LAMP", 50)
    assert lamps(house) == (50, 100)


def test_what_was_shipped_in_full_still_counts_while_the_item_is_short(house: Desk) -> None:
    claimed(house, 10, 30)
    come(house, "LAMP", 20)
    assert lamps(house) == (5, 15)
    cancelled = order("SO-1", "K-1", 1, ("LAMP", 5))
    save_order(house.store, house.act(), cancelled, update=True)
    send(house, "SO-1", 5)
    take(house, *order("SO-3", "K-1", 3, ("LAMP", 25)))
    # K-1 has had 5 of 30, K-2 15 of 30: the next ten are K-1's.
    come(house, "LAMP", 10)
    assert lamps(house) == (0, 15, 10)


def test_what_was_served_before_the_shortage_does_not_count(house: Desk) -> None:
    take(house, opening("LAMP", 100), *order("SO-1", "K-1", 1, ("LAMP", 90)))
    send(house, "SO-1", 90)
    take(house, *order("SO-2", "K-1", 2, ("LAMP", 10)))
    take(house, *order("SO-3", "K-1", 3, ("LAMP", 10)), *order("SO-4", "K-2", 4, ("LAMP", 10)))
    come(house, "LAMP", 10)
    assert lamps(house) == (0, 10, 5, 5)


def test_a_new_shortage_begins_anew(house: Desk) -> None:
    claimed(house, 10, 10)
    come(house, "LAMP", 20)
    assert lamps(house) == (10, 10)
    # Had the first shortage not ended, K-1 would have had 10 of 14 and K-3 none of 4.
    take(house, *order("SO-3", "K-1", 3, ("LAMP", 4)), *order("SO-4", "K-3", 4, ("LAMP", 4)))
    come(house, "LAMP", 4)
    assert lamps(house) == (10, 10, 2, 2)
    # This one has not: what K-1 was given in it counts.
    take(house, *order("SO-5", "K-2", 5, ("LAMP", 4)))
    come(house, "LAMP", 2)
    assert lamps(house) == (10, 10, 2, 2, 2)


@pytest.mark.parametrize("why", ["held", "own day", "far off", "released late"])
def test_who_is_not_to_be_served_now_keeps_no_shortage_going(house: Desk, why: str) -> None:
    set_house(house, horizon_days=30)
    more: dict[str, object] = {"own day": {"not_before": date(2026, 4, 9)}, "far off": {"need_by": date(2026, 5, 1)}}
    days: dict[str, object] = more.get(why, {})  # type: ignore[assignment]
    take(house, *order("SO-H", "K-3", 1, ("LAMP", 9), **days))
    if why in ("held", "released late"):
        hold(house.store, house.act(), "SO-H", why="credit")
    take(house, opening("LAMP", 100), *order("SO-1", "K-1", 1, ("LAMP", 100)))
    take(house, *order("SO-2", "K-1", 2, ("LAMP", 10)), *order("SO-3", "K-2", 3, ("LAMP", 10)))
    if why != "released late":
        come(house, "LAMP", 10)
        assert held(house) == {"SO-1/1": 100, "SO-2/1": 5, "SO-3/1": 5, "SO-H/1": 0}
        return
    # What it claims counts from now on, what K-1 was given before the shortage still does not.
    unhold(house.store, house.act(), "SO-H")
    come(house, "LAMP", 29)
    assert held(house) == {"SO-1/1": 100, "SO-2/1": 10, "SO-3/1": 10, "SO-H/1": 9}


def test_a_line_from_before_the_shortage_has_its_share_once_it_is_due(house: Desk) -> None:
    take(house, *order("SO-H", "K-3", 1, ("LAMP", 10), not_before=date(2026, 3, 3)))
    take(house, opening("LAMP", 100), *order("SO-1", "K-1", 1, ("LAMP", 100)))
    take(house, *order("SO-2", "K-1", 2, ("LAMP", 10)), *order("SO-3", "K-2", 3, ("LAMP", 10)))
    turn_to(house, date(2026, 3, 3))
    come(house, "LAMP", 15)
    assert held(house) == {"SO-1/1": 100, "SO-2/1": 5, "SO-3/1": 5, "SO-H/1": 5}
    # Afresh, the hundred that K-1 holds are in the pool and are claimed as well: 115 for 110, 10 and 10.
    assert redistributed(house) == {"SO-1/1": 97, "SO-2/1": 0, "SO-3/1": 9, "SO-H/1": 9}


def test_claims_that_all_come_before_they_are_due_count_from_the_first(house: Desk) -> None:
    """Receipts of some and some make the same as one of all, also where orders wait for their day."""
    for number, code in enumerate(("K-1", "K-2", "K-1"), start=1):
        take(house, *order(f"SO-{number}", code, number, ("LAMP", 10), not_before=date(2026, 3, 3)))
    turn_to(house, date(2026, 3, 3))
    for units in (15, 6):
        come(house, "LAMP", units)
    assert held(house) == {"SO-1/1": 10, "SO-2/1": 7, "SO-3/1": 4}


def test_claims_of_a_pre_order_count_from_the_first(house: Desk) -> None:
    for number, code in enumerate(("K-1", "K-2", "K-1"), start=1):
        take(house, *order(f"SO-{number}", code, number, ("GAME", 10)))
    turn_to(house, date(2026, 4, 1))
    for units in (15, 6):
        come(house, "GAME", units)
    assert held(house) == {"SO-1/1": 10, "SO-2/1": 7, "SO-3/1": 4}


def test_a_customer_counts_once_however_many_lines_it_orders(house: Desk) -> None:
    take(house, *order("SO-1", "K-1", 1, ("LAMP", 12)))
    take(house, *order("SO-2", "K-2", 2, *[("LAMP", 2)] * 6))
    come(house, "LAMP", 12)
    assert lamps(house) == (6, 2, 2, 2, 0, 0, 0)


@pytest.mark.parametrize(("policy", "shares"), [(FAIR, (9, 3)), (EQUAL, (6, 6))])
def test_a_customer_of_more_weight_has_more_of_a_fair_share(
    house: Desk, policy: Policy, shares: tuple[int, int]
) -> None:
    set_house(house, policy=policy)
    save_customer(house.store, house.act(), CustomerRecord("K-1", "Name", weight=3), update=True)
    claimed(house, 20, 20)
    come(house, "LAMP", 12)
    assert lamps(house) == shares


@pytest.mark.parametrize(
    ("strict", "shares", "said", "later"),
    [
        (False, (0, 4), {"SO-1/1": "pack-does-not-fit", "SO-2/1": "filled"}, (6, 4)),
        (True, (0, 1), {"SO-1/1": "pack-does-not-fit", "SO-2/1": "kept-for-a-larger-pack"}, (6, 3)),
    ],
)
def test_a_pack_that_does_not_fit_goes_to_the_next_or_is_waited_for(
    house: Desk, strict: bool, shares: tuple[int, int], said: Mapping[str, str], later: tuple[int, int]
) -> None:
    set_house(house, strict_packs=strict)
    take(house, *order("SO-1", "K-1", 1, ("LAMP", 12), sell_multiple=6), *order("SO-2", "K-2", 2, ("LAMP", 4)))
    come(house, "LAMP", 5)
    assert (lamps(house), level(house, "LAMP")) == (shares, (5, sum(shares)))
    assert {row[0]: row[4] for row in decisions(house, last_run(house))["LAMP"][1]} == said
    come(house, "LAMP", 7)
    assert lamps(house) == later


def test_shares_come_in_the_packs_of_their_lines(house: Desk) -> None:
    claimed(house, 60, 24, 120, 36, sell_multiple=6)
    come(house, "LAMP", 24 * 6)
    assert lamps(house) == (36, 12, 72, 24)


def test_every_class_is_served_before_the_next_and_shares_what_is_left(house: Desk) -> None:
    take(house, *order("SO-1", "K-1", 1, ("LAMP", 8)), *order("SO-2", "K-2", 2, ("LAMP", 8)))
    take(house, *order("SO-3", "K-3", 3, ("LAMP", 6), priority_class="A"))
    take(house, *order("SO-4", "ANN", 4, ("LAMP", 3)), *order("SO-5", "K-1", 5, ("LAMP", 2), priority_class="C"))
    come(house, "LAMP", 3)
    assert lamps(house) == (0, 0, 2, 1, 0)
    come(house, "LAMP", 10)
    assert lamps(house) == (2, 2, 6, 3, 0)
    # In class A it is a claim of its own, of which nothing was received yet.
    classify(house.store, house.act(), "SO-2", "A", why="new shop")
    come(house, "LAMP", 3)
    assert lamps(house) == (2, 5, 6, 3, 0)


def test_what_goes_all_or_nothing_is_tried_first_and_counts_as_received(house: Desk) -> None:
    by_line = {"ship_policy": ShipPolicy.LINE_COMPLETE}
    take(house, *order("SO-1", "K-1", 2, ("LAMP", 6), **by_line), *order("SO-2", "K-2", 1, ("LAMP", 12)))
    take(house, *order("SO-3", "K-1", 3, ("LAMP", 6)), *order("SO-4", "K-3", 4, ("LAMP", 99), **by_line))
    come(house, "LAMP", 12)
    assert lamps(house) == (6, 6, 0, 0)


def test_what_is_cancelled_or_not_due_claims_nothing(house: Desk) -> None:
    claimed(house, 10, 10)
    take(house, *order("SO-3", "K-1", 3, ("LAMP", 10)), *order("SO-4", "K-1", 4, ("LAMP", 10)))
    take(house, *order("SO-5", "K-1", 5, ("LAMP", 10), not_before=date(2026, 4, 1)))
    cancel_order(house.store, house.act(), "SO-3")
    hold(house.store, house.act(), "SO-4", why="credit")
    come(house, "LAMP", 10)
    assert lamps(house) == (5, 5, 0, 0, 0)


def test_on_which_day_orders_came_decides_only_ties(house: Desk) -> None:
    claimed(house, 5, 5)
    come(house, "LAMP", 1)
    assert lamps(house) == (1, 0)
    come(house, "LAMP", 1)
    assert lamps(house) == (1, 1)


def test_safety_stock_is_shared_by_the_classes_that_may_have_it(house: Desk) -> None:
    take(house, *order("SO-1", "K-1", 1, ("SALT", 6)), *order("SO-2", "K-2", 2, ("SALT", 6)))
    come(house, "SALT", 8)
    assert (lamps(house), level(house, "SALT")) == ((2, 2), (8, 4))
    take(house, *order("SO-3", "ANN", 3, ("SALT", 9)), *order("SO-4", "K-3", 4, ("SALT", 1), priority_class="A"))
    # Nine and one: the nine packs of Ann come first, up to the fourth.
    assert lamps(house) == (2, 2, 4, 0)


def test_a_second_run_changes_nothing(house: Desk) -> None:
    claimed(house, 10, 4, 20, 6)
    come(house, "LAMP", 23)
    has = lamps(house)
    assert allocate(house.store, house.act()).units == 0
    assert lamps(house) == has


@pytest.mark.parametrize(("policy", "shares"), [(Policy.FIRST_COME, (10, 2, 0)), (FAIR, (4, 1, 7)), (EQUAL, (4, 4, 4))])
def test_one_run_by_hand_may_share_otherwise(house: Desk, policy: Policy, shares: tuple[int, int, int]) -> None:
    take(house, opening("GAME", 12), *order("SO-1", "K-1", 1, ("GAME", 10)), *order("SO-2", "K-2", 2, ("GAME", 4)))
    take(house, *order("SO-3", "K-3", 3, ("GAME", 20)))
    house.store.sql("UPDATE item SET release_date = NULL WHERE sku = 'GAME'")
    answer = allocate(house.store, house.act(), policy=policy)
    assert (answer.policy, lamps(house)) == (policy, shares)
