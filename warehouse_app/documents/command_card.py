"""The card of all commands: what a person at a station may say, as codes to scan; stations and quantities on a page
that can be hung up by itself, for hands that stay free.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.words import CommandWord, Word
from warehouse_app.scanning.codes import Command

ANSWERS: Mapping[Command, CommandWord] = {
    Command.OK: CommandWord.OK,
    Command.CANCEL: CommandWord.CANCEL,
    Command.YES: CommandWord.YES,
    Command.NO: CommandWord.NO,
    Command.DONE: CommandWord.DONE,
    Command.BACK: CommandWord.BACK,
    Command.UNDO: CommandWord.UNDO,
    Command.SHORT: CommandWord.SHORT,
    Command.SKIP: CommandWord.SKIP,
    Command.PRINT: CommandWord.PRINT,
    Command.HELP: CommandWord.HELP,
    Command.OUT: CommandWord.OUT,
}
"""What can be answered at a station."""
STATIONS: Mapping[Command, CommandWord] = {
    Command.RECEIVE: CommandWord.RECEIVE,
    Command.MOVE: CommandWord.MOVE,
    Command.COUNT: CommandWord.COUNT,
    Command.LOOK_UP: CommandWord.LOOK_UP,
}
"""Where one can go. The cards of picking and packing are printed once there are these stations."""
QUANTITIES = range(1, 13)

_BARS = 13 * mm
_ROW = 29 * mm
_ABOVE = 7 * mm


class _Cell(NamedTuple):
    text: str
    code: str


def command_card_pdf(house: str, language: str) -> bytes:
    """Return the card of a house as a PDF, its words in a language."""
    say = Sayings(language, "UTC")
    quantities = [_Cell(say(CommandWord.QUANTITY, units=units), f"{Command.QUANTITY}{units}") for units in QUANTITIES]
    answers, hands_free = Block(), Block()
    _add(answers, say(CommandWord.ANSWERS), _cells(ANSWERS, say), 2)
    _add(hands_free, say(CommandWord.STATIONS), _cells(STATIONS, say), 2)
    _add(hands_free, say(CommandWord.QUANTITIES), quantities, 3)
    return pages.pdf(
        command_card_title(language),
        [answers, hands_free],
        head=_head(house, say),
        small_head=Block(),
        foot=f"{say(CommandWord.TITLE)} · {house}",
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=language,
    )


def command_card_title(language: str) -> str:
    """Return what the card is called."""
    return Sayings(language, "UTC")(CommandWord.TITLE)


def _head(house: str, say: Sayings) -> Block:
    block = Block()
    down = block.text(named(house, BOLD, 10, pages.WIDTH), 0, 0)
    down = block.text(named(say(CommandWord.TITLE), BOLD, 24, pages.WIDTH), 0, down)
    block.text(named(say(CommandWord.HOW), REGULAR, 11, pages.WIDTH, lines=2), 0, down)
    return block


def _cells(commands: Mapping[Command, CommandWord], say: Sayings) -> list[_Cell]:
    return [_Cell(say(word), command.value) for command, word in commands.items()]


def _add(block: Block, title: str, cells: Sequence[_Cell], columns: int) -> None:
    """Add cells beside and below each other under a heading; what is in one block stays on one page."""
    top = block.text(named(title, BOLD, 14, pages.WIDTH), 0, block.height + _ABOVE) + 3 * mm
    wide = pages.WIDTH / columns
    for at, cell in enumerate(cells):
        row, column = divmod(at, columns)
        left, down = column * wide, top + row * _ROW
        code = symbol(cell.code, wide, _BARS)
        below = block.text(named(cell.text, BOLD, 13, wide - code.quiet), left + code.quiet, down)
        block.symbol(code, left + code.quiet, below + 0.5 * mm)
        block.text(named(cell.code, REGULAR, 7, wide), left + code.quiet, below + _BARS + 1 * mm)
