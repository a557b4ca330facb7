"""What should lie in the shop, in which state, and how far places are counted: the part of the model without orders."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from tests.scenarios.blocked import Entry
from tests.scenarios.shop import FOUNDED, ITEMS, KINDS
from warehouse_app.domain.records import ItemRecord
from warehouse_app.domain.statuses import ALLOCATABLE, HOLDS_PICKED, CountStatus, StockStatus
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.lots import lot_code
from warehouse_app.services.lying import Named, StockFault

Lot = tuple[str, str]
"""An item, and the number of a lot of it."""


class Heap(NamedTuple):
    """Goods that lie together, in the same state."""

    sku: str
    lot: str
    place: str
    status: StockStatus = StockStatus.AVAILABLE

    @property
    def of_lot(self) -> Lot:
        """The lot that they are of."""
        return self.sku, self.lot


LineKey = tuple[str, int]
"""The number of a document, and of a line on it."""


@dataclass
class Picked:
    """Units that were picked for a line as they came: where they had been received, and for which line."""

    at: LineKey
    source: Heap
    units: int


class Toted(NamedTuple):
    """Goods that one action received and picked for an order: where they were received, and the tote they went into."""

    action_id: str
    order: str
    source: Heap
    tote: Heap
    units: int


class Parted(NamedTuple):
    """Goods that were put into a tote as they came: the units of them that stay there, and that are taken out."""

    goods: Toted
    stay: int
    out: int

    @property
    def back(self) -> Toted:
        """Those that are taken out."""
        return self.goods._replace(units=self.out)


Off = dict[Heap, tuple[int, int]]
"""Where books and count differ: what lies there by the books, and what was counted."""


@dataclass
class Count:
    """A count of a place, which may confirm another one; `off` is what it found as it was finished.

    `since` is what had changed in the house as it was opened; `moved` are units of what is off that were moved while it
    was counted, into the place and out of it. `opened` and `ended` are the so-manyth actions by which it was.
    """

    number: str
    place: str
    since: int
    recounts: str = ""
    status: CountStatus = CountStatus.OPEN
    tallied: dict[Lot, int] = field(default_factory=dict)
    off: Off = field(default_factory=dict)
    moved: dict[Lot, tuple[int, int]] = field(default_factory=dict)
    ended: int = 0
    opened: int = 0


class Change(NamedTuple):
    """Units more of some goods (fewer: negative), by an action that was the so-manyth to be tried."""

    action: int
    heap: Heap
    units: int


_MAY_COUNT = {CountStatus.OPEN, CountStatus.TO_APPROVE}


@dataclass
class Stock:
    """Goods, by lot, place and state."""

    day: date = FOUNDED
    items: dict[str, ItemRecord] = field(default_factory=lambda: {item.sku: item for item in ITEMS})
    heaps: dict[Heap, int] = field(default_factory=lambda: defaultdict(int))
    actions: int = 0
    """How many were tried."""
    changes: list[Change] = field(default_factory=list)
    """All that changed the heaps, the first first."""
    expiries: dict[Lot, date | None] = field(default_factory=dict)
    moved: dict[Lot, int] = field(default_factory=lambda: defaultdict(int))
    """By lot: how often goods of it were put down or taken away."""
    wrong: dict[Lot, int] = field(default_factory=lambda: defaultdict(int))
    """By lot: how many of these were a mistake, and made good."""
    asides: dict[Lot, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """By lot: all by which some of it was set aside, or is so no more, but what was taken back because it was wrong."""
    counts: dict[str, Count] = field(default_factory=dict)
    """By number."""
    tolerance: int = 2
    """By how many percent a count may differ from the books to be booked at once."""
    closed_until: date | None = None
    """The day up to which the books are closed."""
    picked: list[Picked] = field(default_factory=list)
    """What is picked for lines and not shipped, in the order in which it came."""
    toted: list[Toted] = field(default_factory=list)
    picked_into: Counter[Heap] = field(default_factory=Counter)
    """By goods in a tote: the units that were picked into it, less what was taken out again."""

    @property
    def counts_from(self) -> date:
        """The day from which what is booked today counts."""
        return self.day if self.closed_until is None else max(self.day, self.closed_until + timedelta(days=1))

    def in_hand(self, at: LineKey) -> int:
        """Return the units of a line that are picked and not shipped."""
        return sum(each.units for each in self.picked if each.at == at)

    def in_hand_of(self, at: LineKey, lot: Lot) -> int:
        """Return the units of a lot that a line has picked and that are not shipped."""
        return sum(each.units for each in self.picked if (each.at, each.source.of_lot) == (at, lot))

    def kept_for_orders(
        self, leaving: Mapping[Heap, int], coming: Mapping[Heap, int], back: Collection[Toted] = ()
    ) -> StockFault | None:
        """Return why goods may not go: they are picked.

        What goes `back` is in no tote, and picked for nobody, any more.
        """
        return StockFault.PICKED if self.missing_picked(leaving, coming, back) else None

    def missing_picked(
        self, leaving: Mapping[Heap, int], coming: Mapping[Heap, int], back: Collection[Toted] = ()
    ) -> Counter[Lot]:
        """Return by how much less of each lot would lie in totes and at packing places than is picked of it."""
        missing: Counter[Lot] = Counter()
        for lot in {heap.of_lot for heap in leaving}:
            gone = self._in_totes(lot, leaving) - self._in_totes(lot, coming)
            out = sum(each.units for each in back if each.source.of_lot == lot)
            wanted = self.picked_of(lot) - out
            if gone > 0 and wanted:
                missing[lot] = wanted - (self._in_totes(lot, self.heaps) - out - gone)
        return +missing

    def miss(self, tote: Heap, at: LineKey, units: int) -> None:
        """Let goods that are missing in a tote be picked for a line no more."""
        self.picked_into[tote] -= units
        for each in reversed(self.picked):
            if (each.source.of_lot, each.at) == (tote.of_lot, at):
                less = min(units, each.units)
                each.units -= less
                units -= less
        assert not units
        self.picked = [each for each in self.picked if each.units]

    def unpicked(self, to: str, source: str = "") -> StockFault | None:
        """Return why goods that come from a place ('': from outside) may not be put into another."""
        into = KINDS[to] in HOLDS_PICKED and KINDS.get(source) not in HOLDS_PICKED
        return StockFault.NOT_PICKED if into else None

    def picked_of(self, lot: Lot, order: str = "") -> int:
        """Return the units of a lot that are picked and not shipped, for one order if it is named."""
        return sum(each.units for each in self.picked if each.source.of_lot == lot and order in {"", each.at[0]})

    def is_in_tote(self, heap: Heap) -> bool:
        """Return whether goods lie where picked goods do, and nobody has set them aside there."""
        return KINDS[heap.place] in HOLDS_PICKED and heap.status is StockStatus.AVAILABLE

    def _in_totes(self, lot: Lot, heaps: Mapping[Heap, int]) -> int:
        return sum(units for heap, units in heaps.items() if heap.of_lot == lot and self.is_in_tote(heap))

    def is_picked(self, heap: Heap, back: Collection[Toted] = ()) -> bool:
        """Return whether some of the lot of goods is picked, when some of it is back."""
        units = sum(each.units for each in self.picked if each.source.of_lot == heap.of_lot)
        return units > sum(each.units for each in back if each.source.of_lot == heap.of_lot)

    def tote(self, goods: Toted) -> None:
        """Carry goods to a tote."""
        self.lay(goods.tote, goods.units)
        self.lift(goods.source, goods.units)
        self.toted.append(goods)
        self.picked_into[goods.tote] += goods.units

    def out_of_totes(
        self, action_id: str, source: Heap, booked: int, back: int, rank: Callable[[str], tuple[object, ...]]
    ) -> list[Parted]:
        """Return what stays in totes, and what is taken out, of goods that an action received in one place and put
        there, when so many of those that it booked come back: what is missing, besides what lies in no tote of what it
        booked, goes from the end of the queue by the `rank` of orders, as far as it is still there for the same orders.
        """
        put = [each for each in self.toted if (each.action_id, each.source) == (action_id, source)]
        there = self._still_in_totes(put, rank)
        in_totes = sum(each.units for each in there)
        of_lot = {heap: units for heap, units in self.heaps.items() if heap.of_lot == source.of_lot}
        loose = sum(units for heap, units in of_lot.items() if KINDS[heap.place] not in HOLDS_PICKED)
        out = max(0, min(in_totes, booked - back - min(loose, max(0, booked - in_totes))))
        parts: list[Parted] = []
        for each in reversed(there):
            gone = min(out, each.units)
            parts.append(Parted(each, each.units - gone, gone))
            out -= gone
        found: list[Parted] = []
        for part in reversed(parts):
            found.append(part._replace(stay=min(part.stay, back)))
            back -= found[-1].stay
        return found

    def _still_in_totes(self, put: Sequence[Toted], rank: Callable[[str], tuple[object, ...]]) -> list[Toted]:
        heaps = Counter(self.heaps)
        picked = Counter({each.order: self.picked_of(each.source.of_lot, each.order) for each in put})
        there: list[Toted] = []
        for each in sorted((each for each in put if picked[each.order]), key=lambda each: rank(each.order)):
            units = min(each.units, heaps[each.tote], picked[each.order])
            heaps[each.tote] -= units
            picked[each.order] -= units
            there.append(each._replace(units=units))
        return there

    def take_out(self, part: Parted) -> Counter[LineKey]:
        """Let goods in a tote lie again where they were received, those that are out picked for nobody; return from
        which lines these are taken. What stays is to be booked in again, and put there.
        """
        goods, units = part.goods, part.stay + part.out
        if not units:
            return Counter()
        self.take_back(goods.tote, units)
        self.take_back(goods.source, -units)
        self.picked_into[goods.tote] -= part.stay
        return self.unpick(goods.tote, goods.order, part.out)

    def unpick(self, tote: Heap, order: str, units: int) -> Counter[LineKey]:
        """Let goods in a tote be picked for an order no more; return from which lines they are taken."""
        self.picked_into[tote] -= units
        taken: Counter[LineKey] = Counter()
        for each in reversed(self.picked):
            if each.source.of_lot == tote.of_lot and each.at[0] == order:
                less = min(units - taken.total(), each.units)
                each.units -= less
                taken[each.at] += less
        assert taken.total() == units
        self.picked = [each for each in self.picked if each.units]
        return +taken

    def knows(self, lot: Lot) -> bool:
        """Return whether the expiry day that is kept of a lot is true: of one that never came nothing is known, but
        what a count says that is not thrown away.
        """
        waits = (count for count in self.counts.values() if count.status in _MAY_COUNT)
        is_counted = any(count.tallied.get(lot, 0) > 0 for count in waits)
        return lot in self.expiries and (is_counted or self.moved[lot] > self.wrong[lot])

    def learn(self, lot: Lot, expiry: date | None) -> None:
        """Hear on which day a lot expires, if that is said."""
        if not self.knows(lot) and (expiry is not None or lot not in self.expiries):
            self.expiries[lot] = expiry

    def lay(self, heap: Heap, units: int, expiry: date | None = None) -> Entry | None:
        """Put goods down; return how that is kept if they are set aside."""
        self.learn(heap.of_lot, expiry)
        self._change(heap, units)
        return self._moved(heap, units)

    def _moved(self, heap: Heap, units: int) -> Entry | None:
        self.moved[heap.of_lot] += 1
        if heap.status is StockStatus.AVAILABLE:
            return None
        self.asides[heap.of_lot].append(Entry(self.actions, heap.place, units))
        return self.asides[heap.of_lot][-1]

    def lift(self, heap: Heap, units: int) -> Entry | None:
        """Take goods away; return how that is kept if they were set aside."""
        self._change(heap, -units)
        return self._moved(heap, -units)

    def take_back(self, heap: Heap, units: int) -> None:
        """Take goods away that were never there."""
        self._change(heap, -units)
        self.wrong[heap.of_lot] += 1

    def _change(self, heap: Heap, units: int) -> None:
        self.heaps[heap] += units
        self.changes.append(Change(self.actions, heap, units))

    def moved_at(self, place: str, since: int) -> dict[Lot, tuple[int, int]]:
        """Return, by lot, the units that came to a place and that left it since so much had changed.

        Each action is taken as a whole, so that goods which only changed their state did neither.
        """
        by_action: Counter[tuple[int, Lot]] = Counter()
        for action, heap, units in self.changes[since:]:
            by_action[action, heap.of_lot] += units if heap.place == place else 0
        moved: dict[Lot, tuple[int, int]] = {}
        for (_, lot), units in by_action.items():
            came, went = moved.get(lot, (0, 0))
            moved[lot] = came + max(0, units), went + max(0, -units)
        return {lot: units for lot, units in moved.items() if any(units)}

    def lying(self) -> list[Heap]:
        """Return what lies somewhere."""
        return sorted(heap for heap, units in self.heaps.items() if units)

    def is_usable(self, heap: Heap) -> bool:
        """Return whether goods may be given to orders."""
        return heap.status is StockStatus.AVAILABLE and KINDS[heap.place] in ALLOCATABLE and self.lasts(heap, 0)

    def lasts(self, heap: Heap, days: int) -> bool:
        """Return whether goods expire in so many days at the earliest."""
        expiry = self.expiries[heap.of_lot]
        return expiry is None or (expiry - self.day).days >= days

    def usable(self, sku: str) -> int:
        """Return the units of an item that may be given to orders."""
        return sum(units for heap, units in self.heaps.items() if heap.sku == sku and self.is_usable(heap))

    def usable_of_lots(self) -> Counter[Lot]:
        """Return the units of each lot that may be given to orders."""
        units: Counter[Lot] = Counter()
        for heap, each in self.heaps.items():
            units[heap.of_lot] += each if self.is_usable(heap) else 0
        return units

    def heap_of(self, named: Named) -> Heap:
        """Return the goods that somebody names."""
        [heap] = [heap for heap in self._answering(named) if named.lot in {None, heap.lot}]
        return heap

    def not_found(self, named: Named) -> StockFault | None:
        """Return why goods are not found that somebody names."""
        lots = [heap.lot for heap in self._answering(named)]
        if named.place == "DOOR":
            return StockFault.HOLDS_NOTHING
        if named.quantity < 1:
            return StockFault.QUANTITY
        if not lots:
            if not any((heap.sku, heap.place) == (named.sku, named.place) for heap in self.lying()):
                return StockFault.NOTHING_THERE
            return StockFault.ALL_ASIDE if named.status is StockStatus.AVAILABLE else StockFault.NONE_ASIDE
        if named.lot is None:
            return StockFault.WHICH_LOT if len(lots) > 1 else None
        return None if named.lot in lots else StockFault.NO_LOT

    def _answering(self, named: Named) -> list[Heap]:
        said = named.sku, named.place, named.status
        return [heap for heap in self.lying() if (heap.sku, heap.place, heap.status) == said]

    def is_there(self, sku: str, serial: str) -> bool:
        """Return whether a serial number lies somewhere."""
        there = any(units and heap.of_lot == (sku, serial) for heap, units in self.heaps.items())
        return self.items[sku].serial_tracked and there

    def unsaid_of_lot(self, sku: str, lot: str, expiry: date | None, units: int) -> GoodsFault | None:
        """Return what goods that turn up do not say of themselves, or say wrongly."""
        key, item = (sku, lot_code(lot, expiry)), self.items[sku]
        known = self.expiries[key] if self.knows(key) else None
        if (item.lot_tracked or item.serial_tracked) and not lot:
            return GoodsFault.LOT
        if item.expiry_tracked and not (expiry or known):
            return GoodsFault.EXPIRY
        if item.serial_tracked and units != 1:
            return GoodsFault.SERIAL
        return GoodsFault.EXPIRY_OTHER if known and expiry and known != expiry else None

    def expiring(self, until: date) -> set[str]:
        """Return the items of which something expires before the day `until`."""
        return {heap.sku for heap in self.heaps if (day := self.expiries[heap.of_lot]) and self.day <= day < until}

    def tracked(self) -> set[str]:
        """Return the items of which lots are told apart."""
        return {sku for sku, item in self.items.items() if item.lot_tracked}
