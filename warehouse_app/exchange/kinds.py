"""The columns of each kind of file: their heading, how a cell is read, and what an empty one means.

A field stands at the place it has in its record, so that a row of values is a record.
"""

from collections.abc import Callable
from datetime import tzinfo
from typing import NamedTuple

from warehouse_app.domain.records import RECORD_OF, CancellationRecord, Kind, Record
from warehouse_app.domain.statuses import LocationKind, ShipPolicy, StockStatus
from warehouse_app.exchange import cells
from warehouse_app.exchange.cells import Column, Convert


class Field(NamedTuple):
    """A field of a record, and the column of a file that feeds it."""

    name: str
    heading: str
    convert: Callable[[tzinfo], Convert]
    default: object
    required: bool

    def column(self, zone: tzinfo) -> Column:
        return Column(self.convert(zone), default=self.default, required=self.required)


_COUNT = cells.whole(0)
_QUANTITY = cells.whole()
_DAYS = cells.whole(0, cells.MAX_DAYS)

_CONVERT: dict[str, Convert] = {
    **dict.fromkeys(("name", "category", "street", "city", "country", "carrier"), cells.name),
    **dict.fromkeys(("note", "address"), cells.note),
    **dict.fromkeys(("quantity", "pack_quantity", "ratio", "sell_multiple", "line", "capacity"), _QUANTITY),
    **dict.fromkeys(("safety_stock", "reorder_point", "weight_g", "volume_cm3"), _COUNT),
    **dict.fromkeys(("cancelled", "shipped", "received"), _COUNT),
    **dict.fromkeys(("lot_tracked", "expiry_tracked", "serial_tracked"), cells.flag),
    **dict.fromkeys(("price", "cost"), cells.money),
    **dict.fromkeys(("release_date", "expiry", "not_before", "need_by"), cells.day),
    **dict.fromkeys(("ordered_on", "due_on", "received_on"), cells.day),
    **dict.fromkeys(("lead_time_days", "minimum_shelf_life_days"), _DAYS),
    **dict.fromkeys(("x_mm", "y_mm"), cells.metres),
    **dict.fromkeys(("priority_class", "safety_stock_open_to"), cells.priority_class),
    "over_receipt_percent": cells.whole(0, cells.MAX_PERCENT),
    "weight": cells.whole(1, cells.MAX_WEIGHT),
    "email": cells.email,
    "sscc": cells.pallet,
    "language": cells.language,
    "ship_policy": cells.one_of(ShipPolicy),
    "kind": cells.one_of(LocationKind),
    "status": cells.one_of(StockStatus),
}
"""How a field is read, by its name; one that is not here is an identifier."""

_HEADING = {"x_mm": "x_m", "y_mm": "y_m"}


def _converter(record: type[Record], name: str) -> Callable[[tzinfo], Convert]:
    if name == "placed_at":
        return cells.instant
    convert = _CONVERT.get(name, cells.identifier)
    if record is RECORD_OF[Kind.LOCATIONS] and name == "code":
        convert = cells.ascii_identifier
    if record is CancellationRecord and name == "quantity":
        convert = cells.unsigned_quantity
    return lambda _zone: convert


def _fields(record: type[Record]) -> tuple[Field, ...]:
    defaults = record._field_defaults
    return tuple(
        Field(name, _HEADING.get(name, name), _converter(record, name), defaults.get(name), name not in defaults)
        for name in record._fields
    )


FIELDS: dict[Kind, tuple[Field, ...]] = {kind: _fields(record) for kind, record in RECORD_OF.items()}

CANCELLATION_FIELDS: tuple[Field, ...] = tuple(field for field in _fields(CancellationRecord) if field.name != "line")
"""The last field, `line`, is always its place within the number."""

DOCUMENT_FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.PURCHASE_ORDERS: ("supplier", "ordered_on"),
    Kind.ADVANCE_NOTICES: ("supplier", "purchase_order", "due_on"),
    Kind.ORDERS: ("customer", "placed_at", "priority_class", "ship_policy", "customer_reference", "carrier"),
}
"""The kinds whose rows are lines of documents, and the fields that all lines of one document must agree on."""

KEY_FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.SUPPLIERS: ("code",),
    Kind.LOCATIONS: ("code",),
    Kind.ITEMS: ("sku",),
    Kind.BARCODES: ("barcode",),
    Kind.SUBSTITUTES: ("sku", "substitute"),
    Kind.CUSTOMERS: ("code",),
    Kind.STOCK: ("sku", "location", "lot", "status"),
}
"""What may stand only once in a file. Past deliveries have no key: the same goods may well come twice on a day."""


def heading_key(heading: str) -> str:
    """Return what two spellings of one heading have in common: case, underscores, spaces and hyphens do not count."""
    return "".join(character for character in heading.casefold() if character not in "_- \xa0")


def fields_by_heading(kind: Kind) -> dict[str, Field]:
    return {heading_key(field.heading): field for field in FIELDS[kind]}
