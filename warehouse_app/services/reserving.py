"""Hard allocations: the part of what a line holds that is fixed to a lot in a place, by a pick list or since it is put
aside.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from warehouse_app.services.changes import Area, StopMoved
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import StopChange


class Fixed(NamedTuple):
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


def fixed_by(work: Work, column: Literal["lot_id", "order_line_id", "id"], keys: Iterable[int]) -> Iterator[Fixed]:
    """Yield what is reserved but not picked under `keys`."""
    for some in chunks(keys):
        for row in work.store.sql(
            "SELECT a.id, l.id, a.quantity - a.picked - a.returned, l.allocated - (l.picked - l.shipped), a.lot_id, "
            "a.location_id, COALESCE(list.id, 0), COALESCE(s.position, 0), COALESCE(list.number, ''), o.number, "
            "l.line, i.sku, p.code FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
            "JOIN sales_order o ON o.id = l.order_id JOIN item i ON i.id = l.item_id "
            "JOIN location p ON p.id = a.location_id LEFT JOIN pick_stop s ON s.allocation_id = a.id "
            "LEFT JOIN pick_list list ON list.id = s.pick_list_id "
            f"WHERE a.quantity - a.picked - a.returned > 0 AND a.{column} IN ({marks(some)}) ORDER BY a.id",
            some,
        ).fetchall():
            yield Fixed(*row)


def make_soft(work: Work, freed: Sequence[tuple[Fixed, int]]) -> tuple[StopMoved, ...]:
    """Give units of what is fixed back to the lines' soft allocation; return the stops that are shortened by that.

    Of each of them the list keeps a note; a list with nothing left to fetch is taken back.
    """
    if not freed:
        return ()
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
    return tuple(
        StopMoved(row.pick_list, row.order, row.order_line, row.sku, row.place, units, 0, ()) for row, units in freed
    )


def return_hard(work: Work, column: Literal["lot_id", "order_line_id", "id"], keys: Iterable[int]) -> int:
    """Give what is reserved but not picked under `keys` back to the lines' soft allocation; return how many rows.

    The lines keep what they hold; only the bin and lot are no longer said, and the stops on their lists fall away.
    """
    stops = make_soft(work, [(row, row.units) for row in fixed_by(work, column, keys)])
    work.stops += stops
    return len(stops)


def fixed_to_whole(work: Work) -> dict[int, int]:
    """Return the units that are reserved and not picked for lines (ids) which are of no use in parts."""
    found = work.store.sql(
        "SELECT a.order_line_id, SUM(a.quantity - a.picked - a.returned) FROM allocation a "
        "JOIN order_line l ON l.id = a.order_line_id WHERE a.quantity - a.picked - a.returned > 0 "
        "AND l.ship_policy <> 'partial' GROUP BY a.order_line_id"
    )
    return {line: int(units) for line, units in found}


def withdraw_empty(work: Work, lists: Sequence[int]) -> None:
    """Take back lists on which nothing is left to pick, and nothing was picked."""
    if lists:
        work.store.sql(
            f"UPDATE pick_list SET status = 'unreleased' WHERE status = 'released' AND id IN ({marks(lists)}) "
            "AND NOT EXISTS (SELECT 1 FROM pick_stop s JOIN allocation a ON a.id = s.allocation_id "
            "WHERE s.pick_list_id = pick_list.id AND (a.quantity - a.picked - a.returned > 0 OR a.picked > 0))",
            lists,
        )
