"""How long suppliers take and how punctual they are, by hand."""

from datetime import date, timedelta

import pytest

from warehouse_app.domain.lead_times import Delivered, LeadTime, lead_time

ORDERED = date(2026, 1, 5)


def came(after: int | None, due_after: int | None = None, *, ordered: bool = True) -> Delivered:
    """Return a delivery so many days after it was ordered, which was due after others."""
    due = None if due_after is None else ORDERED + timedelta(due_after)
    return Delivered(ORDERED if ordered else None, due, ORDERED + timedelta(after or 0))


@pytest.mark.parametrize(
    ("history", "learned"),
    [
        ([], LeadTime(0, None, None)),
        ([came(7)], LeadTime(1, 7.0, None)),
        ([came(0, 0)], LeadTime(1, 0.0, 1.0)),
        ([came(9), came(2), came(30)], LeadTime(3, 9.0, None)),
        ([came(9), came(2), came(30), came(10)], LeadTime(4, 9.5, None)),
        ([came(6, 7), came(7, 7), came(8, 7)], LeadTime(3, 7.0, 0.6667)),
        ([came(8, 7), came(8)], LeadTime(2, 8.0, 0.0)),
        ([came(7, 7, ordered=False), came(5)], LeadTime(2, 5.0, 1.0)),
        ([came(7, ordered=False)], LeadTime(1, None, None)),
        # Ordered on paper after it came: punctual perhaps, but nobody knows how long it took.
        ([came(-3, 7), came(4, 2)], LeadTime(2, 4.0, 0.5)),
    ],
    ids=[
        "nothing",
        "one without a due day",
        "at once",
        "three",
        "four",
        "on the due day is on time",
        "late",
        "one without an order day",
        "neither day",
        "before it was ordered",
    ],
)
def test_the_figures_of_a_supplier(history: list[Delivered], learned: LeadTime) -> None:
    assert lead_time(history) == learned
    assert lead_time(iter(reversed(history))) == learned
