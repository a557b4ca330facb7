"""Hard allocations: the part of what a line holds that is fixed to a lot in a place."""

from collections.abc import Iterable
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
        count += work.store.sql(
            f"UPDATE allocation SET returned = quantity - picked WHERE {LIVE} AND {column} IN ({marks(some)})", some
        ).rowcount
    if count:
        work.touched(Area.PICK_LISTS)
    return count
