"""The buttons that change how the chosen line and its order are served, and how each is taken back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from warehouse_app.domain.errors import Fact
from warehouse_app.queries.standing import Standing, standing
from warehouse_app.services.serving import Pinned, Served, classify, hold, pin, unhold, unpin
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import followed_words, tell_followed
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.page import Page
from warehouse_app.ui.pages.back_orders.chosen import ChosenLine
from warehouse_app.ui.pages.back_orders.dialogs import ClassDialog, HoldDialog, PinDialog
from warehouse_app.ui.widgets import KeyButton
from warehouse_app.ui.words.back_orders import Serving


class ServingButtons(QObject):
    """Pin, unpin, class and hold for the line that is `chosen`; `offer` tells what was done, and how it is undone."""

    def __init__(self, desk: Desk, page: Page, offer: Callable[[Callable[[], None], str], None]) -> None:
        super().__init__(page)
        self._desk, self._page, self._offer = desk, page, offer
        self.chosen: ChosenLine | None = None
        say = desk.say
        # Without icons: in longer languages all of them are in one line beside Allocate, in a window of 1280 too.
        self.pin_button = KeyButton(say(Serving.PIN), "Ctrl+P")
        self.unpin_button = KeyButton(say(Serving.UNPIN), "Ctrl+Shift+P")
        self.class_button = KeyButton(say(Serving.CLASS), "Ctrl+E")
        self.hold_button = KeyButton(say(Serving.HOLD), "Ctrl+H")
        self.pin_button.clicked.connect(self.ask_pin)
        self.unpin_button.clicked.connect(self.unpin)
        self.class_button.clicked.connect(self.ask_class)
        self.hold_button.clicked.connect(self.hold_or_not)
        self.show_line(None)

    @property
    def buttons(self) -> tuple[KeyButton, ...]:
        """All of them, in their order."""
        return self.pin_button, self.unpin_button, self.class_button, self.hold_button

    def show_line(self, chosen: ChosenLine | None) -> None:
        """Offer what can be done with another line, or nothing."""
        self.chosen = chosen
        for button in self.buttons:
            button.setEnabled(chosen is not None)
        self.unpin_button.setEnabled(chosen is not None and chosen.pinned > 0)
        held = chosen is not None and bool(chosen.hold_reason)
        self.hold_button.set_text(self._desk.say(Serving.UNHOLD if held else Serving.HOLD))

    # Pins

    def ask_pin(self) -> None:
        """Ask how much to pin."""
        if self.chosen is not None:
            chosen = self.chosen
            dialog = PinDialog(self._desk, self._page, chosen)
            self._open(dialog, lambda done: self._pinned(done, chosen.pinned))

    def unpin(self) -> None:
        """Take the pin off, by which the line keeps what it has until a run asks for it."""
        if self.chosen is not None and self.chosen.pinned:
            chosen, house = self.chosen, self._desk.house
            self._run(
                lambda: unpin(house.store, house.act(), chosen.order, chosen.line),
                lambda done: self._pinned(done, chosen.pinned),
            )

    def _pinned(self, done: Pinned, before: int) -> None:
        facts: dict[str, Fact] = {"line": done.line, "allocated": done.allocated, "open": done.open}
        back = partial(self._pin_as_before, done.order, done.line, before)
        if done.quantity:
            self._offer(back, self._said(Serving.PINNED, done, units=done.quantity, sku=done.sku, **facts))
        elif done.stops:  # a pin does not bring them back
            said = self._desk.say(Serving.UNPINNED, order=done.order, **facts)
            tell_followed(self._desk, said, done.stops, (), done.shares)
        else:
            self._offer(back, self._said(Serving.UNPINNED, done, **facts))
        self._desk.announce(done.changes)

    def _pin_as_before(self, order: str, line: int, before: int) -> None:
        house, why = self._desk.house, self._desk.say(Serving.TAKEN_BACK)

        def verb() -> Pinned:
            if before:
                return pin(house.store, house.act(), order, line, before, why=why)
            return unpin(house.store, house.act(), order, line, why=why)

        def told(done: Pinned) -> None:
            code = Serving.PINNED if before else Serving.UNPINNED
            facts = {"units": done.quantity, "sku": done.sku} if before else {}
            self._tell(code, done, allocated=done.allocated, open=done.open, line=line, **facts)

        self._run(verb, told)

    # Classes

    def ask_class(self) -> None:
        """Ask for the class of the order, once it is known what its customer's is."""
        if self.chosen is None:
            return
        chosen, store = self.chosen, self._desk.house.store

        def read() -> Standing | None:
            with store.snapshot():
                return standing(store, chosen.order, chosen.line)

        def ask(found: Standing | None) -> None:
            if found is not None:  # else the order was deleted meanwhile, and leaves the queue
                dialog = ClassDialog(self._desk, self._page, chosen, found)
                self._open(dialog, lambda done: self._classified(done, found.usual_class))

        self._desk.background.run(Lane.READS, self._page, read, ask)

    def _classified(self, done: Served, usual: str) -> None:
        house, why = self._desk.house, self._desk.say(Serving.TAKEN_BACK)

        def tell(now: str) -> tuple[Serving, str]:
            return (Serving.CLASSIFIED, now) if now else (Serving.USUAL_AGAIN, usual)

        def back() -> None:
            self._run(
                lambda: classify(house.store, house.act(), done.order, done.before, why=why),
                lambda again: self._tell(tell(again.after)[0], again, rank_class=tell(again.after)[1]),
            )

        code, rank_class = tell(done.after)
        self._offer(back, self._said(code, done, rank_class=rank_class))
        self._desk.announce(done.changes)

    # Holds

    def hold_or_not(self) -> None:
        """Ask why the order is put on hold, or take it off."""
        if self.chosen is None:
            return
        chosen, house = self.chosen, self._desk.house
        if chosen.hold_reason:
            self._run(lambda: unhold(house.store, house.act(), chosen.order), self._unheld)
        else:
            self._open(HoldDialog(self._desk, self._page, chosen), self._held)

    def _held(self, done: Served) -> None:
        house, why = self._desk.house, self._desk.say(Serving.TAKEN_BACK)

        def back() -> None:
            self._run(
                lambda: unhold(house.store, house.act(), done.order, why=why),
                lambda again: self._tell(Serving.UNHELD, again),
            )

        self._offer(back, self._said(Serving.HELD, done, reason=done.after))
        self._desk.announce(done.changes)

    def _unheld(self, done: Served) -> None:
        house = self._desk.house

        def back() -> None:
            self._run(
                lambda: hold(house.store, house.act(), done.order, why=done.before),
                lambda again: self._tell(Serving.HELD, again, reason=again.after),
            )

        self._offer(back, self._said(Serving.UNHELD, done))
        self._desk.announce(done.changes)

    # What they have in common

    def _open(self, dialog: ReasonDialog, then: Callable[[Any], None]) -> None:
        dialog.taken.connect(then)
        dialog.open()

    def _run(self, verb: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._desk.background.run(Lane.SCANS, self._page, verb, then)

    def _tell(self, code: Serving, done: Pinned | Served, **facts: Any) -> None:
        tell_followed(self._desk, self._desk.say(code, order=done.order, **facts), (), (), done.shares)
        self._desk.announce(done.changes)

    def _said(self, code: Serving, done: Pinned | Served, **facts: Any) -> str:
        """Return what was done, and who got stock by that."""
        followed = followed_words(self._desk, (), (), done.shares)
        return f"{self._desk.say(code, order=done.order, **facts)} {followed}".rstrip()
