"""What is picked for an order is taken out of its tote again."""

from enum import StrEnum

from hypothesis import strategies as st

from tests.scenarios.buying import WHY
from tests.scenarios.shop import KINDS
from tests.scenarios.stock import Heap
from tests.scenarios.story import Story
from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.lying import StockFault
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.putting_back import PuttingBackFault, put_back

_PLACES = st.sampled_from([*["A-01", "A-02", "B-01", "DOCK", "STAGE", "HOLD"] * 3, "TOTE", "DOOR"])


class PuttingBack(Story):
    """Goods in totes."""

    def put_goods_back(self, data: st.DataObject) -> None:
        picked = data.draw(st.sampled_from(self.model.picked), "picked")
        order = data.draw(st.sampled_from([picked.at[0]] * 9 + ["SO-none"]), "for")
        of_lot = [heap for heap in self.model.lying() if heap.of_lot == picked.source.of_lot]
        heap = data.draw(st.sampled_from([heap for heap in of_lot if self.model.is_in_tote(heap)]), "goods")
        units = data.draw(st.sampled_from([picked.units, picked.units, 1, picked.units + 1]), "units")
        to, why = data.draw(_PLACES, "to"), data.draw(WHY, "why")
        refused = self._refused(order, heap, units, to, why)
        answer = self.do(refused, put_back, order, heap.sku, heap.place, units, to, why=why, lot=heap.lot)
        if answer is not None:
            self.step.unpicked += self.model.unpick(heap, order, units)
            self.model.lift(heap, units)
            there = self.model.lay_found(heap._replace(place=to), units)
            assert (answer.lot, answer.target, answer.status) == (heap.lot, to, there.status)
            assert (answer.quantity, answer.left) == (units, self.model.heaps[heap])
            self.stock_changed(answer.losses, (), answer.shares)
            # What was picked needed no stock that lies where orders can have it, and needs it now.
            if not self.model.is_usable(there) or self.model.expiries[heap.of_lot]:
                self.step.losing.add(heap.sku)
            self.step.concerned = self.model.orders_with(self.step.losing)
            # What is not to be served before a day ahead kept only what was picked.
            self.step.concerned |= (
                {order} if any(not self.model.is_due(line) for line in self.model.lines_of(order)) else set()
            )

    def _refused(self, order: str, heap: Heap, units: int, to: str, why: str) -> StrEnum | None:
        assert heap.status is StockStatus.AVAILABLE
        if not why.strip():
            return ReasonFault.MISSING
        if KINDS[to] is LocationKind.DEPOT:
            return StockFault.HOLDS_NOTHING
        if KINDS[to] in HOLDS_PICKED:
            return PuttingBackFault.TO_TOTE
        if order not in self.model.orders():
            return OrderFault.UNKNOWN
        if self.model.heaps[heap] < units:
            return StockFault.NOT_THERE
        return PuttingBackFault.NOT_PICKED if self.model.picked_of(heap.of_lot, order) < units else None
