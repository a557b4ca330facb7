"""What the barcodes of items say: which packs a code means, and which packs of a GTIN have a number of their own."""

from warehouse_app.store.database import Store


def packs_coded(store: Store, column: str, value: str) -> list[tuple[str, int]]:
    """Return the different (SKU, pack quantity) that a code means; `column` is `code` (as scanned) or `gtin`."""
    found = store.sql(
        "SELECT DISTINCT item.sku, barcode.pack_quantity FROM barcode JOIN item ON item.id = barcode.item_id "
        f"WHERE barcode.{column} = ? ORDER BY item.sku, barcode.pack_quantity",
        (value,),
    )
    return [(sku, int(pack)) for sku, pack in found]


def has_other_case(store: Store, unit: str, size: int) -> bool:
    """Return whether a pack of `size` of the goods of a GTIN (14 digits) is known by an indicator of its own."""
    # Between the indicator and the check digit the GTINs of all packs of the same goods are alike.
    found = store.sql(
        "SELECT 1 FROM barcode WHERE gtin LIKE ? AND gtin <> ? AND pack_quantity = ?", (f"_{unit[1:13]}_", unit, size)
    )
    return found.fetchone() is not None
