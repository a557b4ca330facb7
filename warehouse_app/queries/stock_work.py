"""What lies of one item, for whoever is to move, set aside or correct it: every row of it, and where it could go."""

from dataclasses import dataclass

from warehouse_app.queries.cards import location_codes
from warehouse_app.queries.goods import item_of
from warehouse_app.queries.whereabouts import Goods, goods_of
from warehouse_app.store.database import Store

_MOST = 500


@dataclass(frozen=True, slots=True)
class StockOfItem:
    """What lies where of an item, where most of it lies first; and the codes of all places."""

    sku: str
    name: str
    unit: str
    goods: tuple[Goods, ...]
    places: tuple[str, ...]


def stock_of_item(store: Store, sku: str) -> StockOfItem | None:
    """Return what lies of an item; None where there is none of that number."""
    item = item_of(store, sku)
    if item is None:
        return None
    goods = goods_of(store, item.id, most=_MOST).first
    return StockOfItem(item.sku, item.name, item.unit, tuple(goods), tuple(location_codes()))
