"""What would change what a waiting line has: only what is true, and enough."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, last_run, opening, order, purchase, take
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.queue import in_order
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.arriving import Arriving
from warehouse_app.queries.explain import MOST_NAMED, Ahead, ExplainedLine, explain
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.outlook import Outlook
from warehouse_app.queries.reasons import Change, Part, ReasonPart, coming
from warehouse_app.queries.runs import items_of_skus, planned_fill
from warehouse_app.queries.waiting import queued_lines, rules_of
from warehouse_app.services.house_rules import choose_policy, choose_rules
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.services.serving import classify, hold, pin
from warehouse_app.services.undoing import undo_run
from warehouse_app.texts import say

MORE = (
    CustomerRecord("DAN", "Dan"),
    CustomerRecord("LIV", "Liv", minimum_shelf_life_days=60),
)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for made in furnished(desk):
        take(made, *MORE)
        yield made


def changes(desk: Desk, number: str, line: int = 1) -> tuple[Part, ...]:
    """Return what would change what a line has."""
    [found] = explain(desk.store, house_settings(), number, line=line).lines
    return found.changes


def units(lacking: int, sku: str = "LAMP") -> Part:
    return Part(Change.UNITS, {"units": lacking, "sku": sku})


def brings(number: str, due: date) -> Part:
    return Part(Change.RECEIPT, {"number": number, "due": due})


MARCH_9, MARCH_12, APRIL_1 = date(2026, 3, 9), date(2026, 3, 12), date(2026, 4, 1)


def test_a_line_lacks_what_is_ahead_and_its_own(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        *order("SO-1", "BEN", 1, ("LAMP", 5)),
        *order("SO-2", "BEN", 2, ("LAMP", 6)),
        *order("SO-3", "CAT", 1, ("LAMP", 9)),
        *purchase("PO-1", ("LAMP", 7), due_on=MARCH_9),
        *purchase("PO-2", ("LAMP", 2), due_on=MARCH_12),
        *purchase("PO-3", ("LAMP", 9)),
    )
    assert changes(house, "SO-1") == (units(2), brings("PO-1", MARCH_9))
    # As many are ahead of it in its own class as after it.
    assert changes(house, "SO-2") == (units(8), brings("PO-2", MARCH_12))
    # The first five of class B leave the next receipt no nine, and nor does class A: it asked for more than comes.
    assert changes(house, "SO-3") == (units(17), Part(Change.UNDATED_RECEIPT, {"number": "PO-3"}))


def test_what_is_filled_or_shipped_needs_no_change(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        *order("SO-1", "BEN", 1, ("LAMP", 3)),
        *order("SO-2", "BEN", 1, ("LAMP", 3), shipped=3),
    )
    assert (changes(house, "SO-1"), changes(house, "SO-2")) == ((), ())


def test_too_little_on_order_brings_nothing(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5)), *purchase("PO-1", ("LAMP", 4), due_on=MARCH_9))
    assert changes(house, "SO-1") == (units(5),)


def test_what_is_overdue_is_said_to_be(house: Desk) -> None:
    due = date(2026, 2, 20)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5)), *purchase("PO-1", ("LAMP", 5), due_on=due))
    assert changes(house, "SO-1") == (units(5), Part(Change.LATE_RECEIPT, {"number": "PO-1", "due": due}))


def test_a_better_class_is_told_where_the_next_receipt_then_reaches_the_line(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "ANN", 9, ("LAMP", 2)),
        *order("SO-2", "BEN", 2, ("LAMP", 8)),
        *order("SO-3", "CAT", 1, ("LAMP", 3)),
        *purchase("PO-1", ("LAMP", 5), due_on=MARCH_9),
        *purchase("PO-2", ("LAMP", 50), due_on=APRIL_1),
    )
    # In class B it stands before SO-2, which asked later, and class A is not needed.
    better = Part(Change.RANK_CLASS, {"rank_class": "B"})
    assert changes(house, "SO-3") == (units(13), brings("PO-2", APRIL_1), better)
    classify(house.store, house.act(), "SO-3", "B", why="a test")
    assert changes(house, "SO-3") == (units(5), brings("PO-1", MARCH_9))
    # Nothing serves SO-2 before PO-2: class A asks for two of the five that come next, and it wants eight.
    assert changes(house, "SO-2") == (units(13), brings("PO-2", APRIL_1))


def test_what_is_kept_for_others_is_given_when_their_receipt_is_closed(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 12)), *purchase("PO-2", ("LAMP", 30), due_on=MARCH_9))
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=ShipPolicy.LINE_COMPLETE))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 2)), *order("SO-3", "BEN", 3, ("LAMP", 9)))
    assert changes(house, "SO-2") == (units(12), brings("PO-2", MARCH_9))
    receive(house.store, house.act(), [Goods("LAMP", 3, "A-1")], purchase_order="PO-1")
    closing = Part(Change.CLOSING, {"orders": ("PO-1",)})
    assert changes(house, "SO-2") == (closing, units(9), brings("PO-2", MARCH_9))
    [told] = explain(house.store, house_settings(), "SO-2").lines
    ahead = Part(ReasonPart.AHEAD, {"units": 10, "lines": 1})
    assert told.reason[:2] == (Part(Reason.KEPT_FOR_RECEIPT, {"sku": "LAMP"}), ahead)
    [last] = explain(house.store, house_settings(), "SO-3").lines
    # Two of the three would go to SO-2 and one to it.
    assert (last.reason[0].code, last.changes[0]) == (Reason.KEPT_FOR_RECEIPT, closing)
    assert changes(house, "SO-1") == (units(7), brings("PO-2", MARCH_9))
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2, "SO-3/1": 1}
    assert closing not in changes(house, "SO-3")


def test_what_is_kept_for_an_order_that_awaits_another_item_names_that_receipt(house: Desk) -> None:
    take(house, *purchase("PO-1", ("CORD", 5)), *order("SO-1", "BEN", 2, ("LAMP", 4)))
    take(house, *order("SO-2", "BEN", 1, ("LAMP", 4), ("CORD", 4), ship_policy=ShipPolicy.ORDER_COMPLETE))
    receive(house.store, house.act(), [Goods("CORD", 1, "A-1")], purchase_order="PO-1")
    take(house, opening("LAMP", 4))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0, "SO-2/2": 0}
    assert changes(house, "SO-1") == (Part(Change.CLOSING, {"orders": ("PO-1",)}), units(4))


def test_a_better_class_opens_the_safety_stock(house: Desk) -> None:
    take(house, opening("SALT", 4), *order("SO-1", "BEN", 1, ("SALT", 3)))
    class_a = Part(Change.RANK_CLASS, {"rank_class": "A"})
    assert changes(house, "SO-1") == (units(3, "SALT"), class_a)
    # Also where a receipt would reach it as it is, weeks later.
    take(house, *purchase("PO-1", ("SALT", 9), due_on=APRIL_1))
    assert changes(house, "SO-1") == (units(3, "SALT"), brings("PO-1", APRIL_1), class_a)
    classify(house.store, house.act(), "SO-1", "A", why="a test")
    assert changes(house, "SO-1") == ()


def test_an_order_that_must_be_complete_lacks_each_short_item(house: Desk) -> None:
    lines = order("SO-2", "BEN", 2, ("LAMP", 9), ("CORD", 3), ("PLUG", 1), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(
        house,
        opening("LAMP", 5),
        opening("CORD", 1),
        opening("PLUG", 1),
        *lines,
        *order("SO-1", "BEN", 1, ("CORD", 2)),
        *purchase("PO-1", ("LAMP", 9), due_on=MARCH_12),
        *purchase("PO-2", ("CORD", 9), due_on=MARCH_9),
    )
    lack = Part(Change.SEVERAL, {"short": ("4 × LAMP", "4 × CORD")})
    assert [changes(house, "SO-2", line) for line in (1, 2, 3)] == [(lack, brings("PO-1", MARCH_12))] * 3
    receive(house.store, house.act(), [Goods("LAMP", 4)], purchase_order="PO-1")
    assert changes(house, "SO-2", 3) == (units(4, "CORD"), brings("PO-2", MARCH_9))
    receive(house.store, house.act(), [Goods("CORD", 4)], purchase_order="PO-2")
    assert changes(house, "SO-2", 3) == ()


def test_what_stands_in_its_way_comes_first_and_what_it_lacks_after_it(house: Desk) -> None:
    choose_rules(house.store, house.act(), {"horizon_days": 10})
    take(
        house,
        opening("LAMP", 1),
        *order("SO-1", "BEN", 1, ("LAMP", 2), need_by=APRIL_1, not_before=MARCH_9),
        *order("SO-2", "BEN", 2, ("GAME", 2), not_before=date(2026, 4, 3)),
        *order("SO-3", "BEN", 3, ("LAMP", 1), need_by=MARCH_12),
        *order("SO-4", "BEN", 4, ("LAMP", 1), not_before=MARCH_12),
    )
    horizon = Part(Change.HORIZON, {"day": date(2026, 3, 22)})
    assert changes(house, "SO-1") == (Part(Change.RELEASE_DATE, {"day": MARCH_9}), horizon, units(2))
    assert changes(house, "SO-2") == (Part(Change.RELEASE_DATE, {"day": date(2026, 4, 3)}), units(2, "GAME"))
    assert changes(house, "SO-3") == ()
    # SO-1 waits for other things than stock, so nobody is ahead of SO-4.
    assert changes(house, "SO-4") == (Part(Change.RELEASE_DATE, {"day": MARCH_12}), units(1))
    hold(house.store, house.act(), "SO-1", why="a test")
    off_hold = Part(Change.OFF_HOLD, {})
    assert changes(house, "SO-1") == (off_hold, Part(Change.RELEASE_DATE, {"day": MARCH_9}), horizon)


def test_where_there_is_stock_only_what_stands_in_its_way_must_go(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 2), not_before=MARCH_9))
    assert changes(house, "SO-1") == (Part(Change.RELEASE_DATE, {"day": MARCH_9}),)


def test_after_an_undo_a_run_by_hand_serves_what_is_free(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 6)))
    receive(house.store, house.act(), [Goods("LAMP", 9)], supplier="ACME")
    undo_run(house.store, house.act(), last_run(house))
    assert changes(house, "SO-1") == (Part(Change.BY_HAND, {}),)
    assert changes(house, "SO-2") == (units(1),)


def test_what_is_pinned_to_those_behind_is_lacking_too(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "CAT", 2, ("LAMP", 6)))
    pin(house.store, house.act(), "SO-2", 1, 3, why="a test")
    assert changes(house, "SO-1") == (units(7),)
    assert changes(house, "SO-2") == (units(10),)
    pin(house.store, house.act(), "SO-2", 1, 6, why="a test")
    assert (changes(house, "SO-1"), changes(house, "SO-2")) == ((units(10),), (units(6),))


def test_what_is_pinned_waits_for_no_day(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), not_before=MARCH_9))
    pin(house.store, house.act(), "SO-1", 1, 3, why="a test")
    assert changes(house, "SO-1") == (Part(Change.RELEASE_DATE, {"day": MARCH_9}), units(4))
    pin(house.store, house.act(), "SO-1", 1, 4, why="a test")
    assert changes(house, "SO-1") == (units(4),)


def test_a_line_that_asks_for_shelf_life_lacks_units_that_last(house: Desk) -> None:
    milk = opening("MILK", 5, lot="L1", expiry=date(2026, 4, 11))
    take(house, milk, *order("SO-1", "LIV", 1, ("MILK", 3)), *order("SO-2", "LIV", 2, ("MILK", 2)))
    lasting = [Part(Change.LASTING_UNITS, {"units": lacking, "sku": "MILK", "days": 60}) for lacking in (3, 5)]
    assert [changes(house, "SO-1"), changes(house, "SO-2")] == [(lasting[0],), (lasting[1],)]
    assert say(lasting[0].code, lasting[0].facts) == "3 more of MILK lasting 60 days"


def test_of_several_items_it_is_said_which_must_last(house: Desk) -> None:
    take(house, *order("SO-1", "LIV", 1, ("MILK", 3), ("LAMP", 2), ship_policy=ShipPolicy.ORDER_COMPLETE))
    [told] = changes(house, "SO-1")
    assert say(told.code, told.facts) == "more of each: 2 × LAMP, 3 × MILK; days that they must last: MILK: 60"


def test_where_a_class_shares_all_of_it_is_served_together(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.FAIR_SHARE)
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 5)),
        *order("SO-2", "DAN", 2, ("LAMP", 7)),
        *order("SO-3", "DAN", 3, ("LAMP", 2), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-4", "CAT", 1, ("LAMP", 1)),
    )
    assert [changes(house, f"SO-{number}")[0] for number in (1, 2, 3, 4)] == [units(14), units(14), units(2), units(15)]


def test_an_order_is_ahead_where_its_first_line_is(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    cord, lamp = order("SO-1", "BEN", 1, ("CORD", 1), ("LAMP", 3), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(
        house,
        opening("CORD", 1),
        cord._replace(need_by=MARCH_9),
        lamp._replace(need_by=APRIL_1),
        *order("SO-2", "BEN", 2, ("LAMP", 2), need_by=MARCH_12),
    )
    assert changes(house, "SO-2") == (units(5),)
    assert ("SO-2", 1) in lines_that_fill(house, {"LAMP": 5})
    assert ("SO-2", 1) not in lines_that_fill(house, {"LAMP": 4})


SKUS = ("LAMP", "CORD", "SALT")


def crowd(desk: Desk, dice: random.Random, *, whole: bool = True) -> list[str]:
    """Take in orders for a few items that are short; return their numbers.

    Some of them are `whole`: all-or-nothing orders, lines sold in packs, and lines to which all is pinned.
    """
    records = [opening(sku, dice.randint(1, 12)) for sku in SKUS]
    orders = []
    for number in range(1, 9):
        who = dice.choice(("ANN", "BEN", "BEN", "CAT", "DAN"))
        wants = [(sku, dice.randint(1, 9)) for sku in dice.sample(SKUS, dice.randint(1, 3))]
        orders += order(
            f"SO-{number}",
            who,
            dice.randint(1, 9),
            *wants,
            ship_policy=dice.choice(tuple(ShipPolicy)) if whole else ShipPolicy.PARTIAL,
            sell_multiple=dice.choice((1, 1, 1, 3)) if whole else 1,
            need_by=dice.choice((None, MARCH_9, APRIL_1)),
        )
    take(desk, *records, *orders)
    for row in dice.sample(orders, 2) if whole else ():
        assert row.line is not None
        short = explain(desk.store, house_settings(), row.number, line=row.line).lines[0].short
        if short and not row.quantity % row.sell_multiple:
            pin(desk.store, desk.act(), row.number, row.line, row.quantity, why="a test")
    return sorted({row.number for row in orders})


def lack_of(line: ExplainedLine) -> dict[str, int]:
    """Return the units that a line is said to lack, by SKU."""
    lacking: dict[str, int] = {}
    for code, facts in line.changes:
        if code is Change.UNITS:
            lacking[str(facts["sku"])] = int(str(facts["units"]))
        if code is Change.SEVERAL:
            assert isinstance(facts["short"], tuple)
            lacking.update({sku: int(number) for number, sku in (each.split(" × ") for each in facts["short"])})
    return lacking


def lines_that_fill(desk: Desk, more: dict[str, int]) -> set[tuple[str, int]]:
    """Return the lines that would be full if so many more units of items came."""
    items = items_of_skus(SKUS)
    arriving = Arriving({items[sku]: units for sku, units in more.items()}, None)
    planned = planned_fill(desk.store, house_settings(), list(items.values()), arriving=arriving)
    names = {
        line: (number, place)
        for line, number, place in desk.store.sql(
            "SELECT l.id, o.number, l.line FROM order_line l JOIN sales_order o ON o.id = l.order_id"
        )
    }
    return {names[row.line] for _, made in planned.values() for row in made if row.gets == row.asked}


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("seed", range(6))
def test_what_a_line_is_said_to_lack_is_enough(house: Desk, policy: Policy, seed: int) -> None:
    dice = random.Random(seed)
    choose_rules(house.store, house.act(), {"policy": policy, "strict_packs": dice.random() < 0.3})
    numbers = crowd(house, dice)
    waiting = 0
    for number in numbers:
        for line in explain(house.store, house_settings(), number).lines:
            lacking = lack_of(line)
            assert bool(line.short) == bool(lacking)
            if line.short:
                waiting += 1
                assert (number, line.line) in lines_that_fill(house, lacking)
    assert waiting > 3


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.DUE_DATE])
@pytest.mark.parametrize("seed", range(4))
def test_where_lines_take_parts_in_sequence_one_unit_less_is_too_little(house: Desk, policy: Policy, seed: int) -> None:
    choose_policy(house.store, house.act(), policy)
    waiting = 0
    for number in crowd(house, random.Random(seed), whole=False):
        for line in explain(house.store, house_settings(), number).lines:
            if line.short:
                waiting += 1
                less = {sku: units - 1 for sku, units in lack_of(line).items()}
                assert (number, line.line) not in lines_that_fill(house, less)
    assert waiting > 3


@pytest.mark.parametrize("policy", Policy)
def test_in_the_class_that_is_said_the_next_receipt_is_enough(house: Desk, policy: Policy) -> None:
    choose_policy(house.store, house.act(), policy)
    dice = random.Random(7)
    numbers = crowd(house, dice)
    coming = {sku: dice.randint(6, 12) for sku in SKUS}
    take(house, *purchase("PO-1", *coming.items(), due_on=MARCH_9))
    classified = 0
    for number in numbers:
        for line in explain(house.store, house_settings(), number).lines:
            better = [str(part.facts["rank_class"]) for part in line.changes if part.code is Change.RANK_CLASS]
            if better and changes(house, number, line.line):
                classify(house.store, house.act(), number, better[0], why="a test")
                classified += 1
                [now] = explain(house.store, house_settings(), number, line=line.line).lines
                assert not now.short or (number, line.line) in lines_that_fill(house, coming)
                break
    assert classified


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("seed", range(2))
def test_it_is_the_same_from_the_sums_of_the_database_and_from_all_that_waits(
    house: Desk, policy: Policy, seed: int
) -> None:
    dice = random.Random(seed)
    choose_rules(house.store, house.act(), {"policy": policy, "horizon_days": dice.choice((None, 10))})
    numbers = crowd(house, dice)
    house.store.sql("UPDATE order_line SET lifted = ? WHERE id IN (2, 7, 12)", (True,))
    hold(house.store, house.act(), dice.choice(numbers), why="a test")
    settings = house_settings()
    items = set(items_of_skus(SKUS).values())
    supplies = coming(house.store, items)
    lines = in_order(queued_lines(house.store, items), rules_of(settings))
    outlook = Outlook(house.store, settings, items, supplies)
    whom = recipients(house.store, [row.line for row in lines])
    assert len(lines) > 5
    told_ahead: list[Ahead] = []
    for row in lines:
        number, place = whom[row.line].order, whom[row.line].order_line
        [told] = explain(house.store, settings, number, line=place).lines
        assert told.changes == outlook.changes(row.line, row.item) != ()
        assert told.lines_ahead == outlook.in_front(row.line, row.item).lines
        assert [(each.order, each.line, each.short, each.pinned) for each in told.ahead] == [
            (whom[other.line].order, whom[other.line].order_line, other.units, other.pinned)
            for other in outlook.first_ahead(row.line, row.item, MOST_NAMED)
        ]
        told_ahead += told.ahead
    assert {each.pinned for each in told_ahead} == {False, True}


def test_nothing_is_told_of_a_line_that_does_not_wait(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 3)))
    [item] = items_of_skus(("LAMP",)).values()
    assert Outlook(house.store, house_settings(), {item}, {}).changes(1, item) == ()
