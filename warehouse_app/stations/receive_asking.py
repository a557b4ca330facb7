"""What a scan means to receiving at each step: where it leads and what is said, without any effect."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.domain.statuses import LocationKind, Role
from warehouse_app.queries.codes import (
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
)
from warehouse_app.queries.goods import (
    Delivery,
    blind_delivery_of,
    delivery_of,
    expected_lines,
    place_of,
    proposed_place,
    quarantine_place,
)
from warehouse_app.queries.preview import open_receipt_of, open_receipts, planned_shares, progress_of
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode, quantity
from warehouse_app.services.contract import require
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.stations import receive_telling as telling
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.reading import LotReading, day_in, lot_in
from warehouse_app.stations.receive_aside import Answer, Book, Close, Teach
from warehouse_app.stations.receive_staging import StagingAsking
from warehouse_app.stations.receive_steps import (
    START,
    AskDelivery,
    AskExpiry,
    AskItem,
    AskLocation,
    AskLot,
    AskOver,
    AskPack,
    AskQuantity,
    AskStage,
    AskTeach,
    AskWhy,
    Pending,
    Said,
    Step,
    Trail,
    delivery_at,
    delivery_name,
)
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words, goods_seen, what_it_is

_OPEN_LISTED = 5


@dataclass(frozen=True, slots=True)
class ReceiveAsking(StagingAsking):
    """What a scan means to receiving."""

    card = Command.RECEIVE
    at = Shared.AT_RECEIVE

    @property
    def suppliers_first(self) -> bool:
        """Where a delivery is asked for."""
        return isinstance(self.step, AskDelivery)

    def _meaning(self, meaning: Resolved, text: str) -> Answer:
        number = quantity(text)
        match self.step:
            case AskDelivery():
                return self._delivery(meaning)
            case AskItem() as step:
                return self._item(step, meaning, text, number)
            case AskQuantity(goods):
                return self._other(meaning) if number is None else self._unpacked(goods, number)
            case AskLot() as step:
                return self._lot(step, meaning, text)
            case AskExpiry(goods):
                return self._expiry(goods, meaning, text)
            case AskOver(goods):
                return self._over(goods, meaning, number)
            case AskLocation(goods):
                return self._location(goods, meaning, number)
            case AskStage() as step:
                return self._stage(step, meaning)
            case AskWhy() | AskTeach() | AskPack() as step:
                return self._exception(step, meaning, text, number)

    def _other(self, meaning: Resolved) -> Turn[Step]:
        words = what_it_is(meaning)
        if isinstance(self.step, AskDelivery):
            words = replace(words, notes=(*words.notes, *self._open_ones()))
        return self._say(words)

    def _open_ones(self) -> tuple[Note, ...]:
        return telling.open_ones(open_receipts(self.store, most=_OPEN_LISTED))

    # --- commands ---

    def _number(self, number: int) -> Answer:
        match self.step:
            case AskItem(on, packs):
                return self._packed(AskItem(on, number), number, again=bool(packs))
            case AskQuantity(goods):
                return self._unpacked(goods, number)
            case AskLocation(goods) | AskOver(goods):
                return self._corrected(goods, number)
            case AskWhy() as step:
                return self._usual(step, number)
            case AskPack() as step:
                return Teach(step, number)
        return self._warn(Shared.NO_NUMBER, number=number)

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskLocation(goods, proposed) if proposed:
                place = place_of(self.store, proposed)
                return self._put(goods, place) if place else Book(goods, proposed)
            case AskLocation():
                return self._warn(Shared.NO_PLACE)
            case AskOver(goods):
                require(self.store, self.act(), Role.LEAD)
                return self.onward(replace(goods, accepted=True))
            case AskLot(goods, doubted) if doubted:
                return self.onward(replace(goods, lot=doubted))
        return self._other(code)

    def _no(self, code: CommandCode) -> Answer:
        match self.step:
            case AskOver(goods):
                return self._not_over(goods)
            case AskLot(goods, doubted=doubted) if doubted:
                return self._instead(AskLot(goods), Words(Tone.ASK, goods_seen(goods.item, goods.quantity)))
        return self._other(code)

    def _help(self) -> Words:
        if isinstance(self.step, AskDelivery):
            return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS), *self._open_ones()))
        on = delivery_at(self.step)
        assert on is not None
        return Words(Tone.ASK, Note(Said.HELP, {"delivery": delivery_name(on)}), (Note(Said.COMMANDS),))

    def _done(self, code: CommandCode) -> Answer:
        match self.step:
            case AskDelivery():
                return self._warn(Said.NO_DELIVERY)
            case AskItem(on):
                return Close(on)
            case AskTeach() | AskPack():
                return self._other(code)
            case step:
                return self._warn(Shared.NOT_BOOKED, sku=step.goods.item.sku)

    # --- the delivery ---

    def _delivery(self, meaning: Resolved) -> Turn[Step]:
        match meaning:
            case FoundDocument(OwnKind.PURCHASE_ORDER, number):
                return self._begin(delivery_of(self.store, number))
            case FoundSupplier(code):
                return self._begin(blind_delivery_of(self.store, code))
            case FoundItem(purchase_order=number) if number:
                begun = self._begin(delivery_of(self.store, number))
                inside = replace(self, trail=begun.trail)
                assert isinstance(inside.step, AskItem)
                turn = inside.scanned(inside.step, meaning)
                return replace(turn, words=replace(turn.words, notes=(begun.words.head, *turn.words.notes)))
        return self._other(meaning)

    def begin(self, on: Delivery) -> Turn[Step]:
        """Return what choosing a delivery leads to, as if it was scanned."""
        match self.step:
            case AskDelivery():
                return self._begin(on)
            case AskItem(present):
                return self._begin(on, "" if on == present else delivery_name(present))
        if on.purchase_order is None:
            return self._other(FoundSupplier(on.supplier_code, on.supplier_name))
        return self._other(FoundDocument(OwnKind.PURCHASE_ORDER, on.number))

    def _begin(self, on: Delivery | None, before: str = "") -> Turn[Step]:
        assert on is not None  # it was found in the same snapshot
        expected = expected_lines(self.store, on.purchase_order) if on.purchase_order is not None else []
        words = telling.delivery_begun(on, expected, open_receipt_of(self.store, on), before)
        return self._say(words, (*START, AskItem(on)))

    # --- the goods ---

    def _item(self, step: AskItem, meaning: Resolved, text: str, number: int | None) -> Answer:
        if number is not None and not self._is_of_delivery(meaning, step.on):
            return self._number(number)
        match meaning:
            case FoundItem():
                turn = self.scanned(step, meaning)
                return turn if number is None else turn.also(Note(Shared.NOT_A_QUANTITY, {"number": str(number)}))
            case FoundDocument(OwnKind.PURCHASE_ORDER, other):
                before = "" if other == step.on.number else delivery_name(step.on)
                return self._begin(delivery_of(self.store, other), before)
            case UnknownCode():
                return self._unknown(step, meaning, text)
        return self._other(meaning)

    def _is_of_delivery(self, meaning: Resolved, on: Delivery) -> bool:
        if not isinstance(meaning, FoundItem):
            return False
        if on.purchase_order is None:
            return True
        return any(row.item == meaning.item.id for row in expected_lines(self.store, on.purchase_order))

    def scanned(self, step: AskItem, found: FoundItem) -> Turn[Step]:
        """Return where the goods of a code lead. Raises Refused where the delivery has none of them."""
        item, on = found.item, step.on
        if found.purchase_order and found.purchase_order != on.number:
            return self._warn(Said.OF_OTHER_ORDER, number=found.purchase_order, delivery=delivery_name(on))
        if not self._is_of_delivery(found, on) and quarantine_place(self.store) is None:
            raise Refused(ReceivingFault.NOT_ORDERED, sku=item.sku, number=on.number)
        lot = found.serial if item.serial else found.lot if item.lot else ""
        expiry = found.expiry if item.expiry else None
        turn = self.onward(Pending(on, item, step.packs or 1, found.pack, lot, expiry))
        if found.suspect and (item.lot or item.serial):
            turn = turn.also(Note(Shared.LOT_UNCLEAR))
        return turn

    def onward(self, goods: Pending, trail: Trail | None = None) -> Turn[Step]:
        """Ask for the first thing that is not known of goods; last of all for their place, saying who would get them.

        Raises Refused where they cannot be.
        """
        trail = self.trail if trail is None else trail
        item, on = goods.item, goods.on
        if goods.quantity > MAX_QUANTITY:
            raise Refused(ReceivingFault.QUANTITY, sku=item.sku, quantity=goods.quantity, most=MAX_QUANTITY)
        if item.serial and (goods.packs > 1 or (goods.pack or 1) > 1):
            raise Refused(ReceivingFault.SERIAL, sku=item.sku)
        step: Step | None = None
        if goods.pack is None:
            step = AskQuantity(goods)
        elif (item.lot or item.serial) and not goods.lot:
            step = AskLot(goods)
        elif item.expiry and goods.expiry is None:
            step = AskExpiry(goods)
        details = telling.details(goods, self.settings.house_day)
        if step is not None:
            return self._say(Words(Tone.ASK, goods_seen(goods.item, goods.quantity), details), (*trail, step))
        so_far = None
        if on.purchase_order is not None:
            so_far = progress_of(on, expected_lines(self.store, on.purchase_order), item.id)
        if so_far and so_far.is_too_much(goods.quantity) and not goods.accepted:
            return self._say(telling.too_much(goods, so_far), (*trail, AskOver(goods)))
        is_wrong = on.purchase_order is not None and so_far is None
        is_aside = is_wrong or self._is_expired(goods)
        place = (quarantine_place(self.store) if is_aside else None) or proposed_place(self.store, item, goods.quantity)
        proposed = place.code if place else ""
        coming = (item.id, goods.quantity, on.purchase_order, goods.expiry)
        shares = [] if is_aside else planned_shares(self.store, self.settings, *coming)
        if is_wrong:
            details = (*details, Note(Said.WRONG_ITEM, {"sku": item.sku, "number": on.number}))
        rest = max(0, goods.quantity - sum(share.units for share in shares))
        where = (shares, rest, proposed, ZoneInfo(self.settings.time_zone))
        notes = (*details, *telling.progress(goods, so_far), telling.goes_to(*where))
        tone = Tone.WARN if is_aside else Tone.ASK
        words = Words(tone, goods_seen(goods.item, goods.quantity), notes, telling.goods_to(*where))
        return self._say(words, (*trail, AskLocation(goods, proposed)))

    def _over(self, goods: Pending, meaning: Resolved, number: int | None) -> Answer:
        match meaning:
            case FoundLocation(place) if place.kind is LocationKind.QUARANTINE:
                return self._aside(goods, place)
        return self._other(meaning) if number is None else self._corrected(goods, number)

    def _not_over(self, goods: Pending) -> Turn[Step]:
        """Go on with what may still come of goods that are too many, if anything may; the rest is not accepted."""
        assert goods.on.purchase_order is not None  # nothing else limits what may come
        so_far = progress_of(goods.on, expected_lines(self.store, goods.on.purchase_order), goods.item.id)
        units = min(goods.quantity, so_far.to_come) if so_far else 0
        if not units:
            not_any = Words(Tone.ASK, Note(Said.SET_ASIDE, {"sku": goods.item.sku}))
            return self._say(not_any, (*START, AskItem(goods.on)))
        turn = self._corrected(goods, units)
        head = Note(Said.SET_REST_ASIDE, {"rest": goods.quantity - units, "sku": goods.item.sku, "units": units})
        return replace(turn, words=replace(turn.words, head=head, notes=(turn.words.head, *turn.words.notes)))

    def _unpacked(self, goods: Pending, number: int) -> Turn[Step]:
        # From here on they are counted in base units, as whoever counted them does.
        return self.onward(replace(goods, packs=goods.packs * number, pack=1))

    def _corrected(self, goods: Pending, number: int) -> Turn[Step]:
        return self.onward(replace(goods, packs=number, pack=1, accepted=False), self._without_place())

    def _without_place(self) -> Trail:
        """Return the trail up to before the place, and what was asked with the quantity, was asked for."""
        trail = self.trail
        while isinstance(trail[-1], AskLocation | AskOver):
            trail = trail[:-1]
        return trail

    def _lot(self, step: AskLot, meaning: Resolved, text: str) -> Turn[Step]:
        goods = step.goods
        match lot_in(text, year=self.year, serial=goods.item.serial):
            case UnknownCode() as unreadable:
                return self._other(unreadable)
            case Shared() as unclear:
                return self._warn(unclear)
            case LotReading(lot, expiry, is_labelled):
                other_item = isinstance(meaning, FoundItem) and meaning.item.id != goods.item.id
                if isinstance(meaning, UnknownCode) or (is_labelled and not other_item):
                    expiry = goods.expiry or (expiry if goods.item.expiry else None)
                    return self.onward(replace(goods, lot=lot, expiry=expiry))
                if is_labelled:
                    return self._other(meaning)
                doubt = Note(Said.LOT_DOUBTED, {"lot": lot})
                words = what_it_is(meaning)
                return self._instead(AskLot(goods, lot), replace(words, notes=(*words.notes, doubt)))

    def _expiry(self, goods: Pending, meaning: Resolved, text: str) -> Turn[Step]:
        match day_in(text, year=self.year):
            case date() as day:
                return self.onward(replace(goods, expiry=day))
            case Shared() as unread if isinstance(meaning, UnknownCode):
                return self._say(Words(Tone.ERROR, Note(unread)))
        return self._other(meaning)

    # --- the place ---

    def _location(self, goods: Pending, meaning: Resolved, number: int | None) -> Answer:
        match meaning:
            case FoundLocation(place):
                return self._order_first(goods, place) or self._put(goods, place)
            case FoundDocument(OwnKind.ORDER, order):
                return self._for_order(goods, order)
            case FoundItem(item) if number is not None and self._is_of_delivery(meaning, goods.on):
                return self._warn(Shared.NUMBER_IS_ITEM, sku=item.sku, name=item.name, number=str(number))
        return self._other(meaning) if number is None else self._corrected(goods, number)
