"""What the shop knows is edited, its days pass, and people ask for what was done before or cannot be."""

from datetime import timedelta
from enum import StrEnum

import pytest
from hypothesis import strategies as st

from tests.scenarios.shop import EXPIRIES
from tests.scenarios.stock import Heap
from tests.scenarios.story import UNITS, Story
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault
from warehouse_app.domain.records import ItemRecord, Kind, StockRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.allocating import AllocateFault, allocate
from warehouse_app.services.catalogue import Taught, TeachFault, forget_code, save_customer, save_item, teach_code
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.founding import close_books, turn_day
from warehouse_app.services.house_rules import RuleChange, RuleFault, choose_policy, choose_rules
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.ordering import OrderFault, cancel_order
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.services.references import RowFault
from warehouse_app.services.releasing import ReleaseFault, release, unrelease

_MOST_ITEMS = 6
_CODES = [*["BOX", "BAG", "4006381333931"] * 4, "CUP", "A-01", "EXACT", "WXDONE", "", "a\tb"]
"""What is scanned that nobody knows, or that means something else already, or nothing."""


class Keeping(Story):
    """All that is neither bought nor sold."""

    def import_new_item(self, data: st.DataObject) -> None:
        """Import an item with its opening stock."""
        if len(self.model.items) == _MOST_ITEMS:
            return self.edit_item(data)
        is_tracked = data.draw(st.booleans(), "tracked")
        item = ItemRecord(self.number("SKU"), "Something", lot_tracked=is_tracked, expiry_tracked=is_tracked)
        lot, expiry = ("L1", data.draw(st.sampled_from(EXPIRIES), "expiry")) if is_tracked else ("", None)
        units = data.draw(st.lists(UNITS, min_size=1, max_size=2), "units")
        stock = [
            StockRecord(item.sku, place, quantity, lot, expiry)
            for place, quantity in zip(("B-01", "HOLD"), units, strict=False)
        ]
        self.take({Kind.ITEMS: [item], Kind.STOCK: stock})
        self.model.items[item.sku] = item
        for row in stock:
            self.model.lay(Heap(row.sku, row.lot, row.location), row.quantity, row.expiry)
        self.model.opened[item.sku] = units[0]
        return None

    def import_stock(self, data: st.DataObject) -> None:
        """Import opening stock of a known item: it is taken once, and refused where goods have moved already."""
        sku, units = self.draw_sku(data), data.draw(UNITS, "units")
        has_moves = any(heap.sku == sku for heap in self.model.heaps)
        lot, expiry = ("L1", EXPIRIES[-1]) if self.model.items[sku].lot_tracked else ("", None)
        if self.model.items[sku].serial_tracked:
            units, lot = 1, "S1"
        wrong = set()
        if self.model.expiries.get((sku, lot), expiry) != expiry:
            wrong.add(RowFault.EXPIRY_OTHER)
        if has_moves and self.model.opened.get(sku) != units:
            wrong.add(RowFault.HAS_MOVES)
        if not has_moves and Heap(sku, lot, "B-01").of_lot in self.model.blocked:
            wrong.add(RowFault.LOT_BLOCKED)
        self.take({Kind.STOCK: [StockRecord(sku, "B-01", units, lot, expiry)]}, wrong=wrong)
        if not wrong and not has_moves:
            self.model.lay(Heap(sku, lot, "B-01"), units, expiry)
            self.model.opened[sku] = units

    def edit_item(self, data: st.DataObject) -> None:
        before = self.model.items[self.draw_sku(data)]
        protected = data.draw(st.tuples(st.integers(0, 4), st.sampled_from(["", "A", "B"])), "safety stock, open to")
        days = data.draw(st.sampled_from([None, None, 0, 1, 3]), "days to release")
        released = None if days is None else self.model.day + timedelta(days=days)
        least = data.draw(st.sampled_from([before.minimum_shelf_life_days] * 2 + [0, 1, 2, 4]), "days to last")
        item = before._replace(
            safety_stock=protected[0],
            safety_stock_open_to=protected[1],
            release_date=released,
            minimum_shelf_life_days=least,
        )
        self.do(None, save_item, item, update=True)
        self.model.items[item.sku] = item
        if item.release_date != before.release_date:
            self.step.concerned = self.model.orders_with([item.sku])
        self.step.is_idle = item == before

    def edit_customer(self, data: st.DataObject) -> None:
        before = self.model.customers[data.draw(st.sampled_from(sorted(self.model.customers)), "customer")]
        rank, policy = data.draw(st.tuples(st.sampled_from("ABC"), st.sampled_from(ShipPolicy)), "class, policy")
        life, weight = data.draw(st.tuples(st.sampled_from([0, 0, 1, 2, 5]), st.integers(1, 3)), "life, weight")
        customer = before._replace(priority_class=rank, ship_policy=policy, minimum_shelf_life_days=life, weight=weight)
        self.do(None, save_customer, customer, update=True)
        self.model.customers[customer.code] = customer
        if policy != before.ship_policy:
            self.step.concerned = {line.number for line in self.model.lines.values() if line.customer == customer.code}
        if life != before.minimum_shelf_life_days:
            self.step.concerned |= self.model.asking_for_life()
            self.step.losing = set(self.model.items)
        self.step.is_idle = customer == before

    def choose_policy(self, data: st.DataObject) -> None:
        self.model.policy = self.step.policy = data.draw(st.sampled_from(Policy), "policy")
        self.do(None, choose_policy, self.model.policy)

    def choose_rules(self, data: st.DataObject) -> None:
        """Choose other rules of the house; where one cannot be, none is taken."""
        rules = RuleChange(
            due_days=data.draw(st.sampled_from([0, 2, 14]), "due days"),
            horizon_days=data.draw(st.sampled_from([None, 0, 1, 3]), "horizon"),
            strict_packs=data.draw(st.booleans(), "strict"),
            starved_after=data.draw(st.sampled_from([1, 1, 2, 5, 0]), "starved after"),
            gather_days=data.draw(st.sampled_from([0, 1, 7]), "gather days"),
            count_tolerance_percent=data.draw(st.sampled_from([0, 2, 50]), "count tolerance"),
        )
        refused = None if rules["starved_after"] else RuleFault.STARVED_AFTER
        if self.do(refused, choose_rules, rules) is not None:
            self.model.due_days, self.model.horizon_days = rules["due_days"], rules["horizon_days"]
            self.model.tolerance = rules["count_tolerance_percent"]
            # What now is due of an order that must ship complete may be missing.
            self.step.concerned = {line.number for line in self.model.lines.values() if line.need_by}

    def close_books(self, data: st.DataObject) -> None:
        """Close the books up to a day; what is booked from then on counts from the day after at the earliest."""
        before = self.model.closed_until
        until = self.model.day + timedelta(days=data.draw(st.sampled_from([0, 0, -1, -1, -3, 1]), "until"))
        refused = None
        if before is not None and until < before:
            refused = HouseFault.BOOKS_BACK
        elif until > self.model.day:
            refused = HouseFault.BOOKS_AHEAD
        answer = self.do(refused, close_books, until)
        if answer is not None:
            assert (answer.until, answer.before) == (until, before)
            self.model.closed_until = until
            self.step.is_idle = until == before

    def teach(self, data: st.DataObject) -> None:
        """Say what a code means; one that means something is taught nothing else."""
        code, sku = (
            data.draw(st.sampled_from(_CODES), "code"),
            data.draw(st.sampled_from(["CUP", "POT", "CUP", "POT", "NONE"]), "of"),
        )
        units = data.draw(st.sampled_from([1, 6, 6, 6, 0]), "units")
        known = self.model.codes.get(code) or ((code, 1) if code in self.model.items else None)
        refused: StrEnum | None = None
        if code in {"", "a\tb"}:
            refused = TeachFault.NO_CODE
        elif not units:
            refused = TeachFault.QUANTITY
        elif known == (sku, units):
            self.step.is_idle = True
        elif known is not None or code in {"A-01", "EXACT", "WXDONE"}:
            refused = TeachFault.KNOWN
        elif sku == "NONE":
            refused = RowFault.UNKNOWN_ITEM
        if self.do(refused, teach_code, code, sku, units) is not None and known is None:
            self.model.codes[code] = (sku, units)

    def forget(self, data: st.DataObject) -> None:
        """Take a code back that was taught, which goes as long as it means what it was taught to mean."""
        teachings = [done for done in self.done if isinstance(done.answer, Taught) and done.verb == teach_code.__name__]
        if not teachings:
            return self.teach(data)
        done = data.draw(st.sampled_from(teachings), "teaching")
        taught = done.answer
        assert isinstance(taught, Taught)
        is_known = taught.is_new and self.model.codes.get(taught.code) == (taught.sku, taught.units)
        refused = None if is_known else TeachFault.FORGOTTEN
        if self.do(refused, forget_code, done.action.action_id) is not None:
            del self.model.codes[taught.code]
        return None

    def turn_day(self, data: st.DataObject) -> None:
        days = data.draw(st.sampled_from([1, 1, 2, 3, 0]), "days")
        self.desk.now += timedelta(days=days)
        today = self.desk.now.date()
        expiring = self.model.expiring(today)
        coming = {
            sku
            for sku, item in self.model.items.items()
            if item.release_date and self.model.day < item.release_date <= today
        }
        answer = self.do(None, turn_day)
        assert answer is not None
        assert (answer.day, answer.days, answer.released_items) == (today, days, len(coming))
        waited = {line.number for line in self.model.lines.values() if not self.model.is_due(line)}
        gathering = {number for (number, _), line in self.seen.lines.items() if line.gathers}
        self.step.concerned = self.model.orders_with(expiring | coming) | waited | gathering
        self.step.losing = set(expiring)
        if days:
            self.step.concerned |= self.model.asking_for_life()
            self.step.losing |= self.model.tracked()
        self.model.day = today
        self.step.is_idle = days == 0

    def ask_again(self, data: st.DataObject) -> None:
        """Repeat an action id: the same answer, and nothing happens, however much has changed since."""
        if not self.done:
            return self.ask_the_impossible(data)
        done = data.draw(st.sampled_from(self.done), "action")
        assert done.again(self.store, done.action) == done.answer
        self.step.is_idle = True
        return None

    def ask_for_something_else(self, data: st.DataObject) -> None:
        """Repeat an action id for another deed: it cannot stand for that."""
        others = [done for done in self.done if done.verb != "cancel_order"]
        if not others:
            return self.ask_the_impossible(data)
        with pytest.raises(Refused) as refusal:
            cancel_order(self.store, data.draw(st.sampled_from(others), "action").action, "SO-01")
        assert refusal.value.code is ContractFault.OTHER_VERB
        self.step.is_idle = True
        return None

    def ask_the_impossible(self, data: st.DataObject) -> None:
        ann = self.model.customers["ANN"]
        match data.draw(st.integers(0, 7), "what is impossible"):
            case 0:
                self.do(AllocateFault.UNKNOWN_ITEM, allocate, skus=["CUP", "CAP"])
            case 1:
                self.do(OrderFault.UNKNOWN, cancel_order, "SO-none")
            case 2:
                self.do(OrderFault.UNKNOWN, release, orders=["SO-none"])
            case 3:
                self.do(ReleaseFault.UNKNOWN_LIST, unrelease, "PL-none")
            case 4:
                self.do(RowFault.DIFFERS, save_customer, ann._replace(name="Somebody else"), update=False)
            case 5:
                self.do(ReceivingFault.NO_DELIVERY, close_receipt, purchase_order="PO-none")
            case 6:
                self.do(ReceivingFault.NO_NOTICE, receive, [Goods("CUP", 1)], advance_notice="AN-none")
            case _:
                self.do(ReceivingFault.NO_SUPPLIER, receive, [Goods("CUP", 1)], supplier="NOBODY")
