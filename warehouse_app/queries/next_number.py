"""The number that a document made by hand is offered: the one after the last, as long as nobody has it."""

import re

from warehouse_app.store.database import Store

ORDERS, PURCHASE_ORDERS = "sales_order", "purchase_order"
_BEFORE_THE_FIRST = {ORDERS: "SO-1000", PURCHASE_ORDERS: "PO-1000"}
_COUNTED = re.compile(r"(.*?)([0-9]+)")


def next_number(store: Store, table: str) -> str:
    """Return a free number in the manner of the document that was made last (of ORDERS or PURCHASE_ORDERS).

    It is a proposal: nothing keeps it free until it is stored.
    """
    last = store.sql(f"SELECT number FROM {table} ORDER BY id DESC LIMIT 1").fetchone()
    match = _COUNTED.fullmatch(last[0]) if last else None
    if match is None:
        match = _COUNTED.fullmatch(_BEFORE_THE_FIRST[table])
    assert match is not None
    prefix, taken, width = match[1], int(match[2]), len(match[2])

    def number(count: int) -> str:
        return f"{prefix}{count:0{width}}"

    # Twice as far each time, then back by halves: a long row of numbers that are taken costs few looks.
    step = 1
    while number_taken(store, table, number(taken + step)):
        taken, step = taken + step, step * 2
    free = taken + step
    while free - taken > 1:
        middle = (free + taken) // 2
        if number_taken(store, table, number(middle)):
            taken = middle
        else:
            free = middle
    return number(free)


def number_taken(store: Store, table: str, number: str) -> bool:
    """Return whether a document (of ORDERS or PURCHASE_ORDERS) has that number."""
    return store.sql(f"SELECT 1 FROM {table} WHERE number = ?", (number,)).fetchone() is not None
