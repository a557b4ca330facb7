"""The button that opens what else can be done with an order, and what is said when it was done."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.next_number import ORDERS, next_number
from warehouse_app.queries.order_view import OrderLineView, OrderView
from warehouse_app.queries.order_work import ComingBack, InHand, Mergeable, coming_back, in_hand, mergeable
from warehouse_app.services.putting_back import PutBack
from warehouse_app.services.regrouping import Regrouped
from warehouse_app.services.returning import Returned
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pages.orders.work import MergeDialog, PutBackDialog, ReturnDialog, SplitDialog
from warehouse_app.ui.widgets import KeyButton
from warehouse_app.ui.widgets.text import unmarked
from warehouse_app.ui.words.order_work import OrderDone, OrderWork

R = TypeVar("R")


class OrderWorkButton(KeyButton):
    """Opens a menu: goods come back or are put back, the order is merged, or split."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(desk.say(OrderWork.OPEN), "Ctrl+M", icon=Icon.MORE)
        self._desk, self._page = desk, page
        self._view: OrderView | None = None
        self._line: OrderLineView | None = None
        self._reading = Latest(desk, self)
        self.clicked.connect(self._open)

    def show_order(self, view: OrderView, line: OrderLineView | None) -> None:
        """Offer work on an order, and on the line of it that is chosen."""
        self._view, self._line = view, line

    def _open(self) -> None:
        if self._view is not None:
            self.menu_of(self._view, self._line).popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_of(self, view: OrderView, line: OrderLineView | None) -> QMenu:
        """Return the menu; what means nothing for the order cannot be chosen."""
        menu = QMenu(self)
        shipped = line if line is not None and line.shipped else None
        is_open = any(each.left_to_cancel > 0 for each in view.lines)
        is_picked = any(each.picked > each.shipped for each in view.lines)

        def offer(word: OrderWork, do: Callable[[], None], *, enabled: bool) -> None:
            action = menu.addAction(unmarked(self._desk.say(word)))
            action.setEnabled(enabled)
            action.triggered.connect(do)

        offer(OrderWork.RETURN, lambda: self._return(view, shipped), enabled=shipped is not None)
        offer(OrderWork.PUT_BACK, lambda: self._put_back(view), enabled=is_picked)
        offer(OrderWork.MERGE, lambda: self._merge(view), enabled=is_open)
        offer(OrderWork.SPLIT, lambda: self._split(view, line), enabled=is_open)
        return menu

    # --- asking ---

    def _return(self, view: OrderView, line: OrderLineView | None) -> None:
        if line is None:
            return
        number, at = view.number, line.line
        store = self._desk.house.store

        def ask(goods: ComingBack | None) -> None:
            if goods is not None:
                self._ask(ReturnDialog(self._desk, self._page, number, at, goods), self._returned)

        self._reading.ask(lambda: coming_back(store, number, at), ask)

    def _put_back(self, view: OrderView) -> None:
        store = self._desk.house.store

        def read() -> InHand:
            with store.snapshot():
                return in_hand(store, view.number)

        def ask(picked: InHand) -> None:
            if picked.goods:
                self._ask(PutBackDialog(self._desk, self._page, view, picked), self._was_put_back)
            else:
                self._desk.tell(Tone.WARN, OrderWork.NONE_PICKED, order=view.number)

        self._reading.ask(read, ask)

    def _merge(self, view: OrderView) -> None:
        store = self._desk.house.store

        def ask(others: list[Mergeable]) -> None:
            if others:
                self._ask(MergeDialog(self._desk, self._page, view, others), self._merged)
            else:
                self._desk.tell(Tone.WARN, OrderWork.NO_OTHER, customer=view.customer)

        self._reading.ask(lambda: mergeable(store, view.number), ask)

    def _split(self, view: OrderView, line: OrderLineView | None) -> None:
        store = self._desk.house.store

        def ask(number: str) -> None:
            self._ask(SplitDialog(self._desk, self._page, view, line, number), self._was_split)

        self._reading.ask(lambda: next_number(store, ORDERS), ask)

    def _ask(self, dialog: ReasonDialog, then: Callable[[R], None]) -> None:
        dialog.taken.connect(then)
        dialog.open()

    # --- telling ---

    def _returned(self, done: Returned) -> None:
        facts = {"sku": done.sku, "order": done.order, "place": done.place, "document": done.document}
        code = OrderDone.RETURNED_ASIDE if done.aside else OrderDone.RETURNED
        self._tell(done, code, quantity=done.quantity, **facts)

    def _was_put_back(self, done: PutBack) -> None:
        facts = {"sku": done.sku, "order": done.order, "source": done.source, "target": done.target}
        code = OrderDone.PUT_BACK_ASIDE if done.status is StockStatus.QUARANTINED else OrderDone.PUT_BACK
        self._tell(done, code, quantity=done.quantity, **facts)

    def _merged(self, done: Regrouped) -> None:
        units = sum(each.units for each in done.carried)
        self._tell(done, OrderDone.MERGED, order=done.order, other=done.carried[0].order, units=units)

    def _was_split(self, done: Regrouped) -> None:
        units = sum(each.units for each in done.carried)
        self._tell(done, OrderDone.SPLIT, number=done.order, order=done.carried[0].order, units=units)

    def _tell(self, done: Regrouped | Returned | PutBack, code: OrderDone, **facts: str | int) -> None:
        stops = done.stops if isinstance(done, Regrouped) else ()
        losses = done.losses if isinstance(done, PutBack) else ()
        tell_followed(self._desk, self._desk.say(code, **facts), stops, losses, done.shares)
        self._desk.announce(done.changes)
