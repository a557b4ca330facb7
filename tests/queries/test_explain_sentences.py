"""Why an order has or has not got stock, in the very sentences that people read, of runs that the services made."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.services.stock import at, furnished, last_run, opening, order, purchase, take
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy, Strategy
from warehouse_app.queries import waiting_reasons
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plans import Request
from warehouse_app.queries.story import line_story
from warehouse_app.services.allocating import allocate, plan_and_apply
from warehouse_app.services.founding import turn_day
from warehouse_app.services.house_rules import choose_policy, choose_rules
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.serving import hold, pin
from warehouse_app.services.undoing import undo_run
from warehouse_app.texts import say

MORE = (
    CustomerRecord("DAN", "Dan"),
    CustomerRecord("EVE", "Eve"),
    CustomerRecord("FAY", "Fay"),
    CustomerRecord("LIV", "Liv", minimum_shelf_life_days=60),
)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for made in furnished(desk):
        take(made, *MORE)
        yield made


def told(desk: Desk, number: str, line: int = 1) -> str:
    """Return why a line has what it has."""
    [found] = explain(desk.store, house_settings(), number, line=line).lines
    return " · ".join(say(part.code, part.facts) for part in found.reason)


def come(desk: Desk, sku: str, units: int) -> None:
    """Receive units that nobody announced."""
    receive(desk.store, desk.act(), [Goods(sku, units)], supplier="ACME")


def share(desk: Desk, policy: Policy) -> None:
    """Let four customers of a class want 10, 4, 20 and 6 lamps, and 24 come."""
    choose_policy(desk.store, desk.act(), policy)
    wants = (("BEN", 10), ("DAN", 4), ("EVE", 20), ("FAY", 6))
    orders = [order(f"SO-{day}", who, day, ("LAMP", units)) for day, (who, units) in enumerate(wants, start=1)]
    take(desk, *(line for lines in orders for line in lines))
    come(desk, "LAMP", 24)


def test_a_fair_share_says_what_it_is_of_and_how_all_customers_of_the_class_fared(house: Desk) -> None:
    share(house, Policy.FAIR_SHARE)
    rates = "every customer in class B got 50 to 66 % · nothing is on order"
    assert told(house, "SO-1") == f"fair share · 6 of 10 units · {rates}"
    assert told(house, "SO-2") == f"fair share · 2 of 4 units · {rates}"
    assert told(house, "SO-3") == f"fair share · 12 of 20 units · {rates}"


def test_an_equal_share_says_that_nobody_has_more(house: Desk) -> None:
    share(house, Policy.EQUAL_SHARE)
    most = "no customer in class B has more than 7 · nothing is on order"
    assert told(house, "SO-1") == f"equal share · 7 of 10 units · {most}"
    assert told(house, "SO-3") == f"equal share · 7 of 20 units · {most}"
    assert (told(house, "SO-2"), told(house, "SO-4")) == ("filled", "filled")


def test_a_fair_share_of_packs_is_told_in_packs(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 72), sell_multiple=6),
        *order("SO-2", "DAN", 2, ("LAMP", 66), sell_multiple=6),
    )
    come(house, "LAMP", 48)
    assert told(house, "SO-1") == (
        "fair share · 4 of 12 packs · every customer in class B got 33 to 36 % · nothing is on order"
    )


def test_a_share_that_rounds_to_nothing_says_so(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    take(house, *(order("SO-1", "BEN", 1, ("LAMP", 1)) + order("SO-2", "DAN", 2, ("LAMP", 1))))
    come(house, "LAMP", 1)
    assert told(house, "SO-2") == (
        "fair share · its share rounds to nothing · every customer in class B got 0 to 100 % · nothing is on order"
    )


def test_a_share_that_went_to_another_line_of_the_customer_says_so(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5), ("LAMP", 5)), *order("SO-2", "DAN", 2, ("LAMP", 10)))
    come(house, "LAMP", 8)
    assert told(house, "SO-1", 2) == (
        "fair share · its customer's share went to lines ahead of it · every customer in class B got 40 % · "
        "nothing is on order"
    )
    come(house, "LAMP", 1)
    assert told(house, "SO-2") == (
        "fair share · its customer has had its share · every customer in class B got 40 to 50 % · nothing is on order"
    )


def test_a_line_that_had_some_when_nothing_was_left_says_what_it_had(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "BEN", 1, ("LAMP", 2)), *order("SO-2", "BEN", 2, ("LAMP", 10)))
    assert told(house, "SO-2").startswith("partly filled: 4 of 10 · 4 left after 1 line ahead of it")
    allocate(house.store, house.act())
    had = "out of stock · it had 4 and asked for 6 more · first in the queue · nothing is on order"
    assert told(house, "SO-2") == had
    take(house, *order("SO-3", "CAT", 3, ("LAMP", 3)))
    assert told(house, "SO-3") == "out of stock · 1 line waits ahead of it (units: 6) · nothing is on order"
    assert told(house, "SO-2") == had


def test_stock_that_is_kept_for_a_larger_pack_says_so(house: Desk) -> None:
    choose_rules(house.store, house.act(), {"policy": Policy.FAIR_SHARE, "strict_packs": True})
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 60), sell_multiple=6),
        *order("SO-2", "DAN", 2, ("LAMP", 5)),
        *order("SO-3", "CAT", 3, ("LAMP", 5)),
    )
    come(house, "LAMP", 4)
    assert told(house, "SO-1") == (
        "pack of 6 · the next one did not fit · 1 line of its class shares with it (units: 5) · nothing is on order"
    )
    assert told(house, "SO-2") == ("kept for a larger pack ahead of it · left: 4 · nothing is on order")
    assert told(house, "SO-3") == "kept for a larger pack ahead of it · left: 4 · nothing is on order"


def test_a_part_of_the_packs_is_told_with_the_pack_that_did_not_fit(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 36), sell_multiple=12), *order("SO-2", "DAN", 2, ("LAMP", 3)))
    come(house, "LAMP", 28)
    assert told(house, "SO-1") == (
        "pack of 12 · 2 of 3 packs · the next one did not fit · first in the queue · nothing is on order"
    )


def test_lots_that_expire_too_soon_say_by_how_much(house: Desk) -> None:
    milk = opening("MILK", 5, lot="L1", expiry=date(2026, 4, 11))
    take(house, milk, *order("SO-1", "LIV", 1, ("MILK", 3)), *order("SO-2", "BEN", 2, ("MILK", 1)))
    assert told(house, "SO-1") == (
        "lots expire too soon · 40 of the 60 days asked · first in the queue · nothing is on order"
    )
    assert told(house, "SO-2") == "filled"
    house.now = datetime(2026, 3, 4, 6, tzinfo=UTC)
    turn_day(house.store, house.act())
    assert told(house, "SO-1").startswith("lots expire too soon · 38 of the 60 days asked · ")


def test_a_lot_that_lasts_long_enough_and_is_given_away_is_no_measure(house: Desk) -> None:
    take(
        house,
        opening("MILK", 3, lot="L1", expiry=date(2026, 4, 11)),
        opening("MILK", 3, lot="L2", expiry=date(2026, 9, 1)),
        *order("SO-1", "LIV", 1, ("MILK", 3)),
        *order("SO-2", "LIV", 2, ("MILK", 3)),
    )
    assert told(house, "SO-2") == (
        "lots expire too soon · it asks for 60 days · first in the queue · nothing is on order"
    )


def test_a_line_with_a_day_of_its_own_says_the_later_day(house: Desk) -> None:
    own = {"not_before": date(2026, 3, 20)}
    take(
        house,
        opening("LAMP", 9),
        *order("SO-1", "BEN", 1, ("LAMP", 2), ("GAME", 2), **own),
        *order("SO-2", "BEN", 2, ("GAME", 2), not_before=date(2026, 4, 2)),
    )
    assert told(house, "SO-1") == "not before 20 Mar 2026, the line's own day"
    assert told(house, "SO-1", 2) == "not before 1 Apr 2026 (pre-order)"
    assert told(house, "SO-2") == "not before 2 Apr 2026, the line's own day"


def test_an_order_on_hold_says_why_it_is(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 2)))
    hold(house.store, house.act(), "SO-1", why="over its credit limit")
    assert told(house, "SO-1") == "on hold · “over its credit limit”"


def test_a_line_beyond_the_horizon_says_its_day_and_the_horizon(house: Desk) -> None:
    choose_rules(house.store, house.act(), {"horizon_days": 10})
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 2), need_by=date(2026, 4, 1)))
    assert told(house, "SO-1") == "beyond the horizon · due 1 Apr 2026, and stock is given 10 days ahead"


def test_a_line_that_got_its_pin_alone_says_so(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "CAT", 2, ("LAMP", 6)))
    pin(house.store, house.act(), "SO-2", 1, 3, why="he calls every day")
    come(house, "LAMP", 3)
    assert told(house, "SO-2") == (
        "only what is pinned to it: 3 · 1 line waits ahead of it (units: 4) · nothing is on order"
    )


def test_a_run_that_was_undone_is_named_and_the_item_pauses(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    come(house, "LAMP", 9)
    run = last_run(house)
    undo_run(house.store, house.act(), run)
    assert told(house, "SO-1") == f"run {run} was undone · taken back: 4 · nothing is on order"
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 1)), *purchase("PO-7", ("LAMP", 2), due_on=date(2026, 3, 9)))
    assert told(house, "SO-2") == (
        "nothing is given after an undo, until the next receipt or a run by hand · "
        "next receipt PO-7 (2 units) on 9 Mar 2026"
    )


def test_a_line_that_lost_to_others_names_the_run(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 3)))
    run = plan_and_apply(house.store, house.act(), Request(Mode.REDISTRIBUTE)).run
    assert told(house, "SO-1") == f"given to others: 3 · by run {run} · first in the queue · nothing is on order"
    assert told(house, "SO-2") == "filled"


def test_a_line_that_may_not_gain_says_so(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("SO-1", "BEN", 1, ("LAMP", 6)))
    only_keep = Request(Mode.REDISTRIBUTE, of_class={"B": Strategy.KEEP_AT_MOST})
    plan_and_apply(house.store, house.act(), only_keep)
    assert told(house, "SO-1") == "it may keep what it has, and not gain · first in the queue · nothing is on order"


def test_a_lifted_line_says_so_and_until_when_it_gathers(house: Desk) -> None:
    choose_rules(house.store, house.act(), {"starved_after": 1, "gather_days": 5})
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 9), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-2", "BEN", 2, ("LAMP", 9)),
    )
    come(house, "LAMP", 2)
    assert told(house, "SO-1") == (
        "line must ship complete: it needs 9 at once · left at its turn: 2, now: 0 · first in the queue · "
        "nothing is on order"
    )
    come(house, "LAMP", 2)
    assert told(house, "SO-1") == (
        "gathers its stock · 2 of 9 units · until 7 Mar 2026 · put at the head of its class, as 1 receipt passed it "
        "over · nothing is on order"
    )


def test_what_is_kept_for_an_order_until_a_receipt_brings_the_rest_is_said(house: Desk) -> None:
    take(
        house,
        opening("CORD", 1),
        *order("SO-1", "BEN", 1, ("LAMP", 9), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-2", "BEN", 2, ("CORD", 4), ("PLUG", 1), ship_policy=ShipPolicy.ORDER_COMPLETE),
        *purchase("PO-1", ("LAMP", 10), ("CORD", 5), ("PLUG", 5), due_on=date(2026, 3, 9)),
    )
    receive(house.store, house.act(), [Goods("LAMP", 4), Goods("CORD", 1)], purchase_order="PO-1")
    kept = "what there is is kept for it until an open receipt brings the rest"
    assert told(house, "SO-1") == f"{kept} · next receipt PO-1 (6 units) on 9 Mar 2026"
    assert told(house, "SO-2") == f"{kept} · short: 2 × CORD, 1 × PLUG · next receipt PO-1 (4 units) on 9 Mar 2026"


def test_a_reason_is_found_behind_many_runs_of_others(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting_reasons, "_PAGE", 3)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    for day in range(2, 10):
        take(house, *order(f"SO-{day}", "CAT", day, ("LAMP", 1)))
    assert told(house, "SO-1") == "out of stock · first in the queue · nothing is on order"
    assert told(house, "SO-5") == "out of stock · 4 lines wait ahead of it (units: 7) · nothing is on order"
    assert at(9) < house.now


def test_the_story_of_a_line_is_told_with_what_would_change_it(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2)))
    [line] = line_story(house.store, house_settings(), "SO-1", 2).told.lines
    assert [say(part.code, part.facts) for part in line.changes] == ["2 more of CORD"]
