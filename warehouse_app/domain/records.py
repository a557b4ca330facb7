"""The rows that people hand to the house, by file or by hand: one frozen record for each kind of cli.md.

`exchange` reads files into these, `services` store them, and a form in the window fills in one. Quantities are whole
base units of the item, money is whole cents, days are dates and instants are aware UTC datetimes. NamedTuples rather
than dataclasses because an order book has half a million of them.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.statuses import LocationKind, ShipPolicy, StockStatus

MAX_QUANTITY = 999_999_999
"""The largest quantity of one line, in base units (cli.md)."""


class Kind(StrEnum):
    """The kinds of file that can be imported, in the order in which one kind may refer to another."""

    SUPPLIERS = "suppliers"
    LOCATIONS = "locations"
    ITEMS = "items"
    BARCODES = "barcodes"
    SUBSTITUTES = "substitutes"
    CUSTOMERS = "customers"
    STOCK = "stock"
    PURCHASE_ORDERS = "purchase-orders"
    ADVANCE_NOTICES = "advance-notices"
    ORDERS = "orders"
    DELIVERIES = "deliveries"


class SupplierRecord(NamedTuple):
    code: str
    name: str
    email: str = ""
    lead_time_days: int | None = None
    over_receipt_percent: int = 0


class LocationRecord(NamedTuple):
    """A place. Coordinates are whole millimetres, so that no distance is ever a rounded float."""

    code: str
    zone: str = ""
    aisle: str = ""
    bay: str = ""
    level: str = ""
    x_mm: int | None = None
    y_mm: int | None = None
    kind: LocationKind = LocationKind.STORAGE
    capacity: int | None = None


class ItemRecord(NamedTuple):
    """Something that is bought, kept and sold. `pack_quantity` is what one scan of its case means.

    `minimum_shelf_life_days` is how long goods must still last on the day they come in.
    """

    sku: str
    name: str
    unit: str = "piece"
    pack_quantity: int = 1
    category: str = ""
    lot_tracked: bool = False
    expiry_tracked: bool = False
    serial_tracked: bool = False
    safety_stock: int = 0
    safety_stock_open_to: str = ""
    reorder_point: int | None = None
    price: int | None = None
    cost: int | None = None
    weight_g: int | None = None
    volume_cm3: int | None = None
    release_date: date | None = None
    home_location: str = ""
    supplier: str = ""
    lead_time_days: int | None = None
    minimum_shelf_life_days: int = 0


class BarcodeRecord(NamedTuple):
    """A code as a scanner sends it, and how many base units one scan of it means."""

    sku: str
    barcode: str
    pack_quantity: int = 1


class SubstituteRecord(NamedTuple):
    """`ratio` units of `substitute` stand for one unit of `sku`."""

    sku: str
    substitute: str
    ratio: int = 1
    note: str = ""


class CustomerRecord(NamedTuple):
    code: str
    name: str
    email: str = ""
    priority_class: str = "B"
    weight: int = 1
    ship_policy: ShipPolicy = ShipPolicy.PARTIAL
    minimum_shelf_life_days: int = 0
    language: str = ""
    address: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    phone: str = ""


class StockRecord(NamedTuple):
    """Opening stock of an item that has no moves yet."""

    sku: str
    location: str
    quantity: int
    lot: str = ""
    expiry: date | None = None
    status: StockStatus = StockStatus.AVAILABLE


class PurchaseLineRecord(NamedTuple):
    """A line of a purchase order; `line` is its number on the document, or None for its place in the file.

    A line without an `over_receipt_percent` of its own is tolerated as its supplier is.
    """

    number: str
    supplier: str
    sku: str
    quantity: int
    ordered_on: date | None = None
    due_on: date | None = None
    price: int | None = None
    line: int | None = None
    received: int = 0
    over_receipt_percent: int | None = None


class AdvanceNoticeRecord(NamedTuple):
    """Goods that a supplier says are on their way; `line` as for a purchase order, which `purchase_order` may name.

    `sscc` is the number of the pallet they are on, in 18 digits ('': they are on none).
    """

    number: str
    supplier: str
    sku: str
    quantity: int
    purchase_order: str = ""
    sscc: str = ""
    lot: str = ""
    expiry: date | None = None
    due_on: date | None = None
    line: int | None = None


class OrderLineRecord(NamedTuple):
    """A line of a customer's order. `shipped` and `cancelled` are history: what another system did before this one.

    A line without a `minimum_shelf_life_days` of its own asks for its customer's.
    """

    number: str
    customer: str
    sku: str
    quantity: int
    placed_at: datetime | None = None
    need_by: date | None = None
    priority_class: str = ""
    ship_policy: ShipPolicy | None = None
    price: int | None = None
    line: int | None = None
    note: str = ""
    customer_reference: str = ""
    carrier: str = ""
    sell_multiple: int = 1
    cancelled: int = 0
    shipped: int = 0
    not_before: date | None = None
    minimum_shelf_life_days: int | None = None


class CancellationRecord(NamedTuple):
    """A credit line of another system: `quantity` units of `sku` that `customer` no longer wants.

    It names no order. It is taken from that customer's latest line of the item placed at or before `placed_at`, then
    the one before, and so on; what finds no line is kept as unmatched. `number` and `line` make it unique, so that it
    counts once.
    """

    number: str
    customer: str
    sku: str
    quantity: int
    placed_at: datetime
    line: int


class DeliveryRecord(NamedTuple):
    """One past receipt of a supplier, from which lead times and punctuality are learned."""

    supplier: str
    ordered_on: date
    due_on: date
    received_on: date
    sku: str = ""
    quantity: int | None = None
    purchase_order: str = ""


Record = (
    SupplierRecord
    | LocationRecord
    | ItemRecord
    | BarcodeRecord
    | SubstituteRecord
    | CustomerRecord
    | StockRecord
    | PurchaseLineRecord
    | AdvanceNoticeRecord
    | OrderLineRecord
    | CancellationRecord
    | DeliveryRecord
)

RECORD_OF: dict[Kind, type[Record]] = {
    Kind.SUPPLIERS: SupplierRecord,
    Kind.LOCATIONS: LocationRecord,
    Kind.ITEMS: ItemRecord,
    Kind.BARCODES: BarcodeRecord,
    Kind.SUBSTITUTES: SubstituteRecord,
    Kind.CUSTOMERS: CustomerRecord,
    Kind.STOCK: StockRecord,
    Kind.PURCHASE_ORDERS: PurchaseLineRecord,
    Kind.ADVANCE_NOTICES: AdvanceNoticeRecord,
    Kind.ORDERS: OrderLineRecord,
    Kind.DELIVERIES: DeliveryRecord,
}
