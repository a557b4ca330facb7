"""A reason or a lot is any text: it is a number of ours only as that is written, small letters and capitals minded."""

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import PALLET, moves, station_at
from warehouse_app.domain.records import Kind, LocationRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.move import MoveStation


@pytest.fixture
def damaged(stocked: Desk) -> Desk:
    """Return a house with a place for damaged goods that is called so."""
    keep(stocked.store, stocked.act(), Kind.LOCATIONS, [LocationRecord("DAMAGED", kind=LocationKind.QUARANTINE)])
    return stocked


@pytest.mark.parametrize("scans", [("S2", "CUP"), ("AN-7", PALLET)])
def test_goods_are_set_aside_for_a_reason_that_is_called_as_a_place(damaged: Desk, scans: tuple[str, ...]) -> None:
    station = station_at(damaged, *scans, "DAMAGED")
    assert station.scan("DAMAGED").step is StepName.WHY
    assert station.scan("damaged").booked


def test_goods_are_carried_there_for_that_reason_too(damaged: Desk) -> None:
    station = MoveStation(damaged.store, damaged.act)
    # Places are still found in other letters.
    for text in ("d-01", "cup", "damaged"):
        station.scan(text)
    before = moves(damaged)
    assert station.scan("damaged").booked
    assert moves(damaged) > before


def test_an_item_is_closed_short_for_that_reason_too(damaged: Desk) -> None:
    station = station_at(damaged, "PO-7", "WXSHORT")
    assert station.scan("cup").step is StepName.WHY_NOT
    assert station.scan("damaged").step is StepName.ITEM


def test_a_lot_is_doubted_only_where_something_is_called_exactly_so(stocked: Desk) -> None:
    assert station_at(stocked, "S2", "TEA").scan("milk").step is StepName.EXPIRY
    station = station_at(stocked, "S2", "TEA")
    assert station.scan("MILK").step is StepName.LOT
    assert station.scan("WXYES").step is StepName.EXPIRY
