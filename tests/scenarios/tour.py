"""A story that is told beforehand, in which each verb goes through at least once: on the way through the whole shop."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.conftest import NOW
from tests.scenarios.machine import Shop
from tests.scenarios.shop import FOUNDED
from tests.scenarios.stock import Heap, LineKey
from warehouse_app.domain.statuses import CountStatus, Policy, ShipPolicy, StockStatus, Strategy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.returning import Condition

Value = TypeVar("Value")
Event = Callable[[st.DataObject], None]

_TEN_DAYS = FOUNDED + timedelta(days=9)
_AS_LISTED = {"placed, class, policy": (NOW, "", ShipPolicy.PARTIAL), "not before, life": (None, None)}


class Told(st.DataObject):
    """What the events of the machine draw, told beforehand by label."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.said = said
        self.drawn: set[str] = set()

    def draw(self, strategy: st.SearchStrategy[Value], label: Any = None) -> Value:
        """Return what was told, however the strategy would draw."""
        del strategy
        assert label in self.said, f"The tour does not say what is drawn as “{label}”."
        self.drawn.add(label)
        value: Value = self.said[label]
        return value


class Tour:
    """A walk through a shop. Each step names the verb that goes through by it, and all that its event draws."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def walk(self) -> None:
        """Tell the whole story."""
        for part in (self._sell, self._buy, self._correct, self._pick, self._serve, self._regroup, self._allocate):
            part()
        for part in (self._handle, self._count, self._count_a_tote, self._count_again, self._keep):
            part()

    def go(self, verb: str, event: Event, said: Mapping[str, Any] | None = None) -> None:
        """Let an event happen, by which a verb must go through; and look at all that must hold."""
        told, before = Told(said or {}), len(self.shop.done)
        event(told)
        self.shop.holds()
        assert told.drawn == told.said.keys(), (event, told.said.keys() - told.drawn)
        assert verb in {done.verb for done in self.shop.done[before:]}, (verb, self.shop.refusal)

    def order(self, customer: str, sku: str, units: int) -> LineKey:
        """Let a customer order units of an item; return the line."""
        terms = {"lines": 1, "customer": customer, "sku": sku, "quantity, pack, need by": (units, 1, None)}
        self.go("save_order", self.shop.sell, _AS_LISTED | terms)
        return self.shop.model.orders()[-1], 1

    def come(self, *goods: Goods) -> None:
        """Let goods come of a supplier, unannounced."""
        said = {"supplier": "EXACT", "close": True, "accept short-dated": False}
        self.go("receive", lambda data: self.shop.receive_some(data, goods), said)

    def _sell(self) -> None:
        """Somebody orders what comes back from somebody else."""
        self.order("DAN", "CUP", 5)
        terms = {"lines": 1, "customer": "EVE", "sku": "CUP", "quantity, pack, need by": (4, 1, None), "shipped": 2}
        self.go("take_in", self.shop.import_order, _AS_LISTED | terms)
        back = {"line": ("SO-02", 1), "no such line": False, "condition": Condition.STOCK, "lot": ("", None)}
        where = {"sku": "CUP", "units": 1, "place": "A-01", "why": "seen"}
        self.go("take_back_goods", self.shop.take_back, back | where)
        assert self.shop.seen.had(("SO-01", 1)) == 1

    def _buy(self) -> None:
        """A purchase order comes in part; the rest is expected no more, and is again."""
        shop, order, line = self.shop, "PO-03", {"line": ("PO-03", 1), "line, or none": 1}
        bought = {"lines": 2, "sku": "CUP", "units": 9, "supplier": "EXACT", "over": None, "by hand": True}
        self.go("save_purchase_order", shop.order_goods, bought)
        piece = {"purchase order": (order, 1), "the last, or that": order, "sku": "CUP", "accept short-dated": False}
        self.go("receive", shop.scan_in, piece | {"goods": Goods("CUP", 1, "A-01"), "units": 3})
        self.go("close_receipt", shop.close_receipt, {"delivery": order})
        self.go("close_short", shop.close_short, line | {"why": "told"})
        self.go("reopen_short", shop.reopen_short, line)
        self.go("close_item_short", shop.close_item_short, {"purchase order": (order, 1), "sku": "CUP", "in hand": 1})
        self.go("take_back_closing", shop.take_back_closing, {"closing": shop.closings[-1]})

    def _correct(self) -> None:
        """What came was less; and then nothing at all."""
        shop, last = self.shop, {"booking before last": 1}
        truth = {"units in truth": 2, "item in truth": "", "accept over": False, "why": "told"}
        self.go("correct_receipt", shop.correct, last | truth | {"goods": shop.bookings[-1].goods[0]})
        self.go("undo_receipt", shop.undo, last)
        assert shop.model.heaps[Heap("CUP", "", "A-01")] == 1

    def _pick(self) -> None:
        """A list is called back; goods that came for somebody are taken out of the tote again."""
        shop = self.shop
        self.come(Goods("CUP", 2, "A-01"))
        self.go("release", shop.release, {"orders": [], "limit": None})
        self.go("unrelease", shop.unrelease, {"list": shop.seen.lists[-1]})
        for_it = {"for": ("SO-01", 1), "that, or none": "SO-01", "goods": Goods("CUP", 2), "as they are": 1}
        into = {"units": 2, "to two places": 1, "place": "TOTE", "to follow": 0, "delivery": ""} | {
            "accept short-dated": False
        }
        self.go("receive", shop.put_aside, for_it | into)
        [picked] = shop.model.picked
        out = {"picked": picked, "for": "SO-01", "goods": Heap("CUP", "", "TOTE"), "units": 1, "to": "A-01"}
        self.go("put_back", shop.put_goods_back, out | {"why": "told"})
        assert shop.model.in_hand(("SO-01", 1)) == 1

    def _serve(self) -> None:
        """Somebody says how orders are served, and says it no more."""
        shop, line, why = self.shop, {"line": ("SO-02", 1)}, {"why": "they asked"}
        self.go("pin", shop.pin, line | why | {"units": 1})
        self.go("unpin", shop.unpin, line)
        self.go("classify", shop.classify, line | why | {"class": "A"})
        self.go("hold", shop.hold, line | why)
        self.go("unhold", shop.unhold, line | {"order": "SO-02"})

    def _regroup(self) -> None:
        """A part of an order becomes one of its own, and part of the first again; what is not picked is cancelled."""
        shop = self.shop
        line, why = {"line": self.order("ANN", "POT", 4)}, {"why": "seen"}
        order = line["line"][0]
        self.go("split_order", shop.split, line | why | {"lines": {1}, "units": 3, "number taken": False})
        part = shop.model.orders()[-1]
        self.go("merge_orders", shop.merge, line | why | {"other": part, "one more": part})
        self.go("cancel_order", shop.cancel, line | {"whole": True})
        assert not shop.model.open_lines(order)

    def _allocate(self) -> None:
        """What one holds is given to another, and given back; what lies free is filled in by hand."""
        shop = self.shop
        holder, waiter = self.order("BEN", "POT", 2), self.order("DAN", "POT", 2)
        self.come(Goods("POT", 5, "B-01"))
        assert (shop.seen.had(holder), shop.seen.had(waiter)) == (2, 0)
        gives = {"holder, waiter, item": ("BEN", "DAN", "POT"), "holder": Strategy.LOSE, "waiter": Strategy.WIN}
        run = {"plan": shop._plan_to_move, "items": ["POT"], "policy": None, "go on": False}
        self.go("apply_plan", shop.run, gives | run)
        assert (shop.seen.had(holder), shop.seen.had(waiter)) == (0, 2)
        self.go("undo_run", shop.take_run_back, {"run": max(shop.runs)})
        assert (shop.seen.had(holder), shop.seen.had(waiter)) == (2, 0)
        self.go("allocate", shop.allocate, {"policy": None, "items": {"POT"}})

    def _handle(self) -> None:
        """Goods are carried there and back, set aside and let go, lost and found; their lot is blocked for a while."""
        shop, lot = self.shop, f"L{_TEN_DAYS:%m%d}"
        self.come(Goods("TEA", 9, "B-01", lot, _TEN_DAYS))
        tea, why = Heap("TEA", lot, "B-01"), {"why": "seen"}
        some = {"goods": tea, "units": 2, "lot": lot, "place": "B-01", "status": StockStatus.AVAILABLE}
        self.go("move_stock", shop.move, some | {"to": "A-02"})
        self.go("undo_move", shop.carry_back, {"carriage before last": 1})
        self.go("quarantine", shop.set_aside, some | why | {"to": "HOLD"})
        aside = {"goods": tea._replace(place="HOLD", status=StockStatus.QUARANTINED), "place": "HOLD"}
        there = {"status": StockStatus.QUARANTINED, "to": "B-01"}
        self.go("release_from_quarantine", shop.let_go, some | why | aside | there)
        self.go("scrap", shop.throw_away, some | why)
        self.go("write_off", shop.miss, some | why)
        found = {"sku": "TEA", "units": 4, "place": "B-01", "lot": (lot, None)}
        self.go("write_on", shop.find, found | why)
        self.go("block_lot", shop.block, {"lot": ("TEA", lot)} | why)
        assert not shop.model.usable("TEA")
        self.go("unblock_lot", shop.unblock, {"lot": ("TEA", lot)})
        assert shop.model.usable("TEA") == 9

    def _count(self) -> None:
        """A place is counted, wrongly at first; the second count is not needed, since the first one is approved."""
        shop, lot = self.shop, f"L{_TEN_DAYS:%m%d}"
        self.go("begin_count", shop.begin, {"place": "B-01"})
        [count] = shop.model.counts.values()
        tea = {"count": count, "something else": 1, "goods": Heap("TEA", lot, "B-01")}
        self.go("tally", shop.count_on, tea | {"units": 8})
        self.go("undo_tally", shop.take_off, {"tally": shop.tallies[-1]})
        self.go("tally", shop.count_on, tea | {"units": 7})
        self.go("finish_count", shop.finish, {"count": count})
        assert count.status is CountStatus.TO_APPROVE
        self.go("approve_count", shop.approve, {"count": count})
        assert shop.model.heaps[Heap("TEA", lot, "B-01")] == 7

    def _count_a_tote(self) -> None:
        """What was picked for somebody is not in its tote any more."""
        shop = self.shop
        assert shop.model.in_hand(("SO-01", 1)) == 1
        self.go("begin_count", shop.begin, {"place": "TOTE"})
        count = [*shop.model.counts.values()][-1]
        self.go("finish_count", shop.finish, {"count": count})
        self.go("approve_count", shop.approve, {"count": count})
        assert shop.model.in_hand(("SO-01", 1)) == 0

    def _count_again(self) -> None:
        """A count is thrown away, and another one not believed."""
        shop = self.shop
        self.go("begin_count", shop.begin, {"place": "A-01"})
        self.go("drop_count", shop.drop, {"count": [*shop.model.counts.values()][-1]})
        self.go("begin_count", shop.begin, {"place": "A-02"})
        self.go("reject_count", shop.reject, {"count": [*shop.model.counts.values()][-1], "why": "seen"})

    def _keep(self) -> None:
        """What the shop knows is edited, its rules are chosen anew, and its day ends."""
        shop = self.shop
        protected = {"safety stock, open to": (1, "A"), "days to release": None, "days to last": 2}
        self.go("save_item", shop.edit_item, {"sku": "TEA"} | protected)
        served = {"customer": "CAT", "class, policy": ("A", ShipPolicy.PARTIAL), "life, weight": (1, 2)}
        self.go("save_customer", shop.edit_customer, served)
        self.go("teach_code", shop.teach, {"code": "BOX", "of": "CUP", "units": 6})
        [taught] = [done for done in shop.done if done.verb == "teach_code"]
        self.go("forget_code", shop.forget, {"teaching": taught})
        self.go("choose_policy", shop.choose_policy, {"policy": Policy.DUE_DATE})
        days = {"due days": 2, "horizon": 1, "gather days": 1, "starved after": 2}
        self.go("choose_rules", shop.choose_rules, days | {"strict": False, "count tolerance": 0})
        self.go("close_books", shop.close_books, {"until": 0})
        self.go("turn_day", shop.turn_day, {"days": 1})
