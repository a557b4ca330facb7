"""What is coming and what came: purchase orders and receipts."""

from peewee import BigAutoField, BigIntegerField, CharField, DateField, ForeignKeyField, IntegerField

from warehouse_app.domain.statuses import ReceiptStatus, StockStatus
from warehouse_app.store.tables.base import InstantField, Table, check, whole, word
from warehouse_app.store.tables.catalogue import Item, Location, Lot, Supplier
from warehouse_app.store.tables.record import Action


class PurchaseOrder(Table):
    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    supplier = ForeignKeyField(Supplier, backref="+")
    ordered_on = DateField(null=True)


class PurchaseLine(Table):
    """A line of a purchase order.

    `received` counts the units that came, less those whose receipt was taken back; `received_before` are those of them
    that came while another system was used.
    """

    id = BigAutoField()
    purchase_order = ForeignKeyField(PurchaseOrder, backref="+", index=False)
    line = IntegerField(constraints=[check("line > 0")])
    item = ForeignKeyField(Item, backref="+")
    quantity = IntegerField(constraints=whole("quantity", "quantity BETWEEN 1 AND 999999999"))
    received = BigIntegerField(default=0, constraints=whole("received"))
    received_before = BigIntegerField(default=0, constraints=whole("received_before", "received_before >= 0"))
    due_on = DateField(null=True)
    price = BigIntegerField(null=True, constraints=whole("price", "price >= 0"))

    class Meta:
        indexes = ((("purchase_order", "line"), True),)
        constraints = (check("received >= received_before"),)


class Receipt(Table):
    """One delivery being taken in, or taken in: open from its first booking until it is closed."""

    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    purchase_order = ForeignKeyField(PurchaseOrder, null=True, backref="+")
    supplier = ForeignKeyField(Supplier, backref="+")
    status = word(ReceiptStatus, "status", default=ReceiptStatus.OPEN)
    opened_at = InstantField()
    closed_at = InstantField(null=True)


class ReceiptLine(Table):
    """Goods booked in at one place by one confirming scan; `status` is the state in which they came to lie there."""

    id = BigAutoField()
    receipt = ForeignKeyField(Receipt, backref="+")
    purchase_line = ForeignKeyField(PurchaseLine, null=True, backref="+")
    lot = ForeignKeyField(Lot, backref="+", index=False)
    location = ForeignKeyField(Location, backref="+", index=False)
    quantity = BigIntegerField(constraints=whole("quantity", "quantity > 0"))
    action = ForeignKeyField(Action, backref="+", index=False)
    status = word(StockStatus, "status", default=StockStatus.AVAILABLE)


class ReceiptReversal(Table):
    """A receipt line that was taken back: its goods count as never received. The ledger has the opposite move."""

    id = BigAutoField()
    receipt_line = ForeignKeyField(ReceiptLine, unique=True, backref="+")
    action = ForeignKeyField(Action, backref="+", index=False)


class PurchaseClosing(Table):
    """A purchase line of which nothing more is expected: `units` that were still to come will not."""

    id = BigAutoField()
    purchase_line = ForeignKeyField(PurchaseLine, unique=True, backref="+")
    units = IntegerField(constraints=whole("units", "units > 0"))
    action = ForeignKeyField(Action, backref="+", index=False)
