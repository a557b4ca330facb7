"""What a scanned code stands for that is nothing but a lot or serial number of goods: it does not say of which item.

Any text may be one, so this is asked only where nothing else is called so, and where no lot is asked for.
"""

from warehouse_app.queries.codes import Ambiguous, CodeFault, FoundItem, exact_text
from warehouse_app.queries.goods import item_of
from warehouse_app.queries.lots import lots_called
from warehouse_app.scanning.codes import label_of, read
from warehouse_app.store.database import Store


def goods_of_lot(store: Store, text: str, *, year: int) -> FoundItem | Ambiguous | None:
    """Return the goods whose lot or serial number was scanned, as it is or on a label without an item; None: none.

    `year` is the year of the scan, as for `scanning.codes.read`.
    """
    candidates = read(text, year=year)
    label = label_of(candidates)
    numbers = [exact_text(candidates)]
    if label and not (label.gtin or label.content_gtin or label.sscc):
        numbers += [label.lot or "", label.serial or ""]
    for number in filter(None, numbers):
        lots = lots_called(store, [number])
        if len(lots) > 1:
            return Ambiguous(CodeFault.TWO_LOTS, number, skus=tuple(lot.sku for lot in lots))
        if lots and (item := item_of(store, lots[0].sku)):
            return FoundItem(item, None, "" if item.serial else number, number if item.serial else "")
    return None
