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


Step = AskDelivery | AskItem | AskQuantity | AskLot | AskExpiry | AskOver | AskLocation
Trail = tuple[Step, ...]
"""The steps that led to the present one, which is the last: going back drops it."""

START: Trail = (AskDelivery(),)


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    match step:
        case AskDelivery():
            return StepName.DELIVERY
        case AskItem():
            return StepName.ITEM
        case AskQuantity():
            return StepName.QUANTITY
        case AskLot(goods):
            return StepName.SERIAL if goods.item.serial else StepName.LOT
        case AskExpiry():
            return StepName.EXPIRY
        case AskOver():
            return StepName.OVER
        case AskLocation():
            return StepName.LOCATION


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskDelivery():
            return Note(Said.ASK_DELIVERY)
        case AskItem(packs=None):
            return Note(Said.ASK_ITEM)
        case AskItem(packs=packs):
            return Note(Said.ASK_PACKED, {"packs": packs})
        case AskQuantity(goods):
            return Note(Shared.ASK_QUANTITY, {"sku": goods.item.sku, "unit": goods.item.unit, "packs": goods.packs})
        case AskLot(goods):
            return Note(Shared.ASK_SERIAL if goods.item.serial else Shared.ASK_LOT)
        case AskExpiry():
            return Note(Said.ASK_EXPIRY)
        case AskOver():
            return Note(Said.ASK_OVER)
        case AskLocation(proposed=""):
            return Note(Said.ASK_LOCATION)
        case AskLocation(proposed=place):
            return Note(Said.ASK_PROPOSED, {"place": place})


def delivery_name(on: Delivery) -> str:
    """Return what people call a delivery: its purchase order, else its supplier."""
    return on.number or on.supplier_name


def delivery_at(step: Step) -> Delivery | None:
    """Return what is being received at a step; None before anything was chosen."""
    match step:
        case AskDelivery():
            return None
        case AskItem(on):
            return on
    return step.goods.on
