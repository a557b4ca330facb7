"""What a scan means to moving at each step: where it leads and what is said, without any effect."""

from dataclasses import dataclass, replace

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.domain.statuses import HOLDS_STOCK, LocationKind, StockStatus
from warehouse_app.queries.codes import Ambiguous, FoundItem, FoundLocation, Resolved, goods_under
from warehouse_app.queries.goods import PlaceFacts, item_of, proposed_place
from warehouse_app.queries.lying import lying_at
from warehouse_app.queries.received import FoundReceived
from warehouse_app.queries.whereabouts import goods_in, goods_of
from warehouse_app.scanning.codes import Command, CommandCode, quantity
from warehouse_app.services.lying import StockFault
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_aside import AskWhy, Why
from warehouse_app.stations.goods_asking import GoodsAsking
from warehouse_app.stations.goods_steps import AskItem, AskLot, AskQuantity, OfGoods
from warehouse_app.stations.move import telling
from warehouse_app.stations.move.steps import START, AskSource, AskTarget, InHand, Said, Step
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import LISTED, Shared, Words, goods_seen, lies_at, measures_of

_PUT_AWAY_FROM = {LocationKind.DOCK, LocationKind.STAGING}
"""Where goods lie that have no place of their own yet."""


@dataclass(frozen=True, slots=True)
class Carry:
    """The intention to carry goods to a place; `why` they are set aside there ('': they are not)."""

    goods: InHand
    to: str
    why: str = ""


Answer = Turn[Step] | Carry


@dataclass(frozen=True, slots=True)
class MoveAsking(GoodsAsking[PlaceFacts, InHand, AskSource | AskTarget | AskWhy[InHand], Carry]):
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
            case AskTarget(goods):
                return self._target(goods, meaning, number)
            case AskWhy(goods, place):
                why = self._reason(meaning, text, number, Why)
                return why if isinstance(why, Turn) else Carry(goods, place, why)
            case step:
                return self._asked(step, meaning, text)

    def take(self, sku: str, lot: str, status: StockStatus) -> Answer:
        """Return what goods lead to that were chosen where they are listed, as if a code said all that of them.

        Raises Refused (StockFault) where they do not lie there.
        """
        item = item_of(self.store, sku)
        if item is None:
            raise Refused(StockFault.NO_ITEM, sku=sku)
        if not isinstance(self.step, AskItem):
            return self._other(FoundItem(item, pack=1))
        source = self.step.on
        chosen = [
            each for each in lying_at(self.store, item.id, source.id) if (each.code, each.status) == (lot, status)
        ]
        if not chosen:
            raise Refused(StockFault.NOTHING_THERE, sku=sku, place=source.code, status=status)
        return self.onward(InHand(source, item, self.step.packs or 1, 1, lots=tuple(chosen)))

    # --- commands ---

    def _number(self, number: int) -> Answer:
        match self.step:
            case AskTarget(goods):
                return self._corrected(goods, number)
            case AskWhy(goods, place):
                why = self._usual_reason(number, Why)
                return why if isinstance(why, Turn) else Carry(goods, place, why)
        return super(MoveAsking, self)._number(number)

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskTarget(goods, proposed) if proposed:
                return Carry(goods, proposed)
            case AskTarget():
                return self._warn(Shared.NO_PLACE)
        return self._other(code)

    def _done(self, code: CommandCode) -> Answer:
        match self.step:
            case AskSource():
                return self._other(code)
            case AskItem(source):
                return self._say(Words(Tone.ASK, Note(Said.SOURCE_LEFT, {"place": source.code})), START)
            case step:
                return self._warn(Shared.NOT_BOOKED, sku=step.goods.item.sku)

    def _skip(self, code: CommandCode) -> Answer:
        match self.step:
            case AskTarget(proposed=""):
                return self._warn(Shared.NOTHING_TO_SKIP)
            case AskTarget(goods, proposed):
                goods = replace(goods, skipped=(*goods.skipped, proposed))
                step = AskTarget(goods, self._proposed(goods))
                said, tone = (Said.SKIPPED, Tone.ASK) if step.proposed else (Said.NO_OTHER_PLACE, Tone.WARN)
                return self._instead(step, Words(tone, Note(said, {"place": proposed})))
        return self._other(code)

    def _help(self) -> Words:
        match self.step:
            case AskSource():
                return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS),))
            case AskItem(source):
                pass
            case step:
                source = step.goods.on
        return Words(Tone.ASK, Note(Said.HELP, {"place": source.code}), (Note(Said.COMMANDS),))

    # --- the place from which ---

    def _source(self, meaning: Resolved) -> Turn[Step]:
        match meaning:
            case FoundLocation(place):
                return self._begin(place, switched=False)
            case FoundItem(item):
                return self._other(meaning).also(lies_at(goods_of(self.store, item.id, most=LISTED)))
            case FoundReceived(goods=(one,)) if not one.taken_back:
                lying = goods_of(self.store, one.item.id, lot=one.lot, most=LISTED)
                return self._other(meaning).also(lies_at(lying))
        return self._other(meaning)

    def _begin(self, source: PlaceFacts, *, switched: bool) -> Turn[Step]:
        if source.kind not in HOLDS_STOCK:
            raise Refused(StockFault.HOLDS_NOTHING, code=source.code)
        lying = goods_in(self.store, source.id, most=LISTED)
        return self._say(telling.source_chosen(source, lying, switched=switched), (*START, AskItem(source)))

    # --- the goods ---

    def _item(self, step: AskItem[PlaceFacts], meaning: Resolved, number: int | None) -> Answer:
        if number is not None and not self._lies_at(meaning, step.on):
            return self._number(number)
        match meaning:
            case FoundItem():
                turn = self._scanned(step, meaning)
                return turn if number is None else turn.also(Note(Shared.NOT_A_QUANTITY, {"number": str(number)}))
            case FoundReceived():
                return self._labelled(step, meaning)
            case FoundLocation(place):
                return self._begin(place, switched=place.id != step.on.id)
        return self._other(meaning)

    def _lies_at(self, meaning: Resolved, source: PlaceFacts) -> bool:
        return isinstance(meaning, FoundItem) and bool(lying_at(self.store, meaning.item.id, source.id))

    def _scanned(self, step: AskItem[PlaceFacts], found: FoundItem) -> Turn[Step]:
        """Return where the goods of a code lead. Raises Refused where they do not lie there."""
        item, source = found.item, step.on
        lying = tuple(lying_at(self.store, item.id, source.id))
        if not lying:
            facts = {"sku": item.sku, "place": source.code, "status": StockStatus.AVAILABLE}
            elsewhere = lies_at(goods_of(self.store, item.id, most=LISTED))
            return self._say(Words(Tone.WARN, Note(StockFault.NOTHING_THERE, facts), (elsewhere,)))
        lot = found.serial if item.serial else found.lot
        if not (item.lot or item.serial) and all(each.code != lot for each in lying):
            lot = ""  # nobody here keeps its goods apart by that
        expiry = found.expiry if item.expiry else None
        goods = InHand(source, item, step.packs or 1, found.pack, lot, expiry, lots=lying)
        turn = self.onward(goods)
        assert isinstance(turn, Turn)  # where they are put is always asked for
        turn = turn.also(*measures_of(found))
        return turn.also(Note(Shared.LOT_UNCLEAR)) if found.suspect and len(goods.meant) > 1 else turn

    def _labelled(self, step: AskItem[PlaceFacts], label: FoundReceived) -> Turn[Step]:
        """Return where goods lead that came with this label: all that came, or what of it is left here."""
        found, source = goods_under(label), step.on
        if found is None:
            return self._other(label)
        booked, lots = found.pack or 0, tuple(lying_at(self.store, found.item.id, source.id))
        here = InHand(source, found.item, 1, booked, found.lot, lots=lots)
        left = sum(each.quantity for each in here.meant)
        if step.packs is None and 0 < left < booked:
            turn = self._scanned(step, replace(found, pack=left))
            return turn.also(Note(Said.LABEL_LEFT, {"booked": booked, "left": left, "place": source.code}))
        return self._scanned(step, found)

    def _missing(self, goods: InHand) -> OfGoods[InHand] | None:
        sku, place = goods.item.sku, goods.on.code
        if not goods.meant:
            lots = tuple(dict.fromkeys(each.code for each in goods.lots))
            raise Refused(StockFault.NO_LOT, sku=sku, place=place, lot=goods.lot or str(goods.expiry), lots=lots)
        if goods.pack is None:
            return AskQuantity(goods)
        if goods.quantity > MAX_QUANTITY:
            raise Refused(StockFault.QUANTITY, sku=sku, quantity=goods.quantity, most=MAX_QUANTITY)
        there = sum(each.quantity for each in goods.meant)
        if goods.quantity > there:
            raise Refused(StockFault.NOT_THERE, sku=sku, place=place, quantity=goods.quantity, there=there)
        return AskLot(goods) if len(goods.meant) > 1 else None

    def _about(self, goods: InHand) -> Words:
        if goods.pack is None:
            return Words(Tone.ASK, goods_seen(goods.item, 0))
        return telling.which_lot(goods)

    def _complete(self, goods: InHand, trail: tuple[Step, ...]) -> Turn[Step]:
        quarantined = 0
        if goods.lying.status is StockStatus.AVAILABLE:
            others = lying_at(self.store, goods.item.id, goods.on.id)
            quarantined = sum(each.quantity for each in others if each.status is StockStatus.QUARANTINED)
        return self._say(telling.in_hand(goods, quarantined), (*trail, AskTarget(goods, self._proposed(goods))))

    def _proposed(self, goods: InHand) -> str:
        """Return where goods should be put away; '' where they are carried from a place of their own."""
        if goods.on.kind not in _PUT_AWAY_FROM or goods.lying.status is StockStatus.QUARANTINED:
            return ""
        place = proposed_place(self.store, goods.item, goods.quantity, skipping=goods.skipped)
        return place.code if place and place.kind not in _PUT_AWAY_FROM else ""

    def _corrected(self, goods: InHand, number: int) -> Answer:
        return self.onward(replace(goods, packs=number, pack=1), self.trail[:-1])

    def _knows_lot(self, goods: InHand, lot: str) -> bool:
        return any(each.code == lot for each in goods.lots)

    def _doubted(self, _step: AskLot[InHand], _lot: str, meaning: Resolved) -> Turn[Step]:
        return self._other(meaning)

    # --- the place to which ---

    def _target(self, goods: InHand, meaning: Resolved, number: int | None) -> Answer:
        match meaning:
            case FoundLocation(place):
                return self._put(goods, place)
            case Ambiguous() if number is not None and meaning.may_be_place:
                return self._place_too(number)
            case FoundItem(item) if number is not None and self._lies_at(meaning, goods.on):
                return self._warn(Shared.NUMBER_IS_ITEM, sku=item.sku, name=item.name, number=str(number))
        return self._other(meaning) if number is None else self._corrected(goods, number)

    def _put(self, goods: InHand, place: PlaceFacts) -> Answer:
        """Return what a place leads to: the booking; where goods are set aside there, why they are."""
        if place.kind is not LocationKind.QUARANTINE or goods.lying.status is StockStatus.QUARANTINED:
            return Carry(goods, place.code)
        words = Words(Tone.ASK, goods_seen(goods.item, goods.quantity))
        return self._say(words, (*self.trail, AskWhy(goods, place.code)))
