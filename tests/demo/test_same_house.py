"""The demo house is the same on every machine; another day shifts its dates and nothing else."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.demo.records import TODAY, Records, house
from warehouse_app.demo import demo_records
from warehouse_app.domain.records import RECORD_OF, Kind

DIGEST = "d0a91ae9adc265a8dd14ca9ae092df0ee1a09920384eeeeb750fc05c54278d8b"
"""Of the records on `TODAY`. Whoever changes the demo on purpose writes the new one here."""


def digest(records: Records) -> str:
    """Return a hash over every field of every record."""
    text = json.dumps(records, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def days_of(records: Records) -> Iterator[date]:
    """Yield every day and instant of the records, as days."""
    for some in records.values():
        for record in some:
            yield from (_as_day(value) for value in record if isinstance(value, date))


def without_days(records: Records) -> dict[Kind, list[tuple[Any, ...]]]:
    """Return the records with each day and instant replaced by what kind it is, and the instant's time."""
    return {kind: [tuple(map(_plain, record)) for record in some] for kind, some in records.items()}


def _as_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return "instant", value.time()
    return "day" if isinstance(value, date) else value


def test_the_records_of_one_day_are_the_same_each_time() -> None:
    assert demo_records(TODAY) == house()


def test_the_records_are_what_they_were() -> None:
    assert digest(house()) == DIGEST


def test_the_kinds_come_in_the_order_in_which_they_refer_to_each_other() -> None:
    assert list(house()) == list(Kind)
    assert all(type(record) is RECORD_OF[kind] for kind, some in house().items() for record in some)


@settings(deadline=None, max_examples=25)
@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)))
def test_another_day_shifts_the_dates_and_nothing_else(today: date) -> None:
    other = demo_records(today)
    assert without_days(other) == without_days(house())
    signs = [(day > TODAY) - (day < TODAY) for day in days_of(house())]
    assert [(day > today) - (day < today) for day in days_of(other)] == signs
    shifts = {(day - today) - (usual - TODAY) for day, usual in zip(days_of(other), days_of(house()), strict=True)}
    assert max(map(abs, shifts)) <= timedelta(days=2)


@pytest.mark.parametrize("today", [TODAY + timedelta(days=days) for days in range(7)])
def test_nothing_has_happened_yet_today(today: date) -> None:
    records = house(today)
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(hours=6)
    assert max(line.placed_at for line in records[Kind.ORDERS]) < midnight
    assert max(line.ordered_on for line in records[Kind.PURCHASE_ORDERS]) < today
    assert max(delivery.received_on for delivery in records[Kind.DELIVERIES]) < today


def test_orders_and_receipts_fall_on_working_days() -> None:
    days = {line.placed_at.date() for line in house()[Kind.ORDERS]}
    days |= {day for line in house()[Kind.PURCHASE_ORDERS] for day in (line.ordered_on, line.due_on)}
    days |= {delivery.received_on for delivery in house()[Kind.DELIVERIES]}
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}
