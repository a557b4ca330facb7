"""All tables of the house, by area: columns and constraints, no rules."""

from warehouse_app.store.tables.base import Table
from warehouse_app.store.tables.catalogue import Barcode, Customer, Item, Location, Lot, Person, Substitute, Supplier
from warehouse_app.store.tables.demand import Cancellation, Decision, Intervention, OrderLine, Run, SalesOrder
from warehouse_app.store.tables.papers import PrintJob
from warehouse_app.store.tables.record import Action, Outbox, Setting
from warehouse_app.store.tables.stock import Balance, Delivery, ItemStock, Move, Seal
from warehouse_app.store.tables.supply import PurchaseLine, PurchaseOrder, Receipt, ReceiptLine, ReceiptReversal
from warehouse_app.store.tables.work import Allocation, PickList, PickStop, Shipment, ShipmentLine

TABLES: tuple[type[Table], ...] = (
    Setting,
    Action,
    Outbox,
    Person,
    Supplier,
    Customer,
    Location,
    Item,
    Barcode,
    Substitute,
    Lot,
    ItemStock,
    Balance,
    Move,
    Seal,
    Delivery,
    PurchaseOrder,
    PurchaseLine,
    Receipt,
    ReceiptLine,
    SalesOrder,
    OrderLine,
    Cancellation,
    Run,
    Decision,
    Allocation,
    PickList,
    PickStop,
    Shipment,
    ShipmentLine,
    PrintJob,
    ReceiptReversal,
    Intervention,
)
"""In the order in which one may refer to another."""

APPEND_ONLY: tuple[type[Table], ...] = (
    Move,
    Seal,
    Run,
    Decision,
    Cancellation,
    ReceiptLine,
    ReceiptReversal,
    Intervention,
)
"""Tables whose rows are never changed or removed; triggers refuse it."""

__all__ = [
    "APPEND_ONLY",
    "TABLES",
    "Action",
    "Allocation",
    "Balance",
    "Barcode",
    "Cancellation",
    "Customer",
    "Decision",
    "Delivery",
    "Intervention",
    "Item",
    "ItemStock",
    "Location",
    "Lot",
    "Move",
    "OrderLine",
    "Outbox",
    "Person",
    "PickList",
    "PickStop",
    "PrintJob",
    "PurchaseLine",
    "PurchaseOrder",
    "Receipt",
    "ReceiptLine",
    "ReceiptReversal",
    "Run",
    "SalesOrder",
    "Seal",
    "Setting",
    "Shipment",
    "ShipmentLine",
    "Substitute",
    "Supplier",
    "Table",
]
