"""A table of back orders at the window of a test, over a house with rows in every list."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.queries.listed import fill
from tests.ui.conftest import Window
from warehouse_app.house import House
from warehouse_app.queries.listing import Key, Listing, View
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.queries.reader import Reader
from warehouse_app.ui.background import Lane
from warehouse_app.ui.tables import Column, RowChosen, RowOpened, RowsTable

COLUMNS = (
    Column("order", "Order", 10),
    Column("line", "Line", 5),
    Column("rank_class", "Class", 6),
    Column("item", "Item", 14),
    Column("placed", "Placed", 20),
    Column("promised", "Promised", 12),
    Column("lifted", "Lifted", 6),
    Column("open", "Open", 8),
    Column("short", "Short", 8),
    Column("customer", "Customer", 14, hidden=True),
)
EMPTY = ("Nobody waits", "Everything was shipped.")


def listing_of(house: House) -> Listing:
    """Return the listing, as it is made in the background."""
    return back_orders(house.store, house.settings)


class Tried:
    """A table and what it told."""

    def __init__(self, window: Window, columns: Sequence[Column] = COLUMNS, **more: Any) -> None:
        self.window = window
        self.house = window.desk.house
        self.table = RowsTable(window.desk, columns, name="tried", title="Back orders", empty=EMPTY, **more)
        self.grid, self.model = self.table.grid, self.table.model
        self.chosen: list[RowChosen] = []
        self.opened: list[RowOpened] = []
        self.table.chosen.connect(self.chosen.append)
        self.table.opened.connect(self.opened.append)
        window.qtbot.addWidget(self.table)
        self.table.resize(900, 400)
        self.table.show()

    def fill(self) -> "Tried":
        """Put rows into the house, and show them."""
        fill(self.window.house)
        return self.show()

    def show(self) -> "Tried":
        """Show the listing, and wait until it is there."""
        self.table.show_listing(lambda: listing_of(self.house))
        return self.settle()

    def settle(self) -> "Tried":
        """Wait until what is in sight was read, and the totals too."""
        self.window.rest()
        while not self._is_at_rest():
            self.window.rest()
        return self

    def _is_at_rest(self) -> bool:
        timers = (self.model._fetch_soon, self.model._sum_soon)
        self.table.grab()
        return not any(timer.isActive() for timer in timers) and not self.window.desk.background.busy(Lane.READS)

    def reload(self) -> "Tried":
        """Read the rows anew."""
        self.table.reload()
        return self.settle()

    def wanted(self, view: View | None = None) -> tuple[list[Key], list[dict[str, Any]]]:
        """Return the keys and values of all rows as the database has them now."""
        listing = listing_of(self.house)
        reader = Reader(self.house.store, listing, view or self.model.view)
        page = reader.read(0, 10_000)
        return list(page.keys), [
            dict(zip((each.name for each in listing.fields), row, strict=True)) for row in page.rows
        ]

    def text(self, row: int, field: str) -> str:
        """Return what stands in a cell."""
        column = self.grid.fields().index(field)
        return str(self.model.index(row, column).data())

    def texts(self, field: str, rows: int | None = None) -> list[str]:
        """Return what stands in a column."""
        return [self.text(row, field) for row in range(self.model.rowCount() if rows is None else rows)]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the grid."""
        QTest.keyClick(self.grid, key, modifier)

    def click_heading(self, field: str) -> "Tried":
        """Click the heading of a column."""
        header = self.grid.horizontalHeader()
        place = self.grid.fields().index(field)
        middle = header.sectionViewportPosition(place) + header.sectionSize(place) // 2
        where = header.viewport().rect().center()
        where.setX(middle)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        return self.settle()


def actions(menu: QMenu) -> dict[str, Any]:
    """Return the actions of a menu by their texts."""
    return {action.text(): action for action in menu.actions() if action.text()}


@contextmanager
def statements(window: Window, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Give the list of (thread, statement) of all that is sent to the database meanwhile."""
    told: list[tuple[str, str]] = []
    database = window.house.store.database
    run: Callable[..., Any] = database.execute_sql

    def listen(sql: str, *more: Any, **named: Any) -> Any:
        told.append((threading.current_thread().name, sql))
        return run(sql, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(database, "execute_sql", listen)
        yield told
