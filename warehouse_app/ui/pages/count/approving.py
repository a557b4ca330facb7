"""The counts that wait for a lead: what each found and what the books said, to be booked or thrown away."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.counts_to_approve import CountToApprove, Differing
from warehouse_app.services.contract import Action
from warehouse_app.services.counting import CountEnded, approve_count, reject_count
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import followed_words
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.notice import Notice
from warehouse_app.ui.page import PageColumn
from warehouse_app.ui.short_table import RowPicked, ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.split import Split
from warehouse_app.ui.widgets import Caption, EmptyState, Heading, KeyButton, Label, Toolbar, Weight
from warehouse_app.ui.words.count import Approve
from warehouse_app.ui.words.station import Column

_SIZES = (460, 580)


class Approving(QStackedWidget):
    """A table of counts, beside it the differences of the chosen one; below them what came of the last decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._counts: dict[str, CountToApprove] = {}
        say = desk.say
        self.counts = ShortTable(
            [
                ShortColumn(say(Column.PLACE), 12, stretch=True),
                ShortColumn(say(Approve.NUMBER), 5),
                ShortColumn(say(Approve.LINES), 4, number=True),
                ShortColumn(say(Approve.VALUE), 12, number=True, spare=True),
            ],
            say(Approve.TITLE),
        )
        self.lines = ShortTable(
            [
                ShortColumn(say(Column.ITEM), 10, stretch=True),
                ShortColumn(say(Column.LOT), 8, spare=True),
                ShortColumn(say(Column.STATE), 9, spare=True),
                ShortColumn(say(Approve.EXPECTED), 4, number=True),
                ShortColumn(say(Approve.COUNTED), 4, number=True),
                ShortColumn(say(Approve.DIFFERENCE), 4, number=True),
                ShortColumn(say(Approve.VALUE), 12, number=True, spare=True),
            ],
            say(Approve.DIFFERENCES_LIST),
        )
        self.title = Heading()
        self.counted = Caption(wraps=True)
        self.moved = Caption(wraps=True)
        self.total = Label()
        self.outcome = Notice("count-outcome")
        self.approve_button = KeyButton(say(Approve.DO), "Ctrl+Return", icon=Icon.CHECK, weight=Weight.PRIMARY)
        self.reject_button = KeyButton(say(Approve.REJECT), "Ctrl+Del", icon=Icon.CLOSE)
        self.nothing = EmptyState(Icon.COUNT, say(Approve.NONE), say(Approve.NONE_HELP))
        self.counts.picked.connect(self._picked)
        self.approve_button.clicked.connect(self.approve)
        self.reject_button.clicked.connect(self.ask_to_reject)
        self._lay_out()
        self.show_counts([])

    def _lay_out(self) -> None:
        beside = QWidget()
        self._column = QVBoxLayout(beside)
        self._column.addWidget(self.title)
        self._column.addWidget(self.counted)
        self._column.addWidget(self.lines, 1)
        self._column.addWidget(self.moved)
        self._column.addWidget(self.total)
        self._column.addWidget(Toolbar(self.approve_button, self.reject_button))
        whole = QWidget()
        column = PageColumn(whole)
        column.addWidget(self.outcome)
        self._stack = QStackedWidget()
        self._stack.addWidget(Split(self._desk, "count-approve", self.counts, beside, _SIZES))
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        self.addWidget(whole)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    # --- what is shown ---

    def show_counts(self, counts: Sequence[CountToApprove]) -> None:
        """Show these counts instead of those before; the chosen one stays chosen."""
        self._counts = {each.number: each for each in counts}
        self.counts.show_rows([self._count_row(each) for each in counts])
        self._stack.setCurrentIndex(0 if counts else 1)

    @property
    def chosen(self) -> CountToApprove | None:
        """The count that is decided about."""
        row = self.counts.current
        return None if row is None else self._counts.get(str(row.key))

    def _count_row(self, count: CountToApprove) -> ShortRow:
        say = self._desk.say
        place = count.place
        if count.recount_open:
            place = say(Approve.RECOUNT, place=place)
        elif count.is_second:
            place = say(Approve.SECOND, place=place)
        lines = self._desk.text(len(count.lines))
        return ShortRow(count.number, (place, count.number, lines, self._value(count.value)))

    def _picked(self, picked: RowPicked) -> None:
        count = self.chosen if picked.row is not None else None
        for button in (self.approve_button, self.reject_button):
            button.setEnabled(count is not None)
        self.title.setText(self._desk.say(Approve.DIFFERENCES, place=count.place) if count else "")
        self.counted.setText(
            self._desk.say(Approve.BY, person=count.counted_by, at=self._desk.moment(count.counted_at)) if count else ""
        )
        self.total.setText(self._desk.say(Approve.TOTAL, value=self._value(count.value)) if count else "")
        self.total.setVisible(count is not None and count.value is not None)
        lines = count.lines if count else ()
        # Of a lot that is partly set aside it is said once.
        moved = dict.fromkeys(self._moved(each) for each in lines if each.was_moved)
        self.moved.setText(" ".join(moved))
        self.moved.setVisible(bool(moved))
        self.lines.show_rows([self._line_row(at, each) for at, each in enumerate(lines)])

    def _moved(self, line: Differing) -> str:
        code = Approve.MOVED_LOT if line.lot else Approve.MOVED
        return self._desk.say(code, sku=line.sku, lot=line.lot, moved_in=line.moved_in, moved_out=line.moved_out)

    def _line_row(self, at: int, line: Differing) -> ShortRow:
        text = self._desk.text
        state = self._desk.say(Shared.OF_QUARANTINED) if line.status is StockStatus.QUARANTINED else ""
        numbers = (text(line.expected), text(line.counted), self._signed(line.difference), self._value(line.value))
        return ShortRow(at, (line.sku, line.lot, state, *numbers), note=line.name)

    def _signed(self, units: int) -> str:
        return f"{'+' if units > 0 else ''}{self._desk.text(units)}"

    def _value(self, cents: int | None) -> str:
        return "" if cents is None else self._desk.money(cents)

    # --- what is decided ---

    def approve(self) -> None:
        """Book the chosen count."""
        count, house = self.chosen, self._desk.house
        if count is not None:
            self.approve_button.setEnabled(False)
            number = count.number
            self._desk.background.run(
                Lane.SCANS,
                self,
                lambda: approve_count(house.store, house.act_today(), number),
                self._approved,
                self._failed,
            )

    def ask_to_reject(self) -> None:
        """Ask why the chosen count is thrown away."""
        count = self.chosen
        if count is not None:
            dialog = RejectDialog(self._desk, self, count)
            dialog.taken.connect(self._rejected)
            dialog.open()

    def _approved(self, done: CountEnded) -> None:
        said = self._desk.say(Approve.DONE, number=done.number, place=done.place)
        if done.aside:
            said = f"{said} {self._desk.say(Approve.DONE_ASIDE, units=done.aside)}"
        missing = [
            self._desk.say(Approve.UNPICKED, units=each.units, sku=each.sku, order=each.order, place=each.place)
            for each in done.unpicked
        ]
        followed = followed_words(self._desk, (*done.stops, *done.anew), done.losses, done.shares)
        self._decided(done, " ".join(filter(None, (said, *missing, followed))))

    def _rejected(self, done: CountEnded) -> None:
        self._decided(done, self._desk.say(Approve.REJECTED, number=done.number, place=done.place))

    def _decided(self, done: CountEnded, said: str) -> None:
        tone = Tone.WARN if done.losses or done.unpicked else Tone.OK
        self.outcome.show_text(tone, said)
        self._desk.sound(tone)
        self._desk.announce(done.changes)

    def _failed(self, error: Exception) -> None:
        self.approve_button.setEnabled(self.chosen is not None)
        self._desk.trouble(error)

    def _look_again(self) -> None:
        look = Look.current()
        self._column.setContentsMargins(look.px(Space.M), 0, 0, 0)
        self._column.setSpacing(look.px(Space.M))


class RejectDialog(ReasonDialog):
    """Why a count is thrown away."""

    def __init__(self, desk: Desk, parent: QWidget, count: CountToApprove) -> None:
        say = desk.say
        title, of = (
            say(Approve.REJECT_TITLE, number=count.number),
            say(Approve.OF, number=count.number, place=count.place),
        )
        super().__init__(desk, parent, title, of, say(Approve.REJECT_ABOUT), say(Approve.REJECT_DO), Icon.CLOSE)
        self._number = count.number
        self.ask_for(self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, number, why = self.desk.house.store, self._number, self.reason.value
        return lambda action: reject_count(store, action, number, why=why)
