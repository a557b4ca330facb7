"""Pages of A4: blocks set one below the other, none split, under a head, with "page x of y" at the foot."""

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import REGULAR, named
from warehouse_app.documents.progress import Progress, untold

WIDTH = 186 * mm
"""The width of everything on a page."""

_LEFT = (A4[0] - WIDTH) / 2
_TOP = A4[1] - 11 * mm
_BOTTOM = 15 * mm
_FOOT = 11 * mm
_FOOT_SIZE = 9


def paginate(
    heights: Sequence[float], first_room: float, later_room: float, again: Sequence[float] = ()
) -> list[list[int]]:
    """Return the positions in `heights` that go on each page, at least one page; none is split.

    A block higher than a page has one for itself. `again`, where given: what each block takes more on a later page that
    it begins.
    """
    pages: list[list[int]] = [[]]
    left = first_room
    for position, height in enumerate(heights):
        if height > left and (pages[-1] or len(pages) == 1):
            pages.append([])
            left = later_room - (again[position] if again else 0)
        pages[-1].append(position)
        left -= height
    return pages


def pdf(
    title: str,
    blocks: Sequence[Block],
    *,
    head: Block,
    small_head: Block,
    foot: str,
    page_words: Callable[[int, int], str],
    language: str,
    progress: Progress = untold,
) -> bytes:
    """Return the document: `head` on its first page, `small_head` on the others, equal bytes for equal input.

    `page_words` says which page of how many this is; `progress` is told how many blocks are drawn.
    """
    pages = paginate(
        [block.height for block in blocks],
        _TOP - _BOTTOM - head.height,
        _TOP - _BOTTOM - small_head.height,
        [block.again.height if block.again else 0 for block in blocks],
    )
    buffer = BytesIO()
    canvas = blank(buffer, title, language=language)
    for number, positions in enumerate(pages, start=1):
        some = [blocks[position] for position in positions]
        top = _TOP
        for block in (head, *some) if number == 1 else (small_head, *_repeated(some), *some):
            block.draw_on(canvas, _LEFT, top)
            top -= block.height
        _foot(foot, page_words(number, len(pages))).draw_on(canvas, _LEFT, _FOOT)
        canvas.showPage()
        progress(positions[-1] + 1 if positions else 0, len(blocks))
    canvas.save()
    return buffer.getvalue()


def blank(buffer: BytesIO, title: str, *, language: str, size: tuple[float, float] = A4) -> Canvas:
    """Return the empty first page of a document; equal drawings on it give equal bytes."""
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1, lang=language)
    canvas.setTitle(title)
    return canvas


def _repeated(blocks: Sequence[Block]) -> list[Block]:
    """Return what is said again above blocks on a page that they begin."""
    return [block.again for block in blocks[:1] if block.again is not None]


def _foot(text: str, page: str) -> Block:
    block = Block()
    right = named(page, REGULAR, _FOOT_SIZE, WIDTH / 2)
    block.text_to(right, WIDTH, 0)
    block.text(named(text, REGULAR, _FOOT_SIZE, WIDTH / 2 - 5 * mm), 0, 0)
    return block
