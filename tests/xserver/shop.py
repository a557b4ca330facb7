"""The real window on a small house, under orders: what it is told, and what it says, are as in `program`.

Run as `python -m tests.xserver.shop [profile as JSON]`. On standard input it takes, besides "busy" and "quit":

    {"do": "page", "name": "page-orders"}    show a page
    {"do": "focus"}                          put the focus into the scan box
    {"do": "search"}                         put the focus into the search field of the page on show
    {"do": "dialog"}                         open the dialog that asks how much to release
    {"do": "state"}                          say {"is": "state", "page": …, "box": …, "search": …, "booked": […], …}

It says {"is": "scan", "text": …} for each scan that was delivered, and {"is": "sound", "tone": …} for each sound.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from tests.xserver.program import Orders, Watch, say
from warehouse_app.domain.records import (
    BarcodeRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    PurchaseLineRecord,
    SupplierRecord,
)
from warehouse_app.house import House, found
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Look
from warehouse_app.ui.page import PageName
from warehouse_app.ui.scan_filter import ScanFilter, prepare_keyboard
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds

ITEMS = 100
PER_LINE = 1_000
TEA = "09506000134352"


def house(folder: Path) -> House:
    """Return a house that expects a hundred items on PO-7, and tea in lots."""
    made = found(str(folder / "house.db"), name="Shop", time_zone="UTC", currency="EUR", user="anna")
    items = [ItemRecord(f"Item-{at:03}", f"Item {at}") for at in range(ITEMS)]
    lines = [PurchaseLineRecord("7", "S1", item.sku, PER_LINE, line=at) for at, item in enumerate(items, start=1)]
    feeds = [
        Handed(Kind.SUPPLIERS, [SupplierRecord("S1", "Supplier")]),
        Handed(Kind.LOCATIONS, [LocationRecord("A-1")]),
        Handed(Kind.ITEMS, [*items, ItemRecord("TEA", "Tea", lot_tracked=True)]),
        Handed(Kind.BARCODES, [BarcodeRecord("TEA", TEA)]),
        Handed(Kind.PURCHASE_ORDERS, [*lines, PurchaseLineRecord("7", "S1", "TEA", PER_LINE, line=ITEMS + 1)]),
    ]
    with checked(made.store, feeds, update=False) as prepared:
        take_in(made.store, made.act(), prepared)
    return made


class Shop:
    """The session under test, and what it is told to do."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._slices = 0
        session.window.scans.taken.connect(lambda text: say("scan", text=text))
        session.desk.sounded.connect(self._sounded)

    def do(self, order: dict[str, Any]) -> None:
        """Do what was asked for."""
        window = self._session.window
        match order:
            case {"do": "page", "name": str(name)}:
                window.show_page(PageName(name))
            case {"do": "focus"}:
                window.scan_bar.box.setFocus()
            case {"do": "search"}:
                self._search().setFocus()
            case {"do": "dialog"}:
                page: Any = window.show_page(PageName.PICK_LISTS)
                page.ask_release()
            case {"do": "busy", "ms": int(ms), "slices": int(slices)}:
                self._slices = slices
                self._sleep(ms)
            case {"do": "state"}:
                say("state", **self.state())
            case {"do": "quit"}:
                QApplication.exit()
        say("done")

    def _sounded(self, tone: Tone) -> None:
        if tone is not Tone.ASK:
            say("sound", tone=tone)

    def _search(self) -> QLineEdit:
        page: Any = self._session.window.page
        field: QLineEdit = page.table.search
        return field

    def _sleep(self, ms: int) -> None:
        QTimer.singleShot(0, lambda: self._asleep(ms))

    def _asleep(self, ms: int) -> None:
        time.sleep(ms / 1000)
        self._slices -= 1
        if self._slices > 0:
            QTimer.singleShot(1, lambda: self._asleep(ms))

    def state(self) -> dict[str, Any]:
        """Return what the window looks like, and what is booked."""
        store = self._session.desk.house.store
        with store.snapshot():
            booked = store.sql(
                "SELECT i.sku, r.quantity, lot.code FROM receipt_line r JOIN lot ON lot.id = r.lot_id "
                "JOIN item i ON i.id = lot.item_id ORDER BY r.id"
            ).fetchall()
        page: Any = self._session.window.page
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        return {
            "page": page.name,
            "box": self._session.window.scan_bar.box.text(),
            "search": page.table.search.text() if hasattr(page, "table") else "",
            "booked": [list(row) for row in booked],
            "dialogs": len(dialogs),
        }


def run(make_house: Callable[[Path], House], make_shop: Callable[[Session], Shop] = Shop) -> None:
    """Show the window on a house of its own until standard input ends."""
    prepare_keyboard()
    application = QApplication(sys.argv[:1])
    Look.apply(application)
    profile = msgspec.json.decode(sys.argv[1] if len(sys.argv) > 1 else "{}", type=ScannerProfile)
    keys = ScanFilter(profile)
    application.installEventFilter(keys)
    watch = Watch(profile)
    application.installEventFilter(watch)
    folder = tempfile.TemporaryDirectory()
    session = Session(
        make_house(Path(folder.name)),
        Workstation(scanner=profile),
        keys,
        Sounds(volume=0),
        language="en",
        save=lambda _: None,
        report=_report,
    )
    shop = make_shop(session)
    orders = Orders(shop)
    focus = QTimer(orders, interval=50)
    focus.timeout.connect(lambda: _give_focus(session))
    focus.start()
    session.window.show()
    session.window.activateWindow()
    QTimer.singleShot(300, orders, lambda: say("ready"))
    application.exec()
    session.close()
    folder.cleanup()


def _give_focus(session: Session) -> None:
    """Do what a window manager does once a dialog was closed: none runs at this display."""
    if QApplication.focusWindow() is None:
        (QApplication.activeModalWidget() or session.window).activateWindow()


def _report(error: Exception) -> None:
    say("bug", error=repr(error))
    os._exit(1)


if __name__ == "__main__":
    run(house)
