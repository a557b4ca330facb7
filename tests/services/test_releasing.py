"""Releasing: which lines go to the floor, from which bins, in which order of walking, and how a list is taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.queries.houses import pick
from tests.services.stock import broken, counts, furnished, held, level, opening, order, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord, LocationRecord
from warehouse_app.domain.statuses import LocationKind, Policy, ShipPolicy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.services.catalogue import save_item
from warehouse_app.services.changes import Area, StopMoved
from warehouse_app.services.founding import turn_day
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import OrderFault, cancel_order, save_order
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import NotReleased, ReleasedList, ReleaseFault, release, unrelease

WHOLE = ShipPolicy.ORDER_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def stops(desk: Desk, number: str) -> list[tuple[str, str, str, int, str]]:
    """Return what is still to be picked of a list: (bin, SKU, lot, units, order) in walking order."""
    if status(desk)[number] == "unreleased":
        return []  # nobody can be shown it any more; `check` sees to it that nothing is fixed to it
    sheet = pick_list_sheet(desk.store, house_settings(), number, language="en")
    return [(stop.bin, stop.sku, stop.lot, stop.quantity, stop.order) for stop in sheet.stops]


def status(desk: Desk) -> dict[str, str]:
    return dict(desk.store.sql("SELECT number, status FROM pick_list ORDER BY id").fetchall())


def walks(desk: Desk) -> list[tuple[int | None, int | None]]:
    """Return how long each list is walked, and would be in S-shape."""
    return [tuple(row) for row in desk.store.sql("SELECT distance_mm, s_shape_mm FROM pick_list ORDER BY id")]


def on_lists(desk: Desk) -> dict[str, int]:
    """Return how many units of each line are on live lists."""
    found = desk.store.sql(
        "SELECT o.number, l.line, SUM(a.quantity - a.picked - a.returned) FROM allocation a "
        "JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
        "JOIN pick_stop s ON s.allocation_id = a.id JOIN pick_list p ON p.id = s.pick_list_id "
        "WHERE p.status = 'released' GROUP BY o.number, l.line HAVING SUM(a.quantity - a.picked - a.returned) > 0"
    )
    return {f"{number}/{line}": int(units) for number, line, units in found}


def three_orders(desk: Desk) -> None:
    take(
        desk,
        opening("LAMP", 20, "A-1"),
        opening("CORD", 20, "B-1"),
        *order("SO-1", "CAT", 1, ("LAMP", 4)),
        *order("SO-2", "BEN", 2, ("LAMP", 3), ("CORD", 2)),
        *order("SO-3", "ANN", 3, ("CORD", 5)),
    )


def test_each_order_gets_a_list_in_the_order_of_the_queue(house: Desk) -> None:
    three_orders(house)
    answer = release(house.store, house.act())
    assert answer.lists == (
        ReleasedList("PL-1", "SO-3", 1, 5),
        ReleasedList("PL-2", "SO-2", 2, 5),
        ReleasedList("PL-3", "SO-1", 1, 4),
    )
    assert answer.left == ()
    assert answer.changes.areas == {Area.PICK_LISTS, Area.ORDERS}
    assert stops(house, "PL-2") == [("A-1", "LAMP", "", 3, "SO-2"), ("B-1", "CORD", "", 2, "SO-2")]
    assert on_lists(house) == {"SO-1/1": 4, "SO-2/1": 3, "SO-2/2": 2, "SO-3/1": 5}
    assert held(house) == on_lists(house)
    assert (level(house, "LAMP"), level(house, "CORD")) == ((20, 7), (20, 7))


def test_the_policy_of_the_house_decides_which_list_is_first(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 20),
        *order("SO-1", "BEN", 1, ("LAMP", 4), need_by=date(2026, 5, 1)),
        *order("SO-2", "BEN", 2, ("LAMP", 4), need_by=date(2026, 4, 1)),
    )
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-2", "SO-1"]


def test_released_twice_gives_nothing_new(house: Desk) -> None:
    three_orders(house)
    release(house.store, house.act())
    before = counts(house)
    again = release(house.store, house.act())
    assert (again.lists, again.left, bool(again.changes)) == ((), (), False)
    assert counts(house) == before | {"action": before["action"] + 1}
    assert len(status(house)) == 3


def test_a_repeated_release_answers_the_same_and_is_made_once(house: Desk) -> None:
    three_orders(house)
    action = house.act()
    first = release(house.store, action)
    assert release(house.store, action) == first
    assert len(status(house)) == 3


def test_what_is_allocated_later_goes_on_a_list_of_its_own(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 8)))
    release(house.store, house.act())
    receive(house.store, house.act(), [Goods("LAMP", 4, "A-2")], supplier="ACME")
    assert release(house.store, house.act()).lists == (ReleasedList("PL-2", "SO-1", 1, 4),)
    assert (stops(house, "PL-1"), stops(house, "PL-2")) == (
        [("A-1", "LAMP", "", 3, "SO-1")],
        [("A-2", "LAMP", "", 4, "SO-1")],
    )
    assert on_lists(house) == {"SO-1/1": 7}


@pytest.mark.parametrize(
    ("limit", "lists"),
    [
        (0, []),
        (1, [("SO-3", 1)]),
        (2, [("SO-3", 1), ("SO-2", 1)]),
        (3, [("SO-3", 1), ("SO-2", 2)]),
    ],
)
def test_a_limit_counts_order_lines(house: Desk, limit: int, lists: list[tuple[str, int]]) -> None:
    three_orders(house)
    assert [(made.order, made.stops) for made in release(house.store, house.act(), limit=limit).lists] == lists


def test_a_limit_does_not_tear_an_order_that_must_ship_complete(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 20),
        opening("CORD", 20),
        *order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 4), ("CORD", 1)),
    )
    assert [(made.order, made.stops) for made in release(house.store, house.act(), limit=1).lists] == [("SO-2", 1)]
    assert [(made.order, made.stops) for made in release(house.store, house.act(), limit=2).lists] == [("SO-1", 2)]


def test_only_the_named_orders_are_released(house: Desk) -> None:
    three_orders(house)
    answer = release(house.store, house.act(), orders=["SO-1", "SO-2"])
    assert [made.order for made in answer.lists] == ["SO-2", "SO-1"]
    before = counts(house)
    with pytest.raises(Refused) as refused:
        release(house.store, house.act(), orders=["SO-3", "SO-9"])
    assert (refused.value.code, refused.value.facts) == (OrderFault.UNKNOWN, {"order": "SO-9"})
    assert (counts(house), on_lists(house)) == (before, {"SO-1/1": 4, "SO-2/1": 3, "SO-2/2": 2})


def test_an_order_that_must_ship_complete_goes_only_when_it_is(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        opening("CORD", 1),
        *order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("CORD", 3), ship_policy=ShipPolicy.LINE_COMPLETE),
    )
    assert release(house.store, house.act()).lists == ()
    receive(house.store, house.act(), [Goods("CORD", 1, "B-1")], supplier="ACME")
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-1", 3, 5),)


def test_a_complete_order_that_awaits_only_a_preorder_goes(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 3), ("GAME", 2), ship_policy=WHOLE))
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-1", 1, 3),)


def test_nothing_of_an_item_goes_before_its_release_date(house: Desk) -> None:
    take(house, opening("LAMP", 3), opening("CORD", 2), *order("SO-1", "BEN", 1, ("LAMP", 3), ("CORD", 2)))
    save_item(house.store, house.act(), ItemRecord("LAMP", "Lamp", release_date=date(2026, 3, 3)), update=True)
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-1", 1, 2),)
    house.now = datetime(2026, 3, 3, 6, tzinfo=UTC)
    turn_day(house.store, house.act())
    assert release(house.store, house.act()).lists == (ReleasedList("PL-2", "SO-1", 1, 3),)


def test_what_expires_first_goes_first(house: Desk) -> None:
    take(
        house,
        opening("MILK", 5, "A-1", lot="L1", expiry=date(2026, 6, 1)),
        opening("MILK", 4, "A-2", lot="L2", expiry=date(2026, 3, 2)),
        opening("MILK", 3, "B-1", lot="L3", expiry=date(2026, 3, 1)),  # expired already
        *order("SO-1", "BEN", 1, ("MILK", 6)),
        *order("SO-2", "BEN", 2, ("MILK", 2)),
    )
    release(house.store, house.act())
    assert stops(house, "PL-1") == [("A-1", "MILK", "L1", 2, "SO-1"), ("A-2", "MILK", "L2", 4, "SO-1")]
    assert stops(house, "PL-2") == [("A-1", "MILK", "L1", 2, "SO-2")]


def test_one_bin_that_holds_all_is_better_than_two_and_a_pick_face_better_than_a_shelf(house: Desk) -> None:
    take(
        house,
        LocationRecord("BULK", kind=LocationKind.BULK),
        opening("LAMP", 2, "F-1"),
        opening("LAMP", 6, "A-1"),
        opening("LAMP", 50, "BULK"),
        *order("SO-1", "BEN", 1, ("LAMP", 2)),
        *order("SO-2", "BEN", 2, ("LAMP", 5)),
        *order("SO-3", "BEN", 3, ("LAMP", 51)),
    )
    release(house.store, house.act())
    assert stops(house, "PL-1") == [("F-1", "LAMP", "", 2, "SO-1")]
    assert stops(house, "PL-2") == [("A-1", "LAMP", "", 5, "SO-2")]
    assert stops(house, "PL-3") == [("A-1", "LAMP", "", 1, "SO-3"), ("BULK", "LAMP", "", 50, "SO-3")]


def test_no_two_lists_take_the_same_goods(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 5, "A-1"),
        opening("LAMP", 5, "B-1"),
        *[line for number in range(1, 6) for line in order(f"SO-{number}", "BEN", number, ("LAMP", 2))],
    )
    for number in range(1, 6):
        release(house.store, house.act(), orders=[f"SO-{number}"])
        assert broken(house) == []
    found = house.store.sql("SELECT location_id, SUM(quantity) FROM allocation GROUP BY location_id").fetchall()
    assert sorted(int(units) for _, units in found) == [5, 5]


def test_what_lies_at_the_dock_cannot_be_picked_yet(house: Desk) -> None:
    take(house, opening("LAMP", 3, "A-1"), *order("SO-1", "BEN", 1, ("LAMP", 8)), *order("SO-2", "BEN", 2, ("CORD", 2)))
    receive(house.store, house.act(), [Goods("LAMP", 5, "DOCK"), Goods("CORD", 2, "STAGE")], supplier="ACME")
    assert held(house) == {"SO-1/1": 8, "SO-2/1": 2}
    answer = release(house.store, house.act())
    assert answer.lists == (ReleasedList("PL-1", "SO-1", 1, 3),)
    assert answer.left == (NotReleased("SO-1", 5), NotReleased("SO-2", 2))
    again = release(house.store, house.act())
    assert (again.lists, again.left) == ((), (NotReleased("SO-1", 5), NotReleased("SO-2", 2)))


def test_what_must_ship_complete_is_not_torn_because_a_part_lies_at_the_dock(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9, "A-1"),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("PLUG", 3), ("LAMP", 1), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-3", "BEN", 3, ("LAMP", 4)),
    )
    goods = [Goods("CORD", 2, "DOCK"), Goods("PLUG", 2, "A-2"), Goods("PLUG", 1, "DOCK")]
    receive(house.store, house.act(), goods, supplier="ACME")
    answer = release(house.store, house.act())
    assert answer.lists == (ReleasedList("PL-1", "SO-2", 1, 1), ReleasedList("PL-2", "SO-3", 1, 4))
    assert answer.left == (NotReleased("SO-1", 6), NotReleased("SO-2", 3))


def test_stops_are_walked_in_one_round_and_not_by_their_numbers(house: Desk) -> None:
    take(
        house,
        *(opening(sku, 9, place) for sku, place in (("LAMP", "B-1"), ("CORD", "A-2"), ("PLUG", "A-1"))),
        opening("SALT", 9, "B-2"),
        *order("SO-1", "ANN", 1, ("LAMP", 1), ("SALT", 2), ("CORD", 3), ("PLUG", 4)),
    )
    release(house.store, house.act())
    assert [stop[0] for stop in stops(house, "PL-1")] == ["A-1", "A-2", "B-2", "B-1"]
    # Up the first aisle to the back, one metre behind the last bin, over, down the second, and home along the front.
    assert walks(house) == [(4_000 + 4_000 + 4_000 + 4_000, 16_000)]


def test_a_short_way_back_is_better_than_the_whole_aisle(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9, "A-1"),
        opening("CORD", 9, "B-1"),
        *order("SO-1", "ANN", 1, ("LAMP", 1), ("CORD", 2)),
    )
    release(house.store, house.act())
    assert walks(house) == [(1_000 + 1_000 + 4_000 + 1_000 + 1_000 + 4_000, 16_000)]


def test_without_coordinates_stops_go_by_the_codes_of_the_bins(house: Desk) -> None:
    take(
        house,
        LocationRecord("A-0"),
        opening("LAMP", 9, "A-1"),
        opening("CORD", 9, "A-0"),
        *order("SO-1", "ANN", 1, ("LAMP", 1), ("CORD", 2)),
    )
    release(house.store, house.act())
    assert [stop[0] for stop in stops(house, "PL-1")] == ["A-0", "A-1"]
    assert walks(house) == [(None, None)]


def test_a_list_that_is_taken_back_leaves_its_lines_what_they_hold(house: Desk) -> None:
    three_orders(house)
    release(house.store, house.act())
    answer = unrelease(house.store, house.act(), "PL-2")
    assert (answer.number, answer.stops) == ("PL-2", 2)
    assert answer.changes.areas == {Area.PICK_LISTS}
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3, "SO-2/2": 2, "SO-3/1": 5}
    assert on_lists(house) == {"SO-1/1": 4, "SO-3/1": 5}
    assert status(house) == {"PL-1": "released", "PL-2": "unreleased", "PL-3": "released"}
    assert stops(house, "PL-2") == []
    assert release(house.store, house.act()).lists == (ReleasedList("PL-4", "SO-2", 2, 5),)


def test_only_a_released_list_of_which_nothing_is_picked_is_taken_back(house: Desk) -> None:
    three_orders(house)
    release(house.store, house.act())
    unrelease(house.store, house.act(), "PL-2")
    pick(house.store, house.act(), "SO-1", 1, out_of="A-1", into="TOTE", units=1)
    before = counts(house)
    for number, code in (
        ("PL-9", ReleaseFault.UNKNOWN_LIST),
        ("PL-2", ReleaseFault.NOT_RELEASED),
        ("PL-3", ReleaseFault.NOT_RELEASED),
    ):
        with pytest.raises(Refused) as refused:
            unrelease(house.store, house.act(), number)
        assert (refused.value.code, refused.value.facts) == (code, {"number": number})
    assert (counts(house), on_lists(house)) == (before, {"SO-1/1": 3, "SO-3/1": 5})


def test_cancelling_a_line_withdraws_its_stops_and_at_last_the_list(house: Desk) -> None:
    three_orders(house)
    release(house.store, house.act())
    cancel_order(house.store, house.act(), "SO-2", line=1)
    assert stops(house, "PL-2") == [("B-1", "CORD", "", 2, "SO-2")]
    assert status(house)["PL-2"] == "released"
    cancel_order(house.store, house.act(), "SO-2")
    assert (stops(house, "PL-2"), status(house)["PL-2"]) == ([], "unreleased")
    assert on_lists(house) == {"SO-1/1": 4, "SO-3/1": 5}


def test_a_released_line_that_wants_less_is_still_on_its_list(house: Desk) -> None:
    three_orders(house)
    release(house.store, house.act())
    [line] = order("SO-1", "CAT", 1, ("LAMP", 1))
    done = save_order(house.store, house.act(), [line], update=True)
    assert done.stops == (StopMoved("PL-3", "SO-1", 1, "LAMP", "A-1", 3, 0, ()),)
    assert (held(house, "SO-1"), status(house)["PL-3"]) == ({"SO-1/1": 1}, "released")
    assert stops(house, "PL-3") == [("A-1", "LAMP", "", 1, "SO-1")]
    assert release(house.store, house.act()).lists == ()


def test_a_released_line_that_wants_more_keeps_its_list(house: Desk) -> None:
    three_orders(house)
    release(house.store, house.act())
    [line] = order("SO-1", "CAT", 1, ("LAMP", 6))
    save_order(house.store, house.act(), [line], update=True)
    assert release(house.store, house.act()).lists == (ReleasedList("PL-4", "SO-1", 1, 2),)
    assert on_lists(house) == {"SO-1/1": 6, "SO-2/1": 3, "SO-2/2": 2, "SO-3/1": 5}


def expired_on_a_list(desk: Desk, ship_policy: ShipPolicy) -> None:
    """Let one lot of what is on a list expire, of an order that must be complete."""
    take(
        desk,
        opening("MILK", 2, "A-1", lot="L1", expiry=date(2026, 3, 2)),
        opening("MILK", 2, "A-2", lot="L2", expiry=date(2026, 3, 9)),
        opening("LAMP", 3, "B-1"),
        *order("SO-1", "BEN", 1, ("MILK", 4), ("LAMP", 3), ship_policy=ship_policy),
        *order("SO-2", "BEN", 2, ("MILK", 4), ("LAMP", 4)),
    )
    release(desk.store, desk.act(), orders=["SO-1"])
    desk.now = datetime(2026, 3, 3, 6, tzinfo=UTC)
    turn_day(desk.store, desk.act())
    assert held(desk, "SO-1") == {"SO-1/1": 2, "SO-1/2": 3}
    assert on_lists(desk) == {"SO-1/1": 2, "SO-1/2": 3}
    assert broken(desk) == []


def test_an_incomplete_order_that_comes_back_from_the_floor_holds_nothing(house: Desk) -> None:
    expired_on_a_list(house, WHOLE)
    unrelease(house.store, house.act(), "PL-1")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 2, "SO-2/2": 3}


def test_an_incomplete_line_that_comes_back_from_the_floor_holds_nothing(house: Desk) -> None:
    expired_on_a_list(house, ShipPolicy.LINE_COMPLETE)
    unrelease(house.store, house.act(), "PL-1")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 3, "SO-2/1": 2, "SO-2/2": 0}


def test_an_incomplete_order_on_the_floor_that_wants_less_holds_no_more_than_its_list(house: Desk) -> None:
    expired_on_a_list(house, WHOLE)
    lines = order("SO-1", "BEN", 1, ("MILK", 4), ("LAMP", 2), ship_policy=WHOLE)
    save_order(house.store, house.act(), lines, update=True)
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 2, "SO-2/1": 0, "SO-2/2": 1}
    assert on_lists(house) == {"SO-1/1": 2, "SO-1/2": 2}


def test_a_clerk_may_not_release(house: Desk) -> None:
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    with pytest.raises(Refused) as refused:
        release(house.store, house.act())
    assert refused.value.facts == {"person": "anna", "role": "lead"}
