"""The application is dressed, and again at once when a setting or the system changes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessibilityHints, QAction, QFontInfo, QIcon, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Icon, Ink, Look, Scheme, Text, Theme
from warehouse_app.ui.look.style_sheet import style_sheet
from warehouse_app.ui.look.tokens import DARK, DARK_CONTRAST, LIGHT, PALETTES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """Return a look that the application wears for this test only."""
    shiboken6.delete(Look.current())
    yield Look.apply(qapp, Scheme.LIGHT, 1.0)
    shiboken6.delete(Look.current())
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


def colour_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    """Return the colour of an icon's best covered pixel."""
    image = icon.pixmap(24, mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda colour: colour.alpha()).name()


def test_the_application_gets_style_palette_font_and_sheet(qapp: QApplication, look: Look) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.ground
    assert qapp.palette().color(QPalette.ColorRole.Accent).name() == LIGHT.accent
    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert disabled.name() == LIGHT.disabled
    assert qapp.font().pointSizeF() == look.theme.points(Text.BODY)
    assert qapp.styleSheet() == style_sheet(look.theme)
    qapp.setStyleSheet("")
    assert qapp.style().name() == "fusion"


def test_there_is_one_look(qapp: QApplication, look: Look) -> None:
    assert Look.current() is look
    assert Look.apply(qapp, Scheme.DARK, 1.5) is look
    assert look.theme == Theme(dark=True, scale=1.5)


def test_a_change_is_told_once_and_the_same_again_is_not(look: Look) -> None:
    themes: list[Theme] = []
    look.changed.connect(themes.append)
    look.wear(Scheme.DARK, 1.5)
    look.wear(Scheme.DARK, 1.5)
    assert themes == [Theme(dark=True, scale=1.5)]


class Told(QWidget):
    """A widget with a heading in it, that counts how often it is told that its style is another one."""

    def __init__(self, parent: QWidget | None = None, kind: Qt.WindowType = Qt.WindowType.Widget) -> None:
        super().__init__(parent, kind)
        self.times = 0
        self.heading = QLabel("A", self)
        self.heading.setProperty("look", "heading")

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_every_widget_is_dressed_anew_and_only_once_however_deep_it_lies(look: Look, qtbot: QtBot) -> None:
    parts = [Told()]
    qtbot.addWidget(parts[0])
    for _ in range(6):
        parts.append(Told(parts[-1]))
    parts[0].show()
    parts.append(Told(parts[3], Qt.WindowType.Dialog))
    parts[-1].show()
    unseen = Told()  # was measured, but never shown
    qtbot.addWidget(unseen)
    unseen.heading.sizeHint()
    for scale in (1.5, 1.0, 2.0):
        for part in parts:
            part.times = 0
        look.wear(Scheme.DARK, scale)
        assert [part.times for part in parts] == [1] * 8
        sizes = {part.heading.font().pointSizeF() for part in (*parts, unseen)}
        assert sizes == {look.theme.points(Text.HEADING)}


@pytest.mark.parametrize(("asked", "worn"), [(0.5, 1.0), (1.75, 1.75), (9.0, 2.0)])
def test_the_scale_keeps_to_its_limits(look: Look, asked: float, worn: float) -> None:
    look.wear(Scheme.LIGHT, asked)
    assert look.theme.scale == worn


def test_the_look_follows_the_system(monkeypatch: pytest.MonkeyPatch, qapp: QApplication, look: Look) -> None:
    look.wear(Scheme.SYSTEM, 1.0)
    assert not look.theme.dark
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.ground


def test_a_scheme_that_was_chosen_stays_whatever_the_system_does(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, look: Look
) -> None:
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme.colours is LIGHT


def test_the_look_follows_the_wish_for_contrast(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, look: Look
) -> None:
    look.wear(Scheme.DARK, 1.0)
    high = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _: high)
    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(high)
    assert look.theme.colours is DARK_CONTRAST


def test_motion_stops_where_the_style_has_none(monkeypatch: pytest.MonkeyPatch, qapp: QApplication, look: Look) -> None:
    assert not look.reduced_motion
    monkeypatch.setattr(type(qapp.style()), "styleHint", lambda *_: 0)
    assert look.reduced_motion


def test_an_icon_has_the_ink_it_is_asked_for(look: Look) -> None:
    assert colour_of(look.icon(Icon.SAVE)) == LIGHT.text
    assert colour_of(look.icon(Icon.SAVE, Ink.ACCENT)) == LIGHT.accent
    assert colour_of(look.icon(Icon.SAVE), QIcon.Mode.Disabled) == LIGHT.disabled
    assert colour_of(look.icon(Icon.SAVE, Ink.MUTED), QIcon.Mode.Selected) == LIGHT.text


def test_buttons_and_actions_change_their_icons_with_the_theme(qapp: QApplication, look: Look) -> None:
    button, action = QPushButton(), QAction()
    look.put_icon(button, Icon.SAVE, Ink.ACCENT)
    look.put_icon(action, Icon.COPY)
    assert (colour_of(button.icon()), colour_of(action.icon())) == (LIGHT.accent, LIGHT.text)
    look.wear(Scheme.DARK, 2.0)
    assert (colour_of(button.icon()), colour_of(action.icon())) == (DARK.accent, DARK.text)
    assert button.iconSize().width() == 40


def test_a_second_icon_takes_the_place_of_the_first(look: Look) -> None:
    button = QPushButton()
    look.put_icon(button, Icon.SOUND_ON, Ink.ACCENT)
    look.put_icon(button, Icon.SOUND_OFF, Ink.ERROR)
    look.wear(Scheme.DARK, 1.0)
    assert colour_of(button.icon()) == DARK.error_tone.ink


def test_a_button_that_is_gone_does_not_hold_the_theme_up(look: Look) -> None:
    button = QPushButton()
    look.put_icon(button, Icon.SAVE)
    shiboken6.delete(button)
    look.wear(Scheme.DARK, 1.0)
    assert look.theme.dark


def test_tones_and_pictures_come_in_the_colours_of_the_theme(look: Look) -> None:
    look.wear(Scheme.DARK, 1.0)
    assert look.tone(Tone.WARN) is DARK.warn_tone
    picture = look.pixmap(Icon.OK, "#123456", 24, ratio=2.0)
    assert (picture.width(), colour_of(QIcon(picture))) == (48, "#123456")
    assert look.colour(Ink.TEXT).name() == DARK.text


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_names_only_colours_of_the_palette_and_files_that_are_there(dark: bool, scale: float) -> None:
    sheet = style_sheet(Theme(dark=dark, scale=scale))
    words = set(sheet.replace(";", " ").replace('"', " ").split())
    colours = {word for word in words if word.startswith("#") and len(word) == 7}
    assert colours <= set(vars_of(dark))
    files = [Path(part.split('"')[0]) for part in sheet.split('url("')[1:]]
    assert len(files) >= 8
    assert [file for file in files if not file.is_file()] == []


def vars_of(dark: bool) -> list[str]:
    """Return every colour that a theme without high contrast may name."""
    colours = PALETTES["dark" if dark else "light"]
    return [
        *[getattr(colours, name) for name in colours.__slots__ if not name.endswith("_tone")],
        colours.error_tone.ink,
    ]


def test_numbers_that_stand_below_each_other_are_equally_wide(look: Look) -> None:
    assert look.font(tabular=True).featureTags() != []
    assert look.font().featureTags() == []


BARE = """
import sys
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
app = QApplication([])
assert not QFontInfo(QFont()).family(), "the machine has fonts after all"
from warehouse_app.ui.look import Look, Scheme, Text
look = Look.apply(app, Scheme.LIGHT, 1.0)
print(look.theme.family, QFontInfo(app.font()).family(), QFontInfo(look.font(Text.TITLE)).bold())
print(QFontMetrics(app.font()).horizontalAdvance("Łódź") > 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a machine be without letters")
def test_a_bare_machine_gets_the_shipped_letters(tmp_path: Path) -> None:
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    environment = {**os.environ, "FONTCONFIG_FILE": str(nothing), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", BARE], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["DejaVu Sans DejaVu Sans True", "True"], done.stderr


def test_a_machine_with_letters_keeps_its_own(look: Look, qapp: QApplication) -> None:
    assert look.theme.family == ""
    assert QFontInfo(qapp.font()).family()
