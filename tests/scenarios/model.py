"""What the shop should look like, kept in plain Python by rules that a stock keeper could follow with a pencil."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tests.scenarios.shop import CUSTOMERS, FOUNDED, ITEMS, KINDS, SUPPLIERS
from warehouse_app.domain.records import CustomerRecord, ItemRecord, OrderLineRecord, PurchaseLineRecord
from warehouse_app.domain.statuses import ALLOCATABLE, Policy, ShipPolicy
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.lots import lot_code

LineKey = tuple[str, int]
"""The number of a document, and of a line on it."""


class Heap(NamedTuple):
    """Goods that lie together."""

    sku: str
    lot: str
    place: str


class Wanted(NamedTuple):
    """What a line of an order should say of itself."""

    quantity: int
    cancelled: int
    shipped: int
    rank_class: str
    ship_policy: ShipPolicy


@dataclass
class Model:
    """The shop as it should be. Lines of documents are kept as the records that would describe them today."""

    day: date = FOUNDED
    policy: Policy = Policy.FIRST_COME
    items: dict[str, ItemRecord] = field(default_factory=lambda: {item.sku: item for item in ITEMS})
    customers: dict[str, CustomerRecord] = field(default_factory=lambda: {one.code: one for one in CUSTOMERS})
    heaps: dict[Heap, int] = field(default_factory=lambda: defaultdict(int))
    expiries: dict[tuple[str, str], date | None] = field(default_factory=dict)
    opened: dict[str, int] = field(default_factory=dict)
    """By item: the units of its opening stock."""
    lines: dict[LineKey, OrderLineRecord] = field(default_factory=dict)
    purchases: dict[LineKey, PurchaseLineRecord] = field(default_factory=dict)
    received: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    """By purchase order and item: the units that came on it."""
    open_receipts: set[str] = field(default_factory=set)
    """Purchase orders, and suppliers that deliver unannounced, of which a receipt is open."""

    # --- stock ---

    def lay(self, sku: str, place: str, units: int, lot: str = "", expiry: date | None = None) -> None:
        """Put goods down."""
        code = lot_code(lot, expiry)
        self.heaps[Heap(sku, code, place)] += units
        self.expiries.setdefault((sku, code), expiry)

    def is_usable(self, heap: Heap) -> bool:
        """Return whether goods may be given to orders."""
        expiry = self.expiries[heap.sku, heap.lot]
        return KINDS[heap.place] in ALLOCATABLE and (expiry is None or expiry >= self.day)

    def usable(self, sku: str) -> int:
        """Return the units of an item that may be given to orders."""
        return sum(units for heap, units in self.heaps.items() if heap.sku == sku and self.is_usable(heap))

    def expiring(self, until: date) -> set[str]:
        """Return the items of which something expires before the day `until`."""
        return {
            heap.sku
            for heap in self.heaps
            if (expiry := self.expiries[heap.sku, heap.lot]) and self.day <= expiry < until
        }

    # --- orders ---

    def orders(self) -> list[str]:
        """Return the numbers of all orders."""
        return sorted({number for number, _ in self.lines})

    def lines_of(self, order: str) -> list[OrderLineRecord]:
        """Return the lines of an order."""
        return [line for (number, _), line in sorted(self.lines.items()) if number == order]

    def orders_with(self, skus: Collection[str]) -> set[str]:
        """Return the orders that have a line of one of the items."""
        return {line.number for line in self.lines.values() if line.sku in skus}

    def put(self, line: OrderLineRecord) -> None:
        """Store a line; what it says of its order holds for the order's other lines too."""
        assert line.line is not None
        self.lines[line.number, line.line] = line
        for other in self.lines_of(line.number):
            assert other.line is not None
            self.lines[other.number, other.line] = other._replace(
                priority_class=line.priority_class, ship_policy=line.ship_policy
            )

    def wanted(self, line: OrderLineRecord) -> Wanted:
        """Return what a line should say of itself."""
        customer = self.customers[line.customer]
        return Wanted(
            line.quantity,
            line.cancelled,
            line.shipped,
            line.priority_class or customer.priority_class,
            line.ship_policy or customer.ship_policy,
        )

    def is_early(self, sku: str) -> bool:
        """Return whether an item's release date lies ahead."""
        released = self.items[sku].release_date
        return released is not None and released > self.day

    # --- deliveries ---

    def ordered(self, number: str) -> dict[str, int]:
        """Return the units of each item on a purchase order."""
        units: dict[str, int] = defaultdict(int)
        for (of, _), line in self.purchases.items():
            if of == number:
                units[line.sku] += line.quantity
        return units

    def refusal(self, goods: Collection[Goods], number: str, *, accept_over: bool) -> ReceivingFault | None:
        """Return why the first of some goods that is wrong may not be booked in."""
        for check in (self._unsaid, lambda each: self._unordered(goods, each, number, accept_over), self._other_lot):
            for each in goods:
                if fault := check(each):
                    return fault
        fresh: dict[tuple[str, str], date] = {}
        for each in goods:
            if each.expiry and fresh.setdefault((each.sku, each.lot), each.expiry) != each.expiry:
                return ReceivingFault.EXPIRY_OTHER
        return None

    def _unsaid(self, goods: Goods) -> ReceivingFault | None:
        item = self.items[goods.sku]
        if item.lot_tracked and not goods.lot:
            return ReceivingFault.LOT
        if item.expiry_tracked and goods.expiry is None:
            return ReceivingFault.EXPIRY
        return ReceivingFault.HOLDS_NOTHING if goods.location == "DOOR" else None

    def _unordered(
        self, goods: Collection[Goods], each: Goods, number: str, accept_over: bool
    ) -> ReceivingFault | None:
        if not number:
            return None
        ordered = self.ordered(number)
        if each.sku not in ordered:
            return ReceivingFault.NOT_ORDERED
        supplier = next(line.supplier for (of, _), line in self.purchases.items() if of == number)
        tolerance = next(one.over_receipt_percent for one in SUPPLIERS if one.code == supplier)
        most = ordered[each.sku] + ordered[each.sku] * tolerance // 100
        came = self.received[number, each.sku]
        for one in goods:
            came += one.quantity if one.sku == each.sku else 0
            if one is each:
                break
        return ReceivingFault.TOO_MUCH if came > most and not accept_over else None

    def _other_lot(self, goods: Goods) -> ReceivingFault | None:
        known = self.expiries.get((goods.sku, lot_code(goods.lot, goods.expiry)))
        return ReceivingFault.EXPIRY_OTHER if known and goods.expiry and known != goods.expiry else None
