"""What any station may say: what means the same everywhere, what a code is, goods, and lists cut to a few lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.queries.codes import (
    Ambiguous,
    CodeFault,
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
)
from warehouse_app.queries.goods import ItemFacts, Overfull
from warehouse_app.queries.picked import InTote
from warehouse_app.queries.received import FoundReceived
from warehouse_app.queries.whereabouts import Goods, Several
from warehouse_app.scanning.codes import CommandCode, UnknownCode
from warehouse_app.scanning.gs1 import Besides, MeasureKind, PartyRole
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss
from warehouse_app.stations.reply import GoodsTo, Note, Tone

LISTED = 10
"""How many things are listed before the rest is summed up; more cannot be taken in at a glance."""


class Shared(StrEnum):
    """What more than one station says; each has a sentence in `texts.stations`."""

    IS_LOCATION = "station-is-location"
    IS_ORDER = "station-is-order"
    IS_PURCHASE_ORDER = "station-is-purchase-order"
    IS_ADVANCE_NOTICE = "station-is-advance-notice"
    IS_PALLET = "station-is-pallet"
    IS_PICK_LIST = "station-is-pick-list"
    IS_PARCEL = "station-is-parcel"
    IS_RECEIPT = "station-is-receipt"
    IS_RECEIVED = "station-is-received"
    IS_TAKEN_BACK = "station-is-taken-back"
    LABEL_OF = "station-label-of"
    IS_SUPPLIER = "station-is-supplier"
    IS_ITEM = "station-is-item"
    ONE_OF = "station-one-of"

    AT_RECEIVE = "station-at-receive"
    AT_MOVE = "station-at-move"
    AT_LOOK_UP = "station-at-lookup"
    AT_COUNT = "station-at-count"

    GOODS = "station-goods"
    ITEM = "station-item"
    PACKS = "station-packs"
    LOT = "station-lot"
    SERIAL = "station-serial"
    EXPIRY = "station-expiry"
    MORE_LINES = "station-more-lines"
    TOO_MANY = "station-too-many"
    NOTHING_MORE = "station-nothing-more"
    LIES_HERE = "station-lies-here"
    LIES_HERE_LINE = "station-lies-here-line"
    LIES_HERE_OF = "station-lies-here-of"
    NOTHING_HERE = "station-nothing-here"
    LIES_AT = "station-lies-at"
    LIES_AT_LINE = "station-lies-at-line"
    LIES_AT_OF = "station-lies-at-of"
    LIES_NOWHERE = "station-lies-nowhere"
    OF_LOT = "station-of-lot"
    OF_EXPIRY = "station-of-expiry"
    OF_RESERVED = "station-of-reserved"
    OF_PICKED = "station-of-picked"
    OF_QUARANTINED = "station-of-quarantined"
    OF_BLOCKED = "station-of-blocked"
    NOT_A_QUANTITY = "station-not-a-quantity"
    NUMBER_IS_ITEM = "station-number-is-item"
    NUMBER_IS_PLACE = "station-number-is-place"
    LABEL_SAYS = "station-label-says"
    COUNT_UNCLEAR = "station-count-unclear"
    LABEL_ALSO = "station-label-also"
    MADE = "station-label-made"
    PACKED = "station-label-packed"
    VARIANT = "station-label-variant"
    SHIP_TO = "station-label-ship-to"
    BILL_TO = "station-label-bill-to"
    PURCHASED_FROM = "station-label-purchased-from"
    SHIP_FOR = "station-label-ship-for"
    LOCATION = "station-label-location"
    PAY_TO = "station-label-pay-to"
    PRODUCED_AT = "station-label-produced-at"
    PARTY = "station-label-party"
    LOT_UNCLEAR = "station-lot-unclear"
    LOT_TOO_LONG = "station-lot-too-long"
    LOT_DOUBTED = "station-lot-doubted"
    OTHER_LOT = "station-other-lot"
    EXPIRY_UNREAD = "station-expiry-unread"
    NO_LAST_DAY = "station-no-last-day"
    EXPIRY_FAR = "station-expiry-far"

    BACK = "station-back"
    FIRST_STEP = "station-first-step"
    NOT_NOW = "station-command-not-now"
    NOT_BOOKED = "station-not-booked"
    NO_NUMBER = "station-no-number"
    LONG_NUMBER = "station-long-number"
    NO_PLACE = "station-no-place"
    NEVER_BOOKED = "station-never-booked"
    NOTHING_TO_UNDO = "station-nothing-to-undo"
    NOTHING_TO_SKIP = "station-nothing-to-skip"
    WAITS_AGAIN = "station-waits-again"
    LOSS = "station-loss"
    NOW_GIVEN = "station-now-given"
    SHARE_OF = "station-share-of"
    OVERFULL = "station-overfull"
    PICKED_IN = "station-picked-in"
    PICKED = "station-picked"
    PICKED_LINE = "station-picked-line"

    WHY_CHOICE = "station-why-choice"
    ASK_WHY = "station-ask-why"
    NO_SUCH_REASON = "station-no-such-reason"
    REASON_TOO_LONG = "station-reason-too-long"
    ASK_PACKED = "station-ask-packed"
    PACKS_OF_WHAT = "station-packs-of-what"
    PRINTING = "station-printing"
    PRINT_STAYS = "station-print-stays"
    NOTHING_TO_PRINT = "station-nothing-to-print"
    PRINTS_RECEIVE = "station-prints-receive"
    PRINTS_MOVE = "station-prints-move"
    PRINTS_LOOK_UP = "station-prints-lookup"
    PRINTS_COUNT = "station-prints-count"
    LABEL_OFFERED = "station-label-offered"
    LABEL_NOT_PRINTED = "station-label-not-printed"

    ASK_QUANTITY = "station-ask-quantity"
    ASK_MANY = "station-ask-many"
    ASK_LOT = "station-ask-lot"
    ASK_SERIAL = "station-ask-serial"
    ASK_EXPIRY = "station-ask-expiry"


_IS_DOCUMENT = {
    OwnKind.ORDER: Shared.IS_ORDER,
    OwnKind.PURCHASE_ORDER: Shared.IS_PURCHASE_ORDER,
    OwnKind.ADVANCE_NOTICE: Shared.IS_ADVANCE_NOTICE,
    OwnKind.PICK_LIST: Shared.IS_PICK_LIST,
    OwnKind.PARCEL: Shared.IS_PARCEL,
    OwnKind.RECEIPT: Shared.IS_RECEIPT,
}


@dataclass(frozen=True, slots=True)
class Words:
    """The first sentence of a reply with its tone, more sentences, and where the goods go that it is about."""

    tone: Tone
    head: Note
    notes: tuple[Note, ...] = ()
    goods_to: tuple[GoodsTo, ...] = ()


def what_it_is(meaning: Resolved) -> Words:
    """Return what a code is that is not the one expected; an error where it is nothing."""
    match meaning:
        case FoundLocation(place):
            return _warned(Shared.IS_LOCATION, {"code": place.code})
        case FoundDocument(kind, number):
            return _warned(_IS_DOCUMENT[kind], {"number": number})
        case FoundPallet(sscc, notice):
            return _warned(Shared.IS_PALLET, {"sscc": sscc, "notice": notice})
        case FoundReceived():
            return _received(meaning)
        case FoundSupplier(code, name):
            return _warned(Shared.IS_SUPPLIER, {"code": code, "name": name})
        case FoundItem(item):
            return _warned(Shared.IS_ITEM, {"sku": item.sku, "name": item.name})
        case Ambiguous():
            return _ambiguous(meaning)
        case CommandCode(command):
            return _warned(Shared.NOT_NOW, {"command": command.value})
        case UnknownCode(fault, facts):
            return Words(Tone.ERROR, Note(fault, facts))


def _ambiguous(code: Ambiguous) -> Words:
    """Return of which two things a code is."""
    if code.code is not CodeFault.TWO_KINDS:
        return _warned(code.code, code.facts)
    return Words(Tone.WARN, Note(code.code, code.facts), (Note(Shared.ONE_OF, parts=tuple(map(Note, code.kinds))),))


def _received(label: FoundReceived) -> Words:
    """Return which goods were booked in under a label, or that they were taken back."""
    counting = label.counting
    head = Note(
        Shared.IS_RECEIVED if counting else Shared.IS_TAKEN_BACK, {"receipt": label.receipt, "code": label.code}
    )
    parts = [goods_line(each.quantity, each.item.sku) for each in counting or label.goods]
    return Words(Tone.WARN, head, (Note(Shared.LABEL_OF, parts=first_of(parts)),))


def goods_line(quantity: int, sku: str) -> Note:
    """Return goods as a line of a list."""
    return Note(Shared.LIES_HERE_LINE, {"quantity": quantity, "sku": sku})


def _warned(code: Shared | CodeFault, facts: Facts) -> Words:
    return Words(Tone.WARN, Note(code, facts))


def goods_seen(item: ItemFacts, quantity: int) -> Note:
    """Return which goods were scanned, and how many base units; 0 where that is not known yet."""
    facts: dict[str, str | int] = {"sku": item.sku, "name": item.name, "unit": item.unit}
    return Note(Shared.GOODS, {**facts, "quantity": quantity}) if quantity else Note(Shared.ITEM, facts)


def goods_details(item: ItemFacts, lot: str, expiry: date | None) -> tuple[Note, ...]:
    """Return what is known of goods besides their number: lot or serial number ('': none), and expiry."""
    notes: list[Note] = []
    if lot:
        notes.append(Note(Shared.SERIAL if item.serial else Shared.LOT, {"lot": lot}))
    if expiry:
        notes.append(Note(Shared.EXPIRY, {"expiry": expiry}))
    return tuple(notes)


_UNITS = {
    MeasureKind.NET_WEIGHT_KG: "kg",
    MeasureKind.LENGTH_M: "m",
    MeasureKind.WIDTH_M: "m",
    MeasureKind.HEIGHT_M: "m",
    MeasureKind.AREA_M2: "m²",
    MeasureKind.VOLUME_L: "l",
    MeasureKind.VOLUME_M3: "m³",
}


def measures_of(found: FoundItem) -> tuple[Note, ...]:
    """Return what a label says that goods measure, where how many they are is asked for and no guess says it.

    Where it says how many, but not for certain, that is said.
    """
    if found.uncounted:
        return (Note(Shared.COUNT_UNCLEAR),)
    if not found.measures or found.pieces:
        return ()
    said = [f"{Decimal(each.scaled).scaleb(-each.decimals):f} {_UNITS[each.kind]}" for each in found.measures]
    return (Note(Shared.LABEL_SAYS, {"measures": tuple(said)}),)


_PARTIES = {
    PartyRole.SHIP_TO: Shared.SHIP_TO,
    PartyRole.BILL_TO: Shared.BILL_TO,
    PartyRole.PURCHASED_FROM: Shared.PURCHASED_FROM,
    PartyRole.SHIP_FOR: Shared.SHIP_FOR,
    PartyRole.LOCATION: Shared.LOCATION,
    PartyRole.PAY_TO: Shared.PAY_TO,
    PartyRole.PRODUCED_AT: Shared.PRODUCED_AT,
    PartyRole.PARTY: Shared.PARTY,
}


def label_also(besides: Besides) -> tuple[Note, ...]:
    """Return what a label says besides what is asked of goods; nothing where it says no more."""
    parts: list[Note] = []
    if besides.production_date:
        parts.append(Note(Shared.MADE, {"day": besides.production_date}))
    if besides.packaging_date:
        parts.append(Note(Shared.PACKED, {"day": besides.packaging_date}))
    if besides.variant:
        parts.append(Note(Shared.VARIANT, {"variant": besides.variant}))
    parts += [Note(_PARTIES[party.role], {"gln": party.gln}) for party in besides.parties]
    return (Note(Shared.LABEL_ALSO, parts=tuple(parts)),) if parts else ()


def lies_here(place: str, lying: Several) -> Note:
    """Return what lies in a place."""
    parts = [
        _with_details(Shared.LIES_HERE_LINE, Shared.LIES_HERE_OF, {"quantity": each.quantity, "sku": each.sku}, each)
        for each in lying.first
    ]
    if not parts:
        return Note(Shared.NOTHING_HERE, {"place": place})
    return Note(Shared.LIES_HERE, {"place": place}, parts=first_of(parts, total=lying.rows))


def lies_at(lying: Several) -> Note:
    """Return where an item lies, most of it first."""
    parts = [
        _with_details(Shared.LIES_AT_LINE, Shared.LIES_AT_OF, {"quantity": each.quantity, "place": each.place}, each)
        for each in lying.first
    ]
    return Note(Shared.LIES_AT, parts=first_of(parts, total=lying.rows)) if parts else Note(Shared.LIES_NOWHERE)


def _with_details(plain: Shared, detailed: Shared, facts: Facts, goods: Goods) -> Note:
    """Return a line about goods: as it is, or with what has to be known of them besides, in brackets."""
    of: list[Note] = []
    if goods.lot and goods.lot != str(goods.expiry):
        of.append(Note(Shared.OF_LOT, {"lot": goods.lot}))
    if goods.expiry:
        of.append(Note(Shared.OF_EXPIRY, {"expiry": goods.expiry}))
    if goods.reserved:
        of.append(Note(Shared.OF_RESERVED, {"reserved": goods.reserved}))
    if goods.orders:
        of.append(Note(Shared.OF_PICKED, {"orders": goods.orders}))
    if goods.status is StockStatus.QUARANTINED:
        of.append(Note(Shared.OF_QUARANTINED))
    if goods.blocked:
        of.append(Note(Shared.OF_BLOCKED))
    return Note(detailed, facts, parts=tuple(of)) if of else Note(plain, facts)


def choices(usual: type[StrEnum]) -> tuple[Note, ...]:
    """Return the usual reasons, each with the number by which it is chosen."""
    return tuple(Note(Shared.WHY_CHOICE, {"number": number}, parts=(Note(why),)) for number, why in enumerate(usual, 1))


def waits_again(losses: Sequence[Loss]) -> tuple[Note, ...]:
    """Return the sentence that says whose goods were taken from them; none where nobody lost any."""
    parts = [
        Note(Shared.LOSS, {"order": loss.order, "units": loss.units, "sku": loss.sku, "rank_class": loss.rank_class})
        for loss in losses
    ]
    return (Note(Shared.WAITS_AGAIN, parts=first_of(parts)),) if parts else ()


def now_given(shares: Sequence[Share], *, unnamed: int = 0) -> tuple[Note, ...]:
    """Return the sentence that says who got goods that lay here already, `unnamed` lines besides; none where nobody."""
    parts = [share_of(share.sku, share.units, share.order, share.rank_class) for share in shares]
    return (Note(Shared.NOW_GIVEN, parts=first_of(parts, total=len(parts) + unnamed)),) if parts else ()


def share_of(sku: str, units: int, order: str, rank_class: str) -> Note:
    """Return what an order gets of an item, as a part of a list."""
    return Note(Shared.SHARE_OF, {"units": units, "sku": sku, "order": order, "rank_class": rank_class})


def picked_in(found: Sequence[InTote]) -> tuple[Note, ...]:
    """Return the clause that says where goods lie that are picked for an order; none where none are.

    What lies where is told if that are several places.
    """
    places = {each.place for each in found}
    if len(places) == 1:
        return (Note(Shared.PICKED_IN, {"place": found[0].place}),)
    return (Note(Shared.PICKED, parts=picked_parts(found)),) if found else ()


def picked_parts(found: Sequence[InTote]) -> tuple[Note, ...]:
    """Return which goods that are picked for an order lie where, as the parts of a list."""
    return first_of(
        [Note(Shared.PICKED_LINE, {"units": each.units, "sku": each.sku, "place": each.place}) for each in found]
    )


def too_many(units: int) -> tuple[Note, ...]:
    """Return the sentence that so many of the units that came are more than was ordered; none where none are."""
    return (Note(Shared.TOO_MANY, {"units": units}),) if units else ()


def too_full(places: Sequence[Overfull]) -> tuple[Note, ...]:
    """Return which places have more than they are meant to; nothing where none has."""
    return tuple(
        Note(Shared.OVERFULL, {"place": each.place, "held": each.held, "capacity": each.capacity}) for each in places
    )


def first_of(parts: Sequence[Note], *, total: int | None = None) -> tuple[Note, ...]:
    """Return as many parts of a list as can be taken in at a glance, and how many more there are.

    `total` is how many there are where `parts` are only the first of them.
    """
    shown = tuple(parts[:LISTED])
    left = (len(parts) if total is None else total) - len(shown)
    return (*shown, Note(Shared.MORE_LINES, {"lines": left})) if left else shown
