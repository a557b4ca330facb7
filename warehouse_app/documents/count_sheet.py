"""The sheet to count on: place by place what lies there by the books, without quantities, and boxes to write them in.

Places, items and lots are identifiers and print whole; names may be shortened. After the goods of a place come empty
rows for what nobody expects there.
"""

from collections.abc import Iterator

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import LOCATION, own_code, symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.floor_sheets import CountPlace, CountRow, CountSheet
from warehouse_app.documents.fonts import BOLD, REGULAR, identified, named
from warehouse_app.documents.heads import Fact, Head, head, small_head
from warehouse_app.documents.progress import Progress, part_of, untold
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sections import SIZE, Column, item_texts, lot_texts, remark
from warehouse_app.documents.words import Word

_ITEM = Column(Word.HEADING_ITEM, 0, 80 * mm)
_LOT = Column(Word.HEADING_LOT, 83 * mm, 40 * mm)
_UNIT = Column(Word.HEADING_UNIT, 126 * mm, 20 * mm)
_COUNTED = Column(Word.HEADING_COUNTED, 148 * mm, 38 * mm)
_COLUMNS = (_ITEM, _LOT, _UNIT, _COUNTED)
_TOP, _BOTTOM = 1.5 * mm, 1.5 * mm
_BOX = 9 * mm
_EMPTY_ROWS = 2
_PLACE_LADDER = ((24, 1), (18, 1), (13, 2), (9, 4), (7, 8))
_AGAIN_LADDER = ((12, 1), (9, 2), (7, 5))
_CODE_ROOM = 88 * mm


def count_sheet_pdf(sheet: CountSheet, progress: Progress = untold) -> bytes:
    """Return the sheet as a PDF; equal sheets give equal bytes. Names from outside print as they are."""
    say = Sayings(sheet.language, sheet.time_zone)
    about = _about(sheet, say)
    blocks: list[Block] = []
    setting, drawing = part_of(progress, 0, 2), part_of(progress, 1, 2)
    for done, place in enumerate(sheet.places, start=1):
        blocks += _place(place, say)
        setting(done, len(sheet.places))
    return pages.pdf(
        count_sheet_title(sheet),
        [_how(say), *blocks] if blocks else [remark(say(Word.COUNT_EMPTY))],
        head=head(about),
        small_head=small_head(about),
        foot=count_sheet_title(sheet),
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
        progress=drawing,
    )


def count_sheet_title(sheet: CountSheet) -> str:
    """Return what the document is called."""
    say = Sayings(sheet.language, sheet.time_zone)
    return f"{say(Word.COUNT)} · {_of(sheet, say)}"


def _of(sheet: CountSheet, say: Sayings) -> str:
    return say(Word.LABEL_ZONE, zone=sheet.key) if sheet.whole_zone else sheet.key


def _about(sheet: CountSheet, say: Sayings) -> Head:
    made = say(Word.AS_OF, made_at=say.moment(sheet.made_at))
    facts = (Fact(say(Word.COUNT_PLACES), say.fact(len(sheet.places))),)
    return Head(sheet.house, say(Word.COUNT), _of(sheet, say), "", made, facts)


def _how(say: Sayings) -> Block:
    """Return what to do, and lines for who did it and when."""
    block = Block()
    down = block.text(named(say(Word.COUNT_HOW), REGULAR, 10, pages.WIDTH, lines=4), 0, 2 * mm) + 10 * mm
    for x, word in ((0.0, Word.COUNT_BY), (pages.WIDTH / 2, Word.COUNT_ON)):
        block.rule(down, pages.WIDTH / 2 - 4 * mm, 0.6, x=x)
        block.text(named(say(word), REGULAR, 8, pages.WIDTH / 2), x, down + 0.5 * mm)
    return block


def _place(place: CountPlace, say: Sayings) -> Iterator[Block]:
    """Yield the rows of a place: the first below its head, which is said again where another begins a page."""
    again = Block()
    again.text(identified(say(Word.CONTINUED, title=place.code), BOLD, pages.WIDTH, _AGAIN_LADDER), 0, 2 * mm)
    _headings(again, say)
    for at, row in enumerate((*place.rows, *[None] * _EMPTY_ROWS)):
        block = Block(again) if at else _place_head(place, say)
        _row(block, row, say)
        yield block


def _place_head(place: CountPlace, say: Sayings) -> Block:
    block = Block()
    top = 6 * mm
    code = symbol(own_code(LOCATION, place.code), _CODE_ROOM, 12 * mm)
    room = block.symbol_to(code, pages.WIDTH, top)
    down = block.text(identified(place.code, BOLD, room, _PLACE_LADDER), 0, top)
    kind = say.clauses(((f"place-kind-{place.kind.value}", {}),))
    zone = [say(Word.LABEL_ZONE, zone=place.zone)] if place.zone else []
    block.text(named(" · ".join([kind, *zone]), REGULAR, SIZE, room), 0, down)
    _headings(block, say)
    return block


def _headings(block: Block, say: Sayings) -> None:
    down = block.height + 1.5 * mm
    for column in _COLUMNS:
        column.put(block, down, named(say(column.heading), REGULAR, 8, column.room))
    block.rule(block.height + 0.8 * mm, pages.WIDTH, 0.8)


def _row(block: Block, row: CountRow | None, say: Sayings) -> None:
    down = block.height + _TOP
    block.box(_COUNTED.x, down, _COUNTED.room, _BOX)
    if row is not None:
        _ITEM.put(block, down, *item_texts(_ITEM, row.sku, row.name))
        _LOT.put(block, down, *lot_texts(_LOT, say, row.lot, row.expiry))
        _UNIT.put(block, down, named(row.unit, REGULAR, SIZE, _UNIT.room, lines=2))
    block.rule(block.height + _BOTTOM, pages.WIDTH, 0.3)
