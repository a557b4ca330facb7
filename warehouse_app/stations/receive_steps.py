"""The steps of receiving, as frozen values, and the codes of all that it says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warehouse_app.queries.goods import Delivery, ItemFacts
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import Shared


class StepName(StrEnum):
    """What is expected next, as programs read it."""

    DELIVERY = "delivery"
    ITEM = "item"
    QUANTITY = "quantity"
    LOT = "lot"
    SERIAL = "serial"
    EXPIRY = "expiry"
    OVER = "over-receipt"
    LOCATION = "location"
    WHY = "quarantine-reason"
    STAGE = "staging"
    TEACH = "taught-item"
    PACK = "taught-pack"


class Why(StrEnum):
    """The usual reasons for which goods are set aside as they come; each has a sentence in `texts.console`.

    They are chosen by their number, counted from 1.
    """

    DAMAGED = "why-damaged"
    WRONG_ITEM = "why-wrong-item"
    SHORT_DATED = "why-short-dated"
    TOO_MANY = "why-too-many"


class Said(StrEnum):
    """What receiving says; each has a sentence in `texts.console`."""

    STARTED = "receive-started"
    GOES_ON = "receive-goes-on"
    SWITCHED = "receive-switched"
    BLIND = "receive-blind"
    BLIND_GOES_ON = "receive-blind-goes-on"
    TO_COME = "receive-to-come"
    TO_COME_LINE = "receive-to-come-line"
    ALL_HERE = "receive-all-here"
    OPEN = "receive-open"
    OPEN_ORDER = "receive-open-order"
    OPEN_SUPPLIER = "receive-open-supplier"

    EXPIRED = "receive-expired"
    WRONG_ITEM = "receive-wrong-item"
    PROGRESS = "receive-progress"
    TOO_MUCH = "receive-too-much"
    BOOKED = "receive-booked"
    GOES = "receive-goes"
    SHARE = "receive-share"
    SHARES_MORE = "receive-shares-more"
    REST = "receive-rest"
    REST_STOCK = "receive-rest-stock"
    CLOSED = "receive-closed"
    LINES_TO_COME = "receive-lines-to-come"

    UNDONE = "receive-undone"
    UNDONE_LINES = "receive-undone-lines"
    UNDONE_GOODS = "receive-undone-goods"
    UNDONE_LINE = "receive-undone-line"

    SET_ASIDE = "receive-set-aside"
    SET_REST_ASIDE = "receive-set-rest-aside"
    NO_SUCH_REASON = "receive-no-such-reason"
    REASON_TOO_LONG = "receive-reason-too-long"
    TAUGHT = "receive-taught"
    NEW_CODE = "receive-new-code"
    HELP = "receive-help"
    COMMANDS = "receive-commands"
    NOTHING_TO_CLOSE = "receive-nothing-to-close"
    NO_DELIVERY = "receive-no-delivery"

    OF_OTHER_ORDER = "receive-of-other-order"
    LOT_DOUBTED = "receive-lot-doubted"

    ASK_DELIVERY = "receive-ask-delivery"
    ASK_ITEM = "receive-ask-item"
    ASK_PACKED = "receive-ask-packed"
    ASK_EXPIRY = "receive-ask-expiry"
    ASK_OVER = "receive-ask-over"
    ASK_LOCATION = "receive-ask-location"
    ASK_PROPOSED = "receive-ask-proposed"
    ASK_WHY = "receive-ask-why"
    ASK_STAGE = "receive-ask-stage"
    FOR_ORDER = "receive-for-order"
    NOT_FOR = "receive-not-for-order"
    OTHERS_FIRST = "receive-others-first"
    ORDER_FIRST = "receive-order-first"
    WHY_CHOICE = "receive-why-choice"
    ASK_TEACH = "receive-ask-teach"
    ASK_PACK = "receive-ask-pack"


@dataclass(frozen=True, slots=True)
class Pending:
    """Goods that were scanned and are not booked yet: `packs` times `pack` base units (None: to be asked for).

    `accepted`: somebody who may do so accepts more than was ordered and tolerated.
    """

    on: Delivery
    item: ItemFacts
    packs: int
    pack: int | None
    lot: str = ""
    expiry: date | None = None
    accepted: bool = False

    @property
    def quantity(self) -> int:
        """Base units; 0 while the size of the pack is to be asked for."""
        return self.packs * (self.pack or 0)


@dataclass(frozen=True, slots=True)
class AskDelivery:
    """A purchase order, or a supplier."""


@dataclass(frozen=True, slots=True)
class AskItem:
    """An item of the delivery, of which the next scan means `packs` packs (None: nobody said, so one)."""

    on: Delivery
    packs: int | None = None


@dataclass(frozen=True, slots=True)
class AskQuantity:
    """How many base units are in one of the scanned packs."""

    goods: Pending


@dataclass(frozen=True, slots=True)
class AskLot:
    """The lot, or the serial number; `doubted` is one that is the code of something else, to be confirmed."""

    goods: Pending
    doubted: str = ""


@dataclass(frozen=True, slots=True)
class AskExpiry:
    """The last day of use."""

    goods: Pending


@dataclass(frozen=True, slots=True)
class AskOver:
    """Whether more than was ordered and tolerated is accepted."""

    goods: Pending


@dataclass(frozen=True, slots=True)
class AskLocation:
    """The place where the goods are put; `proposed` is the house's own idea ('': it has none)."""

    goods: Pending
    proposed: str


@dataclass(frozen=True, slots=True)
class AskWhy:
    """Why the goods are set aside at `place`, where such goods lie."""

    goods: Pending
    place: str


@dataclass(frozen=True, slots=True)
class AskStage:
    """The place where the goods are put aside for `order`; `rest` more units of them are put elsewhere after that."""

    goods: Pending
    order: str
    rest: int


@dataclass(frozen=True, slots=True)
class AskTeach:
    """The item, by its number or a code that is known, of the `code` that nobody knows; `packs` as for `AskItem`."""

    on: Delivery
    packs: int | None
    code: str


@dataclass(frozen=True, slots=True)
class AskPack:
    """How many base units of the item one scan of the code means that is being taught."""

    on: Delivery
    packs: int | None
    code: str
    item: ItemFacts


Step = (
    AskDelivery
    | AskItem
    | AskQuantity
    | AskLot
    | AskExpiry
    | AskOver
    | AskLocation
    | AskWhy
    | AskStage
    | AskTeach
    | AskPack
)
Trail = tuple[Step, ...]
"""The steps that led to the present one, which is the last: going back drops it."""

START: Trail = (AskDelivery(),)


_NAMES: dict[type[Step], StepName] = {
    AskDelivery: StepName.DELIVERY,
    AskItem: StepName.ITEM,
    AskQuantity: StepName.QUANTITY,
    AskLot: StepName.LOT,
    AskExpiry: StepName.EXPIRY,
    AskOver: StepName.OVER,
    AskLocation: StepName.LOCATION,
    AskWhy: StepName.WHY,
    AskStage: StepName.STAGE,
    AskTeach: StepName.TEACH,
    AskPack: StepName.PACK,
}


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    return StepName.SERIAL if isinstance(step, AskLot) and step.goods.item.serial else _NAMES[type(step)]


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskDelivery():
            return Note(Said.ASK_DELIVERY)
        case AskItem(packs=packs):
            return Note(Said.ASK_ITEM) if packs is None else Note(Said.ASK_PACKED, {"packs": packs})
        case AskQuantity(goods):
            return Note(Shared.ASK_QUANTITY, {"sku": goods.item.sku, "unit": goods.item.unit, "packs": goods.packs})
        case AskLot(goods):
            return Note(Shared.ASK_SERIAL if goods.item.serial else Shared.ASK_LOT)
        case AskExpiry():
            return Note(Said.ASK_EXPIRY)
        case AskOver():
            return Note(Said.ASK_OVER)
        case AskLocation(proposed=place):
            return Note(Said.ASK_PROPOSED, {"place": place}) if place else Note(Said.ASK_LOCATION)
        case AskStage(order=order):
            return Note(Said.ASK_STAGE, {"order": order})
        case AskWhy() | AskTeach() | AskPack():
            return _prompt_beyond(step)


def _prompt_beyond(step: AskWhy | AskTeach | AskPack) -> Note:
    match step:
        case AskWhy():
            choices = [
                Note(Said.WHY_CHOICE, {"number": number}, parts=(Note(why),)) for number, why in enumerate(Why, 1)
            ]
            return Note(Said.ASK_WHY, parts=tuple(choices))
        case AskTeach(code=code):
            return Note(Said.ASK_TEACH, {"code": code})
        case AskPack(code=code, item=item):
            return Note(Said.ASK_PACK, {"code": code, "sku": item.sku, "unit": item.unit})


def delivery_name(on: Delivery) -> str:
    """Return what people call a delivery: its purchase order, else its supplier."""
    return on.number or on.supplier_name


def delivery_at(step: Step) -> Delivery | None:
    """Return what is being received at a step; None before anything was chosen."""
    match step:
        case AskDelivery():
            return None
        case AskItem(on) | AskTeach(on) | AskPack(on):
            return on
    return step.goods.on
