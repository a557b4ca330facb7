"""The demo house put together: what its records are on a given day."""

from collections.abc import Mapping, Sequence
from datetime import date

from warehouse_app.demo.catalogue import make_barcodes, make_customers, make_goods, make_substitutes
from warehouse_app.demo.dice import Dice
from warehouse_app.demo.notices import make_notices
from warehouse_app.demo.orders import make_orders, open_units
from warehouse_app.demo.partners import PARTNERS
from warehouse_app.demo.places import place_records
from warehouse_app.demo.purchases import make_purchases
from warehouse_app.demo.stock import make_stock
from warehouse_app.domain.records import Kind, Record

HOUSE_NAME = "Kestrel & Moor Trading"
TIME_ZONE = "Europe/Amsterdam"
CURRENCY = "EUR"


def demo_records(today: date) -> Mapping[Kind, Sequence[Record]]:
    """Return the records of the demo house on `today`, in the order of `Kind`: the same ones for the same day.

    Another day shifts the dates and changes nothing else. Nothing was ordered or received later than the day before
    `today`.
    """
    goods = make_goods(today, Dice(11))
    customers = tuple(make_customers())
    # With this seed every reason for which a line can wait is met once at least; a test says so.
    orders = make_orders(today, Dice(18), goods, customers)
    wanted = open_units(orders)
    purchases = make_purchases(today, Dice(13), goods, wanted)
    items = {good.record.sku: good.record for good in goods}
    return {
        Kind.SUPPLIERS: tuple(partner.record() for partner in PARTNERS),
        Kind.LOCATIONS: place_records(),
        Kind.ITEMS: tuple(good.record for good in goods),
        Kind.BARCODES: tuple(make_barcodes(goods)),
        Kind.SUBSTITUTES: tuple(make_substitutes(goods)),
        Kind.CUSTOMERS: customers,
        Kind.STOCK: tuple(make_stock(today, Dice(14), goods, wanted, purchases.at_dock)),
        Kind.PURCHASE_ORDERS: tuple(purchases.lines),
        Kind.ADVANCE_NOTICES: tuple(make_notices(today, purchases.lines, items)),
        Kind.ORDERS: tuple(orders),
        Kind.DELIVERIES: tuple(purchases.deliveries),
    }
