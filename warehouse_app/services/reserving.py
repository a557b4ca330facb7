"""Hard allocations: the part of what a line holds that is fixed to a lot in a place by a pick list."""

from collections.abc import Iterable, Sequence
from typing import Literal

from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks

LIVE = "quantity - picked - returned > 0"
"""As the partial index of `allocation` says it."""


def return_hard(work: Work, column: Literal["lot_id", "order_line_id", "id"], keys: Iterable[int]) -> int:
    """Give what is reserved but not picked under `keys` back to the lines' soft allocation; return how many rows.

    The lines keep what they hold; only the bin and lot are no longer said, and the stops on their lists fall away.
    """
    count = 0
    for some in chunks(keys):
        lists = work.store.sql(
            "SELECT DISTINCT s.pick_list_id FROM pick_stop s JOIN allocation a ON a.id = s.allocation_id "
            f"WHERE a.quantity - a.picked - a.returned > 0 AND a.{column} IN ({marks(some)})",
            some,
        ).fetchall()
        count += work.store.sql(
            f"UPDATE allocation SET returned = quantity - picked WHERE {LIVE} AND {column} IN ({marks(some)})", some
        ).rowcount
        withdraw_empty(work, [number for (number,) in lists])
    if count:
        work.touched(Area.PICK_LISTS)
    return count


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
