"""The shapes of the word lists: families of goods that differ in size or colour, and the categories they belong to."""

from typing import NamedTuple

from warehouse_app.domain.records import ItemRecord


class Family(NamedTuple):
    """Goods that share a name; `variants` are parted by "|".

    Price (cents), weight (grams) and volume (cubic centimetres) are those of the first variant; each further one has
    `step` percent of them more. `months` of shelf life make the family lot- and expiry-tracked, `lots` lot-tracked
    alone, `serial` serial-tracked. `alike` variants stand in for each other; `halves` says that two of a variant make
    one of the next.
    """

    name: str
    variants: str
    price: int
    step: int
    grams: int
    cm3: int
    pack: int
    supplier: str = ""
    unit: str = "piece"
    months: int = 0
    lots: bool = False
    serial: bool = False
    alike: bool = False
    halves: bool = False


class Category(NamedTuple):
    """`margin`: percent of the price that are not cost; families without a supplier come from `supplier`."""

    prefix: str
    name: str
    zone: str
    supplier: str
    margin: int
    families: tuple[Family, ...]


class Good(NamedTuple):
    """An item of the demo with what the records do not say of it."""

    record: ItemRecord
    family: Family
    digits: str
    """Its own part of its barcodes."""
