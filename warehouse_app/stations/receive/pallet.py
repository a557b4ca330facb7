"""What a scan means to receiving where goods were announced: notices, and pallets taken in whole or in part."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind
from warehouse_app.queries.advance_notices import (
    Announced,
    Batch,
    FoundPallet,
    announced_lines,
    batch_announced,
    count_on,
    lines_on,
)
from warehouse_app.queries.codes import Ambiguous, FoundItem, FoundLocation, Resolved
from warehouse_app.queries.goods import (
    Delivery,
    PlaceFacts,
    dock_place,
    item_of,
    notice_delivery_of,
    place_of,
    proposed_place,
    quarantine_place,
)
from warehouse_app.queries.preview import open_receipt_of, pallet_shares
from warehouse_app.scanning.codes import CommandCode
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.services.lots import lot_code
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_steps import AskExpiry, AskItem, AskLot, OfGoods
from warehouse_app.stations.pallet_label import OnLabel, contradictions
from warehouse_app.stations.receive import pallet_telling as telling
from warehouse_app.stations.receive.aside import Answer
from warehouse_app.stations.receive.doubts import DoubtsAsking
from warehouse_app.stations.receive.pallet_steps import AskPallet, AskPalletDoubt, AskPalletWhy, BookPallet, Said
from warehouse_app.stations.receive.steps import START, Pending, Step, Trail, delivery_name
from warehouse_app.stations.receive.steps import Said as OfGoodsSaid
from warehouse_app.stations.receive.telling import all_kept_until
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words, label_also


@dataclass(frozen=True, slots=True)
class PalletAsking(DoubtsAsking):
    """The part of receiving in which goods were announced."""

    @abstractmethod
    def scanned(self, step: AskItem[Delivery], found: FoundItem, *, sscc: str = "") -> Turn[Step]:
        """Return where the goods of a code lead, those of a pallet by its number.

        Raises Refused where the delivery has none of them.
        """

    @property
    def _keyed(self) -> int | None:
        return self.step.packs if isinstance(self.step, AskItem | AskPallet) else None

    def trail_after(self, goods: Pending) -> Trail:
        """Return where to go on when goods are booked: at their pallet, as long as something of it is to come."""
        start: Trail = (*START, AskItem(goods.on))
        if not goods.sscc:
            return start
        lines = lines_on(self._announced(goods.on), goods.sscc)
        mine = sum(line.to_come for line in lines if line.item == goods.item.id)
        others = sum(line.to_come for line in lines if line.item != goods.item.id)
        if goods.quantity >= mine and not others:
            return start
        lot = lot_code(goods.lot, goods.expiry)
        counts = dict(count_on(lines, goods.item.id, lot, {goods.sscc}, goods.quantity, {}))
        left = [line._replace(received=line.received + counts.get(line.row, 0)) for line in lines]
        place = self._place_of(left, self._nobodys(goods.on, left))
        doubts = next((step.doubts for step in self.trail if isinstance(step, AskPallet)), ())
        return (*start, AskPallet(goods.on, goods.sscc, place, doubts=doubts))

    def _announced(self, on: Delivery) -> list[Announced]:
        return announced_lines(self.store, on.notice) if on.notice is not None else []

    def _begin_notice(self, on: Delivery, before: str = "") -> Turn[Step]:
        words = telling.notice_begun(on, self._announced(on), open_receipt_of(self.store, on), before)
        return self._say(words, (*START, AskItem(on)))

    # --- the lot and the day ---

    def _missing(self, goods: Pending) -> OfGoods[Pending] | None:
        step = super(PalletAsking, self)._missing(goods)
        if step is None or goods.on.notice is None:
            return step
        known = Batch(goods.lot, goods.expiry)
        batch = batch_announced(self._announced(goods.on), goods.item, known, goods.sscc)
        match step:
            case AskLot() if batch.lot:
                return replace(step, announced=batch)
            case AskExpiry() if batch.expiry:
                return replace(step, announced=batch.expiry)
        return step

    def _knows_lot(self, goods: Pending, lot: str) -> bool:
        return bool(lot) and any(line.item == goods.item.id and line.lot == lot for line in self._announced(goods.on))

    def _yes(self, code: CommandCode) -> Answer:
        match self.step:
            case AskLot(goods, "", Batch(lot, expiry)):
                return self.onward(replace(goods, lot=lot, expiry=goods.expiry or expiry))
            case AskExpiry(goods, date() as day):
                return self.onward(replace(goods, expiry=day))
        return super(PalletAsking, self)._yes(code)

    # --- a pallet ---

    def _pallet(self, found: FoundPallet, present: Delivery | None = None) -> Turn[Step]:
        """Return what a pallet leads to; it begins its own notice. Raises Refused where nothing of it is to come."""
        if not any(line.to_come for line in found.lines):
            raise Refused(ReceivingFault.PALLET_HERE, sscc=found.sscc, notice=found.notice)
        on = notice_delivery_of(self.store, found.notice)
        assert on is not None  # it was found in the same snapshot
        says = contradictions(found)
        doubts = (*says, Note(OnLabel.LOOK)) if says else ()
        turn = self._pallet_seen(on, found.sscc, found.lines, doubts)
        if doubts:
            turn = turn.also(*doubts)
            turn = replace(turn, words=replace(turn.words, tone=Tone.WARN))
        turn = turn.also(*label_also(found.besides))
        if present == on:
            return turn
        begun = self._begin_notice(on, delivery_name(present) if present else "")
        return turn.first(begun.words.head)

    def _pallet_seen(
        self, on: Delivery, sscc: str, lines: tuple[Announced, ...], doubts: tuple[Note, ...]
    ) -> Turn[Step]:
        nobodys = self._nobodys(on, lines)
        place = self._place_of(lines, nobodys)
        planned = pallet_shares(self.store, self.settings, on, lines)
        words = telling.pallet_seen(on, sscc, lines, planned, place, ZoneInfo(self.settings.time_zone), nobodys)
        turn = self._say(words, (*START, AskItem(on), AskPallet(on, sscc, place, doubts=doubts)))
        left: Counter[str] = Counter({line.sku: 0 for line in lines})
        for line in lines:
            left[line.sku] += 0 if line.row in nobodys else line.to_come
        named = {line.item: line.sku for line in lines}
        for item, plan in planned.items():
            left[named[item]] -= 0 if plan.is_aside else sum(share.units for share in plan.shares)
        return turn.also(*all_kept_until(left, self.street_days(lines)))

    def _nobodys(self, on: Delivery, lines: Iterable[Announced]) -> dict[int, Note]:
        """Return of which lines of a pallet (by their rows) nobody gets what is to come, and why."""
        found: dict[int, Note] = {}
        for line in lines:
            item = item_of(self.store, line.sku) if line.to_come else None
            if item is not None:
                goods = self._with_known_day(Pending(on, item, 1, line.to_come, line.lot, line.expiry))
                if why := self._for_nobody(goods):
                    found[line.row] = why
        return found

    def street_days(self, lines: Iterable[Announced]) -> dict[str, date]:
        """Return the days, still to come, before which no order gets announced items, by their numbers."""
        days = {line.sku: self.street_day(line.item) for line in lines}
        return {sku: day for sku, day in days.items() if day}

    def _place_of(self, lines: Iterable[Announced], nobodys: Collection[int], skipping: Collection[str] = ()) -> str:
        """Return where a pallet should go: goods of one item where they would go loose, else the dock.

        `nobodys` are lines (rows) that nobody gets: in quarantine, where all are such. `skipping` are places (codes)
        that will not do; '' where there is no other.
        """
        coming = [line for line in lines if line.to_come]
        aside = quarantine_place(self.store) if all(line.row in nobodys for line in coming) else None
        if aside is not None:
            return "" if aside.code in skipping else aside.code
        skus = {line.sku for line in coming}
        item = item_of(self.store, coming[0].sku) if len(skus) == 1 else None
        units = sum(line.to_come for line in coming)
        place = proposed_place(self.store, item, units, skipping=skipping) if item else dock_place(self.store)
        return place.code if place and place.code not in skipping else ""

    def _pallet_place(self, step: AskPallet, meaning: Resolved, number: int | None) -> Answer:
        match meaning:
            case FoundLocation(place):
                return self._pallet_put(step, place)
            case Ambiguous() if number is not None and meaning.may_be_place:
                return self._place_too(number)
            case FoundItem(item):
                lines = lines_on(self._announced(step.on), step.sscc)
                if any(line.item == item.id for line in lines):
                    return self.scanned(AskItem(step.on, step.packs), meaning, sscc=step.sscc)
                if number is None:
                    return self._warn(Said.NOT_ON_IT, sku=item.sku, sscc=step.sscc)
        return self._other(meaning) if number is None else self._pallet_packs(step, number)

    def _pallet_packs(self, step: AskPallet, number: int) -> Turn[Step]:
        return self._packed(replace(step, packs=number), number, again=step.packs is not None)

    def _pallet_yes(self, step: AskPallet) -> Answer:
        place = place_of(self.store, step.proposed) if step.proposed else None
        return self._pallet_put(step, place) if place else self._warn(Shared.NO_PLACE)

    def _pallet_skip(self, step: AskPallet) -> Turn[Step]:
        """Return the next best place for a pallet."""
        if not step.proposed:
            return self._warn(Shared.NOTHING_TO_SKIP)
        lines, skipped = lines_on(self._announced(step.on), step.sscc), (*step.skipped, step.proposed)
        place = self._place_of(lines, self._nobodys(step.on, lines), skipped)
        if not place:
            return self._warn(OfGoodsSaid.NO_OTHER_PLACE)
        words = Words(Tone.ASK, _named(step))
        return self._instead(replace(step, proposed=place, skipped=skipped), words)

    def _pallet_put(self, step: AskPallet, place: PlaceFacts) -> Answer:
        if place.kind in HOLDS_PICKED:
            return self._other(FoundLocation(place))
        coming = [line for line in lines_on(self._announced(step.on), step.sscc) if line.to_come]
        is_plain = len(self._nobodys(step.on, coming)) == len(coming)
        if place.kind is not LocationKind.QUARANTINE or is_plain:
            return BookPallet(step.on, step.sscc, place.code)
        words = Words(Tone.ASK, _named(step))
        return self._say(words, (*self.trail, AskPalletWhy(step.on, step.sscc, place.code)))

    def _pallet_refused(self, step: AskPalletDoubt) -> Turn[Step]:
        return self._say(Words(Tone.ASK, _named(step), (Note(Said.ITEM_BY_ITEM),)), self.trail[:-1])


def _named(step: AskPallet | AskPalletDoubt) -> Note:
    """Return what names the pallet that a step is about."""
    return Note(Said.PALLET, {"sscc": step.sscc, "notice": step.on.notice_number})


_OF_PLACE = frozenset({ReceivingFault.NO_PLACE, ReceivingFault.HOLDS_NOTHING, ReceivingFault.WHERE})


def after_refused_pallet(trail: Trail, want: BookPallet, refused: Refused) -> Turn[Step]:
    """Return what to say where the house refused to book a pallet whole, and where to go on."""
    words = Words(Tone.ERROR, Note(refused.code, refused.facts))
    if refused.code is ReceivingFault.PALLET_HERE:
        return Turn((*START, AskItem(want.on)), words)
    before = trail
    while isinstance(before[-1], AskPalletWhy | AskPalletDoubt):
        before = before[:-1]
    asked = before[-1]
    if refused.code in {ReceivingFault.TOO_MUCH, ReceivingFault.SHORT_DATED} and isinstance(asked, AskPallet):
        is_over = refused.code is ReceivingFault.TOO_MUCH
        total = {str(refused.facts["sku"]): int(str(refused.facts["received"]))} if is_over else {}
        accepted = replace(want, over=tuple({**dict(want.over), **total}.items()), short=want.short or not is_over)
        return Turn((*before, AskPalletDoubt(asked, accepted, is_over)), replace(words, tone=Tone.ASK))
    by_item = () if refused.code in _OF_PLACE else (Note(Said.ITEM_BY_ITEM),)
    return Turn(before, replace(words, notes=by_item))
