"""The heads of documents: which document it is, with its number as a barcode, and the facts that hold for all of it."""

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, Fitted, identified, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.words import Word

_GAP = 2 * mm
_NUMBER_LADDER = ((30, 1), (24, 1), (18, 1), (12, 2), (8, 4))
_SMALL_LADDER = ((10, 1), (8, 1), (6, 3))
_FACT_LADDER = ((12, 1), (10, 1), (8, 2), (6, 4))


class Fact(NamedTuple):
    """Something in a head: `whole` where it is an identifier, of which nothing may be left out; else in `lines`."""

    label: str
    value: str
    whole: bool = False
    lines: int = 2

    def fitted(self, room: float) -> Fitted:
        """Return the value as it fits into its room."""
        if self.whole:
            return identified(self.value, BOLD, room, _FACT_LADDER)
        return named(self.value, BOLD, 12, room, lines=self.lines)


class Head(NamedTuple):
    """What a document says above everything; `aside` stands at the right, `code` is the barcode of its number."""

    house: str
    title: str
    number: str
    code: str
    aside: str
    facts: Sequence[Fact] = ()


def announced_by(say: Sayings, purchase_order: str, advance_notice: str) -> list[Fact]:
    """Return by which documents goods were announced; '' is none, and where both are none that is said."""
    order = purchase_order or ("" if advance_notice else say(Word.NOT_ANNOUNCED))
    facts = ((Word.PURCHASE_ORDER, order), (Word.ADVANCE_NOTICE, advance_notice))
    return [Fact(say(word), number, whole=True) for word, number in facts if number]


def numbered(block: Block, title: str, number: str, code: str, down: float) -> None:
    """Put what a document is called and its number into its head, and a barcode at the right of them ('': none)."""
    room = pages.WIDTH
    if code:
        room = block.symbol_to(symbol(code, 92 * mm, 14 * mm), pages.WIDTH, down)
    below = block.text(named(title, REGULAR, 10, pages.WIDTH / 2), 0, down)
    block.text(identified(number, BOLD, room, _NUMBER_LADDER), 0, below)


def head(about: Head) -> Block:
    """Return the head of the first page: facts stand two beside each other."""
    block = Block()
    half = pages.WIDTH / 2
    block.text_to(named(about.aside, REGULAR, 9, half), pages.WIDTH, 0)
    block.text(named(about.house, BOLD, 10, half - _GAP), 0, 0)
    numbered(block, about.title, about.number, about.code, 7 * mm)
    room = half - _GAP
    for at in range(0, len(about.facts), 2):
        down = block.height + _GAP
        for place, fact in enumerate(about.facts[at : at + 2]):
            below = block.text(named(fact.label, REGULAR, 9, room), place * half, down)
            block.text(fact.fitted(room), place * half, below)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    return block


def small_head(about: Head) -> Block:
    """Return the head of the other pages."""
    block = Block()
    third = pages.WIDTH / 3
    block.text_to(named(about.aside, REGULAR, 9, third), pages.WIDTH, 0)
    block.text(identified(about.number, BOLD, third, _SMALL_LADDER), 0, 0)
    block.text(named(f"{about.title} · {about.house}", REGULAR, 9, third - _GAP), third + _GAP, 0)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    return block
