"""What a line failed by at its turn, told beside what is otherwise now: no two clauses contradict each other."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import come, furnished, opening, order, take, turn_to
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.texts import say


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def told(desk: Desk, number: str, line: int = 1) -> str:
    """Return why a line has what it has, and what would change it."""
    [found] = explain(desk.store, house_settings(), number, line=line).lines
    why, changes = (" · ".join(say(part.code, part.facts) for part in some) for some in (found.reason, found.changes))
    return f"{why} / {changes}"


def test_an_order_says_what_it_was_short_of_and_is_since_lines_behind_it_were_served(house: Desk) -> None:
    whole = order("SO-1", "BEN", 1, ("LAMP", 5), ("CORD", 1), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(house, opening("LAMP", 4), opening("CORD", 1), *whole, *order("SO-2", "BEN", 2, ("LAMP", 4)))
    since = "order must ship complete; short: 1 × LAMP · that was at its turn; short now: 5 × LAMP / 5 more of LAMP"
    assert [told(house, "SO-1", line) for line in (1, 2)] == [since, since]


def test_an_order_that_nobody_took_from_says_it_once(house: Desk) -> None:
    whole = order("SO-1", "BEN", 1, ("LAMP", 5), ("CORD", 1), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(house, opening("LAMP", 4), opening("CORD", 1), *whole)
    assert told(house, "SO-1") == "order must ship complete; short: 1 × LAMP / 1 more of LAMP"


def test_an_order_from_which_a_loss_took_says_what_it_is_short_of_now(house: Desk) -> None:
    whole = order("SO-1", "BEN", 1, ("LAMP", 1), ("MILK", 3), ship_policy=ShipPolicy.ORDER_COMPLETE)
    milk = opening("MILK", 3, lot="L1", expiry=date(2026, 3, 2))
    take(house, opening("LAMP", 1), milk, *whole, *order("SO-2", "BEN", 2, ("LAMP", 1)))
    turn_to(house, date(2026, 3, 3))
    assert told(house, "SO-1", 1) == (
        "order must ship complete; short: 3 × MILK · that was at its turn; short now: 1 × LAMP, 3 × MILK "
        "/ more of each: 1 × LAMP, 3 × MILK"
    )


def test_a_line_says_what_was_left_for_it_and_is_since_lines_behind_it_were_served(house: Desk) -> None:
    wants = order("SO-1", "BEN", 1, ("LAMP", 6), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, opening("LAMP", 3), *wants, *order("SO-2", "BEN", 2, ("LAMP", 2)))
    assert told(house, "SO-1") == (
        "line must ship complete: it needs 6 at once · left at its turn: 3, now: 1 · first in the queue · "
        "nothing is on order / 5 more of LAMP"
    )


def test_a_line_of_packs_says_the_same(house: Desk) -> None:
    packs = order("SO-1", "BEN", 1, ("LAMP", 12), sell_multiple=6)
    take(house, opening("LAMP", 5), *packs, *order("SO-2", "BEN", 2, ("LAMP", 2)))
    assert told(house, "SO-1") == (
        "pack of 6 · left at its turn: 5, now: 3 · first in the queue · nothing is on order / 9 more of LAMP"
    )


def test_what_is_lacking_besides_is_of_those_who_came_ahead_since(house: Desk) -> None:
    wants = order("SO-1", "BEN", 1, ("LAMP", 144), ship_policy=ShipPolicy.LINE_COMPLETE)
    ahead = order("SO-2", "ANN", 2, ("LAMP", 82), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, opening("LAMP", 70), *wants)
    take(house, *ahead)
    come(house, "CORD", 1)
    assert told(house, "SO-1") == (
        "line must ship complete: it needs 144 at once · left: 70 · 1 line waits ahead of it (units: 82) · "
        "nothing is on order / 156 more of LAMP"
    )


def test_safety_stock_is_not_counted_among_what_is_left_now(house: Desk) -> None:
    wants = order("SO-1", "BEN", 1, ("SALT", 9), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(house, opening("SALT", 10), *wants, *order("SO-2", "BEN", 2, ("SALT", 2)))
    assert told(house, "SO-1") == (
        "line must ship complete: it needs 9 at once · left at its turn: 6, now: 4 · first in the queue · "
        "nothing is on order / 5 more of SALT"
    )
