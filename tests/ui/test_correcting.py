"""Putting a receipt right in the window: at the dock from the last bookings, and on the page of purchase orders."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from tests.services.stock import lying, order, purchase, take
from tests.services.test_correcting import booked, received_on, undone
from tests.services.test_setting_aside import states
from tests.stations.house import TEA_LABEL
from tests.ui.conftest import Window
from tests.ui.documents import furnished_window, look, notes, on_show, rows, threads_that_ask
from tests.ui.hands import Hands
from tests.ui.pages import fill_in, line_of
from tests.ui.receiving import Dock, dock
from warehouse_app.domain.statuses import Role
from warehouse_app.services.counting import approve_count, begin_count, finish_count
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import scrap
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.correcting import CorrectDialog
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.pages.purchase_orders import PurchaseOrdersPage

EXPIRES = date(2026, 9, 30)


@pytest.fixture
def at_dock(at_window: Window) -> Dock:
    return dock(at_window)


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    yield from furnished_window(at_window)


def page_on(window: Window, number: str) -> tuple[Hands, PurchaseOrdersPage]:
    """Choose a purchase order, and look at what came of it."""
    hands, page = on_show(window, PurchaseOrdersPage(window.desk))
    page.show_thing(Target(Thing.PURCHASE_ORDER, number))
    page.details.tabs.setCurrentWidget(page.details.came)
    look(window, hands)
    return hands, page


def opened(page: QWidget) -> CorrectDialog:
    dialog = page.findChildren(CorrectDialog)[-1]
    assert dialog.isVisible()
    return dialog


def second_chosen(dock: Dock, rows: list[str]) -> CorrectDialog:
    """Put the last booking right, and choose the second of its goods, which are offered so."""
    dock.page.refresh()
    dock.settle()
    dock.press(dock.rows[0].correct)
    dialog = opened(dock.page)
    box = dialog.goods._box
    assert [box.itemText(row) for row in range(box.count())] == rows
    box.setCurrentIndex(1)
    box.activated.emit(1)
    return dialog


def at(dialog: CorrectDialog) -> tuple[str, ...]:
    """Return what stands in the fields."""
    return tuple(line_of(field).text() for field in (dialog.units, dialog.item, dialog.lot, dialog.expiry))


def do(window: Window, hands: Hands, dialog: ReasonDialog, why: str = "") -> None:
    if why:
        fill_in(dialog.reason, why)
    dialog.do()
    look(window, hands)


def test_a_booking_of_this_workstation_is_put_right_from_its_list(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "5", "CUP", "A-01", TEA_LABEL, "A-02")
    at_dock.press(at_dock.rows[1].correct)
    dialog = opened(at_dock.page)
    assert at(dialog) == ("5", "CUP", "", "")
    assert dialog.goods.isHidden() or dialog.goods.parent() is None
    fill_in(dialog.units, "3")
    fill_in(dialog.reason, "counted again")
    QTest.keyClick(line_of(dialog.reason), Qt.Key.Key_Return)
    at_dock.settle()
    told = at_dock.at.told[-1]
    assert told.text == (
        "Put right on GR-1, booked in A-01: 5 × CUP → 3 × CUP. Waits again: SO-1042 for 2 × CUP (class A)."
    )
    assert told.tone is Tone.WARN
    assert lying(at_dock.at.house, "CUP") == {"A-01": 3}
    assert at_dock.bookings[0] == ("3 × CUP, Cup", "Undo")
    assert at_dock.bookings[-1] == ("5 × CUP, Cup", "Taken back")
    assert not at_dock.rows[-1].correct.isVisible()
    assert ("CUP", "Cup", "3 of 10", "7") in at_dock.lines


def test_the_lot_and_the_day_are_put_right_and_the_rest_stays(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "6", TEA_LABEL, "A-02")
    at_dock.press(at_dock.rows[0].correct)
    dialog = opened(at_dock.page)
    assert at(dialog) == ("6", "TEA", "L77", "30 Sep 2026")
    assert (dialog.units.label.text(), dialog.units.hint.text()) == (
        "How many came",
        "Booked: 6. Write 0 where none came.",
    )
    fill_in(dialog.lot, "L78")
    assert (dialog.units.label.text(), dialog.units.hint.text()) == (
        "How many of them",
        "Of the 6 that are booked; the others stay as they are.",
    )
    fill_in(dialog.units, "2")
    fill_in(dialog.reason, "two of another lot")
    dialog.do()
    at_dock.settle()
    assert at_dock.at.told[-1].text == (
        "Put right on GR-1, booked in A-02: 6 × TEA (lot L77) → 4 × TEA (lot L77), 2 × TEA (lot L78)."
    )
    lots = at_dock.at.house.store.sql(
        "SELECT lot.code, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id WHERE b.quantity > 0 ORDER BY 1"
    ).fetchall()
    assert lots == [("L77", 4), ("L78", 2)]


def test_what_was_taken_back_meanwhile_is_said_to_be(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "5", "CUP", "A-01")
    undone(at_dock.at.house, at_dock.rows[0].booking)
    at_dock.press(at_dock.rows[0].correct)
    assert at_dock.page.findChildren(CorrectDialog) == []
    assert at_dock.at.told[-1].text.startswith("That booking on receipt GR-1 was taken back before.")


def test_goods_of_one_booking_are_chosen_from(at_dock: Dock) -> None:
    house = at_dock.at.house
    booked(house, Goods("CUP", 4, "A-01"), Goods("MILK", 3, "A-02", expiry=EXPIRES), on="PO-7")
    dialog = second_chosen(at_dock, ["4 × CUP in A-01", "3 × MILK in A-02"])
    assert at(dialog) == ("3", "MILK", "", "30 Sep 2026")
    fill_in(dialog.expiry, "31.10.2026")
    fill_in(dialog.reason, "read again")
    dialog.do()
    at_dock.settle()
    assert at_dock.at.told[-1].text == (
        "Put right on GR-1, booked in A-02: 3 × MILK (lot 2026-09-30) → 3 × MILK (lot 2026-10-31)."
    )
    assert lying(house, "CUP") == {"A-01": 4}


def test_goods_of_one_booking_that_were_set_aside_are_told_from_the_others(at_dock: Dock) -> None:
    house = at_dock.at.house
    booked(house, Goods("CUP", 4, "A-01"), Goods("CUP", 3, "A-01", quarantine="torn"), on="PO-7")
    dialog = second_chosen(at_dock, ["4 × CUP in A-01", "3 × CUP in A-01, set aside"])
    fill_in(dialog.units, "2")
    fill_in(dialog.reason, "counted again")
    dialog.do()
    at_dock.settle()
    assert states(house, "CUP") == {("A-01", "available"): 4, ("A-01", "quarantined"): 2}


def test_another_day_of_the_same_lot_is_said(at_dock: Dock) -> None:
    house = at_dock.at.house
    booked(house, Goods("TEA", 4, "A-01", "L9", EXPIRES), on="PO-7")
    at_dock.page.refresh()
    at_dock.settle()
    at_dock.press(at_dock.rows[0].correct)
    dialog = opened(at_dock.page)
    fill_in(dialog.expiry, "31.10.2026")
    fill_in(dialog.reason, "misread")
    dialog.do()
    at_dock.settle()
    assert at_dock.at.told[-1].text == (
        "Put right on GR-1, booked in A-01: 4 × TEA (lot L9, to be used until 30 Sep 2026) → "
        "4 × TEA (lot L9, to be used until 31 Oct 2026)."
    )


def test_what_came_on_a_purchase_order_is_listed_and_put_right(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), ("CORD", 9)), *order("SO-1", "BEN", 1, ("LAMP", 8)))
    booked(window.house, Goods("LAMP", 10, "A-1"), Goods("CORD", 2, "A-1"), on="PO-1")
    release(window.house.store, window.house.act())
    hands, page = page_on(window, "PO-1")
    came = page.details.came
    assert page.details.tabs.tabText(1) == "What came (2)"
    assert rows(came) == [("CORD", "2", "A-1", ""), ("LAMP", "10", "A-1", "")]
    assert notes(came) == ["GR-1 · 2 Mar 2026, 09:00 · anna"] * 2
    came.choose(came.rows[1].key)
    with threads_that_ask(window) as asked:
        hands.press("Ctrl+Shift+E")
        dialog = opened(page)
        fill_in(dialog.units, "7")
        do(window, hands, dialog, "counted again")
    assert asked <= {"lane-reads", "lane-scans"}
    assert window.told[-1].text == (
        "Put right on GR-1, booked in A-1: 10 × LAMP → 7 × LAMP. "
        "Pick lists: PL-1 fetches 1 × LAMP less for SO-1 at A-1. "
        "Waits again: SO-1 for 1 × LAMP (class B)."
    )
    assert rows(came) == [("LAMP", "7", "A-1", ""), ("CORD", "2", "A-1", "")]
    assert received_on(window.house, "PO-1") == [7, 2]


def test_why_goods_are_aside_is_said_once_and_it_is_not_that_they_were_put_right(at_dock: Dock) -> None:
    booked(at_dock.at.house, Goods("TEA", 6, "Q-01", "L77", EXPIRES, quarantine="damaged"), on="PO-7")
    at_dock.page.refresh()
    at_dock.settle()
    at_dock.press(at_dock.rows[0].correct)
    dialog = opened(at_dock.page)
    fill_in(dialog.lot, "L78")
    fill_in(dialog.units, "2")
    fill_in(dialog.reason, "miscounted")
    dialog.do()
    at_dock.settle()
    assert at_dock.at.told[-1].text == (
        "Put right on GR-1, booked in Q-01: 6 × TEA (lot L77) → 4 × TEA (lot L77), 2 × TEA (lot L78). "
        "Set aside: damaged. No order gets it until a lead releases it."
    )


def test_another_item_is_picked_by_typing_and_need_not_be_waited_for(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), ("CORD", 9), ("MILK", 9)))
    booked(window.house, Goods("MILK", 3, "A-1", lot="L7", expiry=EXPIRES), on="PO-1")
    hands, page = page_on(window, "PO-1")
    page.details.came.correct_button.click()
    dialog = opened(page)
    fill_in(dialog.item, "cord")
    do(window, hands, dialog, "wrong label")
    assert window.told[-1].text == "Put right on GR-1, booked in A-1: 3 × MILK (lot L7) → 3 × CORD."
    assert (lying(window.house, "MILK"), lying(window.house, "CORD")) == ({"A-1@L7": 0}, {"A-1": 3})


def test_an_item_that_needs_a_lot_is_asked_for_it(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20), ("MILK", 9)))
    booked(window.house, Goods("LAMP", 3, "A-1"), on="PO-1")
    hands, page = page_on(window, "PO-1")
    page.details.came.correct_button.click()
    dialog = opened(page)
    fill_in(dialog.item, "milk")
    do(window, hands, dialog, "wrong label")
    assert dialog.lot.error == "Goods of MILK have a lot or serial number. Type the one that is printed on them."
    fill_in(dialog.lot, "L7")
    do(window, hands, dialog)
    assert dialog.expiry.error == "Goods of MILK have a last day of use. Type the one that is printed on them."
    fill_in(dialog.item, "plug")
    do(window, hands, dialog)
    assert dialog.item.error.startswith("PLUG is not on purchase order PO-1.")
    fill_in(dialog.item, "nothing")
    do(window, hands, dialog)
    assert dialog.item.error == "There is no item “nothing”. Choose one from the list."
    assert lying(window.house, "LAMP") == {"A-1": 3}


def test_who_brought_too_much_is_asked_about_only_then(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    booked(window.house, Goods("LAMP", 19, "A-1"), on="PO-1")
    hands, page = page_on(window, "PO-1")
    page.details.came.correct_button.click()
    dialog = opened(page)
    assert not dialog.over.isVisible()
    fill_in(dialog.units, "25")
    do(window, hands, dialog, "counted again")
    assert dialog.units.error == (
        "Purchase order PO-1 asks for 20 of LAMP; with these, 25 would have come, and at most 20 may. Count again; if "
        "that is right, a lead can accept them with the box below."
    )
    assert (dialog.over.isVisible(), line_of(dialog.reason).text()) == (True, "counted again")
    tick = dialog.over.editor
    assert isinstance(tick, QCheckBox)
    tick.click()
    do(window, hands, dialog)
    assert window.told[-1].text == "Put right on GR-1, booked in A-1: 19 × LAMP → 25 × LAMP."


def test_goods_that_went_on_and_what_is_booked_so_are_refused_in_the_form(window: Window) -> None:
    booked(window.house, Goods("LAMP", 5, "A-1"), on="")
    take(window.house, *purchase("PO-1", ("CORD", 9)))
    booked(window.house, Goods("CORD", 4, "A-1"), on="PO-1")
    hands, page = page_on(window, "PO-1")
    assert rows(page.details.came) == [("CORD", "4", "A-1", "")]
    page.details.came.correct_button.click()
    dialog = opened(page)
    do(window, hands, dialog)
    assert dialog.reason.error == "Fill this in."
    do(window, hands, dialog, "looked")
    assert dialog.units.error.startswith("4 of CORD are booked just so.")
    scrap(window.house.store, window.house.act(), Named("CORD", "A-1", 3), why="wet")
    fill_in(dialog.units, "2")
    do(window, hands, dialog)
    assert dialog.trouble.text().startswith("Of the 4 of CORD that were booked in A-1, only 1 is left, there and in")
    assert at(dialog) == ("2", "CORD", "", "")
    assert (lying(window.house, "CORD"), received_on(window.house, "PO-1")) == ({"A-1": 1}, [4])


def test_none_came_at_all(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    booked(window.house, Goods("LAMP", 5, "A-1"), on="PO-1")
    window.house.store.insert(Person, ("name", "role"), [("anna", Role.CLERK)])
    hands, page = page_on(window, "PO-1")
    QTest.keyClick(page.details.came, Qt.Key.Key_Return)
    dialog = opened(page)
    fill_in(dialog.units, "0")
    do(window, hands, dialog, "the pallet of somebody else")
    assert window.told[-1].text == "Put right on GR-1, booked in A-1: 5 × LAMP → nothing came."
    assert (rows(page.details.came), page.details.came.correct_button.isEnabled()) == ([], False)
    assert page.details.tabs.tabText(1) == "What came (0)"


def test_what_a_count_had_missed_already_is_told(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    booked(window.house, Goods("LAMP", 5, "A-1"), on="PO-1")
    number = begin_count(window.house.store, window.house.act(), "A-1").number
    finish_count(window.house.store, window.house.act(), number)
    approve_count(window.house.store, window.house.act(), number)
    hands, page = page_on(window, "PO-1")
    QTest.keyClick(page.details.came, Qt.Key.Key_Return)
    dialog = opened(page)
    fill_in(dialog.units, "2")
    do(window, hands, dialog, "two came")
    assert window.told[-1].text == (
        "Put right on GR-1, booked in A-1: 5 × LAMP → 2 × LAMP. "
        f"Count {number} had missed 3 × LAMP at A-1 already: they are not taken once more."
    )
    assert (lying(window.house, "LAMP"), received_on(window.house, "PO-1")) == ({"A-1": 0}, [2])


def test_what_was_typed_is_not_lost_without_a_question(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    booked(window.house, Goods("LAMP", 5, "A-1"), on="PO-1")
    _, page = page_on(window, "PO-1")
    untouched = opened_by_key(page)
    QTest.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()
    dialog = opened_by_key(page)
    fill_in(dialog.units, "3")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), dialog.question.words.text()) == (True, "What you typed is not saved yet.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), dialog.question.isVisible(), at(dialog)[0]) == (True, False, "3")
    dialog.cancel_button.click()
    dialog.question.yes.click()
    assert not dialog.isVisible()
    assert lying(window.house, "LAMP") == {"A-1": 5}


def test_the_key_leads_to_what_came_from_the_other_lists(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)))
    booked(window.house, Goods("LAMP", 5, "A-1"), on="PO-1")
    _, page = page_on(window, "PO-1")
    page.details.tabs.setCurrentWidget(page.details.waiting)
    press_key(page)
    assert page.details.tabs.currentWidget() is page.details.came
    assert page.findChildren(CorrectDialog) == []
    assert opened_by_key(page).chosen.sku == "LAMP"


def press_key(page: PurchaseOrdersPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def opened_by_key(page: PurchaseOrdersPage) -> CorrectDialog:
    press_key(page)
    return opened(page)


def there(window: Window) -> dict[str, int]:
    return {place: units for place, units in lying(window.house, "LAMP").items() if units}


def test_goods_that_were_put_into_a_tote_are_named_by_that(window: Window) -> None:
    take(window.house, *purchase("PO-1", ("LAMP", 20)), *order("SO-1", "BEN", 1, ("LAMP", 8)))
    booked(
        window.house,
        Goods("LAMP", 4, "TOTE", for_order="SO-1"),
        Goods("LAMP", 1, "PACK", for_order="SO-1"),
        Goods("LAMP", 2, "DOCK"),
        on="PO-1",
    )
    hands, page = page_on(window, "PO-1")
    where = "TOTE (tote for SO-1), PACK (packing place for SO-1), DOCK"
    assert rows(page.details.came) == [("LAMP", "7", where, "")]
    page.details.came.correct_button.click()
    dialog = opened(page)
    assert f"LAMP, Lamp · {where} · GR-1, 2 Mar 2026, 09:00, anna" in {
        each.text() for each in dialog.findChildren(QLabel)
    }
    fill_in(dialog.units, "6")
    do(window, hands, dialog, "counted again")
    # What lay at the dock is missing first.
    assert window.told[-1].text == (
        "Put right on GR-1, booked in TOTE (tote for SO-1), PACK (packing place for SO-1), DOCK: 7 × LAMP → "
        "4 × LAMP in TOTE (tote for SO-1), 1 × LAMP in PACK (packing place for SO-1), 1 × LAMP in DOCK. "
        "Waits again: SO-1 for 1 × LAMP (class B)."
    )
    assert there(window) == {"TOTE": 4, "PACK": 1, "DOCK": 1}
    assert rows(page.details.came) == [("LAMP", "6", where, "")]
    page.details.came.correct_button.click()
    dialog = opened(page)
    fill_in(dialog.units, "3")
    do(window, hands, dialog, "and again")
    assert window.told[-1].text == (
        f"Put right on GR-1, booked in {where}: 6 × LAMP → 3 × LAMP in TOTE (tote for SO-1). "
        "Waits again: SO-1 for 3 × LAMP (class B)."
    )
    assert there(window) == {"TOTE": 3}
    assert rows(page.details.came) == [("LAMP", "3", "TOTE (tote for SO-1)", "")]


def test_a_booking_into_a_tote_is_named_by_that_among_the_last(at_dock: Dock) -> None:
    booked(at_dock.at.house, Goods("CUP", 2, "T-01", for_order="SO-1042"), on="PO-7")
    at_dock.page.refresh()
    at_dock.settle()
    row = at_dock.rows[0]
    assert row.correct.accessibleName() == "Correct: 2 × CUP, Cup, T-01 (tote for SO-1042)"
    assert row.where.text().startswith("T-01 (tote for SO-1042) · ")
