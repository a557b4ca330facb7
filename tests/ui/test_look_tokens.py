"""The colours can be read and the sizes are large enough, measured rather than believed."""

import re
from colorsys import rgb_to_hls
from itertools import combinations

import pytest

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import TONE_ICONS, Ink, Space, Text, Theme
from warehouse_app.ui.look.icons import drawing
from warehouse_app.ui.look.tokens import (
    GRAPHIC_RATIO,
    LIGHT,
    PALETTES,
    TEXT_RATIO,
    Colours,
    contrast,
    every_colour,
    pairs,
)

PALETTE = pytest.mark.parametrize("colours", PALETTES.values(), ids=list(PALETTES))
HIGH_CONTRAST = [PALETTES["light-contrast"], PALETTES["dark-contrast"]]
STRONG_TEXT_RATIO = 7.0
MEANINGS = {Tone.OK: "green", Tone.WARN: "amber", Tone.ERROR: "red"}
"""A question is none of these."""
HUES = {"red": range(-15, 16), "amber": range(35, 51), "green": range(100, 161)}
"""The degrees of the colour circle that everybody calls so."""


def meaning_of(colour: str) -> str | None:
    """Return what a colour (#rrggbb) is taken for; None where it means neither good nor bad."""
    hue, _, _ = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    degrees = (round(hue * 360) + 180) % 360 - 180
    return next((name for name, hues in HUES.items() if degrees in hues), None)


@pytest.mark.parametrize(
    ("over", "under", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_ratio_is_the_one_that_wcag_defines(over: str, under: str, ratio: float) -> None:
    assert contrast(over, under) == pytest.approx(ratio, abs=0.005)


@PALETTE
def test_every_pair_can_be_told_apart(colours: Colours) -> None:
    too_low = {pair.name: contrast(pair.over, pair.under) for pair in pairs(colours)}
    least = {pair.name: pair.least for pair in pairs(colours)}
    assert {name: ratio for name, ratio in too_low.items() if ratio < least[name]} == {}


@pytest.mark.parametrize("colours", HIGH_CONTRAST, ids=["light", "dark"])
def test_text_in_high_contrast_reaches_the_stricter_ratio(colours: Colours) -> None:
    texts = [pair for pair in pairs(colours) if pair.least == TEXT_RATIO]
    assert [pair.name for pair in texts if contrast(pair.over, pair.under) < STRONG_TEXT_RATIO] == []


def test_pairs_cover_text_on_every_ground_and_each_tone_on_its_own() -> None:
    names = {pair.name: pair.least for pair in pairs(LIGHT)}
    assert names["muted on selection"] == TEXT_RATIO
    assert names["rail_muted on rail_selected"] == TEXT_RATIO
    assert names["border beside ground"] == GRAPHIC_RATIO
    assert all(names[f"{tone} on its band"] == names[f"{tone} on its pill"] == TEXT_RATIO for tone in Tone)
    assert all(names[f"{tone} ink on zebra"] == TEXT_RATIO for tone in Tone)


@PALETTE
def test_every_colour_is_written_in_full(colours: Colours) -> None:
    assert [colour for colour in every_colour(colours) if not re.fullmatch("#[0-9a-f]{6}", colour)] == []
    assert len(list(every_colour(colours))) == 20 + 4 * 5


@PALETTE
def test_every_ink_is_a_colour_of_the_palette(colours: Colours) -> None:
    assert {colours.ink(ink) for ink in Ink} <= set(every_colour(colours))
    assert colours.ink(Ink.ERROR) == colours.error_tone.ink
    assert colours.ink(Ink.RAIL_MUTED) == colours.rail_muted


@PALETTE
def test_tones_have_a_colour_and_a_drawing_of_their_own(colours: Colours) -> None:
    assert len({colours.tone(tone).solid for tone in Tone}) == 4
    outlines = {drawing(TONE_ICONS[tone]).split("<", 3)[2] for tone in Tone}
    assert len(outlines) == 4, "a colour-blind eye tells them by the outline"


@PALETTE
def test_good_news_is_green_a_warning_amber_and_a_refusal_red(colours: Colours) -> None:
    for tone in Tone:
        look = colours.tone(tone)
        # Letters on a band, and in high contrast what lies under them, are black or white.
        tinted = [colour for colour in (look.soft, look.edge, look.ink) if colour not in {"#000000", "#ffffff"}]
        assert {meaning_of(colour) for colour in (look.solid, *tinted)} == {MEANINGS.get(tone)}


def test_the_type_scale_starts_at_10_points_and_rises() -> None:
    sizes = [step.points for step in Text]
    assert sizes == [10, 11, 11, 14, 14, 20, 28, 28, 36]
    assert sizes == sorted(sizes)


def test_spaces_are_those_of_the_scale() -> None:
    assert [int(space) for space in Space] == [4, 8, 12, 16, 24, 32]


def test_everything_grows_with_the_scale() -> None:
    once, twice = Theme(), Theme(scale=2.0)
    assert [twice.points(step) / once.points(step) for step in (Text.CAPTION, Text.BODY, Text.HEADING)] == [2, 2, 2]
    assert [twice.px(size) for size in (Space.L, 20, 1)] == [32, 40, 2]
    assert Theme(scale=1.25).px(Space.S) == 10


def test_what_is_large_grows_half_as_fast_and_stays_the_largest() -> None:
    once, twice = Theme(), Theme(scale=2.0)
    assert [twice.points(step) / once.points(step) for step in (Text.TITLE, Text.PROMPT)] == [1.5, 1.5]
    sizes = [twice.points(step) for step in Text]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("high_contrast", [False, True])
def test_each_theme_has_a_palette_of_its_own(dark: bool, high_contrast: bool) -> None:
    colours = Theme(dark=dark, high_contrast=high_contrast).colours
    name = ("dark" if dark else "light") + ("-contrast" if high_contrast else "")
    assert colours is PALETTES[name]
    assert (contrast(colours.ground, "#000000") < 2) is dark


def test_no_two_palettes_are_one() -> None:
    assert all(one != other for one, other in combinations(PALETTES.values(), 2))
