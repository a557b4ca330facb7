"""Hands at the page of back orders: a line is chosen, a key pressed, a run asked for and looked at."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.ui.pages import Shown, cells
from tests.ui.test_settings_page import choose
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.back_orders.allocate import AllocateDialog
from warehouse_app.ui.pages.back_orders.allocate.strategies import Whose
from warehouse_app.ui.short_table import ShortTable

D = TypeVar("D", bound=QDialog)
Queue = Shown[BackOrdersPage]
AT_FIRST = {"O1/1": 1, "O2/1": 1, "O2/2": 4, "O3/1": 0, "O3/2": 0}
"""What the lines of `pages.filled` hold."""


def choose_line(shown: Queue, order: str, line: int) -> None:
    """Choose a line of the queue."""
    shown.page.table.grid.select_row(cells(shown.page.table, "order", "line").index((order, str(line))))
    shown.settle()


def press(shown: Queue, key: Qt.Key, *, shift: bool = False) -> None:
    """Press a key with Ctrl at the page."""
    shown.page.activateWindow()
    shown.at.qtbot.waitUntil(shown.page.isActiveWindow)
    modifiers = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(shown.page, key, modifiers | Qt.KeyboardModifier.ShiftModifier if shift else modifiers)
    shown.settle()


def opened(shown: Queue, kind: type[D]) -> D:
    """Return the dialog that is open."""
    [dialog] = [each for each in shown.page.findChildren(kind) if each.isVisible()]
    return dialog


def ask(shown: Queue) -> AllocateDialog:
    """Open the dialog by its key."""
    press(shown, Qt.Key.Key_R)
    [dialog] = [each for each in shown.page.findChildren(AllocateDialog) if each.isVisible()]
    dialog.activateWindow()
    shown.at.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def key(shown: Queue, dialog: AllocateDialog, pressed: Qt.Key) -> None:
    """Press a key with Ctrl in the dialog."""
    QTest.keyClick(dialog, pressed, Qt.KeyboardModifier.ControlModifier)
    shown.settle()


def is_open(shown: Queue) -> bool:
    """Return whether the dialog of a run is open."""
    return any(each.isVisible() for each in shown.page.findChildren(AllocateDialog))


def preview(shown: Queue, dialog: AllocateDialog) -> None:
    """Look at what a run would change."""
    key(shown, dialog, Qt.Key.Key_P)


def rows(table: ShortTable) -> list[tuple[str, ...]]:
    """Return what stands in the rows of a table, and below each."""
    return [(*row.texts, row.note) for row in table.rows]


def totals(dialog: AllocateDialog) -> dict[str, str]:
    """Return the totals that are shown."""
    return {label: value for label, value, _ in dialog.view.totals._shown}


def let_cat_win(shown: Queue, dialog: AllocateDialog) -> None:
    """Ask for a run afresh in which Cat, who is chosen, must win."""
    choose(dialog.form.mode, "Allocate afresh")
    choose(dialog.form.strategies.rows[Whose(customer="CAT")].strategy, "Win: full, before all others")
    preview(shown, dialog)


def said(shown: Queue) -> list[str]:
    """Return the sentences that were told."""
    return [told.text for told in shown.at.told]
