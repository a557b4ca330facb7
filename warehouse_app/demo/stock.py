"""What lies where on the day the house is opened: enough for most, too little for some, and a few odd pallets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from warehouse_app.demo.catalogue import is_cheap
from warehouse_app.demo.dice import Dice
from warehouse_app.demo.places import bulk_codes
from warehouse_app.demo.story import (
    BLOCKED,
    DAMAGED,
    EXPIRED,
    EXPIRING,
    PRE_ORDER,
    PRE_ORDER_STOCK,
    SHORTAGES,
)
from warehouse_app.demo.words import Good
from warehouse_app.domain.records import StockRecord
from warehouse_app.domain.statuses import StockStatus

_LEAST_DAYS = 110
"""Days that goods in a usual bin may still be sold: longer than any customer asks for."""
_PALLET = 10
"""Cases from which on half of the goods may stand on a pallet in the bulk aisle."""


def make_stock(
    today: date, dice: Dice, goods: Sequence[Good], wanted: Mapping[str, int], at_dock: Mapping[str, int]
) -> list[StockRecord]:
    """Return the opening stock: `wanted` units and more of most items, less of those that the story is about."""
    stock = _Stock(today, dice, wanted)
    return [
        record
        for good in goods
        for record in (*stock.at_home(good), *stock.at_dock(good, at_dock.get(good.record.sku, 0)), *stock.odd(good))
    ]


class _Stock:
    def __init__(self, today: date, dice: Dice, wanted: Mapping[str, int]) -> None:
        self._today = today
        self._dice = dice
        self._wanted = wanted
        self._shares = {shortage.item: shortage.share for shortage in SHORTAGES}
        self._pallets = bulk_codes()

    def at_home(self, good: Good) -> Iterator[StockRecord]:
        """Yield what lies in the item's own bin, and on a pallet where that is much."""
        item, units = good.record, self._units(good)
        if item.serial_tracked:
            first = self._dice.between(10_000, 90_000)
            yield from (StockRecord(item.sku, item.home_location, 1, f"SN{first + 7 * n}") for n in range(units))
            return
        cases = units // item.pack_quantity
        if item.pack_quantity > 1 and cases >= _PALLET and self._pallets and self._dice.chance(30):
            pallet = cases // 2 * item.pack_quantity
            units -= pallet
            yield self._lot(good, self._pallets.pop(0), pallet)
        older = units // 3 if item.lot_tracked and self._dice.chance(50) else 0
        if older:
            yield self._lot(good, item.home_location, older)
        if units:
            yield self._lot(good, item.home_location, units - older)

    def at_dock(self, good: Good, units: int) -> Iterator[StockRecord]:
        """Yield what came yesterday and is still to be put away."""
        if units:
            yield self._lot(good, f"DOCK-{self._dice.between(1, 2):02}", units)

    def odd(self, good: Good) -> Iterator[StockRecord]:
        """Yield the goods that somebody has to look at."""
        item = good.record
        if item.name == EXPIRED:
            yield self._lot(good, item.home_location, 2 * item.pack_quantity, expires_in=-9)
        if item.name == EXPIRING:
            yield self._lot(good, item.home_location, 3 * item.pack_quantity, expires_in=4)
        if item.name == BLOCKED:
            blocked = self._lot(good, "QUAR-01", 3 * item.pack_quantity)
            yield blocked._replace(status=StockStatus.QUARANTINED)
        if item.name == DAMAGED:
            yield StockRecord(item.sku, "QUAR-02", 3, status=StockStatus.QUARANTINED)

    def _units(self, good: Good) -> int:
        dice, item = self._dice, good.record
        wanted = self._wanted.get(item.sku, 0)
        if item.name == PRE_ORDER:
            return PRE_ORDER_STOCK
        if item.name in self._shares:
            return wanted * self._shares[item.name] // 100
        if not wanted and dice.chance(4):
            return 0
        if is_cheap(item):
            spare = item.pack_quantity * dice.between(1, 9)
        else:
            spare = dice.between(2, 9) if (item.price or 0) >= 8_000 else dice.between(4, 30)
        return wanted + item.safety_stock + spare

    def _lot(self, good: Good, location: str, units: int, *, expires_in: int | None = None) -> StockRecord:
        """Return `units` in a lot of their own, as far as the item is tracked by lot and expiry."""
        item = good.record
        if not item.lot_tracked:
            return StockRecord(item.sku, location, units)
        lot = f"{item.supplier[2:]}-{self._dice.between(10_000, 99_999)}"
        if not item.expiry_tracked:
            return StockRecord(item.sku, location, units, lot)
        if expires_in is None:
            shelf_life = good.family.months * 30
            expires_in = max(_LEAST_DAYS, shelf_life * self._dice.between(40, 95) // 100)
        return StockRecord(item.sku, location, units, lot, self._today + timedelta(days=expires_in))
