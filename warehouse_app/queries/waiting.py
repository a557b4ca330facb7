"""Open lines and supplies, as the decisions of allocation take them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from warehouse_app.domain.allocation import QueuedLine, Rules, Supply
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Item

WAITING = "quantity - cancelled - shipped - allocated > 0"
OPEN = "quantity - cancelled - shipped > 0"
"""As the partial indexes of `order_line` say it, word for word, so that both databases use them."""

_POLICIES = {policy.value: policy for policy in ShipPolicy}


class StockLevel(NamedTuple):
    """Units that may be promised, and the part of them that is."""

    allocatable: int
    allocated: int


def queued_lines(store: Store, items: Iterable[int], which: str = WAITING) -> list[QueuedLine]:
    """Return the waiting (or all `OPEN`) lines of `items`, unsorted."""
    found: list[QueuedLine] = []
    for some in chunks(items):
        found.extend(
            QueuedLine(line, order, item, rank, bool(lifted), placed, day(due), short, had, pack_of, _POLICIES[ship])
            for line, order, item, rank, lifted, placed, due, short, had, pack_of, ship in store.sql(
                "SELECT id, order_id, item_id, rank_class, lifted, placed_at, COALESCE(first_promise, need_by), "
                "quantity - cancelled - shipped - allocated, allocated, sell_multiple, ship_policy "
                f"FROM order_line WHERE item_id IN ({marks(some)}) AND {which}",
                some,
            )
        )
    return found


def supplies_of(levels: Mapping[int, StockLevel]) -> dict[int, Supply]:
    """Return what each item has to give, from its stock level and its own rules."""
    supplies: dict[int, Supply] = {}
    for some in chunks(levels):
        query = Item.select(Item.id, Item.safety_stock, Item.safety_stock_open_to, Item.release_date)
        for item, protected, open_to, release_date in rows(query.where(Item.id.in_(some))):
            free = levels[item].allocatable - levels[item].allocated
            supplies[item] = Supply(free, protected, open_to, release_date)
    return supplies


def rules_of(settings: HouseSettings, policy: Policy | None = None) -> Rules:
    """Return how the house decides today, by `policy` where one is named."""
    return Rules(policy or settings.policy, settings.house_day, settings.due_days)
