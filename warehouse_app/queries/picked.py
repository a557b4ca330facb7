"""What is picked for orders and not shipped: of which lots, and how much of them lies where picked goods do."""

from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec

from warehouse_app.domain.statuses import HOLDS_PICKED, MoveReason
from warehouse_app.queries.waiting import OPEN, of_alias
from warehouse_app.store.database import Store, chunks, marks


def picked_units(rule: str) -> str:
    """Return the statement of (lot_id, order_id, units) picked for lines `l`, not shipped, that meet a rule.

    Where a line has picked several lots and shipped some of it, which of them is not known: as much as can be is said.
    """
    return (
        "SELECT a.lot_id, l.order_id, CASE WHEN SUM(a.picked) < l.picked - l.shipped "
        "THEN CAST(SUM(a.picked) AS BIGINT) ELSE l.picked - l.shipped END AS units "
        "FROM order_line l JOIN allocation a ON a.order_line_id = l.id "
        f"WHERE a.picked > 0 AND l.picked > l.shipped AND {rule} "
        "GROUP BY a.lot_id, l.id, l.order_id, l.picked, l.shipped"
    )


def picked_of(store: Store, item: int, lot: int) -> dict[str, int]:
    """Return the units of a lot that are picked and not shipped, by order in the order of their numbers."""
    of_item = picked_units(f"l.item_id = ? AND {of_alias('l', OPEN)}")
    found = store.sql(
        f"SELECT o.number, SUM(p.units) FROM ({of_item}) AS p "
        "JOIN sales_order o ON o.id = p.order_id WHERE p.lot_id = ? GROUP BY o.number ORDER BY o.number",
        (item, lot),
    )
    return {order: int(units) for order, units in found}


def in_totes(store: Store, lot: int) -> dict[int, int]:
    """Return the units of a lot that lie where picked goods do, by place (id), and that nobody has set aside there."""
    kinds = sorted(HOLDS_PICKED)
    found = store.sql(
        "SELECT b.location_id, b.quantity FROM balance b JOIN location p ON p.id = b.location_id "
        f"WHERE b.lot_id = ? AND b.status = 'available' AND b.quantity > 0 AND p.kind IN ({marks(kinds)}) "
        "ORDER BY b.location_id",
        (lot, *kinds),
    )
    return {place: int(units) for place, units in found}


def picked_at(store: Store, item: int, lot: int) -> dict[int, dict[str, int]]:
    """Return for which orders the units of a lot are picked that lie where picked goods do, by place (id) and order.

    Moves say into which place they were picked, and whereto they were carried on; counts, of whose goods some were
    missing.
    """
    picked = picked_of(store, item, lot)
    if not picked:
        return {}
    held, lying = _held(store, item, lot), in_totes(store, lot)
    found: dict[int, dict[str, int]] = {}
    for place in lying:
        mine = {order: min(units, picked.get(order, 0), lying[place]) for order, units in held[place].items()}
        found[place] = {order: units for order, units in sorted(mine.items()) if units > 0}
    return found


def _held(store: Store, item: int, lot: int) -> dict[int, Counter[str]]:
    """Return the units by place (id) and order that moves have brought there, and not away again."""
    kinds = sorted(HOLDS_PICKED)
    moves = store.sql(
        "SELECT m.action_id, m.quantity, m.location_id, m.document, m.reason FROM move m "
        "JOIN location p ON p.id = m.location_id WHERE m.item_id = ? AND m.lot_id = ? AND m.status = 'available' "
        f"AND p.kind IN ({marks(kinds)}) ORDER BY m.seq",
        (item, lot, *kinds),
    ).fetchall()
    held: dict[int, Counter[str]] = defaultdict(Counter)
    for action, of_action in groupby(moves, key=itemgetter(0)):
        in_hand: list[tuple[Counter[str], int]] = []
        # What an action takes out of one place may come into another.
        for _, units, place, order, reason in sorted(of_action, key=itemgetter(1)):
            if reason == MoveReason.PICK or (reason == MoveReason.CORRECTION and order in held[place]):
                held[place][order] += units
            elif units < 0:
                missing = missed_by(store, action, lot, place) if reason == MoveReason.COUNT else Counter[str]()
                held[place].subtract(missing)
                in_hand.append((held[place], -units - missing.total()))
            else:
                # What came into no other was more than is picked.
                room = units
                for nth, (source, left) in enumerate(in_hand):
                    carried = _taken(source, min(left, room), held[place])
                    held[place].update(carried)
                    room -= carried.total()
                    in_hand[nth] = source, left - carried.total()
    return held


def carried_for(store: Store, goods: tuple[int, int], units: int, source: int, target: int) -> list[str]:
    """Return the orders for which units of an item and lot are picked that are carried from one place into another (all
    by id): first of those that have some of the lot there.
    """
    picked, held = picked_of(store, *goods), _held(store, *goods)
    return sorted(picked.keys() & _taken(held[source], units, held[target]).keys())


def _taken(source: Counter[str], units: int, target: Counter[str]) -> Counter[str]:
    """Take so many units, or as many as there are, from what orders have somewhere: first from those of a target."""
    taken: Counter[str] = Counter()
    orders = (order for order in source if source[order] > 0)
    for order in sorted(orders, key=lambda order: (target[order] <= 0, order)):
        if taken.total() == units:
            break
        taken[order] = min(units - taken.total(), source[order])
        source[order] -= taken[order]
    return taken


class _Missing(msgspec.Struct):
    """Whose goods a count missed, as it answered."""

    order: str
    sku: str
    lot: str
    place: str
    units: int


class _Counted(msgspec.Struct):
    unpicked: list[_Missing] = []


def missed_by(store: Store, action: int, lot: int, place: int) -> Counter[str]:
    """Return of which orders a count (the action that booked it) missed units of a lot (id) in a place (id)."""
    [(result, sku, code, where)] = store.sql(
        "SELECT a.result, i.sku, lot.code, p.code FROM action a, lot JOIN item i ON i.id = lot.item_id, location p "
        "WHERE a.id = ? AND lot.id = ? AND p.id = ?",
        (action, lot, place),
    )
    units: Counter[str] = Counter()
    for each in msgspec.json.decode(result or "{}", type=_Counted).unpicked:
        if (each.sku, each.lot, each.place) == (sku, code, where):
            units[each.order] += each.units
    return units


def orders_in(store: Store, place: int) -> list[str]:
    """Return the orders for which goods that lie in a place (id) are picked."""
    lots = store.sql(
        "SELECT lot.item_id, lot.id FROM balance b JOIN lot ON lot.id = b.lot_id "
        "WHERE b.location_id = ? AND b.quantity > 0 AND b.status = 'available' ORDER BY lot.id",
        (place,),
    ).fetchall()
    return sorted({order for lot in lots for order in picked_at(store, *lot).get(place, ())})


class LotInTote(NamedTuple):
    """Units of a lot ('': it has no number) of an item that are picked for an order and lie in a place (its code)."""

    sku: str
    name: str
    lot: str
    place: str
    units: int


def lots_in_totes_for(store: Store, order: str) -> list[LotInTote]:
    """Return where what is picked for an order (its number) lies, by item, lot and place."""
    lots = store.sql(
        "SELECT DISTINCT i.sku, i.name, i.id, a.lot_id, lot.code FROM sales_order o "
        "JOIN order_line l ON l.order_id = o.id JOIN allocation a ON a.order_line_id = l.id "
        "JOIN lot ON lot.id = a.lot_id JOIN item i ON i.id = l.item_id "
        "WHERE o.number = ? AND l.picked > l.shipped AND a.picked > 0 ORDER BY i.sku, a.lot_id",
        (order,),
    ).fetchall()
    found = [
        (sku, name, code, place, of_order[order])
        for sku, name, item, lot, code in lots
        for place, of_order in sorted(picked_at(store, item, lot).items())
        if order in of_order
    ]
    codes = {
        place: code
        for some in chunks({place for *_, place, _ in found})
        for place, code in store.sql(f"SELECT id, code FROM location WHERE id IN ({marks(some)})", some)
    }
    return [LotInTote(sku, name, lot, codes[place], units) for sku, name, lot, place, units in found]


class InTote(NamedTuple):
    """Units of an item that are picked for an order and lie in a place (its code)."""

    sku: str
    place: str
    units: int


def in_totes_for(store: Store, order: str) -> list[InTote]:
    """Return where what is picked for an order (its number) lies, by item and place."""
    found: Counter[tuple[str, str]] = Counter()
    for each in lots_in_totes_for(store, order):
        found[each.sku, each.place] += each.units
    return [InTote(sku, place, units) for (sku, place), units in sorted(found.items())]
