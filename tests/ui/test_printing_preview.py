"""The preview: every page in view is rendered off the window's thread, and all that can be done with it by keys."""

import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from tests.services.papers import job, paper
from tests.ui.conftest import Window
from tests.ui.papers import furnish, long_paper
from warehouse_app.documents import pictures
from warehouse_app.documents.progress import Progress
from warehouse_app.domain.statuses import PrintState, Sides
from warehouse_app.queries.print_jobs import waiting_prints
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.printing import Paper
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Told
from warehouse_app.ui.printing.choosing import Choice, ToFile, ToPrinter
from warehouse_app.ui.printing.pages_view import PagesView, Shown
from warehouse_app.ui.printing.preview import PdfPreview, preview_pick_list
from warehouse_app.ui.printing.zoom import Fit

CONTROL = Qt.KeyboardModifier.ControlModifier


class Asked:
    """Stands in for the dialog of the printer: keeps what it was asked, and chooses."""

    def __init__(self, choice: Choice | None = None) -> None:
        self.choice = choice
        self.asked: list[tuple[str, str]] = []

    def __call__(self, parent: QWidget, preset: str, title: str, then: Callable[[Choice], None]) -> None:
        self.asked.append((preset, title))
        if self.choice is not None:
            then(self.choice)


def opened(window: Window, paper: Paper | None = None, asked: Asked | None = None) -> PdfPreview:
    """Open a preview, a thousand pixels wide, and wait until the first page is there."""
    shown = paper or long_paper()
    preview = PdfPreview(window.desk, shown.number, lambda _progress: shown, None, ask=asked or Asked())
    preview.resize(1000, 700)
    preview.show()
    window.settle()
    return preview


def dark_share(image: QImage) -> float:
    """Return the share of dark pixels in a picture."""
    points = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 2)]
    return sum(QColor(image.pixel(x, y)).lightness() < 100 for x, y in points) / len(points)


def test_the_pages_in_view_are_rendered_and_no_others(at_window: Window) -> None:
    preview = opened(at_window)
    assert preview.pages.shown == Shown(1, 6, 121)
    assert preview.pages.rendered == {1}
    preview.pages.go_to(4)
    assert preview.pages.rendered == {1}
    at_window.settle()
    assert preview.pages.rendered == {1, 4}
    preview.pages.zoom_to(0.25)
    at_window.settle()
    assert preview.pages.rendered == {4, 5, 6}
    preview.close()


def test_a_page_is_shown_with_all_that_is_on_it(at_window: Window) -> None:
    preview = opened(at_window)
    preview.pages.zoom_to(Fit.PAGE)
    at_window.settle()
    pictured = preview.pages.viewport().grab().toImage()
    assert pictured.pixelColor(pictured.width() // 2, 15) == QColor("white")
    assert 0.02 < dark_share(pictured.copy(300, 20, 400, 500)) < 0.4
    preview.close()


def test_nothing_is_made_or_rendered_in_the_windows_thread(at_window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[str] = set()
    opened_before = pictures._opened

    def noted(pdf: bytes) -> object:
        threads.add(threading.current_thread().name)
        return opened_before(pdf)

    monkeypatch.setattr(pictures, "_opened", noted)
    number = furnish(at_window)
    preview = preview_pick_list(at_window.desk, number)
    at_window.settle()
    assert preview.pages.rendered == {1}
    assert threads == {"lane-reads"}
    preview.close()


def test_what_was_asked_for_and_is_out_of_view_again_is_not_rendered(
    at_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = opened(at_window)
    rendered: list[int] = []
    begun, gate = threading.Event(), threading.Event()
    before = pictures.picture

    def slow(pdf: bytes, page: int, scale: float) -> pictures.Picture:
        begun.set()
        gate.wait(10)
        rendered.append(page + 1)
        return before(pdf, page, scale)

    monkeypatch.setattr("warehouse_app.ui.printing.images.picture", slow)
    preview.pages.go_to(2)
    assert begun.wait(10)
    for page in (3, 4, 5, 2, 6):
        preview.pages.go_to(page)
    gate.set()
    at_window.settle()
    assert rendered == [2, 6]
    assert preview.pages.rendered == {1, 6}
    preview.close()


def test_pages_are_turned_with_keys_and_buttons(at_window: Window) -> None:
    preview = opened(at_window)
    preview.pages.zoom_to(Fit.PAGE)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(preview.pages, key)
        seen.append(preview.pages.shown.page)
    assert seen == [2, 3, 6, 5, 1]
    assert preview.page_label.text() == "Page 1 of 6"
    assert (preview.previous_button.isEnabled(), preview.next_button.isEnabled()) == (False, True)
    preview.next_button.click()
    assert preview.page_label.text() == "Page 2 of 6"
    preview.previous_button.click()
    assert preview.pages.shown.page == 1
    preview.close()


def test_paging_down_shows_all_of_a_page_that_is_higher_than_the_window(at_window: Window) -> None:
    preview = opened(at_window)
    bar, height = preview.pages.verticalScrollBar(), preview.pages.viewport().height()
    places = [bar.value()]
    while bar.value() < bar.maximum():
        QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
        places.append(bar.value())
    assert all(0 < later - earlier <= height for earlier, later in pairwise(places))
    back = [bar.value()]
    while bar.value() > 0:
        QTest.keyClick(preview.pages, Qt.Key.Key_PageUp)
        back.append(bar.value())
    assert all(0 < earlier - later <= height for earlier, later in pairwise(back))
    tops = {room.top - 12 for room in preview.pages._layout.rooms if room.top - 12 <= bar.maximum()}
    assert tops <= set(places)
    preview.close()


def test_zoom_by_keys_buttons_and_wheel(at_window: Window) -> None:
    preview = opened(at_window)
    preview.activateWindow()
    seen = []

    def zoomed() -> None:
        seen.append(preview.percent_label.text())

    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal, Qt.Key.Key_0, Qt.Key.Key_2):
        QTest.keyClick(preview, key, CONTROL)
        zoomed()
    for button in (preview.out_button, preview.in_button, preview.page_button, preview.width_button):
        button.click()
        zoomed()
    for step in (120, -120):
        turn(preview, step)
        zoomed()
    fit = preview.page_button
    assert fit.toolTip() == "Fit the page  Ctrl+0"
    whole = seen[3]
    assert seen == ["125 %", "100 %", "125 %", whole, "121 %", "100 %", "125 %", whole, "121 %", "125 %", "100 %"]
    assert 40 <= int(whole.removesuffix(" %")) <= 60
    preview.close()


def turn(preview: PdfPreview, step: int) -> None:
    """Turn the wheel over the middle of the pages with Ctrl held."""
    view = preview.pages.viewport()
    middle = QPointF(view.width() / 2, view.height() / 2)
    event = QWheelEvent(
        middle,
        view.mapToGlobal(middle),
        QPoint(),
        QPoint(0, step),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_about_the_pointer(at_window: Window) -> None:
    preview = opened(at_window)
    pages = preview.pages
    pages.zoom_to(1.0)
    pages.go_to(3)
    middle = pages.viewport().height() // 2
    before = (pages.verticalScrollBar().value() + middle - pages._layout.rooms[2].top) / 1.0
    turn(preview, 120)
    after = (pages.verticalScrollBar().value() + middle - pages._layout.rooms[2].top) / 1.25
    assert after == pytest.approx(before, abs=2)
    assert pages.shown.page == 3
    preview.close()


def test_a_window_that_grows_keeps_the_width_fitted_and_the_page(at_window: Window) -> None:
    preview = opened(at_window)
    preview.pages.go_to(3)
    preview.resize(1400, 700)
    assert preview.pages.shown.page == 3
    assert preview.pages.shown.percent > 160
    assert preview.pages.horizontalScrollBar().maximum() == 0
    preview.close()


def test_every_control_has_a_name_for_a_screen_reader(at_window: Window) -> None:
    preview = opened(at_window)
    assert preview.windowTitle() == "Preview: Pick list PL-000123"
    assert preview.pages.accessibleName() == "Pages of Pick list PL-000123"
    buttons = (preview.print_button, preview.save_button, preview.close_button, preview.previous_button)
    more = (preview.next_button, preview.out_button, preview.in_button, preview.width_button, preview.page_button)
    names = [button.accessibleName() for button in (*buttons, *more)]
    assert names[:4] == ["Print…", "Save as PDF…", "Close", "Previous page"]
    assert names[4:] == ["Next page", "Zoom out", "Zoom in", "Fit the width", "Fit the page"]
    preview.close()


def test_a_list_is_previewed_as_it_would_be_printed_now(at_window: Window) -> None:
    number = furnish(at_window)
    preview = preview_pick_list(at_window.desk, number)
    assert not any(button.isEnabled() for button in (preview.print_button, preview.next_button, preview.in_button))
    assert preview.page_label.text() == ""
    at_window.settle()
    assert preview.paper is not None
    assert (preview.paper.number, preview.paper.copy, preview.paper.pages) == ("PL-1", 0, 1)
    assert preview.print_button.isEnabled()
    preview.close()


def test_a_list_that_cannot_be_printed_is_told_and_no_preview_stays(at_window: Window) -> None:
    preview = preview_pick_list(at_window.desk, "PL-9")
    at_window.qtbot.waitUntil(lambda: not isValid(preview))
    assert at_window.told == [Told(Tone.ERROR, "There is no pick list PL-9. Check its number.")]


def test_printing_queues_what_is_shown_for_the_chosen_printer_and_remembers_it(at_window: Window) -> None:
    number = furnish(at_window)
    announced: list[Changes] = []
    at_window.desk.changed.connect(announced.append)
    asked = Asked(ToPrinter("Laser", Sides.LONG_EDGE, copies=1))
    preview = preview_of(at_window, number, asked)
    shown = preview.paper
    QTest.keyClick(preview, Qt.Key.Key_P, CONTROL)
    at_window.settle()
    assert asked.asked == [("", "Pick list PL-1")]
    queued = job(at_window.house, 1)
    assert (queued.state, queued.printer, queued.sides) == (PrintState.QUEUED, "Laser", Sides.LONG_EDGE)
    assert shown is not None
    assert (queued.copy, queued.title) == (shown.copy, shown.title)
    assert announced == [Changes(frozenset({Area.PRINT_JOBS}))]
    assert at_window.told == [Told(Tone.OK, "On the way to the printer Laser: Pick list PL-1.")]
    assert at_window.desk.workstation.printers == {"pick-list": "Laser"}
    at_window.qtbot.waitUntil(lambda: not isValid(preview))
    again = preview_of(at_window, number, asked)
    again.print()
    assert asked.asked[1] == ("Laser", "Pick list PL-1")
    at_window.settle()


def preview_of(window: Window, number: str, asked: Asked) -> PdfPreview:
    """Open the preview of a list of the house, and wait until it is there."""
    return opened(window, paper(window.house, number), asked)


def test_several_copies_are_an_original_and_marked_copies(at_window: Window) -> None:
    number = furnish(at_window)
    preview_of(at_window, number, Asked(ToPrinter("Laser", Sides.AS_SET, copies=3))).print()
    at_window.settle()
    assert [job(at_window.house, row).copy for row in (1, 2, 3)] == [0, 1, 2]
    assert waiting_prints(at_window.house.store, "desk-1").all == 3


def test_who_changes_her_mind_in_the_dialog_prints_nothing(at_window: Window) -> None:
    number = furnish(at_window)
    preview = preview_of(at_window, number, Asked(None))
    preview.print()
    at_window.settle()
    assert preview.isVisible()
    assert waiting_prints(at_window.house.store, "desk-1").all == 0
    preview.close()


def test_print_to_file_writes_the_document_and_queues_nothing(at_window: Window, tmp_path: Path) -> None:
    number = furnish(at_window)
    file = tmp_path / "list.pdf"
    preview = preview_of(at_window, number, Asked(ToFile(file)))
    preview.print()
    at_window.settle()
    assert preview.paper is not None
    assert file.read_bytes() == preview.paper.pdf
    assert at_window.told == [Told(Tone.OK, f"PL-1 is saved as {file}.")]
    assert waiting_prints(at_window.house.store, "desk-1").all == 0
    preview.close()


def test_saving_proposes_the_number_and_writes_the_document(
    at_window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []
    file = tmp_path / "saved.pdf"

    def choose(_parent: QWidget, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    preview = opened(at_window)
    QTest.keyClick(preview, Qt.Key.Key_S, CONTROL)
    at_window.settle()
    assert proposed == ["PL-000123.pdf"]
    assert preview.paper is not None
    assert file.read_bytes() == preview.paper.pdf
    preview.close()


def test_a_file_that_cannot_be_written_is_told(at_window: Window, tmp_path: Path) -> None:
    preview = opened(at_window, asked=Asked(ToFile(tmp_path / "none" / "list.pdf")))
    preview.print()
    at_window.settle()
    [told] = at_window.told
    assert told.tone is Tone.ERROR
    assert told.text == (
        f"{tmp_path / 'none' / 'list.pdf'} could not be written (No such file or directory). Choose another name or "
        "folder."
    )
    preview.close()


def test_a_preview_that_is_closed_while_it_is_made_leaves_nothing_behind(at_window: Window) -> None:
    gate = threading.Event()

    def make(_progress: Progress) -> Paper:
        gate.wait(10)
        return long_paper()

    preview = PdfPreview(at_window.desk, "PL-1", make, None)
    preview.show()
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    gate.set()
    at_window.settle()
    assert at_window.told == []


def test_on_a_fine_screen_a_page_has_a_dot_for_every_dot_of_the_screen(
    at_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PagesView, "devicePixelRatioF", lambda _: 2.0)
    preview = opened(at_window)
    [image] = preview.pages._pictures.values()
    room = preview.pages._layout.rooms[0]
    assert image.width() == pytest.approx(2 * room.width, abs=2)
    assert image.height() == pytest.approx(2 * room.height, abs=2)
    preview.close()
