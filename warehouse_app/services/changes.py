"""What a verb touched, so that every view can look at its own flags (the idea is Anki's OpChanges)."""

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
