"""What stations put on paper: documents made, and queued for the printers that this workstation has chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, Sides
from warehouse_app.printers import PrinterFault
from warehouse_app.queries.print_jobs import Why
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.printing import PrintFault
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Note, Sheet, Tone
from warehouse_app.stations.words import Shared, Words

STATION_PAPERS = (
    DocumentKind.SINGLE_LABELS,
    DocumentKind.LABELS,
    DocumentKind.GOODS_RECEIVED_NOTE,
    DocumentKind.COUNT_SHEET,
    DocumentKind.PICK_LIST,
)
"""What stations print, for which a workstation chooses its printers."""


class PaperFault(StrEnum):
    """Why nothing was printed; each has a sentence in `texts.refusals`."""

    NO_LABEL_PRINTER = "paper-no-label-printer"
    NO_PRINTER = "paper-no-printer"


@dataclass(frozen=True, slots=True)
class Printing:
    """A document on its way to a printer; `why` the printer did not take it is None where it did, or is yet to."""

    title: str
    printer: str
    changes: Changes
    why: Why | None = None

    @property
    def words(self) -> Words:
        """What is said of it."""
        if self.why is None:
            return Words(Tone.OK, Note(Shared.PRINTING, {"title": self.title, "printer": self.printer}))
        return Words(Tone.WARN, Note(PrinterFault(self.why.code), self.why.facts), (Note(Shared.PRINT_STAYS),))


class Press:
    """Prints what stations have to print. `workstation` gives the settings as they are now.

    Where a window delivers the print queue there is no `send`; without one it hands each document over at once.
    """

    def __init__(
        self,
        store: Store,
        workstation: Callable[[], Workstation],
        *,
        language: Callable[[], str],
        send: Callable[[bytes, str, str, Sides], None] | None = None,
    ) -> None:
        self._store = store
        self._workstation = workstation
        self._language = language
        self._send = send

    @property
    def prints_by_itself(self) -> bool:
        """Whether the labels of goods that were put aside are printed without being asked for: one by one only."""
        workstation = self._workstation()
        return workstation.prints_labels and bool(workstation.printers.get(DocumentKind.SINGLE_LABELS))

    def print(self, sheet: Sheet, act: Callable[[], Action]) -> Printing:
        """Make a document as it is now, and queue it; `act` gives the facts of an action that begins now.

        Raises Refused (PaperFault where no printer is chosen; the fault of its kind where there is no such document).
        """
        # Here, since the window opens sooner without what makes documents.
        from warehouse_app.services.papers import deliver, make_paper, queue_paper  # noqa: PLC0415

        kind, printer = self._chosen(sheet.kind)
        language = self._language()
        paper = make_paper(self._store, kind, sheet.number, language=language)
        queued = queue_paper(self._store, act, paper, printer, language=language)
        if self._send is None:
            return Printing(paper.title, printer, queued.changes)
        try:
            done = deliver(self._store, act, queued.job, self._send)
        except Refused as refused:
            if refused.code is not PrintFault.NOT_WAITING:
                raise
            # A window at the same workstation was faster.
            return Printing(paper.title, printer, queued.changes)
        return Printing(paper.title, printer, done.changes, done.why)

    def _chosen(self, kind: DocumentKind) -> tuple[DocumentKind, str]:
        """Return the printer for a kind of document; labels are for the printer of labels, else on a sheet."""
        printers = self._workstation().printers
        kinds = (DocumentKind.SINGLE_LABELS, kind) if kind is DocumentKind.LABELS else (kind,)
        for each in kinds:
            if printer := printers.get(each):
                return each, printer
        raise no_printer(kind)


def no_printer(kind: DocumentKind) -> Refused:
    """Return the refusal to print a document where no printer is chosen for its kind."""
    return Refused(PaperFault.NO_LABEL_PRINTER if kind is DocumentKind.LABELS else PaperFault.NO_PRINTER)


def label(press: Press | None, sheet: Sheet, act: Callable[[], Action]) -> tuple[tuple[Note, ...], Changes]:
    """Print the label of what was done where that is done by itself; return what is said of it, and what it touched."""
    if press is None or not press.prints_by_itself:
        return (Note(Shared.LABEL_OFFERED),), Changes()
    try:
        printing = press.print(sheet, act)
    except Refused as refused:
        return (Note(refused.code, refused.facts), Note(Shared.LABEL_NOT_PRINTED)), Changes()
    return (printing.words.head, *printing.words.notes), printing.changes
