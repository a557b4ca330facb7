"""The dialogs for goods that come back or are put back, and for an order that is merged or split."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.order_view import OrderLineView, OrderView
from warehouse_app.queries.order_work import ComingBack, InHand, Mergeable
from warehouse_app.queries.picked import LotInTote
from warehouse_app.services.contract import Action
from warehouse_app.services.putting_back import PuttingBackFault, put_back
from warehouse_app.services.regrouping import RegroupFault, merge_orders, split_order
from warehouse_app.services.returning import Back, Condition, take_back_goods
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import (
    IDENTIFIER,
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
from warehouse_app.ui.words.order_work import CONDITION_WORDS, OrderWork

MOST_LINES = 10
"""So many lines have a field of their own; of a longer order only the chosen line can be split."""


class ReturnDialog(ReasonDialog):
    """Goods of a line that come back: how many, where they are put, and what becomes of them."""

    def __init__(self, desk: Desk, parent: QWidget, order: str, line: int, goods: ComingBack) -> None:
        say, readers = desk.say, Readers(desk)
        title = say(OrderWork.RETURN).removesuffix("…")
        of = say(OrderWork.RETURN_OF, order=order, line=line, sku=goods.sku, name=goods.name)
        super().__init__(desk, parent, title, of, say(OrderWork.RETURN_ABOUT), title, Icon.UNDO)
        self._order, self._line = order, line
        hint = say(OrderWork.UNITS_HINT, most=goods.most)
        self.units = TypedField(desk, say(OrderWork.UNITS), required(readers.quantity), readers.write, hint=hint)
        self.units.set(goods.most)
        self.lot = TypedField(desk, say(OrderWork.LOT), required(NAME), str)
        self.expiry = TypedField(
            desk, say(OrderWork.EXPIRY), optional(readers.day, None), readers.write, hint=say(OrderWork.EXPIRY_HINT)
        )
        self.place = place_field(desk, say(OrderWork.PLACE), goods.places, required(NAME))
        conditions = (Condition.QUARANTINE, Condition.STOCK, Condition.SCRAP)
        self.condition = ChoiceField(
            say(OrderWork.CONDITION), [(each, say(CONDITION_WORDS[each])) for each in conditions]
        )
        self._goods = goods
        lots = (self.lot,) if goods.needs_lot else ()
        expiries = (self.expiry,) if goods.needs_expiry else ()
        self.ask_for(self.units, *lots, *expiries, self.place, self.condition, self.reason)

    def verb(self) -> Callable[[Action], object]:
        store, why = self.desk.house.store, self.reason.value
        back = Back(
            self._order,
            self._line,
            self.units.value,
            self.place.value,
            self.lot.value if self._goods.needs_lot else "",
            self.expiry.value if self._goods.needs_expiry else None,
            self.condition.value,
        )
        return lambda action: take_back_goods(store, action, back, why=why)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        if "quantity" in refusal.facts:
            return self.units
        return self.place if "code" in refusal.facts else None


class PutBackDialog(ReasonDialog):
    """Picked goods that are taken out of their tote again: which, how many, and where they are put."""

    def __init__(self, desk: Desk, parent: QWidget, view: OrderView, picked: InHand) -> None:
        say, readers = desk.say, Readers(desk)
        title = say(OrderWork.PUT_BACK).removesuffix("…")
        of = say(OrderWork.PUT_BACK_OF, order=view.number, customer=view.customer)
        super().__init__(desk, parent, title, of, say(OrderWork.PUT_BACK_ABOUT), title, Icon.UNDO)
        self._order, self._picked = view.number, picked.goods
        goods = [(at, self._words(each)) for at, each in enumerate(self._picked)]
        self.goods = ChoiceField(say(OrderWork.GOODS), goods)
        self.units = TypedField(desk, say(OrderWork.PUT_BACK_UNITS), required(readers.quantity), readers.write)
        self.place = place_field(desk, say(OrderWork.PLACE), picked.places, required(NAME))
        self.goods.edited.connect(self._propose)
        self._propose()
        self.ask_for(self.goods, self.units, self.place, self.reason)

    @property
    def chosen(self) -> LotInTote:
        """The goods that are chosen."""
        return self._picked[self.goods.value]

    def _words(self, each: LotInTote) -> str:
        code = OrderWork.GOODS_ROW_LOT if each.lot else OrderWork.GOODS_ROW
        return self.desk.say(code, units=each.units, sku=each.sku, name=each.name, place=each.place, lot=each.lot)

    def _propose(self) -> None:
        picked = self.chosen.units
        self.units.set(picked)
        self.units.set_label(
            self.desk.say(OrderWork.PUT_BACK_UNITS), self.desk.say(OrderWork.PUT_BACK_HINT, picked=picked)
        )

    def verb(self) -> Callable[[Action], object]:
        store, order, each, why = self.desk.house.store, self._order, self.chosen, self.reason.value
        units, to = self.units.value, self.place.value
        return lambda action: put_back(store, action, order, each.sku, each.place, units, to, why=why, lot=each.lot)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        if "quantity" in refusal.facts:
            return self.units
        return self.place if "code" in refusal.facts or refusal.code is PuttingBackFault.TO_TOTE else None


class MergeDialog(ReasonDialog):
    """Which other order of the customer goes into this one."""

    def __init__(self, desk: Desk, parent: QWidget, view: OrderView, others: Sequence[Mergeable]) -> None:
        say = desk.say
        title = say(OrderWork.MERGE).removesuffix("…")
        of = say(OrderWork.MERGE_INTO, order=view.number, customer=view.customer)
        super().__init__(desk, parent, title, of, say(OrderWork.MERGE_ABOUT), title, Icon.LINK)
        self._order = view.number
        self.other = ChoiceField(say(OrderWork.OTHER), [(each.number, self._words(each)) for each in others])
        self.ask_for(self.other, self.reason)

    def _words(self, each: Mergeable) -> str:
        placed = self.desk.text(each.placed_at.astimezone(self.desk.zone).date())
        return self.desk.say(OrderWork.OTHER_ROW, number=each.number, placed=placed, units=each.units)

    def verb(self) -> Callable[[Action], object]:
        store, into, other, why = self.desk.house.store, self._order, self.other.value, self.reason.value
        return lambda action: merge_orders(store, action, into, [other], why=why)


class SplitDialog(ReasonDialog):
    """How many units of which lines a new order takes over."""

    def __init__(self, desk: Desk, parent: QWidget, view: OrderView, chosen: OrderLineView | None, number: str) -> None:
        say, readers = desk.say, Readers(desk)
        title = say(OrderWork.SPLIT).removesuffix("…")
        of = say(OrderWork.SPLIT_OF, order=view.number, customer=view.customer)
        super().__init__(desk, parent, title, of, say(OrderWork.SPLIT_ABOUT), title, Icon.ARROW_RIGHT)
        self._order = view.number
        self.number = TypedField(desk, say(OrderWork.NUMBER), required(IDENTIFIER), str)
        self.number.set(number)
        lines = [line for line in view.lines if line.left_to_cancel > 0]
        if len(lines) > MOST_LINES:
            lines = [line for line in lines if chosen is not None and line.line == chosen.line] or lines[:1]
        self.units: Mapping[int, TypedField[int | None]] = {
            line.line: TypedField(
                desk,
                say(OrderWork.LINE, line=line.line, sku=line.sku, open=line.left_to_cancel),
                optional(readers.quantity_up_to(line.left_to_cancel), None),
                readers.write,
                empty=say(OrderWork.LINE_STAYS),
            )
            for line in lines
        }
        self.ask_for(*self.units.values(), self.number, self.reason)

    def do(self) -> None:
        """Do it; that no line is named is said beside all else that is wrong."""
        super().do()
        if not self._waiting and not any(field.dirty for field in self.units.values()):
            self._say(self.desk.say(RegroupFault.NOTHING, order=self._order))

    def verb(self) -> Callable[[Action], object]:
        store, order, number, why = self.desk.house.store, self._order, self.number.value, self.reason.value
        parts = {line: field.value for line, field in self.units.items() if field.value is not None}
        return lambda action: split_order(store, action, order, parts, number, why=why)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        line = refusal.facts.get("line")
        if isinstance(line, int) and line in self.units:
            return self.units[line]
        return self.number if refusal.code is RegroupFault.NUMBER else None
