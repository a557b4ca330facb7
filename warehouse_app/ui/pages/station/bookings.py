"""The last bookings at this workstation, newest first, each with its undo."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.widgets import Badge, Caption, FlowingText, KeyButton, Label, Panel, Toolbar, Weight
from warehouse_app.ui.words.correcting import Correct
from warehouse_app.ui.words.station import Past

MOST = 20


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking in words, by the id of its action: the goods, their place, and when, by what and by whom."""

    booking: str
    goods: str
    place: str
    where: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class UndoWanted:
    """A booking is to be taken back, by the id of its action."""

    booking: str


@dataclass(frozen=True, slots=True)
class CorrectionWanted:
    """A booking is to be put right, by the id of its action."""

    booking: str


def goods_words(desk: Desk, quantity: int, sku: str, name: str, lot: str) -> str:
    """Return goods as a list of bookings names them; `lot` is '' where they have no number."""
    if lot:
        return desk.say(Past.GOODS_LOT, quantity=quantity, sku=sku, name=name, lot=lot)
    return desk.say(Past.GOODS, quantity=quantity, sku=sku, name=name)


class Bookings(Panel):
    """A row for each booking; a row is made when it is needed first and used again: a house begins each day with none,
    and a booking costs no more than one.

    Where bookings can be `corrected`, each has a button for that too. `nothing` is said where there are none.
    """

    undo_wanted = Signal(object)
    """UndoWanted."""
    correction_wanted = Signal(object)
    """CorrectionWanted."""

    def __init__(self, desk: Desk, *, corrected: bool = False, nothing: Past = Past.NOTHING) -> None:
        super().__init__(desk.say(Past.TITLE))
        key = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
        self.help = Caption(desk.say(Past.KEY, key=key), wraps=True)
        self.nothing = Label(desk.say(nothing), wraps=True)
        self.rows: list[BookingRow] = []
        self._desk, self._corrected = desk, corrected
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.add(self.help, self.nothing, content)
        self.add_stretch()
        self.show_bookings([])

    def show_bookings(self, bookings: Sequence[Booked]) -> None:
        """Show these bookings instead of those before."""
        while len(self.rows) < len(bookings):
            self._add_row()
        for number, row in enumerate(self.rows):
            if number < len(bookings):
                row.show_booking(bookings[number])
            row.setVisible(number < len(bookings))
        self.nothing.setVisible(not bookings)
        self.help.setVisible(not all(each.is_undone for each in bookings))

    def _add_row(self) -> None:
        row = BookingRow(self._desk, corrected=self._corrected)
        row.undo.clicked.connect(lambda _checked=False: self.undo_wanted.emit(UndoWanted(row.booking)))
        row.correct.clicked.connect(lambda _checked=False: self.correction_wanted.emit(CorrectionWanted(row.booking)))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)


class BookingRow(QWidget):
    """What was booked, where and when; and its undo, or that it was taken back."""

    def __init__(self, desk: Desk, *, corrected: bool) -> None:
        super().__init__()
        self._desk, self._corrected = desk, corrected
        self.booking = ""
        self.goods = FlowingText(step=Text.STRONG)
        self.where = FlowingText(step=Text.CAPTION, ink=Ink.MUTED)
        self.undo = KeyButton(desk.say(Past.UNDO), icon=Icon.UNDO, weight=Weight.QUIET)
        self.correct = KeyButton(desk.say(Correct.OPEN), weight=Weight.QUIET)
        self.undone = Badge(desk.say(Past.UNDONE), Tone.WARN, Icon.UNDO)
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.goods)
        self._lines.addWidget(self.where)
        self._lines.addWidget(Toolbar(right=(self.correct, self.undo, self.undone)))
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_booking(self, booked: Booked) -> None:
        """Show a booking."""
        self.booking = booked.booking
        self.goods.setText(booked.goods)
        self.where.setText(booked.where)
        self.undo.setAccessibleName(self._desk.say(Past.UNDO_THIS, goods=booked.goods, place=booked.place))
        self.correct.setAccessibleName(self._desk.say(Correct.OPEN_THIS, goods=booked.goods, place=booked.place))
        self.undo.setVisible(not booked.is_undone)
        self.correct.setVisible(self._corrected and not booked.is_undone)
        self.undone.setVisible(booked.is_undone)

    def _look_again(self) -> None:
        look = Look.current()
        self._lines.setContentsMargins(0, look.px(Space.XS), 0, look.px(Space.XS))
