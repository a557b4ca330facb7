"""Places are counted: begun, tallied, finished, counted again, approved, rejected, and thrown away before."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hypothesis import strategies as st

from tests.scenarios.blocked import Entry
from tests.scenarios.handling import SHELVES, WHY, Handling
from tests.scenarios.recounted import Difference
from tests.scenarios.shop import KINDS, Street
from tests.scenarios.stock import Count, Heap, LineKey, Lot, Off
from tests.scenarios.story import so_manyth
from warehouse_app.domain.statuses import CountStatus, LocationKind, StockStatus
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.counting import (
    CountEnded,
    CountFault,
    approve_count,
    begin_count,
    drop_count,
    finish_count,
    reject_count,
    tally,
    undo_tally,
)
from warehouse_app.services.lots import lot_code
from warehouse_app.services.lying import Named, StockFault


@dataclass
class Tally:
    """What one action tallied into a count (fewer: negative); `is_off`: that was taken off again.

    `since` is what had changed in the house by then.
    """

    action_id: str
    count: Count
    lot: Lot
    units: int
    since: int
    is_off: bool = False

    @property
    def counts(self) -> bool:
        """Whether these goods are counted."""
        return self.units > 0 and not self.is_off


class Counting(Handling):
    """Counts of places."""

    def __init__(self, street: Street) -> None:
        super().__init__(street)
        self.tallies: list[Tally] = []
        self.tallied: dict[tuple[str, Lot], int] = {}
        """By count and lot: what had changed in the house as the tally of it changed last."""

    def begin(self, data: st.DataObject) -> None:
        lying = sorted({heap.place for heap in self.model.lying()})
        self.begin_at(data.draw(st.sampled_from(lying) | SHELVES if lying else SHELVES, "place"))

    def begin_at(self, place: str) -> None:
        """Begin to count a place."""
        answer = self.do(StockFault.HOLDS_NOTHING if place == "DOOR" else None, begin_count, place)
        if answer is None:
            return
        known = [count for count in self.counts_in(CountStatus.OPEN) if count.place == place]
        assert answer.goes_on == bool(known)
        if known:
            assert (answer.number, answer.again) == (known[0].number, bool(known[0].recounts))
        else:
            self._opened(answer.number, place)

    def count_on(self, data: st.DataObject) -> None:
        """Tally some more of a count that is open: most of the time what lies there, often not all of it."""
        counts = self.counts_in(CountStatus.OPEN)
        if not counts:
            return self.begin(data)
        count = data.draw(st.sampled_from(counts), "count")
        here = [heap for heap in self.model.lying() if heap.place == count.place]
        if not here or data.draw(st.integers(0, 5), "something else") == 0:
            found = self.draw_found(data)
            sku, lot, expiry, units = found.sku, found.lot, found.expiry, found.quantity
        else:
            heap = data.draw(st.sampled_from(here), "goods")
            sku, lot, expiry = heap.sku, heap.lot, None
            units = self.model.heaps[heap]
        units = data.draw(st.sampled_from([units, units, units, units + 1, units - 1, -units, 0]), "units")
        key = sku, lot_code(lot, expiry)
        before = count.tallied.get(key, 0)
        refused = self._not_tallied(key[0], lot, expiry, units, before)
        answer = self.do(refused, tally, count.number, sku, units, lot=lot, expiry=expiry)
        if answer is not None:
            self.model.learn(key, expiry)
            self._tally(count, key, units)
            assert (answer.lot, answer.counted) == (key[1], before + units)
        return None

    def tally_the_rest(self, data: st.DataObject) -> None:
        """Count what is not tallied yet, just as the books have it but perhaps for one heap."""
        counts = self.counts_in(CountStatus.OPEN)
        if not counts:
            return self.begin(data)
        count = data.draw(st.sampled_from(counts), "count")
        there: dict[Lot, int] = {}
        for heap in self.model.lying():
            if heap.place == count.place and heap.of_lot not in count.tallied:
                there[heap.of_lot] = there.get(heap.of_lot, 0) + self.model.heaps[heap]
        wrong = data.draw(st.sampled_from([None, None, *there]), "of which not all")
        for (sku, lot), units in there.items():
            counted = units - data.draw(st.integers(1, units), "missing") if (sku, lot) == wrong else units
            if counted:
                self.tally_these(count, (sku, lot), counted)
                self.holds()
        return self.finish_this(count)

    def tally_these(self, count: Count, lot: Lot, units: int) -> None:
        """Tally so many units of a lot that is known."""
        refused = self._not_tallied(*lot, None, units, count.tallied.get(lot, 0))
        if self.do(refused, tally, count.number, lot[0], units, lot=lot[1]) is not None:
            self._tally(count, lot, units)

    def count_while_goods_move(self, data: st.DataObject) -> None:
        """Count some goods, carry some of them just then, and count the others."""
        self.count_on(data)
        self.holds()
        self.move_meanwhile(data)
        self.holds()
        self.tally_the_rest(data)

    def move_meanwhile(self, data: st.DataObject) -> None:
        """Carry goods out of a place that is being counted, or into it."""
        counts, lying = self.counts_in(CountStatus.OPEN), self.model.lying()
        if not counts or not lying:
            return self.begin(data)
        count = data.draw(st.sampled_from(counts), "count")
        here = [heap for heap in lying if heap.place == count.place]
        counted = [heap for heap in lying if count.tallied.get(heap.of_lot)]
        heap = data.draw(st.sampled_from([*counted, *counted, *here] or lying), "goods")
        to = data.draw(SHELVES, "to") if heap.place == count.place else count.place
        units = data.draw(st.integers(1, self.model.heaps[heap]), "units")
        return self.carry(data, Named(heap.sku, heap.place, units, heap.lot, heap.status), to)

    def take_off(self, data: st.DataObject) -> None:
        """Take off again what was tallied by mistake: most of the time of a count that is open."""
        if not self.tallies:
            return self.count_on(data)
        stand = [each for each in self.tallies if each.count.status is CountStatus.OPEN and not each.is_off]
        tallied = data.draw(st.sampled_from([*stand, *stand, *stand, *self.tallies]), "tally")
        before = tallied.count.tallied.get(tallied.lot, 0)
        refused = None
        if tallied.count.status is not CountStatus.OPEN:
            refused = CountFault.NOT_OPEN
        elif tallied.is_off or tallied.units < 0:
            refused = CountFault.TAKEN_OFF
        elif before < tallied.units:
            refused = CountFault.TOO_FEW
        answer = self.do(refused, undo_tally, tallied.action_id)
        if answer is not None:
            tallied.is_off = True
            self.tallied[tallied.count.number, tallied.lot] = len(self.model.changes)
            tallied.count.tallied[tallied.lot] = before - tallied.units
            assert (answer.sku, answer.lot) == tallied.lot
            assert (answer.quantity, answer.counted) == (-tallied.units, before - tallied.units)
        return None

    def _tally(self, count: Count, lot: Lot, units: int) -> None:
        count.tallied[lot] = count.tallied.get(lot, 0) + units
        self.tallied[count.number, lot] = len(self.model.changes)
        self.tallies.append(Tally(self.desk.acted[-1].action_id, count, lot, units, len(self.model.changes)))

    def _not_tallied(self, sku: str, lot: str, expiry: date | None, units: int, before: int) -> StrEnum | None:
        """Return why so many units more are not counted (fewer: negative) of a lot of which some are counted before."""
        is_serial = self.model.items[sku].serial_tracked
        unsaid = self.model.unsaid_of_lot(sku, lot, expiry, 1 if is_serial and units < 0 else units)
        if not units or unsaid:
            return unsaid if units else StockFault.QUANTITY
        if before + units < 0:
            return CountFault.TOO_FEW
        return GoodsFault.SERIAL if is_serial and before + units > 1 else None

    def finish(self, data: st.DataObject) -> None:
        if not self.model.counts:
            return self.begin(data)
        counts = [*self.counts_in(CountStatus.OPEN), *self.model.counts.values()]
        return self.finish_this(data.draw(st.sampled_from(counts), "count"))

    def finish_this(self, count: Count) -> None:
        """End a count: what is not tallied is not there."""
        moved = self._moved_meanwhile(count)
        off = self._compared(count)
        percent = self.model.tolerance
        is_right = all(
            abs(counted - books) * 100 <= books * percent and heap.of_lot not in moved
            for heap, (books, counted) in off.items()
        )
        refused: StrEnum | None = None
        if count.status is not CountStatus.OPEN:
            refused = CountFault.NOT_OPEN
        is_booked = is_right and not self._missing_picked(off)
        answer = self.do(refused, finish_count, count.number)
        if answer is None:
            return
        count.off, count.moved, count.ended = off, moved, self.model.actions
        for other in self.counts_in(CountStatus.TO_APPROVE):
            other.status = CountStatus.REJECTED if other.place == count.place else other.status
        if is_booked:
            self._booked(count, answer)
        else:
            count.status = CountStatus.TO_APPROVE
            assert bool(answer.again) == (not count.recounts)
            if answer.again:
                self._opened(answer.again, count.place, count.number)
            self.stock_changed((), (), ())
        self._is_ended(count, answer, count.off)

    def approve(self, data: st.DataObject) -> None:
        if not self.model.counts:
            return self.begin(data)
        waiting = self.counts_in(CountStatus.TO_APPROVE)
        return self.approve_this(data.draw(st.sampled_from([*waiting, *waiting, *self.model.counts.values()]), "count"))

    def approve_this(self, count: Count) -> None:
        """Say that a count is right."""
        refused: StrEnum | None = None
        if count.status is not CountStatus.TO_APPROVE:
            refused = CountFault.NOT_TO_APPROVE
        elif self._is_put_right(count):
            refused = CountFault.PUT_RIGHT
        elif any(self.model.heaps.get(heap, 0) < books - counted for heap, (books, counted) in count.off.items()):
            refused = CountFault.STALE
        answer = self.do(refused, approve_count, count.number)
        if answer is not None:
            self._give_up_recount(count)
            self._booked(count, answer)
            self._is_ended(count, answer, count.off)

    def drop(self, data: st.DataObject) -> None:
        """Throw a count away that was opened by mistake."""
        if not self.model.counts:
            return self.begin(data)
        counts = [*self.counts_in(CountStatus.OPEN), *self.model.counts.values()]
        count = data.draw(st.sampled_from(counts), "count")
        refused: StrEnum | None = None
        if count.status is not CountStatus.OPEN:
            refused = CountFault.NOT_OPEN
        elif count.recounts:
            refused = CountFault.SECOND
        elif any(count.tallied.values()):
            refused = CountFault.NOT_EMPTY
        answer = self.do(refused, drop_count, count.number)
        if answer is not None:
            count.status = CountStatus.REJECTED
            self._is_ended(count, answer, {})
        return None

    def reject(self, data: st.DataObject) -> None:
        if not self.model.counts:
            return self.begin(data)
        count, why = data.draw(st.sampled_from(list(self.model.counts.values())), "count"), data.draw(WHY, "why")
        refused: StrEnum | None = None
        if not why.strip():
            refused = ReasonFault.MISSING
        elif count.status not in {CountStatus.OPEN, CountStatus.TO_APPROVE}:
            refused = CountFault.NOT_TO_APPROVE
        answer = self.do(refused, reject_count, count.number, why=why)
        if answer is not None:
            self._give_up_recount(count)
            count.status = CountStatus.REJECTED
            self._is_ended(count, answer, {})
        return None

    def counts_in(self, status: CountStatus) -> list[Count]:
        """Return the counts that are so far."""
        return [count for count in self.model.counts.values() if count.status is status]

    def _opened(self, number: str, place: str, recounts: str = "") -> None:
        assert number not in self.model.counts
        self.model.counts[number] = Count(number, place, len(self.model.changes), recounts, opened=self.model.actions)

    def _give_up_recount(self, count: Count) -> None:
        for other in self.counts_in(CountStatus.OPEN):
            if other.recounts == count.number:
                other.status = CountStatus.REJECTED

    def _is_put_right(self, count: Count) -> bool:
        """Return whether the books of what is off were adjusted, counted or unbooked since a count ended."""
        lots = {heap.of_lot for heap in count.off}
        return any(
            action > count.ended
            and heap.place == count.place
            and heap.of_lot in lots
            and self._puts_right(action, count.ended, count.place)
            for action, heap, _ in self.model.changes
        )

    def _puts_right(self, action: int, before: int, place: str) -> bool:
        """Return whether an action changed only what the books say of goods that lay there before another one."""
        return action in self.put_right or self.model.is_unbooked(action, before, place)

    def _first(self, count: Count) -> int:
        """Return the so-manyth action by which the first goods of a count were tallied that count, or it was opened."""
        tallied = (so_manyth(each.action_id) for each in self.tallies if each.count is count and each.counts)
        return next(tallied, count.opened)

    def _begun(self, count: Count, lot: Lot) -> int:
        """Return what had changed as the first goods of a lot were counted that still are; or the first of all, where
        none of it are; or as the count was opened.
        """
        tallies = [each for each in self.tallies if each.count is count and each.counts]
        of_lot = [each for each in tallies if each.lot == lot]
        return next((each.since for each in of_lot or tallies), count.since)

    def _moved_meanwhile(self, count: Count) -> dict[Lot, tuple[int, int]]:
        """Return what came and went of each lot since the first of it was counted."""
        lots = {heap.of_lot for _, heap, _ in self.model.changes if heap.place == count.place}
        moved = {lot: self.model.moved_at(count.place, self._begun(count, lot)).get(lot) for lot in lots}
        return {lot: units for lot, units in moved.items() if units}

    def _compared(self, count: Count) -> Off:
        """Return where the books differ from a count; of a lot that is partly set aside, that part was seen first.

        The books are those of when the last of a lot was counted, or the first, if so much lay there then.
        """
        here = {heap.of_lot for heap in self.model.lying() if heap.place == count.place}
        off: Off = {}
        for sku, lot in {*count.tallied, *here}:
            rest = count.tallied.get((sku, lot), 0)
            aside = Heap(sku, lot, count.place, StockStatus.QUARANTINED)
            both = (aside, aside._replace(status=StockStatus.AVAILABLE))
            now = [self.model.heaps.get(heap, 0) for heap in both]
            first = [self._lay_at(heap, self._begun(count, (sku, lot)), count) for heap in both]
            is_seen = any(each.count is count and each.lot == (sku, lot) and each.counts for each in self.tallies)
            since = self.tallied.get((count.number, (sku, lot)), 0)
            last = [self._lay_at(heap, since, count) for heap in both] if is_seen else now
            books = first if rest == sum(first) else last
            books = now if sum(books) == sum(now) else [max(0, units) for units in books]
            seen_aside = min(rest, books[0])
            if KINDS[count.place] is LocationKind.QUARANTINE:
                seen_aside = max(seen_aside, rest - books[1])
            for heap, units, counted in zip(both, books, (seen_aside, rest - seen_aside), strict=True):
                if units != counted:
                    off[heap] = units, counted
        return off

    def _lay_at(self, heap: Heap, since: int, count: Count) -> int:
        """Return the units that lay there when so much had changed, as if the books had been right already."""
        first = self._first(count)
        return self.model.heaps.get(heap, 0) - sum(
            each.units
            for each in self.model.changes[since:]
            if each.heap == heap and not self._puts_right(each.action, first, heap.place)
        )

    def _missing_picked(self, off: Off) -> Counter[Lot]:
        """Return the units of each lot that were not found and are picked for orders."""
        leaving = {heap: books - counted for heap, (books, counted) in off.items() if counted < books}
        coming: dict[Heap, int] = {}
        for heap, (books, counted) in off.items():
            if counted > books and heap.of_lot not in self.model.blocked:
                coming[heap] = counted - books
        return self.model.missing_picked(leaving, coming)

    def _booked(self, count: Count, answer: CountEnded) -> None:
        count.status = CountStatus.BOOKED
        self._unpicked(count, answer)
        aside = 0
        for heap, (books, counted) in count.off.items():
            if counted > books:
                found = self.model.lay_found(heap, counted - books)
                entry = self.model.asides[heap.of_lot][-1] if found.status is StockStatus.QUARANTINED else None
                self._differs(count, found, counted - books, entry)
                aside += counted - books if found.status is StockStatus.QUARANTINED else 0
                continue
            if entry := self.model.lift(heap, books - counted):
                entry.missing = True
            self._differs(count, heap, counted - books, entry)
        self.put_right.add(self.model.actions)
        assert answer.aside == aside
        self.stock_changed(answer.losses, answer.stops, answer.shares)
        # What was picked needed no stock that lies where orders can have it, and needs it now.
        self.step.losing |= {each.sku for each in answer.unpicked}
        self.step.concerned = self.model.orders_with(self.step.losing)

    def _differs(self, count: Count, heap: Heap, units: int, aside: Entry | None) -> None:
        begun = self._begun(count, heap.of_lot)
        self.model.differences.append(Difference(count.number, heap, units, begun, self.model.actions, aside))

    def _unpicked(self, count: Count, answer: CountEnded) -> None:
        """Whose goods are missing is told; they are as many as were picked and are not there.

        Where all that is picked of a lot lies there, the end of the queue has lost them.
        """
        assert not answer.anew  # nobody picks from lists
        told: dict[Lot, Counter[LineKey]] = {}
        for each in answer.unpicked:
            assert each.place == count.place
            told.setdefault((each.sku, each.lot), Counter())[each.order, each.line] += each.units
        assert {lot: lines.total() for lot, lines in told.items()} == self._missing_picked(count.off)
        for (sku, lot), lines in told.items():
            tote = Heap(sku, lot, count.place)
            had = Counter({each.at: self.model.in_hand_of(each.at, tote.of_lot) for each in self.model.picked})
            if {heap for heap in self.model.lying() if heap.of_lot == tote.of_lot and self.model.is_in_tote(heap)} == {
                tote
            }:
                last_first = sorted(+had, key=self._place, reverse=True)
                taken = [at for at in last_first if lines[at]]
                assert taken == last_first[: len(taken)]
                assert all(lines[at] == had[at] for at in taken[:-1])
            for at, units in lines.items():
                self.model.miss(tote, at, units)
            self.step.unpicked += lines

    def _place(self, at: LineKey) -> tuple[object, ...]:
        line = self.seen.lines[at]
        return self.model.place_in_queue(self.model.lines[at], line.row, self.model.policy, lifted=line.lifted)

    def _is_ended(self, count: Count, answer: CountEnded, off: Off) -> None:
        assert (answer.number, answer.place, answer.status) == (count.number, count.place, count.status)
        assert {
            Heap(each.sku, each.lot_code, count.place, each.status): (each.expected, each.counted)
            for each in answer.differences
        } == off
        for each in answer.differences:
            assert (each.moved_in, each.moved_out) == count.moved.get((each.sku, each.lot_code), (0, 0))
