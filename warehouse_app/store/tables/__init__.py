"""All tables of the house, by area: columns and constraints, no rules."""

from warehouse_app.store.tables.base import Table
from warehouse_app.store.tables.catalogue import Barcode, Customer, Item, Location, Lot, Person, Substitute, Supplier
from warehouse_app.store.tables.demand import Cancellation, Decision, OrderLine, Run, SalesOrder
from warehouse_app.store.tables.record import Action, Outbox, Setting
from warehouse_app.store.tables.stock import Balance, Delivery, ItemStock, Move, Seal
from warehouse_app.store.tables.supply import PurchaseLine, PurchaseOrder, Receipt, ReceiptLine
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
)
"""In the order in which one may refer to another."""

APPEND_ONLY: tuple[type[Table], ...] = (Move, Seal, Run, Decision, Cancellation, ReceiptLine)
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
    "PurchaseLine",
    "PurchaseOrder",
    "Receipt",
    "ReceiptLine",
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
