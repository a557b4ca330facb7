"""How long a supplier takes and how punctual it is, from what it delivered: the plain figures that people know."""

from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import NamedTuple


class Delivered(NamedTuple):
    """One delivery: when it was ordered and due, where that is known, and when it came."""

    ordered_on: date | None
    due_on: date | None
    received_on: date


class LeadTime(NamedTuple):
    """What some deliveries come to. None: none of them says enough."""

    deliveries: int
    median_days: float | None
    on_time: float | None


def lead_time(history: Iterable[Delivered]) -> LeadTime:
    """Return how long deliveries took and how many were punctual, each counting the same.

    A lead time is the number of calendar days from the order to the receipt; of an even number of them the median is
    the mean of the two in the middle. Deliveries that came before they were ordered have none. `on_time` is the share,
    from 0 to 1, of those with a due day that came on it or before.
    """
    past = list(history)
    days = [
        (one.received_on - one.ordered_on).days for one in past if one.ordered_on and one.ordered_on <= one.received_on
    ]
    punctual = [one.received_on <= one.due_on for one in past if one.due_on]
    return LeadTime(
        len(past),
        float(median(days)) if days else None,
        round(sum(punctual) / len(punctual), 4) if punctual else None,
    )
