"""What counts have booked of goods, as far as no receipt that was put right since has explained it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tests.scenarios.blocked import Entry
from tests.scenarios.shop import KINDS
from tests.scenarios.stock import Heap, Lot, Stock
from warehouse_app.domain.statuses import HOLDS_PICKED, StockStatus
from warehouse_app.services.counted_since import AlreadyCounted


@dataclass
class Difference:
    """Units of goods that a count found beyond the books (fewer: negative), and that stand.

    `begun` is what had changed in the house as the first goods of their lot were counted, and `booked` the so-manyth
    action by which the books were changed; `aside` is how it is kept of goods that are set aside.
    """

    count: str
    heap: Heap
    units: int
    begun: int
    booked: int
    aside: Entry | None
    is_touched: bool = False


_Parts = list[tuple[Difference, int]]
"""Units of differences by which they become less."""


@dataclass
class Recounted(Stock):
    """Stock, with what counts changed of it."""

    differences: list[Difference] = field(default_factory=list)
    blocked: set[Lot] = field(default_factory=set)
    """The lots of which nothing may be used."""
    brought: list[tuple[int, Lot, str]] = field(default_factory=list)
    """What had changed in the house as goods of a lot were carried to a place, and what was."""
    unbooked: list[tuple[int, int, Heap]] = field(default_factory=list)
    """The so-manyth actions by which a receipt was put right, and by which it had been booked; and the goods."""

    def is_unbooked(self, action: int, before: int, place: str) -> bool:
        """Return whether an action put a receipt right that had been booked there `before` another action."""
        return any(made == action and was <= before and heap.place == place for made, was, heap in self.unbooked)

    def standing(self, heap: Heap, since: int) -> list[Difference]:
        """Return what counts found of goods that had been received when so much had changed, the last first."""
        return [each for each in reversed(self.differences) if each.heap == heap and each.begun >= since]

    def were_brought(self, heap: Heap, since: int) -> bool:
        """Return whether some of a lot was carried to where goods lie, after so much had changed."""
        return any(at >= since and (lot, place) == (heap.of_lot, heap.place) for at, lot, place in self.brought)

    def where_brought(self, heap: Heap, since: int) -> list[Heap]:
        """Return goods as they lie where some of their lot was carried after so much had changed, but for totes."""
        places = [place for place, kind in KINDS.items() if kind not in HOLDS_PICKED]
        return [there for place in places if self.were_brought(there := heap._replace(place=place), since)]

    def make_good(self, made: Iterable["MadeGood"]) -> None:
        """Let what counts have found lie as it did before, and what was missed elsewhere be carried back."""
        for each in made:
            for difference, units in each.parts:
                difference.units += units
                self.take_back(difference.heap, -units)
                if difference.aside is not None:
                    difference.aside.units += units
                if difference.is_touched:
                    self.wrong[difference.heap.of_lot] -= 1
                difference.is_touched = True
                if difference.heap != each.received:
                    counted, back = difference.heap, each.received
                    source, target = (counted, back) if units > 0 else (back, counted)
                    self.lift(source, abs(units))
                    self.brought.append((len(self.changes), target.of_lot, target.place))
                    if (there := self.lay(target, abs(units))) is not None:
                        there.carried = True


@dataclass
class MadeGood:
    """Units of the differences that counts had found, by which they become less; and where the goods were received."""

    received: Heap
    parts: _Parts
    is_reversed: bool = False
    """Whether that was a mistake, and the differences are as they were before it."""
    made_by: int | None = None
    """The so-manyth action by which; None: the present one."""


@dataclass
class Lineage:
    """What goods were said to be since they came, each time by the so-manyth action (units that are so no more: less
    than 0), and what was made good by that.
    """

    said: list[tuple[int, Heap, int]]
    made: list[MadeGood] = field(default_factory=list)

    def say(self, action: int, goods: Iterable[tuple[Heap, int]], made: Iterable[MadeGood]) -> None:
        """Take in what was said by an action, and made good by that."""
        self.said += [(action, heap, units) for heap, units in goods]
        self.made += [replace(each, made_by=action) for each in made]

    def units(self, lot: Lot, before: int | None = None) -> int:
        """Return how many they were said to be of a lot, before an action (None: now)."""
        said = self.said if before is None else [each for each in self.said if each[0] < before]
        return sum(units for _, goods, units in said if goods.of_lot == lot)


class Explained(NamedTuple):
    """Units of some that were booked that counts have missed already, how many fewer are still to be there, and which
    of the missed lie where some of another lot were found.
    """

    taken: int
    fewer: int
    instead: list[tuple[Heap, Lot, int]]


class Explaining:
    """How much counts have booked already of goods that were received when so much had changed.

    Of their lineage, some are `going`, and others `coming` in their place.
    """

    def __init__(
        self, model: Recounted, since: int, lineage: Lineage, going: Mapping[Heap, int], coming: Mapping[Heap, int]
    ) -> None:
        self._model, self._since, self.lineage = model, since, lineage
        self._going, self._coming = going, coming
        self.made: list[MadeGood] = []
        self.again: Counter[Lot] = Counter()
        """How many units of each lot that come are missing again, by what was a mistake."""

    def explain(self, heap: Heap, units: int, totes: Sequence[Heap]) -> Explained:
        """Make good what counts have found of so many that were booked, some of which were put into totes."""
        total = sum(self._coming.values())
        self._miss_again(heap)
        beyond = total - units - self.again[heap.of_lot]
        instead: list[tuple[Heap, Lot, int]] = []
        for other, came in self._coming.items():
            if other.of_lot == heap.of_lot:
                for place in _in_either_state(heap):
                    parts = self._found(place, beyond)
                    self._make_good(place, other, parts)
                    beyond -= _units(parts)
                continue
            some = came - self._missing_as(other)
            for place, there in self._pairs(heap, other):
                pairs = min(_units(self._missing(place, some)), _units(self._found(there, some)))
                self._make_good(place, place, self._missing(place, pairs))
                self._make_good(there, other._replace(place=there.place), self._found(there, pairs))
                some -= pairs
                instead += [(place, other.of_lot, pairs)] if pairs else []
        others = sum(pairs for _, _, pairs in instead)
        again = self._found_again(heap, units - self._come(heap) - others)
        fewer, missed = max(0, units - total - again), 0
        for place in (*_in_either_state(heap), *totes):
            missed += self.missed(place, heap, fewer - missed)
        return Explained(others + again + missed, fewer - missed, instead)

    def _pairs(self, heap: Heap, other: Heap) -> Iterator[tuple[Heap, Heap]]:
        """Yield how goods may be missing somewhere, and others be found there in their place."""
        for place in (heap, *self._model.where_brought(heap, self._since)):
            for missing in _in_either_state(place):
                for found in _in_either_state(other):
                    yield missing, found._replace(place=place.place)

    def missed(self, heap: Heap, received: Heap, most: int) -> int:
        """Make good what was missed of goods and found nowhere else, as much as `most`; return how many units."""
        alike = {each.heap for each in self._model.differences if each.heap.of_lot == heap.of_lot}
        nets = {other: self.net(other) for other in alike}
        elsewhere = sum(min(0, net) if KINDS[other.place] in HOLDS_PICKED else net for other, net in nets.items())
        parts = self._missing(heap, min(most, -elsewhere), sum(self._coming.values()))
        self._make_good(heap, received, parts)
        return _units(parts)

    def _missing(self, heap: Heap, most: int, coming: int | None = None) -> _Parts:
        now = self._come(heap) if coming is None else coming
        return self._explained(heap, min(most, -self.net(heap)), 1, now)

    def _found(self, heap: Heap, most: int) -> _Parts:
        return self._explained(heap, min(most, self.net(heap)), -1, self._come(heap))

    def _come(self, heap: Heap) -> int:
        return sum(units for other, units in self._coming.items() if other.of_lot == heap.of_lot)

    def _otherwise(self, heap: Heap, booked: int, sign: int, coming: int) -> int:
        """Return how many fewer (`sign` -1: more) goods are said to be than as a count was booked."""
        going = sum(units for other, units in self._going.items() if other.of_lot == heap.of_lot)
        now = self.lineage.units(heap.of_lot) - going + coming
        return max(0, (self.lineage.units(heap.of_lot, booked) - now) * sign)

    def _explained(self, heap: Heap, most: int, sign: int, coming: int) -> _Parts:
        """Return the differences, the last first, of which so much is explained by what is said otherwise since."""
        parts: _Parts = []
        for each in self._model.standing(heap, self._since) if most > 0 else ():
            free = self._free(heap, each.booked, sign, coming, parts)
            if (part := min(most, -sign * self._left(each), free)) > 0:
                parts.append((each, sign * part))
                most -= part
        return parts

    def _free(
        self, heap: Heap, booked: int, sign: int, coming: int, parts: Sequence[tuple[Difference, int]] = ()
    ) -> int:
        """Return how much of what a count and those before it changed is explained yet, by it and by each after it."""
        alike = [each for each in self._model.differences if each.heap.of_lot == heap.of_lot]
        later = {each.booked for each in alike if each.begun >= self._since and each.booked > booked}
        made = [*self.lineage.made, *self.made]
        free: list[int] = []
        for count in {booked, *later}:
            since = [part for each in made if each.made_by is None or each.made_by > count for part in each.parts]
            some = [*since, *parts]
            up_to = [units for other, units in some if other.booked <= count and other.heap.of_lot == heap.of_lot]
            free.append(self._otherwise(heap, count, sign, coming) - sign * sum(up_to))
        return min(free)

    def _found_again(self, heap: Heap, most: int) -> int:
        """Let what counts found stand again that is not explained any more; return how many of those that go come."""
        units = 0
        for difference, made in self._made_of(heap):
            too_many = min(max(0, -made), max(0, -self._free(heap, difference.booked, -1, self._come(heap))))
            if (found := min(too_many, most - units)) > 0:
                self.made.append(MadeGood(heap, [(difference, found)], is_reversed=True))
                units += found
        return units

    def _miss_again(self, heap: Heap) -> None:
        """Let what counts missed stand again that is not explained any more: so many of what comes are missing."""
        others = {other.of_lot: other for other in self._coming if other.of_lot != heap.of_lot}
        for goods in (heap, *others.values()):
            now = sum(self._coming.values()) if goods == heap else self._come(goods)
            for difference, made in self._made_of(goods):
                left = min(max(0, made), max(0, -self._free(goods, difference.booked, 1, now)))
                for come, some in self._coming.items():
                    if come.of_lot == goods.of_lot and (part := min(left, some - self._missing_as(come))) > 0:
                        self.again[goods.of_lot] += part
                        self.made.append(MadeGood(come, [(difference, -part)], is_reversed=True))
                        left -= part

    def _missing_as(self, heap: Heap) -> int:
        """Return how many of what comes so are missing again."""
        parts = [part for each in self.made if each.is_reversed and each.received == heap for part in each.parts]
        return sum(max(0, -units) for _, units in parts)

    def _made_of(self, heap: Heap) -> _Parts:
        """Return what was made good of a lot, now and before, by difference, the first first."""
        of: dict[int, tuple[Difference, int]] = {}
        for each in (*self.lineage.made, *self.made):
            for difference, units in each.parts:
                if difference.heap.of_lot == heap.of_lot:
                    of[id(difference)] = difference, of.get(id(difference), (difference, 0))[1] + units
        return sorted(of.values(), key=lambda one: (one[0].booked, one[0].heap.status))

    def _make_good(self, heap: Heap, received: Heap, parts: _Parts) -> None:
        assert all(difference.heap == heap for difference, _ in parts)
        if parts:
            self.made.append(MadeGood(received, parts))

    def net(self, heap: Heap) -> int:
        """Return how many units more counts have found of goods."""
        return sum(self._left(each) for each in self._model.standing(heap, self._since))

    def were_brought(self, heap: Heap) -> bool:
        """Return whether some of a lot was carried since to where goods lie."""
        return self._model.were_brought(heap, self._since)

    def told(self) -> Counter[AlreadyCounted]:
        """Return what is to be told of it."""
        units: Counter[tuple[str, str, str, str]] = Counter()
        for each in self.made:
            for difference, some in each.parts if not each.is_reversed else ():
                units[difference.count, *difference.heap[:3]] += some
        return Counter(
            AlreadyCounted(count, sku, lot, place, abs(some), found=some < 0)
            for (count, sku, lot, place), some in units.items()
            if some
        )

    def _left(self, difference: Difference) -> int:
        return difference.units + sum(units for each in self.made for other, units in each.parts if other is difference)


def _in_either_state(heap: Heap) -> list[Heap]:
    return [heap, *(heap._replace(status=state) for state in StockStatus if state is not heap.status)]


def _units(parts: _Parts) -> int:
    return sum(abs(units) for _, units in parts)
