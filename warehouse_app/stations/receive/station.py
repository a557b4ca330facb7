"""Goods in, by scans: the delivery, then for each line [quantity] item [lot, expiry, serial where asked] place.

Asking has no side effect; the scan that confirms a place books, by one action. What was scanned and not confirmed is
forgotten by a restart, and asked for again; all that was booked is read from the house.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.queries.advance_notices import announced_lines
from warehouse_app.queries.codes import FoundItem, resolve
from warehouse_app.queries.goods import Delivery, quarantine_place
from warehouse_app.services.catalogue import Taught, teach_code
from warehouse_app.services.closing_short import ItemClosed, close_item_short
from warehouse_app.services.contract import Action, ContractFault
from warehouse_app.services.incoming import Goods, Pallet, ReceivingFault
from warehouse_app.services.receipts import find_delivery
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.receive import telling
from warehouse_app.stations.receive.aside import Book, Close, Teach, Want
from warehouse_app.stations.receive.closing import without_closing
from warehouse_app.stations.receive.closing_steps import CloseShort
from warehouse_app.stations.receive.closing_steps import Said as OfClosing
from warehouse_app.stations.receive.mending import mended
from warehouse_app.stations.receive.pallet import after_refused_pallet
from warehouse_app.stations.receive.pallet_steps import BookPallet
from warehouse_app.stations.receive.pallet_telling import counted, pallet_booked
from warehouse_app.stations.receive.steps import (
    START,
    AskLocation,
    Pending,
    Said,
    Step,
    Trail,
    before_undo,
    delivery_name,
    doubt_of,
    name_of,
    prompt,
)
from warehouse_app.stations.receive.taking_back import TakingBack
from warehouse_app.stations.reply import Note, Reply, Sheet, Tone
from warehouse_app.stations.words import Shared, Words


class ReceiveStation(TakingBack):
    """The dialogue of receiving.

    Transitions:
        AskDelivery → AskItem                     a purchase order, an advance notice, a supplier's code
        AskDelivery → as from AskItem             a label of goods that names their order, which begins that
        AskDelivery → AskPallet                   a pallet of an advance notice, which begins that
        AskItem → AskItem                         a quantity; another purchase order or advance notice (switches)
        AskItem → AskPallet                       a pallet of the notice, or of another (switches)
        AskPallet → AskPallet                     a quantity; WXSKIP: another place is proposed
        AskPallet → AskItem                       a place, or WXYES for the proposed one: all of it is booked
        AskPallet → AskPalletWhy → AskItem        a quarantine place, then the reason: booked as set aside
        AskPallet → AskPalletDoubt → AskItem      a place, too much or too short-dated: WXYES accepts it (a lead)
        AskPalletDoubt → as from AskPallet        WXNO, or anything else
        AskPallet → as from AskItem               an item on it: booked as a part of it, then back to AskPallet
        AskItem → the first that is not known of  AskQuantity, AskLot, AskExpiry, AskShortDated, AskOver, AskLocation;
                                                  from each of these to the next
        AskQuantity → the next                    a quantity; WXYES for as many as they weigh
        AskLot → AskLot                           the code of something else: WXYES takes it all the same
        AskLot | AskExpiry → the next             a lot, a day; WXYES for what the advance notice says of these goods,
                                                  where that is one thing: a lot with its day, or a day
        AskShortDated → AskOver | AskLocation     WXYES: accepted as they are (a lead)
        AskShortDated → AskItem                   a quarantine place: booked as set aside; WXNO: not taken in
        AskOver → AskLocation                     WXYES: accepted (a lead); WXNO: as many as may still come
        AskOver → AskItem                         WXNO where none may
        all of these → AskMany                    more units than is likely: on with WXYES, or with another number;
                                                  WXNO: back to where they were said
        AskShortDated, AskOver, AskLocation →     a quantity, as correction, in base units: as after AskQuantity
        AskLocation → AskLocation                 WXSKIP: another place is proposed
        AskLocation → AskItem                     a place, or WXYES for the proposed one: booked
        AskLocation | AskOver → AskWhy → AskItem  a quarantine place, then the reason: booked as set aside
        AskLocation → AskStage → AskItem          an order that gets some of it, then a staging place or a tote: booked,
                                                  put aside for it; with a rest back to AskLocation
        AskItem → AskTeach → AskPack → AskItem…   an unknown code, its item, the units of its pack: taught (a lead)
        AskPack → AskPack                         more units than is likely: WXYES takes them all the same
        AskItem → AskShort → AskWhyNot → AskItem  WXSHORT, an item, then the reason: closed short (a lead); with goods
                                                  in hand WXSHORT means their item, and leads back to them
        AskItem → AskDelivery                     WXDONE: the receipt is closed
        any → the one before                      WXBACK, WXCANCEL
        any → the same                            WXUNDO: the last booking is taken back, or the last closing short
        any → the one before the goods in hand    WXUNDO right after a teaching: the code is forgotten again
        any → AskUndo → the same                  WXUNDO where the last booking is not of the receipt in hand, or a code
                                                  was taught before: WXYES
        any → the same                            WXPRINT: a label of what was booked last, or the note of the receipt
                                                  that was closed last

    A quantity before the item counts packs of the scanned code, and nothing passes over it unasked. Digits are a
    quantity wherever one may stand, unless they are the place asked for, or the number of an item of the delivery.
    """

    prints = Shared.PRINTS_RECEIVE

    def begin(self, *, purchase_order: str = "", supplier: str = "", advance_notice: str = "") -> Reply:
        """Begin a delivery, or go on with it, as if its notice, its purchase order or its supplier was scanned."""

        def chosen() -> Turn[Step]:
            with self._store.snapshot():
                return self._asking().begin(find_delivery(self._store, purchase_order, supplier, advance_notice))

        return self._answer(chosen)

    def _name(self, step: Step) -> StrEnum:
        return name_of(step)

    def _prompt(self, step: Step) -> Note:
        return prompt(step)

    def _doubts(self, step: Step, said: AbstractSet[StrEnum]) -> tuple[Note, ...]:
        return doubt_of(step, said)

    def _refusal(self, refused: Refused) -> Words:
        # These may be accepted, so it is a question.
        tone = Tone.ASK if refused.code is ReceivingFault.SHORT_DATED else Tone.ERROR
        return Words(tone, Note(refused.code, refused.facts))

    def _reply(self, turn: Turn[Step]) -> Reply:
        reply = super()._reply(turn)
        step = turn.trail[-1]
        if not isinstance(step, AskLocation) or (reply.goods_to and reply.tone is not Tone.OK):
            return reply
        # Whoever waits for what is in hand is not lost from sight by what is said in between.
        try:
            with self._store.snapshot():
                return replace(reply, goods_to=replace(self._asking(), trail=turn.trail).in_hand(step))
        except Refused:
            return reply  # what was done is said all the same; the next scan says what is wrong

    def _carry_out(self, want: Want) -> Turn[Step]:
        self._trail = before_undo(self._trail)
        match want:
            case Book():
                return self._book(want)
            case BookPallet():
                return self._book_pallet(want)
            case Close(on):
                return self._close(on)
            case CloseShort():
                return self._close_short(want)
            case Teach():
                return self._teach(want)

    def _book(self, want: Book) -> Turn[Step]:
        goods = want.goods
        of = (want.place, goods.lot, goods.expiry, want.why, want.order, goods.sscc, want.rest, goods.label_sscc)
        line = Goods(goods.item.sku, goods.quantity, *of)
        # Read before, so that nothing can fail between the booking and its reply.
        with self._store.snapshot():
            zone = self._zone()
            trail, day = self._asking().trail_after(goods), self._asking().street_day(goods.item.id)
        try:
            answer = self._tried(
                want,
                lambda action: receive(
                    self._store,
                    # Who accepted them answers for them.
                    replace(action, actor=goods.by or action.actor),
                    [line],
                    purchase_order=goods.on.number,
                    supplier="" if goods.on.number else goods.on.supplier_code,
                    advance_notice=goods.on.notice_number,
                    accept_up_to={goods.item.sku: goods.accepted} if goods.accepted else None,
                    accept_short_dated=goods.accepted_short,
                ),
            )
        except Refused as refused:
            # What was to follow to another place is in hand still.
            in_hand = replace(goods, packs=1, pack=goods.quantity + want.rest) if want.rest else goods
            if refused.code is ReceivingFault.TOO_MUCH:
                with self._store.snapshot():
                    return self._asking().anew(in_hand)
            return Turn(self._after_refusal(in_hand, refused), self._refusal(refused))
        words = telling.booked(answer, goods, zone)
        sheet = telling.label(answer, self._last, want.order)
        done: Turn[Step] = Turn(trail, words, answer.changes, booked=True, sheet=sheet)
        rest = answer.rest(goods.item.sku)
        done = done.also(*telling.kept_until(goods.item.sku, rest, day), *counted(goods.on, answer.booked[0].notice))
        return self._with_the_rest(done, want) if want.rest else done

    def _book_pallet(self, want: BookPallet) -> Turn[Step]:
        on = want.on
        with self._store.snapshot():
            zone = self._zone()
            announced = announced_lines(self._store, on.notice) if on.notice is not None else []
            days = self._asking().street_days(announced)
        pallet = Pallet(want.sscc, want.place, want.why)
        try:
            answer = self._tried(
                want,
                lambda action: receive(
                    self._store,
                    action,
                    [],
                    advance_notice=on.notice_number,
                    pallets=[pallet],
                    accept_up_to=dict(want.over),
                    accept_short_dated=want.short,
                ),
            )
        except Refused as refused:
            if refused.code is ContractFault.ROLE:
                raise
            return after_refused_pallet(self._trail, want, refused)
        words = pallet_booked(answer, want.sscc, want.place, announced, on, zone)
        sheet = telling.label(answer, self._last, "")
        done: Turn[Step] = Turn((*START, AskItem(on)), words, answer.changes, booked=True, sheet=sheet)
        return done.also(*telling.all_kept_until({sku: answer.rest(sku) for sku in days}, days))

    def _after_refusal(self, goods: Pending, refused: Refused) -> Trail:
        """Return where to go on after the house refused to book: where the person can mend it."""
        if refused.code is ReceivingFault.NOT_ORDERED:
            with self._store.snapshot():
                aside = quarantine_place(self._store)
            # They cannot lie where they were to; they may in quarantine, with a reason.
            for at, step in enumerate(self._trail):
                if aside and isinstance(step, AskLocation):
                    return (*self._trail[:at], replace(step, proposed=aside.code))
        return mended(self._trail, goods, refused)

    def _with_the_rest(self, done: Turn[Step], want: Book) -> Turn[Step]:
        """Go on with what of the goods was not put aside for an order."""
        # Whoever booked some of them knows by then whether the pallet was booked twice.
        goods = replace(want.goods, packs=1, pack=want.rest, twice=None)
        with self._store.snapshot():
            turn = replace(self._asking(), trail=done.trail).onward(goods)
        return replace(done.also(turn.words.head), trail=turn.trail)

    def _teach(self, want: Teach) -> Turn[Step]:
        taught = want.taught

        def do(action: Action) -> Taught:
            # Known before, as for what is closed short.
            self._teachings.add(action.action_id)
            by_lead = replace(action, actor=taught.by)
            return teach_code(self._store, by_lead, taught.code, taught.item.sku, want.pack)

        done = self._tried(want, do)
        if not done.is_new:
            self._forget(self._last)
        bare, step = AskItem(taught.on), AskItem(taught.on, taught.packs)
        # Where a number was keyed, going back forgets it before it leaves the delivery.
        inside = replace(self._asking(), trail=(*START, *dict.fromkeys((bare, step))))
        head = Note(
            Said.TAUGHT, {"code": taught.code, "pack": want.pack, "sku": taught.item.sku, "unit": taught.item.unit}
        )
        try:
            with self._store.snapshot():
                meaning = resolve(self._store, taught.scan, year=inside.year)
                turn = inside.scanned(
                    step, meaning if isinstance(meaning, FoundItem) else FoundItem(taught.item, want.pack)
                )
        except Refused as refused:
            turn = Turn((*START, bare), self._refusal(refused))
        if done.is_new and not isinstance(turn.trail[-1], AskItem):
            self._taught = self._last, turn.trail
        return replace(turn.under(head), changes=done.changes)

    def _close_short(self, want: CloseShort) -> Turn[Step]:
        number, sku, in_hand = want.closing.on.number, want.closing.item.sku, want.closing.in_hand

        def do(action: Action) -> ItemClosed:
            # Known before, so that what was done is taken back even where its answer was lost.
            self._closings.add(action.action_id)
            return close_item_short(self._store, action, number, sku, why=want.why, in_hand=in_hand)

        zone = self._zone()
        answer = self._tried(want, do)
        words = telling.item_closed(OfClosing.CLOSED, answer, zone)
        return Turn(without_closing(self._trail), words, answer.changes)

    def _close(self, on: Delivery) -> Turn[Step]:
        supplier, zone = "" if on.number else on.supplier_code, self._zone()
        try:
            answer = close_receipt(
                self._store,
                self._act(),
                purchase_order=on.number,
                supplier=supplier,
                advance_notice=on.notice_number,
            )
        except Refused as refused:
            if refused.code is not ReceivingFault.NOT_OPEN:
                raise
            nothing = Note(Said.NOTHING_TO_CLOSE, {"delivery": delivery_name(on)})
            return Turn(self._trail, Words(Tone.WARN, nothing))
        words = telling.closed(answer, on, zone)
        note = Sheet(DocumentKind.GOODS_RECEIVED_NOTE, answer.receipt)
        return Turn(START, words, answer.changes, sheet=note)
