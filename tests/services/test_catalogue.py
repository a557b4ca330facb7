"""What the house knows by name: new, unchanged, edited only when asked to, refused otherwise."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services import stock
from tests.services.saving import Kept, dump, keep, wrong
from tests.services.stock import decisions, held, last_run, level, opening, order, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import (
    BarcodeRecord,
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    Record,
    StockRecord,
    SubstituteRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, ShipPolicy
from warehouse_app.services.catalogue import save_customer, save_item
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.importing import Handed, ImportRefused, checked, take_in
from warehouse_app.services.lying import Named
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Stored
from warehouse_app.services.setting_aside import write_off

SUPPLIER = SupplierRecord("S1", "Seven", "s@example.org", 7, 10)
PLACE = LocationRecord("A-1", "Z", "A", "1", "2", -5, 1_500, LocationKind.BULK, 40)
CUSTOMER = CustomerRecord(
    *("C1", "Chip", "c@example.org", "A", 3, ShipPolicy.LINE_COMPLETE, 20, "de"),
    *("Addr", "Street 1", "8000", "Zürich", "CH", "+41"),
)
ITEM = ItemRecord(
    *("I1", "Lamp", "box", 12, "Light", True, True, True, 5, "A", 9, 1999, 1000, 250, 800, date(2026, 5, 1)),
    *("A-1", "S1", 14, 60),
)
PLAIN = ItemRecord("I2", "Cup")
CODE = BarcodeRecord("I1", "4006381333931", 12)
PAIR = SubstituteRecord("I1", "I2", 3, "nearly")
ALL: list[tuple[Kind, Record, Area, str]] = [
    (Kind.SUPPLIERS, SUPPLIER, Area.SUPPLIERS, "supplier"),
    (Kind.LOCATIONS, PLACE, Area.LOCATIONS, "location"),
    (Kind.CUSTOMERS, CUSTOMER, Area.CUSTOMERS, "customer"),
    (Kind.ITEMS, ITEM, Area.ITEMS, "item"),
    (Kind.BARCODES, CODE, Area.ITEMS, "barcode"),
    (Kind.SUBSTITUTES, PAIR, Area.ITEMS, "substitute"),
]


@pytest.fixture
def named(desk: Desk) -> Desk:
    """Return a house that knows one of each."""
    keep(desk, Kind.SUPPLIERS, SUPPLIER)
    keep(desk, Kind.LOCATIONS, PLACE)
    keep(desk, Kind.CUSTOMERS, CUSTOMER)
    keep(desk, Kind.ITEMS, ITEM, PLAIN)
    keep(desk, Kind.BARCODES, CODE)
    keep(desk, Kind.SUBSTITUTES, PAIR)
    return desk


def test_what_is_new_is_stored_field_by_field(desk: Desk) -> None:
    for kind, record, area, _ in ALL:
        more = [PLAIN] if kind is Kind.ITEMS else []
        assert keep(desk, kind, record, *more) == Kept(1 + len(more), 0, 0, 0, Changes(frozenset({area})))
    told = {table: dump(desk)[table] for _, _, _, table in ALL}
    yes: object = 1 if desk.store.dialect == "sqlite" else True
    no: object = 0 if desk.store.dialect == "sqlite" else False
    assert told == {
        "supplier": [(1, *SUPPLIER)],
        "location": [(1, *PLACE)],
        "customer": [(1, *CUSTOMER)],
        "item": [
            (1, *ITEM[:5], yes, yes, yes, *ITEM[8:15], on(desk, date(2026, 5, 1)), 1, 1, 14, 60),
            (2, *PLAIN[:5], no, no, no, *PLAIN[8:15], None, None, None, None, 0),
        ],
        "barcode": [(1, "4006381333931", "04006381333931", 1, 12)],
        "substitute": [(1, 1, 2, 3, "nearly")],
    }
    assert dump(desk)["item_stock"] == [(1, 0, 0, 0, 0, "", 0, 0), (2, 0, 0, 0, 0, "", 0, 0)]
    assert last_run(desk) == 0


def on(desk: Desk, day: date) -> object:
    """Return a day as plain SQL gives it."""
    return day.isoformat() if desk.store.dialect == "sqlite" else day


def test_what_is_there_and_equal_is_unchanged(named: Desk) -> None:
    before = dump(named)
    for kind, record, _, _ in ALL:
        for update in (False, True):
            assert wrong(named, kind, record, update=update) == []
            assert keep(named, kind, record, update=update) == Kept(0, 0, 1, 0, Changes())
    after = dump(named)
    assert {name for name in after if after[name] != before[name]} == {"action"}


EDITS: list[tuple[Kind, Record, str, dict[str, object]]] = [
    (Kind.SUPPLIERS, SUPPLIER._replace(name="Eight"), "name", {"key": "S1", "stored": "Seven", "given": "Eight"}),
    (
        Kind.SUPPLIERS,
        SUPPLIER._replace(lead_time_days=None),
        "lead_time_days",
        {"key": "S1", "stored": 7, "given": None},
    ),
    (Kind.LOCATIONS, PLACE._replace(kind=LocationKind.DOCK), "kind", {"key": "A-1", "stored": "bulk", "given": "dock"}),
    (Kind.LOCATIONS, PLACE._replace(x_mm=0), "x_mm", {"key": "A-1", "stored": -5, "given": 0}),
    (Kind.CUSTOMERS, CUSTOMER._replace(city="Bern"), "city", {"key": "C1", "stored": "Zürich", "given": "Bern"}),
    (Kind.ITEMS, ITEM._replace(price=None), "price", {"key": "I1", "stored": 1999, "given": None}),
    (
        Kind.ITEMS,
        ITEM._replace(release_date=date(2026, 5, 2)),
        "release_date",
        {"key": "I1", "stored": "2026-05-01", "given": "2026-05-02"},
    ),
    (Kind.BARCODES, CODE._replace(pack_quantity=6), "pack_quantity", {"key": CODE.barcode, "stored": 12, "given": 6}),
    (Kind.SUBSTITUTES, PAIR._replace(ratio=4), "ratio", {"key": "I1", "stored": 3, "given": 4}),
]


def test_what_differs_is_refused_unless_it_is_an_update(named: Desk) -> None:
    for kind, record, column, facts in EDITS:
        _, original, _, table = next(row for row in ALL if row[0] is kind)
        before = dump(named)
        assert wrong(named, kind, record) == [(2, column, "row-differs", facts)]
        with pytest.raises(Refused) as refusal:
            keep(named, kind, record)
        assert (refusal.value.code, refusal.value.facts) == (RowFault.DIFFERS, facts)
        assert dump(named) == before
        assert wrong(named, kind, record, update=True) == []
        assert keep(named, kind, record, update=True).counts == (0, 1, 0)
        assert keep(named, kind, record).counts == (0, 0, 1)
        after = dump(named)
        assert {name for name in after if after[name] != before[name]} == {"action", table}
        keep(named, kind, original, update=True)
        assert dump(named)[table] == before[table]


def test_an_update_changes_only_the_columns_of_its_file(named: Desk) -> None:
    fewer = ItemRecord("I1", "Lantern")
    before = dump(named)["item"][0]
    assert keep(named, Kind.ITEMS, fewer, columns={"sku", "name"}, update=True).counts == (0, 1, 0)
    assert dump(named)["item"][0] == (*before[:2], "Lantern", *before[3:])
    assert keep(named, Kind.ITEMS, fewer, columns={"sku", "name"}).counts == (0, 0, 1)


def test_references_are_edited_to_other_rows_and_to_none(named: Desk) -> None:
    keep(named, Kind.SUPPLIERS, SupplierRecord("S2", "Two"))
    other = ITEM._replace(supplier="S2", home_location="")
    facts = {"key": "I1", "stored": "A-1", "given": ""}
    assert wrong(named, Kind.ITEMS, other) == [(2, "home_location", "row-differs", facts)]
    keep(named, Kind.ITEMS, other, update=True)
    assert named.store.sql("SELECT supplier_id, home_location_id FROM item WHERE id = 1").fetchone() == (2, None)
    moved = CODE._replace(sku="I2")
    keep(named, Kind.BARCODES, moved, update=True)
    assert named.store.sql("SELECT item_id, code FROM barcode").fetchall() == [(2, "4006381333931")]


@pytest.mark.parametrize(
    ("kind", "record", "problems"),
    [
        (
            Kind.ITEMS,
            ItemRecord("I3", "x", home_location="B-9", supplier="S9"),
            [
                (2, "home_location", "row-location-unknown", {"code": "B-9"}),
                (2, "supplier", "row-supplier-unknown", {"code": "S9"}),
            ],
        ),
        (Kind.BARCODES, BarcodeRecord("I9", "123"), [(2, "sku", "row-item-unknown", {"code": "I9"})]),
        (
            Kind.SUBSTITUTES,
            SubstituteRecord("I8", "I9"),
            [(2, "sku", "row-item-unknown", {"code": "I8"}), (2, "substitute", "row-item-unknown", {"code": "I9"})],
        ),
    ],
)
def test_a_code_that_nobody_knows_is_refused(
    named: Desk, kind: Kind, record: Record, problems: list[tuple[object, ...]]
) -> None:
    before = dump(named)
    assert wrong(named, kind, record) == problems
    with pytest.raises(Refused):
        keep(named, kind, record)
    assert dump(named) == before


def test_a_barcode_that_is_no_trade_number_has_no_gtin(named: Desk) -> None:
    keep(named, Kind.BARCODES, BarcodeRecord("I2", "LAMP/1"), BarcodeRecord("I2", "036000291452"))
    found = named.store.sql("SELECT code, gtin FROM barcode WHERE id > 1 ORDER BY id").fetchall()
    assert found == [("LAMP/1", None), ("036000291452", "00036000291452")]


def test_the_kind_of_a_place_with_stock_cannot_change(named: Desk) -> None:
    take(named, LocationRecord("B-1"), LocationRecord("B-2"), opening("I2", 5, "B-1"))
    quarantine = LocationRecord("B-1", kind=LocationKind.QUARANTINE)
    before = dump(named)
    problem = (2, "kind", "row-location-has-stock", {"code": "B-1"})
    assert wrong(named, Kind.LOCATIONS, quarantine, update=True) == [problem]
    with pytest.raises(Refused) as refusal:
        keep(named, Kind.LOCATIONS, quarantine, update=True)
    assert refusal.value.code is RowFault.STOCK_LIES_THERE
    assert dump(named) == before
    assert keep(named, Kind.LOCATIONS, LocationRecord("B-1", zone="cold"), update=True).counts == (0, 1, 0)
    assert keep(named, Kind.LOCATIONS, quarantine._replace(code="B-2"), update=True).counts == (0, 1, 0)


def test_pieces_that_share_a_lot_cannot_become_serial_numbered(named: Desk) -> None:
    lots = ItemRecord("I9", "Pump", lot_tracked=True)
    take(named, LocationRecord("B-1"), lots, opening("I9", 5, "B-1", lot="L1"), opening("I9", 1, "B-1", lot="S1"))
    numbered = ItemRecord("I9", "Pump", serial_tracked=True)
    before = dump(named)
    problem = (2, "serial_tracked", "row-lots-of-several", {"sku": "I9", "lot": "L1", "units": 5})
    assert wrong(named, Kind.ITEMS, numbered, update=True) == [problem]
    assert dump(named) == before
    write_off(named.store, named.act(), Named("I9", "B-1", 4, "L1"), why="counted")
    assert keep(named, Kind.ITEMS, numbered, update=True).counts == (0, 1, 0)


@dataclass(frozen=True)
class Fewer(Handed):
    """Records of a file that has some columns only."""

    has: frozenset[str] = frozenset()

    @property
    def columns(self) -> frozenset[str]:
        return self.has


def take_with_stock(desk: Desk, kind: Kind, record: Record, columns: set[str], goods: StockRecord) -> None:
    """Take in a file that has some columns only, and opening stock with it."""
    feeds = [Fewer(kind, [record], has=frozenset(columns)), Handed(Kind.STOCK, [goods])]
    with checked(desk.store, feeds, update=True) as prepared:
        take_in(desk.store, desk.act(), prepared)


def test_a_file_without_the_column_leaves_the_kind_of_a_place_as_it_is(desk: Desk) -> None:
    take(desk, LocationRecord("Q", kind=LocationKind.QUARANTINE), ItemRecord("I", "i"))
    take_with_stock(desk, Kind.LOCATIONS, LocationRecord("Q", "cold"), {"code", "zone"}, opening("I", 5, "Q"))
    assert level(desk, "I") == (0, 0)
    assert stock.broken(desk) == []


def test_a_file_without_the_column_leaves_the_tracking_of_an_item_as_it_is(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("I", "i", lot_tracked=True))
    with pytest.raises(ImportRefused) as refusal:
        take_with_stock(desk, Kind.ITEMS, ItemRecord("I", "i"), {"sku", "name"}, opening("I", 5, "A"))
    assert [problem.code for _, problem in refusal.value.problems] == [RowFault.LOT_NEEDED]
    take_with_stock(desk, Kind.ITEMS, ItemRecord("I", "i"), {"sku", "name"}, opening("I", 5, "A", lot="L"))
    assert level(desk, "I") == (5, 0)


def test_a_new_class_ranks_the_open_lines_of_a_customer_again(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("CUP", "Cup"), CustomerRecord("C1", "1"), CustomerRecord("C2", "2"))
    take(desk, *order("O1", "C1", 1, ("CUP", 5)), *order("O2", "C2", 2, ("CUP", 5)), *order("O3", "C2", 3, ("CUP", 5)))
    take(desk, *order("O4", "C2", 4, ("CUP", 5), priority_class="C"))
    kept = keep(desk, Kind.CUSTOMERS, CustomerRecord("C2", "2", priority_class="A"), update=True)
    assert kept.areas >= {Area.CUSTOMERS, Area.QUEUE}
    ranks = desk.store.sql("SELECT rank_class FROM order_line ORDER BY id").fetchall()
    assert ranks == [("B",), ("A",), ("A",), ("C",)]  # an order's own class is not its customer's
    take(desk, opening("CUP", 12, "A"))
    assert held(desk) == {"O1/1": 2, "O2/1": 5, "O3/1": 5, "O4/1": 0}


def test_a_new_ship_policy_reaches_the_open_lines_and_holds_nobody_hostage(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("CUP", "Cup"), CustomerRecord("C1", "1"), CustomerRecord("C2", "2"))
    take(desk, *order("O1", "C1", 1, ("CUP", 5)), *order("O2", "C2", 2, ("CUP", 5)), opening("CUP", 3, "A"))
    take(desk, *order("O3", "C1", 3, ("CUP", 9), ship_policy=ShipPolicy.PARTIAL))
    assert held(desk) == {"O1/1": 3, "O2/1": 0, "O3/1": 0}
    keep(desk, Kind.CUSTOMERS, CustomerRecord("C1", "1", ship_policy=ShipPolicy.LINE_COMPLETE), update=True)
    policies = desk.store.sql("SELECT ship_policy FROM order_line ORDER BY id").fetchall()
    assert policies == [("line-complete",), ("partial",), ("partial",)]
    assert held(desk) == {"O1/1": 0, "O2/1": 3, "O3/1": 0}
    assert stock.broken(desk) == []


def test_an_item_that_is_released_or_protected_otherwise_is_filled_at_once(desk: Desk) -> None:
    early = ItemRecord("GAME", "Game", release_date=date(2026, 3, 9))
    take(desk, LocationRecord("A"), early, CustomerRecord("C1", "1"))
    take(desk, *order("O1", "C1", 1, ("GAME", 5)), opening("GAME", 4, "A"))
    assert held(desk) == {"O1/1": 0}
    keep(desk, Kind.ITEMS, early._replace(name="Chess"), update=True)
    assert held(desk) == {"O1/1": 0}
    guarded = early._replace(name="Chess", release_date=None, safety_stock=3, safety_stock_open_to="A")
    keep(desk, Kind.ITEMS, guarded, update=True)
    assert held(desk) == {"O1/1": 1}
    keep(desk, Kind.ITEMS, guarded._replace(safety_stock=1), update=True)
    assert held(desk) == {"O1/1": 3}
    assert decisions(desk, last_run(desk)) == {"GAME": (3, [("O1/1", 4, 1, 2, "partly-filled")])}


def test_items_and_customers_are_made_and_edited_by_hand(desk: Desk) -> None:
    assert save_item(desk.store, desk.act(), PLAIN, update=False) == Stored((), Changes(frozenset({Area.ITEMS})))
    assert save_item(desk.store, desk.act(), PLAIN, update=True) == Stored((), Changes())
    with pytest.raises(Refused) as refusal:
        save_item(desk.store, desk.act(), PLAIN._replace(name="Mug"), update=False)
    assert refusal.value.code is RowFault.DIFFERS
    with pytest.raises(Refused) as refusal:
        save_item(desk.store, desk.act(), PLAIN._replace(supplier="S9"), update=True)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.UNKNOWN_SUPPLIER, {"code": "S9"})
    save_item(desk.store, desk.act(), PLAIN._replace(name="Mug"), update=True)
    stored = save_customer(desk.store, desk.act(), CUSTOMER, update=False)
    assert stored == Stored((), Changes(frozenset({Area.CUSTOMERS})))
    assert desk.store.sql("SELECT name FROM item").fetchall() == [("Mug",)]
    assert desk.store.sql("SELECT code FROM customer").fetchall() == [("C1",)]
