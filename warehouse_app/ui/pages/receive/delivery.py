"""The delivery under work: how much of it has come, and line by line what came and is to come."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar

from warehouse_app.queries.goods import Delivery
from warehouse_app.queries.receipts import DeliveryLine
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.pages.station.listed import Heading, Listed, Row
from warehouse_app.ui.widgets import Caption, FlowingText, Panel
from warehouse_app.ui.words.receive import Coming

_PARTS = 1_000
"""Into how many parts the bar is divided: units may be more than a bar can count."""


class DeliveryPanel(Panel):
    """Running totals of a delivery; hidden while there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(Coming.TITLE))
        self._desk = desk
        self.of = FlowingText(step=Text.STRONG)
        self.total = Caption()
        self.bar = QProgressBar()
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        self.lines = Listed(
            desk.say(Coming.TITLE),
            [
                Heading(desk.say(Coming.SKU), has_icon=True),
                Heading(desk.say(Coming.NAME), wide=True),
                Heading(desk.say(Coming.RECEIVED), at_end=True),
                Heading(desk.say(Coming.TO_COME), at_end=True, yields=1),
            ],
            least=2,
            fills=False,
            stacks=True,
        )
        self.add(self.of, self.total, self.bar)
        self.add(self.lines, stretch=1)
        self.add_stretch()
        self.hide()
        Look.current().changed.connect(self._set_the_bar)
        self._set_the_bar()

    def mark(self, sku: str) -> None:
        """Bring the line of the item in hand into sight, and select it; '' for none."""
        self.lines.mark(sku)

    def show_delivery(self, on: Delivery | None, lines: Sequence[DeliveryLine]) -> None:
        """Show the lines of a delivery, or nothing where there is none."""
        self.setVisible(on is not None)
        if on is None:
            return
        number = on.notice_number or on.number
        code = Coming.ON_ORDER if number else Coming.BLIND
        self.of.setText(self._desk.say(code, number=number, supplier=on.supplier_name))
        received = sum(line.received for line in lines)
        ordered = sum(line.ordered or 0 for line in lines)
        self.bar.setVisible(bool(number))
        if number:
            self.total.setText(self._desk.say(Coming.OF_ALL, received=received, ordered=ordered))
            self.bar.setValue(round(_PARTS * min(1.0, received / ordered)) if ordered else _PARTS)
            self.bar.setAccessibleName(self.total.text())
        else:
            self.total.setText(self._desk.say(Coming.SO_FAR, received=received))
        self.lines.show_rows([self._row(line) for line in lines])
        self.lines.setVisible(bool(lines))

    def _set_the_bar(self) -> None:
        self.bar.setMaximumHeight(Look.current().px(Space.L))

    def _row(self, line: DeliveryLine) -> Row:
        text = self._desk.text
        is_here = line.ordered is not None and not line.to_come
        came, to_come = text(line.received), ""
        if line.ordered is not None:
            came = self._desk.say(Coming.RECEIVED_OF, received=line.received, ordered=line.ordered)
            to_come = text(line.to_come)
        texts = (line.sku, line.name, came, to_come)
        return Row(line.sku, texts, Icon.CHECK if is_here else None, Ink.OK, is_faint=is_here)
