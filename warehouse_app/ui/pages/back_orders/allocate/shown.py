"""The whole difference that a planned run would make: totals, who gains, who loses, how evenly, and what cannot be."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.queries.differences import REASONED, Difference
from warehouse_app.queries.plan_preview import Moved, Preview
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.pages.back_orders.allocate.tables import (
    Reasons,
    fairness_columns,
    fairness_rows,
    moved_columns,
    moved_rows,
)
from warehouse_app.ui.short_table import ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.widgets import Caption, EmptyState, Facts, FlowingText, Heading, Panel, Scrolled
from warehouse_app.ui.words.allocating import Allocate, Shown

_NAMED = 4
"""How many orders and lines are named in a sentence."""
_LEAST_HEIGHT = 164


class DifferenceView(QStackedWidget):
    """A difference, or why there is none to see. `decided`: the box that goes on all the same was ticked or not."""

    decided = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.nothing = EmptyState(Icon.ALLOCATE)
        self.totals = Facts(2)
        self.unmet = FlowingText(ink=Ink.ERROR)
        self.go_on = QCheckBox(say(Shown.GO_ON))
        self.go_on.toggled.connect(lambda _on: self.decided.emit())
        self.gains = _Part(desk, say(Shown.GAINS), moved_columns(desk))
        self.losses = _Part(desk, say(Shown.LOSES), moved_columns(desk))
        self.fairness = _Part(desk, say(Shown.FAIRNESS), fairness_columns(desk))
        self._red = Panel()
        self._red.add(self.unmet, self.go_on)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Look.current().px(Space.M))
        column.addWidget(self.totals)
        column.addWidget(self._red)
        for part in (self.gains, self.losses, self.fairness):
            column.addWidget(part, 1)
        self.addWidget(self.nothing)
        self.addWidget(Scrolled(whole))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing was planned."""
        say = self._desk.say
        self.nothing.show_state(Icon.ALLOCATE, say(Allocate.NOTHING_YET), say(Allocate.NOTHING_YET_HELP))
        self.setCurrentIndex(0)

    def show_difference(self, difference: Difference) -> None:
        """Show what would change; nobody has said to go on all the same."""
        say, shown = self._desk.say, difference.shown
        self.go_on.setChecked(False)
        if not shown.gains and not shown.losses and not shown.unmet:
            self.nothing.show_state(Icon.OK, say(Shown.NO_DIFFERENCE), say(Shown.NO_DIFFERENCE_HELP))
            self.setCurrentIndex(0)
            return
        self.totals.show_facts(self._totals(difference))
        self._show_unmet(difference)
        self.gains.show_moved(shown.gains, difference.reasons)
        self.losses.show_moved(shown.losses, difference.reasons)
        rows = fairness_rows(self._desk, shown.fairness)
        self.fairness.show_rows(rows, len(rows))
        self.setCurrentIndex(1)

    def _totals(self, difference: Difference) -> Iterable[tuple[str, str] | tuple[str, str, Tone | None]]:
        say, shown = self._desk.say, difference.shown
        yield say(Shown.GIVEN), say(Shown.UNITS, units=difference.given, lines=len(shown.gains))
        yield say(Shown.TAKEN), say(Shown.UNITS, units=difference.taken, lines=len(shown.losses))
        yield say(Shown.COMPLETE), self._orders(shown.complete)
        yield say(Shown.INCOMPLETE), self._orders(shown.incomplete)
        yield say(Shown.MONEY), self._desk.money(shown.released)
        yield say(Shown.EMPTY_HANDED), self._desk.text(_empty_handed(shown))

    def _orders(self, numbers: Sequence[str]) -> str:
        if not numbers:
            return self._desk.text(0)
        named = (*numbers[:_NAMED], "…") if len(numbers) > _NAMED else tuple(numbers)
        return self._desk.say(Shown.ORDERS, count=len(numbers), numbers=named)

    def _show_unmet(self, difference: Difference) -> None:
        say, short = self._desk.say, dict(difference.planned.unmet)
        self._red.setVisible(bool(short))
        self.go_on.setVisible(bool(difference.given or difference.taken))
        if short:
            lines = [say(Shown.UNMET, lines=len(short), units=sum(short.values()))]
            lines += [
                say(
                    Shown.UNMET_LINE,
                    order=row.order,
                    line=row.line,
                    customer=row.customer,
                    units=row.short,
                    sku=row.sku,
                )
                for row in difference.shown.unmet[:_NAMED]
            ]
            if len(short) > _NAMED:
                lines.append(say(Shown.MORE, count=len(short) - _NAMED))
            self.unmet.setText("\n".join(lines))


def _empty_handed(shown: Preview) -> int:
    return sum(row.empty_handed for row in shown.fairness)


class _Part(QWidget):
    """A table below its heading; hidden where it is empty."""

    def __init__(self, desk: Desk, heading: str, columns: Sequence[ShortColumn]) -> None:
        super().__init__()
        self._desk = desk
        self.table = ShortTable(columns, heading)
        self.table.setMinimumHeight(Look.current().px(_LEAST_HEIGHT))
        self.more = Caption()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Look.current().px(Space.XS))
        column.addWidget(Heading(heading))
        column.addWidget(self.table, 1)
        column.addWidget(self.more)

    def show_moved(self, moved: Sequence[Moved], reasons: Reasons) -> None:
        """Show lines that gain or lose."""
        self.show_rows(moved_rows(self._desk, moved, reasons), len(moved))

    def show_rows(self, rows: Sequence[ShortRow], of: int) -> None:
        """Show rows, which are the first of so many."""
        self.table.show_rows(rows)
        if rows:  # another difference is read from its beginning
            self.table.choose(rows[0].key)
            self.table.scrollToTop()
        self.more.setText(self._desk.say(Shown.MORE, count=of - REASONED) if of > REASONED else "")
        self.more.setVisible(of > REASONED)
        self.setVisible(bool(rows))
