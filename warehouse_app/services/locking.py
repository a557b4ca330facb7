"""Rows that are locked besides the stock of items: after that, and of each table in the order of their ids.

So no two desks wait for each other, but where one learns only under its locks that it needs another.
"""

from collections.abc import Collection, Iterable

from warehouse_app.queries.waiting import OPEN
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import lock_scope
from warehouse_app.store.database import chunks, marks, rows
from warehouse_app.store.tables import SalesOrder
from warehouse_app.store.tables.base import Table


def lock_rows(work: Work, table: type[Table], ids: Iterable[int]) -> None:
    """Lock rows of a table until the transaction ends: nobody changes them, or adds rows that refer to them."""
    key = table.id  # type: ignore[attr-defined]
    for some in chunks(ids):
        rows(work.store.locked(table.select(key).where(key.in_(some)).order_by(key)))


def lock_orders(work: Work, orders: Collection[int]) -> tuple[set[int], list[int]]:
    """Lock orders (ids) with the stock of the items that they still want; return these, and the lines (ids) that do.

    Until the transaction ends no line joins them, and nothing is given to theirs or taken from them.
    """
    lock_scope(work, *_wanted(work, orders))
    lock_rows(work, SalesOrder, orders)
    # While this waited, lines of further items may have joined them.
    items, lines = _wanted(work, orders)
    lock_scope(work, items, lines)
    return items, lines


def _wanted(work: Work, orders: Collection[int]) -> tuple[set[int], list[int]]:
    found: list[tuple[int, int]] = []
    for some in chunks(orders):
        wants = f"SELECT item_id, id FROM order_line WHERE order_id IN ({marks(some)}) AND {OPEN}"
        found += work.store.sql(wants, some).fetchall()
    return {item for item, _ in found}, [line for _, line in found]
