"""Customers order, change their minds and cancel."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.conftest import NOW
from tests.scenarios.shop import FOUNDED
from tests.scenarios.stock import LineKey
from tests.scenarios.story import UNITS, Story
from warehouse_app.domain.records import Kind, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.ordering import OrderFault, cancel_order, save_order
from warehouse_app.services.references import RowFault

PLACED = st.integers(0, 3).map(lambda days: NOW - timedelta(days=days))
CLASSES = st.sampled_from(["", "", "A", "B", "C"])
SHIP_POLICIES = st.sampled_from([None, None, *ShipPolicy, ShipPolicy.ORDER_COMPLETE])
NEEDED = st.sampled_from([None, FOUNDED, FOUNDED + timedelta(days=4)])
PACKS = st.sampled_from([1, 1, 1, 2, 3])
DAYS = st.sampled_from([None, None, None, None, None, *(FOUNDED + timedelta(days=days) for days in (1, 2, 4))])
LIVES = st.sampled_from([None, None, None, None, 0, 1, 3])
LINES = st.integers(1, 3)


class Selling(Story):
    """Orders."""

    def import_orders(self, data: st.DataObject) -> None:
        """Import several at once."""
        numbers = data.draw(st.lists(LINES, min_size=4, max_size=7), "lines of orders")
        self.import_records([record for lines in numbers for record in self._order(data, lines)])

    def sell(self, data: st.DataObject) -> None:
        records = self._order(data, data.draw(LINES, "lines"))
        self.do(None, save_order, records, update=False)
        for record in records:
            self.model.put(record)

    def import_order(self, data: st.DataObject) -> None:
        """Import one; some of it may have been shipped and cancelled elsewhere, before."""
        first, *others = self._order(data, data.draw(LINES, "lines"))
        shipped = min(data.draw(st.integers(0, 2), "shipped"), first.quantity)
        first = first._replace(shipped=shipped, cancelled=min(1, first.quantity - shipped))
        self.import_records([first, *others])

    def sell_more(self, data: st.DataObject) -> None:
        """Add a line to an order; if it must ship complete, it may be incomplete then."""
        self.sell_more_to(data, self.draw_line(data).number)

    def sell_more_to(self, data: st.DataObject, order: str) -> None:
        last = self.model.lines_of(order)[-1]
        record = self._line(data, last.number, last.customer, (last.line or 0) + 1)
        record = record._replace(
            placed_at=last.placed_at, priority_class=last.priority_class, ship_policy=last.ship_policy
        )
        self.import_records([record])
        self.step.concerned = {record.number}

    def edit_quantity(self, data: st.DataObject) -> None:
        self.edit_quantity_of(data, self.draw_line(data))

    def edit_quantity_of(self, data: st.DataObject, line: OrderLineRecord) -> None:
        self._edit(data, line, line._replace(quantity=data.draw(st.integers(1, 12), "quantity")))

    def edit_terms(self, data: st.DataObject) -> None:
        before = self.draw_line(data)
        rank, policy = data.draw(st.tuples(CLASSES, SHIP_POLICIES), "class, policy")
        needed, pack = data.draw(st.tuples(NEEDED, PACKS), "need by, pack")
        after = before._replace(priority_class=rank, ship_policy=policy, need_by=needed, sell_multiple=pack)
        self._edit(data, before, after)

    def edit_demands(self, data: st.DataObject) -> None:
        """Say anew from when on a line is wanted, and how long its goods must last; only a file says that."""
        before = self.draw_line(data)
        after = before._replace(not_before=data.draw(DAYS, "day"), minimum_shelf_life_days=data.draw(LIVES, "life"))
        self.step.is_idle = after == before
        self.take({Kind.ORDERS: [after]}, update=True)
        was, will = self.model.wanted(before).life, after.minimum_shelf_life_days
        self.model.put(after)
        self.step.concerned = {after.number}
        if will != before.minimum_shelf_life_days and was != self.model.wanted(after).life:
            self.step.concerned |= self.model.asking_for_life()
            self.step.losing = {after.sku}

    def import_again(self, data: st.DataObject) -> None:
        """Import the same rows: unchanged; with one that is wrong, those beside it do not come in either."""
        line = self.draw_line(data)
        other = data.draw(st.sampled_from(["", "ANN", "BEN"]), "other customer")
        if other in {"", line.customer}:
            answer = self.take({Kind.ORDERS: self.model.lines_of(line.number)})
            assert answer is not None
            assert (answer.kinds[0].new, answer.kinds[0].changed) == (0, 0)
            self.step.is_idle = True
        else:
            good = OrderLineRecord(self.number("SO"), other, "CUP", 1, placed_at=NOW, line=1)
            self.take({Kind.ORDERS: [good, line._replace(customer=other)]}, update=True, wrong={RowFault.FIXED})

    def contested(self) -> list[LineKey]:
        """Return the lines that hold what others wait for."""
        wanted = {line.sku for line in self.seen.lines.values() if line.open > line.allocated}
        return [at for at, line in sorted(self.seen.lines.items()) if line.allocated and line.sku in wanted]

    def cancel(self, data: st.DataObject) -> None:
        self.cancel_some(data, self.draw_line(data))

    def cancel_some(self, data: st.DataObject, line: OrderLineRecord) -> None:
        whole = data.draw(st.booleans(), "whole")
        meant = self.model.lines_of(line.number) if whole else [line]
        left = [each for each in meant if self.model.loose_units(each) > 0]
        refused = None if left else OrderFault.NOTHING_LEFT
        answer = self.do(refused, cancel_order, line.number, line=None if whole else line.line)
        self.step.concerned = {line.number}
        if answer is None:
            return
        units = {each.line: self.model.loose_units(each) for each in left}
        assert {each.line: each.units for each in answer.lines} == units
        self.step.edited = {(each.number, each.line or 0) for each in left}
        for each in left:
            self.model.put(each._replace(cancelled=each.cancelled + self.model.loose_units(each)))

    def import_records(self, records: list[OrderLineRecord]) -> None:
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
        quantity, pack, needed = data.draw(st.tuples(UNITS, PACKS, NEEDED), "quantity, pack, need by")
        sku = self.draw_sku(data)
        since, life = data.draw(st.tuples(DAYS, LIVES), "not before, life")
        return OrderLineRecord(
            number,
            customer,
            sku,
            quantity,
            sell_multiple=pack,
            need_by=needed,
            line=line,
            not_before=since,
            minimum_shelf_life_days=life,
        )

    def _edit(self, data: st.DataObject, before: OrderLineRecord, after: OrderLineRecord) -> None:
        update = data.draw(st.sampled_from([True, True, True, False]), "update")
        refused = None
        if after == before:
            self.step.is_idle = True
        elif not update:
            refused = RowFault.DIFFERS
        elif self.model.loose_units(after) < 0:
            is_picked = self.model.in_hand((after.number, after.line or 0)) + after.shipped > 0
            refused = RowFault.BELOW_PICKED if is_picked else RowFault.BELOW_CANCELLED
        if data.draw(st.booleans(), "by hand"):
            self.do(refused, save_order, [after], update=update)
        else:
            self.take({Kind.ORDERS: [after]}, update=update, wrong=[refused] if refused else [])
        if refused is None:
            policy = self.model.wanted(before).ship_policy
            self.model.put(after)
            self.step.edited = {(after.number, after.line or 0)}
            others = after.need_by != before.need_by or policy != self.model.wanted(after).ship_policy
            # Of another class, it has not waited too long, and gathers no more.
            others = others or self.seen.lines[after.number, after.line or 0].gathers
            if others or (after.quantity, after.sell_multiple) != (before.quantity, before.sell_multiple):
                self.step.concerned = {after.number}
