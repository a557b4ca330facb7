"""What the papers about goods that came show, as frozen values. Free of ReportLab, since queries build them.

Quantities are in base units (`unit`), of which `pack_quantity` make one pack (1: never packed).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warehouse_app.domain.totes import Tote


@dataclass(frozen=True, slots=True)
class NotedGoods:
    """Goods of one booking that came to lie in one place. `lot` is "" where it has no number. `tote`: the place is that
    of an order, for which they were put there as they came.

    `aside`: they were set aside, for the reasons in `why` as far as somebody said them; `expired`: since their `expiry`
    was over when they came.
    """

    sku: str
    name: str
    lot: str
    expiry: date | None
    place: str
    quantity: int
    pack_quantity: int
    unit: str
    aside: bool = False
    why: tuple[str, ...] = ()
    expired: bool = False
    tote: Tote | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Goods that were booked in by mistake, and taken back since, by whom, when and why; they do not count."""

    goods: NotedGoods
    by: str
    at: datetime
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderedGoods:
    """What was ordered or announced of an item, and what came with this receipt (`here`) and in all (`received`)."""

    sku: str
    name: str
    ordered: int
    here: int
    received: int
    to_come: int


@dataclass(frozen=True, slots=True)
class GivenTo:
    """A line of an order that got `units` of what came, or of what lay here, in the moment in which it came."""

    order: str
    line: int
    customer: str
    sku: str
    units: int


@dataclass(frozen=True, slots=True)
class ReceivedNoteSheet:
    """What a receipt took in, as it is at `made_at`. Instants are printed in `zone` (an IANA name).

    `purchase_order` is "" for goods that nothing announced, and nothing was `ordered` then. `closed_at` is None while
    the receipt is open. `by`: who booked on it, whoever began first. What was `announced` by the `advance_notice`
    stands beside what was ordered; both are empty where there was none.
    """

    house: str
    number: str
    supplier: str
    supplier_code: str
    purchase_order: str
    opened_at: datetime
    closed_at: datetime | None
    by: tuple[str, ...]
    made_at: datetime
    zone: str
    goods: tuple[NotedGoods, ...]
    taken_back: tuple[TakenBack, ...]
    ordered: tuple[OrderedGoods, ...]
    given: tuple[GivenTo, ...]
    language: str
    advance_notice: str = ""
    announced: tuple[OrderedGoods, ...] = ()


class DifferenceKind(StrEnum):
    """How goods differ from what was ordered, or announced."""

    TO_COME = "to-come"
    CLOSED = "closed"
    TOO_MUCH = "too-much"
    ASIDE = "aside"
    NOT_ORDERED = "not-ordered"
    NOT_COME = "announced-and-not-come"
    NOT_ANNOUNCED = "not-announced"


@dataclass(frozen=True, slots=True)
class Difference:
    """`units` of an item that did not come as ordered: they are missing, too many, or were set aside.

    `ordered` and `received` are of a line of the purchase order, or of an item of the advance notice where they differ
    from what that announced. They are None for goods that were set aside: those have a `lot`
    and a `receipt` instead. `due` is the day on which goods are to come, None where nobody knows it. `why`: the reasons
    that were said; `expired`: goods were set aside since their `expiry` was over when they came.
    """

    kind: DifferenceKind
    sku: str
    name: str
    units: int
    ordered: int | None = None
    received: int | None = None
    due: date | None = None
    lot: str = ""
    expiry: date | None = None
    receipt: str = ""
    why: tuple[str, ...] = ()
    expired: bool = False


@dataclass(frozen=True, slots=True)
class DifferenceSheet:
    """What a supplier is told of a receipt or a purchase order (`number`), as it is at `made_at`.

    `receipts` are those whose goods are told of. `purchase_order` is "" where nothing was announced. Days before
    `house_day` are over. `is_open`: it is of a receipt that is still open, so that what is missing may come yet.
    """

    house: str
    number: str
    supplier: str
    supplier_code: str
    purchase_order: str
    receipts: tuple[str, ...]
    made_at: datetime
    zone: str
    house_day: date
    differences: tuple[Difference, ...]
    language: str
    advance_notice: str = ""
    is_open: bool = False
