"""What a scan means to receiving where goods of a purchase order will not come."""

from dataclasses import dataclass

from warehouse_app.queries.codes import FoundItem, Resolved
from warehouse_app.queries.goods import Delivery, ItemFacts, expected_lines
from warehouse_app.scanning.codes import CommandCode
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_steps import AskExpiry, AskItem, AskLot
from warehouse_app.stations.receive import telling
from warehouse_app.stations.receive.aside import Answer, AsideAsking
from warehouse_app.stations.receive.closing_steps import AskShort, AskWhyNot, ClosingStep, Said
from warehouse_app.stations.receive.pallet_steps import AskPallet, AskPalletDoubt, AskPalletWhy
from warehouse_app.stations.receive.steps import (
    AskDelivery,
    AskLocation,
    AskOver,
    AskPack,
    AskShortDated,
    AskTeach,
    AskUndo,
    Pending,
    Step,
    Trail,
)
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words


@dataclass(frozen=True, slots=True)
class ClosingAsking(AsideAsking):
    """The part of receiving in which the rest of an item is closed short."""

    def _short(self, code: CommandCode) -> Answer:
        match self.step:
            case AskDelivery() | AskTeach() | AskPack() | AskShort() | AskWhyNot():
                return self._other(code)
            case AskPallet() | AskPalletWhy() | AskPalletDoubt() | AskUndo():
                return self._other(code)
            case AskItem(on):
                return self._blind(on) or self._begun(on)
            case AskLot(goods) | AskExpiry(goods) | AskOver(goods=goods) | AskShortDated(goods) | AskLocation(goods):
                return self._blind(goods.on) or self._short_of(goods.on, goods.item, goods)
            case step:
                # How many of them are in hand, or where they go, is said first.
                return self._warn(Shared.NOT_BOOKED, sku=step.goods.item.sku)

    def _blind(self, on: Delivery) -> Turn[Step] | None:
        """Return what to say where nothing was ordered; None where something was."""
        return None if on.number else self._warn(Said.BLIND, supplier=on.supplier_name)

    def _begun(self, on: Delivery) -> Turn[Step]:
        assert on.purchase_order is not None  # else it is blind
        to_come = telling.to_come(expected_lines(self.store, on.purchase_order))
        words = Words(Tone.ASK, Note(Said.BEGUN, {"number": on.number}), (to_come,))
        return self._say(words, (*self.trail, AskShort(on)))

    def _short_of(self, on: Delivery, item: ItemFacts, goods: Pending | None = None) -> Turn[Step]:
        assert on.purchase_order is not None  # else it is blind
        in_hand = goods.quantity if goods else 0
        units = sum(row.to_come for row in expected_lines(self.store, on.purchase_order) if row.item == item.id)
        if units <= in_hand:
            return self._warn(Said.NOTHING, sku=item.sku, number=on.number)
        facts: dict[str, str | int] = {"sku": item.sku, "name": item.name, "number": on.number}
        head = Note(Said.OF_REST if in_hand else Said.OF_ITEM, {**facts, "units": units - in_hand})
        return self._say(Words(Tone.ASK, head), (*self.trail, AskWhyNot(on, item, in_hand)))

    def _closing(self, step: AskShort, meaning: Resolved) -> Turn[Step]:
        return self._short_of(step.on, meaning.item) if isinstance(meaning, FoundItem) else self._other(meaning)


def without_closing(trail: Trail) -> Trail:
    """Return the steps of a trail at which one goes on once an item is closed short."""
    return tuple(step for step in trail if not isinstance(step, ClosingStep))
