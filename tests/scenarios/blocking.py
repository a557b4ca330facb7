"""Lots of which nothing may be used: the part of the model that knows which goods only that keeps from being used."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tests.scenarios.blocked import Entry, only_blocked
from tests.scenarios.recounted import Recounted
from tests.scenarios.shop import KINDS
from tests.scenarios.stock import Heap, Lot
from warehouse_app.domain.statuses import LocationKind, StockStatus


@dataclass
class Blocking(Recounted):
    """Goods, and the lots of which nothing may be used."""

    def lay_found(self, heap: Heap, units: int, expiry: date | None = None) -> Heap:
        """Put goods down that nobody may use of a blocked lot, or where things are set aside; return how they lie."""
        if KINDS[heap.place] is LocationKind.QUARANTINE:
            heap = heap._replace(status=StockStatus.QUARANTINED)
        elif heap.of_lot in self.blocked and heap.status is StockStatus.AVAILABLE:
            self.lay_blocked(heap, units, expiry)
            return heap._replace(status=StockStatus.QUARANTINED)
        self.lay(heap, units, expiry)
        return heap

    def lay_blocked(self, heap: Heap, units: int, expiry: date | None = None) -> Entry:
        """Put goods down that are set aside only because their lot is blocked."""
        entry = self.lay(heap._replace(status=StockStatus.QUARANTINED), units, expiry)
        assert entry is not None
        entry.by_block = True
        return entry

    def only_blocked(self, lot: Lot) -> Counter[str]:
        """Return the units of a lot, by place, that are set aside only because it is blocked."""
        return only_blocked(self.asides[lot]) if lot in self.blocked else Counter()

    def block(self, lot: Lot) -> int:
        """Let nothing of a lot be used; return the units that could be."""
        self.blocked.add(lot)
        stays, changed = self._stays(lot), 0
        for heap in [heap for heap in self.lying() if heap.of_lot == lot and heap.status is StockStatus.AVAILABLE]:
            if units := self.heaps[heap] - stays[heap]:
                self.lift(heap, units)
                self.lay_blocked(heap, units)
                changed += units
        return changed

    def unblock(self, lot: Lot) -> Counter[str]:
        """Let what only a block kept from it be used, wherever it lies; return the units by place."""
        released: Counter[str] = Counter()
        for place, most in self.only_blocked(lot).items():
            heap = Heap(*lot, place, StockStatus.QUARANTINED)
            if units := min(most, self.heaps.get(heap, 0)):
                self.lift(heap, units)
                self.lay(heap._replace(status=StockStatus.AVAILABLE), units)
                released[place] += units
        self.blocked.remove(lot)
        for entry in self.asides[lot]:
            entry.by_block = False
        return released

    def _stays(self, lot: Lot) -> Counter[Heap]:
        """Return the goods of a lot in totes that are picked: those that were picked into them, and then any others."""
        stays: Counter[Heap] = Counter()
        heaps = [heap for heap in self.lying() if heap.of_lot == lot and self.is_in_tote(heap)]
        for into in (self.picked_into, self.heaps):
            for heap in sorted(heaps, key=lambda heap: list(KINDS).index(heap.place)):
                units = min(self.picked_of(lot) - stays.total(), self.heaps[heap] - stays[heap], into[heap])
                stays[heap] += max(0, units)
        return stays
