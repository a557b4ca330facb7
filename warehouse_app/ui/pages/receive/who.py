"""Who gets the goods: each order that waits, with its units and since when; and what nobody waits for."""

from collections.abc import Sequence

from warehouse_app.stations.reply import GoodsTo
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Text
from warehouse_app.ui.pages.station.listed import Heading, Listed, Row
from warehouse_app.ui.words.receive import Who

_MOST = 100
"""How many lines are listed before the rest is summed up."""
_GETS, _CUSTOMER = 2, 3
"""Two of the columns."""


class WhoGets(Listed):
    """A table of the lines that goods go to; hidden while there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk.say(Who.GETS),
            [
                Heading(desk.say(Who.UNITS), at_end=True),
                Heading(desk.say(Who.ITEM), spare=True),
                Heading(desk.say(Who.GETS), has_icon=True),
                Heading(desk.say(Who.CUSTOMER), wide=True),
                Heading(desk.say(Who.CLASS), yields=1),
                Heading(desk.say(Who.SINCE), yields=2),
                Heading(desk.say(Who.SHORT), at_end=True, spare=True),
            ],
            text=Text.LARGE,
            least=4,
            fills=False,
        )
        self._desk = desk
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.hide()

    def show_goods(self, goods: Sequence[GoodsTo], *, given: bool) -> None:
        """Show where goods go, or would go as long as they are not `given`; nothing where there are none."""
        self.setVisible(bool(goods))
        if not goods:
            return
        self.set_heading(_GETS, self._desk.say(Who.GETS if given else Who.WOULD_GET))
        rows = [self._row(number, each) for number, each in enumerate(goods[:_MOST])]
        if goods[_MOST:]:
            rows.append(self._more(goods[_MOST:]))
        if not self.show_rows(rows):
            return
        self.clearSpans()
        for number, each in enumerate(goods[:_MOST]):
            if not each.order:  # nobody, so neither class nor day: the words get the room
                self.setSpan(number, _CUSTOMER, 1, self.model().columnCount() - _CUSTOMER)
        self.scrollToTop()

    def _row(self, number: int, goods: GoodsTo) -> Row:
        text, say = self._desk.text, self._desk.say
        units = say(Who.UNITS_TO, units=goods.units)
        if not goods.order:
            place = goods.place or say(Who.TO_STOCK)
            why = say(Who.KEPT, orders=goods.kept_from) if goods.kept_from else say(Who.NOBODY)
            if goods.kept_for:
                why = say(Who.KEPT_FOR, orders=goods.kept_for)
            texts = (units, goods.sku, place, why, "", "", "")
            return Row(str(number), texts, Icon.BIN, Ink.MUTED, is_faint=True)
        short = text(goods.short) if goods.short else ""
        since = text(goods.since)
        texts = (units, goods.sku, goods.order, goods.customer, goods.rank_class, since, short)
        return Row(str(number), texts)

    def _more(self, rest: Sequence[GoodsTo]) -> Row:
        units = self._desk.say(Who.UNITS_TO, units=sum(each.units for each in rest))
        lines = self._desk.say(Who.MORE, lines=len(rest))
        return Row("more", (units, "", lines, "", "", "", ""), is_faint=True)
