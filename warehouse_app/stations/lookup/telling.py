"""What looking up tells of a code: what it is, what is known of it, and the first few lines of each list."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import HOLDS_STOCK
from warehouse_app.queries.advance_notices import FoundPallet, notice_head, pallets_in
from warehouse_app.queries.availability import availability
from warehouse_app.queries.codes import FoundItem, OwnKind
from warehouse_app.queries.customers import FoundCustomer
from warehouse_app.queries.explain import ExplainedLine, explain
from warehouse_app.queries.goods import ItemFacts, PlaceFacts
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.queries.picked import in_totes_for
from warehouse_app.queries.purchase_view import purchase_view, waiting_for
from warehouse_app.queries.reasons import Coming
from warehouse_app.queries.receipt_goods import goods_of_receipts
from warehouse_app.queries.received import FoundReceived
from warehouse_app.queries.received_note import receipt_head
from warehouse_app.queries.stop_changes import StopChanged, stop_changes
from warehouse_app.queries.whereabouts import (
    allocated_units,
    goods_in,
    goods_of,
    order_of_parcel,
    orders_of_lot,
    receipts_of_lot,
    waiting_lines,
)
from warehouse_app.services.contract import Store
from warehouse_app.stations.lookup.steps import Said
from warehouse_app.stations.pallet_label import contradictions
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import (
    LISTED,
    Shared,
    Words,
    first_of,
    goods_details,
    goods_line,
    label_also,
    lies_at,
    lies_here,
    picked_parts,
    too_many,
)

_FIRST_IN_LINE = 3


def place(store: Store, found: PlaceFacts) -> Words:
    """Return what lies in a place, and how much it can hold."""
    if found.kind not in HOLDS_STOCK:
        return Words(Tone.OK, Note(Said.SHAPES_THE_WALK, {"place": found.code}))
    lying = goods_in(store, found.id, most=LISTED)
    facts: Facts = {"place": found.code, "units": lying.units}
    if found.capacity is None:
        head = Note(Said.PLACE, facts)
    else:
        head = Note(Said.PLACE_OF, {**facts, "capacity": found.capacity})
    return Words(Tone.OK, head, (lies_here(found.code, lying),))


def item(store: Store, settings: HouseSettings, found: FoundItem) -> Words:
    """Return where an item lies, who waits for it and what is coming; of one lot, where it lies and came from."""
    lot = found.serial or found.lot
    notes = [Note(Said.PACK, {"pack": found.pack})] if found.pack is not None and found.pack > 1 else []
    if lot:
        return _lot(store, settings, found, lot, notes)
    sku = found.item.sku
    of = availability(store, [sku])[sku]
    lying = goods_of(store, found.item.id, most=LISTED)
    facts: Facts = {"sku": sku, "name": of.name, "on_hand": lying.units, "free": of.free}
    facts = {**facts, "allocated": allocated_units(store, found.item.id)}
    head = Note(Said.ITEM, facts)
    if of.is_unreleased(settings.house_day) and of.free > 0:
        head = Note(Said.ITEM_UNRELEASED, {**facts, "release_date": of.release_date})
    notes += [lies_at(lying), _waiting(store, settings, found.item, of.waiting), _coming(of.coming)]
    if found.suspect:
        notes.append(Note(Shared.LOT_UNCLEAR))
    return Words(Tone.OK, head, (*notes, *label_also(found.besides)))


def _waiting(store: Store, settings: HouseSettings, of: ItemFacts, units: int) -> Note:
    if not units:
        return Note(Said.NOBODY_WAITS)
    parts = [
        Note(Said.WAITING_LINE, {"order": each.order, "units": each.short, "rank_class": each.rank_class})
        for each in waiting_for(store, settings, of.sku)[:_FIRST_IN_LINE]
    ]
    return Note(Said.WAITING, {"units": units}, parts=first_of(parts, total=waiting_lines(store, of.id)))


def _coming(supplies: Sequence[Coming]) -> Note:
    if not supplies:
        return Note(Said.NOTHING_COMES)
    parts = [
        Note(Said.COMING_DUE, {"number": each.number, "units": each.units, "due": each.due})
        if each.due
        else Note(Said.COMING_UNDATED, {"number": each.number, "units": each.units})
        for each in supplies[:_FIRST_IN_LINE]
    ]
    return Note(Said.COMING, parts=first_of(parts, total=len(supplies)))


def _lot(store: Store, settings: HouseSettings, found: FoundItem, lot: str, notes: list[Note]) -> Words:
    of, zone = found.item, ZoneInfo(settings.time_zone)
    lying = goods_of(store, of.id, lot=lot, most=LISTED)
    facts: Facts = {"sku": of.sku, "name": of.name, "lot": lot, "on_hand": lying.units}
    parts = [
        Note(
            Said.CAME_WITH_RECEIPT,
            {"receipt": each.receipt, "supplier": each.supplier, "day": each.opened_at.astimezone(zone).date()},
        )
        for each in receipts_of_lot(store, of.id, lot)
    ]
    came = Note(Said.CAME_WITH, parts=first_of(parts)) if parts else Note(Said.CAME_WITH_NONE)
    head = Note(Said.SERIAL if of.serial else Said.LOT, facts)
    told = (*notes, lies_at(lying), came, *_goes_to(store, of, lot))
    return Words(Tone.OK, head, (*told, *label_also(found.besides)))


def _goes_to(store: Store, of: ItemFacts, lot: str) -> tuple[Note, ...]:
    parts = [
        Note(
            Said.GOES_TO_ORDER,
            {"order": each.order, "customer": each.customer, "picked": each.picked, "reserved": each.reserved},
        )
        for each in orders_of_lot(store, of.id, lot)
    ]
    return (Note(Said.GOES_TO, parts=first_of(parts)),) if parts else ()


def customer(found: FoundCustomer) -> Words:
    """Return who a customer is, and what it still waits for."""
    facts: Facts = {"code": found.code, "name": found.name, "rank_class": found.rank_class}
    parts = [Note(Said.CUSTOMER_ORDER, {"number": each.number, "units": each.units}) for each in found.orders[:LISTED]]
    more = Note(Said.CUSTOMER_ORDERS, parts=first_of(parts, total=len(found.orders)))
    return Words(Tone.OK, Note(Said.CUSTOMER, facts), (more if parts else Note(Said.NO_OPEN_ORDER),))


def document(store: Store, settings: HouseSettings, kind: OwnKind, number: str) -> Words:
    """Return how far a document of ours is. Raises Refused where a pick list was taken back."""
    match kind:
        case OwnKind.ORDER:
            return _order(store, settings, number)
        case OwnKind.PURCHASE_ORDER:
            return _purchase_order(store, number)
        case OwnKind.ADVANCE_NOTICE:
            return _advance_notice(store, number)
        case OwnKind.PICK_LIST:
            return _pick_list(store, settings, number)
        case OwnKind.RECEIPT:
            return _receipt(store, settings, number)
    facts: Facts = {"number": number, "order": order_of_parcel(store, number)}
    return Words(Tone.OK, Note(Said.PARCEL, facts))


def _order(store: Store, settings: HouseSettings, number: str) -> Words:
    order = explain(store, settings, number)
    items = availability(store, {line.sku for line in order.lines})
    # A pre-order waits for its day: it is short of nothing before.
    due = [
        line._replace(short=0) if items[line.sku].is_unreleased(settings.house_day) else line for line in order.lines
    ]
    facts: Facts = {"number": number, "customer": order.customer, "rank_class": order.rank_class}
    sums: Facts = {
        "open": sum(line.open for line in order.lines),
        "allocated": sum(line.allocated for line in order.lines),
        "short": sum(line.short for line in due),
    }
    parts = [_order_line(line) for line in due[:LISTED]]
    lines = Note(Said.ORDER_LINES, parts=first_of(parts, total=len(order.lines)))
    return Words(Tone.OK, Note(Said.ORDER, {**facts, **sums}), (lines, *_in_totes(store, number)))


def _in_totes(store: Store, order: str) -> tuple[Note, ...]:
    parts = picked_parts(in_totes_for(store, order))
    return (Note(Said.IN_TOTES, parts=parts),) if parts else ()


def _order_line(line: ExplainedLine) -> Note:
    facts: Facts = {"line": line.line, "sku": line.sku}
    reason = tuple(Note(part.code, part.facts) for part in line.reason)
    if not line.open:
        return Note(Said.ORDER_LINE_CLOSED, facts, parts=reason)
    has: Facts = {**facts, "open": line.open, "allocated": line.allocated}
    if line.short:
        return Note(Said.ORDER_LINE_SHORT, {**has, "short": line.short}, parts=reason)
    return Note(Said.ORDER_LINE, has, parts=reason)


def _purchase_order(store: Store, number: str) -> Words:
    order = purchase_view(store, number)
    assert order is not None  # it was found in the same snapshot
    coming = [line for line in order.lines if line.to_come]
    facts: Facts = {
        "number": number,
        "supplier": order.supplier,
        "ordered": sum(line.quantity for line in order.lines),
        "received": sum(line.received for line in order.lines),
        "to_come": sum(line.to_come for line in coming),
    }
    parts = [
        Note(Said.TO_COME_DUE, {"to_come": line.to_come, "sku": line.sku, "due": line.due_on})
        if line.due_on
        else Note(Said.TO_COME_UNDATED, {"to_come": line.to_come, "sku": line.sku})
        for line in coming[:LISTED]
    ]
    beyond = sum(max(0, line.received - line.quantity) for line in order.lines)
    if parts:
        lines = Note(Said.TO_COME, parts=first_of(parts, total=len(coming)))
    else:
        # What was closed short did not come, and will not.
        is_short = any(line.received < line.quantity for line in order.lines)
        lines = Note(Shared.NOTHING_MORE if is_short else Said.ALL_CAME)
    return Words(Tone.OK, Note(Said.PURCHASE_ORDER, facts), (*too_many(beyond), lines))


def _advance_notice(store: Store, number: str) -> Words:
    found = notice_head(store, number)
    assert found is not None  # it was found in the same snapshot
    notice, lines = found
    coming = [line for line in lines if line.to_come]
    facts: Facts = {
        "number": number,
        "supplier": notice.supplier,
        "order": notice.purchase_order,
        "announced": sum(line.quantity for line in lines),
        "received": sum(line.received for line in lines),
        "to_come": sum(line.to_come for line in coming),
        "pallets": pallets_in(coming),
    }
    head = Note(Said.ADVANCE_NOTICE_OF if notice.purchase_order else Said.ADVANCE_NOTICE, facts)
    parts = [
        Note(Said.TO_COME_DUE, {"to_come": line.to_come, "sku": line.sku, "due": notice.due})
        if notice.due
        else Note(Said.TO_COME_UNDATED, {"to_come": line.to_come, "sku": line.sku})
        for line in coming[:LISTED]
    ]
    if not parts:
        return Words(Tone.OK, head, (Note(Said.ALL_ANNOUNCED_CAME),))
    return Words(Tone.OK, head, (Note(Said.TO_COME, parts=first_of(parts, total=len(coming))),))


def pallet(found: FoundPallet) -> Words:
    """Return what is on a pallet, whether it is here, and where its label says otherwise."""
    parts = [Note(Said.ON_IT_LINE, {"quantity": line.quantity, "sku": line.sku}) for line in found.lines[:LISTED]]
    units = sum(line.quantity for line in found.lines)
    facts: Facts = {"sscc": found.sscc, "notice": found.notice, "units": units}
    came: Facts = {"received": sum(min(line.received, line.quantity) for line in found.lines), "units": units}
    on_it = Note(Said.ON_IT, parts=first_of(parts, total=len(found.lines)))
    here = Note(Said.PALLET_HERE, came)
    says = contradictions(found)
    tone = Tone.WARN if says else Tone.OK
    return Words(tone, Note(Said.PALLET, facts), (on_it, here, *says, *label_also(found.besides)))


def _pick_list(store: Store, settings: HouseSettings, number: str) -> Words:
    stops = pick_list_sheet(store, settings, number, language="").stops
    parts = [
        Note(Said.STOPS_LINE, {"place": stop.bin, "units": stop.quantity, "sku": stop.sku, "order": stop.order})
        for stop in stops[:LISTED]
    ]
    facts: Facts = {"number": number, "stops": len(stops)}
    left = Note(Said.STOPS, parts=first_of(parts, total=len(stops))) if parts else Note(Said.ALL_PICKED)
    changes = [part for each in reversed(stop_changes(store, number)) for part in _changed_stop(each)]
    if not changes:
        return Words(Tone.OK, Note(Said.PICK_LIST, facts), (left,))
    # Whoever has the list on paper walks it as it was.
    return Words(Tone.WARN, Note(Said.PICK_LIST, facts), (left, Note(Said.STOPS_CHANGED, parts=first_of(changes))))


def _changed_stop(each: StopChanged) -> list[Note]:
    facts: Facts = {"sku": each.sku, "order": each.order, "place": each.place}
    told: list[Note] = []
    if each.elsewhere:
        places = tuple(place for place, _ in each.elsewhere)
        more: Facts = {"units": each.units - each.lost, "places": places}
        told.append(Note(Said.STOP_AGAIN if each.missing else Said.STOP_ELSEWHERE, {**facts, **more}))
    if each.lost:
        gone = Said.STOP_MISSING if each.missing else Said.STOP_NOWHERE
        told.append(Note(gone, {**facts, "units": each.lost}))
    return told


def _receipt(store: Store, settings: HouseSettings, number: str) -> Words:
    head, zone = receipt_head(store, number), ZoneInfo(settings.time_zone)
    assert head is not None  # it was found in the same snapshot
    came = [each.goods for each in goods_of_receipts(store, [head.id]) if each.reversal is None]
    facts: Facts = {
        "number": number,
        "supplier": head.supplier,
        "order": head.purchase_order,
        "day": head.opened_at.astimezone(zone).date(),
        "units": sum(goods.quantity for goods in came),
    }
    parts = [goods_line(goods.quantity, goods.sku) for goods in came]
    goods_in_it = Note(Said.CAME, parts=first_of(parts)) if parts else Note(Said.NOTHING_CAME)
    if head.closed_at is None:
        state = Note(Said.RECEIPT_OPEN)
    else:
        state = Note(Said.RECEIPT_CLOSED, {"day": head.closed_at.astimezone(zone).date()})
    return Words(Tone.OK, Note(Said.RECEIPT_OF if head.purchase_order else Said.RECEIPT, facts), (goods_in_it, state))


def received_label(store: Store, settings: HouseSettings, label: FoundReceived) -> Words:
    """Return what goods are by their label, with which receipt they came, and where such goods lie now."""
    head = receipt_head(store, label.receipt)
    assert head is not None  # it was found in the same snapshot
    day = head.opened_at.astimezone(ZoneInfo(settings.time_zone)).date()
    came: Facts = {"receipt": head.number, "supplier": head.supplier, "day": day}
    came_with = Note(Said.CAME_WITH, parts=(Note(Said.CAME_WITH_RECEIPT, came),))
    if len(label.counting) > 1:
        units = sum(each.quantity for each in label.counting)
        parts = [goods_line(each.quantity, each.item.sku) for each in label.counting]
        on_it = Note(Said.ON_IT, parts=first_of(parts))
        return Words(Tone.OK, Note(Said.RECEIVED_SEVERAL, {"code": label.code, "units": units}), (on_it, came_with))
    [goods] = label.counting
    of = goods.item
    facts: Facts = {"code": label.code, "quantity": goods.quantity, "sku": of.sku, "name": of.name, "unit": of.unit}
    details = goods_details(of, goods.lot if of.lot or of.serial else "", goods.expiry)
    lying = lies_at(goods_of(store, of.id, lot=goods.lot, most=LISTED))
    to = _goes_to(store, of, goods.lot) if goods.lot else ()
    return Words(Tone.OK, Note(Said.RECEIVED, facts), (*details, lying, came_with, *to))
