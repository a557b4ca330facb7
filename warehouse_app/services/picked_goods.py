"""What is picked for an order lies in a tote or at a packing place, and stays there until it is shipped or put back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.queries.goods import PlaceFacts
from warehouse_app.queries.picked import in_totes, orders_in, picked_at, picked_of
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.lying import StockFault


class ToteFault(StrEnum):
    """Why goods are not put into a tote; each has a sentence in `texts.stock`."""

    OF_ANOTHER = "tote-of-another-order"


def refuse_picked(work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival], skus: Mapping[int, str]) -> None:
    """Raise Refused (StockFault) where less of a lot would lie in totes and at packing places than is picked of it.

    Else the same goods would be promised twice. From one such place to another they may go.
    """
    gone: dict[int, int] = defaultdict(int)
    first: dict[int, Arrival] = {}
    for sign, some in ((1, leaving), (-1, coming)):
        for each in some:
            if each.kind in HOLDS_PICKED and each.status is StockStatus.AVAILABLE:
                gone[each.lot] += sign * each.quantity
                first.setdefault(each.lot, each)
    for lot, units in gone.items():
        if units > 0:
            _refuse(work, first[lot], units, skus[first[lot].item])


def _refuse(work: Work, goods: Arrival, units: int, sku: str) -> None:
    picked = picked_of(work.store, goods.item, goods.lot)
    if picked and sum(in_totes(work.store, goods.lot).values()) - units < sum(picked.values()):
        [(place,)] = work.store.sql("SELECT code FROM location WHERE id = ?", (goods.location,))
        here = picked_at(work.store, goods.item, goods.lot).get(goods.location)
        raise Refused(StockFault.PICKED, sku=sku, place=place, orders=tuple(here or picked))


def unpick(work: Work, lot: int, order: str, units: int) -> set[int]:
    """Let an order's lines (return their ids) have picked so much less of a lot: what was picked last goes first.

    The caller has seen that so much of it is picked for the order.
    """
    left = units
    lines: set[int] = set()
    for allocation, line, picked in work.store.sql(
        "SELECT a.id, l.id, CASE WHEN a.picked < l.picked - l.shipped THEN a.picked ELSE l.picked - l.shipped END "
        "FROM allocation a JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
        "WHERE o.number = ? AND a.lot_id = ? AND a.picked > 0 ORDER BY a.id DESC",
        (order, lot),
    ).fetchall():
        less = min(left, int(picked))
        if less > 0:
            work.store.sql(
                "UPDATE allocation SET picked = picked - ?, returned = returned + ? WHERE id = ?",
                (less, less, allocation),
            )
            work.store.sql("UPDATE order_line SET picked = picked - ? WHERE id = ?", (less, line))
            lines.add(line)
            left -= less
    assert not left, (lot, order, left)
    return lines


def refuse_unpicked(sku: str, to: PlaceFacts, source: PlaceFacts | None = None) -> None:
    """Raise Refused (StockFault) where goods are put into a tote or a packing place that come from no other such place.

    There lies what orders have got, by picking or by receiving it for them; nobody would be given anything else there.
    """
    if to.kind in HOLDS_PICKED and (source is None or source.kind not in HOLDS_PICKED):
        raise Refused(StockFault.NOT_PICKED, sku=sku, place=to.code)


def refuse_others_tote(work: Work, place: PlaceFacts, orders: Collection[str]) -> None:
    """Raise Refused (ToteFault) where what is picked for one of these orders is put into a tote with others' goods.

    A packing place is for several.
    """
    if place.kind is not LocationKind.TOTE or not orders:
        return
    others = [each for each in orders_in(work.store, place.id) if each not in orders]
    if others:
        raise Refused(ToteFault.OF_ANOTHER, place=place.code, order=min(orders), orders=tuple(others))


def refuse_mixed_tote(work: Work, goods: Arrival, place: PlaceFacts) -> None:
    """Raise Refused (ToteFault) where picked goods are carried from where they lie into a tote with others' goods."""
    if place.kind is LocationKind.TOTE:
        refuse_others_tote(work, place, picked_at(work.store, goods.item, goods.lot).get(goods.location, {}))
