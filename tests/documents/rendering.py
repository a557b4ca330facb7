"""A printed document as a person and a scanner see it: rendered pages, the codes on them, the text."""

from typing import NamedTuple

import pypdfium2
import zxingcpp

DOTS_PER_INCH = 203


class Code(NamedTuple):
    """A code that was read from a page; places in points from the page's top left corner."""

    down: float
    left: float
    text: str
    format: str


def codes(pdf: bytes) -> list[list[Code]]:
    """Return what a reader of all symbologies finds on each page: from the top down, then from the left."""
    return [_codes(page) for page in pypdfium2.PdfDocument(pdf)]


def _codes(page: pypdfium2.PdfPage) -> list[Code]:
    scale = DOTS_PER_INCH / 72
    found = zxingcpp.read_barcodes(page.render(scale=scale).to_pil())
    return sorted(
        Code(code.position.top_left.y / scale, code.position.top_left.x / scale, code.text, str(code.format))
        for code in found
    )


def read_texts(pdf: bytes) -> list[list[str]]:
    """Return the texts of all codes of each page."""
    return [[code.text for code in page] for page in codes(pdf)]


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, line ends as spaces."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]
