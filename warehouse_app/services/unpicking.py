"""What is picked for orders and is picked no more: put back, or not there at all.

Its lines hold as much as before, of stock that lies where orders may have it from; what that does not cover is taken
from the end of the queue.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from warehouse_app.domain.queue import queue_key
from warehouse_app.domain.unpicking import PickedPart, missing_parts
from warehouse_app.queries.goods import recipients
from warehouse_app.queries.picked import picked_at
from warehouse_app.queries.waiting import OPEN, of_alias, queued_lines, rules_of
from warehouse_app.services.booking import Arrival
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.losing import Freed
from warehouse_app.services.picked_goods import missing_picked


@dataclass(frozen=True)
class Unpicked:
    """`units` of an item that were picked for a line are missing at `place`: they are picked for it no more."""

    order: str
    line: int
    sku: str
    lot: str
    place: str
    units: int


class TakenBack(NamedTuple):
    """Whose picking was undone, what of it lists are to fetch anew, of which lines (ids), and how many units of each
    item (id) these are to hold of the stock that orders may have.
    """

    unpicked: tuple[Unpicked, ...]
    anew: Sequence[Freed]
    lines: set[int]
    needed: Mapping[int, int]


def unpick_missing(
    work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival], skus: Mapping[int, str]
) -> TakenBack:
    """Let orders have picked no more of each lot than lies in totes and at packing places once goods have left.

    Of the orders whose goods lie where they are missing, the end of the queue gives first, as `missing_parts` says. The
    caller has locked the items, and books that the goods leave.
    """
    taken: list[tuple[Arrival, _Part, int]] = []
    for goods in missing_picked(work, leaving, coming):
        queue = sorted(queued_lines(work.store, [goods.item], OPEN), key=queue_key(rules_of(work.settings)))
        ranks = {queued.line: rank for rank, queued in enumerate(queue)}
        parts = {part.picked.allocation: part for part in _parts(work, goods.item, goods.lot, ranks)}
        here = picked_at(work.store, goods.item, goods.lot).get(goods.location, {})
        found = missing_parts(goods.quantity, [part.picked for part in parts.values()], here)
        taken += [(goods, parts[picked.allocation], units) for picked, units in found]
    if not taken:
        return TakenBack((), (), set(), {})
    units_of: Counter[int] = Counter()
    for goods, part, units in taken:
        _less_picked(work, part.picked, units)
        units_of[goods.item] += units
    work.touched(Area.ORDERS, Area.PICK_LISTS)
    anew = [part.freed(units) for _, part, units in taken if part.pick_list is not None]
    lines = {part.picked.line for _, part, _ in taken}
    return TakenBack(_told(work, taken, skus), anew, lines, units_of)


def unpick(work: Work, goods: Arrival, order: str) -> set[int]:
    """Let an order's lines (return their ids) have picked so much less of a lot: what was picked last goes first.

    The caller has seen that so much of it is picked for the order.
    """
    left = goods.quantity
    lines: set[int] = set()
    for part in _parts(work, goods.item, goods.lot, {}):
        less = min(left, part.picked.units) if part.picked.order == order else 0
        if less:
            _less_picked(work, part.picked, less)
            lines.add(part.picked.line)
            left -= less
    assert not left, (goods.lot, order, left)
    return lines


class _Part(NamedTuple):
    """Goods that are picked, by the walked list (id) that sent for them (None: none, or it is done), and where from."""

    picked: PickedPart
    pick_list: int | None
    item: int
    life: int
    location: int

    def freed(self, units: int) -> Freed:
        """Return so many of them as what the list is to fetch again."""
        return Freed(
            self.picked.allocation, self.pick_list, self.picked.line, self.item, self.life, self.location, units
        )


def _parts(work: Work, item: int, lot: int, ranks: Mapping[int, int]) -> list[_Part]:
    """Return what is picked of a lot and not shipped, the last first, with the ranks of its lines (ids)."""
    found = work.store.sql(
        "SELECT a.id, l.id, o.number, a.picked, l.picked - l.shipped, list.id, l.shelf_life_days, a.location_id "
        "FROM allocation a JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
        "LEFT JOIN pick_stop s ON s.allocation_id = a.id "
        "LEFT JOIN pick_list list ON list.id = s.pick_list_id AND list.status = 'released' "
        f"WHERE l.item_id = ? AND {of_alias('l', OPEN)} AND l.picked > l.shipped AND a.lot_id = ? AND a.picked > 0 "
        "ORDER BY a.id DESC",
        (item, lot),
    ).fetchall()
    left: dict[int, int] = {}
    parts: list[_Part] = []
    for allocation, line, order, picked, in_hand, pick_list, life, location in found:
        # Of a line that has shipped some, it is not known of which: as much as can be is still in hand.
        units = min(int(picked), left.get(line, int(in_hand)))
        left[line] = left.get(line, int(in_hand)) - units
        part = PickedPart(allocation, line, order, ranks.get(line, 0), units)
        parts += [_Part(part, pick_list, item, life, location)] if units else []
    return parts


def _less_picked(work: Work, part: PickedPart, units: int) -> None:
    work.store.sql(
        "UPDATE allocation SET picked = picked - ?, returned = returned + ? WHERE id = ?",
        (units, units, part.allocation),
    )
    work.store.sql("UPDATE order_line SET picked = picked - ? WHERE id = ?", (units, part.line))


def _told(work: Work, taken: Sequence[tuple[Arrival, _Part, int]], skus: Mapping[int, str]) -> tuple[Unpicked, ...]:
    whom = recipients(work.store, [part.picked.line for _, part, _ in taken])
    units: Counter[tuple[int, int, int]] = Counter()
    goods_at: dict[tuple[int, int, int], Arrival] = {}
    for goods, part, some in taken:
        at = part.picked.line, goods.lot, goods.location
        units[at] += some
        goods_at[at] = goods
    told: list[Unpicked] = []
    for (line, lot, location), some in units.items():
        [(code, place)] = work.store.sql(
            "SELECT lot.code, p.code FROM lot, location p WHERE lot.id = ? AND p.id = ?", (lot, location)
        )
        sku = skus[goods_at[line, lot, location].item]
        told.append(Unpicked(whom[line].order, whom[line].order_line, sku, code, place, some))
    return tuple(told)
