"""The conversation with the receive station: scans in, replies painted at once, all else read after them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.goods import Delivery
from warehouse_app.scanning.codes import Command
from warehouse_app.services.changes import Area, Changes
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive_steps import START, AskDelivery, AskItem, Step
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.look import Ink, Look, Space
from warehouse_app.ui.page import Page, PageColumn, PageName
from warehouse_app.ui.pages.receive.bookings import Bookings, UndoWanted
from warehouse_app.ui.pages.receive.buttons import Buttons, Pressed
from warehouse_app.ui.pages.receive.choosing import Begin, Choosing
from warehouse_app.ui.pages.receive.delivery import DeliveryPanel
from warehouse_app.ui.pages.receive.overview import Overview, read_overview
from warehouse_app.ui.pages.receive.spoken import prompt, spoken
from warehouse_app.ui.pages.receive.understood import understood
from warehouse_app.ui.pages.receive.who import WhoGets
from warehouse_app.ui.scans import answering
from warehouse_app.ui.split import Split
from warehouse_app.ui.widgets import FlowingText, Prompt, Scrolled

_SIZES = (500, 300)
"""How the page is divided until somebody moves the line between its halves."""
_NARROWEST = 440
"""At any size of the text: what is larger then scrolls."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A reply, and where the dialogue stands after it."""

    reply: Reply
    step: Step
    on: Delivery | None


class ReceivePage(Page):
    """Deliveries are scanned in here. The station and its steps live in the lane of the scans alone."""

    name = PageName.RECEIVE
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.RECEIPTS, Area.PURCHASE_ORDERS, Area.ITEMS, Area.SUPPLIERS, Area.SETTINGS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._station = ReceiveStation(desk.house.store, desk.house.act_today)
        self._step: Step = START[-1]
        self._on: Delivery | None = None
        self._reading = self._again = False
        self.prompt = Prompt()
        self.scanned = FlowingText(ink=Ink.MUTED)
        self.notes = FlowingText()
        self.buttons = Buttons(desk)
        self.who = WhoGets(desk)
        self.choosing = Choosing(desk)
        self.delivery = DeliveryPanel(desk)
        self.bookings = Bookings(desk)
        self.buttons.pressed.connect(self._press)
        self.choosing.chosen.connect(self._begin)
        self.bookings.undo_wanted.connect(self._undo)
        self._lay_out()
        self.setFocusProxy(self.choosing.expected)
        self.scanned.hide()
        self.notes.hide()
        self.prompt.show_reply(Tone.ASK, "", "", prompt=prompt(desk, self._step))

    def _lay_out(self) -> None:
        said = QWidget()
        self._top = QVBoxLayout(said)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self.prompt)
        self._top.addWidget(self.who, 1)
        self._top.addWidget(self.choosing, 1)
        self._top.addStretch()
        self._top.addWidget(self.scanned)
        self._top.addWidget(self.notes)
        self._working = QWidget()
        self._working.setMinimumWidth(_NARROWEST)
        self._left = QVBoxLayout(self._working)
        self._left.addWidget(Scrolled(said), 1)
        self._left.addWidget(self.buttons)
        beside = QWidget()
        self._right = QVBoxLayout(beside)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.delivery, 3)
        self._right.addWidget(self.bookings, 2)
        PageColumn(self).addWidget(Split(self.desk, "receive", self._working, Scrolled(beside), _SIZES))
        Look.current().changed.connect(self._look_again)
        self._look_again()

    # --- what others want of this page ---

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Take a scan to the station; its reply stands on the screen when `done` is called."""
        self._ask(lambda: self._station.scan(text), understood(self.desk, text), done)

    def show_thing(self, target: Target) -> None:
        """Begin a purchase order, or goods of a supplier that nobody announced, as if it was scanned."""
        match target.thing:
            case Thing.PURCHASE_ORDER:
                self._begin(Begin(purchase_order=target.key))
            case Thing.SUPPLIER:
                self._begin(Begin(supplier=target.key))

    def undo(self) -> None:
        """Take the last booking of this station back, or say why that cannot be."""
        self._give(Command.UNDO)

    def refresh(self) -> None:
        """Read the delivery, the last bookings, or what is expected; again afterwards if asked for meanwhile."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        house, on = self.desk.house, self._on
        self.desk.background.run(
            Lane.READS, self, lambda: read_overview(house.store, on, house.workstation), self._show, self._not_read
        )

    # --- asking the station ---

    def _begin(self, begin: Begin) -> None:
        self._ask(lambda: self._station.begin(purchase_order=begin.purchase_order, supplier=begin.supplier))

    def _undo(self, wanted: UndoWanted) -> None:
        self._ask(lambda: self._station.undo(wanted.booking))

    def _press(self, pressed: Pressed) -> None:
        self._give(pressed.command)

    def _give(self, command: Command) -> None:
        self._ask(lambda: self._station.scan(command.value))

    def _ask(self, ask: Callable[[], Reply], scanned: str = "", done: Callable[[], None] = lambda: None) -> None:
        def answer() -> _Answer:
            reply = ask()
            return _Answer(reply, self._station.step, self._station.delivery)

        def replied(answer: _Answer) -> None:
            self._reply(answer, scanned)

        answered, failed = answering(replied, done), answering(self.desk.trouble, done)
        self.desk.background.run(Lane.SCANS, self, answer, answered, failed)

    def _reply(self, answer: _Answer, scanned: str) -> None:
        """Show and sound a reply; only then, in the next turn of the event loop, tell the pages what has changed."""
        reply, moved = answer.reply, answer.on != self._on
        self._step, self._on = answer.step, answer.on
        shown = spoken(self.desk, reply, answer.step)
        self.scanned.setText(scanned)
        self.scanned.setVisible(bool(scanned))
        # Below a list that needs the room they are small, at the foot.
        is_listed = bool(reply.goods_to) or answer.on is None
        self.notes.setText(" ".join(shown.notes) if is_listed else "")
        self.notes.setVisible(is_listed)
        notes = shown.warnings if is_listed else (*shown.warnings, *shown.notes)
        self.prompt.show_reply(shown.tone, shown.word, shown.headline, notes, shown.prompt)
        self.buttons.show_step(answer.step)
        self.delivery.mark(self._sku_in_hand())
        self.who.show_goods(reply.goods_to, booked=reply.booked)
        self.choosing.setVisible(answer.on is None)
        self._paint()
        self.desk.sound(reply.tone)
        QTimer.singleShot(0, self, lambda: self._tell(reply.changes, moved=moved))

    def _paint(self) -> None:
        """Put the reply on the screen before anything else happens."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)

    def _tell(self, changes: Changes, *, moved: bool) -> None:
        self.desk.announce(changes)
        if moved:
            self.refresh()

    # --- what is read ---

    def _show(self, overview: Overview) -> None:
        self._reading = False
        if overview.on == self._on:
            self.delivery.show_delivery(overview.on, overview.lines)
            self.delivery.mark(self._sku_in_hand())
            if overview.on is None:
                day = self.desk.house_settings.house_day
                self.choosing.show_choice(overview.open_ones, overview.expected, day)
        self.bookings.show_bookings(overview.bookings)
        if self._again:
            self.refresh()

    def _not_read(self, error: Exception) -> None:
        # The database is away: the status line says so, and the page is read again when it changes next.
        self._reading = False
        if not isinstance(error, Refused):
            self.desk.trouble(error)

    def _sku_in_hand(self) -> str:
        match self._step:
            case AskDelivery() | AskItem():
                return ""
        return self._step.goods.item.sku

    def _look_again(self) -> None:
        look = Look.current()
        self._left.setContentsMargins(0, 0, look.px(Space.S), 0)
        self._left.setSpacing(look.px(Space.M))
        self._top.setSpacing(look.px(Space.L))
        self._right.setSpacing(look.px(Space.L))
