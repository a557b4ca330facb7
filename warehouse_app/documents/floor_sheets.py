"""What the papers of the floor show, as frozen values: labels, sheets to count on, cards to scan. Free of ReportLab,
since queries build them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.statuses import LocationKind

COMMANDS_NUMBER = "COMMANDS"
"""What the print queue calls the card of all commands: there is only one."""
BADGES_NUMBER = "BADGES"
"""What the print queue calls the badges of everybody in the house."""


class LabelSize(StrEnum):
    """Width and height of a label in millimetres: on sheets of A4, or one by one from a label printer."""

    SHEET = "70x37"
    SINGLE = "100x50"


@dataclass(frozen=True, slots=True)
class LocationLabel:
    """The label of a place; `zone` is "" where it has none."""

    code: str
    kind: LocationKind
    zone: str


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """The label of an item; `code` is what a scanner reads from it."""

    sku: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class OrderLabel:
    """The label of what an order has been given of an item; without an item (`sku` is ""), of the order alone."""

    order: str
    customer: str
    sku: str = ""
    name: str = ""
    quantity: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLabel:
    """The label of a pallet: `code` is what a scanner reads from it, its receipt with its booking; and what it is."""

    code: str
    supplier: str
    sku: str
    name: str
    lot: str
    expiry: date | None
    quantity: int
    unit: str


class LabelsOf(StrEnum):
    """What labels are of."""

    LOCATION = "location"
    ZONE = "zone"
    ITEM = "item"
    ORDER = "order"
    RECEIPT = "receipt"


class Labelled(NamedTuple):
    """A thing that labels are of, as people call it."""

    of: LabelsOf
    name: str


Label = LocationLabel | ItemLabel | OrderLabel | ReceiptLabel


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Labels in the order in which they are printed, and what they are `of`.

    `number` is what the print queue calls them.
    """

    number: str
    of: tuple[Labelled, ...]
    labels: tuple[Label, ...]
    size: LabelSize
    language: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """Goods of one lot that lie in a place by the books. How many is not said: they are counted blind."""

    sku: str
    name: str
    lot: str
    expiry: date | None
    unit: str


@dataclass(frozen=True, slots=True)
class CountPlace:
    """A place to be counted; `zone` is "" where it has none."""

    code: str
    kind: LocationKind
    zone: str
    rows: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True)
class CountSheet:
    """Places to be counted on paper, as they are at `made_at`, printed in `time_zone`.

    `number` is what the print queue calls it; `key` is the code of the one place, or of the `whole_zone`.
    """

    house: str
    number: str
    key: str
    whole_zone: bool
    made_at: datetime
    time_zone: str
    places: tuple[CountPlace, ...]
    language: str


@dataclass(frozen=True, slots=True)
class BadgeSheet:
    """The badges of everybody who may act here by name."""

    house: str
    people: tuple[str, ...]
    language: str
