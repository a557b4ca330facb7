"""The chosen purchase order: its lines, what came of it, and who waits for what is still to come.

Lines are closed short here, and what came is put right.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import DocumentKind, ReceiptStatus
from warehouse_app.queries.difference_list import DifferencesOf
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.paper_keys import number_of
from warehouse_app.queries.purchase_view import (
    PurchaseLineView,
    PurchaseView,
    ReceiptView,
    Waiting,
    waiting_for,
)
from warehouse_app.stations.reply import Tone
from warehouse_app.texts import note_text
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.listed_page import DocumentDetails
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.pages.purchase_orders.came import CORRECT_KEY, WhatCame
from warehouse_app.ui.pages.purchase_orders.closing import ClosingDialog
from warehouse_app.ui.printing.preview import preview_paper
from warehouse_app.ui.short_table import RowPicked, ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.widgets import EmptyState, FlowingText, Heading, KeyButton, Toolbar, Weight
from warehouse_app.ui.words.purchase_orders import Closing, PurchaseTold, PurchaseWord

_READ_AFTER_MS = 60
_LOWEST = 120
"""So high the tables are at least: two rows with what is said of them."""
_SHARES = (560, 440)
"""How the lines and who waits share the room."""
_BESIDE_FROM = 900
"""From this width on, who waits stands beside the lines, below that under them."""


class PurchaseDetails(DocumentDetails[PurchaseView]):
    """The chosen purchase order, or what to do to see one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view: PurchaseView | None = None
        self._asked: Task | None = None
        say = desk.say
        self._nothing = EmptyState(Icon.PURCHASING, say(PurchaseWord.NONE_CHOSEN), say(PurchaseWord.NONE_CHOSEN_HELP))
        self.title = Heading()
        self.facts = FlowingText()
        self.lines = ShortTable(self._line_columns(), say(PurchaseWord.LINES))
        self.waiting = ShortTable(self._waiting_columns(), say(PurchaseWord.WHO_WAITS), say(PurchaseTold.NOBODY))
        self.receipts = ShortTable(
            self._receipt_columns(), say(PurchaseWord.RECEIPTS, count=0), say(PurchaseTold.NO_RECEIPTS)
        )
        self.came = WhatCame(desk)
        self.receive_button = KeyButton(say(PurchaseWord.RECEIVE), "Ctrl+R", icon=Icon.RECEIVE)
        self.edit_button = KeyButton(say(PurchaseWord.EDIT), "Ctrl+E", icon=Icon.EDIT)
        self.close_button = KeyButton(say(Closing.CLOSE), "Ctrl+Del", icon=Icon.REMOVE)
        self.reopen_button = KeyButton(say(Closing.REOPEN), "Ctrl+Shift+Del", icon=Icon.UNDO)
        self.item_button = KeyButton(say(PurchaseWord.OPEN_ITEM), "Ctrl+I", weight=Weight.QUIET)
        self.order_button = KeyButton(say(PurchaseWord.OPEN_ORDER), "Ctrl+O", weight=Weight.QUIET)
        self.note_button = KeyButton(say(PurchaseWord.PRINT_NOTE), "Ctrl+P", icon=Icon.PRINT, weight=Weight.QUIET)
        self.differences_button = KeyButton(
            say(PurchaseWord.PRINT_DIFFERENCES), "Ctrl+Shift+P", icon=Icon.PRINT, weight=Weight.QUIET
        )
        self._soon = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._soon.timeout.connect(self._read_waiting)
        self._lay_out()
        self._wire()

    def _line_columns(self) -> list[ShortColumn]:
        say = self._desk.say
        return [
            ShortColumn(say(PurchaseWord.LINE), 3, number=True),
            ShortColumn(say(PurchaseWord.SKU), 10),
            ShortColumn(say(PurchaseWord.ITEM), 10, stretch=True),
            ShortColumn(say(PurchaseWord.ORDERED), 7, number=True),
            ShortColumn(say(PurchaseWord.RECEIVED), 7, number=True, spare=True),
            ShortColumn(say(PurchaseWord.TO_COME), 7, number=True),
            ShortColumn(say(PurchaseWord.PRICE), 9, number=True, spare=True),
        ]

    def _waiting_columns(self) -> list[ShortColumn]:
        say = self._desk.say
        return [
            ShortColumn(say(PurchaseWord.ORDER), 10),
            ShortColumn(say(PurchaseWord.CUSTOMER), 9, stretch=True),
            ShortColumn(say(PurchaseWord.RANK_CLASS), 4),
            ShortColumn(say(PurchaseWord.SHORT), 6, number=True),
        ]

    def _receipt_columns(self) -> list[ShortColumn]:
        say = self._desk.say
        return [
            ShortColumn(say(PurchaseWord.RECEIPT), 8),
            ShortColumn(say(PurchaseWord.OPENED), 20, stretch=True),
            ShortColumn(say(PurchaseWord.UNITS), 6, number=True),
            ShortColumn(say(PurchaseWord.STATUS), 7),
        ]

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.addTab(self.waiting, self._desk.say(PurchaseWord.WHO_WAITS))
        self.tabs.addTab(self.came, "")
        self.tabs.addTab(self.receipts, "")
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.came.correct_button.hide()
        self._split = QSplitter()
        self._split.addWidget(self.lines)
        self._split.addWidget(self.tabs)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes(_SHARES)
        for part, share in enumerate(_SHARES):
            self._split.setStretchFactor(part, share)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        actions = (self.receive_button, self.edit_button, self.close_button, self.reopen_button)
        self._column.addWidget(Toolbar(self.title, *actions))
        self._column.addWidget(self.facts)
        self._column.addWidget(self._split, 1)
        links = (self.item_button, self.order_button, self.note_button, self.differences_button)
        self._column.addWidget(Toolbar(self.came.correct_button, *links))
        self.addWidget(self._nothing)
        self.addWidget(whole)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _wire(self) -> None:
        self.receive_button.clicked.connect(self._receive)
        self.edit_button.clicked.connect(self.edit)
        self.close_button.clicked.connect(lambda: self._ask_closing(reopen=False))
        self.reopen_button.clicked.connect(lambda: self._ask_closing(reopen=True))
        self.item_button.clicked.connect(self._open_item)
        self.order_button.clicked.connect(self._open_order)
        self.note_button.clicked.connect(self._print_note)
        self.differences_button.clicked.connect(self._print_differences)
        self.lines.picked.connect(self._picked)
        self.came.counted.connect(self._show_count)
        self.tabs.currentChanged.connect(
            lambda _: self.came.correct_button.setVisible(self.tabs.currentWidget() is self.came)
        )
        for other in (self.waiting, self.receipts):
            # Where its button is out of sight, the key leads to what it is about.
            QShortcut(CORRECT_KEY, other).activated.connect(self._show_came)
        self.waiting.picked.connect(lambda picked: self.order_button.setEnabled(picked.row is not None))
        self.waiting.activated.connect(lambda _: self._open_order())

    @property
    def line(self) -> PurchaseLineView | None:
        """The line that is chosen."""
        row, view = self.lines.current, self.view
        lines = view.lines if view is not None else ()
        return next((line for line in lines if row is not None and line.line == row.key), None)

    def show_nothing(self) -> None:
        self.view = None
        self.setCurrentIndex(0)

    def show_read(self, read: PurchaseView) -> None:
        if self.view is None or self.view.number != read.number:
            self.waiting.show_rows([])
            self.came.show_rows([])
        self.view = read
        today = self._desk.house_settings.house_day
        self.title.setText(read.number)
        self.facts.setText(self._facts(read, today))
        self.lines.show_rows([self._line_row(line, today) for line in read.lines])
        self.receipts.show_rows([self._receipt_row(receipt) for receipt in read.receipts])
        self.came.show_order(read.number)
        self.tabs.setTabText(2, self._desk.say(PurchaseWord.RECEIPTS, count=len(read.receipts)))
        self.receive_button.setEnabled(any(line.to_come for line in read.lines))
        self.note_button.setEnabled(bool(read.receipts))
        self._picked(RowPicked(self.lines.current))
        self.setCurrentIndex(1)

    def _facts(self, view: PurchaseView, today: date) -> str:
        say = self._desk.say
        ordered, received = sum(line.quantity for line in view.lines), sum(line.received for line in view.lines)
        to_come = sum(line.to_come for line in view.lines)
        facts = [say(PurchaseTold.SUPPLIER, name=view.supplier, code=view.supplier_code)]
        if view.ordered_on is not None:
            facts.append(say(PurchaseTold.ORDERED_ON, day=view.ordered_on))
        if not to_come and received >= ordered:
            facts.append(say(PurchaseTold.NOTHING_TO_COME, ordered=ordered))
            return " · ".join(facts)
        facts.append(say(PurchaseTold.TO_COME, received=received, ordered=ordered, to_come=to_come))
        due = min((line.due_on for line in view.lines if line.to_come and line.due_on is not None), default=None)
        if due is not None:
            facts.append(say(PurchaseTold.LATE if due < today else PurchaseTold.DUE, day=due))
        return " · ".join(facts)

    def _line_row(self, line: PurchaseLineView, today: date) -> ShortRow:
        text = self._desk.text
        note, tone = self._note(line, today)
        texts = (
            str(line.line),
            line.sku,
            line.name,
            text(line.quantity),
            text(line.received) if line.received else "",
            text(line.to_come),
            "" if line.price is None else self._desk.money(line.price),
        )
        return ShortRow(line.line, texts, note, tone, faint=not line.to_come)

    def _note(self, line: PurchaseLineView, today: date) -> tuple[str, Tone | None]:
        """Return what is said of a line: when it comes, and who waits for it."""
        say = self._desk.say
        short = min(line.closed, line.quantity - line.received)
        closed = [say(PurchaseTold.CLOSED_SHORT, units=short)] if short > 0 else []
        if not line.to_come and closed:
            return note_text(closed), None
        if not line.to_come:
            over = line.received - line.quantity
            return note_text([say(PurchaseTold.OVER, units=over) if over else say(PurchaseTold.ALL_HERE)]), None
        late = line.due_on is not None and line.due_on < today
        if line.due_on is None:
            clauses = [say(PurchaseTold.UNDATED)]
        else:
            clauses = [say(PurchaseTold.LATE if late else PurchaseTold.DUE, day=line.due_on)]
        if line.waiting:
            clauses.append(say(PurchaseTold.WAITED_FOR, waiting=line.waiting))
        clauses += closed
        return note_text(clauses), Tone.WARN if late else Tone.ASK if line.waiting else None

    def _receipt_row(self, receipt: ReceiptView) -> ShortRow:
        closed = receipt.status is ReceiptStatus.CLOSED
        status = self._desk.say(PurchaseWord.CLOSED if closed else PurchaseWord.STILL_OPEN)
        texts = (receipt.number, self._desk.moment(receipt.opened_at), self._desk.text(receipt.units), status)
        return ShortRow(receipt.number, texts)

    # Who waits for the chosen line

    def _picked(self, picked: RowPicked) -> None:
        line = self.line if picked.row is not None else None
        self.item_button.setEnabled(line is not None)
        is_closed = line is not None and line.closed > 0
        self.close_button.setEnabled(line is not None and line.to_come > 0)
        self.close_button.setVisible(self.close_button.isEnabled() or not is_closed)
        self.reopen_button.setVisible(is_closed)
        self._soon.start()

    def _read_waiting(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        line, store = self.line, self._desk.house.store
        if line is None:
            self.waiting.show_rows([])
            return

        def read() -> Sequence[Waiting]:
            with store.snapshot():
                return waiting_for(store, house_settings(), line.sku)

        self._asked = self._desk.background.run(Lane.READS, self, read, self._show_waiting)

    def _show_waiting(self, waiting: Sequence[Waiting]) -> None:
        text = self._desk.text
        self.waiting.show_rows(
            [
                ShortRow((row.order, row.line), (row.order, row.customer, row.rank_class, text(row.short)))
                for row in waiting
            ]
        )
        self.order_button.setEnabled(bool(waiting))

    def _show_came(self) -> None:
        self.tabs.setCurrentWidget(self.came)
        self.came.setFocus()

    def _show_count(self, count: int) -> None:
        self.tabs.setTabText(1, self._desk.say(PurchaseWord.CAME, count=count))

    def _ask_closing(self, *, reopen: bool) -> None:
        if self.view is not None and self.line is not None:
            ClosingDialog(self._desk, self, self.view.number, self.line, reopen=reopen).open()

    # Opening what belongs to it

    def _receive(self) -> None:
        if self.view is not None:
            self._desk.receive(self.view.number)

    def _open_item(self) -> None:
        if self.line is not None:
            self._desk.open(Thing.ITEM, self.line.sku)

    def _open_order(self) -> None:
        row = self.waiting.current
        if row is not None:
            self._desk.open(Thing.ORDER, row.texts[0])

    # Papers

    def _print_note(self) -> None:
        """Show the note of the receipt that is chosen, where one sees them, else of the last one."""
        row = self.receipts.current if self.tabs.currentWidget() is self.receipts else None
        receipts = self.view.receipts if self.view is not None else ()
        if receipts:
            number = str(row.key) if row is not None else receipts[-1].number
            preview_paper(self._desk, DocumentKind.GOODS_RECEIVED_NOTE, number, self)

    def _print_differences(self) -> None:
        if self.view is not None:
            number = number_of(DifferencesOf.PURCHASE_ORDER, self.view.number)
            preview_paper(self._desk, DocumentKind.DIFFERENCE_LIST, number, self)

    def _look_again(self) -> None:
        look = Look.current()
        self._column.setContentsMargins(0, look.px(Space.S), 0, 0)
        self._column.setSpacing(look.px(Space.S))
        for table in (self.lines, self.waiting, self.came, self.receipts):
            table.setMinimumHeight(look.px(_LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = event.size().width() >= Look.current().px(_BESIDE_FROM)
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        super().resizeEvent(event)
