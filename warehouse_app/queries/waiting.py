"""Open lines and supplies, as the decisions of allocation take them, and which of them one decision must see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import ALLOCATABLE, Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey, Supply, lasts
from warehouse_app.queries.arriving import NOTHING, Arriving, announced
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Item

WAITING = "quantity - cancelled - shipped - allocated > 0"
OPEN = "quantity - cancelled - shipped > 0"
"""As the partial indexes of `order_line` say it, word for word, so that both databases use them."""
MOST_PINNED = "quantity - cancelled - shipped"
"""What can be pinned to a line: what is open of it. What is shipped needs no pin any more."""

IS_DUE = "NOT ol.on_hold AND COALESCE(ol.not_before, ?) <= ? AND COALESCE(ol.first_promise, ol.need_by, ?) <= ?"
"""True of a line `ol` that is to be served now if its item is; its parameters are `due_days_of` some rules."""
IS_RELEASED = "(i.release_date IS NULL OR i.release_date <= ?)"
"""True of an item `i` that is no pre-order any more; its parameter is the house's day."""

SOFT = (
    "ol.allocated - (ol.picked - ol.shipped) - COALESCE((SELECT SUM(a.quantity - a.picked - a.returned) "
    "FROM allocation a WHERE a.order_line_id = ol.id), 0)"
)
"""What a line `ol` holds that no pick list or tote has fixed yet."""

_POLICIES = {policy.value: policy for policy in ShipPolicy}


class StockLevel(NamedTuple):
    """Units that may be promised, and the part of them that is; `paused`: none is given by itself for now."""

    allocatable: int
    allocated: int
    paused: bool = False


QUEUE_COLUMNS = (
    "ol.id, ol.order_id, ol.item_id, ol.rank_class, ol.lifted, ol.placed_at, COALESCE(ol.first_promise, ol.need_by), "
    "ol.quantity - ol.cancelled - ol.shipped - ol.allocated, ol.allocated, ol.sell_multiple, ol.ship_policy, "
    "ol.customer_id, ol.shelf_life_days, ol.pinned, ol.on_hold, ol.not_before, ol.gathers"
)
"""What `queued` makes a line of, of an order line `ol`."""
_COLUMNS = f"SELECT {QUEUE_COLUMNS} FROM order_line ol WHERE "


def queued(cursor: Iterable[Sequence[Any]]) -> Iterator[QueuedLine]:
    """Yield the lines of rows of `QUEUE_COLUMNS`."""
    new, policies = tuple.__new__, _POLICIES  # rather than the class: it is done for every line of a run
    for (
        line,
        order,
        item,
        rank,
        lifted,
        at,
        due,
        short,
        had,
        pack,
        ship,
        customer,
        life,
        pin,
        hold,
        since,
        part,
    ) in cursor:
        yield new(
            QueuedLine,
            (
                line,
                order,
                item,
                rank,
                bool(lifted),
                at,
                due and day(due),
                short,
                had,
                pack,
                policies[ship],
                customer,
                life,
                pin,
                bool(hold),
                since and day(since),
                bool(part),
            ),
        )


def _read(store: Store, rule: str, parameters: Sequence[object]) -> Iterator[QueuedLine]:
    return queued(store.sql(_COLUMNS + rule, parameters))


def queued_lines(store: Store, items: Iterable[int], which: str = WAITING) -> list[QueuedLine]:
    """Return the waiting (or all `OPEN`) lines of `items`, unsorted."""
    found: list[QueuedLine] = []
    for some in chunks(items):
        found.extend(_read(store, f"item_id IN ({marks(some)}) AND {which}", some))
    return found


def waiting_of_order(store: Store, order: int) -> list[QueuedLine]:
    """Return the waiting lines of an order (id)."""
    return list(_read(store, f"order_id = ? AND {WAITING}", (order,)))


_WHOLE = "ship_policy = 'order-complete'"
_OF_ORDERS_OF = f"SELECT order_id FROM order_line WHERE {_WHOLE} AND "


def considered_lines(
    store: Store, supplies: Mapping[int, Supply], fresh: range = range(0), edited: Collection[int] = ()
) -> list[QueuedLine]:
    """Return the waiting lines that a fill from `supplies` decides about, unsorted.

    All of the items that have something to give; of the others only those that the event brought (`fresh`) or changed
    (`edited`, ids too), since nothing has changed for the rest. An order that must ship complete is seen whole, also
    where the line that was changed waits for nothing itself, and with it all lines of an item on whose announced rest
    it may count.
    """
    with_stock = {item for item, supply in supplies.items() if supply.free > 0}
    others = supplies.keys() - with_stock
    lines = queued_lines(store, with_stock)
    if not others:
        return lines
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
    done: set[int] = set()
    while True:
        for some in chunks({row.order for row in lines if row.ship_policy is ShipPolicy.ORDER_COMPLETE}):
            rule = f"order_id IN ({marks(some)}) AND {WAITING} AND {_WHOLE}"
            lines += [row for row in _read(store, rule, some) if row.line not in seen]
            seen.update(row.line for row in lines)
        # What an open receipt still brings may be for lines that come before such an order.
        of_whole = {row.item for row in lines if row.ship_policy is ShipPolicy.ORDER_COMPLETE and row.item in others}
        counted_on = announced(store, of_whole - done).keys()
        if not counted_on:
            return lines
        done |= of_whole
        lines += [row for row in queued_lines(store, counted_on) if row.line not in seen]
        seen.update(row.line for row in lines)


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
            supplies[item] = Supply(free, protected, open_to, release_date, paused=bool(levels[item].paused))
    return supplies


def supplied(
    store: Store,
    supplies: Mapping[int, Supply],
    lines: Iterable[QueuedLine],
    house_day: date,
    arriving: Arriving = NOTHING,
) -> dict[int, Supply]:
    """Return `supplies` with what only some lines look at: what is left for each shelf life that one of `lines`, or a
    line that holds some, asks for, and, for those that go all or nothing, what open receipts still expect; both as
    they will be after `arriving`.
    """
    asked: dict[int, set[int]] = defaultdict(set)
    whole: set[int] = set()
    for row in lines:
        if row.life:
            asked[row.item].add(row.life)
        if row.ship_policy is not ShipPolicy.PARTIAL:
            whole.add(row.item)
    grown = dict(supplies)
    for item, units in announced(store, whole, arriving).items():
        grown[item] = grown[item]._replace(announced=units)
    for item, lives in asked.items():
        # What a line takes must also be left for those that hold some, asking for less than it does.
        spare = spare_by_life(store, item, lives.union(lives_held(store, item)), house_day)
        coming = arriving.lots.get(item) or ((arriving.units.get(item, 0), arriving.expiry),)
        offers = (
            Offer(life, left + sum(units for units, expiry in coming if lasts(expiry, life, house_day)))
            for life, left in sorted(spare.items())
        )
        grown[item] = grown[item]._replace(lives=tuple(offers))
    return grown


def spare_by_life(store: Store, item: int, lives: Collection[int], house_day: date) -> dict[int, int]:
    """Return, for each shelf life in days, the units of stock that last so long and are fixed to nobody, less what
    lines asking for it hold besides what is fixed to them.

    Less than 0 where lines hold more than that.
    """
    kinds = sorted(ALLOCATABLE)
    stock = [
        (day(expiry), int(units))
        for expiry, units in store.sql(
            "SELECT lot.expiry, SUM(b.quantity) FROM lot JOIN balance b ON b.lot_id = lot.id "
            "JOIN location place ON place.id = b.location_id WHERE lot.item_id = ? AND b.status = 'available' "
            f"AND place.kind IN ({marks(kinds)}) GROUP BY lot.expiry UNION ALL "
            "SELECT lot.expiry, -SUM(a.quantity - a.picked - a.returned) FROM lot "
            "JOIN allocation a ON a.lot_id = lot.id WHERE lot.item_id = ? "
            "AND a.quantity - a.picked - a.returned > 0 GROUP BY lot.expiry",
            (item, *kinds, item),
        )
    ]
    held = store.sql(
        f"SELECT ol.shelf_life_days, SUM({SOFT}) FROM order_line ol WHERE ol.item_id = ? AND {of_alias('ol', OPEN)} "
        "AND ol.allocated > 0 AND ol.shelf_life_days > 0 GROUP BY ol.shelf_life_days",
        (item,),
    ).fetchall()
    return {
        life: sum(units for expiry, units in stock if lasts(expiry, life, house_day))
        - sum(int(units) for asked, units in held if asked >= life)
        for life in lives
    }


def lives_held(store: Store, item: int) -> list[int]:
    """Return the shelf lives in days that lines which hold some of an item ask for."""
    found = store.sql(
        f"SELECT DISTINCT shelf_life_days FROM order_line WHERE item_id = ? AND {OPEN} AND allocated > 0 "
        "AND shelf_life_days > 0",
        (item,),
    )
    return [life for (life,) in found]


def due_days_of(rules: Rules) -> tuple[date, ...]:
    """Return the parameters of `IS_DUE`."""
    last_day = date.max if rules.horizon is None else rules.today + timedelta(days=rules.horizon)
    return rules.today, rules.today, rules.today, last_day


def demands_of(store: Store, lines: Iterable[QueuedLine], rules: Rules) -> dict[ShareKey, Demand]:
    """Return what each customer has claimed of the items of `lines`, which wait, since they were last not short.

    Lines that are not due and have received nothing claim nothing yet, and nobody claims a pre-order. A line that came
    before the shortage and was not due when it began is one of `lines`, and counts as long as it is.
    """
    of_item: dict[int, list[int]] = defaultdict(list)
    for line, _, item, *_ in lines:
        of_item[item].append(line)
    return claims_of(store, of_item, rules)


def claims_of(store: Store, of_item: Mapping[int, Sequence[int]], rules: Rules) -> dict[ShareKey, Demand]:
    """Return the `demands_of` lines, given by their ids for each item (id)."""
    since: dict[int, int] = {}
    for some in chunks(of_item):
        since.update(
            store.sql(
                "SELECT s.item_id, s.short_since FROM item_stock s JOIN item i ON i.id = s.item_id "
                f"WHERE s.item_id IN ({marks(some)}) AND {IS_RELEASED}",
                (*some, rules.today),
            )
        )
    days = due_days_of(rules)
    demands: dict[ShareKey, Demand] = {}
    for item, line in since.items():
        _claim(store, item, "ol.item_id = ? AND ol.id > ? AND ol.quantity > 0", (item, line), days, demands)
        if min(of_item[item]) <= line:
            for older in chunks(each for each in of_item[item] if each <= line):
                _claim(store, item, f"ol.id IN ({marks(older)})", older, days, demands)
    return demands


def _claim(
    store: Store,
    item: int,
    which: str,
    parameters: Sequence[object],
    days: Sequence[date],
    demands: dict[ShareKey, Demand],
) -> None:
    """Add to `demands` what customers claim by some lines of an item, and have received of that."""
    new = tuple.__new__  # rather than the classes, as in `queued`
    for rank_class, customer, weight, ordered, received in store.sql(
        "SELECT claim.rank_class, claim.customer_id, c.weight, claim.ordered, claim.received FROM ("
        "SELECT ol.rank_class, ol.customer_id, SUM(ol.quantity - ol.cancelled) AS ordered, "
        f"SUM(ol.shipped + ol.allocated) AS received FROM order_line ol WHERE {which} "
        f"AND (ol.shipped + ol.allocated > 0 OR ({IS_DUE})) "
        "GROUP BY ol.rank_class, ol.customer_id) claim JOIN customer c ON c.id = claim.customer_id",
        (*parameters, *days),
    ):
        key = new(ShareKey, (item, rank_class, customer))
        _, before, had = demands.get(key, _NO_DEMAND)
        demands[key] = new(Demand, (weight, before + int(ordered), had + int(received)))


_NO_DEMAND = Demand(1, 0, 0)


def rules_of(settings: HouseSettings, policy: Policy | None = None) -> Rules:
    """Return how the house decides today, by `policy` where one is named."""
    return Rules(
        policy or settings.policy,
        settings.house_day,
        settings.due_days,
        ZoneInfo(settings.time_zone),
        settings.horizon_days,
        settings.strict_packs,
    )
