"""What can happen in the shop: a rule for each kind of event, which draws one of them."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.conftest import NOW
from tests.scenarios.buying import Buying
from tests.scenarios.keeping import Keeping
from tests.scenarios.picking import Picking
from tests.scenarios.selling import Selling
from warehouse_app.domain.records import OrderLineRecord
from warehouse_app.services.incoming import Goods

Event = Callable[[st.DataObject], None]


def one(data: st.DataObject, *events: Event) -> None:
    """Let one of `events` happen; one that is named twice is twice as likely."""
    named = {event.__name__: event for event in events}
    named[data.draw(st.sampled_from([event.__name__ for event in events]), "event")](data)


class Shop(Buying, Selling, Picking, Keeping):
    """All that happens. Each rule foretells what becomes of its action, and tells the model of it."""

    @initialize(data=st.data())
    def somebody_waits_already(self, data: st.DataObject) -> None:
        one(data, self.have_queue, self.have_queue, self.have_all_ready)

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

    @rule(data=st.data())
    def somebody_orders(self, data: st.DataObject) -> None:
        one(data, self.sell, self.import_order)

    @precondition(lambda self: self.model.lines)
    @rule(data=st.data())
    def somebody_thinks_again(self, data: st.DataObject) -> None:
        one(data, self.cancel, self.cancel, self.edit_quantity, self.edit_terms, self.sell_more)

    @precondition(lambda self: self.contested())
    @rule(data=st.data())
    def somebody_gives_up_what_others_want(self, data: st.DataObject) -> None:
        self.cancel_some(data, self.model.lines[data.draw(st.sampled_from(self.contested()), "line")])

    @precondition(lambda self: self.on_lists())
    @rule(data=st.data())
    def an_order_changes_that_is_being_picked(self, data: st.DataObject) -> None:
        line = self.model.lines[data.draw(st.sampled_from(self.on_lists()), "line")]
        if data.draw(st.booleans(), "one more line"):
            self.sell_more_to(data, line.number)
        else:
            self.edit_quantity_of(data, line)

    @rule(data=st.data())
    def goods_come(self, data: st.DataObject) -> None:
        wanted = self.receive_what_somebody_waits_for
        one(data, wanted, wanted, wanted, self.receive_unannounced)

    @rule(data=st.data())
    def a_purchase_order_goes_on(self, data: st.DataObject) -> None:
        if not self.model.purchases:
            self.order_goods(data)
        elif self.model.open_receipts:
            one(data, self.order_goods, self.receive_on_order, self.receive_all_to_come, self.close_receipt)
        else:
            one(data, self.order_goods, self.edit_purchase_order, self.receive_on_order, self.receive_all_to_come)

    @precondition(lambda self: any(line.allocated for line in self.seen.lines.values()))
    @rule(data=st.data())
    def goods_are_to_be_picked(self, data: st.DataObject) -> None:
        self.release(data)

    @precondition(lambda self: self.seen.lists)
    @rule(data=st.data())
    def a_list_is_called_back(self, data: st.DataObject) -> None:
        self.unrelease(data)

    @rule(data=st.data())
    def the_shop_changes(self, data: st.DataObject) -> None:
        one(data, self.edit_item, self.edit_customer, self.choose_policy, self.import_new_item, self.import_stock)

    @rule(data=st.data())
    def days_pass(self, data: st.DataObject) -> None:
        self.turn_day(data)

    @rule(data=st.data())
    def somebody_asks_for_nothing_new(self, data: st.DataObject) -> None:
        events = [self.allocate, self.ask_again, self.ask_again, self.ask_for_something_else, self.ask_the_impossible]
        one(data, *events, *([self.import_again] if self.model.lines else []))
