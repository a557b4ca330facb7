"""What is said to put goods of a booking right, and how they come then."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import Goods
from warehouse_app.services.received_lines import ReceivedLine
from warehouse_app.store.database import day


class CorrectingFault(StrEnum):
    """Why a booking cannot be taken back or put right; each has a sentence in `texts.receiving`."""

    UNKNOWN = "undo-booking-unknown"
    UNDONE = "undo-booking-undone"
    GONE = "undo-goods-gone"
    PICKED = "undo-goods-picked"
    NO_LINE = "correct-goods-not-booked"
    WHICH = "correct-goods-which"
    SAME = "correct-nothing-differs"
    TOO_MANY = "correct-more-than-booked"


@dataclass(frozen=True)
class Came:
    """Goods as one booking says they came; lot, place, and whether they were set aside may be left out where only one
    answers to the rest.
    """

    sku: str
    lot: str | None = None
    place: str = ""
    is_aside: bool | None = None


@dataclass(frozen=True)
class Truth:
    """What goods were in truth: of another item or lot (`sku`, `lot`, `expiry`), or of another number.

    Where the item and the lot are as booked, `quantity` units came at all (0: none). Else `quantity` of those that were
    booked (None: all of them) are of that other item or lot, and the rest is as it was booked.
    """

    quantity: int | None = None
    sku: str = ""
    lot: str | None = None
    expiry: date | None = None


def in_truth(work: Work, was: ReceivedLine, truth: Truth, as_booked: Goods) -> list[Goods]:
    """Return what goods are in truth, to be booked where they were booked."""
    other = _other(work, was, truth, as_booked)
    if other == as_booked:
        if truth.quantity is None or truth.quantity == was.quantity:
            raise Refused(CorrectingFault.SAME, sku=was.sku, quantity=was.quantity)
        return [replace(as_booked, quantity=truth.quantity)] if truth.quantity else []
    changed = was.quantity if truth.quantity is None else truth.quantity
    if changed > was.quantity:
        raise Refused(CorrectingFault.TOO_MANY, sku=was.sku, quantity=changed, booked=was.quantity)
    rest = [replace(as_booked, quantity=was.quantity - changed)] if changed < was.quantity else []
    return [*rest, replace(other, quantity=changed)]


def _other(work: Work, was: ReceivedLine, truth: Truth, as_booked: Goods) -> Goods:
    """Return the goods with the item and the lot that they are of in truth."""
    if truth.sku and truth.sku != was.sku:
        return replace(as_booked, sku=truth.sku, lot=truth.lot or "", expiry=truth.expiry)
    if truth.lot is None and truth.expiry is None:
        return as_booked
    by_day = was.expiry is not None and was.lot_code == was.expiry.isoformat()
    lot = ("" if by_day else was.lot_code) if truth.lot is None else truth.lot
    known = work.store.sql("SELECT expiry FROM lot WHERE item_id = ? AND code = ?", (was.item, lot)).fetchone()
    expiry = truth.expiry or (day(known[0]) if known else was.expiry)
    changed = replace(as_booked, lot=lot, expiry=expiry)
    return as_booked if replace(changed, lot=lot or (expiry.isoformat() if expiry else "")) == as_booked else changed
