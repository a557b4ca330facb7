"""What lies at the place from which goods are carried; before one is chosen, where goods wait to be put away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.carried import ToClear
from warehouse_app.queries.whereabouts import Goods, Several
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink
from warehouse_app.ui.pages.station.beginning import ToBeginWith
from warehouse_app.ui.pages.station.listed import Heading, Listed, Opened, Row
from warehouse_app.ui.widgets import Caption, EmptyState, Panel
from warehouse_app.ui.words.move import Here
from warehouse_app.ui.words.station import Column


class LyingPanel(Panel):
    """What lies at a place, row by row; hidden while none is chosen."""

    chosen = Signal(object)
    """Goods: a row that is to be carried."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(Here.TITLE))
        self._desk = desk
        self._goods: tuple[Goods, ...] = ()
        self.help = Caption(desk.say(Here.HELP), wraps=True)
        self.rest = Caption(wraps=True)
        self.lines = Listed(
            desk.say(Here.TITLE),
            [
                Heading(desk.say(Column.ITEM), has_icon=True),
                Heading(desk.say(Column.NAME), wide=True),
                Heading(desk.say(Column.UNITS), at_end=True),
                Heading(desk.say(Column.LOT), spare=True),
                Heading(desk.say(Column.STATE), spare=True),
            ],
            fills=False,
            stacks=True,
        )
        self.lines.opened.connect(self._choose)
        self.add(self.help)
        self.add(self.lines, stretch=1)
        self.add(self.rest)
        self.add_stretch()
        self.hide()

    def show_lying(self, place: str, lying: Several) -> None:
        """Show what lies at a place ('': none is chosen)."""
        self.setVisible(bool(place))
        if not place:
            return
        self.set_title(self._desk.say(Here.AT, place=place))
        self._goods = tuple(lying.first)
        rows = [self._row(number, goods) for number, goods in enumerate(self._goods)]
        self.lines.show_rows(rows)
        self.lines.setVisible(bool(rows))
        self.help.setText(self._desk.say(Here.HELP) if rows else self._desk.say(Shared.NOTHING_HERE, place=place))
        more = lying.rows - len(rows)
        self.rest.setText(self._desk.say(Here.MORE, lines=more) if more else "")
        self.rest.setVisible(bool(more))

    def mark(self, in_hand: tuple[str, str, StockStatus] | None) -> None:
        """Select the row of the goods in hand: their item, lot and state."""
        rows = (str(number) for number, each in enumerate(self._goods) if (each.sku, each.lot, each.status) == in_hand)
        self.lines.mark(next(rows, ""))

    def _row(self, number: int, goods: Goods) -> Row:
        say = self._desk.say
        states = [
            say(Shared.OF_QUARANTINED) if goods.status is StockStatus.QUARANTINED else "",
            say(Shared.OF_BLOCKED) if goods.blocked else "",
            say(Shared.OF_EXPIRY, expiry=goods.expiry) if goods.expiry else "",
            say(Shared.OF_RESERVED, reserved=goods.reserved) if goods.reserved else "",
            say(Shared.OF_PICKED, orders=goods.orders) if goods.orders else "",
        ]
        is_held = goods.status is StockStatus.QUARANTINED or goods.blocked
        lot = "" if goods.lot == str(goods.expiry) else goods.lot
        texts = (goods.sku, goods.name, self._desk.text(goods.quantity), lot, ", ".join(filter(None, states)))
        return Row(str(number), texts, Icon.WARN if is_held else None, Ink.WARN)

    def _choose(self, opened: Opened) -> None:
        self.chosen.emit(self._goods[int(opened.key)])


class ToClearList(ToBeginWith):
    """Where goods wait to be put away, to be begun with by the code of the place; or that nothing does."""

    def __init__(self, desk: Desk) -> None:
        headings = [
            Heading(desk.say(Column.PLACE), wide=True),
            Heading(desk.say(Column.ITEMS), at_end=True),
            Heading(desk.say(Column.UNITS), at_end=True),
        ]
        nothing = EmptyState(Icon.MOVE, desk.say(Here.NOTHING), desk.say(Here.NOTHING_HELP))
        super().__init__(desk.say(Here.TO_CLEAR), desk.say(Here.TO_CLEAR_HELP), headings, nothing)
        self._desk = desk

    def show_places(self, places: Sequence[ToClear]) -> None:
        """Show these places instead of those before."""
        text = self._desk.text
        self.show_rows([Row(each.place, (each.place, text(each.items), text(each.units))) for each in places])
