"""What the pages of items and customers show of one of them, beside what is listed."""

from typing import NamedTuple

from warehouse_app.domain.records import BarcodeRecord, CustomerRecord, ItemRecord
from warehouse_app.queries.records import customer_record, item_record
from warehouse_app.store.database import Store, rows
from warehouse_app.store.tables import Customer, Item, Location


class ItemCard(NamedTuple):
    """An item with its codes, and what of it lies in the house: `on_hand` all, `allocatable` what may be given."""

    key: int
    item: ItemRecord
    barcodes: tuple[BarcodeRecord, ...]
    on_hand: int
    allocatable: int
    allocated: int


class CustomerCard(NamedTuple):
    """A customer, and how many orders of it are open."""

    key: int
    customer: CustomerRecord
    open_orders: int


def item_card(store: Store, sku: str) -> ItemCard | None:
    """Return the card of an item; None where there is none of that number."""
    record = item_record(store, sku)
    if record is None:
        return None
    [(key,)] = rows(Item.select(Item.id).where(Item.sku == sku))
    codes = store.sql("SELECT code, pack_quantity FROM barcode WHERE item_id = ? ORDER BY id", (key,))
    barcodes = tuple(BarcodeRecord(sku, code, pack) for code, pack in codes)
    on_hand, allocatable, allocated = store.sql(
        "SELECT COALESCE((SELECT SUM(b.quantity) FROM balance b JOIN lot l ON l.id = b.lot_id WHERE l.item_id = i.id), "
        "0), COALESCE(st.allocatable, 0), COALESCE(st.allocated, 0) FROM item i "
        "LEFT JOIN item_stock st ON st.item_id = i.id WHERE i.id = ?",
        (key,),
    ).fetchone()
    return ItemCard(key, record, barcodes, int(on_hand), int(allocatable), int(allocated))


def customer_card(store: Store, code: str) -> CustomerCard | None:
    """Return the card of a customer; None where there is none of that code."""
    record = customer_record(code)
    if record is None:
        return None
    [(key,)] = rows(Customer.select(Customer.id).where(Customer.code == code))
    [(open_orders,)] = store.sql(
        "SELECT COUNT(*) FROM sales_order o WHERE o.customer_id = ? AND EXISTS (SELECT 1 FROM order_line l "
        "WHERE l.order_id = o.id AND l.quantity - l.cancelled - l.shipped > 0)",
        (key,),
    )
    return CustomerCard(key, record, int(open_orders))


def location_key(code: str) -> int | None:
    """Return the id of a place; None where there is none of that code."""
    found = rows(Location.select(Location.id).where(Location.code == code))
    return int(found[0][0]) if found else None


def location_codes() -> list[str]:
    """Return the codes of all places, sorted."""
    return [code for (code,) in rows(Location.select(Location.code).order_by(Location.code))]
