"""What a scanned code stands for: the candidates of `scanning.codes`, asked for in the tables in their order.

Nothing here raises: a code that nothing has, or that two things have, is a value like any other answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from warehouse_app.domain.measures import Dimension, Measured, is_measured_in, pieces_of, units_of
from warehouse_app.queries.advance_notices import FoundPallet, pallet_of
from warehouse_app.queries.goods import ItemFacts, PlaceFacts, item_of, place_of
from warehouse_app.queries.received import FoundReceived, received_goods
from warehouse_app.scanning.codes import (
    AdvanceNoticeCode,
    Candidate,
    CommandCode,
    Gs1Code,
    GtinCode,
    ItemCode,
    LocationCode,
    OrderCode,
    ParcelCode,
    PickListCode,
    PurchaseOrderCode,
    ReceivedCode,
    UnknownCode,
    read,
)
from warehouse_app.scanning.gs1 import Gs1Message, MeasureKind
from warehouse_app.scanning.gtin import is_measured, sscc_of, unit_gtin
from warehouse_app.store.database import Store


class CodeFault(StrEnum):
    """Why a code that something has is still no answer; each has a sentence in `texts.console`."""

    TWO_KINDS = "code-of-two-kinds"
    TWO_ITEMS = "code-of-two-items"


class OwnKind(StrEnum):
    """What can be scanned of our own; each has a word in `texts.console`."""

    LOCATION = "kind-location"
    ORDER = "kind-order"
    PURCHASE_ORDER = "kind-purchase-order"
    ADVANCE_NOTICE = "kind-advance-notice"
    PICK_LIST = "kind-pick-list"
    PARCEL = "kind-parcel"
    RECEIPT = "kind-receipt"


@dataclass(frozen=True, slots=True)
class FoundLocation:
    """A place."""

    place: PlaceFacts


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document of ours (`kind` is never LOCATION), by the number under which it is stored."""

    kind: OwnKind
    number: str


@dataclass(frozen=True, slots=True)
class FoundSupplier:
    """A supplier."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item, and what else the code says of the goods ('' or None: nothing).

    `pack` is how many base units one scan means; None where the code is a pack of unknown size or of varying measure,
    which is to be asked for; `pieces` is then how many it would be by its weight (0: nobody knows). `expiry` is the
    last day of use: the expiry day, else the best-before day. `suspect`: lot or serial may have swallowed the fields
    after it, so both are left out and to be asked for. `purchase_order` is one that exists.
    """

    item: ItemFacts
    pack: int | None
    lot: str = ""
    serial: str = ""
    expiry: date | None = None
    purchase_order: str = ""
    suspect: bool = False
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A code of two things: of `kinds` of our own, or of the items `skus`."""

    code: CodeFault
    text: str
    kinds: tuple[OwnKind, ...] = ()
    skus: tuple[str, ...] = ()


Resolved = (
    CommandCode
    | FoundLocation
    | FoundDocument
    | FoundPallet
    | FoundSupplier
    | FoundItem
    | FoundReceived
    | Ambiguous
    | UnknownCode
)

_DOCUMENTS: dict[type, tuple[OwnKind, str]] = {
    OrderCode: (OwnKind.ORDER, "sales_order"),
    PurchaseOrderCode: (OwnKind.PURCHASE_ORDER, "purchase_order"),
    AdvanceNoticeCode: (OwnKind.ADVANCE_NOTICE, "advance_notice"),
    PickListCode: (OwnKind.PICK_LIST, "pick_list"),
    # What was shipped as one is the parcel, as long as packing makes none of its own.
    ParcelCode: (OwnKind.PARCEL, "shipment"),
}
_PURCHASE_ORDER = "PO-"


def resolve(store: Store, text: str, *, year: int, suppliers: bool = False) -> Resolved:
    """Return the first thing that has the code `text`, in order of reading.

    `year` is the year of the scan, as for `scanning.codes.read`. A supplier's code has no prefix of its own: where one
    is expected (`suppliers`) it comes before the items, else after them.
    """
    candidates = read(text, year=year)
    first, last = candidates[0], candidates[-1]
    if isinstance(first, CommandCode):
        return first
    assert isinstance(last, UnknownCode)
    exact = exact_text(candidates)
    finders = (_supplier, _item) if suppliers else (_item, _supplier)
    own = _own(store, candidates) or _pallet(store, candidates, exact)
    found = own or finders[0](store, candidates, exact) or finders[1](store, candidates, exact)
    return found or _received(store, candidates) or last


def goods_under(label: FoundReceived) -> FoundItem | None:
    """Return what the label of received goods means where goods are taken or counted: all that was booked is one pack.

    None where it is of several goods, or they were taken back.
    """
    if len(label.goods) > 1 or not label.counting:
        return None
    [goods] = label.goods
    serial = goods.lot if goods.item.serial else ""
    return FoundItem(goods.item, goods.quantity, goods.lot, serial, goods.expiry)


def exact_text(candidates: Sequence[Candidate]) -> str:
    """Return the scanned text without AIM identifier; '' for a command and for what cannot be read at all."""
    return next((each.text for each in reversed(candidates) if isinstance(each, ItemCode)), "")


def _own(store: Store, candidates: Iterable[Candidate]) -> Resolved | None:
    bare: list[FoundLocation | FoundDocument] = []
    text = ""
    for candidate in candidates:
        match candidate:
            case LocationCode(code=text, bare=is_bare):
                place = place_of(store, text)
                found: FoundLocation | FoundDocument | None = FoundLocation(place) if place else None
            case (
                OrderCode(number=text, bare=is_bare)
                | PurchaseOrderCode(number=text, bare=is_bare)
                | AdvanceNoticeCode(number=text, bare=is_bare)
                | PickListCode(number=text, bare=is_bare)
                | ParcelCode(number=text, bare=is_bare)
            ):
                kind, table = _DOCUMENTS[type(candidate)]
                found = FoundDocument(kind, text) if _has(store, table, text) else None
            case _:
                continue
        if found and not is_bare:
            return found
        if found:
            bare.append(found)
    if len(bare) > 1:
        kinds = tuple(each.kind if isinstance(each, FoundDocument) else OwnKind.LOCATION for each in bare)
        return Ambiguous(CodeFault.TWO_KINDS, text, kinds=kinds)
    return bare[0] if bare else None


def _has(store: Store, table: str, number: str) -> bool:
    return store.sql(f"SELECT 1 FROM {table} WHERE number = ?", (number,)).fetchone() is not None


def _pallet(store: Store, candidates: Iterable[Candidate], exact: str) -> FoundPallet | None:
    labelled = next((each.message.sscc for each in candidates if isinstance(each, Gs1Code)), None)
    sscc = labelled or sscc_of(exact)
    return pallet_of(store, sscc) if sscc else None


def _supplier(store: Store, _candidates: Iterable[Candidate], exact: str) -> FoundSupplier | None:
    row = store.sql("SELECT code, name FROM supplier WHERE code = ?", (exact,)).fetchone()
    return FoundSupplier(*row) if row else None


def _item(store: Store, candidates: Iterable[Candidate], _exact: str) -> FoundItem | Ambiguous | None:
    for candidate in candidates:
        match candidate:
            case ItemCode(text):
                found = _by_text(store, text)
            case GtinCode(gtin):
                found = _by_gtin(store, gtin)
            case Gs1Code(message):
                found = _by_label(store, message)
            case _:
                continue
        if found:
            return found
    return None


def _received(store: Store, candidates: Iterable[Candidate]) -> FoundReceived | FoundDocument | None:
    for candidate in candidates:
        match candidate:
            case ReceivedCode(receipt, 0) if _has(store, "receipt", receipt):
                return FoundDocument(OwnKind.RECEIPT, receipt)
            case ReceivedCode(receipt, booking, goods) if booking:
                if found := received_goods(store, receipt, booking, goods):
                    return found
    return None


def _by_text(store: Store, text: str) -> FoundItem | Ambiguous | None:
    return _of_packs(store, _barcodes(store, "code", text), text) or _by_sku(store, text, pack=1)


def _by_sku(store: Store, sku: str, *, pack: int | None) -> FoundItem | None:
    item = item_of(store, sku)
    return FoundItem(item, pack) if item else None


def _barcodes(store: Store, column: str, value: str) -> list[tuple[str, int]]:
    """Return the different (SKU, pack quantity) that a code means."""
    found = store.sql(
        "SELECT DISTINCT item.sku, barcode.pack_quantity FROM barcode JOIN item ON item.id = barcode.item_id "
        f"WHERE barcode.{column} = ? ORDER BY item.sku, barcode.pack_quantity",
        (value,),
    )
    return [(sku, int(pack)) for sku, pack in found]


def _of_packs(store: Store, packs: Sequence[tuple[str, int]], text: str) -> FoundItem | Ambiguous | None:
    skus = tuple(dict.fromkeys(sku for sku, _ in packs))
    if len(skus) > 1:
        return Ambiguous(CodeFault.TWO_ITEMS, text, skus=skus)
    # One GTIN, entered as packs of different size: nobody knows which one this is.
    return _by_sku(store, skus[0], pack=packs[0][1] if len(packs) == 1 else None) if skus else None


def _by_gtin(store: Store, gtin: str) -> FoundItem | Ambiguous | None:
    found = _of_packs(store, _barcodes(store, "gtin", gtin), gtin)
    unit = unit_gtin(gtin)
    if found or unit is None or unit == gtin:
        return found
    of_unit = _of_packs(store, _barcodes(store, "gtin", unit), gtin)
    if not isinstance(of_unit, FoundItem):
        return of_unit
    size = of_unit.item.pack_quantity
    return replace(of_unit, pack=size if size > 1 else None)


def _by_label(store: Store, message: Gs1Message) -> FoundItem | Ambiguous | None:
    gtin = message.gtin or message.content_gtin
    found = _by_gtin(store, gtin) if gtin else None
    for number in filter(None, (message.customer_part, message.additional_id)):
        # Where the label names a GTIN that nobody taught us, nobody knows how many units it means.
        found = found or (_by_sku(store, number, pack=None) if gtin else _by_text(store, number))
    if not isinstance(found, FoundItem):
        return found
    measures = _measured(message)
    pack = _units(message, measures, found)
    counts = (message.count, message.quantity)
    return replace(
        found,
        pack=pack,
        pieces=(pieces_of(found.item.weight_g, measures) or 0) if pack is None and counts == (None, None) else 0,
        lot="" if message.suspect else message.lot or "",
        serial="" if message.suspect else message.serial or "",
        expiry=message.expiry or message.best_before,
        purchase_order=_purchase_order(store, message.purchase_order),
        suspect=message.suspect,
    )


_SIZES = {
    MeasureKind.NET_WEIGHT_KG: (Dimension.WEIGHT, 10**3),
    MeasureKind.LENGTH_M: (Dimension.LENGTH, 10**3),
    MeasureKind.AREA_M2: (Dimension.AREA, 10**6),
    MeasureKind.VOLUME_L: (Dimension.VOLUME, 10**6),
    MeasureKind.VOLUME_M3: (Dimension.VOLUME, 10**9),
}
"""The measures of which goods can be counted, in the small units of `Measured`."""


def _measured(message: Gs1Message) -> list[Measured]:
    """Return the measures of a label of which goods can be counted."""
    known = [(each, *_SIZES[each.kind]) for each in message.measures if each.kind in _SIZES]
    return [Measured(dimension, each.scaled * size, each.decimals) for each, dimension, size in known]


def _units(message: Gs1Message, measures: Sequence[Measured], found: FoundItem) -> int | None:
    """Return how many base units the goods under a label are; a label that says "none" does not say it."""
    by_measure = units_of(found.item.unit, measures)
    if message.count is not None:
        units = message.count * found.pack or None if found.pack else None
        return units if by_measure in {None, units} else None
    if is_measured_in(found.item.unit) and (message.measures or message.quantity is not None):
        return by_measure
    if message.quantity is not None:
        return message.quantity or None
    # How many pieces a weight or a length is, nobody has said.
    is_by_measure = message.measures or (message.gtin and is_measured(message.gtin))
    return None if is_by_measure else found.pack


def _purchase_order(store: Store, number: str | None) -> str:
    if not number:
        return ""
    spellings = (number, f"{_PURCHASE_ORDER}{number}", number.removeprefix(_PURCHASE_ORDER))
    return next((each for each in spellings if _has(store, "purchase_order", each)), "")
