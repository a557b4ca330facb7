"""What the stations of the window print, and how their buttons say so."""

from collections.abc import Mapping

from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.printers import PrinterFault
from warehouse_app.scanning.codes import Command
from warehouse_app.stations.paper import PaperFault, Press
from warehouse_app.stations.reply import Reply, Sheet
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.station import Press as PressWord

_WORDS = {
    DocumentKind.LABELS: PressWord.PRINT_LABEL,
    DocumentKind.GOODS_RECEIVED_NOTE: PressWord.PRINT_NOTE,
    DocumentKind.PICK_LIST: PressWord.PRINT_LIST,
    DocumentKind.COUNT_SHEET: PressWord.PRINT_SHEET,
}


def press_of(desk: Desk) -> Press:
    """Return what prints at this workstation; the window hands over by itself what is queued."""
    return Press(desk.house.store, lambda: desk.workstation, language=lambda: desk.language)


def print_answer(desk: Desk, sheet: Sheet | None) -> Mapping[Command, str]:
    """Return how the button is called that prints what a reply is about; nothing where it has nothing to print."""
    return {} if sheet is None else {Command.PRINT: desk.say(_WORDS[sheet.kind])}


def is_of_printing(reply: Reply) -> bool:
    """Return whether a reply says what became of something that was to be printed."""
    return isinstance(reply.code, PaperFault | PrinterFault) or reply.code is Shared.PRINTING
