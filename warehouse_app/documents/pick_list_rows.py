"""One stop of a pick list on paper: where to go at the left, what to take beside it, for whom below that.

Bin, item, lot and order are identifiers and print whole; the names of item and customer and the note may be shortened.
A row is as high as what it has to hold; an ordinary one has a fixed least height, so that the page has a rhythm.
"""

from functools import lru_cache

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import LOCATION, ORDER, own_code, symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, identified, named, printable, width
from warehouse_app.documents.packs import breakdown
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import PickListStop
from warehouse_app.documents.words import Word

_LEAST = 27 * mm
_TOP = 1.8 * mm
_BOTTOM = 1.5 * mm
_BIN, _BIN_ROOM, _BIN_CODE_ROOM = 10 * mm, 60 * mm, 66.5 * mm
_ITEM, _ITEM_ROOM = 74 * mm, 62 * mm
_QUANTITY_END, _QUANTITY_ROOM = 173 * mm, 36 * mm
_BOX = 9 * mm
_ORDER_ROOM = pages.WIDTH - _ITEM
_ORDER_CODE_ROOM = 62 * mm
_ORDER_DOWN = 16 * mm
_GAP = 2 * mm

_BIN_LADDER = ((24, 1), (20, 1), (17, 1), (14, 2), (11, 4), (9, 5), (7, 8))
_SKU_LADDER = ((12, 1), (10, 1), (9, 2), (7, 3), (6, 5))
_LOT_LADDER = ((9, 1), (8, 2), (6, 5))
_ORDER_LADDER = ((11, 1), (9, 2), (7, 4), (6, 8))
_PACKS_LADDER = ((10, 1), (8, 2))
_QUANTITY_LADDER = ((26, 1), (20, 1), (16, 1), (12, 1))


class StopRows:
    """Makes the rows of one list; a code that comes again is worked out once."""

    def __init__(self, say: Sayings) -> None:
        self._say = say
        self._symbol = lru_cache(maxsize=4096)(symbol)

    def row(self, stop: PickListStop) -> Block:
        """Return the row of a stop, with a line below it."""
        block = Block()
        self._bin(block, stop)
        down = max(self._item(block, stop), self._quantity(block, stop))
        self._order(block, stop, max(down + _GAP / 2, _ORDER_DOWN))
        block.reserve(_LEAST - _BOTTOM)
        block.rule(block.height + _BOTTOM, pages.WIDTH, 0.5)
        return block

    def _bin(self, block: Block, stop: PickListStop) -> None:
        block.text(named(self._say.fact(stop.position), BOLD, 11, _BIN - 1 * mm), 0, _TOP + 1 * mm)
        code = self._symbol(own_code(LOCATION, stop.bin), _BIN_CODE_ROOM, 11 * mm)
        if code.stands:
            beside = block.symbol(code, _BIN, _TOP)
            block.text(identified(stop.bin, BOLD, _BIN + _BIN_ROOM - beside, _BIN_LADDER), beside, _TOP)
        else:
            down = block.text(identified(stop.bin, BOLD, _BIN_ROOM, _BIN_LADDER), _BIN, _TOP)
            block.symbol(code, _BIN, max(down + 1 * mm, _LEAST - _BOTTOM - code.height))

    def _item(self, block: Block, stop: PickListStop) -> float:
        down = block.text(identified(stop.sku, BOLD, _ITEM_ROOM, _SKU_LADDER), _ITEM, _TOP)
        down = block.text(named(stop.name, REGULAR, 10, _ITEM_ROOM, lines=2), _ITEM, down)
        facts = []
        if stop.lot:
            facts.append(self._say(Word.LOT, lot=stop.lot))
        if stop.expiry is not None:
            facts.append(self._say(Word.EXPIRES, expiry=stop.expiry))
        return block.text(identified(" · ".join(facts), BOLD, _ITEM_ROOM, _LOT_LADDER), _ITEM, down) if facts else down

    def _quantity(self, block: Block, stop: PickListStop) -> float:
        block.box(pages.WIDTH - _BOX, _TOP, _BOX)
        quantity = identified(self._say.fact(stop.quantity), BOLD, _QUANTITY_ROOM, _QUANTITY_LADDER)
        down = block.text_to(quantity, _QUANTITY_END, _TOP - 1 * mm) - 1 * mm
        packs = breakdown(self._say, stop.quantity, stop.pack_quantity)
        if packs and width(printable(f"{packs} · {stop.unit}"), BOLD, 10) > _QUANTITY_ROOM:
            down = block.text_to(identified(packs, BOLD, _QUANTITY_ROOM, _PACKS_LADDER), _QUANTITY_END, down)
            packs = ""
        unit = " · ".join(filter(None, (packs, stop.unit)))
        return block.text_to(named(unit, BOLD, 10, _QUANTITY_ROOM), _QUANTITY_END, down)

    def _order(self, block: Block, stop: PickListStop, down: float) -> None:
        # Thinner than the bin's, so that nobody takes one for the other, and the customer's name has room.
        code = self._symbol(own_code(ORDER, stop.order), _ORDER_CODE_ROOM, 9 * mm, dots=2)
        room = block.symbol_to(code, pages.WIDTH, down + 0.5 * mm) - _ITEM
        order = self._say(Word.ORDER, order=stop.order)
        end = block.text(identified(order, BOLD, room, _ORDER_LADDER), _ITEM, down)
        end = block.text(named(stop.customer, REGULAR, 9, room), _ITEM, end)
        if stop.note:
            end = max(end, down + 0.5 * mm + code.height) + 0.5 * mm
            block.text(named(self._say(Word.NOTE, note=stop.note), REGULAR, 9, _ORDER_ROOM, lines=2), _ITEM, end)
