"""What a verb touched, so that every view can look at its own flags (the idea is Anki's OpChanges), and whom it sends
elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """A part of the house that a page may show."""

    ITEMS = "items"
    LOCATIONS = "locations"
    STOCK = "stock"
    QUEUE = "queue"
    ORDERS = "orders"
    CUSTOMERS = "customers"
    SUPPLIERS = "suppliers"
    PURCHASE_ORDERS = "purchase-orders"
    RECEIPTS = "receipts"
    PICK_LISTS = "pick-lists"
    COUNTS = "counts"
    PRINT_JOBS = "print-jobs"
    SETTINGS = "settings"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Changes:
    """The areas a verb touched; none means that it changed nothing."""

    areas: frozenset[Area] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.areas)


@dataclass(frozen=True)
class StopMoved:
    """`units` of an item are not fetched at `place` any more for a line on a pick list; `replanned` of them are fetched
    from `places` instead, and the rest nowhere. `pick_list` is '' where they were put aside there for the line.
    """

    pick_list: str
    order: str
    line: int
    sku: str
    place: str
    units: int
    replanned: int
    places: tuple[str, ...]
