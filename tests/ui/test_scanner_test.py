"""“Test my scanner”: no key does anything while it listens, what it finds becomes the profile, and a scan proves it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Desk as HouseDesk
from tests.scanning.keystrokes import F8, FRENCH, GERMAN, alt_code, control, enter, scanned, stroke, tab, typed
from tests.scanning.test_probe import card
from tests.ui.conftest import HouseOfTests, Window
from tests.ui.pages import filled
from tests.ui.scanner_keys import send
from warehouse_app.scanning.keyboard import Key, KeyName
from warehouse_app.scanning.probe import CARD_GS1, CARD_PLAIN
from warehouse_app.scanning.profile import ScannerProfile, Separator, Terminator
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.scanner_test.dialog import ScannerTest
from warehouse_app.ui.scanner_test.recording import REST_MS
from warehouse_app.ui.scans import Scans
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds

ENTER = ScannerProfile(terminator=Terminator.ENTER)


class Bench(QWidget):
    """A window with a field and a button, over which the test is opened, and what happens there."""

    def __init__(self, at: Window, keys: ScanFilter) -> None:
        super().__init__()
        self.at, self.keys = at, keys
        at.desk.keys = keys
        self.field, self.button = QLineEdit(), QPushButton("Book it")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.taken: list[str] = []
        self.pressed: list[str] = []
        self.sounds: list[Tone] = []
        self.saved: list[Workstation] = []
        self.button.clicked.connect(lambda: self.pressed.append("pressed"))
        self.scans = Scans(lambda: self, guard_ms=0)
        keys.scanned.connect(self.scans.scanned)
        at.desk.sounded.connect(self.sounds.append)
        at.desk.settings_saved.connect(self._wear)
        at.qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        self.field.setFocus()
        at.qtbot.waitUntil(self.isActiveWindow)

    def take_scan(self, text: str, done: object) -> None:
        """Take a scan that was meant for the page."""
        self.taken.append(text)
        assert callable(done)
        done()

    def _wear(self, workstation: Workstation) -> None:
        """Do what a session does with new settings."""
        self.saved.append(workstation)
        self.keys.profile = workstation.scanner

    def opened(self) -> ScannerTest:
        """Open the test, and wait until it listens."""
        test = ScannerTest(self.at.desk, self.keys, self)
        test.open()
        self.at.qtbot.waitUntil(lambda: test.recording.listening)
        self.at.settle()
        return test

    def read(self, test: ScannerTest, keys: list[Key]) -> None:
        """Let a scanner type into the test, and wait until it has said something."""
        send(handle(test), keys)
        self.at.rest(REST_MS)


@pytest.fixture
def bench(at_window: Window, qapp: QApplication) -> Iterator[Bench]:
    keys = ScanFilter(ScannerProfile())
    qapp.installEventFilter(keys)
    bench = Bench(filled(at_window), keys)
    yield bench
    for dialog in bench.findChildren(ScannerTest):
        dialog.close()
    qapp.removeEventFilter(keys)


def handle(widget: QWidget) -> QWindow:
    window = widget.windowHandle()
    assert window is not None
    return window


def said(test: ScannerTest) -> tuple[Tone, str, str, list[str]]:
    """Return the tone, the headline, the prompt and the notes that are on show."""
    prompt = test.prompt
    return prompt.tone, prompt.band.headline.text(), prompt.prompt.text(), prompt.notes.text().splitlines()


LISTENING = "All keys go into this test now. Esc gives you the keyboard back."


def test_opened_it_listens_and_no_key_does_anything(bench: Bench) -> None:
    bench.button.setFocus()
    test = bench.opened()
    assert said(test) == (Tone.ASK, "", "Scan both codes of the card", [LISTENING])
    send(handle(test), [*card(), *typed(" ", 50_000), *stroke("", 51_000, place=F8, name=KeyName.F8)])
    bench.at.rest()
    assert (bench.field.text(), bench.pressed, bench.taken) == ("", [], [])
    assert test.isVisible()


def test_a_key_at_the_window_below_does_nothing_either(bench: Bench) -> None:
    bench.opened()
    send(handle(bench), typed("abc"))
    bench.at.rest()
    assert bench.field.text() == ""


def test_keys_are_shown_one_by_one_with_how_long_each_took(bench: Bench) -> None:
    test = bench.opened()
    send(handle(test), [*typed("aB", 10_000, every=7), *control("]", 10_020), *typed(" ", 10_025), *enter(10_031)])
    bench.at.rest()
    assert [row.texts for row in test.table.rows] == [
        ("a", "A", "–"),
        ("", "Shift", "7"),
        ("B", "B", "0"),
        ("", "Control", "13"),
        ("<GS>", "]", "0"),
        ("␣", "Space", "5"),
        ("<CR>", "Return", "6"),
    ]
    assert [row.faint for row in test.table.rows] == [False, True, False, True, False, False, False]


SLOW = replace(ScannerProfile().slow(), terminator=Terminator.ENTER)


@pytest.mark.parametrize(
    ("keys", "profile"),
    [
        (card(), ENTER),
        (card(layout=FRENCH), replace(ENTER, us_keys=True)),
        (card(layout=GERMAN), replace(ENTER, us_keys=True)),
        (
            card(separator=lambda time: stroke("", time, place=F8, name=KeyName.F8)),
            replace(ENTER, separator=Separator.F8),
        ),
        (card(separator=lambda time: alt_code("029", time)), replace(ENTER, separator=Separator.ALT_CODE)),
        (
            card(separator=lambda time: typed("|", time)),
            replace(ENTER, separator=Separator.SUBSTITUTE, substitute="|"),
        ),
        (card(caps_lock=True), ENTER),
        (card(every=45), SLOW),
        (card(after=lambda _: []), ScannerProfile(terminator=Terminator.PAUSE)),
        (card(after=tab), ScannerProfile(terminator=Terminator.TAB)),
        (
            card(before=lambda time: control("b", time), after=lambda time: [*control("c", time), *enter(time + 4)]),
            replace(ENTER, prefix="\x02", suffix="\x03"),
        ),
    ],
    ids=["US", "French", "German", "F8", "Alt", "substitute", "Caps Lock", "slow", "no end", "Tab", "STX and ETX"],
)
def test_what_was_found_becomes_the_profile_and_nothing_else_changes(
    bench: Bench, keys: list[Key], profile: ScannerProfile
) -> None:
    before = bench.at.desk.workstation
    test = bench.opened()
    bench.read(test, keys)
    assert said(test)[:3] == (Tone.OK, "The scanner is understood", "Use this profile?")
    assert not test.recording.listening
    assert bench.saved == []
    test.use_button.click()
    assert bench.saved == [replace(before, scanner=profile)]
    assert bench.at.desk.workstation.scanner == profile
    assert bench.field.text() == ""


def test_what_a_test_cannot_find_out_stays_as_it_was_set(bench: Bench) -> None:
    desk = bench.at.desk
    desk.keep(replace(desk.workstation, scanner=ScannerProfile(guard_ms=900, min_length=7, prefix="x")))
    test = bench.opened()
    bench.read(test, card())
    test.use()
    assert desk.workstation.scanner == replace(ENTER, guard_ms=900, min_length=7)


def test_what_was_found_out_is_said_with_the_worst_first(bench: Bench) -> None:
    test = bench.opened()
    bench.read(test, card(layout=FRENCH, every=45, after=lambda _: []))
    assert test.findings.shown == [
        (
            Tone.WARN,
            "The scanner pauses between characters: 45 ms each. It will do; without that pause it is sturdier.",
        ),
        (Tone.WARN, "It ends a scan with nothing, so that a pause has to do. Better set it to send Enter."),
        (Tone.OK, "The group separator of GS1 codes arrives as Ctrl+]."),
        (Tone.OK, "It types for a US keyboard, this computer has another: its keys are read by their place."),
    ]
    assert test.findings.isVisible()
    assert not test.card.isVisible()


def test_control_characters_have_names_in_what_is_said(bench: Bench) -> None:
    test = bench.opened()
    bench.read(test, card(before=lambda time: control("b", time)))
    assert (Tone.OK, "It begins each scan with “<STX>”: only such scans count.") in test.findings.shown


def test_with_one_code_it_asks_for_the_other_and_goes_on_listening(bench: Bench) -> None:
    test = bench.opened()
    both = card()
    first = [key for key in both if key.time < both[0].time + 2_000]
    bench.read(test, first)
    missing = "The second code of the card, the GS1 code, is missing. Scan it too."
    assert said(test) == (Tone.WARN, "Not yet", "Scan both codes of the card", [missing, LISTENING])
    assert test.recording.listening
    assert test.card.isVisible()
    bench.read(test, [key for key in both if key not in first])
    assert said(test)[1] == "The scanner is understood"
    assert bench.sounds == [Tone.WARN, Tone.OK]


def test_what_nobody_can_read_is_forgotten_with_the_next_scan(bench: Bench) -> None:
    test = bench.opened()
    bench.read(test, scanned("HELLO"))
    tone, headline, _, notes = said(test)
    assert (tone, headline) == (Tone.ERROR, "Not yet")
    assert notes[0].startswith("What arrived is not the card: “HELLO<CR>”.")
    assert not test.use_button.isEnabled()
    bench.read(test, [replace(key, time=key.time + 60_000) for key in card()])
    assert said(test)[1] == "The scanner is understood"
    assert test.table.rows[0].texts[0] == "a"
    assert bench.sounds == [Tone.ERROR, Tone.OK]


def test_esc_gives_the_keyboard_back_and_a_second_one_closes(bench: Bench) -> None:
    test = bench.opened()
    QTest.keyClick(handle(test), Qt.Key.Key_Escape)
    assert test.isVisible()
    assert not test.recording.listening
    assert said(test) == (
        Tone.ASK,
        "",
        "The test rests",
        ["Your keyboard works as usual. Go on with the test when you have the card."],
    )
    assert test.again_button.hasFocus()
    QTest.keyClick(handle(test), Qt.Key.Key_Escape)
    bench.at.qtbot.waitUntil(lambda: not bench.findChildren(ScannerTest))
    send(handle(bench), scanned("PO-7"))
    assert bench.taken == ["PO-7"]


def test_it_listens_again_from_the_beginning(bench: Bench) -> None:
    test = bench.opened()
    send(handle(test), typed("abc"))
    QTest.keyClick(handle(test), Qt.Key.Key_Escape)
    QTest.keyClick(handle(test), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    bench.at.qtbot.waitUntil(lambda: test.recording.listening)
    assert (test.recording.keys, test.table.rows) == ([], ())
    assert said(test)[2] == "Scan both codes of the card"


@pytest.mark.parametrize("end", ["close", "reject", "hide", "destroy"])
def test_however_it_ends_the_keys_are_free_again(bench: Bench, end: str) -> None:
    test = bench.opened()
    send(handle(test), typed("a"))
    match end:
        case "destroy":
            shiboken6.delete(test)
        case _:
            getattr(test, end)()
    bench.activateWindow()
    bench.field.setFocus()
    bench.at.qtbot.waitUntil(bench.isActiveWindow)
    send(handle(bench), typed("b", 90_000))
    bench.at.qtbot.waitUntil(lambda: bench.field.text() == "b")


def test_one_that_is_destroyed_late_does_not_end_the_next_one(bench: Bench) -> None:
    first = bench.opened()
    first.hide()
    second = bench.opened()
    shiboken6.delete(first)
    send(handle(second), typed("abc"))
    assert [key.text for key in second.recording.keys if key.down] == ["a", "b", "c"]


def test_another_window_on_top_has_the_keys_for_itself(bench: Bench) -> None:
    test = bench.opened()
    other = QLineEdit()
    bench.at.qtbot.addWidget(other)
    other.setParent(test, Qt.WindowType.Dialog)
    other.show()
    other.activateWindow()
    bench.at.qtbot.waitUntil(other.isActiveWindow)
    assert not test.recording.listening
    send(handle(other), typed("5"))
    bench.at.qtbot.waitUntil(lambda: other.text() == "5")
    other.close()
    test.activateWindow()
    bench.at.qtbot.waitUntil(lambda: test.recording.listening)
    assert test.recording.keys == []


def test_the_release_of_a_key_from_before_is_no_part_of_it(bench: Bench) -> None:
    test = bench.opened()
    send(handle(test), [stroke("t", 5_000, place=20)[1], *typed("a", 6_000)])
    assert [(key.text, key.down) for key in test.recording.keys] == [("a", True), ("a", False)]


def test_a_scan_proves_the_profile(bench: Bench) -> None:
    test = bench.opened()
    bench.read(test, card(layout=FRENCH))
    test.use()
    assert said(test) == (Tone.OK, "The profile is kept", "Now scan any code", [])
    assert test.card.isVisible()
    send(handle(test), scanned(CARD_PLAIN, 80_000, layout=FRENCH))
    bench.at.settle()
    assert said(test) == (
        Tone.OK,
        "It works",
        "Scan another, or close this",
        [f"“{CARD_PLAIN}” was read exactly as it is printed on the card."],
    )
    send(handle(test), scanned(CARD_GS1, 90_000, layout=FRENCH))
    bench.at.settle()
    gs1 = CARD_GS1.replace("\x1d", "<GS>")
    assert said(test)[3] == [f"“{gs1}” was read exactly as it is printed on the card."]
    assert bench.taken == []
    assert bench.sounds == [Tone.OK, Tone.OK, Tone.OK]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("L-A-1", "“L-A-1” was read. This is location A-1."),
        ("LAMP", "“LAMP” was read. This is item LAMP, Lamp."),
    ],
)
def test_any_scan_proves_it_and_is_said_as_it_was_understood(bench: Bench, text: str, note: str) -> None:
    test = bench.opened()
    bench.read(test, card())
    test.use()
    send(handle(test), scanned(text, 80_000))
    bench.at.settle()
    assert said(test) == (Tone.OK, "It works", "Scan another, or close this", [note])


def test_a_scan_before_the_profile_is_used_proves_nothing(bench: Bench) -> None:
    test = bench.opened()
    bench.read(test, card())
    send(handle(test), scanned("LAMP", 80_000))
    bench.at.settle()
    assert said(test) == (
        Tone.WARN,
        "",
        "Use this profile?",
        ["That scan was read as before the test. Use the profile first, or listen again."],
    )
    assert bench.sounds == [Tone.OK, Tone.WARN]
    assert (bench.taken, bench.saved) == ([], [])


def test_the_profile_is_used_by_key(bench: Bench) -> None:
    test = bench.opened()
    bench.read(test, card())
    QTest.keyClick(handle(test), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.at.desk.workstation.scanner == ENTER
    assert not test.use_button.isEnabled()


def test_the_card_is_large_enough_to_be_read_from_the_screen(bench: Bench) -> None:
    test = bench.opened()
    image = test.card.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = bytes(image.constBits())
    picture = Image.frombytes("L", (image.width(), image.height()), pixels, "raw", "L", image.bytesPerLine())
    found = sorted(zxingcpp.read_barcodes(picture), key=lambda code: code.position.top_left.y)
    assert [(code.bytes, code.symbology_identifier) for code in found] == [
        (CARD_PLAIN.encode(), "]C0"),
        (CARD_GS1.encode(), "]C1"),
    ]
    assert test.card.accessibleName() == (
        f"Code 1 of the card: {CARD_PLAIN} Code 2 of the card: (01)09506000134352(10)Zy-4m(21)aQ7w"
    )


def test_the_card_is_shown_as_it_is_printed_while_the_test_rests(bench: Bench) -> None:
    test = bench.opened()
    preview = test.print_card()
    bench.at.settle()
    assert preview.paper is not None
    assert (preview.paper.number, preview.paper.title) == ("TEST-CARD", "Scanner test card")
    preview.close()


def test_every_control_has_a_name_for_a_screen_reader(bench: Bench) -> None:
    test = bench.opened()
    controls = (test.use_button, test.again_button, test.print_button, test.close_button, test.table, test.card)
    assert all(control.accessibleName() for control in controls)


def test_a_session_lends_its_keys_to_the_test_and_wears_the_profile_at_once(
    qtbot: QtBot, file_desk: HouseDesk, qapp: QApplication
) -> None:
    keys = ScanFilter(ScannerProfile())
    reported: list[Exception] = []
    house = HouseOfTests(file_desk.store, "anna", "desk-1")
    house.clock = file_desk
    session = Session(
        house, Workstation(), keys, Sounds(volume=0), language="en", save=lambda _: None, report=reported.append
    )
    assert session.desk.keys is keys
    profile = ScannerProfile(us_keys=True, guard_ms=123)
    session.desk.keep(replace(session.desk.workstation, scanner=profile))
    assert (keys.profile, session.window.scans.guard_ms) == (profile, 123)
    session.close()
    assert reported == []
