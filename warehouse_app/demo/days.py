"""The demo's calendar: working days counted from the day on which it is made."""

from datetime import UTC, date, datetime, time, timedelta

WEEK = 5
"""Working days of a week."""


def working_day(today: date, offset: int) -> date:
    """Return the working day `offset` working days after `today` (negative: before it); 0 is `today` itself.

    No two offsets share a day, and a later offset is a later day, whatever day of the week `today` is: so the story
    that the records tell is the same on all days.
    """
    if offset == 0:
        return today
    weekday = today.weekday()
    if weekday >= WEEK:
        today += timedelta(days=WEEK - 1 - weekday if offset > 0 else 7 - weekday)
        weekday = today.weekday()
    weeks, day = divmod(weekday + offset, WEEK)
    return today + timedelta(days=7 * weeks + day - weekday)


def working_days(days: int) -> int:
    """Return how many working days lie in `days` calendar days, weekends spread evenly; at least one."""
    return max(1, days * WEEK // 7)


def moment(day: date, minute: int) -> datetime:
    """Return the instant `minute` minutes after the start of `day` in UTC."""
    return datetime.combine(day, time(minute // 60, minute % 60), UTC)
