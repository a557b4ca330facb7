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
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.stations import receive_telling as telling
from warehouse_app.stations.receive_asking import Asking, Book, Close, Outcome, Turn
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
    delivery_name,
    name_of,
    prompt,
)
from warehouse_app.stations.receive_telling import Words
from warehouse_app.stations.reply import Note, Reply, Tone


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

    A quantity before the item counts packs of the scanned code. Digits are a quantity wherever one may stand, unless
    they are the place asked for, or the number of an item of the delivery.
    """

    def __init__(self, store: Store, act: Callable[[], Action]) -> None:
        self._store = store
        self._act = act
        self._trail = START
        self._attempt: tuple[Book, Action] | None = None

    @property
    def step(self) -> Step:
        """What is expected next."""
        return self._trail[-1]

    def scan(self, text: str) -> Reply:
        """Take one scan in; what can go wrong is a reply too. The reply to a booking comes after its commit."""
        try:
            outcome = self._understand(text)
            match outcome:
                case Book():
                    turn = self._book(outcome)
                case Close(on):
                    turn = self._close(on)
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
        )

    def _understand(self, text: str) -> Outcome:
        """Return what a scan leads to; reads only. Raises Refused where it leads nowhere."""
        with self._store.snapshot():
            asking = Asking(self._store, self._act, house_settings(), self._trail)
            return asking.answer(text)

    def _book(self, outcome: Book) -> Turn:
        goods = outcome.goods
        line = Goods(goods.item.sku, goods.quantity, outcome.place, goods.lot, goods.expiry)
        action = self._action_for(outcome)
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
                self._attempt = None
            return Turn(_after_refusal(self._trail, goods, refused), _refusal(refused))
        self._attempt = None
        with self._store.snapshot():
            zone = ZoneInfo(house_settings().time_zone)
        words = telling.booked(answer, goods, zone)
        return Turn((*START, AskItem(goods.on)), words, answer.changes, booked=True)

    def _action_for(self, booking: Book) -> Action:
        """Return the action of a booking: the one of before, where its answer was lost on the way.

        It may have been booked all the same; the house then gives that answer again.
        """
        if self._attempt is None or self._attempt[0] != booking:
            self._attempt = (booking, self._act())
        return self._attempt[1]

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
