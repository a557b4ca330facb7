"""The scanner in the settings: its profile in words, each part of it by hand, its test and its card."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui.conftest import Window
from tests.ui.pages import Shown, fill_in, line_of
from tests.ui.test_settings_page import changed, choose
from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Told
from warehouse_app.ui.pages.settings import SettingsPage
from warehouse_app.ui.pages.settings.scanner import ScannerSection
from warehouse_app.ui.printing.preview import PdfPreview
from warehouse_app.ui.scan_filter import ScanFilter

USUAL = ScannerProfile()


@pytest.fixture
def shown(at_window: Window, qapp: QApplication) -> Iterator[Shown[SettingsPage]]:
    keys = ScanFilter(USUAL)
    qapp.installEventFilter(keys)
    at_window.desk.keys = keys
    page = SettingsPage(at_window.desk)
    page.show_section(page.scanner)
    yield Shown(at_window, page)
    qapp.removeEventFilter(keys)


def write(section: ScannerSection, field: str, text: str) -> None:
    """Write into a field and press Enter."""
    line = getattr(section, field)
    fill_in(line, text)
    QTest.keyClick(line_of(line), Qt.Key.Key_Return)


def chosen(field: str, words: str) -> Callable[[ScannerSection], None]:
    """Return what chooses in a field."""
    return lambda section: choose(getattr(section, field), words)


def written(field: str, text: str) -> Callable[[ScannerSection], None]:
    """Return what writes into a field."""
    return lambda section: write(section, field, text)


@pytest.mark.parametrize(
    ("do", "profile"),
    [
        (chosen("terminator", "Enter"), replace(USUAL, terminator=Terminator.ENTER)),
        (chosen("terminator", "Tab"), replace(USUAL, terminator=Terminator.TAB)),
        (chosen("terminator", "nothing, only a pause"), replace(USUAL, terminator=Terminator.PAUSE)),
        (chosen("pace", "Slow: 50 ms a character"), USUAL.slow()),
        (written("prefix", "<STX>"), replace(USUAL, prefix="\x02")),
        (written("prefix", "~a<stx>"), replace(USUAL, prefix="~a\x02")),
        (written("suffix", "<ETX>"), replace(USUAL, suffix="\x03")),
        (chosen("separator", "F8"), replace(USUAL, separator=Separator.F8)),
        (chosen("separator", "Alt+029"), replace(USUAL, separator=Separator.ALT_CODE)),
        (chosen("separator", "another character"), replace(USUAL, separator=Separator.SUBSTITUTE)),
        (chosen("caps_lock", "the scanner sees to it"), replace(USUAL, caps_lock=CapsLock.LEAVE)),
        (lambda section: QTest.keyClick(section.us_keys.editor, Qt.Key.Key_Space), replace(USUAL, us_keys=True)),
        (written("shortest", "6"), replace(USUAL, min_length=6)),
        (written("guard", "1,200"), replace(USUAL, guard_ms=1_200)),
        (written("guard", "0"), replace(USUAL, guard_ms=0)),
    ],
)
def test_each_field_changes_its_part_of_the_profile_and_nothing_else(
    shown: Shown[SettingsPage], do: Callable[[ScannerSection], None], profile: ScannerProfile
) -> None:
    before = shown.page.desk.workstation
    do(shown.page.scanner)
    assert changed(before, shown.page.desk.workstation) == {"scanner": profile}
    assert shown.at.told == []


def test_the_character_in_place_of_the_group_separator_counts_where_it_is_chosen(shown: Shown[SettingsPage]) -> None:
    section = shown.page.scanner
    assert not section.substitute.isEnabled()
    choose(section.separator, "another character")
    assert "Which character is the group separator of GS1 codes still has to be said." in section.words.text()
    assert section.substitute.isEnabled()
    write(section, "substitute", "|")
    assert shown.page.desk.workstation.scanner == replace(USUAL, separator=Separator.SUBSTITUTE, substitute="|")
    assert "The group separator of GS1 codes comes as “|”." in section.words.text()


def test_a_field_is_kept_when_it_is_left(shown: Shown[SettingsPage]) -> None:
    section = shown.page.scanner
    line = line_of(section.prefix)
    line.setFocus()
    fill_in(section.prefix, "<STX>")
    assert shown.page.desk.workstation.scanner == USUAL
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert shown.page.desk.workstation.scanner == replace(USUAL, prefix="\x02")
    assert line.text() == "<STX>"


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("prefix", "<ESC>", "“<ESC>” cannot be part of a scan. Write letters, digits, signs, or <STX> and the like."),
        ("suffix", "x<CR>", "“x<CR>” cannot be part of a scan. Write letters, digits, signs, or <STX> and the like."),
        ("prefix", "a" * 21, f"“{'a' * 21}” is too long. Write at most 20 characters."),
        ("shortest", "0", "“0” is not between 1 and 50. Correct the number."),
        ("guard", "5001", "“5001” is not between 0 and 5,000. Correct the number."),
        ("guard", "soon", "“soon” is no whole number. Write digits only, such as 12."),
        ("guard", "", "Fill this in."),
    ],
)
def test_what_makes_no_sense_is_told_below_the_field_and_changes_nothing(
    shown: Shown[SettingsPage], field: str, text: str, error: str
) -> None:
    section = shown.page.scanner
    before = shown.page.desk.workstation
    if text:
        write(section, field, text)
    else:
        line = line_of(getattr(section, field))
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert getattr(section, field).error == error
    assert shown.page.desk.workstation == before


def test_what_is_being_written_stays_when_something_else_is_changed(shown: Shown[SettingsPage]) -> None:
    section = shown.page.scanner
    fill_in(section.guard, "soon")
    choose(section.terminator, "Tab")
    assert line_of(section.guard).text() == "soon"
    section.keep(scanner=replace(USUAL, guard_ms=900))
    assert (line_of(section.guard).text(), section.guard.error) == ("900", "")


def test_the_profile_is_said_in_words(shown: Shown[SettingsPage]) -> None:
    section = shown.page.scanner
    assert section.words.text().splitlines() == [
        "A scan ends with Enter or Tab.",
        "The group separator of GS1 codes comes as Ctrl+].",
        "The scanner takes 30 ms a character at most.",
        "What has fewer than 4 characters is typing, not a scan.",
        "The same code again within 400 ms is asked about.",
    ]
    section.keep(
        scanner=ScannerProfile(
            prefix="\x02", suffix="\x03", us_keys=True, separator=Separator.F8, caps_lock=CapsLock.LEAVE, guard_ms=0
        )
    )
    assert section.words.text().splitlines() == [
        "A scan begins with “<STX>”; nothing else is one.",
        "A scan ends with “<ETX>”.",
        "The scanner types for a US keyboard: its keys are read by their place.",
        "The group separator of GS1 codes comes as F8.",
        "The scanner takes Caps Lock into account by itself.",
    ]


def test_a_pace_that_was_written_into_the_file_by_hand_is_shown_and_can_be_left(shown: Shown[SettingsPage]) -> None:
    section = shown.page.scanner
    odd = replace(USUAL, hold_ms=41, average_ms=17)
    section.keep(scanner=odd)
    box = section.pace.editor
    assert isinstance(box, QComboBox)
    assert (box.currentText(), box.count()) == ("As set: 17 ms a character, 41 ms at most", 3)
    choose(section.terminator, "Enter")
    assert shown.page.desk.workstation.scanner == replace(odd, terminator=Terminator.ENTER)
    choose(section.pace, "Normal: 30 ms a character")
    assert shown.page.desk.workstation.scanner == replace(USUAL, terminator=Terminator.ENTER)
    assert box.count() == 2


def test_the_usual_profile_comes_back_with_one_button(shown: Shown[SettingsPage]) -> None:
    section, desk = shown.page.scanner, shown.page.desk
    assert not section.usual_button.isEnabled()
    section.keep(scanner=ScannerProfile(prefix="x", guard_ms=1, us_keys=True).slow())
    before = desk.workstation
    section.usual_button.click()
    assert changed(before, desk.workstation) == {"scanner": USUAL}
    assert shown.at.told == [Told(Tone.OK, "The scanner has the usual profile again.")]
    assert (line_of(section.prefix).text(), section.us_keys.value) == ("", False)
    assert not section.usual_button.isEnabled()


def test_the_test_is_opened_by_key_and_listens(shown: Shown[SettingsPage]) -> None:
    shown.page.activateWindow()
    shown.at.qtbot.waitUntil(shown.page.isActiveWindow)
    QTest.keyClick(shown.page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    test = shown.page.scanner.test
    assert test is not None
    shown.at.qtbot.waitUntil(lambda: test.recording.listening)
    assert test.isModal()
    test.close()
    shown.at.settle()


def test_the_card_is_shown_as_it_is_printed(shown: Shown[SettingsPage]) -> None:
    shown.page.scanner.card_button.click()
    shown.at.settle()
    [preview] = shown.page.scanner.findChildren(PdfPreview)
    assert preview.paper is not None
    assert preview.paper.title == "Scanner test card"
    preview.close()


def test_the_command_card_is_shown_as_it_is_printed(shown: Shown[SettingsPage]) -> None:
    shown.page.scanner.commands_button.click()
    shown.at.settle()
    [preview] = shown.page.scanner.findChildren(PdfPreview)
    assert preview.paper is not None
    assert (preview.paper.title, preview.paper.number, preview.paper.pages) == ("Command card", "COMMANDS", 2)
    preview.close()
