"""What the house knows by name: people, suppliers, customers, places, items, their codes and lots."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from warehouse_app.domain.statuses import LocationKind, Role, ShipPolicy
from warehouse_app.store.tables.base import Table, check, one_of, whole, word


class Person(Table):
    """Somebody who may act. While there is nobody here, whoever opens the house is its one admin."""

    id = BigAutoField()
    name = CharField(max_length=80, unique=True)
    role = IntegerField(constraints=[one_of("role", Role)])


class Supplier(Table):
    id = BigAutoField()
    code = CharField(max_length=80, unique=True)
    name = CharField(max_length=200)
    email = CharField(max_length=200, default="")
    lead_time_days = IntegerField(null=True, constraints=[check("lead_time_days >= 0")])
    over_receipt_percent = IntegerField(default=0, constraints=[check("over_receipt_percent >= 0")])


class Customer(Table):
    id = BigAutoField()
    code = CharField(max_length=80, unique=True)
    name = CharField(max_length=200)
    email = CharField(max_length=200, default="")
    priority_class = CharField(max_length=1, default="B", constraints=[check("priority_class BETWEEN 'A' AND 'Z'")])
    weight = IntegerField(default=1, constraints=[check("weight > 0")])
    ship_policy = word(ShipPolicy, "ship_policy", default=ShipPolicy.PARTIAL)
    minimum_shelf_life_days = IntegerField(default=0, constraints=[check("minimum_shelf_life_days >= 0")])
    language = CharField(max_length=20, default="")
    address = CharField(max_length=200, default="")
    street = CharField(max_length=200, default="")
    postcode = CharField(max_length=80, default="")
    city = CharField(max_length=200, default="")
    country = CharField(max_length=200, default="")
    phone = CharField(max_length=80, default="")


class Location(Table):
    """A place. Coordinates in millimetres; `capacity` in base units, None where it does not limit."""

    id = BigAutoField()
    code = CharField(max_length=80, unique=True)
    zone = CharField(max_length=80, default="")
    aisle = CharField(max_length=80, default="")
    bay = CharField(max_length=80, default="")
    level = CharField(max_length=80, default="")
    x_mm = IntegerField(null=True)
    y_mm = IntegerField(null=True)
    kind = word(LocationKind, "kind", default=LocationKind.STORAGE)
    capacity = IntegerField(null=True, constraints=[check("capacity > 0")])


class Item(Table):
    """Something bought, kept and sold. What it has in stock is in `ItemStock`, so that reading names never waits.

    `minimum_shelf_life_days` is how long goods must still last on the day they come in; 0 where nobody asks.
    """

    id = BigAutoField()
    sku = CharField(max_length=80, unique=True)
    name = CharField(max_length=200)
    unit = CharField(max_length=80, default="piece")
    pack_quantity = IntegerField(default=1, constraints=whole("pack_quantity", "pack_quantity > 0"))
    category = CharField(max_length=200, default="")
    lot_tracked = BooleanField(default=False)
    expiry_tracked = BooleanField(default=False)
    serial_tracked = BooleanField(default=False)
    safety_stock = IntegerField(default=0, constraints=whole("safety_stock", "safety_stock >= 0"))
    safety_stock_open_to = CharField(max_length=1, default="")
    reorder_point = IntegerField(null=True, constraints=whole("reorder_point", "reorder_point >= 0"))
    price = BigIntegerField(null=True, constraints=whole("price", "price >= 0"))
    cost = BigIntegerField(null=True, constraints=whole("cost", "cost >= 0"))
    weight_g = IntegerField(null=True, constraints=[check("weight_g >= 0")])
    volume_cm3 = IntegerField(null=True, constraints=[check("volume_cm3 >= 0")])
    release_date = DateField(null=True)
    home_location = ForeignKeyField(Location, null=True, backref="+")
    supplier = ForeignKeyField(Supplier, null=True, backref="+")
    lead_time_days = IntegerField(null=True, constraints=[check("lead_time_days >= 0")])
    minimum_shelf_life_days = IntegerField(default=0, constraints=[check("minimum_shelf_life_days >= 0")])


class Barcode(Table):
    """A code exactly as scanned; `gtin` is the same in 14 digits where it is one: GTIN-8, 12, 13 and 14 are equal.

    So are a UPC-E and its UPC-A. Eight digits that may be two numbers are the likelier one
    (`scanning.gtin.likely_gtin14`).
    """

    id = BigAutoField()
    code = CharField(max_length=80, unique=True)
    gtin = CharField(max_length=14, null=True, index=True)
    item = ForeignKeyField(Item, backref="+")
    pack_quantity = IntegerField(default=1, constraints=whole("pack_quantity", "pack_quantity > 0"))


class Substitute(Table):
    id = BigAutoField()
    item = ForeignKeyField(Item, backref="+", index=False)
    substitute = ForeignKeyField(Item, backref="+")
    ratio = IntegerField(default=1, constraints=whole("ratio", "ratio > 0"))
    note = TextField(default="")

    class Meta:
        indexes = ((("item", "substitute"), True),)
        constraints = (check("item_id <> substitute_id"),)


class Lot(Table):
    """Goods of one item that share a lot number and an expiry day; goods without a number share the lot ''."""

    id = BigAutoField()
    item = ForeignKeyField(Item, backref="+", index=False)
    code = CharField(max_length=80, default="")
    expiry = DateField(null=True, index=True)

    class Meta:
        indexes = ((("item", "code"), True),)
