"""The rail of this program: which pages there are, with their icons and keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import PageName
from warehouse_app.ui.widgets import rail as rail_widgets
from warehouse_app.ui.widgets.rail import RailButton
from warehouse_app.ui.words.window import Frame

SIGNS = {
    PageName.RECEIVE: (Icon.RECEIVE, "F2"),
    PageName.MOVE: (Icon.MOVE, "Shift+F2"),
    PageName.COUNT: (Icon.COUNT, "Shift+F3"),
    PageName.LOOK_UP: (Icon.LOOK_UP, "Shift+F4"),
    PageName.BACK_ORDERS: (Icon.BACK_ORDERS, "F3"),
    PageName.PICK_LISTS: (Icon.PICK, "F4"),
    PageName.ITEMS: (Icon.STOCK, "F6"),
    PageName.ORDERS: (Icon.ORDERS, "F7"),
    PageName.PURCHASE_ORDERS: (Icon.PURCHASING, "F8"),
    PageName.CUSTOMERS: (Icon.CUSTOMERS, "F9"),
    PageName.SETTINGS: (Icon.SETTINGS, "F10"),
}
"""F1 and F5 are kept for pages to come, so that no key changes its page; the stations beside receiving take Shift."""
_HELP_KEY = "Shift+F1"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody wants to see a page."""

    page: PageName


class Rail(rail_widgets.Rail):
    """The pages to choose from, and at the foot the help and the settings."""

    chosen = Signal(object)
    """Chosen."""
    help_wanted = Signal()

    def __init__(self, desk: Desk, pages: Iterable[PageName]) -> None:
        super().__init__()
        self.setAccessibleName(desk.say(Frame.RAIL))
        self._pages: dict[PageName, RailButton] = {}
        help_button = RailButton(Icon.HELP, desk.say(Frame.HELP), _HELP_KEY)
        help_button.setCheckable(False)
        help_button.clicked.connect(self.help_wanted)
        self.add(help_button, bottom=True)
        for page in pages:
            icon, key = SIGNS[page]
            button = RailButton(icon, desk.say(page), key)
            button.clicked.connect(lambda _checked=False, page=page: self.chosen.emit(Chosen(page)))
            self._pages[page] = self.add(button, bottom=page is PageName.SETTINGS)

    def mark(self, page: PageName) -> None:
        """Show which page is on show."""
        self._pages[page].setChecked(True)
