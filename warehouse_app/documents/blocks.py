"""What stays whole on a page: a block of known height with text, codes, boxes and lines at fixed places.

Places inside a block are points from its left edge and down from its top; everything is black on plain paper.
"""

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from warehouse_app.documents.barcodes import Symbol
from warehouse_app.documents.fonts import LEADING, Fitted, width

_ASCENT = 0.95
"""From the top of a line of text to the foot of its letters, in sizes of the font."""


class Block:
    """Filled once, then drawn where a page has room for it. `height` grows with what is put in.

    `again` is set above it where it begins a later page: what it belongs to.
    """

    def __init__(self, again: "Block | None" = None) -> None:
        self.height = 0.0
        self.again = again
        self._drawings: list[Callable[[Canvas, float, float], None]] = []

    def reserve(self, down: float) -> None:
        """Make the block at least `down` high."""
        self.height = max(self.height, down)

    def text(self, fitted: Fitted, x: float, down: float) -> float:
        """Put lines of text with their top left corner at (x, down); return where the next text may begin."""
        return self._text(fitted, x, down, to_the_right=False)

    def text_to(self, fitted: Fitted, right: float, down: float) -> float:
        """Put lines of text that end at `right`; return where the next text may begin."""
        return self._text(fitted, right, down, to_the_right=True)

    def symbol(self, symbol: Symbol, x: float, down: float) -> float:
        """Put a code with the top of its ink at (x, down); return where its room ends at the right.

        The quiet zone at its left lies before x, where nothing else may be.
        """
        return self._symbol(symbol, x - symbol.quiet, down)

    def symbol_to(self, symbol: Symbol, right: float, down: float) -> float:
        """Put a code whose ink ends at `right`, its quiet zone beyond; return where its room begins at the left."""
        left = right - symbol.width + symbol.quiet
        self._symbol(symbol, left, down)
        return left

    def box(self, x: float, down: float, width: float, height: float | None = None, *, thickness: float = 1.2) -> None:
        """Put an empty box to tick or to write in; a square without a `height`."""
        high = width if height is None else height
        self.reserve(down + high)

        def draw(canvas: Canvas, left: float, top: float) -> None:
            canvas.setLineWidth(thickness)
            canvas.rect(left + x, top - down - high, width, high)

        self._drawings.append(draw)

    def rule(self, down: float, length: float, thickness: float, *, x: float = 0) -> None:
        """Put a line across, or from `x` on."""
        self.reserve(down)

        def draw(canvas: Canvas, left: float, top: float) -> None:
            canvas.setLineWidth(thickness)
            canvas.line(left + x, top - down, left + x + length, top - down)

        self._drawings.append(draw)

    def draw_on(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw everything, the block's top left corner at (left, top) of the page."""
        for draw in self._drawings:
            draw(canvas, left, top)

    def _symbol(self, symbol: Symbol, x: float, down: float) -> float:
        self.reserve(down + symbol.height)
        self._drawings.append(lambda canvas, left, top: symbol.draw_on(canvas, left + x, top - down - symbol.height))
        return x + symbol.width

    def _text(self, fitted: Fitted, x: float, down: float, *, to_the_right: bool) -> float:
        lines, font, size = fitted
        self.reserve(down + fitted.height)

        def draw(canvas: Canvas, left: float, top: float) -> None:
            canvas.setFont(font, size)
            for at, line in enumerate(lines):
                start = left + x - (width(line, font, size) if to_the_right else 0)
                canvas.drawString(start, top - down - (at * LEADING + _ASCENT) * size, line)

        self._drawings.append(draw)
        return down + fitted.height
