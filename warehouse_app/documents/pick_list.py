"""The pick list on paper: a head, one row a stop in walking order, and a summary by order on the last page."""

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import PICK_LIST, own_code, symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, Fitted, identified, named
from warehouse_app.documents.pick_list_rows import StopRows
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
        f"{say(Word.PICK_LIST)} {sheet.number}",
        [*stops, *_summary(sheet, say)] if stops else [_empty(say)],
        head=_head(sheet, say),
        small_head=_small_head(sheet, say),
        foot=f"{say(Word.PICK_LIST)} {sheet.number}",
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
    )


def _head(sheet: PickListSheet, say: Sayings) -> Block:
    block = Block()
    half = pages.WIDTH / 2
    released = say(Word.RELEASED, released_at=sheet.released_at, released_by=sheet.released_by)
    right = named(released, REGULAR, 9, half)
    block.text_to(right, pages.WIDTH, 0)
    block.text(named(sheet.house, BOLD, 10, half - _GAP), 0, 0)
    code = symbol(own_code(PICK_LIST, sheet.number), 92 * mm, 14 * mm)
    block.symbol(code, pages.WIDTH - code.width, 7 * mm)
    down = block.text(named(say(Word.PICK_LIST), REGULAR, 10, half), 0, 7 * mm)
    room = pages.WIDTH - code.width - _GAP
    block.text(identified(sheet.number, BOLD, room, ((30, 1), (24, 1), (18, 1), (12, 2), (8, 4))), 0, down)
    down = block.height + _GAP
    for (x, room), (label, value, more) in zip(_FACTS, _facts(sheet, say), strict=True):
        below = block.text(named(label, REGULAR, 9, room * mm), x * mm, down)
        large = named(value, BOLD, 16, room * mm - _GAP)
        block.text(large, x * mm, below)
        block.text(named(more, REGULAR, 11, room * mm / 2), (x + room / 2) * mm, below + 1.5 * mm)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    return block


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
    block.text(named(sheet.house, REGULAR, 10, pages.WIDTH / 3 - _GAP), pages.WIDTH / 3 + _GAP, 0)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    return block


def _empty(say: Sayings) -> Block:
    block = Block()
    block.text(named(say(Word.EMPTY), BOLD, 14, pages.WIDTH, lines=2), 0, 6 * mm)
    return block


def _summary(sheet: PickListSheet, say: Sayings) -> list[Block]:
    orders: dict[str, list[tuple[str, int]]] = {}
    for stop in sheet.stops:
        orders.setdefault(stop.order, []).append((stop.customer, stop.quantity))
    head = Block()
    units = sum(stop.quantity for stop in sheet.stops)
    totals = " · ".join((say(Word.STOPS, stops=len(sheet.stops)), say(Word.UNITS, units=units)))
    head.text_to(named(totals, BOLD, 14, 130 * mm), pages.WIDTH, 5 * mm)
    down = head.text(named(say(Word.SUMMARY), BOLD, 14, 54 * mm), 0, 5 * mm) + 1 * mm
    for heading, at in zip(_HEADINGS, _COLUMNS, strict=True):
        _cell(head, named(say(heading), REGULAR, 9, at[1] * mm), at, down)
    lines: list[Block] = []
    for number, picked in orders.items():
        # The first order stays with the headings, so that they never stand alone at the foot of a page.
        line = Block() if lines else head
        cells = (
            identified(number, BOLD, _COLUMNS[0][1] * mm, ((11, 1), (8, 2), (6, 5))),
            named(picked[0][0], REGULAR, 10, _COLUMNS[1][1] * mm),
            named(say.fact(len(picked)), REGULAR, 10, _COLUMNS[2][1] * mm),
            named(say.fact(sum(quantity for _, quantity in picked)), BOLD, 11, _COLUMNS[3][1] * mm),
        )
        down = line.height + 0.7 * mm
        for fitted, at in zip(cells, _COLUMNS, strict=True):
            _cell(line, fitted, at, down)
        line.rule(line.height + 0.7 * mm, pages.WIDTH, 0.4)
        lines.append(line)
    return lines


_HEADINGS = (Word.HEADING_ORDER, Word.HEADING_CUSTOMER, Word.HEADING_STOPS, Word.HEADING_UNITS)
_COLUMNS = ((0.0, 56.0), (58.0, 74.0), (134.0, 18.0), (152.0, 34.0))
"""Order, customer, stops and units in the summary: how far from the left and how wide, in mm. Numbers end right."""


def _cell(block: Block, fitted: Fitted, column: tuple[float, float], down: float) -> None:
    left, room = column
    if column in _COLUMNS[2:]:
        block.text_to(fitted, (left + room) * mm, down)
    else:
        block.text(fitted, left * mm, down)
