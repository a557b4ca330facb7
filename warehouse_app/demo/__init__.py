"""The demo warehouse: a made-up trading house full of believable work, as records for the import.

    filling    puts the content into a house that was just founded
    house      the records of a given day: `demo_records`, and the house's name, time zone and currency
    story      who waits for what, what is late, what is about to be sold
    catalogue  items, barcodes, substitutes, customers        places     the floor
    orders     what customers ordered                         purchases  what was ordered from suppliers, and came
    stock      what lies where

Word lists: `goods_outdoor`, `goods_household`, `goods_food`, `partners` (suppliers), `shops` (customers); `words` says
what a list of goods looks like. Chance comes from `dice`, days from `days`: the house is the same every time.
"""

from warehouse_app.demo.filling import fill_with_demo
from warehouse_app.demo.house import CURRENCY, HOUSE_NAME, TIME_ZONE, demo_records

__all__ = ["CURRENCY", "HOUSE_NAME", "TIME_ZONE", "demo_records", "fill_with_demo"]
