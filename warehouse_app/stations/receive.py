"""Goods in, by scans: the delivery, then for each line [quantity] item [lot, expiry, serial where asked] place.

Asking has no side effect; the scan that confirms a place books, by one action. What was scanned and not confirmed is
forgotten by a restart, and asked for again; all that was booked is read from the house.
"""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.goods import Delivery
from warehouse_app.queries.house import house_settings
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.correcting import CorrectingFault, undo_receipt
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import close_receipt, find_delivery, receive
from warehouse_app.stations import receive_telling as telling
from warehouse_app.stations.receive_asking import Asking, Book, Close, Outcome, Turn, Undo
from warehouse_app.stations.receive_steps import (
    START,
    AskExpiry,
    AskItem,
    AskLot,
    AskOver,
    Pending,
    Said,
    Step,
    Trail,
    delivery_at,
    delivery_name,
    name_of,
    prompt,
)
from warehouse_app.stations.receive_telling import Words
from warehouse_app.stations.reply import Note, Reply, Tone


class _Attempt:
    """The action under which something is tried, the same one each time until the house has answered.

    It may have been done though its answer was lost on the way; the house then gives that answer again.
    """

    def __init__(self, act: Callable[[], Action]) -> None:
        self._act = act
        self._tried: tuple[Book | Undo, Action] | None = None

    def action_for(self, what: Book | Undo) -> Action:
        """Return the action to try `what` under."""
        if self._tried is None or self._tried[0] != what:
            self._tried = (what, self._act())
        return self._tried[1]

    def answered(self) -> None:
        """Begin anew with the next."""
        self._tried = None

    def end(self, action_id: str) -> None:
        """Begin anew where the present action has this id."""
        if self._tried is not None and self._tried[1].action_id == action_id:
            self._tried = None


class ReceiveStation:
    """The dialogue of receiving.

    Transitions:
        AskDelivery → AskItem                     a purchase order, a supplier's code, a label that names the order
        AskItem → AskItem                         a quantity; another purchase order (switches)
        AskItem → the first that is not known of  AskQuantity, AskLot, AskExpiry, AskOver, AskLocation
        AskLocation → AskLocation | AskOver       a quantity, as correction, in base units
        AskLocation → AskItem                     a place, or WXYES for the proposed one: booked
        AskItem → AskDelivery                     WXDONE: the receipt is closed
        any → the one before                      WXBACK, WXCANCEL
        any → the same                            WXUNDO: the last booking is taken back

    A quantity before the item counts packs of the scanned code. Digits are a quantity wherever one may stand, unless
    they are the place asked for, or the number of an item of the delivery.
    """

    def __init__(self, store: Store, act: Callable[[], Action]) -> None:
        self._store = store
        self._trail = START
        self._booking, self._undoing = _Attempt(act), _Attempt(act)
        self._act = act
        self._bookings: list[str] = []
        """The ids of what was booked here, or was tried to be, and was not taken back; the last one last."""

    @property
    def step(self) -> Step:
        """What is expected next."""
        return self._trail[-1]

    @property
    def delivery(self) -> Delivery | None:
        """What is being received; None before anything was chosen."""
        return delivery_at(self.step)

    def scan(self, text: str) -> Reply:
        """Take one scan in; what can go wrong is a reply too. The reply to a booking comes after its commit."""
        return self._answer(lambda: self._understand(text))

    def begin(self, *, purchase_order: str = "", supplier: str = "") -> Reply:
        """Begin a delivery, or go on with it, as if its purchase order or its supplier (code) was scanned."""

        def chosen() -> Outcome:
            with self._store.snapshot():
                return self._asking().begin(find_delivery(self._store, purchase_order, supplier))

        return self._answer(chosen)

    def undo(self, booking: str) -> Reply:
        """Take any booking back, by the id of its action; the dialogue stays where it is."""
        return self._answer(lambda: Undo(booking))

    def _answer(self, understand: Callable[[], Outcome]) -> Reply:
        try:
            outcome = understand()
            match outcome:
                case Book():
                    turn = self._book(outcome)
                case Close(on):
                    turn = self._close(on)
                case Undo():
                    turn = self._undo(outcome)
                case Turn():
                    turn = outcome
        except Refused as refused:
            turn = Turn(self._trail, _refusal(refused))
        self._trail = turn.trail
        words = turn.words
        return Reply(
            words.tone,
            words.head.code,
            words.head.facts,
            name_of(self.step),
            turn.booked,
            turn.changes,
            (*words.notes, prompt(self.step)),
            words.goods_to,
        )

    def _understand(self, text: str) -> Outcome:
        """Return what a scan leads to; reads only. Raises Refused where it leads nowhere."""
        with self._store.snapshot():
            return self._asking().answer(text)

    def _asking(self) -> Asking:
        last = self._bookings[-1] if self._bookings else ""
        return Asking(self._store, self._act, house_settings(), self._trail, last)

    def _book(self, outcome: Book) -> Turn:
        goods = outcome.goods
        line = Goods(goods.item.sku, goods.quantity, outcome.place, goods.lot, goods.expiry)
        # Read before, so that nothing can fail between the booking and its reply.
        with self._store.snapshot():
            zone = ZoneInfo(house_settings().time_zone)
        action = self._booking.action_for(outcome)
        if action.action_id not in self._bookings:
            self._bookings.append(action.action_id)
        try:
            answer = receive(
                self._store,
                action,
                [line],
                purchase_order=goods.on.number,
                supplier="" if goods.on.number else goods.on.supplier_code,
                accept_over=goods.accepted,
            )
        except Refused as refused:
            if isinstance(refused.code, ReceivingFault):
                self._forget(action.action_id)
            return Turn(_after_refusal(self._trail, goods, refused), _refusal(refused))
        self._booking.answered()
        return Turn((*START, AskItem(goods.on)), telling.booked(answer, goods, zone), answer.changes, booked=True)

    def _undo(self, outcome: Undo) -> Turn:
        try:
            answer = undo_receipt(self._store, self._undoing.action_for(outcome), outcome.booking)
        except Refused as refused:
            if not isinstance(refused.code, CorrectingFault):
                raise
            self._undoing.answered()
            if refused.code is CorrectingFault.UNKNOWN and outcome.booking in self._bookings:
                # Its answer was lost, and so was the booking; its own id is kept for when it is tried again.
                self._bookings.remove(outcome.booking)
                return Turn(self._trail, Words(Tone.WARN, Note(Said.NEVER_BOOKED)))
            if refused.code is CorrectingFault.UNDONE:
                self._forget(outcome.booking)
            raise
        self._undoing.answered()
        self._forget(outcome.booking)
        return Turn(self._trail, telling.undone(answer), answer.changes, booked=True)

    def _forget(self, booking: str) -> None:
        """Drop a booking that is not there: it is not to be taken back, nor its id to be used again."""
        if booking in self._bookings:
            self._bookings.remove(booking)
        self._booking.end(booking)

    def _close(self, on: Delivery) -> Turn:
        supplier = "" if on.number else on.supplier_code
        try:
            answer = close_receipt(self._store, self._act(), purchase_order=on.number, supplier=supplier)
        except Refused as refused:
            if refused.code is not ReceivingFault.NOT_OPEN:
                raise
            nothing = Note(Said.NOTHING_TO_CLOSE, {"delivery": delivery_name(on)})
            return Turn(self._trail, Words(Tone.WARN, nothing))
        return Turn(START, telling.closed(answer.units, answer.receipt, answer.lines_to_come, on), answer.changes)


def _refusal(refused: Refused) -> Words:
    # Too much may be accepted, so it is a question.
    tone = Tone.ASK if refused.code is ReceivingFault.TOO_MUCH else Tone.ERROR
    return Words(tone, Note(refused.code, refused.facts))


def _after_refusal(trail: Trail, goods: Pending, refused: Refused) -> Trail:
    """Return where to go on after the house refused to book: where the person can mend it."""
    before = trail[:-1]
    match refused.code:
        case ReceivingFault.TOO_MUCH:
            return (*before, AskOver(goods))
        case ReceivingFault.EXPIRY_OTHER | ReceivingFault.EXPIRY_NONE:
            return (*before, AskExpiry(replace(goods, expiry=None)))
        case ReceivingFault.SERIAL_THERE | ReceivingFault.LOT:
            return (*before, AskLot(replace(goods, lot="")))
        case ReceivingFault.NO_ITEM | ReceivingFault.NOT_ORDERED | ReceivingFault.SERIAL | ReceivingFault.EXPIRY:
            return (*START, AskItem(goods.on))
        case ReceivingFault.NO_DELIVERY | ReceivingFault.NO_SUPPLIER:
            return START
    return trail
