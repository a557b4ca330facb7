"""A document on the screen as it would be printed, with all that one may want of it: print it, save it, look closer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from warehouse_app.documents.pictures import PageSize, page_sizes
from warehouse_app.documents.progress import Progress, untold
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.services.printing import Paper, Queued
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.printing.choosing import Choice, ToFile, ToPrinter, ask_printer
from warehouse_app.ui.printing.pages_view import PagesView, Shown
from warehouse_app.ui.printing.zoom import LARGEST, Fit
from warehouse_app.ui.widgets import Busy, EmptyState, IconButton, KeyButton, Label, Toolbar, Weight
from warehouse_app.ui.words.printing import PreviewWord

Make = Callable[[Progress], Paper]
AskPrinter = Callable[[QWidget, str, str, Callable[[Choice], None]], object]

_LONG = frozenset(
    {
        *(DocumentKind.BACK_ORDER_REPORT, DocumentKind.COUNT_SHEET),
        *(DocumentKind.LABELS, DocumentKind.SINGLE_LABELS),
    }
)
"""What may have so many pages that no page of the window should wait for it."""
_USUAL_PAGES = 99
_WIDTH = 1_000
"""Room for all controls in one line, where the screen has it."""


class PdfPreview(QDialog):
    """Shows a document, which `make` makes in the background. Where that is refused, the refusal is told instead.

    One that takes `long` is made beside everything else; it shows how far it is, and ends where the preview is closed.
    """

    def __init__(
        self,
        desk: Desk,
        number: str,
        make: Make,
        parent: QWidget | None,
        *,
        ask: AskPrinter = ask_printer,
        long: bool = False,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask = ask
        self.paper: Paper | None = None
        """The document, once it is made."""
        self.pages = PagesView(desk.background)
        self._making = EmptyState(Icon.PREVIEW, desk.say(PreviewWord.MAKING, number=number))
        self._busy = Busy(desk.say(PreviewWord.MAKING, number=number))
        self._make_controls()
        self._lay_out()
        room = self.screen().availableSize()
        self.resize(min(Look.current().px(_WIDTH), room.width() * 9 // 10), room.height() * 9 // 10)
        self.pages.moved.connect(self._moved)
        self.setWindowTitle(desk.say(PreviewWord.TITLE, title=number))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._allow(ready=False)
        self._busy.start()
        self._begin(make, long=long)

    def print(self) -> None:
        """Ask for the printer, and queue the document for it."""
        if self.paper is not None:
            self._ask(self, self._desk.workstation.printers.get(self.paper.kind, ""), self.paper.title, self._chosen)

    def save(self) -> None:
        """Ask for a file, and write the document to it."""
        if self.paper is not None:
            proposed = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in self.paper.number)
            kinds = f"{self._desk.say(PreviewWord.FILES)} (*.pdf)"
            name, _ = QFileDialog.getSaveFileName(
                self, self._desk.say(PreviewWord.SAVE), str(Path.home() / f"{proposed}.pdf"), kinds
            )
            if name:
                self._write(Path(name))

    # --- made ---

    def _begin(self, make: Make, *, long: bool) -> None:
        background = self._desk.background

        def made(progress: Progress) -> tuple[Paper, list[PageSize]]:
            paper = make(progress)
            return paper, page_sizes(paper.pdf)

        if long:
            task = background.long(
                self,
                lambda told: made(lambda done, total: told.told("", done, total)),
                self._made,
                progressed=lambda step: self._busy.progress(step.done, step.total),
                failed=self._not_made,
            )
        else:
            task = background.run(Lane.READS, self, lambda: made(untold), self._made, self._not_made)
        self.finished.connect(lambda _result: task.cancel())

    def _made(self, made: tuple[Paper, list[PageSize]]) -> None:
        self.paper, sizes = made
        self._busy.stop()
        self.setWindowTitle(self._desk.say(PreviewWord.TITLE, title=self.paper.title))
        self.pages.setAccessibleName(self._desk.say(PreviewWord.PAGES, title=self.paper.title))
        self._reserve(pages=len(sizes))
        self._stack.setCurrentWidget(self.pages)
        self._allow(ready=True)
        self.pages.show_pdf(self.paper.pdf, sizes)
        self.pages.setFocus()

    def _not_made(self, error: Exception) -> None:
        self.close()
        self._desk.trouble(error)

    # --- printed, saved ---

    def _chosen(self, choice: Choice) -> None:
        match choice:
            case ToFile(path):
                self._write(path)
            case ToPrinter():
                self._queue(choice)

    def _queue(self, choice: ToPrinter) -> None:
        desk, paper = self._desk, self.paper
        assert paper is not None, "there was something to print"

        def queue() -> Queued:
            # Here, since the window opens sooner without what makes documents.
            from warehouse_app.services.papers import queue_paper  # noqa: PLC0415

            for _ in range(choice.copies):
                queued = queue_paper(
                    desk.house.store,
                    desk.house.act,
                    paper,
                    choice.printer,
                    language=desk.language,
                    sides=choice.sides,
                )
            return queued

        def done(queued: Queued) -> None:
            desk.announce(queued.changes)
            desk.tell(Tone.OK, PreviewWord.QUEUED, title=paper.title, printer=choice.printer)
            printers = desk.workstation.printers
            if printers.get(paper.kind) != choice.printer:
                desk.keep(replace(desk.workstation, printers={**printers, paper.kind.value: choice.printer}))

        # The desk is asked, not this dialog, which may be closed before it is done.
        desk.background.run(Lane.SCANS, desk, queue, done)
        self.close()

    def _write(self, path: Path) -> None:
        desk, paper = self._desk, self.paper
        assert paper is not None, "there was something to save"

        def failed(error: Exception) -> None:
            if isinstance(error, OSError):
                desk.tell(Tone.ERROR, PreviewWord.NOT_SAVED, path=str(path), reason=error.strerror or str(error))
            else:
                desk.trouble(error)

        def saved(_bytes: int) -> None:
            desk.tell(Tone.OK, PreviewWord.SAVED, number=paper.number, path=str(path))

        desk.background.run(Lane.READS, desk, lambda: path.write_bytes(paper.pdf), saved, failed)

    # --- looks ---

    def _make_controls(self) -> None:
        say = self._desk.say
        self.print_button = KeyButton(say(PreviewWord.PRINT), "Ctrl+P", icon=Icon.PRINT, weight=Weight.PRIMARY)
        self.save_button = KeyButton(say(PreviewWord.SAVE), "Ctrl+S", icon=Icon.SAVE)
        self.close_button = KeyButton(say(PreviewWord.CLOSE), "Ctrl+W")
        self.previous_button = IconButton(Icon.CHEVRON_UP, say(PreviewWord.PREVIOUS))
        self.next_button = IconButton(Icon.CHEVRON_DOWN, say(PreviewWord.NEXT))
        self.out_button = IconButton(Icon.ZOOM_OUT, say(PreviewWord.ZOOM_OUT), "Ctrl+-")
        self.in_button = IconButton(Icon.ZOOM_IN, say(PreviewWord.ZOOM_IN), "Ctrl++")
        self.page_button = IconButton(Icon.FIT, say(PreviewWord.FIT_PAGE), "Ctrl+0")
        self.width_button = IconButton(Icon.FIT_WIDTH, say(PreviewWord.FIT_WIDTH), "Ctrl+2")
        self.page_label = Label()
        self.percent_label = Label()
        for label in (self.page_label, self.percent_label):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._reserve(pages=_USUAL_PAGES)
        for button, does in (
            (self.print_button, self.print),
            (self.save_button, self.save),
            (self.close_button, self.close),
            (self.previous_button, lambda: self.pages.go_to(self.pages.shown.page - 1)),
            (self.next_button, lambda: self.pages.go_to(self.pages.shown.page + 1)),
            (self.out_button, self.pages.zoom_out),
            (self.in_button, self.pages.zoom_in),
            (self.page_button, lambda: self.pages.zoom_to(Fit.PAGE)),
            (self.width_button, lambda: self.pages.zoom_to(Fit.WIDTH)),
        ):
            button.clicked.connect(does)
        # Where + is a shifted key, people press = for it.
        QShortcut(QKeySequence("Ctrl+="), self).activated.connect(self.pages.zoom_in)

    def _lay_out(self) -> None:
        look = Look.current()
        bar = Toolbar(
            self.print_button,
            self.save_button,
            self.previous_button,
            self.page_label,
            self.next_button,
            self.out_button,
            self.percent_label,
            self.in_button,
            self.width_button,
            self.page_button,
            right=(self.close_button,),
        )
        holder = QHBoxLayout()
        holder.setContentsMargins(*look.theme.margins(Space.M))
        holder.addWidget(bar)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._making)
        self._stack.addWidget(self.pages)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(holder)
        whole.addWidget(self._busy)
        whole.addLayout(self._stack, 1)

    def _allow(self, *, ready: bool) -> None:
        for button in (
            *(self.print_button, self.save_button, self.previous_button, self.next_button),
            *(self.out_button, self.in_button, self.width_button, self.page_button),
        ):
            button.setEnabled(ready)

    def _reserve(self, *, pages: int) -> None:
        """Give the labels room for their longest texts, so that the buttons beside them stay where they are."""
        say = self._desk.say
        for label, longest in (
            (self.page_label, say(PreviewWord.PAGE, page=pages, pages=pages)),
            (self.percent_label, say(PreviewWord.PERCENT, percent=round(LARGEST * 100))),
        ):
            label.setMinimumWidth(max(label.minimumWidth(), label.fontMetrics().horizontalAdvance(longest) + 2))

    def _moved(self, shown: Shown) -> None:
        say = self._desk.say
        self.page_label.setText(say(PreviewWord.PAGE, page=shown.page, pages=shown.pages))
        self.percent_label.setText(say(PreviewWord.PERCENT, percent=shown.percent))
        self.previous_button.setEnabled(shown.page > 1)
        self.next_button.setEnabled(shown.page < shown.pages)


def preview_pick_list(desk: Desk, number: str, parent: QWidget | None = None) -> PdfPreview:
    """Open the preview of a pick list as it would be printed now, and return it."""
    return preview_paper(desk, DocumentKind.PICK_LIST, number, parent)


def preview_paper(desk: Desk, kind: DocumentKind, number: str, parent: QWidget | None = None) -> PdfPreview:
    """Open the preview of a document as it would be printed now, and return it."""

    def make(progress: Progress) -> Paper:
        from warehouse_app.services.papers import make_paper  # noqa: PLC0415 - as above

        return make_paper(desk.house.store, kind, number, language=desk.language, progress=progress)

    preview = PdfPreview(desk, number, make, parent, long=kind in _LONG)
    preview.open()
    return preview
