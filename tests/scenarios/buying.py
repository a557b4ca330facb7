"""Goods are ordered, and come in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from tests.scenarios.model import Heap
from tests.scenarios.shop import EXPIRIES, FOUNDED, KINDS, SUPPLIERS, Street
from tests.scenarios.story import UNITS, Story
from warehouse_app.domain.records import Kind, PurchaseLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.correcting import CorrectingFault, undo_receipt
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.receiving import Received, close_receipt, receive
from warehouse_app.services.references import RowFault

PLACES = st.sampled_from(["", "", "", "A-01", "A-01", "A-02", "A-02", "B-01", "B-01", "DOCK", "HOLD", "TOTE", "DOOR"])


_FETCHED = (
    "SELECT COALESCE(SUM(a.quantity - a.picked - a.returned), 0) FROM allocation a JOIN lot ON lot.id = a.lot_id "
    "JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = a.location_id "
    "WHERE i.sku = ? AND lot.code = ? AND p.code = ?"
)


@dataclass
class Booking:
    """What one action booked in, on a purchase order or none."""

    action_id: str
    number: str
    heaps: list[tuple[Heap, int]]
    is_undone: bool = False


class Buying(Story):
    """Purchase orders and receipts, announced and not."""

    def __init__(self, street: Street) -> None:
        super().__init__(street)
        self.bookings: list[Booking] = []

    def order_goods(self, data: st.DataObject) -> None:
        lines = range(1, data.draw(st.integers(2, 4), "lines"))
        self._order_these(data, [(self.draw_sku(data), data.draw(UNITS, "units")) for _ in lines])

    def _order_these(self, data: st.DataObject, goods: Sequence[tuple[str, int]]) -> None:
        number = self.number("PO")
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        due = FOUNDED + timedelta(days=1)
        records = [
            PurchaseLineRecord(number, supplier, sku, units, due_on=due, line=line)
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
        record = before._replace(quantity=data.draw(UNITS, "units"))
        update = data.draw(st.sampled_from([True, True, False]), "update")
        refused = None
        if record == before:
            self.step.is_idle = True
        elif not update:
            refused = RowFault.DIFFERS
        elif record.quantity < self.model.received[before.number, before.sku]:
            refused = RowFault.BELOW_RECEIVED
        self.do(refused, save_purchase_order, [record], update=update)
        if refused is None:
            self.model.purchases[before.number, before.line or 0] = record
        return None

    def receive_what_somebody_waits_for(self, data: st.DataObject) -> None:
        """Often just as much as one line, or all of them, wait for."""
        short: dict[str, list[int]] = defaultdict(list)
        for _, line in sorted(self.seen.lines.items()):
            if line.open > line.allocated:
                short[line.sku].append(line.open - line.allocated)
        sku = data.draw(st.sampled_from(sorted(short) or ["CUP"]), "sku")
        goods = data.draw(self._goods(sku), "goods")
        units = data.draw(st.sampled_from([goods.quantity, sum(short[sku]) or 1, *short[sku]]), "units")
        self.receive_some(data, [replace(goods, quantity=units)])

    def receive_unannounced(self, data: st.DataObject) -> None:
        goods = st.lists(st.sampled_from(sorted(self.model.items)).flatmap(self._goods), min_size=1, max_size=2)
        self.receive_some(data, data.draw(goods, "goods"))

    def receive_some(self, data: st.DataObject, goods: Sequence[Goods]) -> None:
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        close = data.draw(st.booleans(), "close")
        refused = self.model.refusal(goods, "", accept_over=False)
        answer = self.do(refused, receive, goods, supplier=supplier, close=close)
        self._came(goods, "", supplier, answer)

    def receive_on_order(self, data: st.DataObject) -> None:
        number = self._draw_order(data)
        of_order = st.sampled_from(sorted(self.model.ordered(number)))
        goods = data.draw(st.lists(of_order.flatmap(self._goods), min_size=1, max_size=2), "goods")
        accept_over, close = data.draw(st.tuples(st.booleans(), st.booleans()), "accept over, close")
        refused = self.model.refusal(goods, number, accept_over=accept_over)
        answer = self.do(refused, receive, goods, purchase_order=number, accept_over=accept_over, close=close)
        self._came(goods, number, number, answer)

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
        rest = {sku: units - self.model.received[number, sku] for sku, units in self.model.ordered(number).items()}
        to_come = sorted(sku for sku, units in rest.items() if units > 0)
        if not to_come:
            return self.announce_what_somebody_waits_for(data)
        sku = data.draw(st.sampled_from(to_come), "sku")
        goods = replace(data.draw(self._goods(sku), "goods"), quantity=data.draw(st.integers(1, rest[sku]), "units"))
        refused = self.model.refusal([goods], number, accept_over=False)
        answer = self.do(refused, receive, [goods], purchase_order=number)
        return self._came([goods], number, number, answer)

    def receive_all_to_come(self, data: st.DataObject) -> None:
        number = self._draw_order(data)
        ordered = self.model.ordered(number)
        if any(self.model.items[sku].lot_tracked or self._is_twice_on(number, sku) for sku in ordered):
            return self.receive_on_order(data)
        into, close = data.draw(st.tuples(st.sampled_from(["", "B-01", "DOCK"]), st.booleans()), "into, close")
        rest = {sku: units - self.model.received[number, sku] for sku, units in ordered.items()}
        goods = [Goods(sku, units, into) for sku, units in rest.items() if units > 0]
        refused = None if goods else ReceivingFault.ALL_HERE
        answer = self.do(refused, receive, [], purchase_order=number, all_to_come=True, into=into, close=close)
        return self._came(goods, number, number, answer)

    def close_receipt(self, data: st.DataObject) -> None:
        delivery = data.draw(st.sampled_from(sorted(self.model.open_receipts)), "delivery")
        if delivery.startswith("PO"):
            self.do(None, close_receipt, purchase_order=delivery)
        else:
            self.do(None, close_receipt, supplier=delivery)
        self.model.open_receipts.discard(delivery)

    def undo(self, data: st.DataObject) -> None:
        booking = self.bookings[-data.draw(st.integers(1, len(self.bookings)), "booking before last")]
        together: dict[Heap, int] = defaultdict(int)
        for heap, units in booking.heaps:
            together[heap] += units
        refused = None
        if booking.is_undone:
            refused = CorrectingFault.UNDONE
        elif any(self.model.heaps[heap] - self._fetched(heap) < units for heap, units in together.items()):
            refused = CorrectingFault.ON_LIST
        answer = self.do(refused, undo_receipt, booking.action_id)
        if answer is None:
            return
        assert sorted((goods.sku, goods.location, goods.quantity) for goods in answer.goods) == sorted(
            (heap.sku, heap.place, units) for heap, units in together.items()
        )
        booking.is_undone = True
        self.step.losing = {heap.sku for heap in together}
        self.step.concerned = self.model.orders_with(self.step.losing)
        for heap, units in booking.heaps:
            self.model.take_back(heap, units)
            if booking.number:
                self.model.received[booking.number, heap.sku] -= units

    def _fetched(self, heap: Heap) -> int:
        """Return how many goods of a heap somebody is sent for."""
        return int(self.store.sql(_FETCHED, heap).fetchone()[0])

    def _draw_order(self, data: st.DataObject) -> str:
        number, _ = data.draw(st.sampled_from(sorted(self.model.purchases)), "purchase order")
        return number

    def _is_twice_on(self, number: str, sku: str) -> bool:
        """Return whether units of an item may come on either of two lines, which is no business of the model."""
        return [line.sku for line in self.model.purchases.values() if line.number == number].count(sku) > 1

    def _goods(self, sku: str) -> st.SearchStrategy[Goods]:
        if not self.model.items[sku].lot_tracked:
            return st.builds(Goods, st.just(sku), UNITS, PLACES)
        days = [self.model.day + timedelta(days=days) for days in (0, 0, 1, 3, 9, -1)]
        named = [(f"L{day:%m%d}", day) for day in days]
        wrong = [("L1", EXPIRIES[-1]), ("L1", EXPIRIES[0]), ("", days[2]), ("L1", None)]
        said = st.tuples(UNITS, PLACES, st.sampled_from([*named, *named, *wrong]))
        return said.map(lambda said: Goods(sku, *said[:2], *said[2]))

    def _came(self, goods: Sequence[Goods], number: str, delivery: str, answer: Received | None) -> None:
        if answer is None:
            return
        self.step.is_receipt = self.step.resumes = True
        assert len(answer.booked) == len(goods)
        booking = Booking(self.desk.acted[-1].action_id, number, [])
        self.bookings.append(booking)
        for each, booked in zip(goods, answer.booked, strict=True):
            assert (booked.sku, booked.quantity) == (each.sku, each.quantity)
            assert booked.location == each.location or (not each.location and booked.location in KINDS)
            self.model.lay(each.sku, booked.location, each.quantity, each.lot, each.expiry)
            booking.heaps.append((Heap(each.sku, booked.lot, booked.location), each.quantity))
            if number:
                self.model.received[number, each.sku] += each.quantity
        if answer.closed:
            self.model.open_receipts.discard(delivery)
        else:
            self.model.open_receipts.add(delivery)
