"""What a scan means to counting at each step: where it leads and what is said, without any effect."""

from dataclasses import dataclass, replace
from datetime import date

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.codes import FoundItem, FoundLocation, Resolved
from warehouse_app.queries.counts import counted_in, has_lot, own_open_counts
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode, quantity
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.contract import Action
from warehouse_app.stations import count_telling as telling
from warehouse_app.stations.count_steps import (
    START,
    AskEmpty,
    AskExpiry,
    AskItem,
    AskLot,
    AskPlace,
    AskQuantity,
    Counting,
    Said,
    Seen,
    Step,
    at_items,
    count_at,
)
from warehouse_app.stations.dialogue import Asking, Turn, Undo
from warehouse_app.stations.reading import LotReading, day_in, lot_in
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words, goods_details, goods_seen, what_it_is

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


Want = Begin | Tally | Finish
Answer = Turn[Step] | Begin | Tally | Finish


@dataclass(frozen=True, slots=True)
class CountAsking(Asking[Step, Want]):
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
            case AskQuantity(goods):
                return self._other(meaning) if number is None else self._unpacked(goods, number)
            case AskLot() as step:
                return self._lot(step, meaning, text)
            case AskExpiry(goods):
                return self._expiry(goods, meaning, text)
            case AskEmpty():
                return self._other(meaning)

    def _place(self, meaning: Resolved) -> Turn[Step] | Begin:
        if isinstance(meaning, FoundLocation):
            assert self.begins is not None  # at the first step it is there
            return Begin(meaning.place.code, self.begins)
        return self._other(meaning)

    def _other(self, meaning: Resolved) -> Turn[Step]:
        words, on = what_it_is(meaning), count_at(self.step)
        if on is None:
            more = self.open_ones()
        elif isinstance(meaning, FoundLocation):
            more = (telling.elsewhere(on, meaning.place.code),)
        else:
            more = ()
        return self._say(replace(words, notes=(*words.notes, *more)))

    def open_ones(self) -> tuple[Note, ...]:
        """Return the sentence that says with which counts whoever stands here can go on."""
        here = self.begins
        assert here is not None  # it is asked for at the first step only
        return telling.open_ones(own_open_counts(self.store, here.actor, here.workstation, most=_OPEN_LISTED))

    # --- commands ---

    def _command(self, code: CommandCode) -> Turn[Step] | Undo | Want:
        if code.command is Command.UNDO and not self.last:
            return self._warn(Said.NOTHING_TO_TAKE_OFF)
        return super(CountAsking, self)._command(code)

    def _number(self, number: int) -> Answer:
        match self.step:
            case AskItem(on, packs):
                return self._packed(AskItem(on, number), number, again=bool(packs))
            case AskQuantity(goods):
                return self._unpacked(goods, number)
        return self._warn(Shared.NO_NUMBER, number=number)

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskEmpty(on):
                return Finish(on)
            case AskLot(goods, doubted) if doubted:
                return self._onward(replace(goods, lot=doubted))
        return self._other(code)

    def _no(self, code: CommandCode) -> Answer:
        match self.step:
            case AskEmpty(on):
                return self._say(telling.begun(on, counted_in(self.store, on.number), goes_on=True), at_items(on))
            case AskLot(goods, doubted) if doubted:
                return self._instead(AskLot(goods), self._about(goods))
        return self._other(code)

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
            case AskItem(on, None) if counted_in(self.store, on.number):
                return Finish(on)
            case AskItem(on, None):
                return self._say(telling.nothing_counted(on), (*self.trail, AskEmpty(on)))
            case AskItem(packs=packs):
                return self._warn(Said.PACKS_OF_WHAT, packs=packs or 0)
            case AskEmpty(on):
                return self._say(telling.nothing_counted(on))
            case step:
                return self._warn(Said.NOT_COUNTED, sku=step.goods.item.sku)

    def _help(self) -> Words:
        on = count_at(self.step)
        if on is None:
            return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS), *self.open_ones()))
        so_far = telling.so_far(counted_in(self.store, on.number))
        return Words(Tone.ASK, Note(Said.HELP, {"number": on.number, "place": on.place}), (so_far, Note(Said.COMMANDS)))

    # --- the goods ---

    def _item(self, step: AskItem, meaning: Resolved, number: int | None) -> Answer:
        if not isinstance(meaning, FoundItem):
            return self._other(meaning) if number is None else self._number(number)
        item = meaning.item
        lot = meaning.serial if item.serial else meaning.lot if item.lot else ""
        expiry = meaning.expiry if item.expiry else None
        answer = self._onward(Seen(step.on, item, step.packs or 1, meaning.pack, lot, expiry))
        if isinstance(answer, Tally):
            return replace(answer, number=number or 0)
        if number is not None:
            answer = answer.also(Note(Shared.NOT_A_QUANTITY, {"number": str(number)}))
        return answer.also(Note(Shared.LOT_UNCLEAR)) if meaning.suspect and (item.lot or item.serial) else answer

    def _onward(self, goods: Seen) -> Turn[Step] | Tally:
        """Ask for the first thing that is not known of goods; count them where all is. Raises Refused where they cannot
        be.
        """
        item = goods.item
        if item.serial and (goods.packs > 1 or (goods.pack or 1) > 1):
            raise Refused(GoodsFault.SERIAL, sku=item.sku)
        step: Step | None = None
        if goods.pack is None:
            step = AskQuantity(goods)
        elif (item.lot or item.serial) and not goods.lot:
            step = AskLot(goods)
        elif item.expiry and goods.expiry is None and not self._is_known(goods, goods.lot):
            step = AskExpiry(goods)
        return Tally(goods) if step is None else self._say(self._about(goods), (*self.trail, step))

    def _about(self, goods: Seen) -> Words:
        details = goods_details(goods.item, goods.lot, goods.expiry)
        return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), details)

    def _is_known(self, goods: Seen, lot: str) -> bool:
        return bool(lot) and has_lot(self.store, goods.item.id, lot)

    def _unpacked(self, goods: Seen, number: int) -> Turn[Step] | Tally:
        # From here on they are counted in base units, as whoever counted them does.
        return self._onward(replace(goods, packs=goods.packs * number, pack=1))

    def _lot(self, step: AskLot, meaning: Resolved, text: str) -> Turn[Step] | Tally:
        goods = step.goods
        match lot_in(text, year=self.year, serial=goods.item.serial):
            case UnknownCode() as unreadable:
                return self._other(unreadable)
            case Shared() as unclear:
                return self._warn(unclear)
            case LotReading(lot, expiry, is_labelled):
                other_item = isinstance(meaning, FoundItem) and meaning.item.id != goods.item.id
                if is_labelled and other_item:
                    return self._other(meaning)
                if is_labelled or isinstance(meaning, UnknownCode) or self._is_known(goods, lot):
                    expiry = goods.expiry or (expiry if goods.item.expiry else None)
                    return self._onward(replace(goods, lot=lot, expiry=expiry))
                doubt = Note(Said.LOT_DOUBTED, {"lot": lot})
                return self._instead(AskLot(goods, lot), self._other(meaning).also(doubt).words)

    def _expiry(self, goods: Seen, meaning: Resolved, text: str) -> Turn[Step] | Tally:
        match day_in(text, year=self.year):
            case date() as day:
                return self._onward(replace(goods, expiry=day))
            case Shared() as unread if isinstance(meaning, UnknownCode):
                return self._say(Words(Tone.ERROR, Note(unread)))
        return self._other(meaning)
