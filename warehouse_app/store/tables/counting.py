"""What people do with stock that lies there: counts and their lines, and lots that are blocked."""

from peewee import SQL, BigAutoField, BigIntegerField, CharField, ForeignKeyField

from warehouse_app.domain.statuses import CountStatus, StockStatus
from warehouse_app.store.tables.base import InstantField, Table, whole, word
from warehouse_app.store.tables.catalogue import Location, Lot
from warehouse_app.store.tables.record import Action


class StockCount(Table):
    """A count of what lies in one place. `recounts` is the count that is to be confirmed by this one, else None.

    `counted_by` and `counted_at` say who finished counting and when; they are empty while it is open.
    """

    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    location = ForeignKeyField(Location, backref="+")
    status = word(CountStatus, "status", default=CountStatus.OPEN)
    recounts = ForeignKeyField("self", null=True, unique=True, backref="+")
    cause = CharField(max_length=40, default="")
    opened_at = InstantField()
    counted_by = CharField(max_length=80, default="")
    counted_at = InstantField(null=True)
    action = ForeignKeyField(Action, backref="+", index=False)


class CountLine(Table):
    """What was counted of one lot in one state: `expected` is what the books said when the count was finished, or, of
    goods that were counted before they were moved, when they were.
    """

    id = BigAutoField()
    count = ForeignKeyField(StockCount, backref="+", index=False)
    lot = ForeignKeyField(Lot, backref="+", index=False)
    status = word(StockStatus, "status", default=StockStatus.AVAILABLE)
    expected = BigIntegerField(constraints=whole("expected", "expected >= 0"))
    counted = BigIntegerField(constraints=whole("counted", "counted >= 0"))

    class Meta:
        indexes = ((("count", "lot", "status"), True),)


class LotBlock(Table):
    """A lot of which nothing may be given to orders, picked or shipped, until `lifted` (an action) says otherwise."""

    id = BigAutoField()
    lot = ForeignKeyField(Lot, backref="+", index=False)
    action = ForeignKeyField(Action, backref="+", index=False)
    lifted = ForeignKeyField(Action, null=True, backref="+", index=False)


LotBlock.add_index(SQL("CREATE UNIQUE INDEX lot_block_live ON lot_block (lot_id) WHERE lifted_id IS NULL"))
