"""What orders hold is sent out to be picked, or called back."""

from collections.abc import Collection, Sequence
from datetime import date

from hypothesis import strategies as st

from tests.scenarios.shop import PICKABLE
from tests.scenarios.stock import LineKey
from tests.scenarios.story import Story
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.releasing import Released, ReleaseFault, release, unrelease
from warehouse_app.store.database import day

_FIXED = (
    "SELECT o.number, l.line, a.quantity, p.code, lot.expiry FROM allocation a "
    "JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
    "JOIN item i ON i.id = l.item_id JOIN location p ON p.id = a.location_id JOIN lot ON lot.id = a.lot_id "
    "WHERE a.id > ?"
)
_RESERVED = (
    "SELECT DISTINCT o.number, l.line FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
    "JOIN sales_order o ON o.id = l.order_id WHERE a.quantity - a.picked - a.returned > 0 ORDER BY 1, 2"
)
_ON_LIST = (
    "SELECT o.number FROM sales_order o JOIN order_line l ON l.order_id = o.id JOIN allocation a "
    "ON a.order_line_id = l.id JOIN pick_stop s ON s.allocation_id = a.id JOIN pick_list p ON p.id = s.pick_list_id "
    "WHERE p.number = ?"
)


class Picking(Story):
    """Pick lists."""

    def on_lists(self) -> list[LineKey]:
        """Return the lines of which something is to be picked."""
        return [tuple(at) for at in self.store.sql(_RESERVED)]

    def release(self, data: st.DataObject) -> None:
        known = st.lists(st.sampled_from(self.model.orders()), min_size=1, max_size=2, unique=True)
        orders = data.draw(st.just([]) | st.just([]) | known, "orders")
        limit = data.draw(st.sampled_from([None, None, None, 1, 2]), "limit")
        [(before,)] = self.store.sql("SELECT COALESCE(MAX(id), 0) FROM allocation")
        answer = self.do(None, release, orders=orders, limit=limit)
        assert answer is not None
        self._is_fit_to_go(before, answer, orders, limit)

    def unrelease(self, data: st.DataObject) -> None:
        released = [each for each in self.seen.lists if each[1] == "released"]
        number, status = data.draw(st.sampled_from([*released, *released, *released, *self.seen.lists]), "list")
        answer = self.do(None if status == "released" else ReleaseFault.NOT_RELEASED, unrelease, number)
        if answer is not None:
            self.told_of_lines(answer.losses, answer.shares)
        # What must ship complete and no longer can holds stock only while it is on a list.
        self.step.concerned = {order for (order,) in self.store.sql(_ON_LIST, (number,))}

    def _what_was_put_away_is_fetched(
        self, lines: Collection[LineKey], orders: Sequence[str], limit: int | None
    ) -> None:
        """Whoever fetches something for a line fetches what was put aside for it and lies in a bin by now."""
        for (at, heap), units in self.seen.aside.items():
            if heap.place not in PICKABLE:
                continue
            if at in lines:
                self.step.sent_for[at, heap] = units
                continue
            seen = self.seen.lines[at]
            may_go = seen.wanted.pinned or not self.model.is_early(self.model.lines[at])
            is_whole = seen.wanted.ship_policy is not ShipPolicy.PARTIAL
            is_asked = limit is None and (not orders or at[0] in orders)
            assert not (is_asked and may_go) or is_whole or seen.wanted.on_hold, at

    def _is_fit_to_go(self, before: int, answer: Released, orders: Sequence[str], limit: int | None) -> None:
        """What was fixed to bins is of the orders asked for, in good places and lots, and complete where it must be."""
        fixed = self.store.sql(_FIXED, (before,)).fetchall()
        assert sum(units for _, _, units, *_ in fixed) == sum(made.units for made in answer.lists)
        assert len(fixed) == sum(made.stops for made in answer.lists)
        gone = {number for number, *_ in fixed}
        assert gone == {made.order for made in answer.lists}
        assert not orders or gone <= set(orders)
        assert not gone & self.model.holds
        lines = {(number, line) for number, line, *_ in fixed}
        self._what_was_put_away_is_fetched(lines, orders, limit)
        assert limit is None or len(lines) <= limit
        assert {place for _, _, _, place, _ in fixed} <= PICKABLE
        for number, line, _, _, expiry in fixed:
            last_day = (day(expiry) if expiry else None) or date.max
            assert (last_day - self.model.day).days >= self.seen.lines[number, line].wanted.life
        for at in lines:
            seen = self.seen.lines[at]
            assert seen.wanted.pinned or not self.model.is_early(self.model.lines[at])
            if seen.wanted.ship_policy is ShipPolicy.LINE_COMPLETE:
                assert not seen.short
            if seen.wanted.ship_policy is ShipPolicy.ORDER_COMPLETE:
                of_order = [(other, line) for other, line in self.seen.lines.items() if other[0] == at[0]]
                assert not any(line.short and self.model.is_due(self.model.lines[other]) for other, line in of_order)
