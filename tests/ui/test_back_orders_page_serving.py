"""The page of back orders changes how a line is served: pins, classes and holds, each told and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.stock import held, order, take
from tests.ui.back_orders import Queue, choose_line, opened, press, said
from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, fill_in, filled, line_of
from tests.ui.test_settings_page import choose
from warehouse_app.domain.statuses import Role
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.serving import hold, pin
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.banner import Banner
from warehouse_app.ui.desk import Told as Said
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.back_orders.dialogs import ClassDialog, HoldDialog, PinDialog
from warehouse_app.ui.widgets import FlowingText
from warehouse_app.ui.words.back_orders import Told


@pytest.fixture
def shown(at_window: Window) -> Queue:
    """Return the page: two lamps for three lines, O1 of Ben has one of three, O3 of Cat none of five."""
    return Shown(filled(at_window), BackOrdersPage(at_window.desk))


def confirm(shown: Queue, dialog: ReasonDialog) -> None:
    """Press Ctrl+Return in a dialog."""
    dialog.activateWindow()
    shown.at.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()


def line_row(shown: Queue, order: str, line: int) -> tuple[int, str, bool]:
    """Return (pinned, class, on hold) of a line as stored."""
    found = shown.at.house.store.sql(
        "SELECT l.pinned, l.rank_class, l.on_hold FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE o.number = ? AND l.line = ?",
        (order, line),
    ).fetchone()
    return int(found[0]), str(found[1]), bool(found[2])


def words(shown: Queue) -> list[tuple[str, str, str]]:
    """Return (kind, value, why) of what people changed, in order."""
    found = shown.at.house.store.sql("SELECT kind, value, why FROM intervention ORDER BY id").fetchall()
    return [(kind, value, why) for kind, value, why in found]


def test_nothing_can_be_done_where_no_line_is_chosen(shown: Queue) -> None:
    shown.page.table.grid.select_row(-1)
    shown.settle()
    assert [button.isEnabled() for button in shown.page.serving.buttons] == [False] * 4
    shown.page.serving.ask_pin()
    shown.page.serving.unpin()
    shown.page.serving.ask_class()
    shown.page.serving.hold_or_not()
    shown.settle()
    assert words(shown) == []
    assert shown.page.findChildren(ReasonDialog) == []


def test_what_is_open_is_pinned_by_keys_and_taken_back_by_ctrl_z(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    press(shown, Qt.Key.Key_P)
    dialog = opened(shown, PinDialog)
    assert dialog.windowTitle() == "Pin stock to O3, line 1"
    assert line_of(dialog.quantity).text() == "5"
    assert dialog.quantity.hint.text() == "Open 5 · allocated 0 · short 5"
    fill_in(dialog.reason, "promised by phone")
    confirm(shown, dialog)
    assert not any(each.isVisible() for each in shown.page.findChildren(PinDialog))
    assert line_row(shown, "O3", 1) == (5, "C", False)
    assert words(shown) == [("pin", "5", "promised by phone")]
    assert said(shown) == ["Pinned: 5 of LAMP for O3, line 1. It holds 0 of 5 now."]
    assert shown.page.table.current.values["pinned"] == 5
    assert shown.page.story.parts[Told.SERVED].text.text() == "Pinned: 5. They come first, and no run takes them."
    assert shown.page.story.parts[Told.WORDS].text.text().endswith(" · anna pinned 5 · “promised by phone”")
    shown.page.undo()
    shown.settle()
    assert line_row(shown, "O3", 1) == (0, "C", False)
    assert words(shown)[1:] == [("pin", "0", "taken back")]
    assert said(shown)[1:] == ["O3, line 1 is not pinned any more. It holds 0 of 5."]
    shown.page.undo()
    assert said(shown)[2:] == ["There is nothing on this page to undo."]


def test_a_pin_takes_what_is_free_before_others(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    hold(shown.at.house.store, shown.at.house.act(), "O1", why="credit")
    shown.page.serving.pin_button.click()
    dialog = opened(shown, PinDialog)
    fill_in(dialog.quantity, "2")
    fill_in(dialog.reason, "a fair")
    dialog.do_button.click()
    shown.settle()
    assert line_row(shown, "O3", 1) == (2, "C", False)
    assert held(shown.at.house, "O1", "O3") == {"O1/1": 1, "O3/1": 0, "O3/2": 0}


def test_enter_in_a_line_of_the_dialog_does_it_too(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    shown.page.serving.pin_button.click()
    dialog = opened(shown, PinDialog)
    fill_in(dialog.reason, "why not")
    QTest.keyClick(line_of(dialog.reason), Qt.Key.Key_Return)
    shown.settle()
    assert line_row(shown, "O1", 1) == (3, "B", False)


def test_the_dialogs_say_in_themselves_whom_they_are_about(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    about = {}
    for button in (shown.page.serving.pin_button, shown.page.serving.class_button, shown.page.serving.hold_button):
        button.click()
        shown.settle()
        dialog = opened(shown, ReasonDialog)
        about[type(dialog)] = next(each.text() for each in dialog.findChildren(FlowingText) if each.text()[:2] == "O3")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        shown.settle()
    assert about == {PinDialog: "O3, line 1 · LAMP · Cat", ClassDialog: "O3 · Cat", HoldDialog: "O3 · Cat"}
    assert words(shown) == []


def test_enter_on_the_list_of_classes_does_it_too(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    press(shown, Qt.Key.Key_E)
    dialog = opened(shown, ClassDialog)
    box = dialog.rank_class.editor
    assert dialog.focusWidget() is box
    QTest.keyClicks(box, "D")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog.reason.error == "Fill this in."
    fill_in(dialog.reason, "owes money")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    shown.settle()
    assert line_row(shown, "O1", 1) == (0, "D", False)
    assert words(shown) == [("class", "D", "owes money")]


def test_enter_on_a_button_of_the_dialog_does_not_pin(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    press(shown, Qt.Key.Key_P)
    dialog = opened(shown, PinDialog)
    fill_in(dialog.reason, "not this")
    dialog.cancel_button.setFocus()
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    shown.settle()
    assert words(shown) == []


def test_without_a_reason_nothing_is_pinned_and_nothing_is_lost(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    shown.page.serving.pin_button.click()
    dialog = opened(shown, PinDialog)
    fill_in(dialog.quantity, "4")
    confirm(shown, dialog)
    assert dialog.reason.error == "Fill this in."
    assert line_of(dialog.quantity).text() == "4"
    assert dialog.isVisible()
    assert words(shown) == []


def test_more_than_is_open_is_refused_at_the_quantity(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    shown.page.serving.pin_button.click()
    dialog = opened(shown, PinDialog)
    fill_in(dialog.quantity, "6")
    fill_in(dialog.reason, "too much")
    confirm(shown, dialog)
    assert "6" in dialog.quantity.error
    assert "O3" in dialog.quantity.error
    assert (line_of(dialog.quantity).text(), line_of(dialog.reason).text()) == ("6", "too much")
    assert dialog.do_button.isEnabled()
    assert (words(shown), said(shown)) == ([], [])
    sentence = dialog.quantity._error
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    fill_in(dialog.quantity, "5")
    confirm(shown, dialog)
    assert line_row(shown, "O3", 1)[0] == 5


def test_who_may_not_is_told_so_in_the_dialog(shown: Queue) -> None:
    Person.insert(name="anna", role=Role.CLERK).execute()
    choose_line(shown, "O3", 1)
    shown.page.serving.hold_button.click()
    dialog = opened(shown, HoldDialog)
    fill_in(dialog.reason, "credit")
    confirm(shown, dialog)
    assert dialog.trouble.text() == "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    assert dialog.trouble.isVisible()
    assert line_of(dialog.reason).text() == "credit"
    assert words(shown) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_pin_is_taken_off_and_put_back(shown: Queue) -> None:
    pin(shown.at.house.store, shown.at.house.act(), "O3", 1, 4, why="first")
    shown.page.refresh()
    shown.settle()
    choose_line(shown, "O3", 1)
    assert shown.page.serving.unpin_button.isEnabled()
    press(shown, Qt.Key.Key_P, shift=True)
    assert line_row(shown, "O3", 1)[0] == 0
    assert said(shown) == ["O3, line 1 is not pinned any more. It holds 0 of 5."]
    assert not shown.page.serving.unpin_button.isEnabled()
    shown.page.undo()
    shown.settle()
    assert line_row(shown, "O3", 1)[0] == 4
    assert words(shown) == [("pin", "4", "first"), ("pin", "0", ""), ("pin", "4", "taken back")]
    assert said(shown)[1:] == ["Pinned: 4 of LAMP for O3, line 1. It holds 0 of 5 now."]


def test_an_order_gets_a_class_of_its_own_and_its_customers_again(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    press(shown, Qt.Key.Key_E)
    dialog = opened(shown, ClassDialog)
    assert dialog.rank_class.value == ""
    choose(dialog.rank_class, "A")
    fill_in(dialog.reason, "a launch")
    confirm(shown, dialog)
    assert line_row(shown, "O3", 1) == (0, "A", False)
    assert line_row(shown, "O3", 2) == (0, "A", False)
    assert words(shown) == [("class", "A", "a launch")]
    assert said(shown) == ["O3 is served in class A now."]
    assert [order for order, _ in cells(shown.page.table, "order", "line")] == ["O2", "O2", "O3", "O3", "O1"]
    story = shown.page.story
    assert story.parts[Told.SERVED].text.text() == "The order has class A; its customer has C."
    assert story.parts[Told.WORDS].text.text().endswith("anna gave it class A · “a launch”")
    shown.page.undo()
    shown.settle()
    assert line_row(shown, "O3", 1) == (0, "C", False)
    assert words(shown)[1:] == [("class", "", "taken back")]
    assert said(shown)[1:] == ["O3 is served in its customer’s class again: C."]


def test_the_class_that_it_has_is_refused_at_the_field(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    shown.page.serving.class_button.click()
    shown.settle()
    dialog = opened(shown, ClassDialog)
    fill_in(dialog.reason, "nothing new")
    confirm(shown, dialog)
    assert dialog.rank_class.error != ""
    assert dialog.isVisible()
    assert words(shown) == []


def test_an_order_is_put_on_hold_told_and_taken_off(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    press(shown, Qt.Key.Key_H)
    dialog = opened(shown, HoldDialog)
    fill_in(dialog.reason, "credit")
    confirm(shown, dialog)
    assert line_row(shown, "O1", 1) == (0, "B", True)
    assert said(shown) == ["O1 is on hold: credit"]
    assert cells(shown.page.table, "order", "hold_reason")[2] == ("O1", "credit")
    assert shown.page.story.parts[Told.SERVED].text.text() == "The order is on hold: credit"
    assert shown.page.serving.hold_button.text().startswith("Take off hold")
    press(shown, Qt.Key.Key_H)
    assert line_row(shown, "O1", 1) == (0, "B", False)
    assert said(shown)[1:] == ["O1 is not on hold any more."]
    assert shown.page.serving.hold_button.text().startswith("Hold…")
    shown.page.undo()
    shown.settle()
    assert line_row(shown, "O1", 1) == (0, "B", True)
    assert words(shown) == [("hold", "on", "credit"), ("hold", "", ""), ("hold", "on", "credit")]


def test_who_gets_stock_by_a_word_is_told(shown: Queue) -> None:
    house = shown.at.house
    for number in ("O1", "O3"):
        hold(house.store, house.act(), number, why="credit")
    cancel_order(house.store, house.act(), "O2")
    shown.page.refresh()
    shown.settle()
    choose_line(shown, "O1", 1)
    press(shown, Qt.Key.Key_H)
    assert said(shown) == ["O1 is not on hold any more. Now given: 1 × LAMP → O1 (class B)."]


def test_the_message_bar_takes_back_and_only_once(shown: Queue) -> None:
    banner = Banner(shown.at.desk)
    shown.at.qtbot.addWidget(banner)
    choose_line(shown, "O1", 1)
    shown.page.serving.hold_button.click()
    dialog = opened(shown, HoldDialog)
    fill_in(dialog.reason, "credit")
    confirm(shown, dialog)
    assert banner.undo.isVisible()
    offered = shown.at.told[-1].undo
    assert offered is not None
    banner.undo.click()
    shown.settle()
    offered()
    shown.settle()
    assert words(shown) == [("hold", "on", "credit"), ("hold", "", "taken back")]
    assert line_row(shown, "O1", 1) == (0, "B", False)
    assert shown.at.told[-1] == Said(Tone.OK, "O1 is not on hold any more.")
    assert not banner.undo.isVisible()


def test_an_order_that_is_gone_is_refused_with_a_sentence(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    shown.page.serving.pin_button.click()
    dialog = opened(shown, PinDialog)
    fill_in(dialog.reason, "late")
    cancel_order(shown.at.house.store, shown.at.house.act(), "O1")
    confirm(shown, dialog)
    assert dialog.quantity.error != ""
    assert line_row(shown, "O1", 1)[0] == 0


@pytest.mark.parametrize(
    ("button", "lines"),
    [
        ("Pinned", [("O3", "1")]),
        ("On hold", [("O1", "1")]),
        ("Lifted", [("O2", "2")]),
        ("Pre-orders", [("O3", "2")]),
    ],
)
def test_the_queue_is_narrowed_in_one_click(shown: Queue, button: str, lines: list[tuple[str, str]]) -> None:
    house = shown.at.house
    pin(house.store, house.act(), "O3", 1, 1, why="first")
    hold(house.store, house.act(), "O1", why="credit")
    of_order = "SELECT id FROM sales_order WHERE number = 'O2'"
    house.store.sql(f"UPDATE order_line SET lifted = ? WHERE line = 2 AND order_id = ({of_order})", (True,))
    shown.page.refresh()
    shown.settle()
    [preset] = [each for each in shown.page.table.presets.values() if each.text() == button]
    preset.click()
    shown.settle()
    assert cells(shown.page.table, "order", "line") == lines


def test_filters_hold_together(shown: Queue) -> None:
    house = shown.at.house
    hold(house.store, house.act(), "O1", why="credit")
    take(house, *order("O5", "CAT", 5, ("CORD", 1)))
    hold(house.store, house.act(), "O5", why="address")
    shown.page.refresh()
    shown.settle()
    buttons = {each.text(): each for each in shown.page.table.presets.values()}
    buttons["On hold"].click()
    shown.settle()
    assert cells(shown.page.table, "order") == [("O1",), ("O5",)]
    buttons["Short of stock"].click()
    shown.settle()
    assert cells(shown.page.table, "order") == [("O1",)]
