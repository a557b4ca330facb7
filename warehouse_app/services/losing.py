"""Goods go away from where they lie: what is fixed to them is fetched elsewhere, or waits again.

Every verb by which stock moves, is lost or found, or may no longer be used, goes through `rebook`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.queue import queue_key
from warehouse_app.domain.release import choose, without
from warehouse_app.domain.statuses import ALLOCATABLE, LocationKind, MoveReason, StockStatus
from warehouse_app.domain.supply import lasts
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.releasable import pickable_goods
from warehouse_app.queries.waiting import OPEN, SOFT, queued_lines, rules_of
from warehouse_app.services.booking import Arrival, book, book_out, is_allocatable
from warehouse_app.services.changes import Area, StopMoved
from warehouse_app.services.contract import Work
from warehouse_app.services.cutting import Gone, cut_items, needs_stock
from warehouse_app.services.filling import Decided, all_or_nothing, fill_items, lock_scope
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.lots import redate
from warehouse_app.services.lying import StockFault
from warehouse_app.services.picked_goods import refuse_picked
from warehouse_app.services.reserving import withdraw_empty
from warehouse_app.store.database import chunks, marks, rows
from warehouse_app.store.tables import Allocation, Item, PickStop, StopChange
from warehouse_app.store.tables.base import instant


@dataclass(frozen=True)
class Loss:
    """A line of an order gives `units` of an item back, and waits for them again."""

    order: str
    line: int
    sku: str
    customer: str
    rank_class: str
    placed_at: datetime
    units: int


@dataclass(frozen=True)
class Rebooked:
    """What a change of stock led to: stops that are walked otherwise, who lost stock and who got some.

    `filled` is what the fill decided that came last, and `anew` what lists had fetched and fetch again.
    """

    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    shares: tuple[Share, ...]
    filled: Decided
    anew: tuple[StopMoved, ...] = ()


class Freed(NamedTuple):
    """Units of a hard allocation that are soft again, of a line on a list (None: it was staged for its order)."""

    allocation: int
    pick_list: int | None
    line: int
    item: int
    life: int
    place: int
    units: int


def rebook(
    work: Work,
    leaving: Sequence[Arrival],
    coming: Sequence[Arrival],
    *,
    reason: MoveReason,
    document: str,
    cause: str,
    skus: Mapping[int, str],
    loose: Collection[int] = (),
    carried: Sequence[tuple[Arrival, Arrival]] = (),
    anew: Sequence[Freed] = (),
    lost: Mapping[int, Sequence[LineDecision]] = MappingProxyType({}),
    needed: Mapping[int, int] = MappingProxyType({}),
    redated: Mapping[int, date | None] = MappingProxyType({}),
) -> Rebooked:
    """Write that goods leave places and come to others, and let orders follow, all in this transaction.

    Pick stops at places that no longer hold their goods are re-planned to other bins of the same list, or shortened;
    what is put aside for orders stays so where its goods go, as far as orders may have them from there; what orders
    hold beyond the stock that is left is taken from the end of the queue; what is free now finds whoever waits. `skus`
    are the names of the items. `carried` are goods that are brought from one place to another for it (as they leave, as
    they come), and `redated` are lots (ids) whose goods leave by the day that is known and come by another one, which
    is the lot's from now on. By what came before this, less is fixed to lines (ids) `loose`, lists fetch `anew`
    what they had fetched, orders `lost` stock, by item, and so many units that are picked no more are `needed` of what
    is left, by item. Raises Refused (StockFault) where goods are not there.
    """
    sources, targets = [source for source, _ in carried], [target for _, target in carried]
    away, there = [*leaving, *sources], [*coming, *targets]
    items = {each.item for each in (*away, *there)}
    lock_scope(work, items)
    _refuse_absent(work, leaving, sources, there, skus)
    refuse_picked(work, away, there, skus)
    freed = _shorten(work, away, there) + _fixed_to_aged(work, redated)
    decided = _make_room(work, away, there, cause)
    for lot, expiry in redated.items():
        redate(work, lot, expiry)
    # In before out: on the way, an item must not seem to have less than it has promised.
    book(work, targets, reason=MoveReason.MOVE, document=document)
    book(work, coming, reason=reason, document=document)
    book_out(work, sources, reason=MoveReason.MOVE, document=document)
    book_out(work, leaving, reason=reason, document=document)
    unmet = needs_stock(work, needed, cause=cause) if needed else {}
    work.stops += _replan(work, freed, skus)
    again = _replan(work, anew, skus)
    # What must ship complete and lacks something kept only what was fixed to it.
    edited = all_or_nothing(work, {*loose, *(each.line for each in freed)})
    runs = lost, decided, unmet
    filled = fill_items(work, items.union(*runs), cause=cause, edited=edited)
    shares = shares_of(work, *runs, filled)
    return Rebooked(tuple(work.stops), losses_of(work, *runs, filled), shares, filled, again)


def _refuse_absent(
    work: Work,
    leaving: Sequence[Arrival],
    carried: Sequence[Arrival],
    coming: Iterable[Arrival],
    skus: Mapping[int, str],
) -> None:
    wanted: dict[tuple[int, int, StockStatus], int] = defaultdict(int)
    items: dict[int, int] = {}
    for each in (*leaving, *carried):
        wanted[each.lot, each.location, each.status] += each.quantity
        items[each.lot] = each.item
    # What a wrong move brought or took goes back whole, though some of it is booked again, and is carried on: only the
    # difference must be there.
    wrong = [*(each for each in leaving if each.corrects is not None), *carried]
    passing = {(each.lot, each.location, each.status) for each in wrong}
    for each in coming:
        if each.corrects is not None or (each.lot, each.location, each.status) in passing:
            wanted[each.lot, each.location, each.status] -= each.quantity
    for (lot, location, status), units in wanted.items():
        there, place = _there(work, lot, location, status)
        if units > there:
            raise Refused(StockFault.NOT_THERE, sku=skus[items[lot]], place=place, quantity=units, there=there)


def _there(work: Work, lot: int, location: int, status: StockStatus) -> tuple[int, str]:
    [(units, place)] = work.store.sql(
        "SELECT COALESCE((SELECT b.quantity FROM balance b WHERE b.lot_id = ? AND b.location_id = p.id "
        "AND b.status = ?), 0), p.code FROM location p WHERE p.id = ?",
        (lot, status, location),
    )
    return int(units), place


# --- what is fixed to bins ---


def _shorten(work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival]) -> list[Freed]:
    """Make soft again what is fixed to goods that will not lie there any more, the last in the queue first.

    What is put aside for lines stays so where the same goods come to another place that orders may have them from.
    """
    gone: dict[tuple[int, int], int] = defaultdict(int)
    kinds: dict[int, LocationKind] = {}
    for sign, some in ((1, leaving), (-1, coming)):
        for each in some:
            if each.status is StockStatus.AVAILABLE:
                gone[each.lot, each.location] += sign * each.quantity
                kinds[each.location] = each.kind
    rooms: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (lot, location), units in gone.items():
        if units < 0 and kinds[location] in ALLOCATABLE:
            rooms[lot].append((location, -units))
    freed: list[Freed] = []
    for (lot, location), units in gone.items():
        if units > 0:
            freed += _not_carried(_free(work, _freed_at(work, lot, location, units)), lot, rooms[lot])
    return freed


def _not_carried(freed: Sequence[Freed], lot: int, rooms: list[tuple[int, int]]) -> list[Freed]:
    """Put aside anew what goes along to places (with the units of the lot that come there); return the rest.

    What lists fetch never goes along.
    """
    rest: list[Freed] = []
    for each in freed:
        left = each.units
        while left and rooms and each.pick_list is None:
            location, room = rooms.pop()
            units = min(left, room)
            Allocation.insert(order_line=each.line, lot=lot, location=location, quantity=units).execute()
            left -= units
            if room > units:
                rooms.append((location, room - units))
        rest += [each._replace(units=left)] if left else []
    return rest


def _fixed_to_aged(work: Work, redated: Mapping[int, date | None]) -> list[Freed]:
    """Make soft again what is fixed to lots that will not last as long, by their other day, as lines ask for."""
    freed: list[Freed] = []
    for lot, expiry in redated.items():
        found = work.store.sql(
            "SELECT a.id, s.pick_list_id, a.order_line_id, l.item_id, l.shelf_life_days, a.location_id, "
            "a.quantity - a.picked - a.returned FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
            "LEFT JOIN pick_stop s ON s.allocation_id = a.id WHERE a.lot_id = ? "
            "AND a.quantity - a.picked - a.returned > 0 ORDER BY a.id",
            (lot,),
        )
        freed += [each for each in map(Freed._make, found) if not lasts(expiry, each.life, work.settings.house_day)]
    return _free(work, freed)


def _free(work: Work, freed: list[Freed]) -> list[Freed]:
    work.store.many(
        "UPDATE allocation SET returned = returned + ? WHERE id = ?", [(each.units, each.allocation) for each in freed]
    )
    if freed:
        work.touched(Area.PICK_LISTS)
    return freed


def _freed_at(work: Work, lot: int, location: int, gone: int) -> list[Freed]:
    """Return what is no longer fixed to a lot in a place when so many units of it are gone."""
    there, _ = _there(work, lot, location, StockStatus.AVAILABLE)
    found = work.store.sql(
        "SELECT a.id, s.pick_list_id, a.order_line_id, l.item_id, l.shelf_life_days, "
        "a.quantity - a.picked - a.returned FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
        "LEFT JOIN pick_stop s ON s.allocation_id = a.id WHERE a.lot_id = ? AND a.location_id = ? "
        "AND a.quantity - a.picked - a.returned > 0",
        (lot, location),
    ).fetchall()
    excess = sum(row[-1] for row in found) - (there - gone)
    if excess <= 0:
        return []
    key = queue_key(rules_of(work.settings))
    ranks = {line.line: key(line) for line in queued_lines(work.store, {row[3] for row in found}, OPEN)}
    freed: list[Freed] = []
    for allocation, pick_list, line, item, life, units in sorted(
        found, key=lambda row: (ranks[row[2]], row[0]), reverse=True
    ):
        less = min(units, excess)
        if less:
            freed.append(Freed(allocation, pick_list, line, item, life, location, less))
            excess -= less
    return freed


def _replan(work: Work, freed: Sequence[Freed], skus: Mapping[int, str]) -> tuple[StopMoved, ...]:
    """Send whoever walks a list to other bins for what is not fetched where it was planned, as far as it is there."""
    on_lists = [each for each in reversed(freed) if each.pick_list is not None]
    goods = pickable_goods(work.store, {each.item for each in on_lists}, work.settings.house_day)
    moved: list[tuple[Freed, int, tuple[int, ...]]] = []
    for each in on_lists:
        last_to = work.settings.house_day + timedelta(days=each.life)
        taken = choose(min(each.units, _soft(work, each.line)), goods[each.item], last_to) if each.item in goods else []
        for place, units in taken:
            _add_stop(work, each, place.lot, place.location, units)
        if taken:
            goods[each.item] = without(goods[each.item], taken, last_to)
        moved.append((each, sum(units for _, units in taken), tuple(place.location for place, _ in taken)))
    work.store.insert(
        StopChange,
        ("pick_list_id", "allocation_id", "units", "replanned", "action_id"),
        [(each.pick_list, each.allocation, each.units, replanned, work.row) for each, replanned, _ in moved],
    )
    withdraw_empty(work, sorted({each.pick_list for each in on_lists if each.pick_list is not None}))
    # Nobody walks for what was put aside, but whoever put it aside must know.
    return _told(work, [*moved, *((each, 0, ()) for each in freed if each.pick_list is None)], skus)


def _soft(work: Work, line: int) -> int:
    [(units,)] = work.store.sql(f"SELECT {SOFT} FROM order_line ol WHERE ol.id = ?", (line,))
    return max(0, int(units))


def _add_stop(work: Work, freed: Freed, lot: int, location: int, units: int) -> None:
    allocation = Allocation.insert(order_line=freed.line, lot=lot, location=location, quantity=units).execute()
    # After the others: whoever walks the list may be past the bins before.
    [(last,)] = work.store.sql("SELECT MAX(position) FROM pick_stop WHERE pick_list_id = ?", (freed.pick_list,))
    PickStop.insert(pick_list=freed.pick_list, position=last + 1, allocation=allocation).execute()


def _told(
    work: Work, moved: Sequence[tuple[Freed, int, tuple[int, ...]]], skus: Mapping[int, str]
) -> tuple[StopMoved, ...]:
    if not moved:
        return ()
    lists = dict(_names(work, "pick_list", "number", {each.pick_list or 0 for each, _, _ in moved}))
    places = dict(_names(work, "location", "code", {place for each, _, to in moved for place in (each.place, *to)}))
    whom = recipients(work.store, [each.line for each, _, _ in moved])
    return tuple(
        StopMoved(
            lists.get(each.pick_list or 0, ""),
            whom[each.line].order,
            whom[each.line].order_line,
            skus[each.item],
            places[each.place],
            each.units,
            replanned,
            tuple(places[place] for place in to),
        )
        for each, replanned, to in moved
    )


def _names(work: Work, table: str, column: str, ids: Collection[int]) -> Iterable[tuple[int, str]]:
    for some in chunks(ids):
        yield from work.store.sql(f"SELECT id, {column} FROM {table} WHERE id IN ({marks(some)})", some).fetchall()


# --- what orders hold ---


def _make_room(work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival], cause: str) -> Decided:
    """Take from orders, from the end of the queue, what the stock that is left will not cover."""
    today = work.settings.house_day
    net: dict[tuple[int, date | None], int] = defaultdict(int)
    for sign, some in ((1, leaving), (-1, coming)):
        for each in some:
            if is_allocatable(each.kind, each.status, each.expiry, today):
                net[each.item, each.expiry] += sign * each.quantity
    losses: dict[int, list[Gone]] = defaultdict(list)
    for (item, expiry), units in net.items():
        losses[item].append(Gone(units, expiry))
    falling = {item: some for item, some in losses.items() if any(loss.units > 0 for loss in some)}
    return cut_items(work, falling, cause=cause) if falling else {}


def losses_of(work: Work, *runs: Mapping[int, Sequence[LineDecision]]) -> tuple[Loss, ...]:
    """Return what lines hold less after some runs than before, in the order in which it was decided."""
    units: dict[int, int] = defaultdict(int)
    items: dict[int, int] = {}
    for item, row in ((item, row) for decided in runs for item, made in decided.items() for row in made):
        units[row.line] -= row.gets
        items[row.line] = item
    lost = [line for line, less in units.items() if less > 0]
    skus = dict(rows(Item.select(Item.id, Item.sku).where(Item.id.in_([items[line] for line in lost]))))
    whom = recipients(work.store, lost)
    return tuple(
        Loss(
            whom[line].order,
            whom[line].order_line,
            skus[items[line]],
            whom[line].customer,
            whom[line].rank_class,
            instant(whom[line].placed_at),
            units[line],
        )
        for line in lost
    )
