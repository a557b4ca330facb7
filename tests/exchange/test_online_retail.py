"""The mapping of Online Retail on all 541,909 rows of its real file."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.exchange.files import records
from warehouse_app.domain.records import CancellationRecord, CustomerRecord, ItemRecord, Kind, OrderLineRecord
from warehouse_app.exchange.mapping import OrdersAs, load_mapping
from warehouse_app.exchange.reading import Source, open_folder
from warehouse_app.exchange.spool import Row, Spool

pytestmark = [pytest.mark.data, pytest.mark.slow]


def opened(data: Path, orders_as: OrdersAs | None = None) -> dict[Kind, Source]:
    mapping = load_mapping("online_retail")
    sources = open_folder(data / "online_retail", mapping, zone=ZoneInfo("Europe/London"), orders_as=orders_as)
    assert [source.kind for source in sources] == [Kind.ITEMS, Kind.CUSTOMERS, Kind.ORDERS]
    assert {source.file for source in sources} == {"online_retail.csv.gz"}
    return {source.kind: source for source in sources}


def test_each_code_is_an_item_and_each_number_a_customer(data: Path) -> None:
    sources = opened(data)
    items = [row for row in records(list(sources[Kind.ITEMS].rows())) if isinstance(row, ItemRecord)]
    assert len(items) == 4_070
    assert items[0] == ItemRecord("21730", "GLASS STAR FROSTED T-LIGHT HOLDER")
    assert sum(item.name == item.sku for item in items) == 4_070 - 3_958
    source = sources[Kind.CUSTOMERS]
    customers = {row.code: row for row in records(list(source.rows())) if isinstance(row, CustomerRecord)}
    assert len(customers) == 4_373
    assert customers["17850"] == CustomerRecord("17850", "Customer 17850", country="United Kingdom")
    assert customers["GUEST"] == CustomerRecord("GUEST", "Customers without a number")
    assert source.effects == {"no customer: GUEST": 135_080}


def test_every_row_is_a_line_or_a_cancellation_or_is_left_out_by_a_stated_rule(data: Path) -> None:
    source = opened(data)[Kind.ORDERS]
    counts: Counter[type] = Counter()
    units: Counter[type] = Counter()
    numbers: set[str] = set()
    rows: list[Row] = []
    for row in source.rows():
        assert isinstance(row, tuple), row
        record = row[1]
        assert isinstance(record, OrderLineRecord | CancellationRecord)
        counts[type(record)] += 1
        units[type(record)] += record.quantity
        if isinstance(record, OrderLineRecord):
            numbers.add(record.number)
            assert record.shipped == 0
        rows.append(row)
    assert counts == {OrderLineRecord: 531_283, CancellationRecord: 9_288}
    assert units == {OrderLineRecord: 5_660_979, CancellationRecord: 277_574}
    assert len(numbers) == 20_726
    assert source.left_out == {"negative quantity": 1_336, "negative price": 2}
    assert sum(counts.values()) + sum(source.left_out.values()) == 541_909
    assert source.effects == {
        "cancellation": 9_288,
        "no customer: GUEST": 133_359 + 383,
        "price rounded to cents": 4,
        "zero price: no price": 1_179 + 4,
        "placed_at of the first line": 2_023,
    }
    at = datetime(2010, 12, 1, 8, 26, tzinfo=UTC)
    assert rows[0] == (2, OrderLineRecord("536365", "17850", "21730", 6, at, price=425, line=1))
    assert [line for line, _ in rows] == sorted({line for line, _ in rows})
    assert rows[-1][0] == 541_910
    with Spool() as spool:
        for start in range(0, len(rows), 5_000):
            spool.add(rows[start : start + 5_000])
        at_row = 0
        for chunk in spool.chunks():
            assert chunk == rows[at_row : at_row + len(chunk)]
            at_row += len(chunk)
    assert at_row == 540_571


def test_as_history_every_line_was_shipped(data: Path) -> None:
    source = opened(data, "history")[Kind.ORDERS]
    assert "shipped" in source.columns
    shipped = 0
    for row in source.rows():
        assert isinstance(row, tuple), row
        if isinstance(row[1], OrderLineRecord):
            assert row[1].shipped == row[1].quantity
            shipped += row[1].shipped
    assert shipped == 5_660_979
