"""What receiving tells of a delivery and goods: facts arranged in notes, nothing decided here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from itertools import islice

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.queries.goods import Delivery, Expected
from warehouse_app.queries.labels import AND
from warehouse_app.queries.preview import OpenReceipt, Planned, PlannedShare, Progress
from warehouse_app.queries.undoable import BookedIn, CodeTaught
from warehouse_app.services.closing_short import ItemClosed
from warehouse_app.services.correcting import Undone
from warehouse_app.services.gains import Share
from warehouse_app.services.receiving import Booked, ReceiptClosed, Received
from warehouse_app.stations.move.telling import followed
from warehouse_app.stations.receive.closing_steps import Said as OfClosing
from warehouse_app.stations.receive.steps import Pending, Said, delivery_name
from warehouse_app.stations.reply import GoodsTo, Note, Sheet, Tone
from warehouse_app.stations.words import (
    LISTED,
    Shared,
    Words,
    first_of,
    goods_details,
    goods_line,
    goods_seen,
    now_given,
    share_of,
    too_full,
    too_many,
)


def delivery_begun(on: Delivery, expected: Sequence[Expected], receipt: OpenReceipt | None, before: str = "") -> Words:
    """Return what is there of a delivery so far, and what is still to come. `before` is the delivery it replaces."""
    if on.purchase_order is None:
        if receipt:
            begun: Facts = {"receipt": receipt.number, "supplier": on.supplier_name, "received": receipt.units}
            return Words(Tone.ASK, Note(Said.BLIND_GOES_ON, begun))
        return Words(Tone.ASK, Note(Said.BLIND, {"supplier": on.supplier_name}))
    code = Said.SWITCHED if before else Said.GOES_ON if receipt else Said.STARTED
    facts: Facts = {
        "before": before,
        "receipt": receipt.number if receipt else "",
        "number": on.number,
        "supplier": on.supplier_name,
        "ordered": sum(row.ordered for row in expected),
        "received": sum(row.received for row in expected),
        "to_come": sum(row.to_come for row in expected),
    }
    beyond = sum(max(0, row.received - row.ordered) for row in expected)
    return Words(Tone.ASK, Note(code, facts), (*too_many(beyond), to_come(expected)))


def to_come(expected: Sequence[Expected]) -> Note:
    """Return what is still to come of a purchase order."""
    coming = [row for row in expected if row.to_come]
    if not coming:
        # What was closed short did not come, and will not.
        return Note(Shared.NOTHING_MORE if any(row.received < row.ordered for row in expected) else Said.ALL_HERE)
    parts = [Note(Said.TO_COME_LINE, {"to_come": row.to_come, "sku": row.sku}) for row in coming]
    return Note(Said.TO_COME, parts=first_of(parts))


def open_ones(receipts: Sequence[OpenReceipt]) -> tuple[Note, ...]:
    """Return the sentence that says where one can go on; none where nothing is open."""
    parts = tuple(
        Note(Said.OPEN_ORDER, {"number": each.delivery, "receipt": each.number})
        if each.advance_notice or each.purchase_order
        else Note(Said.OPEN_SUPPLIER, {"supplier": each.supplier, "receipt": each.number})
        for each in receipts
    )
    return (Note(Said.OPEN, parts=parts),) if parts else ()


def details(goods: Pending, house_day: date) -> tuple[Note, ...]:
    """Return what is known of goods besides their number, and what to do with those that are expired."""
    gone = expired(goods, house_day)
    known = goods_details(goods.item, goods.lot, None if gone else goods.expiry)
    return (*known, gone) if gone else known


def expired(goods: Pending, house_day: date) -> Note | None:
    """Return since when goods may not be used any more; None where they may."""
    return Note(Said.EXPIRED, {"expiry": goods.expiry}) if goods.expiry and goods.expiry < house_day else None


def short_dated(goods: Pending, house_day: date) -> Words:
    """Return for how many days goods last, and for how many they must."""
    assert goods.expiry is not None  # else they last for ever
    facts: Facts = {"days": (goods.expiry - house_day).days, "least": goods.item.least_days, "expiry": goods.expiry}
    return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), (Note(Said.SHORT_DATED, facts),))


def progress(goods: Pending, so_far: Progress | None) -> tuple[Note, ...]:
    """Return how far the item of a purchase order has come; nothing where nothing was ordered."""
    if so_far is None or not so_far.ordered:
        return ()
    facts: Facts = {"number": goods.on.number, "ordered": so_far.ordered, "received": so_far.received}
    return (Note(Said.PROGRESS, {**facts, "to_come": so_far.to_come}),)


def too_much(goods: Pending, so_far: Progress, reasons: tuple[Note, ...]) -> Words:
    """Return by how much goods are beyond what was ordered, and the `reasons` to set them aside even so."""
    facts: Facts = {
        "number": goods.on.number,
        "ordered": so_far.ordered,
        "received": so_far.received,
        "most": so_far.most,
        "total": so_far.received + goods.quantity,
    }
    return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), (*reasons, Note(Said.TOO_MUCH, facts)))


Gets = PlannedShare | Share
"""Somebody who waited gets units: as planned, or as booked."""


def goods_to(
    shares: Iterable[Gets], rest: int, place: str, zone: tzinfo, kept_from: int = 0, kept_for: tuple[str, ...] = ()
) -> tuple[GoodsTo, ...]:
    """Return where goods go, in full: to whoever waits, and the `rest` to its place; days as in the house's `zone`.

    `kept_from`: so many orders wait all the same, since the rest is kept as safety stock; `kept_for`: orders for which
    it is kept until the receipt is closed.
    """
    gone = tuple(
        GoodsTo(
            share.units,
            place,
            share.order,
            share.line,
            share.customer,
            share.rank_class,
            share.placed_at.astimezone(zone).date(),
            share.short,
        )
        for share in shares
    )
    return (*gone, GoodsTo(rest, place, kept_from=kept_from, kept_for=kept_for)) if rest else gone


def others_to(shares: Sequence[Share], zone: tzinfo) -> tuple[GoodsTo, ...]:
    """Return to whom goods go that were not scanned just now, but lay here already."""
    gone = goods_to(shares, 0, "", zone)
    return tuple(replace(to, sku=share.sku) for to, share in zip(gone, shares, strict=True))


def others_gain(sku: str, planned: Planned, zone: tzinfo) -> tuple[GoodsTo, ...]:
    """Return who gets other goods of an item, where those scanned are set aside and nobody counts on them any more."""
    gone = goods_to(planned.shares, 0, "", zone) if planned.is_aside else ()
    return tuple(replace(to, sku=sku) for to in gone)


def left_to_others(sku: str, planned: Planned) -> tuple[Note, ...]:
    """Return the sentence that says who that is; nothing where nobody gains."""
    return given(Said.LEFT_TO_OTHERS, [(sku, share) for share in planned.shares]) if planned.is_aside else ()


def goes_to(
    shares: Sequence[Gets], rest: int, place: str, zone: tzinfo, kept_from: int = 0, kept_for: tuple[str, ...] = ()
) -> Note:
    """Return who gets goods and where the `rest` goes ('' = no place yet), as `goods_to` does."""
    parts = [
        Note(
            Said.SHARE,
            {
                "units": share.units,
                "order": share.order,
                "rank_class": share.rank_class,
                "since": share.placed_at.astimezone(zone).date(),
            },
        )
        for share in islice(shares, LISTED)
    ]
    if shares[LISTED:]:
        more = shares[LISTED:]
        parts.append(Note(Said.SHARES_MORE, {"units": sum(share.units for share in more), "lines": len(more)}))
    if rest:
        facts: dict[str, str | int] = {"units": rest}
        goes = Note(Said.REST, {**facts, "place": place}) if place else Note(Said.REST_STOCK, facts)
        if kept_for:
            goes = Note(Said.REST_KEPT_FOR, {"orders": kept_for}, parts=(goes,))
        elif kept_from:
            goes = Note(Said.REST_KEPT, {"orders": kept_from}, parts=(goes,))
        parts.append(goes)
    return Note(Said.GOES, parts=tuple(parts))


def kept_until(sku: str, units: int, day: date | None) -> tuple[Note, ...]:
    """Return the sentence that units which nobody gets wait for the day of an item; none without either."""
    return (Note(Said.KEPT_UNTIL, {"units": units, "sku": sku, "day": day}),) if units and day else ()


def all_kept_until(units: Mapping[str, int], days: Mapping[str, date]) -> tuple[Note, ...]:
    """Return these sentences for the items that have such a day, and units of them, by their numbers."""
    return tuple(note for sku, day in days.items() for note in kept_until(sku, max(0, units[sku]), day))


def booked(answer: Received, goods: Pending, zone: tzinfo) -> Words:
    """Return what a confirmed place booked, and who gets it."""
    [line] = answer.booked
    so_far = None
    if goods.on.purchase_order is not None:
        so_far = Progress(line.ordered, line.received, line.to_come, line.ordered)
    kept = (answer.kept_from.get(line.sku, 0), answer.kept_for.get(line.sku, ()))
    # Of goods that are set aside nobody has any: what somebody got lay here.
    shares, besides = ((), (*answer.shares, *answer.also)) if line.aside else (answer.shares, answer.also)
    where = (shares, answer.rest(line.sku), line.location, zone, *kept)
    gone = goods_to(*where)
    notes = (
        *((goes_to(*where),) if gone else ()),
        *also(besides),
        *set_aside(line),
        *too_full(answer.overfull),
        *progress(goods, so_far),
    )
    others = others_to(besides, zone)
    return Words(Tone.OK, Note(Said.BOOKED, _of_line(answer.receipt, line)), notes, (*gone, *others))


def _of_line(receipt: str, line: Booked) -> Facts:
    return {
        "receipt": receipt,
        "quantity": line.quantity,
        "sku": line.sku,
        "name": line.name,
        "unit": line.unit,
        "place": line.location,
        "lot": line.lot,
        "expiry": line.expiry,
    }


def also(shares: Sequence[Share]) -> tuple[Note, ...]:
    """Return who got other goods since these came; nothing where nobody did."""
    return given(Said.ALSO, [(share.sku, share) for share in shares])


def given(said: Said, shares: Iterable[tuple[str, Gets]]) -> tuple[Note, ...]:
    """Return who gets goods of several items, each share with its item; nothing where nobody does."""
    parts = [share_of(sku, each.units, each.order, each.rank_class) for sku, each in shares]
    return (Note(said, parts=first_of(parts)),) if parts else ()


def label(answer: Received, booking: str, order: str) -> Sheet:
    """Return the label of what a booking (the id of its action) brought: of what was put aside for an order, else of
    the goods.
    """
    if not order:
        return Sheet(DocumentKind.LABELS, f"receipt:{answer.receipt}/{booking}")
    lines = [f"order:{order}/{share.line}" for share in answer.shares if share.order == order]
    return Sheet(DocumentKind.LABELS, AND.join(lines), is_prompt=True)


def set_aside(line: Booked) -> tuple[Note, ...]:
    """Return why goods are in quarantine; nothing where they are not."""
    return () if line.aside is None else (Note(line.aside, {"why": line.why, "lot": line.lot, "expiry": line.expiry}),)


def closed(answer: ReceiptClosed, on: Delivery, zone: tzinfo) -> Words:
    """Return what a closed receipt took in, who got what was kept until then, and what did not come."""
    facts: Facts = {"receipt": answer.receipt, "units": answer.units, "delivery": delivery_name(on)}
    lines = answer.lines_to_come
    left = (Note(Said.LINES_TO_COME, {"lines": lines, "number": on.name}),) if lines else ()
    notes = (*now_given(answer.shares), *left)
    return Words(Tone.OK, Note(Said.CLOSED, facts), notes, others_to(answer.shares, zone))


def item_closed(said: OfClosing, answer: ItemClosed, zone: tzinfo) -> Words:
    """Return how much of an item will not come, or is to come after all, and who got what was kept until then."""
    facts: Facts = {"number": answer.purchase_order, "sku": answer.sku, "units": answer.units}
    return Words(Tone.OK, Note(said, facts), now_given(answer.shares), others_to(answer.shares, zone))


def undo_asked(booked: BookedIn) -> Words:
    """Return what would be taken back, where that is not of the receipt in hand."""
    said = Said.UNDO_CLOSED if booked.is_closed else Said.UNDO_OPEN
    facts: Facts = {"receipt": booked.receipt, "delivery": booked.delivery}
    parts = [goods_line(units, sku) for sku, units in booked.goods]
    goods = Note(Said.UNDONE_GOODS, parts=first_of(parts))
    return Words(Tone.WARN, Note(said if booked.receipt else Said.UNDO_SHORT, facts), (goods,))


def forgetting_asked(taught: CodeTaught) -> Words:
    """Return which code would mean nothing any more."""
    return Words(Tone.WARN, Note(Said.UNDO_TAUGHT, {"code": taught.code, "pack": taught.units, "sku": taught.sku}))


def undone(answer: Undone, zone: tzinfo) -> Words:
    """Return what was taken back, who waits for it again, who got stock by that, and for whom the rest is kept."""
    notes: list[Note] = []
    match answer.goods:
        case [goods]:
            head = Note(Said.UNDONE, _of_line(answer.receipt, goods))
        case several:
            parts = [goods_line(each.quantity, each.sku) for each in several]
            head = Note(Said.UNDONE_LINES, {"receipt": answer.receipt, "lines": len(several)})
            notes.append(Note(Said.UNDONE_GOODS, parts=first_of(parts)))
    notes += [
        Note(each.word, {"count": each.count, "units": each.units, "sku": each.sku, "place": each.place})
        for each in answer.counted
    ]
    notes += followed(answer.stops, answer.losses, answer.shares)
    notes += [Note(Said.STAYS_FOR, each._asdict()) for each in answer.kept]
    stay = (GoodsTo(each.units, "", sku=each.sku, kept_for=each.orders) for each in answer.kept)
    others = (*others_to(answer.shares, zone), *stay)
    if answer.purchase_order and len(answer.goods) == 1:
        [goods] = answer.goods
        if not goods.ordered:
            return Words(Tone.OK, head, tuple(notes), others)
        came: Facts = {"number": answer.purchase_order, "ordered": goods.ordered, "received": goods.received}
        notes.append(Note(Said.PROGRESS, {**came, "to_come": goods.to_come}))
    return Words(Tone.OK, head, tuple(notes), others)
