"""What a scan opens when no task is in hand: the thing itself."""

from dataclasses import dataclass

from warehouse_app.domain.errors import Facts
from warehouse_app.house import House
from warehouse_app.queries.codes import (
    Ambiguous,
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    resolve,
)
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode
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


def what_to_open(house: House, text: str) -> Target | CommandCode | NotFound:
    """Return what a scan of `text` opens; a command that names no page is returned as it is. Reads the database."""
    with house.store.snapshot():
        meaning = resolve(house.store, text, year=house.store.now().year)
    match meaning:
        case CommandCode(command) if command in _PAGES:
            return Target(Thing.PAGE, _PAGES[command])
        case CommandCode():
            return meaning
        case FoundItem(item):
            return Target(Thing.ITEM, item.sku)
        case FoundLocation(place):
            return Target(Thing.LOCATION, place.code)
        case FoundDocument(kind, number) if kind in _THINGS:
            return Target(_THINGS[kind], number)
        case FoundDocument(_, number):
            return NotFound(Frame.NO_PAGE_YET, {"text": number})
        case FoundSupplier(code):
            return Target(Thing.SUPPLIER, code)
        case Ambiguous(code, facts_text, kinds=kinds, skus=skus):
            return NotFound(code, {"text": facts_text, "kinds": kinds, "skus": skus})
        case UnknownCode(fault, facts):
            return NotFound(fault, facts)
