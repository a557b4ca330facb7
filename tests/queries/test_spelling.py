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


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_spaces_at_which_no_line_is_broken_are_none_of_a_code_and_named_inside_of_it(house: Desk, space: str) -> None:
    found = of(house, f"{space}CUP{space} ")
    assert isinstance(found, FoundItem)
    assert found.item.sku == "CUP"
    facts: dict[str, str | int] = {"position": 3, "character": f"U+{ord(space):04X}"}
    assert of(house, f"CU{space}P") == UnknownCode(ScanFault.SPACE, facts)
