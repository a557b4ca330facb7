"""Goods are ordered, and come in."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from hypothesis import strategies as st

from tests.scenarios.announced import CountedOn
from tests.scenarios.aside import PutAside
from tests.scenarios.blocked import Entry
from tests.scenarios.model import Gone
from tests.scenarios.recounted import Lineage
from tests.scenarios.shop import EXPIRIES, FOUNDED, KINDS, SUPPLIERS, Street
from tests.scenarios.stock import Heap, LineKey, Toted
from tests.scenarios.story import UNITS, Story, so_manyth
from warehouse_app.domain.records import Kind, PurchaseLineRecord
from warehouse_app.domain.statuses import HOLDS_PICKED, ShipPolicy, StockStatus
from warehouse_app.domain.totes import Tote
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.closing_short import (
    ClosingFault,
    close_item_short,
    close_short,
    reopen_short,
    take_back_closing,
)
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.receiving import Booked, Received, close_receipt, receive
from warehouse_app.services.references import RowFault

PLACES = st.sampled_from(
    ["", "", "", "A-01", "A-01", "A-02", "A-02", "B-01", "B-01", "DOCK", "STAGE", "HOLD", "TOTE", "DOOR"]
)
SERIALS = [f"S{number}" for number in range(1, 10)]
ONES = st.sampled_from([1] * 9 + [2])
CHANCES = st.integers(0, 7)
OVER = st.sampled_from([None, None, None, 0, 30, 100])
SHORT_DATED = st.sampled_from([True, True, False])
"""Whether goods are accepted that do not last as long as their item must."""
WHY = st.sampled_from(["told", "told", "told", "told", "told", " "])
_NO_LINE = 99


def _aside(said: tuple[Goods, int]) -> Goods:
    """Return goods, some of them dented: most of those that go where such goods lie, few of the others."""
    goods, chance = said
    return replace(goods, quarantine="dented" if chance < (7 if goods.location == "HOLD" else 1) else "")


class Laid(NamedTuple):
    """Goods of a booking; `aside` is how it is kept that they were set aside, if so, and `said` why somebody did it.

    `counted` are the lines of a notice on which they count.
    """

    heap: Heap
    units: int
    aside: Entry | None
    said: str
    counted: CountedOn


@dataclass
class Booking:
    """What one action booked in that was not taken back since, on a purchase order or none, and on a notice or none.

    `since` is what had changed in the house as the goods had come; `lineage` is what they were said to be, if they put
    others right.
    """

    action_id: str
    number: str
    notice: str
    goods: list[Laid]
    since: int = 0
    lineage: Lineage | None = None

    def lineage_of(self, goods: Mapping[Heap, int]) -> Lineage:
        """Return the lineage of some of the goods; what was put right by itself has its own."""
        booked = so_manyth(self.action_id)
        return self.lineage or Lineage([(booked, heap, units) for heap, units in goods.items()])

    def follow(self, other: "Booking", lineage: Lineage) -> None:
        """Be what another was put right to."""
        self.since, self.lineage = other.since, lineage


class Buying(Story):
    """Purchase orders and receipts, announced and not."""

    def __init__(self, street: Street) -> None:
        super().__init__(street)
        self.bookings: list[Booking] = []
        self.closings: list[tuple[str, LineKey]] = []
        """What closed which lines of purchase orders short."""

    def order_goods(self, data: st.DataObject) -> None:
        lines = range(1, data.draw(st.integers(2, 4), "lines"))
        self._order_these(data, [(self.draw_sku(data), data.draw(UNITS, "units")) for _ in lines])

    def _order_these(self, data: st.DataObject, goods: Sequence[tuple[str, int]]) -> None:
        number = self.number("PO")
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        due = FOUNDED + timedelta(days=1)
        records = [
            PurchaseLineRecord(
                number, supplier, sku, units, due_on=due, line=line, over_receipt_percent=data.draw(OVER, "over")
            )
            for line, (sku, units) in enumerate(goods, start=1)
        ]
        if data.draw(st.booleans(), "by hand"):
            self.do(None, save_purchase_order, records, update=False)
        else:
            self.take({Kind.PURCHASE_ORDERS: records})
        self.model.purchases |= {(number, record.line or 0): record for record in records}

    def edit_purchase_order(self, data: st.DataObject) -> None:
        before = self.model.purchases[data.draw(st.sampled_from(sorted(self.model.purchases)), "line")]
        if self._is_twice_on(before.number, before.sku):
            return self.order_goods(data)
        units, over = data.draw(st.tuples(UNITS, OVER), "units, over")
        record = before._replace(quantity=units, over_receipt_percent=over)
        update = data.draw(st.sampled_from([True, True, False]), "update")
        refused = None
        if record == before:
            self.step.is_idle = True
        elif not update:
            refused = RowFault.DIFFERS
        elif units != before.quantity and units < self.model.received[before.number, before.sku]:
            refused = RowFault.BELOW_RECEIVED
        answer = self.do(refused, save_purchase_order, [record], update=update)
        if answer is not None:
            self.told_of_lines((), answer.shares)
            self.model.purchases[before.number, before.line or 0] = record
        return None

    def receive_what_somebody_waits_for(self, data: st.DataObject) -> None:
        """Often just as much as one line, or all of them, wait for."""
        short: dict[str, list[int]] = defaultdict(list)
        for _, line in sorted(self.seen.lines.items()):
            if line.open > line.allocated:
                short[line.sku].append(line.open - line.allocated)
        sku = data.draw(st.sampled_from(sorted(short) or ["CUP"]), "sku")
        goods = data.draw(self.goods(sku), "goods")
        units = data.draw(st.sampled_from([goods.quantity, sum(short[sku]) or 1, *short[sku]]), "units")
        self.receive_some(data, [self.so_many(goods, units)])

    def receive_unannounced(self, data: st.DataObject) -> None:
        goods = st.lists(st.sampled_from(sorted(self.model.items)).flatmap(self.goods), min_size=1, max_size=2)
        self.receive_some(data, data.draw(goods, "goods"))

    def receive_some(self, data: st.DataObject, goods: Sequence[Goods]) -> None:
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        close = data.draw(st.booleans(), "close")
        short = data.draw(SHORT_DATED, "accept short-dated")
        refused = self.model.refusal(goods, "", accept_short_dated=short)
        answer = self.do(refused, receive, goods, supplier=supplier, close=close, accept_short_dated=short)
        self.came(goods, "", supplier, answer)

    def receive_on_order(self, data: st.DataObject) -> None:
        number = self._draw_order(data)
        of_order = st.sampled_from(sorted(self.model.ordered(number)))
        goods = data.draw(st.lists(of_order.flatmap(self.goods), min_size=1, max_size=2), "goods")
        accept_over, close = data.draw(st.tuples(st.booleans(), st.booleans()), "accept over, close")
        refused = self.model.refusal(goods, number, accept_over=accept_over)
        answer = self.do(refused, receive, goods, purchase_order=number, accept_over=accept_over, close=close)
        self.came(goods, number, number, answer)

    def announce_what_somebody_waits_for(self, data: st.DataObject) -> None:
        """Order just what an order waits for, perhaps a piece more or less."""
        short = [(at, line) for at, line in sorted(self.seen.lines.items()) if line.short]
        whole = [(at, line) for at, line in short if line.wanted.ship_policy is not ShipPolicy.PARTIAL]
        waiting = sorted({number for (number, _), _ in whole or short})
        if not waiting:
            return self.order_goods(data)
        order, more = data.draw(st.sampled_from(waiting), "for"), data.draw(st.sampled_from([0, 0, 0, 1, -1]), "more")
        wanted: dict[str, int] = defaultdict(int)
        for (number, _), line in short:
            if number == order:
                wanted[line.sku] += line.short
        return self._order_these(data, [(sku, max(1, units + more)) for sku, units in wanted.items()])

    def scan_in(self, data: st.DataObject) -> None:
        """Book a piece or some of a purchase order, while more of it is to come."""
        last = max(number for number, _ in self.model.purchases)
        number = data.draw(st.sampled_from([last, last, self._draw_order(data)]), "the last, or that")
        rest = self.model.to_come(number)
        if not rest:
            return self.announce_what_somebody_waits_for(data)
        sku = data.draw(st.sampled_from(sorted(rest)), "sku")
        goods = self.so_many(data.draw(self.goods(sku), "goods"), data.draw(st.integers(1, rest[sku]), "units"))
        short = data.draw(SHORT_DATED, "accept short-dated")
        refused = self.model.refusal([goods], number, accept_short_dated=short)
        answer = self.do(refused, receive, [goods], purchase_order=number, accept_short_dated=short)
        return self.came([goods], number, number, answer)

    def receive_all_to_come(self, data: st.DataObject) -> None:
        number = self._draw_order(data)
        ordered = self.model.ordered(number)
        if any(self.tells_apart(sku) or self._is_twice_on(number, sku) for sku in ordered):
            return self.receive_on_order(data)
        into, close = data.draw(st.tuples(st.sampled_from(["", "B-01", "DOCK"]), st.booleans()), "into, close")
        rest = self.model.to_come(number)
        goods = [Goods(sku, rest[sku], into) for sku in ordered if rest[sku]]
        refused = None if goods else ReceivingFault.ALL_HERE
        answer = self.do(refused, receive, [], purchase_order=number, all_to_come=True, into=into, close=close)
        return self.came(goods, number, number, answer)

    def close_short(self, data: st.DataObject) -> None:
        """Expect no more of a line of a purchase order."""
        (number, line), why = self._draw_purchase_line(data), data.draw(WHY, "why")
        sku = self.model.purchases[number, line].sku if line != _NO_LINE else ""
        if sku and self._is_twice_on(number, sku):
            return self.order_goods(data)
        rest = self.model.to_come(number)[sku]
        refused: StrEnum | None = None
        if not why.strip():
            refused = ReasonFault.MISSING
        elif not sku:
            refused = ClosingFault.NO_LINE
        elif not rest:
            refused = ClosingFault.NOTHING
        answer = self.do(refused, close_short, number, line, why=why)
        if answer is not None:
            assert (answer.sku, answer.units) == (sku, rest)
            self._close(number, line, rest)
        return None

    def _close(self, number: str, line: int, units: int) -> None:
        self.model.closed[number, line] = self.model.closed.get((number, line), 0) + units
        self.closings.append((self.desk.acted[-1].action_id, (number, line)))

    def take_back_closing(self, data: st.DataObject) -> None:
        """Take back what one action closed short, where nothing was closed further since."""
        if not self.closings:
            return self.close_item_short(data)
        action, at = data.draw(st.sampled_from(self.closings), "closing")
        last = [of for of, line in self.closings if line == at][-1]
        is_closed = at in self.model.closed and action == last
        number, sku = at[0], self.model.purchases[at].sku
        before = self.model.to_come(number)[sku]
        answer = self.do(None if is_closed else ClosingFault.TAKEN_BACK, take_back_closing, action, why="it comes")
        if answer is not None:
            del self.model.closed[at]
            assert (answer.sku, answer.units) == (sku, self.model.to_come(number)[sku] - before)
        return None

    def close_item_short(self, data: st.DataObject) -> None:
        """Expect no more of an item of a purchase order, but for what is in hand; perhaps that was a mistake."""
        number = self._draw_order(data)
        sku = data.draw(st.sampled_from(sorted(self.model.ordered(number))), "sku")
        if self._is_twice_on(number, sku):
            return self.order_goods(data)
        in_hand, rest = data.draw(st.integers(0, 2), "in hand"), self.model.to_come(number)[sku]
        refused = None if rest > in_hand else ClosingFault.NOTHING_OF
        answer = self.do(refused, close_item_short, number, sku, why="sold out", in_hand=in_hand)
        if answer is not None:
            assert answer.units == rest - in_hand
            ordered = self.model.purchases.items()
            [line] = [line for (of, line), record in ordered if of == number and record.sku == sku]
            self._close(number, line, rest - in_hand)
            assert self.model.to_come(number)[sku] == in_hand
        return None

    def reopen_short(self, data: st.DataObject) -> None:
        """Expect again what a line was closed short by."""
        closed = sorted(self.model.closed)
        if not closed:
            return self.close_short(data)
        number, line = data.draw(st.sampled_from(closed) | st.just(self._draw_purchase_line(data)), "line")
        refused = None
        if line == _NO_LINE:
            refused = ClosingFault.NO_LINE
        elif (number, line) not in self.model.closed:
            refused = ClosingFault.NOT_CLOSED
        before = self.model.to_come(number)
        answer = self.do(refused, reopen_short, number, line, why="it comes after all")
        if answer is not None:
            del self.model.closed[number, line]
            assert answer.units == (self.model.to_come(number) - before)[answer.sku]
        return None

    def _draw_purchase_line(self, data: st.DataObject) -> LineKey:
        number, line = data.draw(st.sampled_from(sorted(self.model.purchases)), "line")
        return number, data.draw(st.sampled_from([line] * 7 + [_NO_LINE]), "line, or none")

    def close_receipt(self, data: st.DataObject) -> None:
        self.end_receipt(data.draw(st.sampled_from(sorted(self.model.open_receipts)), "delivery"))

    def end_receipt(self, delivery: str) -> None:
        """Close the open receipt of a notice, a purchase order, or a supplier that delivers unannounced."""
        if delivery.startswith("AN"):
            answer = self.do(None, close_receipt, advance_notice=delivery)
            assert answer is not None
            assert answer.purchase_order == self.model.order_of(delivery)
            assert answer.lines_to_come == sum(self.model.coming(at) > 0 for at in self.model.notice_lines(delivery))
        elif delivery.startswith("PO"):
            self.do(None, close_receipt, purchase_order=delivery)
        else:
            self.do(None, close_receipt, supplier=delivery)
        self.step.is_receipt = True
        self.model.open_receipts.discard(delivery)

    def _draw_order(self, data: st.DataObject) -> str:
        number, _ = data.draw(st.sampled_from(sorted(self.model.purchases)), "purchase order")
        return number

    def so_many(self, goods: Goods, units: int) -> Goods:
        """Return so many of some goods, if they may be more than one."""
        return goods if self.model.items[goods.sku].serial_tracked else replace(goods, quantity=units)

    def tells_apart(self, sku: str) -> bool:
        """Return whether goods of an item say of which lot they are, or which piece."""
        return self.model.items[sku].lot_tracked or self.model.items[sku].serial_tracked

    def _is_twice_on(self, number: str, sku: str) -> bool:
        """Return whether units of an item may come on either of two lines, which is no business of the model."""
        return [line.sku for line in self.model.purchases.values() if line.number == number].count(sku) > 1

    def goods(self, sku: str) -> st.SearchStrategy[Goods]:
        """Return how goods of an item may come."""
        if self.model.items[sku].serial_tracked:
            serials = st.builds(Goods, st.just(sku), ONES, PLACES, st.sampled_from([*SERIALS, *SERIALS, ""]))
            return st.tuples(serials, CHANCES).map(_aside)
        if not self.model.items[sku].lot_tracked:
            return st.tuples(st.builds(Goods, st.just(sku), UNITS, PLACES), CHANCES).map(_aside)
        days = [self.model.day + timedelta(days=days) for days in (0, 0, 1, 3, 9, -1)]
        named = [(f"L{day:%m%d}", day) for day in days]
        wrong = [("L1", EXPIRIES[-1]), ("L1", EXPIRIES[0]), ("", days[2]), ("L1", None)]
        said = st.tuples(UNITS, PLACES, st.sampled_from([*named, *named, *wrong]))
        return st.tuples(said.map(lambda said: Goods(sku, *said[:2], *said[2])), CHANCES).map(_aside)

    def came(
        self, goods: Sequence[Goods], number: str, delivery: str, answer: Received | None, notice: str = ""
    ) -> None:
        """Tell the model of a receipt on a purchase order or none, if it went through."""
        if answer is None:
            return
        assert (answer.purchase_order, answer.advance_notice) == (number, notice)
        self.step.is_receipt = self.step.resumes = True
        self.book(goods, answer.booked, number, notice)
        if answer.closed:
            self.model.open_receipts.discard(delivery)
        else:
            self.model.open_receipts.add(delivery)

    def book(
        self,
        goods: Sequence[Goods],
        booked: Sequence[Booked],
        number: str,
        notice: str = "",
        ssccs: Collection[str] | None = None,
    ) -> None:
        """Tell the model that goods came, on a purchase order or none, as the program says that they are booked.

        With a `notice` they count on that, as goods of one of the pallets `ssccs` if these are given.
        """
        counted = self.model.counts_on(notice, goods, ssccs)
        assert [told.notice for told in booked] == self.model.told_of(notice, goods, counted)
        booking = Booking(self.desk.acted[-1].action_id, number, notice, [])
        for each, told, on in zip(goods, booked, counted, strict=True):
            assert (told.sku, told.quantity) == (each.sku, each.quantity)
            assert told.location == each.location or (not each.location and told.location in KINDS)
            is_picked = bool(each.for_order) and KINDS[told.location] in HOLDS_PICKED
            assert (told.aside is not None) == (self.model.is_set_aside(each) and not is_picked)
            tote = Tote(told.location, KINDS[told.location], each.for_order) if is_picked else None
            assert told.tote == tote
            booking.goods.append(self._lay(each, told, on))
            self.model.count_received(number, each.sku, each.quantity)
            for at, units in on:
                self.model.came_of[at] += units
        booking.since = len(self.model.changes)
        self.bookings.append(booking)

    def _lay(self, goods: Goods, told: Booked, counted: CountedOn) -> Laid:
        status = StockStatus.AVAILABLE if told.aside is None else StockStatus.QUARANTINED
        status = goods.status if isinstance(goods, Gone) else status
        is_picked = bool(goods.for_order) and KINDS[told.location] in HOLDS_PICKED
        heap = Heap(goods.sku, told.lot, "DOCK" if is_picked else told.location, status)
        is_only_blocked = told.aside is not None and heap.of_lot in self.model.blocked and not goods.quarantine
        lay = self.model.lay_blocked if is_only_blocked else self.model.lay
        aside = lay(heap, goods.quantity, goods.expiry)
        if goods.for_order:
            self.step.put_aside.append(PutAside(goods.for_order, heap, goods.quantity, is_picked))
        if is_picked:
            tote = heap._replace(place=told.location)
            self.model.tote(Toted(self.desk.acted[-1].action_id, goods.for_order, heap, tote, goods.quantity))
        assert bool(told.why) == bool(goods.quarantine)
        return Laid(heap, goods.quantity, aside, told.why, counted)
