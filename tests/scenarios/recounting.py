"""What was booked in wrong is counted as it is, and the receipt is put right to that, or first to something else."""

from hypothesis import strategies as st

from tests.scenarios.buying import Booking
from tests.scenarios.correcting import Correcting
from tests.scenarios.counting import Counting
from tests.scenarios.shop import KINDS
from tests.scenarios.stock import Heap
from warehouse_app.domain.statuses import HOLDS_PICKED, CountStatus
from warehouse_app.services.in_truth import Truth

_OTHERS = ("CUP", "POT")
"""The items of which one came instead: goods of any lot can be these."""


class Recounting(Correcting, Counting):
    """A mistake that a count finds before somebody says what it was."""

    def recount_and_put_right(self, data: st.DataObject) -> None:
        """Count goods where they lie: fewer, or others; and say several times what they were."""
        known = [booking for booking in self.bookings if booking.goods]
        if not known:
            return self.begin(data)
        booking = data.draw(st.sampled_from(known[-3:]), "booking")
        heap = data.draw(st.sampled_from(booking.goods), "goods").heap
        other = data.draw(st.sampled_from([sku for sku in _OTHERS if sku != heap.sku]), "other")
        self._count_otherwise(data, heap, other)
        for _ in range(data.draw(st.integers(1, 4), "times")):
            booking = data.draw(st.sampled_from([each for each in known if each.goods] or known), "put right")
            if not booking.goods:
                return None
            self.holds()
            self._say_otherwise(data, booking, other)
            known = [each for each in self.bookings if each.lineage is not None or each is booking][-3:]
        return None

    def _count_otherwise(self, data: st.DataObject, heap: Heap, other: str) -> None:
        """Count a place where goods lie: some of them are missing, and perhaps there are as many others."""
        lie = sorted({each.place for each in self.model.lying() if each.of_lot == heap.of_lot})
        places = [place for place in lie if KINDS[place] not in HOLDS_PICKED]
        place = data.draw(st.sampled_from(places or ["A-01"]), "place")
        self.begin_at(place)
        self.holds()
        [count] = [each for each in self.counts_in(CountStatus.OPEN) if each.place == place]
        there: dict[tuple[str, str], int] = {}
        for each in self.model.lying():
            if each.place == place:
                there[each.of_lot] = there.get(each.of_lot, 0) + self.model.heaps[each]
        missing = data.draw(st.integers(0, there.get(heap.of_lot, 0)), "missing")
        there[heap.of_lot] = there.get(heap.of_lot, 0) - missing
        there[other, ""] = there.get((other, ""), 0) + data.draw(st.integers(0, missing), "found")
        for lot, units in there.items():
            left = units - count.tallied.get(lot, 0)
            if left > 0:
                self.tally_these(count, lot, left)
                self.holds()
        self.finish_this(count)
        if count.status is CountStatus.TO_APPROVE:
            self.holds()
            self.approve_this(count)

    def _say_otherwise(self, data: st.DataObject, booking: Booking, other: str) -> None:
        """Say that some goods of a booking were fewer or more, or of another item, or what they were at first."""
        heap = data.draw(st.sampled_from(booking.goods), "goods in truth").heap
        units = sum(laid.units for laid in booking.goods if laid.heap == heap)
        lots = [lot for lot in sorted(self.model.expiries) if lot[0] != heap.sku]
        some = data.draw(st.integers(0, units + 1), "units in truth")
        truth = Truth(some)
        if bool(lots) and data.draw(st.booleans(), "of another item"):
            before = {goods.of_lot for _, goods, _ in booking.lineage.said} if booking.lineage else set()
            mine = [lot for lot in lots if lot[0] == other or lot in before]
            sku, lot = data.draw(st.sampled_from(mine or lots), "item in truth")
            all_of_it = data.draw(st.booleans(), "all of it")
            truth = Truth(None if all_of_it else max(1, some), sku, lot, self.model.expiries[sku, lot])
        self.say_in_truth(booking, heap, truth, why="counted", accept_over=True)
