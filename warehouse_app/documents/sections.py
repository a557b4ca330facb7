"""Parts of a document with a heading and a table: a heading is never alone at a foot, and comes again on a new page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, Fitted, identified, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.words import Word

GAP = 1.2 * mm
SIZE = 9
SKU_LADDER = ((10, 1), (8.5, 2), (6, 5))
NUMBER_LADDER = ((9, 1), (7.5, 2), (6, 5))
UNITS_LADDER = ((12, 1), (10, 1), (8, 1), (6, 2))
_ABOVE = 5 * mm

Row = Callable[[Block], None]
"""Puts one row into a block, below what it has."""


class Column(NamedTuple):
    """A column of a table from `x` on, `room` wide; numbers end at its right edge."""

    heading: Word
    x: float
    room: float
    right: bool = False

    def put(self, block: Block, down: float, *texts: Fitted) -> float:
        """Put texts below each other, beginning at `down`; return where the next may begin."""
        for text in texts:
            down = block.text_to(text, self.x + self.room, down) if self.right else block.text(text, self.x, down)
        return down

    def number(self, text: str) -> Fitted:
        """Return an identifier as it fits: whole."""
        return identified(text, REGULAR, self.room, NUMBER_LADDER)

    def units(self, text: str) -> Fitted:
        """Return a quantity as it fits: large."""
        return identified(text, BOLD, self.room, UNITS_LADDER)


def item_texts(column: Column, sku: str, name: str) -> tuple[Fitted, Fitted]:
    """Return an item's number, whole, and below it its name, which may be shortened."""
    return identified(sku, BOLD, column.room, SKU_LADDER), named(name, REGULAR, SIZE, column.room, lines=2)


def has_number(lot: str, expiry: date | None) -> bool:
    """Return whether a lot has a number: without one, goods are kept under the day on which they expire, if any."""
    return bool(lot) and not (expiry and lot == expiry.isoformat())


def lot_texts(column: Column, say: Sayings, lot: str, expiry: date | None) -> tuple[Fitted, ...]:
    """Return a lot and below it the day on which it expires, as far as there are any."""
    texts = [lot] if has_number(lot, expiry) else []
    if expiry is not None:
        texts.append(say.fact(expiry))
    return tuple(map(column.number, texts))


def reasons_text(why: Iterable[str]) -> str:
    """Return reasons one after the other."""
    return " · ".join(why)


def aside_text(say: Sayings, why: Iterable[str], expired: date | None) -> str:
    """Return that goods were set aside, and why: since the day on which they had `expired`, and as somebody said."""
    gone = () if expired is None else (say(Word.EXPIRED, expiry=expired),)
    reasons = reasons_text((*gone, *why))
    return say(Word.SET_ASIDE_WHY, why=reasons) if reasons else say(Word.SET_ASIDE)


def section(say: Sayings, title: Word, columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[Block]:
    """Yield the rows, each with a line below it; the heading stands above the first, and again on later pages."""
    again = _heading(Block(), say, say(Word.CONTINUED, title=say(title)), columns, above=2 * mm)
    for place, row in enumerate(rows):
        block = Block(again) if place else _heading(Block(), say, say(title), columns, above=_ABOVE)
        row(block)
        block.rule(block.height + GAP, pages.WIDTH, 0.3)
        yield block


def _heading(block: Block, say: Sayings, title: str, columns: Sequence[Column], *, above: float) -> Block:
    block.text(named(title, BOLD, 12, pages.WIDTH), 0, above)
    down = block.height + GAP
    for column in columns:
        column.put(block, down, named(say(column.heading), REGULAR, 8, column.room))
    block.rule(block.height + 0.8 * mm, pages.WIDTH, 0.8)
    return block


def remark(text: str) -> Block:
    """Return a sentence that stands alone, where there is no table to show."""
    block = Block()
    block.text(named(text, BOLD, 14, pages.WIDTH, lines=4), 0, 6 * mm)
    return block
