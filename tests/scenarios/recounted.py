"""What counts have booked of goods, as far as no receipt that was put right since has explained it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.scenarios.shop import KINDS
from tests.scenarios.stock import Heap, Lot, Stock
from warehouse_app.domain.statuses import HOLDS_PICKED
from warehouse_app.services.counted_since import AlreadyCounted


@dataclass
class Difference:
    """Units of goods that a count found beyond the books (fewer: negative), and that stand.

    `begun` is what had changed in the house as the first goods of their lot were counted.
    """

    count: str
    heap: Heap
    units: int
    begun: int
    is_touched: bool = False


@dataclass
class Recounted(Stock):
    """Stock, with what counts changed of it."""

    differences: list[Difference] = field(default_factory=list)
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

    def make_good(self, made: Iterable["MadeGood"]) -> None:
        """Let what counts have found lie as it did before, and what was missed elsewhere be carried back."""
        for each in made:
            for difference, units in each.parts:
                difference.units += units
                self.take_back(difference.heap, -units)
                if difference.is_touched:
                    self.wrong[difference.heap.of_lot] -= 1
                difference.is_touched = True
                if difference.heap != each.received:
                    there, back = difference.heap, each.received
                    source, target = (there, back) if units > 0 else (back, there)
                    self.lift(source, abs(units))
                    self.brought.append((len(self.changes), target.of_lot, target.place))
                    self.lay(target, abs(units))


@dataclass
class MadeGood:
    """Units of the differences that counts had found, by which they become less; and where the goods were received."""

    received: Heap
    parts: list[tuple[Difference, int]]
    is_reversed: bool = False
    """Whether that was a mistake, and the differences are as they were before it."""


class Explaining:
    """How much counts have booked already of goods that were received when so much had changed."""

    def __init__(self, model: Recounted, since: int) -> None:
        self._model, self._since = model, since
        self.made: list[MadeGood] = []

    def missed(self, heap: Heap, received: Heap, most: int) -> int:
        """Make good what was missed of goods and found nowhere else, as much as `most`; return how many units."""
        alike = {each.heap for each in self._model.differences if each.heap.of_lot == heap.of_lot}
        nets = {other: self.net(other) for other in alike if other.status is heap.status}
        elsewhere = sum(min(0, net) if KINDS[other.place] in HOLDS_PICKED else net for other, net in nets.items())
        return self.missed_there(heap, received, min(most, -elsewhere))

    def missed_there(self, heap: Heap, received: Heap, most: int) -> int:
        """Make good what was missed of goods, whatever was found elsewhere; return how many units."""
        return self._make_good(heap, received, min(most, -self.net(heap)), 1)

    def found(self, heap: Heap, most: int) -> None:
        """Make good what was found of goods beyond the books, as much as `most`."""
        self._make_good(heap, heap, min(most, self.net(heap)), -1)

    def reverse(self, before: Iterable[MadeGood], heap: Heap, less: int) -> int:
        """Let differences stand again that were made good `before`, but for as much as `less` units explain (found:
        less than 0); return how many units come by that.
        """
        of: dict[int, tuple[Difference, int]] = {}
        for each in before:
            if (each.received.of_lot, each.received.status) == (heap.of_lot, heap.status):
                for difference, some in each.parts:
                    of[id(difference)] = difference, of.get(id(difference), (difference, 0))[1] + some
        came = 0
        ordered = sorted(of.values(), key=lambda one: self._model.differences.index(one[0]))
        for sign in (1, -1):
            parts = [(difference, made * sign) for difference, made in ordered if made * sign > 0]
            excess = sum(units for _, units in parts) - max(0, less * sign)
            for difference, units in parts:
                if (part := min(units, excess)) > 0:
                    self.made.append(MadeGood(heap, [(difference, -part * sign)], is_reversed=True))
                    excess -= part
                    came += part if sign < 0 else 0
        return came

    def net(self, heap: Heap) -> int:
        """Return how many units more counts have found of goods."""
        return sum(self._left(each) for each in self._model.standing(heap, self._since))

    def were_brought(self, heap: Heap) -> bool:
        """Return whether some of a lot was carried since to where goods lie."""
        return self._model.were_brought(heap, self._since)

    def told(self) -> Counter[AlreadyCounted]:
        """Return what is to be told of it."""
        units: Counter[tuple[str, Heap]] = Counter()
        for each in self.made:
            for difference, some in each.parts if not each.is_reversed else ():
                units[difference.count, difference.heap] += some
        return Counter(
            AlreadyCounted(count, heap.sku, heap.lot, heap.place, abs(some), found=some < 0)
            for (count, heap), some in units.items()
        )

    def _left(self, difference: Difference) -> int:
        return difference.units + sum(units for each in self.made for other, units in each.parts if other is difference)

    def _make_good(self, heap: Heap, received: Heap, units: int, sign: int) -> int:
        parts: list[tuple[Difference, int]] = []
        left = max(0, units)
        for each in self._model.standing(heap, self._since):
            part = min(left, -sign * self._left(each))
            if part > 0:
                parts.append((each, sign * part))
                left -= part
        if parts:
            self.made.append(MadeGood(received, parts))
        return max(0, units) - left
