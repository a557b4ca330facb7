"""A lead's badge at the window answers what its page was refused, in the lead's name; the clerk goes on as himself."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from tests.stations.house import balances, build, received
from tests.ui.conftest import Window
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.check import findings
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Told
from warehouse_app.ui.page import PageName
from warehouse_app.ui.pages.items import ItemsPage
from warehouse_app.ui.pages.move import MovePage
from warehouse_app.ui.pages.orders import OrdersPage
from warehouse_app.ui.pages.orders.form import OrderForm
from warehouse_app.ui.pages.receive import ReceivePage
from warehouse_app.ui.window import MainWindow, PageMaker

NEEDED = "Stop: A lead must do this. Ask one to scan their badge."
TOO_MUCH = ("PO-8", "6", "CUP", "WXYES")


class Shift:
    """A window at which anna, a clerk, works; the house knows bert, another clerk, and lea, a lead, too."""

    def __init__(self, at: Window) -> None:
        build(at.house)
        for name, role in (("anna", Role.CLERK), ("bert", Role.CLERK), ("lea", Role.LEAD)):
            Person.insert(name=name, role=role).execute()
        [(self._since,)] = at.house.store.sql("SELECT MAX(id) FROM action").fetchall()
        self.at = at
        pages: dict[PageName, PageMaker] = {
            PageName.RECEIVE: ReceivePage,
            PageName.MOVE: MovePage,
            PageName.ITEMS: ItemsPage,
            PageName.ORDERS: OrdersPage,
        }
        self.window = MainWindow(at.desk, pages)
        at.qtbot.addWidget(self.window)
        self.window.show()
        self.changes: list[str] = []
        at.desk.person_changed.connect(lambda: self.changes.append(self.actor))
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.at.settle()
            self.at.qtbot.wait(1)  # the turn of the event loop in which the pages are told
        self.at.settle()

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.window.scans.typed(text)
            self.settle()

    def burst(self, *texts: str) -> None:
        """Scan so fast that none is answered before the last has come."""
        for text in texts:
            self.window.scans.typed(text)
        self.settle()

    @property
    def actor(self) -> str:
        return self.at.desk.house.actor

    @property
    def receiving(self) -> ReceivePage:
        page = self.window.show_page(PageName.RECEIVE)
        assert isinstance(page, ReceivePage)
        return page

    @property
    def headline(self) -> str:
        band = self.receiving.prompt.band
        return f"{band.word.text()}: {band.headline.text()} {band.rest.text()}".rstrip()

    @property
    def prompt(self) -> str:
        return self.receiving.prompt.prompt.text()

    @property
    def notes(self) -> str:
        """All that stands in small below the prompt and at the foot."""
        return f"{self.receiving.prompt.notes.text()} {self.receiving.notes.text()}"

    @property
    def doers(self) -> list[tuple[str, str]]:
        """Return (verb, who) of all that was done since the window was opened, oldest first."""
        found = self.at.house.store.sql("SELECT verb, actor FROM action WHERE id > ? ORDER BY id", (self._since,))
        return [(verb, actor) for verb, actor in found]

    @property
    def movers(self) -> list[tuple[int, str]]:
        """Return (units, who) of the moves of the ledger, oldest first."""
        found = self.at.house.store.sql(
            "SELECT m.quantity, a.actor FROM move m JOIN action a ON a.id = m.action_id ORDER BY m.id"
        )
        return [(units, actor) for units, actor in found]


@pytest.fixture
def shift(at_window: Window) -> Shift:
    return Shift(at_window)


def test_too_many_are_accepted_by_a_leads_badge_and_the_clerk_goes_on_as_himself(shift: Shift) -> None:
    shift.scan(*TOO_MUCH)
    assert (shift.headline, shift.prompt, shift.doers) == (NEEDED, "Too many. Accept them?", [])
    shift.scan("U-lea")
    assert (shift.headline, shift.doers) == ("Next: 6 × CUP", [])
    assert "Answered by lea; anna goes on." in shift.notes
    # Nobody signed in: whatever else is done here meanwhile is done by the clerk.
    assert (shift.actor, shift.changes, shift.at.told) == ("anna", [], [])
    shift.scan("A-02")
    assert (shift.headline, shift.prompt) == ("Done: Booked: 6 × CUP in A-02", "Scan an item")
    shift.scan("WXDONE", "PO-7", "PEN", "A-02")
    assert shift.doers == [("receive", "lea"), ("close_receipt", "anna"), ("receive", "anna")]
    assert shift.movers == [(6, "lea"), (1, "anna")]
    assert (received(shift.at.house), list(findings(shift.at.house.store))) == ([("8/1", 6), ("PO-7/5", 1)], [])


def test_it_is_the_same_at_the_speed_of_a_scanner_and_with_the_button(shift: Shift) -> None:
    shift.burst(*TOO_MUCH, "U-lea", "A-02", "WXDONE")
    assert shift.doers == [("receive", "lea"), ("close_receipt", "anna")]
    shift.scan("PO-7", "12", "CUP")
    [accept] = [each for command, each in shift.receiving.buttons.of.items() if command == "WXYES"]
    accept.click()
    shift.settle()
    assert shift.headline == NEEDED
    shift.scan("U-lea", "A-02")
    assert shift.doers[2:] == [("receive", "lea")]


def test_what_else_is_done_while_a_lead_answers_is_not_done_by_the_lead(shift: Shift) -> None:
    shift.scan(*TOO_MUCH)
    seen: list[str] = []
    house = shift.at.desk.house
    shift.window.scans.typed("U-lea")
    for lane in (Lane.SCANS, Lane.READS, Lane.LONG):
        shift.at.desk.background.run(lane, shift.window, lambda: seen.append(house.act().actor), lambda _: None)
    shift.settle()
    assert seen == ["anna"] * 3


def test_a_code_is_taught_by_a_leads_badge(shift: Shift) -> None:
    shift.scan("PO-7", "2", "PEN-TRAY")
    assert "With a lead's badge, scanned now, it can be taught here." in shift.notes
    shift.scan("U-lea")
    assert shift.headline.startswith("Look: Nothing here has the code PEN-TRAY yet.")
    shift.scan("PEN", "10", "A-02")
    assert shift.doers == [("teach_code", "lea"), ("receive", "anna")]
    assert balances(shift.at.house) == {("PEN", "", "A-02"): 20}


def test_short_dated_goods_are_accepted_and_a_rest_closed_short_by_a_leads_badge(shift: Shift) -> None:
    shift.scan("PO-7", "3", "MILK", "2026-03-11", "WXYES")
    assert shift.headline == NEEDED
    shift.scan("U-lea", "A-02", "WXSHORT", "CUP", "1")
    assert shift.headline == NEEDED
    shift.scan("U-lea")
    # Neither may the clerk take it back alone, by card or by key.
    shift.window.page.undo()  # type: ignore[union-attr]
    shift.settle()
    assert shift.headline == NEEDED
    shift.scan("U-lea")
    assert shift.doers == [("receive", "lea"), ("close_item_short", "lea"), ("take_back_closing", "lea")]


@pytest.mark.parametrize("between", ["WXHELP", "WXNO", "nonsense", "U-bert", "U-nobody", "WXMOVE", "WXOUT"])
def test_at_any_other_moment_a_lead_signs_in(shift: Shift, between: str) -> None:
    shift.scan(*TOO_MUCH, between, "U-lea")
    assert (shift.actor, shift.changes[-1], shift.doers) == ("lea", "lea", [])
    assert shift.at.told[-1] == Told(Tone.OK, "Signed in: lea.")


def test_a_badge_answers_once_and_one_who_is_no_lead_not_at_all(shift: Shift) -> None:
    shift.scan(*TOO_MUCH, "U-lea", "U-lea")
    assert (shift.actor, shift.prompt) == ("lea", "Put them in A-01")
    shift.scan("U-anna", "WXBACK", "WXYES")
    Person.update(role=Role.CLERK).where(Person.name == "lea").execute()
    shift.scan("WXYES", "U-lea")
    assert (shift.actor, shift.doers) == ("lea", [])


def test_who_signs_in_instead_is_said_where_the_lead_was_asked_for(shift: Shift) -> None:
    shift.scan(*TOO_MUCH, "U-anna")
    assert (shift.headline, shift.prompt) == ("Next: anna is signed in already.", "Too many. Accept them?")
    shift.scan("WXYES", "U-bert")
    assert (shift.headline, shift.prompt, shift.actor) == ("Done: Signed in: bert.", "Too many. Accept them?", "bert")
    shift.scan("WXYES", "WXOUT")
    assert (shift.headline, shift.actor, shift.at.told) == ("Done: Signed out: bert.", "", [])
    assert shift.changes == ["bert", ""]


def test_a_clerks_own_badge_leaves_the_question_to_the_lead(shift: Shift) -> None:
    shift.scan(*TOO_MUCH, "U-anna", "U-lea", "A-02")
    assert (shift.actor, shift.doers) == ("anna", [("receive", "lea")])


def test_only_the_page_on_show_is_answered(shift: Shift) -> None:
    shift.scan(*TOO_MUCH)
    shift.window.show_page(PageName.MOVE)
    shift.scan("U-lea")
    assert (shift.actor, shift.at.told) == ("lea", [Told(Tone.OK, "Signed in: lea.")])
    shift.scan("U-anna")
    # There the question still stands, and so does what answers it.
    assert shift.headline == NEEDED
    shift.scan("U-lea", "A-02")
    assert (shift.actor, shift.doers) == ("anna", [("receive", "lea")])


def test_whoever_takes_over_goes_on_with_what_is_in_hand_and_books_it(shift: Shift) -> None:
    shift.scan("PO-7", "10", "CUP", "U-bert")
    assert (shift.headline, shift.prompt) == ("Next: 10 × CUP", "Put them in A-01")
    assert shift.at.told == [Told(Tone.OK, "Signed in: bert.")]
    shift.scan("A-02", "PEN", "WXOUT")
    assert (shift.prompt, shift.actor) == ("Put them in D-01", "")
    shift.scan("A-02")
    assert (shift.headline, shift.movers) == (
        "Stop: Nobody is signed in here. Scan your badge, then do it again.",
        [(10, "bert")],
    )
    shift.scan("U-anna", "A-02")
    assert shift.movers == [(10, "bert"), (1, "anna")]


def test_what_a_lead_accepted_stays_accepted_for_whoever_takes_over(shift: Shift) -> None:
    shift.scan(*TOO_MUCH, "U-lea", "U-bert", "A-02", "WXDONE")
    assert shift.doers == [("receive", "lea"), ("close_receipt", "bert")]


def opened_form(shift: Shift) -> OrderForm:
    page = shift.window.show_page(PageName.ORDERS)
    assert isinstance(page, OrdersPage)
    shift.settle()
    page.write_new()
    shift.settle()
    assert page.form is not None
    return page.form


def test_a_badge_over_a_form_signs_in_and_is_never_put_into_a_field(shift: Shift) -> None:
    form = opened_form(shift)
    shift.scan("U-bert", "CUP", "U-nobody")
    assert shift.actor == "bert"
    assert [line.cells["sku"].text for line in form.lines.model.lines] == ["CUP"]
    fields = [each.text() for each in form.findChildren(QLineEdit)]
    cells = [cell.text for line in form.lines.model.lines for cell in line.cells.values()]
    assert len(fields) > 3
    assert [text for text in (*fields, *cells) if "U-" in text] == []
    assert shift.at.told == [
        Told(Tone.OK, "Signed in: bert."),
        Told(Tone.OK, "Line 1: 1 × CUP, Cup."),
        Told(Tone.ERROR, "Nobody has this badge. Scan your own badge, or type U- and your name."),
    ]


@pytest.mark.parametrize("takes_scans", [True, False])
def test_a_badge_over_a_dialog_is_refused_and_answers_nothing(shift: Shift, takes_scans: bool) -> None:
    shift.scan(*TOO_MUCH)
    taken: list[str] = []

    class Taking(QDialog):
        def take_scan(self, text: str, done: Callable[[], None]) -> None:
            taken.append(text)
            done()

    dialog = Taking(shift.window) if takes_scans else QDialog(shift.window)
    dialog.open()
    shift.scan("U-lea")
    assert (shift.actor, shift.doers, taken) == ("anna", [], [])
    [told] = shift.at.told
    assert (told.tone, told.text) == (
        Tone.ERROR,
        "“U-lea” was not taken: close the open dialog first, then scan it again.",
    )
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QCoreApplication.processEvents()
    shift.scan("U-lea", "A-02")
    assert (shift.actor, shift.doers) == ("anna", [("receive", "lea")])
