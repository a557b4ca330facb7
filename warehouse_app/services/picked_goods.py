"""What is picked for an order lies in a tote or at a packing place, and stays there until it is shipped or put back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.queries.goods import PlaceFacts
from warehouse_app.queries.picked import carried_for, in_totes, orders_in, picked_at, picked_of
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.locking import lock_rows
from warehouse_app.services.lying import StockFault
from warehouse_app.store.tables import Location


class ToteFault(StrEnum):
    """Why goods are not put into a tote; each has a sentence in `texts.stock`."""

    OF_ANOTHER = "tote-of-another-order"
    OF_SEVERAL = "tote-of-several-orders"


def refuse_picked(work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival], skus: Mapping[int, str]) -> None:
    """Raise Refused (StockFault) where less of a lot would lie in totes and at packing places than is picked of it.

    Else the same goods would be promised twice. From one such place to another they may go.
    """
    for goods in missing_picked(work, leaving, coming):
        [(place,)] = work.store.sql("SELECT code FROM location WHERE id = ?", (goods.location,))
        here = picked_at(work.store, goods.item, goods.lot).get(goods.location)
        orders = tuple(here or picked_of(work.store, goods.item, goods.lot))
        raise Refused(StockFault.PICKED, sku=skus[goods.item], place=place, orders=orders)


def missing_picked(work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival]) -> list[Arrival]:
    """Return of which lots less would lie in totes and at packing places than is picked of them: the goods that leave,
    and as many of them as would be missing.
    """
    gone: dict[int, int] = defaultdict(int)
    first: dict[int, Arrival] = {}
    for sign, some in ((1, leaving), (-1, coming)):
        for each in some:
            if each.kind in HOLDS_PICKED and each.status is StockStatus.AVAILABLE:
                gone[each.lot] += sign * each.quantity
                first.setdefault(each.lot, each)
    found: list[Arrival] = []
    for lot, units in gone.items():
        if units > 0 and (picked := sum(picked_of(work.store, first[lot].item, lot).values())):
            missing = picked - (sum(in_totes(work.store, lot).values()) - units)
            # What lies there no more at all is another trouble.
            found += [first[lot]._replace(quantity=min(missing, picked))] if missing > 0 else []
    return found


def refuse_unpicked(sku: str, to: PlaceFacts, source: PlaceFacts | None = None) -> None:
    """Raise Refused (StockFault) where goods are put into a tote or a packing place that come from no other such place.

    There lies what orders have got, by picking or by receiving it for them; nobody would be given anything else there.
    """
    if to.kind in HOLDS_PICKED and (source is None or source.kind not in HOLDS_PICKED):
        raise Refused(StockFault.NOT_PICKED, sku=sku, place=to.code)


def lock_totes(work: Work, places: Iterable[PlaceFacts]) -> None:
    """Let nobody else put anything into those of some places that are totes: two desks may hold different items."""
    lock_rows(work, Location, {place.id for place in places if place.kind is LocationKind.TOTE})


def refuse_others_tote(work: Work, place: PlaceFacts, orders: Collection[str]) -> None:
    """Raise Refused (ToteFault) where what is picked for one of these orders is put into a tote with others' goods.

    A packing place is for several. The caller has locked the item, and then the tote.
    """
    if place.kind is not LocationKind.TOTE or not orders:
        return
    others = [each for each in orders_in(work.store, place.id) if each not in orders]
    if others:
        raise Refused(ToteFault.OF_ANOTHER, place=place.code, order=min(orders), orders=tuple(others))


def refuse_mixed_tote(work: Work, goods: Arrival, place: PlaceFacts) -> None:
    """Raise Refused (ToteFault) where picked goods are carried from where they lie into a tote with others' goods, or
    those of several orders into one.
    """
    if place.kind is not LocationKind.TOTE:
        return
    lock_totes(work, [place])
    carried = carried_for(work.store, (goods.item, goods.lot), goods.quantity, goods.location, place.id)
    refuse_others_tote(work, place, carried[:1])
    if len(carried) > 1:
        raise Refused(ToteFault.OF_SEVERAL, place=place.code, orders=tuple(carried))
