"""A furnished house with a page of documents on show, what is stored of them, and who asked the database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest

from tests.services.stock import furnished
from tests.ui.conftest import Window
from tests.ui.hands import Hands, shown
from warehouse_app.ui.listed_page import ListedPage
from warehouse_app.ui.short_table import ShortTable

P = TypeVar("P", bound=ListedPage[Any, Any, Any])


def furnished_window(window: Window) -> Iterator[Window]:
    """Yield a window at a house with what it knows by name; in the end no invariant may be broken."""
    for _ in furnished(window.house):
        yield window


def on_show(window: Window, page: P) -> tuple[Hands, P]:
    """Show a page as the window does, and refresh it with what changes."""
    hands = shown(window, page)
    window.desk.changed.connect(lambda changes: page.refresh() if page.shows & changes.areas else None)
    page.refresh()
    look(window, hands)
    return hands, page


def look(window: Window, hands: Hands) -> None:
    """Wait until a person would have read what the page shows."""
    window.rest()
    hands.settle()


def listed(page: ListedPage[Any, Any, Any], *fields: str) -> list[tuple[object, ...]]:
    """Return some fields of all rows of the table that are at hand."""
    found = [page.table.model.values(row) for row, _ in sorted(page.table.model.keys_at_hand())]
    return [tuple(values[name] for name in fields) for values in found if values is not None]


def rows(table: ShortTable) -> list[tuple[str, ...]]:
    """Return the texts of a short table."""
    return [row.texts for row in table.rows]


def notes(table: ShortTable) -> list[str]:
    """Return the sentences below its rows."""
    return [row.note for row in table.rows]


def stored_orders(window: Window) -> list[tuple[object, ...]]:
    """Return number, customer, class, policy, reference and carrier of all orders."""
    return _told(
        window,
        "SELECT o.number, c.code, o.priority_class, o.ship_policy, o.customer_reference, o.carrier FROM sales_order o "
        "JOIN customer c ON c.id = o.customer_id ORDER BY o.id",
    )


def stored_lines(window: Window) -> list[tuple[object, ...]]:
    """Return number, line, SKU, quantity, cancelled, allocated, need-by, price, note and multiple of all lines."""
    return _told(
        window,
        "SELECT o.number, l.line, i.sku, l.quantity, l.cancelled, l.allocated, l.need_by, l.price, l.note, "
        "l.sell_multiple FROM order_line l JOIN sales_order o ON o.id = l.order_id JOIN item i ON i.id = l.item_id "
        "ORDER BY o.id, l.line",
    )


def stored_purchases(window: Window) -> list[tuple[object, ...]]:
    """Return number, supplier, day, line, SKU, quantity, received, due day and price of all purchase lines."""
    return _told(
        window,
        "SELECT p.number, s.code, p.ordered_on, l.line, i.sku, l.quantity, l.received, l.due_on, l.price "
        "FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "JOIN supplier s ON s.id = p.supplier_id JOIN item i ON i.id = l.item_id ORDER BY p.id, l.line",
    )


def _told(window: Window, statement: str) -> list[tuple[object, ...]]:
    return list(window.house.store.sql(statement))


@contextmanager
def threads_that_ask(window: Window) -> Iterator[set[str]]:
    """Collect the names of the threads that ask the database in the body."""
    database: Any = window.house.store.database
    asked: set[str] = set()
    execute, cursor = database.execute_sql, database.cursor

    def noted_execute(*args: Any, **kwargs: Any) -> Any:
        asked.add(threading.current_thread().name)
        return execute(*args, **kwargs)

    def noted_cursor(*args: Any, **kwargs: Any) -> Any:
        asked.add(threading.current_thread().name)
        return cursor(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "execute_sql", noted_execute)
        patch.setattr(database, "cursor", noted_cursor)
        yield asked
