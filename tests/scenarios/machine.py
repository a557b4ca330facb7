"""What can happen in the shop: a rule that draws what kind of event does, of those that can, and then one of them."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.conftest import NOW
from tests.scenarios.keeping import Keeping
from tests.scenarios.picking import Picking
from tests.scenarios.putting_back import PuttingBack
from tests.scenarios.recounting import Recounting
from tests.scenarios.regrouping import Regrouping
from tests.scenarios.running import Running
from tests.scenarios.selling import Selling
from tests.scenarios.serving import Serving
from warehouse_app.domain.records import OrderLineRecord
from warehouse_app.domain.statuses import CountStatus, ShipPolicy
from warehouse_app.services.incoming import Goods

Event = Callable[[st.DataObject], None]

_MOST_COUNTS = 3
"""So many are open at the same time."""


def one(data: st.DataObject, *events: Event) -> None:
    """Let one of `events` happen; one that is named twice is twice as likely."""
    named = {event.__name__: event for event in events}
    named[data.draw(st.sampled_from([event.__name__ for event in events]), "event")](data)


class Shop(Recounting, Selling, Picking, Serving, Running, Keeping, Regrouping, PuttingBack):
    """All that happens. Each rule foretells what becomes of its action, and tells the model of it."""

    @initialize(data=st.data())
    def somebody_waits_already(self, data: st.DataObject) -> None:
        # Not the simplest story, with which each run would begin: it sells over and over again.
        assume(data.draw(st.integers(0, 1_000), "story"))
        starts = [self.have_queue, self.have_queue, self.have_announced, self.have_shipped, self.have_shipped]
        one(data, *starts, self.have_all_ready, self.have_counted, self.have_sent)

    def have_queue(self, data: st.DataObject) -> None:
        """Several customers order at once, and less comes than they want."""
        self.import_orders(data)
        self.holds()
        soon, later = (self.model.day + timedelta(days=days) for days in (1, 9))
        units = data.draw(st.lists(st.integers(1, 6), min_size=4, max_size=4), "units")
        goods = [
            Goods("CUP", units[0], "A-01"),
            Goods("TEA", units[1], "B-01", f"L{soon:%m%d}", soon),
            Goods("TEA", units[2], "B-01", f"L{later:%m%d}", later),
            Goods("POT", units[3], "B-01"),
        ]
        self.receive_some(data, goods)

    def have_announced(self, data: st.DataObject) -> None:
        """Goods begin to come, and as many more are announced as an order waits for that is of no use in parts."""
        self._have_ordered(data)
        self.scan_in(data)

    def have_shipped(self, data: st.DataObject) -> None:
        """The same, with an advance notice of what comes."""
        self._have_ordered(data)
        self.announce_shipment(data)
        self.holds()
        one(data, self.scan_on_notice, self.scan_on_notice, self.take_pallets)
        if bool(self.begun_notices()) and data.draw(st.booleans(), "no more comes"):
            self.holds()
            self.wait_no_longer(data)

    def _have_ordered(self, data: st.DataObject) -> None:
        terms = OrderLineRecord("", "CAT", "CUP", 0, priority_class="B", line=1)
        orders = (
            ("CAT", [("CUP", 5)], ShipPolicy.LINE_COMPLETE),
            ("BEN", [("CUP", 3), ("TEA", 2)], ShipPolicy.ORDER_COMPLETE),
            ("DAN", [("CUP", 4)], ShipPolicy.PARTIAL),
            ("EVE", [("TEA", 4), ("POT", 2)], ShipPolicy.PARTIAL),
        )
        for place, (customer, lines, policy) in enumerate(data.draw(st.permutations(orders), "orders")):
            order = terms._replace(number=self.number("SO"), customer=customer, ship_policy=policy)
            placed = NOW - timedelta(days=3 - place)
            records = [
                order._replace(sku=sku, quantity=units, placed_at=placed, line=line)
                for line, (sku, units) in enumerate(lines, start=1)
            ]
            self.import_records(records)
            self.holds()
        self.announce_what_somebody_waits_for(data)
        self.holds()

    def have_all_ready(self, data: st.DataObject) -> None:
        """What must ship complete is complete, and can go until one of its lots expires."""
        self.import_records(
            [
                OrderLineRecord(self.number("SO"), "CAT", "CUP", 3, NOW, line=1),
                OrderLineRecord(order := self.number("SO"), "BEN", "CUP", 2, NOW, line=1),
                OrderLineRecord(order, "BEN", "TEA", 2, NOW, line=2),
            ]
        )
        tomorrow = self.model.day + timedelta(days=1)
        self.receive_some(data, [Goods("CUP", 5, "A-01"), Goods("TEA", 2, "B-01", f"L{tomorrow:%m%d}", tomorrow)])

    def have_counted(self, data: st.DataObject) -> None:
        """Goods are counted, and perhaps not all of them are found."""
        self.have_all_ready(data)
        self.holds()
        self.begin_at("A-01")
        self.holds()
        self.tally_the_rest(data)

    def have_sent(self, data: st.DataObject) -> None:
        """Some of what was ordered is shipped, and some of it is picked as it comes."""
        order = OrderLineRecord(self.number("SO"), "DAN", "CUP", 6, NOW, shipped=2, line=1)
        self.import_records([order, order._replace(number=self.number("SO"), customer="EVE")])
        self.holds()
        self.put_aside(data)

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """Let something happen that can.

        This is one rule, since of many Hypothesis leaves out some of each story, and a few out of a whole short run.
        """
        one(data, *self._what_can_happen())

    def _what_can_happen(self) -> list[Event]:
        model, lines = self.model, self.seen.lines.values()
        shop = [self.somebody_orders, self.goods_come, self.goods_come, self.a_purchase_order_goes_on]
        shop += [self.a_shipment_comes, self.the_shop_changes, self.days_pass]
        orders = [self.somebody_thinks_again, self.orders_are_regrouped, self.goods_come_for_an_order]
        orders += [self.somebody_says_how_an_order_is_served, self.somebody_allocates_by_hand]
        goods = [self.goods_are_handled, self.goods_are_lost_and_found, self.a_lot_is_suspect]
        can: list[tuple[object, Sequence[Event]]] = [
            (True, [*shop, self.somebody_asks_for_nothing_new]),
            (model.lines, orders),
            (model.lying(), goods),
            (any(line.shipped > model.returned[at] for at, line in model.lines.items()), [self.goods_come_back]),
            (self.contested(), [self.somebody_gives_up_what_others_want]),
            (self.on_lists(), [self.an_order_changes_that_is_being_picked]),
            (self.bookings, [self.goods_were_booked_by_mistake, self.a_mistake_is_found_by_a_count]),
            (self.in_totes(), [self.goods_were_put_into_totes_by_mistake]),
            (any(map(model.coming, model.notices)), [self.what_was_announced_comes]),
            (model.closed, [self.what_was_given_up_comes_after_all]),
            (self.planned, [self.somebody_makes_the_run_that_was_planned]),
            (self.runs, [self.somebody_takes_a_run_back]),
            (any(line.allocated for line in lines), [self.goods_are_to_be_picked]),
            (any(status == "released" for _, status in self.seen.lists), [self.a_list_is_called_back]),
            (model.picked, [self.goods_are_taken_out_of_a_tote]),
            (len(self.counts_in(CountStatus.OPEN)) < _MOST_COUNTS, [self.a_place_is_counted]),
            (self.counts_in(CountStatus.OPEN), [self.a_count_goes_on] * 2),
            (self.counts_in(CountStatus.TO_APPROVE), [self.a_count_goes_on] * 2),
        ]
        return [event for is_so, events in can if is_so for event in events]

    def somebody_orders(self, data: st.DataObject) -> None:
        one(data, self.sell, self.import_order)

    def somebody_thinks_again(self, data: st.DataObject) -> None:
        one(data, self.cancel, self.edit_quantity, self.edit_terms, self.edit_demands, self.sell_more)

    def orders_are_regrouped(self, data: st.DataObject) -> None:
        one(data, self.merge, self.merge, self.split, self.split)

    def goods_come_back(self, data: st.DataObject) -> None:
        self.take_back(data)

    def somebody_gives_up_what_others_want(self, data: st.DataObject) -> None:
        self.cancel_some(data, self.model.lines[data.draw(st.sampled_from(self.contested()), "line")])

    def an_order_changes_that_is_being_picked(self, data: st.DataObject) -> None:
        line = self.model.lines[data.draw(st.sampled_from(self.on_lists()), "line")]
        if data.draw(st.booleans(), "one more line"):
            self.sell_more_to(data, line.number)
        else:
            self.edit_quantity_of(data, line)

    def goods_come(self, data: st.DataObject) -> None:
        wanted = self.receive_what_somebody_waits_for
        one(data, wanted, wanted, wanted, self.receive_unannounced)

    def goods_come_for_an_order(self, data: st.DataObject) -> None:
        self.put_aside(data)

    def goods_were_booked_by_mistake(self, data: st.DataObject) -> None:
        one(data, self.undo, self.correct)

    def a_mistake_is_found_by_a_count(self, data: st.DataObject) -> None:
        self.recount_and_put_right(data)

    def goods_were_put_into_totes_by_mistake(self, data: st.DataObject) -> None:
        self.correct_what_is_in_totes(data)

    def a_purchase_order_goes_on(self, data: st.DataObject) -> None:
        if not self.model.purchases:
            one(data, self.order_goods, self.announce_what_somebody_waits_for)
        else:
            begins = [self.order_goods, self.announce_what_somebody_waits_for, self.edit_purchase_order]
            goes_on = [self.scan_in, self.scan_in, self.scan_in, self.receive_on_order, self.receive_all_to_come]
            ends = [self.close_receipt] * 3 if self.model.open_receipts else []
            one(data, *begins, *goes_on, *ends, *[self.close_short] * 3, *[self.close_item_short] * 2)

    def what_was_given_up_comes_after_all(self, data: st.DataObject) -> None:
        one(data, self.reopen_short, self.reopen_short, self.take_back_closing)

    def a_shipment_comes(self, data: st.DataObject) -> None:
        says = [self.announce_shipment, self.announce_shipment, self.announce_alone]
        if not self.model.notices:
            one(data, *says)
        else:
            ends = [self.close_receipt] if self.model.open_receipts else []
            goes_on = [self.scan_on_notice, self.take_pallets, self.take_all_announced, self.edit_notice]
            one(data, *says, *goes_on, *ends)

    def what_was_announced_comes(self, data: st.DataObject) -> None:
        ends = [self.wait_no_longer] if self.begun_notices() else []
        one(data, self.scan_on_notice, self.scan_on_notice, self.take_pallets, *ends)

    def somebody_says_how_an_order_is_served(self, data: st.DataObject) -> None:
        changes = [self.pin, self.unpin, self.unpin_what_is_not, self.classify, self.hold, self.unhold]
        one(data, self.pin, self.unhold, *changes)

    def somebody_allocates_by_hand(self, data: st.DataObject) -> None:
        one(data, self.run, self.run, self.plan, *([self.run_as_planned] if self.planned else []))

    def somebody_makes_the_run_that_was_planned(self, data: st.DataObject) -> None:
        self.run_as_planned(data)

    def somebody_takes_a_run_back(self, data: st.DataObject) -> None:
        self.take_run_back(data)

    def goods_are_to_be_picked(self, data: st.DataObject) -> None:
        self.release(data)

    def a_list_is_called_back(self, data: st.DataObject) -> None:
        self.unrelease(data)

    def goods_are_taken_out_of_a_tote(self, data: st.DataObject) -> None:
        self.put_goods_back(data)

    def goods_are_handled(self, data: st.DataObject) -> None:
        one(data, self.move, self.move, self.carry_back, self.set_aside, self.set_aside, self.let_go, self.let_go)

    def goods_are_lost_and_found(self, data: st.DataObject) -> None:
        one(data, self.throw_away, self.miss, self.find)

    def a_place_is_counted(self, data: st.DataObject) -> None:
        self.begin(data)

    def a_count_goes_on(self, data: st.DataObject) -> None:
        counts = [self.count_on, self.count_on, self.tally_the_rest, self.tally_the_rest]
        moves = [self.move_meanwhile, self.count_while_goods_move, self.count_while_goods_move]
        tallies = [*counts, *moves, self.take_off, self.take_off] if self.counts_in(CountStatus.OPEN) else []
        approves = [self.approve] * (4 if self.counts_in(CountStatus.TO_APPROVE) else 1)
        one(data, *tallies, self.finish, self.drop, self.reject, *approves)

    def a_lot_is_suspect(self, data: st.DataObject) -> None:
        one(data, self.block, self.unblock, self.unblock)

    def the_shop_changes(self, data: st.DataObject) -> None:
        rules = [self.choose_policy, self.choose_policy, self.choose_rules, self.choose_rules]
        codes = [self.teach, self.teach, self.forget]
        one(data, *rules, self.edit_item, self.edit_customer, self.import_new_item, self.import_stock, *codes)

    def days_pass(self, data: st.DataObject) -> None:
        one(data, self.turn_day, self.turn_day, self.turn_day, self.close_books)

    def somebody_asks_for_nothing_new(self, data: st.DataObject) -> None:
        events = [self.allocate, self.ask_again, self.ask_again, self.ask_for_something_else, self.ask_the_impossible]
        one(data, *events, *([self.import_again] if self.model.lines else []))
