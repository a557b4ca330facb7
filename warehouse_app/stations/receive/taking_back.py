"""How receiving takes back what was done last, and which question comes before that."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.goods import Delivery
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import open_receipt_of
from warehouse_app.queries.undoable import booked_in, code_taught, last_received
from warehouse_app.services.catalogue import TeachFault, forget_code
from warehouse_app.services.closing_short import ClosingFault, take_back_closing
from warehouse_app.services.contract import Action, ContractFault, Store, may_be_done
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.in_truth import CorrectingFault
from warehouse_app.stations.attempt import Print, Undo
from warehouse_app.stations.dialogue import Dialogue, Turn
from warehouse_app.stations.paper import Press
from warehouse_app.stations.receive import telling
from warehouse_app.stations.receive.aside import Want
from warehouse_app.stations.receive.asking import ReceiveAsking
from warehouse_app.stations.receive.closing_steps import Said as OfClosing
from warehouse_app.stations.receive.steps import (
    START,
    AskOver,
    AskShortDated,
    AskUndo,
    Said,
    Step,
    Trail,
    before_undo,
    delivery_at,
    without_goods,
)
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared, Words
from warehouse_app.texts import say
from warehouse_app.texts.locales import DEFAULT_LANGUAGE

_NOTHING: tuple[str, Trail] = ("", START)


class TakingBack(Dialogue[Step, Want]):
    """The part of the dialogue of receiving that takes back."""

    never_booked = CorrectingFault.UNKNOWN
    undone_before = CorrectingFault.UNDONE

    def __init__(self, store: Store, act: Callable[[], Action], press: Press | None = None) -> None:
        super().__init__(store, act, START, press)
        self._closings: set[str] = set()
        """The ids of those of what was done here, or tried to be, that closed an item short."""
        self._teachings: set[str] = set()
        """And of those that taught a code."""
        self._taught: tuple[str, Trail] = _NOTHING
        """What was taught just now, and to which goods that led: as long as these are asked about, it is plain what is
        taken back."""

    @property
    def delivery(self) -> Delivery | None:
        """What is being received; None before anything was chosen."""
        return delivery_at(self.step)

    def _asking(self) -> ReceiveAsking:
        return ReceiveAsking(self._store, self._act, house_settings(), self._trail, self._last)

    def _zone(self) -> ZoneInfo:
        """Return where the house counts its days."""
        with self._store.snapshot():
            return ZoneInfo(house_settings().time_zone)

    def _answer(self, understand: Callable[[], Turn[Step] | Undo | Print | Want]) -> Reply:
        reply = super()._answer(understand)
        if before_undo(self._trail) != self._taught[1]:
            self._taught = _NOTHING
        return reply

    def _asked_first(self, booking: str) -> Turn[Step] | None:
        trail, on = before_undo(self._trail), self.delivery
        if booking in self._teachings:
            return self._teaching_asked(booking)
        with self._store.snapshot():
            booked = booked_in(self._store, booking)
            receipt = open_receipt_of(self._store, on) if on is not None else None
        if booked is None:
            return None
        is_in_hand = receipt is not None and receipt.number == booked.receipt
        if is_in_hand or (not booked.receipt and on is not None and on.number == booked.delivery):
            return None
        return Turn((*trail, AskUndo(on, booking)), telling.undo_asked(booked))

    def _teaching_asked(self, teaching: str) -> Turn[Step] | None:
        trail = before_undo(self._trail)
        if self._taught == (teaching, trail):
            return None
        with self._store.snapshot():
            taught = code_taught(self._store, teaching)
        return Turn((*trail, AskUndo(self.delivery, teaching)), telling.forgetting_asked(taught)) if taught else None

    def _undo(self, outcome: Undo) -> Turn[Step]:
        try:
            return super()._undo(outcome)
        except Refused as refused:
            # All but these would be refused again.
            if not may_be_done(refused) and refused.code not in {ContractFault.ROLE, ContractFault.BUSY}:
                self._trail = before_undo(self._trail)
            raise

    def _earlier(self, here: Action) -> str:
        last = last_received(self._store, here.workstation, here.now)
        if last is None:
            return ""
        if last.closes:
            self._closings.add(last.action_id)
        if last.teaches:
            self._teachings.add(last.action_id)
        return last.action_id

    def _take_back(self, action: Action, booking: str) -> Turn[Step]:
        if booking in self._closings:
            return self._open_again(action, booking)
        if booking in self._teachings:
            return self._unteach(action, booking)
        zone, answer = self._zone(), undo_receipt(self._store, action, booking)
        return self._anew(Turn(before_undo(self._trail), telling.undone(answer, zone), answer.changes, booked=True))

    def _anew(self, done: Turn[Step]) -> Turn[Step]:
        """Ask anew about goods in hand, where what was asked of them is not what is to be asked any more."""
        step = done.trail[-1]
        if not isinstance(step, AskOver | AskShortDated):
            return done
        try:
            with self._store.snapshot():
                now = replace(self._asking(), trail=done.trail).anew(step.goods)
        except Refused:
            return done  # what was done is said all the same; the next scan says what is wrong
        if now.trail == done.trail:
            return done
        return replace(done.also(now.words.head, *now.words.notes), trail=now.trail)

    def _open_again(self, action: Action, closing: str) -> Turn[Step]:
        why, zone = say(OfClosing.BY_MISTAKE, {}, language=DEFAULT_LANGUAGE), self._zone()
        try:
            answer = take_back_closing(self._store, action, closing, why=why)
        except Refused as refused:
            if isinstance(refused.code, ClosingFault):
                self._undoing.answered()
                self._forget(closing)
            raise
        words = telling.item_closed(OfClosing.UNDONE, answer, zone)
        return self._anew(Turn(before_undo(self._trail), words, answer.changes))

    def _unteach(self, action: Action, teaching: str) -> Turn[Step]:
        try:
            done = forget_code(self._store, action, teaching)
        except Refused as refused:
            if isinstance(refused.code, TeachFault):
                self._undoing.answered()
                self._forget(teaching)
            raise
        # How many there are of what is in hand was said by that code.
        before = before_undo(self._trail)
        trail = without_goods(before, done.sku)
        back = (Note(Shared.BACK),) if trail != before else ()
        head = Note(Said.FORGOTTEN, {"code": done.code, "pack": done.units, "sku": done.sku})
        return Turn(trail, Words(Tone.OK, head, back), done.changes)
