"""PySide6 6.12.0 gave a reference to None away with every call that returns nothing, until Python 3.11 aborted."""

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import Window
from tests.ui.pages import Shown, filled
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.window import MainWindow
from warehouse_app.ui.words.window import Frame

_MAY_FALL = 200
"""Whatever else is freed meanwhile holds references too; the bug lost one with each of thousands of calls."""


def test_calls_that_return_nothing_leave_none_as_it_was(qapp: QCoreApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(1_000):
        label.setText(str(number))
        qapp.processEvents()
    assert sys.getrefcount(None) > before - _MAY_FALL


def test_a_working_window_leaves_none_as_it_was(at_window: Window) -> None:
    shown = Shown(filled(at_window), BackOrdersPage(at_window.desk))
    window = MainWindow(at_window.desk, {BackOrdersPage.name: lambda _: shown.page})
    at_window.qtbot.addWidget(window)
    window.show()
    at_window.settle()
    before = sys.getrefcount(None)
    for number in range(300):
        window.scans.typed(f"NOBODY-{number}")
        at_window.desk.tell(Tone.OK, Frame.CONNECTED)
        shown.page.table.grid.select_row(number % 5)
        shown.page.repaint()
        at_window.qtbot.wait(1)
    shown.settle()
    assert sys.getrefcount(None) > before - _MAY_FALL
