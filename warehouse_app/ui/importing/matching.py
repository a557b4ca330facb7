"""One file of the list: what it holds, which column feeds which field, and its first rows as they are understood."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.records import Kind
from warehouse_app.exchange.kinds import FIELDS
from warehouse_app.exchange.mapping import Cell, OrdersAs
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.chosen import ChosenFile, Remembered
from warehouse_app.ui.importing.plan import PreviewRow
from warehouse_app.ui.importing.shown import TextTable, field_text, kind_text, preview_table
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.widgets import Caption, ElidedText, FlowingText, IconButton, Label, Panel, Scrolled
from warehouse_app.ui.words.importing import ImportWord

_TYPED_MS = 300
"""Where a value is typed, the preview waits so long for the next letter."""

ORDERS_AS: Sequence[tuple[OrdersAs | None, ImportWord]] = (
    (None, ImportWord.ORDERS_AS_FILED),
    ("open", ImportWord.ORDERS_OPEN),
    ("history", ImportWord.ORDERS_HISTORY),
)


class CalmBox(QComboBox):
    """A choice that the wheel changes only where it was clicked into, so that scrolling past it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class MatchRow:
    """One field: its name, the column that feeds it or a value for all rows, and what stands there for example."""

    def __init__(self, desk: Desk, file: ChosenFile, name: str, needed: bool, changed: Callable[[], None]) -> None:  # noqa: FBT001
        self._desk, self._file, self._name, self._changed = desk, file, name, changed
        called = field_text(desk, name)
        self.label = Label(desk.say(ImportWord.NEEDED, field=called) if needed else called, Text.BODY)
        self.box = CalmBox()
        self.box.setAccessibleName(desk.say(ImportWord.FEEDS, field=called))
        self.box.addItem(desk.say(ImportWord.NO_COLUMN))
        self.box.addItem(desk.say(ImportWord.SAME_VALUE))
        assert file.looked is not None
        self._columns = [heading for heading in file.looked.header if heading]
        self.box.addItems(self._columns)
        self.label.setBuddy(self.box)
        self.value = QLineEdit()
        self.value.setAccessibleName(desk.say(ImportWord.VALUE, field=called))
        self.sample = ElidedText(ink=Ink.MUTED)
        self._show(file.cells.get(name))
        self.box.currentIndexChanged.connect(self._chosen)
        self.value.textChanged.connect(self._chosen)

    def _show(self, cell: Cell | None) -> None:
        if cell is not None:
            self.box.setCurrentIndex(self._columns.index(cell.column) + 2 if cell.column else 1)
            self.value.setText(cell.value)
        self._show_example()

    def _chosen(self) -> None:
        at = self.box.currentIndex()
        cells = self._file.cells
        if at >= 2:
            cells[self._name] = Cell(column=self._columns[at - 2])
        elif at == 1 and self.value.text().strip():
            cells[self._name] = Cell(value=self.value.text().strip())
        else:
            cells.pop(self._name, None)
        self._show_example()
        self._changed()

    def _show_example(self) -> None:
        at = self.box.currentIndex()
        self.value.setVisible(at == 1)
        self.sample.setVisible(at != 1)
        self.sample.setText(" · ".join(self._file.samples(self._columns[at - 2])) if at >= 2 else "")


class Matching(QWidget):
    """The file that is selected in the list."""

    changed = Signal(object)
    """The ChosenFile, matched otherwise than before."""
    removed = Signal(object)
    """The ChosenFile, not wanted any more."""

    def __init__(self, desk: Desk, remembered: Callable[[], Remembered]) -> None:
        super().__init__()
        self._desk, self._remembered = desk, remembered
        self._file: ChosenFile | None = None
        self.rows: dict[str, MatchRow] = {}
        self._kinds = list(Kind)
        self.kind_box = CalmBox()
        self.kind_box.addItem(desk.say(ImportWord.CHOOSE_KIND))
        self.kind_box.addItems([kind_text(desk, kind) for kind in self._kinds])
        self.orders_box = CalmBox()
        self.orders_box.addItems([desk.say(word) for _, word in ORDERS_AS])
        self.remove_button = IconButton(Icon.DELETE, desk.say(ImportWord.REMOVE))
        self.kind_box.setAccessibleName(desk.say(ImportWord.HOLDS))
        self.orders_box.setAccessibleName(desk.say(ImportWord.ORDERS_ARE))
        self._grid_holder = Scrolled(QWidget())
        self.unused = Caption(wraps=True)
        self._panel = Panel("", self.kind_box, self.orders_box, self.remove_button)
        self._panel.add(self._grid_holder, stretch=1)
        self._panel.add(self.unused)
        self.table = TextTable(desk.say(ImportWord.FIRST_ROWS))
        self.note = Label(wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows_or_note = QStackedWidget()
        self._rows_or_note.addWidget(self.table)
        self._rows_or_note.addWidget(self.note)
        self._first = Panel(desk.say(ImportWord.FIRST_ROWS))
        self._first.add(self._rows_or_note, stretch=1)
        self._wait = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._lay_out()
        self.kind_box.activated.connect(self._kind_chosen)
        self.orders_box.activated.connect(self._orders_chosen)
        self.remove_button.clicked.connect(lambda: self.removed.emit(self._file))
        self._wait.timeout.connect(lambda: self.changed.emit(self._file))

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._panel)
        parts.addWidget(self._first)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def show_file(self, file: ChosenFile) -> None:
        """Show how a file is matched."""
        self._file = file
        self._panel.set_title(file.path.name)
        known = file.looked is not None
        self.kind_box.setVisible(known)
        self._first.setVisible(known)
        self.kind_box.setCurrentIndex(self._kinds.index(file.kind) + 1 if file.kind else 0)
        self.orders_box.setVisible(file.kind is Kind.ORDERS)
        self.orders_box.setCurrentIndex([value for value, _ in ORDERS_AS].index(file.orders_as))
        self._fill_grid(file)
        self.show_rows(file, ())

    def show_rows(self, file: ChosenFile, rows: Sequence[PreviewRow], note: str = "") -> None:
        """Show the first rows of the file on show, or a note instead of them."""
        if file is not self._file:
            return
        if not note and file.looked is not None and not file.ready:
            note = self._desk.say(ImportWord.MATCH_FIRST)
        self.note.setText(note)
        self._rows_or_note.setCurrentIndex(1 if note else 0)
        if file.kind is not None:
            self.table.show_rows(*preview_table(self._desk, file.kind, file.fields, rows))
        self._show_unused()

    def _fill_grid(self, file: ChosenFile) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        look = Look.current()
        grid.setContentsMargins(0, 0, look.px(Space.S), 0)
        grid.setHorizontalSpacing(look.px(Space.L))
        grid.setVerticalSpacing(look.px(Space.XS))
        grid.setColumnStretch(2, 1)
        self.rows = {}
        if file.looked is None:
            text = FlowingText(
                self._desk.say(file.refused.code, **file.refused.facts)
                if file.refused
                else self._desk.say(ImportWord.OPENING)
            )
            grid.addWidget(text, 0, 0)
        elif file.kind is not None:
            for column, word in enumerate((ImportWord.HERE, ImportWord.IN_FILE, ImportWord.EXAMPLE)):
                grid.addWidget(Caption(self._desk.say(word)), 0, column)
            for number, each in enumerate(FIELDS[file.kind], start=1):
                row = MatchRow(self._desk, file, each.name, each.required, self._matched)
                self.rows[each.name] = row
                grid.addWidget(row.label, number, 0)
                grid.addWidget(row.box, number, 1)
                grid.addWidget(row.value, number, 2)
                grid.addWidget(row.sample, number, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self._grid_holder.setWidget(holder)

    def _show_unused(self) -> None:
        unused = self._file.unused if self._file is not None and self._file.kind is not None else ()
        self.unused.setText(self._desk.say(ImportWord.UNUSED, columns=unused) if unused else "")
        self.unused.setVisible(bool(unused))

    def _kind_chosen(self, at: int) -> None:
        if self._file is not None and at > 0:
            self._file.choose_kind(self._kinds[at - 1], self._remembered())
            self.show_file(self._file)
            self.changed.emit(self._file)

    def _orders_chosen(self, at: int) -> None:
        if self._file is not None:
            self._file.orders_as = ORDERS_AS[at][0]
            self.changed.emit(self._file)

    def _matched(self) -> None:
        self._show_unused()
        self._wait.start()
