"""What a scan means to receiving at each step: where it leads and what is said, without any effect."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.queries.codes import (
    Ambiguous,
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
    resolve,
)
from warehouse_app.queries.goods import (
    Delivery,
    blind_delivery_of,
    delivery_of,
    expected_lines,
    notice_delivery_of,
    place_of,
    proposed_place,
    quarantine_place,
)
from warehouse_app.queries.lots import is_lot_known
from warehouse_app.queries.preview import Planned, PlannedShare, open_receipt_of, open_receipts
from warehouse_app.queries.received import FoundReceived
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode, quantity, read
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.stations.attempt import Print, Undo
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_aside import AskWhy
from warehouse_app.stations.goods_steps import AskExpiry, AskItem, AskLot, AskQuantity, OfGoods
from warehouse_app.stations.receive import telling
from warehouse_app.stations.receive.aside import Answer, Book, Close, Teach, Want
from warehouse_app.stations.receive.closing import ClosingAsking
from warehouse_app.stations.receive.closing_steps import AskShort, AskWhyNot
from warehouse_app.stations.receive.pallet import PalletAsking
from warehouse_app.stations.receive.pallet_steps import AskPallet, AskPalletDoubt, AskPalletWhy
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.pallet_telling import of_goods
from warehouse_app.stations.receive.steps import (
    START,
    AskDelivery,
    AskLocation,
    AskOver,
    AskPack,
    AskShortDated,
    AskStage,
    AskTeach,
    AskUndo,
    Pending,
    Said,
    Step,
    Trail,
    before_undo,
    delivery_at,
    delivery_name,
)
from warehouse_app.stations.reply import GoodsTo, Note, Tone
from warehouse_app.stations.words import Shared, Words, goods_seen, label_also, measures_of

_OPEN_LISTED = 5
_OF_UNDO = frozenset({Command.NO, Command.BACK, Command.CANCEL, Command.HELP, Command.RECEIVE})
"""What is said besides yes where it is asked whether something is taken back; all else is about what comes next."""


@dataclass(frozen=True, slots=True)
class ReceiveAsking(PalletAsking, ClosingAsking):
    """What a scan means to receiving."""

    card = Command.RECEIVE
    at = Shared.AT_RECEIVE

    def _read(self, text: str) -> Resolved:
        match self.step:
            case AskDelivery():
                return resolve(self.store, text, year=self.year, suppliers=True, digits=True)
            case AskPalletWhy() | AskWhyNot():
                return resolve(self.store, text, year=self.year, exactly=True)
        return super(ReceiveAsking, self)._read(text)

    def answer(self, text: str) -> Turn[Step] | Undo | Print | Want:
        if isinstance(self.step, AskUndo):
            code = read(text, year=self.year)[0]
            command = code.command if isinstance(code, CommandCode) else None
            if command in {Command.YES, Command.OK}:
                return Undo(self.step.booking, is_sure=True)
            if command not in _OF_UNDO:
                return replace(self, trail=before_undo(self.trail)).answer(text)
        return super(ReceiveAsking, self).answer(text)

    def _meaning(self, meaning: Resolved, text: str) -> Answer:
        number = quantity(text)
        assert not isinstance(self.step, AskUndo)  # what is no answer to that was asked about what comes next
        match self.step:
            case AskDelivery():
                return self._delivery(meaning)
            case AskItem() as step:
                return self._item(step, meaning, text, number)
            case (AskPallet() as step) | AskPalletDoubt(asked=step):
                return self._pallet_place(step, meaning, number)
            case AskWhy() | AskPalletWhy() | AskWhyNot() as step:
                return self._why(step, meaning, text, number)
            case AskStage() as step:
                return self._stage(step, meaning)
            case AskTeach() | AskPack() as step:
                return self._taught(step, meaning, text, number)
            case AskShort() as step:
                return self._closing(step, meaning)
            case AskOver(goods=goods) | AskShortDated(goods):
                return self._doubtful(goods, meaning, text, number)
            case AskLocation(goods):
                return self._location(goods, meaning, number)
            case step:
                return self._asked(step, meaning, text)

    def _other(self, meaning: Resolved) -> Turn[Step]:
        turn = super(ReceiveAsking, self)._other(meaning)
        return turn.also(*self._open_ones()) if isinstance(self.step, AskDelivery) else turn

    def _open_ones(self) -> tuple[Note, ...]:
        return telling.open_ones(open_receipts(self.store, most=_OPEN_LISTED))

    # --- commands ---

    def _number(self, number: int) -> Answer:
        match self.step:
            case AskLocation(goods) | AskOver(goods=goods) | AskShortDated(goods):
                return self._corrected(goods, number)
            case AskWhy() | AskPalletWhy() | AskWhyNot() as step:
                return self._usual(step, number)
            case AskPack() as step:
                return self._pack(step, number)
            case (AskPallet() as step) | AskPalletDoubt(asked=step):
                return self._pallet_packs(step, number)
        return super(ReceiveAsking, self)._number(number)

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskLocation(goods, proposed) if proposed:
                place = place_of(self.store, proposed)
                return self._put(goods, place) if place else Book(goods, proposed)
            case AskLocation():
                return self._warn(Shared.NO_PLACE)
            case AskPallet() as step:
                return self._pallet_yes(step)
            case AskPalletDoubt(want=want):
                return want
            case AskPack(doubted=pack) as step if pack:
                return Teach(replace(step, doubted=0), pack)
            case AskQuantity(goods) if goods.pieces:
                return self._unpacked(replace(goods, sure=goods.pieces), goods.pieces)
            case AskOver(goods, total):
                return self._over_accepted(goods, total)
            case AskShortDated(goods):
                return self.onward(replace(goods, accepted_short=True, by=self._lead()))
        return super(ReceiveAsking, self)._yes(code)

    def _no(self, code: CommandCode) -> Answer:
        match self.step:
            case AskShortDated(goods):
                return self._not_any(goods)
            case AskOver(goods=goods):
                return self._not_over(goods)
            case AskPalletDoubt() as step:
                return self._pallet_refused(step)
            case AskPack(doubted=pack) as step if pack:
                return self._instead(replace(step, doubted=0), Words(Tone.ASK, goods_seen(step.item, 0)))
            case AskUndo():
                return self._back()
            case AskLot(goods, doubted) as step if doubted:
                words = Words(Tone.ASK, goods_seen(goods.item, goods.quantity))
                return self._instead(replace(step, doubted=""), words)
        return super(ReceiveAsking, self)._no(code)

    def _skip(self, code: CommandCode) -> Answer:
        match self.step:
            case AskLocation(_, proposed) if not proposed:
                return self._warn(Shared.NOTHING_TO_SKIP)
            case AskLocation(goods, proposed, skipped):
                turn = self._complete(goods, self.trail[:-1], (*skipped, proposed))
                is_last = isinstance(turn.trail[-1], AskLocation) and not turn.trail[-1].proposed
                return self._warn(Said.NO_OTHER_PLACE) if is_last else turn
            case AskPallet() as step:
                return self._pallet_skip(step)
            case AskLot(goods) | AskExpiry(goods):
                return self._warn(Said.NOT_WITHOUT, sku=goods.item.sku)
        return self._other(code)

    def _help(self) -> Words:
        if isinstance(self.step, AskDelivery):
            return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS), *self._open_ones()))
        on = delivery_at(self.step)
        if on is None:
            return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS),))
        return Words(Tone.ASK, Note(Said.HELP, {"delivery": delivery_name(on)}), (Note(Said.COMMANDS),))

    def _done(self, code: CommandCode) -> Answer:
        match self.step:
            case AskDelivery():
                return self._warn(Said.NO_DELIVERY)
            case AskItem(on):
                return Close(on)
            case AskTeach() | AskPack() | AskShort() | AskWhyNot() | AskUndo():
                return self._other(code)
            case AskPallet(packs=int() as packs):
                return self._warn(Shared.PACKS_OF_WHAT, packs=packs)
            case AskPallet(sscc=sscc) | AskPalletWhy(sscc=sscc) | AskPalletDoubt(sscc=sscc):
                return self._warn(OfPallet.NOT_BOOKED, sscc=sscc)
            case step:
                return self._warn(Shared.NOT_BOOKED, sku=step.goods.item.sku)

    # --- the delivery ---

    def _delivery(self, meaning: Resolved) -> Turn[Step]:
        match meaning:
            case FoundDocument(OwnKind.PURCHASE_ORDER | OwnKind.ADVANCE_NOTICE as kind, number):
                return self._begin(self._of_document(kind, number))
            case FoundPallet():
                return self._pallet(meaning)
            case FoundSupplier(code):
                return self._begin(blind_delivery_of(self.store, code))
            case FoundItem(purchase_order=number) if number:
                begun = self._begin(delivery_of(self.store, number))
                inside = replace(self, trail=begun.trail)
                assert isinstance(inside.step, AskItem)
                turn = inside.scanned(inside.step, meaning)
                return turn.first(begun.words.head)
        return self._other(meaning)

    def _of_document(self, kind: OwnKind, number: str) -> Delivery | None:
        find = notice_delivery_of if kind is OwnKind.ADVANCE_NOTICE else delivery_of
        return find(self.store, number)

    def begin(self, on: Delivery) -> Turn[Step]:
        """Return what choosing a delivery leads to, as if it was scanned."""
        if isinstance(self.step, AskUndo):
            return replace(self, trail=before_undo(self.trail)).begin(on)
        match self.step:
            case AskDelivery():
                return self._begin(on)
            case AskItem(present):
                return self._counted_on(self._begin(on, present))
        if on.notice is not None:
            return self._other(FoundDocument(OwnKind.ADVANCE_NOTICE, on.notice_number))
        if on.purchase_order is None:
            return self._other(FoundSupplier(on.supplier_code, on.supplier_name))
        return self._other(FoundDocument(OwnKind.PURCHASE_ORDER, on.number))

    def _begin(self, on: Delivery | None, present: Delivery | None = None) -> Turn[Step]:
        """Return where a delivery begins, or is gone on with; in place of the present one where that is another."""
        assert on is not None  # it was found in the same snapshot
        before = delivery_name(present) if present and present != on else ""
        if on.notice is not None:
            return self._begin_notice(on, before)
        expected = expected_lines(self.store, on.purchase_order) if on.purchase_order is not None else []
        words = telling.delivery_begun(on, expected, open_receipt_of(self.store, on), before)
        return self._say(words, (*START, AskItem(on)))

    # --- the goods ---

    def _item(self, step: AskItem[Delivery], meaning: Resolved, text: str, number: int | None) -> Answer:
        if number is not None and not self._is_of_delivery(meaning, step.on):
            return self._number(number)
        match meaning:
            case FoundItem():
                turn = self.scanned(step, meaning)
                return turn if number is None else turn.also(Note(Shared.NOT_A_QUANTITY, {"number": str(number)}))
            case FoundDocument(OwnKind.PURCHASE_ORDER | OwnKind.ADVANCE_NOTICE as kind, other):
                return self._begin(self._of_document(kind, other), step.on)
            case FoundPallet():
                return self._pallet(meaning, step.on)
            case UnknownCode():
                return self._unknown(step, meaning, text)
        return self._other(meaning)

    def _is_of_delivery(self, meaning: Resolved, on: Delivery) -> bool:
        if not isinstance(meaning, FoundItem):
            return False
        if on.purchase_order is None:
            return True
        return any(row.item == meaning.item.id for row in expected_lines(self.store, on.purchase_order))

    def scanned(self, step: AskItem[Delivery], found: FoundItem, *, sscc: str = "") -> Turn[Step]:
        """Return where the goods of a code lead. Raises Refused where the delivery has none of them."""
        item, on = found.item, step.on
        if found.purchase_order and found.purchase_order != on.number:
            return self._warn(Said.OF_OTHER_ORDER, number=found.purchase_order, delivery=delivery_name(on))
        if not self._is_of_delivery(found, on) and quarantine_place(self.store) is None:
            raise Refused(ReceivingFault.NOT_ORDERED, sku=item.sku, number=on.number)
        lot = found.serial if item.serial else found.lot if item.lot else ""
        expiry = found.expiry if item.expiry else None
        packs = step.packs or 1
        goods = Pending(on, item, packs, found.pack, lot, expiry, pieces=found.pieces, sscc=sscc)
        goods = replace(goods, label_sscc="" if sscc else found.sscc)
        turn = self._labelled(goods).also(*measures_of(found), *label_also(found.besides))
        if found.suspect and (item.lot or item.serial):
            turn = turn.also(Note(Shared.LOT_UNCLEAR))
        return turn

    def _missing(self, goods: Pending) -> OfGoods[Pending] | None:
        sku = goods.item.sku
        if goods.quantity > MAX_QUANTITY:
            raise Refused(ReceivingFault.QUANTITY, sku=sku, quantity=goods.quantity, most=MAX_QUANTITY)
        if goods.item.serial and goods.is_several:
            raise Refused(ReceivingFault.SERIAL, sku=sku)
        return super(ReceiveAsking, self)._missing(goods)

    def _expects(self, goods: Pending) -> bool:
        if self._so_far(goods.on, goods.item):
            return True  # more than were ordered and tolerated are asked about as such
        coming = sum(line.to_come for line in self._announced(goods.on) if line.item == goods.item.id)
        return goods.quantity <= coming

    def _knows_lot(self, goods: Pending, lot: str) -> bool:
        return is_lot_known(self.store, goods.item.id, lot) or super(ReceiveAsking, self)._knows_lot(goods, lot)

    def onward(self, goods: Pending, trail: Trail | None = None) -> Turn[Step]:
        return super(ReceiveAsking, self).onward(self._with_known_day(goods), trail)

    def _about(self, goods: Pending) -> Words:
        return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), telling.details(goods, self.settings.house_day))

    def _lot_under(self, _label: FoundReceived, _goods: Pending) -> str:
        return ""  # goods that bear one are here already, which is said before anything else

    def _complete(self, goods: Pending, trail: Trail, skipping: tuple[str, ...] = ()) -> Turn[Step]:
        """Ask for the place of goods, saying who would get them; `skipping` are places (codes) that will not do.

        First of all whether they are accepted, where they are too many or too short-dated.
        """
        item, on = goods.item, goods.on
        details = telling.details(goods, self.settings.house_day)
        so_far, against = self._so_far(on, item), self._against(goods)
        is_aside = self._is_expired(goods) or bool(against)
        if self._is_short_dated(goods) and not is_aside:
            return self._say(telling.short_dated(goods, self.settings.house_day), (*trail, AskShortDated(goods)))
        total = so_far.received + goods.quantity if so_far else 0
        if so_far and so_far.is_too_much(goods.quantity) and total > goods.accepted:
            reasons = (*filter(None, [telling.expired(goods, self.settings.house_day)]), *against)
            return self._say(telling.too_much(goods, so_far, reasons), (*trail, AskOver(goods, total)))
        aside = quarantine_place(self.store) if is_aside else None
        place = aside or proposed_place(self.store, item, goods.quantity, skipping=skipping)
        proposed = place.code if place and place.code not in skipping else ""
        planned = self._planned(goods, is_aside=is_aside)
        where = self._where(goods, proposed, planned)
        announced = of_goods(goods, self._announced(on))
        notes = (*details, *against, *announced, *telling.progress(goods, so_far), telling.goes_to(*where))
        notes += telling.left_to_others(item.sku, planned)
        notes += () if is_aside else telling.kept_until(item.sku, where[1], self.street_day(item.id))
        tone = Tone.WARN if is_aside or goods.twice else Tone.ASK
        to = self._all_to(goods, proposed, planned)
        words = Words(tone, goods_seen(goods.item, goods.quantity), notes, to)
        return self._say(words, (*trail, AskLocation(goods, proposed, skipping)))

    def _where(
        self, goods: Pending, place: str, planned: Planned
    ) -> tuple[list[PlannedShare], int, str, ZoneInfo, int, tuple[str, ...]]:
        """Return who would get goods, how many of them are left for their place, and what else is said of that."""
        shares = [] if planned.is_aside else planned.shares
        rest = max(0, goods.quantity - sum(share.units for share in shares))
        return shares, rest, place, ZoneInfo(self.settings.time_zone), planned.kept_from, planned.kept_for

    def in_hand(self, step: AskLocation) -> tuple[GoodsTo, ...]:
        """Return where the goods would go that wait for their place."""
        goods = step.goods
        is_aside = self._is_expired(goods) or bool(self._against(goods))
        return self._all_to(goods, step.proposed, self._planned(goods, is_aside=is_aside))

    def _all_to(self, goods: Pending, place: str, planned: Planned) -> tuple[GoodsTo, ...]:
        """Return where goods would go, and who would get what lies here since nobody can count on them any more."""
        others = telling.others_gain(goods.item.sku, planned, ZoneInfo(self.settings.time_zone))
        return (*telling.goods_to(*self._where(goods, place, planned)), *others)

    # --- the place ---

    def _location(self, goods: Pending, meaning: Resolved, number: int | None) -> Answer:
        match meaning:
            case FoundLocation(place):
                return self._order_first(goods, place) or self._put(goods, place)
            case FoundDocument(OwnKind.ORDER, order) if number is None:
                return self._for_order(goods, order)
            case Ambiguous() if number is not None and meaning.may_be_place:
                return self._place_too(number)
            case FoundItem(item) if number is not None and self._is_of_delivery(meaning, goods.on):
                return self._warn(Shared.NUMBER_IS_ITEM, sku=item.sku, name=item.name, number=str(number))
        return self._other(meaning) if number is None else self._corrected(goods, number)
