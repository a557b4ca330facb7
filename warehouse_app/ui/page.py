"""What a page is: a widget that says which areas of the house it shows, and that reads itself again when told to."""

from enum import StrEnum
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.services.changes import Area
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Target
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.words.window import Frame


class PageName(StrEnum):
    """The pages, in the order of the rail."""

    RECEIVE = "page-receive"
    MOVE = "page-move"
    COUNT = "page-count"
    LOOK_UP = "page-lookup"
    BACK_ORDERS = "page-back-orders"
    PICK_LISTS = "page-pick-lists"
    ITEMS = "page-items"
    ORDERS = "page-orders"
    PURCHASE_ORDERS = "page-purchase-orders"
    CUSTOMERS = "page-customers"
    SETTINGS = "page-settings"


class Page(QWidget):
    """A page. It is made when it is first shown, refreshed then, and whenever one of the areas it `shows` changed.

    A page that takes scans also has `take_scan` (`scans.ScanTaker`).
    """

    name: ClassVar[PageName]
    shows: ClassVar[frozenset[Area]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self) -> None:
        """Read again what the page shows, in the background."""
        raise NotImplementedError

    def show_thing(self, target: Target) -> None:
        """Bring a thing into view that belongs to this page; a page that shows no single things does nothing."""

    def undo(self) -> None:
        """Take back the last thing done on this page, or say why that cannot be."""
        self.desk.tell(Tone.WARN, Frame.NOTHING_TO_UNDO)

    def unsaved(self) -> bool:
        """Return whether something was typed here that would be lost if the window closed now."""
        return False


class PageColumn(QVBoxLayout):
    """The column in which the content of a page stands, with a page's margins at any scale."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self.setContentsMargins(*look.theme.margins(Space.L))
        self.setSpacing(look.px(Space.M))
