"""Goods in, by scans: the delivery, then for each line [quantity] item [lot, expiry, serial where asked] place.

Asking has no side effect; the scan that confirms a place books, by one action. What was scanned and not confirmed is
forgotten by a restart, and asked for again; all that was booked is read from the house.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.codes import FoundItem
from warehouse_app.queries.goods import Delivery, quarantine_place
from warehouse_app.queries.house import house_settings
from warehouse_app.services.catalogue import teach_code
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.correcting import CorrectingFault, undo_receipt
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import close_receipt, find_delivery, receive
from warehouse_app.stations import receive_telling as telling
from warehouse_app.stations.dialogue import Dialogue, Turn
from warehouse_app.stations.receive_aside import Book, Close, Teach, Want
from warehouse_app.stations.receive_asking import ReceiveAsking
from warehouse_app.stations.receive_steps import (
    START,
    AskExpiry,
    AskItem,
    AskLocation,
    AskLot,
    AskOver,
    AskWhy,
    Pending,
    Said,
    Step,
    Trail,
    delivery_at,
    delivery_name,
    name_of,
    prompt,
)
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Words


class ReceiveStation(Dialogue[Step, Want]):
    """The dialogue of receiving.

    Transitions:
        AskDelivery → AskItem                     a purchase order, a supplier's code, a label that names the order
        AskItem → AskItem                         a quantity; another purchase order (switches)
        AskItem → the first that is not known of  AskQuantity, AskLot, AskExpiry, AskOver, AskLocation
        AskLocation → AskLocation | AskOver       a quantity, as correction, in base units
        AskLocation → AskItem                     a place, or WXYES for the proposed one: booked
        AskLocation | AskOver → AskWhy → AskItem  a quarantine place, then the reason: booked as set aside
        AskOver → AskLocation | AskItem           WXNO: what may still come of them, if anything may
        AskLocation → AskStage → AskItem          an order that gets some of it, then a staging place or a tote: booked,
                                                  put aside for it; with a rest back to AskLocation
        AskItem → AskTeach → AskPack → AskItem…   an unknown code, its item, the units of its pack: taught (a lead)
        AskItem → AskDelivery                     WXDONE: the receipt is closed
        any → the one before                      WXBACK, WXCANCEL
        any → the same                            WXUNDO: the last booking is taken back

    A quantity before the item counts packs of the scanned code. Digits are a quantity wherever one may stand, unless
    they are the place asked for, or the number of an item of the delivery.
    """

    never_booked = CorrectingFault.UNKNOWN
    undone_before = CorrectingFault.UNDONE

    def __init__(self, store: Store, act: Callable[[], Action]) -> None:
        super().__init__(store, act, START)

    @property
    def delivery(self) -> Delivery | None:
        """What is being received; None before anything was chosen."""
        return delivery_at(self.step)

    def begin(self, *, purchase_order: str = "", supplier: str = "") -> Reply:
        """Begin a delivery, or go on with it, as if its purchase order or its supplier (code) was scanned."""

        def chosen() -> Turn[Step]:
            with self._store.snapshot():
                return self._asking().begin(find_delivery(self._store, purchase_order, supplier))

        return self._answer(chosen)

    def _asking(self) -> ReceiveAsking:
        return ReceiveAsking(self._store, self._act, house_settings(), self._trail, self._last)

    def _name(self, step: Step) -> StrEnum:
        return name_of(step)

    def _prompt(self, step: Step) -> Note:
        return prompt(step)

    def _refusal(self, refused: Refused) -> Words:
        # Too much may be accepted, so it is a question.
        tone = Tone.ASK if refused.code is ReceivingFault.TOO_MUCH else Tone.ERROR
        return Words(tone, Note(refused.code, refused.facts))

    def _carry_out(self, want: Want) -> Turn[Step]:
        match want:
            case Book():
                return self._book(want)
            case Close(on):
                return self._close(on)
            case Teach():
                return self._teach(want)

    def _book(self, want: Book) -> Turn[Step]:
        goods = want.goods
        line = Goods(goods.item.sku, goods.quantity, want.place, goods.lot, goods.expiry, want.why, want.order)
        # Read before, so that nothing can fail between the booking and its reply.
        with self._store.snapshot():
            zone = ZoneInfo(house_settings().time_zone)
        try:
            answer = self._tried(
                want,
                lambda action: receive(
                    self._store,
                    action,
                    [line],
                    purchase_order=goods.on.number,
                    supplier="" if goods.on.number else goods.on.supplier_code,
                    accept_over=goods.accepted,
                ),
                ReceivingFault,
            )
        except Refused as refused:
            return Turn(self._after_refusal(goods, refused), self._refusal(refused))
        words = telling.booked(answer, goods, zone)
        done: Turn[Step] = Turn((*START, AskItem(goods.on)), words, answer.changes, booked=True)
        return self._with_the_rest(done, want) if want.rest else done

    def _after_refusal(self, goods: Pending, refused: Refused) -> Trail:
        """Return where to go on after the house refused to book: where the person can mend it."""
        if refused.code is ReceivingFault.NOT_ORDERED:
            with self._store.snapshot():
                aside = quarantine_place(self._store)
            # They cannot lie where they were to; they may in quarantine, with a reason.
            for at, step in enumerate(self._trail):
                if aside and isinstance(step, AskLocation):
                    return (*self._trail[:at], replace(step, proposed=aside.code))
        return _mended(self._trail, goods, refused)

    def _with_the_rest(self, done: Turn[Step], want: Book) -> Turn[Step]:
        """Go on with what of the goods was not put aside for an order."""
        goods = replace(want.goods, packs=1, pack=want.rest)
        with self._store.snapshot():
            turn = replace(self._asking(), trail=done.trail).onward(goods)
        return replace(done.also(turn.words.head), trail=turn.trail)

    def _teach(self, want: Teach) -> Turn[Step]:
        taught = want.taught
        done = teach_code(self._store, self._act(), taught.code, taught.item.sku, want.pack)
        step = AskItem(taught.on, taught.packs)
        inside = replace(self._asking(), trail=(*START, step))
        head = Note(
            Said.TAUGHT, {"code": taught.code, "pack": want.pack, "sku": taught.item.sku, "unit": taught.item.unit}
        )
        try:
            with self._store.snapshot():
                turn = inside.scanned(step, FoundItem(taught.item, want.pack))
        except Refused as refused:
            turn = Turn((*START, AskItem(taught.on)), self._refusal(refused))
        words = replace(turn.words, head=head, notes=(turn.words.head, *turn.words.notes))
        return Turn(turn.trail, words, done)

    def _take_back(self, action: Action, booking: str) -> Turn[Step]:
        answer = undo_receipt(self._store, action, booking)
        return Turn(self._trail, telling.undone(answer), answer.changes, booked=True)

    def _close(self, on: Delivery) -> Turn[Step]:
        supplier = "" if on.number else on.supplier_code
        try:
            answer = close_receipt(self._store, self._act(), purchase_order=on.number, supplier=supplier)
        except Refused as refused:
            if refused.code is not ReceivingFault.NOT_OPEN:
                raise
            nothing = Note(Said.NOTHING_TO_CLOSE, {"delivery": delivery_name(on)})
            return Turn(self._trail, Words(Tone.WARN, nothing))
        return Turn(START, telling.closed(answer.units, answer.receipt, answer.lines_to_come, on), answer.changes)


def _mended(trail: Trail, goods: Pending, refused: Refused) -> Trail:
    """Return where to go on after a refusal that has to do with the goods or their delivery, not their place."""
    # The reason is asked for after the place.
    before = trail[:-2] if isinstance(trail[-1], AskWhy) else trail[:-1]
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
