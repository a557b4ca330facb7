"""The order book `online_retail` taken in, against bare `csv` and `executemany` into the same tables.

    python -m tests.benchmarks.order_book

Prints the seconds of both, their ratio, and the most memory that the import took.
"""

import csv
import gzip
import io
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import DATA, Desk, founded
from warehouse_app.exchange.reading import load_mapping, open_folder
from warehouse_app.services.importing import Imported, checked, take_in
from warehouse_app.store.database import Store

FOLDER = DATA / "online_retail"


def bare(store: Store) -> int:
    """Read the file and write items, customers, orders and lines with nothing between; return the number of lines."""
    items: dict[str, tuple[int, str]] = {}
    customers: dict[str, int] = {}
    orders: dict[str, tuple[int, int]] = {}
    places: dict[int, int] = {}
    lines: list[tuple[object, ...]] = []
    with io.TextIOWrapper(gzip.open(FOLDER / "online_retail.csv.gz"), "utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        next(rows)
        for number, sku, name, quantity, _, price, customer, _ in rows:
            if number[0] == "C" or quantity[0] == "-" or price[0] == "-":
                continue
            item = items.setdefault(sku, (len(items) + 1, name))[0]
            who = customers.setdefault(customer or "GUEST", len(customers) + 1)
            order = orders.setdefault(number, (len(orders) + 1, who))[0]
            places[order] = places.get(order, 0) + 1
            lines.append((order, places[order], item, int(quantity), who))
    with store.transaction():
        store.many(
            "INSERT INTO item (id, sku, name, unit, pack_quantity, category, lot_tracked, expiry_tracked, "
            "serial_tracked, safety_stock, safety_stock_open_to, minimum_shelf_life_days) "
            "VALUES (?, ?, ?, 'piece', 1, '', 0, 0, 0, 0, '', 0)",
            [(item, sku, name) for sku, (item, name) in items.items()],
        )
        store.many(
            "INSERT INTO customer (id, code, name, email, priority_class, weight, ship_policy, "
            "minimum_shelf_life_days, language, address, street, postcode, city, country, phone) "
            "VALUES (?, ?, ?, '', 'B', 1, 'partial', 0, '', '', '', '', '', '', '')",
            [(row, code, code) for code, row in customers.items()],
        )
        store.many(
            "INSERT INTO sales_order (id, number, customer_id, placed_at, priority_class, customer_reference, carrier, "
            "hold_reason) VALUES (?, ?, ?, 0, '', '', '', '')",
            [(row, number, who) for number, (row, who) in orders.items()],
        )
        store.many(
            "INSERT INTO order_line (order_id, line, item_id, quantity, cancelled, picked, shipped, returned, "
            "allocated, rank_class, lifted, placed_at, ship_policy, sell_multiple, note, customer_id, pinned, "
            "shelf_life_days, on_hold, passed_over, gathers) "
            "VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 'B', 0, 0, 'partial', 1, '', ?, 0, 0, 0, 0, 0)",
            lines,
        )
    return len(lines)


def whole(desk: Desk) -> Imported:
    """Take the file in as the command line does: every check, decision and reason."""
    sources = open_folder(FOLDER, load_mapping("online_retail"), zone=desk.zone)
    with checked(desk.store, sources, update=False) as prepared:
        return take_in(desk.store, desk.act(), prepared)


def timed(work: Callable[[Desk], object]) -> float:
    """Return the seconds that `work` takes in a new empty house."""
    with tempfile.TemporaryDirectory() as folder:
        desk = founded(str(Path(folder) / "house.db"))
        start = time.perf_counter()
        work(desk)
        seconds = time.perf_counter() - start
        desk.store.close()
    return seconds


def main() -> None:
    """Measure ours first, so that the memory printed is ours alone."""
    ours = timed(whole)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    floor = timed(lambda desk: bare(desk.store))
    print(f"import {ours:.1f} s · bare csv and executemany {floor:.1f} s · ratio {ours / floor:.2f} · {memory} MB")


if __name__ == "__main__":
    main()
