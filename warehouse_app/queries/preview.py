"""What a desk that receives sees before it books: what is open, what is still to come, and who would get the goods."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import ReceiptStatus
from warehouse_app.domain.supply import lasts
from warehouse_app.queries.advance_notices import Announced, announced_lines, count_on
from warehouse_app.queries.arriving import Arriving
from warehouse_app.queries.goods import Delivery, Expected, most_of, recipients
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.queries.runs import planned_fill
from warehouse_app.queries.safety import orders_kept_for, orders_kept_from
from warehouse_app.store.database import Store, chunks, day, marks
from warehouse_app.store.tables.base import instant


class PlannedShare(NamedTuple):
    """`units` that would go to a line of an order; `short` is what it would still wait for."""

    order: str
    line: int
    customer: str
    rank_class: str
    placed_at: datetime
    units: int
    short: int


class Planned(NamedTuple):
    """Who would get goods. `kept_from`: so many orders wait all the same, since the rest is kept as safety stock.

    `kept_for`: orders for which it is kept until the receipt is closed, since they count on what is still to come.
    `is_aside`: nobody gets these goods, but what lies here was kept for who counts on them.
    """

    shares: list[PlannedShare]
    kept_from: int = 0
    kept_for: tuple[str, ...] = ()
    is_aside: bool = False


def planned_shares(
    store: Store,
    settings: HouseSettings,
    item: int,
    quantity: int,
    purchase_order: int | None = None,
    expiry: date | None = None,
    lot: str = "",
    *,
    notice: int | None = None,
    sscc: str = "",
    is_aside: bool = False,
) -> Planned:
    """Return who would get `quantity` more units of an item if they came to lie in an allocatable place now.

    They are booked on a purchase order (id), of which the rest is then announced; None: on none. `expiry` is the last
    day on which they may be used; None: that of their `lot` (its code), else they last for ever. Goods that are set
    aside (`is_aside`), that have expired, or are of a lot that is blocked, leave others what was kept for who counted
    on them. `notice` is the advance notice (id) with which they come, on the pallet `sscc` ('': on none). In the order
    of the queue; nothing is booked or locked. What else is free of the item goes along.
    """
    goods = (item, quantity, purchase_order, expiry, lot, notice, sscc)
    arriving = _arriving(store, settings, *goods, is_aside=is_aside)
    return _planned(store, settings, arriving)[item]


class FirstShare(NamedTuple):
    """The order that stands before all others which get some of an item, and what its lines get of the `free` units.

    `plan` is what was decided about all lines that wait, in rank order.
    """

    order: str
    free: int
    decided: list[LineDecision]
    plan: list[LineDecision]

    @property
    def units(self) -> int:
        """What it gets."""
        return sum(row.gets for row in self.decided)


def first_share(
    store: Store,
    settings: HouseSettings,
    item: int,
    quantity: int,
    purchase_order: int | None = None,
    expiry: date | None = None,
    lot: str = "",
    *,
    notice: int | None = None,
    sscc: str = "",
) -> FirstShare | None:
    """Return who comes first of those that `planned_shares` names, and what it gets before anybody else does.

    Lines of it that stand behind others are left out, unless the order must ship complete.
    """
    arriving = _arriving(store, settings, item, quantity, purchase_order, expiry, lot, notice, sscc)
    if not arriving.units[item]:
        return None
    free, decided = planned_fill(store, settings, [item], arriving=arriving).get(item, (0, []))
    gains = _having_these(store, [row for row in decided if row.gets > 0], arriving.expiry, settings.house_day)
    if not gains:
        return None
    orders = {line: whom.order for line, whom in recipients(store, [row.line for row in gains]).items()}
    order = orders[gains[0].line]
    [(is_whole,)] = store.sql("SELECT ship_policy = 'order-complete' FROM order_line WHERE id = ?", (gains[0].line,))
    mine = [row for row in gains if orders[row.line] == order]
    before = list(takewhile(lambda row: orders[row.line] == order, gains))
    return FirstShare(order, free, mine if is_whole else before, decided)


def _having_these(store: Store, gains: Sequence[LineDecision], expiry: date | None, today: date) -> list[LineDecision]:
    """Return the decisions of lines for which goods that may be used until `expiry` last, those with a pin first.

    A line that asks for a longer life gets other goods, which these make free: it cannot have these.
    """
    lines = {
        line: (not is_pinned, life)
        for some in chunks(row.line for row in gains)
        for line, is_pinned, life in store.sql(
            f"SELECT id, pinned > allocated, shelf_life_days FROM order_line WHERE id IN ({marks(some)})", some
        )
    }
    may = [row for row in gains if lasts(expiry, lines[row.line][1], today)]
    return sorted(may, key=lambda row: lines[row.line][0])


def _arriving(
    store: Store,
    settings: HouseSettings,
    item: int,
    quantity: int,
    purchase_order: int | None,
    expiry: date | None,
    lot: str,
    notice: int | None,
    sscc: str,
    *,
    is_aside: bool = False,
) -> Arriving:
    """Return goods that are about to be booked in: none that anybody may have where they are set aside."""
    coming = _as_booked(store, settings, item, lot, expiry)
    noticed = {item: _on_notice(store, notice, item, coming.code, sscc, quantity)} if notice is not None else {}
    if is_aside or coming.is_aside:
        return Arriving({item: 0}, purchase_order, None, notice, noticed, aside={item: quantity})
    return Arriving({item: quantity}, purchase_order, coming.expiry, notice, noticed)


class _Lot(NamedTuple):
    """A lot of goods that are about to be booked in; `is_aside`: it is blocked, or has expired."""

    code: str
    expiry: date | None
    is_aside: bool


def _as_booked(store: Store, settings: HouseSettings, item: int, lot: str, expiry: date | None) -> _Lot:
    """Return the lot of goods of an item; what they do not say of it is as it is known."""
    # Goods without a number are known by their last day.
    code = lot or (expiry.isoformat() if expiry else "")
    known = store.sql(
        "SELECT lot.expiry, k.id IS NOT NULL FROM lot LEFT JOIN lot_block k ON k.lot_id = lot.id "
        "AND k.lifted_id IS NULL WHERE lot.item_id = ? AND lot.code = ?",
        (item, code),
    ).fetchone()
    stored, is_blocked = known or (None, False)
    last = expiry or day(stored)
    return _Lot(code, last, bool(is_blocked) or (last is not None and last < settings.house_day))


def pallet_shares(
    store: Store, settings: HouseSettings, on: Delivery, lines: Iterable[Announced]
) -> dict[int, Planned]:
    """Return who would get what is still to come of a pallet's lines, by item (id), as `planned_shares` does.

    What is set aside as it comes goes to nobody, but nobody counts on it any more either.
    """
    lots: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    units: Counter[int] = Counter()
    aside: Counter[int] = Counter()
    for line in lines:
        lot = _as_booked(store, settings, line.item, line.lot, line.expiry)
        if lot.is_aside:
            aside[line.item] += line.to_come
        else:
            lots[line.item].append((line.to_come, lot.expiry))
            units[line.item] += line.to_come
    comes = units + aside
    usable = {item: units[item] for item in comes}
    arriving = Arriving(usable, on.purchase_order, None, on.notice, comes, lots, aside)
    planned = _planned(store, settings, arriving) if comes else {}
    return {item: each for item, each in planned.items() if units[item] or each.shares}


def _on_notice(store: Store, notice: int, item: int, lot: str, sscc: str, units: int) -> int:
    """Return how many of the units of an item would count on a notice."""
    return sum(some for _, some in count_on(announced_lines(store, notice), item, lot, {sscc}, units, {}))


def _planned(store: Store, settings: HouseSettings, arriving: Arriving) -> dict[int, Planned]:
    made = planned_fill(store, settings, list(arriving.units), arriving=arriving)
    planned: dict[int, Planned] = {}
    for item, units in arriving.units.items():
        _, decided = made.get(item, (0, []))
        shares = _shares(store, decided)
        left = units - sum(share.units for share in shares)
        rest = max(0, left)
        kept_from = orders_kept_from(store, item, decided, rest, unbooked=left)
        kept_for = orders_kept_for(store, item, decided, rest, unbooked=left)
        planned[item] = Planned(shares, kept_from, kept_for, is_aside=not units)
    return planned


def _shares(store: Store, decided: Iterable[LineDecision]) -> list[PlannedShare]:
    gains = [row for row in decided if row.gets > 0]
    whom = recipients(store, [row.line for row in gains])
    return [
        PlannedShare(
            whom[row.line].order,
            whom[row.line].order_line,
            whom[row.line].customer,
            whom[row.line].rank_class,
            instant(whom[row.line].placed_at),
            row.gets,
            row.asked - row.gets,
        )
        for row in gains
    ]


@dataclass(frozen=True)
class Progress:
    """Units of one item on a purchase order: `ordered`, `received` so far, and the `most` that passes unasked."""

    ordered: int
    received: int
    to_come: int
    most: int

    def is_too_much(self, quantity: int) -> bool:
        """Return whether `quantity` more are beyond what was ordered and what is tolerated."""
        return quantity > self.to_come and self.received + quantity > self.most


def progress_of(delivery: Delivery, expected: Iterable[Expected], item: int) -> Progress | None:
    """Return how far an item of a purchase order has come; None where it was not ordered."""
    mine = [row for row in expected if row.item == item]
    if not mine:
        return None
    ordered = sum(row.ordered for row in mine)
    return Progress(
        ordered,
        sum(row.received for row in mine),
        sum(row.to_come for row in mine),
        most_of(delivery, mine),
    )


class OpenReceipt(NamedTuple):
    """A receipt that somebody began: `units` booked on it. `purchase_order` is '' for a blind one.

    `advance_notice` is '' for goods that came without one.
    """

    number: str
    purchase_order: str
    supplier: str
    units: int
    advance_notice: str = ""

    @property
    def delivery(self) -> str:
        """The number of its notice, else of its purchase order, else the supplier's code."""
        return self.advance_notice or self.purchase_order or self.supplier


_OPEN_RECEIPTS = (
    "SELECT r.number, COALESCE(p.number, ''), s.code, "
    f"(SELECT COALESCE(SUM(l.quantity), 0) {COUNTED_LINES} AND l.receipt_id = r.id), COALESCE(n.number, '') "
    "FROM receipt r JOIN supplier s ON s.id = r.supplier_id "
    "LEFT JOIN purchase_order p ON p.id = r.purchase_order_id LEFT JOIN advance_notice n ON n.id = r.advance_notice_id "
    f"WHERE r.status = '{ReceiptStatus.OPEN.value}'"
)


def open_receipts(store: Store, *, most: int) -> list[OpenReceipt]:
    """Return the open receipts, the latest first, `most` of them at most."""
    return _open(store, "ORDER BY r.id DESC LIMIT ?", most)


def open_receipt_of(store: Store, delivery: Delivery) -> OpenReceipt | None:
    """Return the open receipt of a delivery."""
    rule, row = delivery.receipts
    found = _open(store, f"AND {rule} ORDER BY r.id LIMIT 1", row)
    return found[0] if found else None


def _open(store: Store, rule: str, value: int) -> list[OpenReceipt]:
    found = store.sql(f"{_OPEN_RECEIPTS} {rule}", (value,))
    return [
        OpenReceipt(number, order, supplier, int(units), notice) for number, order, supplier, units, notice in found
    ]
