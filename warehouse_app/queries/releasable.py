"""What can be released for picking: lines that hold stock which is on no list yet, and the bins it is taken from."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.release import Goods, Place
from warehouse_app.domain.route import Layout, Spot, lay_out
from warehouse_app.domain.statuses import PICKABLE, LocationKind
from warehouse_app.queries.waiting import (
    QUEUE_COLUMNS,
    SOFT,
    WAITING,
    lives_held,
    of_alias,
    queued,
    spare_by_life,
)
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Location


class PutAway(NamedTuple):
    """An allocation (id) of goods that were put aside for a line and lie in a bin by now, from which nobody fetches
    them yet; `place.free` are its units.
    """

    allocation: int
    place: Place


class HeldStock(NamedTuple):
    """A line with `soft` units of stock that nothing has fixed yet, and what was `put_away` that is fixed to it.

    `queued.short` is what it still waits for.
    """

    queued: QueuedLine
    soft: int
    order_number: str
    put_away: Sequence[PutAway]


def held_stock(store: Store, house_day: date, orders: Collection[str] = ()) -> list[HeldStock]:
    """Return the lines (of all orders, or those numbers) that hold stock which is on no list yet, unsorted.

    Not those of orders on hold; those whose release date lies ahead only where a person has pinned stock to them.
    """
    statement = (
        f"SELECT {SOFT}, o.number, {QUEUE_COLUMNS} "
        "FROM order_line ol JOIN sales_order o ON o.id = ol.order_id JOIN item i ON i.id = ol.item_id "
        "WHERE ol.allocated > 0 AND NOT ol.on_hold AND (ol.pinned > 0 OR "
        "COALESCE(i.release_date, ?) <= ? AND COALESCE(ol.not_before, ?) <= ?)"
    )
    today = (house_day,) * 4
    put_away = _put_away(store)
    if not orders:
        return list(_held(store.sql(statement, today), put_away))
    found: list[HeldStock] = []
    for some in chunks(orders):
        found.extend(_held(store.sql(f"{statement} AND o.number IN ({marks(some)})", (*today, *some)), put_away))
    return found


def _held(cursor: Any, put_away: Mapping[int, Sequence[PutAway]]) -> Iterator[HeldStock]:
    found = [row for row in cursor if row[0] > 0 or row[2] in put_away]
    for (soft, number, *_), line in zip(found, queued(row[2:] for row in found), strict=True):
        yield HeldStock(line, int(soft), number, put_away.get(line.line, ()))


def _put_away(store: Store) -> dict[int, list[PutAway]]:
    """Return what was put away by line (id)."""
    kinds = sorted(PICKABLE)
    found: dict[int, list[PutAway]] = defaultdict(list)
    for line, allocation, lot, location, kind, expiry, units in store.sql(
        "SELECT a.order_line_id, a.id, a.lot_id, a.location_id, loc.kind, lot.expiry, "
        "a.quantity - a.picked - a.returned FROM allocation a JOIN lot ON lot.id = a.lot_id "
        "JOIN location loc ON loc.id = a.location_id WHERE a.quantity - a.picked - a.returned > 0 "
        f"AND loc.kind IN ({marks(kinds)}) AND NOT EXISTS "
        "(SELECT 1 FROM pick_stop s WHERE s.allocation_id = a.id) ORDER BY a.id",
        kinds,
    ):
        found[line].append(PutAway(allocation, Place(lot, location, LocationKind(kind), day(expiry), int(units))))
    return found


def incomplete_orders(store: Store, orders: Collection[int], rules: Rules) -> set[int]:
    """Return those of `orders` (ids) of which a line that is due still waits for stock."""
    last_day = date.max if rules.horizon is None else rules.today + timedelta(days=rules.horizon)
    found: set[int] = set()
    for some in chunks(orders):
        found.update(
            order
            for (order,) in store.sql(
                f"SELECT DISTINCT l.order_id FROM order_line l JOIN item i ON i.id = l.item_id "
                f"WHERE l.order_id IN ({marks(some)}) AND {of_alias('l', WAITING)} "
                "AND COALESCE(i.release_date, ?) <= ? AND COALESCE(l.not_before, ?) <= ? "
                "AND COALESCE(l.first_promise, l.need_by, ?) <= ?",
                (*some, *(rules.today,) * 5, last_day),
            )
        )
    return found


def pickable_goods(store: Store, items: Collection[int], house_day: date) -> dict[int, Goods]:
    """Return, for each item, what may be picked and is not fixed to another list."""
    places: dict[int, list[Place]] = defaultdict(list)
    kinds = sorted(PICKABLE)
    for some in chunks(items):
        for item, lot, location, kind, expiry, free in store.sql(
            "SELECT lot.item_id, b.lot_id, b.location_id, loc.kind, lot.expiry, b.quantity - COALESCE((SELECT "
            "SUM(a.quantity - a.picked - a.returned) FROM allocation a WHERE a.lot_id = b.lot_id "
            "AND a.location_id = b.location_id AND a.quantity - a.picked - a.returned > 0), 0) "
            "FROM lot JOIN balance b ON b.lot_id = lot.id JOIN location loc ON loc.id = b.location_id "
            f"WHERE lot.item_id IN ({marks(some)}) AND b.quantity > 0 AND b.status = 'available' "
            f"AND loc.kind IN ({marks(kinds)}) AND (lot.expiry IS NULL OR lot.expiry >= ?)",
            (*some, *kinds, house_day),
        ):
            places[item].append(Place(lot, location, LocationKind(kind), day(expiry), int(free)))
    goods: dict[int, Goods] = {}
    for item, of_item in places.items():
        # Only lots that expire can be too old for anybody.
        lives = lives_held(store, item) if any(place.expiry for place in of_item) else []
        spare = spare_by_life(store, item, lives, house_day) if lives else {}
        goods[item] = Goods(
            tuple(of_item), tuple((house_day + timedelta(days=life), units) for life, units in spare.items())
        )
    return goods


class Bin(NamedTuple):
    """A place as a walk needs it; `spot` is None where its coordinates are not known."""

    id: int
    code: str
    spot: Spot | None


def bins(locations: Collection[int]) -> dict[int, Bin]:
    """Return the places of these ids."""
    found: dict[int, Bin] = {}
    for some in chunks(locations):
        query = Location.select(Location.id, Location.code, Location.x_mm, Location.y_mm).where(Location.id.in_(some))
        for row, code, x, y in rows(query):
            found[row] = Bin(row, code, None if x is None or y is None else Spot(x, y))
    return found


def house_layout() -> Layout:
    """Return the aisles of the house: its bins, its depot and its cross aisles."""
    spots: list[Spot] = []
    depot: Spot | None = None
    cross_aisles: list[int] = []
    for x, y, kind in rows(Location.select(Location.x_mm, Location.y_mm, Location.kind).order_by(Location.code)):
        if kind == LocationKind.CROSS_AISLE and y is not None:
            cross_aisles.append(y)
        elif x is None or y is None:
            continue
        elif kind == LocationKind.DEPOT:
            depot = depot or Spot(x, y)
        elif kind in PICKABLE:
            spots.append(Spot(x, y))
    return lay_out(spots, depot=depot, cross_aisles=cross_aisles)
