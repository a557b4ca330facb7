"""What a scan means to receiving where goods are not just put away: why they are set aside, and unknown codes."""

from dataclasses import dataclass

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind, Role
from warehouse_app.queries.codes import FoundItem, Resolved, exact_text
from warehouse_app.queries.goods import Delivery, PlaceFacts
from warehouse_app.scanning.codes import ScanFault, UnknownCode, read
from warehouse_app.services.because import LONGEST_REASON
from warehouse_app.services.catalogue import LONGEST_CODE
from warehouse_app.services.contract import require
from warehouse_app.stations.dialogue import Asking, Turn
from warehouse_app.stations.receive_steps import (
    AskItem,
    AskPack,
    AskTeach,
    AskWhy,
    Pending,
    Said,
    Step,
    Why,
)
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words, goods_seen
from warehouse_app.texts import say
from warehouse_app.texts.locales import DEFAULT_LANGUAGE


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


Want = Book | Close | Teach
Answer = Turn[Step] | Book | Close | Teach


@dataclass(frozen=True, slots=True)
class AsideAsking(Asking[Step, Want]):
    """The part of receiving in which something is out of the ordinary."""

    def _exception(self, step: AskWhy | AskTeach | AskPack, meaning: Resolved, text: str, number: int | None) -> Answer:
        match step:
            case AskWhy():
                return self._why(step, meaning, text, number)
            case AskTeach():
                return self._taught(step, meaning)
            case AskPack():
                return self._other(meaning) if number is None else Teach(step, number)

    # --- goods that nobody is to get ---

    def _is_expired(self, goods: Pending) -> bool:
        return goods.expiry is not None and goods.expiry < self.settings.house_day

    def _put(self, goods: Pending, place: PlaceFacts) -> Answer:
        """Return what a place leads to: the booking; where goods are set aside, why they are, unless that is plain."""
        is_aside = place.kind is LocationKind.QUARANTINE
        return self._aside(goods, place) if is_aside and not self._is_expired(goods) else Book(goods, place.code)

    def _aside(self, goods: Pending, place: PlaceFacts) -> Turn[Step]:
        words = Words(Tone.ASK, goods_seen(goods.item, goods.quantity))
        return self._say(words, (*self.trail, AskWhy(goods, place.code)))

    def _why(self, step: AskWhy, meaning: Resolved, text: str, number: int | None) -> Answer:
        if number is not None:
            return self._usual(step, number)
        if not isinstance(meaning, UnknownCode) or meaning.code is not ScanFault.UNKNOWN:
            return self._other(meaning)
        why = " ".join(exact_text(read(text, year=self.year)).split())
        if len(why) > LONGEST_REASON:
            return self._warn(Said.REASON_TOO_LONG, most=LONGEST_REASON)
        return Book(step.goods, step.place, why)

    def _usual(self, step: AskWhy, number: int) -> Answer:
        usual = list(Why)
        if number > len(usual):
            return self._warn(Said.NO_SUCH_REASON, number=number, most=len(usual))
        return Book(step.goods, step.place, say(usual[number - 1], {}, language=DEFAULT_LANGUAGE))

    # --- codes that nobody knows ---

    def _unknown(self, step: AskItem, unknown: UnknownCode, text: str) -> Turn[Step]:
        """Return how a code is taught that nothing has: a lead says what it is; for others nothing changes."""
        code = exact_text(read(text, year=self.year))
        if unknown.code not in {ScanFault.UNKNOWN, ScanFault.UNKNOWN_GTIN} or not 1 <= len(code) <= LONGEST_CODE:
            return self._other(unknown)
        try:
            require(self.store, self.act(), Role.LEAD)
        except Refused:
            return self._other(unknown)
        words = Words(Tone.ASK, Note(Said.NEW_CODE, {"code": code}))
        return self._say(words, (*self.trail, AskTeach(step.on, step.packs, code)))

    def _taught(self, step: AskTeach, meaning: Resolved) -> Turn[Step]:
        match meaning:
            case FoundItem(item):
                words = Words(Tone.ASK, goods_seen(item, 0))
                return self._say(words, (*self.trail, AskPack(step.on, step.packs, step.code, item)))
        return self._other(meaning)
