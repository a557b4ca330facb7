"""What of an item no order gets though some wait for it: as safety stock, or for an order that is to be complete."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.queries.goods import recipients
from warehouse_app.store.database import Store

_WOULD_HAVE_MORE = {Reason.PROTECTED, Reason.PARTLY_FILLED, Reason.FAIR_SHARE, Reason.EQUAL_SHARE}


def orders_kept_from(store: Store, item: int, decided: Iterable[LineDecision], units: int, *, unbooked: int = 0) -> int:
    """Return how many orders wait for more of an item (id) after it was `decided` who gets it, where the `units` that
    nobody got, and all else that is left of it, are safety stock that is kept from them; 0 where they are not.

    `unbooked` are those that would be left besides what is free now, of goods that are only about to come.
    """
    last = {row.line: row for row in decided} if units else {}
    short = [row.line for row in last.values() if row.reason in _WOULD_HAVE_MORE and row.gets < row.asked]
    if not short:
        return 0
    kept, open_to, free = _safety_stock(store, item)
    if not open_to or not units <= free + unbooked <= kept:
        return 0
    return len({each.order for each in recipients(store, short).values() if each.rank_class > open_to})


def orders_kept_for(
    store: Store, item: int, decided: Iterable[LineDecision], units: int, *, unbooked: int = 0
) -> tuple[str, ...]:
    """Return the orders for which the `units` of an item (id) that nobody got are kept until an open receipt brings the
    rest of what they must have, or is closed; `unbooked` as for `orders_kept_from`.
    """
    last = {row.line: row for row in decided} if units else {}
    waiting = [row.line for row in last.values() if row.reason is Reason.AWAITS_RECEIPT]
    if not waiting:
        return ()
    kept, open_to, free = _safety_stock(store, item)
    whom = recipients(store, waiting)
    named = (whom[line] for line in waiting)
    is_kept = (each for each in named if free + unbooked > (kept if open_to and each.rank_class > open_to else 0))
    return tuple(dict.fromkeys(each.order for each in is_kept))


class KeptFor(NamedTuple):
    """Free units of an item that these orders get when an open receipt has brought the rest of what they must have."""

    sku: str
    units: int
    orders: tuple[str, ...]


def kept_for_receipts(
    store: Store, decided: Mapping[int, Sequence[LineDecision]], skus: Mapping[int, str]
) -> tuple[KeptFor, ...]:
    """Return what of some items (ids, with their numbers) is kept so after it was `decided` who gets them."""
    whose = {item: orders_kept_for(store, item, decided.get(item, ()), units=1) for item in skus}
    return tuple(KeptFor(skus[item], _safety_stock(store, item)[2], orders) for item, orders in whose.items() if orders)


def _safety_stock(store: Store, item: int) -> tuple[int, str, int]:
    """Return what is kept of an item (id) as safety stock, from which class on, and what is free of it, kept or not."""
    [(kept, open_to, free)] = store.sql(
        "SELECT i.safety_stock, i.safety_stock_open_to, s.allocatable - s.allocated "
        "FROM item i JOIN item_stock s ON s.item_id = i.id WHERE i.id = ?",
        (item,),
    )
    return int(kept), str(open_to), int(free)
