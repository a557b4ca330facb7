"""Orders are merged and split, and goods come back from customers."""

from collections import Counter
from dataclasses import replace
from datetime import date
from enum import StrEnum

from hypothesis import strategies as st

from tests.scenarios.counting import Counting
from tests.scenarios.handling import WHY
from tests.scenarios.stock import Heap, LineKey
from warehouse_app.domain.records import OrderLineRecord
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.lots import lot_code
from warehouse_app.services.lying import StockFault
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.regrouping import Carried, Regrouped, RegroupFault, merge_orders, split_order
from warehouse_app.services.returning import Back, Condition, ReturnFault, take_back_goods


class Regrouping(Counting):
    """What happens to whole orders, and after them."""

    def merge(self, data: st.DataObject) -> None:
        """Merge orders: more often two of one customer."""
        orders = self.model.orders()
        are_open = [order for order in orders if self.model.open_lines(order)]
        customers = Counter(map(self._customer, are_open))
        twins = [at for at, line in sorted(self.model.lines.items()) if customers[line.customer] > 1]
        into = self.model.lines[data.draw(st.sampled_from(twins), "line")] if twins else self.draw_line(data)
        why = data.draw(WHY, "why")
        own = [order for order in are_open if self._customer(order) == into.customer and order != into.number] or orders
        holding = [order for order, _ in sorted(self.seen.lines) if self.seen.had((order, 1)) and order in own]
        other = data.draw(st.sampled_from(own) | st.sampled_from(holding or own), "other")
        others = [other, data.draw(st.sampled_from([other] * 6 + orders), "one more")]
        refused = ReasonFault.MISSING if not why.strip() else self._not_merged(into.number, others)
        answer = self.do(refused, merge_orders, into.number, others, why=why)
        if answer is not None:
            moved = [
                (line, self.model.open_units(line))
                for order in dict.fromkeys(others)
                for line in self.model.open_lines(order)
            ]
            self._carry(answer, into.number, moved)

    def split(self, data: st.DataObject) -> None:
        """Let a new order want some of an order."""
        order, why = self.draw_line(data).number, data.draw(WHY, "why")
        lines = {line.line or 0: line for line in self.model.lines_of(order)}
        some = st.sets(st.sampled_from([*[*lines] * 8, 99]), min_size=1, max_size=2)
        which = data.draw(some | some | some | st.just(set[int]()), "lines")
        parts: dict[int, int] = {}
        for line in sorted(which):
            is_open = self.model.open_units(lines[line]) if line in lines else 1
            fewer = st.integers(1, max(1, is_open - 1))
            parts[line] = data.draw(st.just(max(1, is_open)) | fewer | fewer | st.integers(0, is_open + 1), "units")
        taken = data.draw(st.sampled_from([False] * 5 + [True]), "number taken")
        number = order if taken else self.number("SO")
        refused = ReasonFault.MISSING if not why.strip() else self._not_split(order, parts, is_taken=taken)
        answer = self.do(refused, split_order, order, parts, number, why=why)
        if answer is not None:
            if order in self.model.holds:
                self.model.holds.add(number)
            self._carry(answer, number, [(lines[line], units) for line, units in sorted(parts.items())])

    def take_back(self, data: st.DataObject) -> None:
        """Let goods come back: most of the time some that were shipped."""
        shipped = [at for at, line in sorted(self.model.lines.items()) if line.shipped > self.model.returned[at]]
        number, line = data.draw(st.sampled_from(shipped or sorted(self.model.lines)), "line")
        found, why = self.draw_found(data), data.draw(WHY, "why")
        there = self.model.lines[number, line]
        lots: list[tuple[str, date | None]] = [
            (lot, None) for of, lot in sorted(self.model.expiries) if of == there.sku
        ]
        lots.append((found.lot, found.expiry) if found.sku == there.sku else ("", None))
        lot, expiry = data.draw(st.sampled_from(lots), "lot")
        condition = data.draw(st.sampled_from(Condition), "condition")
        back = Back(
            number, line, data.draw(st.sampled_from([1, 1, 1, 2, 0]), "units"), found.place, lot, expiry, condition
        )
        missing = data.draw(st.sampled_from([False] * 7 + [True]), "no such line")
        back = replace(back, line=99) if missing else back
        refused: StrEnum | None
        if not why.strip():
            refused = ReasonFault.MISSING
        elif missing:
            refused = OrderFault.LINE_UNKNOWN
        elif back.place == "DOOR":
            refused = StockFault.HOLDS_NOTHING
        elif (unpicked := self.model.unpicked(back.place)) is not None:
            refused = unpicked
        elif not back.quantity:
            refused = StockFault.QUANTITY
        else:
            refused = self.model.unsaid_of_lot(there.sku, lot, expiry, back.quantity)
        if refused is None and self.model.is_there(there.sku, lot):
            refused = GoodsFault.SERIAL_THERE
        if refused is None and back.quantity > there.shipped - self.model.returned[number, line]:
            refused = ReturnFault.TOO_MANY
        answer = self.do(refused, take_back_goods, back, why=why)
        if answer is not None:
            self.model.returned[number, line] += back.quantity
            assert (answer.shipped, answer.returned) == (there.shipped, self.model.returned[number, line])
            assert answer.aside is self._laid_back(back, Heap(there.sku, lot_code(lot, expiry), back.place))
            self.stock_changed((), (), answer.shares)

    def _laid_back(self, back: Back, heap: Heap) -> bool:
        """Put down what comes back; return whether it stays and is set aside."""
        self.model.learn(heap.of_lot, back.expiry)
        is_sound = back.condition is Condition.STOCK
        if is_sound and (self.model.lasts(heap, 0) or heap.of_lot in self.model.blocked):
            return self.model.lay_found(heap, back.quantity, back.expiry).status is StockStatus.QUARANTINED
        heap = heap._replace(status=StockStatus.QUARANTINED)
        self.model.lay(heap, back.quantity, back.expiry)
        if back.condition is Condition.SCRAP:
            self.model.lift(heap, back.quantity)
        return back.condition is not Condition.SCRAP

    def _customer(self, order: str) -> str:
        return self.model.lines_of(order)[0].customer

    def _not_merged(self, into: str, others: list[str]) -> RegroupFault | None:
        for order in dict.fromkeys(others):
            if order == into:
                return RegroupFault.SAME
            if self._customer(order) != self._customer(into):
                return RegroupFault.OTHER_CUSTOMER
            if {order, into} & self.model.holds:
                return RegroupFault.ON_HOLD
        if not all(map(self.model.open_lines, others)):
            return RegroupFault.NOTHING_OPEN
        lines = [line for order in others for line in self.model.open_lines(order)]
        is_picked = any(self.model.in_hand((line.number, line.line or 0)) for line in lines)
        return RegroupFault.PICKED if is_picked else None

    def _not_split(self, order: str, parts: dict[int, int], *, is_taken: bool) -> StrEnum | None:
        if not parts:
            return RegroupFault.NOTHING
        if is_taken:
            return RegroupFault.NUMBER
        lines = {line.line: line for line in self.model.open_lines(order)}
        for at, units in sorted(parts.items()):
            if at not in lines:
                return OrderFault.LINE_UNKNOWN
            wants = self.model.open_units(lines[at])
            if not 1 <= units <= self.model.loose_units(lines[at]):
                return RegroupFault.UNITS
            if units % lines[at].sell_multiple and units != wants:
                return RegroupFault.PACKS
        is_all = all(parts.get(at or 0) == self.model.open_units(line) for at, line in lines.items())
        return RegroupFault.NOTHING_LEFT if is_all else None

    def _carry(self, answer: Regrouped, target: str, moved: list[tuple[OrderLineRecord, int]]) -> None:
        """Let an order want units of lines of others; what they hold goes along as far as they want it no longer."""
        told: list[Carried] = []
        like = (self.model.lines_of(target) or [moved[0][0]])[0]
        for line, units in moved:
            at = line.number, line.line or 0
            to = target, max((other.line or 0 for other in self.model.lines_of(target)), default=0) + 1
            rest = self.model.open_units(line) - units
            held = max(0, self.seen.lines[at].allocated - rest)
            told.append(Carried(*at, line.sku, units, held, *to))
            self._take_over(line, at, to, units, like)
            self.step.carried.append((at, to, held))
        assert list(answer.carried) == told
        self.step.concerned = {target, *(line.number for line, _ in moved)}

    def _take_over(self, line: OrderLineRecord, at: LineKey, to: LineKey, units: int, like: OrderLineRecord) -> None:
        placed, pinned = self.model.placed.get(at, line.placed_at), self.model.pins.get(at, 0)
        assert placed is not None
        self.model.placed[to] = placed
        self.model.pins[to] = max(0, pinned - self.model.open_units(line) + units)
        self.model.put(line._replace(cancelled=line.cancelled + units))
        new = line._replace(number=to[0], line=to[1], quantity=units, cancelled=0, shipped=0)
        terms = {name: getattr(like, name) for name in ("placed_at", "priority_class", "ship_policy")}
        self.model.put(new._replace(**terms))
