"""Icons are drawn in one colour, painted in any, sharp on any screen."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from warehouse_app.assets import resource
from warehouse_app.ui.look.icons import POINTS_ALONG, Icon, drawing, pixmap, qicon
from warehouse_app.ui.look.tokens import DARK, LIGHT, Colours

EVERY_ICON = pytest.mark.parametrize("icon", list(Icon), ids=lambda icon: icon.value)
CONTROLS = ["check", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "close", "dash", "dot"]
ON_ACCENT = {"check", "dash", "dot"}


def inked(image: QImage, alpha: int = 200) -> list[QColor]:
    """Return the pixels that are covered: nearly, or at least by `alpha`."""
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return [colour for colour in (image.pixelColor(x, y) for x, y in points) if colour.alpha() > alpha]


@EVERY_ICON
def test_an_icon_is_24_by_24_in_strokes_of_one_colour(icon: Icon) -> None:
    svg = drawing(icon)
    assert 'viewBox="0 0 24 24"' in svg
    assert 'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"' in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"none", "currentColor"}


@EVERY_ICON
@pytest.mark.parametrize("size", [16, 24, 48])
def test_an_icon_is_painted_in_the_colour_it_is_given(qapp: QApplication, icon: Icon, size: int) -> None:
    image = pixmap(icon, "#d02060", size, 1.0).toImage()
    covered = inked(image, alpha=120)
    assert len(covered) >= 4, "there is something to see"
    assert len(covered) < size * size / 2, "it is drawn, not filled"
    assert {abs(one.red() - 0xD0) + abs(one.green() - 0x20) + abs(one.blue() - 0x60) <= 6 for one in covered} == {True}


@EVERY_ICON
def test_an_icon_stays_within_its_square(qapp: QApplication, icon: Icon) -> None:
    image = pixmap(icon, "#000000", 96, 1.0).toImage()
    edge = [(at, side) for at in range(96) for side in (0, 95)]
    assert [at for at in edge if image.pixelColor(*at).alpha() or image.pixelColor(at[1], at[0]).alpha()] == []


def test_every_drawing_has_a_name_and_every_name_a_drawing() -> None:
    assert {path.stem for path in resource("icons").glob("*.svg")} == {icon.value for icon in Icon}
    assert len(Icon) >= 40


def test_no_two_icons_look_the_same(qapp: QApplication) -> None:
    pictures = {bytes(pixmap(icon, "#000000", 24, 1.0).toImage().constBits()): icon for icon in Icon}
    assert len(pictures) == len(Icon)


def test_a_screen_with_more_dots_gets_more_dots(qapp: QApplication) -> None:
    made = pixmap(Icon.SAVE, "#000000", 20, 1.5)
    assert (made.width(), made.devicePixelRatio(), made.deviceIndependentSize().width()) == (30, 1.5, 20)


def test_an_icon_has_a_colour_for_each_of_its_modes(qapp: QApplication) -> None:
    modes = {QIcon.Mode.Normal: "#ff0000", QIcon.Mode.Disabled: "#00ff00", QIcon.Mode.Selected: "#0000ff"}
    made = qicon(Icon.SAVE, modes, (20, 24), (1.0, 2.0), mirrored=False)
    shown = {mode: {one.name() for one in inked(made.pixmap(24, mode).toImage())} for mode in modes}
    assert shown == {mode: {colour} for mode, colour in modes.items()}


@pytest.mark.parametrize("icon", [Icon.ARROW_RIGHT, Icon.SAVE])
def test_only_what_points_along_the_line_is_mirrored(qapp: QApplication, icon: Icon) -> None:
    plain = pixmap(icon, "#000000", 48, 1.0).toImage()
    mirrored = pixmap(icon, "#000000", 48, 1.0, mirrored=True).toImage()
    assert (mirrored == plain) is (icon not in POINTS_ALONG)
    if icon in POINTS_ALONG:
        turned = plain.flipped(Qt.Orientation.Horizontal)
        covered = {(x, y) for x in range(48) for y in range(48) if turned.pixelColor(x, y).alpha() > 200}
        assert {at for at in covered if mirrored.pixelColor(*at).alpha() < 100} == set()


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_signs_in_controls_have_the_colours_of_their_theme(scheme: str, colours: Colours) -> None:
    folder = resource(f"icons/controls/{scheme}")
    assert sorted(path.stem for path in folder.glob("*.svg")) == sorted([*CONTROLS, "minus", "plus"])
    for path in folder.glob("*.svg"):
        expected = colours.on_accent if path.stem in ON_ACCENT else colours.muted
        assert set(re.findall("#[0-9a-f]{6}", path.read_text("utf-8"))) == {expected}, path.name
