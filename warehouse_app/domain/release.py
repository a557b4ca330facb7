"""Which lot in which place a line is picked from, once it is released to a pick list."""

import sys
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


class Goods(NamedTuple):
    """What of one item can be picked, while line after line is fixed to a part of it.

    `spare`: for each day to which goods of some line must last, how many units that last so long, wherever they lie,
    are fixed to nobody and more than the lines that ask for that day or a later one need.
    """

    places: tuple[Place, ...] = ()
    spare: tuple[tuple[date, int], ...] = ()


def choose(quantity: int, goods: Goods, last_to: date = date.min) -> list[tuple[Place, int]]:
    """Return (place, units) that make up `quantity` of goods that last to a day, or as much of it as may be taken.

    First expired, first out; where nothing expires, first received. Of lots that last longer no more is taken than the
    lines spare that ask for it: what should have gone first may lie where no picker can reach it. Inside one lot the
    fewest stops: one place that holds all that is still wanted, a pick face before storage before bulk and then the
    smallest; where there is none, the fullest one first.
    """
    lots: dict[tuple[date, int], list[Place]] = {}
    for place in goods.places:
        expiry = place.expiry or date.max
        if place.free > 0 and expiry >= last_to:
            lots.setdefault((expiry, place.lot), []).append(place)
    chosen: list[tuple[Place, int]] = []
    for (expiry, _), bins in sorted(lots.items()):
        wanted = min(quantity, _allowed(goods, chosen, last_to, expiry))
        taken = _from_bins(wanted, bins)
        chosen += taken
        quantity -= sum(units for _, units in taken)
    return chosen


def without(goods: Goods, taken: Iterable[tuple[Place, int]], last_to: date) -> Goods:
    """Return what is left of `goods` when a line that asks for a day has taken some of it."""
    less = {(place.lot, place.location): units for place, units in taken}
    places = tuple(place._replace(free=place.free - less.get((place.lot, place.location), 0)) for place in goods.places)
    return Goods(places, _left_to_spare(goods, taken, last_to))


def _left_to_spare(goods: Goods, taken: Iterable[tuple[Place, int]], last_to: date) -> tuple[tuple[date, int], ...]:
    lasting = [(place.expiry or date.max, units) for place, units in taken]
    return tuple(
        (day, spare - sum(units for expiry, units in lasting if last_to < day <= expiry)) for day, spare in goods.spare
    )


def _allowed(goods: Goods, taken: Iterable[tuple[Place, int]], last_to: date, expiry: date) -> int:
    """Return how much of a lot a line that asks for a day may take besides what it takes of others."""
    left = _left_to_spare(goods, taken, last_to)
    return max(0, min((spare for day, spare in left if last_to < day <= expiry), default=sys.maxsize))


def _from_bins(quantity: int, bins: list[Place]) -> list[tuple[Place, int]]:
    """Return (place, units) that make up `quantity` of one lot, or all of it."""
    chosen: list[tuple[Place, int]] = []
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
