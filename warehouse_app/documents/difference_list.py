"""The difference list: what a supplier is told of goods that did not come as ordered. One row a line, with why."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import PURCHASE_ORDER, own_code
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import REGULAR, named
from warehouse_app.documents.goods_sheets import Difference, DifferenceKind, DifferenceSheet
from warehouse_app.documents.heads import Fact, Head, announced_by, head, small_head
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

_ITEM = Column(Word.HEADING_ITEM, 0, 98 * mm)
_ORDERED = Column(Word.HEADING_ORDERED, 100 * mm, 27 * mm, right=True)
_RECEIVED = Column(Word.HEADING_RECEIVED, 129 * mm, 27 * mm, right=True)
_DIFFERENCE = Column(Word.HEADING_DIFFERENCE, 158 * mm, 28 * mm, right=True)
_LINES = (_ITEM, _ORDERED, _RECEIVED, _DIFFERENCE)

_ANNOUNCED = Column(Word.HEADING_ANNOUNCED, 100 * mm, 27 * mm, right=True)
_OF_NOTICE = (_ITEM, _ANNOUNCED, _RECEIVED, _DIFFERENCE)

_LOT = Column(Word.HEADING_LOT, 100 * mm, 50 * mm)
_QUANTITY = Column(Word.HEADING_QUANTITY, 154 * mm, 32 * mm, right=True)
_GOODS = (_ITEM, _LOT, _QUANTITY)

_SECTIONS = (
    (Word.OTHER_THAN_ANNOUNCED, _OF_NOTICE, {DifferenceKind.NOT_COME, DifferenceKind.NOT_ANNOUNCED}),
    (Word.TOO_LITTLE, _LINES, {DifferenceKind.TO_COME, DifferenceKind.CLOSED}),
    (Word.TOO_MUCH, _LINES, {DifferenceKind.TOO_MUCH}),
    (Word.ASIDE, _GOODS, {DifferenceKind.ASIDE, DifferenceKind.NOT_ORDERED}),
)
_MAY_COME = frozenset({DifferenceKind.NOT_COME, DifferenceKind.TO_COME})
"""What is missing for good only once the receipt is closed."""

_MOST_OF_REASON = 12
_MORE = frozenset({DifferenceKind.TOO_MUCH, DifferenceKind.NOT_ANNOUNCED})


def difference_list_pdf(sheet: DifferenceSheet) -> bytes:
    """Return the list as a PDF; equal sheets give equal bytes. Names from outside print as they are."""
    say = Sayings(sheet.language, sheet.zone)
    about = _about(sheet, say)
    empty = Word.DIFFERENCES_EMPTY if sheet.purchase_order or sheet.advance_notice else Word.DIFFERENCES_EMPTY_BLIND
    return pages.pdf(
        difference_list_title(sheet),
        list(_blocks(sheet, say)) or [remark(say(empty))],
        head=head(about),
        small_head=small_head(about),
        foot=difference_list_title(sheet),
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
    )


def difference_list_title(sheet: DifferenceSheet) -> str:
    """Return what the document is called."""
    return f"{Sayings(sheet.language, sheet.zone)(Word.DIFFERENCES)} {sheet.number}"


def _about(sheet: DifferenceSheet, say: Sayings) -> Head:
    receipts = ", ".join(sheet.receipts) or say(Word.DIFFERENCES_NONE_YET)
    facts = (
        Fact(say(Word.SUPPLIER), sheet.supplier),
        Fact(say(Word.SUPPLIER_CODE), sheet.supplier_code, whole=True),
        *announced_by(say, sheet.purchase_order, sheet.advance_notice),
        Fact(say(Word.DIFFERENCES_RECEIPTS), receipts, lines=6),
    )
    made = say(Word.AS_OF, made_at=say.moment(sheet.made_at))
    is_order = sheet.number == sheet.purchase_order
    code = own_code(PURCHASE_ORDER, sheet.number) if is_order else sheet.number
    return Head(sheet.house, say(Word.DIFFERENCES), sheet.number, code, made, facts)


def _blocks(sheet: DifferenceSheet, say: Sayings) -> Iterator[Block]:
    for title, columns, kinds in _sections(sheet):
        mine = (each for each in sheet.differences if each.kind in kinds)
        yield from section(say, title, columns, (partial(_row, say, sheet, each) for each in mine))


def _sections(sheet: DifferenceSheet) -> Iterator[tuple[Word, Sequence[Column], AbstractSet[DifferenceKind]]]:
    """Yield the titles and columns with what stands below them: of an open receipt, what may come yet by itself."""
    if sheet.is_open:
        yield Word.NOT_YET, _OF_NOTICE if sheet.advance_notice else _LINES, _MAY_COME
    for title, columns, kinds in _SECTIONS:
        yield title, columns, kinds - _MAY_COME if sheet.is_open else kinds


def _row(say: Sayings, sheet: DifferenceSheet, each: Difference, block: Block) -> None:
    down = block.height + GAP
    _ITEM.put(block, down, *item_texts(_ITEM, each.sku, each.name))
    if each.ordered is None:
        _LOT.put(block, down, *lot_texts(_LOT, say, each.lot, each.expiry))
        _QUANTITY.put(block, down, _QUANTITY.units(say.fact(each.units)))
    else:
        for column, units in ((_ORDERED, each.ordered), (_RECEIVED, each.received), (_DIFFERENCE, _signed(each))):
            column.put(block, down, column.units(say.fact(units)))
    texts = [_why(say, sheet, each)]
    if each.receipt and each.receipt != sheet.number:
        texts.append(say(Word.CAME_WITH, receipt=each.receipt))
    block.text(named(" · ".join(texts), REGULAR, SIZE, pages.WIDTH, lines=_MOST_OF_REASON), 0, block.height + GAP / 2)


def _signed(each: Difference) -> int:
    return each.units if each.kind in _MORE else -each.units


def _why(say: Sayings, sheet: DifferenceSheet, each: Difference) -> str:
    why, due = reasons_text(each.why), each.due
    match each.kind:
        case DifferenceKind.TO_COME:
            if due is None:
                return say(Word.TO_COME_UNDATED)
            return say(Word.TO_COME_LATE if due < sheet.house_day else Word.TO_COME_ON, due=due)
        case DifferenceKind.CLOSED:
            return say(Word.CLOSED_SHORT_WHY, why=why) if why else say(Word.CLOSED_SHORT)
        case DifferenceKind.TOO_MUCH:
            return say(Word.OVER_ORDERED)
        case DifferenceKind.NOT_ORDERED:
            return say(Word.NOT_ORDERED_WHY, why=why) if why else say(Word.NOT_ORDERED)
        case DifferenceKind.NOT_COME:
            return say(Word.ANNOUNCED_NOT_YET if sheet.is_open else Word.ANNOUNCED_NOT_COME)
        case DifferenceKind.NOT_ANNOUNCED:
            return say(Word.CAME_UNANNOUNCED)
        case DifferenceKind.ASIDE:
            return aside_text(say, each.why, each.expiry if each.expired else None)
