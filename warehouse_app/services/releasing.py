"""Allocated lines go to the floor: fixed to bin and lot, and put on pick lists in walking order."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.queue import queue_key
from warehouse_app.domain.release import Goods, Place, choose, without
from warehouse_app.domain.route import Layout, walk
from warehouse_app.domain.statuses import PickListStatus, Role, ShipPolicy
from warehouse_app.queries.releasable import (
    Bin,
    HeldStock,
    bins,
    held_stock,
    house_layout,
    incomplete_orders,
    pickable_goods,
)
from warehouse_app.queries.waiting import rules_of
from warehouse_app.services.booking import lock_items
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_items, lock_scope
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.losing import Loss, losses_of
from warehouse_app.services.numbering import numbered
from warehouse_app.services.ordering import OrderFault
from warehouse_app.services.reserving import return_hard
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import Allocation, OrderLine, PickList, PickStop, SalesOrder
from warehouse_app.store.tables.base import instant_number


class ReleaseFault(StrEnum):
    """Why a list could not be released or taken back."""

    UNKNOWN_LIST = "pick-list-unknown"
    NOT_RELEASED = "pick-list-not-released"


@dataclass(frozen=True)
class ReleasedList:
    """A new pick list: its number, its order, and how many stops and units it has."""

    number: str
    order: str
    stops: int
    units: int


@dataclass(frozen=True)
class NotReleased:
    """`units` of an order that hold stock no picker can reach yet: it lies at the dock or in staging."""

    order: str
    units: int


@dataclass(frozen=True)
class Released:
    """The lists that were made, in the order of the queue; none where nothing is ready."""

    lists: tuple[ReleasedList, ...]
    left: tuple[NotReleased, ...]
    changes: Changes


@dataclass(frozen=True)
class Unreleased:
    """A list that was taken back; what it had fixed is allocated as before, to any bin.

    But for `losses`, of what must ship complete and is not any more; `shares`: who got that.
    """

    number: str
    stops: int
    changes: Changes
    losses: tuple[Loss, ...] = ()
    shares: tuple[Share, ...] = ()


class _Stop(NamedTuple):
    """Units to be fetched for a line; `put_away`: the allocation (id, 0: none) that fixes them to it already."""

    line: int
    place: Place
    units: int
    put_away: int = 0


@service(Role.LEAD)
def release(work: Work, *, orders: Sequence[str] = (), limit: int | None = None) -> Released:
    """Make a pick list for each order that holds stock, in the order of the queue, and fix its lines to bins.

    `orders` (numbers) narrows it to these, `limit` to that many order lines. An order or line that must ship complete
    is released only when it is. What was put aside for a line and put away since is fetched from the bin where it lies.
    Raises Refused (OrderFault) for an order that nobody knows.
    """
    _refuse_unknown(orders)
    held = _ready(work, held_stock(work.store, work.settings.house_day, orders))
    locked: set[int] = set()
    # Read again: only what is seen under the lock may be fixed to a bin.
    while more := {row.queued.item for row in held} - locked:
        lock_items(work, more)
        locked |= more
        held = _ready(work, held_stock(work.store, work.settings.house_day, orders))
    chosen = _within(limit, _by_order(work, held))
    today = work.settings.house_day
    goods = pickable_goods(work.store, {row.queued.item for rows_ in chosen for row in rows_}, today)
    layout = house_layout()
    lists: list[ReleasedList] = []
    left: list[NotReleased] = []
    for of_order in chosen:
        stops, missing, rest = _stops(of_order, goods, today)
        if missing and of_order[0].queued.ship_policy is ShipPolicy.ORDER_COMPLETE:
            missing, stops = sum(row.soft for row in of_order), []
        else:
            goods |= rest
        if missing:
            left.append(NotReleased(of_order[0].order_number, missing))
        if stops:
            lists.append(_write(work, of_order[0].order_number, stops, layout))
    if lists:
        # A plan made before this takes back what is fixed to bins now.
        work.store.many("UPDATE item_stock SET version = version + 1 WHERE item_id = ?", [(item,) for item in locked])
        work.touched(Area.PICK_LISTS, Area.ORDERS)
    return Released(tuple(lists), tuple(left), work.changes)


@service(Role.LEAD)
def unrelease(work: Work, number: str) -> Unreleased:
    """Take a list back of which nothing is picked yet. Raises Refused (ReleaseFault)."""
    found = rows(work.store.locked(PickList.select(PickList.id, PickList.status).where(PickList.number == number)))
    if not found:
        raise Refused(ReleaseFault.UNKNOWN_LIST, number=number)
    row, status = found[0]
    columns = (Allocation.id, Allocation.picked, OrderLine.id, OrderLine.item)
    query = Allocation.select(*columns).join(OrderLine).switch(Allocation).join(PickStop)
    stops = rows(query.where(PickStop.pick_list == row))
    if status != PickListStatus.RELEASED or any(picked for _, picked, _, _ in stops):
        raise Refused(ReleaseFault.NOT_RELEASED, number=number)
    lock_scope(work, {item for *_, item in stops}, {line for _, _, line, _ in stops})
    returned = return_hard(work, "id", [allocation for allocation, *_ in stops])
    # What must ship complete and lost a part while it was on the list gives back the rest now.
    edited = {line for _, _, line, _ in stops}
    filled = fill_items(work, {item for *_, item in stops}, cause="unrelease", edited=edited)
    return Unreleased(number, returned, work.changes, losses_of(work, filled), shares_of(work, filled))


def _refuse_unknown(orders: Collection[str]) -> None:
    known: set[str] = set()
    for some in chunks(orders):
        known.update(
            number for (number,) in rows(SalesOrder.select(SalesOrder.number).where(SalesOrder.number.in_(some)))
        )
    for number in orders:
        if number not in known:
            raise Refused(OrderFault.UNKNOWN, order=number)


def _ready(work: Work, held: Iterable[HeldStock]) -> list[HeldStock]:
    """Return the lines that may go: all but those that must ship complete and are not."""
    rows_ = [row for row in held if row.queued.ship_policy is not ShipPolicy.LINE_COMPLETE or not row.queued.short]
    whole = {row.queued.order for row in rows_ if row.queued.ship_policy is ShipPolicy.ORDER_COMPLETE}
    waiting = incomplete_orders(work.store, whole, rules_of(work.settings))
    return [row for row in rows_ if row.queued.order not in waiting]


def _by_order(work: Work, held: Iterable[HeldStock]) -> list[list[HeldStock]]:
    """Return the lines of each order in queue order, and the orders by the rank of their first line."""
    key = queue_key(rules_of(work.settings))
    orders: dict[int, list[HeldStock]] = {}
    for row in sorted(held, key=lambda row: key(row.queued)):
        orders.setdefault(row.queued.order, []).append(row)
    return list(orders.values())


def _within(limit: int | None, orders: Iterable[list[HeldStock]]) -> list[list[HeldStock]]:
    """Return what fits into `limit` lines: whole orders where they must be whole, else as many lines as are left."""
    if limit is None:
        return list(orders)
    chosen: list[list[HeldStock]] = []
    for of_order in orders:
        if len(of_order) > limit and of_order[0].queued.ship_policy is ShipPolicy.ORDER_COMPLETE:
            continue
        some = of_order[:limit]
        if some:
            chosen.append(some)
            limit -= len(some)
    return chosen


def _stops(
    held: Sequence[HeldStock], goods: Mapping[int, Goods], today: date
) -> tuple[list[_Stop], int, dict[int, Goods]]:
    """Choose where the lines' stock is taken from; return the stops, how many units no picker can reach, and what is
    left then of the items.
    """
    stops: list[_Stop] = []
    missing = 0
    rest: dict[int, Goods] = {}
    for row in held:
        item = row.queued.item
        here = rest.get(item) or goods.get(item) or Goods()
        last_to = today + timedelta(days=row.queued.life)
        taken = choose(row.soft, here, last_to) if row.soft else []
        short = row.soft - sum(units for _, units in taken)
        if short and row.queued.ship_policy is ShipPolicy.LINE_COMPLETE:
            missing += row.soft
            continue
        missing += short
        stops += [_Stop(row.queued.line, place, place.free, fixed) for fixed, place in row.put_away]
        stops += [_Stop(row.queued.line, place, units) for place, units in taken]
        rest[item] = without(here, taken, last_to)
    return stops, missing, rest


def _write(work: Work, order: str, stops: Sequence[_Stop], layout: Layout) -> ReleasedList:
    where = bins({stop.place.location for stop in stops})
    ordered, distance, s_shape = _walked(stops, where, layout)
    row, number = numbered(
        work,
        PickList,
        "PL-",
        kind="order",
        released_at=instant_number(work.action.now),
        released_by=work.action.actor,
        distance_mm=distance,
        s_shape_mm=s_shape,
        action=work.row,
    )
    # From now on a list has fixed them.
    again = [(stop.put_away,) for stop in stops if stop.put_away]
    work.store.many("UPDATE allocation SET returned = quantity - picked WHERE id = ?", again)
    for position, stop in enumerate(ordered, start=1):
        allocation = Allocation.insert(
            order_line=stop.line, lot=stop.place.lot, location=stop.place.location, quantity=stop.units
        ).execute()
        PickStop.insert(pick_list=row, position=position, allocation=allocation).execute()
    return ReleasedList(number, order, len(ordered), sum(stop.units for stop in ordered))


def _walked(
    stops: Sequence[_Stop], where: dict[int, Bin], layout: Layout
) -> tuple[list[_Stop], int | None, int | None]:
    """Return the stops in walking order with both distances; by bin code and without where a bin has no spot."""
    by_code = sorted(stops, key=lambda stop: (where[stop.place.location].code, stop.place.lot, stop.line))
    spots = [where[stop.place.location].spot for stop in by_code]
    known = [spot for spot in spots if spot is not None]
    if len(known) < len(spots):
        return by_code, None, None
    walked = walk(known, layout)
    return [by_code[place] for place in walked.order], walked.distance_mm, walked.s_shape_mm
