"""Codes that would name two items: one number in two forms, as UPC-E and UPC-A; a barcode that is an item's number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind
from warehouse_app.scanning.gtin import likely_gtin14
from warehouse_app.services.references import References, RowFault
from warehouse_app.services.saving import Numbered
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import Barcode, Item


class Namesakes:
    """Finds barcodes that are the same GTIN as one of another item, or its number, stored or on an earlier row.

    What is stored so already is left as it is: a scan of it is answered with both items.
    """

    def __init__(self, references: References) -> None:
        self._references = references
        self._given: dict[str, tuple[str, str]] = {}
        """The barcode and its item (SKU) on the last row of each GTIN."""

    def check(self, given: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield the barcodes among some rows that would then name two items."""
        yield from self._numbers(given)
        of_gtin = [(row, record, gtin) for row, record in given if (gtin := likely_gtin14(record.barcode))]
        named = _stored(gtin for *_, gtin in of_gtin)
        for *_, gtin in of_gtin:
            named[gtin].update(filter(None, [self._given.get(gtin)]))
        kept = {record.barcode for _, record, gtin in of_gtin if named[gtin].get(record.barcode) == record.sku}
        for _, record, gtin in of_gtin:
            # All forms of a number may go over to another item at once.
            if record.barcode in named[gtin]:
                named[gtin][record.barcode] = record.sku
        for row, record, gtin in of_gtin:
            others = [(code, sku) for code, sku in named[gtin].items() if sku != record.sku]
            if others and record.barcode not in kept:
                other, sku = others[0]
                facts = {"code": record.barcode, "other": other, "sku": sku}
                yield Problem(row, "barcode", RowFault.BARCODE_OF_ANOTHER, facts)
            named[gtin][record.barcode] = record.sku
            self._given[gtin] = (record.barcode, record.sku)

    def _numbers(self, given: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield the barcodes that are the number of another item."""
        knows = self._references.knows
        alike = [
            (row, record) for row, record in given if record.barcode != record.sku and knows(Kind.ITEMS, record.barcode)
        ]
        named = _named_by(record.barcode for _, record in alike)
        for row, record in alike:
            if named.get(record.barcode) != record.sku:
                facts = {"code": record.barcode, "sku": record.sku}
                yield Problem(row, "barcode", RowFault.BARCODE_IS_ITEM, facts)


def numbered_as_barcodes(new: Sequence[Numbered]) -> Iterator[Problem]:
    """Yield the items, among some that are not stored yet, whose number is a barcode of another."""
    named = _named_by(record.sku for _, record in new)
    for row, record in new:
        if other := named.get(record.sku):
            yield Problem(row, "sku", RowFault.ITEM_IS_BARCODE, {"sku": record.sku, "other": other})


def _named_by(codes: Iterable[str]) -> dict[str, str]:
    """Return the item (SKU) of each of some codes that is stored as a barcode."""
    found: dict[str, str] = {}
    for some in chunks(codes):
        found.update(rows(Barcode.select(Barcode.code, Item.sku).join(Item).where(Barcode.code.in_(some))))
    return found


def _stored(gtins: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the barcodes, and the item (SKU) of each, that are stored under each of some GTINs."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for some in chunks(gtins):
        columns = Barcode.gtin, Barcode.code, Item.sku
        for gtin, code, sku in rows(Barcode.select(*columns).join(Item).where(Barcode.gtin.in_(some))):
            found[gtin][code] = sku
    return found
