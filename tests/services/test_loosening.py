"""An order that wants less gives back what is free of its stock first, and what is put aside for it last of all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.picked import pick
from tests.services.stock import come, furnished, held, level, opening, order, purchase, take
from warehouse_app.domain.records import CancellationRecord
from warehouse_app.queries.stop_changes import StopChanged, stop_changes
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import NotReleased, release


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def fixed(desk: Desk) -> dict[tuple[str, str], int]:
    """Return the units that are fixed to orders in places and not picked."""
    found = desk.store.sql(
        "SELECT o.number, p.code, SUM(a.quantity - a.picked - a.returned) FROM allocation a JOIN order_line l "
        "ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id JOIN location p ON p.id = a.location_id "
        "WHERE a.quantity - a.picked - a.returned > 0 GROUP BY o.number, p.code"
    )
    return {(order, place): int(units) for order, place, units in found}


def staged(desk: Desk, order: str, units: int, sku: str = "LAMP") -> None:
    """Let goods come that are put aside for an order at once."""
    receive(desk.store, desk.act(), [Goods(sku, units, "STAGE", for_order=order)], purchase_order="P-1")


def changed(desk: Desk, number: str) -> list[StopChanged]:
    with desk.store.snapshot():
        return stop_changes(desk.store, number)


def status(desk: Desk) -> dict[str, str]:
    return dict(desk.store.sql("SELECT number, status FROM pick_list").fetchall())


@pytest.fixture
def mixed(house: Desk) -> Desk:
    """Of O-1, which wants 20: 6 are put aside, 4 and 3 on a list, 2 fixed to nothing. O-2 waits for 9."""
    take(
        house,
        opening("LAMP", 4, "A-1"),
        opening("LAMP", 3, "A-2"),
        *order("O-1", "ANN", 1, ("LAMP", 20)),
        *order("O-2", "BEN", 2, ("LAMP", 9)),
        *purchase("P-1", ("LAMP", 6)),
    )
    staged(house, "O-1", 6)
    release(house.store, house.act())
    come(house, "LAMP", 2, "B-1")
    assert held(house) == {"O-1/1": 15, "O-2/1": 0}
    assert fixed(house) == {("O-1", "STAGE"): 6, ("O-1", "A-1"): 4, ("O-1", "A-2"): 3}
    return house


def listed(place: str, units: int) -> StopMoved:
    return StopMoved("PL-1", "O-1", 1, "LAMP", place, units, 0, ())


ASIDE = StopMoved("", "O-1", 1, "LAMP", "STAGE", 5, 0, ())


@pytest.mark.parametrize(
    ("wanted", "at_places", "told", "list_status"),
    [
        (18, (6, 4, 3), (), "released"),
        (13, (6, 4, 3), (), "released"),
        (12, (6, 4, 2), (listed("A-2", 1),), "released"),
        (9, (6, 3, 0), (listed("A-2", 3), listed("A-1", 1)), "released"),
        (6, (6, 0, 0), (listed("A-2", 3), listed("A-1", 4)), "unreleased"),
        (1, (1, 0, 0), (listed("A-2", 3), listed("A-1", 4), ASIDE), "unreleased"),
    ],
)
@pytest.mark.parametrize("by", ["hand", "import"])
def test_what_nothing_has_fixed_goes_first_then_the_last_stop_then_what_is_put_aside(
    mixed: Desk, wanted: int, at_places: tuple[int, ...], told: tuple[StopMoved, ...], list_status: str, by: str
) -> None:
    lines = order("O-1", "ANN", 1, ("LAMP", wanted))
    if by == "hand":
        done = save_order(mixed.store, mixed.act(), lines, update=True).stops
    else:
        done = take(mixed, *lines, update=True).stops
    assert done == told
    assert status(mixed) == {"PL-1": list_status}
    places = (("O-1", place) for place in ("STAGE", "A-1", "A-2"))
    assert fixed(mixed) == {at: units for at, units in zip(places, at_places, strict=True) if units}
    # What it gave back is for whoever waits, and no more than that.
    assert held(mixed) == {"O-1/1": min(15, wanted), "O-2/1": min(9, max(0, 15 - wanted))}
    assert level(mixed, "LAMP") == (15, min(15, wanted) + min(9, max(0, 15 - wanted)))
    assert changed(mixed, "PL-1") == [
        StopChanged("O-1", "LAMP", stop.place, stop.units, ()) for stop in told if stop.pick_list
    ]


def test_what_was_picked_of_a_stop_is_never_given_back(house: Desk) -> None:
    take(house, opening("LAMP", 8), *order("O-1", "ANN", 1, ("LAMP", 8)))
    release(house.store, house.act())
    pick(house, "O-1", 3)
    done = save_order(house.store, house.act(), order("O-1", "ANN", 1, ("LAMP", 4)), update=True)
    assert done.stops == (listed("A-1", 4),)
    assert (fixed(house), held(house), status(house)) == ({("O-1", "A-1"): 1}, {"O-1/1": 4}, {"PL-1": "released"})


def test_a_cancellation_names_the_list_and_what_is_not_put_aside_any_more(mixed: Desk) -> None:
    done = cancel_order(mixed.store, mixed.act(), "O-1")
    assert done.stops == (listed("A-2", 3), listed("A-1", 4), replace(ASIDE, units=6))
    assert (fixed(mixed), held(mixed)) == ({}, {"O-1/1": 0, "O-2/1": 9})
    assert [(each.place, each.lost) for each in changed(mixed, "PL-1")] == [("A-2", 3), ("A-1", 4)]


def test_a_credit_of_another_system_shortens_lists_and_says_so(house: Desk) -> None:
    take(house, opening("LAMP", 8), *order("O-1", "ANN", 1, ("LAMP", 8)))
    release(house.store, house.act())
    done = take(house, CancellationRecord("C-1", "ANN", "LAMP", 5, house.now, 1))
    assert done.stops == (listed("A-1", 5),)
    assert fixed(house) == {("O-1", "A-1"): 3}


@pytest.mark.parametrize(
    ("change", "odd"),
    [
        ({"priority_class": "C"}, 0),
        ({"need_by": date(2026, 4, 1)}, 0),
        ({"quantity": 30}, 0),
        ({"price": 5}, 0),
        ({"sell_multiple": 5}, 0),
        # Fifteen are no whole packs of two.
        ({"sell_multiple": 2}, 1),
    ],
)
def test_an_edit_that_asks_for_no_less_leaves_what_is_fixed_alone(
    mixed: Desk, change: dict[str, object], odd: int
) -> None:
    [line] = order("O-1", "ANN", 1, ("LAMP", 20))
    done = save_order(mixed.store, mixed.act(), [line._replace(**change)], update=True)  # type: ignore[arg-type]
    assert done.stops == ()
    assert fixed(mixed) == {("O-1", "STAGE"): 6, ("O-1", "A-1"): 4, ("O-1", "A-2"): 3}
    assert (held(mixed), status(mixed)) == ({"O-1/1": 15 - odd, "O-2/1": odd}, {"PL-1": "released"})


def test_goods_that_are_put_aside_stay_so_when_one_less_is_wanted(house: Desk) -> None:
    take(
        house,
        *order("O-1", "BEN", 1, ("LAMP", 30)),
        *order("O-2", "BEN", 2, ("LAMP", 5)),
        *purchase("P-1", ("LAMP", 30)),
    )
    staged(house, "O-1", 30)
    take(house, *order("O-1", "BEN", 1, ("LAMP", 29)), update=True)
    assert (fixed(house), held(house)) == ({("O-1", "STAGE"): 29}, {"O-1/1": 29, "O-2/1": 1})
    # Only the one that O-2 got lies where no picker is sent and is not put aside.
    assert release(house.store, house.act()).left == (NotReleased("O-2", 1),)
