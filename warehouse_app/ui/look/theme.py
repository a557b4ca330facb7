"""One look of the window as a value: a palette at a scale, with the sizes and fonts that follow from it."""

import sys
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look.tokens import PALETTES, Colours, Ink, Space, Text, ToneColours

SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0

# A point is a 72nd of an inch, and macOS draws one to a pixel; the scale is meant for the 96 dots of all others.
_POINTS_PER_POINT = 96 / 72 if sys.platform == "darwin" else 1.0

_LARGE_POINTS = 20


@dataclass(frozen=True, slots=True)
class Theme:
    """How the window looks now. `scale` is 1.0 to 2.0 and makes text, icons and spaces grow alike."""

    dark: bool = False
    high_contrast: bool = False
    scale: float = 1.0
    family: str = ""
    """The font's family; empty for the system's own."""

    @property
    def colours(self) -> Colours:
        """Return the palette."""
        return PALETTES[("dark" if self.dark else "light") + ("-contrast" if self.high_contrast else "")]

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours of a tone."""
        return self.colours.tone(tone)

    def colour(self, ink: Ink) -> QColor:
        """Return the colour of an ink."""
        return QColor(self.colours.ink(ink))

    def px(self, pixels: float) -> int:
        """Return a size or a Space at the scale."""
        return round(pixels * self.scale)

    def points(self, text: Text) -> float:
        """Return the size of a step of the type scale.

        What is large anyway grows half as fast: at 200 % a prompt twice as large would leave no room for the work.
        """
        growth = self.scale if text.points < _LARGE_POINTS else 1 + (self.scale - 1) / 2
        return text.points * growth * _POINTS_PER_POINT

    def font(self, text: Text = Text.BODY, *, tabular: bool = False) -> QFont:
        """Return the font of a step of the type scale; `tabular` for numbers that stand below each other."""
        return QFont(_font(self, text, tabular=tabular))

    def margins(self, space: Space) -> tuple[int, int, int, int]:
        """Return the same space on four sides, for a layout."""
        pixels = self.px(space)
        return (pixels, pixels, pixels, pixels)


@cache
def _font(theme: Theme, text: Text, *, tabular: bool) -> QFont:
    font = QFont()
    if theme.family:
        font.setFamily(theme.family)
    font.setPointSizeF(theme.points(text))
    font.setWeight(QFont.Weight(text.weight))
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
