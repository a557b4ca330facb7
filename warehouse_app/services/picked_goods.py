"""What is picked for an order lies in a tote or at a packing place, and stays there until it is shipped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import HOLDS_PICKED, StockStatus
from warehouse_app.queries.waiting import OPEN, of_alias
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.lying import StockFault
from warehouse_app.store.database import marks


def refuse_picked(work: Work, leaving: Iterable[Arrival], coming: Iterable[Arrival], skus: Mapping[int, str]) -> None:
    """Raise Refused (StockFault) where less would lie in totes and at packing places than is picked and not shipped.

    Else the same goods would be promised twice. From one such place to another they may go.
    """
    gone: dict[int, int] = defaultdict(int)
    places: dict[int, int] = {}
    for sign, some in ((1, leaving), (-1, coming)):
        for each in some:
            if each.kind in HOLDS_PICKED and each.status is StockStatus.AVAILABLE:
                gone[each.item] += sign * each.quantity
                places.setdefault(each.item, each.location)
    for item, units in gone.items():
        if units > 0:
            _refuse(work, item, units, places[item], skus[item])


def _refuse(work: Work, item: int, units: int, place: int, sku: str) -> None:
    kinds = sorted(HOLDS_PICKED)
    [(there, code)] = work.store.sql(
        "SELECT COALESCE(SUM(b.quantity), 0), (SELECT code FROM location WHERE id = ?) FROM lot "
        "JOIN balance b ON b.lot_id = lot.id JOIN location p ON p.id = b.location_id "
        f"WHERE lot.item_id = ? AND b.status = 'available' AND p.kind IN ({marks(kinds)})",
        (place, item, *kinds),
    )
    picked = work.store.sql(
        "SELECT o.number, l.picked - l.shipped FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        f"WHERE l.item_id = ? AND {of_alias('l', OPEN)} AND l.picked > l.shipped ORDER BY o.number",
        (item,),
    ).fetchall()
    if picked and int(there) - units < sum(in_hand for _, in_hand in picked):
        orders = tuple(dict.fromkeys(number for number, _ in picked))
        raise Refused(StockFault.PICKED, sku=sku, place=code, orders=orders)
