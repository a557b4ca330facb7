"""Which lot in which place a line is picked from, once it is released to a pick list."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from warehouse_app.domain.statuses import LocationKind

_NEARNESS = {LocationKind.PICK_FACE: 0, LocationKind.STORAGE: 1, LocationKind.BULK: 2}


class Place(NamedTuple):
    """`free` units of one lot in one pickable place. Lots are numbered in the order in which they first came."""

    lot: int
    location: int
    kind: LocationKind
    expiry: date | None
    free: int


def choose(quantity: int, places: Iterable[Place]) -> list[tuple[Place, int]]:
    """Return (place, units) that make up `quantity`, or as much of it as the places have.

    First expired, first out; where nothing expires, first received. Inside one lot the fewest stops: one place that
    holds all that is still wanted, a pick face before storage before bulk and then the smallest; where there is none,
    the fullest one first.
    """
    lots: dict[tuple[date, int], list[Place]] = {}
    for place in places:
        if place.free > 0:
            lots.setdefault((place.expiry or date.max, place.lot), []).append(place)
    chosen: list[tuple[Place, int]] = []
    for _, bins in sorted(lots.items()):
        while bins and quantity:
            enough = [place for place in bins if place.free >= quantity]
            if enough:
                best = min(enough, key=lambda place: (_NEARNESS[place.kind], place.free, place.location))
            else:
                best = min(bins, key=lambda place: (-place.free, _NEARNESS[place.kind], place.location))
            bins.remove(best)
            units = min(best.free, quantity)
            chosen.append((best, units))
            quantity -= units
    return chosen
