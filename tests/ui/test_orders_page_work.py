"""On the page of orders goods come back or are put back, and orders are merged and split."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.services.stock import held, lying, opening, order, purchase, send, take
from tests.ui.conftest import Window
from tests.ui.hands import Hands
from tests.ui.pages import Shown, fill_in, filled, line_of
from warehouse_app.services.incoming import Goods
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.receiving import receive
from warehouse_app.services.returning import Condition
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.pages.orders import OrdersPage
from warehouse_app.ui.pages.orders.work import MergeDialog, PutBackDialog, ReturnDialog, SplitDialog

D = TypeVar("D", bound=ReasonDialog)


@pytest.fixture
def shown(at_window: Window) -> Shown[OrdersPage]:
    filled(at_window)
    take(at_window.house, opening("PLUG", 8), *order("O7", "ANN", 5, ("PLUG", 8)), *order("O8", "BEN", 6, ("PLUG", 3)))
    send(at_window.house, "O7", 8)
    return Shown(at_window, OrdersPage(at_window.desk))


def actions(shown: Shown[OrdersPage], number: str) -> dict[str, QAction]:
    shown.page.show_thing(Target(Thing.ORDER, number))
    shown.settle()
    details = shown.page.details
    assert details.read is not None
    assert details.read.view.number == number
    menu = details.work_button.menu_of(details.read.view, details.line)
    return {action.text(): action for action in menu.actions()}


def ask(shown: Shown[OrdersPage], number: str, what: str, kind: type[D]) -> D:
    actions(shown, number)[what].trigger()
    shown.settle()
    dialog = shown.page.findChildren(kind)[-1]
    assert dialog.isVisible()
    return dialog


def do(shown: Shown[OrdersPage], dialog: ReasonDialog, why: str = "As asked") -> None:
    if why:
        fill_in(dialog.reason, why)
    dialog.do()
    shown.settle()


def said(shown: Shown[OrdersPage]) -> str:
    return shown.at.told[-1].text


def test_only_what_means_something_can_be_chosen(shown: Shown[OrdersPage]) -> None:
    assert {text: action.isEnabled() for text, action in actions(shown, "O7").items()} == {
        "Return goods…": True,
        "Put back…": False,
        "Merge…": False,
        "Split…": False,
    }
    assert {text: action.isEnabled() for text, action in actions(shown, "O1").items()} == {
        "Return goods…": False,
        "Put back…": False,
        "Merge…": True,
        "Split…": True,
    }


def test_goods_come_back_and_good_ones_find_whoever_waits(shown: Shown[OrdersPage]) -> None:
    dialog = ask(shown, "O7", "Return goods…", ReturnDialog)
    assert (dialog.units.value, dialog.condition.value) == (8, Condition.QUARANTINE)
    assert dialog.lot not in dialog._fields
    do(shown, dialog, "")
    assert (dialog.place.error, dialog.reason.error) == ("Fill this in.", "Fill this in.")
    fill_in(dialog.units, "9")
    fill_in(dialog.place, "A-2")
    do(shown, dialog, "Too large")
    assert "9" in dialog.units.error
    fill_in(dialog.units, "2")
    dialog.condition.set(Condition.STOCK)
    do(shown, dialog, "")
    assert said(shown).startswith("2 × PLUG of O7 came back to A-2 (RT-")
    assert said(shown).endswith("). Now given: 2 × PLUG → O8 (class B).")
    assert lying(shown.at.house, "PLUG")["A-2"] == 2
    assert held(shown.at.house, "O8") == {"O8/1": 2}


def test_doubtful_goods_that_come_back_are_said_to_be_set_aside(shown: Shown[OrdersPage]) -> None:
    dialog = ask(shown, "O7", "Return goods…", ReturnDialog)
    fill_in(dialog.units, "2")
    fill_in(dialog.place, "A-2")
    do(shown, dialog, "Too large")
    assert said(shown).endswith(") and are set aside.")
    assert held(shown.at.house, "O8") == {"O8/1": 0}


def test_a_place_that_is_not_there_is_refused_at_its_field(shown: Shown[OrdersPage]) -> None:
    dialog = ask(shown, "O7", "Return goods…", ReturnDialog)
    fill_in(dialog.place, "NOWHERE")
    do(shown, dialog)
    assert "NOWHERE" in dialog.place.error
    assert dialog.isVisible()


def picked_for_o3(shown: Shown[OrdersPage]) -> None:
    """Put three of five lamps that O3 waits for into TOTE and one on the packing place, as they come."""
    house = shown.at.house
    goods = [Goods("LAMP", 3, "TOTE", for_order="O3"), Goods("LAMP", 1, "PACK", for_order="O3")]
    take(house, *purchase("P8", ("LAMP", 6)))
    receive(house.store, house.act(), [Goods("LAMP", 2, "A-1")], purchase_order="P8")
    receive(house.store, house.act(), goods, purchase_order="P8")
    shown.page.refresh()
    shown.settle()


def test_picked_goods_are_put_back_with_the_keyboard_alone(shown: Shown[OrdersPage]) -> None:
    picked_for_o3(shown)
    assert actions(shown, "O3")["Put back…"].isEnabled()
    hands = Hands(shown.at, shown.page)
    hands.press("Ctrl+M")
    [menu] = [each for each in shown.page.details.work_button.findChildren(QMenu) if each.isVisible()]
    # Nothing of O3 was shipped, so that what can be put back is the first that can be chosen.
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    shown.settle()
    [dialog] = shown.page.findChildren(PutBackDialog)
    box = dialog.goods._box
    assert [box.itemText(at) for at in range(box.count())] == ["3 × LAMP, Lamp, in TOTE", "1 × LAMP, Lamp, in PACK"]
    assert (dialog.units.value, dialog.units.hint.text()) == (3, "3 are picked.")
    hands = Hands(shown.at, dialog)
    hands.press("Down")
    assert (dialog.units.value, dialog.units.hint.text()) == (1, "1 is picked.")
    hands.press("Up")
    hands.type("⇥2⇥A-2⇥wrong tote")
    hands.press("Ctrl+Return")
    shown.settle()
    assert said(shown) == "2 × LAMP, picked for O3, were put back from TOTE to A-2."
    assert lying(shown.at.house, "LAMP")["A-2"] == 2
    assert held(shown.at.house, "O3") == {"O3/1": 4, "O3/2": 0}
    assert shown.page.details.facts.text().endswith(" · picked goods: 1 × LAMP in PACK, 1 × LAMP in TOTE")


def test_who_waits_again_for_what_is_put_back_broken_is_said(shown: Shown[OrdersPage]) -> None:
    picked_for_o3(shown)
    dialog = ask(shown, "O3", "Put back…", PutBackDialog)
    fill_in(dialog.place, "QUAR")
    do(shown, dialog, "Broken")
    assert said(shown) == (
        "3 × LAMP, picked for O3, were put back from TOTE to QUAR and are set aside. "
        "Waits again: O3 for 3 × LAMP (class C)."
    )
    assert shown.at.told[-1].tone is Tone.WARN
    assert held(shown.at.house, "O3") == {"O3/1": 1, "O3/2": 0}


def test_what_cannot_be_put_back_is_refused_at_its_field(shown: Shown[OrdersPage]) -> None:
    picked_for_o3(shown)
    dialog = ask(shown, "O3", "Put back…", PutBackDialog)
    do(shown, dialog, "")
    assert (dialog.place.error, dialog.reason.error) == ("Fill this in.", "Fill this in.")
    fill_in(dialog.units, "4")
    fill_in(dialog.place, "A-2")
    do(shown, dialog)
    assert dialog.units.error.startswith("By the books 3 of LAMP lie at TOTE, so 4 cannot be taken from it.")
    fill_in(dialog.units, "2")
    for place, error in (("NOWHERE", "There is no place NOWHERE."), ("PACK", "What lies at PACK stays picked,")):
        fill_in(dialog.place, place)
        do(shown, dialog, "")
        assert dialog.place.error.startswith(error)
    assert dialog.isVisible()
    assert held(shown.at.house, "O3") == {"O3/1": 4, "O3/2": 0}


def test_where_nothing_that_is_picked_lies_in_a_tote_it_says_so(shown: Shown[OrdersPage]) -> None:
    picked_for_o3(shown)
    action = actions(shown, "O3")["Put back…"]
    for place, units in (("TOTE", 3), ("PACK", 1)):
        put_back(shown.at.house.store, shown.at.house.act(), "O3", "LAMP", place, units, "A-2", why="Elsewhere")
    action.trigger()
    shown.settle()
    assert said(shown) == "Nothing that is picked for O3 lies in a tote or at a packing place."
    assert shown.page.findChildren(PutBackDialog) == []


def test_an_order_of_the_same_customer_is_merged(shown: Shown[OrdersPage]) -> None:
    dialog = ask(shown, "O1", "Merge…", MergeDialog)
    assert [dialog.other._box.itemText(at) for at in range(dialog.other._box.count())] == [
        "O8, placed 6 Feb 2026: 3 units open"
    ]
    do(shown, dialog)
    assert said(shown) == "O1 wants 3 units of O8 too now; O8 is empty."


def test_where_the_customer_has_no_other_order_it_says_so(shown: Shown[OrdersPage]) -> None:
    actions(shown, "O3")["Merge…"].trigger()
    shown.settle()
    assert said(shown) == "Cat has no other open order."
    assert shown.page.findChildren(MergeDialog) == []


def test_units_are_split_off_to_a_new_order(shown: Shown[OrdersPage]) -> None:
    dialog = ask(shown, "O3", "Split…", SplitDialog)
    assert dialog.number.value == "O9"
    assert [field.label.text() for field in dialog.units.values()] == [
        "1. LAMP: of 5 split off",
        "2. GAME: of 1 split off",
    ]
    do(shown, dialog, "")
    assert dialog.reason.error == "Fill this in."
    assert dialog.trouble.text().startswith("Nothing of O3 is named.")
    fill_in(dialog.units[1], "6")
    fill_in(dialog.units[2], "2")
    assert dialog.trouble.isHidden()
    do(shown, dialog)
    assert [field.error for field in dialog.units.values()] == [
        "“6” is not between 1 and 5. Correct the number.",
        "“2” is not between 1 and 1. Correct the number.",
    ]
    line_of(dialog.units[2]).clear()
    fill_in(dialog.units[1], "2")
    do(shown, dialog)
    assert said(shown) == "O9 wants 2 units that O3 wanted before."
    assert shown.at.house.store.sql(
        "SELECT l.quantity - l.cancelled FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE o.number IN ('O3', 'O9') ORDER BY o.number, l.line"
    ).fetchall() == [(3,), (1,), (2,)]


def test_a_number_that_is_taken_is_refused_at_its_field(shown: Shown[OrdersPage]) -> None:
    dialog = ask(shown, "O3", "Split…", SplitDialog)
    fill_in(dialog.units[1], "2")
    fill_in(dialog.number, "O1")
    do(shown, dialog)
    assert "O1" in dialog.number.error
