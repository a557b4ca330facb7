"""What was booked in by mistake is taken back, or put right."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from hypothesis import strategies as st

from tests.scenarios.buying import WHY, Booking, Laid
from tests.scenarios.recounted import Explained, Explaining
from tests.scenarios.shop import KINDS
from tests.scenarios.staging import Staging
from tests.scenarios.stock import Heap, Lot, Parted, Toted
from tests.scenarios.story import so_manyth
from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import StockFault


class Carried(NamedTuple):
    """Goods that were put away or set aside, and are carried back to where they were booked.

    What takes their place is set aside because somebody has set them aside since, or is not because they were released
    (None: neither); it is of a lot (None: of any).
    """

    source: Heap
    target: Heap
    units: int
    aside: bool | None = None
    lot: Lot | None = None


_Room = tuple[int, str, bool | None, Lot | None]
"""Where goods take the place of others: of the so-manyth that are carried, or of others; the place; as in `Carried`."""


Right = list[Goods] | CorrectingFault
"""Goods as they are in truth, or why they are not."""


def _how_far(other: Heap, heap: Heap) -> tuple[bool, bool, bool, str]:
    is_other = other.status is not heap.status
    return is_other, other.place != heap.place, KINDS[other.place] is LocationKind.STAGING, other.place


def _of(booking: Booking, heap: Heap) -> list[Laid]:
    """Return the goods of a booking that are told by the same name: if that is said, in the same state."""
    return [laid for laid in booking.goods if laid.heap == heap]


class Correcting(Staging):
    """Receipts that were wrong."""

    def undo(self, data: st.DataObject) -> None:
        booking = self._draw_booking(data)
        together: Counter[Heap] = Counter()
        for laid in booking.goods:
            together[laid.heap] += laid.units
        counts = Explaining(self.model, booking.since, booking.lineage_of(together), together, {})
        explained = {heap: counts.explain(heap, units, self._totes(booking, heap)) for heap, units in together.items()}
        parts = [
            part
            for heap, units in together.items()
            for part in self._out_of_totes(booking, heap, units - explained[heap].taken, 0)
        ]
        back = [part.back for part in parts if part.out]
        refused: StrEnum | None
        if not booking.goods:
            refused = CorrectingFault.UNDONE
        else:
            found = self._carried(together, back, counts, explained)
            carried = [] if isinstance(found, CorrectingFault) else found[0]
            refused = found if isinstance(found, CorrectingFault) else self._kept(together, {}, carried, counts, back)
        answer = self.do(refused, undo_receipt, booking.action_id)
        if answer is not None:
            for part in parts:
                self.step.unpicked += self.model.take_out(part)
            for each in back:
                together[each.source] -= each.units
                together[each.tote] += each.units
            told = sorted((goods.sku, goods.location, goods.quantity) for goods in answer.goods)
            expected = sorted((heap.sku, heap.place, units) for heap, units in (+together).items())
            assert told == expected, (told, expected)
            assert Counter(answer.counted) == counts.told(), (answer.counted, counts.told())
            self.model.make_good(counts.made)
            self._bring(carried)
            gone = [(laid.heap, -laid.units) for laid in booking.goods]
            counts.lineage.say(self.model.actions, gone, counts.made)
            self._unbook(booking, booking.goods)
            self.stock_changed(answer.losses, answer.stops, answer.shares)
            # What was picked is given to nobody else until it is back, and gone then.
            self.step.losing |= {each.source.sku for each in back}
            self.step.concerned = self.model.orders_with(self.step.losing)

    def _totes(self, booking: Booking, heap: Heap) -> list[Heap]:
        """Return the totes into which some of what was booked was put as it came."""
        into = {each.tote for each in self.model.toted if (each.action_id, each.source) == (booking.action_id, heap)}
        return sorted(into, key=lambda tote: [*KINDS].index(tote.place))

    def _carried(
        self,
        leaving: Mapping[Heap, int],
        back: Collection[Toted],
        counts: Explaining,
        explained: Mapping[Heap, Explained],
        may_be_gone: int = 0,
    ) -> tuple[list[Carried], int] | CorrectingFault:
        """Return what is carried back to be taken away where it was booked, when some are `back` there, and how many of
        those that stay what they are (so many at most) are gone; or why that cannot be. What `counts` have missed where
        some was brought is not carried.
        """
        there = Counter(self.model.heaps)
        for each in back:
            there[each.source] += each.units
        taken = {heap: min(there[heap], units - explained[heap][0]) for heap, units in leaving.items()}
        there.subtract(taken)
        carried = [
            Carried(place, heap, units, lot=lot)
            for heap in leaving
            for place, lot, units in explained[heap].instead
            if place != heap
        ]
        gone = 0
        for heap, units in leaving.items():
            missed, fewer = explained[heap][:2]
            short = units - missed - taken[heap]
            for other in sorted(there, key=lambda other: _how_far(other, heap)):
                is_alike = other.of_lot == heap.of_lot and other != heap
                if not is_alike or KINDS[other.place] in HOLDS_PICKED:
                    continue
                if counts.were_brought(other):
                    some = counts.missed(other, heap, min(fewer, short))
                    fewer, short = fewer - some, short - some
                if (some := min(short, there[other])) > 0:
                    carried += self._since(other, heap, some, there[other])
                    there[other] -= some
                    short -= some
            if short > may_be_gone - gone:
                return CorrectingFault.PICKED if self.model.is_picked(heap, back) else CorrectingFault.GONE
            gone += max(0, short)
        return carried, gone

    def _since(self, source: Heap, target: Heap, units: int, there: int) -> list[Carried]:
        """Return how so many units go of those that are there; those go first that somebody has set aside."""
        if source.status is target.status:
            return [Carried(source, target, units)]
        if source.status is StockStatus.AVAILABLE:
            return [Carried(source, target, units, aside=False)]
        said = min(units, max(0, there - self.model.only_blocked(source.of_lot)[source.place]))
        parts = [Carried(source, target, said, aside=True), Carried(source, target, units - said)]
        return [part for part in parts if part.units]

    def _kept(
        self,
        leaving: Mapping[Heap, int],
        coming: Mapping[Heap, int],
        carried: Sequence[Carried],
        counts: Explaining,
        back: Collection[Toted] = (),
    ) -> StockFault | None:
        away, there = Counter(leaving), Counter(coming)
        for made in counts.made:
            for difference, units in made.parts:
                (there if units > 0 else away)[difference.heap] += abs(units)
                if difference.heap != made.received:
                    # Carried back there, or from there.
                    away[difference.heap if units > 0 else made.received] += abs(units)
                    there[made.received if units > 0 else difference.heap] += abs(units)
        for each in carried:
            away[each.source] += each.units
            there[each.target] += each.units
        return self.model.kept_for_orders(away, there, back)

    def _bring(self, carried: Sequence[Carried]) -> None:
        for each in carried:
            self.model.lift(each.source, each.units)
            there = self.model.lay(each.target, each.units)
            self.model.brought.append((len(self.model.changes), each.target.of_lot, each.target.place))
            if there is not None:
                there.carried = True

    def _where_they_lay(
        self,
        right: Sequence[Goods],
        heap: Heap,
        units: int,
        carried: Sequence[Carried],
        again: Counter[Lot],
        instead: Sequence[tuple[Heap, Lot, int]],
    ) -> list[Goods]:
        """Return goods with the places in which they come to lie, where others that were booked so lay.

        So many of a lot are missing `again` as they come; some were found there `instead` of those that were missing.
        """
        if not carried:
            return list(right)
        stay = [each for each in right if self.heap_of(each) == heap]
        away = sum(each.units for each in carried)
        found_here = [(lot, some) for place, lot, some in instead if place == heap]
        here = units - sum(each.quantity for each in stay) - away - sum(some for _, some in found_here)
        rooms: list[_Room] = [
            (-1, heap.place, None, lot) for lot, some in (*again.items(), *found_here) for _ in range(some)
        ]
        rooms += [(-1, heap.place, None, None)] * max(0, here)
        rooms += [
            (at, each.source.place, each.aside, each.lot) for at, each in enumerate(carried) for _ in range(each.units)
        ]
        rooms.sort(key=lambda room: room[3] is None)
        found = stay
        for goods in [each for each in right if each not in stay]:
            lot = self.heap_of(goods).of_lot
            mine = [room for room in rooms if room[3] in {None, lot}][: goods.quantity]
            for room in mine:
                rooms.remove(room)
            here = goods.quantity - sum(room[0] >= 0 for room in mine)
            found += [replace(goods, quantity=here, location=heap.place)] if here else []
            for (_, place, aside, _), some in Counter(room for room in mine if room[0] >= 0).items():
                why = goods.quarantine if aside is None else "aside" if aside else ""
                found.append(replace(goods, quantity=some, location=place, quarantine=why))
        return found

    def correct(self, data: st.DataObject) -> None:
        self._put_right(data, self._draw_booking(data))

    def correct_what_is_in_totes(self, data: st.DataObject) -> None:
        self._put_right(data, data.draw(st.sampled_from(self.in_totes()), "booking"))

    def in_totes(self) -> list[Booking]:
        """Return the bookings of which goods were put into totes as they came."""
        put = {each.action_id for each in self.model.toted}
        return [booking for booking in self.bookings if booking.goods and booking.action_id in put]

    def _put_right(self, data: st.DataObject, booking: Booking) -> None:
        """Say how many goods were, or of which item or lot; sometimes they came as was said."""
        why = data.draw(WHY, "why")
        if not booking.goods:
            come = Came("CUP")
            self.do(CorrectingFault.UNDONE, correct_receipt, booking.action_id, come, Truth(1), why="counted again")
            return
        heap = data.draw(st.sampled_from(booking.goods), "goods").heap
        truth = self._draw_truth(data, heap, sum(laid.units for laid in _of(booking, heap)))
        self.say_in_truth(booking, heap, truth, why=why, accept_over=data.draw(st.booleans(), "accept over"))

    def say_in_truth(self, booking: Booking, heap: Heap, truth: Truth, *, why: str, accept_over: bool) -> None:
        """Say what some goods of a booking were in truth."""
        was = _of(booking, heap)
        units = sum(laid.units for laid in was)
        right = self._in_truth(heap, units, truth, was, why)
        carried: Sequence[Carried] = ()
        parts: Sequence[Parted] = ()
        coming = Counter[Heap]() if isinstance(right, CorrectingFault) else self._coming(right)
        counts = Explaining(self.model, booking.since, booking.lineage_of({heap: units}), {heap: units}, coming)
        refused: StrEnum | None
        if not why.strip():
            refused = ReasonFault.MISSING
        elif isinstance(right, CorrectingFault):
            refused = right
        else:
            explained = counts.explain(heap, units, self._totes(booking, heap))
            alike = sum(each.quantity for each in right if self.may_stay(each, heap))
            parts = self._out_of_totes(booking, heap, units - explained.taken, alike)
            right = self.as_in_totes(right, heap, parts)
            back = [part.back for part in parts if part.out]
            at = heap, units, explained
            refused, right, carried = self._foretold(right, at, booking.number, back, counts, accept_over=accept_over)
        came = Came(heap.sku, heap.lot, heap.place, heap.status is StockStatus.QUARANTINED)
        answer = self.do(refused, correct_receipt, booking.action_id, came, truth, why=why, accept_over=accept_over)
        if answer is not None:
            assert not isinstance(right, CorrectingFault)
            assert (answer.wrong.sku, answer.wrong.quantity) == (heap.sku, units)
            for part in parts:
                self.step.unpicked += self.model.take_out(part)
            assert Counter(answer.counted) == counts.told(), (answer.counted, counts.told())
            self.model.make_good(counts.made)
            self._bring(carried)
            before = self.model.to_come(booking.number)[heap.sku]
            self._unbook(booking, was)
            right = self.kept_in_totes(right, heap, parts)
            self.book(right, answer.booked, booking.number, booking.notice, self._pallets(was))
            self.bookings[-1].follow(booking, counts.lineage)
            self._has_been_aside(was)
            come = [(laid.heap, laid.units) for laid in self.bookings[-1].goods]
            counts.lineage.say(self.model.actions, [(heap, -units), *come], counts.made)
            # They are picked already.
            self.step.put_aside.clear()
            self.model.keep_closed(booking.number, heap.sku, before)
            self.stock_changed(answer.losses, answer.stops, answer.shares)
            self.step.losing |= {part.goods.source.sku for part in parts if part.out}
            self.step.concerned = self.model.orders_with(self.step.losing)

    def _has_been_aside(self, was: Sequence[Laid]) -> None:
        """Keep what is set aside in the place of some of its lot as set aside since these came."""
        came = {laid.heap.of_lot: laid.aside.action for laid in was if laid.aside is not None}
        for laid in self.bookings[-1].goods:
            if laid.aside is not None and laid.heap.of_lot in came:
                laid.aside.action = came[laid.heap.of_lot]

    def _out_of_totes(self, booking: Booking, heap: Heap, units: int, back: int) -> list[Parted]:
        return self.model.out_of_totes(
            booking.action_id, heap, units, back, lambda order: self._place_of_last(order, heap.sku)
        )

    def _place_of_last(self, order: str, sku: str) -> tuple[object, ...]:
        """Return the place in the queue of the last line of an order that wants some of an item."""
        return max(
            self.model.place_in_queue(self.model.lines[at], line.row, self.model.policy, lifted=line.lifted)
            for at, line in self.seen.lines.items()
            if (at[0], line.sku) == (order, sku) and line.open > 0
        )

    def _pallets(self, goods: Sequence[Laid]) -> set[str]:
        """Return the announced pallets on which goods count, '' among them where some count on none."""
        found = {self.model.notices[at].sscc for laid in goods for at, _ in laid.counted}
        beyond = any(laid.units > sum(units for _, units in laid.counted) for laid in goods)
        return found | {""} if beyond else found

    def _draw_booking(self, data: st.DataObject) -> Booking:
        return self.bookings[-data.draw(st.integers(1, len(self.bookings)), "booking before last")]

    def _draw_truth(self, data: st.DataObject, heap: Heap, units: int) -> Truth:
        how_many = data.draw(st.sampled_from([0, units - 1, units, units + 1]) | st.integers(0, 12), "units in truth")
        other = data.draw(st.sampled_from(["", "", "", "CUP", "POT", "TEA"]), "item in truth")
        if other not in {"", heap.sku}:
            known = [lot for of, lot in sorted(self.model.expiries) if of == other]
            lot = data.draw(st.sampled_from([*known, ""]), "lot of that item")
            expiry = self.model.expiries.get((other, lot))
            return Truth(data.draw(st.sampled_from([None, max(1, how_many)]), "of them"), other, lot, expiry)
        lots = [lot for lot in sorted(self.model.expiries) if lot[0] == heap.sku]
        if self.tells_apart(heap.sku) and data.draw(st.booleans(), "another lot"):
            sku, lot = data.draw(st.sampled_from(lots), "lot in truth")
            return Truth(None, lot=lot, expiry=self.model.expiries[sku, lot])
        return Truth(how_many)

    def _why_aside(self, was: Sequence[Laid], why: str) -> str:
        """Return why goods stay set aside: somebody has said it, or they lie where such goods do."""
        said = "; ".join(dict.fromkeys(laid.said for laid in was if laid.said))
        return said or (why if any(KINDS[laid.heap.place] is LocationKind.QUARANTINE for laid in was) else "")

    def _in_truth(self, heap: Heap, units: int, truth: Truth, was: Sequence[Laid], why: str) -> Right:
        """Return the goods as they are in truth; of what has expired, nothing but that is said."""
        is_aside = heap.status is StockStatus.QUARANTINED
        right = self._right(heap, units, truth, self._why_aside(was, why) if is_aside else "")
        if isinstance(right, CorrectingFault):
            return right
        expired = [each.expiry is not None and each.expiry < self.model.day for each in right]
        return [
            replace(each, quarantine="") if is_expired and each.quarantine == why else each
            for each, is_expired in zip(right, expired, strict=True)
        ]

    def _right(self, heap: Heap, units: int, truth: Truth, why: str) -> Right:
        """Return the goods as they are in truth; of those that are set aside (`why`) it is still true."""
        expiry = self.model.expiries[heap.of_lot]
        booked = Goods(heap.sku, units, heap.place, heap.lot, expiry, why)
        other = booked
        if truth.sku and truth.sku != heap.sku:
            other = replace(booked, sku=truth.sku, lot=truth.lot or "", expiry=truth.expiry)
        elif truth.lot is not None:
            other = replace(booked, lot=truth.lot, expiry=truth.expiry)
        if other == booked:
            if truth.quantity in {None, units}:
                return CorrectingFault.SAME
            return [replace(booked, quantity=truth.quantity)] if truth.quantity else []
        changed = units if truth.quantity is None else truth.quantity
        if changed > units:
            return CorrectingFault.TOO_MANY
        rest = [replace(booked, quantity=units - changed)] if changed < units else []
        return [*rest, replace(other, quantity=changed)]

    def _foretold(
        self,
        right: Sequence[Goods],
        was: tuple[Heap, int, Explained],
        number: str,
        back: Sequence[Toted],
        counts: Explaining,
        *,
        accept_over: bool,
    ) -> tuple[StrEnum | None, list[Goods], Sequence[Carried]]:
        """Return why goods are not put right: they contradict what is known, are gone, or are more than may come; how
        they come to lie; and what is carried for it.
        """
        heap, units, explained = was
        # The goods are here already, however long they last.
        fault: StrEnum | None = self.model.contradiction(right, accept_short_dated=True, are_in=True)
        leaving = {heap: units - self._coming(right)[heap]}
        may_be_gone = sum(self.changed_by_itself(each, heap) for each in right)
        found = self._carried(leaving, back, counts, {heap: explained}, may_be_gone) if fault is None else fault
        if isinstance(found, StrEnum):
            return found, list(right), ()
        carried, gone = found
        right = self.as_gone(right, heap, gone)
        right = self._where_they_lay(right, heap, units, carried, counts.again, explained.instead)
        mine = [each for each in right if each.sku == heap.sku]
        if number:
            self.model.received[number, heap.sku] -= units
            is_less = sum(each.quantity for each in mine) <= units
            fault = self.model.unordered(mine, number, accept_over=is_less or accept_over)
            others = [each for each in right if each.sku != heap.sku]
            fault = fault or self.model.unordered(others, number, accept_over=accept_over)
            self.model.received[number, heap.sku] += units
        return fault or self._kept({heap: units}, self._coming(right), carried, counts, back), right, carried

    def _coming(self, right: Sequence[Goods]) -> Counter[Heap]:
        coming: Counter[Heap] = Counter()
        for each in right:
            coming[self.heap_of(each)] += each.quantity
        return coming

    def _unbook(self, booking: Booking, goods: Sequence[Laid]) -> None:
        for laid in goods:
            self.model.take_back(laid.heap, laid.units)
            self.model.unbooked.append((self.model.actions, so_manyth(booking.action_id), laid.heap))
            self.model.count_received(booking.number, laid.heap.sku, -laid.units)
            for at, units in laid.counted:
                self.model.came_of[at] -= units
            if laid.aside is not None:
                laid.aside.wrong = True
        booking.goods = [laid for laid in booking.goods if laid not in goods]
