"""PDF in, pictures of its pages out: for the preview, and for printers that take no PDF.

PDFium must never be in two threads at once, so that nothing else may use it, and nothing of it stays open in between.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

_ALONE = threading.Lock()
POINTS_PER_INCH = 72


class PageSize(NamedTuple):
    """The size of a page in points."""

    width: float
    height: float


class Picture(NamedTuple):
    """A page as pixels of four bytes, blue first (the fourth byte says nothing), in lines of `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[PageSize]:
    """Return the size of each page."""
    with _opened(pdf) as document:
        return [PageSize(*document.get_page_size(page)) for page in range(len(document))]


def picture(pdf: bytes, page: int, scale: float) -> Picture:
    """Return a page (counted from 0) with `scale` pixels for each point, on white."""
    with _opened(pdf) as document:
        loaded = document[page]
        bitmap = loaded.render(scale=scale, prefer_bgrx=True)
        made = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        loaded.close()
        return made


@contextmanager
def _opened(pdf: bytes) -> "Iterator[pypdfium2.PdfDocument]":
    import pypdfium2  # noqa: PLC0415 - a tenth of a second, which the window does without until a page is looked at

    with _ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
