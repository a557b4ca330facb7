"""Taking in what was announced: the steps of a pallet, what they want, and the codes of what is said of notices."""

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.queries.goods import Delivery
from warehouse_app.stations.reply import Note


class Said(StrEnum):
    """What is said of advance notices and their pallets; each has a sentence in `texts.pallets`."""

    STARTED = "notice-started"
    GOES_ON = "notice-goes-on"
    SWITCHED = "notice-switched"
    OF_ORDER = "notice-of-order"
    ON_PALLET = "notice-on-pallet"
    ALL_HERE = "notice-all-here"
    PROGRESS = "notice-progress"
    BEYOND = "notice-beyond"
    OTHER_ITEM = "notice-other-item"
    OTHER_LOT = "notice-other-lot"
    OTHER_DAY = "notice-other-day"

    PALLET = "pallet-seen"
    PALLET_LINE = "pallet-line"
    ON_IT = "pallet-on-it"
    NOT_ON_IT = "pallet-item-not-on-it"
    NOT_BOOKED = "pallet-not-booked"
    ITEM_BY_ITEM = "pallet-item-by-item"
    BOOKED = "pallet-booked"
    TOTAL = "pallet-total"
    ASIDE_OF = "pallet-aside-of"
    FOR_NOBODY = "pallet-for-nobody"

    SAYS_LOT = "notice-says-lot"
    SAYS_LOT_DAY = "notice-says-lot-and-day"
    SAYS_DAY = "notice-says-day"

    ASK_PALLET = "pallet-ask"
    ASK_PROPOSED = "pallet-ask-proposed"
    ASK_PACKED = "pallet-ask-packed"
    ASK_ACCEPT = "pallet-ask-accept"


@dataclass(frozen=True, slots=True)
class AskPallet:
    """The place where all that is to come of a pallet is put, or an item of it, of which `packs` as in `AskItem`.

    `proposed` is the house's own idea of the place ('': it has none), `skipped` those that would not do; `doubts` say
    where its label contradicts its notice.
    """

    on: Delivery
    sscc: str
    proposed: str
    packs: int | None = None
    doubts: tuple[Note, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskPalletWhy:
    """Why all that is to come of a pallet is set aside at `place`, where such goods lie."""

    on: Delivery
    sscc: str
    place: str


@dataclass(frozen=True, slots=True)
class BookPallet:
    """The intention to book all that is to come of a pallet at a place; `why` it is set aside ('': it is not).

    What is on it is accepted, though it is more than was ordered and tolerated: so many units of each item (its number)
    in all (`over`); or too short-dated (`short`).
    """

    on: Delivery
    sscc: str
    place: str
    why: str = ""
    over: tuple[tuple[str, int], ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class AskPalletDoubt:
    """Whether a pallet is accepted whole: `want` is what is booked then, and `is_over` that too much is on it.

    All that does not answer that means the same as where it was `asked` for.
    """

    asked: AskPallet
    want: BookPallet
    is_over: bool

    @property
    def on(self) -> Delivery:
        """What is being received."""
        return self.want.on

    @property
    def sscc(self) -> str:
        """The number of the pallet."""
        return self.want.sscc


PalletStep = AskPallet | AskPalletWhy | AskPalletDoubt


def prompt_of_pallet(step: AskPallet | AskPalletDoubt) -> Note:
    """Return the sentence that says what is expected of a pallet."""
    if isinstance(step, AskPalletDoubt):
        return Note(Said.ASK_ACCEPT)
    if step.packs is not None:
        return Note(Said.ASK_PACKED, {"packs": step.packs})
    return Note(Said.ASK_PROPOSED, {"place": step.proposed}) if step.proposed else Note(Said.ASK_PALLET)
