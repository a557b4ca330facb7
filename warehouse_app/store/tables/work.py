"""What people are sent to do: hard allocations, pick lists with their stops, shipments."""

from peewee import SQL, BigAutoField, CharField, ForeignKeyField, IntegerField

from warehouse_app.domain.statuses import PickListStatus
from warehouse_app.store.tables.base import InstantField, Table, check, whole, word
from warehouse_app.store.tables.catalogue import Location, Lot
from warehouse_app.store.tables.demand import OrderLine, SalesOrder
from warehouse_app.store.tables.record import Action


class Allocation(Table):
    """The part of a line's allocation that is fixed to a lot in a place.

    `quantity` − `picked` − `returned` is hard-reserved there; `returned` went back to the line's soft allocation.
    """

    id = BigAutoField()
    order_line = ForeignKeyField(OrderLine, backref="+")
    lot = ForeignKeyField(Lot, backref="+", index=False)
    location = ForeignKeyField(Location, backref="+", index=False)
    quantity = IntegerField(constraints=whole("quantity", "quantity > 0"))
    picked = IntegerField(default=0, constraints=whole("picked", "picked >= 0"))
    returned = IntegerField(default=0, constraints=whole("returned", "returned >= 0"))

    class Meta:
        constraints = (check("picked + returned <= quantity"),)


Allocation.add_index(
    SQL("CREATE INDEX allocation_live ON allocation (lot_id, location_id) WHERE quantity - picked - returned > 0")
)


class PickList(Table):
    """Stops to walk, in millimetres of walking; `s_shape_mm` is what the foreseeable walk would have been.

    Both are None where a bin of the list has no coordinates.
    """

    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    kind = CharField(max_length=20)
    status = word(PickListStatus, "status", default=PickListStatus.RELEASED)
    released_at = InstantField()
    released_by = CharField(max_length=80)
    distance_mm = IntegerField(null=True)
    s_shape_mm = IntegerField(null=True)
    action = ForeignKeyField(Action, backref="+", index=False)


class PickStop(Table):
    """One hard allocation in the walking order of one list; no allocation is on two lists."""

    id = BigAutoField()
    pick_list = ForeignKeyField(PickList, backref="+", index=False)
    position = IntegerField(constraints=[check("position > 0")])
    allocation = ForeignKeyField(Allocation, unique=True, backref="+")

    class Meta:
        indexes = ((("pick_list", "position"), True),)


class StopChange(Table):
    """What became of a stop whose goods went away, or are not wanted any more: `units` are not fetched there now,
    `replanned` of them are fetched from elsewhere on the same list, and the rest of them nowhere.
    """

    id = BigAutoField()
    pick_list = ForeignKeyField(PickList, backref="+")
    allocation = ForeignKeyField(Allocation, backref="+", index=False)
    units = IntegerField(constraints=whole("units", "units > 0"))
    replanned = IntegerField(constraints=whole("replanned", "replanned BETWEEN 0 AND units"))
    action = ForeignKeyField(Action, backref="+", index=False)


class Shipment(Table):
    id = BigAutoField()
    number = CharField(max_length=80, unique=True)
    order = ForeignKeyField(SalesOrder, backref="+")
    carrier = CharField(max_length=80, default="")
    shipped_at = InstantField()
    action = ForeignKeyField(Action, backref="+", index=False)


class ShipmentLine(Table):
    id = BigAutoField()
    shipment = ForeignKeyField(Shipment, backref="+")
    order_line = ForeignKeyField(OrderLine, backref="+")
    quantity = IntegerField(constraints=whole("quantity", "quantity > 0"))
