"""The walk: in which order the stops of a pick list are visited, and how far that is.

Aisles run along y, one at each distinct x. People change aisles only at a cross aisle, a line along x; all distances
are along these lines, in whole millimetres, in one round from and to the depot. `s_shape` is the walk that everybody
can foresee; `walk` offers a shorter one where `tour` finds it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from warehouse_app.domain import tour

MOST_SPOTS = 1_200
"""Lists with more distinct spots are walked in S-shape: finding a shorter round would take longer than it saves."""

_MARGIN_MM = 1_000
_NO_WAY = 1 << 60


class Spot(NamedTuple):
    """A point on the floor. Bins above each other share one."""

    x_mm: int
    y_mm: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where walks start and end, and the y of every cross aisle: at least one, ascending, front and back included.

    Raises ValueError where there is no cross aisle or they are out of order.
    """

    depot: Spot
    cross_aisles: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.cross_aisles or any(low >= high for low, high in pairwise(self.cross_aisles)):
            raise ValueError(self.cross_aisles)


@dataclass(frozen=True, slots=True)
class Walk:
    """`order`: positions in the stops as they were given. `s_shape_mm`: what the foreseeable walk would have been."""

    order: tuple[int, ...]
    distance_mm: int
    s_shape_mm: int


def lay_out(bins: Iterable[Spot], *, depot: Spot | None = None, cross_aisles: Iterable[int] = ()) -> Layout:
    """Return the layout of a warehouse with these `bins` (all of it, not only those of one list).

    Without cross aisles given, a front and a back lie one metre beyond the outermost bins; without a depot given,
    walks start at the front left corner.
    """
    spots = list(bins)
    lines = tuple(sorted(set(cross_aisles)))
    if not lines:
        ys = [spot.y_mm for spot in spots] or [0]
        lines = (min(ys) - _MARGIN_MM, max(ys) + _MARGIN_MM)
    left = min((spot.x_mm for spot in spots), default=0)
    return Layout(depot or Spot(left, lines[0]), lines)


def walk(stops: Sequence[Spot], layout: Layout) -> Walk:
    """Return the shorter of the S-shape and a good tour; stops at one spot stay together, in the order given.

    Nothing else depends on the order given. Equally long walks are walked in S-shape.
    """
    if not stops:
        return Walk((), 0, 0)
    together: dict[Spot, list[int]] = defaultdict(list)
    for position, spot in enumerate(stops):
        together[spot].append(position)
    spots, s_shape_mm = s_shape(together, layout)
    points = [layout.depot, *spots]
    distance_mm = length(points, layout)
    if len(spots) <= MOST_SPOTS:
        distances = _distances(points, layout.cross_aisles)
        shorter = tour.improved(range(len(points)), distances)
        shorter_mm = tour.length(shorter, distances)
        if shorter_mm < distance_mm:
            distance_mm, spots = shorter_mm, [points[node] for node in shorter[1:]]
    return Walk(tuple(position for spot in spots for position in together[spot]), distance_mm, s_shape_mm)


def distance(start: Spot, end: Spot, cross_aisles: Sequence[int]) -> int:
    """Return the shortest way from `start` to `end` in millimetres: along the aisle, else by the best cross aisle."""
    along = abs(start.y_mm - end.y_mm)
    if start.x_mm == end.x_mm:
        return along
    across = abs(start.x_mm - end.x_mm)
    low, high = sorted((start.y_mm, end.y_mm))
    above = bisect_left(cross_aisles, low)
    detours = [low - cross_aisles[above - 1]] if above else []
    if above < len(cross_aisles):
        detours.append(max(cross_aisles[above] - high, 0))
    return across + along + 2 * min(detours)


def length(points: Sequence[Spot], layout: Layout) -> int:
    """Return the length of the round through `points` in this order and back to the first, in millimetres."""
    return sum(
        distance(start, end, layout.cross_aisles) for start, end in zip(points, [*points[1:], *points[:1]], strict=True)
    )


def _distances(points: Sequence[Spot], cross_aisles: Sequence[int]) -> list[list[int]]:
    """Return `distance` of every pair: the same rule, written out so that a thousand points take a moment only."""
    known = []
    for x, y in points:
        block = bisect_left(cross_aisles, y)
        down = y - cross_aisles[block - 1] if block else _NO_WAY
        up = cross_aisles[block] - y if block < len(cross_aisles) else _NO_WAY
        known.append((x, y, block, down, up))
    return [
        [
            abs(y - end_y)
            if x == end_x
            else abs(x - end_x) + (abs(y - end_y) if block != end_block else min(down + end_down, up + end_up))
            for end_x, end_y, end_block, end_down, end_up in known
        ]
        for x, y, block, down, up in known
    ]


def s_shape(stops: Iterable[Spot], layout: Layout) -> tuple[list[Spot], int]:
    """Return the distinct spots in the order of the foreseeable walk, and its length in millimetres.

    The blocks behind the cross aisle nearest to the depot come first, then those before it; on each side the farthest
    block first, reached through the leftmost aisle that has stops, picking on the way. Inside a block every aisle with
    stops is walked from end to end, in turn up and down; only where the last one is entered from the depot's side does
    one turn at its last stop.
    """
    wanted = set(stops)
    depot = layout.depot
    home = min(layout.cross_aisles, key=lambda line: (abs(line - depot.y_mm), line))
    path = [depot, Spot(depot.x_mm, home)]
    for sign in (1, -1):
        # Each side is walked as seen from the cross aisle next to the depot: x, and the depth behind it.
        side = [Spot(x, (y - home) * sign) for x, y in wanted if (y - home) * sign > 0 or (y == home and sign > 0)]
        lines = sorted((line - home) * sign for line in layout.cross_aisles if (line - home) * sign >= 0)
        path += [Spot(x, home + depth * sign) for x, depth in _side(side, lines)]
    path += [Spot(depot.x_mm, home), depot]
    walked = sum(abs(start.x_mm - end.x_mm) + abs(start.y_mm - end.y_mm) for start, end in pairwise(path))
    return list(dict.fromkeys(spot for spot in path if spot in wanted)), walked


def _side(spots: list[Spot], lines: list[int]) -> list[Spot]:
    """Return the points where the walk of one side stops or turns; it starts and ends on the first of `lines`."""
    if not spots:
        return []
    blocks: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    left = min(spots).x_mm
    farthest = max(bisect_left(lines, spot.y_mm) for spot in spots) - 1
    path = [Spot(left, lines[0])]
    for x, depth in sorted(spots):
        block = max(bisect_left(lines, depth) - 1, 0)
        if x == left and block < farthest:
            path.append(Spot(x, depth))
        else:
            blocks[block][x].append(depth)
    path.append(Spot(left, lines[max(farthest, 0)]))
    for block in range(max(farthest, 0), -1, -1):
        path += _block(blocks[block], path[-1], [*lines[block : block + 2]], from_far=block < farthest)
    return path


def _block(aisles: dict[int, list[int]], start: Spot, lines: list[int], *, from_far: bool) -> list[Spot]:
    """Return the walk through one block, to its cross aisle nearest to the depot, the first of `lines`.

    The block behind the last cross aisle has one line only: there every aisle is a dead end.
    """
    near, far = lines[0], lines[-1]
    path: list[Spot] = []
    order = sorted(aisles)
    if not order:
        return [Spot(start.x_mm, near)]
    if abs(start.x_mm - order[-1]) < abs(start.x_mm - order[0]):
        order.reverse()
    for x in order:
        begin = far if from_far else near
        end = near if from_far or x == order[-1] else far
        depths = reversed(aisles[x]) if from_far else aisles[x]
        path += [Spot(x, begin), *(Spot(x, depth) for depth in depths), Spot(x, end)]
        from_far = end != near
    return path
