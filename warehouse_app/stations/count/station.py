"""Places counted blind, by scans: the place, then for each item [quantity] item [lot, serial, expiry where asked].

Each item is counted at once, into an open count that is kept by the house, so that a restart goes on with it. Nothing
that is said tells what the books expect.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import CountStatus
from warehouse_app.queries.counts import counted_in, tallies_in
from warehouse_app.queries.house import house_settings
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.counting import (
    CountEnded,
    CountFault,
    Tallied,
    begin_count,
    drop_count,
    finish_count,
    tally,
    undo_tally,
)
from warehouse_app.services.lying import StockFault
from warehouse_app.stations.attempt import Print, Undo
from warehouse_app.stations.count import telling
from warehouse_app.stations.count.asking import Begin, CountAsking, Drop, Finish, Tally, Want
from warehouse_app.stations.count.steps import START, Counting, Said, Seen, Step, at_items, name_of, prompt, sheet_of
from warehouse_app.stations.dialogue import Dialogue, Turn
from warehouse_app.stations.goods_steps import AskExpiry, doubt_of_goods
from warehouse_app.stations.paper import Press
from warehouse_app.stations.reply import Note, Reply, Sheet, Tone
from warehouse_app.stations.words import Shared, Words


class CountStation(Dialogue[Step, Want]):
    """The dialogue of counting.

    Transitions:
        AskPlace → AskItem                        a place in which goods can lie: its count is begun, or gone on with
        AskItem → AskItem                         a quantity; goods of which all is known: counted
        AskItem → the first that is not known of  AskQuantity, AskMany, AskLot, AskExpiry
        AskQuantity, AskMany, AskLot, AskExpiry → AskItem  all is known: counted
        AskLot → AskExpiry                        the item expires since it was scanned
        AskLot → AskLot                           the code of something else: WXYES takes it all the same
        AskItem → AskPlace                        WXDONE: the count is booked, or a lead decides
        AskItem → AskItem                         WXDONE: a second count of the place is needed, and begun
        AskItem → AskEmpty                        WXDONE before anything was counted
        AskEmpty → as WXDONE                      WXYES
        AskEmpty → AskItem                        WXNO
        AskItem → AskPlace                        WXCANCEL while nothing is counted, but not in a second count: the
                                                  count is thrown away
        any → the one before                      WXBACK, WXCANCEL; from AskItem the count stays open
        any → the same                            WXUNDO: what was counted last in this count is taken off
        any → the same                            WXPRINT: the sheet of the place that is counted

    A quantity before the item counts packs of the scanned code; without one it is one pack. Digits are a quantity where
    an item is expected, unless they are an item's number.
    """

    never_booked = CountFault.NEVER_TALLIED
    undone_before = CountFault.TAKEN_OFF
    prints = Shared.PRINTS_COUNT

    def __init__(self, store: Store, act: Callable[[], Action], press: Press | None = None) -> None:
        super().__init__(store, act, START, press)
        self._begins: Action | None = None
        """An action that may begin at the first step: who stands there, and where."""

    @property
    def sheet(self) -> Sheet | None:
        """The sheet of the place that is counted."""
        return sheet_of(self.step)

    def say(self, words: Words) -> Reply:
        """Return a reply that says something, at the first step also which counts can be gone on with."""
        if self.is_at_first_step:
            # What the house cannot be asked for just now is left out.
            with suppress(Refused):
                self._begins = self._act()
                with self._store.snapshot():
                    words = replace(words, notes=(*words.notes, *self._asking().open_ones()))
        return super().say(words)

    def _understand(self, text: str) -> Turn[Step] | Undo | Print | Want:
        if self.is_at_first_step:
            # Before anything is read: an action of a new day turns the day of the house.
            self._begins = self._act()
        return super()._understand(text)

    def _asking(self) -> CountAsking:
        return CountAsking(self._store, self._act, house_settings(), self._trail, self._last, self._begins)

    def _name(self, step: Step) -> StrEnum:
        return name_of(step)

    def _prompt(self, step: Step) -> Note:
        return prompt(step)

    def _doubts(self, step: Step, said: AbstractSet[StrEnum]) -> tuple[Note, ...]:
        return doubt_of_goods(step, said)

    def _carry_out(self, want: Want) -> Turn[Step]:
        try:
            match want:
                case Begin():
                    return self._begin(want)
                case Tally():
                    return self._tally(want)
                case Finish():
                    return self._finish(want)
                case Drop():
                    return self._drop(want)
        except Refused as refused:
            if refused.code in {CountFault.UNKNOWN, CountFault.NOT_OPEN}:
                # Somebody else has ended it meanwhile.
                return Turn(START, self._refusal(refused))
            raise

    def _begin(self, want: Begin) -> Turn[Step]:
        answer = begin_count(self._store, want.action, want.place)
        on = Counting(answer.number, answer.place, answer.again)
        with self._store.snapshot():
            counted, tallies = counted_in(self._store, on.number), tallies_in(self._store, on.number)
        self._bookings[:] = tallies
        return Turn(at_items(on), telling.begun(on, counted, goes_on=answer.goes_on), answer.changes)

    def _tally(self, want: Tally) -> Turn[Step]:
        goods = want.goods

        def count(action: Action) -> Tallied:
            number, units = goods.on.number, goods.quantity
            return tally(self._store, action, number, goods.item.sku, units, lot=goods.lot, expiry=goods.expiry)

        try:
            answer = self._tried(want, count)
        except Refused as refused:
            if not isinstance(refused.code, StockFault | GoodsFault):
                raise
            needs_day = refused.code is GoodsFault.EXPIRY
            trail = (*at_items(goods.on), AskExpiry(goods)) if needs_day else at_items(goods.on)
            return Turn(trail, _of_goods(goods, refused))
        words = telling.tallied(answer, goods, want.number)
        return Turn(at_items(goods.on), words, answer.changes)

    def _finish(self, want: Finish) -> Turn[Step]:
        answer = self._ended(want, finish_count)
        again = Counting(answer.again, answer.place, again=True) if answer.again else None
        # A count that agrees with the books is booked, and moves nothing.
        booked = answer.status is CountStatus.BOOKED and bool(answer.differences)
        trail = at_items(again) if again else START
        return Turn(trail, telling.ended(answer), answer.changes, booked=booked)

    def _drop(self, want: Drop) -> Turn[Step]:
        answer = self._ended(want, drop_count)
        return Turn(START, telling.ended(answer), answer.changes)

    def _ended(self, want: Finish | Drop, verb: Callable[[Store, Action, str], CountEnded]) -> CountEnded:
        tallies = list(self._bookings)
        try:
            answer = self._tried(want, lambda action: verb(self._store, action, want.on.number))
        finally:
            # The end of a count is not taken back; what was counted is, while nobody knows whether it has ended.
            self._bookings[:] = tallies
        self._bookings.clear()
        return answer

    def _take_back(self, action: Action, booking: str) -> Turn[Step]:
        answer = undo_tally(self._store, action, booking)
        return Turn(self._trail, telling.taken_off(answer), answer.changes)


def _of_goods(goods: Seen, refused: Refused) -> Words:
    """Return why goods were not counted."""
    if refused.code is GoodsFault.SERIAL and goods.quantity == 1:
        return Words(Tone.ERROR, Note(Said.SERIAL_TWICE, {"sku": goods.item.sku, "serial": goods.lot}))
    return Words(Tone.ERROR, Note(refused.code, refused.facts))
