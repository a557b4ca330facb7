"""Open lines and supplies, as the decisions of allocation take them, and which of them one decision must see."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from warehouse_app.domain.allocation import QueuedLine, Rules, Supply
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Item

WAITING = "quantity - cancelled - shipped - allocated > 0"
OPEN = "quantity - cancelled - shipped > 0"
"""As the partial indexes of `order_line` say it, word for word, so that both databases use them."""

SOFT = (
    "ol.allocated - (ol.picked - ol.shipped) - COALESCE((SELECT SUM(a.quantity - a.picked - a.returned) "
    "FROM allocation a WHERE a.order_line_id = ol.id), 0)"
)
"""What a line `ol` holds that no pick list or tote has fixed yet."""

_POLICIES = {policy.value: policy for policy in ShipPolicy}


class StockLevel(NamedTuple):
    """Units that may be promised, and the part of them that is."""

    allocatable: int
    allocated: int


_COLUMNS = (
    "SELECT id, order_id, item_id, rank_class, lifted, placed_at, COALESCE(first_promise, need_by), "
    "quantity - cancelled - shipped - allocated, allocated, sell_multiple, ship_policy FROM order_line WHERE "
)


def _read(store: Store, rule: str, parameters: Sequence[object]) -> Iterator[QueuedLine]:
    for line, order, item, rank, lifted, placed, due, short, had, pack, ship in store.sql(_COLUMNS + rule, parameters):
        yield QueuedLine(line, order, item, rank, bool(lifted), placed, day(due), short, had, pack, _POLICIES[ship])


def queued_lines(store: Store, items: Iterable[int], which: str = WAITING) -> list[QueuedLine]:
    """Return the waiting (or all `OPEN`) lines of `items`, unsorted."""
    found: list[QueuedLine] = []
    for some in chunks(items):
        found.extend(_read(store, f"item_id IN ({marks(some)}) AND {which}", some))
    return found


_WHOLE = "ship_policy = 'order-complete'"
_OF_ORDERS_OF = f"SELECT order_id FROM order_line WHERE {_WHOLE} AND "


def considered_lines(
    store: Store, supplies: Mapping[int, Supply], fresh: range = range(0), edited: Collection[int] = ()
) -> list[QueuedLine]:
    """Return the waiting lines that a fill from `supplies` decides about, unsorted.

    All of the items that have something to give; of the others only those that the event brought (`fresh`) or changed
    (`edited`, ids too), since nothing has changed for the rest. An order that must ship complete is seen whole, also
    where the line that was changed waits for nothing itself.
    """
    with_stock = {item for item, supply in supplies.items() if supply.free > 0}
    others = supplies.keys() - with_stock
    lines = queued_lines(store, with_stock)
    if fresh:
        for some in chunks(others):
            rule = f"item_id IN ({marks(some)}) AND {WAITING} AND id >= ? AND id < ?"
            lines += _read(store, rule, (*some, fresh.start, fresh.stop))
    seen = {row.line for row in lines}
    for some in chunks(edited):
        for rule in (f"id IN ({marks(some)})", f"{_WHOLE} AND order_id IN ({_OF_ORDERS_OF} id IN ({marks(some)}))"):
            found = [row for row in _read(store, f"{rule} AND {WAITING}", some) if row.item in others]
            lines += [row for row in found if row.line not in seen]
            seen.update(row.line for row in found)
    for some in chunks(row.order for row in lines if row.ship_policy is ShipPolicy.ORDER_COMPLETE):
        rule = f"order_id IN ({marks(some)}) AND {WAITING} AND {_WHOLE}"
        lines += [row for row in _read(store, rule, some) if row.line not in seen]
    return lines


def items_of_whole_orders(store: Store, items: Collection[int], edited: Collection[int] = ()) -> set[int]:
    """Return the items that one decision about `items` must see together, because orders that ship complete tie them.

    Starting from the waiting ship-complete orders that want one of `items`, or of which a line (id) was `edited`, until
    nothing more joins; empty where there is no such order.
    """
    tied: set[int] = set()
    for some in chunks(edited):
        tied |= _items_of_orders(store, f"id IN ({marks(some)})", some)
    new = tied | set(items)
    while new:
        found: set[int] = set()
        for some in chunks(new):
            found |= _items_of_orders(store, f"item_id IN ({marks(some)}) AND {WAITING}", some)
        new = found - tied
        tied |= new
    return tied


def _items_of_orders(store: Store, rule: str, parameters: Sequence[object]) -> set[int]:
    """Return the items that ship-complete orders with a line of that `rule` still wait for."""
    found = store.sql(
        f"SELECT DISTINCT other.item_id FROM order_line other WHERE {of_alias('other', WAITING)} "
        f"AND other.{_WHOLE} AND other.order_id IN ({_OF_ORDERS_OF} {rule})",
        parameters,
    )
    return {item for (item,) in found}


def of_alias(alias: str, rule: str) -> str:
    """Return a rule about order lines with `alias` before each of its columns."""
    for column in ("quantity", "cancelled", "shipped", "allocated"):
        rule = rule.replace(column, f"{alias}.{column}")
    return rule


def supplies_of(levels: Mapping[int, StockLevel]) -> dict[int, Supply]:
    """Return what each item has to give, from its stock level and its own rules."""
    supplies: dict[int, Supply] = {}
    for some in chunks(levels):
        query = Item.select(Item.id, Item.safety_stock, Item.safety_stock_open_to, Item.release_date)
        for item, protected, open_to, release_date in rows(query.where(Item.id.in_(some))):
            free = levels[item].allocatable - levels[item].allocated
            supplies[item] = Supply(free, protected, open_to, release_date)
    return supplies


def rules_of(settings: HouseSettings, policy: Policy | None = None) -> Rules:
    """Return how the house decides today, by `policy` where one is named."""
    return Rules(policy or settings.policy, settings.house_day, settings.due_days, ZoneInfo(settings.time_zone))
