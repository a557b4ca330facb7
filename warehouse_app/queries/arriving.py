"""Goods on their way that decisions count on: those about to be booked in, and what open receipts still bring."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from warehouse_app.queries.to_come import came_of, is_coming, to_come
from warehouse_app.store.database import Store, chunks, marks


class Arriving(NamedTuple):
    """Units of items (ids) that are about to be booked in, on a purchase order (id; None: on none).

    `expiry` is the last day on which they may be used, not a past one; None: they last for ever. `lots` say it of items
    of which goods of several last days come, as (units, expiry). `notice` is the advance notice (id) with which they
    come, `noticed` are the units that count on it. `aside` are units that come with them and are set aside: nobody is
    given these, and they are not to come any more.
    """

    units: Mapping[int, int]
    purchase_order: int | None
    expiry: date | None = None
    notice: int | None = None
    noticed: Mapping[int, int] = MappingProxyType({})
    lots: Mapping[int, Sequence[tuple[int, date | None]]] = MappingProxyType({})
    aside: Mapping[int, int] = MappingProxyType({})


NOTHING = Arriving({}, None)


def announced(store: Store, items: Iterable[int], arriving: Arriving = NOTHING) -> dict[int, int]:
    """Return the units of `items` that open receipts still bring, and that of `arriving`, as it will be after them.

    It is the rest of their purchase orders; of a receipt of an advance notice the notice's rest, and no more than its
    purchase order expects.
    """
    found: dict[int, int] = defaultdict(int)
    for some in chunks(items):
        orders = _rest_of_orders(store, some, arriving)
        notices = _rest_of_notices(store, some, arriving)
        whole = _with_plain_receipts(store, {order for _, order in orders}, arriving)
        for (item, order), units in orders.items():
            found[item] += units if order in whole else min(units, notices.get((item, order), 0))
        for (item, order_or_none), units in notices.items():
            found[item] += units if order_or_none is None else 0
    return {item: units for item, units in found.items() if units}


def _rest_of_orders(store: Store, items: Sequence[int], arriving: Arriving) -> dict[tuple[int, int], int]:
    """Return the units of items still to come on purchase orders of which a receipt is, or will be, open."""
    rest: dict[tuple[int, int], int] = {}
    for item, order, units in store.sql(
        f"SELECT l.item_id, l.purchase_order_id, SUM({to_come('l')}) FROM purchase_line l "
        f"WHERE l.item_id IN ({marks(items)}) AND {is_coming('l')} AND (l.purchase_order_id = ? OR EXISTS "
        "(SELECT 1 FROM receipt r WHERE r.purchase_order_id = l.purchase_order_id AND r.status = 'open')) "
        "GROUP BY l.item_id, l.purchase_order_id",
        (*items, arriving.purchase_order or 0),
    ):
        comes = arriving.units.get(item, 0) + arriving.aside.get(item, 0)
        rest[item, order] = max(0, int(units) - (comes if order == arriving.purchase_order else 0))
    return rest


def _rest_of_notices(store: Store, items: Sequence[int], arriving: Arriving) -> dict[tuple[int, int | None], int]:
    """Return the units of items still to come on notices of which a receipt is, or will be, open, by purchase order."""
    rest: dict[tuple[int, int | None], int] = defaultdict(int)
    for item, notice, order, units in store.sql(
        f"SELECT l.item_id, n.id, n.purchase_order_id, SUM(l.quantity - {came_of('l')}) FROM advance_notice_line l "
        f"JOIN advance_notice n ON n.id = l.advance_notice_id WHERE l.item_id IN ({marks(items)}) "
        f"AND l.quantity > {came_of('l')} AND (n.id = ? OR EXISTS "
        "(SELECT 1 FROM receipt r WHERE r.advance_notice_id = n.id AND r.status = 'open')) "
        "GROUP BY l.item_id, n.id, n.purchase_order_id",
        (*items, arriving.notice or 0),
    ):
        here = arriving.noticed.get(item, 0) if notice == arriving.notice else 0
        rest[item, order] += max(0, int(units) - here)
    return rest


def _with_plain_receipts(store: Store, orders: Collection[int], arriving: Arriving) -> set[int]:
    """Return those of some purchase orders (ids) of which a receipt without advance notice is, or will be, open."""
    plain = {arriving.purchase_order} & set(orders) if arriving.notice is None else set()
    for some in chunks(orders):
        found = store.sql(
            f"SELECT DISTINCT purchase_order_id FROM receipt WHERE purchase_order_id IN ({marks(some)}) "
            "AND status = 'open' AND advance_notice_id IS NULL",
            some,
        )
        plain |= {order for (order,) in found}
    return {order for order in plain if order is not None}
