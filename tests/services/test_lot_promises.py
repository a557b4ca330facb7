"""Lots of different age: nobody is promised what does not last, and no release takes what another line needs."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations

import pytest

from tests.conftest import Desk
from tests.queries.houses import pick
from tests.services.stock import (
    broken,
    come,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    runs,
    take,
    turn_to,
)
from warehouse_app.domain.records import CustomerRecord, OrderLineRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import NotReleased, release, unrelease

TODAY = date(2026, 3, 2)
SOON, LATER, LATE = (TODAY + timedelta(days) for days in (10, 40, 90))


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def wants(number: str, units: int, life: int | None = None, customer: str = "BEN", **more: object) -> OrderLineRecord:
    """Return an order for milk, placed in the order of the numbers; without a `life` it asks for its customer's."""
    [line] = order(number, customer, int(number[3:]), ("MILK", units), minimum_shelf_life_days=life, **more)
    return line


def milk(desk: Desk, lot: str, expiry: date, units: int, place: str = "A-1") -> None:
    come(desk, "MILK", units, place, lot=lot, expiry=expiry)


def fixed(desk: Desk) -> dict[str, dict[str, int]]:
    """Return how many units of which lot each order has on lists that are out."""
    found: dict[str, dict[str, int]] = {}
    for number, lot, units in desk.store.sql(
        "SELECT o.number, lot.code, SUM(a.quantity - a.picked - a.returned) FROM allocation a "
        "JOIN lot ON lot.id = a.lot_id JOIN order_line l ON l.id = a.order_line_id "
        "JOIN sales_order o ON o.id = l.order_id WHERE a.quantity - a.picked - a.returned > 0 "
        "GROUP BY o.number, lot.code"
    ):
        found.setdefault(number, {})[lot] = int(units)
    return found


def reasons(desk: Desk) -> dict[str, str]:
    """Return what the last run said of each line."""
    return {row[0]: row[4] for _, made in decisions(desk, last_run(desk)).values() for row in made}


def test_nobody_is_promised_what_does_not_last_as_long_as_the_customer_asks(house: Desk) -> None:
    take(
        house,
        CustomerRecord("DAN", "Dan", priority_class="A", minimum_shelf_life_days=30),
        opening("MILK", 4, lot="L1", expiry=SOON),
        opening("MILK", 3, lot="L2", expiry=LATER),
        wants("SO-1", 5, customer="DAN"),
        wants("SO-2", 3),
    )
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 3}
    assert reasons(house) == {"SO-1/1": "partly-filled", "SO-2/1": "filled"}
    take(house, wants("SO-3", 2, 41), wants("SO-4", 1, 40, "DAN"), wants("SO-5", 9, 0, "DAN"))
    # One unit of the first lot is free; a line's own word goes before its customer's.
    assert held(house, "SO-3", "SO-4", "SO-5") == {"SO-3/1": 0, "SO-4/1": 0, "SO-5/1": 1}
    assert level(house, "MILK") == (7, 7)


def test_goods_last_to_the_day_that_is_asked_for(house: Desk) -> None:
    take(house, opening("MILK", 4, lot="L1", expiry=SOON), wants("SO-1", 2, 11), wants("SO-2", 2, 10))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}
    assert reasons(house)["SO-1/1"] == "lots-expire-too-soon"


def test_what_never_expires_lasts_for_everybody(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 4), minimum_shelf_life_days=999)
    take(house, opening("LAMP", 3), line)
    assert held(house) == {"SO-1/1": 3}


def test_long_dated_stock_is_not_wasted_on_who_asks_for_nothing(house: Desk) -> None:
    take(house, opening("MILK", 4, lot="L1", expiry=SOON), opening("MILK", 4, lot="L2", expiry=LATE))
    take(house, wants("SO-1", 4), wants("SO-2", 4, 60), wants("SO-3", 1))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 4, "SO-3/1": 0}
    release(house.store, house.act())
    assert fixed(house) == {"SO-1": {"L1": 4}, "SO-2": {"L2": 4}}


def test_what_may_be_used_by_few_is_not_promised_twice(house: Desk) -> None:
    """What asks for 60 days counts among what asks for 30."""
    take(house, opening("MILK", 2, lot="L2", expiry=LATER), opening("MILK", 2, lot="L3", expiry=LATE))
    take(house, opening("LAMP", 1), wants("SO-1", 3, 30), wants("SO-2", 2, 60), wants("SO-3", 1, 30))
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 1, "SO-3/1": 0}
    assert reasons(house)["SO-2/1"] == "partly-filled"
    release(house.store, house.act())
    assert fixed(house) == {"SO-1": {"L2": 2, "L3": 1}, "SO-2": {"L3": 1}}


def test_who_asks_for_more_leaves_enough_for_those_who_hold_some_and_ask_for_less(house: Desk) -> None:
    take(house, opening("MILK", 4, lot="L2", expiry=LATE), wants("SO-1", 2, 30))
    come(house, "MILK", 3, "A-2", lot="L1", expiry=SOON)
    take(house, wants("SO-2", 4, 60, "ANN"))
    # Four last so long, but two of them are all that the first order can have.
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 2}
    release(house.store, house.act())
    assert fixed(house) == {"SO-1": {"L2": 2}, "SO-2": {"L2": 2}}


@pytest.mark.parametrize("sequence", [*permutations(["SO-1", "SO-2", "SO-3"])])
def test_a_line_does_not_take_the_lot_that_another_needs_when_its_own_lies_at_the_dock(
    house: Desk, sequence: Sequence[str]
) -> None:
    milk(house, "L1", SOON, 4, "DOCK")
    milk(house, "L2", LATER, 3)
    milk(house, "L3", LATE, 5, "A-2")
    take(house, wants("SO-1", 5), wants("SO-2", 3, 30), wants("SO-3", 4, 60))
    assert level(house, "MILK") == (12, 12)
    left: dict[str, int] = {}
    for number in sequence:
        answer = release(house.store, house.act(), orders=[number])
        left |= {row.order: row.units for row in answer.left}
        assert broken(house) == []
    has = fixed(house)
    assert left == {"SO-1": 4}
    assert sum(has["SO-1"].values()) == 1
    assert sum(has["SO-2"].values()) == 3
    assert has["SO-3"] == {"L3": 4}


def test_a_line_takes_a_longer_dated_lot_where_nobody_needs_it(house: Desk) -> None:
    milk(house, "L1", SOON, 4, "DOCK")
    milk(house, "L2", LATE, 4)
    take(house, wants("SO-1", 3), wants("SO-2", 1, 60))
    assert release(house.store, house.act(), orders=["SO-1"]).left == ()
    assert fixed(house) == {"SO-1": {"L2": 3}}
    assert release(house.store, house.act()).left == ()
    assert fixed(house) == {"SO-1": {"L2": 3}, "SO-2": {"L2": 1}}


def test_an_order_that_must_ship_complete_is_not_torn_for_the_lot_that_another_needs(house: Desk) -> None:
    milk(house, "L1", SOON, 4, "DOCK")
    milk(house, "L2", LATE, 4)
    whole = {"ship_policy": ShipPolicy.ORDER_COMPLETE}
    take(house, opening("LAMP", 2), wants("SO-2", 3, 60))
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 2), ("MILK", 3), **whole))
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 3, "SO-2/1": 3}
    answer = release(house.store, house.act())
    assert (answer.left, fixed(house)) == ((NotReleased("SO-1", 5),), {"SO-2": {"L2": 3}})


def test_what_a_list_has_fixed_for_a_modest_line_is_not_promised_to_another(house: Desk) -> None:
    milk(house, "L2", LATE, 4)
    take(house, wants("SO-1", 4))
    release(house.store, house.act())
    milk(house, "L1", SOON, 4)
    take(house, wants("SO-2", 4, 60), wants("SO-3", 1, 10))
    # Four are free, but the lot that lasts is on its way to another.
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 1}
    assert reasons(house)["SO-2/1"] == "lots-expire-too-soon"
    # Taken back, the first order can do with the older lot.
    unrelease(house.store, house.act(), "PL-1")
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3, "SO-3/1": 1}
    release(house.store, house.act())
    assert fixed(house) == {"SO-1": {"L1": 4}, "SO-2": {"L2": 3}, "SO-3": {"L2": 1}}


def test_what_is_picked_counts_no_more(house: Desk) -> None:
    milk(house, "L2", LATE, 4)
    take(house, wants("SO-1", 2, 60))
    release(house.store, house.act())
    pick(house.store, house.act(), "SO-1", 1, out_of="A-1", into="TOTE", units=2)
    take(house, wants("SO-2", 3, 60))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 2}


def test_the_day_turn_takes_what_has_aged_and_serves_others(house: Desk) -> None:
    take(
        house,
        opening("MILK", 5, lot="L1", expiry=SOON),
        wants("SO-1", 2, 10, "ANN"),
        wants("SO-2", 3, 9, "ANN"),
        wants("SO-3", 4),
    )
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 3, "SO-3/1": 0}
    before = last_run(house)
    turn_to(house, TODAY + timedelta(1))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3, "SO-3/1": 2}
    assert [made[1:] for made in runs(house, before)] == [
        ("cut", "first-come", "day-turn"),
        ("fill", "first-come", "day-turn"),
    ]
    assert decisions(house, before + 1) == {"MILK": (0, [("SO-1/1", 0, 2, -2, "stock-was-lost")])}
    made = [("SO-1/1", 2, 0, 0, "lots-expire-too-soon"), ("SO-3/1", 4, 0, 2, "partly-filled")]
    assert decisions(house, before + 2) == {"MILK": (2, made)}


def test_aged_stock_is_taken_from_the_end_of_the_queue(house: Desk) -> None:
    take(
        house,
        opening("MILK", 3, lot="L1", expiry=SOON),
        opening("MILK", 3, lot="L2", expiry=LATE),
        wants("SO-1", 3, 10, "CAT"),
        wants("SO-2", 3, 10, "ANN"),
    )
    turn_to(house, TODAY + timedelta(1))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}


def test_a_booking_taken_back_takes_from_those_who_need_its_lot(house: Desk) -> None:
    milk(house, "L1", SOON, 5)
    action = house.act()
    receive(house.store, action, [Goods("MILK", 4, "A-2", lot="L2", expiry=LATE)], supplier="ACME")
    take(house, wants("SO-1", 4, 60, "ANN"), wants("SO-2", 2))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 2}
    undone = undo_receipt(house.store, house.act(), action.action_id)
    # There are five units for six, but the rank of the first does not help it: none of them lasts.
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}
    assert [(loss.order, loss.units) for loss in undone.losses] == [("SO-1", 4)]
    assert level(house, "MILK") == (5, 2)


def test_what_somebody_gives_up_goes_to_who_can_use_it(house: Desk) -> None:
    take(house, opening("MILK", 4, lot="L1", expiry=SOON), opening("MILK", 2, lot="L2", expiry=LATE))
    take(house, wants("SO-1", 2, 60), wants("SO-2", 1, 60), wants("SO-3", 6))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 0, "SO-3/1": 4}
    cancel_order(house.store, house.act(), "SO-1")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 1, "SO-3/1": 5}


@pytest.mark.parametrize(("policy", "holds"), [(Policy.FAIR_SHARE, (2, 2, 4)), (Policy.EQUAL_SHARE, (2, 2, 4))])
def test_shares_respect_what_lasts(house: Desk, policy: Policy, holds: tuple[int, int, int]) -> None:
    choose_policy(house.store, house.act(), policy)
    take(house, CustomerRecord("DAN", "Dan"), CustomerRecord("EVE", "Eve"))
    take(house, wants("SO-1", 6, 60), wants("SO-2", 6, 60, "DAN"), wants("SO-3", 6, None, "EVE"))
    receive(
        house.store,
        house.act(),
        [Goods("MILK", 4, "A-1", lot="L1", expiry=SOON), Goods("MILK", 4, "A-2", lot="L2", expiry=LATE)],
        supplier="ACME",
    )
    assert tuple(held(house).values()) == holds
