"""Labels: what is read from afar large, its barcode, and in small print what people may want to know besides.

On sheets of A4 three stand beside each other and eight below each other, without a gap; a label printer gets one a
page. What is printed keeps away from the edges, since neither sheets nor rolls are fed exactly: of a code only its
quiet zone, which is white, may come nearer. Identifiers print whole, so that all gets smaller where one is long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from warehouse_app.documents import pages
from warehouse_app.documents.barcodes import DOT, LOCATION, ORDER, Symbol, own_code, symbol
from warehouse_app.documents.blocks import Block
from warehouse_app.documents.floor_sheets import (
    ItemLabel,
    Label,
    LabelSheet,
    LabelSize,
    LabelsOf,
    LocationLabel,
    OrderLabel,
    ReceiptLabel,
)
from warehouse_app.documents.fonts import BOLD, REGULAR, Fitted, identified, named
from warehouse_app.documents.progress import Progress, untold
from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.sections import has_number
from warehouse_app.documents.words import Word


@dataclass(frozen=True, slots=True)
class _Stock:
    """The paper of labels: `columns` and `rows` of them on a page. All lengths in points."""

    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    edge: float
    bars: float
    low_bars: float
    sizes: tuple[tuple[float, float], ...]
    """What to try: the size of what is large, and of the rest."""


_SMALLEST = ((7.0, 5.0), (6.0, 4.5), (5.0, 4.0), (4.0, 3.0), (3.0, 2.5))
_STOCKS = {
    LabelSize.SHEET: _Stock(
        *(A4, 3, 8, 70 * mm, 37 * mm, 5 * mm, 11 * mm, 8 * mm),
        ((26, 8), (22, 8), (18, 7), (15, 7), (12, 6.5), (9, 6), *_SMALLEST),
    ),
    # Its edge is a whole number of dots, so that a label printer has not to blur the bars.
    LabelSize.SINGLE: _Stock(
        *((100 * mm, 50 * mm), 1, 1, 100 * mm, 50 * mm, 28 * DOT, 16 * mm, 12 * mm),
        ((44, 11), (36, 11), (28, 10), (22, 9), (16, 9), (12, 8), (9, 7), *_SMALLEST),
    ),
}
_TITLES = {
    LabelsOf.LOCATION: Word.LABELS_OF_LOCATION,
    LabelsOf.ZONE: Word.LABELS_OF_ZONE,
    LabelsOf.ITEM: Word.LABELS_OF_ITEM,
    LabelsOf.ORDER: Word.LABELS_OF_ORDER,
    LabelsOf.RECEIPT: Word.LABELS_OF_RECEIPT,
}
_ONE_LINE_FROM = 11
"""What is at least so large is read from afar, and must not be broken."""
_GAP = 1 * mm


class _Small(NamedTuple):
    """A line of small print: `whole` where it is an identifier."""

    text: str
    whole: bool = False
    font: str = REGULAR

    def fitted(self, room: float, size: float) -> Fitted:
        if self.whole:
            return identified(self.text, self.font, room, ((size, 1),))
        return named(self.text, self.font, size, room)


class _Text(NamedTuple):
    """What a label says; `code` is what is read from its barcode, which is `low` where there is much to say."""

    large: str
    code: str
    small: Sequence[_Small]
    low: bool = False


def labels_pdf(sheet: LabelSheet, progress: Progress = untold) -> bytes:
    """Return the labels as a PDF, from the top left of the first sheet on; equal sheets give equal bytes."""
    say, stock = Sayings(sheet.language, "UTC"), _STOCKS[sheet.size]
    buffer = BytesIO()
    canvas = pages.blank(buffer, labels_title(sheet), language=sheet.language, size=stock.page)
    top = (stock.page[1] + stock.rows * stock.height) / 2
    for at, label in enumerate(sheet.labels):
        place = at % (stock.columns * stock.rows)
        if at and not place:
            canvas.showPage()
        row, column = divmod(place, stock.columns)
        drawn = _label(_text(label, say), stock)
        drawn.draw_on(canvas, column * stock.width + stock.edge, top - row * stock.height - stock.edge)
        progress(at + 1, len(sheet.labels))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def labels_title(sheet: LabelSheet) -> str:
    """Return what the document is called."""
    say = Sayings(sheet.language, "UTC")
    first, *others = dict.fromkeys(sheet.of)
    if others:
        return say(Word.LABELS, name=", ".join(each.name for each in (first, *others)))
    return say(_TITLES[first.of], name=first.name, labels=len(sheet.labels))


def _text(label: Label, say: Sayings) -> _Text:
    match label:
        case LocationLabel():
            kind = say.clauses(((f"place-kind-{label.kind.value}", {}),))
            zone = [say(Word.LABEL_ZONE, zone=label.zone)] if label.zone else []
            return _Text(label.code, own_code(LOCATION, label.code), [_Small(" · ".join([kind, *zone]))])
        case ItemLabel():
            other = [_Small(label.code, whole=True)] if label.code != label.sku else []
            return _Text(label.sku, label.code, [_Small(label.name), *other])
        case OrderLabel():
            goods = _goods(label, say) if label.sku else []
            return _Text(
                label.order, own_code(ORDER, label.order), [_Small(label.customer, font=BOLD), *goods], low=True
            )
        case ReceiptLabel():
            lot = [say(Word.LOT, lot=label.lot)] if has_number(label.lot, label.expiry) else []
            expiry = [say(Word.EXPIRES, expiry=label.expiry)] if label.expiry else []
            whole = [_Small(" · ".join((*lot, *expiry)), whole=True)] if lot or expiry else []
            return _Text(label.code, label.code, [_Small(label.supplier), *_goods(label, say), *whole], low=True)


def _goods(label: OrderLabel | ReceiptLabel, say: Sayings) -> list[_Small]:
    units = say(Word.UNITS_OF, units=label.quantity, unit=label.unit)
    return [_Small(f"{units} · {label.sku}", whole=True, font=BOLD), _Small(label.name)]


def _label(text: _Text, stock: _Stock) -> Block:
    """Return a label with its code below the text, or at the right of it where it is a square."""
    block = Block()
    room, height = stock.width - 2 * stock.edge, stock.height - 2 * stock.edge
    bars = stock.low_bars if text.low else stock.bars
    code = _code(text.code, room, bars, stock.edge)
    if code.stands:
        text_room, text_height = room - (code.width - 2 * code.quiet) - _GAP, height
        block.symbol_to(code, room, (height - code.height) / 2)
    else:
        text_room, text_height = room, height - bars - _GAP
        block.symbol(code, 0, height - bars)
    down = 0.0
    for fitted in _fitted(text, text_room, text_height, stock):
        down = block.text(fitted, 0, down)
    return block


def _code(text: str, room: float, bars: float, edge: float) -> Symbol:
    """Return the code of a label: its ink stays in the `room`, its quiet zones may reach into the edges."""
    for dots in (3, 2):
        code = symbol(text, room + 2 * edge, bars, dots=dots)
        if code.stands or code.width - 2 * code.quiet <= room:
            return code
    return symbol(text, room, bars)


def _fitted(text: _Text, room: float, height: float, stock: _Stock) -> list[Fitted]:
    """Return the text in the largest sizes in which it fits."""
    fitted: list[Fitted] = []
    for large, small in stock.sizes:
        head = identified(text.large, BOLD, room, ((large, 1),))
        fitted = [head, *(each.fitted(room, small) for each in text.small)]
        if (len(head.lines) == 1 or large < _ONE_LINE_FROM) and sum(each.height for each in fitted) <= height:
            break
    return fitted
