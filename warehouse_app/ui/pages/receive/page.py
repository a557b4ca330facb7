"""Receiving: the conversation with its station, and what stands beside the reply."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from warehouse_app.queries.goods import Delivery
from warehouse_app.scanning.codes import Command
from warehouse_app.services.changes import Area
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.closing_steps import AskShort, AskWhyNot
from warehouse_app.stations.receive.pallet_steps import AskPallet, AskPalletDoubt, AskPalletWhy
from warehouse_app.stations.receive.steps import (
    AskDelivery,
    AskLocation,
    AskPack,
    AskTeach,
    AskUndo,
    Step,
)
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.page import PageColumn, PageName
from warehouse_app.ui.pages.receive.bookings import Correcting, booked
from warehouse_app.ui.pages.receive.choosing import Begin, Choosing
from warehouse_app.ui.pages.receive.delivery import DeliveryPanel
from warehouse_app.ui.pages.receive.overview import Overview, read_overview
from warehouse_app.ui.pages.receive.spoken import VOICE, answers, prompt
from warehouse_app.ui.pages.receive.who import WhoGets
from warehouse_app.ui.pages.station import Answer, StationPage, lending_at
from warehouse_app.ui.pages.station.bookings import Bookings
from warehouse_app.ui.pages.station.listed import Listed
from warehouse_app.ui.pages.station.paper import press_of


class ReceivePage(StationPage[Step, Delivery, Overview]):
    """Deliveries are scanned in here."""

    name = PageName.RECEIVE
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.RECEIPTS, Area.PURCHASE_ORDERS, Area.ITEMS, Area.SUPPLIERS, Area.SETTINGS}
    )
    voice = VOICE

    def __init__(self, desk: Desk) -> None:
        lending = lending_at(desk)
        self._receiving = ReceiveStation(desk.house.store, lending.act, press_of(desk))
        super().__init__(desk, self._receiving, lending)
        self.who = WhoGets(desk)
        self.choosing = Choosing(desk)
        self.delivery = DeliveryPanel(desk)
        self.bookings = Bookings(desk, corrected=True)
        self._correcting = Correcting(desk, self)
        self.choosing.chosen.connect(self._begin)
        self.bookings.undo_wanted.connect(self._undo)
        self.bookings.correction_wanted.connect(self._correcting.ask)
        PageColumn(self).addWidget(
            self._laid_out(((self.who, 1), (self.choosing, 1)), ((self.delivery, 0), (self.bookings, 1))),
        )

    def show_thing(self, target: Target) -> None:
        """Begin a purchase order, or goods of a supplier that nobody announced, as if it was scanned."""
        match target.thing:
            case Thing.PURCHASE_ORDER:
                self._begin(Begin(purchase_order=target.key))
            case Thing.SUPPLIER:
                self._begin(Begin(supplier=target.key))

    def _begin(self, begin: Begin) -> None:
        self._ask(
            lambda: self._receiving.begin(
                purchase_order=begin.purchase_order, supplier=begin.supplier, advance_notice=begin.advance_notice
            )
        )

    def _work(self) -> Delivery | None:
        return self._receiving.delivery

    def _prompt_of(self, step: Step) -> str:
        return prompt(self.desk, step)

    def _answers(self, step: Step) -> Mapping[Command, str]:
        return answers(self.desk, step)

    def _lists(self) -> Sequence[Listed]:
        return (self.choosing.expected.table,)

    def _show_answer(self, answer: Answer[Step, Delivery]) -> bool:
        reply = answer.reply
        self.delivery.mark(self._sku_in_hand())
        self.who.show_goods(reply.goods_to, given=reply.tone is Tone.OK and not isinstance(answer.step, AskLocation))
        self.choosing.setVisible(answer.on is None)
        return bool(reply.goods_to) or answer.on is None

    def _read(self, on: Delivery | None) -> Overview:
        return read_overview(self.desk.house.store, on, self.desk.house.workstation)

    def _show_read(self, view: Overview) -> None:
        if view.on == self._on:
            self.delivery.show_delivery(view.on, view.lines)
            self.delivery.mark(self._sku_in_hand())
            if view.on is None:
                day = self.desk.house_settings.house_day
                self.choosing.show_choice(view.open_ones, view.expected, day)
        self.bookings.show_bookings([booked(self.desk, each) for each in view.bookings])
        self._correcting.show_bookings(view.bookings)

    def _sku_in_hand(self) -> str:
        match self._step:
            case AskDelivery() | AskItem() | AskTeach() | AskShort() | AskUndo():
                return ""
            case AskPallet() | AskPalletDoubt() | AskPalletWhy():
                return ""
            case AskPack(item=item) | AskWhyNot(item=item):
                return item.sku
            case step:
                return step.goods.item.sku
