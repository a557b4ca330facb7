"""A run by hand: by which policy, for which items, and what it answers."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import counts, decisions, furnished, held, last_run, level, opening, order, runs, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Policy
from warehouse_app.services.allocating import AllocateFault, allocate
from warehouse_app.services.changes import Area


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def waiting_for_free_stock(desk: Desk) -> None:
    """Let three orders wait for eight games that nobody has given out.

    Every event gives out what is free; so this release date is taken away behind the program's back.
    """
    take(
        desk,
        opening("GAME", 8),
        *order("SO-1", "BEN", 1, ("GAME", 5), need_by=date(2026, 4, 1)),
        *order("SO-2", "BEN", 2, ("GAME", 5), need_by=date(2026, 3, 10)),
        *order("SO-3", "BEN", 3, ("GAME", 5)),  # due 14 days after it was placed
        *order("SO-4", "BEN", 4, ("LAMP", 5)),
    )
    desk.store.sql("UPDATE item SET release_date = NULL WHERE sku = 'GAME'")


@pytest.mark.parametrize(
    ("policy", "holds", "made"),
    [
        (
            Policy.FIRST_COME,
            {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 0, "SO-4/1": 0},
            [
                ("SO-1/1", 5, 0, 5, "filled"),
                ("SO-2/1", 5, 0, 3, "partly-filled"),
                ("SO-3/1", 5, 0, 0, "out-of-stock"),
            ],
        ),
        (
            Policy.DUE_DATE,
            {"SO-1/1": 0, "SO-2/1": 3, "SO-3/1": 5, "SO-4/1": 0},
            [
                ("SO-3/1", 5, 0, 5, "filled"),
                ("SO-2/1", 5, 0, 3, "partly-filled"),
                ("SO-1/1", 5, 0, 0, "out-of-stock"),
            ],
        ),
    ],
)
def test_the_policy_of_a_run_decides_who_is_first(
    house: Desk, policy: Policy, holds: dict[str, int], made: list[tuple[str, int, int, int, str]]
) -> None:
    waiting_for_free_stock(house)
    before = last_run(house)
    answer = allocate(house.store, house.act(), policy=policy)
    assert (answer.run, answer.policy) == (before + 1, policy)
    assert (answer.considered, answer.lines, answer.units) == (4, 2, 8)
    assert answer.changes.areas == {Area.STOCK, Area.QUEUE, Area.ORDERS}
    assert held(house) == holds
    assert runs(house, before) == [(before + 1, "fill", policy.value, "by-hand")]
    assert decisions(house, before + 1) == {"GAME": (8, made), "LAMP": (0, [("SO-4/1", 5, 0, 0, "out-of-stock")])}


def test_without_a_policy_that_of_the_house_decides(house: Desk) -> None:
    waiting_for_free_stock(house)
    assert allocate(house.store, house.act()).policy is Policy.FIRST_COME
    assert held(house, "SO-1", "SO-2", "SO-3") == {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 0}


def test_a_run_for_some_items_leaves_the_others_alone(house: Desk) -> None:
    waiting_for_free_stock(house)
    before = last_run(house)
    answer = allocate(house.store, house.act(), skus=["LAMP"])
    assert (answer.run, answer.considered, answer.units) == (before + 1, 1, 0)
    assert list(decisions(house, before + 1)) == ["LAMP"]
    assert level(house, "GAME") == (8, 0)
    assert allocate(house.store, house.act(), skus=["GAME", "GAME"]).units == 8


def test_an_item_that_nobody_knows_stops_the_run(house: Desk) -> None:
    waiting_for_free_stock(house)
    before = counts(house)
    with pytest.raises(Refused) as refused:
        allocate(house.store, house.act(), skus=["GAME", "NONE"])
    assert (refused.value.code, refused.value.facts) == (AllocateFault.UNKNOWN_ITEM, {"sku": "NONE"})
    assert (counts(house), level(house, "GAME")) == (before, (8, 0))


def test_where_nobody_waits_there_is_no_run(house: Desk) -> None:
    take(house, opening("LAMP", 8), *order("SO-1", "BEN", 1, ("LAMP", 5)))
    before = last_run(house)
    answer = allocate(house.store, house.act())
    assert (answer.run, answer.considered, answer.lines, answer.units) == (None, 0, 0, 0)
    assert not answer.changes
    assert last_run(house) == before


def test_the_same_run_again_answers_the_same_and_is_not_made(house: Desk) -> None:
    waiting_for_free_stock(house)
    action = house.act()
    first = allocate(house.store, action)
    before = counts(house)
    assert allocate(house.store, action) == first
    assert counts(house) == before


def test_a_clerk_may_not_allocate(house: Desk) -> None:
    waiting_for_free_stock(house)
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    with pytest.raises(Refused) as refused:
        allocate(house.store, house.act())
    assert refused.value.facts == {"person": "anna", "role": "lead"}
    assert level(house, "GAME") == (8, 0)
