"""Lines that are not to be served yet: before a day of their own, or due beyond the horizon of the house."""

from collections.abc import Iterator
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
    runs,
    set_house,
    take,
    turn_to,
)
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.allocating import allocate
from warehouse_app.services.ordering import save_order
from warehouse_app.services.releasing import ReleasedList, release
from warehouse_app.services.serving import hold, pin

WHOLE = ShipPolicy.ORDER_COMPLETE
NEXT_WEEK = date(2026, 3, 9)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_before_its_day_a_line_gets_nothing_and_on_it_what_is_there(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 5),
        *order("SO-1", "ANN", 1, ("LAMP", 4), not_before=NEXT_WEEK),
        *order("SO-2", "CAT", 2, ("LAMP", 2)),
    )
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}
    assert decisions(house, last_run(house))["LAMP"][1][0] == ("SO-1/1", 4, 0, 0, "not-before")
    come(house, "LAMP", 1)
    allocate(house.store, house.act())
    turn_to(house, date(2026, 3, 8))
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 0, "SO-2/1": 2}, (6, 2))
    before = last_run(house)
    turn_to(house, NEXT_WEEK)
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 2}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "day-turn")]
    assert decisions(house, before + 1) == {"LAMP": (4, [("SO-1/1", 4, 0, 4, "filled")])}


def test_on_its_day_a_line_of_an_item_without_stock_is_out_of_stock(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 4), not_before=NEXT_WEEK), *order("SO-2", "CAT", 2, ("LAMP", 2)))
    turn_to(house, date(2026, 3, 12))  # some days were slept through
    assert decisions(house, last_run(house)) == {"LAMP": (0, [("SO-1/1", 4, 0, 0, "out-of-stock")])}


def test_a_day_that_is_today_or_past_changes_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 1), not_before=date(2026, 3, 2)))
    take(house, *order("SO-2", "ANN", 1, ("LAMP", 1), not_before=date(2026, 1, 2)))
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 1}


def test_a_day_that_is_put_off_takes_back_what_is_held_and_one_that_is_brought_forward_serves(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("SO-1", "ANN", 1, ("LAMP", 4)), *order("SO-2", "CAT", 2, ("LAMP", 3)))
    release(house.store, house.act(), orders=["SO-1"])
    before = last_run(house)
    later = order("SO-1", "ANN", 1, ("LAMP", 4), not_before=NEXT_WEEK)
    take(house, *later, update=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}
    assert house.store.sql("SELECT status FROM pick_list").fetchall() == [("unreleased",)]
    assert [made[1:] for made in runs(house, before)] == [
        ("cut", "first-come", "held-back"),
        ("fill", "first-come", "import"),
    ]
    assert decisions(house, before + 1) == {"LAMP": (0, [("SO-1/1", 0, 4, -4, "not-before")])}
    now = order("SO-1", "ANN", 1, ("LAMP", 4), not_before=date(2026, 3, 2))
    take(house, *now, update=True)
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 3}


def test_a_line_that_is_put_off_leaves_its_order_complete(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 2), ("GAME", 2), ship_policy=WHOLE)
    take(house, opening("LAMP", 2), opening("CORD", 2), *lines, *order("SO-2", "CAT", 2, ("LAMP", 1), ("CORD", 1)))
    assert held(house, "SO-1") == {"SO-1/1": 2, "SO-1/2": 2, "SO-1/3": 0}
    lines[1] = lines[1]._replace(not_before=NEXT_WEEK)
    take(house, *lines, update=True)
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0, "SO-1/3": 0, "SO-2/1": 0, "SO-2/2": 1}
    # By then others have what it gave up, and it is not complete any more.
    turn_to(house, NEXT_WEEK)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-1/3": 0, "SO-2/1": 1, "SO-2/2": 1}


def test_what_is_pinned_stays_when_a_day_is_put_off(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("SO-1", "ANN", 1, ("LAMP", 4)))
    pin(house.store, house.act(), "SO-1", 1, 3, why="promised")
    later = order("SO-1", "ANN", 1, ("LAMP", 4), not_before=NEXT_WEEK)
    take(house, *later, update=True)
    assert held(house) == {"SO-1/1": 3}
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-1", 1, 3),)


def test_an_order_is_complete_without_its_lines_that_are_not_due(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 2), ship_policy=WHOLE)
    lines[1] = lines[1]._replace(not_before=NEXT_WEEK)
    take(house, opening("LAMP", 2), *lines)
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0}
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-1", 1, 2),)


def test_an_order_is_no_longer_complete_when_a_line_of_it_falls_due_without_stock(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 2), ship_policy=WHOLE)
    lines[1] = lines[1]._replace(not_before=NEXT_WEEK)
    take(house, opening("LAMP", 2), *lines, *order("SO-2", "BEN", 2, ("LAMP", 1)))
    turn_to(house, NEXT_WEEK)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 1}
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-2", 1, 1),)


def test_lines_due_beyond_the_horizon_wait_until_it_comes(house: Desk) -> None:
    set_house(house, horizon_days=10)
    take(
        house,
        opening("LAMP", 9),
        *order("SO-1", "ANN", 1, ("LAMP", 1), need_by=date(2026, 3, 13)),
        *order("SO-2", "ANN", 2, ("LAMP", 2), need_by=date(2026, 3, 12)),
        *order("SO-3", "CAT", 3, ("LAMP", 3)),
        *order("SO-4", "CAT", 3, ("LAMP", 9), need_by=date(2026, 5, 1)),
    )
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2, "SO-3/1": 3, "SO-4/1": 0}
    assert decisions(house, last_run(house))["LAMP"][1][0] == ("SO-1/1", 1, 0, 0, "beyond-the-horizon")
    before = last_run(house)
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 2, "SO-3/1": 3, "SO-4/1": 0}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "day-turn")]
    made = [("SO-1/1", 1, 0, 1, "filled"), ("SO-4/1", 9, 0, 0, "beyond-the-horizon")]
    assert decisions(house, before + 1) == {"LAMP": (4, made)}


def test_it_is_the_first_promise_that_the_horizon_looks_at(house: Desk) -> None:
    set_house(house, horizon_days=10)
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 1), need_by=date(2026, 3, 5)))
    house.store.sql("UPDATE order_line SET first_promise = ?", (date(2026, 3, 14),))
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 0}
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 0}
    turn_to(house, date(2026, 3, 4))
    assert held(house) == {"SO-1/1": 1}


def test_an_order_that_is_put_off_beyond_the_horizon_gives_back_what_it_holds(house: Desk) -> None:
    set_house(house, horizon_days=10)
    [mine] = order("SO-1", "ANN", 1, ("LAMP", 4), need_by=date(2026, 3, 5))
    take(house, opening("LAMP", 4), mine, *order("SO-2", "CAT", 2, ("LAMP", 3)))
    release(house.store, house.act(), orders=["SO-1"])
    before = last_run(house)
    # The last day that is served still is.
    done = save_order(house.store, house.act(), [mine._replace(need_by=date(2026, 3, 12))], update=True)
    assert (done.shares, done.stops, held(house)) == ((), (), {"SO-1/1": 4, "SO-2/1": 0})
    assert runs(house, before) == []
    done = save_order(house.store, house.act(), [mine._replace(need_by=date(2026, 3, 13))], update=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}
    assert [(share.order, share.line, share.units, share.short) for share in done.shares] == [("SO-2", 1, 3, 0)]
    assert [(stop.order, stop.place, stop.units, stop.replanned) for stop in done.stops] == [("SO-1", "A-1", 4, 0)]
    assert house.store.sql("SELECT status FROM pick_list").fetchall() == [("unreleased",)]
    assert [made[1:] for made in runs(house, before)] == [
        ("cut", "first-come", "held-back"),
        ("fill", "first-come", "order"),
    ]
    assert decisions(house, before + 1) == {"LAMP": (0, [("SO-1/1", 0, 4, -4, "beyond-the-horizon")])}
    filled = [("SO-1/1", 4, 0, 0, "beyond-the-horizon"), ("SO-2/1", 3, 0, 3, "filled")]
    assert decisions(house, before + 2) == {"LAMP": (4, filled)}
    take(house, mine, update=True)
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 3}


def test_what_is_pinned_stays_beyond_the_horizon_and_so_does_the_rest_of_an_order(house: Desk) -> None:
    set_house(house, horizon_days=10)
    lines = order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE, need_by=date(2026, 3, 5))
    take(house, opening("LAMP", 4), opening("CORD", 2), *lines, *order("SO-2", "CAT", 2, ("LAMP", 3), ("CORD", 1)))
    pin(house.store, house.act(), "SO-1", 1, 3, why="promised")
    lines[0] = lines[0]._replace(need_by=date(2026, 5, 1))
    take(house, *lines, update=True)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 2, "SO-2/1": 1, "SO-2/2": 0}


def test_another_horizon_or_another_edit_takes_nothing_from_who_lies_beyond_it(house: Desk) -> None:
    [mine] = order("SO-1", "ANN", 1, ("LAMP", 4), need_by=date(2026, 5, 1))
    take(house, opening("LAMP", 3), mine, *order("SO-2", "CAT", 2, ("LAMP", 3)))
    set_house(house, horizon_days=10)
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 0}
    take(house, mine._replace(note="fragile"), update=True)
    hold(house.store, house.act(), "SO-1", why="credit")
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 0}
    take(house, mine._replace(note="fragile", need_by=date(2026, 4, 30)), update=True)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}


def test_a_pin_gets_its_stock_beyond_the_horizon(house: Desk) -> None:
    set_house(house, horizon_days=10)
    take(house, opening("LAMP", 9), *order("SO-1", "ANN", 1, ("LAMP", 4), need_by=date(2026, 5, 1)))
    assert pin(house.store, house.act(), "SO-1", 1, 3, why="promised").allocated == 3


def test_an_order_is_complete_without_its_lines_beyond_the_horizon(house: Desk) -> None:
    set_house(house, horizon_days=10)
    lines = order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 2), ship_policy=WHOLE)
    lines[1] = lines[1]._replace(need_by=date(2026, 3, 13))
    take(house, opening("LAMP", 2), *lines)
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0}
    assert release(house.store, house.act(), limit=1).lists == (ReleasedList("PL-1", "SO-1", 1, 2),)
    take(house, opening("CORD", 3))
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0}
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 2}


@pytest.mark.parametrize("policy", Policy)
def test_under_every_policy_lines_wait_for_their_day(house: Desk, policy: Policy) -> None:
    set_house(house, policy=policy, horizon_days=10)
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 2), not_before=NEXT_WEEK),
        *order("SO-2", "ANN", 1, ("LAMP", 2), need_by=date(2026, 3, 13)),
        *order("SO-3", "CAT", 2, ("LAMP", 2)),
    )
    come(house, "LAMP", 9)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0, "SO-3/1": 2}
    turn_to(house, NEXT_WEEK)
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 2, "SO-3/1": 2}


def test_what_is_on_a_list_for_a_line_beyond_the_horizon_is_taken_back_but_for_its_pin(house: Desk) -> None:
    set_house(house, horizon_days=30)
    take(house, opening("LAMP", 10), *order("SO-1", "ANN", 1, ("LAMP", 10)), *order("SO-2", "BEN", 2, ("LAMP", 9)))
    pin(house.store, house.act(), "SO-1", 1, 2, why="promised")
    [made] = release(house.store, house.act()).lists
    before = last_run(house)
    later = order("SO-1", "ANN", 1, ("LAMP", 10), need_by=date(2026, 9, 1))
    [stop] = save_order(house.store, house.act(), later, update=True).stops
    assert (stop.pick_list, stop.order, stop.units) == (made.number, "SO-1", 8)
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 2, "SO-2/1": 8}, (10, 10))
    fixed = "SELECT SUM(quantity - picked - returned) FROM allocation"
    assert house.store.sql(fixed).fetchone() == (2,)
    assert decisions(house, before + 1) == {"LAMP": (0, [("SO-1/1", 0, 10, -8, "beyond-the-horizon")])}
