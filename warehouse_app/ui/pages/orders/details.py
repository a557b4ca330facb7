"""The chosen order: what it says itself, its lines with why each has or has not got stock, and what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.explain import ExplainedLine, explain
from warehouse_app.queries.order_view import OrderLineView, OrderView, order_view
from warehouse_app.services.contract import Store
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import picked_in
from warehouse_app.texts import note_text
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.listed_page import DocumentDetails
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.pages.orders.work_menu import OrderWorkButton
from warehouse_app.ui.short_table import RowPicked, ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.tables import day_length
from warehouse_app.ui.widgets import EmptyState, FlowingText, Heading, KeyButton, Toolbar, Weight
from warehouse_app.ui.words.forms import SHIP_WORDS
from warehouse_app.ui.words.orders import OrderTold, OrderWord

_PORTION = 40
"""How many lines are explained at once: each has a queue of its own, and whoever else reads should not wait long."""


@dataclass(frozen=True, slots=True)
class OrderRead:
    """An order with the reasons for what its lines have, by line; of a long one, those of the first lines."""

    view: OrderView
    told: Mapping[int, ExplainedLine]


@dataclass(frozen=True, slots=True)
class Cancelling:
    """What is to be cancelled: an order, or one line of it."""

    order: str
    line: int | None = None


def read_order(store: Store, settings: HouseSettings, number: str) -> OrderRead | None:
    """Return an order as the details show it; None where there is none. Runs in the background."""
    with store.snapshot():
        view = order_view(store, number)
        if view is None:
            return None
        if len(view.lines) <= _PORTION:
            return OrderRead(view, {line.line: line for line in explain(store, settings, number).lines})
    return OrderRead(view, _reasons(store, settings, number, [line.line for line in view.lines[:_PORTION]]))


def _reasons(store: Store, settings: HouseSettings, number: str, lines: Sequence[int]) -> Mapping[int, ExplainedLine]:
    """Return why some lines of an order have what they have. Runs in the background."""
    with store.snapshot():
        return {line: explain(store, settings, number, line=line).lines[0] for line in lines}


class OrderDetails(DocumentDetails[OrderRead]):
    """The chosen order, or what to do to see one. What it is asked to do it tells the page."""

    cancel = Signal(object)
    """Cancelling: the person has said yes."""
    release = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.read: OrderRead | None = None
        self._asked: Task | None = None
        say = desk.say
        self._nothing = EmptyState(Icon.ORDERS, say(OrderWord.NONE_CHOSEN), say(OrderWord.NONE_CHOSEN_HELP))
        self.title = Heading()
        self.facts = FlowingText()
        self.lines = ShortTable(self._columns(), say(OrderWord.LINES))
        self.asking = Asking(desk, "cancelling")
        self.edit_button = KeyButton(say(OrderWord.EDIT), "Ctrl+E", icon=Icon.EDIT)
        self.release_button = KeyButton(say(OrderWord.RELEASE), "Ctrl+R", icon=Icon.PICK)
        self.cancel_line_button = KeyButton(say(OrderWord.CANCEL_LINE), "Ctrl+Del", icon=Icon.REMOVE)
        self.cancel_button = KeyButton(say(OrderWord.CANCEL), "Ctrl+Shift+Del", icon=Icon.DELETE, weight=Weight.DANGER)
        self.work_button = OrderWorkButton(desk, self)
        self.item_button = KeyButton(say(OrderWord.OPEN_ITEM), "Ctrl+I", weight=Weight.QUIET)
        self.customer_button = KeyButton(say(OrderWord.OPEN_CUSTOMER), "Ctrl+U", weight=Weight.QUIET)
        self.list_button = KeyButton("", "Ctrl+T", weight=Weight.QUIET)
        self._lay_out()
        self._wire()

    def _columns(self) -> list[ShortColumn]:
        say, days = self._desk.say, day_length(self._desk)
        return [
            ShortColumn(say(OrderWord.LINE), 3, number=True),
            ShortColumn(say(OrderWord.SKU), 12),
            ShortColumn(say(OrderWord.ITEM), 20, stretch=True),
            ShortColumn(say(OrderWord.ORDERED), 8, number=True),
            ShortColumn(say(OrderWord.CANCELLED), 8, number=True, spare=True),
            ShortColumn(say(OrderWord.SHIPPED), 8, number=True, spare=True),
            ShortColumn(say(OrderWord.ALLOCATED), 8, number=True),
            ShortColumn(say(OrderWord.SHORT), 6, number=True),
            ShortColumn(say(OrderWord.NEED_BY), days, spare=True),
            ShortColumn(say(OrderWord.PROMISED), days, spare=True),
        ]

    def _lay_out(self) -> None:
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        links = (self.list_button, self.customer_button)
        self._column.addWidget(Toolbar(self.title, self.edit_button, self.release_button, right=links))
        self._column.addWidget(self.asking)
        self._column.addWidget(self.facts)
        self._column.addWidget(self.lines, 1)
        self._column.addWidget(
            Toolbar(self.cancel_line_button, self.cancel_button, self.work_button, right=(self.item_button,))
        )
        self.addWidget(self._nothing)
        self.addWidget(whole)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _wire(self) -> None:
        self.edit_button.clicked.connect(self.edit)
        self.release_button.clicked.connect(self.release)
        self.cancel_button.clicked.connect(self._ask_order)
        self.cancel_line_button.clicked.connect(self._ask_line)
        self.customer_button.clicked.connect(self._open_customer)
        self.item_button.clicked.connect(self._open_item)
        self.list_button.clicked.connect(self._open_list)
        self.lines.picked.connect(self._picked)

    @property
    def line(self) -> OrderLineView | None:
        """The line that is chosen."""
        row = self.lines.current
        lines = self.read.view.lines if self.read is not None else ()
        return next((line for line in lines if row is not None and line.line == row.key), None)

    def show_nothing(self) -> None:
        """Show that no order is chosen."""
        self.read = None
        if self._asked is not None:
            self._asked.cancel()
        self.asking.leave()
        self.setCurrentIndex(0)

    def show_read(self, read: OrderRead) -> None:
        """Show an order as it was read; a question about another one, or one that has changed, is taken away."""
        if read == self.read:
            self._explain_on(read, len(read.told))
            return
        self.asking.leave()
        same = self.read is not None and self.read.view.number == read.view.number
        chosen = self.line.line if same and self.line is not None else _first_to_look_at(read.view)
        self.read = read
        view = read.view
        self.title.setText(view.number)
        self.facts.setText(self._facts(view))
        self.lines.show_rows([self._row(line, read.told.get(line.line)) for line in view.lines])
        if chosen is not None:
            self.lines.choose(chosen)
        anything = any(line.left_to_cancel > 0 for line in view.lines)
        self.cancel_button.setEnabled(anything)
        self.release_button.setEnabled(any(line.allocated > line.picked - line.shipped for line in view.lines))
        self.list_button.setVisible(bool(view.pick_lists))
        if view.pick_lists:
            self.list_button.set_text(self._desk.say(OrderWord.OPEN_LIST, number=view.pick_lists[-1].number))
        self._picked(RowPicked(self.lines.current))
        self.setCurrentIndex(1)
        self._explain_on(read, len(read.told))

    def _explain_on(self, read: OrderRead, done: int) -> None:
        """Read the reasons of the lines that have none yet, some at a time, as long as the order is shown."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        some = read.view.lines[done : done + _PORTION]
        if not some:
            return
        store, settings, numbers = self._desk.house.store, self._desk.house_settings, [line.line for line in some]

        def told(reasons: Mapping[int, ExplainedLine]) -> None:
            self.lines.replace_rows([self._row(line, reasons[line.line]) for line in some])
            self._explain_on(read, done + len(some))

        self._asked = self._desk.background.run(
            Lane.READS, self, lambda: _reasons(store, settings, read.view.number, numbers), told
        )

    def _facts(self, view: OrderView) -> str:
        say, policy = self._desk.say, view.ship_policy or view.usual_policy
        facts = [
            say(OrderTold.CUSTOMER, name=view.customer, code=view.customer_code),
            say(OrderTold.PLACED, at=self._desk.moment(view.placed_at)),
            say(OrderTold.RANK_CLASS, rank_class=view.priority_class or view.usual_class),
            say(OrderTold.SHIPS, policy=say(SHIP_WORDS[policy])),
        ]
        if view.customer_reference:
            facts.append(say(OrderTold.REFERENCE, reference=view.customer_reference))
        if view.carrier:
            facts.append(say(OrderTold.CARRIER, carrier=view.carrier))
        if view.pick_lists:
            facts.append(say(OrderTold.PICK_LISTS, numbers=tuple(each.number for each in view.pick_lists)))
        facts += (note.said(language=self._desk.language, zone=self._desk.zone) for note in picked_in(view.in_totes))
        return " · ".join(facts)

    def _row(self, line: OrderLineView, told: ExplainedLine | None) -> ShortRow:
        text = self._desk.text
        why = "…" if told is None else note_text(self._desk.say(part.code, **part.facts) for part in told.reason)
        return ShortRow(
            line.line,
            (
                str(line.line),
                line.sku,
                f"{line.name} · {line.note}" if line.note else line.name,
                text(line.quantity),
                text(line.cancelled) if line.cancelled else "",
                text(line.shipped) if line.shipped else "",
                text(line.allocated),
                text(line.short),
                text(line.need_by) if line.need_by else "",
                text(line.promised) if line.promised else "",
            ),
            note=why,
            tone=None if not line.open else Tone.WARN if line.short else Tone.OK,
            faint=not line.open,
        )

    def _picked(self, picked: RowPicked) -> None:
        line = self.line if picked.row is not None else None
        self.cancel_line_button.setEnabled(line is not None and line.left_to_cancel > 0)
        self.item_button.setEnabled(line is not None)
        if self.read is not None:
            self.work_button.show_order(self.read.view, line)

    # Asking first

    def _ask_line(self) -> None:
        if self.read is None or self.line is None:
            return
        line, order = self.line, self.read.view.number
        question = self._desk.say(
            OrderTold.ASK_LINE, line=line.line, order=order, units=line.left_to_cancel, sku=line.sku
        )
        self._ask(question, [line], Cancelling(order, line.line))

    def _ask_order(self) -> None:
        if self.read is None:
            return
        lines = [line for line in self.read.view.lines if line.left_to_cancel > 0]
        units = sum(line.left_to_cancel for line in lines)
        order = self.read.view.number
        question = self._desk.say(OrderTold.ASK_ORDER, order=order, units=units)
        self._ask(question, lines, Cancelling(order))

    def _ask(self, question: str, lines: Sequence[OrderLineView], cancelling: Cancelling) -> None:
        """Ask whether to cancel, and say what of it will be given back."""
        say = self._desk.say
        freed = sum(min(line.left_to_cancel, line.allocated - (line.picked - line.shipped)) for line in lines)
        picked = sum(line.picked - line.shipped for line in lines)
        sentences = [question, say(OrderTold.ASK_FREED, freed=freed) if freed else say(OrderTold.ASK_NOT_FREED)]
        if picked:
            sentences.append(say(OrderTold.ASK_PICKED, picked=picked))
        self.asking.ask(
            " ".join(sentences),
            yes=(say(OrderTold.CANCEL_IT), "Ctrl+Return"),
            no=say(OrderTold.KEEP_IT),
            do=lambda: self.cancel.emit(cancelling),
        )

    # Opening what belongs to it

    def _open_customer(self) -> None:
        if self.read is not None:
            self._desk.open(Thing.CUSTOMER, self.read.view.customer_code)

    def _open_item(self) -> None:
        if self.line is not None:
            self._desk.open(Thing.ITEM, self.line.sku)

    def _open_list(self) -> None:
        if self.read is not None and self.read.view.pick_lists:
            self._desk.open(Thing.PICK_LIST, self.read.view.pick_lists[-1].number)

    def _look_again(self) -> None:
        look = Look.current()
        self._column.setContentsMargins(0, look.px(Space.S), 0, 0)
        self._column.setSpacing(look.px(Space.S))


def _first_to_look_at(view: OrderView) -> int | None:
    """Return the line that most wants a look: the first that waits, else the first that is open."""
    lines = sorted(view.lines, key=lambda line: (not line.short, not line.open))
    return lines[0].line if lines else None
