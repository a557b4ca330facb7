"""How a line is served by people's word, with who changed it, when and why."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, order, take
from warehouse_app.domain.statuses import InterventionKind
from warehouse_app.queries.standing import standing
from warehouse_app.services.serving import classify, hold, pin, unhold


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_a_line_that_nobody_touched_stands_as_its_customer_says(house: Desk) -> None:
    take(house, *order("SO-1", "CAT", 1, ("LAMP", 9)))
    with house.store.snapshot():
        found = standing(house.store, "SO-1", 1)
    assert found is not None
    assert found._asdict() == {
        "pinned": 0,
        "own_class": "",
        "usual_class": "C",
        "hold_reason": "",
        "not_before": None,
        "lifted_on": None,
        "gathers": False,
        "interventions": (),
    }


def test_a_line_that_is_not_there_has_none(house: Desk) -> None:
    take(house, *order("SO-1", "CAT", 1, ("LAMP", 9)))
    with house.store.snapshot():
        assert standing(house.store, "SO-1", 2) is None
        assert standing(house.store, "SO-2", 1) is None


def test_words_about_the_line_and_its_order_are_told_the_newest_first_and_no_others(house: Desk) -> None:
    take(house, *order("SO-1", "CAT", 1, ("LAMP", 9), ("CORD", 4)), *order("SO-2", "BEN", 1, ("LAMP", 1)))
    store = house.store
    pin(store, house.act("ben"), "SO-1", 1, 6, why="promised")
    pin(store, house.act("ben"), "SO-1", 2, 4, why="another line")
    classify(store, house.act("ann"), "SO-1", "A", why="a launch")
    hold(store, house.act("ann"), "SO-2", why="another order")
    hold(store, house.act("eve"), "SO-1", why="credit")
    unhold(store, house.act("eve"), "SO-1")
    store.sql(
        "UPDATE order_line SET not_before = ?, lifted = ?, lifted_on = ? WHERE line = 1",
        (
            date(2026, 5, 1),
            True,
            date(2026, 3, 1),
        ),
    )
    with store.snapshot():
        found = standing(store, "SO-1", 1)
    assert found is not None
    assert (found.pinned, found.own_class, found.usual_class, found.hold_reason) == (6, "A", "C", "")
    assert (found.not_before, found.lifted_on) == (date(2026, 5, 1), date(2026, 3, 1))
    assert [(each.kind, each.value, each.why, each.who) for each in found.interventions] == [
        (InterventionKind.HOLD, "", "", "eve"),
        (InterventionKind.HOLD, "on", "credit", "eve"),
        (InterventionKind.CLASS, "A", "a launch", "ann"),
        (InterventionKind.PIN, "6", "promised", "ben"),
    ]
    moments = [each.at for each in found.interventions]
    assert moments == sorted(moments, reverse=True)
