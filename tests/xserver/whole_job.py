"""The real window on a house in which three customers wait for lamps, and a delivery of them stands at the door.

Run as `python -m tests.xserver.whole_job [profile as JSON]`. It does and says what `shop` does, and besides:

    {"do": "printer", "name": "Laser"}    the system's dialog is replaced by one that finds this printer
    {"do": "state"}                       says what each page that was opened shows, and what is stored
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from tests.ui.pages import cells
from tests.xserver.shop import Shop, run
from warehouse_app.domain.records import (
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    Record,
    StockRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, Sides
from warehouse_app.house import House, found
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.pick_lists import PickListsPage
from warehouse_app.ui.pages.receive import ReceivePage
from warehouse_app.ui.printing import preview
from warehouse_app.ui.printing.choosing import Choice, ToPrinter
from warehouse_app.ui.printing.preview import PdfPreview
from warehouse_app.ui.words.back_orders import Told

RECORDS: dict[Kind, Sequence[Record]] = {
    Kind.SUPPLIERS: [SupplierRecord("S1", "Lighting Works")],
    Kind.LOCATIONS: [
        LocationRecord("GATE", kind=LocationKind.DEPOT, x_mm=0, y_mm=0),
        LocationRecord("A-1", x_mm=0, y_mm=2_000),
        LocationRecord("B-1", x_mm=0, y_mm=9_000),
    ],
    Kind.ITEMS: [ItemRecord("LAMP", "Lamp"), ItemRecord("CORD", "Cord")],
    Kind.CUSTOMERS: [
        CustomerRecord("ANN", "Ann", priority_class="A"),
        CustomerRecord("BEN", "Ben"),
        CustomerRecord("CAT", "Cat", priority_class="C"),
    ],
    Kind.STOCK: [StockRecord("CORD", "B-1", 1)],
    Kind.PURCHASE_ORDERS: [
        PurchaseLineRecord("7", "S1", "LAMP", 9, line=1),
        PurchaseLineRecord("8", "S1", "LAMP", 50, due_on=date(2099, 5, 4), line=1),
    ],
    Kind.ORDERS: [
        OrderLineRecord("101", "CAT", "LAMP", 5, datetime(2025, 2, 1, 9, tzinfo=UTC), line=1),
        OrderLineRecord("102", "BEN", "LAMP", 3, datetime(2025, 2, 2, 9, tzinfo=UTC), line=1),
        OrderLineRecord("103", "ANN", "LAMP", 4, datetime(2025, 2, 3, 9, tzinfo=UTC), line=1),
        OrderLineRecord("103", "ANN", "CORD", 1, datetime(2025, 2, 3, 9, tzinfo=UTC), line=2),
    ],
}


def house(folder: Path) -> House:
    """Return a house with nothing but a cord, which expects the lamps that three customers wait for."""
    made = found(str(folder / "house.db"), name="Kestrel", time_zone="UTC", currency="EUR", user="anna")
    feeds = [Handed(kind, records) for kind, records in RECORDS.items()]
    with checked(made.store, feeds, update=False) as prepared:
        take_in(made.store, made.act(), prepared)
    return made


class PrinterDialog(QDialog):
    """Stands in for the system's own where it would find no printer: it finds one, and Enter takes it."""

    def __init__(self, parent: QWidget, printer: str) -> None:
        super().__init__(parent)
        self.printers = QComboBox()
        self.printers.addItem(printer)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.printers)
        column.addWidget(buttons)


class WholeJob(Shop):
    """The session under test, whose every page says what it shows."""

    def do(self, order: dict[str, Any]) -> None:
        """Do what was asked for."""
        match order:
            case {"do": "printer", "name": str(name)}:
                vars(preview)["PdfPreview"] = partial(PdfPreview, ask=partial(self._ask, name))
        super().do(order)

    def state(self) -> dict[str, Any]:
        """Return what the window shows, and what is stored."""
        page = self._session.window.page
        assert page is not None
        shown: dict[str, Any] = {}
        match page:
            case ReceivePage():
                shown = _receiving(page)
            case BackOrdersPage():
                shown = _queue(page)
            case PickListsPage():
                shown = {"lists": cells(page.table, "pick_list", "status", "order", "stops", "units")}
        shown["banner"] = self._session.window.banner.text
        shown["window"] = type(QApplication.activeWindow()).__name__
        return super().state() | shown | {"preview": _preview(), **self._stored()}

    def _ask(self, printer: str, parent: QWidget, _preset: str, _title: str, then: Callable[[Choice], None]) -> QDialog:
        dialog = PrinterDialog(parent, printer)
        dialog.accepted.connect(lambda: then(ToPrinter(dialog.printers.currentText(), Sides.AS_SET, 1)))
        dialog.open()
        return dialog

    def _stored(self) -> dict[str, Any]:
        statements = {
            "received": "SELECT p.number, l.line, l.received FROM purchase_line l "
            "JOIN purchase_order p ON p.id = l.purchase_order_id ORDER BY p.number, l.line",
            "receipts": "SELECT number FROM receipt ORDER BY id",
            "stops": "SELECT p.number, s.position, loc.code, i.sku, a.quantity, o.number FROM pick_stop s "
            "JOIN pick_list p ON p.id = s.pick_list_id JOIN allocation a ON a.id = s.allocation_id "
            "JOIN location loc ON loc.id = a.location_id JOIN order_line l ON l.id = a.order_line_id "
            "JOIN item i ON i.id = l.item_id JOIN sales_order o ON o.id = l.order_id ORDER BY p.id, s.position",
            "jobs": "SELECT number, copy, pages, printer, state, attempts FROM print_job ORDER BY id",
        }
        store = self._session.desk.house.store
        with store.snapshot():
            return {name: [list(row) for row in store.sql(statement)] for name, statement in statements.items()}


def _receiving(page: ReceivePage) -> dict[str, Any]:
    band = page.prompt.band
    said = f"{band.word.text()}: {band.headline.text()} {band.rest.text()}".rstrip()
    return {
        "headline": said if band.isVisible() else "",
        "prompt": page.prompt.prompt.text(),
        "who": page.who.shown() if page.who.isVisible() else [],
        "bookings": [row.goods.text() for row in page.bookings.rows if row.isVisible()],
    }


def _queue(page: BackOrdersPage) -> dict[str, Any]:
    story = page.story
    return {
        "queue": cells(page.table, "rank_class", "order", "line", "sku", "open", "allocated", "short"),
        "story": None
        if story.currentIndex() == 0
        else {
            "title": story.title.text(),
            "why": story.why.text(),
            "ahead": story.parts[Told.AHEAD].text.text(),
            "coming": story.parts[Told.COMING].text.text(),
        },
    }


def _preview() -> dict[str, Any] | None:
    """Return what the preview shows that is open; None where none is."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, PdfPreview) and each.isVisible():
            return {
                "title": each.windowTitle(),
                "page": each.page_label.text(),
                "rendered": sorted(each.pages.rendered),
            }
    return None


if __name__ == "__main__":
    run(house, WholeJob)
