"""The dialog that puts goods of a receipt right: how many they were, or of which item or lot; and what came of it."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.totes import places
from warehouse_app.queries.booked_goods import BookedGoods
from warehouse_app.services.contract import Action
from warehouse_app.services.correcting import Corrected, correct_receipt
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.services.receiving import Booked
from warehouse_app.stations.reply import Tone
from warehouse_app.texts.messages import Fact
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.followed import followed_words
from warehouse_app.ui.forms import (
    NAME,
    ChoiceField,
    PickField,
    Readers,
    ReasonDialog,
    TypedField,
    ValueField,
    YesNoField,
    optional,
    required,
)
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pickers import Picker, item_finder
from warehouse_app.ui.words.correcting import Correct
from warehouse_app.ui.words.forms import FormWord, Wrongly

_HERE: Mapping[StrEnum, Correct] = {
    ReceivingFault.TOO_MUCH: Correct.TOO_MUCH,
    ReceivingFault.LOT: Correct.LOT_NEEDED,
    ReceivingFault.EXPIRY: Correct.EXPIRY_NEEDED,
}
"""What is refused in words of the command line, as it is said here."""


def ask_correction(desk: Desk, parent: QWidget, goods: Sequence[BookedGoods]) -> None:
    """Open the dialog on goods of one booking, at least one."""
    dialog = CorrectDialog(desk, parent, goods)
    dialog.taken.connect(lambda answer: tell_corrected(desk, answer))
    dialog.open()


def tell_corrected(desk: Desk, done: Corrected) -> None:
    """Say what was put right, where goods were set aside by it, and who is concerned."""
    wrong = done.wrong
    where = places(desk.say, wrong.location, wrong.quantity, done.totes)
    dated = any(wrong.differs_by_day(each) for each in done.booked)
    facts: dict[str, Fact] = {"receipt": done.receipt, "place": where, "wrong": _some(desk, wrong, dated=dated)}
    if done.booked:
        right = tuple(_some(desk, each, where, dated=dated) for each in done.booked)
        said = [desk.say(Correct.DONE, **facts, right=right)]
    else:
        said = [desk.say(Correct.DONE_NONE, **facts)]
    asides = [each for each in done.booked if each.aside is not None]
    why = [desk.say(each.aside, why=each.why, lot=each.lot, expiry=each.expiry) for each in asides if each.aside]
    said += dict.fromkeys(why)
    said += [desk.say(c.word, count=c.count, units=c.units, sku=c.sku, place=c.place) for c in done.counted]
    said.append(followed_words(desk, done.stops, done.losses, done.shares))
    tone = Tone.WARN if done.losses or asides else Tone.OK
    desk.told.emit(Told(tone, " ".join(filter(None, said))))
    desk.sound(tone)
    desk.announce(done.changes)


class CorrectDialog(ReasonDialog):
    """Asks what some goods of a booking were in truth; as it opens, it shows what was booked."""

    def __init__(self, desk: Desk, parent: QWidget, goods: Sequence[BookedGoods]) -> None:
        say, readers = desk.say, Readers(desk)
        do = say(Correct.OPEN).removesuffix("…")
        super().__init__(desk, parent, say(Correct.TITLE), _of(desk, goods), say(Correct.ABOUT), do, Icon.EDIT)
        self._booked = tuple(goods)
        self._go_on_once_settled = False
        rows = [(at, self._row(each)) for at, each in enumerate(goods)]
        self.goods = ChoiceField(say(Correct.GOODS), rows)
        self.units = TypedField(desk, say(Correct.UNITS), required(readers.whole(0)), readers.write)
        picker = Picker(desk, item_finder(desk))
        self.item = PickField(desk, say(Correct.ITEM), picker, Wrongly.UNKNOWN_ITEM, about=self._about_item)
        none = say(Correct.NONE)
        self.lot = TypedField(desk, say(Correct.LOT), optional(NAME, ""), str, empty=none)
        self.expiry = TypedField(desk, say(Correct.EXPIRY), optional(readers.day, None), readers.write, empty=none)
        self.over = YesNoField(say(Correct.OVER), hint=say(Correct.OVER_HINT))
        self.over.hide()
        several = (self.goods,) if goods[1:] else ()
        self.ask_for(*several, self.units, self.item, self.lot, self.expiry, self.over, self.reason)
        self.question = Asking(desk, "unsaved")
        self._ask_above_buttons()
        self.goods.edited.connect(self._propose)
        picker.picked.connect(self._item_picked)
        picker.was_settled.connect(self._go_on)
        for field in (self.item, self.lot, self.expiry):
            field.edited.connect(self._show_units)
        self._propose()
        self.units.editor.setFocus()

    @property
    def chosen(self) -> BookedGoods:
        """The goods that are chosen."""
        return self._booked[self.goods.value]

    def do(self) -> None:
        """Do it, as soon as it is known which item was typed."""
        self.item.picker.settle()
        self._go_on_once_settled = True
        self._go_on()

    def verb(self) -> Callable[[Action], object]:
        store, each, why = self.desk.house.store, self.chosen, self.reason.value
        came, truth, over = Came(each.sku, each.lot, each.place, each.is_aside), self._truth(), self.over.value
        return lambda action: correct_receipt(store, action, each.booking, came, truth, why=why, accept_over=over)

    def place_of(self, refusal: Refused) -> ValueField[Any] | None:
        match refusal.code:
            case CorrectingFault.SAME | CorrectingFault.TOO_MANY | ReceivingFault.QUANTITY | ReceivingFault.SERIAL:
                return self.units
            case Correct.TOO_MUCH:
                return self.units
            case ReceivingFault.NO_ITEM | ReceivingFault.NOT_ORDERED:
                return self.item
            case Correct.LOT_NEEDED | ReceivingFault.SERIAL_THERE:
                return self.lot
            case Correct.EXPIRY_NEEDED | ReceivingFault.EXPIRY_OTHER | ReceivingFault.EXPIRY_NONE:
                return self.expiry
        return None

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code in _HERE:
            # Only who is told that too much came is asked whether to accept it.
            self.over.setVisible(self.over.isVisible() or error.code is ReceivingFault.TOO_MUCH)
            error = Refused(_HERE[error.code], **error.facts)
        super()._failed(error)

    def _go_on(self) -> None:
        if self._go_on_once_settled and self.item.settled:
            self._go_on_once_settled = False
            super().do()

    def _truth(self) -> Truth:
        """Return what is typed, as far as it is not as booked."""
        each = self.chosen
        if self.item.value != each.sku:
            return Truth(self.units.value, self.item.value, self.lot.value, self.expiry.value)
        lot = self.lot.value if self.lot.dirty else None
        return Truth(self.units.value, "", lot, self.expiry.value if self.expiry.dirty else None)

    # --- leaving ---

    def reject(self) -> None:
        """Leave it; where something was typed, ask first. Asked for again, the question is answered with no."""
        if not self.question.isHidden():
            self.question.leave()
            return
        if self._waiting or not any(field.dirty for field in self._fields):
            super().reject()
            return
        # Esc answers the question now.
        self.cancel_button.hide()
        self.question.ask(
            self.desk.say(FormWord.UNSAVED),
            yes=(self.desk.say(FormWord.DISCARD_IT), "Ctrl+D"),
            no=self.desk.say(FormWord.KEEP),
            do=super().reject,
            leave=self.cancel_button.show,
        )
        self._fit_soon.start()

    def _ask_above_buttons(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self.question)
        for field in self._fields:
            field.edited.connect(self.question.leave)

    # --- what is shown ---

    def _propose(self) -> None:
        each = self.chosen
        self.item.set(each.sku)
        self.item.set_label(self.desk.say(Correct.ITEM), each.name)
        self.lot.set(each.named_lot)
        self.expiry.set(each.expiry)
        self.units.set(each.quantity)
        self._show_units()
        line = self.units.editor
        assert isinstance(line, QLineEdit)
        line.selectAll()

    def _item_picked(self) -> None:
        """Take a lot and a day away that were those of the other item; where it is that again, bring them back."""
        each, is_booked = self.chosen, self.item.value == self.chosen.sku
        if not self.lot.dirty:
            self.lot.set(each.named_lot if is_booked else "")
        if not self.expiry.dirty:
            self.expiry.set(each.expiry if is_booked else None)
        self._show_units()

    def _show_units(self) -> None:
        """Say what the number means: of goods that are others, it is how many of them."""
        is_other = self.item.dirty or self.lot.dirty or self.expiry.dirty
        label, hint = (
            (Correct.UNITS_OF_THEM, Correct.UNITS_OF_THEM_HINT) if is_other else (Correct.UNITS, Correct.UNITS_HINT)
        )
        self.units.set_label(self.desk.say(label), self.desk.say(hint, booked=self.chosen.quantity))

    def _about_item(self, picker: Picker) -> str:
        return "" if picker.choice is None else picker.choice.name

    def _row(self, each: BookedGoods) -> str:
        code = Correct.GOODS_ROW_LOT if each.named_lot else Correct.GOODS_ROW
        place = _place(self.desk, each)
        row = self.desk.say(code, quantity=each.quantity, sku=each.sku, lot=each.named_lot, place=place)
        return self.desk.say(Correct.GOODS_ROW_ASIDE, goods=row) if each.is_aside else row


def _of(desk: Desk, goods: Sequence[BookedGoods]) -> str:
    first = goods[0]
    facts: dict[str, Fact] = {"receipt": first.receipt, "at": desk.moment(first.at), "actor": first.actor}
    if goods[1:]:
        return desk.say(Correct.OF_SEVERAL, **facts)
    return desk.say(Correct.OF, sku=first.sku, name=first.name, place=_place(desk, first), **facts)


def _place(desk: Desk, each: BookedGoods) -> tuple[str, ...]:
    return places(desk.say, each.place, each.quantity, each.totes)


def _some(desk: Desk, booked: Booked, where: tuple[str, ...] = (), *, dated: bool = False) -> str:
    """Return goods in words, with their place where that is not just `where` the others were; `dated`: with the day."""
    code = Correct.SOME_LOT if booked.lot else Correct.SOME
    if dated and booked.lot:
        code = Correct.SOME_LOT_DAY
    goods = desk.say(code, quantity=booked.quantity, sku=booked.sku, lot=booked.lot, expiry=booked.expiry)
    if booked.tote is None and where in {(), (booked.location,)}:
        return goods
    place = places(desk.say, booked.location, booked.quantity, booked.totes)
    return desk.say(Correct.SOME_IN, goods=goods, place=place)
