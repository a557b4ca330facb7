"""What goods are of an advance notice: which of its lines they count on, and those of a pallet or of all of it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.advance_notices import Announced, announced_lines, count_on, lines_on
from warehouse_app.queries.goods import Delivery, Expected, expected_lines, item_of
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import CheckedGoods, Goods, Pallet, Parts, ReceivingFault
from warehouse_app.services.lots import lot_code
from warehouse_app.store.database import Store


@dataclass(frozen=True)
class OfNotice:
    """Units of an item that an advance notice announces, and those that have come of them.

    `beyond` are units of the goods in hand that it does not announce, or not so many of.
    """

    announced: int
    received: int
    beyond: int

    @property
    def to_come(self) -> int:
        """Units still to come."""
        return max(0, self.announced - self.received)


def lines_of(store: Store, delivery: Delivery) -> list[Announced]:
    """Return what the advance notice of a delivery announces; nothing where it has none."""
    return announced_lines(store, delivery.notice) if delivery.notice is not None else []


def on_notice(
    announced: Sequence[Announced], lines: Iterable[CheckedGoods], ssccs: Collection[str] | None = None
) -> Parts:
    """Return on which lines of an advance notice goods count: the earliest with units to come first, the rest on none.

    Goods of a pallet (`ssccs`: of these, whatever they say) count on its lines, others on those that are on none.
    """
    taken: dict[int, int] = defaultdict(int)
    parts: Parts = []
    for line in lines:
        goods, lot = line.goods, lot_code(line.goods.lot, line.goods.expiry)
        on = {goods.sscc} if ssccs is None else ssccs
        split: list[tuple[int | None, int]] = []
        for row, units in count_on(announced, line.item.id, lot, on, goods.quantity, taken):
            taken[row] += units
            split.append((row, units))
        left = goods.quantity - sum(units for _, units in split)
        parts.append([*split, (None, left)] if left else split)
    return parts


def of_notice(announced: Sequence[Announced], lines: Sequence[CheckedGoods], noticed: Parts) -> list[OfNotice | None]:
    """Return for each of some goods what the notice says of their item, now that they have come; None without one."""
    if not announced:
        return [None] * len(lines)
    now: Counter[int] = Counter()
    for split in noticed:
        now.update({row: units for row, units in split if row is not None})
    found: list[OfNotice | None] = []
    for line, split in zip(lines, noticed, strict=True):
        mine = [row for row in announced if row.item == line.item.id]
        came = sum(row.received + now[row.row] for row in mine)
        beyond = sum(units for row, units in split if row is None)
        found.append(OfNotice(sum(row.quantity for row in mine), came, beyond))
    return found


def wanted_goods(
    work: Work, delivery: Delivery, goods: Sequence[Goods], pallets: Sequence[Pallet], *, all_to_come: bool
) -> list[Goods]:
    """Return what is to be booked in: `goods`, what is still to come of `pallets`, and, where all is, the rest.

    Raises Refused where a pallet is none of the delivery's, or here already, or named twice; or nothing is to come.
    """
    named = Counter([*(pallet.sscc for pallet in pallets), *{each.sscc for each in goods}])
    for pallet in pallets:
        if pallet.sscc and named[pallet.sscc] > 1:
            raise Refused(ReceivingFault.PALLET_TWICE, sscc=pallet.sscc)
    announced = lines_of(work.store, delivery)
    wanted = [*goods, *(each for pallet in pallets for each in _on_pallet(work.store, delivery, announced, pallet))]
    if all_to_come and announced:
        wanted = _rest_of_notice(work.store, delivery, announced, wanted)
    elif all_to_come:
        expected = expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []
        wanted += _rest_of_order(delivery, expected, wanted)
    ssccs = {line.sscc for line in announced}
    for each in wanted:
        if each.sscc and each.sscc not in ssccs:
            raise Refused(ReceivingFault.NO_PALLET, sscc=each.sscc, delivery=delivery.name)
    if not wanted:
        raise Refused(ReceivingFault.NOTHING, delivery=delivery.name)
    return wanted


def _on_pallet(store: Store, delivery: Delivery, announced: Sequence[Announced], pallet: Pallet) -> list[Goods]:
    on_it = lines_on(announced, pallet.sscc) if pallet.sscc else []
    if not on_it:
        raise Refused(ReceivingFault.NO_PALLET, sscc=pallet.sscc, delivery=delivery.name)
    goods = [_of_line(store, line, line.to_come, pallet) for line in on_it if line.to_come]
    if not goods:
        raise Refused(ReceivingFault.PALLET_HERE, sscc=pallet.sscc, notice=delivery.notice_number)
    return goods


def _of_line(store: Store, line: Announced, units: int, pallet: Pallet) -> Goods:
    """Return goods as a line of a notice announces them, as far as their item is kept by that."""
    item = item_of(store, line.sku)
    expiry = line.expiry if item and item.expiry else None
    return Goods(line.sku, units, pallet.location, line.lot, expiry, pallet.quarantine, sscc=line.sscc)


def _rest_of_notice(
    store: Store, delivery: Delivery, announced: Sequence[Announced], goods: Sequence[Goods]
) -> list[Goods]:
    """Return all that a notice announces: `goods`, of the pallets on which they count, and what is left besides."""
    if not any(line.to_come for line in announced):
        raise Refused(ReceivingFault.ALL_HERE, number=delivery.name)
    here, taken = _on_pallets_they_are_of(announced, goods)
    left = ((line, line.to_come - taken[line.row]) for line in announced)
    return [*here, *(_of_line(store, line, units, Pallet(line.sscc)) for line, units in left if units)]


def _on_pallets_they_are_of(
    announced: Sequence[Announced], goods: Sequence[Goods]
) -> tuple[list[Goods], Mapping[int, int]]:
    """Return goods that say no pallet as of those that announce them, once nothing else does; and the units that count
    on each line (row).
    """
    items = {line.sku: line.item for line in announced}
    pallet_of = {line.row: line.sscc for line in announced}
    taken: dict[int, int] = defaultdict(int)
    found: dict[int, list[Goods]] = {}
    # What says its pallet is of that one, whatever comes beside it.
    for at, each in sorted(enumerate(goods), key=lambda pair: not pair[1].sscc):
        lot, item = lot_code(each.lot, each.expiry), items.get(each.sku, 0)
        left, units_of = each.quantity, Counter({each.sscc: 0})
        for on in ({each.sscc},) if each.sscc else ({""}, {*pallet_of.values()} - {""}):
            for row, units in count_on(announced, item, lot, on, left, taken):
                taken[row] += units
                units_of[pallet_of[row]] += units
                left -= units
        units_of[each.sscc] += left
        found[at] = [replace(each, quantity=units, sscc=sscc) for sscc, units in units_of.items() if units] or [each]
    return [part for at in sorted(found) for part in found[at]], taken


def _rest_of_order(delivery: Delivery, expected: Sequence[Expected], goods: Iterable[Goods]) -> list[Goods]:
    """Return what a purchase order expects besides `goods`."""
    if not any(line.to_come for line in expected):
        raise Refused(ReceivingFault.ALL_HERE, number=delivery.name)
    here = _units((each.sku, each.quantity) for each in goods)
    rest: list[Goods] = []
    for line in expected:
        counted_already = min(line.to_come, here[line.sku])
        here[line.sku] -= counted_already
        if line.to_come > counted_already:
            rest.append(Goods(line.sku, line.to_come - counted_already))
    return rest


def _units(goods: Iterable[tuple[object, int]]) -> Counter[object]:
    found: Counter[object] = Counter()
    for key, units in goods:
        found[key] += units
    return found


Refined = list[tuple[int | None, int | None, int]]
"""The units of goods that count on a purchase line and on a line of a notice (ids; None: on none)."""


def refined(split: Sequence[tuple[int | None, int]], noticed: Sequence[tuple[int | None, int]]) -> Refined:
    """Return two divisions of the same units as one that divides them by both."""
    found: Refined = []
    others = [list(part) for part in noticed]
    for line, units in split:
        left = units
        while left:
            row, there = others[0]
            assert there is not None
            both = min(left, there)
            found.append((line, row, both))
            left -= both
            others[0][1] = there - both
            if there == both:
                others.pop(0)
    return found


def items_to_come(store: Store, delivery: Delivery) -> set[int]:
    """Return the items of which something is still to come on a delivery; none where nothing announced it."""
    expected = expected_lines(store, delivery.purchase_order) if delivery.purchase_order else []
    ordered = {line.item for line in expected if line.to_come}
    return ordered | {line.item for line in lines_of(store, delivery) if line.to_come}


def lines_to_come(store: Store, delivery: Delivery) -> int:
    """Return how many lines of an advance notice, else of a purchase order, have units still to come."""
    if delivery.notice is not None:
        return sum(1 for line in lines_of(store, delivery) if line.to_come)
    expected = expected_lines(store, delivery.purchase_order) if delivery.purchase_order else []
    return sum(1 for line in expected if line.to_come)
