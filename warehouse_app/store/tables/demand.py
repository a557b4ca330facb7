"""Who wants what: orders, their lines and cancellations, the runs that gave them stock and why."""

from peewee import (
    SQL,
    BigAutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy
from warehouse_app.store.tables.base import InstantField, Table, check, whole, word
from warehouse_app.store.tables.catalogue import Customer, Item
from warehouse_app.store.tables.record import Action


class SalesOrder(Table):
    """A customer's order. An empty class or ship policy is the customer's."""

    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    customer = ForeignKeyField(Customer, backref="+")
    placed_at = InstantField()
    priority_class = CharField(
        max_length=1, default="", constraints=[check("priority_class = '' OR priority_class BETWEEN 'A' AND 'Z'")]
    )
    ship_policy = word(ShipPolicy, "ship_policy", null=True)
    customer_reference = CharField(max_length=200, default="")
    carrier = CharField(max_length=80, default="")


class OrderLine(Table):
    """A line of an order, in base units.

    `quantity`, `cancelled`, `picked`, `shipped` and `returned` only ever grow, but for logged edits of what was
    ordered; `allocated` is what stock is held for it now, picked goods that are not shipped included. `rank_class`,
    `placed_at` and `ship_policy` repeat what the order and its customer say, because the queue is read by them.
    """

    id = BigAutoField()
    order = ForeignKeyField(SalesOrder, backref="+", index=False)
    line = IntegerField(constraints=[check("line > 0")])
    item = ForeignKeyField(Item, backref="+", index=False)
    quantity = IntegerField(constraints=whole("quantity", "quantity BETWEEN 1 AND 999999999"))
    cancelled = IntegerField(default=0, constraints=whole("cancelled", "cancelled >= 0"))
    picked = IntegerField(default=0, constraints=whole("picked"))
    shipped = IntegerField(default=0, constraints=whole("shipped", "shipped >= 0"))
    returned = IntegerField(default=0, constraints=whole("returned", "returned >= 0"))
    allocated = IntegerField(default=0, constraints=whole("allocated", "allocated >= 0"))
    rank_class = CharField(max_length=1)
    lifted = BooleanField(default=False)
    placed_at = InstantField()
    need_by = DateField(null=True)
    first_promise = DateField(null=True)
    ship_policy = word(ShipPolicy, "ship_policy")
    sell_multiple = IntegerField(default=1, constraints=whole("sell_multiple", "sell_multiple > 0"))
    price = BigIntegerField(null=True, constraints=whole("price", "price >= 0"))
    note = TextField(default="")

    class Meta:
        indexes = ((("order", "line"), True),)
        constraints = (
            check("returned <= shipped"),
            check("shipped <= picked"),
            check("picked <= shipped + allocated"),
            check("shipped + allocated <= quantity - cancelled"),
        )


QUEUE_COLUMNS = "item_id, rank_class, lifted DESC, placed_at, id"
OrderLine.add_index(
    SQL(
        f"CREATE INDEX order_line_open ON order_line ({QUEUE_COLUMNS}) WHERE quantity - cancelled - shipped > 0",
    )
)
OrderLine.add_index(
    SQL(
        f"CREATE INDEX order_line_waiting ON order_line ({QUEUE_COLUMNS}) "
        "WHERE quantity - cancelled - shipped - allocated > 0",
    )
)


class Cancellation(Table):
    """Units that are no longer wanted: `cancelled` before they were shipped, `returned` after.

    Without a line, a credit of another system that matched no order.
    """

    id = BigAutoField()
    document = CharField(max_length=80)
    line = IntegerField()
    order_line = ForeignKeyField(OrderLine, null=True, backref="+")
    cancelled = IntegerField(default=0, constraints=whole("cancelled", "cancelled >= 0"))
    returned = IntegerField(default=0, constraints=whole("returned", "returned >= 0"))
    action = ForeignKeyField(Action, backref="+", index=False)

    class Meta:
        indexes = ((("document", "line", "order_line"), True),)


class Run(Table):
    """One run of allocation: by which policy, because of what."""

    id = BigAutoField()
    mode = word(Mode, "mode")
    policy = word(Policy, "policy")
    cause = CharField(max_length=40)
    at = InstantField()
    house_day = DateField()
    action = ForeignKeyField(Action, backref="+", index=False)


class Decision(Table):
    """What one run decided about the lines of one item, packed by `domain.decisions`; `free` is what it could give."""

    run = ForeignKeyField(Run, backref="+", index=False)
    item = ForeignKeyField(Item, backref="+", index=False)
    free = BigIntegerField(constraints=whole("free"))
    lines = BlobField()

    class Meta:
        primary_key = CompositeKey("run", "item")
        indexes = ((("item", "run"), False),)
