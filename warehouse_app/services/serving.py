"""How an order is served, changed by a person's word: pins, classes and holds, each recorded with who and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import InterventionKind, Role
from warehouse_app.services.changes import Area, Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_items, lock_scope
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.locking import lock_orders
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.starving import give_class
from warehouse_app.store.tables import Intervention

LONGEST_HOLD_REASON = 200
"""Characters: it stands beside the order wherever that is shown."""


class ServingFault(StrEnum):
    """Why a person's word was not taken."""

    NO_REASON = "serving-reason-missing"
    LONG_REASON = "hold-reason-too-long"
    PIN_RANGE = "pin-quantity-out-of-range"
    PIN_PACKS = "pin-not-whole-packs"
    NOT_PINNED = "pin-nothing-there"
    CLASS = "priority-class-unknown"
    SAME_CLASS = "priority-class-same"
    ON_HOLD = "order-on-hold-already"
    NOT_ON_HOLD = "order-not-on-hold"


@dataclass(frozen=True)
class Pinned:
    """A line to which `quantity` units are pinned now (0: none); it holds `allocated` units of `open`.

    At the `stops` of pick lists less is fetched for it since: before its day a line holds only what is pinned.
    `shares`: who got stock by that.
    """

    order: str
    line: int
    sku: str
    quantity: int
    allocated: int
    open: int
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True)
class Served:
    """An order whose class or hold was changed: `before` and `after` ('' = the customer's class, or not on hold).

    `shares`: who got stock by that.
    """

    order: str
    before: str
    after: str
    changes: Changes
    shares: tuple[Share, ...] = ()


class _Order(NamedTuple):
    row: int
    own_class: str
    usual_class: str
    hold_reason: str


class _Line(NamedTuple):
    order: int
    row: int
    item: int
    open: int
    multiple: int
    pinned: int


@service(Role.LEAD)
def pin(work: Work, order: str, line: int, quantity: int, *, why: str) -> Pinned:
    """Fix `quantity` units to a line: it gets them first, as far as they are free, and no run takes them.

    Raises Refused (OrderFault, ServingFault).
    """
    reason = _reason(why)
    found = _locked_line(work, order, line)
    open_units, multiple = found.open, found.multiple
    if not 1 <= quantity <= open_units:
        raise Refused(ServingFault.PIN_RANGE, order=order, line=line, quantity=quantity, most=open_units)
    if quantity % multiple and quantity != open_units:
        raise Refused(ServingFault.PIN_PACKS, order=order, line=line, quantity=quantity, pack=multiple)
    return _pin(work, order, line, found, quantity, reason)


@service(Role.LEAD)
def unpin(work: Work, order: str, line: int, *, why: str = "") -> Pinned:
    """Take the pin from a line; what it holds then counts like any other stock. Raises Refused."""
    found = _locked_line(work, order, line)
    if not found.pinned:
        raise Refused(ServingFault.NOT_PINNED, order=order, line=line)
    return _pin(work, order, line, found, 0, why.strip())


@service(Role.LEAD)
def classify(work: Work, order: str, rank_class: str, *, why: str) -> Served:
    """Give an order a priority class of its own ('' = the customer's again). Raises Refused.

    Nobody is lifted across classes: a line that was lifted takes its plain place in the other class, and is counted
    anew there.
    """
    reason = _reason(why)
    if rank_class and not (len(rank_class) == 1 and "A" <= rank_class <= "Z"):
        raise Refused(ServingFault.CLASS, given=rank_class)
    items, lines = lock_orders(work, [_order(work, order).row])
    found = _order(work, order)
    if rank_class == found.own_class:
        raise Refused(ServingFault.SAME_CLASS, order=order, rank_class=rank_class or found.usual_class)
    work.store.sql("UPDATE sales_order SET priority_class = ? WHERE id = ?", (rank_class, found.row))
    effective = rank_class or found.usual_class
    give_class(work, found.row, effective)
    _record(work, found.row, None, InterventionKind.CLASS, rank_class, reason)
    filled = fill_items(work, items, cause="class", edited=lines)
    return Served(order, found.own_class, rank_class, work.changes, shares_of(work, filled))


@service(Role.LEAD)
def hold(work: Work, order: str, *, why: str) -> Served:
    """Put an order on hold: it keeps its place and what it has, gets no stock and is not released for picking.

    A run by hand that allocates afresh may give what it has to others, but for what is pinned. Raises Refused
    (OrderFault, ServingFault).
    """
    reason = _reason(why)
    if len(reason) > LONGEST_HOLD_REASON:
        raise Refused(ServingFault.LONG_REASON, length=len(reason), most=LONGEST_HOLD_REASON)
    items, lines = lock_orders(work, [_order(work, order).row])
    found = _order(work, order)
    if found.hold_reason:
        raise Refused(ServingFault.ON_HOLD, order=order, reason=found.hold_reason)
    _set_hold(work, found.row, reason)
    filled = fill_items(work, items, cause="hold", edited=lines)
    return Served(order, "", reason, work.changes, shares_of(work, filled))


@service(Role.LEAD)
def unhold(work: Work, order: str, *, why: str = "") -> Served:
    """Let an order that is on hold be served again, at the place that it kept. Raises Refused."""
    items, lines = lock_orders(work, [_order(work, order).row])
    found = _order(work, order)
    if not found.hold_reason:
        raise Refused(ServingFault.NOT_ON_HOLD, order=order)
    _set_hold(work, found.row, "", why.strip())
    filled = fill_items(work, items, cause="hold", edited=lines)
    return Served(order, found.hold_reason, "", work.changes, shares_of(work, filled))


def _reason(why: str) -> str:
    """Return a reason without space around it. Raises Refused where there is none."""
    if not why.strip():
        raise Refused(ServingFault.NO_REASON)
    return " ".join(why.split())


def _order(work: Work, number: str) -> _Order:
    found = work.store.sql(
        "SELECT o.id, o.priority_class, c.priority_class, o.hold_reason FROM sales_order o "
        "JOIN customer c ON c.id = o.customer_id WHERE o.number = ?",
        (number,),
    ).fetchone()
    if found is None:
        raise Refused(OrderFault.UNKNOWN, order=number)
    return _Order(*found)


def _locked_line(work: Work, order: str, line: int) -> _Line:
    """Return a line as it stands under the lock of its item."""
    order_row = _order(work, order).row
    found = work.store.sql(
        "SELECT id, item_id FROM order_line WHERE order_id = ? AND line = ?", (order_row, line)
    ).fetchone()
    if found is None:
        raise Refused(OrderFault.LINE_UNKNOWN, order=order, line=line)
    row, item = found
    lock_scope(work, {item}, {row})
    [(open_units, multiple, pinned)] = work.store.sql(
        "SELECT quantity - cancelled - shipped, sell_multiple, pinned FROM order_line WHERE id = ?", (row,)
    )
    return _Line(order_row, row, item, open_units, multiple, pinned)


def _pin(work: Work, order: str, line: int, found: _Line, quantity: int, why: str) -> Pinned:
    row = found.row
    work.store.sql("UPDATE order_line SET pinned = ? WHERE id = ?", (quantity, row))
    _record(work, found.order, row, InterventionKind.PIN, str(quantity), why)
    filled = fill_items(work, {found.item}, cause="pin", edited={row})
    [(sku, allocated, open_units)] = work.store.sql(
        "SELECT i.sku, l.allocated, l.quantity - l.cancelled - l.shipped FROM order_line l "
        "JOIN item i ON i.id = l.item_id WHERE l.id = ?",
        (row,),
    )
    stops, shares = tuple(work.stops), shares_of(work, filled)
    return Pinned(order, line, sku, quantity, allocated, open_units, work.changes, stops, shares)


def _set_hold(work: Work, order: int, reason: str, why: str = "") -> None:
    work.store.sql("UPDATE sales_order SET hold_reason = ? WHERE id = ?", (reason, order))
    work.store.sql("UPDATE order_line SET on_hold = ? WHERE order_id = ?", (bool(reason), order))
    _record(work, order, None, InterventionKind.HOLD, "on" if reason else "", reason or why)


def _record(work: Work, order: int, line: int | None, kind: InterventionKind, value: str, why: str) -> None:
    Intervention.insert(order=order, order_line=line, kind=kind, value=value, why=why, action=work.row).execute()
    work.touched(Area.ORDERS, Area.QUEUE)
