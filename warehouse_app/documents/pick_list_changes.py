"""What became of stops since a list was released, above its stops: an older print says otherwise."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, identified, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import StopChanged
from warehouse_app.documents.words import Word

_TOP = 2 * mm
_INDENT = 4 * mm
_GAP = 0.7 * mm
_LADDER = ((10, 2), (8, 4), (6, 12))


def changes(changed: Sequence[StopChanged], say: Sayings) -> list[Block]:
    """Return a heading and a line for each change; nothing where there are none."""
    if not changed:
        return []
    blocks = [Block()]
    blocks[0].text(named(say(Word.CHANGED), BOLD, 11, pages.WIDTH), 0, _TOP)
    for each in changed:
        block = Block()
        text = " ".join(_sentences(each, say))
        block.text(identified(text, REGULAR, pages.WIDTH - _INDENT, _LADDER), _INDENT, _GAP)
        blocks.append(block)
    blocks[-1].rule(blocks[-1].height + _TOP, pages.WIDTH, 1.2)
    return blocks


def _sentences(each: StopChanged, say: Sayings) -> Iterator[str]:
    code = Word.CHANGED_MISSING if each.missing else Word.CHANGED_STOP
    yield say(code, units=each.units, sku=each.sku, order=each.order, place=each.place)
    for place, units in each.elsewhere:
        yield say(Word.CHANGED_INSTEAD, units=units, place=place)
    if each.lost:
        yield say(Word.CHANGED_LOST, units=each.lost)
