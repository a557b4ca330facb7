"""Keys on their way through a window: scans come out of them, and everything else is as if nothing were."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import CTRL, Keyboard
from tests.ui.scan_bench import Bench, Form, benched
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.keyboard import Key, KeyName, Modifier
from warehouse_app.scanning.profile import ScannerProfile, Separator, Terminator
from warehouse_app.ui.keys import key_of, this_system
from warehouse_app.ui.scan_filter import prepare_keyboard


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    yield from benched(qtbot, qapp)


def test_a_scan_does_not_land_in_the_field_that_has_the_focus(bench: Bench) -> None:
    bench.form.field.setText("5")
    bench.keyboard.scan("PO-7Ab]z")
    assert bench.texts == ["PO-7Ab]z"]
    bench.rest()
    assert (bench.form.field.text(), bench.form.clicks) == ("5", [])


def test_a_scan_carries_the_times_of_its_keys(bench: Bench) -> None:
    bench.keyboard.scan("4711", every=3)
    began = 1_000_000 + 500 + 3
    assert bench.scans == [Scan("4711", began=began, ended=began + 12)]


def test_a_scan_presses_no_button_that_has_the_focus(bench: Bench) -> None:
    bench.form.button.setFocus()
    bench.keyboard.scan("PO 4711")
    bench.rest()
    assert (bench.texts, bench.form.clicks) == (["PO 4711"], [])


def test_typing_arrives_in_the_field_after_the_hold(bench: Bench) -> None:
    bench.keyboard.type("a")
    assert bench.form.field.text() == ""
    bench.qtbot.waitUntil(lambda: bench.form.field.text() == "a", timeout=1000)
    bench.keyboard.type("Hello, you", every=120)
    bench.rest()
    assert bench.form.field.text() == "aHello, you"
    assert bench.texts == []


def test_enter_typed_by_hand_presses_the_default_button_after_the_text(bench: Bench) -> None:
    bench.keyboard.type("12", every=120)
    bench.keyboard.type("\r", every=20)
    assert bench.form.clicks == ["12"]


def test_typing_while_the_window_is_busy_is_no_scan(bench: Bench) -> None:
    # All keys arrive at once, but their times say that a person typed them.
    bench.keyboard.type("4711\r", every=120)
    assert (bench.texts, bench.form.clicks) == ([], ["4711"])


def test_keys_that_wait_when_the_hold_is_over_are_let_in_first(bench: Bench) -> None:
    # The window was busy: its timer is due before the keys that the system has kept for it meanwhile are delivered.
    bench.keys._hold.timeout.connect(lambda: bench.keyboard.type("-7\r"))
    bench.keyboard.type("PO")
    bench.qtbot.waitUntil(lambda: bool(bench.scans), timeout=2000)
    bench.rest()
    assert (bench.texts, bench.form.field.text()) == (["PO-7"], "")


def test_a_key_that_is_let_in_at_the_last_moment_begins_the_hold_anew(bench: Bench) -> None:
    def type_on() -> None:
        bench.keys._hold.timeout.disconnect(type_on)
        bench.keyboard.type("-")
        QTimer.singleShot(10, lambda: bench.keyboard.type("7\r"))

    bench.keys._hold.timeout.connect(type_on)
    bench.keyboard.type("PO")
    bench.qtbot.waitUntil(lambda: bool(bench.scans), timeout=2000)
    assert (bench.texts, bench.form.field.text()) == (["PO-7"], "")


def test_letting_a_key_go_does_not_hold_it_longer(bench: Bench) -> None:
    bench.keyboard.press(Qt.Key.Key_A.value, "a", place=30)
    before = bench.keys._hold.remainingTime()
    bench.qtbot.wait(15)
    bench.keyboard.release(Qt.Key.Key_A.value, "a", place=30)
    assert bench.keys._hold.remainingTime() <= before - 10


def test_200_scans_in_a_row_come_out_in_order(bench: Bench) -> None:
    for number in range(200):
        bench.keyboard.scan(f"SCAN-{number:03}")
    assert bench.texts == [f"SCAN-{number:03}" for number in range(200)]
    bench.rest()
    assert (bench.form.field.text(), bench.form.clicks) == ("", [])


def test_a_group_separator_is_no_shortcut_while_a_scan_comes(bench: Bench) -> None:
    pressed: list[str] = []
    QShortcut(QKeySequence("Ctrl+]"), bench.form).activated.connect(lambda: pressed.append("Ctrl+]"))
    bench.keyboard.scan("0109506000134352\x1d21A")
    assert (bench.texts, pressed) == (["0109506000134352\x1d21A"], [])
    bench.keyboard.time += 500
    bench.keyboard.stroke(Qt.Key.Key_BracketRight.value, "\x1d", place=27, modifiers=CTRL)
    bench.rest()
    assert pressed == ["Ctrl+]"]


def test_a_key_that_is_held_and_then_typed_triggers_its_shortcut(bench: Bench) -> None:
    bench.keys.profile = ScannerProfile(separator=Separator.F8)
    pressed: list[str] = []
    QShortcut(QKeySequence("F8"), bench.form).activated.connect(lambda: pressed.append("F8"))
    bench.keyboard.stroke(Qt.Key.Key_F8.value)
    assert pressed == []
    bench.rest()
    assert pressed == ["F8"]


def test_every_key_of_a_scan_is_taken_before_shortcuts_are_asked(bench: Bench) -> None:
    assert bench.keyboard.press(Qt.Key.Key_A.value, "a", place=30)
    bench.keyboard.release(Qt.Key.Key_A.value, "a", place=30)
    bench.keyboard.type("bcd")
    assert bench.keyboard.press(Qt.Key.Key_BracketRight.value, "\x1d", place=27, modifiers=CTRL)
    bench.keyboard.release(Qt.Key.Key_BracketRight.value, "]", place=27)
    assert bench.keyboard.press(Qt.Key.Key_Return.value, "\r", place=28)
    assert bench.texts == ["abcd\x1d"]


def test_a_shortcut_of_a_person_goes_on_at_once_after_what_was_typed(bench: Bench) -> None:
    bench.keyboard.type("ab")
    bench.keyboard.time += 10
    bench.keyboard.press(Qt.Key.Key_Control.value, place=29)
    bench.keyboard.press(Qt.Key.Key_Left.value, place=105)
    bench.keyboard.type("c")
    bench.rest()
    assert bench.form.field.text() == "acb"


def test_a_click_finds_what_was_typed_before_it(bench: Bench) -> None:
    bench.keyboard.type("12")
    QTest.mouseClick(
        bench.form.windowHandle(),
        Qt.MouseButton.LeftButton,
        pos=bench.form.button.mapTo(bench.form, QPoint(5, 5)),
    )
    assert bench.form.clicks == ["12"]


def test_what_was_typed_arrives_where_the_focus_was(bench: Bench) -> None:
    bench.keyboard.type("1")
    bench.form.other.setFocus()
    bench.rest()
    assert (bench.form.field.text(), bench.form.other.text()) == ("1", "")


def test_a_typed_space_does_not_press_the_button_of_a_dialog_that_opens(bench: Bench) -> None:
    bench.keyboard.type(" ")
    dialog = Form(bench.form)
    dialog.setModal(True)
    dialog.button.setFocus()
    bench.show(dialog)
    bench.rest()
    assert (bench.form.field.text(), dialog.clicks) == (" ", [])


def test_what_was_typed_into_a_field_that_is_gone_goes_nowhere(bench: Bench) -> None:
    bench.keyboard.type("1")
    bench.form.field.deleteLater()
    bench.form.other.setFocus()
    bench.rest()
    assert bench.form.other.text() == ""


def test_a_tab_in_quickly_typed_text_moves_the_focus_in_time(bench: Bench) -> None:
    bench.keyboard.type("ab")
    bench.keyboard.time += 2
    bench.keyboard.stroke(Qt.Key.Key_Tab.value, "\t", place=15)
    bench.keyboard.type("cd")
    bench.rest()
    assert (bench.form.field.text(), bench.form.other.text()) == ("ab", "cd")


def test_a_tab_in_what_a_machine_types_moves_the_focus_in_time(bench: Bench) -> None:
    bench.keys.profile = ScannerProfile(terminator=Terminator.ENTER)
    bench.keyboard.type("abcd")
    bench.keyboard.stroke(Qt.Key.Key_Tab.value, "\t", place=15)
    bench.keyboard.type("efgh")
    assert bench.form.field.text() == ""
    bench.qtbot.waitUntil(lambda: bench.form.other.text() == "efgh", timeout=2000)
    assert bench.form.field.text() == "abcd"


def test_a_shortcut_that_was_held_works_though_the_focus_has_moved(bench: Bench) -> None:
    bench.keys.profile = ScannerProfile(separator=Separator.F8)
    pressed: list[str] = []
    QShortcut(QKeySequence("F8"), bench.form).activated.connect(lambda: pressed.append("F8"))
    bench.keyboard.stroke(Qt.Key.Key_F8.value)
    bench.form.other.setFocus()
    bench.rest()
    assert pressed == ["F8"]


def test_a_menu_that_is_open_gets_what_is_typed(bench: Bench) -> None:
    chosen: list[str] = []
    menu = QMenu(bench.form)
    menu.addAction("&Print", lambda: chosen.append("Print"))
    menu.addAction("&Save", lambda: chosen.append("Save"))
    menu.popup(bench.form.mapToGlobal(QPoint(5, 5)))
    bench.keyboard.scan("PO-7 S")
    assert (bench.texts, chosen) == (["PO-7 S"], [])
    bench.keyboard.type("s", every=500)
    bench.rest()
    assert (chosen, bench.form.field.text()) == (["Save"], "")


def test_a_scan_does_not_press_the_buttons_of_a_modal_dialog(bench: Bench) -> None:
    dialog = Form(bench.form)
    dialog.setModal(True)
    bench.show(dialog)
    keyboard = Keyboard(dialog.windowHandle())
    keyboard.scan("PO-7")
    bench.rest()
    assert (bench.texts, dialog.field.text(), dialog.clicks, dialog.isVisible()) == (["PO-7"], "", [], True)


def test_a_typed_key_may_open_a_dialog_in_which_the_next_scan_is_one(bench: Bench) -> None:
    dialogs: list[Form] = []

    def ask() -> None:
        dialog = Form(bench.form)
        dialogs.append(dialog)
        QTimer.singleShot(0, lambda: Keyboard(dialog.windowHandle()).scan("PO-8"))
        QTimer.singleShot(200, dialog.reject)
        dialog.exec()

    bench.form.button.clicked.connect(ask)
    bench.form.button.setFocus()
    bench.keyboard.type(" ")
    bench.qtbot.waitUntil(lambda: bool(bench.scans), timeout=2000)
    bench.qtbot.waitUntil(lambda: not dialogs[0].isVisible(), timeout=2000)
    assert (bench.texts, dialogs[0].field.text(), dialogs[0].clicks) == (["PO-8"], "", [])


def test_accents_are_composed(bench: Bench) -> None:
    for dead, letter in ((Qt.Key.Key_Dead_Acute, "e"), (Qt.Key.Key_Dead_Circumflex, "o")):
        bench.keyboard.time += 120
        bench.keyboard.stroke(dead.value, place=13)
        bench.keyboard.type(letter, every=120)
    bench.rest()
    assert bench.form.field.text() == "éô"


@pytest.mark.parametrize("between", ["click", "arrow"])
def test_an_accent_is_forgotten_where_something_else_comes_before_its_letter(bench: Bench, between: str) -> None:
    bench.keyboard.stroke(Qt.Key.Key_Dead_Acute.value, place=13)
    if between == "click":
        QTest.mouseClick(bench.form.other, Qt.MouseButton.LeftButton)
    else:
        bench.keyboard.stroke(Qt.Key.Key_Left.value, place=105)
    bench.keyboard.type("e", every=120)
    bench.rest()
    assert bench.form.field.text() + bench.form.other.text() == "e"


def test_caps_lock_is_undone(bench: Bench) -> None:
    for number, text in enumerate("aBC7"):
        bench.keyboard.time += 2
        bench.keyboard.press(ord(text.upper()), text, place=30 + number, native_modifiers=0x2)
    bench.keyboard.type("\r")
    assert bench.texts == ["Abc7"]


def test_keys_without_a_time_and_a_place_are_read_too(bench: Bench) -> None:
    for text in "PO-7":
        QApplication.sendEvent(
            bench.form.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, ord(text), CTRL & ~CTRL, text)
        )
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, CTRL & ~CTRL, "\r")
    QApplication.sendEvent(bench.form.windowHandle(), enter)
    assert (bench.texts, bench.form.clicks) == (["PO-7"], [])


def test_a_recording_gets_every_key_and_nobody_else_does(bench: Bench) -> None:
    recorded: list[Key] = []
    bench.keyboard.type("a")
    bench.keys.record(recorded.append)
    assert bench.form.field.text() == "a"
    bench.keyboard.scan("4]")
    assert [(key.text, key.place, key.name, key.down) for key in recorded] == [
        ("4", 5, KeyName.OTHER, True),
        ("4", 5, KeyName.OTHER, False),
        ("]", 27, KeyName.OTHER, True),
        ("]", 27, KeyName.OTHER, False),
        ("\r", 28, KeyName.ENTER, True),
        ("\r", 28, KeyName.ENTER, False),
    ]
    assert [key.time - recorded[0].time for key in recorded] == [0, 0, 2, 2, 4, 4]
    bench.rest()
    assert (bench.texts, bench.form.field.text(), bench.form.clicks) == ([], "a", [])
    bench.keys.record(None)
    bench.keyboard.scan("PO-7")
    assert bench.texts == ["PO-7"]


def test_another_profile_holds_from_the_next_key_on(bench: Bench) -> None:
    bench.keyboard.scan("PO-7", every=50)
    assert bench.texts == []
    bench.keys.profile = bench.keys.profile.slow()
    bench.keyboard.scan("PO-7", every=50)
    assert bench.texts == ["PO-7"]


def test_where_a_key_is_depends_on_the_system() -> None:
    def key(code: int, virtual: int, native: int, modifiers: Qt.KeyboardModifier, platform: str) -> Key:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_BracketRight, modifiers, code, virtual, native, "]")
        event.setTimestamp(5)
        return key_of(event, this_system(platform))

    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    meta = Qt.KeyboardModifier.MetaModifier
    x11 = key(35, 0x5D, 0x2, CTRL, "xcb")
    assert (x11.place, x11.caps_lock, x11.modifiers, x11.time) == (27, True, Modifier.CTRL, 5)
    windows = key(27, 0xDD, 0x100, alt_gr, "windows")
    assert (windows.place, windows.caps_lock, windows.modifiers) == (27, True, Modifier.ALT_GR)
    mac = key(0, 30, 0x10000, meta, "cocoa")
    assert (mac.place, mac.caps_lock, mac.modifiers) == (27, True, Modifier.CTRL)
    assert key(35, 0, 0, Qt.KeyboardModifier.GroupSwitchModifier, "wayland").modifiers == Modifier.ALT_GR


def test_input_methods_are_kept_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_IM_MODULES", "wayland;ibus")
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    prepare_keyboard()
    assert (os.environ["QT_IM_MODULE"], os.environ["QT_IM_MODULES"]) == ("none", "none")


def test_the_field_sees_each_typed_key_once_and_none_of_a_scan(bench: Bench) -> None:
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Shift:
                seen.append(f"{event.type().name} {event.text()}")
            return False

    watch = Watch()
    bench.form.field.installEventFilter(watch)
    bench.keyboard.type("ab", every=120)
    bench.keyboard.scan("PO-7")
    bench.rest()
    each = ("ShortcutOverride", "KeyPress", "KeyRelease")
    assert seen == [f"{kind} {text}" for text in "ab" for kind in each]
