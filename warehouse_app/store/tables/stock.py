"""What lies where: the append-only ledger of moves, its seals, and the balances that are its sums."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    ForeignKeyField,
    IntegerField,
)

from warehouse_app.domain.statuses import MoveReason, StockStatus
from warehouse_app.store.tables.base import InstantField, Table, check, whole, word
from warehouse_app.store.tables.catalogue import Item, Location, Lot
from warehouse_app.store.tables.record import Action


class ItemStock(Table):
    """The moving part of an item, one row each, locked before anything about its stock is decided.

    `allocatable`: on hand in allocatable places, neither quarantined nor expired at the last day turn.
    `allocated`: the part of that which is given to order lines and not yet picked. `version` counts its changes.
    `ledger_seq` and `ledger_head` are the last number and hash of the item's chain. `short_since`: the last order line
    (id) that was there when nobody waited for the item. `fill_paused`: a run was undone, and nothing is given by itself
    until the next receipt or a run by hand.
    """

    item = ForeignKeyField(Item, primary_key=True, backref="+")
    allocatable = BigIntegerField(default=0, constraints=whole("allocatable"))
    allocated = BigIntegerField(default=0, constraints=whole("allocated"))
    version = BigIntegerField(default=0)
    ledger_seq = BigIntegerField(default=0)
    ledger_head = CharField(max_length=64, default="")
    short_since = BigIntegerField(default=0)
    fill_paused = BooleanField(default=False)

    class Meta:
        constraints = (check("allocated >= 0"), check("allocated <= allocatable"))


class Balance(Table):
    """How much of a lot lies in a place, in base units: the sum of its moves."""

    lot = ForeignKeyField(Lot, backref="+", index=False)
    location = ForeignKeyField(Location, backref="+")
    status = word(StockStatus, "status", default=StockStatus.AVAILABLE)
    quantity = BigIntegerField(constraints=whole("quantity", "quantity >= 0"))

    class Meta:
        primary_key = CompositeKey("lot", "location", "status")


class Move(Table):
    """One change of one balance, chained to the item's one before it by a keyed hash. Never changed, never removed."""

    id = BigAutoField()
    item = ForeignKeyField(Item, backref="+", index=False)
    seq = BigIntegerField(constraints=[check("seq > 0")])
    lot = ForeignKeyField(Lot, backref="+", index=False)
    location = ForeignKeyField(Location, backref="+", index=False)
    status = word(StockStatus, "status")
    quantity = BigIntegerField(constraints=whole("quantity", "quantity <> 0"))
    reason = word(MoveReason, "reason")
    document = CharField(max_length=100)
    corrects = ForeignKeyField("self", null=True, backref="+", index=False)
    at = InstantField()
    effective_on = DateField()
    actor = CharField(max_length=80)
    workstation = CharField(max_length=80)
    action = ForeignKeyField(Action, backref="+", index=False)
    prev_hash = CharField(max_length=64)
    hash = CharField(max_length=64)

    class Meta:
        indexes = ((("item", "seq"), True),)


class Seal(Table):
    """A hash over the heads of all items' chains up to move `last_move`, chained to the seal before it."""

    id = BigAutoField()
    day = DateField()
    at = InstantField()
    last_move = BigIntegerField()
    prev_hash = CharField(max_length=64)
    hash = CharField(max_length=64)


class Delivery(Table):
    """A past receipt of another system. Equal rows are told apart by `occurrence`, counted from 1."""

    id = BigAutoField()
    supplier = CharField(max_length=80)
    sku = CharField(max_length=80, default="")
    quantity = IntegerField(null=True, constraints=whole("quantity", "quantity > 0"))
    purchase_order = CharField(max_length=80, default="")
    ordered_on = DateField()
    due_on = DateField()
    received_on = DateField()
    occurrence = IntegerField()

    class Meta:
        indexes = ((("supplier",), False),)
