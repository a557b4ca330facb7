"""Every status, kind and named reason of the house, as enums: a wrong value is a type error, the value is stored."""

from enum import IntEnum, StrEnum


class Role(IntEnum):
    """What a person may do; a higher role may do all that a lower one may."""

    CLERK = 1
    LEAD = 2
    ADMIN = 3


class LocationKind(StrEnum):
    """What a place is for; it decides whether stock lying there can be picked or promised."""

    STORAGE = "storage"
    PICK_FACE = "pick-face"
    BULK = "bulk"
    DOCK = "dock"
    STAGING = "staging"
    TOTE = "tote"
    PACKING = "packing"
    QUARANTINE = "quarantine"
    DEPOT = "depot"
    CROSS_AISLE = "cross-aisle"


PICKABLE = frozenset({LocationKind.STORAGE, LocationKind.PICK_FACE, LocationKind.BULK})
"""Kinds of place that a pick list may send somebody to."""

ALLOCATABLE = PICKABLE | {LocationKind.STAGING, LocationKind.DOCK}
"""Kinds of place whose stock can be allocated to orders."""

HOLDS_STOCK = frozenset(LocationKind) - {LocationKind.DEPOT, LocationKind.CROSS_AISLE}
"""Kinds of place where goods can lie; the others only shape the walk."""


class StockStatus(StrEnum):
    """The state of goods in one place."""

    AVAILABLE = "available"
    QUARANTINED = "quarantined"


class MoveReason(StrEnum):
    """Why stock changed: every ledger move names one."""

    OPENING = "opening"
    RECEIPT = "receipt"
    CORRECTION = "correction"
    COUNT = "count"
    MOVE = "move"
    PICK = "pick"
    SHIP = "ship"
    RETURN = "return"
    SCRAP = "scrap"
    QUARANTINE = "quarantine"


class ShipPolicy(StrEnum):
    """How much of an order must be there before any of it may go."""

    PARTIAL = "partial"
    LINE_COMPLETE = "line-complete"
    ORDER_COMPLETE = "order-complete"


class Policy(StrEnum):
    """The rule that ranks waiting lines inside one priority class."""

    FIRST_COME = "first-come"
    DUE_DATE = "due-date"


class Mode(StrEnum):
    """What a run may do to stock that is already allocated."""

    FILL = "fill"
    CUT = "cut"


class ReceiptStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class PickListStatus(StrEnum):
    RELEASED = "released"
    UNRELEASED = "unreleased"
    DONE = "done"
