"""A house with long lists, and how SQLite goes about a statement in it."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Desk

ORDERS, LINES = 400, 5


def fill_house(desk: Desk) -> None:
    """Give a house of SQLite two thousand open lines."""
    dice, store = random.Random(3), desk.store
    with store.transaction():
        store.many(
            "INSERT INTO item (id, sku, name, unit, pack_quantity, category, lot_tracked, expiry_tracked, "
            "serial_tracked, safety_stock, safety_stock_open_to, minimum_shelf_life_days) "
            "VALUES (?, ?, 'Item', 'piece', 1, '', 0, 0, 0, 0, '', 0)",
            [(item, f"I{item}") for item in range(1, 50)],
        )
        store.sql(
            "INSERT INTO customer (id, code, name, email, priority_class, weight, ship_policy, "
            "minimum_shelf_life_days, language, address, street, postcode, city, country, phone) "
            "VALUES (1, 'C', 'C', '', 'B', 1, 'partial', 0, '', '', '', '', '', '', '')"
        )
        store.many(
            "INSERT INTO item_stock (item_id, allocatable, allocated, version, ledger_seq, ledger_head, short_since, "
            "fill_paused) VALUES (?, 0, 0, 0, 0, '', 0, 0)",
            [(item,) for item in range(1, 50)],
        )
        placed = [dice.randrange(10**15) for _ in range(ORDERS)]
        store.many(
            "INSERT INTO sales_order (id, number, customer_id, placed_at, priority_class, customer_reference, carrier, "
            "hold_reason) VALUES (?, ?, 1, ?, '', '', '', '')",
            [(order, f"SO-{order}", at) for order, at in enumerate(placed, start=1)],
        )
        store.many(
            "INSERT INTO order_line (order_id, line, item_id, quantity, cancelled, picked, shipped, returned, "
            "allocated, rank_class, lifted, placed_at, ship_policy, sell_multiple, note, customer_id, pinned, "
            "shelf_life_days, on_hold, passed_over, gathers) "
            "VALUES (?, ?, ?, 5, 0, 0, 0, 0, 0, ?, ?, ?, 'partial', 1, '', 1, 0, 0, 0, 0, 0)",
            [
                (order, line, dice.randrange(1, 50), dice.choice("ABC"), dice.random() < 0.1, at)
                for order, at in enumerate(placed, start=1)
                for line in range(1, LINES + 1)
            ],
        )


def plans(desk: Desk, read: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return how SQLite does each statement that `read` runs, each as one text."""
    told: list[tuple[str, tuple[Any, ...]]] = []
    run = desk.store.sql

    def listen(statement: str, parameters: Any = ()) -> Any:
        told.append((statement, tuple(parameters)))
        return run(statement, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "sql", listen)
        read()
    return ["; ".join(row[3] for row in run(f"EXPLAIN QUERY PLAN {statement}", values)) for statement, values in told]
