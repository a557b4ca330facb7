"""What was carried from place to place, and what waits to be put away, as people look at it who carry goods."""

from datetime import datetime
from typing import NamedTuple

from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant

_LOOKED_BACK = 2_000
"""How many moves are looked at for the last ones of one workstation, however old its own are."""


class Carrying(NamedTuple):
    """Goods that one action (its id) carried from `source` to `target`."""

    action_id: str
    sku: str
    name: str
    lot: str
    quantity: int
    source: str
    target: str
    actor: str
    at: datetime
    is_undone: bool


class ToClear(NamedTuple):
    """A dock or staging place at which goods lie that have no place of their own yet."""

    place: str
    items: int
    units: int


def last_carried(store: Store, workstation: str, *, most: int) -> list[Carrying]:
    """Return what was carried at a workstation, the latest first, `most` of it at most."""
    found = store.sql(
        "SELECT a.action_id, i.sku, i.name, lot.code, away.quantity, p.code, q.code, a.actor, a.at, "
        "EXISTS (SELECT 1 FROM move c WHERE c.item_id = there.item_id AND c.seq > there.seq "
        "AND c.corrects_id = there.id) "
        "FROM (SELECT * FROM move ORDER BY id DESC LIMIT ?) AS there "
        "JOIN action a ON a.id = there.action_id "
        "JOIN move away ON away.item_id = there.item_id AND away.action_id = there.action_id AND away.quantity < 0 "
        "AND away.seq BETWEEN there.seq - 1 AND there.seq + 1 "
        "JOIN item i ON i.id = there.item_id JOIN lot ON lot.id = there.lot_id "
        "JOIN location p ON p.id = away.location_id JOIN location q ON q.id = there.location_id "
        "WHERE there.workstation = ? AND a.verb = 'move_stock' AND there.quantity > 0 ORDER BY there.id DESC LIMIT ?",
        (_LOOKED_BACK, workstation, most),
    )
    return [
        Carrying(action, sku, name, lot, -int(units), source, target, actor, instant(at), bool(undone))
        for action, sku, name, lot, units, source, target, actor, at, undone in found
    ]


def places_to_clear(store: Store, *, most: int) -> list[ToClear]:
    """Return the docks and staging places at which goods lie, `most` of them at most."""
    found = store.sql(
        "SELECT p.code, COUNT(DISTINCT lot.item_id), SUM(b.quantity) FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN location p ON p.id = b.location_id WHERE p.kind IN ('dock', 'staging') AND b.quantity > 0 "
        "GROUP BY p.code ORDER BY p.code LIMIT ?",
        (most,),
    )
    return [ToClear(place, int(items), int(units)) for place, items, units in found]
