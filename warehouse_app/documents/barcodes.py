"""The codes on paper: Code 128, which every scanner reads, and QR where a text is too long for it or not plain ASCII.

ReportLab's Code 128 drops what is not ASCII without a word, so such a text never gets there. All lengths are in points.
"""

from dataclasses import dataclass
from typing import Protocol

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.pdfgen.canvas import Canvas

from warehouse_app.scanning.separator import GS

LOCATION = "L-"
ORDER = "SO-"
PICK_LIST = "PL-"
PURCHASE_ORDER = "PO-"
BADGE = "U-"

DOT = 72 / 203
"""One dot of the coarsest printer in use (203 dots an inch, 0.125 mm)."""

_LEAST_DOTS = 2
_BARS_QUIET = 10
_SQUARE_DOTS = 3
_SQUARES_QUIET = 4
_FNC1 = "\xf1"
"""What ReportLab takes for FNC1, which marks a GS1-128 at its beginning and is the group separator inside it."""


class Symbol(Protocol):
    """A code ready to be drawn. Its size includes the `quiet` zones that readers need at its sides (QR: all round)."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    @property
    def quiet(self) -> float: ...

    @property
    def stands(self) -> bool:
        """Whether the code is a square, which has its text beside it rather than above it."""

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the lower left corner at (x, y)."""


def own_code(prefix: str, number: str) -> str:
    """Return the text of a document's or place's barcode: its number if that begins with the prefix, else both."""
    return number if number.startswith(prefix) else prefix + number


def symbol(text: str, room: float, height: float, *, dots: int = 3) -> Symbol:
    """Return a Code 128 at most `room` wide and `height` high, else a QR code as large as it needs to be.

    The thinnest bars are `dots` wide, or less where the room asks for it, but never less than 0.25 mm.
    """
    bars = _bars(text, room, height, dots) if text.isascii() and text.isprintable() else None
    return bars or _squares(text)


def gs1_symbol(text: str, room: float, height: float, *, dots: int = 3) -> Symbol:
    """Return the GS1-128 of element strings, whose group separators become FNC1; it must fit into the `room`."""
    bars = _bars(_with_fnc1(text), room, height, dots)
    assert bars is not None, "there is room for it"
    return bars


def stripes(text: str, *, gs1: bool = False) -> tuple[bool, ...]:
    """Return the modules of a Code 128 (or GS1-128) from the left, dark or not, with its quiet zones: for a screen."""
    code = Code128(_with_fnc1(text) if gs1 else text, quiet=0, barWidth=1)
    assert code.width > 0, "to measure a code works out its stripes"
    # Each letter is a stripe: how wide is its place in the alphabet, and a bar is a capital.
    bars = [dark for stripe in code.decomposed for dark in [stripe.isupper()] * (ord(stripe.lower()) - ord("a") + 1)]
    quiet = [False] * _BARS_QUIET
    return (*quiet, *bars, *quiet)


def _with_fnc1(text: str) -> str:
    return _FNC1 + text.replace(GS, _FNC1)


def _bars(text: str, room: float, height: float, dots: int) -> "_Bars | None":
    """Return the Code 128 of a text with its thinnest bars as wide as there is room for; None where there is not."""
    code = Code128(text, quiet=0, barWidth=1, barHeight=height)
    modules = code.width + 2 * _BARS_QUIET
    for bar in range(dots, _LEAST_DOTS - 1, -1):
        if modules * bar * DOT <= room:
            code.barWidth = bar * DOT
            return _Bars(code, modules * bar * DOT, height, _BARS_QUIET * bar * DOT)
    return None


@dataclass(frozen=True, slots=True)
class _Bars:
    code: Code128
    width: float
    height: float
    quiet: float

    @property
    def stands(self) -> bool:
        return False

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None:
        self.code.drawOn(canvas, x + self.quiet, y)


def _squares(text: str) -> "_Squares":
    code = QRCode(None, QRErrorCorrectLevel.M)
    # As bytes always: in its shorter modes the library does not take every text.
    code.addData(QR8bitByte(text))
    code.make()
    return _Squares(tuple(tuple(bool(dark) for dark in row) for row in code.modules))


@dataclass(frozen=True, slots=True)
class _Squares:
    rows: tuple[tuple[bool, ...], ...]

    @property
    def width(self) -> float:
        return (len(self.rows) + 2 * _SQUARES_QUIET) * _SQUARE_DOTS * DOT

    @property
    def height(self) -> float:
        return self.width

    @property
    def quiet(self) -> float:
        return _SQUARES_QUIET * _SQUARE_DOTS * DOT

    @property
    def stands(self) -> bool:
        return True

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None:
        side = _SQUARE_DOTS * DOT
        path = canvas.beginPath()
        for down, row in enumerate(self.rows):
            bottom = y + self.height - (down + 1 + _SQUARES_QUIET) * side
            start = 0
            for at, dark in enumerate((*row, False)):
                if not dark:
                    if at > start:
                        # One rectangle for each run: between single squares, hairlines would show.
                        path.rect(x + (start + _SQUARES_QUIET) * side, bottom, (at - start) * side, side)
                    start = at + 1
        canvas.drawPath(path, stroke=0, fill=1)
