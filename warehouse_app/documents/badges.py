"""Badges to cut out: a name, and the code with which somebody signs in at a station."""

from collections.abc import Iterator

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import BADGE, symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.floor_sheets import BadgeSheet
from warehouse_app.documents.fonts import BOLD, REGULAR, named, spelled
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sections import remark
from warehouse_app.documents.words import Word

_WIDE, _HIGH = 85.6 * mm, 54 * mm
"""As large as a bank card (ISO/IEC 7810, ID-1), for the usual sleeves."""
_BESIDE = pages.WIDTH - _WIDE
_EDGE = 5 * mm
_ROOM = _WIDE - 2 * _EDGE
_ROW = _HIGH + 6 * mm
_BARS = 18 * mm
_NAME_LADDER = ((20, 1), (16, 2), (13, 3), (10, 4), (7, 8))


def badges_pdf(sheet: BadgeSheet) -> bytes:
    """Return the badges as a PDF, two beside each other; equal sheets give equal bytes."""
    say = Sayings(sheet.language, "UTC")
    return pages.pdf(
        badges_title(sheet.language),
        list(_rows(sheet)) or [remark(say(Word.BADGES_EMPTY))],
        head=_head(sheet, say),
        small_head=Block(),
        foot=f"{say(Word.BADGES)} · {sheet.house}",
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
    )


def badges_title(language: str) -> str:
    """Return what the document is called."""
    return Sayings(language, "UTC")(Word.BADGES)


def _head(sheet: BadgeSheet, say: Sayings) -> Block:
    block = Block()
    down = block.text(named(sheet.house, BOLD, 10, pages.WIDTH), 0, 0)
    down = block.text(named(say(Word.BADGES), BOLD, 24, pages.WIDTH), 0, down)
    if sheet.people:
        block.text(named(say(Word.BADGES_HOW), REGULAR, 10, pages.WIDTH, lines=2), 0, down)
    block.reserve(block.height + 4 * mm)
    return block


def _rows(sheet: BadgeSheet) -> Iterator[Block]:
    for at in range(0, len(sheet.people), 2):
        block = Block()
        for place, name in enumerate(sheet.people[at : at + 2]):
            _badge(block, place * _BESIDE, name, sheet.house)
        block.reserve(_ROW)
        yield block


def _badge(block: Block, x: float, name: str, house: str) -> None:
    block.box(x, 0, _WIDE, _HIGH, thickness=0.3)
    down = block.text(named(house, REGULAR, 9, _ROOM), x + _EDGE, _EDGE) + 1 * mm
    # Always after the prefix, unlike a document's number: whoever is called “U-BOAT” signs in as that.
    code = symbol(f"{BADGE}{name}", _ROOM + 2 * (_EDGE - 1 * mm), _BARS)
    if code.stands:
        block.symbol_to(code, x + _EDGE + _ROOM, _HIGH - _EDGE - code.height + code.quiet)
        room = _ROOM - (code.width - 2 * code.quiet) - 2 * mm
    else:
        block.symbol(code, x + _EDGE, _HIGH - _EDGE - _BARS)
        room = _ROOM
    block.text(spelled(name, BOLD, room, _NAME_LADDER), x + _EDGE, down)
