"""What a scan opens when no task is in hand: the thing itself."""

from dataclasses import dataclass

from warehouse_app.domain.errors import Facts
from warehouse_app.house import House
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.queries.codes import (
    Ambiguous,
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
    resolve,
)
from warehouse_app.queries.lot_codes import goods_of_lot
from warehouse_app.queries.received import FoundReceived
from warehouse_app.queries.received_note import receipt_head
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.page import PageName
from warehouse_app.ui.words.window import Frame

STATIONS = {
    Command.RECEIVE: PageName.RECEIVE,
    Command.MOVE: PageName.MOVE,
    Command.COUNT: PageName.COUNT,
    Command.LOOK_UP: PageName.LOOK_UP,
}
"""The pages of the stations, by the cards that lead to them."""
_PAGES = {**STATIONS, Command.PICK: PageName.PICK_LISTS}
_THINGS = {
    OwnKind.ORDER: Thing.ORDER,
    OwnKind.PURCHASE_ORDER: Thing.PURCHASE_ORDER,
    OwnKind.PICK_LIST: Thing.PICK_LIST,
}


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why nothing is opened, as a code and facts."""

    code: str
    facts: Facts
    tone: Tone = Tone.ERROR


def what_to_open(house: House, text: str) -> Target | CommandCode | NotFound:
    """Return what a scan of `text` opens; a command that names no page is returned as it is. Reads the database."""
    with house.store.snapshot():
        meaning = _meaning(house, text)
        order = _order_of(house, meaning)
    match meaning:
        case CommandCode(command):
            return Target(Thing.PAGE, _PAGES[command]) if command in _PAGES else meaning
        case FoundItem(item):
            return Target(Thing.ITEM, item.sku)
        case FoundLocation(place):
            return Target(Thing.LOCATION, place.code)
        case FoundDocument(kind, number) if kind in _THINGS:
            return Target(_THINGS[kind], number)
        case FoundDocument(OwnKind.RECEIPT) if order:
            return Target(Thing.PURCHASE_ORDER, order)
        case FoundReceived(goods=(goods,)):
            return Target(Thing.ITEM, goods.item.sku)
        case FoundDocument() | FoundPallet() | FoundReceived():
            return _without_page(meaning)
        case FoundSupplier(code):
            return Target(Thing.SUPPLIER, code)
        case Ambiguous() | UnknownCode():
            return _nothing(meaning)


def _meaning(house: House, text: str) -> Resolved:
    year = house.store.now().year
    meaning = resolve(house.store, text, year=year)
    if isinstance(meaning, UnknownCode):
        return goods_of_lot(house.store, text, year=year) or meaning
    return meaning


def _nothing(meaning: Ambiguous | UnknownCode) -> NotFound:
    """Return why a code opens nothing."""
    return NotFound(meaning.code, meaning.facts)


def _order_of(house: House, meaning: Resolved) -> str:
    """Return the purchase order (its number) whose page shows a receipt; '' where it is of none, or none was meant."""
    if not isinstance(meaning, FoundDocument) or meaning.kind is not OwnKind.RECEIPT:
        return ""
    head = receipt_head(house.store, meaning.number)
    return head.purchase_order if head else ""


def _without_page(meaning: FoundDocument | FoundPallet | FoundReceived) -> NotFound:
    """Return what to say of a document that has no page of its own."""
    match meaning:
        case FoundReceived(code):
            return NotFound(Frame.NO_PAGE_YET, {"text": code})
        case FoundPallet(sscc, notice, lines):
            goods = tuple(f"{line.quantity} × {line.sku}" for line in lines)
            return NotFound(Frame.PALLET, {"text": sscc, "notice": notice, "goods": goods}, Tone.WARN)
        case FoundDocument(OwnKind.ADVANCE_NOTICE, number):
            return NotFound(Frame.ON_ITS_WAY, {"text": number}, Tone.WARN)
        case FoundDocument(number=number):
            return NotFound(Frame.NO_PAGE_YET, {"text": number})
