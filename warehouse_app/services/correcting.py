"""What was booked in by mistake is taken back or put right: by new moves that name the ones they correct, never by
changing a move. Whoever was given the goods, or is sent for them, follows as with any other loss of stock.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Never

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind, MoveReason, Role, StockStatus
from warehouse_app.domain.totes import Totes, in_all
from warehouse_app.queries.goods import Delivery, expected_lines
from warehouse_app.queries.safety import KeptFor, kept_for_receipts
from warehouse_app.services.announced import lines_of, of_notice, on_notice
from warehouse_app.services.because import because
from warehouse_app.services.booking import Arrival
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.closing_short import keep_closed
from warehouse_app.services.contract import Work, require, service
from warehouse_app.services.counted_since import AlreadyCounted, CountedSince, Explained
from warehouse_app.services.filling import lock_scope
from warehouse_app.services.gains import Share
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth, in_truth
from warehouse_app.services.incoming import Goods, aside_by_day, check_all, counted
from warehouse_app.services.losing import Loss, Rebooked, rebook
from warehouse_app.services.moved_goods import (
    At,
    Fetched,
    Lying,
    as_booked_before,
    changed_by_itself,
    fetched,
    kept_in_totes,
    lies_where_booked,
    redated,
    stays,
    taken_out,
    where_others_lay,
    where_they_lay,
)
from warehouse_app.services.noticing import note_ended_waits, withdraw_notices_of_booking
from warehouse_app.services.putting_back import Back
from warehouse_app.services.receipt_lines import arrivals, note_lines
from warehouse_app.services.receipts import find_delivery, lock_delivery
from warehouse_app.services.received_lines import (
    ReceivedLine,
    as_booked,
    mark_reversed,
    moves_of,
    parts_in_place_of,
    received_lines,
    together,
)
from warehouse_app.services.receiving import Booked, receive, told
from warehouse_app.services.staging import keep_in_totes
from warehouse_app.store.database import rows
from warehouse_app.store.tables import Action


@dataclass(frozen=True)
class Undone:
    """A booking that was taken back: its goods, with what has come of them now, the stops that are walked otherwise,
    who lost stock by that, who got some, and for whom the rest is `kept`. `counted`: what of them counts had missed.
    """

    receipt: str
    purchase_order: str
    supplier: str
    goods: tuple[Booked, ...]
    losses: tuple[Loss, ...]
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    shares: tuple[Share, ...] = ()
    counted: tuple[AlreadyCounted, ...] = ()
    kept: tuple[KeptFor, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """Goods of a booking that were put right: `wrong` as they were booked, `booked` as they are now in their place.

    `totes`: into which of them these were put as they came. `shares`: who got stock by that. `counted`: what counts had
    booked of it already.
    """

    receipt: str
    purchase_order: str
    supplier: str
    wrong: Booked
    booked: tuple[Booked, ...]
    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    changes: Changes
    totes: Totes = ()
    shares: tuple[Share, ...] = ()
    counted: tuple[AlreadyCounted, ...] = ()


class _Named(msgspec.Struct):
    """Goods as the answer of a booking names them; `why` is the reason for which somebody set them aside."""

    sku: str
    location: str
    lot: str
    why: str = ""
    label_sscc: str = ""


class _Booking(NamedTuple):
    """What one action booked in on a receipt; `named` is what its answer named, a move each."""

    action: int
    receipt: int
    number: str
    delivery: Delivery
    named: Sequence[_Named]
    lines: Sequence[ReceivedLine]


@service(Role.CLERK)
def undo_receipt(work: Work, booking: str) -> Undone:
    """Take back all that one action booked in (`booking` is its id), as far as it was not taken back before.

    The lines of the receipt stay, marked as taken back; their purchase lines wait for the units again. Whoever is sent
    for the goods is sent elsewhere, or no more; what orders hold beyond the stock that is left is taken from the end of
    the queue. What was put away or set aside since is taken from where it lies now. Raises Refused (CorrectingFault)
    where goods were picked since, or are not in the house any more, and nothing is changed.
    """
    found = _locked(work, booking)
    lock_scope(work, {line.item for line in found.lines})
    counts = CountedSince(work, found.action, found.receipt, found.lines, [])
    explained = {line.at: counts.explain(line) for line in together(found.lines)}
    toted = taken_out(work, found.action, found.lines, [], explained)
    moved, _ = _fetched(work, found.lines, [], counts, explained)
    mark_reversed(work, found.lines)
    skus = {line.item: line.sku for line in found.lines}
    done = _rebook(work, found, found.lines, [], moved, counts, toted.back, skus)
    on = found.delivery
    expected = expected_lines(work.store, on.purchase_order) if on.purchase_order else []
    lay = (each for line in together(found.lines) for each in where_they_lay(line, toted.out))
    goods = tuple(as_booked(line, counted(expected, [])) for line in lay)
    kept = kept_for_receipts(work.store, done.filled, skus)
    led_to = done.losses, work.changes, done.stops, done.shares, counts.told(), kept
    return Undone(found.number, on.number, on.supplier_name, goods, *led_to)


@service(Role.CLERK)
def correct_receipt(
    work: Work, booking: str, goods: Came, truth: Truth, *, why: str, accept_over: bool = False
) -> Corrected:
    """Put right what one action booked in (`booking` is its id): how many they were, or of which item or lot.

    The goods as they were booked are taken back, and what they are in truth is booked in their place, on the same
    receipt. Where too little still lies there, the rest is taken from where the lot lies now, and what comes in its
    place lies there too, and stays set aside if it was; where some was picked, the whole is refused, naming the orders.
    Of what was put into totes as it came, only what is missing is taken out, and goods of another item or lot. Whoever
    is sent for the goods, or holds more than is left, follows as in `undo_receipt`; what was closed short stays so.
    `accept_over`, which needs a lead, accepts more than the supplier's tolerance. Raises Refused (CorrectingFault,
    ReceivingFault, ReasonFault).
    """
    because(work, why)
    if accept_over:
        require(work.store, work.action, Role.LEAD)
    found = _locked(work, booking)
    wrong = _chosen(found, goods)
    [was] = together(wrong)
    right = check_all(work, aside_by_day(work, in_truth(work, was, truth, _as_it_was(found, was, why)), why), "")
    lock_scope(work, {was.item, *(line.item.id for line in right)})
    # They are in the house already, whoever let them in.
    days = redated(work, was, wrong, right)
    arriving = arrivals(work, right, accept_short_dated=True, accept_released=True, redated=days)
    lying = [Lying(*each) for each in zip(right, *arriving, strict=True)]
    counts = CountedSince(work, found.action, found.receipt, wrong, arriving[0])
    explained = {was.at: counts.explain(was)}
    toted = taken_out(work, found.action, wrong, lying, explained)
    lying = as_booked_before(was, lying, sum(each.tote.quantity for each in toted.stay))
    moved, gone = _fetched(
        work, wrong, [each.goods for each in lying], counts, explained, changed_by_itself(was, lying)
    )
    lying = as_booked_before(was, lying, gone)
    instead = explained[was.at].instead
    lying = where_others_lay(work, was, lying, moved, why, counts.missing_again, instead)
    lying = kept_in_totes(work, was, lying, toted.stay)
    right, coming = [each.line for each in lying], [each.goods for each in lying]
    on = found.delivery
    before = expected_lines(work.store, on.purchase_order) if on.purchase_order else []
    mark_reversed(work, wrong)
    parts = parts_in_place_of(work, on, was, right, accept_over=accept_over)
    # They count on what the notice announced of the same pallets, or of those that are on none.
    announced = lines_of(work.store, found.delivery)
    noticed = on_notice(announced, right, {line.sscc for line in wrong})
    note_lines(work, found.receipt, coming, parts, noticed)
    keep_closed(work, on, before)
    skus = {was.item: was.sku} | {line.item.id: line.item.sku for line in right}
    done = _rebook(work, found, wrong, coming, moved, counts, toted.back, skus, days)
    keep_in_totes(work, toted.stay)
    came = counted(expected_lines(work.store, on.purchase_order) if on.purchase_order else [], [])
    booked = told(right, [each.aside for each in lying], came, of_notice(announced, right, noticed))
    totes = in_all(each.named for each in toted.put)
    led_to = done.stops, done.losses, work.changes, totes, done.shares, counts.told()
    return Corrected(found.number, on.number, on.supplier_name, as_booked(was, came), booked, *led_to)


# --- what was booked ---


class _Answer(msgspec.Struct):
    """What the answers of all verbs that book goods in tell."""

    receipt: str
    booked: tuple[_Named, ...]


def _locked(work: Work, action_id: str) -> _Booking:
    """Return what an action booked in and is not taken back yet; nobody else books on its delivery now."""
    stored = rows(Action.select(Action.id, Action.verb, Action.result).where(Action.action_id == action_id))
    if not stored or stored[0][1] not in (receive.__name__, correct_receipt.__name__):
        raise Refused(CorrectingFault.UNKNOWN, booking=action_id)
    [(row, _, result)] = stored
    answer = msgspec.json.decode(result, type=_Answer)
    [(receipt, order, supplier, notice)] = work.store.sql(
        "SELECT r.id, COALESCE(po.number, ''), s.code, COALESCE(n.number, '') FROM receipt r "
        "JOIN supplier s ON s.id = r.supplier_id LEFT JOIN purchase_order po ON po.id = r.purchase_order_id "
        "LEFT JOIN advance_notice n ON n.id = r.advance_notice_id WHERE r.number = ?",
        (answer.receipt,),
    )
    delivery = find_delivery(work.store, order, supplier, notice)
    lock_delivery(work, delivery)
    lines = received_lines(work, row, receipt)
    if not lines:
        raise Refused(CorrectingFault.UNDONE, receipt=answer.receipt)
    return _Booking(row, receipt, answer.receipt, delivery, answer.booked, lines)


def _chosen(booking: _Booking, goods: Came) -> list[ReceivedLine]:
    """Return the lines of the goods that are named. Raises Refused where none, or goods that differ, answer."""
    mine = [
        line
        for line in booking.lines
        if line.sku == goods.sku
        and (goods.lot is None or line.lot_code == goods.lot)
        and (not goods.place or line.place == goods.place)
        and goods.is_aside in {None, line.status is StockStatus.QUARANTINED}
    ]
    if not mine:
        raise Refused(CorrectingFault.NO_LINE, sku=goods.sku, receipt=booking.number)
    if len({line.at for line in mine}) > 1:
        named = tuple(dict.fromkeys(f"{line.place} {line.lot_code}".strip() for line in mine))
        raise Refused(CorrectingFault.WHICH, sku=goods.sku, receipt=booking.number, goods=named)
    return mine


def _as_it_was(booking: _Booking, was: ReceivedLine, why: str) -> Goods:
    """Return goods as they were booked, with their pallet's label, set aside for what was said; what had expired or was
    blocked is looked at anew, but stays aside (`why`) where such goods lie.
    """
    mine = [each for each in booking.named if (each.sku, each.location, each.lot) == (was.sku, was.place, was.lot_code)]
    said = "; ".join(dict.fromkeys(each.why for each in mine if each.why))
    reason = said or (why if was.kind is LocationKind.QUARANTINE else "")
    of = was.place, was.lot_code, was.expiry, reason if was.status is StockStatus.QUARANTINED else ""
    return Goods(was.sku, was.quantity, *of, label_sscc=max((each.label_sscc for each in mine), default=""))


# --- what becomes of it ---


def _fetched(
    work: Work,
    lines: Iterable[ReceivedLine],
    coming: Iterable[Arrival],
    counts: CountedSince,
    explained: Mapping[At, Explained],
    may_be_gone: int = 0,
) -> tuple[list[Fetched], int]:
    """Return from where goods are fetched of which less lies where they were booked than is to be taken on balance, and
    how many of those that stay what they are (`may_be_gone` at most) are in the house no more.

    Raises Refused where the house has too few of the lot that are not picked.
    """
    gone_in_all = 0
    taken: Counter[At] = Counter()
    short: list[tuple[ReceivedLine, int]] = []
    for line in together(lines):
        back = sum(each.quantity for each in coming if stays(each, line)) + explained[line.at].units
        taken[line.at] = min(lies_where_booked(work, line), line.quantity - back)
        short.append((line, line.quantity - back - taken[line.at]))
    moved = [
        Fetched(*some[:2], lot=some.lot) for each in explained.values() for some in each.instead if some.is_elsewhere
    ]
    for line, units in short:
        before = counts.units
        found = fetched(work, line, units, taken, counts, explained[line.at].fewer) if units > 0 else []
        elsewhere = sum(each.source.quantity for each in found) + counts.units - before
        if elsewhere + may_be_gone < units:
            _refuse_gone(work, line, lies_where_booked(work, line) + elsewhere)
        moved += found
        may_be_gone -= (gone := max(0, units - elsewhere))
        gone_in_all += gone
    return moved, gone_in_all


def _refuse_gone(work: Work, line: ReceivedLine, there: int) -> Never:
    facts: dict[str, str | int] = {"sku": line.sku, "place": line.place, "quantity": line.quantity, "there": there}
    orders = work.store.sql(
        "SELECT DISTINCT o.number FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
        "JOIN sales_order o ON o.id = l.order_id WHERE a.lot_id = ? AND a.picked > 0 ORDER BY o.number",
        (line.lot,),
    )
    if numbers := tuple(number for (number,) in orders):
        raise Refused(CorrectingFault.PICKED, **facts, orders=numbers)
    raise Refused(CorrectingFault.GONE, **facts)


def _rebook(
    work: Work,
    booking: _Booking,
    wrong: Sequence[ReceivedLine],
    coming: Sequence[Arrival],
    moved: Sequence[Fetched],
    counts: CountedSince,
    back: Back,
    skus: Mapping[int, str],
    redated: Mapping[int, date | None] = MappingProxyType({}),
) -> Rebooked:
    booked = moves_of(work, booking.action, Counter(each.sku for each in booking.named), wrong)
    done = rebook(
        work,
        [*booked, *counts.leaving],
        [*coming, *counts.coming],
        reason=MoveReason.RECEIPT,
        document=booking.number,
        cause="undo",
        skus=skus,
        loose=back.lines,
        carried=[*((each.source, each.target) for each in moved), *counts.carried],
        lost=back.lost,
        redated=redated,
    )
    withdraw_notices_of_booking(work, booking.receipt, booking.action)
    note_ended_waits(work, booking.number, done.filled)
    return done
