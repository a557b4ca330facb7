"""What the shop should look like, kept in plain Python by rules that a stock keeper could follow with a pencil."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tests.scenarios.announced import Announced
from tests.scenarios.shop import CUSTOMERS, KINDS, SUPPLIERS
from tests.scenarios.stock import LineKey, Lot
from warehouse_app.domain.records import CustomerRecord, OrderLineRecord, PurchaseLineRecord
from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, Policy, ShipPolicy, StockStatus
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.lots import lot_code
from warehouse_app.services.staging import STAGES, StagingFault


class Wanted(NamedTuple):
    """What a line of an order should say of itself."""

    quantity: int
    cancelled: int
    shipped: int
    rank_class: str
    ship_policy: ShipPolicy
    life: int
    """Days that goods for it must last."""
    not_before: date | None
    pinned: int
    on_hold: bool
    returned: int


@dataclass(frozen=True)
class Gone(Goods):
    """Goods that came and are in the house no more, so that nothing changes the state they were in."""

    status: StockStatus = StockStatus.AVAILABLE


@dataclass(frozen=True)
class Scope:
    """What a run by hand may touch, in the words of people; what is empty is no limit."""

    skus: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    due: tuple[date | None, date | None] = (None, None)


@dataclass
class Model(Announced):
    """The shop as it should be. Lines of documents are kept as the records that would describe them today."""

    policy: Policy = Policy.FIRST_COME
    due_days: int = 14
    horizon_days: int | None = None
    customers: dict[str, CustomerRecord] = field(default_factory=lambda: {one.code: one for one in CUSTOMERS})
    opened: dict[str, int] = field(default_factory=dict)
    """By item: the units of its opening stock."""
    lines: dict[LineKey, OrderLineRecord] = field(default_factory=dict)
    placed: dict[LineKey, datetime] = field(default_factory=dict)
    """When lines were placed that came to their orders from others; else it was when their orders were."""
    returned: dict[LineKey, int] = field(default_factory=lambda: defaultdict(int))
    """By line: the units that came back."""
    pins: dict[LineKey, int] = field(default_factory=dict)
    """By line: the units that a person has fixed to it."""
    holds: set[str] = field(default_factory=set)
    """Orders on hold."""
    purchases: dict[LineKey, PurchaseLineRecord] = field(default_factory=dict)
    received: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    """By purchase order and item: the units that came on it."""
    codes: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By code that was taught: the item and the units that it means."""
    closed: dict[LineKey, int] = field(default_factory=dict)
    """By line of a purchase order that was closed short: the units by which it was."""
    open_receipts: set[str] = field(default_factory=set)
    """Advance notices, purchase orders, and suppliers that deliver unannounced, of which a receipt is open."""

    # --- orders ---

    def orders(self) -> list[str]:
        """Return the numbers of all orders."""
        return sorted({number for number, _ in self.lines})

    def lines_of(self, order: str) -> list[OrderLineRecord]:
        """Return the lines of an order."""
        return [line for (number, _), line in sorted(self.lines.items()) if number == order]

    def open_units(self, line: OrderLineRecord) -> int:
        """Return the units of a line that are still to go out."""
        return line.quantity - line.cancelled - line.shipped

    def loose_units(self, line: OrderLineRecord) -> int:
        """Return the units of a line that are still to be picked."""
        return self.open_units(line) - self.in_hand((line.number, line.line or 0))

    def open_lines(self, order: str) -> list[OrderLineRecord]:
        """Return the lines of an order that have such units."""
        return [line for line in self.lines_of(order) if self.open_units(line) > 0]

    def orders_with(self, skus: Collection[str]) -> set[str]:
        """Return the orders that have a line of one of the items."""
        return {line.number for line in self.lines.values() if line.sku in skus}

    def put(self, line: OrderLineRecord) -> None:
        """Store a line; what it says of its order holds for the order's other lines too."""
        assert line.line is not None
        at = line.number, line.line
        self.lines[at] = line
        if at in self.pins:
            self.pins[at] = min(self.pins[at], line.quantity - line.cancelled - line.shipped)
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
            customer.minimum_shelf_life_days if line.minimum_shelf_life_days is None else line.minimum_shelf_life_days,
            line.not_before,
            self.pins.get((line.number, line.line or 0), 0),
            line.number in self.holds,
            self.returned[line.number, line.line or 0],
        )

    def is_early(self, line: OrderLineRecord) -> bool:
        """Return whether a line's own release date, or its item's, lies ahead."""
        return any(day is not None and day > self.day for day in (line.not_before, self.items[line.sku].release_date))

    def is_far(self, line: OrderLineRecord) -> bool:
        """Return whether a line is due beyond the horizon."""
        if self.horizon_days is None or line.need_by is None:
            return False
        return line.need_by > self.day + timedelta(days=self.horizon_days)

    def is_due(self, line: OrderLineRecord) -> bool:
        """Return whether nothing but stock keeps a line waiting."""
        return not (self.is_early(line) or self.is_far(line) or line.number in self.holds)

    def place_in_queue(self, line: OrderLineRecord, row: int, policy: Policy, *, lifted: bool) -> tuple[object, ...]:
        """Return by what a line (and its id) is ranked; who comes first has the least."""
        placed = self.placed.get((line.number, line.line or 0), line.placed_at)
        assert placed is not None
        rank = line.priority_class or self.customers[line.customer].priority_class
        due = line.need_by or placed.date() + timedelta(days=self.due_days)
        return rank, not lifted, due if policy is Policy.DUE_DATE else None, placed, row

    def asking_for_life(self) -> set[str]:
        """Return the orders that have a line which asks that its goods last."""
        return {line.number for line in self.lines.values() if self.wanted(line).life}

    def in_scope(self, scope: Scope) -> set[LineKey]:
        """Return the open lines that a run may touch: of orders that must ship complete, all or none."""
        are_open = {at: line for at, line in self.lines.items() if line.quantity - line.cancelled - line.shipped > 0}
        whole: dict[str, set[LineKey]] = defaultdict(set)
        for at, line in are_open.items():
            if self.wanted(line).ship_policy is ShipPolicy.ORDER_COMPLETE:
                whole[at[0]].add(at)
        skus = set(scope.skus or self.items)
        for _ in range(len(self.items)):
            for ats in whole.values():
                if not all(self._is_meant(scope, are_open[at]) for at in ats):
                    continue
                of_order = {are_open[at].sku for at in ats}
                skus |= of_order if of_order & skus else set()
        meant = {at for at, line in are_open.items() if line.sku in skus and self._is_meant(scope, line)}
        return {at for at in meant if whole.get(at[0], set()) <= meant}

    def _is_meant(self, scope: Scope, line: OrderLineRecord) -> bool:
        first, last = scope.due
        return (
            (not scope.customers or line.customer in scope.customers)
            and (not scope.classes or self.wanted(line).rank_class in scope.classes)
            and (first is None or (line.need_by is not None and line.need_by >= first))
            and (last is None or (line.need_by is not None and line.need_by <= last))
        )

    # --- deliveries ---

    def ordered(self, number: str) -> dict[str, int]:
        """Return the units of each item on a purchase order."""
        units: dict[str, int] = defaultdict(int)
        for (of, _), line in self.purchases.items():
            if of == number:
                units[line.sku] += line.quantity
        return units

    def count_received(self, number: str, sku: str, units: int) -> None:
        """Note that units came on a purchase order, if it is for them, or were taken back."""
        if sku in self.ordered(number):
            self.received[number, sku] += units

    def announced(self, sku: str) -> int:
        """Return the units of an item that are sure to come yet on deliveries of which a receipt is open.

        Of a notice no more than its purchase order expects; and all that this expects where it has a receipt itself.
        """
        units = sum(self.to_come(number)[sku] for number in self.open_receipts)
        of_orders: Counter[str] = Counter()
        for notice in self.open_receipts & {number for number, _ in self.notices}:
            if self.order_of(notice) not in self.open_receipts:
                of_orders[self.order_of(notice)] += self.notice_rest(notice)[sku]
        return units + sum(min(rest, self.to_come(order)[sku]) if order else rest for order, rest in of_orders.items())

    def to_come(self, number: str) -> Counter[str]:
        """Return the units of each item that are still to come on a purchase order."""
        closed: Counter[str] = Counter()
        for (of, line), units in self.closed.items():
            closed[self.purchases[of, line].sku] += units if of == number else 0
        ordered = self.ordered(number)
        return +Counter({sku: units - self.received[number, sku] - closed[sku] for sku, units in ordered.items()})

    def keep_closed(self, number: str, sku: str, before: int) -> None:
        """Let no more of an item be to come than `before`, where its line was closed short."""
        for (of, line), units in self.closed.items():
            if (of, self.purchases[of, line].sku) == (number, sku):
                self.closed[of, line] = units + max(0, self.to_come(number)[sku] - before)

    def refusal(
        self, goods: Collection[Goods], number: str, *, accept_over: bool = False, accept_short_dated: bool = False
    ) -> StrEnum | None:
        """Return why the first of some goods that is wrong may not be booked in.

        Not that an order gets less of them than is to be put aside for it.
        """
        fault = self._unsaid_of(goods) or self.unordered(goods, number, accept_over=accept_over)
        staged = [each for each in goods if each.for_order]
        if fault is None and any(KINDS.get(each.location) not in STAGES for each in staged):
            return StagingFault.PLACE
        fault = fault or self.contradiction(goods, accept_short_dated=accept_short_dated)
        if fault is None and any(self.is_set_aside(each) for each in staged):
            return StagingFault.ASIDE
        return (
            StagingFault.NO_ORDER
            if fault is None and any(not self.lines_of(each.for_order) for each in staged)
            else fault
        )

    def contradiction(
        self, goods: Collection[Goods], *, accept_short_dated: bool, are_in: bool = False
    ) -> ReceivingFault | None:
        """Return what some goods do not say of themselves that they must, or what speaks against it.

        Those that come and are set aside for a reason may say another day than their lot; those that are in the house
        already may lie where such goods do.
        """
        if fault := self._unsaid_of(goods):
            return fault
        fresh: dict[Lot, date] = {}
        for each in goods:
            is_accepted = not are_in and bool(each.quarantine)
            is_other = each.expiry and fresh.setdefault((each.sku, each.lot), each.expiry) != each.expiry
            if is_other and not is_accepted:
                return ReceivingFault.EXPIRY_OTHER
            if fault := self._other_lot(each, accept_other_day=is_accepted):
                return fault
        for each in goods:
            if self.is_set_aside(each):
                continue
            if KINDS.get(each.location) is LocationKind.QUARANTINE and not are_in:
                return ReceivingFault.QUARANTINE_WHY
            least = self.items[each.sku].minimum_shelf_life_days
            if each.expiry and not accept_short_dated and (each.expiry - self.day).days < least:
                return ReceivingFault.SHORT_DATED
        return None

    def unordered(self, goods: Collection[Goods], number: str, *, accept_over: bool) -> ReceivingFault | None:
        """Return why some goods may not come on a purchase order."""
        found = (self._unordered(goods, each, number, accept_over) for each in goods)
        return next(filter(None, found), None)

    def is_set_aside(self, goods: Goods) -> bool:
        """Return whether goods that come in go into quarantine."""
        lot = goods.sku, lot_code(goods.lot, goods.expiry)
        is_expired = goods.expiry is not None and goods.expiry < self.day
        return not isinstance(goods, Gone) and (bool(goods.quarantine) or lot in self.blocked or is_expired)

    def _unsaid_of(self, goods: Collection[Goods]) -> ReceivingFault | None:
        serials: set[Lot] = set()
        for each in goods:
            if fault := self._unsaid(each):
                return fault
            if (each.sku, each.lot) in serials:
                return ReceivingFault.SERIAL_THERE
            serials |= {(each.sku, each.lot)} if self.items[each.sku].serial_tracked else set()
        return None

    def _unsaid(self, goods: Goods) -> ReceivingFault | None:
        item = self.items[goods.sku]
        if (item.lot_tracked or item.serial_tracked) and not goods.lot:
            return ReceivingFault.LOT
        if item.expiry_tracked and goods.expiry is None:
            return ReceivingFault.EXPIRY
        if item.serial_tracked and goods.quantity != 1:
            return ReceivingFault.SERIAL
        if KINDS.get(goods.location) in HOLDS_PICKED and not goods.for_order:
            return ReceivingFault.HOLDS_PICKED
        return ReceivingFault.HOLDS_NOTHING if goods.location == "DOOR" else None

    def _unordered(
        self, goods: Collection[Goods], each: Goods, number: str, accept_over: bool
    ) -> ReceivingFault | None:
        if not number or each.quarantine:
            return None
        ordered = self.ordered(number)
        if each.sku not in ordered:
            return ReceivingFault.NOT_ORDERED
        most = ordered[each.sku] + self._tolerated(number, each.sku)
        came = self.received[number, each.sku]
        for one in goods:
            came += one.quantity if one.sku == each.sku else 0
            if one is each:
                break
        return ReceivingFault.TOO_MUCH if came > most and not accept_over else None

    def _tolerated(self, number: str, sku: str) -> int:
        """Return how many units more than ordered of an item may come on a purchase order."""
        tolerance = {one.code: one.over_receipt_percent for one in SUPPLIERS}
        hundredths = 0
        for (of, _), line in self.purchases.items():
            own = tolerance[line.supplier] if line.over_receipt_percent is None else line.over_receipt_percent
            hundredths += line.quantity * own if (of, line.sku) == (number, sku) else 0
        return hundredths // 100

    def _other_lot(self, goods: Goods, *, accept_other_day: bool) -> ReceivingFault | None:
        lot = goods.sku, lot_code(goods.lot, goods.expiry)
        known = self.expiries[lot] if self.knows(lot) else None
        if known and goods.expiry and known != goods.expiry and not accept_other_day:
            return ReceivingFault.EXPIRY_OTHER
        return ReceivingFault.SERIAL_THERE if self.is_there(goods.sku, goods.lot) else None
