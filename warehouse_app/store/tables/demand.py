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

from warehouse_app.domain.statuses import InterventionKind, Mode, Policy, ShipPolicy
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
    hold_reason = CharField(max_length=200, default="")
    """Why it gets no stock for now; '' where it is not on hold."""


SalesOrder.add_index(SQL("CREATE INDEX sales_order_placed ON sales_order (placed_at, id)"))


class OrderLine(Table):
    """A line of an order, in base units.

    `quantity`, `cancelled`, `picked`, `shipped` and `returned` only ever grow, but for logged edits of what was
    ordered; `allocated` is what stock is held for it now, picked goods that are not shipped included. `customer`,
    `rank_class`, `placed_at`, `ship_policy`, `shelf_life_days` and `on_hold` repeat what the line, its order and its
    customer say, because the queue is read by them. `passed_over` counts the receipts in which it got nothing while a
    later line of its class did, `passed_in` is the last of them (id); `lifted`, `lifted_on` and `gathers` (it may take
    parts, though it goes all or nothing) are what the starvation guard made of that.
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
    customer = ForeignKeyField(Customer, backref="+", index=False)
    pinned = IntegerField(default=0, constraints=whole("pinned", "pinned >= 0"))
    not_before = DateField(null=True)
    minimum_shelf_life_days = IntegerField(null=True, constraints=[check("minimum_shelf_life_days >= 0")])
    shelf_life_days = IntegerField(default=0, constraints=[check("shelf_life_days >= 0")])
    on_hold = BooleanField(default=False)
    passed_over = IntegerField(default=0, constraints=[check("passed_over >= 0")])
    lifted_on = DateField(null=True)
    gathers = BooleanField(default=False)
    passed_in = BigIntegerField(null=True)

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
        "CREATE INDEX order_line_queue ON order_line (rank_class, lifted DESC, placed_at, id) "
        "WHERE quantity - cancelled - shipped > 0",
    )
)
OrderLine.add_index(
    SQL(
        f"CREATE INDEX order_line_waiting ON order_line ({QUEUE_COLUMNS}) "
        "WHERE quantity - cancelled - shipped - allocated > 0",
    )
)
OrderLine.add_index(
    SQL(
        "CREATE INDEX order_line_whole ON order_line (item_id, order_id) "
        "WHERE ship_policy = 'order-complete' AND quantity - cancelled - shipped - allocated > 0",
    )
)
# True of every line, and there so that only who says it is read by this index: SQLite would take it for the queue too.
OrderLine.add_index(SQL("CREATE INDEX order_line_item ON order_line (item_id, id) WHERE quantity > 0"))
OrderLine.add_index(SQL("CREATE INDEX order_line_passed ON order_line (item_id) WHERE passed_over > 0"))
OrderLine.add_index(SQL("CREATE INDEX order_line_gathers ON order_line (lifted_on) WHERE gathers"))


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
    undoes = ForeignKeyField("self", null=True, unique=True, backref="+")


class Decision(Table):
    """What one run decided about the lines of one item, packed by `domain.decisions`; `free` is what it could give."""

    run = ForeignKeyField(Run, backref="+", index=False)
    item = ForeignKeyField(Item, backref="+", index=False)
    free = BigIntegerField(constraints=whole("free"))
    lines = BlobField()

    class Meta:
        primary_key = CompositeKey("run", "item")
        indexes = ((("item", "run"), False),)


class Intervention(Table):
    """What a person changed about an order or one of its lines, or about how it is served, to which `value`, and why.

    Of an edit, `value` is the field and `why` what it said before and says now; of lines that came from another order
    or went to one, `value` is that order's number and line.
    """

    id = BigAutoField()
    order = ForeignKeyField(SalesOrder, backref="+")
    order_line = ForeignKeyField(OrderLine, null=True, backref="+", index=False)
    kind = word(InterventionKind, "kind")
    value = CharField(max_length=80, default="")
    why = TextField(default="")
    action = ForeignKeyField(Action, backref="+", index=False)
