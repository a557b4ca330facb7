"""What can be released for picking: lines that hold stock no list has fixed yet, and the bins it can be taken from."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from warehouse_app.domain.allocation import QueuedLine
from warehouse_app.domain.release import Place
from warehouse_app.domain.route import Layout, Spot, lay_out
from warehouse_app.domain.statuses import PICKABLE, LocationKind, ShipPolicy
from warehouse_app.queries.waiting import SOFT, WAITING, of_alias
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Location


class HeldStock(NamedTuple):
    """A line with `soft` units of stock that are not on a list yet; `queued.short` is what it still waits for."""

    queued: QueuedLine
    soft: int
    order_number: str


def held_stock(store: Store, house_day: date, orders: Collection[str] = ()) -> list[HeldStock]:
    """Return the lines (of all orders, or those numbers) that hold stock which no list has fixed yet, unsorted.

    Not those of items whose release date lies ahead.
    """
    statement = (
        "SELECT ol.id, ol.order_id, ol.item_id, ol.rank_class, ol.lifted, ol.placed_at, "
        "COALESCE(ol.first_promise, ol.need_by), ol.quantity - ol.cancelled - ol.shipped - ol.allocated, ol.allocated, "
        f"ol.sell_multiple, ol.ship_policy, {SOFT}, o.number "
        "FROM order_line ol JOIN sales_order o ON o.id = ol.order_id JOIN item i ON i.id = ol.item_id "
        "WHERE ol.allocated > 0 AND (i.release_date IS NULL OR i.release_date <= ?)"
    )
    if not orders:
        return list(_held(store.sql(statement, (house_day,))))
    found: list[HeldStock] = []
    for some in chunks(orders):
        found.extend(_held(store.sql(f"{statement} AND o.number IN ({marks(some)})", (house_day, *some))))
    return found


def _held(cursor: Any) -> Iterator[HeldStock]:
    for line, order, item, rank, lifted, placed, due, short, had, pack, ship, soft, number in cursor:
        if soft > 0:
            queued = QueuedLine(
                line, order, item, rank, bool(lifted), placed, day(due), short, had, pack, ShipPolicy(ship)
            )
            yield HeldStock(queued, int(soft), number)


def incomplete_orders(store: Store, orders: Collection[int], house_day: date) -> set[int]:
    """Return those of `orders` (ids) of which a line that is due still waits for stock."""
    found: set[int] = set()
    for some in chunks(orders):
        found.update(
            order
            for (order,) in store.sql(
                f"SELECT DISTINCT l.order_id FROM order_line l JOIN item i ON i.id = l.item_id "
                f"WHERE l.order_id IN ({marks(some)}) AND {of_alias('l', WAITING)} "
                "AND (i.release_date IS NULL OR i.release_date <= ?)",
                (*some, house_day),
            )
        )
    return found


def pickable_places(store: Store, items: Collection[int], house_day: date) -> dict[int, list[Place]]:
    """Return, for each item, the bins with stock that may be picked and is not fixed to another list."""
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
    return places


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
