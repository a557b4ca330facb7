"""How large pages are shown: to the width or the whole of the window, or a factor that people choose. Arithmetic."""

from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from warehouse_app.documents.pictures import POINTS_PER_INCH, PageSize

GAP = 12
"""Pixels around and between pages."""
PIXELS_PER_POINT = 96 / POINTS_PER_INCH
"""At 100 %."""
SMALLEST, LARGEST = 0.1, 8.0
_STEPS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_MOST_PIXELS = 24_000_000
"""A page that would be larger is rendered as large as this, and stretched."""


class Fit(Enum):
    """A zoom that follows the window."""

    WIDTH = "width"
    PAGE = "page"


Zoom = Fit | float


class Room(NamedTuple):
    """A page's place in pixels, from the top left corner of all pages; not yet centred."""

    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages below each other at a factor."""

    factor: float
    rooms: tuple[Room, ...]

    @property
    def width(self) -> int:
        """The width of all."""
        return max((room.width for room in self.rooms), default=0) + 2 * GAP

    @property
    def height(self) -> int:
        """The height of all."""
        last = self.rooms[-1] if self.rooms else Room(0, 0, 0)
        return last.top + last.height + GAP

    def between(self, top: int, bottom: int) -> range:
        """Return the pages of which anything lies between two heights."""
        inside = [at for at, room in enumerate(self.rooms) if room.top < bottom and room.top + room.height > top]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def page_at(self, height: int) -> int:
        """Return the page at a height; between two pages the upper one."""
        return max((at for at, room in enumerate(self.rooms) if room.top - GAP <= height), default=0)


def lay_out(sizes: list[PageSize], factor: float) -> Layout:
    """Return where the pages lie at a factor (1.0: as large as on paper)."""
    scale = factor * PIXELS_PER_POINT
    widths = [ceil(size.width * scale) for size in sizes]
    heights = [ceil(size.height * scale) for size in sizes]
    tops = accumulate((height + GAP for height in heights[:-1]), initial=GAP)
    return Layout(factor, tuple(map(Room, tops, widths, heights)))


def factor_for(zoom: Zoom, sizes: list[PageSize], width: int, height: int) -> float:
    """Return the factor for a zoom in a window of so many pixels."""
    if isinstance(zoom, Fit):
        widest = max((size.width for size in sizes), default=1.0) * PIXELS_PER_POINT
        factor = (width - 2 * GAP - 1) / widest  # pages are rounded up to whole pixels
        if zoom is Fit.PAGE:
            highest = max((size.height for size in sizes), default=1.0) * PIXELS_PER_POINT
            factor = min(factor, (height - 2 * GAP - 1) / highest)
    else:
        factor = zoom
    return min(max(factor, SMALLEST), LARGEST)


def larger(factor: float) -> float:
    """Return the next step above a factor."""
    return next((step for step in _STEPS if step > factor * 1.01), LARGEST)


def smaller(factor: float) -> float:
    """Return the next step below a factor."""
    return next((step for step in reversed(_STEPS) if step < factor * 0.99), SMALLEST)


def render_scale(size: PageSize, factor: float, ratio: float) -> float:
    """Return how many dots to render for a point on a screen with `ratio` dots to the pixel."""
    wanted = factor * PIXELS_PER_POINT * ratio
    most = (_MOST_PIXELS / (size.width * size.height)) ** 0.5
    return float(min(wanted, most))
