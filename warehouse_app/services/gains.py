"""Who got stock by what was done: the lines that gained some, as answers name them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.queries.goods import recipients
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables.base import instant


class Share(msgspec.Struct, frozen=True, gc=False):
    """Somebody who waited gets `units` of an item; `short` is what the line still waits for."""

    order: str
    line: int
    sku: str
    customer: str
    rank_class: str
    placed_at: datetime
    units: int
    short: int


def shares_of(
    work: Work, *runs: Mapping[int, Sequence[LineDecision]], skus: Mapping[int, str] | None = None
) -> tuple[Share, ...]:
    """Return what lines gained of items by some runs, in the order in which it was decided; what was given and taken
    back is nothing.

    `skus` are the numbers of some of the items; of the others they are looked up.
    """
    gains: dict[tuple[int, int], tuple[int, int]] = {}
    for item, row in ((item, row) for decided in runs for item, made in decided.items() for row in made):
        units, short = gains.get((item, row.line), (0, 0))
        if row.gets:
            gains[item, row.line] = (units + row.gets, row.asked - row.gets if row.gets > 0 else short)
    gained = {at: told for at, told in gains.items() if told[0] > 0}
    whom = recipients(work.store, [line for _, line in gained])
    number = dict(skus or {})
    for some in chunks({item for item, _ in gained} - number.keys()):
        number |= dict(work.store.sql(f"SELECT id, sku FROM item WHERE id IN ({marks(some)})", some))
    shares: list[Share] = []
    for (item, row_id), (units, short) in gained.items():
        _, order, line, _, customer, rank_class, placed, _ = whom[row_id]
        shares.append(Share(order, line, number[item], customer, rank_class, instant(placed), units, short))
    return tuple(shares)
