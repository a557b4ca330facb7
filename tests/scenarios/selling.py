"""Customers order, change their minds and cancel; what they hold is sent out to be picked."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.conftest import NOW
from tests.scenarios.shop import FOUNDED
from tests.scenarios.story import Story
from warehouse_app.domain.records import Kind, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.ordering import OrderFault, cancel_order, save_order
from warehouse_app.services.references import RowFault
from warehouse_app.services.releasing import Released, ReleaseFault, release, unrelease

PLACED = st.integers(0, 3).map(lambda days: NOW - timedelta(days=days))
CLASSES = st.sampled_from(["", "", "A", "B", "C"])
SHIP_POLICIES = st.sampled_from([None, None, *ShipPolicy])
NEEDED = st.sampled_from([None, FOUNDED, FOUNDED + timedelta(days=4)])
PACKS = st.sampled_from([1, 1, 1, 2, 3])


class Selling(Story):
    """Orders and pick lists."""

    @initialize(data=st.data(), orders=st.lists(st.integers(1, 3), max_size=4))
    def have_customers(self, data: st.DataObject, orders: Sequence[int]) -> None:
        """Most stories begin with a queue."""
        self._import([record for lines in orders for record in self._order(data, lines)])

    @rule(data=st.data(), lines=st.integers(1, 3))
    def sell(self, data: st.DataObject, lines: int) -> None:
        records = self._order(data, lines)
        self.do(None, save_order, records, update=False)
        for record in records:
            self.model.put(record)

    @rule(data=st.data(), lines=st.integers(1, 3), history=st.integers(0, 2))
    def import_order(self, data: st.DataObject, lines: int, history: int) -> None:
        """Some of it may have been shipped and cancelled elsewhere, before."""
        first, *others = self._order(data, lines)
        shipped = min(history, first.quantity)
        first = first._replace(shipped=shipped, cancelled=min(1, first.quantity - shipped))
        self._import([first, *others])

    def _import(self, records: Sequence[OrderLineRecord]) -> None:
        self.take({Kind.ORDERS: records})
        for record in records:
            self.model.put(record)

    def _order(self, data: st.DataObject, lines: int) -> list[OrderLineRecord]:
        number = self.number("SO")
        customer = data.draw(st.sampled_from(sorted(self.model.customers)), "customer")
        placed, rank, policy = data.draw(st.tuples(PLACED, CLASSES, SHIP_POLICIES), "placed, class, policy")
        return [
            self._line(data, number, customer, line)._replace(placed_at=placed, priority_class=rank, ship_policy=policy)
            for line in range(1, lines + 1)
        ]

    def _line(self, data: st.DataObject, number: str, customer: str, line: int) -> OrderLineRecord:
        sku = data.draw(st.sampled_from(sorted(self.model.items)), "sku")
        quantity, pack, needed = data.draw(st.tuples(st.integers(1, 9), PACKS, NEEDED), "quantity, pack, need by")
        return OrderLineRecord(number, customer, sku, quantity, sell_multiple=pack, need_by=needed, line=line)

    @precondition(lambda self: self.model.lines)
    @rule(data=st.data(), quantity=st.integers(1, 12), update=st.sampled_from([True, True, True, False]))
    def edit_quantity(self, data: st.DataObject, quantity: int, update: bool) -> None:
        before = self._draw_line(data)
        self._edit(before, before._replace(quantity=quantity), update=update, by_hand=data.draw(st.booleans(), "hand"))

    @precondition(lambda self: self.model.lines)
    @rule(data=st.data(), rank=CLASSES, policy=SHIP_POLICIES, needed=NEEDED, pack=PACKS)
    def edit_terms(
        self, data: st.DataObject, rank: str, policy: ShipPolicy | None, needed: date | None, pack: int
    ) -> None:
        before = self._draw_line(data)
        after = before._replace(priority_class=rank, ship_policy=policy, need_by=needed, sell_multiple=pack)
        self._edit(before, after, update=True, by_hand=data.draw(st.booleans(), "hand"))

    @precondition(lambda self: self.model.lines)
    @rule(data=st.data(), update=st.booleans())
    def sell_more_on_an_order(self, data: st.DataObject, update: bool) -> None:
        last = self.model.lines_of(self._draw_line(data).number)[-1]
        record = self._line(data, last.number, last.customer, (last.line or 0) + 1)
        record = record._replace(
            placed_at=last.placed_at, priority_class=last.priority_class, ship_policy=last.ship_policy
        )
        self.take({Kind.ORDERS: [record]}, update=update)
        self.model.put(record)
        self.concerned = {record.number}

    @precondition(lambda self: self.model.lines)
    @rule(data=st.data(), other=st.sampled_from(["", "ANN", "BEN"]))
    def import_an_order_again(self, data: st.DataObject, other: str) -> None:
        """The same rows are unchanged; with one that is wrong, those beside it do not come in either."""
        line = self._draw_line(data)
        if other in {"", line.customer}:
            answer = self.take({Kind.ORDERS: self.model.lines_of(line.number)})
            assert answer is not None
            assert (answer.kinds[0].new, answer.kinds[0].changed) == (0, 0)
            self.is_idle = True
        else:
            good = OrderLineRecord(self.number("SO"), other, "CUP", 1, placed_at=NOW, line=1)
            self.take({Kind.ORDERS: [good, line._replace(customer=other)]}, update=True, wrong={RowFault.FIXED})

    @precondition(lambda self: self.model.lines)
    @rule(data=st.data(), whole=st.booleans())
    def cancel(self, data: st.DataObject, whole: bool) -> None:
        line = self._draw_line(data)
        meant = self.model.lines_of(line.number) if whole else [line]
        left = [each for each in meant if each.quantity - each.cancelled > each.shipped]
        refused = None if left else OrderFault.NOTHING_LEFT
        answer = self.do(refused, cancel_order, line.number, line=None if whole else line.line)
        self.concerned = {line.number}
        if answer is None:
            return
        units = {each.line: each.quantity - each.cancelled - each.shipped for each in left}
        assert {each.line: each.units for each in answer.lines} == units
        for each in left:
            self.model.put(each._replace(cancelled=each.quantity - each.shipped))

    @precondition(lambda self: any(line.allocated for line in self.seen.lines.values()))
    @rule(data=st.data(), limit=st.sampled_from([None, None, 1, 2]))
    def release(self, data: st.DataObject, limit: int | None) -> None:
        known = st.sampled_from(self.model.orders())
        orders = data.draw(st.one_of(st.just([]), st.lists(known, min_size=1, max_size=2, unique=True)), "orders")
        before = self._last_allocation()
        answer = self.do(None, release, orders=orders, limit=limit)
        assert answer is not None
        self._is_fit_to_go(before, answer, orders, limit)

    def _last_allocation(self) -> int:
        return int(self.store.sql("SELECT COALESCE(MAX(id), 0) FROM allocation").fetchone()[0])

    def _is_fit_to_go(self, before: int, answer: Released, orders: Sequence[str], limit: int | None) -> None:
        """What was fixed to bins is of the orders asked for, in good places and lots, and complete where it must be."""
        fixed = self.store.sql(
            "SELECT o.number, l.line, a.quantity, p.code, lot.expiry, i.sku FROM allocation a "
            "JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
            "JOIN item i ON i.id = l.item_id JOIN location p ON p.id = a.location_id "
            "JOIN lot ON lot.id = a.lot_id WHERE a.id > ?",
            (before,),
        ).fetchall()
        assert sum(units for _, _, units, *_ in fixed) == sum(made.units for made in answer.lists)
        assert len(fixed) == sum(made.stops for made in answer.lists)
        gone = {number for number, *_ in fixed}
        assert gone == {made.order for made in answer.lists}
        assert not orders or gone <= set(orders)
        lines = {(number, line) for number, line, *_ in fixed}
        assert limit is None or len(lines) <= limit
        assert {place for _, _, _, place, _, _ in fixed} <= {"A-01", "A-02", "B-01"}
        assert not any(self.model.is_early(sku) for *_, sku in fixed)
        assert all(str(expiry) >= str(self.model.day) for *_, expiry, _ in fixed if expiry)
        for at in lines:
            seen = self.seen.lines[at]
            if seen.wanted.ship_policy is ShipPolicy.LINE_COMPLETE:
                assert seen.allocated == seen.open
            if seen.wanted.ship_policy is ShipPolicy.ORDER_COMPLETE:
                of_order = [line for (number, _), line in self.seen.lines.items() if number == at[0]]
                assert all(line.allocated == line.open or self.model.is_early(line.sku) for line in of_order)

    @precondition(lambda self: self.seen.lists)
    @rule(data=st.data())
    def unrelease(self, data: st.DataObject) -> None:
        number, status = data.draw(st.sampled_from(self.seen.lists), "list")
        self.do(None if status == "released" else ReleaseFault.NOT_RELEASED, unrelease, number)
        # What must ship complete and no longer can holds stock only while it is on a list.
        on_list = (
            "SELECT o.number FROM sales_order o JOIN order_line l ON l.order_id = o.id JOIN allocation a "
            "ON a.order_line_id = l.id JOIN pick_stop s ON s.allocation_id = a.id "
            "JOIN pick_list p ON p.id = s.pick_list_id WHERE p.number = ?"
        )
        self.concerned = {order for (order,) in self.store.sql(on_list, (number,))}

    def _draw_line(self, data: st.DataObject) -> OrderLineRecord:
        """Draw a line: more often one that holds stock, or that wants some."""
        wanting = [at for at, line in sorted(self.seen.lines.items()) if line.open]
        holding = [at for at in wanting if self.seen.lines[at].allocated]
        lines = [st.sampled_from(some) for some in (holding, wanting, sorted(self.model.lines)) if some]
        return self.model.lines[data.draw(st.one_of(lines), "line")]

    def _edit(self, before: OrderLineRecord, after: OrderLineRecord, *, update: bool, by_hand: bool) -> None:
        refused = None
        if after == before:
            self.is_idle = True
        elif not update:
            refused = RowFault.DIFFERS
        elif after.quantity - after.cancelled < after.shipped:
            refused = RowFault.BELOW_PICKED
        if by_hand:
            self.do(refused, save_order, [after], update=update)
        else:
            self.take({Kind.ORDERS: [after]}, update=update, wrong=[refused] if refused else [])
        if refused is None:
            policy = self.model.wanted(before).ship_policy
            self.model.put(after)
            if after.quantity != before.quantity or policy != self.model.wanted(after).ship_policy:
                self.concerned = {after.number}
