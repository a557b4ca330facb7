"""What was counted so far in the present count; before one is begun, which counts can be gone on with.

None of it tells what the books expect.
"""

from collections.abc import Sequence

from warehouse_app.queries.counts import Counted, OpenCount
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pages.station.beginning import ToBeginWith
from warehouse_app.ui.pages.station.listed import Heading, Listed, Row
from warehouse_app.ui.widgets import Caption, EmptyState, Panel
from warehouse_app.ui.words.count import So
from warehouse_app.ui.words.station import Column


class SoFarPanel(Panel):
    """The tallies of the present count; hidden while there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(So.FAR))
        self._desk = desk
        self.total = Caption(wraps=True)
        self.lines = Listed(
            desk.say(So.FAR),
            [
                Heading(desk.say(Column.ITEM)),
                Heading(desk.say(Column.NAME), wide=True),
                Heading(desk.say(Column.LOT), spare=True),
                Heading(desk.say(Column.UNITS), at_end=True),
            ],
            stacks=True,
        )
        self.add(self.total)
        self.add(self.lines, stretch=1)
        self.hide()

    def show_counted(self, place: str, counted: Sequence[Counted]) -> None:
        """Show what was counted at a place ('': none is being counted)."""
        self.setVisible(bool(place))
        if not place:
            return
        self.set_title(self._desk.say(So.FAR_AT, place=place))
        text = self._desk.text
        rows = [Row(f"{each.sku} {each.lot}", (each.sku, each.name, each.lot, text(each.units))) for each in counted]
        self.lines.show_rows(rows)
        units = sum(each.units for each in counted)
        self.total.setText(self._desk.say(So.ALL, units=units) if rows else self._desk.say(So.NOTHING))

    def mark(self, sku: str, lot: str) -> None:
        """Select the row of what was counted last."""
        self.lines.mark(f"{sku} {lot}")


class OpenCounts(ToBeginWith):
    """The counts that can be gone on with, by the codes of their places; or what to do where there are none."""

    def __init__(self, desk: Desk) -> None:
        headings = [
            Heading(desk.say(Column.PLACE), wide=True),
            Heading(desk.say(So.NUMBER)),
            Heading(desk.say(So.LOTS), at_end=True),
            Heading(desk.say(So.BY)),
            Heading(desk.say(So.SINCE)),
        ]
        nothing = EmptyState(Icon.COUNT, desk.say(So.NONE_OPEN), desk.say(So.NONE_OPEN_HELP))
        super().__init__(desk.say(So.OPEN), desk.say(So.OPEN_HELP), headings, nothing)
        self._desk = desk

    def show_counts(self, counts: Sequence[OpenCount]) -> None:
        """Show these counts instead of those before."""
        self.show_rows([self._row(each) for each in counts])

    def _row(self, each: OpenCount) -> Row:
        place = self._desk.say(So.SECOND, place=each.place) if each.again else each.place
        since = self._desk.moment(each.opened_at)
        return Row(each.place, (place, each.number, self._desk.text(each.lots), each.person, since))
