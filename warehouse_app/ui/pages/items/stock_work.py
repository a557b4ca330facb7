"""The dialogs that move, set aside or correct what lies of one item: which goods, how many, and why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind, StockStatus
from warehouse_app.queries.stock_work import StockOfItem
from warehouse_app.queries.whereabouts import Goods
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.contract import Action
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.setting_aside import (
    Surplus,
    quarantine,
    release_from_quarantine,
    scrap,
    write_off,
    write_on,
)
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import (
    NAME,
    ChoiceField,
    Readers,
    ReasonDialog,
    TypedField,
    ValueField,
    optional,
    place_field,
    required,
)
from warehouse_app.ui.look import Icon
from warehouse_app.ui.words.items import STATUS_WORDS
from warehouse_app.ui.words.stock_work import Work


class GoodsDialog(ReasonDialog):
    """Asks for some of the goods that lie there, how many of them, and why; `about` says what becomes of them.

    `first` is the row that is proposed, and all of it, unless that would be `grave`: then one says how many.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        stock: StockOfItem,
        goods: Sequence[Goods],
        first: int,
        do: Work,
        about: Work,
        *,
        grave: bool = False,
    ) -> None:
        of = desk.say(Work.OF, sku=stock.sku, name=stock.name)
        words = desk.say(do).removesuffix("…")
        super().__init__(desk, parent, words, of, desk.say(about), words, Icon.STOCK)
        self._stock, self._lying, self._grave = stock, tuple(goods), grave
        self.goods = ChoiceField(
            desk.say(Work.GOODS), [(at, goods_words(desk, each)) for at, each in enumerate(self._lying)]
        )
        self.goods.set(first)
        readers = Readers(desk)
        self.units = TypedField(desk, self._units_label(), required(self._units_reader(readers)), readers.write)
        self.goods.edited.connect(self._propose)
        self._propose()

    @property
    def chosen(self) -> Goods:
        """The goods that are chosen."""
        return self._lying[self.goods.value]

    def named(self, quantity: int) -> Named:
        """Return so many of the chosen goods, as the services name them."""
        each = self.chosen
        return Named(each.sku, each.place, quantity, each.lot, each.status)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        return self.units if "quantity" in refusal.facts else None

    def _units_label(self) -> str:
        return self.desk.say(Work.UNITS)

    def _units_reader(self, readers: Readers) -> Callable[[str], Any]:
        return readers.quantity

    def _units_hint(self, there: int) -> str:
        return self.desk.say(Work.UNITS_HINT, there=there)

    def _propose(self) -> None:
        if not self._grave:
            self.units.set(self.chosen.quantity)
        self.units.set_label(self._units_label(), self._units_hint(self.chosen.quantity))
        line = self.units.editor
        assert isinstance(line, QLineEdit)
        line.selectAll()


class MoveDialog(GoodsDialog):
    """To which place goods are carried; no reason is needed for that."""

    def __init__(self, desk: Desk, parent: QWidget, stock: StockOfItem, goods: Sequence[Goods], first: int) -> None:
        super().__init__(desk, parent, stock, goods, first, Work.MOVE, Work.MOVE_ABOUT)
        self.to = place_field(desk, desk.say(Work.TO), stock.places, required(NAME))
        self.ask_for(self.goods, self.units, self.to)

    def verb(self) -> Callable[[Action], object]:
        store, named, to = self.desk.house.store, self.named(self.units.value), self.to.value
        return lambda action: move_stock(store, action, named, to)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        return super().place_of(refusal) or self.to


class AsideDialog(GoodsDialog):
    """Goods into quarantine or out of it, where they lie or at another place."""

    def __init__(
        self, desk: Desk, parent: QWidget, stock: StockOfItem, goods: Sequence[Goods], first: int, *, out: bool
    ) -> None:
        do, about = (Work.RELEASE, Work.RELEASE_ABOUT) if out else (Work.SET_ASIDE, Work.SET_ASIDE_ABOUT)
        super().__init__(desk, parent, stock, goods, first, do, about, grave=not out)
        self._out = out
        self.to = place_field(desk, desk.say(Work.TO), stock.places, optional(NAME, ""), empty=desk.say(Work.TO_KEEP))
        self.ask_for(self.goods, self.units, self.to, self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, named, why, to = self.desk.house.store, self.named(self.units.value), self.reason.value, self.to.value
        does = release_from_quarantine if self._out else quarantine
        return lambda action: does(store, action, named, why=why, to=to)


class AdjustDialog(GoodsDialog):
    """How many are really there."""

    def __init__(self, desk: Desk, parent: QWidget, stock: StockOfItem, goods: Sequence[Goods], first: int) -> None:
        super().__init__(desk, parent, stock, goods, first, Work.ADJUST, Work.ADJUST_ABOUT)
        self.ask_for(self.goods, self.units, self.reason)

    def _units_label(self) -> str:
        return self.desk.say(Work.REALLY)

    def _units_reader(self, readers: Readers) -> Callable[[str], Any]:
        return readers.whole(0)

    def _units_hint(self, there: int) -> str:
        return self.desk.say(Work.REALLY_HINT, there=there)

    def do(self) -> None:
        """Do it, unless it changes nothing, or what there is more of would come to lie there in another state."""
        if self.units.check():
            more, each = self.units.value - self.chosen.quantity, self.chosen
            goes_aside = each.kind is LocationKind.QUARANTINE or each.blocked
            is_aside = each.status is StockStatus.QUARANTINED
            if more == 0 or (more > 0 and is_aside is not goes_aside):
                self.units.set_error(self.desk.say(Work.NO_MORE_ASIDE if more else Work.AS_BEFORE))
                self.units.editor.setFocus()
                return
        super().do()

    def verb(self) -> Callable[[Action], object]:
        store, each, why = self.desk.house.store, self.chosen, self.reason.value
        more = self.units.value - each.quantity
        if more < 0:
            lost = self.named(-more)
            return lambda action: write_off(store, action, lost, why=why)
        found = Surplus(each.sku, each.place, more, each.lot, each.expiry)
        return lambda action: write_on(store, action, found, why=why)


class ScrapDialog(GoodsDialog):
    """Goods that are thrown away."""

    def __init__(self, desk: Desk, parent: QWidget, stock: StockOfItem, goods: Sequence[Goods], first: int) -> None:
        super().__init__(desk, parent, stock, goods, first, Work.SCRAP, Work.SCRAP_ABOUT, grave=True)
        self.ask_for(self.goods, self.units, self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, named, why = self.desk.house.store, self.named(self.units.value), self.reason.value
        return lambda action: scrap(store, action, named, why=why)


class LotDialog(ReasonDialog):
    """A lot that is blocked, or no longer; `lots` are the units that lie of each."""

    def __init__(
        self, desk: Desk, parent: QWidget, stock: StockOfItem, lots: Mapping[str, int], first: str, *, lift: bool
    ) -> None:
        do, about = (Work.UNBLOCK, Work.UNBLOCK_ABOUT) if lift else (Work.BLOCK, Work.BLOCK_ABOUT)
        words, of = desk.say(do).removesuffix("…"), desk.say(Work.OF, sku=stock.sku, name=stock.name)
        super().__init__(desk, parent, words, of, desk.say(about), words, Icon.STOCK)
        self._sku, self._lift = stock.sku, lift
        choices = [(lot, desk.say(Work.LOT_ROW, lot=lot, units=units)) for lot, units in lots.items()]
        self.lot = ChoiceField(desk.say(Work.LOT), choices)
        if first in lots:
            self.lot.set(first)
        self.ask_for(self.lot, self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, sku, lot, why = self.desk.house.store, self._sku, self.lot.value, self.reason.value
        does = unblock_lot if self._lift else block_lot
        return lambda action: does(store, action, sku, lot, why=why)


def goods_words(desk: Desk, goods: Goods) -> str:
    """Return goods as a choice names them: where, how many, and what has to be known of them besides."""
    parts = [
        desk.say(Shared.OF_LOT, lot=goods.lot) if goods.lot and goods.lot != str(goods.expiry) else "",
        desk.say(Shared.OF_EXPIRY, expiry=goods.expiry) if goods.expiry else "",
        desk.say(Shared.OF_RESERVED, reserved=goods.reserved) if goods.reserved else "",
        desk.say(Shared.OF_PICKED, orders=goods.orders) if goods.orders else "",
        desk.say(STATUS_WORDS[goods.status]) if goods.status is not StockStatus.AVAILABLE else "",
        desk.say(Shared.OF_BLOCKED) if goods.blocked else "",
    ]
    known = tuple(filter(None, parts))
    if not known:
        return desk.say(Work.GOODS_ROW, place=goods.place, quantity=goods.quantity)
    return desk.say(Work.GOODS_ROW_OF, place=goods.place, quantity=goods.quantity, parts=known)
