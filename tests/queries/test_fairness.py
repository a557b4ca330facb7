"""How even it is counts all customers since the item was last not short: those who are full too."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import come, furnished, held, last_run, order, planned, send, set_house, take
from warehouse_app.domain.fairness import Fairness
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plan_preview import ItemFairness, preview
from warehouse_app.queries.plans import Request
from warehouse_app.queries.runs import claims_by_item, decisions_of, evenness_of_item
from warehouse_app.queries.waiting import claims_of, rules_of
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.texts import say

MORE = tuple(CustomerRecord(name.upper(), name) for name in ("Dan", "Eve", "Fay"))


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for made in furnished(desk):
        take(made, *MORE)
        yield made


def even(desk: Desk, request: Request | None = None) -> tuple[ItemFairness, ...]:
    with desk.store.snapshot():
        return preview(desk.store, planned(desk, request or Request(Mode.FILL))).fairness


def told(desk: Desk, number: str, line: int = 1) -> str:
    [found] = explain(desk.store, house_settings(), number, line=line).lines
    return " · ".join(say(part.code, part.facts) for part in found.reason)


def of_last_run(desk: Desk) -> tuple[Fairness | None, Fairness | None]:
    """Return how even it was before the last run, and after it, as it is reckoned right after it."""
    [(item, _, made)] = decisions_of(desk.store, last_run(desk))
    claims = claims_of(desk.store, {item: [row.line for row in made]}, rules_of(house_settings()))
    found = evenness_of_item(desk.store, made, claims_by_item(claims)[item], made=True)
    return found.before, found.after


def two_claims(desk: Desk) -> None:
    """Let two customers claim a hundred each, one of them in halves, and 100 come, then 50."""
    choose_policy(desk.store, desk.act(), Policy.FAIR_SHARE)
    take(desk, *order("SO-1", "BEN", 1, ("LAMP", 50), ("LAMP", 50)), *order("SO-2", "DAN", 2, ("LAMP", 100)))
    come(desk, "LAMP", 100)
    come(desk, "LAMP", 50)
    assert held(desk) == {"SO-1/1": 50, "SO-1/2": 25, "SO-2/1": 75}


def test_a_full_line_of_a_customer_counts_in_its_fill_rate(house: Desk) -> None:
    two_claims(house)
    rates = "every customer in class B got 75 % · nothing is on order"
    assert told(house, "SO-1", 2) == f"fair share · 25 of 50 units · {rates}"
    assert told(house, "SO-2") == f"fair share · 25 of 50 units · {rates}"
    same = Fairness(1.0, 0.75, 0.75)
    assert even(house) == (ItemFairness("LAMP", "B", same, same, 0),)
    assert of_last_run(house) == (Fairness(1.0, 0.5, 0.5), same)


def test_what_is_shipped_counts_too(house: Desk) -> None:
    two_claims(house)
    send(house, "SO-1", 50)
    assert even(house) == (ItemFairness("LAMP", "B", Fairness(1.0, 0.75, 0.75), Fairness(1.0, 0.75, 0.75), 0),)


@pytest.mark.parametrize("policy", [Policy.FAIR_SHARE, Policy.EQUAL_SHARE, Policy.FIRST_COME])
def test_full_customers_count_where_others_have_nothing(house: Desk, policy: Policy) -> None:
    choose_policy(house.store, house.act(), policy)
    who = ("BEN", "DAN", "EVE", "FAY")
    take(house, *(row for day, code in enumerate(who, start=1) for row in order(f"SO-{day}", code, day, ("LAMP", 1))))
    come(house, "LAMP", 2)
    half = Fairness(0.5, 0.0, 1.0)
    assert even(house) == (ItemFairness("LAMP", "B", half, half, 2),)
    assert even(house, Request(Mode.REDISTRIBUTE)) == (ItemFairness("LAMP", "B", half, half, 2),)
    assert of_last_run(house) == (Fairness(1.0, 0.0, 0.0), half)


def test_customers_who_were_served_before_the_shortage_do_not_count(house: Desk) -> None:
    come(house, "LAMP", 2)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 2)))
    take(house, *order("SO-2", "DAN", 2, ("LAMP", 4)))
    nothing = Fairness(1.0, 0.0, 0.0)
    assert even(house) == (ItemFairness("LAMP", "B", nothing, nothing, 1),)


def test_what_a_run_noted_of_a_share_stays_true_when_others_come_later(house: Desk) -> None:
    two_claims(house)
    take(house, *order("SO-3", "EVE", 3, ("LAMP", 10)))
    assert told(house, "SO-2").startswith("fair share · 25 of 50 units · every customer in class B got 75 % · ")
    nothing = Fairness(0.6667, 0.0, 0.75)
    assert even(house) == (ItemFairness("LAMP", "B", nothing, nothing, 1),)


def test_a_customer_with_a_full_line_has_had_its_share(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    set_house(house, strict_packs=False)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5), ("LAMP", 5)), *order("SO-2", "DAN", 2, ("LAMP", 10)))
    come(house, "LAMP", 10)
    come(house, "LAMP", 1)
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 1, "SO-2/1": 6}
    come(house, "LAMP", 1)
    assert told(house, "SO-2") == (
        "fair share · its customer has had its share · every customer in class B got 60 to 70 % · nothing is on order"
    )
    take(house, *order("SO-3", "BEN", 3, ("LAMP", 1)))
    come(house, "LAMP", 1)
    assert "its customer has had its share" in told(house, "SO-3")
