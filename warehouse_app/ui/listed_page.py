"""A page that lists documents, shows the chosen one below or beside the table, and opens a form to write one."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.queries.listing import Key, Listing
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.form_stack import FormStack
from warehouse_app.ui.forms import Closed, DocumentForm
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.page import Page, PageColumn
from warehouse_app.ui.revealing import Revealing
from warehouse_app.ui.scans import ScanTaker
from warehouse_app.ui.tables import RowChosen, RowsTable
from warehouse_app.ui.widgets import KeyButton, Scrolled, Title, Toolbar
from warehouse_app.ui.words.forms import FormWord

R = TypeVar("R")
A = TypeVar("A")

_READ_AFTER_MS = 60
"""Who holds an arrow key down reads no document on the way."""
_BESIDE_FROM = 1_500
"""From this width on the chosen document stands beside the table, below that under it."""
_SHARES = {True: (60, 40), False: (48, 52)}
"""How the table and the chosen document share the room, beside each other and below each other."""


class DocumentDetails(QStackedWidget, Generic[R]):
    """The chosen document, or what to do to see one."""

    edit = Signal()
    """The person wants to change the document."""

    def show_nothing(self) -> None:
        """Show that none is chosen."""
        raise NotImplementedError

    def show_read(self, read: R) -> None:
        """Show a document as it was read."""
        raise NotImplementedError


D = TypeVar("D", bound=DocumentDetails[Any])
F = TypeVar("F", bound=DocumentForm)


class ListedPage(Page, Generic[R, D, F]):
    """The page of documents that are read as R, shown as D and written as F.

    `field` is the field of the table with the document's number, `thing` what a document is.
    """

    field: ClassVar[str]
    thing: ClassVar[Thing]

    def __init__(self, desk: Desk, table: RowsTable, details: D, new_button: KeyButton) -> None:
        super().__init__(desk)
        self.table, self.details, self.new_button = table, details, new_button
        self.chosen: R | None = None
        self._shown = False
        self._reading = Latest(desk, self)
        self._sought = self._done_with = ""
        self._beside: bool | None = None
        self._revealing = Revealing(table)
        self._soon = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._soon.timeout.connect(self._read_chosen)
        self._lay_out()
        new_button.clicked.connect(self.write_new)
        table.chosen.connect(self._choose)
        table.opened.connect(lambda _: self.edit_chosen())
        details.edit.connect(self.edit_chosen)

    # What a page of one kind says

    def listing(self) -> Listing:
        """Return the documents; in the background."""
        raise NotImplementedError

    def read_one(self, number: str) -> R | None:
        """Read a document; in the background. None where there is none."""
        raise NotImplementedError

    def key_of(self, read: R) -> Key:
        """Return the key of a document's row."""
        raise NotImplementedError

    def tell_unknown(self, number: str) -> None:
        """Say that there is no such document."""
        raise NotImplementedError

    def next_number(self) -> str:
        """Return the number that a new document is offered; in the background."""
        raise NotImplementedError

    def open_new(self, number: str) -> F:
        """Return a form for a new document."""
        raise NotImplementedError

    def open_edit(self, read: R) -> F:
        """Return a form for a document that is stored."""
        raise NotImplementedError

    # What is shown

    def refresh(self) -> None:
        if self._shown:
            self.table.reload()
        else:
            self._shown = True
            self.table.show_listing(self.listing)
        self._soon.start()
        if self.form is not None:
            self.form.refresh()

    def show_thing(self, target: Target) -> None:
        """Choose a document by its number, though the table may be searched or filtered for others."""
        self.make_way(target.key)
        self._sought = target.key
        self._read_one(target.key)

    def make_way(self, asked_for: str) -> None:
        """Close an open form, so that something else can be seen; once something was typed in it, it stays."""
        if self.form is not None and not self.form.dirty:
            self.forms.close_form(Closed(""))
        elif self.form is not None:
            self.desk.tell(Tone.WARN, FormWord.STILL_OPEN, number=asked_for)

    def _choose(self, chosen: RowChosen) -> None:
        if chosen.key is not None:
            self._done_with = ""
            self._soon.start()
        elif self._done_with and not self._sought:
            self._read_one(self._done_with)
        elif not self._sought:
            self._show_nothing()

    def _read_chosen(self) -> None:
        number = self.table.current.values.get(self.field)
        if isinstance(number, str) and not self._sought:
            self._read_one(number)

    def _read_one(self, number: str) -> None:
        self._reading.ask(lambda: self.read_one(number), self._show_read)

    def _show_read(self, read: R | None) -> None:
        sought, self._sought = self._sought, ""
        if read is None:
            if sought:
                self.tell_unknown(sought)
            self._show_nothing()
            return
        self.chosen = read
        self.details.show_read(read)
        if sought:
            self._revealing.reveal(self.key_of(read))

    def _show_nothing(self) -> None:
        self.chosen = None
        self.details.show_nothing()

    # Writing

    def write_new(self) -> None:
        """Open the form for a new document, under the next free number."""
        if self.form is None:
            self.desk.background.run(Lane.READS, self, self.next_number, self._begin_new)

    def edit_chosen(self) -> None:
        """Open the form for the chosen document."""
        if self.form is None and self.chosen is not None:
            self._open(self.open_edit(self.chosen))

    def unsaved(self) -> bool:
        return self.forms.unsaved

    @property
    def form(self) -> F | None:
        """The form that is open."""
        return self.forms.form

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Let the form take a scan that is open; else the window, which opens what was scanned."""
        window = self.window()
        if self.form is not None:
            self.form.take_scan(text, done)
        elif window is not self and isinstance(window, ScanTaker):
            window.take_scan(text, done)
        else:
            done()

    def _begin_new(self, number: str) -> None:
        if self.form is None:
            self._open(self.open_new(number))

    def _open(self, form: F) -> None:
        self.forms.open(form).begin()

    def _form_closed(self, closed: Closed) -> None:
        self.table.setFocus()
        if closed.key:
            self.show_thing(Target(self.thing, closed.key))

    # Doing

    def act(self, number: str, verb: Callable[[], A], then: Callable[[A], None]) -> None:
        """Do something with a document, in the background and in order; it stays in sight, though a filter hides it."""

        def done(answer: A) -> None:
            self._done_with = number
            then(answer)

        self.desk.background.run(Lane.SCANS, self, verb, done)

    # How it looks

    def _lay_out(self) -> None:
        self._split = QSplitter()
        self._split.addWidget(self.table)
        scrolled = Scrolled(self.details, takes_focus=False)
        self._split.addWidget(scrolled)
        self._split.setChildrenCollapsible(False)
        self._split.splitterMoved.connect(self._keep)
        listed = QWidget()
        column = PageColumn(listed)
        column.addWidget(Toolbar(Title(self.desk.say(self.name)), right=(self.new_button,)))
        column.addWidget(self._split, 1)
        self.forms: FormStack[F] = FormStack(listed)
        self.forms.closed.connect(self._form_closed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.forms)
        self.setFocusProxy(self.table)

    @property
    def _layout_name(self) -> str:
        return f"{self.name}:{'beside' if self._beside else 'below'}"

    def _keep(self) -> None:
        self.desk.keep(self.desk.workstation.with_layout(self._layout_name, self._split.sizes()))

    def _turn(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        self.details.setContentsMargins(Look.current().px(Space.M) if beside else 0, 0, 0, 0)
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        kept = self.desk.workstation.layout.get(self._layout_name)
        known = isinstance(kept, list) and all(isinstance(size, int) for size in kept)
        shares = kept if known and isinstance(kept, list) else [share * 100 for share in _SHARES[beside]]
        self._split.setSizes(shares)
        for place, share in enumerate(shares):
            self._split.setStretchFactor(place, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn(beside=event.size().width() >= Look.current().px(_BESIDE_FROM))
        super().resizeEvent(event)
