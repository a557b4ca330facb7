"""Whoever types a number of ours need not mind small and capital letters, where that leaves no doubt."""

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import build
from warehouse_app.domain.records import ItemRecord, Kind, LocationRecord, SupplierRecord
from warehouse_app.queries.codes import FoundItem, FoundLocation, FoundSupplier, Resolved, resolve
from warehouse_app.scanning.codes import UnknownCode
from warehouse_app.scanning.faults import ScanFault


@pytest.fixture
def house(desk: Desk) -> Desk:
    return build(desk)


def of(desk: Desk, text: str) -> Resolved:
    return resolve(desk.store, text, year=2026)


@pytest.mark.parametrize("typed", ["a-02", "L-a-02", "l-a-02", " l-A-02\u00a0"])
def test_a_place(house: Desk, typed: str) -> None:
    found = of(house, typed)
    assert isinstance(found, FoundLocation)
    assert found.place.code == "A-02"


def test_an_item_and_a_supplier(house: Desk) -> None:
    found = of(house, "cUp")
    assert isinstance(found, FoundItem)
    assert (found.item.sku, found.pack) == ("CUP", 1)
    assert of(house, "s2") == FoundSupplier("S2", "Weaver")


def test_what_is_written_exactly_so_comes_first_and_of_two_others_none(house: Desk) -> None:
    keep(house.store, house.act(), Kind.ITEMS, [ItemRecord("cup", "Small cup"), ItemRecord("s-9", "Item")])
    keep(house.store, house.act(), Kind.SUPPLIERS, [SupplierRecord("S-9", "Supplier")])
    keep(house.store, house.act(), Kind.LOCATIONS, [LocationRecord("s-9-b")])
    for typed, sku in (("cup", "cup"), ("CUP", "CUP"), ("s-9", "s-9")):
        found = of(house, typed)
        assert isinstance(found, FoundItem)
        assert found.item.sku == sku
    assert of(house, "S-9") == FoundSupplier("S-9", "Supplier")
    for typed in ("cUP", "S-9-", "pen-"):
        assert isinstance(of(house, typed), UnknownCode), typed
    keep(house.store, house.act(), Kind.LOCATIONS, [LocationRecord("Pen")])
    assert isinstance(of(house, "pEN"), UnknownCode)


def test_umlauts_have_small_letters_too_on_every_database(house: Desk) -> None:
    places = [LocationRecord("Ä-01"), LocationRecord("ö_1"), LocationRecord("ÜÜ"), LocationRecord("üü")]
    keep(house.store, house.act(), Kind.LOCATIONS, places)
    keep(house.store, house.act(), Kind.ITEMS, [ItemRecord("Käse%", "Cheese")])
    for typed, place in (("Ä-01", "Ä-01"), ("ä-01", "Ä-01"), ("Ö_1", "ö_1"), ("l-ä-01", "Ä-01"), ("ÜÜ", "ÜÜ")):
        found = of(house, typed)
        assert isinstance(found, FoundLocation), typed
        assert found.place.code == place
    found = of(house, "KÄSE%")
    assert isinstance(found, FoundItem)
    assert found.item.sku == "Käse%"
    for typed in ("ö-01", "üÜ", "ÖX1", "käsex", "ä_01"):
        assert isinstance(of(house, typed), UnknownCode), typed


def test_any_text_may_be_meant_where_it_is_to_be_exact(house: Desk) -> None:
    assert isinstance(resolve(house.store, "a-02", year=2026, exactly=True), UnknownCode)
    assert isinstance(resolve(house.store, "A-02", year=2026, exactly=True), FoundLocation)


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_spaces_at_which_no_line_is_broken_are_none_of_a_code_and_named_inside_of_it(house: Desk, space: str) -> None:
    found = of(house, f"{space}CUP{space} ")
    assert isinstance(found, FoundItem)
    assert found.item.sku == "CUP"
    facts: dict[str, str | int] = {"position": 3, "character": f"U+{ord(space):04X}"}
    assert of(house, f"CU{space}P") == UnknownCode(ScanFault.SPACE, facts)
