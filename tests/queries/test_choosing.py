"""What is offered to somebody who types part of a number, a name or a barcode: the best first, and not too much."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, opening, order, take
from warehouse_app.domain.records import BarcodeRecord, CustomerRecord, ItemRecord, SupplierRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.choosing import (
    MOST,
    CustomerChoice,
    ItemChoice,
    SupplierChoice,
    choose_customers,
    choose_items,
    choose_suppliers,
    meant,
)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def items(desk: Desk, text: str) -> list[str]:
    return [choice.code for choice in choose_items(desk.store, text)]


def test_an_item_is_told_with_what_is_free_of_it(house: Desk) -> None:
    take(
        house,
        ItemRecord("OAK", "Oak table", unit="table", pack_quantity=2, price=19_900),
        opening("OAK", 9),
        *order("SO-1", "ANN", 1, ("OAK", 4)),
    )
    assert choose_items(house.store, "oak") == [ItemChoice("OAK", "Oak table", True, "table", 2, 19_900, 5)]


def test_the_exact_number_comes_first_then_what_begins_so_then_the_rest(house: Desk) -> None:
    take(
        house,
        ItemRecord("AB", "Zinc"),
        ItemRecord("AB-1", "Yarn"),
        ItemRecord("XY", "Abacus"),
        ItemRecord("CAB", "Taxi"),
        ItemRecord("QQ", "Slab"),
    )
    assert items(house, "ab") == ["AB", "AB-1", "XY", "CAB", "QQ"]
    assert items(house, "  AB  ") == ["AB", "AB-1", "XY", "CAB", "QQ"]


def test_every_word_must_be_found_in_any_order(house: Desk) -> None:
    take(house, ItemRecord("T-1", "Red oak table"), ItemRecord("T-2", "Oak chair"), ItemRecord("T-3", "Red chair"))
    assert items(house, "table red") == ["T-1"]
    assert items(house, "t- chair") == ["T-2", "T-3"]
    assert items(house, "table blue") == []


def test_a_barcode_finds_its_item_in_each_way_to_write_it(house: Desk) -> None:
    take(house, BarcodeRecord("LAMP", "4006381333931"), BarcodeRecord("CORD", "BOX-7", 6))
    assert items(house, "4006381333931") == ["LAMP"]
    assert items(house, "04006381333931") == ["LAMP"]
    assert items(house, "BOX-7") == ["CORD"]
    assert items(house, "400638133393") == []


def test_a_upc_e_and_its_upc_a_find_one_item(house: Desk) -> None:
    take(house, BarcodeRecord("LAMP", "04252614"), BarcodeRecord("CORD", "076000005437"))
    for text in ("04252614", "042100005264", "0042100005264", "00042100005264"):
        assert items(house, text) == ["LAMP"], text
    for text in ("07654307", "076000005437", "0076000005437", "00076000005437"):
        assert items(house, text) == ["CORD"], text
    assert items(house, "04252615") == []


def test_eight_digits_of_two_numbers_find_the_first_that_is_known(house: Desk) -> None:
    take(house, BarcodeRecord("LAMP", "123456000070"), BarcodeRecord("CORD", "00000000357586"))
    assert items(house, "12345670") == ["LAMP"]
    assert items(house, "00357586") == ["CORD"]
    take(house, BarcodeRecord("CORD", "00000012345670"), BarcodeRecord("LAMP", "003575000086"))
    assert items(house, "12345670") == ["CORD"]
    assert items(house, "00357586") == ["LAMP"]


def test_one_that_is_named_in_full_is_meant(house: Desk) -> None:
    take(house, ItemRecord("lamp", "Small letters"), ItemRecord("LAMP-2", "Two"), BarcodeRecord("CORD", "BOX-7", 6))

    def item(text: str) -> str | None:
        choice = meant(choose_items(house.store, text), text)
        return choice and choice.code

    assert item("lamp-2") == "LAMP-2"
    assert item("BOX-7") == "CORD"
    assert item("plu") is None
    assert item("LAMP") == "LAMP"
    assert item("Lamp") is None, "there are two of them"


def test_signs_that_a_database_reads_its_own_way_stand_for_themselves(house: Desk) -> None:
    take(house, ItemRecord("A_B", "Under"), ItemRecord("AXB", "Cross"), ItemRecord("P%", "Percent!"))
    assert items(house, "a_b") == ["A_B"]
    assert items(house, "%") == ["P%"]
    assert items(house, "t!") == ["P%"]


def test_only_so_many_are_offered_also_before_anything_is_typed(house: Desk) -> None:
    take(house, *(ItemRecord(f"N-{number:02}", "Nail") for number in range(20)))
    assert items(house, "nail") == [f"N-{number:02}" for number in range(MOST)]
    assert items(house, "") == ["CORD", "GAME", "LAMP", "MILK", *(f"N-{number:02}" for number in range(MOST - 4))]


def test_customers_and_suppliers_are_found_by_code_and_name(house: Desk) -> None:
    take(
        house,
        CustomerRecord("C-7", "Benedict", city="Ulm", priority_class="A", ship_policy=ShipPolicy.ORDER_COMPLETE),
        SupplierRecord("S-1", "Acme East", lead_time_days=12),
    )
    assert choose_customers(house.store, "ben") == [
        CustomerChoice("BEN", "Ben", True, "", "B", ShipPolicy.PARTIAL),
        CustomerChoice("C-7", "Benedict", False, "Ulm", "A", ShipPolicy.ORDER_COMPLETE),
    ]
    assert choose_suppliers(house.store, "acme") == [
        SupplierChoice("ACME", "Acme", True, None),
        SupplierChoice("S-1", "Acme East", False, 12),
    ]
    assert choose_customers(house.store, "lamp") == []
