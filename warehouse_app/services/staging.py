"""Goods that came for somebody who waits are put aside for that order at once: received and picked by one scan.

At a staging place they are fixed to the order's line, as by a pick list; in a tote or at a packing place they are
picked: received at the dock, and carried over in the same action.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.queue import queue_key
from warehouse_app.domain.statuses import ALLOCATABLE, LocationKind, Mode, MoveReason, ShipPolicy, StockStatus
from warehouse_app.domain.supply import Supply, lasts
from warehouse_app.domain.totes import Tote
from warehouse_app.queries.goods import Delivery, PlaceFacts, dock_place
from warehouse_app.queries.picked import in_totes, picked_of
from warehouse_app.queries.preview import FirstShare, first_share
from warehouse_app.queries.waiting import OPEN, SOFT, lives_held, of_alias, queued_lines, rules_of, spare_by_life
from warehouse_app.services.booking import Arrival, book, book_out
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import Decided, RunKeeper
from warehouse_app.services.incoming import CheckedGoods
from warehouse_app.services.picked_goods import lock_totes, refuse_others_tote
from warehouse_app.services.putting_back import Back, bring_back
from warehouse_app.services.starving import guard_against_starving
from warehouse_app.store.database import day, marks
from warehouse_app.store.tables import Allocation

STAGES = frozenset({LocationKind.STAGING, LocationKind.TOTE, LocationKind.PACKING})
"""Kinds of place where goods are put aside for an order."""


class StagingFault(StrEnum):
    """Why goods are not put aside for an order; each has a sentence in `texts.stock`."""

    NO_ORDER = "staging-order-unknown"
    PLACE = "staging-place-of-another-kind"
    NO_DOCK = "staging-without-a-dock"
    ASIDE = "staging-goods-in-quarantine"
    NOT_FOR_IT = "staging-more-than-it-gets"


class _Line(NamedTuple):
    row: int
    soft: int
    life: int


def where_received(work: Work, lines: Sequence[CheckedGoods]) -> list[CheckedGoods]:
    """Return goods with the places at which they are received: those for a tote at the dock.

    Raises Refused (StagingFault) where goods for an order are to be put where nothing is put aside.
    """
    dock: PlaceFacts | None = None
    found: list[CheckedGoods] = []
    for line in lines:
        if line.goods.for_order and line.place.kind not in STAGES:
            raise Refused(StagingFault.PLACE, place=line.place.code, order=line.goods.for_order)
        if not line.goods.for_order or line.place.kind in ALLOCATABLE:
            found.append(line)
            continue
        dock = dock or dock_place(work.store)
        if dock is None:
            raise Refused(StagingFault.NO_DOCK, place=line.place.code)
        found.append(line._replace(place=dock))
    return found


def first_served(
    work: Work, on: Delivery, lines: Sequence[CheckedGoods], coming: Sequence[Arrival]
) -> dict[int, FirstShare]:
    """Return, by item (id), what orders get of goods that are about to come and of which more follow, where it is that.

    They are given it, though safety stock or a share of others would take it from these goods alone: all that is in
    hand has enough for all. Raises Refused (StagingFault) where another order comes before, or it is less.
    """
    units: dict[tuple[int, str], int] = defaultdict(int)
    following: dict[tuple[int, str], tuple[CheckedGoods, Arrival, int]] = {}
    for line, goods in zip(lines, coming, strict=True):
        at = (line.item.id, line.goods.for_order)
        if line.goods.for_order and goods.status is StockStatus.AVAILABLE:
            units[at] += goods.quantity
            if line.goods.to_follow:
                following[at] = (line, goods, line.goods.to_follow)
    first: dict[int, FirstShare] = {}
    for (item, order), (line, goods, more) in following.items():
        mine = units[item, order]
        _lines_of(work, order, item)  # so that an order that is not there is called that
        about = (item, mine + more, on.purchase_order, goods.expiry, line.goods.lot)
        share = first_share(work.store, work.settings, *about, notice=on.notice, sscc=line.goods.sscc)
        gets = share.units if share and share.order == order else 0
        if gets < mine:
            raise Refused(StagingFault.NOT_FOR_IT, order=order, sku=line.item.sku, quantity=mine, gets=gets)
        if share and (part := _part_of(work, share, item, mine)):
            first[item] = part
    return first


def _part_of(work: Work, share: FirstShare, item: int, units: int) -> FirstShare | None:
    """Return so many units of what an order gets, no more; None where its lines cannot use them in parts."""
    lines = {row.line: row for row in queued_lines(work.store, [item])}
    some: list[LineDecision] = []
    for row in share.decided:
        gets = min(row.gets, units - sum(each.gets for each in some))
        line = lines[row.line]
        is_cut = gets < row.gets and (gets or line.ship_policy is ShipPolicy.ORDER_COMPLETE)
        if is_cut and (line.all_or_nothing or (row.had + gets) % line.multiple):
            return None
        if gets:
            is_part = gets < row.gets and row.reason is Reason.FILLED
            some.append(row._replace(gets=gets, reason=Reason.PARTLY_FILLED if is_part else row.reason))
    return share._replace(decided=some)


def give_first(work: Work, first: Mapping[int, FirstShare], receipt: int) -> Decided:
    """Give orders what `first_served` says, now that it has come with a receipt (id); return the decisions.

    Whoever is passed over by that counts it. What somebody may gather from now on, the fill that follows gives.
    """
    decided = {item: share.decided for item, share in first.items()}
    supplies = {item: Supply(share.free) for item, share in first.items()}
    lines = queued_lines(work.store, first)
    RunKeeper(work, Mode.FILL, rules_of(work.settings), "receipt").keep(decided, supplies)
    guard_against_starving(work, lines, {item: _so_far(share) for item, share in first.items()}, receipt)
    return decided


def _so_far(share: FirstShare) -> list[LineDecision]:
    """Return what is decided by now, in rank order.

    Who is to get some of what follows has not got it yet, and is not passed over.
    """
    gains = {row.line for row in share.decided}
    return [row for row in share.plan if row.gets == 0 or row.line in gains]


def put_aside(work: Work, lines: Sequence[CheckedGoods], coming: Iterable[Arrival]) -> None:
    """Fix goods that were just booked in to the orders they are for, after these were given what they get.

    `lines` say the places where they are put. Raises Refused (StagingFault) where an order does not get all of them, or
    they are to lie in a tote with goods of another.
    """
    lock_totes(work, [line.place for line in lines if line.goods.for_order])
    for line, goods in zip(lines, coming, strict=True):
        if not line.goods.for_order:
            continue
        if goods.status is not StockStatus.AVAILABLE:
            raise Refused(StagingFault.ASIDE, order=line.goods.for_order, sku=line.item.sku)
        picked = line.place.kind not in ALLOCATABLE
        _fix(work, line, goods, picked=picked)
        refuse_others_tote(work, line.place, [line.goods.for_order])
        if picked:
            tote = goods._replace(location=line.place.id, kind=line.place.kind)
            document = line.goods.for_order
            # What is picked is given to nobody any more, so it may leave the stock that can be given.
            work.store.sql(
                "UPDATE item_stock SET allocated = allocated - ? WHERE item_id = ?", (goods.quantity, goods.item)
            )
            book(work, [tote], reason=MoveReason.PICK, document=document)
            book_out(work, [goods], reason=MoveReason.PICK, document=document)
        work.touched(Area.ORDERS, Area.STOCK)


class Toted(NamedTuple):
    """Goods that an action picked on arrival: as they lie in their tote (its code), as they lay before; the order."""

    tote: Arrival
    place: str
    dock: Arrival
    order: str

    @property
    def named(self) -> tuple[Tote, int]:
        """The tote, and the units in it."""
        return Tote(self.place, self.tote.kind, self.order), self.tote.quantity

    def part(self, units: int) -> "Toted":
        """Return so many of the goods."""
        return self._replace(tote=self.tote._replace(quantity=units), dock=self.dock._replace(quantity=units))


class Balance(NamedTuple):
    """Units that were booked in one place, those of them that come there again or were counted as missing already, and
    those of the lot that lie in no tote, wherever that is.
    """

    booked: int
    back: int
    counted: int
    loose: int


class TakenOut(NamedTuple):
    """Goods that an action put into totes: all of them, what stays there, what was taken out, and what that led to."""

    put: list[Toted]
    stay: list[Toted]
    out: list[Toted]
    back: Back


def take_out(work: Work, action: int, balances: Mapping[tuple[int, int, int], Balance]) -> TakenOut:
    """Carry back to where they were received (item, lot and place) as many of the goods that an action (its row) had
    put into totes as are missing there, from the end of the queue.

    What the action left there, or was put back since, is taken first, wherever it lies now. Where less than is missing
    is still in the totes, and picked for the same orders, all of that is carried: whoever asks finds the rest gone.
    """
    done = TakenOut([], [], [], Back(set(), {}))
    for (item, lot, place), balance in balances.items():
        put = [each for each in _carried(work, action, item) if (each.dock.lot, each.dock.location) == (lot, place)]
        there = _still_there(work, item, lot, put) if put else []
        units = _units(there)
        booked = balance.booked - balance.counted
        missing = booked - balance.back - min(balance.loose, max(0, booked - units))
        out = max(0, min(units, missing))
        done.put.extend(put)
        done.stay.extend(_first(there, min(units - out, balance.back)))
        done.out.extend(_first(there[::-1], out)[::-1])
    for each in reversed(done.out):
        led_to = bring_back(work, each.tote, each.dock, each.order, reason=MoveReason.CORRECTION, cause="undo")
        done.back.lines.update(led_to.lines)
        for item, made in led_to.lost.items():
            done.back.lost[item] = done.back.lost.get(item, []) + made
    return done


def keep_in_totes(work: Work, stay: Iterable[Toted]) -> None:
    """Let goods that stay in their totes have been picked on arrival by this action, which booked them anew."""
    for each in stay:
        # In before out: on the way, no place must seem to hold less than nothing.
        book(work, [each.dock], reason=MoveReason.CORRECTION, document=each.order)
        book_out(work, [each.tote], reason=MoveReason.CORRECTION, document=each.order)
        book(work, [each.tote._replace(corrects=None)], reason=MoveReason.PICK, document=each.order)
        book_out(work, [each.dock._replace(corrects=None)], reason=MoveReason.PICK, document=each.order)


def _units(goods: Iterable[Toted]) -> int:
    return sum(each.tote.quantity for each in goods)


def _first(goods: Iterable[Toted], units: int) -> list[Toted]:
    """Return so many units of goods, the first first."""
    found: list[Toted] = []
    for each in goods:
        if some := min(units, each.tote.quantity):
            found.append(each.part(some))
            units -= some
    return found


def _still_there(work: Work, item: int, lot: int, put: Sequence[Toted]) -> list[Toted]:
    """Return what of goods of a lot still lies in their totes and is picked for their orders, as the queue has them."""
    lying, picked = in_totes(work.store, lot), picked_of(work.store, item, lot)
    mine = [each for each in put if each.order in picked]
    ranks = _ranks(work, item, sorted({each.order for each in mine}))
    found: list[Toted] = []
    for each in sorted(mine, key=lambda each: ranks[each.order]):
        units = min(each.tote.quantity, lying.get(each.tote.location, 0), picked[each.order])
        if units:
            found.append(each.part(units))
            lying[each.tote.location] -= units
            picked[each.order] -= units
    return found


def _ranks(work: Work, item: int, orders: Sequence[str]) -> dict[str, int]:
    """Return where orders (their numbers) stand in the queue, by the last of their lines of an item."""
    if len(orders) < 2:
        return dict.fromkeys(orders, 0)
    found = work.store.sql(f"SELECT id, number FROM sales_order WHERE number IN ({marks(orders)})", orders)
    numbers = dict(found.fetchall())
    queue = sorted(queued_lines(work.store, [item], OPEN), key=queue_key(rules_of(work.settings)))
    return {numbers[line.order]: rank for rank, line in enumerate(queue) if line.order in numbers}


def _carried(work: Work, action: int, item: int) -> list[Toted]:
    """Return goods of an item that an action picked on arrival."""
    found = work.store.sql(
        "SELECT m.id, m.lot_id, lot.expiry, m.location_id, p.kind, m.quantity, m.document, p.code FROM move m "
        "JOIN lot ON lot.id = m.lot_id JOIN location p ON p.id = m.location_id "
        "WHERE m.item_id = ? AND m.action_id = ? AND m.reason = 'pick' ORDER BY m.seq",
        (item, action),
    ).fetchall()
    goods = [
        Arrival(item, lot, day(expiry), place, LocationKind(kind), StockStatus.AVAILABLE, abs(units), corrects=move)
        for move, lot, expiry, place, kind, units, _, _ in found
    ]
    named = [(order, code) for *_, order, code in found]
    # Into the tote first, then out of the place before.
    return [
        Toted(into, code, out, order)
        for into, out, (order, code) in zip(goods[::2], goods[1::2], named[::2], strict=True)
    ]


def _fix(work: Work, line: CheckedGoods, goods: Arrival, *, picked: bool) -> None:
    order, left = line.goods.for_order, goods.quantity
    for mine in _lines_of(work, order, goods.item):
        gone = goods.quantity - left if picked else 0
        units = min(mine.soft, left, _spare(work, goods, mine.life) - gone)
        if units <= 0:
            continue
        Allocation.insert(
            order_line=mine.row,
            lot=goods.lot,
            location=goods.location,
            quantity=units,
            picked=units if picked else 0,
        ).execute()
        if picked:
            work.store.sql("UPDATE order_line SET picked = picked + ? WHERE id = ?", (units, mine.row))
        left -= units
    if left:
        gets = goods.quantity - left
        raise Refused(StagingFault.NOT_FOR_IT, order=order, sku=line.item.sku, quantity=goods.quantity, gets=gets)


def _spare(work: Work, goods: Arrival, life: int) -> int:
    """Return how many units of a lot may be fixed to a line that asks for a shelf life (days).

    Others that ask for a longer one, and hold stock that may be of any lot, must find enough that lasts as long.
    """
    today = work.settings.house_day
    if not lasts(goods.expiry, life, today):
        return 0
    longer = [each for each in lives_held(work.store, goods.item) if each > life and lasts(goods.expiry, each, today)]
    return min([goods.quantity, *spare_by_life(work.store, goods.item, longer, today).values()])


def _lines_of(work: Work, order: str, item: int) -> list[_Line]:
    found = work.store.sql("SELECT id FROM sales_order WHERE number = ?", (order,)).fetchone()
    if found is None:
        raise Refused(StagingFault.NO_ORDER, order=order)
    lines = work.store.sql(
        f"SELECT ol.id, {SOFT}, ol.shelf_life_days FROM order_line ol WHERE ol.order_id = ? AND ol.item_id = ? "
        f"AND {of_alias('ol', OPEN)} AND NOT ol.on_hold ORDER BY ol.line",
        (found[0], item),
    )
    return [_Line(row, int(soft), life) for row, soft, life in lines]
