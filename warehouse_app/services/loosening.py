"""Of what is fixed to bins for a line no more is given back than it must: what is put aside for it last of all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.losing import StopMoved
from warehouse_app.services.reserving import withdraw_empty
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import StopChange


class PutAside(NamedTuple):
    """Units of a lot that are, or were, put aside for a line in a place."""

    lot: int
    location: int
    units: int


class Loosened(NamedTuple):
    """What is not fixed to lines any more, as it is told, and by line (id) the part of it that was put aside."""

    stops: tuple[StopMoved, ...]
    aside: Mapping[int, Sequence[PutAside]]


class _Fixed(NamedTuple):
    """A live allocation, and what its line holds that is not picked. `list_row` is 0 where it is put aside."""

    row: int
    line: int
    units: int
    held: int
    lot: int
    location: int
    list_row: int
    position: int
    pick_list: str
    order: str
    order_line: int
    sku: str
    place: str

    def stop(self, units: int) -> StopMoved:
        return StopMoved(self.pick_list, self.order, self.order_line, self.sku, self.place, units, 0, ())


def loosen(work: Work, losing: Mapping[int, int]) -> Loosened:
    """Give back what is fixed to lines (ids) that will hold so many units less, as far as the rest does not cover it.

    First goes what nothing has fixed, then the last stops of their lists, and then what was put aside for them. Of each
    stop that is shortened the list keeps a note; a list with nothing left to fetch is taken back.
    """
    fixed: dict[int, list[_Fixed]] = defaultdict(list)
    for row in _fixed(work, losing):
        fixed[row.line].append(row)
    freed: list[tuple[_Fixed, int]] = []
    for line, some in fixed.items():
        less = losing[line] - (some[0].held - sum(row.units for row in some))
        for row in sorted(some, key=attrgetter("list_row", "position", "row"), reverse=True):
            units = min(less, row.units)
            if units > 0:
                freed.append((row, units))
                less -= units
    return _write(work, freed)


def _fixed(work: Work, lines: Mapping[int, int]) -> Iterator[_Fixed]:
    for some in chunks(lines):
        for row in work.store.sql(
            "SELECT a.id, l.id, a.quantity - a.picked - a.returned, l.allocated - (l.picked - l.shipped), a.lot_id, "
            "a.location_id, COALESCE(list.id, 0), COALESCE(s.position, 0), COALESCE(list.number, ''), o.number, "
            "l.line, i.sku, p.code FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
            "JOIN sales_order o ON o.id = l.order_id JOIN item i ON i.id = l.item_id "
            "JOIN location p ON p.id = a.location_id LEFT JOIN pick_stop s ON s.allocation_id = a.id "
            "LEFT JOIN pick_list list ON list.id = s.pick_list_id "
            f"WHERE a.quantity - a.picked - a.returned > 0 AND a.order_line_id IN ({marks(some)})",
            some,
        ).fetchall():
            yield _Fixed(*row)


def _write(work: Work, freed: Sequence[tuple[_Fixed, int]]) -> Loosened:
    if not freed:
        return Loosened((), {})
    work.store.many(
        "UPDATE allocation SET returned = returned + ? WHERE id = ?", [(units, row.row) for row, units in freed]
    )
    on_lists = [(row, units) for row, units in freed if row.list_row]
    work.store.insert(
        StopChange,
        ("pick_list_id", "allocation_id", "units", "replanned", "action_id"),
        [(row.list_row, row.row, units, 0, work.row) for row, units in on_lists],
    )
    withdraw_empty(work, sorted({row.list_row for row, _ in on_lists}))
    work.touched(Area.PICK_LISTS)
    aside: dict[int, list[PutAside]] = defaultdict(list)
    for row, units in freed:
        if not row.list_row:
            aside[row.line].append(PutAside(row.lot, row.location, units))
    return Loosened(tuple(row.stop(units) for row, units in freed), aside)
