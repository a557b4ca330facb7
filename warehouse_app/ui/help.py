"""The help: the pages under resources/help, in the person's language where there are any, in a window of its own."""

from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from warehouse_app.assets import resource
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.page import PageName
from warehouse_app.ui.words.window import Frame

_FIRST = "start.md"
_OF_PAGE = {
    PageName.RECEIVE: "receive.md",
    PageName.MOVE: "move.md",
    PageName.COUNT: "count.md",
    PageName.LOOK_UP: "lookup.md",
    PageName.BACK_ORDERS: "back-orders.md",
    PageName.PICK_LISTS: "pick-lists.md",
    PageName.ITEMS: "stock.md",
    PageName.ORDERS: "orders.md",
    PageName.PURCHASE_ORDERS: "purchase-orders.md",
    PageName.CUSTOMERS: "customers.md",
    PageName.SETTINGS: "house.md",
}
_SIZE = QSize(760, 640)
_OF_SCREEN = 0.94


def help_folder(language: str) -> Path:
    """Return where the help in a language is; in English where there is none."""
    for code in (language, language.replace("-", "_").partition("_")[0]):
        folder = resource("help") / code
        if code and folder.is_dir():
            return folder
    return resource("help") / "en"


class HelpWindow(QDialog):
    """The help, open beside the work: it is not modal, so scans go on to the page."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(desk.say(Frame.HELP))
        look = Look.current()
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize() * _OF_SCREEN))
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(desk.say(Frame.HELP))
        self.browser.setSearchPaths([str(help_folder(desk.language))])
        self.browser.setSource(QUrl(_FIRST))
        self.browser.document().setDocumentMargin(look.px(Space.L))
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.activated.connect(self.browser.backward)

    def show_page(self, page: PageName | None) -> None:
        """Show what there is about a page of the program; the first steps where none is on show."""
        self.browser.setSource(QUrl(_FIRST if page is None else _OF_PAGE[page]))
