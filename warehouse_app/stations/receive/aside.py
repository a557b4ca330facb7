"""What a scan means to receiving where goods are not just put away: why they are set aside, and unknown codes."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.domain.statuses import LocationKind, Role
from warehouse_app.domain.supply import lasts
from warehouse_app.queries.codes import FoundItem, Resolved, resolve
from warehouse_app.queries.goods import Delivery, ItemFacts, PlaceFacts, expected_lines
from warehouse_app.queries.lots import is_lot_blocked, lot_known
from warehouse_app.queries.preview import Progress, progress_of
from warehouse_app.scanning.codes import UnknownCode, label_of, read
from warehouse_app.services.catalogue import LONGEST_CODE, TEACHABLE, teachable_text
from warehouse_app.services.contract import ContractFault, require
from warehouse_app.services.lots import lot_code
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_aside import AskWhy, Why, in_words
from warehouse_app.stations.goods_asking import LARGE, GoodsAsking
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.receive import telling
from warehouse_app.stations.receive.closing_steps import AskWhyNot, CloseShort, WhyNot
from warehouse_app.stations.receive.pallet_steps import AskPalletWhy, BookPallet
from warehouse_app.stations.receive.steps import (
    AskPack,
    AskShortDated,
    AskTeach,
    OfDelivery,
    Pending,
    Said,
    Step,
    Trail,
)
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words, goods_seen


@dataclass(frozen=True, slots=True)
class Book:
    """The intention to book goods at a place."""

    goods: Pending
    place: str
    why: str = ""
    """Why they are set aside; '' where nobody says so."""
    order: str = ""
    """The order for which they are put aside there; `rest` more units of them are in hand."""
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Teach:
    """The intention to teach the code at which `taught` stands, as `pack` base units of its item."""

    taught: AskPack
    pack: int


@dataclass(frozen=True, slots=True)
class Close:
    """The intention to close the receipt of a delivery."""

    on: Delivery


Want = Book | BookPallet | Close | CloseShort | Teach

WhyStep = AskWhy[Pending] | AskPalletWhy | AskWhyNot
"""The steps that ask for a reason."""
Answer = Turn[Step] | Book | BookPallet | Close | CloseShort | Teach


@dataclass(frozen=True, slots=True)
class AsideAsking(GoodsAsking[Delivery, Pending, OfDelivery, Want]):
    """The part of receiving in which something is out of the ordinary."""

    def onward(self, goods: Pending, trail: Trail | None = None) -> Turn[Step]:
        turn = super(AsideAsking, self).onward(goods, trail)
        assert isinstance(turn, Turn)  # where they are put is always asked for
        return turn

    # --- goods that nobody is to get ---

    def _with_known_day(self, goods: Pending) -> Pending:
        """Return goods with the last day of their lot where they say none: all of a lot may be used until one day."""
        if not (goods.item.expiry and goods.lot and goods.expiry is None):
            return goods
        known = lot_known(self.store, goods.item.id, goods.lot)
        return replace(goods, expiry=known.day if known and not known.is_void else None)

    def _is_expired(self, goods: Pending) -> bool:
        return goods.expiry is not None and goods.expiry < self.settings.house_day

    def _known_day(self, goods: Pending) -> date | None:
        """Return until when a lot may be used of which goods say another day; None where they do not."""
        known = lot_known(self.store, goods.item.id, goods.lot) if goods.lot and goods.expiry else None
        is_other = known is not None and not known.is_void and known.day not in {None, goods.expiry}
        return known.day if known and is_other else None

    def _blocked(self, goods: Pending) -> Note | None:
        lot = lot_code(goods.lot, goods.expiry)
        return Note(Said.BLOCKED, {"lot": lot}) if is_lot_blocked(self.store, goods.item.id, lot) else None

    def _against(self, goods: Pending) -> tuple[Note, ...]:
        """Return for which reasons goods should be set aside, besides that they have expired."""
        sku, number, known = goods.item.sku, goods.on.number, self._known_day(goods)
        is_wrong = goods.on.purchase_order is not None and self._so_far(goods.on, goods.item) is None
        reasons = (
            Note(Said.WRONG_ITEM, {"sku": sku, "number": number}) if is_wrong else None,
            Note(Said.OTHER_DAY, {"lot": goods.lot, "stored": known}) if known else None,
            self._blocked(goods),
        )
        return tuple(filter(None, reasons))

    def _for_nobody(self, goods: Pending) -> Note | None:
        """Return why nobody can get goods, whatever is said of them; None where that is not so."""
        return telling.expired(goods, self.settings.house_day) or self._blocked(goods)

    def _is_short_dated(self, goods: Pending) -> bool:
        """Return whether goods do not last as long as they must, and nobody accepts that."""
        return not (goods.accepted_short or lasts(goods.expiry, goods.item.least_days, self.settings.house_day))

    def _put(self, goods: Pending, place: PlaceFacts) -> Answer:
        """Return what a place leads to: the booking; where goods are set aside, why they are, unless that is plain."""
        is_plain = self._for_nobody(goods) is not None and self._known_day(goods) is None
        if place.kind is not LocationKind.QUARANTINE or is_plain:
            return Book(goods, place.code)
        return self._aside(goods, place)

    def _aside(self, goods: Pending, place: PlaceFacts) -> Answer:
        if isinstance(self.step, AskShortDated):
            return Book(goods, place.code, in_words(Why.SHORT_DATED))
        words = Words(Tone.ASK, goods_seen(goods.item, goods.quantity))
        return self._say(words, (*self.trail, AskWhy(goods, place.code)))

    def _why(self, step: WhyStep, meaning: Resolved, text: str, number: int | None) -> Answer:
        """Answer what is scanned or typed where a reason is asked for: the number of a usual one, or any text."""
        why = self._reason(meaning, text, number, _usual_at(step))
        return why if isinstance(why, Turn) else _because(step, why)

    def _usual(self, step: WhyStep, number: int) -> Answer:
        why = self._usual_reason(number, _usual_at(step))
        return why if isinstance(why, Turn) else _because(step, why)

    # --- codes that nobody knows ---

    def _unknown(self, step: AskItem[Delivery], unknown: UnknownCode, text: str) -> Turn[Step]:
        """Return how a code is taught that nothing has: a lead says what it is; others are told to ask one."""
        code = self._teachable(unknown, text)
        if not 1 <= len(code) <= LONGEST_CODE:
            return self._other(unknown)
        action = self.act()
        try:
            require(self.store, action, Role.LEAD)
        except Refused as refused:
            turn = self._other(unknown)
            return turn.also(Note(Said.LEAD_MAY_TEACH)) if refused.code is ContractFault.ROLE else turn
        # Nothing has this code, and so it sounds, though a lead may say now what it is.
        words = Words(Tone.ERROR, Note(Said.NEW_CODE, {"code": code}))
        return self._say(words, (*self.trail, AskTeach(step.on, step.packs, code, action.actor, text)))

    def _teachable(self, unknown: UnknownCode, text: str) -> str:
        """Return what can be taught of a scan: the code, or what its label calls the article; '' where nothing can."""
        candidates = read(text, year=self.year)
        label = label_of(candidates)
        if label is None:
            return teachable_text(candidates) if unknown.code in TEACHABLE else ""
        code = label.gtin or label.content_gtin or label.additional_id or label.supplier_part or ""
        named = resolve(self.store, code, year=self.year)
        return code if isinstance(named, UnknownCode) and named.code in TEACHABLE else ""

    def _taught(self, step: AskTeach | AskPack, meaning: Resolved, text: str, number: int | None) -> Answer:
        match step, meaning:
            case AskPack(), _ if number is not None:
                return self._pack(step, number)
            case AskTeach(), FoundItem(item):
                words = Words(Tone.ASK, goods_seen(item, 0))
                return self._say(
                    words, (*self.trail, AskPack(step.on, step.packs, step.code, step.by, step.scan, item))
                )
        return self._no_number(meaning, text) if isinstance(step, AskPack) else self._other(meaning)

    def _so_far(self, on: Delivery, item: ItemFacts) -> Progress | None:
        """Return how much of an item has come on a delivery; None where it was not ordered."""
        if on.purchase_order is None:
            return None
        return progress_of(on, expected_lines(self.store, on.purchase_order), item.id)

    def _pack(self, step: AskPack, number: int) -> Answer:
        """Return what it leads to that one scan means so many units: where they are more than is likely, a question."""
        so_far = self._so_far(step.on, step.item)
        facts: Facts = {"code": step.code, "pack": number, "sku": step.item.sku, "unit": step.item.unit}
        if so_far and number > max(1, so_far.to_come):
            doubt = Note(Said.PACK_DOUBTED, {**facts, "to_come": so_far.to_come, "number": step.on.number})
        elif number > LARGE:
            doubt = Note(Said.PACK_LARGE, facts)
        else:
            return Teach(replace(step, doubted=0), number)
        return self._instead(replace(step, doubted=number), Words(Tone.WARN, doubt))


def _usual_at(step: WhyStep) -> type[StrEnum]:
    return WhyNot if isinstance(step, AskWhyNot) else Why


def _because(step: WhyStep, why: str) -> Want:
    """Return what is done for a reason."""
    match step:
        case AskWhy(goods, place):
            return Book(goods, place, why)
        case AskPalletWhy(on, sscc, place):
            return BookPallet(on, sscc, place, why)
        case AskWhyNot():
            return CloseShort(step, why)
