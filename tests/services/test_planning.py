"""A run planned, looked at and applied: what it shows before, that it does exactly that, and when it is out of date."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    REDISTRIBUTE,
    come,
    counts,
    decisions,
    furnished,
    held,
    ids,
    last_run,
    level,
    opening,
    order,
    planned,
    redistributed,
    refusal,
    runs,
    send,
    set_house,
    take,
    turn_to,
    versions,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.fairness import Fairness
from warehouse_app.domain.records import CustomerRecord, ItemRecord
from warehouse_app.domain.statuses import Mode, Policy, Strategy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plan_preview import ItemFairness, Moved, Preview, preview
from warehouse_app.queries.plans import Plan, Request, plan
from warehouse_app.services import allocating
from warehouse_app.services.allocating import AllocateFault, apply_plan, plan_and_apply
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.changes import Area
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import hold, pin
from warehouse_app.store.database import Store


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def previewed(desk: Desk, request: Request = REDISTRIBUTE) -> Preview:
    with desk.store.snapshot():
        return preview(desk.store, plan(desk.store, house_settings(), request))


def late_class_a(desk: Desk) -> None:
    """Let three orders hold ten lamps when one of class A comes that wants six of them."""
    take(
        desk,
        opening("LAMP", 10),
        *order("SO-1", "CAT", 1, ("LAMP", 5)),
        *order("SO-2", "BEN", 2, ("LAMP", 3)),
        *order("SO-3", "CAT", 3, ("LAMP", 4)),
    )
    take(desk, *order("SO-4", "ANN", 4, ("LAMP", 6)))
    assert held(desk) == {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 2, "SO-4/1": 0}


def test_what_is_applied_is_what_was_planned(house: Desk) -> None:
    late_class_a(house)
    before = (counts(house), held(house), versions(house))
    made = planned(house)
    assert (counts(house), held(house), versions(house)) == before
    run = last_run(house)
    answer = apply_plan(house.store, house.act(), made)
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 3, "SO-3/1": 0, "SO-4/1": 6}
    assert (answer.run, answer.policy) == (run + 1, Policy.FIRST_COME)
    assert (answer.considered, answer.lines, answer.units) == (3, 1, 6)
    assert answer.changes.areas == {Area.STOCK, Area.QUEUE, Area.ORDERS}
    assert runs(house, run) == [(run + 1, "redistribute", "first-come", "by-hand")]
    assert decisions(house, run + 1) == {
        "LAMP": (
            0,
            [
                ("SO-4/1", 6, 0, 6, "filled"),
                ("SO-1/1", 0, 5, -4, "given-to-others"),
                ("SO-3/1", 2, 2, -2, "given-to-others"),
            ],
        )
    }
    assert level(house, "LAMP") == (10, 10)


def test_a_fill_that_was_planned_takes_nothing_from_anyone(house: Desk) -> None:
    late_class_a(house)
    made = planned(house, Request(Mode.FILL))
    answer = apply_plan(house.store, house.act(), made)
    assert (answer.considered, answer.lines, answer.units) == (2, 0, 0)
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 2, "SO-4/1": 0}


def test_a_second_redistribution_changes_nothing(house: Desk) -> None:
    late_class_a(house)
    has = redistributed(house)
    assert redistributed(house) == has
    made = planned(house)
    assert {row.gets for rows in made.decisions.values() for row in rows} == {0}


def test_where_nobody_waits_there_is_no_run(house: Desk) -> None:
    answer = plan_and_apply(house.store, house.act(), REDISTRIBUTE)
    assert (answer.run, answer.considered, answer.units, bool(answer.changes)) == (None, 0, 0, False)


@pytest.mark.parametrize("event", ["receipt", "cancellation", "quantity", "hold", "pin", "release", "day", "shipment"])
def test_a_plan_that_is_out_of_date_is_refused_and_changes_nothing(house: Desk, event: str) -> None:
    late_class_a(house)
    made = planned(house)
    if event == "receipt":
        come(house, "LAMP", 1)
    elif event == "cancellation":
        cancel_order(house.store, house.act(), "SO-3")
    elif event == "quantity":
        save_order(house.store, house.act(), order("SO-4", "ANN", 4, ("LAMP", 7)), update=True)
    elif event == "hold":
        hold(house.store, house.act(), "SO-4", why="credit")
    elif event == "pin":
        pin(house.store, house.act(), "SO-1", 1, 5, why="promised")
    elif event == "release":
        release(house.store, house.act(), orders=["SO-1"])
    elif event == "day":
        turn_to(house, date(2026, 3, 3))
    else:
        send(house, "SO-1", 5)
    call = partial(apply_plan, house.store, house.act(), made)
    assert refusal(house, call) == (AllocateFault.MOVED, {})


@pytest.mark.parametrize("event", ["weight", "class", "policy", "strict", "due days", "horizon"])
def test_a_plan_that_others_would_decide_otherwise_by_now_is_refused(house: Desk, event: str) -> None:
    """No line and no stock has changed; how they are served has."""
    late_class_a(house)
    made = planned(house)
    cat = CustomerRecord("CAT", "Cat", priority_class="C")
    if event == "weight":
        save_customer(house.store, house.act(), cat._replace(weight=3), update=True)
    elif event == "class":
        save_customer(house.store, house.act(), cat._replace(priority_class="D"), update=True)
    elif event == "policy":
        set_house(house, policy=Policy.EQUAL_SHARE)
    elif event == "strict":
        set_house(house, strict_packs=True)
    elif event == "due days":
        set_house(house, due_days=3)
    else:
        set_house(house, horizon_days=400)
    assert refusal(house, partial(apply_plan, house.store, house.act(), made)) == (AllocateFault.MOVED, {})
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 2, "SO-4/1": 0}


def test_a_plan_by_a_policy_of_its_own_does_not_care_for_that_of_the_house(house: Desk) -> None:
    late_class_a(house)
    made = planned(house, Request(Mode.REDISTRIBUTE, Policy.FIRST_COME))
    set_house(house, policy=Policy.EQUAL_SHARE)
    assert apply_plan(house.store, house.act(), made).units == 6


def test_what_a_customer_does_not_wait_for_is_not_touched_by_its_weight(house: Desk) -> None:
    late_class_a(house)
    take(house, opening("CORD", 2), *order("SO-5", "BEN", 1, ("CORD", 1)))
    before = versions(house)
    cat = CustomerRecord("CAT", "Cat", priority_class="C", weight=3)
    save_customer(house.store, house.act(), cat, update=True)
    assert versions(house) == before | {"LAMP": before["LAMP"] + 1}
    save_customer(house.store, house.act(), cat._replace(name="Cat & Co"), update=True)
    assert versions(house) == before | {"LAMP": before["LAMP"] + 1}


def test_what_happens_to_other_items_does_not_hinder(house: Desk) -> None:
    late_class_a(house)
    made = planned(house)
    take(house, opening("CORD", 2), *order("SO-5", "ANN", 1, ("CORD", 1)))
    assert apply_plan(house.store, house.act(), made).units == 6


def test_a_new_order_makes_a_plan_out_of_date(house: Desk) -> None:
    """It would be given what the plan gives to others, were it there."""
    late_class_a(house)
    made = planned(house)
    take(house, *order("SO-5", "ANN", 1, ("LAMP", 1)))
    assert refusal(house, partial(apply_plan, house.store, house.act(), made)) == (AllocateFault.MOVED, {})


def disturbed(desk: Desk, monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Let a lamp come between plan and apply so many times; return where the plans are counted."""
    made: list[int] = []

    def slow(store: Store, settings: object, request: Request) -> Plan:
        answer = plan(store, house_settings(), request)
        made.append(len(made) + 1)
        return answer

    def applied(*given: object, **more: object) -> object:
        if len(made) <= times:
            come(desk, "LAMP", 1)
        return apply_plan(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(allocating, "plan", slow)
    monkeypatch.setattr(allocating, "apply_plan", applied)
    return made


def test_where_others_were_faster_it_is_planned_again(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    late_class_a(house)
    made = disturbed(house, monkeypatch, 2)
    answer = plan_and_apply(house.store, house.act(), REDISTRIBUTE)
    # The two lamps that came went to SO-4, the first in the queue; the run gives it the other four.
    assert (len(made), answer.units) == (3, 4)
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 3, "SO-3/1": 0, "SO-4/1": 6}


def test_after_three_plans_it_is_given_up(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    late_class_a(house)
    made = disturbed(house, monkeypatch, 3)
    with pytest.raises(Refused) as refused:
        plan_and_apply(house.store, house.act(), REDISTRIBUTE)
    assert (refused.value.code, len(made)) == (AllocateFault.MOVED, 3)
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 2, "SO-4/1": 3}


def test_the_same_planned_run_again_answers_the_same(house: Desk) -> None:
    late_class_a(house)
    action = house.act()
    first = plan_and_apply(house.store, action, REDISTRIBUTE)
    before = counts(house)
    assert plan_and_apply(house.store, action, REDISTRIBUTE) == first
    assert counts(house) == before


def test_wins_that_cannot_be_met_stop_the_run_unless_told_to_go_on(house: Desk) -> None:
    late_class_a(house)
    ann, cat = ids(house, "customer", "ANN"), ids(house, "customer", "CAT")
    wins = Request(Mode.REDISTRIBUTE, of_customer=dict.fromkeys(ann | cat, Strategy.WIN))
    call = partial(plan_and_apply, house.store, house.act(), wins)
    assert refusal(house, call) == (
        AllocateFault.UNMET,
        {"lines": 2, "units": 5, "orders": ("SO-1", "SO-3")},
    )
    seen = previewed(house, wins)
    assert [(row.order, row.had, row.units, row.short) for row in seen.unmet] == [
        ("SO-1", 5, -1, 1),
        ("SO-3", 2, -2, 4),
    ]
    assert redistributed(house, wins, go_on=True) == {"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 0, "SO-4/1": 6}


@pytest.mark.parametrize(
    ("of_customer", "of_class", "holds"),
    [
        ({"CAT": Strategy.WIN}, {}, {"SO-1/1": 5, "SO-2/1": 0, "SO-3/1": 4, "SO-4/1": 1}),
        ({"CAT": Strategy.GAIN}, {}, {"SO-1/1": 5, "SO-2/1": 0, "SO-3/1": 2, "SO-4/1": 3}),
        ({"ANN": Strategy.KEEP_AT_MOST}, {}, {"SO-1/1": 5, "SO-2/1": 3, "SO-3/1": 2, "SO-4/1": 0}),
        ({"BEN": Strategy.LOSE}, {}, {"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 0, "SO-4/1": 6}),
        ({}, {"C": Strategy.GAIN}, {"SO-1/1": 5, "SO-2/1": 0, "SO-3/1": 2, "SO-4/1": 3}),
        # What is said of a customer goes before what is said of its class.
        ({"CAT": Strategy.LOSE}, {"C": Strategy.WIN}, {"SO-1/1": 1, "SO-2/1": 3, "SO-3/1": 0, "SO-4/1": 6}),
    ],
)
def test_strategies_say_who_may_win_or_lose(
    house: Desk, of_customer: Mapping[str, Strategy], of_class: Mapping[str, Strategy], holds: dict[str, int]
) -> None:
    late_class_a(house)
    by_id = {next(iter(ids(house, "customer", code))): strategy for code, strategy in of_customer.items()}
    request = Request(Mode.REDISTRIBUTE, of_customer=by_id, of_class=of_class)
    assert redistributed(house, request) == holds


def test_what_is_pinned_to_an_order_on_hold_stays_with_it(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "BEN", 1, ("LAMP", 6)))
    pin(house.store, house.act(), "SO-1", 1, 3, why="promised")
    hold(house.store, house.act(), "SO-1", why="credit")
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 2)))
    assert redistributed(house) == {"SO-1/1": 3, "SO-2/1": 2}
    made = [("SO-1/1", 0, 6, -3, "on-hold"), ("SO-2/1", 2, 0, 2, "filled")]
    assert decisions(house, last_run(house)) == {"LAMP": (0, made)}
    assert level(house, "LAMP") == (6, 5)


def test_who_must_win_and_cannot_be_served_now_keeps_what_it_has(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "BEN", 1, ("LAMP", 9)))
    hold(house.store, house.act(), "SO-1", why="credit")
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 4)))
    [ben] = ids(house, "customer", "BEN")
    wins = Request(Mode.REDISTRIBUTE, of_customer={ben: Strategy.WIN})
    assert planned(house, wins).unmet == ()
    assert redistributed(house, wins) == {"SO-1/1": 6, "SO-2/1": 0}
    # Nothing was said of it here: a run by hand may give to others what an order on hold has.
    assert redistributed(house) == {"SO-1/1": 0, "SO-2/1": 4}


def test_a_preview_shows_the_whole_difference(house: Desk) -> None:
    take(
        house,
        ItemRecord("BELL", "Bell", price=1_50),
        opening("LAMP", 6),
        opening("BELL", 3),
        *order("SO-1", "CAT", 1, ("LAMP", 4), price=10_00),
        *order("SO-2", "CAT", 2, ("LAMP", 2), ("BELL", 3)),
    )
    take(house, CustomerRecord("DAN", "Dan", priority_class="C"), *order("SO-3", "DAN", 3, ("LAMP", 2)))
    take(house, *order("SO-4", "ANN", 4, ("LAMP", 3), ("BELL", 1), price=20_00))
    assert held(house) == {
        "SO-1/1": 4,
        "SO-2/1": 2,
        "SO-2/2": 3,
        "SO-3/1": 0,
        "SO-4/1": 0,
        "SO-4/2": 0,
    }
    seen = previewed(house)
    assert seen.gains == (
        Moved("SO-4", 1, "LAMP", "ANN", "Ann", "A", 0, 3, 0),
        Moved("SO-4", 2, "BELL", "ANN", "Ann", "A", 0, 1, 0),
    )
    assert seen.losses == (
        Moved("SO-1", 1, "LAMP", "CAT", "Cat", "C", 4, -1, 1),
        Moved("SO-2", 1, "LAMP", "CAT", "Cat", "C", 2, -2, 2),
        Moved("SO-2", 2, "BELL", "CAT", "Cat", "C", 3, -1, 1),
    )
    assert (seen.complete, seen.incomplete) == (("SO-4",), ("SO-1", "SO-2"))
    # Three and one for 20.00, less one for 10.00 and, at the item's own price, one bell; a lamp has no price.
    assert seen.released == 3 * 20_00 + 20_00 - 10_00 - 1_50
    half = Fairness(0.5, 0.0, 1.0)
    assert seen.fairness == (
        ItemFairness("LAMP", "A", Fairness(1.0, 0.0, 0.0), None, 0),
        ItemFairness("LAMP", "C", half, Fairness(0.5, 0.0, 0.5), 1),
        ItemFairness("BELL", "A", Fairness(1.0, 0.0, 0.0), None, 0),
        ItemFairness("BELL", "C", None, Fairness(1.0, 0.6667, 0.6667), 0),
    )
    assert seen.unmet == ()


def test_a_preview_counts_customers_whose_share_rounds_to_zero(house: Desk) -> None:
    set_house(house, policy=Policy.FAIR_SHARE)
    more = [CustomerRecord(f"N-{number}", "Name") for number in range(5)]
    lines = [row for number in range(5) for row in order(f"SO-{number}", f"N-{number}", number + 1, ("GAME", 1))]
    take(house, opening("GAME", 2), *more, *lines)
    house.store.sql("UPDATE item SET release_date = NULL WHERE sku = 'GAME'")
    seen = previewed(house, Request(Mode.FILL))
    assert [(row.order, row.units) for row in seen.gains] == [("SO-0", 1), ("SO-1", 1)]
    assert seen.fairness == (ItemFairness("GAME", "B", Fairness(1.0, 0.0, 0.0), Fairness(0.4, 0.0, 1.0), 3),)


def test_the_policy_of_one_run_by_hand_is_not_that_of_the_house(house: Desk) -> None:
    take(house, CustomerRecord("DAN", "Dan"), opening("LAMP", 6), *order("SO-1", "BEN", 1, ("LAMP", 6)))
    take(house, *order("SO-2", "DAN", 2, ("LAMP", 6)))
    request = Request(Mode.REDISTRIBUTE, Policy.FAIR_SHARE)
    run = last_run(house)
    assert redistributed(house, request) == {"SO-1/1": 3, "SO-2/1": 3}
    assert runs(house, run) == [(run + 1, "redistribute", "fair-share", "by-hand")]
    come(house, "LAMP", 2)
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 3}


def test_a_clerk_may_not_apply_a_plan(house: Desk) -> None:
    late_class_a(house)
    made = planned(house)
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    with pytest.raises(Refused) as refused:
        apply_plan(house.store, house.act(), made)
    assert refused.value.facts == {"person": "anna", "role": "lead"}


def test_who_waits_for_a_day_goes_short_of_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 3), opening("GAME", 9), *order("SO-1", "BEN", 1, ("LAMP", 2), ("GAME", 4)))
    take(house, *order("SO-2", "CAT", 2, ("LAMP", 2)), *order("SO-3", "ANN", 3, ("GAME", 2)))
    [ben] = ids(house, "customer", "BEN")
    seen = previewed(house, Request(Mode.REDISTRIBUTE, of_customer={ben: Strategy.WIN}))
    assert seen.unmet == ()
    assert seen.fairness == (ItemFairness("LAMP", "C", Fairness(1.0, 0.5, 0.5), Fairness(1.0, 0.5, 0.5), 0),)
