"""What goods must say of themselves when they come in, and on which purchase lines they count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.domain.statuses import HOLDS_PICKED, HOLDS_STOCK, LocationKind
from warehouse_app.domain.supply import lasts
from warehouse_app.queries.goods import (
    Delivery,
    Expected,
    ItemFacts,
    PlaceFacts,
    item_of,
    most_of,
    place_of,
    proposed_place,
    quarantine_place,
)
from warehouse_app.services.blocking import blocked_lots
from warehouse_app.services.contract import Work
from warehouse_app.services.lots import lot_problem
from warehouse_app.services.references import Tracking


class ReceivingFault(StrEnum):
    """Why goods could not be booked in; each has a sentence in `texts.receiving`."""

    NO_DELIVERY = "receipt-purchase-order-unknown"
    NO_SUPPLIER = "receipt-supplier-unknown"
    NO_NOTICE = "receipt-advance-notice-unknown"
    NO_PALLET = "receipt-pallet-not-announced"
    PALLET_HERE = "receipt-pallet-here"
    PALLET_TWICE = "receipt-pallet-twice"
    NO_ITEM = "receipt-item-unknown"
    NO_PLACE = "receipt-location-unknown"
    HOLDS_NOTHING = "receipt-location-holds-no-stock"
    HOLDS_PICKED = "receipt-place-holds-picked"
    WHERE = "receipt-no-place-proposed"
    NOTHING = "receipt-without-goods"
    QUANTITY = "receipt-quantity"
    NOT_ORDERED = "receipt-item-not-ordered"
    TOO_MUCH = "receipt-over-tolerance"
    LOT = "receipt-lot-needed"
    EXPIRY = "receipt-expiry-needed"
    EXPIRY_OTHER = "receipt-lot-has-other-expiry"
    EXPIRY_NONE = "receipt-lot-has-no-expiry"
    SERIAL = "receipt-serial-is-one"
    SERIAL_THERE = "receipt-serial-there"
    ALL_HERE = "receipt-nothing-to-come"
    NOT_OPEN = "receipt-not-open"
    QUARANTINE_WHY = "receipt-quarantine-without-reason"
    SHORT_DATED = "receipt-short-dated"


class Aside(StrEnum):
    """Why goods came to lie in quarantine; each has a sentence in `texts.stock`."""

    SAID = "aside-said"
    BLOCKED = "aside-lot-blocked"
    EXPIRED = "aside-expired"


@dataclass(frozen=True)
class Goods:
    """`quantity` base units of an item to be booked in at `location` ('' = where the house proposes).

    `quarantine`: why nobody is to be given them, where they are the wrong item, damaged, or will not last. `for_order`:
    the order (number) for which they are put aside there; `to_follow` more of the same are in hand then, and are booked
    after them. `sscc` is the number of the announced pallet they came on ('': none), `label_sscc` of the one on whose
    label they were, if nobody announced it.
    """

    sku: str
    quantity: int
    location: str = ""
    lot: str = ""
    expiry: date | None = None
    quarantine: str = ""
    for_order: str = ""
    sscc: str = ""
    to_follow: int = 0
    label_sscc: str = ""


@dataclass(frozen=True)
class Pallet:
    """All that is still to come of an announced pallet, to be booked in at `location`; both as for `Goods`."""

    sscc: str
    location: str = ""
    quarantine: str = ""


class CheckedGoods(NamedTuple):
    """Goods that say all they must, with their item and the place they go to."""

    goods: Goods
    item: ItemFacts
    place: PlaceFacts


def check_all(work: Work, goods: Iterable[Goods], into: str) -> list[CheckedGoods]:
    """Return goods with their items and places; `into` is the place of those that name none.

    Raises Refused where they do not say enough, or say what cannot be.
    """
    lines: list[CheckedGoods] = []
    coming: dict[int, int] = defaultdict(int)
    serials: set[tuple[int, str]] = set()
    for each in goods:
        line = _check(work, each, each.location or into, coming)
        coming[line.place.id] += each.quantity
        if line.item.serial and (line.item.id, each.lot) in serials:
            raise Refused(ReceivingFault.SERIAL_THERE, sku=line.item.sku, serial=each.lot)
        serials.add((line.item.id, each.lot))
        lines.append(line)
    return lines


def _check(work: Work, goods: Goods, code: str, coming: Mapping[int, int]) -> CheckedGoods:
    item = item_of(work.store, goods.sku)
    if item is None:
        raise Refused(ReceivingFault.NO_ITEM, sku=goods.sku)
    if not 1 <= goods.quantity <= MAX_QUANTITY:
        raise Refused(ReceivingFault.QUANTITY, sku=goods.sku, quantity=goods.quantity, most=MAX_QUANTITY)
    problem = lot_problem(Tracking(item.lot, item.expiry, item.serial), goods.lot, goods.expiry, goods.quantity)
    if problem:
        fault = {"lot": ReceivingFault.LOT, "expiry": ReceivingFault.EXPIRY, "quantity": ReceivingFault.SERIAL}
        raise Refused(fault[problem[1]], sku=goods.sku)
    place = place_of(work.store, code) if code else _proposed(work, item, goods, coming)
    if place is None:
        raise Refused(ReceivingFault.NO_PLACE, code=code) if code else Refused(ReceivingFault.WHERE, sku=goods.sku)
    if place.kind not in HOLDS_STOCK:
        raise Refused(ReceivingFault.HOLDS_NOTHING, code=place.code)
    if place.kind in HOLDS_PICKED and not goods.for_order:
        raise Refused(ReceivingFault.HOLDS_PICKED, sku=goods.sku, place=place.code)
    return CheckedGoods(goods, item, place)


def is_expired(work: Work, expiry: date | None) -> bool:
    """Return whether the last day on which goods may be used has passed in the house."""
    return expiry is not None and expiry < work.settings.house_day


def _proposed(work: Work, item: ItemFacts, goods: Goods, coming: Mapping[int, int]) -> PlaceFacts | None:
    aside = quarantine_place(work.store) if goods.quarantine or is_expired(work, goods.expiry) else None
    return aside or proposed_place(work.store, item, goods.quantity, coming)


def aside_by_day(work: Work, goods: Sequence[Goods], why: str) -> list[Goods]:
    """Return goods without a reason that only a correction gave (`why`) where they have expired: that is why."""
    return [replace(g, quarantine="") if g.quarantine == why and is_expired(work, g.expiry) else g for g in goods]


def asides(
    work: Work,
    lines: Iterable[CheckedGoods],
    lots: Sequence[tuple[int, date | None]],
    *,
    accept_short_dated: bool,
    accept_released: bool,
) -> list[Aside | None]:
    """Return why each of some goods goes into quarantine, None where it does not; `lots` are theirs (id, expiry).

    Goods of a blocked lot, and those that have expired, go there whatever is said of them. Raises Refused where goods
    are to lie in a quarantine place for no reason (unless `accept_released`: they were released there), or do not last
    as long as their item must (unless `accept_short_dated`).
    """
    blocked, today = blocked_lots(work, {lot for lot, _ in lots}), work.settings.house_day
    found: list[Aside | None] = []
    for line, (lot, expiry) in zip(lines, lots, strict=True):
        if line.goods.quarantine:
            found.append(Aside.SAID)
        elif lot in blocked:
            found.append(Aside.BLOCKED)
        elif is_expired(work, expiry):
            found.append(Aside.EXPIRED)
        elif line.place.kind is LocationKind.QUARANTINE and not accept_released:
            raise Refused(ReceivingFault.QUARANTINE_WHY, sku=line.item.sku, place=line.place.code)
        elif expiry is not None and not (accept_short_dated or lasts(expiry, line.item.least_days, today)):
            facts = {"days": (expiry - today).days, "least": line.item.least_days}
            raise Refused(ReceivingFault.SHORT_DATED, sku=line.item.sku, **facts)
        else:
            found.append(None)
    return found


def by_itself(work: Work, lot: int, expiry: date | None) -> Aside | None:
    """Return why goods of a lot (id) go into quarantine of which nobody says anything; None where they do not."""
    if blocked_lots(work, {lot}):
        return Aside.BLOCKED
    return Aside.EXPIRED if is_expired(work, expiry) else None


Parts = list[Sequence[tuple[int | None, int]]]
"""For each of some goods, the units that count on each purchase line (None: on none)."""


def on_lines(
    delivery: Delivery,
    expected: Sequence[Expected],
    lines: Sequence[CheckedGoods],
    *,
    accept_over: bool,
    accept_up_to: Mapping[str, int] | None = None,
) -> Parts:
    """Return on which purchase lines goods count: the earliest with units to come first, what is over on the last.

    Goods that are set aside for a reason may be of an item that was not ordered, and count on no line then, or more
    than were ordered. Of other goods: raises Refused where the item was not ordered, or more came than ordered and
    tolerated, unless that is accepted: whatever comes, or so many units of an item (its number) in all.
    """
    if delivery.purchase_order is None:
        return [[(None, line.goods.quantity)] for line in lines]
    to_come = {line.line: line.to_come for line in expected}
    received = {line.line: line.received for line in expected}
    parts: Parts = []
    for at, line in enumerate(lines):
        mine = [row for row in expected if row.item == line.item.id]
        if not mine and line.goods.quarantine:
            parts.append([(None, line.goods.quantity)])
            continue
        if not mine:
            raise Refused(ReceivingFault.NOT_ORDERED, sku=line.item.sku, number=delivery.number)
        left = line.goods.quantity
        split: dict[int, int] = {}
        for row in mine:
            units = min(left, to_come[row.line])
            if units:
                split[row.line] = units
                left -= units
        if left:
            split[mine[-1].line] = split.get(mine[-1].line, 0) + left
        for row_id, units in split.items():
            to_come[row_id] = max(0, to_come[row_id] - units)
            received[row_id] += units
        ordered = sum(row.ordered for row in mine)
        most = most_of(delivery, mine)
        total = sum(received[row.line] for row in mine)
        may = accept_over or line.goods.quarantine or total <= max(most, (accept_up_to or {}).get(line.item.sku, 0))
        if left and not may:
            after = sum(each.goods.quantity for each in _usable(lines[at + 1 :]) if each.item.id == line.item.id)
            facts = {"ordered": ordered, "received": total + after, "most": most}
            raise Refused(ReceivingFault.TOO_MUCH, sku=line.item.sku, number=delivery.number, **facts)
        parts.append(list(split.items()))
    return parts


def _usable(lines: Iterable[CheckedGoods]) -> Iterator[CheckedGoods]:
    return (line for line in lines if not line.goods.quarantine)


class OnOrder(NamedTuple):
    """Units of an item on a purchase order: ordered, received by now, and closed short.

    `beyond` are those that came on lines beyond what was to come there: they do not make up for what others miss.
    """

    ordered: int
    received: int
    closed: int = 0
    beyond: int = 0


def counted(expected: Sequence[Expected], parts: Parts) -> dict[int, OnOrder]:
    """Return how far each item of a purchase order has come, with `parts` that come to what is `expected`."""
    more: dict[int, int] = defaultdict(int)
    for line, units in (part for split in parts for part in split):
        more[line or 0] += units
    totals: dict[int, OnOrder] = {}
    for row in expected:
        ordered, received, closed, beyond = totals.get(row.item, OnOrder(0, 0))
        came = row.received + more[row.line]
        over = max(0, came + row.closed - row.ordered)
        totals[row.item] = OnOrder(ordered + row.ordered, received + came, closed + row.closed, beyond + over)
    return totals
