"""The program's side of `tests.benchmarks.allocation`: makes its houses, receives and allocates, each in a process.

    python -m tests.benchmarks.allocation_ours house FOLDER ORDER_LINES LINES_OF_A_QUEUE…
    python -m tests.benchmarks.allocation_ours stocked|shared FOLDER ORDER_LINES
    python -m tests.benchmarks.allocation_ours receipts DATABASE QUEUE…
    python -m tests.benchmarks.allocation_ours run|fair-share|equal-share DATABASE

`house` makes items of its own, `QUEUE-1` and so on, that so many of the lines wait for, evenly spread over the waiting
half of the orders, and purchase orders of the same numbers that bring what all of them want. In the `stocked` house
all lines wait, and half of what they want is there; in the `shared` one they are those of hundreds of customers for an
item, who want more or less. The last two print their seconds and the most memory as JSON.
"""

import gc
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.benchmarks.large_house import ITEMS, large_house
from warehouse_app.domain.statuses import Policy
from warehouse_app.house import House, open_house
from warehouse_app.services.allocating import allocate
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.store.database import Store
from warehouse_app.store.tables import Item, ItemStock, PurchaseLine, PurchaseOrder

UNITS_OF_A_LINE = 3
PLACE = "B-0001"


def make_house(folder: Path, order_lines: int, queues: list[int]) -> None:
    """Make a house with items that so many lines wait for; no order has two lines of one of them."""
    house = large_house(folder, order_lines)
    store = house.store
    with store.transaction():
        for number, length in enumerate(queues, start=1):
            rule = "shipped = 0 AND line = ? ORDER BY order_id"
            found = store.sql(f"SELECT id FROM order_line WHERE {rule}", (1 if number == 1 else 2,))
            waiting = [line for (line,) in found]
            _queue_up(store, number, waiting[number - 1 :: len(waiting) // length][:length])
    _tidy(house)


def _queue_up(store: Store, number: int, lines: list[int]) -> None:
    item, code, units = ITEMS + number, f"QUEUE-{number}", UNITS_OF_A_LINE * len(lines)
    Item.create(id=item, sku=code, name=f"Queue {number}", force_insert=True)
    ItemStock.create(item=item, force_insert=True)
    order = PurchaseOrder.create(number=code, supplier=1)
    PurchaseLine.create(purchase_order=order, line=1, item=item, quantity=units)
    store.many("UPDATE order_line SET item_id = ? WHERE id = ?", ((item, line) for line in lines))


def make_stocked(folder: Path, order_lines: int, *, uneven: bool) -> None:
    """Make a house in which all lines wait, and half of what they want of each item is there."""
    house = large_house(folder, order_lines, shipped_share=0, uneven=uneven)
    with house.store.transaction():
        house.store.sql(
            "UPDATE item_stock SET allocatable = "
            "(SELECT SUM(l.quantity) / 2 FROM order_line l WHERE l.item_id = item_stock.item_id "
            "AND l.quantity - l.cancelled - l.shipped > 0)"
        )
    _tidy(house)


def _tidy(house: House) -> None:
    house.store.database.execute_sql("ANALYZE")
    house.store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    house.close()


def _receive(house: House, code: str) -> None:
    [(units,)] = house.store.sql(
        "SELECT p.quantity FROM purchase_line p JOIN item i ON i.id = p.item_id WHERE i.sku = ?", (code,)
    ).fetchall()
    action, goods = house.act(), [Goods(code, units, PLACE)]
    done = receive(house.store, action, goods, purchase_order=code)
    assert sum(share.units for share in done.shares) == units, "somebody was not served"


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = perf_counter()
    work()
    return perf_counter() - began


def main(what: str, place: Path, arguments: list[str]) -> None:
    """Do one of these."""
    if what == "house":
        order_lines, *queues = map(int, arguments)
        make_house(place, order_lines, queues)
        return
    if what in {"stocked", "shared"}:
        make_stocked(place, int(arguments[0]), uneven=what == "shared")
        return
    house = open_house(str(place), user="anna", on_today=False)
    if what == "receipts":
        seconds = [_seconds(lambda code=code: _receive(house, code)) for code in arguments]  # type: ignore[misc]
    else:
        policy = None if what == "run" else Policy(what)
        seconds = [_seconds(lambda: allocate(house.store, house.act(), policy=policy))]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    house.close()
    print(json.dumps({"seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
