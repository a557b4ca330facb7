"""The house in which the stations are tried: a few items of each kind, two purchase orders, people who wait."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from tests.conftest import Desk
from tests.queries.houses import keep
from warehouse_app.domain.records import (
    AdvanceNoticeRecord,
    BarcodeRecord,
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    Record,
    StockRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, StockStatus
from warehouse_app.services.contract import Action
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.reply import Reply

CUP_EAN = "4006381333931"
PEN_EAN = "5901234123457"
PEN_CASE = "15901234123454"
"""A pack of pens of which nobody has said how many it holds."""
BOX_EAN = "9780201379624"
BOX_CASE = "19780201379621"
"""A pack of boxes; the item says that it holds 8."""
SIX_CUPS = f"]C101{CUP_EAN.zfill(14)}3103001500"
"""A label that says what its cups weigh: 1.5 kg."""
TEA_GTIN = "00012345678905"
TEA_LABEL = f"]C101{TEA_GTIN}17260930" + "10L77"
CLOCK_GTIN = "00036000291452"
SSCC = "340123450000000017"
PALLET = f"]C100{SSCC}"
"""A pallet of cups that advance notice AN-7 announces."""

RECORDS: Sequence[tuple[Kind, Sequence[Record]]] = (
    (
        Kind.SUPPLIERS,
        [
            SupplierRecord("S1", "Potter", over_receipt_percent=10),
            SupplierRecord("S2", "Weaver"),
            SupplierRecord("24", "Twenty-Four"),
        ],
    ),
    (
        Kind.LOCATIONS,
        [
            LocationRecord("A-01", capacity=100),
            LocationRecord("A-02"),
            LocationRecord("77"),
            LocationRecord("D-01", kind=LocationKind.DOCK),
            LocationRecord("Q-01", kind=LocationKind.QUARANTINE),
            LocationRecord("X-01", kind=LocationKind.DEPOT),
            LocationRecord("S-01", kind=LocationKind.STAGING),
            LocationRecord("T-01", kind=LocationKind.TOTE),
        ],
    ),
    (
        Kind.ITEMS,
        [
            ItemRecord("CUP", "Cup", home_location="A-01", weight_g=250),
            ItemRecord("TEA", "Tea", lot_tracked=True, expiry_tracked=True),
            ItemRecord("MILK", "Milk", expiry_tracked=True, minimum_shelf_life_days=10),
            ItemRecord("CLOCK", "Clock", serial_tracked=True),
            ItemRecord("PEN", "Pen"),
            ItemRecord("BOX", "Box", pack_quantity=8),
            ItemRecord("24", "Twenty-four"),
            ItemRecord("25", "Twenty-five"),
        ],
    ),
    (
        Kind.BARCODES,
        [
            BarcodeRecord("CUP", CUP_EAN),
            BarcodeRecord("CUP", "CUP-CASE", 12),
            BarcodeRecord("PEN", PEN_EAN),
            BarcodeRecord("BOX", BOX_EAN),
            BarcodeRecord("TEA", TEA_GTIN[2:]),
            BarcodeRecord("CLOCK", CLOCK_GTIN[2:]),
        ],
    ),
    (Kind.CUSTOMERS, [CustomerRecord("C1", "One", priority_class="A"), CustomerRecord("C2", "Two")]),
    (
        Kind.ORDERS,
        [
            OrderLineRecord("SO-1042", "C1", "CUP", 6, datetime(2026, 2, 3, 9, tzinfo=UTC), line=1),
            OrderLineRecord("O1", "C2", "TEA", 4, datetime(2026, 2, 4, 9, tzinfo=UTC), line=1),
            OrderLineRecord("77", "C2", "PEN", 3, datetime(2026, 2, 5, 9, tzinfo=UTC), line=1),
        ],
    ),
    (
        Kind.PURCHASE_ORDERS,
        [
            PurchaseLineRecord("PO-7", "S1", "CUP", 10, line=1),
            PurchaseLineRecord("PO-7", "S1", "TEA", 20, line=2),
            PurchaseLineRecord("PO-7", "S1", "MILK", 30, line=3),
            PurchaseLineRecord("PO-7", "S1", "CLOCK", 2, line=4),
            PurchaseLineRecord("PO-7", "S1", "PEN", 50, line=5),
            PurchaseLineRecord("PO-7", "S1", "24", 40, line=6),
            PurchaseLineRecord("8", "S2", "CUP", 5, line=1),
        ],
    ),
    (
        Kind.ADVANCE_NOTICES,
        [
            AdvanceNoticeRecord("AN-7", "S1", "CUP", 4, "PO-7", SSCC, line=1),
            AdvanceNoticeRecord("AN-7", "S1", "TEA", 5, "PO-7", line=2),
        ],
    ),
)
EXPIRES = date(2026, 9, 30)


def build(desk: Desk) -> Desk:
    """Fill an empty house."""
    for kind, records in RECORDS:
        keep(desk.store, desk.act(), kind, records)
    [(action,)] = desk.store.sql("SELECT MAX(id) FROM action").fetchall()
    desk.store.sql(
        "INSERT INTO pick_list (number, kind, status, released_at, released_by, action_id) "
        "VALUES ('PL-1', 'order', 'done', 0, 'anna', ?)",
        (action,),
    )
    desk.store.sql(
        "INSERT INTO shipment (number, order_id, carrier, shipped_at, action_id) "
        "SELECT 'PA-1', id, '', 0, ? FROM sales_order WHERE number = 'O1'",
        (action,),
    )
    return desk


STOCK = (
    StockRecord("CUP", "D-01", 20),
    StockRecord("TEA", "D-01", 5, "L77", date(2026, 9, 30)),
    StockRecord("TEA", "D-01", 3, "L78", date(2026, 10, 30)),
    StockRecord("MILK", "A-02", 6, expiry=date(2026, 5, 1)),
    StockRecord("CLOCK", "A-02", 1, "SN1"),
    StockRecord("CLOCK", "A-02", 1, "SN2"),
    StockRecord("PEN", "A-02", 7),
    StockRecord("PEN", "A-02", 2, status=StockStatus.QUARANTINED),
    StockRecord("PEN", "Q-01", 4, status=StockStatus.QUARANTINED),
    StockRecord("24", "A-02", 30),
)


def stock(desk: Desk) -> Desk:
    """Let something lie in the house; three people get what they waited for."""
    keep(desk.store, desk.act(), Kind.STOCK, STOCK)
    return desk


def receipt_of_25(desk: Desk) -> Desk:
    """Let five of item 25 come to A-02 (label GR-1/1), and two that are taken back (label GR-1/2), at another desk."""

    def act() -> Action:
        return replace(desk.act(), workstation="desk-2")

    receive(desk.store, act(), [Goods("25", 5, "A-02")], supplier="S1")
    wrong = act()
    receive(desk.store, wrong, [Goods("25", 2, "A-02")], supplier="S1")
    undo_receipt(desk.store, act(), wrong.action_id)
    close_receipt(desk.store, act(), supplier="S1")
    return desk


def mover_at(desk: Desk, *scans: str) -> MoveStation:
    """Return a new station for moving after some scans, none of which may be refused."""
    station = MoveStation(desk.store, desk.act)
    for text in scans:
        assert station.scan(text).tone in {"ask", "ok"}, text
    return station


def station_at(desk: Desk, *scans: str) -> ReceiveStation:
    """Return a new station after some scans, none of which may be refused."""
    station = ReceiveStation(desk.store, desk.act)
    for text in scans:
        assert station.scan(text).tone in {"ask", "ok"}, text
    return station


def said(reply: Reply) -> str:
    """Return a reply in words."""
    return reply.message(language="en", zone=UTC)


def moves(desk: Desk) -> int:
    """Return how many moves the ledger has."""
    return int(desk.store.sql("SELECT COUNT(*) FROM move").fetchone()[0])


def balances(desk: Desk) -> dict[tuple[str, str, str], int]:
    """Return the units of each (item, lot, place) that lie there."""
    found = desk.store.sql(
        "SELECT i.sku, lot.code, loc.code, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN item i ON i.id = lot.item_id JOIN location loc ON loc.id = b.location_id"
    )
    return {(sku, lot, place): int(units) for sku, lot, place, units in found}


def allocated(desk: Desk, order: str) -> int:
    """Return the units that an order's first line has."""
    found = desk.store.sql(
        "SELECT l.allocated FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE l.line = 1 AND o.number = ?",
        (order,),
    )
    return int(found.fetchone()[0])


def received(desk: Desk) -> list[tuple[str, int]]:
    """Return the units received of each purchase line of which some have come."""
    found = desk.store.sql(
        "SELECT p.number, l.line, l.received FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "WHERE l.received > 0 ORDER BY p.number, l.line"
    )
    return [(f"{number}/{line}", units) for number, line, units in found]


def codes(reply: Reply) -> list[str]:
    """Return the codes of all sentences of a reply."""
    return [reply.code, *(note.code for note in reply.notes)]
