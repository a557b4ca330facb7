"""Why a line was filled in part only: what those ahead left, and what kept it from what was left besides."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import come, furnished, opening, order, redistributed, take
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.serving import pin
from warehouse_app.texts import say


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for made in furnished(desk):
        take(made, CustomerRecord("LIV", "Liv", minimum_shelf_life_days=60), CustomerRecord("DAN", "Dan"))
        yield made


def told(desk: Desk, number: str) -> str:
    """Return why a line has what it has."""
    [found] = explain(desk.store, house_settings(), number).lines
    return " · ".join(say(part.code, part.facts) for part in found.reason)


SAFETY = "the rest is safety stock (up to 4, for class A and above)"
END = "first in the queue · nothing is on order"


def test_a_part_beside_safety_stock_says_so(house: Desk) -> None:
    take(house, opening("SALT", 9), *order("SO-1", "BEN", 1, ("SALT", 8)))
    assert told(house, "SO-1") == f"partly filled: 5 of 8 · {SAFETY} · {END}"


def test_a_part_beside_too_few_for_a_pack_says_so(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 10), sell_multiple=6))
    assert told(house, "SO-1") == f"partly filled: 6 of 10 · pack of 6; left, too few for the next: 3 · {END}"
    # Three more are a smaller pack, the last one; one that is left is not.
    take(house, opening("CORD", 7), *order("SO-2", "BEN", 2, ("CORD", 8), sell_multiple=6))
    assert told(house, "SO-2") == f"partly filled: 6 of 8 · pack of 6; left, too few for the next: 1 · {END}"


def test_a_part_beside_lots_that_expire_too_soon_says_so(house: Desk) -> None:
    old = opening("MILK", 5, lot="L1", expiry=date(2026, 3, 20))
    take(house, old, opening("MILK", 3, lot="L2", expiry=date(2026, 9, 1)), *order("SO-1", "LIV", 1, ("MILK", 8)))
    assert told(house, "SO-1") == (f"partly filled: 3 of 8 · the rest expires too soon: it asks for 60 days · {END}")


def test_a_part_of_all_that_was_left_names_no_other_cause(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "BEN", 1, ("LAMP", 8)))
    assert told(house, "SO-1") == f"partly filled: 5 of 8 · {END}"


def test_what_lines_behind_it_took_of_the_rest_was_left_all_the_same(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9),
        *order("SO-1", "BEN", 1, ("LAMP", 10), sell_multiple=6),
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
    )
    assert told(house, "SO-1") == f"partly filled: 6 of 10 · pack of 6; left, too few for the next: 3 · {END}"
    assert told(house, "SO-2") == "filled"


def test_in_a_run_that_allocates_afresh_it_is_told_of_what_is_left_in_the_end(house: Desk) -> None:
    take(house, opening("SALT", 9), *order("SO-1", "BEN", 1, ("SALT", 3)))
    take(house, *order("SO-2", "BEN", 2, ("SALT", 8)))
    assert redistributed(house) == {"SO-1/1": 3, "SO-2/1": 2}
    take(house, *order("SO-3", "BEN", 3, ("CORD", 8)), opening("CORD", 3))
    come(house, "SALT", 3)
    assert redistributed(house) == {"SO-1/1": 3, "SO-2/1": 5, "SO-3/1": 3}
    assert told(house, "SO-2") == f"out of stock · it had 5 and asked for 3 more · {SAFETY} · {END}"


def test_the_first_that_was_served_ahead_of_it_is_named(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 20),
        *order("SO-1", "ANN", 1, ("LAMP", 3), need_by=date(2026, 3, 3)),
        *order("SO-2", "BEN", 1, ("LAMP", 30), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-3", "BEN", 2, ("LAMP", 3)),
        *order("SO-4", "BEN", 3, ("LAMP", 20)),
    )
    served = "14 left after 2 lines ahead of it (first: SO-1, class A, due 3 Mar 2026)"
    ahead = "1 line waits ahead of it (units: 30) · nothing is on order"
    assert told(house, "SO-4") == f"partly filled: 14 of 20 · {served} · {ahead}"
    take(house, opening("CORD", 5), *order("SO-5", "BEN", 1, ("CORD", 3)), *order("SO-6", "BEN", 2, ("CORD", 3)))
    assert told(house, "SO-6") == f"partly filled: 2 of 3 · 2 left after 1 line ahead of it (SO-5, class B) · {END}"


def test_what_was_pinned_to_a_line_behind_was_not_left(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 10), sell_multiple=3),
        *order("SO-2", "CAT", 2, ("LAMP", 6)),
        *order("SO-3", "BEN", 3, ("LAMP", 9), ship_policy=ShipPolicy.LINE_COMPLETE),
    )
    pin(house.store, house.act(), "SO-2", 1, 6, why="a test")
    come(house, "LAMP", 10)
    fits = "4 left after 1 line ahead of it (SO-2, class C) · pack of 3; left, too few for the next: 1"
    assert told(house, "SO-1") == f"partly filled: 3 of 10 · {fits} · {END}"
    assert told(house, "SO-2") == "filled"
    assert told(house, "SO-3").startswith("line must ship complete: it needs 9 at once · left: 1 · ")


def test_a_lifted_line_is_filled_in_part_before_its_class_shares(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 2)), *order("SO-2", "BEN", 2, ("LAMP", 9)))
    take(house, *order("SO-3", "DAN", 3, ("LAMP", 9)))
    house.store.sql("UPDATE order_line SET lifted = ? WHERE rank_class = 'B' AND quantity = 9 AND line = 1", (True,))
    come(house, "LAMP", 6)
    assert told(house, "SO-2").startswith("partly filled: 4 of 9 · 4 left after 1 line ahead of it (SO-1, class A) · ")
