"""The settings of the house: what all its workstations agree on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from warehouse_app.domain.statuses import Policy


class HouseFault(StrEnum):
    """Why a setting was refused."""

    UNKNOWN_ZONE = "time-zone-unknown"
    NO_NAME = "house-name-missing"
    BOOKS_BACK = "books-closed-later"
    BOOKS_AHEAD = "books-day-not-begun"


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """`house_day` is the day that the last day turn began, in `time_zone` (an IANA name).

    `key_mark`: what `domain.ledger.key_mark` gives for the key of its ledger. `due_days`: under `due-date`, a line with
    neither promise nor need-by date is due this many days after it was placed. `horizon_days`: lines due later than
    that wait without stock. `strict_packs`: where shares come in unequal packs, nobody is given a pack before one that
    does not fit. `starved_after`: so many receipts in which a line is passed over lift it to the head of its class; if
    it goes all or nothing, it may then gather stock for `gather_days`. A count that differs from the books by no more
    than `count_tolerance_percent` of what they say is booked at once; any other is counted again and approved. What is
    booked counts from the day after `books_closed_until` at the earliest.
    """

    house_id: str
    name: str
    time_zone: str
    currency: str
    house_day: date
    key_mark: str
    policy: Policy = Policy.FIRST_COME
    due_days: int = 14
    horizon_days: int | None = None
    strict_packs: bool = False
    starved_after: int = 5
    gather_days: int = 7
    count_tolerance_percent: int = 2
    books_closed_until: date | None = None

    @property
    def effective_day(self) -> date:
        """The day from which what is booked now counts."""
        closed = self.books_closed_until
        return self.house_day if closed is None else max(self.house_day, closed + timedelta(days=1))
