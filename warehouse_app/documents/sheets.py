"""What each printed document shows, as frozen values. Free of ReportLab, since queries build them."""

from dataclasses import dataclass
from datetime import date, datetime

CARD_NUMBER = "TEST-CARD"
"""What the print queue calls the card that tests a scanner: there is only one."""


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


@dataclass(frozen=True, slots=True)
class PickListSheet:
    """A pick list, its `stops` in walking order. `copy` is None for the first print.

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
