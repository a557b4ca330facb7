"""What can happen in the shop, one rule each: every rule foretells what becomes of its action and tells the model."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.scenarios.buying import Buying
from tests.scenarios.selling import Selling
from tests.scenarios.shop import EXPIRIES
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord, Kind, StockRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.allocating import AllocateFault, allocate
from warehouse_app.services.catalogue import save_customer, save_item
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.founding import choose_policy, turn_day
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.ordering import OrderFault, cancel_order
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.services.references import RowFault
from warehouse_app.services.releasing import ReleaseFault, release, unrelease

MOST_ITEMS = 6


class Shop(Buying, Selling):
    """All that happens: buying and selling, edits of what the shop knows, days that pass, requests that come twice."""

    @precondition(lambda self: len(self.model.items) < MOST_ITEMS)
    @rule(
        units=st.lists(st.integers(1, 9), min_size=1, max_size=2), lot=st.booleans(), expiry=st.sampled_from(EXPIRIES)
    )
    def import_new_item(self, units: Sequence[int], lot: bool, expiry: date) -> None:
        item = ItemRecord(self.number("SKU"), "Something", lot_tracked=lot, expiry_tracked=lot)
        said = {"lot": "L1", "expiry": expiry} if lot else {}
        places = ("B-01", "HOLD")
        stock = [
            StockRecord(item.sku, place, quantity, **said)  # type: ignore[arg-type]
            for place, quantity in zip(places, units, strict=False)
        ]
        self.take({Kind.ITEMS: [item], Kind.STOCK: stock})
        self.model.items[item.sku] = item
        for row in stock:
            self.model.lay(row.sku, row.location, row.quantity, row.lot, row.expiry)
        self.model.opened[item.sku] = units[0]

    @rule(data=st.data(), units=st.integers(1, 9))
    def import_stock_of_known_item(self, data: st.DataObject, units: int) -> None:
        """Opening stock opens: it is taken once, and refused where goods have moved already."""
        sku = data.draw(st.sampled_from(sorted(self.model.items)), "sku")
        item = self.model.items[sku]
        has_moves = any(heap.sku == sku for heap in self.model.heaps)
        lot, expiry = ("L1", EXPIRIES[-1]) if item.lot_tracked else ("", None)
        known = self.model.expiries.get((sku, lot))
        wrong = set()
        if known and known != expiry:
            wrong.add(RowFault.EXPIRY_OTHER)
        if has_moves and (self.model.opened.get(sku) != units):
            wrong.add(RowFault.HAS_MOVES)
        self.take({Kind.STOCK: [StockRecord(sku, "B-01", units, lot, expiry)]}, wrong=wrong)
        if not wrong and not has_moves:
            self.model.lay(sku, "B-01", units, lot, expiry)
            self.model.opened[sku] = units

    @rule(
        data=st.data(),
        protected=st.integers(0, 4),
        open_to=st.sampled_from(["", "A", "B"]),
        days=st.sampled_from([None, None, 0, 1, 3]),
    )
    def edit_item(self, data: st.DataObject, protected: int, open_to: str, days: int | None) -> None:
        sku = data.draw(st.sampled_from(sorted(self.model.items)), "sku")
        before = self.model.items[sku]
        released = None if days is None else self.model.day + timedelta(days=days)
        item = before._replace(safety_stock=protected, safety_stock_open_to=open_to, release_date=released)
        self.do(None, save_item, item, update=True)
        self.model.items[sku] = item
        if item.release_date != before.release_date:
            self.concerned = self.model.orders_with([sku])
        self.is_idle = item == before

    @rule(data=st.data(), rank=st.sampled_from("ABC"), policy=st.sampled_from(ShipPolicy))
    def edit_customer(self, data: st.DataObject, rank: str, policy: ShipPolicy) -> None:
        before = data.draw(st.sampled_from(list(self.model.customers.values())), "customer")
        customer = before._replace(priority_class=rank, ship_policy=policy)
        self.do(None, save_customer, customer, update=True)
        self.model.customers[customer.code] = customer
        if policy != before.ship_policy:
            self.concerned = {line.number for line in self.model.lines.values() if line.customer == customer.code}
        self.is_idle = customer == before

    @rule(policy=st.sampled_from(Policy))
    def choose_policy(self, policy: Policy) -> None:
        self.model.policy = self.policy = policy
        self.do(None, choose_policy, policy)

    @rule(policy=st.sampled_from([None, *Policy]), some=st.sets(st.sampled_from(["TEA", "CUP", "POT", "NEW"])))
    def allocate(self, policy: Policy | None, some: set[str]) -> None:
        answer = self.do(None, allocate, skus=sorted(some), policy=policy)
        assert answer is not None
        # There is nothing left to give, since every event gave it at once.
        assert (answer.lines, answer.units) == (0, 0)

    @rule(days=st.integers(0, 3))
    def turn_day(self, days: int) -> None:
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
        self.concerned = self.model.orders_with(expiring | coming)
        self.model.day = today
        self.is_idle = days == 0

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        """The same action id: the same answer, and nothing happens, however much has changed since."""
        done = data.draw(st.sampled_from(self.done), "action")
        assert done.again(self.store, done.action) == done.answer
        self.is_idle = True

    @precondition(lambda self: any(done.verb != "cancel_order" for done in self.done))
    @rule(data=st.data())
    def ask_for_something_else(self, data: st.DataObject) -> None:
        """An id that was used cannot stand for another deed."""
        done = data.draw(st.sampled_from([done for done in self.done if done.verb != "cancel_order"]), "action")
        with pytest.raises(Refused) as refusal:
            cancel_order(self.store, done.action, "SO-01")
        assert refusal.value.code is ContractFault.OTHER_VERB
        self.is_idle = True

    @rule(what=st.integers(0, 6))
    def ask_the_impossible(self, what: int) -> None:
        ann = self.model.customers["ANN"]
        match what:
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
                self.do(ReceivingFault.NO_SUPPLIER, receive, [Goods("CUP", 1)], supplier="NOBODY")
