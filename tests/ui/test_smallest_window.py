"""The window can be as small as the screens of old machines: with each page, form and part of the settings."""

from PySide6.QtCore import QSize

from tests.ui.conftest import Window
from tests.ui.pages import filled
from warehouse_app.settings import Scheme
from warehouse_app.ui.desk import Thing
from warehouse_app.ui.listed_page import ListedPage
from warehouse_app.ui.look import Look
from warehouse_app.ui.pages import page_makers
from warehouse_app.ui.pages.settings import SettingsPage
from warehouse_app.ui.window import MainWindow

SMALLEST = {1.0: QSize(800, 600), 1.5: QSize(1280, 800)}
"""The size at which the window can be used, by the size of the text."""
CHOSEN = ((Thing.ITEM, "LAMP"), (Thing.CUSTOMER, "BEN"), (Thing.ORDER, "O1"), (Thing.PURCHASE_ORDER, "P7"))
"""What is chosen on the pages that show one thing beside the table."""


def test_the_window_can_be_as_small_as_promised_with_every_page_and_something_chosen_there(at_window: Window) -> None:
    filled(at_window)
    window = MainWindow(at_window.desk, page_makers())
    at_window.qtbot.addWidget(window)
    for name in page_makers():
        page = window.show_page(name)
        if isinstance(page, ListedPage):
            page.write_new()
        if isinstance(page, SettingsPage):
            for row in range(page.list.count()):
                page.list.setCurrentRow(row)
    at_window.settle()
    assert_as_small_as_promised(window)
    for thing, key in CHOSEN:
        at_window.desk.open(thing, key)
        at_window.settle()
    assert_as_small_as_promised(window)


def assert_as_small_as_promised(window: MainWindow) -> None:
    for scale, smallest in SMALLEST.items():
        Look.current().wear(Scheme.LIGHT, scale)
        least = window.minimumSizeHint()
        assert least == least.boundedTo(smallest), f"at {scale}"
