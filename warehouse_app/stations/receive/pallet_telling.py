"""What receiving tells of advance notices and their pallets: facts arranged in notes, nothing decided here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from warehouse_app.domain.errors import Facts
from warehouse_app.queries.advance_notices import Announced
from warehouse_app.queries.goods import Delivery
from warehouse_app.queries.preview import OpenReceipt, Planned
from warehouse_app.services.announced import OfNotice
from warehouse_app.services.incoming import Aside
from warehouse_app.services.receiving import Received
from warehouse_app.stations.pallet_label import OnLabel
from warehouse_app.stations.receive.pallet_steps import Said
from warehouse_app.stations.receive.steps import Pending
from warehouse_app.stations.receive.steps import Said as Receiving
from warehouse_app.stations.receive.telling import (
    also,
    given,
    goods_to,
    left_to_others,
    others_gain,
    others_to,
    set_aside,
)
from warehouse_app.stations.reply import GoodsTo, Note, Tone
from warehouse_app.stations.words import LISTED, Words, first_of, too_full


def notice_begun(on: Delivery, lines: Sequence[Announced], receipt: OpenReceipt | None, before: str = "") -> Words:
    """Return what is here of what a notice announces, and what is to come; `before` is the delivery it replaces."""
    code = Said.SWITCHED if before else Said.GOES_ON if receipt else Said.STARTED
    facts: Facts = {
        "before": before,
        "receipt": receipt.number if receipt else "",
        "number": on.notice_number,
        "supplier": on.supplier_name,
        **_sums(lines),
    }
    order = (Note(Said.OF_ORDER, {"order": on.number}),) if on.number else ()
    return Words(Tone.ASK, Note(code, facts), (*order, _to_come(lines)))


def _sums(lines: Iterable[Announced]) -> dict[str, int]:
    of = list(lines)
    return {
        "announced": sum(line.quantity for line in of),
        "received": sum(line.received for line in of),
        "to_come": sum(line.to_come for line in of),
    }


def _to_come(lines: Iterable[Announced]) -> Note:
    coming = [line for line in lines if line.to_come]
    loose = [
        Note(Receiving.TO_COME_LINE, {"to_come": line.to_come, "sku": line.sku}) for line in coming if not line.sscc
    ]
    pallets = [
        Note(Said.ON_PALLET, {"to_come": sum(line.to_come for line in coming if line.sscc == sscc), "sscc": sscc})
        for sscc in dict.fromkeys(line.sscc for line in coming if line.sscc)
    ]
    return Note(Receiving.TO_COME, parts=first_of([*pallets, *loose])) if coming else Note(Said.ALL_HERE)


def of_goods(goods: Pending, lines: Iterable[Announced]) -> tuple[Note, ...]:
    """Return how much of an item is announced and here, and whether of other lots or days than these goods; nothing
    where the delivery has no notice.
    """
    on, item = goods.on, goods.item
    if on.notice is None:
        return ()
    mine = [line for line in lines if line.item == item.id]
    if not mine:
        return (Note(Said.OTHER_ITEM, {"sku": item.sku, "notice": on.notice_number}),)
    return (Note(Said.PROGRESS, {"notice": on.notice_number, **_sums(mine)}), *_other_batch(goods, mine))


def _other_batch(goods: Pending, mine: Iterable[Announced]) -> Iterator[Note]:
    """Yield which lot, or day, is announced where goods are of none of those to come, on their pallet if they have one.

    A line that says nothing of it may be any.
    """
    notice = {"notice": goods.on.notice_number}
    coming = [line for line in mine if line.to_come and goods.sscc in {"", line.sscc}]
    lots = {line.lot for line in coming}
    is_other = bool(goods.lot and lots) and lots.isdisjoint({"", goods.lot})
    if is_other:
        yield Note(Said.OTHER_LOT, {**notice, "lots": tuple(sorted(lots))})
    days = {line.expiry for line in coming if is_other or line.lot in {"", goods.lot}}
    if goods.expiry and days and days.isdisjoint({None, goods.expiry}):
        parts = [Note(OnLabel.ANNOUNCED_DAY, {"expiry": day}) for day in sorted(filter(None, days))]
        yield Note(Said.OTHER_DAY, notice, parts=first_of(parts))


def counted(on: Delivery, notice: OfNotice | None) -> tuple[Note, ...]:
    """Return how goods that were booked count on a notice; nothing where there is none."""
    if notice is None:
        return ()
    facts: Facts = {"notice": on.notice_number, "announced": notice.announced, "received": notice.received}
    progress = Note(Said.PROGRESS, {**facts, "to_come": notice.to_come})
    beyond = Note(Said.BEYOND, {"notice": on.notice_number, "units": notice.beyond})
    return (*((progress,) if notice.announced else ()), *((beyond,) if notice.beyond else ()))


def pallet_seen(
    on: Delivery,
    sscc: str,
    lines: Sequence[Announced],
    planned: Mapping[int, Planned],
    place: str,
    zone: tzinfo,
    nobodys: Mapping[int, Note],
) -> Words:
    """Return what is still to come of a pallet, who would get it, and where the rest goes.

    `nobodys` says of lines (by their rows) that nobody gets what is on them, and why.
    """
    coming = [line for line in lines if line.to_come]
    head = Note(Said.PALLET, {"sscc": sscc, "notice": on.notice_number})
    parts = [Note(Said.PALLET_LINE, {"units": line.to_come, "sku": line.sku}) for line in coming]
    named = {line.item: line.sku for line in coming}
    gains = [(named[item], share) for item, plan in planned.items() if not plan.is_aside for share in plan.shares]
    left = (note for item, plan in planned.items() for note in left_to_others(named[item], plan))
    aside = _for_nobody(coming, nobodys)
    notes = (Note(Said.ON_IT, parts=first_of(parts)), *aside, *given(Receiving.GOES, gains), *left)
    to: list[GoodsTo] = []
    for item, sku in named.items():
        units = sum(line.to_come for line in coming if line.item == item)
        plan = planned.get(item, Planned([]))
        shares = [] if plan.is_aside else plan.shares
        rest = max(0, units - sum(share.units for share in shares))
        where = (place, zone, plan.kept_from, plan.kept_for)
        to += [replace(each, sku=sku) for each in goods_to(shares, rest, *where)]
        to += others_gain(sku, plan, zone)
    return Words(Tone.WARN if aside else Tone.ASK, head, notes, tuple(to))


def _for_nobody(coming: Sequence[Announced], nobodys: Mapping[int, Note]) -> tuple[Note, ...]:
    """Return why nobody gets lines of a pallet; of how many of what that is so, unless it is of all for one reason."""
    lines = [line for line in coming if line.row in nobodys]
    why = [nobodys[line.row] for line in lines]
    if lines and len(lines) == len(coming) and all(note == why[0] for note in why):
        return (why[0],)
    some = [
        Note(Said.FOR_NOBODY, {"units": line.to_come, "sku": line.sku}, parts=(note,))
        for line, note in zip(lines, why, strict=True)
    ]
    return tuple(some[:LISTED])


def pallet_booked(
    answer: Received, sscc: str, place: str, lines: Sequence[Announced], on: Delivery, zone: tzinfo
) -> Words:
    """Return what the confirmed place of a pallet booked, and who gets it; `lines` are the notice's, before that."""
    units = sum(line.quantity for line in answer.booked)
    facts: Facts = {"receipt": answer.receipt, "sscc": sscc, "units": units, "place": place}
    sums = _sums(lines)
    total = {**sums, "received": sums["received"] + units, "to_come": sums["to_come"] - units}
    is_mixed = len({line.sku for line in answer.booked}) > 1
    aside: list[Note] = []
    for line in answer.booked[:LISTED]:
        of_it = set_aside(line)
        if line.aside is Aside.SAID:
            of_it = tuple(replace(note, facts={"why": line.why}) for note in of_it)
        elif is_mixed:
            of_it = tuple(Note(Said.ASIDE_OF, {"sku": line.sku}, parts=(note,)) for note in of_it)
        # Most often the same is said of all that is on it.
        aside += [note for note in of_it if note not in aside]
    notes = (
        *given(Receiving.GOES, [(share.sku, share) for share in answer.shares]),
        *also(answer.also),
        *aside,
        *too_full(answer.overfull),
        Note(Said.TOTAL, {"notice": on.notice_number, **total}),
    )
    to: list[GoodsTo] = []
    for sku in dict.fromkeys(line.sku for line in answer.booked):
        some = [share for share in answer.shares if share.sku == sku]
        where = (place, zone, answer.kept_from.get(sku, 0), answer.kept_for.get(sku, ()))
        to += [replace(each, sku=sku) for each in goods_to(some, answer.rest(sku), *where)]
    return Words(Tone.OK, Note(Said.BOOKED, facts), notes, (*to, *others_to(answer.also, zone)))
