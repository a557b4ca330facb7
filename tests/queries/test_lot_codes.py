"""A lot or serial number by itself: of which goods it is, and where it is of none or of several."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.stations.house import TEA_GTIN, build, stock
from warehouse_app.queries.codes import Ambiguous, CodeFault, FoundItem, resolve
from warehouse_app.queries.goods import item_of
from warehouse_app.queries.lot_codes import goods_of_lot
from warehouse_app.scanning.codes import UnknownCode
from warehouse_app.scanning.separator import GS
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive


@pytest.fixture
def house(file_desk: Desk) -> Desk:
    return stock(build(file_desk))


def come(desk: Desk, goods: Goods) -> None:
    receive(desk.store, desk.act(), [goods], supplier="S2")


def found(desk: Desk, text: str) -> FoundItem | Ambiguous | None:
    with desk.store.snapshot():
        return goods_of_lot(desk.store, text, year=2026)


def goods(desk: Desk, sku: str, *, lot: str = "", serial: str = "") -> FoundItem:
    item = item_of(desk.store, sku)
    assert item is not None
    return FoundItem(item, None, lot, serial)


@pytest.mark.parametrize("text", ["L77", "]C0L77", "]C110L77", f"{GS}10L77"])
def test_a_lot_is_found_by_its_number_alone(house: Desk, text: str) -> None:
    assert found(house, text) == goods(house, "TEA", lot="L77")
    # Elsewhere it stays what it was: nothing, where no lot is asked for.
    with house.store.snapshot():
        assert isinstance(resolve(house.store, text, year=2026, digits=True), UnknownCode)


@pytest.mark.parametrize("text", ["SN1", "]C121SN1"])
def test_a_serial_number_is_found_as_that(house: Desk, text: str) -> None:
    assert found(house, text) == goods(house, "CLOCK", serial="SN1")


def test_a_lot_may_look_like_a_number_of_ours(house: Desk) -> None:
    come(house, Goods("TEA", 1, "A-02", "SO-2024", date(2026, 9, 30)))
    assert found(house, "SO-2024") == goods(house, "TEA", lot="SO-2024")


@pytest.mark.parametrize("text", ["", "L7", "L777", "l77", "2026-05-01", "%", "WXOK", f"]C101{TEA_GTIN}10L77"])
def test_nothing_else_is_one(house: Desk, text: str) -> None:
    # Neither a part of one, nor the day by which goods without a number go, nor a label that says of what goods it is.
    assert found(house, text) is None


def test_one_that_several_items_have_says_which(house: Desk) -> None:
    come(house, Goods("CUP", 1, "A-02", "L77"))
    assert found(house, "L77") == Ambiguous(CodeFault.TWO_LOTS, "L77", skus=("CUP", "TEA"))
