"""The letters on paper, and how text from outside is fitted into the room it has.

Names are shortened where they must be, with an ellipsis; identifiers (bins, items, lots, orders) never are, since half
a number is another number: they get smaller and take more lines. So do the names on badges. All lengths are in points.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from warehouse_app.assets import resource

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
REPLACEMENT = "▯"
"""Stands where a letter is that the fonts do not have, so that nothing vanishes without a trace."""

ELLIPSIS = "…"
_PARTS = re.compile(r"\S+?(?:-|\s+|$)")
"""What stays together in a line: a word, with the blank or the hyphen after it."""
LEADING = 1.2
"""The distance of two lines of text, in sizes of the font."""


class Fitted(NamedTuple):
    """Text that fits: printable lines, all in one font and size."""

    lines: tuple[str, ...]
    font: str
    size: float

    @property
    def height(self) -> float:
        """The room that the lines take from top to bottom."""
        return len(self.lines) * self.size * LEADING


class _Letters(dict[int, int]):
    """A table for `str.translate` that fills itself as letters are met."""

    def __init__(self, fonts: Sequence[TTFont]) -> None:
        super().__init__()
        self._known = set.intersection(*(set(font.face.charToGlyph) for font in fonts))

    def __missing__(self, letter: int) -> int:
        self[letter] = letter if letter in self._known else ord(REPLACEMENT)
        return self[letter]


@cache
def _letters() -> _Letters:
    fonts = [TTFont(name, resource(f"fonts/{name}.ttf")) for name in (REGULAR, BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    return _Letters(fonts)


def printable(text: str) -> str:
    """Return `text` in letters that the fonts have; any other becomes a replacement that can be seen."""
    return unicodedata.normalize("NFC", text).translate(_letters())


def width(text: str, font: str, size: float) -> float:
    """Return how wide printable `text` is."""
    _letters()
    wide: float = pdfmetrics.stringWidth(text, font, size)
    return wide


def named(text: str, font: str, size: float, room: float, lines: int = 1) -> Fitted:
    """Fit a name into `lines` lines, broken between words; what does not fit is shortened."""
    left = " ".join(printable(text).split())
    fitted: list[str] = []
    while left and len(fitted) < lines - 1 and width(left, font, size) > room:
        whole = _beginning(left, font, size, room)
        if left[whole : whole + 1] != " " and " " in left[:whole]:
            whole = left.rindex(" ", 0, whole)
        fitted.append(left[:whole].rstrip())
        left = left[whole:].lstrip()
    if width(left, font, size) > room:
        left = left[: _beginning(left, font, size, room - width(ELLIPSIS, font, size))].rstrip() + ELLIPSIS
    return Fitted((*fitted, *([left] if left else [])), font, size)


def identified(text: str, font: str, room: float, ladder: Sequence[tuple[float, int]]) -> Fitted:
    """Fit an identifier whole: at the first (size, most lines) of `ladder` that holds it, else with more lines."""
    printed = printable(text)
    for size, most in ladder:
        lines = _cut(printed, font, size, room, most)
        if lines is not None:
            return Fitted(lines, font, size)
    smallest = ladder[-1][0]
    return Fitted(_cut(printed, font, smallest, room, len(printed)) or (), font, smallest)


def spelled(text: str, font: str, room: float, ladder: Sequence[tuple[float, int]]) -> Fitted:
    """Fit a name whole: at the first (size, most lines) of `ladder` that breaks no word, else as `identified` does."""
    printed = printable(text)
    for size, most in ladder:
        lines = _between_words(printed, font, size, room)
        if lines and len(lines) <= most:
            return Fitted(lines, font, size)
    return identified(text, font, room, ladder)


def _between_words(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Return the lines of a text that is broken after blanks and hyphens only; none where a word is too long."""
    lines = [""]
    for part in _PARTS.findall(text):
        if lines[-1] and width(f"{lines[-1]}{part}".rstrip(), font, size) > room:
            lines.append("")
        lines[-1] += part
    whole = tuple(line.rstrip() for line in lines)
    return whole if all(width(line, font, size) <= room for line in whole) else ()


def _cut(text: str, font: str, size: float, room: float, most: int) -> tuple[str, ...] | None:
    lines: list[str] = []
    while text:
        if len(lines) == most:
            return None
        whole = len(text) if width(text, font, size) <= room else _beginning(text, font, size, room)
        lines.append(text[:whole])
        text = text[whole:]
    return tuple(lines)


def _beginning(text: str, font: str, size: float, room: float) -> int:
    """Return how many letters of `text` fit into `room`, at least one."""
    used, count = 0.0, 0
    for letter in text:
        used += width(letter, font, size)
        if used > room:
            break
        count += 1
    return max(count, 1)
