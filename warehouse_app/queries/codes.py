"""What a scanned code stands for: the candidates of `scanning.codes`, asked for in the tables in their order.

Nothing here raises: a code that nothing has, or that two things have, is a value like any other answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.advance_notices import Content, FoundPallet, pallet_of
from warehouse_app.queries.barcodes import has_other_case, packs_coded
from warehouse_app.queries.goods import ItemFacts, item_of, place_of
from warehouse_app.queries.label_units import pieces_under, units_under
from warehouse_app.queries.lots import is_lot_known
from warehouse_app.queries.meanings import (
    Ambiguous,
    CodeFault,
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
)
from warehouse_app.queries.received import FoundReceived, received_goods
from warehouse_app.queries.spelling import Called, spelled
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
    label_of,
    read,
)
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.gtin import gtin14, is_digits, is_measured, numbers_in, sscc_of, unit_gtin
from warehouse_app.store.database import Store

__all__ = [
    "Ambiguous",
    "CodeFault",
    "FoundDocument",
    "FoundItem",
    "FoundLocation",
    "FoundSupplier",
    "OwnKind",
    "Resolved",
    "exact_text",
    "goods_under",
    "resolve",
]
"""The meanings too: whoever asks what a code stands for looks at the answer."""

_DOCUMENTS: dict[type, tuple[OwnKind, str]] = {
    OrderCode: (OwnKind.ORDER, "sales_order"),
    PurchaseOrderCode: (OwnKind.PURCHASE_ORDER, "purchase_order"),
    AdvanceNoticeCode: (OwnKind.ADVANCE_NOTICE, "advance_notice"),
    PickListCode: (OwnKind.PICK_LIST, "pick_list"),
    # What was shipped as one is the parcel, as long as packing makes none of its own.
    ParcelCode: (OwnKind.PARCEL, "shipment"),
}
_PURCHASE_ORDER = "PO-"
_NUMBERED = {
    OrderCode: "SO-",
    PurchaseOrderCode: _PURCHASE_ORDER,
    PickListCode: "PL-",
}
"""The documents that are found by the digits of their number alone."""


def resolve(
    store: Store, text: str, *, year: int, suppliers: bool = False, digits: bool = False, exactly: bool = False
) -> Resolved:
    """Return the first thing that has the code `text`, in order of reading.

    `year` is the year of the scan, as for `scanning.codes.read`. A supplier's code has no prefix of its own: where one
    is expected (`suppliers`) it comes before the items, else after them. Where no digits can be a quantity or a lot
    (`digits`), documents come after these of which only the digits were typed; last of all, unless any text may be
    meant (`exactly`), the only place, item or supplier that is called so but for small and capital letters.
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
    found = found or _received(store, candidates) or _ordered(store, candidates)
    found = found or (_by_digits(store, candidates, exact) if digits else None)
    return found or _in_other_letters(store, candidates, "" if exactly else exact) or last


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
    named: list[tuple[str, FoundLocation | FoundDocument]] = []
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
                if found is None and kind is OwnKind.PARCEL and not is_bare:
                    found = _tote(store, text)
            case _:
                continue
        if found and is_bare:
            bare.append(found)
        elif found:
            named.append((text, found))
    if named:
        (whole, meant), *others = named
        alike = next((number for number, _ in others if _printed_alike(whole, number)), None)
        return meant if alike is None else Ambiguous(CodeFault.TWO_NUMBERS, whole, numbers=(whole, alike))
    if len(bare) > 1:
        kinds = tuple(each.kind if isinstance(each, FoundDocument) else OwnKind.LOCATION for each in bare)
        return Ambiguous(CodeFault.TWO_KINDS, text, kinds=kinds)
    return bare[0] if bare else None


def _tote(store: Store, code: str) -> FoundLocation | None:
    """Return the tote that is called so: what is sent in one has the prefix of parcels, too."""
    place = place_of(store, code)
    return FoundLocation(place) if place is not None and place.kind is LocationKind.TOTE else None


def _printed_alike(whole: str, number: str) -> bool:
    """Return whether two numbers make one barcode: `whole`, which begins with the prefix, and the other after it."""
    prefix = whole.removesuffix(number)
    return prefix + number == whole and not number.startswith(prefix)


def _has(store: Store, table: str, number: str) -> bool:
    return store.sql(f"SELECT 1 FROM {table} WHERE number = ?", (number,)).fetchone() is not None


def _by_digits(store: Store, candidates: Iterable[Candidate], exact: str) -> FoundDocument | Ambiguous | None:
    """Return the document whose number is its prefix and the digits that were scanned."""
    if not is_digits(exact):
        return None
    found = []
    for candidate in candidates:
        # Among the candidates only where digits may be a number of ours at all.
        if prefix := _NUMBERED.get(type(candidate)):
            kind, table = _DOCUMENTS[type(candidate)]
            if _has(store, table, f"{prefix}{exact}"):
                found.append(FoundDocument(kind, f"{prefix}{exact}"))
    if len(found) > 1:
        return Ambiguous(CodeFault.TWO_KINDS, exact, kinds=tuple(each.kind for each in found))
    return found[0] if found else None


def _pallet(store: Store, candidates: Iterable[Candidate], exact: str) -> FoundPallet | None:
    label = label_of(candidates)
    sscc = (label.sscc if label else None) or sscc_of(exact)
    found = pallet_of(store, sscc) if sscc else None
    return replace(found, besides=label.besides, content=_content(store, label)) if found and label else found


def _content(store: Store, label: Gs1Message) -> Content:
    """Return what the label of a pallet says that it holds, as far as it names what the house knows."""
    gtin = label.content_gtin or label.gtin
    found = _by_gtin(store, gtin) if gtin else None
    batch = (label.lot or label.serial or "", label.expiry or label.best_before, label.suspect)
    if not isinstance(found, FoundItem):
        return Content("", None, *batch)
    # The number of the pallet as it is sold says nothing of how many are in it.
    units = units_under(label, found.item.unit, found.pack) if label.content_gtin else None
    return Content(found.item.sku, units, *batch)


def _supplier(store: Store, _candidates: Iterable[Candidate], exact: str) -> FoundSupplier | None:
    row = store.sql("SELECT code, name FROM supplier WHERE code = ?", (exact,)).fetchone()
    return FoundSupplier(*row) if row else None


def _item(store: Store, candidates: Sequence[Candidate], _exact: str) -> FoundItem | Ambiguous | None:
    gtins = [each.gtin for each in candidates if isinstance(each, GtinCode)]
    for candidate in candidates:
        match candidate:
            case ItemCode(text) if gtins and len(numbers_in(text)) > 1:
                found = _by_eight_digits(store, text, gtins)
            case ItemCode(text):
                found = _unmeasured(_by_text(store, text), text)
            case GtinCode(gtin):
                found = _unmeasured(_by_gtin(store, gtin), gtin)
            case Gs1Code(message):
                found = _by_label(store, message)
            case _:
                continue
        if found:
            return found
    return None


def _unmeasured(found: FoundItem | Ambiguous | None, code: str) -> FoundItem | Ambiguous | None:
    """Return what a code means that says no measure: how many a pack of varying measure is, is to be asked for."""
    gtin = gtin14(code)
    return replace(found, pack=None) if isinstance(found, FoundItem) and gtin and is_measured(gtin) else found


def _received(store: Store, candidates: Iterable[Candidate]) -> FoundReceived | FoundDocument | None:
    for candidate in candidates:
        match candidate:
            case ReceivedCode(receipt, 0) if _has(store, "receipt", receipt):
                return FoundDocument(OwnKind.RECEIPT, receipt)
            case ReceivedCode(receipt, booking, goods) if booking:
                if found := received_goods(store, receipt, booking, goods):
                    return found
    return None


def _ordered(store: Store, candidates: Iterable[Candidate]) -> FoundDocument | None:
    """Return the purchase order that a label names, where it names no goods."""
    label = label_of(candidates)
    if label is None or label.gtin or label.content_gtin or label.sscc or label.our_sku or label.supplier_part:
        return None
    number = _purchase_order(store, label.purchase_order)
    return FoundDocument(OwnKind.PURCHASE_ORDER, number) if number else None


def _in_other_letters(store: Store, candidates: Iterable[Candidate], exact: str) -> Resolved | None:
    """Return the only place, item or supplier that is called so but for small and capital letters.

    Where `exact` is '' only a place is meant, with the prefix of places.
    """
    typed = {each.code for each in candidates if isinstance(each, LocationCode) and (exact or not each.bare)}
    if exact.lower() == exact.upper() and not (typed and not exact):
        return None
    found: list[Resolved | None] = []
    for code in {place for text in typed for place in spelled(store, Called.LOCATION, text)}:
        place = place_of(store, code)
        found.append(FoundLocation(place) if place else None)
    found += [_unmeasured(_by_sku(store, sku, pack=1), sku) for sku in spelled(store, Called.ITEM, exact)]
    found += [_supplier(store, (), code) for code in spelled(store, Called.SUPPLIER, exact)]
    return found[0] if len(found) == 1 else None


def _by_text(store: Store, text: str) -> FoundItem | Ambiguous | None:
    coded, named = _of_packs(store, packs_coded(store, "code", text), text), _by_sku(store, text, pack=1)
    if isinstance(coded, FoundItem) and named and coded.item.id != named.item.id:
        return Ambiguous(CodeFault.TWO_ITEMS, text, skus=tuple(sorted((coded.item.sku, named.item.sku))))
    return coded or named


def _by_eight_digits(store: Store, text: str, gtins: Sequence[str]) -> FoundItem | Ambiguous | None:
    """Return what eight digits mean that may be two numbers: the one of `gtins` that the house has.

    Those are both, or the one that the scanner says it read, which then counts more than what was entered without that.
    """
    entered = _by_text(store, text)
    read_as = [found for gtin in gtins if (found := _by_gtin(store, gtin))]
    if len(gtins) == 1:
        return read_as[0] if read_as else entered
    if item_of(store, text):
        return entered  # else nobody could type it
    known = [each for each in (entered, *read_as) if each]
    skus = tuple(sorted({sku for each in known for sku in _skus(each)}))
    if len(skus) > 1:
        return Ambiguous(CodeFault.TWO_ITEMS, text, skus=skus)
    packs = {each.pack for each in known if isinstance(each, FoundItem)}
    found = known[0] if known else None
    return replace(found, pack=None) if isinstance(found, FoundItem) and len(packs) > 1 and not entered else found


def _by_sku(store: Store, sku: str, *, pack: int | None) -> FoundItem | None:
    item = item_of(store, sku)
    return FoundItem(item, pack) if item else None


def _of_packs(store: Store, packs: Sequence[tuple[str, int]], text: str) -> FoundItem | Ambiguous | None:
    skus = tuple(dict.fromkeys(sku for sku, _ in packs))
    if len(skus) > 1:
        return Ambiguous(CodeFault.TWO_ITEMS, text, skus=skus)
    # One GTIN, entered as packs of different size: nobody knows which one this is.
    return _by_sku(store, skus[0], pack=packs[0][1] if len(packs) == 1 else None) if skus else None


def _by_gtin(store: Store, gtin: str) -> FoundItem | Ambiguous | None:
    found = _of_packs(store, packs_coded(store, "gtin", gtin), gtin)
    unit = unit_gtin(gtin)
    if found or unit is None or unit == gtin:
        return found
    of_unit = _of_packs(store, packs_coded(store, "gtin", unit), gtin)
    if not isinstance(of_unit, FoundItem):
        return of_unit
    size = of_unit.item.pack_quantity
    is_known = size > 1 and not has_other_case(store, unit, size)
    return replace(of_unit, pack=size if is_known else None)


def _by_label(store: Store, message: Gs1Message) -> FoundItem | Ambiguous | None:
    gtin = message.gtin or message.content_gtin
    found = _by_gtin(store, gtin) if gtin else None
    ours, theirs = filter(None, (message.customer_part, message.additional_id)), message.supplier_part
    # In field 240, which is to say our number, suppliers write theirs as often: whoever taught it made it a barcode.
    named_on = [(each, _by_text(store, each)) for each in ours]
    if theirs:
        named_on.append((theirs, _of_packs(store, packs_coded(store, "code", theirs), theirs)))
    for number, named in named_on:
        if isinstance(found, FoundItem) and named and found.item.sku not in _skus(named):
            return Ambiguous(CodeFault.TWO_ON_LABEL, number, skus=(found.item.sku, *_skus(named)))
        # Of a GTIN that nobody taught us nobody knows the pack, whatever another number of it means.
        found = found or (replace(named, pack=None) if gtin and isinstance(named, FoundItem) else named)
    if not isinstance(found, FoundItem):
        return found
    in_doubt = (message.suspect or message.hides_count) and not _is_known_lot(store, found.item, message)
    suspect = message.suspect and in_doubt
    uncounted = message.uncounted or (message.hides_count and in_doubt)
    pack = None if uncounted else units_under(message, found.item.unit, found.pack)
    return replace(
        found,
        pack=pack,
        pieces=pieces_under(message, found.item.weight_g) if pack is None else 0,
        measures=message.measures if pack is None else (),
        lot="" if suspect else message.lot or "",
        serial="" if suspect else message.serial or "",
        expiry=message.expiry or message.best_before,
        purchase_order=_purchase_order(store, message.purchase_order),
        suspect=suspect,
        besides=message.besides,
        uncounted=uncounted,
        sscc=message.sscc or "",
    )


def _skus(found: FoundItem | Ambiguous) -> tuple[str, ...]:
    return (found.item.sku,) if isinstance(found, FoundItem) else found.skus


def _is_known_lot(store: Store, item: ItemFacts, message: Gs1Message) -> bool:
    """Return whether the house has a lot, or serial number, that is called exactly as a label says."""
    return is_lot_known(store, item.id, message.serial if item.serial else message.lot)


def _purchase_order(store: Store, number: str | None) -> str:
    if not number:
        return ""
    spellings = (number, f"{_PURCHASE_ORDER}{number}", number.removeprefix(_PURCHASE_ORDER))
    return next((each for each in spellings if _has(store, "purchase_order", each)), "")
