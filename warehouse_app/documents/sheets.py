"""What each printed document shows, as frozen values. Free of ReportLab, since queries build them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import Policy

CARD_NUMBER = "TEST-CARD"
"""What the print queue calls the card that tests a scanner: there is only one."""
BACK_ORDERS_NUMBER = "BACK-ORDERS"
"""What the print queue calls the back-order report of the whole house."""


@dataclass(frozen=True, slots=True)
class PickListStop:
    """One stop of a walk: `quantity` base units (`unit`) of one lot from one bin, for one order.

    `lot` and `note` are "" where there is none; `pack_quantity` base units make one pack (1: never packed).
    """

    position: int
    bin: str
    sku: str
    name: str
    lot: str
    expiry: date | None
    quantity: int
    pack_quantity: int
    unit: str
    order: str
    customer: str
    note: str


@dataclass(frozen=True, slots=True)
class CopyMark:
    """Says that a document is on paper already: this is its `copy`-th copy (from 1), `first_at` and `first_by` tell of
    the first print.
    """

    copy: int
    first_at: datetime
    first_by: str


class StopChanged(NamedTuple):
    """`units` of an item are not fetched at `place` any more for an order: so many are `elsewhere` (place and units),
    and the rest nowhere: there is none, or it is not wanted any more. `missing`: they were picked there, and were found
    to be missing since.
    """

    order: str
    sku: str
    place: str
    units: int
    elsewhere: tuple[tuple[str, int], ...]
    missing: bool = False

    @property
    def lost(self) -> int:
        """Units that are fetched nowhere instead."""
        return self.units - sum(units for _, units in self.elsewhere)


@dataclass(frozen=True, slots=True)
class PickListSheet:
    """A pick list, its `stops` in walking order. `copy` is None for the first print.

    `changed` is what became of stops since its release: whoever has an older print, or its number, must know.

    `released_at` is an instant, printed in `zone` (an IANA name). The distances are in millimetres, None where bins
    have no coordinates. `language` is that of the words; names are printed as they are.
    """

    house: str
    number: str
    released_at: datetime
    zone: str
    released_by: str
    priority_class: str
    due: date | None
    distance_mm: int | None
    s_shape_mm: int | None
    stops: tuple[PickListStop, ...]
    language: str
    copy: CopyMark | None = None
    changed: tuple[StopChanged, ...] = ()


Clauses = tuple[tuple[str, Facts], ...]
"""A note in codes with their facts, each of which `texts` says: a reason, or what would change something."""


@dataclass(frozen=True, slots=True)
class ComingGoods:
    """`units` of an item that a purchase order still brings; `due` is None where nobody knows when."""

    number: str
    due: date | None
    units: int


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A line that has not all of its stock, with why. Quantities in base units.

    `rank` counts the waiting lines of its item from 1, in the order of the queue. `reference` is the customer's own
    number, '' where there is none. `short` is 0 for a pre-order, as everywhere. `changes`: what would change it.
    """

    rank: int
    order: str
    line: int
    reference: str
    customer: str
    rank_class: str
    placed: datetime
    need_by: date | None
    open: int
    allocated: int
    short: int
    reason: Clauses
    changes: Clauses


@dataclass(frozen=True, slots=True)
class WaitedFor:
    """An item that somebody waits for, with the shown ones of its `waiting` lines, in the order of the queue.

    `free`, `allocated` and `short` are of the whole item; `coming` has the earliest receipt first.
    """

    sku: str
    name: str
    free: int
    allocated: int
    short: int
    waiting: int
    coming: tuple[ComingGoods, ...]
    lines: tuple[WaitingLine, ...]


class ReportOf(StrEnum):
    """Whose lines a back-order report shows; its number begins so."""

    HOUSE = "house"
    ITEM = "item"
    ORDER = "order"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class BackOrderSheet:
    """Who waits for what and why, at an instant, printed in `zone`; days before `house_day` are over.

    `key` is the number of the item, order or customer that it is `of`; '' for the whole house. `items` by their number.
    """

    house: str
    number: str
    made_at: datetime
    zone: str
    house_day: date
    policy: Policy
    of: ReportOf
    key: str
    items: tuple[WaitedFor, ...]
    language: str
