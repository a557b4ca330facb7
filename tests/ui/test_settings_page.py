"""The settings: chosen by key, each control changes what it says and nothing else, and is remembered at once."""

from dataclasses import fields, replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSlider, QWidget

from tests.ui.conftest import Window
from tests.ui.pages import Shown
from warehouse_app.domain.errors import Refused
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.settings import Scheme, SettingsFault, Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.forms import ChoiceField
from warehouse_app.ui.log import log_folder
from warehouse_app.ui.pages.settings import SettingsPage


@pytest.fixture
def shown(at_window: Window) -> Shown[SettingsPage]:
    return Shown(at_window, SettingsPage(at_window.desk))


def changed(before: Workstation, after: Workstation) -> dict[str, Any]:
    """Return the settings that differ, with what they are now."""
    names = [field.name for field in fields(Workstation)]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}


def choose(field: ChoiceField[Any], words: str) -> None:
    """Choose by the arrow keys what stands there with these words."""
    box = field.editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    wanted = box.findText(words)
    assert wanted >= 0, [box.itemText(row) for row in range(box.count())]
    while box.currentIndex() != wanted:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)


def test_the_sections_are_chosen_by_key_and_the_last_one_is_remembered(shown: Shown[SettingsPage]) -> None:
    page = shown.page
    assert page.stack.currentWidget() is page.look
    page.setFocus()
    before = page.desk.workstation
    sections = [page.scanner, page.printers, page.database, page.house, page.people, page.importing, page.about]
    for section in sections:
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        assert page.stack.currentWidget() is section
        assert section.isVisible()
    assert changed(before, page.desk.workstation) == {"layout": {"settings-section": "settings-about"}}
    again = Shown(shown.at, SettingsPage(page.desk))
    assert again.page.stack.currentWidget() is again.page.about


@pytest.mark.parametrize(
    ("words", "scheme"), [("Light", Scheme.LIGHT), ("Dark", Scheme.DARK), ("As the system", Scheme.SYSTEM)]
)
def test_light_or_dark_is_remembered(at_window: Window, words: str, scheme: Scheme) -> None:
    desk = at_window.desk
    desk.keep(replace(desk.workstation, scheme=Scheme.DARK if scheme is not Scheme.DARK else Scheme.LIGHT))
    before = desk.workstation
    shown = Shown(at_window, SettingsPage(desk))
    choose(shown.page.look.scheme, words)
    assert desk.workstation.scheme is scheme
    assert set(changed(before, desk.workstation)) == {"scheme"}


def test_the_size_of_text_goes_from_100_to_200_percent(shown: Shown[SettingsPage]) -> None:
    before = shown.page.desk.workstation
    for size in (1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0):
        choose(shown.page.look.text_size, f"{size * 100:.0f} %")
        assert changed(before, shown.page.desk.workstation) == {"font_scale": size}
    choose(shown.page.look.text_size, "100 %")
    assert shown.page.desk.workstation == before


def test_a_size_that_was_written_into_the_file_by_hand_is_shown_and_stays(at_window: Window) -> None:
    at_window.desk.keep(replace(at_window.desk.workstation, font_scale=1.37))
    shown = Shown(at_window, SettingsPage(at_window.desk))
    box = shown.page.look.text_size.editor
    assert isinstance(box, QComboBox)
    assert box.currentText() == "137 %"
    assert at_window.desk.workstation.font_scale == 1.37


def test_sounds_are_switched_off_with_what_belongs_to_them(shown: Shown[SettingsPage]) -> None:
    look, desk = shown.page.look, shown.page.desk
    before = desk.workstation
    QTest.keyClick(look.sound.editor, Qt.Key.Key_Space)
    assert changed(before, desk.workstation) == {"sound": False}
    assert not any(part.isEnabled() for part in (look.volume, *look.hear.values()))
    QTest.keyClick(look.sound.editor, Qt.Key.Key_Space)
    assert desk.workstation == before
    assert all(part.isEnabled() for part in (look.volume, *look.hear.values()))


@pytest.mark.parametrize(
    ("key", "volume"),
    [
        (Qt.Key.Key_Right, 85),
        (Qt.Key.Key_Left, 75),
        (Qt.Key.Key_PageDown, 60),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 100),
    ],
)
def test_the_volume_is_set_by_key(shown: Shown[SettingsPage], key: Qt.Key, volume: int) -> None:
    look, desk = shown.page.look, shown.page.desk
    before = desk.workstation
    QTest.keyClick(look.slider, key)
    assert changed(before, desk.workstation) == {"volume": volume}
    assert look.volume.label.text() == f"Volume: {volume} %"
    assert look.slider.accessibleName() == f"Volume: {volume} %"
    assert all(button.isEnabled() is (volume > 0) for button in look.hear.values())


def test_a_slider_under_way_says_where_it_is_and_is_kept_once_it_is_let_go(shown: Shown[SettingsPage]) -> None:
    look, desk = shown.page.look, shown.page.desk
    before = desk.workstation
    look.slider.setSliderDown(True)
    look.slider.setSliderPosition(33)
    assert look.volume.label.text() == "Volume: 33 %"
    assert desk.workstation == before
    look.slider.setSliderDown(False)
    assert changed(before, desk.workstation) == {"volume": 33}


def test_the_three_sounds_can_be_heard(shown: Shown[SettingsPage]) -> None:
    heard: list[Tone] = []
    shown.page.desk.sounded.connect(heard.append)
    for button in shown.page.look.hear.values():
        button.click()
    assert heard == [Tone.OK, Tone.WARN, Tone.ERROR]
    assert shown.at.told == []


def test_what_is_changed_elsewhere_is_shown(shown: Shown[SettingsPage]) -> None:
    desk, look = shown.page.desk, shown.page.look
    desk.keep(replace(desk.workstation, scheme=Scheme.DARK, font_scale=1.5, sound=False, volume=10))
    kept = desk.workstation
    assert (look.scheme.value, look.text_size.value, look.sound.value, look.slider.value()) == (
        Scheme.DARK,
        1.5,
        False,
        10,
    )
    assert desk.workstation == kept


def test_a_setting_that_cannot_be_written_down_counts_all_the_same_and_that_is_told(at_window: Window) -> None:
    def save(_workstation: Workstation) -> None:
        raise Refused(SettingsFault.NOT_WRITTEN, place="here.json", reason="No space left on device")

    desk = at_window.desk
    desk._save = save
    worn: list[Workstation] = []
    desk.settings_saved.connect(worn.append)
    shown = Shown(at_window, SettingsPage(desk))
    choose(shown.page.look.scheme, "Light")
    assert desk.workstation.scheme is Scheme.LIGHT
    assert worn == [desk.workstation]
    desk.write_settings()
    [told] = at_window.told
    assert told.tone is Tone.ERROR
    assert "here.json" in told.text


def test_every_control_has_a_name_for_a_screen_reader(shown: Shown[SettingsPage]) -> None:
    page = shown.page
    unasked = [button for question in page.findChildren(Asking) for button in (question.yes, question.no)]
    nameless = [
        type(control).__name__
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSlider)
        for control in page.findChildren(kind)
        if not control.accessibleName() and not _is_inner(control) and control not in unasked
    ]
    assert nameless == []
    assert page.list.accessibleName() == "Parts of the settings"


def _is_inner(control: QWidget) -> bool:
    """Return whether a control is Qt's own, inside another one."""
    return control.objectName().startswith("qt_")


@pytest.mark.parametrize("width", [700, 1100, 1740])
def test_no_section_is_cut_off_at_the_side(shown: Shown[SettingsPage], width: int) -> None:
    page = shown.page
    page.resize(width, 700)
    sections = (page.look, page.scanner, page.printers, page.database, page.house, page.people, page.importing)
    for section in (*sections, page.about):
        page.show_section(section)
        QTest.qWait(20)
        assert section.scrolled.horizontalScrollBar().maximum() == 0


def test_about_says_what_the_program_is_and_opens_the_help(shown: Shown[SettingsPage]) -> None:
    page = shown.page
    page.show_section(page.about)
    assert dict(fact[:2] for fact in page.about.facts._shown)["Version"] == "0.1.0"
    page.about.help_button.click()
    help_window = page.about.help
    assert help_window is not None
    assert help_window.isVisible()
    page.about.help_button.click()
    assert page.about.help is help_window
    help_window.close()


@pytest.mark.parametrize("shows", [True, False])
def test_the_log_folder_is_shown_or_at_least_said(
    shown: Shown[SettingsPage], monkeypatch: pytest.MonkeyPatch, shows: bool
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return shows

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    shown.page.about.log_button.click()
    shown.page.database.log_button.click()
    assert opened == [QUrl.fromLocalFile(str(log_folder()))] * 2
    sentence = f"The folder {log_folder()} could not be shown. Open it in the file manager."
    assert shown.at.told == ([] if shows else [Told(Tone.WARN, sentence)] * 2)


def test_there_is_one_import_at_a_time_and_it_can_be_opened_again(shown: Shown[SettingsPage]) -> None:
    importing = shown.page.importing
    shown.page.show_section(importing)
    importing.button.click()
    first = importing.dialog
    assert first is not None
    assert first.isVisible()
    assert not first.isModal()
    importing.button.click()
    assert importing.dialog is first
    assert not shown.page.unsaved()
    first.close()
    shown.at.qtbot.waitUntil(lambda: importing.dialog is not first or not importing._open)
    importing.button.click()
    second = importing.dialog
    assert second is not None
    assert second is not first
    second.close()
    shown.at.settle()


@pytest.mark.parametrize("control", ["terminator", "pace", "separator", "caps_lock"])
def test_the_wheel_scrolls_the_page_and_changes_no_setting(shown: Shown[SettingsPage], control: str) -> None:
    page = shown.page
    page.resize(1_000, 420)
    page.show_section(page.scanner)
    QTest.qWait(20)
    before = page.desk.workstation
    editor = getattr(page.scanner, control).editor
    page.activateWindow()
    editor.setFocus()
    shown.at.qtbot.waitUntil(editor.hasFocus)
    page.scanner.scrolled.ensureWidgetVisible(editor)
    bar = page.scanner.scrolled.verticalScrollBar()
    at_first = bar.value()
    turn(editor, 120 if at_first else -120)
    assert (bar.value() < at_first) if at_first else (bar.value() > 0)
    assert changed(before, page.desk.workstation) == {}


def test_the_wheel_does_not_change_the_volume(shown: Shown[SettingsPage]) -> None:
    before = shown.page.desk.workstation
    turn(shown.page.look.slider, -120)
    assert (shown.page.look.slider.value(), shown.page.desk.workstation) == (80, before)


def turn(widget: QWidget, by: int) -> None:
    """Turn the wheel over a widget."""
    window = widget.window()
    middle = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), middle, QPoint(0, by))


def test_without_the_keys_of_a_session_there_is_no_test(at_window: Window) -> None:
    assert at_window.desk.keys is None
    shown = Shown(at_window, SettingsPage(at_window.desk))
    assert not shown.page.scanner.test_button.isEnabled()


def test_a_page_changes_nothing_by_being_shown(at_window: Window) -> None:
    saved: list[Workstation] = []
    desk: Desk = at_window.desk
    odd = ScannerProfile(hold_ms=41, average_ms=17, prefix="\x02", suffix="\x03", substitute="|", min_length=9)
    desk.keep(Workstation(scheme=Scheme.LIGHT, font_scale=1.33, sound=False, volume=7, scanner=odd))
    before = desk.workstation
    desk.settings_saved.connect(saved.append)
    shown = Shown(at_window, SettingsPage(desk))
    for section in (shown.page.scanner, shown.page.database, shown.page.house, shown.page.look):
        shown.page.stack.setCurrentWidget(section)
        shown.settle()
    assert (saved, desk.workstation) == ([], before)
