"""The settings of the house: what all its workstations agree on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warehouse_app.domain.statuses import Policy


class HouseFault(StrEnum):
    """Why a setting was refused."""

    UNKNOWN_ZONE = "time-zone-unknown"


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """`house_day` is the day that the last day turn began, in `time_zone` (an IANA name).

    `key_mark`: what `domain.ledger.key_mark` gives for the key of its ledger. `due_days`: under `due-date`, a line with
    neither promise nor need-by date is due this many days after it was placed.
    """

    house_id: str
    name: str
    time_zone: str
    currency: str
    house_day: date
    key_mark: str
    policy: Policy = Policy.FIRST_COME
    due_days: int = 14
