"""The back-order report on paper: who waits for what, item by item in the order of the queue, and why."""

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.back_order_rows import ItemRows, column_headings
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, identified, named
from warehouse_app.documents.progress import Progress, part_of, untold
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import BackOrderSheet, ReportOf
from warehouse_app.documents.words import Word

_GAP = 2 * mm
_OF = {
    ReportOf.HOUSE: Word.REPORT_OF_HOUSE,
    ReportOf.ITEM: Word.REPORT_OF_ITEM,
    ReportOf.ORDER: Word.REPORT_OF_ORDER,
    ReportOf.CUSTOMER: Word.REPORT_OF_CUSTOMER,
}
_SHOWS_LADDER = ((13, 1), (11, 1), (9, 2), (7, 3))
_SHOWS_ROOM = 118 * mm
_COUNT = 122 * mm
_LONGEST_TITLE = 200


def back_order_report_pdf(sheet: BackOrderSheet, progress: Progress = untold) -> bytes:
    """Return the report as a PDF; equal sheets give equal bytes. Names from outside print as they are."""
    say = Sayings(sheet.language, sheet.zone)
    rows = ItemRows(say, sheet.house_day)
    blocks: list[Block] = []
    lines = sum(len(item.lines) for item in sheet.items)
    setting, drawing = part_of(progress, 0, 2), part_of(progress, 1, 2)
    for item in sheet.items:
        for block in rows.rows(item):
            blocks.append(block)
            setting(len(blocks), lines)
    return pages.pdf(
        back_order_report_title(sheet),
        blocks or [_empty(say)],
        head=_head(sheet, say),
        small_head=_small_head(sheet, say),
        foot=back_order_report_title(sheet),
        page_words=lambda page, count: say(Word.PAGE, page=page, pages=count),
        language=sheet.language,
        progress=drawing,
    )


def back_order_report_title(sheet: BackOrderSheet) -> str:
    """Return what the document is called."""
    say = Sayings(sheet.language, sheet.zone)
    return f"{say(Word.REPORT)} · {_shows(sheet, say)}"[:_LONGEST_TITLE]


def _shows(sheet: BackOrderSheet, say: Sayings) -> str:
    word = _OF[sheet.of]
    return say(word, key=sheet.key) if sheet.key else say(word)


def _head(sheet: BackOrderSheet, say: Sayings) -> Block:
    block = Block()
    half = pages.WIDTH / 2
    made = say(Word.REPORT_MADE, made_at=say.moment(sheet.made_at))
    block.text_to(named(made, REGULAR, 9, half), pages.WIDTH, 0)
    block.text(named(sheet.house, BOLD, 10, half - _GAP), 0, 0)
    block.text(named(say(Word.REPORT), BOLD, 24, pages.WIDTH), 0, 6 * mm)
    down = block.height + _GAP
    lines = sum(len(item.lines) for item in sheet.items)
    count = " · ".join((say(Word.REPORT_LINES, lines=lines), say(Word.REPORT_ITEMS, items=len(sheet.items))))
    shows = identified(_shows(sheet, say), BOLD, _SHOWS_ROOM, _SHOWS_LADDER)
    below = block.text(named(say(Word.REPORT_SHOWS), REGULAR, 9, _SHOWS_ROOM), 0, down)
    block.text(named(say(Word.REPORT_COUNT), REGULAR, 9, pages.WIDTH - _COUNT), _COUNT, down)
    block.text(shows, 0, below)
    block.text(named(count, BOLD, 13, pages.WIDTH - _COUNT), _COUNT, below)
    policy = say.clauses(((f"policy-{sheet.policy.value}-rule", {}),))
    block.text(named(say(Word.REPORT_POLICY), REGULAR, 9, pages.WIDTH), 0, block.height + 1 * mm)
    block.text(named(policy, BOLD, 10, pages.WIDTH, lines=2), 0, block.height)
    block.rule(block.height + 1 * mm, pages.WIDTH, 1.2)
    if sheet.items:
        column_headings(block, say)
    return block


def _small_head(sheet: BackOrderSheet, say: Sayings) -> Block:
    block = Block()
    half = pages.WIDTH / 2
    made = say(Word.REPORT_MADE, made_at=say.moment(sheet.made_at))
    block.text_to(named(made, REGULAR, 9, half), pages.WIDTH, 0)
    block.text(named(f"{say(Word.REPORT)} · {sheet.house}", BOLD, 9, half - _GAP), 0, 0)
    column_headings(block, say)
    return block


def _empty(say: Sayings) -> Block:
    block = Block()
    block.text(named(say(Word.REPORT_EMPTY), BOLD, 14, pages.WIDTH, lines=2), 0, 6 * mm)
    return block
