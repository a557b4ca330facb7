"""The mapping of Northwind on its real files."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.exchange.files import read, records
from warehouse_app.domain.records import (
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    StockRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.exchange.mapping import load_mapping
from warehouse_app.exchange.reading import Source, open_folder
from warehouse_app.exchange.writing import write_records

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def sources(data: Path) -> dict[Kind, Source]:
    opened = open_folder(data / "northwind", load_mapping("northwind"), zone=ZoneInfo("America/New_York"))
    assert [source.kind for source in opened] == [
        Kind.SUPPLIERS,
        Kind.LOCATIONS,
        Kind.ITEMS,
        Kind.CUSTOMERS,
        Kind.STOCK,
        Kind.PURCHASE_ORDERS,
        Kind.ORDERS,
    ]
    return {source.kind: source for source in opened}


def test_suppliers_and_customers(sources: dict[Kind, Source]) -> None:
    suppliers = records(list(sources[Kind.SUPPLIERS].rows()))
    assert len(suppliers) == 29
    assert suppliers[0] == SupplierRecord("1", "Exotic Liquids")
    customers = records(list(sources[Kind.CUSTOMERS].rows()))
    assert len(customers) == 93
    assert customers[0] == CustomerRecord(
        "ALFKI",
        "Alfreds Futterkiste",
        street="Obere Str. 57",
        postcode="12209",
        city="Berlin",
        country="Germany",
        phone="030-0074321",
    )


def test_items_have_a_bin_of_their_own(sources: dict[Kind, Source]) -> None:
    items = [row for row in records(list(sources[Kind.ITEMS].rows())) if isinstance(row, ItemRecord)]
    assert len(items) == 77
    assert items[1] == ItemRecord(
        "2", "Chang", category="Beverages", reorder_point=25, price=1_900, home_location="A-01-2", supplier="1"
    )
    assert len({item.home_location for item in items}) == 77


def test_the_house_has_an_aisle_for_each_category(sources: dict[Kind, Source]) -> None:
    places = [row for row in records(list(sources[Kind.LOCATIONS].rows())) if isinstance(row, LocationRecord)]
    assert Counter(place.kind for place in places) == {
        LocationKind.STORAGE: 8 * 15,
        LocationKind.DOCK: 1,
        LocationKind.STAGING: 1,
        LocationKind.PACKING: 1,
        LocationKind.QUARANTINE: 1,
        LocationKind.DEPOT: 1,
    }
    assert places[4] == LocationRecord("DEPOT", x_mm=12_000, y_mm=1_000, kind=LocationKind.DEPOT)
    assert places[5] == LocationRecord("A-01-1", "Beverages", "A", "01", "1", 2_000, 3_000)
    assert places[-1].code == "H-05-3"
    assert (places[-1].x_mm, places[-1].y_mm) == (2_000 + 7 * 3_000, 3_000 + 4 * 1_200)


def test_units_in_stock_lie_in_their_bins(sources: dict[Kind, Source]) -> None:
    source = sources[Kind.STOCK]
    stock = [row for row in records(list(source.rows())) if isinstance(row, StockRecord)]
    assert (len(stock), sum(row.quantity for row in stock)) == (72, 3_119)
    assert source.left_out == {"nothing in stock": 5}
    assert stock[0] == StockRecord("1", "A-01-1", 39)
    items = [row for row in records(list(sources[Kind.ITEMS].rows())) if isinstance(row, ItemRecord)]
    homes = {item.sku: item.home_location for item in items}
    assert all(row.location == homes[row.sku] for row in stock)


def test_units_on_order_are_purchase_orders(sources: dict[Kind, Source]) -> None:
    source = sources[Kind.PURCHASE_ORDERS]
    lines = [row for row in records(list(source.rows())) if isinstance(row, PurchaseLineRecord)]
    assert (len(lines), sum(row.quantity for row in lines), len({row.number for row in lines})) == (17, 780, 14)
    assert source.left_out == {"nothing on order": 60}
    assert lines[0] == PurchaseLineRecord(
        "NW-1", "1", "2", 40, ordered_on=date(1998, 5, 7), due_on=date(1998, 5, 21), line=1
    )


def test_orders_are_shipped_or_open(sources: dict[Kind, Source]) -> None:
    source = sources[Kind.ORDERS]
    lines = [row for row in records(list(source.rows())) if isinstance(row, OrderLineRecord)]
    assert (len(lines), len({line.number for line in lines})) == (2_155, 830)
    assert sum(line.quantity for line in lines) == 51_317
    assert source.left_out == {}
    assert source.effects == {"shipped": 2_155 - 73}
    assert {line.shipped in {0, line.quantity} for line in lines} == {True}
    still_open = [line for line in lines if line.shipped == 0]
    assert (len(still_open), len({line.number for line in still_open})) == (73, 21)
    assert sum(line.quantity for line in still_open) == 1_198
    assert lines[0] == OrderLineRecord(
        "10248",
        "VINET",
        "11",
        12,
        # Midnight of New York's summer.
        datetime(1996, 7, 4, 4, tzinfo=UTC),
        date(1996, 8, 1),
        price=1_400,
        line=1,
        carrier="Federal Shipping",
        shipped=12,
    )


def test_open_demand_exceeds_stock_on_17_products(sources: dict[Kind, Source]) -> None:
    demand: Counter[str] = Counter()
    for line in records(list(sources[Kind.ORDERS].rows())):
        assert isinstance(line, OrderLineRecord)
        demand[line.sku] += line.quantity - line.shipped
    for row in records(list(sources[Kind.STOCK].rows())):
        assert isinstance(row, StockRecord)
        demand[row.sku] -= row.quantity
    assert sum(missing > 0 for missing in demand.values()) == 17


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_all_of_it_is_exported_and_read_back(sources: dict[Kind, Source], tmp_path: Path, ending: str) -> None:
    for kind, source in sources.items():
        path = tmp_path / f"{kind}{ending}"
        found = records(list(source.rows()))
        write_records(path, kind, found)
        assert records(read(kind, path)) == found
