"""What came on the chosen purchase order and counts, the latest first; each of it can be put right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from warehouse_app.domain.totes import places
from warehouse_app.queries.booked_goods import BookedGoods, booked_on_order
from warehouse_app.ui.correcting import ask_correction
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Icon
from warehouse_app.ui.short_table import RowPicked, ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.widgets import KeyButton
from warehouse_app.ui.words.correcting import Correct
from warehouse_app.ui.words.purchase_orders import PurchaseTold, PurchaseWord

CORRECT_KEY = "Ctrl+Shift+E"


class WhatCame(ShortTable):
    """The goods of all receipts of one purchase order, booking by booking; the page finds a place for its button."""

    counted = Signal(int)
    """How many rows are shown."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        columns = [
            ShortColumn(say(PurchaseWord.SKU), 10, stretch=True),
            ShortColumn(say(PurchaseWord.UNITS), 5, number=True),
            ShortColumn(say(PurchaseWord.PLACE), 8),
            ShortColumn(say(PurchaseWord.LOT), 10, spare=True),
        ]
        super().__init__(columns, say(PurchaseWord.CAME, count=0), say(PurchaseTold.NO_RECEIPTS))
        self._desk = desk
        self._goods: Sequence[BookedGoods] = ()
        self._reading = Latest(desk, self)
        self.correct_button = KeyButton(say(Correct.OPEN), CORRECT_KEY, icon=Icon.EDIT)
        self.picked.connect(self._picked)
        self.activated.connect(lambda _: self.correct())
        self.correct_button.clicked.connect(self.correct)
        self._picked(RowPicked(None))

    def show_order(self, number: str) -> None:
        """Read and show what came on a purchase order."""
        store = self._desk.house.store
        self._reading.ask(lambda: booked_on_order(store, number), self._show)

    def correct(self) -> None:
        """Ask what the chosen goods were in truth."""
        row = self.current
        if row is not None:
            ask_correction(self._desk, self, [each for each in self._goods if _key(each) == row.key])

    def _show(self, goods: Sequence[BookedGoods]) -> None:
        self._goods = goods
        self.show_rows([self._row(each) for each in reversed(goods)])
        self.counted.emit(len(goods))

    def _row(self, each: BookedGoods) -> ShortRow:
        told = self._desk.say(
            PurchaseTold.BOOKED, receipt=each.receipt, at=self._desk.moment(each.at), actor=each.actor
        )
        place = ", ".join(places(self._desk.say, each.place, each.quantity, each.totes))
        return ShortRow(_key(each), (each.sku, self._desk.text(each.quantity), place, each.lot), told)

    def _picked(self, picked: RowPicked) -> None:
        self.correct_button.setEnabled(picked.row is not None)


def _key(each: BookedGoods) -> object:
    return each.booking, each.sku, each.lot, each.place, each.is_aside
