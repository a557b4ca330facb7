"""What a scan means to counting at each step: where it leads and what is said, without any effect."""

from dataclasses import dataclass, replace

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.queries.codes import FoundItem, FoundLocation, Resolved, goods_under
from warehouse_app.queries.counts import Counted, counted_in, own_open_counts
from warehouse_app.queries.lots import is_lot_known, lot_known
from warehouse_app.queries.received import FoundReceived
from warehouse_app.scanning.codes import Command, CommandCode, quantity
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.contract import Action
from warehouse_app.services.lying import StockFault
from warehouse_app.stations.attempt import Print, Undo
from warehouse_app.stations.count import telling
from warehouse_app.stations.count.steps import START, AskEmpty, AskPlace, Counting, Said, Seen, Step, at_items, count_at
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_asking import GoodsAsking
from warehouse_app.stations.goods_steps import AskItem, OfGoods
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words, measures_of

_OPEN_LISTED = 5


@dataclass(frozen=True, slots=True)
class Begin:
    """The intention to count a place (its code), or to go on with its count, by an action."""

    place: str
    action: Action


@dataclass(frozen=True, slots=True)
class Tally:
    """The intention to count goods; `number` is what was scanned where it may have been meant as a quantity, else 0."""

    goods: Seen
    number: int = 0


@dataclass(frozen=True, slots=True)
class Finish:
    """The intention to end a count."""

    on: Counting


@dataclass(frozen=True, slots=True)
class Drop:
    """The intention to throw a count away in which nothing is counted."""

    on: Counting


Want = Begin | Tally | Finish | Drop
Answer = Turn[Step] | Begin | Tally | Finish | Drop


@dataclass(frozen=True, slots=True)
class CountAsking(GoodsAsking[Counting, Seen, AskPlace | AskEmpty, Want]):
    """What a scan means to counting. `last` is the last tally; `begins` an action that may begin at the first step."""

    begins: Action | None = None

    card = Command.COUNT
    at = Shared.AT_COUNT

    def _meaning(self, meaning: Resolved, text: str) -> Answer:
        number = quantity(text)
        match self.step:
            case AskPlace():
                return self._place(meaning)
            case AskItem() as step:
                return self._item(step, meaning, number)
            case AskEmpty():
                return self._other(meaning)
            case step:
                return self._asked(step, meaning, text)

    def _place(self, meaning: Resolved) -> Turn[Step] | Begin:
        if isinstance(meaning, FoundLocation):
            assert self.begins is not None  # at the first step it is there
            return Begin(meaning.place.code, self.begins)
        return self._other(meaning)

    def _other(self, meaning: Resolved) -> Turn[Step]:
        turn, on = super(CountAsking, self)._other(meaning), count_at(self.step)
        if on is None:
            return turn.also(*self.open_ones())
        return turn.also(telling.elsewhere(on, meaning.place.code)) if isinstance(meaning, FoundLocation) else turn

    def open_ones(self) -> tuple[Note, ...]:
        """Return the sentence that says with which counts whoever stands here can go on."""
        here = self.begins
        assert here is not None  # it is asked for at the first step only
        return telling.open_ones(own_open_counts(self.store, here.actor, here.workstation, most=_OPEN_LISTED))

    # --- commands ---

    def _command(self, code: CommandCode) -> Turn[Step] | Undo | Print | Want:
        if code.command is Command.UNDO and not self.last:
            return self._warn(Said.NOTHING_TO_TAKE_OFF)
        match self.step:
            # A lead waits for a second count.
            case AskItem(on, None) if code.command is Command.CANCEL and not on.again and not self._counted(on):
                return Drop(on)
        return super(CountAsking, self)._command(code)

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskEmpty(on):
                return Finish(on)
        return super(CountAsking, self)._yes(code)

    def _no(self, code: CommandCode) -> Answer:
        match self.step:
            case AskEmpty(on):
                return self._say(telling.begun(on, self._counted(on), goes_on=True), at_items(on))
        return super(CountAsking, self)._no(code)

    def _skip(self, code: CommandCode) -> Answer:
        # Whatever else is skipped somewhere is a proposal, of which there is none in a count.
        return self._warn(Shared.NOTHING_TO_SKIP) if isinstance(self.step, AskPlace) else self._other(code)

    def _back(self) -> Turn[Step]:
        match self.step:
            case AskItem(on, None):
                left = Note(Said.LEFT_OPEN, {"number": on.number, "place": on.place})
                return self._say(Words(Tone.ASK, left), START)
        return super(CountAsking, self)._back()

    def _done(self, _code: CommandCode) -> Answer:
        match self.step:
            case AskPlace():
                return self._warn(Said.NO_COUNT).also(*self.open_ones())
            case AskItem(on) if self._counted(on):
                return Finish(on)
            case AskItem(on):
                return self._say(telling.nothing_counted(on), (*self.trail, AskEmpty(on)))
            case AskEmpty(on):
                return self._say(telling.nothing_counted(on))
            case step:
                return self._warn(Said.NOT_COUNTED, sku=step.goods.item.sku)

    def _help(self) -> Words:
        on = count_at(self.step)
        if on is None:
            return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS), *self.open_ones()))
        so_far = telling.so_far(self._counted(on))
        return Words(Tone.ASK, Note(Said.HELP, {"number": on.number, "place": on.place}), (so_far, Note(Said.COMMANDS)))

    def _counted(self, on: Counting) -> list[Counted]:
        return counted_in(self.store, on.number)

    # --- the goods ---

    def _item(self, step: AskItem[Counting], meaning: Resolved, number: int | None) -> Answer:
        if isinstance(meaning, FoundReceived):
            meaning = goods_under(meaning) or meaning
        if not isinstance(meaning, FoundItem):
            return self._other(meaning) if number is None else self._number(number)
        item = meaning.item
        lot = meaning.serial if item.serial else meaning.lot if item.lot else ""
        expiry = meaning.expiry if item.expiry else None
        answer = self.onward(Seen(step.on, item, step.packs or 1, meaning.pack, lot, expiry))
        if isinstance(answer, Tally):
            return replace(answer, number=number or 0)
        assert isinstance(answer, Turn)  # goods begin or end no count
        answer = answer.also(*measures_of(meaning))
        if number is not None:
            answer = answer.also(Note(Shared.NOT_A_QUANTITY, {"number": str(number)}))
        return answer.also(Note(Shared.LOT_UNCLEAR)) if meaning.suspect and (item.lot or item.serial) else answer

    def _missing(self, goods: Seen) -> OfGoods[Seen] | None:
        if goods.item.serial and goods.is_several:
            raise Refused(GoodsFault.SERIAL, sku=goods.item.sku)
        if goods.quantity > MAX_QUANTITY:
            raise Refused(StockFault.QUANTITY, sku=goods.item.sku, quantity=goods.quantity, most=MAX_QUANTITY)
        return super(CountAsking, self)._missing(goods)

    def _complete(self, goods: Seen, _trail: tuple[Step, ...]) -> Tally:
        known = lot_known(self.store, goods.item.id, goods.lot) if goods.expiry and goods.lot else None
        # The books have no day for them, and a count does not give them one.
        return Tally(replace(goods, expiry=None) if known and known.is_without_day else goods)

    def _knows_lot(self, goods: Seen, lot: str) -> bool:
        return is_lot_known(self.store, goods.item.id, lot)

    def _knows_day(self, goods: Seen) -> bool:
        known = lot_known(self.store, goods.item.id, goods.lot) if goods.lot else None
        return known is not None and not known.needs_day
