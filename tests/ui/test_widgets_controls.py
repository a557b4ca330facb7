"""Widgets that are pressed, typed into or waited for: all of them can be used with the keyboard."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from tests.ui.seeing import colours_in, presses, shown
from warehouse_app.ui.look import Icon, Look
from warehouse_app.ui.look.tokens import LIGHT
from warehouse_app.ui.widgets import (
    Busy,
    Field,
    IconButton,
    KeyButton,
    RailButton,
    SearchBox,
    StatusPiece,
    Toolbar,
    Weight,
)


def test_a_button_shows_its_key_and_is_named_without_it(qtbot: QtBot) -> None:
    button = KeyButton("Release", "F5")
    assert button.text() == "Release  F5"
    assert (button.accessibleName(), button.accessibleDescription()) == ("Release", "F5")
    assert button.key_text == "F5"


def test_the_key_presses_the_button_even_from_a_text_field(qtbot: QtBot) -> None:
    button, field = KeyButton("Release", "Ctrl+L"), QLineEdit()
    pressed = presses(button)
    window = shown(qtbot, field, button)
    field.setFocus()
    assert window.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["pressed"]
    assert field.text() == ""


@pytest.mark.parametrize("how", ["disabled", "hidden"])
def test_the_key_of_a_button_that_cannot_be_pressed_does_nothing(qtbot: QtBot, how: str) -> None:
    button, field = KeyButton("Release", "F5"), QLineEdit()
    pressed = presses(button)
    window = shown(qtbot, field, button)
    field.setFocus()
    assert window.focusWidget() is field
    button.setEnabled(how != "disabled")
    button.setVisible(how != "hidden")
    QTest.keyClick(field, Qt.Key.Key_F5)
    assert pressed == []


def test_enter_in_a_dialog_presses_none_of_them(qtbot: QtBot) -> None:
    dialog, field, button = QDialog(), QLineEdit(), KeyButton("Release", weight=Weight.PRIMARY)
    layout = QVBoxLayout(dialog)
    layout.addWidget(field)
    layout.addWidget(button)
    qtbot.addWidget(dialog)
    pressed = presses(button)
    dialog.show()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []


def test_other_words_and_another_key_take_the_place_of_the_first(qtbot: QtBot) -> None:
    button = KeyButton("Release", "F5")
    pressed = presses(button)
    window = shown(qtbot, button)
    button.set_text("Freigeben", "F6")
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert pressed == []
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert pressed == ["pressed"]
    button.set_text("Libérer")
    assert button.text() == "Libérer  F6"


def test_an_ampersand_is_a_letter_and_no_hidden_key(qtbot: QtBot) -> None:
    button, rail, piece = (
        KeyButton("Pack & ship"),
        RailButton(Icon.PACK, "Pack & ship"),
        StatusPiece(Icon.PACK, "A & B"),
    )
    field = Field("Name & town", QLineEdit())
    assert [each.shortcut().isEmpty() for each in (button, rail, piece)] == [True, True, True]
    assert (button.accessibleName(), rail.accessibleName(), piece.accessibleName()) == (
        "Pack & ship",
        "Pack & ship",
        "A & B",
    )
    assert field.label.text() == "Name && town", "which Qt shows as one"


def test_a_button_has_room_for_its_icon_words_and_key(qtbot: QtBot) -> None:
    plain = KeyButton("Release").sizeHint().width()
    with_icon = KeyButton("Release", icon=Icon.PICK).sizeHint().width()
    with_both = KeyButton("Release", "Ctrl+L", icon=Icon.PICK).sizeHint().width()
    assert with_icon == plain + 20 + 8
    assert with_both > with_icon + 12


def test_an_icon_button_says_what_it_does(qtbot: QtBot) -> None:
    button = IconButton(Icon.COPY, "Copy", "Ctrl+Shift+C")
    pressed = presses(button)
    window = shown(qtbot, button)
    assert (button.accessibleName(), button.accessibleDescription()) == ("Copy", "Ctrl+Shift+C")
    assert button.toolTip() == "Copy  Ctrl+Shift+C"
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_C, control_shift)
    assert pressed == ["pressed"]


def test_a_toolbar_puts_its_right_part_at_the_end(qtbot: QtBot) -> None:
    left, right = QPushButton("Left"), QPushButton("Right")
    bar = Toolbar(left, right=(right,))
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    bar.show()
    assert left.x() == 0
    assert right.geometry().right() == 599


def test_a_toolbar_without_room_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    buttons = [QPushButton(f"Button number {number}") for number in range(4)]
    bar = Toolbar(*buttons)
    qtbot.addWidget(bar)
    one_line = bar.heightForWidth(2000)
    assert bar.heightForWidth(buttons[0].sizeHint().width() * 2 + 20) == 2 * one_line + 8
    assert bar.minimumSizeHint().width() == max(button.minimumSizeHint().width() for button in buttons)
    bar.resize(buttons[0].sizeHint().width() * 2 + 20, 2 * one_line + 8)
    bar.show()
    assert [button.y() for button in buttons] == [0, 0, one_line + 8, one_line + 8]


def test_a_toolbar_gives_the_rest_to_what_can_grow_and_leaves_hidden_ones_out(qtbot: QtBot) -> None:
    search, hidden, button = SearchBox("Find"), QPushButton("Hidden"), QPushButton("Go")
    bar = Toolbar(search, hidden, right=(button,))
    hidden.hide()
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    bar.show()
    assert search.width() == 600 - 8 - button.width()


def test_a_toolbar_is_mirrored_where_people_read_from_the_right(qtbot: QtBot) -> None:
    left, right = QPushButton("First"), QPushButton("Last")
    bar = Toolbar(left, right=(right,))
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    bar.show()
    assert left.geometry().right() == 599
    assert right.x() == 0


def test_a_search_begins_when_typing_rests(qtbot: QtBot) -> None:
    box = SearchBox("Item or order")
    qtbot.addWidget(box)
    found: list[str] = []
    box.searched.connect(found.append)
    QTest.keyClicks(box, "chai")
    assert found == []
    qtbot.waitUntil(lambda: found == ["chai"])
    assert box.accessibleName() == "Item or order"


def test_enter_searches_at_once_and_only_once(qtbot: QtBot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    found: list[str] = []
    box.searched.connect(found.append)
    QTest.keyClicks(box, " chai ")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.wait(300)
    assert found == ["chai"]


def test_escape_empties_the_field_and_is_left_to_others_when_it_is_empty(qtbot: QtBot) -> None:
    box = SearchBox()
    found: list[str] = []
    box.searched.connect(found.append)
    dialog = QDialog()
    QVBoxLayout(dialog).addWidget(box)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(box, "chai")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), found, dialog.isVisible()) == ("", ["chai", ""], True)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_done_soon_shows_no_bar(qtbot: QtBot) -> None:
    bar = Busy("Reading")
    qtbot.addWidget(bar)
    bar.resize(100, 3)
    nothing = colours_in(bar)
    bar.start()
    begun = bar.busy
    assert colours_in(bar) == nothing
    bar.stop()
    qtbot.wait(300)
    assert (begun, bar.busy) == (True, False)
    assert colours_in(bar) == nothing


def test_the_bar_is_filled_as_far_as_the_work_is(qtbot: QtBot) -> None:
    bar = Busy("Reading")
    qtbot.addWidget(bar)
    bar.resize(100, 3)
    bar.progress(30, 120)
    qtbot.waitUntil(lambda: LIGHT.accent in colours_in(bar))
    assert colours_in(bar, QRect(0, 0, 24, 3)) == {LIGHT.accent}
    assert colours_in(bar, QRect(26, 0, 74, 3)) == {LIGHT.line}
    assert (bar.accessibleName(), bar.accessibleDescription()) == ("Reading", "25%")
    bar.stop()
    assert LIGHT.accent not in colours_in(bar)


def wanders(qtbot: QtBot, bar: Busy) -> bool:
    """Return whether the bar looks different after a while."""
    bar.start()
    qtbot.waitUntil(lambda: LIGHT.accent in colours_in(bar))
    first = bar.grab().toImage()
    qtbot.wait(150)
    return bar.grab().toImage() != first


def test_without_a_known_end_the_bar_wanders(qtbot: QtBot) -> None:
    bar = Busy()
    qtbot.addWidget(bar)
    bar.resize(100, 3)
    assert wanders(qtbot, bar)


def test_the_bar_stands_still_where_people_want_less_motion(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Look, "reduced_motion", True)
    bar = Busy()
    qtbot.addWidget(bar)
    bar.resize(100, 3)
    assert not wanders(qtbot, bar)
    assert colours_in(bar) == {LIGHT.accent}
