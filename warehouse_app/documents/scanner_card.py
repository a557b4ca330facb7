"""The card of “Test my scanner” on paper: two codes that bring out how a scanner types, and what to do with them."""

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import Symbol, gs1_symbol, stripes, symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.words import Word
from warehouse_app.scanning.probe import CARD_GS1, CARD_PLAIN
from warehouse_app.scanning.separator import GS

_HEIGHT = 26 * mm
_DOTS = 4
"""Wide bars, which are read from a crumpled sheet and by any scanner."""
_ABOVE = 14 * mm
_STEPS = 13


def scanner_card_pdf(language: str) -> bytes:
    """Return the card as a PDF of one page, its words in a language; the codes are those of `scanning.probe`."""
    say = Sayings(language, "UTC")
    plain = symbol(CARD_PLAIN, pages.WIDTH, _HEIGHT, dots=_DOTS)
    gs1 = gs1_symbol(CARD_GS1, pages.WIDTH, _HEIGHT, dots=_DOTS)
    return pages.pdf(
        scanner_card_title(language),
        [
            _code(say(Word.CARD_FIRST), plain, CARD_PLAIN),
            _code(say(Word.CARD_SECOND), gs1, card_gs1_words()),
            _nothing(say),
        ],
        head=_head(say),
        small_head=Block(),
        foot=say(Word.CARD),
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=language,
    )


def scanner_card_title(language: str) -> str:
    """Return what the card is called."""
    return Sayings(language, "UTC")(Word.CARD)


def card_stripes() -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Return the modules of both codes, for a screen."""
    return stripes(CARD_PLAIN), stripes(CARD_GS1, gs1=True)


def card_gs1_words() -> str:
    """Return the second code as people write it below one: each identifier in parentheses."""
    before, serial = CARD_GS1.split(GS)
    return f"(01){before[2:16]}(10){before[18:]}(21){serial[2:]}"


def _head(say: Sayings) -> Block:
    block = Block()
    down = block.text(named(say(Word.CARD), BOLD, 26, pages.WIDTH), 0, 0) + 4 * mm
    for word in (Word.CARD_OPEN, Word.CARD_SCAN):
        down = block.text(named(say(word), REGULAR, _STEPS, pages.WIDTH, lines=3), 0, down) + 2 * mm
    return block


def _code(caption: str, code: Symbol, below: str) -> Block:
    block = Block()
    down = block.text(named(caption, BOLD, _STEPS, pages.WIDTH), 0, _ABOVE) + 3 * mm
    # Its quiet zone begins at the edge of what is printed, and nothing stands in it.
    block.symbol(code, code.quiet, down)
    block.text(named(below, REGULAR, 11, pages.WIDTH), code.quiet, down + code.height + 2 * mm)
    return block


def _nothing(say: Sayings) -> Block:
    block = Block()
    block.text(named(say(Word.CARD_NOTHING), REGULAR, 11, pages.WIDTH, lines=4), 0, _ABOVE)
    return block
