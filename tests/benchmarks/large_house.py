"""A house with a million order lines behind it, made by bare bulk statements, for benchmarks that look at its size."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from warehouse_app.house import House, found
from warehouse_app.store.tables import (
    Customer,
    Item,
    ItemStock,
    Location,
    OrderLine,
    PurchaseLine,
    PurchaseOrder,
    SalesOrder,
    Supplier,
)
from warehouse_app.store.tables.base import instant_number

ITEMS = 2_000
CUSTOMERS = 5_000
LINES_OF_AN_ORDER = 4
PURCHASE_ORDERS = 200
BINS = 500
_CHUNK = 50_000
_BEGAN = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)


def large_house(folder: Path, lines: int = 1_000_000, *, shipped_share: float = 0.5, uneven: bool = False) -> House:
    """Return a house with so many order lines, evenly over its items; that share of the orders is shipped already.

    All others wait: an item has (1 - share) · lines / 2,000 waiting lines. A line wants 3 units of a customer whose
    turn it is, so that an item has few customers; where `uneven`, 1 to 24 units of a customer drawn, some more often
    than others, so that it has some hundreds. Each of the 200 purchase orders announces 100,000 units of ten items.
    """
    customer_of = _drawn_customer if uneven else _next_customer
    units_of = _drawn_units if uneven else _three
    house = found(str(folder / "large.db"), name="Large house", time_zone="UTC", currency="EUR", user="anna")
    store = house.store
    orders = lines // LINES_OF_AN_ORDER
    shipped = int(orders * shipped_share)
    with store.transaction():
        store.insert(
            Customer,
            (
                "id",
                "code",
                "name",
                "email",
                "priority_class",
                "weight",
                "ship_policy",
                "minimum_shelf_life_days",
                "language",
                "address",
                "street",
                "postcode",
                "city",
                "country",
                "phone",
            ),
            (
                (
                    at,
                    f"C-{at:05}",
                    f"Customer {at:05}",
                    "",
                    "ABBBC"[at % 5],
                    1,
                    "partial",
                    0,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                )
                for at in range(1, CUSTOMERS + 1)
            ),
        )
        store.insert(
            Item,
            (
                "id",
                "sku",
                "name",
                "unit",
                "pack_quantity",
                "category",
                "lot_tracked",
                "expiry_tracked",
                "serial_tracked",
                "safety_stock",
                "safety_stock_open_to",
                "minimum_shelf_life_days",
            ),
            (
                (at, f"SKU-{at:05}", f"Item {at:05}", "piece", 1, "", False, False, False, 0, "", 0)
                for at in range(1, ITEMS + 1)
            ),
        )
        store.insert(
            ItemStock,
            (
                "item_id",
                "allocatable",
                "allocated",
                "version",
                "ledger_seq",
                "ledger_head",
                "short_since",
                "fill_paused",
            ),
            ((at, 0, 0, 0, 0, "", 0, False) for at in range(1, ITEMS + 1)),
        )
        store.insert(
            Location,
            ("id", "code", "zone", "aisle", "bay", "level", "kind"),
            ((at, f"B-{at:04}", "", "", "", "", "storage") for at in range(1, BINS + 1)),
        )
        store.insert(Supplier, ("id", "code", "name", "email", "over_receipt_percent"), [(1, "S1", "Supplier", "", 0)])
        store.insert(
            PurchaseOrder,
            ("id", "number", "supplier_id", "ordered_on"),
            ((at, f"PO-{at}", 1, date(2026, 1, 5)) for at in range(1, PURCHASE_ORDERS + 1)),
        )
        store.insert(
            PurchaseLine,
            ("purchase_order_id", "line", "item_id", "quantity", "received", "received_before", "due_on"),
            (
                (order, line, (order * 10 + line) % ITEMS + 1, 100_000, 0, 0, date(2026, 3, 2))
                for order in range(1, PURCHASE_ORDERS + 1)
                for line in range(1, 11)
            ),
        )
        for first in range(1, orders + 1, _CHUNK):
            some = range(first, min(first + _CHUNK, orders + 1))
            store.insert(
                SalesOrder,
                (
                    *("id", "number", "customer_id", "placed_at", "priority_class", "customer_reference", "carrier"),
                    "hold_reason",
                ),
                ((at, f"SO-{at:07}", customer_of(at), _placed(at), "", "", "", "") for at in some),
            )
            store.insert(
                OrderLine,
                (
                    "order_id",
                    "line",
                    "item_id",
                    "quantity",
                    "cancelled",
                    "picked",
                    "shipped",
                    "returned",
                    "allocated",
                    "rank_class",
                    "lifted",
                    "placed_at",
                    "ship_policy",
                    "sell_multiple",
                    "note",
                    "customer_id",
                    "pinned",
                    "shelf_life_days",
                    "on_hold",
                    "passed_over",
                    "gathers",
                ),
                (
                    (
                        at,
                        line,
                        (at * 7 + line * 499) % ITEMS + 1,
                        units,
                        0,
                        gone,
                        gone,
                        0,
                        0,
                        "ABBBC"[customer % 5],
                        False,
                        _placed(at),
                        "partial",
                        1,
                        "",
                        customer,
                        0,
                        0,
                        False,
                        0,
                        False,
                    )
                    for at in some
                    for customer in [customer_of(at)]
                    for line in range(1, LINES_OF_AN_ORDER + 1)
                    for units in [units_of(at, line)]
                    for gone in [units if at <= shipped else 0]
                ),
            )
    store.database.execute_sql("ANALYZE")
    store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return house


def _placed(order: int) -> int:
    return instant_number(_BEGAN + timedelta(minutes=2 * order))


def _next_customer(order: int) -> int:
    return order % CUSTOMERS + 1


def _drawn_customer(order: int) -> int:
    drawn = _drawn(order) % CUSTOMERS
    return drawn * drawn // CUSTOMERS + 1


def _three(_order: int, _line: int) -> int:
    return 3


def _drawn_units(order: int, line: int) -> int:
    return _drawn(order * LINES_OF_AN_ORDER + line) % 24 + 1


def _drawn(number: int) -> int:
    """Return a number that looks drawn, and is the same each time."""
    return number * 2_654_435_761 % (1 << 32) >> 12
