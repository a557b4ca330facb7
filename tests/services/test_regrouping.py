"""Orders merged and split: stock, pins and the place in the queue go along, and what cannot be is refused."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, ids, level, opening, order, refusal, send, take
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.queue import queue
from warehouse_app.queries.stop_changes import StopChanged, stop_changes
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.receiving import receive
from warehouse_app.services.regrouping import Carried, Regrouped, RegroupFault, merge_orders, split_order
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import hold, pin


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def merged(desk: Desk, into: str, *others: str) -> Regrouped:
    return merge_orders(desk.store, desk.act(), into, others, why="one parcel")


def split(desk: Desk, source: str, parts: dict[int, int], number: str = "O-9") -> Regrouped:
    return split_order(desk.store, desk.act(), source, parts, number, why="two addresses")


def ranks(desk: Desk, sku: str) -> list[str]:
    """Return the open lines of an item in the order of the queue."""
    with desk.store.snapshot():
        rows = queue(desk.store, house_settings(), items=tuple(ids(desk, "item", sku)))
    return [f"{row.order}/{row.line}" for row in rows]


def test_what_is_open_goes_to_the_other_order_with_its_stock_and_its_place(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 7),
        *order("O-1", "BEN", 1, ("LAMP", 4), ("CORD", 2)),
        *order("O-2", "BEN", 5, ("LAMP", 6)),
        *order("O-3", "BEN", 3, ("LAMP", 5)),
    )
    assert held(house) == {"O-1/1": 4, "O-1/2": 0, "O-2/1": 0, "O-3/1": 3}
    done = merged(house, "O-2", "O-1")
    assert done.carried == (
        Carried("O-1", 1, "LAMP", 4, 4, "O-2", 2),
        Carried("O-1", 2, "CORD", 2, 0, "O-2", 3),
    )
    assert held(house) == {"O-1/1": 0, "O-1/2": 0, "O-2/1": 0, "O-2/2": 4, "O-2/3": 0, "O-3/1": 3}
    assert level(house, "LAMP") == (7, 7)
    # The line that was placed first still comes first, and the one that was placed last still last.
    assert ranks(house, "LAMP") == ["O-2/2", "O-3/1", "O-2/1"]
    cancelled = house.store.sql("SELECT cancelled, quantity FROM order_line ORDER BY id").fetchall()
    assert [tuple(row) for row in cancelled] == [(4, 4), (2, 2), (0, 6), (0, 5), (0, 4), (0, 2)]
    logged = house.store.sql("SELECT kind, value, why FROM intervention ORDER BY id").fetchall()
    assert [tuple(row) for row in logged][:2] == [("merge", "O-1/1", "one parcel"), ("merge", "O-2/2", "one parcel")]


def test_the_same_export_again_changes_nothing_after_a_merge(house: Desk) -> None:
    export = [*order("O-1", "BEN", 1, ("LAMP", 4)), *order("O-2", "BEN", 2, ("LAMP", 6))]
    take(house, opening("LAMP", 7), *export)
    merged(house, "O-2", "O-1")
    before = held(house)
    take(house, *export)
    assert held(house) == before == {"O-1/1": 0, "O-2/1": 3, "O-2/2": 4}


def test_a_merged_line_is_served_by_the_class_and_policy_of_its_new_order(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 4),
        *order("O-1", "BEN", 1, ("LAMP", 4)),
        *order("O-2", "BEN", 2, ("LAMP", 6), priority_class="A", ship_policy=ShipPolicy.ORDER_COMPLETE),
    )
    merged(house, "O-2", "O-1")
    # The order must ship complete and cannot, so that nothing is held hostage.
    assert held(house) == {"O-1/1": 0, "O-2/1": 0, "O-2/2": 0}
    found = house.store.sql("SELECT rank_class, ship_policy FROM order_line WHERE line = 2").fetchall()
    assert [tuple(row) for row in found] == [("A", "order-complete")]


def test_what_was_on_a_pick_list_is_allocated_and_released_anew(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("O-1", "BEN", 1, ("LAMP", 4)), *order("O-2", "BEN", 2, ("LAMP", 5)))
    release(house.store, house.act(), orders=["O-1"])
    done = merged(house, "O-2", "O-1")
    assert held(house) == {"O-1/1": 0, "O-2/1": 5, "O-2/2": 4}
    assert [(each.pick_list, each.place, each.units) for each in done.stops] == [("PL-1", "A-1", 4)]
    assert house.store.sql("SELECT status FROM pick_list").fetchall() == [("unreleased",)]
    assert [each.units for each in release(house.store, house.act()).lists] == [9]


def put_aside(desk: Desk, units: int) -> None:
    """Let goods come that are put aside for O-1 at once."""
    receive(desk.store, desk.act(), [Goods("LAMP", units, "STAGE", for_order="O-1")], supplier="ACME")


def fixed(desk: Desk) -> dict[tuple[str, str], int]:
    """Return the units that are fixed to lines in places."""
    found = desk.store.sql(
        "SELECT o.number, l.line, p.code, a.quantity - a.picked - a.returned FROM allocation a JOIN order_line l "
        "ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id JOIN location p ON p.id = a.location_id "
        "WHERE a.quantity - a.picked - a.returned > 0"
    )
    return {(f"{number}/{line}", place): units for number, line, place, units in found}


def test_what_is_put_aside_stays_so_for_the_order_that_wants_it_now(house: Desk) -> None:
    take(house, *order("O-1", "BEN", 1, ("LAMP", 6)), *order("O-2", "BEN", 2, ("LAMP", 5)))
    put_aside(house, 6)
    done = merged(house, "O-2", "O-1")
    assert ([each.held for each in done.carried], done.stops) == ([6], ())
    assert (held(house), fixed(house)) == ({"O-1/1": 0, "O-2/1": 0, "O-2/2": 6}, {("O-2/2", "STAGE"): 6})
    assert release(house.store, house.act()).left == ()


def test_a_part_is_split_off_what_is_put_aside_and_no_more_than_that(house: Desk) -> None:
    take(house, *order("O-1", "BEN", 1, ("LAMP", 6)), *order("O-2", "BEN", 2, ("LAMP", 5)))
    put_aside(house, 6)
    split(house, "O-1", {1: 1})
    assert held(house) == {"O-1/1": 5, "O-2/1": 0, "O-9/1": 1}
    assert fixed(house) == {("O-1/1", "STAGE"): 5, ("O-9/1", "STAGE"): 1}


def test_a_part_is_split_off_a_list_from_its_last_stop_and_released_anew(house: Desk) -> None:
    take(house, opening("LAMP", 2, "A-1"), opening("LAMP", 4, "A-2"), *order("O-1", "BEN", 1, ("LAMP", 6)))
    release(house.store, house.act())
    done = split(house, "O-1", {1: 3})
    assert done.stops == (StopMoved("PL-1", "O-1", 1, "LAMP", "A-2", 3, 0, ()),)
    assert fixed(house) == {("O-1/1", "A-1"): 2, ("O-1/1", "A-2"): 1}
    assert held(house) == {"O-1/1": 3, "O-9/1": 3}
    assert [(each.order, each.units) for each in release(house.store, house.act()).lists] == [("O-9", 3)]
    with house.store.snapshot():
        assert stop_changes(house.store, "PL-1") == [StopChanged("O-1", "LAMP", "A-2", 3, ())]


def test_a_part_that_is_split_off_leaves_the_stock_where_it_is_wanted(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("O-1", "BEN", 1, ("LAMP", 10), ("CORD", 3)))
    pin(house.store, house.act(), "O-1", 1, 8, why="promised")
    done = split(house, "O-1", {1: 5, 2: 3})
    # Of six lamps the first order still wants five.
    assert done.carried == (Carried("O-1", 1, "LAMP", 5, 1, "O-9", 1), Carried("O-1", 2, "CORD", 3, 0, "O-9", 2))
    assert held(house) == {"O-1/1": 5, "O-1/2": 0, "O-9/1": 1, "O-9/2": 0}
    pins = house.store.sql("SELECT pinned FROM order_line WHERE quantity > cancelled ORDER BY id").fetchall()
    assert [units for (units,) in pins] == [5, 3, 0]
    made = house.store.sql(
        "SELECT c.code, o.placed_at = p.placed_at FROM sales_order o JOIN customer c "
        "ON c.id = o.customer_id, sales_order p WHERE o.number = 'O-9' AND p.number = 'O-1'"
    )
    assert [(code, bool(same)) for code, same in made] == [("BEN", True)]
    assert ranks(house, "LAMP") == ["O-1/1", "O-9/1"]


def test_what_was_shipped_stays_with_its_order(house: Desk) -> None:
    take(house, opening("LAMP", 8), *order("O-1", "BEN", 1, ("LAMP", 8)), *order("O-2", "BEN", 2, ("LAMP", 1)))
    send(house, "O-1", 3)
    done = merged(house, "O-2", "O-1")
    assert [(each.units, each.held) for each in done.carried] == [(5, 5)]
    found = house.store.sql("SELECT shipped, cancelled, allocated FROM order_line WHERE id = 1").fetchall()
    assert [tuple(row) for row in found] == [(3, 5, 0)]


def test_what_cannot_be_merged(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 9),
        *order("O-1", "BEN", 1, ("LAMP", 4)),
        *order("O-2", "BEN", 2, ("LAMP", 5)),
        *order("O-3", "ANN", 3, ("CORD", 5)),
    )
    assert refusal(house, lambda: merged(house, "O-1", "O-1"))[0] is RegroupFault.SAME
    assert refusal(house, lambda: merged(house, "O-1", "O-3"))[0] is RegroupFault.OTHER_CUSTOMER
    assert refusal(house, lambda: merged(house, "O-1", "O-7"))[0] is OrderFault.UNKNOWN
    assert refusal(house, lambda: merge_orders(house.store, house.act(), "O-1", ["O-2"], why=""))[0] is (
        ReasonFault.MISSING
    )
    hold(house.store, house.act(), "O-2", why="credit")
    assert refusal(house, lambda: merged(house, "O-1", "O-2")) == (
        RegroupFault.ON_HOLD,
        {"order": "O-2", "reason": "credit"},
    )
    take(house, *order("O-4", "BEN", 4, ("CORD", 1)))
    merged(house, "O-1", "O-4")
    assert refusal(house, lambda: merged(house, "O-1", "O-4"))[0] is RegroupFault.NOTHING_OPEN


def test_what_cannot_be_split(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("O-1", "BEN", 1, ("LAMP", 12), sell_multiple=6))
    assert refusal(house, lambda: split(house, "O-1", {}))[0] is RegroupFault.NOTHING
    assert refusal(house, lambda: split(house, "O-1", {2: 1}))[0] is OrderFault.LINE_UNKNOWN
    assert refusal(house, lambda: split(house, "O-1", {1: 13}))[0] is RegroupFault.UNITS
    assert refusal(house, lambda: split(house, "O-1", {1: 4}))[0] is RegroupFault.PACKS
    assert refusal(house, lambda: split(house, "O-1", {1: 12}))[0] is RegroupFault.NOTHING_LEFT
    assert refusal(house, lambda: split(house, "O-1", {1: 6}, "O-1"))[0] is RegroupFault.NUMBER
    assert refusal(house, lambda: split(house, "O-1", {1: 6}, "  "))[0] is RegroupFault.NUMBER


def test_an_edit_is_kept_field_by_field(house: Desk) -> None:
    take(house, *order("O-1", "BEN", 1, ("LAMP", 12)))
    take(house, *order("O-1", "BEN", 1, ("LAMP", 8), price=1250, priority_class="A"), update=True)
    found = house.store.sql("SELECT order_line_id, kind, value, why FROM intervention ORDER BY id").fetchall()
    assert [tuple(row) for row in found] == [
        (None, "edit", "priority_class", "– → A"),
        (1, "edit", "quantity", "12 → 8"),
        (1, "edit", "price", "– → 12.50"),
    ]
