"""The floor of the case `shares` of `tests.benchmarks.allocation`: a division by shares in bare `sqlite3`.

    python -m tests.benchmarks.allocation_bare_shares fair-share|equal-share DATABASE

Like `allocation_bare`, and it leaves out what that leaves out, packs too: it hands out single units. Webster's rule is
said in its own words here. All units up to a quotient that is surely low enough are given at once, as long as that
leaves more of them than customers; the rest go one by one, from a heap. Prints its seconds and the most memory as JSON.
"""

import json
import sys
import time
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from heapq import heapify, heappop, heapreplace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.benchmarks.allocation_bare import AREAS, QUEUE, SHORT, WAITING, begin, begin_run, connected, report, store

Claims = dict[tuple[str, int], tuple[int, int, int]]
"""By class and customer: the customer's weight, and what it ordered and has received."""

_FILLED, _OUT = 0, 2
_SHARE = {"fair-share": 13, "equal-share": 14}
_CLAIMED = (
    "SELECT claim.rank_class, claim.customer_id, c.weight, claim.ordered, claim.received FROM "
    "(SELECT l.rank_class, l.customer_id, SUM(l.quantity - l.cancelled) AS ordered, "
    "SUM(l.shipped + l.allocated) AS received FROM order_line l WHERE l.item_id = ? AND l.id > ? AND l.quantity > 0 "
    "GROUP BY l.rank_class, l.customer_id) claim JOIN customer c ON c.id = claim.customer_id"
)


class Claimant:
    """A customer: the places and running ends of its lines, its weight, and what it has, gets and may still get."""

    __slots__ = ("ends", "gets", "open", "places", "received", "weight")

    def __init__(self, weight: int, received: int) -> None:
        self.weight, self.received = weight, received
        self.places: list[int] = []
        self.ends: list[int] = []
        self.open = self.gets = 0

    def wants(self, place: int, units: int) -> None:
        """Add a line."""
        self.open += units
        self.places.append(place)
        self.ends.append(self.open)

    def turn(self, scale: int) -> tuple[int, int]:
        """Return when its next unit is given, and the line that gets it."""
        quotient = (2 * (self.received + self.gets) + 1) * scale // self.weight
        return quotient, self.places[bisect_right(self.ends, self.gets)]


def hand_out(units: int, claimants: Sequence[Claimant]) -> None:
    """Hand out fewer units than are wanted."""
    hungry = list(claimants)
    while units > len(hungry):
        # All who have less than weight · most / 2 units, to the nearest, are below it together.
        most = 2 * (units + sum(one.received + one.gets for one in hungry)) - len(hungry)
        weights = sum(one.weight for one in hungry)
        gains = [
            min(max(0, (one.weight * most + weights) // (2 * weights) - one.received - one.gets), one.open - one.gets)
            for one in hungry
        ]
        given = sum(gains)
        if not 0 < given <= units:  # somebody has more than the quotient allows already
            break
        for one, gain in zip(hungry, gains, strict=True):
            one.gets += gain
        units -= given
        hungry = [one for one in hungry if one.gets < one.open]
    scale = max(one.weight for one in hungry) ** 2
    heap = [(*one.turn(scale), one) for one in hungry]
    heapify(heap)
    for _ in range(units):
        one = heap[0][2]
        one.gets += 1
        if one.gets < one.open:
            heapreplace(heap, (*one.turn(scale), one))
        else:
            heappop(heap)


def fared(claims: Claims, of_class: str, claimants: dict[int, Claimant]) -> tuple[int, int, int]:
    """Return the worst and the best percentage filled of a class's customers, and the most units that one has."""
    percentages = []
    most = 0
    for (rank_class, customer), (_, ordered, received) in claims.items():
        if rank_class == of_class and ordered:  # also those who want nothing any more
            has = received + (claimants[customer].gets if customer in claimants else 0)
            percentages.append(has * 100 // ordered)
            most = max(most, has)
    return min(percentages), max(percentages), most


def shared(free: int, queue: Sequence[tuple[Any, ...]], claims: Claims, policy: str) -> tuple[list[int], bytes, int]:
    """Divide class by class; return what each line gets, the decisions as they are stored, and what is left."""
    gets: list[int] = []
    reasons = bytearray()
    starts: list[tuple[int | str, ...]] = []
    left = free
    for rank_class, rows in groupby(queue, key=itemgetter(3)):
        lines = list(rows)
        start = len(gets)
        rates: tuple[int, ...] = ()
        wanted = sum(row[1] for row in lines)
        if left >= wanted:
            gets += [row[1] for row in lines]
            reasons += bytes([_FILLED]) * len(lines)
            left -= wanted
        elif not left:
            gets += [0] * len(lines)
            reasons += bytes([_OUT]) * len(lines)
        else:
            claimants: dict[int, Claimant] = {}
            for place, (_, short, _, _, customer) in enumerate(lines):
                if customer not in claimants:
                    weight, ordered, received = claims[rank_class, customer]
                    claimants[customer] = Claimant(weight * ordered if policy == "fair-share" else 1, received)
                claimants[customer].wants(place, short)
            hand_out(left, list(claimants.values()))
            rates = fared(claims, rank_class, claimants)
            for _, short, _, _, customer in lines:
                one = claimants[customer]
                units = min(short, one.gets)
                one.gets -= units
                gets.append(units)
                reasons.append(_FILLED if units == short else _SHARE[policy])
            left = 0
        starts.append((start, rank_class, *rates))
    columns = (
        array("I", (len(queue),)),
        array("q", [row[0] for row in queue]),
        array("i", [row[1] for row in queue]),
        array("i", [row[2] for row in queue]),
        array("i", gets),
    )
    facts = json.dumps({"classes": starts}, separators=(",", ":")).encode()
    return gets, b"".join((*(column.tobytes() for column in columns), reasons, facts)), left


def divide(connection: Any, day: str, policy: str) -> None:
    """Divide all free stock among whoever waits: an item's queue after the other's."""
    now = time.time_ns() // 1000
    action = begin(connection, "allocate", now)
    run = begin_run(connection, "by-hand", now, day, action, policy)
    stocks = {
        item: (free, since)
        for item, free, since in connection.execute(
            "SELECT item_id, allocatable - allocated, short_since FROM item_stock"
        )
    }
    waiting = connection.execute(f"SELECT DISTINCT l.item_id FROM order_line l WHERE {WAITING} ORDER BY 1").fetchall()
    lines = served = units = 0
    for (item,) in waiting:
        queue = connection.execute(
            f"SELECT {SHORT}, l.rank_class, l.customer_id FROM order_line l WHERE l.item_id = ? AND {WAITING} {QUEUE}",
            (item,),
        ).fetchall()
        free, since = stocks[item]
        claims = {
            (rank_class, customer): (weight, ordered, received)
            for rank_class, customer, weight, ordered, received in connection.execute(_CLAIMED, (item, since))
        }
        gets, packed, left = shared(free, queue, claims, policy)
        store(connection, run, item, free, packed, gets, queue, left)
        lines += len(gets)
        served += len(gets) - gets.count(0)
        units += sum(gets)
    answer = {
        "run": run,
        "policy": policy,
        "considered": lines,
        "lines": served,
        "units": units,
        "changes": {"areas": AREAS[1:4]},
    }
    connection.execute("UPDATE action SET result = ? WHERE id = ?", (json.dumps(answer), action))
    connection.execute("COMMIT")


def main(policy: str, path: Path) -> None:
    """Divide by one of the two policies."""
    connection = connected(path)
    day = json.loads(dict(connection.execute("SELECT name, value FROM setting"))["house_day"])
    report(connection, [lambda: divide(connection, day, policy)])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
