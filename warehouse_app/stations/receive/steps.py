"""The steps of receiving, as frozen values, and the codes of all that it says."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warehouse_app.domain.errors import Facts
from warehouse_app.queries.advance_notices import Batch
from warehouse_app.queries.booked_labels import BookedLabel
from warehouse_app.queries.goods import Delivery, ItemFacts
from warehouse_app.stations.goods_aside import AskWhy, Why
from warehouse_app.stations.goods_steps import (
    AskExpiry,
    AskItem,
    AskLot,
    AskMany,
    AskQuantity,
    OfGoods,
    Scanned,
    StepName,
    doubt_of_goods,
    name_of_goods,
    prompt_of_goods,
)
from warehouse_app.stations.receive.closing_steps import AskShort, AskWhyNot, ClosingStep, prompt_of_closing
from warehouse_app.stations.receive.pallet_steps import (
    AskPallet,
    AskPalletDoubt,
    AskPalletWhy,
    PalletStep,
    prompt_of_pallet,
)
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import Shared, choices


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
    PALLET_TWICE = "receive-pallet-twice"
    WRONG_ITEM = "receive-wrong-item"
    OTHER_DAY = "receive-other-day"
    BLOCKED = "receive-blocked"
    PROGRESS = "receive-progress"
    TOO_MUCH = "receive-too-much"
    SHORT_DATED = "receive-short-dated"
    BOOKED = "receive-booked"
    GOES = "receive-goes"
    SHARE = "receive-share"
    SHARES_MORE = "receive-shares-more"
    LEFT_TO_OTHERS = "receive-left-to-others"
    REST = "receive-rest"
    REST_STOCK = "receive-rest-stock"
    REST_KEPT = "receive-rest-kept"
    REST_KEPT_FOR = "receive-rest-kept-for"
    KEPT_UNTIL = "receive-kept-until"
    ALSO = "receive-also"
    CLOSED = "receive-closed"
    LINES_TO_COME = "receive-lines-to-come"

    UNDONE = "receive-undone"
    UNDONE_LINES = "receive-undone-lines"
    UNDONE_GOODS = "receive-undone-goods"
    STAYS_FOR = "receive-stays-for"

    SET_ASIDE = "receive-set-aside"
    SET_REST_ASIDE = "receive-set-rest-aside"
    UNDO_OPEN = "receive-undo-open"
    UNDO_CLOSED = "receive-undo-closed"
    UNDO_SHORT = "receive-undo-short"
    UNDO_TAUGHT = "receive-undo-taught"
    ASK_UNDO = "receive-ask-undo"
    TAUGHT = "receive-taught"
    FORGOTTEN = "receive-forgotten"
    PACK_DOUBTED = "receive-pack-doubted"
    PACK_LARGE = "receive-pack-large"
    NEW_CODE = "receive-new-code"
    HELP = "receive-help"
    COMMANDS = "receive-commands"
    NOTHING_TO_CLOSE = "receive-nothing-to-close"
    NO_DELIVERY = "receive-no-delivery"

    OF_OTHER_ORDER = "receive-of-other-order"

    ASK_DELIVERY = "receive-ask-delivery"
    ASK_ITEM = "receive-ask-item"
    ASK_PIECES = "receive-ask-pieces"
    ASK_OVER = "receive-ask-over"
    ASK_SHORT_DATED = "receive-ask-short-dated"
    NO_OTHER_PLACE = "receive-no-other-place"
    NOT_WITHOUT = "receive-not-without"
    LEAD_MAY_TEACH = "receive-lead-may-teach"
    ASK_LOCATION = "receive-ask-location"
    ASK_PROPOSED = "receive-ask-proposed"
    ASK_STAGE = "receive-ask-stage"
    FOR_ORDER = "receive-for-order"
    NOT_FOR = "receive-not-for-order"
    KEPT_FOR_IT = "receive-kept-for-order"
    NOT_BEFORE = "receive-not-before"
    OTHERS_FIRST = "receive-others-first"
    ORDER_FIRST = "receive-order-first"
    ASK_TEACH = "receive-ask-teach"
    ASK_PACK = "receive-ask-pack"


@dataclass(frozen=True, slots=True)
class Pending(Scanned[Delivery]):
    """Goods that were scanned and are not booked yet.

    `accepted`: so many units of the item in all somebody who may do so accepts, though that is more than was ordered
    and tolerated (0: nobody was asked); `accepted_short`: that they do not last as long as they must. `by` is who does
    ('': nobody), in whose name they are booked then. `pieces` is how many are in a pack by its weight (0: nobody
    knows). `sscc` is the announced pallet they are on ('': none), `label_sscc` one that nobody announced, and `twice`
    what was booked under that before they were scanned (None: nothing).
    """

    accepted: int = 0
    accepted_short: bool = False
    by: str = ""
    pieces: int = 0
    sscc: str = ""
    label_sscc: str = ""
    twice: BookedLabel | None = None


@dataclass(frozen=True, slots=True)
class AskDelivery:
    """A purchase order, an advance notice or a pallet of one, or a supplier."""


@dataclass(frozen=True, slots=True)
class AskOver:
    """Whether more than was ordered and tolerated is accepted, which makes `total` units of the item in all."""

    goods: Pending
    total: int


@dataclass(frozen=True, slots=True)
class AskShortDated:
    """Whether goods are accepted that do not last as long as they must."""

    goods: Pending


@dataclass(frozen=True, slots=True)
class AskLocation:
    """The place where the goods are put; `proposed` is the house's own idea ('': it has none).

    `skipped` are its ideas before that, which will not do.
    """

    goods: Pending
    proposed: str
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskStage:
    """The place where the goods are put aside for `order`; `rest` more units of them are put elsewhere after that."""

    goods: Pending
    order: str
    rest: int


@dataclass(frozen=True, slots=True)
class AskTeach:
    """The item, by its number or a code that is known, of the `code` that nobody knows; `packs` as for `AskItem`.

    `by` is who teaches it, and `scan` what was scanned: the code, or a label that says more of the goods.
    """

    on: Delivery
    packs: int | None
    code: str
    by: str
    scan: str


@dataclass(frozen=True, slots=True)
class AskPack:
    """How many base units of the item one scan of the code means that is being taught.

    `doubted` is how many somebody said, more than is likely, to be confirmed; 0 while nobody did.
    """

    on: Delivery
    packs: int | None
    code: str
    by: str
    scan: str
    item: ItemFacts
    doubted: int = 0


@dataclass(frozen=True, slots=True)
class AskUndo:
    """Whether a booking (the id of its action) is taken back that is not of the receipt in hand, which is of `on`.

    All that does not answer that means the same as before it was asked.
    """

    on: Delivery | None
    booking: str


OfDelivery = (
    AskDelivery
    | AskOver
    | AskShortDated
    | AskLocation
    | AskWhy[Pending]
    | AskStage
    | AskTeach
    | AskPack
    | AskUndo
    | ClosingStep
    | PalletStep
)
"""What receiving asks besides the item and what is to be known of it."""
Step = AskItem[Delivery] | OfGoods[Pending] | OfDelivery
Trail = tuple[Step, ...]

START: Trail = (AskDelivery(),)


_NAMES: dict[type[OfDelivery], StepName] = {
    AskDelivery: StepName.DELIVERY,
    AskOver: StepName.OVER,
    AskShortDated: StepName.SHORT_DATED,
    AskLocation: StepName.LOCATION,
    AskWhy: StepName.WHY,
    AskStage: StepName.STAGE,
    AskTeach: StepName.TEACH,
    AskPack: StepName.PACK,
    AskUndo: StepName.UNDO,
    AskShort: StepName.SHORT,
    AskWhyNot: StepName.WHY_NOT,
    AskPallet: StepName.PALLET,
    AskPalletWhy: StepName.WHY,
}


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    match step:
        case AskItem():
            return StepName.ITEM
        case AskPalletDoubt(is_over=is_over):
            return StepName.OVER if is_over else StepName.SHORT_DATED
        case AskQuantity() | AskMany() | AskLot() | AskExpiry():
            return name_of_goods(step)
    return _NAMES[type(step)]


_PROMPTS: dict[type[Step], Said] = {
    AskDelivery: Said.ASK_DELIVERY,
    AskItem: Said.ASK_ITEM,
    AskOver: Said.ASK_OVER,
    AskShortDated: Said.ASK_SHORT_DATED,
    AskLocation: Said.ASK_LOCATION,
    AskUndo: Said.ASK_UNDO,
}


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskItem(packs=packs) if packs is not None:
            return Note(Shared.ASK_PACKED, {"packs": packs})
        case AskQuantity() | AskMany() | AskLot() | AskExpiry():
            return _prompt_of_goods(step)
        case AskLocation(proposed=place) if place:
            return Note(Said.ASK_PROPOSED, {"place": place})
        case AskWhy() | AskPalletWhy():
            return Note(Shared.ASK_WHY, parts=choices(Why))
        case AskStage(order=order):
            return Note(Said.ASK_STAGE, {"order": order})
        case AskTeach(code=code):
            return Note(Said.ASK_TEACH, {"code": code})
        case AskPack(code=code, item=item):
            return Note(Said.ASK_PACK, {"code": code, "sku": item.sku, "unit": item.unit})
        case AskPallet() | AskPalletDoubt():
            return prompt_of_pallet(step)
        case AskShort() | AskWhyNot():
            return prompt_of_closing(step)
    return Note(_PROMPTS[type(step)])


def doubt_of(step: Step, said: AbstractSet[StrEnum]) -> tuple[Note, ...]:
    """Return what is doubted at a step and can be confirmed; nothing where nothing is, or that is `said`."""
    match step:
        case AskPack(doubted=pack) if pack and said.isdisjoint({Said.PACK_DOUBTED, Said.PACK_LARGE}):
            facts: Facts = {"code": step.code, "pack": pack, "sku": step.item.sku, "unit": step.item.unit}
            return (Note(Said.PACK_LARGE, facts),)
        case AskPallet(doubts=doubts) | AskPalletDoubt(asked=AskPallet(doubts=doubts)):
            return doubts if said.isdisjoint({note.code for note in doubts}) else ()
        case AskLocation(goods) | AskOver(goods=goods) | AskShortDated(goods) if Said.PALLET_TWICE not in said:
            return pallet_twice(goods)
    return doubt_of_goods(step, said)


def pallet_twice(goods: Pending) -> tuple[Note, ...]:
    """Return that a pallet of the number on the label of goods is booked already; nothing where none is."""
    if goods.twice is None:
        return ()
    facts: Facts = {"sscc": goods.label_sscc, "units": goods.twice.units, "receipt": goods.twice.receipt}
    return (Note(Said.PALLET_TWICE, facts),)


def _prompt_of_goods(step: OfGoods[Pending]) -> Note:
    match step:
        case AskQuantity(goods) if goods.pieces:
            grams = goods.pieces * (goods.item.weight_g or 0)
            about: Facts = {"sku": goods.item.sku, "unit": goods.item.unit, "packs": goods.packs}
            return Note(Said.ASK_PIECES, {**about, "pieces": goods.pieces, "grams": grams})
        case AskLot(_, "", Batch(lot, day)):
            said = OfPallet.SAYS_LOT_DAY if day else OfPallet.SAYS_LOT
            return Note(said, {"lot": lot, "expiry": day}, parts=(prompt_of_goods(step),))
        case AskExpiry(_, date() as day):
            return Note(OfPallet.SAYS_DAY, {"expiry": day}, parts=(prompt_of_goods(step),))
    return prompt_of_goods(step)


def delivery_name(on: Delivery) -> str:
    """Return what people call a delivery: its advance notice, else its purchase order, else its supplier."""
    return on.notice_number or on.number or on.supplier_name


def delivery_at(step: Step) -> Delivery | None:
    """Return what is being received at a step; None before anything was chosen."""
    match step:
        case AskDelivery():
            return None
        case AskItem(on) | AskTeach(on) | AskPack(on) | AskShort(on) | AskWhyNot(on) | AskPallet(on) | AskPalletWhy(on):
            return on
        case AskPalletDoubt() | AskUndo():
            return step.on
    return step.goods.on


def before_undo(trail: Trail) -> Trail:
    """Return the steps of a trail without the question whether something is taken back."""
    return trail[:-1] if isinstance(trail[-1], AskUndo) else trail


def without_goods(trail: Trail, sku: str) -> Trail:
    """Return the steps of a trail before goods of an item were scanned that are not booked yet."""
    for at, step in enumerate(trail):
        match step:
            case (
                AskQuantity()
                | AskMany()
                | AskLot()
                | AskExpiry()
                | AskOver()
                | AskShortDated()
                | AskLocation()
                | AskStage()
            ):
                if step.goods.item.sku == sku:
                    return trail[:at]
    return trail
