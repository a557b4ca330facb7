"""Who is ahead of a line is who is served before it, and what they take is what the line lacks besides its own."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.test_outlook import crowd, lack_of
from tests.services.stock import furnished, opening, order, take
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.explain import ExplainedLine, explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.reasons import ReasonPart
from warehouse_app.services.house_rules import choose_policy, choose_rules
from warehouse_app.services.serving import hold, pin
from warehouse_app.texts import say

APRIL_1, APRIL_2 = date(2026, 4, 1), date(2026, 4, 2)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for made in furnished(desk):
        take(made, CustomerRecord("DAN", "Dan"))
        yield made


def line_of(desk: Desk, number: str, line: int = 1) -> ExplainedLine:
    [found] = explain(desk.store, house_settings(), number, line=line).lines
    return found


def told(desk: Desk, number: str, line: int = 1) -> str:
    """Return why a line has what it has, without what is on order: nothing; and what would change it."""
    found = line_of(desk, number, line)
    why = " · ".join(say(part.code, part.facts) for part in found.reason if part.code is not ReasonPart.NO_RECEIPT)
    return f"{why} / {' · '.join(say(part.code, part.facts) for part in found.changes)}"


def ahead(desk: Desk, number: str, line: int = 1) -> list[tuple[str, int, bool]]:
    """Return the orders that are named as ahead, with their units."""
    return [(each.order, each.short, each.pinned) for each in line_of(desk, number, line).ahead]


def test_who_is_on_hold_not_due_or_beyond_the_horizon_is_not_ahead(house: Desk) -> None:
    choose_rules(house.store, house.act(), {"horizon_days": 10})
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 20)),
        *order("SO-2", "BEN", 2, ("LAMP", 30), not_before=APRIL_1),
        *order("SO-3", "BEN", 3, ("LAMP", 5), need_by=APRIL_1),
        *order("SO-4", "BEN", 4, ("LAMP", 13)),
    )
    hold(house.store, house.act(), "SO-1", why="credit")
    assert told(house, "SO-4") == "out of stock · served next / 13 more of LAMP"
    assert (line_of(house, "SO-4").lines_ahead, ahead(house, "SO-4")) == (0, [])
    take(house, *order("SO-5", "BEN", 5, ("LAMP", 2)))
    assert told(house, "SO-5") == "out of stock · 1 line waits ahead of it (units: 13) / 15 more of LAMP"
    assert ahead(house, "SO-5") == [("SO-4", 13, False)]


def test_who_is_due_by_the_same_day_is_ahead_of_a_line_that_waits_for_it(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 3), not_before=APRIL_1),
        *order("SO-2", "BEN", 2, ("LAMP", 4), not_before=APRIL_2),
        *order("SO-3", "BEN", 3, ("LAMP", 5), not_before=APRIL_1),
        *order("SO-4", "BEN", 4, ("GAME", 6)),
        *order("SO-5", "BEN", 5, ("GAME", 7)),
    )
    assert ahead(house, "SO-3") == [("SO-1", 3, False)]
    assert told(house, "SO-3").endswith(" / its day, 1 Apr 2026 · 8 more of LAMP")
    assert ahead(house, "SO-5") == [("SO-4", 6, False)]
    assert told(house, "SO-5").endswith(" / its day, 1 Apr 2026 · 13 more of GAME")


def test_a_pin_behind_is_named_and_the_pinned_line_is_served_next(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 6)), *order("SO-2", "BEN", 2, ("LAMP", 4)))
    take(house, *order("SO-3", "CAT", 3, ("LAMP", 4)))
    pin(house.store, house.act(), "SO-3", 1, 4, why="a test")
    assert told(house, "SO-1") == "out of stock · 1 line waits ahead of it (units: 4) / 10 more of LAMP"
    assert ahead(house, "SO-1") == [("SO-3", 4, True)]
    assert told(house, "SO-3") == "out of stock · served next / 4 more of LAMP"
    assert ahead(house, "SO-3") == []
    assert ahead(house, "SO-2") == [("SO-3", 4, True), ("SO-1", 6, False)]
    # Of a part that is pinned only that part comes first.
    pin(house.store, house.act(), "SO-3", 1, 1, why="a test")
    assert ahead(house, "SO-1") == [("SO-3", 1, True)]
    assert told(house, "SO-3") == "out of stock · 2 lines wait ahead of it (units: 10) / 14 more of LAMP"


@pytest.mark.parametrize("policy", [Policy.FAIR_SHARE, Policy.EQUAL_SHARE])
def test_those_who_share_with_a_line_are_not_ahead_of_it(house: Desk, policy: Policy) -> None:
    choose_policy(house.store, house.act(), policy)
    take(
        house,
        *order("SO-1", "ANN", 1, ("LAMP", 3)),
        *order("SO-2", "BEN", 2, ("LAMP", 5)),
        *order("SO-3", "DAN", 3, ("LAMP", 7)),
        *order("SO-4", "DAN", 4, ("LAMP", 2), ship_policy=ShipPolicy.LINE_COMPLETE),
    )
    assert told(house, "SO-3") == (
        "out of stock · 2 lines wait ahead of it (units: 5) · 1 line of its class shares with it (units: 5) "
        "/ 17 more of LAMP"
    )
    assert ahead(house, "SO-3") == [("SO-1", 3, False), ("SO-4", 2, False)]
    assert (line_of(house, "SO-3").lines_ahead, line_of(house, "SO-3").sharing_lines) == (2, 1)
    assert ahead(house, "SO-4") == [("SO-1", 3, False)]
    pin(house.store, house.act(), "SO-2", 1, 1, why="a test")
    assert ahead(house, "SO-3") == [("SO-2", 1, True), ("SO-1", 3, False), ("SO-4", 2, False)]
    assert told(house, "SO-3") == (
        "out of stock · 3 lines wait ahead of it (units: 6) · 1 line of its class shares with it (units: 4) "
        "/ 17 more of LAMP"
    )


def test_what_safety_stock_takes_first_is_told(house: Desk) -> None:
    take(house, opening("SALT", 5), *order("SO-1", "ANN", 1, ("SALT", 3)), *order("SO-2", "BEN", 2, ("SALT", 6)))
    assert told(house, "SO-2") == (
        "only safety stock is left (up to 4, for class A and above) · first in the queue · "
        "safety stock is filled up before it (units: 2) / 8 more of SALT"
    )
    take(house, *order("SO-3", "ANN", 3, ("SALT", 9)))
    assert told(house, "SO-2") == (
        "out of stock · 1 line waits ahead of it (units: 7) · "
        "safety stock is filled up before it (units: 4) / 17 more of SALT"
    )


def test_many_who_wait_for_something_else_are_passed_over_to_name_those_ahead(house: Desk) -> None:
    held = [row for number in range(70) for row in order(f"H-{number}", "BEN", 1, ("LAMP", 1), not_before=APRIL_1)]
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 2)), *held, *order("SO-2", "BEN", 2, ("LAMP", 3)))
    take(house, *order("SO-3", "BEN", 3, ("LAMP", 4)))
    assert ahead(house, "SO-3") == [("SO-1", 2, False), ("SO-2", 3, False)]


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("seed", range(3))
def test_what_is_ahead_and_its_own_make_up_what_a_line_lacks(house: Desk, policy: Policy, seed: int) -> None:
    dice = random.Random(seed)
    choose_rules(house.store, house.act(), {"policy": policy, "horizon_days": dice.choice((None, 10))})
    numbers = crowd(house, dice)
    hold(house.store, house.act(), dice.choice(numbers), why="a test")
    free = dict(
        house.store.sql("SELECT i.sku, s.allocatable - s.allocated FROM item_stock s JOIN item i ON i.id = s.item_id")
    )
    whole = "SELECT o.number FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE l.ship_policy = ?"
    together = {number for (number,) in house.store.sql(whole, (ShipPolicy.ORDER_COMPLETE.value,))}
    told_of = 0
    for number in sorted({*numbers} - together):
        for line in explain(house.store, house_settings(), number).lines:
            if not line.short:
                continue
            told_of += 1
            named = sum(each.short for each in line.ahead)
            assert len(line.ahead) == line.lines_ahead
            shared = [int(str(part.facts["units"])) for part in line.reason if part.code is ReasonPart.SHARES]
            clauses = [part.facts["units"] for part in line.reason if part.code is ReasonPart.AHEAD]
            assert clauses in ([], [named])
            kept = 4 if line.sku == "SALT" and explain(house.store, house_settings(), number).rank_class != "A" else 0
            if not line.sharing_lines or shared:
                lacking = lack_of(line).get(line.sku, 0)
                assert lacking == named + sum(shared) + line.short + kept - free[line.sku]
    assert told_of > 3
