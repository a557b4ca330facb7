"""Every record of the demo keeps the rules of the import: codes, references, goods that say enough, documents."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from tests.demo.records import of
from warehouse_app.domain.records import Kind
from warehouse_app.domain.statuses import HOLDS_STOCK, LocationKind, ShipPolicy
from warehouse_app.exchange.checks import CHECKS
from warehouse_app.exchange.kinds import DOCUMENT_FIELDS, FIELDS, KEY_FIELDS
from warehouse_app.scanning.gtin import gtin14, unit_gtin


@pytest.mark.parametrize("kind", Kind)
def test_each_text_would_be_read_from_a_file_as_it_is(kind: Kind) -> None:
    for field in FIELDS[kind]:
        convert = field.convert(UTC)
        at = of(kind)[0]._fields.index(field.name)
        for record in of(kind):
            value = record[at]
            if isinstance(value, str) and value != field.default:
                assert convert(str(value)) == value
            elif isinstance(value, date) and not isinstance(value, datetime):
                assert convert(value.isoformat()) == value


@pytest.mark.parametrize("kind", KEY_FIELDS)
def test_keys_are_unique(kind: Kind) -> None:
    keys = Counter(tuple(getattr(record, name) for name in KEY_FIELDS[kind]) for record in of(kind))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("kind", CHECKS)
def test_no_record_contradicts_itself(kind: Kind) -> None:
    assert [problem for record in of(kind) for problem in CHECKS[kind].find(record)] == []


@pytest.mark.parametrize(("kind", "names"), DOCUMENT_FIELDS.items())
def test_the_lines_of_a_document_are_numbered_and_agree(kind: Kind, names: tuple[str, ...]) -> None:
    documents: dict[str, list[tuple[object, ...]]] = {}
    for record in of(kind):
        header = tuple(getattr(record, name) for name in names)
        lines = documents.setdefault(record.number, [])
        lines.append(header)
        assert record.line == len(lines)
    assert [number for number, headers in documents.items() if len(set(headers)) > 1] == []
    assert list(documents) == sorted(documents)


def test_references_lead_somewhere() -> None:
    suppliers, places, items, customers = (
        {record[0] for record in of(kind)} for kind in (Kind.SUPPLIERS, Kind.LOCATIONS, Kind.ITEMS, Kind.CUSTOMERS)
    )
    assert {item.home_location for item in of(Kind.ITEMS)} <= places
    assert {item.supplier for item in of(Kind.ITEMS)} == suppliers
    assert {code.sku for code in of(Kind.BARCODES)} == items
    assert {sku for pair in of(Kind.SUBSTITUTES) for sku in (pair.sku, pair.substitute)} <= items
    assert {row.sku for row in of(Kind.STOCK)} <= items
    assert {row.location for row in of(Kind.STOCK)} <= places
    assert {line.customer for line in of(Kind.ORDERS)} <= customers
    assert {line.sku for line in of(Kind.ORDERS)} <= items
    maker = {item.sku: item.supplier for item in of(Kind.ITEMS)}
    for line in (*of(Kind.PURCHASE_ORDERS), *of(Kind.DELIVERIES)):
        assert line.supplier == maker[line.sku]


def test_every_barcode_is_a_gtin_of_the_house_with_a_right_check_digit() -> None:
    packs = {item.sku: item.pack_quantity for item in of(Kind.ITEMS)}
    units: dict[str, str] = {}
    cases: dict[str, str] = {}
    for code in of(Kind.BARCODES):
        gtin = gtin14(code.barcode)
        assert gtin is not None
        if len(code.barcode) == 13:
            assert 20 <= int(code.barcode[:2]) <= 29
            assert code.pack_quantity == 1
            units[code.sku] = gtin
        else:
            assert (len(code.barcode), code.barcode[0]) == (14, "1")
            assert code.pack_quantity == packs[code.sku]
            cases[code.sku] = gtin
    assert units.keys() == packs.keys()
    assert cases.keys() == {sku for sku, pack in packs.items() if pack > 1}
    assert len({*units.values(), *cases.values()}) == len(units) + len(cases)
    assert {sku: unit_gtin(gtin) for sku, gtin in cases.items()} == {sku: units[sku] for sku in cases}


def test_stock_lies_where_goods_can_lie_and_says_what_its_item_needs() -> None:
    items = {item.sku: item for item in of(Kind.ITEMS)}
    kinds = {place.code: place.kind for place in of(Kind.LOCATIONS)}
    expiries: dict[tuple[str, str], set[date | None]] = {}
    for row in of(Kind.STOCK):
        item = items[row.sku]
        assert kinds[row.location] in HOLDS_STOCK - {LocationKind.TOTE, LocationKind.PACKING}
        assert row.quantity > 0
        assert bool(row.lot) == (item.lot_tracked or item.serial_tracked)
        assert (row.expiry is not None) == item.expiry_tracked
        assert not item.serial_tracked or row.quantity == 1
        expiries.setdefault((row.sku, row.lot), set()).add(row.expiry)
    assert [lot for lot, days in expiries.items() if len(days) > 1] == []


def test_two_kinds_of_goods_never_lie_in_one_bin() -> None:
    bins = {place.code for place in of(Kind.LOCATIONS) if place.aisle}
    lying = {(row.location, row.sku) for row in of(Kind.STOCK) if row.location in bins}
    assert [place for place, count in Counter(place for place, _ in lying).items() if count > 1] == []
    assert len({item.home_location for item in of(Kind.ITEMS)}) == len(of(Kind.ITEMS))


def test_prices_cover_costs_and_figures_are_whole() -> None:
    for item in of(Kind.ITEMS):
        assert 0 < item.cost < item.price
        assert min(item.pack_quantity, item.weight_g, item.volume_cm3) > 0
        assert {type(item.price), type(item.cost), type(item.weight_g), type(item.volume_cm3)} == {int}
        assert item.safety_stock_open_to == ("A" if item.safety_stock else "")


def test_orders_stay_within_what_people_buy() -> None:
    items = {item.sku: item for item in of(Kind.ITEMS)}
    for line in of(Kind.ORDERS):
        assert 1 <= line.quantity <= max(20, 6 * items[line.sku].pack_quantity)
        assert line.quantity % line.sell_multiple == 0
        assert items[line.sku].price < 20_000 or line.quantity <= 4
        assert line.need_by is None or line.need_by > line.placed_at.date()


def test_numbers_follow_the_time_of_orders_and_purchase_orders() -> None:
    for earlier, later in pairwise(of(Kind.ORDERS)):
        assert earlier.placed_at <= later.placed_at
    for earlier, later in pairwise(of(Kind.PURCHASE_ORDERS)):
        assert earlier.ordered_on <= later.ordered_on
    assert {line.number[:4] for line in of(Kind.ORDERS)} == {"SO-1"}
    assert {line.number[:4] for line in of(Kind.PURCHASE_ORDERS)} == {"PO-2"}


def test_ship_policies_are_mixed_but_mostly_partial() -> None:
    policies = Counter(customer.ship_policy for customer in of(Kind.CUSTOMERS))
    assert policies == {ShipPolicy.PARTIAL: 63, ShipPolicy.LINE_COMPLETE: 7, ShipPolicy.ORDER_COMPLETE: 6}
