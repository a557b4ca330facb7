"""Goods that come are put aside at once for an order that waits for them: at a staging place, or picked into a tote."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.scenarios.aside import STAGE, PutAside
from tests.scenarios.buying import SHORT_DATED
from tests.scenarios.model import Gone
from tests.scenarios.noticing import Noticing
from tests.scenarios.seen import Seen
from tests.scenarios.shop import KINDS
from tests.scenarios.stock import Heap, LineKey, Parted
from warehouse_app.domain.statuses import HOLDS_PICKED, ShipPolicy, StockStatus
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lots import lot_code
from warehouse_app.services.picked_goods import ToteFault
from warehouse_app.services.receiving import receive
from warehouse_app.services.staging import StagingFault

_PLACES = st.sampled_from([*["STAGE", "TOTE"] * 10, "PACK", "PACK", "A-01", "", "HOLD", "DOOR"])


class On(NamedTuple):
    """What goods come on: a purchase order, a supplier alone, or a notice, of the purchase order or of none."""

    number: str
    supplier: str = ""
    notice: str = ""

    @property
    def name(self) -> str:
        """The name of its receipts."""
        return self.notice or self.number or self.supplier

    @property
    def said(self) -> dict[str, Any]:
        """How it is said."""
        if self.notice:
            return {"advance_notice": self.notice}
        return {"purchase_order": self.number, "supplier": self.supplier}


class Staging(Noticing):
    """Receipts for orders."""

    def put_aside(self, data: st.DataObject) -> None:
        """Receive goods for an order: most of the time for the one that waits first, often as much as it waits for."""
        loose = [at for at, line in sorted(self.seen.lines.items()) if line.open > line.fixed]
        if not loose:
            return self.receive_unannounced(data)
        heads = self._heads() or loose
        at = data.draw(st.one_of(*[st.sampled_from(heads)] * 5, st.sampled_from(loose)), "for")
        order = data.draw(st.sampled_from([at[0]] * 19 + ["SO-none"]), "that, or none")
        line = self.seen.lines[at]
        short = max(1, line.short)
        units = data.draw(st.sampled_from([short, short, short, 1, line.open - line.fixed, short + 1]), "units")
        some = [self.so_many(self._draw_goods(data, line.sku), units)]
        if data.draw(st.integers(0, 4), "to two places") == 0:
            some.append(replace(some[0], quantity=1))
        return self._receive_for(
            data, [replace(each, location=data.draw(_PLACES, "place"), for_order=order) for each in some]
        )

    def _heads(self) -> list[LineKey]:
        """Return the lines that wait first for their items."""
        first: dict[str, tuple[tuple[object, ...], LineKey]] = {}
        for at, line in self.seen.lines.items():
            record = self.model.lines[at]
            if line.short > 0 and self.model.is_due(record):
                place = self.model.place_in_queue(record, line.row, self.model.policy, lifted=line.lifted)
                first[line.sku] = min(first.get(line.sku, (place, at)), (place, at))
        return sorted(at for _, at in first.values())

    def _draw_goods(self, data: st.DataObject, sku: str) -> Goods:
        """Draw goods of an item: most of the time such as may be given to orders."""
        goods = data.draw(self.goods(sku), "goods")
        if data.draw(st.integers(0, 5), "as they are") == 0:
            return goods
        lot, expiry = goods.lot, goods.expiry
        if self.model.items[sku].lot_tracked:
            expiry = self.model.day + timedelta(days=data.draw(st.sampled_from([1, 3, 9]), "days"))
            lot = f"L{expiry:%m%d}"
        return replace(goods, quarantine="", lot=lot, expiry=expiry)

    def _receive_for(self, data: st.DataObject, goods: list[Goods]) -> None:
        on = self._draw_delivery(data, goods[0].sku)
        if on.notice:
            lines = [self.model.notices[at] for at in self.model.notice_lines(on.notice)]
            sscc = data.draw(st.sampled_from([line.sscc for line in lines if line.sku == goods[0].sku]), "of pallet")
            goods = [replace(each, sscc=sscc) for each in goods]
        goods[0] = replace(goods[0], to_follow=self._draw_following(data, goods, on))
        short = data.draw(SHORT_DATED, "accept short-dated")
        fault = self.model.refusal(goods, on.number, accept_short_dated=short)
        refusals = [StagingFault.NOT_FOR_IT, ToteFault.OF_ANOTHER] if fault is None else [fault]
        holds_others = (
            self._others_goods(goods[0].for_order) if any(each.location == "TOTE" for each in goods) else set()
        )
        answer = self.attempt(refusals, receive, goods, accept_short_dated=short, **on.said)
        assert fault is None or answer is None
        self.came(goods, on.number, on.name, answer, on.notice)
        if answer is not None:
            self.step.following[goods[0].sku] = goods[0].to_follow
            assert True not in holds_others
        elif fault is None:
            assert self.refusal is not None
            if self.refusal.code is ToteFault.OF_ANOTHER:
                assert holds_others
                assert (self.refusal.facts["place"], self.refusal.facts["order"]) == ("TOTE", goods[0].for_order)
            elif goods[0].to_follow:
                self._receive_all_in_hand(goods, on)
            else:
                self._receive_all_the_same(goods, on)

    def _draw_following(self, data: st.DataObject, goods: list[Goods], on: On) -> int:
        """Draw how many more of some goods are in hand, so that they may come too."""
        sku, units = goods[0].sku, sum(each.quantity for each in goods)
        more = data.draw(st.sampled_from([0, 0, 1, 3, 9]), "to follow")
        may_come = not on.notice and not self.model.items[sku].serial_tracked
        return more if may_come and (not on.number or self.model.to_come(on.number)[sku] >= units + more) else 0

    def _others_goods(self, order: str) -> set[bool]:
        """Return whether it is sure that goods of other orders lie in the tote, for each that may."""
        heaps = self.seen.heaps
        of_lots = [each.source for each in self.model.picked if each.units and each.at[0] != order]
        may = [heap for heap in of_lots if heaps.get(heap._replace(place="TOTE"))]
        return {not heaps.get(heap._replace(place="PACK")) for heap in may}

    def _draw_delivery(self, data: st.DataObject, sku: str) -> On:
        """Draw a notice or a purchase order of which some of an item is to come, or a supplier."""
        orders = {number for number, _ in self.model.purchases if self.model.to_come(number)[sku]}
        notices = {number for number, _ in self.model.notices if self.model.notice_rest(number)[sku]}
        name = data.draw(st.sampled_from(["", *sorted(orders), *sorted(notices)]), "delivery")
        if name in notices:
            return On(self.model.order_of(name), notice=name)
        return On(name, "" if name else "EXACT")

    def _receive_all_the_same(self, goods: list[Goods], on: On) -> None:
        """Receive goods for nobody that an order was not to get all of: then it does not hold that many."""
        self.holds()
        assert self.refusal is not None
        before, facts = self.seen, self.refusal.facts
        plain = [replace(each, location=self._received_at(each), for_order="") for each in goods]
        answer = self.do(None, receive, plain, accept_short_dated=True, **on.said)
        self.came(plain, on.number, on.name, answer, on.notice)
        self.holds()
        done: list[tuple[PutAside, Counter[LineKey]]] = []
        for each in goods:
            heap = Heap(each.sku, lot_code(each.lot, each.expiry), self._received_at(each))
            put = PutAside(each.for_order, heap, each.quantity, is_picked=heap.place != STAGE)
            parts = put.parts(self.model, before, self.seen, done, 0)
            done.append((put, parts))
            if parts.total() < each.quantity:
                assert (facts["order"], facts["sku"]) == (each.for_order, each.sku)
                assert (facts["quantity"], facts["gets"]) == (each.quantity, parts.total())
                return
        raise AssertionError(goods)

    def _receive_all_in_hand(self, goods: list[Goods], on: On) -> None:
        """Receive all that is in hand for nobody, where an order was not to get a part: then it gets less, or others
        come before it.
        """
        self.holds()
        assert self.refusal is not None
        before, facts, first = self.seen, self.refusal.facts, goods[0]
        units = sum(each.quantity for each in goods)
        whole = replace(first, quantity=units + first.to_follow, location=self._received_at(first), to_follow=0)
        whole = replace(whole, for_order="")
        answer = self.do(None, receive, [whole], accept_short_dated=True, **on.said)
        self.came([whole], on.number, on.name, answer, on.notice)
        self.holds()
        of_run = self.seen.runs[0].gets if self.seen.runs else {}
        lines = {at: line for at, line in self.seen.lines.items() if line.sku == first.sku}
        gains = {at: of_run[line.row] for at, line in lines.items() if of_run.get(line.row, 0) > 0}
        queue = sorted(gains, key=lambda at: self._turn(at, before))
        mine = list(takewhile(lambda at: at[0] == first.for_order, queue))
        if mine and lines[mine[0]].wanted.ship_policy is ShipPolicy.ORDER_COMPLETE:
            mine = [at for at in queue if at[0] == first.for_order]
        gets = sum(gains[at] for at in mine)
        told, is_of_lots = (facts["quantity"], facts["gets"]), self.model.items[first.sku].lot_tracked
        assert (facts["order"], facts["sku"]) == (first.for_order, first.sku)
        assert isinstance(facts["gets"], int)
        if gets < units:
            # What lasts may be needed for those who ask for it, as long as the rest of it is not booked.
            assert told == (units, gets) or (is_of_lots and facts["gets"] < gets), (told, gains)
        else:
            # Less than it gets is booked as if nothing followed.
            assert gets > units or is_of_lots

    def _turn(self, at: LineKey, before: Seen) -> tuple[object, ...]:
        """Return when it is a line's turn: who has not got what is pinned to him comes first."""
        was, record = before.lines[at], self.model.lines[at]
        place = self.model.place_in_queue(record, was.row, self.model.policy, lifted=was.lifted)
        return was.allocated >= was.wanted.pinned, *place

    def _received_at(self, goods: Goods) -> str:
        return "DOCK" if KINDS[goods.location] in HOLDS_PICKED else goods.location

    def may_stay(self, goods: Goods, heap: Heap) -> bool:
        """Return whether goods are as others were booked, but for what only a block or their day makes of them."""
        found = self.heap_of(goods)
        return heap in {found, found if goods.quarantine else found._replace(status=StockStatus.AVAILABLE)}

    def as_in_totes(self, right: Sequence[Goods], heap: Heap, parts: Sequence[Parted]) -> list[Goods]:
        """Return goods of which those that stay in totes are for orders, and set aside by no block."""
        left = sum(part.stay for part in parts)
        found: list[Goods] = []
        for each in right:
            some = min(left, self.changed_by_itself(each, heap))
            left -= some
            found += [replace(each, quantity=some, for_order=parts[0].goods.order)] if some else []
            found += [replace(each, quantity=each.quantity - some)] if some < each.quantity else []
        return found

    def as_gone(self, right: Sequence[Goods], heap: Heap, units: int) -> list[Goods]:
        """Return goods of which so many are in the house no more, and in the state that others were booked in."""
        left = units
        found: list[Goods] = []
        for each in right:
            some = min(left, self.changed_by_itself(each, heap))
            left -= some
            gone = Gone(each.sku, some, each.location, each.lot, each.expiry, status=heap.status)
            found += [gone] if some else []
            found += [replace(each, quantity=each.quantity - some)] if some < each.quantity else []
        return found

    def changed_by_itself(self, goods: Goods, heap: Heap) -> int:
        """Return how many goods are as others were booked, but for what a block, its end or their day makes of them."""
        come = self.heap_of(goods)
        is_changed = come.status is not heap.status and come._replace(status=heap.status) == heap
        return goods.quantity if is_changed else 0

    def kept_in_totes(self, right: Sequence[Goods], heap: Heap, parts: Sequence[Parted]) -> list[Goods]:
        """Return goods with the totes in which those stay that are as they were booked."""
        stay: Counter[tuple[str, str]] = Counter()
        for part in parts:
            stay[part.goods.tote.place, part.goods.order] += part.stay
        found: list[Goods] = []
        for each in right:
            mine = +stay if self.heap_of(each) == heap else {}
            found += [
                replace(each, quantity=units, location=place, for_order=order) for (place, order), units in mine.items()
            ]
            rest = each.quantity - sum(mine.values())
            found += [replace(each, quantity=rest)] if rest else []
        return found

    def heap_of(self, goods: Goods) -> Heap:
        """Return how goods of a receipt come to lie."""
        if isinstance(goods, Gone):
            return Heap(goods.sku, lot_code(goods.lot, goods.expiry), goods.location, goods.status)
        is_aside = self.model.is_set_aside(goods) and not goods.for_order
        status = StockStatus.QUARANTINED if is_aside else StockStatus.AVAILABLE
        return Heap(goods.sku, lot_code(goods.lot, goods.expiry), goods.location, status)
