"""The list of back orders on paper, from its page: what is shown alone is printed alone, else all of it."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.documents.rendering import texts
from tests.services.stock import order, take
from tests.ui.back_orders import Queue, press, said
from tests.ui.conftest import Window
from tests.ui.pages import Shown, filled
from warehouse_app.documents.progress import Progress
from warehouse_app.domain.statuses import DocumentKind, Sides
from warehouse_app.queries.listing import Filter, How, View
from warehouse_app.services import papers
from warehouse_app.services.printing import Paper
from warehouse_app.ui.background import Lane
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.back_orders.paper import report_of_view
from warehouse_app.ui.printing.choosing import ToPrinter
from warehouse_app.ui.printing.preview import PdfPreview


@pytest.fixture
def shown(at_window: Window) -> Queue:
    return Shown(filled(at_window), BackOrdersPage(at_window.desk))


def opened(shown: Queue) -> PdfPreview:
    """Open the preview by its key, and wait until the paper is there."""
    press(shown, Qt.Key.Key_L, shift=True)
    [preview] = [each for each in shown.page.findChildren(PdfPreview) if each.isVisible()]
    return preview


def paper(shown: Queue) -> Paper:
    """Return what the preview shows, and close it."""
    preview = opened(shown)
    assert preview.paper is not None
    preview.close()
    return preview.paper


def test_the_whole_queue_is_printed_with_the_reasons_that_the_page_tells(shown: Queue) -> None:
    printed = paper(shown)
    assert (printed.kind, printed.number, printed.title, printed.pages) == (
        *(DocumentKind.BACK_ORDER_REPORT, "BACK-ORDERS", "Back orders · Whole house", 1),
    )
    [page] = texts(printed.pdf)
    assert "Whole house 3 lines · 2 items" in page
    assert (
        "2 O3 / 1 Cat C 4 Feb 2026 – 5 0 5 "
        "Out of stock · 1 line waits ahead of it (units: 2) · P7 (10 units) is on order, without a date"
    ) in page


def test_what_is_filtered_by_alone_is_printed_alone(shown: Queue) -> None:
    shown.page.table.filter_by(Filter("order", How.EQUALS, ("O3",)))
    shown.settle()
    printed = paper(shown)
    assert (printed.number, printed.title) == ("order:O3", "Back orders · Order O3")
    [page] = texts(printed.pdf)
    assert "2 O3 / 1" in page
    assert "O1" not in page


@pytest.mark.parametrize(
    ("view", "number"),
    [
        (View(), "BACK-ORDERS"),
        (View(filters=(Filter("sku", How.EQUALS, ("LAMP",)),)), "item:LAMP"),
        (View(filters=(Filter("order", How.EQUALS, ("O1",)),)), "order:O1"),
        (View(filters=(Filter("customer_code", How.EQUALS, ("BEN",)),)), "customer:BEN"),
        (View(filters=(Filter("sku", How.CONTAINS, ("LAMP",)),)), "BACK-ORDERS"),
        (View(filters=(Filter("short", How.AT_LEAST, (1,)),)), "BACK-ORDERS"),
        (View(filters=(Filter("customer", How.EQUALS, ("Ben",)),)), "BACK-ORDERS"),
        (View(filters=(Filter("sku", How.EQUALS, ("LAMP",)), Filter("short", How.AT_LEAST, (1,)))), "BACK-ORDERS"),
        (View(filters=(Filter("sku", How.EQUALS, ("LAMP",)),), search="ben"), "BACK-ORDERS"),
        (View(search="LAMP"), "BACK-ORDERS"),
    ],
)
def test_a_view_is_printed_alone_where_it_is_of_one_thing(view: View, number: str) -> None:
    assert report_of_view(view) == number


def test_it_is_queued_for_a_printer_as_it_was_shown(shown: Queue) -> None:
    preview = opened(shown)
    printed = preview.paper
    assert printed is not None
    choice = ToPrinter("Laser", Sides.AS_SET, 2)
    preview._ask = lambda _parent, _preset, _title, then: then(choice)
    take(shown.at.house, *order("O4", "ANN", 9, ("LAMP", 7)))
    preview.print()
    shown.settle()
    store = shown.at.house.store
    with store.snapshot():
        found = store.sql("SELECT kind, number, copy, pdf FROM print_job ORDER BY id").fetchall()
    assert found == [("back-order-report", "BACK-ORDERS", copy, printed.pdf) for copy in range(2)]
    assert said(shown) == ["On the way to the printer Laser: Back orders · Whole house."]
    assert shown.at.desk.workstation.printers["back-order-report"] == "Laser"


class Gated:
    """Makes a paper as ever, but stops half way until it is let on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.gate, self.threads = threading.Event(), threading.Event(), set[str]()
        self.ended = threading.Event()
        self.made = 0
        self._make: Callable[..., Paper] = papers.make_paper
        monkeypatch.setattr(papers, "make_paper", self)

    def __call__(self, *words: object, progress: Progress, **more: object) -> Paper:
        self.threads.add(threading.current_thread().name)
        try:
            progress(1, 4)
            self.begun.set()
            assert self.gate.wait(10)
            progress(2, 4)
            self.made += 1
            return self._make(*words, progress=progress, **more)
        finally:
            self.ended.set()


def test_it_is_made_beside_all_that_is_read_and_shows_how_far_it_is(
    shown: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    gated = Gated(monkeypatch)
    shown.page.print_button.click()
    [preview] = shown.page.findChildren(PdfPreview)
    assert gated.begun.wait(10)
    shown.at.qtbot.waitUntil(lambda: preview._busy._share == 0.25)
    # The gate is still closed: the lane of what is read would not get free if the paper were made in it.
    shown.at.qtbot.waitUntil(lambda: not shown.at.desk.background.busy(Lane.READS))
    gated.gate.set()
    shown.settle()
    assert preview.paper is not None
    assert gated.threads == {"lane-long"}
    preview.close()


def test_who_closes_the_preview_ends_the_making(shown: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    gated = Gated(monkeypatch)
    shown.page.print_button.click()
    [preview] = shown.page.findChildren(PdfPreview)
    assert gated.begun.wait(10)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    gated.gate.set()
    assert gated.ended.wait(10)
    shown.settle()
    assert gated.made == 0
    assert said(shown) == []
