"""Which of the goods that came were put into totes of orders at once, and how bookings named the places themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from warehouse_app.domain.statuses import LocationKind
from warehouse_app.domain.totes import Tote, Totes, in_all
from warehouse_app.store.database import Store, chunks, marks


class BookedAs(msgspec.Struct):
    """Goods as a booking answered them when it was done; the rest of the answer is passed over."""

    sku: str
    location: str
    lot: str
    expiry: date | None = None
    aside: str | None = None
    why: str = ""


class _Answer(msgspec.Struct):
    booked: list[BookedAs] = []


def booked_as(store: Store, actions: Iterable[int]) -> dict[int, list[BookedAs]]:
    """Return the goods of bookings (ids of actions) as those answered them."""
    found: dict[int, list[BookedAs]] = {}
    for some in chunks(actions):
        for action, result in store.sql(f"SELECT id, result FROM action WHERE id IN ({marks(some)})", some):
            found[action] = msgspec.json.decode(result or "{}", type=_Answer).booked
    return found


class Received(NamedTuple):
    """Where goods of one booking were received: ids of the action, the item, the lot and the place; its code."""

    action: int
    item: int
    lot: int
    location: int
    place: str

    @property
    def at(self) -> tuple[int, int, int]:
        """The action, the lot and the place."""
        return self.action, self.lot, self.location


def totes_of(
    store: Store, lines: Collection[Received], booked: Mapping[int, Collection[BookedAs]]
) -> dict[tuple[int, int, int], Totes]:
    """Return into which totes goods were put as they were received, by action, lot and place; `booked` is `booked_as`.

    Whatever became of them since is not told.
    """
    received: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        received[line.action].add(line.place)
    # Only a booking that names another place than its lines do is looked for among the moves of its items.
    elsewhere: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if any(each.location not in received[line.action] for each in booked.get(line.action, ())):
            elsewhere[line.item].add(line.action)
    found: dict[tuple[int, int, int], list[tuple[Tote, int]]] = defaultdict(list)
    for item, actions in sorted(elsewhere.items()):
        for some in chunks(actions):
            # Into the tote first, then out of the place before.
            for action, lot, location, code, kind, order, units in store.sql(
                "SELECT m.action_id, m.lot_id, o.location_id, p.code, p.kind, m.document, m.quantity FROM move m "
                "JOIN move o ON o.item_id = m.item_id AND o.seq = m.seq + 1 JOIN location p ON p.id = m.location_id "
                f"WHERE m.item_id = ? AND m.action_id IN ({marks(some)}) AND m.reason = 'pick' AND m.quantity > 0 "
                "ORDER BY m.seq",
                (item, *some),
            ):
                found[action, lot, location].append((Tote(code, LocationKind(kind), order), int(units)))
    return {at: in_all(totes) for at, totes in found.items()}
