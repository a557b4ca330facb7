"""Values as long as the tables take them, and what must hold of every page: all that is printed stays on it."""

import pypdfium2

WIDE = "W" * 80
"""The longest number of anything, in the widest letter."""
NAME = "Long name " * 20
"""The longest name of anything."""
MOST = 999_999_999
_EDGE = 28


def stays_on_the_page(pdf: bytes) -> bool:
    """Return whether nothing of any page of A4 is beyond its margins."""
    return all(
        left >= _EDGE and right <= 595 - _EDGE and bottom >= 20 and top <= 842 - _EDGE
        for page in pypdfium2.PdfDocument(pdf)
        for left, bottom, right, top in (found.get_bounds() for found in page.get_objects())
    )


def only_the_foot_is_at_the_foot(pdf: bytes) -> bool:
    """Return whether no page has more at its foot than what stands there on every page: two texts."""
    return all(
        len([found for found in page.get_objects() if found.get_bounds()[1] < 42]) == 2
        for page in pypdfium2.PdfDocument(pdf)
    )


def together(pages: list[str]) -> str:
    """Return the text of all pages without any space, in which what is whole is found however it was broken."""
    return "".join("".join(pages).split())
