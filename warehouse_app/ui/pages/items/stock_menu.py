"""The button that opens what can be done to the stock of the chosen item, and what is said when it was done."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.stock_work import StockOfItem, stock_of_item
from warehouse_app.queries.whereabouts import Goods
from warehouse_app.services.blocking import Blocked
from warehouse_app.services.moving import Carried
from warehouse_app.services.setting_aside import Changed
from warehouse_app.stations.reply import Tone
from warehouse_app.texts.messages import Fact
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.followed import followed_words
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pages.items.stock_work import AdjustDialog, AsideDialog, LotDialog, MoveDialog, ScrapDialog
from warehouse_app.ui.widgets import KeyButton
from warehouse_app.ui.widgets.text import unmarked
from warehouse_app.ui.words.stock_work import Done, Work

Row = tuple[str, str, str]
"""A row of the table of what lies where: place, lot and state."""


class StockWorkButton(KeyButton):
    """Opens a menu of what can be done with what lies there now; `row` is the row that is chosen in the table."""

    def __init__(self, desk: Desk, page: QWidget, row: Callable[[], Row]) -> None:
        super().__init__(desk.say(Work.OPEN), "Ctrl+M", icon=Icon.MOVE)
        self._desk, self._page, self._row = desk, page, row
        self._sku = ""
        self._reading = Latest(desk, self)
        self.clicked.connect(self._read)

    def show_item(self, sku: str) -> None:
        """Offer work on the stock of another item; '' where none is chosen."""
        self._sku = sku
        self.setEnabled(bool(sku))

    def _read(self) -> None:
        sku, store = self._sku, self._desk.house.store
        self._reading.ask(lambda: stock_of_item(store, sku), self._open)

    def _open(self, stock: StockOfItem | None) -> None:
        if stock is not None:
            menu = self.menu_of(stock)
            menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_of(self, stock: StockOfItem) -> QMenu:
        """Return the menu; what means nothing for what lies there cannot be chosen."""
        usable = [each for each in stock.goods if each.status is StockStatus.AVAILABLE]
        aside = [each for each in stock.goods if each.status is StockStatus.QUARANTINED and not each.blocked]
        menu = QMenu(self)

        def offer(word: Work, goods: Sequence[Goods], make: Callable[[Sequence[Goods], int], ReasonDialog]) -> None:
            action = menu.addAction(unmarked(self._desk.say(word)))
            action.setEnabled(bool(goods))
            action.triggered.connect(lambda: self._ask(word, make(goods, self._first(goods))))

        desk, page = self._desk, self._page
        offer(Work.MOVE, stock.goods, lambda some, first: MoveDialog(desk, page, stock, some, first))
        offer(Work.SET_ASIDE, usable, lambda some, first: AsideDialog(desk, page, stock, some, first, out=False))
        offer(Work.RELEASE, aside, lambda some, first: AsideDialog(desk, page, stock, some, first, out=True))
        offer(Work.ADJUST, stock.goods, lambda some, first: AdjustDialog(desk, page, stock, some, first))
        offer(Work.SCRAP, stock.goods, lambda some, first: ScrapDialog(desk, page, stock, some, first))
        menu.addSeparator()
        for word, lift in ((Work.BLOCK, False), (Work.UNBLOCK, True)):
            lots = [each for each in stock.goods if each.lot and each.blocked is lift]
            offer(word, lots, partial(self._lot_dialog, stock, lift=lift))
        return menu

    def _lot_dialog(self, stock: StockOfItem, goods: Sequence[Goods], first: int, *, lift: bool) -> ReasonDialog:
        units: dict[str, int] = {}
        for each in goods:
            units[each.lot] = units.get(each.lot, 0) + each.quantity
        return LotDialog(self._desk, self._page, stock, units, goods[first].lot, lift=lift)

    def _first(self, goods: Sequence[Goods]) -> int:
        """Return which goods are proposed: those of the chosen row, else of its place, else the first."""
        place, lot, status = self._row()
        whole = (at for at, each in enumerate(goods) if (each.place, each.lot, each.status) == (place, lot, status))
        there = (at for at, each in enumerate(goods) if each.place == place)
        return next(whole, next(there, 0))

    def _ask(self, word: Work, dialog: ReasonDialog) -> None:
        dialog.taken.connect(lambda answer: self._done(word, answer))
        dialog.open()

    def _done(self, word: Work, answer: Carried | Changed | Blocked) -> None:
        said = self._said(word, answer)
        followed = followed_words(self._desk, answer.stops, answer.losses, answer.shares)
        is_picked = isinstance(answer, Blocked) and answer.picked
        is_out_of_reach = isinstance(answer, Changed | Blocked) and answer.out_of_reach_at
        tone = Tone.WARN if answer.losses or is_picked or is_out_of_reach else Tone.OK
        self._desk.told.emit(Told(tone, f"{said} {followed}".rstrip()))
        self._desk.sound(tone)
        self._desk.announce(answer.changes)

    def _said(self, word: Work, answer: Carried | Changed | Blocked) -> str:
        say = self._desk.say
        match answer:
            case Carried():
                units = answer.quantity
                return say(Done.MOVED, quantity=units, sku=answer.sku, source=answer.source, target=answer.target)
            case Blocked():
                code = Done.BLOCKED if word is Work.BLOCK else Done.UNBLOCKED
                said = say(code, sku=answer.sku, lot=answer.lot, units=answer.units)
                if answer.picked:
                    return f"{said} {say(Done.BLOCKED_PICKED, units=answer.picked, orders=answer.orders)}"
                if answer.out_of_reach_at:
                    return f"{said} {say(Done.SOME_OUT_OF_REACH, places=answer.out_of_reach_at)}"
                return said
        facts: dict[str, Fact] = {"sku": answer.sku, "place": answer.place}
        handled = {Work.SET_ASIDE: Done.SET_ASIDE, Work.RELEASE: Done.RELEASED, Work.SCRAP: Done.SCRAPPED}
        if word in handled:
            said = say(handled[word], quantity=answer.quantity, **facts)
        else:
            said = say(Done.ADJUSTED, left=answer.left, **facts)
        return f"{said} {say(Done.OUT_OF_REACH, place=answer.out_of_reach_at)}" if answer.out_of_reach_at else said
