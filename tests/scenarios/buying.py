"""Goods are ordered, and come in."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.scenarios.shop import EXPIRIES, FOUNDED, KINDS, SUPPLIERS
from tests.scenarios.story import Story
from warehouse_app.domain.records import Kind, PurchaseLineRecord
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.receiving import Received, close_receipt, receive
from warehouse_app.services.references import RowFault

UNITS = st.integers(1, 9)
PLACES = st.sampled_from(["", "", "A-01", "A-02", "B-01", *KINDS])


class Buying(Story):
    """Purchase orders and receipts, announced and not."""

    @initialize(data=st.data(), times=st.integers(0, 2))
    def have_goods(self, data: st.DataObject, times: int) -> None:
        """Most stories begin with something on the shelves."""
        for _ in range(times):
            self.receive_unannounced(data, close=False)
        self.is_idle = False

    @rule(data=st.data(), units=st.lists(UNITS, min_size=1, max_size=3), by_hand=st.booleans())
    def order_goods(self, data: st.DataObject, units: Sequence[int], by_hand: bool) -> None:
        number = self.number("PO")
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        skus = [data.draw(st.sampled_from(sorted(self.model.items)), "sku") for _ in units]
        records = [
            PurchaseLineRecord(number, supplier, sku, quantity, due_on=FOUNDED + timedelta(days=1), line=line)
            for line, (sku, quantity) in enumerate(zip(skus, units, strict=True), start=1)
        ]
        if by_hand:
            self.do(None, save_purchase_order, records, update=False)
        else:
            self.take({Kind.PURCHASE_ORDERS: records})
        self.model.purchases |= {(number, record.line or 0): record for record in records}

    @precondition(lambda self: self.model.purchases)
    @rule(data=st.data(), units=UNITS, update=st.sampled_from([True, True, False]))
    def edit_purchase_order(self, data: st.DataObject, units: int, update: bool) -> None:
        before = self.model.purchases[data.draw(st.sampled_from(sorted(self.model.purchases)), "line")]
        of_item = [
            line for line in self.model.purchases.values() if (line.number, line.sku) == (before.number, before.sku)
        ]
        if len(of_item) > 1:  # which of the two the units came on is no business of the model
            self.is_idle = True
            return
        record = before._replace(quantity=units)
        refused = None
        if record == before:
            self.is_idle = True
        elif not update:
            refused = RowFault.DIFFERS
        elif units < self.model.received[before.number, before.sku]:
            refused = RowFault.BELOW_RECEIVED
        self.do(refused, save_purchase_order, [record], update=update)
        if refused is None:
            self.model.purchases[before.number, before.line or 0] = record

    @precondition(lambda self: self.model.purchases)
    @rule(data=st.data(), accept_over=st.booleans(), close=st.booleans())
    def receive_on_order(self, data: st.DataObject, accept_over: bool, close: bool) -> None:
        number, _ = data.draw(st.sampled_from(sorted(self.model.purchases)), "purchase order")
        goods = data.draw(st.lists(self._goods(sorted(self.model.ordered(number))), min_size=1, max_size=2), "goods")
        refused = self.model.refusal(goods, number, accept_over=accept_over)
        answer = self.do(refused, receive, goods, purchase_order=number, accept_over=accept_over, close=close)
        self._came(goods, number, number, answer)

    @precondition(lambda self: self.model.purchases)
    @rule(data=st.data(), into=st.sampled_from(["", "B-01", "DOCK"]), close=st.booleans())
    def receive_all_to_come(self, data: st.DataObject, into: str, close: bool) -> None:
        number, _ = data.draw(st.sampled_from(sorted(self.model.purchases)), "purchase order")
        ordered = self.model.ordered(number)
        if any(self.model.items[sku].lot_tracked for sku in ordered) or self._has_item_twice(number):
            self.is_idle = True
            return
        rest = {sku: units - self.model.received[number, sku] for sku, units in ordered.items()}
        goods = [Goods(sku, units, into) for sku, units in rest.items() if units > 0]
        refused = None if goods else ReceivingFault.ALL_HERE
        answer = self.do(refused, receive, [], purchase_order=number, all_to_come=True, into=into, close=close)
        self._came(goods, number, number, answer)

    def _has_item_twice(self, number: str) -> bool:
        skus = [line.sku for line in self.model.purchases.values() if line.number == number]
        return len(skus) > len(set(skus))

    @rule(data=st.data(), close=st.booleans())
    def receive_unannounced(self, data: st.DataObject, close: bool) -> None:
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        goods = data.draw(st.lists(self._goods(sorted(self.model.items)), min_size=1, max_size=2), "goods")
        refused = self.model.refusal(goods, "", accept_over=False)
        answer = self.do(refused, receive, goods, supplier=supplier, close=close)
        self._came(goods, "", supplier, answer)

    @precondition(lambda self: self.model.open_receipts)
    @rule(data=st.data())
    def close_receipt(self, data: st.DataObject) -> None:
        delivery = data.draw(st.sampled_from(sorted(self.model.open_receipts)), "delivery")
        if delivery.startswith("PO"):
            self.do(None, close_receipt, purchase_order=delivery)
        else:
            self.do(None, close_receipt, supplier=delivery)
        self.model.open_receipts.discard(delivery)

    def _goods(self, skus: Sequence[str]) -> st.SearchStrategy[Goods]:
        def said(sku: str) -> st.SearchStrategy[Goods]:
            if not self.model.items[sku].lot_tracked:
                return st.builds(Goods, st.just(sku), UNITS, PLACES)
            return st.tuples(UNITS, PLACES, st.sampled_from(lots)).map(lambda said: Goods(sku, *said[:2], *said[2]))

        days = [self.model.day + timedelta(days=days) for days in (-1, 0, 1, 3)]
        lots = [
            *((f"L{day:%m%d}", day) for day in days),
            ("L1", EXPIRIES[-1]),
            ("L1", EXPIRIES[0]),
            ("", days[1]),
            ("L1", None),
        ]
        return st.sampled_from(skus).flatmap(said)

    def _came(self, goods: Sequence[Goods], number: str, delivery: str, answer: Received | None) -> None:
        if answer is None:
            return
        assert len(answer.booked) == len(goods)
        for each, booked in zip(goods, answer.booked, strict=True):
            assert (booked.sku, booked.quantity) == (each.sku, each.quantity)
            assert booked.location == each.location or (not each.location and booked.location in KINDS)
            self.model.lay(each.sku, booked.location, each.quantity, each.lot, each.expiry)
            if number:
                self.model.received[number, each.sku] += each.quantity
        if answer.closed:
            self.model.open_receipts.discard(delivery)
        else:
            self.model.open_receipts.add(delivery)
