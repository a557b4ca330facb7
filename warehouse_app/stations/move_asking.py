"""What a scan means to moving at each step: where it leads and what is said, without any effect."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.domain.statuses import HOLDS_STOCK, LocationKind, StockStatus
from warehouse_app.queries.codes import FoundItem, FoundLocation, Resolved
from warehouse_app.queries.goods import PlaceFacts, proposed_place
from warehouse_app.queries.lying import Lying, lying_at
from warehouse_app.queries.whereabouts import goods_in, goods_of
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode, quantity
from warehouse_app.services.lying import StockFault
from warehouse_app.stations import move_telling as telling
from warehouse_app.stations.dialogue import Asking, Turn
from warehouse_app.stations.move_steps import (
    START,
    AskItem,
    AskLot,
    AskQuantity,
    AskSource,
    AskTarget,
    InHand,
    Said,
    Step,
)
from warehouse_app.stations.reading import lot_in
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import LISTED, Shared, Words, goods_seen, lies_at

_PUT_AWAY_FROM = {LocationKind.DOCK, LocationKind.STAGING}
"""Where goods lie that have no place of their own yet."""


@dataclass(frozen=True, slots=True)
class Carry:
    """The intention to carry goods to a place."""

    goods: InHand
    to: str


Answer = Turn[Step] | Carry


@dataclass(frozen=True, slots=True)
class MoveAsking(Asking[Step, Carry]):
    """What a scan means to moving."""

    card = Command.MOVE
    at = Shared.AT_MOVE

    def _meaning(self, meaning: Resolved, text: str) -> Answer:
        number = quantity(text)
        match self.step:
            case AskSource():
                return self._source(meaning)
            case AskItem() as step:
                return self._item(step, meaning, number)
            case AskQuantity() as step:
                return self._other(meaning) if number is None else self._unpacked(step, number)
            case AskLot() as step:
                return self._lot(step, meaning, text)
            case AskTarget(goods):
                return self._target(goods, meaning, number)

    # --- commands ---

    def _number(self, number: int) -> Turn[Step]:
        match self.step:
            case AskItem(source, packs):
                return self._packed(AskItem(source, number), number, again=bool(packs))
            case AskQuantity() as step:
                return self._unpacked(step, number)
            case AskTarget(goods):
                return self._corrected(goods, number)
        return self._warn(Shared.NO_NUMBER, number=number)

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskTarget(goods, proposed) if proposed:
                return Carry(goods, proposed)
            case AskTarget():
                return self._warn(Shared.NO_PLACE)
        return self._other(code)

    def _done(self, code: CommandCode) -> Answer:
        match self.step:
            case AskQuantity(goods) | AskLot(goods) | AskTarget(goods):
                return self._warn(Shared.NOT_BOOKED, sku=goods.item.sku)
            case AskItem(source):
                return self._say(Words(Tone.ASK, Note(Said.SOURCE_LEFT, {"place": source.code})), START)
        return self._other(code)

    def _help(self) -> Words:
        match self.step:
            case AskSource():
                return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS),))
            case AskItem(source):
                pass
            case step:
                source = step.goods.source
        return Words(Tone.ASK, Note(Said.HELP, {"place": source.code}), (Note(Said.COMMANDS),))

    # --- the place from which ---

    def _source(self, meaning: Resolved) -> Turn[Step]:
        match meaning:
            case FoundLocation(place):
                return self._begin(place, switched=False)
            case FoundItem(item):
                return self._other(meaning).also(lies_at(goods_of(self.store, item.id, most=LISTED)))
        return self._other(meaning)

    def _begin(self, source: PlaceFacts, *, switched: bool) -> Turn[Step]:
        if source.kind not in HOLDS_STOCK:
            raise Refused(StockFault.HOLDS_NOTHING, code=source.code)
        lying = goods_in(self.store, source.id, most=LISTED)
        return self._say(telling.source_chosen(source, lying, switched=switched), (*START, AskItem(source)))

    # --- the goods ---

    def _item(self, step: AskItem, meaning: Resolved, number: int | None) -> Turn[Step]:
        if number is not None and not self._lies_at(meaning, step.source):
            return self._number(number)
        match meaning:
            case FoundItem():
                turn = self._scanned(step, meaning)
                return turn if number is None else turn.also(Note(Shared.NOT_A_QUANTITY, {"number": str(number)}))
            case FoundLocation(place):
                return self._begin(place, switched=place.id != step.source.id)
        return self._other(meaning)

    def _lies_at(self, meaning: Resolved, source: PlaceFacts) -> bool:
        return isinstance(meaning, FoundItem) and bool(lying_at(self.store, meaning.item.id, source.id))

    def _scanned(self, step: AskItem, found: FoundItem) -> Turn[Step]:
        """Return where the goods of a code lead. Raises Refused where they do not lie there."""
        item, source = found.item, step.source
        lying = lying_at(self.store, item.id, source.id)
        if not lying:
            facts = {"sku": item.sku, "place": source.code, "status": StockStatus.AVAILABLE}
            elsewhere = lies_at(goods_of(self.store, item.id, most=LISTED))
            return self._say(Words(Tone.ERROR, Note(StockFault.NOTHING_THERE, facts), (elsewhere,)))
        lots = _meant(found, lying)
        if not lots:
            lot = found.serial or found.lot or str(found.expiry)
            there = tuple(each.code for each in lying)
            raise Refused(StockFault.NO_LOT, sku=item.sku, place=source.code, lot=lot, lots=there)
        turn = self._onward(InHand(source, item, step.packs or 1, found.pack), lots)
        return turn.also(Note(Shared.LOT_UNCLEAR)) if found.suspect and len(lots) > 1 else turn

    def _onward(self, goods: InHand, lots: Sequence[Lying]) -> Turn[Step]:
        """Ask for the first thing that is not known of goods, last of all for where they are carried.

        Raises Refused where there are not so many.
        """
        if goods.pack is None:
            words = Words(Tone.ASK, goods_seen(goods.item, 0))
            return self._say(words, (*self.trail, AskQuantity(goods, tuple(lots))))
        if goods.quantity > MAX_QUANTITY:
            raise Refused(StockFault.QUANTITY, sku=goods.item.sku, quantity=goods.quantity, most=MAX_QUANTITY)
        there = sum(each.quantity for each in lots)
        if goods.quantity > there:
            facts = {"quantity": goods.quantity, "there": there}
            raise Refused(StockFault.NOT_THERE, sku=goods.item.sku, place=goods.source.code, **facts)
        if len(lots) > 1:
            return self._say(telling.which_lot(goods, lots), (*self.trail, AskLot(goods, tuple(lots))))
        return self._to_target(replace(goods, lying=lots[0]), self.trail)

    def _to_target(self, goods: InHand, trail: tuple[Step, ...]) -> Turn[Step]:
        lying = goods.lying
        assert lying is not None
        quarantined = 0
        if lying.status is StockStatus.AVAILABLE:
            others = lying_at(self.store, goods.item.id, goods.source.id)
            quarantined = sum(each.quantity for each in others if each.status is StockStatus.QUARANTINED)
        words = telling.in_hand(goods, lying, quarantined)
        return self._say(words, (*trail, AskTarget(goods, self._proposed(goods, lying))))

    def _proposed(self, goods: InHand, lying: Lying) -> str:
        """Return where goods should be put away; '' where they are carried from a place of their own."""
        if goods.source.kind not in _PUT_AWAY_FROM or lying.status is StockStatus.QUARANTINED:
            return ""
        place = proposed_place(self.store, goods.item, goods.quantity)
        return place.code if place and place.kind not in _PUT_AWAY_FROM else ""

    def _unpacked(self, step: AskQuantity, number: int) -> Turn[Step]:
        # From here on they are counted in base units, as whoever counted them does.
        return self._onward(replace(step.goods, packs=step.goods.packs * number, pack=1), step.lots)

    def _corrected(self, goods: InHand, number: int) -> Turn[Step]:
        lying = goods.lying
        assert lying is not None
        if number > lying.quantity:
            facts = {"quantity": number, "there": lying.quantity}
            raise Refused(StockFault.NOT_THERE, sku=goods.item.sku, place=goods.source.code, **facts)
        return self._to_target(replace(goods, packs=number, pack=1), self.trail[:-1])

    def _lot(self, step: AskLot, meaning: Resolved, text: str) -> Turn[Step]:
        reading = lot_in(text, year=self.year, serial=step.goods.item.serial)
        match reading:
            case UnknownCode() as unreadable:
                return self._other(unreadable)
            case Shared() as unclear:
                return self._warn(unclear)
        of_other_item = isinstance(meaning, FoundItem) and meaning.item.id != step.goods.item.id
        if not (reading.is_labelled and of_other_item):
            lots = [each for each in step.lots if each.code == reading.lot]
            if lots:
                return self._onward(step.goods, lots)
            if reading.is_labelled or isinstance(meaning, UnknownCode):
                there = tuple(each.code for each in step.lots)
                where = step.goods.source.code
                raise Refused(StockFault.NO_LOT, sku=step.goods.item.sku, place=where, lot=reading.lot, lots=there)
        return self._other(meaning)

    # --- the place to which ---

    def _target(self, goods: InHand, meaning: Resolved, number: int | None) -> Answer:
        match meaning:
            case FoundLocation(place):
                return Carry(goods, place.code)
            case FoundItem(item) if number is not None and self._lies_at(meaning, goods.source):
                return self._warn(Shared.NUMBER_IS_ITEM, sku=item.sku, name=item.name, number=str(number))
        return self._other(meaning) if number is None else self._corrected(goods, number)


def _meant(found: FoundItem, lying: Sequence[Lying]) -> list[Lying]:
    """Return those of what lies there that a code may mean: of the lot that it says, available before quarantined."""
    lot = found.serial if found.item.serial else found.lot
    some = [each for each in lying if each.code == lot] if lot else list(lying)
    if not lot and found.expiry and found.item.expiry:
        some = [each for each in lying if each.expiry == found.expiry]
    elif lot and not some and not (found.item.lot or found.item.serial):
        some = list(lying)
    available = [each for each in some if each.status is StockStatus.AVAILABLE]
    return available or some
