"""What is found of each kind for a number or a name: what begins so first, not too much, and along the indexes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, opening, order, purchase, take
from warehouse_app.domain.records import CustomerRecord, ItemRecord, LocationRecord, SupplierRecord
from warehouse_app.domain.statuses import LocationKind, PickListStatus
from warehouse_app.queries.listings.orders import OrderState
from warehouse_app.queries.lots import OfLot
from warehouse_app.queries.seeking import (
    MOST,
    FoundOrder,
    FoundPickList,
    FoundPlace,
    FoundPurchaseOrder,
    Sought,
    seek,
)
from warehouse_app.services.releasing import release


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def orders(desk: Desk, text: str) -> list[str]:
    return [found.number for found in seek(desk.store, text).orders]


def places(desk: Desk, text: str) -> list[str]:
    return [found.code for found in seek(desk.store, text).places]


def test_documents_are_told_with_whom_they_are_for_and_how_far_they_are(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3, "A-1"),
        *order("X-1", "ANN", 1, ("LAMP", 3)),
        *order("X-2", "BEN", 2, ("LAMP", 5)),
        *purchase("X-7", ("CORD", 10), ("LAMP", 4)),
    )
    [made] = release(house.store, house.act()).lists
    assert seek(house.store, "x-") == Sought(
        orders=[FoundOrder("X-1", "Ann", OrderState.ALLOCATED), FoundOrder("X-2", "Ben", OrderState.WAITING)],
        purchase_orders=[FoundPurchaseOrder("X-7", "Acme", 14)],
        items=[],
        lots=[],
        pick_lists=[],
        customers=[],
        suppliers=[],
        places=[],
    )
    assert seek(house.store, made.number).pick_lists == [FoundPickList(made.number, "Ann", PickListStatus.RELEASED)]


def test_goods_people_and_places_are_found_by_number_and_name_what_begins_so_first(house: Desk) -> None:
    take(
        house,
        ItemRecord("CLOTH", "Benchcloth"),
        ItemRecord("BEN-1", "Vice"),
        ItemRecord("Z-1", "Bench"),
        CustomerRecord("RUBEN", "Ruben"),
        SupplierRecord("S-1", "Bench & Co"),
        LocationRecord("BENCH", kind=LocationKind.STAGING),
    )
    found = seek(house.store, "ben")
    assert [each.code for each in found.items] == ["BEN-1", "CLOTH", "Z-1"]
    assert [each.code for each in found.customers] == ["BEN", "RUBEN"]
    assert [each.code for each in found.suppliers] == ["S-1"]
    assert found.places == [FoundPlace("BENCH", LocationKind.STAGING)]


def test_a_lot_is_found_by_all_of_its_number_with_its_item(house: Desk) -> None:
    take(
        house, opening("LAMP", 3, "A-1", lot="Tm-1"), opening("CORD", 3, "A-1", lot="TM-1"), opening("CORD", 1, lot="x")
    )
    assert seek(house.store, "tm-1").lots == [OfLot("TM-1", "CORD", "Cord")]
    assert seek(house.store, "Tm-1").lots == [OfLot("TM-1", "CORD", "Cord"), OfLot("Tm-1", "LAMP", "Lamp")]
    assert seek(house.store, "X").lots == [OfLot("x", "CORD", "Cord")]
    assert seek(house.store, "TM-").lots == []


def test_a_number_is_found_by_its_beginning_only_the_shortest_first(house: Desk) -> None:
    take(
        house,
        *order("T-10", "ANN", 1, ("LAMP", 1)),
        *order("T-1", "ANN", 2, ("LAMP", 1)),
        *order("T-2", "ANN", 3, ("LAMP", 1)),
        *order("XT-1", "ANN", 4, ("LAMP", 1)),
    )
    assert orders(house, "T-1") == ["T-1", "T-10"]
    assert orders(house, "  t-1 ") == ["T-1", "T-10"]
    assert orders(house, "-1") == []


def test_the_sign_of_a_paper_may_be_typed_or_not(house: Desk) -> None:
    take(house, *order("SO-1001", "ANN", 1, ("LAMP", 1)), *order("77", "ANN", 2, ("LAMP", 1)))
    assert orders(house, "1001") == ["SO-1001"]
    assert orders(house, "so-77") == ["77"]
    assert orders(house, "PO-77") == []
    assert places(house, "l-a-") == ["A-1", "A-2"]


def test_signs_that_a_database_reads_its_own_way_stand_for_themselves(house: Desk) -> None:
    take(house, *order("A_B!%1", "ANN", 1, ("LAMP", 1)), *order("AXB!!1", "ANN", 2, ("LAMP", 1)))
    assert orders(house, "a_") == ["A_B!%1"]
    assert orders(house, "A_B!%") == ["A_B!%1"]
    assert orders(house, "%") == []
    assert orders(house, "A_\0B") == ["A_B!%1"]


def test_only_so_many_are_found_and_for_nothing_nothing(house: Desk) -> None:
    records = [record for at in range(12) for record in order(f"N-{at:02}", "ANN", at + 1, ("LAMP", 1))]
    take(house, *records, *(ItemRecord(f"N-{at:02}", "Nail") for at in range(12)))
    first = [f"N-{at:02}" for at in range(MOST)]
    found = seek(house.store, "n")
    assert [each.number for each in found.orders] == first
    assert [each.code for each in found.items] == first
    assert seek(house.store, "   ") == Sought()
    assert seek(house.store, "\0") == Sought()


def test_numbers_are_found_along_their_indexes(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    store, told = file_desk.store, list[tuple[str, tuple[Any, ...]]]()
    run = store.sql

    def listen(statement: str, parameters: Any = ()) -> Any:
        told.append((statement, tuple(parameters)))
        return run(statement, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(store, "sql", listen)
        seek(store, "so-1")
    plans = [
        "; ".join(row[3] for row in run(f"EXPLAIN QUERY PLAN {statement}", values))
        for statement, values in told
        if " >= ? AND " in statement
    ]
    assert set(plans) == {
        "SEARCH o USING COVERING INDEX sales_order_number (number>? AND number<?)",
        "SEARCH p USING COVERING INDEX purchase_order_number (number>? AND number<?)",
        "SEARCH pl USING COVERING INDEX pick_list_number (number>? AND number<?)",
        "SEARCH loc USING COVERING INDEX location_code (code>? AND code<?)",
    }
