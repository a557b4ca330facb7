"""What can be begun while nothing is being received: open receipts to go on with, and expected deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.queries.preview import OpenReceipt
from warehouse_app.queries.receipts import ExpectedDelivery
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.pages.station.beginning import ToBeginWith
from warehouse_app.ui.pages.station.listed import Heading, Opened, Row
from warehouse_app.ui.widgets import EmptyState, KeyButton, Panel, Toolbar
from warehouse_app.ui.words.receive import Coming

OPEN_SHOWN = 8
_NOTICE = "\n"
"""What no number begins with: before that of an advance notice, in the keys of rows."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A delivery was chosen: an advance notice, a purchase order, or a supplier's code where nobody announced them."""

    purchase_order: str = ""
    supplier: str = ""
    advance_notice: str = ""


class Choosing(QWidget):
    """Buttons for open receipts, a table of expected deliveries, or what to do where there are none."""

    chosen = Signal(object)
    """Begin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._begins: list[Begin] = []
        self.buttons = [KeyButton("", f"Ctrl+{number}", icon=Icon.RECEIVE) for number in range(1, OPEN_SHOWN + 1)]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, number=number: self.chosen.emit(self._begins[number]))
            button.hide()
        self.go_on = Panel(desk.say(Coming.GO_ON))
        self.go_on.add(Toolbar(*self.buttons))
        headings = [
            Heading(desk.say(Coming.DUE), has_icon=True),
            Heading(desk.say(Coming.NUMBER)),
            Heading(desk.say(Coming.SUPPLIER), wide=True),
            Heading(desk.say(Coming.LINES), at_end=True, yields=3),
            Heading(desk.say(Coming.PALLETS), at_end=True, yields=2),
            Heading(desk.say(Coming.TO_COME), at_end=True, yields=1),
        ]
        nothing = EmptyState(Icon.TRUCK, desk.say(Coming.NOTHING), desk.say(Coming.NOTHING_HELP))
        self.expected = ToBeginWith(desk.say(Coming.EXPECTED), desk.say(Coming.EXPECTED_HELP), headings, nothing)
        self.expected.chosen.connect(self._begin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.go_on)
        self._column.addWidget(self.expected, 1)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_choice(
        self, open_ones: Sequence[OpenReceipt], expected: Sequence[ExpectedDelivery], house_day: date
    ) -> None:
        """Show what can be begun."""
        self._begins = [_begin(each) for each in open_ones]
        for button, each in zip(self.buttons, open_ones, strict=False):
            button.set_text(each.delivery)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(open_ones))
        self.go_on.setVisible(bool(open_ones))
        self.expected.show_rows([self._row(each, house_day) for each in expected])

    def _row(self, each: ExpectedDelivery, house_day: date) -> Row:
        text = self._desk.text
        is_late = each.due is not None and each.due < house_day
        due = self._desk.say(Coming.OVERDUE, due=each.due) if is_late else text(each.due)
        pallets = text(each.pallets) if each.pallets else ""
        texts = (due, each.number, each.supplier, text(each.lines), pallets, text(each.units))
        return Row(_key(each), texts, Icon.WARN if is_late else Icon.CALENDAR, Ink.WARN if is_late else Ink.MUTED)

    def _begin(self, opened: Opened) -> None:
        number = opened.key.removeprefix(_NOTICE)
        self.chosen.emit(Begin(number) if number == opened.key else Begin(advance_notice=number))

    def _look_again(self) -> None:
        self._column.setSpacing(Look.current().px(Space.L))


def _key(each: ExpectedDelivery) -> str:
    return f"{_NOTICE}{each.number}" if each.is_notice else each.number


def _begin(receipt: OpenReceipt) -> Begin:
    if receipt.advance_notice:
        return Begin(advance_notice=receipt.advance_notice)
    return Begin(receipt.purchase_order) if receipt.purchase_order else Begin(supplier=receipt.supplier)
