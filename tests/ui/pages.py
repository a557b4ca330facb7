"""A page on a small house: shown, read, and looked at as a person would."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, opening, order, purchase, take
from tests.ui.conftest import Window
from warehouse_app.ui.page import Page
from warehouse_app.ui.refresh import Refresher
from warehouse_app.ui.tables import RowsTable
from warehouse_app.ui.widgets import Field

P = TypeVar("P", bound=Page)


def filled(at: Window) -> Window:
    """Fill the house: three lines wait for lamps of which two are there, one for a game that is not on sale yet."""
    take(
        at.house,
        *SUPPLIERS,
        *PLACES,
        *ITEMS,
        *CUSTOMERS,
        opening("LAMP", 2, "A-1"),
        opening("CORD", 9, "B-1"),
        *order("O1", "BEN", 2, ("LAMP", 3)),
        *order("O2", "ANN", 3, ("LAMP", 1), ("CORD", 4)),
        *order("O3", "CAT", 4, ("LAMP", 5), ("GAME", 1)),
        *purchase("P7", ("LAMP", 10)),
    )
    return at


class Shown(Generic[P]):
    """A page on the screen."""

    def __init__(self, at: Window, page: P) -> None:
        self.at = at
        self.page = page
        at.qtbot.addWidget(page)
        page.resize(1_000, 700)
        page.show()
        self._refresher = Refresher()
        self._refresher.add(page)
        self._refresher.show(page)
        at.desk.changed.connect(self._refresher.changed)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has read what it shows."""
        self.at.rest()


def cells(table: RowsTable, *fields: str) -> list[tuple[str, ...]]:
    """Return what stands in those columns of a table, from the top."""
    places = [[column.field for column in table.model.columns].index(field) for field in fields]
    return [
        tuple(str(table.model.index(row, place).data(Qt.ItemDataRole.DisplayRole)) for place in places)
        for row in range(table.model.rowCount())
    ]


def line_of(field: Field) -> QLineEdit:
    """Return the line of a field in which one types."""
    assert isinstance(field.editor, QLineEdit)
    return field.editor


def fill_in(field: Field, text: str) -> None:
    """Type a text into a field in place of what stands there."""
    line = line_of(field)
    line.selectAll()
    QTest.keyClicks(line, text)
