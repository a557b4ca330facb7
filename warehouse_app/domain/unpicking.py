"""Whose goods are missing, where less lies in a tote or at a packing place than is picked for orders."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class PickedPart(NamedTuple):
    """Units of a lot that were fixed to a line (ids of the allocation and of it) of an order, are picked, and are not
    shipped; `rank`: the later the line is in the queue, the more.
    """

    allocation: int
    line: int
    order: str
    rank: int
    units: int


def missing_parts(missing: int, picked: Iterable[PickedPart], here: Mapping[str, int]) -> list[tuple[PickedPart, int]]:
    """Return which of what is picked of a lot is taken for the `missing` units, and how much of it.

    `here` are the units by order that lie where they are missing: those go first, and only then what lies elsewhere. Of
    either, the end of the queue goes first; of one line, what was fixed to it last.
    """
    last_first = sorted(picked, key=lambda part: (part.rank, part.allocation), reverse=True)
    taken: dict[int, int] = dict.fromkeys((part.allocation for part in last_first), 0)
    room = dict(here)
    for is_here in (True, False):
        for part in last_first:
            units = min(missing, part.units - taken[part.allocation])
            units = min(units, room.get(part.order, 0)) if is_here else units
            taken[part.allocation] += units
            room[part.order] = room.get(part.order, 0) - units
            missing -= units
    return [(part, taken[part.allocation]) for part in last_first if taken[part.allocation]]
