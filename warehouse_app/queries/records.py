"""Everything the house knows, as the records it was handed in as; and the ledger and the decisions, as tables."""

from collections.abc import Callable, Iterator
from typing import Any

from warehouse_app.domain.decisions import unpack
from warehouse_app.domain.records import (
    AdvanceNoticeRecord,
    BarcodeRecord,
    CustomerRecord,
    DeliveryRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    Record,
    StockRecord,
    SubstituteRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, ShipPolicy, StockStatus
from warehouse_app.queries.lead_times import own_deliveries
from warehouse_app.store.database import Store, day, rows
from warehouse_app.store.tables import Customer, Delivery, Location, Supplier
from warehouse_app.store.tables.base import instant

LEDGER_HEADER = (
    *("item", "seq", "at", "effective_on", "location", "lot", "status", "quantity"),
    *("reason", "document", "actor", "workstation", "hash"),
)
DECISIONS_HEADER = (
    "run",
    "at",
    "mode",
    "policy",
    "cause",
    "item",
    "order",
    "line",
    "rank",
    "asked",
    "had",
    "gets",
    "reason",
)


def records(store: Store, kind: Kind) -> Iterator[Record]:
    """Yield all records of a kind, in an order that does not change by itself. Run inside a snapshot."""
    return _READERS[kind](store)


def _tuples(table: Any, record: Any) -> Iterator[tuple[Any, ...]]:
    columns = [getattr(table, name) for name in record._fields]
    yield from table.select(*columns).order_by(table.id).tuples().iterator()


def _suppliers(_store: Store) -> Iterator[Record]:
    return (SupplierRecord(*row) for row in _tuples(Supplier, SupplierRecord))


def _deliveries(store: Store) -> Iterator[Record]:
    """Yield the deliveries of other systems, then those of the house as far as a file can say them."""
    for row in _tuples(Delivery, DeliveryRecord):
        yield DeliveryRecord(*row)
    for past in own_deliveries(store):
        if past.ordered_on and past.due_on and past.ordered_on <= past.received_on:
            days = past.ordered_on, past.due_on, past.received_on
            yield DeliveryRecord(past.supplier, *days, past.sku, past.quantity, past.purchase_order)


def _customers(_store: Store) -> Iterator[Record]:
    for row in _tuples(Customer, CustomerRecord):
        yield CustomerRecord(*row)._replace(ship_policy=ShipPolicy(row[5]))


def _locations(_store: Store) -> Iterator[Record]:
    for row in _tuples(Location, LocationRecord):
        yield LocationRecord(*row)._replace(kind=LocationKind(row[7]))


def _barcodes(store: Store) -> Iterator[Record]:
    for row in store.sql(
        "SELECT i.sku, b.code, b.pack_quantity FROM barcode b JOIN item i ON i.id = b.item_id ORDER BY b.id"
    ):
        yield BarcodeRecord(*row)


def _substitutes(store: Store) -> Iterator[Record]:
    for row in store.sql(
        "SELECT i.sku, other.sku, s.ratio, s.note FROM substitute s JOIN item i ON i.id = s.item_id "
        "JOIN item other ON other.id = s.substitute_id ORDER BY s.id"
    ):
        yield SubstituteRecord(*row)


def item_record(store: Store, sku: str) -> ItemRecord | None:
    """Return what is known of an item by itself; None where there is none of that number."""
    return next(_items(store, "WHERE i.sku = ?", (sku,)), None)


def customer_record(code: str) -> CustomerRecord | None:
    """Return a customer; None where there is none of that code."""
    columns = [getattr(Customer, name) for name in CustomerRecord._fields]
    found = rows(Customer.select(*columns).where(Customer.code == code))
    return CustomerRecord(*found[0])._replace(ship_policy=ShipPolicy(found[0][5])) if found else None


def _items(store: Store, which: str = "", parameters: tuple[str, ...] = ()) -> Iterator[ItemRecord]:
    for row in store.sql(
        "SELECT i.sku, i.name, i.unit, i.pack_quantity, i.category, i.lot_tracked, i.expiry_tracked, i.serial_tracked, "
        "i.safety_stock, i.safety_stock_open_to, i.reorder_point, i.price, i.cost, i.weight_g, i.volume_cm3, "
        "i.release_date, COALESCE(loc.code, ''), COALESCE(s.code, ''), i.lead_time_days, "
        "i.minimum_shelf_life_days FROM item i "
        "LEFT JOIN location loc ON loc.id = i.home_location_id LEFT JOIN supplier s ON s.id = i.supplier_id "
        f"{which} ORDER BY i.id",
        parameters,
    ):
        lot, expiry, serial = map(bool, row[5:8])
        yield ItemRecord(*row)._replace(
            lot_tracked=lot, expiry_tracked=expiry, serial_tracked=serial, release_date=day(row[15])
        )


def _stock(store: Store) -> Iterator[StockRecord]:
    for sku, location, quantity, lot, expiry, status in store.sql(
        "SELECT i.sku, loc.code, b.quantity, lot.code, lot.expiry, b.status FROM balance b "
        "JOIN lot ON lot.id = b.lot_id JOIN item i ON i.id = lot.item_id JOIN location loc ON loc.id = b.location_id "
        "WHERE b.quantity > 0 ORDER BY i.id, loc.id, lot.code, b.status"
    ):
        yield StockRecord(sku, location, quantity, lot, day(expiry), StockStatus(status))


def _purchase_lines(store: Store) -> Iterator[PurchaseLineRecord]:
    for row in store.sql(
        "SELECT p.number, s.code, i.sku, l.quantity, p.ordered_on, l.due_on, l.price, l.line, l.received, "
        "l.over_receipt_percent "
        "FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "JOIN supplier s ON s.id = p.supplier_id JOIN item i ON i.id = l.item_id ORDER BY p.id, l.line"
    ):
        yield PurchaseLineRecord(*row)._replace(ordered_on=day(row[4]), due_on=day(row[5]))


def _notice_lines(store: Store) -> Iterator[AdvanceNoticeRecord]:
    for row in store.sql(
        "SELECT n.number, s.code, i.sku, l.quantity, COALESCE(p.number, ''), l.sscc, l.lot, l.expiry, n.due_on, l.line "
        "FROM advance_notice_line l JOIN advance_notice n ON n.id = l.advance_notice_id "
        "JOIN supplier s ON s.id = n.supplier_id LEFT JOIN purchase_order p ON p.id = n.purchase_order_id "
        "JOIN item i ON i.id = l.item_id ORDER BY n.id, l.line"
    ):
        yield AdvanceNoticeRecord(*row)._replace(expiry=day(row[7]), due_on=day(row[8]))


def _order_lines(store: Store) -> Iterator[OrderLineRecord]:
    for row in store.sql(
        "SELECT o.number, c.code, i.sku, l.quantity, o.placed_at, l.need_by, o.priority_class, o.ship_policy, l.price, "
        "l.line, l.note, o.customer_reference, o.carrier, l.sell_multiple, l.cancelled, l.shipped, l.not_before, "
        "l.minimum_shelf_life_days FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "JOIN customer c ON c.id = o.customer_id JOIN item i ON i.id = l.item_id ORDER BY o.id, l.line"
    ):
        policy = ShipPolicy(row[7]) if row[7] else None
        yield OrderLineRecord(*row)._replace(
            placed_at=instant(row[4]), need_by=day(row[5]), ship_policy=policy, not_before=day(row[16])
        )


_READERS: dict[Kind, Callable[[Store], Iterator[Record]]] = {
    Kind.SUPPLIERS: _suppliers,
    Kind.LOCATIONS: _locations,
    Kind.ITEMS: _items,
    Kind.BARCODES: _barcodes,
    Kind.SUBSTITUTES: _substitutes,
    Kind.CUSTOMERS: _customers,
    Kind.STOCK: _stock,
    Kind.PURCHASE_ORDERS: _purchase_lines,
    Kind.ADVANCE_NOTICES: _notice_lines,
    Kind.ORDERS: _order_lines,
    Kind.DELIVERIES: _deliveries,
}


def ledger(store: Store) -> Iterator[tuple[object, ...]]:
    """Yield every move of the ledger under LEDGER_HEADER, oldest first."""
    for sku, seq, at, effective_on, *rest in store.sql(
        "SELECT i.sku, m.seq, m.at, m.effective_on, loc.code, lot.code, m.status, m.quantity, m.reason, m.document, "
        "m.actor, m.workstation, m.hash FROM move m JOIN item i ON i.id = m.item_id JOIN lot ON lot.id = m.lot_id "
        "JOIN location loc ON loc.id = m.location_id ORDER BY m.id"
    ):
        yield sku, seq, instant(at), day(effective_on), *rest


def decisions(store: Store) -> Iterator[tuple[object, ...]]:
    """Yield every decision of every run under DECISIONS_HEADER, oldest run first, in rank order for each item."""
    # The runs are listed first: on one connection a second query would disturb a first that is still being read.
    runs = store.sql("SELECT id, at, mode, policy, cause FROM run ORDER BY id").fetchall()
    for run, at, mode, policy, cause in runs:
        for item, sku, packed in store.sql(
            "SELECT d.item_id, i.sku, d.lines FROM decision d JOIN item i ON i.id = d.item_id "
            "WHERE d.run_id = ? ORDER BY d.item_id",
            (run,),
        ).fetchall():
            names = {
                line: (order, number)
                for line, order, number in store.sql(
                    "SELECT l.id, o.number, l.line FROM order_line l JOIN sales_order o ON o.id = l.order_id "
                    "WHERE l.item_id = ?",
                    (item,),
                )
            }
            for rank, row in enumerate(unpack(packed), start=1):
                base = (run, instant(at), mode, policy, cause, sku, *names[row.line])
                yield (*base, rank, row.asked, row.had, row.gets, row.reason.value)
