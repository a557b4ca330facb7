"""The main window: it knows its pages, the rail, the scan bar and the status line, and nothing of the work itself."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QStyle, QVBoxLayout, QWidget

from warehouse_app.services.changes import Changes
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.background import Lane
from warehouse_app.ui.banner import Banner
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.finding import NotFound, what_to_open
from warehouse_app.ui.look import Look
from warehouse_app.ui.page import Page, PageName
from warehouse_app.ui.rail import Chosen, Rail
from warehouse_app.ui.refresh import EVERYTHING, Refresher
from warehouse_app.ui.scan_bar import ScanBar
from warehouse_app.ui.scans import Refusal, Scans, ScanTaker, answering
from warehouse_app.ui.signing_in import SignIn
from warehouse_app.ui.status_line import StatusLine
from warehouse_app.ui.words.window import Frame

if TYPE_CHECKING:
    from warehouse_app.ui.seeking import Seeker

PageMaker = Callable[[Desk], Page]

_USUAL_SIZE = QSize(1280, 800)
_NARROW = 1_000
"""Below this width the rail leaves its names out, so that more of the page is seen."""
_SCAN_BOX, _CLOSE = "Ctrl+L", "Ctrl+Q"

_HOME = {
    Thing.ITEM: PageName.ITEMS,
    Thing.LOCATION: PageName.ITEMS,
    Thing.ORDER: PageName.ORDERS,
    Thing.PURCHASE_ORDER: PageName.PURCHASE_ORDERS,
    Thing.PICK_LIST: PageName.PICK_LISTS,
    Thing.CUSTOMER: PageName.CUSTOMERS,
    Thing.SUPPLIER: PageName.PURCHASE_ORDERS,
}


class MainWindow(QMainWindow):
    """The window of an open house. `makers` make its pages, each when it is first shown, in the order of the rail."""

    closed = Signal()
    """The window closes, with all that it shows."""
    help_wanted = Signal()

    def __init__(self, desk: Desk, makers: Mapping[PageName, PageMaker]) -> None:
        super().__init__()
        self._desk = desk
        self._makers = makers
        self._pages: dict[PageName, Page] = {}
        self._refresher = Refresher()
        self._stack = QStackedWidget()
        self._rail = Rail(desk, list(makers))
        self.status = StatusLine(desk)
        self.sign_in = SignIn(desk, self.taker, self)
        self.scans = Scans(
            self.taker,
            guard_ms=desk.workstation.scanner.guard_ms,
            first=lambda text: self.sign_in if self.sign_in.takes(text) else None,
        )
        self.scan_bar = ScanBar(desk, self.scans)
        self.banner = Banner(desk)
        self._asking = Asking(desk, "leaving")
        self._leaving = False
        self._seeker: Seeker | None = None
        self._lay_out()
        self._rail.chosen.connect(self._choose)
        self._rail.help_wanted.connect(self.help_wanted)
        desk.changed.connect(self._refresher.changed)
        desk.house_settings_renewed.connect(self._show_title)
        desk.person_changed.connect(lambda: self.refresh(EVERYTHING))
        self.sign_in.present.connect(self.status.show_present)
        desk.opened.connect(self.open)
        desk.typed.connect(self.scans.typed)
        desk.receiving.connect(self._receive)
        self.scans.refused.connect(self._refuse)
        self.scans.taken.connect(self.banner.scan_taken)
        self.scan_bar.finder.clicked.connect(self._find)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)
        QShortcut(QKeySequence(_SCAN_BOX), self).activated.connect(self.scan_bar.box.setFocus)
        QShortcut(QKeySequence(_CLOSE), self).activated.connect(self.close)
        Look.current().changed.connect(self._fit_rail)
        self.sign_in.refresh()
        self._restore()

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scan_bar)
        column.addWidget(self.sign_in.notice)
        column.addWidget(self.banner)
        column.addWidget(self._asking)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(right, 1)
        self.setCentralWidget(whole)

    @property
    def page(self) -> Page | None:
        """The page on show."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, name: PageName) -> Page:
        """Show a page, made now if it was not."""
        page = self._pages.get(name)
        if page is None:
            page = self._makers[name](self._desk)
            self._pages[name] = page
            self._stack.addWidget(page)
            self._refresher.add(page)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()  # it belongs to the page that is left
        self._stack.setCurrentWidget(page)
        self._rail.mark(name)
        self._show_title()
        self._refresher.show(page)
        # Where a page has nothing to begin with, what is typed is a code.
        (page if page.focusProxy() is not None else self.scan_bar.box).setFocus()
        return page

    def _show_title(self) -> None:
        page, house = self.page, self._desk.house_settings.name
        if page is not None:
            self.setWindowTitle(self._desk.say(Frame.TITLE, page=self._desk.say(page.name), house=house))

    def open(self, target: Target) -> None:
        """Show a thing on the page that it belongs to."""
        if target.thing is Thing.PAGE:
            self.show_page(PageName(target.key))
        else:
            self.show_page(_HOME[target.thing]).show_thing(target)

    def taker(self) -> ScanTaker:
        """Return who takes the next scan: the page on show if it takes any, else the window, which opens the thing."""
        page: object = self.page
        return page if isinstance(page, ScanTaker) else self

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Open what was scanned."""

        def found(target: object) -> None:
            match target:
                case Target():
                    self.open(target)
                case NotFound(code, facts, tone):
                    self._desk.tell(tone, code, **facts)
                case _:
                    self._desk.tell(Tone.WARN, Frame.NOT_HERE, text=text)

        house, background = self._desk.house, self._desk.background
        found_one, failed = answering(found, done), answering(self._desk.trouble, done)
        background.run(Lane.SCANS, self, lambda: what_to_open(house, text), found_one, failed)

    def refresh(self, changes: Changes) -> None:
        """Take in that something changed which no page of this window has announced."""
        self._refresher.changed(changes)

    def _choose(self, chosen: Chosen) -> None:
        self.show_page(chosen.page)

    def _refuse(self, refusal: Refusal) -> None:
        self._desk.tell(refusal.tone, refusal.code, text=refusal.text)
        self.banner.stay_until_scan()

    def _receive(self, target: Target) -> None:
        self.show_page(PageName.RECEIVE).show_thing(target)

    def _find(self) -> None:
        if self._seeker is None:
            from warehouse_app.ui.seeking import Seeker  # noqa: PLC0415 - the window opens sooner without

            self._seeker = Seeker(self._desk, self._stack, list(self._makers))
            for came in (self.scans.taken, self.scans.asked_twice, self.scans.refused):
                came.connect(self._seeker.leave)
        self._seeker.open()

    def _undo(self) -> None:
        if self.page is not None:
            self.page.undo()

    def _losing(self) -> Frame | None:
        """Return what would be lost if the window closed now."""
        if self._desk.background.busy(Lane.LONG):
            return Frame.STILL_WORKING
        if self.scans.waiting:
            return Frame.SCANS_WAIT
        return Frame.UNSAVED if any(page.unsaved() for page in self._pages.values()) else None

    def _ask_to_leave(self, losing: Frame) -> None:
        for page in self._pages.values():
            if page.unsaved():
                self.show_page(page.name)
        self._asking.ask(
            self._desk.say(losing),
            yes=(self._desk.say(Frame.CLOSE_ANYWAY), ""),
            no=self._desk.say(Frame.STAY),
            do=self._leave,
        )
        self._asking.no.setFocus()

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def _restore(self) -> None:
        kept = self._desk.workstation.window
        if not (kept and self.restoreGeometry(QByteArray(b64decode(kept)))):
            self.resize(self._first_size())
        last = self._desk.workstation.last_page
        names = list(self._makers)
        self.show_page(PageName(last) if last in names else names[0])

    def _first_size(self) -> QSize:
        """Return how large it is before anybody made it otherwise: no larger than the screen has room."""
        title_bar = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        room = self.screen().availableGeometry().size() - QSize(0, title_bar)
        return _USUAL_SIZE.boundedTo(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        self._rail.set_narrow(narrow=self.width() < Look.current().px(_NARROW))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._closes_the_banner(event):
            event.accept()  # before it is a step back on the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._closes_the_banner(event):
            self.banner.hide()
            return
        super().keyPressEvent(event)

    def _closes_the_banner(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.banner.isVisible()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was and what it showed; where something would be lost, ask first."""
        losing = self._losing()
        if losing is not None and not self._leaving:
            event.ignore()
            self._ask_to_leave(losing)
            return
        geometry = b64encode(bytes(self.saveGeometry().data())).decode()
        page = self.page
        self._desk.keep(
            replace(self._desk.workstation, window=geometry, last_page=page.name if page is not None else "")
        )
        self.closed.emit()
        super().closeEvent(event)
