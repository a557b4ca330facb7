"""Short rounds through points of which only the distances are known: local search, with bounded effort, no chance.

A round is a list of nodes that starts at node 0. The search repeats two moves while they make the round shorter:
reversing a stretch of it (2-opt), and moving a stretch elsewhere, either way round (or-opt).
"""

from collections import deque
from collections.abc import Sequence
from heapq import nsmallest

Distances = Sequence[Sequence[int]]
"""`distances[a][b]`, the same in both directions."""

_NEIGHBOURS = 12
_LONGEST_STRETCH = 12
_MOVES_PER_NODE = 20


def length(order: Sequence[int], distances: Distances) -> int:
    """Return the length of the round through `order` and back to its start."""
    return sum(distances[order[at - 1]][node] for at, node in enumerate(order))


def improved(order: Sequence[int], distances: Distances) -> list[int]:
    """Return a round at most as long as `order`, started at node 0, in the direction whose first node is smaller."""
    search = _Search(list(order), distances)
    waiting = deque(order)
    queued = set(order)
    moves = _MOVES_PER_NODE * len(order)
    while waiting and moves and len(order) > 3:
        node = waiting.popleft()
        queued.discard(node)
        touched = search.reverse_a_stretch(node) or search.move_a_stretch(node)
        if touched:
            moves -= 1
            waiting.extend(other for other in touched if other not in queued)
            queued.update(touched)
    start = search.nodes.index(0)
    nodes = search.nodes[start:] + search.nodes[:start]
    return nodes if nodes[1:] <= nodes[:0:-1] else [0, *nodes[:0:-1]]


class _Search:
    """A round being made shorter. A move returns the nodes whose neighbours it changed: () where it found none."""

    def __init__(self, nodes: list[int], distances: Distances) -> None:
        self.nodes = nodes
        self.distances = distances
        self.places = [0] * len(nodes)
        self._place(0, len(nodes))
        self.near = [
            nsmallest(_NEIGHBOURS, (other for other in range(len(row)) if other != node), key=row.__getitem__)
            for node, row in enumerate(distances)
        ]

    def _place(self, start: int, stop: int) -> None:
        for place in range(start, stop):
            self.places[self.nodes[place]] = place

    def reverse_a_stretch(self, node: int) -> tuple[int, ...]:
        """Try to join `node` to one of its near nodes, and what stood beside each of them to one another."""
        nodes, places, distances = self.nodes, self.places, self.distances
        from_node = distances[node]
        for step in (1, -1):
            beside = nodes[(places[node] + step) % len(nodes)]
            for near in self.near[node]:
                saved = from_node[beside] - from_node[near]
                if saved <= 0:
                    break
                beside_near = nodes[(places[near] + step) % len(nodes)]
                if saved + distances[near][beside_near] - distances[beside][beside_near] > 0:
                    ends = (beside, near) if step == 1 else (node, beside_near)
                    self._reverse(places[ends[0]], places[ends[1]])
                    return node, near, beside, beside_near
        return ()

    def _reverse(self, first: int, last: int) -> None:
        # In a round, reversing a stretch that runs over the end is the same as reversing all the rest.
        start, stop = (first, last + 1) if first <= last else (last + 1, first)
        self.nodes[start:stop] = self.nodes[start:stop][::-1]
        self._place(start, stop)

    def move_a_stretch(self, node: int) -> tuple[int, ...]:
        """Try to move a stretch that begins with `node`, on either side of it, next to a node near to it."""
        nodes, distances, place, size = self.nodes, self.distances, self.places[node], len(self.nodes)
        for step in (1, -1):
            before = nodes[(place - step) % size]
            for count in range(1, min(_LONGEST_STRETCH, size - 3) + 1):
                end, after = nodes[(place + step * (count - 1)) % size], nodes[(place + step * count) % size]
                saved = distances[before][node] + distances[end][after] - distances[before][after]
                gap = self._better_gap(node, end, step, count, saved)
                if gap:
                    self._move(place, step, count, gap)
                    return before, after, node, end, *gap
        return ()

    def _better_gap(self, node: int, end: int, step: int, count: int, saved: int) -> tuple[int, ...]:
        """Return two neighbours between which the stretch fits with `node` beside the first, at less than `saved`."""
        nodes, places, distances, size = self.nodes, self.places, self.distances, len(self.nodes)
        place, from_node, from_end = places[node], distances[node], distances[end]
        for near in self.near[node]:
            left = saved - from_node[near]
            if left <= 0:
                break
            if (places[near] - place) * step % size < count:
                continue
            for side in (1, -1):
                beyond = nodes[(places[near] + side) % size]
                inside = (places[beyond] - place) * step % size < count
                if not inside and left > from_end[beyond] - distances[near][beyond]:
                    return near, beyond
        return ()

    def _move(self, place: int, step: int, count: int, gap: tuple[int, ...]) -> None:
        size = len(self.nodes)
        around = [self.nodes[(place + step * offset) % size] for offset in range(size)]
        stretch, rest = around[:count], around[count:]
        near, beyond = (rest.index(node) for node in gap)
        if beyond != near + 1:
            stretch.reverse()
        at = max(near, beyond)
        self.nodes = rest[:at] + stretch + rest[at:]
        self._place(0, size)
