"""The page of purchase orders: what is to come, what came, who waits for it, and orders made and edited by hand."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.documents.rendering import texts
from tests.services.saving import dump
from tests.services.stock import opening, order, purchase, take
from tests.ui.conftest import Window
from tests.ui.documents import (
    furnished_window,
    listed,
    look,
    notes,
    on_show,
    rows,
    stored_purchases,
    threads_that_ask,
)
from tests.ui.hands import Hands
from tests.ui.pages import fill_in, line_of
from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.domain.statuses import DocumentKind, Role, ShipPolicy
from warehouse_app.services.closing_short import close_short
from warehouse_app.services.founding import turn_day
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.printing import Paper
from warehouse_app.services.receiving import receive
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.desk import Target, Thing, Told
from warehouse_app.ui.pages.purchase_orders import PurchaseOrdersPage
from warehouse_app.ui.pages.purchase_orders.closing import ClosingDialog
from warehouse_app.ui.pages.purchase_orders.form import PurchaseForm
from warehouse_app.ui.printing.preview import PdfPreview
from warehouse_app.ui.widgets import KeyButton

TODAY = date(2026, 3, 2)
LATE, SOON = date(2026, 2, 27), date(2026, 3, 9)


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    yield from furnished_window(at_window)


def page_on(window: Window) -> tuple[Hands, PurchaseOrdersPage]:
    return on_show(window, PurchaseOrdersPage(window.desk))


def choose(window: Window, hands: Hands, page: PurchaseOrdersPage, number: str) -> None:
    page.show_thing(Target(Thing.PURCHASE_ORDER, number))
    look(window, hands)


def form_of(page: PurchaseOrdersPage) -> PurchaseForm | None:
    return page.form


def new_order(window: Window) -> tuple[Hands, PurchaseOrdersPage, PurchaseForm]:
    """Open the form for a new purchase order with the key for it."""
    hands, page = page_on(window)
    hands.press("Ctrl+N")
    hands.settle()
    form = form_of(page)
    assert form is not None
    return hands, page, form


def editing(window: Window, number: str) -> tuple[Hands, PurchaseOrdersPage, PurchaseForm]:
    """Choose a purchase order and open the form for it."""
    hands, page = page_on(window)
    choose(window, hands, page, number)
    hands.press("Ctrl+E")
    hands.settle()
    form = form_of(page)
    assert form is not None
    return hands, page, form


def typed(form: PurchaseForm) -> list[list[str]]:
    return [[cell.text for cell in line.cells.values()] for line in form.lines.model.lines]


def test_what_is_to_come_is_listed_and_what_is_late_is_marked(window: Window) -> None:
    take(
        window.house,
        *purchase("PO-1", ("LAMP", 20), ("CORD", 5), due_on=LATE, ordered_on=TODAY),
        *purchase("PO-2", ("PLUG", 4), due_on=SOON),
        *purchase("PO-3", ("PLUG", 4), due_on=LATE),
    )
    receive(window.house.store, window.house.act(), [Goods("LAMP", 15)], purchase_order="PO-1")
    receive(window.house.store, window.house.act(), [Goods("PLUG", 4)], purchase_order="PO-3")
    hands, page = page_on(window)
    fields = (
        "purchase_order",
        "supplier",
        "ordered_on",
        "next_due",
        "overdue",
        "lines",
        "ordered",
        "received",
        "to_come",
    )
    late = ("PO-1", "Acme", TODAY, LATE, True, 2, 25, 15, 10)
    soon = ("PO-2", "Acme", None, SOON, False, 1, 4, 0, 4)
    assert listed(page, *fields) == [soon, late]
    shown = [page.table.model.index(row, 5).data() for row in range(2)]
    assert shown == ["", "Overdue"]
    [preset] = [button for asked, button in page.table.presets.items() if asked.field == "overdue"]
    preset.click()
    hands.settle()
    assert listed(page, *fields) == [late]
    page.table.filter_by()
    hands.settle()
    assert listed(page, "purchase_order", "to_come") == [("PO-3", 0), ("PO-2", 4), ("PO-1", 10)]


def test_what_was_due_is_late_once_the_day_has_turned(window: Window) -> None:
    take(window.house, *purchase("PO-2", ("PLUG", 4), due_on=date(2026, 3, 2)))
    hands, page = page_on(window)
    assert listed(page, "overdue") == [(False,)]
    window.house.now = window.house.now.replace(day=3)
    turn_day(window.house.store, window.house.act())
    page.refresh()
    look(window, hands)
    assert listed(page, "overdue") == [(True,)]


def test_the_chosen_one_says_what_came_when_the_rest_is_due_and_who_waits_for_it(window: Window) -> None:
    take(
        window.house,
        *purchase("PO-1", ("LAMP", 20), due_on=LATE, ordered_on=date(2026, 2, 20), price=1_250),
        PurchaseLineRecord("PO-1", "ACME", "CORD", 5, date(2026, 2, 20), line=2),
        PurchaseLineRecord("PO-1", "ACME", "PLUG", 4, date(2026, 2, 20), SOON, line=3),
        *order("SO-1", "BEN", 1, ("LAMP", 20)),
        *order("SO-2", "ANN", 2, ("LAMP", 7)),
    )
    receive(window.house.store, window.house.act(), [Goods("LAMP", 5), Goods("PLUG", 4)], purchase_order="PO-1")
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    details = page.details
    assert details.title.text() == "PO-1"
    assert details.facts.text() == (
        "Acme (ACME) · ordered on 20 Feb 2026 · 9 of 29 received, 20 to come · overdue since 27 Feb 2026"
    )
    assert rows(details.lines) == [
        ("1", "LAMP", "Lamp", "20", "5", "15", "€12.50"),
        ("2", "CORD", "Cord", "5", "", "5", ""),
        ("3", "PLUG", "Plug", "4", "4", "0", ""),
    ]
    assert notes(details.lines) == [
        "Overdue since 27 Feb 2026 · 22 units are waited for",
        "No day is known",
        "All of it has come",
    ]
    assert details.tabs.tabText(0) == "Who waits"
    assert rows(details.waiting) == [("SO-2", "Ann", "A", "2"), ("SO-1", "Ben", "B", "20")]
    [receipt] = rows(details.receipts)
    # Lists of times have no seconds.
    assert receipt[1:] == ("2 Mar 2026, 09:00", "9", "open")
    assert details.tabs.tabText(2) == "Receipts (1)"
    details.lines.choose(2)
    look(window, hands)
    assert rows(details.waiting) == []


def test_the_note_of_the_chosen_or_last_receipt_and_the_differences_are_shown_as_printed(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    for units in (5, 6):
        receive(window.house.store, window.house.act(), [Goods("LAMP", units)], purchase_order="PO-1", close=True)
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")

    def printed(button: KeyButton) -> Paper:
        button.click()
        hands.settle()
        [preview] = page.details.findChildren(PdfPreview)
        assert preview.paper is not None
        preview.close()
        hands.settle()
        return preview.paper

    assert (last := printed(page.details.note_button)).number == "GR-2"
    assert "In all 6 units" in texts(last.pdf)[0]
    page.details.tabs.setCurrentWidget(page.details.receipts)
    page.details.receipts.choose("GR-1")
    assert printed(page.details.note_button).number == "GR-1"
    differences = printed(page.details.differences_button)
    assert (differences.kind, differences.number) == (DocumentKind.DIFFERENCE_LIST, "purchase-order:PO-1")
    assert "LAMP Lamp 20 11 -9" in texts(differences.pdf)[0]


def test_before_anything_came_there_is_no_note_to_print(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    hands.press("Ctrl+P")
    hands.settle()
    assert not page.details.note_button.isEnabled()
    assert page.details.findChildren(PdfPreview) == []
    assert page.details.differences_button.isEnabled()


def test_what_belongs_to_it_is_opened_and_it_is_received(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)), *order("SO-1", "BEN", 1, ("LAMP", 20)))
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    opened: list[Target] = []
    received: list[Target] = []
    window.desk.opened.connect(opened.append)
    window.desk.receiving.connect(received.append)
    hands.press("Ctrl+I", "Ctrl+O", "Ctrl+R")
    assert opened == [Target(Thing.ITEM, "LAMP"), Target(Thing.ORDER, "SO-1")]
    assert received == [Target(Thing.PURCHASE_ORDER, "PO-1")]


def test_the_orders_of_a_supplier_are_shown(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)), PurchaseLineRecord("PO-2", "EASY", "CORD", 5, line=1))
    hands, page = page_on(window)
    page.show_thing(Target(Thing.SUPPLIER, "EASY"))
    look(window, hands)
    assert listed(page, "purchase_order") == [("PO-2",)]


def test_one_that_nobody_knows_is_said_to_be_none(window: Window) -> None:
    hands, page = page_on(window)
    choose(window, hands, page, "PO-9")
    assert window.told == [Told(Tone.ERROR, "There is no purchase order PO-9. Check its number.")]


def test_one_is_written_with_the_keyboard_alone(window: Window) -> None:
    take(window.house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 5)), *order("SO-2", "BEN", 1, ("CORD", 2)))
    hands, page, form = new_order(window)
    hands.type("acme⇥")
    hands.settle()
    form.lines.begin()
    hands.type("lamp⏎2 x 12⏎9.3.⏎12.50⏎⏎cord⏎5⏎⏎⏎⏎⏎")
    hands.settle()
    assert [line.told["stock"][0] for line in form.lines.model.lines] == [
        "2 units are waited for · 0 free",
        "2 units are waited for · 0 free",
    ]
    hands.press("Ctrl+S")
    look(window, hands)
    assert form_of(page) is None
    assert stored_purchases(window) == [
        ("PO-1001", "ACME", "2026-03-02", 1, "LAMP", 24, 0, "2026-03-09", 1_250),
        ("PO-1001", "ACME", "2026-03-02", 2, "CORD", 5, 0, "2026-03-09", None),
    ]
    assert window.told == [Told(Tone.OK, "Purchase order PO-1001 is stored; 29 units are to come.")]
    assert page.table.current.values["purchase_order"] == "PO-1001"


def test_lines_are_dated_anew_and_added(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5), due_on=LATE, ordered_on=TODAY))
    receive(window.house.store, window.house.act(), [Goods("LAMP", 8)], purchase_order="PO-1")
    hands, page, form = editing(window, "PO-1")
    assert form.supplier.hint.text() == "Acme: what another supplier brings is another purchase order."
    assert form.lines.model.lines[0].told["stock"][0] == "8 of 20 received · nobody waits · 8 free"
    hands.type("+7⏎⏎")
    form.lines.begin()
    hands.type("plug⏎3⏎⏎⏎")
    hands.settle()
    hands.press("Ctrl+S")
    look(window, hands)
    assert form_of(page) is None
    assert [row[3:8] for row in stored_purchases(window)] == [
        (1, "LAMP", 20, 8, "2026-03-09"),
        (2, "CORD", 5, 0, "2026-02-27"),
        (3, "PLUG", 3, 0, "2026-02-27"),
    ]


def test_who_gets_what_was_kept_for_an_order_is_said_when_less_is_to_come(window: Window) -> None:
    whole = order("SO-1", "ANN", 1, ("LAMP", 10), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(window.house, *purchase("PO-1", ("LAMP", 12)), *whole, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    receive(window.house.store, window.house.act(), [Goods("LAMP", 6)], purchase_order="PO-1")
    hands, _, form = editing(window, "PO-1")
    form.lines.go_to(0, "quantity")
    hands.type("9⏎")
    hands.press("Ctrl+S")
    look(window, hands)
    said = "Purchase order PO-1 is stored; 3 units are to come. Now given: 5 × LAMP → SO-2 (class B)."
    assert window.told == [Told(Tone.OK, said)]


def test_less_than_has_come_is_refused_at_the_line_and_nothing_is_lost(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("CORD", 5), ("LAMP", 20)))
    receive(window.house.store, window.house.act(), [Goods("LAMP", 8)], purchase_order="PO-1")
    hands, _, form = editing(window, "PO-1")
    form.lines.go_to(1, "quantity")
    hands.type("7⏎+1⏎")
    before = dump(window.house)
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.lines.model.lines[1].cells["quantity"].wrong == (
        "The quantity of PO-1/2 is below what has come already (8). Raise it to at least that."
    )
    assert form.lines.below.text() == form.lines.model.lines[1].cells["quantity"].wrong
    assert dump(window.house) == before
    assert typed(form)[1] == ["LAMP", "7", "3 Mar 2026", "", ""]


def test_a_number_that_is_taken_and_an_unknown_supplier_are_refused_at_their_fields(window: Window) -> None:
    take(window.house, *purchase("PO-7", ("LAMP", 4)))
    hands, _, form = new_order(window)
    hands.type("nobody⇥")
    form.lines.begin()
    hands.type("cord⏎4⏎")
    hands.settle()
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.supplier.error == "There is no supplier “nobody”. Choose one from the list."
    hands.press("Ctrl+A")
    hands.type("easy⇥")
    form.number.editor.setFocus()
    hands.press("Ctrl+A")
    hands.type("PO-7")
    before = dump(window.house)
    hands.press("Ctrl+S")
    look(window, hands)
    assert form.number.error == "There is a PO-7 already. The next free number is PO-8."
    assert dump(window.house) == before
    assert (form.supplier.value, typed(form)) == ("EASY", [["CORD", "4", "", "", ""]])


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 4)))
    hands, page, form = editing(window, "PO-1")
    theirs = PurchaseLineRecord("PO-1", "ACME", "LAMP", 4, due_on=SOON, line=1)
    save_purchase_order(window.house.store, window.house.act(), [theirs], update=True)
    hands.type("+1⏎")
    hands.press("Ctrl+S")
    look(window, hands)
    assert form_of(page) is form
    assert form.trouble.text().startswith("Somebody else has changed PO-1 since you opened it")
    assert [row[7] for row in stored_purchases(window)] == ["2026-03-09"]


def test_a_scanned_item_goes_on_a_line(window: Window) -> None:
    hands, page, form = new_order(window)
    page.take_scan("LAMP", lambda: None)
    hands.settle()
    page.take_scan("LAMP", lambda: None)
    hands.settle()
    assert [row[:2] for row in typed(form)] == [["LAMP", "2"]]


def test_the_database_is_never_asked_in_the_windows_thread(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)), *order("SO-1", "BEN", 1, ("LAMP", 20)))
    with threads_that_ask(window) as asked:
        hands, page, _ = editing(window, "PO-1")
        hands.type("+7⏎")
        hands.press("Ctrl+S")
        look(window, hands)
    assert form_of(page) is None
    assert asked == {"lane-reads", "lane-scans"}


def ask_closing(page: PurchaseOrdersPage, button: KeyButton) -> ClosingDialog:
    assert button.isVisible()
    button.click()
    dialog = page.findChildren(ClosingDialog)[-1]
    assert dialog.isVisible()
    return dialog


def close(window: Window, hands: Hands, dialog: ClosingDialog, why: str) -> None:
    fill_in(dialog.reason, why)
    dialog.do()
    look(window, hands)


def test_a_line_is_closed_short_and_opened_again(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5), due_on=SOON))
    receive(window.house.store, window.house.act(), [Goods("LAMP", 8)], purchase_order="PO-1")
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    details = page.details
    assert (details.close_button.isEnabled(), details.reopen_button.isVisible()) == (True, False)
    with threads_that_ask(window) as asked:
        dialog = ask_closing(page, details.close_button)
        dialog.do()
        assert dialog.reason.error == "Fill this in."
        close(window, hands, dialog, "discontinued")
    assert asked == {"lane-reads", "lane-scans"}
    assert window.told == [Told(Tone.OK, "Line 1 of PO-1 is closed short by 12 × LAMP.")]
    assert notes(details.lines) == ["Closed short by 12", "Due on 9 Mar 2026"]
    assert [row[5] for row in rows(details.lines)] == ["0", "5"]
    assert listed(page, "purchase_order", "to_come") == [("PO-1", 5)]
    assert (details.close_button.isVisible(), details.reopen_button.isVisible()) == (False, True)
    details.lines.choose(2)
    assert (details.close_button.isEnabled(), details.reopen_button.isVisible()) == (True, False)
    details.lines.choose(1)
    close(window, hands, ask_closing(page, details.reopen_button), "they found some")
    assert window.told[-1] == Told(Tone.OK, "On line 1 of PO-1, 12 × LAMP are to come after all.")
    assert [row[5] for row in rows(details.lines)] == ["12", "5"]
    assert notes(details.lines) == ["Due on 9 Mar 2026", "Due on 9 Mar 2026"]
    assert window.house.store.sql("SELECT why FROM action_reason ORDER BY id").fetchall() == [
        ("discontinued",),
        ("they found some",),
    ]


def test_what_came_after_a_line_was_closed_is_not_among_what_will_not_come(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5), due_on=SOON))
    close_short(window.house.store, window.house.act(), "PO-1", 1, why="discontinued")
    receive(window.house.store, window.house.act(), [Goods("LAMP", 8)], purchase_order="PO-1")
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    assert notes(page.details.lines)[0] == "Closed short by 12"
    receive(window.house.store, window.house.act(), [Goods("LAMP", 12)], purchase_order="PO-1")
    page.refresh()
    look(window, hands)
    assert notes(page.details.lines)[0] == "All of it has come"


def test_more_that_is_ordered_after_a_line_was_closed_is_told_of_beside_it(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), due_on=SOON))
    close_short(window.house.store, window.house.act(), "PO-1", 1, why="discontinued")
    more = PurchaseLineRecord("PO-1", "ACME", "LAMP", 26, due_on=SOON, line=1)
    save_purchase_order(window.house.store, window.house.act(), [more], update=True)
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    assert notes(page.details.lines) == ["Due on 9 Mar 2026 · closed short by 20"]
    assert (page.details.close_button.isVisible(), page.details.reopen_button.isVisible()) == (True, True)


def test_who_may_not_close_a_line_is_told_so_and_what_was_typed_stays(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    window.house.store.insert(Person, ("name", "role"), [("anna", Role.CLERK)])
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    dialog = ask_closing(page, page.details.close_button)
    close(window, hands, dialog, "discontinued")
    assert dialog.trouble.text() == "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    assert (line_of(dialog.reason).text(), window.told) == ("discontinued", [])
    assert [row[5] for row in rows(page.details.lines)] == ["20"]
