"""The sheet to count on: the places of a zone or one place, with what lies there and never how much."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, opening, take
from warehouse_app.documents.floor_sheets import CountPlace, CountRow, CountSheet
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import LocationRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.count_sheets import CountSheetFault, count_sheet
from warehouse_app.queries.house import house_settings
from warehouse_app.services.lying import Named
from warehouse_app.services.setting_aside import quarantine, scrap

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def sheet(desk: Desk, number: str) -> CountSheet:
    with desk.store.snapshot():
        return count_sheet(desk.store, house_settings(), number, now=desk.now, language="en")


def test_a_place_has_a_row_for_each_lot_that_lies_there(house: Desk) -> None:
    take(
        house,
        opening("MILK", 9, "A-1", lot="L2", expiry=MAY),
        opening("MILK", 1, "A-1", lot="L3", expiry=APRIL),
        opening("LAMP", 5, "A-1"),
        opening("CORD", 5, "A-1"),
        opening("PLUG", 5, "A-2"),
    )
    # Of the same lot, some in another state: it lies there, and is counted once. What is gone is no row.
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 2), why="Wet")
    scrap(house.store, house.act(), Named("CORD", "A-1", 5), why="Broken")
    assert sheet(house, "A-1") == CountSheet(
        house="Test house",
        number="location:A-1",
        key="A-1",
        whole_zone=False,
        made_at=house.now,
        time_zone="UTC",
        places=(
            CountPlace(
                "A-1",
                LocationKind.STORAGE,
                "",
                (
                    CountRow("LAMP", "Lamp", "", None, "piece"),
                    CountRow("MILK", "Milk", "L3", APRIL, "piece"),
                    CountRow("MILK", "Milk", "L2", MAY, "piece"),
                ),
            ),
        ),
        language="en",
    )


def test_no_quantity_is_told(house: Desk) -> None:
    assert {field.name for field in fields(CountRow)} == {"sku", "name", "lot", "expiry", "unit"}


def test_a_zone_has_all_its_places_in_which_goods_can_lie(house: Desk) -> None:
    take(
        house,
        LocationRecord("C-2", zone="C"),
        LocationRecord("C-1", zone="C", kind=LocationKind.DOCK),
        LocationRecord("C-GATE", zone="C", kind=LocationKind.DEPOT),
        LocationRecord("D-1", zone="D"),
        opening("LAMP", 5, "C-2"),
    )
    found = sheet(house, "zone:C")
    assert (found.number, found.key, found.whole_zone) == ("zone:C", "C", True)
    assert found.places == (
        CountPlace("C-1", LocationKind.DOCK, "C", ()),
        CountPlace("C-2", LocationKind.STORAGE, "C", (CountRow("LAMP", "Lamp", "", None, "piece"),)),
    )


def test_where_nothing_can_lie_there_is_no_place_to_count(house: Desk) -> None:
    assert sheet(house, "GATE").places == ()


@pytest.mark.parametrize("number", ["X-9", "zone:", "zone:A-1"])
def test_what_nobody_knows_is_refused(house: Desk, number: str) -> None:
    with pytest.raises(Refused) as refused:
        sheet(house, number)
    assert (refused.value.code, refused.value.facts) == (CountSheetFault.UNKNOWN, {"number": number})
