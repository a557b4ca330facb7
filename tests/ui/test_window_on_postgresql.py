"""The whole window on a real PostgreSQL server: a delivery is scanned in, and two workstations see what either does."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import KEY, Desk
from tests.scanning.keystrokes import scanned
from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, broken, lying, opening, order, purchase, take
from tests.ui.pages import cells
from tests.ui.scanner_keys import send
from warehouse_app.house import House
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.services.changes import Changes
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.settings import Workstation
from warehouse_app.store.database import open_store
from warehouse_app.ui.background import Lane
from warehouse_app.ui.page import Page, PageName
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.items import ItemsPage
from warehouse_app.ui.pages.purchase_orders import PurchaseOrdersPage
from warehouse_app.ui.pages.receive import ReceivePage
from warehouse_app.ui.refresh import EVERYTHING
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds

P = TypeVar("P", bound=Page)

SHORT = [
    ("A", "O2", "LAMP", "1", "0"),
    ("A", "O2", "CORD", "4", "0"),
    ("B", "O1", "LAMP", "1", "2"),
    ("C", "O3", "LAMP", "0", "5"),
]
"""The queue before lamps come: class, order, item, allocated, short."""
SERVED = [
    ("A", "O2", "LAMP", "1", "0"),
    ("A", "O2", "CORD", "4", "0"),
    ("B", "O1", "LAMP", "3", "0"),
    ("C", "O3", "LAMP", "2", "3"),
]
"""The queue once four lamps have come."""


UNTIL_IT_LOOKS = 10_000
"""Milliseconds; it looks every two seconds."""


class At:
    """Somebody at a window of the program, whose scanner types into this window only."""

    def __init__(self, qtbot: QtBot, desk: Desk, actor: str, workstation: str) -> None:
        self._qtbot = qtbot
        self._time = 10_000
        self.reported: list[Exception] = []
        self.changes: list[Changes] = []
        self._keys = ScanFilter(ScannerProfile())
        self.session = Session(
            House(desk.store, actor, workstation),
            Workstation(),
            self._keys,
            Sounds(volume=0),
            language="en",
            save=lambda _: None,
            report=self.reported.append,
        )
        self.session.desk.changed.connect(self.changes.append)
        self.session.window.show()
        self.session.window.windowHandle().installEventFilter(self._keys)
        self.settle()

    def scan(self, *texts: str) -> None:
        """Scan one code after the other, each once the reply to the one before stands."""
        for text in texts:
            self._time += 1_000
            send(self.session.window.windowHandle(), scanned(text, self._time))
            self.settle()

    def page(self, name: PageName, kind: type[P]) -> P:
        """Show a page."""
        page = self.session.window.show_page(name)
        assert isinstance(page, kind)
        self.settle()
        return page

    def look_by_hand(self) -> None:
        """Let the watch look only when it is told to from now on."""
        self.session._watch._look_timer.stop()
        self.settle()

    def look(self) -> None:
        """Let the watch look, and the page on show read what it has to."""
        self.session._watch.look()
        self.settle()

    def settle(self) -> None:
        """Wait until every lane has done and delivered what it was given, and what comes of that."""
        background = self.session.desk.background
        for _ in range(3):
            self._qtbot.waitUntil(lambda: not any(map(background.busy, Lane)), timeout=10_000)
            # A reply is painted first; what it changed is told to the pages in the next turn of the event loop.
            self._qtbot.wait(10)


@pytest.fixture
def desk(new_database: Callable[[str], str], postgresql_template: str) -> Iterator[Desk]:
    """Return a house on the server in which lines wait for lamps."""
    url = new_database(postgresql_template)
    desk = Desk(open_store(url), url)
    desk.store.key = KEY
    take(
        desk,
        *SUPPLIERS,
        *PLACES,
        *ITEMS,
        *CUSTOMERS,
        opening("LAMP", 2, "A-1"),
        opening("CORD", 9, "B-1"),
        *order("O1", "BEN", 2, ("LAMP", 3)),
        *order("O2", "ANN", 3, ("LAMP", 1), ("CORD", 4)),
        *order("O3", "CAT", 4, ("LAMP", 5)),
        *purchase("P7", ("LAMP", 10)),
    )
    yield desk
    assert broken(desk) == []
    desk.store.close()


@pytest.fixture
def seat(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[str, str], At]]:
    """Return what opens a window for somebody at a workstation."""
    opened: list[At] = []

    def open_(actor: str, workstation: str) -> At:
        opened.append(At(qtbot, desk, actor, workstation))
        return opened[-1]

    yield open_
    for each in opened:
        each.session.close()
        assert each.reported == []


def queue(page: BackOrdersPage) -> list[tuple[str, ...]]:
    return cells(page.table, "rank_class", "order", "sku", "allocated", "short")


def booked(page: ReceivePage) -> list[str]:
    return [row.goods.text() for row in page.bookings.rows if row.isVisible()]


def test_a_delivery_is_scanned_in_and_every_page_shows_it(seat: Callable[[str, str], At], desk: Desk) -> None:
    anna = seat("anna", "desk-1")
    assert anna.session.window.windowTitle() == "Receive – Test house – Warehouse App"
    assert queue(anna.page(PageName.BACK_ORDERS, BackOrdersPage)) == SHORT
    purchases = anna.page(PageName.PURCHASE_ORDERS, PurchaseOrdersPage)
    assert cells(purchases.table, "purchase_order", "ordered", "received", "to_come") == [("P7", "10", "0", "10")]

    page = anna.page(PageName.RECEIVE, ReceivePage)
    anna.scan("PO-P7", "LAMP", "WXQTY4", "L-A-2")
    assert page.prompt.band.headline.text() == "Booked: 4 × LAMP in A-2"
    assert page.who.shown() == [
        ("2 →", "", "O1", "Ben", "B", "2 Feb 2026", ""),
        ("2 →", "", "O3", "Cat", "C", "4 Feb 2026", "3"),
    ]
    assert (anna.session.window.scan_bar.box.text(), lying(desk, "LAMP")) == ("", {"A-1": 2, "A-2": 4})

    assert queue(anna.page(PageName.BACK_ORDERS, BackOrdersPage)) == SERVED
    anna.page(PageName.PURCHASE_ORDERS, PurchaseOrdersPage)
    assert cells(purchases.table, "purchase_order", "ordered", "received", "to_come") == [("P7", "10", "4", "6")]
    items = anna.page(PageName.ITEMS, ItemsPage).items
    assert ("LAMP", "6", "0", "3", "6") in cells(items, "sku", "on_hand", "free", "waiting", "coming")


def test_what_one_workstation_books_the_other_shows_once_its_watch_has_looked(
    seat: Callable[[str, str], At], desk: Desk
) -> None:
    anna, ben = seat("anna", "desk-1"), seat("ben", "desk-2")
    for each in (anna, ben):
        each.look_by_hand()
    waiting = ben.page(PageName.BACK_ORDERS, BackOrdersPage)
    page = anna.page(PageName.RECEIVE, ReceivePage)
    anna.scan("PO-P7", "LAMP", "WXQTY4", "L-A-2")
    assert (queue(waiting), ben.changes) == (SHORT, [])
    ben.look()
    assert (queue(waiting), ben.changes) == (SERVED, [EVERYTHING])

    # The rest comes at the other desk. Each desk lists what was booked there, and has the running totals of both.
    page_of_ben = ben.page(PageName.RECEIVE, ReceivePage)
    ben.scan("PO-P7", "LAMP", "WXQTY6", "L-A-1")
    assert page.delivery.total.text() == "4 of 10 units received"
    anna.look()
    assert page.delivery.total.text() == page_of_ben.delivery.total.text() == "10 of 10 units received"
    assert (booked(page), booked(page_of_ben)) == (["4 × LAMP, Lamp"], ["6 × LAMP, Lamp"])
    assert lying(desk, "LAMP") == {"A-1": 8, "A-2": 4}

    # Nobody is told of what the own window did.
    for each in (anna, ben):
        each.look()
    assert (anna.changes.count(EVERYTHING), ben.changes.count(EVERYTHING)) == (1, 1)


def test_what_another_does_while_a_window_opens_is_not_missed(
    seat: Callable[[str, str], At], desk: Desk, qtbot: QtBot
) -> None:
    anna = seat("anna", "desk-1")
    waiting = anna.page(PageName.BACK_ORDERS, BackOrdersPage)
    assert queue(waiting) == SHORT
    receive(desk.store, desk.act("ben"), [Goods("LAMP", 4, "A-2")], purchase_order="P7")
    qtbot.waitUntil(lambda: queue(waiting) == SERVED, timeout=UNTIL_IT_LOOKS)
