"""The pick list on paper: a head, what changed since a print, one row a stop in walking order, a summary by order."""

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import PICK_LIST, own_code
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, identified, named, width
from warehouse_app.documents.heads import numbered
from warehouse_app.documents.pick_list_changes import changes
from warehouse_app.documents.pick_list_rows import StopRows
from warehouse_app.documents.pick_list_summary import summary
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import PickListSheet
from warehouse_app.documents.words import Word

_GAP = 2 * mm
_FACTS = ((0.0, 26.0), (26.0, 46.0), (72.0, 114.0))
"""Class, due day and walk in the head: how far from the left and how wide, in mm."""


def pick_list_pdf(sheet: PickListSheet) -> bytes:
    """Return the list as a PDF; equal sheets give equal bytes. Names from outside print as they are, never as markup.

    Bins, orders and the list itself have barcodes: their number, after the prefix of their kind unless it begins so.
    """
    say = Sayings(sheet.language, sheet.zone)
    rows = StopRows(say)
    stops = [rows.row(stop) for stop in sheet.stops]
    return pages.pdf(
        pick_list_title(sheet),
        [*changes(sheet.changed, say), *(stops or [_empty(say)]), *(summary(sheet.stops, say) if stops else [])],
        head=_head(sheet, say),
        small_head=_small_head(sheet, say),
        foot=f"{say(Word.PICK_LIST)} {sheet.number}",
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
    )


def pick_list_title(sheet: PickListSheet) -> str:
    """Return what the document is called."""
    return f"{Sayings(sheet.language, sheet.zone)(Word.PICK_LIST)} {sheet.number}"


def _head(sheet: PickListSheet, say: Sayings) -> Block:
    block = Block()
    half = pages.WIDTH / 2
    top = _copy_mark(block, sheet, say)
    released = say(Word.RELEASED, released_at=sheet.released_at, released_by=sheet.released_by)
    right = named(released, REGULAR, 9, half)
    block.text_to(right, pages.WIDTH, top)
    block.text(named(sheet.house, BOLD, 10, half - _GAP), 0, top)
    numbered(block, say(Word.PICK_LIST), sheet.number, own_code(PICK_LIST, sheet.number), top + 7 * mm)
    down = block.height + _GAP
    for (x, room), (label, value, more) in zip(_FACTS, _facts(sheet, say), strict=True):
        below = block.text(named(label, REGULAR, 9, room * mm), x * mm, down)
        large = named(value, BOLD, 16, room * mm - _GAP)
        block.text(large, x * mm, below)
        beside = x * mm + sum(width(line, BOLD, 16) for line in large.lines) + 2 * _GAP
        block.text(named(more, REGULAR, 11, pages.WIDTH - beside), beside, below + 1.5 * mm)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    return block


def _copy_mark(block: Block, sheet: PickListSheet, say: Sayings) -> float:
    """Put the mark of a copy at the top of the head; return where the rest of it begins."""
    if sheet.copy is None:
        return 0
    mark = say(Word.COPY_OF, copy=sheet.copy.copy, first_at=sheet.copy.first_at, first_by=sheet.copy.first_by)
    return block.text(named(mark, BOLD, 14, pages.WIDTH, lines=2), 0, 0) + _GAP


def _facts(sheet: PickListSheet, say: Sayings) -> list[tuple[str, str, str]]:
    walk, s_shape = say.fact(None), ""
    if sheet.distance_mm is not None:
        walk = say(Word.METRES, metres=_metres(sheet.distance_mm))
    if sheet.s_shape_mm is not None:
        s_shape = say(Word.S_SHAPE, metres=_metres(sheet.s_shape_mm))
    return [
        (say(Word.CLASS), sheet.priority_class, ""),
        (say(Word.DUE), say.fact(sheet.due), ""),
        (say(Word.WALK), walk, s_shape),
    ]


def _metres(millimetres: int) -> int:
    return (millimetres + 500) // 1000


def _small_head(sheet: PickListSheet, say: Sayings) -> Block:
    block = Block()
    facts = [say(Word.CLASS_OF, priority_class=sheet.priority_class)]
    if sheet.due is not None:
        facts.append(say(Word.DUE_ON, due=sheet.due))
    right = named(" · ".join(facts), BOLD, 10, pages.WIDTH / 3)
    block.text_to(right, pages.WIDTH, 0)
    number = identified(sheet.number, BOLD, pages.WIDTH / 3, ((10, 1), (8, 1), (6, 3)))
    block.text(number, 0, 0)
    middle, font = sheet.house, REGULAR
    if sheet.copy is not None:
        middle, font = f"{say(Word.COPY, copy=sheet.copy.copy)} · {sheet.house}", BOLD
    block.text(named(middle, font, 10, pages.WIDTH / 3 - _GAP), pages.WIDTH / 3 + _GAP, 0)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    return block


def _empty(say: Sayings) -> Block:
    block = Block()
    block.text(named(say(Word.EMPTY), BOLD, 14, pages.WIDTH, lines=2), 0, 6 * mm)
    return block
