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

HOLDS_PICKED = frozenset({LocationKind.TOTE, LocationKind.PACKING})
"""Kinds of place where what is picked for orders lies until it is shipped."""

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
    ADJUSTMENT = "adjustment"


class CountStatus(StrEnum):
    """How far a count is: being taken, waiting for a lead, in the books, or thrown away."""

    OPEN = "open"
    TO_APPROVE = "to-approve"
    BOOKED = "booked"
    REJECTED = "rejected"


class ShipPolicy(StrEnum):
    """How much of an order must be there before any of it may go."""

    PARTIAL = "partial"
    LINE_COMPLETE = "line-complete"
    ORDER_COMPLETE = "order-complete"


class Policy(StrEnum):
    """The rule by which the waiting lines of one priority class are served: in a sequence, or by shares."""

    FIRST_COME = "first-come"
    DUE_DATE = "due-date"
    FAIR_SHARE = "fair-share"
    EQUAL_SHARE = "equal-share"

    @property
    def divides(self) -> bool:
        """Whether the class shares what there is, rather than being served line by line."""
        return self in (Policy.FAIR_SHARE, Policy.EQUAL_SHARE)


class Mode(StrEnum):
    """What a run does: gives what is free, allocates afresh, takes what is lost, or takes a run back."""

    FILL = "fill"
    REDISTRIBUTE = "redistribute"
    CUT = "cut"
    UNDO = "undo"


class InterventionKind(StrEnum):
    """What a person did to an order or to how it is served; each is recorded with who did it and why."""

    PIN = "pin"
    CLASS = "class"
    HOLD = "hold"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"


class Strategy(StrEnum):
    """What a run that allocates afresh may do to what a customer or class has."""

    WIN = "win"
    GAIN = "gain"
    FREE = "free"
    KEEP_AT_MOST = "keep-at-most"
    LOSE = "lose"


class NoticeKind(StrEnum):
    """What customers are to be told: the goods are here that lines of their orders waited for."""

    WAIT_ENDED = "wait-ended"


class NoticeStatus(StrEnum):
    """Where a notice is: still to be told, or never to be told any more."""

    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class ReceiptStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class PickListStatus(StrEnum):
    RELEASED = "released"
    UNRELEASED = "unreleased"
    DONE = "done"


class DocumentKind(StrEnum):
    """What can be printed."""

    PICK_LIST = "pick-list"
    SCANNER_CARD = "scanner-card"
    BACK_ORDER_REPORT = "back-order-report"
    GOODS_RECEIVED_NOTE = "goods-received-note"
    DIFFERENCE_LIST = "difference-list"
    LABELS = "labels"
    SINGLE_LABELS = "single-labels"
    COUNT_SHEET = "count-sheet"
    COMMAND_CARD = "command-card"
    BADGES = "badges"


class PrintState(StrEnum):
    """Where a print is: `uncertain` from the moment it is being handed over until somebody knows what became of it."""

    QUEUED = "queued"
    UNCERTAIN = "uncertain"
    HANDED_OVER = "handed-over"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Sides(StrEnum):
    """On which sides of the paper, turned over along which edge; or the way the printer is set."""

    AS_SET = "as-set"
    ONE = "one"
    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"
