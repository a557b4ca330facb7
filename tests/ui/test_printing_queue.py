"""The print queue: what each print is, and what a person does about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.papers import LASER, Printer, hand_over, job, jobs, paper, queue, state
from tests.ui.conftest import Window
from tests.ui.papers import PRINT_JOBS, furnish
from warehouse_app.documents.sheets import CARD_NUMBER
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, PrintState
from warehouse_app.printers import PrinterFault
from warehouse_app.services.contract import Action
from warehouse_app.services.papers import make_paper, queue_paper
from warehouse_app.services.printing import begin_print, cancel_print, queue_print
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Told
from warehouse_app.ui.printing.delivery import Delivery
from warehouse_app.ui.printing.preview import PdfPreview
from warehouse_app.ui.printing.queue import PrintQueueDialog

AWAY = Refused(PrinterFault.AWAY, printer=LASER, reason="no paper")


class Shown:
    """A queue on the screen, with the buttons that can be pressed."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.delivery = Delivery(window.desk, Printer().send)
        self.dialog = PrintQueueDialog(window.desk, self.delivery, None)
        self.dialog.show()
        window.settle()

    def choose(self, number: int) -> None:
        """Choose a print."""
        self.dialog.table.select_key(number)
        self.window.qtbot.waitUntil(lambda: self.dialog.job is not None and self.dialog.job.id == number)

    @property
    def buttons(self) -> set[str]:
        """What can be pressed now, beside closing."""
        named = {
            "came out": self.dialog.came_out_button,
            "not there": self.dialog.not_there_button,
            "retry": self.dialog.retry_button,
            "cancel": self.dialog.cancel_button,
            "show": self.dialog.show_button,
            "again": self.dialog.again_button,
        }
        return {name for name, button in named.items() if button.isVisible() and button.isEnabled()}

    def rows(self) -> list[list[str]]:
        """Return the first columns of all rows as they are written."""
        model = self.dialog.table.model
        return [[str(model.index(row, at).data()) for at in range(6)] for row in range(model.rowCount())]

    def previews(self) -> list[PdfPreview]:
        """Return the previews that are open."""
        return self.dialog.findChildren(PdfPreview)


@pytest.fixture
def shown(at_window: Window) -> Iterator[Shown]:
    """Return the queue of a house with a pick list, before anything was printed."""
    furnish(at_window)
    shown = Shown(at_window)
    yield shown
    for preview in shown.previews():
        preview.close()
    shown.dialog.close()
    at_window.settle()


def announced(window: Window) -> None:
    """Tell that prints have changed, and wait until everybody has looked."""
    window.desk.announce(PRINT_JOBS)
    window.settle()


def failed(window: Window) -> int:
    """Return a print whose printer was away."""
    printer = Printer()
    printer.refuses(AWAY)
    queued = queue(window.house)
    hand_over(window.house, queued, printer)
    return queued


def test_an_empty_queue_says_what_will_stand_there(shown: Shown) -> None:
    assert shown.rows() == []
    assert shown.dialog.story.text() == "Choose a print to see what became of it."
    assert shown.buttons == set()


def test_every_print_is_a_row_with_its_state_in_words(shown: Shown, at_window: Window) -> None:
    hand_over(at_window.house, queue(at_window.house), Printer())
    cancel_print(at_window.house.store, at_window.house.act(), queue(at_window.house, printer="Label"))
    failed(at_window)
    begin_print(at_window.house.store, at_window.house.act(), queue(at_window.house))
    queue(at_window.house)
    announced(at_window)
    assert shown.rows() == [
        ["Waits", "Pick list", "PL-1", "3", "1", "Laser"],
        ["Uncertain", "Pick list", "PL-1", "2", "1", "Laser"],
        ["Failed", "Pick list", "PL-1", "1", "1", "Laser"],
        ["Cancelled", "Pick list", "PL-1", "1", "1", "Label"],
        ["Handed over", "Pick list", "PL-1", "", "1", "Laser"],
    ]
    shown.dialog.only_waiting.setChecked(True)
    at_window.settle()
    assert [state for state, *_ in shown.rows()] == ["Waits", "Uncertain", "Failed"]


def test_a_print_that_failed_says_why_and_when_it_is_tried_again_and_can_be_tried_now(
    shown: Shown, at_window: Window
) -> None:
    at_window.house.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    away = failed(at_window)
    due = job(at_window.house, away).due_at
    announced(at_window)
    shown.choose(away)
    assert shown.dialog.story.text() == (
        "Laser did not take the document (no paper). Check that it is switched on and connected, and that its name is "
        f"right. It is tried again at 2 Mar 2026, {due:%H:%M:%S}."
    )
    assert shown.buttons == {"retry", "cancel", "show", "again"}
    shown.dialog.retry_button.click()
    at_window.settle()
    assert (state(at_window.house, away), job(at_window.house, away).why) == (PrintState.QUEUED, None)
    assert shown.dialog.story.text() == "PL-1 is handed to Laser as soon as it is its turn."


def test_a_person_says_that_an_uncertain_print_came_out(shown: Shown, at_window: Window) -> None:
    doubtful = queue(at_window.house)
    begin_print(at_window.house.store, at_window.house.act(), doubtful)
    announced(at_window)
    shown.choose(doubtful)
    assert shown.dialog.story.text() == (
        "PL-1 was being handed to Laser when that was interrupted. Look at the printer: did it come out?"
    )
    assert shown.buttons == {"came out", "not there", "cancel", "show", "again"}
    shown.dialog.came_out_button.click()
    at_window.settle()
    row = job(at_window.house, doubtful)
    assert row.state is PrintState.HANDED_OVER
    assert row.handed_at is not None
    assert shown.dialog.story.text() == f"PL-1 was handed to Laser on 2 Mar 2026, {row.handed_at:%H:%M:%S}."
    assert shown.buttons == {"show", "again"}


def test_a_person_says_that_an_uncertain_print_is_not_there(shown: Shown, at_window: Window) -> None:
    doubtful = queue(at_window.house)
    begin_print(at_window.house.store, at_window.house.act(), doubtful)
    announced(at_window)
    shown.choose(doubtful)
    shown.dialog.not_there_button.click()
    at_window.settle()
    assert state(at_window.house, doubtful) is PrintState.QUEUED
    assert len(jobs(at_window.house)) == 1


def test_what_is_being_handed_over_at_this_moment_is_left_alone(
    shown: Shown, at_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = queue(at_window.house)
    begin_print(at_window.house.store, at_window.house.act(), busy)
    monkeypatch.setattr(shown.delivery, "_handing", busy)
    announced(at_window)
    shown.choose(busy)
    assert shown.dialog.story.text() == "PL-1 is being handed to Laser now."
    assert shown.buttons == {"show", "again"}


def test_a_print_that_waits_elsewhere_says_where(shown: Shown, at_window: Window) -> None:
    elsewhere = Action("ben", "desk-2", "at-desk-2", at_window.house.now)
    other = queue_print(at_window.house.store, elsewhere, paper(at_window.house), LASER).job
    announced(at_window)
    shown.choose(other)
    assert shown.dialog.story.text() == (
        "PL-1 is handed to Laser as soon as it is its turn. The window at desk-2 hands it over."
    )


def test_a_print_is_cancelled_and_its_document_is_gone(shown: Shown, at_window: Window) -> None:
    waiting = queue(at_window.house)
    announced(at_window)
    shown.choose(waiting)
    shown.dialog.activateWindow()
    QTest.keyClick(shown.dialog, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    at_window.settle()
    assert state(at_window.house, waiting) is PrintState.CANCELLED
    assert shown.dialog.story.text() == "PL-1 was cancelled, and was not printed."
    assert shown.buttons == {"again"}


def test_what_somebody_else_has_settled_meanwhile_is_refused_with_a_sentence(shown: Shown, at_window: Window) -> None:
    waiting = queue(at_window.house)
    announced(at_window)
    shown.choose(waiting)
    hand_over(at_window.house, waiting, Printer())
    shown.dialog.cancel_button.click()
    at_window.settle()
    assert at_window.told == [
        Told(Tone.ERROR, "The print of PL-1 is over. Print it again as a copy if it is needed once more.")
    ]
    assert state(at_window.house, waiting) is PrintState.HANDED_OVER


def test_what_was_printed_is_shown_as_it_was(shown: Shown, at_window: Window) -> None:
    done = queue(at_window.house)
    hand_over(at_window.house, done, Printer())
    queue(at_window.house)
    announced(at_window)
    shown.choose(done)
    shown.dialog.show_button.click()
    at_window.settle()
    [preview] = shown.previews()
    assert preview.paper is not None
    assert (preview.paper.copy, preview.paper.pages) == (0, 1)


def test_what_was_printed_is_printed_again_as_a_copy(shown: Shown, at_window: Window) -> None:
    done = queue(at_window.house)
    hand_over(at_window.house, done, Printer())
    announced(at_window)
    shown.choose(done)
    shown.dialog.again_button.click()
    at_window.settle()
    [preview] = shown.previews()
    assert preview.paper is not None
    assert preview.paper.copy == 1


def test_after_a_week_it_is_not_shown_any_more_but_known(shown: Shown, at_window: Window) -> None:
    done = queue(at_window.house)
    hand_over(at_window.house, done, Printer())
    at_window.house.now += timedelta(days=8)
    queue(at_window.house)
    announced(at_window)
    shown.choose(done)
    assert shown.buttons == {"again"}
    assert shown.dialog.story.text().startswith("PL-1 was handed to Laser on 2 Mar 2026")


def test_the_card_of_the_scanner_test_stands_in_the_queue_and_is_printed_again(shown: Shown) -> None:
    house = shown.window.house
    card = make_paper(house.store, DocumentKind.SCANNER_CARD, CARD_NUMBER, language="en")
    printed = queue_paper(house.store, house.act, card, LASER, language="en").job
    shown.window.desk.announce(PRINT_JOBS)
    shown.window.settle()
    assert shown.rows()[0][1:5] == ["Scanner test card", "TEST-CARD", "", "1"]
    shown.choose(printed)
    shown.dialog.again_button.click()
    shown.window.settle()
    [preview] = shown.previews()
    assert preview.paper is not None
    assert (preview.paper.kind, preview.paper.copy, preview.paper.pdf) == (DocumentKind.SCANNER_CARD, 1, card.pdf)


def test_every_kind_of_document_is_called_by_its_name(shown: Shown) -> None:
    house = shown.window.house
    card = make_paper(house.store, DocumentKind.SCANNER_CARD, CARD_NUMBER, language="en")
    before = len(shown.rows())
    for kind in DocumentKind:
        queue_print(house.store, house.act(), replace(card, kind=kind), LASER)
    shown.window.desk.announce(PRINT_JOBS)
    shown.window.settle()
    rows = shown.rows()
    assert len(rows) == before + len(DocumentKind)
    assert {row[1] for row in rows} == {
        *("Pick list", "Scanner test card", "Back-order report", "Goods received note", "Difference list"),
        *("Labels on sheets", "Single labels", "Count sheet", "Command card", "Badges"),
    }
