"""Orders are merged and split: what they hold goes along, and no line gains or loses its place in the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import InterventionKind, Role
from warehouse_app.services.because import because
from warehouse_app.services.changes import Area, Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_items
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.lines import Cancelled, cancel_units
from warehouse_app.services.locking import lock_orders
from warehouse_app.services.loosening import loosen
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.starving import NOT_LIFTED
from warehouse_app.store.database import marks
from warehouse_app.store.tables import Allocation, Intervention


class RegroupFault(StrEnum):
    """Why orders cannot be merged or split; each has a sentence in `texts.refusals`."""

    SAME = "merge-same-order"
    OTHER_CUSTOMER = "merge-other-customer"
    ON_HOLD = "merge-on-hold"
    NOTHING_OPEN = "merge-nothing-open"
    PICKED = "merge-line-being-picked"
    NOTHING_LEFT = "split-nothing-left"
    NOTHING = "split-nothing"
    UNITS = "split-units-out-of-range"
    PACKS = "split-not-whole-packs"
    NUMBER = "split-number-taken"


@dataclass(frozen=True)
class Carried:
    """`units` of a line that are wanted by another order's line now, `held` of them with their stock."""

    order: str
    line: int
    sku: str
    units: int
    held: int
    to_order: str
    to_line: int


@dataclass(frozen=True)
class Regrouped:
    """Lines that belong to another order now, the stops at which less is fetched by that, and who got stock."""

    order: str
    carried: tuple[Carried, ...]
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    shares: tuple[Share, ...] = ()


class _Order(NamedTuple):
    row: int
    number: str
    customer: int
    hold_reason: str
    rank_class: str
    ship_policy: str


class _Line(NamedTuple):
    """A line with open units; `in_hand` of them are picked and not shipped."""

    row: int
    line: int
    item: int
    sku: str
    open: int
    allocated: int
    in_hand: int
    multiple: int
    pinned: int


@service(Role.LEAD)
def merge_orders(work: Work, into: str, others: Sequence[str], *, why: str) -> Regrouped:
    """Let `into` want what is open of `others` (numbers) too, by its own class and ship policy.

    The other orders keep what was shipped, and lines that are cancelled. What is put aside for them is so for `into`
    now; what is on their lists, which go to one order each and may be printed, is released anew. Raises Refused
    (OrderFault, RegroupFault, ReasonFault) where they are of another customer, on hold, or being picked.
    """
    reason = because(work, why)
    target, *sources = _locked(work, into, *dict.fromkeys(others))
    for source in sources:
        if source.row == target.row:
            raise Refused(RegroupFault.SAME, order=into)
        if source.customer != target.customer:
            raise Refused(RegroupFault.OTHER_CUSTOMER, order=into, other=source.number)
        if source.hold_reason or target.hold_reason:
            held = source if source.hold_reason else target
            raise Refused(RegroupFault.ON_HOLD, order=held.number, reason=held.hold_reason)
    lines = _open_lines(work, sources)
    wanted = [(source, line, line.open) for source in sources for line in lines[source.row]]
    for source in sources:
        if not lines[source.row]:
            raise Refused(RegroupFault.NOTHING_OPEN, order=source.number)
    return _carry_all(work, target, wanted, InterventionKind.MERGE, reason)


@service(Role.LEAD)
def split_order(work: Work, order: str, parts: Mapping[int, int], number: str, *, why: str) -> Regrouped:
    """Let a new order `number` want `parts` (line: units) of an order that are still open there.

    The stock stays with the first order as far as it still wants that much, that on its lists and what is put aside for
    it before all; the rest goes along as `merge_orders` says. Raises Refused (OrderFault, RegroupFault, ReasonFault).
    """
    reason = because(work, why)
    [source] = _locked(work, order)
    if not parts:
        raise Refused(RegroupFault.NOTHING, order=order)
    number = number.strip()
    if not number or work.store.sql("SELECT 1 FROM sales_order WHERE number = ?", (number,)).fetchone():
        raise Refused(RegroupFault.NUMBER, number=number)
    lines = {line.line: line for line in _open_lines(work, [source])[source.row]}
    wanted: list[tuple[_Order, _Line, int]] = []
    for line, units in sorted(parts.items()):
        if line not in lines:
            raise Refused(OrderFault.LINE_UNKNOWN, order=order, line=line)
        found = lines[line]
        if not 1 <= units <= found.open - found.in_hand:
            most = found.open - found.in_hand
            raise Refused(RegroupFault.UNITS, order=order, line=line, units=units, most=most)
        if units % found.multiple and units != found.open:
            raise Refused(RegroupFault.PACKS, order=order, line=line, units=units, pack=found.multiple)
        wanted.append((source, found, units))
    if all(parts.get(line.line) == line.open for line in lines.values()):
        raise Refused(RegroupFault.NOTHING_LEFT, order=order)
    target = _new_order(work, source, number)
    return _carry_all(work, target, wanted, InterventionKind.SPLIT, reason)


def _locked(work: Work, *numbers: str) -> list[_Order]:
    """Return orders as they stand under their locks."""
    lock_orders(work, [_order(work, number).row for number in numbers])
    return [_order(work, number) for number in numbers]


def _order(work: Work, number: str) -> _Order:
    found = work.store.sql(
        "SELECT o.id, o.number, o.customer_id, o.hold_reason, CASE WHEN o.priority_class = '' THEN c.priority_class "
        "ELSE o.priority_class END, COALESCE(o.ship_policy, c.ship_policy) FROM sales_order o "
        "JOIN customer c ON c.id = o.customer_id WHERE o.number = ?",
        (number,),
    ).fetchone()
    if found is None:
        raise Refused(OrderFault.UNKNOWN, order=number)
    return _Order(*found)


def _new_order(work: Work, source: _Order, number: str) -> _Order:
    columns = "customer_id, placed_at, priority_class, ship_policy, customer_reference, carrier, hold_reason"
    work.store.sql(
        f"INSERT INTO sales_order (number, {columns}) SELECT ?, {columns} FROM sales_order WHERE id = ?",
        (number, source.row),
    )
    return _order(work, number)


def _open_lines(work: Work, orders: Sequence[_Order]) -> dict[int, list[_Line]]:
    """Return the open lines of each order (id)."""
    ids = [order.row for order in orders]
    which = f"l.order_id IN ({marks(ids)}) AND l.quantity - l.cancelled - l.shipped > 0"
    lines: dict[int, list[_Line]] = {row: [] for row in ids}
    for order, *line in work.store.sql(
        "SELECT l.order_id, l.id, l.line, l.item_id, i.sku, l.quantity - l.cancelled - l.shipped, l.allocated, "
        "l.picked - l.shipped, l.sell_multiple, l.pinned FROM order_line l JOIN item i "
        f"ON i.id = l.item_id WHERE {which} ORDER BY l.line",
        ids,
    ):
        lines[order].append(_Line(*line))
    return lines


def _carry_all(
    work: Work, target: _Order, wanted: Sequence[tuple[_Order, _Line, int]], kind: InterventionKind, why: str
) -> Regrouped:
    carried = [_carry(work, source, line, units, target, kind, why) for source, line, units in wanted]
    edited = {line.row for _, line, _ in wanted} | {row for row, _ in carried}
    filled = fill_items(work, {line.item for _, line, _ in wanted}, cause="edit", edited=edited)
    work.touched(Area.ORDERS, Area.QUEUE)
    lines, stops = tuple(each for _, each in carried), tuple(work.stops)
    return Regrouped(target.number, lines, work.changes, stops, shares_of(work, filled))


def _carry(
    work: Work, source: _Order, line: _Line, units: int, target: _Order, kind: InterventionKind, why: str
) -> tuple[int, Carried]:
    """Let a new line of `target` want units of a line, with the stock that the line keeps no claim to."""
    if units > line.open - line.in_hand:
        raise Refused(RegroupFault.PICKED, order=source.number, line=line.line, sku=line.sku)
    held = max(0, line.allocated - (line.open - units))
    loosened = loosen(work, {line.row: held})
    # What was put aside goes along, and stays so.
    work.stops += [stop for stop in loosened.stops if stop.pick_list]
    pinned = max(0, line.pinned - (line.open - units))
    [(last,)] = work.store.sql("SELECT COALESCE(MAX(line), 0) FROM order_line WHERE order_id = ?", (target.row,))
    kept = (
        "placed_at, need_by, first_promise, sell_multiple, price, note, customer_id, not_before, "
        "minimum_shelf_life_days, shelf_life_days, passed_over, lifted, lifted_on, passed_in"
    )
    work.store.sql("UPDATE order_line SET allocated = allocated - ? WHERE id = ?", (held, line.row))
    new = int(
        work.store.sql(
            "INSERT INTO order_line (order_id, line, item_id, quantity, cancelled, picked, shipped, returned, "
            f"allocated, rank_class, ship_policy, on_hold, gathers, pinned, {kept}) SELECT ?, ?, item_id, ?, 0, 0, 0, "
            f"0, ?, ?, ?, ?, ?, ?, {kept} FROM order_line WHERE id = ? RETURNING id",
            (
                target.row,
                last + 1,
                units,
                held,
                target.rank_class,
                target.ship_policy,
                bool(target.hold_reason),
                False,
                pinned,
                line.row,
            ),
        ).fetchone()[0]
    )
    for lot, location, put_aside in loosened.aside.get(line.row, ()):
        Allocation.insert(order_line=new, lot=lot, location=location, quantity=put_aside).execute()
    if source.rank_class != target.rank_class:
        work.store.sql(f"UPDATE order_line SET {NOT_LIFTED} WHERE id = ?", (new,))
    cancel_units(work, [Cancelled(work.action.action_id, line.line, line.row, units, 0)])
    for order, row, other in (
        (target.row, new, f"{source.number}/{line.line}"),
        (source.row, line.row, f"{target.number}/{last + 1}"),
    ):
        Intervention.insert(
            order=order, order_line=row, kind=kind, value=other[:80], why=why, action=work.row
        ).execute()
    return new, Carried(source.number, line.line, line.sku, units, held, target.number, last + 1)
