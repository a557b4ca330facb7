"""What the rows of an import may refer to: what the house knows already, and what earlier rows of it will have made."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from warehouse_app.domain.records import Kind
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.store.database import rows
from warehouse_app.store.tables import Customer, Item, Location, PurchaseOrder, Supplier


class RowFault(StrEnum):
    """Why a row was refused that could be read as such; each has a sentence in `texts.refusals`."""

    UNKNOWN_SUPPLIER = "row-supplier-unknown"
    UNKNOWN_LOCATION = "row-location-unknown"
    UNKNOWN_ITEM = "row-item-unknown"
    UNKNOWN_CUSTOMER = "row-customer-unknown"
    UNKNOWN_ORDER = "row-purchase-order-unknown"
    OTHER_SUPPLIER = "row-purchase-order-of-another"
    DIFFERS = "row-differs"
    FIXED = "row-cannot-change"
    BELOW_PICKED = "row-below-picked"
    BELOW_CANCELLED = "row-below-cancelled"
    BELOW_RECEIVED = "row-below-received"
    HAS_MOVES = "row-item-has-moves"
    NO_STOCK_HERE = "row-location-holds-no-stock"
    STOCK_LIES_THERE = "row-location-has-stock"
    LOTS_OF_SEVERAL = "row-lots-of-several"
    LOT_NEEDED = "row-lot-needed"
    EXPIRY_NEEDED = "row-expiry-needed"
    EXPIRY_OTHER = "row-lot-has-other-expiry"
    EXPIRY_NONE = "row-lot-has-no-expiry"
    LOT_BLOCKED = "row-lot-is-blocked"
    SERIAL_IS_ONE = "row-serial-is-one"
    SERIAL_TWICE = "row-serial-twice"
    LINE_TWICE = "row-line-twice"
    BARCODE_OF_ANOTHER = "row-barcode-of-another"
    BARCODE_IS_ITEM = "row-barcode-is-item"
    ITEM_IS_BARCODE = "row-item-is-barcode"


UNKNOWN: Mapping[Kind, RowFault] = {
    Kind.SUPPLIERS: RowFault.UNKNOWN_SUPPLIER,
    Kind.LOCATIONS: RowFault.UNKNOWN_LOCATION,
    Kind.ITEMS: RowFault.UNKNOWN_ITEM,
    Kind.CUSTOMERS: RowFault.UNKNOWN_CUSTOMER,
}


class Tracking(NamedTuple):
    """What must be known of goods of an item besides how many there are."""

    lot: bool = False
    expiry: bool = False
    serial: bool = False


_CODED: Mapping[Kind, tuple[Any, Any]] = {
    Kind.SUPPLIERS: (Supplier, Supplier.code),
    Kind.LOCATIONS: (Location, Location.code),
    Kind.ITEMS: (Item, Item.sku),
    Kind.CUSTOMERS: (Customer, Customer.code),
}
"""The table of each kind that rows refer to, and the column they know it by."""


class References:
    """Codes and what stands behind them; filled from the database when first asked for.

    An import asks for many and reads them all; a form says which codes it names, and only these are read.
    """

    def __init__(self, only: Mapping[Kind, Collection[str]] | None = None) -> None:
        self._only = only
        self._ids: dict[Kind, dict[str, int]] = {}
        self._codes: dict[Kind, dict[int, str]] = {}
        self._coming: dict[Kind, set[str]] = {kind: set() for kind in UNKNOWN}
        self._tracking: dict[str, Tracking] = {}
        self._location_kinds: dict[str, LocationKind] = {}
        self._purchase_orders: dict[str, str] = {}

    def ids(self, kind: Kind) -> dict[str, int]:
        """Return the id of each stored code of `kind`. A saver adds what it inserts."""
        if kind not in self._ids:
            self._ids[kind] = self._load(kind)
        return self._ids[kind]

    def code(self, kind: Kind, stored: int | None) -> str:
        """Return the code of a stored id, '' of none: what people know it by."""
        if stored is None:
            return ""
        if kind not in self._codes:
            self._codes[kind] = {of: code for code, of in self.ids(kind).items()}
        if stored not in self._codes[kind]:
            table, code = _CODED[kind]
            [(self._codes[kind][stored],)] = rows(table.select(code).where(table.id == stored))
        return self._codes[kind][stored]

    def knows(self, kind: Kind, code: str) -> bool:
        """Return whether `code` is stored, or announced by this import."""
        return code in self.ids(kind) or code in self._coming[kind]

    def announce(self, kind: Kind, code: str) -> None:
        """Say that this import makes `code`, so that later rows may refer to it before it is stored."""
        self._coming[kind].add(code)

    def tracking(self, sku: str) -> Tracking:
        """Return what must be known of goods of the item."""
        self.ids(Kind.ITEMS)
        return self._tracking.get(sku, Tracking())

    def set_tracking(self, sku: str, tracking: Tracking) -> None:
        """Say how an item of this import is tracked."""
        self._tracking[sku] = tracking

    def location_kind(self, code: str) -> LocationKind:
        """Return the kind of a known place."""
        self.ids(Kind.LOCATIONS)
        return self._location_kinds[code]

    def set_location_kind(self, code: str, kind: LocationKind) -> None:
        """Say the kind of a place of this import."""
        self._location_kinds[code] = kind

    def supplier_of_order(self, number: str) -> str | None:
        """Return the supplier (code) of a purchase order, stored or of this import; None where there is none."""
        if number not in self._purchase_orders:
            query = PurchaseOrder.select(Supplier.code).join(Supplier).where(PurchaseOrder.number == number)
            for (code,) in rows(query):
                self._purchase_orders[number] = code
        return self._purchase_orders.get(number)

    def set_supplier_of_order(self, number: str, supplier: str) -> None:
        """Say of which supplier a purchase order of this import is."""
        self._purchase_orders.setdefault(number, supplier)

    def _load(self, kind: Kind) -> dict[str, int]:
        if kind is Kind.ITEMS:
            found = self._rows(kind, Item.lot_tracked, Item.expiry_tracked, Item.serial_tracked)
            for sku, _, *tracked in found:
                self._tracking.setdefault(sku, Tracking(*tracked))
            return {sku: item for sku, item, *_ in found}
        if kind is Kind.LOCATIONS:
            places = self._rows(kind, Location.kind)
            for code, _, of in places:
                self._location_kinds.setdefault(code, LocationKind(of))
            return {code: place for code, place, _ in places}
        return dict(self._rows(kind))

    def _rows(self, kind: Kind, *columns: Any) -> list[tuple[Any, ...]]:
        table, code = _CODED[kind]
        query = table.select(code, table.id, *columns)
        return rows(query if self._only is None else query.where(code.in_(list(self._only.get(kind, ())))))
