"""Of what is fixed to bins for a line no more is given back than it must: what is put aside for it last of all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from warehouse_app.services.changes import StopMoved
from warehouse_app.services.contract import Work
from warehouse_app.services.reserving import Fixed, fixed_by, make_soft


class PutAside(NamedTuple):
    """Units of a lot that are, or were, put aside for a line in a place."""

    lot: int
    location: int
    units: int


class Loosened(NamedTuple):
    """What is not fixed to lines any more, as it is told, and by line (id) the part of it that was put aside."""

    stops: tuple[StopMoved, ...]
    aside: Mapping[int, Sequence[PutAside]]


def loosen(work: Work, losing: Mapping[int, int]) -> Loosened:
    """Give back what is fixed to lines (ids) that will hold so many units less, as far as the rest does not cover it.

    First goes what nothing has fixed, then the last stops of their lists, and then what was put aside for them. The
    caller adds to the action's stops what is to be told of it.
    """
    fixed: dict[int, list[Fixed]] = defaultdict(list)
    for row in fixed_by(work, "order_line_id", losing):
        fixed[row.line].append(row)
    freed: list[tuple[Fixed, int]] = []
    for line, some in fixed.items():
        less = losing[line] - (some[0].held - sum(row.units for row in some))
        for row in sorted(some, key=attrgetter("list_row", "position", "row"), reverse=True):
            units = min(less, row.units)
            if units > 0:
                freed.append((row, units))
                less -= units
    aside: dict[int, list[PutAside]] = defaultdict(list)
    for row, units in freed:
        if not row.list_row:
            aside[row.line].append(PutAside(row.lot, row.location, units))
    return Loosened(make_soft(work, freed), aside)
