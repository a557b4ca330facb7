"""Items and waiting lines of the back-order report: a table of numbers, and below each line of it the reason in words.

Orders, items and references are identifiers and print whole; the names of items and customers may be shortened.
"""

from collections.abc import Iterator
from datetime import date

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, Fitted, identified, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import ComingGoods, WaitedFor, WaitingLine
from warehouse_app.documents.words import Word

_RANK_END, _RANK_ROOM = 9 * mm, 9 * mm
_ORDER, _ORDER_ROOM = 12 * mm, 33 * mm
_CUSTOMER, _CUSTOMER_ROOM = 47 * mm, 36 * mm
_CLASS, _CLASS_ROOM = 85 * mm, 9 * mm
_PLACED, _NEED_BY, _DAY_ROOM = 95 * mm, 118 * mm, 22 * mm
_OPEN_END, _OPEN_ROOM = 154 * mm, 13 * mm
_ALLOCATED_END, _ALLOCATED_ROOM = 170 * mm, 15 * mm
_SHORT_END, _SHORT_ROOM = pages.WIDTH, 15 * mm
_TEXT_ROOM = pages.WIDTH - _ORDER
_STOCK_ROOM, _WAITING_ROOM = 96 * mm, 60 * mm

_SIZE, _SMALL = 9, 8.5
_ORDER_LADDER = ((9, 1), (8, 2), (6, 8))
_SKU_LADDER = ((12, 1), (10, 1), (8, 2), (6, 5))
_DAY_LADDER = ((8.5, 1), (7.5, 1), (6.5, 2))
_UNITS_LADDER = ((9, 1), (7.5, 1), (6, 1), (5, 2))
_STOCK_LADDER = ((10, 1), (8, 1), (7, 2))
_REFERENCE_LADDER = ((8.5, 1), (7, 2), (6, 4))
_MOST_OF_REASON, _MOST_OF_CHANGES, _MOST_OF_COMING = 40, 10, 6
"""So many lines of text are printed of each: together fewer than fill a page."""
_MOST_COMING = 4
"""So many receipts are named."""
_GAP = 1 * mm


def column_headings(block: Block, say: Sayings) -> None:
    """Put the headings of the table below what a block has."""
    down = block.height + 1.5 * mm
    for word, x, room in (
        (Word.HEADING_LINE, _ORDER, _ORDER_ROOM),
        (Word.HEADING_CUSTOMER, _CUSTOMER, _CUSTOMER_ROOM),
        (Word.HEADING_CLASS, _CLASS, _CLASS_ROOM),
        (Word.HEADING_PLACED, _PLACED, _DAY_ROOM),
        (Word.HEADING_NEED_BY, _NEED_BY, _DAY_ROOM),
    ):
        block.text(named(say(word), REGULAR, 8, room), x, down)
    for word, end, room in (
        (Word.HEADING_RANK, _RANK_END, _RANK_ROOM),
        (Word.HEADING_OPEN, _OPEN_END, _OPEN_ROOM),
        (Word.HEADING_ALLOCATED, _ALLOCATED_END, _ALLOCATED_ROOM),
        (Word.HEADING_SHORT, _SHORT_END, _SHORT_ROOM),
    ):
        block.text_to(named(say(word), REGULAR, 8, room), end, down)
    block.rule(block.height + 0.8 * mm, pages.WIDTH, 0.8)


class ItemRows:
    """Makes the rows of one report. Days before `house_day` are over."""

    def __init__(self, say: Sayings, house_day: date) -> None:
        self._say, self._house_day = say, house_day

    def rows(self, item: WaitedFor) -> Iterator[Block]:
        """Yield the item with its first line, then each other line; none of them is split over two pages."""
        again = self._again(item)
        for place, line in enumerate(item.lines):
            block = Block(again if place else None)
            if not place:
                self._item(block, item)
            self._line(block, line)
            yield block

    def _item(self, block: Block, item: WaitedFor) -> None:
        say, top = self._say, 3.5 * mm
        stock = say(Word.REPORT_STOCK, free=item.free, allocated=item.allocated, short=item.short)
        block.text_to(identified(stock, BOLD, _STOCK_ROOM, _STOCK_LADDER), pages.WIDTH, top + 0.6 * mm)
        down = block.text(identified(item.sku, BOLD, pages.WIDTH - _STOCK_ROOM - 3 * mm, _SKU_LADDER), 0, top)
        if len(item.lines) == item.waiting:
            waiting = say(Word.REPORT_WAITING, lines=item.waiting)
        else:
            waiting = say(Word.REPORT_SHOWN, shown=len(item.lines), lines=item.waiting)
        block.text_to(named(waiting, REGULAR, _SIZE, _WAITING_ROOM), pages.WIDTH, down)
        name = named(item.name, REGULAR, 10, pages.WIDTH - _WAITING_ROOM - 3 * mm, lines=2)
        block.text(name, 0, down)
        block.text(named(self._coming(item), REGULAR, _SIZE, pages.WIDTH, lines=_MOST_OF_COMING), 0, block.height)
        block.rule(block.height + _GAP, pages.WIDTH, 0.8)

    def _again(self, item: WaitedFor) -> Block:
        block = Block()
        again = self._say(Word.REPORT_AGAIN, sku=item.sku)
        block.text(identified(again, BOLD, pages.WIDTH, _SKU_LADDER), 0, 2 * mm)
        block.rule(block.height + _GAP, pages.WIDTH, 0.8)
        return block

    def _coming(self, item: WaitedFor) -> str:
        say = self._say
        if not item.coming:
            return say(Word.REPORT_NOTHING_COMES)
        told = [self._receipt(each) for each in item.coming[:_MOST_COMING]]
        if len(item.coming) > _MOST_COMING:
            told.append(say(Word.REPORT_MORE_COMES, receipts=len(item.coming) - _MOST_COMING))
        return say(Word.REPORT_COMING, receipts=" · ".join(told))

    def _receipt(self, each: ComingGoods) -> str:
        if each.due is None:
            return self._say(Word.REPORT_UNDATED, number=each.number, units=each.units)
        word = Word.REPORT_LATE if each.due < self._house_day else Word.REPORT_COMES
        return self._say(word, number=each.number, due=each.due, units=each.units)

    def _line(self, block: Block, line: WaitingLine) -> None:
        say, top = self._say, block.height + _GAP
        order = identified(f"{line.order} / {say.fact(line.line)}", BOLD, _ORDER_ROOM, _ORDER_LADDER)
        block.text(order, _ORDER, top)
        block.text(named(line.customer, REGULAR, _SIZE, _CUSTOMER_ROOM, lines=2), _CUSTOMER, top)
        block.text(named(line.rank_class, BOLD, _SIZE, _CLASS_ROOM), _CLASS, top)
        for day, x in ((say.day(line.placed), _PLACED), (say.fact(line.need_by), _NEED_BY)):
            block.text(identified(day, REGULAR, _DAY_ROOM, _DAY_LADDER), x, top + _SIZE - _SMALL)
        for number, font, end, room in (
            (line.rank, REGULAR, _RANK_END, _RANK_ROOM),
            (line.open, REGULAR, _OPEN_END, _OPEN_ROOM),
            (line.allocated, REGULAR, _ALLOCATED_END, _ALLOCATED_ROOM),
            (line.short, BOLD, _SHORT_END, _SHORT_ROOM),
        ):
            block.text_to(identified(say.fact(number), font, room, _UNITS_LADDER), end, top)
        for text in self._below(line):
            block.text(text, _ORDER, block.height)
        block.rule(block.height + _GAP, pages.WIDTH, 0.3)

    def _below(self, line: WaitingLine) -> Iterator[Fitted]:
        say = self._say
        if line.reference:
            reference = say(Word.REPORT_REFERENCE, reference=line.reference)
            yield identified(reference, REGULAR, _TEXT_ROOM, _REFERENCE_LADDER)
        reason = say.note(line.reason)
        yield named(reason, REGULAR, _SMALL, _TEXT_ROOM, lines=_MOST_OF_REASON)
        if line.changes:
            changes = say(Word.REPORT_WOULD_CHANGE, changes=say.clauses(line.changes))
            yield named(changes, REGULAR, _SMALL, _TEXT_ROOM, lines=_MOST_OF_CHANGES)
