"""What is coming and what came: purchase orders, advance notices and receipts."""

from peewee import SQL, BigAutoField, BigIntegerField, CharField, DateField, ForeignKeyField, IntegerField

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
    that came while another system was used. `over_receipt_percent` is how much more than ordered is tolerated; None
    where the supplier's holds.
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
    over_receipt_percent = IntegerField(null=True, constraints=[check("over_receipt_percent >= 0")])

    class Meta:
        indexes = ((("purchase_order", "line"), True),)
        constraints = (check("received >= received_before"),)


class AdvanceNotice(Table):
    """What a supplier says is on its way (an advance shipping notice): of one purchase order, or of none."""

    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    supplier = ForeignKeyField(Supplier, backref="+")
    purchase_order = ForeignKeyField(PurchaseOrder, null=True, backref="+")
    due_on = DateField(null=True)


class AdvanceNoticeLine(Table):
    """Goods on their way: `sscc` is the number of the pallet or carton they are on ('': they are on none)."""

    id = BigAutoField()
    advance_notice = ForeignKeyField(AdvanceNotice, backref="+", index=False)
    line = IntegerField(constraints=[check("line > 0")])
    item = ForeignKeyField(Item, backref="+")
    quantity = IntegerField(constraints=whole("quantity", "quantity BETWEEN 1 AND 999999999"))
    sscc = CharField(max_length=18, default="")
    lot = CharField(max_length=80, default="")
    expiry = DateField(null=True)

    class Meta:
        indexes = ((("advance_notice", "line"), True),)


AdvanceNoticeLine.add_index(SQL("CREATE INDEX advance_notice_line_sscc ON advance_notice_line (sscc) WHERE sscc <> ''"))


class Receipt(Table):
    """One delivery being taken in, or taken in: open from its first booking until it is closed."""

    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    purchase_order = ForeignKeyField(PurchaseOrder, null=True, backref="+")
    supplier = ForeignKeyField(Supplier, backref="+")
    status = word(ReceiptStatus, "status", default=ReceiptStatus.OPEN)
    opened_at = InstantField()
    closed_at = InstantField(null=True)
    advance_notice = ForeignKeyField(AdvanceNotice, null=True, backref="+")


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
    advance_notice_line = ForeignKeyField(AdvanceNoticeLine, null=True, backref="+", index=False)


ReceiptLine.add_index(
    SQL(
        "CREATE INDEX receipt_line_announced ON receipt_line (advance_notice_line_id) "
        "WHERE advance_notice_line_id IS NOT NULL"
    )
)


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
