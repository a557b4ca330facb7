"""Balances are the sums of their moves, and what is promised of them is there."""

from collections.abc import Iterator
from datetime import date

from warehouse_app.domain.statuses import ALLOCATABLE, HOLDS_PICKED
from warehouse_app.queries.check.rules import CheckFault, Finding, Rule, words
from warehouse_app.queries.waiting import OPEN, lives_held, spare_by_life
from warehouse_app.store.database import Store

_NAMED = (
    "LEFT JOIN lot ON lot.id = b.lot_id LEFT JOIN item i ON i.id = lot.item_id "
    "LEFT JOIN location ON location.id = b.location_id"
)
_PLACE = "i.sku, NULLIF(lot.code, ''), location.code, b.status"

_ON_HAND = (
    "(SELECT lot.item_id, CAST(SUM(b.quantity) AS BIGINT) AS units FROM balance b JOIN lot ON lot.id = b.lot_id "
    "JOIN location ON location.id = b.location_id WHERE b.status = 'available' "
    f"AND location.kind IN ({words(ALLOCATABLE)}) AND (lot.expiry IS NULL OR lot.expiry >= ?) GROUP BY lot.item_id)"
)
"""By item: the units that may be given to orders."""

_PROMISED = (
    "(SELECT item_id, CAST(SUM(allocated - picked + shipped) AS BIGINT) AS units FROM order_line "
    "WHERE allocated <> 0 OR picked <> shipped GROUP BY item_id)"
)
"""By item: the units given to order lines and not picked yet."""


def stock_rules(house_day: date) -> tuple[Rule, ...]:
    """Return what must hold of stock on the day of the house."""
    return (
        Rule(
            CheckFault.BALANCE_SUM,
            ("sku", "lot", "location", "status", "balance", "moved"),
            f"SELECT {_PLACE}, b.balance, b.moved FROM (SELECT lot_id, location_id, status, "
            "CAST(SUM(balance) AS BIGINT) AS balance, CAST(SUM(moved) AS BIGINT) AS moved FROM ("
            "SELECT lot_id, location_id, status, quantity AS balance, 0 AS moved FROM balance UNION ALL "
            "SELECT lot_id, location_id, status, 0, quantity FROM move) AS entries "
            f"GROUP BY lot_id, location_id, status HAVING SUM(balance) <> SUM(moved)) AS b {_NAMED} "
            "ORDER BY b.lot_id, b.location_id, b.status",
        ),
        Rule(
            CheckFault.BALANCE_NEGATIVE,
            ("sku", "lot", "location", "status", "balance"),
            f"SELECT {_PLACE}, b.quantity FROM balance b {_NAMED} WHERE b.quantity < 0 "
            "ORDER BY b.lot_id, b.location_id, b.status",
        ),
        Rule(
            CheckFault.STOCK_MISSING,
            ("sku",),
            "SELECT i.sku FROM item i LEFT JOIN item_stock s ON s.item_id = i.id WHERE s.item_id IS NULL ORDER BY i.id",
        ),
        Rule(
            CheckFault.STOCK_ALLOCATABLE,
            ("sku", "stored", "counted"),
            "SELECT i.sku, s.allocatable, COALESCE(h.units, 0) FROM item_stock s LEFT JOIN item i ON i.id = s.item_id "
            f"LEFT JOIN {_ON_HAND} AS h ON h.item_id = s.item_id WHERE s.allocatable <> COALESCE(h.units, 0) "
            "ORDER BY s.item_id",
            (house_day,),
        ),
        Rule(
            CheckFault.STOCK_ALLOCATED,
            ("sku", "stored", "counted"),
            "SELECT i.sku, s.allocated, COALESCE(p.units, 0) FROM item_stock s LEFT JOIN item i ON i.id = s.item_id "
            f"LEFT JOIN {_PROMISED} AS p ON p.item_id = s.item_id WHERE s.allocated <> COALESCE(p.units, 0) "
            "ORDER BY s.item_id",
        ),
        Rule(
            CheckFault.STOCK_OVERPROMISED,
            ("sku", "promised", "there"),
            f"SELECT i.sku, p.units, COALESCE(h.units, 0) FROM {_PROMISED} AS p LEFT JOIN item i ON i.id = p.item_id "
            f"LEFT JOIN {_ON_HAND} AS h ON h.item_id = p.item_id WHERE p.units > COALESCE(h.units, 0) "
            "ORDER BY p.item_id",
            (house_day,),
        ),
        Rule(
            CheckFault.LOT_ITEM,
            ("lot", "sku", "moved_as", "moves"),
            "SELECT NULLIF(lot.code, ''), i.sku, other.sku, m.moves FROM (SELECT m.lot_id, m.item_id, "
            "COUNT(*) AS moves FROM move m JOIN lot ON lot.id = m.lot_id WHERE lot.item_id <> m.item_id "
            "GROUP BY m.lot_id, m.item_id) AS m JOIN lot ON lot.id = m.lot_id LEFT JOIN item i ON i.id = lot.item_id "
            "LEFT JOIN item other ON other.id = m.item_id ORDER BY m.lot_id, m.item_id",
        ),
        *_of_lots(),
    )


def _of_lots() -> tuple[Rule, ...]:
    """Nothing of a blocked lot can be used but what is picked, and what has a serial number is there once."""
    return (
        Rule(
            CheckFault.LOT_BLOCKED,
            ("sku", "lot", "location", "units"),
            "SELECT i.sku, NULLIF(lot.code, ''), location.code, b.quantity FROM lot_block k "
            f"JOIN balance b ON b.lot_id = k.lot_id {_NAMED} WHERE k.lifted_id IS NULL AND b.status = 'available' "
            f"AND b.quantity > 0 AND location.kind NOT IN ({words(HOLDS_PICKED)}) ORDER BY b.lot_id, b.location_id",
        ),
        # What came before its item was given serial numbers may have none.
        Rule(
            CheckFault.SERIAL_TWICE,
            ("sku", "lot", "units"),
            "SELECT i.sku, lot.code, CAST(SUM(b.quantity) AS BIGINT) FROM item i JOIN lot ON lot.item_id = i.id "
            "JOIN balance b ON b.lot_id = lot.id WHERE i.serial_tracked AND lot.code <> '' AND b.quantity > 0 "
            "GROUP BY lot.id, lot.code, i.sku HAVING SUM(b.quantity) > 1 ORDER BY lot.id",
        ),
    )


def life_findings(store: Store, house_day: date) -> Iterator[Finding]:
    """Yield the items of which lines that ask for a shelf life hold more than what of their stock lasts so long."""
    found = store.sql(
        "SELECT i.id, i.sku FROM item i WHERE i.id IN "
        f"(SELECT item_id FROM order_line WHERE {OPEN} AND allocated > 0 AND shelf_life_days > 0) ORDER BY i.id"
    ).fetchall()
    for item, sku in found:
        for life, spare in sorted(spare_by_life(store, item, lives_held(store, item), house_day).items()):
            if spare < 0:
                yield Finding(CheckFault.STOCK_AGED, {"sku": sku, "days": life, "missing": -spare})
