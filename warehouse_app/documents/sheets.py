"""What each printed document shows, as frozen values. Free of ReportLab, since queries build them."""

from dataclasses import dataclass
from datetime import date, datetime


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
class PickListSheet:
    """A pick list, its `stops` in walking order.

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
