"""What somebody who writes an order must know of an item: what is free now, who waits already, and what is coming."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from warehouse_app.queries.reasons import Coming, coming
from warehouse_app.queries.waiting import WAITING
from warehouse_app.store.database import Store, chunks, day, marks


class Availability(NamedTuple):
    """One item. `free` units are in stock and given to nobody; `waiting` are wanted by lines that are short of them.

    `release_date`: a day before which nothing of it is given. `price` in cents.
    """

    sku: str
    name: str
    unit: str
    pack_quantity: int
    price: int | None
    release_date: date | None
    free: int
    waiting: int
    coming: tuple[Coming, ...]

    def is_unreleased(self, today: date) -> bool:
        """Whether nothing of it is given yet."""
        return self.release_date is not None and self.release_date > today


def availability(store: Store, skus: Iterable[str]) -> dict[str, Availability]:
    """Return what there is of the items of those numbers; an unknown number is left out."""
    found = {
        row[0]: row
        for some in chunks(skus)
        for row in store.sql(
            "SELECT i.id, i.sku, i.name, i.unit, i.pack_quantity, i.price, i.release_date, "
            "COALESCE(s.allocatable - s.allocated, 0) FROM item i LEFT JOIN item_stock s ON s.item_id = i.id "
            f"WHERE i.sku IN ({marks(some)})",
            some,
        )
    }
    waiting, supplies = waiting_units(store, found), coming(store, found)
    return {
        sku: Availability(
            sku,
            name,
            unit,
            pack,
            price,
            day(release_date),
            free,
            waiting.get(item, 0),
            tuple(supplies.get(item, ())),
        )
        for item, sku, name, unit, pack, price, release_date, free in found.values()
    }


def waiting_units(store: Store, items: Iterable[int]) -> dict[int, int]:
    """Return the units of `items` that order lines are short of; an item that nobody waits for is left out."""
    return {
        item: int(units)
        for some in chunks(items)
        for item, units in store.sql(
            "SELECT item_id, SUM(quantity - cancelled - shipped - allocated) FROM order_line "
            f"WHERE item_id IN ({marks(some)}) AND {WAITING} GROUP BY item_id",
            some,
        )
    }
