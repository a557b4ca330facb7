"""What a scan means while goods are asked about: the same wherever goods are scanned item by item."""

import re
from abc import abstractmethod
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from warehouse_app.queries.codes import Ambiguous, FoundItem, Resolved, exact_text, resolve
from warehouse_app.queries.received import FoundReceived
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode, quantity, read
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.faults import OWN_PREFIXES, ScanFault
from warehouse_app.scanning.gs1 import Gs1Message, is_several
from warehouse_app.scanning.gtin import is_two_eans
from warehouse_app.services.because import LONGEST_REASON
from warehouse_app.stations.attempt import Print, Undo
from warehouse_app.stations.dialogue import Asking, Turn, W
from warehouse_app.stations.goods_aside import AskWhy, in_words, is_number, may_be_words
from warehouse_app.stations.goods_steps import AskExpiry, AskItem, AskLot, AskMany, AskQuantity, G, OfGoods, On, Scanned
from warehouse_app.stations.reading import LotReading, day_in, last_day, lot_in
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words, goods_details, goods_seen

Outcome = TypeVar("Outcome")
Other = TypeVar("Other")
"""The steps of a station besides those of goods."""
StepOf: TypeAlias = AskItem[On] | AskQuantity[G] | AskMany[G] | AskLot[G] | AskExpiry[G] | Other
"""All steps of a station where goods are scanned."""

LARGE = 10_000
"""How many base units are more than is likely, in a pack or in all, where nobody expects so many."""


@dataclass(frozen=True, slots=True)
class GoodsAsking(Asking[StepOf[On, G, Other], W], Generic[On, G, Other, W]):
    """What a scan means where goods are scanned. Each thing that is not known of them is asked for, one by one."""

    # --- what each station says for itself ---

    @abstractmethod
    def _complete(self, goods: G, trail: tuple[StepOf[On, G, Other], ...]) -> Turn[StepOf[On, G, Other]] | W:
        """Go on with goods of which all is known; `trail` are the steps that led to that."""

    def _missing(self, goods: G) -> OfGoods[G] | None:
        """Return the first thing to be asked of goods; None where all is known. Raises Refused where they cannot be."""
        item = goods.item
        if goods.pack is None:
            return AskQuantity(goods)
        is_said = goods.packs > 1  # else the code alone says how many they are, as of a known pack
        if is_said and goods.quantity > max(goods.sure, LARGE) and not self._expects(goods):
            return AskMany(goods)
        if (item.lot or item.serial) and not goods.lot:
            return AskLot(goods)
        if item.expiry and goods.expiry is None and not self._knows_day(goods):
            return AskExpiry(goods)
        return None

    def _about(self, goods: G) -> Words:
        """Return what is said of goods of which something is asked."""
        details = goods_details(goods.item, goods.lot, goods.expiry)
        return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), details)

    def _expects(self, _goods: G) -> bool:
        """Return whether goods are expected to be so many, or are asked about otherwise where they are not."""
        return False

    def _before_many(self) -> tuple[StepOf[On, G, Other], ...]:
        """Return the steps after which one goes on with goods of which it was asked whether they are so many."""
        return self.trail[:-1]

    def _knows_lot(self, _goods: G, _lot: str) -> bool:
        """Return whether such goods can be of that lot, whatever else its text means; '' is none."""
        return False

    def _knows_day(self, _goods: G) -> bool:
        """Return whether the house knows until when goods of such a lot may be used, so that they need not say it."""
        return False

    @property
    def _keyed(self) -> int | None:
        """How many packs of the next item were keyed; None where none were."""
        return self.step.packs if isinstance(self.step, AskItem) else None

    def _lot_under(self, label: FoundReceived, goods: G) -> str:
        """Return of which lot goods are by a label of received ones; '' where it says nothing of them."""
        return label.lot_of(goods.item)

    # --- what is the same wherever goods are scanned ---

    def _read(self, text: str) -> Resolved:
        if isinstance(self.step, AskLot | AskWhy):
            return resolve(self.store, text, year=self.year, exactly=True)
        return super(GoodsAsking, self)._read(text)

    def answer(self, text: str) -> Turn[StepOf[On, G, Other]] | Undo | Print | W:
        return self._counted_on(super(GoodsAsking, self).answer(text))

    def _counted_on(self, outcome: Outcome) -> Outcome | Turn[StepOf[On, G, Other]]:
        """Return what a scan leads to; where a number of packs was keyed that it passes over, of what that was."""
        packs = self._keyed
        if packs is None or isinstance(outcome, Undo | Print):
            return outcome
        if isinstance(outcome, Turn):
            is_forgotten = outcome.words.head.code is Shared.BACK
            is_kept = is_forgotten or outcome.trail == self.trail or _is_counted(outcome.trail[-1])
        else:
            is_kept = _is_counted(outcome)
        return outcome if is_kept else self._warn(Shared.PACKS_OF_WHAT, packs=packs)

    def onward(self, goods: G, trail: tuple[StepOf[On, G, Other], ...] | None = None) -> Turn[StepOf[On, G, Other]] | W:
        """Ask for the first thing that is not known of goods, or go on with them; `trail` where it is not the present.

        Raises Refused where they cannot be.
        """
        trail = self.trail if trail is None else trail
        match trail[-1]:
            case AskLot() as answered:
                trail = (*trail[:-1], replace(answered, doubted=""))
        step = self._missing(goods)
        if isinstance(step, AskMany):
            return self._many(step)
        return self._complete(goods, trail) if step is None else self._say(self._about(goods), (*trail, step))

    def _many(self, step: AskMany[G]) -> Turn[StepOf[On, G, Other]]:
        """Ask whether goods are so many, right where that was said: with no as the answer one is there again."""
        trail = self.trail[:-1] if isinstance(self.step, AskMany) else self.trail
        return self._say(Words(Tone.WARN, goods_seen(step.goods.item, step.goods.quantity)), (*trail, step))

    def _not_many(self) -> Turn[StepOf[On, G, Other]]:
        """Go back to where the number was said, which is forgotten."""
        trail = self.trail[:-1]
        is_keyed = getattr(trail[-1], "packs", None) is not None
        return self._say(Words(Tone.ASK, Note(Shared.BACK)), trail[:-1] if is_keyed else trail)

    def _asked(self, step: OfGoods[G], meaning: Resolved, text: str) -> Turn[StepOf[On, G, Other]] | W:
        """Answer what is no command where something is asked of goods."""
        match step:
            case AskQuantity(goods):
                number = quantity(text)
                return self._no_number(meaning, text) if number is None else self._unpacked(goods, number)
            case AskMany():
                number = quantity(text)
                return self._no_number(meaning, text) if number is None else self._number(number)
            case AskLot():
                return self._lot(step, meaning, text)
            case AskExpiry(goods):
                return self._expiry(goods, meaning, text)

    def _number(self, number: int) -> Turn[StepOf[On, G, Other]] | W:
        match self.step:
            case AskItem(on, packs):
                return self._packed(AskItem(on, number), number, again=bool(packs))
            case AskQuantity(goods):
                return self._unpacked(goods, number)
            case AskMany(goods):
                return self.onward(replace(goods, packs=number, pack=1), self._before_many())
        return self._warn(Shared.NO_NUMBER, number=number)

    def _no_number(self, meaning: Resolved, text: str) -> Turn[StepOf[On, G, Other]]:
        """Answer what is no quantity where one is asked for: more digits than are typed, or another code."""
        digits = exact_text(read(text, year=self.year))
        if isinstance(meaning, UnknownCode) and meaning.code in _MAY_BE_DIGITS and _MANY.fullmatch(digits):
            return self._warn(Shared.LONG_NUMBER, number=digits)
        return self._other(meaning)

    def _yes(self, code: CommandCode) -> Turn[StepOf[On, G, Other]] | W:
        match self.step:
            case AskLot(goods, doubted) if doubted:
                return self.onward(replace(goods, lot=doubted))
            case AskMany(goods):
                return self.onward(replace(goods, sure=goods.quantity), self._before_many())
        return self._other(code)

    def _no(self, code: CommandCode) -> Turn[StepOf[On, G, Other]] | W:
        match self.step:
            case AskLot(goods, doubted) as step if doubted:
                return self._instead(replace(step, doubted=""), self._about(goods))
            case AskMany():
                return self._not_many()
        return self._other(code)

    def _unpacked(self, goods: G, number: int) -> Turn[StepOf[On, G, Other]] | W:
        # From here on they are counted in base units, as whoever counted them does.
        return self.onward(replace(goods, packs=goods.packs * number, pack=1))

    def _lot(self, step: AskLot[G], meaning: Resolved, text: str) -> Turn[StepOf[On, G, Other]] | W:
        goods = step.goods
        if isinstance(meaning, FoundReceived) and (labelled := self._lot_under(meaning, goods)):
            return self.onward(replace(goods, lot=labelled))
        # Whatever else its text means, or is misread as.
        typed = exact_text(read(text, year=self.year))
        if typed and self._knows_lot(goods, typed):
            return self.onward(replace(goods, lot=typed))
        match lot_in(text, year=self.year, serial=goods.item.serial):
            case Shared() as unclear:
                return self._warn(unclear)
            case LotReading(lot, None) if isinstance(meaning, UnknownCode) and not self._is_misread(meaning, lot):
                return self.onward(replace(goods, lot=lot))
            case LotReading(lot, None):
                return self._doubted(step, lot, meaning)
            case LotReading(lot, Gs1Message() as label) if _is_of(goods, label, meaning):
                return self._of_label(goods, lot, label, meaning)
        return self._other(meaning)

    def _is_misread(self, meaning: UnknownCode, lot: str) -> bool:
        """Return whether a text that means nothing was meant to be a code, or two, so that it is hardly a lot."""
        if meaning.code is ScanFault.CHECK_DIGIT and isinstance(day_in(lot, year=self.year), date):
            return False  # eight digits, as many lots have
        if meaning.code is ScanFault.QUANTITY:
            return lot.upper().startswith(Command.QUANTITY)  # else a number like 2026.07, as some lots are
        if is_several(lot, year=self.year) or is_two_eans(lot):
            return True
        return meaning.code in _OWN or meaning.code in _MISREAD or isinstance(meaning.code, Gs1Reason)

    def _of_label(self, goods: G, lot: str, label: Gs1Message, meaning: Resolved) -> Turn[StepOf[On, G, Other]] | W:
        """Go on with goods that are of the lot that their label says, '' where it says none."""
        is_known = self._knows_lot(goods, lot) or (
            isinstance(meaning, FoundItem) and lot in {meaning.lot, meaning.serial}
        )
        if not lot or (label.suspect and not is_known):
            return self._warn(Shared.LOT_UNCLEAR)
        expiry = goods.expiry or (last_day(label) if goods.item.expiry else None)
        return self.onward(replace(goods, lot=lot, expiry=expiry))

    def _place_too(self, number: int) -> Turn[StepOf[On, G, Other]]:
        """Answer a number where a place is asked for that is called so too, as something else is."""
        return self._warn(Shared.NUMBER_IS_PLACE, number=str(number))

    def _doubted(self, step: AskLot[G], lot: str, meaning: Resolved) -> Turn[StepOf[On, G, Other]]:
        """Answer a lot that is the code of something else, and that nobody knows."""
        doubt = Note(Shared.LOT_DOUBTED, {"lot": lot})
        return self._instead(replace(step, doubted=lot), self._other(meaning).also(doubt).words)

    def _reason(
        self, meaning: Resolved, text: str, number: int | None, usual: type[StrEnum]
    ) -> str | Turn[StepOf[On, G, Other]]:
        """Return the reason that a scan gives, by the number of a `usual` one or in words; else what is said of it."""
        if number is not None:
            return self._usual_reason(number, usual)
        why = " ".join(exact_text(read(text, year=self.year)).split())
        if not isinstance(meaning, UnknownCode) or not may_be_words(why, meaning.code):
            return self._other(meaning)
        if is_number(why):
            return self._warn(Shared.NO_SUCH_REASON, number=why, most=len(usual))
        return why if len(why) <= LONGEST_REASON else self._warn(Shared.REASON_TOO_LONG, most=LONGEST_REASON)

    def _usual_reason(self, number: int, usual: type[StrEnum]) -> str | Turn[StepOf[On, G, Other]]:
        """Return the usual reason of a number."""
        if number > len(usual):
            return self._warn(Shared.NO_SUCH_REASON, number=number, most=len(usual))
        return in_words([*usual][number - 1])

    def _expiry(self, goods: G, meaning: Resolved, text: str) -> Turn[StepOf[On, G, Other]] | W:
        match day_in(text, year=self.year):
            case date() as day if not _is_short_ean(text, meaning):
                return self.onward(replace(goods, expiry=day))
            case Gs1Message() as label if _is_of(goods, label, meaning):
                return self._day_of_label(goods, label)
            case Shared() as unread if isinstance(meaning, UnknownCode):
                return self._say(Words(Tone.ERROR, Note(unread)))
        return self._other(meaning)

    def _day_of_label(self, goods: G, label: Gs1Message) -> Turn[StepOf[On, G, Other]] | W:
        day, lot = last_day(label), (label.serial if goods.item.serial else label.lot) or ""
        is_other = lot != goods.lot and not (label.suspect and lot.startswith(goods.lot))
        if lot and goods.lot and is_other:
            return self._warn(Shared.OTHER_LOT, label=lot, lot=goods.lot)
        return self.onward(replace(goods, expiry=day)) if day else self._warn(Shared.NO_LAST_DAY)


def _is_counted(what: object) -> bool:
    """Return whether a step or an intention is of goods, which were counted, or keeps the number of packs for them."""
    return hasattr(what, "goods") or getattr(what, "packs", None) is not None


_EAN_8 = 8
_OWN = frozenset(OWN_PREFIXES.values())
"""What is wrong with a number of ours that nothing has: it may be a lot, as L-2024 is, or misread."""
_MISREAD = frozenset(
    {
        ScanFault.UNKNOWN_COMMAND,
        ScanFault.PREFIX_ONLY,
        ScanFault.CHECK_DIGIT,
        ScanFault.UNKNOWN_GTIN,
        ScanFault.SHOP_NUMBER,
    }
)
"""What is wrong with a card, a label or a number of goods that was misread, or was scanned instead of a lot."""
_MAY_BE_DIGITS = frozenset({ScanFault.UNKNOWN, ScanFault.CHECK_DIGIT})
_MANY = re.compile(r"[1-9][0-9]{6,8}")
"""A number that is not typed, as it may be a misread code, and that a quantity card may have."""


def _is_short_ean(text: str, meaning: Resolved) -> bool:
    """Return whether what reads as a day of eight digits is the EAN-8 of an item: shops' own ones begin with 20."""
    return len(text.strip()) == _EAN_8 and isinstance(meaning, FoundItem | Ambiguous)


def _is_of(goods: Scanned[On], label: Gs1Message, meaning: Resolved) -> bool:
    """Return whether a label may be one of these goods: it is of their item, or does not say of which it is."""
    match meaning:
        case FoundItem(item):
            return item.id == goods.item.id
        case Ambiguous(skus=skus):
            return goods.item.sku in skus
        case UnknownCode():
            return not (label.gtin or label.content_gtin or label.sscc)
    return False
