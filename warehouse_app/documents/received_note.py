"""The goods received note: what a receipt took in, against what was ordered, who gets it, and room to sign.

Items, lots and places are identifiers and print whole; names may be shortened. Reasons are in full, as far as a page
holds them.
"""

from collections.abc import Iterator
from functools import partial

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, named
from warehouse_app.documents.goods_sheets import GivenTo, NotedGoods, OrderedGoods, ReceivedNoteSheet, TakenBack
from warehouse_app.documents.heads import Fact, Head, announced_by, head, small_head
from warehouse_app.documents.packs import breakdown
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sections import (
    GAP,
    SIZE,
    Column,
    aside_text,
    item_texts,
    lot_texts,
    reasons_text,
    remark,
    section,
)
from warehouse_app.documents.words import Word
from warehouse_app.domain.totes import whose

_ITEM = Column(Word.HEADING_ITEM, 0, 70 * mm)
_LOT = Column(Word.HEADING_LOT, 73 * mm, 36 * mm)
_PLACE = Column(Word.HEADING_PLACE, 112 * mm, 34 * mm)
_QUANTITY = Column(Word.HEADING_QUANTITY, 148 * mm, 38 * mm, right=True)
_GOODS = (_ITEM, _LOT, _PLACE, _QUANTITY)

_UNITS = [(72 + 29 * at) * mm for at in range(4)]
_ORDERED = Column(Word.HEADING_ORDERED, _UNITS[0], 27 * mm, right=True)
_HERE = Column(Word.HEADING_HERE, _UNITS[1], 27 * mm, right=True)
_RECEIVED = Column(Word.HEADING_RECEIVED, _UNITS[2], 27 * mm, right=True)
_TO_COME = Column(Word.HEADING_TO_COME, _UNITS[3], 27 * mm, right=True)
_TOTALS = (_ITEM, _ORDERED, _HERE, _RECEIVED, _TO_COME)

_ANNOUNCED = Column(Word.HEADING_ANNOUNCED, _UNITS[0], 27 * mm, right=True)
_OF_NOTICE = (_ITEM, _ANNOUNCED, _HERE, _RECEIVED, _TO_COME)

_ORDER = Column(Word.HEADING_LINE, 0, 58 * mm)
_CUSTOMER = Column(Word.HEADING_CUSTOMER, 61 * mm, 54 * mm)
_OF_ITEM = Column(Word.HEADING_ITEM, 118 * mm, 44 * mm)
_GIVEN_UNITS = Column(Word.HEADING_UNITS, 163 * mm, 23 * mm, right=True)
_GIVEN = (_ORDER, _CUSTOMER, _OF_ITEM, _GIVEN_UNITS)

_MOST_OF_REASON = 12
_SIGNED = (Word.SIGN_DRIVER, Word.SIGN_RECEIVED, Word.SIGN_CHECKED)
_SIGN_ROOM = 58 * mm


def received_note_pdf(sheet: ReceivedNoteSheet) -> bytes:
    """Return the note as a PDF; equal sheets give equal bytes. Names from outside print as they are."""
    say = Sayings(sheet.language, sheet.zone)
    about = _about(sheet, say)
    return pages.pdf(
        received_note_title(sheet),
        list(_blocks(sheet, say)),
        head=head(about),
        small_head=small_head(about),
        foot=received_note_title(sheet),
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
    )


def received_note_title(sheet: ReceivedNoteSheet) -> str:
    """Return what the document is called."""
    return f"{Sayings(sheet.language, sheet.zone)(Word.NOTE_RECEIVED)} {sheet.number}"


def _about(sheet: ReceivedNoteSheet, say: Sayings) -> Head:
    closed = say(Word.NOTE_STILL_OPEN) if sheet.closed_at is None else say.moment(sheet.closed_at)
    facts = (
        Fact(say(Word.SUPPLIER), sheet.supplier),
        Fact(say(Word.SUPPLIER_CODE), sheet.supplier_code, whole=True),
        *announced_by(say, sheet.purchase_order, sheet.advance_notice),
        Fact(say(Word.NOTE_BY), ", ".join(sheet.by) or say.fact(None)),
        Fact(say(Word.NOTE_OPENED), say.moment(sheet.opened_at)),
        Fact(say(Word.NOTE_CLOSED), closed),
    )
    made = say(Word.AS_OF, made_at=say.moment(sheet.made_at))
    return Head(sheet.house, say(Word.NOTE_RECEIVED), sheet.number, sheet.number, made, facts)


def _blocks(sheet: ReceivedNoteSheet, say: Sayings) -> Iterator[Block]:
    if not sheet.goods:
        yield remark(say(Word.NOTE_EMPTY))
    yield from section(say, Word.NOTE_GOODS, _GOODS, (partial(_goods, say, each) for each in sheet.goods))
    if sheet.goods:
        yield _total(sheet, say)
    back = (partial(_back, say, each) for each in sheet.taken_back)
    yield from section(say, Word.NOTE_TAKEN_BACK, _GOODS, back)
    yield from section(say, Word.NOTE_ANNOUNCED, _OF_NOTICE, (partial(_against, say, each) for each in sheet.announced))
    yield from section(say, Word.NOTE_ORDERED, _TOTALS, (partial(_against, say, each) for each in sheet.ordered))
    yield from section(say, Word.NOTE_GIVEN, _GIVEN, (partial(_given, say, each) for each in sheet.given))
    yield _signatures(say)


def _goods(say: Sayings, goods: NotedGoods, block: Block) -> None:
    down = block.height + GAP
    _ITEM.put(block, down, *item_texts(_ITEM, goods.sku, goods.name))
    _LOT.put(block, down, *lot_texts(_LOT, say, goods.lot, goods.expiry))
    below = _PLACE.put(block, down, _PLACE.number(goods.place))
    if goods.tote is not None:
        _PLACE.put(block, below, _PLACE.number(whose(say, goods.tote)))
    below = _QUANTITY.put(block, down, _QUANTITY.units(say.fact(goods.quantity)))
    packs = breakdown(say, goods.quantity, goods.pack_quantity)
    below = _QUANTITY.put(block, below, *([_QUANTITY.number(packs)] if packs else []))
    _QUANTITY.put(block, below, named(goods.unit, REGULAR, SIZE, _QUANTITY.room))
    if goods.aside:
        _below(block, aside_text(say, goods.why, goods.expiry if goods.expired else None), BOLD)


def _below(block: Block, text: str, font: str = REGULAR) -> None:
    """Put a sentence below all that a block has."""
    block.text(named(text, font, SIZE, pages.WIDTH, lines=_MOST_OF_REASON), 0, block.height + GAP / 2)


def _back(say: Sayings, back: TakenBack, block: Block) -> None:
    _goods(say, back.goods, block)
    why, at = reasons_text(back.why), say.moment(back.at)
    if why:
        _below(block, say(Word.NOTE_TAKEN_BACK_WHY, at=at, by=back.by, why=why))
    else:
        _below(block, say(Word.NOTE_TAKEN_BACK_BY, at=at, by=back.by))


def _total(sheet: ReceivedNoteSheet, say: Sayings) -> Block:
    block = Block()
    units = sum(goods.quantity for goods in sheet.goods)
    block.text_to(named(say(Word.UNITS, units=units), BOLD, 12, pages.WIDTH / 2), pages.WIDTH, GAP)
    block.text(named(say(Word.NOTE_TOTAL), BOLD, 12, pages.WIDTH / 2), 0, GAP)
    return block


def _against(say: Sayings, goods: OrderedGoods, block: Block) -> None:
    down = block.height + GAP
    _ITEM.put(block, down, *item_texts(_ITEM, goods.sku, goods.name))
    for column, units in (
        (_ORDERED, goods.ordered),
        (_HERE, goods.here),
        (_RECEIVED, goods.received),
        (_TO_COME, goods.to_come),
    ):
        column.put(block, down, column.units(say.fact(units)))


def _given(say: Sayings, given: GivenTo, block: Block) -> None:
    down = block.height + GAP
    _ORDER.put(block, down, _ORDER.number(f"{given.order} / {say.fact(given.line)}"))
    _CUSTOMER.put(block, down, named(given.customer, REGULAR, SIZE, _CUSTOMER.room, lines=2))
    _OF_ITEM.put(block, down, _OF_ITEM.number(given.sku))
    _GIVEN_UNITS.put(block, down, _GIVEN_UNITS.units(say.fact(given.units)))


def _signatures(say: Sayings) -> Block:
    block = Block()
    for at, word in enumerate(_SIGNED):
        x = at * (pages.WIDTH - _SIGN_ROOM) / (len(_SIGNED) - 1)
        block.rule(22 * mm, _SIGN_ROOM, 0.6, x=x)
        block.text(named(say(word), REGULAR, 8, _SIGN_ROOM, lines=2), x, 23 * mm)
    return block
