"""What a run that allocates afresh may touch: the scope that it is given, and what stays as it is inside of it."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    come,
    furnished,
    held,
    ids,
    level,
    opening,
    order,
    planned,
    redistributed,
    take,
    versions,
)
from warehouse_app.domain.statuses import Mode, ShipPolicy
from warehouse_app.queries.plans import Request
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import pin

WHOLE, BY_LINE = ShipPolicy.ORDER_COMPLETE, ShipPolicy.LINE_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def two_items(desk: Desk) -> None:
    """Let early orders of class C hold all of two items that later ones of other classes and days wait for."""
    take(
        desk,
        opening("LAMP", 4),
        opening("CORD", 4),
        *order("SO-1", "CAT", 1, ("LAMP", 4), ("CORD", 4), need_by=date(2026, 3, 20)),
    )
    take(
        desk,
        *order("SO-2", "BEN", 2, ("LAMP", 2), ("CORD", 2), need_by=date(2026, 3, 10)),
        *order("SO-3", "ANN", 3, ("LAMP", 1), ("CORD", 1)),
    )
    assert held(desk, "SO-1") == {"SO-1/1": 4, "SO-1/2": 4}


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        ({}, (1, 1, 2, 2, 1, 1)),
        ({"items": ("LAMP",)}, (1, 4, 2, 0, 1, 0)),
        ({"customers": ("CAT", "ANN")}, (3, 3, 0, 0, 1, 1)),
        ({"customers": ("BEN", "ANN")}, (4, 4, 0, 0, 0, 0)),
        ({"classes": ("B", "C")}, (2, 2, 2, 2, 0, 0)),
        ({"due": (date(2026, 3, 10), date(2026, 3, 20))}, (2, 2, 2, 2, 0, 0)),
        ({"due": (date(2026, 3, 11), None)}, (4, 4, 0, 0, 0, 0)),
        ({"due": (None, date(2026, 3, 19))}, (4, 4, 0, 0, 0, 0)),
        ({"items": ("CORD",), "customers": ("CAT", "BEN"), "due": (None, date(2026, 3, 20))}, (4, 2, 0, 2, 0, 0)),
    ],
)
def test_nobody_outside_the_scope_is_touched(house: Desk, scope: dict[str, object], holds: tuple[int, ...]) -> None:
    two_items(house)
    given = dict(scope)
    for field, table in (("items", "item"), ("customers", "customer")):
        if field in given:
            given[field] = ids(house, table, *given[field])  # type: ignore[misc]
    if "classes" in given:
        given["classes"] = frozenset(given["classes"])  # type: ignore[call-overload]
    request = Request(Mode.REDISTRIBUTE, **given)  # type: ignore[arg-type]
    before, made = versions(house), planned(house, request)
    assert redistributed(house, request) == dict(
        zip(("SO-1/1", "SO-1/2", "SO-2/1", "SO-2/2", "SO-3/1", "SO-3/2"), holds, strict=True)
    )
    touched = {sku for sku, version in versions(house).items() if version != before[sku]}
    moved = {item for item, rows in made.decisions.items() if any(row.gets for row in rows)}
    assert ids(house, "item", *touched) == moved


def test_an_order_that_must_ship_complete_grows_the_scope_over_its_items(house: Desk) -> None:
    take(house, opening("LAMP", 2), opening("CORD", 2), *order("SO-1", "CAT", 1, ("LAMP", 2)))
    take(house, *order("SO-2", "CAT", 2, ("CORD", 2)))
    take(house, *order("SO-3", "ANN", 3, ("LAMP", 1), ("CORD", 1), ship_policy=WHOLE))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 2, "SO-3/1": 0, "SO-3/2": 0}
    request = Request(Mode.REDISTRIBUTE, items=ids(house, "item", "LAMP"))
    assert planned(house, request).versions.keys() == ids(house, "item", "LAMP", "CORD")
    assert redistributed(house, request) == {"SO-1/1": 1, "SO-2/1": 1, "SO-3/1": 1, "SO-3/2": 1}


def test_only_orders_in_scope_grow_it(house: Desk) -> None:
    take(house, opening("LAMP", 2), opening("CORD", 2), *order("SO-1", "CAT", 1, ("LAMP", 2), ("CORD", 2)))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 1), ("CORD", 1)))
    take(house, *order("SO-3", "ANN", 3, ("LAMP", 1), ("CORD", 1), ship_policy=WHOLE))
    items, customers = ids(house, "item", "LAMP"), ids(house, "customer", "BEN", "CAT")
    holds = redistributed(house, Request(Mode.REDISTRIBUTE, items=items, customers=customers))
    assert holds == {"SO-1/1": 1, "SO-1/2": 2, "SO-2/1": 1, "SO-2/2": 0, "SO-3/1": 0, "SO-3/2": 0}


@pytest.mark.parametrize("items", [(), ("LAMP",)])
def test_an_order_that_must_ship_complete_is_never_half_in_scope(house: Desk, items: tuple[str, ...]) -> None:
    lines = order("SO-1", "CAT", 1, ("LAMP", 2), ("CORD", 2), ship_policy=WHOLE)
    lines[0] = lines[0]._replace(need_by=date(2026, 3, 10))
    take(house, opening("LAMP", 2), opening("CORD", 2), *lines)
    take(house, *order("SO-2", "ANN", 3, ("LAMP", 2), need_by=date(2026, 3, 10)))
    request = Request(Mode.REDISTRIBUTE, items=ids(house, "item", *items), due=(None, date(2026, 3, 10)))
    assert redistributed(house, request) == {"SO-1/1": 2, "SO-1/2": 2, "SO-2/1": 0}
    assert redistributed(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 2}
    assert level(house, "CORD") == (2, 0)


def test_what_is_pinned_on_a_list_or_picked_stays(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "CAT", 1, ("LAMP", 3)), *order("SO-2", "CAT", 2, ("LAMP", 6)))
    release(house.store, house.act(), orders=["SO-1"])
    pin(house.store, house.act(), "SO-2", 1, 2, why="promised")
    take(house, *order("SO-3", "ANN", 3, ("LAMP", 9)))
    assert redistributed(house) == {"SO-1/1": 3, "SO-2/1": 2, "SO-3/1": 4}


def test_a_part_of_a_line_on_a_list_stays_and_the_rest_may_go(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "CAT", 1, ("LAMP", 8)))
    release(house.store, house.act())
    come(house, "LAMP", 4)
    take(house, *order("SO-2", "ANN", 3, ("LAMP", 3)))
    assert redistributed(house) == {"SO-1/1": 4, "SO-2/1": 3}


def test_shelf_life_is_kept_when_all_is_allocated_afresh(house: Desk) -> None:
    take(
        house,
        opening("MILK", 3, lot="L1", expiry=date(2026, 3, 12)),
        opening("MILK", 3, lot="L2", expiry=date(2026, 5, 1)),
        *order("SO-1", "BEN", 1, ("MILK", 6)),
    )
    take(house, *order("SO-2", "ANN", 2, ("MILK", 5), minimum_shelf_life_days=30))
    assert redistributed(house) == {"SO-1/1": 3, "SO-2/1": 3}


def test_a_line_that_must_ship_complete_is_given_whole_or_not_at_all(house: Desk) -> None:
    take(house, opening("LAMP", 5), *order("SO-1", "CAT", 1, ("LAMP", 5)))
    take(
        house,
        *order("SO-2", "BEN", 2, ("LAMP", 6), ship_policy=BY_LINE),
        *order("SO-3", "CAT", 3, ("LAMP", 4), ship_policy=BY_LINE),
    )
    assert redistributed(house) == {"SO-1/1": 5, "SO-2/1": 0, "SO-3/1": 0}
    come(house, "LAMP", 2)
    assert redistributed(house) == {"SO-1/1": 1, "SO-2/1": 6, "SO-3/1": 0}
