"""The print queue: every print with what became of it, and what a person can do about the chosen one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from warehouse_app.documents.progress import Progress
from warehouse_app.domain.statuses import DocumentKind, PrintState
from warehouse_app.queries.listing import Filter, How
from warehouse_app.queries.listings.printing import print_jobs_listing
from warehouse_app.queries.print_jobs import PrintJobRow, print_job, print_job_pdf
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.printing import Paper, Settled, cancel_print, printed, retry_print
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.printing.delivery import Delivery
from warehouse_app.ui.printing.preview import PdfPreview, preview_paper
from warehouse_app.ui.printing.story import STATE_TONES, STATE_WORDS, story
from warehouse_app.ui.tables import Column, RowChosen, RowsTable, moment_width
from warehouse_app.ui.widgets import FlowingText, KeyButton, Panel, Toolbar, Weight
from warehouse_app.ui.words.printing import PrintStory, QueueWord

_WAITING = (PrintState.QUEUED, PrintState.UNCERTAIN, PrintState.FAILED)
_KIND_WORDS = {
    DocumentKind.PICK_LIST: QueueWord.PICK_LIST,
    DocumentKind.SCANNER_CARD: QueueWord.SCANNER_CARD,
    DocumentKind.BACK_ORDER_REPORT: QueueWord.BACK_ORDER_REPORT,
    DocumentKind.GOODS_RECEIVED_NOTE: QueueWord.GOODS_RECEIVED_NOTE,
    DocumentKind.DIFFERENCE_LIST: QueueWord.DIFFERENCE_LIST,
    DocumentKind.LABELS: QueueWord.LABELS,
    DocumentKind.SINGLE_LABELS: QueueWord.SINGLE_LABELS,
    DocumentKind.COUNT_SHEET: QueueWord.COUNT_SHEET,
    DocumentKind.COMMAND_CARD: QueueWord.COMMAND_CARD,
    DocumentKind.BADGES: QueueWord.BADGES,
}
_WIDTH, _HEIGHT = 1180, 640
_OF_SCREEN = 0.94


class PrintQueueDialog(QDialog):
    """The queue in a window of its own, beside which work goes on."""

    def __init__(self, desk: Desk, delivery: Delivery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._delivery = delivery
        self._reading: Task | None = None
        self.job: PrintJobRow | None = None
        """The chosen print as it was last read."""
        self.only_waiting = QCheckBox(desk.say(QueueWord.ONLY_WAITING))
        self.table = RowsTable(
            desk,
            self._columns(),
            name="print-queue",
            title=desk.say(QueueWord.TITLE),
            empty=(desk.say(QueueWord.EMPTY), desk.say(QueueWord.EMPTY_WHY)),
            icon=Icon.PRINT_QUEUE,
            tools=(self.only_waiting,),
        )
        self.story = FlowingText(desk.say(PrintStory.NOTHING_CHOSEN))
        self._make_buttons()
        self._lay_out()
        self.setWindowTitle(desk.say(QueueWord.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.only_waiting.toggled.connect(self._filter)
        self.table.chosen.connect(self._chosen)
        desk.changed.connect(self._changed)
        self._show_job(None)
        self.table.show_listing(print_jobs_listing)

    # --- what is chosen ---

    def _chosen(self, chosen: RowChosen) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if chosen.key is None:
            self._show_job(None)
            return
        key, store = int(chosen.key), self._desk.house.store

        def read() -> PrintJobRow:
            with store.snapshot():
                return print_job(key)

        self._reading = self._desk.background.run(Lane.READS, self, read, self._show_job)

    def _changed(self, changes: Changes) -> None:
        if Area.PRINT_JOBS in changes.areas:
            self.table.reload()
            self._chosen(self.table.current)

    def _filter(self, only_waiting: bool) -> None:  # noqa: FBT001 - as the signal has it
        waiting = Filter("state", How.ONE_OF, tuple(state.value for state in _WAITING))
        self.table.filter_by(*([waiting] if only_waiting else []))

    def _show_job(self, job: PrintJobRow | None) -> None:
        self.job = job
        desk = self._desk
        handing = job is not None and self._delivery.handing == job.id
        state = None if job is None else job.state
        if job is None:
            self.story.setText(desk.say(PrintStory.NOTHING_CHOSEN))
        else:
            self.story.setText(story(job, desk.say, workstation=desk.house.workstation, handing=handing))
        doubtful = state is PrintState.UNCERTAIN and not handing
        self.came_out_button.setVisible(doubtful)
        self.not_there_button.setVisible(doubtful)
        self.retry_button.setVisible(not doubtful)
        self.retry_button.setEnabled(state in {PrintState.QUEUED, PrintState.FAILED})
        self.cancel_button.setEnabled(state in _WAITING and not handing)
        self.show_button.setEnabled(job is not None and job.kept)
        self.again_button.setEnabled(job is not None)

    # --- what is done ---

    def _do(self, verb: Callable[[PrintJobRow], Settled]) -> None:
        job = self.job
        if job is not None:
            self._desk.background.run(
                Lane.SCANS, self._desk, lambda: verb(job), lambda settled: self._desk.announce(settled.changes)
            )

    def _came_out(self) -> None:
        house = self._desk.house
        self._do(lambda job: printed(house.store, house.act(), job.id, job.attempts))

    def _retry(self) -> None:
        house = self._desk.house
        self._do(lambda job: retry_print(house.store, house.act(), job.id))

    def _cancel(self) -> None:
        house = self._desk.house
        self._do(lambda job: cancel_print(house.store, house.act(), job.id))

    def _show_kept(self) -> None:
        job, store = self.job, self._desk.house.store
        if job is None:
            return

        def kept(_progress: Progress) -> Paper:
            with store.snapshot():
                pdf = print_job_pdf(job.id)
            return Paper(job.kind, job.number, job.copy, job.title, job.pages, pdf)

        PdfPreview(self._desk, job.number, kept, self).open()

    def _again(self) -> None:
        if self.job is not None:
            preview_paper(self._desk, self.job.kind, self.job.number, self)

    # --- looks ---

    def _columns(self) -> list[Column]:
        say, moments = self._desk.say, moment_width(self._desk)
        states = {state.value: say(word) for state, word in STATE_WORDS.items()}
        tones = {state.value: tone for state, tone in STATE_TONES.items()}
        kinds = {kind.value: say(word) for kind, word in _KIND_WORDS.items()}
        return [
            Column("state", say(QueueWord.STATE), 14, words=states, tones=tones),
            Column("kind", say(QueueWord.KIND), words=kinds),
            Column("number", say(QueueWord.NUMBER)),
            Column("copy", say(QueueWord.COPY), 7, text=lambda copy: str(copy or "")),
            Column("pages", say(QueueWord.PAGES), 7),
            Column("printer", say(QueueWord.PRINTER), 16),
            Column("workstation", say(QueueWord.WORKSTATION), 14),
            Column("queued_at", say(QueueWord.QUEUED_AT), moments),
            Column("queued_by", say(QueueWord.QUEUED_BY), 10),
            Column("handed_at", say(QueueWord.HANDED_AT), moments, hidden=True),
        ]

    def _make_buttons(self) -> None:
        say = self._desk.say
        self.came_out_button = KeyButton(say(QueueWord.CAME_OUT), "Ctrl+Y", icon=Icon.OK, weight=Weight.PRIMARY)
        self.not_there_button = KeyButton(say(QueueWord.NOT_THERE), "Ctrl+N", icon=Icon.PRINT)
        self.retry_button = KeyButton(say(QueueWord.RETRY), "Ctrl+R", icon=Icon.REFRESH, weight=Weight.PRIMARY)
        self.cancel_button = KeyButton(say(QueueWord.CANCEL), "Ctrl+Del", icon=Icon.DELETE, weight=Weight.DANGER)
        self.show_button = KeyButton(say(QueueWord.SHOW), "Ctrl+O", icon=Icon.PREVIEW)
        self.again_button = KeyButton(say(QueueWord.AGAIN), "Ctrl+P", icon=Icon.PRINT)
        for button, does in (
            (self.came_out_button, self._came_out),
            (self.not_there_button, self._retry),
            (self.retry_button, self._retry),
            (self.cancel_button, self._cancel),
            (self.show_button, self._show_kept),
            (self.again_button, self._again),
        ):
            button.clicked.connect(does)

    def _lay_out(self) -> None:
        look = Look.current()
        panel = Panel()
        panel.add(
            self.story,
            Toolbar(
                self.came_out_button,
                self.not_there_button,
                self.retry_button,
                self.cancel_button,
                self.show_button,
                self.again_button,
            ),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*look.theme.margins(Space.L))
        whole.setSpacing(look.px(Space.M))
        whole.addWidget(self.table, 1)
        whole.addWidget(panel)
        self.resize(QSize(look.px(_WIDTH), look.px(_HEIGHT)).boundedTo(self.screen().availableSize() * _OF_SCREEN))
