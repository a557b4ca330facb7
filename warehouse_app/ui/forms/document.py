"""A form of a document with lines: a number, whom it is from or for, and a grid of items."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QTimer

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.actions import was_done
from warehouse_app.queries.availability import Availability, availability
from warehouse_app.queries.next_number import next_number, number_taken
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.references import RowFault
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.fields import TypedField
from warehouse_app.ui.forms.grid import LineGrid
from warehouse_app.ui.forms.lines import GridColumn, Line
from warehouse_app.ui.forms.readers import IDENTIFIER, Readers, required
from warehouse_app.ui.forms.scans import LineScans
from warehouse_app.ui.forms.sheet import FormSheet
from warehouse_app.ui.look import Look
from warehouse_app.ui.pickers import item_finder
from warehouse_app.ui.words.forms import DocumentFault, DocumentWord, FormWord, Wrongly

_LEAST_HEIGHT = 220
"""A few lines are always in sight."""


class DocumentForm(FormSheet):
    """What the forms of orders and purchase orders share. The grid has the columns `sku`, `name` and `quantity`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.read = Readers(desk)
        self._known: Mapping[str, Availability] = {}
        self._asked: Task | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.number = TypedField(desk, desk.say(DocumentWord.NUMBER), required(IDENTIFIER), str)

    # What a kind of document says

    def begin(self) -> None:
        """Go to where the person begins; the form is shown now."""
        raise NotImplementedError

    def tell_line(self, line: Line, item: Availability | None) -> None:
        """Say beside a line what there is of its item; None where the item is not known."""
        raise NotImplementedError

    # What it does

    def add_lines(self, *columns: GridColumn) -> LineGrid:
        """Add the grid; an item and its name come before `columns`."""
        say, desk = self.desk.say, self.desk
        first = (
            GridColumn("sku", say(DocumentWord.SKU), 12, required(IDENTIFIER), find=item_finder(desk)),
            GridColumn("name", say(DocumentWord.ITEM), 19, stretch=True),
            GridColumn(
                "quantity",
                say(DocumentWord.QUANTITY),
                8,
                required(self.read.quantity),
                self.read.write,
                None,
                number=True,
            ),
        )
        self.lines = LineGrid(desk, [*first, *columns], Wrongly.UNKNOWN_ITEM, say(FormWord.LINES))
        self.lines.setMinimumHeight(Look.current().px(_LEAST_HEIGHT))
        self.body.addWidget(self.lines, 1)
        self._scans = LineScans(desk, self.lines)
        self.lines.edited.connect(self.changed)
        self.lines.known.connect(self._line_known)
        self.lines.settled.connect(self.save_if_waiting)
        self.lines.finished.connect(self.save_button.setFocus)
        return self.lines

    def refresh(self) -> None:
        """Read again what there is of the items on the lines."""
        if self._asked is not None:
            self._asked.cancel()
        store = self.desk.house.store
        skus = {line.cells["sku"].text for line in self.lines.model.lines} - {""}

        def read() -> Mapping[str, Availability]:
            with store.snapshot():
                return availability(store, skus)

        self._asked = self.desk.background.run(Lane.READS, self, read, self._show_known)

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Put an item on a line, and call `done` once that stands."""
        self._scans.take_scan(text, done)

    @property
    def dirty(self) -> bool:
        return super().dirty or self.lines.model.dirty

    @property
    def settled(self) -> bool:
        return super().settled and not self.lines.looking

    def save(self) -> None:
        self.lines.table.close_editor()
        super().save()

    def check(self) -> bool:
        lines = self.lines.check()
        if not super().check():  # asked last, so that one goes to the first wrong field and not to a line
            return False
        if lines and not self.lines.model.lines:
            self.say_trouble(self.desk.say(FormWord.NO_LINES))
            self.lines.begin()
            return False
        return lines

    def place(self, refusal: Refused) -> bool:
        sentence = self.desk.say(refusal.code, **refusal.facts)
        match refusal.code:
            case DocumentFault.NUMBER_TAKEN:
                self.number.set_error(sentence)
                self.number.editor.setFocus()
                return True
            case RowFault.UNKNOWN_ITEM:
                code = refusal.facts["code"]
                return self._place_line("sku", sentence, lambda line: line.cells["sku"].text == code)
            case RowFault.BELOW_PICKED | RowFault.BELOW_CANCELLED | RowFault.BELOW_RECEIVED:
                key = str(refusal.facts["key"]).rpartition("/")[2]
                return self._place_line("quantity", sentence, lambda line: str(line.key) == key)
        return False

    def named(self, item: Availability) -> str:
        """Return an item's name, with its pack where it has one."""
        if item.pack_quantity == 1:
            return item.name
        return self.desk.say(DocumentWord.PACK, name=item.name, pack=item.pack_quantity)

    def line_values(self, line: Line) -> dict[str, Any]:
        """Return what the person wrote in a line that was checked."""
        return {name: self.lines.model.value(line, name) for name in line.cells}

    def _place_line(self, column: str, sentence: str, concerns: Callable[[Line], bool]) -> bool:
        row = next((row for row, line in enumerate(self.lines.model.lines) if concerns(line)), None)
        if row is None:
            return False
        self.lines.tell_wrong(row, column, sentence)
        return True

    def _line_known(self, line: Line) -> None:
        item = self._known.get(line.cells["sku"].text)
        if item is None:
            self._soon.start()
        else:
            self.tell_line(line, item)

    def _show_known(self, known: Mapping[str, Availability]) -> None:
        self._asked = None
        self._known = known
        for line in self.lines.model.lines:
            self.tell_line(line, known.get(line.cells["sku"].text))


@contextmanager
def under_new_number(store: Store, action: Action, table: str, number: str) -> Iterator[None]:
    """Store a new document in the body, under a number that nobody has.

    Raises Refused (DocumentFault) where another has it, also one that another desk stored at this moment.
    """

    def taken() -> Refused:
        with store.snapshot():
            return Refused(DocumentFault.NUMBER_TAKEN, number=number, next=next_number(store, table))

    with store.snapshot():
        refused = not was_done(store, action.action_id) and number_taken(store, table, number)
    if refused:
        raise taken()
    try:
        yield
    except Refused as refusal:
        if refusal.code is RowFault.DIFFERS:
            raise taken() from refusal
        raise


def refuse_changed(store: Store, action: Action, number: str, before: object, now: object | None) -> None:
    """Refuse to write over what somebody else has written of a document meanwhile. Raises Refused (DocumentFault).

    `before` and `now` are what a person writes of it; `now` is None where there is no such document any more.
    """
    if now is None:
        raise Refused(DocumentFault.GONE, number=number)
    with store.snapshot():
        done = was_done(store, action.action_id)
    if not done and now != before:
        raise Refused(DocumentFault.CHANGED, number=number)
