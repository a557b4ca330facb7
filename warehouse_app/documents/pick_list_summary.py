"""The end of a pick list on paper: stops and units in all, and by order, to check a pallet or a cart against."""

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.fonts import BOLD, REGULAR, Fitted, identified, named
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sheets import PickListStop
from warehouse_app.documents.words import Word

_ORDER, _ORDER_ROOM = 0 * mm, 56 * mm
_CUSTOMER, _CUSTOMER_ROOM = 58 * mm, 74 * mm
_STOPS_END, _STOPS_ROOM = 152 * mm, 18 * mm
_UNITS_END, _UNITS_ROOM = pages.WIDTH, 33 * mm
_ORDER_LADDER = ((11, 1), (8, 2), (6, 5))
_GAP = 0.7 * mm
_MOST = 230 * mm
"""The height of a part: less than a page, so that it is never split and always has its headings above it."""


class _Line(NamedTuple):
    order: Fitted
    customer: Fitted
    stops: Fitted
    units: Fitted

    @property
    def height(self) -> float:
        return max(fitted.height for fitted in self) + 2 * _GAP


def summary(stops: Sequence[PickListStop], say: Sayings) -> list[Block]:
    """Return the summary in parts that fit a page each, usually one; orders in the order of the walk."""
    orders: dict[str, list[PickListStop]] = {}
    for stop in stops:
        orders.setdefault(stop.order, []).append(stop)
    parts = [_headings(stops, say)]
    for number, picked in orders.items():
        line = _Line(
            identified(number, BOLD, _ORDER_ROOM, _ORDER_LADDER),
            named(picked[0].customer, REGULAR, 10, _CUSTOMER_ROOM),
            named(say.fact(len(picked)), REGULAR, 10, _STOPS_ROOM),
            named(say.fact(_units(picked)), BOLD, 11, _UNITS_ROOM),
        )
        if parts[-1].height + line.height > _MOST:
            parts.append(_headings(stops, say))
        _put(parts[-1], line)
        parts[-1].rule(parts[-1].height + _GAP, pages.WIDTH, 0.4)
    return parts


def _units(stops: Sequence[PickListStop]) -> int:
    return sum(stop.quantity for stop in stops)


def _headings(stops: Sequence[PickListStop], say: Sayings) -> Block:
    block = Block()
    totals = " · ".join((say(Word.STOPS, stops=len(stops)), say(Word.UNITS, units=_units(stops))))
    block.text_to(named(totals, BOLD, 14, 130 * mm), pages.WIDTH, 5 * mm)
    block.text(named(say(Word.SUMMARY), BOLD, 14, 54 * mm), 0, 5 * mm)
    headings = _Line(
        named(say(Word.HEADING_ORDER), REGULAR, 9, _ORDER_ROOM),
        named(say(Word.HEADING_CUSTOMER), REGULAR, 9, _CUSTOMER_ROOM),
        named(say(Word.HEADING_STOPS), REGULAR, 9, _STOPS_ROOM),
        named(say(Word.HEADING_UNITS), REGULAR, 9, _UNITS_ROOM),
    )
    _put(block, headings)
    return block


def _put(block: Block, line: _Line) -> None:
    down = block.height + _GAP
    block.text(line.order, _ORDER, down)
    block.text(line.customer, _CUSTOMER, down)
    block.text_to(line.stops, _STOPS_END, down)
    block.text_to(line.units, _UNITS_END, down)
