"""The rules of the house: changed by an admin, refused where they make no sense, and followed from then on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.saving import dump
from tests.services.stock import decisions, furnished, held, last_run, opening, order, runs, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import CustomerRecord, ItemRecord, LocationRecord
from warehouse_app.domain.statuses import Policy, Role
from warehouse_app.queries.house import house_settings
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.house_rules import RuleChange, RuleFault, choose_policy, choose_rules
from warehouse_app.store.tables import Person


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_the_chosen_policy_ranks_from_then_on(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("CUP", "Cup"), CustomerRecord("C", "C"))
    take(desk, *order("O1", "C", 1, ("CUP", 5)), *order("O2", "C", 2, ("CUP", 5), need_by=date(2026, 2, 3)))
    before = dump(desk)
    assert choose_policy(desk.store, desk.act(), Policy.DUE_DATE).areas == {Area.SETTINGS, Area.QUEUE}
    assert house_settings().policy is Policy.DUE_DATE
    assert dump(desk)["order_line"] == before["order_line"]
    take(desk, opening("CUP", 6, "A"))
    assert held(desk) == {"O1/1": 1, "O2/1": 5}
    # What was given stays given.
    choose_policy(desk.store, desk.act(), Policy.FIRST_COME)
    assert held(desk) == {"O1/1": 1, "O2/1": 5}


def test_rules_are_changed_together_and_what_is_not_named_stays(house: Desk) -> None:
    before = house_settings()
    chosen: RuleChange = {"horizon_days": 30, "strict_packs": True, "starved_after": 3}
    assert choose_rules(house.store, house.act(), chosen).areas == {Area.SETTINGS, Area.QUEUE}
    assert house_settings() == replace(before, horizon_days=30, strict_packs=True, starved_after=3)
    assert choose_rules(house.store, house.act(), {"gather_days": 0, "horizon_days": None}).areas == {
        Area.SETTINGS,
        Area.QUEUE,
    }
    assert house_settings() == replace(before, strict_packs=True, starved_after=3, gather_days=0)


def test_a_rule_that_no_fill_looks_at_makes_no_run(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5)))
    since = last_run(house)
    changed = choose_rules(house.store, house.act(), {"starved_after": 1_000, "gather_days": 3_650})
    assert changed.areas == {Area.SETTINGS}
    assert runs(house, since) == []


def due_on_three_days(desk: Desk) -> None:
    """Let three orders want lamps by the 9th, 10th and 11th of March: in 7, 8 and 9 days."""
    lines = [order(f"SO-{day}", "BEN", day, ("LAMP", 2), need_by=date(2026, 3, day)) for day in (9, 10, 11)]
    take(desk, *(record for some in lines for record in some))


def test_a_farther_horizon_gives_what_is_free_and_a_nearer_one_takes_nothing(house: Desk) -> None:
    due_on_three_days(house)
    choose_rules(house.store, house.act(), {"horizon_days": 7})
    take(house, opening("LAMP", 6))
    assert held(house) == {"SO-9/1": 2, "SO-10/1": 0, "SO-11/1": 0}
    since = last_run(house)
    choose_rules(house.store, house.act(), {"horizon_days": 8})
    assert held(house) == {"SO-9/1": 2, "SO-10/1": 2, "SO-11/1": 0}
    assert runs(house, since) == [(since + 1, "fill", "first-come", "rules")]
    choose_rules(house.store, house.act(), {"horizon_days": 0})
    assert held(house) == {"SO-9/1": 2, "SO-10/1": 2, "SO-11/1": 0}
    choose_rules(house.store, house.act(), {"horizon_days": None})
    assert held(house) == {"SO-9/1": 2, "SO-10/1": 2, "SO-11/1": 2}


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (None, 7, [("SO-10/1", "beyond-the-horizon"), ("SO-11/1", "beyond-the-horizon")]),
        (None, 9, []),
        (7, None, [("SO-10/1", "out-of-stock"), ("SO-11/1", "out-of-stock")]),
        (7, 8, [("SO-10/1", "out-of-stock")]),
        (9, 8, [("SO-11/1", "beyond-the-horizon")]),
        (8, 8, []),
    ],
)
def test_lines_that_one_horizon_reaches_and_the_other_does_not_are_decided_anew(
    house: Desk, first: int | None, then: int | None, told: list[tuple[str, str]]
) -> None:
    due_on_three_days(house)
    choose_rules(house.store, house.act(), {"horizon_days": first})
    since = last_run(house)
    choose_rules(house.store, house.act(), {"horizon_days": then})
    made = decisions(house, since + 1).get("LAMP", (0, []))
    assert [(line, reason) for line, _asked, _had, _gets, reason in made[1]] == told


@pytest.mark.parametrize(
    ("chosen", "code", "given", "most"),
    [
        ({"due_days": -1}, RuleFault.DUE_DAYS, -1, 3_650),
        ({"due_days": 3_651}, RuleFault.DUE_DAYS, 3_651, 3_650),
        ({"horizon_days": -1}, RuleFault.HORIZON, -1, 3_650),
        ({"horizon_days": 3_651}, RuleFault.HORIZON, 3_651, 3_650),
        ({"starved_after": 0}, RuleFault.STARVED_AFTER, 0, 1_000),
        ({"starved_after": 1_001}, RuleFault.STARVED_AFTER, 1_001, 1_000),
        ({"gather_days": -1}, RuleFault.GATHER_DAYS, -1, 3_650),
        ({"gather_days": 3_651}, RuleFault.GATHER_DAYS, 3_651, 3_650),
    ],
)
def test_nonsense_is_refused_and_nothing_changes(
    house: Desk, chosen: RuleChange, code: RuleFault, given: int, most: int
) -> None:
    before = dump(house)
    with pytest.raises(Refused) as refusal:
        choose_rules(house.store, house.act(), {"policy": Policy.DUE_DATE, **chosen})
    assert (refusal.value.code, refusal.value.facts) == (code, {"given": given, "most": most})
    assert dump(house) == before


@pytest.mark.parametrize(
    "chosen",
    [
        *({"due_days": days} for days in (0, 3_650)),
        *({"horizon_days": days} for days in (0, 3_650)),
        *({"starved_after": receipts} for receipts in (1, 1_000)),
        *({"gather_days": days} for days in (0, 3_650)),
    ],
)
def test_the_bounds_themselves_are_taken(house: Desk, chosen: RuleChange) -> None:
    due_on_three_days(house)
    before = house_settings()
    choose_rules(house.store, house.act(), chosen)
    assert house_settings() == replace(before, **chosen)


def test_only_an_admin_chooses(house: Desk) -> None:
    Person.insert(name="leo", role=Role.LEAD).execute()
    Person.insert(name="ada", role=Role.ADMIN).execute()
    before = dump(house)
    with pytest.raises(Refused) as refusal:
        choose_rules(house.store, house.act("leo"), {"due_days": 3})
    assert (refusal.value.code, refusal.value.facts) == (ContractFault.ROLE, {"person": "leo", "role": "admin"})
    assert dump(house) == before
    choose_rules(house.store, house.act("ada"), {"due_days": 3})
    assert house_settings().due_days == 3
    house.store.sql("DELETE FROM person")


def test_a_rule_is_taken_that_the_house_was_founded_without(house: Desk) -> None:
    house.store.sql("DELETE FROM setting WHERE name = 'strict_packs'")
    assert house_settings().strict_packs is False
    choose_rules(house.store, house.act(), {"strict_packs": True})
    assert house_settings().strict_packs is True
    assert house.store.sql("SELECT value FROM setting WHERE name = 'strict_packs'").fetchall() == [("true",)]
