"""A pick list as it is printed: what is still to be picked of it, in walking order."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import pick
from tests.services.stock import furnished, opening, order, take
from warehouse_app.documents.sheets import PickListSheet, PickListStop
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.pick_lists import PickListFault, pick_list_sheet
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.releasing import release, unrelease


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def sheet(desk: Desk, number: str) -> PickListSheet:
    return pick_list_sheet(desk.store, house_settings(), number, language="en")


def released(desk: Desk) -> PickListSheet:
    """Release an order of lamps from two bins and of milk from one; return its list."""
    pens, milk = order("SO-1", "ANN", 1, ("PEN", 27), ("MILK", 4))
    take(
        desk,
        ItemRecord("PEN", "Pen", pack_quantity=12),
        opening("MILK", 9, "A-1", lot="L1", expiry=date(2026, 5, 1)),
        opening("PEN", 20, "A-2"),
        opening("PEN", 20, "B-1"),
        pens._replace(note="no wrapping", need_by=date(2026, 3, 9)),
        milk._replace(need_by=date(2026, 3, 5)),
    )
    release(desk.store, desk.act("ben"))
    return sheet(desk, "PL-1")


def test_a_list_says_all_that_is_printed(house: Desk) -> None:
    printed = released(house)
    milk = PickListStop(1, "A-1", "MILK", "Milk", "L1", date(2026, 5, 1), 4, 1, "piece", "SO-1", "Ann", "")
    full = PickListStop(2, "A-2", "PEN", "Pen", "", None, 20, 12, "piece", "SO-1", "Ann", "no wrapping")
    rest = PickListStop(3, "B-1", "PEN", "Pen", "", None, 7, 12, "piece", "SO-1", "Ann", "no wrapping")
    assert printed == PickListSheet(
        house="Test house",
        number="PL-1",
        released_at=house.now,
        zone="UTC",
        released_by="ben",
        priority_class="A",
        due=date(2026, 3, 5),
        distance_mm=16_000,
        s_shape_mm=16_000,
        stops=(milk, full, rest),
        language="en",
    )


def test_what_is_cancelled_or_picked_is_not_printed_any_more(house: Desk) -> None:
    released(house)
    pick(house.store, house.act(), "SO-1", 2, out_of="A-1", into="TOTE", units=3)
    assert [(stop.position, stop.quantity) for stop in sheet(house, "PL-1").stops] == [(1, 1), (2, 20), (3, 7)]
    cancel_order(house.store, house.act(), "SO-1", line=1)
    after = sheet(house, "PL-1")
    milk = PickListStop(1, "A-1", "MILK", "Milk", "L1", date(2026, 5, 1), 1, 1, "piece", "SO-1", "Ann", "")
    assert (after.stops, after.due) == ((milk,), date(2026, 3, 5))


def test_a_list_that_was_taken_back_is_not_printed(house: Desk) -> None:
    released(house)
    unrelease(house.store, house.act(), "PL-1")
    with pytest.raises(Refused) as refused:
        sheet(house, "PL-1")
    assert (refused.value.code, refused.value.facts) == (PickListFault.TAKEN_BACK, {"number": "PL-1"})


def test_a_promised_day_is_when_a_list_is_due(house: Desk) -> None:
    released(house)
    house.store.sql("UPDATE order_line SET first_promise = ? WHERE line = 2", (date(2026, 3, 12),))
    assert sheet(house, "PL-1").due == date(2026, 3, 9)


def test_a_list_that_nobody_made_is_refused(house: Desk) -> None:
    with pytest.raises(Refused) as refused:
        sheet(house, "PL-1")
    assert (refused.value.code, refused.value.facts) == (PickListFault.UNKNOWN, {"number": "PL-1"})
